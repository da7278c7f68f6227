/* SPDX-License-Identifier: MIT */
/* The file that a path leads to, and what stands beside it. */
#include "support_person.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CREATE (NUTRI_READWRITE | NUTRI_CREATE | NUTRI_BARE)

static nutri_error err = NUTRI_INIT(nutri_error);
static const char *const beside[] = {"-wal", "-shm", "-journal"};

/* A name in the test's folder that stays. */
static const char *named(char path[1100], const char *name) {
  snprintf(path, 1100, "%s", temp_path(name));
  return path;
}

static void copy_file(const char *from, const char *to) {
  size_t size;
  char *bytes = read_file(from, &size);

  ck_assert_uint_gt(size, 0);
  write_file(to, bytes, size);
  free(bytes);
}

static void run_sql(sqlite3 *raw, const char *text) {
  ck_assert_msg(sqlite3_exec(raw, text, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", text,
                sqlite3_errmsg(raw));
}

static bool has_person(nutri *of, const char *name) {
  nutri_person person = NUTRI_INIT(nutri_person);

  return nutri_person_get(of, name, &person) == NUTRI_OK;
}

/* ---- links --------------------------------------------------------------------------------- */

/* As a program that is killed leaves it: "ann" has been stored, and of a change that was not, some
 * pages are in the file. */
static void make_torn(const char *path) {
  const char *source = copy_database("whole.db");
  char from[1100];
  char to[1200];
  sqlite3 *raw = NULL;
  char *bytes;
  size_t size;

  snprintf(from, sizeof from, "%s", source);
  ck_assert_int_eq(sqlite3_open(from, &raw), SQLITE_OK);
  run_sql(raw, "PRAGMA journal_mode=DELETE; CREATE TABLE bulk (b);"
               "INSERT INTO bulk VALUES (zeroblob(200000)); INSERT INTO person (name)"
               " VALUES ('ann'); PRAGMA cache_size=1; BEGIN;"
               "UPDATE person SET name = 'torn'; UPDATE bulk SET b = randomblob(200000);"
               "INSERT INTO bulk VALUES (randomblob(300000))");
  copy_file(from, path);
  bytes = read_file(path, &size);
  ck_assert(holds(bytes, size, "torn"));
  free(bytes);
  snprintf(to, sizeof to, "%s-journal", path);
  snprintf(from + strlen(from), sizeof from - strlen(from), "-journal");
  copy_file(from, to);
  ck_assert_int_eq(sqlite3_close(raw), SQLITE_OK);
  unlink(temp_path("whole.db"));
}

/* A link to a link to the file, the latter by a name that begins at the former's folder. */
static const char *link_twice(char path[1100], const char *end) {
  char between[1100];

  ck_assert_int_eq(mkdir(temp_path("links"), 0700), 0);
  ck_assert_int_eq(symlink(end, named(between, "links/between.db")), 0);
  ck_assert_int_eq(symlink("between.db", named(path, "links/link.db")), 0);
  return path;
}

static void unlink_twice(void) {
  unlink(temp_path("links/link.db"));
  unlink(temp_path("links/between.db"));
  rmdir(temp_path("links"));
}

static const uint32_t ways[] = {NUTRI_READONLY, NUTRI_READWRITE, CREATE};

/* The journal stands beside the file, not beside the link. */
START_TEST(torn_file_by_a_link) {
  char end[1100];
  char link[1100];
  nutri *opened = NULL;

  make_torn(named(end, "torn.db"));
  link_twice(link, "../torn.db");
  ck_assert_msg(nutri_open(link, ways[_i], &opened, &err) == NUTRI_OK, "%s", err.message);
  ck_assert(has_person(opened, "ann"));
  ck_assert(!has_person(opened, "torn"));
  nutri_close(opened);
  for (size_t i = 0; i < COUNT(beside); i++) {
    char name[1200];

    snprintf(name, sizeof name, "%s%s", link, beside[i]);
    ck_assert_int_ne(access(name, F_OK), 0);
  }
  unlink_twice();
  unlink(end);
}
END_TEST

/* What one program has in the log is there for one that comes by a link. */
START_TEST(log_by_a_link) {
  char end[1100];
  char link[1100];
  nutri *opened = NULL;
  nutri_person ann = {.size = sizeof ann, .name = "ann", .age_months = -1};

  snprintf(end, sizeof end, "%s", db_path());
  OK(nutri_person_add(db, &ann));
  ck_assert_int_eq(access(temp_path("nothing"), F_OK), -1);
  link_twice(link, end);
  ck_assert_msg(nutri_open(link, ways[_i], &opened, &err) == NUTRI_OK, "%s", err.message);
  ck_assert(has_person(opened, "ann"));
  nutri_close(opened);
  unlink_twice();
}
END_TEST

START_TEST(links_in_a_ring) {
  char one[1100];
  char other[1100];
  nutri *opened = NULL;

  ck_assert_int_eq(symlink("other.db", named(one, "one.db")), 0);
  ck_assert_int_eq(symlink("one.db", named(other, "other.db")), 0);
  ck_assert_int_eq(nutri_open(one, ways[_i], &opened, &err), NUTRI_EIO);
  ck_assert_ptr_nonnull(strstr(err.message, one));
  ck_assert_ptr_null(opened);
  unlink(one);
  unlink(other);
}
END_TEST

/* ---- what is no file ----------------------------------------------------------------------- */

/* Opening a pipe would wait for somebody to write into it. */
START_TEST(pipes) {
  char path[1100];
  char name[1200];
  nutri *opened = NULL;

  alarm(60);
  ck_assert_int_eq(mkfifo(named(path, "pipe.db"), 0600), 0);
  ck_assert_int_eq(nutri_open(path, ways[_i], &opened, &err), NUTRI_ENOTADB);
  ck_assert_ptr_nonnull(strstr(err.message, "pipe.db is no regular file"));
  FAILS(NUTRI_ENOTADB, nutri_person_restore(db, path, NULL, NULL));
  FAILS(NUTRI_EFORMAT, nutri_import(db, path, NULL, NULL, &err));
  SAYS("is neither a file nor a folder");
  unlink(path);
  snprintf(path, sizeof path, "%s", copy_database("beside.db"));
  for (size_t i = 0; i < COUNT(beside); i++) {
    snprintf(name, sizeof name, "%s%s", path, beside[i]);
    ck_assert_int_eq(mkfifo(name, 0600), 0);
    ck_assert_int_eq(nutri_open(path, ways[_i], &opened, &err), NUTRI_ECORRUPT);
    ck_assert_ptr_nonnull(strstr(err.message, name));
    ck_assert_ptr_nonnull(strstr(err.message, "is no regular file"));
    unlink(name);
  }
  alarm(0);
  ck_assert_ptr_null(opened);
  unlink(path);
}
END_TEST

/* ---- making -------------------------------------------------------------------------------- */

static void is_left(const char *name) {
  char *bytes;
  size_t size;

  bytes = read_file(name, &size);
  ck_assert(size == 18 && memcmp(bytes, "what was not saved", 18) == 0);
  free(bytes);
}

/* What somebody's lost database left is neither read nor removed. */
START_TEST(left_beside) {
  char path[1100];
  char name[1200];
  struct stat about;
  nutri *opened = NULL;

  named(path, "left.db");
  snprintf(name, sizeof name, "%s%s", path, beside[_i]);
  write_file(name, "what was not saved", 18);
  ck_assert_int_eq(nutri_open(path, CREATE, &opened, &err), NUTRI_EEXISTS);
  ck_assert_ptr_nonnull(strstr(err.message, name));
  ck_assert_int_ne(access(path, F_OK), 0);
  is_left(name);
  write_file(path, "", 0); /* nor beside an empty file */
  for (size_t i = 0; i < COUNT(ways); i++) {
    ck_assert_int_eq(nutri_open(path, ways[i], &opened, &err),
                     ways[i] == CREATE ? NUTRI_EEXISTS : NUTRI_ENOTADB);
    ck_assert(stat(path, &about) == 0 && about.st_size == 0);
    is_left(name);
  }
  unlink(path);
  unlink(name);
  ck_assert_int_eq(symlink("/nowhere/at/all", name), 0);
  ck_assert_int_eq(nutri_open(path, CREATE, &opened, &err), NUTRI_EEXISTS);
  ck_assert_int_eq(lstat(name, &about), 0);
  ck_assert_int_ne(access(path, F_OK), 0);
  ck_assert_ptr_null(opened);
  unlink(name);
}
END_TEST

static char made_path[1100];
static const char *other_sql; /* NULL = it has been run */

/* Another program that takes the file just made for its own, before this one fills it. */
static int other_program(sqlite3 *connection, char **message,
                         const struct sqlite3_api_routines *api) {
  const char *text = other_sql;
  sqlite3 *raw = NULL;

  (void)connection;
  (void)message;
  (void)api;
  other_sql = NULL;
  if (text == NULL)
    return SQLITE_OK;
  ck_assert_int_eq(sqlite3_open(made_path, &raw), SQLITE_OK);
  run_sql(raw, text);
  return sqlite3_close(raw);
}

/* A file that was made, and that another program has filled since, is not taken back. */
START_TEST(made_by_two) {
  nutri *opened = NULL;
  sqlite3 *raw = NULL;

  named(made_path, "made.db");
  other_sql = "PRAGMA application_id=42; CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)";
  ck_assert_int_eq(sqlite3_auto_extension((void (*)(void))other_program), SQLITE_OK);
  ck_assert_int_eq(nutri_open(made_path, CREATE, &opened, &err), NUTRI_ENOTADB);
  sqlite3_reset_auto_extension();
  ck_assert_ptr_null(other_sql);
  ck_assert_int_eq(sqlite3_open_v2(made_path, &raw, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  run_sql(raw, "SELECT x FROM theirs");
  sqlite3_close(raw);
  unlink(made_path);
}
END_TEST

/* One that is taken away while it is filled was not made: what is stored in it would be lost. */
START_TEST(removed_while_made) {
  char path[1100];
  char byte;
  nutri *opened = NULL;
  int held[2];
  int status;
  pid_t child;

  write_file(named(path, "removed.db"), "", 0);
  ck_assert_int_eq(pipe(held), 0);
  child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    sqlite3 *raw = NULL;
    bool ok = sqlite3_open(path, &raw) == SQLITE_OK &&
              sqlite3_exec(raw, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; BEGIN IMMEDIATE",
                           NULL, NULL, NULL) == SQLITE_OK &&
              write(held[1], "x", 1) == 1;

    sqlite3_sleep(500);
    ok = ok && unlink(path) == 0;
    ok = sqlite3_exec(raw, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK && ok;
    _exit(ok ? 0 : 1);
  }
  ck_assert_int_eq(read(held[0], &byte, 1), 1);
  ck_assert_int_eq(nutri_open(path, CREATE, &opened, &err), NUTRI_EBUSY);
  ck_assert_ptr_nonnull(strstr(err.message, "was removed while it was made"));
  ck_assert_ptr_null(opened);
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(status, 0);
  close(held[0]);
  close(held[1]);
  remove_database(path);
}
END_TEST

/* Whatever the umask takes away, the owner can use it. */
START_TEST(mode) {
  static const mode_t masks[] = {0, 022, 077, 0400, 0777};
  char path[1100];

  named(path, "mode.db");
  for (size_t i = 0; i < COUNT(masks); i++) {
    mode_t before = umask(masks[i]);
    nutri *made = NULL;
    struct stat about;
    int rc = nutri_open(path, CREATE, &made, &err);

    umask(before);
    ck_assert_msg(rc == NUTRI_OK, "%s", err.message);
    ck_assert(stat(path, &about) == 0 && (about.st_mode & 0777) == 0600);
    nutri_close(made);
    unlink(path);
  }
}
END_TEST

TESTS("file") {
  tcase_set_timeout(tc, 60);
  ADD_LOOP(torn_file_by_a_link, ways);
  ADD_LOOP(log_by_a_link, ways);
  ADD_LOOP(links_in_a_ring, ways);
  ADD_LOOP(pipes, ways);
  ADD_LOOP(left_beside, beside);
  tcase_add_test(tc, made_by_two);
  tcase_add_test(tc, removed_while_made);
  tcase_add_test(tc, mode);
}
