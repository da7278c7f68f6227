/* SPDX-License-Identifier: MIT */
/* A person out of one database and into another: the same numbers there, and nobody else's. */
#include "support_person.h"

#include <unistd.h>

#include "copy.h"

/* ---- what a person can have ---------------------------------------------------------------- */

static nutri *other; /* the database that the person goes to */

/* All that the tables can hold of a person; every value is another one. */
static void fill_ann(void) {
  int64_t own;
  int64_t newer;
  int64_t pill;
  int64_t laxative;
  int64_t entry;

  add_ann();
  sql("INSERT INTO nutrient (nutrient_id, name, unit) VALUES (1000000, 'Polyphenols', 'mg')");
  sql("INSERT INTO source (source_id, name, title, release, rank)"
      " VALUES (20, 'Canteen', 'The canteen''s list', '2026', 75)");
  sql("INSERT INTO food_category (category_id, description, is_beverage)"
      " VALUES (100000, 'Canteen drinks', 1)");
  own = add_food("Grandmother's stew", "food", "g");
  newer = add_food("Grandmother's stew", "food", "g");
  pill = add_food("Magnesium oxide, 250 mg", "supplement", "unit");
  laxative = add_food("Milk of magnesia", "medicine", "ml");
  add_nutrient(own, NUTRI_MAGNESIUM, 31.7, NULL);
  add_nutrient(own, NUTRI_ENERGY, 88.1, NULL);
  add_nutrient(own, 1000000, 12.5, NULL);
  add_nutrient(newer, NUTRI_MAGNESIUM, 33.9, "imputed");
  add_nutrient(newer, 1087, 0.0, "trace");
  add_nutrient(pill, NUTRI_MAGNESIUM, 150.75, NULL);
  add_nutrient(laxative, NUTRI_MAGNESIUM, 3334.0, NULL);
  sql("UPDATE food SET replaced_by = %lld WHERE food_id = %lld", (long long)newer, (long long)own);
  sql("INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)"
      " VALUES (%lld, 1, 'bowl', 310.5, 1)",
      (long long)own);
  sql("INSERT INTO food (food_id, source_id, source_key, lasting_key, description, category_id)"
      " VALUES (1000200000, 20, 'D7', 'gtin:0041', 'Mate, iced', 100000)");
  eat_issue_day();
  eat("ann", "2026-11-16", 1.0, "bowl", own);
  eat("ann", "2026-11-17", 2.0, "bowl", own);
  eat("ann", "2026-11-17", 330.0, "g", 1000200000); /* magnesium and energy unknown */
  eat("ann", "2026-11-17", 5.0, "ml", laxative);
  entry = eat("ann", "2026-11-18", 100.0, "g", starter("almonds"));
  sql("UPDATE intake SET time = '08:30', meal = 'breakfast', note = 'late' WHERE intake_id = %lld",
      (long long)entry);
  sql("INSERT INTO intake_nutrient (intake_id, nutrient_id, amount)"
      " VALUES (%lld, 1090, 240.25), (%lld, 1000000, 7.125)",
      (long long)entry, (long long)entry);
  mark("ann", "2026-11-16", "complete");
  mark("ann", "2026-11-19", "complete"); /* fasted */
  mark("ann", "2026-11-20", "partial");
  sql("INSERT INTO intake_day (person_id, day, recall_no) VALUES (1, '2026-11-22', 2)");
  sql("INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)"
      " VALUES (1, '2026-11-21', 1090, 301.1), (1, '2026-11-21', 1008, 1999.5)");
  sql("INSERT INTO schedule (person_id, food_id, from_day, to_day, amount, note)"
      " VALUES (1, %lld, '2026-11-17', NULL, 1, 'with water')",
      (long long)pill);
  sql("INSERT INTO life_stage (person_id, stage, from_day, to_day)"
      " VALUES (1, 'pregnant', '2026-11-18', '2026-11-20')");
  sql("INSERT INTO target (person_id, nutrient_id, from_day, to_day, amount, note)"
      " VALUES (1, 1090, '2026-11-20', NULL, 400.5, 'agreed'),"
      "        (1, 1000000, '2026-11-01', NULL, 650, NULL)");
  sql("INSERT INTO observation (person_id, day, what, value, unit, note)"
      " VALUES (1, '2026-11-16', 'pain', 4, NULL, NULL),"
      "        (1, '2026-11-17', 'serum magnesium', 0.78, 'mmol/l', 'fasting')");
  OK(nutri_alias_set(db, "ann", "the usual", own));
  OK(nutri_alias_set(db, "ann", "green", starter("spinach-raw")));
}

