/* SPDX-License-Identifier: MIT */
/* Foods ranked by what they hold of a nutrient. */
#include "nutri_internal.h"

static int source_known(nutri *db, const char *source) {
  char quoted[80];
  bool known;
  int rc = nutri__exists(db, NUTRI__Q_SOURCE_KNOWN, ":source", source, &known);

  if (rc == NUTRI_OK && !known)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no source '%s' (nutri starter, SR Legacy ...)",
                     nutri__quote(source, quoted));
  return rc;
}

int nutri_food_rank(nutri *db, int64_t nutrient_id, int by, const char *source, int limit,
                    uint32_t flags, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  nutri_nutrient nutrient;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL || (flags & ~NUTRI_ALL_FORMS) != 0)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_food_rank: out is NULL or a flag is unknown");
  if (by < NUTRI_BY_100_G || by > NUTRI_BY_PORTION)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_food_rank: %d is no enum nutri_rank_by", by);
  if (limit < 1 || limit > NUTRI__RANK_MAX)
    return nutri__fail(db, NUTRI_EINVAL, "a ranking's limit is 1 to %d, not %d", NUTRI__RANK_MAX,
                       limit);
  if ((rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) != NUTRI_OK ||
      (source != NULL && (rc = source_known(db, source)) != NUTRI_OK) ||
      (rc = nutri__cursor_open(db, NUTRI__Q_FOOD_RANK, NUTRI__ROWS_RANK, &cursor)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__bind_int(db, cursor->stmt, ":nutrient", nutrient_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, cursor->stmt, ":by", by)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, cursor->stmt, ":source", source)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, cursor->stmt, ":all_forms", (flags & NUTRI_ALL_FORMS) != 0)) ==
          NUTRI_OK)
    rc = nutri__bind_int(db, cursor->stmt, ":limit", limit);
  return nutri__cursor_give(cursor, rc, out);
}

int nutri_rank_next(nutri_cursor *cursor, nutri_rank *out) {
  nutri_rank rank;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_RANK, out);

  if (rc != NUTRI_ROW)
    return rc;
  rank = (nutri_rank){
      .size = sizeof rank,
      .food_id = sqlite3_column_int64(cursor->stmt, 0),
      .description = nutri__text(cursor->stmt, 1),
      .source = nutri__text(cursor->stmt, 2),
      .state = nutri__text(cursor->stmt, 3),
      .value = nutri__double(cursor->stmt, 4),
      .unit = nutri__text(cursor->stmt, 5),
      .measure = nutri__text(cursor->stmt, 6),
      .grams = nutri__double(cursor->stmt, 7),
      .energy_kcal = nutri__double(cursor->stmt, 8),
      .portion_from = nutri__text(cursor->stmt, 9),
  };
  return nutri__row_out(cursor, out, &rank, sizeof rank);
}
