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

/* The cursor of the row that is looked at: the row's texts are its. */
static nutri_cursor *cursor_of_row;

static nutri_cursor *ask_again(void) {
  nutri_cursor_close(cursor_of_row);
  cursor_of_row = NULL;
  OK(nutri_group_list(db, &query, &cursor_of_row));
  return cursor_of_row;
}

static nutri_group first_row(void) {
  nutri_cursor *cursor = ask_again();
  nutri_group row = NUTRI_INIT(nutri_group);

  ck_assert_int_eq(nutri_group_next(cursor, &row), NUTRI_ROW);
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

/* The rows of a query by sex and age group; NULL = all. */
static nutri_group row_of(const char *sex, const char *age_group) {
  nutri_cursor *cursor = ask_again();
  nutri_group row = NUTRI_INIT(nutri_group);
  bool is_found = false;

  while (!is_found && nutri_group_next(cursor, &row) == NUTRI_ROW)
    is_found = (sex == NULL ? row.sex == NULL : row.sex != NULL && strcmp(row.sex, sex) == 0) &&
               (age_group == NULL ? row.age_group == NULL
                                  : row.age_group != NULL && strcmp(row.age_group, age_group) == 0);
  ck_assert_msg(is_found, "no such row");
  return row;
}

static nutri_group_query asking(uint32_t flags) {
  nutri_group_query q = NUTRI_INIT(nutri_group_query);

  q.flags = flags;
  return q;
}

START_TEST(seeds_and_rows) {
  double se;

  if (!add_synthetic())
    return;
  query = asking(NUTRI_GROUP_BY_SEX | NUTRI_GROUP_BY_AGE);
  query.replicates = 5;
  query.seed = 3;
  se = row_of("female", "31-50 years").below_ear_se;
  ck_assert_double_eq(row_of(NULL, NULL).below_ear_se, se);
  query.seed = 4;
  ck_assert_double_ne(row_of(NULL, NULL).below_ear_se, se);
  query.flags = NUTRI_GROUP_NO_SE;
  IS_NAN(first_row().below_ear_se);
  ck_assert_double_gt(first_row().mean_se, 1.0);
  ck_assert_ptr_null(first_row().se_method);
}
END_TEST

/* The same persons as men of 25 with 50 mg more: two fits, another EAR, and a mixture of both. */
START_TEST(two_sexes) {
  nutri_group f;
  nutri_group m;
  nutri_group all;

  if (!add_synthetic())
    return;
  sql("INSERT INTO person (person_id, name, sex, age_months)"
      " SELECT person_id + 1000, 'm' || person_id, 'male', 300 FROM person");
  sql("INSERT INTO survey (person_id, survey, weight)"
      " SELECT person_id + 1000, survey, weight FROM survey");
  sql("INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)"
      " SELECT person_id + 1000, day, nutrient_id, amount + 50 FROM intake_day_nutrient");
  sql("UPDATE intake_day SET completeness = 'complete'");
  query = asking(NUTRI_GROUP_BY_SEX | NUTRI_GROUP_BY_AGE | NUTRI_GROUP_NO_SE);
  f = row_of("female", NULL);
  m = row_of("male", "19-30 years");
  all = row_of(NULL, NULL);
  ck_assert_int_eq(all.persons, 800);
  NEAR(f.below_ear, 0.49958, 1e-3);
  NEAR(m.ear_low, 330.0, 1e-9);
  NEAR(m.mean, f.mean + 50.0, 1e-9);
  NEAR(all.mean, f.mean + 25.0, 1e-9);
  NEAR(all.usual_mean, 0.5 * (f.usual_mean + m.usual_mean), 1e-9);
  NEAR(all.below_ear, 0.5 * (f.below_ear + m.below_ear), 1e-12);
  NEAR(all.inadequate, 0.5 * (f.inadequate + m.inadequate), 1e-12);
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++) {
    ck_assert_double_gt(all.percentile[i], f.percentile[i]);
    ck_assert_double_lt(all.percentile[i], m.percentile[i]);
  }
  IS_NAN(all.lambda);
  ck_assert_double_eq(all.ear_low, 265.0);
  ck_assert_double_eq(all.ear_high, 330.0);
}
END_TEST

