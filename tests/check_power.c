/* SPDX-License-Identifier: MIT */
/* Power that fails at any moment, with a disk that drops what was not synced, sector by sector and
 * in any order. What a call had said it stored is there, and nothing is half there. */
#include "fault_power.h"
#include "fault_world.h"

#include <unistd.h>

#define ENTRIES 6

static char world_path[1024];
static char young_path[1024]; /* without an import */
static char path[1024];

static int moments(void) { return getenv("NUTRI_TORTURE") != NULL ? 1000 : 20; }

/* Around the commit every operation is tried, with all lost that was not synced. */
#define LAST 12

/* What a run with failing power does, and how far it came: how many of its steps said NUTRI_OK. */
typedef int run_fn(void);

static int run_diary(void) {
  int done = 0;

  if (nutri_open(path, NUTRI_READWRITE, &db, NULL) != NUTRI_OK)
    return 0;
  while (done < ENTRIES && nutri_intake_add(db, entry(), NULL) == NUTRI_OK)
    done++;
  nutri_close(db);
  return done;
}

static int one_step(int (*call)(void)) {
  int rc = nutri_open(path, NUTRI_READWRITE, &db, NULL);

  if (rc == NUTRI_OK) {
    rc = call();
    nutri_close(db);
  }
  return rc == NUTRI_OK;
}

static int forget(void) { return nutri_person_forget(db, "ann", 0, NULL, NULL, NULL); }
static int run_forget(void) { return one_step(forget); }

#ifndef NUTRI_NO_IMPORTERS
static int import(void) { return nutri_import(db, folder_of("undo_3"), NULL, NULL, NULL); }
static int run_import(void) { return one_step(import); }
static int first(void) { return nutri_import(db, folder_of("undo_1"), NULL, NULL, NULL); }
static int run_first(void) { return one_step(first); }
static int diary(void) { return nutri_import(db, data_of("diary/plain"), NULL, NULL, NULL); }
static int run_import_diary(void) { return one_step(diary); }
static int undo(void) { return nutri_import_undo(db, 0, NULL); }
static int run_undo(void) { return one_step(undo); }
#endif

static const struct {
  const char *name;
  run_fn *run;
  int steps;
  const char *on;
} runs[] = {
    {"log", run_diary, ENTRIES, world_path},
    {"forget", run_forget, 1, world_path},
#ifndef NUTRI_NO_IMPORTERS
    {"first import", run_first, 1, young_path},
    {"import", run_import, 1, world_path},
    {"import of a diary", run_import_diary, 1, world_path},
    {"undo", run_undo, 1, world_path},
#endif
};

static void copy_world(int number) {
  size_t size;
  char *bytes = read_file(runs[number].on, &size);

  remove_database(path);
  write_file(path, bytes, size);
  free(bytes);
  power_new();
}

/* What is in the file, which is sound. */
static uint64_t look(void) {
  nutri_error err = NUTRI_INIT(nutri_error);
  uint64_t hash;
  int count = -1;

  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  hash = fingerprint();
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
  nutri_close(db);
  return hash;
}

/* The states that a run goes through, from none of its steps to all. */
static void learn(int number, uint64_t states[]) {
  copy_world(number);
  states[0] = look();
  if (runs[number].run == run_diary) {
    for (int i = 1; i <= ENTRIES; i++) {
      ck_assert_int_eq(nutri_open(path, NUTRI_READWRITE, &db, NULL), NUTRI_OK);
      OK(nutri_intake_add(db, entry(), NULL));
      nutri_close(db);
      states[i] = look();
    }
  } else {
    ck_assert_int_eq(runs[number].run(), 1);
    states[1] = look();
  }
}

START_TEST(power_fails) {
  uint64_t states[ENTRIES + 1];
  uint32_t random = 20261116;
  long operations;
  int steps = runs[_i].steps;
  int stored = 0;

  nutri_close(db);
  snprintf(path, sizeof path, "%s", temp_path("power.db"));
  learn(_i, states);
  copy_world(_i);
  ck_assert_int_eq(runs[_i].run(), steps);
  operations = power_used();
  for (int i = 0; i < moments() + LAST; i++) {
    long moment;
    int done;
    int there;
    uint64_t hash;

    random = random * UINT32_C(1664525) + UINT32_C(1013904223);
    moment = i < LAST ? operations - i : 1 + (long)((random >> 8) % (uint32_t)operations);
    copy_world(_i);
    power_on(moment);
    done = runs[_i].run();
    power_lost(i < LAST ? 0 : random);
    hash = look();
    for (there = steps; there >= 0 && states[there] != hash; there--)
      continue;
    ck_assert_msg(there >= 0, "%s, power lost after %ld of %ld operations: neither state",
                  runs[_i].name, moment, operations);
    ck_assert_msg(there >= done,
                  "%s, power lost after %ld of %ld operations: %d were stored, %d are"
                  " there",
                  runs[_i].name, moment, operations, done, there);
    stored += there > 0;
  }
  printf("%s: power lost %d times in %ld operations, %d with something stored\n", runs[_i].name,
         moments() + LAST, operations, stored);
  fflush(stdout);
  ck_assert_int_eq(nutri_open(copy_database("after.db"), NUTRI_READWRITE, &db, NULL), NUTRI_OK);
}
END_TEST

static void make_worlds(void) {
  snprintf(world_path, sizeof world_path, "%s", copy_database("world.db"));
  ck_assert_int_eq(nutri_open(world_path, NUTRI_READWRITE, &db, NULL), NUTRI_OK);
  sql("PRAGMA synchronous=OFF");
  fill_world();
  nutri_close(db);
  snprintf(young_path, sizeof young_path, "%s", copy_database("young.db"));
  ck_assert_int_eq(nutri_open(young_path, NUTRI_READWRITE, &db, NULL), NUTRI_OK);
  sql("PRAGMA synchronous=OFF");
  fill_young_world();
  nutri_close(db);
  db = NULL;
}

TESTS("power") {
  tcase_set_timeout(tc, 0);
  tcase_add_unchecked_fixture(tc, make_worlds, NULL);
  ADD_LOOP(power_fails, runs);
  power_install();
}
