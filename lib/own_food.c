/* SPDX-License-Identifier: MIT */
/* Foods of one's own, in versions: an edit makes a new food, entries keep the old one. */
#include <math.h>
#include <string.h>

#include "nutri_internal.h"

#define MAX_VALUES 10000 /* nutrients or measures of one food */

/* A version in the making. */
struct version {
  int64_t food_id;
  int64_t old_id; /* 0 = a new food */
  int basis;
  const char *description;
  int64_t category_id; /* 0 = none */
  int portions;
};

/* ---- what is given ----------------------------------------------------------------------- */

static int check_lists(nutri *db, const nutri_own_food *food) {
  if (food->nutrient_count > MAX_VALUES || food->portion_count > MAX_VALUES)
    return nutri__fail(db, NUTRI_EINVAL, "a food has at most %d nutrients and %d measures",
                       MAX_VALUES, MAX_VALUES);
  if (food->nutrient_count > 0 && (food->nutrients == NULL || food->amounts == NULL))
    return nutri__fail(db, NUTRI_EMISUSE, "the food's nutrients or amounts are NULL");
  if (food->portion_count > 0 && (food->measures == NULL || food->grams == NULL))
    return nutri__fail(db, NUTRI_EMISUSE, "the food's measures or grams are NULL");
  if (food->usual_portion < 0 || (size_t)food->usual_portion > food->portion_count)
    return nutri__fail(db, NUTRI_EINVAL, "the usual portion is none of the %zu measures given",
                       food->portion_count);
  return NUTRI_OK;
}

/* The grams of one of the nutrient's unit; NaN where it is no unit of mass. */
static int mass_of(nutri *db, int64_t nutrient_id, double *grams) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_MASS, &stmt);

  *grams = NAN;
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a unit")) == NUTRI_ROW) {
    *grams = nutri__double(stmt, 0);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

static int check_value(nutri *db, const nutri_own_food *food, size_t i, int basis) {
  nutri_nutrient nutrient = {0};
  double amount = food->amounts[i];
  double grams;
  int rc = nutri__nutrient_known(db, food->nutrients[i], &nutrient);

  if (rc != NUTRI_OK)
    return rc;
  for (size_t j = 0; j < i; j++)
    if (food->nutrients[j] == food->nutrients[i])
      return nutri__fail(db, NUTRI_EINVAL, "%s is given twice", nutrient.name);
  if (isnan(amount)) /* of an edit: the value goes */
    return NUTRI_OK;
  if (!(amount >= 0.0) || amount > 1e9)
    return nutri__fail(db, NUTRI_EINVAL, "%s: %.10g %s is not between 0 and 1000000000",
                       nutrient.name, amount, nutrient.unit);
  rc = mass_of(db, food->nutrients[i], &grams);
  if (rc == NUTRI_OK && basis == NUTRI_PER_100_G && amount * grams > 100.0)
    rc = nutri__fail(db, NUTRI_EINVAL, "%s: %.10g %s are more than the 100 g they would be in",
                     nutrient.name, amount, nutrient.unit);
  return rc;
}

static int check_portion(nutri *db, const nutri_own_food *food, size_t i, int basis) {
  const char *measure = food->measures[i];
  double grams = food->grams[i];
  char quoted[80];

  if (measure == NULL || measure[0] == '\0' || nutri__characters(measure) > 300)
    return nutri__fail(db, NUTRI_EINVAL, "a measure has 1 to 300 characters");
  for (size_t j = 0; j < i; j++)
    if (sqlite3_stricmp(food->measures[j], measure) == 0)
      return nutri__fail(db, NUTRI_EINVAL, "the measure '%s' is given twice",
                         nutri__quote(measure, quoted));
  if (!isnan(grams) && (!(grams > 0.0) || grams > 1e6))
    return nutri__fail(db, NUTRI_EINVAL,
                       "the measure '%s': %.10g %s is not above 0 and at most 1000000",
                       nutri__quote(measure, quoted), grams, nutri__basis_name(basis));
  return NUTRI_OK;
}

static int check_given(nutri *db, const nutri_own_food *food, int basis) {
  int rc = check_lists(db, food);

  for (size_t i = 0; i < food->nutrient_count && rc == NUTRI_OK; i++)
    rc = check_value(db, food, i, basis);
  for (size_t i = 0; i < food->portion_count && rc == NUTRI_OK; i++)
    rc = check_portion(db, food, i, basis);
  return rc;
}

