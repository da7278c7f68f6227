/* SPDX-License-Identifier: MIT */
/* Nutrients, and what a food holds of them. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "nutri_internal.h"

static void nutrient_row(sqlite3_stmt *stmt, nutri_nutrient *nutrient) {
  *nutrient = (nutri_nutrient){
      .size = sizeof *nutrient,
      .nutrient_id = sqlite3_column_int64(stmt, 0),
      .number = nutri__text(stmt, 1),
      .symbol = nutri__text(stmt, 2),
      .name = nutri__text(stmt, 3),
      .unit = nutri__text(stmt, 4),
      .amount = nutri__double(stmt, 5),
      .mark = nutri__text(stmt, 6),
  };
}

static int keep(nutri *db, nutri_nutrient *nutrient) {
  int rc = NUTRI_OK;

  nutrient->number = nutri__keep(db, nutrient->number, &rc);
  nutrient->symbol = nutri__keep(db, nutrient->symbol, &rc);
  nutrient->name = nutri__keep(db, nutrient->name, &rc);
  nutrient->unit = nutri__keep(db, nutrient->unit, &rc);
  return rc;
}

int nutri__nutrient_known(nutri *db, int64_t nutrient_id, nutri_nutrient *nutrient) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_NUTRIENT_KNOWN, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for a nutrient");
  if (rc == NUTRI_ROW) {
    nutrient_row(stmt, nutrient);
    rc = keep(db, nutrient);
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND,
                     "there is no nutrient %lld (magnesium is 1090, its USDA number 304)",
                     (long long)nutrient_id);
  }
  nutri__done(stmt);
  return rc;
}

/* The steps of nutrient_find.sql: several nutrients may share a name, or a beginning of one. */
static int pick(nutri *db, sqlite3_stmt *stmt, const char *text, nutri_nutrient *nutrient) {
  const int step_column = 7;
  char quoted[80];
  int step;
  int rc = nutri__step(db, stmt, "looking for a nutrient");

  if (rc == NUTRI_OK)
    return nutri__fail(db, NUTRI_ENOTFOUND, "there is no nutrient '%s'",
                       nutri__quote(text, quoted));
  if (rc != NUTRI_ROW)
    return rc;
  nutrient_row(stmt, nutrient);
  step = sqlite3_column_int(stmt, step_column);
  rc = keep(db, nutrient);
  if (rc != NUTRI_OK)
    return rc;
  rc = nutri__step(db, stmt, "looking for a nutrient");
  if (rc == NUTRI_ROW && sqlite3_column_int(stmt, step_column) == step && step > 1)
    return nutri__fail(db, NUTRI_EAMBIGUOUS,
                       "'%s' fits several nutrients, %s (%s, id %lld) and %s (%s, id %lld) among"
                       " them: give an id",
                       nutri__quote(text, quoted), nutrient->name, nutrient->unit,
                       (long long)nutrient->nutrient_id, nutri__text(stmt, 3), nutri__text(stmt, 4),
                       (long long)sqlite3_column_int64(stmt, 0));
  return rc < 0 ? rc : NUTRI_OK;
}

int nutri_nutrient_find(nutri *db, const char *text, nutri_nutrient *out) {
  sqlite3_stmt *stmt = NULL;
  nutri_nutrient nutrient;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (text == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_nutrient_find: text is NULL");
  rc = nutri__stmt(db, NUTRI__Q_NUTRIENT_FIND, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":text", text);
  if (rc == NUTRI_OK)
    rc = pick(db, stmt, text, &nutrient);
  nutri__done(stmt);
  return rc == NUTRI_OK ? nutri__out(db, out, &nutrient, sizeof nutrient) : rc;
}

/* How much one of a unit is in another, and whether they are one unit. *fits false: they have
 * nothing in common. */
static int unit_factor(nutri *db, const char *from, const char *to, double *factor, bool *is_same,
                       bool *fits) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_UNIT_FACTOR, &stmt);

  *fits = false;
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":from", from);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":to", to);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking for a unit")) == NUTRI_ROW) {
    *factor = sqlite3_column_double(stmt, 0);
    *is_same = sqlite3_column_int(stmt, 1) != 0;
    *fits = true;
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* Of the nutrients of a name, that of the first step which the unit fits; within a step the unit's
 * own goes before one it has to be turned into. */
static int pick_in_unit(nutri *db, sqlite3_stmt *stmt, const char *text, const char *unit,
                        nutri_nutrient *nutrient, double *factor) {
  const int step_column = 7;
  char quoted[80];
  int best = INT_MAX;
  int fitting = 0;
  int named = 0;
  int rc;

  while ((rc = nutri__step(db, stmt, "looking for a nutrient")) == NUTRI_ROW) {
    double of_this = 1.0;
    bool is_same = false;
    bool fits = false;
    int place;

    if ((rc = unit_factor(db, unit, nutri__text(stmt, 4), &of_this, &is_same, &fits)) != NUTRI_OK)
      return rc;
    place = 2 * sqlite3_column_int(stmt, step_column) + !is_same;
    if (named++ == 0 || (fits && place < best)) { /* the first one for the message */
      nutrient_row(stmt, nutrient);
      if ((rc = keep(db, nutrient)) != NUTRI_OK)
        return rc;
    }
    if (fits && place < best) {
      best = place;
      fitting = 1;
      *factor = of_this;
    } else if (fits && place == best) {
      fitting++;
    }
  }
  if (rc != NUTRI_OK || fitting == 1)
    return rc;
  if (named == 0)
    return nutri__fail(db, NUTRI_ENOTFOUND, "there is no nutrient '%s'",
                       nutri__quote(text, quoted));
  if (fitting == 0)
    return nutri__fail(db, NUTRI_EINVAL, "%s is kept in %s", nutrient->name, nutrient->unit);
  return nutri__fail(db, NUTRI_EAMBIGUOUS, "'%s' fits several nutrients",
                     nutri__quote(text, quoted));
}

int nutri__nutrient_in_unit(nutri *db, const char *text, const char *unit, nutri_nutrient *nutrient,
                            double *factor) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_NUTRIENT_FIND, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":text", text);
  if (rc == NUTRI_OK)
    rc = pick_in_unit(db, stmt, text, unit, nutrient, factor);
  nutri__done(stmt);
  return rc;
}

int nutri_food_nutrients(nutri *db, int64_t food_id, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK
             ? nutri__food_cursor(db, food_id, NUTRI__Q_FOOD_NUTRIENTS, NUTRI__ROWS_NUTRIENT, out)
             : rc;
}

int nutri_nutrient_next(nutri_cursor *cursor, nutri_nutrient *out) {
  nutri_nutrient nutrient;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_NUTRIENT, out);

  if (rc != NUTRI_ROW)
    return rc;
  nutrient_row(cursor->stmt, &nutrient);
  return nutri__row_out(cursor, out, &nutrient, sizeof nutrient);
}
