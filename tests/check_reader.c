/* SPDX-License-Identifier: MIT */
/* CSV text to rows: every input at every block size from 1 to its length. */
#include "support.h"

#ifndef NUTRI_NO_IMPORTERS

#include "import_internal.h"

/* Rows as text: "line:field|field|...;" with control characters as they are. */
struct seen {
  char text[4096];
  size_t length;
  int stop_at; /* row that ends the reading; 0 = none */
  int rows;
};

static int note_row(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct seen *seen = user;

  if (++seen->rows == seen->stop_at)
    return NUTRI_ECANCELLED;
  seen->length += (size_t)snprintf(seen->text + seen->length, sizeof seen->text - seen->length,
                                   "%lld:", (long long)line);
  for (size_t i = 0; i < count; i++) {
    ck_assert_uint_eq(strlen(fields[i].text), fields[i].length);
    seen->length += (size_t)snprintf(seen->text + seen->length, sizeof seen->text - seen->length,
                                     "%s%s", i > 0 ? "|" : "", fields[i].text);
  }
  seen->length +=
      (size_t)snprintf(seen->text + seen->length, sizeof seen->text - seen->length, ";");
  return NUTRI_OK;
}

static int read_in_blocks(const char *text, size_t length, size_t block,
                          struct nutri__reader *reader) {
  int rc = NUTRI_OK;

  for (size_t at = 0; at < length && rc == NUTRI_OK; at += block) {
    size_t size = length - at < block ? length - at : block;
    char *copy = malloc(size); /* so that a sanitizer sees a byte too far */

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text + at, size);
    rc = nutri__reader_block(reader, copy, size);
    free(copy);
  }
  return rc == NUTRI_OK ? nutri__reader_finish(reader) : rc;
}

#define TEXT(literal) literal, sizeof(literal) - 1

static const struct {
  const char *text;
  size_t length;
  const char *rows;
} good[] = {
    {TEXT(""), ""},
    {TEXT("a,b\n1,2\n"), "1:a|b;2:1|2;"},
    {TEXT("a,b\n1,2"), "1:a|b;2:1|2;"},
    {TEXT("a,b\r\n1,2\r\n"), "1:a|b;2:1|2;"},
    {TEXT("a,b\r1,2\r"), "1:a|b;2:1|2;"},
    {TEXT("a,b\r1,2"), "1:a|b;2:1|2;"},
    {TEXT("\xef\xbb\xbf\"a\",b\n1,2\n"), "1:a|b;2:1|2;"},
    {TEXT("\xef\xbb\xbf"), ""},
    {TEXT("\xef\xbb"), "1:\xef\xbb;"},
    {TEXT("\xef\xbb"
          "a,b\n"),
     "1:\xef\xbb"
     "a|b;"},
    {TEXT("a,\xef\xbb\xbf\n"), "1:a|\xef\xbb\xbf;"},
    {TEXT(" a , b \n"), "1: a | b ;"},
    {TEXT("\" a \",\"\t\"\n"), "1: a |\t;"},
    {TEXT("\xc2\xa0"
          "a\xc2\xa0,b\n"),
     "1:\xc2\xa0"
     "a\xc2\xa0|b;"},
    {TEXT("\"say \"\"hi\"\"\",\"a,b\"\n"), "1:say \"hi\"|a,b;"},
    {TEXT("\"\",\n,\"\"\n"), "1:|;2:|;"},
    {TEXT("\"\"\"\"\n"), "1:\";"},
    {TEXT("a\n\n\nb\n"), "1:a;4:b;"},
    {TEXT("\n\na\n"), "3:a;"},
    {TEXT("\r\n\r\na\r\n\r\nb"), "3:a;5:b;"},
    {TEXT("\"two\nlines\",x\nb,c\n"), "1:two\nlines|x;3:b|c;"},
    {TEXT("\"two\r\nlines\",x\r\nb,c\r\n"), "1:two\r\nlines|x;3:b|c;"},
    {TEXT("\"two\rlines\",x\rb,c\r"), "1:two\rlines|x;3:b|c;"},
    {TEXT("\"\n\n\",\"\r\n\"\nz\n"), "1:\n\n|\r\n;5:z;"},
    {TEXT("a,b\n1\n1,2,3\n"), "1:a|b;2:1;3:1|2|3;"},
    {TEXT("a;b\t^~c\n"), "1:a;b\t^~c;"},
    {TEXT("\"a\",\"b\""), "1:a|b;"},
    {TEXT("caf\xc3\xa9,\xc2\xb5g\n"), "1:caf\xc3\xa9|\xc2\xb5g;"},
};

