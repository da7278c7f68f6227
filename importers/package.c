/* SPDX-License-Identifier: MIT */
/* Folders, files and archives as lists of members. */
#include "package.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import_internal.h"

#define FOLDERS_DEEP 3
#define MAGIC_BYTES 264 /* tar's stands at 257 */

struct nutri__package {
  enum nutri__package_kind kind;
  char *path;
  struct nutri__member *member;
  size_t count;
  size_t size;
  int64_t limit;
};

struct nutri__stream {
  int fd;
  struct nutri__unpacker *unpacker; /* NULL = fd */
};

/* ---- members ------------------------------------------------------------------------------- */

static int no_memory(char *message, size_t size) {
  snprintf(message, size, "out of memory");
  return NUTRI_ENOMEM;
}

static int system_error(const char *path, char *message, size_t size) {
  int code = errno == ENOENT || errno == ENOTDIR ? NUTRI_ENOTFOUND : NUTRI_EIO;
  char why[200] = "";

  if (strerror_r(errno, why, sizeof why) != 0)
    snprintf(why, sizeof why, "error %d", errno);
  snprintf(message, size, "%s%scannot be read: %s", path, path[0] != '\0' ? " " : "", why);
  return code;
}

static const char *base_of(const char *name) {
  const char *base = name;

  for (const char *c = name; *c != '\0'; c++)
    if (*c == '/' || *c == '\\')
      base = c + 1;
  return base;
}

static int add_member(struct nutri__package *package, const char *name, int64_t size) {
  struct nutri__member *member;

  if (package->count == package->size) {
    size_t more = package->size > 0 ? 2 * package->size : 32;
    struct nutri__member *bigger = sqlite3_realloc64(package->member, more * sizeof *bigger);

    if (bigger == NULL)
      return NUTRI_ENOMEM;
    package->member = bigger;
    package->size = more;
  }
  member = &package->member[package->count];
  member->name = sqlite3_mprintf("%s", name);
  if (member->name == NULL)
    return NUTRI_ENOMEM;
  member->base = base_of(member->name);
  member->size = size;
  package->count++;
  return NUTRI_OK;
}

/* ---- folders ------------------------------------------------------------------------------- */

struct walk {
  struct nutri__package *package;
  char *message;
  size_t size;
};

static int walk_folder(struct walk *walk, const char *inside, int depth);

/* A file is a member; a folder is gone into, one behind a symbolic link is not. */
static int walk_entry(struct walk *walk, const char *inside, const char *name, int depth) {
  struct nutri__package *package = walk->package;
  char *relative = sqlite3_mprintf("%s%s", inside, name);
  char *path = sqlite3_mprintf("%s/%s%s", package->path, inside, name);
  char *folder = sqlite3_mprintf("%s%s/", inside, name);
  struct stat st;
  int rc = NUTRI_OK;

  if (relative == NULL || path == NULL || folder == NULL)
    rc = no_memory(walk->message, walk->size);
  else if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
    rc = depth < FOLDERS_DEEP ? walk_folder(walk, folder, depth + 1) : NUTRI_OK;
  else if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
    rc = add_member(package, relative, (int64_t)st.st_size);
  sqlite3_free(folder);
  sqlite3_free(path);
  sqlite3_free(relative);
  return rc;
}

static int walk_folder(struct walk *walk, const char *inside, int depth) {
  char *path = sqlite3_mprintf("%s/%s", walk->package->path, inside);
  const struct dirent *entry;
  DIR *dir;
  int rc = NUTRI_OK;

  if (path == NULL)
    return no_memory(walk->message, walk->size);
  dir = opendir(path);
  if (dir == NULL) {
    rc = system_error(path, walk->message, walk->size);
    sqlite3_free(path);
    return rc;
  }
  sqlite3_free(path);
  while (rc == NUTRI_OK && (entry = readdir(dir)) != NULL) {
    if (entry->d_name[0] == '.')
      continue;
    rc = walk_entry(walk, inside, entry->d_name, depth);
    if (rc == NUTRI_OK && walk->package->count > NUTRI__MEMBERS_MAX) {
      snprintf(walk->message, walk->size, "%s holds more than %d files: no folder of food data",
               walk->package->path, NUTRI__MEMBERS_MAX);
      rc = NUTRI_EFORMAT;
    }
  }
  closedir(dir);
  return rc;
}

