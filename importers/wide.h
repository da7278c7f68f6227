/* SPDX-License-Identifier: MIT */
/* A wide table as tables of constants: made of a mapping, one reading of the file for each kind of
 * row that it holds. */
#ifndef NUTRI_WIDE_H
#define NUTRI_WIDE_H

#include "import_internal.h"
#include "mapping.h"

enum nutri__wide_part {
  NUTRI__WIDE_CATEGORIES, /* c1 number, c2 name */
  NUTRI__WIDE_FOODS,      /* as import_food_mapped.sql has it */
  NUTRI__WIDE_PORTIONS,   /* as import_food_portion.sql has it */
  NUTRI__WIDE_VALUES      /* as import_food_nutrient.sql has it: one row a cell */
};

/* A nutrient's column, once the database has been asked. */
struct nutri__wide_nutrient {
  int64_t nutrient_id;
  double factor;
};

struct nutri__wide {
  const struct nutri__mapping *mapping;
  enum nutri__wide_part part;
  int header;                            /* the header's record from 1; 0 = none */
  struct nutri__wide_nutrient *nutrient; /* [mapping->nutrients] */
};

/* Where the reader puts what a row of a wide table holds. */
struct nutri__sink {
  void *user;
  struct nutri__batch *(*batch)(void *user); /* with room for a row; NULL = no memory */
  int (*row)(void *user);                    /* what stands behind the batch's last row is one */
  int (*again)(void *user, int64_t line);    /* likewise, of a key that came before */
  int (*reject)(void *user, int64_t line, const char *column, const struct nutri__reason *reason);
};

/* The state of a reading. place is owned. */
struct nutri__wide_reading {
  const struct nutri__wide *wide;
  struct nutri__taker *taker;
  struct nutri__sink sink;
  int *place;
  int records;             /* read so far */
  struct nutri__keys last; /* portions of each food so far */
};

int nutri__wide_begin(struct nutri__wide_reading *reading);
void nutri__wide_end(struct nutri__wide_reading *reading);
/* Takes a record, the header's too. NUTRI_OK, or an error with a message; wanted says which fields
 * are needed from the next record on, once *has_header. */
int nutri__wide_record(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                       size_t count, int64_t line, bool *has_header, char *message, size_t size);

/* ---- wide_find.c: the format that mappings make of a package's files ------------------------- */

struct nutri__wide_format {
  struct nutri__format format;
  struct nutri__table table[NUTRI__FILES_MAX];
  struct nutri__wide wide[NUTRI__FILES_MAX];
  size_t member[NUTRI__FILES_MAX];
  char *part[NUTRI__FILES_MAX];
  char name[64]; /* the format's: of the mapping's file, without what stands behind the dot */
  struct nutri__mapping **mapping; /* owned */
  size_t mappings;
  char found[600];
};

/* Whether a format's name means this mapping file: "cofid" or "cofid.map". */
bool nutri__wide_is_named(const char *file, const char *name);
/* Looks in the package of this path for tables that a mapping fits: the one in mapping_path, else
 * those that nutri brings along, or of them the one of this name. NUTRI_OK with *out NULL: nothing
 * fits. The message is a sentence. Ownership: *out is owned, free it. */
int nutri__wide_find(const struct nutri__package *package, const char *path,
                     const char *mapping_path, const char *name, struct nutri__wide_format **out,
                     char *message, size_t size);
void nutri__wide_free(struct nutri__wide_format *format);
/* Asks the database which nutrients the columns hold. NUTRI_OK or an error on the handle. */
int nutri__wide_resolve(nutri *db, struct nutri__wide_format *format);

#endif
