/* SPDX-License-Identifier: MIT */
/* Members of archives. The only file that knows libarchive. Nothing is extracted: names are texts
 * to be compared, so absolute ones and those with ".." reach nothing. Unpacking runs ahead of
 * whoever reads, on a thread of its own, two blocks at most. */
#include <stdio.h>

#include "import_internal.h"

#ifdef NUTRI_NO_ARCHIVE

static int no_archives(const char *path, char *message, size_t size) {
  snprintf(message, size,
           "%s is an archive, and this nutri was built without libarchive: unpack it"
           " and import the folder",
           path);
  return NUTRI_EFORMAT;
}

int nutri__unpack_list(const char *path, nutri__member_fn *member, void *user, char *message,
                       size_t size) {
  (void)member;
  (void)user;
  return no_archives(path, message, size);
}

int nutri__unpacker_open(const char *path, size_t number, int64_t limit,
                         struct nutri__unpacker **out, char *message, size_t size) {
  (void)number;
  (void)limit;
  (void)out;
  return no_archives(path, message, size);
}

int nutri__unpacker_read(struct nutri__unpacker *unpacker, char *data, size_t length, size_t *got,
                         char *message, size_t size) {
  (void)unpacker;
  (void)data;
  (void)length;
  (void)got;
  return no_archives("this", message, size);
}

void nutri__unpacker_close(struct nutri__unpacker *unpacker) { (void)unpacker; }

#else

#include <archive.h>
#include <archive_entry.h>
#include <pthread.h>
#include <string.h>

#include "encode.h"

#define BLOCKS 3
#define READ_BYTES ((size_t)256 * 1024)
#define NAME_BYTES 1000
#define LOCAL_HEADER 30
#define FILTERS_MAX 2 /* a compression, and none */

struct nutri__unpacker {
  struct archive *archive;
  int64_t limit;
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  bool stop;
  bool ended; /* no more blocks come */
  int rc;     /* why, where it is not the end */
  char message[300];
  size_t filled; /* blocks that wait to be read, from `first` on */
  size_t first;
  size_t at; /* bytes taken of the first */
  size_t length[BLOCKS];
  char block[BLOCKS][NUTRI__BLOCK_BYTES];
};

/* ---- libarchive ---------------------------------------------------------------------------- */

/* What libarchive says, in our words where they are of more use. */
static int archive_error(struct archive *archive, char *message, size_t size) {
  const char *said = archive_error_string(archive);

  if (said == NULL)
    said = "unknown";
  if (strstr(said, "assphrase") != NULL || strstr(said, "ncrypt") != NULL)
    snprintf(message, size, "is encrypted: an archive without a password was expected");
  else if (archive_format(archive) == 0 && archive_filter_code(archive, 0) != ARCHIVE_FILTER_NONE)
    snprintf(message, size, "is compressed, but no archive is in it: unpack it and import that");
  else
    snprintf(message, size, "cannot be unpacked (%s): the archive is damaged or cut short", said);
  return NUTRI_EFORMAT;
}

static int open_archive(const char *path, struct archive **out, char *message, size_t size) {
  struct archive *archive = archive_read_new();

  if (archive == NULL) {
    snprintf(message, size, "out of memory");
    return NUTRI_ENOMEM;
  }
  if (archive_read_support_filter_all(archive) < ARCHIVE_WARN ||
      archive_read_support_format_zip_seekable(archive) < ARCHIVE_WARN ||
      archive_read_support_format_tar(archive) < ARCHIVE_WARN ||
      archive_read_support_format_7zip(archive) < ARCHIVE_WARN ||
      archive_read_open_filename(archive, path, READ_BYTES) != ARCHIVE_OK) {
    int rc = archive_error(archive, message, size);

    archive_read_free(archive);
    return rc;
  }
  *out = archive;
  return NUTRI_OK;
}

/* What one passes over to reach the next member is unpacked, too, and a few bytes can be made to
 * say that it is without end. */
static int check_bounds(struct archive *archive, struct archive_entry *entry, int64_t *total,
                        char *message, size_t size) {
  int64_t length = archive_entry_size_is_set(entry) ? (int64_t)archive_entry_size(entry) : 0;

  if (archive_filter_count(archive) > FILTERS_MAX) {
    snprintf(message, size, "is compressed more than once: unpack it and import that");
    return NUTRI_EFORMAT;
  }
  if (length < 0 || length > NUTRI__MEMBER_BYTES - *total) {
    snprintf(message, size, "is over %lld GiB unpacked: no tables of foods are that long",
             (long long)(NUTRI__MEMBER_BYTES >> 30));
    return NUTRI_EFORMAT;
  }
  *total += length;
  return NUTRI_OK;
}

/* The next member that is a file; *total grows by what has to be unpacked to pass over it.
 * NUTRI_ROW, NUTRI_OK (there is none), or an error. */