/* science.md 4.2: model food, then add each person's supplement mean. */
START_TEST(supplements_are_added_afterwards) {
  int64_t pill;
  nutri_group food;
  nutri_group all;

  if (!add_synthetic())
    return;
  pill = add_food("Pill of 50", "supplement", "unit");
  add_nutrient(pill, NUTRI_MAGNESIUM, 50.0, NULL);
  sql("INSERT INTO schedule (person_id, food_id, amount, from_day)"
      " SELECT person_id, %lld, 1, '2026-01-01' FROM person",
      pill);
  query = asking(NUTRI_GROUP_NO_SE);
  food = first_row();
  NEAR(food.below_ear, 0.49958, 1e-3);
  NEAR(food.mean_supplement, 50.0, 1e-9);
  NEAR(food.above_upper, 0.0, 1e-12);
  query.flags |= NUTRI_GROUP_SUPPLEMENTS;
  all = first_row();
  ck_assert_str_eq(all.intake, "food + supplements");
  NEAR(all.mean, food.mean + 50.0, 1e-9);
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++)
    NEAR(all.percentile[i], food.percentile[i] + 50.0, 1e-6);
  ck_assert_double_lt(all.below_ear, 0.25);
  /* 400 mg a day for the first 100 persons: those are above the UL of 350, whatever they eat. */
  sql("UPDATE schedule SET amount = 8 WHERE person_id <= 100");
  NEAR(first_row().above_upper,
       sql_number("SELECT sum(weight) FILTER (WHERE person_id <= 100) / sum(weight) FROM survey"),
       1e-12);
}
END_TEST

/* 20 sampling units of 20 persons: the jackknife of a mean is near Taylor's. */
START_TEST(jackknife) {
  nutri_group g;

  if (!add_synthetic())
    return;
  sql("UPDATE survey SET stratum = person_id %% 10, psu = person_id / 10 %% 2");
  query = asking(0);
  g = first_row();
  ck_assert_str_eq(g.se_method, "jackknife");
  ck_assert_int_eq(g.replicates, 20);
  ck_assert_int_eq(g.df, 10);
  NEAR(g.below_ear, 0.49958, 1e-3);
  NEAR(g.usual_mean_se, g.mean_se, 0.35 * g.mean_se);
  ck_assert_double_gt(g.below_ear_se, 0.01);
  ck_assert_double_lt(g.below_ear_se, 0.10);
  /* The units of everybody stay where half of them have nobody in the group. */
  sql("UPDATE person SET sex = 'male' WHERE person_id / 10 %% 2 = 0");
  query.sex = "female";
  g = first_row();
  ck_assert_int_eq(g.df, 10);
  ck_assert_int_eq(g.replicates, 20);
}
END_TEST

/* ---- small groups by hand ------------------------------------------------------------------ */

/* science.md 4.1. */
START_TEST(analysis_of_variance) {
  static const double amount[][2] = {{210, 250}, {300, 360}, {180, 220}, {400, 340}, {260, 240}};
  nutri_group g;

  for (int i = 0; i < 5; i++) {
    add_member(i + 1, "female", 480);
    record(i + 1, "2026-01-05", amount[i][0]);
    record(i + 1, "2026-01-06", amount[i][1]);
  }
  query = asking(0);
  query.method = NUTRI_NRC;
  g = first_row();
  ck_assert_str_eq(g.method, "NRC");
  ck_assert_int_eq(g.persons, 5);
  ck_assert_int_eq(g.is_weighted, 0);
  NEAR(g.mean, 276.0, 1e-9);
  NEAR(g.mean_se, sqrt(5080.0 / 5.0), 1e-9); /* variance of 230 330 200 370 250 */
  NEAR(g.within_sd * g.within_sd, 1080.0, 1e-6);
  NEAR(g.between_sd * g.between_sd, 4540.0, 1e-6);
  NEAR(g.variance_ratio, 1080.0 / 4540.0, 1e-9);
  NEAR(g.within_cv_percent, 100.0 * sqrt(1080.0) / 276.0, 1e-9);
  NEAR(g.percentile[0], 204.152831, 1e-6);
  NEAR(g.percentile[3], 251.420705, 1e-6);
  NEAR(g.percentile[6], 364.863604, 1e-6);
  IS_NAN(g.below_ear);
  ck_assert_int_eq(g.reason, NUTRI_REASON_NRC);
  query.method = NUTRI_NCI;
  g = first_row();
  IS_NAN(g.percentile[3]);
  NEAR(g.nrc_percentile[3], 251.420705, 1e-6);
  ck_assert_int_eq(g.reason, NUTRI_REASON_FEW_REPEATS);
  ck_assert_str_eq(g.reason_text, "5 female persons have a second day, 50 are needed");
}
END_TEST

