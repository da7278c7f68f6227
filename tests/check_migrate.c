/* SPDX-License-Identifier: MIT */
/* A file of an older schema brought up by made-up steps: refused unless asked, and cut short by
 * memory, the disk, SIGKILL or the power it is of one schema or of another, never half, and is
 * brought up by the next try. Some moments in the ordinary run; with NUTRI_TORTURE=1, 1,000 of
 * power, 1,000 of SIGKILL and every file operation. */
#include "fault.h"
#include "fault_power.h"
#include "support_import.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OLDEST (-1) /* so that the made-up steps end in the schema that the library reads */
#define STATES 3
#define ROWS 800

static const nutri__sql made_up[] = {
    {.name = "migrate/first.sql",
     .text = (const unsigned char *)"ALTER TABLE old_note RENAME TO newer_note;"
                                    "ALTER TABLE newer_note ADD COLUMN said TEXT;"
                                    "UPDATE newer_note SET said = upper(note) || intake_id"},
    {.name = "migrate/second.sql",
     .text = (const unsigned char *)"UPDATE intake SET note = (SELECT said FROM newer_note n"
                                    " WHERE n.intake_id = intake.intake_id);"
                                    "DROP TABLE newer_note"}};
static const struct nutri__steps steps = {OLDEST, made_up, COUNT(made_up)};

static char old_path[1024];
static char path[1024];
static uint64_t states[STATES]; /* by schema - OLDEST */

static bool torture(void) { return getenv("NUTRI_TORTURE") != NULL; }

static uint32_t next_random(uint32_t *state) {
  *state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
  return *state >> 8;
}

static void copy_old(void) {
  static const char *const suffixes[] = {"-wal", "-shm", "-journal"};
  char name[1040];
  size_t size;
  char *bytes = read_file(old_path, &size);

  for (size_t i = 0; i < COUNT(suffixes); i++) {
    snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
    unlink(name);
  }
  write_file(path, bytes, size);
  free(bytes);
}

/* Opens and closes: what the opening said. */
static int migrate(const struct nutri__steps *with, nutri_error *err) {
  nutri *own = NULL;
  int rc = nutri__open_migrating(path, NUTRI_READWRITE, with, &own, err);

  nutri_close(own);
  return rc;
}

