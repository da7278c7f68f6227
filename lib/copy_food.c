/* SPDX-License-Identifier: MIT */
/* Copying a person's rows: the foods that they name, found in the other database or brought along.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "copy.h"

#define CHAINS_MAX 8
#define KEYS_TRIED 1000

/* ---- which foods --------------------------------------------------------------------------- */

static int want(struct nutri__copy *copy, sqlite3_stmt *stmt, bool *grown) {
  bool added = false;
  int rc;

  while ((rc = nutri__step(copy->from, stmt, "looking for foods")) == NUTRI_ROW) {
    rc = nutri__numbers_add(copy->from, &copy->foods, sqlite3_column_int64(stmt, 0), 0, &added);
    if (rc != NUTRI_OK)
      return rc;
    *grown = *grown || added;
  }
  return rc;
}

/* A statement of the foods that a column of a part names. */
static int prepare_names(struct nutri__copy *copy, size_t at, int column, sqlite3_stmt **out) {
  const char *name = copy->part[at].name[column];
  char *text = sqlite3_mprintf("SELECT \"%w\" FROM \"%w\" WHERE %s AND \"%w\" IS NOT NULL", name,
                               nutri__parts[at].table, nutri__parts[at].rows, name);
  int rc = NUTRI_OK;

  if (text == NULL)
    return nutri__fail(copy->from, NUTRI_ENOMEM, "out of memory");
  if (sqlite3_prepare_v2(copy->from->sql, text, -1, out, NULL) != SQLITE_OK)
    rc = nutri__fail_sql(copy->from, "looking for foods");
  sqlite3_free(text);
  return rc;
}

/* The foods that the person's own rows name. */
static int foods_of_person(struct nutri__copy *copy, size_t at, int column) {
  sqlite3_stmt *stmt = NULL;
  bool grown = false;
  int rc = prepare_names(copy, at, column, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, stmt, ":person", copy->person_id);
  if (rc == NUTRI_OK)
    rc = want(copy, stmt, &grown);
  sqlite3_finalize(stmt); /* repeats a step's error, which has been noted */
  return rc;
}

/* The foods that these foods' rows name, until no more are found. */
static int foods_of_foods(struct nutri__copy *copy, sqlite3_stmt *const *chain, int chains) {
  bool grown = true;
  int rc = NUTRI_OK;

  while (grown && rc == NUTRI_OK) {
    grown = false;
    for (size_t i = 0; i < copy->foods.count && rc == NUTRI_OK; i++)
      for (int k = 0; k < chains && rc == NUTRI_OK; k++) {
        rc = nutri__bind_int(copy->from, chain[k], ":food", copy->foods.row[i].from);
        if (rc == NUTRI_OK)
          rc = want(copy, chain[k], &grown);
        nutri__done(chain[k]);
      }
  }
  return rc;
}

int nutri__copy_find_foods(struct nutri__copy *copy) {
  sqlite3_stmt *chain[CHAINS_MAX] = {NULL};
  int chains = 0;
  int rc = NUTRI_OK;

  for (size_t at = 0; at < nutri__part_count; at++) {
    const struct nutri__copied *part = &copy->part[at];
    bool of_person = strstr(nutri__parts[at].rows, ":person") != NULL;

    for (int i = 0; i < part->columns && rc == NUTRI_OK; i++) {
      if (part->refers[i] != NUTRI__OF_FOOD)
        continue;
      if (of_person)
        rc = foods_of_person(copy, at, i);
      else if (strcmp(part->name[i], "food_id") != 0 && chains < CHAINS_MAX)
        rc = prepare_names(copy, at, i, &chain[chains++]);
    }
  }
  if (rc == NUTRI_OK)
    rc = foods_of_foods(copy, chain, chains);
  for (int i = 0; i < chains; i++)
    sqlite3_finalize(chain[i]);
  return rc;
}

/* ---- sources, categories, nutrients -------------------------------------------------------- */

/* Gives a row's columns to the parameters of the same names. */
static int bind_row(struct nutri__copy *copy, sqlite3_stmt *row, sqlite3_stmt *stmt) {
  char name[64];

  for (int i = 0; i < sqlite3_column_count(row); i++) {
    int index;

    snprintf(name, sizeof name, ":%s", sqlite3_column_name(row, i));
    index = sqlite3_bind_parameter_index(stmt, name);
    if (index > 0 && sqlite3_bind_value(stmt, index, sqlite3_column_value(row, i)) != SQLITE_OK)
      return nutri__fail_sql(copy->to, "copying a value");
  }
  return NUTRI_OK;
}

