/* SPDX-License-Identifier: MIT */
/* Foods of one's own, in versions. */
#include "support.h"

#define DAY "2026-11-16"
#define CALCIUM INT64_C(1087)
#define NOTHING ((double)NAN)

/* An oat bar: 85 mg magnesium and 410 kcal in 100 g, a bar of 40 g and a bite of 10. */
static const int64_t bar_nutrients[] = {NUTRI_MAGNESIUM, NUTRI_ENERGY};
static const double bar_amounts[] = {85.0, 410.0};
static const char *const bar_measures[] = {"bar", "bite"};
static const double bar_grams[] = {40.0, 10.0};

static nutri_own_food bar(void) {
  return (nutri_own_food){.size = sizeof(nutri_own_food),
                          .description = "Oat bar",
                          .category = "snacks",
                          .nutrient_count = 2,
                          .nutrients = bar_nutrients,
                          .amounts = bar_amounts,
                          .portion_count = 2,
                          .measures = bar_measures,
                          .grams = bar_grams,
                          .usual_portion = 1};
}

static int64_t add_bar(void) {
  nutri_own_food food = bar();
  int64_t id = 0;

  OK(nutri_food_add(db, &food, &id));
  return id;
}

static nutri_food found(const char *text) {
  nutri_food food = NUTRI_INIT(nutri_food);

  OK(nutri_food_find(db, NULL, text, &food));
  return food;
}

static double held(int64_t food_id, int64_t nutrient_id) {
  return sql_number(
      "SELECT max(amount) FROM food_nutrient WHERE food_id = %lld AND nutrient_id = %lld",
      (long long)food_id, (long long)nutrient_id);
}

START_TEST(added) {
  int64_t id = add_bar();
  nutri_food food = found("oat BAR");
  nutri_intake entry = NUTRI_INIT(nutri_intake);

  ck_assert_int_gt(id, 1000000000);
  ck_assert_int_eq(food.food_id, id);
  ck_assert_str_eq(food.description, "Oat bar");
  ck_assert_str_eq(food.category, "Snacks");
  ck_assert_str_eq(food.source, "own");
  ck_assert_int_eq(food.basis, NUTRI_PER_100_G);
  ck_assert_int_eq(food.kind, NUTRI_FOOD);
  NEAR(food.magnesium_mg, 85.0, 1e-12);
  NEAR(food.energy_kcal, 410.0, 1e-12);
  OK(nutri_intake_parse(db, NULL, "2 oat bar", &entry)); /* the usual portion is counted */
  NEAR(entry.basis_amount, 80.0, 1e-12);
  NEAR(entry.magnesium_mg, 68.0, 1e-12);
  OK(nutri_intake_parse(db, NULL, "3 bites oat bar", &entry));
  NEAR(entry.basis_amount, 30.0, 1e-12);
}
END_TEST

/* What it is measured by: 100 ml, or a unit, whose portions count units. */
START_TEST(other_bases) {
  static const double two = 2.0;
  static const char *const serving = "serving";
  nutri_own_food food = bar();
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  int64_t id = 0;

  food.description = "Oat drink";
  food.basis = NUTRI_PER_100_ML;
  OK(nutri_food_add(db, &food, NULL));
  OK(nutri_intake_parse(db, NULL, "1/2 l oat drink", &entry));
  ck_assert_int_eq(entry.basis, NUTRI_PER_100_ML);
  NEAR(entry.magnesium_mg, 425.0, 1e-9);
  FAILS(NUTRI_ENOTFOUND, nutri_intake_parse(db, NULL, "100 g oat drink", &entry));
  food.description = "Oat ball";
  food.basis = NUTRI_PER_UNIT;
  food.portion_count = 1;
  food.measures = &serving;
  food.grams = &two;
  OK(nutri_food_add(db, &food, &id));
  OK(nutri_intake_parse(db, NULL, "1 serving oat ball", &entry));
  NEAR(entry.basis_amount, 2.0, 1e-12);
  NEAR(entry.magnesium_mg, 170.0, 1e-12);
}
END_TEST

