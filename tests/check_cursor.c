/* SPDX-License-Identifier: MIT */
/* Every list function with its next function. */
#include "support.h"

#include <unistd.h>

#define DAY "2026-11-16"

/* Any of the structs that next functions fill. */
union any {
  size_t size;
  nutri_food food;
  nutri_nutrient nutrient;
  nutri_portion portion;
  nutri_rank rank;
  nutri_person person;
  nutri_stage stage;
  nutri_intake intake;
  nutri_observation observation;
  nutri_day day;
  nutri_source source;
  nutri_suggestion suggestion;
  nutri_import_report report;
  nutri_import_file file;
  nutri_reject reject;
  nutri_compound compound;
  nutri_product product;
  nutri_label label;
  nutri_schedule schedule;
  nutri_supplement supplement;
  nutri_recipe recipe;
  nutri_ingredient ingredient;
  nutri_retention retention;
  nutri_cooking cooking;
  nutri_change change;
  unsigned char bytes[1024];
};

#define LIST(name, call)                                                                           \
  static int list_##name(nutri_cursor **out) { return call; }                                      \
  static int next_##name(nutri_cursor *cursor, union any *out) {                                   \
    return nutri_##name##_next(cursor, out != NULL ? &out->member_##name : NULL);                  \
  }
#define member_food food
#define member_nutrient nutrient
#define member_portion portion
#define member_rank rank
#define member_person person
#define member_stage stage
#define member_intake intake
#define member_observation observation
#define member_day day
#define member_source source
#define member_suggest suggestion
#define member_import report
#define member_import_file file
#define member_reject reject
#define member_compound compound
#define member_product product
#define member_label label
#define member_schedule schedule
#define member_supplement supplement
#define member_recipe recipe
#define member_ingredient ingredient
#define member_retention retention
#define member_cooking cooking
#define member_change change

LIST(food, nutri_food_search(db, "spinach", 50, 0, out))
LIST(nutrient, nutri_food_nutrients(db, 1000000001, out))
LIST(portion, nutri_food_portions(db, 1000000001, out))
LIST(rank, nutri_food_rank(db, NUTRI_MAGNESIUM, NUTRI_BY_100_G, NULL, 20, 0, out))
LIST(person, nutri_person_list(db, out))
LIST(stage, nutri_stage_list(db, "ann", out))
LIST(intake, nutri_intake_list(db, "ann", NULL, NULL, out))
LIST(observation, nutri_observation_list(db, "ann", NULL, NULL, out))
LIST(day, nutri_day_list(db, "ann", NUTRI_MAGNESIUM, NULL, NULL, out))
LIST(source, nutri_source_list(db, "ann", NUTRI_MAGNESIUM, NULL, NULL, out))
LIST(suggest, nutri_suggest(db, "ann", NULL, NULL, out))
LIST(import, nutri_import_list(db, out))
LIST(import_file, nutri_import_files(db, 1, out))
LIST(reject, nutri_reject_list(db, 1, out))
LIST(compound, nutri_compound_list(db, NULL, out))
LIST(product, nutri_product_list(db, out))
LIST(label, nutri_product_labels(db, 2000000001, out))
LIST(schedule, nutri_schedule_list(db, "bob", NULL, NULL, out))
LIST(supplement, nutri_supplement_list(db, "bob", NUTRI_MAGNESIUM, DAY, "2026-11-17", out))
LIST(recipe, nutri_recipe_list(db, out))
LIST(ingredient, nutri_recipe_ingredients(db, 2000000003, out))
LIST(retention, nutri_recipe_retentions(db, 2000000003, out))
LIST(cooking, nutri_cooking_list(db, NULL, NUTRI_MAGNESIUM, out))
LIST(change, nutri_import_change_list(db, 1, out))

static int list_candidate(nutri_cursor **out) {
  return nutri_food_candidates(db, "ann", "bread", 50, out);
}

