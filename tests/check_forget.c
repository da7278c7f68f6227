/* SPDX-License-Identifier: MIT */
/* A person who is forgotten: not a byte of them in the file, its log or its journal, and of others
 * everything as it was. */
#include "support_person.h"

#include <unistd.h>

/* ---- what is looked for -------------------------------------------------------------------- */

/* Each stands in one place alone. */
static const char *const traces[] = {
    "Annemarie Quux",        /* the name */
    "nightly-crumble-word",  /* an own word */
    "noteofthetenth",        /* an entry's note */
    "breakfast-in-bedroom",  /* a meal */
    "heaping-tray-of-hers",  /* a measure as it was typed */
    "kneepain-left",         /* what was observed */
    "worse-after-rain",      /* a note of that */
    "goal-by-doctor-who",    /* of a goal */
    "dose-after-supper",     /* of a dose */
    "Zwetschgendatschi",     /* an own food */
    "Zwetschgenknoedel",     /* its newer version */
    "/home/quux/diary-2026", /* an import's path */
    "quux-diary.csv",        /* a file of it */
    "columns-of-quux",       /* a note of that */
    "eatenhelpings",         /* a rejected value */
    "withoutownername",      /* a rejected row that is of nobody */
    "quuxomag-forte",        /* a product of hers */
    "quuxium-oxide",         /* what its label calls the compound */
    "stew-as-quux-cooks",    /* a dish's note */
    "clinic-of-quux",        /* a tag */
    "survey-of-quux",        /* a survey's name */
    "long-gone-entry",       /* an entry that was removed before */
    "2026-07-13",            /* a day that nobody else has */
};

static char *file_bytes(const char *path, const char *suffix, size_t *size) {
  char name[1100];

  snprintf(name, sizeof name, "%s%s", path, suffix);
  *size = 0;
  return access(name, R_OK) == 0 ? read_file(name, size) : NULL;
}

/* Whether any of the files that a database is has the text. */
static bool in_files(const char *path, const char *text) {
  static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
  bool found = false;

  for (size_t i = 0; i < COUNT(suffixes); i++) {
    size_t size;
    char *bytes = file_bytes(path, suffixes[i], &size);

    found = found || holds(bytes, size, text);
    free(bytes);
  }
  return found;
}

/* ---- people -------------------------------------------------------------------------------- */

#define ANN "Annemarie Quux"

static bool has_column(const char *table, const char *column) {
  return sql_int("SELECT count(*) FROM pragma_table_info(%Q) WHERE name = %Q", table, column) > 0;
}

/* An import as a diary's is, whatever else the table has. */
static void add_import(int id, const char *path, const char *file) {
  sql("INSERT INTO import (import_id, format, path, imported_at%s)"
      " VALUES (%d, 'diary', %Q, '2026-11-16T00:00:00Z'%s)",
      has_column("import", "source_id") ? ", source_id" : "", id, path,
      has_column("import", "source_id") ? ", 1" : "");
  sql("INSERT INTO import_file (import_id, file, sha256, bytes, rows_read, rows_stored,"
      " rows_unchanged, rows_rejected, note)"
      " VALUES (%d, %Q, '%064d', 1, 0, 0, 0, 0, %Q)",
      id, file, id, id == 1 ? "columns-of-quux" : NULL);
}

/* What a diary's import says of persons, where the schema does not say it yet. */
static void add_diary_columns(void) {
  if (!has_column("intake", "import_id"))
    sql("ALTER TABLE intake ADD COLUMN import_id INTEGER REFERENCES import (import_id)");
  if (!has_column("import_reject", "person_id"))
    sql("ALTER TABLE import_reject ADD COLUMN person_id INTEGER REFERENCES person (person_id)"
        " ON DELETE CASCADE");
}

