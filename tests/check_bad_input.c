/* SPDX-License-Identifier: MIT */
/* Input that is wrong: one sentence, and nothing is stored. What each function refuses beside this
 * stands in its own file; here is what every one of them must stand. */
#include "support.h"

#define DAY "2026-11-16"
#define MEGABYTES 10

static char *huge; /* a name of 10 MB */

static nutri_intake entry(void) {
  return (nutri_intake){.size = sizeof(nutri_intake),
                        .person = "ann",
                        .day = DAY,
                        .food_id = 1000000001,
                        .amount = 30.0,
                        .measure = "g"};
}

/* How many rows of anybody's there are, so that one too many shows. */
static int64_t stored(void) {
  return sql_int("SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM life_stage)"
                 " + (SELECT count(*) FROM target) + (SELECT total(amount) FROM intake)"
                 " + (SELECT count(*) FROM intake_day) + (SELECT count(*) FROM observation)"
                 " + (SELECT count(*) FROM food) + (SELECT count(*) FROM food_alias)"
                 " + (SELECT count(*) FROM food_nutrient) + (SELECT count(*) FROM food_portion)"
                 " + (SELECT count(*) FROM intake WHERE meal IS NOT NULL)");
}

/* ---- amounts ------------------------------------------------------------------------------- */

static const double amounts[] = {0.0,       -0.0,     -1.0,      -1e308,     1e308,
                                 1e6 + 1.0, HUGE_VAL, -HUGE_VAL, (double)NAN};

static int add_entry(double amount) {
  nutri_intake given = entry();

  given.amount = amount;
  return nutri_intake_add(db, &given, NULL);
}

static int change_entry(double amount) {
  nutri_intake given = entry();

  given.amount = amount;
  return nutri_intake_change(db, 1, &given);
}

static int add_goal(double amount) {
  nutri_target given = {
      .size = sizeof given, .nutrient_id = NUTRI_MAGNESIUM, .from = DAY, .amount = amount};

  return nutri_target_add(db, "ann", &given, NULL);
}

static int add_measure(double grams) {
  static const char *const measure = "slice";
  nutri_own_food given = {.size = sizeof given,
                          .description = "Oat bar",
                          .portion_count = 1,
                          .measures = &measure,
                          .grams = &grams};

  return nutri_food_add(db, &given, NULL);
}

/* A food may hold none of a nutrient: 0 is an amount, and is not tried here. */
static int add_content(double amount) {
  static const int64_t nutrient = NUTRI_MAGNESIUM;
  double given_amount = amount == 0.0 ? -1.0 : amount;
  nutri_own_food given = {.size = sizeof given,
                          .description = "Oat bar",
                          .nutrient_count = 1,
                          .nutrients = &nutrient,
                          .amounts = &given_amount};

  return nutri_food_add(db, &given, NULL);
}

static int (*const with_amount[])(double) = {add_entry, change_entry, add_goal, add_measure,
                                             add_content};

START_TEST(amount) {
  int64_t before;

  add_ann();
  eat("ann", DAY, 10.0, "g", starter("almonds"));
  before = stored();
  for (size_t i = 0; i < COUNT(with_amount); i++) {
    FAILS(NUTRI_EINVAL, with_amount[i](amounts[_i]));
    ck_assert_int_eq(stored(), before);
  }
}
END_TEST

/* ---- days ---------------------------------------------------------------------------------- */

static const char *const days[] = {"2026-02-31", "2026-02-29", "2026-13-01",
                                   "2026-1-1",   "0000-01-01", "20261116",
                                   "yesterday",  "",           "2026-11-16 "};

static int entry_on(const char *day) {
  nutri_intake given = entry();

  given.day = day;
  return nutri_intake_add(db, &given, NULL);
}

static int entry_moved_to(const char *day) {
  nutri_intake given = entry();

  given.day = day;
  return nutri_intake_change(db, 1, &given);
}

static int copied_to(const char *day) {
  return nutri_intake_again(db, "ann", DAY, NULL, day, NULL);
}
static int copied_from(const char *day) {
  return nutri_intake_again(db, "ann", day, NULL, DAY, NULL);
}
static int usual_on(const char *day) { return nutri_usual_log(db, "ann", NULL, day, NULL); }
static int marked(const char *day) { return nutri_day_mark(db, "ann", day, "complete"); }
static int today(const char *day) { return nutri_today_set(db, day); }