static const struct list {
  const char *name;
  int (*open)(nutri_cursor **out);
  int (*next)(nutri_cursor *cursor, union any *out);
  size_t size;
  const char *count; /* SQL that says how many rows there must be; NULL = at least two */
} lists[] = {
    {"food", list_food, next_food, sizeof(nutri_food), NULL},
    {"candidate", list_candidate, next_food, sizeof(nutri_food), NULL},
    {"nutrient", list_nutrient, next_nutrient, sizeof(nutri_nutrient),
     "SELECT count(*) FROM food_nutrient WHERE food_id = 1000000001"},
    {"portion", list_portion, next_portion, sizeof(nutri_portion),
     "SELECT count(*) FROM food_portion WHERE food_id = 1000000001"},
    {"rank", list_rank, next_rank, sizeof(nutri_rank), "SELECT 20"},
    {"person", list_person, next_person, sizeof(nutri_person), "SELECT 2"},
    {"stage", list_stage, next_stage, sizeof(nutri_stage), "SELECT 2"},
    {"intake", list_intake, next_intake, sizeof(nutri_intake), "SELECT 4"},
    {"observation", list_observation, next_observation, sizeof(nutri_observation), "SELECT 2"},
    {"day", list_day, next_day, sizeof(nutri_day), "SELECT 2"},
    {"source", list_source, next_source, sizeof(nutri_source), "SELECT 4"},
    {"suggest", list_suggest, next_suggest, sizeof(nutri_suggestion), NULL},
    {"import", list_import, next_import, sizeof(nutri_import_report), "SELECT 2"},
    {"import_file", list_import_file, next_import_file, sizeof(nutri_import_file), "SELECT 2"},
    {"reject", list_reject, next_reject, sizeof(nutri_reject), "SELECT 2"},
    {"compound", list_compound, next_compound, sizeof(nutri_compound), "SELECT 30"},
    {"product", list_product, next_product, sizeof(nutri_product), "SELECT 2"},
    {"label", list_label, next_label, sizeof(nutri_label), "SELECT 2"},
    {"schedule", list_schedule, next_schedule, sizeof(nutri_schedule), "SELECT 2"},
    {"supplement", list_supplement, next_supplement, sizeof(nutri_supplement), "SELECT 4"},
    {"recipe", list_recipe, next_recipe, sizeof(nutri_recipe), "SELECT 2"},
    {"ingredient", list_ingredient, next_ingredient, sizeof(nutri_ingredient), "SELECT 2"},
    {"retention", list_retention, next_retention, sizeof(nutri_retention), "SELECT 2"},
    {"cooking", list_cooking, next_cooking, sizeof(nutri_cooking), "SELECT 2"},
    {"change", list_change, next_change, sizeof(nutri_change), "SELECT 2"},
};

/* Two products, two of bob's doses, two dishes, two ways of cooking. */
static void fill_kitchen(void) {
  sql("INSERT INTO food (food_id, source_id, source_key, description, kind, basis) VALUES"
      " (2000000001, 1, 'own:1', 'Mag', 'supplement', 'unit'),"
      " (2000000002, 1, 'own:2', 'Zinc', 'supplement', 'unit'),"
      " (2000000003, 1, 'own:3', 'Stew', 'food', 'g'), (2000000004, 1, 'own:4', 'Soup', 'food', "
      "'g');"
      "INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit, label_per) VALUES"
      " (2000000001, 1090, 100, 'mg', 1), (2000000001, 1095, 5, 'mg', 1),"
      " (2000000002, 1095, 5, 'mg', 1);"
      "INSERT INTO schedule (person_id, food_id, from_day, amount)"
      " SELECT person_id, food_id, '2026-11-01', 1 FROM person, food"
      " WHERE name = 'bob' AND kind = 'supplement';"
      "INSERT INTO retention_factor (code, food_group_id, description) VALUES ('1', 1, 'x'), ('2', "
      "2, 'y');"
      "INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount) VALUES"
      " (2000000003, 1, 1000000001, 10), (2000000003, 2, 1000000002, 10),"
      " (2000000004, 1, 1000000001, 10);"
      "INSERT INTO recipe_retention (food_id, line_no, nutrient_id, factor) VALUES"
      " (2000000003, 1, 1090, 0.5), (2000000003, 2, 1090, 0.5);"
      "INSERT INTO recipe (food_id, yield, input_grams) VALUES (2000000003, 20, 0),"
      " (2000000004, 10, 0)");
}

