/* SPDX-License-Identifier: MIT */
/*
 * deficit: the days, their mean and what the person needs. What is said of them is held to the
 * science: an intake and a reference, never a diagnosis, never what to take.
 */
#include "report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- the days -------------------------------------------------------------------------------- */

static const column day_columns[] = {
    {.key = "day", .heading = "day"},
    {.key = "kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "food",
     .heading = "food",
     .style = AS_AMOUNT,
     .flags = SAY_UNKNOWN,
     .mg_key = "food_mg"},
    {.key = "supplement",
     .heading = "supplement",
     .style = AS_AMOUNT,
     .flags = SAY_UNKNOWN,
     .mg_key = "supplement_mg"},
    {.key = "medicine",
     .heading = "medicine",
     .style = AS_AMOUNT,
     .flags = SAY_UNKNOWN | DROP_ZERO,
     .mg_key = "medicine_mg"},
    {.key = "total",
     .heading = "total",
     .style = AS_AMOUNT,
     .flags = SAY_UNKNOWN,
     .mg_key = "total_mg"},
    {.key = "known_share", .heading = "known", .style = AS_SHARE},
    {.key = "status", .heading = "status"},
    {.key = "completeness"},
    {.key = "is_counted"},
    {.key = "dated"},
    {.key = "entries"},
    {.key = "unknown_entries"},
    {.key = "target", .mg_key = "target_mg"},
    {.key = "target_kind"},
    {.key = "authority"},
    {.key = "target_body"},
    {.key = "target_year"},
    {.key = "target_confidence"},
    {.key = "balance", .mg_key = "balance_mg"},
    {.key = "deficit", .mg_key = "deficit_mg"},
    {.key = "percent"},
};

/* What a report remembers of its days. */
typedef struct days {
  table *rows;
  char unconfirmed[DAY_SIZE]; /* the first; "" = none */
  char last[DAY_SIZE];        /* the last counted; "" = none */
} days;

static void copy_day(char out[DAY_SIZE], const char *day) { snprintf(out, DAY_SIZE, "%.10s", day); }

/* 0 = there is no printed source. */
static void add_year(table *rows, int year) {
  if (year == 0)
    add_nothing(rows);
  else
    add_whole(rows, year);
}

static void add_day(days *out, const nutri_day *d) {
  table *rows = out->rows;
  double balance = d->total - d->target; /* NaN where either is */
  if (out->unconfirmed[0] == '\0' && strcmp(d->status, "unconfirmed") == 0)
    copy_day(out->unconfirmed, d->day);
  if (d->is_counted)
    copy_day(out->last, d->day);
  add_text(rows, d->day);
  add_number(rows, d->energy_kcal);
  add_number(rows, d->food);
  add_number(rows, d->supplement);
  add_number(rows, d->medicine);
  add_number(rows, d->total);
  add_number(rows, d->known_share);
  add_text(rows, d->status);
  add_text(rows, d->completeness);
  add_flag(rows, d->is_counted);
  add_flag(rows, d->dated);
  add_whole(rows, d->entries);
  add_whole(rows, d->unknown_entries);
  add_number(rows, d->target);
  add_text(rows, d->target_kind);
  add_text(rows, d->authority);
  add_text(rows, d->target_body);
  add_year(rows, d->target_year);
  add_text(rows, d->target_confidence);
  add_number(rows, balance);
  add_number(rows, isnan(balance) || balance < 0 ? d->target - d->total : 0);
  add_number(rows, 100.0 * d->total / d->target);
}

