/* SPDX-License-Identifier: MIT */
/* The rows every database starts with, against the files they were taken from. */
#include "support.h"

static sqlite3_stmt *find;
static int compared; /* rows of the file that is being read */
static int equal;

/* Reads a CSV, calling row with its fields, header left out; the rows it had. -1: no such file. */
static int read_csv(const char *name, int columns, void (*row)(char **field)) {
  const char *path = shared_file(name);
  FILE *file = path != NULL ? fopen(path, "r") : NULL;
  char line[4000];
  char *field[20];
  int n = 0;

  if (file == NULL) {
    skipped(name);
    return -1;
  }
  compared = equal = 0;
  ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
  for (; fgets(line, sizeof line, file) != NULL; n++) {
    ck_assert_int_eq(csv_fields(line, field, columns), columns);
    row(field);
  }
  fclose(file);
  return n;
}

static sqlite3_stmt *prepared(const char *text) {
  sqlite3_stmt *stmt = NULL;

  ck_assert_msg(sqlite3_prepare_v2(nutri_sqlite(db), text, -1, &stmt, NULL) == SQLITE_OK, "%s",
                sqlite3_errmsg(nutri_sqlite(db)));
  return stmt;
}

/* ---- starter foods ------------------------------------------------------------------------- */

/* Whether a starter food is made of this one; a file has a food's rows together. */
static bool is_of_a_starter(const char *fdc_id) {
  static char last[20];
  static bool is_starter;

  if (strcmp(last, fdc_id) != 0) {
    snprintf(last, sizeof last, "%s", fdc_id);
    is_starter = sql_int("SELECT count(*) FROM food_same_as WHERE tie_id = %d", atoi(fdc_id)) > 0;
  }
  return is_starter;
}

/* "id","fdc_id","nutrient_id","amount","data_points","derivation_id",...: the starter food of the
 * same fdc_id has the same amount. */
static void nutrient_row(char **field) {
  if (!is_of_a_starter(field[1]))
    return;
  ck_assert_int_eq(sqlite3_bind_text(find, 1, field[1], -1, SQLITE_TRANSIENT), SQLITE_OK);
  ck_assert_int_eq(sqlite3_bind_text(find, 2, field[2], -1, SQLITE_TRANSIENT), SQLITE_OK);
  while (sqlite3_step(find) == SQLITE_ROW) {
    double amount = atof(field[3]);

    compared++;
    ck_assert_str_ne(field[3], "");
    ck_assert_msg(sqlite3_column_double(find, 0) == amount, "%s, nutrient %s: %g, not %s",
                  nutri__text(find, 2), field[2], sqlite3_column_double(find, 0), field[3]);
    /* Derivation 68 (Z) is an assumed zero. */
    if (strcmp(field[5], "68") == 0)
      ck_assert_str_eq(nutri__text(find, 1), "assumed zero");
    else
      ck_assert_msg(nutri__text(find, 1) == NULL || strcmp(nutri__text(find, 1), "doubtful") == 0,
                    "%s, nutrient %s is marked %s", nutri__text(find, 2), field[2],
                    nutri__text(find, 1));
  }
  sqlite3_reset(find);
}

/* A starter food is tied to the SR Legacy food its figures come from: tie_id is the fdc_id. */
START_TEST(starter_nutrients) {
  int n;

  find = prepared("SELECT v.amount, v.mark, f.description FROM food_same_as t"
                  " JOIN food f ON f.food_id = t.food_id AND f.source_id = 2"
                  " JOIN food_nutrient v ON v.food_id = f.food_id AND v.nutrient_id = +?2"
                  " WHERE t.tie_id = +?1");
  n = read_csv("fdc_sr_legacy_2018-04/food_nutrient.csv", 11, nutrient_row);
  sqlite3_finalize(find);
  if (n < 0)
    return;
  ck_assert_int_eq(n, 641060);
  ck_assert_int_eq(compared, sql_int("SELECT count(*) FROM food_nutrient"));
}
END_TEST

