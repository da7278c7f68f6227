/* SPDX-License-Identifier: MIT */
/* NHANES from small files of its columns: persons with their design, recalls by food code, recorded
 * values and totals; what comes again, what is wrong, and taking it back. At the real size:
 * check_import_nhanes_shared.c; SAS transport files: check_import_nhanes_xpt.c. */
#include "support_nhanes.h"

#ifndef NUTRI_NO_IMPORTERS

#include "nhanes.h"

#define SMALL_PERSONS                                                                              \
  "NHANES 41475 female 744 NHANES 2007-2008 - 100.5 60 1 0001-01-01 1 complete,0001-01-02 2 "      \
  "complete; NHANES 41476 male 360 NHANES 2007-2008 - 0.0 60 2 0001-01-01 1 complete"
#define SMALL_ENTRIES                                                                              \
  "NHANES 41475 0001-01-01 breakfast code:11111000 244.0 ; "                                       \
  "NHANES 41475 0001-01-01 breakfast code:11111000 244.0 ; "                                       \
  "NHANES 41475 0001-01-01 dinner code:27214110 50.0 ; "                                           \
  "NHANES 41475 0001-01-02 desayuno code:64104010 200.0 ; "                                        \
  "NHANES 41476 0001-01-01 snack code:11111000 100.0 "

static void is_whole(void) {
  int count = -1;

  is_sound();
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
}

/* ---- names and columns --------------------------------------------------------------------- */

static const struct {
  const char *name;
  int kind; /* -1 = none of NHANES's */
  int day;
  int cycle;
  const char *survey;
} names[] = {
    {"Demo_07.csv", NUTRI__NHANES_DEMO, 0, 2007, "NHANES 2007-2008"},
    {"Day2_11.csv", NUTRI__NHANES_FOODS, 2, 2011, "NHANES 2011-2012"},
    {"DEMO_J.XPT", NUTRI__NHANES_DEMO, 0, 2017, "NHANES 2017-2018"},
    {"demo_b.csv", NUTRI__NHANES_DEMO, 0, 2001, "NHANES 2001-2002"},
    {"DR1IFF_I.xpt", NUTRI__NHANES_FOODS, 1, 2015, "NHANES 2015-2016"},
    {"DR2TOT_L.XPT", NUTRI__NHANES_TOTALS, 2, 2021, "NHANES 2021-2023"},
    {"P_DR1TOT.XPT", NUTRI__NHANES_TOTALS, 1, 2020, "NHANES 2017-2020"},
    {"Day1_08.csv", -1, 0, 0, NULL},
    {"Day3_07.csv", -1, 0, 0, NULL},
    {"DR1IFF_K.XPT", -1, 0, 0, NULL},
    {"DR1IFF_J.txt", -1, 0, 0, NULL},
    {"DEMO.XPT", -1, 0, 0, NULL},
    {"Day1_07_of_a_long_name.csv", -1, 0, 0, NULL},
};

START_TEST(name_is_read) {
  struct nutri__nhanes_file file = {.kind = NUTRI__NHANES_DEMO};
  char survey[40];

  ck_assert_int_eq(nutri__nhanes_name(names[_i].name, &file), names[_i].kind >= 0);
  if (names[_i].kind < 0)
    return;
  ck_assert_int_eq((int)file.kind, names[_i].kind);
  ck_assert_int_eq(file.day, names[_i].day);
  ck_assert_int_eq(file.cycle, names[_i].cycle);
  ck_assert_str_eq(nutri__nhanes_survey(file.cycle, survey), names[_i].survey);
}
END_TEST

/* A column's nutrient is kept in the unit that NHANES gives it in; they stand in the order of their
 * ids, in which totals are stored. */
