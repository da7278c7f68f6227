/* SPDX-License-Identifier: MIT */
#include "support.h"

static nutri_nutrient nutrient = NUTRI_INIT(nutri_nutrient);

/* FoodData Central's ids and USDA's numbers: nutrient.csv of SR Legacy, April 2018. */
static const struct {
  const char *text;
  int code;
  int64_t id;
  const char *number;
  const char *unit;
} names[] = {
    {"MG", NUTRI_OK, 1090, "304", "mg"},
    {"mg", NUTRI_OK, 1090, "304", "mg"},
    {"magnesium", NUTRI_OK, 1090, "304", "mg"},
    {"Magnesium, Mg", NUTRI_OK, 1090, "304", "mg"},
    {"304", NUTRI_OK, 1090, "304", "mg"},
    {"1090", NUTRI_OK, 1090, "304", "mg"},
    {"1008", NUTRI_OK, 1008, "208", "kcal"},
    {"208", NUTRI_OK, 1008, "208", "kcal"},
    {"kcal", NUTRI_OK, 1008, "208", "kcal"},
    {"301", NUTRI_OK, 1087, "301", "mg"},
    {"calcium", NUTRI_OK, 1087, "301", "mg"},
    {"iron", NUTRI_OK, 1089, "303", "mg"},
    {"PROTEIN", NUTRI_OK, 1003, "203", "g"},
    {"269.3", NUTRI_OK, 1063, "269.3", "g"},
    {"zinc", NUTRI_OK, 1095, "309", "mg"},
    {"water", NUTRI_OK, 1051, "255", "g"},
    {"caffeine", NUTRI_OK, 1057, "262", "mg"},
    {"energy", NUTRI_OK, 1008, "208", "kcal"}, /* kJ has the same name: kcal is meant */
    {"kJ", NUTRI_OK, 1062, "268", "kJ"},
    {"unobtainium", NUTRI_ENOTFOUND, 0, NULL, NULL},
    {"", NUTRI_ENOTFOUND, 0, NULL, NULL},
    {"%", NUTRI_ENOTFOUND, 0, NULL, NULL},
    {"magnesiu%", NUTRI_ENOTFOUND, 0, NULL, NULL},
    {"magnesiu_", NUTRI_ENOTFOUND, 0, NULL, NULL},
    {"_agnesium", NUTRI_ENOTFOUND, 0, NULL, NULL},
    {"9999", NUTRI_ENOTFOUND, 0, NULL, NULL},
    {"01090", NUTRI_ENOTFOUND, 0, NULL, NULL},
    {"magnesium'--", NUTRI_ENOTFOUND, 0, NULL, NULL},
};

START_TEST(find) {
  int rc;

  nutrient = (nutri_nutrient)NUTRI_INIT(nutri_nutrient);
  rc = nutri_nutrient_find(db, names[_i].text, &nutrient);

  ck_assert_msg(rc == names[_i].code, "'%s' is %d: %s", names[_i].text, rc, nutri_errmsg(db));
  if (rc != NUTRI_OK) {
    SAYS(names[_i].text);
    ck_assert_ptr_null(nutrient.name);
    return;
  }
  ck_assert_int_eq(nutrient.nutrient_id, names[_i].id);
  ck_assert_str_eq(nutrient.number, names[_i].number);
  ck_assert_str_eq(nutrient.unit, names[_i].unit);
  IS_NAN(nutrient.amount); /* no food was asked */
  ck_assert_ptr_null(nutrient.mark);
}
END_TEST

START_TEST(own_nutrient) {
  sql("INSERT INTO nutrient (nutrient_id, name, unit) VALUES (1000000, 'Love', 'mg'),"
      " (1000001, 'Zorkin A', 'mg'), (1000002, 'Zorkin B', 'mg')");
  OK(nutri_nutrient_find(db, "love", &nutrient));
  ck_assert_int_eq(nutrient.nutrient_id, 1000000);
  ck_assert_ptr_null(nutrient.number);
  ck_assert_ptr_null(nutrient.symbol);
  FAILS(NUTRI_EAMBIGUOUS, nutri_nutrient_find(db, "zorkin", &nutrient));
  SAYS("1000001");
  SAYS("1000002");
}
END_TEST

/* Every nutrient can be found by its id, its number and its symbol. */
START_TEST(each_by_id_number_and_symbol) {
  sqlite3_stmt *stmt = NULL;
  int n = 0;

  ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db),
                                      "SELECT nutrient_id, number, symbol,"
                                      " CAST(nutrient_id AS TEXT) FROM nutrient",
                                      -1, &stmt, NULL),
                   SQLITE_OK);
  for (; sqlite3_step(stmt) == SQLITE_ROW; n++)
    for (int column = 1; column <= 3; column++)
      if (nutri__text(stmt, column) != NULL) {
        OK(nutri_nutrient_find(db, nutri__text(stmt, column), &nutrient));
        ck_assert_int_eq(nutrient.nutrient_id, sqlite3_column_int64(stmt, 0));
      }
  sqlite3_finalize(stmt);
  ck_assert_int_ge(n, 65);
}
END_TEST

