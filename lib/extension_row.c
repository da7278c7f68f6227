/* SPDX-License-Identifier: MIT */
/* The tables of the loadable extension: their columns, their arguments, and what they ask. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "extension.h"
#include "nutri_internal.h"

#define MAGNESIUM 1090
#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static int refuse(struct nutri__answer *answer, const char *name, const char *expected) {
  snprintf(answer->message, sizeof answer->message, "%s: %s was expected", name, expected);
  return NUTRI_EINVAL;
}

/* A text, NULL where it is NULL or not given. */
static int text_of(struct nutri__answer *answer, const struct nutri__asked *asked, int place,
                   const char *name, const char **out) {
  sqlite3_value *value = asked->values[place];

  *out = NULL;
  if (value == NULL || sqlite3_value_type(value) == SQLITE_NULL)
    return NUTRI_OK;
  if (!nutri__extension_text(value, out))
    return refuse(answer, name, "a text without a NUL");
  return *out != NULL ? NUTRI_OK : NUTRI_ENOMEM;
}

/* A whole number from least to most; otherwise where it is NULL or not given. */
static int whole_of(struct nutri__answer *answer, const struct nutri__asked *asked, int place,
                    const char *name, int64_t least, int64_t most, int64_t *out) {
  sqlite3_value *value = asked->values[place];
  char expected[80];

  if (value == NULL || sqlite3_value_type(value) == SQLITE_NULL)
    return NUTRI_OK;
  if (sqlite3_value_numeric_type(value) != SQLITE_INTEGER || sqlite3_value_int64(value) < least ||
      sqlite3_value_int64(value) > most) {
    snprintf(expected, sizeof expected, "a whole number from %lld to %lld", (long long)least,
             (long long)most);
    return refuse(answer, name, expected);
  }
  *out = sqlite3_value_int64(value);
  return NUTRI_OK;
}

static int int_of(struct nutri__answer *answer, const struct nutri__asked *asked, int place,
                  const char *name, int least, int most, int *out) {
  int64_t wide = *out;
  int rc = whole_of(answer, asked, place, name, least, most, &wide);

  *out = (int)wide;
  return rc;
}

/* A limit above 0; 0, none, where it is NULL or not given. */
static int limit_of(struct nutri__answer *answer, const struct nutri__asked *asked, int place,
                    const char *name, double *out) {
  sqlite3_value *value = asked->values[place];
  int type;

  if (value == NULL || sqlite3_value_type(value) == SQLITE_NULL)
    return NUTRI_OK;
  type = sqlite3_value_numeric_type(value);
  *out = sqlite3_value_double(value);
  if ((type != SQLITE_INTEGER && type != SQLITE_FLOAT) || !(*out >= 0.0) || isinf(*out))
    return refuse(answer, name, "a number above 0, or 0 for no limit");
  return NUTRI_OK;
}

/* The nutrient of an id, USDA number, symbol or name; magnesium where it is NULL or not given. */
static int nutrient_of(struct nutri__answer *answer, const struct nutri__asked *asked, int place,
                       int64_t *out) {
  nutri_nutrient nutrient = NUTRI_INIT(nutri_nutrient);
  const char *text;
  int rc = text_of(answer, asked, place, "nutrient", &text);

  *out = MAGNESIUM;
  if (rc == NUTRI_OK && text != NULL &&
      (rc = nutri_nutrient_find(answer->db, text, &nutrient)) == NUTRI_OK)
    *out = nutrient.nutrient_id;
  return rc;
}

static int today_of(struct nutri__answer *answer, const struct nutri__asked *asked, int place) {
  const char *today;
  int rc = text_of(answer, asked, place, "today", &today);

  return rc == NUTRI_OK ? nutri_today_set(answer->db, today) : rc;
}

static int no_next(struct nutri__answer *answer) {
  (void)answer;
  return NUTRI_OK;
}

/* ---- nutri_deficit ------------------------------------------------------------------------- */

#define D(name, kind, member)                                                                      \
  { name, kind, offsetof(nutri_deficit, member) }

