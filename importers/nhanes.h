/* SPDX-License-Identifier: MIT */
/* NHANES, What We Eat in America: what the files of its importer share.
 *   nhanes_find.c    which files of a package are NHANES's, by their names
 *   nhanes_column.c  constant tables: columns, nutrients, meals
 *   nhanes_read.c    files to rows of numbers: CSV here, SAS transport files in nhanes_xpt.c
 *   nhanes_take.c    rows to persons, entries and day totals, checked
 *   nhanes_known.c   persons that an earlier import brought: held against what comes
 *   nhanes_food.c    food codes to foods
 *   nhanes_store.c   all of it into the database
 *   import_nhanes.c  the order of all that
 *
 * A cycle (two years of the survey) is read as a whole, sorted and stored before the next: rows may
 * stand in any order, and a person in several files. */
#ifndef NUTRI_NHANES_H
#define NUTRI_NHANES_H

#include "import_run.h"

#define NUTRI__NHANES_DAYS 2

/* ---- nhanes_column.c ----------------------------------------------------------------------- */

enum nutri__nhanes_kind { NUTRI__NHANES_DEMO, NUTRI__NHANES_FOODS, NUTRI__NHANES_TOTALS };

enum nutri__nhanes_role {
  NUTRI__NHANES_SEQN,
  NUTRI__NHANES_SEX,
  NUTRI__NHANES_YEARS,
  NUTRI__NHANES_MONTHS,
  NUTRI__NHANES_PSU,
  NUTRI__NHANES_STRATUM,
  NUTRI__NHANES_PREGNANT,
  NUTRI__NHANES_STATUS,
  NUTRI__NHANES_WEIGHT,
  NUTRI__NHANES_WEIGHT_TWO,
  NUTRI__NHANES_CODE,
  NUTRI__NHANES_GRAMS,
  NUTRI__NHANES_MEAL,
  NUTRI__NHANES_ROLES
};

#define NUTRI__NHANES_NUTRIENTS 72
#define NUTRI__NHANES_CELLS (NUTRI__NHANES_ROLES + NUTRI__NHANES_NUTRIENTS)

struct nutri__nhanes_column {
  const char *name;  /* '#' is the day's digit */
  const char *other; /* another spelling; NULL = none */
  unsigned files;    /* bit 1 << kind: where it stands ... */
  unsigned required; /* ... and where it must */
  double min, max;
  bool is_whole;
  const char *wanted; /* what the value must be, for messages */
};
extern const struct nutri__nhanes_column nutri__nhanes_column[NUTRI__NHANES_ROLES];

/* Of a nutrient the column is DR1T or DR1I and the name: DR1TMAGN, DR2IMAGN. */
struct nutri__nhanes_nutrient {
  const char *name;
  int64_t nutrient_id;
  const char *unit; /* the column's, which is the nutrient's */
};
extern const struct nutri__nhanes_nutrient nutri__nhanes_nutrient[]; /* by nutrient_id */
extern const size_t nutri__nhanes_nutrients;

/* DR1_030Z, the name of the eating occasion; NULL = not told. */
const char *nutri__nhanes_meal(int64_t code);
/* The cell of a column in a file of this kind and day; -1 = no column of ours. */
int nutri__nhanes_cell_of(enum nutri__nhanes_kind kind, int day, const char *name);
/* A cell's column as the file has it, for messages. */
const char *nutri__nhanes_cell_name(enum nutri__nhanes_kind kind, int day, int cell, char out[24]);

/* ---- nhanes_find.c ------------------------------------------------------------------------- */

struct nutri__nhanes_file {
  size_t member; /* of the package, and the file's number in the run, are ... */
  int number;
  enum nutri__nhanes_kind kind;
  int day;   /* 1 or 2; 0 = Demo */
  int cycle; /* its first year; of 2017 to March 2020, which holds 2017-2018, 2020 */
  bool is_xpt;
  /* What became of its rows, for the log. */
  int64_t stored;
  int64_t without_code; /* entries whose food no FNDDS has */
  double grams;
  double grams_without;
  bool has_values; /* recorded with entries */
};

/* ---- nhanes_read.c ------------------------------------------------------------------------- */

struct nutri__nhanes_cell {
  enum nutri__number state;
  double number;
  struct nutri__field text; /* as it stands, for messages; of a transport file "" */
};

/* Takes a file's rows. Both: NUTRI_OK, or the end of the reading. */
struct nutri__nhanes_taker {
  int (*header)(void *user, const bool *has, char *message, size_t size);
  int (*row)(void *user, const struct nutri__nhanes_cell *cell, int64_t line);
  void *user;
};

int nutri__nhanes_read(struct run *run, struct nutri__nhanes_file *file,
                       struct nutri__hasher *hasher, const struct nutri__nhanes_taker *taker);

/* nhanes_xpt.c: a SAS transport file in memory. name says a variable's cell, or -1; row is called
 * for each observation, from 1. Without ReadStat it says so. NUTRI_OK, NUTRI_EFORMAT, or what a
 * function returned; the message goes without the file's name. */
