/* SPDX-License-Identifier: MIT */
/* Which reference value applies: science.md 1. Asked through nutri_magnesium_deficit. */
#include "support.h"

#define DAY "2026-11-16"
#define NONE (-1.0) /* no value */

static void is_value(double value, double wanted) {
  if (wanted == NONE)
    IS_NAN(value);
  else
    NEAR(value, wanted, 1e-9);
}

/* What holds for a person of this age on DAY; below 0 = no age. */
static nutri_deficit need_of(const char *authority, const char *sex, int age_months,
                             const char *stage) {
  nutri_person person = {.size = sizeof person, .name = "kim", .sex = sex, .authority = authority};
  char born[11];
  nutri_stage span = {sizeof span, stage, "2026-11-01", NULL};

  snprintf(born, sizeof born, "%s", sql_text("SELECT date('" DAY "', '-%d months')", age_months));
  person.born = age_months >= 0 ? born : NULL;
  sql("DELETE FROM life_stage");
  if (sql_int("SELECT count(*) FROM person WHERE name = 'kim'") == 0)
    OK(nutri_person_add(db, &person));
  else
    OK(nutri_person_change(db, &person));
  if (stage != NULL)
    OK(nutri_stage_add(db, "kim", &span));
  mark("kim", DAY, "complete");
  return deficit_of("kim");
}

/* mg_reference.csv, one woman and one man of 40. eu, nordic, dach and who have no EAR to test with:
 * NNR's is provisional. A superseded set (D-A-CH 2000) and label values (FDA, EU) never win. */
static const struct {
  const char *authority;
  const char *sex;
  double target;
  const char *kind;
  const char *body;
  int year;
  double average;
  const char *average_kind;
  double upper;
  const char *scope;
} at_40[] = {
    {"us", "female", 320, "RDA", "IOM/NASEM (US-Canada)", 1997, 265, "EAR", 350, "nonfood"},
    {"us", "male", 420, "RDA", "IOM/NASEM (US-Canada)", 1997, 350, "EAR", 350, "nonfood"},
    {"eu", "female", 300, "AI", "EFSA", 2015, NONE, NULL, 250, "added + nonfood"},
    {"eu", "male", 350, "AI", "EFSA", 2015, NONE, NULL, 250, "added + nonfood"},
    {"uk", "female", 270, "RNI", "UK COMA", 1991, 200, "EAR", 400, "nonfood"},
    {"uk", "male", 300, "RNI", "UK COMA", 1991, 250, "EAR", 400, "nonfood"},
    {"nordic", "female", 300, "AI", "Nordic (NNR)", 2023, NONE, NULL, 250, "nonfood"},
    {"nordic", "male", 350, "AI", "Nordic (NNR)", 2023, NONE, NULL, 250, "nonfood"},
    {"dach", "female", 300, "AI", "D-A-CH", 2021, NONE, NULL, NONE, NULL},
    {"dach", "male", 350, "AI", "D-A-CH", 2021, NONE, NULL, NONE, NULL},
    {"anz", "female", 320, "RDA", "Australia/NZ (NHMRC)", 2006, 265, "EAR", 350, "nonfood"},
    {"anz", "male", 420, "RDA", "Australia/NZ (NHMRC)", 2006, 350, "EAR", 350, "nonfood"},
    {"who", "female", 220, "RNI", "WHO/FAO", 2004, NONE, NULL, 350, "all"},
    {"who", "male", 260, "RNI", "WHO/FAO", 2004, NONE, NULL, 350, "all"},
    {"jp", "female", 290, "RDA", "Japan (MHLW)", 2020, 240, "EAR", 350, "nonfood"},
    {"jp", "male", 370, "RDA", "Japan (MHLW)", 2020, 310, "EAR", 350, "nonfood"},
};