START_TEST(nutrients_are_in_their_units) {
  char column[24];

  ck_assert_uint_le(nutri__nhanes_nutrients, NUTRI__NHANES_NUTRIENTS);
  for (size_t i = 0; i < nutri__nhanes_nutrients; i++) {
    const struct nutri__nhanes_nutrient *n = &nutri__nhanes_nutrient[i];

    ck_assert_str_eq(
        sql_text("SELECT unit FROM nutrient WHERE nutrient_id = %lld", (long long)n->nutrient_id),
        n->unit);
    ck_assert(i == 0 || n->nutrient_id > nutri__nhanes_nutrient[i - 1].nutrient_id);
    ck_assert_int_eq(
        nutri__nhanes_cell_of(
            NUTRI__NHANES_TOTALS, 2,
            nutri__nhanes_cell_name(NUTRI__NHANES_TOTALS, 2, NUTRI__NHANES_ROLES + (int)i, column)),
        NUTRI__NHANES_ROLES + (int)i);
  }
  ck_assert_int_eq(nutri__nhanes_cell_of(NUTRI__NHANES_TOTALS, 1, "DR1IMAGN"), -1);
  ck_assert_int_eq(nutri__nhanes_cell_of(NUTRI__NHANES_TOTALS, 1, "DR2TMAGN"), -1);
  ck_assert_int_eq(nutri__nhanes_cell_of(NUTRI__NHANES_FOODS, 2, "dr2ifdcd"), NUTRI__NHANES_CODE);
}
END_TEST

/* ---- recalls by food code ------------------------------------------------------------------ */

