/* SPDX-License-Identifier: MIT */
/* Numbers of data files against strtod, to the last bit. */
#include "support.h"

#ifndef NUTRI_NO_IMPORTERS

#include <locale.h>

#include "import_internal.h"

static void same_as_strtod(const char *text) {
  double ours = -1;
  double theirs = strtod(text, NULL);

  ck_assert_msg(nutri__number_read(text, strlen(text), &ours) == NUTRI__NUMBER_OK, "'%s'", text);
  ck_assert_msg(memcmp(&ours, &theirs, sizeof ours) == 0, "'%s': %.17g, not %.17g", text, ours,
                theirs);
}

static const char *const numbers[] = {"0",
                                      "0.0",
                                      "-0",
                                      "1",
                                      "-1",
                                      "+1",
                                      "5.88",
                                      "13.24",
                                      "6.25E-4",
                                      "6.25e-4",
                                      "1e0",
                                      "1e+2",
                                      ".5",
                                      "5.",
                                      "-.25",
                                      "00012",
                                      "0.000123",
                                      "123456789012345",
                                      "123456789012345.6",
                                      "999999999999999",
                                      "9007199254740993",
                                      "0.1",
                                      "0.30000000000000004",
                                      "1e22",
                                      "1e23",
                                      "1e-22",
                                      "1e-23",
                                      "4.9e-324",
                                      "2.2250738585072011e-308",
                                      "1.7976931348623157e308",
                                      "179769313486231570000000000000000000000",
                                      "0.00000000000000000000000000000000000001",
                                      "100000000000000000000000000",
                                      "8.5e-7",
                                      "3.14159265358979323846264338327950288",
                                      "0.0000000000000000000000000000000000e99"};

START_TEST(reads_as_strtod) { same_as_strtod(numbers[_i]); }
END_TEST

/* Every number of up to 4 digits with every place of the point, and 20,000 of other lengths. */
START_TEST(reads_thousands_as_strtod) {
  uint64_t state = 20261122;
  char text[80];

  for (int n = 0; n < 10000; n++)
    for (int places = 0; places <= 4; places++) {
      snprintf(text, sizeof text, "%d.%0*d", n / 10000, places + 1, n);
      same_as_strtod(text);
    }
  for (int i = 0; i < 20000; i++) {
    int digits;
    int e;
    size_t length = 0;

    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    digits = 1 + (int)(state >> 59) % 20;
    e = (int)(state >> 40 & 63) - 32;
    for (int d = 0; d < digits; d++) {
      text[length++] = (char)('0' + (state >> (3 * d % 50) & 7));
      if (d == digits / 2)
        text[length++] = '.';
    }
    snprintf(text + length, sizeof text - length, "e%d", e);
    same_as_strtod(text);
  }
}
END_TEST

static const struct {
  const char *text;
  enum nutri__number result;
} others[] = {{"", NUTRI__NUMBER_ABSENT},      {" ", NUTRI__NUMBER_ABSENT},
              {"\t ", NUTRI__NUMBER_ABSENT},   {"nan", NUTRI__NUMBER_WRONG},
              {"NaN", NUTRI__NUMBER_WRONG},    {"inf", NUTRI__NUMBER_WRONG},
              {"-inf", NUTRI__NUMBER_WRONG},   {"Infinity", NUTRI__NUMBER_WRONG},
              {"0x10", NUTRI__NUMBER_WRONG},   {"1e999", NUTRI__NUMBER_WRONG},
              {"-1e999", NUTRI__NUMBER_WRONG}, {"1,5", NUTRI__NUMBER_WRONG},
              {"1.5.", NUTRI__NUMBER_WRONG},   {"1e", NUTRI__NUMBER_WRONG},
              {"1e+", NUTRI__NUMBER_WRONG},    {"1e1.5", NUTRI__NUMBER_WRONG},
              {".", NUTRI__NUMBER_WRONG},      {"-", NUTRI__NUMBER_WRONG},
              {"+", NUTRI__NUMBER_WRONG},      {"e5", NUTRI__NUMBER_WRONG},
              {"1 2", NUTRI__NUMBER_WRONG},    {"--1", NUTRI__NUMBER_WRONG},
              {"1f", NUTRI__NUMBER_WRONG},     {"<0.1", NUTRI__NUMBER_WRONG},
              {"tr", NUTRI__NUMBER_WRONG},     {" 1.5 ", NUTRI__NUMBER_OK},
              {"1e-999", NUTRI__NUMBER_OK}};

