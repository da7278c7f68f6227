/* SPDX-License-Identifier: MIT */
/* nutri_check: each rule is broken in turn, past the guards, and must be found and named. */
#include "support.h"

struct found {
  int count;
  int ends_after; /* the caller ends it after so many; 0 = never */
  char all[4000];
};

static int note(void *user, const char *what, const char *detail) {
  struct found *found = user;
  size_t n = strlen(found->all);

  snprintf(found->all + n, sizeof found->all - n, "%s: %s\n", what, detail);
  found->count++;
  return found->ends_after != 0 && found->count >= found->ends_after;
}

/* What one would do in the plain shell: foreign keys off, triggers gone. */
static void drop_guards(void) {
  sqlite3_stmt *stmt = NULL;
  char drops[20000] = "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON;";

  ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db),
                                      "SELECT name FROM sqlite_schema"
                                      " WHERE type = 'trigger'",
                                      -1, &stmt, NULL),
                   SQLITE_OK);
  while (sqlite3_step(stmt) == SQLITE_ROW) {
    size_t n = strlen(drops);

    snprintf(drops + n, sizeof drops - n, "DROP TRIGGER \"%s\";", nutri__text(stmt, 0));
  }
  sqlite3_finalize(stmt);
  sql("%s", drops);
}

START_TEST(fresh_file_is_sound) {
  struct found found = {0};
  int count = -7;

  OK(nutri_check(db, &count, note, &found));
  ck_assert_msg(count == 0, "%s", found.all);
  ck_assert_int_eq(found.count, 0);
  add_ann();
  eat_issue_day();
  record_days("ann", 5, 300.0);
  OK(nutri_check(db, &count, note, &found));
  ck_assert_msg(count == 0, "%s", found.all);
  OK(nutri_check(db, NULL, NULL, NULL)); /* nobody asks */
}
END_TEST

