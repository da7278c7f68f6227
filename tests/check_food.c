/* SPDX-License-Identifier: MIT */
/* Foods by number, key and name. */
#include "support.h"

static nutri_food food = NUTRI_INIT(nutri_food);

/* SR Legacy, April 2018: per 100 g. */
static const struct {
  const char *key;
  const char *ndb;
  const char *description;
  const char *category;
  const char *state;
  double magnesium_mg;
  double energy_kcal;
} starters[] = {
    {"almonds", "ndb:12061", "Almonds", "Nut and Seed Products", NULL, 270, 579},
    {"spinach-raw", "ndb:11457", "Spinach, raw", "Vegetables and Vegetable Products", "raw", 79,
     23},
    {"black-beans-cooked", "ndb:16015", "Black beans, cooked", "Legumes and Legume Products",
     "cooked", 70, 132},
    {"bread-whole-wheat", "ndb:18075", "Bread, whole wheat", "Baked Products", NULL, 75, 252},
    {"pumpkin-seeds", "ndb:12014", "Pumpkin seeds", "Nut and Seed Products", NULL, 592, 559},
    {"oats-dry", "ndb:8120", "Rolled oats, dry", "Breakfast Cereals", "dry", 138, 379},
    {"water-tap", "ndb:14411", "Water, tap", "Beverages", NULL, 1, 0},
};

START_TEST(starter_food) {
  OK(nutri_food_get(db, starter(starters[_i].key), &food));
  ck_assert_int_ge(food.food_id, 1000000000);
  ck_assert_str_eq(food.description, starters[_i].description);
  ck_assert_str_eq(food.category, starters[_i].category);
  ck_assert_str_eq(food.source, "nutri starter");
  ck_assert_str_eq(food.key, starters[_i].ndb);
  ck_assert_pstr_eq(food.state, starters[_i].state);
  ck_assert_int_eq(food.kind, NUTRI_FOOD);
  ck_assert_int_eq(food.basis, NUTRI_PER_100_G);
  NEAR(food.magnesium_mg, starters[_i].magnesium_mg, 1e-9);
  NEAR(food.energy_kcal, starters[_i].energy_kcal, 1e-9);
}
END_TEST

static const struct {
  const char *kind;
  const char *basis;
  int kind_code;
  int basis_code;
} kinds[] = {
    {"food", "g", NUTRI_FOOD, NUTRI_PER_100_G},
    {"food", "ml", NUTRI_FOOD, NUTRI_PER_100_ML},
    {"supplement", "unit", NUTRI_SUPPLEMENT, NUTRI_PER_UNIT},
    {"medicine", "unit", NUTRI_MEDICINE, NUTRI_PER_UNIT},
    {"medicine", "ml", NUTRI_MEDICINE, NUTRI_PER_100_ML},
};

START_TEST(own_food) {
  int64_t id = add_food("My thing", kinds[_i].kind, kinds[_i].basis);

  OK(nutri_food_get(db, id, &food));
  ck_assert_int_eq(food.food_id, id);
  ck_assert_str_eq(food.source, "own");
  ck_assert_ptr_null(food.category);
  ck_assert_ptr_null(food.key);
  ck_assert_ptr_null(food.state);
  ck_assert_int_eq(food.kind, kinds[_i].kind_code);
  ck_assert_int_eq(food.basis, kinds[_i].basis_code);
  IS_NAN(food.magnesium_mg); /* no row: unknown, not 0 */
  IS_NAN(food.energy_kcal);
}
END_TEST

/* usda.md 9: energy is 1008, else 2047, else 2048. A doubtful zero is unknown; a trace is 0. */
START_TEST(values_of_an_own_food) {
  int64_t id = add_food("My thing", "food", "g");

  add_nutrient(id, 2048, 48.0, NULL);
  OK(nutri_food_get(db, id, &food));
  NEAR(food.energy_kcal, 48.0, 1e-9);
  add_nutrient(id, 2047, 47.0, NULL);
  OK(nutri_food_get(db, id, &food));
  NEAR(food.energy_kcal, 47.0, 1e-9);
  add_nutrient(id, 1008, 8.0, NULL);
  OK(nutri_food_get(db, id, &food));
  NEAR(food.energy_kcal, 8.0, 1e-9);
  add_nutrient(id, NUTRI_MAGNESIUM, 0.0, "doubtful");
  OK(nutri_food_get(db, id, &food));
  IS_NAN(food.magnesium_mg);
  sql("UPDATE food_nutrient SET mark = 'trace' WHERE food_id = %lld AND nutrient_id = 1090",
      (long long)id);
  OK(nutri_food_get(db, id, &food));
  ck_assert_double_eq(food.magnesium_mg, 0.0);
}
END_TEST

