/* SPDX-License-Identifier: MIT */
/* Wide tables, a food a row and a nutrient a column, described by a mapping file. mapping/README.md
 * has the language; mapping_parse.c reads it, mapping.c answers what an importer asks of a table.
 */
#ifndef NUTRI_MAPPING_H
#define NUTRI_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import_internal.h"

#define NUTRI__MAPPING_LOOK 50 /* the header is among so many records */
#define NUTRI__MAPPING_SNIFF (128 * 1024)

enum nutri__mapping_table { NUTRI__MAPPING_FOODS, NUTRI__MAPPING_PORTIONS };

/* What a food's key is; all but the first name the food across releases and sources. */
enum nutri__mapping_key {
  NUTRI__MAPPING_OWN,
  NUTRI__MAPPING_NDB,
  NUTRI__MAPPING_CODE,
  NUTRI__MAPPING_GTIN
};

enum nutri__mapping_encoding {
  NUTRI__MAPPING_UTF8,
  NUTRI__MAPPING_1252,
  NUTRI__MAPPING_MIXED /* UTF-8, and what is no UTF-8 as Windows-1252 */
};

enum nutri__mapping_basis {
  NUTRI__MAPPING_PER_100_G,
  NUTRI__MAPPING_PER_100_ML,
  NUTRI__MAPPING_PER_UNIT
};

enum nutri__mapping_brackets {
  NUTRI__MAPPING_WRONG, /* a value in brackets is no value */
  NUTRI__MAPPING_PLAIN, /* ... is a value like any other */
  NUTRI__MAPPING_DOUBTFUL,
  NUTRI__MAPPING_IMPUTED
};

#define NUTRI__MAPPING_FIRST (-1) /* header: the first record that has the columns */
#define NUTRI__MAPPING_NONE 0     /* header: there is none, `names` are the columns */

struct nutri__mapping_texts {
  const char **text;
  size_t count;
};

/* A column by any of its names, of which a header may have one. */
struct nutri__mapping_column {
  struct nutri__mapping_texts names;
  bool required; /* a header without it is an error */
};

/* Rows whose column has one of the values; a value may have * and ?. */
struct nutri__mapping_where {
  int column;
  struct nutri__mapping_texts values;
  int basis; /* of these rows, enum nutri__mapping_basis */
};

enum nutri__mapping_nutrient_by {
  NUTRI__MAPPING_BY_NUMBER, /* "304" */
  NUTRI__MAPPING_BY_ID,     /* "1090" */
  NUTRI__MAPPING_BY_SYMBOL  /* "MG" */
};

/* A column of amounts of a nutrient. The database says which nutrient that is. */
struct nutri__mapping_nutrient {
  int column;
  int by; /* enum nutri__mapping_nutrient_by */
  const char *nutrient;
  double factor;    /* amount in `unit` = value * factor */
  const char *unit; /* NULL = the nutrient's own */
  int line;
};

/* Household measures. grams is a column; the measure is the text of one, or the same for all. */
struct nutri__mapping_portion {
  int measure; /* a column, -1 = `text` */
  const char *text;
  int grams;
};

/* A mapping, constant once it is parsed. Columns are numbers in `column`. */
struct nutri__mapping {
  const char *name; /* of the file, for messages */
  const char *title;
  const char *source;
  const char *release; /* NULL = none */
  int rank;            /* of the source */
  int table;           /* enum nutri__mapping_table */
  struct nutri__mapping_texts file;
  int *has;
  size_t has_count;
  char *delimiter;
  size_t delimiters;
  int quote;    /* 0 = none */
  int encoding; /* enum nutri__mapping_encoding */
  int header;   /* number of the record from 1, NUTRI__MAPPING_FIRST, NUTRI__MAPPING_NONE */
  struct nutri__mapping_texts names;
  int skip; /* records after the header that are no foods */
  int key;
  int key_kind; /* enum nutri__mapping_key */
  int *description;
  size_t descriptions; /* columns, put together with ", " between */
  int category;        /* -1 = none */
  int category_number; /* -1 = none */
  int basis;           /* where no rule says another */
  struct nutri__mapping_where *basis_where;
  size_t basis_wheres;
  int decimal;   /* '.', ',', or '*' = either */
  int thousands; /* 0 = none, ' ' = any blank */
  struct nutri__mapping_texts unknown;
  struct nutri__mapping_texts trace;
  struct nutri__mapping_texts below; /* what stands before a limit of detection: "<" */
  int brackets;                      /* enum nutri__mapping_brackets */
  struct nutri__mapping_where *only;
  size_t onlys;
  struct nutri__mapping_nutrient *nutrient;
  size_t nutrients;
  struct nutri__mapping_portion *portion;
  size_t portions;
  struct nutri__mapping_texts usual; /* measures that name the usual portion */
  struct nutri__mapping_column *column;
  size_t columns;
  struct nutri__mapping_memory *memory;
};

