/* SPDX-License-Identifier: MIT */
/* Taking an import back: the database is what it was before it, row by row; and what forbids it. */
#include "support_import.h"

static nutri_undo_report undone;

#define UNDO(import) OK(nutri_import_undo(db, import, &undone))

static void setup_report(void) { undone = (nutri_undo_report)NUTRI_INIT(nutri_undo_report); }

#ifndef NUTRI_NO_IMPORTERS

static void is_whole(void) {
  int count = -1;

  is_sound();
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
  if (db->has_fts)
    sql("INSERT INTO food_search (food_search) VALUES ('integrity-check')");
}

/* A food of another source that import 1 ties to its own. */
static void add_twin(void) {
  sql("INSERT INTO food (food_id, source_id, source_key, lasting_key, description)"
      " VALUES (300001, 4, '300001', 'ndb:90001', 'One of Foundation')");
}

static void search_once(const char *words, int found) {
  nutri_cursor *foods = NULL;

  OK(nutri_food_search(db, words, 10, 0, &foods));
  ck_assert_int_eq(count_foods(foods), found);
}

/* Three imports, each changing what the one before brought, taken back one by one. */
START_TEST(back_step_by_step) {
  add_twin();
  remember("before 1");
  IMPORT("undo_1");
  ck_assert_int_eq(report.foods_new, 4);
  ck_assert_int_eq(report.foods_changed, 0); /* a tie changes no food */
  ck_assert_int_eq(report.values_new, 0);
  remember("before 2");
  IMPORT("undo_2");
  ck_assert_int_eq(report.foods_new, 1);
  ck_assert_int_eq(report.foods_changed, 3);
  ck_assert_int_eq(report.foods_vanished, 1);
  ck_assert_int_eq(report.values_new, 2);
  ck_assert_int_eq(report.values_changed, 6); /* 4 amounts, 2 marks */
  ck_assert_int_eq(report.values_vanished, 2);
  is_whole();
  search_once("four renamed", 1);
  remember("before 3");
  IMPORT("undo_3");
  ck_assert_int_eq(report.foods_new, 0);
  ck_assert_double_eq(amount_of(200001, 1087), 31);
  is_whole();

  setup_report();
  UNDO(0);
  ck_assert_int_eq(undone.import_id, 3);
  is_as_remembered("before 3");
  is_whole();
  UNDO(2);
  ck_assert_int_eq(undone.foods_removed, 1);
  ck_assert_int_eq(undone.foods_restored, 3);
  ck_assert_int_eq(undone.foods_listed, 1);
  ck_assert_int_eq(undone.values_removed, 2);
  ck_assert_int_eq(undone.values_restored, 6);
  ck_assert_int_eq(undone.entries_removed, 0);
  ck_assert_str_eq(undone.source, "SR Legacy");
  is_as_remembered("before 2");
  is_whole();
  search_once("four renamed", 0);
  UNDO(1);
  ck_assert_int_eq(undone.foods_removed, 4);
  is_as_remembered("before 1");
  is_whole();
  FAILS(NUTRI_ENOTFOUND, nutri_import_undo(db, 0, &undone));
  SAYS("nothing has been imported yet");

  /* and again, from the start: the numbers are given out anew */
  IMPORT("undo_1");
  ck_assert_int_eq(report.import_id, 1);
}
END_TEST

/* What import 2 changed, in particular: the general test above would not see a change that was
 * never made. */
START_TEST(there_is_something_to_undo) {
  add_twin();
  IMPORT("undo_1");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_same_as WHERE food_id = 300001"), 1);
  IMPORT("undo_2");
  ck_assert_str_eq(mark_of(200001, 1090), "doubtful");
  ck_assert_str_eq(mark_of(200003, 1090), "NULL");
  ck_assert_str_eq(sql_text("SELECT group_concat(portion_no || measure || grams, ' ') FROM"
                            " food_portion WHERE food_id IN (200001, 200003)"),
                   "1cup120.0 2thick slice20.0 3pinch1.0 1bowl300.0");
  ck_assert_str_eq(sql_text("SELECT description FROM food_category WHERE category_id = 77"),
                   "Test Category renamed");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM nutrient WHERE nutrient_id = 9002"), 1);
  ck_assert_str_eq(
      sql_text("SELECT lasting_key || category_id || published || description FROM food"
               " WHERE food_id = 200004"),
      "ndb:90014782019-04-01Four renamed");
  /* of the food that it brought nothing is noted, though its zero was marked */
  ck_assert_str_eq(mark_of(200005, 1090), "doubtful");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_change WHERE food_id = 200005"), 0);
}
END_TEST

