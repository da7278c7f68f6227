/* SPDX-License-Identifier: MIT */
/* Calls that are wrong in themselves: for every public function NUTRI_EMISUSE, never a crash, and
 * nothing filled. */
#include "support.h"

static nutri_food food = NUTRI_INIT(nutri_food);
static nutri_nutrient nutrient = NUTRI_INIT(nutri_nutrient);
static nutri_portion portion = NUTRI_INIT(nutri_portion);
static nutri_rank rank = NUTRI_INIT(nutri_rank);
static nutri_person person = {.size = sizeof(nutri_person), .name = "bob", .age_months = -1};
static nutri_stage stage = {sizeof(nutri_stage), "pregnant", "2026-01-01", NULL};
static nutri_target target = NUTRI_INIT(nutri_target);
static nutri_intake intake = NUTRI_INIT(nutri_intake);
static nutri_alias alias = NUTRI_INIT(nutri_alias);
static nutri_own_food own_food = {.size = sizeof(nutri_own_food), .description = "Oat bar"};
static nutri_usual usual = NUTRI_INIT(nutri_usual);
static nutri_unknown unknown = NUTRI_INIT(nutri_unknown);
static nutri_estimate estimate = NUTRI_INIT(nutri_estimate);
static nutri_observation observation = NUTRI_INIT(nutri_observation);
static nutri_total total = NUTRI_INIT(nutri_total);
static nutri_day day = NUTRI_INIT(nutri_day);
static nutri_deficit deficit = NUTRI_INIT(nutri_deficit);
static nutri_source source = NUTRI_INIT(nutri_source);
static nutri_suggest_summary summary = NUTRI_INIT(nutri_suggest_summary);
static nutri_suggestion suggestion = NUTRI_INIT(nutri_suggestion);
static nutri_import_report report = NUTRI_INIT(nutri_import_report);
static nutri_import_file file = NUTRI_INIT(nutri_import_file);
static nutri_reject reject = NUTRI_INIT(nutri_reject);
static nutri_compound compound = NUTRI_INIT(nutri_compound);
static nutri_product product = NUTRI_INIT(nutri_product);
static nutri_label label = NUTRI_INIT(nutri_label);
static nutri_schedule dose = NUTRI_INIT(nutri_schedule);
static nutri_supplement supplement = NUTRI_INIT(nutri_supplement);
static nutri_recipe recipe = NUTRI_INIT(nutri_recipe);
static nutri_ingredient ingredient = NUTRI_INIT(nutri_ingredient);
static nutri_retention retention = NUTRI_INIT(nutri_retention);
static nutri_cooking cooking = NUTRI_INIT(nutri_cooking);
static nutri_change change = NUTRI_INIT(nutri_change);
static nutri_undo_report undone = NUTRI_INIT(nutri_undo_report);
static nutri *opened;
static nutri_cursor *cursor;
static int64_t number;
static int count;
static double number_real;

static int write_nothing(void *user, const void *bytes, size_t size) {
  (void)user;
  (void)bytes;
  (void)size;
  return 0;
}

