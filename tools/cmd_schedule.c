/* SPDX-License-Identifier: MIT */
/* schedule and supplements: doses that are taken daily without being typed, and what they brought.
 */
#include "report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column dose_columns[] = {
    {.key = "schedule_id", .heading = "dose", .style = AS_ID},
    {.key = "person"},
    {.key = "from", .heading = "from"},
    {.key = "to", .heading = "to"},
    {.key = "amount", .heading = "daily", .style = AS_GIVEN},
    {.key = "measure", .heading = "", .style = AS_CUT},
    {.key = "food_id"},
    {.key = "description", .heading = "of", .style = AS_CUT},
    {.key = "kind", .heading = "kind"},
    {.key = "basis_amount"},
    {.key = "basis"},
    {.key = "magnesium_mg", .heading = "magnesium mg", .style = AS_GIVEN, .flags = SAY_UNKNOWN},
    {.key = "note", .heading = "note", .style = AS_CUT, .flags = DROP_EMPTY},
};

static void add_dose(table *rows, const nutri_schedule *s) {
  add_whole(rows, s->schedule_id);
  add_text(rows, s->person);
  add_text(rows, s->from);
  add_text(rows, s->to);
  add_number(rows, s->amount);
  add_text(rows, s->measure);
  add_whole(rows, s->food_id);
  add_text(rows, s->description);
  add_text(rows, kind_name(s->kind));
  add_number(rows, s->basis_amount);
  add_text(rows, basis_unit(s->basis));
  add_number(rows, s->magnesium_mg);
  add_text(rows, s->note);
}

/* "#1 1 tablet Mag 500 daily from 2026-11-01, 301.5 mg magnesium a day" */
static void dose_printed(const tool *t, const nutri_schedule *s, const char *before) {
  table *record = table_new(dose_columns, COUNT_OF(dose_columns));
  char *mg = isnan(s->magnesium_mg) ? copied("magnesium unknown")
                                    : printed("%.6g mg magnesium a day", s->magnesium_mg);
  char *text = printed("%s#%lld %.6g %s %s daily from %s%s%s, %s", before,
                       (long long)s->schedule_id, s->amount, s->measure, s->description, s->from,
                       s->to == NULL ? "" : " to ", s->to == NULL ? "" : s->to, mg);
  add_dose(record, s);
  record_print(t, record, text);
  free(text);
  free(mg);
  table_free(record);
}

static int dose_shown(tool *t, int64_t id) {
  nutri_schedule s = NUTRI_INIT(nutri_schedule);
  int rc = nutri_schedule_get(t->db, id, &s);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  dose_printed(t, &s, "");
  return DONE;
}

static int add_for(tool *t, const args *a, const char *person) {
  nutri_intake parsed;
  nutri_schedule s = NUTRI_INIT(nutri_schedule);
  char from[DAY_SIZE];
  char to[DAY_SIZE];
  int64_t id = 0;
  char *text = args_joined(a, 0);
  int status = parse_entry(t, person, text, &parsed);
  if (status == DONE) {
    char *measure = copied(parsed.measure); /* the handle's until its next call, which adds it */
    s.person = person;
    s.food_id = parsed.food_id;
    s.amount = parsed.amount;
    s.measure = measure;
    s.from = a->value[OPT_FROM] == NULL ? t->today : day_meant(t, a->value[OPT_FROM], from);
    s.to = day_meant(t, a->value[OPT_TO], to);
    s.note = a->value[OPT_NOTE];
    int rc = nutri_schedule_add(t->db, &s, &id);
    status = rc == NUTRI_OK ? dose_shown(t, id) : refused(t, rc);
    free(measure);
  }
  free(text);
  return status;
}

int cmd_schedule_add(tool *t, const args *a) {
  int status = DONE;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person != NULL)
    status = add_for(t, a, person);
  free(person);
  return status;
}

int cmd_schedule_end(tool *t, const args *a) {
  char day[DAY_SIZE];
  int64_t id = 0;
  int status = word_id(t, a->words[0], &id);
  if (status != DONE)
    return status;
  int rc = nutri_schedule_end(
      t->db, id, a->value[OPT_DAY] == NULL ? t->today : day_meant(t, a->value[OPT_DAY], day));
  return rc == NUTRI_OK ? dose_shown(t, id) : refused(t, rc);
}

int cmd_schedule_remove(tool *t, const args *a) {
  nutri_schedule s = NUTRI_INIT(nutri_schedule);
  int64_t id = 0;
  int status = word_id(t, a->words[0], &id);
  if (status != DONE)
    return status;
  int rc = nutri_schedule_get(t->db, id, &s); /* its text lives through the next call */
  if (rc == NUTRI_OK)
    rc = nutri_schedule_remove(t->db, id);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  dose_printed(t, &s, "removed ");
  return DONE;
}

int cmd_schedule_list(tool *t, const args *a) {
  span days;
  nutri_cursor *cursor = NULL;
  nutri_schedule s = NUTRI_INIT(nutri_schedule);
  int status = span_meant(t, a, 0, &days);
  if (status != DONE)
    return status;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  table *rows = table_new(dose_columns, COUNT_OF(dose_columns));
  int rc = nutri_schedule_list(t->db, person, days.from, days.to, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_schedule_next(cursor, &s)) == NUTRI_ROW)
      add_dose(rows, &s);
  nutri_cursor_close(cursor);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    puts("No dose is scheduled.");
  else
    table_print(t, rows);
  table_free(rows);
  free(person);
  return status;
}

/* ---- supplements ----------------------------------------------------------------------------- */

enum { SUPPLEMENT_VALUE = 6 };

static const column supplement_columns[] = {
    {.key = "day", .heading = "day"},
    {.key = "food_id"},
    {.key = "description", .heading = "product", .style = AS_CUT},
    {.key = "kind", .heading = "kind"},
    {.key = "amount", .heading = "taken", .style = AS_GIVEN},
    {.key = "basis", .heading = ""},
    {.key = "value", .style = AS_GIVEN, .flags = SAY_UNKNOWN, .mg_key = "magnesium_mg"},
    {.key = "unit"},
    {.key = "scheduled", .heading = "scheduled", .style = AS_FLAG},
    {.key = "in_diary"},
};

static int read_supplements(tool *t, const report *r, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_supplement s = NUTRI_INIT(nutri_supplement);
  int rc =
      nutri_supplement_list(t->db, r->person, r->nutrient.id, r->days.from, r->days.to, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_supplement_next(cursor, &s)) == NUTRI_ROW) {
      add_text(rows, s.day);
      add_whole(rows, s.food_id);
      add_text(rows, s.description);
      add_text(rows, kind_name(s.kind));
      add_number(rows, s.amount);
      add_text(rows, basis_unit(s.basis));
      add_number(rows, s.value);
      add_text(rows, s.unit);
      add_flag(rows, s.is_scheduled);
      add_flag(rows, s.in_diary);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int cmd_supplements(tool *t, const args *a) {
  report r;
  int status = report_start(t, a, &r);
  if (status == DONE) {
    table *rows = table_new_for(supplement_columns, COUNT_OF(supplement_columns), r.nutrient.id);
    char *heading = printed("%s %s", r.nutrient.name, r.nutrient.unit);
    table_heading(rows, SUPPLEMENT_VALUE, heading);
    status = read_supplements(t, &r, rows);
    if (status == DONE && t->format == FOR_PEOPLE && table_rows(rows) == 0)
      put_title(&r, ": no supplement or medicine");
    else if (status == DONE)
      table_print(t, rows);
    free(heading);
    table_free(rows);
  }
  report_end(&r);
  return status;
}
