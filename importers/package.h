/* SPDX-License-Identifier: MIT */
/* What a path holds, without unpacking it to disk: a folder, an archive or one file, as a list of
 * members that are read as streams. */
#ifndef NUTRI_PACKAGE_H
#define NUTRI_PACKAGE_H

#include <stddef.h>
#include <stdint.h>

#define NUTRI__MEMBERS_MAX 10000
#define NUTRI__MEMBER_BYTES (INT64_C(64) << 30) /* a longer member is refused */

struct nutri__package;

enum nutri__package_kind { NUTRI__PACKAGE_FILE, NUTRI__PACKAGE_FOLDER, NUTRI__PACKAGE_ARCHIVE };

struct sqlite3;

struct nutri__member {
  char *name;       /* within the package, as it stands there: never used as a path of the disk */
  const char *base; /* behind the last slash */
  int64_t size;     /* unpacked; -1 = not said */
};

/* Lists what a path holds: of a folder its files, three folders deep. NUTRI_OK, NUTRI_ENOTFOUND,
 * NUTRI_EIO, NUTRI_EFORMAT (a damaged or encrypted archive), NUTRI_ENOMEM; the message is a
 * sentence that names the path. Ownership: *out is owned, free it. */
int nutri__package_open(const char *path, struct nutri__package **out, char *message, size_t size);
void nutri__package_free(struct nutri__package *package);
enum nutri__package_kind nutri__package_kind(const struct nutri__package *package);
size_t nutri__package_count(const struct nutri__package *package);
const struct nutri__member *nutri__package_member(const struct nutri__package *package, size_t i);
/* Leaves out of a folder the files of a database that is open. */
int nutri__package_without(struct nutri__package *package, struct sqlite3 *sql, char *message,
                           size_t size);
/* Refuses members longer than this: for tests. */
void nutri__package_limit(struct nutri__package *package, int64_t bytes);

struct nutri__stream;

/* A member to read, on any one thread; the package must outlive it. Codes as above; the message
 * goes without the member's name. Ownership: *out is owned, close it. */
int nutri__stream_open(const struct nutri__package *package, size_t i, struct nutri__stream **out,
                       char *message, size_t size);
/* The package's own file as it stands: an archive's bytes. */
int nutri__stream_raw(const struct nutri__package *package, struct nutri__stream **out,
                      char *message, size_t size);
/* Reads length bytes; fewer only at the end. */
int nutri__stream_read(struct nutri__stream *stream, char *data, size_t length, size_t *got,
                       char *message, size_t size);
void nutri__stream_close(struct nutri__stream *stream);

/* ---- unpack.c: members of archives. Without libarchive they say so. ------------------------- */

struct nutri__unpacker;

/* Calls member for each file of an archive, in the archive's order. */
typedef int nutri__member_fn(void *user, const char *name, int64_t size);
int nutri__unpack_list(const char *path, nutri__member_fn *member, void *user, char *message,
                       size_t size);
/* The number-th file of an archive, unpacked ahead on a thread of its own. */
int nutri__unpacker_open(const char *path, size_t number, int64_t limit,
                         struct nutri__unpacker **out, char *message, size_t size);
int nutri__unpacker_read(struct nutri__unpacker *unpacker, char *data, size_t length, size_t *got,
                         char *message, size_t size);
void nutri__unpacker_close(struct nutri__unpacker *unpacker);

#endif