/* At least two rows for every list. */
static void fill(void) {
  nutri_stage stage = {sizeof stage, "pregnant", "2024-01-01", "2024-09-30"};
  nutri_observation noted = {.size = sizeof noted, .day = DAY, .what = "pain", .value = 3.0};

  add_ann();
  add_person("bob", "male", "1980-01-01", "eu");
  eat_issue_day();
  mark("ann", "2026-11-17", "complete");
  OK(nutri_stage_add(db, "ann", &stage));
  stage.stage = "lactating";
  OK(nutri_stage_add(db, "ann", &stage));
  OK(nutri_observation_add(db, "ann", &noted, NULL));
  OK(nutri_observation_add(db, "ann", &noted, NULL));
  sql("INSERT INTO import (import_id, format, path, imported_at) VALUES"
      " (1, 'fdc', 'a', '2026-11-16T10:00:00Z'), (2, 'fdc', 'b', '2026-11-17T10:00:00Z');"
      "INSERT INTO food_nutrient_change (import_id, food_id, nutrient_id, new_amount)"
      " VALUES (1, 1000000001, 1089, 5), (1, 1000000001, 1090, 6);"
      "INSERT INTO import_file VALUES (1, 'food.csv', '%064d', 10, 1, 1, 0, 0, NULL),"
      " (1, 'nutrient.csv', '%064d', 10, 1, 1, 0, 0, 'a note');"
      "INSERT INTO import_reject (import_id, file, line, reason)"
      " VALUES (1, 'food.csv', 2, 'x'), (1, 'food.csv', 3, 'y')",
      0, 0);
  fill_kitchen();
}

static union any row_of(const struct list *list) {
  union any row;

  memset(&row, 0, sizeof row);
  row.size = list->size;
  return row;
}

static int count_rows(const struct list *list, nutri_cursor *cursor) {
  union any row = row_of(list);
  int n = 0;
  int rc;

  while ((rc = list->next(cursor, &row)) == NUTRI_ROW)
    n++;
  ck_assert_msg(rc == NUTRI_OK, "%s: %s", list->name, nutri_errmsg(db));
  return n;
}

/* Every list has its end, and stays there. */
START_TEST(list_ends) {
  const struct list *list = &lists[_i];
  nutri_cursor *cursor = NULL;
  union any row = row_of(list);
  int n;

  fill();
  OK(list->open(&cursor));
  n = count_rows(list, cursor);
  ck_assert_int_ge(n, 2);
  if (list->count != NULL)
    ck_assert_int_eq(n, sql_int("%s", list->count));
  ck_assert_int_eq(list->next(cursor, &row), NUTRI_OK);
  ck_assert_int_eq(list->next(cursor, &row), NUTRI_OK);
  nutri_cursor_close(cursor);
}
END_TEST

/* A cursor of other rows is refused by every next function, and can be read on with its own. */
START_TEST(wrong_cursor) {
  const struct list *list = &lists[_i];
  nutri_cursor *cursor = NULL;
  union any row = row_of(list);
  int n = 1;

  fill();
  OK(list->open(&cursor));
  ck_assert_int_eq(list->next(cursor, &row), NUTRI_ROW);
  for (size_t i = 0; i < COUNT(lists); i++) {
    union any other = row_of(&lists[i]);
    union any untouched = other;

    if (lists[i].next == list->next)
      continue;
    FAILS(NUTRI_EMISUSE, lists[i].next(cursor, &other));
    ck_assert_mem_eq(&other, &untouched, sizeof other);
  }
  n += count_rows(list, cursor);
  ck_assert_int_ge(n, 2);
  if (list->count != NULL)
    ck_assert_int_eq(n, sql_int("%s", list->count));
  nutri_cursor_close(cursor);
  ck_assert_int_eq(list->next(NULL, &row), NUTRI_EMISUSE);
}
END_TEST

