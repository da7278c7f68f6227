/* SPDX-License-Identifier: MIT */
/* The amount-only NCI model: the table of science.md 4.2, what must not change it, what is refused.
 */
#include "support_recalls.h"

static const double pi = 3.14159265358979323846;

/* science.md 4.2. */
static const struct {
  bool fixed;
  double tolerance;
  double lambda, tau, beta[3], var_within, var_between, ll;
} published[] = {
    {true, 1e-5, 0.3, 0.412827, {13.816423, -0.374531, 0.799028}, 4.015801, 1.657831, -4033.885528},
    {false,
     1e-3,
     0.38258,
     0.416424,
     {18.562920, -0.595865, 1.281478},
     9.843846,
     4.099209,
     -4033.111641},
};

START_TEST(synthetic) {
  struct nutri__nci_options options = {.fixed = published[_i].fixed, .lambda = 0.3};
  struct sample *sample = new_sample();
  double tolerance = published[_i].tolerance;
  struct nutri__nci fit;

  if (!read_synthetic(sample))
    return;
  ck_assert_int_eq(fit_nci(sample, &options, &fit), NUTRI__STATS_OK);
  NEAR(fit.lambda, published[_i].lambda, tolerance);
  NEAR(fit.tau, published[_i].tau, tolerance);
  for (int k = 0; k < 3; k++)
    NEAR(fit.beta[k], published[_i].beta[k], tolerance);
  NEAR(fit.var_within, published[_i].var_within, tolerance);
  NEAR(fit.var_between, published[_i].var_between, tolerance);
  NEAR(fit.ll, published[_i].ll, fmin(tolerance, 1e-5));
  ck_assert_uint_eq(fit.persons, 400);
  ck_assert_uint_eq(fit.recalls, 664);
  ck_assert_uint_eq(fit.repeats, 264);
  ck_assert_uint_eq(fit.zeros, 0);
  ck_assert_uint_eq(fit.columns, 3);
}
END_TEST

/* The log density of one person's days by the definition: Cholesky of the covariance itself. */
static double density_of(const struct sample *sample, const struct nutri__nci *fit, size_t i) {
  size_t n = sample->first[i + 1] - sample->first[i];
  double r[8], v[8][8], ll = 0.0;

  for (size_t j = 0; j < n; j++) {
    size_t at = sample->first[i] + j;

    r[j] = (pow(sample->amount[at], fit->lambda) - 1.0) / fit->lambda - fit->beta[0] -
           fit->beta[1] * sample->repeat[at] - fit->beta[2] * sample->weekend[at];
    for (size_t k = 0; k < sample->recalls.covariates; k++)
      r[j] -= fit->beta[3 + k] * sample->covariate[i * sample->recalls.covariates + k];
    ll += (fit->lambda - 1.0) * log(sample->amount[at]) - log(2.0 * pi) / 2.0;
    for (size_t k = 0; k <= j; k++) {
      v[j][k] = fit->var_between + (j == k ? fit->var_within : 0.0);
      for (size_t l = 0; l < k; l++)
        v[j][k] -= v[j][l] * v[k][l];
      if (k < j)
        v[j][k] /= v[k][k];
    }
    v[j][j] = sqrt(v[j][j]);
    for (size_t k = 0; k < j; k++)
      r[j] -= v[j][k] * r[k];
    r[j] /= v[j][j];
    ll -= r[j] * r[j] / 2.0 + log(v[j][j]);
  }
  return ll;
}

static double density(const struct sample *sample, const struct nutri__nci *fit) {
  double sum = 0.0, weights = 0.0;

  for (size_t i = 0; i < sample->recalls.persons; i++)
    weights += sample->weight[i];
  for (size_t i = 0; i < sample->recalls.persons; i++)
    sum +=
        sample->weight[i] * (double)sample->recalls.persons / weights * density_of(sample, fit, i);
  return sum;
}

/* The likelihood is the density of the data, and no parameter a bit off has a larger one. */
START_TEST(likelihood_by_its_definition) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, off;

  simulate(sample, 150, 3);
  sample->recalls.covariates = SAMPLE_COVARIATES;
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  NEAR(density(sample, &fit), fit.ll, 1e-7);
  for (int sign = -1; sign <= 1; sign += 2) {
    for (size_t k = 0; k < fit.columns; k++) {
      off = fit;
      off.beta[k] += sign * 1e-3;
      ck_assert_double_lt(density(sample, &off), fit.ll);
    }
    off = fit;
    off.var_within *= 1.0 + sign * 1e-2;
    ck_assert_double_lt(density(sample, &off), fit.ll);
    off = fit;
    off.var_between *= 1.0 + sign * 1e-2;
    ck_assert_double_lt(density(sample, &off), fit.ll);
    ck_assert_int_eq(
        fit_nci(sample,
                &(struct nutri__nci_options){.fixed = true, .lambda = fit.lambda + sign * 0.01},
                &off),
        NUTRI__STATS_OK);
    ck_assert_double_lt(off.ll, fit.ll);
  }
}
END_TEST

