/* SPDX-License-Identifier: MIT */
#include "support_import.h"

#include <sys/stat.h>

nutri_import_report report;

const char *data_of(const char *name) {
  static char paths[8][1024];
  static int next;
  char *path = paths[next++ % 8];

  snprintf(path, sizeof paths[0], "%s/%s", NUTRI_TEST_DATA, name);
  return path;
}

const char *folder_of(const char *name) {
  char path[200];

  snprintf(path, sizeof path, "fdc/%s", name);
  return data_of(path);
}

int import_from(const char *path, const nutri_import_options *options) {
  report = (nutri_import_report)NUTRI_INIT(nutri_import_report);
  return nutri_import(db, path, options, &report, NULL);
}

int import_with(const char *name, double max_rejects) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  options.max_rejects_percent = max_rejects;
  return import_from(folder_of(name), &options);
}

/* ---- the whole database as one number ------------------------------------------------------ */

uint64_t hash_text(uint64_t hash, const char *text) {
  for (; *text != '\0'; text++)
    hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
  return (hash ^ 0xff) * UINT64_C(0x100000001b3);
}

/* A number at once, a text or blob byte by byte; and its type. */
static uint64_t hash_value(uint64_t hash, sqlite3_stmt *row, int column) {
  int type = sqlite3_column_type(row, column);
  sqlite3_int64 whole = 0;
  double real;

  if (type == SQLITE_INTEGER) {
    whole = sqlite3_column_int64(row, column);
  } else if (type == SQLITE_FLOAT) {
    real = sqlite3_column_double(row, column);
    memcpy(&whole, &real, sizeof whole);
  } else if (type != SQLITE_NULL) {
    const unsigned char *bytes = sqlite3_column_blob(row, column);
    int size = sqlite3_column_bytes(row, column);

    for (int i = 0; i < size; i++)
      hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
  }
  hash = (hash ^ (uint64_t)whole) * UINT64_C(0x100000001b3);
  return ((hash ^ hash >> 29) ^ (unsigned)type) * UINT64_C(0x100000001b3);
}

/* Every row of every table, the search index's too, but for the import log. */
uint64_t fingerprint(void) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  sqlite3_stmt *names = NULL;
  sqlite3_stmt *rows = NULL;

  ck_assert_int_eq(
      sqlite3_prepare_v2(nutri_sqlite(db),
                         "SELECT name FROM sqlite_schema WHERE type = 'table'"
                         " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT IN"
                         " ('import', 'import_source', 'import_file', 'import_reject')",
                         -1, &names, NULL),
      SQLITE_OK);
  while (sqlite3_step(names) == SQLITE_ROW) {
    char *text = sqlite3_mprintf("SELECT * FROM \"%w\"", sqlite3_column_text(names, 0));

    hash = hash_text(hash, text);
    ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db), text, -1, &rows, NULL), SQLITE_OK);
    sqlite3_free(text);
    while (sqlite3_step(rows) == SQLITE_ROW)
      for (int i = 0; i < sqlite3_column_count(rows); i++)
        hash = hash_value(hash, rows, i);
    sqlite3_finalize(rows);
  }
  sqlite3_finalize(names);
  return hash;
}

/* What an import stored: foods, values, portions; not what stands in the log. */
uint64_t imported(void) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325);

  hash = hash_text(hash, sql_text("SELECT group_concat(quote(food_id) || quote(description)"
                                  " || quote(lasting_key) || quote(category_id)"
                                  " || quote(published)) FROM food WHERE source_id = 3"));
  hash = hash_text(hash, sql_text("SELECT group_concat(food_id || ' ' || nutrient_id || ' ' ||"
                                  " amount || quote(mark)) FROM food_nutrient"
                                  " WHERE food_id < 1000000000"));
  return hash_text(hash, sql_text("SELECT group_concat(food_id || ' ' || portion_no || ' ' ||"
                                  " measure || grams) FROM food_portion"
                                  " WHERE food_id < 1000000000"));
}

double amount_of(int64_t food_id, int64_t nutrient_id) {
  return sql_number("SELECT amount FROM food_nutrient WHERE food_id = %lld AND nutrient_id = %lld",
                    (long long)food_id, (long long)nutrient_id);
}

/* "NULL" for none. */
const char *mark_of(int64_t food_id, int64_t nutrient_id) {
  return sql_text("SELECT ifnull(mark, 'NULL') FROM food_nutrient WHERE food_id = %lld"
                  " AND nutrient_id = %lld",
                  (long long)food_id, (long long)nutrient_id);
}

