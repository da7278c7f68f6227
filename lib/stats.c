/* SPDX-License-Identifier: MIT */
/* The normal distribution, one person's adequacy, and what all estimates of a group ask first. */
#include "stats.h"

#include <float.h>
#include <math.h>

static const double pi = 3.14159265358979323846;

const char *nutri__stats_text(enum nutri__stats reason) {
  switch (reason) {
  case NUTRI__STATS_OK:
    return "";
  case NUTRI__STATS_NOBODY:
    return "nobody has a day that counts";
  case NUTRI__STATS_ONE_PERSON:
    return "one person alone has no between-person variance";
  case NUTRI__STATS_NO_REPEAT:
    return "nobody has a second day";
  case NUTRI__STATS_FEW_REPEATS:
    return "fewer than 50 persons have a second day";
  case NUTRI__STATS_BAD_AMOUNT:
    return "an intake is below 0 or not a number";
  case NUTRI__STATS_BAD_WEIGHT:
    return "a survey weight is below 0 or not a number";
  case NUTRI__STATS_BAD_COVARIATE:
    return "a covariate is not a number";
  case NUTRI__STATS_COVARIATES:
    return "there are more than 32 covariates";
  case NUTRI__STATS_ALL_ZERO:
    return "no intake is above 0";
  case NUTRI__STATS_ALL_EQUAL:
    return "all intakes are equal";
  case NUTRI__STATS_NO_WITHIN:
    return "the days of a person do not differ: the within-person variance is 0";
  case NUTRI__STATS_NO_BETWEEN:
    return "persons differ by no more than their days do: the between-person variance is 0";
  case NUTRI__STATS_NO_WEIGHT:
    return "nobody has a survey weight above 0";
  case NUTRI__STATS_ONE_PSU:
    return "a stratum has only one PSU";
  case NUTRI__STATS_BAD_VALUE:
    return "a value is not a number";
  case NUTRI__STATS_NO_FIT:
    return "the intakes are too large or too far apart for the model";
  }
  return "unknown reason";
}

/* ---- the normal distribution ------------------------------------------------------------------
 */

double nutri__normal_cdf(double z) { return 0.5 * erfc(-z / sqrt(2.0)); }

/* p in (0, 0.5]. The start is off by at most 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23); each of
 * Halley's steps cubes that. */
static double lower_quantile(double p) {
  double t = sqrt(-2.0 * log(p));
  double z = (2.515517 + t * (0.802853 + t * 0.010328)) /
                 (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))) -
             t;

  for (int step = 0; step < 2 && p >= DBL_MIN; step++) {
    double u = (nutri__normal_cdf(z) - p) * sqrt(2.0 * pi) * exp(z * z / 2.0);

    z -= u / (1.0 + z * u / 2.0);
  }
  return z;
}

double nutri__normal_quantile(double p) {
  if (!(p >= 0.0 && p <= 1.0))
    return NAN;
  if (p == 0.0 || p == 1.0)
    return p == 0.0 ? -INFINITY : INFINITY;
  return p <= 0.5 ? lower_quantile(p) : -lower_quantile(1.0 - p);
}

/* ---- one person -------------------------------------------------------------------------------
 */

double nutri__difference_sd(double ear, double cv, double sd_within, int n) {
  return sqrt(cv * ear * cv * ear + sd_within * sd_within / n);
}

double nutri__adequacy(double mean, double ear, double cv, double sd_within, int n) {
  return nutri__normal_cdf((mean - ear) / nutri__difference_sd(ear, cv, sd_within, n));
}

double nutri__level_z(double mean, double level, double sd_within, int n) {
  double difference = mean - level;

  if (sd_within == 0.0 && difference == 0.0)
    return 0.0;
  return difference / (sd_within / sqrt(n));
}

double nutri__adequacy_ai(double mean, double ai, double sd_within, int n) {
  if (sd_within == 0.0)
    return mean >= ai ? 1.0 : 0.0;
  return nutri__normal_cdf(nutri__level_z(mean, ai, sd_within, n));
}