static void survey(int64_t person_id, const char *name, double weight, int stratum, int psu) {
  sql("INSERT INTO survey (person_id, survey, weight, stratum, psu)"
      " VALUES (%lld, %Q, %.17g, %d, %d)",
      person_id, name, weight, stratum, psu);
}

/* Two strata of two units. By hand: sum w = 110, mean 250; z of the units 3.636364, 18.181818 (one
 * stratum), 9.090909 and -22.727273 (the other), about the strata's means. */
START_TEST(design) {
  static const struct {
    const char *sex;
    double weight;
    int stratum;
    int psu;
    double mg;
  } who[] = {{"female", 10, 1, 1, 300}, {"female", 20, 1, 1, 200}, {"male", 30, 1, 2, 250},
             {"male", 10, 1, 2, 400},   {"female", 15, 2, 1, 350}, {"male", 25, 2, 2, 150}};
  nutri_group g;

  for (int i = 0; i < 6; i++) {
    add_member(i + 1, who[i].sex, 480);
    record(i + 1, "2026-01-05", who[i].mg);
    survey(i + 1, "S", who[i].weight, who[i].stratum, who[i].psu);
  }
  query = asking(0);
  g = first_row();
  ck_assert_int_eq(g.is_weighted, 1);
  NEAR(g.mean, 250.0, 1e-9);
  NEAR(g.mean_se, 40.65578140908709, 1e-9);
  ck_assert_int_eq(g.df, 2);
  query.sex = "female"; /* two units are left without anybody: they count */
  g = first_row();
  NEAR(g.mean, 272.2222222222222, 1e-9);
  NEAR(g.mean_se, 36.66479606152468, 1e-9);
  ck_assert_int_eq(g.df, 2);
  /* A weight of 0 drops out, its unit stays. */
  sql("UPDATE survey SET weight = 0 WHERE person_id = 5");
  g = first_row();
  ck_assert_int_eq(g.persons, 2);
  ck_assert_int_eq(g.persons_out, 1);
  NEAR(g.mean, 700.0 / 3.0, 1e-9);
  ck_assert_int_eq(g.df, 2);
  /* A stratum with one unit: the mean is given, its error refused in words. */
  sql("UPDATE survey SET stratum = 1 WHERE person_id = 6");
  query.sex = NULL;
  g = first_row();
  ck_assert_double_gt(g.mean, 0.0);
  IS_NAN(g.mean_se);
  ck_assert_int_eq(g.se_reason, NUTRI_REASON_ONE_PSU);
  ck_assert_str_eq(g.se_text, "stratum 2 of S has a single sampling unit");
}
END_TEST

