/* SPDX-License-Identifier: MIT */
/* What an import of FoodData Central folders stores. The numbers in brackets are lines of usda.md,
 * the list of what USDA's files do to an importer. */
#include "support_import.h"

#ifndef NUTRI_NO_IMPORTERS

/* ---- what a good folder becomes ------------------------------------------------------------ */

START_TEST(foods_are_stored) {
  IMPORT("good");
  ck_assert_str_eq(report.source, "SR Legacy");
  ck_assert_str_eq(report.format, "fdc");
  ck_assert_str_eq(report.path, folder_of("good"));
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(report.rows_read, 3 + 6 + 2 + 6 + 5 + 13 + 5 + 4);
  ck_assert_int_eq(report.rows_stored, 1 + 2 + 5 + 11 + 4);
  ck_assert_int_eq(report.rows_unchanged, report.rows_read - report.rows_stored);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 3"), 5);
  ck_assert_str_eq(sql_text("SELECT source_key FROM food WHERE food_id = 200001"), "200001");
  /* [14] a line break, quotes and a comma in a description; blanks around it are kept */
  ck_assert_str_eq(sql_text("SELECT description FROM food WHERE food_id = 200001"),
                   "Fruit, two\nlines \"quoted\", and a comma");
  ck_assert_str_eq(sql_text("SELECT description FROM food WHERE food_id = 200002"),
                   " Nuts, walnuts ");
  ck_assert_int_eq(sql_int("SELECT category_id FROM food WHERE food_id = 170567"), 12);
  ck_assert_str_eq(sql_text("SELECT description FROM food_category WHERE category_id = 77"),
                   "Test Category");
  is_sound();
}
END_TEST

/* [1] magnesium is the id 1090; a number, 304, is never taken for an id. [3] numbers can be decimal
 * or empty, and names are not unique. */
START_TEST(magnesium_is_1090) {
  IMPORT("good");
  ck_assert_double_eq(sql_number("SELECT magnesium_mg FROM food_magnesium WHERE food_id = 170567"),
                      270);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE nutrient_id = 304"), 0);
  ck_assert_str_eq(sql_text("SELECT number FROM nutrient WHERE nutrient_id = 9001"), "999.5");
  ck_assert_str_eq(sql_text("SELECT unit FROM nutrient WHERE nutrient_id = 9001"), "ug");
  ck_assert_str_eq(sql_text("SELECT quote(number) FROM nutrient WHERE nutrient_id = 9002"), "NULL");
}
END_TEST

/* [2] a file with numbers where others have ids: each value under the id all the same. */
START_TEST(numbers_for_ids) {
  IMPORT("numbers_only");
  ck_assert_double_eq(amount_of(200001, 1090), 5);
  ck_assert_double_eq(amount_of(200001, 1003), 5);
  ck_assert_double_eq(amount_of(200002, 1090), 5);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id < 1000000000"), 3);
}
END_TEST

/* [2] the numbers are those of the file's own nutrients as well; 304 stays magnesium's, which the
 * database knows by it. */
START_TEST(numbers_of_the_file) {
  IMPORT("numbers_of_file");
  ck_assert_double_eq(amount_of(200001, 1090), 5);
  ck_assert_double_eq(amount_of(200001, 9001), 7);
  ck_assert_double_eq(amount_of(200002, 9001), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id < 1000000000"), 4);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject"), 0);
}
END_TEST

/* [4] [5] NDB numbers without leading zeros are the lasting key. */
START_TEST(lasting_keys) {
  IMPORT("good");
  ck_assert_str_eq(sql_text("SELECT group_concat(lasting_key, ' ') FROM"
                            " (SELECT lasting_key FROM food WHERE source_id = 3 ORDER BY food_id)"),
                   "ndb:12061 ndb:1009 ndb:12155 ndb:0 ndb:99999");
}
END_TEST

/* [8] empty is unknown, exponents, negative amounts, 0.0, assumed zeros; and zeros of magnesium
 * that cannot be. */