/* "id","fdc_id","seq_num","amount","measure_unit_id","portion_description","modifier","gram_weight":
 * the food has the measure with the grams of ONE. */
static void portion_row(char **field) {
  double amount = atof(field[3]);
  double grams = atof(field[7]) / (amount > 0.0 ? amount : 1.0);
  bool is_starter = false;
  bool found = false;

  ck_assert_int_eq(sqlite3_bind_text(find, 1, field[1], -1, SQLITE_TRANSIENT), SQLITE_OK);
  while (sqlite3_step(find) == SQLITE_ROW) {
    is_starter = true;
    found = found || (strcmp(nutri__text(find, 0), field[6]) == 0 &&
                      fabs(sqlite3_column_double(find, 1) - grams) < 1e-9 * grams);
  }
  sqlite3_reset(find);
  if (is_starter && grams > 0.0) {
    compared++;
    equal += found;
    ck_assert_msg(found, "%s %s of fdc_id %s is no portion of the starter food", field[3], field[6],
                  field[1]);
  }
}

START_TEST(starter_portions) {
  int own = sql_int("SELECT count(*) FROM food_portion") > 0;
  int n;

  find = prepared("SELECT p.measure, p.grams FROM food_same_as t"
                  " JOIN food f ON f.food_id = t.food_id AND f.source_id = 2"
                  " JOIN food_portion p ON p.food_id = f.food_id WHERE t.tie_id = +?1");
  n = read_csv("fdc_sr_legacy_2018-04/food_portion.csv", 11, portion_row);
  sqlite3_finalize(find);
  if (n < 0)
    return;
  ck_assert_int_eq(own, 1);
  ck_assert_int_eq(n, 14449);
  ck_assert_int_gt(compared, starter_count());
  ck_assert_int_eq(equal, compared);
  /* What the starter foods have beyond the file is nutri's own usual portions, one a food. */
  ck_assert_int_le(sql_int("SELECT count(*) FROM food_portion") - compared, starter_count());
}
END_TEST

START_TEST(starter_foods) {
  ck_assert_int_ge(sql_int("SELECT count(*) FROM food WHERE source_id = 2"), 150);
  /* Each has magnesium, energy, a usual portion, a tie to its source, an NDB number, words. */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f WHERE NOT EXISTS (SELECT 1 FROM"
                           " food_nutrient v WHERE v.food_id = f.food_id AND v.nutrient_id = 1090)"
                           " OR NOT EXISTS (SELECT 1 FROM food_nutrient v"
                           " WHERE v.food_id = f.food_id AND v.nutrient_id = 1008)"),
                   0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f WHERE (SELECT count(*) FROM food_portion p"
                           " WHERE p.food_id = f.food_id AND p.is_usual = 1) <> 1"),
                   0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f WHERE NOT EXISTS (SELECT 1 FROM"
                           " food_same_as t WHERE t.food_id = f.food_id AND t.why = 'fdc')"),
                   0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE lasting_key NOT GLOB 'ndb:[1-9]*'"
                           " OR lasting_key IS NULL"),
                   0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food f WHERE NOT EXISTS (SELECT 1 FROM"
                           " food_alias a WHERE a.food_id = f.food_id AND a.person_id IS NULL)"),
                   0);
  /* At least 40 nutrients where the source has them: three of its foods have fewer. */
  ck_assert_int_le(sql_int("SELECT count(*) FROM food f WHERE (SELECT count(*) FROM food_nutrient v"
                           " WHERE v.food_id = f.food_id) < 40"),
                   3);
}
END_TEST

