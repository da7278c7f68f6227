/* SPDX-License-Identifier: MIT */
/* A small database of chosen people, foods and nutrients. */
#include <string.h>

#include "copy.h"

/* The nutrients to keep, in SQL's words: what is chosen, magnesium, and energy with what stands in
 * for it (Atwater). */
static int only_text(nutri *db, const nutri_slim_options *options, char **only) {
  sqlite3_str *text = sqlite3_str_new(NULL);

  sqlite3_str_appendf(text, "%lld, %lld, 2047, 2048", (long long)NUTRI_MAGNESIUM,
                      (long long)NUTRI_ENERGY);
  for (size_t i = 0; i < options->nutrient_count; i++)
    sqlite3_str_appendf(text, ", %lld", (long long)options->nutrients[i]);
  *only = sqlite3_str_finish(text);
  return *only != NULL ? NUTRI_OK : nutri__fail(db, NUTRI_ENOMEM, "out of memory");
}

/* All foods of a source. */
static int want_source(struct nutri__copy *copy, const char *source) {
  nutri *db = copy->from;
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  bool known = false;
  int rc = nutri__exists(db, NUTRI__Q_SOURCE_KNOWN, ":source", source, &known);

  if (rc == NUTRI_OK && !known)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no source '%s'", nutri__quote(source, quoted));
  if (rc == NUTRI_OK)
    rc = nutri__stmt(db, NUTRI__Q_EXPORT_SOURCE_FOODS, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":source", source);
  while (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking for foods")) == NUTRI_ROW)
    rc = nutri__numbers_add(db, &copy->foods, sqlite3_column_int64(stmt, 0), 0, NULL);
  nutri__done(stmt);
  return rc;
}

/* Runs over all persons: first what they name, then, foods being there, their rows. */
static int each_person(struct nutri__copy *copy, int (*what)(struct nutri__copy *copy)) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->from, NUTRI__Q_EXPORT_PERSONS, &stmt);

  while (rc == NUTRI_OK && (rc = nutri__step(copy->from, stmt, "reading persons")) == NUTRI_ROW) {
    copy->person_id = sqlite3_column_int64(stmt, 0);
    rc = what(copy);
  }
  nutri__done(stmt);
  return rc;
}

static int fill(struct nutri__copy *copy, const nutri_slim_options *options) {
  bool with_persons = !(options->flags & NUTRI_SLIM_NO_PERSONS);
  int rc = nutri__copy_open(copy);

  for (size_t i = 0; i < options->source_count && rc == NUTRI_OK; i++)
    rc = want_source(copy, options->sources[i]);
  if (rc == NUTRI_OK && with_persons)
    rc = each_person(copy, nutri__copy_person_foods);
  if (rc == NUTRI_OK)
    rc = nutri__copy_needed_foods(copy);
  if (rc == NUTRI_OK)
    rc = nutri__copy_place_foods(copy);
  if (rc == NUTRI_OK && with_persons)
    rc = each_person(copy, nutri__copy_persons_rows);
  return rc;
}

/* Usual portions of categories are those of all the foods there are, not of the few that go along.
 */
static int keep_usual_grams(struct nutri__copy *copy) {
  int rc = NUTRI_OK;

  for (size_t i = 0; i < copy->categories.count && rc == NUTRI_OK; i++) {
    sqlite3_stmt *there = NULL;
    sqlite3_stmt *here = NULL;

    if ((rc = nutri__stmt(copy->from, NUTRI__Q_EXPORT_USUAL_GRAMS, &there)) == NUTRI_OK &&
        (rc = nutri__bind_int(copy->from, there, ":id", copy->categories.row[i].from)) ==
            NUTRI_OK &&
        (rc = nutri__step(copy->from, there, "reading a category")) == NUTRI_ROW &&
        (rc = nutri__stmt(copy->to, NUTRI__Q_EXPORT_USUAL_GRAMS_SET, &here)) == NUTRI_OK &&
        (rc = nutri__bind_int(copy->to, here, ":id", copy->categories.row[i].to)) == NUTRI_OK &&
        (rc = nutri__bind_double(copy->to, here, ":grams", nutri__double(there, 0))) == NUTRI_OK)
      rc = nutri__run(copy->to, here, "storing a category");
    nutri__done(there);
    nutri__done(here);
  }
  return rc;
}

