/* SPDX-License-Identifier: MIT */
/* The formats beside FoodData Central's: SR in ASCII, the Canadian Nutrient File, wide tables by a
 * mapping; and how a path's format is found. The numbers in brackets are lines of usda.md. */
#include <sys/stat.h>

#include "support_archive.h"
#include "support_import.h"

#ifndef NUTRI_NO_IMPORTERS

static const nutri_import_options no_options = {.size = sizeof no_options};

#define IMPORT_DATA(name) OK(import_from(data_of(name), NULL))

/* The number of a food of a source, by its key there. */
static int64_t food_of(const char *source, const char *key) {
  return sql_int("SELECT f.food_id FROM food f JOIN source s USING (source_id)"
                 " WHERE s.name = %Q AND f.source_key = %Q",
                 source, key);
}

static double value_of(int64_t food_id, const char *number) {
  return sql_number("SELECT (SELECT v.amount FROM food_nutrient v JOIN nutrient n"
                    " USING (nutrient_id) WHERE v.food_id = %lld AND n.number = %Q)",
                    (long long)food_id, number);
}

static const char *mark_of_number(int64_t food_id, const char *number) {
  return sql_text("SELECT coalesce(v.mark, 'none') FROM food_nutrient v JOIN nutrient n"
                  " USING (nutrient_id) WHERE v.food_id = %lld AND n.number = %Q",
                  (long long)food_id, number);
}

static double grams_of(int64_t food_id, const char *measure) {
  return sql_number("SELECT (SELECT grams FROM food_portion WHERE food_id = %lld"
                    " AND measure = %Q)",
                    (long long)food_id, measure);
}

static const char *text_of(int64_t food_id, const char *column) {
  return sql_text("SELECT %s FROM food LEFT JOIN food_category c USING (category_id)"
                  " WHERE food_id = %lld",
                  column, (long long)food_id);
}

/* ---- SR in ASCII --------------------------------------------------------------------------- */

/* [19] carets, tildes, CRLF, no header, Windows-1252, inch marks; [4] NDB numbers without zeros. */
START_TEST(sr_ascii) {
  IMPORT_DATA("sr/small");
  ck_assert_str_eq(report.source, "SR28");
  ck_assert_str_eq(report.format, "sr");
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 6"), 5);
  ck_assert_str_eq(text_of(food_of("SR28", "1001"), "lasting_key"), "ndb:1001");
  ck_assert_str_eq(text_of(food_of("SR28", "1001"), "c.description"), "Dairy and Egg Products");
  ck_assert_str_eq(text_of(food_of("SR28", "23999"), "food.description"),
                   "Beef, trial, lean, trimmed to 1/8\" fat");
  ck_assert_str_eq(text_of(food_of("SR28", "14999"), "food.description"),
                   "Crème drink, trial, with 25 µg vitamin D, “rich”");
  ck_assert_str_eq(text_of(food_of("SR28", "99997"), "coalesce(category_id, 'none')"), "none");
  says_in_note("FOOD_DES.txt", "the first FdGrp_Cd '9900': no such food group");
  is_sound();
}
END_TEST

/* [8] [19] values: empty ones are unknown, Z is an assumed zero, a zero beside protein doubtful;
 * the micrograms of selenium are no grams. */
START_TEST(sr_ascii_values) {
  static const struct {
    const char *key;
    const char *number;
    double amount;
    const char *mark;
  } values[] = {
      {"1001", "304", 2, "none"},          {"11457", "304", 79, "none"},
      {"11457", "317", 1, "none"},         {"14999", "304", 0, "doubtful"},
      {"14999", "317", 0, "assumed zero"}, {"14999", "328", 25, "none"},
      {"23999", "304", 0, "assumed zero"}, {"99997", "304", 0.625, "none"},
  };

  IMPORT_DATA("sr/small");
  for (size_t i = 0; i < COUNT(values); i++) {
    int64_t food_id = food_of("SR28", values[i].key);

    ck_assert_double_eq(value_of(food_id, values[i].number), values[i].amount);
    ck_assert_str_eq(mark_of_number(food_id, values[i].number), values[i].mark);
  }
  IS_NAN(value_of(food_of("SR28", "23999"), "208"));
  ck_assert_str_eq(sql_text("SELECT unit FROM nutrient WHERE number = '317'"), "ug");
  ck_assert_str_eq(note_of("NUT_DATA.txt"), "1 row whose Nutr_Val is unknown: not stored");
}
END_TEST

