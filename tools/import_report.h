/* SPDX-License-Identifier: MIT */
/* An import as import and import show print it. */
#ifndef IMPORT_REPORT_H
#define IMPORT_REPORT_H

#include "tool.h"

/* One print or several: in JSON a document, or an array of them; in CSV one table. */
typedef struct import_output {
  tool *t;
  size_t limit;    /* of rejected rows and of changes that people see */
  int has_changes; /* people see all changes, CSV has them instead of the files */
  int is_dry;
  int is_many;
  int printed; /* so far */
  json j;
  table *lines; /* of all that was printed, for CSV */
} import_output;

enum { SHOWN_ROWS = 20 };

/* Reads an import from t->db and prints it. */
int import_printed(import_output *o, int64_t import_id);
/* Prints what became of a person's file, which the log has nothing of. */
int person_printed(import_output *o, const nutri_import_report *r);
/* Ends the document; it goes with import_printed(), whatever that returned. */
void import_output_end(import_output *o);

table *import_table(void);
void add_import(table *rows, const nutri_import_report *i);

#endif
