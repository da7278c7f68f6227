/* SPDX-License-Identifier: MIT */
/* Opening, making and closing a database; transactions. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "nutri_internal.h"

#define BUSY_MS 10000
#define READER_BUSY_MS 60000 /* a first import has the file to itself, and forgetting */

extern const nutri__sql nutri__schema[];
extern const size_t nutri__schema_count;
extern const nutri__sql nutri__starter[];
extern const size_t nutri__starter_count;

const char *nutri_version(void) { return NUTRI_VERSION; }

int nutri_schema_version(void) { return NUTRI__SCHEMA; }

/* ---- transactions -------------------------------------------------------------------------- */

/* In the order of enum nutri__undo. */
static const char *const undo_text[] = {"ROLLBACK", "ROLLBACK TO nutri", "RELEASE nutri"};

static void drop_undo(nutri *db) {
  for (int i = 0; i < NUTRI__UNDO_COUNT; i++) {
    sqlite3_finalize(db->undo[i]);
    db->undo[i] = NULL;
  }
}

/* Anew for each write: a change of settings, a caller's perhaps, makes SQLite prepare a statement
 * again at its next step. */
static int prepare_undo(nutri *db) {
  drop_undo(db);
  for (int i = 0; i < NUTRI__UNDO_COUNT; i++)
    if (sqlite3_prepare_v2(db->sql, undo_text[i], -1, &db->undo[i], NULL) != SQLITE_OK)
      return nutri__fail_sql(db, "beginning to write");
  return NUTRI_OK;
}

/* Whether it was done. The sentence of the first error stays: this one's result says nothing new.
 */
static bool undo(nutri *db, enum nutri__undo how) {
  int rc = sqlite3_step(db->undo[how]);

  (void)sqlite3_reset(db->undo[how]);
  /* A setting was changed within the transaction, and memory is short. */
  return rc == SQLITE_DONE || sqlite3_exec(db->sql, undo_text[how], NULL, NULL, NULL) == SQLITE_OK;
}

int nutri__begin(nutri *db) {
  bool is_savepoint = !sqlite3_get_autocommit(db->sql);
  int rc = db->writes == 0 ? prepare_undo(db) : NUTRI_OK;

  if (rc == NUTRI_OK)
    rc =
        nutri__exec(db, is_savepoint ? "SAVEPOINT nutri" : "BEGIN IMMEDIATE", "beginning to write");
  if (rc == NUTRI_OK && db->writes++ == 0)
    db->in_savepoint = is_savepoint;
  return rc;
}

int nutri__end(nutri *db, int rc) {
  bool is_savepoint = --db->writes > 0 || db->in_savepoint;

  if (rc == NUTRI_OK)
    rc = nutri__exec(db, is_savepoint ? "RELEASE nutri" : "COMMIT", "storing the change");
  /* A full disk or the like may have ended the transaction already. */
  if (rc == NUTRI_OK || sqlite3_get_autocommit(db->sql))
    return rc;
  if (!is_savepoint)
    db->undo_pending = !undo(db, NUTRI__UNDO_ALL) && !sqlite3_get_autocommit(db->sql);
  else if (undo(db, NUTRI__UNDO_SAVEPOINT))
    (void)undo(db, NUTRI__UNDO_RELEASE);
  return rc;
}

void nutri__settings_back(nutri *db, const char *sql) {
  if (sqlite3_exec(db->sql, sql, NULL, NULL, NULL) == SQLITE_OK)
    return;
  snprintf(db->settings_pending + strlen(db->settings_pending),
           sizeof db->settings_pending - strlen(db->settings_pending), "%s;", sql);
}

/* What the call before could not end for want of memory. */
static int take_up_pending(nutri *db) {
  if (db->undo_pending && !sqlite3_get_autocommit(db->sql) && !undo(db, NUTRI__UNDO_ALL))
    return nutri__fail_sql(db, "taking back a change that failed");
  db->undo_pending = false;
  if (db->settings_pending[0] != '\0' &&
      sqlite3_exec(db->sql, db->settings_pending, NULL, NULL, NULL) != SQLITE_OK)
    return nutri__fail_sql(db, "guarding the file again");
  db->settings_pending[0] = '\0';
  return NUTRI_OK;
}

/* ---- a call begins ------------------------------------------------------------------------- */

int nutri__enter(nutri *db) {
  if (db == NULL)
    return NUTRI_EMISUSE;
  db->errmsg[0] = '\0';
  nutri__forget_kept(db);
  return take_up_pending(db);
}

