/* SPDX-License-Identifier: MIT */
/*
 * suggest: foods that would close a shortfall. It speaks of an intake and a reference and of what
 * foods hold, never of what to take.
 */
#include "report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
#define MAX_KCAL 400.0 /* a day, where --max-kcal does not say */

static const column food_columns[] = {
    {.key = "set", .heading = "set", .style = AS_ID},
    {.key = "food_id"},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "category"},
    {.key = "source"},
    {.key = "measure"},
    {.key = "portion_from"},
    {.key = "portions"},
    {.key = "amount"},
    {.key = "basis"},
    {.key = "adds", .mg_key = "magnesium_mg"},
    {.key = "unit"},
    {.key = "energy_kcal"},
    {.key = "sodium_mg"},
    {.key = "familiarity"},
    {.key = "eaten_days"},
    {.key = "last_eaten"},
    {.key = "reason", .heading = "", .style = AS_TEXT},
};

static const column summary_columns[] = {
    {.key = "days_counted"},
    {.key = "unknown_entries"},
    {.key = "mean", .mg_key = "mean_mg"},
    {.key = "target", .mg_key = "target_mg"},
    {.key = "target_kind"},
    {.key = "gap_before", .mg_key = "gap_before_mg"},
    {.key = "gap_after", .mg_key = "gap_after_mg"},
    {.key = "closed"},
    {.key = "proven_optimal"},
    {.key = "sets"},
    {.key = "adds", .mg_key = "magnesium_mg"},
    {.key = "added_kcal"},
    {.key = "added_sodium_mg"},
    {.key = "energy_unknown"},
    {.key = "sodium_unknown"},
    {.key = "candidates"},
    {.key = "left_out_asked"},
    {.key = "left_out_portion"},
    {.key = "left_out_unknown"},
    {.key = "left_out_energy"},
    {.key = "left_out_sodium"},
    {.key = "left_out_upper"},
    {.key = "reason"},
    {.key = "reason_text"},
};

/* One run. The texts of summary are copies. */
typedef struct suggestion {
  nutri_suggest_options options;
  nutri_suggest_summary summary;
  char *from;
  char *to;
  char *kind;
  char *reference; /* "RDA 320 mg, IOM/NASEM (US-Canada) 1997" */
  table *foods;
  char *said[12]; /* what stands above the foods, then what stands below */
  size_t above;
  size_t count;
} suggestion;

static void say(suggestion *s, char *owned) { s->said[s->count++] = owned; }

/* ---- reading --------------------------------------------------------------------------------- */

static int options_meant(tool *t, const args *a, const report *r, nutri_suggest_options *out) {
  out->nutrient_id = r->nutrient.id;
  out->from = r->days.from;
  out->to = r->days.to;
  int status = args_number(t, a, OPT_MAX_KCAL, MAX_KCAL, &out->max_energy_kcal);
  if (status == DONE)
    status = args_number(t, a, OPT_MAX_SODIUM, 0, &out->max_sodium_mg);
  if (status == DONE)
    status = args_whole(t, a, OPT_MAX_FOODS, 0, &out->max_foods);
  if (status == DONE)
    status = args_whole(t, a, OPT_MAX_PORTIONS, 0, &out->max_portions);
  if (status == DONE)
    status = args_whole(t, a, OPT_SETS, 0, &out->sets);
  out->authority = a->value[OPT_AUTHORITY];
  out->without = args_values(a, OPT_WITHOUT, &out->without_count);
  out->without_categories = args_values(a, OPT_WITHOUT_CATEGORY, &out->without_categories_count);
  return status;
}

