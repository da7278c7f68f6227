/* SPDX-License-Identifier: MIT */
/* The past: a person's data with the values that foods had after an import. */
#include <math.h>
#include <string.h>

#include "copy.h"

/* ---- as an import left it ------------------------------------------------------------------ */

/* Whether there has been an import of this number, or a later one; 0 is before the first. */
static int check_import(nutri *db, int64_t import_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_EXPORT_PAST_KNOWN, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":import", import_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for an import");
  nutri__done(stmt);
  if (rc == NUTRI_OK)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no import %lld", (long long)import_id);
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

/* Sets one value of the small database to what it was; NULL = there was none. */
static int set_back(nutri *small, sqlite3_stmt *past) {
  bool was_known = sqlite3_column_type(past, 2) != SQLITE_NULL;
  sqlite3_stmt *stmt = NULL;
  int rc =
      nutri__stmt(small, was_known ? NUTRI__Q_EXPORT_PAST_SET : NUTRI__Q_EXPORT_PAST_UNSET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(small, stmt, ":food", sqlite3_column_int64(past, 0));
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(small, stmt, ":nutrient", sqlite3_column_int64(past, 1));
  if (rc == NUTRI_OK)
    rc = nutri__bind_double(small, stmt, ":amount", nutri__double(past, 2));
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(small, stmt, ":mark", nutri__text(past, 3));
  if (rc == NUTRI_OK)
    rc = nutri__run(small, stmt, "setting values back");
  nutri__done(stmt);
  return rc;
}

/* What was changed after that change, the latest first: the oldest one's old value stays. */
static int set_all_back(nutri *db, nutri *small, int64_t change_id) {
  sqlite3_stmt *past = NULL;
  char *rollup = NULL;
  int rc = nutri__begin(small);

  if (rc != NUTRI_OK)
    return rc;
  rc = nutri__rollup_begin(small, NUTRI__ROLLUP_ALL, &rollup);
  if (rc == NUTRI_OK)
    rc = nutri__rollup_clear(small);
  if (rc == NUTRI_OK)
    rc = nutri__stmt(db, NUTRI__Q_EXPORT_PAST_VALUES, &past);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, past, ":change", change_id);
  while (rc == NUTRI_OK && (rc = nutri__step(db, past, "reading what changed")) == NUTRI_ROW)
    rc = set_back(small, past);
  nutri__done(past);
  return nutri__end(small, nutri__rollup_end(small, rollup, rc));
}

/* The last change of an import and of those before it, and the last one before it came; the latter
 * -1 where it changed nothing. */
static int find_changes(nutri *db, int64_t import_id, int64_t *after, int64_t *before) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_EXPORT_PAST_CHANGES, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":import", import_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking for changes")) == NUTRI_ROW) {
    *after = sqlite3_column_int64(stmt, 0);
    *before = sqlite3_column_int64(stmt, 1);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* The person's data as they were after a change. */
static int open_after(nutri *db, const char *person, int64_t change_id, nutri **out) {
  nutri *small = NULL;
  int rc = nutri__copy_small(db, person, NULL, &small);

  if (rc == NUTRI_OK) {
    memcpy(small->today, db->today, sizeof small->today);
    rc = set_all_back(db, small, change_id);
    if (rc != NUTRI_OK && db->errmsg[0] == '\0')
      rc = nutri__fail(db, rc, "%s", nutri_errmsg(small));
  }
  if (rc == NUTRI_OK)
    *out = small;
  else
    nutri_close(small);
  return rc;
}

int nutri_open_as_of(nutri *db, const char *person, int64_t import_id, nutri **out) {
  int64_t after = 0;
  int64_t before = 0;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (person == NULL || out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_open_as_of: person or out is NULL");
  rc = check_import(db, import_id);
  if (rc == NUTRI_OK)
    rc = find_changes(db, import_id, &after, &before);
  return rc == NUTRI_OK ? open_after(db, person, after, out) : rc;
}

/* ---- the days an import moved -------------------------------------------------------------- */

struct moved {
  nutri *db;
  int64_t nutrient_id;
  const char *unit;
  int64_t change_before; /* the last one before the import came */
  int64_t change_after;  /* its last one */
  nutri_moved_fn *found;
  void *user;
};

static int tell(struct moved *m, const char *person, const nutri_day *before,
                const nutri_day *after) {
  nutri_moved_day day = {.size = sizeof day,
                         .person = person,
                         .day = after->day,
                         .unit = m->unit,
                         .before = before->total,
                         .after = after->total,
                         .unknown_before = before->unknown_entries,
                         .unknown_after = after->unknown_entries};

  if (before->total == after->total || (isnan(before->total) && isnan(after->total)))
    return NUTRI_OK;
  return m->found(m->user, &day) == 0 ? NUTRI_OK
                                      : nutri__fail(m->db, NUTRI_ECANCELLED, "the caller ended it");
}

/* Two cursors over the same days. */
static int compare_days(struct moved *m, const char *person, nutri *before, nutri *after) {
  nutri_cursor *old_days = NULL;
  nutri_cursor *new_days = NULL;
  nutri_day old_day = NUTRI_INIT(nutri_day);
  nutri_day new_day = NUTRI_INIT(nutri_day);
  int rc = nutri_day_list(before, person, m->nutrient_id, NULL, NULL, &old_days);

  if (rc == NUTRI_OK)
    rc = nutri_day_list(after, person, m->nutrient_id, NULL, NULL, &new_days);
  while (rc == NUTRI_OK && (rc = nutri_day_next(old_days, &old_day)) == NUTRI_ROW &&
         (rc = nutri_day_next(new_days, &new_day)) == NUTRI_ROW)
    rc = tell(m, person, &old_day, &new_day);
  nutri_cursor_close(old_days);
  nutri_cursor_close(new_days);
  return rc;
}

static int compare_person(struct moved *m, const char *person) {
  nutri *before = NULL;
  nutri *after = NULL;
  int rc = open_after(m->db, person, m->change_before, &before);

  if (rc == NUTRI_OK)
    rc = open_after(m->db, person, m->change_after, &after);
  if (rc == NUTRI_OK)
    rc = compare_days(m, person, before, after);
  if (rc != NUTRI_OK && m->db->errmsg[0] == '\0')
    rc = nutri__fail(m->db, rc, "%s",
                     nutri_errmsg(before)[0] != '\0' ? nutri_errmsg(before) : nutri_errmsg(after));
  nutri_close(before);
  nutri_close(after);
  return rc;
}

int nutri_import_days(nutri *db, int64_t import_id, const char *person, int64_t nutrient_id,
                      nutri_moved_fn *found, void *user) {
  struct moved m = {.db = db, .nutrient_id = nutrient_id, .found = found, .user = user};
  nutri_nutrient nutrient = NUTRI_INIT(nutri_nutrient);
  nutri_cursor *persons = NULL;
  int64_t person_id = 0;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (found == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_import_days: found is NULL");
  if (import_id < 1)
    return nutri__fail(db, NUTRI_ENOTFOUND, "there is no import %lld", (long long)import_id);
  if ((rc = check_import(db, import_id)) != NUTRI_OK ||
      (person != NULL && (rc = nutri__person_id(db, person, &person_id)) != NUTRI_OK) ||
      (rc = nutri__nutrient_known(db, nutrient_id, &nutrient)) != NUTRI_OK ||
      (rc = find_changes(db, import_id, &m.change_after, &m.change_before)) != NUTRI_OK ||
      m.change_before < 0 ||
      (rc = nutri__cursor_open(db, NUTRI__Q_EXPORT_PAST_PERSONS, NUTRI__ROWS_PERSON, &persons)) !=
          NUTRI_OK)
    return rc;
  m.unit = nutrient.unit;
  rc = nutri__bind_int(db, persons->stmt, ":import", import_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, persons->stmt, ":name", person);
  while (rc == NUTRI_OK &&
         (rc = nutri__step(db, persons->stmt, "looking for who ate it")) == NUTRI_ROW)
    rc = compare_person(&m, nutri__text(persons->stmt, 0));
  nutri_cursor_close(persons);
  return rc;
}
