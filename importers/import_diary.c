/* SPDX-License-Identifier: MIT */
/* The import of a diary: its rows become entries one by one, on the thread of the call, for what
 * they mean is looked up in the database as for one who types them. */
#include <stdio.h>
#include <string.h>

#include "diary.h"
#include "import_run.h"

static const struct nutri__after nothing_after[] = {{NUTRI__Q_COUNT, {-1, -1}, false}};

/* A reading of the file: the first looks at how its dates are written, the second stores. */
struct reading {
  struct run *run;
  struct nutri__diary *diary;
  struct nutri__reader *reader;
  bool is_second;
  bool has_header;
  char message[600];
};

/* ---- finding one --------------------------------------------------------------------------- */

struct look {
  bool is_diary;
  const char *why;
};

static int look_at_header(void *user, const struct nutri__field *fields, size_t count,
                          int64_t line) {
  struct look *look = user;

  (void)line;
  look->is_diary = nutri__diary_fits(fields, count, &look->why);
  return NUTRI_ECANCELLED; /* the first row is enough */
}

/* The delimiter with which the first row is a diary's header, 0 where none is. */
static char find_delimiter(const char *bytes, size_t length, const char **why) {
  static const char delimiters[] = {',', ';', '\t'};

  for (size_t i = 0; i < sizeof delimiters; i++) {
    struct nutri__dialect dialect = {.delimiter = delimiters[i]};
    struct look look = {false, NULL};
    struct nutri__reader *reader = NULL;

    if (nutri__reader_new(&dialect, look_at_header, &look, &reader) != NUTRI_OK)
      return 0;
    if (nutri__reader_block(reader, bytes, length) == NUTRI_OK)
      (void)nutri__reader_finish(reader); /* a header alone, without a line end */
    nutri__reader_free(reader);
    if (look.is_diary) {
      *why = look.why;
      return delimiters[i];
    }
  }
  return 0;
}

static void take_member(struct run *run, size_t member, char delimiter, const char *why) {
  struct nutri__input *input = &run->input[0];

  run->diary_table = (struct nutri__table){
      .file = nutri__package_member(run->package, member)->base, .store = NUTRI__Q_INTAKE_ADD};
  run->diary_format = (struct nutri__format){.name = "diary",
                                             .title = "A diary from CSV",
                                             .dialect = {.delimiter = delimiter},
                                             .table = &run->diary_table,
                                             .tables = 1,
                                             .after = nothing_after};
  run->format = &run->diary_format;
  run->is_diary = true;
  input->package = run->package;
  input->member = member;
  input->size = nutri__package_member(run->package, member)->size;
  run->bytes_total = input->size > 0 ? 2 * input->size : 0;
  snprintf(run->found, sizeof run->found, "A diary: %s, %s", run->diary_table.file,
           why != NULL ? why : "its header is one's");
}

int nutri__run_find_diary(struct run *run) {
  char *bytes = sqlite3_malloc64(NUTRI__BLOCK_BYTES);
  char message[300] = "";
  int rc = bytes != NULL ? NUTRI_OK : nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");

  for (size_t i = 0; i < nutri__package_count(run->package) && rc == NUTRI_OK; i++) {
    struct nutri__stream *stream = NULL;
    const char *why = NULL;
    size_t got = 0;
    char delimiter = 0;

    rc = nutri__stream_open(run->package, i, &stream, message, sizeof message);
    if (rc == NUTRI_OK)
      rc = nutri__stream_read(stream, bytes, NUTRI__BLOCK_BYTES, &got, message, sizeof message);
    nutri__stream_close(stream);
    if (rc != NUTRI_OK)
      rc = nutri__fail(run->db, rc, "%s %s", nutri__package_member(run->package, i)->name, message);
    else
      delimiter = find_delimiter(bytes, got, &why);
    if (delimiter == 0)
      continue;
    if (run->is_diary) {
      rc = nutri__fail(run->db, NUTRI_EFORMAT,
                       "%s holds several diaries, %s and %s: name one of them", run->path,
                       run->diary_table.file, nutri__package_member(run->package, i)->base);
      break;
    }
    take_member(run, i, delimiter, why);
  }
  sqlite3_free(bytes);
  return rc;
}

/* ---- storing ------------------------------------------------------------------------------- */

static int on_reject(void *user, const struct nutri__diary_reject *reject) {
  struct run *run = user;

  return nutri__diary_log_reject(run->db, run->import_id, run->diary_table.file, reject);
}

