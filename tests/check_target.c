/* SPDX-License-Identifier: MIT */
/* A person's own goals. */
#include "support.h"

#define DAY "2026-11-16"
#define CALCIUM INT64_C(1087)

static nutri_target goal(const char *from, const char *to, double amount) {
  return (nutri_target){.size = sizeof(nutri_target),
                        .nutrient_id = NUTRI_MAGNESIUM,
                        .from = from,
                        .to = to,
                        .amount = amount};
}

static int64_t add_goal(const char *from, const char *to, double amount) {
  nutri_target given = goal(from, to, amount);
  int64_t id = 0;

  OK(nutri_target_add(db, "ann", &given, &id));
  return id;
}

static nutri_deficit on(const char *day) {
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  mark("ann", day, "complete");
  OK(nutri_magnesium_deficit(db, "ann", day, day, &d));
  return d;
}

START_TEST(added_listed_removed) {
  nutri_target given = goal(DAY, "2026-12-31", 350.5);
  nutri_target read = NUTRI_INIT(nutri_target);
  nutri_cursor *cursor = NULL;
  int64_t id = 0;

  add_ann();
  given.note = "agreed with Dr. Lee";
  OK(nutri_target_add(db, "ann", &given, &id));
  given = goal("2026-01-01", NULL, 900.0);
  given.nutrient_id = CALCIUM;
  OK(nutri_target_add(db, "ann", &given, NULL));
  OK(nutri_target_list(db, "ann", &cursor));
  ck_assert_int_eq(nutri_target_next(cursor, &read), NUTRI_ROW); /* calcium, in USDA's order */
  ck_assert_str_eq(read.nutrient, "Calcium, Ca");
  ck_assert_ptr_null(read.to);
  ck_assert_ptr_null(read.note);
  ck_assert_int_eq(nutri_target_next(cursor, &read), NUTRI_ROW);
  ck_assert_int_eq(read.target_id, id);
  ck_assert_int_eq(read.nutrient_id, NUTRI_MAGNESIUM);
  ck_assert_str_eq(read.from, DAY);
  ck_assert_str_eq(read.to, "2026-12-31");
  ck_assert_double_eq(read.amount, 350.5);
  ck_assert_str_eq(read.note, "agreed with Dr. Lee");
  ck_assert_str_eq(read.unit, "mg");
  ck_assert_int_eq(nutri_target_next(cursor, &read), NUTRI_OK);
  nutri_cursor_close(cursor);
  OK(nutri_target_remove(db, id));
  FAILS(NUTRI_ENOTFOUND, nutri_target_remove(db, id));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM target"), 1);
}
END_TEST

/* It goes before the RDA on its days and on no others; of several the one that began last holds. */
START_TEST(holds_on_its_days) {
  static const struct {
    const char *day;
    double target;
    const char *kind;
  } days[] = {{"2026-10-31", 320, "RDA"}, {"2026-11-01", 400, "own"}, {"2026-11-09", 400, "own"},
              {"2026-11-10", 350, "own"}, {"2026-11-12", 350, "own"}, {"2026-11-13", 400, "own"},
              {"2026-11-30", 400, "own"}, {"2026-12-01", 320, "RDA"}};

  add_ann();
  add_goal("2026-11-01", "2026-11-30", 400);
  add_goal("2026-11-10", "2026-11-12", 350);
  for (size_t i = 0; i < COUNT(days); i++) {
    nutri_deficit d = on(days[i].day);

    NEAR(d.target, days[i].target, 1e-9);
    ck_assert_str_eq(d.target_kind, days[i].kind);
    ck_assert_str_eq(d.authority, "us");
    if (strcmp(days[i].kind, "own") == 0) {
      ck_assert_ptr_null(d.target_body);
      ck_assert_int_eq(d.target_year, 0);
      ck_assert_ptr_null(d.target_confidence);
    }
    NEAR(d.average_requirement, 265.0, 1e-9); /* the authority's stays */
    ck_assert_str_eq(d.average_body, "IOM/NASEM (US-Canada)");
    ck_assert_int_eq(d.average_year, 1997);
  }
}
END_TEST