/* The mappings that the library brings along; text ends with a NUL that length does not count. */
extern const nutri__sql nutri__mapping_shipped[];
extern const size_t nutri__mapping_shipped_count;

/* ---- mapping_parse.c ----------------------------------------------------------------------- */

/* Reads a mapping; name is what messages call it. NUTRI_OK, NUTRI_ENOMEM, NUTRI_EFORMAT with a
 * sentence that names the file, the line and what was expected. Ownership: *out is owned, free it;
 * it keeps nothing of text. */
int nutri__mapping_parse(const char *name, const char *text, size_t length,
                         struct nutri__mapping **out, char *message, size_t size);
void nutri__mapping_free(struct nutri__mapping *mapping);

/* ---- mapping.c ----------------------------------------------------------------------------- */

/* Names of columns are one name where they differ in case, blanks, line ends or slashes alone:
 * "Magnesium (mg/100 g)" is "magnesium\n(mg / 100g)". Both micro signs are one. */
bool nutri__mapping_same_name(const char *a, size_t a_length, const char *b, size_t b_length);
/* Whether a text is a pattern with * and ?; ASCII case is one. */
bool nutri__mapping_matches(const char *pattern, const char *text, size_t length);

/* How much speaks for a record being the header (without one: a row) of this mapping's table: 0 =
 * it is not, NUTRI_ENOMEM, else the number of the mapping's columns that are there. base_name NULL
 * = the user named the mapping, so that neither the file's name nor columns of its own (`has`) are
 * asked for. reason gets the rest of a sentence that begins with the file: "has the columns ...".
 */
int nutri__mapping_fits(const struct nutri__mapping *mapping, const char *base_name,
                        const struct nutri__field *fields, size_t count, char *reason, size_t size);

/* What a file's first bytes say. */
struct nutri__mapping_sniffed {
  int fits;   /* as nutri__mapping_fits; 0 = nothing else is set, reason says what is lacking */
  int header; /* number of the header's record from 1, blank lines not counted; 0 = it has none */
  char delimiter; /* of those that the mapping allows */
};

/* Looks for the header in bytes as they stand in the file; whole = they are all of it, else
 * NUTRI__MAPPING_SNIFF bytes will do. base_name and reason as above. NUTRI_OK, NUTRI_ENOMEM. */
int nutri__mapping_sniff(const struct nutri__mapping *mapping, const char *base_name,
                         const char *bytes, size_t length, bool whole,
                         struct nutri__mapping_sniffed *out, char *reason, size_t size);

/* Where the columns are: place is [mapping->columns], -1 = the file has none. fields are the
 * header's, or, where the table has none, the first row's. NUTRI_OK, or NUTRI_EFORMAT with a
 * sentence, without the file's name, that names the column. unmapped (NULL = not asked for) gets
 * the header's other columns, absent the nutrient columns that the header lacks, both with ", "
 * between and as many as fit. */
int nutri__mapping_header(const struct nutri__mapping *mapping, const struct nutri__field *fields,
                          size_t count, int *place, char *unmapped, size_t unmapped_size,
                          char *absent, size_t absent_size, char *message, size_t size);

enum nutri__mapping_cell {
  NUTRI__CELL_UNKNOWN,
  NUTRI__CELL_TRACE, /* *out is 0 */
  NUTRI__CELL_NUMBER,
  NUTRI__CELL_WRONG
};

/* A cell's value, before the nutrient's factor. mark (NULL = not asked for) gets what
 * food_nutrient.mark is to say: NULL, "trace", "imputed", "doubtful"; constants. */
enum nutri__mapping_cell nutri__mapping_value(const struct nutri__mapping *mapping,
                                              const char *text, size_t length, double *out,
                                              const char **mark);

/* Whether a row is of this import (`only`). */
bool nutri__mapping_takes(const struct nutri__mapping *mapping, const struct nutri__field *fields,
                          size_t count, const int *place);
/* A row's basis as food.basis has it: "g", "ml" or "unit". */
const char *nutri__mapping_basis(const struct nutri__mapping *mapping,
                                 const struct nutri__field *fields, size_t count, const int *place);
/* What stands before the key in food.lasting_key: "ndb:", "code:", "gtin:"; NULL = it has none. */
const char *nutri__mapping_prefix(const struct nutri__mapping *mapping);
/* A measure without its amount: "2 slices" is "slices" and 2, "cup" is "cup" and 1; *rest points
 * into text. A text that is nothing else ("30") is kept whole. */
double nutri__mapping_measure(const char *text, const char **rest);
/* Whether the measure is the source's name for the usual portion. */
bool nutri__mapping_is_usual(const struct nutri__mapping *mapping, const char *text, size_t length);

#endif
