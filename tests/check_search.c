/* SPDX-License-Identifier: MIT */
#include "support.h"

static nutri_food food = NUTRI_INIT(nutri_food);

/* What people type, and the plain food it must put first. */
static const struct {
  const char *text;
  const char *first;
} words[] = {
    {"coffee", "Coffee, brewed"},
    {"milk", "Milk, whole"},
    {"banana", "Banana"},
    {"black beans", "Black beans, cooked"},
    {"whole wheat bread", "Bread, whole wheat"},
    {"almonds", "Almonds"},
    {"spinach", "Spinach, raw"},
    {"tap water", "Water, tap"},
    {"oatmeal", "Oatmeal, cooked with water"},
    {"butter", "Butter"},
    {"rice", "White rice, cooked"},
    {"egg", "Egg, boiled"},
    {"apple", "Apple, with skin"},
    {"orange juice", "Orange juice"},
    {"chicken", "Chicken breast, roasted"},
    {"beef", "Beef, ground, cooked"},
    {"salmon", "Salmon, Atlantic, cooked"},
    {"tuna", "Tuna, canned in water"},
    {"potato", "Potato, baked, with skin"},
    {"sweet potato", "Sweet potato, baked"},
    {"tomato", "Tomato, raw"},
    {"carrot", "Carrots, raw"},
    {"broccoli", "Broccoli, raw"},
    {"cheese", "Cheese, cheddar"},
    {"yogurt", "Yogurt, plain, whole milk"},
    {"greek yogurt", "Yogurt, Greek, plain"},
    {"peanut butter", "Peanut butter"},
    {"dark chocolate", "Dark chocolate, 70-85% cacao"},
    {"pumpkin seeds", "Pumpkin seeds"},
    {"chia", "Chia seeds"},
    {"lentils", "Lentils, cooked"},
    {"chickpeas", "Chickpeas, cooked"},
    {"tofu", "Tofu, firm"},
    {"quinoa", "Quinoa, cooked"},
    {"brown rice", "Brown rice, cooked"},
    {"pasta", "Pasta, cooked"},
    {"avocado", "Avocado"},
    {"beer", "Beer"},
    {"red wine", "Wine, red or white"},
    {"tea", "Tea, black, brewed"},
    {"green tea", "Tea, green, brewed"},
    {"sugar", "Sugar, white"},
    {"honey", "Honey"},
    {"olive oil", "Olive oil"},
    {"mineral water", "Mineral water, Gerolsteiner"},
    {"soy milk", "Soy milk"},
    {"cashews", "Cashews, roasted"},
    {"walnuts", "Walnuts"},
    {"cocoa", "Cocoa powder, unsweetened"},
    {"figs", "Figs, raw"},
    {"bread", "Bread, white"},
    {"water", "Water, tap"},
    {"pork", "Pork chop, broiled"},
    {"turkey", "Turkey breast, roasted"},
    {"shrimp", "Shrimp, cooked"},
    {"corn", "Sweet corn, cooked"},
    {"onion", "Onion, raw"},
    {"strawberries", "Strawberries"},
    {"ice cream", "Ice cream, vanilla"},
    {"pizza", "Pizza, cheese"},
    {"kale", "Kale, raw"},
};

/* The first food of a search, as text; "" where there is none. */
static const char *first_of(const char *text) {
  static char first[200];
  nutri_cursor *foods = NULL;
  int rc = nutri_food_search(db, text, 20, 0, &foods);

  first[0] = '\0';
  ck_assert_msg(rc == NUTRI_OK, "'%s': %s", text, nutri_errmsg(db));
  rc = nutri_food_next(foods, &food);
  if (rc == NUTRI_ROW)
    snprintf(first, sizeof first, "%s", food.description);
  else
    ck_assert_int_eq(rc, NUTRI_OK);
  nutri_cursor_close(foods);
  return first;
}

START_TEST(everyday_word) { ck_assert_str_eq(first_of(words[_i].text), words[_i].first); }
END_TEST

/* Without FTS5 the search goes through the foods: the plain food is still first. */
START_TEST(everyday_word_without_fts) {
  ck_assert(db->has_fts);
  db->has_fts = false;
  ck_assert_str_eq(first_of(words[_i].text), words[_i].first);
}
END_TEST

