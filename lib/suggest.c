/* SPDX-License-Identifier: MIT */
/* Foods that would close a gap. The choice itself is solve.c's; here are its numbers and words. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nutri_internal.h"
#include "solve.h"

#define MOST_TEXTS 100
#define MOST_WORDS 4
#define MOST_SETS 10
#define MOST_NODES INT64_C(1000000)
#define YOUNGEST_MONTHS 48
#define PER_KCAL 100.0 /* the solver's units of energy and of sodium */
/* What is short of the need by so little is rounding's: a gain is rounded, up to 25 are added. */
#define ROUNDING 50

struct candidate {
  int64_t food_id;
  int64_t category_id; /* -1 = none */
  double adds;         /* by a portion; NaN = unknown */
  double kcal;
  double sodium;
  int familiarity;
  int days;
  char last_day[11]; /* "" = not eaten */
  bool left_out;     /* not to be taken, or taken already */
  bool is_asked;     /* whether it fits has been asked */
  bool fits;
};

/* One food of a set, as the cursor keeps it. */
struct picked {
  int set;
  int portions;
  struct candidate food;
};

/* The cursor's rows, and what their words need. */
struct picks {
  int count;
  int at;
  char unit[40];
  char until[11];
  bool is_today; /* until is the handle's today */
  struct picked row[MOST_SETS * NUTRI__SOLVE_FOODS];
};

/* One call. */
struct work {
  nutri *db;
  nutri_suggest_options o;
  int64_t person_id;
  nutri_suggest_summary s;
  char until[11]; /* the day up to which the diary says what the person eats */
  int age_months; /* 0 where it is not known */
  double upper;   /* what the upper limit leaves room for; NaN = it counts no food */
  struct candidate *food;
  int count;
  int room;
  struct nutri__solve_food *given; /* for the solver: as many as foods */
  int rc;                          /* of what the solver asked for */
  struct picks *picks;
};

/* ---- what is asked for ----------------------------------------------------------------------- */

static int check_limit(nutri *db, const char *name, double limit) {
  if (isfinite(limit) && limit >= 0.0)
    return NUTRI_OK;
  return nutri__fail(db, NUTRI_EINVAL, "%s is 0 for no limit, or above it, not %g", name, limit);
}

static int check_number(nutri *db, const char *name, int number, int most) {
  if (number >= 0 && number <= most)
    return NUTRI_OK;
  return nutri__fail(db, NUTRI_EINVAL, "%s is 1 to %d, not %d", name, most, number);
}

