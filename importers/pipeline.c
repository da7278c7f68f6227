/* SPDX-License-Identifier: MIT */
/* The reader thread and the bounded queue between it and the thread that writes. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "encode.h"
#include "import_internal.h"
#include "wide.h"

/* Batches waiting for the writer, 2 MB, some 32,000 nutrient values: the reader runs ahead while
 * the writer is busy. More were no faster: they no longer fit the processor's cache. */
#define QUEUED_MAX 32
/* A reader that found the queue full waits until it is that short: waking it for every batch would
 * cost the writer time. */
#define QUEUED_LOW 24
#define SAMPLE_BYTES (1 << 20) /* of a file, to see whether its rows are in order */
#define REJECT_VALUE 200       /* bytes kept of a rejected value */

struct nutri__pipeline {
  const struct nutri__format *format;
  struct nutri__shelf *shelf;
  struct nutri__input *input;
  struct nutri__hasher *hasher;
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  struct nutri__batch *first;
  struct nutri__batch *last;
  struct nutri__batch *free;
  int queued;
  bool stop;
  int rc; /* of the reader */
  char message[600];
  atomic_llong bytes;
  atomic_llong rows;
  atomic_int table;
  struct nutri__batch failed; /* there even without memory */
};

/* A file that is being read. */
struct reading {
  struct nutri__pipeline *pipeline;
  const struct nutri__table *table;
  struct nutri__input *input;
  int number; /* of the table */
  struct nutri__reader *reader;
  char *utf8; /* room for a block in UTF-8; NULL = the file is in UTF-8 */
  struct nutri__encoder encoder;
  const struct nutri__dialect *dialect;
  struct nutri__wide_reading wide;
  struct nutri__taker taker;
  struct nutri__batch *rows;
  struct nutri__batch *again;
  struct nutri__batch *rejects;
  struct nutri__batch *held; /* rows read before it is clear whether they are in order */
  struct nutri__batch *held_last;
  bool began;
  bool has_header;
  bool in_header;     /* what failed is the header */
  int64_t before;     /* key of the row before */
  int64_t stored;     /* rows so far */
  int64_t steps_back; /* of them */
  char message[400];
};

/* ---- the queue ----------------------------------------------------------------------------- */

static struct nutri__batch *new_batch(struct reading *reading, enum nutri__batch_kind kind,
                                      size_t columns) {
  struct nutri__pipeline *pipeline = reading->pipeline;
  struct nutri__batch *batch;

  pthread_mutex_lock(&pipeline->mutex);
  batch = pipeline->free;
  if (batch != NULL)
    pipeline->free = batch->next;
  pthread_mutex_unlock(&pipeline->mutex);
  if (batch == NULL) {
    batch = sqlite3_malloc64(sizeof *batch);
    if (batch == NULL)
      return NULL;
    batch->text = NULL;
    batch->text_size = 0;
  }
  if (batch->text_size > 0 && reading->table->orders_by_food) { /* which has values and no texts */
    sqlite3_free(batch->text);
    batch->text = NULL;
    batch->text_size = 0;
  }
  batch->next = NULL;
  batch->kind = kind;
  batch->table = reading->number;
  batch->ordered = true;
  batch->columns = columns;
  batch->rows = 0;
  batch->text_length = 0;
  return batch;
}

static void free_batches(struct nutri__batch *batch) {
  while (batch != NULL) {
    struct nutri__batch *next = batch->next;

    sqlite3_free(batch->text);
    sqlite3_free(batch);
    batch = next;
  }
}

/* Hands a batch to the writer, waiting while the queue is full. NUTRI_ECANCELLED when the writer
 * wants no more. */
static int push(struct nutri__pipeline *pipeline, struct nutri__batch *batch) {
  int rc = NUTRI_OK;

  batch->next = NULL;
  pthread_mutex_lock(&pipeline->mutex);
  if (pipeline->queued >= QUEUED_MAX)
    while (pipeline->queued > QUEUED_LOW && !pipeline->stop)
      pthread_cond_wait(&pipeline->changed, &pipeline->mutex);
  if (pipeline->stop)
    rc = NUTRI_ECANCELLED;
  if (pipeline->first == NULL) {
    pipeline->first = batch;
    pthread_cond_broadcast(&pipeline->changed);
  } else {
    pipeline->last->next = batch;
  }
  pipeline->last = batch;
  pipeline->queued++;
  pthread_mutex_unlock(&pipeline->mutex);
  return rc;
}

