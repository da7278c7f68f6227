/* SPDX-License-Identifier: MIT */
/* For one thread. A file is kept twice: as programs see it, on the disk, and what of it is safe. */
#include "fault_power.h"

#include <check.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512
#define FILES 16

/* What was done to a file since it was synced: bytes written, or cut off at offset. */
struct change {
  struct change *next;
  sqlite3_int64 offset;
  int size; /* below 0 = cut off */
  unsigned char bytes[];
};

static struct kept {
  char path[1040];
  bool is_safe;    /* that it exists */
  bool is_removed; /* and that is not: until its folder is synced it may be there again */
  unsigned char *bytes;
  sqlite3_int64 size;
  struct change *first;
  struct change **last;
} kept[FILES];

struct file {
  sqlite3_file base;
  struct kept *kept; /* NULL = of no lasting use */
  bool syncs_folder; /* at its first sync, as SQLite's own files for journals do */
  sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;
static long left = -1;
static long used;

static sqlite3_file *real_of(sqlite3_file *file) { return ((struct file *)file)->real; }
static struct kept *kept_of(sqlite3_file *file) { return ((struct file *)file)->kept; }

static bool is_off(void) { return left == 0; }

/* Whether there is power for one operation more. */
static bool use(void) {
  if (left == 0)
    return false;
  left -= left > 0;
  used++;
  return true;
}

/* One of two, and with 0, which stays 0, always no. */
static bool chance(uint32_t *random) {
  if (*random == 0)
    return false;
  *random = *random * UINT32_C(1664525) + UINT32_C(1013904223);
  return (*random >> 16 & 1) != 0;
}

/* ---- what is safe -------------------------------------------------------------------------- */

static void apply(struct kept *k, sqlite3_int64 offset, const unsigned char *bytes, int size) {
  if (offset + size > k->size) {
    k->bytes = realloc(k->bytes, (size_t)(offset + size));
    ck_assert_ptr_nonnull(k->bytes);
    memset(k->bytes + k->size, 0, (size_t)(offset + size - k->size));
    k->size = offset + size;
  }
  memcpy(k->bytes + offset, bytes, (size_t)size);
}

static void cut(struct kept *k, sqlite3_int64 size) {
  if (size < k->size)
    k->size = size;
}

/* Of each change all sectors, or those that chance keeps. */
static void settle(struct kept *k, uint32_t *random) {
  while (k->first != NULL) {
    struct change *change = k->first;

    for (int done = 0; done < change->size || (done == 0 && change->size < 0);) {
      int n = SECTOR - (int)((change->offset + done) % SECTOR);
      bool keep = random == NULL || chance(random);

      if (change->size < 0) {
        if (keep)
          cut(k, change->offset);
        break;
      }
      n = n < change->size - done ? n : change->size - done;
      if (keep)
        apply(k, change->offset + done, change->bytes + done, n);
      done += n;
    }
    k->first = change->next;
    free(change);
  }
  k->last = &k->first;
}

static void note(struct kept *k, sqlite3_int64 offset, const void *bytes, int size) {
  struct change *change = malloc(sizeof *change + (size_t)(size > 0 ? size : 0));

  ck_assert_ptr_nonnull(change);
  change->next = NULL;
  change->offset = offset;
  change->size = size;
  if (size > 0)
    memcpy(change->bytes, bytes, (size_t)size);
  *k->last = change;
  k->last = &change->next;
}

/* A file's record, with what it is on the disk as safe where it is new here. */
static struct kept *record(const char *path) {
  struct kept *k = kept;
  FILE *file;

