/* SPDX-License-Identifier: MIT */
/* The diary: its entries. */
#include <math.h>
#include <string.h>

#include "nutri_internal.h"

static bool is_time(const char *time) {
  return strlen(time) == 5 && time[2] == ':' && strspn(time, "0123456789:") == 5 &&
         time[0] != ':' && time[1] != ':' && time[3] != ':' && time[4] != ':' &&
         memcmp(time, "24", 2) < 0 && time[3] < '6';
}

int nutri__check_meal(nutri *db, const char *meal) {
  if (meal != NULL && (meal[0] == '\0' || nutri__characters(meal) > NUTRI__MEAL_MAX))
    return nutri__fail(db, NUTRI_EINVAL, "a meal has 1 to 100 characters");
  return NUTRI_OK;
}

int nutri__check_note(nutri *db, const char *note) {
  if (note != NULL && nutri__characters(note) > NUTRI__NOTE_MAX)
    return nutri__fail(db, NUTRI_EINVAL, "a note has at most %d characters", NUTRI__NOTE_MAX);
  return NUTRI_OK;
}

static int check_entry(nutri *db, const nutri_intake *entry) {
  char quoted[80];
  int rc;

  if (entry == NULL || entry->size < offsetof(nutri_intake, description))
    return nutri__fail(db, NUTRI_EMISUSE, "the entry is NULL or its size is not set");
  if ((rc = nutri__check_day(db, "day", entry->day)) != NUTRI_OK)
    return rc;
  if (!(entry->amount > 0.0) || entry->amount > NUTRI__AMOUNT_MAX)
    return nutri__fail(db, NUTRI_EINVAL, "amount: %.10g is not above 0 and at most 1000000",
                       entry->amount);
  if (entry->time != NULL && !is_time(entry->time))
    return nutri__fail(db, NUTRI_EINVAL, "time: '%s' is no time such as 08:30",
                       nutri__quote(entry->time, quoted));
  if ((rc = nutri__check_meal(db, entry->meal)) != NUTRI_OK)
    return rc;
  if (entry->measure != NULL && nutri__characters(entry->measure) > NUTRI__MEASURE_MAX)
    return nutri__fail(db, NUTRI_EINVAL, "a measure has at most 300 characters");
  return nutri__check_note(db, entry->note);
}

/* Makes an entry of somebody ready to store: looks food and measure up, and that the amount is
 * still one in grams. Of an entry that keeps its food and measure (old) ONE weighs what it weighed:
 * a change of the day moves no gram. */
static int prepare(nutri *db, const nutri_intake *entry, const nutri_intake *old,
                   struct nutri__entry *ready) {
  nutri_food food;
  double one = 0.0;
  int rc = nutri__food_by_id(db, entry->food_id, &food);

  if (rc != NUTRI_OK)
    return rc;
  if (old != NULL && entry->food_id == old->food_id && entry->measure != NULL &&
      strcmp(entry->measure, old->measure) == 0) {
    ready->measure = old->measure;
    ready->amount = old->basis_amount * (entry->amount / old->amount);
  } else if ((rc = nutri__measure(db, &food, entry->measure, &one, &ready->measure)) == NUTRI_OK) {
    ready->amount = entry->amount * one;
  } else {
    return rc;
  }
  ready->day = entry->day;
  ready->time = entry->time;
  ready->meal = entry->meal;
  ready->food_id = entry->food_id;
  ready->measure_amount = entry->amount;
  ready->note = entry->note;
  if (ready->amount > NUTRI__AMOUNT_MAX)
    return nutri__fail(db, NUTRI_EINVAL, "%g %s of %s are more than 1000000 g", entry->amount,
                       ready->measure, food.description);
  return NUTRI_OK;
}

int nutri__check_birth(nutri *db, int64_t person_id, const char *day) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_PERSON_BORN, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":person", person_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":day", day);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "reading a birth date");
  if (rc == NUTRI_ROW)
    rc = nutri__fail(db, NUTRI_EINVAL, "day: %s is before the person was born (%s)", day,
                     nutri__text(stmt, 0));
  nutri__done(stmt);
  return rc;
}

static int bind_entry(nutri *db, sqlite3_stmt *stmt, const struct nutri__entry *entry) {
  int rc;

  if ((rc = nutri__bind_int(db, stmt, ":person", entry->person_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":day", entry->day)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":time", entry->time)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":meal", entry->meal)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", entry->food_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":amount", entry->amount)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":measure_amount", entry->measure_amount)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":measure", entry->measure)) == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":note", entry->note);
  return rc;
}

int nutri__intake_store(nutri *db, const struct nutri__entry *entry, int64_t *intake_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_INTAKE_ADD, &stmt);

  if (rc == NUTRI_OK)
    rc = bind_entry(db, stmt, entry);
  if (rc == NUTRI_OK && entry->import_id != 0)
    rc = nutri__bind_int(db, stmt, ":import", entry->import_id);
  if (rc == NUTRI_OK && (rc = nutri__run(db, stmt, "adding an entry")) == NUTRI_OK)
    *intake_id = sqlite3_last_insert_rowid(db->sql);
  nutri__done(stmt);
  return rc;
}

int nutri_intake_add(nutri *db, const nutri_intake *entry, int64_t *intake_id) {
  struct nutri__entry ready = {0};
  int64_t added = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_entry(db, entry)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, entry->person, &ready.person_id)) == NUTRI_OK &&
      (rc = prepare(db, entry, NULL, &ready)) == NUTRI_OK &&
      (rc = nutri__check_birth(db, ready.person_id, entry->day)) == NUTRI_OK)
    rc = nutri__intake_store(db, &ready, &added);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && intake_id != NULL)
    *intake_id = added;
  return rc;
}

