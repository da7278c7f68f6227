/* SPDX-License-Identifier: MIT */
/* Taking an import back, from what was written down while it ran: the trigger files of schema/ that
 * write it, and schema/query/import_undo_*.sql that read it, say what is. What is computed is
 * computed anew: the median portions of categories, the search index. Two things an import leaves
 * behind: categories, nutrients and sources that it added and that something else refers to by now.
 */
#include <string.h>

#include "nutri_internal.h"

struct undo {
  nutri *db;
  int64_t import_id;
  int foreign_keys; /* before guards were taken down */
  bool own_keys;    /* tables of somebody's own have foreign keys to nutri's */
};

/* A query's statement with :import bound; give it back with nutri__done. */
static int prepare(struct undo *undo, enum nutri__query query, sqlite3_stmt **stmt) {
  int rc = nutri__stmt(undo->db, query, stmt);

  return rc == NUTRI_OK ? nutri__bind_int(undo->db, *stmt, ":import", undo->import_id) : rc;
}

/* Runs queries in order; the list ends with NUTRI__Q_COUNT. */
static int run(struct undo *undo, const enum nutri__query *queries) {
  int rc = NUTRI_OK;

  for (; *queries != NUTRI__Q_COUNT && rc == NUTRI_OK; queries++) {
    sqlite3_stmt *stmt = NULL;

    rc = prepare(undo, *queries, &stmt);
    if (rc == NUTRI_OK)
      rc = nutri__run(undo->db, stmt, nutri__query_sql[*queries].name);
    nutri__done(stmt);
  }
  return rc;
}

/* Rows of a table of somebody's own go by its foreign keys, where these are on. */
static int is_left_to_keys(struct undo *undo, const char *table, bool *is_left) {
  int are_on = 0;
  bool is_ours = true;
  int rc =
      undo->own_keys && table != NULL ? nutri__schema_has(undo->db, table, &is_ours) : NUTRI_OK;

  if (rc == NUTRI_OK && !is_ours)
    (void)sqlite3_db_config(undo->db->sql, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &are_on);
  *is_left = are_on;
  return rc;
}

/* Runs the statements that a query writes; its second column, if any, is the table of each. */
static int run_written(struct undo *undo, enum nutri__query query) {
  const char *name = nutri__query_sql[query].name;
  sqlite3_stmt *stmt = NULL;
  int rc = prepare(undo, query, &stmt);

  while (rc == NUTRI_OK && (rc = nutri__step(undo->db, stmt, name)) == NUTRI_ROW) {
    bool is_left = false;

    rc = is_left_to_keys(undo, sqlite3_column_count(stmt) > 1 ? nutri__text(stmt, 1) : NULL,
                         &is_left);
    if (rc == NUTRI_OK && !is_left)
      rc = nutri__exec(undo->db, nutri__text(stmt, 0), name);
  }
  nutri__done(stmt);
  return rc;
}

static int find_own_keys(struct undo *undo) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(undo->db, NUTRI__Q_SCHEMA_OWN_KEYS, &stmt);

  while (rc == NUTRI_OK && !undo->own_keys &&
         (rc = nutri__step(undo->db, stmt, "looking at foreign keys")) == NUTRI_ROW) {
    bool is_ours = true;
    bool names_ours = false;

    rc = nutri__schema_has(undo->db, nutri__text(stmt, 0), &is_ours);
    if (rc == NUTRI_OK && !is_ours)
      rc = nutri__schema_has(undo->db, nutri__text(stmt, 1), &names_ours);
    undo->own_keys = names_ours;
  }
  nutri__done(stmt);
  return rc;
}

/* ---- what forbids it ----------------------------------------------------------------------- */

static int refuse_later(struct undo *undo) {
  sqlite3_stmt *stmt = NULL;
  int rc = prepare(undo, NUTRI__Q_IMPORT_UNDO_LATER, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(undo->db, stmt, "reading imports")) == NUTRI_ROW)
    rc = nutri__fail(
        undo->db, NUTRI_EINUSE, "import %lld is not the latest of %s: undo import %lld before it",
        (long long)undo->import_id, nutri__text(stmt, 0), (long long)sqlite3_column_int64(stmt, 1));
  nutri__done(stmt);
  return rc;
}

/* How a table's rows are named to people, and how they get rid of them. */
static const struct use {
  const char *table;
  const char *one;
  const char *many;
  const char *hint;
} uses[] = {
    {"intake", "diary entry", "diary entries", "; nutri unlog removes an entry"},
    {"schedule", "scheduled dose", "scheduled doses", ""},
    {"recipe_ingredient", "recipe", "recipes", "; nutri recipe edit takes an ingredient out"},
    {"food_alias", "word a person chose", "words persons chose", "; nutri food forget"},
};