/* Where there are second days the two-day weight counts; who has none of it stands for nobody. */
START_TEST(weights) {
  nutri_group g;

  for (int i = 1; i <= 4; i++) {
    add_member(i, "male", 480);
    record(i, "0001-01-01", 100.0 * i);
    survey(i, i < 3 ? "A" : "B", i, 1, i % 2);
  }
  sql("UPDATE intake_day SET recall_no = 1");
  sql("UPDATE survey SET weight_two_days = 10 * person_id WHERE person_id <> 2");
  query = asking(0);
  g = first_row(); /* one day each: the weights 1 2 3 4 */
  NEAR(g.mean, 300.0, 1e-9);
  ck_assert_int_eq(g.has_recalls, 1);
  record(1, "0001-01-02", 400.0);
  sql("UPDATE intake_day SET recall_no = 2 WHERE day = '0001-01-02'");
  /* In A 10 (mean 250) and none; in B nobody has a second day: 3 and 4. */
  g = first_row();
  ck_assert_int_eq(g.persons, 3);
  ck_assert_int_eq(g.persons_out, 1);
  NEAR(g.mean, (10 * 250.0 + 3 * 300.0 + 4 * 400.0) / 17.0, 1e-9);
  NEAR(g.first_day_mean, (10 * 100.0 + 3 * 300.0 + 4 * 400.0) / 17.0, 1e-9);
  query.survey = "B";
  NEAR(first_row().mean, (3 * 300.0 + 4 * 400.0) / 7.0, 1e-9);
  ck_assert_int_eq(first_row().has_weekend, 0);
}
END_TEST

/* ---- whom ---------------------------------------------------------------------------------- */

static const struct {
  const char *sex;
  int age_min_months;
  int age_max_months;
  const char *stage;
  const char *tag;
  const char *survey;
  const char *from;
  const char *to;
  int persons;
  int days;
} picked[] = {
    {NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, 4, 5},
    {"female", 0, 0, NULL, NULL, NULL, NULL, NULL, 2, 3},
    {NULL, 228, 371, NULL, NULL, NULL, NULL, NULL, 1, 1},
    {NULL, 372, 0, NULL, NULL, NULL, NULL, NULL, 1, 2},
    {NULL, 0, 0, "pregnant", NULL, NULL, NULL, NULL, 1, 1},
    {NULL, 0, 0, "none", NULL, NULL, NULL, NULL, 4, 4},
    {NULL, 0, 0, NULL, "clinic", NULL, NULL, NULL, 2, 3},
    {NULL, 0, 0, NULL, NULL, "S", NULL, NULL, 1, 1},
    {NULL, 0, 0, NULL, NULL, NULL, "2026-01-06", NULL, 1, 1},
    {NULL, 0, 0, NULL, NULL, NULL, NULL, "2026-01-05", 4, 4},
    {"male", 0, 0, NULL, "clinic", NULL, NULL, NULL, 1, 1},
};

/* 1: a woman born in 1984, pregnant on the second of two days; 2: a man of 25; 3: a girl of 9; 4:
 * somebody without sex or age. 5 has a day that does not count. */
START_TEST(selection) {
  sql("INSERT INTO person (person_id, name, sex, born) VALUES (1, 'p1', 'female', '1984-05-02')");
  add_member(2, "male", 300);
  add_member(3, "female", 110);
  sql("INSERT INTO person (person_id, name) VALUES (4, 'p4')");
  add_member(5, "male", 300);
  record(1, "2026-01-05", 300.0);
  record(1, "2026-01-06", 320.0);
  for (int i = 2; i <= 5; i++)
    record(i, "2026-01-05", 100.0 * i);
  mark("p5", "2026-01-05", "partial");
  sql("INSERT INTO life_stage (person_id, stage, from_day) VALUES (1, 'pregnant', '2026-01-06')");
  OK(nutri_person_tag_add(db, "p1", "clinic"));
  OK(nutri_person_tag_add(db, "p2", "clinic"));
  survey(3, "S", 1.0, 1, 1);
  query = asking(0);
  query.sex = picked[_i].sex;
  query.age_min_months = picked[_i].age_min_months;
  query.age_max_months = picked[_i].age_max_months;
  query.stage = picked[_i].stage;
  query.tag = picked[_i].tag;
  query.survey = picked[_i].survey;
  query.from = picked[_i].from;
  query.to = picked[_i].to;
  ck_assert_int_eq(first_row().persons, picked[_i].persons);
  ck_assert_int_eq(first_row().days, picked[_i].days);
}
END_TEST