static int read_days(tool *t, const report *r, days *out) {
  nutri_cursor *cursor = NULL;
  nutri_day d = NUTRI_INIT(nutri_day);
  int rc = nutri_day_list(t->db, r->person, r->nutrient.id, r->days.from, r->days.to, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_day_next(cursor, &d)) == NUTRI_ROW)
      add_day(out, &d);
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* For people only: the mean stands below its days. */
static void add_mean_row(table *rows, const nutri_deficit *d) {
  char *label = printed("mean of %d", d->days_counted);
  add_text(rows, label);
  add_number(rows, d->mean_kcal);
  add_number(rows, d->mean_food);
  add_number(rows, d->mean_supplement);
  add_number(rows, d->mean_medicine);
  add_number(rows, d->mean_total);
  add_number(rows, d->known_share);
  for (size_t i = 7; i < COUNT_OF(day_columns); i++)
    add_nothing(rows);
  free(label);
}

/* The life stage of the last counted day, as a noun; NULL = none. */
static const char *stage_noun(const nutri_deficit *d) {
  if (d->stage == NULL)
    return NULL;
  return strcmp(d->stage, "pregnant") == 0 ? "pregnancy" : "lactation";
}

/* ---- the mean, for programs ------------------------------------------------------------------ */

static const column mean_columns[] = {
    {.key = "days_counted"},
    {.key = "days_unconfirmed"},
    {.key = "days_left_out"},
    {.key = "entries"},
    {.key = "unknown_entries"},
    {.key = "known_share"},
    {.key = "mean_kcal"},
    {.key = "food", .mg_key = "food_mg"},
    {.key = "supplement", .mg_key = "supplement_mg"},
    {.key = "medicine", .mg_key = "medicine_mg"},
    {.key = "total", .mg_key = "total_mg"},
    {.key = "target", .mg_key = "target_mg"},
    {.key = "target_kind"},
    {.key = "authority"},
    {.key = "target_body"},
    {.key = "target_year"},
    {.key = "target_confidence"},
    {.key = "separate_value"},
    {.key = "target_reason"},
    {.key = "target_reason_text"},
    {.key = "shortfall", .mg_key = "shortfall_mg"},
    {.key = "percent"},
    {.key = "average_requirement", .mg_key = "ear_mg"},
    {.key = "requirement_sd", .mg_key = "requirement_sd_mg"},
    {.key = "within_person_sd", .mg_key = "within_person_sd_mg"},
    {.key = "within_person_source"},
    {.key = "confidence_days"},
    {.key = "confidence_food"},
    {.key = "confidence"},
    {.key = "confidence_at_least"},
    {.key = "reason"},
    {.key = "reason_text"},
    {.key = "upper_limit", .mg_key = "upper_limit_mg"},
    {.key = "upper_scope"},
    {.key = "upper_counted", .mg_key = "upper_counted_mg"},
    {.key = "upper_excess", .mg_key = "upper_excess_mg"},
    {.key = "upper_at_least"},
    {.key = "upper_body"},
    {.key = "upper_year"},
    {.key = "upper_confidence"},
    {.key = "upper_separate_value"},
    {.key = "stage"},
    {.key = "average_kind"},
    {.key = "average_confidence"},
    {.key = "confidence_all"},
    {.key = "average_body"},
    {.key = "average_year"},
    {.key = "target_low", .mg_key = "target_low_mg"},
    {.key = "target_high", .mg_key = "target_high_mg"},
    {.key = "target_kinds"},
};

static void add_reason(table *record, int reason) {
  add_whole(record, reason);
  add_text(record, reason == NUTRI_REASON_NONE ? NULL : nutri_reason_text(reason));
}

