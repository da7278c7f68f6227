/* SPDX-License-Identifier: MIT */
/*
 * Branch and bound: foods are tried one after the other, the portions of one at a time, and a
 * branch is left as soon as no completion of it can be better than the best solution so far.
 *
 * The bound is Lagrange's. For any prices a, b >= 0 of energy and sodium a completion gains
 *
 *   sum gain x  <=  a energy_left + b sodium_left + sum (gain - a energy - b sodium) x
 *
 * and the last sum is at most that of the portions that are left, given to the foods with the
 * largest terms among those still to be tried; a table per pair of prices holds these. The prices
 * are the slopes of the gain-to-energy and gain-to-sodium hulls: the values that the linear
 * relaxation has as its dual.
 */
#include "solve.h"

#include <math.h>

#define TABLES 64
#define TIERS 3
#define SLOPES 10 /* of a hull that become prices */
#define NO_LIMIT INT64_MAX

/* Energy and the number of portions in one number, energy first: fewer than 32 portions fit a
 * solution. A portion of unknown energy costs more than all the known ones together. */
#define PORTION_BITS 5
#define UNKNOWN_ENERGY (INT64_C(1) << 45)

static int64_t cost_of(const struct nutri__solve_food *food) {
  return food->energy_unknown ? (UNKNOWN_ENERGY << PORTION_BITS) + 1
                              : (food->energy << PORTION_BITS) + 1;
}

/* ---- which foods can matter ------------------------------------------------------------------ */

static bool limits_sodium(const struct nutri__solve_limits *limits) {
  return limits->max_sodium >= 0;
}

static int64_t clipped(int64_t value, int64_t most) {
  return value < 0 ? 0 : value > most ? most : value;
}

/* Whether one portion fits, and gains anything. */
static bool is_usable(const struct nutri__solve_limits *limits,
                      const struct nutri__solve_food *food) {
  if (food->gain <= 0)
    return false;
  if (limits->max_energy >= 0 && (food->energy_unknown || food->energy > limits->max_energy))
    return false;
  return !limits_sodium(limits) || food->sodium <= limits->max_sodium;
}

/* The order in which a food comes after all that beat it: below 0 = a before b. */
static int order(const struct nutri__solve_food *a, const struct nutri__solve_food *b) {
  if (a->tier != b->tier)
    return a->tier < b->tier ? -1 : 1;
  if (a->gain != b->gain)
    return a->gain > b->gain ? -1 : 1;
  if (cost_of(a) != cost_of(b))
    return cost_of(a) < cost_of(b) ? -1 : 1;
  if (a->sodium != b->sodium)
    return a->sodium < b->sodium ? -1 : 1;
  return (a->tag > b->tag) - (a->tag < b->tag);
}

static void sift(struct nutri__solve_food *heap, int at, int count) {
  struct nutri__solve_food food = heap[at];

  for (int child; (child = 2 * at + 1) < count; at = child) {
    if (child + 1 < count && order(&heap[child + 1], &heap[child]) > 0)
      child++;
    if (order(&heap[child], &food) <= 0)
      break;
    heap[at] = heap[child];
  }
  heap[at] = food;
}

/* Heapsort: qsort may allocate. */
static void sort(struct nutri__solve_food *foods, int count) {
  for (int i = count / 2 - 1; i >= 0; i--)
    sift(foods, i, count);
  for (int last = count - 1; last > 0; last--) {
    struct nutri__solve_food first = foods[0];

    foods[0] = foods[last];
    foods[last] = first;
    sift(foods, 0, last);
  }
}

/* Whether a, which comes before b and so is of no higher tier, is as good as b in all that counts.
 */
static bool beats(const struct nutri__solve_food *a, const struct nutri__solve_food *b,
                  bool with_sodium) {
  return a->gain >= b->gain && cost_of(a) <= cost_of(b) && (!with_sodium || a->sodium <= b->sodium);
}

