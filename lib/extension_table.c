/* SPDX-License-Identifier: MIT */
/* Answers as tables: SELECT * FROM nutri_deficit('ann', '2026-11-01', '2026-11-30'). A table has no
 * rows of its own; its arguments are hidden columns, and a query that gives them asks the library.
 */
#include <math.h>
#include <string.h>

#include "extension.h"
#include "nutri_internal.h"

struct connected {
  sqlite3_vtab base;
  sqlite3 *connection;
  const struct nutri__table *table;
};

struct asking {
  sqlite3_vtab_cursor base;
  struct nutri__answer answer;
  sqlite3_value **values; /* one an argument; NULL = not given */
  sqlite3_int64 row;
  bool ended;
};

static int table_connect(sqlite3 *connection, void *given, int argc, const char *const *argv,
                         sqlite3_vtab **out, char **message) {
  const struct nutri__table *table = given;
  struct connected *connected;
  sqlite3_str *sql = sqlite3_str_new(connection);
  char *text;
  int rc;

  (void)argc;
  (void)argv;
  sqlite3_str_appendall(sql, "CREATE TABLE x(");
  for (int i = 0; i < table->column_count; i++)
    sqlite3_str_appendf(sql, "%s, ", table->columns[i].name);
  for (int i = 0; i < table->argument_count; i++)
    sqlite3_str_appendf(sql, "%s%s HIDDEN", i > 0 ? ", " : "", table->arguments[i]);
  sqlite3_str_appendall(sql, ")");
  text = sqlite3_str_finish(sql);
  if (text == NULL)
    return SQLITE_NOMEM;
  rc = sqlite3_declare_vtab(connection, text);
  sqlite3_free(text);
  if (rc == SQLITE_OK)
    rc = sqlite3_vtab_config(connection, SQLITE_VTAB_DIRECTONLY);
  if (rc != SQLITE_OK) {
    *message = sqlite3_mprintf("%s", sqlite3_errmsg(connection));
    return rc;
  }
  connected = sqlite3_malloc64(sizeof *connected);
  if (connected == NULL)
    return SQLITE_NOMEM;
  *connected = (struct connected){.connection = connection, .table = table};
  *out = &connected->base;
  return SQLITE_OK;
}

static int table_disconnect(sqlite3_vtab *base) {
  sqlite3_free(base);
  return SQLITE_OK;
}

static int complain(sqlite3_vtab *base, const char *message) {
  sqlite3_free(base->zErrMsg);
  base->zErrMsg = sqlite3_mprintf("%s", message);
  return base->zErrMsg != NULL ? SQLITE_ERROR : SQLITE_NOMEM;
}

