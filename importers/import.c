/* SPDX-License-Identifier: MIT */
/* The driver: reads the files that were found through the pipeline, and stores what comes in one
 * transaction, with a log of what became of every row. */
#include <stdio.h>
#include <string.h>

#include "import_run.h"

#define DEFAULT_REJECTS_PERCENT 5.0

/* ---- the import ---------------------------------------------------------------------------- */

/* One whole number, or two, that a query answers with. */
static int ask(struct run *run, enum nutri__query query, int64_t *first, int64_t *second) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, query, NULL, &stmt);

  if (rc == NUTRI_OK && sqlite3_bind_parameter_index(stmt, ":most") > 0)
    rc = nutri__bind_int(run->db, stmt, ":most", 4 * nutri__run_foods_coming(run) + 4);
  if (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "counting foods")) == NUTRI_ROW) {
    *first = sqlite3_column_int64(stmt, 0);
    if (second != NULL)
      *second = sqlite3_column_int64(stmt, 1);
    rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt);
  return rc;
}

/* Fills a set that values are looked up in from a query's keys, and values where it has them. */
static int load_set(struct run *run, const struct nutri__set *set, struct nutri__keys *keys) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, set->load, NULL, &stmt);

  while (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "reading keys")) == NUTRI_ROW) {
    const char *text = nutri__text(stmt, 0);
    int64_t key = set->is_text && text != NULL ? nutri__keys_of_text(text, strlen(text))
                                               : sqlite3_column_int64(stmt, 0);
    uint32_t found;

    rc = sqlite3_column_count(stmt) > 1 ? nutri__keys_give(keys, key, sqlite3_column_int64(stmt, 1))
                                        : nutri__keys_add(keys, key, &found);
    if (rc == NUTRI_EEXISTS)
      rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt);
  return rc == NUTRI_ENOMEM ? nutri__fail(run->db, rc, "out of memory") : rc;
}

static int load_sets(struct run *run) {
  static const struct nutri__set negative = {NUTRI__Q_IMPORT_SET_NEGATIVE, false};
  int rc = ask(run, NUTRI__Q_IMPORT_NEXT_FOOD, &run->shelf.next_food, NULL);

  run->shelf.samples = run->options->samples != 0;
  if (rc == NUTRI_OK && run->wide != NULL)
    rc = nutri__wide_resolve(run->db, run->wide);
  for (int i = 1; i <= run->format->sets && rc == NUTRI_OK; i++)
    if (run->format->set[i].load != NUTRI__Q_COUNT)
      rc = load_set(run, &run->format->set[i], &run->shelf.set[i]);
  return rc == NUTRI_OK ? load_set(run, &negative, &run->shelf.may_be_negative) : rc;
}

static int count_foods(struct run *run) {
  int64_t again = 0;
  int rc = ask(run, NUTRI__Q_IMPORT_FOOD_COUNT, &run->foods_before, &again);

  run->is_again = again != 0;
  return rc;
}

/* The source of a format that has one: made where the database lacks it. */
static int settle_source(struct run *run) {
  const struct nutri__format *format = run->format;
  sqlite3_stmt *stmt = NULL;
  int rc;

  run->source_id = format->source_id;
  if (format->source_name == NULL)
    return NUTRI_OK;
  rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_SOURCE_NEW, NULL, &stmt);
  if (rc == NUTRI_OK &&
      (rc = nutri__bind_text(run->db, stmt, ":name", format->source_name)) == NUTRI_OK &&
      (rc = nutri__bind_text(run->db, stmt, ":title", format->source_title)) == NUTRI_OK &&
      (rc = nutri__bind_text(run->db, stmt, ":release", format->source_release)) == NUTRI_OK &&
      (rc = nutri__bind_int(run->db, stmt, ":rank", format->source_rank)) == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "adding a source");
  sqlite3_finalize(stmt);
  stmt = NULL;
  if (rc == NUTRI_OK)
    rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_SOURCE_FIND, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(run->db, stmt, ":name", format->source_name);
  if (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "finding a source")) == NUTRI_ROW) {
    run->source_id = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt);
  return rc;
}

