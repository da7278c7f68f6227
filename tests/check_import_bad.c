/* SPDX-License-Identifier: MIT */
/* What an import refuses, and that it leaves the file as it was; and the file's other users. */
#include "support_import.h"

#include <stdlib.h>

#ifndef NUTRI_NO_IMPORTERS

/* ---- rejects ------------------------------------------------------------------------------- */

/* Second rows of a key: the first wins, an equal one is a repeat, another a reject. */
START_TEST(second_rows) {
  ck_assert_int_eq(import_with("twice", 100), NUTRI_OK);
  ck_assert_int_eq(report.rows_rejected, 7);
  ck_assert_double_eq(amount_of(200001, 1090), 5);
  ck_assert_str_eq(sql_text("SELECT description FROM food WHERE food_id = 200001"), "One");
  ck_assert_str_eq(sql_text("SELECT lasting_key FROM food WHERE food_id = 200002"), "ndb:2");
  ck_assert_double_eq(sql_number("SELECT grams FROM food_portion WHERE food_id = 200001"), 100);
  ck_assert_str_eq(sql_text("SELECT description FROM food_category WHERE category_id = 77"), "A");
  ck_assert_str_eq(sql_text("SELECT unit FROM nutrient WHERE nutrient_id = 9001"), "ug");
  ck_assert_str_eq(sql_text("SELECT group_concat(file || ':' || line, ' ') FROM (SELECT * FROM"
                            " import_reject ORDER BY file, line)"),
                   "food.csv:5 food_category.csv:4 food_nutrient.csv:4 food_nutrient.csv:6"
                   " food_portion.csv:4 nutrient.csv:4 sr_legacy_food.csv:5");
  ck_assert_str_eq(sql_text("SELECT \"column\" || ' ' || value || ': ' || reason FROM import_reject"
                            " WHERE file = 'food_nutrient.csv' AND line = 4"),
                   "amount 6.0: a second value for food 200001 and nutrient 1090; the first, 5.0,"
                   " was kept");
}
END_TEST

static const struct {
  const char *file;
  int line;
  const char *column;
  const char *value;
  const char *reason;
} rejects[] = {
    {"food.csv", 4, "fdc_id", "0", "no whole number from 1 to 999999999"},
    {"food.csv", 5, "fdc_id", "1000000000", "no whole number from 1 to 999999999"},
    {"food.csv", 6, "description", "", "is empty"},
    {"food.csv", 7, NULL, NULL, "2 fields where the header has 3"},
    {"food.csv", 8, "fdc_id", "x", "no whole number from 1 to 999999999"},
    {"food_nutrient.csv", 3, "fdc_id", "999999", "no such food in food.csv"},
    {"food_nutrient.csv", 4, "nutrient_id", "304",
     "no such nutrient in nutrient.csv or the database"},
    {"food_nutrient.csv", 5, "amount", "much", "no number"},
    {"food_nutrient.csv", 6, "amount", "nan", "no number"},
    {"food_nutrient.csv", 7, "amount", "1e10", "outside -1e+09 to 1e+09"},
    {"food_nutrient.csv", 9, NULL, NULL, "5 fields where the header has 4"},
    {"food_nutrient.csv", 11, "amount", "0x10", "no number"},
    {"food_nutrient.csv", 12, "amount", "-5", "an amount of this nutrient is not below 0"},
    {"food_portion.csv", 6, "gram_weight", "-1",
     "a portion weighs more than 0 and at most 10000 g"},
    {"food_portion.csv", 7, "fdc_id", "200777", "no such food in food.csv"},
    {"food_portion.csv", 8, "amount", "0.001", "neither 0 nor from 0.01 to 100000"},
    {"food_portion.csv", 9, "seq_num", "", "is empty"},
    {"nutrient.csv", 2, "unit_name", "FURLONG", "no such unit"},
};

/* Through the API, in the order of file and line. */
START_TEST(rejects_are_listed) {
  nutri_cursor *cursor = NULL;
  nutri_reject reject = NUTRI_INIT(nutri_reject);
  size_t found = 0;

  ck_assert_int_eq(import_with("rejects", 100), NUTRI_OK);
  ck_assert_int_eq(report.rows_rejected, (int64_t)COUNT(rejects));
  OK(nutri_reject_list(db, report.import_id, &cursor));
  while (nutri_reject_next(cursor, &reject) == NUTRI_ROW)
    for (size_t i = 0; i < COUNT(rejects); i++)
      if (strcmp(reject.file, rejects[i].file) == 0 && reject.line == rejects[i].line) {
        ck_assert_pstr_eq(reject.column, rejects[i].column);
        ck_assert_pstr_eq(reject.value, rejects[i].value);
        ck_assert_str_eq(reject.reason, rejects[i].reason);
        found++;
      }
  nutri_cursor_close(cursor);
  ck_assert_uint_eq(found, COUNT(rejects));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM nutrient WHERE nutrient_id = 9001"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM nutrient WHERE nutrient_id = 9002"), 1);
  is_sound();
}
END_TEST