/* Days with the goal and days with the RDA: the mean of both, and it says so. */
START_TEST(goal_for_part_of_the_span) {
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  add_ann();
  add_goal(DAY, NULL, 400);
  mark("ann", "2026-11-15", "complete");
  mark("ann", DAY, "complete");
  OK(nutri_magnesium_deficit(db, "ann", NULL, NULL, &d));
  NEAR(d.target, 360.0, 1e-9);
  NEAR(d.target_low, 320.0, 1e-9);
  NEAR(d.target_high, 400.0, 1e-9);
  ck_assert_int_eq(d.target_kinds, 2);
  /* An authority's value side by side is the authority's. */
  OK(nutri_nutrient_deficit_by(db, "ann", "us", NUTRI_MAGNESIUM, NULL, NULL, &d));
  NEAR(d.target, 320.0, 1e-9);
  ck_assert_int_eq(d.target_kinds, 1);
  OK(nutri_nutrient_deficit_by(db, "ann", "eu", NUTRI_MAGNESIUM, NULL, NULL, &d));
  NEAR(d.target, 300.0, 1e-9);
  ck_assert_str_eq(d.target_kind, "AI");
}
END_TEST

/* A goal where there is no reference value at all. */
START_TEST(goal_without_a_reference) {
  nutri_target given = goal("2026-01-01", NULL, 400.0);
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  add_person("kim", NULL, NULL, NULL);
  mark("kim", DAY, "complete");
  OK(nutri_target_add(db, "kim", &given, NULL));
  OK(nutri_magnesium_deficit(db, "kim", NULL, NULL, &d));
  NEAR(d.target, 400.0, 1e-9);
  ck_assert_str_eq(d.target_kind, "own");
  ck_assert_int_eq(d.target_reason, NUTRI_REASON_NONE);
  IS_NAN(d.average_requirement);
}
END_TEST

static char long_note[10002];

static const struct {
  const char *person;
  const char *from;
  const char *to;
  double amount;
  int64_t nutrient;
  const char *note;
  int code;
  const char *says;
} refusals[] = {
    {"eve", DAY, NULL, 350, NUTRI_MAGNESIUM, NULL, NUTRI_ENOTFOUND, "eve"},
    {"ann", NULL, NULL, 350, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "from"},
    {"ann", "2026-02-31", NULL, 350, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "2026-02-31"},
    {"ann", DAY, "2026-02-31", 350, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "2026-02-31"},
    {"ann", DAY, "2026-11-15", 350, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "before it begins"},
    {"ann", DAY, NULL, 0, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "above 0"},
    {"ann", DAY, NULL, -350, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "above 0"},
    {"ann", DAY, NULL, (double)NAN, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "above 0"},
    {"ann", DAY, NULL, HUGE_VAL, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "above 0"},
    {"ann", DAY, NULL, 1e308, NUTRI_MAGNESIUM, NULL, NUTRI_EINVAL, "at most 1000000"},
    {"ann", DAY, NULL, 350, 4711, NULL, NUTRI_ENOTFOUND, "4711"},
    {"ann", DAY, NULL, 350, NUTRI_MAGNESIUM, long_note, NUTRI_EINVAL, "10000"},
    {"ann", "2026-01-01", NULL, 350, NUTRI_MAGNESIUM, NULL, NUTRI_EEXISTS,
     "ann has a goal for Magnesium, Mg from 2026-01-01 already"},
};

START_TEST(refused) {
  nutri_target given = goal(refusals[_i].from, refusals[_i].to, refusals[_i].amount);
  int64_t id = -7;

  memset(long_note, 'x', sizeof long_note - 1);
  add_ann();
  add_goal("2026-01-01", NULL, 300);
  given.nutrient_id = refusals[_i].nutrient;
  given.note = refusals[_i].note;
  FAILS(refusals[_i].code, nutri_target_add(db, refusals[_i].person, &given, &id));
  SAYS(refusals[_i].says);
  ck_assert_int_eq(id, -7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM target"), 1);
}
END_TEST

TESTS("target") {
  tcase_add_test(tc, added_listed_removed);
  tcase_add_test(tc, holds_on_its_days);
  tcase_add_test(tc, goal_for_part_of_the_span);
  tcase_add_test(tc, goal_without_a_reference);
  ADD_LOOP(refused, refusals);
}
