/* SPDX-License-Identifier: MIT */
/* The driver: finds the format, reads its files through the pipeline, and stores what comes in one
 * transaction, with a log of what became of every row. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "import_run.h"

static const struct nutri__format *const formats[] = {&nutri__fdc_sr_legacy, NULL};

#define DEFAULT_REJECTS_PERCENT 5.0

/* ---- which files --------------------------------------------------------------------------- */

static int add_input(struct run *run, int number) {
  struct nutri__input *input = &run->input[number];
  struct stat st;

  input->path = sqlite3_mprintf("%s/%s", run->path, run->format->table[number].file);
  if (input->path == NULL)
    return nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");
  if (stat(input->path, &st) == 0) {
    if (!S_ISREG(st.st_mode))
      return nutri__fail(run->db, NUTRI_EFORMAT, "%s is no file", input->path);
    input->size = (int64_t)st.st_size;
    run->bytes_total += input->size;
    return NUTRI_OK;
  }
  if (errno != ENOENT)
    return nutri__fail(run->db, NUTRI_EIO, "%s cannot be read: %s", input->path, strerror(errno));
  sqlite3_free(input->path);
  input->path = NULL;
  return NUTRI_OK;
}

/* Says what was looked for in a folder that has none of it. */
static int nothing_known(struct run *run) {
  char files[500] = "";
  size_t length = 0;

  for (size_t i = 0; formats[i] != NULL; i++) {
    const struct nutri__format *format = formats[i];
    const char *between = i > 0 ? "; " : "";

    for (int j = 0; j < format->tables && length < sizeof files; j++)
      if (format->table[j].required) {
        length += (size_t)snprintf(files + length, sizeof files - length, "%s%s", between,
                                   format->table[j].file);
        between = ", ";
      }
    if (length < sizeof files)
      length += (size_t)snprintf(files + length, sizeof files - length, " (%s)", format->title);
  }
  return nutri__fail(run->db, NUTRI_EFORMAT, "%s: nothing known in this folder; looked for %s",
                     run->path, files);
}

/* Looks for a format's files in the folder. *known is how many are there, *missing the first one
 * that must be and is not. */
static int look_for(struct run *run, const struct nutri__format *format, int *known,
                    const char **missing) {
  *known = 0;
  *missing = NULL;
  run->format = format;
  for (int i = 0; i < format->tables; i++) {
    int rc = add_input(run, i);

    if (rc != NUTRI_OK)
      return rc;
    *known += run->input[i].path != NULL;
    if (run->input[i].path == NULL && format->table[i].required && *missing == NULL)
      *missing = format->table[i].file;
  }
  return NUTRI_OK;
}

static void forget_inputs(struct run *run) {
  for (int i = 0; i < NUTRI__FILES_MAX; i++) {
    sqlite3_free(run->input[i].path);
    run->input[i].path = NULL;
  }
  run->bytes_total = 0;
}

static int find_format(struct run *run, const char *name) {
  const struct nutri__format *partly = NULL;
  const char *lacks = NULL;
  bool is_known = name == NULL;

  for (size_t i = 0; formats[i] != NULL; i++) {
    const char *missing;
    int known;
    int rc;

    if (name != NULL && strcmp(name, formats[i]->name) != 0)
      continue;
    is_known = true;
    forget_inputs(run);
    rc = look_for(run, formats[i], &known, &missing);
    if (rc != NUTRI_OK || (known > 0 && missing == NULL))
      return rc;
    if (known > 0 && partly == NULL) {
      partly = formats[i];
      lacks = missing;
    }
  }
  if (!is_known)
    return nutri__fail(run->db, NUTRI_EINVAL, "the format '%s' is unknown; there is fdc", name);
  if (partly == NULL)
    return nothing_known(run);
  return nutri__fail(run->db, NUTRI_EFORMAT, "%s: the file %s is missing (%s)", run->path, lacks,
                     partly->title);
}

