/* SPDX-License-Identifier: MIT */
/* Dishes made of other foods. What their ingredients make is SQL: the view recipe_nutrient, stored
 * by the triggers of schema/trigger/recipe.sql once the row of the table recipe is there. */
#include <math.h>
#include <string.h>

#include "nutri_internal.h"

#define MAX_INGREDIENTS 1000

/* A dish in the making. */
struct dish {
  int64_t food_id;
  int64_t old_id; /* 0 = a new dish */
  nutri_recipe recipe;
  const char *name;
};

/* ---- what is given -------------------------------------------------------------------------- */

static int check_recipe(nutri *db, const nutri_recipe *given, nutri_recipe *recipe) {
  if (given == NULL || given->size < offsetof(nutri_recipe, input_grams))
    return nutri__fail(db, NUTRI_EMISUSE, "the recipe is NULL or its size is not set");
  memcpy(recipe, given, given->size < sizeof *given ? given->size : sizeof *given);
  if (recipe->yield == 0.0 && recipe->servings == 0.0)
    return nutri__fail(db, NUTRI_EINVAL,
                       "how much does the recipe make? Give its weight when done, or its servings");
  if (recipe->yield != 0.0 && (!(recipe->yield > 0.0) || recipe->yield > 1e6))
    return nutri__fail(db, NUTRI_EINVAL, "yield: %.10g is not above 0 and at most 1000000",
                       recipe->yield);
  if (recipe->servings != 0.0 && (!(recipe->servings > 0.0) || recipe->servings > 1e6))
    return nutri__fail(db, NUTRI_EINVAL, "servings: %.10g is not above 0 and at most 1000000",
                       recipe->servings);
  if (recipe->yield == 0.0) /* not weighed: the dish is counted in servings */
    recipe->basis = NUTRI_PER_UNIT;
  else if (recipe->basis != NUTRI_PER_100_G && recipe->basis != NUTRI_PER_100_ML)
    return nutri__fail(db, NUTRI_EINVAL, "a yield is in g or ml; servings are counted without one");
  return nutri__check_note(db, recipe->note);
}

static int check_ingredients(nutri *db, const nutri_ingredient *ingredients, size_t count) {
  if (count > 0 && (ingredients == NULL || ingredients->size < offsetof(nutri_ingredient, line)))
    return nutri__fail(db, NUTRI_EMISUSE, "the ingredients are NULL or their size is not set");
  if (count == 0 || count > MAX_INGREDIENTS)
    return nutri__fail(db, NUTRI_EINVAL, "a recipe has 1 to %d ingredients", MAX_INGREDIENTS);
  return NUTRI_OK;
}

/* A supplement would hide from upper limits, and a dish cannot be made of itself. */
static int check_part(nutri *db, const struct dish *dish, const nutri_food *food) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if (food->kind != NUTRI_FOOD)
    return nutri__fail(db, NUTRI_EINVAL,
                       "%s is a %s and no ingredient: log it by itself, for upper limits count it",
                       food->description, nutri__kind_name(food->kind));
  if (dish->old_id == 0)
    return NUTRI_OK;
  if ((rc = nutri__stmt(db, NUTRI__Q_RECIPE_CONTAINS, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", food->food_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":old", dish->old_id)) == NUTRI_OK &&
      (rc = nutri__step(db, stmt, "looking into a recipe")) == NUTRI_ROW)
    rc = nutri__fail(db, NUTRI_EINVAL, "%s is made with %s: a dish cannot contain itself",
                     food->description, dish->name);
  nutri__done(stmt);
  return rc;
}

/* ---- storing -------------------------------------------------------------------------------- */

/* The number of a way of cooking; 0 where none is named. */
static int find_retention(nutri *db, const char *code, int64_t *retention_id) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int rc;

  *retention_id = 0;
  if (code == NULL)
    return NUTRI_OK;
  if ((rc = nutri__stmt(db, NUTRI__Q_RETENTION_FIND, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":code", code)) == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for a way of cooking");
  if (rc == NUTRI_ROW) {
    *retention_id = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no way of cooking with the code '%s'",
                     nutri__quote(code, quoted));
  }
  nutri__done(stmt);
  return rc;
}

static int add_retention(nutri *db, const struct dish *dish, int line,
                         const nutri_retention *given) {
  nutri_retention retention = {0};
  nutri_nutrient nutrient;
  sqlite3_stmt *stmt = NULL;
  int rc;

  memcpy(&retention, given, given->size < sizeof *given ? given->size : sizeof *given);
  if ((rc = nutri__nutrient_known(db, retention.nutrient_id, &nutrient)) != NUTRI_OK)
    return rc;
  if (!(retention.factor >= 0.0 && retention.factor <= 1.0))
    return nutri__fail(db, NUTRI_EINVAL, "ingredient %d: of %s %g stays? Between 0 and 1 can", line,
                       nutrient.name, retention.factor);
  if ((rc = nutri__stmt(db, NUTRI__Q_RECIPE_RETENTION_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":dish", dish->food_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":line", line)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":nutrient", retention.nutrient_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":factor", retention.factor)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "storing what cooking leaves");
  nutri__done(stmt);
  if (rc == NUTRI_EINVAL && strstr(db->errmsg, "has a factor") != NULL)
    nutri__fail(db, rc, "ingredient %d: what stays of %s is given twice", line, nutrient.name);
  return rc;
}

