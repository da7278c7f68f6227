/* SPDX-License-Identifier: MIT */
/* Doses that are taken daily without being typed, and what supplements brought by day. */
#include "support.h"

#define MG NUTRI_MAGNESIUM

static int64_t pill;

static nutri_schedule dose_of(const char *person, double amount, const char *measure,
                              const char *from, const char *to) {
  nutri_schedule dose = NUTRI_INIT(nutri_schedule);

  dose.person = person;
  dose.food_id = pill;
  dose.amount = amount;
  dose.measure = measure;
  dose.from = from;
  dose.to = to;
  return dose;
}

/* ann, and a tablet of 301.5 mg (magnesium oxide 500 mg, science.md 5). */
static void begin(void) {
  nutri_product product = NUTRI_INIT(nutri_product);
  nutri_label label = NUTRI_INIT(nutri_label);

  product.name = "Mag 500";
  product.kind = NUTRI_SUPPLEMENT;
  product.unit = "tablet";
  label.nutrient_id = MG;
  label.amount = 500;
  label.compound = "magnesium oxide";
  label.reading = NUTRI_READ_COMPOUND;
  OK(nutri_product_add(db, &product, &label, 1, &pill));
  add_ann();
}

static int64_t add_dose(double amount, const char *from, const char *to) {
  nutri_schedule dose = dose_of("ann", amount, "tablet", from, to);
  int64_t id = 0;

  OK(nutri_schedule_add(db, &dose, &id));
  return id;
}

START_TEST(dose_is_kept) {
  nutri_schedule dose;
  nutri_schedule read = NUTRI_INIT(nutri_schedule);
  nutri_cursor *cursor = NULL;
  int64_t id = 0;

  begin();
  dose = dose_of("ann", 2, "tablets", "2026-11-01", "2026-11-30");
  dose.note = "with dinner";
  OK(nutri_schedule_add(db, &dose, &id));
  OK(nutri_schedule_get(db, id, &read));
  ck_assert_int_eq(read.schedule_id, id);
  ck_assert_str_eq(read.person, "ann");
  ck_assert_int_eq(read.food_id, pill);
  ck_assert_str_eq(read.description, "Mag 500");
  ck_assert_int_eq(read.kind, NUTRI_SUPPLEMENT);
  ck_assert_str_eq(read.from, "2026-11-01");
  ck_assert_str_eq(read.to, "2026-11-30");
  NEAR(read.amount, 2, 1e-12);
  ck_assert_str_eq(read.measure, "tablets");
  ck_assert_str_eq(read.note, "with dinner");
  NEAR(read.basis_amount, 2, 1e-12);
  ck_assert_int_eq(read.basis, NUTRI_PER_UNIT);
  NEAR(read.magnesium_mg, 603, 1e-9);
  OK(nutri_schedule_list(db, "ann", "2026-11-30", NULL, &cursor));
  ck_assert_int_eq(nutri_schedule_next(cursor, &read), NUTRI_ROW);
  ck_assert_int_eq(read.schedule_id, id);
  ck_assert_int_eq(nutri_schedule_next(cursor, &read), NUTRI_OK);
  nutri_cursor_close(cursor);
  OK(nutri_schedule_list(db, "ann", "2026-12-01", NULL, &cursor));
  ck_assert_int_eq(nutri_schedule_next(cursor, &read), NUTRI_OK);
  nutri_cursor_close(cursor);
  OK(nutri_schedule_list(db, "ann", NULL, "2026-10-31", &cursor));
  ck_assert_int_eq(nutri_schedule_next(cursor, &read), NUTRI_OK);
  nutri_cursor_close(cursor);
}
END_TEST

/* It counts on the days of the diary from its first to its last. Ten days from 2026-01-01, 200 mg
 * of food each. */
static const struct {
  const char *from;
  const char *to;
  double amount;
  int days;
} spans[] = {
    {"2025-12-01", NULL, 1, 10},        {"2026-01-01", "2026-01-10", 1, 10},
    {"2026-01-04", NULL, 1, 7},         {"2025-12-01", "2026-01-01", 1, 1},
    {"2026-01-10", "2026-01-10", 2, 1}, {"2025-01-01", "2025-12-31", 1, 0},
    {"2026-01-11", "2026-01-20", 1, 0}, {"2026-01-03", "2026-01-05", 0.5, 3},
};