/* Somebody whose rows take the numbers that ann's rows have. */
static void fill_bob(void) {
  int64_t soup;

  add_person("bob", "male", "1990-01-01", "eu");
  sql("INSERT INTO nutrient (nutrient_id, name, unit) VALUES (1000000, 'Saponins', 'ug')");
  sql("INSERT INTO source (source_id, name, title, rank) VALUES (20, 'Bob''s', 'Bob''s', 90)");
  sql("INSERT INTO food_category (category_id, description) VALUES (100000, 'Soups of Bob')");
  soup = add_plain_food("Bob's secret soup");
  eat("bob", "2026-11-16", 123.0, "g", soup);
  eat("bob", "2026-11-17", 234.0, "g", soup);
  OK(nutri_alias_set(db, "bob", "bobsword", soup));
  sql("INSERT INTO observation (person_id, day, what, value)"
      " VALUES (1, '2026-11-16', 'bobsleep', 8)");
}

/* What must be the same in both, without the numbers that rows have. */
static const char *const answers[] = {
    "SELECT day, nutrient, unit, food, supplement, medicine, total, kcal, entries, unknown_entries,"
    " known_share, completeness, dated FROM nutrient_by_day WHERE person = 'ann'"
    " AND nutrient IN (SELECT n.name FROM nutrient n WHERE n.symbol IS NOT NULL"
    " OR n.name = 'Polyphenols')"
    " ORDER BY day, nutrient, unit",
    "SELECT day, nutrient, unit, total, target, target_kind, average_requirement, authority, "
    "balance,"
    " deficit, percent, unknown_entries FROM nutrient_deficit WHERE person = 'ann'"
    " AND nutrient IN (SELECT n.name FROM nutrient n WHERE n.symbol IS NOT NULL"
    " OR n.name = 'Polyphenols')"
    " ORDER BY day, nutrient, unit",
    "SELECT * FROM magnesium_by_day WHERE person = 'ann' ORDER BY day",
    "SELECT * FROM magnesium_deficit WHERE person = 'ann' ORDER BY day",
    "SELECT * FROM magnesium_mean WHERE person = 'ann' ORDER BY days",
    "SELECT day, description, amount, basis, magnesium_mg, share FROM magnesium_source"
    " WHERE person = 'ann' ORDER BY day, description, amount",
    "SELECT person, day, time, meal, food, amount, unit, note FROM diary WHERE person = 'ann'"
    " ORDER BY day, entry_id",
    "SELECT sex, born, age_months, authority, feeding FROM person WHERE name = 'ann'",
    "SELECT l.stage, l.from_day, l.to_day FROM life_stage l JOIN person p USING (person_id)"
    " WHERE p.name = 'ann' ORDER BY 2",
    "SELECT n.name, t.from_day, t.to_day, t.amount, t.note FROM target t"
    " JOIN person p USING (person_id) JOIN nutrient n USING (nutrient_id)"
    " WHERE p.name = 'ann' ORDER BY 1, 2",
    "SELECT d.day, d.completeness, d.recall_no FROM intake_day d JOIN person p USING (person_id)"
    " WHERE p.name = 'ann' ORDER BY 1",
    "SELECT d.day, n.name, d.amount FROM intake_day_nutrient d JOIN person p USING (person_id)"
    " JOIN nutrient n USING (nutrient_id) WHERE p.name = 'ann' ORDER BY 1, 2",
    "SELECT i.day, n.name, r.amount FROM intake_nutrient r JOIN intake i USING (intake_id)"
    " JOIN person p USING (person_id) JOIN nutrient n USING (nutrient_id)"
    " WHERE p.name = 'ann' ORDER BY 1, 2",
    "SELECT s.from_day, s.to_day, s.amount, s.measure, s.note, f.description FROM schedule s"
    " JOIN person p USING (person_id) JOIN food f USING (food_id) WHERE p.name = 'ann' ORDER BY 1",
    "SELECT o.day, o.what, o.value, o.unit, o.note FROM observation o JOIN person p USING "
    "(person_id)"
    " WHERE p.name = 'ann' ORDER BY 1, 2",
    "SELECT a.text, f.description FROM food_alias a JOIN person p USING (person_id)"
    " JOIN food f USING (food_id) WHERE p.name = 'ann' ORDER BY 1",
    /* The foods that are named, and what they hold. */
    "SELECT DISTINCT f.description, s.name, s.title, s.release, s.rank, f.lasting_key, f.kind,"
    " f.basis, f.published, c.description, c.is_beverage, r.description"
    " FROM person p JOIN intake i USING (person_id) JOIN food f USING (food_id)"
    " JOIN source s USING (source_id) LEFT JOIN food_category c USING (category_id)"
    " LEFT JOIN food r ON r.food_id = f.replaced_by WHERE p.name = 'ann' ORDER BY 1, 2",
    "SELECT DISTINCT f.description, n.name, v.amount, v.mark"
    " FROM person p JOIN intake i USING (person_id) JOIN food f USING (food_id)"
    " JOIN food_nutrient v USING (food_id) JOIN nutrient n USING (nutrient_id)"
    " WHERE p.name = 'ann' ORDER BY 1, 2, 3",
    "SELECT DISTINCT f.description, o.measure, o.grams, o.is_usual"
    " FROM person p JOIN intake i USING (person_id) JOIN food f USING (food_id)"
    " JOIN food_portion o USING (food_id) WHERE p.name = 'ann' ORDER BY 1, 2",
    /* ... and the newer version of one that is. */
    "SELECT r.description, n.name, v.amount, v.mark FROM person p JOIN intake i USING (person_id)"
    " JOIN food f USING (food_id) JOIN food r ON r.food_id = f.replaced_by"
    " JOIN food_nutrient v ON v.food_id = r.food_id JOIN nutrient n USING (nutrient_id)"
    " WHERE p.name = 'ann' GROUP BY 1, 2 ORDER BY 1, 2",
};

