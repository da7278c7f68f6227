/* SPDX-License-Identifier: MIT */
/* Kept totals of days (intake_day_total) while much is loaded: the triggers that keep them step
 * aside, and the days that moved are added up once, at the end. Adding up is schema/trigger's. */
#include "nutri_internal.h"

/* Writes what drops the triggers, and what makes them again. */
static int list_triggers(nutri *db, enum nutri__rollup which, sqlite3_str *drop,
                         sqlite3_str *make) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_ROLLUP_TRIGGERS, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":diary", which == NUTRI__ROLLUP_ALL);
  while (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking for triggers")) == NUTRI_ROW) {
    sqlite3_str_appendf(drop, "DROP TRIGGER main.\"%w\";", nutri__text(stmt, 0));
    sqlite3_str_appendf(make, "%s;", nutri__text(stmt, 1));
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

int nutri__rollup_begin(nutri *db, enum nutri__rollup which, char **triggers) {
  sqlite3_str *drop = sqlite3_str_new(NULL);
  sqlite3_str *make = sqlite3_str_new(NULL);
  int rc = list_triggers(db, which, drop, make);
  char *drops;

  if (rc == NUTRI_OK &&
      (sqlite3_str_errcode(drop) != SQLITE_OK || sqlite3_str_errcode(make) != SQLITE_OK))
    rc = nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  drops = sqlite3_str_finish(drop);
  *triggers = sqlite3_str_finish(make);
  if (rc == NUTRI_OK && drops != NULL)
    rc = nutri__exec(db, drops, "putting triggers aside");
  sqlite3_free(drops);
  return rc;
}

/* Without a diary there is nothing to add up: planning it would cost an import of foods 4 ms. */
static int has_days(nutri *db, bool *has) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  *has = false;
  if (sqlite3_prepare_v2(db->sql, "SELECT 1 FROM intake_day", -1, &stmt, NULL) != SQLITE_OK)
    return nutri__fail_sql(db, "looking for days");
  rc = nutri__step(db, stmt, "looking for days");
  *has = rc == NUTRI_ROW;
  sqlite3_finalize(stmt); /* repeats a step's error, which has been noted */
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

int nutri__rollup_stale(nutri *db, int64_t import_id) {
  sqlite3_stmt *stmt = NULL;
  bool has = false;
  int rc = has_days(db, &has);

  if (rc != NUTRI_OK || !has)
    return rc;
  rc = nutri__stmt(db, NUTRI__Q_ROLLUP_STALE, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":import", import_id);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "taking totals away");
  nutri__done(stmt);
  return rc;
}

int nutri__rollup_clear(nutri *db) {
  return nutri__run_query(db, NUTRI__Q_ROLLUP_CLEAR, "taking totals away");
}

int nutri__rollup_end(nutri *db, char *triggers, int rc) {
  bool has = false;

  if (rc == NUTRI_OK && triggers != NULL)
    rc = nutri__exec(db, triggers, "putting triggers back");
  if (rc == NUTRI_OK)
    rc = has_days(db, &has);
  if (rc == NUTRI_OK && has)
    rc = nutri__run_query(db, NUTRI__Q_ROLLUP_FILL, "adding days up");
  sqlite3_free(triggers);
  return rc;
}
