/* SPDX-License-Identifier: MIT */
/* The small integer problem behind nutri_suggest: its answers are held against a search that tries
 * every solution there is. */
#include "support.h"

#include "solve.h"

/* ---- cases from a seed ----------------------------------------------------------------------- */

static uint64_t state;

/* Steele, Lea, Flood 2014, SplitMix64: the same cases everywhere. */
static uint64_t random_word(void) {
  uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);

  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static int between(int low, int high) {
  return low + (int)(random_word() % (uint64_t)(high - low + 1));
}

enum { MOST_FOODS = 64 };

static struct nutri__solve_food foods[MOST_FOODS];
static struct nutri__solve_limits limits;

/* Small numbers, so that ties are common; every limit is there in some cases and not in others. */
static void make_case(int seed, int count, int most_taken) {
  int range;

  state = (uint64_t)seed * 7919;
  range = between(0, 2) == 0 ? 4 : between(10, 200);
  limits = (struct nutri__solve_limits){
      .need = between(1, 4 * range),
      .max_energy = between(0, 1) == 0 ? -1 : between(0, 3 * range),
      .max_sodium = between(0, 2) > 0 ? -1 : between(0, 3 * range),
      .max_foods = between(1, most_taken),
      .max_portions = between(1, 3),
  };
  for (int i = 0; i < count; i++)
    foods[i] = (struct nutri__solve_food){
        .gain = between(-1, range),
        .energy = between(0, range),
        .sodium = between(0, range),
        .tier = between(0, 2),
        .energy_unknown = between(0, 9) == 0,
        .tag = i,
    };
}

/* ---- what a solution is worth ---------------------------------------------------------------- */

/* In the order of solve.h; a smaller one is better. */
struct worth {
  int64_t level[6];
};

static int compare(const struct worth *a, const struct worth *b) {
  for (size_t i = 0; i < COUNT(a->level); i++)
    if (a->level[i] != b->level[i])
      return a->level[i] < b->level[i] ? -1 : 1;
  return 0;
}

/* Portions of the foods, by tag. Returns whether they keep the limits. */
static bool judge(const int portions[MOST_FOODS], int count, struct worth *out) {
  int64_t gain = 0;
  int64_t energy = 0;
  int64_t sodium = 0;
  int taken = 0;
  bool keeps = true;

  *out = (struct worth){{0}};
  for (int i = 0; i < count; i++) {
    const struct nutri__solve_food *food = &foods[i];
    int x = portions[i];

    if (x == 0)
      continue;
    taken++;
    keeps = keeps && x <= limits.max_portions && food->gain > 0 &&
            !(food->energy_unknown && limits.max_energy >= 0);
    gain += x * food->gain;
    energy += food->energy_unknown ? 0 : x * food->energy;
    sodium += x * food->sodium;
    out->level[1] += food->tier > 0 ? x : 0;
    out->level[2] += food->tier > 1 ? x : 0;
    out->level[3] += food->energy_unknown ? x : 0;
    out->level[5] += x;
  }
  out->level[0] = gain < limits.need ? limits.need - gain : 0;
  out->level[4] = energy;
  return keeps && taken <= limits.max_foods &&
         (limits.max_energy < 0 || energy <= limits.max_energy) &&
         (limits.max_sodium < 0 || sodium <= limits.max_sodium);
}

/* ---- every solution there is ----------------------------------------------------------------- */

static void try_all(int at, int count, int left, int portions[MOST_FOODS], struct worth *best) {
  struct worth worth;

  if (at == count || left == 0) {
    if (judge(portions, count, &worth) && compare(&worth, best) < 0)
      *best = worth;
    return;
  }
  for (int x = 0; x <= limits.max_portions; x++) {
    portions[at] = x;
    try_all(at + 1, count, left - (x > 0), portions, best);
  }
  portions[at] = 0;
}

static struct worth best_of_all(int count) {
  int portions[MOST_FOODS] = {0};
  struct worth best = {{INT64_MAX}};

  try_all(0, count, limits.max_foods, portions, &best);
  return best;
}

/* ---- ours ------------------------------------------------------------------------------------ */

static struct nutri__solution solved(int count) {
  struct nutri__solve_food given[MOST_FOODS];
  struct nutri__solution solution;
  void *space;
  int kept;

  memcpy(given, foods, sizeof given);
  kept = nutri__solve_reduce(&limits, given, count, NULL, NULL);
  ck_assert_int_le(kept, count);
  space = malloc(nutri__solve_space(&limits, kept));
  ck_assert_ptr_nonnull(space);
  nutri__solve(&limits, given, kept, space, &solution);
  free(space);
  return solution;
}

/* The solution is one, its sums are its own, and it is as good as the best there is. */
static void is_best(int seed, int count) {
  const struct worth best = best_of_all(count);
  const struct nutri__solution solution = solved(count);
  int portions[MOST_FOODS] = {0};
  int64_t energy = 0;
  int64_t sodium = 0;
  struct worth worth;

  for (int i = 0; i < solution.foods; i++) {
    const struct nutri__solve_food *food = &foods[solution.tag[i]];

    ck_assert_int_gt(solution.portions[i], 0);
    ck_assert_int_eq(portions[solution.tag[i]], 0);
    portions[solution.tag[i]] = solution.portions[i];
    energy += food->energy_unknown ? 0 : solution.portions[i] * food->energy;
    sodium += solution.portions[i] * food->sodium;
  }
  ck_assert_msg(judge(portions, count, &worth), "case %d breaks a limit", seed);
  for (size_t i = 0; i < COUNT(best.level); i++)
    ck_assert_msg(worth.level[i] == best.level[i], "case %d: level %d is %lld, at best %lld", seed,
                  (int)i + 1, (long long)worth.level[i], (long long)best.level[i]);
  ck_assert(solution.proven);
  ck_assert_int_eq(solution.energy, energy);
  ck_assert_int_eq(solution.sodium, sodium);
  ck_assert_int_eq(solution.gain, limits.need - worth.level[0]);
}

