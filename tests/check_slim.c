/* SPDX-License-Identifier: MIT */
/* Smaller databases: what goes along, and that it says the same. */
#include "support_person.h"

#include <unistd.h>

static void fill(void) {
  add_ann();
  add_person("bob", "male", "1980-01-01", "eu");
  eat_issue_day();
  eat("bob", "2026-11-16", 2.0, "g", add_plain_food("Bob's soup"));
  add_plain_food("Never eaten pie");
  mark("ann", "2026-11-16", "complete");
  sql("INSERT INTO observation (person_id, day, what, value) VALUES (2, '2026-11-16', 'sleep', 7)");
}

static nutri_person_data slim(const nutri_slim_options *options, const char *path) {
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  struct bytes b = {NULL, 0};

  OK(nutri_slim(db, options, take, &b, &data));
  write_file(path, b.at, b.size);
  free(b.at);
  return data;
}

static const char *const starter_and_own[] = {"nutri starter", "own"};
static const int64_t calcium[] = {1087};

static const struct {
  nutri_slim_options options;
  int foods;
  int persons;
  bool only_calcium; /* of the nutrients that are not always there */
} cases[] = {
    {{.size = sizeof(nutri_slim_options)}, 5, 2, false},
    {{sizeof(nutri_slim_options), starter_and_own, 1, NULL, 0, 0}, 230, 2, false},
    {{sizeof(nutri_slim_options), starter_and_own, 2, NULL, 0, 0}, 231, 2, false},
    {{sizeof(nutri_slim_options), NULL, 0, calcium, 1, 0}, 5, 2, true},
    {{sizeof(nutri_slim_options), starter_and_own, 1, calcium, 1, NUTRI_SLIM_NO_PERSONS},
     229,
     0,
     true},
    {{sizeof(nutri_slim_options), NULL, 0, NULL, 0, NUTRI_SLIM_NO_PERSONS}, 0, 0, false},
};

START_TEST(what_goes_along) {
  const char *path = file_path();
  nutri *whole = db;
  nutri_person_data data;
  double total;
  int found = 0;

  fill();
  total = sql_number("SELECT total_mg FROM magnesium_by_day WHERE person = 'ann'");
  NEAR(total, 296.8, 1e-9); /* 81 + 47.4 + 120.4 + 48 */
  data = slim(&cases[_i].options, path);
  ck_assert_int_eq(data.foods, cases[_i].foods);
  ck_assert_int_eq(data.entries, cases[_i].persons > 0 ? 5 : 0);
  ck_assert_ptr_null(data.person);
  db = opened(path, NUTRI_READONLY);
  OK(nutri_check(db, &found, NULL, NULL));
  ck_assert_int_eq(found, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), cases[_i].foods);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), cases[_i].persons);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM observation"), cases[_i].persons / 2);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient_change"), 0);
  if (cases[_i].persons > 0) {
    SAME(sql_number("SELECT total_mg FROM magnesium_by_day WHERE person = 'ann'"), total);
    SAME(sql_number("SELECT target_mg FROM magnesium_deficit WHERE person = 'bob'"), 350.0);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE description = 'Bob''s soup'"), 1);
  }
  if (cases[_i].only_calcium)
    ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient"
                             " WHERE nutrient_id NOT IN (1087, 1090, 1008, 2047, 2048)"),
                     0);
  else if (cases[_i].foods > 0)
    ck_assert_int_gt(sql_int("SELECT count(*) FROM food_nutrient WHERE nutrient_id = 1095"), 0);
  nutri_close(db);
  db = whole;
  unlink(path);
}
END_TEST

