/* SPDX-License-Identifier: MIT */
/* One person: days needed, intake needed, AI and UL with their confidence. */
#include "stats.h"
#include "support.h"

static nutri_plan plan_of(const nutri_plan_query *query) {
  nutri_plan p = NUTRI_INIT(nutri_plan);

  OK(nutri_nutrient_plan(db, "ann", NUTRI_MAGNESIUM, NULL, NULL, query, &p));
  return p;
}

/* science.md 3: woman of 40 in 2026, EAR 265, s_w 86, mean 320 over 3 days. */
START_TEST(days_and_intake) {
  nutri_plan_query query = NUTRI_INIT(nutri_plan_query);
  nutri_plan p;

  add_ann();
  record_days("ann", 3, 320.0);
  p = plan_of(NULL);
  NEAR(p.mean, 320.0, 1e-9);
  NEAR(p.half_width, 32.0, 1e-9);
  ck_assert_int_eq(p.days_needed, 28); /* (1.959964 * 86 / 32)^2 = 27.75 */
  NEAR(p.precision_now, 1.959964 * 86.0 / sqrt(3.0) / 320.0, 1e-6);
  ck_assert_int_eq(p.reason, NUTRI_REASON_NONE);
  NEAR(p.intake_needed, 265.0 + 1.959964 * sqrt(26.5 * 26.5 + 86.0 * 86.0 / 3.0), 1e-4);
  NEAR(nutri__adequacy(p.intake_needed, 265.0, 0.10, 86.0, 3), 0.975, 1e-12);
  IS_NAN(p.ai);
  IS_NAN(p.ai_confidence);
  query.confidence = 0.85;
  query.precision = 0.20;
  query.days = 60; /* held at 28 */
  p = plan_of(&query);
  ck_assert_int_eq(p.days, 28);
  ck_assert_int_eq(p.days_needed, 7); /* 27.75 / 4 */
  NEAR(nutri__adequacy(p.intake_needed, 265.0, 0.10, 86.0, 28), 0.85, 1e-12);
}
END_TEST

START_TEST(against_an_ai) {
  nutri_plan p;

  add_person("ann", "female", "1984-05-02", "eu"); /* AI 300 */
  record_days("ann", 3, 320.0);
  p = plan_of(NULL);
  NEAR(p.ai, 300.0, 1e-9);
  NEAR(p.ai_z, 20.0 / (86.0 / sqrt(3.0)), 1e-9);
  NEAR(p.ai_confidence, 0.656452, 1e-5); /* Phi(0.402804) */
  ck_assert_int_eq(p.ai_reason, NUTRI_REASON_NONE);
  IS_NAN(p.intake_needed);
  ck_assert_int_eq(p.intake_reason, NUTRI_REASON_NO_EAR);
  /* An own goal is no AI, and hides none. */
  sql("INSERT INTO target (person_id, nutrient_id, from_day, amount)"
      " SELECT person_id, 1090, '2025-01-01', 900 FROM person");
  NEAR(plan_of(NULL).ai, 300.0, 1e-9);
}
END_TEST

/* Doses of 300, 400 and 500 mg: mean 400, SD 100; a fixed one of 400 has none. */
static const struct {
  double dose[3];
  double sd;
  double z;
  double confidence;
} doses[] = {
    {{300, 400, 500}, 100.0, 0.866025, 0.806762}, /* 50 / (100 / sqrt(3)) */
    {{400, 400, 400}, 0.0, INFINITY, 1.0},
    {{301.5, 301.5, 301.5}, 0.0, -INFINITY, 0.0},
    {{350, 350, 350}, 0.0, 0.0, 0.0},
};

START_TEST(against_the_ul) {
  int64_t pill = add_food("Pill", "supplement", "unit");
  nutri_plan p;

  add_ann();
  add_nutrient(pill, NUTRI_MAGNESIUM, 1.0, NULL);
  record_days("ann", 1, 320.0);
  eat("ann", day_at(0), doses[_i].dose[0], "unit", pill);
  p = plan_of(NULL);
  ck_assert_int_eq(p.upper_reason, NUTRI_REASON_ONE_DAY);
  IS_NAN(p.upper_confidence);
  sql("DELETE FROM intake_day_nutrient");
  record_days("ann", 3, 320.0);
  eat("ann", day_at(1), doses[_i].dose[1], "unit", pill);
  eat("ann", day_at(2), doses[_i].dose[2], "unit", pill);
  p = plan_of(NULL);
  NEAR(p.upper_limit, 350.0, 1e-9);
  NEAR(p.upper_sd, doses[_i].sd, 1e-9);
  if (isinf(doses[_i].z))
    ck_assert_double_eq(p.upper_z, doses[_i].z);
  else
    NEAR(p.upper_z, doses[_i].z, 1e-6);
  NEAR(p.upper_confidence, doses[_i].confidence, 1e-6);
}
END_TEST

START_TEST(reasons) {
  nutri_plan_query query = NUTRI_INIT(nutri_plan_query);
  nutri_plan p = NUTRI_INIT(nutri_plan);

  add_ann();
  p = plan_of(NULL);
  ck_assert_int_eq(p.reason, NUTRI_REASON_NO_DAY);
  ck_assert_int_eq(p.intake_reason, NUTRI_REASON_NO_DAY);
  ck_assert_int_eq(p.days_needed, 0);
  IS_NAN(p.mean);
  IS_NAN(p.upper_confidence);
  record_days("ann", 2, 320.0);
  OK(nutri_nutrient_plan(db, "ann", 1087, NULL, NULL, NULL, &p)); /* calcium: no SD */
  ck_assert_int_ne(p.reason, NUTRI_REASON_NONE);
  query.confidence = 1.5;
  FAILS(NUTRI_EINVAL, nutri_nutrient_plan(db, "ann", NUTRI_MAGNESIUM, NULL, NULL, &query, &p));
  query.confidence = 0.9;
  query.days = -1;
  FAILS(NUTRI_EINVAL, nutri_nutrient_plan(db, "ann", NUTRI_MAGNESIUM, NULL, NULL, &query, &p));
  query.size = 0;
  FAILS(NUTRI_EMISUSE, nutri_nutrient_plan(db, "ann", NUTRI_MAGNESIUM, NULL, NULL, &query, &p));
  FAILS(NUTRI_ENOTFOUND, nutri_nutrient_plan(db, "bob", NUTRI_MAGNESIUM, NULL, NULL, NULL, &p));
  FAILS(NUTRI_EMISUSE, nutri_nutrient_plan(db, "ann", NUTRI_MAGNESIUM, NULL, NULL, NULL, NULL));
}
END_TEST

TESTS("plan") {
  tcase_add_test(tc, days_and_intake);
  tcase_add_test(tc, against_an_ai);
  ADD_LOOP(against_the_ul, doses);
  tcase_add_test(tc, reasons);
}
