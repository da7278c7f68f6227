/* SPDX-License-Identifier: MIT */
/* Bringing a file of an older schema up: numbered steps, a transaction each. */
#include <stdio.h>

#include "nutri_internal.h"

bool nutri__can_migrate(const struct nutri__steps *steps, int schema) {
  return steps != NULL && schema >= steps->first && schema - steps->first < (int)steps->count;
}

static int read_schema(nutri *db, int *schema) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if (sqlite3_prepare_v2(db->sql, "PRAGMA user_version", -1, &stmt, NULL) != SQLITE_OK)
    return nutri__fail_sql(db, "reading the schema's number");
  rc = nutri__step(db, stmt, "reading the schema's number");
  if (rc == NUTRI_ROW)
    *schema = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt); /* repeats a step's error, which has been noted */
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

/* Foreign keys are off while a step makes tables anew; what it leaves keeps to them. */
static int check_references(nutri *db, const char *name) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if (sqlite3_prepare_v2(db->sql, "PRAGMA foreign_key_check", -1, &stmt, NULL) != SQLITE_OK)
    return nutri__fail_sql(db, name);
  rc = nutri__step(db, stmt, name);
  if (rc == NUTRI_ROW)
    rc = nutri__fail(db, NUTRI_ECORRUPT, "%s: a row of %s would refer to nothing", name,
                     nutri__text(stmt, 0));
  sqlite3_finalize(stmt);
  return rc;
}

/* The number is read inside the transaction: another program may have been faster. */
static int run_step(nutri *db, const struct nutri__steps *steps, bool *done) {
  const nutri__sql *step;
  char number[40];
  int schema = 0;
  int rc = nutri__begin(db);

  if (rc != NUTRI_OK)
    return rc;
  rc = read_schema(db, &schema);
  if (rc != NUTRI_OK || !nutri__can_migrate(steps, schema)) {
    *done = true;
    return nutri__end(db, rc);
  }
  step = &steps->step[schema - steps->first];
  snprintf(number, sizeof number, "PRAGMA user_version=%d", schema + 1);
  rc = nutri__exec(db, (const char *)step->text, step->name);
  if (rc == NUTRI_OK)
    rc = check_references(db, step->name);
  if (rc == NUTRI_OK)
    rc = nutri__exec(db, number, step->name);
  return nutri__end(db, rc);
}

int nutri__migrate(nutri *db, const struct nutri__steps *steps) {
  bool done = false;
  int rc = nutri__exec(db, "PRAGMA foreign_keys=OFF", "bringing the file up");

  while (rc == NUTRI_OK && !done)
    rc = run_step(db, steps, &done);
  nutri__settings_back(db, "PRAGMA foreign_keys=ON");
  return rc;
}
