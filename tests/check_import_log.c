/* SPDX-License-Identifier: MIT */
/* What imports there were, their files and rejects: as an import leaves them, written by SQL. */
#include "support.h"

#define SHA "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void log_imports(void) {
  sql("INSERT INTO import (import_id, format, path, found, imported_at, rows_read,"
      " rows_stored, rows_unchanged, rows_rejected, partial) VALUES"
      " (1, 'fdc', '/data/sr', NULL, '2026-11-16T10:00:00Z', 100, 90, 7, 3, 0),"
      " (2, 'fdc', '/data/foundation', 'FoodData Central: it has food.csv',"
      " '2026-11-17T10:00:00Z', 5, 0, 5, 0, 1);"
      "INSERT INTO import_source VALUES (1, 3), (2, 7), (2, 4);"
      "INSERT INTO import_file VALUES"
      " (1, 'food_nutrient.csv', '" SHA "', 4096, 90, 80, 7, 3, NULL),"
      " (1, 'food.csv', '" SHA "', 123456789012, 10, 10, 0, 0, 'ignored: extra');"
      "INSERT INTO import_reject (import_id, file, line, \"column\", value, reason) VALUES"
      " (1, 'food_nutrient.csv', 7, 'amount', 'abc', 'no number'),"
      " (1, 'food_nutrient.csv', 8, NULL, NULL, 'too few columns'),"
      " (1, 'food.csv', 3, 'fdc_id', '', 'empty')");
}

