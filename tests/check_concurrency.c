/* SPDX-License-Identifier: MIT */
/* Eight programs at one file: four write the diary, one of them by the sqlite3 shell; three read;
 * one imports again and again. Then the same by threads, each with a handle of its own. 5 seconds
 * each in the ordinary run, 60 with NUTRI_TORTURE=1. */
#include "support_import.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef NUTRI_NO_IMPORTERS

#define WRITERS 4
#define READERS 3
#define WORKERS (WRITERS + READERS + 1)
#define DAYS 28
#define SR_LEGACY "fdc_sr_legacy_2018-04"
#define IMPORT_RUNS "an import may be running"

/* What a worker is given, and what it says of itself in a file. */
struct worker {
  int number;
  double until;
  char said[1024]; /* of writers: each entry that was acknowledged, as struct said */
};

struct said {
  int64_t number;
  int64_t intake_id; /* 0 = the shell's, which is not told */
  double amount;
};

/* How often something was done: in memory of threads, in a pipe of processes. */
struct counts {
  int done;
  int busy; /* was told that an import runs */
};

static char path[1024];
static char folders[2][1024];
static char real_folder[1024]; /* "" = absent */
static int64_t almonds;

static int seconds(void) { return getenv("NUTRI_TORTURE") != NULL ? 60 : 5; }

