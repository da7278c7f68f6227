/* SPDX-License-Identifier: MIT */
/* alias: a person's own words for foods. */
#include "tool.h"

#include <stdlib.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column alias_columns[] = {
    {.key = "text", .heading = "word"},
    {.key = "food_id", .heading = "number", .style = AS_ID},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "source", .heading = "source"},
};

/* All words of a person, or the one word alone (text, told without case); NULL = all. */
static int read_words(tool *t, const char *person, const char *text, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_alias w = NUTRI_INIT(nutri_alias);
  int rc = nutri_alias_list(t->db, person, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_alias_next(cursor, &w)) == NUTRI_ROW) {
      if (text != NULL && !same_without_case(w.text, text))
        continue;
      add_text(rows, w.text);
      add_whole(rows, w.food_id);
      add_text(rows, w.description);
      add_text(rows, w.source);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* What a word means now: "'my bread' is now Bread, whole wheat". */
static int word_shown(tool *t, const char *person, const char *text) {
  table *rows = table_new(alias_columns, COUNT_OF(alias_columns));
  int status = read_words(t, person, text, rows);
  if (status == DONE && table_rows(rows) > 0) {
    char *line = printed("'%s' of %s is now %s", table_text(rows, 0, "text"), person,
                         table_text(rows, 0, "description"));
    record_print(t, rows, line);
    free(line);
  }
  table_free(rows);
  return status;
}

int cmd_alias_list(tool *t, const args *a) {
  int status = DONE;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  table *rows = table_new(alias_columns, COUNT_OF(alias_columns));
  status = read_words(t, person, NULL, rows);
  if (status == DONE && table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    printf("%s has no words of their own.\n", person);
  else if (status == DONE)
    table_print(t, rows);
  table_free(rows);
  free(person);
  return status;
}

int cmd_alias_set(tool *t, const args *a) {
  int64_t food_id = 0;
  int status = DONE;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  char *text = args_joined(a, 1);
  status = food_meant(t, NULL, text, &food_id); /* nobody's words: the word may be one of them */
  if (status == DONE) {
    int rc = nutri_alias_set(t->db, person, a->words[0], food_id);
    status = rc == NUTRI_OK ? word_shown(t, person, a->words[0]) : refused(t, rc);
  }
  free(text);
  free(person);
  return status;
}

int cmd_alias_remove(tool *t, const args *a) {
  int status = DONE;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  char *text = args_joined(a, 0);
  int rc = nutri_alias_remove(t->db, person, text);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (t->format == FOR_PEOPLE)
    printf("'%s' is no longer a word of %s\n", text, person);
  free(text);
  free(person);
  return status;
}

int cmd_alias_rename(tool *t, const args *a) {
  int status = DONE;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  int rc = nutri_alias_rename(t->db, person, a->words[0], a->words[1]);
  status = rc == NUTRI_OK ? word_shown(t, person, a->words[1]) : refused(t, rc);
  free(person);
  return status;
}

int cmd_alias_merge(tool *t, const args *a) {
  int status = DONE;
  char *person = person_meant(t, a->value[OPT_PERSON], &status);
  if (person == NULL)
    return status;
  int rc = nutri_alias_merge(t->db, person, a->words[0], a->words[1]);
  status = rc == NUTRI_OK ? word_shown(t, person, a->words[0]) : refused(t, rc);
  free(person);
  return status;
}
