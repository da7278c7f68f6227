/* SPDX-License-Identifier: MIT */
/* What the files of the importers share. Nothing in here is public, and lib/ includes none of it.
 *
 *   reader thread   block of a file -> reader.c (libcsv) -> row.c (typed, checked) -> batches
 *   queue           pipeline.c, bounded
 *   calling thread  feed.c (a virtual table over the batches) -> one statement per file
 *   hash thread     sha256.c, from the same blocks
 *
 * A format is constant tables (struct nutri__format): fdc.c, sr.c, cnf.c; wide.c makes them of a
 * mapping file. */
#ifndef NUTRI_IMPORT_INTERNAL_H
#define NUTRI_IMPORT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nutri_internal.h"
#include "package.h"

/* ---- number.c ------------------------------------------------------------------------------ */

enum nutri__number { NUTRI__NUMBER_OK, NUTRI__NUMBER_ABSENT, NUTRI__NUMBER_WRONG };

/* A decimal number, blanks around it allowed: the double strtod would give in the C locale. */
enum nutri__number nutri__number_read(const char *text, size_t length, double *out);
/* A whole number of digits alone. */
enum nutri__number nutri__whole_read(const char *text, size_t length, int64_t *out);

/* ---- reader.c ------------------------------------------------------------------------------ */

#define NUTRI__FIELD_BYTES (1 << 20) /* the longest field */
#define NUTRI__FIELDS_MAX 2048       /* in a row */

/* A field of a row: text ends with a NUL that length does not count. */
struct nutri__field {
  const char *text;
  size_t length;
};

/* Takes a row: count is how many fields it has; of those, only the wanted ones are filled in. line
 * is where the row begins, from 1. The fields last until the return. Not 0 ends the reading. */
typedef int nutri__row_fn(void *user, const struct nutri__field *fields, size_t count,
                          int64_t line);

struct nutri__reader;

enum nutri__encoding {
  NUTRI__UTF8,
  NUTRI__1252, /* Windows-1252 */
  NUTRI__MIXED /* UTF-8, and what is no UTF-8 as Windows-1252 */
};

/* What a text file looks like. All zero is CSV as USDA writes it. */
struct nutri__dialect {
  char delimiter; /* 0 = a comma */
  char quote;     /* 0 = '"' */
  bool no_quotes; /* the quote is text like any other */
  enum nutri__encoding encoding;
};

/* A reader of CSV text; dialect NULL = CSV. Ownership: *out is owned, free it. */
int nutri__reader_new(const struct nutri__dialect *dialect, nutri__row_fn *row, void *user,
                      struct nutri__reader **out);
void nutri__reader_free(struct nutri__reader *reader);
/* From the next row on only these columns are copied; wanted is borrowed, NULL = all of them. */
void nutri__reader_want(struct nutri__reader *reader, const bool *wanted, size_t count);
/* Reads a block; finish says that there is no more. NUTRI_OK, NUTRI_ENOMEM, NUTRI_EFORMAT (message
 * and line say why), or what the row function returned. After an error only free is allowed. */
int nutri__reader_block(struct nutri__reader *reader, const char *block, size_t length);
int nutri__reader_finish(struct nutri__reader *reader);
/* Why the reading failed, without the file's name; "" where the row function ended it. */
const char *nutri__reader_message(const struct nutri__reader *reader);
int64_t nutri__reader_line(const struct nutri__reader *reader);

/* ---- sha256.c ------------------------------------------------------------------------------ */

#define NUTRI__BLOCK_BYTES ((size_t)256 * 1024)

struct nutri__hasher;
struct nutri__block {
  struct nutri__block *next;
  size_t length;
  int users; /* reader, hasher */
  char *hex; /* not NULL: the file ends here; its digest goes there, 65 bytes */
  char data[NUTRI__BLOCK_BYTES];
};

/* Starts the thread that hashes. Ownership: *out is owned, finish it. */
int nutri__hasher_start(struct nutri__hasher **out);
/* A block to fill; waits until one is free. NULL where hashing failed. */
struct nutri__block *nutri__hasher_take(struct nutri__hasher *hasher);
/* Hands a filled block to the hasher; the reader may go on reading it until it lets go. */
void nutri__hasher_give(struct nutri__hasher *hasher, struct nutri__block *block);
void nutri__hasher_let_go(struct nutri__hasher *hasher, struct nutri__block *block);
/* Waits until all that was given is hashed, and frees the hasher; NULL is fine. */
int nutri__hasher_finish(struct nutri__hasher *hasher);