static struct nutri__batch *pop_locked(struct nutri__pipeline *pipeline) {
  struct nutri__batch *batch = pipeline->first;

  if (batch == NULL)
    return NULL;
  pipeline->first = batch->next;
  batch->next = NULL;
  if (--pipeline->queued == QUEUED_LOW)
    pthread_cond_broadcast(&pipeline->changed);
  return batch;
}

struct nutri__batch *nutri__pipeline_next(struct nutri__pipeline *pipeline, int wait_ms) {
  struct nutri__batch *batch;
  struct timespec until;

  pthread_mutex_lock(&pipeline->mutex);
  batch = pop_locked(pipeline);
  if (batch == NULL && clock_gettime(CLOCK_REALTIME, &until) == 0) {
    until.tv_nsec += (long)wait_ms * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (pipeline->first == NULL &&
           pthread_cond_timedwait(&pipeline->changed, &pipeline->mutex, &until) == 0)
      continue;
    batch = pop_locked(pipeline);
  }
  pthread_mutex_unlock(&pipeline->mutex);
  return batch;
}

void nutri__pipeline_give_back(struct nutri__pipeline *pipeline, struct nutri__batch *batch) {
  if (batch == NULL || batch == &pipeline->failed)
    return;
  pthread_mutex_lock(&pipeline->mutex);
  batch->next = pipeline->free;
  pipeline->free = batch;
  pthread_mutex_unlock(&pipeline->mutex);
}

void nutri__pipeline_done_so_far(struct nutri__pipeline *pipeline, int64_t *bytes, int64_t *rows,
                                 int *table) {
  *bytes = atomic_load(&pipeline->bytes);
  *rows = atomic_load(&pipeline->rows);
  *table = atomic_load(&pipeline->table);
}

int nutri__pipeline_failure(struct nutri__pipeline *pipeline, const char **message) {
  *message = pipeline->message;
  return pipeline->rc;
}

/* ---- rows ---------------------------------------------------------------------------------- */

/* Says how the file's rows are ordered, and lets go of those held back until that was known. Over
 * one row in a hundred stepping back makes the table's pages come in no order: then sorting first
 * is several times faster. */
static int begin(struct reading *reading) {
  struct nutri__batch *batch = new_batch(reading, NUTRI__BATCH_BEGIN, 0);
  int rc;

  if (batch == NULL)
    return NUTRI_ENOMEM;
  batch->ordered = reading->steps_back * 100 <= reading->stored;
  reading->began = true;
  rc = push(reading->pipeline, batch);
  while (reading->held != NULL && rc == NUTRI_OK) {
    batch = reading->held;
    reading->held = batch->next;
    rc = push(reading->pipeline, batch);
  }
  return rc;
}

static int send(struct reading *reading, struct nutri__batch **batch) {
  struct nutri__batch *sent = *batch;

  if (sent == NULL || sent->rows == 0)
    return NUTRI_OK; /* an empty one is filled on: the feed takes every batch to have a row */
  *batch = NULL;
  if (reading->began)
    return push(reading->pipeline, sent);
  sent->next = NULL;
  if (reading->held == NULL)
    reading->held = sent;
  else
    reading->held_last->next = sent;
  reading->held_last = sent;
  return NUTRI_OK;
}

/* Second rows of a key are compared with what the first stored, so the first goes ahead. */
static int send_again(struct reading *reading) {
  int rc = reading->again != NULL ? send(reading, &reading->rows) : NUTRI_OK;

  return rc == NUTRI_OK ? send(reading, &reading->again) : rc;
}

