/* SPDX-License-Identifier: MIT */
/* intake_day_total under everything that can move a total, at random: what is kept is what the
 * definition makes of the day, to the last bit, and what a plain join adds up. */
#include "support_import.h"

#define STEPS 500
#define BATCH 25
#define DAYS 8

/* Park and Miller's generator: the same steps on every machine. */
static uint64_t seed;

static int random_of(int n) {
  seed = seed * 16807 % 2147483647;
  return (int)(seed / 7 % (uint64_t)n);
}

/* A step; one that a guard refuses is a step too. */
static void try_sql(const char *format, ...) {
  sqlite3 *file = nutri_sqlite(db);
  va_list arguments;
  char *text;
  int rc;

  va_start(arguments, format);
  text = sqlite3_vmprintf(format, arguments);
  va_end(arguments);
  rc = sqlite3_exec(file, text, NULL, NULL, NULL);
  ck_assert_msg(rc == SQLITE_OK || rc == SQLITE_CONSTRAINT || (rc & 0xff) == SQLITE_CONSTRAINT,
                "%s: %s", text, sqlite3_errmsg(file));
  sqlite3_free(text);
}

/* ---- what must hold -------------------------------------------------------------------------- */

/* No day whose kept total is not its definition's (query/check_day_total), none that is missing or
 * too many. */
static void is_its_definition(const char *when) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  ck_assert_int_eq(nutri__stmt(db, NUTRI__Q_CHECK_DAY_TOTAL, &stmt), NUTRI_OK);
  rc = nutri__step(db, stmt, "checking");
  ck_assert_msg(rc == NUTRI_OK, "after %s: %s", when, nutri__text(stmt, 1));
  nutri__done(stmt);
  ck_assert_msg(sql_int("SELECT count(*) FROM intake_day_total") ==
                    sql_int("SELECT count(*) FROM intake_day_anew"),
                "after %s: days are missing, or too many", when);
}

/* Added up anew, all at once, it is the same, and the parts of known shares with it. */
static void is_as_rebuilt(const char *when) {
  sql("CREATE TEMP TABLE kept AS SELECT * FROM intake_day_total");
  ck_assert_int_eq(nutri__rollup_clear(db), NUTRI_OK);
  ck_assert_int_eq(nutri__rollup_end(db, NULL, NUTRI_OK), NUTRI_OK);
  ck_assert_msg(
      sql_int(
          "SELECT count(*) FROM (SELECT * FROM temp.kept EXCEPT SELECT * FROM intake_day_total)") ==
              0 &&
          sql_int("SELECT (SELECT count(*) FROM temp.kept) = (SELECT count(*) FROM"
                  " intake_day_total)") == 1,
      "after %s: a rebuild is another", when);
  sql("DROP TABLE temp.kept");
}

/* A plain join of entries and doses with what foods hold; days with a recorded total are its own.
 */
static void is_the_join(const char *when) {
  int64_t wrong =
      sql_int("WITH eaten AS ("
              " SELECT i.person_id, i.day, coalesce(r.amount, i.amount * n.amount / f.per) AS value"
              " FROM intake i JOIN food f ON f.food_id = i.food_id"
              " LEFT JOIN food_nutrient n ON n.food_id = i.food_id AND n.nutrient_id = 1090"
              "  AND n.mark IS NOT 'doubtful'"
              " LEFT JOIN intake_nutrient r ON r.intake_id = i.intake_id AND r.nutrient_id = 1090"
              " UNION ALL"
              " SELECT s.person_id, d.day, s.amount * n.amount / f.per"
              " FROM schedule s JOIN food f ON f.food_id = s.food_id"
              " JOIN intake_day d ON d.person_id = s.person_id AND d.day >= s.from_day"
              "  AND (s.to_day IS NULL OR d.day <= s.to_day)"
              " LEFT JOIN food_nutrient n ON n.food_id = s.food_id AND n.nutrient_id = 1090"
              "  AND n.mark IS NOT 'doubtful')"
              " SELECT count(*) FROM intake_day_kept t"
              " LEFT JOIN (SELECT person_id, day, total(value) AS mg, count(value) AS known"
              "  FROM eaten GROUP BY 1, 2) e ON e.person_id = t.person_id AND e.day = t.day"
              " WHERE t.nutrient_id = 1090 AND t.recorded IS NULL"
              "  AND abs(coalesce(t.total, 0.0) - coalesce(e.mg, 0.0)) > 1e-9 * (1.0 + "
              "coalesce(e.mg, 0.0))");

  ck_assert_msg(wrong == 0, "after %s: %lld days are not what a join adds up", when,
                (long long)wrong);
}