/* An edit is a new food: old entries keep the old one and its figures, names mean the new one. */
START_TEST(edited) {
  static const int64_t nutrients[] = {NUTRI_MAGNESIUM, CALCIUM, NUTRI_ENERGY};
  static const double amounts[] = {120.0, 30.0, NOTHING};
  static const char *const measures[] = {"BITE", "box"};
  static const double grams[] = {12.0, 200.0};
  nutri_own_food change = NUTRI_INIT(nutri_own_food);
  nutri_intake read = NUTRI_INIT(nutri_intake);
  int64_t old_id = add_bar();
  int64_t new_id = 0;
  int64_t entry;
  int64_t later;

  add_ann();
  OK(nutri_alias_set(db, "ann", "my bar", old_id));
  entry = eat("ann", DAY, 1.0, "bar", old_id);
  change.nutrient_count = 3;
  change.nutrients = nutrients;
  change.amounts = amounts;
  change.portion_count = 2;
  change.measures = measures;
  change.grams = grams;
  OK(nutri_food_edit(db, old_id, &change, &new_id));
  ck_assert_int_gt(new_id, old_id);
  ck_assert_int_eq(sql_int("SELECT replaced_by FROM food WHERE food_id = %lld", (long long)old_id),
                   new_id);
  ck_assert_int_eq(found("oat bar").food_id, new_id);
  ck_assert_int_eq(found("bar oat").food_id, new_id); /* by words too */
  ck_assert_int_eq(sql_int("SELECT food_id FROM diary_name WHERE food = 'oat bar'"), new_id);
  ck_assert_int_eq(sql_int("SELECT food_id FROM food_alias WHERE text = 'my bar'"), new_id);
  NEAR(held(new_id, NUTRI_MAGNESIUM), 120.0, 1e-12);
  NEAR(held(new_id, CALCIUM), 30.0, 1e-12);
  IS_NAN(held(new_id, NUTRI_ENERGY)); /* taken away: unknown, not 0 */
  NEAR(held(old_id, NUTRI_MAGNESIUM), 85.0, 1e-12);
  NEAR(held(old_id, NUTRI_ENERGY), 410.0, 1e-12);
  OK(nutri_intake_get(db, entry, &read));
  ck_assert_int_eq(read.food_id, old_id);
  NEAR(read.magnesium_mg, 34.0, 1e-12);
  later = eat("ann", DAY, 1.0, "bar", new_id); /* the bar stayed the usual portion */
  OK(nutri_intake_get(db, later, &read));
  NEAR(read.magnesium_mg, 48.0, 1e-12);
  later = eat("ann", DAY, 1.0, "bite", new_id);
  OK(nutri_intake_get(db, later, &read));
  NEAR(read.basis_amount, 12.0, 1e-12);
  NEAR(total_of("ann").total, 34.0 + 48.0 + 14.4, 1e-9);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient_change"), 0);
}
END_TEST

/* A chain of versions: every older one names the newest, under its newest name. */
START_TEST(edited_again) {
  static const char *const bite = "bite";
  static const double gone = NOTHING;
  nutri_own_food change = NUTRI_INIT(nutri_own_food);
  nutri_food food = NUTRI_INIT(nutri_food);
  int64_t id[3] = {add_bar()};

  change.portion_count = 1;
  change.measures = &bite;
  change.grams = &gone;
  OK(nutri_food_edit(db, id[0], &change, &id[1]));
  ck_assert_int_eq(
      sql_int("SELECT count(*) FROM food_portion WHERE food_id = %lld", (long long)id[1]), 1);
  change = (nutri_own_food){
      .size = sizeof change, .description = " Oat  bar, new ", .category = "sweets"};
  OK(nutri_food_edit(db, id[1], &change, &id[2]));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE replaced_by = %lld", (long long)id[2]),
                   2);
  OK(nutri_food_find(db, NULL, "oat bar, new", &food));
  ck_assert_int_eq(food.food_id, id[2]);
  ck_assert_str_eq(food.category, "Sweets");
  NEAR(food.magnesium_mg, 85.0, 1e-12);
  FAILS(NUTRI_EINVAL, nutri_food_edit(db, id[0], &change, NULL));
  SAYS("is an older version: edit ");
  id[0] = add_bar(); /* its name is free again */
  ck_assert_int_eq(found("Oat bar").food_id, id[0]);
}
END_TEST

/* The usual portion in another weight is still the usual one; another can be named, or none stay.
 */