static int next_file(struct archive *archive, struct archive_entry **entry, int64_t *total,
                     char *message, size_t size) {
  for (;;) {
    int code = archive_read_next_header(archive, entry);
    int rc;

    if (code == ARCHIVE_EOF)
      return NUTRI_OK;
    if (code == ARCHIVE_RETRY)
      continue;
    if (code < ARCHIVE_WARN)
      return archive_error(archive, message, size);
    rc = check_bounds(archive, *entry, total, message, size);
    if (rc != NUTRI_OK || archive_entry_filetype(*entry) == AE_IFREG)
      return rc == NUTRI_OK ? NUTRI_ROW : rc;
  }
}

/* libarchive loses a name that is flagged as UTF-8 where the locale cannot hold it, and the locale
 * is not ours to change. It stands in the file then: the local header, of 30 bytes, the name and an
 * extra field, ends where libarchive has read to. */
static bool name_from_header(struct archive *archive, FILE *file, char *name, size_t size) {
  unsigned char head[NAME_BYTES + 4096];
  int64_t end = archive_filter_bytes(archive, 0);
  size_t length = end < (int64_t)sizeof head ? (size_t)end : sizeof head;

  if (file == NULL || (archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK) != ARCHIVE_FORMAT_ZIP ||
      end < LOCAL_HEADER || fseeko(file, (off_t)(end - (int64_t)length), SEEK_SET) != 0 ||
      fread(head, 1, length, file) != length)
    return false;
  for (size_t at = length - LOCAL_HEADER + 1; at-- > 0;) {
    const unsigned char *local = head + at;
    size_t named = local[26] + 256u * local[27];
    size_t extra = local[28] + 256u * local[29];

    if (memcmp(local, "PK\003\004", 4) == 0 && LOCAL_HEADER + named + extra == length - at) {
      snprintf(name, size, "%.*s", (int)named, (const char *)local + LOCAL_HEADER);
      return true;
    }
  }
  return false;
}

/* The name in UTF-8; bytes that are none become '?'. The locale is left as it is. */
static const char *name_of(struct archive *archive, struct archive_entry *entry, FILE *file,
                           char name[NAME_BYTES]) {
  const char *utf8 = archive_entry_pathname_utf8(entry);
  const char *raw = utf8 != NULL ? utf8 : archive_entry_pathname(entry);

  name[0] = '\0';
  if (raw != NULL)
    snprintf(name, NAME_BYTES, "%s", raw);
  else
    (void)name_from_header(archive, file, name, NAME_BYTES);
  for (char *c = name; *c != '\0';) {
    int length = nutri__utf8_at(c, strlen(c));

    if (length <= 0)
      *c = '?';
    c += length > 0 ? length : 1;
  }
  return name;
}

static int with_path(const char *path, int rc, char *message, size_t size) {
  char *full = rc != NUTRI_ENOMEM ? sqlite3_mprintf("%s %s", path, message) : NULL;

  if (full != NULL)
    snprintf(message, size, "%s", full);
  sqlite3_free(full);
  return rc;
}

int nutri__unpack_list(const char *path, nutri__member_fn *member, void *user, char *message,
                       size_t size) {
  struct archive *archive = NULL;
  struct archive_entry *entry;
  int64_t total = 0;
  char name[NAME_BYTES];
  FILE *file = fopen(path, "rb"); /* NULL: some names stay unknown */
  int rc = open_archive(path, &archive, message, size);

  while (rc == NUTRI_OK && (rc = next_file(archive, &entry, &total, message, size)) == NUTRI_ROW) {
    if (archive_entry_is_encrypted(entry)) {
      snprintf(message, size, "is encrypted: an archive without a password was expected");
      rc = NUTRI_EFORMAT;
      break;
    }
    rc = member(user, name_of(archive, entry, file, name),
                archive_entry_size_is_set(entry) ? (int64_t)archive_entry_size(entry) : -1);
    if (rc == NUTRI_EFORMAT)
      snprintf(message, size, "holds more than %d files", NUTRI__MEMBERS_MAX);
    else if (rc == NUTRI_ENOMEM)
      snprintf(message, size, "out of memory");
  }
  if (archive != NULL)
    archive_read_free(archive);
  if (file != NULL)
    (void)fclose(file);
  return rc == NUTRI_OK ? NUTRI_OK : with_path(path, rc, message, size);
}

/* ---- unpacking ahead ----------------------------------------------------------------------- */

static int fill(struct nutri__unpacker *unpacker, char *block, size_t *length, int64_t *total) {
  *length = 0;
  while (*length < NUTRI__BLOCK_BYTES) {
    la_ssize_t got =
        archive_read_data(unpacker->archive, block + *length, NUTRI__BLOCK_BYTES - *length);

    if (got == ARCHIVE_RETRY)
      continue;
    if (got < 0)
      return archive_error(unpacker->archive, unpacker->message, sizeof unpacker->message);
    if (got == 0)
      break;
    *length += (size_t)got;
    *total += got;
    if (*total > unpacker->limit) {
      snprintf(unpacker->message, sizeof unpacker->message,
               "is over %lld bytes unpacked: no table of foods is that long",
               (long long)unpacker->limit);
      return NUTRI_EFORMAT;
    }
  }
  return NUTRI_OK;
}

