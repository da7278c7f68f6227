/* SPDX-License-Identifier: MIT */
/* intake FILE ROWS: makes a database with so many entries in the diary, 10 a day over 100 days for
 * each person, and prints the median time in microseconds of totalling 30 days of one person's
 * magnesium (300 entries), warm, and the checksum of the totals. */
#include <nutri.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define A_PERSONS 1000 /* entries */
#define RUNS 101

/* The triggers of the schema run: the file is what a diary kept by hand would be. */
static const char fill[] =
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; BEGIN;"
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < (:rows - 1) / 1000)"
    " INSERT INTO person (person_id, name, sex, born)"
    " SELECT i + 1, 'p' || (i + 1), 'female', '1984-05-02' FROM n;"
    "CREATE TEMP TABLE eaten AS SELECT row_number() OVER (ORDER BY food_id) - 1 AS place, food_id"
    " FROM food WHERE source_id = 2;"
    "CREATE UNIQUE INDEX temp.eaten_by_place ON eaten (place);"
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :rows - 1)"
    " INSERT INTO intake (person_id, day, food_id, amount, measure_amount, measure)"
    " SELECT 1 + i / 1000, date('2026-01-01', (i / 10 % 100) || ' days'),"
    " (SELECT e.food_id FROM eaten e WHERE e.place = i * 37 % 200), 40 + i % 90, 40 + i % 90, 'g'"
    " FROM n;"
    "COMMIT; PRAGMA journal_mode=WAL;";

static int run_sql(sqlite3 *sql, const char *text, long long rows) {
  sqlite3_stmt *stmt = NULL;
  int rc = SQLITE_OK;

  while (rc == SQLITE_OK && *text != '\0') {
    rc = sqlite3_prepare_v2(sql, text, -1, &stmt, &text);
    if (rc != SQLITE_OK || stmt == NULL)
      break;
    sqlite3_bind_int64(stmt, 1, rows); /* where it has one */
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
      continue;
    rc = sqlite3_finalize(stmt);
  }
  if (rc != SQLITE_OK)
    fprintf(stderr, "intake: %s\n", sqlite3_errmsg(sql));
  return rc;
}

static double now(void) {
  struct timespec t;

  return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3
                                                 : 0;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a;
  double y = *(const double *)b;

  return (x > y) - (x < y);
}

static int measure(nutri *db, long long rows) {
  double took[RUNS];
  double sum = 0.0;
  char person[32];

  snprintf(person, sizeof person, "p%lld", 1 + rows / A_PERSONS / 2);
  for (int i = -3; i < RUNS; i++) { /* below 0: to warm up */
    nutri_total total = NUTRI_INIT(nutri_total);
    double start = now();

    if (nutri_magnesium_total(db, person, "2026-02-01", "2026-03-02", &total) != NUTRI_OK) {
      fprintf(stderr, "intake: %s\n", nutri_errmsg(db));
      return 1;
    }
    if (total.entries != 300) {
      fprintf(stderr, "intake: %d entries, not 300\n", total.entries);
      return 1;
    }
    if (i >= 0)
      took[i] = now() - start;
    sum += total.total;
  }
  qsort(took, RUNS, sizeof took[0], by_size);
  printf("%.1f %.0f\n", took[RUNS / 2], sum);
  return 0;
}

int main(int argc, char **argv) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri *db = NULL;
  long long rows = argc == 3 ? atoll(argv[2]) : 0;
  int status = 1;

  if (rows < A_PERSONS) {
    fprintf(stderr, "usage: intake FILE ROWS (at least %d)\n", A_PERSONS);
    return 2;
  }
  if (nutri_open(argv[1], NUTRI_READWRITE | NUTRI_CREATE, &db, &err) != NUTRI_OK)
    fprintf(stderr, "intake: %s\n", err.message);
  else if (run_sql(nutri_sqlite(db), fill, rows) == SQLITE_OK)
    status = measure(db, rows);
  nutri_close(db);
  return status;
}