static int find_files(struct run *run, const nutri_import_options *options) {
  struct stat st;

  if (stat(run->path, &st) != 0)
    return nutri__fail(run->db, errno == ENOENT || errno == ENOTDIR ? NUTRI_ENOTFOUND : NUTRI_EIO,
                       "%s cannot be read: %s", run->path, strerror(errno));
  if (!S_ISDIR(st.st_mode))
    return nutri__fail(run->db, NUTRI_EFORMAT,
                       "%s is a file: a folder of CSV files was expected (%s)", run->path,
                       formats[0]->title);
  return find_format(run, options->format);
}

/* ---- the import ---------------------------------------------------------------------------- */

/* Fills the sets that values are looked up in, and on a second import of a source what its foods
 * held before. */
static int load_sets(struct run *run) {
  sqlite3_stmt *stmt = NULL;
  uint32_t number;
  int rc = NUTRI_OK;

  for (int i = 1; i <= run->format->sets && rc == NUTRI_OK; i++) {
    const struct nutri__set *set = &run->format->set[i];

    if (set->load == NUTRI__Q_COUNT)
      continue;
    rc = nutri__run_prepare(run, set->load, NULL, &stmt);
    while (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "reading keys")) == NUTRI_ROW) {
      const char *text = nutri__text(stmt, 0);
      int64_t key = set->is_text && text != NULL ? nutri__keys_of_text(text, strlen(text))
                                                 : sqlite3_column_int64(stmt, 0);

      rc = nutri__keys_add(&run->set[i], key, &number);
    }
    sqlite3_finalize(stmt);
    stmt = NULL;
  }
  if (rc != NUTRI_OK || !run->is_again)
    return rc;
  rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_HAD, NULL, &stmt);
  while (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "reading values")) == NUTRI_ROW) {
    rc = nutri__keys_add(&run->had_foods, sqlite3_column_int64(stmt, 0), &number);
    if (rc == NUTRI_OK && sqlite3_column_type(stmt, 1) != SQLITE_NULL &&
        nutri__pairs_add(&run->had_values, number, sqlite3_column_int64(stmt, 1)) == NUTRI_ENOMEM)
      rc = NUTRI_ENOMEM;
  }
  sqlite3_finalize(stmt);
  return rc == NUTRI_ENOMEM ? nutri__fail(run->db, rc, "out of memory") : rc;
}

static int count_foods(struct run *run) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_FOOD_COUNT, NULL, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "counting foods")) == NUTRI_ROW) {
    run->foods_before = sqlite3_column_int64(stmt, 0);
    run->is_again = sqlite3_column_int(stmt, 1) != 0;
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

static int run_queries(struct run *run, const enum nutri__query *queries) {
  for (; *queries != NUTRI__Q_COUNT; queries++) {
    sqlite3_stmt *stmt = NULL;
    int rc = nutri__run_prepare(run, *queries, NULL, &stmt);

    if (rc == NUTRI_OK)
      rc = nutri__run(run->db, stmt, nutri__query_sql[*queries].name);
    sqlite3_finalize(stmt);
    if (rc != NUTRI_OK)
      return rc;
  }
  return NUTRI_OK;
}

static const enum nutri__query begun[] = {NUTRI__Q_IMPORT_SOURCE_ADD, NUTRI__Q_COUNT};

/* All that happens inside the transaction. */
static int import_all(struct run *run, const nutri_import_options *options) {
  int rc = count_foods(run);

  if (rc == NUTRI_OK)
    rc = begin_log(run);
  if (rc == NUTRI_OK)
    rc = run_queries(run, begun);
  if (rc == NUTRI_OK)
    rc = load_sets(run);
  if (rc == NUTRI_OK)
    rc = nutri__run_files(run);
  if (rc == NUTRI_OK)
    rc = check_rejects(run, options->max_rejects_percent);
  if (rc == NUTRI_OK && run->is_again)
    rc = run_queries(run, run->format->after_again);
  if (rc == NUTRI_OK)
    rc = run_queries(run, run->format->after);
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
 * not be overwritten when pages move. A caller's connection is left as it is. */
static void settle(struct run *run) {
  sqlite3 *sql = run->db->sql;
  char answer[16];

  if (run->db->attached)
    return;
  if (sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &run->foreign_keys) != SQLITE_OK ||
      sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL) != SQLITE_OK)
    run->foreign_keys = 0; /* stays on: slower, nothing else */
  pragma(sql, "PRAGMA ignore_check_constraints=ON", answer);
  pragma(sql, "PRAGMA secure_delete", run->secure_delete);
  pragma(sql, "PRAGMA secure_delete=OFF", answer);
  pragma(sql, "PRAGMA journal_mode", answer);
  if (strcmp(answer, "wal") == 0) {
    pragma(sql, "PRAGMA journal_mode=DELETE", answer);
    run->was_wal = strcmp(answer, "delete") == 0;
  }
  if (run->options->progress != NULL)
    sqlite3_progress_handler(sql, 4000, on_progress, run);
}