static void holds(const char *when) {
  is_its_definition(when);
  is_the_join(when);
  is_as_rebuilt(when);
}

/* ---- steps ----------------------------------------------------------------------------------- */

static const char *day(void) {
  static char text[4][12];
  static int next;

  next = (next + 1) % 4;
  snprintf(text[next], sizeof text[next], "2026-03-%02d", 1 + random_of(DAYS));
  return text[next];
}

static int person(void) { return 1 + random_of(3); }

static double amount(void) { return (1 + random_of(4000)) / 7.0; }

/* One's own foods, two dishes among them, a starter food, or what an import brought. */
static int64_t food(void) {
  int n = random_of(16);

  return n < 12   ? 2000000001 + n
         : n < 13 ? 1000000001
                  : sql_int("SELECT coalesce((SELECT food_id FROM food WHERE food_id = %d),"
                            " 2000000001)",
                            200001 + random_of(4));
}

static int nutrient(void) {
  static const int nutrients[] = {1090, 1090, 1008, 1008, 2047, 2048, 1087, 1093};

  return nutrients[random_of(COUNT(nutrients))];
}

static void step_entry(void) {
  switch (random_of(6)) {
  case 0:
    try_sql("UPDATE intake SET amount = %f, food_id = %lld WHERE intake_id = (SELECT max(intake_id)"
            " FROM intake WHERE person_id = %d)",
            amount(), (long long)food(), person());
    break;
  case 1:
    try_sql("UPDATE intake SET day = '%s', person_id = %d WHERE intake_id = (SELECT min(intake_id)"
            " FROM intake WHERE day = '%s')",
            day(), person(), day());
    break;
  case 2:
    try_sql("DELETE FROM intake WHERE person_id = %d AND day = '%s' AND intake_id %% 2 = %d",
            person(), day(), random_of(2));
    break;
  case 3:
    try_sql(
        "INSERT INTO diary (person, day, food, amount, unit) VALUES ('p%d', '%s', %lld, %f, 'g')",
        person(), day(), (long long)food(), amount());
    break;
  default:
    try_sql(
        "INSERT OR %s INTO intake (person_id, day, food_id, amount) VALUES (%d, '%s', %lld, %f)",
        random_of(2) ? "ABORT" : "REPLACE", person(), day(), (long long)food(), amount());
  }
}

static void step_entry_value(void) {
  switch (random_of(4)) {
  case 0:
    try_sql("UPDATE intake_nutrient SET amount = %f, nutrient_id = %d WHERE intake_id = (SELECT"
            " max(intake_id) FROM intake_nutrient) AND nutrient_id = %d",
            amount(), nutrient(), nutrient());
    break;
  case 1:
    try_sql("DELETE FROM intake_nutrient WHERE intake_id = (SELECT min(intake_id) FROM"
            " intake_nutrient) AND nutrient_id = %d",
            nutrient());
    break;
  default:
    try_sql(
        "INSERT OR REPLACE INTO intake_nutrient (intake_id, nutrient_id, amount)"
        " SELECT intake_id, %d, %f FROM intake WHERE day = '%s' ORDER BY intake_id DESC LIMIT 1",
        nutrient(), amount(), day());
  }
}

