/* SPDX-License-Identifier: MIT */
/* The file of a database, and what stands beside it, before SQLite opens them. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nutri_internal.h"

#define LINKS_MAX 40
#define PATH_SIZE 4096
#define MAKING_TRIES 40
#define MAKING_WAIT_MS 50

/* What SQLite puts beside a file: its log of changes, that log's index, a journal. */
static const char *const beside[] = {"-wal", "-shm", "-journal"};

/* Looks at the file beside path; false where there is none. */
static bool look_beside(const char *path, const char *suffix, struct stat *about) {
  char name[PATH_SIZE + 16]; /* longer paths cannot be opened; memory may be out */

  snprintf(name, sizeof name, "%s%s", path, suffix);
  return lstat(name, about) == 0;
}

bool nutri__file_is_beside(const char *path, const char *suffix) {
  struct stat about;

  return look_beside(path, suffix, &about) && about.st_size > 0;
}

/* ---- making one ---------------------------------------------------------------------------- */

/* The name of what stands beside a file, or NULL. */
static const char *first_beside(const char *path) {
  struct stat about;

  for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++)
    if (look_beside(path, beside[i], &about))
      return beside[i];
  return NULL;
}

/* What was left beside a file that is no more, or empty, would be read with the new one, or be
 * removed with it. */
static int refuse_left(nutri *db, const char *path, const char *left) {
  return nutri__fail(db, NUTRI_EEXISTS,
                     "%s%s is there, of a database that is not: to make a new one here, move it"
                     " away or remove it",
                     path, left);
}

/* Looked at in this order, it is not what another program that makes the same file has put there.
 */
static int check_nothing_left(nutri *db, const char *path) {
  const char *left = first_beside(path);
  struct stat about;

  return left != NULL && lstat(path, &about) != 0 && errno == ENOENT ? refuse_left(db, path, left)
                                                                     : NUTRI_OK;
}

static bool is_empty(const char *path) {
  struct stat about;

  return stat(path, &about) == 0 && about.st_size == 0;
}

int nutri__file_check_empty(nutri *db, const char *path, bool creates) {
  const char *left = first_beside(path);

  if (!is_empty(path))
    return NUTRI_OK;
  if (!creates)
    return nutri__fail(db, NUTRI_ENOTADB, "%s is empty: a nutri database was expected", path);
  /* Another program that just makes it has its journal there for a moment. */
  for (int i = 0; left != NULL && i < MAKING_TRIES && is_empty(path); i++) {
    sqlite3_sleep(MAKING_WAIT_MS);
    left = first_beside(path);
  }
  return left != NULL && is_empty(path) ? refuse_left(db, path, left) : NUTRI_OK;
}

int nutri__file_make(nutri *db, const char *path, bool *made) {
  int rc = check_nothing_left(db, path);
  int fd;

  if (rc != NUTRI_OK)
    return rc;
  fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  *made = fd >= 0;
  if (fd >= 0) {
    int wrong = fchmod(fd, 0600) != 0 ? errno : 0; /* whatever the umask took away */

    if (close(fd) != 0 && wrong == 0)
      wrong = errno;
    return wrong == 0 ? NUTRI_OK : nutri__fail(db, NUTRI_EIO, "%s: %s", path, strerror(wrong));
  }
  if (errno == EEXIST)
    return NUTRI_OK;
  return nutri__fail(db, errno == ENOENT ? NUTRI_ENOTFOUND : NUTRI_EIO, "%s cannot be made: %s",
                     path, strerror(errno));
}

void nutri__file_unmake(const char *path) {
  if (first_beside(path) == NULL)
    (void)unlink(path);
}

/* The file is not opened: another thread of this program may be filling it, and closing would take
 * its locks away. */
int nutri__file_take_empty(nutri *db, const char *path) {
  struct stat about;

  if (lstat(path, &about) == 0 && S_ISLNK(about.st_mode))
    return nutri__fail(db, NUTRI_EIO,
                       "%s is a link to an empty file: no database is made at its other end", path);
  if (fchmodat(AT_FDCWD, path, 0600, AT_SYMLINK_NOFOLLOW) == 0 ||
      ((errno == EOPNOTSUPP || errno == ENOSYS) && chmod(path, 0600) == 0))
    return NUTRI_OK;
  return nutri__fail(db, NUTRI_EIO, "%s: %s", path, strerror(errno));
}