/* SR Legacy 170567, per 100 g. */
static const struct {
  int64_t id;
  double amount;
  const char *mark;
} almonds[] = {
    {1090, 270.0, NULL}, {1008, 579.0, NULL}, {1003, 21.15, NULL},         {1087, 269.0, NULL},
    {1092, 733.0, NULL}, {1079, 12.5, NULL},  {1057, 0.0, "assumed zero"}, {1018, 0.0, NULL},
};

START_TEST(nutrients_of_a_food) {
  nutri_cursor *nutrients = NULL;
  bool found = false;

  OK(nutri_food_nutrients(db, starter("almonds"), &nutrients));
  while (nutri_nutrient_next(nutrients, &nutrient) == NUTRI_ROW)
    if (nutrient.nutrient_id == almonds[_i].id) {
      found = true;
      NEAR(nutrient.amount, almonds[_i].amount, 1e-9);
      ck_assert_pstr_eq(nutrient.mark, almonds[_i].mark);
    }
  ck_assert(found);
  nutri_cursor_close(nutrients);
}
END_TEST

/* In USDA's order; what has no row is not in it. */
START_TEST(order_of_nutrients) {
  nutri_cursor *nutrients = NULL;
  int64_t before = -1;
  int64_t food = add_food("My thing", "food", "g");
  int n = 0;

  OK(nutri_food_nutrients(db, starter("almonds"), &nutrients));
  for (; nutri_nutrient_next(nutrients, &nutrient) == NUTRI_ROW; n++) {
    int64_t rank = sql_int("SELECT rank FROM nutrient WHERE nutrient_id = %lld",
                           (long long)nutrient.nutrient_id);

    ck_assert_int_ge(rank, before);
    before = rank;
    ck_assert(!isnan(nutrient.amount));
  }
  nutri_cursor_close(nutrients);
  ck_assert_int_ge(n, 40);
  OK(nutri_food_nutrients(db, food, &nutrients));
  ck_assert_int_eq(nutri_nutrient_next(nutrients, &nutrient), NUTRI_OK);
  nutri_cursor_close(nutrients);
  nutrients = NULL;
  FAILS(NUTRI_ENOTFOUND, nutri_food_nutrients(db, 4711, &nutrients));
  SAYS("4711");
  ck_assert_ptr_null(nutrients);
}
END_TEST

/* What a column of a table means by its name and its unit. */
static const struct {
  const char *text;
  const char *unit;
  int code;
  int64_t nutrient_id;
  double factor;
} columns[] = {
    {"Magnesium", "mg", NUTRI_OK, 1090, 1.0},
    {"Magnesium", "g", NUTRI_OK, 1090, 1000.0},
    {"Magnesium", "MCG", NUTRI_OK, 1090, 0.001},
    {"304", "mg", NUTRI_OK, 1090, 1.0},
    {"Energy", "kcal", NUTRI_OK, 1008, 1.0},
    {"Energy", "kJ", NUTRI_OK, 1008, 1.0 / 4.184}, /* one joule of the kilocalories, not 1062 */
    {"1062", "kJ", NUTRI_OK, 1062, 1.0},
    {"Vitamin D", "IU", NUTRI_OK, 1110, 1.0},
    {"Vitamin D", "ug", NUTRI_OK, 1114, 1.0},
    {"Vitamin D", "mg", NUTRI_OK, 1114, 1000.0},
    {"Vitamin A", "IU", NUTRI_OK, 1104, 1.0},
    {"Magnesium", "IU", NUTRI_EINVAL, 0, 0.0},
    {"Magnesium", "", NUTRI_EINVAL, 0, 0.0},
    {"Magnesium", "cups", NUTRI_EINVAL, 0, 0.0},
    {"Sugars", "g", NUTRI_EAMBIGUOUS, 0, 0.0},
    {"Mood", "mg", NUTRI_ENOTFOUND, 0, 0.0},
    {"", "mg", NUTRI_ENOTFOUND, 0, 0.0},
};

START_TEST(nutrient_in_unit) {
  double factor = 0.0;
  int rc = nutri__nutrient_in_unit(db, columns[_i].text, columns[_i].unit, &nutrient, &factor);

  ck_assert_msg(rc == columns[_i].code, "%s (%s): %d %s", columns[_i].text, columns[_i].unit, rc,
                nutri_errmsg(db));
  if (rc != NUTRI_OK) {
    ck_assert_str_ne(nutri_errmsg(db), "");
    return;
  }
  ck_assert_int_eq(nutrient.nutrient_id, columns[_i].nutrient_id);
  NEAR(factor, columns[_i].factor, 1e-12 * columns[_i].factor);
}
END_TEST

TESTS("nutrient") {
  ADD_LOOP(nutrient_in_unit, columns);
  ADD_LOOP(find, names);
  tcase_add_test(tc, own_nutrient);
  tcase_add_test(tc, each_by_id_number_and_symbol);
  ADD_LOOP(nutrients_of_a_food, almonds);
  tcase_add_test(tc, order_of_nutrients);
}
