/* SPDX-License-Identifier: MIT */
/* One import under way: what find.c (which files), import.c (the transaction), import_run.c
 * (reading and storing them) and import_tail.c share. */
#ifndef NUTRI_IMPORT_RUN_H
#define NUTRI_IMPORT_RUN_H

#include "import_internal.h"
#include "wide.h"

#define NUTRI__TAIL_BYTES 560 /* of food_nutrient.csv for each value moved: ten of its rows */

struct run {
  nutri *db;
  const char *path;
  const nutri_import_options *options;
  struct nutri__package *package;
  const struct nutri__format *format;
  struct nutri__wide_format *wide; /* what it is made of, where a mapping makes it; owned */
  bool is_diary;                   /* entries, not foods; then of these two: */
  struct nutri__nhanes *nhanes;    /* a survey; NULL = none. Owned */
  struct nutri__format diary_format;
  struct nutri__table diary_table;
  char found[600]; /* what was found, and why it was taken for that */
  struct nutri__input input[NUTRI__FILES_MAX];
  int64_t bytes_total; /* 0 = not known */
  int64_t import_id;
  int64_t source_id;    /* of a format with one source; 0 = each food says it */
  int64_t foods_before; /* in the database, up to four times as many as come */
  bool is_again;        /* there was an import before */
  bool has_foods;       /* what follows from the foods alone is done */
  bool is_partial;      /* the files hold a small part of the foods their source had */

  struct nutri__shelf shelf;
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
  char *rollup;              /* triggers that stepped aside */
  bool moves_days;           /* totals of days are added up at the end */
  bool was_wal;
  int foreign_keys;
  char secure_delete[16];
};

/* A query's statement with :import, :source and :file bound where it has them. Finalize it. */
int nutri__run_prepare(struct run *run, enum nutri__query query, const char *file,
                       sqlite3_stmt **out);
/* ---- find.c */

/* Opens the path and settles the format, the files and what to say of them. */
int nutri__run_find(struct run *run);

/* ---- import_diary.c */

/* Looks for a diary among the files; run->is_diary says whether there is one. */
int nutri__run_find_diary(struct run *run);
/* Reads it and stores its entries. */
int nutri__run_diary(struct run *run);

/* ---- nhanes_find.c, import_nhanes.c */

/* Looks for a survey's files; run->nhanes says whether there are any. forced: it is an error where
 * there are none. */
int nutri__run_find_nhanes(struct run *run, bool forced);
/* Reads them and stores persons and what they ate. */
int nutri__run_nhanes(struct run *run);
void nutri__nhanes_note(const struct run *run, int number, sqlite3_str *note);
void nutri__nhanes_free(struct nutri__nhanes *nhanes);

/* ---- import_run.c */

/* Reads and stores the format's files. */
int nutri__run_files(struct run *run);
/* ---- import_tail.c */

/* Takes the values behind the format's out of food_nutrient and puts them back. */
int nutri__run_tail_out(struct run *run);
int nutri__run_tail_back(struct run *run);
void nutri__run_free_tail(struct run *run);

/* ---- import_log.c: nutri__run_log; import_run.c: the rest */

/* Writes import_file and the import's own counts. */
int nutri__run_log(struct run *run);
/* Turns the database's triggers off and on, on a connection of our own. */
int nutri__run_triggers(struct run *run, int on);
/* About how many foods the files hold. */
int64_t nutri__run_foods_coming(const struct run *run);
/* import.c: what follows from the foods alone, once all of them are stored. */
int nutri__run_conclude_foods(struct run *run);
/* Calls the caller's progress function when it is due; false = it cancelled. */
bool nutri__run_progress(struct run *run);

#endif
