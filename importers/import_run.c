/* SPDX-License-Identifier: MIT */
/* Storing what the pipeline reads: one statement a file, fed by the virtual table. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "import_run.h"

#define ASIDE_MAX 16     /* batches put aside before the statement is ended to deal with them */
#define WAIT_MS 50       /* for a batch, so that progress is called in time */
#define PROGRESS_MS 80   /* between two calls; the promise is 100 */
#define TAIL_BYTES 560   /* of food_nutrient.csv for each value that is moved: ten of its rows */
#define BYTES_A_FOOD 110 /* of food.csv, about: how many foods are coming */

int nutri__run_prepare(struct run *run, enum nutri__query query, const char *file,
                       sqlite3_stmt **out) {
  const nutri__sql *sql = &nutri__query_sql[query];
  sqlite3_stmt *stmt = NULL;
  int rc = NUTRI_OK;

  if (sqlite3_prepare_v2(run->db->sql, (const char *)sql->text, (int)sql->length + 1, &stmt,
                         NULL) != SQLITE_OK)
    return nutri__fail_sql(run->db, sql->name);
  if (sqlite3_bind_parameter_index(stmt, ":import") > 0)
    rc = nutri__bind_int(run->db, stmt, ":import", run->import_id);
  if (rc == NUTRI_OK && sqlite3_bind_parameter_index(stmt, ":source") > 0)
    rc = nutri__bind_int(run->db, stmt, ":source", run->format->source_id);
  if (rc == NUTRI_OK && sqlite3_bind_parameter_index(stmt, ":file") > 0)
    rc = nutri__bind_text(run->db, stmt, ":file", file);
  if (rc == NUTRI_OK)
    *out = stmt;
  else
    sqlite3_finalize(stmt);
  return rc;
}

/* ---- progress ------------------------------------------------------------------------------ */