/* ---- one that is there --------------------------------------------------------------------- */

int nutri__file_check(nutri *db, const char *path) {
  struct stat about;

  if (stat(path, &about) != 0 && errno == ENOENT && lstat(path, &about) == 0)
    return nutri__fail(db, NUTRI_ENOTFOUND, "%s is a link to a file that is not there", path);
  if (stat(path, &about) != 0)
    return nutri__fail(db, errno == ENOENT || errno == ENOTDIR ? NUTRI_ENOTFOUND : NUTRI_EIO,
                       "%s cannot be opened: %s", path, strerror(errno));
  if (S_ISDIR(about.st_mode))
    return nutri__fail(db, NUTRI_ENOTADB, "%s is a directory: a nutri database was expected", path);
  if (!S_ISREG(about.st_mode))
    return nutri__fail(db, NUTRI_ENOTADB, "%s is no regular file: a nutri database was expected",
                       path);
  return NUTRI_OK;
}

static bool is_same(const char *path, const struct stat *file) {
  struct stat about;

  return stat(path, &about) == 0 && about.st_dev == file->st_dev && about.st_ino == file->st_ino;
}

bool nutri__file_is_open(sqlite3 *sql, const char *path) {
  const char *own = sqlite3_db_filename(sql, "main");
  struct stat file;
  char name[PATH_SIZE + 16];

  if (own == NULL || own[0] == '\0' || stat(path, &file) != 0)
    return false;
  for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
    snprintf(name, sizeof name, "%s%s", own, beside[i]);
    if (is_same(name, &file))
      return true;
  }
  return is_same(own, &file);
}

/* Where the link at path leads, one step: NULL with *wrong 0 where it is none. */
static char *follow(const char *path, int *wrong) {
  char target[PATH_SIZE];
  const char *slash = strrchr(path, '/');
  ssize_t length = readlink(path, target, sizeof target);
  char *next;

  *wrong = 0;
  if (length < 0 || length == (ssize_t)sizeof target) {
    *wrong = length >= 0 ? ENAMETOOLONG : errno == EINVAL ? 0 : errno;
    return NULL;
  }
  next = target[0] == '/' || slash == NULL
             ? sqlite3_mprintf("%.*s", (int)length, target)
             : sqlite3_mprintf("%.*s%.*s", (int)(slash + 1 - path), path, (int)length, target);
  *wrong = next == NULL ? ENOMEM : 0;
  return next;
}

int nutri__file_end(nutri *db, const char *path, char **end) {
  int wrong = 0;
  char *at = sqlite3_mprintf("%s", path);

  if (at == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  for (int i = 0; i <= LINKS_MAX; i++) {
    char *next = follow(at, &wrong);

    if (next == NULL && wrong == 0) {
      *end = at;
      return NUTRI_OK;
    }
    sqlite3_free(at);
    at = next;
    if (next == NULL)
      break;
  }
  sqlite3_free(at);
  if (wrong == ENOMEM)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  return nutri__fail(db, NUTRI_EIO, "%s cannot be opened: %s", path,
                     strerror(wrong != 0 ? wrong : ELOOP));
}

/* A journal that names another one belongs to a change of several files at once, of which nutri
 * makes none: SQLite would remove the file that it names, whosever that is. */
static bool names_another(const char *path) {
  static const unsigned char magic[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
  unsigned char end[sizeof magic];
  char name[PATH_SIZE + 16];
  bool names;
  FILE *file;

  snprintf(name, sizeof name, "%s-journal", path);
  file = fopen(name, "rb");
  if (file == NULL)
    return false;
  names = fseek(file, -(long)sizeof end, SEEK_END) == 0 &&
          fread(end, 1, sizeof end, file) == sizeof end && memcmp(end, magic, sizeof end) == 0;
  (void)fclose(file);
  return names;
}

int nutri__file_check_beside(nutri *db, const char *path) {
  struct stat about;

  for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++)
    if (look_beside(path, beside[i], &about) && !S_ISREG(about.st_mode))
      return nutri__fail(db, NUTRI_ECORRUPT,
                         "%s%s is no regular file: it is not of the database beside it, and in"
                         " its way",
                         path, beside[i]);
  return names_another(path)
             ? nutri__fail(db, NUTRI_ECORRUPT,
                           "%s-journal is of a change of several databases at once, which nutri"
                           " does not make: it is not played back",
                           path)
             : NUTRI_OK;
}