/* ---- the tests ------------------------------------------------------------------------------- */

enum { CASES_A_TEST = 500 };

/* All of up to 7 foods, up to 5 taken, up to 3 portions of each: 10,000 cases. */
START_TEST(few_foods) {
  for (int i = 0; i < CASES_A_TEST; i++) {
    int seed = _i * CASES_A_TEST + i;
    int count = 1 + seed % 7;

    make_case(seed, count, 5);
    is_best(seed, count);
  }
}
END_TEST

/* All pairs and triples of many foods: here the bounds and the foods left out have a part. */
START_TEST(many_foods) {
  for (int i = 0; i < 10; i++) {
    int seed = 1000000 + _i * 10 + i;
    int count = 30;

    make_case(seed, count, 3);
    is_best(seed, count);
  }
}
END_TEST

/* Where the need cannot be met, it is come as near to as can be. */
START_TEST(out_of_reach) {
  for (int i = 0; i < CASES_A_TEST; i++) {
    int seed = 2000000 + _i * CASES_A_TEST + i;

    make_case(seed, 6, 3);
    limits.need = 100000;
    is_best(seed, 6);
    ck_assert_int_lt(solved(6).gain, limits.need);
  }
}
END_TEST

START_TEST(nothing_to_choose) {
  struct nutri__solution solution;

  make_case(1, 3, 3);
  solution = solved(0);
  ck_assert_int_eq(solution.foods, 0);
  ck_assert(solution.proven);
  limits.need = 0;
  solution = solved(3);
  ck_assert_int_eq(solution.foods, 0);
  ck_assert_int_eq(solution.gain, 0);
  ck_assert(solution.proven);
}
END_TEST

/* The largest numbers there can be: nothing overflows. */
START_TEST(largest) {
  limits = (struct nutri__solve_limits){.need = NUTRI__SOLVE_GAIN,
                                        .max_energy = INT64_MAX,
                                        .max_sodium = INT64_MAX,
                                        .max_foods = NUTRI__SOLVE_FOODS,
                                        .max_portions = NUTRI__SOLVE_PORTIONS};
  for (int i = 0; i < MOST_FOODS; i++)
    foods[i] = (struct nutri__solve_food){.gain = NUTRI__SOLVE_GAIN / 23 + i,
                                          .energy = INT64_MAX,
                                          .sodium = INT64_MAX,
                                          .tier = i % 3,
                                          .tag = i};
  ck_assert_int_eq(solved(MOST_FOODS).gain, NUTRI__SOLVE_GAIN);
  ck_assert_int_eq(solved(MOST_FOODS).energy, 23 * NUTRI__SOLVE_COST);
}
END_TEST

/* Ended early it still answers, within the limits, and says that nothing is proven. */
START_TEST(ended_early) {
  int portions[MOST_FOODS] = {0};
  struct nutri__solution solution;
  struct worth worth;

  make_case(4711, 40, 4);
  limits.need = 500;
  limits.max_foods = 4;
  limits.max_nodes = 3;
  solution = solved(40);
  ck_assert(!solution.proven);
  ck_assert_int_le(solution.nodes, 3);
  for (int i = 0; i < solution.foods; i++)
    portions[solution.tag[i]] = solution.portions[i];
  ck_assert(judge(portions, 40, &worth));
}
END_TEST

static bool is_not_1(void *user, int tag) {
  (void)user;
  return tag != 1;
}

/* What `max_foods` others beat in everything is left out, and what they do not is kept. */
START_TEST(reduce) {
  struct nutri__solve_food given[4] = {{.gain = 5, .energy = 9, .tag = 0},
                                       {.gain = 9, .energy = 5, .tag = 1},
                                       {.gain = 7, .energy = 7, .tag = 2},
                                       {.gain = 1, .energy = 1, .tag = 3}};

  limits = (struct nutri__solve_limits){
      .need = 10, .max_energy = -1, .max_sodium = -1, .max_foods = 2, .max_portions = 2};
  ck_assert_int_eq(nutri__solve_reduce(&limits, given, 4, NULL, NULL), 3);
  for (int i = 0; i < 3; i++)
    ck_assert_int_ne(given[i].tag, 0);
  limits.max_foods = 3;
  ck_assert_int_eq(nutri__solve_reduce(&limits, given, 4, NULL, NULL), 4);
  /* What may not be kept beats nothing. */
  ck_assert_int_eq(nutri__solve_reduce(&limits, given, 4, is_not_1, NULL), 3);
  limits.max_foods = 1;
  ck_assert_int_eq(nutri__solve_reduce(&limits, given, 4, is_not_1, NULL), 2);
  ck_assert_int_eq(given[0].tag, 2);
  limits.max_foods = 3;
  limits.max_energy = 6;
  ck_assert_int_eq(nutri__solve_reduce(&limits, given, 4, NULL, NULL), 2);
}
END_TEST

TESTS("solve") {
  tcase_add_loop_test(tc, few_foods, 0, 20);
  tcase_add_loop_test(tc, many_foods, 0, 30);
  tcase_add_loop_test(tc, out_of_reach, 0, 4);
  tcase_add_test(tc, nothing_to_choose);
  tcase_add_test(tc, largest);
  tcase_add_test(tc, ended_early);
  tcase_add_test(tc, reduce);
}