START_TEST(counts_without_being_typed) {
  nutri_total t;

  begin();
  record_days("ann", 10, 200.0);
  add_dose(spans[_i].amount, spans[_i].from, spans[_i].to);
  t = total_of("ann");
  NEAR(t.supplement, 301.5 * spans[_i].amount * spans[_i].days, 1e-9);
  NEAR(t.food, 2000.0, 1e-9);
  ck_assert_int_eq(t.entries, 10 + spans[_i].days);
  ck_assert_int_eq(t.unknown_entries, 0);
  NEAR(sql_number("SELECT total(value) FROM supplement_by_day"
                  " WHERE person = 'ann' AND nutrient_id = 1090 AND scheduled"),
       t.supplement, 1e-9);
}
END_TEST

START_TEST(ended_and_removed) {
  nutri_schedule read = NUTRI_INIT(nutri_schedule);
  int64_t id;

  begin();
  record_days("ann", 10, 200.0);
  id = add_dose(1, "2026-01-01", NULL);
  NEAR(total_of("ann").supplement, 3015.0, 1e-9);
  OK(nutri_schedule_end(db, id, "2026-01-04"));
  NEAR(total_of("ann").supplement, 1206.0, 1e-9);
  OK(nutri_schedule_get(db, id, &read));
  ck_assert_str_eq(read.to, "2026-01-04");
  OK(nutri_schedule_end(db, id, "2026-01-01")); /* its first day is its last */
  NEAR(total_of("ann").supplement, 301.5, 1e-9);
  FAILS(NUTRI_EINVAL, nutri_schedule_end(db, id, "2025-12-31"));
  SAYS("is before the dose begins (2026-01-01)");
  FAILS(NUTRI_EINVAL, nutri_schedule_end(db, id, "2026-02-30"));
  FAILS(NUTRI_EINVAL, nutri_schedule_end(db, id, NULL));
  FAILS(NUTRI_ENOTFOUND, nutri_schedule_end(db, 4711, "2026-01-01"));
  OK(nutri_schedule_remove(db, id));
  NEAR(total_of("ann").supplement, 0.0, 1e-9);
  FAILS(NUTRI_ENOTFOUND, nutri_schedule_remove(db, id));
  SAYS("no scheduled dose");
  FAILS(NUTRI_ENOTFOUND, nutri_schedule_get(db, id, &read));
}
END_TEST

static const struct {
  const char *person;
  double amount;
  const char *measure;
  const char *from;
  const char *to;
  int code;
  const char *says;
} bad[] = {
    {"nobody", 1, "tablet", "2026-01-01", NULL, NUTRI_ENOTFOUND, "nobody"},
    {"ann", 0, "tablet", "2026-01-01", NULL, NUTRI_EINVAL, "amount: 0"},
    {"ann", -1, "tablet", "2026-01-01", NULL, NUTRI_EINVAL, "amount: -1"},
    {"ann", NAN, "tablet", "2026-01-01", NULL, NUTRI_EINVAL, "amount: "},
    {"ann", INFINITY, "tablet", "2026-01-01", NULL, NUTRI_EINVAL, "amount: inf"},
    {"ann", 1e308, "tablet", "2026-01-01", NULL, NUTRI_EINVAL, "amount: 1e+308"},
    {"ann", 1, "spoon", "2026-01-01", NULL, NUTRI_ENOTFOUND, "no measure 'spoon'"},
    {"ann", 1, "tablet", "2026-02-31", NULL, NUTRI_EINVAL, "2026-02-31"},
    {"ann", 1, "tablet", NULL, NULL, NUTRI_EINVAL, "from"},
    {"ann", 1, "tablet", "2026-01-02", "2026-01-01", NUTRI_EINVAL, "2026-01-01"},
    {"ann", 1, "tablet", "1980-01-01", NULL, NUTRI_EINVAL, "before the person was born"},
};