/* By name: the order of a directory is arbitrary. */
static void sort_members(struct nutri__package *package) {
  for (size_t i = 1; i < package->count; i++) {
    struct nutri__member member = package->member[i];
    size_t at = i;

    for (; at > 0 && strcmp(package->member[at - 1].name, member.name) > 0; at--)
      package->member[at] = package->member[at - 1];
    package->member[at] = member;
  }
}

/* ---- archives ------------------------------------------------------------------------------ */

/* By what a file begins with: names lie. */
static bool is_archive(const char *data, size_t length) {
  static const struct {
    size_t at;
    const char *magic;
    size_t length;
  } known[] = {
      {0, "PK\003\004", 4}, {0, "PK\005\006", 4}, {0, "\037\213", 2}, {0, "7z\274\257", 4},
      {0, "\3757zXZ", 6},   {0, "BZh", 3},        {257, "ustar", 5},  {0, "\050\265\057\375", 4},
  };

  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (length >= known[i].at + known[i].length &&
        memcmp(data + known[i].at, known[i].magic, known[i].length) == 0)
      return true;
  return false;
}

static int add_packed(void *user, const char *name, int64_t size) {
  struct nutri__package *package = user;

  return package->count < NUTRI__MEMBERS_MAX ? add_member(package, name, size) : NUTRI_EFORMAT;
}

static int list_archive(struct nutri__package *package, char *message, size_t size) {
  int rc = nutri__unpack_list(package->path, add_packed, package, message, size);

  if (rc != NUTRI_OK)
    return rc;
  for (size_t i = 0; i < package->count; i++)
    if (strcmp(package->member[i].name, "[Content_Types].xml") == 0) {
      snprintf(message, size, "%s is a workbook: save its sheet as CSV and import that",
               package->path);
      return NUTRI_EFORMAT;
    }
  package->kind = NUTRI__PACKAGE_ARCHIVE;
  return NUTRI_OK;
}

/* ---- packages ------------------------------------------------------------------------------ */

static int list_file(struct nutri__package *package, const struct stat *st, char *message,
                     size_t size) {
  char magic[MAGIC_BYTES];
  size_t got = 0;
  struct nutri__stream *stream = NULL;
  int rc = nutri__stream_raw(package, &stream, message, size);

  if (rc == NUTRI_OK &&
      (rc = nutri__stream_read(stream, magic, sizeof magic, &got, message, size)) == NUTRI_EIO)
    (void)system_error(package->path, message, size);
  nutri__stream_close(stream);
  if (rc != NUTRI_OK)
    return rc;
  if (is_archive(magic, got))
    return list_archive(package, message, size);
  rc = add_member(package, base_of(package->path), (int64_t)st->st_size);
  return rc == NUTRI_OK ? rc : no_memory(message, size);
}

int nutri__package_open(const char *path, struct nutri__package **out, char *message, size_t size) {
  struct nutri__package *package;
  struct stat st;
  int rc;

  if (stat(path, &st) != 0)
    return system_error(path, message, size);
  if (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode)) {
    snprintf(message, size, "%s is neither a file nor a folder", path);
    return NUTRI_EFORMAT;
  }
  package = sqlite3_malloc64(sizeof *package);
  if (package == NULL)
    return no_memory(message, size);
  memset(package, 0, sizeof *package);
  package->limit = NUTRI__MEMBER_BYTES;
  package->path = sqlite3_mprintf("%s", path);
  if (package->path == NULL) {
    rc = no_memory(message, size);
  } else if (S_ISDIR(st.st_mode)) {
    struct walk walk = {package, message, size};

    package->kind = NUTRI__PACKAGE_FOLDER;
    rc = walk_folder(&walk, "", 0);
    sort_members(package);
  } else {
    rc = list_file(package, &st, message, size);
  }
  if (rc == NUTRI_OK)
    *out = package;
  else
    nutri__package_free(package);
  return rc;
}

int nutri__package_without(struct nutri__package *package, sqlite3 *sql, char *message,
                           size_t size) {
  size_t kept = 0;

  if (package->kind != NUTRI__PACKAGE_FOLDER)
    return NUTRI_OK;
  for (size_t i = 0; i < package->count; i++) {
    char *path = sqlite3_mprintf("%s/%s", package->path, package->member[i].name);
    bool is_open = path != NULL && nutri__file_is_open(sql, path);

    sqlite3_free(path);
    if (path == NULL)
      return no_memory(message, size);
    if (!is_open) {
      struct nutri__member member = package->member[kept];

      package->member[kept++] = package->member[i];
      package->member[i] = member; /* to be freed */
    }
  }
  while (package->count > kept)
    sqlite3_free(package->member[--package->count].name);
  return NUTRI_OK;
}

