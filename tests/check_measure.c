/* SPDX-License-Identifier: MIT */
/* What a measure means for a food, in C and in the diary view alike. */
#include "support.h"

#define REFUSED 0.0 /* no measure of the food */
#define SEVERAL (-1.0)

/* Foods of their own, so that every rule stands by itself. */
static const struct {
  const char *food;
  const char *basis;
  const char *measure;
  double grams;
  int is_usual;
} portions[] = {
    {"Leaf", "g", "cup, chopped", 50, 0},
    {"Leaf", "g", "bunch (large)", 300, 0},
    {"Leaf", "g", "1 stalk", 40, 0},
    {"Leaf", "g", "tbsp chopped", 5, 0},
    {"Berry", "g", "berry", 2, 0},
    {"Berry", "g", "berry, large", 5, 0},
    {"Berry", "g", "leaf", 7, 0},
    {"Berry", "g", "tray", 500, 0},
    {"Nut", "g", "cup, whole", 143, 0},
    {"Nut", "g", "cup, sliced", 92, 0},
    {"Nut", "g", "oz", 30, 0}, /* its own ounce, not the unit's */
    {"Bean", "g", "cup", 172, 0},
    {"Bean", "g", "cup (8 fl oz)", 173, 0}, /* 0.6 % more: the same measure, weighed again */
    {"Bean", "g", "can", 400, 0},
    {"Bean", "g", "can", 425, 0}, /* 6 % more: another */
    {"Loaf", "g", "slice, thick", 45, 1},
    {"Loaf", "g", "slice, thin", 25, 0},
    {"Box", "g", "box", 100, 0},
    {"Broth", "ml", "bowl", 400, 1},
};

static const struct {
  const char *food;
  const char *measure;
  double one; /* in the food's basis */
} measures[] = {
    {"Leaf", "cup, chopped", 50},
    {"Leaf", "cup", 50},
    {"Leaf", "cups", 50},
    {"Leaf", "CUP", 50},
    {"Leaf", " cup ", 50},
    {"Leaf", "bunch", 300},
    {"Leaf", "bunches", 300},
    {"Leaf", "bunch (large)", 300},
    {"Leaf", "stalk", 40},
    {"Leaf", "stalks", 40},
    {"Leaf", "1 stalk", 40},
    {"Leaf", "cup chopped", 50}, /* the comma need not be typed, the count may be */
    {"Leaf", "cups chopped", 50},
    {"Leaf", "cups, chopped", 50},
    {"Leaf", "CUPS CHOPPED", 50},
    {"Leaf", "tablespoons chopped", 5},
    {"Leaf", "tablespoon, chopped", 5},
    {"Leaf", "bunches (large)", 300},
    {"Leaf", "cup grated", REFUSED},
    {"Leaf", "chopped", REFUSED},
    {"Leaf", "cup chopped cup", REFUSED},
    {"Berry", "berry", 2},
    {"Berry", "berries", 2},
    {"Berry", "berries large", 5},
    {"Berry", "berry large", 5},
    {"Berry", "leaf", 7},
    {"Berry", "leaves", 7},
    {"Berry", "trays", 500}, /* a vowel before it */
    {"Leaf", "tbsp", 5},
    {"Leaf", "tablespoon", 5}, /* every spelling of a unit */
    {"Leaf", "tablespoons", 5},
    {"Leaf", "g", 1},
    {"Leaf", "gram", 1},
    {"Leaf", "mg", 0.001},
    {"Leaf", "kg", 1000},
    {"Leaf", "oz", 28.349523125},
    {"Leaf", "ounces", 28.349523125},
    {"Leaf", "lb", 453.59237},
    {"Leaf", "ml", 50 / 236.588}, /* as its own cup has it; see schema/seed/unit.sql */
    {"Leaf", "l", 50000 / 236.588},
    {"Leaf", "tsp", 50 * 4.92892 / 236.588},
    {"Leaf", "fl oz", 50 * 29.5735 / 236.588},
    {"Leaf", "piece", REFUSED},
    {"Leaf", "tablet", REFUSED},
    {"Leaf", "cu", REFUSED},
    {"Leaf", "%", REFUSED},
    {"Leaf", "c_p", REFUSED},
    {"Leaf", "kcal", REFUSED},
    {"Nut", "cup", SEVERAL},
    {"Nut", "cups", SEVERAL},
    {"Nut", "cup, whole", 143},
    {"Nut", "cup, sliced", 92},
    {"Nut", "oz", 30},
    {"Nut", "ounce", 30},
    {"Bean", "cup", 172},
    {"Bean", "cups", 172},
    {"Bean", "can", SEVERAL},
    {"Bean", "tbsp", 172 * 14.7868 / 236.588},
    {"Bean", "100 ml", REFUSED},
    {"Loaf", "slice", 45}, /* the usual one answers first */
    {"Loaf", "slices", 45},
    {"Loaf", "slice, thin", 25},
    {"Box", "box", 100},
    {"Box", "boxes", 100},
    {"Box", "ml", REFUSED}, /* no density is known, and none is invented */
    {"Box", "l", REFUSED},
    {"Box", "cup", REFUSED},
    {"Broth", "bowl", 400},
    {"Broth", "ml", 1},
    {"Broth", "l", 1000},
    {"Broth", "cup", 236.588},
    {"Broth", "tbsp", 14.7868},
    {"Broth", "fl oz", 29.5735},
    {"Broth", "g", REFUSED},
    {"Pill", "tablet", 1},
    {"Pill", "capsules", 1},
    {"Pill", "unit", 1},
    {"Pill", "g", REFUSED},
    {"Pill", "ml", REFUSED},
};