/* The schema of the file, whose content is that of this schema. */
static int schema_now(uint64_t *hash) {
  nutri plain = {.errmsg = ""}; /* of whatever schema */
  int schema;

  ck_assert_int_eq(sqlite3_open_v2(path, &plain.sql, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
  db = &plain;
  schema = (int)sql_int("PRAGMA user_version");
  *hash = fingerprint();
  ck_assert_str_eq(sql_text("PRAGMA integrity_check"), "ok");
  ck_assert_int_eq(sqlite3_close(plain.sql), SQLITE_OK);
  db = NULL;
  return schema;
}

/* Whatever happened, the file is of one schema; the next try goes well, and it is sound. */
static int look(const char *what, long moment, int rc) {
  nutri_error err = NUTRI_INIT(nutri_error);
  uint64_t hash;
  int schema = schema_now(&hash);
  int count = -1;

  ck_assert_msg(schema >= OLDEST && schema <= NUTRI__SCHEMA && hash == states[schema - OLDEST],
                "%s %ld: schema %d, and the rows are not its", what, moment, schema);
  ck_assert_msg(rc != NUTRI_OK || schema == NUTRI__SCHEMA, "%s %ld: done, and it is schema %d",
                what, moment, schema);
  if (schema < NUTRI__SCHEMA)
    ck_assert_int_eq(migrate(NULL, &err), NUTRI_ESCHEMA);
  ck_assert_msg(migrate(&steps, &err) == NUTRI_OK, "%s %ld: %s", what, moment, err.message);
  ck_assert_int_eq(nutri_open(path, NUTRI_READWRITE, &db, &err), NUTRI_OK);
  ck_assert(fingerprint() == states[STATES - 1]);
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
  nutri_close(db);
  db = NULL;
  return schema;
}

static void begin(void) {
  nutri_close(db);
  db = NULL;
  snprintf(path, sizeof path, "%s", temp_path("migrate.db"));
  copy_old();
}

static void finish(void) {
  fflush(stdout);
  ck_assert_int_eq(nutri_open(copy_database("after.db"), NUTRI_READWRITE, &db, NULL), NUTRI_OK);
}

/* ---- in peace ------------------------------------------------------------------------------ */

START_TEST(brought_up_when_asked) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri *own = NULL;

  begin();
  ck_assert_int_eq(migrate(NULL, &err), NUTRI_ESCHEMA);
  ck_assert_ptr_nonnull(strstr(err.message, "has schema -1, older than the schema 1"));
  ck_assert_int_eq(nutri__open_migrating(path, NUTRI_READONLY, &steps, &own, &err), NUTRI_ESCHEMA);
  ck_assert_ptr_null(own);
  ck_assert_int_eq(migrate(&steps, &err), NUTRI_OK);
  ck_assert_int_eq(migrate(&steps, &err), NUTRI_OK); /* there is nothing to do */
  ck_assert_int_eq(nutri_open(path, NUTRI_READWRITE, &db, &err), NUTRI_OK);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake WHERE note = 'NOTE' || intake_id"), 4);
  ck_assert_int_eq(sql_int("PRAGMA foreign_keys"), 1);
}
END_TEST

static const struct {
  const char *sql;
  const char *says;
} bad[] = {
    {"DELETE FROM old_note; UPDATE no_such_table SET x = 1", "migrate/bad.sql: no such table"},
    {"DELETE FROM old_note; UPDATE intake SET import_id = 99",
     "migrate/bad.sql: a row of intake would refer to nothing"},
};

/* A step that fails leaves nothing of itself. */
START_TEST(bad_step) {
  nutri_error err = NUTRI_INIT(nutri_error);
  const nutri__sql step = {.name = "migrate/bad.sql", .text = (const unsigned char *)bad[_i].sql};
  const struct nutri__steps one = {OLDEST, &step, 1};

  begin();
  ck_assert_int_eq(migrate(&one, &err), NUTRI_ECORRUPT);
  ck_assert_msg(strstr(err.message, bad[_i].says) != NULL, "%s", err.message);
  ck_assert_int_eq(look("bad step", _i, NUTRI_ECORRUPT), OLDEST);
  finish();
}
END_TEST

/* ---- cut short ----------------------------------------------------------------------------- */

START_TEST(memory_fails) {
  uint32_t random = 7;
  int tries = torture() ? 400 : 8;
  long count;
  int refused = 0;

  begin();
  fault_memory(-1, false);
  ck_assert_int_eq(migrate(&steps, NULL), NUTRI_OK);
  count = fault_memory_end(NULL);
  for (int i = 0; i < tries; i++) {
    long nth = (long)(next_random(&random) % (uint32_t)count);
    bool hit;
    int rc;

    copy_old();
    fault_memory(nth, i % 2);
    rc = migrate(&steps, NULL);
    fault_memory_end(&hit);
    ck_assert_msg(rc == NUTRI_OK || rc == NUTRI_ENOMEM, "allocation %ld: is %d", nth, rc);
    refused += rc != NUTRI_OK;
    look("allocation", nth, rc);
  }
  ck_assert_int_gt(refused, 0);
  printf("migration: %d of %ld allocations failed\n", refused, count);
  finish();
}
END_TEST

static const struct {
  unsigned kinds;
  bool full;
} faults[] = {{FAULT_ANY & ~(unsigned)FAULT_WRITE & ~(unsigned)FAULT_SYNC, false},
              {FAULT_SYNC | FAULT_TRUNCATE, false},
              {FAULT_WRITE, false},
              {FAULT_WRITE, true}};

START_TEST(disk_fails) {
  uint32_t random = 7;
  long count;
  int tries = 0;

  begin();
  fault_io(faults[_i].kinds, faults[_i].full, -1, false);
  ck_assert_int_eq(migrate(&steps, NULL), NUTRI_OK);
  count = fault_io_end(NULL);
  for (int from_then_on = 0; from_then_on < 2; from_then_on++)
    for (long i = 0; i < count && i < (torture() ? count : 2); i++, tries++) {
      long nth = torture() ? i : (long)(next_random(&random) % (uint32_t)count);
      bool hit;
      int rc;

      copy_old();
      fault_io(faults[_i].kinds, faults[_i].full, nth, from_then_on);
      rc = migrate(&steps, NULL);
      fault_io_end(&hit);
      ck_assert_msg(rc == NUTRI_OK || rc == NUTRI_EIO, "operation %ld: is %d", nth, rc);
      look("operation", nth, rc);
    }
  printf("migration: %d file operations failed\n", tries);
  finish();
}
END_TEST

START_TEST(killed) {
  uint32_t random = 7;
  int moments = torture() ? 1000 : 6;
  int found[STATES] = {0};
  struct timespec t0;
  struct timespec t1;
  double took;

  begin();
  clock_gettime(CLOCK_MONOTONIC, &t0);
  ck_assert_int_eq(migrate(&steps, NULL), NUTRI_OK);
  clock_gettime(CLOCK_MONOTONIC, &t1);
  took = (double)(t1.tv_sec - t0.tv_sec) + 1e-9 * (double)(t1.tv_nsec - t0.tv_nsec);
  for (int i = 0; i < moments; i++) {
    double wait = took * 1.8 * (double)(next_random(&random) % 10000) / 10000.0;
    pid_t child;

    copy_old();
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
      if (migrate(&steps, NULL) != NUTRI_OK)
        _exit(1);
      pause();
    }
    nanosleep(&(struct timespec){(time_t)wait, (long)(1e9 * (wait - (double)(time_t)wait))}, NULL);
    kill(child, SIGKILL);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    found[look("killed", i, NUTRI_EIO) - OLDEST]++;
  }
  printf("%d migrations killed: %d were not begun, %d half way, %d done\n", moments, found[0],
         found[1], found[2]);
  finish();
}
END_TEST