/* The number that a query finds here for a row there: NUTRI_ROW, or NUTRI_OK for none. */
static int find_row(struct nutri__copy *copy, enum nutri__query query, sqlite3_stmt *row,
                    int64_t *to) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->to, query, &stmt);

  if (rc == NUTRI_OK)
    rc = bind_row(copy, row, stmt);
  if (rc == NUTRI_OK)
    rc = nutri__step(copy->to, stmt, "looking for what is there");
  if (rc == NUTRI_ROW)
    *to = sqlite3_column_int64(stmt, 0);
  nutri__done(stmt);
  return rc;
}

static int add_row(struct nutri__copy *copy, enum nutri__query query, sqlite3_stmt *row,
                   int64_t *to) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->to, query, &stmt);

  if (rc == NUTRI_OK)
    rc = bind_row(copy, row, stmt);
  if (rc == NUTRI_OK)
    rc = nutri__run(copy->to, stmt, "storing what was not there");
  nutri__done(stmt);
  *to = sqlite3_last_insert_rowid(copy->to->sql);
  return rc;
}

int nutri__copy_resolve(struct nutri__copy *copy, enum nutri__refers kind, int64_t from,
                        int64_t *to) {
  enum nutri__query get = NUTRI__Q_RESTORE_SOURCE_GET;
  enum nutri__query find = NUTRI__Q_RESTORE_SOURCE_FIND;
  enum nutri__query add = NUTRI__Q_RESTORE_SOURCE_ADD;
  struct nutri__numbers *numbers = &copy->sources;
  const struct nutri__number *known;
  sqlite3_stmt *row = NULL;
  int rc;

  if (kind == NUTRI__OF_CATEGORY) {
    get = NUTRI__Q_RESTORE_CATEGORY_GET;
    find = NUTRI__Q_RESTORE_CATEGORY_FIND;
    add = NUTRI__Q_RESTORE_CATEGORY_ADD;
    numbers = &copy->categories;
  } else if (kind == NUTRI__OF_NUTRIENT) {
    get = NUTRI__Q_RESTORE_NUTRIENT_GET;
    find = NUTRI__Q_RESTORE_NUTRIENT_FIND;
    add = NUTRI__Q_RESTORE_NUTRIENT_ADD;
    numbers = &copy->nutrients;
  }
  if ((known = nutri__numbers_find(numbers, from)) != NULL) {
    *to = known->to;
    return NUTRI_OK;
  }
  if ((rc = nutri__stmt(copy->from, get, &row)) == NUTRI_OK &&
      (rc = nutri__bind_int(copy->from, row, ":id", from)) == NUTRI_OK &&
      (rc = nutri__step(copy->from, row, "reading what foods refer to")) == NUTRI_OK)
    rc = nutri__fail(copy->from, NUTRI_EFORMAT,
                     "a row names a source, category or nutrient %lld that is not there",
                     (long long)from);
  if (rc == NUTRI_ROW && (rc = find_row(copy, find, row, to)) == NUTRI_OK)
    rc = add_row(copy, add, row, to);
  nutri__done(row);
  return rc < 0 ? rc : nutri__numbers_add(copy->to, numbers, from, *to, NULL);
}

/* ---- a food's values ----------------------------------------------------------------------- */

int nutri__copy_value(nutri *db, int64_t food_id, int64_t nutrient_id, double *amount) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_RESTORE_FOOD_VALUE, &stmt);

  *amount = (double)NAN;
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":nutrient", nutrient_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a value")) == NUTRI_ROW) {
    *amount = sqlite3_column_double(stmt, 0);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* How many values are known of a food. */
