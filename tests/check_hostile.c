/* SPDX-License-Identifier: MIT */
/* Databases that somebody else made or changed: refused with a sentence, or read safely; no crash,
 * and nothing of theirs is run. */
#include "support.h"

#include <unistd.h>

static nutri_error err = NUTRI_INIT(nutri_error);
static sqlite3 *raw; /* a connection to the file that knows nothing of nutri */

static void raw_sql(const char *text) {
  ck_assert_msg(sqlite3_exec(raw, text, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", text,
                sqlite3_errmsg(raw));
}

static const char *changed(const char *change) {
  const char *path = copy_database("hostile.db");

  ck_assert_int_eq(sqlite3_open(path, &raw), SQLITE_OK);
  raw_sql("PRAGMA writable_schema=ON; PRAGMA synchronous=OFF; PRAGMA ignore_check_constraints=ON");
  raw_sql(change);
  ck_assert_int_eq(sqlite3_close(raw), SQLITE_OK);
  return path;
}

/* ---- another schema ------------------------------------------------------------------------ */

#define SQL_OF(name, from, to)                                                                     \
  "UPDATE sqlite_schema SET sql = replace(sql, '" from "', '" to "') WHERE name = '" name "'"
#define HIDDEN(type, sql)                                                                          \
  "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('" type                 \
  "', 'harmless', 'harmless', 0, '" sql "')"
#define TEN "abcdefghij"
#define LONG_NAME TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define EVIL "BEGIN DELETE FROM person; END"

static const struct {
  const char *change;
  const char *says;
} others[] = {
    /* A trigger more, however it is written. */
    {"CREATE TRIGGER evil AFTER INSERT ON intake " EVIL, "a trigger 'evil' on nutri's intake"},
    {"CREATE TRIGGER evil AFTER INSERT ON main.intake " EVIL, "on nutri's intake"},
    {"CREATE TRIGGER \"on\" AFTER UPDATE OF note ON [intake] " EVIL, "on nutri's intake"},
    {"CREATE TRIGGER begin BEFORE DELETE /* ON x */ -- ON y\n ON `Person` BEGIN SELECT 1; END",
     "a trigger 'begin' on nutri's Person"},
    {"CREATE TRIGGER evil INSTEAD OF UPDATE ON diary " EVIL, "on nutri's diary"},
    {"CREATE TRIGGER evil INSTEAD OF INSERT ON diary BEGIN SELECT load_extension('x'); END",
     "on nutri's diary"},
    {"CREATE TRIGGER evil BEFORE INSERT ON food WHEN fts3_tokenizer('x') " EVIL, "nutri's food"},
    {"CREATE TRIGGER evil AFTER INSERT ON food_search_data " EVIL, "on nutri's food_search_data"},
    {HIDDEN("table", "CREATE TRIGGER evil AFTER INSERT ON intake " EVIL), "on nutri's intake"},
    {HIDDEN("trigger", "CREATE/**/TRIGGER IF NOT EXISTS main.evil AFTER INSERT ON\"intake\"" EVIL),
     "a trigger 'evil' on nutri's intake"},
    {"INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('trigger', 'evil',"
     " 'x', 0, CAST('CREATE TRIGGER evil AFTER INSERT ON intake " EVIL "' AS BLOB))",
     "a trigger 'evil' on nutri's intake"},
    /* One that a foreign key would run: rows of the table go with nutri's. */
    {"CREATE TABLE mine (entry REFERENCES intake (intake_id) ON DELETE CASCADE);"
     "CREATE TRIGGER evil AFTER DELETE ON mine " EVIL,
     "a trigger 'evil' on the table mine, whose rows go or change with those of nutri's intake"},
    {"CREATE TABLE mine (n INTEGER PRIMARY KEY, who REFERENCES Person ON DELETE CASCADE);"
     "CREATE TABLE \"my own\" (of REFERENCES mine ON DELETE SET NULL);"
     "CREATE TRIGGER \"insert\" UPDATE OF of ON \"my own\" " EVIL,
     "a trigger 'insert' on the table my own, whose rows go or change with those of nutri's "
     "Person"},
    {"CREATE TABLE mine (food REFERENCES food (food_id) ON UPDATE CASCADE);"
     "CREATE TRIGGER evil BEFORE UPDATE ON mine " EVIL,
     "of nutri's food"},
    {"CREATE TABLE " LONG_NAME " (entry REFERENCES intake ON DELETE CASCADE);"
     "CREATE TRIGGER evil AFTER DELETE ON " LONG_NAME " " EVIL,
     "a trigger 'evil' on a table whose name"},
    /* What SQLite passes over as a blank, also in front of a name. */
    {"CREATE TRIGGER evil AFTER INSERT ON \xEF\xBB\xBFintake " EVIL, "on nutri's intake"},
    {"CREATE \xEF\xBB\xBF TRIGGER evil AFTER INSERT ON\n\xEF\xBB\xBF\xEF\xBB\xBFmain.intake " EVIL,
     "on nutri's intake"},
    /* Names that would be read instead of SQLite's answers, or of an import. */
    {"CREATE VIRTUAL TABLE pragma_foreign_key_list USING fts5(\"table\")",
     "'pragma_foreign_key_list' is a name that SQLite or nutri needs for itself"},
    {"CREATE VIEW Pragma_Table_Info AS SELECT 1 AS name", "'Pragma_Table_Info' is a name"},
    {HIDDEN("table", "CREATE TABLE nutri_feed (a)"), "'nutri_feed' is a name"},
    {"DROP TRIGGER intake_is_new", "the trigger intake_is_new is missing"},
    {"DROP TRIGGER intake_is_new; CREATE TRIGGER intake_is_new AFTER INSERT ON intake " EVIL,
     "a trigger 'intake_is_new' on nutri's intake"},
    /* Views of nutri's names with other texts. */
    {"DROP VIEW magnesium_by_day; CREATE VIEW magnesium_by_day AS SELECT load_extension('x')",
     "the view magnesium_by_day is missing, or is not as nutri"},
    {"DROP VIEW diary; CREATE VIEW diary AS SELECT 1 AS entry_id", "the view diary is missing"},
    {"DROP VIEW food_value", "the view food_value is missing"},
    /* Tables of nutri's names and other shapes. */
    {"ALTER TABLE food ADD COLUMN extra TEXT", "the table food is missing, or is not as nutri"},
    {"ALTER TABLE person RENAME COLUMN name TO nom", "which nutri does not make"},
    {SQL_OF("person", ") STRICT", ")"), "the table person is missing"},
    {SQL_OF("unit", "STRICT, WITHOUT ROWID", "STRICT"), "unit"},
    {SQL_OF("intake", "REAL    NOT NULL", "TEXT    NOT NULL"), "the table intake is missing"},
    {SQL_OF("intake", "CHECK (amount > 0 AND amount <= 1e6)", "CHECK (1)"), "the table intake"},
    {SQL_OF("food", "THEN 1.0 ELSE", "THEN 9.0 ELSE"), "the table food is missing"},
    {"DROP TABLE schedule; CREATE VIEW schedule AS SELECT * FROM intake",
     "the table schedule is missing"},
    {"DROP TABLE observation; CREATE VIRTUAL TABLE observation USING fts5(person_id)",
     "the table observation is missing"},
    {"DROP TABLE target; CREATE TABLE target (target_id)", "the table target is missing"},
    {"DROP INDEX intake_by_day", "the index intake_by_day is missing"},
    {"DROP INDEX food_alias_is_unique; CREATE INDEX food_alias_is_unique ON food_alias (text)",
     "the index food_alias_is_unique is missing"},
    {"DROP TABLE food_search; CREATE TABLE food_search (description, words)",
     "its table food_search is not as nutri"},
    {"DROP TABLE food_search; CREATE VIRTUAL TABLE food_search USING fts5(words)",
     "its table food_search is not as nutri"},
};

START_TEST(other_schema) {
  static const uint32_t flags[] = {NUTRI_READONLY, NUTRI_READWRITE, NUTRI_READWRITE | NUTRI_CREATE};
  const char *path;

  path = changed(others[_i].change);
  for (size_t i = 0; i < COUNT(flags); i++) {
    nutri *opened = NULL;
    int rc = nutri_open(path, flags[i], &opened, &err);

    ck_assert_ptr_null(opened);
    if (rc == NUTRI_ECORRUPT) { /* SQLite itself saw it */
      ck_assert_ptr_nonnull(strstr(err.message, "malformed database schema"));
      continue;
    }
    ck_assert_msg(rc == NUTRI_ESCHEMA, "%s: %d %s", others[_i].change, rc, err.message);
    ck_assert_msg(strstr(err.message, others[_i].says) != NULL, "%s: '%s' does not say '%s'",
                  others[_i].change, err.message, others[_i].says);
    ck_assert_ptr_nonnull(strstr(err.message, path));
  }
  if (sqlite3_open(path, &raw) == SQLITE_OK) { /* nor on a connection of the caller's */
    nutri *attached = NULL;
    int rc = nutri_attach(raw, &attached, &err);

    ck_assert_msg(rc == NUTRI_ESCHEMA || rc == NUTRI_ECORRUPT, "%d %s", rc, err.message);
    ck_assert_ptr_null(attached);
  }
  sqlite3_close(raw);
  FAILS(NUTRI_ESCHEMA == err.code ? NUTRI_ESCHEMA : NUTRI_ECORRUPT,
        nutri_person_restore(db, path, NULL, NULL)); /* and no person comes out of it */
  remove_database(path);
}
END_TEST

/* ---- what people may add ------------------------------------------------------------------- */

static const char own_things[] =
    "CREATE TABLE mood (person_id INTEGER REFERENCES person ON DELETE CASCADE, day TEXT, mood "
    "TEXT);"
    "CREATE TABLE mood_log (n); INSERT INTO mood_log VALUES (0);"
    "CREATE TRIGGER mood_is_logged AFTER INSERT ON mood BEGIN UPDATE mood_log SET n = n + 1; END;"
    "CREATE TRIGGER mood_is_kept UPDATE ON mood BEGIN SELECT RAISE(ABORT, 'changed')"
    " WHERE new.mood IS NULL; END;"
    "CREATE TRIGGER mood_log_grows UPDATE ON mood_log BEGIN SELECT RAISE(ABORT, 'less')"
    " WHERE new.n < old.n; END;"
    "CREATE VIEW mood_beside AS SELECT d.day, d.total_mg, m.mood FROM magnesium_by_day d"
    " JOIN mood m ON m.day = d.day;"
    "CREATE INDEX intake_by_meal ON intake (meal) WHERE meal IS NOT NULL;"
    "CREATE INDEX intake_by_rounded ON intake (round(amount), lower(note));"
    "CREATE INDEX food_by_kind ON food (kind);"
    "CREATE VIRTUAL TABLE note_search USING fts5(note);"
    "ANALYZE;";

START_TEST(own_things_stay) {
  const char *path = changed(own_things);
  nutri *first = db;
  nutri_cursor *foods = NULL;
  int count = -1;

  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  add_ann();
  eat_issue_day();
  sql("INSERT INTO mood VALUES (1, '2026-11-16', 'fine')");
  ck_assert_str_eq(sql_text("SELECT mood FROM mood_beside"), "fine");
  ck_assert_int_eq(sql_int("SELECT n FROM mood_log"), 1);
  OK(nutri_food_search(db, "spinach", 5, 0, &foods));
  ck_assert_int_gt(count_foods(foods), 0);
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM mood"), 0);
  nutri_close(db);
  db = first;
  remove_database(path);
}
END_TEST

/* What people forbid in their own file is obeyed: a sentence, and nothing is changed. */
START_TEST(own_constraints_are_obeyed) {
  const char *path = changed("CREATE UNIQUE INDEX one_of_each ON person (sex);"
                             "CREATE TABLE mine (entry REFERENCES intake (intake_id) ON DELETE"
                             " RESTRICT);"
                             "CREATE TABLE misfit (day REFERENCES target (note))");
  nutri *first = db;
  int64_t id = 0;

  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  add_ann();
  FAILS(NUTRI_EINVAL, nutri_person_add(db, &(nutri_person){.size = sizeof(nutri_person),
                                                           .name = "eve",
                                                           .sex = "female",
                                                           .age_months = -1}));
  SAYS("person.sex");
  id = eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  sql("INSERT INTO mine SELECT max(intake_id) FROM intake");
  FAILS(NUTRI_EINVAL, nutri_intake_remove(db, id));
  SAYS("FOREIGN KEY");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 1);
  FAILS(NUTRI_ECORRUPT, nutri_target_add(db, "ann",
                                         &(nutri_target){.size = sizeof(nutri_target),
                                                         .nutrient_id = NUTRI_MAGNESIUM,
                                                         .from = "2026-11-16",
                                                         .amount = 300.0},
                                         NULL));
  SAYS("foreign key mismatch - \"misfit\" referencing \"target\"");
  nutri_close(db);
  db = first;
  remove_database(path);
}
END_TEST

