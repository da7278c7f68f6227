/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

const char add_up[] =
    "INSERT INTO intake_day_anew (person_id, day, nutrient_id)"
    " SELECT n.person_id, n.day, n.nutrient_id FROM intake_day_anew n"
    " WHERE NOT EXISTS (SELECT 1 FROM intake_day_total t WHERE t.person_id = n.person_id"
    "  AND t.day = n.day AND t.nutrient_id = n.nutrient_id);";

static int say(sqlite3 *sql, int rc) {
  if (rc != SQLITE_OK)
    fprintf(stderr, "bench: %s\n", sqlite3_errmsg(sql));
  return rc;
}

int run_sql(sqlite3 *sql, const char *text, long long rows) {
  sqlite3_stmt *stmt = NULL;
  int rc = SQLITE_OK;

  while (rc == SQLITE_OK && *text != '\0') {
    rc = sqlite3_prepare_v2(sql, text, -1, &stmt, &text);
    if (rc != SQLITE_OK || stmt == NULL)
      break;
    if (sqlite3_bind_parameter_count(stmt) > 0)
      rc = sqlite3_bind_int64(stmt, 1, rows);
    while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
      continue;
    rc = sqlite3_finalize(stmt);
  }
  return say(sql, rc);
}

char *triggers_aside(sqlite3 *sql, const char *names) {
  sqlite3_str *made = sqlite3_str_new(NULL);
  sqlite3_str *drop = sqlite3_str_new(NULL);
  sqlite3_stmt *stmt = NULL;
  char *drops;
  int rc = sqlite3_prepare_v2(sql,
                              "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
                              " AND name GLOB ? ORDER BY rowid",
                              -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_bind_text(stmt, 1, names, -1, SQLITE_STATIC);
  while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
    sqlite3_str_appendf(drop, "DROP TRIGGER \"%w\";", sqlite3_column_text(stmt, 0));
    sqlite3_str_appendf(made, "%s;", sqlite3_column_text(stmt, 1));
  }
  if (sqlite3_finalize(stmt) != SQLITE_OK)
    rc = SQLITE_ERROR;
  drops = sqlite3_str_finish(drop);
  if (rc == SQLITE_OK && drops != NULL)
    rc = run_sql(sql, drops, 0);
  sqlite3_free(drops);
  return say(sql, rc) == SQLITE_OK ? sqlite3_str_finish(made) : NULL;
}

int triggers_back(sqlite3 *sql, char *made) {
  int rc = made != NULL ? run_sql(sql, made, 0) : SQLITE_ERROR;

  sqlite3_free(made);
  return rc;
}

double now_us(void) {
  struct timespec t;

  return clock_gettime(getenv("NUTRI_BENCH_CPU") != NULL ? CLOCK_PROCESS_CPUTIME_ID
                                                         : CLOCK_MONOTONIC,
                       &t) == 0
             ? (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3
             : 0;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a;
  double y = *(const double *)b;

  return (x > y) - (x < y);
}

double median(double *took, int count) {
  qsort(took, (size_t)count, sizeof took[0], by_size);
  return took[count / 2];
}
