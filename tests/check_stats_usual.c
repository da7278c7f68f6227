/* SPDX-License-Identifier: MIT */
/* The distribution of usual intake: percentiles and prevalence of science.md 4, and closed forms.
 */
#include "support_recalls.h"

/* A model as if fitted: nobody has read it off data, so its answers are known. */
static struct nutri__nci model(double lambda, double intercept, double sd_between,
                               double sd_within) {
  return (struct nutri__nci){.lambda = lambda,
                             .beta = {intercept},
                             .columns = 3,
                             .var_between = sd_between * sd_between,
                             .var_within = sd_within * sd_within,
                             .smallest = 1e-3};
}

/* Of so many alike, each with a recall. */
static struct sample *persons(size_t count) {
  struct sample *sample = new_sample();

  for (size_t i = 0; i < count; i++) {
    add_one(sample);
    add_recall(sample, 1.0, false);
  }
  return sample;
}

/* ---- science.md 4: usual intakes that are normal -----------------------------------------------
 */

static const struct {
  double mean, sd, ear, cut_point, probability;
} closed[] = {
    {300, 80, 265, 0.330874, 0.338958},
    {300, 80, 350, 0.734014, 0.716542},
    {260, 76, 265, 0.526227, 0.524767},
    {260, 76, 350, 0.881835, 0.858953},
};

/* Lambda 1 and no variation from day to day: usual intake is the predictor + 1. What is below 0 in
 * the normal distribution is at the floor; no figure here depends on where in that tail it is. */
START_TEST(closed_forms) {
  struct nutri__nci fit = model(1.0, closed[_i].mean - 1.0, closed[_i].sd, 0.0);
  struct sample *sample = persons(1);
  struct nutri__usual usual;

  prepare(&fit, sample, NULL, each(sample, closed[_i].ear), &usual);
  NEAR(nutri__usual_below(&usual), closed[_i].cut_point, 1e-6);
  NEAR(nutri__usual_inadequate(&usual, 0.10), closed[_i].probability, 1e-6);
  NEAR(nutri__usual_cdf(&usual, closed[_i].ear), closed[_i].cut_point, 1e-6);
  NEAR(nutri__usual_percentile(&usual, closed[_i].cut_point), closed[_i].ear, 1e-3);
}
END_TEST

/* science.md 4: gamma, shape 9.8979, rate 0.0307705, EAR 350, to 1e-6 points; here as persons on a
 * grid that has the EAR between two of its points, each as heavy as the density there. */
START_TEST(gamma_distribution) {
  const double shape = 9.8979, rate = 0.0307705, ear = 350.0, step = 0.01;
  size_t count = 200000;
  double *intake = malloc(count * sizeof *intake);
  double *weight = malloc(count * sizeof *weight);
  double *cutoff = malloc(count * sizeof *cutoff);

  for (size_t i = 0; i < count; i++) {
    intake[i] = ((double)i + 0.5) * step;
    weight[i] = exp((shape - 1.0) * log(rate * intake[i]) - rate * intake[i] - lgamma(shape));
    cutoff[i] = ear;
  }
  NEAR(100.0 * nutri__share_inadequate(count, weight, intake, cutoff, 0.10), 63.573393, 1e-6);
  NEAR(100.0 * nutri__share_below(count, weight, intake, cutoff), 64.609701, 1e-6);
  NEAR(100.0 * nutri__share_above(count, weight, intake, cutoff), 100.0 - 64.609701, 1e-6);
  free(intake);
  free(weight);
  free(cutoff);
}
END_TEST

/* ---- science.md 4.2: the synthetic data, lambda free -------------------------------------------
 */

static const double percentiles[][2] = {{.05, 174.54}, {.10, 192.50}, {.25, 225.05}, {.50, 265.07},
                                        {.75, 309.29}, {.90, 352.84}, {.95, 380.64}};
static const double shares[][2] = {{255, .43516}, {265, .49958}, {330, .83384}, {350, .89316}};
static const double probabilities[][2] = {{265, .49542}, {350, .86648}};

