/* SPDX-License-Identifier: MIT */
/*
 * The amount-only model of the NCI method, by maximum likelihood.
 *
 * Source: Tooze et al. 2006, J Am Diet Assoc 106:1575; Tooze et al. 2010, Stat Med 29:2857. With
 * g(y) = (y^lambda - 1)/lambda of an intake y,
 *
 *   g(y_ij) = x_ij'beta + u_i + e_ij,   u ~ N(0, s_u^2), e ~ N(0, s_e^2)
 *
 * For a given lambda and tau = s_u^2/s_e^2 the best beta and s_e^2 are in closed form, so the
 * search is over these two: over log tau within, over lambda without.
 *
 * The inverse covariance of a person's days is 1/s_e^2 (I - k 11'), k = tau/(1 + n tau), which
 * depends on the person by the number of days n alone. So sums over persons of equal n are all that
 * a new tau needs (a "class"), and a new lambda costs one pass over the recalls.
 */
#include "stats.h"

#include <math.h>
#include <string.h>

#define LAMBDA_LEAST 0.01
#define LAMBDA_MOST 1.2
#define LOG_TAU_LEAST (-8.0)
#define LOG_TAU_MOST 4.0
#define AT_BOUND 1e-3 /* an optimum so near to a bound lies on it */
#define STEPS 100

static const double pi = 3.14159265358979323846;

/* Persons of one number of days. */
struct class {
  double days;
  double weight; /* sum w */
  double k;
  double zz;  /* sum w (1'z)^2 */
  double *xz; /* sum w (X'1)(1'z) */
  double *xx; /* sum w (X'1)(X'1)' */
};

struct member {
  size_t first;
  size_t end;
  double weight; /* scaled to a mean of 1 */
  double *x;     /* X'1 */
  struct class *class;
};

struct model {
  const struct nutri__recalls *recalls;
  struct nutri__nci *fit;
  struct member *members;
  size_t count;
  struct class *classes;
  size_t class_count;
  double *log_amount;                /* recalls */
  size_t kept[NUTRI__COLUMNS_MAX];   /* columns of the fit */
  size_t columns;                    /* how many are kept */
  double centre[NUTRI__COLUMNS_MAX]; /* of a column of the fit; taken off covariates */
  double days;                       /* M = sum w n */
  double log_sum;                    /* sum w sum log y */
  double xx[NUTRI__COLUMNS_MAX * NUTRI__COLUMNS_MAX]; /* sum w X'X */
  /* of the lambda at hand; z is less `shift`, which the intercept gets back */
  double shift;
  double zz;
  double xz[NUTRI__COLUMNS_MAX];
  double beta[NUTRI__COLUMNS_MAX];
  double var_within;
  double lambda;
  double log_tau;
};

/* ---- room -------------------------------------------------------------------------------------
 */

/* No more numbers of days than can be different: 1 + 2 + ... + c <= recalls. */
static size_t class_most(const struct nutri__recalls *recalls) {
  return (size_t)sqrt(2.0 * (double)recalls->first[recalls->persons]) + 2;
}

size_t nutri__nci_space(const struct nutri__recalls *recalls) {
  size_t columns = 3 + recalls->covariates;
  size_t of_class = sizeof(struct class) + (columns + columns * columns) * sizeof(double);

  return recalls->persons * (sizeof(struct member) + columns * sizeof(double)) +
         recalls->first[recalls->persons] * sizeof(double) + class_most(recalls) * of_class;
}

static void take_space(struct model *m, void *space) {
  const struct nutri__recalls *recalls = m->recalls;
  size_t columns = 3 + recalls->covariates;
  double *numbers;

  m->members = space;
  m->classes = (void *)(m->members + recalls->persons);
  numbers = (void *)(m->classes + class_most(recalls));
  m->log_amount = numbers;
  numbers += recalls->first[recalls->persons];
  for (size_t i = 0; i < recalls->persons; i++, numbers += columns)
    m->members[i].x = numbers;
  for (size_t c = 0; c < class_most(recalls); c++, numbers += columns + columns * columns) {
    m->classes[c].xz = numbers;
    m->classes[c].xx = numbers + columns;
  }
}

/* ---- who and what is in the model -------------------------------------------------------------
 */

static struct class *class_of(struct model *m, size_t days) {
  struct class *c = m->classes;

  while (c < m->classes + m->class_count && c->days != (double)days)
    c++;
  if (c == m->classes + m->class_count) {
    m->class_count++;
    c->days = (double)days;
    c->weight = 0.0;
  }
  return c;
}

