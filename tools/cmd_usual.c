/* SPDX-License-Identifier: MIT */
/* log --usual: what a person usually has for a meal, shown before it is logged. */
#include "tool.h"

#include <stdlib.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column usual_columns[] = {
    {.key = "meal", .heading = "meal", .flags = DROP_EMPTY},
    {.key = "food_id"},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "amount", .heading = "amount", .style = AS_GIVEN},
    {.key = "measure", .heading = "measure", .style = AS_CUT},
    {.key = "basis_amount", .heading = "in all", .style = AS_AMOUNT},
    {.key = "basis", .heading = ""},
    {.key = "energy_kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "magnesium_mg", .heading = "magnesium mg", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "days", .heading = "on days", .style = AS_COUNT},
    {.key = "of_days", .heading = "of", .style = AS_COUNT},
};

/* What was asked for: a meal of a person on a day; meal NULL = all of them. */
typedef struct asked {
  char *person;
  char *meal;
  const char *day;
  char day_room[DAY_SIZE];
} asked;

static int asked_read(tool *t, const args *a, asked *out) {
  int status = DONE;
  *out = (asked){.person = NULL};
  if (a->count > 0 && a->value[OPT_MEAL] != NULL)
    return misused(t, "the meal is given twice: '%s' and '%s'", a->words[0], a->value[OPT_MEAL]);
  if (a->value[OPT_TIME] != NULL || a->value[OPT_NOTE] != NULL)
    return misused(t, "--usual goes without --time and --note");
  out->meal = a->count > 0 ? args_joined(a, 0) : copied(a->value[OPT_MEAL]);
  out->day = a->value[OPT_DAY] == NULL ? t->today : day_meant(t, a->value[OPT_DAY], out->day_room);
  out->person = person_meant(t, a->value[OPT_PERSON], &status);
  return status;
}

static void asked_free(asked *q) {
  free(q->person);
  free(q->meal);
}

static int read_usual(tool *t, const asked *q, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_usual u = NUTRI_INIT(nutri_usual);
  int rc = nutri_usual_list(t->db, q->person, q->meal, q->day, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_usual_next(cursor, &u)) == NUTRI_ROW) {
      add_text(rows, u.meal);
      add_whole(rows, u.food_id);
      add_text(rows, u.description);
      add_number(rows, u.amount);
      add_text(rows, u.measure);
      add_number(rows, u.basis_amount);
      add_text(rows, basis_unit(u.basis));
      add_number(rows, u.energy_kcal);
      add_number(rows, u.magnesium_mg);
      add_whole(rows, u.days);
      add_whole(rows, u.of_days);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* How many entries the day has of the meal, or in all: logging the meal twice is easily done. */
static int count_there(tool *t, const asked *q) {
  nutri_cursor *cursor = NULL;
  nutri_intake e = NUTRI_INIT(nutri_intake);
  int count = 0;
  if (nutri_intake_list(t->db, q->person, q->day, q->day, &cursor) == NUTRI_OK)
    while (nutri_intake_next(cursor, &e) == NUTRI_ROW)
      count += q->meal == NULL || (e.meal != NULL && same_without_case(e.meal, q->meal));
  nutri_cursor_close(cursor);
  return count;
}

/* Whether it is to be logged: said by --yes, else asked on a terminal. */
static int agreed(tool *t, const args *a, const asked *q, const table *rows) {
  int there = 0;
  if (a->value[OPT_YES] != NULL)
    return DONE;
  if (!is_terminal())
    return failed("--usual asks before it logs: give --yes where there is no terminal");
  fprintf(stderr, "The usual %s of %s:\n", q->meal == NULL ? "day" : q->meal, q->person);
  table_for_people(rows, stderr);
  there = count_there(t, q);
  if (there > 0)
    fprintf(stderr, "%s has %d entr%s%s%s already.\n", q->day, there, there == 1 ? "y" : "ies",
            q->meal == NULL ? "" : " of ", q->meal == NULL ? "" : q->meal);
  char *question = printed("Log it on %s?", q->day);
  int is_yes = is_agreed(question);
  free(question);
  return is_yes ? DONE : failed("nothing was logged");
}

static int usual_logged(tool *t, const asked *q, const table *rows) {
  int count = 0;
  int rc = nutri_usual_log(t->db, q->person, q->meal, q->day, &count);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  table_print(t, rows);
  if (t->format == FOR_PEOPLE)
    printf("%d %s logged on %s\n", count, count == 1 ? "entry" : "entries", q->day);
  return DONE;
}

int cmd_usual(tool *t, const args *a) {
  asked q;
  int status = asked_read(t, a, &q);
  if (status == DONE) {
    table *rows = table_new(usual_columns, COUNT_OF(usual_columns));
    status = read_usual(t, &q, rows);
    if (status == DONE && table_rows(rows) > 0)
      status = agreed(t, a, &q, rows);
    if (status == DONE) /* of nothing usual the library says why */
      status = usual_logged(t, &q, rows);
    table_free(rows);
  }
  asked_free(&q);
  return status;
}