/* To 1e-3; the percentiles as far as they are printed. */
START_TEST(synthetic) {
  struct sample *sample = new_sample();
  struct nutri__nci fit;
  struct nutri__usual usual;

  if (!read_synthetic(sample))
    return;
  ck_assert_int_eq(fit_nci(sample, NULL, &fit), NUTRI__STATS_OK);
  prepare(&fit, sample, NULL, NULL, &usual);
  for (size_t i = 0; i < COUNT(percentiles); i++)
    NEAR(nutri__usual_percentile(&usual, percentiles[i][0]), percentiles[i][1], 0.006);
  for (size_t i = 0; i < COUNT(shares); i++)
    NEAR(nutri__usual_cdf(&usual, shares[i][0]), shares[i][1], 1e-5);
  for (size_t i = 0; i < COUNT(probabilities); i++) {
    prepare(&fit, sample, NULL, each(sample, probabilities[i][0]), &usual);
    NEAR(nutri__usual_inadequate(&usual, 0.10), probabilities[i][1], 1e-5);
    NEAR(nutri__usual_below(&usual), nutri__usual_cdf(&usual, probabilities[i][0]), 1e-12);
  }
  /* The generator's truth. */
  NEAR(nutri__usual_cdf(&usual, 265.0), 0.4937, 0.01);
}
END_TEST

/* ---- what follows from the definition ----------------------------------------------------------
 */

/* Lambda 0: usual intake is lognormal, exp(v + u + s_e^2/2). */
START_TEST(lognormal) {
  struct nutri__nci fit = model(0.0, 5.5, 0.3, 0.4);
  struct sample *sample = persons(2);
  struct nutri__usual usual;

  prepare(&fit, sample, NULL, NULL, &usual);
  for (double p = 0.001; p < 1.0; p += 0.0499) {
    double wanted = exp(5.5 + 0.08 + 0.3 * nutri__normal_quantile(p));

    NEAR(nutri__usual_percentile(&usual, p), wanted, 1e-7 * wanted);
    NEAR(nutri__usual_cdf(&usual, wanted), p, 1e-8);
  }
  NEAR(nutri__usual_mean(&usual), exp(5.5 + 0.08 + 0.045), 1e-6);
}
END_TEST

/* E (lambda (v + e) + 1)^2 = (v/2 + 1)^2 + s_e^2/4 at lambda 1/2: nine points get the variance to
 * 1e-4 of it. */
START_TEST(square_root) {
  struct nutri__nci fit = model(0.5, 30.0, 4.0, 5.0);
  struct sample *sample = persons(1);
  struct nutri__usual usual;

  prepare(&fit, sample, NULL, NULL, &usual);
  NEAR(nutri__usual_percentile(&usual, 0.5), 256.0 + 6.25, 0.05);
  NEAR(nutri__usual_percentile(&usual, 0.9),
       pow(16.0 + 2.0 * nutri__normal_quantile(0.9), 2.0) + 6.25, 0.05);
  NEAR(nutri__usual_mean(&usual), 256.0 + 6.25 + 4.0, 0.05);
}
END_TEST

/* Three days of seven are of the weekend; a repeat is nobody's usual day. */
START_TEST(weekends) {
  struct nutri__nci fit = model(1.0, 299.0, 50.0, 0.0);
  struct sample *sample = persons(1);
  struct nutri__usual usual;

  fit.beta[1] = -20.0;
  fit.beta[2] = 70.0;
  prepare(&fit, sample, NULL, NULL, &usual);
  NEAR(nutri__usual_percentile(&usual, 0.5), 330.0, 1e-4);
  NEAR(nutri__usual_cdf(&usual, 380.0), nutri__normal_cdf(1.0), 1e-7);
}
END_TEST