START_TEST(bad_queries) {
  nutri_cursor *cursor = NULL;
  nutri_group row = NUTRI_INIT(nutri_group);

  add_member(1, "female", 480);
  query = asking(0);
  query.sex = "both";
  FAILS(NUTRI_EINVAL, nutri_group_list(db, &query, &cursor));
  SAYS("both");
  query = asking(0);
  query.stage = "old";
  FAILS(NUTRI_EINVAL, nutri_group_list(db, &query, &cursor));
  query = asking(0);
  query.tag = "nobody's";
  FAILS(NUTRI_ENOTFOUND, nutri_group_list(db, &query, &cursor));
  SAYS("nobody's");
  query = asking(0);
  query.survey = "none";
  FAILS(NUTRI_ENOTFOUND, nutri_group_list(db, &query, &cursor));
  query = asking(0);
  query.from = "2026-02-30";
  FAILS(NUTRI_EINVAL, nutri_group_list(db, &query, &cursor));
  query = asking(0);
  query.age_min_months = 400;
  query.age_max_months = 300;
  FAILS(NUTRI_EINVAL, nutri_group_list(db, &query, &cursor));
  query = asking(0x80u);
  FAILS(NUTRI_EMISUSE, nutri_group_list(db, &query, &cursor));
  query = asking(0);
  query.method = 7;
  FAILS(NUTRI_EMISUSE, nutri_group_list(db, &query, &cursor));
  query = asking(0);
  query.nutrient_id = 99;
  FAILS(NUTRI_ENOTFOUND, nutri_group_list(db, &query, &cursor));
  query = asking(0);
  query.replicates = 1;
  FAILS(NUTRI_EINVAL, nutri_group_list(db, &query, &cursor));
  FAILS(NUTRI_EMISUSE, nutri_group_list(db, &query, NULL));
  query.size = 0;
  FAILS(NUTRI_EMISUSE, nutri_group_list(db, &query, &cursor));
  ck_assert_ptr_null(cursor);
  OK(nutri_group_list(db, NULL, &cursor));
  FAILS(NUTRI_EMISUSE, nutri_group_next(cursor, NULL));
  ck_assert_int_eq(nutri_group_next(cursor, &row), NUTRI_ROW);
  ck_assert_int_eq(row.persons, 0);
  ck_assert_int_eq(row.reason, NUTRI_REASON_NO_DAY);
  IS_NAN(row.mean);
  ck_assert_int_eq(nutri_group_next(cursor, &row), NUTRI_OK);
  ck_assert_int_eq(nutri_group_next(cursor, &row), NUTRI_OK);
  nutri_cursor_close(cursor);
}
END_TEST

/* ---- refusals ------------------------------------------------------------------------------ */

/* 60 women of 40 with two days: person i has base + i * between on the first day, and `within` more
 * on the second, or less for odd persons. */
static void add_sixty(double base, double between, double within, const char *authority) {
  sql("BEGIN");
  for (int i = 0; i < 60; i++) {
    add_member(i + 1, "female", 480);
    record(i + 1, "2026-01-05", base + i * between);
    record(i + 1, "2026-01-06", base + i * between + (i % 2 == 0 ? within : -within));
  }
  sql("UPDATE person SET authority = %Q", authority);
  sql("COMMIT");
}

static const struct {
  double base;
  double between;
  double within;
  const char *authority;
  int reason;
} refused[] = {
    {300, 0, 0, "us", NUTRI_REASON_ALL_EQUAL}, {0, 0, 0, "us", NUTRI_REASON_ALL_EQUAL},
    {200, 3, 0, "us", NUTRI_REASON_NO_WITHIN}, {200, 3, 60, "us", NUTRI_REASON_NONE},
    {200, 3, 60, "who", NUTRI_REASON_NO_EAR},
};

START_TEST(refusals) {
  nutri_group g;

  add_sixty(refused[_i].base, refused[_i].between, refused[_i].within, refused[_i].authority);
  query = asking(NUTRI_GROUP_NO_SE);
  g = first_row();
  ck_assert_int_eq(g.reason, refused[_i].reason);
  if (g.reason == NUTRI_REASON_NONE) {
    ck_assert_double_gt(g.below_ear, 0.2);
    ck_assert_ptr_null(g.reason_text);
  } else {
    IS_NAN(g.below_ear);
    ck_assert_ptr_nonnull(g.reason_text);
  }
  ck_assert_double_eq_tol(g.mean, refused[_i].base + 29.5 * refused[_i].between, 1e-9);
}
END_TEST

