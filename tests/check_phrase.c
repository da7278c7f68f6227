/* SPDX-License-Identifier: MIT */
/* "2 cups spinach" */
#include "support.h"

static nutri_intake entry = NUTRI_INIT(nutri_intake);

/* Grams of measures and mg per 100 g: SR Legacy, April 2018. */
static const struct {
  const char *text;
  double amount;
  const char *measure;
  const char *food;  /* description */
  const char *words; /* food_text */
  double grams;
  double magnesium_mg;
} phrases[] = {
    {"2 cups spinach", 2, "cups", "Spinach, raw", "spinach", 60, 47.4},
    {"2 cups of spinach", 2, "cups", "Spinach, raw", "spinach", 60, 47.4},
    {"2 cup spinach", 2, "cup", "Spinach, raw", "spinach", 60, 47.4},
    {"2 CUPS SPINACH", 2, "CUPS", "Spinach, raw", "SPINACH", 60, 47.4},
    {"  2   cups   spinach  ", 2, "cups", "Spinach, raw", "spinach", 60, 47.4},
    {"1 1/2 cup black beans", 1.5, "cup", "Black beans, cooked", "black beans", 258, 180.6},
    {"\xC2\xBD cup oatmeal", 0.5, "cup", "Oatmeal, cooked with water", "oatmeal", 117, 31.59},
    {"1\xC2\xBD cups oatmeal", 1.5, "cups", "Oatmeal, cooked with water", "oatmeal", 351, 94.77},
    {".5 cup oatmeal", 0.5, "cup", "Oatmeal, cooked with water", "oatmeal", 117, 31.59},
    {"0.5 cup oatmeal", 0.5, "cup", "Oatmeal, cooked with water", "oatmeal", 117, 31.59},
    {"1/2 cup oatmeal", 0.5, "cup", "Oatmeal, cooked with water", "oatmeal", 117, 31.59},
    {"30 g almonds", 30, "g", "Almonds", "almonds", 30, 81},
    {"30g almonds", 30, "g", "Almonds", "almonds", 30, 81},
    {"30 grams of almonds", 30, "grams", "Almonds", "almonds", 30, 81},
    {"30 g 1000000001", 30, "g", "Almonds", "1000000001", 30, 81},
    {"30 g ndb:12061", 30, "g", "Almonds", "ndb:12061", 30, 81},
    {"1 cup ndb:11457", 1, "cup", "Spinach, raw", "ndb:11457", 30, 23.7},
    {"2 oz almonds", 2, "oz", "Almonds", "almonds", 56.7, 153.09},
    {"2 ounces almonds", 2, "ounces", "Almonds", "almonds", 56.7, 153.09},
    {"1 oz (23 whole kernels) almonds", 1, "oz (23 whole kernels)", "Almonds", "almonds", 28.35,
     76.545},
    {"10 almonds", 10, "almonds", "Almonds", "almonds", 12, 32.4},
    {"1 almond", 1, "almond", "Almonds", "almond", 1.2, 3.24},
    {"1/2 avocado", 0.5, "avocado", "Avocado", "avocado", 100.5, 29.145},
    {"1 half avocado", 1, "half", "Avocado", "avocado", 100, 29},
    {"2 eggs", 2, "eggs", "Egg, boiled", "eggs", 100, 10},
    {"1 egg", 1, "egg", "Egg, boiled", "egg", 50, 5},
    {"2 large eggs", 2, "large", "Egg, boiled", "eggs", 100, 10},
    {"2 fried eggs", 2, "eggs", "Egg, fried", "fried eggs", 92, 11.96},
    {"2 slices whole wheat bread", 2, "slices", "Bread, whole wheat", "whole wheat bread", 64, 48},
    {"1 slice bread", 1, "slice", "Bread, white", "bread", 29, 6.67},
    {"2 bananas", 2, "medium", "Banana", "bananas", 236, 63.72},
    {"1 large banana", 1, "large", "Banana", "banana", 136, 36.72},
    {"1 kg potato", 1, "kg", "Potato, baked, with skin", "potato", 1000, 280},
    {"1 lb beef", 1, "lb", "Beef, ground, cooked", "beef", 453.59237, 90.718474},
    {"2 tbsp peanut butter", 2, "tbsp", "Peanut butter", "peanut butter", 32, 53.76},
    {"2 tablespoons peanut butter", 2, "tablespoons", "Peanut butter", "peanut butter", 32, 53.76},
    {"1 teaspoon sugar", 1, "teaspoon", "Sugar, white", "sugar", 4.2, 0},
    /* 976 g of its quart of 946.353 ml: the largest of its own measures of volume. */
    {"1 l milk", 1, "l", "Milk, whole", "milk", 976000 / 946.353, 97600 / 946.353},
    {"1 fl oz milk", 1, "fl oz", "Milk, whole", "milk", 30.5, 3.05},
    {"2 cups 2% milk", 2, "cups", "Milk, reduced fat, 2%", "2% milk", 488, 53.68},
    {"1 cup shredded lettuce", 1, "cup shredded", "Lettuce, iceberg", "lettuce", 72, 5.04},
    {"1 cup, chopped onion", 1, "cup, chopped", "Onion, raw", "onion", 160, 16},
    {"1 cup chopped onion", 1, "cup chopped", "Onion, raw", "onion", 160, 16},
    {"2 cups chopped onion", 2, "cups chopped", "Onion, raw", "onion", 320, 32},
    {"1 cup onion, chopped", 1, "cup, chopped", "Onion, raw", "onion", 160, 16},
    {"2 tablespoons chopped onion", 2, "tablespoons chopped", "Onion, raw", "onion", 20, 2},
    {"20 cherries", 20, "cherries", "Cherries", "cherries", 164, 18.04},
    {"1 cherry", 1, "cherry", "Cherries", "cherry", 8.2, 0.902},
    {"3 dates", 3, "dates", "Dates", "dates", 21.3, 9.159},
    {"0.1 g salt", 0.1, "g", "Salt", "salt", 0.1, 0.001},
    {"1000000 g milk", 1e6, "g", "Milk, whole", "milk", 1e6, 1e5},
};

