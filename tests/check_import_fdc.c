/* SPDX-License-Identifier: MIT */
/* FoodData Central's other data types: Foundation, FNDDS, Branded, all of them in one folder; ids
 * or numbers of nutrients; and what ties and replaces foods. The numbers in brackets are lines of
 * usda.md, as in check_import.c. */
#include "support_import.h"

#ifndef NUTRI_NO_IMPORTERS

static nutri_food food_of(int64_t food_id) {
  nutri_food food = NUTRI_INIT(nutri_food);

  OK(nutri_food_get(db, food_id, &food));
  return food;
}

static int64_t found(const char *text) {
  nutri_food food = NUTRI_INIT(nutri_food);

  OK(nutri_food_find(db, NULL, text, &food));
  return food.food_id;
}

static int64_t by_key(const char *key) {
  nutri_food food = NUTRI_INIT(nutri_food);

  OK(nutri_food_by_key(db, key, &food));
  return food.food_id;
}

/* "cup=244*; fl oz=30.5": a food's own measures in their order, the usual one starred. */
static const char *measures_of(int64_t food_id) {
  return sql_text("SELECT group_concat(measure || '=' || round(grams, 4) || iif(is_usual, '*', ''),"
                  " '; ') FROM (SELECT * FROM food_portion WHERE food_id = %lld ORDER BY 1, 2)",
                  (long long)food_id);
}

static int64_t replaced_by(int64_t food_id) {
  return sql_int("SELECT ifnull(replaced_by, 0) FROM food WHERE food_id = %lld",
                 (long long)food_id);
}

/* Milligrams of what was typed, after nutri_intake_parse(). */
static double magnesium_of(const char *text) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);

  OK(nutri_intake_parse(db, NULL, text, &entry));
  return entry.magnesium_mg;
}

/* ---- Foundation ---------------------------------------------------------------------------- */

/* [6] samples and acquisitions are no foods: left out, with their values and portions. */
START_TEST(final_foods_only) {
  IMPORT("foundation");
  ck_assert_str_eq(report.source, "Foundation");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 4"), 8);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE food_id BETWEEN 2900200 AND 2900299"),
                   0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id < 1000000000"), 26);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_portion WHERE food_id < 1000000000"), 5);
  ck_assert_str_eq(note_of("food.csv"), "5 rows left out: samples, acquisitions, other data types");
  ck_assert_str_eq(note_of("food_nutrient.csv"), "5 rows left out: of foods that were left out");
  says_in_note("food_portion.csv", "5 rows left out: of foods that were left out");
  ck_assert_int_eq(report.rows_rejected, 0);
  is_sound();
}
END_TEST

/* [6] ... unless asked for: in a source of their own, behind all others. */
START_TEST(samples_if_asked_for) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  uint64_t before;

  options.samples = 1;
  OK(import_from(folder_of("foundation"), &options));
  ck_assert_str_eq(report.source, "Foundation, Foundation samples");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 4"), 8);
  ck_assert_str_eq(sql_text("SELECT group_concat(food_id || '=' || n.amount, ' ') FROM food"
                            " JOIN food_nutrient n USING (food_id) WHERE source_id = 10"),
                   "2900201=150.0 2900202=151.0 2900203=152.0 2900204=153.0 2900205=154.0");
  ck_assert_str_eq(measures_of(2900202), "tablespoon=10.0"); /* two weigh 20 g; no seq_num */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_portion JOIN food USING (food_id)"
                           " WHERE source_id = 10"),
                   5);
  ck_assert_ptr_null(strstr(note_of("food.csv"), "left out"));
  is_sound();
  before = fingerprint();
  OK(import_from(folder_of("foundation"), &options));
  ck_assert_uint_eq(fingerprint(), before);
  IMPORT("foundation"); /* the samples stay, and have not vanished */
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

/* [17] Foundation names a unit of measure, and what of it in modifier; grams are of ONE. */
START_TEST(foundation_measures) {
  IMPORT("foundation");
  ck_assert_str_eq(measures_of(2900101),
                   "cup, cooked=118.0; tablespoon=16.5; pieces=7.5; slice, thin=10.9");
  ck_assert_str_eq(measures_of(2900103), "milliliter=1.03");
  says_in_note("food_portion.csv", "1 row whose gram_weight is unknown: not stored");
}
END_TEST