/* A product and a dish of hers, eaten; a tag and a survey. */
static void fill_products(void) {
  nutri_label label = {.size = sizeof label,
                       .nutrient_id = NUTRI_ENERGY,
                       .amount = 5.0,
                       .compound = NULL,
                       .daily_value_percent = (double)NAN};
  nutri_product product = {
      .size = sizeof product, .name = "quuxomag-forte", .kind = NUTRI_SUPPLEMENT, .unit = "pill"};
  nutri_ingredient part = {
      .size = sizeof part, .food_id = starter("almonds"), .amount = 10.0, .measure = "g"};
  nutri_recipe dish = {
      .size = sizeof dish, .name = "Stew", .yield = 100.0, .note = "stew-as-quux-cooks"};
  nutri_survey survey = {.size = sizeof survey, .survey = "survey-of-quux", .weight = 1.0};
  int64_t id = 0;

  OK(nutri_product_add(db, &product, &label, 1, &id));
  sql("UPDATE product_label SET compound = 'quuxium-oxide' WHERE food_id = %lld", (long long)id);
  eat(ANN, "2026-11-16", 1.0, NULL, id);
  OK(nutri_recipe_add(db, &dish, &part, 1, &id));
  eat(ANN, "2026-11-16", 10.0, "g", id);
  OK(nutri_person_tag_add(db, ANN, "clinic-of-quux"));
  OK(nutri_person_survey_set(db, ANN, &survey));
}

static int64_t ann_id(void) {
  return sql_int("SELECT person_id FROM person WHERE name = '" ANN "'");
}

/* All of the traces, and bob beside them, with whom ann shares an own food and an import. */
static void fill(void) {
  int64_t cake;
  int64_t dumplings;
  int64_t shared;
  int64_t entry;
  int64_t id;

  add_diary_columns();
  add_person("bob", "male", "1990-01-01", NULL);
  add_person(ANN, "female", "1984-05-02", NULL);
  id = ann_id();
  cake = add_plain_food("Zwetschgendatschi");
  dumplings = add_plain_food("Zwetschgenknoedel");
  shared = add_plain_food("Shared soup");
  add_plain_food("Never eaten pie");
  sql("UPDATE food SET replaced_by = %lld WHERE food_id = %lld", (long long)dumplings,
      (long long)cake);
  sql("UPDATE food_nutrient SET amount = 99 WHERE food_id = %lld", (long long)cake);
  OK(nutri_alias_set(db, ANN, "nightly-crumble-word", starter("almonds")));
  OK(nutri_alias_set(db, "bob", "bobsword", shared));
  add_import(1, "/home/quux/diary-2026", "quux-diary.csv");
  add_import(2, "/srv/canteen/all.csv", "all.csv");
  for (int i = 0; i < 200; i++) {
    entry = eat(ANN, "2026-07-13", 10.0 + i, "g", i % 2 == 0 ? cake : shared);
    sql("UPDATE intake SET note = 'noteofthetenth', meal = 'breakfast-in-bedroom',"
        " measure = 'heaping-tray-of-hers', import_id = 1 WHERE intake_id = %lld",
        (long long)entry);
  }
  sql("UPDATE intake SET import_id = 2 WHERE intake_id = %lld", (long long)entry);
  sql("INSERT INTO intake_nutrient (intake_id, nutrient_id, amount) VALUES (%lld, 1090, 7)",
      (long long)entry);
  entry = eat("bob", "2026-11-16", 100.0, "g", shared);
  sql("UPDATE intake SET import_id = 2 WHERE intake_id = %lld", (long long)entry);
  sql("INSERT INTO import_reject (import_id, file, line, \"column\", value, reason, person_id)"
      " VALUES (1, 'quux-diary.csv', 2, 'food', 'eatenhelpings', 'no food', %lld),"
      "        (1, 'quux-diary.csv', 3, 'person', 'withoutownername', 'no person', NULL),"
      "        (2, 'all.csv', 4, 'person', 'annemarie quux', 'twice', NULL),"
      "        (2, 'all.csv', 5, 'food', 'bobsreject', 'no food', 1)",
      (long long)id);
  sql("INSERT INTO observation (person_id, day, what, value, note)"
      " VALUES (%lld, '2026-11-16', 'kneepain-left', 3, 'worse-after-rain')",
      (long long)id);
  sql("INSERT INTO target (person_id, nutrient_id, from_day, amount, note)"
      " VALUES (%lld, 1090, '2026-01-01', 400, 'goal-by-doctor-who')",
      (long long)id);
  sql("INSERT INTO schedule (person_id, food_id, from_day, amount, note)"
      " VALUES (%lld, %lld, '2026-01-01', 1, 'dose-after-supper')",
      (long long)id, (long long)cake);
  sql("INSERT INTO life_stage (person_id, stage, from_day) VALUES (%lld, 'pregnant', '2026-01-01')",
      (long long)id);
  mark(ANN, "2026-11-20", "complete");
  sql("INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)"
      " VALUES (%lld, '2026-11-21', 1090, 301.1)",
      (long long)id);
  /* What SQLite keeps of rows that went before, and samples of those that are there. */
  entry = eat(ANN, "2026-11-16", 10.0, "g", starter("almonds"));
  sql("PRAGMA secure_delete = OFF");
  sql("UPDATE intake SET note = 'long-gone-entry' WHERE intake_id = %lld", (long long)entry);
  OK(nutri_intake_remove(db, entry));
  sql("ANALYZE");
  {
    nutri_cursor *foods = NULL; /* so that the search index has the own foods */

    OK(nutri_food_search(db, "Zwetschgendatschi", 10, 0, &foods));
    ck_assert_int_eq(count_foods(foods), 1);
    OK(nutri_food_search(db, "Zwetschgenknoedel", 10, 0, &foods));
    ck_assert_int_eq(count_foods(foods), 1);
  }
}