void is_sound(void) {
  ck_assert_str_eq(sql_text("PRAGMA integrity_check"), "ok"); /* CHECKs and NOT NULLs too */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM pragma_foreign_key_check"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import WHERE running IS NOT NULL OR"
                           " rows_read <> rows_stored + rows_unchanged + rows_rejected"),
                   0);
  ck_assert_str_eq(sql_text("PRAGMA journal_mode"), "wal");
  ck_assert_int_eq(sql_int("PRAGMA foreign_keys"), 1);
  ck_assert_int_eq(sql_int("PRAGMA ignore_check_constraints"), 0);
}

const char *note_of(const char *file) {
  return sql_text("SELECT note FROM import_file WHERE file = %Q ORDER BY import_id DESC", file);
}

void says_in_note(const char *file, const char *part) {
  ck_assert_msg(strstr(note_of(file), part) != NULL, "the note of %s is '%s'", file, note_of(file));
}

static int on_progress(void *user, const nutri_progress *progress) {
  struct progress *seen = user;

  ck_assert_uint_ge(progress->size, sizeof *progress);
  ck_assert_int_ge(progress->bytes_done, seen->last_bytes);
  ck_assert_int_le(progress->bytes_done, progress->bytes_total);
  ck_assert_ptr_nonnull(strstr(progress->file, ".csv"));
  seen->last_bytes = progress->bytes_done;
  seen->rows = progress->rows;
  return ++seen->calls == seen->cancel_at;
}

int import_seen(const char *path, struct progress *seen) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);

  options.progress = on_progress;
  options.user = seen;
  return nutri_import(db, path, &options, NULL, NULL);
}

/* ---- states of the database ---------------------------------------------------------------- */

/* A state is a temporary copy of each table. The search index counts by what is in it: its own
 * pages are FTS5's. */
static const char *tables(void) {
  return "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
         " AND sql NOT LIKE 'CREATE VIRTUAL%' AND (name NOT LIKE 'food_search_%'"
         " OR name = 'food_search_content') ORDER BY name";
}

void remember(const char *state) {
  sqlite3_stmt *names = NULL;

  OK(nutri__search_refresh(db)); /* as the next search would */
  ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db), tables(), -1, &names, NULL), SQLITE_OK);
  while (sqlite3_step(names) == SQLITE_ROW)
    sql("CREATE TEMP TABLE \"%w %w\" AS SELECT * FROM main.\"%w\"", state, nutri__text(names, 0),
        nutri__text(names, 0));
  sqlite3_finalize(names);
}

void is_as_remembered(const char *state) {
  sqlite3_stmt *names = NULL;

  ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db), tables(), -1, &names, NULL), SQLITE_OK);
  while (sqlite3_step(names) == SQLITE_ROW) {
    const char *name = nutri__text(names, 0);

    ck_assert_msg(sql_int("SELECT (SELECT count(*) FROM main.\"%w\") ="
                          " (SELECT count(*) FROM temp.\"%w %w\")"
                          " AND NOT EXISTS (SELECT * FROM main.\"%w\" EXCEPT"
                          " SELECT * FROM temp.\"%w %w\")",
                          name, state, name, name, state, name) == 1,
                  "%s is not what it was", name);
  }
  sqlite3_finalize(names);
}

void make_sr_folder(const char *folder, int foods, int change) {
  static const char *const names[] = {"food.csv", "sr_legacy_food.csv", "food_nutrient.csv"};
  static const int nutrients[] = {1003, 1004, 1005, 1008, 1087, 1089,
                                  1090, 1091, 1092, 1093, 1095, 1098};
  char name[1100];
  FILE *files[3];

  ck_assert_int_eq(mkdir(folder, 0700), 0);
  for (int i = 0; i < 3; i++) {
    snprintf(name, sizeof name, "%s/%s", folder, names[i]);
    files[i] = fopen(name, "w");
    ck_assert_ptr_nonnull(files[i]);
  }
  fputs("fdc_id,data_type,description\n", files[0]);
  fputs("fdc_id,NDB_number\n", files[1]);
  fputs("id,fdc_id,nutrient_id,amount\n", files[2]);
  for (int i = 0; i < foods; i++) {
    fprintf(files[0], "%d,sr_legacy_food,\"Food, number %d\"\n", SR_FOOD + i, i);
    fprintf(files[1], "%d,%d\n", SR_FOOD + i, 80000 + i);
    for (int j = 0; j < (int)COUNT(nutrients); j++)
      fprintf(files[2], "%d,%d,%d,%d.5\n", i * (int)COUNT(nutrients) + j, SR_FOOD + i, nutrients[j],
              (i + j) % 7 + change);
  }
  for (int i = 0; i < 3; i++)
    ck_assert_int_eq(fclose(files[i]), 0);
}
