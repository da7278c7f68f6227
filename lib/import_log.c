/* SPDX-License-Identifier: MIT */
/* What imports there were, and what became of their rows. The importers themselves are apart. */
#include "nutri_internal.h"

#ifdef NUTRI_NO_IMPORTERS
int nutri_import(nutri *db, const char *path, const nutri_import_options *options,
                 nutri_import_report *out, nutri_error *err) {
  int rc = nutri__enter(db);

  (void)path;
  (void)options;
  (void)out;
  if (rc == NUTRI_OK)
    rc = nutri__fail(db, NUTRI_EMISUSE, "this libnutri was built without its importers");
  nutri__error_set(err, rc, nutri_errmsg(db));
  return rc;
}
#endif

static int import_known(nutri *db, int64_t import_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_IMPORT_KNOWN, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":import", import_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for an import");
  nutri__done(stmt);
  if (rc == NUTRI_OK)
    return nutri__fail(db, NUTRI_ENOTFOUND, "there is no import %lld", (long long)import_id);
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

int nutri__import_cursor(nutri *db, int64_t import_id, enum nutri__query query,
                         enum nutri__rows rows, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "the cursor's place (out) is NULL");
  if ((rc = import_known(db, import_id)) != NUTRI_OK ||
      (rc = nutri__cursor_open(db, query, rows, &cursor)) != NUTRI_OK)
    return rc;
  return nutri__cursor_give(cursor, nutri__bind_int(db, cursor->stmt, ":import", import_id), out);
}

/* A row of import_get.sql or import_list.sql. */
static void read_row(sqlite3_stmt *stmt, nutri_import_report *report) {
  *report = (nutri_import_report){
      .size = sizeof *report,
      .import_id = sqlite3_column_int64(stmt, 0),
      .source = nutri__text(stmt, 1),
      .format = nutri__text(stmt, 2),
      .path = nutri__text(stmt, 3),
      .imported_at = nutri__text(stmt, 4),
      .rows_read = sqlite3_column_int64(stmt, 5),
      .rows_stored = sqlite3_column_int64(stmt, 6),
      .rows_unchanged = sqlite3_column_int64(stmt, 7),
      .rows_rejected = sqlite3_column_int64(stmt, 8),
      .foods_new = sqlite3_column_int64(stmt, 9),
      .foods_changed = sqlite3_column_int64(stmt, 10),
      .foods_vanished = sqlite3_column_int64(stmt, 11),
      .values_new = sqlite3_column_int64(stmt, 12),
      .values_changed = sqlite3_column_int64(stmt, 13),
      .values_vanished = sqlite3_column_int64(stmt, 14),
      .partial = sqlite3_column_int(stmt, 15),
      .found = nutri__text(stmt, 16),
  };
}

/* The number of the newest import. */
static int newest(nutri *db, int64_t *import_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_IMPORT_NEWEST, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking for an import")) == NUTRI_ROW) {
    *import_id = sqlite3_column_int64(stmt, 0);
    rc = *import_id > 0 ? NUTRI_OK
                        : nutri__fail(db, NUTRI_ENOTFOUND, "nothing has been imported yet");
  }
  nutri__done(stmt);
  return rc;
}

int nutri__import_get(nutri *db, int64_t import_id, nutri_import_report *report) {
  sqlite3_stmt *stmt = NULL;
  int rc = import_id == 0 ? newest(db, &import_id) : NUTRI_OK;

  if (rc == NUTRI_OK)
    rc = nutri__stmt(db, NUTRI__Q_IMPORT_GET, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":import", import_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading an import")) == NUTRI_ROW) {
    rc = NUTRI_OK;
    read_row(stmt, report);
    report->source = nutri__keep(db, report->source, &rc);
    report->format = nutri__keep(db, report->format, &rc);
    report->path = nutri__keep(db, report->path, &rc);
    report->imported_at = nutri__keep(db, report->imported_at, &rc);
    report->found = nutri__keep(db, report->found, &rc);
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no import %lld", (long long)import_id);
  }
  nutri__done(stmt);
  return rc;
}

int nutri_import_get(nutri *db, int64_t import_id, nutri_import_report *out) {
  nutri_import_report report;
  int rc = nutri__enter(db);

  if (rc == NUTRI_OK)
    rc = nutri__check_out(db, out);
  if (rc == NUTRI_OK)
    rc = nutri__import_get(db, import_id, &report);
  return rc == NUTRI_OK ? nutri__out(db, out, &report, sizeof report) : rc;
}

int nutri_import_list(nutri *db, nutri_cursor **out) {
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_import_list: out is NULL");
  return nutri__cursor_open(db, NUTRI__Q_IMPORT_LIST, NUTRI__ROWS_IMPORT, out);
}

int nutri_import_next(nutri_cursor *cursor, nutri_import_report *out) {
  nutri_import_report report;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_IMPORT, out);

  if (rc != NUTRI_ROW)
    return rc;
  read_row(cursor->stmt, &report);
  return nutri__row_out(cursor, out, &report, sizeof report);
}

int nutri_import_files(nutri *db, int64_t import_id, nutri_cursor **out) {
  return nutri__import_cursor(db, import_id, NUTRI__Q_IMPORT_FILES, NUTRI__ROWS_IMPORT_FILE, out);
}

int nutri_import_file_next(nutri_cursor *cursor, nutri_import_file *out) {
  nutri_import_file file;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_IMPORT_FILE, out);

  if (rc != NUTRI_ROW)
    return rc;
  file = (nutri_import_file){
      .size = sizeof file,
      .file = nutri__text(cursor->stmt, 0),
      .sha256 = nutri__text(cursor->stmt, 1),
      .bytes = sqlite3_column_int64(cursor->stmt, 2),
      .rows_read = sqlite3_column_int64(cursor->stmt, 3),
      .rows_stored = sqlite3_column_int64(cursor->stmt, 4),
      .rows_unchanged = sqlite3_column_int64(cursor->stmt, 5),
      .rows_rejected = sqlite3_column_int64(cursor->stmt, 6),
      .note = nutri__text(cursor->stmt, 7),
  };
  return nutri__row_out(cursor, out, &file, sizeof file);
}

int nutri_reject_list(nutri *db, int64_t import_id, nutri_cursor **out) {
  return nutri__import_cursor(db, import_id, NUTRI__Q_IMPORT_REJECTS, NUTRI__ROWS_REJECT, out);
}

int nutri_reject_next(nutri_cursor *cursor, nutri_reject *out) {
  nutri_reject reject;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_REJECT, out);

  if (rc != NUTRI_ROW)
    return rc;
  reject = (nutri_reject){
      .size = sizeof reject,
      .file = nutri__text(cursor->stmt, 0),
      .line = sqlite3_column_int64(cursor->stmt, 1),
      .column = nutri__text(cursor->stmt, 2),
      .value = nutri__text(cursor->stmt, 3),
      .reason = nutri__text(cursor->stmt, 4),
  };
  return nutri__row_out(cursor, out, &reject, sizeof reject);
}