#define DAY "2026-11-16"
#define MG NUTRI_MAGNESIUM
#define MISUSE(call)                                                                               \
  do {                                                                                             \
    int rc_ = (call);                                                                              \
    ck_assert_msg(rc_ == NUTRI_EMISUSE, "%s is %d", #call, rc_);                                   \
  } while (0)
/* ... with a handle to say why. */
#define MISUSE_SAID(call)                                                                          \
  do {                                                                                             \
    MISUSE(call);                                                                                  \
    ck_assert_msg(nutri_errmsg(db)[0] != '\0', "%s says nothing", #call);                          \
  } while (0)

START_TEST(no_handle) {
  MISUSE(nutri_today_set(NULL, DAY));
  MISUSE(nutri_check(NULL, &count, NULL, NULL));
  MISUSE(nutri_food_get(NULL, 1, &food));
  MISUSE(nutri_food_by_key(NULL, "ndb:1", &food));
  MISUSE(nutri_food_find(NULL, NULL, "x", &food));
  MISUSE(nutri_food_candidates(NULL, NULL, "x", 1, &cursor));
  MISUSE(nutri_alias_set(NULL, "ann", "x", 1));
  MISUSE(nutri_alias_remove(NULL, "ann", "x"));
  MISUSE(nutri_alias_rename(NULL, "ann", "x", "y"));
  MISUSE(nutri_alias_merge(NULL, "ann", "x", "y"));
  MISUSE(nutri_alias_list(NULL, "ann", &cursor));
  MISUSE(nutri_food_add(NULL, &own_food, &number));
  MISUSE(nutri_food_edit(NULL, 1, &own_food, &number));
  MISUSE(nutri_usual_list(NULL, "ann", NULL, DAY, &cursor));
  MISUSE(nutri_usual_log(NULL, "ann", NULL, DAY, &count));
  MISUSE(nutri_unknown_list(NULL, "ann", MG, NULL, NULL, 0, &cursor));
  MISUSE(nutri_nutrient_estimate(NULL, "ann", MG, NULL, NULL, &estimate));
  MISUSE(nutri_food_search(NULL, "x", 1, 0, &cursor));
  MISUSE(nutri_nutrient_find(NULL, "MG", &nutrient));
  MISUSE(nutri_food_nutrients(NULL, 1, &cursor));
  MISUSE(nutri_food_portions(NULL, 1, &cursor));
  MISUSE(nutri_food_rank(NULL, MG, 0, NULL, 1, 0, &cursor));
  MISUSE(nutri_person_add(NULL, &person));
  MISUSE(nutri_person_change(NULL, &person));
  MISUSE(nutri_person_get(NULL, "ann", &person));
  MISUSE(nutri_person_list(NULL, &cursor));
  MISUSE(nutri_stage_add(NULL, "ann", &stage));
  MISUSE(nutri_stage_remove(NULL, "ann", "pregnant", DAY));
  MISUSE(nutri_stage_list(NULL, "ann", &cursor));
  MISUSE(nutri_target_add(NULL, "ann", &target, &number));
  MISUSE(nutri_target_remove(NULL, 1));
  MISUSE(nutri_target_list(NULL, "ann", &cursor));
  MISUSE(nutri_intake_parse(NULL, "ann", "1 egg", &intake));
  MISUSE(nutri_intake_add(NULL, &intake, &number));
  MISUSE(nutri_intake_change(NULL, 1, &intake));
  MISUSE(nutri_intake_remove(NULL, 1));
  MISUSE(nutri_intake_again(NULL, "ann", DAY, NULL, DAY, &count));
  MISUSE(nutri_intake_get(NULL, 1, &intake));
  MISUSE(nutri_intake_list(NULL, "ann", NULL, NULL, &cursor));
  MISUSE(nutri_day_mark(NULL, "ann", DAY, "complete"));
  MISUSE(nutri_observation_add(NULL, "ann", &observation, &number));
  MISUSE(nutri_observation_remove(NULL, 1));
  MISUSE(nutri_observation_list(NULL, "ann", NULL, NULL, &cursor));
  MISUSE(nutri_nutrient_total(NULL, "ann", MG, NULL, NULL, &total));
  MISUSE(nutri_magnesium_total(NULL, "ann", NULL, NULL, &total));
  MISUSE(nutri_day_list(NULL, "ann", MG, NULL, NULL, &cursor));
  MISUSE(nutri_nutrient_deficit(NULL, "ann", MG, NULL, NULL, &deficit));
  MISUSE(nutri_nutrient_deficit_by(NULL, "ann", "eu", MG, NULL, NULL, &deficit));
  MISUSE(nutri_magnesium_deficit(NULL, "ann", NULL, NULL, &deficit));
  MISUSE(nutri_source_list(NULL, "ann", MG, NULL, NULL, &cursor));
  MISUSE(nutri_compound_list(NULL, NULL, &cursor));
  MISUSE(nutri_product_add(NULL, &product, &label, 1, &number));
  MISUSE(nutri_product_change(NULL, 1, &product, &label, 1, &number));
  MISUSE(nutri_product_get(NULL, 1, &product));
  MISUSE(nutri_product_list(NULL, &cursor));
  MISUSE(nutri_product_labels(NULL, 1, &cursor));
  MISUSE(nutri_schedule_add(NULL, &dose, &number));
  MISUSE(nutri_schedule_get(NULL, 1, &dose));
  MISUSE(nutri_schedule_end(NULL, 1, DAY));
  MISUSE(nutri_schedule_remove(NULL, 1));
  MISUSE(nutri_schedule_list(NULL, "ann", NULL, NULL, &cursor));
  MISUSE(nutri_supplement_list(NULL, "ann", MG, NULL, NULL, &cursor));
  MISUSE(nutri_recipe_add(NULL, &recipe, &ingredient, 1, &number));
  MISUSE(nutri_recipe_change(NULL, 1, &recipe, &ingredient, 1, &number));
  MISUSE(nutri_recipe_get(NULL, 1, &recipe));
  MISUSE(nutri_recipe_list(NULL, &cursor));
  MISUSE(nutri_recipe_ingredients(NULL, 1, &cursor));
  MISUSE(nutri_recipe_retentions(NULL, 1, &cursor));
  MISUSE(nutri_cooking_add(NULL, "1", 1, "x"));
  MISUSE(nutri_cooking_set(NULL, "1", MG, 1.0));
  MISUSE(nutri_cooking_list(NULL, NULL, MG, &cursor));
  MISUSE(nutri_intake_nutrient(NULL, 1, MG, &number_real));
  MISUSE(nutri_slim(NULL, NULL, write_nothing, NULL, NULL));
  MISUSE(nutri_import_days(NULL, 1, "ann", MG, NULL, NULL));
  MISUSE(nutri_open_as_of(NULL, "ann", 0, &opened));
  MISUSE(nutri_person_export(NULL, "ann", write_nothing, NULL, NULL));
  MISUSE(nutri_person_restore(NULL, "x", NULL, NULL));
  MISUSE(nutri_person_forget(NULL, "ann", 0, NULL, NULL, NULL));
  MISUSE(nutri_suggest(NULL, "ann", NULL, &summary, &cursor));
  MISUSE(nutri_import(NULL, "x", NULL, &report, NULL));
  MISUSE(nutri_import_list(NULL, &cursor));
  MISUSE(nutri_import_files(NULL, 1, &cursor));
  MISUSE(nutri_reject_list(NULL, 1, &cursor));
  MISUSE(nutri_import_get(NULL, 1, &report));
  MISUSE(nutri_import_change_list(NULL, 1, &cursor));
  MISUSE(nutri_import_undo(NULL, 1, &undone));
  ck_assert_ptr_null(cursor);
}
END_TEST

START_TEST(no_cursor) {
  MISUSE(nutri_food_next(NULL, &food));
  MISUSE(nutri_nutrient_next(NULL, &nutrient));
  MISUSE(nutri_portion_next(NULL, &portion));
  MISUSE(nutri_rank_next(NULL, &rank));
  MISUSE(nutri_person_next(NULL, &person));
  MISUSE(nutri_stage_next(NULL, &stage));
  MISUSE(nutri_target_next(NULL, &target));
  MISUSE(nutri_alias_next(NULL, &alias));
  MISUSE(nutri_usual_next(NULL, &usual));
  MISUSE(nutri_unknown_next(NULL, &unknown));
  MISUSE(nutri_intake_next(NULL, &intake));
  MISUSE(nutri_observation_next(NULL, &observation));
  MISUSE(nutri_day_next(NULL, &day));
  MISUSE(nutri_source_next(NULL, &source));
  MISUSE(nutri_compound_next(NULL, &compound));
  MISUSE(nutri_product_next(NULL, &product));
  MISUSE(nutri_label_next(NULL, &label));
  MISUSE(nutri_schedule_next(NULL, &dose));
  MISUSE(nutri_supplement_next(NULL, &supplement));
  MISUSE(nutri_recipe_next(NULL, &recipe));
  MISUSE(nutri_ingredient_next(NULL, &ingredient));
  MISUSE(nutri_retention_next(NULL, &retention));
  MISUSE(nutri_cooking_next(NULL, &cooking));
  MISUSE(nutri_suggest_next(NULL, &suggestion));
  MISUSE(nutri_import_next(NULL, &report));
  MISUSE(nutri_import_file_next(NULL, &file));
  MISUSE(nutri_reject_next(NULL, &reject));
  MISUSE(nutri_change_next(NULL, &change));
  nutri_cursor_close(NULL);
  nutri_close(NULL);
}
END_TEST

START_TEST(no_open_arguments) {
  nutri_error err = NUTRI_INIT(nutri_error);

  MISUSE(nutri_open(NULL, NUTRI_READONLY, &opened, &err));
  ck_assert_int_eq(err.code, NUTRI_EMISUSE);
  MISUSE(nutri_open("", NUTRI_READONLY, &opened, &err));
  MISUSE(nutri_open("x", NUTRI_READONLY, NULL, &err));
  MISUSE(nutri_open(NULL, 0, NULL, NULL));
  MISUSE(nutri_attach(NULL, &opened, &err));
  MISUSE(nutri_attach(nutri_sqlite(db), NULL, &err));
  MISUSE(nutri_attach(NULL, NULL, NULL));
  ck_assert_ptr_null(opened);
}
END_TEST

/* Where the cursor or the struct would go, there is nothing. */
START_TEST(no_place_for_the_answer) {
  int64_t almonds = starter("almonds");

  add_ann();
  number = eat("ann", DAY, 1.0, "g", almonds);
  MISUSE_SAID(nutri_food_get(db, almonds, NULL));
  MISUSE_SAID(nutri_food_by_key(db, "ndb:12061", NULL));
  MISUSE_SAID(nutri_food_find(db, NULL, "almonds", NULL));
  MISUSE_SAID(nutri_food_candidates(db, NULL, "x", 1, NULL));
  MISUSE_SAID(nutri_food_search(db, "x", 1, 0, NULL));
  MISUSE_SAID(nutri_nutrient_find(db, "MG", NULL));
  MISUSE_SAID(nutri_food_nutrients(db, almonds, NULL));
  MISUSE_SAID(nutri_food_portions(db, almonds, NULL));
  MISUSE_SAID(nutri_food_rank(db, MG, 0, NULL, 1, 0, NULL));
  MISUSE_SAID(nutri_person_get(db, "ann", NULL));
  MISUSE_SAID(nutri_person_list(db, NULL));
  MISUSE_SAID(nutri_stage_list(db, "ann", NULL));
  MISUSE_SAID(nutri_target_list(db, "ann", NULL));
  MISUSE_SAID(nutri_alias_list(db, "ann", NULL));
  MISUSE_SAID(nutri_usual_list(db, "ann", NULL, DAY, NULL));
  MISUSE_SAID(nutri_unknown_list(db, "ann", MG, NULL, NULL, 0, NULL));
  MISUSE_SAID(nutri_nutrient_estimate(db, "ann", MG, NULL, NULL, NULL));
  MISUSE_SAID(nutri_intake_parse(db, "ann", "1 egg", NULL));
  MISUSE_SAID(nutri_intake_get(db, number, NULL));
  MISUSE_SAID(nutri_intake_list(db, "ann", NULL, NULL, NULL));
  MISUSE_SAID(nutri_observation_list(db, "ann", NULL, NULL, NULL));
  MISUSE_SAID(nutri_nutrient_total(db, "ann", MG, NULL, NULL, NULL));
  MISUSE_SAID(nutri_magnesium_total(db, "ann", NULL, NULL, NULL));
  MISUSE_SAID(nutri_day_list(db, "ann", MG, NULL, NULL, NULL));
  MISUSE_SAID(nutri_nutrient_deficit(db, "ann", MG, NULL, NULL, NULL));
  MISUSE_SAID(nutri_nutrient_deficit_by(db, "ann", "eu", MG, NULL, NULL, NULL));
  MISUSE_SAID(nutri_magnesium_deficit(db, "ann", NULL, NULL, NULL));
  MISUSE_SAID(nutri_source_list(db, "ann", MG, NULL, NULL, NULL));
  MISUSE_SAID(nutri_compound_list(db, NULL, NULL));
  MISUSE_SAID(nutri_product_list(db, NULL));
  MISUSE_SAID(nutri_product_labels(db, almonds, NULL));
  MISUSE_SAID(nutri_schedule_list(db, "ann", NULL, NULL, NULL));
  MISUSE_SAID(nutri_supplement_list(db, "ann", MG, NULL, NULL, NULL));
  MISUSE_SAID(nutri_recipe_list(db, NULL));
  MISUSE_SAID(nutri_recipe_ingredients(db, almonds, NULL));
  MISUSE_SAID(nutri_recipe_retentions(db, almonds, NULL));
  MISUSE_SAID(nutri_cooking_list(db, NULL, MG, NULL));
  MISUSE_SAID(nutri_suggest(db, "ann", NULL, &summary, NULL));
  MISUSE_SAID(nutri_import_list(db, NULL));
  MISUSE_SAID(nutri_import_files(db, 1, NULL));
  MISUSE_SAID(nutri_reject_list(db, 1, NULL));
  MISUSE_SAID(nutri_import_get(db, 1, NULL));
  MISUSE_SAID(nutri_import_change_list(db, 1, NULL));
}
END_TEST

/* A struct to fill whose size was not set. */
START_TEST(no_size) {
  int64_t almonds = starter("almonds");

  add_ann();
  number = eat("ann", DAY, 1.0, "g", almonds);
  food.size = nutrient.size = person.size = intake.size = total.size = deficit.size = 0;
  MISUSE_SAID(nutri_food_get(db, almonds, &food));
  MISUSE_SAID(nutri_food_by_key(db, "ndb:12061", &food));
  MISUSE_SAID(nutri_food_find(db, NULL, "almonds", &food));
  MISUSE_SAID(nutri_nutrient_find(db, "MG", &nutrient));
  MISUSE_SAID(nutri_person_get(db, "ann", &person));
  MISUSE_SAID(nutri_intake_parse(db, "ann", "1 egg", &intake));
  MISUSE_SAID(nutri_intake_get(db, number, &intake));
  MISUSE_SAID(nutri_nutrient_total(db, "ann", MG, NULL, NULL, &total));
  MISUSE_SAID(nutri_magnesium_total(db, "ann", NULL, NULL, &total));
  MISUSE_SAID(nutri_nutrient_deficit(db, "ann", MG, NULL, NULL, &deficit));
  MISUSE_SAID(nutri_magnesium_deficit(db, "ann", NULL, NULL, &deficit));
  summary.size = 0;
  MISUSE_SAID(nutri_suggest(db, "ann", NULL, &summary, &cursor));
  ck_assert_ptr_null(cursor);
  report.size = undone.size = 0;
  MISUSE_SAID(nutri_import_get(db, 0, &report));
  MISUSE_SAID(nutri_import_undo(db, 0, &undone));
  ck_assert_ptr_null(food.description);
  ck_assert_ptr_null(nutrient.name);
  ck_assert_str_eq(person.name, "bob");
  ck_assert_ptr_null(intake.description);
  ck_assert_ptr_null(total.nutrient);
  ck_assert_ptr_null(deficit.nutrient);
}
END_TEST

/* Input that is missing, or a struct of input without its size. */
START_TEST(no_input) {
  nutri_person nobody = {0};
  nutri_stage no_stage = {0};
  nutri_intake no_entry = {0};
  nutri_observation nothing = {0};
  nutri_product no_product = {0};
  nutri_schedule no_dose = {0};
  nutri_recipe no_recipe = {0};
  nutri_target no_target = {0};
  nutri_suggest_options no_options = {0};

  add_ann();
  number = eat("ann", DAY, 1.0, "g", starter("almonds"));
  MISUSE_SAID(nutri_food_by_key(db, NULL, &food));
  MISUSE_SAID(nutri_food_find(db, NULL, NULL, &food));
  MISUSE_SAID(nutri_food_candidates(db, NULL, NULL, 1, &cursor));
  MISUSE_SAID(nutri_food_search(db, NULL, 1, 0, &cursor));
  MISUSE_SAID(nutri_alias_set(db, NULL, "x", 1));
  MISUSE_SAID(nutri_alias_set(db, "ann", NULL, 1));
  MISUSE_SAID(nutri_alias_remove(db, NULL, "x"));
  MISUSE_SAID(nutri_alias_remove(db, "ann", NULL));
  MISUSE_SAID(nutri_alias_list(db, NULL, &cursor));
  MISUSE_SAID(nutri_food_add(db, NULL, &number));
  MISUSE_SAID(nutri_food_edit(db, 1, NULL, &number));
  MISUSE_SAID(nutri_target_add(db, "ann", NULL, NULL));
  MISUSE_SAID(nutri_target_add(db, "ann", &no_target, NULL));
  MISUSE_SAID(nutri_target_list(db, NULL, &cursor));
  MISUSE_SAID(nutri_usual_list(db, NULL, NULL, DAY, &cursor));
  MISUSE_SAID(nutri_usual_log(db, NULL, NULL, DAY, &count));
  MISUSE_SAID(nutri_unknown_list(db, NULL, MG, NULL, NULL, 0, &cursor));
  MISUSE_SAID(nutri_nutrient_estimate(db, NULL, MG, NULL, NULL, &estimate));
  MISUSE_SAID(nutri_nutrient_deficit_by(db, NULL, "eu", MG, NULL, NULL, &deficit));
  MISUSE_SAID(nutri_nutrient_find(db, NULL, &nutrient));
  MISUSE_SAID(nutri_person_add(db, NULL));
  MISUSE_SAID(nutri_person_add(db, &nobody));
  MISUSE_SAID(nutri_person_change(db, NULL));
  MISUSE_SAID(nutri_person_change(db, &nobody));
  MISUSE_SAID(nutri_person_get(db, NULL, &person));
  MISUSE_SAID(nutri_stage_add(db, "ann", NULL));
  MISUSE_SAID(nutri_stage_add(db, "ann", &no_stage));
  MISUSE_SAID(nutri_stage_add(db, NULL, &stage));
  MISUSE_SAID(nutri_stage_remove(db, "ann", NULL, DAY));
  MISUSE_SAID(nutri_stage_remove(db, NULL, "pregnant", DAY));
  MISUSE_SAID(nutri_stage_list(db, NULL, &cursor));
  MISUSE_SAID(nutri_intake_parse(db, "ann", NULL, &intake));
  MISUSE_SAID(nutri_intake_add(db, NULL, &number));
  MISUSE_SAID(nutri_intake_add(db, &no_entry, &number));
  MISUSE_SAID(nutri_intake_change(db, number, NULL));
  MISUSE_SAID(nutri_intake_change(db, number, &no_entry));
  MISUSE_SAID(nutri_intake_again(db, NULL, DAY, NULL, DAY, &count));
  MISUSE_SAID(nutri_intake_list(db, NULL, NULL, NULL, &cursor));
  MISUSE_SAID(nutri_day_mark(db, NULL, DAY, "complete"));
  MISUSE_SAID(nutri_observation_add(db, "ann", NULL, NULL));
  MISUSE_SAID(nutri_observation_add(db, "ann", &nothing, NULL));
  MISUSE_SAID(nutri_observation_list(db, NULL, NULL, NULL, &cursor));
  MISUSE_SAID(nutri_nutrient_total(db, NULL, MG, NULL, NULL, &total));
  MISUSE_SAID(nutri_magnesium_total(db, NULL, NULL, NULL, &total));
  MISUSE_SAID(nutri_day_list(db, NULL, MG, NULL, NULL, &cursor));
  MISUSE_SAID(nutri_nutrient_deficit(db, NULL, MG, NULL, NULL, &deficit));
  MISUSE_SAID(nutri_magnesium_deficit(db, NULL, NULL, NULL, &deficit));
  MISUSE_SAID(nutri_source_list(db, NULL, MG, NULL, NULL, &cursor));
  MISUSE_SAID(nutri_product_add(db, NULL, &label, 1, NULL));
  MISUSE_SAID(nutri_product_add(db, &no_product, &label, 1, NULL));
  MISUSE_SAID(nutri_product_add(db, &product, NULL, 1, NULL));
  MISUSE_SAID(nutri_schedule_add(db, NULL, NULL));
  MISUSE_SAID(nutri_schedule_add(db, &no_dose, NULL));
  MISUSE_SAID(nutri_schedule_list(db, NULL, NULL, NULL, &cursor));
  MISUSE_SAID(nutri_supplement_list(db, NULL, MG, NULL, NULL, &cursor));
  MISUSE_SAID(nutri_recipe_add(db, NULL, &ingredient, 1, NULL));
  MISUSE_SAID(nutri_recipe_add(db, &no_recipe, &ingredient, 1, NULL));
  recipe.servings = 1;
  MISUSE_SAID(nutri_recipe_add(db, &recipe, NULL, 1, NULL));
  MISUSE_SAID(nutri_cooking_add(db, NULL, 1, "x"));
  MISUSE_SAID(nutri_cooking_set(db, NULL, MG, 1.0));
  MISUSE_SAID(nutri_suggest(db, NULL, NULL, NULL, &cursor));
  MISUSE_SAID(nutri_suggest(db, "ann", &no_options, NULL, &cursor));
  MISUSE_SAID(nutri_import(db, NULL, NULL, &report, NULL));
  ck_assert_ptr_null(cursor);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM person"), 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 1);
}
END_TEST

START_TEST(wrong_flags) {
  MISUSE_SAID(nutri_food_search(db, "spinach", 1, 1u, &cursor));
  MISUSE_SAID(nutri_food_search(db, "spinach", 1, 0x80000000u, &cursor));
  MISUSE_SAID(nutri_food_rank(db, MG, 0, NULL, 1, 2u, &cursor));
  MISUSE_SAID(nutri_unknown_list(db, "ann", MG, NULL, NULL, 2u, &cursor));
  MISUSE_SAID(nutri_food_rank(db, MG, 0, NULL, 1, NUTRI_ALL_FORMS | 4u, &cursor));
  MISUSE_SAID(nutri_food_rank(db, MG, 3, NULL, 1, 0, &cursor));
  MISUSE_SAID(nutri_food_rank(db, MG, -1, NULL, 1, 0, &cursor));
  ck_assert_ptr_null(cursor);
}
END_TEST

TESTS("misuse") {
  tcase_add_test(tc, no_handle);
  tcase_add_test(tc, no_cursor);
  tcase_add_test(tc, no_open_arguments);
  tcase_add_test(tc, no_place_for_the_answer);
  tcase_add_test(tc, no_size);
  tcase_add_test(tc, no_input);
  tcase_add_test(tc, wrong_flags);
}
