/* SPDX-License-Identifier: MIT */
#include "support.h"

#define MG NUTRI_MAGNESIUM

static nutri_rank rank = NUTRI_INIT(nutri_rank);

static nutri_cursor *ranking(int by, const char *source, int limit, uint32_t flags) {
  nutri_cursor *ranks = NULL;

  OK(nutri_food_rank(db, MG, by, source, limit, flags, &ranks));
  return ranks;
}

/* The starter foods, computed from SR Legacy, April 2018: mg per 100 g times the measure. */
static const struct {
  int by;
  int place;
  const char *description;
  double value;
  const char *measure;
  double grams;
  double energy_kcal;
} best[] = {
    {NUTRI_BY_100_G, 1, "Hemp seeds, hulled", 700.0, "100 g", 100.0, 553.0},
    {NUTRI_BY_100_G, 2, "Pumpkin seeds", 592.0, "100 g", 100.0, 559.0},
    {NUTRI_BY_100_G, 5, "Brazil nuts", 376.0, "100 g", 100.0, 659.0},
    {NUTRI_BY_100_KCAL, 1, "Swiss chard, cooked", 430.0, "100 kcal", 500.0, 100.0},
    {NUTRI_BY_100_KCAL, 3, "Spinach, raw", 7900.0 / 23.0, "100 kcal", 10000.0 / 23.0, 100.0},
    {NUTRI_BY_PORTION, 1, "Hemp seeds, hulled", 210.0, "serving (3 tbsp)", 30.0, 165.9},
    {NUTRI_BY_PORTION, 2, "Pumpkin seeds", 167.832, "oz", 28.35, 158.4765},
    {NUTRI_BY_PORTION, 4, "Quinoa, cooked", 118.4, "cup", 185.0, 222.0},
};

START_TEST(best_starter_food) {
  nutri_cursor *ranks = ranking(best[_i].by, "nutri starter", 10, 0);

  for (int place = 1; place <= best[_i].place; place++)
    ck_assert_int_eq(nutri_rank_next(ranks, &rank), NUTRI_ROW);
  ck_assert_str_eq(rank.description, best[_i].description);
  NEAR(rank.value, best[_i].value, 1e-6);
  ck_assert_str_eq(rank.unit, "mg");
  ck_assert_str_eq(rank.measure, best[_i].measure);
  NEAR(rank.grams, best[_i].grams, 1e-6);
  NEAR(rank.energy_kcal, best[_i].energy_kcal, 1e-6);
  ck_assert_str_eq(rank.source, "nutri starter");
  if (best[_i].by == NUTRI_BY_PORTION)
    ck_assert_str_eq(rank.portion_from, "own");
  else
    ck_assert_ptr_null(rank.portion_from);
  nutri_cursor_close(ranks);
}
END_TEST

/* Richest first; each value is what the food holds times the measure; no food twice. */
START_TEST(every_place) {
  nutri_cursor *ranks = ranking(_i, NULL, 10000, NUTRI_ALL_FORMS);
  double before = INFINITY;
  int n = 0;

  sql("CREATE TEMP TABLE seen (food_id INTEGER PRIMARY KEY)");
  for (; nutri_rank_next(ranks, &rank) == NUTRI_ROW; n++) {
    double mg = sql_number("SELECT magnesium_mg FROM food_magnesium WHERE food_id = %lld",
                           (long long)rank.food_id);

    ck_assert_double_le(rank.value, before);
    before = rank.value;
    NEAR(rank.value, mg * rank.grams / 100.0, 1e-9 * fmax(1.0, rank.value));
    sql("INSERT INTO seen VALUES (%lld)", (long long)rank.food_id);
  }
  nutri_cursor_close(ranks);
  ck_assert_int_eq(n, sql_int(_i == NUTRI_BY_100_KCAL
                                  ? "SELECT count(*) FROM food_nutrient WHERE nutrient_id = 1008"
                                    " AND amount >= 10"
                                  : "SELECT count(*) FROM food"));
}
END_TEST

static const int limits[] = {1, 5, 10000};

START_TEST(limit) {
  nutri_cursor *ranks = ranking(NUTRI_BY_100_G, NULL, limits[_i], NUTRI_ALL_FORMS);
  int n = 0;

  while (nutri_rank_next(ranks, &rank) == NUTRI_ROW)
    n++;
  nutri_cursor_close(ranks);
  ck_assert_int_eq(n, limits[_i] < starter_count() ? limits[_i] : starter_count());
}
END_TEST

static const int wrong_limits[] = {0, -1, 10001};

START_TEST(wrong_limit) {
  nutri_cursor *ranks = NULL;

  FAILS(NUTRI_EINVAL, nutri_food_rank(db, MG, 0, NULL, wrong_limits[_i], 0, &ranks));
  ck_assert_ptr_null(ranks);
}
END_TEST