int nutri__solve_reduce(const struct nutri__solve_limits *limits, struct nutri__solve_food *foods,
                        int count, nutri__solve_fits_fn *fits, void *user) {
  bool with_sodium = limits_sodium(limits);
  int usable = 0;
  int kept = 0;

  for (int i = 0; i < count; i++) {
    struct nutri__solve_food food = foods[i];

    food.gain = clipped(food.gain, limits->need);
    food.energy = clipped(food.energy, NUTRI__SOLVE_COST);
    food.sodium = clipped(food.sodium, NUTRI__SOLVE_COST);
    if (is_usable(limits, &food)) {
      foods[i] = foods[usable];
      foods[usable++] = food;
    }
  }
  sort(foods, usable);
  for (int i = 0; i < usable; i++) {
    struct nutri__solve_food food = foods[i];
    int beaten = 0;

    for (int k = kept - 1; k >= 0 && beaten < limits->max_foods; k--)
      beaten += beats(&foods[k], &food, with_sodium);
    if (beaten < limits->max_foods && (fits == NULL || fits(user, food.tag))) {
      foods[i] = foods[kept];
      foods[kept++] = food;
    }
  }
  return kept;
}

/* ---- the search ------------------------------------------------------------------------------ */

struct prices {
  double energy;
  double sodium;
};

struct search {
  const struct nutri__solve_food *food;
  int count;
  int begin[TIERS + 1]; /* of the foods of a tier; they are sorted by it */
  int64_t *cost;        /* of a food */
  struct prices price[TABLES];
  double *term[TABLES]; /* of food i: the largest terms, `width` of them, of it and those after it
                           in its tier */
  int width;
  int tables;
  int handiest; /* the table that has cut the last branch */

  int max_foods;
  int max_portions;
  int max_new[TIERS]; /* portions of a tier and above; [0] is of all */
  int64_t max_sodium;
  int64_t need;
  int64_t floor;   /* what a solution must gain to be better than the best so far */
  int64_t ceiling; /* what it may cost */
  bool cheapest;   /* looks for the least cost; else for the most gain */
  bool done;       /* nothing better can come */

  int chosen;
  int index[NUTRI__SOLVE_FOODS];
  int portions[NUTRI__SOLVE_FOODS];
  bool found; /* since the search began */
  struct nutri__solution *out;
  int64_t nodes_left;
};

/* A branch: what is chosen so far, and where to go on. */
struct branch {
  int tier;
  int at;
  int foods_left;
  int used[TIERS]; /* portions of a tier and above */
  int64_t gain;
  int64_t cost;
  int64_t sodium;
};

static int least(int a, int b) { return a < b ? a : b; }

/* The most that the portions left to a branch bring, in one table's terms, by foods from `at` in
 * `tier` on: the largest terms first, as many portions of each as there is room for. (The rooms lie
 * one within the other, so no other choice brings more.) */
static double most_left(const struct search *s, const struct branch *b, int tier, int at, int j) {
  const double *next[TIERS];
  const double *end[TIERS];
  int room[TIERS] = {b->foods_left * s->max_portions, s->max_new[1] - b->used[1],
                     s->max_new[2] - b->used[2]};
  double sum = 0.0;

  for (int t = 0; t <= tier; t++) {
    int first = t == tier ? at : s->begin[t];

    next[t] = s->term[j] + (size_t)first * (size_t)s->width;
    end[t] = first < s->begin[t + 1] ? next[t] + s->width : next[t];
  }
  while (room[0] > 0) {
    int from = -1;
    int x = least(room[0], s->max_portions);

    for (int t = 0; t <= tier; t++)
      if (next[t] < end[t] && room[t] > 0 && (t < 2 || room[1] > 0) &&
          (from < 0 || *next[t] > *next[from]))
        from = t;
    if (from < 0 || *next[from] <= 0.0)
      break;
    for (int t = 1; t <= from; t++)
      x = least(x, room[t]);
    sum += x * *next[from]++;
    for (int t = 0; t <= from; t++)
      room[t] -= x;
  }
  return sum;
}

