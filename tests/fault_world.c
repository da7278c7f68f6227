/* SPDX-License-Identifier: MIT */
#include "fault_world.h"

struct at at;

/* ---- what the calls are given -------------------------------------------------------------- */

const nutri_own_food *own_food(const char *description) {
  static const int64_t nutrients[] = {NUTRI_ENERGY, 1003};
  static const double amounts[] = {410.0, 8.0};
  static const char *const measures[] = {"bar", "half bar"};
  static const double grams[] = {40.0, 20.0};
  static nutri_own_food food;

  food = (nutri_own_food){.size = sizeof food,
                          .description = description,
                          .nutrient_count = COUNT(nutrients),
                          .nutrients = nutrients,
                          .amounts = amounts,
                          .portion_count = COUNT(measures),
                          .measures = measures,
                          .grams = grams,
                          .usual_portion = 1};
  return &food;
}

const nutri_intake *entry(void) {
  static nutri_intake entry;

  entry = (nutri_intake){.size = sizeof entry,
                         .person = "ann",
                         .day = "2026-11-19",
                         .time = "12:30",
                         .meal = "lunch",
                         .food_id = at.almonds,
                         .amount = 2.0,
                         .measure = "oz",
                         .note = "a note"};
  return &entry;
}

const nutri_observation *noted(void) {
  static const nutri_observation pain = {.size = sizeof pain,
                                         .day = "2026-11-16",
                                         .what = "pain",
                                         .value = 3.0,
                                         .note = "worse after rain"};

  return &pain;
}

const nutri_person *person(const char *name, const char *sex) {
  static nutri_person person;

  person = (nutri_person){
      .size = sizeof person, .name = name, .sex = sex, .born = "1990-02-28", .authority = "eu"};
  return &person;
}

const nutri_product *product(const char *name) {
  static nutri_product product;

  product = (nutri_product){.size = sizeof product,
                            .name = name,
                            .kind = NUTRI_SUPPLEMENT,
                            .unit = "tablet",
                            .basis = NUTRI_PER_UNIT};
  return &product;
}

const nutri_label *label(void) {
  static const nutri_label label = {.size = sizeof label,
                                    .nutrient_id = NUTRI_MAGNESIUM,
                                    .amount = 500.0,
                                    .compound = "magnesium oxide",
                                    .reading = NUTRI_READ_COMPOUND};

  return &label;
}

const nutri_recipe *recipe(const char *name) {
  static nutri_recipe recipe;

  recipe = (nutri_recipe){
      .size = sizeof recipe, .name = name, .yield = 900.0, .servings = 4.0, .note = "slowly"};
  return &recipe;
}

const nutri_ingredient *ingredients(void) {
  static const nutri_retention kept = {
      .size = sizeof kept, .nutrient_id = NUTRI_MAGNESIUM, .factor = 0.75};
  static nutri_ingredient two[2];

  two[0] = (nutri_ingredient){.size = sizeof two[0],
                              .food_id = at.beans,
                              .amount = 400.0,
                              .measure = "g",
                              .retention_code = "0101"};
  two[1] = (nutri_ingredient){.size = sizeof two[1],
                              .food_id = at.almonds,
                              .amount = 2.0,
                              .measure = "oz",
                              .retentions = &kept,
                              .retention_count = 1};
  return two;
}

const nutri_schedule *dose(void) {
  static nutri_schedule dose;

  dose = (nutri_schedule){.size = sizeof dose,
                          .person = "ann",
                          .food_id = at.product,
                          .from = "2026-11-17",
                          .amount = 1.0,
                          .measure = "tablet",
                          .note = "after supper"};
  return &dose;
}

const nutri_stage *stage(const char *from) {
  static nutri_stage stage;
  static char to[11];

  snprintf(to, sizeof to, "%.5s06-30", from);
  stage = (nutri_stage){.size = sizeof stage, .stage = "lactating", .from = from, .to = to};
  return &stage;
}

const nutri_target *target(void) {
  static nutri_target target;

  target = (nutri_target){.size = sizeof target,
                          .nutrient_id = NUTRI_MAGNESIUM,
                          .from = "2026-11-15",
                          .amount = 400.0,
                          .note = "a goal"};
  return &target;
}