static void same_fit(const struct nutri__nci *a, const struct nutri__nci *b, double tolerance) {
  NEAR(a->lambda, b->lambda, tolerance);
  NEAR(a->tau, b->tau, tolerance);
  NEAR(a->var_within, b->var_within, tolerance * b->var_within);
  for (int k = 0; k < 3; k++)
    NEAR(a->beta[k], b->beta[k], 10.0 * tolerance);
}

START_TEST(weights_have_no_scale) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, other;

  simulate(sample, 150, 4);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  for (size_t i = 0; i < 150; i++)
    sample->weight[i] *= 12345.0;
  ck_assert_int_eq(fit_nci(sample, NULL, &other), NUTRI__STATS_OK);
  same_fit(&other, &fit, 1e-6);
  NEAR(other.ll, fit.ll, 1e-8);
}
END_TEST

/* A weight of 0 is as good as absence, and one of 2 as good as a twin. */
START_TEST(weights_are_counts) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, other;

  simulate(sample, 150, 5);
  for (size_t i = 0; i < 150; i++)
    sample->weight[i] = i < 60 ? 2.0 : i < 120 ? 1.0 : 0.0;
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  ck_assert_uint_eq(fit.persons, 120);
  sample->recalls.persons = 120;
  for (size_t i = 0; i < 60; i++) {
    sample->weight[i] = 1.0;
    add_one(sample);
    for (size_t j = sample->first[i]; j < sample->first[i + 1]; j++)
      add_recall(sample, sample->amount[j], sample->weekend[j]);
  }
  ck_assert_int_eq(fit_nci(sample, NULL, &other), NUTRI__STATS_OK);
  ck_assert_uint_eq(other.persons, 180);
  same_fit(&other, &fit, 1e-5);
  sample->recalls.weight = NULL; /* 1 each */
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  same_fit(&other, &fit, 1e-9);
}
END_TEST

/* As in the replicates of a jackknife: the same place, in fewer steps. */
START_TEST(from_a_start) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, cold, warm;

  simulate(sample, 200, 6);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  for (size_t i = 0; i < 5; i++)
    sample->weight[i] = 0.0;
  ck_assert_int_eq(fit_nci(sample, NULL, &cold), NUTRI__STATS_OK);
  warm = fit;
  ck_assert_int_eq(fit_nci(sample, &(struct nutri__nci_options){.start = &warm}, &warm),
                   NUTRI__STATS_OK);
  same_fit(&warm, &cold, 1e-5);
  ck_assert_int_lt(warm.evaluations, cold.evaluations);
}
END_TEST

/* ---- columns ----------------------------------------------------------------------------------
 */

START_TEST(columns_that_say_nothing_are_dropped) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, other;

  simulate(sample, 150, 7);
  sample->recalls.repeat = NULL;
  memset(sample->weekend, 0, sizeof sample->weekend);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  ck_assert_int_eq(fit.column[0], NUTRI__COLUMN_USED);
  ck_assert_int_eq(fit.column[1], NUTRI__COLUMN_UNKNOWN);
  ck_assert_int_eq(fit.column[2], NUTRI__COLUMN_CONSTANT);
  ck_assert_double_eq(fit.beta[1], 0.0);
  ck_assert_double_eq(fit.beta[2], 0.0);

  sample->recalls.covariates = SAMPLE_COVARIATES;
  for (size_t i = 0; i < 150; i++) {
    double *x = &sample->covariate[i * SAMPLE_COVARIATES];

    x[0] = 2017.1; /* a sum of so many is not exact */
    x[1] = i % 2 == 0 ? 2017.0 : 2018.0;
    x[2] = i % 2 == 0 ? -0.1 : 0.3;
  }
  ck_assert_int_eq(fit_nci(sample, NULL, &other), NUTRI__STATS_OK);
  ck_assert_uint_eq(other.columns, 6);
  ck_assert_int_eq(other.column[3], NUTRI__COLUMN_CONSTANT);
  ck_assert_int_eq(other.column[4], NUTRI__COLUMN_USED);
  ck_assert_int_eq(other.column[5], NUTRI__COLUMN_COLLINEAR);
  ck_assert(isfinite(other.ll));
  ck_assert_double_ge(other.ll, fit.ll);
}
END_TEST