/* [6] a foundation_food without a row in foundation_food.csv is an older version: of the one
 * current food of its description, if there is one, and only one. */
START_TEST(unlisted_foods_are_older_versions) {
  IMPORT("foundation");
  ck_assert_int_eq(replaced_by(2900104), 2900103);
  ck_assert_int_eq(replaced_by(2900107), 0); /* two are named so */
  ck_assert_int_eq(replaced_by(2900108), 0); /* none is */
  ck_assert_int_eq(sql_int("SELECT count(replaced_by) FROM food"), 1);
  ck_assert_int_eq(found("Milk, trial, whole"), 2900103);
  ck_assert_int_eq(sql_int("SELECT count(lasting_key) FROM food WHERE source_id = 4"), 5);
}
END_TEST

/* [9] energy is 1008, else 2047, else 2048, in this order, never added, and never kJ. */
START_TEST(energy_has_an_order) {
  IMPORT("foundation");
  ck_assert_double_eq(food_of(2900101).energy_kcal, 330);  /* 1008, 2047 and 2048 */
  ck_assert_double_eq(food_of(2900102).energy_kcal, 27.5); /* 2047 and 2048 */
  ck_assert_double_eq(food_of(2900103).energy_kcal, 61);   /* 2048, and 254 kJ */
  IS_NAN(food_of(2900105).energy_kcal);                    /* 200 kJ alone */
}
END_TEST

/* [10] forms of one thing stay what they are: a total takes the one it was asked for. */
START_TEST(forms_are_not_mixed) {
  static const struct {
    int64_t nutrient_id;
    double amount;
  } forms[] = {{1063, 8.1}, {2000, 8.4}, {1005, 9.5}, {1050, 9.2}};
  nutri_total total = NUTRI_INIT(nutri_total);

  IMPORT("foundation");
  add_ann();
  eat("ann", "2026-11-16", 200, "g", 2900105);
  for (size_t i = 0; i < COUNT(forms); i++) {
    ck_assert_double_eq(amount_of(2900105, forms[i].nutrient_id), forms[i].amount);
    OK(nutri_nutrient_total(db, "ann", forms[i].nutrient_id, NULL, NULL, &total));
    NEAR(total.total, 2 * forms[i].amount, 1e-9);
  }
  ck_assert_double_eq(amount_of(2900103, 1004), 3.2);
  ck_assert_double_eq(amount_of(2900103, 1085), 2.9);
}
END_TEST

/* ---- one food in two data types ------------------------------------------------------------ */

/* [18b] Foundation does not displace SR Legacy, in whichever order they came: the name means the SR
 * food, and the Foundation food, which has no portion, borrows its cup. */
START_TEST(one_name_in_two_types) {
  static const char *const order[2][2] = {{"sr_of_foundation", "foundation"},
                                          {"foundation", "sr_of_foundation"}};
  nutri_cursor *cursor = NULL;
  nutri_portion portion = NUTRI_INIT(nutri_portion);

  sql("DELETE FROM food WHERE source_id = 2"); /* or the starter spinach would be first */
  IMPORT(order[_i][0]);
  IMPORT(order[_i][1]);
  ck_assert_int_eq(found("Spinach, raw"), 2900301);
  ck_assert_int_eq(by_key("ndb:011457"), 2900301);
  NEAR(magnesium_of("2 cups Spinach, raw"), 47.4, 1e-9);
  NEAR(magnesium_of("2 cups 2900102"), 0.6 * 93, 1e-9);
  OK(nutri_food_portions(db, 2900102, &cursor));
  ck_assert_int_eq(nutri_portion_next(cursor, &portion), NUTRI_ROW);
  ck_assert_str_eq(portion.measure, "cup");
  ck_assert_double_eq(portion.grams, 30);
  ck_assert_str_eq(portion.borrowed_from, "SR Legacy");
  nutri_cursor_close(cursor);
}
END_TEST