/* A new food says all that it holds: there is nothing to take away. */
static int check_all_there(nutri *db, const nutri_own_food *food) {
  for (size_t i = 0; i < food->nutrient_count; i++)
    if (isnan(food->amounts[i]))
      return nutri__fail(db, NUTRI_EINVAL, "nutrient %lld has no amount",
                         (long long)food->nutrients[i]);
  for (size_t i = 0; i < food->portion_count; i++)
    if (isnan(food->grams[i]))
      return nutri__fail(db, NUTRI_EINVAL, "measure %zu has no weight", i + 1);
  return NUTRI_OK;
}

/* ---- looking up -------------------------------------------------------------------------- */

/* The number in a query's first row; NUTRI_ENOTFOUND, without a sentence, where there is none. */
static int number_of(nutri *db, enum nutri__query query, const char *name, const char *text,
                     int64_t old_id, int64_t *number) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, query, &stmt);

  if (rc == NUTRI_OK && name != NULL)
    rc = nutri__bind_text(db, stmt, name, text);
  if (rc == NUTRI_OK && old_id != 0)
    rc = nutri__bind_int(db, stmt, ":old", old_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking for a food")) == NUTRI_ROW) {
    *number = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  } else if (rc == NUTRI_OK) {
    rc = NUTRI_ENOTFOUND;
  }
  nutri__done(stmt);
  return rc;
}

static int find_category(nutri *db, const char *category, int64_t *category_id) {
  char quoted[80];
  int rc;

  if (category == NULL)
    return NUTRI_OK;
  rc = number_of(db, NUTRI__Q_OWN_FOOD_CATEGORY, ":category", category, 0, category_id);
  if (rc == NUTRI_ENOTFOUND)
    nutri__fail(db, rc, "there is no category '%s' (Snacks, Baked Products ...)",
                nutri__quote(category, quoted));
  return rc;
}

/* The food to edit: one of the user's own, a food that is no dish, and its newest version. */
static int read_old(nutri *db, struct version *version) {
  struct nutri__own old = {0};
  long long id = (long long)version->old_id;
  int rc = nutri__own_newest(db, version->old_id, &old);

  if (rc != NUTRI_OK)
    return rc;
  if (old.kind != NUTRI_FOOD)
    return nutri__fail(db, NUTRI_EINVAL,
                       "food %lld is a %s, whose label says what its figures are of", id,
                       nutri__kind_name(old.kind));
  if (old.is_dish)
    return nutri__fail(db, NUTRI_EINVAL, "food %lld is a dish, whose recipe makes its figures", id);
  version->basis = old.basis;
  version->description = old.description;
  version->category_id = old.category_id;
  return NUTRI_OK;
}

/* ---- storing ----------------------------------------------------------------------------- */

static int add_value(nutri *db, const struct version *version, int64_t nutrient_id, double amount,
                     const char *mark) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if ((rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_VALUE_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", version->food_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":amount", amount)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":mark", mark)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "adding a value of a food");
  nutri__done(stmt);
  return rc;
}

static int add_portion(nutri *db, struct version *version, const char *measure, double grams,
                       bool is_usual) {
  return nutri__own_portion(db, version->food_id, ++version->portions, measure, grams, is_usual);
}

static int add_given(nutri *db, struct version *version, const nutri_own_food *food) {
  int rc = NUTRI_OK;

  for (size_t i = 0; i < food->nutrient_count && rc == NUTRI_OK; i++)
    if (!isnan(food->amounts[i]))
      rc = add_value(db, version, food->nutrients[i], food->amounts[i], NULL);
  for (size_t i = 0; i < food->portion_count && rc == NUTRI_OK; i++)
    if (!isnan(food->grams[i]))
      rc = add_portion(db, version, food->measures[i], food->grams[i],
                       i + 1 == (size_t)food->usual_portion);
  return rc;
}

static bool gives_value(const nutri_own_food *food, int64_t nutrient_id) {
  for (size_t i = 0; i < food->nutrient_count; i++)
    if (food->nutrients[i] == nutrient_id)
      return true;
  return false;
}

static bool gives_portion(const nutri_own_food *food, const char *measure) {
  for (size_t i = 0; i < food->portion_count; i++)
    if (sqlite3_stricmp(food->measures[i], measure) == 0)
      return true;
  return false;
}

/* The usual portion stays the usual one when it is given another weight. */
static int keep_usual(nutri *db, const struct version *version, nutri_own_food *food) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_PORTIONS, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", version->old_id);
  while (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a food's measures")) == NUTRI_ROW) {
    rc = NUTRI_OK;
    for (size_t i = 0; i < food->portion_count && food->usual_portion == 0; i++)
      if (sqlite3_column_int(stmt, 2) != 0 && !isnan(food->grams[i]) &&
          sqlite3_stricmp(food->measures[i], nutri__text(stmt, 0)) == 0)
        food->usual_portion = (int)i + 1;
  }
  nutri__done(stmt);
  return rc;
}

