/* SPDX-License-Identifier: MIT */
/* nutri_attach() on a connection whose file is not plain: a VFS of the caller's stands for an
 * SQLite that encrypts. Everything works, and no byte of what was written stands in the file. */
#include "support.h"

#include <unistd.h>

/* ---- a VFS that turns every byte of a file over -------------------------------------------- */

#define MASK 0x5a

/* The file that does the work lies behind it in memory. */
struct masked {
  sqlite3_file base;
  sqlite3_file *file;
};

static sqlite3_vfs masking;
static sqlite3_io_methods methods;

static sqlite3_file *file_of(sqlite3_file *file) { return ((struct masked *)(void *)file)->file; }

static int masked_close(sqlite3_file *file) {
  return file_of(file)->pMethods->xClose(file_of(file));
}

static int masked_read(sqlite3_file *file, void *to, int amount, sqlite3_int64 at) {
  int rc = file_of(file)->pMethods->xRead(file_of(file), to, amount, at);
  unsigned char *bytes = to;
  sqlite3_int64 size = 0;

  if (rc == SQLITE_IOERR_SHORT_READ) { /* the rest is zeros already */
    (void)file_of(file)->pMethods->xFileSize(file_of(file), &size);
    amount = size > at ? (int)(size - at) : 0;
  } else if (rc != SQLITE_OK) {
    return rc;
  }
  for (int i = 0; i < amount; i++)
    bytes[i] ^= MASK;
  return rc;
}

static int masked_write(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at) {
  const unsigned char *bytes = from;
  unsigned char *turned = sqlite3_malloc(amount);
  int rc;

  if (turned == NULL)
    return SQLITE_IOERR_NOMEM;
  for (int i = 0; i < amount; i++)
    turned[i] = bytes[i] ^ MASK;
  rc = file_of(file)->pMethods->xWrite(file_of(file), turned, amount, at);
  sqlite3_free(turned);
  return rc;
}

static int masked_truncate(sqlite3_file *file, sqlite3_int64 size) {
  return file_of(file)->pMethods->xTruncate(file_of(file), size);
}

static int masked_sync(sqlite3_file *file, int flags) {
  return file_of(file)->pMethods->xSync(file_of(file), flags);
}

static int masked_size(sqlite3_file *file, sqlite3_int64 *size) {
  return file_of(file)->pMethods->xFileSize(file_of(file), size);
}

static int masked_lock(sqlite3_file *file, int level) {
  return file_of(file)->pMethods->xLock(file_of(file), level);
}

static int masked_unlock(sqlite3_file *file, int level) {
  return file_of(file)->pMethods->xUnlock(file_of(file), level);
}

static int masked_reserved(sqlite3_file *file, int *reserved) {
  return file_of(file)->pMethods->xCheckReservedLock(file_of(file), reserved);
}

static int masked_control(sqlite3_file *file, int what, void *argument) {
  return file_of(file)->pMethods->xFileControl(file_of(file), what, argument);
}

static int masked_sector(sqlite3_file *file) {
  return file_of(file)->pMethods->xSectorSize(file_of(file));
}

static int masked_device(sqlite3_file *file) {
  return file_of(file)->pMethods->xDeviceCharacteristics(file_of(file));
}

static int masked_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **to) {
  return file_of(file)->pMethods->xShmMap(file_of(file), page, size, extend, to);
}

static int masked_shm_lock(sqlite3_file *file, int offset, int n, int flags) {
  return file_of(file)->pMethods->xShmLock(file_of(file), offset, n, flags);
}

static void masked_shm_barrier(sqlite3_file *file) {
  file_of(file)->pMethods->xShmBarrier(file_of(file));
}

static int masked_shm_unmap(sqlite3_file *file, int is_deleted) {
  return file_of(file)->pMethods->xShmUnmap(file_of(file), is_deleted);
}

static int masked_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                       int *out) {
  struct masked *masked = (struct masked *)(void *)file;
  sqlite3_vfs *real = vfs->pAppData;
  int rc;

  masked->file = (sqlite3_file *)(void *)(masked + 1);
  rc = real->xOpen(real, name, masked->file, flags, out);
  masked->base.pMethods = rc == SQLITE_OK ? &methods : NULL;
  return rc;
}

static void install(void) {
  sqlite3_vfs *real = sqlite3_vfs_find(NULL);

  ck_assert_ptr_nonnull(real);
  methods = (sqlite3_io_methods){
      .iVersion = 2,
      .xClose = masked_close,
      .xRead = masked_read,
      .xWrite = masked_write,
      .xTruncate = masked_truncate,
      .xSync = masked_sync,
      .xFileSize = masked_size,
      .xLock = masked_lock,
      .xUnlock = masked_unlock,
      .xCheckReservedLock = masked_reserved,
      .xFileControl = masked_control,
      .xSectorSize = masked_sector,
      .xDeviceCharacteristics = masked_device,
      .xShmMap = masked_shm_map,
      .xShmLock = masked_shm_lock,
      .xShmBarrier = masked_shm_barrier,
      .xShmUnmap = masked_shm_unmap,
  };
  masking = *real;
  masking.zName = "masking";
  masking.pNext = NULL;
  masking.pAppData = real;
  masking.szOsFile = (int)sizeof(struct masked) + real->szOsFile;
  masking.xOpen = masked_open;
  ck_assert_int_eq(sqlite3_vfs_register(&masking, 0), SQLITE_OK);
}

