/* SPDX-License-Identifier: MIT */
/* What an import changed, as the views, the list of changes and the report function tell it; and
 * dry runs. */
#include "support_import.h"

#ifndef NUTRI_NO_IMPORTERS

/* All changes of an import in a line each, as SQL has them. */
static const char *changes_of(int64_t food_id) {
  return sql_text(
      "SELECT group_concat(line, char(10)) FROM (SELECT property || ' ' ||"
      " coalesce(nutrient || ' ', '') || what || ': ' || coalesce(old_amount, '-') || ' '"
      " || coalesce(new_amount, '-') || ' ' || coalesce(unit, '-') || ' ' ||"
      " coalesce(old_text, '-') || '|' || coalesce(new_text, '-') AS line"
      " FROM import_change WHERE import_id = 2 AND food_id = %lld"
      " ORDER BY property, nutrient_id, old_text)",
      (long long)food_id);
}

static const struct {
  int64_t food_id;
  const char *changes;
} changes[] = {
    {200001, "amount Protein changed: 1.0 4.0 g -|-\n"
             "amount Energy vanished: 50.0 - kcal -|-\n"
             "amount Calcium, Ca vanished: 30.0 - mg -|-\n"
             "amount Iron, Fe new: - 2.0 mg -|-\n"
             "amount Magnesium, Mg changed: 0.0 0.0 mg -|doubtful\n"
             "amount Test nutrient changed: 3.0 3.5 ug -|-\n"
             "portion new: - 1.0 g -|pinch\n"
             "portion changed: 100.0 120.0 g cup|cup\n"
             "portion changed: 20.0 20.0 g slice|thick slice\n"
             "published changed: - - - 2018-04-01|2019-04-01"},
    {200002, "listed vanished: - - - -|-"},
    {200003, "amount Protein changed: 5.0 1.0 g -|-\n"
             "amount Magnesium, Mg changed: 0.0 0.0 mg doubtful|-\n"
             "amount Second test nutrient new: - 6.0 mg -|-\n"
             "category_id changed: - - - -|New Category\n"
             "portion new: - 300.0 g -|bowl"},
    {200004, "amount Magnesium, Mg changed: 9.0 9.5 mg -|-\n"
             "category_id changed: - - - Vegetables and Vegetable Products|New Category\n"
             "description changed: - - - Four|Four renamed\n"
             "lasting_key changed: - - - ndb:90004|ndb:90014\n"
             "published changed: - - - -|2019-04-01"},
    {200005, ""}, /* it came */
};

START_TEST(change_is_written_down) {
  IMPORT("undo_1");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_change"), 0);
  IMPORT("undo_2");
  ck_assert_str_eq(changes_of(changes[_i].food_id), changes[_i].changes);
}
END_TEST

/* The same files once more: nothing, not even what vanished. */
START_TEST(nothing_twice) {
  IMPORT("undo_1");
  IMPORT("undo_2");
  IMPORT("undo_2");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_change WHERE import_id = 3"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM row_change WHERE import_id = 3"), 0);
  ck_assert_int_eq(report.foods_new + report.foods_changed + report.foods_vanished, 0);
  ck_assert_int_eq(report.values_new + report.values_changed + report.values_vanished, 0);
}
END_TEST

/* A hand in the shell is no import, and its marks are its own. */
START_TEST(hands_are_no_imports) {
  IMPORT("undo_1");
  sql("UPDATE food_nutrient SET mark = 'imputed' WHERE food_id = 200001 AND nutrient_id = 1008;"
      "UPDATE food SET description = 'Mine' WHERE food_id = 200001;"
      "UPDATE food_portion SET grams = 99 WHERE food_id = 200001 AND portion_no = 1;"
      "INSERT INTO food_portion (food_id, portion_no, measure, grams) VALUES (200001, 9, 'x', 1);"
      "INSERT INTO food_category (category_id, description) VALUES (4711, 'Mine');"
      "UPDATE food_nutrient SET amount = 51 WHERE food_id = 200001 AND nutrient_id = 1008");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import_change"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_portion_change"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM row_change WHERE import_id IS NOT 1"), 0);
  ck_assert_str_eq(sql_text("SELECT old_amount || ' ' || new_amount || ' ' || old_mark FROM"
                            " food_nutrient_change WHERE import_id IS NULL"),
                   "50.0 51.0 imputed");
}
END_TEST