START_TEST(usual_portion_of_an_edit) {
  static const struct {
    const char *measure;
    double grams;
    int usual;
    const char *is_usual;
  } edits[] = {{"Bar", 45.0, 0, "Bar 45.0"},
               {"bite", 9.0, 0, "bar 40.0"},
               {"bite", 9.0, 1, "bite 9.0"},
               {"bar", NOTHING, 0, ""}};

  for (size_t i = 0; i < COUNT(edits); i++) {
    nutri_own_food change = NUTRI_INIT(nutri_own_food);
    int64_t id = 0;

    sql("DELETE FROM food WHERE source_id = 1");
    change.portion_count = 1;
    change.measures = &edits[i].measure;
    change.grams = &edits[i].grams;
    change.usual_portion = edits[i].usual;
    OK(nutri_food_edit(db, add_bar(), &change, &id));
    ck_assert_str_eq(sql_text("SELECT (SELECT measure || ' ' || grams FROM food_portion"
                              " WHERE food_id = %lld AND is_usual)",
                              (long long)id),
                     edits[i].is_usual);
  }
}
END_TEST

static char long_name[1002];

static const struct {
  const char *name;
  const char *category;
  int64_t nutrient[2];
  double amount[2];
  const char *measure[2];
  double grams[2];
  int usual;
  int code;
  const char *says;
} refusals[] = {
#define MG2                                                                                        \
  { NUTRI_MAGNESIUM, CALCIUM }
#define FINE                                                                                       \
  { 1.0, 2.0 }
#define PARTS                                                                                      \
  { "bar", "bite" }
#define WEIGHTS                                                                                    \
  { 40.0, 10.0 }
    {"", NULL, MG2, FINE, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "1 to 1000"},
    {"  ", NULL, MG2, FINE, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "1 to 1000"},
    {long_name, NULL, MG2, FINE, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "1 to 1000"},
    {"Oat bar", NULL, MG2, FINE, PARTS, WEIGHTS, 0, NUTRI_EEXISTS, "named 'Oat bar' already"},
    {"OAT  BAR", NULL, MG2, FINE, PARTS, WEIGHTS, 0, NUTRI_EEXISTS, "already"},
    {"New", "unobtainium", MG2, FINE, PARTS, WEIGHTS, 0, NUTRI_ENOTFOUND, "category 'unobtainium'"},
    {"New", NULL, {NUTRI_MAGNESIUM, 4711}, FINE, PARTS, WEIGHTS, 0, NUTRI_ENOTFOUND, "4711"},
    {"New", NULL, {CALCIUM, CALCIUM}, FINE, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "given twice"},
    {"New", NULL, MG2, {1.0, -1.0}, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "Calcium, Ca: -1 mg"},
    {"New", NULL, MG2, {1e308, 1.0}, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "Magnesium, Mg: 1e+308"},
    {"New", NULL, MG2, {HUGE_VAL, 1.0}, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "Magnesium, Mg: inf"},
    {"New", NULL, MG2, {NOTHING, 1.0}, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "no amount"},
    {"New", NULL, MG2, {100001.0, 1.0}, PARTS, WEIGHTS, 0, NUTRI_EINVAL, "more than the 100 g"},
    {"New", NULL, MG2, FINE, {"bar", ""}, WEIGHTS, 0, NUTRI_EINVAL, "1 to 300"},
    {"New", NULL, MG2, FINE, {"bar", NULL}, WEIGHTS, 0, NUTRI_EINVAL, "1 to 300"},
    {"New", NULL, MG2, FINE, {"bar", "BAR"}, WEIGHTS, 0, NUTRI_EINVAL, "'BAR' is given twice"},
    {"New", NULL, MG2, FINE, PARTS, {0.0, 10.0}, 0, NUTRI_EINVAL, "'bar': 0 g is not above 0"},
    {"New", NULL, MG2, FINE, PARTS, {-40.0, 10.0}, 0, NUTRI_EINVAL, "above 0"},
    {"New", NULL, MG2, FINE, PARTS, {1e308, 10.0}, 0, NUTRI_EINVAL, "at most 1000000"},
    {"New", NULL, MG2, FINE, PARTS, {NOTHING, 10.0}, 0, NUTRI_EINVAL, "no weight"},
    {"New", NULL, MG2, FINE, PARTS, WEIGHTS, 3, NUTRI_EINVAL, "none of the 2 measures"},
    {"New", NULL, MG2, FINE, PARTS, WEIGHTS, -1, NUTRI_EINVAL, "none of the 2 measures"},
};

