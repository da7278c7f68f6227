/* SPDX-License-Identifier: MIT */
/* A person's mean intake against what the person needs. */
#include <math.h>
#include <string.h>

#include "nutri_internal.h"
#include "stats.h"

#define YOUNGEST_MONTHS 48

/* What span.sql says of the person on the span's last day. */
struct person_facts {
  bool sex_given;
  bool age_given;
  int age_months;
  double cv; /* of the requirement; NaN = not known */
  bool average_held_back;
  int diary_days; /* those with an entry or a mark: of others the person's age is not asked */
};

static int keep_texts(nutri *db, nutri_deficit *d) {
  int rc = NUTRI_OK;

  d->target_kind = nutri__keep(db, d->target_kind, &rc);
  d->target_body = nutri__keep(db, d->target_body, &rc);
  d->target_confidence = nutri__keep(db, d->target_confidence, &rc);
  d->within_person_source = nutri__keep(db, d->within_person_source, &rc);
  d->upper_scope = nutri__keep(db, d->upper_scope, &rc);
  d->authority = nutri__keep(db, d->authority, &rc);
  d->stage = nutri__keep(db, d->stage, &rc);
  d->average_kind = nutri__keep(db, d->average_kind, &rc);
  d->average_body = nutri__keep(db, d->average_body, &rc);
  d->average_confidence = nutri__keep(db, d->average_confidence, &rc);
  d->upper_body = nutri__keep(db, d->upper_body, &rc);
  d->upper_confidence = nutri__keep(db, d->upper_confidence, &rc);
  return rc;
}

static void read_span(sqlite3_stmt *stmt, nutri_deficit *d, struct person_facts *facts) {
  int n = sqlite3_column_int(stmt, NUTRI__SPAN_DAYS_CHOSEN);

  d->days_counted = sqlite3_column_int(stmt, NUTRI__SPAN_DAYS_COUNTED);
  d->days_unconfirmed = sqlite3_column_int(stmt, NUTRI__SPAN_DAYS_UNCONFIRMED);
  d->days_left_out =
      sqlite3_column_int(stmt, NUTRI__SPAN_DAYS) - d->days_counted - d->days_unconfirmed;
  d->entries = sqlite3_column_int(stmt, NUTRI__SPAN_ENTRIES);
  d->unknown_entries = sqlite3_column_int(stmt, NUTRI__SPAN_UNKNOWN_ENTRIES);
  d->known_share = nutri__double(stmt, NUTRI__SPAN_KNOWN_SHARE);
  d->mean_kcal = nutri__double(stmt, NUTRI__SPAN_KCAL) / n;
  d->mean_food = nutri__double(stmt, NUTRI__SPAN_FOOD) / n;
  d->mean_supplement = nutri__double(stmt, NUTRI__SPAN_SUPPLEMENT) / n;
  d->mean_medicine = nutri__double(stmt, NUTRI__SPAN_MEDICINE) / n;
  d->mean_total = nutri__double(stmt, NUTRI__SPAN_TOTAL) / n;
  d->target = nutri__double(stmt, NUTRI__SPAN_TARGET);
  d->target_kind = nutri__text(stmt, NUTRI__SPAN_TARGET_KIND);
  d->authority = nutri__text(stmt, NUTRI__SPAN_AUTHORITY);
  d->target_body = nutri__text(stmt, NUTRI__SPAN_TARGET_BODY);
  d->target_year = sqlite3_column_int(stmt, NUTRI__SPAN_TARGET_YEAR);
  d->target_confidence = nutri__text(stmt, NUTRI__SPAN_TARGET_CONFIDENCE);
  d->separate_value = sqlite3_column_int(stmt, NUTRI__SPAN_SEPARATE_VALUE);
  d->average_requirement = nutri__double(stmt, NUTRI__SPAN_AVERAGE_REQUIREMENT);
  d->within_person_sd = nutri__double(stmt, NUTRI__SPAN_WITHIN_SD);
  d->within_person_source = nutri__text(stmt, NUTRI__SPAN_WITHIN_SOURCE);
  d->upper_limit = nutri__double(stmt, NUTRI__SPAN_UPPER_LIMIT);
  d->upper_scope = nutri__text(stmt, NUTRI__SPAN_UPPER_SCOPE);
  d->stage = nutri__text(stmt, NUTRI__SPAN_STAGE);
  d->average_kind = nutri__text(stmt, NUTRI__SPAN_AVERAGE_KIND);
  d->average_confidence = nutri__text(stmt, NUTRI__SPAN_AVERAGE_CONFIDENCE);
  d->upper_body = nutri__text(stmt, NUTRI__SPAN_UPPER_BODY);
  d->upper_year = sqlite3_column_int(stmt, NUTRI__SPAN_UPPER_YEAR);
  d->upper_confidence = nutri__text(stmt, NUTRI__SPAN_UPPER_CONFIDENCE);
  facts->sex_given = sqlite3_column_type(stmt, NUTRI__SPAN_SEX) != SQLITE_NULL;
  facts->age_given = sqlite3_column_type(stmt, NUTRI__SPAN_AGE_MONTHS) != SQLITE_NULL;
  facts->age_months = sqlite3_column_int(stmt, NUTRI__SPAN_AGE_MONTHS);
  facts->cv = nutri__double(stmt, NUTRI__SPAN_CV);
  d->unknown_nonfood = sqlite3_column_int(stmt, NUTRI__SPAN_UNKNOWN_NONFOOD);
  facts->average_held_back = sqlite3_column_int(stmt, NUTRI__SPAN_AVERAGE_HELD_BACK) != 0;
  d->upper_separate_value = sqlite3_column_int(stmt, NUTRI__SPAN_UPPER_SEPARATE);
  d->average_body = nutri__text(stmt, NUTRI__SPAN_AVERAGE_BODY);
  d->average_year = sqlite3_column_int(stmt, NUTRI__SPAN_AVERAGE_YEAR);
  d->target_low = nutri__double(stmt, NUTRI__SPAN_TARGET_LOW);
  d->target_high = nutri__double(stmt, NUTRI__SPAN_TARGET_HIGH);
  d->target_kinds = sqlite3_column_int(stmt, NUTRI__SPAN_TARGET_KINDS);
  facts->diary_days = sqlite3_column_int(stmt, NUTRI__SPAN_DIARY_DAYS);
}

