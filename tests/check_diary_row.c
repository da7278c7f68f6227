/* SPDX-License-Identifier: MIT */
/* The rows, headers and cells of a diary: what is taken, and what is said of the rest. */
#include "support_diary.h"

#ifndef NUTRI_NO_IMPORTERS

/* ---- rejects ------------------------------------------------------------------------------- */

#define HEADER "person,day,time,meal,food,amount,unit,Magnesium (mg),note\n"

static const struct {
  const char *row;
  const char *column;
  const char *value;
  const char *reason; /* a part of it */
} bad_rows[] = {
    {"ann,,,,egg,1,,,", "day", "", "the day is missing"},
    {"ann,2026-02-31,,,egg,1,,,", "day", "2026-02-31", "no day such as 2026-11-20"},
    {"ann,2026-2-3,,,egg,1,,,", "day", "2026-2-3", "no day"},
    {"ann,2026-11-2,,,egg,1,,,", "day", "2026-11-2", "no day"},
    {"ann,26-11-20,,,egg,1,,,", "day", "26-11-20", "no day"},
    {"ann,11/20/26,,,egg,1,,,", "day", "11/20/26", "no day"},
    {"ann,13/13/2026,,,egg,1,,,", "day", "13/13/2026", "no day"},
    {"ann,4/5/2026,,,egg,1,,,", "day", "4/5/2026", "the day or the month first?"},
    {"ann,2026-11-20T08:30Z,,,egg,1,,,", "day", "2026-11-20T08:30Z", "no day"},
    {"ann,yesterday,,,egg,1,,,", "day", "yesterday", "no day"},
    {"ann,1984-05-01,,,egg,1,,,", "day", "1984-05-01", "before the person was born (1984-05-02)"},
    {"ann,2026-11-16,24:00,,egg,1,,,", "time", "24:00", "no time such as 08:30"},
    {"ann,2026-11-16,noon,,egg,1,,,", "time", "noon", "no time"},
    {"ann,2026-11-16,13:00 pm,,egg,1,,,", "time", "13:00 pm", "no time"},
    {",2026-11-16,,,egg,1,,,", "person", "", "is missing"},
    {"Ann,2026-11-16,,,egg,1,,,", "person", "Ann", "no person is named 'Ann'"},
    {"zoe,2026-11-16,,,egg,1,,,", "person", "zoe", "nutri person add 'zoe' makes one"},
    {"ann,2026-11-16,,,,1,,,", "food", "", "the food is missing"},
    {"ann,2026-11-16,,,unobtainium,1,g,,", "food", "unobtainium",
     "no food has the words 'unobtainium'"},
    {"ann,2026-11-16,,,spinac,1,g,,", "food", "spinac", "did you mean"},
    {"ann,2026-11-16,,,raw,1,g,,", "food", "raw", "'raw' fits several foods: "},
    {"ann,2026-11-16,,,raw,1,g,40,", "food", "raw", "'raw' fits several foods: "},
    {"ann,2026-11-16,,,ndb:99999,1,g,40,", "food", "ndb:99999", "no food with the key ndb:99999"},
    {"ann,2026-11-16,,,4711,1,g,40,", "food", "4711", "there is no food 4711"},
    {"ann,2026-11-16,,,?!,1,g,40,", "food", "?!", "no word to search for"},
    {"ann,2026-11-16,,,egg,,,,", "amount", "", "how much is missing"},
    {"ann,2026-11-16,,,egg,0,,,", "amount", "0", "not above 0 and at most 1000000"},
    {"ann,2026-11-16,,,egg,-1,,,", "amount", "-1", "not above 0"},
    {"ann,2026-11-16,,,egg,nan,,,", "amount", "nan", "no amount such as 2, 0.5, 1/2 or 1 1/2"},
    {"ann,2026-11-16,,,egg,inf,,,", "amount", "inf", "no amount"},
    {"ann,2026-11-16,,,egg,1e308,,,", "amount", "1e308", "not above 0"},
    {"ann,2026-11-16,,,egg,1e400,,,", "amount", "1e400", "no amount"},
    {"ann,2026-11-16,,,egg,1 1/0,,,", "amount", "1 1/0", "no amount"},
    {"ann,2026-11-16,,,egg,\"1,5\",g,,", "amount", "1,5", "no amount"},
    {"ann,2026-11-16,,,egg,1000001,g,,", "amount", "1000001", "not above 0"},
    {"ann,2026-11-16,,,egg,1001,kg,,", "amount", "1001", "are more than 1000000 g"},
    {"ann,2026-11-16,,,Nobody's cake,1001,kg,3,", "amount", "1001", "are more than 1000000 g"},
    {"ann,2026-11-16,,,egg,2 cups,g,,", "amount", "2 cups", "another one"},
    {"ann,2026-11-16,,,coffee,2,,,", "unit", "", "how much of Coffee, brewed? Give a measure: g"},
    {"ann,2026-11-16,,,egg,1,slice,,", "unit", "slice",
     "Egg, boiled has no measure 'slice': it has g, cup, chopped (136.0 g)"},
    {"ann,2026-11-16,,,egg,2 slices,,,", "amount", "2 slices", "has no measure 'slices'"},
    {"ann,2026-11-16,,,egg,1,slice,12,", "unit", "slice", "has no measure 'slice'"},
    {"ann,2026-11-16,,,egg,1,,ten,", "Magnesium (mg)", "ten", "no number"},
    {"ann,2026-11-16,,,egg,1,,\"1,5\",", "Magnesium (mg)", "1,5", "no number"},
    {"ann,2026-11-16,,,egg,1,,-1,", "Magnesium (mg)", "-1", "not from 0"},
    {"ann,2026-11-16,,,egg,1,,1e308,", "Magnesium (mg)", "1e308", "not from 0"},
    {"ann,2026-11-16,,,egg,1,,inf,", "Magnesium (mg)", "inf", "no number"},
    {"ann,2026-11-16,,,eg\xe9,1,,,", "food", "eg?", "no text in UTF-8"},
    {"\xff,2026-11-16,,,egg,1,,,", "person", "?", "no text in UTF-8"},
    {"ann,2026-11-16,,,egg,1,", NULL, NULL, "7 fields where the header has 9"},
    {"ann,2026-11-16,,,Spinach, raw,1,g,,", NULL, NULL, "10 fields where the header has 9"},
};