static void intake_row(sqlite3_stmt *stmt, nutri_intake *entry) {
  *entry = (nutri_intake){
      .size = sizeof *entry,
      .intake_id = sqlite3_column_int64(stmt, 0),
      .person = nutri__text(stmt, 1),
      .day = nutri__text(stmt, 2),
      .time = nutri__text(stmt, 3),
      .meal = nutri__text(stmt, 4),
      .food_id = sqlite3_column_int64(stmt, 5),
      .amount = nutri__double(stmt, 6),
      .measure = nutri__text(stmt, 7),
      .note = nutri__text(stmt, 8),
      .description = nutri__text(stmt, 9),
      .basis_amount = nutri__double(stmt, 10),
      .basis = nutri__basis_of(nutri__text(stmt, 11)),
      .magnesium_mg = nutri__double(stmt, 12),
      .energy_kcal = nutri__double(stmt, 13),
      .magnesium_at_least = sqlite3_column_int(stmt, 15),
  };
}

/* The entry, its texts kept on the handle, and its person's number. */
static int find_entry(nutri *db, int64_t intake_id, nutri_intake *entry, int64_t *person_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_INTAKE_GET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":intake", intake_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "reading an entry");
  if (rc == NUTRI_ROW) {
    rc = NUTRI_OK;
    intake_row(stmt, entry);
    *person_id = sqlite3_column_int64(stmt, 14);
    entry->person = nutri__keep(db, entry->person, &rc);
    entry->day = nutri__keep(db, entry->day, &rc);
    entry->time = nutri__keep(db, entry->time, &rc);
    entry->meal = nutri__keep(db, entry->meal, &rc);
    entry->measure = nutri__keep(db, entry->measure, &rc);
    entry->note = nutri__keep(db, entry->note, &rc);
    entry->description = nutri__keep(db, entry->description, &rc);
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no entry %lld", (long long)intake_id);
  }
  nutri__done(stmt);
  return rc;
}

static int forget_recorded(nutri *db, int64_t intake_id, const struct nutri__entry *ready) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_INTAKE_FORGET_RECORDED, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":intake", intake_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", ready->food_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_double(db, stmt, ":amount", ready->amount);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "changing an entry");
  nutri__done(stmt);
  return rc;
}

int nutri_intake_change(nutri *db, int64_t intake_id, const nutri_intake *entry) {
  struct nutri__entry ready = {0};
  sqlite3_stmt *stmt = NULL;
  nutri_intake old = {0};
  int64_t named;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_entry(db, entry)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = find_entry(db, intake_id, &old, &ready.person_id);
  if (rc == NUTRI_OK && entry->person != NULL &&
      (rc = nutri__person_id(db, entry->person, &named)) == NUTRI_OK && named != ready.person_id)
    rc = nutri__fail(db, NUTRI_EINVAL, "entry %lld is of another person: an entry keeps its person",
                     (long long)intake_id);
  if (rc == NUTRI_OK && (rc = prepare(db, entry, &old, &ready)) == NUTRI_OK &&
      (rc = nutri__check_birth(db, ready.person_id, entry->day)) == NUTRI_OK &&
      (rc = forget_recorded(db, intake_id, &ready)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_INTAKE_CHANGE, &stmt)) == NUTRI_OK &&
      (rc = bind_entry(db, stmt, &ready)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":intake", intake_id)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "changing an entry");
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_intake_remove(nutri *db, int64_t intake_id) {
  sqlite3_stmt *stmt = NULL;
  nutri_intake entry;
  int64_t person_id;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = find_entry(db, intake_id, &entry, &person_id)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_INTAKE_REMOVE, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":intake", intake_id)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "removing an entry");
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_intake_again(nutri *db, const char *person, const char *from_day, const char *meal,
                       const char *to_day, int *count) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int64_t person_id;
  int copied = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__check_day(db, "from", from_day)) != NUTRI_OK ||
      (rc = nutri__check_day(db, "to", to_day)) != NUTRI_OK ||
      (rc = nutri__check_meal(db, meal)) != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = nutri__check_birth(db, person_id, to_day)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_INTAKE_AGAIN, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_span(db, stmt, person_id, from_day, to_day)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":meal", meal)) == NUTRI_OK &&
      (rc = nutri__run(db, stmt, "copying a day")) == NUTRI_OK) {
    copied = sqlite3_changes(db->sql);
    if (copied == 0 && meal != NULL)
      rc = nutri__fail(db, NUTRI_ENOTFOUND, "%s has no entry of the meal '%s' on %s", person,
                       nutri__quote(meal, quoted), from_day);
    else if (copied == 0)
      rc = nutri__fail(db, NUTRI_ENOTFOUND, "%s has no entry on %s", person, from_day);
  }
  nutri__done(stmt);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && count != NULL)
    *count = copied;
  return rc;
}

int nutri_intake_get(nutri *db, int64_t intake_id, nutri_intake *out) {
  nutri_intake entry;
  int64_t person_id;
  int rc = nutri__enter(db);

  if (rc == NUTRI_OK)
    rc = find_entry(db, intake_id, &entry, &person_id);
  return rc == NUTRI_OK ? nutri__out(db, out, &entry, sizeof entry) : rc;
}

int nutri_intake_list(nutri *db, const char *person, const char *from, const char *to,
                      nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__person_cursor(db, person, from, to, NUTRI__Q_INTAKE_LIST,
                                               NUTRI__ROWS_INTAKE, out)
                        : rc;
}

int nutri_intake_next(nutri_cursor *cursor, nutri_intake *out) {
  nutri_intake entry;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_INTAKE, out);

  if (rc != NUTRI_ROW)
    return rc;
  intake_row(cursor->stmt, &entry);
  return nutri__row_out(cursor, out, &entry, sizeof entry);
}
