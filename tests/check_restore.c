/* SPDX-License-Identifier: MIT */
/* Taking a person in: foods with other values here, files that are not what they should be. */
#include "support_person.h"

#include <unistd.h>

/* ---- values that are others there ---------------------------------------------------------- */

struct told {
  int count;
  char what[300];
  char detail[400];
};

static int keep_told(void *user, const char *what, const char *detail) {
  struct told *told = user;

  told->count++;
  snprintf(told->what, sizeof told->what, "%s", what);
  snprintf(told->detail, sizeof told->detail, "%s", detail);
  return 0;
}

/* What is done to the almonds of the other database, and what becomes of 100 g eaten, which have
 * 270 mg magnesium and 579 kcal in the file (SR Legacy 170567). */
static const struct {
  const char *change;
  uint32_t flags;
  int differ;
  int recorded;
  int moved;
  double magnesium;
  double kcal;
  double zinc;
} changes[] = {
    {"SELECT 1", 0, 0, 0, 0, 270.0, 579.0, 3.12},
    {"UPDATE food_nutrient SET amount = 300 WHERE nutrient_id = 1090", 0, 1, 1, 0, 270.0, 579.0,
     3.12},
    {"UPDATE food_nutrient SET amount = 300 WHERE nutrient_id = 1090", NUTRI_RESTORE_CURRENT, 1, 0,
     1, 300.0, 579.0, 3.12},
    {"DELETE FROM food_nutrient WHERE nutrient_id IN (1090, 1095)", 0, 1, 2, 0, 270.0, 579.0, 3.12},
    {"DELETE FROM food_nutrient WHERE nutrient_id = 1090", NUTRI_RESTORE_CURRENT, 1, 0, 1,
     (double)NAN, 579.0, 3.12},
    /* A zero that is hardly one is unknown there. */
    {"UPDATE food_nutrient SET amount = 0, mark = 'doubtful' WHERE nutrient_id = 1090", 0, 1, 1, 0,
     270.0, 579.0, 3.12},
    /* Energy there by Atwater factors alone. */
    {"UPDATE food_nutrient SET nutrient_id = 2047, amount = 600 WHERE nutrient_id = 1008", 0, 1, 1,
     1, 270.0, 579.0, 3.12},
    /* Known there alone: cannot be made unknown, and is said. (1275 is no nutrient of almonds.) */
    {"INSERT INTO food_nutrient SELECT food_id, 1180, 5.0, NULL FROM food WHERE description ="
     " 'Almonds'",
     0, 1, 0, 1, 270.0, 579.0, 3.12},
};

START_TEST(other_values_are_kept) {
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  const char *path = file_path();
  struct told told = {0, "", ""};
  char change[400];
  nutri *first = db;
  const char *food;

  add_ann();
  sql("DELETE FROM food_nutrient WHERE nutrient_id = 1180");
  eat("ann", "2026-11-16", 100.0, "g", starter("almonds"));
  exported("ann", path);
  db = opened(copy_database("other.db"), NUTRI_READWRITE);
  sql("DROP TRIGGER food_nutrient_keeps_its_key");
  sql("DELETE FROM food_nutrient WHERE nutrient_id = 1180");
  food = strstr(changes[_i].change, "INSERT") == NULL && strstr(changes[_i].change, "WHERE") != NULL
             ? " AND food_id = (SELECT food_id FROM food WHERE source_key = 'almonds')"
             : "";
  snprintf(change, sizeof change, "%s%s", changes[_i].change, food);
  sql("%s", change);
  options.flags = changes[_i].flags;
  options.found = keep_told;
  options.user = &told;
  OK(nutri_person_restore(db, path, &options, &data));
  ck_assert_int_eq(data.foods_added, 0);
  ck_assert_int_eq(data.foods_differ, changes[_i].differ);
  ck_assert_int_eq(data.values_recorded, changes[_i].recorded);
  ck_assert_int_eq(data.values_moved, changes[_i].moved);
  ck_assert_int_eq(told.count, changes[_i].differ);
  if (told.count > 0) {
    ck_assert_str_eq(told.what, "Almonds");
    ck_assert_ptr_nonnull(strstr(told.detail, "magnesium 270 in the file"));
  }
  if (isnan(changes[_i].magnesium))
    IS_NAN(sql_number("SELECT total_mg FROM magnesium_by_day"));
  else
    SAME(sql_number("SELECT total_mg FROM magnesium_by_day"), changes[_i].magnesium);
  SAME(sql_number("SELECT kcal FROM magnesium_by_day"), changes[_i].kcal);
  SAME(sql_number("SELECT total FROM nutrient_by_day WHERE nutrient_id = 1095"), changes[_i].zinc);
  nutri_close(db);
  db = first;
  unlink(path);
}
END_TEST

