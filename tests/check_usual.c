/* SPDX-License-Identifier: MIT */
/* The usual meal: schema/query/usual_list.sql has the rule. */
#include "support.h"

#define TODAY "2026-11-16"

static void had(int days_ago, const char *meal, double amount, const char *measure, int64_t food) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  char day[11];

  snprintf(day, sizeof day, "%s", sql_text("SELECT date('" TODAY "', '-%d days')", days_ago));
  entry.person = "ann";
  entry.day = day;
  entry.meal = meal;
  entry.time = "07:30";
  entry.note = "hungry";
  entry.food_id = food;
  entry.amount = amount;
  entry.measure = measure;
  OK(nutri_intake_add(db, &entry, NULL));
}

/* "Oatmeal 2 cups 4/4; Banana 1 medium 2/4" of a meal. */
static const char *usual_of(const char *meal) {
  static char text[1000];
  nutri_cursor *cursor = NULL;
  nutri_usual usual = NUTRI_INIT(nutri_usual);
  size_t n = 0;

  text[0] = '\0';
  OK(nutri_usual_list(db, "ann", meal, TODAY, &cursor));
  while (nutri_usual_next(cursor, &usual) == NUTRI_ROW)
    n +=
        (size_t)snprintf(text + n, sizeof text - n, "%s%s %g %s %d/%d", n > 0 ? "; " : "",
                         usual.description, usual.amount, usual.measure, usual.days, usual.of_days);
  nutri_cursor_close(cursor);
  return text;
}

/* Four breakfasts: oatmeal on each, banana on two, an egg on one. */
static void four_breakfasts(void) {
  int64_t oatmeal = starter("oatmeal-cooked");
  int64_t banana = starter("banana");

  add_ann();
  had(1, "breakfast", 1.0, "cup", oatmeal);
  had(2, "breakfast", 2.0, "cups", oatmeal);
  had(4, "Breakfast", 1.5, "cup", oatmeal); /* told without case */
  had(5, "breakfast", 1.0, "cup", oatmeal);
  had(2, "breakfast", 1.0, "medium", banana);
  had(5, "breakfast", 118.0, "g", banana);
  had(5, "breakfast", 2.0, "eggs", starter("egg-boiled"));
  had(3, "lunch", 1.0, "cup", starter("black-beans-cooked")); /* no breakfast that day */
  had(0, "breakfast", 5.0, "cups", oatmeal);                  /* the day itself is not before it */
}

START_TEST(at_least_half_and_the_median) {
  four_breakfasts();
  /* 1, 1, 1.5, 2 cups: the smaller of the middle two is 1 */
  ck_assert_str_eq(usual_of("breakfast"),
                   "Oatmeal, cooked with water 1 cup 4/4; Banana 1 medium 2/4");
  ck_assert_str_eq(usual_of("BREAKFAST"),
                   "Oatmeal, cooked with water 1 cup 4/4; Banana 1 medium 2/4");
  ck_assert_str_eq(usual_of("lunch"), ""); /* one day is no habit */
  ck_assert_str_eq(usual_of("tea"), "");
  ck_assert_str_eq(usual_of(NULL), "Oatmeal, cooked with water 1 cup 4/4; Banana 1 medium 2/4");
}
END_TEST

START_TEST(logged) {
  int count = 0;

  four_breakfasts();
  OK(nutri_usual_log(db, "ann", "breakfast", "2026-11-17", &count));
  ck_assert_int_eq(count, 1); /* a banana on 2 of 5 days is not usual */
  ck_assert_str_eq(
      sql_text("SELECT group_concat(food || ' ' || amount || ' ' || unit || ' ' || meal"
               " || coalesce(time, '') || coalesce(note, ''), '; ')"
               " FROM (SELECT * FROM diary WHERE day = '2026-11-17' ORDER BY entry_id)"),
      "Oatmeal, cooked with water 1.5 cup Breakfast");
}
END_TEST

/* Two coffees on a day are one amount of the day; both come back. */
START_TEST(twice_a_day) {
  int64_t coffee = starter("coffee-brewed");

  add_ann();
  for (int i = 1; i <= 3; i++) {
    had(i, "breakfast", 1.0, "cup", coffee);
    had(i, "breakfast", 1.0, "cup", coffee);
  }
  ck_assert_int_eq((int)strlen(usual_of("breakfast")) > 0, 1);
  ck_assert_ptr_nonnull(strchr(usual_of("breakfast"), ';'));
}
END_TEST