/* Views and indexes of people's own may say what they like: functions that reach out of the file
 * are refused by SQLite, and nothing of nutri's asks them. */
START_TEST(nothing_of_theirs_is_run) {
  static const char *const calls[] = {"load_extension('x')", "fts3_tokenizer('simple')",
                                      "writefile('x', 'y')", "readfile('/etc/passwd')",
                                      "edit('x')"};
  nutri *first = db;

  for (size_t i = 0; i < COUNT(calls); i++) {
    char *change = sqlite3_mprintf("CREATE VIEW theirs AS SELECT %s AS x;"
                                   "CREATE INDEX theirs_too ON intake (abs(amount));"
                                   "UPDATE sqlite_schema SET sql = replace(sql, 'abs(amount)', %Q)"
                                   " WHERE name = 'theirs_too'",
                                   calls[i], calls[i]);
    const char *path = changed(change);
    sqlite3_stmt *stmt = NULL;
    nutri_intake entry = {.size = sizeof entry,
                          .person = "ann",
                          .day = "2026-11-16",
                          .food_id = 1000000001,
                          .amount = 30.0,
                          .measure = "g"};
    int rc = nutri_open(path, NUTRI_READWRITE, &db, &err);

    if (rc == NUTRI_OK) {
      ck_assert_int_ne(
          sqlite3_prepare_v2(nutri_sqlite(db), "SELECT * FROM theirs", -1, &stmt, NULL), SQLITE_OK);
      rc = nutri_person_add(
          db, &(nutri_person){.size = sizeof(nutri_person), .name = "ann", .age_months = -1});
      ck_assert_msg(rc == NUTRI_OK || rc == NUTRI_ECORRUPT, "%d %s", rc, nutri_errmsg(db));
      rc = nutri_intake_add(db, &entry, NULL);
      ck_assert_msg(rc == NUTRI_ECORRUPT, "%s: %d %s", calls[i], rc, nutri_errmsg(db));
      ck_assert_int_gt((int)strlen(nutri_errmsg(db)), 20);
      nutri_close(db);
    } else {
      ck_assert_msg(rc == NUTRI_ECORRUPT, "%d %s", rc, err.message);
    }
    sqlite3_free(change);
    remove_database(path);
  }
  db = first;
}
END_TEST