START_TEST(authority_at_40) {
  nutri_deficit d = need_of(at_40[_i].authority, at_40[_i].sex, 40 * 12 + 6, NULL);

  ck_assert_str_eq(d.authority, at_40[_i].authority);
  is_value(d.target, at_40[_i].target);
  ck_assert_str_eq(d.target_kind, at_40[_i].kind);
  ck_assert_str_eq(d.target_body, at_40[_i].body);
  ck_assert_int_eq(d.target_year, at_40[_i].year);
  ck_assert_int_eq(d.target_reason, NUTRI_REASON_NONE);
  ck_assert_int_eq(d.separate_value, 1);
  is_value(d.average_requirement, at_40[_i].average);
  ck_assert_pstr_eq(d.average_kind, at_40[_i].average_kind);
  is_value(d.upper_limit, at_40[_i].upper);
  ck_assert_pstr_eq(d.upper_scope, at_40[_i].scope);
  if (strcmp(at_40[_i].authority, "nordic") == 0)
    ck_assert_int_eq(d.reason, NUTRI_REASON_EAR_HELD_BACK); /* provisional */
  else
    ck_assert_int_eq(d.reason, at_40[_i].average == NONE ? NUTRI_REASON_NO_EAR : NUTRI_REASON_NONE);
}
END_TEST

/* Ages in completed months on the day: the value changes on the birthday, not before. US rows. */
static const struct {
  const char *sex;
  const char *born;
  const char *day;
  double target;
  double average;
} birthdays[] = {
    {"female", "2007-11-16", "2026-11-15", 360, 300}, /* 18 */
    {"female", "2007-11-16", "2026-11-16", 310, 255}, /* 19 */
    {"male", "2007-11-16", "2026-11-15", 410, 340},
    {"male", "2007-11-16", "2026-11-16", 400, 330},
    {"female", "1995-11-16", "2026-11-15", 310, 255}, /* 30 */
    {"female", "1995-11-16", "2026-11-16", 320, 265}, /* 31 */
    {"male", "1995-11-16", "2026-11-15", 400, 330},
    {"male", "1995-11-16", "2026-11-16", 420, 350},
    {"female", "2012-11-16", "2026-11-15", 240, 200}, /* 13 */
    {"female", "2012-11-16", "2026-11-16", 360, 300}, /* 14 */
    {"female", "2017-11-16", "2026-11-15", 130, 110}, /* 8 */
    {"female", "2017-11-16", "2026-11-16", 240, 200}, /* 9 */
    {"male", "2022-11-16", "2026-11-15", 80, 65},     /* 3 */
    {"male", "2022-11-16", "2026-11-16", 130, 110},   /* 4 */
    {"male", "2025-11-16", "2026-11-15", 75, NONE},   /* 11 months: AI */
    {"male", "2025-11-16", "2026-11-16", 80, 65},     /* 1 year */
    {"male", "2026-05-17", "2026-11-16", 30, NONE},   /* 5 months and 30 days */
    {"male", "2026-05-16", "2026-11-16", 75, NONE},   /* 6 months */
    {"male", "2026-11-16", "2026-11-16", 30, NONE},   /* born today */
    {"female", "2008-02-29", "2027-02-28", 360, 300}, /* a leap day's child: 19 on 1 March */
    {"female", "2008-02-29", "2027-03-01", 310, 255},
    {"female", "2007-12-31", "2026-12-30", 360, 300},
    {"female", "2007-12-31", "2026-12-31", 310, 255},
    {"female", "1900-01-01", "2026-11-16", 320, 265},
};

START_TEST(birthday) {
  nutri_deficit d;

  add_person("kim", birthdays[_i].sex, birthdays[_i].born, NULL);
  mark("kim", birthdays[_i].day, "complete");
  d = deficit_of("kim");
  is_value(d.target, birthdays[_i].target);
  is_value(d.average_requirement, birthdays[_i].average);
}
END_TEST

/* Pregnancy and lactation; ages in years. separate 0: the stage has no value, the age's stands in.
 */