static int add_again(struct reading *reading, int64_t line) {
  const struct nutri__batch *from = reading->rows;
  const struct nutri__value *row = &from->value[from->rows * from->columns];
  struct nutri__batch *to = reading->again;
  struct nutri__value *copy;

  if (to == NULL)
    to = reading->again = new_batch(reading, NUTRI__BATCH_AGAIN, NUTRI__COLUMNS_MAX);
  if (to == NULL)
    return NUTRI_ENOMEM;
  copy = &to->value[to->rows * to->columns];
  for (size_t i = 0; i < NUTRI__COLUMNS_MAX; i++) {
    copy[i] = i < from->columns ? row[i] : (struct nutri__value){.kind = NUTRI__VALUE_NULL};
    if (copy[i].kind == NUTRI__VALUE_TEXT &&
        nutri__batch_text(to, &copy[i], from->text + row[i].as.offset, row[i].length) != NUTRI_OK)
      return NUTRI_ENOMEM;
  }
  copy[NUTRI__COLUMNS_MAX - 1] =
      (struct nutri__value){.kind = NUTRI__VALUE_WHOLE, .as.whole = line};
  return ++to->rows < NUTRI__BATCH_ROWS_MAX ? NUTRI_OK : send_again(reading);
}

/* At most REJECT_VALUE bytes of a value, whole characters; '?' for each byte that is no UTF-8. */
static int add_value(struct nutri__batch *batch, struct nutri__value *value,
                     const struct nutri__field *field) {
  char text[REJECT_VALUE];
  size_t length = field->length < sizeof text ? field->length : sizeof text;

  bool is_text = nutri__utf8_length(field->text, field->length) >= 0;

  while (is_text && length < field->length && length > 0 &&
         ((unsigned char)field->text[length] & 0xc0) == 0x80)
    length--;
  memcpy(text, field->text, length);
  for (size_t i = 0; i < length && !is_text; i++)
    if ((unsigned char)text[i] >= 0x80)
      text[i] = '?';
  return nutri__batch_text(batch, value, text, length);
}

static int add_reject(struct reading *reading, int64_t line, const char *column,
                      const struct nutri__reason *reason) {
  struct nutri__batch *batch = reading->rejects;
  struct nutri__value *value;
  int rc = NUTRI_OK;

  if (batch == NULL)
    batch = reading->rejects = new_batch(reading, NUTRI__BATCH_REJECT, 4);
  if (batch == NULL)
    return NUTRI_ENOMEM;
  value = &batch->value[batch->rows * batch->columns];
  value[0] = (struct nutri__value){.kind = NUTRI__VALUE_WHOLE, .as.whole = line};
  value[1].kind = value[2].kind = NUTRI__VALUE_NULL;
  if (column != NULL) {
    rc = nutri__batch_text(batch, &value[1], column, strlen(column));
    if (rc == NUTRI_OK)
      rc = add_value(batch, &value[2], &reason->value);
  }
  if (rc == NUTRI_OK)
    rc = nutri__batch_text(batch, &value[3], reason->text, strlen(reason->text));
  if (rc != NUTRI_OK)
    return rc;
  return ++batch->rows < NUTRI__BATCH_ROWS_MAX ? NUTRI_OK : send(reading, &reading->rejects);
}

static int add_row(struct reading *reading) {
  struct nutri__batch *batch = reading->rows;
  int64_t key = batch->value[batch->rows * batch->columns].as.whole;

  reading->steps_back += reading->stored > 0 && key < reading->before;
  reading->before = key;
  reading->stored++;
  batch->rows++;
  return (batch->rows + 1) * batch->columns <= (size_t)NUTRI__BATCH_ROWS_MAX * NUTRI__COLUMNS_MAX
             ? NUTRI_OK
             : send(reading, &reading->rows);
}

static int take_header(struct reading *reading, const struct nutri__field *fields, size_t count) {
  int rc = nutri__taker_header(&reading->taker, fields, count, reading->message,
                               sizeof reading->message);

  if (rc == NUTRI_OK)
    nutri__reader_want(reading->reader, reading->taker.wanted, count);
  reading->in_header = rc != NUTRI_OK;
  reading->has_header = true;
  return rc;
}

