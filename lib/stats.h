/* SPDX-License-Identifier: MIT */
/*
 * Usual intake: of a person, and of a group. Arithmetic alone: it knows no SQLite and allocates
 * nothing; a function that needs room says how many bytes, and gets them from the caller, aligned
 * for a double. Amounts are in any one unit (mg a day), probabilities and shares from 0 to 1.
 *
 * A group, from recalls to the prevalence of inadequacy:
 *
 *   struct nutri__recalls recalls = {.persons = n, .first = first, .amount = amount, ...};
 *   struct nutri__nci fit;
 *   struct nutri__usual usual;
 *
 *   void *space = allocate(nutri__nci_space(&recalls));
 *   if (nutri__nci_fit(&recalls, NULL, space, &fit) == NUTRI__STATS_OK) {
 *     void *room = allocate(nutri__usual_space(&recalls));
 *     nutri__usual_prepare(&fit, &recalls, NULL, ear, room, &usual);
 *     p50 = nutri__usual_percentile(&usual, 0.5);
 *     below = nutri__usual_below(&usual);                      (EAR cut-point)
 *     probability = nutri__usual_inadequate(&usual, 0.10);     (full probability)
 *   }
 *
 * Its standard error: the same with recalls.weight = the weights of a replicate, once for every
 * PSU (nutri__jackknife_weights) or bootstrap sample (nutri__bootstrap_weights).
 */
#ifndef NUTRI_STATS_H
#define NUTRI_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why there is no answer. */
enum nutri__stats {
  NUTRI__STATS_OK = 0,
  NUTRI__STATS_NOBODY,        /* no person with a recall and a weight above 0 */
  NUTRI__STATS_ONE_PERSON,    /* one alone has no between-person variance */
  NUTRI__STATS_NO_REPEAT,     /* nobody has a second day */
  NUTRI__STATS_FEW_REPEATS,   /* fewer than NUTRI__REPEATS_MIN persons have one */
  NUTRI__STATS_BAD_AMOUNT,    /* below 0 or not finite; `at` = the recall */
  NUTRI__STATS_BAD_WEIGHT,    /* below 0 or not finite; `at` = the person */
  NUTRI__STATS_BAD_COVARIATE, /* not finite; `at` = the person */
  NUTRI__STATS_COVARIATES,    /* more than NUTRI__COVARIATES_MAX */
  NUTRI__STATS_ALL_ZERO,      /* no amount is above 0 */
  NUTRI__STATS_ALL_EQUAL,     /* all amounts are one */
  NUTRI__STATS_NO_WITHIN,     /* a person's days never differ */
  NUTRI__STATS_NO_BETWEEN,    /* persons differ by no more than their days do */
  NUTRI__STATS_NO_WEIGHT,     /* nobody has a weight above 0 (in the domain) */
  NUTRI__STATS_ONE_PSU,       /* a stratum has a single PSU; `at` = the stratum */
  NUTRI__STATS_BAD_VALUE,     /* not finite; `at` = the person */
  NUTRI__STATS_NO_FIT,        /* amounts so large or far apart that the likelihood overflows */
};

/* The reason as a clause: "fewer than 50 persons have a second day". Static. */
const char *nutri__stats_text(enum nutri__stats reason);

/* ---- the normal distribution (stats.c) ------------------------------------------------------- */

/* Phi(z), the standard normal distribution function. */
double nutri__normal_cdf(double z);
/* Its inverse, to 1e-13: -inf at 0, inf at 1, NaN outside. */
double nutri__normal_quantile(double p);

/* ---- one person (stats.c). Source: IOM 2000, Applications in Dietary Assessment, ch. 3 --------
 */

