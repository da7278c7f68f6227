/* SPDX-License-Identifier: MIT */
/* What a person usually has for a meal. The rule is SQL: schema/query/usual_list.sql. */
#include "nutri_internal.h"

/* Binds a meal as of a day, after checking them. */
static int bind_usual(nutri *db, sqlite3_stmt *stmt, int64_t person_id, const char *meal,
                      const char *day) {
  int rc = nutri__bind_int(db, stmt, ":person", person_id);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":meal", meal);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":day", day);
  return rc;
}

static int check_usual(nutri *db, const char *person, const char *meal, const char *day,
                       int64_t *person_id) {
  int rc = nutri__person_id(db, person, person_id);

  if (rc == NUTRI_OK)
    rc = nutri__check_meal(db, meal);
  return rc == NUTRI_OK ? nutri__check_day(db, "day", day) : rc;
}

int nutri_usual_list(nutri *db, const char *person, const char *meal, const char *day,
                     nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  int64_t person_id;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_usual_list: out is NULL");
  if ((rc = check_usual(db, person, meal, day, &person_id)) != NUTRI_OK ||
      (rc = nutri__cursor_open(db, NUTRI__Q_USUAL_LIST, NUTRI__ROWS_USUAL, &cursor)) != NUTRI_OK ||
      cursor == NULL)
    return rc;
  return nutri__cursor_give(cursor, bind_usual(db, cursor->stmt, person_id, meal, day), out);
}

int nutri_usual_next(nutri_cursor *cursor, nutri_usual *out) {
  nutri_usual usual;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_USUAL, out);

  if (rc != NUTRI_ROW)
    return rc;
  usual = (nutri_usual){
      .size = sizeof usual,
      .intake_id = sqlite3_column_int64(cursor->stmt, 0),
      .meal = nutri__text(cursor->stmt, 1),
      .food_id = sqlite3_column_int64(cursor->stmt, 2),
      .description = nutri__text(cursor->stmt, 3),
      .amount = nutri__double(cursor->stmt, 4),
      .measure = nutri__text(cursor->stmt, 5),
      .basis_amount = nutri__double(cursor->stmt, 6),
      .basis = nutri__basis_of(nutri__text(cursor->stmt, 7)),
      .magnesium_mg = nutri__double(cursor->stmt, 8),
      .energy_kcal = nutri__double(cursor->stmt, 9),
      .days = sqlite3_column_int(cursor->stmt, 10),
      .of_days = sqlite3_column_int(cursor->stmt, 11),
  };
  return nutri__row_out(cursor, out, &usual, sizeof usual);
}

/* The numbers of the entries to repeat, all read before the first is written. *out is
 * sqlite3_free's. */
static int read_entries(nutri *db, int64_t person_id, const char *meal, const char *day,
                        int64_t **out, int *count) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_USUAL_LIST, &stmt);

  if (rc == NUTRI_OK)
    rc = bind_usual(db, stmt, person_id, meal, day);
  while (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading the usual meal")) == NUTRI_ROW) {
    int64_t *more = sqlite3_realloc64(*out, ((sqlite3_uint64)*count + 1) * sizeof **out);

    if (more == NULL) {
      rc = nutri__fail(db, NUTRI_ENOMEM, "out of memory");
    } else {
      rc = NUTRI_OK;
      *out = more;
      more[(*count)++] = sqlite3_column_int64(stmt, 0);
    }
  }
  nutri__done(stmt);
  return rc;
}

static int repeat(nutri *db, int64_t intake_id, const char *day) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if ((rc = nutri__stmt(db, NUTRI__Q_INTAKE_REPEAT, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":intake", intake_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":day", day)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "logging the usual meal");
  nutri__done(stmt);
  return rc;
}

int nutri_usual_log(nutri *db, const char *person, const char *meal, const char *day, int *count) {
  int64_t *entries = NULL;
  char quoted[80];
  int64_t person_id;
  int n = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = check_usual(db, person, meal, day, &person_id)) == NUTRI_OK &&
      (rc = nutri__check_birth(db, person_id, day)) == NUTRI_OK)
    rc = read_entries(db, person_id, meal, day, &entries, &n);
  if (rc == NUTRI_OK && n == 0)
    rc = nutri__fail(db, NUTRI_ENOTFOUND,
                     "%s has no usual %s before %s: no food was eaten on half of the last 14 days "
                     "with it, or there are less than 3 of them in 90 days",
                     person, meal != NULL ? nutri__quote(meal, quoted) : "meal", day);
  for (int i = 0; i < n && rc == NUTRI_OK; i++)
    rc = repeat(db, entries[i], day);
  sqlite3_free(entries);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && count != NULL)
    *count = n;
  return rc;
}