/* [17] grams of ONE: 3 oz weigh 85 g, half a steak 100 g; a bare ^ at the end of a line is empty.
 */
START_TEST(sr_ascii_measures) {
  IMPORT_DATA("sr/small");
  ck_assert_double_eq(grams_of(food_of("SR28", "1001"), "pat (1\" sq, 1/3\" high)"), 5);
  NEAR(grams_of(food_of("SR28", "23999"), "oz"), 85 / 3.0, 1e-9);
  ck_assert_double_eq(grams_of(food_of("SR28", "23999"), "steak"), 200);
  ck_assert_double_eq(grams_of(food_of("SR28", "14999"), "fl oz"), 30.5);
  IS_NAN(grams_of(food_of("SR28", "14999"), "can"));
  ck_assert_str_eq(note_of("WEIGHT.txt"), "1 row whose Gm_Wgt is unknown: not stored");
}
END_TEST

/* [4] [18b] one NDB number in SR28 and SR Legacy: tied, and neither replaces the other. */
START_TEST(sr_ascii_ties) {
  IMPORT_DATA("fdc/sr_of_foundation");
  IMPORT_DATA("sr/small");
  ck_assert_int_eq(sql_int("SELECT a.tie_id = b.tie_id FROM food_same_as a, food_same_as b"
                           " WHERE a.food_id = 2900301 AND b.food_id = %lld",
                           (long long)food_of("SR28", "11457")),
                   1);
  ck_assert_int_eq(sql_int("SELECT count(replaced_by) FROM food"), 0);
}
END_TEST

/* ---- Canadian Nutrient File ---------------------------------------------------------------- */

START_TEST(cnf) {
  IMPORT_DATA("cnf/small");
  ck_assert_str_eq(report.source, "CNF");
  ck_assert_str_eq(report.format, "cnf");
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food JOIN source USING (source_id)"
                           " WHERE name = 'CNF'"),
                   5);
  ck_assert_double_eq(value_of(food_of("CNF", "900002"), "304"), 592);
  ck_assert_double_eq(value_of(food_of("CNF", "900004"), "304"), 3);
  IS_NAN(value_of(food_of("CNF", "900004"), "317"));
  ck_assert_str_eq(text_of(food_of("CNF", "900003"), "c.code"), "1100");
  ck_assert_str_eq(text_of(food_of("CNF", "900002"), "c.code"), "1200");
  ck_assert_str_eq(text_of(food_of("CNF", "900001"), "basis"), "g");
  /* a conversion factor is the share of 100 g that the measure weighs */
  NEAR(grams_of(food_of("CNF", "900001"), "100ml"), 40.152, 1e-9);
  NEAR(grams_of(food_of("CNF", "900005"), "5 fiddleheads"), 15, 1e-9);
  IS_NAN(grams_of(food_of("CNF", "900005"), "100g"));
  ck_assert_str_eq(note_of("CONVERSION FACTOR.csv"),
                   "1 row whose ConversionFactorValue is unknown: not stored");
  says_in_note("NUTRIENT NAME.csv", "1 row left out: nutrients that USDA numbers otherwise");
  ck_assert_str_eq(note_of("NUTRIENT AMOUNT.csv"), "4 rows left out: of nutrients that were left"
                                                   " out");
  is_sound();
}
END_TEST

/* ---- wide tables --------------------------------------------------------------------------- */

/* Of each mapping that nutri brings along a small table in its layout. */
static const struct {
  const char *folder;
  const char *format;
  const char *source;
  int foods;
  int rejected;
} tables[] = {
    {"wide/sr_abbrev", "sr_abbrev", "SR abbreviated", 5, 0},
    {"wide/sr_abbrev_ascii", "sr_abbrev_ascii", "SR abbreviated", 3, 0},
    {"wide/fndds_at_a_glance", "fndds_at_a_glance", "FNDDS at a glance", 4, 1},
    {"wide/ciqual_fr", "ciqual", "CIQUAL", 3, 1},
    {"wide/ciqual_fr_1252", "ciqual", "CIQUAL", 3, 1},
    {"wide/ciqual_eng", "ciqual", "CIQUAL", 3, 1},
    {"wide/ciqual_2025", "ciqual", "CIQUAL", 1, 0},
    {"wide/cofid", "cofid", "CoFID", 3, 0},
    {"wide/afcd", "afcd", "AFCD", 2, 0},
    {"wide/ausnut", "ausnut", "AUSNUT 2011-13", 2, 0},
    {"wide/openfoodfacts", "openfoodfacts", "Open Food Facts", 3, 0},
};

