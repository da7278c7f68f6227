/* SPDX-License-Identifier: MIT */
/* nutri_ext: the library's answers as SQL functions of a program that loads it, the sqlite3 shell
 * above all. Nothing in a database needs it: no view, trigger or index uses a function of it. */
#include <math.h>
#include <string.h>

#include "extension.h"
#include "nutri_internal.h"
#include "stats.h"

SQLITE_EXTENSION_INIT1

#define SQLITE_NEEDED 3037000 /* STRICT tables */
#define MG_PER_MMOL 24.305    /* IUPAC standard atomic weight; as nutrient_unit has it: a test */

nutri *nutri__extension_attach(sqlite3 *connection, nutri_error *err) {
  nutri *db = NULL;

  if (nutri_attach(connection, &db, err) != NUTRI_OK)
    return NULL;
  db->readonly = true; /* a SELECT writes nothing, not even the search index */
  return db;
}

bool nutri__extension_text(sqlite3_value *value, const char **out) {
  *out = (const char *)sqlite3_value_text(value);
  return *out == NULL || strlen(*out) == (size_t)sqlite3_value_bytes(value);
}

static void say(sqlite3_context *context, int code, const char *message) {
  if (code == NUTRI_ENOMEM) {
    sqlite3_result_error_nomem(context);
    return;
  }
  sqlite3_result_error(context, message, -1);
}

/* A number that cannot be computed is NULL. */
static void result(sqlite3_context *context, double value) {
  if (isnan(value))
    sqlite3_result_null(context);
  else
    sqlite3_result_double(context, value);
}

/* The numbers of a call. false: one is NULL and so is the result, or it is no number and that has
 * been said. */
static bool numbers(sqlite3_context *context, int count, sqlite3_value **values, double *out) {
  const char *name = sqlite3_user_data(context);
  char *message;

  for (int i = 0; i < count; i++) {
    int type = sqlite3_value_numeric_type(values[i]);

    if (type == SQLITE_NULL)
      return false;
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
      message = sqlite3_mprintf("%s: argument %d is no number", name, i + 1);
      if (message == NULL)
        sqlite3_result_error_nomem(context);
      else
        sqlite3_result_error(context, message, -1);
      sqlite3_free(message);
      return false;
    }
    out[i] = sqlite3_value_double(values[i]);
  }
  return true;
}

static void mg_to_mmol(sqlite3_context *context, int count, sqlite3_value **values) {
  double mg;

  if (numbers(context, count, values, &mg))
    result(context, mg / MG_PER_MMOL);
}

static void normal_cdf(sqlite3_context *context, int count, sqlite3_value **values) {
  double z;

  if (numbers(context, count, values, &z))
    result(context, nutri__normal_cdf(z));
}

/* nutri_adequacy(mean, n, ear, sd [, cv]): science of nutri_nutrient_deficit(). */
static void adequacy(sqlite3_context *context, int count, sqlite3_value **values) {
  double given[5] = {0.0, 0.0, 0.0, 0.0, 0.10};
  double n;

  if (!numbers(context, count, values, given))
    return;
  n = given[1];
  if (!(n >= 1.0) || n != floor(n))
    sqlite3_result_error(context, "nutri_adequacy: n is a whole number of days, 1 or more", -1);
  else if (!(given[2] > 0.0) || !(given[3] >= 0.0) || !(given[4] >= 0.0) || isinf(given[2]))
    sqlite3_result_error(
        context, "nutri_adequacy: ear is above 0; sd and the requirement's cv are 0 or more", -1);
  else if (given[3] == 0.0 && given[4] == 0.0)
    sqlite3_result_error(context, "nutri_adequacy: sd and cv are both 0: nothing varies", -1);
  else
    result(context, nutri__adequacy(given[0], given[2], given[4], given[3],
                                    n > NUTRI__MAX_DAYS ? NUTRI__MAX_DAYS : (int)n));
}

static void close_handle(void *db) { nutri_close(db); }

