/* SPDX-License-Identifier: MIT */
/* Groups of persons: the query, its rows, and within-person SDs estimated from a group. */
#include <math.h>
#include <string.h>

#include "group.h"

#define NAME_MAX_CHARACTERS 100
#define DEFAULT_SET "IOM"
#define REPEATS_FOR_SD 50 /* a within-person SD is of at least so many persons */

static const char *const sexes[] = {"female", "male"};

/* ---- the query ----------------------------------------------------------------------------- */

static int check_known(nutri *db, enum nutri__query query, const char *what, const char *name) {
  bool exists = true;
  char quoted[80];
  int rc = NUTRI_OK;

  if (name != NULL)
    rc = nutri__exists(db, query, ":name", name, &exists);
  if (rc == NUTRI_OK && !exists)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "nobody %s '%s'", what, nutri__quote(name, quoted));
  return rc;
}

static bool is_one_of(const char *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(text, words[i]) == 0)
      return true;
  return text == NULL;
}

static int check_values(nutri *db, const nutri_group_query *q) {
  static const char *const stages[] = {"pregnant", "lactating", "none"};
  char quoted[80];

  if (q->sex != NULL && !is_one_of(q->sex, sexes, 2))
    return nutri__fail(db, NUTRI_EINVAL, "sex: '%s' is neither female nor male",
                       nutri__quote(q->sex, quoted));
  if (q->stage != NULL && !is_one_of(q->stage, stages, 3))
    return nutri__fail(db, NUTRI_EINVAL, "stage: '%s' is none of pregnant, lactating and none",
                       nutri__quote(q->stage, quoted));
  if (q->age_min_months < 0 || q->age_max_months < 0 || q->age_min_months > 1800)
    return nutri__fail(db, NUTRI_EINVAL, "ages are 0 to 1800 months, not %d to %d",
                       q->age_min_months, q->age_max_months);
  if (q->age_max_months > 0 && q->age_max_months < q->age_min_months)
    return nutri__fail(db, NUTRI_EINVAL, "the least age, %d months, is above the greatest, %d",
                       q->age_min_months, q->age_max_months);
  if (q->replicates < 0 || q->replicates == 1 || q->replicates > 10000)
    return nutri__fail(db, NUTRI_EINVAL, "%d is no number of samples: 2 to 10000, or 0",
                       q->replicates);
  if (q->method != NUTRI_NCI && q->method != NUTRI_NRC)
    return nutri__fail(db, NUTRI_EMISUSE, "the method is neither NUTRI_NCI nor NUTRI_NRC");
  if ((q->flags & ~(NUTRI_GROUP_BY_SEX | NUTRI_GROUP_BY_AGE | NUTRI_GROUP_SUPPLEMENTS |
                    NUTRI_GROUP_NO_SE)) != 0)
    return nutri__fail(db, NUTRI_EMISUSE, "the query has an unknown flag");
  return NUTRI_OK;
}

int nutri__group_query(nutri *db, const nutri_group_query *given, nutri_group_query *query) {
  int rc;

  *query = (nutri_group_query){.size = sizeof *query};
  if (given != NULL) {
    if (given->size < 2 * sizeof given->size)
      return nutri__fail(db, NUTRI_EMISUSE, "the size of the query is not set (use NUTRI_INIT)");
    memcpy(query, given, given->size < sizeof *query ? given->size : sizeof *query);
  }
  if (query->nutrient_id == 0)
    query->nutrient_id = NUTRI_MAGNESIUM;
  if ((rc = check_values(db, query)) != NUTRI_OK ||
      (rc = nutri__check_span(db, query->from, query->to)) != NUTRI_OK ||
      (rc = check_known(db, NUTRI__Q_GROUP_TAG_KNOWN, "has the tag", query->tag)) != NUTRI_OK)
    return rc;
  return check_known(db, NUTRI__Q_GROUP_SURVEY_KNOWN, "is of the survey", query->survey);
}

/* ---- the rows ------------------------------------------------------------------------------ */

/* What a cursor of rows has in memory. */
struct rows {
  struct nutri__group_row *row;
  size_t count;
  size_t at;
  struct nutri__age *age;
  size_t ages;
  char nutrient[GROUP_TEXT_MAX];
  char unit[GROUP_NAME_MAX];
};

