/* SPDX-License-Identifier: MIT */
/* What a total does not know: its list, and the estimate from the categories. */
#include "support.h"

#define DAY "2026-11-16"
#define MG NUTRI_MAGNESIUM
#define CATEGORY 25 /* Snacks */

static int count_unknown(int64_t nutrient_id, uint32_t flags, nutri_unknown *last) {
  nutri_cursor *cursor = NULL;
  int n = 0;
  int rc;

  OK(nutri_unknown_list(db, "ann", nutrient_id, NULL, NULL, flags, &cursor));
  while ((rc = nutri_unknown_next(cursor, last)) == NUTRI_ROW)
    n++;
  ck_assert_int_eq(rc, NUTRI_OK);
  if (n > 0) /* its text is the cursor's */
    last->description = last->category = last->day = NULL;
  nutri_cursor_close(cursor);
  return n;
}

/* A food of the category, with so much magnesium in 100 g; below 0 = unknown. */
static int64_t snack(const char *description, double mg) {
  int64_t food = add_food(description, "food", "g");

  sql("UPDATE food SET category_id = %d WHERE food_id = %lld", CATEGORY, (long long)food);
  if (mg >= 0.0)
    add_nutrient(food, MG, mg, NULL);
  return food;
}

/* The day with a bread of unknown magnesium: 81 + 47.4 + 120.4 mg are known, and 414.54 of
 * 575.82 kcal. The total is a lower bound; the deficit is still there, "at most". */
START_TEST(one_of_four) {
  nutri_cursor *cursor = NULL;
  nutri_unknown unknown = NUTRI_INIT(nutri_unknown);
  int64_t bread = add_food("Bread of a village", "food", "g");
  int64_t entry;
  nutri_total t;
  nutri_deficit d;

  add_nutrient(bread, NUTRI_ENERGY, 252.0, NULL);
  add_ann();
  eat("ann", DAY, 30.0, "g", starter("almonds"));
  eat("ann", DAY, 2.0, "cups", starter("spinach-raw"));
  eat("ann", DAY, 172.0, "g", starter("black-beans-cooked"));
  entry = eat("ann", DAY, 64.0, "g", bread);
  t = total_of("ann");
  ck_assert_int_eq(t.entries, 4);
  ck_assert_int_eq(t.unknown_entries, 1);
  NEAR(t.total, 248.8, 1e-9);
  NEAR(t.known_share, 414.54 / 575.82, 1e-9);
  OK(nutri_unknown_list(db, "ann", MG, NULL, NULL, 0, &cursor));
  ck_assert_int_eq(nutri_unknown_next(cursor, &unknown), NUTRI_ROW);
  ck_assert_str_eq(unknown.day, DAY);
  ck_assert_int_eq(unknown.intake_id, entry);
  ck_assert_int_eq(unknown.food_id, bread);
  ck_assert_str_eq(unknown.description, "Bread of a village");
  ck_assert_ptr_null(unknown.category);
  ck_assert_int_eq(unknown.kind, NUTRI_FOOD);
  NEAR(unknown.amount, 64.0, 1e-12);
  ck_assert_int_eq(unknown.basis, NUTRI_PER_100_G);
  NEAR(unknown.energy_kcal, 161.28, 1e-9);
  IS_NAN(unknown.low);
  IS_NAN(unknown.high);
  ck_assert_int_eq(unknown.foods, 0);
  ck_assert_int_eq(nutri_unknown_next(cursor, &unknown), NUTRI_OK);
  nutri_cursor_close(cursor);
  mark("ann", DAY, "complete");
  d = deficit_of("ann");
  NEAR(d.mean_total, 248.8, 1e-9);
  NEAR(d.shortfall, 71.2, 1e-9);
  ck_assert_int_eq(d.unknown_entries, 1);
  NEAR(d.known_share, 414.54 / 575.82, 1e-9);
  IS_NAN(d.confidence);
  ck_assert_int_eq(d.reason, NUTRI_REASON_LOW_COVERAGE);
}
END_TEST