/* ---- keys.c -------------------------------------------------------------------------------- */

/* A set of 64-bit keys, each with a number: 0, 1, 2 ... in the order they came, and a value where
 * one was given. */
struct nutri__keys {
  uint32_t *slots; /* the number plus 1; 0 = free */
  size_t size;     /* of slots: a power of two, or 0 */
  int64_t *keys;   /* by number */
  size_t count;
  uint32_t *small; /* of keys from 0 to NUTRI__SMALL_KEYS: the number plus 1 */
  int64_t *values; /* by number; NULL = no key was given one */
  size_t values_size;
};

#define NUTRI__NO_KEY UINT32_MAX
#define NUTRI__SMALL_KEYS 4096

void nutri__keys_free(struct nutri__keys *keys);
/* The number of a key, or NUTRI__NO_KEY. */
uint32_t nutri__keys_find(const struct nutri__keys *keys, int64_t key);
/* Adds a key (or finds it). NUTRI_OK, NUTRI_ENOMEM. */
int nutri__keys_add(struct nutri__keys *keys, int64_t key, uint32_t *number);
/* Adds a key with a value, unless it is there. NUTRI_OK, NUTRI_EEXISTS, NUTRI_ENOMEM. */
int nutri__keys_give(struct nutri__keys *keys, int64_t key, int64_t value);
/* A text as a key; upper and lower case of ASCII are one. */
int64_t nutri__keys_of_text(const char *text, size_t length);

/* A set of pairs: a number, and a 64-bit second key of which there are few. A bit a pair: 641,060
 * values of 7,793 foods take 0.2 MB. */
#define NUTRI__PLANES 64
struct nutri__pairs {
  struct nutri__keys second;
  uint64_t *plane[NUTRI__PLANES]; /* [number of first], 64 second keys a plane */
  size_t rows;
};

void nutri__pairs_free(struct nutri__pairs *pairs);
bool nutri__pairs_has(const struct nutri__pairs *pairs, uint32_t first, int64_t second);
/* Adds a pair. NUTRI_OK, NUTRI_EEXISTS, NUTRI_ENOMEM, NUTRI_EINVAL (too many second keys). */
int nutri__pairs_add(struct nutri__pairs *pairs, uint32_t first, int64_t second);

/* ---- a format's tables --------------------------------------------------------------------- */

#define NUTRI__COLUMNS_MAX 12 /* the feed's columns: c1 to c12 */
#define NUTRI__SPELLINGS 4
#define NUTRI__SETS 12
#define NUTRI__MAPS 5
#define NUTRI__FILES_MAX 40 /* and parts of files that are read once more */

enum nutri__type {
  NUTRI__TYPE_ID = 1,   /* a whole number in [min, max] */
  NUTRI__TYPE_REAL,     /* a finite number in [min, max] */
  NUTRI__TYPE_TEXT,     /* UTF-8 of at most max characters, kept as it stands */
  NUTRI__TYPE_KEY,      /* text without blanks around it, leading zeros dropped: NDB numbers */
  NUTRI__TYPE_DATE,     /* ISO or M/D/YYYY, as much of it as is sure: YYYY-MM-DD, YYYY-MM, YYYY */
  NUTRI__TYPE_CHOICE,   /* one of choices: its value */
  NUTRI__TYPE_CODE,     /* a text that the set has a value for: that value */
  NUTRI__TYPE_FOOD_KEY, /* a food's key in its source: its food_id, a new one where it has none */
  NUTRI__TYPE_FLAG,     /* the flag where the text is flag_text and the column before is 0 */
  NUTRI__TYPE_MAPPED,   /* a whole number that the set has a value for: that value */
  NUTRI__TYPE_CONSTANT, /* no column of this file: the flag, the same in every row */
  NUTRI__TYPE_JOIN      /* no column of this file: the text that another one gave the key in `of` */
};

/* What to do with a value that is empty, or that is not in the set. */
enum nutri__otherwise {
  NUTRI__REJECT = 0,
  NUTRI__NULL,     /* the row goes on without the value */
  NUTRI__UNKNOWN,  /* the row says that nothing is known: no row is stored */
  NUTRI__LEFT_OUT, /* the row is not of this import */
  NUTRI__FLAG      /* a value becomes the column's flag where it is in the set, else NULL */
};

struct nutri__choice {
  const char *text;
  int64_t value;
  bool is_sample; /* taken only where samples are asked for */
};