static bool is_present(const struct nutri__group *g, int sex, size_t age) {
  const struct nutri__group_row row = {.sex = sex, .age = age};

  for (size_t i = 0; i < g->members; i++)
    if ((row.sex < 0 || g->member[i].sex == row.sex) &&
        (row.age == SIZE_MAX || g->member[i].age == row.age))
      return true;
  return false;
}

/* The age groups of a sex, where they are asked for, and then all of it. */
static void list_ages(const struct nutri__group *g, const nutri_group_query *q, int sex,
                      struct rows *rows) {
  if ((q->flags & NUTRI_GROUP_BY_AGE) != 0)
    for (size_t age = 0; age <= g->ages; age++)
      if (is_present(g, sex, age))
        rows->row[rows->count++] = (struct nutri__group_row){.sex = sex, .age = age};
  rows->row[rows->count++] = (struct nutri__group_row){.sex = sex, .age = SIZE_MAX};
}

static int list_rows(nutri *db, const struct nutri__group *g, const nutri_group_query *q,
                     struct rows *rows) {
  size_t most = (GROUP_SEXES + 1) * (g->ages + 2);

  rows->row = sqlite3_malloc64(most * sizeof *rows->row);
  if (rows->row == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  if ((q->flags & NUTRI_GROUP_BY_SEX) != 0) {
    for (int sex = 0; sex < GROUP_SEXES; sex++)
      if (is_present(g, sex, SIZE_MAX))
        list_ages(g, q, sex, rows);
    rows->row[rows->count++] = (struct nutri__group_row){.sex = -1, .age = SIZE_MAX};
  } else {
    list_ages(g, q, -1, rows);
  }
  for (size_t i = 0; i < rows->count; i++)
    rows->row[i].row = (nutri_group){
        .size = sizeof(nutri_group),
        .nutrient_id = q->nutrient_id,
        .method = q->method == NUTRI_NCI ? "NCI" : "NRC",
        .intake = (q->flags & NUTRI_GROUP_SUPPLEMENTS) != 0 ? "food + supplements" : "food",
        .is_weighted = g->is_weighted};
  return NUTRI_OK;
}

static void free_rows(struct rows *rows) {
  if (rows == NULL)
    return;
  sqlite3_free(rows->row);
  sqlite3_free(rows->age);
  sqlite3_free(rows);
}

/* Loads, estimates, and leaves the rows with their own texts. */
static int make_rows(nutri *db, const nutri_group_query *q, struct rows *rows) {
  struct nutri__group group = {0};
  nutri_nutrient nutrient;
  int rc = nutri__nutrient_known(db, q->nutrient_id, &nutrient);

  if (rc == NUTRI_OK) {
    sqlite3_snprintf(sizeof rows->nutrient, rows->nutrient, "%s", nutrient.name);
    sqlite3_snprintf(sizeof rows->unit, rows->unit, "%s", nutrient.unit);
    rc = nutri__group_load(db, q, &group);
  }
  if (rc == NUTRI_OK)
    rc = list_rows(db, &group, q, rows);
  if (rc == NUTRI_OK)
    rc = nutri__group_estimate(db, q, &group, rows->row, rows->count);
  rows->age = group.age;
  rows->ages = group.ages;
  group.age = NULL;
  nutri__group_free(&group);
  return rc;
}

int nutri_group_list(nutri *db, const nutri_group_query *given, nutri_cursor **out) {
  nutri_group_query query;
  nutri_cursor *cursor = NULL;
  struct rows *rows = NULL;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_group_list: out is NULL");
  if ((rc = nutri__group_query(db, given, &query)) != NUTRI_OK)
    return rc;
  rows = sqlite3_malloc64(sizeof *rows);
  if (rows == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  *rows = (struct rows){.row = NULL};
  rc = make_rows(db, &query, rows);
  if (rc == NUTRI_OK)
    rc = nutri__cursor_open(db, NUTRI__Q_GROUP_AGE, NUTRI__ROWS_GROUP, &cursor);
  if (rc != NUTRI_OK) {
    free_rows(rows);
    return rc;
  }
  cursor->memory = rows;
  cursor->free_memory = (void (*)(void *))free_rows;
  *out = cursor;
  return NUTRI_OK;
}

static void fill_names(const struct rows *rows, const struct nutri__group_row *from,
                       nutri_group *row) {
  row->nutrient = rows->nutrient;
  row->unit = rows->unit;
  row->sex = from->sex < 0 ? NULL : from->sex < 2 ? sexes[from->sex] : "not given";
  row->age_min_months = row->age_max_months = -1;
  if (from->age < rows->ages) {
    row->age_group = rows->age[from->age].name;
    row->age_min_months = rows->age[from->age].age_min_months;
    row->age_max_months = rows->age[from->age].age_max_months;
  } else if (from->age == rows->ages) {
    row->age_group = "age not given";
  }
  row->reason_text = from->row.reason == NUTRI_REASON_NONE ? NULL : from->reason_text;
  row->se_text = from->row.se_reason == NUTRI_REASON_NONE ? NULL : from->se_text;
}

int nutri_group_next(nutri_cursor *cursor, nutri_group *out) {
  struct rows *rows;
  nutri_group row;
  int rc;

  if (cursor == NULL)
    return NUTRI_EMISUSE;
  if (cursor->rows == NUTRI__ROWS_GROUP) { /* its rows are in memory */
    rows = cursor->memory;
    cursor->has_row = rows->at < rows->count;
    cursor->ended = !cursor->has_row;
  }
  rc = nutri__cursor_step(cursor, NUTRI__ROWS_GROUP, out);
  if (rc != NUTRI_ROW)
    return rc;
  rows = cursor->memory;
  row = rows->row[rows->at].row;
  fill_names(rows, &rows->row[rows->at], &row);
  rows->at++;
  return nutri__row_out(cursor, out, &row, sizeof row);
}

/* ---- within-person SDs --------------------------------------------------------------------- */

static int check_set(nutri *db, const char *name) {
  if (name == NULL || name[0] == '\0' || nutri__characters(name) > NAME_MAX_CHARACTERS)
    return nutri__fail(db, NUTRI_EINVAL, "the name of a set has 1 to %d characters",
                       NAME_MAX_CHARACTERS);
  if (sqlite3_stricmp(name, DEFAULT_SET) == 0)
    return nutri__fail(db, NUTRI_EINVAL, "the set %s is no estimate: choose another name",
                       DEFAULT_SET);
  return NUTRI_OK;
}

/* Rows of a set, of one nutrient or (0) of all; *removed (may be NULL) is how many there were. */
static int clear_set(nutri *db, const char *name, int64_t nutrient_id, int *removed) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_WITHIN_PERSON_SD_CLEAR, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":sd_set", name);
  if (rc == NUTRI_OK && nutrient_id != 0)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "removing within-person SDs");
  if (removed != NULL)
    *removed = sqlite3_changes(db->sql);
  nutri__done(stmt);
  return rc;
}