static int take_row(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct reading *reading = user;
  struct nutri__reason reason;
  enum nutri__taken taken;
  size_t text_length;

  if (!reading->has_header)
    return take_header(reading, fields, count);
  if (reading->rows == NULL) {
    reading->rows = new_batch(reading, NUTRI__BATCH_ROWS, reading->taker.columns);
    if (reading->rows == NULL)
      return NUTRI_ENOMEM;
  }
  text_length = reading->rows->text_length;
  taken = nutri__taker_row(&reading->taker, fields, count, reading->rows, &reason);
  if (taken == NUTRI__TAKEN_ROW)
    return add_row(reading);
  if (taken == NUTRI__TAKEN_AGAIN) {
    struct nutri__batch *rows = reading->rows;
    int rc = add_again(reading, line);

    if (reading->rows == rows)
      rows->text_length = text_length;
    return rc;
  }
  reading->rows->text_length = text_length;
  if (taken == NUTRI__TAKEN_REJECT)
    return add_reject(reading, line,
                      reason.column >= 0 ? reading->table->column[reason.column].name[0] : NULL,
                      &reason);
  return taken == NUTRI__TAKEN_NOTHING ? NUTRI_OK : NUTRI_ENOMEM;
}

/* ---- rows of wide tables ------------------------------------------------------------------- */

static struct nutri__batch *batch_for_row(void *user) {
  struct reading *reading = user;

  if (reading->rows == NULL)
    reading->rows = new_batch(reading, NUTRI__BATCH_ROWS, reading->taker.columns);
  return reading->rows;
}

static int wide_row(void *user) { return add_row(user); }

static int wide_reject(void *user, int64_t line, const char *column,
                       const struct nutri__reason *reason) {
  return add_reject(user, line, column, reason);
}

static int wide_again(void *user, int64_t line) { return add_again(user, line); }

static int take_record(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct reading *reading = user;
  bool had_header = reading->has_header;
  int rc = nutri__wide_record(&reading->wide, fields, count, line, &reading->has_header,
                              reading->message, sizeof reading->message);

  reading->in_header = rc == NUTRI_EFORMAT && !reading->has_header;
  if (!had_header && reading->has_header)
    nutri__reader_want(reading->reader, reading->taker.wanted, count);
  return rc;
}

static int prepare_wide(struct reading *reading) {
  static const size_t columns[] = {[NUTRI__WIDE_CATEGORIES] = 2,
                                   [NUTRI__WIDE_FOODS] = 7,
                                   [NUTRI__WIDE_PORTIONS] = 5,
                                   [NUTRI__WIDE_VALUES] = 4};

  reading->wide = (struct nutri__wide_reading){
      .wide = reading->table->wide,
      .taker = &reading->taker,
      .sink = {reading, batch_for_row, wide_row, wide_again, wide_reject}};
  reading->taker.columns = columns[reading->table->wide->part];
  if (reading->table->wide->part == NUTRI__WIDE_VALUES) /* of all its tables, one value a food */
    reading->taker.seen = &reading->pipeline->shelf->seen[reading->pipeline->format->values];
  return nutri__wide_begin(&reading->wide);
}

/* ---- files --------------------------------------------------------------------------------- */

/* The parser takes UTF-8. */
static int parse_block(struct reading *reading, const struct nutri__block *block) {
  bool is_last = block->hex != NULL;
  size_t length;

  if (reading->utf8 == NULL)
    return nutri__reader_block(reading->reader, block->data, block->length);
  if (reading->dialect->encoding == NUTRI__1252)
    length = nutri__encode_1252(block->data, block->length, reading->utf8);
  else
    length =
        nutri__encode_mixed(&reading->encoder, block->data, block->length, is_last, reading->utf8);
  return nutri__reader_block(reading->reader, reading->utf8, length);
}

static int read_blocks(struct reading *reading, struct nutri__stream *stream) {
  struct nutri__pipeline *pipeline = reading->pipeline;
  int64_t bytes = 0;
  int64_t rows = 0;
  bool ended = false;
  int rc = NUTRI_OK;

  while (rc == NUTRI_OK && !ended) {
    struct nutri__block *block = nutri__hasher_take(pipeline->hasher);

    if (block == NULL)
      return NUTRI_ENOMEM;
    rc = nutri__stream_read(stream, block->data, sizeof block->data, &block->length,
                            reading->message, sizeof reading->message);
    if (rc != NUTRI_OK) {
      nutri__hasher_let_go(pipeline->hasher, block);
      return rc;
    }
    ended = block->length < sizeof block->data;
    block->hex = ended ? reading->input->sha256 : NULL;
    bytes += (int64_t)block->length;
    nutri__hasher_give(pipeline->hasher, block);
    rc = parse_block(reading, block);
    atomic_fetch_add(&pipeline->bytes, (long long)block->length);
    atomic_fetch_add(&pipeline->rows, (long long)(reading->input->counts.read - rows));
    rows = reading->input->counts.read;
    nutri__hasher_let_go(pipeline->hasher, block);
    if (rc == NUTRI_OK && !reading->began && bytes >= SAMPLE_BYTES)
      rc = begin(reading);
  }
  reading->input->bytes = bytes;
  if (rc == NUTRI_OK)
    rc = nutri__reader_finish(reading->reader);
  return rc;
}

