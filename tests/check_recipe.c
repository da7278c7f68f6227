/* SPDX-License-Identifier: MIT */
/* Dishes: what ingredients make, what cooking leaves, what is unknown, versions. science.md 2. */
#include "support.h"

#define MG NUTRI_MAGNESIUM
#define KCAL NUTRI_ENERGY
#define DAY "2026-11-16"

static nutri_ingredient part(int64_t food_id, double amount, const char *measure) {
  nutri_ingredient ingredient = NUTRI_INIT(nutri_ingredient);

  ingredient.food_id = food_id;
  ingredient.amount = amount;
  ingredient.measure = measure;
  return ingredient;
}

static nutri_recipe dish(const char *name, double yield, double servings) {
  nutri_recipe recipe = NUTRI_INIT(nutri_recipe);

  recipe.name = name;
  recipe.yield = yield;
  recipe.servings = servings;
  return recipe;
}

static int64_t cook(const char *name, double yield, double servings,
                    const nutri_ingredient *ingredients, size_t count) {
  nutri_recipe recipe = dish(name, yield, servings);
  int64_t id = 0;

  OK(nutri_recipe_add(db, &recipe, ingredients, count, &id));
  return id;
}

static double held(int64_t food_id, int64_t nutrient) {
  return sql_number("SELECT max(amount) FROM food_nutrient"
                    " WHERE food_id = %lld AND nutrient_id = %lld",
                    (long long)food_id, (long long)nutrient);
}

static const char *mark_of(int64_t food_id, int64_t nutrient) {
  return sql_text("SELECT coalesce(max(mark), '') FROM food_nutrient"
                  " WHERE food_id = %lld AND nutrient_id = %lld",
                  (long long)food_id, (long long)nutrient);
}

static int found(void) {
  int count = -1;

  OK(nutri_check(db, &count, NULL, NULL));
  return count;
}

/* A gram of it is 1 kcal, without magnesium that is known. */
static int64_t add_mystery(const char *name) {
  int64_t food = add_food(name, "food", "g");

  add_nutrient(food, KCAL, 100.0, NULL);
  return food;
}

/* Black beans 400 g x 70 mg + spinach 2 cups (60 g) x 79 mg = 327.4 mg (USDA SR Legacy). */
static int64_t bean_stew(double yield, double servings) {
  const nutri_ingredient ingredients[] = {part(starter("black-beans-cooked"), 400, "g"),
                                          part(starter("spinach-raw"), 2, "cups")};

  return cook("Bean stew", yield, servings, ingredients, 2);
}

/* What one unit of the basis holds follows the yield. */
static const struct {
  double yield;
  double servings;
  int basis;
  double mg;      /* per 100 g or serving */
  double serving; /* grams or units of one; 0 = none */
  double in_serving;
} yields[] = {
    {500, 4, NUTRI_PER_100_G, 65.48, 125, 81.85},
    {500, 0, NUTRI_PER_100_G, 65.48, 0, 0},
    {0, 4, NUTRI_PER_UNIT, 81.85, 1, 81.85},
    {460, 1, NUTRI_PER_100_G, 71.173913, 460, 327.4},
    {1000, 4, NUTRI_PER_100_ML, 32.74, 250, 81.85},
    {0, 2.5, NUTRI_PER_UNIT, 130.96, 1, 130.96},
};

START_TEST(what_a_dish_makes) {
  const nutri_ingredient ingredients[] = {part(starter("black-beans-cooked"), 400, "g"),
                                          part(starter("spinach-raw"), 2, "cups")};
  nutri_recipe recipe = dish("  Bean   stew ", yields[_i].yield, yields[_i].servings);
  nutri_recipe read = NUTRI_INIT(nutri_recipe);
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  int64_t id = 0;

  recipe.basis = yields[_i].basis;
  recipe.note = "slowly";
  OK(nutri_recipe_add(db, &recipe, ingredients, 2, &id));
  NEAR(held(id, MG), yields[_i].mg, 1e-6);
  OK(nutri_recipe_get(db, id, &read));
  ck_assert_int_eq(read.food_id, id);
  ck_assert_str_eq(read.name, "Bean stew");
  NEAR(read.yield, yields[_i].yield, 1e-12);
  NEAR(read.servings, yields[_i].servings, 1e-12);
  ck_assert_int_eq(read.basis, yields[_i].basis);
  ck_assert_str_eq(read.note, "slowly");
  NEAR(read.input_grams, 460, 1e-9);
  ck_assert_int_eq(read.ingredients, 2);
  NEAR(read.magnesium_mg, yields[_i].mg, 1e-6);
  ck_assert_int_eq(read.magnesium_at_least, 0);
  NEAR(read.magnesium_known_share, 1.0, 1e-12);
  ck_assert_str_eq(mark_of(id, MG), "");
  if (yields[_i].serving > 0) {
    OK(nutri_intake_parse(db, NULL, "1 serving bean stew", &entry));
    ck_assert_int_eq(entry.food_id, id);
    NEAR(entry.basis_amount, yields[_i].serving, 1e-9);
    NEAR(entry.magnesium_mg, yields[_i].in_serving, 1e-6);
    ck_assert_int_eq(entry.magnesium_at_least, 0);
  } else {
    FAILS(NUTRI_ENOTFOUND, nutri_intake_parse(db, NULL, "1 serving bean stew", &entry));
  }
  ck_assert_int_eq(found(), 0);
}
END_TEST