static void add_food(table *rows, const nutri_suggestion *f) {
  static const char *const familiar[] = {"eaten", "category eaten", "not eaten"};
  add_whole(rows, f->set);
  add_whole(rows, f->food_id);
  add_text(rows, f->description);
  add_text(rows, f->category);
  add_text(rows, f->source);
  add_text(rows, f->measure);
  add_text(rows, f->portion_from);
  add_whole(rows, f->portions);
  add_number(rows, f->grams);
  add_text(rows, basis_unit(f->basis));
  add_number(rows, f->adds);
  add_text(rows, f->unit);
  add_number(rows, f->energy_kcal);
  add_number(rows, f->sodium_mg);
  add_text(rows, familiar[f->familiarity]);
  add_whole(rows, f->eaten_days);
  add_text(rows, f->last_eaten);
  add_text(rows, f->reason);
}

/* "RDA 320 mg, IOM/NASEM (US-Canada) 1997"; NULL = none. */
static char *reference_named(const nutri_deficit *d) {
  char number[NUMBER_SIZE];
  const char *mark = d->target_confidence;
  if (isnan(d->target))
    return NULL;
  people_amount(d->target, number);
  if (strcmp(d->target_kind, "own") == 0)
    return printed("own goal %s %s", number, d->unit);
  int is_marked = mark != NULL && strcmp(mark, "high") != 0;
  return printed("%s %s %s%s%s%s, %s %d", d->target_kind, number, d->unit, is_marked ? " [" : "",
                 is_marked ? mark : "", is_marked ? "]" : "",
                 d->target_body == NULL ? d->authority : d->target_body, d->target_year);
}

static int read_all(tool *t, const report *r, suggestion *s) {
  nutri_cursor *cursor = NULL;
  nutri_suggestion f = NUTRI_INIT(nutri_suggestion);
  nutri_deficit d = NUTRI_INIT(nutri_deficit);
  int rc = nutri_suggest(t->db, r->person, &s->options, &s->summary, &cursor);
  if (rc == NUTRI_OK) {
    s->from = copied(s->summary.from);
    s->to = copied(s->summary.to);
    s->kind = copied(s->summary.target_kind);
    while ((rc = nutri_suggest_next(cursor, &f)) == NUTRI_ROW)
      add_food(s->foods, &f);
  }
  nutri_cursor_close(cursor);
  if (rc == NUTRI_OK)
    rc = s->options.authority == NULL
             ? nutri_nutrient_deficit(t->db, r->person, r->nutrient.id, s->from, s->to, &d)
             : nutri_nutrient_deficit_by(t->db, r->person, s->options.authority, r->nutrient.id,
                                         s->from, s->to, &d);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  s->reference = reference_named(&d);
  return DONE;
}

/* ---- what may be said ------------------------------------------------------------------------ */

/* "20 mg", as an amount of the nutrient: owned. */
static char *amount(const report *r, double value) {
  char number[NUMBER_SIZE];
  return printed("%s %s", people_amount(value, number), r->nutrient.unit);
}

static void say_gap(suggestion *s, const report *r) {
  const nutri_suggest_summary *sum = &s->summary;
  const char *against = s->kind == NULL               ? "reference"
                        : strcmp(s->kind, "own") == 0 ? "own goal"
                                                      : s->kind;
  char *mean = amount(r, sum->mean);
  char *gap = amount(r, sum->gap_before);
  if (sum->days_counted > 0)
    say(s, printed("Recorded %s over %d day%s averaged %s%s a day.", r->nutrient.name,
                   sum->days_counted, sum->days_counted == 1 ? "" : "s",
                   sum->unknown_entries > 0 && !isnan(sum->mean) ? "at least " : "", mean));
  if (s->reference != NULL)
    say(s, printed("Reference: %s.", s->reference));
  if (sum->reason != NUTRI_REASON_NONE)
    say(s, printed("Nothing is suggested: %s.", nutri_reason_text(sum->reason)));
  else if (!(sum->gap_before > 0))
    say(s, printed("Shortfall against the %s: none, so nothing is suggested.", against));
  else
    say(s, printed("Shortfall against the %s: %s%s a day.%s", against,
                   sum->unknown_entries > 0 ? "at most " : "", gap,
                   strcmp(against, "AI") == 0
                       ? " An AI is no requirement: an intake below it need not be too low."
                       : ""));
  free(gap);
  free(mean);
}