/* The last 14 days with the meal, and nothing of 90 days ago. */
START_TEST(how_far_back) {
  int64_t oatmeal = starter("oatmeal-cooked");
  int64_t banana = starter("banana");

  add_ann();
  for (int i = 1; i <= 14; i++)
    had(i, "breakfast", 1.0, i <= 6 ? "medium" : "cup", i <= 6 ? banana : oatmeal);
  for (int i = 15; i <= 30; i++)
    had(i, "breakfast", 1.0, "medium", banana);
  ck_assert_ptr_null(strstr(usual_of("breakfast"), "Banana")); /* 6 of 14 */
  ck_assert_ptr_nonnull(strstr(usual_of("breakfast"), "Oatmeal, cooked with water 1 cup 8/14"));
  sql("DELETE FROM intake");
  had(90, "breakfast", 1.0, "cup", oatmeal);
  had(89, "breakfast", 1.0, "cup", oatmeal);
  ck_assert_str_eq(usual_of("breakfast"), "");
  had(88, "breakfast", 1.0, "cup", oatmeal);
  ck_assert_str_eq(usual_of("breakfast"), "Oatmeal, cooked with water 1 cup 3/3");
  had(91, "breakfast", 1.0, "cup", oatmeal);
  ck_assert_str_eq(usual_of("breakfast"), "Oatmeal, cooked with water 1 cup 3/3");
}
END_TEST

/* Each meal has its own days; what has no meal is a meal of its own. */
START_TEST(all_meals) {
  add_ann();
  for (int i = 1; i <= 3; i++) {
    had(i, "dinner", 1.0, "cup", starter("black-beans-cooked"));
    had(i + 5, NULL, 30.0, "g", starter("almonds"));
  }
  ck_assert_str_eq(usual_of(NULL), "Almonds 30 g 3/3; Black beans, cooked 1 cup 3/3");
}
END_TEST

/* An own food that was edited counts as one food, and comes in its newest version. */
START_TEST(edited_food) {
  nutri_own_food food = {.size = sizeof food, .description = "Oat bar"};
  int64_t old_id = 0;
  int64_t new_id = 0;

  add_ann();
  OK(nutri_food_add(db, &food, &old_id));
  had(3, "breakfast", 40.0, "g", old_id);
  had(2, "breakfast", 40.0, "g", old_id);
  food.description = "Oat bar, new";
  OK(nutri_food_edit(db, old_id, &food, &new_id));
  had(1, "breakfast", 50.0, "g", new_id);
  ck_assert_str_eq(usual_of("breakfast"), "Oat bar, new 40 g 3/3");
  OK(nutri_usual_log(db, "ann", "breakfast", TODAY, NULL));
  ck_assert_int_eq(sql_int("SELECT food_id FROM intake WHERE day = '" TODAY "'"), new_id);
}
END_TEST

static const struct {
  const char *person;
  const char *meal;
  const char *day;
  int code;
  const char *says;
} refusals[] = {
    {"eve", "breakfast", TODAY, NUTRI_ENOTFOUND, "eve"},
    {"ann", "lunch", TODAY, NUTRI_ENOTFOUND, "ann has no usual lunch before 2026-11-16"},
    {"ann", "", TODAY, NUTRI_EINVAL, "1 to 100"},
    {"ann", "breakfast", "2026-02-31", NUTRI_EINVAL, "2026-02-31"},
    {"ann", "breakfast", NULL, NUTRI_EINVAL, "day"},
    {NULL, "breakfast", TODAY, NUTRI_EMISUSE, "NULL"},
};

START_TEST(refused) {
  int count = -7;
  int64_t before;

  four_breakfasts();
  before = sql_int("SELECT count(*) FROM intake");
  FAILS(refusals[_i].code,
        nutri_usual_log(db, refusals[_i].person, refusals[_i].meal, refusals[_i].day, &count));
  SAYS(refusals[_i].says);
  ck_assert_int_eq(count, -7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), before);
}
END_TEST

TESTS("usual") {
  tcase_add_test(tc, at_least_half_and_the_median);
  tcase_add_test(tc, logged);
  tcase_add_test(tc, twice_a_day);
  tcase_add_test(tc, how_far_back);
  tcase_add_test(tc, all_meals);
  tcase_add_test(tc, edited_food);
  ADD_LOOP(refused, refusals);
}