static void add_mean(table *record, const nutri_deficit *d) {
  add_whole(record, d->days_counted);
  add_whole(record, d->days_unconfirmed);
  add_whole(record, d->days_left_out);
  add_whole(record, d->entries);
  add_whole(record, d->unknown_entries);
  add_number(record, d->known_share);
  add_number(record, d->mean_kcal);
  add_number(record, d->mean_food);
  add_number(record, d->mean_supplement);
  add_number(record, d->mean_medicine);
  add_number(record, d->mean_total);
  add_number(record, d->target);
  add_text(record, d->target_kind);
  add_text(record, d->authority);
  add_text(record, d->target_body);
  add_year(record, d->target_year);
  add_text(record, d->target_confidence);
  if (isnan(d->target))
    add_nothing(record);
  else
    add_flag(record, d->separate_value);
  add_reason(record, d->target_reason);
  add_number(record, d->shortfall);
  add_number(record, d->percent);
  add_number(record, d->average_requirement);
  add_number(record, d->requirement_sd);
  add_number(record, d->within_person_sd);
  add_text(record, d->within_person_source);
  add_whole(record, d->confidence_days);
  add_number(record, d->confidence_food);
  add_number(record, d->confidence);
  add_flag(record, d->confidence_at_least);
  add_reason(record, d->reason);
  add_number(record, d->upper_limit);
  add_text(record, d->upper_scope);
  add_number(record, d->upper_counted);
  add_number(record, d->upper_excess);
  add_flag(record, d->upper_at_least);
  add_text(record, d->upper_body);
  add_year(record, d->upper_year);
  add_text(record, d->upper_confidence);
  if (isnan(d->upper_limit))
    add_nothing(record);
  else
    add_flag(record, d->upper_separate_value);
  add_text(record, d->stage);
  add_text(record, d->average_kind);
  add_text(record, d->average_confidence);
  add_number(record, d->confidence_all);
  add_text(record, d->average_body);
  add_year(record, d->average_year);
  add_number(record, d->target_low);
  add_number(record, d->target_high);
  add_whole(record, d->target_kinds);
}

/* ---- what may be said ------------------------------------------------------------------------ */

typedef struct said {
  char *line[24];
  size_t count;
} said;

static void say(said *s, char *owned) { s->line[s->count++] = owned; }

static void said_free(said *s) {
  for (size_t i = 0; i < s->count; i++)
    free(s->line[i]);
}

/* "320 mg" in a buffer of its own. */
typedef struct phrase {
  char text[128];
} phrase;

static phrase amount(double value, const nutri_deficit *d) {
  char number[NUMBER_SIZE];
  phrase p;
  if (isnan(value))
    snprintf(p.text, sizeof p.text, "an unknown amount");
  else
    snprintf(p.text, sizeof p.text, "%s %.40s", people_amount(value, number), d->unit);
  return p;
}

/* A confidence; with unknown entries it is at least that. */
static phrase chance(double share, int is_least) {
  const char *least = is_least ? "at least " : "";
  phrase p;
  if (share < 0.005)
    snprintf(p.text, sizeof p.text, is_least ? "at least 0 %%" : "under 1 %%");
  else if (share > 0.995)
    snprintf(p.text, sizeof p.text, "over 99 %%");
  else
    snprintf(p.text, sizeof p.text, "%s%.0f %%", least, 100 * share);
  return p;
}

/* " (IOM/NASEM, US-Canada, 1997)": the printed source of a value; "" where there is none. */
static phrase printed_in(const char *body, int year) {
  phrase p = {""};
  size_t used = 0;
  if (body == NULL)
    return p;
  p.text[used++] = ' ';
  p.text[used++] = '(';
  for (const char *from = body; *from != '\0' && used + 12 < sizeof p.text; from++) {
    if (strncmp(from, " (", 2) == 0) {
      p.text[used++] = ',';
      p.text[used++] = ' ';
      from++;
    } else if (*from != '(' && *from != ')') {
      p.text[used++] = *from;
    }
  }
  snprintf(p.text + used, sizeof p.text - used, ", %d)", year);
  return p;
}

static int is_above_0(double value) { return isnan(value) || value > 0; }

static int has_nonfood(const nutri_deficit *d) {
  return is_above_0(d->mean_supplement) || is_above_0(d->mean_medicine);
}