/* Every way not to know: the list has as many rows as the total says. */
START_TEST(list_is_what_the_total_counts) {
  int64_t mystery = add_food("Mystery", "food", "g");
  int64_t pill = add_food("Mystery pill", "supplement", "unit");
  nutri_unknown last = NUTRI_INIT(nutri_unknown);
  nutri_total t = NUTRI_INIT(nutri_total);

  add_ann();
  eat("ann", DAY, 100.0, "g", mystery);
  eat("ann", DAY, 1.0, NULL, pill);
  eat("ann", DAY, 10.0, "g", starter("almonds"));
  eat("ann", "2026-11-15", 100.0, "g", mystery); /* recorded: the day's total wins */
  eat("ann", "2026-11-15", 1.0, NULL, pill);
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '2026-11-15', 1090, 300 FROM person");
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '2026-11-14', 1008, 1900 FROM person");
  sql("INSERT INTO schedule (person_id, food_id, from_day, to_day, amount)"
      " SELECT person_id, %lld, '2026-11-14', '2026-11-15', 1 FROM person",
      (long long)pill);
  eat("ann", "2026-11-13", 5.0, "g", add_food("Zero", "food", "g"));
  sql("INSERT INTO food_nutrient SELECT food_id, 1090, 0, 'doubtful' FROM food WHERE description = "
      "'Zero'");
  t = total_of("ann");
  ck_assert_int_eq(t.unknown_entries, 7);
  ck_assert_int_eq(count_unknown(MG, 0, &last), 7);
  ck_assert_int_eq(count_unknown(MG, NUTRI_ESTIMATE, &last), 7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM magnesium_unknown WHERE person = 'ann'"), 7);
  OK(nutri_nutrient_total(db, "ann", NUTRI_ENERGY, NULL, NULL, &t));
  ck_assert_int_eq(count_unknown(NUTRI_ENERGY, 0, &last), t.unknown_entries);
  OK(nutri_nutrient_total(db, "ann", 1087, NULL, NULL, &t));
  ck_assert_int_eq(count_unknown(1087, 0, &last), t.unknown_entries);
}
END_TEST

/* n foods of 1, 2 ... n mg: the percentiles lie linearly between the values, at 1 + 0.1 (n - 1) and
 * 1 + 0.9 (n - 1). Under 20 known foods there is none. */
static const struct {
  int n;
  double low; /* NaN = none */
  double high;
} spreads[] = {{0, (double)NAN, (double)NAN},
               {19, (double)NAN, (double)NAN},
               {20, 2.9, 18.1},
               {21, 3.0, 19.0},
               {26, 3.5, 23.5},
               {100, 10.9, 90.1}};

START_TEST(percentiles) {
  nutri_unknown last = NUTRI_INIT(nutri_unknown);
  nutri_estimate e = NUTRI_INIT(nutri_estimate);
  char name[40];

  sql("DELETE FROM food_nutrient WHERE nutrient_id = 1090 AND food_id IN"
      " (SELECT food_id FROM food WHERE category_id = %d)",
      CATEGORY);
  add_ann();
  for (int i = spreads[_i].n; i >= 1; i--) {
    snprintf(name, sizeof name, "Snack %d", i);
    snack(name, i);
  }
  eat("ann", DAY, 50.0, "g", snack("Mystery snack", -1.0));
  eat("ann", DAY, 10.0, "g", starter("almonds"));
  ck_assert_int_eq(count_unknown(MG, 0, &last), 1);
  IS_NAN(last.low);
  ck_assert_int_eq(count_unknown(MG, NUTRI_ESTIMATE, &last), 1);
  ck_assert_int_eq(last.foods, spreads[_i].n);
  OK(nutri_nutrient_estimate(db, "ann", MG, NULL, NULL, &e));
  ck_assert_int_eq(e.unknown_entries, 1);
  ck_assert_str_eq(e.unit, "mg");
  if (isnan(spreads[_i].low)) {
    ck_assert_int_lt(spreads[_i].n, NUTRI_ESTIMATE_FOODS);
    IS_NAN(last.low);
    IS_NAN(last.high);
    ck_assert_int_eq(e.entries, 0);
    IS_NAN(e.low);
    return;
  }
  ck_assert_int_ge(spreads[_i].n, NUTRI_ESTIMATE_FOODS);
  NEAR(last.low, spreads[_i].low / 2.0, 1e-9); /* of 50 g */
  NEAR(last.high, spreads[_i].high / 2.0, 1e-9);
  ck_assert_int_eq(e.entries, 1);
  NEAR(e.low, spreads[_i].low / 2.0, 1e-9);
  NEAR(e.high, spreads[_i].high / 2.0, 1e-9);
  ck_assert_int_eq(e.foods, spreads[_i].n);
  NEAR(sql_number("SELECT low_mg FROM magnesium_category WHERE category_id = %d", CATEGORY),
       spreads[_i].low, 1e-9);
  NEAR(sql_number("SELECT high_mg FROM magnesium_unknown WHERE person = 'ann'"), last.high, 1e-9);
  /* The estimate is no part of what is known. */
  NEAR(total_of("ann").total, 27.0, 1e-9);
}
END_TEST

/* What is no known value of a food of its own: another basis, a doubtful zero, an older version, a
 * supplement, the same food in another source. */
START_TEST(what_counts_in_a_category) {
  nutri_unknown last = NUTRI_INIT(nutri_unknown);
  char name[40];
  int64_t food;

  sql("DELETE FROM food_nutrient WHERE nutrient_id = 1090 AND food_id IN"
      " (SELECT food_id FROM food WHERE category_id = %d)",
      CATEGORY);
  add_ann();
  for (int i = 1; i <= 20; i++) {
    snprintf(name, sizeof name, "Snack %d", i);
    snack(name, i);
  }
  food = snack("By the ml", 1000.0);
  sql("UPDATE food SET basis = 'ml' WHERE food_id = %lld", (long long)food);
  food = snack("Doubtful", -1.0);
  add_nutrient(food, MG, 0.0, "doubtful");
  food = snack("Old", 1000.0);
  sql("UPDATE food SET replaced_by = 1000000001 WHERE food_id = %lld", (long long)food);
  food = snack("Pill", 1000.0);
  sql("UPDATE food SET kind = 'supplement' WHERE food_id = %lld", (long long)food);
  food = snack("Snack 1 elsewhere", 1000.0);
  sql("INSERT INTO food_same_as SELECT food_id, 77, 'user' FROM food"
      " WHERE description IN ('Snack 1', 'Snack 1 elsewhere')");
  eat("ann", DAY, 100.0, "g", snack("Mystery snack", -1.0));
  ck_assert_int_eq(count_unknown(MG, NUTRI_ESTIMATE, &last), 1);
  ck_assert_int_eq(last.foods, 20);
  NEAR(last.low, 2.9, 1e-9);
  NEAR(last.high, 18.1, 1e-9);
  food = add_food("Pill of the category", "supplement", "unit"); /* no food: no estimate */
  sql("UPDATE food SET category_id = %d WHERE food_id = %lld", CATEGORY, (long long)food);
  eat("ann", DAY, 1.0, NULL, food);
  ck_assert_int_eq(count_unknown(MG, NUTRI_ESTIMATE, &last), 2);
  ck_assert_int_eq(last.kind, NUTRI_SUPPLEMENT);
  IS_NAN(last.low);
}
END_TEST

START_TEST(refused) {
  nutri_cursor *cursor = NULL;
  nutri_estimate e = {.size = sizeof e, .entries = -7};

  add_ann();
  FAILS(NUTRI_ENOTFOUND, nutri_unknown_list(db, "eve", MG, NULL, NULL, 0, &cursor));
  FAILS(NUTRI_ENOTFOUND, nutri_unknown_list(db, "ann", 4711, NULL, NULL, 0, &cursor));
  FAILS(NUTRI_EINVAL, nutri_unknown_list(db, "ann", MG, "2026-02-31", NULL, 0, &cursor));
  FAILS(NUTRI_EMISUSE, nutri_unknown_list(db, "ann", MG, NULL, NULL, 2u, &cursor));
  FAILS(NUTRI_ENOTFOUND, nutri_nutrient_estimate(db, "eve", MG, NULL, NULL, &e));
  FAILS(NUTRI_ENOTFOUND, nutri_nutrient_estimate(db, "ann", 4711, NULL, NULL, &e));
  FAILS(NUTRI_EINVAL, nutri_nutrient_estimate(db, "ann", MG, "x", NULL, &e));
  ck_assert_ptr_null(cursor);
  ck_assert_int_eq(e.entries, -7);
  OK(nutri_nutrient_estimate(db, "ann", MG, NULL, NULL, &e));
  ck_assert_int_eq(e.unknown_entries, 0);
  IS_NAN(e.low);
}
END_TEST

TESTS("unknown") {
  tcase_add_test(tc, one_of_four);
  tcase_add_test(tc, list_is_what_the_total_counts);
  ADD_LOOP(percentiles, spreads);
  tcase_add_test(tc, what_counts_in_a_category);
  tcase_add_test(tc, refused);
}
