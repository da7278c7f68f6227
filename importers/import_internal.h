/* SPDX-License-Identifier: MIT */
/* What the files of the importers share. Nothing in here is public, and lib/ includes none of it.
 *
 *   reader thread   block of a file -> reader.c (libcsv) -> row.c (typed, checked) -> batches
 *   queue           pipeline.c, bounded
 *   calling thread  feed.c (a virtual table over the batches) -> one statement per file
 *   hash thread     sha256.c, from the same blocks
 *
 * A format is constant tables (struct nutri__format); fdc.c has the first. */
#ifndef NUTRI_IMPORT_INTERNAL_H
#define NUTRI_IMPORT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nutri_internal.h"

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

/* A reader of CSV text. Ownership: *out is owned, free it. */
int nutri__reader_new(nutri__row_fn *row, void *user, struct nutri__reader **out);
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

#define NUTRI__BLOCK_BYTES (256 * 1024)

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

/* A set of 64-bit keys, each with a number: 0, 1, 2 ... in the order they came. */
struct nutri__keys {
  struct nutri__key_slot *slots;
  size_t size; /* a power of two, or 0 */
  size_t count;
};

#define NUTRI__NO_KEY UINT32_MAX

void nutri__keys_free(struct nutri__keys *keys);
/* The number of a key, or NUTRI__NO_KEY. */
uint32_t nutri__keys_find(const struct nutri__keys *keys, int64_t key);
/* Adds a key (or finds it). NUTRI_OK, NUTRI_ENOMEM. */
int nutri__keys_add(struct nutri__keys *keys, int64_t key, uint32_t *number);
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

#define NUTRI__COLUMNS_MAX 8 /* the feed's columns: c1 to c8 */
#define NUTRI__SPELLINGS 3
#define NUTRI__SETS 8
#define NUTRI__FILES_MAX 12

enum nutri__type {
  NUTRI__TYPE_ID = 1, /* a whole number in [min, max] */
  NUTRI__TYPE_REAL,   /* a finite number in [min, max] */
  NUTRI__TYPE_TEXT,   /* UTF-8 of at most max characters, kept as it stands */
  NUTRI__TYPE_KEY,    /* text without blanks around it, leading zeros dropped: NDB numbers */
  NUTRI__TYPE_DATE,   /* ISO or M/D/YYYY, as much of it as is sure: YYYY-MM-DD, YYYY-MM, YYYY */
  NUTRI__TYPE_CHOICE, /* one of choices: its value */
  NUTRI__TYPE_JOIN    /* no column of this file: the text that another one gave the row's key */
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
};

struct nutri__column {
  const char *name[NUTRI__SPELLINGS]; /* spellings in the header; upper and lower case are one */
  enum nutri__type type;
  bool optional; /* the file may lack the column; its values are then empty */
  enum nutri__otherwise empty;
  double min, max;
  bool zero_too;       /* 0 is taken, though it lies outside */
  const char *outside; /* what to say of a number outside [min, max]; NULL = the bounds */
  int set;             /* the value is looked up in this set; 0 = none */
  enum nutri__otherwise missing;
  const char *what;                    /* what the set holds, for messages: "no such ..." */
  int passed_over;                     /* a value in this set leaves the row out; 0 = none */
  const char *flag;                    /* where NUTRI__FLAG says so, and the column before is 0 */
  const struct nutri__choice *choices; /* ends with a NULL text */
  enum nutri__otherwise other;         /* a text that is none of the choices */
};

/* A file of a format and what becomes of its rows. */
struct nutri__table {
  const char *file;
  struct nutri__column column[NUTRI__COLUMNS_MAX]; /* in the order of the feed's columns */
  const char *const *unused; /* columns known and not needed; ends with NULL. Others are noted */
  enum nutri__query store;   /* NUTRI__Q_COUNT = the file is only looked up in */
  enum nutri__query again;   /* rejects the second rows of a key that say something else */
  int keys;                  /* the first 1 or 2 columns are the row's key; 0 = it has none */
  int adds_to;               /* set that gets the first key of each row that is taken */
  int leaves_out;            /* set that gets the first key of each row left out */
  bool required;
  bool joins;          /* the second column is what NUTRI__TYPE_JOIN finds by the first */
  bool orders_by_food; /* rows that are not in the order of their key are sorted first */
  bool feeds_search;   /* the target's triggers keep the search index */
  bool counts;         /* the publisher's row counts: file name, rows */
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

struct nutri__format {
  const char *name;
  const char *title;
  int64_t source_id;
  struct nutri__set set[NUTRI__SETS]; /* 0 is no set */
  int sets;                           /* the last one's number */
  int foods;                          /* the set of the foods of this import */
  int64_t ids_end;                    /* its food_ids are below */
  int zeros;                          /* the set of the foods of which this import read a 0 ... */
  int64_t zeros_of;                   /* ... of this nutrient */
  int values;                         /* the table of the nutrient values */
  const struct nutri__table *table;   /* in the order they are read; row counts last */
  int tables;
  const enum nutri__query *after; /* what is run when all is loaded; ends with NUTRI__Q_COUNT */
  const enum nutri__query *after_again; /* and before, where the source had foods already */
};

extern const struct nutri__format nutri__fdc_sr_legacy; /* fdc.c */

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

/* The state of a file whose rows are being taken. */
struct nutri__taker {
  const struct nutri__format *format;
  const struct nutri__table *table;
  struct nutri__keys *set;   /* [NUTRI__SETS] */
  struct nutri__map *map;    /* what the format's files join */
  struct nutri__pairs *seen; /* keys of this file's rows */
  struct nutri__counts *counts;
  size_t columns;                /* of the table */
  int place[NUTRI__COLUMNS_MAX]; /* of each column in the file; -1 = absent */
  size_t width;                  /* fields of the header */
  bool wanted[NUTRI__FIELDS_MAX];
  uint32_t first; /* number of the row's first key in its set */
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
/* Checks a row and writes its values behind the batch's last (the batch's row count is the
 * caller's to raise). */
enum nutri__taken nutri__taker_row(struct nutri__taker *taker, const struct nutri__field *fields,
                                   size_t count, struct nutri__batch *batch,
                                   struct nutri__reason *reason);
/* Characters of a text, -1 where it is no UTF-8. */
int64_t nutri__utf8_length(const char *text, size_t length);
/* Adds a text to a batch's value. NUTRI_OK, NUTRI_ENOMEM. */
int nutri__batch_text(struct nutri__batch *batch, struct nutri__value *value, const char *text,
                      size_t length);

/* ---- pipeline.c ---------------------------------------------------------------------------- */

/* A file to be read. */
struct nutri__input {
  char *path;    /* owned; NULL = the folder has no such file */
  int64_t size;  /* before reading */
  int64_t bytes; /* read */
  char sha256[65];
  struct nutri__counts counts;
};

struct nutri__pipeline;

/* Starts the reader on the format's files in order. set is [NUTRI__SETS], input [format->tables];
 * both are the reader's until nutri__pipeline_end(). Ownership: *out is owned, end it. */
int nutri__pipeline_start(const struct nutri__format *format, struct nutri__keys *set,
                          struct nutri__map *map, struct nutri__pairs *seen,
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

/* The virtual table nutri_feed(c1, ..., c8) over batches, and the functions of an import:
 *   nutri_seen(food_id), nutri_seen(food_id, nutrient_id)   this import has it
 *   nutri_had(food_id), nutri_had(food_id, nutrient_id)     it was there before this import
 *   nutri_zero(food_id)                                     this import read a 0 of the nutrient
 *                                                           that the format watches */
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