/* 1 of 25 rows is 4 %: within the default, and not when none is allowed. */
START_TEST(share_of_rejects) {
  uint64_t before = fingerprint();

  FAILS(NUTRI_EREJECTED, import_with("rejects", 0));
  SAYS("nothing was stored");
  SAYS("The first: nutrient.csv, line 2, unit_name 'FURLONG': no such unit");
  FAILS(NUTRI_EREJECTED, import_with("few_rejects", -1));
  SAYS("1 of 25 rows (4.0 %) were rejected, more than the 0 % allowed");
  FAILS(NUTRI_EREJECTED, import_with("few_rejects", 3.9));
  ck_assert_uint_eq(fingerprint(), before);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject"), 0);
  IMPORT("few_rejects");
  ck_assert_int_eq(report.rows_rejected, 1);
}
END_TEST

/* More rejects and repeats than the queue holds. */
START_TEST(many_rejects) {
  static const char *const files[] = {"food.csv", "sr_legacy_food.csv"};
  const char *path = temp_path("many");
  char name[1200];
  FILE *file;

  ck_assert_int_eq(system(sqlite3_snprintf(sizeof name, name, "mkdir -p '%s'", path)), 0);
  for (size_t i = 0; i < COUNT(files); i++) {
    size_t size;
    char *bytes = read_file(
        sqlite3_snprintf(sizeof name, name, "%s/%s", folder_of("minimal"), files[i]), &size);

    write_file(sqlite3_snprintf(sizeof name, name, "%s/%s", path, files[i]), bytes, size);
    free(bytes);
  }
  file = fopen(sqlite3_snprintf(sizeof name, name, "%s/food_nutrient.csv", path), "w");
  ck_assert_ptr_nonnull(file);
  fputs("fdc_id,nutrient_id,amount\n", file);
  for (int i = 0; i < 100000; i++)
    fprintf(file, "%d,%d,%d\n", i % 3 == 0 ? 999999 : 200001 + i % 2, 1003 + i % 2,
            i < 50000 ? 1 : i % 7);
  fclose(file);
  {
    nutri_import_options options = NUTRI_INIT(nutri_import_options);

    options.max_rejects_percent = 100;
    OK(nutri_import(db, path, &options, NULL, NULL));
  }
  ck_assert_int_eq(sql_int("SELECT rows_stored FROM import_file WHERE file='food_nutrient.csv'"),
                   2);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE reason LIKE 'no such food%%'"),
                   33334);
  ck_assert_int_eq(
      sql_int("SELECT count(*) FROM import_reject WHERE reason LIKE 'a second%%'"),
      sql_int("WITH RECURSIVE i(i) AS (SELECT 50000 UNION ALL SELECT i + 1 FROM i WHERE"
              " i < 99999) SELECT count(*) FROM i WHERE i %% 3 <> 0 AND i %% 7 <> 1"));
  is_sound();
  ck_assert_int_eq(system(sqlite3_snprintf(sizeof name, name, "rm -r '%s'", path)), 0);
}
END_TEST

/* ---- bad input ----------------------------------------------------------------------------- */

static const struct {
  const char *name;
  int code;
  const char *words[3];
} bad[] = {
    {"is_not_there", NUTRI_ENOTFOUND, {"is_not_there", "cannot be read", NULL}},
    {"good/food.csv", NUTRI_EFORMAT, {"food_nutrient.csv is missing", NULL}},
    {"nothing", NUTRI_EFORMAT, {"nothing known", "food.csv, food_nutrient.csv", "FoodData"}},
    {"other_release", NUTRI_EFORMAT, {"food_nutrient.csv is missing", NULL}},
    {"no_file", NUTRI_EFORMAT, {"food_nutrient.csv is missing", NULL}},
    {"no_food_file", NUTRI_EFORMAT, {"food.csv is missing", NULL}},
    {"empty_file",
     NUTRI_EFORMAT,
     {"food_nutrient.csv is empty", "fdc_id, nutrient_id, amount was expected", NULL}},
    {"only_blanks",
     NUTRI_EFORMAT,
     {"food.csv is empty", "fdc_id, data_type, description was expected", NULL}},
    {"binary", NUTRI_EFORMAT, {"food.csv, line 3: no CSV", "NUL", NULL}},
    {"utf16", NUTRI_EFORMAT, {"food.csv, line 1: no CSV", "UTF-16", NULL}},
    {"no_column",
     NUTRI_EFORMAT,
     {"food_nutrient.csv, line 1: the column amount is missing",
      "the header has id, fdc_id, nutrient_id, value", NULL}},
    {"column_twice",
     NUTRI_EFORMAT,
     {"food_nutrient.csv, line 1: the column amount", "twice", NULL}},
    {"open_quote", NUTRI_EFORMAT, {"food_nutrient.csv, line 3:", "never closed", NULL}},
    {"stray_quote", NUTRI_EFORMAT, {"food.csv, line 4: a quote", NULL}},
    {"no_nutrient",
     NUTRI_EFORMAT,
     {"food_nutrient.csv has neither ids nor numbers of known nutrients in nutrient_id", "'77777'",
      NULL}},
};