/* ---- bytes --------------------------------------------------------------------------------- */

static bool is_documented(int rc) {
  return rc == NUTRI_OK || rc == NUTRI_ENOTADB || rc == NUTRI_ECORRUPT || rc == NUTRI_ESCHEMA ||
         rc == NUTRI_EIO || rc == NUTRI_EREADONLY;
}

/* Everything that reads, on a file that may be anything. */
static void read_all(nutri *of) {
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri_person person = NUTRI_INIT(nutri_person);
  nutri_deficit deficit = NUTRI_INIT(nutri_deficit);
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  nutri_cursor *cursor = NULL;
  int count;

  if (nutri_person_list(of, &cursor) == NUTRI_OK)
    while (nutri_person_next(cursor, &person) == NUTRI_ROW)
      continue;
  nutri_cursor_close(cursor);
  cursor = NULL;
  if (nutri_food_search(of, "spinach", 100, 0, &cursor) == NUTRI_OK)
    while (nutri_food_next(cursor, &food) == NUTRI_ROW)
      continue;
  nutri_cursor_close(cursor);
  cursor = NULL;
  if (nutri_intake_list(of, "ann", NULL, NULL, &cursor) == NUTRI_OK)
    while (nutri_intake_next(cursor, &entry) == NUTRI_ROW)
      continue;
  nutri_cursor_close(cursor);
  (void)nutri_magnesium_deficit(of, "ann", NULL, NULL, &deficit);
  (void)nutri_check(of, &count, NULL, NULL);
}

