/* SPDX-License-Identifier: MIT */
/* The limits that nutri.h lists: at each of them a call goes well, one past it there is a sentence
 * that names it, and nothing is stored. */
#include "support.h"

#ifndef NUTRI_NO_IMPORTERS
#include "mapping.h"
#endif

#define DAY "2026-11-16"

/* n characters of two bytes each; good until the call after next. */
static const char *characters(size_t n) {
  static char text[2][2 * 10001 + 1];
  static int turn;
  char *to = text[turn = !turn];

  for (size_t i = 0; i < n; i++)
    memcpy(to + 2 * i, "\xC3\xA9", 2);
  to[2 * n] = '\0';
  return to;
}

/* ---- texts --------------------------------------------------------------------------------- */

static nutri_intake entry(void) {
  return (nutri_intake){.size = sizeof(nutri_intake),
                        .person = "ann",
                        .day = DAY,
                        .food_id = 1000000001,
                        .amount = 30.0,
                        .measure = "g"};
}

static int person_name(const char *text) {
  return nutri_person_add(
      db, &(nutri_person){.size = sizeof(nutri_person), .name = text, .age_months = -1});
}

static int tag(const char *text) { return nutri_person_tag_add(db, "ann", text); }

static int survey(const char *text) {
  nutri_survey given = {.size = sizeof given, .survey = text, .weight = 1.0, .weight_two_days = 1};

  return nutri_person_survey_set(db, "ann", &given);
}

static int word(const char *text) { return nutri_alias_set(db, "ann", text, 1000000001); }

static int own_food(const char *text) {
  nutri_own_food given = {.size = sizeof given, .description = text};

  return nutri_food_add(db, &given, NULL);
}

static int own_measure(const char *text) {
  double grams = 30.0;
  nutri_own_food given = {.size = sizeof given,
                          .description = "Oat bar",
                          .portion_count = 1,
                          .measures = &text,
                          .grams = &grams};

  return nutri_food_add(db, &given, NULL);
}

static int meal(const char *text) {
  nutri_intake given = entry();

  given.meal = text;
  return nutri_intake_add(db, &given, NULL);
}

static int entry_note(const char *text) {
  nutri_intake given = entry();

  given.note = text;
  return nutri_intake_add(db, &given, NULL);
}

static int goal_note(const char *text) {
  nutri_target given = {.size = sizeof given,
                        .nutrient_id = NUTRI_MAGNESIUM,
                        .from = DAY,
                        .amount = 300,
                        .note = text};

  return nutri_target_add(db, "ann", &given, NULL);
}

static int dose_note(const char *text) {
  nutri_schedule given = {.size = sizeof given,
                          .person = "ann",
                          .food_id = 1000000001,
                          .amount = 1.0,
                          .measure = "g",
                          .from = DAY,
                          .note = text};

  return nutri_schedule_add(db, &given, NULL);
}

static int dish_note(const char *text) {
  nutri_ingredient part = {
      .size = sizeof part, .food_id = 1000000001, .amount = 10.0, .measure = "g"};
  nutri_recipe given = {.size = sizeof given, .name = "Stew", .yield = 100.0, .note = text};

  return nutri_recipe_add(db, &given, &part, 1, NULL);
}

static int dish_name(const char *text) {
  nutri_ingredient part = {
      .size = sizeof part, .food_id = 1000000001, .amount = 10.0, .measure = "g"};
  nutri_recipe given = {.size = sizeof given, .name = text, .yield = 100.0};

  return nutri_recipe_add(db, &given, &part, 1, NULL);
}

static int observe(const char *what, const char *unit, const char *note) {
  nutri_observation given = {
      .size = sizeof given, .day = DAY, .what = what, .value = 1.0, .unit = unit, .note = note};

  return nutri_observation_add(db, "ann", &given, NULL);
}

static int observed(const char *text) { return observe(text, NULL, NULL); }

static int observed_unit(const char *text) { return observe("pain", text, NULL); }

static int observed_note(const char *text) { return observe("pain", NULL, text); }

static int cooking_code(const char *text) { return nutri_cooking_add(db, text, 0, "Boiled"); }

static int cooking_words(const char *text) { return nutri_cooking_add(db, "1", 0, text); }

