/* SPDX-License-Identifier: MIT */
/* intake FILE ROWS: makes a database with so many entries in the diary, 10 a day over 100 days for
 * each person, and prints the median time in microseconds of totalling 30 days of one person's
 * magnesium (300 entries), warm, and the checksum of the totals. */
#include <nutri.h>
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

#define A_PERSONS 1000 /* entries */
#define RUNS 101

/* What triggers would do for each entry is done for all at once: days are opened, and added up. */
static const char fill[] =
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
    "INSERT INTO intake_day (person_id, day) SELECT DISTINCT person_id, day FROM intake;";

static int make(sqlite3 *sql, long long rows) {
  char *entries = NULL;
  char *days = NULL;
  int rc = run_sql(
      sql, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; BEGIN", 0);

  if (rc == SQLITE_OK && ((days = triggers_aside(sql, "day_total_sees_*")) == NULL ||
                          (entries = triggers_aside(sql, "intake_*")) == NULL))
    rc = SQLITE_ERROR;
  if (rc == SQLITE_OK && (rc = run_sql(sql, fill, rows)) == SQLITE_OK &&
      (rc = triggers_back(sql, entries)) == SQLITE_OK &&
      (rc = run_sql(sql, add_up, 0)) == SQLITE_OK && (rc = triggers_back(sql, days)) == SQLITE_OK)
    rc = run_sql(sql, "COMMIT; PRAGMA journal_mode=WAL", 0);
  return rc;
}

static int measure(nutri *db, long long rows) {
  double took[RUNS];
  double sum = 0.0;
  char person[32];

  snprintf(person, sizeof person, "p%lld", 1 + rows / A_PERSONS / 2);
  for (int i = -3; i < RUNS; i++) { /* below 0: to warm up */
    nutri_total total = NUTRI_INIT(nutri_total);
    double start = now_us();

    if (nutri_magnesium_total(db, person, "2026-02-01", "2026-03-02", &total) != NUTRI_OK) {
      fprintf(stderr, "intake: %s\n", nutri_errmsg(db));
      return 1;
    }
    if (total.entries != 300) {
      fprintf(stderr, "intake: %d entries, not 300\n", total.entries);
      return 1;
    }
    if (i >= 0)
      took[i] = now_us() - start;
    sum += total.total;
  }
  printf("%.1f %.0f\n", median(took, RUNS), sum);
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
  else if (make(nutri_sqlite(db), rows) == SQLITE_OK)
    status = measure(db, rows);
  nutri_close(db);
  return status;
}
