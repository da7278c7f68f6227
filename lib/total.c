/* SPDX-License-Identifier: MIT */
/* What a span adds up to. The adding up itself is SQL: schema/query/span.sql. */
#include "nutri_internal.h"

int nutri__span(nutri *db, const struct nutri__span_of *of, nutri_nutrient *nutrient,
                sqlite3_stmt **out) {
  int64_t person_id;
  int rc;

  if ((rc = nutri__person_id(db, of->person, &person_id)) == NUTRI_OK &&
      (rc = nutri__nutrient_known(db, of->nutrient_id, nutrient)) == NUTRI_OK &&
      (rc = nutri__check_span(db, of->from, of->to)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_SPAN, out)) == NUTRI_OK &&
      (rc = nutri__bind_span(db, *out, person_id, of->from, of->to)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, *out, ":nutrient", of->nutrient_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, *out, ":authority", of->authority)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, *out, ":counted_only", of->counted_only)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, *out, ":with_need", of->with_need)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, *out, ":sd_set", db->sd_set)) == NUTRI_OK)
    rc = nutri__step(db, *out, "adding up the days");
  return rc;
}

/* What of a span's total is imputed. */
static int add_imputed(nutri *db, const struct nutri__span_of *of, nutri_total *total) {
  sqlite3_stmt *stmt = NULL;
  int64_t person_id;
  int rc;

  if ((rc = nutri__person_id(db, of->person, &person_id)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_SPAN_IMPUTED, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_span(db, stmt, person_id, of->from, of->to)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":nutrient", of->nutrient_id)) == NUTRI_OK &&
      (rc = nutri__step(db, stmt, "adding up imputed values")) == NUTRI_ROW) {
    total->imputed_entries = sqlite3_column_int(stmt, 0);
    total->imputed = sqlite3_column_double(stmt, 1);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

int nutri_nutrient_total(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                         const char *to, nutri_total *out) {
  const struct nutri__span_of of = {
      .person = person, .nutrient_id = nutrient_id, .from = from, .to = to};
  sqlite3_stmt *stmt = NULL;
  nutri_nutrient nutrient;
  nutri_total total;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  rc = nutri__span(db, &of, &nutrient, &stmt);
  if (rc == NUTRI_ROW) {
    total = (nutri_total){
        .size = sizeof total,
        .nutrient_id = nutrient_id,
        .nutrient = nutrient.name,
        .unit = nutrient.unit,
        .days = sqlite3_column_int(stmt, NUTRI__SPAN_DAYS),
        .days_counted = sqlite3_column_int(stmt, NUTRI__SPAN_DAYS_COUNTED),
        .days_unconfirmed = sqlite3_column_int(stmt, NUTRI__SPAN_DAYS_UNCONFIRMED),
        .entries = sqlite3_column_int(stmt, NUTRI__SPAN_ENTRIES),
        .unknown_entries = sqlite3_column_int(stmt, NUTRI__SPAN_UNKNOWN_ENTRIES),
        .known_share = nutri__double(stmt, NUTRI__SPAN_KNOWN_SHARE),
        .food = nutri__double(stmt, NUTRI__SPAN_FOOD),
        .supplement = nutri__double(stmt, NUTRI__SPAN_SUPPLEMENT),
        .medicine = nutri__double(stmt, NUTRI__SPAN_MEDICINE),
        .total = nutri__double(stmt, NUTRI__SPAN_TOTAL),
        .energy_kcal = nutri__double(stmt, NUTRI__SPAN_KCAL),
    };
    if (total.days == 0) /* nothing was eaten that is known of: the sums of nothing */
      total.food = total.supplement = total.medicine = total.total = total.energy_kcal = 0.0;
    rc = add_imputed(db, &of, &total);
    if (rc == NUTRI_OK)
      rc = nutri__out(db, out, &total, sizeof total);
  }
  nutri__done(stmt);
  return rc;
}

int nutri_magnesium_total(nutri *db, const char *person, const char *from, const char *to,
                          nutri_total *out) {
  return nutri_nutrient_total(db, person, NUTRI_MAGNESIUM, from, to, out);
}