START_TEST(bad_dose_is_refused) {
  nutri_schedule dose;
  int64_t id = -7;

  begin();
  dose = dose_of(bad[_i].person, bad[_i].amount, bad[_i].measure, bad[_i].from, bad[_i].to);
  FAILS(bad[_i].code, nutri_schedule_add(db, &dose, &id));
  SAYS(bad[_i].says);
  ck_assert_int_eq(id, -7);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM schedule"), 0);
}
END_TEST

/* A scheduled food (a shake of 120 kcal) is food: it counts for the day's energy as for its
 * magnesium. */
START_TEST(scheduled_food) {
  int64_t shake = add_food("Shake", "food", "unit");
  nutri_schedule dose;
  nutri_total t;

  begin();
  add_nutrient(shake, MG, 50.0, NULL);
  add_nutrient(shake, NUTRI_ENERGY, 120.0, NULL);
  eat("ann", "2026-11-16", 500.0, "g", add_plain_food("Thing")); /* 500 kcal, 500 mg */
  dose = dose_of("ann", 1, NULL, "2026-11-01", NULL);
  dose.food_id = shake;
  OK(nutri_schedule_add(db, &dose, NULL));
  t = total_of("ann");
  NEAR(t.energy_kcal, 620.0, 1e-9);
  NEAR(t.food, 550.0, 1e-9);
  NEAR(t.known_share, 1.0, 1e-12);
  sql("DELETE FROM food_nutrient WHERE food_id = %lld AND nutrient_id = 1090", (long long)shake);
  t = total_of("ann");
  ck_assert_int_eq(t.unknown_entries, 1);
  NEAR(t.known_share, 500.0 / 620.0, 1e-12);
}
END_TEST

/* What was typed and what is scheduled, by day; days that are none of the diary come where both
 * ends are given. */
START_TEST(by_day) {
  nutri_supplement s = NUTRI_INIT(nutri_supplement);
  nutri_cursor *cursor = NULL;
  static const struct {
    const char *day;
    int is_scheduled;
    int in_diary;
  } rows[] = {
      {"2026-11-14", 1, 0}, {"2026-11-15", 1, 0}, {"2026-11-16", 0, 1}, {"2026-11-16", 1, 1}};
  int n = 0;
  int rc;

  begin();
  add_dose(1, "2026-11-14", NULL);
  eat("ann", "2026-11-16", 2.0, "tablets", pill);
  OK(nutri_supplement_list(db, "ann", MG, "2026-11-10", "2026-11-16", &cursor));
  while ((rc = nutri_supplement_next(cursor, &s)) == NUTRI_ROW) {
    ck_assert_int_lt(n, (int)COUNT(rows));
    ck_assert_str_eq(s.day, rows[n].day);
    ck_assert_int_eq(s.is_scheduled, rows[n].is_scheduled);
    ck_assert_int_eq(s.in_diary, rows[n].in_diary);
    ck_assert_int_eq(s.food_id, pill);
    ck_assert_str_eq(s.description, "Mag 500");
    ck_assert_int_eq(s.kind, NUTRI_SUPPLEMENT);
    NEAR(s.amount, rows[n].is_scheduled ? 1 : 2, 1e-12);
    NEAR(s.value, rows[n].is_scheduled ? 301.5 : 603, 1e-9);
    ck_assert_str_eq(s.unit, "mg");
    n++;
  }
  ck_assert_int_eq(rc, NUTRI_OK);
  ck_assert_int_eq(n, (int)COUNT(rows));
  nutri_cursor_close(cursor);
  n = 0;
  OK(nutri_supplement_list(db, "ann", MG, NULL, NULL, &cursor)); /* never endless */
  while ((rc = nutri_supplement_next(cursor, &s)) == NUTRI_ROW)
    n++;
  ck_assert_int_eq(rc, NUTRI_OK);
  ck_assert_int_eq(n, 2);
  nutri_cursor_close(cursor);
  OK(nutri_supplement_list(db, "ann", 1095, NULL, NULL, &cursor)); /* its label names no zinc */
  ck_assert_int_eq(nutri_supplement_next(cursor, &s), NUTRI_OK);
  nutri_cursor_close(cursor);
  FAILS(NUTRI_ENOTFOUND, nutri_supplement_list(db, "ann", 4711, NULL, NULL, &cursor));
  FAILS(NUTRI_ENOTFOUND, nutri_supplement_list(db, "nobody", MG, NULL, NULL, &cursor));
  FAILS(NUTRI_EINVAL, nutri_supplement_list(db, "ann", MG, "2026-11-31", NULL, &cursor));
}
END_TEST