static const struct {
  const char *harm;
  const char *what;
  const char *detail;
} harms[] = {
    {"INSERT INTO intake_day (person_id, day) SELECT person_id, '2026-01-01' FROM person",
     "day without anything", "ann, 2026-01-01"},
    {"UPDATE person SET born = '2026-11-17'", "day before birth", "ann, 2026-11-16"},
    {"DELETE FROM intake_day", "entry without a day", "2026-11-16"},
    {"INSERT INTO import (import_id, format, path, imported_at, rows_read, rows_stored)"
     " VALUES (7, 'fdc', 'x', '2026-11-16T00:00:00Z', 10, 9)",
     "import does not add up", "import 7: 10 rows read"},
    {"INSERT INTO import (import_id, format, path, imported_at, running)"
     " VALUES (8, 'fdc', 'x', '2026-11-16T00:00:00Z', 1)",
     "import does not add up", "import 8"},
    {"INSERT INTO import (import_id, format, path, imported_at, rows_read, rows_stored)"
     " VALUES (9, 'fdc', 'x', '2026-11-16T00:00:00Z', 10, 10); INSERT INTO import_file (import_id,"
     " file, sha256, bytes, rows_read, rows_stored, rows_unchanged, rows_rejected)"
     " VALUES (9, 'food.csv', hex(zeroblob(32)), 1, 9, 9, 0, 0)",
     "import does not add up", "import 9: 10 rows read"},
    {"INSERT INTO import (import_id, format, path, imported_at)"
     " VALUES (10, 'fdc', '/data', '2026-11-16T00:00:00Z');"
     "UPDATE food SET import_id = 10 WHERE description = 'Almonds'",
     "import without a source", "import 10: /data"},
    {"INSERT INTO import (import_id, format, path, imported_at)"
     " VALUES (11, 'fdc', 'x', '2026-11-16T00:00:00Z'); INSERT INTO row_change (import_id, "
     "\"table\","
     " row_id, \"column\", new) VALUES (11, 'food', 4711, 'published', '2026')",
     "change of nothing", "food 4711, import 11"},
    {"INSERT INTO import (import_id, format, path, imported_at)"
     " VALUES (12, 'fdc', 'x', '2026-11-16T00:00:00Z'); INSERT INTO food_nutrient_change "
     "(import_id,"
     " food_id, nutrient_id, new_amount) VALUES (12, 1000000001, 4711, 5)",
     "change of nothing", "nutrient 4711, import 12"},
    {"INSERT INTO food_nutrient_change (food_id, nutrient_id, old_amount, new_amount)"
     " VALUES (1000000001, 1090, 5, 6)",
     "value changed past its records", "food 1000000001, nutrient 1090: 6.0, now "},
    {"INSERT INTO reference_intake (authority, body, year, reference, kind, age_min_months,"
     " age_max_months, amount, unit, source, confidence) VALUES ('us', 'IOM/NASEM (US-Canada)',"
     " 1997, 'magnesium', 'RDA', 400, 500, 321, 'mg', 'x', 'low')",
     "reference value twice", "magnesium RDA"},
    {"INSERT INTO food (food_id, source_id, source_key, description, replaced_by) VALUES"
     " (900001, 3, 'a', 'A', 900002), (900002, 3, 'b', 'B', 900001)",
     "food replaced in a circle", "900001 and 900002"},
    {"INSERT INTO life_stage (person_id, stage, from_day, to_day) SELECT person_id, 'pregnant',"
     " '2026-01-01', NULL FROM person UNION ALL SELECT person_id, 'pregnant', '2026-02-01',"
     " '2026-03-01' FROM person",
     "life stage twice", "ann, pregnant from 2026-01-01 and from 2026-02-01"},
    {"INSERT INTO food (food_id, source_id, source_key, description) VALUES (900001, 2, 'z', "
     "'rice')",
     "word names two foods", "rice"},
    {"INSERT INTO food (food_id, source_id, source_key, description, kind, basis)"
     " VALUES (2000000001, 1, 'a', 'Mag', 'supplement', 'unit');"
     "INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit, compound_id,"
     " is_elemental) VALUES (2000000001, 1090, 500, 'mg', 1, 0);"
     "INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (2000000001, 1090, 500)",
     "product is not what its label says", "Mag, Magnesium, Mg: 500.0 for 301.5"},
    {"INSERT INTO food (food_id, source_id, source_key, description, kind, basis)"
     " VALUES (2000000001, 1, 'a', 'Mag', 'supplement', 'unit');"
     "INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit,"
     " daily_value_percent, daily_value_year) VALUES (2000000001, 1090, 500, 'mg', 72, 2018);"
     "INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (2000000001, 1090, 500)",
     "label says two things", "Mag, Magnesium, Mg: 500.0 mg for 72.0 % of the daily value"},
    {"INSERT INTO food (food_id, source_id, source_key, description)"
     " VALUES (2000000001, 1, 'a', 'Stew');"
     "INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount)"
     " VALUES (2000000001, 1, 1000000001, 100);"
     "INSERT INTO recipe (food_id, yield) VALUES (2000000001, 100)",
     "recipe is not what its ingredients make", "Stew (food 2000000001)"},
    {"INSERT INTO food (food_id, source_id, source_key, description)"
     " VALUES (2000000001, 1, 'a', 'Stew'), (2000000002, 1, 'b', 'Soup');"
     "INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount)"
     " VALUES (2000000001, 1, 2000000002, 100), (2000000002, 1, 2000000001, 100)",
     "recipe contains itself", "Stew (food 2000000001)"},
    {"INSERT INTO food (food_id, source_id, source_key, description, kind)"
     " VALUES (2000000001, 1, 'a', 'Stew', 'food'), (2000000002, 1, 'b', 'Pill', 'supplement');"
     "INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount)"
     " VALUES (2000000001, 1, 2000000002, 100)",
     "ingredient is no food", "Pill in food 2000000001"},
    {"INSERT INTO food (food_id, source_id, source_key, description)"
     " VALUES (2000000001, 1, 'a', 'Stew');"
     "INSERT INTO recipe (food_id, yield) VALUES (2000000001, 100)",
     "recipe is not finished", "Stew (food 2000000001)"},
    {"UPDATE food_nutrient SET mark = 'lower bound' WHERE food_id = 1000000001"
     " AND nutrient_id = 1090",
     "lower bound of no recipe", "Almonds (food 1000000001), nutrient 1090"},
    {"UPDATE food_nutrient SET amount = 370 WHERE food_id = 1000000001 AND nutrient_id = 1090",
     "total of a day is not what is in it",
     "ann 2026-11-16: Magnesium, Mg is kept as 296.8, its entries make 326.8"},
    {"UPDATE intake_day_total SET kcal = 1", "total of a day is not what is in it",
     "another column differs"},
    {"DELETE FROM intake_day_total", "total of a day is not what is in it", "kept as unknown"},
    {"INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (4711, 1090, 1)",
     "foreign key", "food_nutrient"},
    {"UPDATE intake SET person_id = 4711", "foreign key", "intake"},
    {"UPDATE intake SET amount = -1", "integrity", "CHECK constraint failed in intake"},
    {"UPDATE intake SET day = 'today'", "integrity", "CHECK constraint failed in intake"},
};