static int begin_log(struct run *run) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_BEGIN, NULL, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(run->db, stmt, ":format", run->format->name);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(run->db, stmt, ":path", run->path);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(run->db, stmt, ":found", run->found);
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "noting the import");
  sqlite3_finalize(stmt);
  if (rc == NUTRI_OK)
    run->import_id = sqlite3_last_insert_rowid(run->db->sql);
  return rc;
}

/* More rejects than the caller allows: the first one goes into the sentence. */
static int too_many_rejects(struct run *run, int64_t rejected, int64_t read, double allowed) {
  char first[400] = "";
  char value[80];
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_FIRST_REJECT, NULL, &stmt);

  if (rc == NUTRI_OK &&
      (rc = nutri__step(run->db, stmt, "reading the rejected rows")) == NUTRI_ROW) {
    const char *column = nutri__text(stmt, 2);
    const char *text = nutri__text(stmt, 3);

    snprintf(first, sizeof first, "%s, line %lld%s%s%s%s%s: %s", nutri__text(stmt, 0),
             (long long)sqlite3_column_int64(stmt, 1), column != NULL ? ", " : "",
             column != NULL ? column : "", text != NULL ? " '" : "",
             text != NULL ? nutri__quote(text, value) : "", text != NULL ? "'" : "",
             nutri__text(stmt, 4));
    rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt);
  if (rc != NUTRI_OK)
    return rc;
  return nutri__fail(run->db, NUTRI_EREJECTED,
                     "%lld of %lld rows (%.1f %%) were rejected, more than the %g %% allowed;"
                     " nothing was stored. The first: %s",
                     (long long)rejected, (long long)read, 100.0 * (double)rejected / (double)read,
                     allowed, first);
}

static int check_rejects(struct run *run, double percent) {
  double allowed = percent > 0 ? percent : percent < 0 ? 0 : DEFAULT_REJECTS_PERCENT;
  int64_t rejected = 0;
  int64_t read = 0;

  for (int i = 0; i < run->format->tables; i++) {
    read += run->input[i].counts.read;
    rejected += run->input[i].counts.rejected + run->rejected_again[i];
  }
  if (rejected == 0 || (double)rejected * 100.0 <= allowed * (double)read)
    return NUTRI_OK;
  return too_many_rejects(run, rejected, read, allowed);
}

/* Runs a query for the import's sources, or for one of them. */
static int run_query(struct run *run, enum nutri__query query, int64_t source_id) {
  int64_t kept = run->source_id;
  sqlite3_stmt *stmt = NULL;
  int rc;

  run->source_id = source_id;
  rc = nutri__run_prepare(run, query, NULL, &stmt);
  run->source_id = kept;
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, nutri__query_sql[query].name);
  sqlite3_finalize(stmt);
  return rc;
}

#define SOURCES_MAX 16

/* Which sources the foods are of. Where the files hold under half of the foods a source had, they
 * are a part of it: foods that are not in them have not vanished. */
static int note_sources(struct run *run) {
  int64_t whole[SOURCES_MAX];
  int64_t part[SOURCES_MAX];
  int wholes = 0;
  int parts = 0;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_SHARE, NULL, &stmt);

  while (rc == NUTRI_OK && wholes + parts < SOURCES_MAX &&
         (rc = nutri__step(run->db, stmt, "counting foods")) == NUTRI_ROW) {
    bool is_part = sqlite3_column_int64(stmt, 2) > 2 * sqlite3_column_int64(stmt, 1);

    *(is_part ? &part[parts++] : &whole[wholes++]) = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt);
  run->is_partial = parts > 0;
  for (int i = 0; i < parts && rc == NUTRI_OK; i++)
    rc = run_query(run, NUTRI__Q_IMPORT_SOURCE_ADD, part[i]);
  for (int i = 0; i < wholes && rc == NUTRI_OK; i++) {
    rc = run_query(run, NUTRI__Q_IMPORT_SOURCE_ADD, whole[i]);
    if (rc == NUTRI_OK && run->is_again)
      rc = run_query(run, NUTRI__Q_IMPORT_LAST_SEEN, whole[i]);
  }
  return rc;
}

