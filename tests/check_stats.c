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

TESTS("stats") {
  ADD_LOOP(normal_cdf, normal);
  tcase_add_test(tc, normal_cdf_rises);
  tcase_add_test(tc, worked_example);
  ADD_LOOP(adequacy_of_men, men);
  tcase_add_test(tc, adequacy_at_the_requirement_is_even);
}