/* All rows of tables that have a person other than ann, and the foods they have. */
static const char *what_bob_has(void) {
  return sql_text(
      "SELECT group_concat(x, '|') FROM ("
      " SELECT p.name || p.sex || p.born || p.authority AS x FROM person p WHERE p.name = 'bob'"
      " UNION ALL SELECT i.intake_id || i.day || i.food_id || i.amount || i.import_id"
      "  FROM intake i WHERE i.person_id = 1"
      " UNION ALL SELECT a.alias_id || a.text || a.food_id FROM food_alias a WHERE a.person_id = 1"
      " UNION ALL SELECT r.value || r.reason FROM import_reject r WHERE r.person_id = 1"
      " UNION ALL SELECT m.path || m.format FROM import m WHERE m.import_id = 2"
      " UNION ALL SELECT f.food_id || f.description FROM food f WHERE f.description = 'Shared soup'"
      " UNION ALL SELECT d.total_mg || d.deficit_mg FROM magnesium_deficit d"
      "  WHERE d.person = 'bob')");
}

struct told {
  char removed[400];
  char left[400];
  int ends;
};

static int keep_told(void *user, const char *what, const char *food) {
  struct told *told = user;
  char *to = strcmp(what, "removed") == 0 ? told->removed : told->left;
  size_t used = strlen(to);

  snprintf(to + used, sizeof told->left - used, "%s;", food);
  return told->ends;
}

/* ---- nothing is left ----------------------------------------------------------------------- */

START_TEST(nothing_is_left) {
  nutri_forgotten done = NUTRI_INIT(nutri_forgotten);
  struct told told = {"", "", 0};
  char bob[2000];
  char path[1024];
  int64_t foods;
  int count = -1;

  fill();
  fill_products();
  snprintf(path, sizeof path, "%s", db_path());
  for (size_t i = 0; i < COUNT(traces); i++)
    ck_assert_msg(in_files(path, traces[i]), "%s is not there to be forgotten", traces[i]);
  foods = sql_int("SELECT count(*) FROM food");
  snprintf(bob, sizeof bob, "%s", what_bob_has());
  ck_assert_int_gt((int)strlen(bob), 100);

  OK(nutri_person_forget(db, ANN, 0, keep_told, &told, &done));
  ck_assert_int_eq(done.entries, 202);
  ck_assert_int_eq(done.days, 4);
  ck_assert_int_eq(done.foods, 4);
  ck_assert_int_eq(done.foods_left, 1);
  ck_assert_int_eq(done.imports, 1);
  ck_assert_str_eq(told.removed, "Zwetschgendatschi;Zwetschgenknoedel;quuxomag-forte;Stew;");
  ck_assert_str_eq(told.left, "Never eaten pie;");

  /* With the handle open, and after it is closed. */
  for (size_t i = 0; i < COUNT(traces); i++)
    ck_assert_msg(!in_files(path, traces[i]), "%s is still there", traces[i]);
  ck_assert(in_files(path, "bobsword"));
  ck_assert(in_files(path, "/srv/canteen/all.csv"));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), foods - 4);
  ck_assert_str_eq(what_bob_has(), bob);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient_change"), 0);
  ck_assert_int_eq(sql_int("PRAGMA freelist_count"), 0);
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
  FAILS(NUTRI_ENOTFOUND, nutri_person_forget(db, ANN, 0, NULL, NULL, NULL));
  /* The search still finds. */
  {
    nutri_cursor *found = NULL;

    OK(nutri_food_search(db, "almonds", 5, 0, &found));
    ck_assert_int_gt(count_foods(found), 0);
    OK(nutri_food_search(db, "Zwetschgenknoedel", 5, 0, &found));
    ck_assert_int_eq(count_foods(found), 0);
  }
}
END_TEST