/* A diary does not stand in the way of undoing what changed its foods; only of removing them. */
START_TEST(with_a_diary) {
  add_ann();
  IMPORT("undo_1");
  eat("ann", "2026-11-16", 100, "g", 200001);
  eat("ann", "2026-11-16", 100, "g", 200002);
  remember("before");
  IMPORT("undo_2");
  ck_assert_double_eq(total_of("ann").total, 7); /* One's zero is doubtful now, and unknown */
  ck_assert_int_eq(total_of("ann").unknown_entries, 1);
  UNDO(0);
  is_as_remembered("before");
  ck_assert_int_eq(total_of("ann").unknown_entries, 0);
  FAILS(NUTRI_EINUSE, nutri_import_undo(db, 0, &undone));
  is_as_remembered("before");
}
END_TEST

/* ---- what an import of a diary brought ------------------------------------------------------ */

START_TEST(entries_go) {
  int64_t mine;

  add_ann();
  mine = eat("ann", "2026-11-16", 100, "g", starter("almonds"));
  mark("ann", "2026-11-18", "complete");
  remember("before");
  sql("INSERT INTO import (import_id, format, path, imported_at, foods_new) VALUES"
      " (1, 'diary', 'diary.csv', '2026-11-18T10:00:00Z', 1);"
      "INSERT INTO food (food_id, source_id, source_key, description, import_id) VALUES"
      " (400001, 9, 'diary:stew', 'Stew', 1);"
      "INSERT INTO intake (person_id, day, food_id, amount, import_id)"
      " SELECT person_id, '2026-11-16', 400001, 200, 1 FROM person UNION ALL"
      " SELECT person_id, '2026-11-17', 400001, 200, 1 FROM person UNION ALL"
      " SELECT person_id, '2026-11-18', 1000000001, 30, 1 FROM person;"
      "INSERT INTO intake_nutrient SELECT intake_id, 1090, 40 FROM intake WHERE food_id = 400001;"
      "INSERT INTO import_source VALUES (1, 9)");
  setup_report();
  UNDO(1);
  ck_assert_int_eq(undone.entries_removed, 3);
  ck_assert_int_eq(undone.foods_removed, 1);
  is_as_remembered("before");
  ck_assert_int_eq(sql_int("SELECT intake_id FROM intake"), mine);
  /* the 18th keeps its mark, the 17th is gone */
  ck_assert_str_eq(sql_text("SELECT group_concat(day, ' ') FROM intake_day"),
                   "2026-11-16 2026-11-18");
  is_whole();
}
END_TEST

/* ---- what forbids it ------------------------------------------------------------------------ */

static const struct {
  const char *use;
  const char *says;
  const char *unuse;
} uses[] = {
    {"INSERT INTO intake (person_id, day, food_id, amount) SELECT person_id, '2026-11-16', "
     "f.food_id,"
     " 10 FROM person, (SELECT 200005 AS food_id UNION ALL SELECT 200005) f",
     "import 2 brought food 200005, Five, which stands in 2 diary entries;", "DELETE FROM intake"},
    {"INSERT INTO schedule (person_id, food_id, from_day, amount) SELECT person_id, 200005,"
     " '2026-11-16', 10 FROM person",
     "which stands in 1 scheduled dose;", "DELETE FROM schedule"},
    {"INSERT INTO food_alias (person_id, text, food_id) SELECT person_id, 'high five', 200005"
     " FROM person",
     "which stands in 1 word a person chose;", "DELETE FROM food_alias WHERE text = 'high five'"},
    {"UPDATE food SET replaced_by = 200005 WHERE food_id = 1000000001",
     "which stands in 1 row of the table food;",
     "UPDATE food SET replaced_by = NULL WHERE food_id = 1000000001"},
    /* a table that the schema does not know yet */
    {"CREATE TABLE part (dish INTEGER, of_food INTEGER REFERENCES food (food_id));"
     "INSERT INTO part VALUES (1, 200005), (2, 200005), (3, 1000000001)",
     "which stands in 2 rows of the table part;", "DELETE FROM part"},
    {"CREATE TABLE part (of_food INTEGER REFERENCES FOOD (Food_Id)); INSERT INTO part VALUES "
     "(200005)",
     "which stands in 1 row of the table part;", "DELETE FROM part"},
};

START_TEST(refused_while_used) {
  add_ann();
  IMPORT("undo_1");
  IMPORT("undo_2");
  sql("%s", uses[_i].use);
  remember("used");
  setup_report();
  FAILS(NUTRI_EINUSE, nutri_import_undo(db, 0, &undone));
  SAYS(uses[_i].says);
  ck_assert_int_eq(undone.import_id, 0);
  is_as_remembered("used");
  is_sound();
  sql("%s", uses[_i].unuse);
  UNDO(0);
  is_whole();
}
END_TEST