/* Where all second days are at the weekend, the two effects are one. */
START_TEST(weekend_as_the_repeat) {
  struct sample *sample = new_sample();
  struct nutri__nci fit;

  simulate(sample, 150, 8);
  memcpy(sample->weekend, sample->repeat, sizeof sample->weekend);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  ck_assert_int_eq(fit.column[1], NUTRI__COLUMN_USED);
  ck_assert_int_eq(fit.column[2], NUTRI__COLUMN_COLLINEAR);
}
END_TEST

/* A covariate's origin and unit are nobody's business. */
START_TEST(covariates_have_no_origin) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, other;

  simulate(sample, 150, 9);
  sample->recalls.covariates = SAMPLE_COVARIATES;
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  for (size_t i = 0; i < 150; i++)
    sample->covariate[i * SAMPLE_COVARIATES] =
        1e5 + 10.0 * sample->covariate[i * SAMPLE_COVARIATES];
  ck_assert_int_eq(fit_nci(sample, NULL, &other), NUTRI__STATS_OK);
  NEAR(other.ll, fit.ll, 1e-7);
  NEAR(other.lambda, fit.lambda, 1e-5);
  NEAR(other.beta[3], fit.beta[3] / 10.0, 1e-5);
  NEAR(other.beta[0], fit.beta[0] - 1e5 * other.beta[3], 1e-2);
}
END_TEST

/* ---- amounts ----------------------------------------------------------------------------------
 */

START_TEST(zeros_are_half_the_smallest) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, other;
  double smallest = INFINITY;

  simulate(sample, 150, 10);
  sample->amount[7] = sample->amount[20] = 0.0;
  for (size_t j = 0; j < sample->first[150]; j++)
    if (sample->amount[j] > 0.0)
      smallest = fmin(smallest, sample->amount[j]);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  ck_assert_uint_eq(fit.zeros, 2);
  ck_assert_double_eq(fit.smallest, smallest);
  sample->amount[7] = sample->amount[20] = smallest / 2.0;
  ck_assert_int_eq(fit_nci(sample, NULL, &other), NUTRI__STATS_OK);
  ck_assert_uint_eq(other.zeros, 0);
  same_fit(&other, &fit, 1e-9);
}
END_TEST

/* Lambda 0 is the logarithm. */
START_TEST(logarithm) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, near;

  simulate(sample, 150, 11);
  ck_assert_int_eq(
      fit_nci(sample, &(struct nutri__nci_options){.fixed = true, .lambda = 0.0}, &fit),
      NUTRI__STATS_OK);
  ck_assert_int_eq(
      fit_nci(sample, &(struct nutri__nci_options){.fixed = true, .lambda = 1e-7}, &near),
      NUTRI__STATS_OK);
  same_fit(&near, &fit, 1e-5);
  NEAR(near.ll, fit.ll, 1e-3);
}
END_TEST

/* Where amount^2.5 is normal the likelihood still rises at the bound of lambda, and the search ends
 * there, not past it. */
START_TEST(lambda_at_its_bound) {
  struct sample *sample = new_sample();
  struct nutri__random random;
  struct nutri__nci fit;

  nutri__random_seed(&random, 15);
  for (size_t i = 0; i < 300; i++) {
    double usual = 10.0 + 1.5 * nutri__random_normal(&random);

    add_one(sample);
    for (int day = 0; day < 2; day++)
      add_recall(sample, pow(fmax(0.5, usual + 2.0 * nutri__random_normal(&random)), 0.4), false);
  }
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  ck_assert(fit.lambda_at_bound);
  ck_assert_double_le(fit.lambda, 1.2);
  NEAR(fit.lambda, 1.2, 1e-4);
  simulate(sample = new_sample(), 200, 15);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  ck_assert(!fit.lambda_at_bound);
}
END_TEST

/* ---- refusals ---------------------------------------------------------------------------------
 */

static void one_person(struct sample *s) { s->recalls.persons = 1; }
static void nobody(struct sample *s) { s->recalls.persons = 0; }
static void few(struct sample *s) { s->recalls.persons = 49; }
static void few_of_weight(struct sample *s) { memset(s->weight, 0, 51 * sizeof *s->weight); }
static void negative_weight(struct sample *s) { s->weight[30] = -1.0; }
static void infinite_weight(struct sample *s) { s->weight[30] = INFINITY; }
static void no_weight(struct sample *s) { memset(s->weight, 0, sizeof s->weight); }
static void negative(struct sample *s) { s->amount[30] = -0.1; }
static void not_a_number(struct sample *s) { s->amount[30] = NAN; }
static void infinite(struct sample *s) { s->amount[30] = INFINITY; }
static void zero(struct sample *s) { memset(s->amount, 0, sizeof s->amount); }
static void equal(struct sample *s) {
  for (size_t j = 0; j < s->first[100]; j++)
    s->amount[j] = 0.1;
}
static void equal_but_for_nobody(struct sample *s) {
  equal(s);
  s->weight[30] = 0.0;
  s->amount[s->first[30]] = 700.0;
}
static void same_days(struct sample *s) {
  for (size_t i = 0; i < 100; i++)
    for (size_t j = s->first[i]; j < s->first[i + 1]; j++)
      s->amount[j] = 200.0 + (double)i;
}
static void same_persons(struct sample *s) {
  for (size_t i = 0; i < 100; i++)
    for (size_t j = s->first[i]; j < s->first[i + 1]; j++)
      s->amount[j] = 200.0 + 100.0 * (double)((j - s->first[i] + i) % 2);
}
static void bad_covariate(struct sample *s) {
  s->recalls.covariates = 1;
  s->covariate[30] = NAN;
}
static void many_covariates(struct sample *s) { s->recalls.covariates = NUTRI__COVARIATES_MAX + 1; }

