/* SPDX-License-Identifier: MIT */
/* A person out of another database, such as nutri_person_export() made. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "copy.h"

#define DIFFERENCES_MAX 1000

/* A value of a food that is another one here. */
struct difference {
  int64_t from; /* the nutrient there; 0 = there is none like it */
  int64_t to;   /* ... and here */
};

struct restore {
  struct nutri__copy copy;
  nutri_restore_options options;
  bool is_dry; /* taken back at the end */
  nutri_person_data data;
  struct difference difference[DIFFERENCES_MAX];
  int differences; /* of the food that is looked at */
};

/* ---- foods of other values ----------------------------------------------------------------- */

static int add_difference(struct restore *r, int64_t from, int64_t to) {
  if (r->differences == DIFFERENCES_MAX)
    return nutri__fail(r->copy.to, NUTRI_EFORMAT,
                       "a food in the file differs from the one here in more than %d nutrients",
                       DIFFERENCES_MAX);
  r->difference[r->differences++] = (struct difference){from, to};
  return NUTRI_OK;
}

/* Whose number here a nutrient here has there; 0 = nobody's. */
static int64_t nutrient_there(const struct nutri__copy *copy, int64_t to) {
  for (size_t i = 0; i < copy->nutrients.count; i++)
    if (copy->nutrients.row[i].to == to)
      return copy->nutrients.row[i].from;
  return to < 1000000 ? to : 0;
}

/* Values of a food there that are others here, or unknown. */
static int find_changed(struct restore *r, const struct nutri__number *food) {
  struct nutri__copy *copy = &r->copy;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->from, NUTRI__Q_RESTORE_FOOD_VALUES, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, stmt, ":food", food->from);
  while (rc == NUTRI_OK && (rc = nutri__step(copy->from, stmt, "reading values")) == NUTRI_ROW) {
    int64_t there = sqlite3_column_int64(stmt, 0);
    int64_t here = 0;
    double amount = (double)NAN;

    rc = nutri__copy_resolve(copy, NUTRI__OF_NUTRIENT, there, &here);
    if (rc == NUTRI_OK)
      rc = nutri__copy_value(copy->to, food->to, here, &amount);
    if (rc == NUTRI_OK && !(amount == sqlite3_column_double(stmt, 1)))
      rc = add_difference(r, there, here);
  }
  nutri__done(stmt);
  return rc;
}

/* Values of a food here that are unknown there. */
static int find_new(struct restore *r, const struct nutri__number *food) {
  struct nutri__copy *copy = &r->copy;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->to, NUTRI__Q_RESTORE_FOOD_VALUES, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->to, stmt, ":food", food->to);
  while (rc == NUTRI_OK && (rc = nutri__step(copy->to, stmt, "reading values")) == NUTRI_ROW) {
    int64_t here = sqlite3_column_int64(stmt, 0);
    int64_t there = nutrient_there(copy, here);
    double amount = (double)NAN;

    rc = NUTRI_OK;
    if (there != 0)
      rc = nutri__copy_value(copy->from, food->from, there, &amount);
    if (rc == NUTRI_OK && isnan(amount))
      rc = add_difference(r, there, here);
  }
  nutri__done(stmt);
  return rc;
}

/* Energy stands in for itself by Atwater's factors (2047, 2048). */
static int add_energy(struct restore *r) {
  bool by_factors = false;

  for (int i = 0; i < r->differences; i++) {
    if (r->difference[i].to == NUTRI_ENERGY)
      return NUTRI_OK;
    by_factors = by_factors || r->difference[i].to == 2047 || r->difference[i].to == 2048;
  }
  return by_factors ? add_difference(r, NUTRI_ENERGY, NUTRI_ENERGY) : NUTRI_OK;
}

/* ---- what entries and doses bring ---------------------------------------------------------- */

/* What an entry, or a dose, brings of a nutrient; NaN = unknown. */
static int value_of(nutri *db, enum nutri__query query, int64_t id, int64_t nutrient_id,
                    double *value) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, query, &stmt);

  *value = (double)NAN;
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":id", id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a value")) == NUTRI_ROW) {
    *value = nutri__double(stmt, 0);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