/* Row by row and number by number, to the last bit. Returns how many rows. */
static int same_answer(nutri *one, nutri *two, const char *query) {
  sqlite3_stmt *a = asked(one, query);
  sqlite3_stmt *b = asked(two, query);
  int rows = 0;

  for (;; rows++) {
    int step = sqlite3_step(a);

    ck_assert_msg(sqlite3_step(b) == step, "row %d of %s: there in one alone", rows, query);
    if (step != SQLITE_ROW)
      break;
    for (int i = 0; i < sqlite3_column_count(a); i++) {
      const char *x = nutri__text(a, i);
      const char *y = nutri__text(b, i);

      ck_assert_msg(sqlite3_column_double(a, i) == sqlite3_column_double(b, i) &&
                        (x == NULL) == (y == NULL) && (x == NULL || strcmp(x, y) == 0),
                    "row %d, %s is %s here and %s there, of %s", rows, sqlite3_column_name(a, i), x,
                    y, query);
    }
  }
  sqlite3_finalize(a);
  sqlite3_finalize(b);
  return rows;
}

static void all_answers_same(nutri *one, nutri *two) {
  nutri_deficit a = NUTRI_INIT(nutri_deficit);
  nutri_deficit b = NUTRI_INIT(nutri_deficit);

  for (size_t i = 0; i < COUNT(answers); i++)
    ck_assert_int_gt(same_answer(one, two, answers[i]), 0);
  ck_assert_int_eq(nutri_magnesium_deficit(one, "ann", NULL, NULL, &a), NUTRI_OK);
  ck_assert_int_eq(nutri_magnesium_deficit(two, "ann", NULL, NULL, &b), NUTRI_OK);
  ck_assert(a.mean_total == b.mean_total && a.shortfall == b.shortfall && a.target == b.target);
  ck_assert(a.days_counted == b.days_counted && a.upper_excess == b.upper_excess);
}