static int64_t food_of(const char *description) {
  return sql_int("SELECT food_id FROM food WHERE description = %Q", description);
}

static void add_foods(void) {
  add_food("Pill", "supplement", "unit");
  for (size_t i = 0; i < COUNT(portions); i++) {
    if (sql_int("SELECT count(*) FROM food WHERE description = %Q", portions[i].food) == 0)
      add_food(portions[i].food, "food", portions[i].basis);
    sql("INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)"
        " VALUES (%lld, %d, %Q, %.17g, %d)",
        (long long)food_of(portions[i].food), (int)i, portions[i].measure, portions[i].grams,
        portions[i].is_usual);
  }
}

START_TEST(measure) {
  nutri_food food = NUTRI_INIT(nutri_food);
  const char *name = NULL;
  double one = -7.0;
  int code = measures[_i].one > 0.0        ? NUTRI_OK
             : measures[_i].one == SEVERAL ? NUTRI_EAMBIGUOUS
                                           : NUTRI_ENOTFOUND;
  int rc;

  add_foods();
  OK(nutri_food_get(db, food_of(measures[_i].food), &food));
  rc = nutri__measure(db, &food, measures[_i].measure, &one, &name);
  ck_assert_msg(rc == code, "%s of %s is %d: %s", measures[_i].measure, measures[_i].food, rc,
                nutri_errmsg(db));
  if (rc == NUTRI_OK) {
    NEAR(one, measures[_i].one, 1e-9 * one);
    ck_assert_ptr_nonnull(name);
  } else {
    ck_assert_double_eq(one, -7.0);
    SAYS(measures[_i].food);
  }
}
END_TEST

