/* SPDX-License-Identifier: MIT */
/* Means of a survey with Taylor standard errors, its replicates, and the bootstrap. */
#include "support_recalls.h"

#define PERSONS 7

/* Two strata, their PSUs numbered from 1 in each; figures below are by hand. */
static const int64_t strata[PERSONS] = {9, 9, 7, 7, 9, 9, 7};
static const int64_t psus[PERSONS] = {1, 2, 1, 2, 3, 3, 1};
static const double values[PERSONS] = {40, 50, 10, 30, 60, 70, 20};

static struct nutri__design read_design(size_t persons, const int64_t *stratum, const int64_t *psu,
                                        enum nutri__stats wanted) {
  static void *space;
  struct nutri__design design;

  free(space);
  space = malloc(nutri__design_space(persons));
  ck_assert_int_eq(nutri__design_read(persons, stratum, psu, space, &design), wanted);
  return design;
}

static struct nutri__survey_mean mean_of(const struct nutri__design *design, const double *weight,
                                         const double *value, const unsigned char *domain,
                                         enum nutri__stats wanted) {
  struct nutri__survey_mean out;
  double *space = malloc((design->psus + 1) * sizeof *space);

  ck_assert_int_eq(nutri__survey_mean(design, weight, value, domain, space, &out), wanted);
  free(space);
  return out;
}

START_TEST(numbering) {
  static const size_t psu[PERSONS] = {0, 1, 2, 3, 4, 4, 2};
  static const size_t stratum[] = {0, 0, 1, 1, 0};
  struct nutri__design design = read_design(PERSONS, strata, psus, NUTRI__STATS_OK);

  ck_assert_uint_eq(design.strata, 2);
  ck_assert_uint_eq(design.psus, 5);
  for (size_t i = 0; i < PERSONS; i++)
    ck_assert_uint_eq(design.psu[i], psu[i]);
  for (size_t r = 0; r < 5; r++)
    ck_assert_uint_eq(design.stratum[r], stratum[r]);
  ck_assert_uint_eq(design.size[0], 3);
  ck_assert_uint_eq(design.size[1], 2);
  ck_assert_int_eq(strata[design.person[1]], 7);
}
END_TEST

/* Mean 40, z = (y - 40)/7; PSU totals -50/7, -10/7 and 0, 10/7, 50/7: variance
 * 2 (20^2 + 20^2)/49 + 3/2 (20^2 + 10^2 + 30^2)/49 = 3700/49. */
START_TEST(taylor) {
  struct nutri__design design = read_design(PERSONS, strata, psus, NUTRI__STATS_OK);
  struct nutri__survey_mean mean = mean_of(&design, NULL, values, NULL, NUTRI__STATS_OK);
  double tenfold[PERSONS];

  NEAR(mean.mean, 40.0, 1e-12);
  NEAR(mean.se, sqrt(3700.0) / 7.0, 1e-12);
  ck_assert_uint_eq(mean.persons, PERSONS);
  ck_assert_uint_eq(mean.df, 3);
  for (size_t i = 0; i < PERSONS; i++)
    tenfold[i] = 10.0; /* weights have no scale */
  mean = mean_of(&design, tenfold, values, NULL, NUTRI__STATS_OK);
  NEAR(mean.mean, 40.0, 1e-12);
  NEAR(mean.se, sqrt(3700.0) / 7.0, 1e-12);
  NEAR(mean.weight, 70.0, 0.001);
}
END_TEST

/* The PSU without anybody of the domain counts: z = (y - 60)/3, totals 0, -10/3, 10/3, variance
 * 3/2 200/9; without it 2 200/9 would come out. A weight of 0 is as good as not in the domain. */
START_TEST(domain_keeps_all_psus) {
  static const unsigned char domain[PERSONS] = {0, 1, 0, 0, 1, 1, 0};
  static const double weight[PERSONS] = {0, 1, 0, 0, 1, 1, 0};
  double value[PERSONS];
  struct nutri__design design = read_design(PERSONS, strata, psus, NUTRI__STATS_OK);
  struct nutri__survey_mean mean;

  memcpy(value, values, sizeof value);
  value[0] = NAN; /* who is not in it need not have a value */
  mean = mean_of(&design, NULL, value, domain, NUTRI__STATS_OK);
  NEAR(mean.mean, 60.0, 1e-12);
  NEAR(mean.se, sqrt(300.0) / 3.0, 1e-12);
  ck_assert_uint_eq(mean.persons, 3);
  mean = mean_of(&design, weight, value, NULL, NUTRI__STATS_OK);
  NEAR(mean.mean, 60.0, 1e-12);
  NEAR(mean.se, sqrt(300.0) / 3.0, 1e-12);
}
END_TEST

