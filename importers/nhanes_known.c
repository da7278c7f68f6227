/* SPDX-License-Identifier: MIT */
/* Persons that an earlier import brought. Nothing is added to them, so that each person goes with
 * one import: what comes again is found to be there, and what would change it is rejected. */
#include <math.h>
#include <string.h>

#include "nhanes.h"

/* An entry that is there. */
struct there {
  int64_t code;
  double grams;
  const char *meal; /* a constant, by its name */
  bool is_met;
};

#define THERE_MAX 1000 /* entries of one day */

struct sift {
  struct nutri__nhanes_cycle *cycle;
  struct there there[THERE_MAX];
  size_t count;
};

/* ---- persons ------------------------------------------------------------------------------- */

static bool is_same_weight(double ours, double theirs) {
  return isnan(ours) || (!isnan(theirs) && fabs(ours - theirs) <= 1e-9 * fabs(theirs));
}

/* Whether a stored person is what the file says. */
static bool is_same_person(const struct nutri__nhanes_cycle *cycle,
                           const struct nutri__nhanes_person *person, sqlite3_stmt *stmt) {
  const char *sex = nutri__text(stmt, 1);
  const char *survey = nutri__text(stmt, 3);

  return sex != NULL && strcmp(sex, person->is_male ? "male" : "female") == 0 &&
         sqlite3_column_type(stmt, 2) != SQLITE_NULL &&
         sqlite3_column_int64(stmt, 2) == person->age_months && survey != NULL &&
         strcmp(survey, cycle->survey) == 0 &&
         is_same_weight(person->weight, nutri__double(stmt, 4)) &&
         is_same_weight(person->weight_two, nutri__double(stmt, 5)) &&
         sqlite3_column_int64(stmt, 6) == person->stratum &&
         sqlite3_column_int64(stmt, 7) == person->psu;
}

static int find_person(struct nutri__nhanes_cycle *cycle, struct nutri__nhanes_person *person) {
  nutri *db = cycle->run->db;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_IMPORT_NHANES_PERSON, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":seqn", person->seqn);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking for a person")) == NUTRI_ROW) {
    person->person_id = sqlite3_column_int64(stmt, 0);
    person->was_there = true;
    person->differs = !is_same_person(cycle, person, stmt);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  if (rc == NUTRI_OK && person->differs)
    rc = nutri__nhanes_reject(cycle, cycle->file[0], person->line, NULL, NULL, person->person_id,
                              "the person NHANES %lld is there already, with another sex, age,"
                              " survey, weight or design",
                              (long long)person->seqn);
  return rc;
}

static int find_persons(struct nutri__nhanes_cycle *cycle) {
  struct run *run = cycle->run;
  int rc = NUTRI_OK;

  for (size_t i = 0; i < cycle->seqn.count && rc == NUTRI_OK; i++) {
    struct nutri__nhanes_person *person = &cycle->person[i];

    if (!person->has_day[0] && !person->has_day[1])
      run->input[cycle->file[0]->number].counts.left_out++;
    else
      rc = find_person(cycle, person);
    if (rc == NUTRI_OK && !nutri__run_progress(run))
      rc = nutri__fail(run->db, NUTRI_ECANCELLED, "the import was cancelled");
  }
  return rc;
}

/* ---- entries ------------------------------------------------------------------------------- */

static const char *const days[NUTRI__NHANES_DAYS] = {"0001-01-01", "0001-01-02"};

/* A query's statement with a day of a person bound. */
static int ask_day(struct nutri__nhanes_cycle *cycle, enum nutri__query query, uint32_t person,
                   uint8_t day, sqlite3_stmt **out) {
  nutri *db = cycle->run->db;
  int rc = nutri__stmt(db, query, out);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, *out, ":person", cycle->person[person].person_id);
  return rc == NUTRI_OK ? nutri__bind_text(db, *out, ":day", days[day]) : rc;
}

static const char *meal_of(const char *text) {
  for (int code = 1; text != NULL && code < 100; code++) {
    const char *name = nutri__nhanes_meal(code);

    if (name != NULL && strcmp(name, text) == 0)
      return name;
  }
  return NULL;
}