/* ---- a diary in such a file ---------------------------------------------------------------- */

static sqlite3 *own;

static void open_own(const char *path, int flags) {
  ck_assert_msg(sqlite3_open_v2(path, &own, flags, "masking") == SQLITE_OK, "%s",
                sqlite3_errmsg(own));
}

/* A nutri database made in memory and copied over, as SECURITY.md says. */
static void make(const char *path) {
  nutri *small = NULL;
  sqlite3_backup *backup;

  ck_assert_int_eq(nutri_open(":memory:", NUTRI_READWRITE | NUTRI_CREATE, &small, NULL), NUTRI_OK);
  open_own(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  backup = sqlite3_backup_init(own, "main", nutri_sqlite(small), "main");
  ck_assert_ptr_nonnull(backup);
  ck_assert_int_eq(sqlite3_backup_step(backup, -1), SQLITE_DONE);
  ck_assert_int_eq(sqlite3_backup_finish(backup), SQLITE_OK);
  nutri_close(small);
}

static bool holds_text(const char *path, const char *suffix, const char *text) {
  char name[1100];
  char *bytes;
  size_t size;
  size_t length = strlen(text);
  bool found = false;

  snprintf(name, sizeof name, "%s%s", path, suffix);
  if (access(name, R_OK) != 0)
    return false;
  bytes = read_file(name, &size);
  for (size_t i = 0; i + length <= size && !found; i++)
    found = memcmp(bytes + i, text, length) == 0;
  free(bytes);
  return found;
}

static const char *const modes[] = {"DELETE", "WAL"};

START_TEST(attached) {
  static const char *const texts[] = {"SQLite format 3", "CREATE TABLE", "Almonds",
                                      "Annemarie Quux",  "secretnote",   "food_nutrient"};
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri_person ann = {.size = sizeof ann,
                      .name = "Annemarie Quux",
                      .sex = "female",
                      .born = "1984-05-02",
                      .age_months = -1};
  nutri_intake entry = {.size = sizeof entry,
                        .person = "Annemarie Quux",
                        .day = "2026-11-16",
                        .amount = 30.0,
                        .measure = "g",
                        .note = "secretnote"};
  nutri *first = db;
  char path[1024];
  char pragma[60];
  int count = -1;

  install();
  snprintf(path, sizeof path, "%s", temp_path("masked.db"));
  entry.food_id = starter("almonds");
  make(path);
  snprintf(pragma, sizeof pragma, "PRAGMA journal_mode=%s", modes[_i]);
  ck_assert_int_eq(sqlite3_exec(own, pragma, NULL, NULL, NULL), SQLITE_OK);
  ck_assert_msg(nutri_attach(own, &db, &err) == NUTRI_OK, "%s", err.message);
  OK(nutri_person_add(db, &ann));
  OK(nutri_intake_add(db, &entry, NULL));
  NEAR(total_of("Annemarie Quux").total, 81.0, 0.05); /* 270 mg in 100 g (USDA), of 30 g */
  for (size_t i = 0; i < COUNT(texts); i++) {
    ck_assert_msg(!holds_text(path, "", texts[i]), "'%s' stands in the file", texts[i]);
    ck_assert_msg(!holds_text(path, "-wal", texts[i]), "'%s' stands in the log", texts[i]);
  }
  nutri_close(db);
  ck_assert_int_eq(sqlite3_close(own), SQLITE_OK);

  /* Read again; and without the VFS it is no database. */
  open_own(path, SQLITE_OPEN_READWRITE);
  ck_assert_int_eq(nutri_attach(own, &db, &err), NUTRI_OK);
  ck_assert_str_eq(sql_text("SELECT note FROM intake"), "secretnote");
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
  OK(nutri_person_forget(db, "Annemarie Quux", 0, NULL, NULL, NULL));
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 0);
  nutri_close(db);
  ck_assert_int_eq(sqlite3_close(own), SQLITE_OK);
  for (size_t i = 0; i < COUNT(texts); i++)
    ck_assert_msg(!holds_text(path, "", texts[i]), "'%s' stands in the file", texts[i]);
  ck_assert_int_eq(nutri_open(path, NUTRI_READONLY, &db, &err), NUTRI_ENOTADB);
  db = first;
  unlink(path);
}
END_TEST

TESTS("encrypted") {
  tcase_set_timeout(tc, 60);
  ADD_LOOP(attached, modes);
}