START_TEST(bad_row_is_rejected) {
  uint64_t before;
  char file[600];

  add_ann();
  add_ben();
  before = fingerprint();
  snprintf(file, sizeof file, HEADER "%s\n", bad_rows[_i].row);
  ck_assert_msg(import_string(file) == NUTRI_OK, "%s: %s", bad_rows[_i].row, diary_said);
  ck_assert_msg(counts.rejected == 1, "%s was taken", bad_rows[_i].row);
  ck_assert_uint_eq(fingerprint(), before); /* nothing of it is stored */
  ck_assert_int_eq(sql_int("SELECT line FROM import_reject"), 2);
  ck_assert_str_eq(sql_text("SELECT ifnull(\"column\", 'NULL') FROM import_reject"),
                   bad_rows[_i].column != NULL ? bad_rows[_i].column : "NULL");
  ck_assert_str_eq(sql_text("SELECT ifnull(value, 'NULL') FROM import_reject"),
                   bad_rows[_i].value != NULL ? bad_rows[_i].value : "NULL");
  ck_assert_msg(strstr(sql_text("SELECT reason FROM import_reject"), bad_rows[_i].reason) != NULL,
                "%s: %s", bad_rows[_i].row, sql_text("SELECT reason FROM import_reject"));
}
END_TEST

/* A row with one field of this many letters. */
static char *with_long(const char *before, size_t letters, const char *after, size_t *size) {
  char *file = malloc(strlen(before) + letters + strlen(after) + 1);

  ck_assert_ptr_nonnull(file);
  *size = strlen(before) + letters + strlen(after);
  memcpy(file, before, strlen(before));
  memset(file + strlen(before), 'x', letters);
  memcpy(file + strlen(before) + letters, after, strlen(after) + 1);
  return file;
}

