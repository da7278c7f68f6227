/* SPDX-License-Identifier: MIT */
/* usual DATASETS REPLICATES: how far the NCI model is off where the truth is known, how often its
 * 95 % interval holds it, and how long it and NRC take. Prints tables. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "stats.h"

#define SMALL 10000 /* persons of the timing; ten times as many for the larger */
#define RUNS 5

/* Persons of two age groups; parameters of the size of the synthetic reference data's. */
static const double lambda = 0.38, intercept = 18.5, repeat_effect = -0.6, weekend_effect = 1.3;
static const double group_effect = 1.0, sd_within = 3.14, sd_between = 2.02;

struct group {
  struct nutri__recalls recalls;
  size_t persons;
  size_t *first;
  double *amount;
  double *weight; /* of a replicate */
  double *covariate;
  double *ear;
  double *dose;
  unsigned char *repeat;
  unsigned char *weekend;
  size_t *order;
  void *space;
  void *room;
};

static void *taken(size_t count, size_t size) {
  void *space = calloc(count, size);

  if (space == NULL)
    exit(1);
  return space;
}

static double amount_of(double x) {
  double base = lambda * x + 1.0;

  return base > 0.0 ? pow(base, 1.0 / lambda) : 0.0;
}

static struct group new_group(size_t persons) {
  struct group g = {.persons = persons};

  g.first = taken(persons + 1, sizeof *g.first);
  g.amount = taken(2 * persons, sizeof *g.amount);
  g.weight = taken(persons, sizeof *g.weight);
  g.covariate = taken(persons, sizeof *g.covariate);
  g.ear = taken(persons, sizeof *g.ear);
  g.dose = taken(persons, sizeof *g.dose);
  g.repeat = taken(2 * persons, 1);
  g.weekend = taken(2 * persons, 1);
  g.order = taken(persons, sizeof *g.order);
  g.recalls = (struct nutri__recalls){.persons = persons,
                                      .first = g.first,
                                      .amount = g.amount,
                                      .repeat = g.repeat,
                                      .weekend = g.weekend,
                                      .covariate = g.covariate,
                                      .covariates = 1};
  g.first[persons] = 2 * persons;
  g.space = taken(nutri__nci_space(&g.recalls), 1);
  g.room = taken(nutri__usual_space(&g.recalls), 1);
  return g;
}

static void draw(struct group *g, struct nutri__random *random) {
  for (size_t i = 0; i < g->persons; i++) {
    double usual = intercept + sd_between * nutri__random_normal(random);

    g->first[i] = 2 * i;
    g->covariate[i] = (double)(i % 2);
    g->dose[i] = i % 3 == 0 ? 400.0 * nutri__random_uniform(random) : 0.0;
    for (size_t j = 2 * i; j < 2 * i + 2; j++) {
      g->repeat[j] = j % 2 == 1;
      g->weekend[j] = nutri__random_below(random, 7) < 3;
      g->amount[j] =
          amount_of(usual + group_effect * g->covariate[i] + repeat_effect * g->repeat[j] +
                    weekend_effect * g->weekend[j] + sd_within * nutri__random_normal(random));
    }
  }
  g->recalls.weight = NULL;
}

/* ---- the truth --------------------------------------------------------------------------------
 */

/* Usual intake at a predictor: the mean over days, by a fine rule of its own. */
static double true_intake(double x) {
  double sum = 0.0;

  for (double e = -8.0; e <= 8.0; e += 1.0 / 64.0)
    sum += exp(-e * e / 2.0) / 64.0 / sqrt(2.0 * 3.14159265358979323846) *
           (4.0 / 7.0 * amount_of(x + sd_within * e) +
            3.0 / 7.0 * amount_of(x + weekend_effect + sd_within * e));
  return sum;
}

static double true_share(double cutoff) {
  double low = 0.0, high = 60.0;

  while (high - low > 1e-9) {
    double middle = (low + high) / 2.0;

    *(true_intake(middle) < cutoff ? &low : &high) = middle;
  }
  return (nutri__normal_cdf((low - intercept) / sd_between) +
          nutri__normal_cdf((low - intercept - group_effect) / sd_between)) /
         2.0;
}

