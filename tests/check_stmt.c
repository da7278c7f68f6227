/* SPDX-License-Identifier: MIT */
#include "support.h"

static bool starts(const char *text, const char *begin) {
  return strncmp(text, begin, strlen(begin)) == 0;
}

static const char *query_text(int q) { return (const char *)nutri__query_sql[q].text; }

/* What reads the tables or functions of a running import is prepared within one: check_import.c. */
static bool needs_an_import(int q) {
  return starts(nutri__query_sql[q].name, "query/import_") &&
         strstr(query_text(q), "nutri_") != NULL;
}

/* Every query file prepares, once: the second time the handle's own is given. */
START_TEST(query_prepares) {
  sqlite3_stmt *first = NULL;
  sqlite3_stmt *second = NULL;

  if (needs_an_import(_i))
    return;
  ck_assert_msg(nutri__stmt(db, (enum nutri__query)_i, &first) == NUTRI_OK, "%s: %s",
                nutri__query_sql[_i].name, nutri_errmsg(db));
  ck_assert_ptr_nonnull(first);
  nutri__done(first);
  OK(nutri__stmt(db, (enum nutri__query)_i, &second));
  ck_assert_ptr_eq(first, second);
  /* A file is one statement: nothing of it was left over. */
  ck_assert_uint_eq(nutri__query_sql[_i].length, strlen(query_text(_i)));
}
END_TEST

START_TEST(query_is_one_statement) {
  sqlite3_stmt *stmt = NULL;
  const char *tail = NULL;

  if (needs_an_import(_i))
    return;
  ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db), query_text(_i), -1, &stmt, &tail),
                   SQLITE_OK);
  ck_assert_msg(tail[strspn(tail, " \t\n;")] == '\0', "%s: behind the statement stands: %s",
                nutri__query_sql[_i].name, tail);
  sqlite3_finalize(stmt);
}
END_TEST

/* Queries that go through all foods or the whole diary, and why. */
static const struct {
  const char *begins;
  const char *why;
} scans[] = {
    {"query/check_", "looks the whole file over"},
    {"query/import_usual_grams", "after an import"},
    {"query/food_rank", "ranks all foods"},
    {"query/search_fill", "makes the index"},
    {"query/search_like", "there is no index"},
    {"query/suggest_candidate", "every food is one"},
    {"query/suggest_without", "looks for words within descriptions"},
    {"query/person_add", "rows of a missing person, were there any, could now be right"},
    {"query/own_food_add", "rows of a missing food likewise"},
    {"query/unknown_", "the foods of a category: it has no index"},
    {"query/export_past_persons", "everybody's days, where nobody is named"},
    {"query/import_nhanes_food_add", "likewise"},
    {"query/restore_nutrient_add", "rows of a missing nutrient, likewise"},
};

static bool may_scan(const char *name) {
  for (size_t i = 0; i < COUNT(scans); i++)
    if (starts(name, scans[i].begins))
      return true;
  return false;
}

/* Whether a root page belongs to one of the tables that grow. */
static bool grows(int64_t root) {
  return sql_int("SELECT count(*) FROM sqlite_schema WHERE rootpage = %lld AND tbl_name IN"
                 " ('food', 'food_nutrient', 'food_portion', 'food_alias', 'intake', 'intake_day',"
                 " 'intake_nutrient', 'intake_day_nutrient', 'intake_day_total', 'observation',"
                 " 'person')",
                 (long long)root) > 0;
}

/* A query that names a food, a person or an entry goes to it by an index. What the plan says is
 * read from the program itself: a cursor on a growing table that is rewound is a scan. */
START_TEST(query_searches_an_index) {
  const char *name = nutri__query_sql[_i].name;
  char *explain = sqlite3_mprintf("EXPLAIN %s", query_text(_i));
  sqlite3_stmt *stmt = NULL;
  int64_t root[4096] = {0};
  bool names_one =
      strstr(query_text(_i), ":person") != NULL || strstr(query_text(_i), ":food") != NULL ||
      strstr(query_text(_i), ":name") != NULL || strstr(query_text(_i), ":key") != NULL ||
      strstr(query_text(_i), ":match") != NULL || strstr(query_text(_i), ":intake") != NULL;

  if (names_one && !needs_an_import(_i)) {
    ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db), explain, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
      const char *opcode = nutri__text(stmt, 1);
      int cursor = sqlite3_column_int(stmt, 2);

      if (strcmp(opcode, "Init") == 0) /* of the query, or of a trigger that it fires */
        memset(root, 0, sizeof root);
      else if (starts(opcode, "Open"))
        root[cursor % 4096] = starts(opcode, "OpenRead") ? sqlite3_column_int64(stmt, 3) : 0;
      else if (strcmp(opcode, "Rewind") == 0 && root[cursor % 4096] != 0)
        ck_assert_msg(may_scan(name) || !grows(root[cursor % 4096]), "%s scans %s", name,
                      sql_text("SELECT name FROM sqlite_schema WHERE rootpage = %lld",
                               (long long)root[cursor % 4096]));
    }
    sqlite3_finalize(stmt);
  }
  sqlite3_free(explain);
}
END_TEST