/* Everyday words, usual portions and numbers are those of the whole. */
START_TEST(foods_are_found_the_same) {
  static const nutri_slim_options options = {sizeof options, starter_and_own, 2, NULL, 0, 0};
  static const char *const questions[] = {
      "SELECT food_id, source_id, source_key, lasting_key, description FROM food ORDER BY food_id",
      "SELECT food_id, text, person_id FROM food_alias ORDER BY food_id, text",
      "SELECT food_id, portion_no, measure, grams, is_usual FROM food_portion ORDER BY 1, 2",
      "SELECT food_id, measure, grams, how FROM food_usual_portion ORDER BY food_id",
      "SELECT food_id, tie_id FROM food_same_as WHERE tie_id < 1000000000 ORDER BY food_id",
      "SELECT intake_id, person_id, day, food_id, amount FROM intake ORDER BY intake_id",
  };
  const char *path = file_path();
  nutri *whole = db;
  nutri *small;
  nutri_food one = NUTRI_INIT(nutri_food);
  nutri_food other = NUTRI_INIT(nutri_food);

  fill();
  OK(nutri_alias_set(db, "ann", "green", starter("spinach-raw")));
  slim(&options, path);
  small = opened(path, NUTRI_READWRITE);
  for (size_t i = 0; i < COUNT(questions); i++) {
    sqlite3_stmt *a = asked(whole, questions[i]);
    sqlite3_stmt *b = asked(small, questions[i]);
    int rows = 0;

    for (; sqlite3_step(a) == SQLITE_ROW; rows++) {
      ck_assert_int_eq(sqlite3_step(b), SQLITE_ROW);
      for (int k = 0; k < sqlite3_column_count(a); k++)
        ck_assert_pstr_eq(nutri__text(a, k), nutri__text(b, k));
    }
    ck_assert_int_eq(sqlite3_step(b), SQLITE_DONE);
    ck_assert_msg(rows > 0, "%s", questions[i]);
    sqlite3_finalize(a);
    sqlite3_finalize(b);
  }
  OK(nutri_food_find(whole, "ann", "spinach", &one));
  ck_assert_int_eq(nutri_food_find(small, "ann", "spinach", &other), NUTRI_OK);
  ck_assert_int_eq(one.food_id, other.food_id);
  nutri_close(small);
  unlink(path);
}
END_TEST

static int refuse(void *user, const void *bytes, size_t size) {
  (void)user;
  (void)bytes;
  (void)size;
  return 1;
}

START_TEST(calls_that_are_wrong) {
  static const char *const nowhere[] = {"nowhere"};
  static const char *const null[] = {NULL};
  static const int64_t none[] = {999999};
  nutri_slim_options options = NUTRI_INIT(nutri_slim_options);
  struct bytes b = {NULL, 0};

  FAILS(NUTRI_EMISUSE, nutri_slim(db, NULL, NULL, NULL, NULL));
  FAILS(NUTRI_ECANCELLED, nutri_slim(db, NULL, refuse, NULL, NULL));
  options.sources = nowhere;
  options.source_count = 1;
  FAILS(NUTRI_ENOTFOUND, nutri_slim(db, &options, take, &b, NULL));
  SAYS("'nowhere'");
  options.sources = null;
  FAILS(NUTRI_EMISUSE, nutri_slim(db, &options, take, &b, NULL));
  options.sources = NULL;
  FAILS(NUTRI_EMISUSE, nutri_slim(db, &options, take, &b, NULL));
  options.source_count = 0;
  options.nutrients = none;
  options.nutrient_count = 1;
  FAILS(NUTRI_ENOTFOUND, nutri_slim(db, &options, take, &b, NULL));
  options.nutrient_count = 0;
  options.flags = 0x80;
  FAILS(NUTRI_EMISUSE, nutri_slim(db, &options, take, &b, NULL));
  options.size = 0;
  FAILS(NUTRI_EMISUSE, nutri_slim(db, &options, take, &b, NULL));
  ck_assert_uint_eq(b.size, 0);
}
END_TEST

TESTS("slim") {
  ADD_LOOP(what_goes_along, cases);
  tcase_add_test(tc, foods_are_found_the_same);
  tcase_add_test(tc, calls_that_are_wrong);
}
