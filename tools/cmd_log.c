/* SPDX-License-Identifier: MIT */
/* What was eaten, and what a day was like: log, edit, again, unlog, diary, day, note. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- entries --------------------------------------------------------------------------------- */

static const column entry_columns[] = {
    {.key = "intake_id", .heading = "entry", .style = AS_ID},
    {.key = "person"},
    {.key = "day", .heading = "day"},
    {.key = "time", .heading = "time", .flags = DROP_EMPTY},
    {.key = "meal", .heading = "meal", .flags = DROP_EMPTY},
    {.key = "food_id"},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "amount", .heading = "amount", .style = AS_GIVEN},
    {.key = "measure", .heading = "measure", .style = AS_CUT},
    {.key = "basis_amount"},
    {.key = "basis"},
    {.heading = "in all", .flags = RIGHT | DROP_EMPTY},
    {.key = "energy_kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "magnesium_mg", .heading = "magnesium mg", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "magnesium_at_least", .heading = "at least", .style = AS_FLAG, .flags = DROP_EMPTY},
    {.key = "note", .heading = "note", .style = AS_CUT, .flags = DROP_EMPTY},
};

/* "60 g", "2 units" */
static char *basis_text(double amount, int basis) {
  char number[NUMBER_SIZE];
  if (amount == floor(amount))
    snprintf(number, sizeof number, "%.0f", amount);
  else
    people_amount(amount, number);
  return printed("%s %s%s", number, basis_unit(basis),
                 basis == NUTRI_PER_UNIT && amount != 1 ? "s" : "");
}

/* Typed in g, or ml: what it is in all need not be said. */
static int is_in_basis(const nutri_intake *e) {
  return e->measure == NULL || strcmp(e->measure, basis_unit(e->basis)) == 0;
}

static void add_entry(table *rows, const nutri_intake *e) {
  char *all = is_in_basis(e) ? NULL : basis_text(e->basis_amount, e->basis);
  add_whole(rows, e->intake_id);
  add_text(rows, e->person);
  add_text(rows, e->day);
  add_text(rows, e->time);
  add_text(rows, e->meal);
  add_whole(rows, e->food_id);
  add_text(rows, e->description);
  add_number(rows, e->amount);
  add_text(rows, e->measure);
  add_number(rows, e->basis_amount);
  add_text(rows, basis_unit(e->basis));
  add_text(rows, all);
  add_number(rows, e->energy_kcal);
  add_number(rows, e->magnesium_mg);
  add_flag(rows, e->magnesium_at_least);
  add_text(rows, e->note);
  free(all);
}

/* "Spinach, raw, 2 cups, 60 g, 47 mg magnesium"; a measure that is the basis is said once. */
static char *entry_text(const nutri_intake *e) {
  char number[NUMBER_SIZE];
  char *all = basis_text(e->basis_amount, e->basis);
  char *mg = isnan(e->magnesium_mg)
                 ? copied("magnesium unknown")
                 : printed("%s%s mg magnesium", e->magnesium_at_least ? "at least " : "",
                           people_amount(e->magnesium_mg, number));
  char *typed = is_in_basis(e) ? copied("") : printed(" %.6g %s,", e->amount, e->measure);
  char *text = printed("#%lld %s %s,%s %s, %s", (long long)e->intake_id, e->day, e->description,
                       typed, all, mg);
  free(typed);
  free(mg);
  free(all);
  return text;
}

static void entry_shown(const tool *t, const nutri_intake *e, const char *before) {
  table *record = table_new(entry_columns, COUNT_OF(entry_columns));
  char *line = entry_text(e);
  char *text = printed("%s%s", before, line);
  add_entry(record, e);
  record_print(t, record, text);
  free(text);
  free(line);
  table_free(record);
}

/* ---- log ------------------------------------------------------------------------------------- */