START_TEST(bindings) {
  sqlite3_stmt *stmt = NULL;

  ck_assert_int_eq(
      sqlite3_prepare_v2(nutri_sqlite(db), "SELECT :text, :int, :double, :none", -1, &stmt, NULL),
      SQLITE_OK);
  OK(nutri__bind_text(db, stmt, ":text", "spinach"));
  OK(nutri__bind_int(db, stmt, ":int", INT64_MIN));
  OK(nutri__bind_double(db, stmt, ":double", 47.4));
  OK(nutri__bind_text(db, stmt, ":lacking", "passed over"));
  OK(nutri__bind_int(db, stmt, ":lacking", 1));
  OK(nutri__bind_double(db, stmt, ":lacking", 1.0));
  ck_assert_int_eq(nutri__step(db, stmt, "testing"), NUTRI_ROW);
  ck_assert_str_eq(nutri__text(stmt, 0), "spinach");
  ck_assert_int_eq(sqlite3_column_int64(stmt, 1), INT64_MIN);
  ck_assert_double_eq(nutri__double(stmt, 2), 47.4);
  ck_assert_ptr_null(nutri__text(stmt, 3));
  IS_NAN(nutri__double(stmt, 3));
  ck_assert_int_eq(nutri__step(db, stmt, "testing"), NUTRI_OK);
  nutri__done(stmt); /* clears what was bound */
  ck_assert_int_eq(nutri__step(db, stmt, "testing"), NUTRI_ROW);
  ck_assert_ptr_null(nutri__text(stmt, 0));
  sqlite3_reset(stmt);
  OK(nutri__bind_text(db, stmt, ":text", NULL));
  OK(nutri__bind_double(db, stmt, ":double", NAN));
  ck_assert_int_eq(nutri__step(db, stmt, "testing"), NUTRI_ROW);
  ck_assert_int_eq(sqlite3_column_type(stmt, 0), SQLITE_NULL);
  ck_assert_int_eq(sqlite3_column_type(stmt, 2), SQLITE_NULL);
  sqlite3_finalize(stmt);
  nutri__done(NULL);
}
END_TEST

/* A refusal of the schema's own guards says all; anything else says what was being done. */
START_TEST(failed_statement_says_what_was_done) {
  FAILS(NUTRI_EINVAL, nutri__exec(db,
                                  "INSERT INTO intake (person_id, day, food_id, amount)"
                                  " VALUES (1, '2026-11-16', 1, 1)",
                                  "adding nothing"));
  SAYS("intake: no ");
  SAYS("(ask the table ");
  FAILS(NUTRI_ECORRUPT, nutri__exec(db, "SELECT * FROM lacking", "reading nothing"));
  SAYS("reading nothing: no such table: lacking");
}
END_TEST

/* Text lent out lives through the next call, to which it may be passed, and no longer. */
START_TEST(kept_text) {
  int rc = NUTRI_OK;
  sqlite3_int64 before = sqlite3_memory_used();
  const char *kept = nutri__keep(db, "lent out", &rc);

  ck_assert_int_eq(rc, NUTRI_OK);
  ck_assert_ptr_null(nutri__keep(db, NULL, &rc));
  ck_assert_int_eq(rc, NUTRI_OK);
  OK(nutri__enter(db));
  ck_assert_str_eq(kept, "lent out");
  ck_assert_int_gt(sqlite3_memory_used(), before);
  OK(nutri__enter(db));
  ck_assert_int_eq(sqlite3_memory_used(), before);
  rc = NUTRI_ENOMEM; /* after an error nothing is kept any more */
  ck_assert_ptr_null(nutri__keep(db, "x", &rc));
  ck_assert_int_eq(rc, NUTRI_ENOMEM);
  ck_assert_int_eq(sqlite3_memory_used(), before);
}
END_TEST

/* Of what is kept row by row only the last is freed; what was lent out before stays. */
START_TEST(kept_since) {
  int rc = NUTRI_OK;
  const char *kept = nutri__keep(db, "lent out", &rc);
  const void *mark = db->kept;
  sqlite3_int64 before = sqlite3_memory_used();

  nutri__forget_kept_since(db, mark);
  ck_assert_ptr_nonnull(nutri__keep(db, "of a row", &rc));
  ck_assert_ptr_nonnull(nutri__keep(db, "of a row", &rc));
  ck_assert_int_gt(sqlite3_memory_used(), before);
  nutri__forget_kept_since(db, mark);
  ck_assert_int_eq(sqlite3_memory_used(), before);
  ck_assert_str_eq(kept, "lent out");
  ck_assert_int_eq(rc, NUTRI_OK);
}
END_TEST

