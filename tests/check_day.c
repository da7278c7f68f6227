/* SPDX-License-Identifier: MIT */
/* The days of the diary: their marks, and which of them count. */
#include "support.h"

#define DAY "2026-11-16"
#define MG NUTRI_MAGNESIUM

static nutri_day day = NUTRI_INIT(nutri_day);

/* The only day of ann's list. */
static void read_day(void) {
  nutri_cursor *days = NULL;
  nutri_day more = NUTRI_INIT(nutri_day);
  static char texts[4][40];
  const char **kept[] = {&day.day, &day.completeness, &day.status, &day.target_kind};

  OK(nutri_day_list(db, "ann", MG, NULL, NULL, &days));
  ck_assert_int_eq(nutri_day_next(days, &day), NUTRI_ROW);
  for (size_t i = 0; i < COUNT(kept); i++)
    if (*kept[i] != NULL) {
      snprintf(texts[i], sizeof texts[i], "%s", *kept[i]);
      *kept[i] = texts[i];
    }
  ck_assert_int_eq(nutri_day_next(days, &more), NUTRI_OK);
  nutri_cursor_close(days);
}

/* ---- marks --------------------------------------------------------------------------------- */

static const struct {
  const char *mark;
  int code;
} marks[] = {
    {"complete", NUTRI_OK},       {"partial", NUTRI_OK},
    {"not tracked", NUTRI_OK},    {NULL, NUTRI_OK},
    {"", NUTRI_EINVAL},           {"Complete", NUTRI_EINVAL},
    {"incomplete", NUTRI_EINVAL}, {"not_tracked", NUTRI_EINVAL},
};

START_TEST(mark_of_an_empty_day) {
  add_ann();
  if (marks[_i].code != NUTRI_OK) {
    FAILS(marks[_i].code, nutri_day_mark(db, "ann", DAY, marks[_i].mark));
    SAYS("complete, partial or not tracked");
    ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 0);
    return;
  }
  OK(nutri_day_mark(db, "ann", DAY, marks[_i].mark));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), marks[_i].mark != NULL);
  OK(nutri_day_mark(db, "ann", DAY, NULL)); /* without a mark it is no day of the diary */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 0);
}
END_TEST

START_TEST(mark_of_a_day_with_entries) {
  add_ann();
  eat_issue_day();
  mark("ann", DAY, "complete");
  if (marks[_i].code != NUTRI_OK) {
    FAILS(marks[_i].code, nutri_day_mark(db, "ann", DAY, marks[_i].mark));
    ck_assert_str_eq(sql_text("SELECT completeness FROM intake_day"), "complete");
    return;
  }
  OK(nutri_day_mark(db, "ann", DAY, marks[_i].mark));
  read_day();
  ck_assert_pstr_eq(day.completeness, marks[_i].mark);
  NEAR(day.total, 296.8, 1e-9); /* the entries stay */
}
END_TEST

static const struct {
  const char *person;
  const char *day;
  const char *mark;
  int code;
  const char *says;
} wrong[] = {
    {"eve", DAY, "complete", NUTRI_ENOTFOUND, "eve"},
    {"eve", DAY, NULL, NUTRI_ENOTFOUND, "eve"},
    {"ann", "2026-02-30", "complete", NUTRI_EINVAL, "2026-02-30"},
    {"ann", "2026-02-30", NULL, NUTRI_EINVAL, "2026-02-30"},
    {"ann", NULL, "complete", NUTRI_EINVAL, "day"},
    {"ann", "1984-05-01", "complete", NUTRI_EINVAL, "born"},
};

START_TEST(mark_refused) {
  add_ann();
  FAILS(wrong[_i].code, nutri_day_mark(db, wrong[_i].person, wrong[_i].day, wrong[_i].mark));
  SAYS(wrong[_i].says);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 0);
}
END_TEST

/* ---- which days count ---------------------------------------------------------------------- */

