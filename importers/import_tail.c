/* SPDX-License-Identifier: MIT */
/* Values behind those that an import brings, moved out of their way. */
#include <stddef.h>
#include <string.h>

#include "import_run.h"

void nutri__run_free_tail(struct run *run) {
  while (run->tail != NULL) {
    struct nutri__batch *next = run->tail->next;

    sqlite3_free(run->tail->text);
    sqlite3_free(run->tail);
    run->tail = next;
  }
}

static int add_to_tail(struct run *run, sqlite3_stmt *stmt, struct nutri__batch **last) {
  struct nutri__batch *batch = *last;
  struct nutri__value *row;
  const char *mark = nutri__text(stmt, 3);

  if (batch == NULL || batch->rows == NUTRI__BATCH_ROWS_MAX) {
    batch = sqlite3_malloc64(sizeof *batch);
    if (batch == NULL)
      return NUTRI_ENOMEM;
    memset(batch, 0, offsetof(struct nutri__batch, value));
    batch->columns = 4;
    if (*last == NULL)
      run->tail = batch;
    else
      (*last)->next = batch;
    *last = batch;
  }
  row = &batch->value[batch->rows * batch->columns];
  for (int i = 0; i < 2; i++)
    row[i] = (struct nutri__value){.kind = NUTRI__VALUE_WHOLE,
                                   .as.whole = sqlite3_column_int64(stmt, i)};
  row[2] =
      (struct nutri__value){.kind = NUTRI__VALUE_REAL, .as.real = sqlite3_column_double(stmt, 2)};
  row[3] = (struct nutri__value){.kind = NUTRI__VALUE_NULL};
  batch->rows++;
  return mark != NULL ? nutri__batch_text(batch, &row[3], mark, strlen(mark)) : NUTRI_OK;
}

static struct nutri__batch *next_of_tail(void *user, const char **message) {
  struct run *run = user;
  struct nutri__batch *batch = run->lent == NULL ? run->tail : run->lent->next;

  (void)message;
  run->lent = batch;
  return batch;
}

/* The starter foods and own foods have the highest numbers, so what is imported would be inserted
 * before their values, splitting pages: 641,060 rows took 336 ms of processor time instead of 202.
 * Their values are few: they are taken out, and put back behind. */
int nutri__run_tail_out(struct run *run) {
  struct nutri__batch *last = NULL;
  sqlite3_stmt *stmt = NULL;
  int64_t most = run->input[run->table].size / NUTRI__TAIL_BYTES;
  int64_t rows = 0;
  int rc;

  if (run->db->attached || run->format->ids_end == 0)
    return NUTRI_OK;
  rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_TAIL, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(run->db, stmt, ":from", run->format->ids_end);
  while (rc == NUTRI_OK && rows++ < most &&
         (rc = nutri__step(run->db, stmt, "reading values")) == NUTRI_ROW)
    if ((rc = add_to_tail(run, stmt, &last)) != NUTRI_OK)
      rc = nutri__fail(run->db, rc, "out of memory");
  sqlite3_finalize(stmt);
  stmt = NULL;
  if (rows > most || run->tail == NULL) { /* too many to be worth it, or none */
    nutri__run_free_tail(run);
    return rc;
  }
  if (rc == NUTRI_OK)
    rc = nutri__run_triggers(run, 0); /* nothing is deleted for good */
  if (rc == NUTRI_OK)
    rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_TAIL_DROP, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(run->db, stmt, ":from", run->format->ids_end);
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "moving values");
  sqlite3_finalize(stmt);
  if (nutri__run_triggers(run, 1) != NUTRI_OK && rc == NUTRI_OK)
    rc = NUTRI_EIO;
  return rc;
}

int nutri__run_tail_back(struct run *run) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_TAIL_BACK, NULL, &stmt);

  run->feed.next = next_of_tail;
  run->lent = NULL;
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "moving values");
  sqlite3_finalize(stmt);
  run->lent = NULL;
  nutri__run_free_tail(run);
  return rc;
}
