/* SPDX-License-Identifier: MIT */
/* What the tests of a person as a whole share: files that a person goes to. */
#ifndef SUPPORT_PERSON_H
#define SUPPORT_PERSON_H

#include "support.h"

/* To the last bit. */
#define SAME(value, wanted) ck_assert_double_eq(value, wanted)

/* The person's file: unlike temp_path()'s it stays. */
const char *file_path(void);
/* Bytes as nutri_person_export() hands them out: user of take(). */
struct bytes {
  char *at;
  size_t size;
};
int take(void *user, const void *bytes, size_t size);
/* Exports a person of db to a file. */
nutri_person_data exported(const char *person, const char *path);
/* Opens a database; no waiting for the disk. */
nutri *opened(const char *path, uint32_t flags);
/* A statement of a database, prepared. */
sqlite3_stmt *asked(nutri *where, const char *query);
/* Whether a text stands in bytes (NULL: no). */
bool holds(const char *bytes, size_t size, const char *text);

#endif