/* Sources: SR28, FNDDS 2017-2018 as published (USDA); the other foods are made up for tests. NAN =
 * unknown, which has no row. */
static const struct {
  const char *folder;
  const char *source;
  const char *key;
  const char *number;
  double amount;
  const char *mark;
} values[] = {
    {"wide/sr_abbrev", "SR abbreviated", "1001", "304", 2, "none"},
    {"wide/sr_abbrev", "SR abbreviated", "1008", "269", NAN, NULL},
    {"wide/sr_abbrev_ascii", "SR abbreviated", "16215", "304", 16, "none"},
    {"wide/sr_abbrev_ascii", "SR abbreviated", "16215", "305", NAN, NULL},
    {"wide/fndds_at_a_glance", "FNDDS at a glance", "11100000", "304", 12, "none"},
    {"wide/fndds_at_a_glance", "FNDDS at a glance", "11000000", "303", 0.03, "none"},
    {"wide/ciqual_fr", "CIQUAL", "90001", "304", 78.5, "none"},
    {"wide/ciqual_fr", "CIQUAL", "90001", "314", 0, "trace"},
    {"wide/ciqual_fr", "CIQUAL", "90003", "304", NAN, NULL},
    {"wide/ciqual_fr", "CIQUAL", "90003", "301", NAN, NULL}, /* "1 040", a reject */
    {"wide/ciqual_fr_1252", "CIQUAL", "90002", "304", 11.9, "none"},
    {"wide/ciqual_eng", "CIQUAL", "90002", "203", 0, "trace"},
    {"wide/ciqual_2025", "CIQUAL", "90001", "304", 78.5, "none"},
    {"wide/cofid", "CoFID", "99-001", "304", 113, "none"},
    {"wide/cofid", "CoFID", "99-001", "208", 381, "none"}, /* of the other file */
    {"wide/cofid", "CoFID", "99-002", "304", 8, "imputed"},
    {"wide/cofid", "CoFID", "99-003", "304", NAN, NULL},
    {"wide/cofid", "CoFID", "99-001", "317", 0, "trace"},
    {"wide/afcd", "AFCD", "F900001", "304", 540, "none"},
    {"wide/afcd", "AFCD", "F900002", "304", NAN, NULL},
    {"wide/ausnut", "AUSNUT 2011-13", "13901001", "304", 96, "none"},
    {"wide/openfoodfacts", "Open Food Facts", "0900000000017", "304", 592, "none"},
    {"wide/openfoodfacts", "Open Food Facts", "0900000000031", "304", NAN, NULL},
};

/* basis, lasting key, category, and a measure with the grams of ONE. */
static const struct {
  const char *folder;
  const char *source;
  const char *key;
  const char *basis;
  const char *lasting_key;
  const char *category;
  const char *measure;
  double grams;
} foods[] = {
    {"wide/sr_abbrev", "SR abbreviated", "1036", "g", "ndb:1036", "none", "cup", 248},
    {"wide/sr_abbrev", "SR abbreviated", "1038", "g", "ndb:1038", "none", "package,  (5 oz)", 28.4},
    {"wide/sr_abbrev_ascii", "SR abbreviated", "14054", "g", "ndb:14054", "none", "fl oz", 30},
    {"wide/fndds_at_a_glance", "FNDDS at a glance", "42100100", "g", "code:42100100",
     "Nuts and seeds", "usual portion", 28},
    {"wide/ciqual_fr", "CIQUAL", "90003", "g", "none", "légumes", NULL, 0},
    {"wide/cofid", "CoFID", "99-002", "ml", "none", "none", NULL, 0},
    {"wide/openfoodfacts", "Open Food Facts", "0900000000017", "g", "gtin:0900000000017", "Seeds",
     "serving", 30},
    {"wide/openfoodfacts", "Open Food Facts", "0900000000024", "ml", "gtin:0900000000024", "none",
     "serving", 250},
};

