/* SPDX-License-Identifier: MIT */
/* Groups: selection, weights, usual intake, prevalence, refusals; within-person SDs of a group. */
#include "support.h"

static nutri_group_query query;

static void add_member(int64_t person_id, const char *sex, int age_months) {
  sql("INSERT INTO person (person_id, name, sex, age_months) VALUES (%lld, 'p%lld', %Q, %d)",
      person_id, person_id, sex, age_months);
}

static void record(int64_t person_id, const char *day, double mg) {
  sql("INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)"
      " VALUES (%lld, %Q, 1090, %.17g)",
      person_id, day, mg);
  sql("UPDATE intake_day SET completeness = 'complete' WHERE person_id = %lld AND day = %Q",
      person_id, day);
}

static nutri_group first_row(void) {
  nutri_cursor *cursor = NULL;
  nutri_group row = NUTRI_INIT(nutri_group);

  OK(nutri_group_list(db, &query, &cursor));
  ck_assert_int_eq(nutri_group_next(cursor, &row), NUTRI_ROW);
  nutri_cursor_close(cursor);
  return row;
}

/* ---- science.md 4.2 ------------------------------------------------------------------------ */

static int persons_added;

/* person,day,weekend,weight,intake */
static void add_recall(char **field) {
  static const char *const day[2][2] = {{"2026-01-05", "2026-01-03"}, {"2026-01-13", "2026-01-17"}};
  int person = atoi(field[0]);

  if (person != persons_added) {
    persons_added = person;
    add_member(person, "female", 480);
    sql("INSERT INTO survey (person_id, survey, weight) VALUES (%d, 'synthetic', %s)", person,
        field[3]);
  }
  record(person, day[atoi(field[1]) - 1][atoi(field[2])], atof(field[4]));
}

static bool add_synthetic(void) {
  const char *path = shared_file("reference/usual_intake_synthetic.csv");
  char line[256];
  char *field[5];
  FILE *file;

  if (path == NULL) {
    skipped("reference/usual_intake_synthetic.csv");
    return false;
  }
  file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
  persons_added = 0;
  sql("BEGIN");
  while (fgets(line, sizeof line, file) != NULL) {
    ck_assert_int_eq(csv_fields(line, field, 5), 5);
    add_recall(field);
  }
  sql("COMMIT");
  fclose(file);
  ck_assert_int_eq(persons_added, 400);
  return true;
}

START_TEST(synthetic) {
  static const double percentile[] = {174.54, 192.50, 225.05, 265.07, 309.29, 352.84, 380.64};
  nutri_group g;

  if (!add_synthetic())
    return;
  query = (nutri_group_query)NUTRI_INIT(nutri_group_query);
  query.replicates = 20;
  query.seed = 7;
  g = first_row();
  ck_assert_int_eq(g.persons, 400);
  ck_assert_int_eq(g.persons_repeat, 264);
  ck_assert_int_eq(g.days, 664);
  ck_assert_int_eq(g.is_weighted, 1);
  ck_assert_int_eq(g.has_weekend, 1);
  ck_assert_int_eq(g.reason, NUTRI_REASON_NONE);
  NEAR(g.lambda, 0.38258, 1e-3);
  NEAR(g.model_within_sd * g.model_within_sd, 9.843846, 1e-2);
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++)
    NEAR(g.percentile[i], percentile[i], 0.05);
  NEAR(g.ear_low, 265.0, 1e-9);
  NEAR(g.below_ear, 0.49958, 1e-3);
  NEAR(g.inadequate, 0.49542, 1e-3);
  ck_assert_str_eq(g.se_method, "bootstrap");
  ck_assert_double_gt(g.below_ear_se, 0.01);
  ck_assert_double_lt(g.below_ear_se, 0.10);
}
END_TEST

TESTS("population") { tcase_add_test(tc, synthetic); }
