/* SPDX-License-Identifier: MIT */
/* A person's mean against what the person needs: science.md 1 to 3. */
#include "stats.h"
#include "support.h"

#define DAY "2026-11-16"
#define MG NUTRI_MAGNESIUM

/* The issue's day: unconfirmed until it is marked complete. */
START_TEST(issue_day) {
  nutri_deficit d;

  add_ann();
  eat_issue_day();
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_counted, 0);
  ck_assert_int_eq(d.days_unconfirmed, 1);
  ck_assert_int_eq(d.days_left_out, 0);
  IS_NAN(d.mean_total);
  IS_NAN(d.mean_kcal);
  IS_NAN(d.shortfall);
  IS_NAN(d.percent);
  IS_NAN(d.confidence);
  ck_assert_int_eq(d.reason, NUTRI_REASON_NO_DAY);
  NEAR(d.target, 320.0, 1e-9); /* known all the same */
  mark("ann", DAY, "complete");
  d = deficit_of("ann");
  ck_assert_int_eq(d.nutrient_id, MG);
  ck_assert_str_eq(d.unit, "mg");
  ck_assert_int_eq(d.days_counted, 1);
  ck_assert_int_eq(d.days_unconfirmed, 0);
  ck_assert_int_eq(d.entries, 4);
  ck_assert_int_eq(d.unknown_entries, 0);
  NEAR(d.known_share, 1.0, 1e-12);
  NEAR(d.mean_kcal, 575.82, 1e-9);
  NEAR(d.mean_food, 296.8, 1e-9);
  NEAR(d.mean_total, 296.8, 1e-9);
  NEAR(d.target, 320.0, 1e-9);
  ck_assert_str_eq(d.target_kind, "RDA");
  ck_assert_str_eq(d.authority, "us");
  ck_assert_str_eq(d.target_body, "IOM/NASEM (US-Canada)");
  ck_assert_int_eq(d.target_year, 1997);
  ck_assert_str_eq(d.target_confidence, "high");
  NEAR(d.shortfall, 23.2, 1e-9);
  NEAR(d.percent, 92.75, 1e-9);
  NEAR(d.average_requirement, 265.0, 1e-9);
  ck_assert_str_eq(d.average_kind, "EAR");
  /* Phi((296.8 - 265) / sqrt(26.5^2 + 86^2)) = Phi(0.35336) */
  NEAR(d.confidence, 0.6381, 0.0001);
}
END_TEST

/* science.md 3: 320 mg on 3 days, EAR 265, s_w 85.9 (the table has 86): 0.836. */
START_TEST(worked_example) {
  nutri_deficit d;

  add_ann();
  record_days("ann", 3, 320.0);
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_counted, 3);
  ck_assert_int_eq(d.confidence_days, 3);
  NEAR(d.mean_total, 320.0, 1e-9);
  NEAR(d.requirement_sd, 26.5, 1e-9);
  NEAR(d.within_person_sd, 86.0, 1e-9);
  ck_assert_ptr_nonnull(strstr(d.within_person_source, "IOM 2000"));
  ck_assert_ptr_nonnull(strstr(d.within_person_source, "1994-96"));
  NEAR(d.confidence_food, 0.836, 0.003);
  NEAR(d.confidence, 0.836, 0.003);
  ck_assert_int_eq(d.confidence_at_least, 0);
  ck_assert_int_eq(d.reason, NUTRI_REASON_NONE);
  ck_assert_double_eq(d.shortfall, 0.0);
  NEAR(d.percent, 100.0, 1e-9);
  NEAR(d.upper_limit, 350.0, 1e-9);
  ck_assert_str_eq(d.upper_scope, "nonfood");
  ck_assert_double_eq(d.upper_counted, 0.0); /* food never counts */
  ck_assert_double_eq(d.upper_excess, 0.0);
}
END_TEST