/* The connection is as it was, and others may come again. */
START_TEST(settings_are_put_back) {
  static const char *const modes[] = {"wal", "delete"};
  static const int secure[] = {0, 1, 2};

  for (size_t i = 0; i < COUNT(modes); i++)
    for (size_t k = 0; k < COUNT(secure); k++) {
      sqlite3 *second = NULL;

      add_ann();
      eat_issue_day();
      sql("PRAGMA journal_mode = %s", modes[i]);
      sql("PRAGMA secure_delete = %s", secure[k] == 2 ? "FAST" : secure[k] == 1 ? "ON" : "OFF");
      OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
      ck_assert_str_eq(sql_text("PRAGMA journal_mode"), modes[i]);
      ck_assert_str_eq(sql_text("PRAGMA locking_mode"), "normal");
      ck_assert_int_eq(sql_int("PRAGMA secure_delete"), secure[k]);
      ck_assert_int_eq(sqlite3_open(db_path(), &second), SQLITE_OK);
      ck_assert_int_eq(sqlite3_exec(second,
                                    "INSERT INTO person (name) VALUES ('carl');"
                                    " DELETE FROM person",
                                    NULL, NULL, NULL),
                       SQLITE_OK);
      ck_assert_int_eq(sqlite3_close(second), SQLITE_OK);
    }
}
END_TEST

/* ---- who else has the file ----------------------------------------------------------------- */

/* Another connection that reads, that has read, or that writes: refused, and nothing is changed. */
static const struct {
  const char *mode;
  const char *doing;
} others[] = {
    {"wal", "BEGIN; SELECT count(*) FROM person"},
    {"wal", "SELECT count(*) FROM person"},
    {"wal", "BEGIN IMMEDIATE"},
    {"delete", "BEGIN; SELECT count(*) FROM person"},
};

START_TEST(others_have_the_file) {
  sqlite3 *second = NULL;
  char before[2000];

  fill();
  sql("PRAGMA journal_mode = %s", others[_i].mode);
  snprintf(before, sizeof before, "%s", what_bob_has());
  ck_assert_int_eq(sqlite3_busy_timeout(nutri_sqlite(db), 100), SQLITE_OK);
  ck_assert_int_eq(sqlite3_open(db_path(), &second), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(second, others[_i].doing, NULL, NULL, NULL), SQLITE_OK);
  FAILS(NUTRI_EBUSY, nutri_person_forget(db, ANN, 0, NULL, NULL, NULL));
  SAYS("nothing was changed");
  SAYS(ANN);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 201);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 2);
  ck_assert_str_eq(what_bob_has(), before);
  ck_assert_str_eq(sql_text("PRAGMA locking_mode"), "normal");
  ck_assert_str_eq(sql_text("PRAGMA journal_mode"), others[_i].mode);
  /* They close, and it goes. */
  ck_assert_int_eq(sqlite3_close(second), SQLITE_OK);
  OK(nutri_person_forget(db, ANN, 0, NULL, NULL, NULL));
  ck_assert(!in_files(db_path(), ANN));
}
END_TEST