/* Without a design each person is a PSU: s/sqrt(n). */
START_TEST(simple_sample) {
  struct nutri__design design = read_design(PERSONS, NULL, NULL, NUTRI__STATS_OK);
  struct nutri__survey_mean mean = mean_of(&design, NULL, values, NULL, NUTRI__STATS_OK);
  double squares = 0.0;

  for (size_t i = 0; i < PERSONS; i++)
    squares += (values[i] - 40.0) * (values[i] - 40.0);
  ck_assert_uint_eq(design.strata, 1);
  ck_assert_uint_eq(design.psus, PERSONS);
  NEAR(mean.se, sqrt(squares / 6.0 / 7.0), 1e-12);
}
END_TEST

START_TEST(one_psu) {
  static const int64_t lonely[PERSONS] = {1, 2, 4, 4, 3, 3, 4};
  static const unsigned char elsewhere[PERSONS] = {1, 1, 0, 0, 1, 1, 0};
  struct nutri__design design = read_design(PERSONS, strata, lonely, NUTRI__STATS_ONE_PSU);
  struct nutri__survey_mean mean;

  ck_assert_int_eq(strata[design.person[design.at]], 7);
  mean = mean_of(&design, NULL, values, elsewhere, NUTRI__STATS_ONE_PSU);
  ck_assert_uint_eq(mean.at, design.at);
  NEAR(mean.mean, 55.0, 1e-12);
  IS_NAN(mean.se);
  read_design(1, NULL, NULL, NUTRI__STATS_ONE_PSU);
  read_design(0, NULL, NULL, NUTRI__STATS_NOBODY);
}
END_TEST

START_TEST(refusals) {
  struct nutri__design design = read_design(PERSONS, strata, psus, NUTRI__STATS_OK);
  static const unsigned char none[PERSONS];
  double weight[PERSONS] = {1, 1, 1, 1, 1, 1, 1}, value[PERSONS];
  struct nutri__survey_mean mean;

  mean_of(&design, NULL, values, none, NUTRI__STATS_NO_WEIGHT);
  weight[3] = -1.0;
  mean = mean_of(&design, weight, values, NULL, NUTRI__STATS_BAD_WEIGHT);
  ck_assert_uint_eq(mean.at, 3);
  IS_NAN(mean.mean);
  weight[3] = NAN;
  mean_of(&design, weight, values, NULL, NUTRI__STATS_BAD_WEIGHT);
  memcpy(value, values, sizeof value);
  value[4] = INFINITY;
  mean = mean_of(&design, NULL, value, NULL, NUTRI__STATS_BAD_VALUE);
  ck_assert_uint_eq(mean.at, 4);
  memset(weight, 0, sizeof weight);
  mean_of(&design, weight, values, NULL, NUTRI__STATS_NO_WEIGHT);
}
END_TEST

/* ---- replicates -------------------------------------------------------------------------------
 */

/* Of what is linear in the weights the jackknife and the Taylor variance are one. */
START_TEST(jackknife) {
  struct nutri__design design = read_design(PERSONS, strata, psus, NUTRI__STATS_OK);
  double weight[PERSONS], estimate[5];

  for (size_t r = 0; r < design.psus; r++) {
    nutri__jackknife_weights(&design, NULL, r, weight);
    estimate[r] = 0.0;
    for (size_t i = 0; i < PERSONS; i++)
      estimate[r] += weight[i] * (values[i] - 40.0) / 7.0;
  }
  NEAR(nutri__jackknife_variance(&design, 0.0, estimate), 3700.0 / 49.0, 1e-12);
  nutri__jackknife_weights(&design, values, 4, weight); /* the third PSU of the first stratum */
  NEAR(weight[0], 60.0, 1e-12);
  NEAR(weight[1], 75.0, 1e-12);
  NEAR(weight[2], 10.0, 1e-12);
  ck_assert_double_eq(weight[4], 0.0);
  ck_assert_double_eq(weight[5], 0.0);
  estimate[1] = NAN;
  IS_NAN(nutri__jackknife_variance(&design, 0.0, estimate));
}
END_TEST

/* Blackman and Vigna's own first numbers of xoshiro256** from the state 1, 2, 3, 4, and Vigna's of
 * splitmix64 from 1234567. */
