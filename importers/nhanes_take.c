/* SPDX-License-Identifier: MIT */
/* From rows of NHANES's files to a cycle's persons, entries and day totals. A recall counts where
 * CDC says that it is reliable and complete (DR1DRSTZ 1); the others are left out, 4 among them: of
 * a breast-fed child, whose milk has no amount. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diary.h"
#include "nhanes.h"

#define RELIABLE 1
#define SAS_ZERO 1e-70 /* 5.4e-79 in CDC's transport files is a zero */
#define TOTAL_MAX 1e9  /* of a recorded value, in its nutrient's unit */
#define BLOCK_VALUES 32768

struct nutri__nhanes_block {
  struct nutri__nhanes_block *next;
  size_t used;
  double value[BLOCK_VALUES];
};

void nutri__nhanes_cycle_free(struct nutri__nhanes_cycle *cycle) {
  while (cycle->block != NULL) {
    struct nutri__nhanes_block *next = cycle->block->next;

    sqlite3_free(cycle->block);
    cycle->block = next;
  }
  nutri__keys_free(&cycle->seqn);
  sqlite3_free(cycle->person);
  sqlite3_free(cycle->entry);
  sqlite3_free(cycle->total);
  sqlite3_free(cycle->file);
}

/* ---- rejects ------------------------------------------------------------------------------- */

int nutri__nhanes_reject(struct nutri__nhanes_cycle *cycle, struct nutri__nhanes_file *file,
                         int64_t line, const char *column, const char *value, int64_t person_id,
                         const char *format, ...) {
  struct run *run = cycle->run;
  char reason[300];
  const struct nutri__diary_reject reject = {
      .line = line, .column = column, .value = value, .reason = reason, .person_id = person_id};
  va_list args;

  va_start(args, format);
  vsnprintf(reason, sizeof reason, format, args);
  va_end(args);
  run->input[file->number].counts.rejected++;
  return nutri__diary_log_reject(run->db, run->import_id, run->format->table[file->number].file,
                                 &reject);
}

/* A row that is being taken. */
struct row {
  struct nutri__nhanes_cycle *cycle;
  const struct nutri__nhanes_cell *cell;
  int64_t line;
  int rc;
  bool is_out; /* rejected, or rc is an error: nothing more is looked at */
};

static void reject(struct row *row, int index, const char *reason) {
  struct nutri__nhanes_file *file = row->cycle->now;
  const struct nutri__nhanes_cell *cell = &row->cell[index];
  struct nutri__field text = cell->text;
  char name[24];
  char value[80] = "";
  char number[32];

  if (text.length > 0 && nutri__utf8_length(text.text, text.length) >= 0)
    nutri__quote(text.text, value);
  else if (text.length == 0 && cell->state == NUTRI__NUMBER_OK)
    snprintf(value, sizeof value, "%s",
             sqlite3_snprintf((int)sizeof number, number, "%!.15g", cell->number));
  row->is_out = true;
  row->rc = nutri__nhanes_reject(row->cycle, file, row->line,
                                 nutri__nhanes_cell_name(file->kind, file->day, index, name), value,
                                 0, "%s", reason);
}

/* ---- cells --------------------------------------------------------------------------------- */

/* A cell's number, NaN where it is empty or there is no such column; one that is wrong, or empty
 * where it must not be, puts the row out. */
static double number_of(struct row *row, int role, bool may_be_empty) {
  const struct nutri__nhanes_column *column = &nutri__nhanes_column[role];
  const struct nutri__nhanes_cell *cell = &row->cell[role];
  double number = cell->number;
  char reason[120];

  if (row->is_out || !row->cycle->has[role])
    return NAN;
  if (cell->state == NUTRI__NUMBER_ABSENT) {
    if (!may_be_empty)
      reject(row, role, "is empty");
    return NAN;
  }
  if (cell->state == NUTRI__NUMBER_OK && fabs(number) < SAS_ZERO)
    number = 0;
  if (cell->state == NUTRI__NUMBER_OK && number >= column->min && number <= column->max &&
      (!column->is_whole || number == floor(number)))
    return number;
  snprintf(reason, sizeof reason, "is not %s", column->wanted);
  reject(row, role, reason);
  return NAN;
}