int nutri__enter_write(nutri *db) {
  int rc = nutri__enter(db);

  if (rc == NUTRI_OK && db->readonly)
    rc = nutri__fail(db, NUTRI_EREADONLY, "the database was opened for reading only");
  return rc;
}

int nutri_today_set(nutri *db, const char *day) {
  char quoted[80];
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (day != NULL && !nutri__is_day(day))
    return nutri__fail(db, NUTRI_EINVAL, "today: '%s' is no day such as 2026-11-20",
                       nutri__quote(day, quoted));
  snprintf(db->today, sizeof db->today, "%s", day != NULL ? day : "");
  return NUTRI_OK;
}

struct sqlite3 *nutri_sqlite(nutri *db) {
  return db != NULL ? db->sql : NULL;
}

static void drop_statements(nutri *db) {
  for (size_t i = 0; i < NUTRI__Q_COUNT; i++) {
    sqlite3_finalize(db->stmt[i]);
    db->stmt[i] = NULL;
  }
  drop_undo(db);
}

void nutri_close(nutri *db) {
  if (db == NULL)
    return;
  while (db->cursors != NULL)
    nutri_cursor_close(db->cursors);
  if (db->undo_pending && db->attached && !sqlite3_get_autocommit(db->sql))
    (void)undo(db, NUTRI__UNDO_ALL);
  drop_statements(db);
  nutri__forget_kept(db);
  nutri__forget_kept(db); /* two generations, see there */
  if (!db->attached)
    sqlite3_close_v2(db->sql); /* v2: statements of the caller's own may still be open */
  sqlite3_free(db->sd_set);
  sqlite3_free(db);
}

static int run_files(nutri *db, const nutri__sql *files, size_t count) {
  for (size_t i = 0; i < count; i++) {
    int rc = nutri__exec(db, (const char *)files[i].text, files[i].name);

    if (rc != NUTRI_OK)
      return rc;
  }
  return NUTRI_OK;
}

static int pragma_int(nutri *db, const char *sql, int *value) {
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2(db->sql, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
    *value = sqlite3_column_int(stmt, 0);
    rc = SQLITE_OK;
  }
  sqlite3_finalize(stmt);
  return rc;
}

/* Whether the file is nutri's and of this schema. *is_empty: a database without a table. */
static int identify(nutri *db, const char *path, bool *is_empty) {
  int application = 0;
  int schema = 0;
  int tables = 0;
  int rc = pragma_int(db, "PRAGMA application_id", &application);

  if (rc == SQLITE_OK)
    rc = pragma_int(db, "PRAGMA user_version", &schema);
  if (rc == SQLITE_OK)
    rc = pragma_int(db, "SELECT count(*) FROM sqlite_schema", &tables);
  if (rc == SQLITE_NOTADB)
    return nutri__fail(db, NUTRI_ENOTADB, "%s is no database: a nutri database was expected", path);
  if (rc != SQLITE_OK)
    return nutri__fail_sql(db, path);
  *is_empty = tables == 0 && application == 0 && schema == 0;
  if (*is_empty)
    return NUTRI_OK;
  if (application != NUTRI__APPLICATION_ID)
    return nutri__fail(db, NUTRI_ENOTADB,
                       "%s is a database of another program (application id %d): a nutri"
                       " database was expected (application id %d)",
                       path, application, NUTRI__APPLICATION_ID);
  if (schema > NUTRI__SCHEMA)
    return nutri__fail(db, NUTRI_ESCHEMA,
                       "%s has schema %d, and this nutri %s reads schema %d: a newer nutri is"
                       " needed",
                       path, schema, NUTRI_VERSION, NUTRI__SCHEMA);
  if (schema < NUTRI__SCHEMA && !nutri__can_migrate(db->steps, schema))
    return nutri__fail(db, NUTRI_ESCHEMA,
                       "%s has schema %d, older than the schema %d of this nutri %s, which"
                       " has no way to bring it up",
                       path, schema, NUTRI__SCHEMA, NUTRI_VERSION);
  return NUTRI_OK;
}

/* The starter foods: hundreds of statements, each of which would plan the triggers that add up
 * days. */
static int add_starter(nutri *db) {
  char *rollup = NULL;
  int rc = nutri__rollup_begin(db, NUTRI__ROLLUP_FOODS, &rollup);

  if (rc == NUTRI_OK)
    rc = run_files(db, nutri__starter, nutri__starter_count);
  rc = nutri__rollup_end(db, rollup, rc);
  return rc == NUTRI_OK ? nutri__run_query(db, NUTRI__Q_USUAL_GRAMS, "finding usual portions") : rc;
}

