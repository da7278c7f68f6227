/* SPDX-License-Identifier: MIT */
/* What a measure that was typed means for a food. The rules are SQL: food_measure_name, food_unit.
 */
#include <string.h>

#include "nutri_internal.h"

/* Two weights of one measure that differ by no more than this are one measure: food_measure_name.
 */
#define SAME_MEASURE 1.02

/* Adds the food's measures to a sentence, if it has any. */
static const char *measures_of(nutri *db, int64_t food_id) {
  sqlite3_stmt *stmt = NULL;
  const char *list = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_MEASURE_LIST, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a food's measures")) == NUTRI_ROW) {
    rc = NUTRI_OK;
    list = nutri__keep(db, nutri__text(stmt, 0), &rc);
  }
  nutri__done(stmt);
  return list;
}

static int usual(nutri *db, const nutri_food *food, double *amount, const char **name) {
  sqlite3_stmt *stmt = NULL;
  const char *measures;
  int rc = nutri__stmt(db, NUTRI__Q_MEASURE_USUAL, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food->food_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for the usual portion");
  if (rc == NUTRI_ROW) {
    *amount = sqlite3_column_double(stmt, 1);
    rc = NUTRI_OK;
    if (name != NULL)
      *name = nutri__keep(db, nutri__text(stmt, 0), &rc);
  } else if (rc == NUTRI_OK) {
    measures = measures_of(db, food->food_id);
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "how much of %s? Give a measure: %s%s%s",
                     food->description, nutri__basis_name(food->basis),
                     measures != NULL ? ", " : "", measures != NULL ? measures : "");
  }
  nutri__done(stmt);
  return rc;
}

int nutri__measure(nutri *db, const nutri_food *food, const char *measure, double *amount,
                   const char **name) {
  sqlite3_stmt *stmt = NULL;
  const char *measures;
  char quoted[80];
  double least;
  int step;
  int rc;

  if (measure == NULL || measure[0] == '\0')
    return usual(db, food, amount, name);
  rc = nutri__stmt(db, NUTRI__Q_MEASURE_FIND, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food->food_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":measure", measure);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for a measure");
  if (rc == NUTRI_OK) {
    measures = measures_of(db, food->food_id);
    rc =
        nutri__fail(db, NUTRI_ENOTFOUND, "%s has no measure '%s': it has %s%s%s", food->description,
                    nutri__quote(measure, quoted), nutri__basis_name(food->basis),
                    measures != NULL ? ", " : "", measures != NULL ? measures : "");
  } else if (rc == NUTRI_ROW) {
    step = sqlite3_column_int(stmt, 0);
    least = sqlite3_column_double(stmt, 2);
    while ((rc = nutri__step(db, stmt, "looking for a measure")) == NUTRI_ROW &&
           sqlite3_column_int(stmt, 0) == step)
      if (sqlite3_column_double(stmt, 2) > SAME_MEASURE * least) {
        measures = measures_of(db, food->food_id);
        rc = nutri__fail(db, NUTRI_EAMBIGUOUS, "'%s' fits several measures of %s: %s",
                         nutri__quote(measure, quoted), food->description,
                         measures != NULL ? measures : "");
        break;
      }
    if (rc >= NUTRI_OK) {
      *amount = least;
      rc = NUTRI_OK;
      if (name != NULL)
        *name = nutri__keep(db, measure, &rc);
    }
  }
  nutri__done(stmt);
  return rc;
}

int nutri__weigh(nutri *db, int64_t food_id, double amount, const char *measure,
                 struct nutri__weighed *out) {
  double one;
  int rc;

  if (!(amount > 0.0) || amount > 1e6)
    return nutri__fail(db, NUTRI_EINVAL, "amount: %.10g is not above 0 and at most 1000000",
                       amount);
  if (measure != NULL && nutri__characters(measure) > 300)
    return nutri__fail(db, NUTRI_EINVAL, "a measure has at most 300 characters");
  if ((rc = nutri__food_by_id(db, food_id, &out->food)) != NUTRI_OK ||
      (rc = nutri__measure(db, &out->food, measure, &one, &out->measure)) != NUTRI_OK)
    return rc;
  out->amount = amount * one;
  if (out->amount > 1e6)
    return nutri__fail(db, NUTRI_EINVAL, "%g %s of %s are more than 1000000 %s", amount,
                       out->measure, out->food.description, nutri__basis_name(out->food.basis));
  return NUTRI_OK;
}

int nutri__measure_counted(nutri *db, const nutri_food *food, const char *food_text, double *amount,
                           const char **name) {
  const char *last = strrchr(food_text, ' ');
  const char *names[] = {food_text, last != NULL ? last + 1 : NULL, NULL};
  int rc;

  for (int i = 0; names[i] != NULL; i++) {
    bool is_unit;

    if ((rc = nutri__unit_known(db, names[i], &is_unit)) != NUTRI_OK)
      return rc;
    if (is_unit) /* 2 of a food named like a unit are no 2 units */
      continue;
    rc = nutri__measure(db, food, names[i], amount, name);
    if (rc != NUTRI_ENOTFOUND && rc != NUTRI_EAMBIGUOUS)
      return rc;
  }
  return nutri__measure(db, food, NULL, amount, name);
}

int nutri__unit_known(nutri *db, const char *text, bool *known) {
  return nutri__exists(db, NUTRI__Q_UNIT_KNOWN, ":measure", text, known);
}