START_TEST(everyday_words_beside_sr_legacy) {
  const char *folder = shared_file("fdc_sr_legacy_2018-04");
  int rc = folder != NULL ? nutri_import(db, folder, NULL, NULL, NULL) : NUTRI_EMISUSE;

  if (rc == NUTRI_EMISUSE) {
    skipped("everyday words beside SR Legacy: no files, or no importers");
    return;
  }
  ck_assert_msg(rc == NUTRI_OK, "%s", nutri_errmsg(db));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 3"), 7793);
  for (size_t i = 0; i < COUNT(words); i++)
    ck_assert_str_eq(first_of(words[i].text), words[i].first);
}
END_TEST

/* ---- what is typed is words, never syntax -------------------------------------------------- */

static const struct {
  const char *text;
  const char *first; /* NULL = no word in it; "" = nothing is found */
  const char *part;  /* without the index words are found within words; NULL = the same */
} hostile[] = {
    {"", NULL, NULL},
    {" \t\n", NULL, NULL},
    {"*", NULL, NULL},
    {"%", NULL, NULL},
    {"_", NULL, NULL},
    {"\"", NULL, NULL},
    {"()", NULL, NULL},
    {"-+^:{}[]", NULL, NULL},
    {"'", NULL, NULL},
    {"\"almonds\"", "Almonds", NULL},
    {"\"almonds", "Almonds", NULL},
    {"almonds\"", "Almonds", NULL},
    {"'almonds'", "Almonds", NULL},
    {"al\"mo\"nds", "", "Almonds"},
    {"almonds*", "Almonds", NULL},
    {"*almonds", "Almonds", NULL},
    {"-almonds", "Almonds", NULL},
    {"+almonds", "Almonds", NULL},
    {"^almonds", "Almonds", NULL},
    {"(almonds)", "Almonds", NULL},
    {"(almonds", "Almonds", NULL},
    {"almonds)", "Almonds", NULL},
    {"almonds;", "Almonds", NULL},
    {"almonds -- x", "", NULL},
    {"{description}: almonds", "", NULL},
    {"description:almonds", "", NULL},
    {"description : almonds", "", NULL},
    {"almonds AND spinach", "", NULL}, /* no food has all three words */
    {"almonds OR spinach", "", NULL},
    {"almonds NOT spinach", "", NULL},
    {"NOT almonds", "", NULL},
    {"NEAR(almonds spinach)", "", NULL},
    {"NEAR(almonds, 2)", "", NULL},
    {"NEAR", "", NULL},
    {"almonds' OR '1'='1", "", NULL},
    {"'; DROP TABLE food; --", "", NULL},
    {"almonds\"; DELETE FROM food; --", "", NULL},
    {"%almonds%", "Almonds", NULL},
    {"alm_nds", "", "Almonds"},
    {"alm%nds", "", "Almonds"},
    {"macaroni and cheese", "Macaroni and cheese", NULL},
    {"mac and cheese", "Macaroni and cheese", NULL},
    {"half-and-half", "", NULL},
    {"70-85% cacao", "Dark chocolate, 70-85% cacao", NULL},
    {"2%", "Milk, reduced fat, 2%", NULL},
    {"\xff\xfe\x80", "", NULL},
    {"\xE6\x97\xA5\xE6\x9C\xAC", "", NULL},
    {"\x01\x02\x03", NULL, NULL},
    {"almonds\x01\x02", "Almonds", NULL},
    {"\xF0\x9F\xA5\xAC", "", NULL},
    {"rowid", "", NULL},
    {"food_search", "", NULL},
};

static void hostile_text(size_t i) {
  nutri_cursor *foods = NULL;
  int64_t before = sql_int("SELECT count(*) FROM food");
  const char *first = hostile[i].first;

  if (!db->has_fts && hostile[i].part != NULL)
    first = hostile[i].part;
  if (first == NULL) {
    FAILS(NUTRI_EINVAL, nutri_food_search(db, hostile[i].text, 20, 0, &foods));
    ck_assert_ptr_null(foods);
  } else {
    const char *found = first_of(hostile[i].text);

    ck_assert_msg(strcmp(found, first) == 0, "'%s': '%s'", hostile[i].text, found);
  }
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), before);
}

START_TEST(hostile_with_fts) { hostile_text((size_t)_i); }
END_TEST

START_TEST(hostile_without_fts) {
  db->has_fts = false;
  hostile_text((size_t)_i);
}
END_TEST