/* SD of mean intake minus requirement: sqrt((cv ear)^2 + sd_within^2 / n). */
double nutri__difference_sd(double ear, double cv, double sd_within, int n);
/* Confidence that usual intake meets the requirement: Phi((mean - ear) / difference_sd). */
double nutri__adequacy(double mean, double ear, double cv, double sd_within, int n);
/* z = (mean - level) / (sd_within / sqrt(n)) of an AI or UL; an sd of 0 gives +-inf, or 0. */
double nutri__level_z(double mean, double level, double sd_within, int n);
/* Confidence that usual intake is at the AI or above: Phi(z); sd 0: 1 or 0. */
double nutri__adequacy_ai(double mean, double ai, double sd_within, int n);
/* Confidence that usual intake (of what the UL counts) is above the UL: Phi(z); sd 0: 1 or 0. */
double nutri__excess_ul(double mean, double ul, double sd_within, int n);
/* Days after which a `confidence` interval of the mean is at most `half_width` to either side: the
 * least whole n >= (z sd_within / half_width)^2; at least 1. NaN for a half_width of 0 or less. */
double nutri__days_needed(double sd_within, double half_width, double confidence);
/* The mean over n days from which on adequacy is at least `confidence`. */
double nutri__intake_needed(double ear, double cv, double sd_within, int n, double confidence);

/* ---- a group's recalls ----------------------------------------------------------------------- */

#define NUTRI__COVARIATES_MAX 32
#define NUTRI__COLUMNS_MAX (3 + NUTRI__COVARIATES_MAX) /* of a model: 1, repeat, weekend, x ... */
#define NUTRI__REPEATS_MIN 50

/* Person i has the recalls first[i] .. first[i+1]-1, none where these are equal. A person of
 * weight 0 or without a recall is in no result (as is whoever a jackknife leaves out). */
struct nutri__recalls {
  size_t persons;
  const double *weight;         /* persons; NULL = 1 each. Any scale */
  const size_t *first;          /* persons + 1 */
  const double *amount;         /* recalls */
  const unsigned char *repeat;  /* recalls: 1 = not the person's first day; NULL = unknown */
  const unsigned char *weekend; /* recalls: 1 = Friday to Sunday; NULL = unknown */
  const double *covariate;      /* persons rows of `covariates`; NULL where that is 0 */
  size_t covariates;
};

/* A person's weight, 0 without a recall. */
double nutri__recalls_weight(const struct nutri__recalls *recalls, size_t person);
/* Returns: OK, NOBODY, BAD_AMOUNT, BAD_WEIGHT, NO_WEIGHT. */
enum nutri__stats nutri__recalls_check(const struct nutri__recalls *recalls, size_t *at);
/* The least and the largest amount of those who have a weight. */
void nutri__recalls_range(const struct nutri__recalls *recalls, double *least, double *most);

/* ---- NRC/IOM: shrinkage of person means (stats_nrc.c). Source: NRC 1986; IOM 2000, app. E -----
 */

struct nutri__nrc {
  size_t persons;
  size_t repeats; /* persons with two recalls or more */
  size_t recalls;
  double ms_within; /* MSW = V_w: sqrt of it is the pooled within-person SD */
  double ms_between;
  double n0;
  double var_between; /* V_b, 0 at least; 0 = everybody gets the mean: a warning is due */
  double mean;        /* m, the weighted mean of person means */
  size_t at;          /* of a reason */
};

/* adjusted: persons, NaN who is in no result; NULL = the variances alone. For means and as a check;
 * a share below a cut-off comes from the NCI model. Returns: OK, NOBODY, ONE_PERSON, NO_REPEAT,
 * BAD_AMOUNT, BAD_WEIGHT, NO_WEIGHT, ALL_EQUAL; out is whole where it could be computed, else
 * NaN. */
enum nutri__stats nutri__nrc(const struct nutri__recalls *recalls, double *adjusted,
                             struct nutri__nrc *out);

/* ---- NCI: the amount-only model (stats_nci.c). Source: Tooze 2006, 2010 ------------------------
 */

/* What became of a column of the model. */
enum nutri__column {
  NUTRI__COLUMN_USED = 0,
  NUTRI__COLUMN_UNKNOWN,   /* not given (NULL), or no such covariate */
  NUTRI__COLUMN_CONSTANT,  /* the same for everybody: dropped */
  NUTRI__COLUMN_COLLINEAR, /* follows from the columns before it: dropped */
};