/* Everybody eats 200 on one day and 400 on the other: persons differ by nothing. */
START_TEST(no_between) {
  nutri_group g;

  add_sixty(300, 0, 100, "us");
  sql("UPDATE intake_day_nutrient SET amount ="
      " CASE WHEN (person_id + (day = '2026-01-05')) %% 2 THEN 200 ELSE 400 END");
  query = asking(0);
  g = first_row();
  ck_assert_int_eq(g.reason, NUTRI_REASON_NO_BETWEEN);
  ck_assert_ptr_nonnull(strstr(g.reason_text, "persons differ by no more"));
  IS_NAN(g.percentile[3]);
  query.method = NUTRI_NRC;
  g = first_row();
  ck_assert_int_eq(g.reason, NUTRI_REASON_NO_BETWEEN);
  NEAR(g.percentile[0], g.percentile[6], 1e-9);
}
END_TEST

START_TEST(an_ai_is_no_requirement) {
  nutri_group g;

  add_sixty(200, 3, 60, "eu"); /* AI 300 */
  query = asking(NUTRI_GROUP_NO_SE);
  g = first_row();
  IS_NAN(g.below_ear);
  IS_NAN(g.inadequate);
  ck_assert_double_gt(g.above_ai, 0.2);
  ck_assert_double_lt(g.above_ai, 0.8);
  ck_assert_int_eq(g.persons_no_ear, 60);
}
END_TEST

START_TEST(one_person) {
  nutri_group g;

  add_member(1, "female", 480);
  record(1, "2026-01-05", 300.0);
  record(1, "2026-01-06", 0.0);
  query = asking(0);
  g = first_row();
  NEAR(g.mean, 150.0, 1e-9);
  IS_NAN(g.mean_se);
  ck_assert_int_eq(g.zero_days, 1);
  ck_assert_int_eq(g.reason, NUTRI_REASON_ONE_PERSON);
  ck_assert_int_eq(g.se_reason, NUTRI_REASON_ONE_PERSON);
  ck_assert_str_eq(g.reason_text, "one person is no group");
  sql("INSERT INTO survey (person_id, survey, weight) VALUES (1, 'S', 0)");
  g = first_row();
  ck_assert_int_eq(g.persons, 0);
  ck_assert_int_eq(g.persons_out, 1);
  ck_assert_int_eq(g.reason, NUTRI_REASON_NO_WEIGHT);
  IS_NAN(g.mean);
}
END_TEST

/* A zero day is counted and enters as half the least amount. */
START_TEST(zero_days) {
  nutri_group g;

  add_sixty(200, 3, 60, "us");
  sql("UPDATE intake_day_nutrient SET amount = 0 WHERE person_id = 60 AND day = '2026-01-06'");
  query = asking(NUTRI_GROUP_NO_SE);
  g = first_row();
  ck_assert_int_eq(g.zero_days, 1);
  ck_assert_int_eq(g.reason, NUTRI_REASON_NONE);
  ck_assert_double_gt(g.below_ear, 0.2);
}
END_TEST

/* Means of what is known to less than 90 % are lower bounds, and tell no share. */
START_TEST(low_coverage) {
  int64_t food = add_food("Of unknown content", "food", "g");
  nutri_group g;

  add_nutrient(food, NUTRI_ENERGY, 100.0, NULL);
  add_sixty(200, 3, 60, "us");
  sql("INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)"
      " SELECT person_id, day, 1008, 2000 FROM intake_day_nutrient");
  query = asking(NUTRI_GROUP_NO_SE);
  ck_assert_int_eq(first_row().reason, NUTRI_REASON_NONE);
  /* Half the persons: entries in place of recorded totals, of 1 mg and 1 kcal a gram. */
  sql("DELETE FROM intake_day_nutrient WHERE person_id <= 30");
  for (int i = 1; i <= 30; i++) {
    char name[16];
    snprintf(name, sizeof name, "p%d", i);
    eat(name, "2026-01-05", 1000.0, "g", food);
    eat(name, "2026-01-06", 1000.0, "g", food);
  }
  g = first_row();
  ck_assert_int_eq(g.reason, NUTRI_REASON_LOW_COVERAGE);
  ck_assert_double_lt(g.known_share, 0.9);
  ck_assert_int_eq((int)g.unknown_entries, 60);
  IS_NAN(g.below_ear);
  IS_NAN(g.inadequate);
  ck_assert_ptr_nonnull(strstr(g.reason_text, "less than 90 % of the diet is known"));
}
END_TEST

