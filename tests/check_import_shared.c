/* SPDX-License-Identifier: MIT */
/* Imports of USDA's files at their real size, where they are present, held against what the files
 * hold and against each other. */
#include "support_archive.h"
#include "support_import.h"

#ifndef NUTRI_NO_IMPORTERS

#define SR_LEGACY "fdc_sr_legacy_2018-04"
#define FOUNDATION "FoodData_Central_foundation_food_csv_2024-10-31.zip"
#define SURVEY "fdc_survey_fndds_2020"
#define BRANDED "fdc_branded_sample"
#define SR28 "sr28_ascii"
#define GLANCE "fndds_2017-2018_at_a_glance"

static bool has(const char *name) {
  if (shared_file(name) == NULL) {
    skipped(sqlite3_snprintf(200, (char[200]){""}, "no %s in $NUTRI_SHARED_DATA", name));
    return false;
  }
  return strcmp(name, FOUNDATION) != 0 || has_archives();
}

static void import_shared(const char *name) { OK(import_from(shared_file(name), NULL)); }

/* The same once more changes nothing but the log. */
static void import_again(const char *name, const nutri_import_options *options) {
  uint64_t before = fingerprint();

  OK(import_from(shared_file(name), options));
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_msg(fingerprint() == before, "%s", name);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient_change"), 0);
  ck_assert_int_eq(sql_int("SELECT count(last_seen_import) FROM food"), 0);
}

/* Values that two sources give for one lasting key and nutrient, and how many of them are equal. */
static void agree(int64_t source, int64_t other, const char *where, int values) {
  ck_assert_str_eq(
      sql_text("SELECT count(*) || ' ' || sum(a.amount = b.amount) FROM food f"
               " JOIN food g ON g.lasting_key = f.lasting_key AND g.source_id = %lld"
               " JOIN food_nutrient a ON a.food_id = f.food_id"
               " JOIN food_nutrient b ON b.food_id = g.food_id AND b.nutrient_id = a.nutrient_id"
               " WHERE f.source_id = %lld AND %s",
               (long long)other, (long long)source, where),
      sqlite3_snprintf(40, (char[40]){""}, "%d %d", values, values));
}

/* ---- Foundation ---------------------------------------------------------------------------- */

/* The zip as USDA publishes it: 387 foods of type foundation_food, of which 316 are current. */
START_TEST(foundation) {
  if (!has(FOUNDATION))
    return;
  import_shared(FOUNDATION);
  ck_assert_str_eq(report.source, "Foundation");
  ck_assert_int_eq(report.rows_read, 230111);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE food_id < 1000000000"), 387);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 4"), 387);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE nutrient_id = 1090"
                           " AND food_id < 1000000000"),
                   374);
  ck_assert_int_eq(sql_int("SELECT count(lasting_key) FROM food WHERE source_id = 4"), 316);
  ck_assert_int_eq(sql_int("SELECT count(replaced_by) FROM food WHERE source_id = 4"), 67);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f JOIN food r ON r.food_id = f.replaced_by"
                           " WHERE f.lasting_key IS NULL AND r.lasting_key IS NOT NULL"
                           " AND r.replaced_by IS NULL AND r.description = f.description"),
                   67);
  says_in_note("food.csv", "68488 rows left out: samples, acquisitions, other data types");
  ck_assert_str_eq(sql_text("SELECT group_concat(DISTINCT \"column\" || ' ' || value || ': ' ||"
                            " reason) || ' ' || count(*) FROM import_reject"),
                   "nutrient_id 2066: no such nutrient in nutrient.csv or the database 27");
  is_sound();
  import_again(FOUNDATION, NULL);
}
END_TEST

/* The samples, if asked for, are a source of their own. */
START_TEST(foundation_samples) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  if (!has(FOUNDATION))
    return;
  options.samples = 1;
  OK(import_from(shared_file(FOUNDATION), &options));
  /* all but 8 without a description */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 10"), 68480);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE file = 'food.csv'"
                           " AND \"column\" = 'description' AND reason = 'is empty'"),
                   8);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 4"), 387);
  ck_assert_int_eq(sql_int("SELECT count(replaced_by) FROM food"), 67);
  is_sound();
}
END_TEST

