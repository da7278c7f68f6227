/* SPDX-License-Identifier: MIT */
/* How much of a nutrient ways of cooking leave, and keeping dishes true to it and to their
 * ingredients. */
#include <math.h>

#include "nutri_internal.h"

#define DEEPEST 100 /* how often dishes can be made of dishes: a damaged file may have a circle */

int nutri__recipe_refresh(nutri *db) {
  bool has_dishes = false;
  int rc = nutri__exists(db, NUTRI__Q_RECIPE_ANY, NULL, NULL, &has_dishes);

  for (int i = 0; i < DEEPEST && has_dishes && rc == NUTRI_OK; i++) {
    int before = sqlite3_total_changes(db->sql);

    rc = nutri__run_query(db, NUTRI__Q_RECIPE_REFRESH, "storing recipes anew");
    if (sqlite3_total_changes(db->sql) == before)
      break;
  }
  return rc;
}

static int check_code(nutri *db, const char *code) {
  if (code == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "the code of a way of cooking is NULL");
  if (code[0] == '\0' || nutri__characters(code) > 20)
    return nutri__fail(db, NUTRI_EINVAL, "a code of a way of cooking has 1 to 20 characters");
  return NUTRI_OK;
}

int nutri_cooking_add(nutri *db, const char *code, int food_group, const char *description) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_code(db, code)) != NUTRI_OK)
    return rc;
  if (description == NULL || description[0] == '\0' || nutri__characters(description) > 300)
    return nutri__fail(db, NUTRI_EINVAL,
                       "code %s: a way of cooking is described in 1 to 300"
                       " characters",
                       code);
  if ((rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__stmt(db, NUTRI__Q_RETENTION_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":code", code)) == NUTRI_OK &&
      (food_group <= 0 || (rc = nutri__bind_int(db, stmt, ":group", food_group)) == NUTRI_OK) &&
      (rc = nutri__bind_text(db, stmt, ":description", description)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "adding a way of cooking");
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_cooking_set(nutri *db, const char *code, int64_t nutrient_id, double factor) {
  nutri_nutrient nutrient;
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_code(db, code)) != NUTRI_OK ||
      (rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) != NUTRI_OK)
    return rc;
  if (!(factor >= 0.0 && factor <= 1.0))
    return nutri__fail(db, NUTRI_EINVAL, "code %s: of %s %g stays? Between 0 and 1 can",
                       nutri__quote(code, quoted), nutrient.name, factor);
  if ((rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__stmt(db, NUTRI__Q_RETENTION_NUTRIENT_SET, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":code", code)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":factor", factor)) == NUTRI_OK &&
      (rc = nutri__run(db, stmt, "storing what a way of cooking leaves")) == NUTRI_OK)
    rc = sqlite3_changes(db->sql) > 0
             ? nutri__recipe_refresh(db)
             : nutri__fail(db, NUTRI_ENOTFOUND, "there is no way of cooking with the code '%s'",
                           nutri__quote(code, quoted));
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_cooking_list(nutri *db, const char *text, int64_t nutrient_id, nutri_cursor **out) {
  nutri_nutrient nutrient;
  nutri_cursor *cursor = NULL;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK || (rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_cooking_list: out is NULL");
  if (text != NULL && nutri__characters(text) > 300)
    return nutri__fail(db, NUTRI_EINVAL, "words of a way of cooking have at most 300 characters");
  rc = nutri__cursor_open(db, NUTRI__Q_RETENTION_LIST, NUTRI__ROWS_COOKING, &cursor);
  if (rc != NUTRI_OK || cursor == NULL)
    return rc;
  rc = nutri__bind_text(db, cursor->stmt, ":text", text);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, cursor->stmt, ":nutrient", nutrient_id);
  return nutri__cursor_give(cursor, rc, out);
}

int nutri_cooking_next(nutri_cursor *cursor, nutri_cooking *out) {
  nutri_cooking cooking;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_COOKING, out);

  if (rc != NUTRI_ROW)
    return rc;
  cooking = (nutri_cooking){
      .size = sizeof cooking,
      .code = nutri__text(cursor->stmt, 0),
      .food_group = sqlite3_column_int(cursor->stmt, 1),
      .description = nutri__text(cursor->stmt, 2),
      .factor = nutri__double(cursor->stmt, 3),
  };
  return nutri__row_out(cursor, out, &cooking, sizeof cooking);
}
