/* SPDX-License-Identifier: MIT */
/* Foods: by number, by key, by name. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "nutri_internal.h"

int nutri__kind_of(const char *kind) {
  if (kind != NULL && strcmp(kind, "supplement") == 0)
    return NUTRI_SUPPLEMENT;
  return kind != NULL && strcmp(kind, "medicine") == 0 ? NUTRI_MEDICINE : NUTRI_FOOD;
}

int nutri__basis_of(const char *basis) {
  if (basis != NULL && strcmp(basis, "ml") == 0)
    return NUTRI_PER_100_ML;
  return basis != NULL && strcmp(basis, "unit") == 0 ? NUTRI_PER_UNIT : NUTRI_PER_100_G;
}

void nutri__food_row(sqlite3_stmt *stmt, nutri_food *food) {
  *food = (nutri_food){
      .size = sizeof *food,
      .food_id = sqlite3_column_int64(stmt, 0),
      .description = nutri__text(stmt, 1),
      .category = nutri__text(stmt, 2),
      .source = nutri__text(stmt, 3),
      .key = nutri__text(stmt, 4),
      .state = nutri__text(stmt, 5),
      .kind = nutri__kind_of(nutri__text(stmt, 6)),
      .basis = nutri__basis_of(nutri__text(stmt, 7)),
      .magnesium_mg = nutri__double(stmt, 8),
      .energy_kcal = nutri__double(stmt, 9),
  };
}

int nutri__food_keep(nutri *db, nutri_food *food) {
  int rc = NUTRI_OK;

  food->description = nutri__keep(db, food->description, &rc);
  food->category = nutri__keep(db, food->category, &rc);
  food->source = nutri__keep(db, food->source, &rc);
  food->key = nutri__keep(db, food->key, &rc);
  food->state = nutri__keep(db, food->state, &rc);
  return rc;
}

/* The one row of a statement as a kept food; NUTRI_ENOTFOUND without a sentence where none. */
static int one_food(nutri *db, sqlite3_stmt *stmt, nutri_food *food) {
  int rc = nutri__step(db, stmt, "reading a food");

  if (rc == NUTRI_OK)
    return NUTRI_ENOTFOUND;
  if (rc != NUTRI_ROW)
    return rc;
  nutri__food_row(stmt, food);
  return nutri__food_keep(db, food);
}

int nutri__food_by_id(nutri *db, int64_t food_id, nutri_food *food) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_FOOD_BY_ID, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food_id);
  if (rc == NUTRI_OK)
    rc = one_food(db, stmt, food);
  if (rc == NUTRI_ENOTFOUND)
    nutri__fail(db, rc, "there is no food %lld", (long long)food_id);
  nutri__done(stmt);
  return rc;
}

/* ndb:011457 as the database has it: ndb:11457. False where the text is no key. */
static bool normal_key(const char *text, char key[120]) {
  static const char *const kinds[] = {"ndb:", "code:", "gtin:", "fdc:"};

  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    size_t n = strlen(kinds[i]);

    if (sqlite3_strnicmp(text, kinds[i], (int)n) != 0)
      continue;
    text += n;
    while (*text == ' ' || (i == 0 && text[0] == '0' && text[1] != '\0'))
      text++;
    snprintf(key, 120, "%s%s", kinds[i], text);
    return true;
  }
  return false;
}

/* A whole number of at most 18 digits. */
static bool parse_id(const char *text, int64_t *id) {
  size_t n = strspn(text, "0123456789");
  int64_t value = 0;

  if (n == 0 || n > 18 || text[n] != '\0')
    return false;
  for (size_t i = 0; i < n; i++)
    value = value * 10 + (text[i] - '0');
  *id = value;
  return true;
}