START_TEST(amounts) {
  IMPORT("good");
  ck_assert_double_eq(amount_of(170567, 9001), 0.000625);
  ck_assert_double_eq(amount_of(200001, 1005), -1.5);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id = 200003"
                           " AND nutrient_id = 1008"),
                   0);
  says_in_note("food_nutrient.csv", "1 row whose amount is unknown");
  /* 3 g of protein, and no derivation code: doubtful */
  ck_assert_str_eq(mark_of(200001, 1090), "doubtful");
  /* 15 g, but the source says that it assumed the zero */
  ck_assert_str_eq(mark_of(200002, 1090), "assumed zero");
  /* 1.9 g: a zero */
  ck_assert_str_eq(mark_of(200003, 1090), "NULL");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE mark IS NOT NULL"
                           " AND food_id < 1000000000"),
                   2);
}
END_TEST

/* A doubtful zero is one no longer when the food's protein says so. */
START_TEST(doubt_goes) {
  IMPORT("good");
  sql("UPDATE food_nutrient SET amount = 1 WHERE food_id = 200001 AND nutrient_id = 1003");
  sql("UPDATE food_nutrient SET mark = 'doubtful' WHERE food_id = 200003 AND nutrient_id = 1090");
  IMPORT("good"); /* 3 g again; and 1.9 g never was enough */
  ck_assert_str_eq(mark_of(200001, 1090), "doubtful");
  ck_assert_str_eq(mark_of(200003, 1090), "NULL");
}
END_TEST

/* [15] dates: as much as is sure. */
START_TEST(dates) {
  IMPORT("good");
  ck_assert_str_eq(sql_text("SELECT published FROM food WHERE food_id = 170567"), "2019-04-01");
  ck_assert_str_eq(sql_text("SELECT published FROM food WHERE food_id = 200001"), "2019-04-01");
  ck_assert_str_eq(sql_text("SELECT published FROM food WHERE food_id = 200002"), "2019-01");
  ck_assert_str_eq(sql_text("SELECT quote(published) FROM food WHERE food_id = 200003"), "NULL");
  ck_assert_str_eq(sql_text("SELECT quote(published) FROM food WHERE food_id = 200004"), "NULL");
  /* beside it a category nobody knows */
  ck_assert_str_eq(sql_text("SELECT quote(category_id) FROM food WHERE food_id = 200004"), "NULL");
  says_in_note("food.csv", "2 values left out of rows that were stored, the first food_category_id"
                           " '4711'");
}
END_TEST

/* [17] portions: the text in modifier, grams of one measure. */
START_TEST(portions) {
  IMPORT("good");
  ck_assert_str_eq(sql_text("SELECT group_concat(measure || '=' || grams, ';') FROM (SELECT * FROM"
                            " food_portion WHERE food_id < 1000000000 ORDER BY 1, 2)"),
                   "cup, whole=143.0;oz=28.35;fruit=142.0;NLEA serving=140.0");
  ck_assert_int_eq(sql_int("SELECT sum(is_usual) FROM food_portion WHERE food_id < 1000000000"), 0);
}
END_TEST

/* [6] foods of another data type are left out, with their values; no rejects. [16] row counts that
 * differ are a note; one that counted the header, or carries .csv, is none. */
START_TEST(notes) {
  IMPORT("good");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE food_id = 300001"), 0);
  says_in_note("food.csv", "1 row left out");
  says_in_note("food_nutrient.csv", "1 row left out");
  says_in_note("food_portion.csv", "counts say 99 rows, 5 were read");
  ck_assert_ptr_null(strstr(note_of("food_nutrient.csv"), "counts say"));
  ck_assert_ptr_null(strstr(note_of("food.csv"), "counts say"));
}
END_TEST

/* [13] columns by name, in any order and spelling, unknown ones ignored and listed; [14] [20] a
 * BOM, CRLF, bare CR, no final newline: the same foods. */