static int record(struct restore *r, int64_t id, int64_t nutrient_id, double value) {
  nutri *db = r->copy.to;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_RESTORE_RECORD, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":id", id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_double(db, stmt, ":value", value);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "recording what an entry brought");
  nutri__done(stmt);
  r->data.values_recorded++;
  return rc;
}

/* One entry or dose and one value: it stays what it was where it can be recorded with the entry. */
static int keep_value(struct restore *r, bool is_entry, int64_t from, int64_t to,
                      const struct difference *d) {
  enum nutri__query query = is_entry ? NUTRI__Q_EXPORT_ENTRY_VALUE : NUTRI__Q_EXPORT_DOSE_VALUE;
  double there = (double)NAN;
  double here;
  int rc = value_of(r->copy.to, query, to, d->to, &here);

  if (rc == NUTRI_OK && d->from != 0)
    rc = value_of(r->copy.from, query, from, d->from, &there);
  if (rc != NUTRI_OK || there == here || (isnan(there) && isnan(here)))
    return rc;
  if (is_entry && !isnan(there) && !(r->options.flags & NUTRI_RESTORE_CURRENT))
    return record(r, to, d->to, there);
  r->data.values_moved++;
  return NUTRI_OK;
}

/* The person's entries, or doses, of a food. */
static int keep_values(struct restore *r, bool is_entry, const struct nutri__number *food) {
  struct nutri__copy *copy = &r->copy;
  const struct nutri__copied *part = nutri__copy_part(copy, is_entry ? "intake" : "schedule");
  sqlite3_stmt *stmt = NULL;
  int rc =
      nutri__stmt(copy->from, is_entry ? NUTRI__Q_RESTORE_ENTRIES : NUTRI__Q_RESTORE_DOSES, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, stmt, ":person", copy->person_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, stmt, ":food", food->from);
  while (rc == NUTRI_OK && (rc = nutri__step(copy->from, stmt, "reading entries")) == NUTRI_ROW) {
    int64_t from = sqlite3_column_int64(stmt, 0);
    const struct nutri__number *to = nutri__numbers_find(&part->numbers, from);

    rc = NUTRI_OK;
    for (int i = 0; to != NULL && i < r->differences && rc == NUTRI_OK; i++)
      rc = keep_value(r, is_entry, from, to->to, &r->difference[i]);
  }
  nutri__done(stmt);
  return rc;
}

/* ---- telling ------------------------------------------------------------------------------- */

static const char *amount_text(double amount, char out[40]) {
  if (isnan(amount))
    snprintf(out, 40, "unknown");
  else
    snprintf(out, 40, "%.6g", amount);
  return out;
}

/* "SR Legacy 168462: 3 values differ, magnesium 79 in the file, 92 here" */
static int tell(struct restore *r, const struct nutri__number *food) {
  char detail[400];
  char there_text[40];
  char here_text[40];
  char description[300];
  double there;
  double here;
  nutri_food named = NUTRI_INIT(nutri_food);
  int rc;

  if (r->options.found == NULL)
    return NUTRI_OK;
  if ((rc = nutri__food_by_id(r->copy.to, food->to, &named)) != NUTRI_OK)
    return rc;
  snprintf(description, sizeof description, "%s", named.description);
  rc = nutri__copy_value(r->copy.from, food->from, NUTRI_MAGNESIUM, &there);
  if (rc == NUTRI_OK)
    rc = nutri__copy_value(r->copy.to, food->to, NUTRI_MAGNESIUM, &here);
  if (rc != NUTRI_OK)
    return rc;
  snprintf(detail, sizeof detail, "%s %lld: %d value%s, magnesium %s in the file, %s here",
           named.source, (long long)food->to, r->differences,
           r->differences == 1 ? " differs" : "s differ", amount_text(there, there_text),
           amount_text(here, here_text));
  if (r->options.found(r->options.user, description, detail) != 0)
    return nutri__fail(r->copy.to, NUTRI_ECANCELLED, "the caller ended it; nothing was stored");
  return NUTRI_OK;
}

