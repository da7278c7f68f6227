/* SPDX-License-Identifier: MIT */
/* How persons come into groups: their tags, and whom they stand for in a survey. */
#include <math.h>
#include <string.h>

#include "nutri_internal.h"

#define TAG_MAX 100
#define SURVEY_MAX 200
#define WEIGHT_MAX 1e12

/* ---- tags ---------------------------------------------------------------------------------- */

static int check_tag(nutri *db, const char *tag) {
  if (tag == NULL || tag[0] == '\0' || nutri__characters(tag) > TAG_MAX)
    return nutri__fail(db, NUTRI_EINVAL, "a tag has 1 to %d characters", TAG_MAX);
  return NUTRI_OK;
}

/* Runs a query with :person and :tag; *changes is how many rows it touched. */
static int run_tag(nutri *db, enum nutri__query query, const char *person, const char *tag,
                   int *changes) {
  sqlite3_stmt *stmt = NULL;
  int64_t person_id;
  int rc = nutri__person_id(db, person, &person_id);

  if (rc == NUTRI_OK)
    rc = nutri__stmt(db, query, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":person", person_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":tag", tag);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "changing a person's tags");
  *changes = rc == NUTRI_OK ? sqlite3_changes(db->sql) : 0;
  nutri__done(stmt);
  return rc;
}

int nutri_person_tag_add(nutri *db, const char *person, const char *tag) {
  int changes;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_tag(db, tag)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  return nutri__end(db, run_tag(db, NUTRI__Q_TAG_ADD, person, tag, &changes));
}

int nutri_person_tag_remove(nutri *db, const char *person, const char *tag) {
  char quoted[80];
  int changes;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_tag(db, tag)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = run_tag(db, NUTRI__Q_TAG_REMOVE, person, tag, &changes);
  if (rc == NUTRI_OK && changes == 0)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "%s has no tag '%s'", person, nutri__quote(tag, quoted));
  return nutri__end(db, rc);
}

int nutri_person_tag_list(nutri *db, const char *person, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK
             ? nutri__person_cursor(db, person, NULL, NULL, NUTRI__Q_TAG_LIST, NUTRI__ROWS_TAG, out)
             : rc;
}

int nutri_person_tag_next(nutri_cursor *cursor, nutri_person_tag *out) {
  nutri_person_tag tag;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_TAG, out);

  if (rc != NUTRI_ROW)
    return rc;
  tag = (nutri_person_tag){.size = sizeof tag, .tag = nutri__text(cursor->stmt, 0)};
  return nutri__row_out(cursor, out, &tag, sizeof tag);
}

/* ---- surveys ------------------------------------------------------------------------------- */

static int check_weight(nutri *db, const char *name, double weight) {
  if (isnan(weight) || (weight >= 0.0 && weight <= WEIGHT_MAX))
    return NUTRI_OK;
  return nutri__fail(db, NUTRI_EINVAL, "%s: %g is not between 0 and 1e12", name, weight);
}

static int check_survey(nutri *db, const nutri_survey *survey) {
  int rc;

  if (survey == NULL || survey->size < sizeof *survey)
    return nutri__fail(db, NUTRI_EMISUSE, "the survey is NULL or its size is not set");
  if (survey->survey == NULL || survey->survey[0] == '\0' ||
      nutri__characters(survey->survey) > SURVEY_MAX)
    return nutri__fail(db, NUTRI_EINVAL, "a survey's name has 1 to %d characters", SURVEY_MAX);
  if ((rc = check_weight(db, "weight", survey->weight)) != NUTRI_OK)
    return rc;
  return check_weight(db, "weight of two days", survey->weight_two_days);
}

/* Whether the person has a row; 1 = NUTRI_ROW and the statement stands on it. */
static int read_survey(nutri *db, int64_t person_id, sqlite3_stmt **stmt) {
  int rc = nutri__stmt(db, NUTRI__Q_SURVEY_GET, stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, *stmt, ":person", person_id);
  return rc == NUTRI_OK ? nutri__step(db, *stmt, "reading a person's survey") : rc;
}

static int store_survey(nutri *db, int64_t person_id, const nutri_survey *survey, bool is_new) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, is_new ? NUTRI__Q_SURVEY_ADD : NUTRI__Q_SURVEY_CHANGE, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":person", person_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":survey", survey->survey);
  if (rc == NUTRI_OK)
    rc = nutri__bind_double(db, stmt, ":weight", survey->weight);
  if (rc == NUTRI_OK)
    rc = nutri__bind_double(db, stmt, ":weight_two_days", survey->weight_two_days);
  if (rc == NUTRI_OK && survey->has_design)
    rc = nutri__bind_int(db, stmt, ":stratum", survey->stratum);
  if (rc == NUTRI_OK && survey->has_design)
    rc = nutri__bind_int(db, stmt, ":psu", survey->psu);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "storing a person's survey");
  nutri__done(stmt);
  return rc;
}

int nutri_person_survey_set(nutri *db, const char *person, const nutri_survey *survey) {
  sqlite3_stmt *stmt = NULL;
  int64_t person_id;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_survey(db, survey)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = nutri__person_id(db, person, &person_id);
  if (rc == NUTRI_OK) {
    rc = read_survey(db, person_id, &stmt);
    nutri__done(stmt);
    if (rc >= NUTRI_OK)
      rc = store_survey(db, person_id, survey, rc != NUTRI_ROW);
  }
  return nutri__end(db, rc);
}

int nutri_person_survey_remove(nutri *db, const char *person) {
  int changes;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = run_tag(db, NUTRI__Q_SURVEY_REMOVE, person, NULL, &changes);
  if (rc == NUTRI_OK && changes == 0)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "%s is of no survey", person);
  return nutri__end(db, rc);
}

int nutri_person_survey_get(nutri *db, const char *person, nutri_survey *out) {
  sqlite3_stmt *stmt = NULL;
  nutri_survey survey;
  int64_t person_id;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK || (rc = nutri__person_id(db, person, &person_id)) != NUTRI_OK)
    return rc;
  rc = read_survey(db, person_id, &stmt);
  if (rc == NUTRI_ROW) {
    rc = NUTRI_OK;
    survey = (nutri_survey){
        .size = sizeof survey,
        .survey = nutri__keep(db, nutri__text(stmt, 0), &rc),
        .weight = nutri__double(stmt, 1),
        .weight_two_days = nutri__double(stmt, 2),
        .has_design = sqlite3_column_type(stmt, 3) != SQLITE_NULL,
        .stratum = sqlite3_column_int64(stmt, 3),
        .psu = sqlite3_column_int64(stmt, 4),
    };
    if (rc == NUTRI_OK)
      rc = nutri__out(db, out, &survey, sizeof survey);
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "%s is of no survey", person);
  }
  nutri__done(stmt);
  return rc;
}