static bool is_due(const struct run *run, const struct nutri__after *after) {
  bool is_due = false;

  for (int i = 0; i < 2; i++)
    is_due |= after->table[i] < 0 || run->input[after->table[i]].package != NULL;
  return is_due;
}

static int run_after(struct run *run, bool of_values) {
  const struct nutri__after *after = run->format->after;
  int rc = NUTRI_OK;

  for (; rc == NUTRI_OK && after->query != NUTRI__Q_COUNT; after++)
    if (after->of_values == of_values && is_due(run, after))
      rc = run_query(run, after->query, run->source_id);
  return rc;
}

int nutri__run_conclude_foods(struct run *run) {
  int rc;

  run->feed.seen_foods = &run->shelf.set[run->format->foods];
  run->has_foods = true;
  rc = note_sources(run);
  return rc == NUTRI_OK ? run_after(run, false) : rc;
}

/* Whether the import can move totals of days: not the first one of foods, for nobody can have eaten
 * what it brings. On a connection of our own triggers are off in it, so they need not step aside.
 */
static bool is_moving_days(const struct run *run) {
  return run->is_again || run->is_diary || run->nhanes != NULL || run->db->attached;
}

/* Totals of days that the import moved, by the triggers' own hand from here on: what follows in
 * dishes is not written down as the import's. */
static int add_days_up(struct run *run, int rc) {
  char *triggers = run->rollup;

  if (!run->moves_days)
    return rc;
  run->rollup = NULL;
  if (rc == NUTRI_OK)
    rc = nutri__rollup_stale(run->db, run->import_id);
  return nutri__rollup_end(run->db, triggers, rc);
}

/* What there is to do once all rows are in. */
static int conclude(struct run *run) {
  int rc = run->has_foods ? NUTRI_OK : nutri__run_conclude_foods(run);

  if (rc == NUTRI_OK && run->had_foods.count > 0)
    rc = run_query(run, NUTRI__Q_IMPORT_HISTORY, run->source_id);
  if (rc == NUTRI_OK && run->had_foods.count > 0)
    rc = run_query(run, NUTRI__Q_IMPORT_SEEN_AGAIN, run->source_id);
  if (rc == NUTRI_OK)
    rc = run_after(run, true);
  rc = add_days_up(run, rc);
  if (rc == NUTRI_OK && !run->is_diary)
    rc = nutri__recipe_refresh(run->db); /* dishes of which an ingredient changed */
  return rc;
}

/* All that happens inside the transaction. */
static int import_all(struct run *run, const nutri_import_options *options) {
  int rc = count_foods(run);

  if (rc == NUTRI_OK)
    rc = begin_log(run);
  if (rc == NUTRI_OK) /* noted as the import's, as all that comes after its log has begun */
    rc = settle_source(run);
  if (rc == NUTRI_OK)
    rc = load_sets(run);
  if (rc == NUTRI_OK && is_moving_days(run)) {
    run->moves_days = true;
    rc = nutri__rollup_begin(
        run->db, run->is_diary || run->nhanes != NULL ? NUTRI__ROLLUP_ALL : NUTRI__ROLLUP_FOODS,
        &run->rollup);
  }
  if (rc == NUTRI_OK)
    rc = run->is_diary         ? nutri__run_diary(run)
         : run->nhanes != NULL ? nutri__run_nhanes(run)
                               : nutri__run_files(run);
  if (rc == NUTRI_OK)
    rc = check_rejects(run, options->max_rejects_percent);
  if (rc == NUTRI_OK)
    rc = conclude(run);
  if (rc == NUTRI_OK)
    rc = nutri__run_log(run);
  if (rc != NUTRI_OK && run->cancelled)
    rc = nutri__fail(run->db, NUTRI_ECANCELLED,
                     "the import of %s was cancelled; nothing was stored", run->path);
  if (rc == NUTRI_OK && options->report != NULL &&
      options->report(options->user, run->db, run->import_id) != 0)
    rc = nutri__fail(run->db, NUTRI_ECANCELLED,
                     "the import of %s was cancelled; nothing was stored", run->path);
  if (rc == NUTRI_OK)
    run->db->errmsg[0] = '\0'; /* what the report function asked in vain is its own affair */
  return rc;
}

