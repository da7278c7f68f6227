/* SPDX-License-Identifier: MIT */
/* target: a person's own goals. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column target_columns[] = {
    {.key = "target_id", .heading = "goal", .style = AS_ID},
    {.key = "nutrient_id"},
    {.key = "nutrient", .heading = "nutrient"},
    {.key = "amount", .heading = "a day", .style = AS_GIVEN},
    {.key = "unit", .heading = "unit"},
    {.key = "from", .heading = "from"},
    {.key = "to", .heading = "to"},
    {.key = "note", .heading = "note", .style = AS_CUT, .flags = DROP_EMPTY},
};

static void add_target(table *rows, const nutri_target *g) {
  add_whole(rows, g->target_id);
  add_whole(rows, g->nutrient_id);
  add_text(rows, g->nutrient);
  add_number(rows, g->amount);
  add_text(rows, g->unit);
  add_text(rows, g->from);
  add_text(rows, g->to);
  add_text(rows, g->note);
}

/* target_id 0 = all. */
static int read_targets(tool *t, const char *person, int64_t target_id, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_target g = NUTRI_INIT(nutri_target);
  int rc = nutri_target_list(t->db, person, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_target_next(cursor, &g)) == NUTRI_ROW)
      if (target_id == 0 || g.target_id == target_id)
        add_target(rows, &g);
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* "magnesium 350 mg": the amount is the last number, a unit may follow it. */
static int target_words(tool *t, const args *a, measured *m, double *amount) {
  int has_unit = !word_number(a->words[a->count - 1], amount);
  int at = a->count - 1 - has_unit;
  if (at < 1 || !word_number(a->words[at], amount))
    return misused(t, "target add wants NUTRIENT AMOUNT, such as magnesium 350 mg");
  args name = *a;
  name.count = at;
  char *text = args_joined(&name, 0);
  int status = nutrient_named(t, text, m);
  free(text);
  if (status == DONE && has_unit && !same_without_case(a->words[at + 1], m->unit))
    return misused(t, "a goal for %s is in %s a day, not in %s", m->name, m->unit,
                   a->words[at + 1]);
  return status;
}

static int target_shown(tool *t, const char *person, int64_t target_id) {
  table *rows = table_new(target_columns, COUNT_OF(target_columns));
  int status = read_targets(t, person, target_id, rows);
  if (status == DONE && table_rows(rows) > 0) {
    const char *to = table_text(rows, 0, "to");
    char *line = printed("#%lld %s: %.6g %s a day from %s%s%s", (long long)target_id,
                         table_text(rows, 0, "nutrient"), table_number(rows, 0, "amount"),
                         table_text(rows, 0, "unit"), table_text(rows, 0, "from"),
                         to == NULL ? "" : " to ", to == NULL ? "" : to);
    record_print(t, rows, line);
    free(line);
  }
  table_free(rows);
  return status;
}

int cmd_target_add(tool *t, const args *a) {
  nutri_target g = NUTRI_INIT(nutri_target);
  measured m = {.id = 0};
  char from[DAY_SIZE];
  char to[DAY_SIZE];
  int64_t id = 0;
  int status = target_words(t, a, &m, &g.amount);
  char *person = status == DONE ? person_meant(t, a->value[OPT_PERSON], &status) : NULL;
  if (person != NULL) {
    g.nutrient_id = m.id;
    g.from = a->value[OPT_FROM] == NULL ? t->today : day_meant(t, a->value[OPT_FROM], from);
    g.to = day_meant(t, a->value[OPT_TO], to);
    g.note = a->value[OPT_NOTE];
    int rc = nutri_target_add(t->db, person, &g, &id);
    status = rc == NUTRI_OK ? target_shown(t, person, id) : refused(t, rc);
  }
  measured_free(&m);
  free(person);
  return status;
}

int cmd_target_list(tool *t, const args *a) {
  int status = DONE;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  table *rows = table_new(target_columns, COUNT_OF(target_columns));
  status = read_targets(t, person, 0, rows);
  if (status == DONE && table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    printf("%s has no goals of their own: the reference values hold.\n", person);
  else if (status == DONE)
    table_print(t, rows);
  table_free(rows);
  free(person);
  return status;
}

int cmd_target_remove(tool *t, const args *a) {
  int64_t id = 0;
  int status = word_id(t, a->words[0], &id);
  if (status != DONE)
    return status;
  int rc = nutri_target_remove(t->db, id);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  if (t->format == FOR_PEOPLE)
    printf("removed goal %lld\n", (long long)id);
  return DONE;
}