/* What text says of a food: "1 1/2 cups", "cup" as one of it, "30 g". */
static int weigh(nutri *db, int64_t food_id, const char *text, double *grams) {
  struct nutri__weighed weighed = {0};
  const char *measure = text;
  char quoted[80];
  double amount = 1.0;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (nutri__parse_amount(text, &amount, &measure) ? *measure == '\0' : *text == '\0')
    return nutri__fail(db, NUTRI_EINVAL, "'%s' names no measure: 1 cup, 30 g, cup",
                       nutri__quote(text, quoted));
  rc = nutri__weigh(db, food_id, amount, measure, &weighed);
  *grams = weighed.amount;
  return rc;
}

/* nutri_grams(food_id, measure): over many foods NULL stands for those that have no such measure,
 * or several. */
static void grams(sqlite3_context *context, int count, sqlite3_value **values) {
  nutri *db =
      sqlite3_get_auxdata(context, 1); /* of the row before, where the measure is the same */
  nutri_error err = NUTRI_INIT(nutri_error);
  const char *text = NULL;
  double amount = 0.0;
  int rc;

  (void)count;
  if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
    return;
  if (sqlite3_value_numeric_type(values[0]) != SQLITE_INTEGER) {
    sqlite3_result_error(context, "nutri_grams: argument 1 is a food_id, a whole number", -1);
    return;
  }
  if (!nutri__extension_text(values[1], &text)) {
    sqlite3_result_error(context, "nutri_grams: the measure holds a NUL", -1);
    return;
  }
  if (text == NULL) {
    sqlite3_result_error_nomem(context);
    return;
  }
  if (db == NULL) {
    db = nutri__extension_attach(sqlite3_context_db_handle(context), &err);
    if (db == NULL) {
      say(context, err.code, err.message);
      return;
    }
    sqlite3_set_auxdata(context, 1, db, close_handle);
    db = sqlite3_get_auxdata(context, 1); /* where memory is out it is closed already */
    if (db == NULL) {
      sqlite3_result_error_nomem(context);
      return;
    }
  }
  rc = weigh(db, sqlite3_value_int64(values[0]), text, &amount);
  if (rc == NUTRI_OK)
    result(context, amount);
  else if (rc == NUTRI_ENOTFOUND || rc == NUTRI_EAMBIGUOUS)
    sqlite3_result_null(context);
  else
    say(context, rc, nutri_errmsg(db));
}

static void version(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  (void)values;
  sqlite3_result_text(context, nutri_version(), -1, SQLITE_STATIC);
}

#define PURE (SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS)
#define READS (SQLITE_UTF8 | SQLITE_DIRECTONLY) /* the file: never from a schema's own view */

static const struct function {
  const char *name;
  int arguments;
  int flags;
  void (*call)(sqlite3_context *context, int count, sqlite3_value **values);
} functions[] = {
    {"nutri_version", 0, PURE, version},       {"nutri_mg_to_mmol", 1, PURE, mg_to_mmol},
    {"nutri_normal_cdf", 1, PURE, normal_cdf}, {"nutri_adequacy", 4, PURE, adequacy},
    {"nutri_adequacy", 5, PURE, adequacy},     {"nutri_grams", 2, READS, grams},
};

__attribute__((visibility("default"))) int
sqlite3_nutriext_init(sqlite3 *connection, char **message, const sqlite3_api_routines *api);

int sqlite3_nutriext_init(sqlite3 *connection, char **message, const sqlite3_api_routines *api) {
  int rc = SQLITE_OK;

  SQLITE_EXTENSION_INIT2(api);
  if (sqlite3_libversion_number() < SQLITE_NEEDED) {
    *message = sqlite3_mprintf("nutri_ext needs SQLite 3.37 or newer, and this is %s",
                               sqlite3_libversion());
    return SQLITE_ERROR;
  }
  for (size_t i = 0; i < sizeof functions / sizeof functions[0] && rc == SQLITE_OK; i++)
    rc = sqlite3_create_function_v2(connection, functions[i].name, functions[i].arguments,
                                    functions[i].flags, (void *)functions[i].name,
                                    functions[i].call, NULL, NULL, NULL);
  return rc == SQLITE_OK ? nutri__extension_tables(connection) : rc;
}
