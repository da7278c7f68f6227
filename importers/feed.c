/* SPDX-License-Identifier: MIT */
/* The virtual tables that an import's statements read its rows and its foods from, and the
 * functions that say what it has seen. They stand on the connection for the time of an import only.
 */
#include <string.h>

#include "import_internal.h"

static const char feed_name[] = "nutri_feed";
static const char seen_name[] = "nutri_seen";
static const char had_name[] = "nutri_had";
static const char taken_name[] = "nutri_taken";

/* c12 of rows that have no such column is where they belong: the first key, then the second. It
 * only has to bring together what is stored together. */
#define PLACE_COLUMN (NUTRI__COLUMNS_MAX - 1)
#define SECOND_KEYS (INT64_C(1) << 20)

struct table {
  sqlite3_vtab base;
  struct nutri__feed *feed;
};

/* Connects a table with these columns to the feed. */
static int connect_columns(sqlite3 *sql, const char *columns, struct nutri__feed *feed,
                           sqlite3_vtab **out) {
  struct table *table;
  int rc = sqlite3_declare_vtab(sql, columns);

  if (rc == SQLITE_OK)
    rc = sqlite3_vtab_config(sql, SQLITE_VTAB_DIRECTONLY);
  if (rc != SQLITE_OK)
    return rc;
  table = sqlite3_malloc64(sizeof *table);
  if (table == NULL)
    return SQLITE_NOMEM;
  memset(table, 0, sizeof *table);
  table->feed = feed;
  *out = &table->base;
  return SQLITE_OK;
}

static int feed_connect(sqlite3 *sql, void *aux, int argc, const char *const *argv,
                        sqlite3_vtab **out, char **error) {
  (void)argc;
  (void)argv;
  (void)error;
  return connect_columns(sql, "CREATE TABLE x(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12)",
                         aux, out);
}

static int feed_disconnect(sqlite3_vtab *base) {
  sqlite3_free(base);
  return SQLITE_OK;
}

/* The rows come once, so every other plan must look dearer. Where the file has them in order
 * already, ORDER BY c12 costs no sorter: one statement serves both kinds of file. */
static int feed_best_index(sqlite3_vtab *base, sqlite3_index_info *info) {
  const struct table *table = (const struct table *)base;

  info->estimatedCost = 1e12;
  info->estimatedRows = 1000000;
  info->orderByConsumed = table->feed->ordered && info->nOrderBy == 1 &&
                          info->aOrderBy[0].iColumn == PLACE_COLUMN && !info->aOrderBy[0].desc;
  return SQLITE_OK;
}

static int feed_open(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  sqlite3_vtab_cursor *cursor = sqlite3_malloc64(sizeof *cursor);

  (void)base;
  if (cursor == NULL)
    return SQLITE_NOMEM;
  memset(cursor, 0, sizeof *cursor);
  *out = cursor;
  return SQLITE_OK;
}

static int feed_close(sqlite3_vtab_cursor *cursor) {
  sqlite3_free(cursor);
  return SQLITE_OK;
}

static struct nutri__feed *feed_of(sqlite3_vtab_cursor *cursor) {
  return ((struct table *)cursor->pVtab)->feed;
}

/* Asks for the next batch. An end with a message is SQLITE_ABORT: it undoes the statement and
 * leaves the transaction to the driver, where SQLITE_INTERRUPT would end it. */
static int refill(sqlite3_vtab_cursor *cursor) {
  struct nutri__feed *feed = feed_of(cursor);
  const char *message = NULL;

  feed->row = 0;
  feed->batch = feed->next != NULL ? feed->next(feed->user, &message) : NULL;
  feed->values = feed->batch != NULL ? feed->batch->value : NULL;
  if (message == NULL)
    return SQLITE_OK;
  sqlite3_free(cursor->pVtab->zErrMsg);
  cursor->pVtab->zErrMsg = sqlite3_mprintf("%s", message);
  return SQLITE_ABORT;
}

