/* SPDX-License-Identifier: MIT */
/* food add and food edit: what a label says becomes a food of one's own. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The food in the making, as the words have it. */
typedef struct draft {
  int basis;
  double scale; /* from what the label's figures are per to 100 g, 100 ml or 1 unit */
  int64_t *nutrients;
  double *amounts;
  size_t nutrient_count;
  char **measures;
  double *grams;
  size_t portion_count;
} draft;

static void draft_start(draft *d, const args *a) {
  size_t words = (size_t)a->count + 1;
  size_t portions = (size_t)a->given_count + 1;
  *d = (draft){.scale = 1};
  d->nutrients = must(calloc(words, sizeof *d->nutrients));
  d->amounts = must(calloc(words, sizeof *d->amounts));
  d->measures = must(calloc(portions, sizeof *d->measures));
  d->grams = must(calloc(portions, sizeof *d->grams));
}

static void draft_end(draft *d) {
  for (size_t i = 0; i < d->portion_count; i++)
    free(d->measures[i]);
  free(d->measures);
  free(d->grams);
  free(d->nutrients);
  free(d->amounts);
}

/* ---- what the figures are per ---------------------------------------------------------------- */

static int basis_named(const char *text, int *basis) {
  static const struct {
    const char *name;
    int basis;
  } names[] = {{"g", NUTRI_PER_100_G},
               {"ml", NUTRI_PER_100_ML},
               {"unit", NUTRI_PER_UNIT},
               {"units", NUTRI_PER_UNIT}};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (same_without_case(names[i].name, text)) {
      *basis = names[i].basis;
      return 1;
    }
  }
  return 0;
}

/* "30 g" is 30 and "g"; "unit" alone is one of it. */
static const char *number_and_unit(const char *text, double *number) {
  const char *rest = text;
  if (nutri_amount_parse(text, number, &rest) != NUTRI_OK)
    *number = (double)NAN;
  return rest;
}

/* --per: "100 g", "30g", "unit"; also "100" with g as the word behind the food. *taken: such words.
 */
static int per_meant(const tool *t, const args *a, draft *d, int *taken) {
  const char *text = a->value[OPT_PER];
  double number = 0;
  const char *unit = number_and_unit(text, &number);
  if (unit[0] == '\0' && a->count > 1) {
    unit = a->words[1];
    *taken = 1;
  }
  if (!basis_named(unit, &d->basis))
    return misused(t, "--per wants an amount such as 100 g, 30 g, 250 ml or 1 unit, not '%s'",
                   text);
  double whole = d->basis == NUTRI_PER_UNIT ? 1 : 100;
  if (isnan(number))
    number = whole;
  if (!(number > 0) || number > 1e6)
    return misused(t, "--per: %g is not above 0 and at most 1000000", number);
  d->scale = whole / number;
  return DONE;
}

/* ---- nutrients ------------------------------------------------------------------------------- */

/* How many of the nutrient's unit one of another is; 0 = it is no unit of that kind. */
static double in_unit(const char *unit, const char *wanted) {
  static const struct {
    const char *name;
    char dimension;
    double size;
  } units[] = {{"kg", 'm', 1e3},         {"g", 'm', 1},      {"mg", 'm', 1e-3},
               {"ug", 'm', 1e-6},        {"mcg", 'm', 1e-6}, {"\xC2\xB5g", 'm', 1e-6},
               {"\xCE\xBCg", 'm', 1e-6}, {"kcal", 'e', 1},   {"kj", 'e', 1 / 4.184}};
  const size_t count = sizeof units / sizeof units[0];
  size_t from = 0;
  size_t to = 0;
  if (same_without_case(unit, wanted))
    return 1;
  while (from < count && !same_without_case(units[from].name, unit))
    from++;
  while (to < count && !same_without_case(units[to].name, wanted))
    to++;
  if (from == count || to == count || units[from].dimension != units[to].dimension)
    return 0;
  return units[from].size / units[to].size;
}

/* Takes "vitamin c 60 mg" from the words at *at on; "unknown" in place of the amount takes it away.
 */
static int take_nutrient(tool *t, const args *a, int *at, draft *d) {
  measured m = {.id = 0};
  double amount = 0;
  int end = *at + 1;
  while (end < a->count && !word_number(a->words[end], &amount) &&
         !same_without_case(a->words[end], "unknown"))
    end++;
  if (end >= a->count)
    return misused(t, "'%s': a nutrient and its amount were expected, such as magnesium 85",
                   a->words[*at]);
  if (!word_number(a->words[end], &amount))
    amount = (double)NAN;
  args name = *a;
  name.count = end;
  char *text = args_joined(&name, *at);
  int status = nutrient_named(t, text, &m);
  free(text);
  if (status == DONE) {
    double factor = end + 1 < a->count ? in_unit(a->words[end + 1], m.unit) : 0;
    d->nutrients[d->nutrient_count] = m.id;
    d->amounts[d->nutrient_count++] = amount * (factor > 0 ? factor : 1) * d->scale;
    *at = end + (factor > 0 ? 2 : 1);
  }
  measured_free(&m);
  return status;
}

