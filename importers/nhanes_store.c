/* SPDX-License-Identifier: MIT */
/* A cycle of NHANES into the database: one statement a table, fed in the order of its key. */
#include <math.h>
#include <string.h>

#include "nhanes.h"

/* What feeds a statement. fill writes the next row, or returns false at the end. */
struct feeding {
  struct nutri__nhanes_cycle *cycle;
  bool (*fill)(struct feeding *feeding, struct nutri__value *row);
  size_t columns;
  size_t at;         /* of the list it goes through ... */
  size_t sub;        /* ... and within */
  int64_t person_id; /* the next numbers */
  int64_t intake_id;
  struct nutri__batch *batch;
};

static const char *const days[NUTRI__NHANES_DAYS] = {"0001-01-01", "0001-01-02"};

static struct nutri__value whole(int64_t number) {
  return (struct nutri__value){.kind = NUTRI__VALUE_WHOLE, .as.whole = number};
}

static struct nutri__value real(double number) {
  struct nutri__value value = {.kind = NUTRI__VALUE_NULL};

  if (!isnan(number))
    value = (struct nutri__value){.kind = NUTRI__VALUE_REAL, .as.real = number};
  return value;
}

static struct nutri__value constant(const char *text) {
  struct nutri__value value = {.kind = NUTRI__VALUE_NULL};

  if (text != NULL)
    value = (struct nutri__value){.kind = NUTRI__VALUE_CONSTANT, .as.constant = text};
  return value;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static bool is_new(const struct nutri__nhanes_person *person) {
  return !person->was_there && (person->has_day[0] || person->has_day[1]);
}

/* The next person that is new; NULL at the end. */
static struct nutri__nhanes_person *next_person(struct feeding *feeding) {
  while (feeding->at < feeding->cycle->seqn.count) {
    struct nutri__nhanes_person *person = &feeding->cycle->person[feeding->at++];

    if (is_new(person))
      return person;
  }
  return NULL;
}

static bool fill_person(struct feeding *feeding, struct nutri__value *row) {
  struct nutri__nhanes_person *person = next_person(feeding);

  if (person == NULL)
    return false;
  person->person_id = feeding->person_id++;
  row[0] = whole(person->person_id);
  row[1] = whole(person->seqn);
  row[2] = constant(person->is_male ? "male" : "female");
  row[3] = whole(person->age_months);
  feeding->cycle->file[0]->stored++;
  return true;
}

static bool fill_survey(struct feeding *feeding, struct nutri__value *row) {
  const struct nutri__nhanes_person *person = next_person(feeding);

  if (person == NULL)
    return false;
  row[0] = whole(person->person_id);
  row[1] = constant(feeding->cycle->survey);
  row[2] = real(person->weight);
  row[3] = real(person->weight_two);
  row[4] = whole(person->stratum);
  row[5] = whole(person->psu);
  return true;
}

static bool fill_stage(struct feeding *feeding, struct nutri__value *row) {
  const struct nutri__nhanes_person *person;

  while ((person = next_person(feeding)) != NULL)
    if (person->is_pregnant) {
      row[0] = whole(person->person_id);
      row[1] = constant(days[0]);
      row[2] = constant(days[1]);
      return true;
    }
  return false;
}

/* A day a row: sub is 1 where the person's second is left. */
static bool fill_day(struct feeding *feeding, struct nutri__value *row) {
  const struct nutri__nhanes_person *person =
      feeding->sub == 1 ? &feeding->cycle->person[feeding->at - 1] : next_person(feeding);
  size_t day;

  if (person == NULL)
    return false;
  day = feeding->sub == 1 || !person->has_day[0] ? 1 : 0;
  feeding->sub = day == 0 && person->has_day[1];
  row[0] = whole(person->person_id);
  row[1] = constant(days[day]);
  row[2] = whole((int64_t)day + 1);
  return true;
}

static bool fill_entry(struct feeding *feeding, struct nutri__value *row) {
  const struct nutri__nhanes_entry *entry;

  if (feeding->at == feeding->cycle->entries)
    return false;
  entry = &feeding->cycle->entry[feeding->at++];
  row[0] = whole(feeding->intake_id++);
  row[1] = whole(feeding->cycle->person[entry->person].person_id);
  row[2] = constant(days[entry->day]);
  row[3] = constant(nutri__nhanes_meal(entry->meal));
  row[4] = whole(entry->food_id);
  row[5] = real(entry->grams);
  feeding->cycle->file[entry->file]->stored++;
  return true;
}

/* The next nutrient of values that is known; sub is then behind it. */
static bool next_value(struct feeding *feeding, const double *values) {
  while (values != NULL && feeding->sub < nutri__nhanes_nutrients)
    if (!isnan(values[feeding->sub++]))
      return true;
  feeding->sub = 0;
  feeding->at++;
  return false;
}

static bool fill_value(struct feeding *feeding, struct nutri__value *row) {
  while (feeding->at < feeding->cycle->entries) {
    const double *values = feeding->cycle->entry[feeding->at].values;
    int64_t intake_id = feeding->intake_id + (int64_t)feeding->at;

    if (!next_value(feeding, values))
      continue;
    row[0] = whole(intake_id);
    row[1] = whole(nutri__nhanes_nutrient[feeding->sub - 1].nutrient_id);
    row[2] = real(values[feeding->sub - 1]);
    return true;
  }
  return false;
}

static bool fill_total(struct feeding *feeding, struct nutri__value *row) {
  while (feeding->at < feeding->cycle->totals) {
    const struct nutri__nhanes_total *total = &feeding->cycle->total[feeding->at];

    if (!next_value(feeding, total->values)) {
      feeding->cycle->file[total->file]->stored++;
      continue;
    }
    row[0] = whole(feeding->cycle->person[total->person].person_id);
    row[1] = constant(days[total->day]);
    row[2] = whole(nutri__nhanes_nutrient[feeding->sub - 1].nutrient_id);
    row[3] = real(total->values[feeding->sub - 1]);
    return true;
  }
  return false;
}

/* ---- statements ---------------------------------------------------------------------------- */

static struct nutri__batch *next_batch(void *user, const char **message) {
  struct feeding *feeding = user;
  struct nutri__batch *batch = feeding->batch;