/* Of every food that was not found the same: also of dishes, which are made anew of what is here.
 */
static int keep_figures(struct restore *r) {
  const struct nutri__numbers *foods = &r->copy.foods;
  int rc = NUTRI_OK;

  for (size_t i = 0; i < foods->count && rc == NUTRI_OK; i++) {
    const struct nutri__number *food = &foods->row[i];

    if (food->how == NUTRI__FOOD_SAME)
      continue;
    r->differences = 0;
    rc = find_changed(r, food);
    if (rc == NUTRI_OK)
      rc = find_new(r, food);
    if (rc != NUTRI_OK || r->differences == 0)
      continue;
    r->data.foods_differ++;
    rc = tell(r, food);
    if (rc == NUTRI_OK)
      rc = add_energy(r);
    if (rc == NUTRI_OK)
      rc = keep_values(r, true, food);
    if (rc == NUTRI_OK)
      rc = keep_values(r, false, food);
  }
  return rc;
}

/* ---- the call ------------------------------------------------------------------------------ */

/* The only person of the file: kept on db. */
static int only_person(nutri *db, nutri *from, const char *path, const char **name) {
  nutri_cursor *persons = NULL;
  nutri_person person = NUTRI_INIT(nutri_person);
  int count = 0;
  int rc = nutri_person_list(from, &persons);

  *name = NULL;
  while (rc == NUTRI_OK && (rc = nutri_person_next(persons, &person)) == NUTRI_ROW) {
    rc = NUTRI_OK;
    if (count++ == 0)
      *name = nutri__keep(db, person.name, &rc);
    else if (count > 2)
      break;
  }
  nutri_cursor_close(persons);
  if (rc == NUTRI_OK && (count == 0 || *name == NULL))
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "%s has nobody in it", path);
  else if (rc == NUTRI_OK && count > 1)
    rc = nutri__fail(db, NUTRI_EAMBIGUOUS, "%s has several persons: say which", path);
  return rc;
}

/* That nobody here has the name. */
static int check_name(nutri *db, const char *name) {
  char quoted[80];
  int64_t person_id;
  int rc;

  if (name == NULL || name[0] == '\0' || nutri__characters(name) > 200)
    return nutri__fail(db, NUTRI_EINVAL, "a person's name has 1 to 200 characters");
  rc = nutri__person_id(db, name, &person_id);
  if (rc == NUTRI_OK)
    return nutri__fail(db, NUTRI_EEXISTS,
                       "there is a person '%s' already; nothing was stored: forget that one"
                       " first, or give this one another name",
                       nutri__quote(name, quoted));
  if (rc == NUTRI_ENOTFOUND) {
    db->errmsg[0] = '\0';
    rc = NUTRI_OK;
  }
  return rc;
}

static int restore_person(struct restore *r, const char *path) {
  nutri *db = r->copy.to;
  const char *person = r->options.person;
  sqlite3_stmt *hold = NULL;
  char *rollup = NULL;
  int rc = nutri__read_begin(r->copy.from, &hold);

  if (rc == NUTRI_OK && person == NULL)
    rc = only_person(db, r->copy.from, path, &person);
  if (rc == NUTRI_OK)
    rc = nutri__person_id(r->copy.from, person, &r->copy.person_id);
  if (rc == NUTRI_OK && (rc = nutri__begin(db)) == NUTRI_OK) {
    r->copy.name = r->options.name != NULL ? r->options.name : person;
    rc = check_name(db, r->copy.name);
    if (rc == NUTRI_OK)
      rc = nutri__rollup_begin(db, NUTRI__ROLLUP_ALL, &rollup);
    if (rc == NUTRI_OK)
      rc = nutri__copy_person(&r->copy);
    if (rc == NUTRI_OK)
      rc = keep_figures(r);
    rc = nutri__rollup_end(db, rollup, rc);
    if (rc == NUTRI_OK) {
      nutri_person_data kept = r->data; /* counted on the way */

      rc = nutri__copy_report(&r->copy, db, r->copy.name, &r->data);
      r->data.foods_differ = kept.foods_differ;
      r->data.values_recorded = kept.values_recorded;
      r->data.values_moved = kept.values_moved;
    }
    if (rc == NUTRI_OK && r->is_dry)
      (void)nutri__end(db, NUTRI_ECANCELLED); /* rolls back, and the call went well */
    else
      rc = nutri__end(db, rc);
  }
  sqlite3_finalize(hold); /* repeats a step's error, which has been noted */
  return rc;
}