/* Days with a scheduled dose and nothing else: the diary has 2026-01-01 to 2026-01-10, 200 mg of
 * food each. The dose of every day up to today is in a total; no mean has a day of which no food is
 * known. */
static const struct {
  const char *dose_from;
  const char *dose_to;
  const char *from;
  const char *to;
  const char *today;
  int days;
  int doses;
  int counted;
  int unconfirmed;
} dose_days[] = {
    {"2026-01-01", NULL, "2026-01-01", "2026-01-14", "2026-02-01", 14, 14, 10, 4},
    {"2026-01-01", NULL, "2026-01-01", "2026-01-14", NULL, 14, 14, 10, 4},
    {"2026-01-01", NULL, "2026-01-01", "2026-01-14", "2026-01-12", 12, 12, 10, 1},
    {"2026-01-01", NULL, "2026-01-01", "9999-12-31", "2026-01-12", 12, 12, 10, 1},
    {"2025-12-30", "2026-01-12", "0001-01-01", "2026-12-31", "2026-12-31", 14, 14, 10, 4},
    {"2025-12-30", NULL, NULL, NULL, "2026-02-01", 10, 10, 10, 0},
    {"2025-12-30", NULL, "2025-12-31", NULL, "2026-02-01", 11, 11, 10, 1},
    {"2026-01-11", "2026-01-12", "2026-01-11", "2026-01-12", "2026-02-01", 2, 2, 0, 2},
    {"2026-03-01", NULL, "2026-01-09", "2026-01-31", "2026-02-01", 2, 0, 2, 0},
};

START_TEST(days_of_doses_alone) {
  nutri_total t = NUTRI_INIT(nutri_total);
  nutri_deficit d = NUTRI_INIT(nutri_deficit);
  nutri_supplement s = NUTRI_INIT(nutri_supplement);
  nutri_cursor *cursor = NULL;
  int listed = 0;

  begin();
  record_days("ann", 10, 200.0);
  OK(nutri_day_mark(db, "ann", "2026-01-01", "complete"));
  add_dose(1, dose_days[_i].dose_from, dose_days[_i].dose_to);
  OK(nutri_today_set(db, dose_days[_i].today));
  OK(nutri_magnesium_total(db, "ann", dose_days[_i].from, dose_days[_i].to, &t));
  ck_assert_int_eq(t.days, dose_days[_i].days);
  NEAR(t.supplement, 301.5 * dose_days[_i].doses, 1e-9);
  ck_assert_int_eq(t.unknown_entries, 0);
  ck_assert_int_eq(t.days_counted, dose_days[_i].counted);
  ck_assert_int_eq(t.days_unconfirmed, dose_days[_i].unconfirmed);
  NEAR(t.total, t.food + t.supplement, 1e-9);
  OK(nutri_supplement_list(db, "ann", MG, dose_days[_i].from, dose_days[_i].to, &cursor));
  while (nutri_supplement_next(cursor, &s) == NUTRI_ROW)
    listed++;
  nutri_cursor_close(cursor);
  ck_assert_int_eq(listed, dose_days[_i].doses);
  OK(nutri_magnesium_deficit(db, "ann", dose_days[_i].from, dose_days[_i].to, &d));
  ck_assert_int_eq(d.days_counted, dose_days[_i].counted);
  ck_assert_int_eq(d.days_unconfirmed, dose_days[_i].unconfirmed);
  if (d.days_counted == 0) {
    ck_assert_int_eq(d.target_reason, NUTRI_REASON_NO_DAY);
    IS_NAN(d.mean_total);
    return;
  }
  NEAR(d.mean_food, 200.0, 1e-9);
}
END_TEST