/* Row of a statement that import_undo_uses.sql wrote: the food, its rows, how many such foods. */
static int refuse_use(struct undo *undo, const char *table, sqlite3_stmt *row) {
  struct use use = {table, "row of the table", "rows of the table", ""};
  int64_t rows = sqlite3_column_int64(row, 1);
  int64_t others = sqlite3_column_int64(row, 2) - 1;
  char more[80] = "";
  nutri_food food;
  bool is_named = false;
  int rc = nutri__food_by_id(undo->db, sqlite3_column_int64(row, 0), &food);

  if (rc != NUTRI_OK)
    return rc;
  for (size_t i = 0; i < sizeof uses / sizeof uses[0] && !is_named; i++)
    if (strcmp(uses[i].table, table) == 0) {
      use = uses[i];
      is_named = true;
    }
  if (others > 0)
    sqlite3_snprintf((int)sizeof more, more, ", and %lld more of its foods do", (long long)others);
  return nutri__fail(
      undo->db, NUTRI_EINUSE,
      "import %lld brought food %lld, %s, which stands in %lld %s%s%s%s; nothing was changed%s",
      (long long)undo->import_id, (long long)food.food_id, food.description, (long long)rows,
      rows == 1 ? use.one : use.many, is_named ? "" : " ", is_named ? "" : table, more, use.hint);
}

/* Whether anything that does not go with them stands on the foods it brought. */
static int refuse_used(struct undo *undo) {
  sqlite3_stmt *list = NULL;
  int rc = prepare(undo, NUTRI__Q_IMPORT_UNDO_USES, &list);

  while (rc == NUTRI_OK && (rc = nutri__step(undo->db, list, "looking for uses")) == NUTRI_ROW) {
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(undo->db->sql, nutri__text(list, 1), -1, &stmt, NULL) != SQLITE_OK)
      rc = nutri__fail_sql(undo->db, "looking for uses");
    else if ((rc = nutri__step(undo->db, stmt, "looking for uses")) == NUTRI_ROW)
      rc = refuse_use(undo, nutri__text(list, 0), stmt);
    sqlite3_finalize(stmt); /* repeats a step's error, which has been noted */
  }
  nutri__done(list);
  return rc;
}

/* How many entries and persons it brought. */
static int count_brought(struct undo *undo, nutri_undo_report *report) {
  sqlite3_stmt *stmt = NULL;
  int rc = prepare(undo, NUTRI__Q_IMPORT_UNDO_COUNT, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(undo->db, stmt, "counting entries")) == NUTRI_ROW) {
    report->entries_removed = sqlite3_column_int64(stmt, 0);
    report->persons_removed = sqlite3_column_int64(stmt, 1);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* Whether the persons it brought have anything that did not come with them. */
static int refuse_persons(struct undo *undo) {
  sqlite3_stmt *stmt = NULL;
  int rc = prepare(undo, NUTRI__Q_IMPORT_UNDO_PERSON_USES, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(undo->db, stmt, "looking for uses")) == NUTRI_ROW)
    rc = nutri__fail(undo->db, NUTRI_EINUSE,
                     "import %lld brought %s, for whom there are now %lld other diary entries and"
                     " %lld scheduled doses; nothing was changed; nutri unlog removes an entry",
                     (long long)undo->import_id, nutri__text(stmt, 0),
                     (long long)sqlite3_column_int64(stmt, 1),
                     (long long)sqlite3_column_int64(stmt, 2));
  nutri__done(stmt);
  return rc;
}

/* ---- what is done -------------------------------------------------------------------------- */

static const enum nutri__query restore[] = {
    NUTRI__Q_IMPORT_UNDO_VALUES, NUTRI__Q_IMPORT_UNDO_NEW_VALUES, NUTRI__Q_IMPORT_UNDO_PORTIONS,
    NUTRI__Q_IMPORT_UNDO_PORTIONS_BACK, NUTRI__Q_COUNT};
static const enum nutri__query begin[] = {NUTRI__Q_IMPORT_UNDO_BEGIN, NUTRI__Q_COUNT};
static const enum nutri__query entries[] = {NUTRI__Q_IMPORT_UNDO_INTAKE, NUTRI__Q_COUNT};
static const enum nutri__query foods[] = {NUTRI__Q_IMPORT_UNDO_FOODS, NUTRI__Q_IMPORT_UNDO_SOURCES,
                                          NUTRI__Q_COUNT};
static const enum nutri__query search[] = {NUTRI__Q_IMPORT_UNDO_SEARCH, NUTRI__Q_COUNT};
static const enum nutri__query survey[] = {NUTRI__Q_IMPORT_UNDO_SURVEY, NUTRI__Q_COUNT};
static const enum nutri__query end[] = {NUTRI__Q_IMPORT_UNDO_END, NUTRI__Q_COUNT};

/* Foreign keys and triggers look for every food that goes through the whole diary. What they guard
 * has been looked for, and what they delete is deleted, once for all foods: but for tables of
 * somebody's own, where SQLite has to do what their keys say. A caller's connection
 * is left as it is, and so is one in a caller's transaction: a setting that changes makes SQLite
 * prepare the statement anew that takes this back, for which memory may be out. */
static bool guards_stay(const struct undo *undo) {
  return undo->db->attached || undo->db->in_savepoint || undo->own_keys;
}