/* ---- measures -------------------------------------------------------------------------------- */

/* "slice=30 g"; "slice=none" takes the measure away. */
static int take_portion(const tool *t, const char *text, draft *d) {
  const char *equals = strrchr(text, '=');
  double grams = 0;
  int basis = d->basis;
  if (equals == NULL || equals == text)
    return misused(t, "--portion wants MEASURE=AMOUNT, such as 'slice=30 g', not '%s'", text);
  const char *unit = number_and_unit(equals + 1, &grams);
  int goes = isnan(grams) && same_without_case(unit, "none");
  if (!goes &&
      (isnan(grams) || (unit[0] != '\0' && !basis_named(unit, &basis)) || basis != d->basis))
    return misused(t, "--portion %.*s: an amount in %s was expected, not '%s'",
                   (int)(equals - text), text, basis_unit(d->basis), equals + 1);
  char *measure = copied(text);
  measure[equals - text] = '\0';
  d->measures[d->portion_count] = measure;
  d->grams[d->portion_count++] = goes ? (double)NAN : grams;
  return DONE;
}

/* ---- the commands ---------------------------------------------------------------------------- */

static int draft_read(tool *t, const args *a, int first, draft *d) {
  int status = DONE;
  for (int at = first; at < a->count && status == DONE;)
    status = take_nutrient(t, a, &at, d);
  for (int i = 0; i < a->given_count && status == DONE; i++)
    if (a->given[i].option == OPT_PORTION)
      status = take_portion(t, a->given[i].value, d);
  return status;
}

static nutri_own_food draft_food(const draft *d, const args *a) {
  return (nutri_own_food){.size = sizeof(nutri_own_food),
                          .category = a->value[OPT_CATEGORY],
                          .basis = d->basis,
                          .nutrient_count = d->nutrient_count,
                          .nutrients = d->nutrients,
                          .amounts = d->amounts,
                          .portion_count = d->portion_count,
                          .measures = (const char *const *)d->measures,
                          .grams = d->grams};
}

int cmd_food_add(tool *t, const args *a) {
  draft d;
  int64_t food_id = 0;
  int taken = 0;
  if (a->value[OPT_PER] == NULL)
    return misused(t, "food add needs --per: what the figures are per, such as --per '100 g'");
  draft_start(&d, a);
  int status = per_meant(t, a, &d, &taken);
  if (status == DONE)
    status = draft_read(t, a, 1 + taken, &d);
  if (status == DONE) {
    nutri_own_food food = draft_food(&d, a);
    food.description = a->words[0];
    food.usual_portion = d.portion_count > 0 ? 1 : 0;
    int rc = nutri_food_add(t->db, &food, &food_id);
    status = rc == NUTRI_OK ? food_shown(t, food_id) : refused(t, rc);
  }
  draft_end(&d);
  return status;
}

/* The food to edit, and its basis. */
static int food_to_edit(tool *t, const char *text, draft *d, int64_t *food_id) {
  nutri_food f = NUTRI_INIT(nutri_food);
  char *person = only_person(t);
  int status = food_meant(t, person, text, food_id);
  free(person);
  if (status != DONE)
    return status;
  int rc = nutri_food_get(t->db, *food_id, &f);
  d->basis = f.basis;
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int cmd_food_edit(tool *t, const args *a) {
  draft d;
  int64_t old_id = 0;
  int64_t new_id = 0;
  int taken = 0;
  draft_start(&d, a);
  int status = food_to_edit(t, a->words[0], &d, &old_id);
  int basis = d.basis;
  if (status == DONE && a->value[OPT_PER] != NULL)
    status = per_meant(t, a, &d, &taken);
  if (status == DONE && d.basis != basis)
    status = misused(t, "the figures of food %lld are per %s, and stay so", (long long)old_id,
                     basis_per(basis));
  if (status == DONE)
    status = draft_read(t, a, 1 + taken, &d);
  if (status == DONE) {
    nutri_own_food food = draft_food(&d, a);
    food.description = a->value[OPT_NAME];
    int rc = nutri_food_edit(t->db, old_id, &food, &new_id);
    status = rc == NUTRI_OK ? food_shown(t, new_id) : refused(t, rc);
    if (status == DONE && t->format == FOR_PEOPLE)
      printf("\nA new version of food %lld; what was logged before keeps that one.\n",
             (long long)old_id);
  }
  draft_end(&d);
  return status;
}