/* A dose cannot have values of its own: that its figure moved is said. */
START_TEST(other_value_of_a_dose) {
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  const char *path = file_path();
  nutri *first = db;

  add_ann();
  sql("INSERT INTO schedule (person_id, food_id, from_day, amount)"
      " SELECT 1, food_id, '2026-11-16', 20 FROM food WHERE source_key = 'almonds'");
  mark("ann", "2026-11-16", "complete");
  exported("ann", path);
  db = opened(copy_database("other.db"), NUTRI_READWRITE);
  sql("UPDATE food_nutrient SET amount = 300 WHERE nutrient_id = 1090 AND food_id ="
      " (SELECT food_id FROM food WHERE source_key = 'almonds')");
  OK(nutri_person_restore(db, path, NULL, &data));
  ck_assert_int_eq(data.foods_differ, 1);
  ck_assert_int_eq(data.values_recorded, 0);
  ck_assert_int_eq(data.values_moved, 1);
  NEAR(sql_number("SELECT total_mg FROM magnesium_by_day"), 60.0, 1e-12);
  nutri_close(db);
  db = first;
  unlink(path);
}
END_TEST

/* Counted in ml, or as a supplement, there: amounts would mean something else, so it is kept apart,
 * and known again the next time. */
START_TEST(food_counted_otherwise) {
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  const char *path = file_path();
  nutri *first = db;

  add_ann();
  eat("ann", "2026-11-16", 100.0, "g", starter("almonds"));
  exported("ann", path);
  db = opened(copy_database("other.db"), NUTRI_READWRITE);
  sql("UPDATE food SET kind = 'supplement', basis = 'unit' WHERE source_key = 'almonds'");
  OK(nutri_person_restore(db, path, NULL, &data));
  ck_assert_int_eq(data.foods_added, 1);
  SAME(sql_number("SELECT food_mg FROM magnesium_by_day"), 270.0);
  SAME(sql_number("SELECT supplement_mg FROM magnesium_by_day"), 0.0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f JOIN source s USING (source_id)"
                           " WHERE f.description = 'Almonds' AND s.name = 'other'"),
                   1);
  options.name = "Anna";
  OK(nutri_person_restore(db, path, &options, &data));
  ck_assert_int_eq(data.foods_added, 0);
  ck_assert_int_eq(data.foods_differ, 0);
  nutri_close(db);
  db = first;
  unlink(path);
}
END_TEST

/* Two own foods are one by name and content, never by their key alone. */
START_TEST(own_foods_are_told_apart) {
  static const struct {
    const char *change;
    int added;
  } cases[] = {
      {"SELECT 1", 0},
      {"UPDATE food SET source_key = 'elsewhere' WHERE source_id = 1", 0},
      {"UPDATE food_nutrient SET amount = 101 WHERE nutrient_id = 1090", 1},
      {"INSERT INTO food_nutrient SELECT food_id, 1095, 1.0, NULL FROM food WHERE source_id = 1",
       1},
      {"DELETE FROM food_nutrient WHERE nutrient_id = 1090", 1},
      {"UPDATE food SET description = 'stew' WHERE source_id = 1", 1},
      {"UPDATE food SET basis = 'ml' WHERE source_id = 1", 1},
  };
  const char *path = file_path();
  nutri *first = db;

  add_ann();
  eat("ann", "2026-11-16", 50.0, "g", add_plain_food("Stew"));
  exported("ann", path);
  for (size_t i = 0; i < COUNT(cases); i++) {
    nutri_person_data data = NUTRI_INIT(nutri_person_data);

    db = opened(copy_database("other.db"), NUTRI_READWRITE);
    add_plain_food("Stew");
    sql("%s", cases[i].change);
    OK(nutri_person_restore(db, path, NULL, &data));
    ck_assert_msg(data.foods_added == cases[i].added, "%s", cases[i].change);
    SAME(sql_number("SELECT total_mg FROM magnesium_by_day"), 50.0);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 1"), 1 + cases[i].added);
    nutri_close(db);
  }
  db = first;
  unlink(path);
}
END_TEST