static const struct {
  const char *before;
  const char *after;
  size_t most; /* letters that are taken, and one more that is not */
  const char *column;
  const char *reason;
} lengths[] = {
    {HEADER "ann,2026-11-16,,", ",egg,1,,,\n", 100, "meal", "longer than 100 characters"},
    {HEADER "ann,2026-11-16,,,egg,1,,,", "\n", 10000, "note", "longer than 10000 characters"},
    {HEADER "ann,2026-11-16,,,", ",1,g,40,\n", 1000, "food", "longer than 1000 characters"},
    {HEADER "ann,2026-11-16,,,Nobody's pie,1,", ",4,\n", 300, "unit", "at most 300 characters"},
};

START_TEST(long_texts) {
  size_t size;
  char *file = with_long(lengths[_i].before, lengths[_i].most, lengths[_i].after, &size);

  add_ann();
  ck_assert_int_eq(import_text(file, size, NULL), NUTRI_OK);
  ck_assert_int_eq(counts.stored, 1);
  free(file);
  for (size_t letters = lengths[_i].most + 1; letters < 900000; letters *= 30) {
    file = with_long(lengths[_i].before, letters, lengths[_i].after, &size);
    ck_assert_int_eq(import_text(file, size, NULL), NUTRI_OK);
    ck_assert_int_eq(counts.rejected, 1);
    ck_assert_str_eq(sql_text("SELECT \"column\" FROM import_reject"), lengths[_i].column);
    ck_assert_int_eq(sql_int("SELECT length(value) FROM import_reject"),
                     letters < 200 ? (int64_t)letters : 200);
    ck_assert_ptr_nonnull(strstr(sql_text("SELECT reason FROM import_reject"), lengths[_i].reason));
    sql("DELETE FROM import_reject");
    free(file);
  }
}
END_TEST

/* What is more than a day holds is rejected row by row; the rest is taken. */
START_TEST(full_day) {
  sqlite3_str *rows = sqlite3_str_new(NULL);
  char *file;

  add_ann();
  sqlite3_str_appendall(rows, HEADER);
  for (int i = 1; i <= 1002; i++)
    sqlite3_str_appendf(rows, "ann,2026-11-16,,,almonds,%d,g,,\n", i);
  sqlite3_str_appendall(rows, "ann,2026-11-17,,,almonds,1,g,,\n");
  file = sqlite3_str_finish(rows);
  ck_assert_ptr_nonnull(file);
  ck_assert_msg(import_string(file) == NUTRI_OK, "%s", diary_said);
  sqlite3_free(file);
  ck_assert_int_eq(counts.stored, 1001);
  ck_assert_int_eq(counts.rejected, 2);
  ck_assert_int_eq(sql_int("SELECT min(line) FROM import_reject"), 1002);
  ck_assert_str_eq(sql_text("SELECT \"column\" || value FROM import_reject"), "day2026-11-16");
  ck_assert_ptr_nonnull(strstr(sql_text("SELECT reason FROM import_reject"), "1000 entries"));
}
END_TEST

/* A name of 10 MB is none of a CSV file that the reader takes. */
START_TEST(endless_name) {
  size_t size;
  char *file = with_long(HEADER "ann,2026-11-16,,,", 10000000, ",1,g,,\n", &size);
  uint64_t before;

  add_ann();
  before = fingerprint();
  ck_assert_int_eq(import_text(file, size, NULL), NUTRI_EFORMAT);
  ck_assert_str_ne(diary_said, "");
  ck_assert_uint_eq(fingerprint(), before);
  free(file);
}
END_TEST

/* Rejects hold what a person ate: they go when the person does. */
START_TEST(rejects_go_with_their_person) {
  add_ann();
  add_ben();
  ck_assert_int_eq(import_string(HEADER "ann,2026-02-31,,,egg,1,,,\nben,2026-11-16,,,secret,1,,,\n"
                                        "zoe,2026-11-16,,,egg,1,,,\n"),
                   NUTRI_OK);
  ck_assert_int_eq(counts.rejected, 3);
  sql("DELETE FROM person WHERE name = 'ben'");
  ck_assert_str_eq(sql_text("SELECT group_concat(line) FROM import_reject"), "2,4");
  sql("PRAGMA foreign_keys=OFF"); /* as in the plain shell */
  sql("DELETE FROM person WHERE name = 'ann'");
  ck_assert_str_eq(sql_text("SELECT group_concat(line) FROM import_reject"), "4");
  sql("PRAGMA foreign_keys=ON");
}
END_TEST