static int born(const char *day) {
  nutri_person given = {.size = sizeof given, .name = "eve", .born = day, .age_months = -1};

  return nutri_person_add(db, &given);
}

static int stage_from(const char *day) {
  nutri_stage given = {sizeof given, "pregnant", day, NULL};

  return nutri_stage_add(db, "ann", &given);
}

static int goal_to(const char *day) {
  nutri_target given = {.size = sizeof given,
                        .nutrient_id = NUTRI_MAGNESIUM,
                        .from = "0001-01-01",
                        .to = day,
                        .amount = 300.0};

  return nutri_target_add(db, "ann", &given, NULL);
}

static int noted(const char *day) {
  nutri_observation given = {.size = sizeof given, .day = day, .what = "pain", .value = 4.0};

  return nutri_observation_add(db, "ann", &given, NULL);
}

static int total_from(const char *day) {
  nutri_total t = NUTRI_INIT(nutri_total);

  return nutri_magnesium_total(db, "ann", day, NULL, &t);
}

static int deficit_to(const char *day) {
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  return nutri_nutrient_deficit_by(db, "ann", "eu", NUTRI_MAGNESIUM, NULL, day, &d);
}

static int (*const with_day[])(const char *) = {
    entry_on, entry_moved_to, copied_to, copied_from, usual_on,   marked,    today,
    born,     stage_from,     goal_to,   noted,       total_from, deficit_to};

START_TEST(day) {
  int64_t before;

  add_ann();
  eat("ann", DAY, 10.0, "g", starter("almonds"));
  before = stored();
  for (size_t i = 0; i < COUNT(with_day); i++) {
    int rc = with_day[i](days[_i]);

    ck_assert_msg(rc == NUTRI_EINVAL, "function %zu: '%s' is %d", i, days[_i], rc);
    ck_assert_msg(nutri_errmsg(db)[0] != '\0', "function %zu says nothing", i);
    ck_assert_int_eq(stored(), before);
  }
}
END_TEST

/* ---- names --------------------------------------------------------------------------------- */

static int person_named(const char *name) {
  nutri_person given = {.size = sizeof given, .name = name, .age_months = -1};

  return nutri_person_add(db, &given);
}

static int entry_of(const char *name) {
  nutri_intake given = entry();

  given.person = name;
  return nutri_intake_add(db, &given, NULL);
}

static int entry_in(const char *measure) {
  nutri_intake given = entry();

  given.measure = measure;
  return nutri_intake_add(db, &given, NULL);
}

static int entry_at(const char *meal) {
  nutri_intake given = entry();

  given.meal = meal;
  return nutri_intake_add(db, &given, NULL);
}

static int food_named(const char *name) {
  nutri_own_food given = {.size = sizeof given, .description = name};

  return nutri_food_add(db, &given, NULL);
}

static int food_in(const char *category) {
  nutri_own_food given = {.size = sizeof given, .description = "Oat bar", .category = category};

  return nutri_food_add(db, &given, NULL);
}

static int food_measured(const char *measure) {
  static const double grams = 30.0;
  nutri_own_food given = {.size = sizeof given,
                          .description = "Oat bar",
                          .portion_count = 1,
                          .measures = &measure,
                          .grams = &grams};

  return nutri_food_add(db, &given, NULL);
}

static int food_found(const char *text) {
  nutri_food food = NUTRI_INIT(nutri_food);

  return nutri_food_find(db, "ann", text, &food);
}

static int phrase(const char *text) {
  nutri_intake read = NUTRI_INIT(nutri_intake);

  return nutri_intake_parse(db, "ann", text, &read);
}

static int word(const char *text) { return nutri_alias_set(db, "ann", text, 1000000001); }
static int word_to(const char *text) { return nutri_alias_rename(db, "ann", "nibbles", text); }
static int word_of(const char *name) { return nutri_alias_merge(db, name, "x", "y"); }
static int no_word(const char *text) { return nutri_alias_remove(db, "ann", text); }
static int usual_of(const char *meal) { return nutri_usual_log(db, "ann", meal, DAY, NULL); }
static int by_authority(const char *code) {
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  return nutri_nutrient_deficit_by(db, "ann", code, NUTRI_MAGNESIUM, NULL, NULL, &d);
}

