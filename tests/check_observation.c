/* SPDX-License-Identifier: MIT */
#include "support.h"

#define DAY "2026-11-16"

static char long_text[203];

/* NAN is no constant for every compiler: 1e99 stands for it. */
#define NONE 0x1p300 /* the same number in every precision */

static const struct {
  const char *day;
  const char *what; /* "+" = 101 characters */
  double value;
  const char *unit;
  const char *note;
  int code;
  const char *says;
} observations[] = {
    {DAY, "pain", 0.0, NULL, NULL, NUTRI_OK, NULL},
    {DAY, "pain", 10.0, NULL, NULL, NUTRI_OK, NULL},
    {DAY, "pain", 3.5, NULL, "left foot", NUTRI_OK, NULL},
    {DAY, "pain", NONE, NULL, "none to speak of", NUTRI_OK, NULL},
    {DAY, "sleep", 7.25, "h", NULL, NUTRI_OK, NULL},
    {DAY, "serum magnesium", 0.82, "mmol/l", NULL, NUTRI_OK, NULL},
    {DAY, "mood", NONE, NULL, "fine", NUTRI_OK, NULL},
    {DAY, "balance", -1e12, NULL, NULL, NUTRI_OK, NULL},
    {DAY, "cramps'; DROP TABLE person", 1.0, NULL, NULL, NUTRI_OK, NULL},
    {DAY, "pain", 10.5, NULL, NULL, NUTRI_EINVAL, "10.5"},
    {DAY, "pain", -1.0, NULL, NULL, NUTRI_EINVAL, "-1"},
    {DAY, "mood", NONE, NULL, NULL, NUTRI_EINVAL, "mood"},
    {DAY, "", 1.0, NULL, NULL, NUTRI_EINVAL, "1 to 100"},
    {DAY, NULL, 1.0, NULL, NULL, NUTRI_EINVAL, "1 to 100"},
    {DAY, "+", 1.0, NULL, NULL, NUTRI_EINVAL, "1 to 100"},
    {DAY, "sleep", HUGE_VAL, NULL, NULL, NUTRI_EINVAL, "sleep"},
    {DAY, "sleep", 1.1e12, NULL, NULL, NUTRI_EINVAL, "sleep"},
    {"2026-02-30", "sleep", 1.0, NULL, NULL, NUTRI_EINVAL, "2026-02-30"},
    {NULL, "sleep", 1.0, NULL, NULL, NUTRI_EINVAL, "day"},
};