struct nutri__column {
  const char *name[NUTRI__SPELLINGS]; /* spellings in the header; upper and lower case are one */
  enum nutri__type type;
  bool optional; /* the file may lack the column; its values are then empty */
  enum nutri__otherwise empty;
  double min, max;
  bool zero_too;                /* 0 is taken, though it lies outside */
  const char *outside;          /* what to say of a number outside [min, max]; NULL = the bounds */
  const double *unknown_values; /* numbers that say that nothing is known; ends with a NAN */
  bool of_nutrient;  /* an amount of the nutrient in the column before: few may be below 0 */
  bool null_outside; /* a number outside, or none at all, leaves the row without the value */
  int set;           /* the value is looked up in this set; 0 = none */
  int codes;         /* ... or its text in this one: which of both is settled for each file */
  enum nutri__otherwise missing;
  const char *what; /* what the set holds, for messages: "no such ..." */
  int passed_over;  /* a value in this set leaves the row out; 0 = none */
  const char *flag; /* see NUTRI__FLAG and NUTRI__TYPE_FLAG */
  const char *flag_text;
  const struct nutri__choice *choices; /* ends with a NULL text */
  enum nutri__otherwise other;         /* a text that is none of the choices */
  int map;                             /* NUTRI__TYPE_JOIN: where the text was put ... */
  int of;                              /* ... and the column that has the key */
};

/* A file of a format and what becomes of its rows. */
struct nutri__table {
  const char *file;
  const char *const *header; /* the columns' names where the file has no header; ends with NULL */
  struct nutri__column column[NUTRI__COLUMNS_MAX]; /* in the order of the feed's columns */
  const char *const *unused; /* columns known and not needed; ends with NULL. Others are noted */
  const char *left_out;      /* what the rows are that are left out, for the log; NULL = no note */
  enum nutri__query store;   /* NUTRI__Q_COUNT = the file is only looked up in */
  enum nutri__query again;   /* rejects the second rows of a key that say something else */
  int keys;                  /* the first 1 or 2 columns are the row's key; 0 = it has none */
  int key_instead;           /* the column that numbers a row without a second key; 0 = none does */
  int adds_to;               /* set that gets the first key of each row that is taken */
  int numbers;               /* set that gets the first key under the text of this column: */
  int number;                /* a nutrient's number */
  int gives;                 /* set that gets the first column as a key for the second's value */
  int leaves_out;            /* set that gets the first key of each row left out */
  int joins;                 /* map that gets the second column's text under the first */
  int joins_third;           /* map that gets the third column's; 0 = none */
  bool required;
  bool orders_by_food;            /* rows that are not in the order of their key are sorted first */
  bool feeds_search;              /* the target's triggers keep the search index */
  bool counts;                    /* the publisher's row counts: file name, rows */
  struct nutri__dialect dialect;  /* of a wide table; others have their format's */
  const struct nutri__wide *wide; /* rows that hold many values each (wide.c); NULL = one */
};

/* A set of keys that values are looked up in, and the query that fills it before reading starts. */
struct nutri__set {
  enum nutri__query load; /* NUTRI__Q_COUNT = it starts empty */
  bool is_text;
};

/* Texts by key: what one file says of the rows of another. */
struct nutri__map {
  struct nutri__keys keys;
  struct nutri__map_text *texts; /* by the key's number */
  size_t size;                   /* of texts */
  char *text;
  size_t text_length;
  size_t text_size;
};

void nutri__map_free(struct nutri__map *map);
/* Adds a text. NUTRI_OK, NUTRI_EEXISTS (the key has one; it is kept), NUTRI_ENOMEM. */
int nutri__map_add(struct nutri__map *map, int64_t key, const char *text, size_t length);
/* The key's text, or NULL. */
const char *nutri__map_find(const struct nutri__map *map, int64_t key, size_t *length);

/* A query for when all is loaded. */
struct nutri__after {
  enum nutri__query query;
  int table[2];   /* only where the file of one of them was read; -1 = always */
  bool of_values; /* else it needs the foods alone: it is run while values are still being read */
};