/* What the edit leaves as it was. */
static int copy_old(nutri *db, struct version *version, const nutri_own_food *food) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if ((rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_VALUES, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", version->old_id)) == NUTRI_OK)
    while ((rc = nutri__step(db, stmt, "reading a food's values")) == NUTRI_ROW)
      if (!gives_value(food, sqlite3_column_int64(stmt, 0)) &&
          (rc = add_value(db, version, sqlite3_column_int64(stmt, 0),
                          sqlite3_column_double(stmt, 1), nutri__text(stmt, 2))) != NUTRI_OK)
        break;
  nutri__done(stmt);
  stmt = NULL;
  if (rc == NUTRI_OK && (rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_PORTIONS, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", version->old_id)) == NUTRI_OK)
    while ((rc = nutri__step(db, stmt, "reading a food's measures")) == NUTRI_ROW)
      if (!gives_portion(food, nutri__text(stmt, 0)) &&
          (rc = add_portion(db, version, nutri__text(stmt, 0), sqlite3_column_double(stmt, 1),
                            food->usual_portion == 0 && sqlite3_column_int(stmt, 2) != 0)) !=
              NUTRI_OK)
        break;
  nutri__done(stmt);
  return rc;
}

/* ---- the API ----------------------------------------------------------------------------- */

static int read_given(nutri *db, const nutri_own_food *given, nutri_own_food *food) {
  if (given == NULL || given->size < offsetof(nutri_own_food, usual_portion))
    return nutri__fail(db, NUTRI_EMISUSE, "the food is NULL or its size is not set");
  *food = (nutri_own_food){.size = sizeof *food};
  memcpy(food, given, given->size < sizeof *food ? given->size : sizeof *food);
  if (food->basis < NUTRI_PER_100_G || food->basis > NUTRI_PER_UNIT)
    return nutri__fail(db, NUTRI_EMISUSE, "%d is no enum nutri_basis", food->basis);
  return NUTRI_OK;
}

int nutri_food_add(nutri *db, const nutri_own_food *given, int64_t *food_id) {
  struct version version = {0};
  nutri_own_food food = {0};
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = read_given(db, given, &food)) != NUTRI_OK)
    return rc;
  if (food.description == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_food_add: the food has no description");
  version.basis = food.basis;
  if ((rc = check_given(db, &food, food.basis)) != NUTRI_OK ||
      (rc = check_all_there(db, &food)) != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__own_name(db, food.description, 0, &version.description)) == NUTRI_OK &&
      (rc = find_category(db, food.category, &version.category_id)) == NUTRI_OK &&
      (rc = nutri__own_add(db, version.description, NUTRI_FOOD, version.basis, version.category_id,
                           &version.food_id)) == NUTRI_OK)
    rc = add_given(db, &version, &food);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && food_id != NULL)
    *food_id = version.food_id;
  return rc;
}

int nutri_food_edit(nutri *db, int64_t food_id, const nutri_own_food *given, int64_t *new_id) {
  struct version version = {.old_id = food_id};
  nutri_own_food food = {0};
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = read_given(db, given, &food)) != NUTRI_OK)
    return rc;
  if (food.description == NULL && food.category == NULL && food.nutrient_count == 0 &&
      food.portion_count == 0)
    return nutri__fail(db, NUTRI_EINVAL, "nothing of food %lld is to change", (long long)food_id);
  if ((rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = read_old(db, &version);
  if (rc == NUTRI_OK && food.description != NULL)
    version.description = food.description;
  if (rc == NUTRI_OK && (rc = check_given(db, &food, version.basis)) == NUTRI_OK &&
      (rc = nutri__own_name(db, version.description, food_id, &version.description)) == NUTRI_OK &&
      (rc = find_category(db, food.category, &version.category_id)) == NUTRI_OK &&
      (rc = keep_usual(db, &version, &food)) == NUTRI_OK &&
      (rc = nutri__own_add(db, version.description, NUTRI_FOOD, version.basis, version.category_id,
                           &version.food_id)) == NUTRI_OK &&
      (rc = add_given(db, &version, &food)) == NUTRI_OK &&
      (rc = copy_old(db, &version, &food)) == NUTRI_OK)
    rc = nutri__own_replace(db, food_id, version.food_id);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && new_id != NULL)
    *new_id = version.food_id;
  return rc;
}
