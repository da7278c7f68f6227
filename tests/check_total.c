/* SPDX-License-Identifier: MIT */
/* What entries add up to, and how much of the diet is known: science.md 2. Unknown is not zero. */
#include "support.h"

#define DAY "2026-11-16"
#define MG NUTRI_MAGNESIUM
#define NONE (-1.0) /* no value stored */
#define UNKNOWN (-2.0)

static void is_value(double value, double wanted) {
  if (wanted == UNKNOWN)
    IS_NAN(value);
  else
    NEAR(value, wanted, 1e-9 * fmax(1.0, wanted));
}

/* SR Legacy per 100 g: almonds 270 mg, 579 kcal; spinach 79, 23; beans 70, 132; bread 75, 252. */
START_TEST(issue_day) {
  nutri_total t;

  add_ann();
  eat_issue_day();
  t = total_of("ann");
  ck_assert_int_eq(t.nutrient_id, MG);
  ck_assert_str_eq(t.nutrient, "Magnesium, Mg");
  ck_assert_str_eq(t.unit, "mg");
  ck_assert_int_eq(t.days, 1);
  ck_assert_int_eq(t.days_counted, 0);
  ck_assert_int_eq(t.days_unconfirmed, 1);
  ck_assert_int_eq(t.entries, 4);
  ck_assert_int_eq(t.unknown_entries, 0);
  NEAR(t.known_share, 1.0, 1e-12);
  NEAR(t.food, 81.0 + 47.4 + 120.4 + 48.0, 1e-9);
  NEAR(t.total, 296.8, 1e-9);
  ck_assert_double_eq(t.supplement, 0.0);
  ck_assert_double_eq(t.medicine, 0.0);
  NEAR(t.energy_kcal, 173.7 + 13.8 + 227.04 + 161.28, 1e-9);
}
END_TEST

/* Two entries; what is known of each. value and kcal are per 100 g of the food. */
struct eaten {
  double grams;
  double value;
  const char *mark;
  double kcal;
  int category; /* 0 = none, 14 = beverages */
};

static const struct {
  const char *what;
  struct eaten one;
  struct eaten two;
  double total;
  int unknown_entries;
  double known_share;
} cases[] = {
    {"both known", {100, 50, NULL, 60, 0}, {100, 30, NULL, 40, 0}, 80, 0, 1.0},
    {"one unknown: a lower bound", {100, 50, NULL, 60, 0}, {100, NONE, NULL, 40, 0}, 50, 1, 0.6},
    {"both unknown", {100, NONE, NULL, 60, 0}, {100, NONE, NULL, 40, 0}, UNKNOWN, 2, 0.0},
    {"a doubtful zero is unknown", {100, 50, NULL, 60, 0}, {100, 0, "doubtful", 40, 0}, 50, 1, 0.6},
    {"doubtful alone", {100, 0, "doubtful", 60, 0}, {100, NONE, NULL, 40, 0}, UNKNOWN, 2, 0.0},
    {"a trace is 0, known", {100, 50, NULL, 60, 0}, {100, 0, "trace", 40, 0}, 50, 0, 1.0},
    {"an assumed zero too", {100, 0, "assumed zero", 60, 0}, {100, 0, NULL, 40, 0}, 0, 0, 1.0},
    {"a zero beside an unknown is no zero",
     {100, 0, NULL, 60, 0},
     {100, NONE, NULL, 40, 0},
     0,
     1,
     0.6},
    {"imputed is known", {100, 50, "imputed", 60, 0}, {100, 30, NULL, 40, 0}, 80, 0, 1.0},
    {"energy counts, not grams",
     {10, 50, NULL, 900, 0},
     {990, NONE, NULL, 1, 0},
     5,
     1,
     90.0 / 99.9},
    {"energy missing: grams", {30, 50, NULL, 60, 0}, {70, NONE, NULL, NONE, 0}, 15, 1, 0.3},
    {"... of the known one too", {30, 50, NULL, NONE, 0}, {70, NONE, NULL, 60, 0}, 15, 1, 0.3},
    {"grams without beverages", {30, 50, NULL, NONE, 0}, {970, NONE, NULL, NONE, 14}, 15, 1, 1.0},
    {"nothing but an unknown beverage",
     {500, NONE, NULL, NONE, 14},
     {500, NONE, NULL, NONE, 14},
     UNKNOWN,
     2,
     0.0},
    {"energy 0 everywhere: grams", {30, 50, NULL, 0, 0}, {70, NONE, NULL, 0, 0}, 15, 1, 0.3},
    {"an unknown of no energy weighs nothing",
     {30, 50, NULL, 60, 0},
     {70, NONE, NULL, 0, 0},
     15,
     1,
     1.0},
};

