/* SPDX-License-Identifier: MIT */
/* Cursors: a statement of their own, so that several can be read side by side. The handle keeps one
 * of each query when its cursor is closed: to prepare a search takes longer than to run it. */
#include "nutri_internal.h"

int nutri__cursor_open(nutri *db, enum nutri__query query, enum nutri__rows rows,
                       nutri_cursor **out) {
  const nutri__sql *sql = &nutri__query_sql[query];
  nutri_cursor *cursor = sqlite3_malloc64(sizeof *cursor);

  if (cursor == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  *cursor = (nutri_cursor){
      .db = db, .stmt = db->stmt[query], .query = query, .rows = rows, .next = db->cursors};
  db->stmt[query] = NULL;
  if (cursor->stmt == NULL &&
      sqlite3_prepare_v2(db->sql, (const char *)sql->text, (int)sql->length + 1, &cursor->stmt,
                         NULL) != SQLITE_OK) {
    sqlite3_free(cursor);
    return nutri__fail_sql(db, "preparing a query (is the file's schema nutri's?)");
  }
  db->cursors = cursor;
  *out = cursor;
  return NUTRI_OK;
}

int nutri__cursor_step(nutri_cursor *cursor, enum nutri__rows rows, void *out) {
  int rc;

  if (cursor == NULL)
    return NUTRI_EMISUSE;
  if (cursor->rows != rows)
    return nutri__fail(cursor->db, NUTRI_EMISUSE,
                       "the cursor has rows of another kind than this function reads");
  if ((rc = nutri__check_out(cursor->db, out)) != NUTRI_OK) /* before a row is taken */
    return rc;
  cursor->db->errmsg[0] = '\0';
  if (cursor->ended)
    return NUTRI_OK;
  if (cursor->has_row) {
    cursor->has_row = false;
    return NUTRI_ROW;
  }
  rc = nutri__step(cursor->db, cursor->stmt, "reading the rows");
  if (rc != NUTRI_ROW) {
    cursor->ended = true;
    sqlite3_reset(cursor->stmt); /* lets the file go; its error has been noted */
  }
  return rc;
}

void nutri_cursor_close(nutri_cursor *cursor) {
  nutri_cursor **link;

  if (cursor == NULL)
    return;
  for (link = &cursor->db->cursors; *link != NULL; link = &(*link)->next)
    if (*link == cursor) {
      *link = cursor->next;
      break;
    }
  nutri__done(cursor->stmt); /* repeats a step's error, which has been noted */
  if (cursor->db->stmt[cursor->query] == NULL)
    cursor->db->stmt[cursor->query] = cursor->stmt;
  else
    sqlite3_finalize(cursor->stmt);
  if (cursor->free_memory != NULL)
    cursor->free_memory(cursor->memory);
  else
    sqlite3_free(cursor->memory);
  sqlite3_free(cursor->text);
  sqlite3_free(cursor);
}

int nutri__cursor_give(nutri_cursor *cursor, int rc, nutri_cursor **out) {
  if (rc == NUTRI_OK)
    *out = cursor;
  else
    nutri_cursor_close(cursor);
  return rc;
}

int nutri__row_out(nutri_cursor *cursor, void *out, const void *filled, size_t size) {
  int rc = nutri__out(cursor->db, out, filled, size);

  return rc == NUTRI_OK ? NUTRI_ROW : rc;
}

int nutri__food_cursor(nutri *db, int64_t food_id, enum nutri__query query, enum nutri__rows rows,
                       nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  nutri_food food;
  int rc;

  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "the cursor's place (out) is NULL");
  if ((rc = nutri__food_by_id(db, food_id, &food)) != NUTRI_OK ||
      (rc = nutri__cursor_open(db, query, rows, &cursor)) != NUTRI_OK || cursor == NULL)
    return rc;
  return nutri__cursor_give(cursor, nutri__bind_int(db, cursor->stmt, ":food", food_id), out);
}

int nutri__person_cursor(nutri *db, const char *person, const char *from, const char *to,
                         enum nutri__query query, enum nutri__rows rows, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  int64_t person_id;
  int rc;

  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "the cursor's place (out) is NULL");
  if ((rc = nutri__person_id(db, person, &person_id)) != NUTRI_OK ||
      (rc = nutri__check_span(db, from, to)) != NUTRI_OK ||
      (rc = nutri__cursor_open(db, query, rows, &cursor)) != NUTRI_OK || cursor == NULL)
    return rc;
  return nutri__cursor_give(cursor, nutri__bind_span(db, cursor->stmt, person_id, from, to), out);
}