/* science.md 3, two decimals: men of 31-50 (s_w 122) and 51+ (s_w 94), EAR 350. */
static const struct {
  const char *born;
  double mean;
  int n;
  double confidence;
} men[] = {
    {"1980-01-01", 280, 1, .29},  {"1980-01-01", 280, 3, .19},  {"1980-01-01", 280, 7, .11},
    {"1980-01-01", 280, 14, .07}, {"1980-01-01", 280, 28, .05}, {"1980-01-01", 420, 1, .71},
    {"1980-01-01", 420, 3, .81},  {"1980-01-01", 420, 7, .89},  {"1980-01-01", 420, 14, .93},
    {"1980-01-01", 420, 28, .95}, {"1960-01-01", 280, 1, .24},  {"1960-01-01", 280, 3, .14},
    {"1960-01-01", 280, 7, .08},  {"1960-01-01", 280, 14, .05}, {"1960-01-01", 280, 28, .04},
    {"1960-01-01", 420, 1, .76},  {"1960-01-01", 420, 3, .86},  {"1960-01-01", 420, 7, .92},
    {"1960-01-01", 420, 14, .95}, {"1960-01-01", 420, 28, .96},
};

START_TEST(confidence_of_men) {
  nutri_deficit d;

  add_person("bob", "male", men[_i].born, NULL);
  record_days("bob", men[_i].n, men[_i].mean);
  d = deficit_of("bob");
  ck_assert_int_eq(d.days_counted, men[_i].n);
  ck_assert_int_eq(d.confidence_days, men[_i].n);
  NEAR(d.mean_total, men[_i].mean, 1e-9);
  NEAR(d.average_requirement, 350.0, 1e-9);
  NEAR(d.confidence, men[_i].confidence, 0.005);
  NEAR(d.shortfall, fmax(0.0, 420.0 - men[_i].mean), 1e-9);
}
END_TEST

/* Days in a row are not independent: n is held at 28. */
START_TEST(days_are_held_at_28) {
  nutri_deficit d;
  double of_28;

  add_person("bob", "male", "1980-01-01", NULL);
  record_days("bob", 28, 420.0);
  of_28 = deficit_of("bob").confidence;
  record_days("bob", 0, 0.0);
  for (int i = 28; i < 60; i++) {
    sql("INSERT INTO intake_day_nutrient SELECT person_id, %Q, 1090, 420 FROM person", day_at(i));
    mark("bob", day_at(i), "complete");
  }
  d = deficit_of("bob");
  ck_assert_int_eq(d.days_counted, 60);
  ck_assert_int_eq(d.confidence_days, 28);
  NEAR(d.confidence, of_28, 1e-12);
}
END_TEST

/* The deficit is the mean's, never the mean of daily deficits. */
START_TEST(never_average_shortfalls) {
  nutri_deficit d;

  add_ann();
  record_days("ann", 1, 100.0);
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '2026-02-01', 1090, 560 FROM person");
  mark("ann", "2026-02-01", "complete");
  d = deficit_of("ann");
  NEAR(d.mean_total, 330.0, 1e-9);
  ck_assert_double_eq(d.shortfall, 0.0);
  /* Day by day it would have been 220 and 0. */
  NEAR(sql_number("SELECT total(deficit_mg) FROM magnesium_deficit"), 220.0, 1e-9);
}
END_TEST

/* 200 mg from food, a supplement and a medicine a day, in mg. */
static const struct {
  double supplement;
  double medicine;
  double upper_excess;
} nonfood[] = {
    {0, 0, 0},   {150, 0, 0},     {350, 0, 0},    {350.5, 0, 0.5},
    {0, 300, 0}, {150, 300, 100}, {0, 1000, 650},
};