static const struct {
  const char *authority;
  int age;
  const char *stage;
  double target;
  double average;
  int separate;
  double upper;
} stages[] = {
    {"us", 30, "pregnant", 350, 290, 1, 350},
    {"us", 30, "lactating", 310, 255, 1, 350},
    {"us", 35, "pregnant", 360, 300, 1, 350},
    {"us", 35, "lactating", 320, 265, 1, 350},
    {"us", 18, "pregnant", 400, 335, 1, 350},
    {"us", 18, "lactating", 360, 300, 1, 350},
    {"us", 14, "pregnant", 400, 335, 1, 350},
    {"us", 50, "pregnant", 360, 300, 1, 350},
    /* "Pregnancy under 14 or over 50 years has no US row: never a guess"; the UL falls back. */
    {"us", 13, "pregnant", NONE, NONE, 0, 350},
    {"us", 13, "lactating", NONE, NONE, 0, 350},
    {"us", 51, "pregnant", NONE, NONE, 0, 350},
    {"us", 51, "lactating", NONE, NONE, 0, 350},
    {"anz", 30, "pregnant", 350, 290, 1, 350},
    {"anz", 13, "pregnant", NONE, NONE, 0, 350},
    /* No increment, printed so for the ages from 18: below, the age's value stands in. */
    {"eu", 30, "pregnant", 300, NONE, 1, 250},
    {"eu", 17, "pregnant", 250, NONE, 0, 250},
    {"nordic", 30, "lactating", 300, NONE, 1, 250},
    {"nordic", 17, "lactating", 250, NONE, 0, NONE},
    {"uk", 30, "pregnant", 270, 200, 1, 400},
    {"uk", 17, "pregnant", 300, 250, 0, NONE},
    /* The UK raises the RNI of lactation and prints no EAR for it. */
    {"uk", 30, "lactating", 320, NONE, 1, 400},
    {"dach", 30, "pregnant", 300, NONE, 1, NONE},
    {"who", 30, "pregnant", 220, NONE, 1, 350},
    {"who", 30, "lactating", 270, NONE, 1, 350},
    {"jp", 30, "pregnant", 330, 270, 1, 350},
    {"jp", 29, "pregnant", 310, 260, 1, 350},
    {"jp", 17, "pregnant", 350, 290, 1, NONE},
    {"jp", 30, "lactating", 290, 240, 1, 350},
};

START_TEST(life_stage) {
  nutri_deficit d =
      need_of(stages[_i].authority, "female", stages[_i].age * 12 + 6, stages[_i].stage);

  is_value(d.target, stages[_i].target);
  is_value(d.average_requirement, stages[_i].average);
  is_value(d.upper_limit, stages[_i].upper);
  ck_assert_str_eq(d.stage, stages[_i].stage);
  if (stages[_i].target != NONE)
    ck_assert_int_eq(d.separate_value, stages[_i].separate);
  else
    ck_assert_int_eq(d.target_reason, NUTRI_REASON_NO_REFERENCE);
}
END_TEST

/* A stage holds from its first day to its last, both included; pregnant goes before lactating. */
START_TEST(stage_by_day) {
  static const struct {
    const char *day;
    double target;
  } days[] = {{"2025-12-31", 320},
              {"2026-01-01", 360},
              {"2026-09-30", 360},
              {"2026-10-01", 320},
              {"2027-05-01", 360}};
  nutri_stage first = {sizeof first, "pregnant", "2026-01-01", "2026-09-30"};
  nutri_stage second = {sizeof second, "lactating", "2026-10-01", NULL};
  nutri_stage third = {sizeof third, "pregnant", "2027-05-01", NULL};
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  add_ann();
  OK(nutri_stage_add(db, "ann", &first));
  OK(nutri_stage_add(db, "ann", &second));
  OK(nutri_stage_add(db, "ann", &third));
  for (size_t i = 0; i < COUNT(days); i++) {
    mark("ann", days[i].day, "complete");
    OK(nutri_magnesium_deficit(db, "ann", days[i].day, days[i].day, &d));
    is_value(d.target, days[i].target);
  }
  OK(nutri_magnesium_deficit(db, "ann", NULL, NULL, &d));
  is_value(d.target, (320.0 + 360.0 + 360.0 + 320.0 + 360.0) / 5.0); /* each day its own */
}
END_TEST

/* Without sex only values for both sexes apply; without age none does. */
static const struct {
  const char *sex;
  int age_months;
  double target;
  int target_reason;
  int reason;
} unknown[] = {
    {NULL, 40 * 12, NONE, NUTRI_REASON_NO_SEX, NUTRI_REASON_NO_SEX},
    {NULL, 5 * 12, 130, NUTRI_REASON_NONE, NUTRI_REASON_NO_SEX}, /* no within-person SD either */
    {NULL, 12, 80, NUTRI_REASON_NONE, NUTRI_REASON_NO_SEX},
    {"female", -1, NONE, NUTRI_REASON_NO_AGE, NUTRI_REASON_NO_AGE},
    {NULL, -1, NONE, NUTRI_REASON_NO_AGE, NUTRI_REASON_NO_AGE},
    {"female", 47, 80, NUTRI_REASON_NONE, NUTRI_REASON_UNDER_4},
    {"female", 48, 130, NUTRI_REASON_NONE, NUTRI_REASON_NONE},
    {"male", 5, 30, NUTRI_REASON_NONE, NUTRI_REASON_UNDER_4},
};

