/* SPDX-License-Identifier: MIT */
/* Removing a person so that nothing of them is left in the file. */
#include <stdio.h>
#include <string.h>

#include "copy.h"

#define ALONE_TRIES 40
#define ALONE_WAIT_MS 50

/* A column that names foods. */
struct reference {
  sqlite3_stmt *stmt; /* whether it names a certain one */
};

struct forget {
  nutri *db;
  const char *person;
  int64_t person_id;
  uint32_t flags;
  nutri_found_fn *found;
  void *user;
  struct nutri__copy copy;       /* its foods: what the person's data name */
  struct nutri__numbers foods;   /* the own ones among them; to 1 = removed */
  struct nutri__numbers imports; /* that brought data of the person */
  struct reference *reference;
  int references;
  sqlite3_stmt *rollback; /* prepared before it is needed: memory may be short then */
  nutri_forgotten done;
  /* Settings of the connection, to be put back. */
  char journal_mode[16];
  char secure_delete[16];
};

/* ---- the file for itself ------------------------------------------------------------------- */

/* Sets or asks a pragma; answer may be NULL. */
static int pragma(nutri *db, const char *text, char answer[16]) {
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2(db->sql, text, -1, &stmt, NULL);

  if (rc == SQLITE_OK) {
    rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW && answer != NULL && sqlite3_column_text(stmt, 0) != NULL)
      snprintf(answer, 16, "%s", nutri__text(stmt, 0));
  }
  sqlite3_finalize(stmt);
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int busy(struct forget *f) {
  char quoted[80];

  return nutri__fail(f->db, NUTRI_EBUSY,
                     "another program, or another connection, has the database open and could keep"
                     " what is to be removed; close it and forget '%s' again; nothing was changed",
                     nutri__quote(f->person, quoted));
}

static bool is_fault(int rc) {
  return rc != SQLITE_OK && (rc & 0xff) != SQLITE_BUSY && (rc & 0xff) != SQLITE_LOCKED;
}

/* Readers of a WAL keep its pages and may come at any time. A rollback journal, of a file that is
 * locked, has none: who cannot have it so changes nothing. TRUNCATE, because a connection that
 * keeps its lock keeps its journal too, and the old pages in it. */