static int64_t now_ms(void) {
  struct timespec now;

  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
    return 0;
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool nutri__run_progress(struct run *run) {
  nutri_progress progress = NUTRI_INIT(nutri_progress);
  int64_t now;
  int table = 0;

  if (run->options->progress == NULL || run->cancelled)
    return !run->cancelled;
  now = now_ms();
  if (now - run->progress_ms < PROGRESS_MS)
    return true;
  run->progress_ms = now;
  progress.bytes_total = run->bytes_total;
  progress.bytes_done = run->bytes_total; /* all is read: what is left is storing */
  progress.file = run->format->table[run->table].file;
  if (run->pipeline != NULL) {
    nutri__pipeline_done_so_far(run->pipeline, &progress.bytes_done, &progress.rows, &table);
    progress.file = run->format->table[table].file;
  } else {
    for (int i = 0; i < run->format->tables; i++)
      progress.rows += run->input[i].counts.read;
  }
  run->cancelled = run->options->progress(run->options->user, &progress) != 0;
  return !run->cancelled;
}

/* ---- the feed's batches -------------------------------------------------------------------- */

static void put_aside(struct run *run, struct nutri__batch *batch) {
  batch->next = NULL;
  if (run->aside == NULL)
    run->aside = batch;
  else
    run->aside_last->next = batch;
  run->aside_last = batch;
  run->aside_count++;
}

static struct nutri__batch *take_aside(struct run *run) {
  struct nutri__batch *batch = run->aside;

  if (batch != NULL) {
    run->aside = batch->next;
    run->aside_count--;
  }
  return batch;
}

static void give_back(struct run *run) {
  nutri__pipeline_give_back(run->pipeline, run->lent);
  run->lent = NULL;
}

/* The next batch of the table's rows. Ends where the table does, or where so much was put aside
 * that it has to be dealt with: the statement is then run again for the rest. */
static struct nutri__batch *next_rows(void *user, const char **message) {
  struct run *run = user;

  give_back(run);
  while (!run->ended && run->aside_count < ASIDE_MAX) {
    struct nutri__batch *batch;

    if (!nutri__run_progress(run)) {
      *message = "the import was cancelled";
      return NULL;
    }
    batch = nutri__pipeline_next(run->pipeline, WAIT_MS);
    if (batch == NULL)
      continue;
    switch (batch->kind) {
    case NUTRI__BATCH_ROWS:
      run->lent = batch;
      return batch;
    case NUTRI__BATCH_AGAIN:
    case NUTRI__BATCH_REJECT:
      put_aside(run, batch);
      break;
    case NUTRI__BATCH_FAILED:
      run->failed = true;
      (void)nutri__pipeline_failure(run->pipeline, message);
      return NULL;
    default:
      run->ended = true;
      nutri__pipeline_give_back(run->pipeline, batch);
    }
  }
  return NULL;
}

/* The one batch that was put aside. */
static struct nutri__batch *next_aside(void *user, const char **message) {
  struct run *run = user;
  struct nutri__batch *batch = run->lent == NULL ? take_aside(run) : NULL;

  (void)message;
  give_back(run);
  run->lent = batch;
  return batch;
}

/* ---- tables -------------------------------------------------------------------------------- */

/* Runs a statement once; what it changed is added to *changed. */
static int run_once(struct run *run, sqlite3_stmt *stmt, int64_t *changed) {
  const char *message;
  int rc;

  if (sqlite3_step(stmt) == SQLITE_DONE) {
    *changed += sqlite3_changes64(run->db->sql);
    return sqlite3_reset(stmt) == SQLITE_OK ? NUTRI_OK : nutri__fail_sql(run->db, "storing");
  }
  if (run->failed) {
    rc = nutri__pipeline_failure(run->pipeline, &message);
    rc = nutri__fail(run->db, rc, "%s", message);
  } else {
    rc = nutri__fail_sql(run->db, run->format->table[run->table].file);
  }
  return rc;
}

/* Rejects, and second rows of a key that say something else than the first, go into the log. */
static int store_aside(struct run *run) {
  const struct nutri__table *table = &run->format->table[run->table];
  int rc = NUTRI_OK;

  run->feed.next = next_aside;
  while (run->aside != NULL && rc == NUTRI_OK) {
    bool is_again = run->aside->kind == NUTRI__BATCH_AGAIN;
    sqlite3_stmt *stmt = NULL;
    int64_t changed = 0;

    if (is_again && table->store == NUTRI__Q_COUNT) { /* looked up in: the first row counts */
      nutri__pipeline_give_back(run->pipeline, take_aside(run));
      continue;
    }
    rc = nutri__run_prepare(run, is_again ? table->again : NUTRI__Q_IMPORT_REJECT_ADD, table->file,
                            &stmt);
    if (rc == NUTRI_OK)
      rc = run_once(run, stmt, &changed);
    sqlite3_finalize(stmt);
    if (is_again)
      run->rejected_again[run->table] += changed;
  }
  give_back(run);
  return rc;
}

static bool is_name_of(const char *name, size_t length, const char *file) {
  size_t stem = strlen(file) - strlen(".csv");

  if (length > 4 && sqlite3_strnicmp(name + length - 4, ".csv", 4) == 0)
    length -= 4;
  return length == stem && sqlite3_strnicmp(name, file, (int)stem) == 0;
}

/* A batch of the publisher's row counts: c1 the file, c2 the rows. */
static void note_counts(struct run *run, const struct nutri__batch *batch) {
  for (size_t i = 0; i < batch->rows; i++) {
    const struct nutri__value *row = &batch->value[i * batch->columns];

    for (int j = 0; j < run->format->tables; j++)
      if (is_name_of(batch->text + row[0].as.offset, row[0].length, run->format->table[j].file))
        run->counted[j] = row[1].as.whole + 1;
  }
}

/* A file that is only looked up in, by the reader; or one of row counts. */
static int pass_over(struct run *run) {
  const char *message = NULL;
  const struct nutri__batch *batch;

  while ((batch = next_rows(run, &message)) != NULL)
    if (run->format->table[run->table].counts)
      note_counts(run, batch);
  if (message == NULL)
    return NUTRI_OK;
  if (run->failed)
    return nutri__fail(run->db, nutri__pipeline_failure(run->pipeline, &message), "%s", message);
  return nutri__fail(run->db, NUTRI_ECANCELLED, "%s", message);
}

static int set_triggers(struct run *run, int on) {
  if (run->db->attached) /* its settings are the caller's */
    return NUTRI_OK;
  if (sqlite3_db_config(run->db->sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, NULL) != SQLITE_OK)
    return nutri__fail_sql(run->db, "setting triggers");
  return NUTRI_OK;
}

/* Where most foods are new the search index is made anew, and its triggers, which would
 * make the statement store all rows in a temporary table first, are off until then. So are those
 * that note what changes: there is nothing to note of foods that are all new. */
static int triggers(struct run *run, int on) {
  const struct nutri__table *table = &run->format->table[run->table];

  if (run->db->attached || run->is_again)
    return NUTRI_OK;
  if (table->store == NUTRI__Q_IMPORT_FOOD_PORTION)
    return set_triggers(run, on);
  if (!table->feeds_search || run->input[run->table].size / BYTES_A_FOOD < run->foods_before / 2)
    return NUTRI_OK;
  if (set_triggers(run, on) != NUTRI_OK)
    return NUTRI_EIO;
  /* At once, while the reader runs ahead of the writer. */
  return on && run->stored[run->table] > 0 ? nutri__search_build(run->db) : NUTRI_OK;
}

/* ---- the tail ------------------------------------------------------------------------------ */

static void free_tail(struct run *run) {
  while (run->tail != NULL) {
    struct nutri__batch *next = run->tail->next;

    sqlite3_free(run->tail->text);
    sqlite3_free(run->tail);
    run->tail = next;
  }
}

static int add_to_tail(struct run *run, sqlite3_stmt *stmt, struct nutri__batch **last) {
  struct nutri__batch *batch = *last;
  struct nutri__value *row;
  const char *mark = nutri__text(stmt, 3);

  if (batch == NULL || batch->rows == NUTRI__BATCH_ROWS_MAX) {
    batch = sqlite3_malloc64(sizeof *batch);
    if (batch == NULL)
      return NUTRI_ENOMEM;
    memset(batch, 0, offsetof(struct nutri__batch, value));
    batch->columns = 4;
    if (*last == NULL)
      run->tail = batch;
    else
      (*last)->next = batch;
    *last = batch;
  }
  row = &batch->value[batch->rows * batch->columns];
  for (int i = 0; i < 2; i++)
    row[i] = (struct nutri__value){.kind = NUTRI__VALUE_WHOLE,
                                   .as.whole = sqlite3_column_int64(stmt, i)};
  row[2] =
      (struct nutri__value){.kind = NUTRI__VALUE_REAL, .as.real = sqlite3_column_double(stmt, 2)};
  row[3] = (struct nutri__value){.kind = NUTRI__VALUE_NULL};
  batch->rows++;
  return mark != NULL ? nutri__batch_text(batch, &row[3], mark, strlen(mark)) : NUTRI_OK;
}

static struct nutri__batch *next_of_tail(void *user, const char **message) {
  struct run *run = user;
  struct nutri__batch *batch = run->lent == NULL ? run->tail : run->lent->next;

  (void)message;
  run->lent = batch;
  return batch;
}

/* The starter foods and own foods have the highest numbers, so what is imported would be inserted
 * before their values, splitting pages: 641,060 rows took 336 ms of processor time instead of 202.
 * Their values are few: they are taken out, and put back behind. */
int nutri__run_tail_out(struct run *run) {
  struct nutri__batch *last = NULL;
  sqlite3_stmt *stmt = NULL;
  int64_t most = run->input[run->table].size / TAIL_BYTES;
  int64_t rows = 0;
  int rc;

  if (run->db->attached)
    return NUTRI_OK;
  rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_TAIL, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(run->db, stmt, ":from", run->format->ids_end);
  while (rc == NUTRI_OK && rows++ < most &&
         (rc = nutri__step(run->db, stmt, "reading values")) == NUTRI_ROW)
    if ((rc = add_to_tail(run, stmt, &last)) != NUTRI_OK)
      rc = nutri__fail(run->db, rc, "out of memory");
  sqlite3_finalize(stmt);
  stmt = NULL;
  if (rows > most || run->tail == NULL) { /* too many to be worth it, or none */
    free_tail(run);
    return rc;
  }
  if (rc == NUTRI_OK)
    rc = set_triggers(run, 0); /* nothing is deleted for good */
  if (rc == NUTRI_OK)
    rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_TAIL_DROP, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(run->db, stmt, ":from", run->format->ids_end);
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "moving values");
  sqlite3_finalize(stmt);
  if (set_triggers(run, 1) != NUTRI_OK && rc == NUTRI_OK)
    rc = NUTRI_EIO;
  return rc;
}

