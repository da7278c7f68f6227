/* SPDX-License-Identifier: MIT */
#include "support.h"

#define DAY "2026-11-16"

static char long_text[20100];

/* An entry of 30 g almonds for ann. */
static nutri_intake almonds(void) {
  return (nutri_intake){.size = sizeof(nutri_intake),
                        .person = "ann",
                        .day = DAY,
                        .food_id = starter("almonds"),
                        .amount = 30.0,
                        .measure = "g"};
}

START_TEST(added_and_read) {
  nutri_intake given = almonds();
  nutri_intake read = NUTRI_INIT(nutri_intake);
  int64_t id = 0;

  add_ann();
  given.time = "08:30";
  given.meal = "breakfast";
  given.note = "roasted, I think";
  given.amount = 1.5;
  given.measure = "oz";
  OK(nutri_intake_add(db, &given, &id));
  OK(nutri_intake_get(db, id, &read));
  ck_assert_int_eq(read.intake_id, id);
  ck_assert_str_eq(read.person, "ann");
  ck_assert_str_eq(read.day, DAY);
  ck_assert_str_eq(read.time, "08:30");
  ck_assert_str_eq(read.meal, "breakfast");
  ck_assert_str_eq(read.note, "roasted, I think");
  ck_assert_int_eq(read.food_id, given.food_id);
  ck_assert_str_eq(read.description, "Almonds");
  ck_assert_double_eq(read.amount, 1.5);
  ck_assert_str_eq(read.measure, "oz");
  NEAR(read.basis_amount, 42.525, 1e-9);
  ck_assert_int_eq(read.basis, NUTRI_PER_100_G);
  NEAR(read.magnesium_mg, 42.525 * 2.70, 1e-9); /* SR Legacy 170567: 270 mg, 579 kcal */
  NEAR(read.energy_kcal, 42.525 * 5.79, 1e-9);
  given.time = given.meal = given.note = NULL;
  OK(nutri_intake_add(db, &given, NULL)); /* nobody asks for its number */
  OK(nutri_intake_get(db, id + 1, &read));
  ck_assert_ptr_null(read.time);
  ck_assert_ptr_null(read.meal);
  ck_assert_ptr_null(read.note);
}
END_TEST

/* What is wrong with an entry; one of its fields stands in for the good one. "*n" = n characters.
 */
enum field { DAY_, TIME, MEAL, MEASURE, NOTE, PERSON };

static const struct {
  enum field field;
  const char *text;
  int code;
  const char *says;
} texts[] = {
    {DAY_, "0001-01-01", NUTRI_EINVAL, "before the person was born"},
    {DAY_, "1984-05-01", NUTRI_EINVAL, "1984-05-02"},
    {DAY_, "1984-05-02", NUTRI_OK, NULL},
    {DAY_, "9999-12-31", NUTRI_OK, NULL},
    {DAY_, "2026-02-29", NUTRI_EINVAL, "2026-02-29"},
    {DAY_, "today", NUTRI_EINVAL, "today"},
    {DAY_, "", NUTRI_EINVAL, "day"},
    {DAY_, NULL, NUTRI_EINVAL, "day"},
    {TIME, "00:00", NUTRI_OK, NULL},
    {TIME, "23:59", NUTRI_OK, NULL},
    {TIME, "24:00", NUTRI_EINVAL, "24:00"},
    {TIME, "12:60", NUTRI_EINVAL, "12:60"},
    {TIME, "8:30", NUTRI_EINVAL, "8:30"},
    {TIME, "08:3", NUTRI_EINVAL, "08:3"},
    {TIME, "08-30", NUTRI_EINVAL, "08-30"},
    {TIME, "0::30", NUTRI_EINVAL, "0::30"},
    {TIME, "08:30 ", NUTRI_EINVAL, "08:30"},
    {TIME, "", NUTRI_EINVAL, "time"},
    {TIME, "noon!", NUTRI_EINVAL, "noon"},
    {MEAL, "", NUTRI_EINVAL, "1 to 100"},
    {MEAL, "*100", NUTRI_OK, NULL},
    {MEAL, "*101", NUTRI_EINVAL, "1 to 100"},
    {NOTE, "", NUTRI_OK, NULL},
    {NOTE, "*10000", NUTRI_OK, NULL},
    {NOTE, "*10001", NUTRI_EINVAL, "10000"},
    {MEASURE, "*301", NUTRI_EINVAL, "300"},
    {MEASURE, "handful", NUTRI_ENOTFOUND, "handful"},
    {MEASURE, "cup", NUTRI_EAMBIGUOUS, "cup, whole"},
    {MEASURE, NULL, NUTRI_ENOTFOUND, "how much of Almonds?"},
    {PERSON, "eve", NUTRI_ENOTFOUND, "eve"},
    {PERSON, "ANN", NUTRI_ENOTFOUND, "ANN"},
    {PERSON, NULL, NUTRI_EMISUSE, "NULL"},
};

