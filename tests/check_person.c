/* SPDX-License-Identifier: MIT */
#include "support.h"

static char long_name[600];

/* 200 characters of two bytes each, and more. */
static const char *characters(int n) {
  for (int i = 0; i < n; i++)
    memcpy(long_name + 2 * i, "\xC3\xA9", 3);
  return long_name;
}

static const struct {
  const char *name;
  const char *sex;
  const char *born;
  int age_months;
  const char *authority;
} good[] = {
    {"ann", "female", "1984-05-02", -1, "us"},
    {"bob", "male", NULL, 480, "eu"},
    {"Eve", NULL, NULL, -1, "uk"},
    {"a baby", "female", NULL, 1, "nordic"},
    {"an old man", "male", NULL, 1800, "dach"},
    {"O'Hara; DROP TABLE person", "female", "2000-02-29", -1, "anz"},
    {"\xE6\x97\xA5\xE6\x9C\xAC", "male", "0001-01-01", -1, "who"},
    {" ", "male", "9999-12-31", -1, "jp"},
};

START_TEST(added_and_read) {
  nutri_person given = NUTRI_INIT(nutri_person);
  nutri_person read = NUTRI_INIT(nutri_person);

  given.name = good[_i].name;
  given.sex = good[_i].sex;
  given.born = good[_i].born;
  given.age_months = good[_i].age_months;
  given.authority = good[_i].authority;
  OK(nutri_person_add(db, &given));
  OK(nutri_person_get(db, good[_i].name, &read));
  ck_assert_str_eq(read.name, good[_i].name);
  ck_assert_pstr_eq(read.sex, good[_i].sex);
  ck_assert_pstr_eq(read.born, good[_i].born);
  ck_assert_int_eq(read.age_months, good[_i].age_months);
  ck_assert_str_eq(read.authority, good[_i].authority);
  FAILS(NUTRI_EEXISTS, nutri_person_add(db, &given));
  SAYS(good[_i].name);
}
END_TEST

static const struct {
  const char *name; /* NULL = 201 characters */
  const char *sex;
  const char *born;
  int age_months;
  const char *authority;
  const char *says;
} bad[] = {
    {"", NULL, NULL, -1, NULL, "1 to 200 characters"},
    {NULL, NULL, NULL, -1, NULL, "1 to 200 characters"},
    {"x", "woman", NULL, -1, NULL, "woman"},
    {"x", "", NULL, -1, NULL, "female"},
    {"x", "Female", NULL, -1, NULL, "Female"},
    {"x", NULL, "1984", -1, NULL, "1984"},
    {"x", NULL, "1984-02-30", -1, NULL, "1984-02-30"},
    {"x", NULL, "", -1, NULL, "born"},
    {"x", NULL, NULL, 1801, NULL, "1801"},
    {"x", NULL, "1984-05-02", 480, NULL, "not both"},
    {"x", NULL, NULL, -1, "usa", "usa"},
    {"x", NULL, NULL, -1, "US", "us, eu, uk"},
    {"x", NULL, NULL, -1, "", "us, eu, uk"},
};

START_TEST(refused) {
  nutri_person given = NUTRI_INIT(nutri_person);

  given.name = bad[_i].name != NULL ? bad[_i].name : characters(201);
  given.sex = bad[_i].sex;
  given.born = bad[_i].born;
  given.age_months = bad[_i].age_months;
  given.authority = bad[_i].authority;
  FAILS(NUTRI_EINVAL, nutri_person_add(db, &given));
  SAYS(bad[_i].says);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  /* A change to the same is refused too, and changes nothing. */
  add_person("x", "female", "1984-05-02", "who");
  FAILS(NUTRI_EINVAL, nutri_person_change(db, &given));
  ck_assert_str_eq(sql_text("SELECT name || sex || born || authority FROM person"),
                   "xfemale1984-05-02who");
}
END_TEST

START_TEST(longest_name) {
  nutri_person read = NUTRI_INIT(nutri_person);

  add_person(characters(200), NULL, NULL, NULL);
  OK(nutri_person_get(db, long_name, &read));
  ck_assert_str_eq(read.name, long_name);
}
END_TEST

START_TEST(defaults) {
  nutri_person given = NUTRI_INIT(nutri_person); /* age_months is 0: not given */
  nutri_person read = NUTRI_INIT(nutri_person);

  given.name = "ann";
  OK(nutri_person_add(db, &given));
  OK(nutri_person_get(db, "ann", &read));
  ck_assert_str_eq(read.authority, "us");
  ck_assert_ptr_null(read.sex);
  ck_assert_ptr_null(read.born);
  ck_assert_int_eq(read.age_months, -1);
}
END_TEST