static void step_day(void) {
  switch (random_of(6)) {
  case 0:
    try_sql("INSERT OR REPLACE INTO intake_day_nutrient (person_id, day, nutrient_id, amount)"
            " VALUES (%d, '%s', %d, %f)",
            person(), day(), nutrient(), amount());
    break;
  case 1:
    try_sql("UPDATE intake_day_nutrient SET day = '%s', amount = %f WHERE person_id = %d AND"
            " nutrient_id = %d AND day = '%s'",
            day(), amount(), person(), nutrient(), day());
    break;
  case 2:
    try_sql("DELETE FROM intake_day_nutrient WHERE person_id = %d AND day = '%s'", person(), day());
    break;
  case 3:
    try_sql("UPDATE intake_day SET completeness = NULL WHERE person_id = %d AND day = '%s'",
            person(), day());
    break;
  case 4:
    try_sql("UPDATE intake_day SET completeness = 'complete' WHERE person_id = %d", person());
    break;
  default:
    try_sql("INSERT OR REPLACE INTO intake_day (person_id, day, completeness)"
            " VALUES (%d, '%s', 'partial')",
            person(), day());
  }
}

static void step_dose(void) {
  switch (random_of(4)) {
  case 0:
    try_sql("UPDATE schedule SET to_day = '%s' WHERE schedule_id = (SELECT max(schedule_id) FROM"
            " schedule)",
            day());
    break;
  case 1:
    try_sql("UPDATE schedule SET from_day = '%s', person_id = %d, amount = %f, food_id = %lld"
            " WHERE schedule_id = (SELECT min(schedule_id) FROM schedule)",
            day(), person(), amount(), (long long)food());
    break;
  case 2:
    try_sql("DELETE FROM schedule WHERE person_id = %d", person());
    break;
  default:
    try_sql("INSERT INTO schedule (person_id, food_id, from_day, to_day, amount)"
            " VALUES (%d, %lld, '%s', %s, %f)",
            person(), (long long)food(), day(), random_of(2) ? "NULL" : "'2026-03-06'", amount());
  }
}

static void step_value(void) {
  static const char *const marks[] = {"NULL", "'doubtful'", "'trace'", "'imputed'", "NULL"};

  switch (random_of(5)) {
  case 0:
    try_sql("UPDATE food_nutrient SET amount = %f WHERE food_id = %lld AND nutrient_id = %d",
            amount(), (long long)food(), nutrient());
    break;
  case 1:
    try_sql("UPDATE food_nutrient SET mark = %s WHERE food_id = %lld AND nutrient_id = %d",
            marks[random_of(COUNT(marks))], (long long)food(), nutrient());
    break;
  case 2:
    try_sql("DELETE FROM food_nutrient WHERE food_id = %lld AND nutrient_id = %d",
            (long long)food(), nutrient());
    break;
  default:
    try_sql("INSERT OR REPLACE INTO food_nutrient (food_id, nutrient_id, amount, mark)"
            " VALUES (%lld, %d, %f, %s)",
            (long long)food(), nutrient(), amount(), marks[random_of(COUNT(marks))]);
  }
}

static void step_food(void) {
  static const char *const kinds[] = {"food", "supplement", "medicine", "food"};
  static const char *const bases[] = {"g", "ml", "unit"};

  switch (random_of(7)) {
  case 0:
    try_sql("UPDATE food SET kind = '%s' WHERE food_id = %lld", kinds[random_of(COUNT(kinds))],
            (long long)food());
    break;
  case 1:
    try_sql("UPDATE food SET basis = '%s' WHERE food_id = %lld", bases[random_of(COUNT(bases))],
            (long long)food());
    break;
  case 2:
    try_sql("UPDATE food SET category_id = %s WHERE food_id = %lld",
            random_of(2) ? "14" : "(SELECT nullif(11, 11))", (long long)food());
    break;
  case 3:
    try_sql("UPDATE food_category SET is_beverage = 1 - is_beverage WHERE category_id IN (14, 9)");
    break;
  case 4: /* dishes whose ingredients have changed */
    try_sql("INSERT INTO recipe_nutrient (food_id) SELECT s.food_id FROM recipe_stale s");
    break;
  case 5:
    try_sql("UPDATE recipe_share SET known_share = %f WHERE food_id = %lld",
            random_of(1000) / 1000.0, (long long)food());
    break;
  default:
    try_sql("DELETE FROM recipe_share WHERE food_id = %lld", (long long)food());
  }
}

