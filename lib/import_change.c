/* SPDX-License-Identifier: MIT */
/* What imports changed in foods that were there before them. */
#include "nutri_internal.h"

int nutri_import_change_list(nutri *db, int64_t import_id, nutri_cursor **out) {
  return nutri__import_cursor(db, import_id, NUTRI__Q_IMPORT_CHANGES, NUTRI__ROWS_CHANGE, out);
}

int nutri_change_next(nutri_cursor *cursor, nutri_change *out) {
  nutri_change change;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_CHANGE, out);

  if (rc != NUTRI_ROW)
    return rc;
  change = (nutri_change){
      .size = sizeof change,
      .food_id = sqlite3_column_int64(cursor->stmt, 0),
      .description = nutri__text(cursor->stmt, 1),
      .nutrient_id = sqlite3_column_int64(cursor->stmt, 2),
      .nutrient = nutri__text(cursor->stmt, 3),
      .unit = nutri__text(cursor->stmt, 4),
      .old_amount = nutri__double(cursor->stmt, 5),
      .new_amount = nutri__double(cursor->stmt, 6),
      .what = nutri__text(cursor->stmt, 7),
      .entries = sqlite3_column_int64(cursor->stmt, 8),
      .property = nutri__text(cursor->stmt, 9),
      .old_text = nutri__text(cursor->stmt, 10),
      .new_text = nutri__text(cursor->stmt, 11),
  };
  return nutri__row_out(cursor, out, &change, sizeof change);
}