/* "at most 3 foods, 2 portions of each, 400 kcal": owned. */
static char *limits_named(const nutri_suggest_options *o) {
  char *kcal = o->max_energy_kcal > 0 ? printed(", %.6g kcal", o->max_energy_kcal) : copied("");
  char *sodium = o->max_sodium_mg > 0 ? printed(", %.6g mg sodium", o->max_sodium_mg) : copied("");
  int foods = o->max_foods == 0 ? 3 : o->max_foods;
  int portions = o->max_portions == 0 ? 2 : o->max_portions;
  char *text = printed("at most %d food%s, %d portion%s of each%s%s", foods, foods == 1 ? "" : "s",
                       portions, portions == 1 ? "" : "s", kcal, sodium);
  free(sodium);
  free(kcal);
  return text;
}

static void say_outcome(suggestion *s, const report *r) {
  const nutri_suggest_summary *sum = &s->summary;
  char kcal[NUMBER_SIZE];
  char sodium[NUMBER_SIZE];
  char *mean = amount(r, sum->mean + sum->adds);
  char *rest = amount(r, sum->gap_after);
  char *limits = limits_named(&s->options);
  const char *first = sum->sets > 1 ? "the first set" : "these";
  if (sum->sets > 0)
    say(s, printed("With %s the same days would have averaged %s%s a day, with %s%s kcal and %s%s "
                   "mg sodium more.",
                   first, sum->unknown_entries > 0 ? "at least " : "", mean,
                   sum->energy_unknown > 0 ? "at least " : "", people_amount(sum->added_kcal, kcal),
                   sum->sodium_unknown > 0 ? "at least " : "",
                   people_amount(sum->added_sodium_mg, sodium)));
  if (sum->closed)
    say(s, printed("That closes the shortfall (%s).", limits));
  else
    say(s, printed("No choice within the limits closes it (%s): %s a day %s.", limits, rest,
                   sum->sets > 0 ? "remain with the one that comes nearest" : "remain"));
  if (!sum->proven_optimal)
    say(s, copied("The search was ended early: there may be a better choice."));
  free(limits);
  free(rest);
  free(mean);
}

/* Adds "12 of unknown energy" to what is left out. */
static void add_left_out(char **text, int count, const char *why) {
  char number[NUMBER_SIZE];
  if (count == 0)
    return;
  char *longer = printed("%s%s %s %s", *text, (*text)[0] == '\0' ? "; left out:" : ",",
                         people_count(count, number), why);
  free(*text);
  *text = longer;
}

static void say_left_out(suggestion *s, const report *r) {
  const nutri_suggest_summary *sum = &s->summary;
  char number[NUMBER_SIZE];
  char *unknown = printed("of unknown %s", r->nutrient.name);
  char *text = copied("");
  add_left_out(&text, sum->left_out_asked, "as asked");
  add_left_out(&text, sum->left_out_portion, "without a usual portion");
  add_left_out(&text, sum->left_out_unknown, unknown);
  add_left_out(&text, sum->left_out_energy, "of unknown energy");
  add_left_out(&text, sum->left_out_sodium, "of unknown sodium");
  add_left_out(&text, sum->left_out_upper, "over the upper limit");
  say(s, printed("Chosen among %s foods%s.", people_count(sum->candidates, number), text));
  free(text);
  free(unknown);
}

static void say_all(suggestion *s, const report *r) {
  say_gap(s, r);
  s->above = s->count;
  if (s->summary.reason == NUTRI_REASON_NONE && s->summary.gap_before > 0) {
    say_outcome(s, r);
    say_left_out(s, r);
  }
  say(s, printed("This is about intake; it does not measure body %s or explain symptoms.",
                 r->nutrient.name));
  say(s, copied("Talk to a doctor before supplementing; with kidney disease do not supplement "
                "without medical advice."));
}

/* ---- printing -------------------------------------------------------------------------------- */

