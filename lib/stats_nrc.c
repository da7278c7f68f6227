/* SPDX-License-Identifier: MIT */
/*
 * Usual intakes by shrinking person means towards their mean.
 *
 * Source: NRC 1986, Nutrient Adequacy; IOM 2000, Applications in Dietary Assessment, app. E: a
 * one-way analysis of variance, days within persons, not balanced.
 */
#include "stats.h"

#include <math.h>

static double person_mean(const struct nutri__recalls *recalls, size_t i) {
  double sum = 0.0;

  for (size_t j = recalls->first[i]; j < recalls->first[i + 1]; j++)
    sum += recalls->amount[j];
  return sum / (double)(recalls->first[i + 1] - recalls->first[i]);
}

/* Counts, and both means: that of person means, weighted, and that of all recalls. */
static double count_and_mean(const struct nutri__recalls *recalls, struct nutri__nrc *out,
                             double *squares) {
  double sum = 0.0, weighted = 0.0, weights = 0.0;

  *squares = 0.0;
  for (size_t i = 0; i < recalls->persons; i++) {
    double weight = nutri__recalls_weight(recalls, i);
    size_t n = recalls->first[i + 1] - recalls->first[i];
    double mean;

    if (weight == 0.0)
      continue;
    mean = person_mean(recalls, i);
    out->persons++;
    out->repeats += n > 1;
    out->recalls += n;
    *squares += (double)n * (double)n;
    sum += mean * (double)n;
    weighted += weight * mean;
    weights += weight;
  }
  out->mean = weighted / weights;
  return sum / (double)out->recalls;
}

static void sums_of_squares(const struct nutri__recalls *recalls, double mean, double *within,
                            double *between) {
  *within = *between = 0.0;
  for (size_t i = 0; i < recalls->persons; i++) {
    double own;

    if (nutri__recalls_weight(recalls, i) == 0.0)
      continue;
    own = person_mean(recalls, i);
    for (size_t j = recalls->first[i]; j < recalls->first[i + 1]; j++) {
      *within += (recalls->amount[j] - own) * (recalls->amount[j] - own);
      *between += (own - mean) * (own - mean);
    }
  }
}

static void shrink(const struct nutri__recalls *recalls, const struct nutri__nrc *nrc,
                   double *adjusted) {
  for (size_t i = 0; i < recalls->persons; i++) {
    double n = (double)(recalls->first[i + 1] - recalls->first[i]);

    if (nutri__recalls_weight(recalls, i) == 0.0)
      adjusted[i] = NAN;
    else if (nrc->var_between == 0.0)
      adjusted[i] = nrc->mean;
    else
      adjusted[i] =
          nrc->mean + (person_mean(recalls, i) - nrc->mean) *
                          sqrt(nrc->var_between / (nrc->var_between + nrc->ms_within / n));
  }
}

enum nutri__stats nutri__nrc(const struct nutri__recalls *recalls, double *adjusted,
                             struct nutri__nrc *out) {
  enum nutri__stats reason;
  double mean, squares, within, between, persons, count, least, most;

  *out = (struct nutri__nrc){
      .ms_within = NAN, .ms_between = NAN, .n0 = NAN, .var_between = NAN, .mean = NAN};
  for (size_t i = 0; adjusted != NULL && i < recalls->persons; i++)
    adjusted[i] = NAN;
  reason = nutri__recalls_check(recalls, &out->at);
  if (reason != NUTRI__STATS_OK)
    return reason;
  mean = count_and_mean(recalls, out, &squares);
  if (out->persons == 1)
    return NUTRI__STATS_ONE_PERSON;
  if (out->repeats == 0)
    return NUTRI__STATS_NO_REPEAT;
  persons = (double)out->persons;
  count = (double)out->recalls;
  nutri__recalls_range(recalls, &least, &most);
  if (least == most)
    return NUTRI__STATS_ALL_EQUAL;
  sums_of_squares(recalls, mean, &within, &between);
  out->ms_within = within / (count - persons);
  out->ms_between = between / (persons - 1.0);
  out->n0 = (count - squares / count) / (persons - 1.0);
  out->var_between = fmax(0.0, (out->ms_between - out->ms_within) / out->n0);
  if (adjusted != NULL)
    shrink(recalls, out, adjusted);
  return NUTRI__STATS_OK;
}
