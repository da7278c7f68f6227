/* SPDX-License-Identifier: MIT */
/*
 * Which foods close a gap: a small integer problem, solved exactly. Arithmetic alone: it knows no
 * SQLite and allocates nothing.
 *
 * A solution is a number of whole portions for each food: at most `max_foods` foods, at most
 * `max_portions` of each, energy and sodium within their limits. Of all solutions the best one is
 * first in this order:
 *
 *   1. it gains most of `need` (what goes over counts as nothing: a gap is closed or it is not);
 *   2. it has the fewest portions of foods that are not familiar (tier 1 and 2);
 *   3. ... the fewest portions of tier 2;
 *   4. ... the fewest portions of foods whose energy is unknown;
 *   5. ... the least energy;
 *   6. ... the fewest portions.
 *
 * Everything is a whole number, in units of the caller's, so that equal is equal.
 */
#ifndef NUTRI_SOLVE_H
#define NUTRI_SOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NUTRI__SOLVE_FOODS 5    /* the most foods of a solution ... */
#define NUTRI__SOLVE_PORTIONS 5 /* ... and portions of a food */
#define NUTRI__SOLVE_GAIN                                                                          \
  INT64_C(1000000000) /* the most `need`; the gain of a portion is cut to it */
#define NUTRI__SOLVE_COST INT64_C(1000000000) /* the most energy, or sodium, of a portion */

/* What one portion of a food brings. */
struct nutri__solve_food {
  int64_t gain; /* a food that gains nothing is never taken */
  int64_t energy;
  int64_t sodium;
  int tier;            /* 0 familiar, 1, 2 less and less so */
  bool energy_unknown; /* then it fits no limit on energy */
  int tag;             /* the caller's: it comes back in the solution */
};

struct nutri__solve_limits {
  int64_t need;
  int64_t max_energy; /* below 0 = none */
  int64_t max_sodium; /* likewise */
  int max_foods;
  int max_portions;
  int64_t max_nodes; /* of the search, after which it gives the best it has; 0 = none */
};

struct nutri__solution {
  int foods;
  int tag[NUTRI__SOLVE_FOODS];
  int portions[NUTRI__SOLVE_FOODS];
  int64_t gain; /* at most need */
  int64_t energy;
  int64_t sodium;
  bool proven; /* no other solution is better */
  int64_t nodes;
};

/* Asked of a food that would be kept: whether it may be. For what is dear to find out. */
typedef bool nutri__solve_fits_fn(void *user, int tag);

/* Moves the foods that can be in a best solution to the front and returns how many they are. Left
 * out is what gains nothing, what one portion of goes over a limit, what does not fit, and what
 * `max_foods` others beat in everything: one of those is always free to stand in for it. fits NULL
 * = all do. */
int nutri__solve_reduce(const struct nutri__solve_limits *limits, struct nutri__solve_food *foods,
                        int count, nutri__solve_fits_fn *fits, void *user);

/* How many bytes nutri__solve wants for so many foods. */
size_t nutri__solve_space(const struct nutri__solve_limits *limits, int count);

/* The best solution of foods that nutri__solve_reduce left, in their order. */
void nutri__solve(const struct nutri__solve_limits *limits, const struct nutri__solve_food *foods,
                  int count, void *space, struct nutri__solution *out);

#endif