START_TEST(random_numbers) {
  static const uint64_t first[] = {UINT64_C(11520), 0, UINT64_C(1509978240),
                                   UINT64_C(1215971899390074240), UINT64_C(1216172134540287360)};
  static const uint64_t state[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                   UINT64_C(9817491932198370423), UINT64_C(4593380528125082431)};
  struct nutri__random random = {{1, 2, 3, 4}};
  double sum = 0.0, squares = 0.0;
  int seen[3] = {0};

  for (size_t i = 0; i < COUNT(first); i++)
    ck_assert(nutri__random_next(&random) == first[i]);
  nutri__random_seed(&random, 1234567);
  for (size_t i = 0; i < COUNT(state); i++)
    ck_assert(random.state[i] == state[i]);
  for (int i = 0; i < 40000; i++) {
    double x = nutri__random_normal(&random);

    sum += x;
    squares += x * x;
    seen[nutri__random_below(&random, 3)]++;
  }
  NEAR(sum / 40000.0, 0.0, 0.02); /* four standard errors */
  NEAR(squares / 40000.0, 1.0, 0.03);
  for (int i = 0; i < 3; i++)
    NEAR(seen[i] / 40000.0, 1.0 / 3.0, 0.01);
}
END_TEST

START_TEST(bootstrap) {
  static const double weight[PERSONS] = {1, 2, 3, 0, 1, 1, 1};
  struct nutri__random random, again;
  double sample[PERSONS], same[PERSONS], estimate[4000];
  size_t order[PERSONS], refused;

  nutri__random_seed(&random, 42);
  nutri__random_seed(&again, 42);
  for (int b = 0; b < 4000; b++) {
    double drawn = 0.0;

    nutri__bootstrap_weights(&random, PERSONS, weight, sample, order);
    nutri__bootstrap_weights(&again, PERSONS, weight, same, order);
    ck_assert_mem_eq(sample, same, sizeof sample);
    ck_assert_double_eq(sample[3], 0.0);
    for (size_t i = 0; i < PERSONS; i++)
      drawn += weight[i] > 0.0 ? sample[i] / weight[i] : 0.0;
    NEAR(drawn, 6.0, 1e-12);
    nutri__bootstrap_weights(&random, PERSONS, NULL, sample, order);
    nutri__bootstrap_weights(&again, PERSONS, NULL, sample, order);
    estimate[b] = 0.0;
    for (size_t i = 0; i < PERSONS; i++)
      estimate[b] += sample[i] * values[i] / 7.0;
  }
  /* The mean of n draws has the variance sum (y - mean)^2 / n^2 = 2800/49; 5 % is two SE. */
  NEAR(nutri__bootstrap_variance(4000, estimate, &refused), 2800.0 / 49.0, 0.05 * 2800.0 / 49.0);
  ck_assert_uint_eq(refused, 0);
  estimate[0] = 1.0;
  estimate[1] = NAN;
  estimate[2] = 3.0;
  NEAR(nutri__bootstrap_variance(3, estimate, &refused), 2.0, 1e-12);
  ck_assert_uint_eq(refused, 1);
  IS_NAN(nutri__bootstrap_variance(2, estimate, &refused));
}
END_TEST

/* ---- NHANES 2017-18 ---------------------------------------------------------------------------
 */

#define NHANES 8704 /* examined persons */

static struct {
  size_t count;
  double seqn[NHANES], weight[NHANES], magnesium[NHANES];
  unsigned char men[NHANES], women[NHANES];
  int64_t stratum[NHANES], psu[NHANES];
} nhanes;

/* Which field of the header is which. */
static int field_named(const char *header, const char *name) {
  char copy[4096], *fields[200];
  int count;

  ck_assert_uint_lt(strlen(header), sizeof copy);
  memcpy(copy, header, strlen(header) + 1);
  count = csv_fields(copy, fields, 200);
  for (int i = 0; i < count; i++)
    if (strcmp(fields[i], name) == 0)
      return i;
  ck_abort_msg("no column %s", name);
}

static void read_recalls(FILE *file) {
  char line[4096], *fields[200];
  int magnesium, weight, status;

  ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
  magnesium = field_named(line, "DR1TMAGN");
  weight = field_named(line, "WTDRD1");
  status = field_named(line, "DR1DRSTZ");
  for (; fgets(line, sizeof line, file) != NULL; nhanes.count++) {
    size_t i = nhanes.count;
    bool reliable;

    ck_assert_uint_lt(i, NHANES);
    csv_fields(line, fields, 200);
    reliable = strtod(fields[status], NULL) == 1.0;
    nhanes.seqn[i] = strtod(fields[0], NULL);
    nhanes.weight[i] = reliable ? strtod(fields[weight], NULL) : 0.0;
    nhanes.magnesium[i] = reliable ? strtod(fields[magnesium], NULL) : NAN;
  }
}

