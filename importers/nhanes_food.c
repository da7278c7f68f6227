/* SPDX-License-Identifier: MIT */
/* Foods of NHANES's entries: by their codes from an FNDDS that is there. Codes come and go from one
 * FNDDS to the next; one that it has not becomes a food of the source NHANES, of which nothing is
 * known, or, where that is asked for, what the foods with the most digits in common hold at the
 * median, marked as imputed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nhanes.h"

#define CODE_DIGITS 8

void nutri__nhanes_foods_free(struct nutri__nhanes_foods *foods) {
  nutri__keys_free(&foods->code);
  nutri__keys_free(&foods->other);
  nutri__keys_free(&foods->placed);
  nutri__keys_free(&foods->prefix);
  sqlite3_free(foods->sorted);
}

/* ---- which FNDDS --------------------------------------------------------------------------- */

static int unknown_source(struct run *run) {
  char names[300] = "";
  size_t length = 0;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_NHANES_SOURCE, NULL, &stmt);

  while (rc == NUTRI_OK && length < sizeof names &&
         (rc = nutri__step(run->db, stmt, "reading sources")) == NUTRI_ROW) {
    length += (size_t)snprintf(names + length, sizeof names - length, "%s%s",
                               length > 0 ? ", " : "", nutri__text(stmt, 1));
    rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt);
  if (rc != NUTRI_OK)
    return rc;
  return nutri__fail(run->db, NUTRI_EINVAL, "no foods with survey food codes are of '%s'; %s%s",
                     run->options->foods,
                     names[0] != '\0' ? "there are those of " : "there are none", names);
}

int nutri__nhanes_foods_pick(struct run *run, struct nutri__nhanes_foods *foods) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if (run->options->impute != NULL && strcmp(run->options->impute, "code") != 0)
    return nutri__fail(run->db, NUTRI_EINVAL, "'%s' is no way to impute; there is: code",
                       run->options->impute);
  foods->is_imputing = run->options->impute != NULL;
  rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_NHANES_SOURCE, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(run->db, stmt, ":name", run->options->foods);
  if (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "reading sources")) == NUTRI_ROW) {
    foods->source_id = sqlite3_column_int64(stmt, 0);
    snprintf(foods->source, sizeof foods->source, "%s", nutri__text(stmt, 1));
    rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt);
  return rc == NUTRI_OK && foods->source_id == 0 && run->options->foods != NULL
             ? unknown_source(run)
             : rc;
}

/* ---- codes --------------------------------------------------------------------------------- */

static int load_codes(struct run *run, int64_t source_id, struct nutri__keys *keys) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_NHANES_CODES, NULL, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(run->db, stmt, ":source", source_id);
  while (rc == NUTRI_OK && (rc = nutri__step(run->db, stmt, "reading food codes")) == NUTRI_ROW) {
    rc = nutri__keys_give(keys, sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1));
    if (rc == NUTRI_EEXISTS) /* the newest version came first */
      rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt);
  return rc == NUTRI_ENOMEM ? nutri__fail(run->db, rc, "out of memory") : rc;
}

static int compare_codes(const void *a, const void *b) {
  const int64_t *x = a;
  const int64_t *y = b;

  return (*x > *y) - (*x < *y);
}

int nutri__nhanes_foods_open(struct run *run, struct nutri__nhanes_foods *foods) {
  int rc = foods->source_id != 0 ? load_codes(run, foods->source_id, &foods->code) : NUTRI_OK;

  if (rc == NUTRI_OK)
    rc = load_codes(run, run->source_id, &foods->other);
  if (rc != NUTRI_OK || foods->code.count == 0)
    return rc;
  foods->sorted_count = foods->code.count;
  foods->sorted = sqlite3_malloc64(foods->sorted_count * sizeof foods->sorted[0]);
  if (foods->sorted == NULL)
    return nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");
  memcpy(foods->sorted, foods->code.keys, foods->sorted_count * sizeof foods->sorted[0]);
  qsort(foods->sorted, foods->sorted_count, sizeof foods->sorted[0], compare_codes);
  return NUTRI_OK;
}

/* ---- foods that the FNDDS has not ---------------------------------------------------------- */

/* Whether any code of the FNDDS lies in [from, to). */
static bool has_code_between(const struct nutri__nhanes_foods *foods, int64_t from, int64_t to) {
  size_t low = 0;
  size_t high = foods->sorted_count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (foods->sorted[middle] < from)
      low = middle + 1;
    else
      high = middle;
  }
  return low < foods->sorted_count && foods->sorted[low] < to;
}

/* What of a code its longest prefix is that the FNDDS has; 0 = none. */
static int64_t prefix_of(const struct nutri__nhanes_foods *foods, int64_t code) {
  int64_t power = 1;

  for (int dropped = 0; dropped < CODE_DIGITS; dropped++, power *= 10)
    if (has_code_between(foods, code / power * power, (code / power + 1) * power))
      return code / power;
  return 0;
}