static int take_alone(struct forget *f) {
  char answer[16] = "";
  int rc = SQLITE_OK;

  if (pragma(f->db, "PRAGMA main.journal_mode", f->journal_mode) != SQLITE_OK ||
      pragma(f->db, "PRAGMA main.secure_delete", f->secure_delete) != SQLITE_OK ||
      pragma(f->db, "PRAGMA main.secure_delete=ON", NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(f->db->sql, "ROLLBACK", -1, &f->rollback, NULL) != SQLITE_OK)
    return nutri__fail_sql(f->db, "preparing to forget");
  if (strcmp(f->journal_mode, "memory") == 0)
    return nutri__exec(f->db, "BEGIN IMMEDIATE", "beginning to forget");
  if (pragma(f->db, "PRAGMA main.locking_mode=EXCLUSIVE", NULL) != SQLITE_OK)
    return nutri__fail_sql(f->db, "preparing to forget");
  for (int i = 0; i < ALONE_TRIES; i++) {
    rc = pragma(f->db, "PRAGMA main.journal_mode=TRUNCATE", answer);
    if (strcmp(answer, "truncate") == 0 || is_fault(rc))
      break;
    sqlite3_sleep(ALONE_WAIT_MS); /* another program may just be about to end */
  }
  if (is_fault(rc))
    return nutri__fail_sql(f->db, "preparing to forget");
  if (strcmp(answer, "truncate") != 0)
    return busy(f);
  rc = nutri__exec(f->db, "BEGIN EXCLUSIVE", "beginning to forget");
  return rc == NUTRI_EBUSY ? busy(f) : rc;
}

/* Puts the settings back, those that could be asked for. */
static void give_back(struct forget *f) {
  char text[60];

  if (f->journal_mode[0] != '\0' && strcmp(f->journal_mode, "memory") != 0) {
    nutri__settings_back(f->db, "PRAGMA main.locking_mode=NORMAL");
    (void)pragma(f->db, "SELECT 1 FROM main.sqlite_schema", NULL); /* lets the lock go */
    (void)pragma(f->db, "PRAGMA main.journal_mode=DELETE", NULL);
    snprintf(text, sizeof text, "PRAGMA main.journal_mode=%s", f->journal_mode);
    (void)pragma(f->db, text, NULL);
  }
  if (f->secure_delete[0] == '\0')
    return;
  snprintf(text, sizeof text, "PRAGMA main.secure_delete=%s",
           strcmp(f->secure_delete, "2") == 0   ? "FAST"
           : strcmp(f->secure_delete, "1") == 0 ? "ON"
                                                : "OFF");
  nutri__settings_back(f->db, text);
}

/* ---- statements of texts ------------------------------------------------------------------- */

/* Prepares a text, which it frees. */
static int prepare(nutri *db, char *text, sqlite3_stmt **out) {
  int rc = NUTRI_OK;

  if (text == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  if (sqlite3_prepare_v2(db->sql, text, -1, out, NULL) != SQLITE_OK)
    rc = nutri__fail_sql(db, "preparing to forget");
  sqlite3_free(text);
  return rc;
}

/* Runs a text, which it frees, with :id. */
static int run_text(nutri *db, char *text, int64_t id) {
  sqlite3_stmt *stmt = NULL;
  int rc = prepare(db, text, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":id", id);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "forgetting");
  sqlite3_finalize(stmt); /* repeats a step's error, which has been noted */
  return rc;
}

/* Runs a query with :id. */
static int run_id(nutri *db, enum nutri__query query, int64_t id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, query, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":id", id);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "forgetting");
  nutri__done(stmt);
  return rc;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static int count_rows(struct forget *f) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(f->db, NUTRI__Q_FORGET_COUNT, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(f->db, stmt, ":person", f->person_id);
  if (rc == NUTRI_OK && (rc = nutri__step(f->db, stmt, "counting")) == NUTRI_ROW) {
    f->done.entries = sqlite3_column_int64(stmt, 0);
    f->done.days = sqlite3_column_int64(stmt, 1);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* The person's rows of a table. A trigger on somebody's own table does not run: it would keep what
 * goes, or do what it likes to others. */
static int remove_rows_of(struct forget *f, sqlite3_stmt *table) {
  sqlite3 *sql = f->db->sql;
  bool is_ours = false;
  int were_on = 1;
  int rc = nutri__schema_has(f->db, nutri__text(table, 0), &is_ours);

  if (rc != NUTRI_OK)
    return rc;
  if (!is_ours &&
      (sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &were_on) != SQLITE_OK ||
       sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL) != SQLITE_OK))
    return nutri__fail_sql(f->db, "preparing to forget");
  rc =
      run_text(f->db,
               sqlite3_mprintf("DELETE FROM \"%w\" WHERE \"%w\" ="
                               " (SELECT \"%w\" FROM person WHERE person_id = :id)",
                               nutri__text(table, 0), nutri__text(table, 1), nutri__text(table, 2)),
               f->person_id);
  if (!is_ours &&
      sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, were_on, NULL) != SQLITE_OK &&
      rc == NUTRI_OK)
    rc = nutri__fail_sql(f->db, "guarding the file again");
  return rc;
}

/* The rows of every table that has a column of persons, whichever tables there are. */
static int remove_rows(struct forget *f) {
  sqlite3_stmt *tables = NULL;
  int rc = nutri__stmt(f->db, NUTRI__Q_FORGET_TABLES, &tables);

  while (rc == NUTRI_OK &&
         (rc = nutri__step(f->db, tables, "looking for the person's tables")) == NUTRI_ROW)
    rc = remove_rows_of(f, tables);
  nutri__done(tables);
  return rc == NUTRI_OK ? run_id(f->db, NUTRI__Q_FORGET_PERSON, f->person_id) : rc;
}

/* ---- own foods ----------------------------------------------------------------------------- */

