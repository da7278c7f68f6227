/* SPDX-License-Identifier: MIT */
/* What a total does not know, and what its categories let one guess. The rules are SQL:
 * unknown_entry, category_value. */
#include "nutri_internal.h"

int nutri_unknown_list(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                       const char *to, uint32_t flags, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  nutri_nutrient nutrient;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if ((flags & ~NUTRI_ESTIMATE) != 0)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_unknown_list: unknown flag %#x", flags);
  if ((rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) != NUTRI_OK ||
      (rc = nutri__person_cursor(db, person, from, to, NUTRI__Q_UNKNOWN_LIST, NUTRI__ROWS_UNKNOWN,
                                 out != NULL ? &cursor : NULL)) != NUTRI_OK ||
      cursor == NULL)
    return rc;
  rc = nutri__bind_int(db, cursor->stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, cursor->stmt, ":estimate", (flags & NUTRI_ESTIMATE) != 0);
  return nutri__cursor_give(cursor, rc, out);
}

int nutri_unknown_next(nutri_cursor *cursor, nutri_unknown *out) {
  nutri_unknown unknown;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_UNKNOWN, out);

  if (rc != NUTRI_ROW)
    return rc;
  unknown = (nutri_unknown){
      .size = sizeof unknown,
      .day = nutri__text(cursor->stmt, 0),
      .intake_id = sqlite3_column_int64(cursor->stmt, 1),
      .food_id = sqlite3_column_int64(cursor->stmt, 2),
      .description = nutri__text(cursor->stmt, 3),
      .category = nutri__text(cursor->stmt, 4),
      .kind = nutri__kind_of(nutri__text(cursor->stmt, 5)),
      .amount = nutri__double(cursor->stmt, 6),
      .basis = nutri__basis_of(nutri__text(cursor->stmt, 7)),
      .energy_kcal = nutri__double(cursor->stmt, 8),
      .foods = sqlite3_column_int(cursor->stmt, 9),
      .low = nutri__double(cursor->stmt, 10),
      .high = nutri__double(cursor->stmt, 11),
      .known_share = nutri__double(cursor->stmt, 12),
  };
  return nutri__row_out(cursor, out, &unknown, sizeof unknown);
}

int nutri_nutrient_estimate(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                            const char *to, nutri_estimate *out) {
  sqlite3_stmt *stmt = NULL;
  nutri_estimate estimate = {.size = sizeof estimate, .nutrient_id = nutrient_id};
  nutri_nutrient nutrient = {0};
  int64_t person_id;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) == NUTRI_OK &&
      (rc = nutri__check_span(db, from, to)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_UNKNOWN_ESTIMATE, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_span(db, stmt, person_id, from, to)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id)) == NUTRI_OK)
    rc = nutri__step(db, stmt, "estimating what is unknown");
  if (rc == NUTRI_ROW) {
    estimate.nutrient = nutrient.name;
    estimate.unit = nutrient.unit;
    estimate.unknown_entries = sqlite3_column_int(stmt, 0);
    estimate.entries = sqlite3_column_int(stmt, 1);
    estimate.low = nutri__double(stmt, 2);
    estimate.high = nutri__double(stmt, 3);
    estimate.foods = sqlite3_column_int(stmt, 4);
    rc = nutri__out(db, out, &estimate, sizeof estimate);
  }
  nutri__done(stmt);
  return rc;
}