START_TEST(small) {
  uint64_t before;

  add_fndds();
  put_small();
  remember("before");
  OK(import_survey(NULL));
  ck_assert_str_eq(report.format, "nhanes");
  ck_assert_int_eq(report.rows_read, 9);
  ck_assert_int_eq(report.rows_stored, 7); /* 2 persons, 5 entries */
  ck_assert_int_eq(report.rows_unchanged, 2);
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(report.foods_new, 1);
  ck_assert_ptr_nonnull(strstr(report.found, "foods by their codes from FNDDS"));
  ck_assert_str_eq(survey_text(), SMALL_PERSONS);
  ck_assert_str_eq(entries_text(), SMALL_ENTRIES);
  ck_assert_str_eq(sql_text("SELECT s.name || ' ' || f.source_key || ' ' || f.description || ' ' ||"
                            " f.kind || f.basis FROM food f JOIN source s USING (source_id)"
                            " WHERE f.lasting_key = 'code:27214110'"),
                   "NHANES 27214110 FNDDS code 27214110, not in FNDDS foodg");
  says_in_note("Demo_07.csv", "1 row left out: persons without a reliable recall");
  says_in_note("Day1_07.csv", "1 row left out: of recalls that are not reliable");
  says_in_note("Day1_07.csv",
               "1 entry (25.0 %, by grams 7.8 %) of foods whose code it lacks: unknown");
  /* 2 x 244 g of 10 mg in 100 g; of 50 g nothing is known */
  NEAR(sql_number("SELECT food_mg FROM magnesium_by_day WHERE person = 'NHANES 41475'"
                  " AND day = '0001-01-01'"),
       48.8, 1e-9);
  ck_assert_int_eq(sql_int("SELECT unknown_entries FROM magnesium_by_day"
                           " WHERE person = 'NHANES 41475' AND day = '0001-01-01'"),
                   1);
  is_whole();
  before = fingerprint();
  OK(import_survey(NULL));
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_int_eq(report.rows_unchanged, 9);
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

/* Rows in another order, with other columns between, and in CSV as a spreadsheet writes it. */
START_TEST(shuffled) {
  add_fndds();
  put("Demo_07.csv", "\xef\xbb\xbfSDMVSTRA,RIDAGEYR,RIDAGEMN,SEQN,RIAGENDR,SDMVPSU,DMDHHSIZ\r\n"
                     "61,0,,41477,1,1,4\r\n60,30,361,41476,1,2,4\r\n60,62,,41475.0,2,1,3\r\n"
                     "60,62,,41475,2,1,3\r\n");
  put("Day1_07.csv", "DR1IGRMS,DR1IFDCD,DR1DRSTZ,SEQN,WTDR2D,DR1_030Z\n"
                     "244,11111000,1,41475,100.5,1\n,11000000,4,41477,50,8\n"
                     "100,11111000,1,41476,,6\n50,27214110,1,41475,1.005e2,3\n"
                     "\"244\",11111000,1,41475,100.5,1\n");
  put("Day2_07.csv", "SEQN,WTDR2D,DR2IFDCD,DR2IGRMS,DR2DRSTZ,DR2_030Z\n"
                     "41475,100.5,64104010,200,1,10\n");
  OK(import_survey(NULL));
  ck_assert_str_eq(entries_text(), SMALL_ENTRIES);
  ck_assert_int_eq(sql_int("SELECT age_months FROM person WHERE name = 'NHANES 41476'"), 361);
  ck_assert_int_eq(report.rows_rejected, 0);
  ck_assert_int_eq(report.rows_read, 10); /* one person's row came twice, and is the same */
  says_in_note("Demo_07.csv", "columns ignored: DMDHHSIZ");
  put_small(); /* the other file says 360 months */
  FAILS(NUTRI_EREJECTED, import_survey(NULL));
  SAYS("NHANES 41476 is there already");
}
END_TEST

/* ---- an unmatched code --------------------------------------------------------------------- */

/* 27214110 shares six digits with 27214100 and 27214190: the median of 20 and 70. */
START_TEST(imputed) {
  nutri_total total = NUTRI_INIT(nutri_total);

  add_fndds();
  put_small();
  OK(import_survey("code"));
  ck_assert_str_eq(sql_text("SELECT group_concat(n.nutrient_id || ' ' || n.amount || ' ' || n.mark)"
                            " FROM food_nutrient n JOIN food f USING (food_id)"
                            " WHERE f.lasting_key = 'code:27214110' ORDER BY n.nutrient_id"),
                   "1008 100.0 imputed,1090 45.0 imputed");
  says_in_note("Day1_07.csv", "of foods whose code it lacks: imputed, the median");
  NEAR(sql_number("SELECT food_mg FROM magnesium_by_day WHERE person = 'NHANES 41475'"
                  " AND day = '0001-01-01'"),
       48.8 + 22.5, 1e-9);
  OK(nutri_magnesium_total(db, "NHANES 41475", NULL, "0001-01-01", &total));
  NEAR(total.total, 48.8 + 22.5, 1e-9);
  ck_assert_int_eq(total.imputed_entries, 1);
  NEAR(total.imputed, 22.5, 1e-9);
  OK(nutri_nutrient_total(db, "NHANES 41475", 1087, NULL, NULL, &total));
  ck_assert_int_eq(total.imputed_entries, 0);
  /* what is recorded is not imputed */
  sql("INSERT INTO intake_nutrient SELECT intake_id, nutrient_id, 9 FROM intake_imputed"
      " WHERE nutrient_id = 1090");
  OK(nutri_magnesium_total(db, "NHANES 41475", NULL, "0001-01-01", &total));
  NEAR(total.total, 48.8 + 9, 1e-9);
  ck_assert_int_eq(total.imputed_entries, 0);
  is_whole();
}
END_TEST

/* Imputing afterwards fills what is unknown, adds no entry, and is undone by itself. */
START_TEST(imputed_later) {
  nutri_undo_report undone = NUTRI_INIT(nutri_undo_report);

  add_fndds();
  add_coded(5, "27214150", 30);
  put_small();
  OK(import_survey(NULL));
  remember("unknown");
  OK(import_survey("code"));
  ck_assert_int_eq(report.rows_stored, 0);
  OK(nutri_import_undo(db, 0, NULL));
  is_as_remembered("unknown");
  OK(nutri_import_undo(db, 0, &undone));
  ck_assert_int_eq(undone.persons_removed, 2);
}
END_TEST

/* Two FNDDS: the one imported last, or the one that is named. */
START_TEST(which_fndds) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  add_fndds();
  sql("INSERT INTO source (source_id, name, title, rank) VALUES (50, 'FNDDS old', 'x', 99)");
  add_coded(50, "27214110", 7);
  sql("INSERT INTO import (import_id, format, path, imported_at) VALUES (1, 'x', 'x', 'x')");
  sql("INSERT INTO import_source (import_id, source_id) VALUES (1, 5)");
  put_small();
  options.foods = "fndds OLD";
  options.dry_run = 1;
  OK(import_from(survey_folder(), &options));
  ck_assert_ptr_nonnull(strstr(report.found, "from FNDDS old"));
  ck_assert_int_eq(report.foods_new, 2);
  options.foods = NULL;
  OK(import_from(survey_folder(), &options));
  ck_assert_ptr_null(strstr(report.found, "from FNDDS old"));
  ck_assert_int_eq(report.foods_new, 1);
  options.foods = "SR28";
  FAILS(NUTRI_EINVAL, import_from(survey_folder(), &options));
  SAYS("no foods with survey food codes are of 'SR28'; there are those of FNDDS, FNDDS old");
  options.foods = NULL;
  options.impute = "guess";
  FAILS(NUTRI_EINVAL, import_from(survey_folder(), &options));
  SAYS("'guess' is no way to impute; there is: code");
  options.impute = "code";
  FAILS(NUTRI_EINVAL, import_from(folder_of("undo_1"), &options));
  SAYS("this is fdc");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
}
END_TEST