static void open_and_read(const char *path, const char *what) {
  static const uint32_t flags[] = {NUTRI_READONLY, NUTRI_READWRITE};

  for (size_t i = 0; i < COUNT(flags); i++) {
    nutri *opened = NULL;
    int rc = nutri_open(path, flags[i], &opened, &err);

    ck_assert_msg(is_documented(rc), "%s: %d %s", what, rc, err.message);
    if (rc == NUTRI_OK)
      read_all(opened);
    else
      ck_assert_int_gt((int)strlen(err.message), 20);
    nutri_close(opened);
  }
}

/* Fields of SQLite's header (sqlite.org/fileformat2.html, 1.3). */
static const struct {
  const char *what;
  long at;
  unsigned char bytes[4];
  int size;
  int code; /* 1 = whatever is documented */
} heads[] = {
    {"pages of 64 KiB", 16, {0x00, 0x01}, 2, 1},
    {"pages of 512 bytes", 16, {0x02, 0x00}, 2, 1},
    {"pages of 3 bytes", 16, {0x00, 0x03}, 2, NUTRI_ENOTADB},
    {"a format to come", 18, {9, 9}, 2, 1},
    {"all of a page reserved", 20, {255}, 1, 1},
    {"other fractions", 21, {1, 1, 1}, 3, NUTRI_ENOTADB},
    {"4,294,967,294 pages: 35 TB", 28, {0xff, 0xff, 0xff, 0xfe}, 4, 1},
    {"a list of free pages far out", 32, {0x7f, 0xff, 0xff, 0xff}, 4, 1},
    {"so many free pages", 36, {0x7f, 0xff, 0xff, 0xff}, 4, 1},
    {"a schema format to come", 44, {0, 0, 0, 99}, 4, 1},
    {"largest root page", 52, {0x7f, 0xff, 0xff, 0xff}, 4, 1},
    {"UTF-16le in UTF-8", 56, {0, 0, 0, 2}, 4, 1},
    {"no encoding", 56, {0, 0, 0, 77}, 4, 1},
};