START_TEST(supplements_and_medicines) {
  const double supplement = nonfood[_i].supplement;
  const double medicine = nonfood[_i].medicine;
  int64_t pill = add_food("Pill", "supplement", "unit");
  int64_t laxative = add_food("Laxative", "medicine", "unit");
  nutri_deficit d;

  add_ann();
  add_nutrient(pill, MG, supplement, NULL);
  add_nutrient(laxative, MG, medicine, NULL);
  record_days("ann", 7, 200.0);
  sql("INSERT INTO schedule (person_id, food_id, from_day, amount)"
      " SELECT person_id, food_id, '2026-01-01', 1 FROM person, food WHERE kind <> 'food'");
  d = deficit_of("ann");
  NEAR(d.mean_food, 200.0, 1e-9);
  NEAR(d.mean_supplement, supplement, 1e-9);
  NEAR(d.mean_medicine, medicine, 1e-9);
  NEAR(d.mean_total, 200.0 + supplement + medicine, 1e-9);
  /* UL 350 of nonfood. */
  NEAR(d.upper_counted, supplement + medicine, 1e-9);
  NEAR(d.upper_excess, nonfood[_i].upper_excess, 1e-9);
  /* A fixed dose adds to the mean and nothing to the variance; a medicine does not enter. */
  NEAR(d.confidence_food, nutri__adequacy(200.0, 265.0, 0.10, 86.0, 7), 1e-12);
  NEAR(d.confidence, nutri__adequacy(200.0 + supplement, 265.0, 0.10, 86.0, 7), 1e-12);
  /* With medicines only on request. */
  NEAR(d.confidence_all, nutri__adequacy(200.0 + supplement + medicine, 265.0, 0.10, 86.0, 7),
       1e-12);
  ck_assert_int_eq(d.upper_at_least, 0);
  ck_assert_int_eq(d.unknown_nonfood, 0);
}
END_TEST

/* Pills of unknown content: of what the UL counts some is unknown, or all. */
START_TEST(unknown_pills) {
  int64_t pill = add_food("Pill", "supplement", "unit");
  int64_t mystery = add_food("Mystery pill", "supplement", "unit");
  nutri_deficit d;

  add_ann();
  add_nutrient(pill, MG, 400.0, NULL);
  eat("ann", DAY, 100.0, "g", add_plain_food("Thing"));
  eat("ann", DAY, 1.0, "tablet", mystery);
  mark("ann", DAY, "complete");
  d = deficit_of("ann");
  ck_assert_int_eq(d.unknown_nonfood, 1);
  IS_NAN(d.upper_counted);
  IS_NAN(d.upper_excess);
  ck_assert_int_eq(d.upper_at_least, 1);
  ck_assert_int_eq(d.confidence_at_least, 1);
  NEAR(d.confidence, nutri__adequacy(100.0, 265.0, 0.10, 86.0, 1), 1e-12);
  eat("ann", DAY, 1.0, "tablet", pill);
  d = deficit_of("ann");
  NEAR(d.upper_counted, 400.0, 1e-9);
  NEAR(d.upper_excess, 50.0, 1e-9);
  ck_assert_int_eq(d.upper_at_least, 1);
  sql("UPDATE food SET kind = 'food' WHERE food_id = %lld", (long long)mystery);
  d = deficit_of("ann");
  ck_assert_int_eq(d.unknown_nonfood, 0);
  ck_assert_int_eq(d.upper_at_least, 0); /* food never counts for it */
}
END_TEST

/* Limits that count what is added to food too see nonfood alone; WHO's counts all. */
static const struct {
  const char *authority;
  double upper;
  const char *scope;
  double counted;
} limits[] = {
    {"us", 350, "nonfood", 300},
    {"eu", 250, "added + nonfood", 300},
    {"uk", 400, "nonfood", 300},
    {"who", 350, "all", 500},
};