/* ---- what cannot be ------------------------------------------------------------------------ */

/* What is done to the file, the code, and what the sentence names. */
static const struct {
  const char *change;
  int code;
  const char *says;
} spoilt[] = {
    {"DELETE FROM intake; DELETE FROM intake_day; DELETE FROM person", NUTRI_ENOTFOUND,
     "has nobody in it"},
    {"DELETE FROM food WHERE source_key = 'almonds'", NUTRI_EFORMAT, "food 1000000001"},
    {"DELETE FROM source WHERE name = 'nutri starter'", NUTRI_EFORMAT, "food 1000000001"},
    {"DELETE FROM nutrient WHERE nutrient_id = 1090", NUTRI_EFORMAT, "nutrient 1090"},
    {"UPDATE intake SET amount = -1", NUTRI_EINVAL, "intake_amount_is_positive"},
    {"UPDATE intake SET amount = 1e308", NUTRI_EINVAL, "intake_amount_is_positive"},
    {"UPDATE intake SET day = '2026-02-31'", NUTRI_EINVAL, "intake"},
    {"UPDATE intake SET day = '1900-01-01'", NUTRI_EINVAL, "before the person was born"},
    {"UPDATE person SET sex = 'other'", NUTRI_EINVAL, "person_sex_is_known"},
    {"UPDATE person SET authority = 'xx'", NUTRI_EINVAL, "FOREIGN KEY"},
    {"DROP TABLE intake; CREATE VIEW intake AS SELECT * FROM food", NUTRI_ESCHEMA,
     "the table intake is missing, or is not as nutri"},
    {"DROP TABLE schedule; CREATE VIEW schedule AS SELECT * FROM food", NUTRI_ESCHEMA,
     "the table schedule is missing, or is not as nutri"},
    {"DROP TABLE food; CREATE TABLE food (food_id)", NUTRI_ESCHEMA,
     "the table food is missing, or is not as nutri"},
    {"CREATE TABLE food_taken (x); CREATE TRIGGER take AFTER DELETE ON intake BEGIN"
     " DELETE FROM person; END",
     NUTRI_ESCHEMA, "a trigger 'take' on nutri's intake"},
    {"PRAGMA user_version = 99", NUTRI_ESCHEMA, "99"},
    {"PRAGMA application_id = 7", NUTRI_ENOTADB, "another program"},
};

/* What a query gives in one text; sqlite3_free() it. */
static char *one_text(sqlite3 *file, const char *query) {
  sqlite3_stmt *stmt = NULL;
  char *text;

  ck_assert_int_eq(sqlite3_prepare_v2(file, query, -1, &stmt, NULL), SQLITE_OK);
  ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
  text = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
  return text;
}

/* Changes the file behind its guards' back: they are taken off and put back on. */
static void spoil(const char *path, const char *change) {
  sqlite3 *file = NULL;
  char *drop;
  char *make;
  char *text;
  char *message = NULL;

  ck_assert_int_eq(sqlite3_open(path, &file), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(file,
                                "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF",
                                NULL, NULL, NULL),
                   SQLITE_OK);
  drop = one_text(file, "SELECT group_concat('DROP ' || s.type || ' \"' || s.name || '\";', ' ')"
                        " FROM (SELECT type, name FROM sqlite_schema"
                        "       WHERE type IN ('trigger', 'view') ORDER BY type) s");
  make = one_text(file, "SELECT group_concat(s.sql || ';', ' ')"
                        " FROM (SELECT sql FROM sqlite_schema"
                        "       WHERE type IN ('trigger', 'view') ORDER BY type DESC) s");
  text = sqlite3_mprintf("%s %s", drop, change);
  ck_assert_msg(sqlite3_exec(file, text, NULL, NULL, &message) == SQLITE_OK, "%s: %s", change,
                message);
  (void)sqlite3_exec(file, make, NULL, NULL, NULL); /* fails where its table has gone */
  sqlite3_free(text);
  sqlite3_free(make);
  sqlite3_free(drop);
  ck_assert_int_eq(sqlite3_close(file), SQLITE_OK);
}