/* ---- there and back ------------------------------------------------------------------------ */

/* The file is a database of its own: what it says of ann is what the big one says. */
START_TEST(file_says_the_same) {
  nutri_person_data data;
  const char *path = file_path();

  fill_ann();
  data = exported("ann", path);
  ck_assert_str_eq(data.person, "ann");
  ck_assert_int_eq(data.entries, 9);
  /* four starter foods, the stew and its newer version, mate, milk of magnesia, the pill */
  ck_assert_int_eq(data.foods, 9);
  ck_assert_int_eq(data.foods_added, 9);
  other = opened(path, NUTRI_READONLY);
  all_answers_same(db, other);
  /* Rows keep their numbers in it. */
  ck_assert_int_gt(same_answer(db, other, "SELECT intake_id, food_id, person_id FROM intake"), 0);
  nutri_close(other);
  unlink(path);
}
END_TEST

static const struct {
  const char *name;
  bool bare;
  bool with_bob;
} targets[] = {{"seeded", false, false},
               {"bare", true, false},
               {"of bob", false, true},
               {"bare, of bob", true, true}};

START_TEST(restored_says_the_same) {
  const char *path = file_path();
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  nutri *first = db;
  int wanted;

  fill_ann();
  exported("ann", path);
  db = opened(targets[_i].bare ? temp_path("bare.db") : copy_database("other.db"),
              NUTRI_READWRITE | (targets[_i].bare ? NUTRI_CREATE | NUTRI_BARE : 0));
  if (targets[_i].with_bob)
    fill_bob();
  OK(nutri_person_restore(db, path, NULL, &data));
  ck_assert_str_eq(data.person, "ann");
  ck_assert_int_eq(data.entries, 9);
  ck_assert_int_eq(data.foods, 9);
  wanted = targets[_i].bare ? 9 : 5; /* the starter foods are there */
  ck_assert_int_eq(data.foods_added, wanted);
  ck_assert_int_eq(data.foods_differ, 0);
  ck_assert_int_eq(data.values_recorded, 0);
  ck_assert_int_eq(data.values_moved, 0);
  all_answers_same(first, db);
  if (targets[_i].with_bob) {
    ck_assert_int_eq(sql_int("SELECT count(*) FROM diary WHERE person = 'bob'"), 2);
    NEAR(sql_number("SELECT total_mg FROM magnesium_by_day WHERE person = 'bob'"
                    " AND day = '2026-11-17'"),
         234.0, 1e-9);
    ck_assert_str_eq(sql_text("SELECT unit FROM nutrient WHERE name = 'Polyphenols'"), "mg");
    ck_assert_int_eq(sql_int("SELECT count(*) FROM nutrient WHERE nutrient_id >= 1000000"), 2);
  }
  /* Numbers that are not FoodData Central's are given from 1000000001. */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f JOIN source s USING (source_id)"
                           " WHERE s.name IN ('own', 'Canteen') AND f.food_id <= 1000000000"),
                   0);
  {
    int found = 0;

    OK(nutri_check(db, &found, NULL, NULL));
    ck_assert_int_eq(found, 0);
  }
  /* And once more: refused, by name, and nothing is changed. */
  {
    int changes = sqlite3_total_changes(nutri_sqlite(db));

    FAILS(NUTRI_EEXISTS, nutri_person_restore(db, path, NULL, &data));
    SAYS("'ann' already");
    ck_assert_int_eq(sqlite3_total_changes(nutri_sqlite(db)), changes);
  }
  nutri_close(db);
  db = first;
  unlink(temp_path("bare.db"));
  unlink(path);
}
END_TEST

