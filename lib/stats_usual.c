/* SPDX-License-Identifier: MIT */
/*
 * From the parameters of the NCI model to usual intakes, their percentiles and the shares below a
 * cut-off.
 *
 * Usual intake is a mean over days, on the scale of intake: with v the linear predictor of a
 * weekday (a first one), v + b that of a day of the weekend,
 *
 *   T = G(v + u),   G(x) = 4/7 A(x) + 3/7 A(x + b),   A(x) = E g^-1(x + e)
 *
 * A by nine-point quadrature. Source: Tooze et al. 2006, J Am Diet Assoc 106:1575. G is one rising
 * function for all persons, so it is tabled once with its slope, and P(T < c) = Phi((G^-1(c) -
 * v)/s_u). No numbers by chance.
 */
#include "stats.h"

#include <math.h>
#include <string.h>

#define KNOTS 513
#define TABLE (2 * (size_t)KNOTS) /* each with its slope */
#define REACH 8.5                 /* standard deviations of u in the table; beyond lie 1e-17 */
#define U_MOST 8.0                /* standard deviations, of the integrals over u ... */
#define U_STEP 0.125              /* ... by the trapezoidal rule; see integral() */
#define U_COUNT 129

struct nutri__cell {
  double predictor;
  double added;
  double cutoff;
  double weight;
};

/* ---- usual intake at a linear predictor -------------------------------------------------------
 */

/* A(x) and its slope; not below half of the smallest intake that was seen. The weights are printed
 * to six digits, which add up to 1.000001. */
static double back_transformed(const struct nutri__nci *fit, double x, double *slope) {
  static const double node[] = {0.0, 0.5, -0.5, 0.8, -0.8, 1.3, -1.3, 2.1, -2.1};
  static const double weight[] = {0.252489, 0.159698, 0.159698, 0.070458, 0.070458,
                                  0.080255, 0.080255, 0.063345, 0.063345};
  const double weights = 1.000001;
  double sd = sqrt(fit->var_within), sum = 0.0, least = fit->smallest / 2.0;

  *slope = 0.0;
  if (fabs(fit->lambda) < 1e-10) {
    sum = *slope = exp(x + fit->var_within / 2.0);
  } else {
    for (size_t i = 0; i < sizeof node / sizeof node[0]; i++) {
      double base = fit->lambda * (x + node[i] * sd) + 1.0;

      if (base > 0.0) {
        double part = weight[i] / weights * pow(base, 1.0 / fit->lambda);

        sum += part;
        *slope += part / base;
      }
    }
  }
  if (sum > least)
    return sum;
  *slope = 0.0;
  return least;
}

static double usual_at(const struct nutri__nci *fit, double x, double *slope) {
  double weekend_slope;
  double weekday = back_transformed(fit, x, slope);
  double weekend;

  if (fit->beta[2] == 0.0)
    return weekday;
  weekend = back_transformed(fit, x + fit->beta[2], &weekend_slope);
  *slope = 4.0 / 7.0 * *slope + 3.0 / 7.0 * weekend_slope;
  return 4.0 / 7.0 * weekday + 3.0 / 7.0 * weekend;
}

/* ---- the table --------------------------------------------------------------------------------
 */

static double knot(const struct nutri__usual *usual, size_t k) { return usual->table[2 * k]; }
static double slope(const struct nutri__usual *usual, size_t k) { return usual->table[2 * k + 1]; }

static void make_table(struct nutri__usual *usual) {
  double least = INFINITY, most = -INFINITY, reach = REACH * sqrt(usual->fit.var_between);

  for (size_t i = 0; i < usual->count; i++) {
    least = fmin(least, usual->cells[i].predictor);
    most = fmax(most, usual->cells[i].predictor);
  }
  usual->from = least - reach;
  usual->step = (most - least + 2.0 * reach) / (KNOTS - 1);
  for (size_t k = 0; k < KNOTS; k++)
    usual->table[2 * k] =
        usual_at(&usual->fit, usual->from + (double)k * usual->step, &usual->table[2 * k + 1]);
}

