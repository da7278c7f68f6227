/* SPDX-License-Identifier: MIT */
/* A whole person as a small database of their own, and what an entry brought. */
#include <math.h>

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
  struct nutri__copy copy = {.from = db, .to = small, .fresh = true};
  nutri_person_data copied;
  char *rollup = NULL;
  int rc = nutri__person_id(db, person, &copy.person_id);

  if (rc != NUTRI_OK || (rc = nutri__begin(small)) != NUTRI_OK)
    return rc;
  rc = nutri__rollup_begin(small, NUTRI__ROLLUP_ALL, &rollup);
  if (rc == NUTRI_OK)
    rc = nutri__copy_person(&copy);
  rc = nutri__end(small, nutri__rollup_end(small, rollup, rc));
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

int nutri__copy_hand_out(nutri *db, nutri *small, nutri_write_fn *write, void *user) {
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
  if (rc == NUTRI_OK && small != NULL)
    rc = nutri__copy_hand_out(db, small, write, user);
  if (rc == NUTRI_OK && out != NULL)
    rc = nutri__out(db, out, &data, sizeof data);
  nutri_close(small);
  return rc;
}