static void say_recorded(said *s, const nutri_deficit *d, const char *name) {
  char share[NUMBER_SIZE];
  int is_bound = d->unknown_entries > 0 && !isnan(d->mean_total);
  int nonfood_bound = d->unknown_nonfood > 0;
  int food_bound = d->unknown_entries > d->unknown_nonfood && !isnan(d->mean_food);
  if (d->days_counted == 0) {
    say(s, printed("No day counts, so there is no mean."));
    return;
  }
  say(s, printed("Recorded food %s over %d day%s averaged %s%s (coverage %s).", name,
                 d->days_counted, d->days_counted == 1 ? "" : "s", food_bound ? "at least " : "",
                 amount(d->mean_food, d).text,
                 isnan(d->known_share) ? "unknown" : people_share(d->known_share, share)));
  if (has_nonfood(d))
    say(s, printed("Supplements averaged %s%s, medicines %s%s, all together %s%s.",
                   nonfood_bound && !isnan(d->mean_supplement) ? "at least " : "",
                   amount(d->mean_supplement, d).text,
                   nonfood_bound && !isnan(d->mean_medicine) ? "at least " : "",
                   amount(d->mean_medicine, d).text, is_bound ? "at least " : "",
                   amount(d->mean_total, d).text));
}

#define MARK_MEANS "[medium] and the like: how surely the value was read from its printed source."

/* How surely a printed value was read, where that is not high: " [medium]". */
static phrase read_mark(const char *confidence) {
  phrase p = {""};
  if (confidence != NULL && strcmp(confidence, "high") != 0)
    snprintf(p.text, sizeof p.text, " [%.20s]", confidence);
  return p;
}

/* The days of a span can need differently: a birthday, a life stage, a goal that begins. */
static void say_range(said *s, const nutri_deficit *d) {
  char low[NUMBER_SIZE];
  if (d->target_high > d->target_low)
    say(s,
        printed("Of single days it is %s to %s%s: a birthday, a life stage or a goal in the span.",
                people_amount(d->target_low, low), amount(d->target_high, d).text,
                d->target_kinds > 1 ? ", an own goal on some" : ""));
}

/* ", EAR 265 mg", with its own source where the target beside it has another. */
static phrase average_part(const nutri_deficit *d) {
  phrase p = {""};
  int is_same = d->target_body != NULL && d->average_body != NULL &&
                strcmp(d->target_body, d->average_body) == 0 && d->target_year == d->average_year;
  if (!isnan(d->average_requirement))
    snprintf(p.text, sizeof p.text, ", %.8s %.30s%.20s%.60s", d->average_kind,
             amount(d->average_requirement, d).text, read_mark(d->average_confidence).text,
             is_same ? "" : printed_in(d->average_body, d->average_year).text);
  return p;
}

static void say_reference(said *s, const nutri_deficit *d, const char *stage) {
  phrase ear = average_part(d);
  if (isnan(d->target)) {
    if (d->target_reason != NUTRI_REASON_NO_DAY)
      say(s, printed("Reference: none (%s)%s.", nutri_reason_text(d->target_reason), ear.text));
    return;
  }
  if (strcmp(d->target_kind, "own") == 0)
    say(s, printed("Reference: own goal %s%s.", amount(d->target, d).text, ear.text));
  else if (isnan(d->average_requirement) || strchr(ear.text, '(') == NULL)
    say(s, printed("Reference: %s %s%s%s%s.", d->target_kind, amount(d->target, d).text,
                   read_mark(d->target_confidence).text, ear.text,
                   printed_in(d->target_body, d->target_year).text));
  else
    say(s, printed("Reference: %s %s%s%s%s.", d->target_kind, amount(d->target, d).text,
                   read_mark(d->target_confidence).text,
                   printed_in(d->target_body, d->target_year).text, ear.text));
  say_range(s, d);
  if (read_mark(d->target_confidence).text[0] != '\0' ||
      (!isnan(d->average_requirement) && read_mark(d->average_confidence).text[0] != '\0'))
    say(s, copied(MARK_MEANS));
  if (!d->separate_value && strcmp(d->target_kind, "own") != 0)
    say(s, printed("There is no separate value for %s: the one of the age stands in.",
                   stage == NULL ? "the life stage" : stage));
}