static const char *spelled(const char *text) {
  int n = 0;

  if (text == NULL || sscanf(text, "*%d", &n) != 1)
    return text;
  for (int i = 0; i < n; i++) /* characters of two bytes */
    memcpy(long_text + 2 * i, "\xC3\xA9", 3);
  return long_text;
}

static nutri_intake with_text(size_t i) {
  nutri_intake given = almonds();
  const char *text = spelled(texts[i].text);

  switch (texts[i].field) {
  case DAY_:
    given.day = text;
    break;
  case TIME:
    given.time = text;
    break;
  case MEAL:
    given.meal = text;
    break;
  case MEASURE:
    given.measure = text;
    break;
  case NOTE:
    given.note = text;
    break;
  case PERSON:
    given.person = text;
    break;
  }
  return given;
}

START_TEST(text) {
  nutri_intake given = with_text((size_t)_i);
  int64_t id = -7;

  add_ann();
  if (texts[_i].code == NUTRI_OK) {
    OK(nutri_intake_add(db, &given, &id));
    ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day WHERE day = %Q", given.day), 1);
    return;
  }
  FAILS(texts[_i].code, nutri_intake_add(db, &given, &id));
  SAYS(texts[_i].says);
  ck_assert_int_eq(id, -7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 0);
}
END_TEST

/* A change is held to the same; refused, it changes nothing. */
START_TEST(text_of_a_change) {
  nutri_intake given = with_text((size_t)_i);
  nutri_intake read = NUTRI_INIT(nutri_intake);
  int64_t id;

  add_ann();
  id = eat("ann", DAY, 10.0, "g", starter("walnuts"));
  if (texts[_i].code == NUTRI_OK || (texts[_i].field == PERSON && texts[_i].text == NULL)) {
    OK(nutri_intake_change(db, id, &given)); /* the person stays: it may be left out */
    OK(nutri_intake_get(db, id, &read));
    ck_assert_str_eq(read.description, "Almonds");
    ck_assert_str_eq(read.day, given.day);
    ck_assert_pstr_eq(read.time, given.time);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 1); /* the day moved along */
    return;
  }
  FAILS(texts[_i].code, nutri_intake_change(db, id, &given));
  SAYS(texts[_i].says);
  OK(nutri_intake_get(db, id, &read));
  ck_assert_str_eq(read.description, "Walnuts");
  ck_assert_str_eq(read.day, DAY);
  ck_assert_double_eq(read.amount, 10.0);
}
END_TEST

static const struct {
  double amount;
  const char *measure;
  bool is_taken;
} amounts[] = {
    {1e6, "g", true},        {1e-9, "g", true},   {0.0, "g", false},    {-1.0, "g", false},
    {1000001.0, "g", false}, {1e300, "g", false}, {1000.0, "kg", true}, {1000.1, "kg", false},
    {1e6, "oz", false},      {-0.0, "g", false},
};

START_TEST(amount) {
  nutri_intake given = almonds();

  add_ann();
  given.amount = amounts[_i].amount;
  given.measure = amounts[_i].measure;
  if (amounts[_i].is_taken) {
    OK(nutri_intake_add(db, &given, NULL));
  } else {
    FAILS(NUTRI_EINVAL, nutri_intake_add(db, &given, NULL));
    SAYS("1000000");
  }
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), amounts[_i].is_taken);
}
END_TEST

START_TEST(amount_that_is_no_number) {
  nutri_intake given = almonds();

  add_ann();
  given.amount = (double)NAN;
  FAILS(NUTRI_EINVAL, nutri_intake_add(db, &given, NULL));
  given.amount = HUGE_VAL;
  FAILS(NUTRI_EINVAL, nutri_intake_add(db, &given, NULL));
}
END_TEST

START_TEST(no_such_food) {
  nutri_intake given = almonds();

  add_ann();
  given.food_id = 4711;
  FAILS(NUTRI_ENOTFOUND, nutri_intake_add(db, &given, NULL));
  SAYS("4711");
}
END_TEST

static int64_t recorded(int64_t id) {
  return sql_int("SELECT count(*) FROM intake_nutrient WHERE intake_id = %lld", (long long)id);
}

