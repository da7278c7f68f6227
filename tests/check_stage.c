/* SPDX-License-Identifier: MIT */
#include "support.h"

static int add(const char *person, const char *name, const char *from, const char *to) {
  nutri_stage stage = {sizeof stage, name, from, to};

  return nutri_stage_add(db, person, &stage);
}

/* Beside pregnant from 2026-01-01 to 2026-03-31. */
static const struct {
  const char *stage;
  const char *from;
  const char *to;
  int code;
  const char *says;
} others[] = {
    {"pregnant", "2026-04-01", "2026-12-31", NUTRI_OK, NULL}, /* the day after */
    {"pregnant", "2026-04-01", NULL, NUTRI_OK, NULL},
    {"pregnant", "2025-01-01", "2025-12-31", NUTRI_OK, NULL}, /* the day before */
    {"pregnant", "2026-03-31", "2026-04-30", NUTRI_EEXISTS, "already"},
    {"pregnant", "2025-06-01", "2026-01-01", NUTRI_EEXISTS, "already"},
    {"pregnant", "2026-02-01", "2026-02-02", NUTRI_EEXISTS, "already"},
    {"pregnant", "2025-01-01", "2026-12-31", NUTRI_EEXISTS, "already"},
    {"pregnant", "2025-01-01", NULL, NUTRI_EEXISTS, "already"},
    {"pregnant", "2026-01-01", "2026-03-31", NUTRI_EEXISTS, "already"},
    {"lactating", "2026-02-01", NULL, NUTRI_OK, NULL}, /* both at once may be */
    {"lactating", "2026-02-01", "2026-02-01", NUTRI_OK, NULL},
    {"lactating", "2026-02-02", "2026-02-01", NUTRI_EINVAL, "ends"},
    {"lactating", "2026-02-30", NULL, NUTRI_EINVAL, "2026-02-30"},
    {"lactating", "2026-02-01", "soon", NUTRI_EINVAL, "soon"},
    {"lactating", NULL, NULL, NUTRI_EINVAL, "from"},
    {"lactating", "1984-05-01", NULL, NUTRI_EINVAL, "born"},
    {"nursing", "2026-02-01", NULL, NUTRI_EINVAL, "nursing"},
    {"Pregnant", "2027-02-01", NULL, NUTRI_EINVAL, "Pregnant"},
    {"", "2026-02-01", NULL, NUTRI_EINVAL, "pregnant nor lactating"},
    {NULL, "2026-02-01", NULL, NUTRI_EINVAL, "pregnant nor lactating"},
};

START_TEST(beside_another) {
  int64_t before;

  add_ann();
  OK(add("ann", "pregnant", "2026-01-01", "2026-03-31"));
  before = sql_int("SELECT count(*) FROM life_stage");
  if (others[_i].code == NUTRI_OK) {
    OK(add("ann", others[_i].stage, others[_i].from, others[_i].to));
  } else {
    FAILS(others[_i].code, add("ann", others[_i].stage, others[_i].from, others[_i].to));
    SAYS(others[_i].says);
  }
  ck_assert_int_eq(sql_int("SELECT count(*) FROM life_stage") - before,
                   others[_i].code == NUTRI_OK);
}
END_TEST

START_TEST(whose) {
  add_ann();
  add_person("bob", "male", NULL, NULL);
  add_person("eve", NULL, NULL, NULL); /* sex not given: may be */
  add_person("zoe", "female", NULL, NULL);
  FAILS(NUTRI_ENOTFOUND, add("kim", "pregnant", "2026-01-01", NULL));
  SAYS("kim");
  FAILS(NUTRI_EINVAL, add("bob", "pregnant", "2026-01-01", NULL));
  SAYS("male");
  OK(add("eve", "pregnant", "2026-01-01", NULL));
  OK(add("ann", "pregnant", "2026-01-01", NULL)); /* overlaps hers alone */
  OK(add("zoe", "pregnant", "2026-01-01", NULL));
}
END_TEST

START_TEST(listed_by_day) {
  nutri_cursor *stages = NULL;
  nutri_stage stage = NUTRI_INIT(nutri_stage);

  add_ann();
  OK(nutri_stage_list(db, "ann", &stages));
  ck_assert_int_eq(nutri_stage_next(stages, &stage), NUTRI_OK);
  nutri_cursor_close(stages);
  OK(add("ann", "lactating", "2026-10-02", NULL));
  OK(add("ann", "pregnant", "2026-01-01", "2026-10-01"));
  OK(nutri_stage_list(db, "ann", &stages));
  ck_assert_int_eq(nutri_stage_next(stages, &stage), NUTRI_ROW);
  ck_assert_str_eq(stage.stage, "pregnant");
  ck_assert_str_eq(stage.from, "2026-01-01");
  ck_assert_str_eq(stage.to, "2026-10-01");
  ck_assert_int_eq(nutri_stage_next(stages, &stage), NUTRI_ROW);
  ck_assert_str_eq(stage.stage, "lactating");
  ck_assert_ptr_null(stage.to);
  ck_assert_int_eq(nutri_stage_next(stages, &stage), NUTRI_OK);
  nutri_cursor_close(stages);
  stages = NULL;
  FAILS(NUTRI_ENOTFOUND, nutri_stage_list(db, "eve", &stages));
  SAYS("eve");
  ck_assert_ptr_null(stages);
}
END_TEST

START_TEST(removed) {
  add_ann();
  add_person("zoe", "female", NULL, NULL);
  OK(add("ann", "pregnant", "2026-01-01", NULL));
  OK(add("ann", "lactating", "2026-01-01", NULL));
  OK(add("zoe", "pregnant", "2026-01-01", NULL));
  FAILS(NUTRI_ENOTFOUND, nutri_stage_remove(db, "ann", "pregnant", "2026-01-02"));
  SAYS("2026-01-02");
  FAILS(NUTRI_ENOTFOUND, nutri_stage_remove(db, "ann", "nursing", "2026-01-01"));
  FAILS(NUTRI_ENOTFOUND, nutri_stage_remove(db, "eve", "pregnant", "2026-01-01"));
  FAILS(NUTRI_EINVAL, nutri_stage_remove(db, "ann", "pregnant", "soon"));
  FAILS(NUTRI_EINVAL, nutri_stage_remove(db, "ann", "pregnant", NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM life_stage"), 3);
  OK(nutri_stage_remove(db, "ann", "pregnant", "2026-01-01"));
  ck_assert_str_eq(sql_text("SELECT group_concat(name || ' ' || stage, ', ') FROM"
                            " (SELECT * FROM life_stage JOIN person USING (person_id)"
                            "  ORDER BY name)"),
                   "ann lactating, zoe pregnant");
  FAILS(NUTRI_ENOTFOUND, nutri_stage_remove(db, "ann", "pregnant", "2026-01-01"));
}
END_TEST

TESTS("stage") {
  ADD_LOOP(beside_another, others);
  tcase_add_test(tc, whose);
  tcase_add_test(tc, listed_by_day);
  tcase_add_test(tc, removed);
}