/* ---- the list ------------------------------------------------------------------------------- */

/* Foods of diaries first, the most eaten before; of a food its being listed, magnesium, the rest.
 */
START_TEST(eaten_first) {
  nutri_cursor *list = NULL;
  nutri_change change = NUTRI_INIT(nutri_change);

  add_ann();
  IMPORT("undo_1");
  eat("ann", "2026-11-16", 100, "g", 200002);
  eat("ann", "2026-11-16", 100, "g", 200004);
  eat("ann", "2026-11-17", 100, "g", 200004);
  IMPORT("undo_2");
  OK(nutri_import_change_list(db, report.import_id, &list));
  ck_assert_int_eq(nutri_change_next(list, &change), NUTRI_ROW);
  ck_assert_int_eq(change.food_id, 200004);
  ck_assert_str_eq(change.description, "Four renamed");
  ck_assert_int_eq(change.entries, 2);
  ck_assert_str_eq(change.property, "amount");
  ck_assert_int_eq(change.nutrient_id, NUTRI_MAGNESIUM);
  ck_assert_str_eq(change.nutrient, "Magnesium, Mg");
  ck_assert_str_eq(change.unit, "mg");
  ck_assert_double_eq(change.old_amount, 9);
  ck_assert_double_eq(change.new_amount, 9.5);
  ck_assert_ptr_null(change.old_text);
  ck_assert_str_eq(change.what, "changed");
  for (int i = 0; i < 4; i++)
    ck_assert_int_eq(nutri_change_next(list, &change), NUTRI_ROW);
  ck_assert_int_eq(change.food_id, 200004);
  ck_assert_int_eq(nutri_change_next(list, &change), NUTRI_ROW);
  ck_assert_int_eq(change.food_id, 200002);
  ck_assert_int_eq(change.entries, 1);
  ck_assert_str_eq(change.property, "listed");
  ck_assert_str_eq(change.what, "vanished");
  ck_assert_int_eq(change.nutrient_id, 0);
  ck_assert_ptr_null(change.nutrient);
  IS_NAN(change.old_amount);
  IS_NAN(change.new_amount);
  ck_assert_int_eq(nutri_change_next(list, &change), NUTRI_ROW);
  ck_assert_int_eq(change.food_id, 200001); /* nobody ate it: by name */
  ck_assert_int_eq(change.entries, 0);
  nutri_cursor_close(list);
}
END_TEST

/* ---- the report function, and dry runs ------------------------------------------------------- */

struct seen {
  int calls;
  int64_t import_id;
  int64_t foods_new;
  int64_t rejects;
  int64_t changes;
  int found;
  int answer;
};

static int64_t count_changes(nutri *handle, int64_t import_id) {
  nutri_cursor *list = NULL;
  nutri_change change = NUTRI_INIT(nutri_change);
  int64_t n = 0;

  ck_assert_int_eq(nutri_import_change_list(handle, import_id, &list), NUTRI_OK);
  while (nutri_change_next(list, &change) == NUTRI_ROW)
    n++;
  nutri_cursor_close(list);
  return n;
}

/* What a caller may do: read, search and fail. */
static int look(void *user, nutri *handle, int64_t import_id) {
  struct seen *seen = user;
  nutri_import_report now = NUTRI_INIT(nutri_import_report);
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri_cursor *foods = NULL;

  seen->calls++;
  seen->import_id = import_id;
  ck_assert_int_eq(nutri_import_get(handle, import_id, &now), NUTRI_OK);
  seen->foods_new = now.foods_new;
  seen->rejects = now.rows_rejected;
  ck_assert_int_eq(now.rows_read, now.rows_stored + now.rows_unchanged + now.rows_rejected);
  seen->changes = count_changes(handle, import_id);
  ck_assert_int_eq(nutri_food_search(handle, "four", 10, 0, &foods), NUTRI_OK);
  seen->found = count_foods(foods);
  ck_assert_int_eq(nutri_food_get(handle, 4711, &food), NUTRI_ENOTFOUND);
  return seen->answer;
}