/* Every nutrient of the ingredients is added up; water is not, for cooking changes it. */
START_TEST(every_nutrient) {
  int64_t id = bean_stew(0, 1);

  NEAR(held(id, KCAL), 400 * 1.32 + 60 * 0.23, 1e-9); /* 541.8 kcal */
  ck_assert_int_gt(
      sql_int("SELECT count(*) FROM food_nutrient WHERE food_id = %lld", (long long)id), 20);
  IS_NAN(held(id, 1051));
  ck_assert_int_eq(
      sql_int(
          "SELECT count(*) FROM food_nutrient v JOIN recipe_nutrient n USING (food_id, nutrient_id)"
          " WHERE v.food_id = %lld AND v.amount <> n.amount",
          (long long)id),
      0);
}
END_TEST

/* Energy falls back to Atwater factors, never added. */
START_TEST(energy_of_an_ingredient) {
  int64_t food = add_food("Atwater", "food", "g");
  nutri_ingredient ingredient = part(food, 200, "g");

  add_nutrient(food, 2047, 150.0, NULL);
  add_nutrient(food, 2048, 160.0, NULL);
  NEAR(held(cook("Dish", 100, 0, &ingredient, 1), KCAL), 300.0, 1e-9);
}
END_TEST

/* ---- what is unknown ------------------------------------------------------------------------ */

/* 100 g of 1 mg and 1 kcal a gram beside `grams` of unknown magnesium: the value is a lower bound,
 * and the dish is known by energy. */
static const struct {
  double grams;
  double known_share;
} mysteries[] = {{100, 0.5}, {25, 0.8}, {300, 0.25}, {1, 100.0 / 101.0}};

START_TEST(lower_bound) {
  const nutri_ingredient ingredients[] = {part(add_plain_food("Thing"), 100, "g"),
                                          part(add_mystery("Mystery"), mysteries[_i].grams, "g")};
  int64_t id = cook("Dish", 0, 2, ingredients, 2);
  nutri_recipe recipe = NUTRI_INIT(nutri_recipe);
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  nutri_source source = NUTRI_INIT(nutri_source);
  nutri_unknown unknown = NUTRI_INIT(nutri_unknown);
  nutri_cursor *cursor = NULL;
  nutri_deficit d;
  nutri_total t;

  NEAR(held(id, MG), 50.0, 1e-9);
  ck_assert_str_eq(mark_of(id, MG), "lower bound");
  ck_assert_str_eq(mark_of(id, KCAL), "");
  OK(nutri_recipe_get(db, id, &recipe));
  ck_assert_int_eq(recipe.magnesium_at_least, 1);
  NEAR(recipe.magnesium_known_share, mysteries[_i].known_share, 1e-12);
  /* An entry of it counts with what is known, and among the unknown. */
  add_ann();
  eat("ann", DAY, 2.0, "servings", id);
  mark("ann", DAY, "complete");
  t = total_of("ann");
  NEAR(t.food, 100.0, 1e-9);
  NEAR(t.total, 100.0, 1e-9);
  ck_assert_int_eq(t.entries, 1);
  ck_assert_int_eq(t.unknown_entries, 1);
  NEAR(t.known_share, mysteries[_i].known_share, 1e-12);
  d = deficit_of("ann");
  NEAR(d.shortfall, 220.0, 1e-9); /* "at most" */
  ck_assert_int_eq(d.unknown_entries, 1);
  ck_assert_int_eq(d.confidence_at_least, 1);
  ck_assert_int_eq(d.reason,
                   mysteries[_i].known_share < 0.9 ? NUTRI_REASON_LOW_COVERAGE : NUTRI_REASON_NONE);
  OK(nutri_intake_parse(db, NULL, "1 serving dish", &entry));
  ck_assert_int_eq(entry.magnesium_at_least, 1);
  OK(nutri_unknown_list(db, "ann", MG, NULL, NULL, NUTRI_ESTIMATE, &cursor));
  ck_assert_int_eq(nutri_unknown_next(cursor, &unknown), NUTRI_ROW);
  ck_assert_str_eq(unknown.description, "Dish");
  NEAR(unknown.known_share, mysteries[_i].known_share, 1e-12);
  IS_NAN(unknown.low); /* what is missing is no dish of its category */
  ck_assert_int_eq(nutri_unknown_next(cursor, &unknown), NUTRI_OK);
  nutri_cursor_close(cursor);
  OK(nutri_source_list(db, "ann", MG, NULL, NULL, &cursor));
  ck_assert_int_eq(nutri_source_next(cursor, &source), NUTRI_ROW);
  NEAR(source.value, 100.0, 1e-9);
  ck_assert_int_eq(source.at_least, 1);
  nutri_cursor_close(cursor);
  ck_assert_int_eq(found(), 0);
}
END_TEST