static void take_members(struct model *m) {
  const struct nutri__recalls *recalls = m->recalls;
  double weights = 0.0;

  for (size_t i = 0; i < recalls->persons; i++) {
    struct member *member = &m->members[m->count];
    double weight = nutri__recalls_weight(recalls, i);

    if (weight == 0.0)
      continue;
    member->first = recalls->first[i];
    member->end = recalls->first[i + 1];
    member->weight = weight;
    member->x[0] = (double)i; /* until its row is made */
    weights += weight;
    m->count++;
    m->fit->recalls += member->end - member->first;
    m->fit->repeats += member->end - member->first > 1;
  }
  m->fit->persons = m->count;
  for (size_t i = 0; i < m->count; i++) {
    struct member *member = &m->members[i];

    member->weight *= (double)m->count / weights;
    member->class = class_of(m, member->end - member->first);
    member->class->weight += member->weight;
    m->days += member->weight * member->class->days;
  }
}

static void take_amounts(struct model *m) {
  double smallest = INFINITY, instead;

  for (size_t i = 0; i < m->count; i++)
    for (size_t j = m->members[i].first; j < m->members[i].end; j++)
      if (m->recalls->amount[j] > 0.0)
        smallest = fmin(smallest, m->recalls->amount[j]);
  instead = log(smallest / 2.0);
  m->fit->smallest = smallest;
  for (size_t i = 0; i < m->count; i++)
    for (size_t j = m->members[i].first; j < m->members[i].end; j++) {
      double amount = m->recalls->amount[j];

      m->fit->zeros += amount == 0.0;
      m->log_amount[j] = amount > 0.0 ? log(amount) : instead;
      m->log_sum += m->members[i].weight * m->log_amount[j];
    }
}

static double covariate(const struct nutri__recalls *recalls, size_t person, size_t column) {
  return recalls->covariate[person * recalls->covariates + column - 3];
}

/* The row of a recall in all columns of the fit, covariates centred. */
static void full_row(const struct model *m, size_t person, size_t recall, double *x) {
  const struct nutri__recalls *recalls = m->recalls;

  x[0] = 1.0;
  x[1] = recalls->repeat != NULL && recalls->repeat[recall] ? 1.0 : 0.0;
  x[2] = recalls->weekend != NULL && recalls->weekend[recall] ? 1.0 : 0.0;
  for (size_t k = 3; k < m->fit->columns; k++)
    x[k] = covariate(recalls, person, k) - m->centre[k];
}

static enum nutri__stats centre_covariates(struct model *m) {
  for (size_t i = 0; i < m->count; i++)
    for (size_t k = 3; k < m->fit->columns; k++) {
      size_t person = (size_t)m->members[i].x[0];
      double value = covariate(m->recalls, person, k);

      if (!isfinite(value)) {
        m->fit->at = person;
        return NUTRI__STATS_BAD_COVARIATE;
      }
      m->centre[k] += value * (m->members[i].weight * m->members[i].class->days / m->days);
    }
  return NUTRI__STATS_OK;
}

/* Cholesky's decomposition of xx (its lower triangle, in place) from column to column: one that is
 * left with nothing after those before it is dropped. For a constant one that is the intercept. */
static void choose_columns(struct model *m, double *xx) {
  const struct nutri__recalls *recalls = m->recalls;
  struct nutri__nci *fit = m->fit;
  size_t p = fit->columns;

  for (size_t k = 0; k < p; k++) {
    double whole = xx[k * p + k];
    double mean = xx[k * p]; /* column 0 is decomposed: sum w x / sqrt(M) */
    double centred = k == 0 ? whole : whole - mean * mean;
    double size = k < 3 ? whole : whole + m->days * m->centre[k] * m->centre[k];

    for (size_t j = 0; j < k; j++)
      if (fit->column[j] == NUTRI__COLUMN_USED)
        xx[k * p + k] -= xx[k * p + j] * xx[k * p + j];
    if ((k == 1 && recalls->repeat == NULL) || (k == 2 && recalls->weekend == NULL))
      fit->column[k] = NUTRI__COLUMN_UNKNOWN;
    else if (!(centred > 1e-20 * size))
      fit->column[k] = NUTRI__COLUMN_CONSTANT;
    else if (!(xx[k * p + k] > 1e-9 * centred))
      fit->column[k] = NUTRI__COLUMN_COLLINEAR;
    if (fit->column[k] != NUTRI__COLUMN_USED)
      continue;
    m->kept[m->columns++] = k;
    xx[k * p + k] = sqrt(xx[k * p + k]);
    for (size_t i = k + 1; i < p; i++) {
      for (size_t j = 0; j < k; j++)
        if (fit->column[j] == NUTRI__COLUMN_USED)
          xx[i * p + k] -= xx[i * p + j] * xx[k * p + j];
      xx[i * p + k] /= xx[k * p + k];
    }
  }
}

