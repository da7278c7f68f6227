/* SPDX-License-Identifier: MIT */
/* A person's own goals. */
#include <string.h>

#include "nutri_internal.h"

static int check_target(nutri *db, const nutri_target *target, nutri_nutrient *nutrient) {
  int rc;

  if (target == NULL || target->size < offsetof(nutri_target, nutrient))
    return nutri__fail(db, NUTRI_EMISUSE, "the goal is NULL or its size is not set");
  if (!(target->amount > 0.0) || target->amount > 1e6)
    return nutri__fail(db, NUTRI_EINVAL, "amount: %.10g is not above 0 and at most 1000000",
                       target->amount);
  if ((rc = nutri__check_note(db, target->note)) != NUTRI_OK ||
      (rc = nutri__check_day(db, "from", target->from)) != NUTRI_OK ||
      (rc = nutri__check_span(db, target->from, target->to)) != NUTRI_OK)
    return rc;
  return nutri__nutrient_known(db, target->nutrient_id, nutrient);
}

int nutri_target_add(nutri *db, const char *person, const nutri_target *target,
                     int64_t *target_id) {
  sqlite3_stmt *stmt = NULL;
  nutri_nutrient nutrient = {0};
  int64_t person_id;
  int64_t added = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_target(db, target, &nutrient)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_TARGET_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_span(db, stmt, person_id, target->from, target->to)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":nutrient", target->nutrient_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":amount", target->amount)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":note", target->note)) == NUTRI_OK &&
      (rc = nutri__run(db, stmt, "adding a goal")) == NUTRI_OK)
    added = sqlite3_last_insert_rowid(db->sql);
  if (rc == NUTRI_EINVAL && strstr(db->errmsg, "from this day already") != NULL)
    rc = nutri__fail(db, NUTRI_EEXISTS, "%s has a goal for %s from %s already: remove it first",
                     person, nutrient.name, target->from);
  nutri__done(stmt);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && target_id != NULL)
    *target_id = added;
  return rc;
}

int nutri_target_remove(nutri *db, int64_t target_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__stmt(db, NUTRI__Q_TARGET_REMOVE, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":target", target_id)) == NUTRI_OK &&
      (rc = nutri__run(db, stmt, "removing a goal")) == NUTRI_OK && sqlite3_changes(db->sql) == 0)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no goal %lld", (long long)target_id);
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_target_list(nutri *db, const char *person, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__person_cursor(db, person, NULL, NULL, NUTRI__Q_TARGET_LIST,
                                               NUTRI__ROWS_TARGET, out)
                        : rc;
}

int nutri_target_next(nutri_cursor *cursor, nutri_target *out) {
  nutri_target target;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_TARGET, out);

  if (rc != NUTRI_ROW)
    return rc;
  target = (nutri_target){
      .size = sizeof target,
      .target_id = sqlite3_column_int64(cursor->stmt, 0),
      .nutrient_id = sqlite3_column_int64(cursor->stmt, 1),
      .from = nutri__text(cursor->stmt, 2),
      .to = nutri__text(cursor->stmt, 3),
      .amount = nutri__double(cursor->stmt, 4),
      .note = nutri__text(cursor->stmt, 5),
      .nutrient = nutri__text(cursor->stmt, 6),
      .unit = nutri__text(cursor->stmt, 7),
  };
  return nutri__row_out(cursor, out, &target, sizeof target);
}