struct nutri__format {
  const char *name;
  const char *title;
  struct nutri__dialect dialect;
  int64_t source_id;       /* 0 = each food says it, or it has the name: */
  const char *source_name; /* made where the database lacks it */
  const char *source_title;
  const char *source_release;
  int64_t source_rank;
  struct nutri__set set[NUTRI__SETS]; /* 0 is no set */
  int sets;                           /* the last one's number */
  int foods;                          /* the set of the foods of this import */
  int food_keys;                      /* the set that says which food a key is; 0 = keys are ids */
  int64_t ids_end;                    /* its food_ids are below; 0 = no end */
  int zeros;                          /* the set of the foods of which this import read a 0 ... */
  int64_t zeros_of;                   /* ... of this nutrient */
  int values;                         /* the table of the nutrient values */
  const struct nutri__table *table;   /* in the order they are read; row counts last */
  int tables;
  const struct nutri__after *after; /* what is run when all is loaded; ends with NUTRI__Q_COUNT */
};

extern const struct nutri__format nutri__fdc; /* fdc.c */
extern const struct nutri__format nutri__sr;  /* sr.c */
extern const struct nutri__format nutri__cnf; /* cnf.c */

/* ---- row.c --------------------------------------------------------------------------------- */

enum nutri__value_kind {
  NUTRI__VALUE_NULL,
  NUTRI__VALUE_WHOLE,
  NUTRI__VALUE_REAL,
  NUTRI__VALUE_TEXT,
  NUTRI__VALUE_CONSTANT /* text that outlives everything */
};

struct nutri__value {
  union {
    int64_t whole;
    double real;
    size_t offset; /* of a text in its batch */
    const char *constant;
  } as;
  uint32_t length; /* of a text */
  uint32_t kind;
};

enum nutri__batch_kind {
  NUTRI__BATCH_BEGIN,  /* a file begins */
  NUTRI__BATCH_ROWS,   /* rows to store */
  NUTRI__BATCH_AGAIN,  /* rows whose key came before in this import; c8 is the line */
  NUTRI__BATCH_REJECT, /* c1 line, c2 column, c3 value, c4 reason */
  NUTRI__BATCH_END,    /* the file ends */
  NUTRI__BATCH_FAILED  /* the reader failed: see the pipeline's rc and message */
};

#define NUTRI__BATCH_ROWS_MAX 512

struct nutri__batch {
  struct nutri__batch *next;
  enum nutri__batch_kind kind;
  int table;
  bool ordered; /* BEGIN: the rows come in the order of their key */
  size_t columns;
  size_t rows;
  size_t text_length;
  size_t text_size;
  char *text;
  struct nutri__value value[NUTRI__BATCH_ROWS_MAX * NUTRI__COLUMNS_MAX];
};

/* What became of a file's rows, as far as the reader knows; and what there is to say of it. */
struct nutri__counts {
  int64_t read;
  int64_t rejected;
  int64_t unknown;  /* rows without an amount */
  int64_t left_out; /* rows that are not of this import */
  int64_t nulled;   /* values that could not be used; the row was stored without */
  char nulled_first[160];
  char ignored[400]; /* columns nobody knows */
};

/* What the files of an import share while they are read: the reader's until the pipeline ends. */
struct nutri__shelf {
  struct nutri__keys set[NUTRI__SETS];
  struct nutri__keys may_be_negative; /* nutrients */
  struct nutri__map map[NUTRI__MAPS];
  struct nutri__pairs seen[NUTRI__FILES_MAX]; /* keys of each file's rows */
  int64_t next_food;                          /* food_id of the next food without one */
  bool samples;                               /* samples are taken too */
};

/* The state of a file whose rows are being taken. */
struct nutri__taker {
  const struct nutri__format *format;
  const struct nutri__table *table;
  struct nutri__shelf *shelf;
  struct nutri__pairs *seen; /* keys of this file's rows */
  struct nutri__counts *counts;
  size_t columns;                /* of the table */
  int place[NUTRI__COLUMNS_MAX]; /* of each column in the file; -1 = absent */
  bool by_code;                  /* the column with two sets holds codes */
  size_t width;                  /* fields of the header */
  bool wanted[NUTRI__FIELDS_MAX];
  uint32_t first;      /* number of the row's first key in its set */
  int64_t last_key;    /* looked up for the first column ... */
  uint32_t last_found; /* ... and its number */
};

enum nutri__taken {
  NUTRI__TAKEN_ROW,
  NUTRI__TAKEN_AGAIN,
  NUTRI__TAKEN_REJECT,
  NUTRI__TAKEN_NOTHING,
  NUTRI__TAKEN_NO_MEMORY
};

struct nutri__reason {
  int column; /* -1 = the row as a whole */
  struct nutri__field value;
  char text[200];
};

/* Maps the header's columns; NUTRI_EFORMAT with a message that names the column. */
int nutri__taker_header(struct nutri__taker *taker, const struct nutri__field *fields, size_t count,
                        char *message, size_t size);