/* The share below a requirement that varies itself. */
static double true_probability(double ear) {
  double sum = 0.0;

  for (double x = -6.0; x <= 6.0; x += 1.0 / 8.0)
    sum += exp(-x * x / 2.0) / 8.0 / sqrt(2.0 * 3.14159265358979323846) *
           true_share(ear + 0.1 * ear * x);
  return sum;
}

/* ---- bias and coverage ------------------------------------------------------------------------
 */

#define FIGURES 5
static const char *const names[FIGURES] = {"below 220", "below 265", "below 330", "probability 265",
                                           "median (mg)"};

/* False where the model refuses. */
static int estimate(struct group *g, const struct nutri__nci *start, struct nutri__nci *fit,
                    double *out) {
  struct nutri__nci_options options = {.start = start};
  struct nutri__usual usual;

  if (nutri__nci_fit(&g->recalls, &options, g->space, fit) != NUTRI__STATS_OK) {
    for (int k = 0; k < FIGURES; k++)
      out[k] = NAN;
    return 0;
  }
  nutri__usual_prepare(fit, &g->recalls, NULL, g->ear, g->room, &usual);
  out[0] = 100.0 * nutri__usual_cdf(&usual, 220.0);
  out[1] = 100.0 * nutri__usual_cdf(&usual, 265.0);
  out[2] = 100.0 * nutri__usual_cdf(&usual, 330.0);
  out[3] = 100.0 * nutri__usual_inadequate(&usual, 0.10);
  out[4] = nutri__usual_percentile(&usual, 0.5);
  return 1;
}

struct tally {
  double sum;
  double squares;
  double se;
  int covered;
};

/* One data set: its estimates, and a bootstrap of its persons for their standard errors. */
static int count_set(struct group *g, struct nutri__random *random, int replicates,
                     double *replicate, const double *truth, struct tally *tally) {
  struct nutri__nci fit, refit;
  double full[FIGURES], out[FIGURES];

  draw(g, random);
  if (!estimate(g, NULL, &fit, full))
    return 0;
  g->recalls.weight = g->weight;
  for (int b = 0; b < replicates; b++) {
    nutri__bootstrap_weights(random, g->persons, NULL, g->weight, g->order);
    estimate(g, &fit, &refit, out);
    for (int k = 0; k < FIGURES; k++)
      replicate[k * replicates + b] = out[k];
  }
  for (int k = 0; k < FIGURES; k++) {
    size_t refused;
    double se =
        sqrt(nutri__bootstrap_variance((size_t)replicates, replicate + k * replicates, &refused));

    tally[k].sum += full[k] - truth[k];
    tally[k].squares += (full[k] - truth[k]) * (full[k] - truth[k]);
    tally[k].se += se;
    tally[k].covered += fabs(full[k] - truth[k]) <= 1.959964 * se;
  }
  return 1;
}

static void simulate(int sets, int replicates) {
  struct tally tally[FIGURES] = {{0}};
  struct group g = new_group(400);
  double *replicate = taken((size_t)(FIGURES * replicates), sizeof *replicate);
  double truth[FIGURES] = {100.0 * true_share(220.0), 100.0 * true_share(265.0),
                           100.0 * true_share(330.0), 100.0 * true_probability(265.0), 0.0};
  struct nutri__random random;
  int used = 0;

  for (double low = 100.0, high = 500.0; high - low > 1e-6; truth[4] = low)
    *(true_share((low + high) / 2.0) < 0.5 ? &low : &high) = (low + high) / 2.0;
  for (size_t i = 0; i < g.persons; i++)
    g.ear[i] = 265.0;
  for (int set = 0; set < sets; set++) {
    nutri__random_seed(&random, (uint64_t)set + 1);
    used += count_set(&g, &random, replicates, replicate, truth, tally);
  }
  printf("%d data sets of 400 persons x 2 days, %d refused; 95 %% interval: +- 1.96 SE of %d "
         "bootstrap samples of persons\n",
         sets, sets - used, replicates);
  printf("  %-16s %8s %8s %8s %8s %9s\n", "", "truth", "bias", "spread", "SE", "coverage");
  for (int k = 0; k < FIGURES; k++) {
    double bias = tally[k].sum / used;

    printf("  %-16s %8.2f %8.2f %8.2f %8.2f %7.1f %%\n", names[k], truth[k], bias,
           sqrt(tally[k].squares / used - bias * bias), tally[k].se / used,
           100.0 * tally[k].covered / used);
  }
  printf("  (shares in points; asked: bias under 1 point, coverage 90 to 98 %%)\n");
}