START_TEST(no_such_food) {
  static const int64_t ids[] = {0, -1, 4711, INT64_MAX, INT64_MIN};
  char number[32];

  food = (nutri_food)NUTRI_INIT(nutri_food);
  for (size_t i = 0; i < COUNT(ids); i++) {
    snprintf(number, sizeof number, "%lld", (long long)ids[i]);
    FAILS(NUTRI_ENOTFOUND, nutri_food_get(db, ids[i], &food));
    SAYS(number);
  }
  ck_assert_ptr_null(food.description);
}
END_TEST

static const struct {
  const char *key;
  int code;
  const char *description; /* or what the sentence says */
} keys[] = {
    {"ndb:12061", NUTRI_OK, "Almonds"},
    {"ndb:012061", NUTRI_OK, "Almonds"},
    {"ndb:00012061", NUTRI_OK, "Almonds"},
    {"NDB:12061", NUTRI_OK, "Almonds"},
    {"ndb: 12061", NUTRI_OK, "Almonds"},
    {"ndb:8120", NUTRI_OK, "Rolled oats, dry"},
    {"ndb:08120", NUTRI_OK, "Rolled oats, dry"},
    {"fdc:1000000001", NUTRI_OK, "Almonds"},
    {"FDC:1000000001", NUTRI_OK, "Almonds"},
    {"gtin:0041570054161", NUTRI_OK, "Bar"},
    {"code:11100000", NUTRI_OK, "Milk, NFS"},
    {"gtin:41570054161", NUTRI_ENOTFOUND, "gtin:41570054161"}, /* its zeros are part of a GTIN */
    {"ndb:99999", NUTRI_ENOTFOUND, "ndb:99999"},
    {"ndb:", NUTRI_ENOTFOUND, "ndb:"},
    {"ndb:0", NUTRI_ENOTFOUND, "ndb:0"},
    {"ndb:12061x", NUTRI_ENOTFOUND, "ndb:12061x"},
    {"code:12061", NUTRI_ENOTFOUND, "code:12061"},
    {"fdc:4711", NUTRI_ENOTFOUND, "4711"},
    {"fdc:", NUTRI_EINVAL, "fdc:"},
    {"fdc:x", NUTRI_EINVAL, "fdc:x"},
    {"fdc:-1", NUTRI_EINVAL, "fdc:-1"},
    {"fdc:99999999999999999999", NUTRI_EINVAL, "fdc:99999999999999999999"},
    {"12061", NUTRI_EINVAL, "12061"},
    {"upc:12061", NUTRI_EINVAL, "upc:12061"},
    {"", NUTRI_EINVAL, "no key"},
    {"ndb", NUTRI_EINVAL, "ndb"},
    {"ndb:' OR 1=1 --", NUTRI_ENOTFOUND, "' OR 1=1 --"},
};

static void add_keyed_food(const char *description, const char *key) {
  sql("UPDATE food SET lasting_key = %Q WHERE food_id = %lld", key,
      (long long)add_food(description, "food", "g"));
}

START_TEST(by_key) {
  add_keyed_food("Bar", "gtin:0041570054161");
  add_keyed_food("Milk, NFS", "code:11100000");
  if (keys[_i].code != NUTRI_OK) {
    FAILS(keys[_i].code, nutri_food_by_key(db, keys[_i].key, &food));
    SAYS(keys[_i].description);
    return;
  }
  OK(nutri_food_by_key(db, keys[_i].key, &food));
  ck_assert_str_eq(food.description, keys[_i].description);
}
END_TEST

/* A food of SR Legacy, as an import would add it. */
static int64_t add_sr(int64_t fdc_id, const char *description, const char *key, bool tied) {
  sql("INSERT INTO food (food_id, source_id, source_key, lasting_key, description)"
      " VALUES (%lld, 3, '%lld', %Q, %Q)",
      (long long)fdc_id, (long long)fdc_id, key, description);
  if (tied)
    sql("INSERT INTO food_same_as (food_id, tie_id, why) VALUES (%lld, %lld, 'fdc')",
        (long long)fdc_id, (long long)fdc_id);
  return fdc_id;
}