struct nutri__nhanes_xpt {
  int (*name)(void *user, const char *name);
  int (*row)(void *user, const struct nutri__nhanes_cell *cell, int64_t number);
  int (*header)(void *user); /* all names are told */
  void *user;
};
int nutri__nhanes_xpt_read(const char *bytes, size_t length, const struct nutri__nhanes_xpt *to,
                           char *message, size_t size);

/* ---- nhanes_take.c ------------------------------------------------------------------------- */

/* Of one person of the cycle. */
struct nutri__nhanes_person {
  int64_t seqn;
  int64_t person_id; /* once stored, or found */
  int64_t age_months;
  int64_t stratum;
  int64_t psu;
  double weight; /* NaN = not given */
  double weight_two;
  int64_t line; /* in Demo */
  bool is_male;
  bool is_pregnant;
  bool has_day[NUTRI__NHANES_DAYS];
  bool was_there; /* an earlier import brought the person ... */
  bool differs;   /* ... of whom the file says something else */
};

struct nutri__nhanes_entry {
  uint32_t person; /* in the cycle */
  uint32_t line;
  int64_t code;
  int64_t food_id;
  double grams;
  const double *values; /* recorded, by nutri__nhanes_nutrient; NULL = none */
  uint8_t day;          /* 0 or 1 */
  uint8_t meal;
  uint8_t file; /* in the cycle's list */
};

struct nutri__nhanes_total {
  uint32_t person;
  uint32_t line;
  const double *values;
  uint8_t day;
  uint8_t file;
};

/* A cycle's rows. values are in blocks, so that they stay where they are. */
struct nutri__nhanes_cycle {
  struct run *run;
  int cycle;
  const char *survey; /* NHANES 2007-2008 */
  struct nutri__nhanes_file **file;
  size_t files;
  struct nutri__nhanes_file *now; /* being read */
  uint8_t now_at;
  bool has[NUTRI__NHANES_CELLS]; /* the file's columns */
  struct nutri__keys seqn;       /* the number is the person's */
  struct nutri__nhanes_person *person;
  size_t persons_size;
  struct nutri__nhanes_entry *entry;
  size_t entries, entries_size;
  struct nutri__nhanes_total *total;
  size_t totals, totals_size;
  struct nutri__nhanes_block *block;
};

int nutri__nhanes_take_header(void *user, const bool *has, char *message, size_t size);
int nutri__nhanes_take_row(void *user, const struct nutri__nhanes_cell *cell, int64_t line);
void nutri__nhanes_cycle_free(struct nutri__nhanes_cycle *cycle);
/* Sorts entries and totals by person (in the order of SEQN), day, file and line. */
void nutri__nhanes_sort(struct nutri__nhanes_cycle *cycle);
/* Rejects a row of a file: column and value may be NULL. */
int nutri__nhanes_reject(struct nutri__nhanes_cycle *cycle, struct nutri__nhanes_file *file,
                         int64_t line, const char *column, const char *value, int64_t person_id,
                         const char *format, ...) __attribute__((format(printf, 7, 8)));

/* ---- nhanes_known.c ------------------------------------------------------------------------ */

/* Looks for persons of the cycle that are there; what the import has of them is counted as
 * unchanged or rejected and taken off the cycle's lists, which are sorted. */
int nutri__nhanes_sift(struct nutri__nhanes_cycle *cycle);

/* ---- nhanes_food.c ------------------------------------------------------------------------- */

struct nutri__nhanes_foods {
  struct nutri__keys code;   /* of the FNDDS: the value is the food */
  struct nutri__keys other;  /* codes that it has not: the value is the food made for it */
  struct nutri__keys placed; /* of these, what this import has seen to */
  struct nutri__keys prefix; /* of codes that were imputed: the value is the first such food */
  int64_t *sorted;           /* the FNDDS's codes */
  size_t sorted_count;
  int64_t source_id; /* 0 = there is no FNDDS */
  char source[201];
  bool is_imputing;
  bool is_changed; /* foods of the source NHANES were made, or given values */
};

/* Which FNDDS: the one that is named, else the one imported last. NUTRI_EINVAL: no such source. */
int nutri__nhanes_foods_pick(struct run *run, struct nutri__nhanes_foods *foods);
/* Reads its codes, and those that foods were made for. */
int nutri__nhanes_foods_open(struct run *run, struct nutri__nhanes_foods *foods);
void nutri__nhanes_foods_free(struct nutri__nhanes_foods *foods);
/* The foods of a cycle's entries, made where no FNDDS has them. */
int nutri__nhanes_foods_place(struct nutri__nhanes_cycle *cycle, struct nutri__nhanes_foods *foods);

/* ---- nhanes_store.c ------------------------------------------------------------------------ */

int nutri__nhanes_store(struct nutri__nhanes_cycle *cycle);

/* ---- the importer -------------------------------------------------------------------------- */

struct nutri__nhanes {
  struct nutri__format format;
  struct nutri__table table[NUTRI__FILES_MAX];
  struct nutri__nhanes_file file[NUTRI__FILES_MAX]; /* by cycle, Demo first */
  int files;
  struct nutri__nhanes_foods foods;
};

/* Reads the file's name: false where it is none of NHANES's. */
bool nutri__nhanes_name(const char *base, struct nutri__nhanes_file *out);
/* The survey's name for a cycle. */
const char *nutri__nhanes_survey(int cycle, char out[40]);

#endif
