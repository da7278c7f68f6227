/* SPDX-License-Identifier: MIT */
/* daily FILE PERSONS: writes two days of 15 entries for each of so many persons into a
 * database that has foods, and prints in one line: the entries, the seconds of a join that adds
 * them up, the seconds of magnesium_by_day over everybody, both checksums, the microseconds of an
 * entry without and with its day's total kept, and the seconds in which all totals are added up
 * anew. */
#include <nutri.h>
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

#define A_DAY 15
#define RUNS 5
#define TRIED 300 /* persons whose entries are timed one by one */

/* Every food that has magnesium or not comes up, in an order that is none of the file's. */
static const char fill[] =
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :rows / 30 - 1)"
    " INSERT INTO person (person_id, name, sex, born)"
    " SELECT i + 1, 'p' || (i + 1), CASE i % 2 WHEN 0 THEN 'female' ELSE 'male' END, '1984-05-02'"
    " FROM n;"
    "CREATE TEMP TABLE eaten AS SELECT row_number() OVER (ORDER BY food_id) - 1 AS place, food_id"
    " FROM food WHERE kind = 'food' AND basis = 'g';"
    "CREATE UNIQUE INDEX temp.eaten_by_place ON eaten (place);"
    "CREATE TEMP TABLE eaten_count AS SELECT count(*) AS n FROM eaten;"
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :rows - 1)"
    " INSERT INTO intake (person_id, day, food_id, amount, measure_amount, measure)"
    " SELECT 1 + i / 30, CASE i / 15 % 2 WHEN 0 THEN '2026-01-01' ELSE '2026-01-02' END,"
    "  (SELECT e.food_id FROM eaten e WHERE e.place = i * 7919 % (SELECT c.n FROM eaten_count c)),"
    "  40 + i % 90, 40 + i % 90, 'g' FROM n;";

static const char join[] =
    "SELECT i.person_id, i.day, sum(i.amount * n.amount / 100.0) FROM intake i"
    " JOIN food_nutrient n ON n.food_id = i.food_id AND n.nutrient_id = 1090 GROUP BY 1, 2";
static const char view[] = "SELECT person, day, total_mg FROM magnesium_by_day";

/* The median seconds of a query whose third column is added up. */
static int time_query(sqlite3 *sql, const char *text, double *seconds, double *sum) {
  sqlite3_stmt *stmt = NULL;
  double took[RUNS];
  int rc = sqlite3_prepare_v2(sql, text, -1, &stmt, NULL);

  for (int run = -1; run < RUNS && rc == SQLITE_OK; run++) { /* below 0: to warm up */
    double start = now_us();

    *sum = 0.0;
    while (sqlite3_step(stmt) == SQLITE_ROW)
      *sum += sqlite3_column_double(stmt, 2);
    rc = sqlite3_reset(stmt);
    if (run >= 0)
      took[run] = (now_us() - start) / 1e6;
  }
  sqlite3_finalize(stmt);
  if (rc != SQLITE_OK)
    fprintf(stderr, "daily: %s\n", sqlite3_errmsg(sql));
  else
    *seconds = median(took, RUNS);
  return rc;
}

/* Microseconds an entry of a day that grows to A_DAY entries; nothing of it stays. */
static int time_entries(sqlite3 *sql, double *each) {
  sqlite3_stmt *stmt = NULL;
  double took = 0.0;
  int rc = sqlite3_prepare_v2(sql,
                              "INSERT INTO intake (person_id, day, food_id, amount)"
                              " SELECT ?, '2026-01-03', e.food_id, 30.5 FROM eaten e"
                              " WHERE e.place = ? % (SELECT c.n FROM eaten_count c)",
                              -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = run_sql(sql, "SAVEPOINT entries", 0);
  for (int i = 0; i < TRIED * A_DAY && rc == SQLITE_OK; i++) {
    double start = now_us();

    sqlite3_bind_int(stmt, 1, 1 + i / A_DAY);
    sqlite3_bind_int(stmt, 2, 7919 * (i % 1000));
    while (sqlite3_step(stmt) == SQLITE_ROW)
      continue;
    rc = sqlite3_reset(stmt);
    took += now_us() - start;
  }
  sqlite3_finalize(stmt);
  if (rc != SQLITE_OK)
    fprintf(stderr, "daily: %s\n", sqlite3_errmsg(sql));
  else
    rc = run_sql(sql, "ROLLBACK TO entries; RELEASE entries", 0);
  *each = took / (TRIED * A_DAY);
  return rc;
}

static int measure(sqlite3 *sql, long long rows) {
  char *made = NULL;
  double join_took = 0;
  double view_took = 0;
  double join_sum = 0;
  double view_sum = 0;
  double bare = 0;
  double kept = 0;
  double rebuild;

  if (run_sql(sql,
              "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-524288; BEGIN",
              0) != SQLITE_OK ||
      (made = triggers_aside(sql, "day_total_sees_*")) == NULL ||
      run_sql(sql, fill, rows) != SQLITE_OK)
    return 1;
  rebuild = now_us();
  if (run_sql(sql, add_up, 0) != SQLITE_OK)
    return 1;
  rebuild = (now_us() - rebuild) / 1e6;
  if (run_sql(sql, "COMMIT; PRAGMA journal_mode=WAL", 0) != SQLITE_OK ||
      run_sql(sql, "BEGIN", 0) != SQLITE_OK || time_entries(sql, &bare) != SQLITE_OK ||
      triggers_back(sql, made) != SQLITE_OK || time_entries(sql, &kept) != SQLITE_OK ||
      run_sql(sql, "COMMIT", 0) != SQLITE_OK ||
      time_query(sql, join, &join_took, &join_sum) != SQLITE_OK ||
      time_query(sql, view, &view_took, &view_sum) != SQLITE_OK)
    return 1;
  printf("%lld %.4f %.4f %.3f %.3f %.2f %.2f %.3f\n", rows, join_took, view_took, join_sum,
         view_sum, bare, kept, rebuild);
  return 0;
}

int main(int argc, char **argv) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri *db = NULL;
  long long persons = argc == 3 ? atoll(argv[2]) : 0;
  int status = 1;

  if (persons < TRIED) {
    fprintf(stderr, "usage: daily FILE PERSONS (at least %d)\n", TRIED);
    return 2;
  }
  if (nutri_open(argv[1], NUTRI_READWRITE, &db, &err) != NUTRI_OK)
    fprintf(stderr, "daily: %s\n", err.message);
  else
    status = measure(nutri_sqlite(db), persons * 2 * A_DAY);
  nutri_close(db);
  return status;
}
