/* SPDX-License-Identifier: MIT */
/* CSV text to rows. The only file that knows libcsv, and what has to be done about it:
 *   - a byte order mark is kept: strict mode fails on it, lax mode keeps the first field's quotes;
 *   - blanks around unquoted fields are dropped unless a space function is set;
 *   - blank lines are skipped, so rows are not lines: line ends are counted here, those inside
 *     quotes too;
 *   - an unterminated quote swallows the rest of the file unless the mode is strict to the end;
 *   - callbacks cannot stop the parser, so they note an error and do nothing from then on;
 *   - csv_fini clears the status, so csv_error is read before. */
#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "import_internal.h"

static const unsigned char bom[3] = {0xef, 0xbb, 0xbf};

struct nutri__reader {
  struct csv_parser parser;
  nutri__row_fn *row;
  void *user;
  const bool *wanted;
  size_t wanted_count;
  int64_t line;     /* being read */
  int64_t row_line; /* where the row being read begins; 0 = between rows */
  bool after_cr;    /* the byte before was a CR that ended a line: an LF belongs to it */
  size_t bom_seen;  /* bytes of a byte order mark at the start; 3 = decided */
  size_t bytes;
  int rc;
  size_t count; /* fields of the row so far */
  char *text;   /* the row's wanted fields, each with its NUL */
  size_t text_length;
  size_t text_size;
  struct nutri__field field[NUTRI__FIELDS_MAX];
  char message[200];
};

static void *csv_realloc(void *old, size_t size) { return sqlite3_realloc64(old, size); }

static int no_space(unsigned char c) {
  (void)c;
  return 0;
}

int nutri__reader_new(const struct nutri__dialect *dialect, nutri__row_fn *row, void *user,
                      struct nutri__reader **out) {
  struct nutri__reader *reader = sqlite3_malloc64(sizeof *reader);

  if (reader == NULL)
    return NUTRI_ENOMEM;
  memset(reader, 0, sizeof *reader);
  reader->row = row;
  reader->user = user;
  reader->line = 1;
  /* REPALL_NL: every line end outside quotes is reported, blank lines' too, to count lines. */
  if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL) !=
      0) {
    sqlite3_free(reader);
    return NUTRI_ENOMEM;
  }
  csv_set_realloc_func(&reader->parser, csv_realloc);
  csv_set_free_func(&reader->parser, sqlite3_free);
  csv_set_space_func(&reader->parser, no_space);
  if (dialect != NULL && dialect->delimiter != 0)
    csv_set_delim(&reader->parser, (unsigned char)dialect->delimiter);
  if (dialect != NULL && dialect->no_quotes)
    csv_set_quote(&reader->parser, '\0'); /* which no text holds */
  else if (dialect != NULL && dialect->quote != 0)
    csv_set_quote(&reader->parser, (unsigned char)dialect->quote);
  csv_set_blk_size(&reader->parser, 4096);
  *out = reader;
  return NUTRI_OK;
}

void nutri__reader_free(struct nutri__reader *reader) {
  if (reader == NULL)
    return;
  csv_free(&reader->parser);
  sqlite3_free(reader->text);
  sqlite3_free(reader);
}

void nutri__reader_want(struct nutri__reader *reader, const bool *wanted, size_t count) {
  reader->wanted = wanted;
  reader->wanted_count = count;
}

const char *nutri__reader_message(const struct nutri__reader *reader) { return reader->message; }

int64_t nutri__reader_line(const struct nutri__reader *reader) {
  return reader->row_line > 0 ? reader->row_line : reader->line;
}

static void fail(struct nutri__reader *reader, int rc, const char *message) {
  if (reader->rc != NUTRI_OK)
    return;
  reader->rc = rc;
  snprintf(reader->message, sizeof reader->message, "%s", message);
}

/* Room for a field and its NUL behind the row's text. The fields' pointers are set when the row is
 * complete: until then the text may move. */
static bool make_room(struct nutri__reader *reader, size_t length) {
  size_t size = reader->text_size > 0 ? reader->text_size : 4096;
  char *text;

  if (reader->text_size - reader->text_length > length)
    return true;
  while (size - reader->text_length <= length)
    size *= 2;
  text = sqlite3_realloc64(reader->text, size);
  if (text == NULL) {
    fail(reader, NUTRI_ENOMEM, "out of memory");
    return false;
  }
  reader->text = text;
  reader->text_size = size;
  return true;
}

/* Line ends inside a field: LF, CR, or both as one. Most fields are a few digits, all above CR. */
static int64_t line_ends(const char *text, size_t length) {
  int64_t ends = 0;

  for (size_t i = 0; i < length; i++)
    if ((unsigned char)text[i] <= '\r' && (text[i] == '\n' || text[i] == '\r'))
      ends += text[i] == '\n' || i + 1 == length || text[i + 1] != '\n';
  return ends;
}