void nutri__package_free(struct nutri__package *package) {
  if (package == NULL)
    return;
  for (size_t i = 0; i < package->count; i++)
    sqlite3_free(package->member[i].name);
  sqlite3_free(package->member);
  sqlite3_free(package->path);
  sqlite3_free(package);
}

enum nutri__package_kind nutri__package_kind(const struct nutri__package *package) {
  return package->kind;
}

size_t nutri__package_count(const struct nutri__package *package) { return package->count; }

const struct nutri__member *nutri__package_member(const struct nutri__package *package, size_t i) {
  return &package->member[i];
}

void nutri__package_limit(struct nutri__package *package, int64_t bytes) { package->limit = bytes; }

/* ---- streams ------------------------------------------------------------------------------- */

static int too_long(char *message, size_t size) {
  snprintf(message, size, "is over %lld GiB unpacked: no table of foods is that long",
           (long long)(NUTRI__MEMBER_BYTES >> 30));
  return NUTRI_EFORMAT;
}

static int open_file(const char *path, struct nutri__stream **out, char *message, size_t size) {
  struct nutri__stream *stream;
  int fd = open(path, O_RDONLY | O_CLOEXEC);

  if (fd < 0) {
    (void)system_error("", message, size);
    return NUTRI_EIO;
  }
  stream = sqlite3_malloc64(sizeof *stream);
  if (stream == NULL) {
    (void)close(fd);
    return no_memory(message, size);
  }
  *stream = (struct nutri__stream){fd, NULL};
  *out = stream;
  return NUTRI_OK;
}

static int open_packed(const struct nutri__package *package, size_t i, struct nutri__stream **out,
                       char *message, size_t size) {
  struct nutri__stream *stream = sqlite3_malloc64(sizeof *stream);
  int rc;

  if (stream == NULL)
    return no_memory(message, size);
  *stream = (struct nutri__stream){-1, NULL};
  rc = nutri__unpacker_open(package->path, i, package->limit, &stream->unpacker, message, size);
  if (rc == NUTRI_OK)
    *out = stream;
  else
    sqlite3_free(stream);
  return rc;
}

int nutri__stream_open(const struct nutri__package *package, size_t i, struct nutri__stream **out,
                       char *message, size_t size) {
  const struct nutri__member *member = &package->member[i];
  char *path;
  int rc;

  if (member->size > package->limit)
    return too_long(message, size);
  if (package->kind == NUTRI__PACKAGE_ARCHIVE)
    return open_packed(package, i, out, message, size);
  if (package->kind == NUTRI__PACKAGE_FILE)
    return open_file(package->path, out, message, size);
  path = sqlite3_mprintf("%s/%s", package->path, member->name);
  if (path == NULL)
    return no_memory(message, size);
  rc = open_file(path, out, message, size);
  sqlite3_free(path);
  return rc;
}

int nutri__stream_raw(const struct nutri__package *package, struct nutri__stream **out,
                      char *message, size_t size) {
  int rc = open_file(package->path, out, message, size);

  if (rc != NUTRI_EIO)
    return rc;
  (void)system_error(package->path, message, size);
  return NUTRI_EIO;
}

int nutri__stream_read(struct nutri__stream *stream, char *data, size_t length, size_t *got,
                       char *message, size_t size) {
  *got = 0;
  if (stream->unpacker != NULL)
    return nutri__unpacker_read(stream->unpacker, data, length, got, message, size);
  while (*got < length) {
    ssize_t part = read(stream->fd, data + *got, length - *got);

    if (part < 0 && errno == EINTR)
      continue;
    if (part < 0) {
      (void)system_error("", message, size);
      return NUTRI_EIO;
    }
    if (part == 0)
      break;
    *got += (size_t)part;
  }
  return NUTRI_OK;
}

void nutri__stream_close(struct nutri__stream *stream) {
  if (stream == NULL)
    return;
  nutri__unpacker_close(stream->unpacker);
  if (stream->fd >= 0)
    (void)close(stream->fd); /* it was only read */
  sqlite3_free(stream);
}