/* What is tracked; and triggers that fire in another order, which nothing depends on. */
static void step_tracking(void) {
  static const char *const openers[] = {"intake_opens_day", "intake_closes_day",
                                        "intake_day_nutrient_opens_day"};
  const char *opener = openers[random_of(COUNT(openers))];
  char *made;

  switch (random_of(3)) {
  case 0:
    try_sql("INSERT OR REPLACE INTO tracked_nutrient (nutrient_id) VALUES (%d)", nutrient());
    break;
  case 1:
    try_sql("DELETE FROM tracked_nutrient WHERE nutrient_id = %d", nutrient());
    break;
  default:
    made =
        sqlite3_mprintf("%s", sql_text("SELECT sql FROM sqlite_schema WHERE name = '%s'", opener));
    try_sql("DROP TRIGGER %s; %s", opener, made);
    sqlite3_free(made);
  }
}

static void step_import(void) {
#ifndef NUTRI_NO_IMPORTERS
  static const char *const sets[] = {"undo_1", "undo_2", "undo_3"};
  const nutri_import_options of_p1 = {
      .size = sizeof of_p1, .person = "p1", .max_rejects_percent = 100};
  nutri_undo_report undone = NUTRI_INIT(nutri_undo_report);
  const char *file = temp_path("random.csv");
  char rows[400];
  int rc;

  switch (random_of(4)) {
  case 0: /* refused while a food that it brought is eaten */
    rc = nutri_import_undo(db, sql_int("SELECT coalesce(max(import_id), 0) FROM import"), &undone);
    ck_assert_msg(rc == NUTRI_OK || rc == NUTRI_ENOTFOUND || rc == NUTRI_EINUSE, "%s",
                  nutri_errmsg(db));
    break;
  case 1:
    snprintf(rows, sizeof rows,
             "day,food,amount\n%s,Random 1,%d g\n%s,Random 2,%d g\n%s,Almonds,%d g\n", day(),
             1 + random_of(300), day(), 1 + random_of(300), day(), 1 + random_of(300));
    write_file(file, rows, strlen(rows));
    rc = import_from(file, &of_p1);
    ck_assert_msg(rc == NUTRI_OK, "%s", nutri_errmsg(db));
    break;
  default:
    rc = import_with(sets[random_of(COUNT(sets))], 100);
    ck_assert_msg(rc == NUTRI_OK, "%s", nutri_errmsg(db));
  }
#endif
}

static const struct {
  const char *what;
  void (*take)(void);
  int weight;
} steps[] = {
    {"an entry", step_entry, 30},
    {"a value of an entry", step_entry_value, 8},
    {"a day", step_day, 10},
    {"a dose", step_dose, 6},
    {"a value of a food", step_value, 20},
    {"a food", step_food, 14},
    {"what is tracked", step_tracking, 4},
    {"an import", step_import, 3},
};