static void on_field(void *text, size_t length, void *user) {
  struct nutri__reader *reader = user;
  size_t at = reader->count;
  bool wanted = reader->wanted == NULL || (at < reader->wanted_count && reader->wanted[at]);

  if (reader->rc != NUTRI_OK)
    return;
  if (at == 0) {
    reader->row_line = reader->line;
    reader->after_cr = false;
  } else if (at >= NUTRI__FIELDS_MAX) {
    fail(reader, NUTRI_EFORMAT, "a row has more than 2048 fields");
    return;
  }
  reader->count = at + 1;
  if (length > 0)
    reader->line += line_ends(text, length);
  if (!wanted || !make_room(reader, length))
    return;
  memcpy(reader->text + reader->text_length, text, length);
  reader->field[at].length = length;
  reader->text_length += length;
  reader->text[reader->text_length++] = '\0';
}

static void on_row(int end, void *user) {
  struct nutri__reader *reader = user;
  size_t count = reader->count;
  const char *text = reader->text;

  if (reader->rc != NUTRI_OK)
    return;
  if (count > 0) {
    for (size_t i = 0; i < count; i++)
      if (reader->wanted == NULL || (i < reader->wanted_count && reader->wanted[i])) {
        reader->field[i].text = text;
        text += reader->field[i].length + 1;
      }
    reader->rc = reader->row(reader->user, reader->field, count, reader->row_line);
    reader->count = 0;
    reader->text_length = 0;
    reader->row_line = 0;
  }
  reader->line += end == '\r' || (end == '\n' && !reader->after_cr);
  reader->after_cr = end == '\r';
}

static int parse(struct nutri__reader *reader, const char *block, size_t length) {
  size_t done;

  if (length == 0 || reader->rc != NUTRI_OK)
    return reader->rc;
  done = csv_parse(&reader->parser, block, length, on_field, on_row, reader);
  if (done < length && reader->rc == NUTRI_OK) {
    /* The row may have begun in this very block: its first field has not come yet. */
    if (reader->row_line == 0)
      reader->row_line = reader->line;
    if (csv_error(&reader->parser) == CSV_EPARSE)
      fail(reader, NUTRI_EFORMAT,
           "a quote stands inside a field, or text after a quoted field: no CSV");
    else
      fail(reader, NUTRI_ENOMEM, "out of memory");
  }
  if (reader->rc == NUTRI_OK && csv_get_buffer_size(&reader->parser) > NUTRI__FIELD_BYTES)
    fail(reader, NUTRI_EFORMAT,
         "a field is longer than 1 MiB (1048576 bytes): is a closing quote missing?");
  return reader->rc;
}

/* Bytes at the start that may be a byte order mark are held back until that is decided. Returns
 * how many of the block are dealt with. */
static size_t skip_bom(struct nutri__reader *reader, const char *block, size_t length) {
  size_t taken = 0;

  while (reader->bom_seen < sizeof bom && taken < length &&
         (unsigned char)block[taken] == bom[reader->bom_seen]) {
    reader->bom_seen++;
    taken++;
  }
  if (reader->bom_seen < sizeof bom && taken < length) { /* it was none: text after all */
    size_t held = reader->bom_seen;

    reader->bom_seen = sizeof bom;
    (void)parse(reader, (const char *)bom, held);
  }
  return taken;
}

int nutri__reader_block(struct nutri__reader *reader, const char *block, size_t length) {
  const char *nul;
  size_t at;

  if (reader->rc != NUTRI_OK || length == 0)
    return reader->rc;
  if (reader->bytes < 2) {
    unsigned char first = reader->bytes == 0 ? (unsigned char)block[0] : 0;

    if (first == 0xff || first == 0xfe) {
      fail(reader, NUTRI_EFORMAT, "no CSV text in UTF-8 (it begins like UTF-16)");
      return reader->rc;
    }
  }
  reader->bytes += length;
  at = reader->bom_seen < sizeof bom ? skip_bom(reader, block, length) : 0;
  nul = memchr(block + at, '\0', length - at);
  if (nul == NULL)
    return parse(reader, block + at, length - at);
  /* Said before anything is made of what stands before it: a binary file has no header either. */
  reader->row_line = reader->line + line_ends(block + at, (size_t)(nul - block) - at) -
                     (reader->after_cr && block[at] == '\n');
  fail(reader, NUTRI_EFORMAT, "no CSV text: it holds a NUL byte, as binary files do");
  return reader->rc;
}

int nutri__reader_finish(struct nutri__reader *reader) {
  int status;

  if (reader->rc != NUTRI_OK)
    return reader->rc;
  if (reader->bom_seen > 0 && reader->bom_seen < sizeof bom) {
    size_t held = reader->bom_seen;

    reader->bom_seen = sizeof bom;
    if (parse(reader, (const char *)bom, held) != NUTRI_OK)
      return reader->rc;
  }
  status = csv_error(&reader->parser);
  if (status == CSV_SUCCESS && csv_fini(&reader->parser, on_field, on_row, reader) != 0)
    status = csv_error(&reader->parser);
  if (reader->rc != NUTRI_OK || status == CSV_SUCCESS)
    return reader->rc;
  if (reader->row_line == 0)
    reader->row_line = reader->line;
  if (status == CSV_EPARSE)
    fail(reader, NUTRI_EFORMAT, "a quote that opens in this row is never closed");
  else
    fail(reader, NUTRI_ENOMEM, "out of memory");
  return reader->rc;
}
