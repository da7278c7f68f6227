/* SPDX-License-Identifier: MIT */
/*
 * Means of a survey and the replicates that give a standard error to what has no formula.
 *
 * Source: Taylor linearisation, Woodruff 1971, J Am Stat Assoc 66:411; JKn, Wolter 2007,
 * Introduction to Variance Estimation, ch. 4: a stratum's PSUs are left out one by one; bootstrap,
 * Efron 1979.
 */
#include "stats.h"

#include <math.h>
#include <string.h>

/* ---- the design -------------------------------------------------------------------------------
 */

size_t nutri__design_space(size_t persons) {
  return (5 * persons + nutri__slots_for(persons)) * sizeof(size_t);
}

/* Numbers persons by what tells their keys apart, in order of appearance; first[number] is the
 * first who has it. outer NULL = all alike, codes NULL = all different. Returns how many numbers.
 */
static size_t number(size_t persons, const size_t *outer, const int64_t *codes, size_t *slots,
                     size_t mask, size_t *numbers, size_t *first) {
  size_t count = 0;

  memset(slots, 0, (mask + 1) * sizeof *slots);
  for (size_t i = 0; i < persons; i++) {
    uint64_t code = codes == NULL ? i : (uint64_t)codes[i];
    size_t of = outer == NULL ? 0 : outer[i];
    size_t at = (size_t)nutri__mix(nutri__mix(code) + of) & mask;

    for (; slots[at] != 0; at = (at + 1) & mask) {
      size_t other = first[slots[at] - 1];

      if ((outer == NULL || outer[other] == of) && codes != NULL && codes[other] == codes[i])
        break;
    }
    if (slots[at] == 0) {
      first[count++] = i;
      slots[at] = count;
    }
    numbers[i] = slots[at] - 1;
  }
  return count;
}

enum nutri__stats nutri__design_read(size_t persons, const int64_t *stratum, const int64_t *psu,
                                     void *space, struct nutri__design *out) {
  size_t mask = nutri__slots_for(persons) - 1, *stratum_of, *slots;

  *out = (struct nutri__design){.persons = persons, .psu = space};
  out->stratum = out->psu + persons;
  out->size = out->stratum + persons;
  out->person = out->size + persons;
  stratum_of = out->person + persons; /* of a person */
  slots = stratum_of + persons;
  if (persons == 0)
    return NUTRI__STATS_NOBODY;
  memset(out->size, 0, persons * sizeof *out->size);
  if (stratum != NULL) {
    out->strata = number(persons, NULL, stratum, slots, mask, stratum_of, out->person);
  } else {
    memset(stratum_of, 0, persons * sizeof *stratum_of);
    out->person[0] = 0;
    out->strata = 1;
  }
  out->psus = number(persons, stratum_of, psu, slots, mask, out->psu, out->stratum);
  for (size_t r = 0; r < out->psus; r++) { /* from the first person of a PSU to its stratum */
    out->stratum[r] = stratum_of[out->stratum[r]];
    out->size[out->stratum[r]]++;
  }
  for (out->at = 0; out->at < out->strata; out->at++)
    if (out->size[out->at] == 1)
      return NUTRI__STATS_ONE_PSU;
  out->at = 0;
  return NUTRI__STATS_OK;
}

/* ---- means ------------------------------------------------------------------------------------
 */

static double weight_of(const double *weight, size_t i) { return weight == NULL ? 1.0 : weight[i]; }

static bool in_domain(const unsigned char *domain, size_t i) {
  return domain == NULL || domain[i] != 0;
}

static enum nutri__stats mean_of(size_t persons, const double *weight, const double *value,
                                 const unsigned char *domain, struct nutri__survey_mean *out) {
  double sum = 0.0;

  for (size_t i = 0; i < persons; i++) {
    double w = weight_of(weight, i);

    out->at = i;
    if (!(w >= 0.0 && isfinite(w)))
      return NUTRI__STATS_BAD_WEIGHT;
    if (!in_domain(domain, i) || w == 0.0)
      continue;
    if (!isfinite(value[i]))
      return NUTRI__STATS_BAD_VALUE;
    out->persons++;
    out->weight += w;
    sum += w * value[i];
  }
  out->at = 0;
  if (out->persons == 0)
    return NUTRI__STATS_NO_WEIGHT;
  out->mean = sum / out->weight;
  return NUTRI__STATS_OK;
}