/* ---- settings of a connection of our own --------------------------------------------------- */

/* What a PRAGMA answers, as text; "" for nothing. A refusal is no error: things stay as they were.
 */
static void pragma(sqlite3 *sql, const char *text, char answer[16]) {
  sqlite3_stmt *stmt = NULL;

  answer[0] = '\0';
  if (sqlite3_prepare_v2(sql, text, -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_text(stmt, 0) != NULL)
    snprintf(answer, 16, "%s", (const char *)sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
}

static int on_progress(void *user) { return nutri__run_progress(user) ? 0 : 1; }

/* The reader has tested what foreign keys and CHECKs would, against sets and bounds; pages that are
 * appended need no copy in a rollback journal, where WAL writes them twice; and public figures need
 * not be overwritten when pages move. In a rollback journal nobody can read once the cache is full:
 * they wait where there was no import before, and else go on, a sixth of the time later. A caller's
 * connection is left as it is. */
static void settle(struct run *run, bool is_first) {
  sqlite3 *sql = run->db->sql;
  char answer[16];

  if (run->db->attached || run->is_diary)
    return;
  if (sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &run->foreign_keys) != SQLITE_OK ||
      sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL) != SQLITE_OK)
    run->foreign_keys = 0; /* stays on: slower, nothing else */
  pragma(sql, "PRAGMA ignore_check_constraints=ON", answer);
  pragma(sql, "PRAGMA secure_delete", run->secure_delete);
  pragma(sql, "PRAGMA secure_delete=OFF", answer);
  pragma(sql, "PRAGMA journal_mode", answer);
  if (is_first && strcmp(answer, "wal") == 0 &&
      !run->options->dry_run) { /* a dry run writes no mode */
    pragma(sql, "PRAGMA journal_mode=DELETE", answer);
    run->was_wal = strcmp(answer, "delete") == 0;
  }
  if (run->options->progress != NULL)
    sqlite3_progress_handler(sql, 4000, on_progress, run);
}

static void unsettle(struct run *run) {
  sqlite3 *sql = run->db->sql;
  char answer[16];

  if (run->db->attached || run->is_diary)
    return;
  sqlite3_progress_handler(sql, 0, NULL, NULL);
  if (strcmp(run->secure_delete, "1") == 0)
    nutri__settings_back(run->db, "PRAGMA secure_delete=ON");
  else if (strcmp(run->secure_delete, "2") == 0)
    nutri__settings_back(run->db, "PRAGMA secure_delete=FAST");
  nutri__settings_back(run->db, "PRAGMA ignore_check_constraints=OFF");
  if (run->was_wal) /* refused, or no memory: the next nutri_open() does it */
    pragma(sql, "PRAGMA journal_mode=WAL", answer);
  if (run->foreign_keys)
    (void)sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
}

/* ---- the call ------------------------------------------------------------------------------ */

static void free_run(struct run *run) {
  for (int i = 0; i < NUTRI__SETS; i++)
    nutri__keys_free(&run->shelf.set[i]);
  nutri__keys_free(&run->shelf.may_be_negative);
  for (int i = 0; i < NUTRI__MAPS; i++)
    nutri__map_free(&run->shelf.map[i]);
  for (int i = 0; i < NUTRI__FILES_MAX; i++)
    nutri__pairs_free(&run->shelf.seen[i]);
  nutri__keys_free(&run->had_foods);
  nutri__pairs_free(&run->had_values);
  nutri__wide_free(run->wide);
  nutri__nhanes_free(run->nhanes);
  nutri__package_free(run->package);
  sqlite3_free(run->rollup);
  sqlite3_free(run);
}