static void say_shortfall(said *s, const nutri_deficit *d) {
  const char *against = d->target_kind == NULL ? "reference" : d->target_kind;
  const char *at_most = d->unknown_entries > 0 ? "at most " : "";
  const char *at_least = d->unknown_entries > 0 ? "at least " : "";
  if (isnan(d->shortfall))
    return;
  if (strcmp(against, "own") == 0)
    against = "own goal";
  if (d->shortfall > 0) /* down: what is short is never 100 % */
    say(s, printed("Shortfall against the %s: %s%s a day (%s%.1f %% of it recorded).", against,
                   at_most, amount(d->shortfall, d).text, at_least,
                   floor(d->percent * 10 + 1e-9) / 10));
  else
    say(s, printed("Shortfall against the %s: none (%s%.0f %% of it recorded).", against, at_least,
                   d->percent));
  if (strcmp(against, "AI") == 0 && d->shortfall > 0)
    say(s, printed("An AI is no requirement: an intake below it need not be too low."));
}

/* Whose day-to-day SD it is: of US surveys, and of the age where a stage has none. */
static phrase sd_source(const nutri_deficit *d, const char *stage) {
  phrase p = {""};
  if (d->within_person_source != NULL)
    snprintf(p.text, sizeof p.text, " (%.80s%s%s)", d->within_person_source,
             stage == NULL ? "" : "; of the age, not of ", stage == NULL ? "" : stage);
  return p;
}

static void say_confidence(said *s, const nutri_deficit *d, const char *stage) {
  int least = d->confidence_at_least;
  if (isnan(d->confidence_food)) {
    say(s, printed("Confidence that usual intake meets the requirement: none (%s).",
                   nutri_reason_text(d->reason)));
    return;
  }
  if (is_above_0(d->mean_supplement) && !isnan(d->confidence))
    say(s, printed("Confidence that usual intake meets the requirement: %s from food, %s from food "
                   "and supplements.",
                   chance(d->confidence_food, least).text, chance(d->confidence, least).text));
  else
    say(s, printed("Confidence that usual intake meets the requirement: %s.",
                   chance(d->confidence_food, least).text));
  say(s, printed("From n = %d day%s%s, %s %s, within-person SD %s%s.", d->confidence_days,
                 d->confidence_days == 1 ? "" : "s",
                 d->confidence_days < d->days_counted ? " (more are not independent)" : "",
                 d->average_kind, amount(d->average_requirement, d).text,
                 amount(d->within_person_sd, d).text, sd_source(d, stage).text));
}

static void say_upper_limit(said *s, const nutri_deficit *d) {
  int counts_all = d->upper_scope != NULL && strcmp(d->upper_scope, "all") == 0;
  int counts_added = d->upper_scope != NULL && strcmp(d->upper_scope, "added + nonfood") == 0;
  char *above = NULL;

  if (isnan(d->upper_limit) || d->days_counted == 0)
    return;
  if (!has_nonfood(d) && !(counts_all && d->upper_excess > 0))
    return; /* it counts nothing that was recorded, or is not reached */
  above =
      d->upper_excess > 0 ? printed(", %s above it", amount(d->upper_excess, d).text) : copied("");
  say(s,
      printed("Upper limit (UL): %s a day%s%s from %s%s; recorded %s%s%s.",
              amount(d->upper_limit, d).text, read_mark(d->upper_confidence).text,
              printed_in(d->upper_body, d->upper_year).text,
              counts_all ? "all sources" : "supplements and medicines",
              counts_added ? " and what is added to food (which food data do not tell apart)" : "",
              d->upper_at_least && !isnan(d->upper_counted) ? "at least " : "",
              amount(d->upper_counted, d).text, above));
  free(above);
}

static void say_end(said *s, const char *name) {
  say(s, printed("This is about intake; it does not measure body %s or explain symptoms.", name));
  say(s, printed(
             "Talk to a doctor before supplementing; with kidney disease do not supplement without "
             "medical advice."));
}

