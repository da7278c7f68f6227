/* SPDX-License-Identifier: MIT */
/* Statements: one per query file, prepared at first use and kept by the handle. */
#include <math.h>
#include <string.h>

#include "nutri_internal.h"

int nutri__stmt(nutri *db, enum nutri__query query, sqlite3_stmt **out) {
  const nutri__sql *sql = &nutri__query_sql[query];

  if (db->stmt[query] == NULL &&
      sqlite3_prepare_v3(db->sql, (const char *)sql->text, (int)sql->length + 1,
                         SQLITE_PREPARE_PERSISTENT, &db->stmt[query], NULL) != SQLITE_OK)
    return nutri__fail_sql(db, "preparing a query (is the file's schema nutri's?)");
  *out = db->stmt[query];
  return NUTRI_OK;
}

void nutri__done(sqlite3_stmt *stmt) {
  if (stmt == NULL)
    return;
  sqlite3_reset(stmt); /* repeats the error of a step that failed and was seen */
  sqlite3_clear_bindings(stmt);
}

static int bound(nutri *db, int rc) {
  return rc == SQLITE_OK ? NUTRI_OK : nutri__fail_sql(db, "binding a value");
}

int nutri__bind_text(nutri *db, sqlite3_stmt *stmt, const char *name, const char *text) {
  int index = sqlite3_bind_parameter_index(stmt, name);

  if (index == 0)
    return NUTRI_OK;
  if (text == NULL)
    return bound(db, sqlite3_bind_null(stmt, index));
  return bound(db, sqlite3_bind_text(stmt, index, text, -1, SQLITE_TRANSIENT));
}

int nutri__bind_int(nutri *db, sqlite3_stmt *stmt, const char *name, int64_t value) {
  int index = sqlite3_bind_parameter_index(stmt, name);

  return index == 0 ? NUTRI_OK : bound(db, sqlite3_bind_int64(stmt, index, value));
}

int nutri__bind_double(nutri *db, sqlite3_stmt *stmt, const char *name, double value) {
  int index = sqlite3_bind_parameter_index(stmt, name);

  if (index == 0)
    return NUTRI_OK;
  return bound(db, isnan(value) ? sqlite3_bind_null(stmt, index)
                                : sqlite3_bind_double(stmt, index, value));
}

int nutri__step(nutri *db, sqlite3_stmt *stmt, const char *doing) {
  switch (sqlite3_step(stmt)) {
  case SQLITE_ROW:
    return NUTRI_ROW;
  case SQLITE_DONE:
    return NUTRI_OK;
  default:
    return nutri__fail_sql(db, doing);
  }
}

int nutri__run(nutri *db, sqlite3_stmt *stmt, const char *doing) {
  int rc;

  while ((rc = nutri__step(db, stmt, doing)) == NUTRI_ROW)
    continue;
  return rc;
}

int nutri__run_query(nutri *db, enum nutri__query query, const char *doing) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, query, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, doing);
  nutri__done(stmt);
  return rc;
}

int nutri__exists(nutri *db, enum nutri__query query, const char *name, const char *text,
                  bool *exists) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, query, &stmt);

  if (rc == NUTRI_OK && name != NULL)
    rc = nutri__bind_text(db, stmt, name, text);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking something up");
  nutri__done(stmt);
  *exists = rc == NUTRI_ROW;
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

int nutri__exec(nutri *db, const char *sql, const char *doing) {
  return sqlite3_exec(db->sql, sql, NULL, NULL, NULL) == SQLITE_OK ? NUTRI_OK
                                                                   : nutri__fail_sql(db, doing);
}

const char *nutri__text(sqlite3_stmt *stmt, int column) {
  return (const char *)sqlite3_column_text(stmt, column);
}

double nutri__double(sqlite3_stmt *stmt, int column) {
  return sqlite3_column_type(stmt, column) == SQLITE_NULL ? (double)NAN
                                                          : sqlite3_column_double(stmt, column);
}

/* A lent text: the link, then the bytes. */
struct kept {
  struct kept *next;
};

const char *nutri__keep(nutri *db, const char *text, int *rc) {
  size_t length;
  struct kept *kept;

  if (text == NULL || *rc < 0)
    return NULL;
  length = strlen(text) + 1;
  kept = sqlite3_malloc64(sizeof *kept + length);
  if (kept == NULL) {
    *rc = nutri__fail(db, NUTRI_ENOMEM, "out of memory");
    return NULL;
  }
  kept->next = db->kept;
  db->kept = kept;
  return memcpy(kept + 1, text, length);
}

const char *nutri__keep_words(nutri *db, const char *text, int *rc) {
  char *kept = (char *)nutri__keep(db, text, rc);
  char *to = kept;

  if (kept == NULL)
    return NULL;
  for (const char *from = kept; *from != '\0'; from++)
    if (*from != ' ' && *from != '\t')
      *to++ = *from;
    else if (to > kept && from[1] != ' ' && from[1] != '\t' && from[1] != '\0')
      *to++ = ' ';
  *to = '\0';
  return kept;
}

static void free_kept(struct kept *kept) {
  while (kept != NULL) {
    struct kept *next = kept->next;

    sqlite3_free(kept);
    kept = next;
  }
}

void nutri__forget_kept_since(nutri *db, const void *mark) {
  while (db->kept != NULL && db->kept != mark) {
    struct kept *kept = db->kept;

    db->kept = kept->next;
    sqlite3_free(kept);
  }
}

void nutri__forget_kept(nutri *db) {
  /* A text may be an argument of the call that begins now: it lives until the one after. */
  free_kept(db->kept_before);
  db->kept_before = db->kept;
  db->kept = NULL;
}

int nutri__check_out(nutri *db, const void *out) {
  size_t theirs;

  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "the struct to fill is NULL");
  memcpy(&theirs, out, sizeof theirs);
  if (theirs < 2 * sizeof theirs)
    return nutri__fail(db, NUTRI_EMISUSE,
                       "the size of the struct to fill is not set (use NUTRI_INIT)");
  return NUTRI_OK;
}

int nutri__out(nutri *db, void *out, const void *filled, size_t size) {
  size_t theirs;
  int rc = nutri__check_out(db, out);

  if (rc != NUTRI_OK)
    return rc;
  memcpy(&theirs, out, sizeof theirs);
  memcpy((char *)out + sizeof theirs, (const char *)filled + sizeof theirs,
         (theirs < size ? theirs : size) - sizeof theirs);
  return NUTRI_OK;
}