START_TEST(upper_limit_by_scope) {
  int64_t pill = add_food("Pill", "supplement", "unit");
  nutri_deficit d;

  add_person("kim", "female", "1984-05-02", limits[_i].authority);
  add_nutrient(pill, MG, 300.0, NULL);
  record_days("kim", 3, 200.0);
  for (int i = 0; i < 3; i++)
    eat("kim", day_at(i), 1.0, "tablet", pill);
  d = deficit_of("kim");
  NEAR(d.upper_limit, limits[_i].upper, 1e-9);
  ck_assert_str_eq(d.upper_scope, limits[_i].scope);
  NEAR(d.upper_counted, limits[_i].counted, 1e-9);
  NEAR(d.upper_excess, fmax(0.0, limits[_i].counted - limits[_i].upper), 1e-9);
}
END_TEST

/* ---- how much is known --------------------------------------------------------------------- */

/* A complete day of 1,000 kcal, of which so many have a magnesium value; 300 mg of it known. */
static const struct {
  double known_kcal;
  int reason;
  int at_least;
} coverage[] = {
    {1000.0, NUTRI_REASON_NONE, 0},        {999.0, NUTRI_REASON_NONE, 1},
    {950.0, NUTRI_REASON_NONE, 1},         {900.0, NUTRI_REASON_NONE, 1}, /* "from 90 % up" */
    {899.9, NUTRI_REASON_LOW_COVERAGE, 1}, {500.0, NUTRI_REASON_LOW_COVERAGE, 1},
    {0.0, NUTRI_REASON_UNKNOWN_AMOUNT, 1},
};

START_TEST(known_share) {
  int64_t known = add_food("Known", "food", "g");
  int64_t unknown = add_food("Unknown", "food", "g");
  const double kcal = coverage[_i].known_kcal;
  nutri_deficit d;

  add_ann();
  add_nutrient(known, MG, 300.0, NULL);
  add_nutrient(known, NUTRI_ENERGY, kcal, NULL);
  add_nutrient(unknown, NUTRI_ENERGY, 1000.0 - kcal, NULL);
  if (kcal > 0.0)
    eat("ann", DAY, 100.0, "g", known);
  if (kcal < 1000.0)
    eat("ann", DAY, 100.0, "g", unknown);
  mark("ann", DAY, "complete");
  d = deficit_of("ann");
  NEAR(d.known_share, kcal / 1000.0, 1e-9);
  ck_assert_int_eq(d.unknown_entries, kcal < 1000.0);
  ck_assert_int_eq(d.reason, coverage[_i].reason);
  ck_assert_int_eq(d.confidence_at_least, coverage[_i].at_least);
  if (coverage[_i].reason == NUTRI_REASON_NONE) {
    NEAR(d.confidence, nutri__adequacy(300.0, 265.0, 0.10, 86.0, 1), 1e-12);
  } else {
    IS_NAN(d.confidence);
    IS_NAN(d.confidence_food);
  }
  if (kcal > 0.0) {
    NEAR(d.mean_total, 300.0, 1e-9); /* a lower bound; the shortfall is "at most" */
    NEAR(d.shortfall, 20.0, 1e-9);
  } else {
    IS_NAN(d.mean_total);
    IS_NAN(d.shortfall);
    IS_NAN(d.percent);
  }
}
END_TEST

/* A doubtful zero is unknown, a trace is none: science.md 2. */
START_TEST(doubtful_zero) {
  int64_t food = add_food("Soy creamer", "food", "g");
  nutri_deficit d;

  add_ann();
  add_nutrient(food, MG, 0.0, "doubtful");
  add_nutrient(food, NUTRI_ENERGY, 100.0, NULL);
  eat("ann", DAY, 1000.0, "g", food);
  mark("ann", DAY, "complete");
  d = deficit_of("ann");
  ck_assert_int_eq(d.reason, NUTRI_REASON_UNKNOWN_AMOUNT);
  IS_NAN(d.mean_total);
  sql("UPDATE food_nutrient SET mark = 'trace' WHERE food_id = %lld AND nutrient_id = 1090",
      (long long)food);
  d = deficit_of("ann");
  ck_assert_int_eq(d.reason, NUTRI_REASON_NONE);
  ck_assert_double_eq(d.mean_total, 0.0);
  NEAR(d.shortfall, 320.0, 1e-9);
}
END_TEST