START_TEST(header) {
  const char *path = changed("PRAGMA journal_mode=DELETE");
  FILE *file = fopen(path, "r+b");
  unsigned char counter[4];

  ck_assert_ptr_nonnull(file);
  /* The page count is heeded where both counters of changes are the same. */
  ck_assert(fseek(file, 24, SEEK_SET) == 0 && fread(counter, 1, 4, file) == 4 &&
            fseek(file, 92, SEEK_SET) == 0 && fwrite(counter, 1, 4, file) == 4);
  ck_assert(fseek(file, heads[_i].at, SEEK_SET) == 0 &&
            fwrite(heads[_i].bytes, 1, (size_t)heads[_i].size, file) == (size_t)heads[_i].size);
  ck_assert_int_eq(fclose(file), 0);
  if (heads[_i].code != 1) {
    nutri *opened = NULL;

    ck_assert_int_eq(nutri_open(path, NUTRI_READONLY, &opened, &err), heads[_i].code);
  }
  open_and_read(path, heads[_i].what);
  remove_database(path);
}
END_TEST

/* Pages here and there filled with other bytes: each is read without a crash. */
START_TEST(pages) {
  unsigned seed = 7;

  for (int round = 0; round < 25; round++) {
    const char *path = copy_database("hostile.db");
    FILE *file = fopen(path, "r+b");
    long size;

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    size = ftell(file);
    for (int i = 0; i < 40; i++) {
      unsigned char byte;

      seed = seed * 1103515245u + 12345u;
      ck_assert_int_eq(fseek(file, 100 + (long)(seed >> 4) % (size - 100), SEEK_SET), 0);
      byte = (unsigned char)(seed >> 16);
      ck_assert_uint_eq(fwrite(&byte, 1, 1, file), 1);
    }
    ck_assert_int_eq(fclose(file), 0);
    open_and_read(path, "other bytes");
    remove_database(path);
  }
}
END_TEST