static int place_of(int64_t food_id, const int64_t *found, int count) {
  for (int i = 0; i < count; i++)
    if (sql_int("SELECT %lld = %lld OR EXISTS (SELECT 1 FROM food_same_as a JOIN food_same_as b"
                " ON b.tie_id = a.tie_id WHERE a.food_id = %lld AND b.food_id = %lld)",
                (long long)food_id, (long long)found[i], (long long)food_id, (long long)found[i]))
      return i;
  return -1;
}

/* A search for the words of a food that was replaced finds what replaced it (or the same food of
 * another source) before it, whichever sources are there. */
static void newer_foods_come_first(void) {
  int64_t replaced[70];
  int64_t found[200];
  int count = 0;

  ck_assert_int_eq(sql_int("SELECT count(replaced_by) FROM food"), 67);
  for (int64_t id = 0; count < 67; count++)
    replaced[count] = id = sql_int("SELECT min(food_id) FROM food WHERE food_id > %lld"
                                   " AND replaced_by IS NOT NULL",
                                   (long long)id);
  for (int i = 0; i < 67; i++) {
    nutri_cursor *cursor = NULL;
    nutri_food food = NUTRI_INIT(nutri_food);
    int64_t newer =
        sql_int("SELECT replaced_by FROM food WHERE food_id = %lld", (long long)replaced[i]);
    int hits = 0;
    int older_place;
    int newer_place;

    OK(nutri_food_search(
        db, sql_text("SELECT description FROM food WHERE food_id = %lld", (long long)replaced[i]),
        200, 0, &cursor));
    while (nutri_food_next(cursor, &food) == NUTRI_ROW && hits < 200)
      found[hits++] = food.food_id;
    nutri_cursor_close(cursor);
    newer_place = place_of(newer, found, hits);
    older_place = place_of(replaced[i], found, hits);
    ck_assert_msg(newer_place == 0 && (older_place < 0 || older_place > newer_place),
                  "%lld stands at %d, and what replaced it at %d", (long long)replaced[i],
                  older_place, newer_place);
    OK(nutri_food_find(
        db, NULL,
        sql_text("SELECT description FROM food WHERE food_id = %lld", (long long)replaced[i]),
        &food));
    ck_assert_int_ne(food.food_id, replaced[i]);
  }
}

/* After SR Legacy and then Foundation the name means the SR food, with its cup. */
START_TEST(sr_legacy_then_foundation) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);

  if (!has(SR_LEGACY) || !has(FOUNDATION))
    return;
  import_shared(SR_LEGACY);
  import_shared(FOUNDATION);
  OK(nutri_intake_parse(db, NULL, "2 cups Spinach, raw", &entry));
  NEAR(entry.magnesium_mg, 47.4, 1e-9);
  sql("DELETE FROM food WHERE source_id = 2"); /* and without the starter food */
  OK(nutri_intake_parse(db, NULL, "2 cups Spinach, raw", &entry));
  ck_assert_int_eq(entry.food_id, 168462);
  NEAR(entry.magnesium_mg, 47.4, 1e-9);
  /* 185 of the 316 share an NDB number with SR Legacy, and none of those is replaced */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f JOIN food s ON s.lasting_key ="
                           " f.lasting_key AND s.source_id = 3 WHERE f.source_id = 4"),
                   185);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f JOIN food s ON s.lasting_key ="
                           " f.lasting_key AND s.source_id = 3 JOIN food_same_as a"
                           " ON a.food_id = f.food_id JOIN food_same_as b ON b.food_id = s.food_id"
                           " AND b.tie_id = a.tie_id WHERE f.source_id = 4"),
                   185);
  ck_assert_int_eq(sql_int("SELECT count(replaced_by) FROM food WHERE source_id = 3"), 0);
  newer_foods_come_first();
}
END_TEST

START_TEST(foundation_alone_is_searched) {
  if (!has(FOUNDATION))
    return;
  sql("DELETE FROM food WHERE source_id = 2");
  import_shared(FOUNDATION);
  newer_foods_come_first();
}
END_TEST

/* ---- FNDDS --------------------------------------------------------------------------------- */

/* 8,690 foods, values of 6,874, by number: under the right nutrient each, as the wide table of the
 * values' release says: its 446,810 equal them. */