/* Twice, should memory have been short: a guard must not stay off. */
static void restore(sqlite3 *sql, const char *text) {
  char answer[16];

  pragma(sql, text, answer);
  pragma(sql, text, answer);
}

static void unsettle(struct run *run) {
  sqlite3 *sql = run->db->sql;

  if (run->db->attached)
    return;
  sqlite3_progress_handler(sql, 0, NULL, NULL);
  if (run->was_wal)
    restore(sql, "PRAGMA journal_mode=WAL");
  if (strcmp(run->secure_delete, "1") == 0)
    restore(sql, "PRAGMA secure_delete=ON");
  else if (strcmp(run->secure_delete, "2") == 0)
    restore(sql, "PRAGMA secure_delete=FAST");
  restore(sql, "PRAGMA ignore_check_constraints=OFF");
  if (run->foreign_keys)
    (void)sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
}

/* ---- the call ------------------------------------------------------------------------------ */

static void free_run(struct run *run) {
  for (int i = 0; i < NUTRI__SETS; i++)
    nutri__keys_free(&run->set[i]);
  for (int i = 0; i < NUTRI__FILES_MAX; i++)
    nutri__pairs_free(&run->seen[i]);
  nutri__map_free(&run->map);
  nutri__keys_free(&run->had_foods);
  nutri__pairs_free(&run->had_values);
  forget_inputs(run);
  sqlite3_free(run);
}

static int report(struct run *run, nutri_import_report *out) {
  nutri_import_report filled;
  int rc = nutri__import_get(run->db, run->import_id, &filled);

  return rc == NUTRI_OK ? nutri__out(run->db, out, &filled, sizeof filled) : rc;
}

static int transact(struct run *run, nutri_import_report *out) {
  int rc = nutri__feed_register(run->db->sql, &run->feed);

  if (rc != SQLITE_OK)
    return nutri__fail_sql(run->db, "preparing the import");
  settle(run);
  rc = nutri__begin(run->db);
  if (rc == NUTRI_OK) {
    rc = import_all(run, run->options);
    if (rc == NUTRI_OK && run->options->dry_run) {
      rc = out != NULL ? report(run, out) : NUTRI_OK;
      (void)nutri__end(run->db, NUTRI_ECANCELLED); /* rolls back, and the call went well */
    } else {
      rc = nutri__end(run->db, rc);
    }
    if (!sqlite3_get_autocommit(run->db->sql)) /* memory was short even for that; now it is freed */
      (void)sqlite3_exec(run->db->sql, "ROLLBACK", NULL, NULL, NULL);
  }
  unsettle(run);
  nutri__feed_drop(run->db->sql);
  return rc;
}

static int import(nutri *db, const char *path, const nutri_import_options *options,
                  nutri_import_report *out) {
  struct run *run;
  int rc;

  if (path == NULL || path[0] == '\0')
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_import: path is NULL or empty");
  if (!sqlite3_get_autocommit(db->sql))
    return nutri__fail(db, NUTRI_EMISUSE,
                       "an import is a transaction of its own: end the open one first");
  run = sqlite3_malloc64(sizeof *run);
  if (run == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  memset(run, 0, sizeof *run);
  run->db = db;
  run->path = path;
  run->options = options;
  rc = find_files(run, options);
  if (rc == NUTRI_OK)
    rc = transact(run, out);
  if (rc == NUTRI_OK && out != NULL && !options->dry_run)
    rc = report(run, out);
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