/* Values recorded with an entry are of its food and amount: they go when either changes. */
START_TEST(recorded_values_and_changes) {
  nutri_intake given = almonds();
  nutri_intake read = NUTRI_INIT(nutri_intake);
  int64_t id;

  add_ann();
  OK(nutri_intake_add(db, &given, &id));
  sql("INSERT INTO intake_nutrient VALUES (%lld, 1090, 99)", (long long)id);
  OK(nutri_intake_get(db, id, &read));
  NEAR(read.magnesium_mg, 99.0, 1e-9);
  given.note = "another note";
  given.day = "2026-11-17";
  OK(nutri_intake_change(db, id, &given));
  ck_assert_int_eq(recorded(id), 1);
  given.amount = 31.0;
  OK(nutri_intake_change(db, id, &given));
  ck_assert_int_eq(recorded(id), 0);
  OK(nutri_intake_get(db, id, &read));
  NEAR(read.magnesium_mg, 31.0 * 2.70, 1e-9);
  sql("INSERT INTO intake_nutrient VALUES (%lld, 1090, 99)", (long long)id);
  given.food_id = starter("walnuts");
  OK(nutri_intake_change(db, id, &given));
  ck_assert_int_eq(recorded(id), 0);
}
END_TEST

START_TEST(person_stays) {
  nutri_intake given = almonds();
  int64_t id;

  add_ann();
  add_person("bob", NULL, NULL, NULL);
  OK(nutri_intake_add(db, &given, &id));
  given.person = "bob";
  FAILS(NUTRI_EINVAL, nutri_intake_change(db, id, &given));
  SAYS("entry 1 is of another person");
  FAILS(NUTRI_ENOTFOUND, nutri_intake_change(db, 4711, &given));
  SAYS("4711");
}
END_TEST

START_TEST(removed) {
  nutri_intake read = NUTRI_INIT(nutri_intake);
  int64_t first;
  int64_t second;

  add_ann();
  first = eat("ann", DAY, 1.0, "g", starter("almonds"));
  second = eat("ann", DAY, 2.0, "g", starter("almonds"));
  OK(nutri_intake_remove(db, first));
  FAILS(NUTRI_ENOTFOUND, nutri_intake_get(db, first, &read));
  FAILS(NUTRI_ENOTFOUND, nutri_intake_remove(db, first));
  OK(nutri_intake_get(db, second, &read));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 1);
  OK(nutri_intake_remove(db, second)); /* the last one takes its day along ... */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 0);
  second = eat("ann", DAY, 2.0, "g", starter("almonds"));
  mark("ann", DAY, "complete");
  OK(nutri_intake_remove(db, second)); /* ... unless it is marked */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 1);
}
END_TEST

START_TEST(again) {
  int count = -7;

  add_ann();
  eat_issue_day();
  sql("UPDATE intake SET time = '08:30', meal = 'breakfast', note = 'roasted' WHERE amount = 30");
  sql("INSERT INTO intake_nutrient SELECT min(intake_id), 1090, 99 FROM intake");
  mark("ann", DAY, "complete");
  OK(nutri_intake_again(db, "ann", DAY, NULL, "2026-11-18", &count));
  ck_assert_int_eq(count, 4);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake WHERE day = '2026-11-18'"), 4);
  ck_assert_int_eq(sql_int("SELECT count(completeness) FROM intake_day"), 1); /* not the mark */
  ck_assert_str_eq(sql_text("SELECT group_concat(amount || ' ' || unit || ' ' || food, '; ')"
                            " FROM (SELECT * FROM diary WHERE day = '2026-11-18'"
                            " ORDER BY entry_id)"),
                   "30.0 g Almonds; 2.0 cups Spinach, raw; 172.0 g Black beans, cooked;"
                   " 64.0 g Bread, whole wheat");
  ck_assert_str_eq(sql_text("SELECT time || meal || note FROM diary WHERE day = '2026-11-18'"
                            " AND food = 'Almonds'"),
                   "08:30breakfastroasted");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_nutrient"), 1); /* of that day's dish */
  OK(nutri_intake_again(db, "ann", DAY, NULL, DAY, NULL));              /* all of it once more */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake WHERE day = '" DAY "'"), 8);
}
END_TEST