START_TEST(unknown_person) {
  nutri_deficit d = need_of("us", unknown[_i].sex, unknown[_i].age_months, NULL);

  is_value(d.target, unknown[_i].target);
  ck_assert_int_eq(d.target_reason, unknown[_i].target_reason);
  ck_assert_int_eq(d.reason, unknown[_i].reason);
  ck_assert_int_eq(isnan(d.confidence), unknown[_i].reason != NUTRI_REASON_NONE);
}
END_TEST

/* science.md 1: WHO's value for the first 6 months depends on the feeding; without it none. */
START_TEST(feeding) {
  static const struct {
    const char *feeding;
    double target;
  } fed[] = {{NULL, NONE}, {"breast-fed", 26}, {"formula-fed", 36}};

  for (size_t i = 0; i < COUNT(fed); i++) {
    need_of("who", "female", 3, NULL);
    sql("UPDATE person SET feeding = %Q", fed[i].feeding);
    is_value(deficit_of("kim").target, fed[i].target);
  }
}
END_TEST

/* Rows added to the US set for women of 40, and the target they make. science.md 1: RDA, PRI or RNI
 * before AI, whatever the year; then the newest that is not superseded; a DV or NRV, never. */
static const struct {
  const char *kind;
  int year;
  double amount;
  int superseded_by; /* 0 = no */
  double target;
  double average;
} added[] = {
    {"AI", 2030, 999, 0, 320, 265},   {"DV", 2030, 999, 0, 320, 265},
    {"NRV", 2030, 999, 0, 320, 265},  {"RDA", 2030, 999, 0, 999, 265},
    {"PRI", 2030, 999, 0, 999, 265},  {"RNI", 2030, 999, 0, 999, 265},
    {"RDA", 1980, 999, 0, 320, 265},  {"RDA", 2030, 999, 2031, 320, 265},
    {"EAR", 2030, 280, 0, 320, 280},  {"EAR", 2030, 280, 2031, 320, 265},
    {"LRNI", 2030, 999, 0, 320, 265},
};

START_TEST(added_reference) {
  nutri_deficit d;

  sql("INSERT INTO reference_intake (authority, body, year, reference, kind, sex, age_min_months,"
      " age_max_months, amount, unit, superseded_by, source, confidence) VALUES ('us', 'Test', %d,"
      " 'magnesium', %Q, 'female', 372, 611, %f, 'mg', nullif(%d, 0), 'a test', 'low')",
      added[_i].year, added[_i].kind, added[_i].amount, added[_i].superseded_by);
  sql("INSERT INTO reference_nutrient (reference, kind, unit, nutrient_id, factor)"
      " SELECT 'magnesium', %Q, 'mg', 1090, 1 WHERE NOT EXISTS (SELECT 1 FROM reference_nutrient"
      " WHERE reference = 'magnesium' AND kind = %Q AND unit = 'mg')",
      added[_i].kind, added[_i].kind);
  d = need_of("us", "female", 40 * 12, NULL);
  is_value(d.target, added[_i].target);
  is_value(d.average_requirement, added[_i].average);
  if (added[_i].target == 999) {
    ck_assert_str_eq(d.target_kind, added[_i].kind);
    ck_assert_str_eq(d.target_confidence, "low"); /* how surely it was read stays visible */
  }
}
END_TEST

/* ---- against mg_reference.csv -------------------------------------------------------------- */

struct row {
  char authority[8];
  int year;
  char kind[8];
  char sex; /* B, F, M */
  int age_min;
  int age_max;
  char stage[12]; /* none, pregnancy, lactation */
  double value;
  char confidence[16];
  bool is_superseded;
  bool is_provisional;
  bool is_variant;
};

static struct row rows[400];
static size_t row_count;

static const char *code_of(const char *body) {
  static const char *const codes[][2] = {
      {"IOM", "us"},        {"US FDA", "us"},   {"EFSA", "eu"}, {"EU", "eu"},   {"UK", "uk"},
      {"Nordic", "nordic"}, {"D-A-CH", "dach"}, {"Aus", "anz"}, {"WHO", "who"}, {"Japan", "jp"},
  };

  for (size_t i = 0; i < COUNT(codes); i++)
    if (strncmp(body, codes[i][0], strlen(codes[i][0])) == 0)
      return codes[i][1];
  ck_abort_msg("whose is '%s'?", body);
  return NULL;
}