/* [4] [5] [18b] ties by NDB number; nothing is replaced by a food of another type. */
START_TEST(ties_across_types) {
  IMPORT("sr_of_foundation");
  IMPORT("foundation");
  ck_assert_str_eq(sql_text("SELECT group_concat(a.food_id || '=' || b.food_id || ' ' || b.why,"
                            " '; ') FROM food_same_as a JOIN food_same_as b"
                            " ON b.tie_id = a.tie_id AND b.food_id > a.food_id"
                            " WHERE a.food_id < 1000000000 AND b.food_id < 1000000000"),
                   "2900102=2900301 ndb; 2900103=2900302 ndb");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f JOIN food r ON r.food_id = f.replaced_by"
                           " WHERE r.source_id <> f.source_id"),
                   0);
  ck_assert_int_eq(replaced_by(2900302), 0);
  ck_assert_int_eq(replaced_by(2900102), 0);
}
END_TEST

/* [18] two weights for one measure are both kept; asked for, they differ by too little to ask back.
 * [14] blanks and NBSP around a description stay in the text and are none to the search. */
START_TEST(measures_and_blanks_as_they_stand) {
  IMPORT("sr_of_foundation");
  ck_assert_str_eq(measures_of(2900302), "cup=244.0; tbsp=15.0; cup=246.0");
  NEAR(magnesium_of("1 cup 2900302"), 24.4, 1e-9);
  ck_assert_str_eq(sql_text("SELECT description FROM food WHERE food_id = 2900303"),
                   "\xc2\xa0"
                   "Apples, trial\xc2\xa0 ");
  ck_assert_int_eq(found("apples, trial"), 2900303);
}
END_TEST

/* ---- FNDDS --------------------------------------------------------------------------------- */

/* [2] numbers for ids; [5] the food code is the lasting key; [8] an empty amount is unknown. */
START_TEST(survey_foods) {
  IMPORT("fndds");
  ck_assert_str_eq(report.source, "FNDDS");
  ck_assert_double_eq(amount_of(2900401, 1090), 12);
  ck_assert_double_eq(amount_of(2900401, 1008), 51);
  ck_assert_double_eq(amount_of(2900401, 1003), 3.34);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE nutrient_id < 1000"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id = 2900403"), 0);
  IS_NAN(food_of(2900403).magnesium_mg);
  ck_assert_int_eq(by_key("code:91100001"), 2900401);
  ck_assert_str_eq(food_of(2900401).category, "Milk, reduced fat");
  ck_assert_str_eq(food_of(2900402).category, "Tap water");
  ck_assert_ptr_null(food_of(2900403).category); /* no category */
  ck_assert_ptr_null(food_of(2900404).category); /* one that no file names */
  is_sound();
}
END_TEST

/* [17] the measure is portion_description, 90000 in modifier the usual portion; weights of 0, -9
 * and none are unknown. */
START_TEST(survey_measures) {
  IMPORT("fndds");
  ck_assert_str_eq(measures_of(2900401), "cup=244.0; fl oz=30.5; usual portion=244.0*");
  ck_assert_str_eq(measures_of(2900402), "cup=237.0");
  ck_assert_str_eq(measures_of(2900403),
                   "10 dumplings=150.0; Guideline amount per cup of hot cereal=61.0");
  ck_assert_str_eq(measures_of(2900404), "cup=252.0"); /* with an amount of 1 */
  ck_assert_str_eq(note_of("food_portion.csv"), "3 rows whose gram_weight is unknown: not stored");
}
END_TEST

/* ---- Branded ------------------------------------------------------------------------------- */

/* [4] a GTIN keeps its zeros; [11] per 100 g or 100 ml by the serving's unit; [18c] units that are
 * not to be believed give no serving; supplements by category. */