double nutri__excess_ul(double mean, double ul, double sd_within, int n) {
  if (sd_within == 0.0)
    return mean > ul ? 1.0 : 0.0;
  return nutri__normal_cdf(nutri__level_z(mean, ul, sd_within, n));
}

double nutri__days_needed(double sd_within, double half_width, double confidence) {
  double z = nutri__normal_quantile(0.5 + confidence / 2.0);

  if (!(half_width > 0.0 && sd_within >= 0.0 && confidence >= 0.0))
    return NAN;
  return fmax(1.0, ceil(z * sd_within / half_width * (z * sd_within / half_width)));
}

double nutri__intake_needed(double ear, double cv, double sd_within, int n, double confidence) {
  return ear + nutri__normal_quantile(confidence) * nutri__difference_sd(ear, cv, sd_within, n);
}

/* ---- what a group must be ---------------------------------------------------------------------
 */

double nutri__recalls_weight(const struct nutri__recalls *recalls, size_t person) {
  if (recalls->first[person] == recalls->first[person + 1])
    return 0.0;
  return recalls->weight == NULL ? 1.0 : recalls->weight[person];
}

enum nutri__stats nutri__recalls_check(const struct nutri__recalls *recalls, size_t *at) {
  size_t with_recall = 0;
  double weight = 0.0;

  *at = 0;
  for (size_t i = 0; i < recalls->persons; i++) {
    *at = i;
    if (recalls->weight != NULL && !(recalls->weight[i] >= 0.0 && isfinite(recalls->weight[i])))
      return NUTRI__STATS_BAD_WEIGHT;
    with_recall += recalls->first[i] < recalls->first[i + 1];
    weight += nutri__recalls_weight(recalls, i);
    for (*at = recalls->first[i]; *at < recalls->first[i + 1]; ++*at)
      if (!(recalls->amount[*at] >= 0.0 && isfinite(recalls->amount[*at])))
        return NUTRI__STATS_BAD_AMOUNT;
  }
  *at = 0;
  if (with_recall == 0)
    return NUTRI__STATS_NOBODY;
  return weight > 0.0 ? NUTRI__STATS_OK : NUTRI__STATS_NO_WEIGHT;
}

void nutri__recalls_range(const struct nutri__recalls *recalls, double *least, double *most) {
  *least = INFINITY;
  *most = -INFINITY;
  for (size_t i = 0; i < recalls->persons; i++) {
    if (nutri__recalls_weight(recalls, i) == 0.0)
      continue;
    for (size_t j = recalls->first[i]; j < recalls->first[i + 1]; j++) {
      *least = fmin(*least, recalls->amount[j]);
      *most = fmax(*most, recalls->amount[j]);
    }
  }
}

size_t nutri__slots_for(size_t persons) {
  size_t slots = 16;

  while (slots < 2 * persons)
    slots *= 2;
  return slots;
}

/* ---- numbers by chance ------------------------------------------------------------------------
 */

/* splitmix64's finisher: Steele, Lea and Flood 2014; Vigna 2015, public domain. */
uint64_t nutri__mix(uint64_t x) {
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

void nutri__random_seed(struct nutri__random *random, uint64_t seed) {
  for (int i = 0; i < 4; i++)
    random->state[i] = nutri__mix(seed += UINT64_C(0x9e3779b97f4a7c15));
}

static uint64_t rotated(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

uint64_t nutri__random_next(struct nutri__random *random) {
  uint64_t *s = random->state;
  uint64_t out = rotated(s[1] * 5, 7) * 9;
  uint64_t t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotated(s[3], 45);
  return out;
}

double nutri__random_uniform(struct nutri__random *random) {
  return ((double)(nutri__random_next(random) >> 12) + 0.5) * 0x1p-52;
}

/* Numbers past the last whole multiple of n are drawn again: no remainder comes up more often. */
size_t nutri__random_below(struct nutri__random *random, size_t n) {
  uint64_t most = UINT64_MAX - UINT64_MAX % n;
  uint64_t x;

  do
    x = nutri__random_next(random);
  while (x >= most);
  return (size_t)(x % n);
}

double nutri__random_normal(struct nutri__random *random) {
  return nutri__normal_quantile(nutri__random_uniform(random));
}