static int64_t whole_of(struct row *row, int role) {
  double number = number_of(row, role, false);

  return isnan(number) ? 0 : (int64_t)number;
}

/* ---- room ---------------------------------------------------------------------------------- */

static int make_room(void **array, size_t *size, size_t count, size_t one) {
  size_t more = *size > 0 ? 2 * *size : 1024;
  void *bigger;

  if (count < *size)
    return NUTRI_OK;
  bigger = sqlite3_realloc64(*array, more * one);
  if (bigger == NULL)
    return NUTRI_ENOMEM;
  *array = bigger;
  *size = more;
  return NUTRI_OK;
}

/* Room for a row's nutrients, all unknown. */
static double *new_values(struct nutri__nhanes_cycle *cycle) {
  struct nutri__nhanes_block *block = cycle->block;
  double *values;

  if (block == NULL || block->used + nutri__nhanes_nutrients > BLOCK_VALUES) {
    block = sqlite3_malloc64(sizeof *block);
    if (block == NULL)
      return NULL;
    block->next = cycle->block;
    block->used = 0;
    cycle->block = block;
  }
  values = block->value + block->used;
  block->used += nutri__nhanes_nutrients;
  for (size_t i = 0; i < nutri__nhanes_nutrients; i++)
    values[i] = NAN;
  return values;
}