static int feed_filter(sqlite3_vtab_cursor *cursor, int plan, const char *text, int argc,
                       sqlite3_value **argv) {
  (void)plan;
  (void)text;
  (void)argc;
  (void)argv;
  return refill(cursor);
}

static int feed_next(sqlite3_vtab_cursor *cursor) {
  struct nutri__feed *feed = feed_of(cursor);

  feed->values += feed->batch->columns;
  if (++feed->row < feed->batch->rows)
    return SQLITE_OK;
  return refill(cursor);
}

static int feed_eof(sqlite3_vtab_cursor *cursor) { return feed_of(cursor)->batch == NULL; }

static int feed_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column) {
  const struct nutri__feed *feed = feed_of(cursor);
  const struct nutri__batch *batch = feed->batch;
  const struct nutri__value *value;

  if ((size_t)column >= batch->columns) {
    if (column == PLACE_COLUMN) /* a number sorts in a fifth less time than two */
      sqlite3_result_int64(context, feed->values[0].as.whole * SECOND_KEYS +
                                        feed->values[1].as.whole % SECOND_KEYS);
    return SQLITE_OK; /* else NULL */
  }
  value = &feed->values[column];
  switch (value->kind) {
  case NUTRI__VALUE_WHOLE:
    sqlite3_result_int64(context, value->as.whole);
    break;
  case NUTRI__VALUE_REAL:
    sqlite3_result_double(context, value->as.real);
    break;
  case NUTRI__VALUE_TEXT:
    sqlite3_result_text64(context, batch->text + value->as.offset, value->length, SQLITE_TRANSIENT,
                          SQLITE_UTF8);
    break;
  case NUTRI__VALUE_CONSTANT:
    sqlite3_result_text(context, value->as.constant, -1, SQLITE_STATIC);
    break;
  default:
    break;
  }
  return SQLITE_OK;
}

static int feed_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out) {
  *out = (sqlite3_int64)feed_of(cursor)->row;
  return SQLITE_OK;
}

static const sqlite3_module feed_module = {
    .xConnect = feed_connect, /* no xCreate: the table is there without being created */
    .xBestIndex = feed_best_index,
    .xDisconnect = feed_disconnect,
    .xOpen = feed_open,
    .xClose = feed_close,
    .xFilter = feed_filter,
    .xNext = feed_next,
    .xEof = feed_eof,
    .xColumn = feed_column,
    .xRowid = feed_rowid,
};

/* ---- nutri_taken --------------------------------------------------------------------------- */

struct taken {
  sqlite3_vtab_cursor base;
  size_t at;
};

static int taken_connect(sqlite3 *sql, void *aux, int argc, const char *const *argv,
                         sqlite3_vtab **out, char **error) {
  (void)argc;
  (void)argv;
  (void)error;
  return connect_columns(sql, "CREATE TABLE x(food_id, had, zero)", aux, out);
}

static int taken_best_index(sqlite3_vtab *base, sqlite3_index_info *info) {
  const struct nutri__feed *feed = ((const struct table *)base)->feed;

  info->estimatedRows = feed->seen_foods != NULL ? (int64_t)feed->seen_foods->count : 1000;
  info->estimatedCost = (double)info->estimatedRows;
  return SQLITE_OK;
}

static int taken_open(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  struct taken *cursor = sqlite3_malloc64(sizeof *cursor);

  (void)base;
  if (cursor == NULL)
    return SQLITE_NOMEM;
  memset(cursor, 0, sizeof *cursor);
  *out = &cursor->base;
  return SQLITE_OK;
}

static int taken_next(sqlite3_vtab_cursor *base) {
  ((struct taken *)base)->at++;
  return SQLITE_OK;
}

static int taken_filter(sqlite3_vtab_cursor *base, int plan, const char *text, int argc,
                        sqlite3_value **argv) {
  (void)plan;
  (void)text;
  (void)argc;
  (void)argv;
  ((struct taken *)base)->at = 0;
  return SQLITE_OK;
}

