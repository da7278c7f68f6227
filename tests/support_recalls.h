/* SPDX-License-Identifier: MIT */
/* Groups of persons with recalls, made up or read from the shared data. */
#ifndef SUPPORT_RECALLS_H
#define SUPPORT_RECALLS_H

#include "stats.h"
#include "support.h"

#define SAMPLE_PERSONS 500
#define SAMPLE_RECALLS 1500
#define SAMPLE_COVARIATES 3

/* `recalls` points into the rest; weight, repeat and weekend may be set to NULL. */
struct sample {
  struct nutri__recalls recalls;
  size_t first[SAMPLE_PERSONS + 1];
  double weight[SAMPLE_PERSONS];
  double amount[SAMPLE_RECALLS];
  unsigned char repeat[SAMPLE_RECALLS];
  unsigned char weekend[SAMPLE_RECALLS];
  double covariate[SAMPLE_PERSONS * SAMPLE_COVARIATES];
};

/* Nobody yet; all tests of a program share one. */
struct sample *new_sample(void);
/* Adds a person of weight 1, or a recall of the last person: a repeat where it is not the first. */
void add_one(struct sample *sample);
void add_recall(struct sample *sample, double amount, bool weekend);
/* reference/usual_intake_synthetic.csv; false where it is absent, which it says. */
bool read_synthetic(struct sample *sample);
/* Persons with two recalls each (every third with three), amount^0.3 normal around 300 mg. */
void simulate(struct sample *sample, size_t persons, uint64_t seed);

enum nutri__stats fit_nci(const struct sample *sample, const struct nutri__nci_options *options,
                          struct nutri__nci *out);
/* Prepared in a space that lasts until the next call. */
void prepare(const struct nutri__nci *fit, const struct sample *sample, const double *added,
             const double *cutoff, struct nutri__usual *out);
/* The same for everybody; lasts until the next call. */
const double *each(const struct sample *sample, double value);

#endif