START_TEST(unknown_names) {
  nutri_cursor *ranks = NULL;

  FAILS(NUTRI_ENOTFOUND, nutri_food_rank(db, 4711, 0, NULL, 10, 0, &ranks));
  SAYS("4711");
  FAILS(NUTRI_ENOTFOUND, nutri_food_rank(db, MG, 0, "Grandma", 10, 0, &ranks));
  SAYS("Grandma");
  ck_assert_ptr_null(ranks);
  ranks = ranking(NUTRI_BY_100_G, "SR Legacy", 10, 0); /* known, without foods */
  ck_assert_int_eq(nutri_rank_next(ranks, &rank), NUTRI_OK);
  nutri_cursor_close(ranks);
}
END_TEST

/* The place of a food, 0 for none. */
static int place_of(int64_t food, int by, uint32_t flags) {
  nutri_cursor *ranks = ranking(by, NULL, 10000, flags);
  int place = 0;
  int n = 0;

  while (nutri_rank_next(ranks, &rank) == NUTRI_ROW) {
    n++;
    if (rank.food_id == food)
      place = n;
  }
  nutri_cursor_close(ranks);
  return place;
}

/* design.md: dry, powder, flour and raw-grain forms are left out unless asked for. */
static const struct {
  const char *key;
  bool is_eaten_so;
} forms[] = {
    {"cocoa-powder", false},      {"oats-dry", false},   {"flour-white", false},
    {"flour-whole-wheat", false}, {"wheat-bran", false}, {"black-beans-cooked", true},
    {"figs-dried", true},         {"raisins", true},     {"quinoa-cooked", true},
    {"spinach-raw", true},        {"almonds", true},     {"sunflower-seeds-raw", true},
};

START_TEST(form) {
  int64_t food = starter(forms[_i].key);

  for (int by = NUTRI_BY_100_G; by <= NUTRI_BY_PORTION; by++) {
    ck_assert_int_eq(place_of(food, by, 0) > 0, forms[_i].is_eaten_so);
    ck_assert_int_gt(place_of(food, by, NUTRI_ALL_FORMS), 0);
  }
}
END_TEST

/* What holds most of all has no place where the rules leave it out. */
static const struct {
  const char *kind;
  const char *basis;
  double energy;
  const char *mark;
  bool has_place[3];
} own[] = {
    {"food", "g", 100.0, NULL, {true, true, true}},
    {"food", "ml", 100.0, NULL, {true, true, true}},
    {"food",
     "g",
     9.0,
     NULL,
     {true, false, true}}, /* hardly any energy: the quotient says nothing */
    {"food", "g", -1.0, NULL, {true, false, true}}, /* energy unknown */
    {"supplement", "unit", 1.0, NULL, {false, false, false}},
    {"medicine", "unit", 1.0, NULL, {false, false, false}},
    {"supplement", "g", 100.0, NULL, {false, false, false}},
    {"food", "g", 100.0, "doubtful", {false, false, false}},
    {"food", "g", 100.0, "imputed", {true, true, true}},
};

START_TEST(own_food) {
  int64_t food = add_food("My thing", own[_i].kind, own[_i].basis);

  add_nutrient(food, MG, 100000.0, own[_i].mark);
  if (own[_i].energy > 0.0)
    add_nutrient(food, NUTRI_ENERGY, own[_i].energy, NULL);
  sql("INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)"
      " VALUES (%lld, 1, 'thing', 10, 1)",
      (long long)food);
  for (int by = NUTRI_BY_100_G; by <= NUTRI_BY_PORTION; by++)
    ck_assert_int_eq(place_of(food, by, 0), own[_i].has_place[by] ? 1 : 0);
}
END_TEST

/* usda.md 9: where 1008 is missing, energy is 2047. */
START_TEST(energy_of_another_kind) {
  int64_t food = add_food("My thing", "food", "g");

  add_nutrient(food, MG, 1000.0, NULL);
  add_nutrient(food, 2047, 50.0, NULL);
  ck_assert_int_eq(place_of(food, NUTRI_BY_100_KCAL, 0), 1);
}
END_TEST

START_TEST(without_magnesium_there_is_no_place) {
  int64_t food = add_food("My thing", "food", "g");

  add_nutrient(food, NUTRI_ENERGY, 100.0, NULL);
  ck_assert_int_eq(place_of(food, NUTRI_BY_100_G, NUTRI_ALL_FORMS), 0);
}
END_TEST