/* idxNum has a bit for each argument that is given. */
static int table_best_index(sqlite3_vtab *base, sqlite3_index_info *info) {
  const struct nutri__table *table = ((struct connected *)base)->table;
  int constraint_of[32];
  int given = 0;
  char *message;
  int rc;

  memset(constraint_of, -1, sizeof constraint_of);
  for (int i = 0; i < info->nConstraint; i++) {
    int argument = info->aConstraint[i].iColumn - table->column_count;

    if (argument < 0 || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
      continue;
    if (!info->aConstraint[i].usable)
      return SQLITE_CONSTRAINT; /* another order of the tables has the value */
    constraint_of[argument] = i;
  }
  info->idxNum = 0;
  for (int i = 0; i < table->argument_count; i++)
    if (constraint_of[i] >= 0) {
      info->aConstraintUsage[constraint_of[i]].argvIndex = ++given;
      info->aConstraintUsage[constraint_of[i]].omit = 1;
      info->idxNum |= 1 << i;
    } else if (i < table->required) {
      message = sqlite3_mprintf("%s: no %s is given", table->usage, table->arguments[i]);
      rc = message != NULL ? complain(base, message) : SQLITE_NOMEM;
      sqlite3_free(message);
      return rc;
    }
  info->estimatedCost = 10000.0;
  info->estimatedRows = 10;
  return SQLITE_OK;
}

static int table_open(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  struct connected *connected = (struct connected *)base;
  int arguments = connected->table->argument_count;
  struct asking *asking;

  asking = sqlite3_malloc64(sizeof *asking);
  if (asking == NULL)
    return SQLITE_NOMEM;
  memset(asking, 0, sizeof *asking);
  asking->values = sqlite3_malloc64((size_t)arguments * sizeof(sqlite3_value *));
  if (asking->values == NULL) {
    sqlite3_free(asking);
    return SQLITE_NOMEM;
  }
  memset(asking->values, 0, (size_t)arguments * sizeof(sqlite3_value *));
  *out = &asking->base;
  return SQLITE_OK;
}

static void forget_values(struct asking *asking, int arguments) {
  for (int i = 0; i < arguments; i++) {
    sqlite3_value_free(asking->values[i]);
    asking->values[i] = NULL;
  }
}

static int table_close(sqlite3_vtab_cursor *base) {
  struct asking *asking = (struct asking *)base;

  forget_values(asking, ((struct connected *)base->pVtab)->table->argument_count);
  nutri_close(asking->answer.db); /* and the list */
  sqlite3_free(asking->values);
  sqlite3_free(asking);
  return SQLITE_OK;
}

static int refused(struct asking *asking, int rc) {
  if (rc == NUTRI_ENOMEM)
    return SQLITE_NOMEM;
  return complain(asking->base.pVtab, asking->answer.message[0] != '\0'
                                          ? asking->answer.message
                                          : nutri_errmsg(asking->answer.db));
}

static int table_next(sqlite3_vtab_cursor *base) {
  struct asking *asking = (struct asking *)base;
  int rc = NUTRI_OK;

  asking->row++;
  if (asking->answer.list != NULL)
    rc = ((struct connected *)base->pVtab)->table->next(&asking->answer);
  asking->ended = rc != NUTRI_ROW;
  return rc >= NUTRI_OK ? SQLITE_OK : refused(asking, rc);
}

static int table_filter(sqlite3_vtab_cursor *base, int index, const char *name, int argc,
                        sqlite3_value **argv) {
  struct asking *asking = (struct asking *)base;
  const struct connected *connected = (const struct connected *)base->pVtab;
  const struct nutri__table *table = connected->table;
  struct nutri__asked asked = {.values = asking->values};
  nutri_error err = NUTRI_INIT(nutri_error);
  int given = 0;
  int rc;

  (void)name;
  forget_values(asking, table->argument_count);
  for (int i = 0; i < table->argument_count && given < argc; i++)
    if (index & (1 << i)) {
      asking->values[i] = sqlite3_value_dup(argv[given++]);
      if (asking->values[i] == NULL)
        return SQLITE_NOMEM;
    }
  if (asking->answer.db == NULL) {
    asking->answer.db = nutri__extension_attach(connected->connection, &err);
    if (asking->answer.db == NULL)
      return err.code == NUTRI_ENOMEM ? SQLITE_NOMEM : complain(base->pVtab, err.message);
  }
  nutri_cursor_close(asking->answer.list);
  asking->answer.list = NULL;
  asking->answer.message[0] = '\0';
  asking->row = 0;
  asking->ended = false;
  rc = table->ask(&asking->answer, &asked);
  if (rc != NUTRI_OK)
    return refused(asking, rc);
  return asking->answer.list != NULL ? table_next(base) : SQLITE_OK;
}

static int table_eof(sqlite3_vtab_cursor *base) { return ((struct asking *)base)->ended; }

static int table_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out) {
  *out = ((struct asking *)base)->row;
  return SQLITE_OK;
}

static void text_result(sqlite3_context *context, const char *text) {
  sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT); /* NULL is NULL */
}

static int table_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int index) {
  const struct asking *asking = (const struct asking *)base;
  const struct nutri__table *table = ((const struct connected *)base->pVtab)->table;
  const struct nutri__output *column;
  const void *at;

  if (index >= table->column_count) {
    if (asking->values[index - table->column_count] != NULL)
      sqlite3_result_value(context, asking->values[index - table->column_count]);
    return SQLITE_OK;
  }
  column = &table->columns[index];
  at = (const char *)&asking->answer.row + column->offset;
  switch (column->kind) {
  case NUTRI__REAL:
    if (!isnan(*(const double *)at))
      sqlite3_result_double(context, *(const double *)at);
    break;
  case NUTRI__WHOLE:
    sqlite3_result_int(context, *(const int *)at);
    break;
  case NUTRI__ID:
    sqlite3_result_int64(context, *(const int64_t *)at);
    break;
  case NUTRI__TEXT:
    text_result(context, *(const char *const *)at);
    break;
  case NUTRI__REASON:
    if (*(const int *)at != NUTRI_REASON_NONE)
      text_result(context, nutri_reason_text(*(const int *)at));
    break;
  case NUTRI__BASIS:
    text_result(context, nutri__basis_name(*(const int *)at));
    break;
  }
  return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = table_connect,
    .xBestIndex = table_best_index,
    .xDisconnect = table_disconnect,
    .xOpen = table_open,
    .xClose = table_close,
    .xFilter = table_filter,
    .xNext = table_next,
    .xEof = table_eof,
    .xColumn = table_column,
    .xRowid = table_rowid,
};

int nutri__extension_tables(sqlite3 *connection) {
  int rc = SQLITE_OK;

  for (int i = 0; i < NUTRI__TABLES && rc == SQLITE_OK; i++)
    rc = sqlite3_create_module_v2(connection, nutri__tables[i].name, &module,
                                  (void *)&nutri__tables[i], NULL);
  return rc;
}