static int load_day(struct sift *sift, const struct nutri__nhanes_entry *first) {
  sqlite3_stmt *stmt = NULL;
  int rc =
      ask_day(sift->cycle, NUTRI__Q_IMPORT_NHANES_DAY_ENTRIES, first->person, first->day, &stmt);

  sift->count = 0;
  while (rc == NUTRI_OK && sift->count < THERE_MAX &&
         (rc = nutri__step(sift->cycle->run->db, stmt, "reading entries")) == NUTRI_ROW) {
    sift->there[sift->count++] =
        (struct there){sqlite3_column_int64(stmt, 0), sqlite3_column_double(stmt, 1),
                       meal_of(nutri__text(stmt, 2)), false};
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

static bool is_there(struct sift *sift, const struct nutri__nhanes_entry *entry) {
  for (size_t i = 0; i < sift->count; i++) {
    struct there *there = &sift->there[i];

    if (!there->is_met && there->code == entry->code && there->grams == entry->grams &&
        there->meal == nutri__nhanes_meal(entry->meal)) {
      there->is_met = true;
      return true;
    }
  }
  return false;
}

/* Whether what is recorded with a day's entries adds up to what the file records with them. */
static int compare_recorded(struct sift *sift, const struct nutri__nhanes_entry *entry,
                            size_t count, bool *is_same) {
  sqlite3_stmt *stmt = NULL;
  double sum = 0;
  int64_t values = 0;
  int rc =
      ask_day(sift->cycle, NUTRI__Q_IMPORT_NHANES_DAY_RECORDED, entry->person, entry->day, &stmt);

  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; entry[i].values != NULL && j < nutri__nhanes_nutrients; j++)
      if (!isnan(entry[i].values[j])) {
        sum += entry[i].values[j];
        values++;
      }
  if (rc == NUTRI_OK &&
      (rc = nutri__step(sift->cycle->run->db, stmt, "reading entries")) == NUTRI_ROW) {
    *is_same = sqlite3_column_int64(stmt, 0) == values &&
               fabs(sqlite3_column_double(stmt, 1) - sum) <= 1e-9 * (1 + fabs(sum));
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* The entries of one recall of a person who is there. */
static int sift_recall(struct sift *sift, const struct nutri__nhanes_entry *entry, size_t count) {
  struct nutri__nhanes_cycle *cycle = sift->cycle;
  const struct nutri__nhanes_person *person = &cycle->person[entry->person];
  bool is_same = true;
  int rc = NUTRI_OK;

  if (!person->differs) {
    rc = load_day(sift, entry);
    if (rc == NUTRI_OK)
      rc = compare_recorded(sift, entry, count, &is_same);
  }
  for (size_t i = 0; i < count && rc == NUTRI_OK; i++) {
    struct nutri__nhanes_file *file = cycle->file[entry[i].file];

    if (person->differs)
      rc = nutri__nhanes_reject(cycle, file, entry[i].line, NULL, NULL, person->person_id,
                                "NHANES %lld is there already, as another person",
                                (long long)person->seqn);
    else if (!is_there(sift, &entry[i]))
      rc = nutri__nhanes_reject(cycle, file, entry[i].line, NULL, NULL, person->person_id,
                                "NHANES %lld is there already, without this entry: undo the import"
                                " that brought the person, and import all of the survey's files"
                                " together",
                                (long long)person->seqn);
    else if (!is_same)
      rc = nutri__nhanes_reject(cycle, file, entry[i].line, NULL, NULL, person->person_id,
                                "the entry is there already, and other nutrients were recorded"
                                " with this recall");
  }
  return rc;
}

static int sift_entries(struct sift *sift) {
  struct nutri__nhanes_cycle *cycle = sift->cycle;
  size_t kept = 0;
  int rc = NUTRI_OK;

  for (size_t i = 0, next; i < cycle->entries && rc == NUTRI_OK; i = next) {
    const struct nutri__nhanes_entry *first = &cycle->entry[i];

    for (next = i + 1; next < cycle->entries && cycle->entry[next].person == first->person &&
                       cycle->entry[next].day == first->day;)
      next++;
    if (cycle->person[first->person].was_there) {
      rc = sift_recall(sift, first, next - i);
    } else {
      memmove(&cycle->entry[kept], first, (next - i) * sizeof *first);
      kept += next - i;
    }
  }
  cycle->entries = kept;
  return rc;
}

/* ---- totals -------------------------------------------------------------------------------- */

static bool are_same(const double *a, const double *b) {
  for (size_t i = 0; i < nutri__nhanes_nutrients; i++)
    if (isnan(a[i]) != isnan(b[i]) || (!isnan(a[i]) && a[i] != b[i]))
      return false;
  return true;
}

static int load_totals(struct nutri__nhanes_cycle *cycle, const struct nutri__nhanes_total *total,
                       double *values) {
  sqlite3_stmt *stmt = NULL;
  size_t at = 0;
  int rc = ask_day(cycle, NUTRI__Q_IMPORT_NHANES_DAY_TOTALS, total->person, total->day, &stmt);

  for (size_t i = 0; i < nutri__nhanes_nutrients; i++)
    values[i] = NAN;
  while (rc == NUTRI_OK &&
         (rc = nutri__step(cycle->run->db, stmt, "reading totals")) == NUTRI_ROW) {
    int64_t nutrient = sqlite3_column_int64(stmt, 0);

    while (at < nutri__nhanes_nutrients && nutri__nhanes_nutrient[at].nutrient_id < nutrient)
      at++;
    if (at < nutri__nhanes_nutrients && nutri__nhanes_nutrient[at].nutrient_id == nutrient)
      values[at] = sqlite3_column_double(stmt, 1);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* A total of a day that has one: in the file (first), or in the database. */
static int sift_total(struct nutri__nhanes_cycle *cycle, const struct nutri__nhanes_total *total,
                      const struct nutri__nhanes_total *first, bool *is_kept) {
  const struct nutri__nhanes_person *person = &cycle->person[total->person];
  double stored[NUTRI__NHANES_NUTRIENTS];
  const double *there = first != NULL ? first->values : stored;
  int rc = NUTRI_OK;

  *is_kept = first == NULL && !person->was_there;
  if (*is_kept)
    return NUTRI_OK;
  if (person->differs)
    return nutri__nhanes_reject(
        cycle, cycle->file[total->file], total->line, NULL, NULL, person->person_id,
        "NHANES %lld is there already, as another person", (long long)person->seqn);
  if (first == NULL)
    rc = load_totals(cycle, total, stored);
  if (rc == NUTRI_OK && !are_same(there, total->values))
    rc = nutri__nhanes_reject(cycle, cycle->file[total->file], total->line, NULL, NULL,
                              person->person_id,
                              first != NULL ? "NHANES %lld has other totals of this day in a row"
                                              " before this one"
                                            : "NHANES %lld is there already, without these totals:"
                                              " undo the import that brought the person, and"
                                              " import all of the survey's files together",
                              (long long)person->seqn);
  return rc;
}

static int sift_totals(struct nutri__nhanes_cycle *cycle) {
  size_t kept = 0;
  int rc = NUTRI_OK;

  for (size_t i = 0; i < cycle->totals && rc == NUTRI_OK; i++) {
    const struct nutri__nhanes_total total = cycle->total[i];
    const struct nutri__nhanes_total *first = kept > 0 ? &cycle->total[kept - 1] : NULL;
    bool is_kept = false;

    if (first != NULL && (first->person != total.person || first->day != total.day))
      first = NULL;
    rc = sift_total(cycle, &total, first, &is_kept);
    if (is_kept)
      cycle->total[kept++] = total;
  }
  cycle->totals = kept;
  return rc;
}

int nutri__nhanes_sift(struct nutri__nhanes_cycle *cycle) {
  struct sift *sift = sqlite3_malloc64(sizeof *sift);
  int rc;

  if (sift == NULL)
    return nutri__fail(cycle->run->db, NUTRI_ENOMEM, "out of memory");
  sift->cycle = cycle;
  rc = find_persons(cycle);
  if (rc == NUTRI_OK)
    rc = sift_entries(sift);
  if (rc == NUTRI_OK)
    rc = sift_totals(cycle);
  sqlite3_free(sift);
  return rc;
}