static void set_up(void) {
  sql("INSERT INTO person (person_id, name) VALUES (1, 'p1'), (2, 'p2'), (3, 'p3');"
      "INSERT INTO food (food_id, source_id, source_key, description, category_id, kind, basis)"
      " SELECT 2000000000 + n.column1, s.source_id, 'own:' || n.column1, 'Random ' || n.column1,"
      "  n.column2, n.column3, n.column4"
      " FROM (VALUES (1, 11, 'food', 'g'), (2, 14, 'food', 'ml'), (3, 9, 'food', 'g'),"
      "  (4, NULL, 'food', 'unit'), (5, NULL, 'supplement', 'unit'), (6, NULL, 'medicine', 'unit'),"
      "  (7, NULL, 'supplement', 'ml'), (8, 1, 'food', 'g'), (9, 1, 'food', 'g'),"
      "  (10, 1, 'food', 'g'), (11, 22, 'food', 'unit'), (12, 22, 'food', 'g')) n"
      " JOIN source s ON s.name = 'own';"
      "INSERT INTO food_nutrient (food_id, nutrient_id, amount)"
      " SELECT f.food_id, n.column1, 10.0 + f.food_id %% 97 * 1.7 FROM food f"
      " CROSS JOIN (VALUES (1090), (1008), (1087)) n"
      " WHERE f.food_id BETWEEN 2000000001 AND 2000000007;"
      "INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (2000000008, 2047, 120),"
      " (2000000009, 1008, 80), (2000000010, 1090, 33);"
      /* of servings that weigh something, with an ingredient whose magnesium is unknown */
      "INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount) VALUES"
      " (2000000011, 1, 2000000009, 150), (2000000011, 2, 2000000010, 70),"
      " (2000000011, 3, 1000000001, 40), (2000000012, 1, 2000000001, 100),"
      " (2000000012, 2, 2000000008, 45);"
      "INSERT INTO recipe (food_id, yield, input_grams) VALUES (2000000011, 3, 0),"
      " (2000000012, 200, 0);");
}

/* Odd rounds as the plain shell is: foreign keys and recursive triggers off. */
START_TEST(any_step) {
  int all = 0;
  char when[100] = "the set-up";

  seed = (uint64_t)(_i + 1) * 20261116 % 2147483647;
  set_up();
  if (_i % 2 == 1)
    sql("PRAGMA foreign_keys=OFF; PRAGMA recursive_triggers=OFF");
  for (size_t i = 0; i < COUNT(steps); i++)
    all += steps[i].weight;
  for (int step = 1; step <= STEPS; step++) {
    int n = random_of(all);
    size_t at = 0;

    while (n >= steps[at].weight)
      n -= steps[at++].weight;
    steps[at].take();
    snprintf(when, sizeof when, "step %d, %s", step, steps[at].what);
    if (step % BATCH == 0)
      holds(when);
  }
  ck_assert_int_gt(sql_int("SELECT count(*) FROM intake"), 20);
}
END_TEST

/* ---- ways around the triggers ---------------------------------------------------------------- */

static int keep(void *user, const void *bytes, size_t size) {
  write_file(user, bytes, size);
  return 0;
}

static void eat_something(void) {
  set_up();
  seed = 4711;
  for (int i = 0; i < 60; i++) {
    step_entry();
    step_dose();
  }
}

/* An export, a slim file and a restored person have their totals, and can be changed. */
START_TEST(copies) {
  const char *small = temp_path("small.db");
  const char *slim = temp_path("slim.db");
  nutri *first = db;
  double before;

  eat_something();
  before = sql_number("SELECT sum(total) FROM intake_day_kept WHERE person_id = 1");
  OK(nutri_person_export(db, "p1", keep, (void *)(uintptr_t)small, NULL));
  OK(nutri_slim(db, NULL, keep, (void *)(uintptr_t)slim, NULL));
  OK(nutri_person_restore(
      db, small, &(nutri_restore_options){.size = sizeof(nutri_restore_options), .name = "again"},
      NULL));
  holds("a restore");
  ck_assert_double_eq(
      sql_number("SELECT sum(total_mg) FROM magnesium_by_day WHERE person = 'again'"), before);
  for (int i = 0; i < 2; i++) {
    OK(nutri_open(i == 0 ? small : slim, NUTRI_READWRITE, &db, NULL));
    holds("a copy");
    ck_assert_double_eq(
        sql_number("SELECT sum(total_mg) FROM magnesium_by_day WHERE person = 'p1'"), before);
    sql("UPDATE food_nutrient SET amount = amount * 1.5");
    holds("an update of all");
    nutri_close(db);
    db = first;
  }
  OK(nutri_person_forget(db, "again", 0, NULL, NULL, NULL));
  holds("a person forgotten");
  step_entry();
  sql("UPDATE food_nutrient SET amount = amount / 1.25");
  holds("what came after");
}
END_TEST