/* One day of which nothing is known, beside one that is known: a lower bound over both. */
START_TEST(unknown_day) {
  int64_t unknown = add_food("Unknown", "food", "g");
  nutri_deficit d;

  add_ann();
  add_nutrient(unknown, NUTRI_ENERGY, 100.0, NULL);
  eat("ann", DAY, 1000.0, "g", unknown);
  eat("ann", "2026-11-17", 1000.0, "g", add_plain_food("Thing"));
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_counted, 2);
  NEAR(d.mean_total, 500.0, 1e-9);
  NEAR(d.known_share, 0.5, 1e-12);
  ck_assert_int_eq(d.reason, NUTRI_REASON_LOW_COVERAGE);
}
END_TEST

/* ---- targets ------------------------------------------------------------------------------- */

START_TEST(own_target) {
  nutri_deficit d;

  add_ann();
  record_days("ann", 2, 300.0);
  sql("INSERT INTO target (person_id, nutrient_id, from_day, to_day, amount)"
      " SELECT person_id, 1090, '2026-01-01', '2026-01-02', 400 FROM person");
  d = deficit_of("ann");
  NEAR(d.target, 400.0, 1e-9);
  ck_assert_str_eq(d.target_kind, "own");
  ck_assert_ptr_null(d.target_body);
  ck_assert_int_eq(d.target_year, 0);
  ck_assert_ptr_null(d.target_confidence);
  NEAR(d.shortfall, 100.0, 1e-9);
  NEAR(d.percent, 75.0, 1e-9);
  NEAR(d.average_requirement, 265.0, 1e-9); /* the confidence stays with the EAR */
  ck_assert_int_eq(d.reason, NUTRI_REASON_NONE);
  /* It ends: the day after has the RDA again; the mean of three days' targets. */
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '2026-01-03', 1090, 300 FROM person");
  mark("ann", "2026-01-03", "complete");
  d = deficit_of("ann");
  NEAR(d.target, (400.0 + 400.0 + 320.0) / 3.0, 1e-9);
  ck_assert_str_eq(d.target_kind, "RDA"); /* of the last counted day */
}
END_TEST

/* An own target is what stands where there is no reference value. */
START_TEST(own_target_without_a_reference) {
  nutri_deficit d;

  add_person("eve", NULL, NULL, NULL);
  record_days("eve", 1, 300.0);
  sql("INSERT INTO target (person_id, nutrient_id, from_day, amount)"
      " SELECT person_id, 1090, '2026-01-01', 400 FROM person");
  d = deficit_of("eve");
  NEAR(d.target, 400.0, 1e-9);
  ck_assert_int_eq(d.target_reason, NUTRI_REASON_NONE);
  NEAR(d.shortfall, 100.0, 1e-9);
  ck_assert_int_eq(d.reason, NUTRI_REASON_NO_AGE);
}
END_TEST

/* Counted days before and after a birthday: 360 and 310. */
START_TEST(target_over_a_birthday) {
  add_person("kim", "female", "2007-01-03", NULL);
  record_days("kim", 4, 300.0); /* 1 to 4 January 2026: 19 from the third */
  NEAR(deficit_of("kim").target, (360.0 + 360.0 + 310.0 + 310.0) / 4.0, 1e-9);
  NEAR(deficit_of("kim").average_requirement, (300.0 + 300.0 + 255.0 + 255.0) / 4.0, 1e-9);
}
END_TEST

/* ---- reasons ------------------------------------------------------------------------------- */