static void add_summary(table *record, const suggestion *s) {
  const nutri_suggest_summary *sum = &s->summary;
  add_whole(record, sum->days_counted);
  add_whole(record, sum->unknown_entries);
  add_number(record, sum->mean);
  add_number(record, sum->target);
  add_text(record, s->kind);
  add_number(record, sum->gap_before);
  add_number(record, sum->gap_after);
  add_flag(record, sum->closed);
  add_flag(record, sum->proven_optimal);
  add_whole(record, sum->sets);
  add_number(record, sum->adds);
  add_number(record, sum->added_kcal);
  add_number(record, sum->added_sodium_mg);
  add_whole(record, sum->energy_unknown);
  add_whole(record, sum->sodium_unknown);
  add_whole(record, sum->candidates);
  add_whole(record, sum->left_out_asked);
  add_whole(record, sum->left_out_portion);
  add_whole(record, sum->left_out_unknown);
  add_whole(record, sum->left_out_energy);
  add_whole(record, sum->left_out_sodium);
  add_whole(record, sum->left_out_upper);
  add_whole(record, sum->reason);
  add_text(record, sum->reason == NUTRI_REASON_NONE ? NULL : nutri_reason_text(sum->reason));
}

static void suggestion_as_json(const report *r, const suggestion *s) {
  json j = {.out = stdout};
  table *record = table_new_for(summary_columns, COUNT_OF(summary_columns), r->nutrient.id);
  add_summary(record, s);
  json_begin(&j, NULL, '{');
  json_text(&j, "person", r->person);
  json_text(&j, "from", s->from);
  json_text(&j, "to", s->to);
  json_whole(&j, "nutrient_id", r->nutrient.id);
  json_text(&j, "nutrient", r->nutrient.name);
  json_text(&j, "unit", r->nutrient.unit);
  json_members(&j, record, 0);
  json_rows(&j, "foods", s->foods);
  json_begin(&j, "statement", '[');
  for (size_t i = 0; i < s->count; i++)
    json_text(&j, NULL, s->said[i]);
  json_end(&j, ']');
  json_end(&j, '}');
  table_free(record);
}

static void suggestion_for_people(report *r, const suggestion *s) {
  char *end = printed(", %s a day", r->nutrient.unit);
  const span days = {.from = s->from, .to = s->to};
  free(r->when);
  r->when = span_text(&days);
  put_title(r, end);
  for (size_t i = 0; i < s->count; i++) {
    if (i == s->above) {
      if (table_rows(s->foods) > 0) {
        putchar('\n');
        table_for_people(s->foods, stdout);
      }
      putchar('\n');
    }
    puts(s->said[i]);
  }
  free(end);
}

static void suggestion_free(suggestion *s) {
  for (size_t i = 0; i < s->count; i++)
    free(s->said[i]);
  table_free(s->foods);
  free(s->reference);
  free(s->kind);
  free(s->to);
  free(s->from);
  free((void *)s->options.without);
  free((void *)s->options.without_categories);
}

int cmd_suggest(tool *t, const args *a) {
  report r;
  int status = report_start(t, a, &r);
  if (status == DONE) {
    suggestion s = {.options = NUTRI_INIT(nutri_suggest_options),
                    .summary = NUTRI_INIT(nutri_suggest_summary)};
    s.foods = table_new_for(food_columns, COUNT_OF(food_columns), r.nutrient.id);
    status = options_meant(t, a, &r, &s.options);
    if (status == DONE)
      status = read_all(t, &r, &s);
    if (status == DONE) {
      if (s.summary.sets < 2)
        table_heading(s.foods, 0, NULL);
      say_all(&s, &r);
      if (t->format == AS_CSV)
        table_as_csv(s.foods, stdout);
      else if (t->format == AS_JSON)
        suggestion_as_json(&r, &s);
      else
        suggestion_for_people(&r, &s);
    }
    suggestion_free(&s);
  }
  report_end(&r);
  return status;
}