static int refuse(void *user, const struct nutri__diary_reject *reject) {
  ck_assert_str_eq(reject->column, "day");
  ++*(int *)user;
  return NUTRI_ECANCELLED;
}

START_TEST(reject_function_ends_it) {
  static const struct nutri__field header[] = {{"day", 3}, {"food", 4}, {"amount", 6}};
  static const struct nutri__field row[] = {{"x", 1}, {"egg", 3}, {"1", 1}};
  struct nutri__diary *diary = NULL;
  int called = 0;

  add_ann();
  OK(nutri__diary_new(db, 0, "ann", refuse, &called, &diary));
  OK(nutri__diary_header(diary, header, 3, diary_said, sizeof diary_said));
  ck_assert_int_eq(nutri__diary_row(diary, row, 3, 2), NUTRI_ECANCELLED);
  ck_assert_int_eq(called, 1);
  nutri__diary_free(diary);
}
END_TEST

/* ---- headers ------------------------------------------------------------------------------- */

static const struct {
  const char *header;
  int rc;
  const char *diary_said; /* a part of it */
} headers[] = {
    {"person,food,amount", NUTRI_EFORMAT,
     "the column day is missing; the header has person, food, amount"},
    {"person,day,amount", NUTRI_EFORMAT, "the column food is missing"},
    {"person,day,food,note", NUTRI_EFORMAT, "the column amount is missing"},
    {"", NUTRI_EFORMAT, "is missing"},
    {"person,day,Date,food,amount", NUTRI_EFORMAT, "the columns 'day' and 'Date' say the same"},
    {"person,day,food,amount,grams", NUTRI_EFORMAT, "the columns 'amount' and 'grams' say"},
    {"person,day,food,amount,Magnesium (mg),Mg [g]", NUTRI_OK, ""},
    {"person,day,food,amount,Magnesium (mg),magnesium_mg", NUTRI_EFORMAT,
     "the columns 'Magnesium (mg)' and 'magnesium_mg' say the same"},
    {"person,day,f\xe4ood,amount", NUTRI_EFORMAT, "no text in UTF-8"},
    {"day,food,amount", NUTRI_EINVAL, "several persons"},
    {"PERSON,DAY,FOOD,AMOUNT", NUTRI_OK, ""},
    {"  person ,\"\nday\",food*,Amount (g)", NUTRI_OK, ""},
    {"User Name,log_date,item-name,No. of servings", NUTRI_OK, ""},
    {"person,day,fdc_id,portion", NUTRI_OK, ""},
};