static int check_texts(nutri *db, const char *name, const char *const *texts, int count) {
  int rc = check_number(db, name, count, MOST_TEXTS);

  if (rc == NUTRI_OK && count > 0 && texts == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_suggest: %s is NULL", name);
  for (int i = 0; rc == NUTRI_OK && i < count; i++)
    if (texts[i] == NULL)
      rc = nutri__fail(db, NUTRI_EMISUSE, "nutri_suggest: a text of %s is NULL", name);
    else if (texts[i][strspn(texts[i], " ")] == '\0')
      rc = nutri__fail(db, NUTRI_EINVAL, "%s: an empty text names nothing", name);
    else if (nutri__characters(texts[i]) > 1000)
      rc = nutri__fail(db, NUTRI_EINVAL, "%s: a text has at most 1000 characters", name);
  return rc;
}

static int read_options(struct work *w, const nutri_suggest_options *given) {
  nutri_suggest_options *o = &w->o;
  nutri *db = w->db;
  int rc;

  if (given != NULL && given->size < sizeof given->size)
    return nutri__fail(db, NUTRI_EMISUSE, "the size of the options is not set (use NUTRI_INIT)");
  if (given != NULL)
    memcpy(o, given, given->size < sizeof *o ? given->size : sizeof *o);
  if ((rc = check_limit(db, "max_energy_kcal", o->max_energy_kcal)) != NUTRI_OK ||
      (rc = check_limit(db, "max_sodium_mg", o->max_sodium_mg)) != NUTRI_OK ||
      (rc = check_number(db, "max_portions", o->max_portions, NUTRI__SOLVE_PORTIONS)) != NUTRI_OK ||
      (rc = check_number(db, "max_foods", o->max_foods, NUTRI__SOLVE_FOODS)) != NUTRI_OK ||
      (rc = check_number(db, "sets", o->sets, MOST_SETS)) != NUTRI_OK ||
      (rc = check_texts(db, "without", o->without, o->without_count)) != NUTRI_OK ||
      (o->authority != NULL && (rc = nutri__check_authority(db, o->authority)) != NUTRI_OK))
    return rc;
  if (o->nutrient_id == 0)
    o->nutrient_id = NUTRI_MAGNESIUM;
  if (o->max_portions == 0)
    o->max_portions = 2;
  if (o->max_foods == 0)
    o->max_foods = 3;
  if (o->sets == 0)
    o->sets = 1;
  return check_texts(db, "without_categories", o->without_categories, o->without_categories_count);
}

/* The days, from suggest_span.sql. */
static int read_span(struct work *w) {
  sqlite3_stmt *stmt = NULL;
  nutri *db = w->db;
  int rc = nutri__stmt(db, NUTRI__Q_SUGGEST_SPAN, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_span(db, stmt, w->person_id, w->o.from, w->o.to);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for the days that count");
  if (rc == NUTRI_ROW) {
    rc = NUTRI_OK;
    w->s.from = nutri__keep(db, nutri__text(stmt, 0), &rc);
    w->s.to = nutri__keep(db, nutri__text(stmt, 1), &rc);
    sqlite3_snprintf((int)sizeof w->until, w->until, "%s", nutri__text(stmt, 2));
    w->age_months = sqlite3_column_type(stmt, 3) == SQLITE_NULL ? 0 : sqlite3_column_int(stmt, 3);
    if (sqlite3_column_type(stmt, 3) != SQLITE_NULL && w->age_months < YOUNGEST_MONTHS)
      w->s.reason = NUTRI_REASON_UNDER_4;
  }
  nutri__done(stmt);
  return rc;
}

/* The gap: what the deficit calls the shortfall. */
static int read_gap(struct work *w, const char *person) {
  nutri_deficit d = {.size = sizeof d};
  nutri_suggest_summary *s = &w->s;
  const struct nutri__span_of of = {person, w->o.authority, w->o.nutrient_id, s->from, s->to, true,
                                    true};
  int rc = nutri__deficit(w->db, &of, &d, NULL);

  if (rc != NUTRI_OK)
    return rc;
  s->nutrient_id = d.nutrient_id;
  s->nutrient = d.nutrient;
  s->unit = d.unit;
  s->days_counted = d.days_counted;
  s->unknown_entries = d.unknown_entries;
  s->mean = d.mean_total;
  s->target = d.target;
  s->target_kind = d.target_kind;
  s->gap_before = s->gap_after = d.shortfall;
  s->closed = d.shortfall <= 0.0;
  s->proven_optimal = 1;
  w->upper = NAN;
  if (d.upper_scope != NULL && strcmp(d.upper_scope, "all") == 0)
    w->upper = d.upper_limit - d.mean_total;
  if (!isnan(d.shortfall))
    return NUTRI_OK;
  s->reason = d.target_reason;
  if (d.days_counted == 0)
    s->reason = NUTRI_REASON_NO_DAY;
  else if (s->reason == NUTRI_REASON_NONE)
    s->reason = NUTRI_REASON_UNKNOWN_AMOUNT;
  return NUTRI_OK;
}

/* ---- the candidates -------------------------------------------------------------------------- */

static int add_candidate(struct work *w, sqlite3_stmt *stmt) {
  struct candidate food = {
      .food_id = sqlite3_column_int64(stmt, 0),
      .category_id =
          sqlite3_column_type(stmt, 1) == SQLITE_NULL ? -1 : sqlite3_column_int64(stmt, 1),
      .adds = nutri__double(stmt, 3),
      .kcal = nutri__double(stmt, 4),
      .sodium = nutri__double(stmt, 5),
      .familiarity = sqlite3_column_int(stmt, 6),
      .days = sqlite3_column_int(stmt, 7),
  };
  const char *last_day = nutri__text(stmt, 8);

  if (last_day != NULL)
    sqlite3_snprintf((int)sizeof food.last_day, food.last_day, "%s", last_day);
  if (w->count == w->room) {
    int room = w->room == 0 ? 4096 : 2 * w->room;
    struct candidate *more = sqlite3_realloc64(w->food, (size_t)room * sizeof *more);

    if (more == NULL)
      return nutri__fail(w->db, NUTRI_ENOMEM, "out of memory");
    w->food = more;
    w->room = room;
  }
  w->food[w->count++] = food;
  return NUTRI_OK;
}

static int read_candidates(struct work *w) {
  sqlite3_stmt *stmt = NULL;
  nutri *db = w->db;
  int unbranded = 0;
  int rc = nutri__stmt(db, NUTRI__Q_SUGGEST_CANDIDATE, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__bind_int(db, stmt, ":person", w->person_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":nutrient", w->o.nutrient_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":until", w->until)) == NUTRI_OK)
    while ((rc = nutri__step(db, stmt, "reading the foods")) == NUTRI_ROW) {
      unbranded += sqlite3_column_int(stmt, 2) == 0;
      if ((rc = add_candidate(w, stmt)) != NUTRI_OK)
        break;
    }
  nutri__done(stmt);
  if (rc != NUTRI_OK)
    return rc;
  rc = nutri__stmt(db, NUTRI__Q_SUGGEST_COUNT, &stmt);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "counting the foods")) == NUTRI_ROW) {
    w->s.left_out_portion = sqlite3_column_int(stmt, 0) - unbranded;
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* ---- what is asked to be left out ------------------------------------------------------------ */

static int by_food(const void *a, const void *b) {
  int64_t left = *(const int64_t *)a;
  int64_t right = ((const struct candidate *)b)->food_id;

  return (left > right) - (left < right);
}

/* Leaves out the foods of a statement's rows. The candidates come by food_id. */
static int leave_foods(struct work *w, sqlite3_stmt *stmt, const char *text) {
  char quoted[80];
  int named = 0;
  int rc;

  while ((rc = nutri__step(w->db, stmt, "looking for foods to leave out")) == NUTRI_ROW) {
    int64_t food_id = sqlite3_column_int64(stmt, 0);
    struct candidate *food =
        w->count == 0 ? NULL : bsearch(&food_id, w->food, (size_t)w->count, sizeof *food, by_food);

    if (food != NULL)
      food->left_out = true;
    named++;
  }
  if (rc == NUTRI_OK && named == 0)
    rc =
        nutri__fail(w->db, NUTRI_ENOTFOUND, "no food has the words '%s': nothing is left out by it",
                    nutri__quote(text, quoted));
  return rc;
}

/* Binds the words of a text, which have no blanks within. */
static int bind_words(nutri *db, sqlite3_stmt *stmt, const char *text) {
  static const char *const names[MOST_WORDS] = {":word1", ":word2", ":word3", ":word4"};
  char quoted[80];
  int rc = NUTRI_OK;
  int count = 0;

  for (const char *p = text + strspn(text, " ,"); *p != '\0' && rc == NUTRI_OK; count++) {
    size_t n = strcspn(p, " ,");
    char *word = NULL;

    if (count == MOST_WORDS)
      return nutri__fail(db, NUTRI_EINVAL, "'%s' has more than %d words",
                         nutri__quote(text, quoted), MOST_WORDS);
    word = n <= 200 ? sqlite3_mprintf("%.*s", (int)n, p) : NULL;
    if (word == NULL)
      return n <= 200
                 ? nutri__fail(db, NUTRI_ENOMEM, "out of memory")
                 : nutri__fail(db, NUTRI_EINVAL, "a word of more than 200 bytes names no food");
    rc = nutri__bind_text(db, stmt, names[count], word);
    sqlite3_free(word);
    p += n;
    p += strspn(p, " ,");
  }
  if (rc == NUTRI_OK && count == 0)
    rc = nutri__fail(db, NUTRI_EINVAL, "without: '%s' names nothing", nutri__quote(text, quoted));
  return rc;
}

static int leave_out(struct work *w, const char *text) {
  sqlite3_stmt *stmt = NULL;
  nutri_food food;
  nutri *db = w->db;
  int rc = NUTRI_OK;
  bool names_one = text[strspn(text, "0123456789")] == '\0' || strchr(text, ':') != NULL;

  if (names_one)
    rc = nutri__food_exact(db, w->person_id, text, &food);
  if (rc == NUTRI_OK)
    rc = nutri__stmt(db, NUTRI__Q_SUGGEST_WITHOUT, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":person", w->person_id);
  if (rc == NUTRI_OK)
    rc = names_one ? nutri__bind_int(db, stmt, ":food", food.food_id) : bind_words(db, stmt, text);
  if (rc == NUTRI_OK)
    rc = leave_foods(w, stmt, text);
  nutri__done(stmt);
  return rc;
}

static int leave_out_category(struct work *w, const char *text) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  nutri *db = w->db;
  int named = 0;
  int rc = nutri__stmt(db, NUTRI__Q_SUGGEST_CATEGORY, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__bind_text(db, stmt, ":category", text)) == NUTRI_OK)
    for (; (rc = nutri__step(db, stmt, "looking for a category")) == NUTRI_ROW; named++)
      for (int i = 0; i < w->count; i++)
        if (w->food[i].category_id == sqlite3_column_int64(stmt, 0))
          w->food[i].left_out = true;
  nutri__done(stmt);
  if (rc == NUTRI_OK && named == 0)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "no category of foods has '%s' in its name",
                     nutri__quote(text, quoted));
  return rc;
}