/* science.md 2, with the bounds of schema/seed/plausible_energy.sql: 600 to 3,500 kcal for women,
 * 800 to 4,000 for men, what both share where the sex is not given. */
static const struct {
  const char *sex;
  double kcal; /* below 0 = unknown */
  const char *mark;
  const char *status;
  int is_counted;
} days[] = {
    {"female", 599.9, NULL, "unconfirmed", 0},
    {"female", 600.0, NULL, "counted", 1},
    {"female", 3500.0, NULL, "counted", 1},
    {"female", 3500.1, NULL, "unconfirmed", 0},
    {"male", 799.9, NULL, "unconfirmed", 0},
    {"male", 800.0, NULL, "counted", 1},
    {"male", 4000.0, NULL, "counted", 1},
    {"male", 4000.1, NULL, "unconfirmed", 0},
    {NULL, 799.9, NULL, "unconfirmed", 0},
    {NULL, 800.0, NULL, "counted", 1},
    {NULL, 3500.0, NULL, "counted", 1},
    {NULL, 3500.1, NULL, "unconfirmed", 0},
    {"female", -1.0, NULL, "unconfirmed", 0},
    {"female", 100.0, "complete", "complete", 1},
    {"female", 9000.0, "complete", "complete", 1},
    {"female", -1.0, "complete", "complete", 1},
    {"female", 2000.0, "complete", "complete", 1},
    {"female", 2000.0, "partial", "partial", 0},
    {"female", 2000.0, "not tracked", "not tracked", 0},
    {"female", 100.0, "partial", "partial", 0},
};

/* A day of ann's with this energy, and 100 mg of magnesium. */
static void eat_kcal(const char *sex, double kcal) {
  int64_t food = add_food("Thing", "food", "g");

  add_person("ann", sex, "1984-05-02", NULL);
  add_nutrient(food, MG, 100.0, NULL);
  if (kcal >= 0.0)
    add_nutrient(food, NUTRI_ENERGY, kcal, NULL);
  eat("ann", DAY, 100.0, "g", food);
}

START_TEST(counts) {
  nutri_deficit d;

  eat_kcal(days[_i].sex, days[_i].kcal);
  if (days[_i].mark != NULL)
    mark("ann", DAY, days[_i].mark);
  read_day();
  ck_assert_str_eq(day.status, days[_i].status);
  ck_assert_int_eq(day.is_counted, days[_i].is_counted);
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_counted, days[_i].is_counted);
  ck_assert_int_eq(d.days_unconfirmed, strcmp(days[_i].status, "unconfirmed") == 0);
  ck_assert_int_eq(d.days_counted + d.days_unconfirmed + d.days_left_out, 1);
  if (days[_i].is_counted)
    NEAR(d.mean_total, 100.0, 1e-9);
  else
    IS_NAN(d.mean_total);
}
END_TEST

/* Today does not enter a mean unless marked complete, nor does a day after it. */
static const struct {
  const char *today; /* of a day DAY of plausible energy */
  const char *mark;
  const char *status;
  int is_counted;
} todays[] = {
    {NULL, NULL, "counted", 1},
    {"2026-11-17", NULL, "counted", 1}, /* yesterday */
    {"2026-11-16", NULL, "today", 0},
    {"2026-11-15", NULL, "future", 0}, /* tomorrow */
    {"2026-11-16", "complete", "complete", 1},
    {"2026-11-15", "complete", "complete", 1},
    {"2026-11-16", "partial", "partial", 0},
    {"2026-11-17", "partial", "partial", 0},
};