static const struct nutri__output deficit_columns[] = {
    D("nutrient", NUTRI__TEXT, nutrient),
    D("unit", NUTRI__TEXT, unit),
    D("days_counted", NUTRI__WHOLE, days_counted),
    D("days_unconfirmed", NUTRI__WHOLE, days_unconfirmed),
    D("days_left_out", NUTRI__WHOLE, days_left_out),
    D("entries", NUTRI__WHOLE, entries),
    D("unknown_entries", NUTRI__WHOLE, unknown_entries),
    D("known_share", NUTRI__REAL, known_share),
    D("mean_kcal", NUTRI__REAL, mean_kcal),
    D("mean_food", NUTRI__REAL, mean_food),
    D("mean_supplement", NUTRI__REAL, mean_supplement),
    D("mean_medicine", NUTRI__REAL, mean_medicine),
    D("mean_total", NUTRI__REAL, mean_total),
    D("target", NUTRI__REAL, target),
    D("target_kind", NUTRI__TEXT, target_kind),
    D("authority", NUTRI__TEXT, authority),
    D("target_source", NUTRI__TEXT, target_body),
    D("target_year", NUTRI__WHOLE, target_year),
    D("target_reason", NUTRI__REASON, target_reason),
    D("shortfall", NUTRI__REAL, shortfall),
    D("percent", NUTRI__REAL, percent),
    D("ear", NUTRI__REAL, average_requirement),
    D("requirement_sd", NUTRI__REAL, requirement_sd),
    D("within_person_sd", NUTRI__REAL, within_person_sd),
    D("within_person_source", NUTRI__TEXT, within_person_source),
    D("confidence_days", NUTRI__WHOLE, confidence_days),
    D("confidence_food", NUTRI__REAL, confidence_food),
    D("confidence", NUTRI__REAL, confidence),
    D("confidence_at_least", NUTRI__WHOLE, confidence_at_least),
    D("reason", NUTRI__REASON, reason),
    D("ul", NUTRI__REAL, upper_limit),
    D("ul_scope", NUTRI__TEXT, upper_scope),
    D("ul_counted", NUTRI__REAL, upper_counted),
    D("ul_excess", NUTRI__REAL, upper_excess),
    D("ul_at_least", NUTRI__WHOLE, upper_at_least),
    D("life_stage", NUTRI__TEXT, stage),
};

static const char *const deficit_arguments[] = {"person",      "from_day",     "to_day",
                                                "of_nutrient", "of_authority", "today"};

static int ask_deficit(struct nutri__answer *answer, const struct nutri__asked *asked) {
  const char *person, *from, *to, *authority;
  int64_t nutrient;
  int rc;

  if ((rc = text_of(answer, asked, 0, "person", &person)) != NUTRI_OK ||
      (rc = text_of(answer, asked, 1, "from_day", &from)) != NUTRI_OK ||
      (rc = text_of(answer, asked, 2, "to_day", &to)) != NUTRI_OK ||
      (rc = nutrient_of(answer, asked, 3, &nutrient)) != NUTRI_OK ||
      (rc = text_of(answer, asked, 4, "of_authority", &authority)) != NUTRI_OK ||
      (rc = today_of(answer, asked, 5)) != NUTRI_OK)
    return rc;
  if (person == NULL)
    return refuse(answer, "person", "a name");
  memset(&answer->row.deficit, 0, sizeof answer->row.deficit);
  answer->row.deficit.size = sizeof answer->row.deficit;
  return authority == NULL
             ? nutri_nutrient_deficit(answer->db, person, nutrient, from, to, &answer->row.deficit)
             : nutri_nutrient_deficit_by(answer->db, person, authority, nutrient, from, to,
                                         &answer->row.deficit);
}

/* ---- nutri_prevalence ---------------------------------------------------------------------- */

#define G(name, kind, member)                                                                      \
  { name, kind, offsetof(nutri_group, member) }

