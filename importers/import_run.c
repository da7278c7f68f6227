/* SPDX-License-Identifier: MIT */
/* Storing what the pipeline reads: one statement a file, fed by the virtual table. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "import_run.h"

#define ASIDE_MAX 16 /* batches put aside before the statement is ended to deal with them */
#define SORT_THREADS 2
#define WAIT_MS 50          /* for a batch, so that progress is called in time */
#define PROGRESS_MS 80      /* between two calls; the promise is 100 */
#define BYTES_A_FOOD 110    /* of food.csv, about: how many foods are coming */
#define FOODS_UNKNOWN 10000 /* where the file does not say how long it is */

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
    rc = nutri__bind_int(run->db, stmt, ":source", run->source_id);
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
    if (run->nhanes != NULL)
      progress.bytes_done = 0;
    for (int i = 0; i < run->format->tables; i++) {
      progress.rows += run->input[i].counts.read;
      progress.bytes_done += run->nhanes != NULL ? run->input[i].bytes : 0;
    }
  }
  if (progress.bytes_done > progress.bytes_total && progress.bytes_total > 0)
    progress.bytes_done = progress.bytes_total;
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

int nutri__run_triggers(struct run *run, int on) {
  if (run->db->attached) /* its settings are the caller's */
    return NUTRI_OK;
  if (sqlite3_db_config(run->db->sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, NULL) != SQLITE_OK)
    return nutri__fail_sql(run->db, "setting triggers");
  return NUTRI_OK;
}

int64_t nutri__run_foods_coming(const struct run *run) {
  for (int i = 0; i < run->format->tables; i++)
    if (run->format->table[i].feeds_search)
      return run->input[i].size > 0 ? run->input[i].size / BYTES_A_FOOD : FOODS_UNKNOWN;
  return 0;
}

/* Where most foods are new the search index is made anew. In a first import all are, but for those
 * that no import brings: what is there is not changed, so triggers, which note changes and what the
 * index lacks, and make a statement store all its rows in a temporary table first, are off. */
static int triggers(struct run *run, int on) {
  const struct nutri__table *table = &run->format->table[run->table];

  if (table->store == NUTRI__Q_IMPORT_FOOD_PORTION && !run->is_again)
    return nutri__run_triggers(run, on);
  if (!table->feeds_search || run->db->attached ||
      nutri__run_foods_coming(run) < run->foods_before / 2)
    return NUTRI_OK;
  if (!run->is_again && nutri__run_triggers(run, on) != NUTRI_OK)
    return NUTRI_EIO;
  /* At once, while the reader runs ahead of the writer. */
  return on && run->stored[run->table] > 0 ? nutri__search_build(run->db) : NUTRI_OK;
}

/* ---- tables, as a whole ---------------------------------------------------------------------- */

/* SQLite sorts rows that are out of order; with threads the writer goes on meanwhile: 6,000,000
 * shuffled values took a seventh less. Refused, it sorts by itself. */
static void sort_on_threads(struct run *run, int threads) {
  if (!run->db->attached)
    (void)sqlite3_limit(run->db->sql, SQLITE_LIMIT_WORKER_THREADS, threads);
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

/* What the foods of this import held before it, to be known before the values are stored. The
 * reader has all its foods by then and adds no more. */
static int load_had(struct run *run) {
  const struct nutri__keys *foods = &run->shelf.set[run->format->foods];
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_HAD, NULL, &stmt);

  for (size_t i = 0; i < foods->count && rc == NUTRI_OK; i++) {
    int64_t food = foods->keys[i];
    uint32_t number;

    rc = nutri__bind_int(run->db, stmt, ":food", food);
    while (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "reading values")) == NUTRI_ROW) {
      rc = nutri__keys_add(&run->had_foods, food, &number);
      if (rc == NUTRI_OK && sqlite3_column_type(stmt, 0) != SQLITE_NULL &&
          nutri__pairs_add(&run->had_values, number, sqlite3_column_int64(stmt, 0)) == NUTRI_ENOMEM)
        rc = NUTRI_ENOMEM;
    }
    if (sqlite3_reset(stmt) != SQLITE_OK && rc == NUTRI_OK)
      rc = nutri__fail_sql(run->db, "reading values");
  }
  sqlite3_finalize(stmt);
  return rc == NUTRI_ENOMEM ? nutri__fail(run->db, rc, "out of memory") : rc;
}