/* A dish and its ingredients logged one by one say the same: sum, energy, known share. */
START_TEST(dish_is_its_ingredients) {
  int64_t stew = bean_stew(500, 4);
  int64_t mystery = add_mystery("Mystery");
  const nutri_ingredient ingredients[] = {part(stew, 250, "g"), part(mystery, 40, "g"),
                                          part(starter("almonds"), 30, "g")};
  int64_t feast = cook("Feast", 0, 2, ingredients, 3);
  nutri_total whole = NUTRI_INIT(nutri_total);
  nutri_total parts = NUTRI_INIT(nutri_total);

  add_ann();
  add_person("bob", "male", "1980-01-01", NULL);
  eat("ann", DAY, 2.0, "servings", feast);
  eat("bob", DAY, 200.0, "g", starter("black-beans-cooked"));
  eat("bob", DAY, 30.0, "g", starter("spinach-raw"));
  eat("bob", DAY, 40.0, "g", mystery);
  eat("bob", DAY, 30.0, "g", starter("almonds"));
  for (int i = 0; i < 2; i++) {
    const int64_t nutrient = i == 0 ? MG : KCAL;

    OK(nutri_nutrient_total(db, "ann", nutrient, NULL, NULL, &whole));
    OK(nutri_nutrient_total(db, "bob", nutrient, NULL, NULL, &parts));
    NEAR(whole.total, parts.total, 1e-9);
    NEAR(whole.energy_kcal, parts.energy_kcal, 1e-9);
    NEAR(whole.known_share, parts.known_share, 1e-12);
  }
  ck_assert_int_eq(found(), 0);
}
END_TEST

/* Where an ingredient's energy is unknown too the share is by weight, without beverages: as for a
 * day. */
START_TEST(known_by_weight) {
  int64_t nothing = add_food("Nothing known", "food", "g");
  int64_t water = add_food("Spring", "food", "g");
  nutri_ingredient ingredients[3];
  int64_t id;

  sql("UPDATE food SET category_id = 14 WHERE food_id = %lld", (long long)water);
  ck_assert_int_eq(sql_int("SELECT is_beverage FROM food_category WHERE category_id = 14"), 1);
  add_nutrient(water, MG, 1.0, NULL);
  ingredients[0] = part(add_plain_food("Thing"), 90, "g");
  ingredients[1] = part(nothing, 10, "g");
  ingredients[2] = part(water, 1000, "g");
  id = cook("Dish", 0, 1, ingredients, 3);
  NEAR(held(id, MG), 100.0, 1e-9);
  NEAR(
      sql_number("SELECT known_share FROM recipe_share WHERE food_id = %lld AND nutrient_id = 1090",
                 (long long)id),
      0.9, 1e-12);
  /* The day weighs a serving by what went in, 1100 g: 990 of 1200 g. */
  add_ann();
  eat("ann", DAY, 1.0, "serving", id);
  eat("ann", DAY, 100.0, "g", nothing);
  NEAR(total_of("ann").known_share, 0.825, 1e-12);
}
END_TEST

/* Nothing known of any ingredient: unknown, not 0. A known 0 beside an unknown is no lower bound.
 */