/* Under another name, beside the one who has it; and by name out of a file of several. */
START_TEST(restored_under_another_name) {
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  const char *path = file_path();
  char all[1024];

  fill_ann();
  exported("ann", path);
  options.name = "Anna";
  OK(nutri_person_restore(db, path, &options, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 2);
  SAME(sql_number("SELECT a.total_mg - b.total_mg FROM magnesium_by_day a"
                  " JOIN magnesium_by_day b ON b.day = a.day"
                  " WHERE a.person = 'ann' AND b.person = 'Anna' AND a.day = '2026-11-16'"),
       0.0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE description LIKE 'Grand%%'"), 2);
  /* The database itself is a file of several persons. */
  snprintf(all, sizeof all, "%s", db_path());
  other = opened(copy_database("other.db"), NUTRI_READWRITE);
  ck_assert_int_eq(nutri_person_restore(other, all, NULL, NULL), NUTRI_EAMBIGUOUS);
  ck_assert_ptr_nonnull(strstr(nutri_errmsg(other), "several persons"));
  options.person = "Anna";
  options.name = NULL;
  ck_assert_int_eq(nutri_person_restore(other, all, &options, NULL), NUTRI_OK);
  options.person = "nobody";
  ck_assert_int_eq(nutri_person_restore(other, all, &options, NULL), NUTRI_ENOTFOUND);
  nutri_close(other);
  unlink(path);
}
END_TEST

/* Out, forgotten, and back: every row is where it was. */
START_TEST(forgotten_and_restored) {
  const char *path = file_path();
  nutri *before;
  char copy[1024];

  fill_ann();
  exported("ann", path);
  sql("PRAGMA wal_checkpoint(TRUNCATE)");
  {
    size_t size;
    char *bytes = read_file(db_path(), &size);

    snprintf(copy, sizeof copy, "%s", temp_path("before.db"));
    write_file(copy, bytes, size);
    free(bytes);
  }
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 0);
  OK(nutri_person_restore(db, path, NULL, NULL));
  before = opened(copy, NUTRI_READONLY);
  all_answers_same(before, db);
  ck_assert_int_eq(same_answer(before, db, "SELECT * FROM intake"), 9);
  ck_assert_int_eq(same_answer(before, db, "SELECT * FROM observation"), 2);
  ck_assert_int_eq(same_answer(before, db, "SELECT * FROM food WHERE source_id = 1"), 4);
  nutri_close(before);
  unlink(copy);
  unlink(path);
}
END_TEST

/* Nobody else's: neither rows nor leftovers. */
START_TEST(file_has_nobody_else) {
  static const char *const others[] = {"bob", "Bob", "Saponins", "bobsleep", "secret soup"};
  const char *path = file_path();
  size_t size;
  char *bytes;

  fill_bob();
  sql("UPDATE nutrient SET nutrient_id = 1000009 WHERE nutrient_id = 1000000");
  add_ann();
  eat_issue_day();
  exported("ann", path);
  bytes = read_file(path, &size);
  for (size_t i = 0; i < COUNT(others); i++)
    ck_assert_msg(!holds(bytes, size, others[i]), "%s is in the file", others[i]);
  free(bytes);
  other = opened(path, NUTRI_READONLY);
  db = (nutri_close(db), other);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), 4);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM nutrient WHERE nutrient_id >= 1000000"), 0);
}
END_TEST