static void values_are_right(const char *folder) {
  for (size_t i = 0; i < COUNT(values); i++) {
    int64_t food_id;

    if (strcmp(values[i].folder, folder) != 0)
      continue;
    food_id = food_of(values[i].source, values[i].key);
    ck_assert_int_gt(food_id, 1000000000);
    if (isnan(values[i].amount)) {
      IS_NAN(value_of(food_id, values[i].number));
      continue;
    }
    NEAR(value_of(food_id, values[i].number), values[i].amount, 1e-9);
    ck_assert_str_eq(mark_of_number(food_id, values[i].number), values[i].mark);
  }
}

static void foods_are_right(const char *folder) {
  for (size_t i = 0; i < COUNT(foods); i++) {
    int64_t food_id;

    if (strcmp(foods[i].folder, folder) != 0)
      continue;
    food_id = food_of(foods[i].source, foods[i].key);
    ck_assert_str_eq(text_of(food_id, "basis"), foods[i].basis);
    ck_assert_str_eq(text_of(food_id, "coalesce(lasting_key, 'none')"), foods[i].lasting_key);
    ck_assert_str_eq(text_of(food_id, "coalesce(c.description, 'none')"), foods[i].category);
    if (foods[i].measure != NULL)
      NEAR(grams_of(food_id, foods[i].measure), foods[i].grams, 1e-9);
  }
}

START_TEST(wide_table) {
  uint64_t before;

  remember("before");
  IMPORT_DATA(tables[_i].folder);
  ck_assert_str_eq(report.format, tables[_i].format);
  ck_assert_str_eq(report.source, tables[_i].source);
  ck_assert_int_eq(report.rows_rejected, tables[_i].rejected);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food JOIN source USING (source_id)"
                           " WHERE name = %Q",
                           tables[_i].source),
                   tables[_i].foods);
  /* each file, and each part of one, adds up */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_file WHERE min(rows_stored, rows_unchanged,"
                           " rows_rejected) < 0 OR rows_read <> rows_stored + rows_unchanged +"
                           " rows_rejected"),
                   0);
  values_are_right(tables[_i].folder);
  foods_are_right(tables[_i].folder);
  is_sound();
  before = fingerprint();
  IMPORT_DATA(tables[_i].folder);
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_msg(fingerprint() == before, "%s", tables[_i].folder);
  OK(nutri_import_undo(db, report.import_id, NULL));
  OK(nutri_import_undo(db, report.import_id - 1, NULL));
  is_as_remembered("before");
  is_sound();
}
END_TEST

/* What a wide table's log says: cells, measures, left out rows, columns. */
START_TEST(wide_notes) {
  IMPORT_DATA("wide/fndds_at_a_glance");
  says_in_note("Portions and Weights.csv, portions",
               "3 rows left out: the mapping does not take them");
  says_in_note("Portions and Weights.csv, portions", "1 measure without a weight: not stored");
  ck_assert_str_eq(
      sql_text("SELECT file || ' ' || line || ' ' || \"column\" || ' ' || value || ': '"
               " || reason FROM import_reject"),
      "Portions and Weights.csv, portions 30 Food code 11710000: no such food");
  ck_assert_int_eq(sql_int("SELECT sum(is_usual) FROM food_portion JOIN food USING (food_id)"
                           " WHERE source_id = %lld AND measure = 'usual portion'",
                           (long long)sql_int("SELECT source_id FROM source"
                                              " WHERE name = 'FNDDS at a glance'")),
                   3);
  IMPORT_DATA("wide/sr_abbrev");
  says_in_note("ABBREV.csv, values", "11 cells empty or unknown: not stored");
  says_in_note("ABBREV.csv", "columns ignored: Refuse_Pct");
}
END_TEST

/* ---- a mapping of one's own ---------------------------------------------------------------- */

static const char table[] = "Results of May;;;;\n"
                            "Code;Food;Brand;Magnesium (mg/100 g);Ca mg\n"
                            "A1;Pumpkin seeds;Own;592;46\n"
                            "A2;Oat drink;;n.d.;< 0,5\n"
                            "A3;Bran;Own;611,4;73\n";

static const char mapping[] = "source    = My lab\n"
                              "delimiter = semicolon\n"
                              "decimal   = comma\n"
                              "key       = Code\n"
                              "name      = Food, Brand\n"
                              "has       = Code, Food, \"Ca mg\"\n"
                              "unknown   = n.d.\n"
                              "below     = <\n"
                              "nutrient \"Magnesium (mg/100 g)\" = 304\n"
                              "nutrient \"Ca mg\" = CA\n";

static const char *text_file(const char *name, const char *text) {
  const char *path = temp_path(name);

  write_file(path, text, strlen(text));
  return path;
}