/* Where the search starts; all 0 = no hint. */
struct nutri__nci_options {
  bool fixed;                     /* lambda is `lambda`, and only tau is sought */
  double lambda;                  /* if fixed */
  const struct nutri__nci *start; /* a fit of nearly the same data, as a replicate's: it may
                                 have fewer repeats; NULL = none */
};

struct nutri__nci {
  double lambda; /* Box-Cox, 0.01 to 1.2 */
  double tau;    /* var_between / var_within */
  double var_within;
  double var_between;
  double ll;
  double beta[NUTRI__COLUMNS_MAX];               /* 1, repeat, weekend, covariates; 0 = dropped */
  enum nutri__column column[NUTRI__COLUMNS_MAX]; /* likewise */
  size_t columns;                                /* 3 + covariates */
  size_t persons;
  size_t repeats; /* persons with two recalls or more */
  size_t recalls;
  size_t zeros;    /* recalls of 0, taken as half of `smallest` */
  double smallest; /* positive amount */
  bool lambda_at_bound;
  int evaluations; /* of the likelihood at a new lambda */
  size_t at;       /* of a reason */
};

size_t nutri__nci_space(const struct nutri__recalls *recalls);
/* options NULL = a free lambda without a hint. Returns: OK, NOBODY, FEW_REPEATS, BAD_AMOUNT,
 * BAD_WEIGHT, BAD_COVARIATE, COVARIATES, NO_WEIGHT, ALL_ZERO, ALL_EQUAL, NO_FIT; NO_WITHIN and
 * NO_BETWEEN where tau ends at its bound, with out as it was found there. */
enum nutri__stats nutri__nci_fit(const struct nutri__recalls *recalls,
                                 const struct nutri__nci_options *options, void *space,
                                 struct nutri__nci *out);

/* ---- the distribution of usual intake from a fit (stats_usual.c) ---------------------------- */

struct nutri__cell; /* persons alike in covariates, addition and cut-off */

/* Prepared; it borrows the space and a copy of the fit. */
struct nutri__usual {
  struct nutri__nci fit;
  struct nutri__cell *cells;
  size_t count;
  double weight; /* of all */
  double *table; /* usual intake over the linear predictor */
  double from;   /* its first predictor ... */
  double step;   /* ... and the step */
};

size_t nutri__usual_space(const struct nutri__recalls *recalls);
/* added: persons, what each adds to the modelled intake every day (the mean of supplements); NULL =
 * nothing. cutoff: persons, each one's own EAR or AI; NaN = that person has none and is in no
 * share, though in the percentiles; NULL = none has. recalls is what was fitted, or other persons
 * with the same covariates and any weights. */
void nutri__usual_prepare(const struct nutri__nci *fit, const struct nutri__recalls *recalls,
                          const double *added, const double *cutoff, void *space,
                          struct nutri__usual *out);
double nutri__usual_mean(const struct nutri__usual *usual);
/* F(c), the share of usual intakes below c. */
double nutri__usual_cdf(const struct nutri__usual *usual, double c);
/* p from 0 to 1. */
double nutri__usual_percentile(const struct nutri__usual *usual, double p);
/* Share of persons with a cut-off whose usual intake is below it; 1 - it is the share at or above.
 * NaN where nobody has one. */
double nutri__usual_below(const struct nutri__usual *usual);
/* Full probability: the mean probability that a person's requirement, N(cutoff, (cv cutoff)^2), is
 * above the usual intake. NaN where nobody has a cut-off. */
double nutri__usual_inadequate(const struct nutri__usual *usual, double cv);

/* The same of usual intakes that are known one by one (NRC's adjusted means, as a contrast; mean
 * supplement doses against a UL). weight NULL = 1 each; a NaN in intake or cutoff leaves that
 * person out; NaN where nobody is left. */
double nutri__share_below(size_t persons, const double *weight, const double *intake,
                          const double *cutoff);
double nutri__share_above(size_t persons, const double *weight, const double *intake,
                          const double *cutoff);
double nutri__share_inadequate(size_t persons, const double *weight, const double *intake,
                               const double *cutoff, double cv);