static int leave_out_asked(struct work *w) {
  int rc = NUTRI_OK;

  for (int i = 0; rc == NUTRI_OK && i < w->o.without_count; i++)
    rc = leave_out(w, w->o.without[i]);
  for (int i = 0; rc == NUTRI_OK && i < w->o.without_categories_count; i++)
    rc = leave_out_category(w, w->o.without_categories[i]);
  return rc;
}

/* A set gains less than the gap and its smallest portion together, or one portion closes it: with
 * no portion above this the upper limit is never passed. */
static double most_of_a_portion(const struct work *w) {
  if (isnan(w->upper))
    return INFINITY;
  return w->upper >= 2.0 * w->s.gap_before ? w->upper : w->upper - w->s.gap_before;
}

/* Leaves out what cannot be taken, and counts why. */
static void sift_candidates(struct work *w) {
  const double most = most_of_a_portion(w);
  nutri_suggest_summary *s = &w->s;

  for (int i = 0; i < w->count; i++) {
    struct candidate *food = &w->food[i];
    int *why = NULL;

    if (food->left_out)
      why = &s->left_out_asked;
    else if (isnan(food->adds))
      why = &s->left_out_unknown;
    else if (w->o.max_energy_kcal > 0.0 && food->adds > 0.0 && isnan(food->kcal))
      why = &s->left_out_energy;
    else if (w->o.max_sodium_mg > 0.0 && food->adds > 0.0 && isnan(food->sodium))
      why = &s->left_out_sodium;
    else if (food->adds > most)
      why = &s->left_out_upper;
    if (why != NULL)
      ++*why;
    food->left_out = why != NULL || food->adds <= 0.0;
    s->candidates += !food->left_out;
  }
}