/* The columns a file must have, for the message about one that has none. */
static void name_columns(const struct nutri__table *table, char *text, size_t size) {
  size_t length = 0;

  for (int i = 0; i < NUTRI__COLUMNS_MAX && table->column[i].type != 0; i++)
    if (!table->column[i].optional && table->column[i].name[0] != NULL && length < size)
      length += (size_t)snprintf(text + length, size - length, "%s%s", length > 0 ? ", " : "",
                                 table->column[i].name[0]);
}

static int end_file(struct reading *reading) {
  struct nutri__batch *batch;
  int rc = NUTRI_OK;

  if (!reading->has_header) {
    char columns[200] = "";

    name_columns(reading->table, columns, sizeof columns);
    snprintf(reading->message, sizeof reading->message,
             "is empty: a header with the columns %s was expected", columns);
    return NUTRI_EFORMAT;
  }
  if (!reading->began)
    rc = begin(reading);
  if (rc == NUTRI_OK)
    rc = send(reading, &reading->rows);
  if (rc == NUTRI_OK)
    rc = send_again(reading);
  if (rc == NUTRI_OK)
    rc = send(reading, &reading->rejects);
  if (rc != NUTRI_OK)
    return rc;
  batch = new_batch(reading, NUTRI__BATCH_END, 0);
  return batch != NULL ? push(reading->pipeline, batch) : NUTRI_ENOMEM;
}

/* A sentence that begins with the file's name, and the line where there is one. */
static void describe(struct reading *reading, int rc) {
  struct nutri__pipeline *pipeline = reading->pipeline;
  const char *file = reading->table->file;
  const char *message = reading->reader != NULL ? nutri__reader_message(reading->reader) : "";

  if (rc == NUTRI_ENOMEM)
    snprintf(pipeline->message, sizeof pipeline->message, "out of memory reading %s", file);
  else if (message[0] != '\0')
    snprintf(pipeline->message, sizeof pipeline->message, "%s, line %lld: %s", file,
             (long long)nutri__reader_line(reading->reader), message);
  else
    snprintf(pipeline->message, sizeof pipeline->message, "%s%s %s", file,
             reading->in_header ? ", line 1:" : "", reading->message);
}

/* What there is to settle before the first row. */
static int prepare(struct reading *reading) {
  const struct nutri__pipeline *pipeline = reading->pipeline;
  int rc;

  reading->dialect =
      reading->table->wide != NULL ? &reading->table->dialect : &pipeline->format->dialect;
  rc = nutri__reader_new(reading->dialect, reading->table->wide != NULL ? take_record : take_row,
                         reading, &reading->reader);
  if (rc == NUTRI_OK && reading->dialect->encoding != NUTRI__UTF8) {
    reading->utf8 = sqlite3_malloc64((sqlite3_uint64)3 * (NUTRI__BLOCK_BYTES + 4));
    rc = reading->utf8 != NULL ? NUTRI_OK : NUTRI_ENOMEM;
  }
  if (rc == NUTRI_OK && reading->table->wide != NULL)
    rc = prepare_wide(reading);
  if (rc == NUTRI_OK && reading->table->header != NULL) {
    rc = nutri__taker_names(&reading->taker);
    reading->has_header = true;
    nutri__reader_want(reading->reader, reading->taker.wanted, reading->taker.width);
  }
  if (rc == NUTRI_OK)
    rc = nutri__sample_codes(pipeline->shelf, reading->table, reading->dialect, reading->input,
                             &reading->taker.by_code, reading->message, sizeof reading->message);
  return rc;
}

