/* SPDX-License-Identifier: MIT */
/* One import under way: what import.c (which files, the transaction) and import_run.c (reading and
 * storing them) share. */
#ifndef NUTRI_IMPORT_RUN_H
#define NUTRI_IMPORT_RUN_H

#include "import_internal.h"

struct run {
  nutri *db;
  const char *path;
  const nutri_import_options *options;
  const struct nutri__format *format;
  struct nutri__input input[NUTRI__FILES_MAX];
  int64_t bytes_total;
  int64_t import_id;
  int64_t foods_before; /* in the database */
  bool is_again;        /* the source has foods from before */

  struct nutri__keys set[NUTRI__SETS];
  struct nutri__map map;
  struct nutri__pairs seen[NUTRI__FILES_MAX];
  struct nutri__keys had_foods;
  struct nutri__pairs had_values;

  struct nutri__feed feed;
  struct nutri__pipeline *pipeline;
  int table;                  /* being stored */
  struct nutri__batch *lent;  /* to the feed */
  struct nutri__batch *aside; /* second rows and rejects, for when the statement is done */
  struct nutri__batch *aside_last;
  int aside_count;
  bool ended; /* the table */
  bool failed;
  bool cancelled;
  int64_t progress_ms; /* when the caller's function was last called */

  int64_t stored[NUTRI__FILES_MAX];
  int64_t rejected_again[NUTRI__FILES_MAX]; /* second rows that say something else */
  int64_t counted[NUTRI__FILES_MAX];        /* rows by the publisher's count, plus 1; 0 = none */
  struct nutri__batch *tail; /* values taken out while those before them are appended */
  bool was_wal;
  int foreign_keys;
  char secure_delete[16];
};

/* A query's statement with :import, :source and :file bound where it has them. Finalize it. */
int nutri__run_prepare(struct run *run, enum nutri__query query, const char *file,
                       sqlite3_stmt **out);
/* Reads and stores the format's files. */
int nutri__run_files(struct run *run);
/* Takes the values behind the format's out of food_nutrient and puts them back. */
int nutri__run_tail_out(struct run *run);
int nutri__run_tail_back(struct run *run);
/* Writes import_file and the import's own counts. */
int nutri__run_log(struct run *run);
/* Calls the caller's progress function when it is due; false = it cancelled. */
bool nutri__run_progress(struct run *run);

#endif