START_TEST(understood) {
  OK(nutri_intake_parse(db, NULL, phrases[_i].text, &entry));
  ck_assert_double_eq(entry.amount, phrases[_i].amount);
  ck_assert_str_eq(entry.measure, phrases[_i].measure);
  ck_assert_str_eq(entry.description, phrases[_i].food);
  ck_assert_str_eq(entry.food_text, phrases[_i].words);
  NEAR(entry.basis_amount, phrases[_i].grams, 1e-9 * phrases[_i].grams);
  ck_assert_int_eq(entry.basis, NUTRI_PER_100_G);
  NEAR(entry.magnesium_mg, phrases[_i].magnesium_mg, 1e-9 * fmax(1, phrases[_i].magnesium_mg));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 0); /* nothing is stored */
}
END_TEST

/* What was understood goes into the diary as it is, and comes out as that. */
START_TEST(understood_and_added) {
  nutri_intake read = NUTRI_INIT(nutri_intake);
  int64_t id = 0;

  add_ann();
  OK(nutri_intake_parse(db, "ann", phrases[_i].text, &entry));
  entry.person = "ann";
  entry.day = "2026-11-16";
  OK(nutri_intake_add(db, &entry, &id)); /* its texts live through the next call */
  OK(nutri_intake_get(db, id, &read));
  ck_assert_str_eq(read.description, phrases[_i].food);
  ck_assert_double_eq(read.amount, phrases[_i].amount);
  ck_assert_str_eq(read.measure, phrases[_i].measure);
  NEAR(read.basis_amount, phrases[_i].grams, 1e-9 * phrases[_i].grams);
  NEAR(read.magnesium_mg, phrases[_i].magnesium_mg, 1e-9 * fmax(1, phrases[_i].magnesium_mg));
}
END_TEST