START_TEST(utf_16) {
  char path[1024];
  nutri *first = db;

  snprintf(path, sizeof path, "%s", temp_path("wide.db"));
  ck_assert_int_eq(sqlite3_open(path, &raw), SQLITE_OK);
  raw_sql("PRAGMA encoding = 'UTF-16le'; PRAGMA application_id=1853191282; PRAGMA user_version=1;"
          "BEGIN");
  for (size_t i = 0; i < nutri__schema_count; i++)
    raw_sql((const char *)nutri__schema[i].text);
  raw_sql("INSERT INTO person (name) VALUES ('J\xC3\xBCrgen'); COMMIT");
  ck_assert_int_eq(sqlite3_close(raw), SQLITE_OK);
  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  {
    nutri_person person = NUTRI_INIT(nutri_person);

    OK(nutri_person_get(db, "J\xC3\xBCrgen", &person));
    ck_assert_str_eq(person.name, "J\xC3\xBCrgen");
  }
  read_all(db);
  nutri_close(db);
  db = first;
  remove_database(path);
}
END_TEST

/* ---- values -------------------------------------------------------------------------------- */

static const char *const values[] = {
    "UPDATE person SET name = CAST(x'80ff41c0' AS TEXT)",
    "UPDATE person SET name = 'ann' || char(0) || 'x'",
    "UPDATE intake SET note = CAST(zeroblob(20000000) AS TEXT)",
    "UPDATE intake SET measure = CAST(zeroblob(11000000) AS TEXT)",
    "UPDATE person SET name = printf('%.*c', 9000000, 'x')",
    "UPDATE person SET born = 'yesterday', sex = 'x', authority = 'y'",
    "UPDATE intake SET amount = -9e999",
    "UPDATE food SET description = '', basis = 'barrel'",
    "UPDATE food_nutrient SET amount = 9e999, mark = 'perhaps'",
    "UPDATE intake_day SET day = 'x', completeness = 'half'",
    "DELETE FROM nutrient; DELETE FROM unit; DELETE FROM source",
    "UPDATE food SET replaced_by = food_id",
};

/* Values that no guard would have let in: the schema is taken off and put back around them. */
START_TEST(value) {
  const char *path = copy_database("hostile.db");
  sqlite3_stmt *stmt = NULL;
  char *drop;
  char *make;

  ck_assert_int_eq(sqlite3_open(path, &raw), SQLITE_OK);
  raw_sql("PRAGMA synchronous=OFF; PRAGMA ignore_check_constraints=ON;"
          "INSERT INTO person (name) VALUES ('ann');"
          "INSERT INTO diary (person, day, food, amount, unit)"
          " VALUES ('ann', '2026-11-16', 'Almonds', 30, 'g')");
  ck_assert_int_eq(
      sqlite3_prepare_v2(raw,
                         "SELECT group_concat('DROP TRIGGER ' || name || ';', ' '),"
                         " group_concat(sql || ';', ' ') FROM sqlite_schema WHERE type = 'trigger'",
                         -1, &stmt, NULL),
      SQLITE_OK);
  ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
  drop = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
  make = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 1));
  sqlite3_finalize(stmt);
  raw_sql(drop);
  raw_sql(values[_i]);
  raw_sql(make);
  sqlite3_free(drop);
  sqlite3_free(make);
  ck_assert_int_eq(sqlite3_close(raw), SQLITE_OK);
  open_and_read(path, values[_i]);
  remove_database(path);
}
END_TEST

/* Above the limit of 10,000,000 bytes a value: a sentence. */
START_TEST(value_too_long) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  nutri_cursor *entries = NULL;
  int rc;

  add_ann();
  eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  ck_assert_int_eq(sqlite3_limit(db->sql, SQLITE_LIMIT_LENGTH, 30000000), 10000000);
  sql("UPDATE intake SET note = CAST(zeroblob(20000000) AS TEXT)");
  (void)sqlite3_limit(db->sql, SQLITE_LIMIT_LENGTH, 10000000);
  OK(nutri_intake_list(db, "ann", NULL, NULL, &entries));
  while ((rc = nutri_intake_next(entries, &entry)) == NUTRI_ROW)
    continue;
  ck_assert_msg(rc < 0, "%d", rc);
  SAYS("too big");
  nutri_cursor_close(entries);
}
END_TEST