/* Whether reference values of the nutrient can be compared with food data at all. */
static int is_comparable(nutri *db, int64_t nutrient_id, bool *comparable) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_NUTRIENT_COMPARABLE, &stmt);

  *comparable = true;
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading references")) == NUTRI_ROW) {
    *comparable = sqlite3_column_type(stmt, 0) == SQLITE_NULL || sqlite3_column_int(stmt, 0) != 0;
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

static int no_target_reason(const nutri_deficit *d, const struct person_facts *facts,
                            bool comparable) {
  if (!isnan(d->target))
    return NUTRI_REASON_NONE;
  if (!comparable)
    return NUTRI_REASON_NOT_COMPARABLE;
  if (facts->diary_days == 0)
    return NUTRI_REASON_NO_DAY;
  if (!facts->age_given)
    return NUTRI_REASON_NO_AGE;
  return facts->sex_given ? NUTRI_REASON_NO_REFERENCE : NUTRI_REASON_NO_SEX;
}

static int no_confidence_reason(const nutri_deficit *d, const struct person_facts *facts) {
  if (d->days_counted == 0)
    return NUTRI_REASON_NO_DAY;
  if (isnan(d->mean_total))
    return NUTRI_REASON_UNKNOWN_AMOUNT;
  if (!facts->age_given)
    return NUTRI_REASON_NO_AGE;
  if (!facts->sex_given)
    return NUTRI_REASON_NO_SEX;
  if (facts->age_months < YOUNGEST_MONTHS)
    return NUTRI_REASON_UNDER_4;
  if (isnan(d->average_requirement)) {
    if (isnan(d->target))
      return d->target_reason;
    return facts->average_held_back ? NUTRI_REASON_EAR_HELD_BACK : NUTRI_REASON_NO_EAR;
  }
  if (d->known_share < NUTRI__COVERAGE)
    return NUTRI_REASON_LOW_COVERAGE;
  if (isnan(d->within_person_sd) || isnan(facts->cv))
    return NUTRI_REASON_NO_WITHIN_SD;
  return NUTRI_REASON_NONE;
}

/* What was known of a part: NaN (all entries unknown) adds nothing to a lower bound. */
static double known(double part) { return isnan(part) ? 0.0 : part; }

