/* SPDX-License-Identifier: MIT */
#include "support.h"

static const struct {
  const char *text;
  bool is_day;
} days[] = {
    {"2026-11-16", true},  {"0001-01-01", true},   {"9999-12-31", true},   {"2024-02-29", true},
    {"2000-02-29", true},  {"1900-02-29", false},  {"2100-02-29", false},  {"2026-02-29", false},
    {"2026-02-31", false}, {"2026-04-31", false},  {"2026-06-30", true},   {"2026-09-31", false},
    {"2026-12-31", true},  {"2026-12-32", false},  {"2026-13-01", false},  {"2026-00-10", false},
    {"2026-01-00", false}, {"0000-01-01", false},  {"2026-1-1", false},    {"2026/01/01", false},
    {"20260101", false},   {"2026-01-01 ", false}, {" 2026-01-01", false}, {"today", false},
    {"", false},           {"-026-01-01", false},  {"2026-01-+1", false},  {"2026-01-0x", false},
    {"2026-01-0:", false}, {"+999-01-01", false},  {"12026-01-01", false}, {"2026-01-010", false},
};

START_TEST(is_day) {
  ck_assert_msg(nutri__is_day(days[_i].text) == days[_i].is_day, "'%s'", days[_i].text);
}
END_TEST

/* The C check and the CHECK of the tables are two: they must accept the same days. */
START_TEST(is_day_agrees_with_the_tables) {
  char *insert;
  int rc;

  add_ann();
  sql("UPDATE person SET born = NULL");
  insert = sqlite3_mprintf("INSERT INTO intake_day (person_id, day, completeness) SELECT"
                           " person_id, %Q, 'complete' FROM person",
                           days[_i].text);
  rc = sqlite3_exec(nutri_sqlite(db), insert, NULL, NULL, NULL);
  sqlite3_free(insert);
  ck_assert_msg((rc == SQLITE_OK) == days[_i].is_day, "'%s'", days[_i].text);
}
END_TEST

START_TEST(is_day_of_no_text) { ck_assert(!nutri__is_day(NULL)); }
END_TEST

static const struct {
  const char *text;
  double amount;
  const char *rest;
} amounts[] = {
    {"2 cups", 2.0, "cups"},
    {"2", 2.0, ""},
    {"0.5 l", 0.5, "l"},
    {".5 cup", 0.5, "cup"},
    {"2. cup", 2.0, "cup"},
    {"30g", 30.0, "g"},
    {"30 g", 30.0, "g"},
    {"  30\tg x", 30.0, "g x"},
    {"1/2 cup", 0.5, "cup"},
    {"1 1/2 cups", 1.5, "cups"},
    {"2 3/4", 2.75, ""},
    {"\xC2\xBD cup", 0.5, "cup"},
    {"1\xC2\xBD cups", 1.5, "cups"},
    {"1 \xC2\xBD cups", 1.5, "cups"},
    {"\xC2\xBC x", 0.25, "x"},
    {"2\xC2\xBE", 2.75, ""},
    {"\xE2\x85\x93 x", 1.0 / 3.0, "x"},
    {"\xE2\x85\x94 x", 2.0 / 3.0, "x"},
    {"1\xE2\x85\x9B tsp", 1.125, "tsp"},
    {"\xC2\xBD"
     "cup",
     0.5, "cup"},
    {"100000 g", 100000.0, "g"},
    {"0 g", 0.0, "g"},
    {"2 eggs", 2.0, "eggs"},
    {"2 extra large eggs", 2.0, "extra large eggs"},
    {"1 2 percent milk", 1.0, "2 percent milk"},
    {"1 2% milk", 1.0, "2% milk"},
    {"0.1 g", 0.1, "g"},
    {"123456789012345", 123456789012345.0, ""},
    {"0x10 g", 0.0, "x10 g"},
    {"1\xC2", 1.0, "\xC2"}, /* half a character is a word of no food */
};