/* The row's nutrients; NULL where none is given. */
static const double *take_values(struct row *row) {
  struct nutri__nhanes_cycle *cycle = row->cycle;
  double *values = NULL;

  for (int i = 0; i < (int)nutri__nhanes_nutrients && !row->is_out; i++) {
    int index = NUTRI__NHANES_ROLES + i;
    const struct nutri__nhanes_cell *cell = &row->cell[index];

    if (!cycle->has[index] || cell->state == NUTRI__NUMBER_ABSENT)
      continue;
    if (cell->state != NUTRI__NUMBER_OK || !(cell->number >= 0 && cell->number <= TOTAL_MAX)) {
      reject(row, index, "is not an amount from 0 to 1000000000");
    } else if (values == NULL && (values = new_values(cycle)) == NULL) {
      row->is_out = true;
      row->rc = NUTRI_ENOMEM;
    } else {
      values[i] = cell->number < SAS_ZERO ? 0 : cell->number;
    }
  }
  return row->is_out ? NULL : values;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static bool same_person(const struct nutri__nhanes_person *a,
                        const struct nutri__nhanes_person *b) {
  return a->is_male == b->is_male && a->age_months == b->age_months && a->stratum == b->stratum &&
         a->psu == b->psu && a->is_pregnant == b->is_pregnant;
}

/* A row of Demo. The age in months where it is given (of small children, before 2011 of nearly
 * all), else the years' first month: what reference values are looked up by. CDC writes 80 for
 * everybody of 80 and more (85 before 2007). */
static void take_person(struct row *row) {
  struct nutri__nhanes_cycle *cycle = row->cycle;
  struct nutri__nhanes_person person = {.line = row->line, .weight = NAN, .weight_two = NAN};
  double years;
  double months;
  uint32_t number;
  size_t before = cycle->seqn.count;

  person.seqn = whole_of(row, NUTRI__NHANES_SEQN);
  person.is_male = whole_of(row, NUTRI__NHANES_SEX) == 1;
  years = number_of(row, NUTRI__NHANES_YEARS, false);
  months = number_of(row, NUTRI__NHANES_MONTHS, true);
  person.psu = whole_of(row, NUTRI__NHANES_PSU);
  person.stratum = whole_of(row, NUTRI__NHANES_STRATUM);
  person.is_pregnant = number_of(row, NUTRI__NHANES_PREGNANT, true) == 1;
  if (row->is_out)
    return;
  person.age_months = (int64_t)(isnan(months) ? 12 * years : months);
  if (person.is_male && person.is_pregnant) {
    reject(row, NUTRI__NHANES_PREGNANT, "is that of a pregnant man");
    return;
  }
  row->rc = nutri__keys_add(&cycle->seqn, person.seqn, &number);
  if (row->rc == NUTRI_OK)
    row->rc =
        make_room((void **)&cycle->person, &cycle->persons_size, cycle->seqn.count, sizeof person);
  if (row->rc != NUTRI_OK)
    return;
  if (cycle->seqn.count > before)
    cycle->person[number] = person;
  else if (!same_person(&cycle->person[number], &person))
    reject(row, NUTRI__NHANES_SEQN, "has a row before this one that says something else");
}

static bool take_weight(struct row *row, int role, double *weight) {
  double number;

  if (!row->cycle->has[role])
    return true;
  number = number_of(row, role, true);
  if (isnan(number) && !row->is_out)
    number = 0; /* no second day: no weight among those that have one */
  if (!row->is_out && !isnan(*weight) && *weight != number)
    reject(row, role, "differs from the weight in an earlier row of this person");
  if (!row->is_out)
    *weight = number;
  return !row->is_out;
}

/* Whose recall a row is, with the weights; UINT32_MAX where the row is out. */
static uint32_t take_eater(struct row *row) {
  struct nutri__nhanes_cycle *cycle = row->cycle;
  int64_t seqn = whole_of(row, NUTRI__NHANES_SEQN);
  uint32_t number;

  if (row->is_out)
    return UINT32_MAX;
  number = nutri__keys_find(&cycle->seqn, seqn);
  if (number == NUTRI__NO_KEY) {
    reject(row, NUTRI__NHANES_SEQN, "has no row in the cycle's Demo file");
    return UINT32_MAX;
  }
  return take_weight(row, NUTRI__NHANES_WEIGHT, &cycle->person[number].weight) &&
                 take_weight(row, NUTRI__NHANES_WEIGHT_TWO, &cycle->person[number].weight_two)
             ? number
             : UINT32_MAX;
}

static void take_food(struct row *row) {
  struct nutri__nhanes_cycle *cycle = row->cycle;
  struct nutri__nhanes_entry entry = {.line = (uint32_t)row->line, .file = cycle->now_at};
  double meal;

  entry.code = whole_of(row, NUTRI__NHANES_CODE);
  entry.grams = number_of(row, NUTRI__NHANES_GRAMS, false);
  if (!row->is_out && entry.grams <= 0)
    reject(row, NUTRI__NHANES_GRAMS, "is not more than 0 grams");
  meal = number_of(row, NUTRI__NHANES_MEAL, true);
  entry.values = take_values(row);
  entry.person = row->is_out ? 0 : take_eater(row);
  if (row->is_out)
    return;
  entry.meal = isnan(meal) ? 0 : (uint8_t)meal;
  entry.day = (uint8_t)(cycle->now->day - 1);
  row->rc = make_room((void **)&cycle->entry, &cycle->entries_size, cycle->entries, sizeof entry);
  if (row->rc != NUTRI_OK)
    return;
  cycle->entry[cycle->entries++] = entry;
  cycle->person[entry.person].has_day[entry.day] = true;
}

static void take_total(struct row *row) {
  struct nutri__nhanes_cycle *cycle = row->cycle;
  struct nutri__nhanes_total total = {.line = (uint32_t)row->line, .file = cycle->now_at};

  total.values = take_values(row);
  if (!row->is_out && total.values == NULL)
    reject(row, NUTRI__NHANES_STATUS, "says that the recall is reliable, and no total is given");
  total.person = row->is_out ? 0 : take_eater(row);
  if (row->is_out)
    return;
  total.day = (uint8_t)(cycle->now->day - 1);
  row->rc = make_room((void **)&cycle->total, &cycle->totals_size, cycle->totals, sizeof total);
  if (row->rc != NUTRI_OK)
    return;
  cycle->total[cycle->totals++] = total;
  cycle->person[total.person].has_day[total.day] = true;
}

int nutri__nhanes_take_row(void *user, const struct nutri__nhanes_cell *cell, int64_t line) {
  struct nutri__nhanes_cycle *cycle = user;
  struct nutri__counts *counts = &cycle->run->input[cycle->now->number].counts;
  struct row row = {.cycle = cycle, .cell = cell, .line = line};
  double status;

  counts->read++;
  if (cycle->now->kind == NUTRI__NHANES_DEMO) {
    take_person(&row);
    return row.rc;
  }
  status = number_of(&row, NUTRI__NHANES_STATUS, false);
  if (row.is_out)
    return row.rc;
  if (status != RELIABLE)
    counts->left_out++;
  else if (cycle->now->kind == NUTRI__NHANES_FOODS)
    take_food(&row);
  else
    take_total(&row);
  return row.rc;
}

int nutri__nhanes_take_header(void *user, const bool *has, char *message, size_t size) {
  struct nutri__nhanes_cycle *cycle = user;
  struct nutri__nhanes_file *file = cycle->now;
  char name[24];
  bool has_values = false;

  memcpy(cycle->has, has, sizeof cycle->has);
  for (int i = 0; i < NUTRI__NHANES_ROLES; i++)
    if ((nutri__nhanes_column[i].required & (1U << file->kind)) != 0 && !has[i]) {
      snprintf(message, size, "has no column %s",
               nutri__nhanes_cell_name(file->kind, file->day, i, name));
      return NUTRI_EFORMAT;
    }
  for (size_t i = 0; i < nutri__nhanes_nutrients; i++)
    has_values |= has[NUTRI__NHANES_ROLES + i];
  file->has_values = has_values;
  if (file->kind == NUTRI__NHANES_TOTALS && !has_values) {
    snprintf(message, size, "has no column of a nutrient (DR%dTMAGN, DR%dTKCAL ...)", file->day,
             file->day);
    return NUTRI_EFORMAT;
  }
  if (file->kind == NUTRI__NHANES_FOODS && !has_values &&
      cycle->run->nhanes->foods.source_id == 0) {
    snprintf(message, size,
             "has food codes and no nutrients, and the database has no FNDDS to look them up in:"
             " import one first");
    return NUTRI_ENOTFOUND;
  }
  return NUTRI_OK;
}

/* ---- order --------------------------------------------------------------------------------- */

static int compare_persons(const void *a, const void *b) {
  const struct nutri__nhanes_person *x = a;
  const struct nutri__nhanes_person *y = b;

  return (x->seqn > y->seqn) - (x->seqn < y->seqn);
}

static int compare_places(uint32_t person_x, uint32_t person_y, uint64_t x, uint64_t y) {
  if (person_x != person_y)
    return person_x < person_y ? -1 : 1;
  return (x > y) - (x < y);
}

static uint64_t place_of(uint8_t day, uint8_t file, uint32_t line) {
  return (uint64_t)day << 40 | (uint64_t)file << 32 | line;
}

static int compare_entries(const void *a, const void *b) {
  const struct nutri__nhanes_entry *x = a;
  const struct nutri__nhanes_entry *y = b;

  return compare_places(x->person, y->person, place_of(x->day, x->file, x->line),
                        place_of(y->day, y->file, y->line));
}

static int compare_totals(const void *a, const void *b) {
  const struct nutri__nhanes_total *x = a;
  const struct nutri__nhanes_total *y = b;

  return compare_places(x->person, y->person, place_of(x->day, x->file, x->line),
                        place_of(y->day, y->file, y->line));
}

/* Where a person stands once they are in order. */
static uint32_t find_person(const struct nutri__nhanes_cycle *cycle, uint32_t before) {
  const struct nutri__nhanes_person key = {.seqn = cycle->seqn.keys[before]};
  const struct nutri__nhanes_person *found =
      bsearch(&key, cycle->person, cycle->seqn.count, sizeof cycle->person[0], compare_persons);

  return (uint32_t)(found - cycle->person);
}

void nutri__nhanes_sort(struct nutri__nhanes_cycle *cycle) {
  if (cycle->seqn.count == 0)
    return;
  qsort(cycle->person, cycle->seqn.count, sizeof cycle->person[0], compare_persons);
  for (size_t i = 0; i < cycle->entries; i++)
    cycle->entry[i].person = find_person(cycle, cycle->entry[i].person);
  for (size_t i = 0; i < cycle->totals; i++)
    cycle->total[i].person = find_person(cycle, cycle->total[i].person);
  if (cycle->entries > 0)
    qsort(cycle->entry, cycle->entries, sizeof cycle->entry[0], compare_entries);
  if (cycle->totals > 0)
    qsort(cycle->total, cycle->totals, sizeof cycle->total[0], compare_totals);
}