static const struct {
  const char *sex;
  int age_months;
  const char *authority;
  int64_t nutrient;
  int target_reason;
  int reason;
} reasons[] = {
    {"female", 480, "us", MG, NUTRI_REASON_NONE, NUTRI_REASON_NONE},
    {"female", 480, "eu", MG, NUTRI_REASON_NONE, NUTRI_REASON_NO_EAR},
    {"female", 480, "nordic", MG, NUTRI_REASON_NONE, NUTRI_REASON_EAR_HELD_BACK},
    {"female", 480, "dach", MG, NUTRI_REASON_NONE, NUTRI_REASON_NO_EAR},
    {"female", 480, "who", MG, NUTRI_REASON_NONE, NUTRI_REASON_NO_EAR},
    {"female", 480, "anz", MG, NUTRI_REASON_NONE, NUTRI_REASON_NONE},
    {"female", 480, "uk", MG, NUTRI_REASON_NONE, NUTRI_REASON_NONE},
    {"female", 480, "jp", MG, NUTRI_REASON_NONE, NUTRI_REASON_NONE},
    {NULL, 480, "us", MG, NUTRI_REASON_NO_SEX, NUTRI_REASON_NO_SEX},
    {"female", -1, "us", MG, NUTRI_REASON_NO_AGE, NUTRI_REASON_NO_AGE},
    {"female", 47, "us", MG, NUTRI_REASON_NONE, NUTRI_REASON_UNDER_4},
    {"female", 3, "eu", MG, NUTRI_REASON_NO_REFERENCE, NUTRI_REASON_UNDER_4},
    {"female", 480, "us", 1087, NUTRI_REASON_NONE, NUTRI_REASON_NO_WITHIN_SD},
    {"female", 480, "us", 1092, NUTRI_REASON_NONE, NUTRI_REASON_NO_EAR},        /* potassium: AI */
    {"female", 480, "us", 1089, NUTRI_REASON_NONE, NUTRI_REASON_EAR_HELD_BACK}, /* iron: skewed */
    {"female", 480, "us", 1003, NUTRI_REASON_NONE, NUTRI_REASON_EAR_HELD_BACK}, /* protein: g/kg */
    {"female", 480, "us", 1167, NUTRI_REASON_NOT_COMPARABLE, NUTRI_REASON_NOT_COMPARABLE},
    {"female", 480, "us", 1008, NUTRI_REASON_NO_REFERENCE, NUTRI_REASON_NO_REFERENCE},
    {"female", 480, "eu", 1087, NUTRI_REASON_NO_REFERENCE, NUTRI_REASON_NO_REFERENCE},
};

START_TEST(reason) {
  nutri_person person = {.size = sizeof person,
                         .name = "kim",
                         .sex = reasons[_i].sex,
                         .age_months = reasons[_i].age_months,
                         .authority = reasons[_i].authority};
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  OK(nutri_person_add(db, &person));
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '" DAY "', %lld, 200 FROM person",
      (long long)reasons[_i].nutrient);
  mark("kim", DAY, "complete");
  OK(nutri_nutrient_deficit(db, "kim", reasons[_i].nutrient, NULL, NULL, &d));
  ck_assert_int_eq(d.target_reason, reasons[_i].target_reason);
  ck_assert_int_eq(d.reason, reasons[_i].reason);
  ck_assert_int_eq(isnan(d.target), reasons[_i].target_reason != NUTRI_REASON_NONE);
  ck_assert_int_eq(isnan(d.shortfall), reasons[_i].target_reason != NUTRI_REASON_NONE);
  ck_assert_int_eq(isnan(d.percent), reasons[_i].target_reason != NUTRI_REASON_NONE);
  ck_assert_int_eq(isnan(d.confidence), reasons[_i].reason != NUTRI_REASON_NONE);
  ck_assert_int_eq(isnan(d.confidence_food), reasons[_i].reason != NUTRI_REASON_NONE);
  NEAR(d.mean_total, 200.0, 1e-9);
}
END_TEST