START_TEST(spoilt_file_is_refused) {
  const char *path = file_path();
  int64_t foods;

  add_ann();
  eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  exported("ann", path);
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  sql("DELETE FROM food WHERE source_key = 'almonds'"); /* so that it has to come along */
  foods = sql_int("SELECT count(*) FROM food");
  spoil(path, spoilt[_i].change);
  FAILS(spoilt[_i].code, nutri_person_restore(db, path, NULL, NULL));
  SAYS(spoilt[_i].says);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), foods);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 0);
  unlink(path);
}
END_TEST

/* At the most values that may differ and one past it: all are kept, or none is. */
START_TEST(values_that_differ) {
  const char *path = file_path();
  nutri *first = db;

  for (int more = 0; more < 2; more++) {
    add_ann();
    sql("WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO nutrient (nutrient_id, name, unit) SELECT 2000000 + i, 'n' || i, 'mg' FROM n",
        1000 + more);
    eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
    exported("ann", path);
    db = opened(copy_database("other.db"), NUTRI_READWRITE);
    sql("WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO nutrient (nutrient_id, name, unit) SELECT 2000000 + i, 'n' || i, 'mg' FROM n",
        1000 + more);
    sql("INSERT INTO food_nutrient (food_id, nutrient_id, amount)"
        " SELECT %lld, nutrient_id, 1.0 FROM nutrient WHERE nutrient_id > 2000000",
        (long long)starter("almonds"));
    if (more == 0) {
      OK(nutri_person_restore(db, path, NULL, NULL));
    } else {
      FAILS(NUTRI_EFORMAT, nutri_person_restore(db, path, NULL, NULL));
      SAYS("in more than 1000 nutrients");
      ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
    }
    nutri_close(db);
    db = first;
    OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
    sql("DELETE FROM nutrient WHERE nutrient_id > 2000000");
    unlink(path);
  }
}
END_TEST

START_TEST(no_such_file) {
  const char *path = temp_path("none.nutri");

  FAILS(NUTRI_ENOTFOUND, nutri_person_restore(db, path, NULL, NULL));
  SAYS("none.nutri");
  write_file(path, "day,food\n", 9);
  FAILS(NUTRI_ENOTADB, nutri_person_restore(db, path, NULL, NULL));
  SAYS("none.nutri");
  unlink(path);
}
END_TEST

/* A damaged page is no crash and nothing stored. */
START_TEST(damaged_file) {
  const char *path = file_path();
  size_t page = 1;
  int whole = 0;
  size_t size;
  char *bytes;

  add_ann();
  eat_issue_day();
  exported("ann", path);
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  bytes = read_file(path, &size);
  for (; page * 8192 < size; page++) {
    int rc;

    write_file(path, bytes, size);
    {
      FILE *file = fopen(path, "r+b");
      char noise[512];

      memset(noise, (int)(page % 251 + 1), sizeof noise);
      ck_assert_ptr_nonnull(file);
      ck_assert_int_eq(fseek(file, (long)(page * 8192), SEEK_SET), 0);
      ck_assert_uint_eq(fwrite(noise, 1, sizeof noise, file), sizeof noise);
      ck_assert_int_eq(fclose(file), 0);
    }
    sql("BEGIN");
    rc = nutri_person_restore(db, path, NULL, NULL);
    whole += rc == NUTRI_OK; /* a page that is of no use to ann */
    ck_assert((rc == NUTRI_OK) == (nutri_errmsg(db)[0] == '\0'));
    ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), rc == NUTRI_OK);
    sql("ROLLBACK");
  }
  ck_assert_int_gt(whole, 0);
  ck_assert_int_lt(whole, (int)page - 1);
  free(bytes);
  unlink(path);
}
END_TEST

static int refuse_bytes(void *user, const void *bytes, size_t size) {
  (void)bytes;
  *(size_t *)user = size;
  return 1;
}

static int refuse_food(void *user, const char *what, const char *detail) {
  (void)user;
  (void)what;
  (void)detail;
  return 1;
}

START_TEST(ended_by_the_caller) {
  nutri_person_data data = {sizeof data, "untouched", 1, 2, 3, 4, 5, 6, 7};
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  const char *path = file_path();
  size_t size = 0;

  add_ann();
  eat_issue_day();
  FAILS(NUTRI_ECANCELLED, nutri_person_export(db, "ann", refuse_bytes, &size, &data));
  ck_assert_uint_gt(size, 0);
  ck_assert_str_eq(data.person, "untouched");
  exported("ann", path);
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  sql("UPDATE food_nutrient SET amount = 1 WHERE nutrient_id = 1090");
  options.found = refuse_food;
  FAILS(NUTRI_ECANCELLED, nutri_person_restore(db, path, &options, &data));
  ck_assert_str_eq(data.person, "untouched");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  unlink(path);
}
END_TEST