static int store_sd(nutri *db, const char *name, const nutri_group_query *q, const nutri_group *row,
                    const char *sex) {
  sqlite3_stmt *stmt = NULL;
  char *source = sqlite3_mprintf(
      "own estimate from %d persons%s%s%s%s", row->persons_repeat, q->survey != NULL ? " of " : "",
      q->survey != NULL ? q->survey : "", db->today[0] != '\0' ? ", made on " : "", db->today);
  int rc = source == NULL ? nutri__fail(db, NUTRI_ENOMEM, "out of memory")
                          : nutri__stmt(db, NUTRI__Q_WITHIN_PERSON_SD_ADD, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":sd_set", name);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", q->nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":sex", sex);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":age_min", row->age_min_months);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":age_max", row->age_max_months);
  if (rc == NUTRI_OK)
    rc = nutri__bind_double(db, stmt, ":sd", row->within_sd);
  if (rc == NUTRI_OK)
    rc = nutri__bind_double(db, stmt, ":cv_percent", row->within_cv_percent);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":source", source);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":persons", row->persons_repeat);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":days", row->days - (row->persons - row->persons_repeat));
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "storing a within-person SD");
  nutri__done(stmt);
  sqlite3_free(source);
  return rc;
}

static int store_set(nutri *db, const char *name, const nutri_group_query *q, struct rows *rows,
                     int *stored) {
  int rc = clear_set(db, name, q->nutrient_id, NULL);

  *stored = 0;
  for (size_t i = 0; rc == NUTRI_OK && i < rows->count; i++) {
    const struct nutri__group_row *from = &rows->row[i];
    nutri_group row = from->row;

    if (from->sex < 0 || from->sex > 1 || from->age >= rows->ages ||
        row.persons_repeat < REPEATS_FOR_SD || !(row.within_sd > 0.0))
      continue;
    fill_names(rows, from, &row);
    rc = store_sd(db, name, q, &row, sexes[from->sex]);
    ++*stored;
  }
  if (rc == NUTRI_OK && *stored == 0)
    rc = nutri__fail(db, NUTRI_EINVAL,
                     "no sex and age group has %d persons with a second day: nothing is stored",
                     REPEATS_FOR_SD);
  return rc;
}

