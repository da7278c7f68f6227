/* SPDX-License-Identifier: MIT */
#include "support_diary.h"

#ifndef NUTRI_NO_IMPORTERS

struct run {
  struct nutri__diary *diary;
  int64_t import_id;
  int pass;
  int rows;
  char diary_said[600];
};

struct nutri__diary_counts counts;
char ignored[1000];
char diary_said[600];
int64_t heap_room;

static int log_reject(void *user, const struct nutri__diary_reject *reject) {
  const struct run *run = user;

  return nutri__diary_log_reject(db, run->import_id, "diary.csv", reject);
}

static int take_row(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct run *run = user;

  if (run->rows++ == 0)
    return run->pass == 0 ? nutri__diary_header(run->diary, fields, count, run->diary_said,
                                                sizeof run->diary_said)
                          : NUTRI_OK;
  if (run->pass > 0)
    return nutri__diary_row(run->diary, fields, count, line);
  nutri__diary_look(run->diary, fields, count);
  return NUTRI_OK;
}

static int read_text(struct run *run, const char *text, size_t length) {
  struct nutri__reader *reader = NULL;
  int rc = nutri__reader_new(NULL, take_row, run, &reader);

  run->rows = 0;
  if (rc == NUTRI_OK)
    rc = nutri__reader_block(reader, text, length);
  if (rc == NUTRI_OK)
    rc = nutri__reader_finish(reader);
  if (rc == NUTRI_EFORMAT && run->diary_said[0] == '\0')
    snprintf(run->diary_said, sizeof run->diary_said, "%s", nutri__reader_message(reader));
  nutri__reader_free(reader);
  return rc;
}

int import_text(const char *text, size_t length, const char *person) {
  struct run run = {.diary_said = ""};
  int rc = nutri__begin(db);

  ck_assert_int_eq(rc, NUTRI_OK);
  sql("INSERT INTO import (format, path, imported_at, running)"
      " VALUES ('diary', 'diary.csv', '2026-11-22', 1)");
  run.import_id = sqlite3_last_insert_rowid(nutri_sqlite(db));
  if (heap_room > 0)
    (void)sqlite3_hard_heap_limit64(sqlite3_memory_used() + heap_room);
  rc = nutri__diary_new(db, run.import_id, person, log_reject, &run, &run.diary);
  for (run.pass = 0; run.pass < 2 && rc == NUTRI_OK; run.pass++)
    rc = read_text(&run, text, length);
  (void)sqlite3_hard_heap_limit64(0);
  snprintf(diary_said, sizeof diary_said, "%s",
           run.diary_said[0] != '\0' ? run.diary_said : nutri_errmsg(db));
  if (run.diary != NULL && rc == NUTRI_OK) {
    nutri__diary_counts(run.diary, &counts);
    snprintf(ignored, sizeof ignored, "%s", counts.ignored);
    ck_assert_int_eq(counts.read, counts.stored + counts.unchanged + counts.rejected);
    sql("UPDATE import SET rows_read = %lld, rows_stored = %lld, rows_unchanged = %lld,"
        " rows_rejected = %lld, running = NULL WHERE import_id = %lld",
        (long long)counts.read, (long long)counts.stored, (long long)counts.unchanged,
        (long long)counts.rejected, (long long)run.import_id);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE import_id = %lld",
                             (long long)run.import_id),
                     counts.rejected);
  }
  nutri__diary_free(run.diary);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK)
    ck_assert_str_eq(nutri_errmsg(db), "");
  return rc;
}

int import_string(const char *text) { return import_text(text, strlen(text), NULL); }

char *case_file(const char *name, const char *file, size_t *size) {
  char path[1024];
  FILE *there;

  snprintf(path, sizeof path, "%s/diary/%s/%s", NUTRI_TEST_DATA, name, file);
  there = fopen(path, "rb");
  if (there == NULL)
    return NULL;
  fclose(there);
  return read_file(path, size);
}

int import_case(const char *name, const char *person) {
  size_t size = 0;
  char *text = case_file(name, "diary.csv", &size);
  int rc;

  ck_assert_msg(text != NULL, "there is no tests/data/diary/%s/diary.csv", name);
  rc = import_text(text, size, person);
  free(text);
  return rc;
}

void add_ben(void) {
  add_person("ben", "male", "2010-01-31", NULL);
  OK(nutri_alias_set(db, "ben", "my milk", starter("milk-whole")));
}

#else

typedef int nothing_to_share; /* a file that is not empty */

#endif
