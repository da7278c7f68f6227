/* SPDX-License-Identifier: MIT */
/* import days, and reports --as-of an import: what totals were before foods changed. */
#include "tool.h"

#include <stdlib.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- --as-of --------------------------------------------------------------------------------- */

int past_meant(tool *t, const args *a, const char *person) {
  const char *text = a->value[OPT_AS_OF];
  int64_t import_id = 0;
  nutri *past = NULL;
  if (text == NULL)
    return DONE;
  if (a->value[OPT_ESTIMATE] != NULL)
    return misused(t, "an estimate is by all foods there are: --estimate goes without --as-of");
  int status = word_id(t, text, &import_id);
  if (status != DONE)
    return status;
  int rc = nutri_open_as_of(t->db, person, import_id, &past);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  nutri_close(t->db);
  t->db = past;
  return DONE;
}

/* ---- import days ----------------------------------------------------------------------------- */

static const column day_columns[] = {
    {.key = "person", .heading = "person"},
    {.key = "day", .heading = "day"},
    {.key = "before", .heading = "before", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "after", .heading = "after", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "unit", .heading = "unit"},
    {.key = "unknown_before", .heading = "unknown before", .style = AS_ID, .flags = DROP_ZERO},
    {.key = "unknown_after", .heading = "unknown after", .style = AS_ID, .flags = DROP_ZERO},
};

static int add_day(void *user, const nutri_moved_day *d) {
  table *rows = user;
  add_text(rows, d->person);
  add_text(rows, d->day);
  add_number(rows, d->before);
  add_number(rows, d->after);
  add_text(rows, d->unit);
  add_whole(rows, d->unknown_before);
  add_whole(rows, d->unknown_after);
  return 0;
}

static int list_days(tool *t, int64_t import_id, const char *person, const measured *m) {
  table *rows = table_new(day_columns, COUNT_OF(day_columns));
  int rc = nutri_import_days(t->db, import_id, person, m->id, add_day, rows);
  if (rc == NUTRI_OK && table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    printf("Import %lld moved no day's %s.\n", (long long)import_id, m->name);
  else if (rc == NUTRI_OK)
    table_print(t, rows);
  table_free(rows);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int cmd_import_days(tool *t, const args *a) {
  measured m = {0, NULL, NULL};
  int64_t import_id = 0;
  char *person = NULL;
  int status = word_id(t, a->words[0], &import_id);
  if (status == DONE && a->value[OPT_PERSON] != NULL)
    person = person_meant(t, a->value[OPT_PERSON], &status);
  if (status == DONE)
    status = nutrient_meant(t, a, &m);
  if (status == DONE)
    status = list_days(t, import_id, person, &m);
  measured_free(&m);
  free(person);
  return status;
}