static void say_all(said *s, const nutri_deficit *d, const char *name, const char *stage) {
  say_recorded(s, d, name);
  say_reference(s, d, stage);
  say_shortfall(s, d);
  say_confidence(s, d, stage);
  say_upper_limit(s, d);
  say_end(s, name);
}

/* ---- printing -------------------------------------------------------------------------------- */

static void put_left_out(const days *list, const nutri_deficit *d) {
  if (d->days_unconfirmed > 0)
    printf("%d day%s unconfirmed and left out: not the energy of a whole day.\n"
           "If it is all that was eaten: nutri day mark %s complete\n",
           d->days_unconfirmed, d->days_unconfirmed == 1 ? " is" : "s are",
           list->unconfirmed[0] == '\0' ? "DAY" : list->unconfirmed);
  if (d->days_left_out > 0)
    printf("%d day%s left out: partial, not tracked, or not over yet.\n", d->days_left_out,
           d->days_left_out == 1 ? " is" : "s are");
  if (d->unknown_entries > 0)
    printf("Of %d entr%s the amount is unknown: nutri total --unknown lists them.\n",
           d->unknown_entries, d->unknown_entries == 1 ? "y" : "ies");
}

static void put_days(const report *r, const days *list, const nutri_deficit *d) {
  char *end = printed(", %s a day", d->unit);
  put_title(r, end);
  if (table_rows(list->rows) == 0) {
    puts("No day has an entry or a mark.");
  } else {
    if (d->days_counted > 0)
      add_mean_row(list->rows, d);
    table_for_people(list->rows, stdout);
    put_left_out(list, d);
  }
  putchar('\n');
  free(end);
}

static void put_said(const said *s) {
  for (size_t i = 0; i < s->count; i++)
    puts(s->line[i]);
}

static int deficit_as_json(tool *t, const report *r, const days *list, const nutri_deficit *d,
                           const said *s, int has_plan) {
  int status = DONE;
  json j = {.out = stdout};
  table *mean = table_new_for(mean_columns, COUNT_OF(mean_columns), r->nutrient.id);
  add_mean(mean, d);
  json_begin(&j, NULL, '{');
  put_span(&j, r);
  json_whole(&j, "nutrient_id", d->nutrient_id);
  json_text(&j, "nutrient", d->nutrient);
  json_text(&j, "unit", d->unit);
  json_rows(&j, "days", list->rows);
  json_begin(&j, "mean", '{');
  json_members(&j, mean, 0);
  json_end(&j, '}');
  json_begin(&j, "statement", '[');
  for (size_t i = 0; i < s->count; i++)
    json_text(&j, NULL, s->line[i]);
  json_end(&j, ']');
  if (has_plan) /* ends the texts of d */
    status = plan_as_json(t, r, &j);
  json_end(&j, '}');
  table_free(mean);
  return status;
}

/* The deficit is asked for last: its text is the handle's. */
static int deficit_printed(tool *t, const report *r, const days *list, int has_plan) {
  int status = DONE;
  nutri_deficit d = NUTRI_INIT(nutri_deficit);
  said s = {.count = 0};
  int rc = nutri_nutrient_deficit(t->db, r->person, r->nutrient.id, r->days.from, r->days.to, &d);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  say_all(&s, &d, r->nutrient.name, stage_noun(&d));
  if (t->format == AS_CSV)
    table_as_csv(list->rows, stdout);
  else if (t->format == AS_JSON)
    status = deficit_as_json(t, r, list, &d, &s, has_plan);
  else {
    put_days(r, list, &d);
    put_said(&s);
    if (has_plan)
      status = plan_for_people(t, r);
  }
  said_free(&s);
  return status;
}

/* ---- side by side ---------------------------------------------------------------------------- */