START_TEST(imports) {
  nutri_cursor *list = NULL;
  nutri_import_report report = NUTRI_INIT(nutri_import_report);

  OK(nutri_import_list(db, &list));
  ck_assert_int_eq(nutri_import_next(list, &report), NUTRI_OK);
  nutri_cursor_close(list);
  log_imports();
  OK(nutri_import_list(db, &list));
  ck_assert_int_eq(nutri_import_next(list, &report), NUTRI_ROW); /* the newest first */
  ck_assert_int_eq(report.import_id, 2);
  ck_assert_str_eq(report.source, "Foundation, Branded"); /* by rank */
  ck_assert_str_eq(report.found, "FoodData Central: it has food.csv");
  ck_assert_int_eq(report.partial, 1);
  ck_assert_int_eq(nutri_import_next(list, &report), NUTRI_ROW);
  ck_assert_int_eq(report.import_id, 1);
  ck_assert_str_eq(report.source, "SR Legacy");
  ck_assert_str_eq(report.format, "fdc");
  ck_assert_str_eq(report.path, "/data/sr");
  ck_assert_str_eq(report.imported_at, "2026-11-16T10:00:00Z");
  ck_assert_int_eq(report.rows_read, 100);
  ck_assert_int_eq(report.rows_stored, 90);
  ck_assert_int_eq(report.rows_unchanged, 7);
  ck_assert_int_eq(report.rows_rejected, 3);
  ck_assert_ptr_null(report.found);
  ck_assert_int_eq(report.partial, 0);
  ck_assert_int_eq(nutri_import_next(list, &report), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

START_TEST(one_import) {
  nutri_import_report report = NUTRI_INIT(nutri_import_report);

  FAILS(NUTRI_ENOTFOUND, nutri_import_get(db, 0, &report));
  SAYS("nothing has been imported yet");
  log_imports();
  OK(nutri_import_get(db, 1, &report));
  ck_assert_str_eq(report.source, "SR Legacy");
  ck_assert_int_eq(report.rows_stored, 90);
  OK(nutri_import_get(db, 0, &report)); /* the newest */
  ck_assert_int_eq(report.import_id, 2);
  ck_assert_str_eq(report.path, "/data/foundation");
  ck_assert_int_eq(report.partial, 1);
  sql("INSERT INTO import (import_id, format, path, imported_at)"
      " VALUES (3, 'diary', '/data/diary.csv', '2026-11-18T10:00:00Z')");
  OK(nutri_import_get(db, 3, &report));
  ck_assert_ptr_null(report.source); /* a diary has none */
  FAILS(NUTRI_ENOTFOUND, nutri_import_get(db, 4711, &report));
  SAYS("there is no import 4711");
  ck_assert_int_eq(report.import_id, 3); /* untouched */
}
END_TEST

START_TEST(files) {
  nutri_cursor *list = NULL;
  nutri_import_file file = NUTRI_INIT(nutri_import_file);

  log_imports();
  OK(nutri_import_files(db, 1, &list));
  ck_assert_int_eq(nutri_import_file_next(list, &file), NUTRI_ROW);
  ck_assert_str_eq(file.file, "food.csv");
  ck_assert_int_eq(file.bytes, INT64_C(123456789012));
  ck_assert_str_eq(file.note, "ignored: extra");
  ck_assert_int_eq(nutri_import_file_next(list, &file), NUTRI_ROW);
  ck_assert_str_eq(file.file, "food_nutrient.csv");
  ck_assert_str_eq(file.sha256, SHA);
  ck_assert_int_eq(file.rows_read, 90);
  ck_assert_int_eq(file.rows_stored, 80);
  ck_assert_int_eq(file.rows_unchanged, 7);
  ck_assert_int_eq(file.rows_rejected, 3);
  ck_assert_ptr_null(file.note);
  ck_assert_int_eq(nutri_import_file_next(list, &file), NUTRI_OK);
  nutri_cursor_close(list);
  OK(nutri_import_files(db, 2, &list));
  ck_assert_int_eq(nutri_import_file_next(list, &file), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

START_TEST(rejects) {
  nutri_cursor *list = NULL;
  nutri_reject reject = NUTRI_INIT(nutri_reject);

  log_imports();
  OK(nutri_reject_list(db, 1, &list));
  ck_assert_int_eq(nutri_reject_next(list, &reject), NUTRI_ROW);
  ck_assert_str_eq(reject.file, "food_nutrient.csv");
  ck_assert_int_eq(reject.line, 7);
  ck_assert_str_eq(reject.column, "amount");
  ck_assert_str_eq(reject.value, "abc");
  ck_assert_str_eq(reject.reason, "no number");
  ck_assert_int_eq(nutri_reject_next(list, &reject), NUTRI_ROW);
  ck_assert_int_eq(reject.line, 8);
  ck_assert_ptr_null(reject.column);
  ck_assert_ptr_null(reject.value);
  ck_assert_int_eq(nutri_reject_next(list, &reject), NUTRI_ROW);
  ck_assert_str_eq(reject.value, "");
  ck_assert_int_eq(nutri_reject_next(list, &reject), NUTRI_OK);
  nutri_cursor_close(list);
  OK(nutri_reject_list(db, 2, &list));
  ck_assert_int_eq(nutri_reject_next(list, &reject), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

START_TEST(no_such_import) {
  nutri_cursor *list = NULL;

  FAILS(NUTRI_ENOTFOUND, nutri_import_files(db, 4711, &list));
  SAYS("4711");
  FAILS(NUTRI_ENOTFOUND, nutri_reject_list(db, 4711, &list));
  SAYS("4711");
  FAILS(NUTRI_ENOTFOUND, nutri_import_change_list(db, 4711, &list));
  SAYS("4711");
  ck_assert_ptr_null(list);
}
END_TEST

#ifdef NUTRI_NO_IMPORTERS
START_TEST(without_importers) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri_import_report report = {.size = sizeof report, .import_id = -7};

  FAILS(NUTRI_EMISUSE, nutri_import(db, "/data", NULL, &report, &err));
  SAYS("without its importers");
  ck_assert_int_eq(err.code, NUTRI_EMISUSE);
  ck_assert_str_eq(err.message, nutri_errmsg(db));
  ck_assert_int_eq(report.import_id, -7);
}
END_TEST
#endif

TESTS("import_log") {
  tcase_add_test(tc, imports);
  tcase_add_test(tc, one_import);
  tcase_add_test(tc, files);
  tcase_add_test(tc, rejects);
  tcase_add_test(tc, no_such_import);
#ifdef NUTRI_NO_IMPORTERS
  tcase_add_test(tc, without_importers);
#endif
}