static int product_unit(const char *text) {
  nutri_label label = {.size = sizeof label,
                       .nutrient_id = NUTRI_MAGNESIUM,
                       .amount = 100.0,
                       .unit = "mg",
                       .per = 1.0};
  nutri_product given = {.size = sizeof given,
                         .name = "Mag 500",
                         .kind = NUTRI_SUPPLEMENT,
                         .basis = NUTRI_PER_UNIT,
                         .unit = text};

  return nutri_product_add(db, &given, &label, 1, NULL);
}

static const struct {
  const char *what;
  int (*with)(const char *text);
  size_t most; /* characters */
  const char *says;
} texts[] = {
    {"a person's name", person_name, 200, "1 to 200 characters"},
    {"a tag", tag, 100, "1 to 100 characters"},
    {"a survey", survey, 200, "1 to 200 characters"},
    {"a word for a food", word, 200, "1 to 200 characters"},
    {"an own food's name", own_food, 1000, "1 to 1000 characters"},
    {"a dish's name", dish_name, 1000, "1 to 1000 characters"},
    {"a measure", own_measure, 300, "1 to 300 characters"},
    {"a product's unit", product_unit, 300, "1 to 300 characters"},
    {"a meal", meal, 100, "1 to 100 characters"},
    {"an entry's note", entry_note, 10000, "at most 10000 characters"},
    {"a goal's note", goal_note, 10000, "at most 10000 characters"},
    {"a dose's note", dose_note, 10000, "at most 10000 characters"},
    {"a dish's note", dish_note, 10000, "at most 10000 characters"},
    {"what is noted", observed, 100, "1 to 100 characters"},
    {"a unit of it", observed_unit, 100, "1 to 100 characters"},
    {"a note of it", observed_note, 10000, "at most 10000 characters"},
    {"a code of cooking", cooking_code, 20, "1 to 20 characters"},
    {"words of cooking", cooking_words, 300, "1 to 300 characters"},
};

START_TEST(one_past) {
  int64_t before;
  int rc;

  add_ann();
  before = sqlite3_total_changes(db->sql);
  rc = texts[_i].with(characters(texts[_i].most + 1));
  ck_assert_msg(rc == NUTRI_EINVAL, "%s, one past: %d %s", texts[_i].what, rc, nutri_errmsg(db));
  SAYS(texts[_i].says);
  ck_assert_int_eq(sqlite3_total_changes(db->sql), before);
  rc = texts[_i].with(characters(texts[_i].most));
  ck_assert_msg(rc == NUTRI_OK, "%s, at the limit: %d %s", texts[_i].what, rc, nutri_errmsg(db));
}
END_TEST

/* The shell is held to them too; a text with a NUL in it counts up to there, and is cut there. */
static const struct {
  const char *column;
  int most;
} columns[] = {
    {"person SET name", 200},          {"intake SET meal", 100},
    {"intake SET measure", 300},       {"intake SET note", 10000},
    {"target SET note", 10000},        {"schedule SET measure", 300},
    {"schedule SET note", 10000},      {"observation SET what", 100},
    {"observation SET unit", 100},     {"observation SET note", 10000},
    {"food SET description", 1000},    {"food_alias SET text", 200},
    {"food_portion SET measure", 300},
};

