/* SPDX-License-Identifier: MIT */
/* NHANES at its real size, where it is present, held against what CDC's files hold. */
#include "support_import.h"

#ifndef NUTRI_NO_IMPORTERS

#define TOTALS "nhanes_2017-2018"
#define RECALLS "nhanes_2007-2012"
#define GLANCE "fndds_2017-2018_at_a_glance"

static bool has(const char *name) {
  if (shared_file(name) != NULL)
    return true;
  skipped(sqlite3_snprintf(200, (char[200]){""}, "no %s in $NUTRI_SHARED_DATA", name));
  return false;
}

/* Recorded totals of day 1: the weighted means that the files' own figures give, reliable recalls,
 * 20 years and over, WTDRD1; persons without a recall are left out, no PSU is. */
START_TEST(totals) {
  static const struct {
    const char *sex;
    int n;
    double mg;
  } groups[] = {{"male", 2307, 342.5}, {"female", 2435, 271.4}};
  uint64_t before;

  if (!has(TOTALS))
    return;
  OK(import_from(shared_file(TOTALS), NULL));
  ck_assert_int_eq(report.rows_read, 17958);
  ck_assert_int_eq(report.rows_stored, 2 * 7484);
  ck_assert_int_eq(report.rows_rejected, 0);
  for (size_t i = 0; i < COUNT(groups); i++) {
    static const char from[] = " FROM person p JOIN survey v USING (person_id)"
                               " JOIN intake_day_nutrient n USING (person_id) WHERE p.sex = '%s'"
                               " AND p.age_months >= 240 AND n.day = '0001-01-01'"
                               " AND n.nutrient_id = 1090";
    char query[400];

    sqlite3_snprintf((int)sizeof query, query, from, groups[i].sex);
    ck_assert_int_eq(sql_int("SELECT count(*) %s", query), groups[i].n);
    NEAR(sql_number("SELECT sum(v.weight * n.amount) / sum(v.weight) %s", query), groups[i].mg,
         0.05);
  }
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day_nutrient"), 7484 * 65);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM (SELECT DISTINCT stratum, psu FROM survey)"), 30);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM life_stage WHERE stage = 'pregnant'"), 48);
  is_sound();
  before = fingerprint();
  OK(import_from(shared_file(TOTALS), NULL));
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

/* Weighted mean magnesium by the foods of FNDDS 2017-2018. The reading: day 1 (reliable), of
 * persons with a second day, WTDR2D > 0 as its weight, 20 years and over, the three cycles pooled.
 * The mean of both days lies 6 and 1 mg lower. */
static double mean_of(const char *sex) {
  return sql_number(
      "SELECT sum(w * mg) / sum(w) FROM (SELECT v.weight_two_days AS w, (SELECT total(i.amount *"
      " n.amount / 100) FROM intake i JOIN food_nutrient n ON n.food_id = i.food_id AND"
      " n.nutrient_id = 1090 WHERE i.person_id = p.person_id AND i.day = '0001-01-01') AS mg"
      " FROM person p JOIN survey v USING (person_id) JOIN intake_day d ON"
      " d.person_id = p.person_id AND d.day = '0001-01-01'"
      " WHERE p.sex = '%s' AND p.age_months >= 240 AND v.weight_two_days > 0)",
      sex);
}

static const struct {
  const char *impute;
  double men, women, tolerance;
} readings[] = {
    {NULL, 276.2, 210.0, 0.5}, /* codes that FNDDS 2017-2018 lacks are unknown: lower bounds */
    {"code", 351, 268, 1},
};

START_TEST(recalls) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  if (!has(RECALLS) || !has(GLANCE))
    return;
  OK(import_from(shared_file(GLANCE), NULL));
  options.impute = readings[_i].impute;
  OK(import_from(shared_file(RECALLS), &options));
  ck_assert_int_eq(report.rows_read, 785780 + 30442);
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(report.foods_new, 1990);
  /* statuses other than 1: of 748 recalls of breast-fed children */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 776755);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 50626);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake WHERE food_id IN (SELECT f.food_id"
                           " FROM food f JOIN source s USING (source_id)"
                           " WHERE s.name = 'NHANES')"),
                   26102 + 26783 + 15468 + 21646 + 22491 + 13201);
  says_in_note("Day1_07.csv",
               "26102 entries (18.1 %, by grams 13.4 %) of foods whose code it lacks");
  NEAR(mean_of("male"), readings[_i].men, readings[_i].tolerance);
  NEAR(mean_of("female"), readings[_i].women, readings[_i].tolerance);
  ck_assert_int_eq(
      sql_int("SELECT count(*) FROM (SELECT DISTINCT survey, stratum, psu FROM survey)"), 94);
  is_sound();
}
END_TEST

/* The same twice changes nothing; taken back, nothing is left. */
START_TEST(recalls_again_and_back) {
  nutri_undo_report done = NUTRI_INIT(nutri_undo_report);
  uint64_t after;

  if (!has(RECALLS) || !has(GLANCE))
    return;
  OK(import_from(shared_file(GLANCE), NULL));
  OK(import_from(shared_file(RECALLS), NULL));
  after = fingerprint();
  OK(import_from(shared_file(RECALLS), NULL));
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_int_eq(report.rows_unchanged, 785780 + 30442);
  ck_assert_uint_eq(fingerprint(), after);
  OK(nutri_import_undo(db, 0, NULL));
  OK(nutri_import_undo(db, 0, &done));
  ck_assert_int_eq(done.persons_removed, 27153);
  ck_assert_int_eq(done.entries_removed, 776755);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM source WHERE name = 'NHANES'"), 0);
  is_sound();
}
END_TEST

TESTS("import_nhanes_shared") {
  tcase_set_timeout(tc, 300);
  tcase_add_test(tc, totals);
  ADD_LOOP(recalls, readings);
  tcase_add_test(tc, recalls_again_and_back);
}

#else

TESTS("import_nhanes_shared") { (void)tc; }

#endif