/* Likewise from the table's own names, where the file has no header. */
int nutri__taker_names(struct nutri__taker *taker);
/* Why an amount of a nutrient below 0 cannot be one; NULL = it can. */
const char *nutri__negative_wrong(const struct nutri__shelf *shelf, int64_t nutrient_id);
/* Checks a row and writes its values behind the batch's last (the batch's row count is the
 * caller's to raise). */
enum nutri__taken nutri__taker_row(struct nutri__taker *taker, const struct nutri__field *fields,
                                   size_t count, struct nutri__batch *batch,
                                   struct nutri__reason *reason);
/* A field without blanks, and without zeros, before it; and without blanks behind it. */
struct nutri__field nutri__trimmed(struct nutri__field field);
struct nutri__field nutri__without_zeros(struct nutri__field field);
/* Characters of a text, -1 where it is no UTF-8. */
int64_t nutri__utf8_length(const char *text, size_t length);
/* Adds a text to a batch's value. NUTRI_OK, NUTRI_ENOMEM. */
int nutri__batch_text(struct nutri__batch *batch, struct nutri__value *value, const char *text,
                      size_t length);

/* A file to be read. */
struct nutri__input {
  const struct nutri__package *package; /* NULL = there is no such file */
  size_t member;
  int64_t size;  /* before reading; -1 = not known */
  int64_t bytes; /* read */
  char sha256[65];
  struct nutri__counts counts;
};

/* ---- sample.c ------------------------------------------------------------------------------ */

/* Whether the table's column with two sets holds ids or codes in this file. NUTRI_OK, NUTRI_ENOMEM,
 * NUTRI_EIO, NUTRI_EFORMAT (it holds neither); the message goes without the file's name. */
int nutri__sample_codes(const struct nutri__shelf *shelf, const struct nutri__table *table,
                        const struct nutri__dialect *dialect, const struct nutri__input *input,
                        bool *by_code, char *message, size_t size);

/* ---- pipeline.c ---------------------------------------------------------------------------- */

struct nutri__pipeline;

/* Starts the reader on the format's files in order. input is [format->tables]; it and the shelf are
 * the reader's until nutri__pipeline_end(). Ownership: *out is owned, end it. */
int nutri__pipeline_start(const struct nutri__format *format, struct nutri__shelf *shelf,
                          struct nutri__input *input, struct nutri__pipeline **out);
/* The next batch, or NULL when wait_ms have passed without one. Give it back. */
struct nutri__batch *nutri__pipeline_next(struct nutri__pipeline *pipeline, int wait_ms);
void nutri__pipeline_give_back(struct nutri__pipeline *pipeline, struct nutri__batch *batch);
void nutri__pipeline_done_so_far(struct nutri__pipeline *pipeline, int64_t *bytes, int64_t *rows,
                                 int *table);
/* Why the reader failed, once it sent NUTRI__BATCH_FAILED. */
int nutri__pipeline_failure(struct nutri__pipeline *pipeline, const char **message);
/* Ends both threads, whether they are done or not, and frees everything; NULL is fine. */
int nutri__pipeline_end(struct nutri__pipeline *pipeline);

/* ---- feed.c -------------------------------------------------------------------------------- */

/* The virtual tables and functions of an import:
 *   nutri_feed(c1, ..., c12)                the rows of the batches
 *   nutri_taken(food_id, had, zero)         the foods of this import; had = it was there before;
 *                                           zero = this import read a 0 of the nutrient that the
 *                                           format watches
 *   nutri_seen(food_id), nutri_seen(food_id, nutrient_id)   this import has it
 *   nutri_had(food_id, nutrient_id)                         it was there before this import */
struct nutri__feed {
  /* The next batch of rows; NULL ends the rows, or, where *message is set, the statement. */
  struct nutri__batch *(*next)(void *user, const char **message);
  void *user;
  bool ordered;
  struct nutri__batch *batch;
  size_t row;
  const struct nutri__value *values; /* of the row */
  const struct nutri__keys *seen_foods;
  const struct nutri__pairs *seen_values;
  const struct nutri__keys *zero_foods;
  const struct nutri__keys *had_foods;
  const struct nutri__pairs *had_values;
};

/* Registers both on the connection; drop takes them away again. The feed must outlive them. */
int nutri__feed_register(sqlite3 *sql, struct nutri__feed *feed);
void nutri__feed_drop(sqlite3 *sql);

#endif