/* What goes with its foods by keys of people's own tables goes, to the last. */
START_TEST(own_rows_go) {
  IMPORT("undo_1");
  sql("CREATE TABLE fav (id INTEGER PRIMARY KEY, food REFERENCES Food ON DELETE CASCADE);"
      "CREATE TABLE kid (fav REFERENCES fav ON DELETE CASCADE);"
      "INSERT INTO fav VALUES (1, 200001), (2, 1000000001); INSERT INTO kid VALUES (1), (2)");
  UNDO(0);
  ck_assert_int_eq(sql_int("SELECT sum(id) FROM fav"), 2);
  ck_assert_int_eq(sql_int("SELECT sum(fav) FROM kid"), 2);
  is_whole();
}
END_TEST

static const struct {
  const char *column;
  const char *holds;
  int rows; /* afterwards; -1 = it is refused */
} person_keys[] = {
    {"w REFERENCES Person (person_id) ON DELETE RESTRICT", "person_id", -1},
    {"w TEXT REFERENCES person (name)", "name", -1},
    {"w REFERENCES person ON DELETE SET NULL", "person_id", 2},
    {"w TEXT REFERENCES person (name) ON DELETE CASCADE", "name", 1},
};

/* The keys of people's own tables are obeyed where its persons go. */
START_TEST(own_keys_to_persons) {
  add_ann();
  sql("INSERT INTO import (import_id, format, path, imported_at) VALUES"
      " (1, 'nhanes', 'a', '2026-11-18T10:00:00Z');"
      "INSERT INTO person (name) VALUES ('SEQN 1');"
      "INSERT INTO survey (person_id, survey, weight, import_id)"
      " SELECT person_id, 'a survey', 1, 1 FROM person WHERE name = 'SEQN 1';"
      "CREATE TABLE mine (%s); INSERT INTO mine SELECT %s FROM person",
      person_keys[_i].column, person_keys[_i].holds);
  remember("before");
  setup_report();
  if (person_keys[_i].rows < 0) {
    FAILS(NUTRI_EINVAL, nutri_import_undo(db, 0, &undone));
    SAYS("FOREIGN KEY");
    is_as_remembered("before");
    ck_assert_int_eq(sql_int("SELECT count(*) FROM mine"), 2);
  } else {
    UNDO(0);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 1);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM mine"), person_keys[_i].rows);
    is_whole();
  }
}
END_TEST

/* Everybody's words for its foods go with them. */
START_TEST(words_of_everybody_go) {
  IMPORT("undo_1");
  sql("INSERT INTO food_alias (text, food_id) VALUES ('high five', 200001)");
  UNDO(0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_alias WHERE text = 'high five'"), 0);
  is_whole();
}
END_TEST

START_TEST(several_foods_are_counted) {
  add_ann();
  IMPORT("undo_1");
  eat("ann", "2026-11-16", 100, "g", 200001);
  eat("ann", "2026-11-16", 100, "g", 200002);
  eat("ann", "2026-11-17", 100, "g", 200002);
  FAILS(NUTRI_EINUSE, nutri_import_undo(db, 1, NULL));
  SAYS("food 200002, Two, which stands in 2 diary entries, and 1 more of its foods do");
  SAYS("nutri unlog");
}
END_TEST

START_TEST(only_the_latest_of_a_source) {
  IMPORT("undo_1");
  IMPORT("undo_2");
  FAILS(NUTRI_EINUSE, nutri_import_undo(db, 1, &undone));
  SAYS("import 1 is not the latest of SR Legacy: undo import 2 before it");
  FAILS(NUTRI_ENOTFOUND, nutri_import_undo(db, 4711, &undone));
  SAYS("there is no import 4711");
  /* a later one of another source is no reason */
  sql("UPDATE import_source SET source_id = 4 WHERE import_id = 2");
  UNDO(1);
}
END_TEST

START_TEST(not_on_a_reader) {
  nutri *fixture = db;
  nutri *reader = NULL;

  IMPORT("undo_1");
  ck_assert_int_eq(nutri_open(db_path(), NUTRI_READONLY, &reader, NULL), NUTRI_OK);
  db = reader;
  FAILS(NUTRI_EREADONLY, nutri_import_undo(db, 1, NULL));
  db = fixture;
  nutri_close(reader);
}
END_TEST

static int undo_within(void *user, nutri *handle, int64_t import_id) {
  *(int *)user = nutri_import_undo(handle, import_id, NULL);
  return 0;
}

START_TEST(not_within_an_import) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  int rc = 0;

  options.report = undo_within;
  options.user = &rc;
  OK(nutri_import(db, folder_of("undo_1"), &options, NULL, NULL));
  ck_assert_int_eq(rc, NUTRI_EMISUSE);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 1);
  is_whole();
}
END_TEST