/* What would write to one would destroy the other. */
static const char *const pages_of_two[] = {"s.rootpage", "CAST(s.rootpage AS BLOB)"};

START_TEST(page_of_two_tables) {
  char *change = sqlite3_mprintf("UPDATE sqlite_schema SET rootpage = (SELECT %s FROM"
                                 " sqlite_schema s WHERE s.name = 'person')"
                                 " WHERE name = 'observation'",
                                 pages_of_two[_i]);
  const char *path = changed(change);
  nutri *opened = NULL;

  sqlite3_free(change);
  ck_assert_int_eq(nutri_open(path, NUTRI_READWRITE, &opened, &err), NUTRI_ECORRUPT);
  ck_assert_ptr_nonnull(strstr(err.message, "begins on no page of its own"));
  ck_assert_ptr_null(opened);
  remove_database(path);
}
END_TEST

/* ---- beside the file ----------------------------------------------------------------------- */

/* Another database's log of changes, or journal, as it is while that is being written. */
static void put_beside(const char *path, const char *suffix, const char *mode) {
  char other[1024];
  char name[1100];
  char *bytes;
  size_t size;

  snprintf(other, sizeof other, "%s", temp_path("other.db"));
  ck_assert_int_eq(sqlite3_open(other, &raw), SQLITE_OK);
  raw_sql("PRAGMA page_size=8192");
  raw_sql(mode);
  raw_sql("CREATE TABLE a (b); INSERT INTO a VALUES (zeroblob(100000)); PRAGMA cache_size=1; BEGIN;"
          "UPDATE a SET b = randomblob(100000); CREATE TABLE c (d);"
          "INSERT INTO c VALUES (zeroblob(300000))");
  if (suffix[1] == 'w')
    raw_sql("COMMIT");
  snprintf(name, sizeof name, "%s%s", other, suffix);
  bytes = read_file(name, &size);
  ck_assert_uint_gt(size, 500);
  snprintf(name, sizeof name, "%s%s", path, suffix);
  write_file(name, bytes, size);
  free(bytes);
  sqlite3_close(raw);
  remove_database(other);
}

START_TEST(log_of_another) {
  char path[1024];

  snprintf(path, sizeof path, "%s", copy_database("hostile.db"));
  put_beside(path, "-wal", "PRAGMA journal_mode=WAL");
  open_and_read(path, "another's log");
  remove_database(path);
  snprintf(path, sizeof path, "%s", copy_database("hostile.db"));
  put_beside(path, "-journal", "PRAGMA journal_mode=DELETE");
  open_and_read(path, "another's journal");
  remove_database(path);
}
END_TEST

/* A journal that names a file: SQLite would remove that when it plays the journal back. */
START_TEST(journal_that_names_a_file) {
  static const unsigned char magic[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
  char path[1024];
  char name[1100];
  char victim[1024];
  unsigned char end[16] = {0};
  nutri *opened = NULL;
  uint32_t sum = 0;
  size_t length;
  FILE *file;

  snprintf(path, sizeof path, "%s", copy_database("hostile.db"));
  put_beside(path, "-journal", "PRAGMA journal_mode=DELETE");
  snprintf(victim, sizeof victim, "%s", temp_path("victim.txt"));
  write_file(victim, "mine", 4);
  length = strlen(victim);
  for (size_t i = 0; i < length; i++)
    sum += (unsigned char)victim[i]; /* ASCII */
  for (int i = 0; i < 4; i++) {
    end[i] = (unsigned char)(length >> (24 - 8 * i));
    end[4 + i] = (unsigned char)(sum >> (24 - 8 * i));
  }
  memcpy(end + 8, magic, sizeof magic);
  snprintf(name, sizeof name, "%s-journal", path);
  file = fopen(name, "ab");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(victim, 1, length, file), length);
  ck_assert_uint_eq(fwrite(end, 1, sizeof end, file), sizeof end);
  ck_assert_int_eq(fclose(file), 0);
  ck_assert_int_eq(nutri_open(path, NUTRI_READONLY, &opened, &err), NUTRI_ECORRUPT);
  ck_assert_ptr_nonnull(strstr(err.message, "a change of several databases"));
  ck_assert_int_eq(nutri_open(path, NUTRI_READWRITE, &opened, &err), NUTRI_ECORRUPT);
  snprintf(name, sizeof name, "%s", temp_path("to_hostile.db"));
  ck_assert_int_eq(symlink(path, name), 0); /* nor by a link, beside which there is none */
  ck_assert_int_eq(nutri_open(name, NUTRI_READONLY, &opened, &err), NUTRI_ECORRUPT);
  ck_assert_int_eq(nutri_open(name, NUTRI_READWRITE, &opened, &err), NUTRI_ECORRUPT);
  unlink(name);
  ck_assert_int_eq(access(victim, R_OK), 0);
  unlink(victim);
  remove_database(path);
}
END_TEST