/* ---- recorded ------------------------------------------------------------------------------ */

static void put_recorded(const char *magnesium) {
  char foods[400];

  put("DEMO_J.csv", "SEQN,SDDSRVYR,RIAGENDR,RIDAGEYR,RIDAGEMN,RIDEXPRG,SDMVPSU,SDMVSTRA\n"
                    "93703,10,2,28,,1,2,145\n93704,10,1,1,21,,1,143\n93705,10,2,40,,3,1,143\n");
  snprintf(foods, sizeof foods,
           "SEQN,WTDRD1,WTDR2D,DR1DRSTZ,DR1_030Z,DR1IFDCD,DR1IGRMS,DR1IKCAL,DR1IMAGN\n"
           "93703,200,300,1,9,11111000,100,61,%s\n93703,200,300,1,91,99999999,10,5,\n",
           magnesium);
  put("DR1IFF_J.csv", foods);
  put("DR1TOT_J.csv", "SEQN,WTDRD1,WTDR2D,DR1DRSTZ,DR1TMAGN,DR1TKCAL,DR1TCOPP\n"
                      "93703,200,300,1,250.5,1800,5.397605346934028e-79\n"
                      "93704,10.5,,1,100,1000,\n93705,0,,5,,,\n");
}

START_TEST(recorded) {
  uint64_t before;

  put_recorded("12.5");
  remember("before");
  OK(import_survey(NULL)); /* without an FNDDS: the file knows its nutrients */
  ck_assert_int_eq(report.rows_read, 8);
  ck_assert_int_eq(report.rows_stored, 6);
  ck_assert_str_eq(
      survey_text(),
      "NHANES 93703 female 336 NHANES 2017-2018 200.0 300.0 145 2 0001-01-01 1 complete; "
      "NHANES 93704 male 21 NHANES 2017-2018 10.5 0.0 143 1 0001-01-01 1 complete");
  ck_assert_str_eq(entries_text(),
                   "NHANES 93703 0001-01-01 extended consumption code:11111000 100.0 1008=61.0"
                   " 1090=12.5; NHANES 93703 0001-01-01 other code:99999999 10.0 1008=5.0");
  ck_assert_str_eq(sql_text("SELECT group_concat(t, '; ') FROM (SELECT p.name || ' ' ||"
                            " n.nutrient_id || ' ' || n.amount AS t FROM intake_day_nutrient n"
                            " JOIN person p USING (person_id) ORDER BY 1)"),
                   "NHANES 93703 1008 1800.0; NHANES 93703 1090 250.5; NHANES 93703 1098 0.0; "
                   "NHANES 93704 1008 1000.0; NHANES 93704 1090 100.0");
  /* the day's total wins over its entries */
  NEAR(sql_number("SELECT food_mg FROM magnesium_by_day WHERE person = 'NHANES 93703'"), 250.5,
       1e-9);
  ck_assert_str_eq(sql_text("SELECT stage || ' ' || from_day || ' ' || to_day FROM life_stage"),
                   "pregnant 0001-01-01 0001-01-02");
  /* so that she is held against the EAR of pregnancy, IOM 1997: 290 mg at 19 to 30 years */
  ck_assert_double_eq(
      sql_number("SELECT ear_mg FROM magnesium_deficit WHERE person = 'NHANES 93703'"), 290);
  is_whole();
  before = fingerprint();
  OK(import_survey(NULL));
  ck_assert_int_eq(report.rows_stored, 0);
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

/* A later release of the file, with another value of an entry: nothing of it is stored. */
START_TEST(recorded_otherwise) {
  uint64_t before;

  put_recorded("12.5");
  OK(import_survey(NULL));
  before = fingerprint();
  put_recorded("13.5");
  FAILS(NUTRI_EREJECTED, import_survey(NULL));
  SAYS("other nutrients were recorded with this recall");
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

/* ---- what is wrong ------------------------------------------------------------------------- */

static const struct {
  const char *file;
  const char *row; /* the bad one, behind those of put_small(), but for a header */
  const char *column;
  const char *value;
  const char *reason;
} bad_rows[] = {
    {"Demo_07.csv", "41480,3,62,1,60", "RIAGENDR", "3", "is not 1 (male) or 2 (female)"},
    {"Demo_07.csv", ",1,62,1,60", "SEQN", "", "is empty"},
    {"Demo_07.csv", "41480,1,,1,60", "RIDAGEYR", "", "is empty"},
    {"Demo_07.csv", "41480,1,30.5,1,60", "RIDAGEYR", "30.5", "is not whole years from 0 to 120"},
    {"Demo_07.csv", "41480,1,30,,60", "SDMVPSU", "", "is empty"},
    {"Demo_07.csv", "41475,2,63,1,60", "SEQN", "41475",
     "has a row before this one that says something else"},
    {"Day1_07.csv", "41475,100.5,11111000,-5,1,1", "DR1IGRMS", "-5",
     "is not grams from 0 to 1000000"},
    {"Day1_07.csv", "41475,100.5,11111000,0,1,1", "DR1IGRMS", "0", "is not more than 0 grams"},
    {"Day1_07.csv", "41475,100.5,11111000,,1,1", "DR1IGRMS", "", "is empty"},
    {"Day1_07.csv", "41475,100.5,1111A000,5,1,1", "DR1IFDCD", "1111A000",
     "is not a food code of 8 digits"},
    {"Day1_07.csv", "41475,100.5,1111,5,1,1", "DR1IFDCD", "1111", "is not a food code of 8 digits"},
    {"Day1_07.csv", "41475,99,11111000,5,1,1", "WTDR2D", "99",
     "differs from the weight in an earlier row of this person"},
    {"Day1_07.csv", "41475,-1,11111000,5,1,1", "WTDR2D", "-1", "is not a weight of 0 or more"},
    {"Day1_07.csv", "49999,100.5,11111000,5,1,1", "SEQN", "49999",
     "has no row in the cycle's Demo file"},
    {"Day1_07.csv", "41475,100.5,11111000,5,,1", "DR1DRSTZ", "", "is empty"},
    {"Day1_07.csv", "41475,100.5,11111000,5,7,1", "DR1DRSTZ", "7",
     "is not a status of the recall from 1 to 5"},
    {"Day1_07.csv", "41475", "DR1DRSTZ", "", "is empty"},
};

START_TEST(row_is_rejected) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  char path[1100];
  char text[2000];
  size_t size;
  char *before;

  add_fndds();
  put_small();
  snprintf(path, sizeof path, "%s/%s", survey_folder(), bad_rows[_i].file);
  before = read_file(path, &size);
  snprintf(text, sizeof text, "%.*s%s\n", (int)size, before, bad_rows[_i].row);
  free(before);
  put(bad_rows[_i].file, text);
  options.max_rejects_percent = 50;
  OK(import_from(survey_folder(), &options));
  ck_assert_int_eq(report.rows_rejected, 1);
  ck_assert_int_eq(report.rows_read, 10);
  ck_assert_int_eq(report.rows_stored, 7);
  ck_assert_str_eq(sql_text("SELECT file || '|' || line || '|' || \"column\" || '|' || value || '|'"
                            " || reason FROM import_reject"),
                   sqlite3_snprintf(400, (char[400]){""}, "%s|%d|%s|%s|%s", bad_rows[_i].file,
                                    strcmp(bad_rows[_i].file, "Demo_07.csv") == 0 ? 5 : 7,
                                    bad_rows[_i].column, bad_rows[_i].value, bad_rows[_i].reason));
  ck_assert_str_eq(entries_text(), SMALL_ENTRIES);
}
END_TEST

static const struct {
  const char *file;
  const char *text; /* NULL = it is taken away */
  const char *format;
  int code;
  const char *said;
} bad_files[] = {
    {"Demo_07.csv", "RIAGENDR,RIDAGEYR,SDMVPSU,SDMVSTRA\n2,62,1,60\n", NULL, NUTRI_EFORMAT,
     "Demo_07.csv has no column SEQN"},
    {"Day1_07.csv", "SEQN,WTDR2D,DR1IGRMS,DR1DRSTZ\n1,2,3,1\n", NULL, NUTRI_EFORMAT,
     "Day1_07.csv has no column DR1IFDCD"},
    {"Day2_07.csv", "SEQN,WTDR2D,DR1IFDCD,DR1IGRMS,DR1DRSTZ\n", NULL, NUTRI_EFORMAT,
     "Day2_07.csv has no column DR2DRSTZ"},
    {"Day1_07.csv", "", NULL, NUTRI_EFORMAT, "Day1_07.csv is empty: no header"},
    {"Day1_07.csv", "SEQN,\"WTDR2D\n", NULL, NUTRI_EFORMAT, "a quote that opens"},
    {"DR1TOT_E.csv", "SEQN,DR1DRSTZ\n41475,1\n", NULL, NUTRI_EFORMAT,
     "DR1TOT_E.csv has no column of a nutrient"},
    {"DR1IFF_E.csv", "SEQN\n", NULL, NUTRI_EFORMAT, "holds one file of NHANES twice, "},
    {"DR1TOT_J.csv", "SEQN\n", NULL, NUTRI_EFORMAT,
     "has DR1TOT_J.csv and no Demo file of NHANES 2017-2018"},
    {"Day1_09.csv", "SEQN\n", "nhanes", NUTRI_EFORMAT,
     "has Day1_09.csv and no Demo file of NHANES 2009-2010"},
    {"DR1TOT_E.XPT", "no transport file", NULL, NUTRI_EFORMAT, "DR1TOT_E.XPT "},
};

START_TEST(file_is_refused) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  uint64_t before;

  add_fndds();
  put_small();
  put(bad_files[_i].file, bad_files[_i].text);
  before = fingerprint();
  options.format = bad_files[_i].format;
  FAILS(bad_files[_i].code, import_from(survey_folder(), &options));
  SAYS(bad_files[_i].said);
  ck_assert_uint_eq(fingerprint(), before);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 0);
}
END_TEST