static void eat_case(const char *name, const char *day, const struct eaten *e) {
  int64_t food = add_food(name, "food", "g");

  if (e->category != 0)
    sql("UPDATE food SET category_id = %d WHERE food_id = %lld", e->category, (long long)food);
  if (e->value != NONE)
    add_nutrient(food, MG, e->value, e->mark);
  if (e->kcal != NONE)
    add_nutrient(food, NUTRI_ENERGY, e->kcal, NULL);
  eat("ann", day, e->grams, "g", food);
}

START_TEST(known_and_unknown) {
  nutri_total t;

  add_ann();
  eat_case("one", DAY, &cases[_i].one);
  eat_case("two", DAY, &cases[_i].two);
  t = total_of("ann");
  is_value(t.total, cases[_i].total);
  is_value(t.food, cases[_i].total);
  ck_assert_int_eq(t.entries, 2);
  ck_assert_int_eq(t.unknown_entries, cases[_i].unknown_entries);
  NEAR(t.known_share, cases[_i].known_share, 1e-12);
  /* The view of the shell, the same. */
  is_value(sql_number("SELECT total_mg FROM magnesium_by_day"), cases[_i].total);
  NEAR(sql_number("SELECT known_share FROM magnesium_by_day"), cases[_i].known_share, 1e-12);
  ck_assert_int_eq(sql_int("SELECT unknown_entries FROM magnesium_by_day"),
                   cases[_i].unknown_entries);
}
END_TEST

/* Over two days the share is of both together, not the mean of two shares. */
START_TEST(known_share_of_a_span) {
  struct eaten known = {100, 50, NULL, 900, 0};
  struct eaten unknown = {100, NONE, NULL, 100, 0};

  add_ann();
  eat_case("one", DAY, &known);
  eat_case("two", "2026-11-17", &unknown);
  NEAR(total_of("ann").known_share, 0.9, 1e-12);
  NEAR(total_of("ann").total, 50.0, 1e-9);
}
END_TEST

START_TEST(three_sums) {
  int64_t pill = add_food("Pill", "supplement", "unit");
  int64_t laxative = add_food("Milk of magnesia", "medicine", "ml");
  nutri_total t;

  add_ann();
  add_nutrient(pill, MG, 150.0, NULL);
  add_nutrient(laxative, MG, 3333.0, NULL);
  eat("ann", DAY, 100.0, "g", add_plain_food("Thing"));
  eat("ann", DAY, 2.0, "tablets", pill);
  eat("ann", DAY, 15.0, "ml", laxative);
  t = total_of("ann");
  NEAR(t.food, 100.0, 1e-9);
  NEAR(t.supplement, 300.0, 1e-9);
  NEAR(t.medicine, 499.95, 1e-9);
  NEAR(t.total, 899.95, 1e-9);
  ck_assert_int_eq(t.entries, 3);
  NEAR(t.energy_kcal, 100.0, 1e-9);
  NEAR(t.known_share, 1.0, 1e-12);
}
END_TEST

/* A pill whose magnesium is not known makes the total a lower bound, whatever the food's share. */
START_TEST(unknown_supplement) {
  nutri_total t;

  add_ann();
  eat("ann", DAY, 100.0, "g", add_plain_food("Thing"));
  eat("ann", DAY, 1.0, "tablet", add_food("Pill", "supplement", "unit"));
  t = total_of("ann");
  NEAR(t.total, 100.0, 1e-9);
  IS_NAN(t.supplement);
  ck_assert_double_eq(t.medicine, 0.0);
  ck_assert_int_eq(t.unknown_entries, 1);
}
END_TEST

static const struct {
  const char *from;
  const char *to; /* NULL = open */
  int days;       /* of 15 to 19 November that it falls on */
} schedules[] = {
    {"2026-11-15", NULL, 5},         {"2026-11-17", NULL, 3},
    {"2026-11-17", "2026-11-17", 1}, {"2026-11-16", "2026-11-18", 3},
    {"2026-01-01", "2026-11-14", 0}, {"2026-11-20", NULL, 0},
    {"2026-01-01", "2027-12-31", 5},
};