START_TEST(columns_by_name) {
  uint64_t good;

  IMPORT("good");
  good = imported();
  sql("DELETE FROM food WHERE source_id = 3");
  sql("DELETE FROM food_nutrient_change");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id < 1000000000"), 0);
  IMPORT("columns");
  ck_assert_uint_eq(imported(), good);
  says_in_note("food_nutrient.csv", "columns ignored: surprise");
  ck_assert_ptr_null(strstr(note_of("food_nutrient.csv"), "loq"));
  ck_assert_ptr_null(strstr(note_of("food_nutrient.csv"), "min_year"));
  is_sound();
}
END_TEST

START_TEST(unsorted_equals_sorted) {
  uint64_t good;

  IMPORT("good");
  good = imported();
  sql("DELETE FROM food WHERE source_id = 3");
  sql("DELETE FROM food_nutrient_change");
  IMPORT("unsorted");
  ck_assert_uint_eq(imported(), good);
  is_sound();
}
END_TEST

START_TEST(without_optional_files_and_columns) {
  IMPORT("minimal");
  ck_assert_int_eq(report.rows_read, 5);
  ck_assert_int_eq(report.rows_stored, 3);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_file"), 3);
  IMPORT("only_header");
}
END_TEST

/* A starter food is tied to the food its figures come from, others by their key. */
START_TEST(ties) {
  IMPORT("good");
  ck_assert_str_eq(sql_text("SELECT why || tie_id FROM food_same_as WHERE food_id = 170567"),
                   "fdc170567");
  /* the starter walnuts are tied to 170187, which is not here; the NDB number is the same */
  ck_assert_str_eq(sql_text("SELECT why || tie_id FROM food_same_as WHERE food_id = 200002"),
                   "ndb170187");
  ck_assert_str_eq(sql_text("SELECT why FROM food_same_as WHERE food_id = 200001"), "ndb");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_same_as WHERE food_id < 1000000000"), 3);
}
END_TEST

START_TEST(search_finds_them) {
  nutri_cursor *foods = NULL;
  nutri_food food = NUTRI_INIT(nutri_food);

  ck_assert_int_eq(sql_int("SELECT count(*) FROM search_dirty"), 0);
  IMPORT("good");
  OK(nutri_food_search(db, "cafe lait", 5, 0, &foods));
  ck_assert_int_eq(nutri_food_next(foods, &food), NUTRI_ROW);
  ck_assert_int_eq(food.food_id, 200003);
  nutri_cursor_close(foods);
}
END_TEST

/* SHA-256 of the file's bytes: FIPS 180-4; the digest is sha256sum's. */
START_TEST(hashes) {
  IMPORT("minimal");
  ck_assert_str_eq(sql_text("SELECT sha256 FROM import_file WHERE file = 'food_nutrient.csv'"),
                   "6862799cf5410affa582b7a334e42b42b37bf036e977e043c8bd884bcc4742cc");
  ck_assert_int_eq(sql_int("SELECT bytes FROM import_file WHERE file = 'food_nutrient.csv'"), 53);
  ck_assert_str_eq(
      sql_text(
          "SELECT format || ' ' || source_id FROM import JOIN import_source USING (import_id)"),
      "fdc 3");
  ck_assert_int_eq(sql_int("SELECT imported_at GLOB '20[0-9][0-9]-*T*Z' FROM import"), 1);
}
END_TEST

/* ---- the same input twice ------------------------------------------------------------------ */

static const char *const twice[] = {"good",  "columns",     "unsorted",
                                    "twice", "few_rejects", "history_1"};

START_TEST(second_import_changes_nothing) {
  uint64_t before;

  ck_assert_int_eq(import_with(twice[_i], 100), NUTRI_OK);
  before = fingerprint();
  ck_assert_int_eq(import_with(twice[_i], 100), NUTRI_OK);
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_msg(fingerprint() == before, "%s", twice[_i]);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 2);
  is_sound();
}
END_TEST

/* ---- history ------------------------------------------------------------------------------- */