START_TEST(today) {
  nutri_total total;
  nutri_deficit d;

  eat_kcal("female", 2000.0);
  if (todays[_i].mark != NULL)
    mark("ann", DAY, todays[_i].mark);
  OK(nutri_today_set(db, todays[_i].today));
  read_day();
  ck_assert_str_eq(day.status, todays[_i].status);
  ck_assert_int_eq(day.is_counted, todays[_i].is_counted);
  NEAR(day.total, 100.0, 1e-9); /* shown in any case */
  total = total_of("ann");
  ck_assert_int_eq(total.days, 1);
  ck_assert_int_eq(total.days_counted, todays[_i].is_counted);
  NEAR(total.total, 100.0, 1e-9);
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_counted, todays[_i].is_counted);
  ck_assert_int_eq(d.days_left_out, !todays[_i].is_counted);
  ck_assert_int_eq(d.days_unconfirmed, 0); /* "today" is no unconfirmed day */
  OK(nutri_today_set(db, NULL));
  ck_assert_int_eq(deficit_of("ann").days_counted,
                   todays[_i].mark == NULL || strcmp(todays[_i].mark, "complete") == 0);
}
END_TEST

/* An unmarked today of implausible energy is not over yet: left out, not unconfirmed. */
START_TEST(today_of_little_energy) {
  nutri_deficit d;

  eat_kcal("female", 100.0);
  OK(nutri_today_set(db, DAY));
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_unconfirmed, 0);
  ck_assert_int_eq(d.days_left_out, 1);
  OK(nutri_today_set(db, "2026-11-17"));
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_unconfirmed, 1);
  ck_assert_int_eq(d.days_left_out, 0);
}
END_TEST

/* science.md 2: a day marked complete without entries counts as 0. */
START_TEST(complete_day_without_entries) {
  nutri_deficit d;

  add_ann();
  mark("ann", DAY, "complete");
  read_day();
  ck_assert_int_eq(day.entries, 0);
  ck_assert_int_eq(day.unknown_entries, 0);
  ck_assert_double_eq(day.total, 0.0);
  ck_assert_double_eq(day.food, 0.0);
  NEAR(day.known_share, 1.0, 1e-12);
  ck_assert_int_eq(day.is_counted, 1);
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_counted, 1);
  ck_assert_double_eq(d.mean_total, 0.0);
  NEAR(d.shortfall, 320.0, 1e-9);
  ck_assert_double_eq(d.percent, 0.0);
  ck_assert_int_eq(d.reason, NUTRI_REASON_NONE);
  /* Beside a day of 300 mg the mean is 150. */
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '2026-11-17', 1090, 300 FROM person");
  mark("ann", "2026-11-17", "complete");
  NEAR(deficit_of("ann").mean_total, 150.0, 1e-9);
}
END_TEST

/* ---- the list ------------------------------------------------------------------------------ */

START_TEST(issue_day) {
  add_ann();
  eat_issue_day();
  read_day();
  ck_assert_str_eq(day.day, DAY);
  NEAR(day.food, 296.8, 1e-9);
  ck_assert_double_eq(day.supplement, 0.0);
  ck_assert_double_eq(day.medicine, 0.0);
  NEAR(day.total, 296.8, 1e-9);
  NEAR(day.energy_kcal, 575.82, 1e-9);
  ck_assert_int_eq(day.entries, 4);
  ck_assert_int_eq(day.unknown_entries, 0);
  NEAR(day.known_share, 1.0, 1e-12);
  ck_assert_ptr_null(day.completeness);
  ck_assert_str_eq(day.status, "unconfirmed");
  ck_assert_int_eq(day.dated, 1);
  NEAR(day.target, 320.0, 1e-9);
  ck_assert_str_eq(day.target_kind, "RDA");
  /* The shell's view says the same. */
  NEAR(sql_number("SELECT total_mg FROM magnesium_by_day WHERE person = 'ann'"), 296.8, 1e-9);
  NEAR(sql_number("SELECT deficit_mg FROM magnesium_deficit WHERE person = 'ann'"), 23.2, 1e-9);
  NEAR(sql_number("SELECT percent FROM magnesium_deficit WHERE person = 'ann'"), 92.75, 1e-9);
}
END_TEST

