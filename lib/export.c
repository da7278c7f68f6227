/* SPDX-License-Identifier: MIT */
/* A whole person as a small database of their own, and what an entry brought. */
#include <math.h>
#include <string.h>

#include "copy.h"

int nutri_intake_nutrient(nutri *db, int64_t intake_id, int64_t nutrient_id, double *amount) {
  sqlite3_stmt *stmt = NULL;
  double value = (double)NAN;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (amount == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_intake_nutrient: amount is NULL");
  rc = nutri__stmt(db, NUTRI__Q_EXPORT_ENTRY_VALUE, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":id", intake_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "reading an entry's value");
  if (rc == NUTRI_ROW)
    value = nutri__double(stmt, 0);
  nutri__done(stmt);
  if (rc == NUTRI_OK)
    return nutri__fail(db, NUTRI_ENOTFOUND, "there is no entry %lld, or no nutrient %lld",
                       (long long)intake_id, (long long)nutrient_id);
  if (rc != NUTRI_ROW)
    return rc;
  *amount = value;
  return NUTRI_OK;
}

/* Fills a database in memory with the person. */
static int fill_small(nutri *db, nutri *small, const char *person, nutri_person_data *data) {
  struct nutri__copy copy = {.from = db, .to = small};
  nutri_person_data copied;
  int rc = nutri__person_id(db, person, &copy.person_id);

  if (rc != NUTRI_OK || (rc = nutri__begin(small)) != NUTRI_OK)
    return rc;
  rc = nutri__copy_person(&copy);
  rc = nutri__end(small, rc);
  if (rc == NUTRI_OK)
    rc = nutri__copy_report(&copy, db, person, data != NULL ? data : &copied);
  nutri__copy_free(&copy);
  return rc;
}

int nutri__copy_small(nutri *db, const char *person, nutri_person_data *data, nutri **small) {
  nutri_error err = NUTRI_INIT(nutri_error);
  sqlite3_stmt *hold = NULL;
  nutri *made = NULL;
  int rc = nutri_open(":memory:", NUTRI_READWRITE | NUTRI_CREATE | NUTRI_BARE, &made, &err);

  if (rc != NUTRI_OK)
    return nutri__fail(db, rc, "%s", err.message);
  rc = nutri__read_begin(db, &hold);
  if (rc == NUTRI_OK)
    rc = fill_small(db, made, person, data);
  sqlite3_finalize(hold); /* repeats a step's error, which has been noted */
  if (rc != NUTRI_OK && db->errmsg[0] == '\0')
    rc = nutri__fail(db, rc, "%s", nutri_errmsg(made));
  if (rc == NUTRI_OK)
    *small = made;
  else
    nutri_close(made);
  return rc;
}

static int hand_out(nutri *db, nutri *small, nutri_write_fn *write, void *user) {
  sqlite3_int64 size = 0;
  unsigned char *bytes;
  int rc = nutri__search_refresh(small);

  if (rc != NUTRI_OK)
    return nutri__fail(db, rc, "%s", nutri_errmsg(small));
  if ((bytes = sqlite3_serialize(small->sql, "main", &size, 0)) == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  if (write(user, bytes, (size_t)size) != 0)
    rc = nutri__fail(db, NUTRI_ECANCELLED, "writing was ended by the caller");
  sqlite3_free(bytes);
  return rc;
}

int nutri_person_export(nutri *db, const char *person, nutri_write_fn *write, void *user,
                        nutri_person_data *out) {
  nutri_person_data data;
  nutri *small = NULL;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (person == NULL || write == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_person_export: person or write is NULL");
  if (out != NULL && (rc = nutri__check_out(db, out)) != NUTRI_OK)
    return rc;
  rc = nutri__copy_small(db, person, &data, &small);
  if (rc == NUTRI_OK)
    rc = hand_out(db, small, write, user);
  if (rc == NUTRI_OK && out != NULL)
    rc = nutri__out(db, out, &data, sizeof data);
  nutri_close(small);
  return rc;
}

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

/* What was changed after the import, the latest change first: the oldest one's old value stays. */
static int set_all_back(nutri *db, nutri *small, int64_t import_id) {
  sqlite3_stmt *past = NULL;
  int rc = nutri__begin(small);

  if (rc != NUTRI_OK)
    return rc;
  rc = nutri__stmt(db, NUTRI__Q_EXPORT_PAST_VALUES, &past);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, past, ":import", import_id);
  while (rc == NUTRI_OK && (rc = nutri__step(db, past, "reading what changed")) == NUTRI_ROW)
    rc = set_back(small, past);
  nutri__done(past);
  return nutri__end(small, rc);
}

int nutri_open_as_of(nutri *db, const char *person, int64_t import_id, nutri **out) {
  nutri *small = NULL;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (person == NULL || out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_open_as_of: person or out is NULL");
  rc = check_import(db, import_id);
  if (rc == NUTRI_OK)
    rc = nutri__copy_small(db, person, NULL, &small);
  if (rc == NUTRI_OK) {
    memcpy(small->today, db->today, sizeof small->today);
    rc = set_all_back(db, small, import_id);
    if (rc != NUTRI_OK && db->errmsg[0] == '\0')
      rc = nutri__fail(db, rc, "%s", nutri_errmsg(small));
  }
  if (rc == NUTRI_OK)
    *out = small;
  else
    nutri_close(small);
  return rc;
}