int nutri__run_tail_back(struct run *run) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_TAIL_BACK, NULL, &stmt);

  run->feed.next = next_of_tail;
  run->lent = NULL;
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "moving values");
  sqlite3_finalize(stmt);
  run->lent = NULL;
  free_tail(run);
  return rc;
}

static int store_rows(struct run *run, sqlite3_stmt *stmt) {
  int rc = NUTRI_OK;

  run->ended = false;
  while (!run->ended && rc == NUTRI_OK) {
    run->feed.next = next_rows;
    rc = stmt != NULL ? run_once(run, stmt, &run->stored[run->table]) : pass_over(run);
    give_back(run);
    if (rc == NUTRI_OK)
      rc = store_aside(run);
  }
  return rc;
}

static int store_table(struct run *run, bool ordered) {
  const struct nutri__table *table = &run->format->table[run->table];
  bool is_values = run->table == run->format->values;
  sqlite3_stmt *stmt = NULL;
  int rc = triggers(run, 0);

  if (rc == NUTRI_OK && is_values && !run->is_again)
    rc = nutri__run_tail_out(run);
  run->feed.ordered = ordered; /* before the statement is planned */
  if (rc == NUTRI_OK && table->store != NUTRI__Q_COUNT)
    rc = nutri__run_prepare(run, table->store, table->file, &stmt);
  if (rc == NUTRI_OK)
    rc = store_rows(run, stmt);
  sqlite3_finalize(stmt);
  if (rc == NUTRI_OK && run->tail != NULL)
    rc = nutri__run_tail_back(run);
  if (rc == NUTRI_OK)
    rc = triggers(run, 1);
  else
    (void)set_triggers(run, 1); /* the first error's sentence stays */
  return rc;
}