  if (!nutri__run_progress(feeding->cycle->run)) {
    *message = "the import was cancelled";
    return NULL;
  }
  batch->columns = feeding->columns;
  batch->rows = 0;
  while (batch->rows < NUTRI__BATCH_ROWS_MAX &&
         feeding->fill(feeding, &batch->value[batch->rows * batch->columns]))
    batch->rows++;
  return batch->rows > 0 ? batch : NULL;
}

static const struct step {
  enum nutri__query query;
  bool (*fill)(struct feeding *feeding, struct nutri__value *row);
  size_t columns;
} few[] = {{NUTRI__Q_IMPORT_NHANES_PERSON_ADD, fill_person, 4},
           {NUTRI__Q_IMPORT_NHANES_SURVEY_ADD, fill_survey, 6},
           {NUTRI__Q_IMPORT_NHANES_STAGE_ADD, fill_stage, 3},
           {NUTRI__Q_IMPORT_NHANES_DAY_ADD, fill_day, 3}},
  many[] = {{NUTRI__Q_IMPORT_NHANES_ENTRY_ADD, fill_entry, 6},
            {NUTRI__Q_IMPORT_NHANES_VALUE_ADD, fill_value, 3},
            {NUTRI__Q_IMPORT_NHANES_TOTAL_ADD, fill_total, 4}};

static int run_step(struct feeding *feeding, const struct step *step) {
  struct run *run = feeding->cycle->run;
  int64_t intake_id = feeding->intake_id;
  sqlite3_stmt *stmt = NULL;
  int rc;

  feeding->fill = step->fill;
  feeding->columns = step->columns;
  feeding->at = feeding->sub = 0;
  run->feed.next = next_batch;
  run->feed.user = feeding;
  run->feed.ordered = true;
  rc = nutri__run_prepare(run, step->query, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "storing a survey");
  sqlite3_finalize(stmt);
  run->feed.next = NULL;
  run->feed.batch = NULL;
  feeding->intake_id = intake_id; /* the recorded values begin where the entries did */
  return rc;
}

/* ---- in bulk ------------------------------------------------------------------------------- */

/* Entries and totals of new persons come in bulk: their days are there already, so there is nothing
 * for the triggers of intake and intake_day_nutrient to open, and everything that they guard
 * against was looked at. On a caller's connection they stay on. What keeps figures by trigger, if
 * there is any, is brought up to date where the bulk ends. */
static int bulk_begin(struct run *run) { return nutri__run_triggers(run, 0); }

static int bulk_end(struct run *run, int rc) {
  int on = nutri__run_triggers(run, 1);

  return rc != NUTRI_OK ? rc : on;
}

static int store(struct feeding *feeding) {
  struct run *run = feeding->cycle->run;
  int rc = NUTRI_OK;

  for (size_t i = 0; i < sizeof few / sizeof few[0] && rc == NUTRI_OK; i++)
    rc = run_step(feeding, &few[i]);
  if (rc != NUTRI_OK)
    return rc;
  rc = bulk_begin(run);
  for (size_t i = 0; i < sizeof many / sizeof many[0] && rc == NUTRI_OK; i++)
    rc = run_step(feeding, &many[i]);
  return bulk_end(run, rc);
}

int nutri__nhanes_store(struct nutri__nhanes_cycle *cycle) {
  struct feeding feeding = {.cycle = cycle};
  nutri *db = cycle->run->db;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_IMPORT_NHANES_NEXT, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "numbering entries")) == NUTRI_ROW) {
    feeding.person_id = sqlite3_column_int64(stmt, 0);
    feeding.intake_id = sqlite3_column_int64(stmt, 1);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  feeding.batch = sqlite3_malloc64(sizeof *feeding.batch);
  if (rc == NUTRI_OK && feeding.batch == NULL)
    rc = nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  if (rc == NUTRI_OK)
    rc = store(&feeding);
  sqlite3_free(feeding.batch);
  return rc;
}