/* Takes a text, which it frees. */
static int add_reference(struct forget *f, char *text) {
  struct reference *grown =
      sqlite3_realloc64(f->reference, (sqlite3_uint64)(f->references + 1) * sizeof f->reference[0]);

  if (grown == NULL) {
    sqlite3_free(text);
    return nutri__fail(f->db, NUTRI_ENOMEM, "out of memory");
  }
  f->reference = grown;
  f->reference[f->references].stmt = NULL;
  return prepare(f->db, text, &f->reference[f->references++].stmt);
}

/* Which columns name foods, but for what is the food's own. */
static int prepare_references(struct forget *f) {
  sqlite3_stmt *columns = NULL;
  int rc = nutri__stmt(f->db, NUTRI__Q_FORGET_FOOD_REFERENCES, &columns);

  while (rc == NUTRI_OK &&
         (rc = nutri__step(f->db, columns, "looking for what names foods")) == NUTRI_ROW) {
    bool is_ours = false;

    rc = nutri__schema_has(f->db, nutri__text(columns, 0), &is_ours);
    if (rc != NUTRI_OK || (is_ours && sqlite3_column_int(columns, 4)))
      continue;
    rc = add_reference(
        f,
        sqlite3_mprintf("SELECT 1 FROM \"%w\" WHERE \"%w\" ="
                        " (SELECT \"%w\" FROM food WHERE food_id = :id)%s",
                        nutri__text(columns, 0), nutri__text(columns, 1), nutri__text(columns, 3),
                        sqlite3_column_int(columns, 2) ? " AND person_id IS NOT NULL" : ""));
  }
  nutri__done(columns);
  return rc;
}

static int is_named(struct forget *f, int64_t food_id, bool *named) {
  int rc = NUTRI_OK;

  *named = false;
  for (int i = 0; i < f->references && rc == NUTRI_OK && !*named; i++) {
    sqlite3_stmt *stmt = f->reference[i].stmt;

    rc = nutri__bind_int(f->db, stmt, ":id", food_id);
    if (rc == NUTRI_OK)
      rc = nutri__step(f->db, stmt, "looking for what names a food");
    *named = rc == NUTRI_ROW;
    nutri__done(stmt);
    rc = rc == NUTRI_ROW ? NUTRI_OK : rc;
  }
  return rc;
}

static int tell(struct forget *f, const char *what, const char *description) {
  if (f->found != NULL && f->found(f->user, what, description) != 0)
    return nutri__fail(f->db, NUTRI_ECANCELLED, "the caller ended it; nothing was changed");
  return NUTRI_OK;
}

/* The own foods that the person's data name, and older versions of them; of the only person all. */
static int find_own_foods(struct forget *f, bool *grown) {
  sqlite3_stmt *own = NULL;
  int rc = nutri__stmt(f->db, NUTRI__Q_FORGET_OWN_FOODS, &own);

  *grown = false;
  while (rc == NUTRI_OK && (rc = nutri__step(f->db, own, "looking for own foods")) == NUTRI_ROW) {
    int64_t food_id = sqlite3_column_int64(own, 0);
    bool is_only_person = sqlite3_column_int(own, 2) != 0;
    bool added = false;

    rc = NUTRI_OK;
    if (is_only_person || nutri__numbers_find(&f->copy.foods, food_id) != NULL ||
        nutri__numbers_find(&f->foods, sqlite3_column_int64(own, 3)) != NULL)
      rc = nutri__numbers_add(f->db, &f->foods, food_id, 0, &added);
    *grown = *grown || added;
  }
  nutri__done(own);
  return rc;
}

/* Before the rows go: the own foods that may go with them. */
static int find_foods(struct forget *f) {
  bool grown = true;
  int rc = NUTRI_OK;

  f->copy.from = f->copy.to = f->db;
  f->copy.person_id = f->person_id;
  if (f->flags & NUTRI_FORGET_NO_FOODS)
    return NUTRI_OK;
  rc = nutri__copy_open(&f->copy);
  if (rc == NUTRI_OK)
    rc = nutri__copy_person_foods(&f->copy);
  if (rc == NUTRI_OK)
    rc = nutri__copy_needed_foods(&f->copy);
  while (rc == NUTRI_OK && grown)
    rc = find_own_foods(f, &grown);
  return rc;
}