/* Pregnant at 13: "no reference value", never a guess. */
START_TEST(pregnant_at_13) {
  nutri_stage stage = {sizeof stage, "pregnant", "2025-12-01", NULL};
  nutri_deficit d;

  add_person("kim", "female", "2012-06-01", NULL);
  OK(nutri_stage_add(db, "kim", &stage));
  record_days("kim", 3, 300.0);
  d = deficit_of("kim");
  IS_NAN(d.target);
  IS_NAN(d.average_requirement);
  IS_NAN(d.shortfall);
  ck_assert_int_eq(d.target_reason, NUTRI_REASON_NO_REFERENCE);
  ck_assert_int_eq(d.reason, NUTRI_REASON_NO_REFERENCE);
  NEAR(d.mean_total, 300.0, 1e-9);
  NEAR(d.upper_limit, 350.0, 1e-9); /* the age's stands in, and is said to */
  ck_assert_int_eq(d.upper_separate_value, 0);
}
END_TEST

START_TEST(nothing_recorded) {
  nutri_deficit d;

  add_ann();
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_counted, 0);
  ck_assert_int_eq(d.reason, NUTRI_REASON_NO_DAY);
  ck_assert_int_eq(d.target_reason, NUTRI_REASON_NO_DAY);
  IS_NAN(d.mean_total);
  IS_NAN(d.target);
  IS_NAN(d.known_share);
  IS_NAN(d.upper_counted);
  ck_assert_str_eq(d.authority, "us");
  ck_assert_str_eq(d.nutrient, "Magnesium, Mg");
}
END_TEST

/* Partial and untracked days are left out of all, and said so. */
START_TEST(days_left_out) {
  nutri_deficit d;

  add_ann();
  record_days("ann", 5, 300.0);
  mark("ann", day_at(0), "partial");
  mark("ann", day_at(1), "not tracked");
  sql("UPDATE intake_day_nutrient SET amount = 5000 WHERE day <= '2026-01-02'");
  eat("ann", "2026-02-01", 1.0, "g", starter("almonds")); /* unmarked, 6 kcal */
  d = deficit_of("ann");
  ck_assert_int_eq(d.days_counted, 3);
  ck_assert_int_eq(d.days_left_out, 2);
  ck_assert_int_eq(d.days_unconfirmed, 1);
  ck_assert_int_eq(d.entries, 3); /* of the counted days; a recorded total is one */
  NEAR(d.mean_total, 300.0, 1e-9);
}
END_TEST

static const struct {
  const char *person;
  int64_t nutrient;
  const char *from;
  const char *to;
  int code;
  int days;
  double mean;
} spans[] = {
    {"ann", MG, NULL, NULL, NUTRI_OK, 4, 250},
    {"ann", MG, "2026-01-03", NULL, NUTRI_OK, 2, 200},
    {"ann", MG, NULL, "2026-01-02", NUTRI_OK, 2, 300},
    {"ann", MG, "2026-01-02", "2026-01-03", NUTRI_OK, 2, 250},
    {"eve", MG, NULL, NULL, NUTRI_ENOTFOUND, 0, 0},
    {"ann", 4711, NULL, NULL, NUTRI_ENOTFOUND, 0, 0},
    {"ann", MG, "2026-02-30", NULL, NUTRI_EINVAL, 0, 0},
    {"ann", MG, NULL, "soon", NUTRI_EINVAL, 0, 0},
    {"ann", MG, "2026-01-03", "2026-01-02", NUTRI_EINVAL, 0, 0},
};