/* Names are told apart by case. */
START_TEST(names_and_case) {
  nutri_person read = NUTRI_INIT(nutri_person);

  add_person("ann", "female", NULL, NULL);
  add_person("Ann", "male", NULL, NULL);
  OK(nutri_person_get(db, "Ann", &read));
  ck_assert_str_eq(read.sex, "male");
  OK(nutri_person_get(db, "ann", &read));
  ck_assert_str_eq(read.sex, "female");
  FAILS(NUTRI_ENOTFOUND, nutri_person_get(db, "ANN", &read));
  SAYS("ANN");
  FAILS(NUTRI_ENOTFOUND, nutri_person_get(db, "", &read));
}
END_TEST

START_TEST(changed) {
  nutri_person given = {
      .size = sizeof given, .name = "ann", .sex = "female", .age_months = 480, .authority = "eu"};
  nutri_person read = NUTRI_INIT(nutri_person);

  add_ann();
  OK(nutri_person_change(db, &given)); /* born gives way to an age */
  OK(nutri_person_get(db, "ann", &read));
  ck_assert_int_eq(read.age_months, 480);
  ck_assert_ptr_null(read.born);
  ck_assert_str_eq(read.authority, "eu");
  given = (nutri_person){.size = sizeof given, .name = "ann", .age_months = -1};
  OK(nutri_person_change(db, &given)); /* to what is given: nothing is known any more */
  OK(nutri_person_get(db, "ann", &read));
  ck_assert_ptr_null(read.sex);
  ck_assert_int_eq(read.age_months, -1);
  ck_assert_str_eq(read.authority, "us");
  given.name = "eve";
  FAILS(NUTRI_ENOTFOUND, nutri_person_change(db, &given));
  SAYS("eve");
}
END_TEST

/* A birth date after a day that was eaten is refused, and said so. */
START_TEST(born_after_eating) {
  nutri_person given = {
      .size = sizeof given, .name = "ann", .born = "2026-11-17", .age_months = -1};

  add_ann();
  eat_issue_day();
  FAILS(NUTRI_EINVAL, nutri_person_change(db, &given));
  SAYS("birth date");
  ck_assert_str_eq(sql_text("SELECT born FROM person"), "1984-05-02");
  given.born = "2026-11-16"; /* on the day itself */
  OK(nutri_person_change(db, &given));
}
END_TEST

START_TEST(listed_by_name) {
  static const char *const names[] = {"Zoe", "ann", "bob"};
  nutri_cursor *persons = NULL;
  nutri_person read = NUTRI_INIT(nutri_person);

  OK(nutri_person_list(db, &persons));
  ck_assert_int_eq(nutri_person_next(persons, &read), NUTRI_OK);
  nutri_cursor_close(persons);
  add_person("bob", NULL, NULL, NULL);
  add_person("Zoe", NULL, NULL, NULL);
  add_person("ann", NULL, NULL, NULL);
  OK(nutri_person_list(db, &persons));
  for (size_t i = 0; i < COUNT(names); i++) {
    ck_assert_int_eq(nutri_person_next(persons, &read), NUTRI_ROW);
    ck_assert_str_eq(read.name, names[i]);
  }
  ck_assert_int_eq(nutri_person_next(persons, &read), NUTRI_OK);
  nutri_cursor_close(persons);
}
END_TEST

/* A struct of an older header, which ends behind the sex: what it lacks is not given. */
START_TEST(older_struct) {
  nutri_person given = {.size = offsetof(nutri_person, born),
                        .name = "ann",
                        .sex = "female",
                        .born = "no day",
                        .age_months = 99999,
                        .authority = "nobody's"};
  nutri_person read = {.size = offsetof(nutri_person, born), .born = "guard", .age_months = 7};

  OK(nutri_person_add(db, &given));
  OK(nutri_person_get(db, "ann", &read));
  ck_assert_str_eq(read.sex, "female");
  ck_assert_str_eq(read.born, "guard");
  ck_assert_int_eq(read.age_months, 7);
  read.size = sizeof read;
  OK(nutri_person_get(db, "ann", &read));
  ck_assert_ptr_null(read.born);
  ck_assert_int_eq(read.age_months, -1);
  ck_assert_str_eq(read.authority, "us");
}
END_TEST

/* What is given is copied. */
START_TEST(arguments_are_copied) {
  char name[] = "ann";
  char sex[] = "female";
  nutri_person given = {.size = sizeof given, .name = name, .sex = sex, .age_months = -1};
  nutri_person read = NUTRI_INIT(nutri_person);

  OK(nutri_person_add(db, &given));
  memset(name, 'x', 3);
  memset(sex, 'x', 6);
  OK(nutri_person_get(db, "ann", &read));
  ck_assert_str_eq(read.sex, "female");
}
END_TEST

TESTS("person") {
  ADD_LOOP(added_and_read, good);
  ADD_LOOP(refused, bad);
  tcase_add_test(tc, longest_name);
  tcase_add_test(tc, defaults);
  tcase_add_test(tc, names_and_case);
  tcase_add_test(tc, changed);
  tcase_add_test(tc, born_after_eating);
  tcase_add_test(tc, listed_by_name);
  tcase_add_test(tc, older_struct);
  tcase_add_test(tc, arguments_are_copied);
}