/* Marked complete, such a day counts: 0 of food (science.md 2) and its dose, which the UL is held
 * against. */
START_TEST(day_of_a_dose_marked_complete) {
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  begin();
  add_dose(1, "2026-01-01", NULL);
  OK(nutri_day_mark(db, "ann", "2026-01-02", "complete"));
  OK(nutri_magnesium_deficit(db, "ann", "2026-01-01", "2026-01-04", &d));
  ck_assert_int_eq(d.days_counted, 1);
  ck_assert_int_eq(d.days_unconfirmed, 3);
  NEAR(d.mean_food, 0.0, 1e-12);
  NEAR(d.mean_supplement, 301.5, 1e-9);
  NEAR(d.upper_counted, 301.5, 1e-9);
}
END_TEST

/* A dose of unknown magnesium is unknown on every day of the span, and listed as often. */
START_TEST(days_of_an_unknown_dose) {
  nutri_total t = NUTRI_INIT(nutri_total);
  nutri_estimate e = NUTRI_INIT(nutri_estimate);
  nutri_unknown u = NUTRI_INIT(nutri_unknown);
  nutri_cursor *cursor = NULL;
  nutri_schedule dose = NUTRI_INIT(nutri_schedule);
  int listed = 0;

  begin();
  dose.person = "ann";
  dose.food_id = add_food("Mystery", "supplement", "unit");
  dose.amount = 1;
  dose.from = "2026-01-01";
  OK(nutri_schedule_add(db, &dose, NULL));
  eat("ann", "2026-01-02", 1.0, "tablet", pill);
  OK(nutri_magnesium_total(db, "ann", "2026-01-01", "2026-01-04", &t));
  ck_assert_int_eq(t.days, 4);
  ck_assert_int_eq(t.entries, 5);
  ck_assert_int_eq(t.unknown_entries, 4);
  NEAR(t.supplement, 301.5, 1e-9);
  OK(nutri_unknown_list(db, "ann", MG, "2026-01-01", "2026-01-04", 0, &cursor));
  while (nutri_unknown_next(cursor, &u) == NUTRI_ROW) {
    ck_assert_int_eq(u.food_id, dose.food_id);
    listed++;
  }
  nutri_cursor_close(cursor);
  ck_assert_int_eq(listed, 4);
  OK(nutri_nutrient_estimate(db, "ann", MG, "2026-01-01", "2026-01-04", &e));
  ck_assert_int_eq(e.unknown_entries, 4);
  OK(nutri_magnesium_total(db, "ann", "2026-01-03", "2026-01-04", &t));
  IS_NAN(t.total);
}
END_TEST

/* A pill of unknown magnesium is there, as unknown. */
START_TEST(unknown_pill) {
  nutri_supplement s = NUTRI_INIT(nutri_supplement);
  nutri_cursor *cursor = NULL;

  begin();
  eat("ann", "2026-11-16", 1.0, NULL, add_food("Mystery", "supplement", "unit"));
  OK(nutri_supplement_list(db, "ann", MG, NULL, NULL, &cursor));
  ck_assert_int_eq(nutri_supplement_next(cursor, &s), NUTRI_ROW);
  ck_assert_str_eq(s.description, "Mystery");
  IS_NAN(s.value);
  nutri_cursor_close(cursor);
}
END_TEST

TESTS("schedule") {
  tcase_add_test(tc, dose_is_kept);
  ADD_LOOP(counts_without_being_typed, spans);
  tcase_add_test(tc, ended_and_removed);
  ADD_LOOP(bad_dose_is_refused, bad);
  tcase_add_test(tc, scheduled_food);
  tcase_add_test(tc, by_day);
  tcase_add_test(tc, unknown_pill);
  ADD_LOOP(days_of_doses_alone, dose_days);
  tcase_add_test(tc, day_of_a_dose_marked_complete);
  tcase_add_test(tc, days_of_an_unknown_dose);
}