/* The newest version of a key, and the publisher's food before the starter food made of it. */
START_TEST(newest_of_a_key) {
  add_sr(170567, "Nuts, almonds", "ndb:12061", true);
  OK(nutri_food_by_key(db, "ndb:12061", &food));
  ck_assert_int_eq(food.food_id, 170567);
  add_sr(170999, "Nuts, almonds, newer", "ndb:12061", false);
  sql("UPDATE food SET replaced_by = 170999 WHERE food_id = 170567");
  OK(nutri_food_by_key(db, "ndb:12061", &food));
  ck_assert_int_eq(food.food_id, 170999);
}
END_TEST

/* ---- names --------------------------------------------------------------------------------- */

static const struct {
  const char *text;
  int code;
  const char *key; /* of the starter food */
} names[] = {
    {"Almonds", NUTRI_OK, "almonds"},
    {"ALMONDS", NUTRI_OK, "almonds"},
    {"almond", NUTRI_OK, "almonds"},
    {"Spinach, raw", NUTRI_OK, "spinach-raw"},
    {"spinach", NUTRI_OK, "spinach-raw"}, /* everybody's word goes before words */
    {"wholemeal bread", NUTRI_OK, "bread-whole-wheat"},
    {"  spinach ", NUTRI_OK, "spinach-raw"},
    {"black \t beans", NUTRI_OK, "black-beans-cooked"},
    {" ndb:12061 ", NUTRI_OK, "almonds"},
    {"ndb:12061", NUTRI_OK, "almonds"},
    {"1000000001", NUTRI_OK, "almonds"},
    {"raw cabbage", NUTRI_OK, "cabbage-raw"}, /* all the words of one name */
    {"oat porridge", NUTRI_EAMBIGUOUS, NULL}, /* the beginnings of words are only a hint */
    {"gerolsteiner", NUTRI_OK, "water-gerolsteiner"},
    {"mineral water", NUTRI_OK, "water-gerolsteiner"}, /* the only one with both words */
    {"swiss", NUTRI_EAMBIGUOUS, NULL},                 /* chard and cheese */
    {"raw", NUTRI_EAMBIGUOUS, NULL},
    {"fried", NUTRI_EAMBIGUOUS, NULL},
    {"unobtainium", NUTRI_ENOTFOUND, NULL},
    {"4711", NUTRI_ENOTFOUND, NULL},
    {"ndb:4711", NUTRI_ENOTFOUND, NULL},
    {"%", NUTRI_EINVAL, NULL},
    {"", NUTRI_EINVAL, NULL},
};

START_TEST(by_name) {
  int rc = nutri_food_find(db, NULL, names[_i].text, &food);

  ck_assert_msg(rc == names[_i].code, "'%s' is %d: %s", names[_i].text, rc, nutri_errmsg(db));
  if (rc == NUTRI_OK)
    ck_assert_int_eq(food.food_id, starter(names[_i].key));
  else if (rc != NUTRI_EINVAL)
    SAYS(names[_i].text);
  else
    SAYS("no word");
}
END_TEST

/* design.md: own food, alias, then by source. */
START_TEST(steps_of_a_name) {
  int64_t own;

  add_ann();
  add_person("bob", "male", "1980-01-01", NULL);
  /* An SR food of the same name stands behind the starter's, tied or not. */
  add_sr(900001, "Spinach, raw", NULL, false);
  OK(nutri_food_find(db, "ann", "spinach, raw", &food));
  ck_assert_int_eq(food.food_id, starter("spinach-raw"));
  /* A person's own word goes before that, and is nobody else's. */
  OK(nutri_alias_set(db, "ann", "Spinach, raw", starter("kale-raw")));
  OK(nutri_food_find(db, "ann", "spinach, RAW", &food));
  ck_assert_int_eq(food.food_id, starter("kale-raw"));
  OK(nutri_food_find(db, "bob", "spinach, raw", &food));
  ck_assert_int_eq(food.food_id, starter("spinach-raw"));
  OK(nutri_food_find(db, NULL, "spinach, raw", &food));
  ck_assert_int_eq(food.food_id, starter("spinach-raw"));
  /* An own food goes before all. */
  own = add_food("spinach, raw", "food", "g");
  OK(nutri_food_find(db, "ann", "Spinach, raw", &food));
  ck_assert_int_eq(food.food_id, own);
  FAILS(NUTRI_ENOTFOUND, nutri_food_find(db, "eve", "spinach", &food));
  SAYS("eve");
}
END_TEST

