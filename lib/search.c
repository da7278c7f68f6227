/* SPDX-License-Identifier: MIT */
/* The search by words. What the user types is words, never FTS5 syntax. */
#include <stdio.h>
#include <string.h>

#include "nutri_internal.h"

#define MAX_WORDS 64
#define MAX_WORD 60

struct words {
  int count;
  char word[MAX_WORDS][MAX_WORD + 1];
};

int nutri__search_probe(nutri *db) {
  const nutri__sql *sql = &nutri__query_sql[NUTRI__Q_SEARCH_PROBE];
  sqlite3_stmt *stmt = NULL;
  int code =
      sqlite3_prepare_v2(db->sql, (const char *)sql->text, (int)sql->length + 1, &stmt, NULL);

  sqlite3_finalize(stmt);
  db->has_fts = code == SQLITE_OK;
  /* Without the module, or the table, it is an SQLITE_ERROR and nothing else. */
  return db->has_fts || code == SQLITE_ERROR ? NUTRI_OK
                                             : nutri__fail_sql(db, "looking for the search index");
}

int nutri__search_build(nutri *db) {
  int rc = nutri__exists(db, NUTRI__Q_SEARCH_MODULE, NULL, NULL, &db->has_fts);

  /* An SQLite without FTS5 cannot make the table; then search looks through the foods. */
  if (rc != NUTRI_OK || !db->has_fts)
    return rc;
  if ((rc = nutri__run_query(db, NUTRI__Q_SEARCH_CREATE, "making the search index")) == NUTRI_OK &&
      (rc = nutri__run_query(db, NUTRI__Q_SEARCH_CLEAR, "emptying the search index")) == NUTRI_OK &&
      (rc = nutri__run_query(db, NUTRI__Q_SEARCH_FILL, "filling the search index")) == NUTRI_OK)
    rc = nutri__run_query(db, NUTRI__Q_SEARCH_CLEAN, "noting that the search index is up to date");
  return rc;
}

static int is_dirty(nutri *db, bool *dirty) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_SEARCH_IS_DIRTY, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "looking at the search index")) == NUTRI_ROW) {
    *dirty = sqlite3_column_int(stmt, 0) != 0;
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

int nutri__search_refresh(nutri *db) {
  bool dirty = false;
  int rc;

  if (!db->has_fts || db->readonly)
    return NUTRI_OK;
  rc = is_dirty(db, &dirty);
  if (rc != NUTRI_OK || !dirty)
    return rc;
  rc = nutri__begin(db);
  if (rc == NUTRI_OK) {
    if ((rc = nutri__run_query(db, NUTRI__Q_SEARCH_DROP_DIRTY, "updating the search index")) ==
            NUTRI_OK &&
        (rc = nutri__run_query(db, NUTRI__Q_SEARCH_FILL_DIRTY, "updating the search index")) ==
            NUTRI_OK)
      rc = nutri__run_query(db, NUTRI__Q_SEARCH_CLEAN, "updating the search index");
    rc = nutri__end(db, rc);
  }
  if (rc == NUTRI_EBUSY || rc == NUTRI_EREADONLY) {
    db->errmsg[0] = '\0'; /* the search looks through what is left over itself */
    return NUTRI_OK;
  }
  return rc;
}

static bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (unsigned char)c >= 0x80;
}

/* Splits text into words of letters and digits; bytes from 0x80 up count as letters. False where
 * there are more than were taken, or one was cut. */
static bool split(const char *text, struct words *words) {
  const char *p = text;
  bool all = true;

  words->count = 0;
  for (;;) {
    size_t n = 0;

    while (*p != '\0' && !is_word_byte(*p))
      p++;
    if (*p == '\0')
      return all;
    if (words->count == MAX_WORDS)
      return false;
    for (; is_word_byte(*p); p++)
      if (n < MAX_WORD)
        words->word[words->count][n++] = *p;
      else
        all = false;
    words->word[words->count++][n] = '\0';
  }
}

/* FTS5's expression for all the words, each quoted. */
static void match_of(const struct words *words, enum nutri__match how, char *match, size_t size) {
  size_t n =
      (size_t)snprintf(match, size, "%s(", how == NUTRI__MATCH_NAMES ? "description : " : "");

  for (int i = 0; i < words->count; i++)
    n += (size_t)snprintf(match + n, size - n, "%s\"%s\"%s", i > 0 ? " AND " : "", words->word[i],
                          how == NUTRI__MATCH_BEGINNINGS ? "*" : "");
  snprintf(match + n, size - n, ")");
}