/* ---- what stays ----------------------------------------------------------------------------- */

/* What it added beside foods and something else uses by now; the note in nutri.h. */
START_TEST(what_others_use_stays) {
  int64_t mine = add_plain_food("My own food");

  IMPORT("undo_1");
  sql("UPDATE food SET category_id = 77 WHERE food_id = %lld", (long long)mine);
  add_nutrient(mine, 9001, 5, NULL);
  UNDO(0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_category WHERE category_id = 77"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM nutrient WHERE nutrient_id = 9001"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM row_change"), 0);
  is_whole();
}
END_TEST

/* A hand's changes of what it brought go with it, and their records. */
START_TEST(changes_by_hand_go_along) {
  remember("before");
  IMPORT("undo_1");
  sql("UPDATE food_nutrient SET amount = 8 WHERE food_id = 200002 AND nutrient_id = 1090;"
      "DELETE FROM food_nutrient WHERE food_id = 200001 AND nutrient_id = 1008;"
      "UPDATE food SET description = 'My two' WHERE food_id = 200002");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient_change"), 2);
  UNDO(0);
  is_as_remembered("before");
}
END_TEST

/* ---- other connections ---------------------------------------------------------------------- */

/* On a caller's connection, inside the caller's transaction, whatever it has set. */
START_TEST(attached) {
  nutri *fixture = db;
  nutri *mine = NULL;

  IMPORT("undo_1");
  remember("before");
  IMPORT("undo_2");
  sql("PRAGMA foreign_keys = %d; PRAGMA recursive_triggers = %d", _i, _i);
  ck_assert_int_eq(nutri_attach(nutri_sqlite(fixture), &mine, NULL), NUTRI_OK);
  db = mine;
  sql("BEGIN; CREATE TABLE other (x); INSERT INTO other VALUES (1)");
  OK(nutri_import_undo(mine, 0, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 1);
  sql("ROLLBACK");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 2);
  OK(nutri_import_undo(mine, 0, NULL));
  is_as_remembered("before");
  ck_assert_int_eq(sql_int("PRAGMA foreign_keys"), _i);
  db = fixture;
  nutri_close(mine);
  sql("PRAGMA foreign_keys = 1");
  is_whole();
}
END_TEST

/* ---- real size ------------------------------------------------------------------------------ */

START_TEST(sr_legacy) {
  const char *shared = shared_file("fdc_sr_legacy_2018-04");
  nutri_import_report seen = NUTRI_INIT(nutri_import_report);
  char path[1024];

  if (shared == NULL) {
    skipped("no SR Legacy in $NUTRI_SHARED_DATA");
    return;
  }
  snprintf(path, sizeof path, "%s", shared);
  add_ann();
  eat_issue_day();
  remember("before");
  OK(nutri_import(db, path, NULL, &seen, NULL));
  ck_assert_int_eq(seen.foods_new, 7793);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient_change"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_portion_change"), 0);
  setup_report();
  UNDO(0);
  ck_assert_int_eq(undone.foods_removed, 7793);
  is_as_remembered("before");
  is_whole();
}
END_TEST

#endif

TESTS("import_undo") {
  tcase_set_timeout(tc, 120);
  setup_report();
#ifndef NUTRI_NO_IMPORTERS
  tcase_add_test(tc, back_step_by_step);
  tcase_add_test(tc, there_is_something_to_undo);
  tcase_add_test(tc, with_a_diary);
  tcase_add_test(tc, entries_go);
  ADD_LOOP(refused_while_used, uses);
  tcase_add_test(tc, own_rows_go);
  ADD_LOOP(own_keys_to_persons, person_keys);
  tcase_add_test(tc, words_of_everybody_go);
  tcase_add_test(tc, several_foods_are_counted);
  tcase_add_test(tc, only_the_latest_of_a_source);
  tcase_add_test(tc, not_on_a_reader);
  tcase_add_test(tc, not_within_an_import);
  tcase_add_test(tc, what_others_use_stays);
  tcase_add_test(tc, changes_by_hand_go_along);
  tcase_add_loop_test(tc, attached, 0, 2);
  tcase_add_test(tc, sr_legacy);
#else
  (void)tc;
#endif
}
