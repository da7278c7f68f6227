/* SPDX-License-Identifier: MIT */
/* A diary from CSV: how its rows become entries, all inside the caller's transaction, on the
 * caller's thread. What a row's cells mean is decided by lib/, as for one who types it.
 *
 * Columns stand in any order and are found by the usual names (diary_header.c): day and food, an
 * amount or a unit, and if they like person, time, meal, note, kind, a food's number or key.
 *   person   as stored. Without the column: the person of nutri__diary_new(), or the only one.
 *   day      2026-11-20 or 2026/11/20, a time may follow (midnight is none). Dates of the forms
 * 11/20/2026 and 20.11.2026 are read in the one order in which all such dates of the file are
 * dates, if nutri__diary_look() saw them; where both orders fit, or neither, they are rejected.
 *   food     its number, a key (ndb:11457) or a name. A name is looked for as nutri_food_find()
 *            does; unknown and ambiguous ones are rejected, with what they might mean.
 *   amount   2, 0.5, 1 1/2, ½, 2 cups. The unit is a measure of the food, as nutri_intake_add()
 *            takes it; without one the food is counted, as nutri_intake_parse() does.
 *   kind     supplement or medicine: of a food that is made, see below; else of no effect.
 *
 * Columns named by nutrient and unit, "Magnesium (mg)", bring values of the entry as a whole. They
 * are stored with it and win over the food's; an empty cell is unknown, the food's value stands.
 * A nutrient without a unit, or in one that cannot be turned into its own, is no such column. In a
 * listing of nutri's own (intake_id) the values were computed and are not recorded.
 * A row with values, whose food's name nobody has heard of (no food has it, or all its words), gets
 * a food of that name in the source "other", made once, that holds nothing: the entry's values are
 * known, all else is unknown. It is measured in g or ml where the row is, else in the row's unit; a
 * row of that name in a unit that does not fit gets another, "Oatmeal (bowl)".
 *
 * The k-th row that says the same (person, day, time, meal, food, amount, measure) is the k-th such
 * entry that was there before the import: it is unchanged, and only the surplus is stored. Where
 * the row brings values and none of those entries has them, it is rejected: it may be a correction.
 *
 * A row that cannot be taken is handed to the reject function, and nothing of it is stored.
 *
 * The file is read twice, the first time to see how its dates are written:
 *
 *     rc = nutri__diary_new(db, import_id, NULL, reject, user, &diary);
 *     reader, first row:   rc = nutri__diary_header(diary, fields, count, message, sizeof message);
 *             other rows:  nutri__diary_look(diary, fields, count);
 *     reader, first row:   nothing;
 *             other rows:  rc = nutri__diary_row(diary, fields, count, line);
 *     nutri__diary_counts(diary, &counts);
 *     nutri__diary_free(diary); */
#ifndef NUTRI_DIARY_H
#define NUTRI_DIARY_H

#include "import_internal.h"

struct nutri__diary;

/* A row that was not taken. Text is the diary's, until the return. */
struct nutri__diary_reject {
  int64_t line;
  const char *column; /* as the file's header has it; NULL = the row as a whole */
  const char *value;  /* what stood there, at most 200 bytes; NULL with column */
  const char *reason;
  int64_t person_id; /* whose row; 0 = not known */
};

/* Not 0 ends the reading. */
typedef int nutri__diary_reject_fn(void *user, const struct nutri__diary_reject *reject);

struct nutri__diary_counts {
  int64_t read; /* = stored + unchanged + rejected; rows of empty cells are none */
  int64_t stored;
  int64_t unchanged;
  int64_t rejected;
  int64_t foods;       /* made for names nobody has heard of */
  const char *ignored; /* columns that were not used, some with the reason; "" = none. Borrowed */
};

/* Ownership: *out is owned, free it; person is copied. */
int nutri__diary_new(nutri *db, int64_t import_id, const char *person,
                     nutri__diary_reject_fn *reject, void *user, struct nutri__diary **out);
void nutri__diary_free(struct nutri__diary *diary);

/* Whether a header is a diary's; *why says by what, or what it lacks: static. */
bool nutri__diary_fits(const struct nutri__field *fields, size_t count, const char **why);

/* Finds the columns. NUTRI_OK, NUTRI_EFORMAT (a column is missing, or there twice), NUTRI_ENOTFOUND
 * (the person), NUTRI_EINVAL (several persons, and none is named), NUTRI_ENOMEM ...: message says
 * why, without the file's name. */
int nutri__diary_header(struct nutri__diary *diary, const struct nutri__field *fields, size_t count,
                        char *message, size_t size);

/* Sees a row of the file before any is stored: in which order are its dates written? Without it
 * dates of day and month in no sure order are rejected. */
void nutri__diary_look(struct nutri__diary *diary, const struct nutri__field *fields, size_t count);

/* Stores a row's entry, finds that it is there, or rejects it. NUTRI_OK, what the reject function
 * returned, or an error whose sentence is the handle's. */
int nutri__diary_row(struct nutri__diary *diary, const struct nutri__field *fields, size_t count,
                     int64_t line);

void nutri__diary_counts(const struct nutri__diary *diary, struct nutri__diary_counts *out);

/* Writes a reject into the log of an import, with its person: what a reject function may do. */
int nutri__diary_log_reject(nutri *db, int64_t import_id, const char *file,
                            const struct nutri__diary_reject *reject);

#endif
