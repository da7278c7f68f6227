/* SPDX-License-Identifier: MIT */
/* The days of the diary: their marks, and what each adds up to. */
#include <string.h>

#include "nutri_internal.h"

static int run_mark(nutri *db, enum nutri__query query, int64_t person_id, const char *day,
                    const char *completeness) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, query, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":person", person_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":day", day);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":completeness", completeness);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "marking a day");
  nutri__done(stmt);
  return rc;
}

int nutri_day_mark(nutri *db, const char *person, const char *day, const char *completeness) {
  char quoted[80];
  int64_t person_id;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__check_day(db, "day", day)) != NUTRI_OK)
    return rc;
  if (completeness != NULL && strcmp(completeness, "complete") != 0 &&
      strcmp(completeness, "partial") != 0 && strcmp(completeness, "not tracked") != 0)
    return nutri__fail(db, NUTRI_EINVAL,
                       "a day is marked complete, partial or not tracked, not '%s'",
                       nutri__quote(completeness, quoted));
  if ((rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = nutri__person_id(db, person, &person_id);
  if (rc == NUTRI_OK && completeness != NULL &&
      (rc = nutri__check_birth(db, person_id, day)) == NUTRI_OK)
    rc = run_mark(db, NUTRI__Q_DAY_MARK, person_id, day, completeness);
  else if (rc == NUTRI_OK &&
           (rc = run_mark(db, NUTRI__Q_DAY_UNMARK, person_id, day, NULL)) == NUTRI_OK)
    rc = run_mark(db, NUTRI__Q_DAY_DROP_EMPTY, person_id, day, NULL);
  return nutri__end(db, rc);
}

int nutri_day_list(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                   const char *to, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  nutri_nutrient nutrient;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK || (rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) != NUTRI_OK ||
      (rc = nutri__person_cursor(db, person, from, to, NUTRI__Q_DAY_LIST, NUTRI__ROWS_DAY,
                                 out != NULL ? &cursor : NULL)) != NUTRI_OK ||
      cursor == NULL)
    return rc;
  return nutri__cursor_give(cursor, nutri__bind_int(db, cursor->stmt, ":nutrient", nutrient_id),
                            out);
}

int nutri_day_next(nutri_cursor *cursor, nutri_day *out) {
  nutri_day day;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_DAY, out);

  if (rc != NUTRI_ROW)
    return rc;
  day = (nutri_day){
      .size = sizeof day,
      .day = nutri__text(cursor->stmt, 0),
      .food = nutri__double(cursor->stmt, 1),
      .supplement = nutri__double(cursor->stmt, 2),
      .medicine = nutri__double(cursor->stmt, 3),
      .total = nutri__double(cursor->stmt, 4),
      .energy_kcal = nutri__double(cursor->stmt, 5),
      .entries = sqlite3_column_int(cursor->stmt, 6),
      .unknown_entries = sqlite3_column_int(cursor->stmt, 7),
      .known_share = nutri__double(cursor->stmt, 8),
      .completeness = nutri__text(cursor->stmt, 9),
      .status = nutri__text(cursor->stmt, 10),
      .is_counted = sqlite3_column_int(cursor->stmt, 11),
      .dated = sqlite3_column_int(cursor->stmt, 12),
      .target = nutri__double(cursor->stmt, 13),
      .target_kind = nutri__text(cursor->stmt, 14),
      .average_requirement = nutri__double(cursor->stmt, 15),
      .authority = nutri__text(cursor->stmt, 16),
      .target_body = nutri__text(cursor->stmt, 17),
      .target_year = sqlite3_column_int(cursor->stmt, 18),
      .target_confidence = nutri__text(cursor->stmt, 19),
  };
  return nutri__row_out(cursor, out, &day, sizeof day);
}