START_TEST(own_cursor_is_open) {
  nutri_cursor *entries = NULL;
  nutri_intake entry = NUTRI_INIT(nutri_intake);

  add_ann();
  eat_issue_day();
  OK(nutri_intake_list(db, "ann", NULL, NULL, &entries));
  ck_assert_int_eq(nutri_intake_next(entries, &entry), NUTRI_ROW);
  FAILS(NUTRI_EMISUSE, nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  SAYS("close it first");
  nutri_cursor_close(entries);
  sql("BEGIN");
  FAILS(NUTRI_EMISUSE, nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  SAYS("transaction");
  sql("COMMIT");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 4);
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
}
END_TEST

/* The caller ends it when it hears of the foods: nothing has happened. */
START_TEST(ended_by_the_caller) {
  nutri_forgotten done = {sizeof done, 1, 2, 3, 4, 5};
  struct told told = {"", "", 1};

  fill();
  FAILS(NUTRI_ECANCELLED, nutri_person_forget(db, ANN, 0, keep_told, &told, &done));
  SAYS("nothing was changed");
  ck_assert_int_eq(done.entries, 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 201);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE description LIKE 'Zwet%%'"), 2);
  ck_assert_str_eq(sql_text("PRAGMA journal_mode"), "wal");
}
END_TEST

static int deny_attach(void *user, int action, const char *a, const char *b, const char *c,
                       const char *d) {
  (void)user;
  (void)a;
  (void)b;
  (void)c;
  (void)d;
  return action == SQLITE_ATTACH ? SQLITE_DENY : SQLITE_OK;
}

/* Removed, and VACUUM cannot be: said, and the person's own bytes are overwritten all the same. */
START_TEST(file_cannot_be_written_anew) {
  fill();
  sql("PRAGMA wal_checkpoint(TRUNCATE)");
  ck_assert_int_eq(sqlite3_set_authorizer(nutri_sqlite(db), deny_attach, NULL), SQLITE_OK);
  FAILS(NUTRI_EIO, nutri_person_forget(db, ANN, 0, NULL, NULL, NULL));
  SAYS("was removed and overwritten");
  ck_assert_int_eq(sqlite3_set_authorizer(nutri_sqlite(db), NULL, NULL), SQLITE_OK);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 1);
  ck_assert(!in_files(db_path(), "kneepain-left"));
  ck_assert_str_eq(sql_text("PRAGMA journal_mode"), "wal");
}
END_TEST

/* ---- own foods ----------------------------------------------------------------------------- */

static bool food_is(const char *description) {
  return sql_int("SELECT count(*) FROM food WHERE description = %Q", description) > 0;
}