/* Whether some completion of a branch by foods from `at` in `tier` on can be better than the best
 * so far, as far as one table says. */
static bool table_allows(const struct search *s, const struct branch *b, int tier, int at, int j) {
  const struct prices *price = &s->price[j];
  double bound = 0.0;

  if (price->energy > 0.0) {
    if (s->ceiling == NO_LIMIT)
      return true;
    bound += price->energy * (double)(s->ceiling - b->cost);
  }
  if (price->sodium > 0.0)
    bound += price->sodium * (double)(s->max_sodium - b->sodium);
  /* Gains are whole numbers below 2^40; half of one is more than the rounding. */
  bound += 0.5 + 1e-12 * bound;
  if (bound >= (double)(s->floor - b->gain))
    return true;
  bound += (1.0 + 1e-12) * most_left(s, b, tier, at, j);
  return bound >= (double)(s->floor - b->gain);
}

static bool is_promising(struct search *s, const struct branch *b, int tier, int at) {
  if (b->cost > s->ceiling)
    return false;
  if (!table_allows(s, b, tier, at, s->handiest))
    return false;
  for (int j = 0; j < s->tables; j++)
    if (j != s->handiest && !table_allows(s, b, tier, at, j)) {
      s->handiest = j;
      return false;
    }
  return true;
}

static void keep_solution(struct search *s, const struct branch *b) {
  struct nutri__solution *out = s->out;

  out->foods = s->chosen;
  out->energy = 0;
  out->sodium = b->sodium;
  out->gain = b->gain < s->need ? b->gain : s->need;
  for (int i = 0; i < s->chosen; i++) {
    const struct nutri__solve_food *food = &s->food[s->index[i]];

    out->tag[i] = food->tag;
    out->portions[i] = s->portions[i];
    out->energy += food->energy_unknown ? 0 : food->energy * s->portions[i];
  }
  s->found = true;
  if (s->cheapest)
    s->ceiling = b->cost - 1;
  else if (b->gain >= s->need)
    s->done = true;
  else
    s->floor = b->gain + 1;
}

static void descend(struct search *s, const struct branch *from);

/* Takes portions of food i into the branch, fewer and fewer. */
static void take(struct search *s, const struct branch *from, int tier, int i, int most) {
  const struct nutri__solve_food *food = &s->food[i];

  for (int x = most; x > 0 && !s->done; x--) {
    struct branch b = *from;

    b.cost += x * s->cost[i];
    b.sodium += x * food->sodium;
    if (b.cost > s->ceiling || b.sodium > s->max_sodium)
      continue;
    b.gain += x * food->gain;
    b.tier = tier;
    b.at = i + 1;
    b.foods_left--;
    for (int t = 0; t <= tier; t++)
      b.used[t] += x;
    s->index[s->chosen] = i;
    s->portions[s->chosen++] = x;
    if (b.gain >= s->floor)
      keep_solution(s, &b);
    if (b.gain < s->need && b.foods_left > 0 && !s->done)
      descend(s, &b);
    s->chosen--;
  }
}

/* Tries every food from the branch's place on: tier 2, then 1, then 0. */
static void descend(struct search *s, const struct branch *from) {
  for (int tier = from->tier; tier >= 0; tier--) {
    int room = s->max_new[tier] - from->used[tier];

    room = least(least(room, s->max_new[tier > 0 ? 1 : 0] - from->used[tier > 0 ? 1 : 0]),
                 s->max_portions);
    for (int i = tier == from->tier ? from->at : s->begin[tier]; room > 0 && i < s->begin[tier + 1];
         i++) {
      int64_t lack = s->need - from->gain;
      int64_t gain = s->food[i].gain;
      int64_t wanted = (lack + gain - 1) / gain;

      if (s->nodes_left-- <= 0)
        s->done = true;
      if (s->done || !is_promising(s, from, tier, i))
        return;
      take(s, from, tier, i, wanted < room ? (int)wanted : room);
    }
  }
}

/* ---- prices ---------------------------------------------------------------------------------- */

