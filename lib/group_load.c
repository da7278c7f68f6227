/* SPDX-License-Identifier: MIT */
/* Reading a group: its members and their days in one pass, then what each of them needs. */
#include <math.h>
#include <string.h>

#include "group.h"

/* The columns of group_day.sql. */
enum day_column {
  DAY_PERSON,
  DAY_DAY,
  DAY_SEX,
  DAY_AGE_MONTHS,
  DAY_STAGE,
  DAY_AUTHORITY,
  DAY_FEEDING,
  DAY_FOOD,
  DAY_SUPPLEMENT,
  DAY_MEDICINE,
  DAY_ENTRIES,
  DAY_UNKNOWN,
  DAY_UNKNOWN_NONFOOD,
  DAY_FOOD_KCAL,
  DAY_KCAL_KNOWN,
  DAY_ENERGY_UNKNOWN,
  DAY_GRAMS,
  DAY_GRAMS_KNOWN,
  DAY_WEEKEND,
  DAY_RECALL_NO,
  DAY_SURVEY,
  DAY_WEIGHT,
  DAY_WEIGHT_TWO,
  DAY_STRATUM,
  DAY_PSU
};

/* Who a member is on the last day so far. */
struct last {
  char day[11];
  int age_months; /* -1 = not given */
  char who[96];
};

struct load {
  nutri *db;
  const nutri_group_query *query;
  struct nutri__group *group;
  struct last *last; /* a member each */
};

/* ---- memory -------------------------------------------------------------------------------- */

void *nutri__grown(void *at, size_t count, size_t size) {
  bool is_full = count == 0 || (count >= 64 && (count & (count - 1)) == 0);

  if (!is_full)
    return at;
  return sqlite3_realloc64(at, (count < 64 ? 64 : 2 * count) * size);
}

void nutri__group_free(struct nutri__group *group) {
  sqlite3_free(group->member);
  sqlite3_free(group->amount);
  sqlite3_free(group->repeat);
  sqlite3_free(group->weekend);
  sqlite3_free(group->age);
  sqlite3_free(group->need);
  sqlite3_free(group->bound);
  sqlite3_free(group->survey);
  sqlite3_free(group->unit);
  *group = (struct nutri__group){0};
}

/* The array with room for one more element; as it was, and *rc set, where there is none. */
static void *grow(nutri *db, void *at, size_t count, size_t size, int *rc) {
  void *grown = *rc == NUTRI_OK ? nutri__grown(at, count, size) : at;

  if (grown != NULL)
    return grown;
  *rc = nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  return at;
}

#define GROW(db, array, count, rc) ((array) = grow(db, array, count, sizeof *(array), rc))

/* ---- the known share ----------------------------------------------------------------------- */

double nutri__known_share(const struct nutri__known *known) {
  if (known->unknown == 0)
    return 1.0;
  if (known->energy_unknown == 0.0 && known->food_kcal > 0.0)
    return known->kcal_known / known->food_kcal;
  return known->grams > 0.0 ? known->grams_known / known->grams : 0.0;
}

void nutri__known_add(struct nutri__known *to, const struct nutri__known *known) {
  to->entries += known->entries;
  to->unknown += known->unknown;
  to->unknown_nonfood += known->unknown_nonfood;
  to->food_kcal += known->food_kcal;
  to->kcal_known += known->kcal_known;
  to->energy_unknown += known->energy_unknown;
  to->grams += known->grams;
  to->grams_known += known->grams_known;
}

/* ---- small tables -------------------------------------------------------------------------- */

static int read_ages(nutri *db, struct nutri__group *group) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_GROUP_AGE, &stmt);

  while (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading age groups")) == NUTRI_ROW) {
    rc = NUTRI_OK;
    GROW(db, group->age, group->ages, &rc);
    if (rc == NUTRI_OK) {
      struct nutri__age *age = &group->age[group->ages++];

      age->age_min_months = sqlite3_column_int(stmt, 0);
      age->age_max_months = sqlite3_column_int(stmt, 1);
      sqlite3_snprintf(sizeof age->name, age->name, "%s", nutri__text(stmt, 2));
    }
  }
  nutri__done(stmt);
  return rc;
}

static int read_bounds(nutri *db, int64_t nutrient_id, struct nutri__group *group) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_GROUP_AGE_BOUND, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  while (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading references")) == NUTRI_ROW) {
    rc = NUTRI_OK;
    GROW(db, group->bound, group->bounds, &rc);
    if (rc == NUTRI_OK)
      group->bound[group->bounds++] = sqlite3_column_int(stmt, 0);
  }
  nutri__done(stmt);
  return rc;
}