START_TEST(bad_input_is_a_sentence) {
  nutri_error err = NUTRI_INIT(nutri_error);
  uint64_t before = fingerprint();
  nutri_import_report untouched = NUTRI_INIT(nutri_import_report);

  untouched.import_id = -5;
  for (int again = 0; again < 2; again++) { /* what a failure left behind would show */
    FAILS(bad[_i].code, nutri_import(db, folder_of(bad[_i].name), NULL, &untouched, &err));
    for (int j = 0; j < 3 && bad[_i].words[j] != NULL; j++)
      SAYS(bad[_i].words[j]);
    ck_assert_int_eq(err.code, bad[_i].code);
    ck_assert_str_eq(err.message, nutri_errmsg(db));
  }
  ck_assert_int_eq(untouched.import_id, -5);
  ck_assert_uint_eq(fingerprint(), before);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 0);
  is_sound();
  IMPORT("good");
}
END_TEST

/* A description that is no UTF-8 is rejected, and its value shown with '?'. */
START_TEST(windows_1252) {
  ck_assert_int_eq(import_with("latin1", 100), NUTRI_OK);
  ck_assert_str_eq(sql_text("SELECT value || ' ' || reason FROM import_reject"),
                   "Caf? no text in UTF-8");
}
END_TEST

START_TEST(wrong_calls) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  nutri *reader = NULL;
  nutri *mine = db;

  FAILS(NUTRI_EMISUSE, nutri_import(db, NULL, NULL, NULL, NULL));
  FAILS(NUTRI_EMISUSE, nutri_import(db, "", NULL, NULL, NULL));
  ck_assert_int_eq(nutri_import(NULL, folder_of("good"), NULL, NULL, NULL), NUTRI_EMISUSE);
  options.format = "xls";
  FAILS(NUTRI_EINVAL, nutri_import(db, folder_of("good"), &options, NULL, NULL));
  SAYS("xls");
  options.size = 0;
  FAILS(NUTRI_EMISUSE, nutri_import(db, folder_of("good"), &options, NULL, NULL));
  options = (nutri_import_options)NUTRI_INIT(nutri_import_options);
  options.format = "fdc";
  OK(nutri_import(db, folder_of("good"), &options, NULL, NULL));
  sql("BEGIN");
  FAILS(NUTRI_EMISUSE, nutri_import(db, folder_of("good"), NULL, NULL, NULL));
  sql("ROLLBACK");
  ck_assert_int_eq(nutri_open(db_path(), NUTRI_READONLY, &reader, NULL), NUTRI_OK);
  db = reader;
  FAILS(NUTRI_EREADONLY, nutri_import(db, folder_of("good"), NULL, NULL, NULL));
  db = mine;
  nutri_close(reader);
}
END_TEST

/* ---- other users of the file --------------------------------------------------------------- */

/* With another connection open the file stays in WAL mode, and its reader sees the old foods until
 * the import is stored. */
START_TEST(beside_a_reader) {
  sqlite3 *other = NULL;
  sqlite3_stmt *stmt = NULL;

  ck_assert_int_eq(sqlite3_open(db_path(), &other), SQLITE_OK);
  ck_assert_int_eq(sqlite3_prepare_v2(other, "SELECT food_id FROM food", -1, &stmt, NULL),
                   SQLITE_OK);
  ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW); /* in the middle of reading */
  IMPORT("good");
  is_sound();
  ck_assert_int_eq(sqlite3_reset(stmt), SQLITE_OK);
  sqlite3_finalize(stmt);
  ck_assert_int_eq(sqlite3_close(other), SQLITE_OK);
}
END_TEST

/* What another program sees when it opens the file and closes it: a child of this one would know of
 * the locks. */
static int entries_elsewhere(void) {
  char command[1200];
  char told[40] = "";
  FILE *shell;

  snprintf(command, sizeof command, "%s -batch '%s' 'SELECT count(*) FROM intake'",
           getenv("SQLITE3") != NULL ? getenv("SQLITE3") : "sqlite3", db_path());
  shell = popen(command, "r");
  ck_assert_ptr_nonnull(shell);
  told[fread(told, 1, sizeof told - 1, shell)] = '\0';
  ck_assert_int_eq(pclose(shell), 0);
  return told[0] - '0';
}