START_TEST(observation) {
  nutri_observation given = NUTRI_INIT(nutri_observation);
  nutri_observation read = NUTRI_INIT(nutri_observation);
  nutri_cursor *list = NULL;
  int64_t id = -7;

  add_ann();
  memset(long_text, 'x', 101);
  given.day = observations[_i].day;
  given.what = observations[_i].what;
  if (given.what != NULL && strcmp(given.what, "+") == 0)
    given.what = long_text;
  given.value = observations[_i].value == NONE ? (double)NAN : observations[_i].value;
  given.unit = observations[_i].unit;
  given.note = observations[_i].note;
  if (observations[_i].code != NUTRI_OK) {
    FAILS(observations[_i].code, nutri_observation_add(db, "ann", &given, &id));
    SAYS(observations[_i].says);
    ck_assert_int_eq(id, -7);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM observation"), 0);
    return;
  }
  OK(nutri_observation_add(db, "ann", &given, &id));
  OK(nutri_observation_list(db, "ann", NULL, NULL, &list));
  ck_assert_int_eq(nutri_observation_next(list, &read), NUTRI_ROW);
  ck_assert_int_eq(read.observation_id, id);
  ck_assert_str_eq(read.day, given.day);
  ck_assert_str_eq(read.what, given.what);
  if (isnan(given.value))
    IS_NAN(read.value);
  else
    ck_assert_double_eq(read.value, given.value);
  ck_assert_pstr_eq(read.unit, given.unit);
  ck_assert_pstr_eq(read.note, given.note);
  ck_assert_int_eq(nutri_observation_next(list, &read), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

/* The limits of the shell are the same: the CHECKs of the table. */
START_TEST(observation_by_sql) {
  double value = observations[_i].value;
  char *insert;
  int rc;

  if (isinf(value) || observations[_i].what == NULL || observations[_i].what[0] == '+')
    return;
  add_ann();
  insert = sqlite3_mprintf("INSERT INTO observation (person_id, day, what, value, unit, note)"
                           " SELECT person_id, %Q, %Q, %s, %Q, %Q FROM person",
                           observations[_i].day, observations[_i].what,
                           value == NONE ? "NULL" : sql_text("SELECT %.17g", value),
                           observations[_i].unit, observations[_i].note);
  rc = sqlite3_exec(nutri_sqlite(db), insert, NULL, NULL, NULL);
  sqlite3_free(insert);
  ck_assert_int_eq(rc == SQLITE_OK, observations[_i].code == NUTRI_OK);
}
END_TEST

static const struct {
  const char *from;
  const char *to;
  int code;
  int count;
} spans[] = {
    {NULL, NULL, NUTRI_OK, 3},
    {"2026-11-16", NULL, NUTRI_OK, 2},
    {NULL, "2026-11-16", NUTRI_OK, 2},
    {"2026-11-16", "2026-11-16", NUTRI_OK, 1},
    {"2026-11-18", "2027-11-16", NUTRI_OK, 0},
    {"2026-11-17", "2026-11-16", NUTRI_EINVAL, 0},
    {"x", NULL, NUTRI_EINVAL, 0},
    {NULL, "x", NUTRI_EINVAL, 0},
};

START_TEST(listed_by_day) {
  static const char *const days[] = {"2026-11-17", "2026-11-15", "2026-11-16"};
  nutri_observation one = {.size = sizeof one, .what = "pain", .value = 1.0};
  nutri_observation read = NUTRI_INIT(nutri_observation);
  nutri_cursor *list = NULL;
  char before[11] = "";
  int n = 0;

  add_ann();
  add_person("bob", NULL, NULL, NULL);
  for (size_t i = 0; i < COUNT(days); i++) {
    one.day = days[i];
    OK(nutri_observation_add(db, "ann", &one, NULL));
    OK(nutri_observation_add(db, "bob", &one, NULL));
  }
  if (spans[_i].code != NUTRI_OK) {
    FAILS(spans[_i].code, nutri_observation_list(db, "ann", spans[_i].from, spans[_i].to, &list));
    ck_assert_ptr_null(list);
    return;
  }
  OK(nutri_observation_list(db, "ann", spans[_i].from, spans[_i].to, &list));
  for (; nutri_observation_next(list, &read) == NUTRI_ROW; n++) {
    ck_assert_str_gt(read.day, before);
    snprintf(before, sizeof before, "%s", read.day);
  }
  nutri_cursor_close(list);
  ck_assert_int_eq(n, spans[_i].count);
}
END_TEST

START_TEST(removed) {
  nutri_observation one = {.size = sizeof one, .day = DAY, .what = "pain", .value = 1.0};
  int64_t first;
  int64_t second;

  add_ann();
  OK(nutri_observation_add(db, "ann", &one, &first));
  OK(nutri_observation_add(db, "ann", &one, &second));
  OK(nutri_observation_remove(db, first));
  ck_assert_int_eq(sql_int("SELECT observation_id FROM observation"), second);
  FAILS(NUTRI_ENOTFOUND, nutri_observation_remove(db, first));
  FAILS(NUTRI_ENOTFOUND, nutri_observation_remove(db, 4711));
  SAYS("4711");
}
END_TEST

START_TEST(no_such_person) {
  nutri_observation one = {.size = sizeof one, .day = DAY, .what = "pain", .value = 1.0};
  nutri_cursor *list = NULL;

  FAILS(NUTRI_ENOTFOUND, nutri_observation_add(db, "eve", &one, NULL));
  SAYS("eve");
  FAILS(NUTRI_ENOTFOUND, nutri_observation_list(db, "eve", NULL, NULL, &list));
  ck_assert_ptr_null(list);
}
END_TEST

TESTS("observation") {
  ADD_LOOP(observation, observations);
  ADD_LOOP(observation_by_sql, observations);
  ADD_LOOP(listed_by_day, spans);
  tcase_add_test(tc, removed);
  tcase_add_test(tc, no_such_person);
}