static int add_ingredient(nutri *db, const struct dish *dish, int line,
                          const nutri_ingredient *given) {
  nutri_ingredient ingredient = {0};
  struct nutri__weighed part = {0};
  sqlite3_stmt *stmt = NULL;
  int64_t retention_id;
  int rc;

  memcpy(&ingredient, given, given->size < sizeof *given ? given->size : sizeof *given);
  if (ingredient.retention_count > 0 &&
      (ingredient.retentions == NULL || ingredient.retentions->size < 2 * sizeof(size_t)))
    return nutri__fail(db, NUTRI_EMISUSE, "the retentions are NULL or their size is not set");
  if ((rc = nutri__weigh(db, ingredient.food_id, ingredient.amount, ingredient.measure, &part)) !=
          NUTRI_OK ||
      (rc = check_part(db, dish, &part.food)) != NUTRI_OK ||
      (rc = find_retention(db, ingredient.retention_code, &retention_id)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__stmt(db, NUTRI__Q_RECIPE_INGREDIENT_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":dish", dish->food_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":line", line)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":ingredient", ingredient.food_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":amount", part.amount)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":measure_amount", ingredient.amount)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":measure", part.measure)) == NUTRI_OK &&
      (retention_id == 0 ||
       (rc = nutri__bind_int(db, stmt, ":retention", retention_id)) == NUTRI_OK))
    rc = nutri__run(db, stmt, "adding an ingredient");
  nutri__done(stmt);
  for (size_t i = 0; i < ingredient.retention_count && rc == NUTRI_OK; i++) {
    const void *at = (const char *)ingredient.retentions + i * ingredient.retentions->size;

    rc = add_retention(db, dish, line, at);
  }
  return rc;
}

static int add_recipe(nutri *db, const struct dish *dish) {
  const nutri_recipe *recipe = &dish->recipe;
  bool is_weighed = recipe->basis != NUTRI_PER_UNIT;
  sqlite3_stmt *stmt = NULL;
  int rc;

  if ((rc = nutri__stmt(db, NUTRI__Q_RECIPE_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", dish->food_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":yield",
                               is_weighed ? recipe->yield : recipe->servings)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":servings",
                               is_weighed && recipe->servings != 0.0 ? recipe->servings
                                                                     : (double)NAN)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":note", recipe->note)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "storing a recipe");
  nutri__done(stmt);
  return rc;
}

/* Stores a dish; old_id 0 = a new one, else it takes that one's place. */
static int store_dish(nutri *db, int64_t old_id, const nutri_recipe *given,
                      const nutri_ingredient *ingredients, size_t count, int64_t *food_id) {
  struct dish dish = {.old_id = old_id};
  struct nutri__own old;
  int rc;

  if ((rc = check_recipe(db, given, &dish.recipe)) != NUTRI_OK ||
      (rc = check_ingredients(db, ingredients, count)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((old_id == 0 || (rc = nutri__own_newest(db, old_id, &old)) == NUTRI_OK) &&
      (rc = nutri__own_name(db, dish.recipe.name, old_id, &dish.name)) == NUTRI_OK)
    rc = nutri__own_add(db, dish.name, NUTRI_FOOD, dish.recipe.basis, 0, &dish.food_id);
  for (size_t i = 0; i < count && rc == NUTRI_OK; i++) {
    const void *at = (const char *)ingredients + i * ingredients->size; /* as long as the first */

    rc = add_ingredient(db, &dish, (int)i + 1, at);
  }
  if (rc == NUTRI_OK && (rc = add_recipe(db, &dish)) == NUTRI_OK && old_id != 0)
    rc = nutri__own_replace(db, old_id, dish.food_id);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && food_id != NULL)
    *food_id = dish.food_id;
  return rc;
}

int nutri_recipe_add(nutri *db, const nutri_recipe *recipe, const nutri_ingredient *ingredients,
                     size_t count, int64_t *food_id) {
  int rc = nutri__enter_write(db);

  return rc == NUTRI_OK ? store_dish(db, 0, recipe, ingredients, count, food_id) : rc;
}

/* ---- reading -------------------------------------------------------------------------------- */

static void recipe_row(sqlite3_stmt *stmt, nutri_recipe *recipe) {
  *recipe = (nutri_recipe){
      .size = sizeof *recipe,
      .food_id = sqlite3_column_int64(stmt, 0),
      .name = nutri__text(stmt, 1),
      .basis = nutri__basis_of(nutri__text(stmt, 2)),
      .servings = sqlite3_column_double(stmt, 4),
      .note = nutri__text(stmt, 5),
      .input_grams = nutri__double(stmt, 6),
      .ingredients = sqlite3_column_int(stmt, 7),
      .magnesium_mg = nutri__double(stmt, 8),
      .energy_kcal = nutri__double(stmt, 9),
      .magnesium_at_least = sqlite3_column_type(stmt, 10) != SQLITE_NULL,
      .magnesium_known_share = nutri__double(stmt, 10),
      .replaced_by = sqlite3_column_int64(stmt, 11),
  };
  if (recipe->basis != NUTRI_PER_UNIT)
    recipe->yield = sqlite3_column_double(stmt, 3);
  if (!recipe->magnesium_at_least)
    recipe->magnesium_known_share = isnan(recipe->magnesium_mg) ? 0.0 : 1.0;
}

static int find_recipe(nutri *db, int64_t food_id, nutri_recipe *recipe) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_RECIPE_GET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "reading a recipe");
  if (rc == NUTRI_ROW) {
    rc = NUTRI_OK;
    recipe_row(stmt, recipe);
    recipe->name = nutri__keep(db, recipe->name, &rc);
    recipe->note = nutri__keep(db, recipe->note, &rc);
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no recipe %lld", (long long)food_id);
  }
  nutri__done(stmt);
  return rc;
}