START_TEST(own_foods_go_or_stay) {
  nutri_forgotten done = NUTRI_INIT(nutri_forgotten);
  struct told told = {"", "", 0};

  fill();
  /* One that bob has a word for, one of an earlier import of a diary, one that bob's stands on. */
  OK(nutri_alias_set(db, "bob", "hers", add_plain_food("Named by bob")));
  sql("INSERT INTO food (food_id, source_id, source_key, description)"
      " VALUES (1000300000, 9, 'diary:her tea', 'Her tea')");
  sql("INSERT INTO food (food_id, source_id, source_key, description, replaced_by)"
      " SELECT 1000300001, 1, 'older', 'Older one', food_id FROM food"
      " WHERE description = 'Named by bob'");
  for (int i = 0; i < 2; i++)
    eat(ANN, "2026-07-14", 1.0, "g", 1000300000 + i);
  /* An older version of hers that she never had. */
  sql("INSERT INTO food (food_id, source_id, source_key, description, replaced_by)"
      " VALUES (1000300002, 1, 'oldest', 'Her first tea', 1000300000)");
  eat("bob", "2026-07-15", 1.0, "g", 1000300001);
  OK(nutri_person_forget(db, ANN, 0, keep_told, &told, &done));
  ck_assert_int_eq(done.foods, 4);
  ck_assert(!food_is("Her first tea"));
  ck_assert(!food_is("Zwetschgendatschi"));
  ck_assert(!food_is("Zwetschgenknoedel"));
  ck_assert(!food_is("Her tea"));
  ck_assert(food_is("Named by bob"));
  ck_assert(food_is("Older one"));
  ck_assert(food_is("Shared soup"));
  ck_assert(food_is("Never eaten pie"));
  /* Of the last person all own foods go; starter foods stay. */
  OK(nutri_person_forget(db, "bob", 0, NULL, NULL, &done));
  ck_assert_int_eq(done.foods, 4);
  ck_assert_int_eq(done.foods_left, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id <> 2"), 0);
  ck_assert_int_eq(starter_count(), 229);
}
END_TEST

START_TEST(own_foods_are_kept) {
  nutri_forgotten done = NUTRI_INIT(nutri_forgotten);
  struct told told = {"", "", 0};

  fill();
  OK(nutri_person_forget(db, ANN, NUTRI_FORGET_NO_FOODS, keep_told, &told, &done));
  ck_assert_int_eq(done.foods, 0);
  ck_assert_int_eq(done.foods_left, 2); /* the newer version is named by the older */
  ck_assert_str_eq(told.left, "Zwetschgendatschi;Never eaten pie;");
  ck_assert(food_is("Zwetschgenknoedel"));
  ck_assert(!in_files(db_path(), ANN));
}
END_TEST

/* ---- imports ------------------------------------------------------------------------------- */

START_TEST(imports_are_blotted_out) {
  char sum[80];

  fill();
  /* Brought by bob's own import, whose path has ann's name in it. */
  add_import(3, "/home/bob/for annemarie quux/soup.csv", "Annemarie Quux.csv");
  sql("UPDATE intake SET import_id = 3 WHERE person_id = 1");
  /* USDA's rows that were rejected are not a diary's. */
  sql("UPDATE import SET format = 'fdc' WHERE import_id = 3");
  sql("INSERT INTO import_reject (import_id, file, line, value, reason)"
      " VALUES (3, 'food.csv', 1, 'Quux beans', 'no such row')");
  /* Her name in what was found in bob's file, and noted of it, whose path does not have it. */
  add_import(4, "/home/bob/week.csv", "week.csv");
  sql("UPDATE import SET found = 'A diary of ANNEMARIE Quux, for its name says so' WHERE import_id "
      "= 4");
  sql("UPDATE import_file SET note = 'not read: Annemarie Quux' WHERE import_id = 4");
  OK(nutri_person_forget(db, ANN, 0, NULL, NULL, NULL));
  ck_assert_str_eq(sql_text("SELECT path FROM import WHERE import_id = 1"), "forgotten");
  ck_assert_str_eq(sql_text("SELECT path FROM import WHERE import_id = 2"),
                   "/srv/canteen/all.csv"); /* a rejected row of it is bob's */
  ck_assert_str_eq(sql_text("SELECT path FROM import WHERE import_id = 3"), "forgotten");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE import_id = 1"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE import_id = 3"), 1);
  snprintf(sum, sizeof sum, "%s", sql_text("SELECT sha256 FROM import_file WHERE import_id = 1"));
  ck_assert_uint_eq(strspn(sum, "0"), 64);
  snprintf(sum, sizeof sum, "%s", sql_text("SELECT sha256 FROM import_file WHERE import_id = 3"));
  ck_assert_uint_eq(strspn(sum, "0"), 63);
  ck_assert_str_eq(sql_text("SELECT path FROM import WHERE import_id = 4"), "/home/bob/week.csv");
  ck_assert_str_eq(sql_text("SELECT found FROM import WHERE import_id = 4"), "forgotten");
  ck_assert_str_eq(sql_text("SELECT file FROM import_file WHERE import_id = 4"), "week.csv");
  ck_assert(!in_files(db_path(), "nnemarie"));
  ck_assert(!in_files(db_path(), "NNEMARIE"));
}
END_TEST

/* Tables of people's own that name foods, more than nutri has: each keeps its food. */
START_TEST(many_own_tables) {
  char text[300];

  fill();
  for (int i = 0; i < 40; i++) {
    snprintf(text, sizeof text,
             "CREATE TABLE a_list_%02d (food_id INTEGER REFERENCES food (food_id))", i);
    sql(text);
  }
  sql("INSERT INTO a_list_39 SELECT food_id FROM food WHERE description = 'Zwetschgenknoedel'");
  OK(nutri_person_forget(db, ANN, 0, NULL, NULL, NULL));
  ck_assert(food_is("Zwetschgenknoedel"));
  ck_assert(!in_files(db_path(), ANN));
}
END_TEST