START_TEST(header_is_read) {
  char file[400];
  uint64_t before;

  add_ann();
  add_ben();
  before = fingerprint();
  snprintf(file, sizeof file, "%s\n", headers[_i].header[0] != '\0' ? headers[_i].header : "\"\"");
  ck_assert_msg(import_string(file) == headers[_i].rc, "%s: %s", headers[_i].header, diary_said);
  ck_assert_msg(strstr(diary_said, headers[_i].diary_said) != NULL, "%s: %s", headers[_i].header,
                diary_said);
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

/* Where the amount and its unit stand. */
static const struct {
  const char *file;
  double amount; /* in g */
  const char *measure;
} amount_columns[] = {
    {"day,food,portion\n2026-11-16,milk,2 cups\n", 488.0, "cups"},
    {"day,food,amount,unit\n2026-11-16,milk,,2 cups\n", 488.0, "cups"},
    {"day,food,amount,unit\n2026-11-16,milk,2 cups,Cups\n", 488.0, "Cups"},
    {"day,food,amount\n2026-11-16,milk,100g\n", 100.0, "g"},
    {"day,food,Amount (g)\n2026-11-16,milk,100\n", 100.0, "g"},
    {"day,food,amount_g\n2026-11-16,milk,100\n", 100.0, "g"},
    {"day,food,grams,unit\n2026-11-16,milk,1,cup\n", 244.0, "cup"},
    {"day,food,weight [g]\n2026-11-16,milk,1e2\n", 100.0, "g"},
    {"day,food,servings\n2026-11-16,Almond butter,2\n", 64.0, "serving"},
    {"day,ndb,amount\n2026-11-16,11457,2 cups\n", 60.0, "cups"},
    {"day,ndb,amount\n2026-11-16,NDB:011457,2 cups\n", 60.0, "cups"},
    {"day,key,food,amount\n2026-11-16,ndb:99999,milk,100 g\n", 100.0, "g"},
    {"day,key,food,amount\n2026-11-16,,milk,100 g\n", 100.0, "g"},
};

START_TEST(amount_is_found) {
  add_ann();
  ck_assert_msg(import_string(amount_columns[_i].file) == NUTRI_OK, "%s", diary_said);
  ck_assert_msg(counts.stored == 1, "%s", amount_columns[_i].file);
  NEAR(sql_number("SELECT amount FROM intake"), amount_columns[_i].amount, 1e-9);
  ck_assert_str_eq(sql_text("SELECT measure FROM intake"), amount_columns[_i].measure);
}
END_TEST

/* What a column's name comes to: the nutrient and its value of 12, or why it is none. */
static const struct {
  const char *column;
  int64_t nutrient_id; /* 0 = none */
  double value;
  const char *ignored;
} nutrient_columns[] = {
    {"Magnesium (mg)", 1090, 12, ""},
    {"Magnesium (g)", 1090, 12000, ""},
    {"MAGNESIUM [\xc2\xb5g]", 1090, 0.012, ""},
    {"Magnesium, Mg (mg)", 1090, 12, ""},
    {"magnesium_mg", 1090, 12, ""},
    {"MG (mg)", 1090, 12, ""},
    {"304 (mg)", 1090, 12, ""},
    {"1090 (mg)", 1090, 12, ""},
    {"Calcium, Ca (mg)", 1087, 12, ""},
    {"Energy (kcal)", 1008, 12, ""},
    {"Energy (kJ)", 1008, 12 / 4.184, ""},
    {"Calories", 1008, 12, ""},
    {"kcal", 1008, 12, ""},
    {"Vitamin D (IU)", 1110, 12, ""},
    {"Vitamin D (\xc2\xb5g)", 1114, 12, ""},
    {"Vitamin D (mcg)", 1114, 12, ""},
    {"Vitamin A (\xc2\xb5g)", 1106, 12, ""},
    {"Vitamin A (IU)", 1104, 12, ""},
    {"Vitamin E (mg)", 1109, 12, ""},
    {"vitamin_c_mg", 1162, 12, ""},
    {"B12 (Cobalamin) (\xc2\xb5g)", 1178, 12, ""},
    {"Vitamin B6 (mg)", 1175, 12, ""},
    {"Saturated Fat (g)", 1258, 12, ""},
    {"Dietary Fibre (g)", 1079, 12, ""},
    {"Added Sugars (g)", 1235, 12, ""},
    {"Protein (g)", 1003, 12, ""},
    {"Magnesium", 0, 0, "Magnesium (without a unit, as in 'Magnesium (mg)')"},
    {"Magnesium (IU)", 0, 0, "Magnesium (IU) (Magnesium, Mg is kept in mg)"},
    {"Magnesium (% RDA)", 0, 0, "Magnesium (% RDA) (Magnesium, Mg is kept in mg)"},
    {"vitamin_c", 0, 0, "vitamin_c (without a unit, as in 'Magnesium (mg)')"},
    {"Net Carbs (g)", 0, 0, "Net Carbs (g)"},
    {"Mood", 0, 0, "Mood"},
    {"", 0, 0, ""},
};

START_TEST(nutrient_column) {
  char file[400];

  add_ann();
  snprintf(file, sizeof file, "day,food,amount,\"%s\"\n2026-11-16,almonds,30 g,12\n",
           nutrient_columns[_i].column);
  ck_assert_msg(import_string(file) == NUTRI_OK, "%s", diary_said);
  ck_assert_str_eq(ignored, nutrient_columns[_i].ignored);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_nutrient"),
                   nutrient_columns[_i].nutrient_id != 0);
  if (nutrient_columns[_i].nutrient_id == 0)
    return;
  ck_assert_int_eq(sql_int("SELECT nutrient_id FROM intake_nutrient"),
                   nutrient_columns[_i].nutrient_id);
  NEAR(sql_number("SELECT amount FROM intake_nutrient"), nutrient_columns[_i].value, 1e-9);
}
END_TEST