START_TEST(rows_at_every_block_size) {
  for (size_t block = 1; block <= good[_i].length + 1; block++) {
    struct seen seen = {.text = ""};
    struct nutri__reader *reader = NULL;

    ck_assert_int_eq(nutri__reader_new(NULL, note_row, &seen, &reader), NUTRI_OK);
    ck_assert_int_eq(read_in_blocks(good[_i].text, good[_i].length, block, reader), NUTRI_OK);
    ck_assert_msg(strcmp(seen.text, good[_i].rows) == 0, "in blocks of %zu: %s", block, seen.text);
    ck_assert_str_eq(nutri__reader_message(reader), "");
    nutri__reader_free(reader);
  }
}
END_TEST

static const struct {
  const char *text;
  size_t length;
  int64_t line;
  const char *message; /* a part of it */
} bad[] = {
    {TEXT("a,b\n\"1,2\n3,4\n"), 2, "never closed"},
    {TEXT("a,b\n1,\"2\n3,4\n"), 2, "never closed"},
    {TEXT("a\n\n\"x\ny"), 3, "never closed"},
    {TEXT("a,\"b"), 1, "never closed"},
    {TEXT("a,b\n1,2\"3\n"), 2, "quote"},
    {TEXT("a,b\n\"1\"2,3\n"), 2, "quote"},
    {TEXT("a,b\n\"1\" ,3\n"), 2, "quote"},
    {TEXT("a,b\n1,\0\n"), 2, "NUL"},
    {TEXT("\0"), 1, "NUL"},
    {TEXT("\x89PNG\r\n\x1a\n\0\0"), 3, "NUL"},
    {TEXT("\xff\xfe"
          "a\0b\0"),
     1, "UTF-16"},
    {TEXT("\xfe\xff\0a\0b"), 1, "UTF-16"},
};

START_TEST(what_is_no_csv) {
  for (size_t block = 1; block <= bad[_i].length; block++) {
    struct seen seen = {.text = ""};
    struct nutri__reader *reader = NULL;

    ck_assert_int_eq(nutri__reader_new(NULL, note_row, &seen, &reader), NUTRI_OK);
    ck_assert_int_eq(read_in_blocks(bad[_i].text, bad[_i].length, block, reader), NUTRI_EFORMAT);
    ck_assert_msg(strstr(nutri__reader_message(reader), bad[_i].message) != NULL,
                  "in blocks of %zu: %s", block, nutri__reader_message(reader));
    ck_assert_int_eq(nutri__reader_line(reader), bad[_i].line);
    ck_assert_int_eq(nutri__reader_block(reader, "x\n", 2), NUTRI_EFORMAT);
    nutri__reader_free(reader);
  }
}
END_TEST

/* The row function's code comes back, and no further row is handed over. */
START_TEST(row_function_ends_it) {
  static const char text[] = "1\n2\n3\n4\n";

  for (size_t block = 1; block < sizeof text; block++) {
    struct seen seen = {.text = "", .stop_at = 2};
    struct nutri__reader *reader = NULL;

    ck_assert_int_eq(nutri__reader_new(NULL, note_row, &seen, &reader), NUTRI_OK);
    ck_assert_int_eq(read_in_blocks(text, sizeof text - 1, block, reader), NUTRI_ECANCELLED);
    ck_assert_int_eq(seen.rows, 2);
    ck_assert_str_eq(nutri__reader_message(reader), "");
    nutri__reader_free(reader);
  }
}
END_TEST

static int note_wanted(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct seen *seen = user;

  seen->length +=
      (size_t)snprintf(seen->text + seen->length, sizeof seen->text - seen->length,
                       "%lld:%zu:%s|%s;", (long long)line, count, fields[1].text, fields[3].text);
  return NUTRI_OK;
}

