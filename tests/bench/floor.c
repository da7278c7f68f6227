/* SPDX-License-Identifier: MIT */
/* floor FILE FOODS VALUES: the time SQLite itself takes to store so many values of so many foods:
 * one INSERT ... SELECT from a virtual table that reads nothing, into the bare food_nutrient, in
 * one transaction. No import of this shape can be faster. Prints seconds. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct cursor {
  sqlite3_vtab_cursor base;
  sqlite3_int64 row;
};

static sqlite3_int64 values_of_a_food;
static sqlite3_int64 rows;

static int connect_rows(sqlite3 *sql, void *aux, int argc, const char *const *argv,
                        sqlite3_vtab **out, char **error) {
  (void)aux, (void)argc, (void)argv, (void)error;
  *out = calloc(1, sizeof **out);
  return *out == NULL ? SQLITE_NOMEM : sqlite3_declare_vtab(sql, "CREATE TABLE x(a, b, c, d)");
}

static int disconnect(sqlite3_vtab *table) {
  free(table);
  return SQLITE_OK;
}

static int best_index(sqlite3_vtab *table, sqlite3_index_info *info) {
  (void)table;
  info->estimatedCost = 1e9;
  return SQLITE_OK;
}

static int open_rows(sqlite3_vtab *table, sqlite3_vtab_cursor **out) {
  (void)table;
  *out = calloc(1, sizeof(struct cursor));
  return *out == NULL ? SQLITE_NOMEM : SQLITE_OK;
}

static int close_rows(sqlite3_vtab_cursor *cursor) {
  free(cursor);
  return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *cursor, int plan, const char *name, int argc,
                  sqlite3_value **argv) {
  (void)plan, (void)name, (void)argc, (void)argv;
  ((struct cursor *)cursor)->row = 0;
  return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *cursor) {
  ((struct cursor *)cursor)->row++;
  return SQLITE_OK;
}

static int eof(sqlite3_vtab_cursor *cursor) { return ((struct cursor *)cursor)->row >= rows; }

static int column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int i) {
  sqlite3_int64 row = ((struct cursor *)cursor)->row;

  if (i == 0)
    sqlite3_result_int64(context, 100000 + row / values_of_a_food);
  else if (i == 1)
    sqlite3_result_int64(context, 1000 + row % values_of_a_food);
  else if (i == 2)
    sqlite3_result_double(context, (double)(row % 9973) / 16.0);
  return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out) {
  *out = ((struct cursor *)cursor)->row;
  return SQLITE_OK;
}

static const sqlite3_module module = {.xConnect = connect_rows,
                                      .xDisconnect = disconnect,
                                      .xBestIndex = best_index,
                                      .xOpen = open_rows,
                                      .xClose = close_rows,
                                      .xFilter = filter,
                                      .xNext = next,
                                      .xEof = eof,
                                      .xColumn = column,
                                      .xRowid = rowid};

static double now(void) {
  struct timespec t;

  return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec / 1e9 : 0;
}

static void run(sqlite3 *sql, const char *text) {
  char *error = NULL;

  if (sqlite3_exec(sql, text, NULL, NULL, &error) != SQLITE_OK) {
    fprintf(stderr, "floor: %s\n", error);
    exit(1);
  }
}

int main(int argc, char **argv) {
  sqlite3 *sql = NULL;
  double start;

  if (argc != 4 || sqlite3_open(argv[1], &sql) != SQLITE_OK ||
      sqlite3_create_module(sql, "rows", &module, NULL) != SQLITE_OK)
    return 1;
  values_of_a_food = atoll(argv[3]);
  rows = atoll(argv[2]) * values_of_a_food;
  run(sql, "PRAGMA page_size = 8192");
  run(sql, "CREATE TABLE t (food_id INTEGER NOT NULL, nutrient_id INTEGER NOT NULL, amount REAL NOT"
           " NULL, mark TEXT, PRIMARY KEY (food_id, nutrient_id)) STRICT, WITHOUT ROWID");
  start = now();
  run(sql, "INSERT INTO t SELECT a, b, c, d FROM rows");
  printf("%.4f\n", now() - start);
  return sqlite3_close(sql) != SQLITE_OK;
}