START_TEST(amount) {
  const char *rest = "?";
  double value = -1.0;

  ck_assert_msg(nutri__parse_amount(amounts[_i].text, &value, &rest), "'%s'", amounts[_i].text);
  NEAR(value, amounts[_i].amount, 1e-15 * fmax(1.0, amounts[_i].amount));
  ck_assert_str_eq(rest, amounts[_i].rest);
  value = -1.0;
  ck_assert_int_eq(nutri_amount_parse(amounts[_i].text, &value, &rest), NUTRI_OK);
  NEAR(value, amounts[_i].amount, 1e-15 * fmax(1.0, amounts[_i].amount));
  ck_assert_str_eq(rest, amounts[_i].rest);
}
END_TEST

static const char *const no_amounts[] = {
    "",
    " ",
    "g",
    "cups 2",
    "-1 cup",
    "+1 cup",
    "1,5 cup",
    "1.2.3 g",
    "1e9 g",
    "1E9 g",
    "1e-3 g",
    "nan g",
    "inf g",
    "1/0 cup",
    "1/2/3 cup",
    "1//2 cup",
    "/2 cup",
    ".",
    ". g",
    "1/ cup",
    "1 1/0 cup",
    "1 1/2/2 cup",
    "1234567890123456 g",
    "\xC2\xBC,5 x",
    "\xC2",
};

START_TEST(no_amount) {
  const char *rest = "untouched";
  double value = -1.0;

  ck_assert_msg(!nutri__parse_amount(no_amounts[_i], &value, &rest), "'%s' is %g", no_amounts[_i],
                value);
  ck_assert_double_eq(value, -1.0);
  ck_assert_str_eq(rest, "untouched");
  ck_assert_int_eq(nutri_amount_parse(no_amounts[_i], &value, &rest), NUTRI_EINVAL);
  ck_assert_double_eq(value, -1.0);
  ck_assert_str_eq(rest, "untouched");
  ck_assert_int_eq(nutri_amount_parse(NULL, &value, &rest), NUTRI_EMISUSE);
  ck_assert_int_eq(nutri_amount_parse("2", NULL, &rest), NUTRI_EMISUSE);
  ck_assert_int_eq(nutri_amount_parse("2", &value, NULL), NUTRI_EMISUSE);
}
END_TEST

static const struct {
  const char *text;
  size_t characters;
} lengths[] = {
    {"", 0},
    {"abc", 3},
    {"\xC2\xBD", 1},
    {"na\xC3\xAFve", 5},
    {"\xE6\x97\xA5\xE6\x9C\xAC", 2},
    {"\xF0\x9F\xA5\xAC", 1},
};

START_TEST(characters) {
  ck_assert_uint_eq(nutri__characters(lengths[_i].text), lengths[_i].characters);
  /* The tables' CHECKs count with SQLite's length(). */
  ck_assert_uint_eq(nutri__characters(lengths[_i].text),
                    (size_t)sql_int("SELECT length(%Q)", lengths[_i].text));
}
END_TEST

START_TEST(quote) {
  char out[80];
  char text[200];

  ck_assert_str_eq(nutri__quote("spinach", out), "spinach");
  ck_assert_str_eq(nutri__quote("a\nb\033[2Jc\x7f", out), "a?b?[2Jc?");
  memset(text, 'a', sizeof text);
  text[60] = '\0';
  ck_assert_str_eq(nutri__quote(text, out), text); /* 60 bytes fit */
  text[60] = 'a';
  text[100] = '\0';
  nutri__quote(text, out);
  ck_assert_uint_eq(strlen(out), 63);
  ck_assert_str_eq(out + 60, "...");
}
END_TEST

/* A text is never cut within a character. */
START_TEST(quote_cuts_at_a_character) {
  char out[80];
  char text[200];

  memset(text, 'a', 59);
  for (int i = 0; i < 20; i++)
    memcpy(text + 59 + 2 * i, "\xC3\xA9", 3);
  nutri__quote(text, out);
  ck_assert_uint_eq(strlen(out), 62);
  ck_assert_str_eq(out + 59, "...");
}
END_TEST

TESTS("text") {
  ADD_LOOP(is_day, days);
  ADD_LOOP(is_day_agrees_with_the_tables, days);
  tcase_add_test(tc, is_day_of_no_text);
  ADD_LOOP(amount, amounts);
  ADD_LOOP(no_amount, no_amounts);
  ADD_LOOP(characters, lengths);
  tcase_add_test(tc, quote);
  tcase_add_test(tc, quote_cuts_at_a_character);
}
