/* SPDX-License-Identifier: MIT */
/* A person's own words for foods: listed, renamed, merged. */
#include "support.h"

static void words_of_ann(void) {
  add_ann();
  OK(nutri_alias_set(db, "ann", "my  nuts", starter("almonds"))); /* kept with one blank */
  OK(nutri_alias_set(db, "ann", "greens", starter("spinach-raw")));
  add_person("bob", NULL, NULL, NULL);
  OK(nutri_alias_set(db, "bob", "greens", starter("kale-raw")));
}

static int64_t meant(const char *person, const char *text) {
  nutri_food food = NUTRI_INIT(nutri_food);

  OK(nutri_food_find(db, person, text, &food));
  return food.food_id;
}

START_TEST(listed) {
  nutri_cursor *cursor = NULL;
  nutri_alias alias = NUTRI_INIT(nutri_alias);

  words_of_ann();
  OK(nutri_alias_list(db, "ann", &cursor));
  ck_assert_int_eq(nutri_alias_next(cursor, &alias), NUTRI_ROW);
  ck_assert_str_eq(alias.text, "greens");
  ck_assert_str_eq(alias.description, "Spinach, raw");
  ck_assert_str_eq(alias.source, "nutri starter");
  ck_assert_int_eq(alias.food_id, starter("spinach-raw"));
  ck_assert_int_eq(nutri_alias_next(cursor, &alias), NUTRI_ROW);
  ck_assert_str_eq(alias.text, "my nuts");
  ck_assert_int_eq(nutri_alias_next(cursor, &alias), NUTRI_OK);
  nutri_cursor_close(cursor);
  FAILS(NUTRI_ENOTFOUND, nutri_alias_list(db, "eve", &cursor));
}
END_TEST

START_TEST(renamed) {
  words_of_ann();
  OK(nutri_alias_rename(db, "ann", "MY NUTS", "snack"));
  ck_assert_int_eq(meant("ann", "snack"), starter("almonds"));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_alias WHERE text = 'my nuts'"), 0);
  OK(nutri_alias_rename(db, "ann", "snack", "Snack")); /* only its capitals */
  ck_assert_str_eq(sql_text("SELECT text FROM food_alias WHERE text = 'snack'"), "Snack");
  ck_assert_int_eq(meant("bob", "greens"), starter("kale-raw"));
}
END_TEST

/* Both words mean what the second meant; the diary keeps what was eaten. */
START_TEST(merged) {
  int64_t entry;

  words_of_ann();
  entry = eat("ann", "2026-11-16", 30.0, "g", meant("ann", "greens"));
  OK(nutri_alias_set(db, "ann", "leaves of mine", starter("kale-raw")));
  OK(nutri_alias_merge(db, "ann", "greens", "leaves of mine"));
  ck_assert_int_eq(meant("ann", "greens"), starter("kale-raw"));
  ck_assert_int_eq(meant("ann", "leaves of mine"), starter("kale-raw"));
  ck_assert_int_eq(sql_int("SELECT food_id FROM intake WHERE intake_id = %lld", (long long)entry),
                   starter("spinach-raw"));
}
END_TEST

enum what { RENAME, MERGE };

static const struct {
  enum what what;
  const char *person;
  const char *text;
  const char *to;
  int code;
  const char *says;
} refusals[] = {
    {RENAME, "ann", "my nuts", "greens", NUTRI_EEXISTS, "ann has a word 'greens' already"},
    {RENAME, "ann", "sweets", "snack", NUTRI_ENOTFOUND, "ann has no word 'sweets'"},
    {RENAME, "ann", "almonds", "snack", NUTRI_ENOTFOUND, "no word 'almonds'"}, /* everybody's */
    {RENAME, "ann", "my nuts", "", NUTRI_EINVAL, "1 to 200"},
    {RENAME, "ann", "my nuts", "  ", NUTRI_EINVAL, "1 to 200"},
    {RENAME, "eve", "my nuts", "snack", NUTRI_ENOTFOUND, "eve"},
    {RENAME, "ann", NULL, "snack", NUTRI_EMISUSE, "NULL"},
    {RENAME, "ann", "my nuts", NULL, NUTRI_EMISUSE, "NULL"},
    {MERGE, "ann", "my nuts", "sweets", NUTRI_ENOTFOUND, "ann has no word 'sweets'"},
    {MERGE, "ann", "sweets", "my nuts", NUTRI_ENOTFOUND, "ann has no word 'sweets'"},
    {MERGE, "bob", "greens", "my nuts", NUTRI_ENOTFOUND, "bob has no word 'my nuts'"},
    {MERGE, "eve", "my nuts", "greens", NUTRI_ENOTFOUND, "eve"},
    {MERGE, NULL, "my nuts", "greens", NUTRI_EMISUSE, "NULL"},
    {MERGE, "ann", "my nuts", NULL, NUTRI_EMISUSE, "NULL"},
};

START_TEST(refused) {
  char before[4096];
  const char *all = "SELECT group_concat(text || ' ' || food_id) FROM food_alias"
                    " WHERE person_id IS NOT NULL";

  words_of_ann();
  snprintf(before, sizeof before, "%s", sql_text("%s", all));
  if (refusals[_i].what == RENAME)
    FAILS(refusals[_i].code,
          nutri_alias_rename(db, refusals[_i].person, refusals[_i].text, refusals[_i].to));
  else
    FAILS(refusals[_i].code,
          nutri_alias_merge(db, refusals[_i].person, refusals[_i].text, refusals[_i].to));
  SAYS(refusals[_i].says);
  ck_assert_str_eq(sql_text("%s", all), before);
}
END_TEST

TESTS("alias") {
  tcase_add_test(tc, listed);
  tcase_add_test(tc, renamed);
  tcase_add_test(tc, merged);
  ADD_LOOP(refused, refusals);
}