static const struct {
  int64_t food_id;
  const char *key;
  int kind;
  int basis;
  const char *category;
  const char *measures; /* of the household measure, ONE */
} branded[] = {
    {2900501, "gtin:0041000000011", NUTRI_FOOD, NUTRI_PER_100_G, "Snack, Energy & Granola Bars",
     "serving=40.0*; BAR=40.0"},
    {2900502, "gtin:041000000028", NUTRI_FOOD, NUTRI_PER_100_ML, "Water", "serving=240.0*"},
    {2900503, "gtin:041000000035", NUTRI_SUPPLEMENT, NUTRI_PER_100_G, "Vitamins & Minerals",
     "serving=1.2*; TABLET=1.2"},
    {2900504, "gtin:041000000042", NUTRI_FOOD, NUTRI_PER_100_G, "Meal Replacement Supplements",
     "serving=50.0*; SCOOP=50.0"},
    {2900505, "gtin:041000000059", NUTRI_FOOD, NUTRI_PER_100_G, "Ice Cream & Frozen Yogurt", ""},
    {2900506, "gtin:041000000066", NUTRI_FOOD, NUTRI_PER_100_G, "Cookies & Biscuits", ""},
    {2900507, "gtin:041000000073", NUTRI_FOOD, NUTRI_PER_100_G, "Cereal", ""},
    {2900510, "gtin:041000000097", NUTRI_FOOD, NUTRI_PER_100_G,
     "Frozen Appetizers & Hors D'oeuvres", "serving=75.0*; BITES=25.0"},
    {2900511, "gtin:041000000103", NUTRI_FOOD, NUTRI_PER_100_ML, "Syrups & Molasses",
     "serving=30.0*"},
    {2900512, "gtin:041000000110", NUTRI_FOOD, NUTRI_PER_100_G, "Chips, Pretzels & Snacks",
     "serving=28.3495*"},
};

START_TEST(branded_foods) {
  IMPORT("branded");
  ck_assert_str_eq(report.source, "Branded");
  ck_assert_int_eq(by_key(branded[_i].key), branded[_i].food_id);
  ck_assert_int_eq(food_of(branded[_i].food_id).kind, branded[_i].kind);
  ck_assert_int_eq(food_of(branded[_i].food_id).basis, branded[_i].basis);
  ck_assert_str_eq(food_of(branded[_i].food_id).category, branded[_i].category);
  ck_assert_str_eq(measures_of(branded[_i].food_id), branded[_i].measures);
}
END_TEST

START_TEST(branded_labels) {
  IMPORT("branded");
  ck_assert_str_eq(
      sql_text("SELECT gtin || '|' || brand_owner || '|' || brand_name || '|' || ingredients || '|'"
               " || serving_size || '|' || serving_unit || '|' || household_serving || '|' ||"
               " category FROM food_label WHERE food_id = 2900501"),
      "0041000000011|Trial Foods Inc.|Trial|OATS, DATES (\"MEDJOOL\"), SALT.|40.0|g|1 BAR|"
      "Snack, Energy & Granola Bars");
  ck_assert_str_eq(sql_text("SELECT serving_size || serving_unit FROM food_label"
                            " WHERE food_id = 2900505"),
                   "90.0MG"); /* as the label has it */
  ck_assert_str_eq(sql_text("SELECT quote(brand_name) || quote(serving_unit) FROM food_label"
                            " WHERE food_id = 2900507"),
                   "NULLNULL");
  ck_assert_str_eq(note_of("branded_food.csv"), ""); /* every column is known */
  is_sound();
}
END_TEST

/* [11] magnesium is mostly absent: unknown, not 0. An ml food takes ml, and no grams. */
START_TEST(branded_amounts) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);

  IMPORT("branded");
  IS_NAN(food_of(2900502).magnesium_mg);
  ck_assert_double_eq(food_of(2900501).magnesium_mg, 95);
  NEAR(magnesium_of("1 bar 2900501"), 38, 1e-9);
  NEAR(magnesium_of("1 serving 2900501"), 38, 1e-9);
  OK(nutri_intake_parse(db, NULL, "6 bites 2900510", &entry));
  NEAR(entry.basis_amount, 150, 1e-9);
  OK(nutri_intake_parse(db, NULL, "330 ml 2900502", &entry));
  ck_assert_double_eq(entry.basis_amount, 330);
  ck_assert_int_eq(entry.basis, NUTRI_PER_100_ML);
  entry = (nutri_intake)NUTRI_INIT(nutri_intake);
  entry.person = "ann";
  entry.day = "2026-11-16";
  entry.food_id = 2900502;
  entry.amount = 330;
  entry.measure = "g";
  add_ann();
  FAILS(NUTRI_ENOTFOUND, nutri_intake_add(db, &entry, NULL));
  SAYS("TRIAL DRINK has no measure 'g': it has ml");
}
END_TEST