static int guards_down(struct undo *undo) {
  sqlite3 *sql = undo->db->sql;

  if (guards_stay(undo))
    return NUTRI_OK;
  if (sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &undo->foreign_keys) != SQLITE_OK ||
      sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL) != SQLITE_OK ||
      sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL) != SQLITE_OK)
    return nutri__fail_sql(undo->db, "preparing to remove foods");
  return NUTRI_OK;
}

static int guards_up(struct undo *undo, int rc) {
  sqlite3 *sql = undo->db->sql;

  if (guards_stay(undo))
    return rc;
  if (sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, undo->foreign_keys, NULL) != SQLITE_OK ||
      sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL) != SQLITE_OK)
    return rc != NUTRI_OK ? rc : nutri__fail_sql(undo->db, "guarding the file again");
  return rc;
}

/* The persons it brought, of a survey, and all that is kept of them. On a caller's connection the
 * guards stay up: the order is theirs. */
static int remove_persons(struct undo *undo, const nutri_undo_report *report) {
  int rc;

  if (report->persons_removed == 0)
    return NUTRI_OK;
  rc = guards_down(undo);
  if (rc == NUTRI_OK)
    rc = run_written(undo, NUTRI__Q_IMPORT_UNDO_PERSONS);
  if (rc == NUTRI_OK)
    rc = run(undo, survey);
  return guards_up(undo, rc);
}

/* The foods it brought, all that goes with them, and what it added beside foods. */
static int remove_brought(struct undo *undo) {
  int rc = guards_down(undo);

  if (rc == NUTRI_OK)
    rc = run(undo, search);
  if (rc == NUTRI_OK)
    rc = run_written(undo, NUTRI__Q_IMPORT_UNDO_CHILDREN);
  if (rc == NUTRI_OK)
    rc = run(undo, foods);
  if (rc == NUTRI_OK)
    rc = run_written(undo, NUTRI__Q_IMPORT_UNDO_ADDED);
  return guards_up(undo, rc);
}

static int undo_all(struct undo *undo, nutri_undo_report *report) {
  char *rollup = NULL;
  int rc = refuse_later(undo);

  if (rc == NUTRI_OK)
    rc = find_own_keys(undo);
  if (rc == NUTRI_OK)
    rc = count_brought(undo, report);
  if (rc == NUTRI_OK)
    rc = refuse_persons(undo);
  if (rc == NUTRI_OK)
    rc = nutri__rollup_begin(undo->db, NUTRI__ROLLUP_ALL, &rollup);
  if (rc == NUTRI_OK) /* while it is written down what it moved */
    rc = nutri__rollup_stale(undo->db, undo->import_id);
  if (rc == NUTRI_OK)
    rc = run(undo, begin);
  if (rc == NUTRI_OK)
    rc = remove_persons(undo, report);
  if (rc == NUTRI_OK) /* of diaries of others */
    rc = run(undo, entries);
  if (rc == NUTRI_OK)
    rc = run_written(undo, NUTRI__Q_IMPORT_UNDO_ROWS);
  if (rc == NUTRI_OK) /* before the long part, and after replaced_by is what it was */
    rc = refuse_used(undo);
  if (rc == NUTRI_OK)
    rc = run(undo, restore);
  if (rc == NUTRI_OK)
    rc = remove_brought(undo);
  rc = nutri__rollup_end(undo->db, rollup, rc);
  if (rc == NUTRI_OK)
    rc = nutri__run_query(undo->db, NUTRI__Q_USUAL_GRAMS, "finding usual portions");
  if (rc == NUTRI_OK) /* dishes made of foods that are what they were */
    rc = nutri__recipe_refresh(undo->db);
  if (rc == NUTRI_OK)
    rc = run(undo, end);
  return rc == NUTRI_OK ? nutri__search_refresh(undo->db) : rc;
}

int nutri_import_undo(nutri *db, int64_t import_id, nutri_undo_report *out) {
  struct undo undo = {.db = db};
  nutri_undo_report report = NUTRI_INIT(nutri_undo_report);
  nutri_import_report import;
  int rc = nutri__enter_write(db);

  if (rc == NUTRI_OK && out != NULL)
    rc = nutri__check_out(db, out);
  if (rc == NUTRI_OK && db->writes > 0)
    rc =
        nutri__fail(db, NUTRI_EMISUSE, "an import is under way: its report function can cancel it");
  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = nutri__import_get(db, import_id, &import);
  if (rc == NUTRI_OK) {
    undo.import_id = report.import_id = import.import_id;
    report.source = import.source;
    report.path = import.path;
    report.foods_removed = import.foods_new;
    report.foods_restored = import.foods_changed;
    report.foods_listed = import.foods_vanished;
    report.values_removed = import.values_new;
    report.values_restored = import.values_changed;
    rc = undo_all(&undo, &report);
  }
  rc = nutri__end(db, rc);
  return rc == NUTRI_OK && out != NULL ? nutri__out(db, out, &report, sizeof report) : rc;
}
