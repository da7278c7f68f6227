/* SPDX-License-Identifier: MIT */
/* Which foods brought a nutrient. */
#include "nutri_internal.h"

int nutri_source_list(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                      const char *to, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  nutri_nutrient nutrient;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK || (rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) != NUTRI_OK ||
      (rc = nutri__person_cursor(db, person, from, to, NUTRI__Q_SOURCE_LIST, NUTRI__ROWS_SOURCE,
                                 out != NULL ? &cursor : NULL)) != NUTRI_OK ||
      cursor == NULL)
    return rc;
  rc = nutri__bind_int(db, cursor->stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, cursor->stmt, ":name", person);
  return nutri__cursor_give(cursor, rc, out);
}

int nutri_source_next(nutri_cursor *cursor, nutri_source *out) {
  nutri_source source;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_SOURCE, out);

  if (rc != NUTRI_ROW)
    return rc;
  source = (nutri_source){
      .size = sizeof source,
      .food_id = sqlite3_column_int64(cursor->stmt, 0),
      .description = nutri__text(cursor->stmt, 1),
      .entries = sqlite3_column_int(cursor->stmt, 2),
      .amount = nutri__double(cursor->stmt, 3),
      .basis = nutri__basis_of(nutri__text(cursor->stmt, 4)),
      .value = nutri__double(cursor->stmt, 5),
      .unit = nutri__text(cursor->stmt, 6),
      .share = nutri__double(cursor->stmt, 7),
      .at_least = sqlite3_column_int(cursor->stmt, 8),
  };
  return nutri__row_out(cursor, out, &source, sizeof source);
}
