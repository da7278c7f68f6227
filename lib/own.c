/* SPDX-License-Identifier: MIT */
/* Foods of one's own in versions: what plain foods, products and dishes share. */
#include "nutri_internal.h"

const char *nutri__basis_name(int basis) {
  return basis == NUTRI_PER_100_ML ? "ml" : basis == NUTRI_PER_UNIT ? "unit" : "g";
}

const char *nutri__kind_name(int kind) {
  return kind == NUTRI_SUPPLEMENT ? "supplement" : kind == NUTRI_MEDICINE ? "medicine" : "food";
}

int nutri__own_name(nutri *db, const char *text, int64_t old_id, const char **name) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int rc = NUTRI_OK;

  *name = nutri__keep_words(db, text != NULL ? text : "", &rc);
  if (rc != NUTRI_OK)
    return rc;
  if ((*name)[0] == '\0' || nutri__characters(*name) > 1000)
    return nutri__fail(db, NUTRI_EINVAL, "a food's name has 1 to 1000 characters");
  if ((rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_NAMED, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":description", *name)) == NUTRI_OK &&
      (old_id == 0 || (rc = nutri__bind_int(db, stmt, ":old", old_id)) == NUTRI_OK))
    rc = nutri__step(db, stmt, "looking for a food");
  if (rc == NUTRI_ROW)
    rc = nutri__fail(db, NUTRI_EEXISTS, "there is a food of your own named '%s' already: %lld",
                     nutri__quote(*name, quoted), (long long)sqlite3_column_int64(stmt, 0));
  nutri__done(stmt);
  return rc;
}

static int next_id(nutri *db, int64_t *food_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_ID, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "numbering a food")) == NUTRI_ROW) {
    *food_id = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

int nutri__own_add(nutri *db, const char *name, int kind, int basis, int64_t category_id,
                   int64_t *food_id) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if ((rc = next_id(db, food_id)) == NUTRI_OK &&
      (rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", *food_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":description", name)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":kind", nutri__kind_name(kind))) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":basis", nutri__basis_name(basis))) == NUTRI_OK &&
      (category_id == 0 || (rc = nutri__bind_int(db, stmt, ":category", category_id)) == NUTRI_OK))
    rc = nutri__run(db, stmt, "adding a food");
  nutri__done(stmt);
  return rc;
}

int nutri__own_portion(nutri *db, int64_t food_id, int number, const char *measure, double grams,
                       bool is_usual) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if ((rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_PORTION_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", food_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":number", number)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":measure", measure)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":grams", grams)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":usual", is_usual)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "adding a measure of a food");
  nutri__done(stmt);
  return rc;
}

int nutri__own_newest(nutri *db, int64_t food_id, struct nutri__own *out) {
  sqlite3_stmt *stmt = NULL;
  long long id = (long long)food_id;
  int rc = nutri__stmt(db, NUTRI__Q_OWN_FOOD_GET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food_id);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a food")) == NUTRI_OK)
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no food %lld", id);
  if (rc == NUTRI_ROW) {
    rc = NUTRI_OK;
    out->kind = nutri__kind_of(nutri__text(stmt, 2));
    out->basis = nutri__basis_of(nutri__text(stmt, 3));
    out->description = nutri__keep(db, nutri__text(stmt, 4), &rc);
    out->category_id = sqlite3_column_int64(stmt, 5);
    out->is_dish = sqlite3_column_int(stmt, 7) != 0;
    if (rc == NUTRI_OK && sqlite3_column_int(stmt, 0) == 0)
      rc =
          nutri__fail(db, NUTRI_EINVAL, "food %lld is of %s: only a food of your own can be edited",
                      id, nutri__text(stmt, 6));
    else if (rc == NUTRI_OK && sqlite3_column_type(stmt, 1) != SQLITE_NULL)
      rc = nutri__fail(db, NUTRI_EINVAL, "food %lld is an older version: edit %lld, the newest", id,
                       (long long)sqlite3_column_int64(stmt, 1));
  }
  nutri__done(stmt);
  return rc;
}

int nutri__own_replace(nutri *db, int64_t old_id, int64_t food_id) {
  static const enum nutri__query moves[] = {NUTRI__Q_OWN_FOOD_REPLACE, NUTRI__Q_OWN_FOOD_MOVE_WORDS,
                                            NUTRI__Q_OWN_FOOD_MOVE_TIE};
  int rc = NUTRI_OK;

  for (size_t i = 0; i < sizeof moves / sizeof moves[0] && rc == NUTRI_OK; i++) {
    sqlite3_stmt *stmt = NULL;

    if ((rc = nutri__stmt(db, moves[i], &stmt)) == NUTRI_OK &&
        (rc = nutri__bind_int(db, stmt, ":food", food_id)) == NUTRI_OK &&
        (rc = nutri__bind_int(db, stmt, ":old", old_id)) == NUTRI_OK)
      rc = nutri__run(db, stmt, "replacing an older version");
    nutri__done(stmt);
  }
  return rc;
}