static int read_file(struct nutri__pipeline *pipeline, int number) {
  struct reading *reading = sqlite3_malloc64(sizeof *reading);
  struct nutri__stream *stream = NULL;
  int rc = NUTRI_ENOMEM;

  if (reading == NULL)
    return rc;
  memset(reading, 0, sizeof *reading);
  reading->pipeline = pipeline;
  reading->number = number;
  reading->table = &pipeline->format->table[number];
  reading->input = &pipeline->input[number];
  reading->taker = (struct nutri__taker){.format = pipeline->format,
                                         .table = reading->table,
                                         .shelf = pipeline->shelf,
                                         .seen = &pipeline->shelf->seen[number],
                                         .counts = &reading->input->counts,
                                         .last_found = NUTRI__NO_KEY};
  atomic_store(&pipeline->table, number);
  rc = prepare(reading);
  if (rc == NUTRI_OK)
    rc = nutri__stream_open(reading->input->package, reading->input->member, &stream,
                            reading->message, sizeof reading->message);
  if (rc == NUTRI_OK && !reading->table->orders_by_food)
    rc = begin(reading);
  if (rc == NUTRI_OK)
    rc = read_blocks(reading, stream);
  if (rc == NUTRI_OK)
    rc = end_file(reading);
  if (rc != NUTRI_OK)
    describe(reading, rc);
  nutri__stream_close(stream);
  free_batches(reading->rows);
  free_batches(reading->again);
  free_batches(reading->rejects);
  free_batches(reading->held);
  nutri__reader_free(reading->reader);
  nutri__wide_end(&reading->wide);
  sqlite3_free(reading->utf8);
  sqlite3_free(reading);
  return rc;
}

static void *run(void *argument) {
  struct nutri__pipeline *pipeline = argument;
  int rc = NUTRI_OK;

  for (int i = 0; i < pipeline->format->tables && rc == NUTRI_OK; i++)
    if (pipeline->input[i].package != NULL)
      rc = read_file(pipeline, i);
  if (rc != NUTRI_OK) {
    pipeline->rc = rc;
    pipeline->failed.kind = NUTRI__BATCH_FAILED;
    (void)push(pipeline, &pipeline->failed);
  }
  return NULL;
}

/* ---- start and end ------------------------------------------------------------------------- */

int nutri__pipeline_start(const struct nutri__format *format, struct nutri__shelf *shelf,
                          struct nutri__input *input, struct nutri__pipeline **out) {
  struct nutri__pipeline *pipeline = sqlite3_malloc64(sizeof *pipeline);

  if (pipeline == NULL)
    return NUTRI_ENOMEM;
  memset(pipeline, 0, sizeof *pipeline);
  pipeline->format = format;
  pipeline->shelf = shelf;
  pipeline->input = input;
  if (pthread_mutex_init(&pipeline->mutex, NULL) != 0)
    goto no_mutex;
  if (pthread_cond_init(&pipeline->changed, NULL) != 0)
    goto no_condition;
  if (nutri__hasher_start(&pipeline->hasher) != NUTRI_OK)
    goto no_hasher;
  if (pthread_create(&pipeline->thread, NULL, run, pipeline) != 0)
    goto no_thread;
  *out = pipeline;
  return NUTRI_OK;
no_thread:
  (void)nutri__hasher_finish(pipeline->hasher);
no_hasher:
  pthread_cond_destroy(&pipeline->changed);
no_condition:
  pthread_mutex_destroy(&pipeline->mutex);
no_mutex:
  sqlite3_free(pipeline);
  return NUTRI_ENOMEM;
}

int nutri__pipeline_end(struct nutri__pipeline *pipeline) {
  struct nutri__batch *batch;
  int rc;

  if (pipeline == NULL)
    return NUTRI_OK;
  pthread_mutex_lock(&pipeline->mutex);
  pipeline->stop = true;
  pthread_cond_broadcast(&pipeline->changed);
  pthread_mutex_unlock(&pipeline->mutex);
  pthread_join(pipeline->thread, NULL);
  rc = nutri__hasher_finish(pipeline->hasher);
  while ((batch = pop_locked(pipeline)) != NULL)
    if (batch != &pipeline->failed)
      free_batches(batch);
  free_batches(pipeline->free);
  pthread_cond_destroy(&pipeline->changed);
  pthread_mutex_destroy(&pipeline->mutex);
  sqlite3_free(pipeline);
  return rc;
}