/* A struct of an older header is filled as far as it goes; one without a size is refused. */
START_TEST(row_size) {
  const struct list *list = &lists[_i];
  nutri_cursor *cursor = NULL;
  union any whole = row_of(list);
  union any row;
  size_t size;

  fill();
  OK(list->open(&cursor));
  ck_assert_int_eq(list->next(cursor, &whole), NUTRI_ROW);
  nutri_cursor_close(cursor);
  for (size = 2 * sizeof(size_t); size <= list->size; size += sizeof(size_t)) {
    memset(&row, 0xA5, sizeof row);
    row.size = size;
    OK(list->open(&cursor));
    ck_assert_int_eq(list->next(cursor, &row), NUTRI_ROW);
    ck_assert_uint_eq(row.size, size);
    for (size_t i = size; i < sizeof row; i++)
      ck_assert_uint_eq(row.bytes[i], 0xA5);
    nutri_cursor_close(cursor);
  }
  OK(list->open(&cursor));
  for (size = 0; size < 2 * sizeof(size_t); size++) {
    memset(&row, 0xA5, sizeof row);
    row.size = size;
    FAILS(NUTRI_EMISUSE, list->next(cursor, &row));
    for (size_t i = sizeof(size_t); i < sizeof row; i++)
      ck_assert_uint_eq(row.bytes[i], 0xA5);
  }
  FAILS(NUTRI_EMISUSE, list->next(cursor, NULL));
  row = row_of(list); /* none of this took a row */
  ck_assert_int_eq(list->next(cursor, &row), NUTRI_ROW);
  ck_assert_int_ge(count_rows(list, cursor), 1);
  nutri_cursor_close(cursor);
}
END_TEST

/* Closed before its end, or left to nutri_close: nothing of it stays. */
START_TEST(closed_midway) {
  const struct list *list = &lists[_i];
  nutri_cursor *cursor = NULL;
  union any row = row_of(list);
  nutri *fixture = db;
  nutri *handle = NULL;
  sqlite3_int64 before;

  fill();
  /* A file of its own: SQLite keeps something of a file while another handle has it open. */
  sql("VACUUM INTO %Q", temp_path("midway.db"));
  before = sqlite3_memory_used();
  ck_assert_int_eq(nutri_open(temp_path("midway.db"), NUTRI_READWRITE, &handle, NULL), NUTRI_OK);
  db = handle;
  OK(list->open(&cursor));
  ck_assert_int_eq(list->next(cursor, &row), NUTRI_ROW);
  nutri_cursor_close(cursor);
  nutri_cursor_close(NULL);
  for (int i = 0; i < 3; i++) {
    OK(list->open(&cursor));
    ck_assert_int_eq(list->next(cursor, &row), NUTRI_ROW);
  }
  nutri_close(handle); /* with three cursors open */
  db = fixture;
  ck_assert_int_eq(sqlite3_memory_used(), before);
  unlink(temp_path("midway.db"));
}
END_TEST

/* Two cursors of one list, read in turns, and calls between: each gives all its rows. */
START_TEST(side_by_side) {
  const struct list *list = &lists[_i];
  nutri_cursor *one = NULL;
  nutri_cursor *two = NULL;
  union any row = row_of(list);
  nutri_food food = NUTRI_INIT(nutri_food);
  int n = 0;
  int alone;
  int rc;

  fill();
  OK(list->open(&one));
  alone = count_rows(list, one);
  nutri_cursor_close(one);
  OK(list->open(&one));
  OK(list->open(&two));
  while ((rc = list->next(one, &row)) == NUTRI_ROW) {
    n++;
    ck_assert_int_eq(list->next(two, &row), NUTRI_ROW);
    OK(nutri_food_get(db, 1000000025, &food));
  }
  ck_assert_int_eq(rc, NUTRI_OK);
  ck_assert_int_eq(n, alone);
  ck_assert_int_eq(list->next(two, &row), NUTRI_OK);
  nutri_cursor_close(one);
  nutri_cursor_close(two);
}
END_TEST