static int count_values(nutri *db, int64_t food_id, int64_t *count) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_RESTORE_FOOD_COUNT, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "counting values")) == NUTRI_ROW) {
    *count = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* Whether a food there and one here hold the same, and know as much. */
static int compare_values(struct nutri__copy *copy, int64_t from, int64_t to, bool *same) {
  sqlite3_stmt *stmt = NULL;
  int64_t here = 0;
  int64_t matched = 0;
  int rc = count_values(copy->to, to, &here);

  *same = true;
  if (rc == NUTRI_OK)
    rc = nutri__stmt(copy->from, NUTRI__Q_RESTORE_FOOD_VALUES, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, stmt, ":food", from);
  while (rc == NUTRI_OK && *same &&
         (rc = nutri__step(copy->from, stmt, "reading values")) == NUTRI_ROW) {
    int64_t nutrient = 0;
    double amount = (double)NAN;

    rc = nutri__copy_resolve(copy, NUTRI__OF_NUTRIENT, sqlite3_column_int64(stmt, 0), &nutrient);
    if (rc == NUTRI_OK)
      rc = nutri__copy_value(copy->to, to, nutrient, &amount);
    if (rc == NUTRI_OK)
      *same = amount == sqlite3_column_double(stmt, 1); /* false for NaN too */
    matched++;
  }
  nutri__done(stmt);
  *same = *same && matched == here;
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

/* ---- where they are here ------------------------------------------------------------------- */

/* A food as it stands there; row is the statement's. */
struct named {
  const char *source;
  const char *source_key;
  const char *description;
  const char *kind;
  const char *basis;
};

/* The own food here that is this one: of the same name and content. */
static int find_own(struct nutri__copy *copy, const struct named *food,
                    struct nutri__number *number, bool *found) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->to, NUTRI__Q_RESTORE_FOOD_OWN, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->to, stmt, ":description", food->description);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->to, stmt, ":kind", food->kind);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->to, stmt, ":basis", food->basis);
  while (rc == NUTRI_OK && !*found &&
         (rc = nutri__step(copy->to, stmt, "looking for an own food")) == NUTRI_ROW) {
    number->to = sqlite3_column_int64(stmt, 0);
    number->how = NUTRI__FOOD_SAME;
    rc = compare_values(copy, number->from, number->to, found);
  }
  nutri__done(stmt);
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

/* The food of a source and key here. *taken: there is one; *fits: amounts of it mean the same. */
static int find_keyed(struct nutri__copy *copy, const struct named *food, const char *source,
                      const char *key, struct nutri__number *number, bool *taken, bool *fits) {
  sqlite3_stmt *stmt = NULL;
  bool same = false;
  int rc = nutri__stmt(copy->to, NUTRI__Q_RESTORE_FOOD_FIND, &stmt);

  *taken = *fits = false;
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->to, stmt, ":source", source);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->to, stmt, ":source_key", key);
  if (rc == NUTRI_OK && (rc = nutri__step(copy->to, stmt, "looking for a food")) == NUTRI_ROW) {
    *taken = true;
    *fits = sqlite3_stricmp(nutri__text(stmt, 1), food->kind) == 0 &&
            sqlite3_stricmp(nutri__text(stmt, 2), food->basis) == 0;
    number->to = sqlite3_column_int64(stmt, 0);
    rc = *fits ? compare_values(copy, number->from, number->to, &same) : NUTRI_OK;
    number->how = same ? NUTRI__FOOD_SAME : NUTRI__FOOD_DIFFERS;
  }
  nutri__done(stmt);
  return rc;
}

/* The number here of the source of this name, which every database has. */
static int source_named(struct nutri__copy *copy, const char *name, int64_t *source_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->to, NUTRI__Q_RESTORE_SOURCE_FIND, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->to, stmt, ":name", name);
  if (rc == NUTRI_OK)
    rc = nutri__step(copy->to, stmt, "looking for a source");
  if (rc == NUTRI_ROW)
    *source_id = sqlite3_column_int64(stmt, 0);
  nutri__done(stmt);
  if (rc == NUTRI_OK)
    rc = nutri__fail(copy->to, NUTRI_ECORRUPT, "the database has no source '%s'", name);
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

/* Brings a food under its own key, or (key) under this one of that source. */
static int carry(struct nutri__copy *copy, struct nutri__number *number, const char *source,
                 const char *key) {
  struct nutri__copied *foods = nutri__copy_part(copy, "food");
  const struct nutri__number *carried;
  int rc = key != NULL ? source_named(copy, source, &copy->other_source) : NUTRI_OK;

  copy->other_key = key;
  if (rc == NUTRI_OK)
    rc = nutri__copy_rows(copy, (size_t)(foods - copy->part), number->from);
  copy->other_key = NULL;
  if (rc != NUTRI_OK)
    return rc;
  if ((carried = nutri__numbers_find(&foods->numbers, number->from)) == NULL)
    return nutri__fail(copy->from, NUTRI_EFORMAT, "the table food cannot be read");
  number->to = carried->to;
  number->how = NUTRI__FOOD_CARRIED;
  return NUTRI_OK;
}

/* An own food of which there is none like it here: under its key, or one that is free. */
static int carry_own(struct nutri__copy *copy, const struct named *food,
                     struct nutri__number *number) {
  char *key = NULL;
  bool taken = true;
  bool fits;
  int rc = find_keyed(copy, food, food->source, food->source_key, number, &taken, &fits);

  for (int n = 2; rc == NUTRI_OK && taken && n < KEYS_TRIED; n++) {
    sqlite3_free(key);
    key = sqlite3_mprintf("%s~%d", food->source_key, n);
    rc = key == NULL ? nutri__fail(copy->to, NUTRI_ENOMEM, "out of memory")
                     : find_keyed(copy, food, food->source, key, number, &taken, &fits);
  }
  if (rc == NUTRI_OK)
    rc = carry(copy, number, food->source, key);
  sqlite3_free(key);
  return rc;
}