/* Removes one food that nobody names any more. */
static int remove_food(struct forget *f, int64_t food_id, bool *removed) {
  sqlite3_stmt *stmt = NULL;
  bool named = false;
  int rc = is_named(f, food_id, &named);

  *removed = rc == NUTRI_OK && !named;
  if (rc != NUTRI_OK || named)
    return rc;
  if ((rc = nutri__stmt(f->db, NUTRI__Q_FORGET_FOOD_NAME, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(f->db, stmt, ":id", food_id)) == NUTRI_OK &&
      (rc = nutri__step(f->db, stmt, "reading a food")) == NUTRI_ROW)
    rc = tell(f, "removed", nutri__text(stmt, 0));
  nutri__done(stmt);
  if (rc == NUTRI_OK)
    rc = run_id(f->db, NUTRI__Q_FORGET_FOOD, food_id);
  if (rc == NUTRI_OK)
    rc = run_id(f->db, NUTRI__Q_FORGET_FOOD_CHANGES, food_id);
  f->done.foods++;
  return rc;
}

/* Again and again, for one may name another: an ingredient, a newer version. */
static int remove_foods(struct forget *f) {
  struct nutri__numbers *foods = &f->foods;
  bool again = true;
  int rc = NUTRI_OK;

  while (again && rc == NUTRI_OK) {
    again = false;
    for (size_t i = 0; i < foods->count && rc == NUTRI_OK; i++) {
      bool removed = false;

      if (foods->row[i].to != 0)
        continue;
      rc = remove_food(f, foods->row[i].from, &removed);
      foods->row[i].to = removed;
      again = again || removed;
    }
  }
  return rc;
}

/* Own foods that nobody's data name, and that are not known to be this person's. */
static int tell_left(struct forget *f) {
  sqlite3_stmt *own = NULL;
  int rc = nutri__stmt(f->db, NUTRI__Q_FORGET_OWN_FOODS, &own);

  while (rc == NUTRI_OK && (rc = nutri__step(f->db, own, "looking for own foods")) == NUTRI_ROW) {
    bool named = false;

    rc = is_named(f, sqlite3_column_int64(own, 0), &named);
    if (rc == NUTRI_OK && !named) {
      f->done.foods_left++;
      rc = tell(f, "left", nutri__text(own, 1));
    }
  }
  nutri__done(own);
  return rc;
}

/* ---- imports ------------------------------------------------------------------------------- */

/* Imports whose rows the tables that have both persons and imports tell of. */
static int find_imports(struct forget *f) {
  sqlite3_stmt *tables = NULL;
  int rc = nutri__stmt(f->db, NUTRI__Q_FORGET_IMPORT_TABLES, &tables);

  while (rc == NUTRI_OK && (rc = nutri__step(f->db, tables, "looking for imports")) == NUTRI_ROW) {
    sqlite3_stmt *stmt = NULL;
    const char *column = nutri__text(tables, 1);

    rc = prepare(f->db,
                 sqlite3_mprintf("SELECT DISTINCT \"%w\" FROM \"%w\" WHERE person_id = :id"
                                 " AND \"%w\" IS NOT NULL",
                                 column, nutri__text(tables, 0), column),
                 &stmt);
    if (rc == NUTRI_OK)
      rc = nutri__bind_int(f->db, stmt, ":id", f->person_id);
    while (rc == NUTRI_OK && (rc = nutri__step(f->db, stmt, "looking for imports")) == NUTRI_ROW)
      rc = nutri__numbers_add(f->db, &f->imports, sqlite3_column_int64(stmt, 0), 0, NULL);
    sqlite3_finalize(stmt);
  }
  nutri__done(tables);
  return rc;
}

/* Whether an import brought something of a person who is still there. */
static int is_of_others(struct forget *f, int64_t import_id, bool *of_others) {
  sqlite3_stmt *tables = NULL;
  int rc = nutri__stmt(f->db, NUTRI__Q_FORGET_IMPORT_TABLES, &tables);

  *of_others = false;
  while (rc == NUTRI_OK && !*of_others &&
         (rc = nutri__step(f->db, tables, "looking for imports")) == NUTRI_ROW) {
    sqlite3_stmt *stmt = NULL;

    rc =
        prepare(f->db,
                sqlite3_mprintf("SELECT 1 FROM \"%w\" WHERE \"%w\" = :id AND person_id IS NOT NULL",
                                nutri__text(tables, 0), nutri__text(tables, 1)),
                &stmt);
    if (rc == NUTRI_OK)
      rc = nutri__bind_int(f->db, stmt, ":id", import_id);
    if (rc == NUTRI_OK)
      rc = nutri__step(f->db, stmt, "looking for imports");
    *of_others = rc == NUTRI_ROW;
    sqlite3_finalize(stmt);
    rc = rc == NUTRI_ROW ? NUTRI_OK : rc;
  }
  nutri__done(tables);
  return rc;
}

/* Blots out where an import came from; its number and its counts stay. */
static int blot_import(struct forget *f, int64_t import_id) {
  sqlite3_stmt *columns = NULL;
  int rc = nutri__stmt(f->db, NUTRI__Q_FORGET_IMPORT_TEXTS, &columns);

  while (rc == NUTRI_OK && (rc = nutri__step(f->db, columns, "looking at an import")) == NUTRI_ROW)
    rc = run_text(f->db,
                  sqlite3_mprintf("UPDATE import SET \"%w\" = 'forgotten' WHERE import_id = :id",
                                  nutri__text(columns, 0)),
                  import_id);
  nutri__done(columns);
  if (rc == NUTRI_OK)
    rc = run_id(f->db, NUTRI__Q_FORGET_IMPORT_FILES, import_id);
  if (rc == NUTRI_OK)
    rc = run_id(f->db, NUTRI__Q_FORGET_IMPORT_REJECTS, import_id);
  return rc;
}

/* Imports that brought this person's data and nobody else's; and everywhere paths, and rows of
 * diaries that were rejected, with the person's name in them. */
static int forget_imports(struct forget *f) {
  static const enum nutri__query by_name[] = {
      NUTRI__Q_FORGET_NAMED_PATHS, NUTRI__Q_FORGET_NAMED_FILES, NUTRI__Q_FORGET_NAMED_REJECTS};
  int rc = NUTRI_OK;

  for (size_t i = 0; i < f->imports.count && rc == NUTRI_OK; i++) {
    bool of_others = false;

    rc = is_of_others(f, f->imports.row[i].from, &of_others);
    if (rc == NUTRI_OK && !of_others) {
      rc = blot_import(f, f->imports.row[i].from);
      f->done.imports++;
    }
  }
  for (size_t i = 0; i < sizeof by_name / sizeof by_name[0] && rc == NUTRI_OK; i++) {
    sqlite3_stmt *stmt = NULL;

    rc = nutri__stmt(f->db, by_name[i], &stmt);
    if (rc == NUTRI_OK)
      rc = nutri__bind_text(f->db, stmt, ":name", f->person);
    if (rc == NUTRI_OK)
      rc = nutri__run(f->db, stmt, "forgetting paths");
    nutri__done(stmt);
  }
  return rc;
}

/* ---- what SQLite keeps --------------------------------------------------------------------- */

/* The search index keeps the words of foods that went, and ANALYZE samples of what there was. */
static int renew_indexes(struct forget *f) {
  bool has_index = false;
  bool has_samples = false;
  int rc = nutri__exists(f->db, NUTRI__Q_FORGET_TABLE_IS, ":name", "food_search", &has_index);

  if (rc == NUTRI_OK)
    rc = nutri__exists(f->db, NUTRI__Q_FORGET_TABLE_IS, ":name", "sqlite_stat1", &has_samples);
  if (rc == NUTRI_OK && has_index && !f->db->has_fts)
    return nutri__fail(f->db, NUTRI_EMISUSE,
                       "the search index cannot be made anew: this SQLite has no FTS5; nothing"
                       " was changed");
  if (rc == NUTRI_OK && has_index)
    rc = nutri__run_query(f->db, NUTRI__Q_FORGET_SEARCH, "removing the search index");
  if (rc == NUTRI_OK && has_index)
    rc = nutri__search_build(f->db);
  if (rc == NUTRI_OK && has_samples)
    rc = nutri__exec(f->db, "ANALYZE main", "taking samples anew");
  return rc;
}

static int forget_rows(struct forget *f) {
  char *rollup = NULL;
  int rc = count_rows(f);

  if (rc == NUTRI_OK)
    rc = find_imports(f);
  if (rc == NUTRI_OK)
    rc = find_foods(f);
  if (rc == NUTRI_OK)
    rc = nutri__rollup_begin(f->db, NUTRI__ROLLUP_ALL, &rollup);
  if (rc == NUTRI_OK)
    rc = remove_rows(f);
  rc = nutri__rollup_end(f->db, rollup, rc);
  if (rc == NUTRI_OK)
    rc = prepare_references(f);
  if (rc == NUTRI_OK)
    rc = remove_foods(f);
  if (rc == NUTRI_OK)
    rc = tell_left(f);
  if (rc == NUTRI_OK)
    rc = forget_imports(f);
  for (int i = 0; i < f->references; i++)
    sqlite3_finalize(f->reference[i].stmt); /* repeat the errors of steps, which have been noted */
  sqlite3_free(f->reference);
  nutri__copy_free(&f->copy);
  nutri__numbers_free(&f->foods);
  nutri__numbers_free(&f->imports);
  return rc == NUTRI_OK ? renew_indexes(f) : rc;
}

/* ---- the call ------------------------------------------------------------------------------ */

static int check_idle(nutri *db) {
  if (!sqlite3_get_autocommit(db->sql))
    return nutri__fail(db, NUTRI_EMISUSE, "a person cannot be forgotten inside a transaction");
  for (sqlite3_stmt *s = sqlite3_next_stmt(db->sql, NULL); s != NULL;
       s = sqlite3_next_stmt(db->sql, s))
    if (sqlite3_stmt_busy(s))
      return nutri__fail(db, NUTRI_EMISUSE,
                         "a cursor or a query of this connection is still open: close it first");
  return NUTRI_OK;
}

static int forget_person(struct forget *f) {
  nutri *db = f->db;
  char quoted[80];
  char why[300];
  int rc = take_alone(f);

  if (rc == NUTRI_OK) {
    rc = forget_rows(f);
    if (rc == NUTRI_OK)
      rc = nutri__exec(db, "COMMIT", "storing the change");
    if (rc != NUTRI_OK && !sqlite3_get_autocommit(db->sql)) /* the first error's sentence stays */
      (void)sqlite3_step(f->rollback);
    sqlite3_finalize(f->rollback);
    f->rollback = NULL;
    if (rc == NUTRI_OK && (rc = nutri__exec(db, "VACUUM main", "VACUUM")) != NUTRI_OK) {
      snprintf(why, sizeof why, "%.299s", db->errmsg);
      rc = nutri__fail(db, NUTRI_EIO,
                       "'%s' was removed and overwritten, but the file could not be written anew"
                       " (%s): what was deleted from it before may still be in it until VACUUM"
                       " in the sqlite3 shell ends well",
                       nutri__quote(f->person, quoted), why);
    }
  }
  sqlite3_finalize(f->rollback);
  give_back(f);
  return rc;
}

int nutri_person_forget(nutri *db, const char *person, uint32_t flags, nutri_found_fn *found,
                        void *user, nutri_forgotten *out) {
  struct forget f = {.db = db,
                     .person = person,
                     .flags = flags,
                     .found = found,
                     .user = user,
                     .done = NUTRI_INIT(nutri_forgotten)};
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK)
    return rc;
  if (person == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_person_forget: person is NULL");
  if ((flags & ~NUTRI_FORGET_NO_FOODS) != 0)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_person_forget: unknown flag %#x", flags);
  if ((out != NULL && (rc = nutri__check_out(db, out)) != NUTRI_OK) ||
      (rc = nutri__person_id(db, person, &f.person_id)) != NUTRI_OK ||
      (rc = check_idle(db)) != NUTRI_OK || (rc = forget_person(&f)) != NUTRI_OK)
    return rc;
  return out != NULL ? nutri__out(db, out, &f.done, sizeof f.done) : NUTRI_OK;
}