START_TEST(power_fails) {
  uint32_t random = 7;
  int moments = torture() ? 1000 : 10;
  int found[STATES] = {0};
  long operations;

  begin();
  power_new();
  ck_assert_int_eq(migrate(&steps, NULL), NUTRI_OK);
  operations = power_used();
  for (int i = 0; i < moments; i++) {
    long moment = 1 + (long)(next_random(&random) % (uint32_t)operations);
    int rc;

    copy_old();
    power_new();
    power_on(moment);
    rc = migrate(&steps, NULL);
    power_lost(random);
    found[look("power lost after", moment, rc) - OLDEST]++;
  }
  printf("migration: power lost %d times in %ld operations: %d were not begun, %d half way, %d"
         " done\n",
         moments, operations, found[0], found[1], found[2]);
  finish();
}
END_TEST

/* A diary with notes, as a schema before the first could have kept them. */
static void make_old(void) {
  nutri_error err = NUTRI_INIT(nutri_error);
  struct nutri__steps some = {OLDEST, made_up, 0};

  snprintf(old_path, sizeof old_path, "%s", copy_database("old.db"));
  ck_assert_int_eq(nutri_open(old_path, NUTRI_READWRITE, &db, NULL), NUTRI_OK);
  add_ann();
  eat_issue_day();
  sql("PRAGMA foreign_keys=OFF");
  sql("CREATE TABLE old_note(intake_id INTEGER PRIMARY KEY, note TEXT) STRICT");
  sql("INSERT INTO old_note SELECT intake_id, 'note' FROM intake");
  sql("WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
      " INSERT INTO old_note SELECT i, 'of nothing, and of a length to fill pages ' || i FROM n",
      1000 + ROWS);
  sql("PRAGMA user_version=%d", OLDEST);
  nutri_close(db);
  snprintf(path, sizeof path, "%s", temp_path("learn.db"));
  for (; some.count < STATES; some.count++) {
    copy_old();
    if (some.count > 0) { /* it stops at the schema that it can reach */
      int rc = migrate(&some, &err);

      ck_assert_msg(rc == NUTRI_OK, "%s", err.message);
    }
    ck_assert_int_eq(schema_now(&states[some.count]), OLDEST + (int)some.count);
  }
  for (int i = 1; i < STATES; i++)
    ck_assert(states[i - 1] != states[i]);
}

TESTS("migrate") {
  fault_install();
  power_install();
  tcase_set_timeout(tc, 0);
  tcase_add_unchecked_fixture(tc, make_old, NULL);
  tcase_add_test(tc, brought_up_when_asked);
  ADD_LOOP(bad_step, bad);
  tcase_add_test(tc, memory_fails);
  ADD_LOOP(disk_fails, faults);
  tcase_add_test(tc, killed);
  tcase_add_test(tc, power_fails);
}