static const column side_columns[] = {
    {.heading = "authority"},
    {.heading = "reference", .flags = RIGHT},
    {.heading = "average need", .flags = RIGHT | DROP_EMPTY},
    {.heading = "upper limit", .flags = RIGHT | DROP_EMPTY},
    {.heading = "shortfall", .flags = RIGHT},
    {.heading = "recorded", .flags = RIGHT},
    {.heading = "confidence", .flags = RIGHT | DROP_EMPTY},
    {.heading = "printed in", .style = AS_CUT, .flags = DROP_EMPTY},
};

/* What several authorities make of one diary. */
typedef struct sides {
  table *shown; /* for people */
  table *means; /* for programs: mean_columns */
  said notes;   /* why something is missing */
  int is_marked;
} sides;

/* "320 RDA 1997 [medium]"; NULL = no such value. */
static char *side_value(double value, const char *kind, int year, const char *confidence) {
  char number[NUMBER_SIZE];
  if (isnan(value))
    return NULL;
  char *of = year == 0 ? copied("") : printed(" %d", year);
  char *text =
      printed("%s %s%s%s", people_amount(value, number), kind, of, read_mark(confidence).text);
  free(of);
  return text;
}

/* "at most 20 mg", "at least 94 %". */
static char *side_bound(const nutri_deficit *d, const char *bound, char *owned) {
  if (d->unknown_entries == 0)
    return owned;
  char *text = printed("%s %s", bound, owned);
  free(owned);
  return text;
}

static void add_owned(table *rows, char *text) {
  add_text(rows, text);
  free(text);
}

static void add_side(sides *out, const nutri_deficit *d, const char *who) {
  char number[NUMBER_SIZE];
  table *rows = out->shown;
  int has_shortfall = !isnan(d->shortfall);
  int is_own = d->target_kind != NULL && strcmp(d->target_kind, "own") == 0;
  add_mean(out->means, d);
  add_text(rows, who);
  add_owned(rows, isnan(d->target) ? copied("none")
                                   : side_value(d->target, is_own ? "goal" : d->target_kind,
                                                d->target_year, d->target_confidence));
  add_owned(rows, side_value(d->average_requirement, d->average_kind, d->average_year,
                             d->average_confidence));
  add_owned(rows, side_value(d->upper_limit, "UL", d->upper_year, d->upper_confidence));
  add_owned(rows, has_shortfall
                      ? side_bound(d, "at most", copied(people_amount(d->shortfall, number)))
                      : NULL);
  add_owned(rows, has_shortfall
                      ? side_bound(d, "at least", printed("%.0f %%", floor(d->percent + 1e-9)))
                      : NULL);
  add_text(rows, isnan(d->confidence) ? NULL : chance(d->confidence, d->confidence_at_least).text);
  add_text(rows, d->target_body);
  out->is_marked |= read_mark(d->target_confidence).text[0] != '\0' ||
                    read_mark(d->average_confidence).text[0] != '\0' ||
                    read_mark(d->upper_confidence).text[0] != '\0';
  if (isnan(d->target) && d->target_reason != NUTRI_REASON_NO_DAY)
    say(&out->notes, printed("%s: %s.", who, nutri_reason_text(d->target_reason)));
  else if (isnan(d->confidence) && d->reason != NUTRI_REASON_NO_DAY)
    say(&out->notes, printed("%s: no confidence, %s.", who, nutri_reason_text(d->reason)));
}

/* Each authority of "eu,us,uk" in turn. */
static int read_sides(tool *t, const report *r, const char *list, sides *out) {
  char *codes = copied(list);
  int status = DONE;
  char *next = NULL;
  for (char *code = codes; code != NULL && status == DONE; code = next) {
    nutri_deficit d = NUTRI_INIT(nutri_deficit);
    next = strchr(code, ',');
    if (next != NULL)
      *next++ = '\0';
    if (out->notes.count + 4 > COUNT_OF(out->notes.line)) {
      status = misused(t, "--authority lists more than there are: '%s'", list);
      break;
    }
    int rc = nutri_nutrient_deficit_by(t->db, r->person, code, r->nutrient.id, r->days.from,
                                       r->days.to, &d);
    if (rc == NUTRI_OK)
      add_side(out, &d, code);
    else
      status = refused(t, rc);
  }
  free(codes);
  return status;
}