/* The words, a space after each; the first three alone too: the foods they begin come first. */
static int bind_words(nutri *db, sqlite3_stmt *stmt, const struct words *words) {
  static const char *const names[] = {":word1", ":word2", ":word3"};
  char all[MAX_WORDS * (MAX_WORD + 1) + 1];
  size_t n = 0;
  int rc;

  for (int i = 0; i < words->count; i++)
    n += (size_t)snprintf(all + n, sizeof all - n, "%s ", words->word[i]);
  rc = nutri__bind_text(db, stmt, ":words", all);
  for (int i = 0; i < (int)(sizeof names / sizeof names[0]) && rc == NUTRI_OK; i++)
    rc = nutri__bind_text(db, stmt, names[i], i < words->count ? words->word[i] : NULL);
  return rc;
}

static int bind_search(nutri *db, sqlite3_stmt *stmt, const char *text, const struct words *words,
                       enum nutri__match how, int limit, int64_t source_rank) {
  char match[MAX_WORDS * (MAX_WORD + 10) + 20];
  int rc = bind_words(db, stmt, words);

  if (rc == NUTRI_OK && db->has_fts) {
    match_of(words, how, match, sizeof match);
    rc = nutri__bind_text(db, stmt, ":match", match);
  }
  text = nutri__keep_words(db, text, &rc);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":text", text);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":limit", limit);
  if (rc == NUTRI_OK && source_rank >= 0)
    rc = nutri__bind_int(db, stmt, ":source_rank", source_rank);
  return rc;
}

static int too_long(nutri *db, int code, const char *text) {
  char quoted[80];

  return nutri__fail(db, code, "a search has at most %d words of at most %d bytes: '%s' has more",
                     MAX_WORDS, MAX_WORD, nutri__quote(text, quoted));
}

int nutri__search_open(nutri *db, const char *text, enum nutri__match how, int limit,
                       int64_t source_rank, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  struct words words;
  bool behind = false;
  int rc;

  if (limit < 1 || limit > NUTRI__SEARCH_MAX)
    return nutri__fail(db, NUTRI_EINVAL, "a search's limit is 1 to %d, not %d", NUTRI__SEARCH_MAX,
                       limit);
  /* A food's name may be longer than any search: then no words find it. */
  if (!split(text, &words) && how == NUTRI__MATCH_NAMES)
    return too_long(db, NUTRI_ENOTFOUND, text);
  if (words.count == 0)
    return nutri__fail(db, NUTRI_EINVAL, "there is no word to search for");
  rc = nutri__search_refresh(db);
  if (rc == NUTRI_OK && db->has_fts && how == NUTRI__MATCH_WORDS)
    rc = is_dirty(db, &behind);
  if (rc != NUTRI_OK)
    return rc;
  /* Foods that the index has not seen match by a part of a word: "alm" would find an almond of
   * theirs as if it were all, and the beginnings in the index would not be asked for. */
  if (behind)
    how = NUTRI__MATCH_BEGINNINGS;
  rc = nutri__cursor_open(db, db->has_fts ? NUTRI__Q_SEARCH_FTS : NUTRI__Q_SEARCH_LIKE,
                          NUTRI__ROWS_FOOD, &cursor);
  if (rc == NUTRI_OK)
    rc = bind_search(db, cursor->stmt, text, &words, how, limit, source_rank);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, cursor->stmt, "searching foods");
  if (rc == NUTRI_OK && db->has_fts && how == NUTRI__MATCH_WORDS) { /* try them as beginnings */
    sqlite3_reset(cursor->stmt);
    rc = bind_search(db, cursor->stmt, text, &words, NUTRI__MATCH_BEGINNINGS, limit, source_rank);
    if (rc == NUTRI_OK)
      rc = nutri__step(db, cursor->stmt, "searching foods");
  }
  if (rc < 0) {
    nutri_cursor_close(cursor);
    return rc;
  }
  cursor->has_row = rc == NUTRI_ROW;
  cursor->ended = rc == NUTRI_OK;
  *out = cursor;
  return NUTRI_OK;
}

int nutri__search_step(nutri_cursor *cursor, nutri_food *food) {
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_FOOD, food);

  if (rc == NUTRI_ROW)
    nutri__food_row(cursor->stmt, food);
  return rc;
}

int nutri_food_search(nutri *db, const char *text, int limit, uint32_t flags, nutri_cursor **out) {
  struct words words;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (text == NULL || out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_food_search: text or out is NULL");
  if (flags != 0)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_food_search: unknown flag %#x", flags);
  if (!split(text, &words))
    return too_long(db, NUTRI_EINVAL, text);
  return nutri__search_open(db, text, NUTRI__MATCH_WORDS, limit, -1, out);
}

int nutri_food_next(nutri_cursor *cursor, nutri_food *out) {
  nutri_food food;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_FOOD, out);

  if (rc != NUTRI_ROW)
    return rc;
  nutri__food_row(cursor->stmt, &food);
  rc = nutri__out(cursor->db, out, &food, sizeof food);
  return rc == NUTRI_OK ? NUTRI_ROW : rc;
}