static int food_by_key(nutri *db, const char *key, nutri_food *food) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int64_t id;
  int rc;

  if (strncmp(key, "fdc:", 4) == 0) {
    if (!parse_id(key + 4, &id))
      return nutri__fail(db, NUTRI_EINVAL,
                         "'%s' is no key: a number goes after fdc:", nutri__quote(key, quoted));
    return nutri__food_by_id(db, id, food);
  }
  rc = nutri__stmt(db, NUTRI__Q_FOOD_BY_KEY, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":key", key);
  if (rc == NUTRI_OK)
    rc = one_food(db, stmt, food);
  if (rc == NUTRI_ENOTFOUND)
    nutri__fail(db, rc, "there is no food with the key %s", nutri__quote(key, quoted));
  nutri__done(stmt);
  return rc;
}

int nutri_food_get(nutri *db, int64_t food_id, nutri_food *out) {
  nutri_food food;
  int rc = nutri__enter(db);

  if (rc == NUTRI_OK)
    rc = nutri__food_by_id(db, food_id, &food);
  return rc == NUTRI_OK ? nutri__out(db, out, &food, sizeof food) : rc;
}

int nutri_food_by_key(nutri *db, const char *key, nutri_food *out) {
  char normal[120];
  char quoted[80];
  nutri_food food;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (key == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_food_by_key: key is NULL");
  if (!normal_key(key, normal))
    return nutri__fail(db, NUTRI_EINVAL,
                       "'%s' is no key: ndb:, code:, gtin: or fdc: and a number was expected",
                       nutri__quote(key, quoted));
  rc = food_by_key(db, normal, &food);
  return rc == NUTRI_OK ? nutri__out(db, out, &food, sizeof food) : rc;
}

/* The person's number for their own words; 0 without a person. */
static int alias_person(nutri *db, const char *person, int64_t *person_id) {
  *person_id = 0;
  return person == NULL ? NUTRI_OK : nutri__person_id(db, person, person_id);
}

int nutri__food_exact(nutri *db, int64_t person_id, const char *text, nutri_food *food) {
  sqlite3_stmt *stmt = NULL;
  char key[120];
  char quoted[80];
  int64_t id;
  int64_t tie = 0;
  int rc = NUTRI_OK;

  text = nutri__keep_words(db, text, &rc);
  if (rc != NUTRI_OK)
    return rc;
  if (parse_id(text, &id))
    return nutri__food_by_id(db, id, food);
  if (normal_key(text, key))
    return food_by_key(db, key, food);
  rc = nutri__stmt(db, NUTRI__Q_FOOD_BY_NAME, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":name", text);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":person", person_id);
  if (rc == NUTRI_OK)
    rc = one_food(db, stmt, food);
  if (rc == NUTRI_OK) {
    tie = sqlite3_column_int64(stmt, 10);
    while ((rc = nutri__step(db, stmt, "looking for a food")) == NUTRI_ROW)
      if (sqlite3_column_int64(stmt, 10) != tie) {
        rc = nutri__fail(db, NUTRI_EAMBIGUOUS, "'%s' names several foods",
                         nutri__quote(text, quoted));
        break;
      }
  } else if (rc == NUTRI_ENOTFOUND) {
    nutri__fail(db, rc, "no food is named '%s'", nutri__quote(text, quoted));
  }
  nutri__done(stmt);
  return rc;
}

/* The best hit of a search, and whether another food of the same source stands beside it. */
static int best_hit(nutri *db, nutri_cursor *hits, nutri_food *food, int64_t *best_rank,
                    bool *several) {
  nutri_food hit = {.size = sizeof hit};
  int64_t tie = 0;
  int rc;

  *best_rank = -1;
  *several = false;
  while ((rc = nutri__search_step(hits, &hit)) == NUTRI_ROW) {
    int64_t rank = sqlite3_column_int64(hits->stmt, 10);

    if (*best_rank >= 0 && sqlite3_column_int(hits->stmt, 12) != 0)
      continue; /* an older version of what was found */
    if (*best_rank < 0 || rank < *best_rank) {
      *best_rank = rank;
      *several = false;
      tie = sqlite3_column_int64(hits->stmt, 11);
      *food = hit;
      if ((rc = nutri__food_keep(db, food)) != NUTRI_OK)
        return rc;
    } else if (rank == *best_rank && sqlite3_column_int64(hits->stmt, 11) != tie) {
      *several = true;
    }
  }
  return rc;
}

