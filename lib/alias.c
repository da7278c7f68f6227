/* SPDX-License-Identifier: MIT */
/* The words of a person's own for foods. */
#include "nutri_internal.h"

/* A word as it is kept: single blanks, 1 to 200 characters. */
static int check_word(nutri *db, const char *text, const char **word) {
  int rc = NUTRI_OK;

  *word = nutri__keep_words(db, text, &rc);
  if (rc == NUTRI_OK && ((*word)[0] == '\0' || nutri__characters(*word) > 200))
    rc = nutri__fail(db, NUTRI_EINVAL, "a word for a food has 1 to 200 characters");
  return rc;
}

/* The food that a person's own word names. */
static int own_word(nutri *db, const char *person, int64_t person_id, const char *text,
                    int64_t *food_id) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int rc = nutri__stmt(db, NUTRI__Q_ALIAS_GET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":person", person_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":text", text);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking for a word")) == NUTRI_ROW) {
    *food_id = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "%s has no word '%s' of their own", person,
                     nutri__quote(text, quoted));
  }
  nutri__done(stmt);
  return rc;
}

/* Runs a query that stores a word. */
static int store_word(nutri *db, enum nutri__query query, int64_t person_id, const char *text,
                      const char *to, int64_t food_id) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if ((rc = nutri__stmt(db, query, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":person", person_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":text", text)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":to", to)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", food_id)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "keeping a word for a food");
  nutri__done(stmt);
  return rc;
}

int nutri_alias_set(nutri *db, const char *person, const char *text, int64_t food_id) {
  nutri_food food;
  const char *word = NULL;
  int64_t person_id;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK)
    return rc;
  if (person == NULL || text == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_alias_set: person or text is NULL");
  if ((rc = check_word(db, text, &word)) != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = nutri__food_by_id(db, food_id, &food)) == NUTRI_OK)
    rc = store_word(db, NUTRI__Q_ALIAS_SET, person_id, word, NULL, food_id);
  return nutri__end(db, rc);
}

int nutri_alias_remove(nutri *db, const char *person, const char *text) {
  const char *word;
  int64_t person_id;
  int64_t food_id = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK)
    return rc;
  if (person == NULL || text == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_alias_remove: person or text is NULL");
  word = nutri__keep_words(db, text, &rc);
  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = own_word(db, person, person_id, word, &food_id)) == NUTRI_OK)
    rc = store_word(db, NUTRI__Q_ALIAS_REMOVE, person_id, word, NULL, food_id);
  return nutri__end(db, rc);
}

int nutri_alias_rename(nutri *db, const char *person, const char *text, const char *to) {
  const char *word = NULL;
  const char *new_word = NULL;
  char quoted[80];
  int64_t person_id;
  int64_t food_id = 0;
  int64_t other = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK)
    return rc;
  if (person == NULL || text == NULL || to == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_alias_rename: person, text or to is NULL");
  word = nutri__keep_words(db, text, &rc);
  if (rc != NUTRI_OK || (rc = check_word(db, to, &new_word)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = own_word(db, person, person_id, word, &food_id)) == NUTRI_OK) {
    rc = sqlite3_stricmp(word, new_word) == 0 ? NUTRI_ENOTFOUND /* only its capitals change */
                                              : own_word(db, person, person_id, new_word, &other);
    if (rc == NUTRI_OK)
      rc = nutri__fail(db, NUTRI_EEXISTS, "%s has a word '%s' already: merge them, or remove it",
                       person, nutri__quote(new_word, quoted));
    else if (rc == NUTRI_ENOTFOUND)
      rc = store_word(db, NUTRI__Q_ALIAS_RENAME, person_id, word, new_word, food_id);
  }
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK)
    db->errmsg[0] = '\0';
  return rc;
}

int nutri_alias_merge(nutri *db, const char *person, const char *text, const char *into) {
  const char *word;
  const char *kept = NULL;
  int64_t person_id;
  int64_t food_id = 0;
  int64_t before = 0;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK)
    return rc;
  if (person == NULL || text == NULL || into == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_alias_merge: person, text or into is NULL");
  word = nutri__keep_words(db, text, &rc);
  kept = nutri__keep_words(db, into, &rc);
  if (rc != NUTRI_OK || (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__person_id(db, person, &person_id)) == NUTRI_OK &&
      (rc = own_word(db, person, person_id, word, &before)) == NUTRI_OK &&
      (rc = own_word(db, person, person_id, kept, &food_id)) == NUTRI_OK)
    rc = store_word(db, NUTRI__Q_ALIAS_SET, person_id, word, NULL, food_id);
  return nutri__end(db, rc);
}

int nutri_alias_list(nutri *db, const char *person, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK ? nutri__person_cursor(db, person, NULL, NULL, NUTRI__Q_ALIAS_LIST,
                                               NUTRI__ROWS_ALIAS, out)
                        : rc;
}

int nutri_alias_next(nutri_cursor *cursor, nutri_alias *out) {
  nutri_alias alias;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_ALIAS, out);

  if (rc != NUTRI_ROW)
    return rc;
  alias = (nutri_alias){
      .size = sizeof alias,
      .text = nutri__text(cursor->stmt, 0),
      .food_id = sqlite3_column_int64(cursor->stmt, 1),
      .description = nutri__text(cursor->stmt, 2),
      .source = nutri__text(cursor->stmt, 3),
  };
  return nutri__row_out(cursor, out, &alias, sizeof alias);
}
