/* SPDX-License-Identifier: MIT */
/* Copying a person's rows: the foods that they name, found in the other database or brought along.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "copy.h"

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

  return nutri__copy_prepare(
      copy->from,
      sqlite3_mprintf("SELECT \"%w\" FROM \"%w\" WHERE %s AND \"%w\" IS NOT NULL", name,
                      nutri__parts[at].table, nutri__parts[at].rows, name),
      out);
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
static int foods_of_foods(struct nutri__copy *copy) {
  bool grown = true;
  int rc = NUTRI_OK;

  while (grown && rc == NUTRI_OK) {
    grown = false;
    for (size_t i = 0; i < copy->foods.count && rc == NUTRI_OK; i++)
      for (int k = 0; k < copy->needs_count && rc == NUTRI_OK; k++) {
        rc = nutri__bind_int(copy->from, copy->needs[k], ":food", copy->foods.row[i].from);
        if (rc == NUTRI_OK)
          rc = want(copy, copy->needs[k], &grown);
        nutri__done(copy->needs[k]);
      }
  }
  return rc;
}

int nutri__copy_find_foods(struct nutri__copy *copy) {
  int rc = NUTRI_OK;

  for (size_t at = 0; at < nutri__part_count; at++) {
    const struct nutri__copied *part = &copy->part[at];
    bool of_person = strstr(nutri__parts[at].rows, ":person") != NULL;

    for (int i = 0; i < part->columns && rc == NUTRI_OK; i++) {
      if (part->refers[i] != NUTRI__OF_FOOD)
        continue;
      if (of_person)
        rc = foods_of_person(copy, at, i);
      else if (strcmp(part->name[i], "food_id") != 0 && copy->needs_count < NUTRI__NEEDS_MAX)
        rc = prepare_names(copy, at, i, &copy->needs[copy->needs_count++]);
    }
  }
  return rc == NUTRI_OK ? foods_of_foods(copy) : rc;
}

/* ---- categories, nutrients, shared tables -------------------------------------------------- */

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

/* A category or a nutrient: each is known again in a way of its own. */
static int resolve_row(struct nutri__copy *copy, bool is_nutrient, int64_t from, int64_t *to) {
  sqlite3_stmt *row = NULL;
  int rc = nutri__stmt(copy->from,
                       is_nutrient ? NUTRI__Q_RESTORE_NUTRIENT_GET : NUTRI__Q_RESTORE_CATEGORY_GET,
                       &row);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, row, ":id", from);
  if (rc == NUTRI_OK &&
      (rc = nutri__step(copy->from, row, "reading what foods refer to")) == NUTRI_OK)
    rc = nutri__fail(copy->from, NUTRI_EFORMAT, "a row names a %s %lld that is not there",
                     is_nutrient ? "nutrient" : "category", (long long)from);
  if (rc == NUTRI_ROW &&
      (rc = find_row(copy,
                     is_nutrient ? NUTRI__Q_RESTORE_NUTRIENT_FIND : NUTRI__Q_RESTORE_CATEGORY_FIND,
                     row, to)) == NUTRI_OK)
    rc = add_row(copy, is_nutrient ? NUTRI__Q_RESTORE_NUTRIENT_ADD : NUTRI__Q_RESTORE_CATEGORY_ADD,
                 row, to);
  nutri__done(row);
  return rc < 0 ? rc
                : nutri__numbers_add(copy->to, is_nutrient ? &copy->nutrients : &copy->categories,
                                     from, *to, NULL);
}

/* The name of the column that has a part's own numbers. */
static const char *number_column(const struct nutri__copied *part) {
  int at = 0;

  while (at < part->columns - 1 && part->refers[at] != NUTRI__OF_ITSELF)
    at++;
  return part->name[at];
}

/* Looks for the row here that has the key of the one there: NUTRI_ROW, NUTRI_OK for none. */
static int find_shared(struct nutri__copy *copy, size_t at, int64_t from, int64_t *to) {
  const struct nutri__part *what = &nutri__parts[at];
  const char *number = number_column(&copy->part[at]);
  sqlite3_stmt *there = NULL;
  sqlite3_stmt *here = NULL;
  int rc = nutri__copy_prepare(
      copy->from,
      sqlite3_mprintf("SELECT \"%w\" FROM \"%w\" WHERE %s", what->key, what->table, what->rows),
      &there);

  if (rc == NUTRI_OK)
    rc = nutri__copy_prepare(copy->to,
                             sqlite3_mprintf("SELECT \"%w\" FROM \"%w\" WHERE \"%w\" = :key",
                                             number, what->table, what->key),
                             &here);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, there, ":id", from);
  if (rc == NUTRI_OK && (rc = nutri__step(copy->from, there, what->table)) == NUTRI_OK)
    rc = nutri__fail(copy->from, NUTRI_EFORMAT, "a row names a %s %lld that is not there",
                     what->table, (long long)from);
  if (rc == NUTRI_ROW)
    rc = nutri__bind_text(copy->to, here, ":key", nutri__text(there, 0));
  if (rc == NUTRI_OK && (rc = nutri__step(copy->to, here, what->table)) == NUTRI_ROW)
    *to = sqlite3_column_int64(here, 0);
  sqlite3_finalize(there); /* repeat the errors of steps, which have been noted */
  sqlite3_finalize(here);
  return rc;
}