/* The database itself is not read as a file: closing it would take SQLite's locks away, and another
 * program could then remove the log with what is stored in it. */
START_TEST(out_of_itself) {
  static const char *const suffixes[] = {"", "-wal", "-shm"};
  nutri_import_options options = {.size = sizeof options, .format = "diary"};
  char name[1100];

  add_ann();
  for (size_t i = 0; i < COUNT(suffixes); i++) {
    snprintf(name, sizeof name, "%s%s", db_path(), suffixes[i]);
    FAILS(NUTRI_EINVAL, nutri_import(db, name, NULL, NULL, NULL));
    SAYS("is the database that is to take it in");
    options.mapping = name;
    FAILS(NUTRI_EINVAL, nutri_import(db, temp_path(""), &options, NULL, NULL));
    options.mapping = NULL;
  }
  FAILS(NUTRI_EFORMAT, nutri_import(db, temp_path(""), &options, NULL, NULL));
  (void)eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  ck_assert_int_eq(entries_elsewhere(), 1);
  (void)eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  ck_assert_int_eq(entries_elsewhere(), 2);
}
END_TEST

START_TEST(beside_a_writer) {
  sqlite3 *other = NULL;

  ck_assert_int_eq(sqlite3_open(db_path(), &other), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_busy_timeout(nutri_sqlite(db), 10);
  FAILS(NUTRI_EBUSY, import_with("good", 0));
  ck_assert_int_eq(sqlite3_close(other), SQLITE_OK);
  IMPORT("good");
}
END_TEST

/* A caller's connection: none of its settings is changed, and its progress handler stays. */
static int count_steps(void *user) {
  ++*(int *)user;
  return 0;
}

START_TEST(on_a_connection_of_the_callers) {
  sqlite3 *mine = NULL;
  nutri *ours = db;
  int steps = 0;
  uint64_t good;

  IMPORT("good");
  good = imported();
  ck_assert_int_eq(sqlite3_open(copy_database("attached.db"), &mine), SQLITE_OK);
  ck_assert_int_eq(
      sqlite3_exec(mine, "PRAGMA foreign_keys=ON; PRAGMA secure_delete=FAST", NULL, NULL, NULL),
      SQLITE_OK);
  ck_assert_int_eq(nutri_attach(mine, &db, NULL), NUTRI_OK);
  sqlite3_progress_handler(mine, 10, count_steps, &steps);
  IMPORT("good");
  ck_assert_int_gt(steps, 0);
  ck_assert_uint_eq(imported(), good);
  steps = 0;
  ck_assert_int_eq(sql_int("PRAGMA foreign_keys"), 1);
  ck_assert_int_eq(sql_int("PRAGMA secure_delete"), 2);
  ck_assert_str_eq(sql_text("PRAGMA journal_mode"), "wal");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f, food g, food h LIMIT 1") > 0 && steps > 0,
                   1);
  IMPORT("good");
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_int_eq(sqlite3_exec(mine, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
  FAILS(NUTRI_EMISUSE, import_with("good", 0));
  ck_assert_int_eq(sqlite3_exec(mine, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  nutri_close(db);
  db = ours;
  ck_assert_int_eq(sqlite3_close(mine), SQLITE_OK);
}
END_TEST

/* ---- progress and cancel ------------------------------------------------------------------- */

START_TEST(cancel_leaves_the_file) {
  struct progress seen = {.cancel_at = 1};
  uint64_t before = fingerprint();

  FAILS(NUTRI_ECANCELLED, import_seen(folder_of("good"), &seen));
  SAYS("cancelled");
  SAYS("nothing was stored");
  ck_assert_int_eq(seen.calls, 1);
  ck_assert_uint_eq(fingerprint(), before);
  is_sound();
  IMPORT("good");
}
END_TEST

TESTS("import_bad") {
  tcase_set_timeout(tc, 120);
  tcase_add_test(tc, second_rows);
  tcase_add_test(tc, rejects_are_listed);
  tcase_add_test(tc, share_of_rejects);
  tcase_add_test(tc, many_rejects);
  ADD_LOOP(bad_input_is_a_sentence, bad);
  tcase_add_test(tc, windows_1252);
  tcase_add_test(tc, wrong_calls);
  tcase_add_test(tc, beside_a_reader);
  tcase_add_test(tc, out_of_itself);
  tcase_add_test(tc, beside_a_writer);
  tcase_add_test(tc, on_a_connection_of_the_callers);
  tcase_add_test(tc, cancel_leaves_the_file);
}

#else

TESTS("import_bad") { (void)tc; }

#endif