/* X'1 of every member and the sums that no lambda changes. */
static void take_rows(struct model *m) {
  double full[NUTRI__COLUMNS_MAX * NUTRI__COLUMNS_MAX] = {0.0};
  double x[NUTRI__COLUMNS_MAX];
  size_t all = m->fit->columns, p;

  for (size_t i = 0; i < m->count; i++) {
    struct member *member = &m->members[i];
    size_t person = (size_t)member->x[0];

    memset(member->x, 0, all * sizeof *member->x);
    for (size_t j = member->first; j < member->end; j++) {
      full_row(m, person, j, x);
      for (size_t k = 0; k < all; k++) {
        member->x[k] += x[k];
        for (size_t l = 0; l <= k; l++)
          full[k * all + l] += member->weight * x[k] * x[l];
      }
    }
  }
  memcpy(m->xx, full, sizeof full);
  choose_columns(m, full);
  p = m->columns;
  for (size_t k = 0; k < p; k++) /* in place: what is read lies at or after what is written */
    for (size_t l = 0; l <= k; l++)
      m->xx[k * p + l] = m->xx[m->kept[k] * all + m->kept[l]];
  for (struct class *c = m->classes; c < m->classes + m->class_count; c++)
    memset(c->xx, 0, p * p * sizeof *c->xx);
  for (size_t i = 0; i < m->count; i++) {
    struct member *member = &m->members[i];

    for (size_t k = 0; k < p; k++) {
      member->x[k] = member->x[m->kept[k]];
      for (size_t l = 0; l <= k; l++)
        member->class->xx[k * p + l] += member->weight * member->x[k] * member->x[l];
    }
  }
}

/* ---- the likelihood ---------------------------------------------------------------------------
 */

static double transformed(double log_amount, double lambda) {
  return fabs(lambda) < 1e-10 ? log_amount : expm1(lambda * log_amount) / lambda;
}

/* Sums of z for one person: all days, days with a repeat, days of a weekend. */
static void add_member(struct model *m, const struct member *member) {
  const struct nutri__recalls *recalls = m->recalls;
  struct class *c = member->class;
  double sum = 0.0, repeat = 0.0, weekend = 0.0;

  for (size_t j = member->first; j < member->end; j++) {
    double z = transformed(m->log_amount[j], m->lambda) - m->shift;

    sum += z;
    m->zz += member->weight * z * z;
    if (recalls->repeat != NULL && recalls->repeat[j])
      repeat += z;
    if (recalls->weekend != NULL && recalls->weekend[j])
      weekend += z;
  }
  c->zz += member->weight * sum * sum;
  for (size_t k = 0; k < m->columns; k++) {
    double xz = m->kept[k] == 1 ? repeat : m->kept[k] == 2 ? weekend : member->x[k] / c->days * sum;

    m->xz[k] += member->weight * xz;
    c->xz[k] += member->weight * member->x[k] * sum;
  }
}

static void set_lambda(struct model *m, double lambda) {
  m->lambda = lambda;
  m->shift = transformed(m->log_sum / m->days, lambda);
  m->zz = 0.0;
  memset(m->xz, 0, sizeof m->xz);
  for (struct class *c = m->classes; c < m->classes + m->class_count; c++) {
    c->zz = 0.0;
    memset(c->xz, 0, m->columns * sizeof *c->xz);
  }
  for (size_t i = 0; i < m->count; i++)
    add_member(m, &m->members[i]);
  m->fit->evaluations++;
}

/* a x = b by Cholesky's decomposition, in place; b becomes x. False where a is not positive. */
static bool solve(double *a, double *b, size_t p) {
  for (size_t k = 0; k < p; k++) {
    for (size_t j = 0; j < k; j++) {
      a[k * p + k] -= a[k * p + j] * a[k * p + j];
      b[k] -= a[k * p + j] * b[j];
    }
    if (!(a[k * p + k] > 0.0))
      return false;
    a[k * p + k] = sqrt(a[k * p + k]);
    b[k] /= a[k * p + k];
    for (size_t i = k + 1; i < p; i++) {
      for (size_t j = 0; j < k; j++)
        a[i * p + k] -= a[i * p + j] * a[k * p + j];
      a[i * p + k] /= a[k * p + k];
    }
  }
  for (size_t k = p; k-- > 0;) {
    for (size_t i = k + 1; i < p; i++)
      b[k] -= a[i * p + k] * b[i];
    b[k] /= a[k * p + k];
  }
  return true;
}