/* Understands the words; where the food's name is ambiguous the user is asked, then once more. */
int parse_entry(tool *t, const char *person, const char *text, nutri_intake *out) {
  for (int is_first = 1;; is_first = 0) {
    *out = (nutri_intake)NUTRI_INIT(nutri_intake);
    int rc = nutri_intake_parse(t->db, person, text, out);
    if (rc == NUTRI_OK)
      return DONE;
    if (rc != NUTRI_EAMBIGUOUS || out->food_text == NULL || !is_first)
      return refused(t, rc);
    char *food = copied(out->food_text);
    int64_t food_id = 0;
    int status = food_choose(t, person, food, &food_id);
    free(food);
    if (status != DONE)
      return status;
  }
}

static int store_entry(tool *t, const nutri_intake *entry) {
  nutri_intake stored = NUTRI_INIT(nutri_intake);
  int64_t id = 0;
  int rc = nutri_intake_add(t->db, entry, &id);
  if (rc == NUTRI_OK)
    rc = nutri_intake_get(t->db, id, &stored);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  entry_shown(t, &stored, "");
  return DONE;
}

static int log_entry(tool *t, const args *a, const char *person) {
  nutri_intake parsed;
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  char day[DAY_SIZE];
  char *text = args_joined(a, 0);
  int status = parse_entry(t, person, text, &parsed);

  if (status == DONE) {
    char *measure = copied(parsed.measure); /* the handle's until its next call, which adds it */
    entry.person = person;
    entry.day = a->value[OPT_DAY] == NULL ? t->today : day_meant(t, a->value[OPT_DAY], day);
    entry.time = a->value[OPT_TIME];
    entry.meal = a->value[OPT_MEAL];
    entry.note = a->value[OPT_NOTE];
    entry.food_id = parsed.food_id;
    entry.amount = parsed.amount;
    entry.measure = measure;
    status = store_entry(t, &entry);
    free(measure);
  }
  free(text);
  return status;
}

int cmd_log(tool *t, const args *a) {
  int status = DONE;
  if (a->value[OPT_USUAL] != NULL)
    return cmd_usual(t, a);
  if (a->value[OPT_YES] != NULL)
    return misused(t, "--yes goes with --usual");
  if (a->count == 0)
    return misused(t, "log wants %s", t->command->words);
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person != NULL)
    status = log_entry(t, a, person);
  free(person);
  return status;
}

/* ---- edit ------------------------------------------------------------------------------------ */

/* "3" keeps the measure, "2 cups" gives another. */
static int amount_meant(const tool *t, const char *text, nutri_intake *e, const char **measure) {
  const char *rest = NULL;
  if (nutri_amount_parse(text, &e->amount, &rest) != NUTRI_OK)
    return misused(t, "--amount wants an amount such as 2, 1/2 or '2 cups', not '%s'", text);
  if (rest[0] != '\0')
    *measure = rest;
  return DONE;
}

/* "" takes away what may be left out. */
static const char *or_nothing(const char *text) { return text[0] == '\0' ? NULL : text; }

/* Takes the options into the entry; day_room and the copies outlive it. */
static int edit_options(tool *t, const args *a, nutri_intake *e, char day_room[DAY_SIZE]) {
  int status = DONE;
  if (a->value[OPT_DAY] != NULL)
    e->day = day_meant(t, a->value[OPT_DAY], day_room);
  if (a->value[OPT_TIME] != NULL)
    e->time = or_nothing(a->value[OPT_TIME]);
  if (a->value[OPT_MEAL] != NULL)
    e->meal = or_nothing(a->value[OPT_MEAL]);
  if (a->value[OPT_NOTE] != NULL)
    e->note = or_nothing(a->value[OPT_NOTE]);
  if (a->value[OPT_AMOUNT] != NULL)
    status = amount_meant(t, a->value[OPT_AMOUNT], e, &e->measure);
  if (status == DONE && a->value[OPT_FOOD] != NULL)
    status = food_meant(t, e->person, a->value[OPT_FOOD], &e->food_id);
  return status;
}