/* ---- time -------------------------------------------------------------------------------------
 */

static double now(void) {
  struct timespec t;

  return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec / 1e9 : 0;
}

static double sink; /* what is computed is used */

static void run_nrc(struct group *g) {
  struct nutri__nrc nrc;

  nutri__nrc(&g->recalls, g->weight, &nrc);
  sink += nutri__share_below(g->persons, NULL, g->weight, g->ear);
}

/* A table as it is printed: seven percentiles, cut-point and full probability. */
static void run_table(struct group *g, const double *dose) {
  static const double p[] = {.05, .10, .25, .50, .75, .90, .95};
  struct nutri__nci fit;
  struct nutri__usual usual;

  if (nutri__nci_fit(&g->recalls, NULL, g->space, &fit) != NUTRI__STATS_OK)
    exit(1);
  nutri__usual_prepare(&fit, &g->recalls, dose, g->ear, g->room, &usual);
  for (size_t k = 0; k < sizeof p / sizeof p[0]; k++)
    sink += nutri__usual_percentile(&usual, p[k]);
  sink += nutri__usual_below(&usual) + nutri__usual_inadequate(&usual, 0.10);
}

static void run_nci(struct group *g) { run_table(g, NULL); }
static void run_doses(struct group *g) { run_table(g, g->dose); }

/* Thirty PSUs, as a cycle of NHANES has, each left out once. */
static void run_jackknife(struct group *g) {
  struct nutri__nci fit, refit;
  double out[FIGURES];

  g->recalls.weight = NULL;
  estimate(g, NULL, &fit, out);
  g->recalls.weight = g->weight;
  for (size_t r = 0; r < 30; r++) {
    for (size_t i = 0; i < g->persons; i++)
      g->weight[i] = i % 30 == r ? 0.0 : i % 30 / 2 == r / 2 ? 2.0 : 1.0;
    estimate(g, &fit, &refit, out);
    sink += out[0];
  }
  g->recalls.weight = NULL;
}

/* The fastest: the others waited for somebody else. */
static double time_of(void (*run)(struct group *g), struct group *g) {
  double least = INFINITY;

  for (int i = 0; i < RUNS; i++) {
    double start = now();

    run(g);
    least = fmin(least, now() - start);
  }
  return least;
}

static void measure(void) {
  static const struct {
    const char *what;
    const char *asked;
    void (*run)(struct group *g);
  } runs[] = {
      {"NRC/IOM", "asked: 0.1", run_nrc},
      {"NCI: percentiles and prevalence", "asked: 2", run_nci},
      {"the same with 3,333 different doses added", "", run_doses},
      {"NCI with its jackknife over 30 PSUs", "", run_jackknife},
  };
  struct group small = new_group(SMALL), large = new_group(10 * (size_t)SMALL);
  struct nutri__random random;

  nutri__random_seed(&random, 7);
  draw(&small, &random);
  draw(&large, &random);
  for (size_t i = 0; i < large.persons; i++)
    large.ear[i] = small.ear[i % SMALL] = i % 2 == 0 ? 255.0 : 265.0;
  printf("Seconds, fastest of %d runs, one thread\n  %-42s %9d %9d persons x 2 days\n", RUNS, "",
         SMALL, 10 * SMALL);
  for (size_t k = 0; k < sizeof runs / sizeof runs[0]; k++) {
    double a = time_of(runs[k].run, &small), b = time_of(runs[k].run, &large);

    printf("  %-42s %9.4f %9.4f  times as long: %.1f  %s\n", runs[k].what, a, b, b / a,
           runs[k].asked);
  }
}

int main(int argc, char **argv) {
  int sets = argc > 1 ? atoi(argv[1]) : 200;
  int replicates = argc > 2 ? atoi(argv[2]) : 200;

  if (sets < 1 || replicates < 2)
    return 2;
  measure();
  simulate(sets, replicates);
  return isfinite(sink) ? 0 : 1;
}
