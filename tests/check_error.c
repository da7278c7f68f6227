/* SPDX-License-Identifier: MIT */
#include "support.h"

/* Codes are never renumbered: this table only grows. */
static const struct {
  int code;
  int number;
} codes[] = {
    {NUTRI_ROW, 1},          {NUTRI_OK, 0},        {NUTRI_ENOMEM, -1},   {NUTRI_EIO, -2},
    {NUTRI_EBUSY, -3},       {NUTRI_ECORRUPT, -4}, {NUTRI_ENOTADB, -5},  {NUTRI_ESCHEMA, -6},
    {NUTRI_EREADONLY, -7},   {NUTRI_EMISUSE, -8},  {NUTRI_EINVAL, -9},   {NUTRI_ENOTFOUND, -10},
    {NUTRI_EAMBIGUOUS, -11}, {NUTRI_EEXISTS, -12}, {NUTRI_EFORMAT, -13}, {NUTRI_EREJECTED, -14},
    {NUTRI_ECANCELLED, -15}, {NUTRI_EINUSE, -16},
};

START_TEST(code_text) {
  ck_assert_int_eq(codes[_i].code, codes[_i].number);
  ck_assert_str_ne(nutri_strerror(codes[_i].code), nutri_strerror(-9999));
  for (size_t i = 0; i < (size_t)_i; i++)
    ck_assert_str_ne(nutri_strerror(codes[_i].code), nutri_strerror(codes[i].code));
}
END_TEST

static const struct {
  int reason;
  int number;
  const char *says;
} reasons[] = {
    {NUTRI_REASON_NONE, 0, "none"},
    {NUTRI_REASON_NO_DAY, 1, "no counted day"},
    {NUTRI_REASON_NO_REFERENCE, 2, "no reference value"},
    {NUTRI_REASON_NO_SEX, 3, "sex not given"},
    {NUTRI_REASON_NO_AGE, 4, "age not given"},
    {NUTRI_REASON_NOT_COMPARABLE, 5, "not comparable"},
    {NUTRI_REASON_NO_EAR, 6, "EAR"},
    {NUTRI_REASON_LOW_COVERAGE, 7, "90 %"},
    {NUTRI_REASON_UNDER_4, 8, "under 4 years"},
    {NUTRI_REASON_NO_WITHIN_SD, 9, "within-person SD"},
    {NUTRI_REASON_UNKNOWN_AMOUNT, 10, "nothing is known"},
    {NUTRI_REASON_EAR_HELD_BACK, 11, "not one to test with"},
    {NUTRI_REASON_FEW_REPEATS, 12, "fewer than 50 persons"},
    {NUTRI_REASON_NO_BETWEEN, 13, "differ by no more"},
    {NUTRI_REASON_NO_WITHIN, 14, "nobody's days differ"},
    {NUTRI_REASON_ALL_EQUAL, 15, "all intakes are equal"},
    {NUTRI_REASON_ONE_PERSON, 16, "no group"},
    {NUTRI_REASON_NO_WEIGHT, 17, "weight above 0"},
    {NUTRI_REASON_ONE_PSU, 18, "single sampling unit"},
    {NUTRI_REASON_NRC, 19, "NRC"},
    {NUTRI_REASON_BAD_VALUE, 20, "no group can have"},
    {NUTRI_REASON_ONE_DAY, 21, "one day"},
};

START_TEST(reason_text) {
  ck_assert_int_eq(reasons[_i].reason, reasons[_i].number);
  ck_assert_ptr_nonnull(strstr(nutri_reason_text(reasons[_i].reason), reasons[_i].says));
  ck_assert_str_ne(nutri_reason_text(reasons[_i].reason), nutri_reason_text(9999));
}
END_TEST