static int edit_entry(tool *t, const args *a, int64_t id) {
  nutri_intake e = NUTRI_INIT(nutri_intake);
  char day_room[DAY_SIZE];
  int rc = nutri_intake_get(t->db, id, &e);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  char *owned[] = {copied(e.person), copied(e.day),     copied(e.time),
                   copied(e.meal),   copied(e.measure), copied(e.note)}; /* the handle's end here */
  e.person = owned[0];
  e.day = owned[1];
  e.time = owned[2];
  e.meal = owned[3];
  e.measure = owned[4];
  e.note = owned[5];
  int status = edit_options(t, a, &e, day_room);
  if (status == DONE) {
    rc = nutri_intake_change(t->db, id, &e);
    if (rc == NUTRI_OK)
      rc = nutri_intake_get(t->db, id, &e);
    if (rc == NUTRI_OK)
      entry_shown(t, &e, "changed ");
    else
      status = refused(t, rc);
  }
  for (size_t i = 0; i < COUNT_OF(owned); i++)
    free(owned[i]);
  return status;
}

int cmd_edit(tool *t, const args *a) {
  static const enum option changes[] = {OPT_AMOUNT, OPT_DAY,  OPT_FOOD,
                                        OPT_MEAL,   OPT_NOTE, OPT_TIME};
  int64_t id = 0;
  int is_asked = 0;
  int status = word_id(t, a->words[0], &id);
  for (size_t i = 0; i < COUNT_OF(changes); i++)
    is_asked |= a->value[changes[i]] != NULL;
  if (status == DONE && !is_asked)
    return misused(t, "edit wants something to change, such as --amount '2 cups'");
  return status == DONE ? edit_entry(t, a, id) : status;
}

/* ---- again, unlog ---------------------------------------------------------------------------- */

static void again_shown(const tool *t, const char *person, const char *from, const char *meal,
                        const char *to, int count) {
  static const column columns[] = {
      {.key = "person"}, {.key = "from_day"}, {.key = "meal"}, {.key = "to_day"}, {.key = "count"}};
  table *record = table_new(columns, COUNT_OF(columns));
  add_text(record, person);
  add_text(record, from);
  add_text(record, meal);
  add_text(record, to);
  add_whole(record, count);
  char *text =
      printed("%d %s of %s%s%s logged again on %s", count, count == 1 ? "entry" : "entries",
              meal == NULL ? "" : meal, meal == NULL ? "" : " of ", from, to);
  record_print(t, record, text);
  free(text);
  table_free(record);
}

int cmd_again(tool *t, const args *a) {
  char from_day[DAY_SIZE];
  char to_day[DAY_SIZE];
  int count = 0;
  int status = DONE;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  const char *from = day_meant(t, a->words[0], from_day);
  const char *to = a->value[OPT_TO] == NULL ? t->today : day_meant(t, a->value[OPT_TO], to_day);
  int rc = nutri_intake_again(t->db, person, from, a->value[OPT_MEAL], to, &count);
  if (rc == NUTRI_OK)
    again_shown(t, person, from, a->value[OPT_MEAL], to, count);
  else
    status = refused(t, rc);
  free(person);
  return status;
}

int cmd_unlog(tool *t, const args *a) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  int64_t id = 0;
  int status = word_id(t, a->words[0], &id);
  if (status != DONE)
    return status;
  int rc = nutri_intake_get(t->db, id, &entry);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  table *record = table_new(entry_columns, COUNT_OF(entry_columns));
  char *line = entry_text(&entry); /* before it is gone */
  char *text = printed("removed %s", line);
  add_entry(record, &entry);
  rc = nutri_intake_remove(t->db, id);
  if (rc == NUTRI_OK)
    record_print(t, record, text);
  else
    status = refused(t, rc);
  free(text);
  free(line);
  table_free(record);
  return status;
}

