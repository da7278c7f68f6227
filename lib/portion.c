/* SPDX-License-Identifier: MIT */
/* Household measures of a food. */
#include "nutri_internal.h"

int nutri_food_portions(nutri *db, int64_t food_id, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK
             ? nutri__food_cursor(db, food_id, NUTRI__Q_FOOD_PORTIONS, NUTRI__ROWS_PORTION, out)
             : rc;
}

int nutri_portion_next(nutri_cursor *cursor, nutri_portion *out) {
  nutri_portion portion;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_PORTION, out);

  if (rc != NUTRI_ROW)
    return rc;
  portion = (nutri_portion){
      .size = sizeof portion,
      .measure = nutri__text(cursor->stmt, 0),
      .grams = nutri__double(cursor->stmt, 1),
      .is_usual = sqlite3_column_int(cursor->stmt, 2),
      .borrowed_from = nutri__text(cursor->stmt, 3),
  };
  return nutri__row_out(cursor, out, &portion, sizeof portion);
}