/* Waits for the next table to begin. */
static int wait_for_table(struct run *run, bool *ordered) {
  const char *message;

  for (;;) {
    struct nutri__batch *batch = nutri__pipeline_next(run->pipeline, WAIT_MS);
    int rc = NUTRI_OK;

    if (!nutri__run_progress(run))
      rc = nutri__fail(run->db, NUTRI_ECANCELLED, "the import was cancelled");
    else if (batch != NULL && batch->kind == NUTRI__BATCH_FAILED) {
      rc = nutri__pipeline_failure(run->pipeline, &message);
      rc = nutri__fail(run->db, rc, "%s", message);
    }
    if (batch == NULL && rc == NUTRI_OK)
      continue;
    if (rc == NUTRI_OK) {
      run->table = batch->table;
      *ordered = batch->ordered;
    }
    nutri__pipeline_give_back(run->pipeline, batch);
    return rc;
  }
}

int nutri__run_files(struct run *run) {
  const struct nutri__format *format = run->format;
  struct nutri__batch *batch;
  bool ordered = true;
  int rc =
      nutri__pipeline_start(format, run->set, &run->map, run->seen, run->input, &run->pipeline);

  if (rc != NUTRI_OK)
    return nutri__fail(run->db, rc, "out of memory, or of threads");
  run->feed.user = run;
  for (int i = 0; i < format->tables && rc == NUTRI_OK; i++) {
    if (run->input[i].path == NULL)
      continue;
    rc = wait_for_table(run, &ordered);
    if (rc == NUTRI_OK)
      rc = store_table(run, ordered);
  }
  give_back(run);
  free_tail(run);
  while ((batch = take_aside(run)) != NULL)
    nutri__pipeline_give_back(run->pipeline, batch);
  run->feed.next = NULL;
  run->feed.batch = NULL;
  if (nutri__pipeline_end(run->pipeline) != NUTRI_OK && rc == NUTRI_OK)
    rc = nutri__fail(run->db, NUTRI_EIO, "the files' SHA-256 cannot be computed");
  run->pipeline = NULL;
  run->feed.seen_foods = &run->set[format->foods];
  run->feed.zero_foods = &run->set[format->zeros];
  run->feed.seen_values = &run->seen[format->values];
  run->feed.had_foods = &run->had_foods;
  run->feed.had_values = &run->had_values;
  return rc;
}