static int import_looked_at(const char *name, int dry_run, struct seen *seen) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  options.report = look;
  options.user = seen;
  options.dry_run = dry_run;
  options.max_rejects_percent = 100;
  report = (nutri_import_report)NUTRI_INIT(nutri_import_report);
  return nutri_import(db, folder_of(name), &options, &report, NULL);
}

START_TEST(dry_run_stores_nothing) {
  struct seen seen = {0};
  uint64_t before;

  IMPORT("undo_1");
  OK(nutri__search_refresh(db));
  before = fingerprint();
  OK(import_looked_at("undo_2", 1, &seen));
  ck_assert_int_eq(seen.calls, 1);
  ck_assert_int_eq(seen.import_id, 2);
  ck_assert_int_eq(seen.foods_new, 1);
  ck_assert_int_eq(seen.changes, 21);
  ck_assert_int_eq(seen.found, 1);
  ck_assert_int_eq(report.foods_changed, 3); /* the report is that of an import */
  ck_assert_str_eq(report.source, "SR Legacy");
  ck_assert_uint_eq(fingerprint(), before);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 1);
  is_sound();
  /* and then in earnest, with the same figures */
  OK(import_looked_at("undo_2", 0, &seen));
  ck_assert_int_eq(seen.calls, 2);
  ck_assert_int_eq(seen.changes, 21);
  ck_assert_int_eq(report.import_id, 2);
  ck_assert_int_eq(report.foods_changed, 3);
  is_sound();
}
END_TEST

START_TEST(dry_run_without_a_report) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  uint64_t before = fingerprint();

  options.dry_run = 1;
  OK(nutri_import(db, folder_of("good"), &options, NULL, NULL));
  ck_assert_uint_eq(fingerprint(), before);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 0);
  is_sound();
}
END_TEST

/* What would be refused is refused dry as well. */
START_TEST(dry_run_fails_alike) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  options.dry_run = 1;
  FAILS(NUTRI_EREJECTED, nutri_import(db, folder_of("rejects"), &options, NULL, NULL));
  SAYS("nothing was stored");
  FAILS(NUTRI_EFORMAT, nutri_import(db, folder_of("no_column"), &options, NULL, NULL));
}
END_TEST

START_TEST(report_cancels) {
  struct seen seen = {.answer = 1};
  uint64_t before = fingerprint();

  FAILS(NUTRI_ECANCELLED, import_looked_at("good", _i, &seen));
  SAYS("was cancelled; nothing was stored");
  ck_assert_int_eq(seen.calls, 1);
  ck_assert_int_eq(report.import_id, 0);
  ck_assert_uint_eq(fingerprint(), before);
  is_sound();
  FAILS(NUTRI_EREJECTED, import_with("rejects", 0)); /* it is not called for what failed */
}
END_TEST

/* A caller's struct from before these options knew of them. */
START_TEST(older_options) {
  nutri_import_options options;

  memset(&options, 0xA5, sizeof options);
  options.size = offsetof(nutri_import_options, samples);
  options.format = NULL;
  options.max_rejects_percent = 0;
  options.progress = NULL;
  options.user = NULL;
  OK(nutri_import(db, folder_of("good"), &options, NULL, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 1);
}
END_TEST

#endif

TESTS("import_change") {
#ifndef NUTRI_NO_IMPORTERS
  ADD_LOOP(change_is_written_down, changes);
  tcase_add_test(tc, nothing_twice);
  tcase_add_test(tc, hands_are_no_imports);
  tcase_add_test(tc, eaten_first);
  tcase_add_test(tc, dry_run_stores_nothing);
  tcase_add_test(tc, dry_run_without_a_report);
  tcase_add_test(tc, dry_run_fails_alike);
  tcase_add_loop_test(tc, report_cancels, 0, 2);
  tcase_add_test(tc, older_options);
#else
  (void)tc;
#endif
}