static const struct {
  const char *person;
  const char *from;
  const char *meal;
  const char *to;
  int code;
  const char *says;
} copies[] = {
    {"ann", "2026-11-15", NULL, "2026-11-17", NUTRI_ENOTFOUND, "2026-11-15"}, /* nothing there */
    {"eve", DAY, NULL, "2026-11-17", NUTRI_ENOTFOUND, "eve"},
    {"ann", "x", NULL, "2026-11-17", NUTRI_EINVAL, "x"},
    {"ann", DAY, NULL, "2026-11-31", NUTRI_EINVAL, "2026-11-31"},
    {"ann", NULL, NULL, DAY, NUTRI_EINVAL, "from"},
    {"ann", DAY, NULL, NULL, NUTRI_EINVAL, "to"},
    {"ann", DAY, NULL, "1984-05-01", NUTRI_EINVAL, "born"},
    {"ann", DAY, "lunch", "2026-11-17", NUTRI_ENOTFOUND,
     "no entry of the meal 'lunch' on 2026-11-16"},
    {"ann", DAY, "", "2026-11-17", NUTRI_EINVAL, "1 to 100"},
};

/* One meal of a day, told without case; entries without a meal are of none. */
START_TEST(again_a_meal) {
  int count = 0;

  add_ann();
  eat_issue_day();
  sql("UPDATE intake SET meal = 'Lunch' WHERE amount IN (30, 64)");
  OK(nutri_intake_again(db, "ann", DAY, "lunch", "2026-11-17", &count));
  ck_assert_int_eq(count, 2);
  ck_assert_str_eq(sql_text("SELECT group_concat(food, '; ') FROM (SELECT * FROM diary"
                            " WHERE day = '2026-11-17' ORDER BY entry_id)"),
                   "Almonds; Bread, whole wheat");
}
END_TEST

/* What is eaten again is the food as it is now; the old entry keeps what it was. */
START_TEST(again_in_the_newest_version) {
  static const int64_t nutrient = NUTRI_MAGNESIUM;
  static const double mg = 90.0;
  nutri_own_food food = {.size = sizeof food, .description = "Oat bar"};
  int64_t old_id = 0;
  int64_t new_id = 0;

  add_ann();
  OK(nutri_food_add(db, &food, &old_id));
  eat("ann", DAY, 50.0, "g", old_id);
  food = (nutri_own_food){
      .size = sizeof food, .nutrient_count = 1, .nutrients = &nutrient, .amounts = &mg};
  OK(nutri_food_edit(db, old_id, &food, &new_id));
  OK(nutri_intake_again(db, "ann", DAY, NULL, "2026-11-17", NULL));
  ck_assert_int_eq(sql_int("SELECT food_id FROM intake WHERE day = '" DAY "'"), old_id);
  ck_assert_int_eq(sql_int("SELECT food_id FROM intake WHERE day = '2026-11-17'"), new_id);
}
END_TEST

/* While food and measure stay, a change moves no gram: not when the measure weighs another now, nor
 * when it is gone. */
START_TEST(change_keeps_the_grams) {
  nutri_intake given = almonds();
  nutri_intake read = NUTRI_INIT(nutri_intake);
  int64_t id;

  add_ann();
  given.amount = 10.0;
  given.measure = "almond"; /* 1.2 g */
  OK(nutri_intake_add(db, &given, &id));
  sql("UPDATE food_portion SET grams = 2 WHERE food_id = %lld AND measure = 'almond'",
      (long long)given.food_id);
  given.day = "2026-11-17";
  OK(nutri_intake_change(db, id, &given));
  OK(nutri_intake_get(db, id, &read));
  ck_assert_double_eq(read.basis_amount, 12.0);
  sql("DELETE FROM food_portion WHERE food_id = %lld", (long long)given.food_id);
  given.amount = 5.0;
  OK(nutri_intake_change(db, id, &given));
  OK(nutri_intake_get(db, id, &read));
  NEAR(read.basis_amount, 6.0, 1e-12);
  ck_assert_double_eq(read.amount, 5.0);
  ck_assert_str_eq(read.measure, "almond");
  given.amount = 1e6;
  FAILS(NUTRI_EINVAL, nutri_intake_change(db, id, &given));
  SAYS("more than 1000000 g");
  given.amount = 5.0;
  given.measure = "cup";
  FAILS(NUTRI_ENOTFOUND, nutri_intake_change(db, id, &given));
}
END_TEST

START_TEST(again_refused) {
  int count = -7;

  add_ann();
  eat_issue_day();
  FAILS(copies[_i].code, nutri_intake_again(db, copies[_i].person, copies[_i].from, copies[_i].meal,
                                            copies[_i].to, &count));
  SAYS(copies[_i].says);
  ck_assert_int_eq(count, -7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 4);
}
END_TEST