/* The diary view has its own statement of the rules: it stores the same grams, refuses the same. */
START_TEST(measure_in_the_diary_view) {
  char *insert = sqlite3_mprintf("INSERT INTO diary (person, day, food, amount, unit)"
                                 " VALUES ('ann', '2026-11-16', %Q, 3, %Q)",
                                 measures[_i].food, measures[_i].measure);
  int rc;

  add_ann();
  add_foods();
  rc = sqlite3_exec(nutri_sqlite(db), insert, NULL, NULL, NULL);
  sqlite3_free(insert);
  if (measures[_i].one > 0.0) {
    ck_assert_msg(rc == SQLITE_OK, "%s", sqlite3_errmsg(nutri_sqlite(db)));
    NEAR(sql_number("SELECT amount FROM intake"), 3.0 * measures[_i].one, 1e-9 * measures[_i].one);
    ck_assert_double_eq(sql_number("SELECT amount FROM diary"), 3.0);
    return;
  }
  ck_assert_int_eq(rc, SQLITE_CONSTRAINT_TRIGGER);
  ck_assert_ptr_nonnull(strstr(sqlite3_errmsg(nutri_sqlite(db)), measures[_i].one == SEVERAL
                                                                     ? "several measures"
                                                                     : "no measure of the food"));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 0);
}
END_TEST

/* Without a measure a food is counted only in its usual portion, and only if one counts that. */
static const struct {
  const char *measure; /* the usual portion */
  int is_usual;
  bool is_counted;
} usual[] = {
    {"egg", 1, true},          {"slice, thick", 1, true}, {"medium", 1, true},
    {"can", 1, true},          {"half", 1, false},        {"half cup", 1, false},
    {"cup", 1, false},         {"cup, sliced", 1, false}, {"oz", 1, false},
    {"tbsp", 1, false},        {"fl oz", 1, false},       {"3 oz serving", 1, false},
    {"serving (2)", 1, false}, {"egg", 0, false},
};

START_TEST(without_a_measure) {
  nutri_food food = NUTRI_INIT(nutri_food);
  const char *name = NULL;
  double one = -7.0;
  int64_t id = add_food("Thing", "food", "g");
  int rc;

  sql("INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)"
      " VALUES (%lld, 1, %Q, 45, %d)",
      (long long)id, usual[_i].measure, usual[_i].is_usual);
  OK(nutri_food_get(db, id, &food));
  for (int empty = 0; empty <= 1; empty++) {
    rc = nutri__measure(db, &food, empty ? "" : NULL, &one, &name);
    ck_assert_int_eq(rc, usual[_i].is_counted ? NUTRI_OK : NUTRI_ENOTFOUND);
    if (rc == NUTRI_OK) {
      ck_assert_double_eq(one, 45.0);
      ck_assert_str_eq(name, usual[_i].measure);
    } else {
      SAYS("how much of Thing? Give a measure: g");
    }
  }
}
END_TEST

START_TEST(borrowed_measure) {
  nutri_food food = NUTRI_INIT(nutri_food);
  double one = -7.0;

  sql("INSERT INTO food (food_id, source_id, source_key, description)"
      " VALUES (170567, 3, '170567', 'Nuts, almonds');"
      "INSERT INTO food_same_as (food_id, tie_id, why) VALUES (170567, 170567, 'ndb')");
  OK(nutri_food_get(db, 170567, &food));
  OK(nutri__measure(db, &food, "almond", &one, NULL));
  NEAR(one, 1.2, 1e-12);
}
END_TEST

static const struct {
  const char *text;
  bool known;
} units[] = {
    {"g", true},         {"G", true},      {"grams", true}, {"oz", true},   {"cup", true},
    {"\xC2\xB5g", true}, {"tablet", true}, {"kcal", true},  {"egg", false}, {"", false},
    {"%", false},        {"slice", false}, {" cup ", true}, {"IU", true},
};

START_TEST(unit) {
  bool known = !units[_i].known;

  OK(nutri__unit_known(db, units[_i].text, &known));
  ck_assert_int_eq(known, units[_i].known);
}
END_TEST

TESTS("measure") {
  ADD_LOOP(measure, measures);
  ADD_LOOP(measure_in_the_diary_view, measures);
  ADD_LOOP(without_a_measure, usual);
  tcase_add_test(tc, borrowed_measure);
  ADD_LOOP(unit, units);
}