/* A row of a shared table: where it is not here it comes along, with what is told of it in tables
 * of the same numbers. */
static int resolve_shared(struct nutri__copy *copy, size_t at, int64_t from, int64_t *to) {
  struct nutri__copied *part = &copy->part[at];
  const struct nutri__number *copied;
  int rc = find_shared(copy, at, from, to);

  if (rc == NUTRI_ROW)
    return nutri__numbers_add(copy->to, &part->numbers, from, *to, NULL);
  for (size_t i = at; i < nutri__part_count && rc == NUTRI_OK; i++)
    if (i == at ||
        (nutri__parts[i].key == NULL && strcmp(nutri__parts[i].rows, nutri__parts[at].rows) == 0))
      rc = nutri__copy_rows(copy, i, from);
  if (rc != NUTRI_OK)
    return rc;
  if ((copied = nutri__numbers_find(&part->numbers, from)) == NULL)
    return nutri__fail(copy->from, NUTRI_EFORMAT, "the table %s cannot be read",
                       nutri__parts[at].table);
  *to = copied->to;
  return NUTRI_OK;
}

int nutri__copy_resolve(struct nutri__copy *copy, int refers, int64_t from, int64_t *to) {
  size_t at = refers >= NUTRI__OF_PART ? (size_t)(refers - NUTRI__OF_PART) : 0;
  const struct nutri__number *known =
      nutri__numbers_find(refers == NUTRI__OF_CATEGORY   ? &copy->categories
                          : refers == NUTRI__OF_NUTRIENT ? &copy->nutrients
                                                         : &copy->part[at].numbers,
                          from);

  if (known != NULL) {
    *to = known->to;
    return NUTRI_OK;
  }
  if (refers == NUTRI__OF_CATEGORY || refers == NUTRI__OF_NUTRIENT)
    return resolve_row(copy, refers == NUTRI__OF_NUTRIENT, from, to);
  return resolve_shared(copy, at, from, to);
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
  int rc = nutri__stmt(copy->to, NUTRI__Q_RESTORE_SOURCE, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->to, stmt, ":name", name);
  if (rc == NUTRI_OK && (rc = nutri__step(copy->to, stmt, "looking for a source")) == NUTRI_OK)
    rc = nutri__fail(copy->to, NUTRI_ECORRUPT, "the database has no source '%s'", name);
  if (rc == NUTRI_ROW)
    *source_id = sqlite3_column_int64(stmt, 0);
  nutri__done(stmt);
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

/* Whether all foods that a food's rows name have theirs, so that what is made of them comes out. */
static int is_ready(struct nutri__copy *copy, const struct nutri__number *number, bool *ready) {
  int rc = NUTRI_OK;

  *ready = true;
  for (int k = 0; k < copy->needs_count && rc == NUTRI_OK; k++) {
    rc = nutri__bind_int(copy->from, copy->needs[k], ":food", number->from);
    while (rc == NUTRI_OK &&
           (rc = nutri__step(copy->from, copy->needs[k], "looking for foods")) == NUTRI_ROW) {
      const struct nutri__number *needed =
          nutri__numbers_find(&copy->foods, sqlite3_column_int64(copy->needs[k], 0));

      *ready = *ready && (needed == NULL || needed == number || needed->whole);
      rc = NUTRI_OK;
    }
    nutri__done(copy->needs[k]);
  }
  return rc;
}

/* The rows of a food that came along. */
static int fill_food(struct nutri__copy *copy, struct nutri__number *number) {
  int rc = NUTRI_OK;

  for (size_t at = 0; at < nutri__part_count && rc == NUTRI_OK; at++)
    if (strstr(nutri__parts[at].rows, ":food") != NULL &&
        strcmp(nutri__parts[at].table, "food") != 0)
      rc = nutri__copy_rows(copy, at, number->from);
  number->whole = true;
  return rc;
}

/* Ingredients go before dishes. Foods that need each other, such as one that stands for another,
 * are filled as they come when no other are left. */
static int fill_foods(struct nutri__copy *copy) {
  bool any_order = false;
  bool is_left = true;
  int rc = NUTRI_OK;

  while (is_left && rc == NUTRI_OK) {
    bool grown = false;

    is_left = false;
    for (size_t i = 0; i < copy->foods.count && rc == NUTRI_OK; i++) {
      struct nutri__number *number = &copy->foods.row[i];
      bool ready = any_order;

      if (number->whole)
        continue;
      if (!ready)
        rc = is_ready(copy, number, &ready);
      if (rc == NUTRI_OK && ready)
        rc = fill_food(copy, number);
      grown = grown || number->whole;
      is_left = is_left || !number->whole;
    }
    any_order = !grown;
  }
  return rc;
}

int nutri__copy_place_foods(struct nutri__copy *copy) {
  int rc = NUTRI_OK;

  for (size_t i = 0; i < copy->foods.count && rc == NUTRI_OK; i++) {
    rc = place_food(copy, &copy->foods.row[i]);
    copy->foods.row[i].whole = copy->foods.row[i].how != NUTRI__FOOD_CARRIED;
  }
  for (size_t i = 0; i < copy->foods.count && rc == NUTRI_OK; i++)
    if (copy->foods.row[i].how == NUTRI__FOOD_CARRIED)
      rc = place_newer(copy, &copy->foods.row[i]);
  return rc == NUTRI_OK ? fill_foods(copy) : rc;
}