START_TEST(nothing_to_import) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  put_small();
  FAILS(NUTRI_ENOTFOUND, import_survey(NULL));
  SAYS("Day1_07.csv has food codes and no nutrients, and the database has no FNDDS");
  options.format = "nhanes";
  FAILS(NUTRI_EFORMAT, import_from(folder_of("undo_1"), &options));
  SAYS("has nothing of the format nhanes");
}
END_TEST

/* A person of that name who came otherwise is nobody of the survey. */
START_TEST(name_is_taken) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  add_fndds();
  put_small();
  add_person("NHANES 41476", "male", "1990-01-01", "us");
  options.max_rejects_percent = 50;
  OK(import_from(survey_folder(), &options));
  ck_assert_int_eq(report.rows_rejected, 2);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject r JOIN person p USING (person_id)"
                           " WHERE p.name = 'NHANES 41476'"),
                   2);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM survey"), 1);
  is_whole();
}
END_TEST

/* ---- taking it back ------------------------------------------------------------------------ */

START_TEST(undone) {
  nutri_undo_report done = NUTRI_INIT(nutri_undo_report);

  add_ann();
  add_fndds();
  eat("ann", "2026-11-16", 100, "g", sql_int("SELECT max(food_id) FROM food"));
  put_small();
  put("DEMO_J.csv", "SEQN,RIAGENDR,RIDAGEYR,RIDEXPRG,SDMVPSU,SDMVSTRA\n93703,2,28,1,2,145\n");
  put("DR1TOT_J.csv", "SEQN,DR1DRSTZ,DR1TMAGN\n93703,1,250.5\n");
  remember("before");
  OK(import_survey("code"));
  sql("INSERT INTO person_tag (person_id, tag) SELECT person_id, 'mine' FROM survey");
  eat("NHANES 41475", "2026-11-16", 1, "g", sql_int("SELECT max(food_id) FROM food"));
  FAILS(NUTRI_EINUSE, nutri_import_undo(db, 0, &done));
  SAYS("import 1 brought NHANES 41475, for whom there are now 1 other diary entries");
  sql("DELETE FROM intake WHERE import_id IS NULL AND person_id IN (SELECT person_id FROM survey)");
  OK(nutri_import_undo(db, 0, &done));
  ck_assert_int_eq(done.persons_removed, 3);
  ck_assert_int_eq(done.entries_removed, 5);
  ck_assert_int_eq(done.foods_removed, 1);
  is_as_remembered("before");
  is_whole();
}
END_TEST