static void read_rows(const char *path) {
  FILE *file = fopen(path, "r");
  char line[2000];
  char *field[13];

  row_count = 0;
  ck_assert_ptr_nonnull(file);
  ck_assert_ptr_nonnull(fgets(line, sizeof line, file)); /* the header */
  while (fgets(line, sizeof line, file) != NULL) {
    struct row *row = &rows[row_count++];

    ck_assert_uint_lt(row_count, COUNT(rows));
    ck_assert_int_eq(csv_fields(line, field, 13), 13);
    snprintf(row->authority, sizeof row->authority, "%s", code_of(field[0]));
    row->year = atoi(field[1]);
    snprintf(row->kind, sizeof row->kind, "%s", field[3]);
    row->sex = field[4][0];
    row->age_min = atoi(field[5]);
    row->age_max = atoi(field[6]);
    snprintf(row->stage, sizeof row->stage, "%s",
             strstr(field[7], "tion") != NULL || strcmp(field[7], "pregnancy") == 0 ? field[7]
                                                                                    : "none");
    row->value = atof(field[8]);
    snprintf(row->confidence, sizeof row->confidence, "%.*s", (int)strcspn(field[12], "\r\n"),
             field[12]);
    row->is_superseded = strstr(field[10], "SUPERSEDED") != NULL;
    row->is_provisional = strstr(field[10], "PROVISIONAL") != NULL;
    row->is_variant = strstr(field[10], "-fed") != NULL;
  }
  fclose(file);
  ck_assert_uint_eq(row_count, 291);
}

static const struct row *picked;

/* The newest row of these kinds (a list such as " RDA RNI ") that fits; NONE where none does. */
static double pick(const char *authority, const char *kinds, char sex, int age, const char *stage) {
  double value = NONE;
  int year = 0;

  for (size_t i = 0; i < row_count; i++) {
    char kind[16];

    snprintf(kind, sizeof kind, " %s ", rows[i].kind);
    if (strcmp(rows[i].authority, authority) == 0 && strstr(kinds, kind) != NULL &&
        (rows[i].sex == 'B' || rows[i].sex == sex) && rows[i].age_min <= age &&
        age <= rows[i].age_max && strcmp(rows[i].stage, stage) == 0 && rows[i].year > year &&
        !rows[i].is_superseded && !rows[i].is_provisional && !rows[i].is_variant) {
      value = rows[i].value;
      year = rows[i].year;
      picked = &rows[i];
    }
  }
  return value;
}

static const char *const authorities[] = {"us", "eu", "uk", "nordic", "dach", "anz", "who", "jp"};

/* Every authority, both sexes, at each age where any row begins or ends: what the library answers
 * is what the rows say, also where they say nothing. */
START_TEST(every_base_row) {
  const char *path = shared_file("reference/mg_reference.csv");
  const char *who = authorities[_i];
  int compared = 0;

  if (path == NULL) {
    skipped("magnesium references against mg_reference.csv: no such file");
    return;
  }
  read_rows(path);
  for (size_t i = 0; i < row_count; i++)
    for (int edge = 0; edge < 2; edge++)
      for (int male = 0; male < 2; male++) {
        int age = edge ? rows[i].age_max : rows[i].age_min;
        char sex = male ? 'M' : 'F';
        nutri_deficit d;
        double target;

        age = age > 1800 ? 1800 : age;
        if (strcmp(rows[i].authority, who) != 0)
          continue;
        d = need_of(who, male ? "male" : "female", age, NULL);
        target = pick(who, " RDA PRI RNI ", sex, age, "none");
        if (target == NONE)
          target = pick(who, " AI ", sex, age, "none");
        is_value(d.target, target);
        is_value(d.average_requirement, pick(who, " EAR AR ", sex, age, "none"));
        is_value(d.upper_limit, pick(who, " UL ", sex, age, "none"));
        compared++;
      }
  ck_assert_int_ge(compared, 4 * 12);
}
END_TEST

