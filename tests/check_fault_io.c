/* SPDX-License-Identifier: MIT */
/* Every file operation failing in turn, once and from then on; a full disk. After each: the error
 * is said, and the file, opened again, is sound and has the whole change or nothing of it. The
 * ordinary run tries some of the operations of a call, NUTRI_TORTURE=1 every one. */
#include "fault.h"
#include "fault_world.h"

#include <unistd.h>

#define FEW 3

static char world_path[1024];
static char young_path[1024]; /* without an import */
static char ann_path[1024];
static char path[1024]; /* of the copy that a call works on */

/* ---- calls --------------------------------------------------------------------------------- */

/* Each opens the file and closes it; told is what it learned. */
typedef int call_fn(double *told);

static int open_with(uint32_t flags) {
  nutri_error err = NUTRI_INIT(nutri_error);
  int rc;

  db = NULL;
  rc = nutri_open(path, flags, &db, &err);
  ck_assert_msg((rc == NUTRI_OK) == (db != NULL), "a handle, and an error");
  ck_assert_msg(rc == NUTRI_OK || err.message[0] != '\0', "an error without a sentence");
  return rc;
}

static int close_with(int rc) {
  if (rc != NUTRI_OK && db != NULL)
    ck_assert_msg(nutri_errmsg(db)[0] != '\0', "an error without a sentence");
  nutri_close(db);
  db = NULL;
  return rc;
}

static int total(double *told) {
  nutri_total sum = NUTRI_INIT(nutri_total);
  int rc = nutri_magnesium_total(db, "ann", NULL, NULL, &sum);

  if (rc == NUTRI_OK)
    *told = sum.total;
  return rc;
}

static int call_read(double *told) {
  int rc = open_with(NUTRI_READONLY);

  return close_with(rc == NUTRI_OK ? total(told) : rc);
}

static int call_total(double *told) {
  int rc = open_with(NUTRI_READWRITE);

  return close_with(rc == NUTRI_OK ? total(told) : rc);
}

static int call_create(double *told) {
  int rc;

  unlink(path);
  rc = open_with(NUTRI_READWRITE | NUTRI_CREATE);
  if (rc == NUTRI_OK)
    *told = 1.0;
  return close_with(rc);
}

/* Nothing is left of a file that could not be made, or what the next try makes good. It may not
 * where a journal is left beside an empty file, which may be anybody's. */
static void create_again(long nth) {
  nutri_error err = NUTRI_INIT(nutri_error);
  int rc = access(path, F_OK) != 0 ? NUTRI_OK
                                   : nutri_open(path, NUTRI_READWRITE | NUTRI_CREATE, &db, &err);

  ck_assert_msg(rc == NUTRI_OK || (rc == NUTRI_EEXISTS && strstr(err.message, "-journal") != NULL),
                "create, operation %ld: cannot be made again: %d %s", nth, rc, err.message);
  (void)close_with(NUTRI_OK);
}

static int call_log(double *told) {
  int rc = open_with(NUTRI_READWRITE);
  int64_t id = 0;

  if (rc == NUTRI_OK)
    rc = nutri_intake_add(db, entry(), &id);
  if (rc == NUTRI_OK)
    *told = (double)id;
  return close_with(rc);
}

static int call_check(double *told) {
  int rc = open_with(NUTRI_READWRITE);
  int count = 0;

  if (rc == NUTRI_OK)
    rc = nutri_check(db, &count, NULL, NULL);
  if (rc == NUTRI_OK)
    *told = count;
  return close_with(rc);
}

static int call_forget(double *told) {
  int rc = open_with(NUTRI_READWRITE);

  if (rc == NUTRI_OK)
    rc = nutri_person_forget(db, "ann", 0, NULL, NULL, NULL);
  if (rc == NUTRI_OK)
    *told = 1.0;
  return close_with(rc);
}

/* The kept totals of days are taken away and added up anew, to the same. Half of it would show in
 * the fingerprint and in nutri_check. */