/* Both files are in the order of SEQN. */
static void read_persons(FILE *file) {
  char line[4096], *fields[200];
  int sex, age, stratum, psu;
  size_t i = 0;

  ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
  sex = field_named(line, "RIAGENDR");
  age = field_named(line, "RIDAGEYR");
  stratum = field_named(line, "SDMVSTRA");
  psu = field_named(line, "SDMVPSU");
  while (i < nhanes.count && fgets(line, sizeof line, file) != NULL) {
    bool adult;

    csv_fields(line, fields, 200);
    if (strtod(fields[0], NULL) != nhanes.seqn[i])
      continue;
    adult = strtod(fields[age], NULL) >= 20.0;
    nhanes.men[i] = adult && strtod(fields[sex], NULL) == 1.0;
    nhanes.women[i] = adult && strtod(fields[sex], NULL) == 2.0;
    nhanes.stratum[i] = strtoll(fields[stratum], NULL, 10);
    nhanes.psu[i] = strtoll(fields[psu], NULL, 10);
    i++;
  }
  ck_assert_uint_eq(i, nhanes.count);
}

static double jackknife_se(const struct nutri__design *design, const unsigned char *domain,
                           double mean) {
  static double weight[NHANES], estimate[100];

  for (size_t r = 0; r < design->psus; r++) {
    nutri__jackknife_weights(design, nhanes.weight, r, weight);
    estimate[r] = mean_of(design, weight, nhanes.magnesium, domain, NUTRI__STATS_OK).mean;
  }
  return sqrt(nutri__jackknife_variance(design, mean, estimate));
}

/* shared/data/README.md: reliable day-1 recalls, 20 and older, men 342.5 (2,307), women 271.4
 * (2,435). The two standard errors differ by what is not linear in a mean. */
START_TEST(nhanes_adults) {
  const char *path = shared_file("nhanes_2017-2018/DR1TOT_J.csv");
  FILE *recalls = path == NULL ? NULL : fopen(path, "r");
  struct nutri__survey_mean men, women;
  struct nutri__design design;
  FILE *persons;

  if (recalls == NULL) {
    skipped("no nhanes_2017-2018 in $NUTRI_SHARED_DATA");
    return;
  }
  persons = fopen(shared_file("nhanes_2017-2018/DEMO_J.csv"), "r");
  ck_assert_ptr_nonnull(persons);
  read_recalls(recalls);
  read_persons(persons);
  fclose(recalls);
  fclose(persons);
  design = read_design(nhanes.count, nhanes.stratum, nhanes.psu, NUTRI__STATS_OK);
  ck_assert_uint_eq(design.strata, 15);
  ck_assert_uint_eq(design.psus, 30);
  men = mean_of(&design, nhanes.weight, nhanes.magnesium, nhanes.men, NUTRI__STATS_OK);
  women = mean_of(&design, nhanes.weight, nhanes.magnesium, nhanes.women, NUTRI__STATS_OK);
  NEAR(men.mean, 342.5, 0.05);
  NEAR(women.mean, 271.4, 0.05);
  ck_assert_uint_eq(men.persons, 2307);
  ck_assert_uint_eq(women.persons, 2435);
  ck_assert_uint_eq(men.df, 15);
  printf("NHANES 2017-18: men %.2f (SE %.3f), women %.2f (SE %.3f) mg\n", men.mean, men.se,
         women.mean, women.se);
  NEAR(men.se, jackknife_se(&design, nhanes.men, men.mean), 0.02 * men.se);
  NEAR(women.se, jackknife_se(&design, nhanes.women, women.mean), 0.02 * women.se);
}
END_TEST

TESTS("stats_survey") {
  tcase_add_test(tc, numbering);
  tcase_add_test(tc, taylor);
  tcase_add_test(tc, domain_keeps_all_psus);
  tcase_add_test(tc, simple_sample);
  tcase_add_test(tc, one_psu);
  tcase_add_test(tc, refusals);
  tcase_add_test(tc, jackknife);
  tcase_add_test(tc, random_numbers);
  tcase_add_test(tc, bootstrap);
  tcase_add_test(tc, nhanes_adults);
}