int nutri__food_words(nutri *db, const char *text, nutri_food *food, int64_t *source_rank) {
  nutri_cursor *hits = NULL;
  char quoted[80];
  int64_t rank = -1;
  bool several = false;
  int rc = nutri__search_open(db, text, NUTRI__MATCH_NAMES, NUTRI__SEARCH_MAX, -1, &hits);

  if (rc == NUTRI_OK)
    rc = best_hit(db, hits, food, &rank, &several);
  nutri_cursor_close(hits);
  if (source_rank != NULL)
    *source_rank = rank;
  if (rc == NUTRI_OK && rank >= 0 && strlen(text) > 2 && !several)
    return NUTRI_OK;
  if (rc == NUTRI_OK && rank >= 0)
    return nutri__fail(db, NUTRI_EAMBIGUOUS, "'%s' fits several foods", nutri__quote(text, quoted));
  hits = NULL;
  if (rc == NUTRI_OK)
    rc = nutri__search_open(db, text, NUTRI__MATCH_WORDS, 1, -1, &hits);
  if (rc == NUTRI_OK)
    rc = best_hit(db, hits, food, &rank, &several);
  nutri_cursor_close(hits);
  if (rc != NUTRI_OK)
    return rc;
  if (rank < 0)
    return nutri__fail(db, NUTRI_ENOTFOUND, "no food has the words '%s'",
                       nutri__quote(text, quoted));
  return nutri__fail(db, NUTRI_EAMBIGUOUS, "no food is named '%s'; did you mean %s?",
                     nutri__quote(text, quoted), food->description);
}

int nutri__food_heard_of(nutri *db, int64_t person_id, const char *text, nutri_food *food,
                         bool *unheard) {
  char key[120];
  int64_t rank = -1;
  int64_t id;
  int rc = nutri__food_exact(db, person_id, text, food);

  *unheard = false;
  if (rc == NUTRI_ENOTFOUND && !parse_id(text, &id) && !normal_key(text, key)) {
    db->errmsg[0] = '\0';
    rc = nutri__food_words(db, text, food, &rank);
    *unheard = rank < 0 && (rc == NUTRI_ENOTFOUND || rc == NUTRI_EAMBIGUOUS);
  }
  return rc;
}

int nutri__food_named(nutri *db, int64_t person_id, const char *text, nutri_food *food) {
  bool unheard;

  return nutri__food_heard_of(db, person_id, text, food, &unheard);
}

int nutri_food_find(nutri *db, const char *person, const char *text, nutri_food *out) {
  nutri_food food;
  int64_t person_id;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (text == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_food_find: text is NULL");
  rc = alias_person(db, person, &person_id);
  if (rc == NUTRI_OK)
    rc = nutri__food_named(db, person_id, text, &food);
  return rc == NUTRI_OK ? nutri__out(db, out, &food, sizeof food) : rc;
}

int nutri__food_choice(nutri *db, int64_t person_id, const char *text, int limit,
                       nutri_cursor **out) {
  nutri_food food;
  int64_t rank = -1;
  int rc = nutri__food_exact(db, person_id, text, &food);

  if (rc == NUTRI_ENOTFOUND) /* only words fit: among the foods of the first source that has them */
    rc = nutri__food_words(db, text, &food, &rank);
  if (rc != NUTRI_OK && rc != NUTRI_EAMBIGUOUS && rc != NUTRI_ENOTFOUND)
    return rc;
  db->errmsg[0] = '\0';
  return nutri__search_open(db, text, NUTRI__MATCH_WORDS, limit, rank, out);
}

int nutri_food_candidates(nutri *db, const char *person, const char *text, int limit,
                          nutri_cursor **out) {
  int64_t person_id;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (text == NULL || out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_food_candidates: text or out is NULL");
  rc = alias_person(db, person, &person_id);
  return rc == NUTRI_OK ? nutri__food_choice(db, person_id, text, limit, out) : rc;
}
