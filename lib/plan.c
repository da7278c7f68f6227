/* SPDX-License-Identifier: MIT */
/* One person further: days and intake that a sure answer needs, and how AI and UL compare. */
#include <math.h>
#include <string.h>

#include "nutri_internal.h"
#include "stats.h"

#define PRECISION 0.10
#define LEVEL 0.95
#define CONFIDENCE 0.975

static bool is_share(double value) { return value > 0.0 && value < 1.0; }

static int read_query(nutri *db, const nutri_plan_query *given, nutri_plan_query *query) {
  *query = (nutri_plan_query){.size = sizeof *query};
  if (given != NULL) {
    if (given->size < 2 * sizeof given->size)
      return nutri__fail(db, NUTRI_EMISUSE, "the size of the query is not set (use NUTRI_INIT)");
    memcpy(query, given, given->size < sizeof *query ? given->size : sizeof *query);
  }
  query->precision = query->precision == 0.0 ? PRECISION : query->precision;
  query->level = query->level == 0.0 ? LEVEL : query->level;
  query->confidence = query->confidence == 0.0 ? CONFIDENCE : query->confidence;
  if (!is_share(query->precision) || !is_share(query->level) || !is_share(query->confidence))
    return nutri__fail(db, NUTRI_EINVAL,
                       "precision %g, level %g and confidence %g are shares between 0 and 1",
                       query->precision, query->level, query->confidence);
  if (query->days < 0 || query->days > 100000)
    return nutri__fail(db, NUTRI_EINVAL, "%d days are not 0 to 100000", query->days);
  return NUTRI_OK;
}

static double known(double part) { return isnan(part) ? 0.0 : part; }

/* Why an AI or an EAR is compared with nothing. */
static int no_mean(const nutri_deficit *d) {
  if (d->days_counted == 0)
    return NUTRI_REASON_NO_DAY;
  if (isnan(d->mean_total))
    return NUTRI_REASON_UNKNOWN_AMOUNT;
  return isnan(d->within_person_sd) ? NUTRI_REASON_NO_WITHIN_SD : NUTRI_REASON_NONE;
}

static void plan_days(const nutri_deficit *d, nutri_plan *p) {
  p->reason = no_mean(d);
  p->half_width = p->precision * p->mean;
  p->precision_now = NAN;
  if (p->reason != NUTRI_REASON_NONE || !(p->mean > 0.0))
    return;
  double days = nutri__days_needed(d->within_person_sd, p->half_width, p->level);

  p->days_needed = days < 1e9 ? (int)days : 1000000000;
  p->precision_now = nutri__normal_quantile(0.5 + 0.5 * p->level) * d->within_person_sd /
                     sqrt(d->days_counted) / p->mean;
}

static void plan_intake(const nutri_deficit *d, nutri_plan *p, const nutri_plan_query *query) {
  double cv = d->requirement_sd / d->average_requirement;

  p->days = query->days > 0 ? query->days : d->confidence_days;
  p->days = p->days > NUTRI__MAX_DAYS ? NUTRI__MAX_DAYS : p->days;
  p->intake_needed = NAN;
  p->intake_reason = d->reason == NUTRI_REASON_LOW_COVERAGE ? NUTRI_REASON_NONE : d->reason;
  if (p->days == 0)
    p->intake_reason = NUTRI_REASON_NO_DAY;
  if (p->intake_reason == NUTRI_REASON_NONE)
    p->intake_needed = nutri__intake_needed(d->average_requirement, cv, d->within_person_sd,
                                            p->days, query->confidence);
}

static void judge_ai(const nutri_deficit *d, nutri_plan *p) {
  p->ai = p->ai_z = p->ai_confidence = NAN;
  p->ai_reason = NUTRI_REASON_NO_REFERENCE;
  if (d->target_kind == NULL || strcmp(d->target_kind, "AI") != 0)
    return;
  p->ai = d->target;
  p->ai_reason = isnan(p->ai) ? d->target_reason : no_mean(d);
  if (p->ai_reason == NUTRI_REASON_NONE && d->known_share < NUTRI__COVERAGE)
    p->ai_reason = NUTRI_REASON_LOW_COVERAGE;
  if (p->ai_reason != NUTRI_REASON_NONE)
    return;
  p->ai_z = nutri__level_z(p->mean, p->ai, d->within_person_sd, d->confidence_days);
  p->ai_confidence = nutri__adequacy_ai(p->mean, p->ai, d->within_person_sd, d->confidence_days);
}