START_TEST(takes_numbers_alone) {
  double value = 42;
  const char *text = others[_i].text;

  ck_assert_msg(nutri__number_read(text, strlen(text), &value) == others[_i].result, "'%s'", text);
  if (others[_i].result != NUTRI__NUMBER_OK)
    ck_assert(value == 42);
}
END_TEST

START_TEST(longest) {
  char text[500];
  double value;

  memset(text, '1', sizeof text);
  ck_assert_int_eq(nutri__number_read(text, 300, &value), NUTRI__NUMBER_OK);
  ck_assert_double_eq_tol(value / 1e299, 1.1111111111111112, 1e-15);
  ck_assert_int_eq(nutri__number_read(text, 500, &value), NUTRI__NUMBER_WRONG);
}
END_TEST

/* A caller's locale with a decimal comma changes nothing, and is left as it was. */
START_TEST(knows_no_locale) {
  static const char *const commas[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "fr_FR"};
  double value;
  const char *set = NULL;

  for (size_t i = 0; i < sizeof commas / sizeof commas[0] && set == NULL; i++)
    set = setlocale(LC_NUMERIC, commas[i]);
  ck_assert_int_eq(nutri__number_read("1.5", 3, &value), NUTRI__NUMBER_OK);
  ck_assert(value == 1.5);
  ck_assert_int_eq(nutri__number_read("1.50000000000000000000", 22, &value), NUTRI__NUMBER_OK);
  ck_assert(value == 1.5);
  if (set != NULL)
    ck_assert_str_eq(localeconv()->decimal_point, ",");
  setlocale(LC_NUMERIC, "C");
}
END_TEST

static const struct {
  const char *text;
  enum nutri__number result;
  int64_t value;
} wholes[] = {{"0", NUTRI__NUMBER_OK, 0},
              {"1090", NUTRI__NUMBER_OK, 1090},
              {" 1090 ", NUTRI__NUMBER_OK, 1090},
              {"01009", NUTRI__NUMBER_OK, 1009},
              {"922337203685477580", NUTRI__NUMBER_OK, INT64_C(922337203685477580)},
              {"92233720368547758070", NUTRI__NUMBER_WRONG, 0},
              {"-1", NUTRI__NUMBER_WRONG, 0},
              {"1.0", NUTRI__NUMBER_WRONG, 0},
              {"1e3", NUTRI__NUMBER_WRONG, 0},
              {"", NUTRI__NUMBER_ABSENT, 0},
              {"x", NUTRI__NUMBER_WRONG, 0}};

START_TEST(whole_numbers) {
  int64_t value = -7;
  const char *text = wholes[_i].text;

  ck_assert_msg(nutri__whole_read(text, strlen(text), &value) == wholes[_i].result, "'%s'", text);
  ck_assert_int_eq(value, wholes[_i].result == NUTRI__NUMBER_OK ? wholes[_i].value : -7);
}
END_TEST

TESTS("number") {
  tcase_set_timeout(tc, 60);
  ADD_LOOP(reads_as_strtod, numbers);
  tcase_add_test(tc, reads_thousands_as_strtod);
  ADD_LOOP(takes_numbers_alone, others);
  tcase_add_test(tc, longest);
  tcase_add_test(tc, knows_no_locale);
  ADD_LOOP(whole_numbers, wholes);
}

#else

TESTS("number") { (void)tc; }

#endif
