/* SPDX-License-Identifier: MIT */
/* Processes killed at any moment: what a call had said it stored is there, nothing else is half
 * there. 20 moments each in the ordinary run, 1,000 with NUTRI_TORTURE=1; of migration:
 * check_migrate.c. */
#include "support_import.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WRITERS 4
#define SEED UINT32_C(20261116)

static int moments(void) { return getenv("NUTRI_TORTURE") != NULL ? 1000 : 20; }

static uint32_t next_random(uint32_t *state) {
  *state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
  return *state >> 8;
}

static double now(void) {
  struct timespec t;

  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void wait_for(double seconds) {
  struct timespec t = {(time_t)seconds, (long)(1e9 * (seconds - (double)(time_t)seconds))};

  nanosleep(&t, NULL);
}

static void open_again(const char *path) {
  nutri_error err = NUTRI_INIT(nutri_error);

  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
}

static void is_clean(void) {
  int count = -1;

  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
}

/* ---- the diary ----------------------------------------------------------------------------- */

/* Adds entries until it is killed; each number that was given goes into the pipe. */
static void write_diary(const char *path, int writer, int64_t food, int to) {
  char note[40];
  nutri_intake entry = {.size = sizeof entry,
                        .person = "ann",
                        .day = "2026-11-16",
                        .food_id = food,
                        .amount = 10.0,
                        .measure = "g",
                        .note = note};
  nutri *own = NULL;
  int64_t said[2] = {writer, 0};

  if (nutri_open(path, NUTRI_READWRITE, &own, NULL) != NUTRI_OK)
    _exit(2);
  for (int i = 0;; i++) {
    snprintf(note, sizeof note, "%d/%d", writer, i);
    if (nutri_intake_add(own, &entry, &said[1]) != NUTRI_OK)
      _exit(3);
    if (write(to, said, sizeof said) != sizeof said)
      _exit(4);
  }
}

/* What the pipe holds is there, and each writer has at most one entry more than it said. */
static int64_t hold_to_their_word(int from) {
  int64_t said[2];
  int64_t counts[WRITERS] = {0};
  int64_t all = 0;

  while (read(from, said, sizeof said) == sizeof said) {
    ck_assert_msg(sql_int("SELECT count(*) FROM intake WHERE intake_id = %lld AND note = '%lld/'"
                          " || %lld",
                          (long long)said[1], (long long)said[0], (long long)counts[said[0]]) == 1,
                  "entry %lld of writer %lld is lost", (long long)said[1], (long long)said[0]);
    counts[said[0]]++;
    all++;
  }
  for (int i = 0; i < WRITERS; i++) {
    int64_t there = sql_int("SELECT count(*) FROM intake WHERE note LIKE '%d/%%'", i);

    ck_assert_msg(there == counts[i] || there == counts[i] + 1,
                  "writer %d said %lld entries, there are %lld", i, (long long)counts[i],
                  (long long)there);
  }
  return all;
}

START_TEST(killed_while_logging) {
  uint32_t random = SEED;
  int64_t food;
  int64_t entries = 0;
  char path[1024];
  int stopped = 0;

  add_ann();
  food = starter("almonds");
  snprintf(path, sizeof path, "%s", db_path());
  nutri_close(db);
  db = NULL;
  for (int i = 0; i < moments(); i++) {
    pid_t child[WRITERS];
    int ends[2];
    int status;

    ck_assert_int_eq(pipe(ends), 0);
    for (int j = 0; j < WRITERS; j++) {
      child[j] = fork();
      ck_assert_int_ge(child[j], 0);
      if (child[j] == 0) {
        close(ends[0]);
        write_diary(path, j, food, ends[1]);
      }
    }
    close(ends[1]);
    if (i % 4 != 0) { /* else they may be opening it yet */
      struct pollfd said = {ends[0], POLLIN, 0};

      ck_assert_int_eq(poll(&said, 1, 60000), 1);
    }
    for (int j = 0; j < WRITERS; j++) { /* one after another: the others go on in its ruins */
      wait_for(1e-6 * (next_random(&random) % 60000));
      kill(child[j], SIGKILL);
    }
    for (int j = 0; j < WRITERS; j++) {
      ck_assert_int_eq(waitpid(child[j], &status, 0), child[j]);
      ck_assert_msg(WIFSIGNALED(status), "writer %d ended by itself with %d", j,
                    WEXITSTATUS(status));
      stopped++;
    }
    open_again(path);
    entries += hold_to_their_word(ends[0]);
    close(ends[0]);
    is_clean();
    sql("DELETE FROM intake");
    nutri_close(db);
    db = NULL;
  }
  printf("%d writers killed, %lld entries held\n", stopped, (long long)entries);
  fflush(stdout);
  ck_assert_int_gt(entries, 0);
  open_again(path);
}
END_TEST

/* ---- an import ----------------------------------------------------------------------------- */

#ifndef NUTRI_NO_IMPORTERS

/* Imports and says when it is done. */
static void import_and_say(const char *path, const char *folder, int to) {
  nutri *own = NULL;
  int rc;

  if (nutri_open(path, NUTRI_READWRITE, &own, NULL) != NUTRI_OK)
    _exit(2);
  rc = nutri_import(own, folder, NULL, NULL, NULL);
  if (write(to, &rc, sizeof rc) != sizeof rc)
    _exit(4);
  pause();
}

START_TEST(killed_while_importing) {
  uint32_t random = SEED;
  char path[1024];
  char folder[1024];
  double took = 0.0;
  uint64_t before;
  uint64_t after;
  int stored = 0;
  int said = 0;

  snprintf(folder, sizeof folder, "%s", temp_path("sr"));
  make_sr_folder(folder, 1500, 0);
  add_ann();
  eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  before = fingerprint();
  OK(nutri_import(db, folder, NULL, NULL, NULL));
  after = fingerprint();
  ck_assert(before != after);
  nutri_close(db);
  for (int i = -1; i < moments(); i++) { /* the first is not killed: it says how long it takes */
    int ends[2];
    int rc = 1;
    uint64_t hash;
    pid_t child;

    snprintf(path, sizeof path, "%s", copy_database("killed.db"));
    open_again(path);
    add_ann();
    eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
    nutri_close(db);
    db = NULL;
    ck_assert_int_eq(pipe(ends), 0);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
      import_and_say(path, folder, ends[1]);
    close(ends[1]);
    if (i < 0) {
      took = now();
      ck_assert_int_eq(read(ends[0], &rc, sizeof rc), sizeof rc);
      took = now() - took;
    } else {
      wait_for(took * 1.25 * (double)(next_random(&random) % 10000) / 10000.0);
    }
    kill(child, SIGKILL);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    (void)!read(ends[0], &rc, i < 0 ? 0 : sizeof rc);
    close(ends[0]);
    open_again(path);
    hash = fingerprint();
    ck_assert_msg(rc == 1 ? hash == before || hash == after : rc == NUTRI_OK && hash == after,
                  "killed, and the import is half there (moment %d, it said %d)", i, rc);
    is_clean();
    ck_assert_int_eq(sql_int("SELECT count(*) FROM import WHERE running IS NOT NULL"), 0);
    ck_assert_str_eq(sql_text("PRAGMA journal_mode"), "wal");
    stored += i >= 0 && hash == after;
    said += i >= 0 && rc == NUTRI_OK;
    nutri_close(db);
  }
  printf("%d imports killed, %d were stored, %d had said so\n", moments(), stored, said);
  fflush(stdout);
  open_again(path);
}
END_TEST

#endif

TESTS("crash") {
  tcase_set_timeout(tc, 0);
  tcase_add_test(tc, killed_while_logging);
#ifndef NUTRI_NO_IMPORTERS
  tcase_add_test(tc, killed_while_importing);
#endif
}
