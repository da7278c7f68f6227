/* SPDX-License-Identifier: MIT */
/* Totals as an import left them, and the days that an import moved. */
#include "support_person.h"

static bool has_column(const char *table, const char *column) {
  return sql_int("SELECT count(*) FROM pragma_table_info(%Q) WHERE name = %Q", table, column) > 0;
}

/* An import that does this. */
static void import(int id, const char *change) {
  sql("INSERT INTO import (import_id, format, path, imported_at, running%s)"
      " VALUES (%d, 'fdc', 'x', '2026-11-16T00:00:00Z', 1%s)",
      has_column("import", "source_id") ? ", source_id" : "", id,
      has_column("import", "source_id") ? ", 2" : "");
  sql("%s", change);
  sql("UPDATE import SET running = NULL");
}

#define OF(key) " AND food_id = (SELECT food_id FROM food WHERE source_key = '" key "')"

/* Almonds have 270 mg of magnesium and spinach 79 (SR Legacy 170567, 168462); what becomes of them
 * by imports, and by hand in between. A value that is doubtful is unknown. */
static void history(void) {
  add_ann();
  add_person("bob", "male", "1980-01-01", NULL);
  add_person("carl", NULL, NULL, NULL);
  eat("ann", "2026-11-16", 100.0, "g", starter("almonds"));
  eat("ann", "2026-11-16", 100.0, "g", starter("spinach-raw"));
  eat("ann", "2026-11-17", 50.0, "g", starter("almonds"));
  eat("ann", "2026-11-18", 100.0, "g", starter("bread-whole-wheat"));
  mark("ann", "2026-11-16", "complete");
  eat("bob", "2026-11-16", 100.0, "g", starter("spinach-raw"));
  sql("INSERT INTO schedule (person_id, food_id, from_day, amount)"
      " SELECT 2, food_id, '2026-11-16', 10 FROM food WHERE source_key = 'almonds'");
  eat("carl", "2026-11-16", 100.0, "g", starter("bread-whole-wheat"));
  import(1, "UPDATE food_nutrient SET amount = 300 WHERE nutrient_id = 1090" OF("almonds"));
  sql("UPDATE food_nutrient SET amount = 80 WHERE nutrient_id = 1090" OF("spinach-raw"));
  import(2, "UPDATE food_nutrient SET amount = 310 WHERE nutrient_id = 1090" OF(
                "almonds") ";"
                           "DELETE FROM food_nutrient WHERE nutrient_id = 1095" OF("almonds"));
  import(3, "UPDATE food_nutrient SET amount = 270 WHERE nutrient_id = 1090" OF("almonds"));
  import(4, "SELECT 1");
  import(5,
         "UPDATE food_nutrient SET mark = 'doubtful' WHERE nutrient_id = 1090" OF("spinach-raw"));
}

/* ann's magnesium by import, on the 16th, and zinc, which import 2 took away. */
static const struct {
  int import;
  double magnesium;
  double zinc; /* of 50 g almonds, on the 17th */
} states[] = {
    {0, 349.0, 1.56},        {1, 379.0, 1.56},        {2, 390.0, (double)NAN},
    {3, 350.0, (double)NAN}, {4, 350.0, (double)NAN}, {5, 270.0, (double)NAN},
};

START_TEST(as_an_import_left_it) {
  nutri *past = NULL;
  nutri *now = db;
  nutri_deficit d = NUTRI_INIT(nutri_deficit);
  nutri_total t = NUTRI_INIT(nutri_total);

  history();
  OK(nutri_today_set(db, "2026-11-20"));
  OK(nutri_open_as_of(db, "ann", states[_i].import, &past));
  db = past;
  OK(nutri_magnesium_total(db, "ann", "2026-11-16", "2026-11-16", &t));
  NEAR(t.total, states[_i].magnesium, 1e-9);
  OK(nutri_magnesium_deficit(db, "ann", NULL, NULL, &d));
  ck_assert_int_eq(d.days_counted, 1);
  NEAR(d.mean_total, states[_i].magnesium, 1e-9);
  NEAR(d.shortfall, states[_i].magnesium < 320.0 ? 320.0 - states[_i].magnesium : 0.0, 1e-9);
  OK(nutri_nutrient_total(db, "ann", 1095, "2026-11-17", "2026-11-17", &t));
  if (isnan(states[_i].zinc))
    IS_NAN(t.total);
  else
    NEAR(t.total, states[_i].zinc, 1e-9);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 1);
  nutri_close(past);
  db = now;
  /* Here nothing has changed. */
  SAME(sql_number("SELECT total_mg FROM magnesium_by_day WHERE person = 'ann'"
                  " AND day = '2026-11-16'"),
       270.0);
}
END_TEST