static int store_table(struct run *run, bool ordered) {
  const struct nutri__table *table = &run->format->table[run->table];
  bool is_values = run->table == run->format->values; /* the first table of them */
  /* Of a first import nothing that triggers look after can move; what comes after is noted. */
  bool is_unwatched = table->store == NUTRI__Q_IMPORT_FOOD_NUTRIENT && !run->is_again;
  enum nutri__query store = table->store;
  sqlite3_stmt *stmt = NULL;
  int rc = triggers(run, 0);

  if (rc == NUTRI_OK && is_values) /* the reader goes on meanwhile */
    rc = nutri__run_conclude_foods(run);
  if (rc == NUTRI_OK && is_values && run->is_again)
    rc = load_had(run);
  if (rc == NUTRI_OK && is_values &&
      2 * run->had_foods.count <= run->shelf.set[run->format->foods].count)
    rc = nutri__run_tail_out(run);
  run->feed.ordered = ordered; /* before the statement is planned */
  sort_on_threads(run, ordered ? 0 : SORT_THREADS);
  if (store == NUTRI__Q_IMPORT_FOOD_NUTRIENT && run->had_foods.count == 0)
    store = NUTRI__Q_IMPORT_FOOD_NUTRIENT_NEW;
  if (rc == NUTRI_OK && is_unwatched)
    rc = nutri__run_triggers(run, 0);
  if (rc == NUTRI_OK && store != NUTRI__Q_COUNT)
    rc = nutri__run_prepare(run, store, table->file, &stmt);
  if (rc == NUTRI_OK)
    rc = store_rows(run, stmt);
  sqlite3_finalize(stmt);
  sort_on_threads(run, 0);
  if (rc == NUTRI_OK && run->tail != NULL)
    rc = nutri__run_tail_back(run);
  if (rc == NUTRI_OK && is_unwatched)
    rc = nutri__run_triggers(run, 1);
  if (rc == NUTRI_OK)
    rc = triggers(run, 1);
  else
    (void)nutri__run_triggers(run, 1); /* the first error's sentence stays */
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
  int rc = nutri__pipeline_start(format, &run->shelf, run->input, &run->pipeline);

  if (rc != NUTRI_OK)
    return nutri__fail(run->db, rc, "out of memory, or of threads");
  run->feed.user = run;
  for (int i = 0; i < format->tables && rc == NUTRI_OK; i++) {
    if (run->input[i].package == NULL)
      continue;
    rc = wait_for_table(run, &ordered);
    if (rc == NUTRI_OK)
      rc = store_table(run, ordered);
  }
  give_back(run);
  nutri__run_free_tail(run);
  while ((batch = take_aside(run)) != NULL)
    nutri__pipeline_give_back(run->pipeline, batch);
  run->feed.next = NULL;
  run->feed.batch = NULL;
  if (nutri__pipeline_end(run->pipeline) != NUTRI_OK && rc == NUTRI_OK)
    rc = nutri__fail(run->db, NUTRI_EIO, "the files' SHA-256 cannot be computed");
  run->pipeline = NULL;
  run->feed.seen_foods = &run->shelf.set[format->foods];
  run->feed.zero_foods = &run->shelf.set[format->zeros];
  run->feed.seen_values = &run->shelf.seen[format->values];
  run->feed.had_foods = &run->had_foods;
  run->feed.had_values = &run->had_values;
  return rc;
}
