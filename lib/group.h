/* SPDX-License-Identifier: MIT */
/* A group of persons, as group_load.c reads it and group_fit.c estimates from it. */
#ifndef NUTRI_GROUP_H
#define NUTRI_GROUP_H

#include "nutri_internal.h"
#include "stats.h"

#define GROUP_SEXES 3 /* female, male, not given */
#define GROUP_NAME_MAX 64
#define GROUP_TEXT_MAX 256

/* What the authority of some persons prints for them: all alike in authority, sex, life stage,
 * feeding and age between two bounds. */
struct nutri__need {
  char who[96]; /* authority, sex, stage, feeding */
  size_t band;
  double ear;
  double ai; /* NaN where the target is none */
  double upper;
  bool upper_counts_all; /* else supplements and medicines alone */
};

/* Sums that the known share is made of. */
struct nutri__known {
  int64_t entries;
  int64_t unknown;
  int64_t unknown_nonfood;
  double food_kcal;
  double kcal_known;
  double energy_unknown;
  double grams;
  double grams_known;
};

struct nutri__member {
  int64_t person_id;
  int sex;    /* 0 female, 1 male, 2 not given */
  size_t age; /* of nutri__group.age; its count = not given */
  size_t need;
  size_t days;
  double first; /* food of the first day; NaN = that day is not there */
  double food;  /* means of the days */
  double supplement;
  double medicine;
  double weight; /* as it counts in the estimates */
  double weight_one;
  double weight_two;
  int survey; /* -1 = of none */
  bool has_design;
  int64_t stratum;
  int64_t psu;
  struct nutri__known known;
};

struct nutri__age {
  int age_min_months;
  int age_max_months;
  char name[GROUP_NAME_MAX];
};

struct nutri__cycle {
  char name[4 * 200 + 1];
  bool has_two_days; /* somebody chosen has a second day */
  bool has_weight;
  bool has_weight_two;
};

struct nutri__unit {
  int survey;
  int64_t stratum;
  int64_t psu;
};

struct nutri__group {
  struct nutri__member *member;
  size_t members;
  double *amount; /* of food, day by day, the days of a member in a row */
  unsigned char *repeat;
  unsigned char *weekend;
  size_t days;
  bool is_weekend_known; /* of every day */
  struct nutri__age *age;
  size_t ages;
  struct nutri__need *need;
  size_t needs;
  int *bound; /* ages at which a need changes */
  size_t bounds;
  struct nutri__cycle *survey;
  size_t surveys;
  struct nutri__unit *unit; /* all sampling units of these surveys */
  size_t units;
  double cv; /* of the requirement; NaN = not known */
  bool is_weighted;
  bool has_design;
  bool has_recalls;
};

/* The members and what belongs to them, by a checked query. Give it back with nutri__group_free. */
int nutri__group_load(nutri *db, const nutri_group_query *query, struct nutri__group *group);
void nutri__group_free(struct nutri__group *group);
/* A query filled from as much as the caller's struct has, and checked. */
int nutri__group_query(nutri *db, const nutri_group_query *given, nutri_group_query *query);
double nutri__known_share(const struct nutri__known *known);
void nutri__known_add(struct nutri__known *to, const struct nutri__known *known);

/* A row of the answer; its texts stand in it. */
struct nutri__group_row {
  nutri_group row;
  int sex;    /* -1 = all */
  size_t age; /* SIZE_MAX = all */
  char reason_text[GROUP_TEXT_MAX];
  char se_text[GROUP_TEXT_MAX];
};

/* Fills the rows, whose sex and age are set, in every number and reason; of each the texts that are
 * not the row's own are static. */
int nutri__group_estimate(nutri *db, const nutri_group_query *query,
                          const struct nutri__group *group, struct nutri__group_row *rows,
                          size_t count);
/* Memory that grows: room for one more of `size` bytes behind count. NULL = none left. */
void *nutri__grown(void *at, size_t count, size_t size);

#endif