static const struct {
  const char *text;
  int code;
  const char *says;
  const char *words; /* food_text, where it is the food that fits several */
} refusals[] = {
    {"", NUTRI_EINVAL, "amount", NULL},
    {"   ", NUTRI_EINVAL, "amount", NULL},
    {"spinach", NUTRI_EINVAL, "'spinach' does not begin with an amount", NULL},
    {"cups spinach", NUTRI_EINVAL, "amount", NULL},
    {"5", NUTRI_EINVAL, "no food", NULL},
    {"5 ", NUTRI_EINVAL, "no food", NULL},
    {"30 g", NUTRI_EINVAL, "no food", NULL},
    {"2 cups", NUTRI_EINVAL, "no food", NULL},
    {"1,5 cup milk", NUTRI_EINVAL, "1,5 cup milk", NULL},
    {"-1 cup milk", NUTRI_EINVAL, "-1 cup milk", NULL},
    {"+1 cup milk", NUTRI_EINVAL, "+1 cup milk", NULL},
    {"0 g milk", NUTRI_EINVAL, "above 0", NULL},
    {"0/2 cup milk", NUTRI_EINVAL, "above 0", NULL},
    {"1/0 cup milk", NUTRI_EINVAL, "1/0", NULL},
    {"1e9 g milk", NUTRI_EINVAL, "1e9", NULL},
    {"nan g milk", NUTRI_EINVAL, "nan", NULL},
    {"inf g milk", NUTRI_EINVAL, "inf", NULL},
    {"1000001 g milk", NUTRI_EINVAL, "at most 1000000", NULL},
    {"100000000000000000000 g milk", NUTRI_EINVAL, "amount", NULL},
    {"30 g unobtainium", NUTRI_ENOTFOUND, "'unobtainium'", NULL},
    {"2 cups of unobtainium", NUTRI_ENOTFOUND, "'unobtainium'", NULL},
    {"1 unobtainium", NUTRI_ENOTFOUND, "'unobtainium'", NULL},
    {"30 g 4711", NUTRI_ENOTFOUND, "4711", NULL},
    {"30 g ndb:4711", NUTRI_ENOTFOUND, "ndb:4711", NULL},
    {"30 g fdc:x", NUTRI_ENOTFOUND, "fdc:x", NULL},
    {"1 glass milk", NUTRI_ENOTFOUND, "Milk, whole has no measure 'glass': it has g, cup (244.0 g)",
     NULL},
    {"1 l almonds", NUTRI_EAMBIGUOUS, "'l' fits several measures of Almonds",
     NULL}, /* whole, ground */
    {"1 handful almonds", NUTRI_ENOTFOUND, "Almonds has no measure 'handful'", NULL},
    {"2 spinach", NUTRI_ENOTFOUND, "how much of Spinach, raw? Give a measure: g, cup", NULL},
    {"2 milk", NUTRI_ENOTFOUND, "how much of Milk, whole?", NULL}, /* a cup is never assumed */
    {"2 2% milk", NUTRI_ENOTFOUND, "how much of Milk, reduced fat, 2%?", NULL},
    {"1 cup almonds", NUTRI_EAMBIGUOUS, "'cup' fits several measures of Almonds: ", NULL},
    {"1 cup onion", NUTRI_EAMBIGUOUS, "cup, chopped (160.0 g), cup, sliced (115.0 g)", NULL},
    {"1 cup grated onion", NUTRI_ENOTFOUND, "no food has the words 'grated onion'", NULL},
    {"1 cup onion, grated", NUTRI_ENOTFOUND, "onion, grated", NULL},
    {"2 leaves lettuce", NUTRI_EAMBIGUOUS, "'leaves' fits several measures of Lettuce", NULL},
    {"1 block tofu", NUTRI_EAMBIGUOUS, "block (324.0 g), block (455.0 g)", NULL},
    {"1 swiss", NUTRI_EAMBIGUOUS, "'swiss' fits several foods", "swiss"},
    {"2 cups swiss", NUTRI_EAMBIGUOUS, "'swiss' fits several foods", "swiss"},
    {"30 g of swiss", NUTRI_EAMBIGUOUS, "'swiss' fits several foods", "swiss"},
    {"2 cups '; DROP TABLE food; --", NUTRI_ENOTFOUND, "DROP TABLE", NULL},
    {"2 cups \"almonds\" NEAR(spinach)", NUTRI_ENOTFOUND, "NEAR", NULL},
    {"2 cups %", NUTRI_ENOTFOUND, "no word", NULL},
};