/* ---- the choice ------------------------------------------------------------------------------ */

/* A value in the solver's units: up, so that a limit that is kept is kept. */
static int64_t units_up(double value) {
  if (!(value > 0.0))
    return 0;
  return (int64_t)fmin(ceil(value * PER_KCAL - 1e-6), (double)NUTRI__SOLVE_COST);
}

static int64_t limit_units(double limit) {
  return limit <= 0.0 ? -1 : (int64_t)fmin(floor(limit * PER_KCAL + 1e-6), 1e15);
}

static bool fits(void *user, int tag) {
  struct work *w = user;
  struct candidate *food = &w->food[tag];
  sqlite3_stmt *stmt = NULL;

  if (food->is_asked || w->rc != NUTRI_OK)
    return food->fits;
  w->rc = nutri__stmt(w->db, NUTRI__Q_SUGGEST_FITS, &stmt);
  if (w->rc == NUTRI_OK)
    w->rc = nutri__bind_int(w->db, stmt, ":food", food->food_id);
  if (w->rc == NUTRI_OK)
    w->rc = nutri__step(w->db, stmt, "looking at a food's form");
  if (w->rc == NUTRI_ROW) {
    w->rc = NUTRI_OK;
    food->is_asked = true;
    food->fits = sqlite3_column_int(stmt, 0) != 0;
  }
  nutri__done(stmt);
  return food->fits;
}