static const struct nutri__output prevalence_columns[] = {
    G("sex", NUTRI__TEXT, sex),
    G("age_group", NUTRI__TEXT, age_group),
    G("nutrient", NUTRI__TEXT, nutrient),
    G("unit", NUTRI__TEXT, unit),
    G("persons", NUTRI__WHOLE, persons),
    G("persons_repeat", NUTRI__WHOLE, persons_repeat),
    G("persons_out", NUTRI__WHOLE, persons_out),
    G("persons_no_ear", NUTRI__WHOLE, persons_no_ear),
    G("days", NUTRI__WHOLE, days),
    G("entries", NUTRI__ID, entries),
    G("unknown_entries", NUTRI__ID, unknown_entries),
    G("known_share", NUTRI__REAL, known_share),
    G("intake", NUTRI__TEXT, intake),
    G("mean", NUTRI__REAL, mean),
    G("mean_se", NUTRI__REAL, mean_se),
    G("first_day_mean", NUTRI__REAL, first_day_mean),
    G("first_day_se", NUTRI__REAL, first_day_se),
    G("mean_supplement", NUTRI__REAL, mean_supplement),
    G("usual_mean", NUTRI__REAL, usual_mean),
    G("usual_mean_se", NUTRI__REAL, usual_mean_se),
    G("p05", NUTRI__REAL, percentile[0]),
    G("p10", NUTRI__REAL, percentile[1]),
    G("p25", NUTRI__REAL, percentile[2]),
    G("p50", NUTRI__REAL, percentile[3]),
    G("p75", NUTRI__REAL, percentile[4]),
    G("p90", NUTRI__REAL, percentile[5]),
    G("p95", NUTRI__REAL, percentile[6]),
    G("ear_low", NUTRI__REAL, ear_low),
    G("ear_high", NUTRI__REAL, ear_high),
    G("below_ear", NUTRI__REAL, below_ear),
    G("below_ear_se", NUTRI__REAL, below_ear_se),
    G("inadequate", NUTRI__REAL, inadequate),
    G("inadequate_se", NUTRI__REAL, inadequate_se),
    G("above_ul", NUTRI__REAL, above_upper),
    G("above_ul_se", NUTRI__REAL, above_upper_se),
    G("above_ai", NUTRI__REAL, above_ai),
    G("above_ai_se", NUTRI__REAL, above_ai_se),
    G("within_sd", NUTRI__REAL, within_sd),
    G("between_sd", NUTRI__REAL, between_sd),
    G("variance_ratio", NUTRI__REAL, variance_ratio),
    G("within_cv_percent", NUTRI__REAL, within_cv_percent),
    G("method", NUTRI__TEXT, method),
    G("se_method", NUTRI__TEXT, se_method),
    G("reason", NUTRI__TEXT, reason_text),
    G("se_reason", NUTRI__TEXT, se_text),
};

static const char *const prevalence_arguments[] = {
    "of_nutrient",      "split",           "min_age",   "max_age",  "of_sex",
    "of_stage",         "of_tag",          "of_survey", "from_day", "to_day",
    "with_supplements", "standard_errors", "of_method"};

enum {
  OF_NUTRIENT,
  SPLIT,
  MIN_AGE,
  MAX_AGE,
  OF_SEX,
  OF_STAGE,
  OF_TAG,
  OF_SURVEY,
  FROM_DAY,
  TO_DAY,
  WITH_SUPPLEMENTS,
  STANDARD_ERRORS,
  OF_METHOD
};

static int split_of(struct nutri__answer *answer, const char *text, uint32_t *flags) {
  static const struct {
    const char *text;
    uint32_t flags;
  } splits[] = {{"", 0},
                {"sex", NUTRI_GROUP_BY_SEX},
                {"age", NUTRI_GROUP_BY_AGE},
                {"sex,age", NUTRI_GROUP_BY_SEX | NUTRI_GROUP_BY_AGE},
                {"age,sex", NUTRI_GROUP_BY_SEX | NUTRI_GROUP_BY_AGE}};

  if (text == NULL)
    return NUTRI_OK;
  for (int i = 0; i < COUNT(splits); i++)
    if (strcmp(splits[i].text, text) == 0) {
      *flags |= splits[i].flags;
      return NUTRI_OK;
    }
  return refuse(answer, "split", "sex, age or sex,age");
}