/* ---- within-person SDs --------------------------------------------------------------------- */

START_TEST(own_within_person_sd) {
  nutri_within_person_sd sd = NUTRI_INIT(nutri_within_person_sd);
  nutri_cursor *cursor = NULL;
  int stored = 0;
  double within;
  int count = 0;

  add_sixty(200, 3, 60, "us");
  query = asking(0);
  OK(nutri_today_set(db, "2026-11-20"));
  within = first_row().within_sd; /* pairs 60 apart: MSW = 60^2 / 2 */
  NEAR(within, 60.0 / sqrt(2.0), 1e-9);
  OK(nutri_within_person_sd_estimate(db, "clinic", &query, &stored));
  ck_assert_int_eq(stored, 1);
  OK(nutri_within_person_sd_list(db, &cursor));
  while (nutri_within_person_sd_next(cursor, &sd) == NUTRI_ROW)
    if (++count == 9)
      break;
  ck_assert_str_eq(sd.set, "clinic");
  ck_assert_str_eq(sd.sex, "female");
  ck_assert_int_eq(sd.age_min_months, 372);
  ck_assert_int_eq(sd.age_max_months, 611);
  NEAR(sd.sd, within, 1e-12);
  ck_assert_int_eq(sd.persons, 60);
  ck_assert_int_eq(sd.days, 120);
  ck_assert_str_eq(sd.source, "own estimate from 60 persons, made on 2026-11-20");
  nutri_cursor_close(cursor);

  NEAR(deficit_of("p1").within_person_sd, 86.0, 1e-9); /* IOM's until it is asked for */
  OK(nutri_within_person_sd_use(db, "clinic"));
  NEAR(deficit_of("p1").within_person_sd, within, 1e-12);
  ck_assert_ptr_nonnull(strstr(deficit_of("p1").within_person_source, "own estimate"));
  OK(nutri_within_person_sd_use(db, NULL));
  NEAR(deficit_of("p1").within_person_sd, 86.0, 1e-9);

  OK(nutri_within_person_sd_estimate(db, "clinic", &query, NULL)); /* in place of the first */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM within_person_sd"), 9);
  query.to = "2026-01-05"; /* no second day: nothing stored, the set stays */
  FAILS(NUTRI_EINVAL, nutri_within_person_sd_estimate(db, "clinic", &query, &stored));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM within_person_sd"), 9);
  FAILS(NUTRI_EINVAL, nutri_within_person_sd_estimate(db, "IOM", &query, &stored));
  FAILS(NUTRI_EINVAL, nutri_within_person_sd_estimate(db, "", &query, &stored));
  FAILS(NUTRI_EINVAL, nutri_within_person_sd_remove(db, "IOM"));
  FAILS(NUTRI_ENOTFOUND, nutri_within_person_sd_use(db, "none"));
  OK(nutri_within_person_sd_remove(db, "clinic"));
  FAILS(NUTRI_ENOTFOUND, nutri_within_person_sd_remove(db, "clinic"));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM within_person_sd"), 8);
}
END_TEST

/* ---- tags and surveys ---------------------------------------------------------------------- */