static void sides_as_json(const report *r, const days *list, const sides *by) {
  json j = {.out = stdout};
  json_begin(&j, NULL, '{');
  put_span(&j, r);
  json_whole(&j, "nutrient_id", r->nutrient.id);
  json_text(&j, "nutrient", r->nutrient.name);
  json_text(&j, "unit", r->nutrient.unit);
  json_rows(&j, "days", list->rows);
  json_rows(&j, "authorities", by->means);
  json_end(&j, '}');
}

static void sides_for_people(const report *r, const days *list, const nutri_deficit *d,
                             const sides *by) {
  said s = {.count = 0};
  put_days(r, list, d);
  say_recorded(&s, d, r->nutrient.name);
  put_said(&s);
  putchar('\n');
  table_for_people(by->shown, stdout);
  put_said(&by->notes);
  said_free(&s);
  s.count = 0;
  if (by->is_marked)
    say(&s, copied(MARK_MEANS));
  say_end(&s, r->nutrient.name);
  putchar('\n');
  put_said(&s);
  said_free(&s);
}

/* The person's own goal is no authority's: it stands before them. */
static int sides_printed(tool *t, const report *r, const days *list, const char *authorities) {
  nutri_deficit d = NUTRI_INIT(nutri_deficit);
  sides by = {.shown = table_new(side_columns, COUNT_OF(side_columns)),
              .means = table_new_for(mean_columns, COUNT_OF(mean_columns), r->nutrient.id)};
  int rc = nutri_nutrient_deficit(t->db, r->person, r->nutrient.id, r->days.from, r->days.to, &d);
  if (rc == NUTRI_OK && d.target_kind != NULL && strcmp(d.target_kind, "own") == 0 &&
      t->format == FOR_PEOPLE)
    add_side(&by, &d, "own goal");
  int status = rc == NUTRI_OK ? read_sides(t, r, authorities, &by) : refused(t, rc);
  d = (nutri_deficit)NUTRI_INIT(nutri_deficit); /* asked for once more: its text is the handle's */
  if (status == DONE && (rc = nutri_nutrient_deficit(t->db, r->person, r->nutrient.id, r->days.from,
                                                     r->days.to, &d)) != NUTRI_OK)
    status = refused(t, rc);
  if (status == DONE && t->format == AS_CSV)
    table_as_csv(by.means, stdout);
  else if (status == DONE && t->format == AS_JSON)
    sides_as_json(r, list, &by);
  else if (status == DONE)
    sides_for_people(r, list, &d, &by);
  said_free(&by.notes);
  table_free(by.means);
  table_free(by.shown);
  return status;
}

int cmd_deficit(tool *t, const args *a) {
  report r;
  int status = report_start(t, a, &r);
  if (status == DONE && a->value[OPT_WITHIN_SD] != NULL && a->value[OPT_AS_OF] != NULL)
    status = misused(t, "--within-sd goes without --as-of");
  if (status == DONE && a->value[OPT_WITHIN_SD] != NULL) {
    int rc = nutri_within_person_sd_use(t->db, a->value[OPT_WITHIN_SD]);
    status = rc == NUTRI_OK ? DONE : refused(t, rc);
  }
  if (status == DONE) {
    days list = {.rows = table_new_for(day_columns, COUNT_OF(day_columns), r.nutrient.id)};
    status = read_days(t, &r, &list);
    if (status == DONE)
      status = a->value[OPT_AUTHORITY] != NULL
                   ? sides_printed(t, &r, &list, a->value[OPT_AUTHORITY])
                   : deficit_printed(t, &r, &list, a->value[OPT_PLAN] != NULL);
    table_free(list.rows);
  }
  report_end(&r);
  return status;
}