static int make(nutri *db, nutri *small, const nutri_slim_options *options,
                nutri_person_data *data) {
  struct nutri__copy copy = {.from = db, .to = small, .fresh = true};
  char *only = NULL;
  char *rollup = NULL;
  int rc = options->nutrient_count > 0 ? only_text(db, options, &only) : NUTRI_OK;

  if (rc == NUTRI_OK && (rc = nutri__begin(small)) == NUTRI_OK) {
    copy.only = only;
    rc = nutri__rollup_begin(small, NUTRI__ROLLUP_ALL, &rollup);
    if (rc == NUTRI_OK)
      rc = fill(&copy, options);
    if (rc == NUTRI_OK)
      rc = keep_usual_grams(&copy);
    rc = nutri__end(small, nutri__rollup_end(small, rollup, rc));
  }
  if (rc == NUTRI_OK)
    rc = nutri__copy_report(&copy, db, NULL, data);
  nutri__copy_free(&copy);
  sqlite3_free(only);
  return rc;
}

static int check_options(nutri *db, const nutri_slim_options *options) {
  nutri_nutrient nutrient = NUTRI_INIT(nutri_nutrient);
  int rc = NUTRI_OK;

  if (options->size < sizeof *options)
    return nutri__fail(db, NUTRI_EMISUSE, "the size of the options is not set (use NUTRI_INIT)");
  if ((options->source_count > 0 && options->sources == NULL) ||
      (options->nutrient_count > 0 && options->nutrients == NULL) ||
      (options->flags & ~NUTRI_SLIM_NO_PERSONS) != 0)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_slim: a list is NULL, or a flag is unknown");
  for (size_t i = 0; i < options->source_count; i++)
    if (options->sources[i] == NULL)
      return nutri__fail(db, NUTRI_EMISUSE, "nutri_slim: a source is NULL");
  for (size_t i = 0; i < options->nutrient_count && rc == NUTRI_OK; i++)
    rc = nutri__nutrient_known(db, options->nutrients[i], &nutrient);
  return rc;
}

int nutri_slim(nutri *db, const nutri_slim_options *options, nutri_write_fn *write, void *user,
               nutri_person_data *out) {
  const nutri_slim_options nothing = NUTRI_INIT(nutri_slim_options);
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri_person_data data;
  sqlite3_stmt *hold = NULL;
  nutri *small = NULL;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (write == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_slim: write is NULL");
  if (options == NULL)
    options = &nothing;
  if ((rc = check_options(db, options)) != NUTRI_OK ||
      (out != NULL && (rc = nutri__check_out(db, out)) != NUTRI_OK))
    return rc;
  rc = nutri_open(":memory:", NUTRI_READWRITE | NUTRI_CREATE | NUTRI_BARE, &small, &err);
  if (rc != NUTRI_OK)
    return nutri__fail(db, rc, "%s", err.message);
  rc = nutri__read_begin(db, &hold);
  if (rc == NUTRI_OK)
    rc = make(db, small, options, &data);
  sqlite3_finalize(hold); /* repeats a step's error, which has been noted */
  if (rc != NUTRI_OK && db->errmsg[0] == '\0')
    rc = nutri__fail(db, rc, "%s", nutri_errmsg(small));
  if (rc == NUTRI_OK)
    rc = nutri__copy_hand_out(db, small, write, user);
  if (rc == NUTRI_OK && out != NULL)
    rc = nutri__out(db, out, &data, sizeof data);
  nutri_close(small);
  return rc;
}