static int read_requirement(nutri *db, int64_t nutrient_id, struct nutri__group *group) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_GROUP_REQUIREMENT, &stmt);

  group->cv = NAN;
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a requirement")) == NUTRI_ROW) {
    group->cv = nutri__double(stmt, 0);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* The survey of this name, added where it is new; -1 for no name. */
static int survey_of(nutri *db, struct nutri__group *group, const char *name, int *survey) {
  int rc = NUTRI_OK;

  *survey = -1;
  if (name == NULL)
    return NUTRI_OK;
  for (size_t i = group->surveys; i-- > 0;) /* the last one is the likely one */
    if (strcmp(group->survey[i].name, name) == 0) {
      *survey = (int)i;
      return NUTRI_OK;
    }
  GROW(db, group->survey, group->surveys, &rc);
  if (rc != NUTRI_OK)
    return rc;
  *survey = (int)group->surveys;
  group->survey[group->surveys] = (struct nutri__cycle){.has_weight = false};
  sqlite3_snprintf(sizeof group->survey->name, group->survey[group->surveys].name, "%s", name);
  group->surveys++;
  return NUTRI_OK;
}

/* All sampling units of the surveys that are in the group. */
static int read_units(struct load *l) {
  struct nutri__group *group = l->group;
  size_t chosen = group->surveys;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(l->db, NUTRI__Q_GROUP_PSU, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(l->db, stmt, ":survey", l->query->survey);
  while (rc == NUTRI_OK && (rc = nutri__step(l->db, stmt, "reading a survey")) == NUTRI_ROW) {
    int survey = -1;

    rc = survey_of(l->db, group, nutri__text(stmt, 0), &survey);
    if (rc == NUTRI_OK && (size_t)survey < chosen)
      GROW(l->db, group->unit, group->units, &rc);
    if (rc == NUTRI_OK && (size_t)survey < chosen)
      group->unit[group->units++] = (struct nutri__unit){survey, sqlite3_column_int64(stmt, 1),
                                                         sqlite3_column_int64(stmt, 2)};
  }
  group->surveys = chosen;
  nutri__done(stmt);
  return rc;
}

/* ---- days ---------------------------------------------------------------------------------- */

/* What was known of a part: nothing known adds nothing to a lower bound. */
static double known(sqlite3_stmt *stmt, enum day_column column) {
  return sqlite3_column_double(stmt, (int)column);
}

static size_t age_at(const struct nutri__group *group, int months) {
  size_t at = 0;

  while (at < group->ages &&
         (months < group->age[at].age_min_months || months > group->age[at].age_max_months))
    at++;
  return at;
}

static int begin_member(struct load *l, sqlite3_stmt *stmt) {
  struct nutri__group *group = l->group;
  const char *sex = nutri__text(stmt, DAY_SEX);
  struct nutri__member member = {
      .person_id = sqlite3_column_int64(stmt, DAY_PERSON),
      .first = NAN,
      .sex = sex == NULL ? 2 : strcmp(sex, "male") == 0,
      .weight_one = nutri__double(stmt, DAY_WEIGHT),
      .weight_two = nutri__double(stmt, DAY_WEIGHT_TWO),
      .has_design = sqlite3_column_type(stmt, DAY_STRATUM) != SQLITE_NULL,
      .stratum = sqlite3_column_int64(stmt, DAY_STRATUM),
      .psu = sqlite3_column_int64(stmt, DAY_PSU),
  };
  int rc = survey_of(l->db, group, nutri__text(stmt, DAY_SURVEY), &member.survey);

  GROW(l->db, group->member, group->members, &rc);
  GROW(l->db, l->last, group->members, &rc);
  if (rc == NUTRI_OK)
    group->member[group->members++] = member;
  return rc;
}

static int grow_days(struct load *l) {
  struct nutri__group *group = l->group;
  int rc = NUTRI_OK;

  GROW(l->db, group->amount, group->days, &rc);
  GROW(l->db, group->repeat, group->days, &rc);
  GROW(l->db, group->weekend, group->days, &rc);
  return rc;
}

/* The last day says who the member is: the days come in order. */
static void note_last(struct last *last, sqlite3_stmt *stmt) {
  const char *part[] = {nutri__text(stmt, DAY_AUTHORITY), nutri__text(stmt, DAY_SEX),
                        nutri__text(stmt, DAY_STAGE), nutri__text(stmt, DAY_FEEDING)};

  for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
    if (part[i] == NULL)
      part[i] = "";
  sqlite3_snprintf(sizeof last->day, last->day, "%s", nutri__text(stmt, DAY_DAY));
  sqlite3_snprintf(sizeof last->who, last->who, "%s|%s|%s|%s", part[0], part[1], part[2], part[3]);
  last->age_months = sqlite3_column_type(stmt, DAY_AGE_MONTHS) == SQLITE_NULL
                         ? -1
                         : sqlite3_column_int(stmt, DAY_AGE_MONTHS);
}

static int add_day(struct load *l, sqlite3_stmt *stmt) {
  struct nutri__group *group = l->group;
  struct nutri__member *member;
  int rc = NUTRI_OK;

  if (group->members == 0 ||
      group->member[group->members - 1].person_id != sqlite3_column_int64(stmt, DAY_PERSON))
    rc = begin_member(l, stmt);
  if (rc == NUTRI_OK)
    rc = grow_days(l);
  if (rc != NUTRI_OK)
    return rc;
  member = &group->member[group->members - 1];
  group->amount[group->days] = known(stmt, DAY_FOOD);
  group->repeat[group->days] = sqlite3_column_type(stmt, DAY_RECALL_NO) == SQLITE_NULL
                                   ? member->days > 0
                                   : sqlite3_column_int(stmt, DAY_RECALL_NO) > 1;
  group->weekend[group->days] = sqlite3_column_int(stmt, DAY_WEEKEND) != 0;
  if (group->repeat[group->days] == 0)
    member->first = known(stmt, DAY_FOOD);
  group->has_recalls |= sqlite3_column_type(stmt, DAY_RECALL_NO) != SQLITE_NULL;
  if (sqlite3_column_type(stmt, DAY_WEEKEND) == SQLITE_NULL)
    group->is_weekend_known = false;
  group->days++;
  member->days++;
  member->food += known(stmt, DAY_FOOD);
  member->supplement += known(stmt, DAY_SUPPLEMENT);
  member->medicine += known(stmt, DAY_MEDICINE);
  nutri__known_add(
      &member->known,
      &(struct nutri__known){.entries = sqlite3_column_int64(stmt, DAY_ENTRIES),
                             .unknown = sqlite3_column_int64(stmt, DAY_UNKNOWN),
                             .unknown_nonfood = sqlite3_column_int64(stmt, DAY_UNKNOWN_NONFOOD),
                             .food_kcal = known(stmt, DAY_FOOD_KCAL),
                             .kcal_known = known(stmt, DAY_KCAL_KNOWN),
                             .energy_unknown = known(stmt, DAY_ENERGY_UNKNOWN),
                             .grams = known(stmt, DAY_GRAMS),
                             .grams_known = known(stmt, DAY_GRAMS_KNOWN)});
  note_last(&l->last[group->members - 1], stmt);
  return NUTRI_OK;
}

/* An age that is open holds nobody back. */
static int bind_age(nutri *db, sqlite3_stmt *stmt, const char *name, int months) {
  return months == 0 ? NUTRI_OK : nutri__bind_int(db, stmt, name, months);
}

static int read_days(struct load *l) {
  const nutri_group_query *q = l->query;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(l->db, NUTRI__Q_GROUP_DAY, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_span(l->db, stmt, 0, q->from, q->to);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(l->db, stmt, ":nutrient", q->nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(l->db, stmt, ":sex", q->sex);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(l->db, stmt, ":stage", q->stage);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(l->db, stmt, ":survey", q->survey);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(l->db, stmt, ":tag", q->tag);
  if (rc == NUTRI_OK)
    rc = bind_age(l->db, stmt, ":age_min", q->age_min_months);
  if (rc == NUTRI_OK)
    rc = bind_age(l->db, stmt, ":age_max", q->age_max_months);
  while (rc == NUTRI_OK && (rc = nutri__step(l->db, stmt, "reading the group's days")) == NUTRI_ROW)
    rc = add_day(l, stmt);
  nutri__done(stmt);
  return rc;
}

/* ---- needs --------------------------------------------------------------------------------- */

static int read_need(struct load *l, int64_t person_id, const char *day, struct nutri__need *need) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(l->db, NUTRI__Q_GROUP_REFERENCE, &stmt);

  need->ear = need->ai = need->upper = NAN;
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(l->db, stmt, ":person", person_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(l->db, stmt, ":day", day);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(l->db, stmt, ":nutrient", l->query->nutrient_id);
  if (rc == NUTRI_OK && (rc = nutri__step(l->db, stmt, "reading references")) == NUTRI_ROW) {
    const char *kind = nutri__text(stmt, 1);
    const char *scope = nutri__text(stmt, 4);

    if (kind != NULL && strcmp(kind, "AI") == 0)
      need->ai = nutri__double(stmt, 0);
    need->ear = nutri__double(stmt, 2);
    need->upper = nutri__double(stmt, 3);
    need->upper_counts_all = scope != NULL && strcmp(scope, "all") == 0;
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* Persons alike are asked for once: the views answer person by person, and slowly. */
static int find_need(struct load *l, size_t at) {
  struct nutri__group *group = l->group;
  const struct last *last = &l->last[at];
  struct nutri__member *member = &group->member[at];
  size_t band = 0;
  int rc = NUTRI_OK;

  while (band < group->bounds && group->bound[band] <= last->age_months)
    band++;
  if (last->age_months < 0)
    band = SIZE_MAX;
  for (size_t i = 0; i < group->needs; i++)
    if (group->need[i].band == band && strcmp(group->need[i].who, last->who) == 0) {
      member->need = i;
      return NUTRI_OK;
    }
  GROW(l->db, group->need, group->needs, &rc);
  if (rc != NUTRI_OK)
    return rc;
  group->need[group->needs] = (struct nutri__need){.band = band};
  memcpy(group->need[group->needs].who, last->who, sizeof last->who);
  member->need = group->needs;
  rc = read_need(l, member->person_id, last->day, &group->need[group->needs]);
  group->needs++;
  return rc;
}

/* ---- weights ------------------------------------------------------------------------------- */

static void note_weights(struct nutri__group *group) {
  for (size_t i = 0; i < group->members; i++) {
    const struct nutri__member *m = &group->member[i];
    struct nutri__cycle *survey = m->survey < 0 ? NULL : &group->survey[m->survey];

    if (survey == NULL)
      continue;
    survey->has_two_days |= m->days > 1;
    survey->has_weight |= !isnan(m->weight_one);
    survey->has_weight_two |= !isnan(m->weight_two);
  }
}

/* The two-day weight where second days are used and there is one, else the other; divided by the
 * number of cycles, so that pooled ones stand for one population. Who has none in a survey that has
 * weights stands for nobody. */
static double weight_of(const struct nutri__group *group, const struct nutri__member *m) {
  const struct nutri__cycle *survey = m->survey < 0 ? NULL : &group->survey[m->survey];
  double weight;

  if (survey == NULL || (!survey->has_weight && !survey->has_weight_two))
    return 1.0;
  weight = survey->has_weight_two && (survey->has_two_days || !survey->has_weight) ? m->weight_two
                                                                                   : m->weight_one;
  return isnan(weight) ? 0.0 : weight / (double)group->surveys;
}

static void set_weights(struct nutri__group *group) {
  group->has_design = group->units > 0;
  note_weights(group);
  for (size_t i = 0; i < group->members; i++) {
    struct nutri__member *m = &group->member[i];

    m->weight = weight_of(group, m);
    group->is_weighted |= m->weight != 1.0;
    if (m->weight > 0.0 && !m->has_design)
      group->has_design = false;
  }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static int finish_members(struct load *l) {
  struct nutri__group *group = l->group;
  int rc = NUTRI_OK;

  for (size_t i = 0; rc == NUTRI_OK && l->last != NULL && i < group->members; i++) {
    struct nutri__member *m = &group->member[i];

    m->food /= (double)m->days;
    m->supplement /= (double)m->days;
    m->medicine /= (double)m->days;
    m->age = l->last[i].age_months < 0 ? group->ages : age_at(group, l->last[i].age_months);
    rc = find_need(l, i);
  }
  set_weights(group);
  return rc;
}

int nutri__group_load(nutri *db, const nutri_group_query *query, struct nutri__group *group) {
  struct load l = {.db = db, .query = query, .group = group};
  int rc;

  *group = (struct nutri__group){.is_weekend_known = true};
  rc = read_ages(db, group);
  if (rc == NUTRI_OK)
    rc = read_bounds(db, query->nutrient_id, group);
  if (rc == NUTRI_OK)
    rc = read_requirement(db, query->nutrient_id, group);
  if (rc == NUTRI_OK)
    rc = read_days(&l);
  if (rc == NUTRI_OK)
    rc = read_units(&l);
  if (rc == NUTRI_OK)
    rc = finish_members(&l);
  sqlite3_free(l.last);
  return rc;
}