START_TEST(what_an_entry_brought) {
  double amount = 0;
  int64_t entry;

  add_ann();
  entry = eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  OK(nutri_intake_nutrient(db, entry, NUTRI_MAGNESIUM, &amount));
  NEAR(amount, 81.0, 1e-9); /* 270 mg per 100 g, SR Legacy 170567 */
  OK(nutri_intake_nutrient(db, entry, NUTRI_ENERGY, &amount));
  NEAR(amount, 173.7, 1e-9);
  OK(nutri_intake_nutrient(db, entry, 1018, &amount)); /* alcohol ethyl */
  sql("INSERT INTO intake_nutrient (intake_id, nutrient_id, amount) VALUES (%lld, 1090, 5.5)",
      (long long)entry);
  OK(nutri_intake_nutrient(db, entry, NUTRI_MAGNESIUM, &amount));
  SAME(amount, 5.5);
  sql("DELETE FROM food_nutrient WHERE nutrient_id = 1087");
  OK(nutri_intake_nutrient(db, entry, 1087, &amount));
  IS_NAN(amount);
}
END_TEST

/* From a handle that reads only, and inside a transaction of the caller's. */
START_TEST(any_handle) {
  const char *path = file_path();
  nutri *first = db;
  char file[1024];

  add_ann();
  eat_issue_day();
  snprintf(file, sizeof file, "%s", db_path());
  db = opened(file, NUTRI_READONLY);
  exported("ann", path);
  FAILS(NUTRI_EREADONLY, nutri_person_restore(db, path, NULL, NULL));
  nutri_close(db);
  db = first;
  sql("BEGIN");
  eat("ann", "2026-11-17", 30.0, "g", starter("almonds"));
  ck_assert_int_eq(exported("ann", path).entries, 5);
  ck_assert_int_eq(sqlite3_get_autocommit(nutri_sqlite(db)), 0);
  sql("ROLLBACK");
  ck_assert_int_eq(exported("ann", path).entries, 4);
  /* A restore inside the caller's transaction goes with it. */
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  sql("BEGIN");
  OK(nutri_person_restore(db, path, NULL, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 4);
  sql("ROLLBACK");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  unlink(path);
}
END_TEST

/* ---- dishes and labels --------------------------------------------------------------------- */

/* A dish in a dish, what cooking leaves by a table that has other numbers there, and a product
 * whose label names a compound. What is made of them is made anew there, and is the same. */
static void fill_dishes(void) {
  int64_t stew;
  int64_t dinner;
  int64_t pill;

  sql("INSERT INTO retention_factor (retention_id, code, description)"
      " VALUES (77, '3004', 'Greens, boiled')");
  sql("INSERT INTO retention_nutrient (retention_id, nutrient_id, factor) VALUES (77, 1090, 0.75)");
  dinner = add_food("Dinner", "food", "g"); /* its number is below that of what it is made of */
  stew = add_food("Stew", "food", "unit");
  sql("INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount, retention_id)"
      " VALUES (%lld, 1, %lld, 60, 77), (%lld, 2, %lld, 400, NULL)",
      (long long)stew, (long long)starter("spinach-raw"), (long long)stew,
      (long long)starter("black-beans-cooked"));
  sql("INSERT INTO recipe_retention (food_id, line_no, nutrient_id, factor)"
      " VALUES (%lld, 2, 1090, 0.5)",
      (long long)stew);
  sql("INSERT INTO recipe (food_id, yield, note) VALUES (%lld, 4, 'slowly')", (long long)stew);
  sql("INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount)"
      " VALUES (%lld, 1, %lld, 2), (%lld, 2, %lld, 300)",
      (long long)dinner, (long long)stew, (long long)dinner, (long long)starter("almonds"));
  sql("INSERT INTO recipe (food_id, yield) VALUES (%lld, 700)", (long long)dinner);
  pill = add_food("Magnesium oxide 500", "supplement", "unit");
  sql("INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit, compound,"
      " compound_id, is_elemental) SELECT %lld, 1090, 500, 'mg', 'magnesium oxide', compound_id, 0"
      " FROM compound WHERE name = 'magnesium oxide'",
      (long long)pill);
  add_ann();
  eat("ann", "2026-11-16", 350.0, "g", dinner);
  sql("INSERT INTO schedule (person_id, food_id, from_day, amount) VALUES (1, %lld, '2026-11-16', "
      "1)",
      (long long)pill);
}

START_TEST(dishes_and_labels) {
  static const char *const made[] = {
      "SELECT * FROM magnesium_by_day",
      "SELECT * FROM magnesium_deficit",
      "SELECT r.yield, r.input_grams, r.note, f.description FROM recipe r JOIN food f USING "
      "(food_id)"
      " ORDER BY 4",
      "SELECT f.description, i.line_no, g.description, i.amount, t.code, n.factor"
      " FROM recipe_ingredient i JOIN food f ON f.food_id = i.food_id"
      " JOIN food g ON g.food_id = i.ingredient_id LEFT JOIN retention_factor t USING "
      "(retention_id)"
      " LEFT JOIN recipe_retention n ON n.food_id = i.food_id AND n.line_no = i.line_no ORDER BY "
      "1, 2",
      "SELECT t.code, n.nutrient_id, n.factor FROM retention_nutrient n"
      " JOIN retention_factor t USING (retention_id) WHERE t.code = '3004'",
      "SELECT f.description, l.nutrient_id, l.label_amount, l.label_unit, l.compound, c.name,"
      " l.is_elemental FROM product_label l JOIN food f USING (food_id)"
      " JOIN compound c USING (compound_id)",
      "SELECT f.description, v.nutrient_id, v.amount, v.mark FROM food f"
      " JOIN food_nutrient v USING (food_id) WHERE f.source_id = 1 AND f.description <> 'Bob''s' "
      "ORDER BY 1, 2",
  };
  const char *path = file_path();
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  nutri *first = db;
  int found = 0;

  if (sql_int("SELECT count(*) FROM sqlite_schema WHERE name = 'recipe'") == 0)
    return; /* a schema without dishes */
  fill_dishes();
  /* (60 x 0.79 x 0.75 + 400 x 0.70 x 0.5) / 4 a serving; two of them and 810 mg in 700 g. */
  SAME(sql_number("SELECT amount FROM food_nutrient v JOIN food f USING (food_id)"
                  " WHERE f.description = 'Stew' AND v.nutrient_id = 1090"),
       (60 * 0.79 * 0.75 + 400 * 0.70 * 0.5) / 4);
  NEAR(sql_number("SELECT food_mg FROM magnesium_by_day"),
       (2 * (60 * 0.79 * 0.75 + 400 * 0.70 * 0.5) / 4 + 810) / 2, 1e-9);
  NEAR(sql_number("SELECT supplement_mg FROM magnesium_by_day"), 301.5, 0.05);
  ck_assert_int_eq(exported("ann", path).foods, 6);
  db = opened(copy_database("other.db"), NUTRI_READWRITE);
  add_person("bob", "male", "1990-01-01", NULL);
  add_plain_food("Bob's");
  sql("INSERT INTO retention_factor (retention_id, code, description) VALUES (77, '9', 'Other')");
  OK(nutri_person_restore(db, path, NULL, &data));
  ck_assert_int_eq(data.foods_added, 3);
  ck_assert_int_eq(data.foods_differ, 0);
  for (size_t i = 0; i < COUNT(made); i++)
    ck_assert_int_gt(same_answer(first, db, made[i]), 0);
  OK(nutri_check(db, &found, NULL, NULL));
  ck_assert_int_eq(found, 0);
  /* Forgotten with all that was made for her; where an ingredient has other values the entry keeps
   * what it brought. */
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM recipe_ingredient"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM product_label"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 1"), 1);
  sql("UPDATE food_nutrient SET amount = 300 WHERE nutrient_id = 1090 AND food_id ="
      " (SELECT food_id FROM food WHERE source_key = 'almonds')");
  OK(nutri_person_restore(db, path, NULL, &data));
  ck_assert_int_eq(data.foods_differ, 2); /* the almonds, and the dinner made of them */
  ck_assert_int_eq(data.values_recorded, 1);
  same_answer(first, db, made[0]);
  nutri_close(db);
  db = first;
  unlink(path);
}
END_TEST

/* ---- the list of tables -------------------------------------------------------------------- */

static bool listed(const char *table) {
  for (size_t i = 0; i < nutri__part_count; i++)
    if (strcmp(nutri__parts[i].table, table) == 0)
      return true;
  return false;
}

/* A table with rows of a person or a food is in the list, or here with a reason. */
START_TEST(every_table_is_copied) {
  static const struct {
    const char *table;
    const char *why;
  } left_out[] = {{"import_reject", "what an import could not take is no data of a person"},
                  {"recipe_share", "kept by triggers of the dish"}};
  sqlite3_stmt *stmt =
      asked(db, "SELECT DISTINCT s.name FROM sqlite_schema s"
                " JOIN pragma_foreign_key_list(s.name) l WHERE s.type = 'table'"
                " AND l.\"table\" IN ('person', 'intake', 'food', 'schedule', 'observation')");
  int tables = 0;

  for (; sqlite3_step(stmt) == SQLITE_ROW; tables++) {
    bool left = false;

    for (size_t i = 0; i < COUNT(left_out); i++)
      left = left || strcmp(left_out[i].table, nutri__text(stmt, 0)) == 0;
    ck_assert_msg(left || listed(nutri__text(stmt, 0)), "%s is in no export (nutri__parts)",
                  nutri__text(stmt, 0));
  }
  sqlite3_finalize(stmt);
  ck_assert_int_ge(tables, 12);
}
END_TEST

/* ... and what it refers to is known: a number of another table would else be copied as it is. */
START_TEST(every_reference_is_known) {
  static const char *const by_text[] = {"unit", "authority"};
  static const char *const by_number[] = {"food", "source", "food_category", "nutrient", "import"};

  for (size_t at = 0; at < nutri__part_count; at++) {
    sqlite3_stmt *stmt = asked(db, "SELECT l.\"table\" FROM pragma_foreign_key_list(?1) l");

    ck_assert_int_eq(sqlite3_bind_text(stmt, 1, nutri__parts[at].table, -1, SQLITE_STATIC),
                     SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
      bool known = listed(nutri__text(stmt, 0));

      for (size_t i = 0; i < COUNT(by_text); i++)
        known = known || strcmp(by_text[i], nutri__text(stmt, 0)) == 0;
      for (size_t i = 0; i < COUNT(by_number); i++)
        known = known || strcmp(by_number[i], nutri__text(stmt, 0)) == 0;
      ck_assert_msg(known, "%s refers to %s", nutri__parts[at].table, nutri__text(stmt, 0));
    }
    sqlite3_finalize(stmt);
  }
}
END_TEST

TESTS("export") {
  tcase_add_test(tc, file_says_the_same);
  ADD_LOOP(restored_says_the_same, targets);
  tcase_add_test(tc, restored_under_another_name);
  tcase_add_test(tc, forgotten_and_restored);
  tcase_add_test(tc, file_has_nobody_else);
  tcase_add_test(tc, what_an_entry_brought);
  tcase_add_test(tc, any_handle);
  tcase_add_test(tc, dishes_and_labels);
  tcase_add_test(tc, every_table_is_copied);
  tcase_add_test(tc, every_reference_is_known);
}