START_TEST(refused) {
  nutri_own_food food = NUTRI_INIT(nutri_own_food);
  int64_t id = -7;
  int64_t before;

  memset(long_name, 'x', sizeof long_name - 1);
  add_bar();
  before = sql_int("SELECT count(*) FROM food");
  food.description = refusals[_i].name;
  food.category = refusals[_i].category;
  food.nutrient_count = food.portion_count = 2;
  food.nutrients = refusals[_i].nutrient;
  food.amounts = refusals[_i].amount;
  food.measures = refusals[_i].measure;
  food.grams = refusals[_i].grams;
  food.usual_portion = refusals[_i].usual;
  FAILS(refusals[_i].code, nutri_food_add(db, &food, &id));
  SAYS(refusals[_i].says);
  ck_assert_int_eq(id, -7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), before);
}
END_TEST

/* The same wrong values refuse an edit, which leaves the food as it was. */
START_TEST(refused_edit) {
  nutri_own_food food = NUTRI_INIT(nutri_own_food);
  int64_t id = add_bar();
  int64_t before = sql_int("SELECT count(*) FROM food");
  int code = refusals[_i].code;

  memset(long_name, 'x', sizeof long_name - 1);
  if (code == NUTRI_EEXISTS || strncmp(refusals[_i].says, "no ", 3) == 0)
    return; /* its own name; an amount that goes */
  food.description = refusals[_i].name;
  food.category = refusals[_i].category;
  food.nutrient_count = food.portion_count = 2;
  food.nutrients = refusals[_i].nutrient;
  food.amounts = refusals[_i].amount;
  food.measures = refusals[_i].measure;
  food.grams = refusals[_i].grams;
  food.usual_portion = refusals[_i].usual;
  FAILS(code, nutri_food_edit(db, id, &food, NULL));
  SAYS(refusals[_i].says);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), before);
  ck_assert_int_eq(found("oat bar").food_id, id);
}
END_TEST

START_TEST(no_food_of_ones_own) {
  nutri_own_food change = {.size = sizeof change, .description = "New"};
  nutri_own_food nothing = NUTRI_INIT(nutri_own_food);
  nutri_own_food sizeless = {.description = "New"};
  nutri_own_food listless = {.size = sizeof listless, .description = "New", .nutrient_count = 1};
  int64_t id = add_bar();
  int64_t pill = add_food("Pill", "supplement", "unit");

  FAILS(NUTRI_EINVAL, nutri_food_edit(db, starter("almonds"), &change, NULL));
  SAYS("nutri starter: only a food of your own");
  FAILS(NUTRI_ENOTFOUND, nutri_food_edit(db, 4711, &change, NULL));
  SAYS("4711");
  FAILS(NUTRI_EINVAL, nutri_food_edit(db, pill, &change, NULL));
  SAYS("is a supplement");
  FAILS(NUTRI_EINVAL, nutri_food_edit(db, id, &nothing, NULL));
  SAYS("nothing of food");
  FAILS(NUTRI_EMISUSE, nutri_food_add(db, &nothing, NULL));
  FAILS(NUTRI_EMISUSE, nutri_food_add(db, NULL, NULL));
  FAILS(NUTRI_EMISUSE, nutri_food_add(db, &sizeless, NULL));
  FAILS(NUTRI_EMISUSE, nutri_food_add(db, &listless, NULL));
  FAILS(NUTRI_EMISUSE, nutri_food_edit(db, id, NULL, NULL));
}
END_TEST

TESTS("own_food") {
  tcase_add_test(tc, added);
  tcase_add_test(tc, other_bases);
  tcase_add_test(tc, edited);
  tcase_add_test(tc, edited_again);
  tcase_add_test(tc, usual_portion_of_an_edit);
  ADD_LOOP(refused, refusals);
  ADD_LOOP(refused_edit, refusals);
  tcase_add_test(tc, no_food_of_ones_own);
}
