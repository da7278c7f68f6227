/* SPDX-License-Identifier: MIT */
/* What it adds up to: total and sources, and what all reports start from. */
#include "report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- the nutrient ---------------------------------------------------------------------------- */

char *plain_name(const char *name) {
  char *text = copied(name);
  size_t length = strlen(text);
  char *comma = strrchr(text, ',');
  if (comma != NULL && comma[1] == ' ' && length - (size_t)(comma - text) <= 4)
    *comma = '\0';
  if (text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
    text[0] = (char)(text[0] - 'A' + 'a');
  return text;
}

int nutrient_meant(tool *t, const args *a, measured *out) {
  const char *text = a->value[OPT_NUTRIENT];
  return nutrient_named(t, text == NULL ? "magnesium" : text, out);
}

int nutrient_named(tool *t, const char *text, measured *out) {
  nutri_nutrient n = NUTRI_INIT(nutri_nutrient);
  int rc = nutri_nutrient_find(t->db, text, &n);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  out->id = n.nutrient_id;
  out->name = plain_name(n.name);
  out->unit = copied(n.unit);
  return DONE;
}

void measured_free(measured *m) {
  free(m->name);
  free(m->unit);
}

int report_start(tool *t, const args *a, report *out) {
  memset(out, 0, sizeof *out);
  int status = span_meant(t, a, 0, &out->days);
  if (status == DONE)
    status = nutrient_meant(t, a, &out->nutrient);
  if (status != DONE)
    return status;
  out->when = span_text(&out->days);
  out->person = person_meant(t, a->value[OPT_PERSON], &status);
  if (status == DONE && a->value[OPT_AS_OF] != NULL) {
    char *days = out->when;
    out->when = printed("%s, foods as import %s left them", days, a->value[OPT_AS_OF]);
    free(days);
    status = past_meant(t, a, out->person);
  }
  return status;
}

void report_end(report *r) {
  measured_free(&r->nutrient);
  free(r->person);
  free(r->when);
}

void put_title(const report *r, const char *end) {
  char *person = cleaned(r->person);
  char *name = cleaned(r->nutrient.name);
  if (name[0] >= 'a' && name[0] <= 'z')
    name[0] = (char)(name[0] - 'a' + 'A');
  printf("%s of %s, %s%s\n", name, person, r->when, end);
  free(name);
  free(person);
}

void put_span(json *j, const report *r) {
  json_text(j, "person", r->person);
  json_text(j, "from", r->days.from);
  json_text(j, "to", r->days.to);
}

/* ---- total ----------------------------------------------------------------------------------- */

static const column total_columns[] = {
    {.key = "nutrient_id"},
    {.key = "nutrient"},
    {.key = "unit"},
    {.key = "days"},
    {.key = "days_counted"},
    {.key = "days_unconfirmed"},
    {.key = "entries"},
    {.key = "unknown_entries"},
    {.key = "known_share"},
    {.key = "food", .mg_key = "food_mg"},
    {.key = "supplement", .mg_key = "supplement_mg"},
    {.key = "medicine", .mg_key = "medicine_mg"},
    {.key = "total", .mg_key = "total_mg"},
    {.key = "kcal"},
    {.key = "imputed_entries"},
    {.key = "imputed", .mg_key = "imputed_mg"},
};

static void add_total(table *record, const nutri_total *s) {
  add_whole(record, s->nutrient_id);
  add_text(record, s->nutrient);
  add_text(record, s->unit);
  add_whole(record, s->days);
  add_whole(record, s->days_counted);
  add_whole(record, s->days_unconfirmed);
  add_whole(record, s->entries);
  add_whole(record, s->unknown_entries);
  add_number(record, s->known_share);
  add_number(record, s->food);
  add_number(record, s->supplement);
  add_number(record, s->medicine);
  add_number(record, s->total);
  add_number(record, s->energy_kcal);
  add_whole(record, s->imputed_entries);
  add_number(record, s->imputed);
}

static void put_part(const char *name, double value, const char *unit) {
  char number[NUMBER_SIZE];
  if (isnan(value))
    printf("  %-10s %8s\n", name, "unknown");
  else
    printf("  %-10s %8s %s\n", name, people_amount(value, number), unit);
}

static void total_for_people(const report *r, const nutri_total *s) {
  char number[NUMBER_SIZE];
  put_title(r, "");
  put_part("food", s->food, s->unit);
  put_part("supplement", s->supplement, s->unit);
  put_part("medicine", s->medicine, s->unit);
  put_part("total", s->total, s->unit);
  printf("%d day%s, %d of them counted and %d unconfirmed; %d entr%s", s->days,
         s->days == 1 ? "" : "s", s->days_counted, s->days_unconfirmed, s->entries,
         s->entries == 1 ? "y" : "ies");
  if (!isnan(s->energy_kcal))
    printf(", %s kcal", people_amount(s->energy_kcal, number));
  putchar('\n');
  if (s->unknown_entries > 0)
    printf(
        "Of %d entr%s the amount is unknown, or in part (%s known): the sums are lower bounds.\n",
        s->unknown_entries, s->unknown_entries == 1 ? "y" : "ies",
        isnan(s->known_share) ? "0 %" : people_share(s->known_share, number));
  if (s->imputed_entries > 0)
    printf("Of %d entr%s the amount is imputed, from similar foods: %s %s of the total.\n",
           s->imputed_entries, s->imputed_entries == 1 ? "y" : "ies",
           people_amount(s->imputed, number), s->unit);
}

/* ---- what a total does not know -------------------------------------------------------------- */

static const column unknown_columns[] = {
    {.key = "day", .heading = "day"},
    {.key = "intake_id", .heading = "entry", .style = AS_ID},
    {.key = "food_id"},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "kind"},
    {.key = "amount", .heading = "amount", .style = AS_AMOUNT},
    {.key = "basis", .heading = ""},
    {.key = "kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "category", .heading = "category", .style = AS_CUT, .flags = DROP_EMPTY},
    {.key = "estimate_low", .style = AS_AMOUNT, .flags = DROP_EMPTY, .mg_key = "estimate_low_mg"},
    {.key = "estimate_high", .style = AS_AMOUNT, .flags = DROP_EMPTY, .mg_key = "estimate_high_mg"},
    {.key = "estimate_foods", .heading = "from foods", .style = AS_COUNT, .flags = DROP_EMPTY},
    {.key = "known_share", .heading = "known in part", .style = AS_SHARE, .flags = DROP_EMPTY},
};
enum { UNKNOWN_LOW = 9, UNKNOWN_HIGH = 10 };

static void add_unknown(table *rows, const nutri_unknown *u) {
  int is_estimated = !isnan(u->low);
  add_text(rows, u->day);
  if (u->intake_id == 0) /* a scheduled dose, or a day as it was recorded */
    add_nothing(rows);
  else
    add_whole(rows, u->intake_id);
  if (u->food_id == 0)
    add_nothing(rows);
  else
    add_whole(rows, u->food_id);
  add_text(rows, u->description);
  add_text(rows, kind_name(u->kind));
  add_number(rows, u->amount);
  add_text(rows, u->food_id == 0 ? NULL : basis_unit(u->basis));
  add_number(rows, u->energy_kcal);
  add_text(rows, u->category);
  add_number(rows, u->low);
  add_number(rows, u->high);
  if (is_estimated)
    add_whole(rows, u->foods);
  else
    add_nothing(rows);
  add_number(rows, u->known_share);
}

/* A total with what was asked for beside it. */
typedef struct coverage {
  int wants_list;
  int wants_estimate;
  table *unknown;
  nutri_estimate estimate;
} coverage;

static int read_coverage(tool *t, const report *r, coverage *c) {
  nutri_cursor *cursor = NULL;
  nutri_unknown u = NUTRI_INIT(nutri_unknown);
  uint32_t flags = c->wants_estimate ? NUTRI_ESTIMATE : 0;
  int rc = NUTRI_OK;
  if (c->wants_list) {
    rc = nutri_unknown_list(t->db, r->person, r->nutrient.id, r->days.from, r->days.to, flags,
                            &cursor);
    if (rc == NUTRI_OK)
      while ((rc = nutri_unknown_next(cursor, &u)) == NUTRI_ROW)
        add_unknown(c->unknown, &u);
    nutri_cursor_close(cursor);
  }
  c->estimate = (nutri_estimate)NUTRI_INIT(nutri_estimate);
  if (rc == NUTRI_OK && c->wants_estimate)
    rc = nutri_nutrient_estimate(t->db, r->person, r->nutrient.id, r->days.from, r->days.to,
                                 &c->estimate);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static void put_estimate(const nutri_total *s, const nutri_estimate *e) {
  char low[NUMBER_SIZE];
  char high[NUMBER_SIZE];
  if (s->unknown_entries == 0)
    return;
  if (e->entries == 0) {
    printf("No estimate for them: it takes a category with %d known foods.\n",
           NUTRI_ESTIMATE_FOODS);
    return;
  }
  printf("Estimate for %d of them: %s to %s %s, the 10th to 90th percentile of their categories,\n"
         "from at least %d known foods each. An estimate, no bound; the sums leave it out.\n",
         e->entries, people_amount(e->low, low), people_amount(e->high, high), s->unit, e->foods);
}

static void coverage_for_people(const report *r, const nutri_total *s, const coverage *c) {
  char *low = printed("%s estimate from", r->nutrient.unit);
  if (c->wants_estimate)
    put_estimate(s, &c->estimate);
  if (c->wants_list && table_rows(c->unknown) > 0) {
    putchar('\n');
    table_heading(c->unknown, UNKNOWN_LOW, low);
    table_heading(c->unknown, UNKNOWN_HIGH, "to");
    table_for_people(c->unknown, stdout);
  } else if (!c->wants_list && s->unknown_entries > 0) {
    puts("nutri total --unknown lists them.");
  }
  free(low);
}

static void coverage_as_json(json *j, const report *r, const coverage *c) {
  int is_mg = r->nutrient.id == NUTRI_MAGNESIUM;
  if (c->wants_estimate) {
    json_begin(j, "estimate", '{');
    json_whole(j, "entries", c->estimate.entries);
    json_number(j, is_mg ? "low_mg" : "low", c->estimate.low);
    json_number(j, is_mg ? "high_mg" : "high", c->estimate.high);
    json_whole(j, "foods", c->estimate.foods);
    json_flag(j, "is_bound", 0);
    json_end(j, '}');
  }
  if (c->wants_list)
    json_rows(j, "unknown", c->unknown);
}

/* CSV is one table: the list where it is asked for, else the total. */
static void total_printed(const tool *t, const report *r, const nutri_total *s, const coverage *c) {
  json j = {.out = stdout};
  table *record = table_new_for(total_columns, COUNT_OF(total_columns), r->nutrient.id);
  add_total(record, s);
  if (t->format == AS_CSV) {
    table_as_csv(c->wants_list ? c->unknown : record, stdout);
  } else if (t->format == FOR_PEOPLE) {
    total_for_people(r, s);
    coverage_for_people(r, s, c);
  } else {
    json_begin(&j, NULL, '{');
    put_span(&j, r);
    json_members(&j, record, 0);
    coverage_as_json(&j, r, c);
    json_end(&j, '}');
  }
  table_free(record);
}

int cmd_total(tool *t, const args *a) {
  report r;
  nutri_total s = NUTRI_INIT(nutri_total);
  int status = report_start(t, a, &r);
  if (status == DONE) {
    coverage c = {.wants_list = a->value[OPT_UNKNOWN] != NULL,
                  .wants_estimate = a->value[OPT_ESTIMATE] != NULL,
                  .unknown =
                      table_new_for(unknown_columns, COUNT_OF(unknown_columns), r.nutrient.id)};
    status = read_coverage(t, &r, &c);
    if (status == DONE) { /* asked for last: its text is the handle's */
      int rc = nutri_nutrient_total(t->db, r.person, r.nutrient.id, r.days.from, r.days.to, &s);
      if (rc == NUTRI_OK)
        total_printed(t, &r, &s, &c);
      else
        status = refused(t, rc);
    }
    table_free(c.unknown);
  }
  report_end(&r);
  return status;
}

/* ---- sources --------------------------------------------------------------------------------- */

enum { SOURCE_VALUE = 6 };

static const column source_columns[] = {
    {.key = "food_id"},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "entries", .heading = "entries", .style = AS_COUNT},
    {.key = "amount", .heading = "eaten", .style = AS_AMOUNT},
    {.key = "basis", .heading = ""},
    {.key = "unit"},
    {.key = "value", .style = AS_AMOUNT, .flags = SAY_UNKNOWN, .mg_key = "magnesium_mg"},
    {.key = "share", .heading = "share", .style = AS_PART},
    {.key = "at_least", .heading = "at least", .style = AS_FLAG, .flags = DROP_EMPTY},
};

/* *more: how many are left out. */
static int read_sources(tool *t, const report *r, int limit, table *rows, int *more) {
  nutri_cursor *cursor = NULL;
  nutri_source s = NUTRI_INIT(nutri_source);
  int rc = nutri_source_list(t->db, r->person, r->nutrient.id, r->days.from, r->days.to, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_source_next(cursor, &s)) == NUTRI_ROW) {
      if (table_rows(rows) == (size_t)limit) {
        ++*more;
        continue;
      }
      add_whole(rows, s.food_id);
      add_text(rows, s.description);
      add_whole(rows, s.entries);
      add_number(rows, s.amount);
      add_text(rows, basis_unit(s.basis));
      add_text(rows, s.unit);
      add_number(rows, s.value);
      add_number(rows, s.share);
      add_flag(rows, s.at_least);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static void sources_for_people(const report *r, const table *rows, int more) {
  if (table_rows(rows) == 0) {
    put_title(r, ": no entries");
    return;
  }
  table_for_people(rows, stdout);
  if (more > 0)
    printf("and %d more (--limit)\n", more);
}

int cmd_sources(tool *t, const args *a) {
  report r;
  int limit = 0;
  int more = 0;
  int status = report_start(t, a, &r);
  if (status == DONE)
    status = args_whole(t, a, OPT_LIMIT, 20, &limit);
  if (status == DONE && limit < 1)
    status = misused(t, "--limit wants 1 or more, not '%s'", a->value[OPT_LIMIT]);
  if (status == DONE) {
    table *rows = table_new_for(source_columns, COUNT_OF(source_columns), r.nutrient.id);
    char *heading = printed("%s %s", r.nutrient.name, r.nutrient.unit);
    table_heading(rows, SOURCE_VALUE, heading);
    status = read_sources(t, &r, limit, rows, &more);
    if (status == DONE && t->format == FOR_PEOPLE)
      sources_for_people(&r, rows, more);
    else if (status == DONE)
      table_print(t, rows);
    free(heading);
    table_free(rows);
  }
  report_end(&r);
  return status;
}