static const struct {
  enum nutri__stats reason;
  void (*spoil)(struct sample *sample);
  size_t at;
} refused[] = {
    {NUTRI__STATS_NOBODY, nobody, 0},
    {NUTRI__STATS_FEW_REPEATS, one_person, 0},
    {NUTRI__STATS_FEW_REPEATS, few, 0},
    {NUTRI__STATS_FEW_REPEATS, few_of_weight, 0},
    {NUTRI__STATS_BAD_WEIGHT, negative_weight, 30},
    {NUTRI__STATS_BAD_WEIGHT, infinite_weight, 30},
    {NUTRI__STATS_NO_WEIGHT, no_weight, 0},
    {NUTRI__STATS_BAD_AMOUNT, negative, 30},
    {NUTRI__STATS_BAD_AMOUNT, not_a_number, 30},
    {NUTRI__STATS_BAD_AMOUNT, infinite, 30},
    {NUTRI__STATS_ALL_ZERO, zero, 0},
    {NUTRI__STATS_ALL_EQUAL, equal, 0},
    {NUTRI__STATS_ALL_EQUAL, equal_but_for_nobody, 0},
    {NUTRI__STATS_NO_WITHIN, same_days, 0},
    {NUTRI__STATS_NO_BETWEEN, same_persons, 0},
    {NUTRI__STATS_BAD_COVARIATE, bad_covariate, 30},
    {NUTRI__STATS_COVARIATES, many_covariates, 0},
};

START_TEST(refusals) {
  struct sample *sample = new_sample();
  struct nutri__nci fit;

  simulate(sample, 100, 12);
  refused[_i].spoil(sample);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), refused[_i].reason);
  ck_assert_uint_eq(fit.at, refused[_i].at);
  ck_assert_str_ne(nutri__stats_text(refused[_i].reason), "");
  if (refused[_i].reason == NUTRI__STATS_FEW_REPEATS)
    ck_assert_uint_lt(fit.repeats, NUTRI__REPEATS_MIN);
}
END_TEST

/* Amounts of which a square is no double: a unit like any other while lambda is free to be small.
 */
START_TEST(huge_amounts) {
  struct sample *sample = new_sample();
  struct nutri__nci fit, huge;

  simulate(sample, 100, 14);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  for (size_t j = 0; j < sample->first[100]; j++)
    sample->amount[j] *= 1e200;
  ck_assert_int_eq(fit_nci(sample, NULL, &huge), NUTRI__STATS_OK);
  NEAR(huge.lambda, fit.lambda, 1e-4);
  NEAR(huge.tau, fit.tau, 1e-4);
  ck_assert_int_eq(
      fit_nci(sample, &(struct nutri__nci_options){.fixed = true, .lambda = 1.0}, &fit),
      NUTRI__STATS_NO_FIT);
  IS_NAN(fit.tau);
}
END_TEST

START_TEST(fifty_are_enough) {
  struct sample *sample = new_sample();
  struct nutri__nci fit;

  simulate(sample, 50, 13);
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  ck_assert_uint_eq(fit.repeats, 50);
}
END_TEST

TESTS("stats_nci") {
  ADD_LOOP(synthetic, published);
  tcase_add_test(tc, likelihood_by_its_definition);
  tcase_add_test(tc, weights_have_no_scale);
  tcase_add_test(tc, weights_are_counts);
  tcase_add_test(tc, from_a_start);
  tcase_add_test(tc, columns_that_say_nothing_are_dropped);
  tcase_add_test(tc, weekend_as_the_repeat);
  tcase_add_test(tc, covariates_have_no_origin);
  tcase_add_test(tc, zeros_are_half_the_smallest);
  tcase_add_test(tc, logarithm);
  tcase_add_test(tc, lambda_at_its_bound);
  ADD_LOOP(refusals, refused);
  tcase_add_test(tc, huge_amounts);
  tcase_add_test(tc, fifty_are_enough);
}