/* Every row of a life stage, at its first and its last age. */
START_TEST(every_stage_row) {
  const char *path = shared_file("reference/mg_reference.csv");
  const char *who = authorities[_i];

  if (path == NULL) {
    skipped("life stages against mg_reference.csv: no such file");
    return;
  }
  read_rows(path);
  for (size_t i = 0; i < row_count; i++)
    for (int edge = 0; edge < 2; edge++) {
      const char *name = strcmp(rows[i].stage, "pregnancy") == 0 ? "pregnant" : "lactating";
      int age = edge ? rows[i].age_max : rows[i].age_min;
      nutri_deficit d;

      if (strcmp(rows[i].authority, who) != 0 || strcmp(rows[i].stage, "none") == 0 ||
          rows[i].is_superseded || strcmp(rows[i].kind, "DV") == 0)
        continue;
      d = need_of(who, "female", age > 1800 ? 1800 : age, name);
      if (strcmp(rows[i].kind, "EAR") == 0)
        is_value(d.average_requirement, rows[i].value);
      else if (strcmp(rows[i].kind, "UL") == 0)
        is_value(d.upper_limit, rows[i].value);
      else
        is_value(d.target, rows[i].value);
    }
}
END_TEST

/* One diary held against all eight authorities side by side, each as its rows of the file have it;
 * the person's own authority stays what it is. */
static const struct {
  const char *sex;
  int age_months;
} eaters[] = {{"female", 40 * 12}, {"male", 40 * 12},      {"female", 16 * 12 + 3},
              {"male", 75 * 12},   {"female", 2 * 12 + 1}, {"male", 9 * 12}};

START_TEST(one_diary_every_authority) {
  const char *path = shared_file("reference/mg_reference.csv");
  char sex = eaters[_i].sex[0] == 'f' ? 'F' : 'M';
  int age = eaters[_i].age_months;
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  if (path == NULL) {
    skipped("one diary and eight authorities against mg_reference.csv: no such file");
    return;
  }
  read_rows(path);
  need_of("us", eaters[_i].sex, age, NULL);
  for (size_t i = 0; i < COUNT(authorities); i++) {
    const char *who = authorities[i];
    double target = pick(who, " RDA PRI RNI ", sex, age, "none");

    if (target == NONE)
      target = pick(who, " AI ", sex, age, "none");
    OK(nutri_nutrient_deficit_by(db, "kim", who, NUTRI_MAGNESIUM, NULL, NULL, &d));
    ck_assert_str_eq(d.authority, who);
    is_value(d.target, target);
    NEAR(d.shortfall, target, 1e-9); /* nothing was eaten on the day */
    ck_assert_str_eq(d.target_kind, picked->kind);
    ck_assert_int_eq(d.target_year, picked->year);
    ck_assert_ptr_nonnull(d.target_body);
    ck_assert_str_eq(d.target_confidence, picked->confidence);
    target = pick(who, " EAR AR ", sex, age, "none");
    is_value(d.average_requirement, target);
    ck_assert_int_eq(d.average_year, target == NONE ? 0 : picked->year);
    ck_assert_pstr_eq(d.average_kind, target == NONE ? NULL : picked->kind);
    ck_assert_pstr_eq(d.average_confidence, target == NONE ? NULL : picked->confidence);
    target = pick(who, " UL ", sex, age, "none");
    is_value(d.upper_limit, target);
    ck_assert_int_eq(d.upper_year, target == NONE ? 0 : picked->year);
    ck_assert_pstr_eq(d.upper_confidence, target == NONE ? NULL : picked->confidence);
  }
  ck_assert_str_eq(deficit_of("kim").authority, "us");
}
END_TEST

START_TEST(no_such_authority) {
  nutri_deficit d = {.size = sizeof d, .target = -7.0};

  add_ann();
  FAILS(NUTRI_EINVAL,
        nutri_nutrient_deficit_by(db, "ann", "mars", NUTRI_MAGNESIUM, NULL, NULL, &d));
  SAYS("'mars' is none of us, eu");
  FAILS(NUTRI_EINVAL, nutri_nutrient_deficit_by(db, "ann", "", NUTRI_MAGNESIUM, NULL, NULL, &d));
  FAILS(NUTRI_EMISUSE, nutri_nutrient_deficit_by(db, "ann", NULL, NUTRI_MAGNESIUM, NULL, NULL, &d));
  ck_assert_double_eq(d.target, -7.0);
}
END_TEST