/* The integral over usual intakes and the one over requirements are the same number. */
START_TEST(probability_over_requirements) {
  struct nutri__nci fit = model(0.35, 17.0, 1.8, 3.0);
  struct sample *sample = persons(1);
  struct nutri__usual usual;
  double sum = 0.0;

  prepare(&fit, sample, NULL, each(sample, 265.0), &usual);
  for (double x = -8.0; x <= 8.0; x += 1.0 / 64.0)
    sum += nutri__usual_cdf(&usual, 265.0 + 26.5 * x) * exp(-x * x / 2.0) / 64.0 /
           sqrt(2.0 * 3.14159265358979323846);
  NEAR(nutri__usual_inadequate(&usual, 0.10), sum, 1e-8);
}
END_TEST

START_TEST(persons_of_unlike_means_cutoffs_and_weights) {
  static const double cutoff[] = {265.0, 350.0, (double)NAN};
  struct nutri__nci fit = model(1.0, 279.0, 60.0, 0.0);
  struct sample *sample = persons(3);
  struct nutri__usual usual;
  double first, second, third;

  fit.columns = 4;
  fit.beta[3] = 10.0;
  sample->recalls.covariates = 1;
  for (size_t i = 0; i < 3; i++) {
    sample->covariate[i] = (double)i;
    sample->weight[i] = 1.0 + (double)i;
  }
  prepare(&fit, sample, NULL, cutoff, &usual);
  first = nutri__normal_cdf((265.0 - 280.0) / 60.0);
  second = nutri__normal_cdf((350.0 - 290.0) / 60.0);
  NEAR(nutri__usual_below(&usual), (first + 2.0 * second) / 3.0, 1e-8);
  first = nutri__normal_cdf((265.0 - 280.0) / hypot(60.0, 26.5));
  second = nutri__normal_cdf((350.0 - 290.0) / hypot(60.0, 35.0));
  NEAR(nutri__usual_inadequate(&usual, 0.10), (first + 2.0 * second) / 3.0, 1e-6);
  first = nutri__normal_cdf((300.0 - 280.0) / 60.0);
  second = nutri__normal_cdf((300.0 - 290.0) / 60.0);
  third = nutri__normal_cdf((300.0 - 300.0) / 60.0);
  NEAR(nutri__usual_cdf(&usual, 300.0), (first + 2.0 * second + 3.0 * third) / 6.0, 1e-8);
  NEAR(nutri__usual_mean(&usual), (280.0 + 2.0 * 290.0 + 3.0 * 300.0) / 6.0, 1e-4);
  sample->weight[0] = sample->weight[1] = 0.0; /* who is left has no cut-off */
  prepare(&fit, sample, NULL, cutoff, &usual);
  IS_NAN(nutri__usual_below(&usual));
  IS_NAN(nutri__usual_inadequate(&usual, 0.10));
  NEAR(nutri__usual_percentile(&usual, 0.5), 300.0, 1e-4);
}
END_TEST

/* A supplement's mean comes on top: the distribution of who takes it moves by that. */
START_TEST(additions) {
  static const double added[] = {0.0, 120.0};
  struct nutri__nci fit = model(0.35, 17.0, 1.8, 3.0);
  struct sample *sample = persons(2);
  struct nutri__usual food, all;
  double c[] = {150.0, 265.0, 400.0, 600.0}, mean, food_at[8];

  prepare(&fit, sample, NULL, NULL, &food);
  mean = nutri__usual_mean(&food);
  for (int i = 0; i < 4; i++) {
    food_at[2 * i] = nutri__usual_cdf(&food, c[i]);
    food_at[2 * i + 1] = nutri__usual_cdf(&food, c[i] - 120.0);
  }
  prepare(&fit, sample, added, NULL, &all);
  NEAR(nutri__usual_mean(&all), mean + 60.0, 1e-9);
  for (int i = 0; i < 4; i++) {
    double p = (food_at[2 * i] + food_at[2 * i + 1]) / 2.0;

    NEAR(nutri__usual_cdf(&all, c[i]), p, 1e-12);
    NEAR(nutri__usual_percentile(&all, p), c[i], 1e-6);
  }
}
END_TEST

