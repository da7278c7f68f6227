/* SPDX-License-Identifier: MIT */
#include "stats.h"
#include "support.h"

/* Abramowitz and Stegun 1964, tables 26.1 and 26.2; the tails by Mathematica's CDF[N(0, 1)]. */
static const struct {
  double z;
  double probability;
} normal[] = {
    {0.0, 0.5},
    {1.0, 0.841344746068543},
    {-1.0, 0.158655253931457},
    {1.959963984540054, 0.975},
    {-1.281551565544600, 0.1},
    {2.5, 0.993790334674224},
    {-5.0, 2.866515718791939e-07},
    {-8.0, 6.220960574271785e-16},
    {40.0, 1.0},
    {-40.0, 0.0},
};

START_TEST(normal_cdf) {
  double p = nutri__normal_cdf(normal[_i].z);

  NEAR(p, normal[_i].probability, 1e-13 * fmax(normal[_i].probability, 1e-10));
  NEAR(p + nutri__normal_cdf(-normal[_i].z), 1.0, 1e-15);
}
END_TEST

START_TEST(normal_cdf_rises) {
  for (double z = -9.0; z < 7.0; z += 0.125)
    ck_assert_double_lt(nutri__normal_cdf(z), nutri__normal_cdf(z + 0.125));
  IS_NAN(nutri__normal_cdf(NAN));
}
END_TEST

/* It comes back to where it went out from, as near as doubles have room. */
START_TEST(normal_quantile) {
  double z = nutri__normal_quantile(normal[_i].probability);

  if (fabs(normal[_i].z) < 10.0)
    NEAR(z, normal[_i].z, 1e-13);
  else
    ck_assert_double_eq(z, copysign((double)INFINITY, normal[_i].z));
}
END_TEST

START_TEST(normal_quantile_everywhere) {
  for (double p = 1e-300; p < 0.5; p *= 1.7) {
    NEAR(nutri__normal_cdf(nutri__normal_quantile(p)), p,
         2e-12 * p);        /* an ulp of z = 37 is 1e-13 of p */
    double above = 1.0 - p; /* rounded here: x87 would keep more of it */

    if (p > 1e-12)
      NEAR(nutri__normal_quantile(above), -nutri__normal_quantile(1.0 - above), 1e-12);
  }
  NEAR(nutri__normal_quantile(0.5), 0.0, 1e-15);
  IS_NAN(nutri__normal_quantile(-0.1));
  IS_NAN(nutri__normal_quantile(1.1));
  IS_NAN(nutri__normal_quantile(NAN));
}
END_TEST

/* science.md 3: woman of 40, mean 320 over 3 days, EAR 265, s_w 85.9. */
START_TEST(worked_example) {
  NEAR(nutri__difference_sd(265.0, 0.10, 85.9, 3), 56.23, 0.005);
  NEAR(nutri__adequacy(320.0, 265.0, 0.10, 85.9, 3), 0.836, 0.0005);
}
END_TEST

/* science.md 3, after IOM 2000, Applications in Dietary Assessment, ch. 3: men, EAR 350. */
static const struct {
  double mean;
  double sd_within;
  int n;
  double confidence;
} men[] = {
    {280, 122, 1, .29},  {280, 122, 3, .19},  {280, 122, 7, .11}, {280, 122, 14, .07},
    {280, 122, 28, .05}, {420, 122, 1, .71},  {420, 122, 3, .81}, {420, 122, 7, .89},
    {420, 122, 14, .93}, {420, 122, 28, .95}, {280, 94, 1, .24},  {280, 94, 3, .14},
    {280, 94, 7, .08},   {280, 94, 14, .05},  {280, 94, 28, .04}, {420, 94, 1, .76},
    {420, 94, 3, .86},   {420, 94, 7, .92},   {420, 94, 14, .95}, {420, 94, 28, .96},
};

START_TEST(adequacy_of_men) {
  NEAR(nutri__adequacy(men[_i].mean, 350.0, 0.10, men[_i].sd_within, men[_i].n), men[_i].confidence,
       0.005);
}
END_TEST

START_TEST(adequacy_at_the_requirement_is_even) {
  NEAR(nutri__adequacy(265.0, 265.0, 0.10, 86.0, 7), 0.5, 1e-15);
  /* Without day-to-day variation what is left is the spread of the requirement. */
  NEAR(nutri__difference_sd(265.0, 0.10, 0.0, 1), 26.5, 1e-12);
}
END_TEST