static const struct {
  const char *what;
  int (*with)(const char *);
} named[] = {
    {"person", person_named},
    {"entry's person", entry_of},
    {"measure", entry_in},
    {"meal", entry_at},
    {"own food", food_named},
    {"category", food_in},
    {"own measure", food_measured},
    {"food", food_found},
    {"phrase", phrase},
    {"word", word},
    {"new word", word_to},
    {"word's person", word_of},
    {"removed word", no_word},
    {"usual meal", usual_of},
    {"authority", by_authority},
};

/* A name of 10 MB is refused in a sentence that does not repeat it. */
START_TEST(name_of_10_mb) {
  int64_t before;
  int rc;

  add_ann();
  OK(nutri_alias_set(db, "ann", "nibbles", starter("almonds")));
  huge = malloc((MEGABYTES << 20) + 1);
  ck_assert_ptr_nonnull(huge);
  memset(huge, 'x', MEGABYTES << 20);
  huge[MEGABYTES << 20] = '\0';
  for (int words = 0; words < 2; words++) {
    before = stored();
    rc = named[_i].with(huge);
    ck_assert_msg(rc == NUTRI_EINVAL || rc == NUTRI_ENOTFOUND, "%s: %d %s", named[_i].what, rc,
                  nutri_errmsg(db));
    ck_assert_uint_gt(strlen(nutri_errmsg(db)), 0);
    ck_assert_uint_lt(strlen(nutri_errmsg(db)), 400);
    ck_assert_int_eq(stored(), before);
    memcpy(huge, "2 ", 2); /* then words of it, behind an amount */
    for (size_t i = 10; i < (MEGABYTES << 20); i += 10)
      huge[i] = ' ';
  }
  free(huge);
}
END_TEST

/* ---- persons ------------------------------------------------------------------------------- */

START_TEST(two_persons_of_one_name) {
  add_ann();
  FAILS(NUTRI_EEXISTS, person_named("ann"));
  SAYS("there is a person 'ann' already");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 1);
}
END_TEST

START_TEST(no_such_person) {
  nutri_stage stage = {sizeof stage, "pregnant", DAY, NULL};
  nutri_target goal = {
      .size = sizeof goal, .nutrient_id = NUTRI_MAGNESIUM, .from = DAY, .amount = 300};
  nutri_observation pain = {.size = sizeof pain, .day = DAY, .what = "pain", .value = 4.0};
  nutri_total total = NUTRI_INIT(nutri_total);
  nutri_deficit deficit = NUTRI_INIT(nutri_deficit);
  nutri_estimate estimate = NUTRI_INIT(nutri_estimate);
  nutri_cursor *cursor = NULL;
  int64_t before = stored();
  const int codes[] = {
      entry_of("eve"),
      word_of("eve"),
      nutri_intake_again(db, "eve", DAY, NULL, DAY, NULL),
      nutri_usual_log(db, "eve", NULL, DAY, NULL),
      nutri_usual_list(db, "eve", NULL, DAY, &cursor),
      nutri_stage_add(db, "eve", &stage),
      nutri_target_add(db, "eve", &goal, NULL),
      nutri_target_list(db, "eve", &cursor),
      nutri_alias_list(db, "eve", &cursor),
      nutri_alias_set(db, "eve", "x", 1000000001),
      nutri_day_mark(db, "eve", DAY, "complete"),
      nutri_observation_add(db, "eve", &pain, NULL),
      nutri_magnesium_total(db, "eve", NULL, NULL, &total),
      nutri_magnesium_deficit(db, "eve", NULL, NULL, &deficit),
      nutri_nutrient_deficit_by(db, "eve", "eu", NUTRI_MAGNESIUM, NULL, NULL, &deficit),
      nutri_nutrient_estimate(db, "eve", NUTRI_MAGNESIUM, NULL, NULL, &estimate),
      nutri_unknown_list(db, "eve", NUTRI_MAGNESIUM, NULL, NULL, 0, &cursor),
  };

  for (size_t i = 0; i < COUNT(codes); i++)
    ck_assert_msg(codes[i] == NUTRI_ENOTFOUND, "call %zu is %d", i, codes[i]);
  SAYS("there is no person 'eve'");
  ck_assert_ptr_null(cursor);
  ck_assert_int_eq(stored(), before);
}
END_TEST

TESTS("bad_input") {
  ADD_LOOP(amount, amounts);
  ADD_LOOP(day, days);
  ADD_LOOP(name_of_10_mb, named);
  tcase_add_test(tc, two_persons_of_one_name);
  tcase_add_test(tc, no_such_person);
}