/* Makes the schema, the reference values and the starter foods in an empty database. */
static int create(nutri *db, const char *path, uint32_t flags) {
  char identity[80];
  bool is_empty = false;
  int rc = nutri__begin(db);

  if (rc != NUTRI_OK)
    return rc;
  rc = identify(db, path, &is_empty);
  if (rc != NUTRI_OK || !is_empty) /* another program has just made it */
    return nutri__end(db, rc);
  snprintf(identity, sizeof identity, "PRAGMA application_id=%d; PRAGMA user_version=%d",
           NUTRI__APPLICATION_ID, NUTRI__SCHEMA);
  rc = nutri__exec(db, identity, "marking the file as nutri's");
  if (rc == NUTRI_OK)
    rc = run_files(db, nutri__schema, nutri__schema_count);
  if (rc == NUTRI_OK && !(flags & NUTRI_BARE))
    rc = add_starter(db);
  if (rc == NUTRI_OK)
    rc = nutri__search_build(db);
  return nutri__end(db, rc);
}

/* Safe settings for a file that somebody else may have written, on a connection of our own: what
 * sqlite.org/security.html advises, with limits that the library's own work keeps to. */
static int configure(nutri *db) {
  static const struct {
    int what;
    int to;
  } settings[] =
      {
          {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},        {SQLITE_DBCONFIG_DEFENSIVE, 1},
          {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},       {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
          {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0}, {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
      },
    limits[] = {
        {SQLITE_LIMIT_LENGTH, 10000000},
        {SQLITE_LIMIT_SQL_LENGTH, 1000000},
        {SQLITE_LIMIT_COLUMN, 200},
        {SQLITE_LIMIT_EXPR_DEPTH, 100},
        {SQLITE_LIMIT_COMPOUND_SELECT, 50},
        {SQLITE_LIMIT_VDBE_OP, 100000},
        {SQLITE_LIMIT_FUNCTION_ARG, 32},
        {SQLITE_LIMIT_ATTACHED, 2},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 5000},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 200},
    };
  int ok;

  if (sqlite3_extended_result_codes(db->sql, 1) != SQLITE_OK ||
      sqlite3_busy_timeout(db->sql, db->readonly ? READER_BUSY_MS : BUSY_MS) != SQLITE_OK)
    return nutri__fail_sql(db, "setting the connection up");
  for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
    if (sqlite3_db_config(db->sql, settings[i].what, settings[i].to, &ok) != SQLITE_OK)
      return nutri__fail_sql(db, "setting the connection up");
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
    (void)sqlite3_limit(db->sql, limits[i].what, limits[i].to);
  return nutri__exec(db,
                     "PRAGMA cell_size_check=ON; PRAGMA recursive_triggers=ON; PRAGMA mmap_size=0",
                     "setting the connection up");
}

/* Takes back a file that was made and could not be filled, but where another program has begun to
 * fill it: it would lose what it stores. The sentence of the error stays. */
static void unmake(nutri *db, const char *path) {
  int tables = 0;

  if (db->sql != NULL &&
      (pragma_int(db, "SELECT count(*) FROM sqlite_schema", &tables) != SQLITE_OK || tables > 0))
    return;
  drop_statements(db); /* or SQLite would keep the file open, and what is beside it */
  sqlite3_close_v2(db->sql);
  db->sql = NULL;
  nutri__file_unmake(path);
}