START_TEST(calls_that_are_wrong) {
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  nutri_person_data unset = {0};
  struct bytes b = {NULL, 0};
  double amount = 7.0;

  add_ann();
  FAILS(NUTRI_ENOTFOUND, nutri_person_export(db, "nobody", take, &b, NULL));
  SAYS("'nobody'");
  FAILS(NUTRI_EMISUSE, nutri_person_export(db, NULL, take, &b, NULL));
  FAILS(NUTRI_EMISUSE, nutri_person_export(db, "ann", NULL, NULL, NULL));
  FAILS(NUTRI_EMISUSE, nutri_person_export(db, "ann", take, &b, &unset));
  ck_assert_uint_eq(b.size, 0);
  FAILS(NUTRI_EMISUSE, nutri_person_restore(db, NULL, NULL, NULL));
  options.flags = 0x80;
  FAILS(NUTRI_EMISUSE, nutri_person_restore(db, "x", &options, NULL));
  options.size = 0;
  FAILS(NUTRI_EMISUSE, nutri_person_restore(db, "x", &options, NULL));
  FAILS(NUTRI_ENOTFOUND, nutri_intake_nutrient(db, 1, NUTRI_MAGNESIUM, &amount));
  FAILS(NUTRI_EMISUSE, nutri_intake_nutrient(db, 1, NUTRI_MAGNESIUM, NULL));
  ck_assert_double_eq(amount, 7.0);
}
END_TEST

/* A name of 201 characters, none, and one that is taken. */
START_TEST(names_that_are_wrong) {
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  const char *path = file_path();
  char longer[202];

  add_ann();
  exported("ann", path);
  memset(longer, 'x', 201);
  longer[201] = '\0';
  options.name = longer;
  FAILS(NUTRI_EINVAL, nutri_person_restore(db, path, &options, NULL));
  options.name = "";
  FAILS(NUTRI_EINVAL, nutri_person_restore(db, path, &options, NULL));
  options.name = "ann";
  FAILS(NUTRI_EEXISTS, nutri_person_restore(db, path, &options, NULL));
  options.name = longer + 1;
  OK(nutri_person_restore(db, path, &options, NULL));
  unlink(path);
}
END_TEST

/* For nutri_import(): which files are a person's. */
START_TEST(file_is_known) {
  static const char csv[] = "fdc_id,data_type,description,food_category_id,publication_date\n"
                            "1,foundation_food,Beans,16,2024-10-31\n";
  const char *path = file_path();
  nutri_import_report report = NUTRI_INIT(nutri_import_report);
  nutri_person ann = NUTRI_INIT(nutri_person);

  add_ann();
  eat_issue_day();
  exported("ann", path);
  ck_assert(nutri__restore_fits(path));
  ck_assert(!nutri__restore_fits(temp_path("none.nutri")));
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  OK(nutri__restore_run(db, path, NULL, true, &report));
  ck_assert_int_eq(report.rows_read, report.rows_stored);
  FAILS(NUTRI_ENOTFOUND, nutri_person_get(db, "ann", &ann));
  OK(nutri__restore_run(db, path, "ann", false, &report));
  ck_assert_int_gt(report.rows_read, 4);
  ck_assert_int_eq(report.rows_read, report.rows_stored);
  ck_assert_str_eq(report.format, "person");
  ck_assert_ptr_nonnull(strstr(report.found, "ann, with 4 entries"));
  write_file(path, csv, strlen(csv));
  ck_assert(!nutri__restore_fits(path));
  unlink(path);
}
END_TEST

TESTS("restore") {
  ADD_LOOP(other_values_are_kept, changes);
  tcase_add_test(tc, other_value_of_a_dose);
  tcase_add_test(tc, food_counted_otherwise);
  tcase_add_test(tc, own_foods_are_told_apart);
  ADD_LOOP(spoilt_file_is_refused, spoilt);
  tcase_add_test(tc, values_that_differ);
  tcase_add_test(tc, no_such_file);
  tcase_add_test(tc, damaged_file);
  tcase_add_test(tc, ended_by_the_caller);
  tcase_add_test(tc, calls_that_are_wrong);
  tcase_add_test(tc, names_that_are_wrong);
  tcase_add_test(tc, file_is_known);
}
