/* SPDX-License-Identifier: MIT */
/* Looking the whole file over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nutri_internal.h"

struct finder {
  nutri *db;
  nutri_found_fn *found;
  void *user;
  int count;
};

static int tell(struct finder *finder, const char *what, const char *detail) {
  finder->count++;
  if (finder->found != NULL && finder->found(finder->user, what, detail) != 0)
    return nutri__fail(finder->db, NUTRI_ECANCELLED, "the check was ended by the caller");
  return NUTRI_OK;
}

/* Where a page could not be read SQLite's integrity check says so in a row: that is no thing found
 * but an error of this call. */
static int unread_page(struct finder *finder, const char *detail) {
  static const char says[] = "error code=";
  const char *at = strstr(detail, says);
  int code = at != NULL ? nutri__code((int)strtol(at + strlen(says), NULL, 10)) : NUTRI_OK;

  if (code != NUTRI_EIO && code != NUTRI_ENOMEM && code != NUTRI_EBUSY)
    return NUTRI_OK;
  return nutri__fail(finder->db, code, "checking the file: %s", detail);
}

/* Each row of a statement is a thing found, but for the "ok" of the integrity check. */
static int tell_rows(struct finder *finder, sqlite3_stmt *stmt, const char *what) {
  bool own_words = what == NULL; /* the query says both itself */
  int rc;

  while ((rc = nutri__step(finder->db, stmt, "checking the file")) == NUTRI_ROW) {
    const char *detail = nutri__text(stmt, own_words ? 1 : 0);

    if (!own_words && detail != NULL && strcmp(detail, "ok") == 0)
      continue;
    rc = !own_words && detail != NULL ? unread_page(finder, detail) : NUTRI_OK;
    if (rc == NUTRI_OK)
      rc = tell(finder, own_words ? nutri__text(stmt, 0) : what, detail != NULL ? detail : "");
    if (rc != NUTRI_OK)
      return rc;
  }
  return rc;
}

static int check_sqlite(struct finder *finder, const char *sql, const char *what) {
  sqlite3_stmt *stmt = NULL;
  int rc = NUTRI_OK;

  if (sqlite3_prepare_v2(finder->db->sql, sql, -1, &stmt, NULL) != SQLITE_OK)
    return nutri__fail_sql(finder->db, what);
  rc = tell_rows(finder, stmt, what);
  sqlite3_finalize(stmt); /* repeats a step's error, which has been noted */
  return rc;
}

int nutri_check(nutri *db, int *count, nutri_found_fn *found, void *user) {
  struct finder finder = {.db = db, .found = found, .user = user};
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  rc = check_sqlite(&finder, "PRAGMA integrity_check", "integrity");
  if (rc == NUTRI_OK)
    rc = check_sqlite(&finder,
                      "SELECT printf('%s row %s names a missing %s', \"table\", rowid, parent)"
                      " FROM pragma_foreign_key_check",
                      "foreign key");
  for (size_t q = 0; q < NUTRI__Q_COUNT && rc == NUTRI_OK; q++) {
    sqlite3_stmt *stmt = NULL;

    if (strncmp(nutri__query_sql[q].name, "query/check_", 12) != 0)
      continue;
    rc = nutri__stmt(db, (enum nutri__query)q, &stmt);
    if (rc == NUTRI_OK)
      rc = tell_rows(&finder, stmt, NULL);
    nutri__done(stmt);
  }
  if (rc == NUTRI_OK && count != NULL)
    *count = finder.count;
  return rc;
}