static double axis_of(const struct search *s, int i, bool sodium) {
  return sodium ? (double)s->food[i].sodium : (double)s->cost[i];
}

/* The slopes of the upper hull of the points (energy or sodium, gain) of foods before `end`, from
 * the origin on: how much gain a unit more brings at best. Returns how many, at most `most`. */
static int hull(const struct search *s, int end, bool sodium, double *slope, int most) {
  double x = 0.0;
  double y = 0.0;
  int n = 0;

  for (int i = 0; i < end; i++) /* what costs nothing has no slope */
    if (axis_of(s, i, sodium) <= 0.0)
      y = fmax(y, (double)s->food[i].gain);
  while (n < most) {
    double steepest = 0.0;
    int next = -1;

    for (int i = 0; i < end; i++) {
      double dx = axis_of(s, i, sodium) - x;
      double dy = (double)s->food[i].gain - y;

      if (dx > 0.0 && dy > 0.0 && dy / dx > steepest) {
        steepest = dy / dx;
        next = i;
      }
    }
    if (next < 0)
      break;
    slope[n++] = steepest;
    x = axis_of(s, next, sodium);
    y = (double)s->food[next].gain;
  }
  return n;
}

static void add_prices(struct search *s, double energy, double sodium) {
  if (s->tables < TABLES)
    s->price[s->tables++] = (struct prices){energy, sodium};
}

/* At most SLOPES of a hull's slopes, evenly taken. */
static int hull_prices(const struct search *s, int end, bool sodium, double *price) {
  double slope[TABLES];
  int n = hull(s, end, sodium, slope, TABLES);
  int taken = least(n, SLOPES);

  for (int i = 0; i < taken; i++)
    price[i] = slope[taken < n ? i * (n - 1) / (taken - 1) : i];
  return taken;
}

static void make_prices(struct search *s, bool with_sodium) {
  double energy[SLOPES];
  double sodium[SLOPES];
  int n = 0;
  int m;

  add_prices(s, 0.0, 0.0);
  for (int tier = 0; tier < TIERS; tier++) {
    if (s->begin[tier] == s->begin[tier + 1])
      continue;
    n = hull_prices(s, s->begin[tier + 1], false, energy);
    for (int i = 0; i < n; i++)
      add_prices(s, energy[i], 0.0);
  }
  if (!with_sodium)
    return;
  m = hull_prices(s, s->count, true, sodium);
  for (int i = 0; i < m; i++)
    add_prices(s, 0.0, sodium[i]);
  for (int i = 0; i < n; i += 2)
    for (int k = 0; k < m; k += 3)
      add_prices(s, energy[i] / 2.0, sodium[k] / 2.0);
}

/* The largest terms of food i and those after it, from those of the food after it (NULL = none). */
static void fill_terms(const struct search *s, int j, int i, const double *after) {
  double *term = s->term[j] + (size_t)i * (size_t)s->width;
  double own = (double)s->food[i].gain - s->price[j].energy * (double)s->cost[i] -
               s->price[j].sodium * (double)s->food[i].sodium;

  for (int k = 0; k < s->width; k++) {
    double next = after != NULL ? after[k] : 0.0;

    term[k] = own > next ? own : next;
    own = own > next ? next : own;
  }
}

static void fill_tables(struct search *s) {
  for (int j = 0; j < s->tables; j++)
    for (int tier = 0; tier < TIERS; tier++)
      for (int i = s->begin[tier + 1] - 1; i >= s->begin[tier]; i--)
        fill_terms(s, j, i,
                   i + 1 < s->begin[tier + 1] ? s->term[j] + (size_t)(i + 1) * (size_t)s->width
                                              : NULL);
}

size_t nutri__solve_space(const struct nutri__solve_limits *limits, int count) {
  return (size_t)count * (sizeof(int64_t) + TABLES * (size_t)limits->max_foods * sizeof(double));
}