static int give_foods(struct work *w) {
  int n = 0;

  for (int i = 0; i < w->count; i++) {
    const struct candidate *food = &w->food[i];

    if (!food->left_out)
      w->given[n++] = (struct nutri__solve_food){
          .gain = llround(fmin(food->adds / w->s.gap_before, 1.0) * (double)NUTRI__SOLVE_GAIN),
          .energy = units_up(food->kcal),
          .sodium = units_up(food->sodium),
          .tier = food->familiarity,
          .energy_unknown = isnan(food->kcal),
          .tag = i,
      };
  }
  return n;
}

static int solve(struct work *w, struct nutri__solution *out) {
  const struct nutri__solve_limits limits = {
      .need = NUTRI__SOLVE_GAIN - ROUNDING,
      .max_energy = limit_units(w->o.max_energy_kcal),
      .max_sodium = limit_units(w->o.max_sodium_mg),
      .max_foods = w->o.max_foods,
      .max_portions = w->o.max_portions,
      .max_nodes = MOST_NODES,
  };
  int kept = nutri__solve_reduce(&limits, w->given, give_foods(w), fits, w);
  void *space;

  if (w->rc != NUTRI_OK)
    return w->rc;
  space = sqlite3_malloc64(nutri__solve_space(&limits, kept) + 1);
  if (space == NULL)
    return nutri__fail(w->db, NUTRI_ENOMEM, "out of memory");
  nutri__solve(&limits, w->given, kept, space, out);
  sqlite3_free(space);
  return NUTRI_OK;
}

/* Puts a solution's foods into the rows, the one that adds most first, and takes them out of play.
 */
static void keep_set(struct work *w, const struct nutri__solution *solution, int set) {
  struct picks *picks = w->picks;
  int first = picks->count;

  for (int i = 0; i < solution->foods; i++) {
    struct candidate *food = &w->food[solution->tag[i]];
    struct picked row = {set, solution->portions[i], *food};
    int at = picks->count++;

    for (; at > first &&
           picks->row[at - 1].portions * picks->row[at - 1].food.adds < row.portions * food->adds;
         at--)
      picks->row[at] = picks->row[at - 1];
    picks->row[at] = row;
    food->left_out = true;
  }
}

static void sum_up(struct work *w, const struct nutri__solution *solution) {
  nutri_suggest_summary *s = &w->s;

  for (int i = 0; i < w->picks->count; i++) {
    const struct picked *row = &w->picks->row[i];

    s->adds += row->portions * row->food.adds;
    s->added_kcal += isnan(row->food.kcal) ? 0.0 : row->portions * row->food.kcal;
    s->added_sodium_mg += isnan(row->food.sodium) ? 0.0 : row->portions * row->food.sodium;
    s->energy_unknown += isnan(row->food.kcal);
    s->sodium_unknown += isnan(row->food.sodium);
  }
  s->closed = solution->gain >= NUTRI__SOLVE_GAIN - ROUNDING;
  s->gap_after = s->closed ? 0.0 : fmax(0.0, s->gap_before - s->adds);
}

static int choose(struct work *w) {
  struct nutri__solution solution = {0};
  int rc;

  if ((rc = read_candidates(w)) != NUTRI_OK || (rc = leave_out_asked(w)) != NUTRI_OK)
    return rc;
  sift_candidates(w);
  w->given = sqlite3_malloc64((size_t)w->count * sizeof *w->given + 1);
  if (w->given == NULL)
    return nutri__fail(w->db, NUTRI_ENOMEM, "out of memory");
  for (int set = 1; set <= w->o.sets; set++) {
    if ((rc = solve(w, &solution)) != NUTRI_OK || solution.foods == 0)
      return rc;
    keep_set(w, &solution, set);
    w->s.sets = set;
    w->s.proven_optimal = w->s.proven_optimal && solution.proven;
    if (set == 1)
      sum_up(w, &solution);
  }
  return NUTRI_OK;
}