static double now(void) {
  struct timespec t;

  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A worker may be a thread or a child of the test: it asserts nothing, it says what was wrong. */
static bool wrong(const struct worker *w, const char *what, int rc, const char *message) {
  fprintf(stderr, "worker %d: %s is %d: %s\n", w->number, what, rc, message);
  return false;
}

/* Until its time is up; where the machine is slow, until it has done something. */
static bool goes_on(const struct worker *w, const struct counts *c) {
  double late = now() - w->until;

  return late < 0.0 || (c->done == 0 && late < 60.0);
}

/* ---- writers ------------------------------------------------------------------------------- */

static double amount_at(int writer, int64_t number) {
  return 10.0 + writer + 0.25 * (double)(number % 8);
}

static const char *day_of(int64_t number, char day[11]) {
  snprintf(day, 11, "2026-10-%02u", (unsigned)(1 + number % DAYS) % 100U);
  return day;
}

/* Logs by the C API: NUTRI_OK, or NUTRI_EBUSY with the sentence. */
static bool log_by_api(const struct worker *w, nutri *own, struct said *said, bool *busy) {
  char note[40];
  char day[11];
  nutri_intake entry = {.size = sizeof entry,
                        .person = "ann",
                        .day = day_of(said->number, day),
                        .food_id = almonds,
                        .amount = said->amount,
                        .measure = "g",
                        .note = note};
  int rc;

  snprintf(note, sizeof note, "%d/%lld", w->number, (long long)said->number);
  rc = nutri_intake_add(own, &entry, &said->intake_id);
  *busy = rc == NUTRI_EBUSY && strstr(nutri_errmsg(own), IMPORT_RUNS) != NULL;
  return rc == NUTRI_OK || *busy || wrong(w, "nutri_intake_add", rc, nutri_errmsg(own));
}

/* Logs by the plain shell: it is done, or the database is locked. */
static bool log_by_shell(const struct worker *w, struct said *said, bool *busy) {
  char day[11];
  char *command = sqlite3_mprintf("%s -batch -bail -cmd '.timeout 10000' '%s' \"INSERT INTO"
                                  " diary(person, day, food, amount, unit, note) VALUES('ann',"
                                  " '%s', %lld, %f, 'g', '%d/%lld')\" 2>&1",
                                  getenv("SQLITE3") != NULL ? getenv("SQLITE3") : "sqlite3", path,
                                  day_of(said->number, day), (long long)almonds, said->amount,
                                  w->number, (long long)said->number);
  FILE *shell = command != NULL ? popen(command, "r") : NULL;
  char told[400] = "";
  int rc = -1;

  sqlite3_free(command);
  if (shell != NULL) {
    told[fread(told, 1, sizeof told - 1, shell)] = '\0';
    rc = pclose(shell);
  }
  said->intake_id = 0;
  *busy = rc != 0 && strstr(told, "locked") != NULL;
  return rc == 0 || *busy || wrong(w, "the sqlite3 shell", rc, told);
}

/* A writer: what it was told is stored goes into its file. */
static bool write_diary(const struct worker *w, nutri *own, bool by_shell, struct counts *c) {
  struct said said = {0};
  FILE *file = fopen(w->said, "wb");
  bool ok = file != NULL;

  for (; ok && goes_on(w, c); said.number++) {
    bool busy = false;

    said.amount = amount_at(w->number, said.number);
    ok = by_shell ? log_by_shell(w, &said, &busy) : log_by_api(w, own, &said, &busy);
    c->busy += busy;
    if (ok && !busy) {
      c->done++;
      ok = fwrite(&said, sizeof said, 1, file) == 1;
    }
  }
  return file != NULL && fclose(file) == 0 && ok;
}

/* ---- readers ------------------------------------------------------------------------------- */

/* Ann's entries only grow, and bob's food is that of one import or of the next, all of it. */
static bool read_once(const struct worker *w, nutri *own, int *entries) {
  nutri_total sum = NUTRI_INIT(nutri_total);
  nutri_deficit deficit = NUTRI_INIT(nutri_deficit);
  nutri_cursor *foods = NULL;
  nutri_food food = NUTRI_INIT(nutri_food);
  int rc = nutri_magnesium_total(own, "ann", NULL, NULL, &sum);

  if (rc != NUTRI_OK)
    return wrong(w, "nutri_magnesium_total", rc, nutri_errmsg(own));
  if (sum.entries < *entries)
    return wrong(w, "the number of entries", sum.entries, "it was more");
  *entries = sum.entries;
  rc = nutri_magnesium_total(own, "bob", NULL, NULL, &sum);
  if (rc != NUTRI_OK)
    return wrong(w, "nutri_magnesium_total", rc, nutri_errmsg(own));
  if (fabs(sum.total - 3.0 * SR_MG) > 1e-9 && fabs(sum.total - 3.0 * (SR_MG + 1.0)) > 1e-9)
    return wrong(w, "bob's total", (int)(1000.0 * sum.total), "of no import (in ug)");
  rc = nutri_magnesium_deficit(own, "ann", "2026-10-01", "2026-10-28", &deficit);
  if (rc != NUTRI_OK)
    return wrong(w, "nutri_magnesium_deficit", rc, nutri_errmsg(own));
  rc = nutri_food_search(own, "number 7", 5, 0, &foods);
  if (rc == NUTRI_OK)
    while ((rc = nutri_food_next(foods, &food)) == NUTRI_ROW)
      continue;
  nutri_cursor_close(foods);
  return rc == NUTRI_OK || wrong(w, "nutri_food_search", rc, nutri_errmsg(own));
}

/* The last reader opens the file anew for each look. */
static bool read_diary(const struct worker *w, nutri *own, struct counts *c) {
  bool opens = w->number == WRITERS + READERS - 1;
  int entries = 0;
  bool ok = true;

  while (ok && goes_on(w, c)) {
    nutri *fresh = NULL;
    nutri_error err = NUTRI_INIT(nutri_error);
    int rc = opens ? nutri_open(path, NUTRI_READONLY, &fresh, &err) : NUTRI_OK;

    ok = rc == NUTRI_OK ? read_once(w, opens ? fresh : own, &entries)
                        : wrong(w, "nutri_open", rc, err.message);
    nutri_close(fresh);
    c->done += ok;
  }
  return ok;
}

/* ---- the importer -------------------------------------------------------------------------- */

/* Files whose values differ in turn, so that each import writes; where USDA's are present and there
 * is time, those too, which are taken back. */
static bool import_again(const struct worker *w, nutri *own, struct counts *c) {
  nutri_import_report what = NUTRI_INIT(nutri_import_report);
  bool ok = true;

  for (int round = 1; ok && goes_on(w, c); round++) {
    bool real = round % 3 == 0 && real_folder[0] != '\0';
    const char *from = real ? real_folder : folders[round % 2];
    int rc = nutri_import(own, from, NULL, &what, NULL);

    c->busy += rc == NUTRI_EBUSY;
    if (rc == NUTRI_EBUSY)
      continue;
    if (rc != NUTRI_OK)
      return wrong(w, "nutri_import", rc, nutri_errmsg(own));
    c->done += what.rows_stored > 0;
    while (real && (rc = nutri_import_undo(own, 0, NULL)) == NUTRI_EBUSY)
      c->busy++;
    ok = rc == NUTRI_OK || wrong(w, "nutri_import_undo", rc, nutri_errmsg(own));
  }
  return ok;
}

/* ---- all of them --------------------------------------------------------------------------- */

static atomic_int ready; /* of the threads of one process */

static bool work(const struct worker *w, bool by_shell, struct counts *c) {
  uint32_t flags =
      w->number >= WRITERS && w->number < WORKERS - 2 ? NUTRI_READONLY : NUTRI_READWRITE;
  nutri *own = NULL;
  nutri_error err = NUTRI_INIT(nutri_error);
  int rc = nutri_open(path, flags, &own, &err);
  bool ok;

  if (rc != NUTRI_OK)
    return wrong(w, "nutri_open", rc, err.message);
  if (w->number < WRITERS)
    ok = write_diary(w, own, by_shell && w->number == 0, c);
  else
    ok = w->number < WORKERS - 1 ? read_diary(w, own, c) : import_again(w, own, c);
  nutri_close(own);
  return ok;
}

static void make_file(struct worker workers[]) {
  double until;

  for (int i = 0; i < 2; i++) {
    char name[40];

    snprintf(name, sizeof name, "sr%d-%ld", i, (long)getpid());
    snprintf(folders[i], sizeof folders[i], "%s", temp_path(name));
    make_sr_folder(folders[i], 1500, i);
  }
  snprintf(real_folder, sizeof real_folder, "%s",
           seconds() > 5 && shared_file(SR_LEGACY) != NULL ? shared_file(SR_LEGACY) : "");
  OK(nutri_import(db, folders[0], NULL, NULL, NULL));
  add_ann();
  add_person("bob", "male", "1980-01-01", "us");
  for (int i = 0; i < 3; i++)
    eat("bob", day_at(i), 100.0, "g", SR_FOOD);
  almonds = starter("almonds");
  snprintf(path, sizeof path, "%s", db_path());
  nutri_close(db);
  db = NULL;
  until = now() + seconds();
  for (int i = 0; i < WORKERS; i++) {
    char name[20];

    snprintf(name, sizeof name, "said-%d", i);
    workers[i].number = i;
    workers[i].until = until;
    snprintf(workers[i].said, sizeof workers[i].said, "%s", temp_path(name));
  }
}

/* Each entry that its writer was told of is there once with what it held, and none besides. */
static int hold_to_its_word(const struct worker *w) {
  FILE *file = fopen(w->said, "rb");
  sqlite3_stmt *find = NULL;
  struct said said;
  int count = 0;

  ck_assert_ptr_nonnull(file);
  ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db),
                                      "SELECT intake_id FROM intake WHERE note = ?1 AND day = ?2"
                                      " AND amount = ?3 AND food_id = ?4",
                                      -1, &find, NULL),
                   SQLITE_OK);
  for (; fread(&said, sizeof said, 1, file) == 1; count++) {
    char note[40];
    char day[11];

    snprintf(note, sizeof note, "%d/%lld", w->number, (long long)said.number);
    ck_assert_int_eq(sqlite3_bind_text(find, 1, note, -1, SQLITE_STATIC), SQLITE_OK);
    ck_assert_int_eq(sqlite3_bind_text(find, 2, day_of(said.number, day), -1, SQLITE_STATIC),
                     SQLITE_OK);
    ck_assert_int_eq(sqlite3_bind_double(find, 3, said.amount), SQLITE_OK);
    ck_assert_int_eq(sqlite3_bind_int64(find, 4, almonds), SQLITE_OK);
    ck_assert_msg(sqlite3_step(find) == SQLITE_ROW, "entry %s is lost", note);
    ck_assert(said.intake_id == 0 || sqlite3_column_int64(find, 0) == said.intake_id);
    ck_assert_msg(sqlite3_step(find) == SQLITE_DONE, "entry %s is there twice", note);
    ck_assert_int_eq(sqlite3_reset(find), SQLITE_OK);
  }
  ck_assert_int_eq(sqlite3_finalize(find), SQLITE_OK);
  ck_assert_int_eq(fclose(file), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake WHERE note LIKE '%d/%%'", w->number),
                   count);
  return count;
}

