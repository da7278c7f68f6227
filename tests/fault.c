/* SPDX-License-Identifier: MIT */
#include "fault.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <string.h>

/* Counted together by all threads: an import has several. */
struct counter {
  atomic_long seen;
  atomic_long nth; /* below 0 = none */
  atomic_bool from_then_on;
  atomic_bool hit;
};

static void begin(struct counter *counter, long nth, bool from_then_on) {
  atomic_store(&counter->nth, -1);
  atomic_store(&counter->seen, 0);
  atomic_store(&counter->hit, false);
  atomic_store(&counter->from_then_on, from_then_on);
  atomic_store(&counter->nth, nth);
}

static long end(struct counter *counter, bool *hit) {
  atomic_store(&counter->nth, -1);
  if (hit != NULL)
    *hit = atomic_load(&counter->hit);
  return atomic_load(&counter->seen);
}

static bool fails(struct counter *counter) {
  long nth = atomic_load(&counter->nth);
  long number = atomic_fetch_add(&counter->seen, 1);

  if (nth < 0 || number < nth || (number > nth && !atomic_load(&counter->from_then_on)))
    return false;
  atomic_store(&counter->hit, true);
  return true;
}

/* ---- memory -------------------------------------------------------------------------------- */

static struct counter memory = {.nth = -1};
static sqlite3_mem_methods real_memory;

static void *give(int size) { return fails(&memory) ? NULL : real_memory.xMalloc(size); }

static void *resize(void *old, int size) {
  return fails(&memory) ? NULL : real_memory.xRealloc(old, size);
}

void fault_memory(long nth, bool from_then_on) { begin(&memory, nth, from_then_on); }

long fault_memory_end(bool *hit) { return end(&memory, hit); }

/* ---- files --------------------------------------------------------------------------------- */

static struct counter io = {.nth = -1};
static atomic_uint io_kinds;
static atomic_bool io_full;
static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;

struct file {
  sqlite3_file base;
  sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file) { return ((struct file *)file)->real; }

static bool io_fails(unsigned kind) { return (atomic_load(&io_kinds) & kind) != 0 && fails(&io); }

static int file_close(sqlite3_file *file) {
  sqlite3_file *real = real_of(file);

  return real->pMethods != NULL ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *to, int size, sqlite3_int64 offset) {
  if (io_fails(FAULT_READ))
    return SQLITE_IOERR_READ;
  return real_of(file)->pMethods->xRead(real_of(file), to, size, offset);
}

static int file_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset) {
  sqlite3_file *real = real_of(file);

  if (io_fails(FAULT_WRITE)) {
    if (size > 1) /* a write that fails may have begun */
      (void)real->pMethods->xWrite(real, from, size / 2, offset);
    return atomic_load(&io_full) ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  }
  return real->pMethods->xWrite(real, from, size, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  if (io_fails(FAULT_TRUNCATE))
    return SQLITE_IOERR_TRUNCATE;
  return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int file_sync(sqlite3_file *file, int flags) {
  if (io_fails(FAULT_SYNC))
    return SQLITE_IOERR_FSYNC;
  return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  if (io_fails(FAULT_OTHER))
    return SQLITE_IOERR_FSTAT;
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int file_lock(sqlite3_file *file, int lock) {
  if (io_fails(FAULT_LOCK))
    return SQLITE_IOERR_LOCK;
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

static int file_shm_map(sqlite3_file *file, int region, int size, int extend,
                        void volatile **memory_at) {
  if (io_fails(FAULT_OTHER))
    return SQLITE_IOERR_SHMMAP;
  return real_of(file)->pMethods->xShmMap(real_of(file), region, size, extend, memory_at);
}

static int file_shm_lock(sqlite3_file *file, int offset, int n, int flags) {
  if ((flags & SQLITE_SHM_LOCK) != 0 && io_fails(FAULT_LOCK))
    return SQLITE_IOERR_SHMLOCK;
  return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void file_shm_barrier(sqlite3_file *file) {
  real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int file_shm_unmap(sqlite3_file *file, int remove) {
  return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2, /* no xFetch: what is mapped is read past us */
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
  int rc;

  (void)self;
  file->pMethods = NULL;
  if (io_fails(FAULT_OPEN))
    return SQLITE_CANTOPEN;
  ours->real = (sqlite3_file *)(ours + 1);
  memset(ours->real, 0, (size_t)real_vfs->szOsFile);
  rc = real_vfs->xOpen(real_vfs, name, ours->real, flags, flags_out);
  if (ours->real->pMethods != NULL)
    file->pMethods = &methods;
  return rc;
}

static int vfs_delete(sqlite3_vfs *self, const char *name, int sync_folder) {
  (void)self;
  if (io_fails(FAULT_OTHER))
    return SQLITE_IOERR_DELETE;
  return real_vfs->xDelete(real_vfs, name, sync_folder);
}

static int vfs_access(sqlite3_vfs *self, const char *name, int flags, int *out) {
  (void)self;
  if (io_fails(FAULT_OTHER))
    return SQLITE_IOERR_ACCESS;
  return real_vfs->xAccess(real_vfs, name, flags, out);
}

void fault_io(unsigned kinds, bool full, long nth, bool from_then_on) {
  atomic_store(&io_kinds, kinds);
  atomic_store(&io_full, full);
  begin(&io, nth, from_then_on);
}

long fault_io_end(bool *hit) {
  long seen = end(&io, hit);

  atomic_store(&io_kinds, 0);
  return seen;
}

/* ---- both ---------------------------------------------------------------------------------- */

void fault_install(void) {
  static bool installed;
  sqlite3_mem_methods ours;

  if (installed)
    return;
  installed = true;
  sqlite3_shutdown();
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
  ours = real_memory;
  ours.xMalloc = give;
  ours.xRealloc = resize;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); /* every allocation is one that can fail */
  sqlite3_initialize();
  real_vfs = sqlite3_vfs_find(NULL);
  vfs = *real_vfs;
  vfs.zName = "nutri-fault";
  vfs.pNext = NULL;
  vfs.szOsFile = (int)sizeof(struct file) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xAccess = vfs_access;
  sqlite3_vfs_register(&vfs, 1);
}
