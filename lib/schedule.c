/* SPDX-License-Identifier: MIT */
/* Doses that are taken daily without being typed, and what supplements and medicines brought. */
#include <string.h>

#include "nutri_internal.h"

int nutri_schedule_add(nutri *db, const nutri_schedule *given, int64_t *schedule_id) {
  struct nutri__weighed dose = {0};
  sqlite3_stmt *stmt = NULL;
  int64_t person_id;
  int64_t added = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK)
    return rc;
  if (given == NULL || given->size < offsetof(nutri_schedule, description))
    return nutri__fail(db, NUTRI_EMISUSE, "the dose is NULL or its size is not set");
  if ((rc = nutri__check_day(db, "from", given->from)) != NUTRI_OK ||
      (rc = nutri__check_span(db, given->from, given->to)) != NUTRI_OK ||
      (rc = nutri__check_note(db, given->note)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, given->person, &person_id)) == NUTRI_OK &&
      (rc = nutri__weigh(db, given->food_id, given->amount, given->measure, &dose)) == NUTRI_OK &&
      (rc = nutri__check_birth(db, person_id, given->from)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_SCHEDULE_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_span(db, stmt, person_id, given->from, given->to)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", given->food_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":amount", dose.amount)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":measure_amount", given->amount)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":measure", dose.measure)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":note", given->note)) == NUTRI_OK &&
      (rc = nutri__run(db, stmt, "adding a dose")) == NUTRI_OK)
    added = sqlite3_last_insert_rowid(db->sql);
  nutri__done(stmt);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && schedule_id != NULL)
    *schedule_id = added;
  return rc;
}

static void schedule_row(sqlite3_stmt *stmt, nutri_schedule *dose) {
  *dose = (nutri_schedule){
      .size = sizeof *dose,
      .schedule_id = sqlite3_column_int64(stmt, 0),
      .person = nutri__text(stmt, 1),
      .food_id = sqlite3_column_int64(stmt, 2),
      .description = nutri__text(stmt, 3),
      .kind = nutri__kind_of(nutri__text(stmt, 4)),
      .from = nutri__text(stmt, 5),
      .to = nutri__text(stmt, 6),
      .amount = nutri__double(stmt, 7),
      .measure = nutri__text(stmt, 8),
      .note = nutri__text(stmt, 9),
      .basis_amount = nutri__double(stmt, 10),
      .basis = nutri__basis_of(nutri__text(stmt, 11)),
      .magnesium_mg = nutri__double(stmt, 12),
  };
}

static int find_dose(nutri *db, int64_t schedule_id, nutri_schedule *dose) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_SCHEDULE_GET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":schedule", schedule_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "reading a dose");
  if (rc == NUTRI_ROW) {
    rc = NUTRI_OK;
    schedule_row(stmt, dose);
    dose->person = nutri__keep(db, dose->person, &rc);
    dose->description = nutri__keep(db, dose->description, &rc);
    dose->from = nutri__keep(db, dose->from, &rc);
    dose->to = nutri__keep(db, dose->to, &rc);
    dose->measure = nutri__keep(db, dose->measure, &rc);
    dose->note = nutri__keep(db, dose->note, &rc);
  } else if (rc == NUTRI_OK) {
    rc =
        nutri__fail(db, NUTRI_ENOTFOUND, "there is no scheduled dose %lld", (long long)schedule_id);
  }
  nutri__done(stmt);
  return rc;
}

int nutri_schedule_get(nutri *db, int64_t schedule_id, nutri_schedule *out) {
  nutri_schedule dose;
  int rc = nutri__enter(db);

  if (rc == NUTRI_OK)
    rc = find_dose(db, schedule_id, &dose);
  return rc == NUTRI_OK ? nutri__out(db, out, &dose, sizeof dose) : rc;
}

int nutri_schedule_end(nutri *db, int64_t schedule_id, const char *last_day) {
  sqlite3_stmt *stmt = NULL;
  nutri_schedule dose = {0};
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__check_day(db, "day", last_day)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = find_dose(db, schedule_id, &dose);
  if (rc == NUTRI_OK && dose.from != NULL && strcmp(last_day, dose.from) < 0)
    rc = nutri__fail(db, NUTRI_EINVAL, "day: %s is before the dose begins (%s); remove it instead",
                     last_day, dose.from);
  if (rc == NUTRI_OK && (rc = nutri__stmt(db, NUTRI__Q_SCHEDULE_END, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":schedule", schedule_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":day", last_day)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "ending a dose");
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_schedule_remove(nutri *db, int64_t schedule_id) {
  sqlite3_stmt *stmt = NULL;
  nutri_schedule dose;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = find_dose(db, schedule_id, &dose)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_SCHEDULE_REMOVE, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":schedule", schedule_id)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "removing a dose");
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_schedule_list(nutri *db, const char *person, const char *from, const char *to,
                        nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__person_cursor(db, person, from, to, NUTRI__Q_SCHEDULE_LIST,
                                               NUTRI__ROWS_SCHEDULE, out)
                        : rc;
}

int nutri_schedule_next(nutri_cursor *cursor, nutri_schedule *out) {
  nutri_schedule dose;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_SCHEDULE, out);

  if (rc != NUTRI_ROW)
    return rc;
  schedule_row(cursor->stmt, &dose);
  return nutri__row_out(cursor, out, &dose, sizeof dose);
}

int nutri_supplement_list(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                          const char *to, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  nutri_nutrient nutrient;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK || (rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) != NUTRI_OK ||
      (rc = nutri__person_cursor(db, person, from, to, NUTRI__Q_SUPPLEMENT_LIST,
                                 NUTRI__ROWS_SUPPLEMENT, out != NULL ? &cursor : NULL)) !=
          NUTRI_OK ||
      cursor == NULL)
    return rc;
  rc = nutri__bind_int(db, cursor->stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, cursor->stmt, ":name", person);
  return nutri__cursor_give(cursor, rc, out);
}

int nutri_supplement_next(nutri_cursor *cursor, nutri_supplement *out) {
  nutri_supplement supplement;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_SUPPLEMENT, out);

  if (rc != NUTRI_ROW)
    return rc;
  supplement = (nutri_supplement){
      .size = sizeof supplement,
      .day = nutri__text(cursor->stmt, 0),
      .food_id = sqlite3_column_int64(cursor->stmt, 1),
      .description = nutri__text(cursor->stmt, 2),
      .kind = nutri__kind_of(nutri__text(cursor->stmt, 3)),
      .amount = nutri__double(cursor->stmt, 4),
      .basis = nutri__basis_of(nutri__text(cursor->stmt, 5)),
      .value = nutri__double(cursor->stmt, 6),
      .unit = nutri__text(cursor->stmt, 7),
      .is_scheduled = sqlite3_column_int(cursor->stmt, 8),
      .in_diary = sqlite3_column_int(cursor->stmt, 9),
  };
  return nutri__row_out(cursor, out, &supplement, sizeof supplement);
}