/* Of more columns than a note holds the first are named. */
START_TEST(many_columns) {
  sqlite3_str *file = sqlite3_str_new(NULL);
  char *text;

  add_ann();
  sqlite3_str_appendall(file, "day,food,amount");
  for (int i = 0; i < 2000; i++)
    sqlite3_str_appendf(file, ",mood of hour %d", i);
  sqlite3_str_appendall(file, "\n");
  text = sqlite3_str_finish(file);
  ck_assert_ptr_nonnull(text);
  ck_assert_int_eq(import_string(text), NUTRI_OK);
  sqlite3_free(text);
  ck_assert_int_eq(strncmp(ignored, "mood of hour 0, mood of hour 1, ", 32), 0);
  ck_assert_uint_gt(strlen(ignored), 900);
  ck_assert_str_eq(ignored + strlen(ignored) - 5, ", ...");
}
END_TEST

/* Of two columns of one nutrient the one in the nutrient's own unit is taken, in either order. */
START_TEST(two_units_of_a_nutrient) {
  add_ann();
  ck_assert_int_eq(import_string("day,food,amount,Energy (kJ),Energy (kcal)\n"
                                 "2026-11-16,almonds,30 g,1,2\n"),
                   NUTRI_OK);
  ck_assert_str_eq(ignored, "Energy (kJ) (another column has it)");
  ck_assert_int_eq(import_string("day,food,amount,Energy (kcal),Energy (kJ)\n"
                                 "2026-11-16,almonds,31 g,2,1\n"),
                   NUTRI_OK);
  ck_assert_str_eq(ignored, "Energy (kJ) (another column has it)");
  ck_assert_str_eq(sql_text("SELECT group_concat(nutrient_id || '=' || amount) FROM"
                            " intake_nutrient"),
                   "1008=2.0,1008=2.0");
}
END_TEST

static const struct {
  const char *header;
  bool fits;
  const char *why; /* a part of it */
} detected[] = {
    {"person,day,food,amount", true, "has a day, a food and an amount"},
    {"Date,Meal,Item,Qty,Unit", true, ""},
    {"Name,Date,Grams", true, ""},
    {"fdc_id,data_type,description,food_category_id,publication_date", false, "no day"},
    {"id,fdc_id,nutrient_id,amount,data_points", false, "no day"},
    {"day,amount", false, "no food"},
    {"day,food,Magnesium (mg)", false, "no amount"},
};

START_TEST(header_is_detected) {
  struct nutri__field fields[20];
  char header[200];
  char *texts[20];
  const char *why = NULL;
  int count;

  snprintf(header, sizeof header, "%s", detected[_i].header);
  count = csv_fields(header, texts, 20);
  for (int i = 0; i < count; i++)
    fields[i] = (struct nutri__field){texts[i], strlen(texts[i])};
  ck_assert_int_eq(nutri__diary_fits(fields, (size_t)count, &why), detected[_i].fits);
  ck_assert_msg(strstr(why, detected[_i].why) != NULL, "%s: %s", detected[_i].header, why);
}
END_TEST

/* ---- cells --------------------------------------------------------------------------------- */

#define MONTH_FIRST                                                                                \
  { true, false, true }
#define DAY_FIRST                                                                                  \
  { true, true, false }
#define EITHER                                                                                     \
  { true, false, false }
#define MIXED                                                                                      \
  { true, true, true }

