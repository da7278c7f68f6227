/* SPDX-License-Identifier: MIT */
/* What a person notes of a day. */
#include <math.h>
#include <string.h>

#include "nutri_internal.h"

static int check_observation(nutri *db, const nutri_observation *o) {
  char quoted[80];
  int rc;

  if (o == NULL || o->size < sizeof *o)
    return nutri__fail(db, NUTRI_EMISUSE, "the observation is NULL or its size is not set");
  if (o->what == NULL || o->what[0] == '\0' || nutri__characters(o->what) > 100)
    return nutri__fail(db, NUTRI_EINVAL, "what is noted has 1 to 100 characters");
  if (o->unit != NULL && (o->unit[0] == '\0' || nutri__characters(o->unit) > 100))
    return nutri__fail(db, NUTRI_EINVAL, "a unit has 1 to 100 characters");
  if ((rc = nutri__check_note(db, o->note)) != NUTRI_OK)
    return rc;
  if (isnan(o->value) && o->note == NULL)
    return nutri__fail(db, NUTRI_EINVAL, "%s: give a value or a note",
                       nutri__quote(o->what, quoted));
  if (isinf(o->value) || fabs(o->value) > 1e12)
    return nutri__fail(db, NUTRI_EINVAL, "%s: the value is not between -1e12 and 1e12",
                       nutri__quote(o->what, quoted));
  if (strcmp(o->what, "pain") == 0 && (o->value < 0.0 || o->value > 10.0))
    return nutri__fail(db, NUTRI_EINVAL, "pain is 0 to 10, not %g", o->value);
  return nutri__check_day(db, "day", o->day);
}

int nutri_observation_add(nutri *db, const char *person, const nutri_observation *observation,
                          int64_t *observation_id) {
  sqlite3_stmt *stmt = NULL;
  int64_t person_id;
  int64_t added = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_observation(db, observation)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_OBSERVATION_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":person", person_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":day", observation->day)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":what", observation->what)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":value", observation->value)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":unit", observation->unit)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":note", observation->note)) == NUTRI_OK &&
      (rc = nutri__run(db, stmt, "adding an observation")) == NUTRI_OK)
    added = sqlite3_last_insert_rowid(db->sql);
  nutri__done(stmt);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && observation_id != NULL)
    *observation_id = added;
  return rc;
}

int nutri_observation_remove(nutri *db, int64_t observation_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__stmt(db, NUTRI__Q_OBSERVATION_REMOVE, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":observation", observation_id)) == NUTRI_OK &&
      (rc = nutri__run(db, stmt, "removing an observation")) == NUTRI_OK &&
      sqlite3_changes(db->sql) == 0)
    rc =
        nutri__fail(db, NUTRI_ENOTFOUND, "there is no observation %lld", (long long)observation_id);
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_observation_list(nutri *db, const char *person, const char *from, const char *to,
                           nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__person_cursor(db, person, from, to, NUTRI__Q_OBSERVATION_LIST,
                                               NUTRI__ROWS_OBSERVATION, out)
                        : rc;
}

int nutri_observation_next(nutri_cursor *cursor, nutri_observation *out) {
  nutri_observation observation;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_OBSERVATION, out);

  if (rc != NUTRI_ROW)
    return rc;
  observation = (nutri_observation){
      .size = sizeof observation,
      .observation_id = sqlite3_column_int64(cursor->stmt, 0),
      .day = nutri__text(cursor->stmt, 1),
      .what = nutri__text(cursor->stmt, 2),
      .value = nutri__double(cursor->stmt, 3),
      .unit = nutri__text(cursor->stmt, 4),
      .note = nutri__text(cursor->stmt, 5),
  };
  return nutri__row_out(cursor, out, &observation, sizeof observation);
}