/* By day; each with the target of that day's age. */
START_TEST(targets_by_day) {
  static const struct {
    const char *day;
    double target;
  } expected[] = {
      {"2026-11-14", 360}, {"2026-11-15", 360}, {"2026-11-16", 310}, {"2026-11-17", 310}};
  nutri_cursor *list = NULL;

  add_person("kim", "female", "2007-11-16", NULL);
  for (size_t i = COUNT(expected); i-- > 0;)
    mark("kim", expected[i].day, "complete");
  OK(nutri_day_list(db, "kim", MG, NULL, NULL, &list));
  for (size_t i = 0; i < COUNT(expected); i++) {
    ck_assert_int_eq(nutri_day_next(list, &day), NUTRI_ROW);
    ck_assert_str_eq(day.day, expected[i].day);
    NEAR(day.target, expected[i].target, 1e-9);
  }
  ck_assert_int_eq(nutri_day_next(list, &day), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

/* Undated recalls of a survey stand at the beginning of the calendar, and say so. */
START_TEST(undated_recall) {
  add_person("ann", "female", NULL, NULL);
  sql("UPDATE person SET age_months = 480;"
      "INSERT INTO intake_day (person_id, day, recall_no, completeness)"
      " SELECT person_id, '0001-01-02', 2, 'complete' FROM person");
  read_day();
  ck_assert_int_eq(day.dated, 0);
  ck_assert_int_eq(day.is_counted, 1);
  NEAR(day.target, 320.0, 1e-9);
}
END_TEST

static const struct {
  const char *person;
  int64_t nutrient;
  const char *from;
  const char *to;
  int code;
  int count; /* or, where it fails, nothing */
} spans[] = {
    {"ann", MG, NULL, NULL, NUTRI_OK, 3},
    {"ann", MG, "2026-01-02", NULL, NUTRI_OK, 2},
    {"ann", MG, NULL, "2026-01-01", NUTRI_OK, 1},
    {"ann", MG, "2026-01-02", "2026-01-02", NUTRI_OK, 1},
    {"ann", MG, "2027-01-02", NULL, NUTRI_OK, 0},
    {"ann", 1087, NULL, NULL, NUTRI_OK, 3},
    {"ann", 4711, NULL, NULL, NUTRI_ENOTFOUND, 0},
    {"eve", MG, NULL, NULL, NUTRI_ENOTFOUND, 0},
    {"ann", MG, "x", NULL, NUTRI_EINVAL, 0},
    {"ann", MG, NULL, "2026-00-01", NUTRI_EINVAL, 0},
    {"ann", MG, "2026-01-02", "2026-01-01", NUTRI_EINVAL, 0},
};

START_TEST(span) {
  nutri_cursor *list = NULL;
  int n = 0;

  add_ann();
  record_days("ann", 3, 300.0);
  if (spans[_i].code != NUTRI_OK) {
    FAILS(spans[_i].code, nutri_day_list(db, spans[_i].person, spans[_i].nutrient, spans[_i].from,
                                         spans[_i].to, &list));
    ck_assert_ptr_null(list);
    return;
  }
  OK(nutri_day_list(db, spans[_i].person, spans[_i].nutrient, spans[_i].from, spans[_i].to, &list));
  while (nutri_day_next(list, &day) == NUTRI_ROW)
    n++;
  nutri_cursor_close(list);
  ck_assert_int_eq(n, spans[_i].count);
}
END_TEST

TESTS("day") {
  ADD_LOOP(mark_of_an_empty_day, marks);
  ADD_LOOP(mark_of_a_day_with_entries, marks);
  ADD_LOOP(mark_refused, wrong);
  ADD_LOOP(counts, days);
  ADD_LOOP(today, todays);
  tcase_add_test(tc, today_of_little_energy);
  tcase_add_test(tc, complete_day_without_entries);
  tcase_add_test(tc, issue_day);
  tcase_add_test(tc, targets_by_day);
  tcase_add_test(tc, undated_recall);
  ADD_LOOP(span, spans);
}
