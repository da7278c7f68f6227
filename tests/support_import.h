/* SPDX-License-Identifier: MIT */
/* What the tests of imports share. Each case is a folder of tests/data/fdc. */
#ifndef SUPPORT_IMPORT_H
#define SUPPORT_IMPORT_H

#include "support.h"

extern nutri_import_report report; /* of the last import */

const char *data_of(const char *name);   /* in tests/data; good until the eighth call after */
const char *folder_of(const char *name); /* of tests/data/fdc; likewise */
/* Imports a path; options NULL = the defaults. */
int import_from(const char *path, const nutri_import_options *options);
int import_with(const char *name, double max_rejects);
#define IMPORT(name) OK(import_with(name, 0))

/* What the caller's progress function saw, and at which call it cancels (0 = never). */
struct progress {
  int calls;
  int cancel_at;
  int64_t last_bytes;
  int64_t rows;
};
int import_seen(const char *path, struct progress *seen);

/* Every row of every table, the search index's too, but for the import log, as one number. */
uint64_t fingerprint(void);
/* Keeps a copy of every row of every table, the log's among them, under a name; and holds what is
 * there against such a copy. */
void remember(const char *state);
void is_as_remembered(const char *state);
/* Adds a text to a hash (FNV-1a). */
uint64_t hash_text(uint64_t hash, const char *text);
/* What imports stored: foods, values, portions. */
uint64_t imported(void);
double amount_of(int64_t food_id, int64_t nutrient_id);
const char *mark_of(int64_t food_id, int64_t nutrient_id); /* "NULL" for none */
/* SQLite's checks, CHECK constraints and foreign keys hold; the connection is as it was. */
void is_sound(void);
const char *note_of(const char *file);
void says_in_note(const char *file, const char *part);
/* Makes a folder of SR Legacy's layout: foods from SR_FOOD on with 12 values each, all raised by
 * change. The first has SR_MG mg of magnesium in 100 g where change is 0. */
#define SR_FOOD 200000
#define SR_MG 6.5
void make_sr_folder(const char *folder, int foods, int change);

#endif
