/* SPDX-License-Identifier: MIT */
/* A person's rows on their way from one database to another: shared by export, restore and forget.
 */
#ifndef NUTRI_COPY_H
#define NUTRI_COPY_H

#include "nutri_internal.h"

/* What became of a food that the person's rows name. */
enum nutri__carried {
  NUTRI__FOOD_WANTED,  /* not looked at yet */
  NUTRI__FOOD_SAME,    /* it was there, with the same values */
  NUTRI__FOOD_DIFFERS, /* ... with others */
  NUTRI__FOOD_CARRIED  /* it was not there and came along */
};

struct nutri__number {
  int64_t from;
  int64_t to;
  enum nutri__carried how; /* of a food */
  bool whole;              /* a food that came along has its rows */
};

/* Numbers of rows there and here, in the order of those there. */
struct nutri__numbers {
  struct nutri__number *row;
  size_t count;
  size_t room;
};

/* Adds a number in its place; *added (may be NULL) says whether it is new. db has the error. */
int nutri__numbers_add(nutri *db, struct nutri__numbers *numbers, int64_t from, int64_t to,
                       bool *added);
/* NULL = it is not there. */
struct nutri__number *nutri__numbers_find(const struct nutri__numbers *numbers, int64_t from);
void nutri__numbers_free(struct nutri__numbers *numbers);

/* Whose numbers a column holds; from NUTRI__OF_PART on: of that table of the list. */
enum nutri__refers {
  NUTRI__OF_NOBODY, /* the value stays as it is */
  NUTRI__OF_ITSELF, /* the row's own number */
  NUTRI__OF_FOOD,
  NUTRI__OF_CATEGORY,
  NUTRI__OF_NUTRIENT,
  NUTRI__OF_IMPORT, /* an import of the other database: NULL here */
  NUTRI__OF_PART
};

/* A table that has rows of a person, of a food, or that both databases share. */
struct nutri__part {
  const char *table;
  const char *rows; /* which are the person's (:person), the food's (:food), or of a number (:id) */
  const char *key;  /* by which a row of a shared table is known again here; NULL = not shared */
};
extern const struct nutri__part nutri__parts[];
extern const size_t nutri__part_count;

#define NUTRI__PARTS_MAX 32
#define NUTRI__NEEDS_MAX 8
#define NUTRI__COLUMNS_MAX 40

/* One of them, opened. */
struct nutri__copied {
  int columns; /* 0 = one of the databases has no such table */
  int refers[NUTRI__COLUMNS_MAX];
  char name[NUTRI__COLUMNS_MAX][64];
  int64_t last; /* highest number in use here */
  sqlite3_stmt *read;
  sqlite3_stmt *write;
  struct nutri__numbers numbers;
  int64_t rows; /* written */
};

struct nutri__copy {
  nutri *from;
  nutri *to;
  int64_t person_id; /* there */
  const char *name;  /* what the person is called here; NULL = as there */
  struct nutri__numbers foods;
  struct nutri__numbers categories;
  struct nutri__numbers nutrients;
  struct nutri__copied part[NUTRI__PARTS_MAX];
  sqlite3_stmt *needs[NUTRI__NEEDS_MAX]; /* the foods that rows of a :food name */
  int needs_count;
  /* Of a food that cannot have its own place here. */
  int64_t other_source;
  const char *other_key;
};

/* Copies the foods that the person's rows name, where they are not there, and then the rows. The
 * caller has a transaction on both handles; the sentence of an error is on one of them. */
int nutri__copy_person(struct nutri__copy *copy);
void nutri__copy_free(struct nutri__copy *copy);
/* A part by its table's name. */
struct nutri__copied *nutri__copy_part(struct nutri__copy *copy, const char *table);
/* Prepares a statement of a text, which it frees (NULL: there was no memory for it). */
int nutri__copy_prepare(nutri *db, char *text, sqlite3_stmt **out);
/* Opens every part: which columns both databases have, and what they refer to. */
int nutri__copy_open(struct nutri__copy *copy);
/* The rows of the part at this place of the list that are of this person or food. */
int nutri__copy_rows(struct nutri__copy *copy, size_t at, int64_t id);

/* What was copied, and for whom: person (kept on db) is what db's answer says. */
int nutri__copy_report(struct nutri__copy *copy, nutri *db, const char *person,
                       nutri_person_data *out);
/* A view of db that stays the same until the end; *began: it is ours to end. */
int nutri__read_begin(nutri *db, bool *began);
void nutri__read_end(nutri *db, bool began);

/* copy_food.c */

/* The foods that a person's rows name, and those that they need in turn (ingredients, the newer
 * version), into copy->foods. Wants nutri__copy_open. */
int nutri__copy_find_foods(struct nutri__copy *copy);
/* Finds them here, or brings them. */
int nutri__copy_place_foods(struct nutri__copy *copy);
/* A number of a category, nutrient or shared row there as the number here, where need be after
 * adding it. */
int nutri__copy_resolve(struct nutri__copy *copy, int refers, int64_t from, int64_t *to);
/* A food's value in the caller's units, NaN = unknown. */
int nutri__copy_value(nutri *db, int64_t food_id, int64_t nutrient_id, double *amount);

#endif