/* FTS5's operators are words like any other, in any case. */
START_TEST(operators_are_words) {
  static const char *const operators[] = {"AND", "OR", "NOT", "NEAR"};
  static const char *const plain[] = {"and", "or", "not", "near"};
  char first[200];

  add_food("Neither black nor near white or not", "food", "g");
  for (size_t i = 0; i < COUNT(operators); i++) {
    snprintf(first, sizeof first, "%s", first_of(operators[i]));
    ck_assert_str_ne(first, "");
    ck_assert_str_eq(first, first_of(plain[i]));
  }
  ck_assert_str_eq(first_of("black NOT white"), "Neither black nor near white or not");
  ck_assert_str_eq(first_of("NEAR OR black"), "Neither black nor near white or not");
}
END_TEST

/* Every byte, alone and beside a word, is a word, part of one, or nothing. */
START_TEST(every_byte) {
  char text[40];
  nutri_cursor *foods = NULL;

  for (int byte = 1; byte < 256; byte++) {
    int rc;

    snprintf(text, sizeof text, "%c", byte);
    rc = nutri_food_search(db, text, 20, 0, &foods);
    ck_assert_msg(rc == NUTRI_OK || rc == NUTRI_EINVAL, "byte %d: %s", byte, nutri_errmsg(db));
    if (rc == NUTRI_OK)
      ck_assert_int_le(count_foods(foods), 20);
    snprintf(text, sizeof text, "almonds %c", byte);
    OK(nutri_food_search(db, text, 20, 0, &foods));
    ck_assert_int_le(count_foods(foods), 20);
    snprintf(text, sizeof text, "%calmonds", byte);
    OK(nutri_food_search(db, text, 20, 0, &foods));
    ck_assert_int_le(count_foods(foods), 20);
  }
}
END_TEST

START_TEST(long_text) {
  static char text[10241];
  static const char *const fills[] = {"a", "almonds ", "\"", "* ", "\xC3\xA9", "x y ", "("};

  for (int fts = 1; fts >= 0; fts--) {
    db->has_fts = fts != 0;
    for (size_t i = 0; i < COUNT(fills); i++) {
      nutri_cursor *foods = NULL;
      size_t n = strlen(fills[i]);

      for (size_t at = 0; at + n < sizeof text; at += n)
        memcpy(text + at, fills[i], n + 1);
      FAILS(NUTRI_EINVAL, nutri_food_search(db, text, 1000, 0, &foods));
      if (fills[i][0] == '"' || fills[i][0] == '*' || fills[i][0] == '(')
        SAYS("there is no word to search for");
      else
        SAYS("a search has at most 64 words of at most 60 bytes");
      ck_assert_ptr_null(foods);
    }
  }
}
END_TEST

/* ---- what is found ------------------------------------------------------------------------- */

static const struct {
  const char *text;
  const char *first;
} forms[] = {
    {"almon", "Almonds"}, /* the beginning of a word */
    {"pumpk see", "Pumpkin seeds"},
    {"seeds pumpkin", "Pumpkin seeds"}, /* in any order */
    {"ALMONDS", "Almonds"},
    {"  rice\t ", "White rice, cooked"}, /* blanks do not count */
    {"brown   rice", "Brown rice, cooked"},
    {"Almond", "Almonds"},
    {"caf\xC3\xA9 au lait", ""},
    {"jalape\xC3\xB1o", "Jalapeno thing"}, /* without its accent */
    {"jalapeno", "Jalapeno thing"},
    {"cr\xC3\xA8me", "Cr\xC3\xA8me thing"},
    {"creme", "Cr\xC3\xA8me thing"},
};

START_TEST(form_of_a_word) {
  add_food("Jalapeno thing", "food", "g");
  add_food("Cr\xC3\xA8me thing", "food", "g");
  ck_assert_str_eq(first_of(forms[_i].text), forms[_i].first);
}
END_TEST

/* All the words, however many, with and without the index. */
START_TEST(all_the_words) {
  add_food("Uno dos tres cuatro cinco seis", "food", "g");
  for (int fts = 1; fts >= 0; fts--) {
    db->has_fts = fts != 0;
    ck_assert_str_ne(first_of("seis cinco cuatro tres dos uno"), "");
    ck_assert_str_eq(first_of("uno dos tres cuatro siete"), "");
    ck_assert_str_eq(first_of("uno dos tres cuatro cinco siete"), "");
    ck_assert_str_eq(first_of("siete uno"), "");
  }
}
END_TEST

static const int limits[] = {1, 2, 7, 1000};