static int taken_eof(sqlite3_vtab_cursor *base) {
  const struct nutri__keys *foods = feed_of(base)->seen_foods;

  return foods == NULL || ((struct taken *)base)->at >= foods->count;
}

static bool is_in(const struct nutri__keys *keys, int64_t key) {
  return keys != NULL && nutri__keys_find(keys, key) != NUTRI__NO_KEY;
}

static int taken_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column) {
  const struct nutri__feed *feed = feed_of(base);
  int64_t food = feed->seen_foods->keys[((const struct taken *)base)->at];

  if (column == 0)
    sqlite3_result_int64(context, food);
  else
    sqlite3_result_int(context, is_in(column == 1 ? feed->had_foods : feed->zero_foods, food));
  return SQLITE_OK;
}

static int taken_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out) {
  *out = (sqlite3_int64)((struct taken *)base)->at;
  return SQLITE_OK;
}

static const sqlite3_module taken_module = {
    .xConnect = taken_connect,
    .xBestIndex = taken_best_index,
    .xDisconnect = feed_disconnect,
    .xOpen = taken_open,
    .xClose = feed_close,
    .xFilter = taken_filter,
    .xNext = taken_next,
    .xEof = taken_eof,
    .xColumn = taken_column,
    .xRowid = taken_rowid,
};

/* ---- functions ----------------------------------------------------------------------------- */

/* food_id, or food_id and nutrient_id, in the sets. */
static void answer(sqlite3_context *context, int argc, sqlite3_value **argv,
                   const struct nutri__keys *foods, const struct nutri__pairs *values) {
  uint32_t food =
      foods != NULL ? nutri__keys_find(foods, sqlite3_value_int64(argv[0])) : NUTRI__NO_KEY;
  bool found = food != NUTRI__NO_KEY;

  if (found && argc > 1)
    found = values != NULL && nutri__pairs_has(values, food, sqlite3_value_int64(argv[1]));
  sqlite3_result_int(context, found);
}

static void seen(sqlite3_context *context, int argc, sqlite3_value **argv) {
  const struct nutri__feed *feed = sqlite3_user_data(context);

  answer(context, argc, argv, feed->seen_foods, feed->seen_values);
}

static void had(sqlite3_context *context, int argc, sqlite3_value **argv) {
  const struct nutri__feed *feed = sqlite3_user_data(context);

  answer(context, argc, argv, feed->had_foods, feed->had_values);
}

int nutri__feed_register(sqlite3 *sql, struct nutri__feed *feed) {
  const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
  int rc = sqlite3_create_module_v2(sql, feed_name, &feed_module, feed, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_create_module_v2(sql, taken_name, &taken_module, feed, NULL);
  for (int argc = 1; argc <= 2 && rc == SQLITE_OK; argc++) {
    rc = sqlite3_create_function_v2(sql, seen_name, argc, flags, feed, seen, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
      rc = sqlite3_create_function_v2(sql, had_name, argc, flags, feed, had, NULL, NULL, NULL);
  }
  if (rc != SQLITE_OK)
    nutri__feed_drop(sql);
  return rc;
}

/* Taking away what is not there, or failing to, harms nobody: nothing of ours uses it any more. */
void nutri__feed_drop(sqlite3 *sql) {
  for (int argc = 1; argc <= 2; argc++) {
    (void)sqlite3_create_function_v2(sql, seen_name, argc, SQLITE_UTF8, NULL, NULL, NULL, NULL,
                                     NULL);
    (void)sqlite3_create_function_v2(sql, had_name, argc, SQLITE_UTF8, NULL, NULL, NULL, NULL,
                                     NULL);
  }
  (void)sqlite3_create_module_v2(sql, taken_name, NULL, NULL, NULL);
  (void)sqlite3_create_module_v2(sql, feed_name, NULL, NULL, NULL);
}