/* A girl whose 19th birthday is in the span: 360 before, 310 after; the mean is of its days. */
START_TEST(birthday_in_the_span) {
  nutri_deficit d;
  nutri_cursor *cursor = NULL;
  nutri_day one = NUTRI_INIT(nutri_day);
  double targets[4];
  int n = 0;

  add_person("kim", "female", "2007-11-16", NULL);
  for (int i = 0; i < 4; i++) {
    char day[11];

    snprintf(day, sizeof day, "2026-11-%02d", 14 + i);
    mark("kim", day, "complete");
  }
  d = deficit_of("kim");
  is_value(d.target, (360.0 + 360.0 + 310.0 + 310.0) / 4);
  is_value(d.target_low, 310);
  is_value(d.target_high, 360);
  ck_assert_int_eq(d.target_kinds, 1);
  OK(nutri_day_list(db, "kim", NUTRI_MAGNESIUM, NULL, NULL, &cursor));
  while (nutri_day_next(cursor, &one) == NUTRI_ROW) {
    targets[n++] = one.target;
    ck_assert_str_eq(one.authority, "us");
    ck_assert_str_eq(one.target_body, "IOM/NASEM (US-Canada)");
    ck_assert_int_eq(one.target_year, 1997);
    ck_assert_str_eq(one.target_confidence, "high");
  }
  nutri_cursor_close(cursor);
  ck_assert_int_eq(n, 4);
  is_value(targets[0], 360);
  is_value(targets[1], 360);
  is_value(targets[2], 310);
  is_value(targets[3], 310);
}
END_TEST

/* ---- other nutrients: science.md 5.1 ------------------------------------------------------- */

static const struct {
  int64_t nutrient;
  double target; /* of a woman of 40, us */
  const char *kind;
  int target_reason;
} others[] = {
    {1087, 1000, "RDA", NUTRI_REASON_NONE},          /* calcium, mg */
    {1089, 18, "RDA", NUTRI_REASON_NONE},            /* iron, mg */
    {1098, 0.9, "RDA", NUTRI_REASON_NONE},           /* copper: printed as 900 ug */
    {1092, 2600, "AI", NUTRI_REASON_NONE},           /* potassium: 2019, not the 4.7 g of 2005 */
    {1093, 1500, "AI", NUTRI_REASON_NONE},           /* sodium, mg: 2019 */
    {1051, 2700, "AI", NUTRI_REASON_NONE},           /* water: printed as 2.7 l, food data in g */
    {1162, 75, "RDA", NUTRI_REASON_NONE},            /* vitamin C, mg */
    {1114, 15, "RDA", NUTRI_REASON_NONE},            /* vitamin D, ug */
    {1106, 700, "RDA", NUTRI_REASON_NONE},           /* vitamin A, RAE */
    {1190, 400, "RDA", NUTRI_REASON_NONE},           /* folate, DFE */
    {1167, NONE, NULL, NUTRI_REASON_NOT_COMPARABLE}, /* niacin: equivalents against preformed */
    {1008, NONE, NULL, NUTRI_REASON_NO_REFERENCE},   /* energy */
    {1057, NONE, NULL, NUTRI_REASON_NO_REFERENCE},   /* caffeine */
};

START_TEST(other_nutrient) {
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  need_of("us", "female", 40 * 12, NULL);
  OK(nutri_nutrient_deficit(db, "kim", others[_i].nutrient, NULL, NULL, &d));
  is_value(d.target, others[_i].target);
  ck_assert_pstr_eq(d.target_kind, others[_i].kind);
  ck_assert_int_eq(d.target_reason, others[_i].target_reason);
  ck_assert_int_ne(d.reason, NUTRI_REASON_NONE); /* the within-person SD is magnesium's alone */
  IS_NAN(d.confidence);
}
END_TEST

TESTS("reference") {
  ADD_LOOP(authority_at_40, at_40);
  ADD_LOOP(birthday, birthdays);
  ADD_LOOP(life_stage, stages);
  tcase_add_test(tc, stage_by_day);
  ADD_LOOP(unknown_person, unknown);
  tcase_add_test(tc, feeding);
  ADD_LOOP(added_reference, added);
  ADD_LOOP(every_base_row, authorities);
  ADD_LOOP(every_stage_row, authorities);
  ADD_LOOP(one_diary_every_authority, eaters);
  tcase_add_test(tc, no_such_authority);
  tcase_add_test(tc, birthday_in_the_span);
  ADD_LOOP(other_nutrient, others);
}