/* A scheduled dose is taken on each day of the diary from its first to its last. */
START_TEST(schedule) {
  int64_t pill = add_food("Pill", "supplement", "unit");
  nutri_total t;

  add_ann();
  add_nutrient(pill, MG, 150.0, NULL);
  for (int i = 15; i <= 19; i++)
    mark("ann", sql_text("SELECT '2026-11-%d'", i), "complete");
  sql("INSERT INTO schedule (person_id, food_id, from_day, to_day, amount)"
      " SELECT person_id, %lld, %Q, %Q, 2 FROM person",
      (long long)pill, schedules[_i].from, schedules[_i].to);
  t = total_of("ann");
  ck_assert_int_eq(t.days, 5);
  NEAR(t.supplement, 300.0 * schedules[_i].days, 1e-9);
  NEAR(t.total, 300.0 * schedules[_i].days, 1e-9);
  ck_assert_int_eq(t.entries, schedules[_i].days);
}
END_TEST

/* A value recorded with an entry wins over the food's; one recorded for a day over the sum. */
START_TEST(recorded_values) {
  int64_t pill = add_food("Pill", "supplement", "unit");
  int64_t mystery = add_food("Mystery", "food", "g");
  int64_t id;
  nutri_total t;

  add_ann();
  add_nutrient(pill, MG, 150.0, NULL);
  eat("ann", DAY, 100.0, "g", add_plain_food("Thing"));
  id = eat("ann", DAY, 100.0, "g", mystery);
  ck_assert_int_eq(total_of("ann").unknown_entries, 1);
  sql("INSERT INTO intake_nutrient VALUES (%lld, 1090, 33)", (long long)id);
  t = total_of("ann");
  NEAR(t.food, 133.0, 1e-9);
  ck_assert_int_eq(t.unknown_entries, 0);
  eat("ann", DAY, 1.0, "tablet", pill);
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '" DAY "', 1090, 400 FROM person");
  t = total_of("ann");
  NEAR(t.food, 400.0, 1e-9);
  NEAR(t.supplement, 150.0, 1e-9); /* logged that day: still added */
  NEAR(t.total, 550.0, 1e-9);
  ck_assert_int_eq(t.unknown_entries, 0);
  NEAR(t.energy_kcal, 100.0, 1e-9);
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '" DAY "', 1008, 2000 FROM person");
  NEAR(total_of("ann").energy_kcal, 2000.0, 1e-9);
  ck_assert_int_eq(total_of("ann").days_counted, 1); /* by the recorded energy */
}
END_TEST

/* A recorded day total makes the unknown entries of that day known, in the share too. */
START_TEST(recorded_day_is_known) {
  nutri_total t;

  add_ann();
  eat("ann", DAY, 100.0, "g", add_food("Mystery", "food", "g"));
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '" DAY "', 1090, 0 FROM person");
  t = total_of("ann");
  ck_assert_double_eq(t.total, 0.0);
  ck_assert_int_eq(t.unknown_entries, 0);
  NEAR(t.known_share, 1.0, 1e-12);
}
END_TEST

/* A day known by recorded totals alone is one entry: what was not recorded of it is unknown. */
START_TEST(recorded_totals_alone) {
  nutri_total t = NUTRI_INIT(nutri_total);

  add_ann();
  sql("INSERT INTO intake_day_nutrient SELECT person_id, '" DAY "', 1090, 300 FROM person");
  t = total_of("ann");
  NEAR(t.total, 300.0, 1e-9);
  ck_assert_int_eq(t.entries, 1);
  ck_assert_int_eq(t.unknown_entries, 0);
  OK(nutri_nutrient_total(db, "ann", 1087, NULL, NULL, &t));
  IS_NAN(t.food);
  IS_NAN(t.total);
  ck_assert_int_eq(t.entries, 1);
  ck_assert_int_eq(t.unknown_entries, 1);
  NEAR(t.known_share, 0.0, 1e-12);
}
END_TEST

/* Per 100 ml and per unit. */
START_TEST(bases) {
  int64_t water = add_food("Water", "food", "ml");
  int64_t bar = add_food("Bar", "food", "unit");

  add_ann();
  add_nutrient(water, MG, 10.0, NULL);
  add_nutrient(bar, MG, 40.0, NULL);
  eat("ann", DAY, 0.5, "l", water);
  NEAR(total_of("ann").total, 50.0, 1e-9);
  eat("ann", DAY, 2.0, "units", bar);
  NEAR(total_of("ann").total, 130.0, 1e-9);
}
END_TEST