START_TEST(span) {
  nutri_deficit d = {.size = sizeof d, .mean_total = -7.0};

  add_ann();
  record_days("ann", 4, 300.0);
  sql("UPDATE intake_day_nutrient SET amount = 200 WHERE day >= '2026-01-03'");
  if (spans[_i].code != NUTRI_OK) {
    FAILS(spans[_i].code, nutri_nutrient_deficit(db, spans[_i].person, spans[_i].nutrient,
                                                 spans[_i].from, spans[_i].to, &d));
    ck_assert_double_eq(d.mean_total, -7.0);
    return;
  }
  OK(nutri_nutrient_deficit(db, spans[_i].person, spans[_i].nutrient, spans[_i].from, spans[_i].to,
                            &d));
  ck_assert_int_eq(d.days_counted, spans[_i].days);
  NEAR(d.mean_total, spans[_i].mean, 1e-9);
}
END_TEST

/* The view magnesium_mean of the shell says the same for 28 days. */
START_TEST(same_as_the_view) {
  nutri_deficit d;

  add_ann();
  eat_issue_day();
  mark("ann", DAY, "complete");
  eat("ann", "2026-11-17", 300.0, "g", starter("almonds")); /* 1,737 kcal: counted */
  eat("ann", "2026-11-18", 30.0, "g", starter("almonds"));  /* 174 kcal: unconfirmed */
  d = deficit_of("ann");
  NEAR(d.mean_total, (296.8 + 810.0) / 2.0, 1e-9);
  ck_assert_int_eq(sql_int("SELECT days_counted FROM magnesium_mean WHERE days = 28"),
                   d.days_counted);
  ck_assert_int_eq(sql_int("SELECT days_unconfirmed FROM magnesium_mean WHERE days = 28"),
                   d.days_unconfirmed);
  NEAR(sql_number("SELECT total_mg FROM magnesium_mean WHERE days = 28"), d.mean_total, 1e-9);
  NEAR(sql_number("SELECT target_mg FROM magnesium_mean WHERE days = 28"), d.target, 1e-9);
  NEAR(sql_number("SELECT shortfall_mg FROM magnesium_mean WHERE days = 28"), d.shortfall, 1e-9);
  NEAR(sql_number("SELECT percent FROM magnesium_mean WHERE days = 28"), d.percent, 1e-9);
  NEAR(sql_number("SELECT known_share FROM magnesium_mean WHERE days = 28"), d.known_share, 1e-9);
}
END_TEST

/* A program built with the first header asks a later library, and the other way round. */
START_TEST(older_struct) {
  nutri_deficit d = {
      .size = offsetof(nutri_deficit, shortfall), .shortfall = -7.0, .upper_excess = -7.0};

  add_ann();
  record_days("ann", 3, 320.0);
  OK(nutri_magnesium_deficit(db, "ann", NULL, NULL, &d));
  NEAR(d.mean_total, 320.0, 1e-9);
  ck_assert_int_eq(d.target_reason, NUTRI_REASON_NONE);
  ck_assert_double_eq(d.shortfall, -7.0);
  ck_assert_double_eq(d.upper_excess, -7.0);
}
END_TEST

TESTS("deficit") {
  tcase_add_test(tc, issue_day);
  tcase_add_test(tc, worked_example);
  ADD_LOOP(confidence_of_men, men);
  tcase_add_test(tc, days_are_held_at_28);
  tcase_add_test(tc, never_average_shortfalls);
  ADD_LOOP(supplements_and_medicines, nonfood);
  tcase_add_test(tc, unknown_pills);
  ADD_LOOP(upper_limit_by_scope, limits);
  ADD_LOOP(known_share, coverage);
  tcase_add_test(tc, doubtful_zero);
  tcase_add_test(tc, unknown_day);
  tcase_add_test(tc, own_target);
  tcase_add_test(tc, own_target_without_a_reference);
  tcase_add_test(tc, target_over_a_birthday);
  ADD_LOOP(reason, reasons);
  tcase_add_test(tc, pregnant_at_13);
  tcase_add_test(tc, nothing_recorded);
  tcase_add_test(tc, days_left_out);
  ADD_LOOP(span, spans);
  tcase_add_test(tc, same_as_the_view);
  tcase_add_test(tc, older_struct);
}
