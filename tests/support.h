/* SPDX-License-Identifier: MIT */
/* What the Check programs share: a fresh database for every test, people, foods, SQL. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nutri_internal.h"

/* A test program: TESTS("stats") { tcase_add_test(tc, ...); } Each test gets a fresh `db`. */
#define TESTS(name)                                                                                \
  static void add_tests(TCase *tc);                                                                \
  int main(void) { return run_tests(name, add_tests); }                                            \
  static void add_tests(TCase *tc)

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/* A loop test over a table: test and table. */
#define ADD_LOOP(test, table) tcase_add_loop_test(tc, test, 0, (int)COUNT(table))

/* A call that must end well, and leaves no sentence behind. */
#define OK(call)                                                                                   \
  do {                                                                                             \
    int rc_ = (call);                                                                              \
    ck_assert_msg(rc_ == NUTRI_OK, "%s is %d: %s", #call, rc_, nutri_errmsg(db));                  \
    ck_assert_msg(nutri_errmsg(db)[0] == '\0', "%s went well and says: %s", #call,                 \
                  nutri_errmsg(db));                                                               \
  } while (0)
/* A call that must fail with this code and a sentence. */
#define FAILS(code, call)                                                                          \
  do {                                                                                             \
    int rc_ = (call);                                                                              \
    ck_assert_msg(rc_ == (code), "%s is %d (%s), not %s", #call, rc_, nutri_errmsg(db), #code);    \
    ck_assert_msg(nutri_errmsg(db)[0] != '\0', "%s failed without a sentence", #call);             \
  } while (0)
/* The handle's sentence names the thing. */
#define SAYS(text)                                                                                 \
  ck_assert_msg(strstr(nutri_errmsg(db), text) != NULL, "'%s' does not say '%s'",                  \
                nutri_errmsg(db), text)
#define NEAR(value, wanted, tolerance) ck_assert_double_eq_tol(value, wanted, tolerance)
#define IS_NAN(value) ck_assert_double_nan(value)

extern nutri *db; /* of the test that runs: a file of its own, read-write, with starter foods */

int run_tests(const char *name, void (*add)(TCase *tc));

/* A path in this program's own folder, which goes at its end; good until the eighth call after. */
const char *temp_path(const char *name);
/* The file of db. */
const char *db_path(void);
/* A copy of an untouched database with the starter foods under this name. */
const char *copy_database(const char *name);
/* ... and what SQLite puts beside it. */
void remove_database(const char *path);
void write_file(const char *path, const void *bytes, size_t size);
/* The bytes of a file; free() them. */
char *read_file(const char *path, size_t *size);
/* A file of the shared data, NULL where it is absent: say so with skipped(). */
const char *shared_file(const char *name);
void skipped(const char *why);

/* SQL on db's connection, with sqlite3_mprintf's conversions (%Q). */
void sql(const char *format, ...);
double sql_number(const char *format, ...); /* first column of the first row; NULL = NaN */
int64_t sql_int(const char *format, ...);
const char *sql_text(const char *format, ...); /* good until the next call; "" where NULL */

/* People: ann is the issue's woman, born 1984-05-02, us. */
void add_ann(void);
void add_person(const char *name, const char *sex, const char *born, const char *authority);
/* Foods of one's own, added by SQL as the shell would; returns food_id. */
int64_t add_food(const char *description, const char *kind, const char *basis);
void add_nutrient(int64_t food_id, int64_t nutrient_id, double amount, const char *mark);
/* A food of 1 mg magnesium and 1 kcal a gram: grams are mg. */
int64_t add_plain_food(const char *description);
/* A starter food's number. */
int64_t starter(const char *key);
int starter_count(void);
/* An entry in a measure (NULL = counted); returns intake_id. */
int64_t eat(const char *person, const char *day, double amount, const char *measure,
            int64_t food_id);
/* The four entries of the issue's day, 2026-11-16, for ann. */
void eat_issue_day(void);
void mark(const char *person, const char *day, const char *completeness);
/* n days from 2026-01-01 on, each marked complete with these mg of recorded food magnesium. */
void record_days(const char *person, int n, double mg);
/* Day number i (from 0) after 2026-01-01. */
const char *day_at(int i);

nutri_deficit deficit_of(const char *person);
nutri_total total_of(const char *person);
/* How many rows a cursor of foods has; closes it. */
int count_foods(nutri_cursor *foods);

/* A line of CSV into its fields, quotes taken off, in place; returns how many. */
int csv_fields(char *line, char **fields, int max);

#endif