/* The best sources of magnesium and a usual diet are among them: SR Legacy, mg per 100 g. */
static const struct {
  const char *word;
  double magnesium_mg;
} covered[] = {
    {"pumpkin seeds", 592},  {"hemp seeds", 700}, {"almonds", 270},    {"cashews", 260},
    {"spinach", 79},         {"swiss chard", 86}, {"black beans", 70}, {"tofu", 37},
    {"quinoa", 64},          {"brown rice", 39},  {"oatmeal", 27},     {"cocoa", 499},
    {"dark chocolate", 228}, {"salmon", 30},      {"milk", 10},        {"yogurt", 12},
    {"banana", 27},          {"avocado", 29},     {"tap water", 1},    {"coffee", 3},
};

START_TEST(food_is_covered) {
  nutri_food food = NUTRI_INIT(nutri_food);

  OK(nutri_food_find(db, NULL, covered[_i].word, &food));
  NEAR(food.magnesium_mg, covered[_i].magnesium_mg, 1e-9);
}
END_TEST

/* ---- references ---------------------------------------------------------------------------- */

/* authority,year,nutrient,kind,sex,age_min_months,age_max_months,life_stage,value,unit,note,source,
 * confidence */
static void reference_row(char **field) {
  const char *stage = strcmp(field[7], "pregnancy") == 0   ? "pregnant"
                      : strcmp(field[7], "lactation") == 0 ? "lactating"
                                                           : NULL;
  const char *sex = field[4][0] == 'F' ? "female" : field[4][0] == 'M' ? "male" : NULL;
  char kind[20];
  char *slash;
  int column = 1;
  int count = 0;

  snprintf(kind, sizeof kind, "%s", field[3]);
  if ((slash = strstr(field[9], "/d")) != NULL)
    *slash = '\0';
  sqlite3_bind_text(find, column++, field[0], -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(find, column++, field[2], -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(find, column++, kind, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int(find, column++, atoi(field[1]));
  sqlite3_bind_text(find, column++, sex, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int(find, column++, atoi(field[5]));
  sqlite3_bind_int(find, column++, atoi(field[6]));
  sqlite3_bind_text(find, column++, stage, -1, SQLITE_TRANSIENT);
  sqlite3_bind_double(find, column++, atof(field[8]));
  sqlite3_bind_text(find, column++, field[11], -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(find, column++, field[12], -1, SQLITE_TRANSIENT);
  while (sqlite3_step(find) == SQLITE_ROW) {
    count++;
    ck_assert_msg(strstr(field[10], "SUPERSEDED") == NULL || sqlite3_column_int(find, 0) != 0,
                  "%s %s %s is superseded", field[0], field[1], field[3]);
  }
  sqlite3_reset(find);
  sqlite3_clear_bindings(find);
  compared++;
  ck_assert_msg(count == 1, "%s %s %s %s %s %s-%s %s %s is there %d times", field[0], field[1],
                field[2], field[3], field[4], field[5], field[6], field[7], field[8], count);
}

/* dri_us.csv has the magnesium rows of mg_reference.csv once more, in other words. */
static void dri_row(char **field) {
  if (strcmp(field[2], "magnesium") != 0)
    reference_row(field);
}

#define FIND_REFERENCE                                                                             \
  "SELECT superseded_by FROM reference_intake WHERE body = ?1 AND reference = ?2 AND kind = ?3"    \
  " AND year = ?4 AND sex IS ?5 AND age_min_months = ?6 AND age_max_months = ?7"                   \
  " AND life_stage IS ?8 AND abs(amount - ?9) < 1e-9 AND (source = ?10 OR ?10 = '')"               \
  " AND confidence = ?11"

START_TEST(magnesium_references) {
  int n;

  find = prepared(FIND_REFERENCE);
  n = read_csv("reference/mg_reference.csv", 13, reference_row);
  sqlite3_finalize(find);
  if (n < 0)
    return;
  ck_assert_int_eq(n, 291);
  ck_assert_int_eq(compared, 291);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM reference_intake WHERE reference = 'magnesium'"),
                   291);
}
END_TEST

/* dri_us.csv: every row, but its magnesium, which stands in mg_reference.csv. */
START_TEST(dri_references) {
  int n;

  find = prepared(FIND_REFERENCE);
  n = read_csv("reference/dri_us.csv", 13, dri_row);
  sqlite3_finalize(find);
  if (n < 0)
    return;
  ck_assert_int_eq(n, 1739);
  ck_assert_int_eq(compared, 1739 - 62);
}
END_TEST

/* Each row says where it is from and how surely it was read. */
START_TEST(references_have_sources) {
  ck_assert_int_eq(sql_int("SELECT count(*) FROM reference_intake WHERE length(source) < 4"
                           " OR length(confidence) < 3 OR length(body) < 2"),
                   0);
  ck_assert_int_eq(sql_int("SELECT count(DISTINCT body) FROM reference_intake"
                           " WHERE reference = 'magnesium'"),
                   12);
  ck_assert_int_eq(sql_int("SELECT count(DISTINCT authority) FROM reference_intake"
                           " WHERE reference = 'magnesium'"),
                   8);
  /* Every reference finds a nutrient or a reason why it cannot be compared. */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM reference_intake r WHERE NOT EXISTS ("
                           " SELECT 1 FROM reference_nutrient m WHERE m.reference = r.reference"
                           " AND m.kind = r.kind AND m.unit = r.unit)"),
                   0);
}
END_TEST

/* source,nutrient,sex,age_min_months,age_max_months,sd_within_mg,cv_pct,confidence,note */
static void sd_row(char **field) {
  compared++;
  equal += sql_int("SELECT count(*) FROM within_person_sd WHERE nutrient_id = 1090 AND sex = %Q"
                   " AND age_min_months = %d AND age_max_months = %d AND sd = %d"
                   " AND cv_percent = %d AND confidence = %Q"
                   " AND substr(source, 1, length(%Q)) = %Q",
                   field[2][0] == 'F' ? "female" : "male", atoi(field[3]), atoi(field[4]),
                   atoi(field[5]), atoi(field[6]), field[7], field[0], field[0]) == 1;
}

START_TEST(within_person_sds) {
  int n = read_csv("reference/mg_within_person_sd.csv", 9, sd_row);

  if (n < 0)
    return;
  ck_assert_int_eq(n, 8);
  ck_assert_int_eq(equal, 8);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM within_person_sd"), 8);
  NEAR(sql_number("SELECT cv FROM requirement_cv WHERE nutrient_id = 1090"), 0.10, 1e-12);
}
END_TEST

/* ---- nutrients ----------------------------------------------------------------------------- */

/* "id","name","unit_name","nutrient_nbr","rank" of SR Legacy */
static void nutrient_name_row(char **field) {
  compared++;
  equal += sql_int("SELECT count(*) FROM nutrient n JOIN unit_name u ON u.name = %Q"
                   " WHERE n.nutrient_id = %d AND n.unit = u.unit"
                   " AND (n.number = %Q OR '' = %Q)",
                   field[2], atoi(field[0]), field[3], field[3]) == 1;
}

START_TEST(nutrients) {
  int n = read_csv("fdc_sr_legacy_2018-04/nutrient.csv", 5, nutrient_name_row);

  ck_assert_int_ge(sql_int("SELECT count(*) FROM nutrient"), 65);
  if (n < 0)
    return;
  ck_assert_int_eq(n, 474);
  ck_assert_int_eq(equal, 474);
}
END_TEST

TESTS("seed") {
  tcase_add_test(tc, starter_nutrients);
  tcase_add_test(tc, starter_portions);
  tcase_add_test(tc, starter_foods);
  ADD_LOOP(food_is_covered, covered);
  tcase_add_test(tc, magnesium_references);
  tcase_add_test(tc, dri_references);
  tcase_add_test(tc, references_have_sources);
  tcase_add_test(tc, within_person_sds);
  tcase_add_test(tc, nutrients);
}
