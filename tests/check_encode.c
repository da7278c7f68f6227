/* SPDX-License-Identifier: MIT */
/* Windows-1252 to UTF-8, and UTF-8 with Windows-1252 in it, cut anywhere. */
#include "support.h"

#ifndef NUTRI_NO_IMPORTERS

#include "encode.h"

static const struct {
  const char *bytes;
  const char *text;
} words[] = {
    {"", ""},
    {"Magnesium", "Magnesium"},
    {"\xb5g", "µg"},
    {"\x80 5", "€ 5"},
    {"Magn\xe9sium", "Magnésium"},
    {"l\x92\x9cuf", "l’œuf"},
    {"\x8a\x9f\xff", "ŠŸÿ"},
    {"\x81\x8d\x8f\x90\x9d", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"\xa0|\xad", "\xc2\xa0|\xc2\xad"},
};

START_TEST(from_1252) {
  char out[100];
  size_t length = strlen(words[_i].bytes);

  length = nutri__encode_1252(words[_i].bytes, length, out);
  ck_assert_uint_le(length, 3 * strlen(words[_i].bytes));
  ck_assert_uint_eq(length, strlen(words[_i].text));
  ck_assert_int_eq(memcmp(out, words[_i].text, length), 0);
}
END_TEST

/* Every byte gives one character of UTF-8, as many bytes as it says. */
START_TEST(every_byte) {
  for (int byte = 0; byte < 256; byte++) {
    char in = (char)byte;
    char out[3];
    size_t length = nutri__encode_1252(&in, 1, out);

    ck_assert_int_eq(nutri__utf8_at(out, length), (int)length);
  }
}
END_TEST

static const struct {
  const char *bytes;
  const char *text;
} mixed[] = {
    {"Épinard", "Épinard"},
    {"\xc9pinard", "Épinard"},
    {"µg \xb5g", "µg µg"},
    {"na\xefve na\xc3\xafve", "naïve naïve"},
    {"\xe2\x82\xac \x80", "€ €"},
    {"\xe2\x82", "â‚"},
    {"\xe2\x82x", "â‚x"},
    {"\xf0\x9f\x8d\x9e \xf0", "\xf0\x9f\x8d\x9e ð"},
    {"\xc3\xc3\xa9", "Ãé"},
    {"\xed\xa0\x80", "í\xc2\xa0€"},          /* a surrogate is no UTF-8 */
    {"\xc0\xaf", "À¯"},                      /* nor is a character longer than need be */
    {"\xf4\x90\x80\x80", "ô\xef\xbf\xbd€€"}, /* nor one above U+10FFFF */
};

/* Cut into three blocks at every two places. */
START_TEST(from_mixed) {
  size_t length = strlen(mixed[_i].bytes);

  for (size_t a = 0; a <= length; a++)
    for (size_t b = a; b <= length; b++) {
      struct nutri__encoder encoder = {.count = 0};
      char out[200];
      size_t to = nutri__encode_mixed(&encoder, mixed[_i].bytes, a, false, out);

      to += nutri__encode_mixed(&encoder, mixed[_i].bytes + a, b - a, false, out + to);
      to += nutri__encode_mixed(&encoder, mixed[_i].bytes + b, length - b, true, out + to);
      out[to] = '\0';
      ck_assert_str_eq(out, mixed[_i].text);
      ck_assert_uint_eq(encoder.count, 0);
    }
}
END_TEST

TESTS("encode") {
  ADD_LOOP(from_1252, words);
  tcase_add_test(tc, every_byte);
  ADD_LOOP(from_mixed, mixed);
}

#else

TESTS("encode") { (void)tc; }

#endif