/* The log likelihood at the lambda that is set; keeps beta and var_within. */
static double likelihood_of_tau(void *user, double log_tau) {
  struct model *m = user;
  double a[NUTRI__COLUMNS_MAX * NUTRI__COLUMNS_MAX], b[NUTRI__COLUMNS_MAX];
  size_t p = m->columns;
  double tau = exp(log_tau), q = m->zz, logs = 0.0;

  memcpy(a, m->xx, p * p * sizeof *a);
  memcpy(b, m->xz, p * sizeof *b);
  for (const struct class *c = m->classes; c < m->classes + m->class_count; c++) {
    double k = tau / (1.0 + c->days * tau);

    for (size_t i = 0; i < p * p; i++)
      a[i] -= k * c->xx[i];
    for (size_t i = 0; i < p; i++)
      b[i] -= k * c->xz[i];
    q -= k * c->zz;
    logs += c->weight * log1p(c->days * tau);
  }
  memcpy(m->beta, b, p * sizeof *b);
  if (!solve(a, m->beta, p))
    return -INFINITY;
  for (size_t i = 0; i < p; i++)
    q -= b[i] * m->beta[i];
  m->log_tau = log_tau;
  m->var_within = q / m->days;
  if (m->var_within < 1e-300) /* all of it explained, and rounded; fmax() would hide a NaN */
    m->var_within = 1e-300;
  return -(m->days / 2.0) * (log(2.0 * pi * m->var_within) + 1.0) - logs / 2.0 +
         (m->lambda - 1.0) * m->log_sum;
}

/* ---- the search -------------------------------------------------------------------------------
 */

typedef double function(void *user, double x);

/* Where f is largest between at[0] and at[2], being no smaller at at[1] between them: Brent 1973,
 * ch. 5, parabolas, and golden sections where these go astray. */
static double brent(function *f, void *user, const double *at, const double *value) {
  const double golden = 0.3819660112501051;
  int second = value[0] >= value[2] ? 0 : 2;
  double a = at[0], c = at[2], x = at[1], fx = value[1];
  double w = at[second], fw = value[second], v = at[2 - second], fv = value[2 - second];
  double step = c - a, last = step;

  for (int i = 0; i < STEPS; i++) {
    double middle = (a + c) / 2.0, tolerance = 1e-6, u, fu;
    double r = (x - w) * (fx - fv), q = (x - v) * (fx - fw), p = (x - v) * q - (x - w) * r;

    if (fabs(x - middle) <= 2.0 * tolerance - (c - a) / 2.0)
      break;
    q = 2.0 * (q - r);
    p = q > 0.0 ? -p : p;
    q = fabs(q);
    if (fabs(last) > tolerance && fabs(p) < fabs(q * last / 2.0) && p > q * (a - x) &&
        p < q * (c - x)) {
      last = step;
      step = p / q;
      if (x + step - a < 2.0 * tolerance || c - x - step < 2.0 * tolerance)
        step = copysign(tolerance, middle - x);
    } else {
      last = x < middle ? c - x : a - x;
      step = golden * last;
    }
    u = x + (fabs(step) >= tolerance ? step : copysign(tolerance, step));
    fu = f(user, u);
    if (fu >= fx) {
      a = u < x ? a : x;
      c = u < x ? x : c;
      v = w, fv = fw, w = x, fw = fx, x = u, fx = fu;
    } else {
      a = u < x ? u : a;
      c = u < x ? c : u;
      if (fu >= fw || w == x)
        v = w, fv = fw, w = u, fw = fu;
      else if (fu >= fv || v == x || v == w)
        v = u, fv = fu;
    }
  }
  return x;
}

/* Where f is largest in [least, most], by a net of `parts` and a search around its best knot; near
 * `start` (NaN = none) first, and only there if the best of three lies in the middle. */
static double maximise(function *f, void *user, double least, double most, int parts, double start,
                       double radius) {
  double at[3] = {start - radius, start, start + radius};
  double value[3] = {-INFINITY, -INFINITY, -INFINITY};
  double width = (most - least) / parts, before = -INFINITY;

  if (at[0] > least && at[2] < most) {
    for (int i = 0; i < 3; i++)
      value[i] = f(user, at[i]);
    if (value[0] < value[1] && value[2] < value[1])
      return brent(f, user, at, value);
    value[1] = -INFINITY;
  }
  at[1] = least;
  for (int i = 0; i <= parts; i++) {
    double x = i < parts ? least + i * width : most;
    double fx = f(user, x);

    if (fx > value[1]) {
      at[1] = x;
      value[0] = before;
      value[1] = fx;
      value[2] = -INFINITY;
    } else if (x - at[1] < 1.5 * width) {
      value[2] = fx;
    }
    before = fx;
  }
  at[0] = fmax(least, at[1] - width);
  at[2] = fmin(most, at[1] + width);
  return brent(f, user, at, value);
}