START_TEST(nothing_is_known) {
  int64_t zero = add_food("Zero", "food", "g");
  nutri_ingredient ingredients[] = {part(add_mystery("Mystery"), 100, "g"), part(zero, 100, "g")};
  nutri_recipe recipe = NUTRI_INIT(nutri_recipe);
  int64_t id;

  id = cook("Dish", 0, 1, ingredients, 1);
  IS_NAN(held(id, MG));
  OK(nutri_recipe_get(db, id, &recipe));
  IS_NAN(recipe.magnesium_mg);
  NEAR(recipe.magnesium_known_share, 0.0, 1e-12);
  add_nutrient(zero, MG, 0.0, NULL);
  IS_NAN(held(cook("Two", 0, 1, ingredients, 2), MG));
  NEAR(held(cook("Three", 0, 1, ingredients + 1, 1), MG), 0.0, 1e-12); /* known to be 0 */
}
END_TEST

/* A doubtful zero is unknown; trace and assumed zero are known. */
static const struct {
  const char *mark;
  const char *made;
} marks[] = {{"doubtful", "lower bound"}, {"trace", ""}, {"assumed zero", ""}};

START_TEST(marks_of_ingredients) {
  int64_t food = add_mystery("Odd");
  nutri_ingredient ingredients[2];

  add_nutrient(food, MG, 0.0, marks[_i].mark);
  ingredients[0] = part(food, 100, "g");
  ingredients[1] = part(add_plain_food("Thing"), 100, "g");
  ck_assert_str_eq(mark_of(cook("Dish", 0, 1, ingredients, 2), MG), marks[_i].made);
}
END_TEST

/* A lower bound in a dish is one in what is made with it. */
START_TEST(lower_bound_goes_up) {
  nutri_ingredient ingredients[] = {part(add_plain_food("Thing"), 100, "g"),
                                    part(add_mystery("Mystery"), 100, "g")};
  nutri_ingredient line;
  int64_t id = cook("Dish", 200, 0, ingredients, 2);
  nutri_ingredient read = NUTRI_INIT(nutri_ingredient);
  nutri_cursor *cursor = NULL;

  ingredients[0].food_id = id; /* 100 g of it: 50 mg, 100 kcal, of which 50 are known */
  ingredients[1] = part(starter("almonds"), 0.0001, "g");
  line = ingredients[0];
  id = cook("Outer", 0, 1, &line, 1);
  NEAR(held(id, MG), 50.0, 1e-9);
  ck_assert_str_eq(mark_of(id, MG), "lower bound");
  NEAR(
      sql_number("SELECT known_share FROM recipe_share WHERE food_id = %lld AND nutrient_id = 1090",
                 (long long)id),
      0.5, 1e-12);
  OK(nutri_recipe_ingredients(db, id, &cursor));
  ck_assert_int_eq(nutri_ingredient_next(cursor, &read), NUTRI_ROW);
  NEAR(read.magnesium_mg, 50.0, 1e-9);
  ck_assert_int_eq(read.magnesium_at_least, 1);
  nutri_cursor_close(cursor);
}
END_TEST

/* ---- what cooking leaves -------------------------------------------------------------------- */

/* No loss is assumed; a factor is of one line and one nutrient, and goes before the code's. */
START_TEST(retention) {
  nutri_retention stays = NUTRI_INIT(nutri_retention);
  nutri_ingredient ingredients[2];
  nutri_ingredient read = NUTRI_INIT(nutri_ingredient);
  nutri_retention kept = NUTRI_INIT(nutri_retention);
  nutri_cursor *cursor = NULL;
  int64_t thing = add_plain_food("Thing");
  int64_t id;

  OK(nutri_cooking_add(db, "3004", 11, "VEG, GREENS, BOILD, LITTLE WATER DRAIN"));
  OK(nutri_cooking_set(db, "3004", MG, 0.75));
  stays.nutrient_id = MG;
  stays.factor = 0.5;
  ingredients[0] = part(thing, 100, "g");
  ingredients[1] = part(thing, 100, "g");
  NEAR(held(cook("Raw", 0, 1, ingredients, 2), MG), 200.0, 1e-9);
  ingredients[0].retention_code = "3004";
  id = cook("By code", 0, 1, ingredients, 2);
  NEAR(held(id, MG), 175.0, 1e-9);
  NEAR(held(id, KCAL), 200.0, 1e-9); /* the code says nothing of energy */
  ingredients[0].retentions = &stays;
  ingredients[0].retention_count = 1;
  id = cook("By hand", 0, 1, ingredients, 2);
  NEAR(held(id, MG), 150.0, 1e-9);
  OK(nutri_recipe_ingredients(db, id, &cursor));
  ck_assert_int_eq(nutri_ingredient_next(cursor, &read), NUTRI_ROW);
  ck_assert_int_eq(read.line, 1);
  ck_assert_str_eq(read.retention_code, "3004");
  ck_assert_str_eq(read.cooking, "VEG, GREENS, BOILD, LITTLE WATER DRAIN");
  ck_assert_uint_eq(read.retention_count, 1);
  NEAR(read.magnesium_mg, 50.0, 1e-9);
  ck_assert_int_eq(nutri_ingredient_next(cursor, &read), NUTRI_ROW);
  ck_assert_ptr_null(read.retention_code);
  NEAR(read.magnesium_mg, 100.0, 1e-9);
  nutri_cursor_close(cursor);
  OK(nutri_recipe_retentions(db, id, &cursor));
  ck_assert_int_eq(nutri_retention_next(cursor, &kept), NUTRI_ROW);
  ck_assert_int_eq(kept.line, 1);
  ck_assert_int_eq(kept.nutrient_id, MG);
  NEAR(kept.factor, 0.5, 1e-12);
  ck_assert_int_eq(nutri_retention_next(cursor, &kept), NUTRI_OK);
  nutri_cursor_close(cursor);
  /* Dishes follow what becomes known of a way of cooking. */
  id = sql_int("SELECT food_id FROM food WHERE description = 'By code'");
  OK(nutri_cooking_set(db, "3004", MG, 0.8));
  NEAR(held(id, MG), 180.0, 1e-9);
  ck_assert_int_eq(found(), 0);
}
END_TEST