/* Writes within a write: the outermost decides, and what fails within takes only its own back. */
START_TEST(writes_nest) {
  OK(nutri__begin(db));
  add_person("ann", NULL, NULL, NULL);
  OK(nutri__begin(db));
  add_person("ben", NULL, NULL, NULL);
  OK(nutri__begin(db));
  OK(nutri__end(db, NUTRI_OK));
  ck_assert_int_eq(nutri__end(db, NUTRI_EINVAL), NUTRI_EINVAL);
  ck_assert_int_eq(sqlite3_get_autocommit(nutri_sqlite(db)), 0);
  add_person("eve", NULL, NULL, NULL);
  OK(nutri__end(db, NUTRI_OK));
  ck_assert_int_eq(sqlite3_get_autocommit(nutri_sqlite(db)), 1);
  ck_assert_str_eq(sql_text("SELECT group_concat(name) FROM person"), "ann,eve");
  /* Inside the caller's own transaction the outermost is a savepoint, and leaves it open. */
  sql("BEGIN");
  OK(nutri__begin(db));
  add_person("tom", NULL, NULL, NULL);
  ck_assert_int_eq(nutri__end(db, NUTRI_EINVAL), NUTRI_EINVAL);
  ck_assert_int_eq(sqlite3_get_autocommit(nutri_sqlite(db)), 0);
  sql("COMMIT");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 2);
}
END_TEST

/* A handle asked for long does not grow. */
START_TEST(calls_do_not_pile_up) {
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  sqlite3_int64 before = 0;

  add_ann();
  for (int i = 0; i < 60; i++) {
    if (i == 20)
      before = sqlite3_memory_used();
    OK(nutri_food_get(db, starter("almonds"), &food));
    OK(nutri_intake_parse(db, "ann", "2 cups spinach", &entry));
    FAILS(NUTRI_EAMBIGUOUS, nutri_intake_parse(db, "ann", "1 cup almonds", &entry));
  }
  ck_assert_int_le(sqlite3_memory_used(), before + 8192);
}
END_TEST

static const struct {
  size_t theirs; /* what the caller's header has */
  int code;
  size_t filled; /* up to here */
} sizes[] = {
    {0, NUTRI_EMISUSE, sizeof(size_t)},
    {1, NUTRI_EMISUSE, sizeof(size_t)},
    {sizeof(size_t), NUTRI_EMISUSE, sizeof(size_t)},
    {offsetof(nutri_food, category), NUTRI_OK, offsetof(nutri_food, category)},
    {offsetof(nutri_food, energy_kcal), NUTRI_OK, offsetof(nutri_food, energy_kcal)},
    {sizeof(nutri_food), NUTRI_OK, sizeof(nutri_food)},
    {sizeof(nutri_food) + 8, NUTRI_OK, sizeof(nutri_food)}, /* of a newer header */
};

START_TEST(struct_is_filled_as_far_as_it_goes) {
  unsigned char bytes[sizeof(nutri_food) + 64];
  unsigned char guard[sizeof bytes];
  nutri_food whole = NUTRI_INIT(nutri_food);

  OK(nutri_food_get(db, starter("almonds"), &whole));
  memset(guard, 0xA5, sizeof guard);
  memset(bytes, 0xA5, sizeof bytes);
  memcpy(bytes, &sizes[_i].theirs, sizeof(size_t));
  ck_assert_int_eq(nutri__out(db, bytes, &whole, sizeof whole), sizes[_i].code);
  ck_assert_mem_eq(bytes, &sizes[_i].theirs, sizeof(size_t)); /* the caller's, not ours */
  ck_assert_mem_eq(bytes + sizeof(size_t), (unsigned char *)&whole + sizeof(size_t),
                   sizes[_i].filled - sizeof(size_t));
  ck_assert_mem_eq(bytes + sizes[_i].filled, guard, sizeof bytes - sizes[_i].filled);
}
END_TEST

TESTS("stmt") {
  tcase_add_loop_test(tc, query_prepares, 0, NUTRI__Q_COUNT);
  tcase_add_loop_test(tc, query_is_one_statement, 0, NUTRI__Q_COUNT);
  tcase_add_loop_test(tc, query_searches_an_index, 0, NUTRI__Q_COUNT);
  tcase_add_test(tc, bindings);
  tcase_add_test(tc, failed_statement_says_what_was_done);
  tcase_add_test(tc, kept_text);
  tcase_add_test(tc, kept_since);
  tcase_add_test(tc, writes_nest);
  tcase_add_test(tc, calls_do_not_pile_up);
  ADD_LOOP(struct_is_filled_as_far_as_it_goes, sizes);
}
