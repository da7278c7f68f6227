/* SPDX-License-Identifier: MIT */
/* A file of NHANES to rows of numbers: CSV block by block; a SAS transport file, which is read from
 * memory, as a whole. Both are hashed as they are read. */
#include <stdio.h>
#include <string.h>

#include "nhanes.h"

#define NAMED_MAX 6 /* columns that are ignored, in the note: the files have over a hundred */
#define XPT_MAX (INT64_C(1) << 30) /* bytes of a transport file */

struct reading {
  struct run *run;
  struct nutri__nhanes_file *file;
  const struct nutri__nhanes_taker *taker;
  struct nutri__reader *reader; /* NULL = it is a transport file */
  int place[NUTRI__NHANES_CELLS];
  int columns; /* seen so far */
  bool has[NUTRI__NHANES_CELLS];
  bool has_header;
  size_t width;
  int ignored; /* columns ... */
  int unnamed; /* ... that the note does not name */
  struct nutri__nhanes_cell cell[NUTRI__NHANES_CELLS];
  char *bytes; /* of a transport file */
  size_t length, size;
  char message[500];
};

/* ---- columns ------------------------------------------------------------------------------- */

/* A column's name, in the file's order: its cell, or -1. */
static int take_name(struct reading *reading, const char *name) {
  struct nutri__counts *counts = &reading->run->input[reading->file->number].counts;
  size_t used = strlen(counts->ignored);
  int cell = nutri__nhanes_cell_of(reading->file->kind, reading->file->day, name);

  if (cell >= 0 && !reading->has[cell]) {
    reading->has[cell] = true;
    reading->place[cell] = reading->columns;
  } else {
    cell = -1;
    reading->ignored++;
    if (reading->ignored <= NAMED_MAX && used + strlen(name) + 40 < sizeof counts->ignored)
      snprintf(counts->ignored + used, sizeof counts->ignored - used, "%s%s", used > 0 ? ", " : "",
               name);
    else
      reading->unnamed++;
  }
  reading->columns++;
  return cell;
}

static int end_names(struct reading *reading) {
  struct nutri__counts *counts = &reading->run->input[reading->file->number].counts;
  size_t used = strlen(counts->ignored);

  if (reading->unnamed > 0)
    snprintf(counts->ignored + used, sizeof counts->ignored - used, " and %d more",
             reading->unnamed);
  reading->has_header = true;
  return reading->taker->header(reading->taker->user, reading->has, reading->message,
                                sizeof reading->message);
}

/* ---- CSV ----------------------------------------------------------------------------------- */

static int csv_header(struct reading *reading, const struct nutri__field *fields, size_t count) {
  char name[100];

  reading->width = count;
  for (size_t i = 0; i < count; i++) {
    struct nutri__field field = nutri__trimmed(fields[i]);

    snprintf(name, sizeof name, "%.*s", (int)(field.length < 99 ? field.length : 99), field.text);
    (void)take_name(reading, name);
  }
  return end_names(reading);
}

static int csv_row(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct reading *reading = user;

  if (!reading->has_header)
    return csv_header(reading, fields, count);
  for (int i = 0; i < NUTRI__NHANES_CELLS; i++) {
    struct nutri__nhanes_cell *cell = &reading->cell[i];

    if (!reading->has[i])
      continue;
    cell->text = (size_t)reading->place[i] < count ? nutri__trimmed(fields[reading->place[i]])
                                                   : (struct nutri__field){"", 0};
    cell->state = nutri__number_read(cell->text.text, cell->text.length, &cell->number);
  }
  return reading->taker->row(reading->taker->user, reading->cell, line);
}

/* ---- SAS transport files ------------------------------------------------------------------- */

static int xpt_name(void *user, const char *name) { return take_name(user, name); }

static int xpt_header(void *user) { return end_names(user); }

static int xpt_row(void *user, const struct nutri__nhanes_cell *cell, int64_t number) {
  struct reading *reading = user;

  if (number % 4096 == 0 && !nutri__run_progress(reading->run))
    return NUTRI_ECANCELLED;
  return reading->taker->row(reading->taker->user, cell, number);
}