START_TEST(nothing_eaten) {
  nutri_total t;

  add_ann();
  t = total_of("ann");
  ck_assert_int_eq(t.days, 0);
  ck_assert_int_eq(t.entries, 0);
  ck_assert_double_eq(t.total, 0.0);
  ck_assert_double_eq(t.food, 0.0);
  ck_assert_double_eq(t.supplement, 0.0);
  ck_assert_double_eq(t.medicine, 0.0);
  ck_assert_double_eq(t.energy_kcal, 0.0);
}
END_TEST

/* SR Legacy: calcium 269, 99, 27, 161 mg; protein 21.15, 2.86, 8.86, 12.45 g per 100 g. */
static const struct {
  int64_t nutrient;
  const char *unit;
  double total;
} others[] = {
    {MG, "mg", 296.8},
    {1008, "kcal", 575.82},
    {1087, "mg", 80.7 + 59.4 + 46.44 + 103.04},
    {1003, "g", 6.345 + 1.716 + 15.2392 + 7.968},
};

START_TEST(other_nutrient) {
  nutri_total t = NUTRI_INIT(nutri_total);

  add_ann();
  eat_issue_day();
  OK(nutri_nutrient_total(db, "ann", others[_i].nutrient, NULL, NULL, &t));
  NEAR(t.total, others[_i].total, 1e-9 * others[_i].total);
  ck_assert_str_eq(t.unit, others[_i].unit);
  ck_assert_int_eq(t.nutrient_id, others[_i].nutrient);
}
END_TEST

static const struct {
  const char *person;
  int64_t nutrient;
  const char *from;
  const char *to;
  int code;
  int days;
  double total;
} spans[] = {
    {"ann", MG, NULL, NULL, NUTRI_OK, 3, 900},
    {"ann", MG, "2026-01-02", NULL, NUTRI_OK, 2, 600},
    {"ann", MG, NULL, "2026-01-01", NUTRI_OK, 1, 300},
    {"ann", MG, "2026-01-02", "2026-01-02", NUTRI_OK, 1, 300},
    {"ann", MG, "2025-01-02", "2025-01-02", NUTRI_OK, 0, 0},
    {"bob", MG, NULL, NULL, NUTRI_OK, 0, 0},
    {"eve", MG, NULL, NULL, NUTRI_ENOTFOUND, 0, 0},
    {"ann", 4711, NULL, NULL, NUTRI_ENOTFOUND, 0, 0},
    {"ann", MG, "2026-1-2", NULL, NUTRI_EINVAL, 0, 0},
    {"ann", MG, NULL, "x", NUTRI_EINVAL, 0, 0},
    {"ann", MG, "2026-01-02", "2026-01-01", NUTRI_EINVAL, 0, 0},
};

START_TEST(span) {
  nutri_total t = {.size = sizeof t, .total = -7.0};

  add_ann();
  add_person("bob", NULL, NULL, NULL);
  record_days("ann", 3, 300.0);
  if (spans[_i].code != NUTRI_OK) {
    FAILS(spans[_i].code, nutri_nutrient_total(db, spans[_i].person, spans[_i].nutrient,
                                               spans[_i].from, spans[_i].to, &t));
    ck_assert_double_eq(t.total, -7.0);
    return;
  }
  OK(nutri_nutrient_total(db, spans[_i].person, spans[_i].nutrient, spans[_i].from, spans[_i].to,
                          &t));
  ck_assert_int_eq(t.days, spans[_i].days);
  NEAR(t.total, spans[_i].total, 1e-9);
}
END_TEST

/* An older header's struct. */
START_TEST(older_struct) {
  nutri_total t = {.size = offsetof(nutri_total, food), .food = -7.0, .total = -7.0};

  add_ann();
  eat_issue_day();
  OK(nutri_magnesium_total(db, "ann", NULL, NULL, &t));
  ck_assert_int_eq(t.entries, 4);
  ck_assert_double_eq(t.food, -7.0);
  ck_assert_double_eq(t.total, -7.0);
}
END_TEST

TESTS("total") {
  tcase_add_test(tc, issue_day);
  ADD_LOOP(known_and_unknown, cases);
  tcase_add_test(tc, known_share_of_a_span);
  tcase_add_test(tc, three_sums);
  tcase_add_test(tc, unknown_supplement);
  ADD_LOOP(schedule, schedules);
  tcase_add_test(tc, recorded_values);
  tcase_add_test(tc, recorded_day_is_known);
  tcase_add_test(tc, recorded_totals_alone);
  tcase_add_test(tc, bases);
  tcase_add_test(tc, nothing_eaten);
  ADD_LOOP(other_nutrient, others);
  ADD_LOOP(span, spans);
  tcase_add_test(tc, older_struct);
}