START_TEST(ways_of_cooking) {
  nutri_cooking cooking = NUTRI_INIT(nutri_cooking);
  nutri_cursor *cursor = NULL;

  FAILS(NUTRI_ENOTFOUND, nutri_cooking_set(db, "3004", MG, 0.8));
  SAYS("'3004'");
  OK(nutri_cooking_add(db, "3004", 0, "Greens"));
  OK(nutri_cooking_add(db, "3004", 11, "Greens, boiled"));
  OK(nutri_cooking_add(db, "3004", 0, "Greens, boiled")); /* keeps its group */
  OK(nutri_cooking_add(db, "801", 8, "Cereal, cooked"));
  FAILS(NUTRI_EINVAL, nutri_cooking_set(db, "3004", MG, 1.5));
  FAILS(NUTRI_EINVAL, nutri_cooking_set(db, "3004", MG, -0.1));
  FAILS(NUTRI_EINVAL, nutri_cooking_set(db, "3004", MG, NAN));
  FAILS(NUTRI_ENOTFOUND, nutri_cooking_set(db, "3004", 4711, 1));
  FAILS(NUTRI_EINVAL, nutri_cooking_add(db, "", 1, "x"));
  FAILS(NUTRI_EINVAL, nutri_cooking_add(db, "1", 1, ""));
  OK(nutri_cooking_set(db, "3004", MG, 0.8));
  OK(nutri_cooking_list(db, "BOILED", MG, &cursor));
  ck_assert_int_eq(nutri_cooking_next(cursor, &cooking), NUTRI_ROW);
  ck_assert_str_eq(cooking.code, "3004");
  ck_assert_int_eq(cooking.food_group, 11);
  ck_assert_str_eq(cooking.description, "Greens, boiled");
  NEAR(cooking.factor, 0.8, 1e-12);
  ck_assert_int_eq(nutri_cooking_next(cursor, &cooking), NUTRI_OK);
  nutri_cursor_close(cursor);
  OK(nutri_cooking_list(db, NULL, KCAL, &cursor));
  ck_assert_int_eq(nutri_cooking_next(cursor, &cooking), NUTRI_ROW);
  IS_NAN(cooking.factor);
  ck_assert_int_eq(nutri_cooking_next(cursor, &cooking), NUTRI_ROW);
  ck_assert_int_eq(nutri_cooking_next(cursor, &cooking), NUTRI_OK);
  nutri_cursor_close(cursor);
}
END_TEST

/* USDA's codes as FoodData Central publishes them: 270, without factors. */
START_TEST(usda_codes) {
  const char *path = shared_file("fdc_sr_legacy_2018-04/retention_factor.csv");
  char line[400];
  char *fields[4];
  FILE *file;
  int rows = 0;

  if (path == NULL) {
    skipped("retention_factor.csv is not here");
    return;
  }
  file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
  sql("BEGIN");
  while (fgets(line, sizeof line, file) != NULL) {
    ck_assert_int_eq(csv_fields(line, fields, 4), 4);
    OK(nutri_cooking_add(db, fields[1], atoi(fields[2]), fields[3]));
    rows++;
  }
  sql("COMMIT");
  fclose(file);
  ck_assert_int_eq(rows, 270);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM retention_factor"), 270);
  ck_assert_str_eq(sql_text("SELECT description FROM retention_factor WHERE code = '3004'"),
                   "VEG, GREENS, BOILD, LITTLE WATER DRAIN");
}
END_TEST

