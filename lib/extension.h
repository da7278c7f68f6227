/* SPDX-License-Identifier: MIT */
/* What the files of the loadable extension share. The build puts this file before every source of
 * it (cc -include): behind sqlite3ext.h every sqlite3_* call goes to the SQLite of the program that
 * loads the extension, by the table that it hands over. */
#ifndef NUTRI_EXTENSION_H
#define NUTRI_EXTENSION_H

#include <sqlite3ext.h>
#include <stdbool.h>
#include <stddef.h>

#include "nutri.h"

SQLITE_EXTENSION_INIT3

/* extension.c */

/* A handle on the program's connection that writes nothing; NULL and a sentence in err. */
nutri *nutri__extension_attach(sqlite3 *connection, nutri_error *err);
/* A text argument; NULL for NULL. false where it holds a NUL, which would hide what follows. */
bool nutri__extension_text(sqlite3_value *value, const char **out);

/* extension_table.c */

/* Registers nutri_deficit, nutri_prevalence and nutri_suggest. Returns: SQLite's code. */
int nutri__extension_tables(sqlite3 *connection);

/* extension_row.c: what each table answers with. */

enum nutri__output_kind {
  NUTRI__REAL,   /* double, NaN = NULL */
  NUTRI__WHOLE,  /* int */
  NUTRI__ID,     /* int64_t */
  NUTRI__TEXT,   /* const char *, NULL = NULL */
  NUTRI__REASON, /* enum nutri_reason as a sentence, none = NULL */
  NUTRI__BASIS   /* enum nutri_basis as the tables have it: g, ml, unit */
};

struct nutri__output {
  const char *name;
  enum nutri__output_kind kind;
  size_t offset; /* in the row's struct */
};

/* What a query asks, by the place of the argument; NULL = not given. */
struct nutri__asked {
  sqlite3_value *const *values;
};

/* The rows of a query. Those of a cursor are read one by one; a single one is there at once. */
struct nutri__answer {
  nutri *db;
  nutri_cursor *list; /* NULL = a single row */
  union {
    nutri_deficit deficit;
    nutri_group group;
    struct nutri__suggested {
      nutri_suggestion food;
      double gap_before, gap_after;
      int proven_optimal;
    } suggested;
  } row;
  char message[512]; /* of an argument that is none */
};

struct nutri__table {
  const char *name;
  const char *usage; /* for messages */
  const struct nutri__output *columns;
  int column_count;
  const char *const *arguments; /* hidden columns, in the order of a call */
  int argument_count;
  int required; /* so many of them must be given */
  /* Returns: NUTRI_OK, or an error whose sentence is in answer->message or nutri_errmsg(db). */
  int (*ask)(struct nutri__answer *answer, const struct nutri__asked *asked);
  /* Reads the next row of answer->list. Returns: NUTRI_ROW, NUTRI_OK (end), an error. */
  int (*next)(struct nutri__answer *answer);
};

#define NUTRI__TABLES 3
extern const struct nutri__table nutri__tables[NUTRI__TABLES];

#endif /* NUTRI_EXTENSION_H */