/* Weighted percentile of values without NaN: the least with at least p of the weight at or below
 * it, the mean of two where that is exact. order: space for `count` indexes. */
double nutri__percentile(size_t count, const double *value, const double *weight, double p,
                         size_t *order);

/* ---- numbers by chance (stats.c)
 * -------------------------------------------------------------------- */

/* A seed's row of numbers, the same on every machine. xoshiro256** (Blackman and Vigna 2018, public
 * domain), its state from splitmix64. */
struct nutri__random {
  uint64_t state[4];
};
void nutri__random_seed(struct nutri__random *random, uint64_t seed);
uint64_t nutri__random_next(struct nutri__random *random);
double nutri__random_uniform(struct nutri__random *random);         /* above 0, below 1 */
size_t nutri__random_below(struct nutri__random *random, size_t n); /* 0 .. n-1, each alike */
double nutri__random_normal(struct nutri__random *random);

/* For hash tables: a number of which every bit depends on every bit of x, and how many slots a
 * table of so many has, a power of 2. */
uint64_t nutri__mix(uint64_t x);
size_t nutri__slots_for(size_t persons);

/* ---- surveys (stats_survey.c) -----------------------------------------------------------------
 */

/* Whose stratum and PSU are which, numbered from 0 in order of appearance. */
struct nutri__design {
  size_t persons;
  size_t strata;
  size_t psus;
  size_t *psu;     /* persons: the PSU */
  size_t *stratum; /* PSUs: the stratum */
  size_t *size;    /* strata: how many PSUs */
  size_t *person;  /* strata: the first person in it, to name the stratum by its code */
  size_t at;       /* the stratum of a reason */
};

size_t nutri__design_space(size_t persons);
/* stratum, psu: the survey's codes of all its persons, also of those outside a domain; a PSU's code
 * is unique within its stratum. stratum NULL = one stratum; psu NULL = each person is a PSU.
 * Returns: OK, NOBODY, ONE_PSU (the design is numbered, but has no variance). */
enum nutri__stats nutri__design_read(size_t persons, const int64_t *stratum, const int64_t *psu,
                                     void *space, struct nutri__design *out);

struct nutri__survey_mean {
  double mean;
  double se; /* Taylor; with replacement, no finite population correction */
  size_t persons;
  double weight; /* their sum */
  size_t df;     /* PSUs less strata */
  size_t at;     /* of a reason */
};

/* Weighted mean of those in the domain. weight NULL = 1 each; domain NULL = all, else 1 = in it
 * (their value alone is read); all PSUs stay in the variance. space: design->psus doubles.
 * Returns: OK, BAD_WEIGHT, BAD_VALUE, NO_WEIGHT, ONE_PSU (mean is given, se NaN). */
enum nutri__stats nutri__survey_mean(const struct nutri__design *design, const double *weight,
                                     const double *value, const unsigned char *domain,
                                     double *space, struct nutri__survey_mean *out);

/* JKn, replicate r of design->psus: 0 in PSU r, n_h/(n_h - 1) times the weight in the rest of its
 * stratum. weight NULL = 1 each; out: persons. */
void nutri__jackknife_weights(const struct nutri__design *design, const double *weight, size_t r,
                              double *out);
/* Variance of an estimate from those of the replicates: sum_h (n_h-1)/n_h sum_r (e_r - full)^2.
 * NaN where an estimate is. */
double nutri__jackknife_variance(const struct nutri__design *design, double full,
                                 const double *estimate);

/* A bootstrap sample: as many persons as have a weight above 0, drawn from these with replacement;
 * out = how often drawn times the weight. weight NULL = 1 each; out: persons. order: space for
 * `persons` indexes. */
void nutri__bootstrap_weights(struct nutri__random *random, size_t persons, const double *weight,
                              double *out, size_t *order);
/* Variance of the estimates about their mean, 1/(B-1); those that are NaN (a sample that was
 * refused) are left out and counted. NaN for fewer than 2. */
double nutri__bootstrap_variance(size_t count, const double *estimate, size_t *refused);

#endif