/* ---- what is refused ------------------------------------------------------------------------ */

static const struct {
  const char *name;
  double yield;
  double servings;
  int basis;
  double amount;
  const char *measure;
  const char *code;
  double factor;
  int code_of_error;
  const char *says;
} bad[] = {
    {"X", 0, 0, 0, 1, "g", NULL, 1, NUTRI_EINVAL, "how much does the recipe make?"},
    {"X", -1, 0, 0, 1, "g", NULL, 1, NUTRI_EINVAL, "yield: -1"},
    {"X", NAN, 0, 0, 1, "g", NULL, 1, NUTRI_EINVAL, "yield: "},
    {"X", INFINITY, 0, 0, 1, "g", NULL, 1, NUTRI_EINVAL, "yield: inf"},
    {"X", 1e308, 0, 0, 1, "g", NULL, 1, NUTRI_EINVAL, "yield: 1e+308"},
    {"X", 100, -1, 0, 1, "g", NULL, 1, NUTRI_EINVAL, "servings: -1"},
    {"X", 100, NAN, 0, 1, "g", NULL, 1, NUTRI_EINVAL, "servings: "},
    {"X", 100, 0, NUTRI_PER_UNIT, 1, "g", NULL, 1, NUTRI_EINVAL, "a yield is in g or ml"},
    {"X", 100, 0, 0, 0, "g", NULL, 1, NUTRI_EINVAL, "amount: 0"},
    {"X", 100, 0, 0, NAN, "g", NULL, 1, NUTRI_EINVAL, "amount: "},
    {"X", 100, 0, 0, 1, "bucket", NULL, 1, NUTRI_ENOTFOUND, "no measure 'bucket'"},
    {"X", 100, 0, 0, 1, NULL, NULL, 1, NUTRI_ENOTFOUND, "how much of Thing?"},
    {"X", 100, 0, 0, 1, "g", "4711", 1, NUTRI_ENOTFOUND, "the code '4711'"},
    {"X", 100, 0, 0, 1, "g", NULL, 1.1, NUTRI_EINVAL, "of Magnesium, Mg 1.1 stays?"},
    {"X", 100, 0, 0, 1, "g", NULL, NAN, NUTRI_EINVAL, "stays?"},
    {"", 100, 0, 0, 1, "g", NULL, 1, NUTRI_EINVAL, "name has 1 to 1000"},
    {"thing", 100, 0, 0, 1, "g", NULL, 1, NUTRI_EEXISTS, "named 'thing' already"},
};

START_TEST(bad_recipe_is_refused) {
  nutri_ingredient ingredient = part(add_plain_food("Thing"), bad[_i].amount, bad[_i].measure);
  nutri_recipe recipe = dish(bad[_i].name, bad[_i].yield, bad[_i].servings);
  nutri_retention stays = NUTRI_INIT(nutri_retention);
  int64_t id = -7;

  stays.nutrient_id = MG;
  stays.factor = bad[_i].factor;
  recipe.basis = bad[_i].basis;
  ingredient.retention_code = bad[_i].code;
  ingredient.retentions = &stays;
  ingredient.retention_count = 1;
  FAILS(bad[_i].code_of_error, nutri_recipe_add(db, &recipe, &ingredient, 1, &id));
  SAYS(bad[_i].says);
  ck_assert_int_eq(id, -7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 1"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM recipe_ingredient"), 0);
}
END_TEST