int nutri_recipe_change(nutri *db, int64_t food_id, const nutri_recipe *recipe,
                        const nutri_ingredient *ingredients, size_t count, int64_t *new_id) {
  nutri_recipe old;
  int rc = nutri__enter_write(db);

  if (rc == NUTRI_OK)
    rc = find_recipe(db, food_id, &old);
  return rc == NUTRI_OK ? store_dish(db, food_id, recipe, ingredients, count, new_id) : rc;
}

int nutri_recipe_get(nutri *db, int64_t food_id, nutri_recipe *out) {
  nutri_recipe recipe;
  int rc = nutri__enter(db);

  if (rc == NUTRI_OK)
    rc = find_recipe(db, food_id, &recipe);
  return rc == NUTRI_OK ? nutri__out(db, out, &recipe, sizeof recipe) : rc;
}

int nutri_recipe_list(nutri *db, nutri_cursor **out) {
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_recipe_list: out is NULL");
  return nutri__cursor_open(db, NUTRI__Q_RECIPE_LIST, NUTRI__ROWS_RECIPE, out);
}

int nutri_recipe_next(nutri_cursor *cursor, nutri_recipe *out) {
  nutri_recipe recipe;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_RECIPE, out);

  if (rc != NUTRI_ROW)
    return rc;
  recipe_row(cursor->stmt, &recipe);
  return nutri__row_out(cursor, out, &recipe, sizeof recipe);
}

int nutri_recipe_ingredients(nutri *db, int64_t food_id, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__food_cursor(db, food_id, NUTRI__Q_RECIPE_INGREDIENTS,
                                             NUTRI__ROWS_INGREDIENT, out)
                        : rc;
}

int nutri_ingredient_next(nutri_cursor *cursor, nutri_ingredient *out) {
  nutri_ingredient ingredient;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_INGREDIENT, out);

  if (rc != NUTRI_ROW)
    return rc;
  ingredient = (nutri_ingredient){
      .size = sizeof ingredient,
      .line = sqlite3_column_int(cursor->stmt, 0),
      .food_id = sqlite3_column_int64(cursor->stmt, 1),
      .description = nutri__text(cursor->stmt, 2),
      .amount = nutri__double(cursor->stmt, 3),
      .measure = nutri__text(cursor->stmt, 4),
      .basis_amount = nutri__double(cursor->stmt, 5),
      .basis = nutri__basis_of(nutri__text(cursor->stmt, 6)),
      .retention_code = nutri__text(cursor->stmt, 7),
      .cooking = nutri__text(cursor->stmt, 8),
      .retention_count = (size_t)sqlite3_column_int(cursor->stmt, 9),
      .magnesium_mg = nutri__double(cursor->stmt, 10),
      .magnesium_at_least = sqlite3_column_int(cursor->stmt, 11),
      .energy_kcal = nutri__double(cursor->stmt, 12),
      .replaced_by = sqlite3_column_int64(cursor->stmt, 13),
  };
  return nutri__row_out(cursor, out, &ingredient, sizeof ingredient);
}

int nutri_recipe_retentions(nutri *db, int64_t food_id, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__food_cursor(db, food_id, NUTRI__Q_RECIPE_RETENTIONS,
                                             NUTRI__ROWS_RETENTION, out)
                        : rc;
}

int nutri_retention_next(nutri_cursor *cursor, nutri_retention *out) {
  nutri_retention retention;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_RETENTION, out);

  if (rc != NUTRI_ROW)
    return rc;
  retention = (nutri_retention){
      .size = sizeof retention,
      .line = sqlite3_column_int(cursor->stmt, 0),
      .nutrient_id = sqlite3_column_int64(cursor->stmt, 1),
      .nutrient = nutri__text(cursor->stmt, 2),
      .factor = nutri__double(cursor->stmt, 3),
  };
  return nutri__row_out(cursor, out, &retention, sizeof retention);
}