/* A food whose place here is taken by one that is counted otherwise (in ml, as a supplement): kept
 * apart, among other sources. */
static int carry_apart(struct nutri__copy *copy, const struct named *food,
                       struct nutri__number *number) {
  char *key =
      sqlite3_mprintf("%s %s, per %s, %s", food->source, food->source_key, food->basis, food->kind);
  bool taken = false;
  bool fits;
  int rc = key == NULL ? nutri__fail(copy->to, NUTRI_ENOMEM, "out of memory")
                       : find_keyed(copy, food, "other", key, number, &taken, &fits);

  if (rc == NUTRI_OK && !taken)
    rc = carry(copy, number, "other", key);
  sqlite3_free(key);
  return rc;
}

static int place_food(struct nutri__copy *copy, struct nutri__number *number) {
  sqlite3_stmt *stmt = NULL;
  struct named food;
  bool found = false;
  bool fits = false;
  int rc = nutri__stmt(copy->from, NUTRI__Q_RESTORE_FOOD_GET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, stmt, ":food", number->from);
  if (rc == NUTRI_OK && (rc = nutri__step(copy->from, stmt, "reading a food")) == NUTRI_OK)
    rc = nutri__fail(copy->from, NUTRI_EFORMAT, "a row names a food %lld that is not there",
                     (long long)number->from);
  if (rc == NUTRI_ROW) {
    food = (struct named){nutri__text(stmt, 0), nutri__text(stmt, 1), nutri__text(stmt, 2),
                          nutri__text(stmt, 3), nutri__text(stmt, 4)};
    if (food.source == NULL || food.source_key == NULL || food.description == NULL ||
        food.kind == NULL || food.basis == NULL)
      rc = nutri__fail(copy->from, NUTRI_EFORMAT, "food %lld lacks a source, key or description",
                       (long long)number->from);
    else if (strcmp(food.source, "own") == 0) {
      rc = find_own(copy, &food, number, &found);
      if (rc == NUTRI_OK && !found)
        rc = carry_own(copy, &food, number);
    } else {
      rc = find_keyed(copy, &food, food.source, food.source_key, number, &found, &fits);
      if (rc == NUTRI_OK && !found)
        rc = carry(copy, number, NULL, NULL);
      else if (rc == NUTRI_OK && !fits)
        rc = carry_apart(copy, &food, number);
    }
  }
  nutri__done(stmt);
  return rc;
}

/* The newer version of a food that came along. */
static int place_newer(struct nutri__copy *copy, const struct nutri__number *number) {
  const struct nutri__number *newer = NULL;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->from, NUTRI__Q_RESTORE_FOOD_NEWER, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, stmt, ":food", number->from);
  if (rc == NUTRI_OK && (rc = nutri__step(copy->from, stmt, "reading a food")) == NUTRI_ROW) {
    newer = nutri__numbers_find(&copy->foods, sqlite3_column_int64(stmt, 0));
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  if (rc != NUTRI_OK || newer == NULL)
    return rc;
  if ((rc = nutri__stmt(copy->to, NUTRI__Q_RESTORE_FOOD_REPLACED, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(copy->to, stmt, ":food", number->to)) == NUTRI_OK &&
      (rc = nutri__bind_int(copy->to, stmt, ":newer", newer->to)) == NUTRI_OK)
    rc = nutri__run(copy->to, stmt, "storing a food");
  nutri__done(stmt);
  return rc;
}

int nutri__copy_place_foods(struct nutri__copy *copy) {
  int rc = NUTRI_OK;

  for (size_t i = 0; i < copy->foods.count && rc == NUTRI_OK; i++)
    rc = place_food(copy, &copy->foods.row[i]);
  for (size_t i = 0; i < copy->foods.count && rc == NUTRI_OK; i++) {
    const struct nutri__number *number = &copy->foods.row[i];

    if (number->how != NUTRI__FOOD_CARRIED)
      continue;
    rc = place_newer(copy, number);
    for (size_t at = 1; at < nutri__part_count && rc == NUTRI_OK; at++)
      if (strstr(nutri__parts[at].rows, ":food") != NULL)
        rc = nutri__copy_rows(copy, at, number->from);
  }
  return rc;
}