/* Where a usual portion comes from: the food's own, the same food's, or a guess by category. */
START_TEST(portion_from) {
  nutri_cursor *ranks;

  sql("INSERT INTO food (food_id, source_id, source_key, description, category_id) VALUES"
      " (900001, 3, 'a', 'Zork nuts', 12), (900002, 3, 'b', 'Zork seeds', 12),"
      " (900003, 3, 'c', 'Zork nuts without portions', 12)");
  for (int id = 900001; id <= 900003; id++)
    add_nutrient(id, MG, id == 900003 ? 9000.0 : 5000.0, NULL);
  /* Category 12, nuts: the starter foods' median is an ounce. */
  sql("INSERT INTO food_portion (food_id, portion_no, measure, grams) VALUES"
      " (900001, 1, 'cup', 140), (900001, 2, 'handful', 30), (900001, 3, 'nut', 1),"
      " (900002, 1, 'sack', 5000)");
  ranks = ranking(NUTRI_BY_PORTION, "SR Legacy", 10, 0);
  ck_assert_int_eq(nutri_rank_next(ranks, &rank), NUTRI_ROW);
  ck_assert_int_eq(rank.food_id, 900001);
  ck_assert_str_eq(rank.measure, "handful");
  ck_assert_str_eq(rank.portion_from, "category");
  ck_assert_int_eq(nutri_rank_next(ranks, &rank), NUTRI_OK);
  nutri_cursor_close(ranks);
  sql("INSERT INTO food_same_as (food_id, tie_id, why) VALUES (900003, 170567, 'ndb')");
  ranks = ranking(NUTRI_BY_PORTION, "SR Legacy", 10, 0);
  ck_assert_int_eq(nutri_rank_next(ranks, &rank), NUTRI_ROW);
  ck_assert_int_eq(rank.food_id, 900003);
  ck_assert_str_eq(rank.measure, "oz");
  ck_assert_str_eq(rank.portion_from, "same food");
  NEAR(rank.value, 9000.0 * 0.2835, 1e-6);
  nutri_cursor_close(ranks);
}
END_TEST

/* One place for a food that stands in several sources. */
START_TEST(tied_foods_have_one_place) {
  int without = 0;
  int with = 0;
  nutri_cursor *ranks;

  sql("INSERT INTO food (food_id, source_id, source_key, description) VALUES"
      " (170567, 3, '170567', 'Nuts, almonds')");
  add_nutrient(170567, MG, 270.0, NULL);
  for (ranks = ranking(NUTRI_BY_100_G, NULL, 10000, NUTRI_ALL_FORMS);
       nutri_rank_next(ranks, &rank) == NUTRI_ROW;)
    without++;
  nutri_cursor_close(ranks);
  sql("INSERT INTO food_same_as (food_id, tie_id, why) VALUES (170567, 170567, 'ndb')");
  for (ranks = ranking(NUTRI_BY_100_G, NULL, 10000, NUTRI_ALL_FORMS);
       nutri_rank_next(ranks, &rank) == NUTRI_ROW;)
    with++;
  nutri_cursor_close(ranks);
  ck_assert_int_eq(without, starter_count() + 1);
  ck_assert_int_eq(with, starter_count());
}
END_TEST

/* design.md: with SR Legacy beside them, rice bran, molasses and dried basil are not among the best
 * 50 per usual portion. */
START_TEST(beside_sr_legacy) {
  static const char *const not_among[] = {"olasses", "ice bran", "basil, dried"};
  const char *folder = shared_file("fdc_sr_legacy_2018-04");
  int rc = folder != NULL ? nutri_import(db, folder, NULL, NULL, NULL) : NUTRI_EMISUSE;
  nutri_cursor *ranks;
  int n = 0;

  if (rc == NUTRI_EMISUSE) {
    skipped("ranking beside SR Legacy: no files, or no importers");
    return;
  }
  ck_assert_msg(rc == NUTRI_OK, "%s", nutri_errmsg(db));
  for (ranks = ranking(NUTRI_BY_PORTION, NULL, 50, 0); nutri_rank_next(ranks, &rank) == NUTRI_ROW;
       n++)
    for (size_t i = 0; i < COUNT(not_among); i++)
      ck_assert_msg(strstr(rank.description, not_among[i]) == NULL, "%s", rank.description);
  nutri_cursor_close(ranks);
  ck_assert_int_eq(n, 50);
}
END_TEST

TESTS("rank") {
  ADD_LOOP(best_starter_food, best);
  tcase_add_loop_test(tc, every_place, NUTRI_BY_100_G, NUTRI_BY_PORTION + 1);
  ADD_LOOP(limit, limits);
  ADD_LOOP(wrong_limit, wrong_limits);
  tcase_add_test(tc, unknown_names);
  ADD_LOOP(form, forms);
  ADD_LOOP(own_food, own);
  tcase_add_test(tc, energy_of_another_kind);
  tcase_add_test(tc, without_magnesium_there_is_no_place);
  tcase_add_test(tc, portion_from);
  tcase_add_test(tc, tied_foods_have_one_place);
  tcase_add_test(tc, beside_sr_legacy);
}
