/* SPDX-License-Identifier: MIT */
#include "support_person.h"

const char *file_path(void) {
  static char path[1024];

  if (path[0] == '\0')
    snprintf(path, sizeof path, "%s", temp_path("ann.nutri"));
  return path;
}

int take(void *user, const void *bytes, size_t size) {
  struct bytes *b = user;

  b->at = realloc(b->at, b->size + size);
  ck_assert_ptr_nonnull(b->at);
  memcpy(b->at + b->size, bytes, size);
  b->size += size;
  return 0;
}

nutri_person_data exported(const char *person, const char *path) {
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  struct bytes b = {NULL, 0};

  OK(nutri_person_export(db, person, take, &b, &data));
  write_file(path, b.at, b.size);
  free(b.at);
  return data;
}

nutri *opened(const char *path, uint32_t flags) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri *made = NULL;

  ck_assert_msg(nutri_open(path, flags, &made, &err) == NUTRI_OK, "%s", err.message);
  ck_assert_int_eq(sqlite3_exec(nutri_sqlite(made), "PRAGMA synchronous=OFF", NULL, NULL, NULL),
                   SQLITE_OK);
  return made;
}

sqlite3_stmt *asked(nutri *where, const char *query) {
  sqlite3_stmt *stmt = NULL;

  ck_assert_msg(sqlite3_prepare_v2(nutri_sqlite(where), query, -1, &stmt, NULL) == SQLITE_OK,
                "%s: %s", query, sqlite3_errmsg(nutri_sqlite(where)));
  return stmt;
}

bool holds(const char *bytes, size_t size, const char *text) {
  size_t length = strlen(text);

  for (const char *at = bytes; bytes != NULL && size - (size_t)(at - bytes) >= length; at++) {
    at = memchr(at, text[0], size - (size_t)(at - bytes) - length + 1);
    if (at == NULL)
      return false;
    if (memcmp(at, text, length) == 0)
      return true;
  }
  return false;
}