int nutri_within_person_sd_estimate(nutri *db, const char *name, const nutri_group_query *given,
                                    int *stored) {
  struct rows *rows;
  nutri_group_query query;
  int count = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_set(db, name)) != NUTRI_OK ||
      (rc = nutri__group_query(db, given, &query)) != NUTRI_OK)
    return rc;
  query.flags = NUTRI_GROUP_BY_SEX | NUTRI_GROUP_BY_AGE | NUTRI_GROUP_NO_SE;
  query.method = NUTRI_NRC;
  rows = sqlite3_malloc64(sizeof *rows);
  if (rows == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  *rows = (struct rows){.row = NULL};
  rc = nutri__begin(db);
  if (rc == NUTRI_OK) {
    rc = make_rows(db, &query, rows);
    if (rc == NUTRI_OK)
      rc = store_set(db, name, &query, rows, &count);
    rc = nutri__end(db, rc);
  }
  free_rows(rows);
  if (rc == NUTRI_OK && stored != NULL)
    *stored = count;
  return rc;
}

int nutri_within_person_sd_use(nutri *db, const char *name) {
  bool exists = true;
  char quoted[80];
  char *kept = NULL;
  int rc = nutri__enter(db);

  if (rc == NUTRI_OK && name != NULL)
    rc = nutri__exists(db, NUTRI__Q_WITHIN_PERSON_SD_KNOWN, ":name", name, &exists);
  if (rc == NUTRI_OK && !exists)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no set of within-person SDs '%s'",
                     nutri__quote(name, quoted));
  if (rc == NUTRI_OK && name != NULL && (kept = sqlite3_mprintf("%s", name)) == NULL)
    rc = nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  if (rc != NUTRI_OK)
    return rc;
  sqlite3_free(db->sd_set);
  db->sd_set = kept;
  return NUTRI_OK;
}

int nutri_within_person_sd_remove(nutri *db, const char *name) {
  char quoted[80];
  int removed = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = check_set(db, name)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = clear_set(db, name, 0, &removed);
  if (rc == NUTRI_OK && removed == 0)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no set of within-person SDs '%s'",
                     nutri__quote(name, quoted));
  return nutri__end(db, rc);
}

int nutri_within_person_sd_list(nutri *db, nutri_cursor **out) {
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_within_person_sd_list: out is NULL");
  return nutri__cursor_open(db, NUTRI__Q_WITHIN_PERSON_SD_LIST, NUTRI__ROWS_WITHIN_SD, out);
}

int nutri_within_person_sd_next(nutri_cursor *cursor, nutri_within_person_sd *out) {
  nutri_within_person_sd sd;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_WITHIN_SD, out);

  if (rc != NUTRI_ROW)
    return rc;
  sd = (nutri_within_person_sd){
      .size = sizeof sd,
      .set = nutri__text(cursor->stmt, 0),
      .nutrient_id = sqlite3_column_int64(cursor->stmt, 1),
      .nutrient = nutri__text(cursor->stmt, 2),
      .unit = nutri__text(cursor->stmt, 3),
      .sex = nutri__text(cursor->stmt, 4),
      .age_min_months = sqlite3_column_int(cursor->stmt, 5),
      .age_max_months = sqlite3_column_int(cursor->stmt, 6),
      .sd = nutri__double(cursor->stmt, 7),
      .cv_percent = nutri__double(cursor->stmt, 8),
      .persons = sqlite3_column_int(cursor->stmt, 9),
      .days = sqlite3_column_int(cursor->stmt, 10),
      .source = nutri__text(cursor->stmt, 11),
  };
  return nutri__row_out(cursor, out, &sd, sizeof sd);
}