/* [5] of two versions of one GTIN the older is replaced; without the zeros it is another GTIN. */
START_TEST(versions_of_a_gtin) {
  IMPORT("branded");
  ck_assert_int_eq(replaced_by(2900508), 2900501);
  ck_assert_int_eq(replaced_by(2900501), 0);
  ck_assert_int_eq(replaced_by(2900509), 0);
  ck_assert_int_eq(by_key("gtin:0041000000011"), 2900501);
  ck_assert_int_eq(by_key("gtin:41000000011"), 2900509);
  ck_assert_int_eq(sql_int("SELECT count(replaced_by) FROM food"), 1);
}
END_TEST

/* [5] the same across imports: the newer version stands wherever the older one is imported again,
 * and what was eaten stays what it was. */
START_TEST(a_newer_version_comes_later) {
  add_ann();
  IMPORT("branded");
  eat("ann", "2026-11-16", 240, "ml", 2900502);
  for (int i = 0; i < 2; i++) {
    IMPORT(i == 0 ? "branded_newer" : "branded");
    ck_assert_int_eq(replaced_by(2900502), 2900521);
    ck_assert_int_eq(replaced_by(2900521), 0);
    ck_assert_int_eq(by_key("gtin:041000000028"), 2900521);
    ck_assert_int_eq(sql_int("SELECT food_id FROM intake"), 2900502);
  }
  /* a small part of a source: the other foods have not vanished */
  ck_assert_int_eq(sql_int("SELECT count(last_seen_import) FROM food WHERE food_id <> 2900521"), 0);
  is_sound();
}
END_TEST

/* ---- a full download ----------------------------------------------------------------------- */

/* [7] every data type in one folder: each under its own source, all of them of the import. */
START_TEST(full_download) {
  static const struct {
    const char *source;
    const char *key;
    double magnesium_mg;
  } foods[] = {{"SR Legacy", "ndb:12999", 270},
               {"Foundation", "ndb:12999", 258},
               {"FNDDS", "code:42199999", 279},
               {"Branded", "gtin:041000000127", 250},
               {"Experimental", NULL, 240}};

  IMPORT("full");
  ck_assert_str_eq(report.source, "SR Legacy, Foundation, FNDDS, Branded, Experimental");
  ck_assert_str_eq(sql_text("SELECT group_concat(source_id) FROM (SELECT source_id FROM"
                            " import_source ORDER BY source_id)"),
                   "3,4,5,7,8");
  for (size_t i = 0; i < COUNT(foods); i++) {
    nutri_food food = food_of(2900601 + (int64_t)i);

    ck_assert_str_eq(food.source, foods[i].source);
    ck_assert_pstr_eq(food.key, foods[i].key);
    ck_assert_double_eq(food.magnesium_mg, foods[i].magnesium_mg);
  }
  ck_assert_int_eq(by_key("ndb:12999"), 2900601);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_same_as WHERE food_id < 1000000000"), 2);
  ck_assert_int_eq(sql_int("SELECT count(replaced_by) FROM food"), 0);
  ck_assert_str_eq(food_of(2900603).category, "Nuts and seeds");
  ck_assert_str_eq(measures_of(2900603), "usual portion=28.0*");
  /* [13] files that nobody needs, here input_food.csv, are not read */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_file"), 9);
  is_sound();
}
END_TEST

/* ---- ids or numbers ------------------------------------------------------------------------ */

/* [2] [3] ids and numbers give one database; some numbers are decimal. */
static const char *const ids_or_numbers[] = {"ids", "decimal_numbers"};