struct days {
  int count;
  char text[1000];
};

static int keep_day(void *user, const nutri_moved_day *d) {
  struct days *days = user;
  size_t used = strlen(days->text);

  days->count++;
  snprintf(days->text + used, sizeof days->text - used, "%s %s %.6g>%.6g %s;", d->person, d->day,
           d->before, d->after, d->unit);
  return 0;
}

/* What each import moved; what was changed by hand before it is not its doing. */
static const struct {
  int import;
  const char *person;
  int64_t nutrient;
  const char *moved;
} moves[] = {
    {1, NULL, 1090,
     "ann 2026-11-16 349>379 mg;ann 2026-11-17 135>150 mg;bob 2026-11-16 106>109 mg;"},
    {2, NULL, 1090,
     "ann 2026-11-16 380>390 mg;ann 2026-11-17 150>155 mg;bob 2026-11-16 110>111 mg;"},
    {3, "bob", 1090, "bob 2026-11-16 111>107 mg;"},
    {3, "carl", 1090, ""},
    {4, NULL, 1090, ""},
    {5, "ann", 1090, "ann 2026-11-16 350>270 mg;"},
    {1, NULL, 1095, ""},
    {2, "ann", 1095, "ann 2026-11-16 3.65>0.53 mg;ann 2026-11-17 1.56>nan mg;"},
};

START_TEST(days_that_moved) {
  struct days days = {0, ""};

  history();
  OK(nutri_import_days(db, moves[_i].import, moves[_i].person, moves[_i].nutrient, keep_day,
                       &days));
  ck_assert_str_eq(days.text, moves[_i].moved);
}
END_TEST

static int end(void *user, const nutri_moved_day *d) {
  (void)d;
  ++*(int *)user;
  return 1;
}

START_TEST(calls_that_are_wrong) {
  struct days days = {0, ""};
  nutri *past = NULL;
  int count = 0;

  history();
  FAILS(NUTRI_ENOTFOUND, nutri_open_as_of(db, "nobody", 1, &past));
  FAILS(NUTRI_ENOTFOUND, nutri_open_as_of(db, "ann", 6, &past));
  SAYS("no import 6");
  FAILS(NUTRI_ENOTFOUND, nutri_open_as_of(db, "ann", -1, &past));
  FAILS(NUTRI_EMISUSE, nutri_open_as_of(db, NULL, 1, &past));
  FAILS(NUTRI_EMISUSE, nutri_open_as_of(db, "ann", 1, NULL));
  ck_assert_ptr_null(past);
  FAILS(NUTRI_ENOTFOUND, nutri_import_days(db, 0, NULL, 1090, keep_day, &days));
  FAILS(NUTRI_ENOTFOUND, nutri_import_days(db, 6, NULL, 1090, keep_day, &days));
  FAILS(NUTRI_ENOTFOUND, nutri_import_days(db, 1, "nobody", 1090, keep_day, &days));
  FAILS(NUTRI_ENOTFOUND, nutri_import_days(db, 1, NULL, 999999, keep_day, &days));
  FAILS(NUTRI_EMISUSE, nutri_import_days(db, 1, NULL, 1090, NULL, NULL));
  FAILS(NUTRI_ECANCELLED, nutri_import_days(db, 1, NULL, 1090, end, &count));
  ck_assert_int_eq(count, 1);
  ck_assert_int_eq(days.count, 0);
}
END_TEST

TESTS("past") {
  ADD_LOOP(as_an_import_left_it, states);
  ADD_LOOP(days_that_moved, moves);
  tcase_add_test(tc, calls_that_are_wrong);
}