/* A query with the food that gets values; *changed says whether it got any. */
static int run_impute(struct run *run, const struct nutri__nhanes_foods *foods,
                      enum nutri__query query, int64_t food_id, int64_t prefix, int64_t like,
                      bool *changed) {
  sqlite3_stmt *stmt = NULL;
  nutri *db = run->db;
  char text[40];
  int rc = nutri__stmt(db, query, &stmt);

  snprintf(text, sizeof text, "code:%lld", (long long)prefix);
  if (rc == NUTRI_OK && (rc = nutri__bind_int(db, stmt, ":import", run->import_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", food_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":like", like)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":source", foods->source_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":prefix", text)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "imputing values");
  nutri__done(stmt);
  *changed = rc == NUTRI_OK && sqlite3_changes64(db->sql) > 0;
  return rc;
}

/* Values from the foods that share the code's longest prefix; a second food of that prefix gets
 * those of the first. */
static int impute(struct run *run, struct nutri__nhanes_foods *foods, int64_t code,
                  int64_t food_id) {
  int64_t prefix = prefix_of(foods, code);
  uint32_t first = nutri__keys_find(&foods->prefix, prefix);
  bool is_imputed = false;
  bool is_noted;
  int rc;

  if (prefix == 0)
    return NUTRI_OK;
  if (first != NUTRI__NO_KEY)
    rc = run_impute(run, foods, NUTRI__Q_IMPORT_NHANES_IMPUTE_LIKE, food_id, prefix,
                    foods->prefix.values[first], &is_imputed);
  else
    rc = run_impute(run, foods, NUTRI__Q_IMPORT_NHANES_IMPUTE, food_id, prefix, 0, &is_imputed);
  if (rc != NUTRI_OK || !is_imputed) /* it had values */
    return rc;
  foods->is_changed = true;
  if (first == NUTRI__NO_KEY && nutri__keys_give(&foods->prefix, prefix, food_id) != NUTRI_OK)
    return nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");
  return run_impute(run, foods, NUTRI__Q_IMPORT_NHANES_IMPUTE_LOG, food_id, prefix, 0, &is_noted);
}

static int make_food(struct run *run, struct nutri__nhanes_foods *foods, int64_t code,
                     int64_t food_id) {
  char description[260];
  sqlite3_stmt *stmt = NULL;
  nutri *db = run->db;
  int rc = nutri__stmt(db, NUTRI__Q_IMPORT_NHANES_FOOD_ADD, &stmt);

  if (foods->source_id != 0)
    snprintf(description, sizeof description, "FNDDS code %lld, not in %s", (long long)code,
             foods->source);
  else
    snprintf(description, sizeof description, "FNDDS code %lld", (long long)code);
  if (rc == NUTRI_OK && (rc = nutri__bind_int(db, stmt, ":import", run->import_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", food_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":source", run->source_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":code", code)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":description", description)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "adding a food");
  nutri__done(stmt);
  foods->is_changed = true;
  return rc;
}

/* The food of a code that the FNDDS has not: made, and its values imputed, once in an import. */
static int place_other(struct run *run, struct nutri__nhanes_foods *foods, int64_t code,
                       int64_t *food_id) {
  uint32_t number = nutri__keys_find(&foods->other, code);
  size_t before = foods->placed.count;
  uint32_t placed;
  int rc = NUTRI_OK;

  if (number == NUTRI__NO_KEY) {
    *food_id = run->shelf.next_food++;
    rc = make_food(run, foods, code, *food_id);
    if (rc == NUTRI_OK && nutri__keys_give(&foods->other, code, *food_id) != NUTRI_OK)
      rc = nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");
  } else {
    *food_id = foods->other.values[number];
  }
  if (rc == NUTRI_OK && nutri__keys_add(&foods->placed, code, &placed) != NUTRI_OK)
    rc = nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");
  if (rc == NUTRI_OK && foods->is_imputing && foods->placed.count > before)
    rc = impute(run, foods, code, *food_id);
  return rc;
}

int nutri__nhanes_foods_place(struct nutri__nhanes_cycle *cycle,
                              struct nutri__nhanes_foods *foods) {
  struct run *run = cycle->run;
  int rc = NUTRI_OK;

  for (size_t i = 0; i < cycle->entries && rc == NUTRI_OK; i++) {
    struct nutri__nhanes_entry *entry = &cycle->entry[i];
    struct nutri__nhanes_file *file = cycle->file[entry->file];
    uint32_t number = nutri__keys_find(&foods->code, entry->code);

    file->grams += entry->grams;
    if (number != NUTRI__NO_KEY) {
      entry->food_id = foods->code.values[number];
      continue;
    }
    file->without_code++;
    file->grams_without += entry->grams;
    rc = place_other(run, foods, entry->code, &entry->food_id);
    if (rc == NUTRI_OK && !nutri__run_progress(run))
      rc = nutri__fail(run->db, NUTRI_ECANCELLED, "the import was cancelled");
  }
  return rc;
}