static int call_rollup(double *told) {
  char *triggers = NULL;
  int rc = open_with(NUTRI_READWRITE);

  if (rc == NUTRI_OK && (rc = nutri__begin(db)) == NUTRI_OK) {
    rc = nutri__rollup_begin(db, NUTRI__ROLLUP_ALL, &triggers);
    if (rc == NUTRI_OK)
      rc = nutri__rollup_clear(db);
    rc = nutri__end(db, nutri__rollup_end(db, triggers, rc));
  }
  if (rc == NUTRI_OK)
    rc = total(told);
  return close_with(rc);
}

static int add_up(void *user, const void *bytes, size_t size) {
  (void)bytes;
  *(double *)user += (double)size;
  return 0;
}

static int call_export(double *told) {
  int rc = open_with(NUTRI_READWRITE);
  double bytes = 0.0;

  if (rc == NUTRI_OK)
    rc = nutri_person_export(db, "ann", add_up, &bytes, NULL);
  if (rc == NUTRI_OK)
    *told = bytes;
  return close_with(rc);
}

static int call_slim(double *told) {
  int rc = open_with(NUTRI_READWRITE);
  double bytes = 0.0;

  if (rc == NUTRI_OK)
    rc = nutri_slim(db, NULL, add_up, &bytes, NULL);
  if (rc == NUTRI_OK)
    *told = bytes;
  return close_with(rc);
}

static int call_restore(double *told) {
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  int rc = open_with(NUTRI_READWRITE);

  options.name = "ann again";
  if (rc == NUTRI_OK)
    rc = nutri_person_restore(db, ann_path, &options, NULL);
  if (rc == NUTRI_OK)
    *told = 1.0;
  return close_with(rc);
}

#ifndef NUTRI_NO_IMPORTERS

static int import(const char *from, double *told) {
  int rc = open_with(NUTRI_READWRITE);

  if (rc == NUTRI_OK)
    rc = import_from(from, NULL);
  if (rc == NUTRI_OK)
    *told = (double)report.rows_stored;
  return close_with(rc);
}

static int call_import(double *told) { return import(folder_of("undo_3"), told); }
static int call_first(double *told) { return import(folder_of("undo_1"), told); }
static int call_diary(double *told) { return import(data_of("diary/plain"), told); }

static int call_undo(double *told) {
  int rc = open_with(NUTRI_READWRITE);

  if (rc == NUTRI_OK)
    rc = nutri_import_undo(db, 0, NULL);
  if (rc == NUTRI_OK)
    *told = 1.0;
  return close_with(rc);
}

#endif

static const struct {
  const char *name;
  call_fn *call;
  const char *on;
} calls[] = {
    {"open to read", call_read, world_path},
    {"open and total", call_total, world_path},
    {"create", call_create, world_path},
    {"log", call_log, world_path},
    {"check", call_check, world_path},
    {"forget", call_forget, world_path},
    {"export", call_export, world_path},
    {"slim", call_slim, world_path},
    {"restore", call_restore, world_path},
    {"roll-up", call_rollup, world_path},
#ifndef NUTRI_NO_IMPORTERS
    {"first import", call_first, young_path},
    {"import", call_import, world_path},
    {"import of a diary", call_diary, world_path},
    {"undo", call_undo, world_path},
#endif
};

/* ---- every operation ----------------------------------------------------------------------- */

static uint64_t hash_before;
static uint64_t hash_after;
static double wanted;
static int tried;
static int stored_in_spite; /* an error, and the change is there */

static bool torture(void) { return getenv("NUTRI_TORTURE") != NULL; }

static void copy_world(int number) {
  size_t size;
  char *bytes = read_file(calls[number].on, &size);

  remove_database(path);
  write_file(path, bytes, size);
  free(bytes);
}

/* What is in the file, which is sound. */
static uint64_t look(const char *name, long nth) {
  uint64_t hash;
  int count = -1;
  int rc = open_with(NUTRI_READWRITE);

  ck_assert_msg(rc == NUTRI_OK, "%s, operation %ld: the file cannot be opened after it: %d", name,
                nth, rc);
  hash = fingerprint();
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_msg(count == 0, "%s, operation %ld: nutri_check finds %d things", name, nth, count);
  (void)close_with(NUTRI_OK);
  return hash;
}

