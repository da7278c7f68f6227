/* SPDX-License-Identifier: MIT */
/* NHANES from SAS transport files, written here with ReadStat itself: the same persons and recalls
 * as from CSV. */
#include "support_nhanes.h"

#ifndef NUTRI_NO_IMPORTERS

static const char demo[] = "SEQN,RIAGENDR,RIDAGEYR,RIDAGEMN,RIDEXPRG,SDMVPSU,SDMVSTRA\n"
                           "93703,2,28,,1,2,145\n93704,1,1,21,,1,143\n93705,2,40,,3,1,143\n";
static const char foods[] = "SEQN,WTDRD1,WTDR2D,DR1DRSTZ,DR1_030Z,DR1IFDCD,DR1IGRMS,DR1IMAGN\n"
                            "93703,200.25,300,1,9,11111000,100.5,12.5\n"
                            "93703,200.25,300,1,1,64104010,10,\n93705,0,,4,8,11000000,,\n";
static const char totals[] = "SEQN,WTDRD1,WTDR2D,DR1DRSTZ,DR1TKCAL,DR1TMAGN\n"
                             "93703,200.25,300,1,1800,250.5\n93704,10.5,,1,1000,100\n"
                             "93705,0,,5,,\n";

static const struct {
  const char *name;
  const char *text;
} files[] = {{"DEMO_J", demo}, {"DR1IFF_J", foods}, {"DR1TOT_J", totals}};

#ifndef NUTRI_NO_READSTAT

#include <readstat.h>

#define COLUMNS_MAX 20

static ssize_t write_bytes(const void *bytes, size_t length, void *file) {
  return fwrite(bytes, 1, length, file) == length ? (ssize_t)length : -1;
}

/* CSV of numbers as a transport file: empty cells are missing. */
static void put_xpt(const char *name, const char *csv) {
  char path[1100];
  char *text = strdup(csv);
  char *field[COLUMNS_MAX];
  readstat_variable_t *variable[COLUMNS_MAX];
  readstat_writer_t *writer = readstat_writer_init();
  FILE *file;
  char *line = text;
  long rows = -1;
  int columns = 0;

  snprintf(path, sizeof path, "%s/%s.XPT", survey_folder(), name);
  file = fopen(path, "wb");
  ck_assert(file != NULL && writer != NULL && text != NULL);
  for (const char *c = csv; *c != '\0'; c++)
    rows += *c == '\n';
  ck_assert_int_eq(readstat_set_data_writer(writer, write_bytes), READSTAT_OK);
  for (bool is_header = true; *line != '\0'; is_header = false) {
    char *next = strchr(line, '\n') + 1;
    int count;

    next[-1] = '\0';
    count = csv_fields(line, field, COLUMNS_MAX);
    if (is_header) {
      columns = count;
      for (int i = 0; i < count; i++)
        variable[i] = readstat_add_variable(writer, field[i], READSTAT_TYPE_DOUBLE, 0);
      ck_assert_int_eq(readstat_begin_writing_xport(writer, file, rows), READSTAT_OK);
    } else {
      ck_assert_int_eq(count, columns);
      ck_assert_int_eq(readstat_begin_row(writer), READSTAT_OK);
      for (int i = 0; i < count; i++)
        ck_assert_int_eq(field[i][0] != '\0' ? readstat_insert_double_value(writer, variable[i],
                                                                            strtod(field[i], NULL))
                                             : readstat_insert_missing_value(writer, variable[i]),
                         READSTAT_OK);
      ck_assert_int_eq(readstat_end_row(writer), READSTAT_OK);
    }
    line = next;
  }
  ck_assert_int_eq(readstat_end_writing(writer), READSTAT_OK);
  readstat_writer_free(writer);
  ck_assert_int_eq(fclose(file), 0);
  free(text);
}