START_TEST(exact_before_words) {
  add_sr(900001, "Zork", NULL, false);
  add_sr(900002, "Zork, canned, drained solids", NULL, false);
  OK(nutri_food_find(db, NULL, "zork", &food));
  ck_assert_int_eq(food.food_id, 900001);
  /* A source that goes first is asked for words before a later one for the exact name. */
  OK(nutri_food_find(db, NULL, "solids zork", &food));
  ck_assert_int_eq(food.food_id, 900002);
}
END_TEST

START_TEST(two_of_one_name) {
  nutri_cursor *foods = NULL;

  add_sr(900001, "Zork", NULL, false);
  sql("INSERT INTO food (food_id, source_id, source_key, description) VALUES"
      " (900002, 3, '900002', 'Zork')");
  FAILS(NUTRI_EAMBIGUOUS, nutri_food_find(db, NULL, "zork", &food));
  OK(nutri_food_candidates(db, NULL, "zork", 10, &foods));
  ck_assert_int_eq(count_foods(foods), 2);
  /* Tied they are one food. */
  sql("INSERT INTO food_same_as (food_id, tie_id, why) VALUES (900001, 7, 'user'),"
      " (900002, 7, 'user')");
  OK(nutri_food_find(db, NULL, "zork", &food));
}
END_TEST

START_TEST(replaced_food_has_no_name) {
  add_sr(900001, "Zork", NULL, false);
  add_sr(900002, "Zork, new", NULL, false);
  sql("UPDATE food SET replaced_by = 900002 WHERE food_id = 900001");
  OK(nutri_food_find(db, NULL, "zork", &food));
  ck_assert_int_eq(food.food_id, 900002);
}
END_TEST

START_TEST(candidates) {
  nutri_cursor *foods = NULL;
  int n = 0;

  add_ann();
  FAILS(NUTRI_EAMBIGUOUS, nutri_food_find(db, "ann", "swiss", &food));
  OK(nutri_food_candidates(db, "ann", "swiss", 10, &foods));
  while (nutri_food_next(foods, &food) == NUTRI_ROW) {
    ck_assert_ptr_nonnull(strstr(food.description, "wiss"));
    n++;
  }
  nutri_cursor_close(foods);
  ck_assert_int_eq(n, 2); /* Swiss chard, cooked; Cheese, Swiss */
  OK(nutri_food_candidates(db, "ann", "swiss", 1, &foods));
  ck_assert_int_eq(count_foods(foods), 1);
  foods = NULL;
  FAILS(NUTRI_ENOTFOUND, nutri_food_candidates(db, "eve", "swiss", 10, &foods));
  FAILS(NUTRI_EINVAL, nutri_food_candidates(db, "ann", "swiss", 0, &foods));
  FAILS(NUTRI_EINVAL, nutri_food_candidates(db, "ann", "...", 10, &foods));
  ck_assert_ptr_null(foods);
  OK(nutri_food_candidates(db, "ann", "unobtainium", 10, &foods));
  ck_assert_int_eq(count_foods(foods), 0);
}
END_TEST

START_TEST(alias) {
  char word[500];

  add_ann();
  OK(nutri_alias_set(db, "ann", "  my nuts ", starter("almonds")));
  OK(nutri_food_find(db, "ann", "My Nuts", &food));
  ck_assert_int_eq(food.food_id, starter("almonds"));
  OK(nutri_alias_set(db, "ann", "MY NUTS", starter("walnuts"))); /* the newer choice holds */
  OK(nutri_food_find(db, "ann", "my nuts", &food));
  ck_assert_int_eq(food.food_id, starter("walnuts"));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_alias WHERE person_id IS NOT NULL"), 1);
  FAILS(NUTRI_ENOTFOUND, nutri_alias_set(db, "eve", "x", starter("walnuts")));
  FAILS(NUTRI_ENOTFOUND, nutri_alias_set(db, "ann", "x", 4711));
  FAILS(NUTRI_EINVAL, nutri_alias_set(db, "ann", "", starter("walnuts")));
  FAILS(NUTRI_EINVAL, nutri_alias_set(db, "ann", "   ", starter("walnuts")));
  /* 200 characters, however many bytes. */
  for (int i = 0; i < 200; i++)
    memcpy(word + 2 * i, "\xC3\xA9", 3);
  OK(nutri_alias_set(db, "ann", word, starter("walnuts")));
  OK(nutri_food_find(db, "ann", word, &food));
  memcpy(word + 400, "x", 2);
  FAILS(NUTRI_EINVAL, nutri_alias_set(db, "ann", word, starter("walnuts")));
}
END_TEST

