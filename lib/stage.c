/* SPDX-License-Identifier: MIT */
/* Life stages: pregnancies and times of breast-feeding. */
#include <string.h>

#include "nutri_internal.h"

static int check_stage(nutri *db, const nutri_stage *stage) {
  char quoted[80];
  int rc;

  if (stage == NULL || stage->size < sizeof *stage)
    return nutri__fail(db, NUTRI_EMISUSE, "the stage is NULL or its size is not set");
  if (stage->stage == NULL ||
      (strcmp(stage->stage, "pregnant") != 0 && strcmp(stage->stage, "lactating") != 0))
    return nutri__fail(db, NUTRI_EINVAL, "stage: '%s' is neither pregnant nor lactating",
                       nutri__quote(stage->stage != NULL ? stage->stage : "", quoted));
  if ((rc = nutri__check_day(db, "from", stage->from)) != NUTRI_OK)
    return rc;
  return nutri__check_span(db, stage->from, stage->to);
}

int nutri_stage_add(nutri *db, const char *person, const nutri_stage *stage) {
  sqlite3_stmt *stmt = NULL;
  int64_t person_id;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_stage(db, stage)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_STAGE_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_span(db, stmt, person_id, stage->from, stage->to)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":stage", stage->stage)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "adding a life stage");
  if (rc == NUTRI_EINVAL && strstr(db->errmsg, "has this stage already") != NULL)
    rc = NUTRI_EEXISTS;
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_stage_remove(nutri *db, const char *person, const char *stage, const char *from) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int64_t person_id;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK)
    return rc;
  if (stage == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_stage_remove: stage is NULL");
  if ((rc = nutri__check_day(db, "from", from)) != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_STAGE_REMOVE, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_span(db, stmt, person_id, from, NULL)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":stage", stage)) == NUTRI_OK &&
      (rc = nutri__run(db, stmt, "removing a life stage")) == NUTRI_OK &&
      sqlite3_changes(db->sql) == 0)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "%s has no stage '%s' from %s", person,
                     nutri__quote(stage, quoted), from);
  nutri__done(stmt);
  return nutri__end(db, rc);
}

int nutri_stage_list(nutri *db, const char *person, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__person_cursor(db, person, NULL, NULL, NUTRI__Q_STAGE_LIST,
                                               NUTRI__ROWS_STAGE, out)
                        : rc;
}

int nutri_stage_next(nutri_cursor *cursor, nutri_stage *out) {
  nutri_stage stage;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_STAGE, out);

  if (rc != NUTRI_ROW)
    return rc;
  stage = (nutri_stage){
      .size = sizeof stage,
      .stage = nutri__text(cursor->stmt, 0),
      .from = nutri__text(cursor->stmt, 1),
      .to = nutri__text(cursor->stmt, 2),
  };
  return nutri__row_out(cursor, out, &stage, sizeof stage);
}