START_TEST(same_as_csv) {
  char persons[1000];
  char entries[1000];
  uint64_t before;
  char path[1100];

  add_fndds();
  for (size_t i = 0; i < COUNT(files); i++) {
    snprintf(path, sizeof path, "%s.csv", files[i].name);
    put(path, files[i].text);
  }
  OK(import_survey(NULL));
  ck_assert_int_eq(report.rows_stored, 6);
  snprintf(persons, sizeof persons, "%s", survey_text());
  snprintf(entries, sizeof entries, "%s", entries_text());
  before = fingerprint();
  for (size_t i = 0; i < COUNT(files); i++) {
    snprintf(path, sizeof path, "%s/%s.csv", survey_folder(), files[i].name);
    ck_assert_int_eq(remove(path), 0);
    put_xpt(files[i].name, files[i].text);
  }
  /* nothing is new ... */
  OK(import_survey(NULL));
  ck_assert_int_eq(report.rows_read, 9);
  ck_assert_int_eq(report.rows_unchanged, 9);
  ck_assert_uint_eq(fingerprint(), before);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_file WHERE import_id = 2 AND bytes % 80 = 0"
                           " AND length(sha256) = 64"),
                   3); /* a transport file is of 80 byte records */
  /* ... and on its own it brings the same */
  OK(nutri_import_undo(db, 0, NULL));
  OK(nutri_import_undo(db, 0, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  OK(import_survey(NULL));
  ck_assert_str_eq(survey_text(), persons);
  ck_assert_str_eq(entries_text(), entries);
  is_sound();
}
END_TEST

/* A row of a transport file has no line: it is its number, and the value is as a number prints. */
START_TEST(row_is_rejected) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  put_xpt("DEMO_J", "SEQN,RIAGENDR,RIDAGEYR,SDMVPSU,SDMVSTRA\n1,2,30,1,1\n2,3,30,1,1\n");
  put_xpt("DR1TOT_J", "SEQN,DR1DRSTZ,DR1TMAGN\n1,1,5.3976053469340279e-79\n1,1,-4.5\n");
  options.max_rejects_percent = 60;
  OK(import_from(survey_folder(), &options));
  ck_assert_str_eq(sql_text("SELECT group_concat(file || ' ' || line || ' ' || \"column\" || ' ' ||"
                            " value, '; ') FROM import_reject"),
                   "DEMO_J.XPT 2 RIAGENDR 3.0; DR1TOT_J.XPT 2 DR1TMAGN -4.5");
  ck_assert_double_eq(sql_number("SELECT amount FROM intake_day_nutrient"), 0); /* SAS's zero */
}
END_TEST

START_TEST(column_is_missing) {
  put_xpt("DEMO_J", "RIAGENDR,RIDAGEYR,SDMVPSU,SDMVSTRA\n2,30,1,1\n");
  put_xpt("DR1TOT_J", "SEQN,DR1DRSTZ,DR1TMAGN\n1,1,5\n");
  FAILS(NUTRI_EFORMAT, import_survey(NULL));
  SAYS("DEMO_J.XPT has no column SEQN");
}
END_TEST

/* Cut short, or something else under that name: a sentence, or fewer rows; never more. */
START_TEST(damaged) {
  char path[1100];
  size_t size;
  char *bytes;

  put_xpt("DEMO_J", demo);
  put_xpt("DR1TOT_J", totals);
  snprintf(path, sizeof path, "%s/DR1TOT_J.XPT", survey_folder());
  bytes = read_file(path, &size);
  for (size_t cut = 0; cut < size; cut += 37) {
    int rc;

    write_file(path, bytes, cut);
    rc = import_survey(NULL);
    ck_assert_msg(rc == NUTRI_EFORMAT || rc == NUTRI_OK || rc == NUTRI_EREJECTED, "%zu: %d %s", cut,
                  rc, nutri_errmsg(db));
    ck_assert_int_le(sql_int("SELECT count(*) FROM person"), 2);
    if (rc == NUTRI_OK)
      OK(nutri_import_undo(db, 0, NULL));
  }
  free(bytes);
  write_file(path, "x", 1);
  FAILS(NUTRI_EFORMAT, import_survey(NULL));
  SAYS("DR1TOT_J.XPT cannot be read as a SAS transport file");
}
END_TEST

TESTS("import_nhanes_xpt") {
  tcase_add_test(tc, same_as_csv);
  tcase_add_test(tc, row_is_rejected);
  tcase_add_test(tc, column_is_missing);
  tcase_add_test(tc, damaged);
}

#else

START_TEST(missing_support_is_named) {
  put("DEMO_J.csv", demo);
  put("DR1TOT_J.XPT", foods);
  (void)totals;
  (void)files;
  FAILS(NUTRI_EFORMAT, import_survey(NULL));
  SAYS("this library was built without ReadStat");
}
END_TEST

TESTS("import_nhanes_xpt") { tcase_add_test(tc, missing_support_is_named); }

#endif

#else

TESTS("import_nhanes_xpt") { (void)tc; }

#endif
