/* SPDX-License-Identifier: MIT */
/* nutri_attach: a connection of the caller's. */
#include "support.h"

#include <unistd.h>

static nutri_error err = NUTRI_INIT(nutri_error);
static sqlite3 *own; /* the caller's connection, to a copy of the starter database */
static nutri *attached;
static nutri *fresh; /* the fixture's */

static const nutri_person bob = {.size = sizeof bob, .name = "bob", .age_months = -1};
static const nutri_person eve = {.size = sizeof eve, .name = "eve", .age_months = -1};

static void own_sql(const char *text) {
  ck_assert_msg(sqlite3_exec(own, text, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", text,
                sqlite3_errmsg(own));
}

static void open_own(int flags) {
  ck_assert_int_eq(sqlite3_open_v2(copy_database("own.db"), &own, flags, NULL), SQLITE_OK);
}

/* db becomes the attached handle, so that OK() and sql() ask it. */
static void attach(void) {
  fresh = db;
  open_own(SQLITE_OPEN_READWRITE);
  ck_assert_msg(nutri_attach(own, &attached, &err) == NUTRI_OK, "%s", err.message);
  db = attached;
}

static void detach(void) {
  nutri_close(attached);
  db = fresh;
  ck_assert_int_eq(sqlite3_close(own), SQLITE_OK); /* nothing of ours is left on it */
  unlink(temp_path("own.db"));
}

static const char *const settings[] = {
    "foreign_keys",
    "recursive_triggers",
    "busy_timeout",
    "trusted_schema",
    "journal_mode",
    "synchronous",
    "cell_size_check",
    "locking_mode",
    "cache_size",
    "temp_store",
    "case_sensitive_like",
    "defer_foreign_keys",
    "ignore_check_constraints",
    "query_only",
    "secure_delete",
    "wal_autocheckpoint",
};

static void read_settings(char values[COUNT(settings)][40]) {
  for (size_t i = 0; i < COUNT(settings); i++) {
    char pragma[80];
    sqlite3_stmt *stmt = NULL;

    snprintf(pragma, sizeof pragma, "PRAGMA %s", settings[i]);
    ck_assert_int_eq(sqlite3_prepare_v2(own, pragma, -1, &stmt, NULL), SQLITE_OK);
    values[i][0] = '\0';
    if (sqlite3_step(stmt) == SQLITE_ROW)
      snprintf(values[i], 40, "%s", nutri__text(stmt, 0));
    sqlite3_finalize(stmt);
  }
}

START_TEST(settings_stay) {
  char before[COUNT(settings)][40];
  char after[COUNT(settings)][40];

  open_own(SQLITE_OPEN_READWRITE);
  own_sql("PRAGMA foreign_keys=OFF; PRAGMA recursive_triggers=OFF; PRAGMA synchronous=NORMAL");
  sqlite3_busy_timeout(own, 77);
  read_settings(before);
  ck_assert_int_eq(nutri_attach(own, &attached, &err), NUTRI_OK);
  fresh = db;
  db = attached;
  add_ann();
  eat_issue_day();
  FAILS(NUTRI_EEXISTS,
        nutri_person_add(db, &(nutri_person){.size = sizeof bob, .name = "ann", .age_months = -1}));
  NEAR(deficit_of("ann").target, 320.0, 1e-9);
  read_settings(after);
  for (size_t i = 0; i < COUNT(settings); i++)
    ck_assert_msg(strcmp(before[i], after[i]) == 0, "%s was %s, is %s", settings[i], before[i],
                  after[i]);
  nutri_close(attached);
  db = fresh;
  read_settings(after);
  for (size_t i = 0; i < COUNT(settings); i++)
    ck_assert_msg(strcmp(before[i], after[i]) == 0, "%s was %s, is %s", settings[i], before[i],
                  after[i]);
  ck_assert_int_eq(sqlite3_extended_errcode(own), sqlite3_errcode(own));
  ck_assert_int_eq(sqlite3_close(own), SQLITE_OK);
  unlink(temp_path("own.db"));
}
END_TEST

START_TEST(close_leaves_the_connection_open) {
  nutri_cursor *foods = NULL;
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri *again = NULL;

  attach();
  ck_assert_ptr_eq(nutri_sqlite(db), own);
  OK(nutri_food_search(db, "spinach", 10, 0, &foods));
  ck_assert_int_eq(nutri_food_next(foods, &food), NUTRI_ROW);
  nutri_close(attached); /* with a cursor open */
  own_sql("SELECT count(*) FROM food");
  ck_assert_int_eq(nutri_attach(own, &again, &err), NUTRI_OK);
  attached = again;
  detach();
}
END_TEST

START_TEST(in_the_callers_transaction) {
  attach();
  own_sql("BEGIN; CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
  OK(nutri_person_add(db, &bob));
  ck_assert(!sqlite3_get_autocommit(own));
  FAILS(NUTRI_EEXISTS, nutri_person_add(db, &bob)); /* undoes itself alone */
  ck_assert(!sqlite3_get_autocommit(own));
  OK(nutri_person_add(db, &eve));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 2);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM mine"), 1);
  own_sql("ROLLBACK");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  own_sql("BEGIN");
  OK(nutri_person_add(db, &bob));
  own_sql("COMMIT");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 1);
  detach();
}
END_TEST