/* The row of the import alone is not to be deleted. */
START_TEST(import_stays_while_its_persons_do) {
  put("DEMO_J.csv", "SEQN,RIAGENDR,RIDAGEYR,SDMVPSU,SDMVSTRA\n93703,2,28,2,145\n");
  put("DR1TOT_J.csv", "SEQN,DR1DRSTZ,DR1TMAGN\n93703,1,250.5\n");
  OK(import_survey(NULL));
  ck_assert_int_ne(sqlite3_exec(nutri_sqlite(db), "DELETE FROM import", NULL, NULL, NULL),
                   SQLITE_OK);
}
END_TEST

/* ---- on a caller's connection, cancelled, dry ---------------------------------------------- */

START_TEST(attached) {
  nutri *own = db;
  nutri *other = NULL;
  nutri_error err = NUTRI_INIT(nutri_error);

  add_fndds();
  put_small();
  ck_assert_int_eq(nutri_attach(nutri_sqlite(own), &other, &err), NUTRI_OK);
  db = other;
  remember("before");
  OK(import_survey("code"));
  ck_assert_str_eq(survey_text(), SMALL_PERSONS);
  ck_assert_str_eq(entries_text(), SMALL_ENTRIES);
  OK(nutri_import_undo(db, 0, NULL));
  is_as_remembered("before");
  db = own;
  nutri_close(other);
  is_whole();
}
END_TEST