/* What is in the file when all have ended. */
static void look(const struct worker workers[], const struct counts counts[]) {
  nutri_error err = NUTRI_INIT(nutri_error);
  int found = -1;
  int busy = 0;
  int looks = 0;
  int64_t entries = 0;
  double mg;

  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  sql("CREATE INDEX temp_note ON intake(note)"); /* or looking for each would take minutes */
  for (int i = 0; i < WRITERS; i++) {
    ck_assert_msg(counts[i].done > 0, "writer %d has stored nothing", i);
    ck_assert_int_eq(hold_to_its_word(&workers[i]), counts[i].done);
    entries += counts[i].done;
    busy += counts[i].busy;
  }
  sql("DROP INDEX temp_note");
  for (int i = WRITERS; i < WORKERS - 1; i++) {
    ck_assert_msg(counts[i].done > 0, "reader %d has read nothing", i);
    looks += counts[i].done;
  }
  ck_assert_int_gt(counts[WORKERS - 1].done, 0);
  mg = sql_number("SELECT sum(i.amount * n.amount / 100.0) FROM intake i JOIN food_nutrient n"
                  " ON n.food_id = i.food_id AND n.nutrient_id = 1090 JOIN person p"
                  " ON p.person_id = i.person_id AND p.name = 'ann'");
  ck_assert_int_eq(total_of("ann").entries, entries);
  NEAR(total_of("ann").total, mg, 1e-6 * mg);
  OK(nutri_check(db, &found, NULL, NULL));
  ck_assert_int_eq(found, 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import WHERE running IS NOT NULL"), 0);
  printf("%d s: %lld entries held, %d writers' calls told of an import, %d looks of readers,"
         " %d imports that wrote (%d told to wait)\n",
         seconds(), (long long)entries, busy, looks, counts[WORKERS - 1].done,
         counts[WORKERS - 1].busy);
  fflush(stdout);
}

START_TEST(processes) {
  struct worker workers[WORKERS];
  struct counts counts[WORKERS] = {{0, 0}};
  pid_t child[WORKERS];
  int ends[WORKERS][2];
  int status;

  make_file(workers);
  for (int i = 0; i < WORKERS; i++) {
    ck_assert_int_eq(pipe(ends[i]), 0);
    child[i] = fork();
    ck_assert_int_ge(child[i], 0);
    if (child[i] == 0) {
      bool ok = work(&workers[i], true, &counts[i]);

      ok = write(ends[i][1], &counts[i], sizeof counts[i]) == sizeof counts[i] && ok;
      _exit(ok ? 0 : 1);
    }
    close(ends[i][1]);
  }
  for (int i = 0; i < WORKERS; i++) {
    ck_assert_int_eq(waitpid(child[i], &status, 0), child[i]);
    ck_assert_msg(status == 0, "worker %d ended with %#x", i, (unsigned)status);
    ck_assert_int_eq(read(ends[i][0], &counts[i], sizeof counts[i]), sizeof counts[i]);
    close(ends[i][0]);
  }
  look(workers, counts);
}
END_TEST

/* ---- threads ------------------------------------------------------------------------------- */

struct thread {
  const struct worker *worker;
  struct counts *counts;
  bool ok;
};

static void *run_thread(void *user) {
  struct thread *t = user;

  /* Together, or the first would be done with its statements before the last opens the file. */
  atomic_fetch_add(&ready, 1);
  while (atomic_load(&ready) < WORKERS)
    nanosleep(&(struct timespec){0, 1000000}, NULL);
  t->ok = work(t->worker, false, t->counts);
  return NULL;
}

START_TEST(threads) {
  struct worker workers[WORKERS];
  struct counts counts[WORKERS] = {{0, 0}};
  struct thread thread[WORKERS];
  pthread_t id[WORKERS];

  make_file(workers);
  for (int i = 0; i < WORKERS; i++) {
    thread[i] = (struct thread){&workers[i], &counts[i], false};
    ck_assert_int_eq(pthread_create(&id[i], NULL, run_thread, &thread[i]), 0);
  }
  for (int i = 0; i < WORKERS; i++)
    ck_assert_int_eq(pthread_join(id[i], NULL), 0);
  for (int i = 0; i < WORKERS; i++)
    ck_assert_msg(thread[i].ok, "thread %d failed", i);
  look(workers, counts);
}
END_TEST

/* ---- waiting ------------------------------------------------------------------------------- */

/* The first import of a file has it to itself; what it has set is as it was afterwards. */
static int note_mode(void *user, nutri *importing, int64_t import_id) {
  (void)import_id;
  (void)importing;
  snprintf(user, 20, "%s", sql_text("PRAGMA journal_mode"));
  return 0;
}

START_TEST(settings_of_an_import) {
  struct worker workers[WORKERS];
  char mode[20] = "";
  nutri_import_options options = {.size = sizeof options, .report = note_mode, .user = mode};
  nutri_error err = NUTRI_INIT(nutri_error);
  char copy[1024];

  snprintf(copy, sizeof copy, "%s", copy_database("first.db"));
  make_file(workers); /* closes the fixture's */
  ck_assert_msg(nutri_open(copy, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  for (int i = 0; i < 2; i++) {
    sql("PRAGMA secure_delete=%s", i == 0 ? "ON" : "FAST");
    OK(nutri_import(db, folders[i], &options, NULL, NULL));
    ck_assert_str_eq(mode, i == 0 ? "delete" : "wal");
    ck_assert_str_eq(sql_text("PRAGMA journal_mode"), "wal");
    ck_assert_int_eq(sql_int("PRAGMA secure_delete"), i == 0 ? 1 : 2);
    ck_assert_int_eq(sql_int("PRAGMA foreign_keys"), 1);
    ck_assert_int_eq(sql_int("PRAGMA ignore_check_constraints"), 0);
  }
}
END_TEST

/* A UNIQUE index of somebody's own is obeyed. */
START_TEST(own_index_on_the_log) {
  struct worker workers[WORKERS];
  nutri_error err = NUTRI_INIT(nutri_error);

  make_file(workers);
  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  sql("CREATE UNIQUE INDEX mine ON import_source (source_id)");
  FAILS(NUTRI_EINVAL, nutri_import(db, folders[1], NULL, NULL, NULL));
  SAYS("import_source.source_id");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM import"), 1);
  NEAR(total_of("bob").total, 3.0 * SR_MG, 1e-9);
}
END_TEST

/* Before its end an import lets others read, with more written than its cache holds. */
static int read_beside(void *user, nutri *importing, int64_t import_id) {
  nutri *own = NULL;
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri_total sum = NUTRI_INIT(nutri_total);
  int *read = user;
  double before = now();

  (void)importing;
  (void)import_id;
  ck_assert_msg(nutri_open(path, NUTRI_READONLY, &own, &err) == NUTRI_OK, "%s", err.message);
  ck_assert_int_eq(nutri_magnesium_total(own, "bob", NULL, NULL, &sum), NUTRI_OK);
  NEAR(sum.total, 3.0 * SR_MG, 1e-9);
  nutri_close(own);
  ck_assert_double_lt(now() - before, 9.0); /* it has not waited for the import */
  ++*read;
  return 0;
}

START_TEST(reading_beside_an_import) {
  struct worker workers[WORKERS];
  nutri_error err = NUTRI_INIT(nutri_error);
  int read = 0;
  nutri_import_options options = {.size = sizeof options, .report = read_beside, .user = &read};

  make_file(workers);
  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s", err.message);
  sql("PRAGMA cache_size=5");
  OK(nutri_import(db, folders[1], &options, NULL, NULL));
  ck_assert_int_eq(read, 1);
  NEAR(total_of("bob").total, 3.0 * (SR_MG + 1.0), 1e-9);
}
END_TEST

/* Another program writes for a while: who writes waits for it, and who reads where it has the whole
 * file. */
START_TEST(waiting) {
  static const char *const holds[] = {"BEGIN IMMEDIATE",
                                      "PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE"};
  nutri_error err = NUTRI_INIT(nutri_error);
  char byte;
  int status;

  ck_assert_int_eq(sql_int("PRAGMA busy_timeout"), 10000);
  add_ann();
  snprintf(path, sizeof path, "%s", db_path());
  for (size_t i = 0; i < COUNT(holds); i++) {
    int held[2];
    pid_t child;
    double before;

    nutri_close(db);
    db = NULL;
    ck_assert_int_eq(pipe(held), 0);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
      sqlite3 *raw = NULL;
      bool ok = sqlite3_open(path, &raw) == SQLITE_OK &&
                sqlite3_exec(raw, holds[i], NULL, NULL, NULL) == SQLITE_OK &&
                write(held[1], "x", 1) == 1;

      nanosleep(&(struct timespec){0, 700000000}, NULL);
      ok = ok && sqlite3_exec(raw, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
      _exit(ok ? 0 : 1);
    }
    ck_assert_int_eq(read(held[0], &byte, 1), 1);
    before = now();
    ck_assert_msg(nutri_open(path, i == 0 ? NUTRI_READWRITE : NUTRI_READONLY, &db, &err) ==
                      NUTRI_OK,
                  "%s", err.message);
    if (i == 0)
      (void)eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
    ck_assert_int_eq(total_of("ann").entries, 1);
    ck_assert_double_gt(now() - before, 0.3);
    ck_assert_int_eq(sql_int("PRAGMA busy_timeout"), i == 0 ? 10000 : 60000);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    close(held[0]);
    close(held[1]);
  }
}
END_TEST

#endif

TESTS("concurrency") {
  tcase_set_timeout(tc, 0);
#ifndef NUTRI_NO_IMPORTERS
  tcase_add_test(tc, processes);
  tcase_add_test(tc, threads);
  tcase_add_test(tc, settings_of_an_import);
  tcase_add_test(tc, own_index_on_the_log);
  tcase_add_test(tc, reading_beside_an_import);
  tcase_add_test(tc, waiting);
#endif
}