static int restore(nutri *db, const char *path, const nutri_restore_options *options, bool is_dry,
                   nutri_person_data *out) {
  nutri_error err = NUTRI_INIT(nutri_error);
  struct restore *r = sqlite3_malloc64(sizeof *r);
  int rc;

  if (r == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  memset(r, 0, sizeof *r);
  if (options != NULL)
    memcpy(&r->options, options,
           options->size < sizeof r->options ? options->size : sizeof r->options);
  r->is_dry = is_dry;
  r->copy.to = db;
  if ((r->options.flags & ~NUTRI_RESTORE_CURRENT) != 0) {
    rc = nutri__fail(db, NUTRI_EMISUSE, "nutri_person_restore: unknown flag %#x", r->options.flags);
  } else if ((rc = nutri_open(path, NUTRI_READONLY, &r->copy.from, &err)) != NUTRI_OK) {
    rc = nutri__fail(db, rc, "%s", err.message);
  } else {
    rc = restore_person(r, path);
    if (rc != NUTRI_OK && db->errmsg[0] == '\0')
      rc = nutri__fail(db, rc, "%s: %s", path, nutri_errmsg(r->copy.from));
    if (rc == NUTRI_OK && out != NULL)
      rc = nutri__out(db, out, &r->data, sizeof r->data);
  }
  nutri__copy_free(&r->copy);
  nutri_close(r->copy.from);
  sqlite3_free(r);
  return rc;
}

int nutri_person_restore(nutri *db, const char *path, const nutri_restore_options *options,
                         nutri_person_data *out) {
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK)
    return rc;
  if (path == NULL || (options != NULL && options->size < 2 * sizeof options->size))
    return nutri__fail(db, NUTRI_EMISUSE,
                       "nutri_person_restore: path is NULL, or the size of the options is not set");
  if (out != NULL && (rc = nutri__check_out(db, out)) != NUTRI_OK)
    return rc;
  return restore(db, path, options, false, out);
}

/* ---- for nutri_import() -------------------------------------------------------------------- */

bool nutri__restore_fits(const char *path) {
  unsigned char head[72];
  struct stat about;
  bool fits = false;
  FILE *file;

  if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) /* a pipe would be waited for */
    return false;
  file = fopen(path, "rb");
  if (file == NULL)
    return false;
  if (fread(head, 1, sizeof head, file) == sizeof head)
    fits = memcmp(head, "SQLite format 3", 16) == 0 && memcmp(head + 68, "nutr", 4) == 0;
  fclose(file);
  return fits;
}

int nutri__restore_run(nutri *db, const char *path, const char *person, bool is_dry,
                       nutri_import_report *out) {
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  char found[600];
  char quoted[80];
  int rc;

  options.person = person;
  rc = restore(db, path, &options, is_dry, &data);
  if (rc != NUTRI_OK)
    return rc;
  snprintf(found, sizeof found,
           "A nutri database, for its head says so: %s, with %lld entr%s and %lld food%s, of which"
           " %lld came along",
           nutri__quote(data.person, quoted), (long long)data.entries,
           data.entries == 1 ? "y" : "ies", (long long)data.foods, data.foods == 1 ? "" : "s",
           (long long)data.foods_added);
  *out = (nutri_import_report){.size = sizeof *out,
                               .format = "person",
                               .path = nutri__keep(db, path, &rc),
                               .rows_read = data.rows,
                               .rows_stored = data.rows,
                               .foods_new = data.foods_added,
                               .found = nutri__keep(db, found, &rc)};
  return rc;
}