START_TEST(survey_and_at_a_glance) {
  if (!has(SURVEY) || !has(GLANCE))
    return;
  import_shared(SURVEY);
  ck_assert_str_eq(report.source, "FNDDS");
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 5"), 8690);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE nutrient_id = 1090"
                           " AND food_id < 1000000000"),
                   6874);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id < 1000000000"),
                   446810);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_portion WHERE food_id < 1000000000"
                           " AND is_usual"),
                   8510);
  says_in_note("food_portion.csv", "174 rows whose gram_weight is unknown: not stored");
  is_sound();
  import_again(SURVEY, NULL);
  import_shared(GLANCE);
  ck_assert_str_eq(report.source, "FNDDS at a glance");
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE food_id > 1000000000"
                           " AND lasting_key LIKE 'code:%%'"),
                   7083);
  ck_assert_str_eq(sql_text("SELECT min(n) || ' ' || max(n) FROM (SELECT count(*) AS n FROM food"
                            " JOIN food_nutrient USING (food_id) WHERE food_id > 1000000000"
                            " AND lasting_key LIKE 'code:%%' GROUP BY food_id)"),
                   "65 65");
  agree(5, sql_int("SELECT source_id FROM source WHERE name = 'FNDDS at a glance'"), "true",
        446810);
  says_in_note("2017-2018 FNDDS At A Glance - Portions and Weights.csv, portions",
               "848 rows left out: the mapping does not take them; 174 measures without a weight");
  import_shared(GLANCE);
  ck_assert_int_eq(report.rows_stored, 0);
}
END_TEST

/* ---- SR28 ---------------------------------------------------------------------------------- */

/* SR28 in ASCII and SR Legacy agree on every food that both have under one NDB number. */
START_TEST(sr28) {
  if (!has(SR28) || !has(SR_LEGACY))
    return;
  import_shared(SR28);
  ck_assert_str_eq(report.source, "SR28");
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 6"), 8789);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food JOIN food_nutrient USING (food_id)"
                           " WHERE source_id = 6"),
                   679045);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food JOIN food_portion USING (food_id)"
                           " WHERE source_id = 6"),
                   15438);
  ck_assert_int_eq(sql_int("SELECT count(category_id) FROM food WHERE source_id = 6"), 8789);
  is_sound();
  import_again(SR28, NULL);
  import_shared(SR_LEGACY);
  agree(3, 6, "a.nutrient_id = 1090", 7398);
  agree(3, 6, "true", 641060);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f JOIN food g ON g.lasting_key ="
                           " f.lasting_key AND g.source_id = 6 LEFT JOIN food_nutrient a"
                           " ON a.food_id = f.food_id AND a.nutrient_id = 1090"
                           " LEFT JOIN food_nutrient b ON b.food_id = g.food_id"
                           " AND b.nutrient_id = 1090"
                           " WHERE f.source_id = 3 AND a.amount IS NOT b.amount"),
                   0);
}
END_TEST

/* ---- Branded ------------------------------------------------------------------------------- */

/* 9,518 labels and 215 values of foods that the sample lacks: refused, or rejects where allowed. */
START_TEST(branded) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  uint64_t before = fingerprint();

  if (!has(BRANDED))
    return;
  FAILS(NUTRI_EREJECTED, import_from(shared_file(BRANDED), NULL));
  SAYS("9735 of 84242 rows (11.6 %) were rejected, more than the 5 % allowed; nothing was stored."
       " The first: branded_food.csv, line 2, fdc_id '1106032': no such food in food.csv");
  ck_assert_uint_eq(fingerprint(), before);
  options.max_rejects_percent = 100;
  OK(import_from(shared_file(BRANDED), &options));
  ck_assert_str_eq(report.source, "SR Legacy, Foundation, FNDDS, Branded");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 7"), 4827);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE file = 'branded_food.csv'"
                           " AND reason = 'no such food in food.csv'"),
                   9518);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE file = 'food_nutrient.csv'"
                           " AND reason = 'no such food in food.csv'"),
                   215);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE reason LIKE 'a second%%'"), 2);
  ck_assert_int_eq(report.rows_rejected, 9518 + 215 + 2);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_label"), 23);
  says_in_note("food.csv", "129 rows left out: samples, acquisitions, other data types");
  is_sound();
  import_again(BRANDED, &options);
}
END_TEST

TESTS("import_shared") {
  tcase_set_timeout(tc, 120);
  tcase_add_test(tc, foundation);
  tcase_add_test(tc, foundation_samples);
  tcase_add_test(tc, sr_legacy_then_foundation);
  tcase_add_test(tc, foundation_alone_is_searched);
  tcase_add_test(tc, survey_and_at_a_glance);
  tcase_add_test(tc, sr28);
  tcase_add_test(tc, branded);
}

#else

TESTS("import_shared") { (void)tc; }

#endif