/* Of doses their own SD: a fixed daily one has none, and is compared as it is. */
static void judge_upper(const nutri_deficit *d, nutri_plan *p, double nonfood_squares) {
  bool counts_all = d->upper_scope != NULL && strcmp(d->upper_scope, "all") == 0;
  double n = d->days_counted;
  double sum = n * (known(d->mean_supplement) + known(d->mean_medicine));
  double squares = nonfood_squares - sum * sum / n;

  p->upper_limit = d->upper_limit;
  p->upper_scope = d->upper_scope;
  p->upper_counted = d->upper_counted;
  p->upper_at_least = d->upper_at_least;
  p->upper_sd = p->upper_z = p->upper_confidence = NAN;
  p->upper_reason = isnan(d->upper_limit)     ? NUTRI_REASON_NO_REFERENCE
                    : d->days_counted == 0    ? NUTRI_REASON_NO_DAY
                    : isnan(d->upper_counted) ? NUTRI_REASON_UNKNOWN_AMOUNT
                                              : NUTRI_REASON_NONE;
  if (p->upper_reason != NUTRI_REASON_NONE)
    return;
  if (counts_all)
    p->upper_sd = d->within_person_sd;
  else if (d->days_counted > 1) /* what rounding leaves of equal doses is none */
    p->upper_sd = squares <= 1e-12 * nonfood_squares ? 0.0 : sqrt(squares / (n - 1.0));
  if (isnan(p->upper_sd)) {
    p->upper_reason = counts_all ? NUTRI_REASON_NO_WITHIN_SD : NUTRI_REASON_ONE_DAY;
    return;
  }
  p->upper_z = nutri__level_z(p->upper_counted, p->upper_limit, p->upper_sd, d->confidence_days);
  p->upper_confidence =
      nutri__excess_ul(p->upper_counted, p->upper_limit, p->upper_sd, d->confidence_days);
}

int nutri_nutrient_plan(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                        const char *to, const nutri_plan_query *given, nutri_plan *out) {
  struct nutri__span_of of = {person, NULL, nutrient_id, from, to, true, true};
  nutri_deficit d = {.size = sizeof d};
  nutri_plan_query query;
  nutri_plan p;
  double squares = NAN;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK || (rc = read_query(db, given, &query)) != NUTRI_OK ||
      (rc = nutri__check_out(db, out)) != NUTRI_OK ||
      (rc = nutri__deficit(db, &of, &d, &squares)) != NUTRI_OK)
    return rc;
  of.authority = d.authority; /* printed values: an own goal is no AI */
  d = (nutri_deficit){.size = sizeof d};
  if ((rc = nutri__deficit(db, &of, &d, &squares)) != NUTRI_OK)
    return rc;
  p = (nutri_plan){.size = sizeof p,
                   .nutrient_id = d.nutrient_id,
                   .nutrient = d.nutrient,
                   .unit = d.unit,
                   .days_counted = d.days_counted,
                   .mean = known(d.mean_food) + known(d.mean_supplement),
                   .within_person_sd = d.within_person_sd,
                   .within_person_source = d.within_person_source,
                   .precision = query.precision,
                   .level = query.level,
                   .average_requirement = d.average_requirement,
                   .requirement_sd = d.requirement_sd,
                   .confidence = query.confidence,
                   .at_least = d.unknown_entries > 0};
  if (d.days_counted == 0 || isnan(d.mean_total))
    p.mean = NAN;
  plan_days(&d, &p);
  plan_intake(&d, &p, &query);
  judge_ai(&d, &p);
  judge_upper(&d, &p, squares);
  return nutri__out(db, out, &p, sizeof p);
}
