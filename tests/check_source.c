/* SPDX-License-Identifier: MIT */
/* Which foods brought a nutrient. */
#include "support.h"

#define DAY "2026-11-16"
#define MG NUTRI_MAGNESIUM

static nutri_source source = NUTRI_INIT(nutri_source);

/* The issue's day: SR Legacy per 100 g times the grams, most first. */
static const struct {
  const char *description;
  double amount;
  double value;
} brought[] = {
    {"Black beans, cooked", 172.0, 120.4},
    {"Almonds", 30.0, 81.0},
    {"Bread, whole wheat", 64.0, 48.0},
    {"Spinach, raw", 60.0, 47.4},
};

START_TEST(issue_day) {
  nutri_cursor *list = NULL;
  double shares = 0.0;

  add_ann();
  eat_issue_day();
  OK(nutri_source_list(db, "ann", MG, DAY, DAY, &list));
  for (size_t i = 0; i < COUNT(brought); i++) {
    ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_ROW);
    ck_assert_str_eq(source.description, brought[i].description);
    ck_assert_int_eq(source.entries, 1);
    NEAR(source.amount, brought[i].amount, 1e-9);
    ck_assert_int_eq(source.basis, NUTRI_PER_100_G);
    NEAR(source.value, brought[i].value, 1e-9);
    ck_assert_str_eq(source.unit, "mg");
    NEAR(source.share, brought[i].value / 296.8, 1e-9);
    shares += source.share;
  }
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_OK);
  nutri_cursor_close(list);
  NEAR(shares, 1.0, 1e-12);
}
END_TEST

START_TEST(entries_of_one_food_are_added) {
  nutri_cursor *list = NULL;
  int64_t food = add_plain_food("Thing");

  add_ann();
  eat("ann", DAY, 10.0, "g", food);
  eat("ann", DAY, 20.0, "g", food);
  eat("ann", "2026-11-17", 40.0, "g", food);
  eat("ann", "2026-11-18", 80.0, "g", food);
  OK(nutri_source_list(db, "ann", MG, DAY, "2026-11-17", &list));
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_ROW);
  ck_assert_int_eq(source.food_id, food);
  ck_assert_int_eq(source.entries, 3);
  NEAR(source.amount, 70.0, 1e-9);
  NEAR(source.value, 70.0, 1e-9);
  NEAR(source.share, 1.0, 1e-12);
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

/* Unknown ones last, with neither value nor share; the shares are of what is known. */
START_TEST(unknown_last) {
  nutri_cursor *list = NULL;
  int64_t unknown = add_food("A mystery", "food", "g");

  add_ann();
  eat("ann", DAY, 500.0, "g", unknown);
  eat("ann", DAY, 50.0, "g", add_plain_food("Thing"));
  OK(nutri_source_list(db, "ann", MG, NULL, NULL, &list));
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_ROW);
  ck_assert_str_eq(source.description, "Thing");
  NEAR(source.share, 1.0, 1e-12);
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_ROW);
  ck_assert_int_eq(source.food_id, unknown);
  NEAR(source.amount, 500.0, 1e-9);
  IS_NAN(source.value);
  IS_NAN(source.share);
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

START_TEST(all_zero_has_no_shares) {
  nutri_cursor *list = NULL;
  int64_t food = add_food("Nothing in it", "food", "g");

  add_ann();
  add_nutrient(food, MG, 0.0, NULL);
  eat("ann", DAY, 500.0, "g", food);
  OK(nutri_source_list(db, "ann", MG, NULL, NULL, &list));
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_ROW);
  ck_assert_double_eq(source.value, 0.0);
  IS_NAN(source.share);
  nutri_cursor_close(list);
}
END_TEST

/* Scheduled doses stand in the list, once for every day of the diary that they fall on. */
START_TEST(scheduled_doses) {
  nutri_cursor *list = NULL;
  int64_t pill = add_food("Pill", "supplement", "unit");

  add_ann();
  add_nutrient(pill, MG, 150.0, NULL);
  sql("INSERT INTO schedule (person_id, food_id, from_day, to_day, amount)"
      " SELECT person_id, %lld, '2026-11-17', NULL, 2 FROM person",
      (long long)pill);
  for (int i = 15; i <= 19; i++)
    mark("ann", sql_text("SELECT '2026-11-%d'", i), "complete");
  OK(nutri_source_list(db, "ann", MG, NULL, "2026-11-18", &list));
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_ROW);
  ck_assert_int_eq(source.food_id, pill);
  ck_assert_int_eq(source.entries, 2); /* the 17th and the 18th */
  NEAR(source.amount, 4.0, 1e-9);
  ck_assert_int_eq(source.basis, NUTRI_PER_UNIT);
  NEAR(source.value, 600.0, 1e-9);
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

START_TEST(other_nutrient) {
  nutri_cursor *list = NULL;

  add_ann();
  eat_issue_day();
  OK(nutri_source_list(db, "ann", NUTRI_ENERGY, DAY, DAY, &list));
  ck_assert_int_eq(nutri_source_next(list, &source), NUTRI_ROW);
  ck_assert_str_eq(source.description, "Black beans, cooked");
  NEAR(source.value, 172.0 * 1.32, 1e-9);
  ck_assert_str_eq(source.unit, "kcal");
  nutri_cursor_close(list);
}
END_TEST

static const struct {
  const char *person;
  int64_t nutrient;
  const char *from;
  const char *to;
  int code;
  const char *says;
} wrong[] = {
    {"eve", MG, NULL, NULL, NUTRI_ENOTFOUND, "eve"},
    {"ann", 4711, NULL, NULL, NUTRI_ENOTFOUND, "4711"},
    {"ann", MG, "x", NULL, NUTRI_EINVAL, "from"},
    {"ann", MG, NULL, "x", NUTRI_EINVAL, "to"},
    {"ann", MG, "2026-11-17", "2026-11-16", NUTRI_EINVAL, "before it begins"},
};

START_TEST(refused) {
  nutri_cursor *list = NULL;

  add_ann();
  FAILS(wrong[_i].code, nutri_source_list(db, wrong[_i].person, wrong[_i].nutrient, wrong[_i].from,
                                          wrong[_i].to, &list));
  SAYS(wrong[_i].says);
  ck_assert_ptr_null(list);
}
END_TEST

TESTS("source") {
  tcase_add_test(tc, issue_day);
  tcase_add_test(tc, entries_of_one_food_are_added);
  tcase_add_test(tc, unknown_last);
  tcase_add_test(tc, all_zero_has_no_shares);
  tcase_add_test(tc, scheduled_doses);
  tcase_add_test(tc, other_nutrient);
  ADD_LOOP(refused, wrong);
}
