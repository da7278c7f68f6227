/* SPDX-License-Identifier: MIT */
/* Arithmetic alone: no SQLite, no allocation. */
#include "stats.h"

#include <math.h>

double nutri__normal_cdf(double z) { return 0.5 * erfc(-z / sqrt(2.0)); }

double nutri__difference_sd(double ear, double cv, double sd_within, int n) {
  return sqrt(cv * ear * cv * ear + sd_within * sd_within / n);
}

double nutri__adequacy(double mean, double ear, double cv, double sd_within, int n) {
  return nutri__normal_cdf((mean - ear) / nutri__difference_sd(ear, cv, sd_within, n));
}