static int keep_block(struct reading *reading, const struct nutri__block *block) {
  if (reading->length + block->length > reading->size) {
    size_t size = 2 * reading->size + sizeof block->data;
    char *bytes = size <= XPT_MAX ? sqlite3_realloc64(reading->bytes, size) : NULL;

    if (bytes == NULL)
      return NUTRI_ENOMEM;
    reading->bytes = bytes;
    reading->size = size;
  }
  if (block->length > 0) /* of an empty file there are no bytes yet */
    memcpy(reading->bytes + reading->length, block->data, block->length);
  reading->length += block->length;
  return NUTRI_OK;
}

static int read_xpt(struct reading *reading) {
  const struct nutri__nhanes_xpt to = {xpt_name, xpt_row, xpt_header, reading};

  return nutri__nhanes_xpt_read(reading->bytes, reading->length, &to, reading->message,
                                sizeof reading->message);
}

/* ---- files --------------------------------------------------------------------------------- */

/* The sentence of a reading that failed: the handle has one already where a row's taking did. */
static int fail(struct reading *reading, int rc) {
  struct run *run = reading->run;
  const char *file = run->format->table[reading->file->number].file;
  const char *said = reading->reader != NULL ? nutri__reader_message(reading->reader) : "";

  if (run->cancelled)
    return nutri__fail(run->db, NUTRI_ECANCELLED, "the import was cancelled");
  if (rc == NUTRI_ENOMEM)
    return nutri__fail(run->db, rc, "out of memory reading %s", file);
  if (said[0] != '\0')
    return nutri__fail(run->db, rc, "%s, line %lld: %s", file,
                       (long long)nutri__reader_line(reading->reader), said);
  if (reading->message[0] != '\0')
    return nutri__fail(run->db, rc, "%s %s", file, reading->message);
  return rc;
}

static int read_block(struct reading *reading, struct nutri__stream *stream,
                      struct nutri__hasher *hasher, bool *ended) {
  struct nutri__input *input = &reading->run->input[reading->file->number];
  struct nutri__block *block = nutri__hasher_take(hasher);
  int rc;

  if (block == NULL)
    return NUTRI_ENOMEM;
  rc = nutri__stream_read(stream, block->data, sizeof block->data, &block->length, reading->message,
                          sizeof reading->message);
  *ended = rc != NUTRI_OK || block->length < sizeof block->data;
  if (rc == NUTRI_OK) {
    block->hex = *ended ? input->sha256 : NULL;
    input->bytes += (int64_t)block->length;
    nutri__hasher_give(hasher, block);
    rc = reading->reader != NULL ? nutri__reader_block(reading->reader, block->data, block->length)
                                 : keep_block(reading, block);
  }
  nutri__hasher_let_go(hasher, block);
  return rc;
}

static int read_all(struct reading *reading, struct nutri__hasher *hasher) {
  struct nutri__stream *stream = NULL;
  bool ended = false;
  int rc = nutri__stream_open(reading->run->package, reading->file->member, &stream,
                              reading->message, sizeof reading->message);

  while (rc == NUTRI_OK && !ended) {
    rc = read_block(reading, stream, hasher, &ended);
    if (rc == NUTRI_OK && !nutri__run_progress(reading->run))
      rc = NUTRI_ECANCELLED;
  }
  nutri__stream_close(stream);
  if (rc == NUTRI_OK)
    rc = reading->reader != NULL ? nutri__reader_finish(reading->reader) : read_xpt(reading);
  if (rc == NUTRI_OK && !reading->has_header) {
    snprintf(reading->message, sizeof reading->message, "is empty: no header");
    rc = NUTRI_EFORMAT;
  }
  return rc;
}

int nutri__nhanes_read(struct run *run, struct nutri__nhanes_file *file,
                       struct nutri__hasher *hasher, const struct nutri__nhanes_taker *taker) {
  static const struct nutri__dialect dialect = {.encoding = NUTRI__MIXED};
  struct reading *reading = sqlite3_malloc64(sizeof *reading);
  int rc = NUTRI_OK;

  if (reading == NULL)
    return nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");
  memset(reading, 0, sizeof *reading);
  reading->run = run;
  reading->file = file;
  reading->taker = taker;
  if (!file->is_xpt)
    rc = nutri__reader_new(&dialect, csv_row, reading, &reading->reader);
  if (rc == NUTRI_OK)
    rc = read_all(reading, hasher);
  if (rc != NUTRI_OK)
    rc = fail(reading, rc);
  nutri__reader_free(reading->reader);
  sqlite3_free(reading->bytes);
  sqlite3_free(reading);
  return rc;
}