static void prepare(struct search *s, const struct nutri__solve_food *foods, int count, void *space,
                    bool with_sodium) {
  size_t table = (size_t)count * (size_t)s->max_foods;

  s->food = foods;
  s->count = count;
  s->width = s->max_foods;
  s->cost = (int64_t *)space;
  for (int i = 0; i < count; i++) {
    s->cost[i] = cost_of(&foods[i]);
    for (int tier = foods[i].tier + 1; tier <= TIERS; tier++)
      s->begin[tier] = i + 1;
  }
  make_prices(s, with_sodium);
  for (int j = 0; j < s->tables; j++)
    s->term[j] = (double *)(void *)(s->cost + count) + (size_t)j * table;
  fill_tables(s);
}

/* ---- the levels of the order ----------------------------------------------------------------- */

/* One search; whether it has found a better solution than there was. */
static bool run(struct search *s) {
  const struct branch root = {
      .tier = TIERS - 1, .at = s->begin[TIERS - 1], .foods_left = s->max_foods};

  s->found = false;
  s->done = false;
  s->chosen = 0;
  descend(s, &root);
  return s->found;
}

/* The portions of a tier and above in the solution. */
static int portions_from(const struct search *s, const struct nutri__solve_food *foods, int tier) {
  int portions = 0;

  for (int i = 0; i < s->out->foods; i++)
    for (int k = s->begin[tier]; k < s->count; k++)
      if (foods[k].tag == s->out->tag[i])
        portions += s->out->portions[i];
  return portions;
}

/* Lowers the portions of a tier and above to the fewest with which the need is met. */
static void fewest_portions(struct search *s, int tier) {
  int most = portions_from(s, s->food, tier);

  for (int portions = 0; portions < most; portions++) {
    for (int t = tier; t < TIERS; t++)
      s->max_new[t] = portions;
    if (run(s)) {
      most = portions_from(s, s->food, tier);
      break;
    }
  }
  for (int t = tier; t < TIERS; t++)
    s->max_new[t] = most;
}

static int64_t cost_of_solution(const struct search *s) {
  int64_t cost = 0;

  for (int i = 0; i < s->out->foods; i++)
    for (int k = 0; k < s->count; k++)
      if (s->food[k].tag == s->out->tag[i])
        cost += s->cost[k] * s->out->portions[i];
  return cost;
}

void nutri__solve(const struct nutri__solve_limits *limits, const struct nutri__solve_food *foods,
                  int count, void *space, struct nutri__solution *out) {
  const int64_t nodes = limits->max_nodes > 0 ? limits->max_nodes : INT64_MAX;
  const int64_t ceiling =
      limits->max_energy < 0 || limits->max_energy > NO_LIMIT >> (PORTION_BITS + 1)
          ? NO_LIMIT
          : (limits->max_energy << PORTION_BITS) + (1 << PORTION_BITS) - 1;
  struct search s = {.max_foods = limits->max_foods,
                     .max_portions = limits->max_portions,
                     .max_sodium = limits_sodium(limits) ? limits->max_sodium : NO_LIMIT,
                     .need = limits->need,
                     .floor = 1,
                     .ceiling = ceiling,
                     .out = out,
                     .nodes_left = nodes};

  *out = (struct nutri__solution){.proven = true};
  if (limits->need <= 0 || count == 0)
    return;
  prepare(&s, foods, count, space, limits_sodium(limits));
  for (int tier = 0; tier < TIERS; tier++)
    s.max_new[tier] = limits->max_foods * limits->max_portions;
  run(&s); /* the most gain */
  if (out->foods > 0) {
    s.need = s.floor = out->gain;
    fewest_portions(&s, 1);
    fewest_portions(&s, 2);
    s.cheapest = true;
    s.ceiling = cost_of_solution(&s) - 1;
    for (s.max_foods = 1; s.max_foods <= limits->max_foods; s.max_foods++)
      run(&s);
  }
  out->nodes = nodes - (s.nodes_left > 0 ? s.nodes_left : 0);
  out->proven = s.nodes_left > 0;
}