START_TEST(tags) {
  nutri_person_tag tag = NUTRI_INIT(nutri_person_tag);
  nutri_cursor *cursor = NULL;

  add_ann();
  OK(nutri_person_tag_add(db, "ann", "study"));
  OK(nutri_person_tag_add(db, "ann", "clinic"));
  OK(nutri_person_tag_add(db, "ann", "clinic"));
  OK(nutri_person_tag_list(db, "ann", &cursor));
  ck_assert_int_eq(nutri_person_tag_next(cursor, &tag), NUTRI_ROW);
  ck_assert_str_eq(tag.tag, "clinic");
  ck_assert_int_eq(nutri_person_tag_next(cursor, &tag), NUTRI_ROW);
  ck_assert_str_eq(tag.tag, "study");
  ck_assert_int_eq(nutri_person_tag_next(cursor, &tag), NUTRI_OK);
  nutri_cursor_close(cursor);
  OK(nutri_person_tag_remove(db, "ann", "study"));
  FAILS(NUTRI_ENOTFOUND, nutri_person_tag_remove(db, "ann", "study"));
  SAYS("study");
  FAILS(NUTRI_ENOTFOUND, nutri_person_tag_add(db, "bob", "study"));
  FAILS(NUTRI_EINVAL, nutri_person_tag_add(db, "ann", ""));
  FAILS(NUTRI_EINVAL, nutri_person_tag_add(db, "ann", NULL));
  FAILS(NUTRI_ENOTFOUND, nutri_person_tag_list(db, "bob", &cursor));
}
END_TEST

START_TEST(surveys) {
  nutri_survey given = NUTRI_INIT(nutri_survey);
  nutri_survey read = NUTRI_INIT(nutri_survey);

  add_ann();
  FAILS(NUTRI_ENOTFOUND, nutri_person_survey_get(db, "ann", &read));
  FAILS(NUTRI_ENOTFOUND, nutri_person_survey_remove(db, "ann"));
  given.survey = "S 2026";
  given.weight = 12.5;
  given.weight_two_days = NAN;
  OK(nutri_person_survey_set(db, "ann", &given));
  given.weight_two_days = 0.0;
  given.has_design = 1;
  given.stratum = 3;
  given.psu = 2;
  OK(nutri_person_survey_set(db, "ann", &given)); /* in place of the first */
  OK(nutri_person_survey_get(db, "ann", &read));
  ck_assert_str_eq(read.survey, "S 2026");
  ck_assert_double_eq(read.weight, 12.5);
  ck_assert_double_eq(read.weight_two_days, 0.0);
  ck_assert_int_eq(read.has_design, 1);
  ck_assert_int_eq(read.stratum, 3);
  ck_assert_int_eq(read.psu, 2);
  given.weight = -1.0;
  FAILS(NUTRI_EINVAL, nutri_person_survey_set(db, "ann", &given));
  SAYS("weight: -1 is not between 0 and 1e12");
  given.weight = INFINITY;
  FAILS(NUTRI_EINVAL, nutri_person_survey_set(db, "ann", &given));
  given.weight = 1.0;
  FAILS(NUTRI_ENOTFOUND, nutri_person_survey_set(db, "bob", &given));
  given.survey = "";
  FAILS(NUTRI_EINVAL, nutri_person_survey_set(db, "ann", &given));
  FAILS(NUTRI_EMISUSE, nutri_person_survey_set(db, "ann", NULL));
  OK(nutri_person_survey_remove(db, "ann"));
  FAILS(NUTRI_ENOTFOUND, nutri_person_survey_get(db, "ann", &read));
}
END_TEST

TESTS("population") {
  tcase_add_test(tc, synthetic);
  tcase_add_test(tc, seeds_and_rows);
  tcase_add_test(tc, two_sexes);
  tcase_add_test(tc, supplements_are_added_afterwards);
  tcase_add_test(tc, jackknife);
  tcase_add_test(tc, analysis_of_variance);
  tcase_add_test(tc, design);
  tcase_add_test(tc, weights);
  ADD_LOOP(selection, picked);
  tcase_add_test(tc, bad_queries);
  ADD_LOOP(refusals, refused);
  tcase_add_test(tc, no_between);
  tcase_add_test(tc, an_ai_is_no_requirement);
  tcase_add_test(tc, one_person);
  tcase_add_test(tc, zero_days);
  tcase_add_test(tc, low_coverage);
  tcase_add_test(tc, own_within_person_sd);
  tcase_add_test(tc, tags);
  tcase_add_test(tc, surveys);
}