/* ---- the call -------------------------------------------------------------------------------- */

static int begin_picks(struct work *w) {
  struct picks *picks = sqlite3_malloc64(sizeof *picks);

  if (picks == NULL)
    return nutri__fail(w->db, NUTRI_ENOMEM, "out of memory");
  memset(picks, 0, sizeof *picks);
  sqlite3_snprintf((int)sizeof picks->unit, picks->unit, "%s", w->s.unit);
  sqlite3_snprintf((int)sizeof picks->until, picks->until, "%s", w->until);
  picks->is_today = strcmp(w->until, w->db->today) == 0;
  w->picks = picks;
  return NUTRI_OK;
}

static int suggest(struct work *w, const char *person, nutri_cursor **out) {
  nutri *db = w->db;
  nutri_nutrient nutrient;
  nutri_cursor *cursor = NULL;
  int rc;

  if ((rc = nutri__person_id(db, person, &w->person_id)) != NUTRI_OK ||
      (rc = nutri__nutrient_known(db, w->o.nutrient_id, &nutrient)) != NUTRI_OK ||
      (rc = nutri__check_span(db, w->o.from, w->o.to)) != NUTRI_OK ||
      (rc = read_span(w)) != NUTRI_OK || (rc = read_gap(w, person)) != NUTRI_OK ||
      (rc = begin_picks(w)) != NUTRI_OK)
    return rc;
  if (w->s.reason == NUTRI_REASON_NONE && !w->s.closed)
    rc = choose(w);
  if (rc == NUTRI_OK)
    rc = nutri__cursor_open(db, NUTRI__Q_SUGGEST_FOOD, NUTRI__ROWS_SUGGESTION, &cursor);
  if (rc != NUTRI_OK)
    return rc;
  cursor->memory = w->picks;
  w->picks = NULL;
  *out = cursor;
  return NUTRI_OK;
}

int nutri_suggest(nutri *db, const char *person, const nutri_suggest_options *options,
                  nutri_suggest_summary *summary, nutri_cursor **out) {
  struct work w = {.db = db, .s = {.size = sizeof w.s}};
  nutri_cursor *cursor = NULL;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_suggest: out is NULL");
  if ((summary != NULL && (rc = nutri__check_out(db, summary)) != NUTRI_OK) ||
      (rc = read_options(&w, options)) != NUTRI_OK)
    return rc;
  rc = suggest(&w, person, &cursor);
  if (rc == NUTRI_OK && summary != NULL)
    rc = nutri__out(db, summary, &w.s, sizeof w.s);
  sqlite3_free(w.picks);
  sqlite3_free(w.given);
  sqlite3_free(w.food);
  return nutri__cursor_give(cursor, rc, out);
}

/* ---- the answer ------------------------------------------------------------------------------ */

/* "77", "6.3", "0.19": whole from 10 on, else two digits that count. */
static void short_number(double value, char out[40]) {
  if (fabs(value) >= 9.95 || value == 0.0)
    sqlite3_snprintf(40, out, "%.0f", value);
  else
    sqlite3_snprintf(40, out, "%.2g", value);
}

/* ", 164 kcal" and when it was eaten. */
static char *how_familiar(const struct picks *picks, const struct candidate *food) {
  if (food->familiarity == NUTRI_CATEGORY_EATEN)
    return sqlite3_mprintf("not in the diary of the last year, but others of its category");
  if (food->familiarity != NUTRI_EATEN)
    return sqlite3_mprintf("not in the diary of the last year");
  if (food->days == 0)
    return sqlite3_mprintf("last eaten on %s", food->last_day);
  if (picks->is_today)
    return sqlite3_mprintf("eaten on %d of the last 30 days", food->days);
  return sqlite3_mprintf("eaten on %d of the 30 days up to %s", food->days, picks->until);
}