  while (k->path[0] != '\0' && strcmp(k->path, path) != 0)
    k++;
  ck_assert_int_lt(k - kept, FILES - 1);
  if (k->path[0] != '\0')
    return k;
  snprintf(k->path, sizeof k->path, "%s", path);
  k->last = &k->first;
  file = fopen(path, "rb");
  k->is_safe = file != NULL;
  if (file != NULL) {
    unsigned char block[65536];
    size_t n;

    while ((n = fread(block, 1, sizeof block, file)) > 0)
      apply(k, k->size, block, (int)n);
    fclose(file);
  }
  return k;
}

/* ---- files --------------------------------------------------------------------------------- */

static int file_close(sqlite3_file *file) {
  return real_of(file)->pMethods != NULL ? real_of(file)->pMethods->xClose(real_of(file))
                                         : SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *to, int size, sqlite3_int64 offset) {
  if (is_off())
    return SQLITE_IOERR_READ;
  return real_of(file)->pMethods->xRead(real_of(file), to, size, offset);
}

static int file_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset) {
  if (!use())
    return SQLITE_IOERR_WRITE;
  if (kept_of(file) != NULL)
    note(kept_of(file), offset, from, size);
  return real_of(file)->pMethods->xWrite(real_of(file), from, size, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  if (!use())
    return SQLITE_IOERR_TRUNCATE;
  if (kept_of(file) != NULL)
    note(kept_of(file), size, NULL, -1);
  return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static void forget_removed(struct kept *k) {
  if (!k->is_removed)
    return;
  k->is_safe = k->is_removed = false;
  k->size = 0;
}

/* The real file need not be: the power does not really fail. */
static int file_sync(sqlite3_file *file, int flags) {
  (void)flags;
  if (!use())
    return SQLITE_IOERR_FSYNC;
  if (kept_of(file) != NULL) {
    settle(kept_of(file), NULL);
    kept_of(file)->is_safe = true;
  }
  if (((struct file *)file)->syncs_folder)
    for (struct kept *k = kept; k->path[0] != '\0'; k++)
      forget_removed(k);
  ((struct file *)file)->syncs_folder = false;
  return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int file_lock(sqlite3_file *file, int lock) {
  return real_of(file)->pMethods->xLock(real_of(file), lock);
}

static int file_unlock(sqlite3_file *file, int lock) {
  return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}

static int file_reserved(sqlite3_file *file, int *is_reserved) {
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), is_reserved);
}

static int file_control(sqlite3_file *file, int op, void *arg) {
  return real_of(file)->pMethods->xFileControl(real_of(file), op, arg);
}

static int file_sector(sqlite3_file *file) {
  return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int file_device(sqlite3_file *file) {
  return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int file_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **at) {
  return real_of(file)->pMethods->xShmMap(real_of(file), region, size, extend, at);
}

static int file_shm_lock(sqlite3_file *file, int offset, int n, int flags) {
  return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void file_shm_barrier(sqlite3_file *file) {
  real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int file_shm_unmap(sqlite3_file *file, int remove) {
  return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_device,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int vfs_open(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags,
                    int *flags_out) {
  struct file *ours = (struct file *)file;
  bool lasts = name != NULL && (flags & SQLITE_OPEN_DELETEONCLOSE) == 0;
  int rc;

  (void)self;
  file->pMethods = NULL;
  if (is_off())
    return SQLITE_CANTOPEN;
  ours->kept = lasts ? record(name) : NULL;
  if (lasts)
    forget_removed(ours->kept); /* another file of this name */
  ours->syncs_folder = (flags & SQLITE_OPEN_CREATE) != 0 &&
                       (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  ours->real = (sqlite3_file *)(ours + 1);
  memset(ours->real, 0, (size_t)real_vfs->szOsFile);
  rc = real_vfs->xOpen(real_vfs, name, ours->real, flags, flags_out);
  if (ours->real->pMethods != NULL)
    file->pMethods = &methods;
  return rc;
}

/* Without a sync of the folder a file that was removed may be there again, as it last was safe. */
static int vfs_delete(sqlite3_vfs *self, const char *name, int sync_folder) {
  struct kept *k = record(name);

  (void)self;
  if (!use())
    return SQLITE_IOERR_DELETE;
  settle(k, NULL);
  k->is_removed = true;
  if (sync_folder != 0 || !k->is_safe)
    forget_removed(k);
  return real_vfs->xDelete(real_vfs, name, 0);
}

/* ---- the power ----------------------------------------------------------------------------- */

void power_on(long operations) {
  left = operations;
  used = 0;
}

long power_used(void) { return used; }

void power_new(void) {
  for (struct kept *k = kept; k->path[0] != '\0'; k++) {
    settle(k, NULL);
    free(k->bytes);
    memset(k, 0, sizeof *k);
  }
  power_on(-1);
}

static void write_out(const struct kept *k) {
  FILE *file;

  unlink(k->path);
  if (!k->is_safe)
    return;
  file = fopen(k->path, "wb");
  ck_assert_ptr_nonnull(file);
  if (k->size > 0)
    ck_assert_uint_eq(fwrite(k->bytes, 1, (size_t)k->size, file), (size_t)k->size);
  ck_assert_int_eq(fclose(file), 0);
}

void power_lost(uint32_t seed) {
  char name[1100];

  for (struct kept *k = kept; k->path[0] != '\0'; k++) {
    if (!k->is_safe) /* new, and its folder was not synced: it may be there */
      k->is_safe = k->first != NULL && chance(&seed);
    settle(k, &seed);
    if (chance(&seed))
      forget_removed(k);
    write_out(k);
    snprintf(name, sizeof name, "%.1039s-shm", k->path); /* was memory */
    unlink(name);
  }
  power_new();
}

void power_install(void) {
  if (real_vfs != NULL)
    return;
  sqlite3_initialize();
  real_vfs = sqlite3_vfs_find(NULL);
  vfs = *real_vfs;
  vfs.zName = "nutri-power";
  vfs.pNext = NULL;
  vfs.szOsFile = (int)sizeof(struct file) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  sqlite3_vfs_register(&vfs, 1);
}