START_TEST(limit) {
  nutri_cursor *foods = NULL;
  nutri_cursor *none = NULL;
  int n;

  OK(nutri_food_search(db, "raw", limits[_i], 0, &foods));
  n = count_foods(foods);
  if (limits[_i] < 1000)
    ck_assert_int_eq(n, limits[_i]);
  else
    ck_assert_int_eq(n, sql_int("SELECT count(*) FROM food WHERE food_id IN"
                                " (SELECT rowid FROM food_search WHERE food_search MATCH"
                                " 'raw')"));
  FAILS(NUTRI_EINVAL, nutri_food_search(db, "raw", 0, 0, &none));
  FAILS(NUTRI_EINVAL, nutri_food_search(db, "raw", -1, 0, &none));
  FAILS(NUTRI_EINVAL, nutri_food_search(db, "raw", 1001, 0, &none));
  ck_assert_ptr_null(none);
}
END_TEST

/* One food in several sources comes once. */
START_TEST(tied_foods_come_once) {
  nutri_cursor *foods = NULL;

  sql("INSERT INTO food (food_id, source_id, source_key, description) VALUES"
      " (900001, 3, 'a', 'Zorkberry, raw'), (900002, 4, 'b', 'Zorkberries, fresh'),"
      " (900003, 4, 'c', 'Zorkberry jam')");
  OK(nutri_food_search(db, "zorkberry", 20, 0, &foods));
  ck_assert_int_eq(count_foods(foods), 3);
  sql("INSERT INTO food_same_as (food_id, tie_id, why) VALUES (900001, 5, 'ndb'),"
      " (900002, 5, 'ndb')");
  OK(nutri_food_search(db, "zorkberry", 20, 0, &foods));
  ck_assert_int_eq(count_foods(foods), 2);
}
END_TEST

/* design.md: grains, pulses, pasta and meat as eaten before raw. */
START_TEST(as_eaten_first) {
  sql("INSERT INTO food (food_id, source_id, source_key, description, category_id) VALUES"
      " (900001, 3, 'a', 'Zork beans, raw', 16), (900002, 3, 'b', 'Zork beans, cooked, boiled', "
      "16),"
      " (900003, 3, 'c', 'Zorkberry, raw', 9), (900004, 3, 'd', 'Zorkberry, cooked', 9)");
  ck_assert_str_eq(first_of("zork beans"), "Zork beans, cooked, boiled");
  ck_assert_str_eq(first_of("zorkberry"), "Zorkberry, raw"); /* fruit is eaten raw */
}
END_TEST

/* ---- foods that the index has not seen ----------------------------------------------------- */

/* Foods change under the handle, in another program: a search sees it at once. */
static void found_at_once(nutri *handle) {
  nutri *fixture = db;

  sql("INSERT INTO food (food_id, source_id, source_key, description)"
      " VALUES (1000100001, 1, 'k', 'Zorkberry, raw')");
  db = handle;
  ck_assert_str_eq(first_of("zorkberry"), "Zorkberry, raw");
  db = fixture;
  sql("INSERT INTO food_alias (text, food_id) VALUES ('blue wonder', 1000100001)");
  db = handle;
  ck_assert_str_eq(first_of("wonder blue"), "Zorkberry, raw");
  ck_assert_str_eq(first_of("wonder zorkberry"), "Zorkberry, raw");
  db = fixture;
  sql("UPDATE food SET description = 'Quixfruit' WHERE food_id = 1000100001");
  db = handle;
  ck_assert_str_eq(first_of("quixfruit"), "Quixfruit");
  ck_assert_str_eq(first_of("zorkberry"), ""); /* its old name is gone */
  db = fixture;
  sql("DELETE FROM food_alias WHERE food_id = 1000100001");
  db = handle;
  ck_assert_str_eq(first_of("wonder"), "");
  db = fixture;
  sql("DELETE FROM food WHERE food_id = 1000100001");
  db = handle;
  ck_assert_str_eq(first_of("quixfruit"), "");
  db = fixture;
}

START_TEST(found_at_once_when_writable) {
  found_at_once(db);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM search_dirty"), 0);
}
END_TEST

START_TEST(found_at_once_when_read_only) {
  nutri *reader = NULL;

  ck_assert_int_eq(nutri_open(db_path(), NUTRI_READONLY, &reader, NULL), NUTRI_OK);
  found_at_once(reader);
  nutri_close(reader);
}
END_TEST