static const struct {
  const char *text;
  struct nutri__diary_order order;
  enum nutri__diary_day is;
  const char *day;
  const char *time;
} days[] = {
    {"2026-11-20", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", ""},
    {"2026/11/20", MIXED, NUTRI__DIARY_DAY_IS, "2026-11-20", ""},
    {"2024-02-29", EITHER, NUTRI__DIARY_DAY_IS, "2024-02-29", ""},
    {"2026-02-29", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2026-11/20", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2026.11.20", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2026-11-20 08:30", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", "08:30"},
    {"2026-11-20T08:30:59.5", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", "08:30"},
    {"2026-11-20, 8:30 PM", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", "20:30"},
    {"2026-11-20 00:00:00", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", ""},
    {"2026-11-20T08:30+01:00", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2026-11-201", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"20261120", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/5/2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS, "2026-04-05", ""},
    {"4/5/2026", DAY_FIRST, NUTRI__DIARY_DAY_IS, "2026-05-04", ""},
    {"4.5.2026", DAY_FIRST, NUTRI__DIARY_DAY_IS, "2026-05-04", ""},
    {"04-05-2026 8:30", DAY_FIRST, NUTRI__DIARY_DAY_IS, "2026-05-04", "08:30"},
    {"4/5/2026", EITHER, NUTRI__DIARY_DAY_EITHER, NULL, NULL},
    {"4/5/2026", MIXED, NUTRI__DIARY_DAY_MIXED, NULL, NULL},
    {"5/5/2026", EITHER, NUTRI__DIARY_DAY_IS, "2026-05-05", ""},
    {"5/5/2026", MIXED, NUTRI__DIARY_DAY_IS, "2026-05-05", ""},
    {"11/20/2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS, "2026-11-20", ""},
    {"11/20/2026 08:30", MONTH_FIRST, NUTRI__DIARY_DAY_IS, "2026-11-20", "08:30"},
    {"11/2/2026 08:30", MONTH_FIRST, NUTRI__DIARY_DAY_IS, "2026-11-02", "08:30"},
    {"13/13/2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2/30/2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/5-2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/5/26", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/5/20266", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"Nov 20, 2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
};

START_TEST(day_is_read) {
  char day[11] = "";
  char time[6] = "";

  ck_assert_msg(nutri__diary_read_day(days[_i].text, &days[_i].order, day, time) == days[_i].is,
                "%s", days[_i].text);
  if (days[_i].is != NUTRI__DIARY_DAY_IS)
    return;
  ck_assert_str_eq(day, days[_i].day);
  ck_assert_str_eq(time, days[_i].time);
}
END_TEST

static const struct {
  const char *text;
  const char *time; /* NULL = none */
} times[] = {
    {"08:30", "08:30"},
    {"8:30", "08:30"},
    {"00:00", "00:00"},
    {"23:59:59", "23:59"},
    {"12:05 am", "00:05"},
    {"12:05 PM", "12:05"},
    {"1:05 p.m.", "13:05"},
    {"11:59pm", "23:59"},
    {"24:00", NULL},
    {"8:60", NULL},
    {"8", NULL},
    {"0:30 am", NULL},
    {"13:00 pm", NULL},
    {"8:3", NULL},
    {"8:30 x", NULL},
    {"8:30:60", NULL},
    {"8:30:1", NULL},
    {"-8:30", NULL},
    {"", NULL},
    {"08:30Z", NULL},
};

START_TEST(time_is_read) {
  char time[6] = "";

  ck_assert_msg(nutri__diary_read_time(times[_i].text, time) == (times[_i].time != NULL), "%s",
                times[_i].text);
  if (times[_i].time != NULL)
    ck_assert_str_eq(time, times[_i].time);
}
END_TEST

TESTS("diary_row") {
  ADD_LOOP(bad_row_is_rejected, bad_rows);
  ADD_LOOP(long_texts, lengths);
  tcase_add_test(tc, full_day);
  tcase_add_test(tc, endless_name);
  tcase_add_test(tc, rejects_go_with_their_person);
  tcase_add_test(tc, reject_function_ends_it);
  ADD_LOOP(header_is_read, headers);
  ADD_LOOP(amount_is_found, amount_columns);
  ADD_LOOP(nutrient_column, nutrient_columns);
  tcase_add_test(tc, many_columns);
  tcase_add_test(tc, two_units_of_a_nutrient);
  ADD_LOOP(header_is_detected, detected);
  ADD_LOOP(day_is_read, days);
  ADD_LOOP(time_is_read, times);
}

#else

TESTS("diary_row") { (void)tc; }

#endif