/* "1 oz (28.35 g) adds 77 mg, 164 kcal; eaten on 3 of the last 30 days" */
static char *reason(const struct picks *picks, const struct picked *row,
                    const nutri_suggestion *s) {
  static const char *const basis[] = {"g", "ml", "unit"};
  char adds[40];
  char kcal[40];
  char *familiar = how_familiar(picks, &row->food);
  char *text = NULL;
  const char *measure = s->measure != NULL ? s->measure : "portion";
  bool is_plain = strchr("0123456789", measure[0]) == NULL &&
                  strncmp(measure, "half ", 5) != 0; /* else "1 half cup" */

  short_number(s->adds, adds);
  short_number(s->energy_kcal, kcal);
  if (familiar != NULL)
    text = sqlite3_mprintf("%d%s %s (%.6g %s) add%s %s %s, %s%s; %s", row->portions,
                           row->portions == 1 && is_plain ? "" : " x", measure, s->grams,
                           basis[s->basis], row->portions == 1 ? "s" : "", adds, s->unit,
                           isnan(s->energy_kcal) ? "energy unknown" : kcal,
                           isnan(s->energy_kcal) ? "" : " kcal", familiar);
  sqlite3_free(familiar);
  return text;
}

/* The texts of a row, from the cursor's statement. */
static int fill_texts(nutri_cursor *cursor, nutri_suggestion *s) {
  sqlite3_stmt *stmt = cursor->stmt;
  int rc;

  sqlite3_reset(stmt); /* of the row before, which went well */
  rc = nutri__bind_int(cursor->db, stmt, ":food", s->food_id);
  if (rc != NUTRI_OK || (rc = nutri__step(cursor->db, stmt, "reading a food")) < 0)
    return rc;
  if (rc == NUTRI_OK)
    return nutri__fail(cursor->db, NUTRI_ENOTFOUND, "food %lld has gone, or its usual portion",
                       (long long)s->food_id);
  s->description = nutri__text(stmt, 1);
  s->category = nutri__text(stmt, 2);
  s->source = nutri__text(stmt, 3);
  s->basis = nutri__basis_of(nutri__text(stmt, 4));
  s->measure = nutri__text(stmt, 5);
  s->grams = s->portions * nutri__double(stmt, 6);
  s->portion_from = nutri__text(stmt, 7);
  return s->description != NULL && s->measure != NULL
             ? NUTRI_OK
             : nutri__fail(cursor->db, NUTRI_ENOMEM, "out of memory");
}

int nutri_suggest_next(nutri_cursor *cursor, nutri_suggestion *out) {
  struct picks *picks;
  const struct picked *row;
  nutri_suggestion s;
  int rc;

  if (cursor == NULL)
    return NUTRI_EMISUSE;
  if (cursor->rows == NUTRI__ROWS_SUGGESTION) { /* its rows are in memory */
    picks = cursor->memory;
    cursor->has_row = picks->at < picks->count;
    if (!cursor->has_row && !cursor->ended) {
      cursor->ended = true;
      sqlite3_reset(cursor->stmt);
    }
  }
  rc = nutri__cursor_step(cursor, NUTRI__ROWS_SUGGESTION, out);
  if (rc != NUTRI_ROW)
    return rc;
  picks = cursor->memory;
  row = &picks->row[picks->at];
  s = (nutri_suggestion){
      .size = sizeof s,
      .set = row->set,
      .food_id = row->food.food_id,
      .portions = row->portions,
      .adds = row->portions * row->food.adds,
      .unit = picks->unit,
      .energy_kcal = row->portions * row->food.kcal,
      .sodium_mg = row->portions * row->food.sodium,
      .familiarity = row->food.familiarity,
      .eaten_days = row->food.days,
      .last_eaten = row->food.last_day[0] != '\0' ? row->food.last_day : NULL,
  };
  if ((rc = fill_texts(cursor, &s)) != NUTRI_OK)
    return rc;
  sqlite3_free(cursor->text);
  s.reason = cursor->text = reason(picks, row, &s);
  if (s.reason == NULL)
    return nutri__fail(cursor->db, NUTRI_ENOMEM, "out of memory");
  picks->at++;
  return nutri__row_out(cursor, out, &s, sizeof s);
}