/* ---- diary ----------------------------------------------------------------------------------- */

enum { DIARY_DAYS = 7 };

static int read_entries(tool *t, const char *person, const span *days, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_intake e = NUTRI_INIT(nutri_intake);
  int rc = nutri_intake_list(t->db, person, days->from, days->to, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_intake_next(cursor, &e)) == NUTRI_ROW)
      add_entry(rows, &e);
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* For people, where nothing is there: which days were looked at. */
static void nothing_on(const char *what, const char *person, const span *days) {
  char *when = span_text(days);
  char *safe = cleaned(person);
  printf("%s of %s, %s.\n", what, safe, when);
  free(safe);
  free(when);
}

int cmd_diary(tool *t, const args *a) {
  span days;
  int status = span_meant(t, a, DIARY_DAYS, &days);
  if (status != DONE)
    return status;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  table *rows = table_new(entry_columns, COUNT_OF(entry_columns));
  status = read_entries(t, person, &days, rows);
  if (status == DONE && table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    nothing_on("No entries", person, &days);
  else if (status == DONE)
    table_print(t, rows);
  table_free(rows);
  free(person);
  return status;
}

/* ---- day mark -------------------------------------------------------------------------------- */

static int mark_meant(const tool *t, const char *word, const char **out) {
  static const char *const marks[][2] = {{"complete", "complete"},
                                         {"partial", "partial"},
                                         {"not-tracked", "not tracked"},
                                         {"not tracked", "not tracked"},
                                         {"none", NULL}};
  for (size_t i = 0; i < COUNT_OF(marks); i++) {
    if (strcmp(marks[i][0], word) == 0) {
      *out = marks[i][1];
      return DONE;
    }
  }
  return misused(t, "a day is complete, partial, not-tracked or none, not '%s'", word);
}

static void mark_shown(const tool *t, const char *person, const char *day, const char *mark) {
  static const column columns[] = {{.key = "person"}, {.key = "day"}, {.key = "completeness"}};
  table *record = table_new(columns, COUNT_OF(columns));
  add_text(record, person);
  add_text(record, day);
  add_text(record, mark);
  char *text =
      mark == NULL ? printed("%s has no mark", day) : printed("%s is marked %s", day, mark);
  record_print(t, record, text);
  free(text);
  table_free(record);
}

int cmd_day_mark(tool *t, const args *a) {
  const char *mark = NULL;
  char day_room[DAY_SIZE];
  int status = mark_meant(t, a->words[a->count - 1], &mark);
  if (status != DONE)
    return status;
  const char *day = a->count == 1 ? t->today : day_meant(t, a->words[0], day_room);
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  int rc = nutri_day_mark(t->db, person, day, mark);
  if (rc == NUTRI_OK)
    mark_shown(t, person, day, mark);
  else
    status = refused(t, rc);
  free(person);
  return status;
}

/* ---- day list -------------------------------------------------------------------------------- */

static const column quality_columns[] = {
    {.key = "day", .heading = "day"},
    {.key = "kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "entries", .heading = "entries", .style = AS_COUNT},
    {.key = "entries_without_energy",
     .heading = "without energy",
     .style = AS_COUNT,
     .flags = DROP_ZERO},
    {.key = "completeness"},
    {.key = "status", .heading = "status"},
    {.key = "is_counted", .heading = "in means", .style = AS_FLAG},
    {.key = "dated"},
};

static int read_quality(tool *t, const char *person, const span *days, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_day d = NUTRI_INIT(nutri_day);
  int rc = nutri_day_list(t->db, person, NUTRI_ENERGY, days->from, days->to, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_day_next(cursor, &d)) == NUTRI_ROW) {
      add_text(rows, d.day);
      add_number(rows, d.energy_kcal);
      add_whole(rows, d.entries);
      add_whole(rows, d.unknown_entries);
      add_text(rows, d.completeness);
      add_text(rows, d.status);
      add_flag(rows, d.is_counted);
      add_flag(rows, d.dated);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int cmd_day_list(tool *t, const args *a) {
  span days;
  int status = span_meant(t, a, 0, &days);
  if (status != DONE)
    return status;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  table *rows = table_new(quality_columns, COUNT_OF(quality_columns));
  status = read_quality(t, person, &days, rows);
  if (status == DONE && table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    nothing_on("No days", person, &days);
  else if (status == DONE)
    table_print(t, rows);
  table_free(rows);
  free(person);
  return status;
}

/* ---- note ------------------------------------------------------------------------------------ */

static const column note_columns[] = {
    {.key = "observation_id"},
    {.key = "day", .heading = "day"},
    {.key = "what", .heading = "what"},
    {.key = "value", .heading = "value", .style = AS_GIVEN, .flags = DROP_EMPTY},
    {.key = "unit", .heading = "unit", .flags = DROP_EMPTY},
    {.key = "note", .heading = "note", .style = AS_CUT, .flags = DROP_EMPTY},
};

static void add_note(table *rows, const nutri_observation *o) {
  add_whole(rows, o->observation_id);
  add_text(rows, o->day);
  add_text(rows, o->what);
  add_number(rows, o->value);
  add_text(rows, o->unit);
  add_text(rows, o->note);
}

static void note_shown(const tool *t, const nutri_observation *o) {
  table *record = table_new(note_columns, COUNT_OF(note_columns));
  char *value = isnan(o->value) ? copied("") : printed(" %.6g", o->value);
  char *text = printed("#%lld %s %s%s%s%s%s%s", (long long)o->observation_id, o->day, o->what,
                       value, o->unit == NULL ? "" : " ", o->unit == NULL ? "" : o->unit,
                       o->note == NULL ? "" : ": ", o->note == NULL ? "" : o->note);
  add_note(record, o);
  record_print(t, record, text);
  free(text);
  free(value);
  table_free(record);
}

int cmd_note(tool *t, const args *a) {
  nutri_observation o = NUTRI_INIT(nutri_observation);
  char day[DAY_SIZE];
  int status = DONE;
  o.value = (double)NAN;
  o.what = a->words[0];
  o.unit = a->count > 2 ? a->words[2] : NULL;
  o.note = a->value[OPT_NOTE];
  o.day = a->value[OPT_DAY] == NULL ? t->today : day_meant(t, a->value[OPT_DAY], day);
  if (a->count > 1 && !word_number(a->words[1], &o.value))
    return misused(t, "'%s' is no number; a name of several words goes in quotes", a->words[1]);
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  int rc = nutri_observation_add(t->db, person, &o, &o.observation_id);
  if (rc == NUTRI_OK)
    note_shown(t, &o);
  else
    status = refused(t, rc);
  free(person);
  return status;
}

int cmd_note_remove(tool *t, const args *a) {
  int64_t id = 0;
  int status = word_id(t, a->words[0], &id);
  if (status != DONE)
    return status;
  int rc = nutri_observation_remove(t->db, id);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  if (t->format == FOR_PEOPLE)
    printf("removed note %lld\n", (long long)id);
  return DONE;
}

int cmd_note_list(tool *t, const args *a) {
  span days;
  nutri_cursor *cursor = NULL;
  nutri_observation o = NUTRI_INIT(nutri_observation);
  int status = span_meant(t, a, 0, &days);
  if (status != DONE)
    return status;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  table *rows = table_new(note_columns, COUNT_OF(note_columns));
  int rc = nutri_observation_list(t->db, person, days.from, days.to, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_observation_next(cursor, &o)) == NUTRI_ROW)
      add_note(rows, &o);
  nutri_cursor_close(cursor);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    nothing_on("No notes", person, &days);
  else
    table_print(t, rows);
  table_free(rows);
  free(person);
  return status;
}