START_TEST(own_mapping) {
  nutri_import_options options = no_options;
  int64_t food_id;

  options.mapping = text_file("lab.map", mapping);
  OK(import_from(text_file("lab.csv", table), &options));
  ck_assert_str_eq(report.source, "My lab");
  ck_assert_str_eq(report.format, "lab");
  ck_assert_int_eq(sql_int("SELECT rank FROM source WHERE name = 'My lab'"), 80);
  food_id = food_of("My lab", "A1");
  ck_assert_str_eq(text_of(food_id, "food.description"), "Pumpkin seeds, Own");
  ck_assert_double_eq(value_of(food_id, "304"), 592);
  ck_assert_double_eq(value_of(food_of("My lab", "A3"), "304"), 611.4);
  IS_NAN(value_of(food_of("My lab", "A2"), "304"));
  ck_assert_str_eq(mark_of_number(food_of("My lab", "A2"), "301"), "trace");
  is_sound();
}
END_TEST

/* A mapping that fits nothing, or that is none: a sentence, and the file as it was. NULL = there is
 * no such file. */
static const struct {
  const char *mapping;
  int code;
  const char *words[3];
} bad_mappings[] = {
    {"source = x\ndelimiter = semicolon\nkey = Number\nname = Food\nnutrient Mg = 304\n",
     NUTRI_EFORMAT,
     {"lab.csv: the mapping", "bad.map fits no table in it: lab.csv has not the header",
      "the nearest lacks Number"}},
    {"source = x\nkey = Code\nname = Food\nnutrient Mg == 304\n",
     NUTRI_EFORMAT,
     {"bad.map, line 4:", "expected", NULL}},
    {"source = x\nkey = Code\nname = Food\n\ncolour = red\n",
     NUTRI_EFORMAT,
     {"bad.map, line 5:", "colour", NULL}},
    {"source = x\ndelimiter = semicolon\nkey = Code\nname = Food\nnutrient \"Ca mg\" = XYZ\n",
     NUTRI_EFORMAT,
     {"bad.map, line 5: 'XYZ' is no nutrient of this database", NULL}},
    {"source = x\ndelimiter = semicolon\nkey = Code\nname = Food\nnutrient \"Ca mg\" = 304 unit "
     "IU\n",
     NUTRI_EFORMAT,
     {"bad.map, line 5: Ca mg is kept in mg, which IU cannot be turned into", NULL}},
    {"source = x\nkey = Code\n", NUTRI_EFORMAT, {"bad.map", "the name is missing", NULL}},
    {"", NUTRI_EFORMAT, {"bad.map", "is missing", NULL}},
    {NULL, NUTRI_ENOTFOUND, {"bad.map cannot be read", NULL}},
};

START_TEST(bad_mapping_is_a_sentence) {
  nutri_import_options options = no_options;
  const char *path = text_file("lab.csv", table);
  uint64_t before = fingerprint();

  options.mapping = temp_path("bad.map");
  (void)remove(options.mapping);
  if (bad_mappings[_i].mapping != NULL)
    options.mapping = text_file("bad.map", bad_mappings[_i].mapping);
  FAILS(bad_mappings[_i].code, import_from(path, &options));
  for (int i = 0; i < 3 && bad_mappings[_i].words[i] != NULL; i++)
    SAYS(bad_mappings[_i].words[i]);
  ck_assert_uint_eq(fingerprint(), before);
  is_sound();
}
END_TEST

START_TEST(a_folder_is_no_mapping) {
  nutri_import_options options = no_options;

  options.mapping = data_of("cnf");
  FAILS(NUTRI_EFORMAT, import_from(text_file("lab.csv", table), &options));
  SAYS("is no mapping");
  options.mapping = text_file("lab.map", mapping);
  options.format = "fdc";
  FAILS(NUTRI_EINVAL, import_from(text_file("lab.csv", table), &options));
  SAYS("a mapping is a format of its own");
}
END_TEST

/* ---- formats by name ----------------------------------------------------------------------- */

static const struct {
  const char *format;
  const char *path;
  const char *is; /* report.format */
  const char *source;
} named[] = {
    {"fdc", "fdc/minimal", "fdc", "SR Legacy"},
    {"sr", "sr/small", "sr", "SR28"},
    {"sr", "sr", "sr", "SR28"}, /* in a folder of it */
    {"cnf", "cnf/small", "cnf", "CNF"},
    {"cofid", "wide/cofid", "cofid", "CoFID"},
    {"cofid.map", "wide/cofid", "cofid", "CoFID"},
    {"cofid", "wide", "cofid", "CoFID"}, /* one of several sources */
    {"fndds_at_a_glance", "wide/fndds_at_a_glance", "fndds_at_a_glance", "FNDDS at a glance"},
};