START_TEST(refused) {
  entry = (nutri_intake){.size = sizeof entry, .description = "untouched", .amount = -7.0};
  FAILS(refusals[_i].code, nutri_intake_parse(db, NULL, refusals[_i].text, &entry));
  SAYS(refusals[_i].says);
  ck_assert_pstr_eq(entry.food_text, refusals[_i].words);
  ck_assert_str_eq(entry.description, "untouched");
  ck_assert_double_eq(entry.amount, -7.0);
  ck_assert_int_eq(entry.food_id, 0);
}
END_TEST

/* What is offered for an ambiguous food: the candidates of its words. */
START_TEST(ambiguous_food_has_candidates) {
  nutri_cursor *foods = NULL;

  add_ann();
  FAILS(NUTRI_EAMBIGUOUS, nutri_intake_parse(db, "ann", "2 cups swiss", &entry));
  OK(nutri_food_candidates(db, "ann", entry.food_text, 10, &foods));
  ck_assert_int_eq(count_foods(foods), 2);
  OK(nutri_alias_set(db, "ann", "swiss", starter("swiss-chard-cooked")));
  OK(nutri_intake_parse(db, "ann", "2 cups swiss", &entry));
  ck_assert_int_eq(entry.food_id, starter("swiss-chard-cooked"));
  FAILS(NUTRI_ENOTFOUND, nutri_intake_parse(db, "eve", "1 egg", &entry));
  SAYS("eve");
}
END_TEST

START_TEST(own_food_by_the_piece) {
  int64_t pill = add_food("Magnesium citrate 150", "supplement", "unit");

  add_nutrient(pill, NUTRI_MAGNESIUM, 150.0, NULL);
  add_ann();
  OK(nutri_alias_set(db, "ann", "mag", pill));
  OK(nutri_intake_parse(db, "ann", "2 tablets mag", &entry));
  ck_assert_int_eq(entry.basis, NUTRI_PER_UNIT);
  ck_assert_double_eq(entry.basis_amount, 2.0);
  NEAR(entry.magnesium_mg, 300.0, 1e-9);
  IS_NAN(entry.energy_kcal);
  OK(nutri_intake_parse(db, "ann", "3 mag", &entry)); /* what comes in pieces is counted */
  ck_assert_double_eq(entry.basis_amount, 3.0);
  ck_assert_str_eq(entry.measure, "unit");
  FAILS(NUTRI_ENOTFOUND, nutri_intake_parse(db, "ann", "2 g mag", &entry));
  SAYS("no measure 'g'");
}
END_TEST

/* A phrase as long as one likes is read to its end or refused. */
START_TEST(long_phrase) {
  static char text[10241];
  static const char *const begins[] = {"2 ", "2 cups ", "30 g "};

  for (size_t i = 0; i < COUNT(begins); i++) {
    size_t n = strlen(begins[i]);

    memset(text, 'a', sizeof text - 1);
    memcpy(text, begins[i], n);
    FAILS(NUTRI_ENOTFOUND, nutri_intake_parse(db, NULL, text, &entry));
    for (size_t at = n + 7; at < sizeof text - 1; at += 7)
      text[at] = ' ';
    FAILS(NUTRI_ENOTFOUND, nutri_intake_parse(db, NULL, text, &entry));
    ck_assert_uint_lt(strlen(nutri_errmsg(db)), 300);
  }
}
END_TEST

/* An older header's struct is filled as far as it goes. */
START_TEST(older_struct) {
  nutri_intake old = {.size = offsetof(nutri_intake, description), .energy_kcal = -7.0};

  OK(nutri_intake_parse(db, NULL, "2 cups spinach", &old));
  ck_assert_double_eq(old.amount, 2.0);
  ck_assert_str_eq(old.measure, "cups");
  ck_assert_ptr_null(old.description);
  ck_assert_double_eq(old.energy_kcal, -7.0);
}
END_TEST

TESTS("phrase") {
  ADD_LOOP(understood, phrases);
  ADD_LOOP(understood_and_added, phrases);
  ADD_LOOP(refused, refusals);
  tcase_add_test(tc, ambiguous_food_has_candidates);
  tcase_add_test(tc, own_food_by_the_piece);
  tcase_add_test(tc, long_phrase);
  tcase_add_test(tc, older_struct);
}