START_TEST(misuse) {
  nutri_recipe recipe = dish("X", 100, 0);
  nutri_recipe blank = {0};
  nutri_ingredient ingredient = part(starter("almonds"), 10, "g");
  nutri_ingredient sizeless = ingredient;
  nutri_ingredient broken = ingredient;
  nutri_retention twice[2] = {NUTRI_INIT(nutri_retention), NUTRI_INIT(nutri_retention)};

  sizeless.size = 0;
  FAILS(NUTRI_EMISUSE, nutri_recipe_add(db, NULL, &ingredient, 1, NULL));
  FAILS(NUTRI_EMISUSE, nutri_recipe_add(db, &blank, &ingredient, 1, NULL));
  FAILS(NUTRI_EMISUSE, nutri_recipe_add(db, &recipe, NULL, 1, NULL));
  FAILS(NUTRI_EMISUSE, nutri_recipe_add(db, &recipe, &sizeless, 1, NULL));
  FAILS(NUTRI_EINVAL, nutri_recipe_add(db, &recipe, &ingredient, 0, NULL));
  SAYS("1 to 1000 ingredients");
  broken.retention_count = 1;
  FAILS(NUTRI_EMISUSE, nutri_recipe_add(db, &recipe, &broken, 1, NULL));
  twice[0].nutrient_id = twice[1].nutrient_id = MG;
  twice[0].factor = twice[1].factor = 1;
  broken.retentions = twice;
  broken.retention_count = 2;
  FAILS(NUTRI_EINVAL, nutri_recipe_add(db, &recipe, &broken, 1, NULL));
  SAYS("ingredient 1: what stays of Magnesium, Mg is given twice");
  FAILS(NUTRI_ENOTFOUND, nutri_recipe_get(db, starter("almonds"), &recipe));
  SAYS("no recipe");
  FAILS(NUTRI_ENOTFOUND,
        nutri_recipe_change(db, starter("almonds"), &recipe, &ingredient, 1, NULL));
}
END_TEST

/* Upper limits count supplements and medicines: none hides in a dish. */
START_TEST(supplement_is_no_ingredient) {
  nutri_recipe recipe = dish("Shake", 0, 1);
  nutri_ingredient ingredient = part(add_food("Powder", "supplement", "g"), 10, "g");

  FAILS(NUTRI_EINVAL, nutri_recipe_add(db, &recipe, &ingredient, 1, NULL));
  SAYS("Powder is a supplement and no ingredient");
}
END_TEST

/* ---- versions and nesting ------------------------------------------------------------------- */

START_TEST(versions) {
  int64_t old = bean_stew(0, 4);
  nutri_ingredient ingredient = part(starter("almonds"), 100, "g");
  nutri_ingredient servings;
  nutri_recipe recipe = dish("Bean stew", 0, 1);
  nutri_recipe read = NUTRI_INIT(nutri_recipe);
  nutri_ingredient line = NUTRI_INIT(nutri_ingredient);
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  nutri_cursor *cursor = NULL;
  int64_t outer;
  int64_t new_id = 0;

  add_ann();
  eat("ann", DAY, 1.0, "serving", old);
  servings = part(old, 2, "servings");
  outer = cook("Feast", 0, 1, &servings, 1);
  NEAR(held(outer, MG), 163.7, 1e-9);
  OK(nutri_recipe_change(db, old, &recipe, &ingredient, 1, &new_id));
  NEAR(held(new_id, MG), 270.0, 1e-9); /* 100 g of almonds */
  NEAR(held(old, MG), 81.85, 1e-9);
  NEAR(total_of("ann").food, 81.85, 1e-9); /* as it was */
  NEAR(held(outer, MG), 163.7, 1e-9);
  OK(nutri_recipe_get(db, old, &read));
  ck_assert_int_eq(read.replaced_by, new_id);
  OK(nutri_intake_parse(db, NULL, "1 serving bean stew", &entry));
  ck_assert_int_eq(entry.food_id, new_id);
  OK(nutri_recipe_ingredients(db, outer, &cursor)); /* says that there is a newer one */
  ck_assert_int_eq(nutri_ingredient_next(cursor, &line), NUTRI_ROW);
  ck_assert_int_eq(line.food_id, old);
  ck_assert_int_eq(line.replaced_by, new_id);
  nutri_cursor_close(cursor);
  OK(nutri_recipe_list(db, &cursor));
  ck_assert_int_eq(nutri_recipe_next(cursor, &read), NUTRI_ROW);
  ck_assert_int_eq(read.food_id, new_id);
  ck_assert_int_eq(nutri_recipe_next(cursor, &read), NUTRI_ROW);
  ck_assert_int_eq(read.food_id, outer);
  ck_assert_int_eq(nutri_recipe_next(cursor, &read), NUTRI_OK);
  nutri_cursor_close(cursor);
  FAILS(NUTRI_EINVAL, nutri_recipe_change(db, old, &recipe, &ingredient, 1, NULL));
  SAYS("is an older version: edit");
  recipe.name = "Almonds, boiled"; /* a new name */
  OK(nutri_recipe_change(db, new_id, &recipe, &ingredient, 1, &new_id));
  OK(nutri_intake_parse(db, NULL, "1 serving almonds, boiled", &entry));
  ck_assert_int_eq(entry.food_id, new_id);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE replaced_by = %lld", (long long)new_id),
                   2);
  ck_assert_int_eq(found(), 0);
}
END_TEST