/* A savepoint of the caller's with the name of ours is not ended by it. */
START_TEST(in_a_savepoint_of_the_same_name) {
  attach();
  own_sql("SAVEPOINT nutri; CREATE TABLE mine (x)");
  OK(nutri_person_add(db, &bob));
  FAILS(NUTRI_EEXISTS, nutri_person_add(db, &bob));
  ck_assert(!sqlite3_get_autocommit(own));
  own_sql("ROLLBACK TO nutri; RELEASE nutri");
  ck_assert(sqlite3_get_autocommit(own));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM sqlite_schema WHERE name = 'mine'"), 0);
  detach();
}
END_TEST

/* A search may have its index to bring up to date: that too is part of the caller's transaction. */
START_TEST(search_in_the_callers_transaction) {
  nutri_cursor *foods = NULL;

  attach();
  own_sql("BEGIN; INSERT INTO food (source_id, source_key, description)"
          " VALUES (1, 'k', 'Zorkberry')");
  OK(nutri_food_search(db, "zorkberry", 10, 0, &foods));
  ck_assert_int_eq(count_foods(foods), 1);
  ck_assert(!sqlite3_get_autocommit(own));
  own_sql("ROLLBACK");
  OK(nutri_food_search(db, "zorkberry", 10, 0, &foods));
  ck_assert_int_eq(count_foods(foods), 0);
  detach();
}
END_TEST

/* Foreign keys may be off on the caller's connection: the schema's own guards hold. */
START_TEST(guards_without_foreign_keys) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);

  attach();
  own_sql("PRAGMA foreign_keys=OFF");
  OK(nutri_person_add(db, &bob));
  entry.person = "bob";
  entry.day = "2026-11-16";
  entry.food_id = 4711;
  entry.amount = 1.0;
  entry.measure = "g";
  FAILS(NUTRI_ENOTFOUND, nutri_intake_add(db, &entry, NULL));
  SAYS("4711");
  ck_assert_int_ne(sqlite3_exec(own,
                                "INSERT INTO intake (person_id, day, food_id, amount)"
                                " VALUES (1, '2026-11-16', 4711, 1)",
                                NULL, NULL, NULL),
                   SQLITE_OK);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 0);
  detach();
}
END_TEST

START_TEST(read_only_connection) {
  nutri_cursor *foods = NULL;

  open_own(SQLITE_OPEN_READONLY);
  ck_assert_int_eq(nutri_attach(own, &attached, &err), NUTRI_OK);
  fresh = db;
  db = attached;
  FAILS(NUTRI_EREADONLY, nutri_person_add(db, &bob));
  OK(nutri_food_search(db, "spinach", 10, 0, &foods));
  ck_assert_int_gt(count_foods(foods), 0);
  detach();
}
END_TEST

static const struct {
  const char *make;
  int code;
  const char *says;
} strangers[] = {
    {"SELECT 1", NUTRI_ENOTADB, "is empty"},
    {"CREATE TABLE food (x)", NUTRI_ENOTADB, "another program (application id 0)"},
    {"PRAGMA application_id=42; CREATE TABLE food (x)", NUTRI_ENOTADB, "application id 42"},
    {"PRAGMA application_id=1853191282; PRAGMA user_version=99; CREATE TABLE food (x)",
     NUTRI_ESCHEMA, "schema 99"},
    {"PRAGMA application_id=1853191282; CREATE TABLE food (x)", NUTRI_ESCHEMA, "schema 0"},
};

START_TEST(stranger_is_refused) {
  sqlite3_int64 before = sqlite3_memory_used();
  nutri *handle = NULL;

  ck_assert_int_eq(sqlite3_open(":memory:", &own), SQLITE_OK);
  own_sql(strangers[_i].make);
  ck_assert_int_eq(nutri_attach(own, &handle, &err), strangers[_i].code);
  ck_assert_ptr_null(handle);
  ck_assert_msg(strstr(err.message, strangers[_i].says) != NULL, "%s", err.message);
  ck_assert_int_eq(nutri_attach(own, &handle, NULL), strangers[_i].code);
  ck_assert_int_eq(sqlite3_close(own), SQLITE_OK);
  ck_assert_int_eq(sqlite3_memory_used(), before);
}
END_TEST

/* A nutri database beside the main one is not what was asked for. */
START_TEST(only_the_main_file_counts) {
  char text[1100];
  nutri *handle = NULL;

  ck_assert_int_eq(sqlite3_open(":memory:", &own), SQLITE_OK);
  copy_database("beside.db");
  snprintf(text, sizeof text, "ATTACH '%s' AS beside", temp_path("beside.db"));
  own_sql(text);
  ck_assert_int_eq(nutri_attach(own, &handle, &err), NUTRI_ENOTADB);
  ck_assert_ptr_null(handle);
  sqlite3_close(own);
  unlink(temp_path("beside.db"));
}
END_TEST

TESTS("attach") {
  tcase_add_test(tc, settings_stay);
  tcase_add_test(tc, close_leaves_the_connection_open);
  tcase_add_test(tc, in_the_callers_transaction);
  tcase_add_test(tc, in_a_savepoint_of_the_same_name);
  tcase_add_test(tc, search_in_the_callers_transaction);
  tcase_add_test(tc, guards_without_foreign_keys);
  tcase_add_test(tc, read_only_connection);
  ADD_LOOP(stranger_is_refused, strangers);
  tcase_add_test(tc, only_the_main_file_counts);
}