/* Tables of people's own, however their keys are written; what stands on them does not run. */
START_TEST(own_keys) {
  fill();
  sql("CREATE TABLE by_number (who INTEGER REFERENCES Person (Person_Id) ON DELETE SET NULL, note);"
      "CREATE TABLE by_name (who TEXT REFERENCES person (name) ON DELETE SET NULL, note);"
      "CREATE TABLE by_column (PERSON_ID, note);"
      "CREATE TABLE stock (food INTEGER PRIMARY KEY REFERENCES Food (food_id) ON DELETE CASCADE);"
      "CREATE TABLE audit (note);"
      "CREATE TRIGGER by_number_goes DELETE ON by_number BEGIN DELETE FROM intake;"
      " INSERT INTO audit VALUES (old.note); END;"
      "CREATE TRIGGER by_column_goes DELETE ON by_column BEGIN INSERT INTO audit VALUES (old.note);"
      " END;"
      "INSERT INTO by_number SELECT person_id, 'secretly ' || person_id FROM person;"
      "INSERT INTO by_name SELECT name, 'secretly ' || person_id FROM person;"
      "INSERT INTO by_column SELECT person_id, 'secretly ' || person_id FROM person;"
      "INSERT INTO stock SELECT food_id FROM food WHERE description = 'Zwetschgenknoedel'");
  OK(nutri_person_forget(db, ANN, 0, NULL, NULL, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM audit"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake") > 0, 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM by_number WHERE who = 1"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM by_name"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM by_column"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM stock"), 1);
  ck_assert(food_is("Zwetschgenknoedel"));
  ck_assert(!in_files(db_path(), "secretly 2"));
  ck_assert(in_files(db_path(), "secretly 1"));
  sql("DELETE FROM by_column"); /* triggers run again */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM audit"), 1);
}
END_TEST

/* ---- the call ------------------------------------------------------------------------------ */

START_TEST(calls_that_are_wrong) {
  nutri_forgotten unset = {0};

  add_ann();
  FAILS(NUTRI_ENOTFOUND, nutri_person_forget(db, "nobody", 0, NULL, NULL, NULL));
  SAYS("'nobody'");
  FAILS(NUTRI_ENOTFOUND, nutri_person_forget(db, "Ann", 0, NULL, NULL, NULL));
  FAILS(NUTRI_EMISUSE, nutri_person_forget(db, NULL, 0, NULL, NULL, NULL));
  FAILS(NUTRI_EMISUSE, nutri_person_forget(db, "ann", 0x80, NULL, NULL, NULL));
  FAILS(NUTRI_EMISUSE, nutri_person_forget(db, "ann", 0, NULL, NULL, &unset));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 1);
}
END_TEST

/* A caller's own connection, foreign keys off, as the plain shell has them. */
START_TEST(attached) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri *first = db;
  sqlite3 *own = NULL;
  char path[1024];

  fill();
  snprintf(path, sizeof path, "%s", db_path());
  nutri_close(db);
  ck_assert_int_eq(sqlite3_open(path, &own), SQLITE_OK);
  ck_assert_int_eq(nutri_attach(own, &db, &err), NUTRI_OK);
  OK(nutri_person_forget(db, ANN, 0, NULL, NULL, NULL));
  for (size_t i = 0; i < COUNT(traces); i++)
    ck_assert_msg(!in_files(path, traces[i]), "%s is still there", traces[i]);
  ck_assert_int_eq(sql_int("PRAGMA foreign_keys"), 0);
  nutri_close(db);
  ck_assert_int_eq(sqlite3_close(own), SQLITE_OK);
  (void)first;
  ck_assert_int_eq(nutri_open(path, NUTRI_READWRITE, &db, &err), NUTRI_OK);
}
END_TEST

START_TEST(in_memory) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri *first = db;

  ck_assert_int_eq(nutri_open(":memory:", NUTRI_READWRITE | NUTRI_CREATE, &db, &err), NUTRI_OK);
  add_ann();
  eat_issue_day();
  OK(nutri_person_forget(db, "ann", 0, NULL, NULL, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 0);
  nutri_close(db);
  db = first;
}
END_TEST

TESTS("forget") {
  tcase_add_test(tc, nothing_is_left);
  tcase_add_test(tc, settings_are_put_back);
  ADD_LOOP(others_have_the_file, others);
  tcase_add_test(tc, own_cursor_is_open);
  tcase_add_test(tc, ended_by_the_caller);
  tcase_add_test(tc, file_cannot_be_written_anew);
  tcase_add_test(tc, own_foods_go_or_stay);
  tcase_add_test(tc, own_foods_are_kept);
  tcase_add_test(tc, imports_are_blotted_out);
  tcase_add_test(tc, many_own_tables);
  tcase_add_test(tc, own_keys);
  tcase_add_test(tc, calls_that_are_wrong);
  tcase_add_test(tc, attached);
  tcase_add_test(tc, in_memory);
}