static const char *changes_of(int64_t import_id) {
  return sql_text("SELECT group_concat(food_id || ' ' || nutrient_id || ': ' || quote(old_amount)"
                  " || ' ' || quote(new_amount), '; ') FROM (SELECT * FROM food_nutrient_change"
                  " WHERE import_id = %lld ORDER BY food_id, nutrient_id)",
                  (long long)import_id);
}

START_TEST(history) {
  int64_t first;
  uint64_t before;

  IMPORT("history_1");
  first = report.import_id;
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient_change"), 0);
  IMPORT("history_2");
  ck_assert_int_eq(report.rows_stored, 2 + 3);
  ck_assert_str_eq(changes_of(report.import_id),
                   "200001 1008: 50.0 NULL; 200001 1087: NULL 11.0; 200001 1090: 5.0 6.0");
  /* what vanished stays, and the food that did says which import had it last */
  ck_assert_double_eq(amount_of(200001, 1008), 50);
  ck_assert_double_eq(amount_of(200002, 1090), 7);
  ck_assert_int_eq(sql_int("SELECT last_seen_import FROM food WHERE food_id = 200002"), first);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE last_seen_import IS NOT NULL"), 1);
  ck_assert_str_eq(sql_text("SELECT description FROM food WHERE food_id = 200003"),
                   "Three renamed");
  before = fingerprint();
  IMPORT("history_2");
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_uint_eq(fingerprint(), before);
  /* and back */
  IMPORT("history_1");
  ck_assert_str_eq(changes_of(report.import_id),
                   "200001 1008: NULL 50.0; 200001 1087: 11.0 NULL; 200001 1090: 6.0 5.0");
  ck_assert_str_eq(sql_text("SELECT group_concat(food_id) FROM food"
                            " WHERE last_seen_import IS NOT NULL"),
                   "200004");
  is_sound();
}
END_TEST

START_TEST(own_values_stay) {
  int64_t mine = add_plain_food("My own food");
  uint64_t starters = hash_text(0, sql_text("SELECT group_concat(food_id || nutrient_id || amount"
                                            " || quote(mark)) FROM food_nutrient"));

  IMPORT("good");
  ck_assert_uint_eq(hash_text(0, sql_text("SELECT group_concat(food_id || nutrient_id || amount ||"
                                          " quote(mark)) FROM food_nutrient"
                                          " WHERE food_id >= 1000000000")),
                    starters);
  ck_assert_int_eq(
      sql_int("SELECT count(*) FROM food_nutrient WHERE food_id = %lld", (long long)mine), 2);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient_change"), 0);
}
END_TEST

/* ---- the log through the API --------------------------------------------------------------- */

START_TEST(imports_are_listed) {
  nutri_cursor *cursor = NULL;
  nutri_import_report row = NUTRI_INIT(nutri_import_report);
  nutri_import_file file = NUTRI_INIT(nutri_import_file);
  int files = 0;

  IMPORT("minimal");
  IMPORT("good");
  OK(nutri_import_list(db, &cursor));
  ck_assert_int_eq(nutri_import_next(cursor, &row), NUTRI_ROW);
  ck_assert_int_eq(row.import_id, report.import_id);
  ck_assert_int_eq(row.rows_read, report.rows_read);
  ck_assert_str_eq(row.path, folder_of("good"));
  ck_assert_int_eq(nutri_import_next(cursor, &row), NUTRI_ROW);
  ck_assert_str_eq(row.path, folder_of("minimal"));
  ck_assert_int_eq(nutri_import_next(cursor, &row), NUTRI_OK);
  nutri_cursor_close(cursor);
  OK(nutri_import_files(db, report.import_id, &cursor));
  for (; nutri_import_file_next(cursor, &file) == NUTRI_ROW; files++) {
    ck_assert_uint_eq(strlen(file.sha256), 64);
    ck_assert_int_eq(file.rows_read, file.rows_stored + file.rows_unchanged + file.rows_rejected);
  }
  nutri_cursor_close(cursor);
  ck_assert_int_eq(files, 8);
  FAILS(NUTRI_ENOTFOUND, nutri_import_files(db, 4711, &cursor));
}
END_TEST