/* ---- the log ------------------------------------------------------------------------------- */

/* What a reader of the log should know of a file beside its counts: NULL for nothing. The text is
 * owned, sqlite3_free() it. */
static char *make_note(const struct run *run, int number) {
  const struct nutri__counts *counts = &run->input[number].counts;
  const struct nutri__table *table = &run->format->table[number];
  int64_t counted = run->counted[number] - 1;
  sqlite3_str *note = sqlite3_str_new(run->db->sql);

  if (table->store == NUTRI__Q_COUNT)
    sqlite3_str_appendall(note, "; read to look things up in");
  else if (counts->left_out > 0)
    sqlite3_str_appendf(note, "; %lld rows of other data types left out", counts->left_out);
  if (counts->unknown > 0)
    sqlite3_str_appendf(note, "; %lld rows without an amount: unknown, not stored",
                        counts->unknown);
  if (counts->nulled > 0)
    sqlite3_str_appendf(note, "; %lld values left out of rows that were stored, the first %s",
                        counts->nulled, counts->nulled_first);
  if (counts->ignored[0] != '\0')
    sqlite3_str_appendf(note, "; columns ignored: %s", counts->ignored);
  /* The counts may be one too high, having counted the header. */
  if (counted >= 0 && counted != counts->read && counted != counts->read + 1)
    sqlite3_str_appendf(note, "; the publisher's row counts say %lld rows, %lld were read", counted,
                        counts->read);
  return sqlite3_str_finish(note);
}

/* A row that says "unknown" stores nothing and is no mistake: it counts as unchanged, as does one
 * of another data type or one that repeats another. So read = stored + unchanged + rejected. */
static int log_file(struct run *run, int number) {
  const struct nutri__input *input = &run->input[number];
  int64_t rejected = input->counts.rejected + run->rejected_again[number];
  int64_t stored = run->stored[number];
  char *note = make_note(run, number);
  sqlite3_stmt *stmt = NULL;
  nutri *db = run->db;
  int rc =
      nutri__run_prepare(run, NUTRI__Q_IMPORT_FILE_ADD, run->format->table[number].file, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__bind_text(db, stmt, ":sha256", input->sha256)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":bytes", input->bytes)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":read", input->counts.read)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":stored", stored)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":unchanged", input->counts.read - stored - rejected)) ==
          NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":rejected", rejected)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":note", note != NULL ? note + 2 : NULL)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "noting a file of the import");
  sqlite3_finalize(stmt);
  sqlite3_free(note);
  return rc;
}

int nutri__run_log(struct run *run) {
  sqlite3_stmt *stmt = NULL;
  int rc = NUTRI_OK;

  for (int i = 0; i < run->format->tables && rc == NUTRI_OK; i++)
    if (run->input[i].path != NULL)
      rc = log_file(run, i);
  if (rc == NUTRI_OK)
    rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_END, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "noting the import");
  sqlite3_finalize(stmt);
  return rc;
}