/* Hermite's cubic between two points with slopes, at t from 0 to 1 of the width between. */
static double cubic(double t, double width, double y0, double y1, double slope0, double slope1) {
  double s = 1.0 - t;

  return s * s * (1.0 + 2.0 * t) * y0 + t * t * (3.0 - 2.0 * t) * y1 +
         t * s * width * (s * slope0 - t * slope1);
}

/* Whether the cubic rises all the way: Fritsch and Carlson 1980. It does not around the floor. */
static bool rises(double secant, double slope0, double slope1) {
  return slope0 > 0.0 && slope1 > 0.0 && slope0 < 3.0 * secant && slope1 < 3.0 * secant;
}

/* G(x). */
static double intake_at(const struct nutri__usual *usual, double x) {
  double place = fmin(fmax((x - usual->from) / usual->step, 0.0), KNOTS - 1.0);
  size_t k = place < KNOTS - 2 ? (size_t)place : KNOTS - 2;
  double t = place - (double)k, y0 = knot(usual, k), y1 = knot(usual, k + 1);

  if (!rises((y1 - y0) / usual->step, slope(usual, k), slope(usual, k + 1)))
    return y0 + t * (y1 - y0);
  return cubic(t, usual->step, y0, y1, slope(usual, k), slope(usual, k + 1));
}

/* The x up to which G(x) < c: -inf or inf where that is nobody's or everybody's. */
static double predictor_at(const struct nutri__usual *usual, double c) {
  size_t low = 0, high = KNOTS - 1;
  double y0, y1, secant, x;

  if (!(c > knot(usual, low)))
    return -INFINITY;
  if (c > knot(usual, high))
    return INFINITY;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;

    *(knot(usual, middle) < c ? &low : &high) = middle;
  }
  y0 = knot(usual, low);
  y1 = knot(usual, high);
  x = usual->from + (double)low * usual->step;
  secant = usual->step / (y1 - y0);
  if (!rises(1.0 / secant, slope(usual, low), slope(usual, high)) ||
      !rises(secant, 1.0 / slope(usual, low), 1.0 / slope(usual, high)))
    return x + secant * (c - y0);
  return cubic((c - y0) / (y1 - y0), y1 - y0, x, x + usual->step, 1.0 / slope(usual, low),
               1.0 / slope(usual, high));
}

/* ---- persons to cells -------------------------------------------------------------------------
 */

size_t nutri__usual_space(const struct nutri__recalls *recalls) {
  return TABLE * sizeof(double) + recalls->persons * sizeof(struct nutri__cell) +
         nutri__slots_for(recalls->persons) * sizeof(size_t);
}