#ifndef NUTRI_NO_IMPORTERS
/* The past is added up with the values of then; the triggers are those of before. */
START_TEST(past_and_failed_loads) {
  nutri *now = db;
  nutri *past = NULL;
  int64_t triggers = sql_int("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'");

  eat_something();
  IMPORT("undo_1");
  sql("INSERT INTO intake (person_id, day, food_id, amount) VALUES (1, '2026-03-01', 200001, 100),"
      " (1, '2026-03-02', 200002, 50)");
  IMPORT("undo_2");
  holds("an import");
  OK(nutri_open_as_of(db, "p1", 1, &past));
  db = past;
  holds("a look at the past");
  nutri_close(past);
  db = now;
  ck_assert_int_ne(import_from(temp_path("nowhere"), NULL), NUTRI_OK);
  ck_assert_int_eq(
      import_from(folder_of("undo_3"),
                  &(nutri_import_options){.size = sizeof(nutri_import_options), .dry_run = 1}),
      NUTRI_OK);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"), triggers);
  holds("loads that were not");
  sql("INSERT OR REPLACE INTO food_nutrient (food_id, nutrient_id, amount) VALUES"
      " (200001, 1090, 77)");
  holds("a value that came after");
}
END_TEST
#endif

/* A day that is kept is read as it is defined: every column, for every filter that reaches it. */
START_TEST(views_agree) {
  eat_something();
  ck_assert_int_eq(
      sql_int(
          "SELECT count(*) FROM magnesium_by_day m JOIN nutrient_day_part t"
          " ON t.person = m.person AND t.day = m.day AND t.nutrient_id = 1090"
          " JOIN nutrient_by_day n"
          " ON n.person = m.person AND n.day = m.day AND n.nutrient_id = 1090"
          " WHERE (m.food_mg, m.supplement_mg, m.medicine_mg, m.total_mg, m.kcal, m.entries,"
          "  m.unknown_entries, m.completeness) IS (t.food, t.supplement, t.medicine, t.total,"
          "  t.kcal, t.entries, t.unknown_entries, t.completeness)"
          " AND (m.food_mg, m.supplement_mg, m.medicine_mg, m.total_mg, m.kcal, m.entries,"
          "  m.unknown_entries, m.known_share, m.completeness, m.dated) IS (n.food, n.supplement,"
          "  n.medicine, n.total, n.kcal, n.entries, n.unknown_entries, n.known_share,"
          "  n.completeness, n.dated)"),
      sql_int("SELECT count(*) FROM intake_day"));
  sql("CREATE TEMP TABLE tracked AS SELECT * FROM nutrient_day WHERE nutrient_id IN (1087, 1093);"
      "INSERT INTO tracked_nutrient (nutrient_id) VALUES (1087), (1093);");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM (SELECT * FROM temp.tracked INTERSECT SELECT *"
                           " FROM nutrient_day WHERE nutrient_id IN (1087, 1093))"),
                   2 * sql_int("SELECT count(*) FROM intake_day"));
}
END_TEST

TESTS("rollup") {
  tcase_set_timeout(tc, 300);
  tcase_add_loop_test(tc, any_step, 0, 4);
  tcase_add_test(tc, copies);
#ifndef NUTRI_NO_IMPORTERS
  tcase_add_test(tc, past_and_failed_loads);
#endif
  tcase_add_test(tc, views_agree);
}