static int method_of(struct nutri__answer *answer, const char *text, int *method) {
  *method = NUTRI_NCI;
  if (text != NULL && sqlite3_stricmp(text, "nrc") == 0)
    *method = NUTRI_NRC;
  else if (text != NULL && sqlite3_stricmp(text, "nci") != 0)
    return refuse(answer, "of_method", "nci or nrc");
  return NUTRI_OK;
}

static int ask_prevalence(struct nutri__answer *answer, const struct nutri__asked *asked) {
  nutri_group_query query = NUTRI_INIT(nutri_group_query);
  const char *split, *method;
  int least = 0, most = -1, supplements = 0, errors = 1;
  int rc;

  if ((rc = nutrient_of(answer, asked, OF_NUTRIENT, &query.nutrient_id)) != NUTRI_OK ||
      (rc = text_of(answer, asked, SPLIT, "split", &split)) != NUTRI_OK ||
      (rc = int_of(answer, asked, MIN_AGE, "min_age", 0, 150, &least)) != NUTRI_OK ||
      (rc = int_of(answer, asked, MAX_AGE, "max_age", 0, 150, &most)) != NUTRI_OK ||
      (rc = text_of(answer, asked, OF_SEX, "of_sex", &query.sex)) != NUTRI_OK ||
      (rc = text_of(answer, asked, OF_STAGE, "of_stage", &query.stage)) != NUTRI_OK ||
      (rc = text_of(answer, asked, OF_TAG, "of_tag", &query.tag)) != NUTRI_OK ||
      (rc = text_of(answer, asked, OF_SURVEY, "of_survey", &query.survey)) != NUTRI_OK ||
      (rc = text_of(answer, asked, FROM_DAY, "from_day", &query.from)) != NUTRI_OK ||
      (rc = text_of(answer, asked, TO_DAY, "to_day", &query.to)) != NUTRI_OK ||
      (rc = int_of(answer, asked, WITH_SUPPLEMENTS, "with_supplements", 0, 1, &supplements)) !=
          NUTRI_OK ||
      (rc = int_of(answer, asked, STANDARD_ERRORS, "standard_errors", 0, 1, &errors)) != NUTRI_OK ||
      (rc = text_of(answer, asked, OF_METHOD, "of_method", &method)) != NUTRI_OK ||
      (rc = method_of(answer, method, &query.method)) != NUTRI_OK ||
      (rc = split_of(answer, split, &query.flags)) != NUTRI_OK)
    return rc;
  if (most >= 0 && most < least)
    return refuse(answer, "max_age", "an age that is not below min_age");
  query.flags |= supplements ? NUTRI_GROUP_SUPPLEMENTS : 0;
  query.flags |= errors ? 0 : NUTRI_GROUP_NO_SE;
  query.age_min_months = 12 * least;
  query.age_max_months = most >= 0 ? 12 * most + 11 : 0;
  return nutri_group_list(answer->db, &query, &answer->list);
}

static int next_group(struct nutri__answer *answer) {
  memset(&answer->row.group, 0, sizeof answer->row.group);
  answer->row.group.size = sizeof answer->row.group;
  return nutri_group_next(answer->list, &answer->row.group);
}

/* ---- nutri_suggest ------------------------------------------------------------------------- */

#define S(name, kind, member)                                                                      \
  { name, kind, offsetof(struct nutri__suggested, member) }

static const struct nutri__output suggest_columns[] = {
    S("set_no", NUTRI__WHOLE, food.set),
    S("food_id", NUTRI__ID, food.food_id),
    S("description", NUTRI__TEXT, food.description),
    S("category", NUTRI__TEXT, food.category),
    S("source", NUTRI__TEXT, food.source),
    S("measure", NUTRI__TEXT, food.measure),
    S("portions", NUTRI__WHOLE, food.portions),
    S("amount", NUTRI__REAL, food.grams),
    S("basis", NUTRI__BASIS, food.basis),
    S("adds", NUTRI__REAL, food.adds),
    S("unit", NUTRI__TEXT, food.unit),
    S("kcal", NUTRI__REAL, food.energy_kcal),
    S("sodium_mg", NUTRI__REAL, food.sodium_mg),
    S("eaten_days", NUTRI__WHOLE, food.eaten_days),
    S("last_eaten", NUTRI__TEXT, food.last_eaten),
    S("reason", NUTRI__TEXT, food.reason),
    S("gap_before", NUTRI__REAL, gap_before),
    S("gap_after", NUTRI__REAL, gap_after),
    S("proven_optimal", NUTRI__WHOLE, proven_optimal),
};

