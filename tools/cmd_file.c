/* SPDX-License-Identifier: MIT */
/* init, check, version: the database as a file. */
#include "tool.h"

#include <stdlib.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- init ------------------------------------------------------------------------------------ */

static void init_shown(const tool *t, int is_new, int is_bare) {
  static const column columns[] = {{.key = "path"}, {.key = "schema"}, {.key = "created"}};
  table *record = table_new(columns, COUNT_OF(columns));
  add_text(record, t->path);
  add_whole(record, nutri_schema_version());
  add_flag(record, is_new);
  char *text = is_new ? printed("made %s%s", t->path, is_bare ? ", without foods" : "")
                      : printed("%s is a nutri database already; nothing was done", t->path);
  record_print(t, record, text);
  free(text);
  table_free(record);
}

int cmd_init(tool *t, const args *a) {
  nutri_error err = NUTRI_INIT(nutri_error);
  int is_bare = a->value[OPT_BARE] != NULL;
  int rc = nutri_open(t->path, NUTRI_READONLY, &t->db, &err);

  if (rc == NUTRI_OK) {
    init_shown(t, 0, is_bare);
    return DONE;
  }
  if (rc != NUTRI_ENOTFOUND)
    return failed("%s", err.message);
  rc = nutri_open(t->path, NUTRI_READWRITE | NUTRI_CREATE | (is_bare ? NUTRI_BARE : 0), &t->db,
                  &err);
  if (rc != NUTRI_OK)
    return failed("%s", err.message);
  init_shown(t, 1, is_bare);
  return DONE;
}

/* ---- check ----------------------------------------------------------------------------------- */

static int keep_found(void *user, const char *what, const char *detail) {
  add_text(user, what);
  add_text(user, detail);
  return 0;
}

int cmd_check(tool *t, const args *a) {
  static const column columns[] = {{.key = "what", .heading = "what"},
                                   {.key = "detail", .heading = "detail"}};
  table *found = table_new(columns, COUNT_OF(columns));
  int count = 0;
  (void)a;

  int rc = nutri_check(t->db, &count, keep_found, found);
  int status = rc == NUTRI_OK ? DONE : refused(t, rc);
  if (status == DONE) {
    if (count > 0 || t->format != FOR_PEOPLE)
      table_print(t, found);
    else
      printf("%s: nothing wrong was found\n", t->path);
    if (count > 0)
      status = failed("%d thing%s wrong in %s", count, count == 1 ? " is" : "s are", t->path);
  }
  table_free(found);
  return status;
}

/* ---- version --------------------------------------------------------------------------------- */

int cmd_version(tool *t, const args *a) {
  static const column columns[] = {{.key = "version"}, {.key = "schema"}};
  table *record = table_new(columns, COUNT_OF(columns));
  (void)a;
  add_text(record, nutri_version());
  add_whole(record, nutri_schema_version());
  char *text = printed("nutri %s, schema %d", nutri_version(), nutri_schema_version());
  record_print(t, record, text);
  free(text);
  table_free(record);
  return DONE;
}

int cmd_help(tool *t, const args *a) {
  (void)t;
  return help_run(a);
}