/* The log likelihood at a lambda and the best tau for it, which is kept. */
static double likelihood_of_lambda(void *user, double lambda) {
  struct model *m = user;
  double near = m->log_tau;

  set_lambda(m, lambda);
  return likelihood_of_tau(
      m, maximise(likelihood_of_tau, m, LOG_TAU_LEAST, LOG_TAU_MOST, 12, near, 0.25));
}

static void report(struct model *m, double ll) {
  struct nutri__nci *fit = m->fit;

  fit->lambda = m->lambda;
  fit->tau = exp(m->log_tau);
  fit->var_within = m->var_within;
  fit->var_between = fit->tau * fit->var_within;
  fit->ll = ll;
  for (size_t k = 0; k < m->columns; k++)
    fit->beta[m->kept[k]] = m->beta[k];
  fit->beta[0] += m->shift;
  for (size_t k = 3; k < fit->columns; k++)
    fit->beta[0] -= fit->beta[k] * m->centre[k];
}

static enum nutri__stats is_group(const struct nutri__recalls *recalls, size_t repeats_min,
                                  struct nutri__nci *out) {
  enum nutri__stats reason = nutri__recalls_check(recalls, &out->at);
  double least, most;
  size_t repeats = 0;

  if (reason != NUTRI__STATS_OK)
    return reason;
  if (recalls->covariates > NUTRI__COVARIATES_MAX)
    return NUTRI__STATS_COVARIATES;
  for (size_t i = 0; i < recalls->persons; i++)
    repeats +=
        nutri__recalls_weight(recalls, i) > 0.0 && recalls->first[i + 1] - recalls->first[i] > 1;
  if (repeats < repeats_min) {
    out->repeats = repeats;
    return NUTRI__STATS_FEW_REPEATS;
  }
  nutri__recalls_range(recalls, &least, &most);
  if (most == 0.0)
    return NUTRI__STATS_ALL_ZERO;
  return least == most ? NUTRI__STATS_ALL_EQUAL : NUTRI__STATS_OK;
}

enum nutri__stats nutri__nci_fit(const struct nutri__recalls *recalls,
                                 const struct nutri__nci_options *options, void *space,
                                 struct nutri__nci *out) {
  static const struct nutri__nci_options free_lambda;
  struct model m = {.recalls = recalls, .fit = out, .log_tau = NAN};
  enum nutri__stats reason;
  double near = NAN, lambda, ll;

  options = options == NULL ? &free_lambda : options;
  if (options->start != NULL) { /* which may be *out */
    near = options->start->lambda;
    m.log_tau = log(options->start->tau);
  }
  *out = (struct nutri__nci){.lambda = NAN, .tau = NAN, .var_within = NAN, .ll = NAN};
  out->var_between = NAN;
  /* A replicate has fewer persons, each counted more often. */
  reason = is_group(recalls, options->start != NULL ? 2 : NUTRI__REPEATS_MIN, out);
  if (reason != NUTRI__STATS_OK)
    return reason;
  out->columns = 3 + recalls->covariates;
  take_space(&m, space);
  take_members(&m);
  take_amounts(&m);
  reason = centre_covariates(&m);
  if (reason != NUTRI__STATS_OK)
    return reason;
  take_rows(&m);
  lambda = options->fixed
               ? options->lambda
               : maximise(likelihood_of_lambda, &m, LAMBDA_LEAST, LAMBDA_MOST, 6, near, 0.05);
  ll = likelihood_of_lambda(&m, lambda);
  if (!isfinite(ll))
    return NUTRI__STATS_NO_FIT;
  report(&m, ll);
  out->lambda_at_bound =
      !options->fixed && (lambda < LAMBDA_LEAST + AT_BOUND || lambda > LAMBDA_MOST - AT_BOUND);
  if (m.log_tau < LOG_TAU_LEAST + AT_BOUND)
    return NUTRI__STATS_NO_BETWEEN;
  return m.log_tau > LOG_TAU_MOST - AT_BOUND ? NUTRI__STATS_NO_WITHIN : NUTRI__STATS_OK;
}