START_TEST(format_by_name) {
  nutri_import_options options = no_options;

  options.format = named[_i].format;
  OK(import_from(data_of(named[_i].path), &options));
  ck_assert_str_eq(report.format, named[_i].is);
  ck_assert_str_eq(report.source, named[_i].source);
}
END_TEST

/* The portions of a wide table come with the format that is named after its foods. */
START_TEST(named_format_has_its_portions) {
  nutri_import_options options = no_options;

  options.format = "fndds_at_a_glance";
  OK(import_from(data_of("wide/fndds_at_a_glance"), &options));
  ck_assert_double_eq(grams_of(food_of("FNDDS at a glance", "42100100"), "cup"), 141);
}
END_TEST

static const struct {
  const char *format; /* NULL = found by itself */
  const char *path;
  int code;
  const char *words[5];
} not_found[] = {
    {NULL,
     "fdc/nothing",
     NUTRI_EFORMAT,
     {"fdc/nothing: nothing known in it", "food.csv, food_nutrient.csv (FoodData Central CSV)",
      "FOOD_DES.txt, NUT_DATA.txt", "NUTRIENT AMOUNT.csv (Canadian Nutrient File)",
      "(afcd, ausnut, ciqual, cofid, "}},
    {"fdc",
     "wide/cofid",
     NUTRI_EFORMAT,
     {"has nothing of the format fdc: looked for food.csv, food_nutrient.csv (FoodData Central"}},
    {"sr", "fdc/minimal", NUTRI_EFORMAT, {"has nothing of the format sr: looked for FOOD_DES.txt"}},
    {"diary", "cnf/small", NUTRI_EFORMAT, {"diary", "the columns day and food"}},
    {"ciqual", "wide/cofid", NUTRI_EFORMAT, {"the mapping ciqual fits no table in it"}},
    {"xls",
     "wide/cofid",
     NUTRI_EINVAL,
     {"the format 'xls' is unknown; there are person, diary, nhanes, fdc, sr, cnf, afcd, ausnut, "
      "ciqual, "
      "cofid"}},
    {NULL,
     "wide",
     NUTRI_EFORMAT,
     {"wide holds tables of several sources, ", "name the file or the format of one"}},
    {NULL, "fdc", NUTRI_EFORMAT, {"fdc holds several sets of files, FoodData Central CSV in '"}},
};