static const struct {
  int sqlite;
  int nutri;
} sqlite_codes[] = {
    {SQLITE_OK, NUTRI_OK},
    {SQLITE_DONE, NUTRI_OK},
    {SQLITE_NOMEM, NUTRI_ENOMEM},
    {SQLITE_IOERR_NOMEM, NUTRI_ENOMEM},
    {SQLITE_BUSY, NUTRI_EBUSY},
    {SQLITE_BUSY_SNAPSHOT, NUTRI_EBUSY},
    {SQLITE_LOCKED, NUTRI_EBUSY},
    {SQLITE_CORRUPT, NUTRI_ECORRUPT},
    {SQLITE_CORRUPT_INDEX, NUTRI_ECORRUPT},
    {SQLITE_NOTADB, NUTRI_ENOTADB},
    {SQLITE_READONLY, NUTRI_EREADONLY},
    {SQLITE_READONLY_DBMOVED, NUTRI_EREADONLY},
    {SQLITE_CONSTRAINT, NUTRI_EINVAL},
    {SQLITE_CONSTRAINT_CHECK, NUTRI_EINVAL},
    {SQLITE_CONSTRAINT_TRIGGER, NUTRI_EINVAL},
    {SQLITE_MISUSE, NUTRI_EMISUSE},
    {SQLITE_INTERRUPT, NUTRI_ECANCELLED},
    {SQLITE_FULL, NUTRI_EIO},
    {SQLITE_IOERR, NUTRI_EIO},
    {SQLITE_IOERR_READ, NUTRI_EIO},
    {SQLITE_CANTOPEN, NUTRI_EIO},
};

START_TEST(code_of_sqlite) {
  ck_assert_int_eq(nutri__code(sqlite_codes[_i].sqlite), sqlite_codes[_i].nutri);
}
END_TEST

START_TEST(error_struct) {
  nutri_error err = NUTRI_INIT(nutri_error);
  char text[3000];

  memset(text, 'x', sizeof text);
  text[sizeof text - 1] = '\0';
  nutri__error_set(&err, NUTRI_EIO, text);
  ck_assert_int_eq(err.code, NUTRI_EIO);
  ck_assert_uint_eq(strlen(err.message), sizeof err.message - 1);
  nutri__error_set(&err, NUTRI_OK, "");
  ck_assert_int_eq(err.code, NUTRI_OK);
  ck_assert_str_eq(err.message, "");
  err.size = 0; /* not made by NUTRI_INIT: how long it is cannot be known */
  nutri__error_set(&err, NUTRI_EIO, "text");
  ck_assert_int_eq(err.code, NUTRI_OK);
  ck_assert_str_eq(err.message, "");
  nutri__error_set(NULL, NUTRI_EIO, "text");
}
END_TEST

START_TEST(message_goes_with_the_next_call) {
  nutri_food food = NUTRI_INIT(nutri_food);

  ck_assert_str_eq(nutri_errmsg(db), "");
  FAILS(NUTRI_ENOTFOUND, nutri_food_get(db, 4711, &food));
  SAYS("4711");
  OK(nutri_food_get(db, starter("almonds"), &food)); /* OK() looks that the sentence is gone */
  ck_assert_ptr_nonnull(strstr(nutri_errmsg(NULL), "NULL"));
}
END_TEST

/* Steps inside a call that fail on the way to success leave no sentence behind. */
START_TEST(success_leaves_no_message) {
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  nutri_cursor *foods = NULL;

  add_ann();                                            /* looks for ann first, in vain */
  OK(nutri_food_find(db, "ann", "cheddar", &food));     /* a word of everybody's */
  OK(nutri_food_find(db, "ann", "raw cabbage", &food)); /* no name: by the words of one */
  OK(nutri_intake_parse(db, "ann", "1 cup raw cabbage", &entry));
  OK(nutri_food_candidates(db, "ann", "bread", 10, &foods));
  nutri_cursor_close(foods);
  eat("ann", "2026-11-16", 1.0, "slice", starter("bread-rye"));
}
END_TEST

/* A sentence is cut, never overrun. */
START_TEST(long_message) {
  char name[5000];
  nutri_person person = NUTRI_INIT(nutri_person);

  memset(name, 'n', sizeof name);
  name[sizeof name - 1] = '\0';
  FAILS(NUTRI_ENOTFOUND, nutri_person_get(db, name, &person));
  ck_assert_uint_lt(strlen(nutri_errmsg(db)), 200);
  ck_assert_int_eq(nutri__fail(db, NUTRI_EIO, "%s", name), NUTRI_EIO);
  ck_assert_uint_eq(strlen(nutri_errmsg(db)), sizeof db->errmsg - 1);
}
END_TEST

TESTS("error") {
  ADD_LOOP(code_text, codes);
  ADD_LOOP(reason_text, reasons);
  ADD_LOOP(code_of_sqlite, sqlite_codes);
  tcase_add_test(tc, error_struct);
  tcase_add_test(tc, message_goes_with_the_next_call);
  tcase_add_test(tc, success_leaves_no_message);
  tcase_add_test(tc, long_message);
}