/* A connection to name (a path or URI of the file at path), set up, and what is in the file. */
static int connect(nutri *db, const char *path, const char *name, int mode, bool *is_empty) {
  int rc;

  if (sqlite3_open_v2(name, &db->sql, mode | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return db->sql == NULL ? nutri__fail(db, NUTRI_ENOMEM, "out of memory")
                           : nutri__fail_sql(db, path);
  rc = configure(db);
  return rc == NUTRI_OK ? identify(db, path, is_empty) : rc;
}

/* Whether nobody can be writing to the file: no log of changes stands beside it. */
static bool is_left_alone(const char *path) {
  return access(path, R_OK) == 0 && !nutri__file_is_beside(path, "-wal") &&
         !nutri__file_is_beside(path, "-journal");
}

/* Another connection to a file that could not be read. */
static int connect_again(nutri *db, const char *path, const char *name, int mode, bool *is_empty) {
  sqlite3_close_v2(db->sql);
  db->sql = NULL;
  return connect(db, path, name, mode, is_empty);
}

/* A program that was killed while it wrote left its journal: until that is played back, which takes
 * writing, the file is in pieces. */
static int connect_recovered(nutri *db, const char *path, bool *is_empty) {
  int rc = connect_again(db, path, path, SQLITE_OPEN_READWRITE, is_empty);

  if (rc == NUTRI_OK && !sqlite3_db_readonly(db->sql, "main"))
    return connect_again(db, path, path, SQLITE_OPEN_READONLY, is_empty);
  if (rc == NUTRI_OK || rc == NUTRI_EIO || rc == NUTRI_EREADONLY)
    rc = nutri__fail(db, NUTRI_EREADONLY,
                     "%s: a program was cut short while it wrote: to be read it has to be opened"
                     " once by one that may write to it",
                     path);
  return rc;
}

/* For a file that may be read but not written beside (a medium, another's folder): SQLite would
 * want to put its WAL index there. */
static int connect_immutable(nutri *db, const char *path, bool *is_empty) {
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~";
  sqlite3_str *uri = sqlite3_str_new(NULL);
  char *name;
  int rc;

  sqlite3_str_appendall(uri, "file:");
  for (const char *p = path; *p != '\0'; p++)
    sqlite3_str_appendf(uri, strchr(plain, *p) != NULL ? "%c" : "%%%02X", (unsigned char)*p);
  sqlite3_str_appendall(uri, "?immutable=1");
  name = sqlite3_str_finish(uri);
  if (name == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  rc = connect_again(db, path, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, is_empty);
  sqlite3_free(name);
  return rc;
}

/* EXTRA: in an import's rollback journal what is stored is safe only when its folder is synced.
 * Where SQLite was built for less, FULL would not be its default for a WAL either. */
static int sync_all(nutri *db, const char *path) {
  return nutri__exec(db, "PRAGMA synchronous=EXTRA", path);
}

/* Connects to the file, and sees that it is nutri's or empty. */
static int connect_file(nutri *db, const char *path, uint32_t flags, bool *is_empty) {
  int mode = flags & NUTRI_READONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  int rc = nutri__file_check_beside(db, path);

  if (rc != NUTRI_OK)
    return rc;
  rc = connect(db, path, path, mode, is_empty);
  if ((rc != NUTRI_EIO && rc != NUTRI_EREADONLY) || !(flags & NUTRI_READONLY))
    return rc;
  if (is_left_alone(path))
    return connect_immutable(db, path, is_empty);
  return nutri__file_is_beside(path, "-journal") ? connect_recovered(db, path, is_empty) : rc;
}

/* Makes a database of what is empty: memory, or a file. Another program that made the file and
 * could not fill it may have taken it back in the meantime. */
static int fill(nutri *db, const char *path, uint32_t flags) {
  int moved = 0;
  int rc = nutri__exec(db, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL", path);

  if (rc == NUTRI_OK)
    rc = sync_all(db, path);
  if (rc == NUTRI_OK)
    rc = create(db, path, flags);
  if (rc == NUTRI_OK &&
      sqlite3_file_control(db->sql, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved)
    rc = nutri__fail(db, NUTRI_EBUSY, "%s was removed while it was made; try again", path);
  return rc;
}

/* Before the first writing. */
static int prepare_writing(nutri *db, const char *path) {
  int rc = sqlite3_db_readonly(db->sql, "main")
               ? nutri__fail(db, NUTRI_EREADONLY, "%s cannot be written", path)
               : sync_all(db, path);

  if (rc == NUTRI_OK && db->steps != NULL)
    rc = nutri__migrate(db, db->steps);
  if (rc == NUTRI_OK) /* a killed import may have left it in another mode; refused while others
                         read, it stays */
    (void)sqlite3_exec(db->sql, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
  return rc;
}

/* A file of this name, or at the end of the link of this name. */
static int open_file(nutri *db, const char *path, uint32_t flags) {
  bool is_empty = false;
  bool made = false;
  char *end = NULL; /* SQLite looks for its files beside the end of a link */
  int rc = flags & NUTRI_CREATE ? nutri__file_make(db, path, &made) : NUTRI_OK;

  if (rc == NUTRI_OK)
    rc = nutri__file_check(db, path);
  if (rc == NUTRI_OK)
    rc = nutri__file_end(db, path, &end);
  if (rc == NUTRI_OK && !made)
    rc = nutri__file_check_empty(db, end, flags & NUTRI_CREATE);
  if (rc == NUTRI_OK)
    rc = connect_file(db, end, flags, &is_empty);
  if (rc == NUTRI_OK && is_empty && !(flags & NUTRI_CREATE))
    rc = nutri__fail(db, NUTRI_ENOTADB, "%s is empty: a nutri database was expected", path);
  if (rc == NUTRI_OK && is_empty && !made)
    rc = nutri__file_take_empty(db, path);
  if (rc == NUTRI_OK)
    rc = is_empty ? fill(db, end, flags) : nutri__schema_check(db, end);
  if (rc == NUTRI_OK && !(flags & NUTRI_READONLY))
    rc = prepare_writing(db, end);
  if (rc == NUTRI_OK)
    rc = nutri__search_probe(db);
  if (rc != NUTRI_OK && rc != NUTRI_EBUSY && made)
    unmake(db, path);
  sqlite3_free(end);
  return rc;
}

static int open_memory(nutri *db, const char *name, uint32_t flags) {
  bool is_empty = false;
  int rc = connect(db, name, name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, &is_empty);

  if (rc == NUTRI_OK && !(flags & NUTRI_CREATE))
    rc = nutri__fail(db, NUTRI_ENOTADB, "%s is empty: a nutri database was expected", name);
  if (rc == NUTRI_OK)
    rc = fill(db, name, flags);
  return rc == NUTRI_OK ? nutri__search_probe(db) : rc;
}

/* Fills *out, or hands the error to err and frees the handle. */
static int hand_over(nutri *db, int rc, nutri **out, nutri_error *err) {
  nutri__error_set(err, rc, db->errmsg);
  if (rc == NUTRI_OK)
    *out = db;
  else
    nutri_close(db);
  return rc;
}

static int misuse(nutri_error *err, const char *message) {
  nutri__error_set(err, NUTRI_EMISUSE, message);
  return NUTRI_EMISUSE;
}

int nutri_open(const char *path, uint32_t flags, nutri **out, nutri_error *err) {
  return nutri__open_migrating(path, flags, NULL, out, err); /* schema 1 is the first */
}

int nutri__open_migrating(const char *path, uint32_t flags, const struct nutri__steps *steps,
                          nutri **out, nutri_error *err) {
  const uint32_t known = NUTRI_READONLY | NUTRI_READWRITE | NUTRI_CREATE | NUTRI_BARE;
  nutri *db;
  int rc;

  if (path == NULL || path[0] == '\0' || out == NULL)
    return misuse(err, "nutri_open: path or out is NULL or empty");
  if ((flags & ~known) != 0 || !(flags & NUTRI_READONLY) == !(flags & NUTRI_READWRITE) ||
      ((flags & NUTRI_CREATE) && !(flags & NUTRI_READWRITE)) ||
      ((flags & NUTRI_BARE) && !(flags & NUTRI_CREATE)))
    return misuse(err, "nutri_open: give NUTRI_READONLY or NUTRI_READWRITE, NUTRI_CREATE only"
                       " with the latter, NUTRI_BARE only with NUTRI_CREATE");
  db = sqlite3_malloc64(sizeof *db);
  if (db == NULL) {
    nutri__error_set(err, NUTRI_ENOMEM, "out of memory");
    return NUTRI_ENOMEM;
  }
  memset(db, 0, sizeof *db);
  db->readonly = (flags & NUTRI_READONLY) != 0;
  db->steps = flags & NUTRI_READWRITE ? steps : NULL;
  rc = strcmp(path, ":memory:") == 0 ? open_memory(db, path, flags) : open_file(db, path, flags);
  db->steps = NULL; /* the caller's */
  return hand_over(db, rc, out, err);
}

int nutri_attach(struct sqlite3 *connection, nutri **out, nutri_error *err) {
  static const char attached_file[] = "the connection's main file";
  bool is_empty = false;
  nutri *db;
  int rc;

  if (connection == NULL || out == NULL)
    return misuse(err, "nutri_attach: connection or out is NULL");
  db = sqlite3_malloc64(sizeof *db);
  if (db == NULL) {
    nutri__error_set(err, NUTRI_ENOMEM, "out of memory");
    return NUTRI_ENOMEM;
  }
  memset(db, 0, sizeof *db);
  db->sql = connection;
  db->attached = true;
  db->readonly = sqlite3_db_readonly(connection, "main") == 1;
  rc = identify(db, attached_file, &is_empty);
  if (rc == NUTRI_OK && is_empty)
    rc =
        nutri__fail(db, NUTRI_ENOTADB, "%s is empty: a nutri database was expected", attached_file);
  if (rc == NUTRI_OK)
    rc = nutri__schema_check(db, attached_file);
  if (rc == NUTRI_OK)
    rc = nutri__search_probe(db);
  return hand_over(db, rc, out, err);
}