/* False where the call has no operation of this number. */
static bool refuse(int number, unsigned kinds, bool full, long nth, bool from_then_on) {
  const char *name = calls[number].name;
  double told = -1.0;
  uint64_t hash;
  bool hit;
  int rc;

  copy_world(number);
  fault_io(kinds, full, nth, from_then_on);
  rc = calls[number].call(&told);
  fault_io_end(&hit);
  tried += hit;
  ck_assert_msg(rc == NUTRI_OK || (rc == NUTRI_EIO && hit),
                "%s, operation %ld%s of kinds %#x: is %d", name, nth, from_then_on ? " and on" : "",
                kinds, rc);
  if (rc == NUTRI_OK)
    ck_assert_msg(told == wanted, "%s, operation %ld: says %g, not %g", name, nth, told, wanted);
  if (rc != NUTRI_OK && calls[number].call == call_create) {
    create_again(nth);
    return hit;
  }
  hash = look(name, nth);
  ck_assert_msg(rc == NUTRI_OK ? hash == hash_after : hash == hash_before || hash == hash_after,
                "%s, operation %ld%s: is %d, and the file is %s", name, nth,
                from_then_on ? " and on" : "", rc,
                hash == hash_before ? "unchanged" : "neither the old nor the new");
  stored_in_spite += rc != NUTRI_OK && hash == hash_after && hash_after != hash_before;
  return hit;
}

static void refuse_some(int number, unsigned kinds, bool full, bool from_then_on) {
  uint32_t random = kinds + full + from_then_on;
  double told = -1.0;
  long count;
  long most;

  copy_world(number);
  fault_io(kinds, full, -1, false);
  ck_assert_int_eq(calls[number].call(&told), NUTRI_OK);
  count = fault_io_end(NULL);
  most = torture() ? count : FEW;
  ck_assert_double_eq(told, wanted);
  for (long i = 0; i < count && i < most; i++) {
    random = random * UINT32_C(1664525) + UINT32_C(1013904223);
    refuse(number, kinds, full, count <= most ? i : (long)((random >> 8) % (uint32_t)count),
           from_then_on);
  }
}

START_TEST(every_operation) {
  nutri_close(db);
  snprintf(path, sizeof path, "%s", temp_path("io.db"));
  copy_world(_i);
  hash_before = look(calls[_i].name, -1);
  ck_assert_int_eq(calls[_i].call(&wanted), NUTRI_OK);
  hash_after = look(calls[_i].name, -1);
  for (int from_then_on = 0; from_then_on < 2; from_then_on++) {
    refuse_some(_i, FAULT_ANY & ~(unsigned)FAULT_WRITE & ~(unsigned)FAULT_SYNC, false,
                from_then_on);
    refuse_some(_i, FAULT_SYNC | FAULT_TRUNCATE, false, from_then_on);
    refuse_some(_i, FAULT_WRITE, false, from_then_on);
    refuse_some(_i, FAULT_WRITE, true, from_then_on);
  }
  printf("%s: %d operations failed; stored in spite of an error: %d\n", calls[_i].name, tried,
         stored_in_spite);
  fflush(stdout);
  remove_database(path);
  ck_assert_int_eq(nutri_open(copy_database("after.db"), NUTRI_READWRITE, &db, NULL), NUTRI_OK);
}
END_TEST

static void make_worlds(void) {
  snprintf(world_path, sizeof world_path, "%s", copy_database("world.db"));
  ck_assert_int_eq(nutri_open(world_path, NUTRI_READWRITE, &db, NULL), NUTRI_OK);
  sql("PRAGMA synchronous=OFF");
  fill_world();
  snprintf(ann_path, sizeof ann_path, "%s", temp_path("ann.db"));
  exported("ann", ann_path);
  nutri_close(db);
  snprintf(young_path, sizeof young_path, "%s", copy_database("young.db"));
  ck_assert_int_eq(nutri_open(young_path, NUTRI_READWRITE, &db, NULL), NUTRI_OK);
  sql("PRAGMA synchronous=OFF");
  fill_young_world();
  nutri_close(db);
  db = NULL;
}

TESTS("fault_io") {
  fault_install();
  tcase_set_timeout(tc, 0);
  tcase_add_unchecked_fixture(tc, make_worlds, NULL);
  ADD_LOOP(every_operation, calls);
}