static uint64_t bits_of(double x) {
  uint64_t bits = 0;

  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static bool same_cell(const struct nutri__cell *a, const struct nutri__cell *b) {
  return a->predictor == b->predictor && a->added == b->added &&
         (a->cutoff == b->cutoff || (isnan(a->cutoff) && isnan(b->cutoff)));
}

/* slots: number of a cell + 1, 0 = free. */
static void add_to_cells(struct nutri__usual *usual, size_t *slots, size_t mask,
                         const struct nutri__cell *person) {
  uint64_t hash = nutri__mix(bits_of(person->predictor));
  size_t at;

  hash = nutri__mix(hash ^ bits_of(person->added));
  hash = nutri__mix(hash ^ (isnan(person->cutoff) ? 0 : bits_of(person->cutoff)));
  for (at = (size_t)hash & mask; slots[at] != 0; at = (at + 1) & mask)
    if (same_cell(&usual->cells[slots[at] - 1], person)) {
      usual->cells[slots[at] - 1].weight += person->weight;
      return;
    }
  usual->cells[usual->count++] = *person;
  slots[at] = usual->count;
}

static double predictor_of(const struct nutri__nci *fit, const struct nutri__recalls *recalls,
                           size_t person) {
  double x = fit->beta[0];

  for (size_t k = 3; k < fit->columns; k++)
    if (fit->column[k] == NUTRI__COLUMN_USED)
      x += fit->beta[k] * recalls->covariate[person * recalls->covariates + k - 3];
  return x;
}

void nutri__usual_prepare(const struct nutri__nci *fit, const struct nutri__recalls *recalls,
                          const double *added, const double *cutoff, void *space,
                          struct nutri__usual *out) {
  size_t count = nutri__slots_for(recalls->persons), *slots;

  *out = (struct nutri__usual){.fit = *fit, .table = space};
  out->cells = (void *)(out->table + TABLE);
  slots = (void *)(out->cells + recalls->persons);
  memset(slots, 0, count * sizeof *slots);
  for (size_t i = 0; i < recalls->persons; i++) {
    struct nutri__cell person = {.predictor = predictor_of(fit, recalls, i),
                                 .added = added == NULL ? 0.0 : added[i],
                                 .cutoff = cutoff == NULL ? NAN : cutoff[i],
                                 .weight = nutri__recalls_weight(recalls, i)};

    if (person.weight > 0.0)
      add_to_cells(out, slots, count - 1, &person);
    out->weight += person.weight;
  }
  make_table(out);
}

/* ---- the distribution -------------------------------------------------------------------------
 */

static double below(const struct nutri__usual *usual, const struct nutri__cell *cell, double c) {
  return nutri__normal_cdf((predictor_at(usual, c - cell->added) - cell->predictor) /
                           sqrt(usual->fit.var_between));
}

double nutri__usual_cdf(const struct nutri__usual *usual, double c) {
  double sum = 0.0;

  for (size_t i = 0; i < usual->count; i++)
    sum += usual->cells[i].weight * below(usual, &usual->cells[i], c);
  return sum / usual->weight;
}

double nutri__usual_percentile(const struct nutri__usual *usual, double p) {
  double low = INFINITY, high = -INFINITY;

  if (!(p > 0.0 && p < 1.0))
    return NAN;
  for (size_t i = 0; i < usual->count; i++) {
    low = fmin(low, usual->cells[i].added);
    high = fmax(high, usual->cells[i].added);
  }
  low += knot(usual, 0);
  high += knot(usual, KNOTS - 1);
  while (high - low > 1e-12 * (fabs(low) + fabs(high))) {
    double middle = low + (high - low) / 2.0;

    *(nutri__usual_cdf(usual, middle) < p ? &low : &high) = middle;
  }
  return low + (high - low) / 2.0;
}

/* The expectation, over u, of a cell's usual intake (cv below 0), or of the probability that the
 * requirement is above it. The trapezoidal rule: under a normal density its error falls off as
 * exp(-(2 pi / step)^2 / 2 / (1 + b^2)), b = SD of usual intake / SD of requirement: 1e-15 at
 * b = 6. A Gauss-Hermite rule of 64 points has 1e-5 left at b = 3. */
static double integral(const struct nutri__usual *usual, const struct nutri__cell *cell,
                       double cv) {
  const double density = U_STEP / sqrt(2.0 * 3.14159265358979323846);
  double sd = sqrt(usual->fit.var_between), sum = 0.0;

  for (int k = 0; k < U_COUNT; k++) {
    double u = -U_MOST + k * U_STEP;
    double usual_intake = intake_at(usual, cell->predictor + u * sd) + cell->added;
    double value = cv < 0.0
                       ? usual_intake
                       : nutri__normal_cdf((cell->cutoff - usual_intake) / (cv * cell->cutoff));

    sum += density * exp(-u * u / 2.0) * value;
  }
  return sum;
}

double nutri__usual_mean(const struct nutri__usual *usual) {
  double sum = 0.0;

  for (size_t i = 0; i < usual->count; i++)
    sum += usual->cells[i].weight * integral(usual, &usual->cells[i], -1.0);
  return sum / usual->weight;
}

double nutri__usual_below(const struct nutri__usual *usual) {
  double sum = 0.0, weight = 0.0;

  for (size_t i = 0; i < usual->count; i++) {
    const struct nutri__cell *cell = &usual->cells[i];

    if (isnan(cell->cutoff))
      continue;
    sum += cell->weight * below(usual, cell, cell->cutoff);
    weight += cell->weight;
  }
  return sum / weight;
}

double nutri__usual_inadequate(const struct nutri__usual *usual, double cv) {
  double sum = 0.0, weight = 0.0;

  for (size_t i = 0; i < usual->count; i++) {
    const struct nutri__cell *cell = &usual->cells[i];

    if (isnan(cell->cutoff))
      continue;
    sum += cell->weight * integral(usual, cell, cv);
    weight += cell->weight;
  }
  return sum / weight;
}

/* ---- usual intakes that are known one by one --------------------------------------------------
 */

/* The weighted mean of a share of each person, NaN = not counted. */
struct mean {
  double sum;
  double weight;
};

static void add_to_mean(struct mean *mean, const double *weight, size_t i, double value) {
  double w = weight == NULL ? 1.0 : weight[i];

  if (isnan(value) || w == 0.0)
    return;
  mean->sum += w * value;
  mean->weight += w;
}

static double compared(double a, double b) {
  return isnan(a) || isnan(b) ? NAN : a < b ? 1.0 : 0.0;
}

double nutri__share_below(size_t persons, const double *weight, const double *intake,
                          const double *cutoff) {
  struct mean mean = {0.0, 0.0};

  for (size_t i = 0; i < persons; i++)
    add_to_mean(&mean, weight, i, compared(intake[i], cutoff[i]));
  return mean.sum / mean.weight;
}

double nutri__share_above(size_t persons, const double *weight, const double *intake,
                          const double *cutoff) {
  return nutri__share_below(persons, weight, cutoff, intake);
}

double nutri__share_inadequate(size_t persons, const double *weight, const double *intake,
                               const double *cutoff, double cv) {
  struct mean mean = {0.0, 0.0};

  for (size_t i = 0; i < persons; i++)
    add_to_mean(&mean, weight, i, nutri__normal_cdf((cutoff[i] - intake[i]) / (cv * cutoff[i])));
  return mean.sum / mean.weight;
}

static void sift(size_t *heap, size_t at, size_t count, const double *value) {
  size_t moved = heap[at];

  for (size_t child; (child = 2 * at + 1) < count; at = child) {
    child += child + 1 < count && value[heap[child + 1]] > value[heap[child]];
    if (value[heap[child]] <= value[moved])
      break;
    heap[at] = heap[child];
  }
  heap[at] = moved;
}

/* Heapsort: qsort may allocate. */
static void sort(size_t *order, size_t count, const double *value) {
  for (size_t i = count / 2; i-- > 0;)
    sift(order, i, count, value);
  for (size_t last = count; last-- > 1;) {
    size_t most = order[0];

    order[0] = order[last];
    order[last] = most;
    sift(order, 0, last, value);
  }
}

double nutri__percentile(size_t count, const double *value, const double *weight, double p,
                         size_t *order) {
  double whole = 0.0, sum = 0.0;
  size_t used = 0;

  for (size_t i = 0; i < count; i++) {
    double w = weight == NULL ? 1.0 : weight[i];

    if (w > 0.0)
      order[used++] = i;
    whole += w;
  }
  if (used == 0 || !(p >= 0.0 && p <= 1.0))
    return NAN;
  sort(order, used, value);
  for (size_t i = 0; i < used; i++) {
    sum += weight == NULL ? 1.0 : weight[order[i]];
    if (i + 1 < used && fabs(sum - p * whole) <= 1e-12 * whole)
      return (value[order[i]] + value[order[i + 1]]) / 2.0;
    if (sum >= p * whole)
      return value[order[i]];
  }
  return value[order[used - 1]];
}