/* science.md 3: AI 500, mean 560, n 3, SD 50. */
START_TEST(adequate_intake) {
  NEAR(nutri__level_z(560.0, 500.0, 50.0, 3), 2.078, 0.0005);
  NEAR(nutri__adequacy_ai(560.0, 500.0, 50.0, 3), nutri__normal_cdf(2.0784609690826528), 1e-12);
  ck_assert_double_eq(nutri__adequacy_ai(500.0, 500.0, 0.0, 3), 1.0);
  ck_assert_double_eq(nutri__adequacy_ai(499.0, 500.0, 0.0, 3), 0.0);
}
END_TEST

/* A fixed daily dose has no day-to-day variation: compared directly. A UL that is met is no excess.
 */
START_TEST(upper_level) {
  NEAR(nutri__excess_ul(400.0, 350.0, 100.0, 4), nutri__normal_cdf(1.0), 1e-12);
  NEAR(nutri__excess_ul(350.0, 350.0, 100.0, 4), 0.5, 1e-12);
  ck_assert_double_eq(nutri__excess_ul(350.0, 350.0, 0.0, 4), 0.0);
  ck_assert_double_eq(nutri__excess_ul(350.1, 350.0, 0.0, 4), 1.0);
  ck_assert_double_eq(nutri__level_z(350.0, 350.0, 0.0, 4), 0.0);
  ck_assert_double_eq(nutri__level_z(351.0, 350.0, 0.0, 4), (double)INFINITY);
}
END_TEST

/* n = (1.96 s_w / half width)^2, up: for s_w 85.9 and 20 mg (1.96 85.9 / 20)^2 = 70.86. */
static const struct {
  double sd_within, half_width, confidence, days;
} needed[] = {
    {85.9, 20.0, 0.95, 71}, {85.9, 50.0, 0.95, 12}, {122.0, 70.0, 0.90, 9},
    {85.9, 200.0, 0.95, 1}, {0.0, 10.0, 0.95, 1},
};

START_TEST(days_needed) {
  double z = nutri__normal_quantile(0.5 + needed[_i].confidence / 2.0);
  double n = nutri__days_needed(needed[_i].sd_within, needed[_i].half_width, needed[_i].confidence);

  ck_assert_double_eq(n, needed[_i].days);
  ck_assert_double_le(z * needed[_i].sd_within / sqrt(n), needed[_i].half_width);
}
END_TEST

START_TEST(days_needed_of_nonsense) {
  IS_NAN(nutri__days_needed(85.9, 0.0, 0.95));
  IS_NAN(nutri__days_needed(85.9, -1.0, 0.95));
  IS_NAN(nutri__days_needed(-1.0, 10.0, 0.95));
  IS_NAN(nutri__days_needed(NAN, 10.0, 0.95));
  ck_assert_double_eq(nutri__days_needed(85.9, 10.0, 1.0), (double)INFINITY);
}
END_TEST

/* The mean that gives a confidence has it. */
START_TEST(intake_needed) {
  for (double confidence = 0.05; confidence < 1.0; confidence += 0.05) {
    double mean = nutri__intake_needed(265.0, 0.10, 85.9, 3, confidence);

    NEAR(nutri__adequacy(mean, 265.0, 0.10, 85.9, 3), confidence, 1e-12);
  }
  NEAR(nutri__intake_needed(265.0, 0.10, 85.9, 3, 0.5), 265.0, 1e-12);
  /* 265 + 1.6449 56.23 */
  NEAR(nutri__intake_needed(265.0, 0.10, 85.9, 3, 0.95), 357.49, 0.01);
}
END_TEST

TESTS("stats") {
  ADD_LOOP(normal_cdf, normal);
  ADD_LOOP(normal_quantile, normal);
  tcase_add_test(tc, normal_quantile_everywhere);
  tcase_add_test(tc, normal_cdf_rises);
  tcase_add_test(tc, worked_example);
  ADD_LOOP(adequacy_of_men, men);
  tcase_add_test(tc, adequacy_at_the_requirement_is_even);
  tcase_add_test(tc, adequate_intake);
  tcase_add_test(tc, upper_level);
  ADD_LOOP(days_needed, needed);
  tcase_add_test(tc, days_needed_of_nonsense);
  tcase_add_test(tc, intake_needed);
}
