/* SPDX-License-Identifier: MIT */
/* SAS transport files (.XPT), as CDC publishes NHANES, through ReadStat: the only file that knows
 * it. ReadStat brings its own memory functions. */
#include <stdio.h>
#include <string.h>

#include "nhanes.h"

#ifdef NUTRI_NO_READSTAT

int nutri__nhanes_xpt_read(const char *bytes, size_t length, const struct nutri__nhanes_xpt *to,
                           char *message, size_t size) {
  (void)bytes;
  (void)length;
  (void)to;
  snprintf(message, size,
           "is a SAS transport file, and this library was built without ReadStat, which reads"
           " them: save it as CSV under its own name and import that");
  return NUTRI_EFORMAT;
}

#else

#include <readstat.h>

#define VARIABLES_MAX 4096

/* A reading: ReadStat asks for bytes, and hands over variables and values. */
struct xpt {
  const char *bytes;
  size_t length;
  size_t at;
  const struct nutri__nhanes_xpt *to;
  int cell_of[VARIABLES_MAX];
  int variables;
  bool has_header;
  int rc; /* what ended it */
  struct nutri__nhanes_cell cell[NUTRI__NHANES_CELLS];
};

/* ---- bytes --------------------------------------------------------------------------------- */

static int on_open(const char *path, void *io) {
  (void)path;
  (void)io;
  return 0;
}

static int on_close(void *io) {
  (void)io;
  return 0;
}

static readstat_off_t on_seek(readstat_off_t offset, readstat_io_flags_t whence, void *io) {
  struct xpt *xpt = io;
  readstat_off_t from = whence == READSTAT_SEEK_SET   ? 0
                        : whence == READSTAT_SEEK_CUR ? (readstat_off_t)xpt->at
                                                      : (readstat_off_t)xpt->length;

  if (from + offset < 0 || from + offset > (readstat_off_t)xpt->length)
    return -1;
  xpt->at = (size_t)(from + offset);
  return from + offset;
}

static ssize_t on_read(void *to, size_t length, void *io) {
  struct xpt *xpt = io;
  size_t got = length < xpt->length - xpt->at ? length : xpt->length - xpt->at;

  if (got > 0)
    memcpy(to, xpt->bytes + xpt->at, got);
  xpt->at += got;
  return (ssize_t)got;
}

static readstat_error_t on_update(long length, readstat_progress_handler progress, void *user,
                                  void *io) {
  (void)length;
  (void)progress;
  (void)user;
  (void)io;
  return READSTAT_OK;
}

/* ---- variables and values ------------------------------------------------------------------ */

static int on_variable(int index, readstat_variable_t *variable, const char *labels, void *user) {
  struct xpt *xpt = user;
  const char *name = readstat_variable_get_name(variable);

  (void)labels;
  if (index < 0 || index >= VARIABLES_MAX) {
    xpt->rc = NUTRI_EFORMAT;
    return READSTAT_HANDLER_ABORT;
  }
  xpt->cell_of[index] = xpt->to->name(xpt->to->user, name != NULL ? name : "");
  xpt->variables = index + 1;
  return READSTAT_HANDLER_OK;
}

static struct nutri__nhanes_cell cell_of_value(readstat_value_t value) {
  struct nutri__nhanes_cell cell = {NUTRI__NUMBER_ABSENT, 0, {"", 0}};

  if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
    const char *text = readstat_string_value(value); /* good until the return */

    if (text != NULL)
      cell.state = nutri__number_read(text, strlen(text), &cell.number);
  } else if (!readstat_value_is_system_missing(value) && !readstat_value_is_tagged_missing(value)) {
    cell.state = NUTRI__NUMBER_OK;
    cell.number = readstat_double_value(value);
  }
  return cell;
}

static int on_value(int row, readstat_variable_t *variable, readstat_value_t value, void *user) {
  struct xpt *xpt = user;
  int index = readstat_variable_get_index(variable);

  if (!xpt->has_header) {
    xpt->has_header = true;
    xpt->rc = xpt->to->header(xpt->to->user);
  }
  if (xpt->rc == NUTRI_OK && xpt->cell_of[index] >= 0)
    xpt->cell[xpt->cell_of[index]] = cell_of_value(value);
  if (xpt->rc == NUTRI_OK && index == xpt->variables - 1)
    xpt->rc = xpt->to->row(xpt->to->user, xpt->cell, (int64_t)row + 1);
  return xpt->rc == NUTRI_OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

static readstat_error_t set_handlers(readstat_parser_t *parser, struct xpt *xpt) {
  readstat_error_t error = readstat_set_open_handler(parser, on_open);

  if (error == READSTAT_OK)
    error = readstat_set_close_handler(parser, on_close);
  if (error == READSTAT_OK)
    error = readstat_set_seek_handler(parser, on_seek);
  if (error == READSTAT_OK)
    error = readstat_set_read_handler(parser, on_read);
  if (error == READSTAT_OK)
    error = readstat_set_update_handler(parser, on_update);
  if (error == READSTAT_OK)
    error = readstat_set_io_ctx(parser, xpt);
  if (error == READSTAT_OK)
    error = readstat_set_variable_handler(parser, on_variable);
  if (error == READSTAT_OK)
    error = readstat_set_value_handler(parser, on_value);
  return error;
}

int nutri__nhanes_xpt_read(const char *bytes, size_t length, const struct nutri__nhanes_xpt *to,
                           char *message, size_t size) {
  readstat_parser_t *parser = readstat_parser_init();
  struct xpt *xpt = sqlite3_malloc64(sizeof *xpt);
  readstat_error_t error;
  int rc = NUTRI_ENOMEM;

  if (parser != NULL && xpt != NULL) {
    memset(xpt, 0, sizeof *xpt);
    xpt->bytes = bytes;
    xpt->length = length;
    xpt->to = to;
    error = set_handlers(parser, xpt);
    if (error == READSTAT_OK)
      error = readstat_parse_xport(parser, "", xpt);
    rc = xpt->rc;
    if (rc == NUTRI_OK && error == READSTAT_OK && !xpt->has_header && xpt->variables > 0)
      rc = to->header(to->user);
    if (rc == NUTRI_OK && error != READSTAT_OK) {
      rc = error == READSTAT_ERROR_MALLOC ? NUTRI_ENOMEM : NUTRI_EFORMAT;
      snprintf(message, size, "cannot be read as a SAS transport file: %s",
               readstat_error_message(error));
    }
  }
  sqlite3_free(xpt);
  if (parser != NULL)
    readstat_parser_free(parser);
  return rc;
}

#endif