/* What is a dish is edited as one, and a product by its label. */
START_TEST(plain_edit_is_refused) {
  nutri_own_food food = NUTRI_INIT(nutri_own_food);
  int64_t stew = bean_stew(0, 4);

  food.description = "Other";
  FAILS(NUTRI_EINVAL, nutri_food_edit(db, stew, &food, NULL));
  SAYS("is a dish, whose recipe makes its figures");
}
END_TEST

/* A dish contains neither itself nor an older version of itself, at any depth. */
START_TEST(no_circle) {
  int64_t stew = bean_stew(0, 4);
  nutri_ingredient line = part(stew, 1, "serving");
  nutri_recipe recipe = dish("Bean stew", 0, 1);
  int64_t at = stew;
  char name[20];

  FAILS(NUTRI_EINVAL, nutri_recipe_change(db, stew, &recipe, &line, 1, NULL));
  SAYS("a dish cannot contain itself");
  for (int i = 0; i < 12; i++) {
    snprintf(name, sizeof name, "Level %d", i);
    line = part(at, 1, "serving");
    at = cook(name, 0, 1, &line, 1);
  }
  NEAR(held(at, MG), 81.85, 1e-9); /* nested as deep as one likes */
  line = part(at, 1, "serving");
  FAILS(NUTRI_EINVAL, nutri_recipe_change(db, stew, &recipe, &line, 1, NULL));
  SAYS("Level 11 is made with Bean stew");
  line = part(starter("almonds"), 100, "g");
  OK(nutri_recipe_change(db, stew, &recipe, &line, 1, &stew));
  line = part(at, 1, "serving"); /* made with the older version */
  FAILS(NUTRI_EINVAL, nutri_recipe_change(db, stew, &recipe, &line, 1, NULL));
  ck_assert_int_eq(found(), 0);
}
END_TEST

/* An import that changes an ingredient: dishes, and dishes of dishes, are stored anew. */
START_TEST(changed_ingredient) {
  int64_t thing = add_plain_food("Thing");
  nutri_ingredient line = part(thing, 100, "g");
  int64_t inner = cook("Inner", 0, 1, &line, 1);
  int64_t outer;
  int64_t other = bean_stew(0, 1);

  line = part(inner, 2, "servings");
  outer = cook("Outer", 0, 1, &line, 1);
  NEAR(held(outer, MG), 200.0, 1e-9);
  sql("UPDATE food_nutrient SET amount = 150 WHERE food_id = %lld AND nutrient_id = 1090",
      (long long)thing);
  add_nutrient(thing, 1087, 10.0, NULL); /* calcium is newly known */
  NEAR(held(outer, MG), 200.0, 1e-9);
  ck_assert_int_eq(found(), 1); /* Outer is what Inner still says */
  sql("BEGIN");
  OK(nutri__recipe_refresh(db));
  sql("COMMIT");
  NEAR(held(inner, MG), 150.0, 1e-9);
  NEAR(held(outer, MG), 300.0, 1e-9);
  NEAR(held(outer, 1087), 20.0, 1e-9);
  NEAR(held(other, MG), 327.4, 1e-9);
  ck_assert_int_eq(found(), 0);
  sql("DELETE FROM food_nutrient WHERE food_id = %lld", (long long)thing);
  OK(nutri__recipe_refresh(db));
  IS_NAN(held(outer, MG));
  ck_assert_int_eq(found(), 0);
}
END_TEST

TESTS("recipe") {
  ADD_LOOP(what_a_dish_makes, yields);
  tcase_add_test(tc, every_nutrient);
  tcase_add_test(tc, energy_of_an_ingredient);
  ADD_LOOP(lower_bound, mysteries);
  tcase_add_test(tc, dish_is_its_ingredients);
  tcase_add_test(tc, known_by_weight);
  tcase_add_test(tc, nothing_is_known);
  ADD_LOOP(marks_of_ingredients, marks);
  tcase_add_test(tc, lower_bound_goes_up);
  tcase_add_test(tc, retention);
  tcase_add_test(tc, ways_of_cooking);
  tcase_add_test(tc, usda_codes);
  ADD_LOOP(bad_recipe_is_refused, bad);
  tcase_add_test(tc, misuse);
  tcase_add_test(tc, supplement_is_no_ingredient);
  tcase_add_test(tc, versions);
  tcase_add_test(tc, plain_edit_is_refused);
  tcase_add_test(tc, no_circle);
  tcase_add_test(tc, changed_ingredient);
}