START_TEST(text_in_the_shell) {
  char *at;
  char *past;

  add_ann();
  OK(meal("lunch"));
  OK(goal_note("x"));
  OK(dose_note("x"));
  OK(observed("sleep"));
  OK(own_measure("slice"));
  at = sqlite3_mprintf("UPDATE %s = printf('%%.*c', %d, 'x') WHERE rowid = 1", columns[_i].column,
                       columns[_i].most);
  past = sqlite3_mprintf("UPDATE %s = printf('%%.*c', %d, 'x')", columns[_i].column,
                         columns[_i].most + 1);
  ck_assert_ptr_nonnull(at);
  ck_assert_ptr_nonnull(past);
  if (strstr(at, "portion") == NULL) /* WITHOUT ROWID */
    ck_assert_msg(sqlite3_exec(db->sql, at, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", at,
                  sqlite3_errmsg(db->sql));
  ck_assert_msg((sqlite3_exec(db->sql, past, NULL, NULL, NULL) & 0xff) == SQLITE_CONSTRAINT, "%s",
                past);
  sqlite3_free(at);
  sqlite3_free(past);
}
END_TEST

/* ---- days and amounts ---------------------------------------------------------------------- */

static const struct {
  const char *day;
  int code;
} days[] = {
    {"0001-01-01", NUTRI_OK},      {"9999-12-31", NUTRI_OK},     {"0000-12-31", NUTRI_EINVAL},
    {"10000-01-01", NUTRI_EINVAL}, {"-001-12-31", NUTRI_EINVAL},
};

START_TEST(day) {
  nutri_intake given = entry();
  nutri_total total = NUTRI_INIT(nutri_total);
  int rc;

  add_person("old", "female", NULL, "us");
  given.person = "old";
  given.day = days[_i].day;
  rc = nutri_intake_add(db, &given, NULL);
  ck_assert_msg(rc == days[_i].code, "%s: %d %s", days[_i].day, rc, nutri_errmsg(db));
  if (rc != NUTRI_OK)
    return;
  OK(nutri_magnesium_total(db, "old", days[_i].day, days[_i].day, &total));
  ck_assert_int_eq(total.days, 1);
  OK(nutri_magnesium_total(db, "old", "0001-01-01", "9999-12-31", &total));
  ck_assert_int_eq(total.entries, 1);
}
END_TEST

/* Of an entry, as typed and in grams: the most is in, the next double is not. */
START_TEST(amount) {
  nutri_intake given = entry();

  add_ann();
  given.amount = 1e6;
  OK(nutri_intake_add(db, &given, NULL));
  given.amount = nextafter(1e6, 2e6);
  FAILS(NUTRI_EINVAL, nutri_intake_add(db, &given, NULL));
  SAYS("at most 1000000");
  given.amount = 1000.0;
  given.measure = "kg";
  OK(nutri_intake_add(db, &given, NULL));
  given.amount = 1000.0001;
  FAILS(NUTRI_EINVAL, nutri_intake_add(db, &given, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 2);
}
END_TEST

/* ---- how many ------------------------------------------------------------------------------ */

START_TEST(entries_of_a_day) {
  nutri_intake given = entry();
  int64_t id = 0;

  add_ann();
  sql("BEGIN");
  for (int i = 0; i < 1000; i++)
    OK(nutri_intake_add(db, &given, NULL));
  FAILS(NUTRI_EINVAL, nutri_intake_add(db, &given, NULL));
  SAYS("the day has 1000 entries");
  given.day = "2026-11-17";
  OK(nutri_intake_add(db, &given, &id));
  sql("COMMIT");
  given.day = DAY;
  FAILS(NUTRI_EINVAL, nutri_intake_change(db, id, &given)); /* nor by moving one there */
  SAYS("the day has 1000 entries");
  given.amount = 60.0;
  OK(nutri_intake_change(db, sql_int("SELECT min(intake_id) FROM intake"), &given));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake WHERE day = '" DAY "'"), 1000);
  add_person("bob", "male", NULL, "us");
  given.person = "bob"; /* of each person's day */
  OK(nutri_intake_add(db, &given, NULL));
}
END_TEST

START_TEST(ingredients) {
  nutri_ingredient part[1001];
  nutri_recipe recipe = {.size = sizeof recipe, .name = "Stew", .yield = 1000.0};
  int64_t id = 0;

  for (size_t i = 0; i < COUNT(part); i++)
    part[i] = (nutri_ingredient){
        .size = sizeof *part, .food_id = 1000000001, .amount = 1.0, .measure = "g"};
  FAILS(NUTRI_EINVAL, nutri_recipe_add(db, &recipe, part, 1001, &id));
  SAYS("1 to 1000 ingredients");
  OK(nutri_recipe_add(db, &recipe, part, 1000, &id));
  ck_assert_int_eq(
      sql_int("SELECT count(*) FROM recipe_ingredient WHERE food_id = %lld", (long long)id), 1000);
}
END_TEST

START_TEST(measures_of_a_food) {
  enum { MOST = 10000 };
  static char name[MOST + 1][8];
  static const char *measures[MOST + 1];
  static double grams[MOST + 1];
  nutri_own_food given = {
      .size = sizeof given, .description = "Oat bar", .measures = measures, .grams = grams};
  int64_t id = 0;

  for (int i = 0; i <= MOST; i++) {
    snprintf(name[i], sizeof name[i], "m%d", i);
    measures[i] = name[i];
    grams[i] = 1.0 + i;
  }
  given.portion_count = MOST + 1;
  FAILS(NUTRI_EINVAL, nutri_food_add(db, &given, &id));
  SAYS("10000");
  given.portion_count = MOST;
  OK(nutri_food_add(db, &given, &id));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_portion WHERE food_id = %lld", (long long)id),
                   MOST);
}
END_TEST

/* ---- searches ------------------------------------------------------------------------------ */

START_TEST(words_of_a_search) {
  char text[400] = "";
  char longest[70];
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri_cursor *foods = NULL;

  for (int i = 0; i < 64; i++)
    snprintf(text + strlen(text), sizeof text - strlen(text), "w%d ", i);
  OK(own_food(text)); /* a food of 64 words is found by them */
  OK(nutri_food_search(db, text, 10, 0, &foods));
  ck_assert_int_eq(count_foods(foods), 1);
  strcat(text, "w64");
  foods = NULL;
  FAILS(NUTRI_EINVAL, nutri_food_search(db, text, 10, 0, &foods));
  SAYS("a search has at most 64 words of at most 60 bytes");
  ck_assert_ptr_null(foods);
  FAILS(NUTRI_ENOTFOUND, nutri_food_find(db, NULL, text, &food)); /* not the one of 64 words */
  OK(own_food(text));
  OK(nutri_food_find(db, NULL, text, &food)); /* a name is no search, however long */
  memset(longest, 'x', 61);
  longest[61] = '\0';
  FAILS(NUTRI_EINVAL, nutri_food_search(db, longest, 10, 0, &foods));
  SAYS("at most 60 bytes");
  longest[60] = '\0';
  OK(own_food(longest));
  OK(nutri_food_search(db, longest, 10, 0, &foods));
  ck_assert_int_eq(count_foods(foods), 1);
}
END_TEST

START_TEST(rows_of_an_answer) {
  nutri_cursor *cursor = NULL;

  FAILS(NUTRI_EINVAL, nutri_food_search(db, "a", 1001, 0, &cursor));
  OK(nutri_food_search(db, "a", 1000, 0, &cursor));
  nutri_cursor_close(cursor);
  cursor = NULL;
  FAILS(NUTRI_EINVAL, nutri_food_rank(db, NUTRI_MAGNESIUM, 0, NULL, 10001, 0, &cursor));
  OK(nutri_food_rank(db, NUTRI_MAGNESIUM, 0, NULL, 10000, 0, &cursor));
  nutri_cursor_close(cursor);
}
END_TEST

/* ---- mappings ------------------------------------------------------------------------------ */

#ifndef NUTRI_NO_IMPORTERS

/* What parsing a mapping with so many ignored columns gives. */
static int parse_mapping(int count, char *message, size_t size) {
  sqlite3_str *text = sqlite3_str_new(NULL);
  struct nutri__mapping *mapping = NULL;
  char *whole;
  int rc;

  sqlite3_str_appendall(text, "source = S\nkey = Code\nname = Name\n");
  for (int i = 0; i < count - 2; i++)
    sqlite3_str_appendf(text, "nutrient n%d = id %d\n", i, 1000 + i);
  whole = sqlite3_str_finish(text);
  ck_assert_ptr_nonnull(whole);
  rc = nutri__mapping_parse("t.map", whole, strlen(whole), &mapping, message, size);
  if (rc == NUTRI_OK)
    nutri__mapping_free(mapping);
  sqlite3_free(whole);
  return rc;
}

START_TEST(columns_of_a_mapping) {
  char message[500] = "";
  int rc = parse_mapping(2048, message, sizeof message);

  ck_assert_msg(rc == NUTRI_OK, "%s", message);
  ck_assert_int_ne(parse_mapping(2049, message, sizeof message), NUTRI_OK);
  ck_assert_msg(strstr(message, "a list is longer than 2048") != NULL, "%s", message);
}
END_TEST

#endif

TESTS("limits") {
  tcase_set_timeout(tc, 120);
  ADD_LOOP(one_past, texts);
  ADD_LOOP(text_in_the_shell, columns);
  ADD_LOOP(day, days);
  tcase_add_test(tc, amount);
  tcase_add_test(tc, entries_of_a_day);
  tcase_add_test(tc, ingredients);
  tcase_add_test(tc, measures_of_a_food);
  tcase_add_test(tc, words_of_a_search);
  tcase_add_test(tc, rows_of_an_answer);
#ifndef NUTRI_NO_IMPORTERS
  tcase_add_test(tc, columns_of_a_mapping);
#endif
}
