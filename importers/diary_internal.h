/* SPDX-License-Identifier: MIT */
/* What the files of the diary's importer share:
 *   diary_header.c  which column is what
 *   diary_cell.c    days, times and amounts as people write them
 *   diary_find.c    people, foods and measures, each looked up once
 *   diary.c         rows to entries */
#ifndef NUTRI_DIARY_INTERNAL_H
#define NUTRI_DIARY_INTERNAL_H

#include "diary.h"

enum nutri__diary_role {
  NUTRI__DIARY_PERSON,
  NUTRI__DIARY_DAY,
  NUTRI__DIARY_TIME,
  NUTRI__DIARY_MEAL,
  NUTRI__DIARY_FOOD,
  NUTRI__DIARY_KEY, /* of the food: its number, or a key */
  NUTRI__DIARY_AMOUNT,
  NUTRI__DIARY_UNIT,
  NUTRI__DIARY_NOTE,
  NUTRI__DIARY_KIND,
  NUTRI__DIARY_ENTRY, /* the number of an entry: a listing of nutri's own */
  NUTRI__DIARY_ROLES
};

/* A column of the file; name is owned, as its header has it. */
struct nutri__diary_column {
  int place; /* -1 = the file has none */
  char *name;
  const char *extra; /* of an amount its unit, of a key what stands before it; NULL = nothing */
};

/* A column of a nutrient's values. */
struct nutri__diary_nutrient {
  struct nutri__diary_column column;
  int64_t nutrient_id;
  double factor; /* to the nutrient's unit */
};

/* ---- diary_find.c: a table of what was looked up ------------------------------------------- */

struct nutri__diary_slot {
  uint64_t hash; /* 0 = empty */
  char *key;     /* owned */
  size_t length;
  void *found; /* owned */
  int64_t number;
};

struct nutri__diary_map {
  struct nutri__diary_slot *slots;
  size_t size; /* a power of two, or 0 */
  size_t count;
};

#define NUTRI__DIARY_HASH UINT64_C(0xcbf29ce484222325)

uint64_t nutri__diary_hash(uint64_t hash, const void *bytes, size_t length);
/* The key's place, made where there was none; a NULL key is its hash alone. NULL: out of memory. It
 * is good until the next call. */
struct nutri__diary_slot *nutri__diary_at(struct nutri__diary_map *map, uint64_t hash,
                                          const char *key, size_t length);
void nutri__diary_map_free(struct nutri__diary_map *map);

struct nutri__diary_person {
  int64_t person_id; /* 0 = there is none */
  char born[11];     /* "" = not known */
};

/* A food's text: what it was found to be. */
struct nutri__diary_food {
  int rc;        /* NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EAMBIGUOUS, NUTRI_EINVAL */
  bool unheard;  /* a name that no food has, nor all its words */
  bool is_made;  /* an import of a diary made the food for a name nobody had heard of ... */
  bool is_exact; /* ... and this is its name */
  int64_t food_id;
  int basis;
  char text[]; /* its description, or why it was not found */
};

/* A measure of a food. */
struct nutri__diary_measure {
  int rc; /* NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EAMBIGUOUS */
  double one;
  char text[]; /* the measure, or why it is none */
};

/* ---- the diary ----------------------------------------------------------------------------- */

/* Which orders of day and month all dates of the file allow. */
struct nutri__diary_order {
  bool seen; /* any such date */
  bool not_month_first;
  bool not_day_first;
};

struct nutri__diary {
  nutri *db;
  int64_t import_id;
  char *person; /* whose rows are without a person column; NULL = the only one's */
  nutri__diary_reject_fn *reject;
  void *user;
  size_t width; /* fields of the header */
  struct nutri__diary_column column[NUTRI__DIARY_ROLES];
  struct nutri__diary_nutrient *nutrient; /* in the order of their ids */
  size_t nutrients;
  double *value; /* of the row, by nutrient; NaN = none */
  char ignored[1000];
  struct nutri__diary_order order;
  struct nutri__diary_counts counts;
  struct nutri__diary_map persons;
  struct nutri__diary_map foods;
  struct nutri__diary_map measures;
  struct nutri__diary_map twins; /* of rows whose entry was there: the last one's number */
  struct nutri__diary_map seen;  /* of such rows with values: how many, whatever the values */
  const char *kind;              /* of a food that the row makes */
  char *text;                    /* the row's cells, trimmed */
  size_t text_size;
  /* Why the row is rejected. */
  const struct nutri__diary_column *bad; /* NULL = the row as a whole */
  struct nutri__field value_text;
  int64_t person_id;
  char reason[1200];
};

/* A row is rejected: d->bad, d->reason say why. */
#define NUTRI__DIARY_REJECTED 2

int nutri__diary_reject_row(struct nutri__diary *diary, const struct nutri__diary_column *column,
                            struct nutri__field value, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* ---- diary_header.c ------------------------------------------------------------------------ */

/* A field without the blanks around it, NBSP too. */
struct nutri__field nutri__diary_trimmed(struct nutri__field field);

/* ---- diary_cell.c -------------------------------------------------------------------------- */

enum nutri__diary_day {
  NUTRI__DIARY_DAY_IS,     /* a day, and the time behind it where there is one */
  NUTRI__DIARY_DAY_IS_NOT, /* none */
  NUTRI__DIARY_DAY_EITHER, /* two days, by the order of day and month */
  NUTRI__DIARY_DAY_MIXED   /* the file's dates are in no one order */
};

enum nutri__diary_day nutri__diary_read_day(const char *text,
                                            const struct nutri__diary_order *order, char day[11],
                                            char time[6]);
void nutri__diary_see_day(const char *text, struct nutri__diary_order *order);
/* "8:30", "08:30:15", "8:30 pm": HH:MM. */
bool nutri__diary_read_time(const char *text, char time[6]);
/* An amount and the text behind it. False where there is no number; it may be out of all bounds. */
bool nutri__diary_read_amount(const char *text, size_t length, double *amount, const char **rest);

/* ---- diary_find.c -------------------------------------------------------------------------- */

/* All: NUTRI_OK with *out, borrowed until the diary is freed, or an error of the database. */
int nutri__diary_find_person(struct nutri__diary *diary, const char *name,
                             const struct nutri__diary_person **out);
int nutri__diary_find_food(struct nutri__diary *diary, int64_t person_id, const char *text,
                           const struct nutri__diary_food **out);
/* unit "" = as the food is counted; text is what it was called. */
int nutri__diary_find_measure(struct nutri__diary *diary, const struct nutri__diary_food *food,
                              const char *text, const char *unit,
                              const struct nutri__diary_measure **out);
/* Makes a food of this name, measured as the unit is, and finds it. NUTRI_EINVAL, with nothing
 * made: the amount would be too much of it. */
int nutri__diary_make_food(struct nutri__diary *diary, int64_t person_id, const char *text,
                           double amount, const char *unit, const struct nutri__diary_food **out);

#endif