/* ---- SR Legacy ----------------------------------------------------------------------------- */

START_TEST(sr_legacy) {
  const char *shared = shared_file("fdc_sr_legacy_2018-04");
  struct progress seen = {0};
  uint64_t before;
  char path[1024];

  if (shared == NULL) {
    skipped("no SR Legacy in $NUTRI_SHARED_DATA");
    return;
  }
  snprintf(path, sizeof path, "%s", shared);
  OK(import_seen(path, &seen));
  ck_assert_int_gt(seen.calls, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 3"), 7793);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id < 1000000000"),
                   641060);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id < 1000000000"
                           " AND nutrient_id = 1090"),
                   7398);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_portion WHERE food_id < 1000000000"), 14449);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE mark = 'doubtful'"
                           " AND food_id < 1000000000"),
                   13);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE mark = 'assumed zero'"
                           " AND food_id < 1000000000"),
                   57780);
  ck_assert_int_eq(sql_int("SELECT rows_rejected FROM import"), 0);
  says_in_note("food_nutrient.csv", "counts say 644125 rows, 641060 were read");
  ck_assert_double_eq(sql_number("SELECT magnesium_mg FROM food_magnesium WHERE food_id = 168462"),
                      79);
  ck_assert_double_eq(sql_number("SELECT magnesium_mg FROM food_magnesium WHERE food_id = 170556"),
                      592);
  ck_assert_double_eq(
      sql_number("SELECT grams FROM food_portion WHERE food_id = 168462 AND measure = 'cup'"), 30);
  is_sound();
  before = fingerprint();
  OK(nutri_import(db, path, NULL, NULL, NULL));
  ck_assert_uint_eq(fingerprint(), before);
  ck_assert_int_eq(sql_int("SELECT rows_stored FROM import ORDER BY import_id DESC"), 0);
}
END_TEST

/* Cancelled at its first, second ... call: nothing is stored, whatever was under way. */
START_TEST(sr_legacy_cancelled) {
  const char *shared = shared_file("fdc_sr_legacy_2018-04");
  struct progress seen = {.cancel_at = _i + 1};
  uint64_t before = fingerprint();
  char path[1024];
  int rc;

  if (shared == NULL) {
    skipped("no SR Legacy in $NUTRI_SHARED_DATA");
    return;
  }
  snprintf(path, sizeof path, "%s", shared);
  rc = import_seen(path, &seen);
  if (rc == NUTRI_OK) /* a machine so fast that there was no such call */
    return;
  ck_assert_int_eq(rc, NUTRI_ECANCELLED);
  ck_assert_uint_eq(fingerprint(), before);
  is_sound();
}
END_TEST

TESTS("import") {
  tcase_set_timeout(tc, 120);
  tcase_add_test(tc, foods_are_stored);
  tcase_add_test(tc, magnesium_is_1090);
  tcase_add_test(tc, numbers_for_ids);
  tcase_add_test(tc, numbers_of_the_file);
  tcase_add_test(tc, lasting_keys);
  tcase_add_test(tc, amounts);
  tcase_add_test(tc, doubt_goes);
  tcase_add_test(tc, dates);
  tcase_add_test(tc, portions);
  tcase_add_test(tc, notes);
  tcase_add_test(tc, columns_by_name);
  tcase_add_test(tc, unsorted_equals_sorted);
  tcase_add_test(tc, without_optional_files_and_columns);
  tcase_add_test(tc, ties);
  tcase_add_test(tc, search_finds_them);
  tcase_add_test(tc, hashes);
  ADD_LOOP(second_import_changes_nothing, twice);
  tcase_add_test(tc, history);
  tcase_add_test(tc, own_values_stay);
  tcase_add_test(tc, imports_are_listed);
  tcase_add_test(tc, sr_legacy);
  tcase_add_loop_test(tc, sr_legacy_cancelled, 0, 5);
}

#else

TESTS("import") { (void)tc; }

#endif