/* ---- settings ------------------------------------------------------------------------------ */

static const struct {
  int limit;
  int most;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, 10000000},
    {SQLITE_LIMIT_SQL_LENGTH, 1000000},
    {SQLITE_LIMIT_COLUMN, 200},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 50},
    {SQLITE_LIMIT_VDBE_OP, 100000},
    {SQLITE_LIMIT_FUNCTION_ARG, 32},
    {SQLITE_LIMIT_ATTACHED, 2},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 5000},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 200},
};

START_TEST(settings) {
  static const int on_off[][2] = {
      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},        {SQLITE_DBCONFIG_DEFENSIVE, 1},
      {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},       {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
      {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0}, {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
  };

  for (size_t i = 0; i < COUNT(limits); i++)
    ck_assert_int_eq(sqlite3_limit(db->sql, limits[i].limit, -1), limits[i].most);
  for (size_t i = 0; i < COUNT(on_off); i++) {
    int is = -1;

    ck_assert_int_eq(sqlite3_db_config(db->sql, on_off[i][0], -1, &is), SQLITE_OK);
    ck_assert_int_eq(is, on_off[i][1]);
  }
  ck_assert_int_eq(sql_int("PRAGMA cell_size_check"), 1);
  ck_assert_int_eq(sql_int("PRAGMA mmap_size"), 0);
}
END_TEST

/* Where a program maps files by default, one that somebody else may cut short is not. */
START_TEST(no_mapping) {
  const char *path = copy_database("hostile.db");
  sqlite3_int64 mapped = 1 << 20;

  nutri_close(db);
  db = NULL;
  ck_assert_int_eq(sqlite3_shutdown(), SQLITE_OK);
  ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_MMAP_SIZE, mapped, mapped), SQLITE_OK);
  ck_assert_int_eq(sqlite3_open(path, &raw), SQLITE_OK);
  db = &(nutri){.sql = raw};
  ck_assert_int_eq(sql_int("PRAGMA mmap_size"), mapped);
  ck_assert_int_eq(sqlite3_close(raw), SQLITE_OK);
  ck_assert_int_eq(nutri_open(path, NUTRI_READWRITE, &db, &err), NUTRI_OK);
  ck_assert_int_eq(sql_int("PRAGMA mmap_size"), 0);
  remove_database(path);
}
END_TEST

TESTS("hostile") {
  tcase_set_timeout(tc, 120);
  ADD_LOOP(other_schema, others);
  tcase_add_test(tc, own_things_stay);
  tcase_add_test(tc, own_constraints_are_obeyed);
  tcase_add_test(tc, nothing_of_theirs_is_run);
  ADD_LOOP(header, heads);
  tcase_add_test(tc, pages);
  tcase_add_test(tc, utf_16);
  ADD_LOOP(value, values);
  tcase_add_test(tc, value_too_long);
  ADD_LOOP(page_of_two_tables, pages_of_two);
  tcase_add_test(tc, log_of_another);
  tcase_add_test(tc, journal_that_names_a_file);
  tcase_add_test(tc, settings);
  tcase_add_test(tc, no_mapping);
}
