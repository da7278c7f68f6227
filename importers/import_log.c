/* SPDX-License-Identifier: MIT */
/* What is kept of an import: its files, what became of their rows, and what there is to say of
 * them. */
#include "import_run.h"

/* What the rows are that say that nothing is known. */
static void note_unknown(sqlite3_str *note, const struct nutri__table *table, int64_t count) {
  const char *plural = count != 1 ? "s" : "";
  int column = 0;

  if (table->wide != NULL && table->wide->part == NUTRI__WIDE_PORTIONS) {
    sqlite3_str_appendf(note, "; %lld measure%s without a weight: not stored", count, plural);
    return;
  }
  if (table->wide != NULL) {
    sqlite3_str_appendf(note, "; %lld cell%s empty or unknown: not stored", count, plural);
    return;
  }
  while (column < NUTRI__COLUMNS_MAX - 1 && table->column[column].empty != NUTRI__UNKNOWN)
    column++;
  sqlite3_str_appendf(note, "; %lld row%s whose %s is unknown: not stored", count, plural,
                      table->column[column].name[0]);
}

/* What a reader of the log should know of a file beside its counts: NULL for nothing. The text is
 * owned, sqlite3_free() it. */
static char *make_note(const struct run *run, int number) {
  const struct nutri__counts *counts = &run->input[number].counts;
  const struct nutri__table *table = &run->format->table[number];
  int64_t counted = run->counted[number] - 1;
  sqlite3_str *note = sqlite3_str_new(run->db->sql);

  if (table->store == NUTRI__Q_COUNT)
    sqlite3_str_appendall(note, "; read to look things up in");
  if (counts->left_out > 0 && table->left_out != NULL)
    sqlite3_str_appendf(note, "; %lld row%s left out: %s", counts->left_out,
                        counts->left_out != 1 ? "s" : "", table->left_out);
  if (run->nhanes != NULL)
    nutri__nhanes_note(run, number, note);
  if (counts->unknown > 0)
    note_unknown(note, table, counts->unknown);
  if (counts->nulled > 0)
    sqlite3_str_appendf(note, "; %lld value%s left out of rows that were stored, the first %s",
                        counts->nulled, counts->nulled != 1 ? "s" : "", counts->nulled_first);
  if (counts->ignored[0] != '\0')
    sqlite3_str_appendf(note, "; columns ignored: %s", counts->ignored);
  /* The counts may be one too high, having counted the header. */
  if (counted >= 0 && counted != counts->read && counted != counts->read + 1)
    sqlite3_str_appendf(note, "; the publisher's row counts say %lld rows, %lld were read", counted,
                        counts->read);
  return sqlite3_str_finish(note);
}

/* A row that says "unknown" stores nothing and is no mistake: it counts as unchanged, as does one
 * of another data type or one that repeats another. So read = stored + unchanged + rejected. */
static int log_file(struct run *run, int number) {
  const struct nutri__input *input = &run->input[number];
  int64_t rejected = input->counts.rejected + run->rejected_again[number];
  int64_t stored = run->stored[number];
  char *note = make_note(run, number);
  sqlite3_stmt *stmt = NULL;
  nutri *db = run->db;
  int rc =
      nutri__run_prepare(run, NUTRI__Q_IMPORT_FILE_ADD, run->format->table[number].file, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__bind_text(db, stmt, ":sha256", input->sha256)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":bytes", input->bytes)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":read", input->counts.read)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":stored", stored)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":unchanged", input->counts.read - stored - rejected)) ==
          NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":rejected", rejected)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":note", note != NULL ? note + 2 : NULL)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "noting a file of the import");
  sqlite3_finalize(stmt);
  sqlite3_free(note);
  return rc;
}

int nutri__run_log(struct run *run) {
  sqlite3_stmt *stmt = NULL;
  int rc = NUTRI_OK;

  for (int i = 0; i < run->format->tables && rc == NUTRI_OK; i++)
    if (run->input[i].package != NULL)
      rc = log_file(run, i);
  if (rc == NUTRI_OK)
    rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_END, NULL, &stmt);
  if (rc == NUTRI_OK && run->is_partial)
    rc = nutri__bind_int(run->db, stmt, ":partial", 1);
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "noting the import");
  sqlite3_finalize(stmt);
  return rc;
}
