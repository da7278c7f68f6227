/* SPDX-License-Identifier: MIT */
/* Four that write the diary, three that read it and one that imports, all at once on one file: as
 * processes, and as threads with a handle each. 4 seconds, 60 with NUTRI_TORTURE=1. */
#include "support_import.h"

#include <pthread.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef NUTRI_NO_IMPORTERS

#define WRITERS 4
#define READERS 3
#define WORKERS (WRITERS + READERS + 1)
#define GRAMS 10.0

enum task { WRITES, READS, IMPORTS };

/* What a worker did, and the first thing that was wrong. Small enough for a pipe to keep whole. */
struct worker {
  enum task task;
  int number;
  int64_t calls;
  int64_t busy;    /* calls refused because another program was writing */
  int64_t entries; /* of a writer, as they should be in the end */
  double grams;
  char wrong[256];
};

static struct {
  char path[1024];
  char imports[3][1024]; /* in turn */
  int import_count;
  int64_t food;
  double mg; /* of GRAMS of it */
  double until;
} shared;

static double now(void) {
  struct timespec t;

  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(void) { return getenv("NUTRI_TORTURE") != NULL ? 60.0 : 4.0; }

static void note_wrong(struct worker *w, nutri *own, const char *doing, int rc) {
  if (w->wrong[0] == '\0')
    snprintf(w->wrong, sizeof w->wrong, "%s, call %lld: %d: %.180s", doing, (long long)w->calls, rc,
             nutri_errmsg(own));
}

/* Whether a write was done. A refusal must be that of a writer that waited; it is tried again. */
static bool is_written(struct worker *w, nutri *own, const char *doing, int rc) {
  if (rc == NUTRI_OK)
    return true;
  if (rc != NUTRI_EBUSY || strstr(nutri_errmsg(own), "an import may be running") == NULL)
    note_wrong(w, own, doing, rc);
  w->busy++;
  return false;
}

static void write_once(struct worker *w, nutri *own) {
  nutri_intake entry = {.size = sizeof entry,
                        .person = "ann",
                        .day = w->number % 2 == 0 ? "2026-11-16" : "2026-11-17",
                        .food_id = shared.food,
                        .amount = GRAMS,
                        .measure = "g"};
  int64_t id = 0;
  char note[40];

  snprintf(note, sizeof note, "%d", w->number);
  entry.note = note;
  w->calls++;
  if (!is_written(w, own, "adding", nutri_intake_add(own, &entry, &id)))
    return;
  w->entries++;
  w->grams += GRAMS;
  if (w->calls % 3 == 0) {
    entry.amount = 2 * GRAMS;
    if (is_written(w, own, "changing", nutri_intake_change(own, id, &entry)))
      w->grams += GRAMS;
  } else if (w->calls % 3 == 1 && is_written(w, own, "removing", nutri_intake_remove(own, id))) {
    w->entries--;
    w->grams -= GRAMS;
  }
}

/* An answer is of one moment: every entry has once or twice GRAMS. */
static void read_once(struct worker *w, nutri *own) {
  nutri_total total = NUTRI_INIT(nutri_total);
  nutri_deficit deficit = NUTRI_INIT(nutri_deficit);
  int rc = nutri_magnesium_total(own, "ann", "2026-11-16", "2026-11-17", &total);

  w->calls++;
  if (rc != NUTRI_OK) {
    note_wrong(w, own, "adding up", rc);
  } else if (total.entries > 0 && (total.total < shared.mg * total.entries - 1e-6 ||
                                   total.total > 2 * shared.mg * total.entries + 1e-6)) {
    note_wrong(w, own, "a total of two moments", total.entries);
  } else if ((rc = nutri_magnesium_deficit(own, "ann", NULL, NULL, &deficit)) != NUTRI_OK) {
    note_wrong(w, own, "the deficit", rc);
  }
}

static void import_once(struct worker *w, nutri *own) {
  nutri_import_report done = NUTRI_INIT(nutri_import_report);
  nutri_error err = NUTRI_INIT(nutri_error);
  const char *path = shared.imports[w->calls++ % shared.import_count];
  int rc = nutri_import(own, path, NULL, &done, &err);

  (void)is_written(w, own, "importing", rc);
}

static void work(struct worker *w) {
  nutri *own = NULL;
  nutri_error err = NUTRI_INIT(nutri_error);
  uint32_t how = w->task == READS ? NUTRI_READONLY : NUTRI_READWRITE;

  if (nutri_open(shared.path, how, &own, &err) != NUTRI_OK) {
    snprintf(w->wrong, sizeof w->wrong, "opening: %.200s", err.message);
    return;
  }
  while (w->wrong[0] == '\0' && now() < shared.until)
    switch (w->task) {
    case WRITES:
      write_once(w, own);
      break;
    case READS:
      read_once(w, own);
      break;
    case IMPORTS:
      import_once(w, own);
      break;
    }
  nutri_close(own);
}

static void set_the_stage(struct worker workers[WORKERS]) {
  const char *data = getenv("NUTRI_SHARED_DATA");
  struct stat about;

  add_ann();
  OK(nutri_day_mark(db, "ann", "2026-11-16", "complete"));
  OK(nutri_day_mark(db, "ann", "2026-11-17", "complete"));
  shared.food = starter("almonds");
  shared.mg = amount_of(shared.food, NUTRI_MAGNESIUM) * GRAMS / 100.0;
  snprintf(shared.path, sizeof shared.path, "%s", db_path());
  nutri_close(db);
  db = NULL;
  snprintf(shared.imports[0], sizeof shared.imports[0], "%s", folder_of("history_1"));
  snprintf(shared.imports[1], sizeof shared.imports[1], "%s", folder_of("history_2"));
  shared.import_count = 2;
  snprintf(shared.imports[2], sizeof shared.imports[2], "%.900s/fdc_sr_legacy_2018-04",
           data != NULL ? data : "");
  if (data != NULL && stat(shared.imports[2], &about) == 0)
    shared.import_count = 3;
  shared.until = now() + seconds();
  for (int i = 0; i < WORKERS; i++)
    workers[i] = (struct worker){.task = i < WRITERS             ? WRITES
                                         : i < WRITERS + READERS ? READS
                                                                 : IMPORTS,
                                 .number = i};
}

static void hold_to_their_word(const struct worker workers[WORKERS]) {
  nutri_error err = NUTRI_INIT(nutri_error);
  int count = -1;

  ck_assert_msg(nutri_open(shared.path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  for (int i = 0; i < WORKERS; i++) {
    const struct worker *w = &workers[i];

    printf("%s %d: %lld calls, %lld had to be repeated\n",
           w->task == WRITES  ? "writer"
           : w->task == READS ? "reader"
                              : "importer",
           w->number, (long long)w->calls, (long long)w->busy);
    ck_assert_msg(w->wrong[0] == '\0', "worker %d: %s", i, w->wrong);
    ck_assert_int_gt(w->calls, 0);
    if (w->task != WRITES)
      continue;
    ck_assert_int_eq(sql_int("SELECT count(*) FROM intake WHERE note = '%d'", i), w->entries);
    NEAR(sql_number("SELECT ifnull(sum(amount), 0) FROM intake WHERE note = '%d'", i), w->grams,
         1e-6);
  }
  OK(nutri_check(db, &count, NULL, NULL));
  ck_assert_int_eq(count, 0);
}

START_TEST(processes) {
  struct worker workers[WORKERS];
  pid_t child[WORKERS];
  int ends[2];
  int status;

  set_the_stage(workers);
  ck_assert_int_eq(pipe(ends), 0);
  fflush(stdout);
  for (int i = 0; i < WORKERS; i++) {
    child[i] = fork();
    ck_assert_int_ge(child[i], 0);
    if (child[i] == 0) {
      work(&workers[i]);
      _exit(write(ends[1], &workers[i], sizeof workers[i]) == sizeof workers[i] ? 0 : 1);
    }
  }
  close(ends[1]);
  for (int i = 0; i < WORKERS; i++) {
    struct worker told;

    ck_assert_int_eq(read(ends[0], &told, sizeof told), sizeof told);
    workers[told.number] = told;
  }
  for (int i = 0; i < WORKERS; i++) {
    ck_assert_int_eq(waitpid(child[i], &status, 0), child[i]);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  hold_to_their_word(workers);
}
END_TEST

static void *work_on_thread(void *worker) {
  work(worker);
  return NULL;
}

START_TEST(threads) {
  struct worker workers[WORKERS];
  pthread_t thread[WORKERS];

  set_the_stage(workers);
  for (int i = 0; i < WORKERS; i++)
    ck_assert_int_eq(pthread_create(&thread[i], NULL, work_on_thread, &workers[i]), 0);
  for (int i = 0; i < WORKERS; i++)
    ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
  hold_to_their_word(workers);
}
END_TEST

#endif

TESTS("concurrency") {
  tcase_set_timeout(tc, 300);
#ifndef NUTRI_NO_IMPORTERS
  tcase_add_test(tc, processes);
  tcase_add_test(tc, threads);
#endif
}