/* By day, then time (none last), then number. */
START_TEST(listed_in_order) {
  static const struct {
    const char *day;
    const char *time;
  } entries[] = {{DAY, NULL}, {DAY, "19:00"}, {"2026-11-15", NULL}, {DAY, "08:00"}, {DAY, NULL}};
  static const int order[] = {2, 3, 1, 0, 4};
  nutri_intake given = almonds();
  nutri_intake read = NUTRI_INIT(nutri_intake);
  nutri_cursor *list = NULL;

  add_ann();
  add_person("bob", NULL, NULL, NULL);
  eat("bob", DAY, 1.0, "g", starter("almonds"));
  for (size_t i = 0; i < COUNT(entries); i++) {
    given.day = entries[i].day;
    given.time = entries[i].time;
    given.amount = (double)i + 1.0;
    OK(nutri_intake_add(db, &given, NULL));
  }
  OK(nutri_intake_list(db, "ann", NULL, NULL, &list));
  for (size_t i = 0; i < COUNT(order); i++) {
    ck_assert_int_eq(nutri_intake_next(list, &read), NUTRI_ROW);
    ck_assert_double_eq(read.amount, order[i] + 1.0);
  }
  ck_assert_int_eq(nutri_intake_next(list, &read), NUTRI_OK);
  nutri_cursor_close(list);
}
END_TEST

static const struct {
  const char *from;
  const char *to;
  int code;
  int count;
} spans[] = {
    {NULL, NULL, NUTRI_OK, 3},
    {"2026-01-02", NULL, NUTRI_OK, 2},
    {NULL, "2026-01-02", NUTRI_OK, 2},
    {"2026-01-02", "2026-01-02", NUTRI_OK, 1},
    {"2027-01-01", NULL, NUTRI_OK, 0},
    {"2026-01-03", "2026-01-02", NUTRI_EINVAL, 0},
    {"2026-01-00", NULL, NUTRI_EINVAL, 0},
    {NULL, "", NUTRI_EINVAL, 0},
};

START_TEST(listed_span) {
  nutri_intake read = NUTRI_INIT(nutri_intake);
  nutri_cursor *list = NULL;
  int n = 0;

  add_ann();
  for (int i = 0; i < 3; i++)
    eat("ann", day_at(i), 1.0, "g", starter("almonds"));
  if (spans[_i].code != NUTRI_OK) {
    FAILS(spans[_i].code, nutri_intake_list(db, "ann", spans[_i].from, spans[_i].to, &list));
    ck_assert_ptr_null(list);
    return;
  }
  OK(nutri_intake_list(db, "ann", spans[_i].from, spans[_i].to, &list));
  while (nutri_intake_next(list, &read) == NUTRI_ROW)
    n++;
  nutri_cursor_close(list);
  ck_assert_int_eq(n, spans[_i].count);
}
END_TEST

/* An entry without a value for the nutrient is unknown, not 0. */
START_TEST(unknown_values) {
  nutri_intake read = NUTRI_INIT(nutri_intake);
  int64_t food = add_food("Mystery", "food", "g");
  int64_t id;

  add_ann();
  id = eat("ann", DAY, 100.0, "g", food);
  OK(nutri_intake_get(db, id, &read));
  IS_NAN(read.magnesium_mg);
  IS_NAN(read.energy_kcal);
  add_nutrient(food, NUTRI_MAGNESIUM, 0.0, "doubtful");
  OK(nutri_intake_get(db, id, &read));
  IS_NAN(read.magnesium_mg);
}
END_TEST

/* An older header's struct: what stands behind its note is not read. */
START_TEST(older_struct) {
  nutri_intake given = almonds();

  add_ann();
  given.size = offsetof(nutri_intake, description);
  OK(nutri_intake_add(db, &given, NULL));
  given.size = offsetof(nutri_intake, note);
  FAILS(NUTRI_EMISUSE, nutri_intake_add(db, &given, NULL));
}
END_TEST

TESTS("intake") {
  tcase_add_test(tc, added_and_read);
  ADD_LOOP(text, texts);
  ADD_LOOP(text_of_a_change, texts);
  ADD_LOOP(amount, amounts);
  tcase_add_test(tc, amount_that_is_no_number);
  tcase_add_test(tc, no_such_food);
  tcase_add_test(tc, recorded_values_and_changes);
  tcase_add_test(tc, person_stays);
  tcase_add_test(tc, removed);
  tcase_add_test(tc, again);
  tcase_add_test(tc, again_a_meal);
  tcase_add_test(tc, again_in_the_newest_version);
  ADD_LOOP(again_refused, copies);
  tcase_add_test(tc, change_keeps_the_grams);
  tcase_add_test(tc, listed_in_order);
  ADD_LOOP(listed_span, spans);
  tcase_add_test(tc, unknown_values);
  tcase_add_test(tc, older_struct);
}