/* sum_h n_h/(n_h - 1) sum_p (z_hp - zbar_h)^2 of the totals of PSUs. */
static double variance_of(const struct nutri__design *design, const double *total) {
  double variance = 0.0;

  for (size_t h = 0; h < design->strata; h++) {
    double n = (double)design->size[h], sum = 0.0, squares = 0.0;

    for (size_t r = 0; r < design->psus; r++)
      sum += design->stratum[r] == h ? total[r] : 0.0;
    for (size_t r = 0; r < design->psus; r++)
      if (design->stratum[r] == h)
        squares += (total[r] - sum / n) * (total[r] - sum / n);
    variance += n / (n - 1.0) * squares;
  }
  return variance;
}

enum nutri__stats nutri__survey_mean(const struct nutri__design *design, const double *weight,
                                     const double *value, const unsigned char *domain,
                                     double *space, struct nutri__survey_mean *out) {
  enum nutri__stats reason;

  *out = (struct nutri__survey_mean){.mean = NAN, .se = NAN};
  out->df = design->psus - design->strata;
  reason = mean_of(design->persons, weight, value, domain, out);
  if (reason != NUTRI__STATS_OK)
    return reason;
  for (size_t h = 0; h < design->strata; h++)
    if (design->size[h] == 1) {
      out->at = h;
      return NUTRI__STATS_ONE_PSU;
    }
  memset(space, 0, design->psus * sizeof *space);
  for (size_t i = 0; i < design->persons; i++) {
    double w = weight_of(weight, i);

    if (in_domain(domain, i) && w > 0.0)
      space[design->psu[i]] += w * (value[i] - out->mean) / out->weight;
  }
  out->se = sqrt(variance_of(design, space));
  return NUTRI__STATS_OK;
}

/* ---- replicates -------------------------------------------------------------------------------
 */

void nutri__jackknife_weights(const struct nutri__design *design, const double *weight, size_t r,
                              double *out) {
  size_t stratum = design->stratum[r];
  double n = (double)design->size[stratum];

  for (size_t i = 0; i < design->persons; i++) {
    size_t own = design->psu[i];
    double factor = own == r ? 0.0 : design->stratum[own] == stratum ? n / (n - 1.0) : 1.0;

    out[i] = factor * weight_of(weight, i);
  }
}

double nutri__jackknife_variance(const struct nutri__design *design, double full,
                                 const double *estimate) {
  double variance = 0.0;

  for (size_t r = 0; r < design->psus; r++) {
    double n = (double)design->size[design->stratum[r]];

    variance += (n - 1.0) / n * (estimate[r] - full) * (estimate[r] - full);
  }
  return variance;
}

void nutri__bootstrap_weights(struct nutri__random *random, size_t persons, const double *weight,
                              double *out, size_t *order) {
  size_t count = 0;

  for (size_t i = 0; i < persons; i++) {
    out[i] = 0.0;
    if (weight_of(weight, i) > 0.0)
      order[count++] = i;
  }
  for (size_t drawn = 0; drawn < count; drawn++) {
    size_t i = order[nutri__random_below(random, count)];

    out[i] += weight_of(weight, i);
  }
}

double nutri__bootstrap_variance(size_t count, const double *estimate, size_t *refused) {
  double sum = 0.0, squares = 0.0, used;

  *refused = 0;
  for (size_t b = 0; b < count; b++) {
    *refused += isnan(estimate[b]) ? 1 : 0;
    sum += isnan(estimate[b]) ? 0.0 : estimate[b];
  }
  used = (double)(count - *refused);
  if (used < 2.0)
    return NAN;
  for (size_t b = 0; b < count; b++)
    if (!isnan(estimate[b]))
      squares += (estimate[b] - sum / used) * (estimate[b] - sum / used);
  return squares / (used - 1.0);
}
