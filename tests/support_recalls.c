/* SPDX-License-Identifier: MIT */
#include "support_recalls.h"

struct sample *new_sample(void) {
  static struct sample sample;

  memset(&sample, 0, sizeof sample);
  sample.recalls = (struct nutri__recalls){.weight = sample.weight,
                                           .first = sample.first,
                                           .amount = sample.amount,
                                           .repeat = sample.repeat,
                                           .weekend = sample.weekend,
                                           .covariate = sample.covariate};
  return &sample;
}

void add_one(struct sample *sample) {
  size_t i = sample->recalls.persons++;

  ck_assert_uint_lt(i, SAMPLE_PERSONS);
  sample->weight[i] = 1.0;
  sample->first[i + 1] = sample->first[i];
}

void add_recall(struct sample *sample, double amount, bool weekend) {
  size_t i = sample->recalls.persons - 1;
  size_t j = sample->first[i + 1]++;

  ck_assert_uint_lt(j, SAMPLE_RECALLS);
  sample->amount[j] = amount;
  sample->weekend[j] = weekend;
  sample->repeat[j] = j > sample->first[i];
}

bool read_synthetic(struct sample *sample) {
  const char *path = shared_file("reference/usual_intake_synthetic.csv");
  FILE *file = path == NULL ? NULL : fopen(path, "r");
  char line[200], *fields[5];
  double last = 0.0;

  if (file == NULL) {
    skipped("no usual_intake_synthetic.csv in $NUTRI_SHARED_DATA");
    return false;
  }
  ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
  while (fgets(line, sizeof line, file) != NULL) {
    ck_assert_int_eq(csv_fields(line, fields, 5), 5); /* person, day, weekend, weight, intake */
    if (strtod(fields[0], NULL) != last)
      add_one(sample);
    last = strtod(fields[0], NULL);
    sample->weight[sample->recalls.persons - 1] = strtod(fields[3], NULL);
    add_recall(sample, strtod(fields[4], NULL), fields[2][0] == '1');
  }
  fclose(file);
  ck_assert_uint_eq(sample->recalls.persons, 400);
  ck_assert_uint_eq(sample->first[400], 664);
  return true;
}

void simulate(struct sample *sample, size_t persons, uint64_t seed) {
  struct nutri__random random;

  nutri__random_seed(&random, seed);
  for (size_t i = 0; i < persons; i++) {
    double usual = 5.5 + 0.35 * nutri__random_normal(&random);

    add_one(sample);
    sample->weight[i] = 0.5 + nutri__random_uniform(&random);
    for (size_t k = 0; k < SAMPLE_COVARIATES; k++)
      sample->covariate[SAMPLE_COVARIATES * i + k] = nutri__random_normal(&random);
    for (int day = 0; day < 2 + (i % 3 == 0); day++) {
      bool weekend = nutri__random_below(&random, 7) < 3;

      add_recall(sample,
                 pow(usual + 0.1 * weekend + 0.5 * nutri__random_normal(&random), 1.0 / 0.3),
                 weekend);
    }
  }
}

enum nutri__stats fit_nci(const struct sample *sample, const struct nutri__nci_options *options,
                          struct nutri__nci *out) {
  void *space = malloc(nutri__nci_space(&sample->recalls));
  enum nutri__stats reason = nutri__nci_fit(&sample->recalls, options, space, out);

  free(space);
  return reason;
}

void prepare(const struct nutri__nci *fit, const struct sample *sample, const double *added,
             const double *cutoff, struct nutri__usual *out) {
  static void *space;

  free(space);
  space = malloc(nutri__usual_space(&sample->recalls));
  nutri__usual_prepare(fit, &sample->recalls, added, cutoff, space, out);
}

const double *each(const struct sample *sample, double value) {
  static double values[SAMPLE_PERSONS];

  for (size_t i = 0; i < sample->recalls.persons; i++)
    values[i] = value;
  return values;
}