START_TEST(wanted_columns) {
  static const char text[] = "a,b,c,d,e\n1,2,\"3\n3\",4,5\n6,7,8,9,0\n";
  static const bool wanted[] = {false, true, false, true};

  for (size_t block = 1; block < sizeof text; block++) {
    struct seen seen = {.text = ""};
    struct nutri__reader *reader = NULL;

    ck_assert_int_eq(nutri__reader_new(NULL, note_wanted, &seen, &reader), NUTRI_OK);
    nutri__reader_want(reader, wanted, 4);
    ck_assert_int_eq(read_in_blocks(text, sizeof text - 1, block, reader), NUTRI_OK);
    ck_assert_str_eq(seen.text, "1:5:b|d;2:5:2|4;4:5:7|9;");
    nutri__reader_free(reader);
  }
}
END_TEST

static int count_row(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  size_t *sum = user;

  (void)line;
  for (size_t i = 0; i < count; i++)
    *sum += fields[i].length;
  return NUTRI_OK;
}

/* A field of 1 MiB is the longest; an open quote cannot eat more memory than that. */
START_TEST(longest_field) {
  const size_t block = 65536;
  char *text = malloc(block);
  struct nutri__reader *reader = NULL;
  size_t sum = 0;
  size_t fed = 0;
  int rc = NUTRI_OK;

  ck_assert_ptr_nonnull(text);
  memset(text, 'x', block);
  ck_assert_int_eq(nutri__reader_new(NULL, count_row, &sum, &reader), NUTRI_OK);
  for (; fed < 900000; fed += block)
    ck_assert_int_eq(nutri__reader_block(reader, text, block), NUTRI_OK);
  ck_assert_int_eq(nutri__reader_block(reader, "\n", 1), NUTRI_OK);
  ck_assert_uint_eq(sum, fed);
  ck_assert_int_eq(nutri__reader_block(reader, "\"", 1), NUTRI_OK);
  for (fed = 0; fed < 4000000 && rc == NUTRI_OK; fed += block)
    rc = nutri__reader_block(reader, text, block);
  ck_assert_int_eq(rc, NUTRI_EFORMAT);
  ck_assert_uint_lt(fed, 1500000);
  ck_assert_ptr_nonnull(strstr(nutri__reader_message(reader), "1048576"));
  ck_assert_int_eq(nutri__reader_line(reader), 2);
  nutri__reader_free(reader);
  free(text);
}
END_TEST

START_TEST(most_fields) {
  char text[12000];
  struct nutri__reader *reader = NULL;
  size_t sum = 0;

  memset(text, ',', sizeof text);
  ck_assert_int_eq(nutri__reader_new(NULL, count_row, &sum, &reader), NUTRI_OK);
  ck_assert_int_eq(nutri__reader_block(reader, text, NUTRI__FIELDS_MAX - 1), NUTRI_OK);
  ck_assert_int_eq(nutri__reader_block(reader, "\n", 1), NUTRI_OK);
  ck_assert_int_eq(nutri__reader_block(reader, text, 10000), NUTRI_EFORMAT);
  ck_assert_ptr_nonnull(strstr(nutri__reader_message(reader), "fields"));
  ck_assert_int_eq(nutri__reader_line(reader), 2);
  nutri__reader_free(reader);
}
END_TEST

/* Nothing is left of a reader that was given up half way. */
START_TEST(frees_all) {
  sqlite3_int64 before = sqlite3_memory_used();
  struct nutri__reader *reader = NULL;
  size_t sum = 0;

  ck_assert_int_eq(nutri__reader_new(NULL, count_row, &sum, &reader), NUTRI_OK);
  ck_assert_int_eq(nutri__reader_block(reader, "a,b\n\"open", 9), NUTRI_OK);
  nutri__reader_free(reader);
  nutri__reader_free(NULL);
  ck_assert_int_eq(sqlite3_memory_used(), before);
}
END_TEST

TESTS("reader") {
  tcase_set_timeout(tc, 60);
  ADD_LOOP(rows_at_every_block_size, good);
  ADD_LOOP(what_is_no_csv, bad);
  tcase_add_test(tc, row_function_ends_it);
  tcase_add_test(tc, wanted_columns);
  tcase_add_test(tc, longest_field);
  tcase_add_test(tc, most_fields);
  tcase_add_test(tc, frees_all);
}

#else

TESTS("reader") { (void)tc; }

#endif