/* No usual intake is below half of the smallest amount that was seen. */
START_TEST(the_floor) {
  struct nutri__nci fit = model(0.5, 10.0, 6.0, 2.0);
  struct sample *sample = persons(1);
  struct nutri__usual usual;

  fit.smallest = 20.0;
  prepare(&fit, sample, NULL, NULL, &usual);
  ck_assert_double_eq(nutri__usual_cdf(&usual, 10.0), 0.0);
  ck_assert_double_gt(nutri__usual_cdf(&usual, 10.5), 0.1);
  NEAR(nutri__usual_percentile(&usual, 0.01), 10.0, 1e-6);
  ck_assert_double_eq(nutri__usual_cdf(&usual, 1e9), 1.0);
  for (double last = 0.0, c = 1.0; c < 300.0; c += 0.25) {
    double share = nutri__usual_cdf(&usual, c);

    ck_assert_double_ge(share, last);
    last = share;
  }
  IS_NAN(nutri__usual_percentile(&usual, 0.0));
  IS_NAN(nutri__usual_percentile(&usual, 1.0));
}
END_TEST

/* ---- usual intakes that are known --------------------------------------------------------------
 */

START_TEST(known_intakes) {
  static const double intake[] = {200, 300, 400, (double)NAN, 250};
  static const double cutoff[] = {265, 265, 265, 265, (double)NAN};
  static const double weight[] = {2, 1, 1, 5, 7};

  NEAR(nutri__share_below(5, weight, intake, cutoff), 0.5, 1e-15);
  NEAR(nutri__share_above(5, weight, intake, cutoff), 0.5, 1e-15);
  NEAR(nutri__share_below(5, NULL, intake, cutoff), 1.0 / 3.0, 1e-15);
  ck_assert_double_eq(nutri__share_below(1, NULL, cutoff, cutoff), 0.0); /* met */
  ck_assert_double_eq(nutri__share_above(1, NULL, cutoff, cutoff), 0.0); /* not exceeded */
  NEAR(nutri__share_inadequate(1, NULL, intake, cutoff, 0.10), nutri__normal_cdf(65.0 / 26.5),
       1e-15);
  IS_NAN(nutri__share_below(1, weight, intake + 3, cutoff));
}
END_TEST

START_TEST(percentiles_of_values) {
  static const double value[] = {50, 10, 40, 20, 30};
  static const double weight[] = {1, 1, 1, 1, 6};
  size_t order[5];

  ck_assert_double_eq(nutri__percentile(5, value, NULL, 0.5, order), 30.0);
  ck_assert_double_eq(nutri__percentile(5, value, NULL, 0.2, order), 15.0);
  ck_assert_double_eq(nutri__percentile(5, value, NULL, 0.21, order), 20.0);
  ck_assert_double_eq(nutri__percentile(5, value, NULL, 1.0, order), 50.0);
  ck_assert_double_eq(nutri__percentile(5, value, NULL, 0.0, order), 10.0);
  ck_assert_double_eq(nutri__percentile(5, value, weight, 0.25, order), 30.0);
  ck_assert_double_eq(nutri__percentile(5, value, weight, 0.75, order), 30.0);
  ck_assert_double_eq(nutri__percentile(5, value, weight, 0.85, order), 40.0);
  IS_NAN(nutri__percentile(0, value, NULL, 0.5, order));
}
END_TEST

TESTS("stats_usual") {
  ADD_LOOP(closed_forms, closed);
  tcase_add_test(tc, gamma_distribution);
  tcase_add_test(tc, synthetic);
  tcase_add_test(tc, lognormal);
  tcase_add_test(tc, square_root);
  tcase_add_test(tc, weekends);
  tcase_add_test(tc, probability_over_requirements);
  tcase_add_test(tc, persons_of_unlike_means_cutoffs_and_weights);
  tcase_add_test(tc, additions);
  tcase_add_test(tc, the_floor);
  tcase_add_test(tc, known_intakes);
  tcase_add_test(tc, percentiles_of_values);
}