/* ---- the database -------------------------------------------------------------------------- */

static void fill_own(void) {
  nutri_target earlier = *target();

  earlier.from = "2026-11-01";
  OK(nutri_food_add(db, own_food("Oat bar"), &at.bar));
  OK(nutri_product_add(db, product("Mag 500"), label(), 1, &at.product));
  OK(nutri_cooking_add(db, "0101", 11, "boiled, little water"));
  OK(nutri_cooking_set(db, "0101", NUTRI_MAGNESIUM, 0.9));
  OK(nutri_recipe_add(db, recipe("Bean stew"), ingredients(), 2, &at.recipe));
  OK(nutri_schedule_add(db, dose(), &at.schedule));
  OK(nutri_stage_add(db, "ann", stage("2020-01-01")));
  OK(nutri_target_add(db, "ann", &earlier, &at.target));
  OK(nutri_observation_add(db, "ann", noted(), &at.observation));
  OK(nutri_alias_set(db, "ann", "my nuts", at.almonds));
  OK(nutri_alias_set(db, "ann", "old word", at.bar));
  OK(nutri_alias_set(db, "ben", "my milk", starter("milk-whole")));
}

static void fill_diary(void) {
  static const char *const days[] = {"2026-11-12", "2026-11-13", "2026-11-14", "2026-11-17"};
  nutri_intake breakfast = {.size = sizeof breakfast, .person = "ann", .meal = "breakfast"};

  eat_issue_day();
  for (size_t i = 0; i < COUNT(days); i++) {
    breakfast.day = days[i];
    breakfast.food_id = starter("oatmeal-cooked");
    breakfast.amount = 200.0 + 10.0 * (double)i;
    breakfast.measure = "g";
    OK(nutri_intake_add(db, &breakfast, &at.entry));
    breakfast.food_id = at.bar;
    breakfast.amount = 1.0;
    breakfast.measure = "bar";
    OK(nutri_intake_add(db, &breakfast, NULL));
  }
  eat("ann", "2026-11-18", 250.0, "g", at.recipe);
  eat("ann", "2026-11-18", 100.0, "g", 200001);
  eat("ben", "2026-11-18", 1.0, "bar", at.bar);
  mark("ann", "2026-11-18", "complete");
}

const nutri_survey *of_survey(void) {
  static const nutri_survey survey = {.size = sizeof survey,
                                      .survey = "NHANES 2017-2018",
                                      .weight = 3.5,
                                      .weight_two_days = 4.5,
                                      .has_design = 1,
                                      .stratum = 145,
                                      .psu = 2};

  return &survey;
}

static void fill_groups(void) {
  OK(nutri_person_tag_add(db, "ann", "family"));
  OK(nutri_person_survey_set(db, "ann", of_survey()));
  sql("INSERT INTO within_person_sd (sd_set, nutrient_id, sex, age_min_months, age_max_months, sd,"
      " source, confidence) VALUES ('a set', 1090, 'female', 372, 611, 80, 'a group', 'medium')");
}

void fill_young_world(void) {
  add_ann();
  at.almonds = starter("almonds");
  eat_issue_day();
}

void fill_world(void) {
  nutri_cursor *foods = NULL;

  add_ann();
  add_person("ben", "male", "2010-01-31", NULL);
  at.almonds = starter("almonds");
  at.beans = starter("black-beans-cooked");
  fill_own();
#ifndef NUTRI_NO_IMPORTERS
  OK(import_with("few_rejects", 50));
  at.rejecting_import = report.import_id;
  IMPORT("undo_1");
#else
  sql("INSERT INTO food (food_id, source_id, source_key, description)"
      " VALUES (200001, 4, '200001', 'One')");
#endif
  fill_diary();
  fill_groups();
#ifndef NUTRI_NO_IMPORTERS
  IMPORT("undo_2");
  at.import = report.import_id;
#endif
  OK(nutri_food_search(db, "spinach", 20, 0, &foods)); /* brings the search index up to date */
  ck_assert_int_gt(count_foods(foods), 0);
}