START_TEST(format_not_found) {
  nutri_import_options options = no_options;
  uint64_t before = fingerprint();

  options.format = not_found[_i].format;
  FAILS(not_found[_i].code, import_from(data_of(not_found[_i].path), &options));
  for (int i = 0; i < 5 && not_found[_i].words[i] != NULL; i++)
    SAYS(not_found[_i].words[i]);
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

static void copy_file(const char *folder, const char *name, const char *to) {
  char path[1200];
  size_t size;
  char *bytes =
      read_file(sqlite3_snprintf(sizeof path, path, "%s/%s", data_of(folder), name), &size);

  write_file(sqlite3_snprintf(sizeof path, path, "%s/%s", to, name), bytes, size);
  free(bytes);
}

/* Two formats in one folder: both are named, and the caller can say which. */
START_TEST(two_formats_in_a_folder) {
  nutri_import_options options = no_options;
  const char *path = temp_path("both");

  ck_assert_int_eq(mkdir(path, 0700), 0);
  copy_file("fdc/minimal", "food.csv", path);
  copy_file("fdc/minimal", "food_nutrient.csv", path);
  copy_file("sr/small", "FOOD_DES.txt", path);
  copy_file("sr/small", "NUT_DATA.txt", path);
  FAILS(NUTRI_EFORMAT, import_from(path, NULL));
  SAYS("several sets of files, FoodData Central CSV in '' and Standard Reference in ASCII");
  SAYS("name the path or the format of one of them");
  options.format = "sr";
  OK(import_from(path, &options));
  ck_assert_str_eq(report.source, "SR28");
  options.format = "fdc";
  OK(import_from(path, &options));
  ck_assert_str_eq(report.source, "SR Legacy");
}
END_TEST

/* A workbook of many sheets, each saved as a table. */
START_TEST(many_tables_of_a_folder) {
  const char *path = temp_path("sheets");
  char name[1200];
  size_t size;
  char *bytes = read_file(data_of("wide/cofid/1.4 Inorganics.csv"), &size);

  ck_assert_int_eq(mkdir(path, 0700), 0);
  for (int i = 0; i < 21; i++) {
    write_file(sqlite3_snprintf(sizeof name, name, "%s/1.%d.csv", path, i), bytes, size);
    if (i == 13) {
      OK(import_from(path, NULL));
      ck_assert_int_eq(sql_int("SELECT count(*) FROM import_file"), 28); /* foods, values */
      ck_assert_int_eq(report.rows_stored, 3 + 10);
      ck_assert_double_eq(value_of(food_of("CoFID", "99-001"), "304"), 113);
    }
  }
  free(bytes);
  FAILS(NUTRI_EFORMAT, import_from(path, NULL));
  SAYS("sheets holds too many tables for one import: name one of them");
}
END_TEST

/* What was found, and why. */
START_TEST(found_and_why) {
  IMPORT_DATA("sr");
  ck_assert_str_eq(sql_text("SELECT found FROM import"),
                   "Standard Reference in ASCII, SR25 to SR28, for small/ has FOOD_DES.txt,"
                   " WEIGHT.txt, NUT_DATA.txt");
  IMPORT_DATA("wide/ciqual_eng");
  ck_assert_str_eq(sql_text("SELECT found FROM import ORDER BY import_id DESC"),
                   "ANSES-CIQUAL French food composition table: Table Ciqual trial ENG.csv has the"
                   " columns alim_code, alim_nom_fr, alim_grp_code and 62 of 69 nutrients");
}
END_TEST

/* [16] a zip has its files at the root, in a folder of its own name, or in some other. */
START_TEST(folders_of_a_zip) {
  static const char *const folders[] = {"", "FoodData_Central_csv_2024-10-31/", "a/b/"};
  static const char *const files[] = {"food.csv", "food_nutrient.csv", "sr_legacy_food.csv"};
  struct zipped members[COUNT(files)] = {{0}};
  char names[COUNT(files)][100];
  char *texts[COUNT(files)];
  struct bytes zip = {0};

  if (!has_archives())
    return;
  for (size_t i = 0; i < COUNT(files); i++) {
    size_t j = COUNT(files) - 1 - i; /* in any order */
    char path[1200];

    snprintf(names[i], sizeof names[i], "%s%s", folders[_i], files[j]);
    texts[i] =
        read_file(sqlite3_snprintf(sizeof path, path, "%s/%s", folder_of("minimal"), files[j]),
                  &members[i].length);
    members[i].name = names[i];
    members[i].text = texts[i];
    members[i].method = DEFLATED;
  }
  zip_make(&zip, members, COUNT(files));
  OK(import_from(stored("FoodData_Central_csv_2024-10-31.zip", &zip), NULL));
  ck_assert_double_eq(amount_of(200001, 1090), 5);
  ck_assert_int_eq(report.rows_read, 5);
  ck_assert_int_eq(report.rows_stored, 3);
  for (size_t i = 0; i < COUNT(files); i++)
    free(texts[i]);
}
END_TEST

TESTS("import_format") {
  tcase_set_timeout(tc, 60);
  tcase_add_test(tc, sr_ascii);
  tcase_add_test(tc, sr_ascii_values);
  tcase_add_test(tc, sr_ascii_measures);
  tcase_add_test(tc, sr_ascii_ties);
  tcase_add_test(tc, cnf);
  ADD_LOOP(wide_table, tables);
  tcase_add_test(tc, wide_notes);
  tcase_add_test(tc, own_mapping);
  ADD_LOOP(bad_mapping_is_a_sentence, bad_mappings);
  tcase_add_test(tc, a_folder_is_no_mapping);
  ADD_LOOP(format_by_name, named);
  tcase_add_test(tc, named_format_has_its_portions);
  ADD_LOOP(format_not_found, not_found);
  tcase_add_test(tc, two_formats_in_a_folder);
  tcase_add_test(tc, many_tables_of_a_folder);
  tcase_add_test(tc, found_and_why);
  tcase_add_loop_test(tc, folders_of_a_zip, 0, 3);
}

#else

TESTS("import_format") { (void)tc; }

#endif