static int cancel(void *user, const nutri_progress *progress) {
  (void)user;
  (void)progress;
  return 1;
}

START_TEST(cancelled_and_dry) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  uint64_t before;

  add_fndds();
  put_small();
  before = fingerprint();
  options.dry_run = 1;
  OK(import_from(survey_folder(), &options));
  ck_assert_int_eq(report.rows_stored, 7);
  ck_assert_uint_eq(fingerprint(), before);
  options.dry_run = 0;
  options.progress = cancel;
  FAILS(NUTRI_ECANCELLED, import_from(survey_folder(), &options));
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

TESTS("import_nhanes") {
  ADD_LOOP(name_is_read, names);
  tcase_add_test(tc, nutrients_are_in_their_units);
  tcase_add_test(tc, small);
  tcase_add_test(tc, shuffled);
  tcase_add_test(tc, imputed);
  tcase_add_test(tc, imputed_later);
  tcase_add_test(tc, which_fndds);
  tcase_add_test(tc, recorded);
  tcase_add_test(tc, recorded_otherwise);
  ADD_LOOP(row_is_rejected, bad_rows);
  ADD_LOOP(file_is_refused, bad_files);
  tcase_add_test(tc, nothing_to_import);
  tcase_add_test(tc, name_is_taken);
  tcase_add_test(tc, undone);
  tcase_add_test(tc, import_stays_while_its_persons_do);
  tcase_add_test(tc, attached);
  tcase_add_test(tc, cancelled_and_dry);
}

#else

TESTS("import_nhanes") { (void)tc; }

#endif