/* Seen by the index under its first name, then renamed: the old name is not found any more. */
START_TEST(renamed_behind_a_reader) {
  nutri *reader = NULL;
  nutri *fixture = db;

  sql("INSERT INTO food (food_id, source_id, source_key, description)"
      " VALUES (1000100001, 1, 'k', 'Zorkberry, raw')");
  ck_assert_str_eq(first_of("zorkberry"), "Zorkberry, raw"); /* now it is in the index */
  sql("UPDATE food SET description = 'Quixfruit' WHERE food_id = 1000100001");
  ck_assert_int_eq(nutri_open(db_path(), NUTRI_READONLY, &reader, NULL), NUTRI_OK);
  db = reader;
  ck_assert_str_eq(first_of("zorkberry"), "");
  ck_assert_str_eq(first_of("quixfruit"), "Quixfruit");
  db = fixture;
  nutri_close(reader);
}
END_TEST

/* What the index has not seen matches by any part of a word, and must not stand in for the
 * beginnings that the index knows. */
START_TEST(beginnings_behind_a_reader) {
  nutri *reader = NULL;
  nutri *fixture = db;

  sql("INSERT INTO food (food_id, source_id, source_key, description)"
      " VALUES (1000100001, 1, 'k', 'Qalmq')");
  ck_assert_int_eq(nutri_open(db_path(), NUTRI_READONLY, &reader, NULL), NUTRI_OK);
  db = reader;
  ck_assert_str_eq(first_of("alm"), "Almonds");
  ck_assert_str_eq(first_of("qalmq"), "Qalmq");
  db = fixture;
  nutri_close(reader);
}
END_TEST

/* While another program writes, the index cannot be brought up to date: the search goes on. */
START_TEST(found_while_another_writes) {
  sqlite3 *other = NULL;

  sql("INSERT INTO food (food_id, source_id, source_key, description)"
      " VALUES (1000100001, 1, 'k', 'Zorkberry, raw')");
  sqlite3_busy_timeout(nutri_sqlite(db), 0);
  ck_assert_int_eq(sqlite3_open(db_path(), &other), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  ck_assert_str_eq(first_of("zorkberry"), "Zorkberry, raw");
  ck_assert_str_eq(nutri_errmsg(db), "");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM search_dirty"), 1);
  sqlite3_close(other);
  ck_assert_str_eq(first_of("zorkberry"), "Zorkberry, raw");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM search_dirty"), 0);
}
END_TEST

/* A file made where SQLite has no FTS5 has no index. */
START_TEST(without_an_index) {
  sql("DROP TABLE food_search");
  OK(nutri__search_probe(db));
  ck_assert(!db->has_fts);
  ck_assert_str_eq(first_of("spinach"), "Spinach, raw");
  OK(nutri__search_build(db));
  ck_assert(db->has_fts);
  ck_assert_str_eq(first_of("spinach"), "Spinach, raw");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_search"), starter_count());
}
END_TEST

/* An SQLite without FTS5 makes a file all the same. */
START_TEST(without_the_module) {
  sql("DROP TABLE food_search");
  ck_assert_int_eq(sqlite3_drop_modules(nutri_sqlite(db), NULL), SQLITE_OK);
  OK(nutri__search_build(db));
  ck_assert(!db->has_fts);
  ck_assert_str_eq(first_of("spinach"), "Spinach, raw");
}
END_TEST

TESTS("search") {
  ADD_LOOP(everyday_word, words);
  ADD_LOOP(everyday_word_without_fts, words);
  tcase_add_test(tc, everyday_words_beside_sr_legacy);
  ADD_LOOP(hostile_with_fts, hostile);
  ADD_LOOP(hostile_without_fts, hostile);
  tcase_add_test(tc, operators_are_words);
  tcase_add_test(tc, every_byte);
  tcase_add_test(tc, long_text);
  ADD_LOOP(form_of_a_word, forms);
  tcase_add_test(tc, all_the_words);
  ADD_LOOP(limit, limits);
  tcase_add_test(tc, tied_foods_come_once);
  tcase_add_test(tc, as_eaten_first);
  tcase_add_test(tc, found_at_once_when_writable);
  tcase_add_test(tc, found_at_once_when_read_only);
  tcase_add_test(tc, renamed_behind_a_reader);
  tcase_add_test(tc, beginnings_behind_a_reader);
  tcase_add_test(tc, found_while_another_writes);
  tcase_add_test(tc, without_an_index);
  tcase_add_test(tc, without_the_module);
}