START_TEST(ids_and_numbers) {
  IMPORT(ids_or_numbers[_i]);
  ck_assert_double_eq(amount_of(2900701, 1090), 5);
  ck_assert_double_eq(amount_of(2900701, 1050), 20); /* 205.2 */
  ck_assert_double_eq(amount_of(2900701, 1063), 7);  /* 269.3 */
  ck_assert_double_eq(amount_of(2900701, 2000), 8);  /* 269 */
  ck_assert_double_eq(amount_of(2900702, 1090), 6);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient WHERE food_id < 1000000000"), 5);
}
END_TEST

/* [2] neither: a sentence, before anything is stored. */
START_TEST(neither_ids_nor_numbers) {
  uint64_t before = fingerprint();

  FAILS(NUTRI_EFORMAT, import_with("no_nutrient", 100));
  SAYS("food_nutrient.csv has neither ids nor numbers of known nutrients in nutrient_id");
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

/* [3] an id that nutrient.csv lacks is a reject; names are not unique; numbers can be empty. */
START_TEST(nutrients_of_one_name) {
  FAILS(NUTRI_EREJECTED, import_with("dangling_nutrient", 0));
  SAYS("food_nutrient.csv, line 8, nutrient_id '2066': no such nutrient in nutrient.csv");
  ck_assert_int_eq(import_with("dangling_nutrient", 100), NUTRI_OK);
  ck_assert_int_eq(report.rows_rejected, 1);
  ck_assert_str_eq(sql_text("SELECT group_concat(nutrient_id || unit || quote(number), ' ') FROM"
                            " nutrient WHERE name = 'Trial acid'"),
                   "9001ugNULL 9002mgNULL");
  ck_assert_double_eq(food_of(2900701).energy_kcal, 50);
}
END_TEST

/* [12] every spelling of a unit is one unit. */
START_TEST(units_in_every_spelling) {
  static const char *const units[] = {"ug",    "ug", "ug", "ug",     "ug",      "kcal",
                                      "kcal",  "kJ", "IU", "mg ATE", "umol TE", "pH",
                                      "sp gr", "g",  "mg", "ug RE",  "mg GAE"};

  IMPORT("units");
  for (size_t i = 0; i < COUNT(units); i++)
    ck_assert_str_eq(sql_text("SELECT unit FROM nutrient WHERE nutrient_id = %d", 9100 + (int)i),
                     units[i]);
  ck_assert_int_eq(report.rows_rejected, 0);
}
END_TEST

/* ---- the same input twice ------------------------------------------------------------------ */

static const char *const again[] = {"foundation", "sr_of_foundation", "fndds", "branded", "full",
                                    "units"};

START_TEST(second_import_changes_nothing) {
  uint64_t before;

  IMPORT(again[_i]);
  before = fingerprint();
  IMPORT(again[_i]);
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_msg(fingerprint() == before, "%s", again[_i]);
  is_sound();
}
END_TEST

TESTS("import_fdc") {
  tcase_set_timeout(tc, 60);
  tcase_add_test(tc, final_foods_only);
  tcase_add_test(tc, samples_if_asked_for);
  tcase_add_test(tc, foundation_measures);
  tcase_add_test(tc, unlisted_foods_are_older_versions);
  tcase_add_test(tc, energy_has_an_order);
  tcase_add_test(tc, forms_are_not_mixed);
  tcase_add_loop_test(tc, one_name_in_two_types, 0, 2);
  tcase_add_test(tc, ties_across_types);
  tcase_add_test(tc, measures_and_blanks_as_they_stand);
  tcase_add_test(tc, survey_foods);
  tcase_add_test(tc, survey_measures);
  ADD_LOOP(branded_foods, branded);
  tcase_add_test(tc, branded_labels);
  tcase_add_test(tc, branded_amounts);
  tcase_add_test(tc, versions_of_a_gtin);
  tcase_add_test(tc, a_newer_version_comes_later);
  tcase_add_test(tc, full_download);
  ADD_LOOP(ids_and_numbers, ids_or_numbers);
  tcase_add_test(tc, neither_ids_nor_numbers);
  tcase_add_test(tc, nutrients_of_one_name);
  tcase_add_test(tc, units_in_every_spelling);
  ADD_LOOP(second_import_changes_nothing, again);
}

#else

TESTS("import_fdc") { (void)tc; }

#endif