static int on_row(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct reading *reading = user;
  bool is_header = !reading->has_header;

  reading->has_header = true;
  if (is_header)
    return reading->is_second ? NUTRI_OK
                              : nutri__diary_header(reading->diary, fields, count, reading->message,
                                                    sizeof reading->message);
  if (reading->is_second)
    return nutri__diary_row(reading->diary, fields, count, line);
  nutri__diary_look(reading->diary, fields, count);
  return NUTRI_OK;
}

/* The sentence of a reading that failed: the handle has one already where a row's storing did. */
static int fail(struct reading *reading, int rc) {
  struct run *run = reading->run;
  const char *file = run->diary_table.file;
  const char *said = reading->reader != NULL ? nutri__reader_message(reading->reader) : "";

  if (rc == NUTRI_ENOMEM)
    return nutri__fail(run->db, rc, "out of memory reading %s", file);
  if (said[0] != '\0')
    return nutri__fail(run->db, rc, "%s, line %lld: %s", file,
                       (long long)nutri__reader_line(reading->reader), said);
  if (reading->message[0] != '\0')
    return nutri__fail(run->db, rc, "%s%s %s", file, reading->has_header ? ", line 1:" : "",
                       reading->message);
  return rc;
}

/* A block to the parser; the file's digest is made the first time. */
static int read_block(struct reading *reading, struct nutri__stream *stream,
                      struct nutri__hasher *hasher, bool *ended) {
  struct nutri__input *input = &reading->run->input[0];
  struct nutri__block *block = nutri__hasher_take(hasher);
  int rc;

  if (block == NULL)
    return NUTRI_ENOMEM;
  rc = nutri__stream_read(stream, block->data, sizeof block->data, &block->length, reading->message,
                          sizeof reading->message);
  *ended = rc != NUTRI_OK || block->length < sizeof block->data;
  if (rc == NUTRI_OK && !reading->is_second) {
    block->hex = *ended ? input->sha256 : NULL;
    input->bytes += (int64_t)block->length;
    nutri__hasher_give(hasher, block);
  }
  if (rc == NUTRI_OK)
    rc = nutri__reader_block(reading->reader, block->data, block->length);
  nutri__hasher_let_go(hasher, block);
  return rc;
}

static int read_once(struct reading *reading, struct nutri__hasher *hasher) {
  struct run *run = reading->run;
  struct nutri__stream *stream = NULL;
  bool ended = false;
  int rc = nutri__reader_new(&run->diary_format.dialect, on_row, reading, &reading->reader);

  reading->has_header = false;
  if (rc == NUTRI_OK)
    rc = nutri__stream_open(run->package, run->input[0].member, &stream, reading->message,
                            sizeof reading->message);
  while (rc == NUTRI_OK && !ended) {
    rc = read_block(reading, stream, hasher, &ended);
    if (rc == NUTRI_OK && !nutri__run_progress(run))
      rc = nutri__fail(run->db, NUTRI_ECANCELLED, "the import was cancelled");
  }
  if (rc == NUTRI_OK)
    rc = nutri__reader_finish(reading->reader);
  if (rc != NUTRI_OK)
    rc = fail(reading, rc);
  nutri__stream_close(stream);
  nutri__reader_free(reading->reader);
  reading->reader = NULL;
  return rc;
}

int nutri__run_diary(struct run *run) {
  struct reading reading = {.run = run};
  struct nutri__diary_counts counts;
  struct nutri__hasher *hasher = NULL;
  int rc = nutri__hasher_start(&hasher);

  if (rc != NUTRI_OK)
    return nutri__fail(run->db, rc, "out of memory, or of threads");
  rc = nutri__diary_new(run->db, run->import_id, run->options->person, on_reject, run,
                        &reading.diary);
  if (rc == NUTRI_OK)
    rc = read_once(&reading, hasher);
  reading.is_second = true;
  if (rc == NUTRI_OK)
    rc = read_once(&reading, hasher);
  if (nutri__hasher_finish(hasher) != NUTRI_OK && rc == NUTRI_OK)
    rc = nutri__fail(run->db, NUTRI_EIO, "the file's SHA-256 cannot be computed");
  if (rc == NUTRI_OK) {
    nutri__diary_counts(reading.diary, &counts);
    run->input[0].counts.read = counts.read;
    run->input[0].counts.rejected = counts.rejected;
    run->stored[0] = counts.stored;
    snprintf(run->input[0].counts.ignored, sizeof run->input[0].counts.ignored, "%s",
             counts.ignored);
  }
  nutri__diary_free(reading.diary);
  return rc;
}