static void *run(void *argument) {
  struct nutri__unpacker *unpacker = argument;
  int64_t total = 0;
  bool ended = false;

  while (!ended) {
    size_t at;
    size_t length;
    int rc;

    pthread_mutex_lock(&unpacker->mutex);
    while (unpacker->filled == BLOCKS && !unpacker->stop)
      pthread_cond_wait(&unpacker->changed, &unpacker->mutex);
    at = (unpacker->first + unpacker->filled) % BLOCKS;
    ended = unpacker->stop;
    pthread_mutex_unlock(&unpacker->mutex);
    if (ended)
      break;
    rc = fill(unpacker, unpacker->block[at], &length, &total);
    ended = rc != NUTRI_OK || length < NUTRI__BLOCK_BYTES;
    pthread_mutex_lock(&unpacker->mutex);
    unpacker->length[at] = length;
    unpacker->filled += length > 0 && rc == NUTRI_OK;
    unpacker->rc = rc;
    unpacker->ended = ended;
    pthread_cond_signal(&unpacker->changed);
    pthread_mutex_unlock(&unpacker->mutex);
  }
  return NULL;
}

static int start(struct nutri__unpacker *unpacker, char *message, size_t size) {
  if (pthread_mutex_init(&unpacker->mutex, NULL) == 0) {
    if (pthread_cond_init(&unpacker->changed, NULL) == 0) {
      if (pthread_create(&unpacker->thread, NULL, run, unpacker) == 0)
        return NUTRI_OK;
      pthread_cond_destroy(&unpacker->changed);
    }
    pthread_mutex_destroy(&unpacker->mutex);
  }
  snprintf(message, size, "out of memory, or of threads");
  return NUTRI_ENOMEM;
}

int nutri__unpacker_open(const char *path, size_t number, int64_t limit,
                         struct nutri__unpacker **out, char *message, size_t size) {
  struct nutri__unpacker *unpacker = sqlite3_malloc64(sizeof *unpacker);
  struct archive_entry *entry;
  int64_t total = 0;
  int rc;

  if (unpacker == NULL) {
    snprintf(message, size, "out of memory");
    return NUTRI_ENOMEM;
  }
  memset(unpacker, 0, offsetof(struct nutri__unpacker, block));
  unpacker->limit = limit;
  rc = open_archive(path, &unpacker->archive, message, size);
  for (size_t i = 0; i <= number && rc == NUTRI_OK; i++) {
    rc = next_file(unpacker->archive, &entry, &total, message, size);
    if (rc == NUTRI_OK) {
      snprintf(message, size, "is gone: the archive changed while it was read");
      rc = NUTRI_EFORMAT;
    } else if (rc == NUTRI_ROW) {
      rc = NUTRI_OK;
    }
  }
  if (rc == NUTRI_OK)
    rc = start(unpacker, message, size);
  if (rc == NUTRI_OK) {
    *out = unpacker;
    return rc;
  }
  if (unpacker->archive != NULL)
    archive_read_free(unpacker->archive);
  sqlite3_free(unpacker);
  return rc;
}

int nutri__unpacker_read(struct nutri__unpacker *unpacker, char *data, size_t length, size_t *got,
                         char *message, size_t size) {
  int rc = NUTRI_OK;

  *got = 0;
  pthread_mutex_lock(&unpacker->mutex);
  while (*got < length) {
    size_t left;

    while (unpacker->filled == 0 && !unpacker->ended)
      pthread_cond_wait(&unpacker->changed, &unpacker->mutex);
    if (unpacker->filled == 0)
      break;
    left = unpacker->length[unpacker->first] - unpacker->at;
    left = left < length - *got ? left : length - *got;
    memcpy(data + *got, unpacker->block[unpacker->first] + unpacker->at, left);
    *got += left;
    unpacker->at += left;
    if (unpacker->at == unpacker->length[unpacker->first]) {
      unpacker->first = (unpacker->first + 1) % BLOCKS;
      unpacker->at = 0;
      unpacker->filled--;
      pthread_cond_signal(&unpacker->changed);
    }
  }
  if (*got < length && unpacker->rc != NUTRI_OK) {
    rc = unpacker->rc;
    snprintf(message, size, "%s", unpacker->message);
  }
  pthread_mutex_unlock(&unpacker->mutex);
  return rc;
}

void nutri__unpacker_close(struct nutri__unpacker *unpacker) {
  if (unpacker == NULL)
    return;
  pthread_mutex_lock(&unpacker->mutex);
  unpacker->stop = true;
  pthread_cond_signal(&unpacker->changed);
  pthread_mutex_unlock(&unpacker->mutex);
  pthread_join(unpacker->thread, NULL);
  pthread_cond_destroy(&unpacker->changed);
  pthread_mutex_destroy(&unpacker->mutex);
  archive_read_free(unpacker->archive);
  sqlite3_free(unpacker);
}

#endif
