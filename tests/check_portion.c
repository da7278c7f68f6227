/* SPDX-License-Identifier: MIT */
#include "support.h"

static nutri_portion portion = NUTRI_INIT(nutri_portion);

/* SR Legacy, April 2018: grams of ONE measure; the usual one is nutri's list's. */
static const struct {
  const char *food;
  const char *measure;
  double grams;
  int is_usual;
} measures[] = {
    {"spinach-raw", "cup", 30.0, 1},
    {"spinach-raw", "bunch", 340.0, 0},
    {"almonds", "oz", 28.35, 1},
    {"almonds", "cup, whole", 143.0, 0},
    {"almonds", "almond", 1.2, 0}, /* 10 almonds are 12 g in the file */
    {"egg-boiled", "large", 50.0, 0},
    {"bread-whole-wheat", "slice", 32.0, 1},
    {"black-beans-cooked", "cup", 172.0, 0},
};

START_TEST(measure) {
  nutri_cursor *portions = NULL;
  int found = 0;

  OK(nutri_food_portions(db, starter(measures[_i].food), &portions));
  while (nutri_portion_next(portions, &portion) == NUTRI_ROW) {
    ck_assert_ptr_null(portion.borrowed_from);
    if (strcmp(portion.measure, measures[_i].measure) == 0) {
      found++;
      NEAR(portion.grams, measures[_i].grams, 1e-9);
      ck_assert_int_eq(portion.is_usual, measures[_i].is_usual);
    }
  }
  ck_assert_int_eq(found, 1);
  nutri_cursor_close(portions);
}
END_TEST

START_TEST(usual_comes_first) {
  nutri_cursor *portions = NULL;
  int usual = 0;
  int n = 0;

  OK(nutri_food_portions(db, starter("almonds"), &portions));
  for (; nutri_portion_next(portions, &portion) == NUTRI_ROW; n++) {
    ck_assert_int_eq(portion.is_usual, n == 0);
    usual += portion.is_usual;
  }
  nutri_cursor_close(portions);
  ck_assert_int_eq(usual, 1);
  ck_assert_int_eq(n, 7);
}
END_TEST

/* A food without portions of its own borrows those of the same food, and says from where. */
START_TEST(borrowed) {
  nutri_cursor *portions = NULL;
  int n = 0;

  sql("INSERT INTO food (food_id, source_id, source_key, description)"
      " VALUES (900001, 4, 'x', 'Almonds, raw')");
  OK(nutri_food_portions(db, 900001, &portions));
  ck_assert_int_eq(nutri_portion_next(portions, &portion), NUTRI_OK);
  nutri_cursor_close(portions);
  sql("INSERT INTO food_same_as (food_id, tie_id, why) VALUES (900001, 170567, 'ndb')");
  OK(nutri_food_portions(db, 900001, &portions));
  for (; nutri_portion_next(portions, &portion) == NUTRI_ROW; n++)
    ck_assert_str_eq(portion.borrowed_from, "nutri starter");
  nutri_cursor_close(portions);
  ck_assert_int_eq(n, 7);
  /* One of its own, and nothing is borrowed any more. */
  sql("INSERT INTO food_portion (food_id, portion_no, measure, grams)"
      " VALUES (900001, 1, 'handful', 30)");
  OK(nutri_food_portions(db, 900001, &portions));
  ck_assert_int_eq(nutri_portion_next(portions, &portion), NUTRI_ROW);
  ck_assert_str_eq(portion.measure, "handful");
  ck_assert_ptr_null(portion.borrowed_from);
  ck_assert_int_eq(nutri_portion_next(portions, &portion), NUTRI_OK);
  nutri_cursor_close(portions);
}
END_TEST

START_TEST(no_such_food) {
  nutri_cursor *portions = NULL;

  FAILS(NUTRI_ENOTFOUND, nutri_food_portions(db, 4711, &portions));
  SAYS("4711");
  ck_assert_ptr_null(portions);
}
END_TEST

TESTS("portion") {
  ADD_LOOP(measure, measures);
  tcase_add_test(tc, usual_comes_first);
  tcase_add_test(tc, borrowed);
  tcase_add_test(tc, no_such_food);
}