static double confidence_at(const nutri_deficit *d, const struct person_facts *facts, double mean) {
  return nutri__adequacy(mean, d->average_requirement, facts->cv, d->within_person_sd,
                         d->confidence_days);
}

/* What is added to food is not told apart in food data: limits on it see non-food only. */
static void judge_upper(nutri_deficit *d) {
  bool counts_all = d->upper_scope != NULL && strcmp(d->upper_scope, "all") == 0;
  double nonfood = known(d->mean_supplement) + known(d->mean_medicine);

  d->upper_counted = d->upper_excess = NAN;
  if (isnan(d->upper_limit) || d->days_counted == 0)
    return;
  d->upper_at_least = counts_all ? d->unknown_entries > 0 : d->unknown_nonfood > 0;
  if (counts_all)
    d->upper_counted = d->mean_total;
  else if (nonfood > 0.0 || d->unknown_nonfood == 0) /* else nothing is known of the pills */
    d->upper_counted = nonfood;
  if (!isnan(d->upper_counted))
    d->upper_excess = fmax(0.0, d->upper_counted - d->upper_limit);
}

static void judge(nutri_deficit *d, const struct person_facts *facts) {
  d->shortfall =
      isnan(d->target) || isnan(d->mean_total) ? (double)NAN : fmax(0.0, d->target - d->mean_total);
  d->percent = 100.0 * d->mean_total / d->target;
  d->requirement_sd = facts->cv * d->average_requirement;
  d->confidence_days = d->days_counted < NUTRI__MAX_DAYS ? d->days_counted : NUTRI__MAX_DAYS;
  d->confidence_at_least = d->unknown_entries > 0;
  d->confidence_food = d->confidence = d->confidence_all = NAN;
  d->reason = no_confidence_reason(d, facts);
  if (d->reason == NUTRI_REASON_NONE) {
    d->confidence_food = confidence_at(d, facts, known(d->mean_food));
    d->confidence = confidence_at(d, facts, known(d->mean_food) + known(d->mean_supplement));
    d->confidence_all = confidence_at(d, facts, d->mean_total);
  }
  judge_upper(d);
}

int nutri__deficit(nutri *db, const struct nutri__span_of *of, nutri_deficit *out,
                   double *nonfood_squares) {
  nutri_deficit d = {.size = sizeof d, .nutrient_id = of->nutrient_id};
  struct person_facts facts = {0};
  sqlite3_stmt *stmt = NULL;
  nutri_nutrient nutrient;
  bool comparable = true;
  int rc = nutri__span(db, of, &nutrient, &stmt);

  if (rc == NUTRI_ROW) {
    d.nutrient = nutrient.name;
    d.unit = nutrient.unit;
    read_span(stmt, &d, &facts);
    if (nonfood_squares != NULL)
      *nonfood_squares = nutri__double(stmt, NUTRI__SPAN_NONFOOD_SQUARES);
    rc = keep_texts(db, &d);
  }
  nutri__done(stmt);
  if (rc != NUTRI_OK || (rc = is_comparable(db, of->nutrient_id, &comparable)) != NUTRI_OK)
    return rc;
  d.target_reason = no_target_reason(&d, &facts, comparable);
  judge(&d, &facts);
  return nutri__out(db, out, &d, sizeof d);
}

int nutri_nutrient_deficit(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                           const char *to, nutri_deficit *out) {
  const struct nutri__span_of of = {person, NULL, nutrient_id, from, to, true, true};
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__deficit(db, &of, out, NULL) : rc;
}

int nutri_nutrient_deficit_by(nutri *db, const char *person, const char *authority,
                              int64_t nutrient_id, const char *from, const char *to,
                              nutri_deficit *out) {
  const struct nutri__span_of of = {person, authority, nutrient_id, from, to, true, true};
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (authority == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_nutrient_deficit_by: authority is NULL");
  rc = nutri__check_authority(db, authority);
  return rc == NUTRI_OK ? nutri__deficit(db, &of, out, NULL) : rc;
}

int nutri_magnesium_deficit(nutri *db, const char *person, const char *from, const char *to,
                            nutri_deficit *out) {
  return nutri_nutrient_deficit(db, person, NUTRI_MAGNESIUM, from, to, out);
}