/* Text of a cursor lives until its next step, whatever else is called on the handle meanwhile. */
START_TEST(text_lives_to_the_next_step) {
  nutri_cursor *entries = NULL;
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  nutri_intake other = NUTRI_INIT(nutri_intake);
  nutri_food food = NUTRI_INIT(nutri_food);

  fill();
  OK(nutri_intake_list(db, "ann", NULL, NULL, &entries));
  ck_assert_int_eq(nutri_intake_next(entries, &entry), NUTRI_ROW);
  for (int i = 0; i < 5; i++) {
    OK(nutri_food_find(db, "ann", "oatmeal", &food));
    OK(nutri_intake_parse(db, "ann", "1 banana", &other));
    NEAR(total_of("ann").total, 296.8, 0.05);
  }
  ck_assert_str_eq(entry.description, "Almonds");
  ck_assert_str_eq(entry.day, DAY);
  ck_assert_str_eq(entry.person, "ann");
  ck_assert_str_eq(entry.measure, "g");
  nutri_cursor_close(entries);
}
END_TEST

/* What is read may be changed while it is read. */
START_TEST(entries_removed_while_listed) {
  nutri_cursor *entries = NULL;
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  int n = 0;

  fill();
  OK(nutri_intake_list(db, "ann", NULL, NULL, &entries));
  while (nutri_intake_next(entries, &entry) == NUTRI_ROW) {
    OK(nutri_intake_remove(db, entry.intake_id));
    n++;
  }
  nutri_cursor_close(entries);
  ck_assert_int_eq(n, 4);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 0);
}
END_TEST

/* A cursor at its end holds no lock on the file. */
START_TEST(ended_cursor_lets_go) {
  nutri_cursor *cursor = NULL;

  fill();
  OK(lists[_i].open(&cursor));
  ck_assert_int_ge(count_rows(&lists[_i], cursor), 2);
  ck_assert_int_eq(sqlite3_txn_state(nutri_sqlite(db), "main"), SQLITE_TXN_NONE);
  nutri_cursor_close(cursor);
}
END_TEST

/* A statement that is used again knows nothing of the cursor that was closed midway. */
START_TEST(used_again) {
  nutri_cursor *foods = NULL;
  nutri_rank place = NUTRI_INIT(nutri_rank);
  int n = 0;

  sql("INSERT INTO food (food_id, source_id, source_key, description) VALUES (9, 4, 'x', 'Pure')");
  add_nutrient(9, NUTRI_MAGNESIUM, 60000.0, NULL);
  OK(nutri_food_rank(db, NUTRI_MAGNESIUM, NUTRI_BY_100_G, "nutri starter", 3, NUTRI_ALL_FORMS,
                     &foods));
  ck_assert_int_eq(nutri_rank_next(foods, &place), NUTRI_ROW);
  ck_assert_int_ne(place.food_id, 9);
  nutri_cursor_close(foods);
  OK(nutri_food_rank(db, NUTRI_MAGNESIUM, NUTRI_BY_100_G, NULL, 5, NUTRI_ALL_FORMS, &foods));
  for (; nutri_rank_next(foods, &place) == NUTRI_ROW; n++)
    ck_assert(n > 0 || place.food_id == 9);
  ck_assert_int_eq(n, 5);
  nutri_cursor_close(foods);
}
END_TEST

TESTS("cursor") {
  tcase_add_test(tc, used_again);
  ADD_LOOP(list_ends, lists);
  ADD_LOOP(wrong_cursor, lists);
  ADD_LOOP(row_size, lists);
  ADD_LOOP(closed_midway, lists);
  ADD_LOOP(side_by_side, lists);
  tcase_add_test(tc, text_lives_to_the_next_step);
  tcase_add_test(tc, entries_removed_while_listed);
  ADD_LOOP(ended_cursor_lets_go, lists);
}