START_TEST(harm_is_found) {
  struct found found = {0};
  int count = 0;

  add_ann();
  eat_issue_day();
  drop_guards();
  sql("%s; PRAGMA ignore_check_constraints=OFF", harms[_i].harm);
  OK(nutri_check(db, &count, note, &found));
  ck_assert_int_ge(count, 1);
  ck_assert_int_eq(found.count, count);
  ck_assert_msg(strstr(found.all, harms[_i].what) != NULL &&
                    strstr(found.all, harms[_i].detail) != NULL,
                "'%s' and '%s' are not in: %s", harms[_i].what, harms[_i].detail, found.all);
}
END_TEST

/* Every query/check_*.sql has a case in the table above. */
START_TEST(every_rule_is_tried) {
  int rules = 0;
  int words = 0;

  for (int q = 0; q < NUTRI__Q_COUNT; q++)
    if (strncmp(nutri__query_sql[q].name, "query/check_", 12) == 0) {
      const char *what = strstr((const char *)nutri__query_sql[q].text, "SELECT '");
      bool tried = false;

      ck_assert_ptr_nonnull(what);
      for (size_t i = 0; i < COUNT(harms); i++)
        tried = tried || strncmp(what + 8, harms[i].what, strlen(harms[i].what)) == 0;
      ck_assert_msg(tried, "%s has no case here", nutri__query_sql[q].name);
      rules++;
    }
  for (size_t i = 0; i < COUNT(harms); i++)
    words += strcmp(harms[i].what, "integrity") != 0 && strcmp(harms[i].what, "foreign key") != 0;
  ck_assert_int_ge(rules, 8);
  ck_assert_int_ge(words, rules);
}
END_TEST

START_TEST(ended_by_the_caller) {
  struct found found = {.ends_after = 2};
  int count = -7;

  add_ann();
  eat_issue_day();
  drop_guards();
  sql("UPDATE intake SET person_id = 4711");
  FAILS(NUTRI_ECANCELLED, nutri_check(db, &count, note, &found));
  ck_assert_int_eq(found.count, 2);
  ck_assert_int_eq(count, -7);
  found = (struct found){0};
  OK(nutri_check(db, &count, note, &found)); /* and can be asked again */
  ck_assert_int_ge(count, 4);
}
END_TEST

/* A page overwritten with nonsense: found, or the code says so; never a crash. */
START_TEST(damaged_page) {
  struct found found = {0};
  const char *path = copy_database("damaged.db");
  nutri *fixture = db;
  nutri *handle = NULL;
  size_t size;
  char *bytes = read_file(path, &size);
  int count = 0;
  int rc;

  for (size_t i = 4096 * 20; i < 4096 * 24; i++)
    bytes[i] = (char)(i * 31);
  write_file(path, bytes, size);
  free(bytes);
  rc = nutri_open(path, NUTRI_READONLY, &handle, NULL);
  if (rc == NUTRI_OK) {
    db = handle;
    rc = nutri_check(db, &count, note, &found);
    db = fixture;
  }
  ck_assert_msg(rc == NUTRI_ECORRUPT || (rc == NUTRI_OK && count > 0), "%d, %d found", rc, count);
  nutri_close(handle);
  remove(path);
}
END_TEST

/* Reading only, the check works too. */
START_TEST(read_only) {
  nutri *fixture = db;
  nutri *reader = NULL;
  int count = -7;

  ck_assert_int_eq(nutri_open(db_path(), NUTRI_READONLY, &reader, NULL), NUTRI_OK);
  db = reader;
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
  db = fixture;
  nutri_close(reader);
}
END_TEST

TESTS("check") {
  tcase_add_test(tc, fresh_file_is_sound);
  ADD_LOOP(harm_is_found, harms);
  tcase_add_test(tc, every_rule_is_tried);
  tcase_add_test(tc, ended_by_the_caller);
  tcase_add_test(tc, damaged_page);
  tcase_add_test(tc, read_only);
}