static const char *const suggest_arguments[] = {
    "person",       "from_day",  "to_day", "of_nutrient",  "max_kcal", "max_sodium_mg",
    "max_portions", "max_foods", "sets",   "of_authority", "today"};

static int ask_suggest(struct nutri__answer *answer, const struct nutri__asked *asked) {
  nutri_suggest_options options = NUTRI_INIT(nutri_suggest_options);
  nutri_suggest_summary summary = NUTRI_INIT(nutri_suggest_summary);
  const char *person;
  int rc;

  if ((rc = text_of(answer, asked, 0, "person", &person)) != NUTRI_OK ||
      (rc = text_of(answer, asked, 1, "from_day", &options.from)) != NUTRI_OK ||
      (rc = text_of(answer, asked, 2, "to_day", &options.to)) != NUTRI_OK ||
      (rc = nutrient_of(answer, asked, 3, &options.nutrient_id)) != NUTRI_OK ||
      (rc = limit_of(answer, asked, 4, "max_kcal", &options.max_energy_kcal)) != NUTRI_OK ||
      (rc = limit_of(answer, asked, 5, "max_sodium_mg", &options.max_sodium_mg)) != NUTRI_OK ||
      (rc = int_of(answer, asked, 6, "max_portions", 1, 5, &options.max_portions)) != NUTRI_OK ||
      (rc = int_of(answer, asked, 7, "max_foods", 1, 5, &options.max_foods)) != NUTRI_OK ||
      (rc = int_of(answer, asked, 8, "sets", 1, 10, &options.sets)) != NUTRI_OK ||
      (rc = text_of(answer, asked, 9, "of_authority", &options.authority)) != NUTRI_OK ||
      (rc = today_of(answer, asked, 10)) != NUTRI_OK)
    return rc;
  if (person == NULL)
    return refuse(answer, "person", "a name");
  rc = nutri_suggest(answer->db, person, &options, &summary, &answer->list);
  answer->row.suggested = (struct nutri__suggested){
      .gap_before = summary.gap_before,
      .gap_after = summary.gap_after,
      .proven_optimal = summary.proven_optimal,
  };
  return rc;
}

static int next_suggestion(struct nutri__answer *answer) {
  memset(&answer->row.suggested.food, 0, sizeof answer->row.suggested.food);
  answer->row.suggested.food.size = sizeof answer->row.suggested.food;
  return nutri_suggest_next(answer->list, &answer->row.suggested.food);
}

const struct nutri__table nutri__tables[NUTRI__TABLES] = {
    {"nutri_deficit", "nutri_deficit(person, from_day, to_day, of_nutrient, of_authority, today)",
     deficit_columns, COUNT(deficit_columns), deficit_arguments, COUNT(deficit_arguments), 1,
     ask_deficit, no_next},
    {"nutri_prevalence",
     "nutri_prevalence(of_nutrient, split, min_age, max_age, of_sex, of_stage, of_tag, of_survey, "
     "from_day, to_day, with_supplements, standard_errors, of_method)",
     prevalence_columns, COUNT(prevalence_columns), prevalence_arguments,
     COUNT(prevalence_arguments), 0, ask_prevalence, next_group},
    {"nutri_suggest",
     "nutri_suggest(person, from_day, to_day, of_nutrient, max_kcal, max_sodium_mg, max_portions, "
     "max_foods, sets, of_authority, today)",
     suggest_columns, COUNT(suggest_columns), suggest_arguments, COUNT(suggest_arguments), 1,
     ask_suggest, next_suggestion},
};