/* All is read and reported before it is final: what fails, fails as a whole. */
static int transact(struct run *run, nutri_import_report *report) {
  bool was_one = false;
  int rc = nutri__exists(run->db, NUTRI__Q_IMPORT_ANY, NULL, NULL, &was_one);

  if (rc != NUTRI_OK)
    return rc;
  if (nutri__feed_register(run->db->sql, &run->feed) != SQLITE_OK)
    return nutri__fail_sql(run->db, "preparing the import");
  settle(run, !was_one);
  rc = nutri__begin(run->db);
  if (rc == NUTRI_OK) {
    rc = import_all(run, run->options);
    if (rc == NUTRI_OK)
      rc = nutri__import_get(run->db, run->import_id, report);
    if (rc == NUTRI_OK && run->options->dry_run)
      (void)nutri__end(run->db, NUTRI_ECANCELLED); /* rolls back, and the call went well */
    else
      rc = nutri__end(run->db, rc);
  }
  unsettle(run);
  nutri__feed_drop(run->db->sql);
  return rc;
}

/* A person's data, which are a database of their own, are no rows of a file: they are copied. */
static int import_person(nutri *db, const char *path, const nutri_import_options *options,
                         nutri_import_report *out) {
  nutri_import_report report;
  int rc = nutri__restore_run(db, path, options->person, options->dry_run != 0, &report);

  return rc == NUTRI_OK && out != NULL ? nutri__out(db, out, &report, sizeof report) : rc;
}

static int import(nutri *db, const char *path, const nutri_import_options *options,
                  nutri_import_report *out) {
  bool is_any = options->format == NULL && options->mapping == NULL;
  bool is_person = options->format != NULL && strcmp(options->format, "person") == 0;
  nutri_import_report report;
  struct run *run;
  int rc;

  if (path == NULL || path[0] == '\0')
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_import: path is NULL or empty");
  if (out != NULL && (rc = nutri__check_out(db, out)) != NUTRI_OK)
    return rc;
  if (!sqlite3_get_autocommit(db->sql))
    return nutri__fail(db, NUTRI_EMISUSE,
                       "an import is a transaction of its own: end the open one first");
  if (nutri__file_is_open(db->sql, path) ||
      (options->mapping != NULL && nutri__file_is_open(db->sql, options->mapping)))
    return nutri__fail(db, NUTRI_EINVAL, "%s is the database that is to take it in",
                       nutri__file_is_open(db->sql, path) ? path : options->mapping);
  if ((is_any && nutri__restore_fits(path)) || is_person)
    return import_person(db, path, options, out);
  run = sqlite3_malloc64(sizeof *run);
  if (run == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  memset(run, 0, sizeof *run);
  run->db = db;
  run->path = path;
  run->options = options;
  rc = nutri__run_find(run);
  if (rc == NUTRI_OK)
    rc = transact(run, &report);
  if (rc == NUTRI_OK && out != NULL)
    rc = nutri__out(db, out, &report, sizeof report);
  free_run(run);
  return rc;
}

int nutri_import(nutri *db, const char *path, const nutri_import_options *options,
                 nutri_import_report *out, nutri_error *err) {
  nutri_import_options filled = NUTRI_INIT(nutri_import_options);
  int rc = nutri__enter_write(db);

  if (rc == NUTRI_OK && options != NULL) {
    if (options->size < 2 * sizeof options->size)
      rc = nutri__fail(db, NUTRI_EMISUSE,
                       "nutri_import: the size of options is not set (use NUTRI_INIT)");
    else
      memcpy(&filled, options, options->size < sizeof filled ? options->size : sizeof filled);
  }
  if (rc == NUTRI_OK)
    rc = import(db, path, &filled, out);
  if (rc != NUTRI_OK && db != NULL && db->errmsg[0] == '\0') /* deep inside, memory ran out */
    (void)nutri__fail(db, rc, "importing %s: %s", path, nutri_strerror(rc));
  nutri__error_set(err, rc, nutri_errmsg(db));
  return rc;
}