START_TEST(alias_taken_back) {
  add_ann();
  add_person("bob", NULL, NULL, NULL);
  OK(nutri_alias_set(db, "ann", "oil", starter("olive-oil")));
  OK(nutri_alias_set(db, "bob", "oil", starter("butter")));
  FAILS(NUTRI_ENOTFOUND, nutri_alias_remove(db, "ann", "butter")); /* everybody's, not hers */
  SAYS("butter");
  FAILS(NUTRI_ENOTFOUND, nutri_alias_remove(db, "eve", "oil"));
  SAYS("eve");
  OK(nutri_alias_remove(db, "ann", " OIL "));
  OK(nutri_food_find(db, "ann", "oil", &food));
  ck_assert_int_eq(food.food_id, starter("vegetable-oil")); /* everybody's word again */
  OK(nutri_food_find(db, "bob", "oil", &food));
  ck_assert_int_eq(food.food_id, starter("butter"));
  FAILS(NUTRI_ENOTFOUND, nutri_alias_remove(db, "ann", "oil"));
}
END_TEST

/* The texts of a food live through the next call, and may be passed to it. */
START_TEST(text_lives_through_the_next_call) {
  OK(nutri_food_get(db, starter("kale-raw"), &food));
  OK(nutri_food_find(db, NULL, food.description, &food));
  ck_assert_str_eq(food.description, "Kale, raw");
  OK(nutri_food_by_key(db, food.key, &food));
  ck_assert_int_eq(food.food_id, starter("kale-raw"));
}
END_TEST

/* A name that no food has, nor all its words, is told from one that is not sure. */
START_TEST(names_unheard_of) {
  static const struct {
    const char *text;
    int code;
    bool unheard;
  } tried[] = {
      {"almonds", NUTRI_OK, false},          {"Spinach raw", NUTRI_OK, false},
      {"raw", NUTRI_EAMBIGUOUS, false},      {"unobtainium", NUTRI_ENOTFOUND, true},
      {"spinac", NUTRI_EAMBIGUOUS, true},    {"4711", NUTRI_ENOTFOUND, false},
      {"ndb:99999", NUTRI_ENOTFOUND, false}, {"?!", NUTRI_EINVAL, false},
  };

  for (size_t i = 0; i < COUNT(tried); i++) {
    nutri_food found = NUTRI_INIT(nutri_food);
    bool unheard = !tried[i].unheard;
    int rc = nutri__food_heard_of(db, 0, tried[i].text, &found, &unheard);

    ck_assert_msg(rc == tried[i].code && unheard == tried[i].unheard, "%s: %d %s", tried[i].text,
                  rc, nutri_errmsg(db));
  }
}
END_TEST

TESTS("food") {
  tcase_add_test(tc, names_unheard_of);
  ADD_LOOP(starter_food, starters);
  ADD_LOOP(own_food, kinds);
  tcase_add_test(tc, values_of_an_own_food);
  tcase_add_test(tc, no_such_food);
  ADD_LOOP(by_key, keys);
  tcase_add_test(tc, newest_of_a_key);
  ADD_LOOP(by_name, names);
  tcase_add_test(tc, steps_of_a_name);
  tcase_add_test(tc, exact_before_words);
  tcase_add_test(tc, two_of_one_name);
  tcase_add_test(tc, replaced_food_has_no_name);
  tcase_add_test(tc, candidates);
  tcase_add_test(tc, alias);
  tcase_add_test(tc, alias_taken_back);
  tcase_add_test(tc, text_lives_through_the_next_call);
}
