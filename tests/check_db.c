/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CREATE (NUTRI_READWRITE | NUTRI_CREATE)

static nutri_error err = NUTRI_INIT(nutri_error);

static bool is_there(const char *path) {
  struct stat st;

  return lstat(path, &st) == 0;
}

static unsigned mode_of(const char *path) {
  struct stat st;

  ck_assert_msg(stat(path, &st) == 0, "%s is not there", path);
  return (unsigned)st.st_mode & 0777u;
}

/* SQL on a file, through a connection that knows nothing of nutri. */
static void sql_on(const char *path, const char *text) {
  sqlite3 *raw = NULL;

  ck_assert_int_eq(sqlite3_open(path, &raw), SQLITE_OK);
  ck_assert_msg(sqlite3_exec(raw, text, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(raw));
  sqlite3_close(raw);
}

/* ---- what is no nutri database ------------------------------------------------------------- */

static void make_nothing(const char *path) { (void)path; }

static void make_empty(const char *path) { write_file(path, "", 0); }

static void make_binary(const char *path) {
  unsigned char bytes[8192];
  unsigned seed = 1;

  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (unsigned char)((seed = seed * 1103515245u + 12345u) >> 16);
  write_file(path, bytes, sizeof bytes);
}

static void make_text(const char *path) { write_file(path, "food,amount\nspinach,60\n", 23); }

static void make_folder(const char *path) { ck_assert_int_eq(mkdir(path, 0700), 0); }

static void make_other(const char *path) {
  sql_on(path, "PRAGMA application_id=42; PRAGMA user_version=1; CREATE TABLE food (x)");
}

/* As most programs leave it: no application id at all. */
static void make_plain(const char *path) {
  sql_on(path, "CREATE TABLE food (food_id INTEGER PRIMARY KEY, description TEXT)");
}

static void make_newer(const char *path) {
  ck_assert_str_eq(copy_database(strrchr(path, '/') + 1), path);
  sql_on(path, "PRAGMA user_version=99");
}

static void make_older(const char *path) {
  ck_assert_str_eq(copy_database(strrchr(path, '/') + 1), path);
  sql_on(path, "PRAGMA user_version=0");
}

static const struct {
  void (*make)(const char *path);
  int code;
  const char *says; /* beside the path */
} strangers[] = {
    {make_nothing, NUTRI_ENOTFOUND, "No such file"},
    {make_empty, NUTRI_ENOTADB, "is empty: a nutri database was expected"},
    {make_binary, NUTRI_ENOTADB, "is no database: a nutri database was expected"},
    {make_text, NUTRI_ENOTADB, "is no database: a nutri database was expected"},
    {make_folder, NUTRI_ENOTADB, "is a directory: a nutri database was expected"},
    {make_other, NUTRI_ENOTADB, "of another program (application id 42): a nutri database was"},
    {make_plain, NUTRI_ENOTADB, "of another program (application id 0): a nutri database was"},
    {make_newer, NUTRI_ESCHEMA, "has schema 99, and this nutri"},
    {make_older, NUTRI_ESCHEMA, "has schema 0, older than the schema 1"},
};

static void refuses(const char *path, uint32_t flags, int code, const char *says) {
  nutri *opened = NULL;
  int rc = nutri_open(path, flags, &opened, &err);

  ck_assert_msg(rc == code, "%d (%s), not %d", rc, err.message, code);
  ck_assert_ptr_null(opened);
  ck_assert_int_eq(err.code, code);
  ck_assert_msg(strstr(err.message, path) != NULL && strstr(err.message, says) != NULL,
                "'%s' does not say '%s %s'", err.message, path, says);
}

START_TEST(stranger_is_refused) {
  static const uint32_t flags[] = {NUTRI_READONLY, NUTRI_READWRITE, CREATE};
  const char *path = temp_path("stranger.db");
  bool is_file = strangers[_i].make != make_folder && strangers[_i].make != make_nothing;
  /* Where there is nothing, or an empty file, NUTRI_CREATE makes a database. */
  size_t n = strangers[_i].make == make_nothing || strangers[_i].make == make_empty ? 2 : 3;
  char *before = NULL;
  size_t before_size = 0;

  strangers[_i].make(path);
  if (is_file)
    before = read_file(path, &before_size);
  for (size_t i = 0; i < n; i++)
    refuses(path, flags[i], strangers[_i].code, strangers[_i].says);
  if (is_file) {
    size_t size;
    char *after = read_file(path, &size);

    ck_assert_uint_eq(size, before_size);
    ck_assert_mem_eq(after, before, size);
    free(after);
    free(before);
  }
  ck_assert_int_eq(is_there(path), strangers[_i].make != make_nothing);
  ck_assert(!is_there(temp_path("stranger.db-wal")));
  ck_assert(!is_there(temp_path("stranger.db-shm")));
  ck_assert(!is_there(temp_path("stranger.db-journal")));
  if (strangers[_i].make == make_folder)
    rmdir(path);
  else
    unlink(path);
}
END_TEST

/* A file that was cut short, as by a copy that broke off, is damaged: no crash, a code, a sentence.
 */
START_TEST(cut_short) {
  const char *path = copy_database("cut.db");
  nutri *opened = NULL;
  nutri_food food = NUTRI_INIT(nutri_food);
  int64_t last = sql_int("SELECT max(food_id) FROM food");
  int rc;

  ck_assert_int_eq(truncate(path, 300 * 1024), 0);
  rc = nutri_open(path, NUTRI_READONLY, &opened, &err);
  if (rc == NUTRI_OK) {
    rc = nutri_food_get(opened, last, &food);
    snprintf(err.message, sizeof err.message, "%s", nutri_errmsg(opened));
    nutri_close(opened);
  }
  ck_assert_int_eq(rc, NUTRI_ECORRUPT);
  ck_assert_ptr_nonnull(strstr(err.message, "malformed"));
  unlink(path);
}
END_TEST

/* Marked as nutri's, but the schema is not there: a code and a sentence, no crash. */
START_TEST(without_its_schema) {
  const char *path = temp_path("hollow.db");

  sql_on(path, "PRAGMA application_id=1853191282; PRAGMA user_version=1; CREATE TABLE x (y)");
  refuses(path, NUTRI_READWRITE, NUTRI_ESCHEMA, "the table source is missing, or is not as nutri");
  unlink(path);
}
END_TEST

/* ---- the call ------------------------------------------------------------------------------ */

static const uint32_t wrong_flags[] = {
    0,
    NUTRI_CREATE,
    NUTRI_BARE,
    NUTRI_READONLY | NUTRI_READWRITE,
    NUTRI_READONLY | NUTRI_CREATE,
    NUTRI_READONLY | NUTRI_BARE,
    NUTRI_READWRITE | NUTRI_BARE,
    NUTRI_READONLY | 0x10u,
    NUTRI_READWRITE | NUTRI_CREATE | 0x80000000u,
    0xffffffffu,
};

START_TEST(wrong_flag) {
  const char *path = temp_path("flags.db");
  nutri *opened = NULL;

  ck_assert_int_eq(nutri_open(path, wrong_flags[_i], &opened, &err), NUTRI_EMISUSE);
  ck_assert_ptr_null(opened);
  ck_assert_int_eq(err.code, NUTRI_EMISUSE);
  ck_assert_ptr_nonnull(strstr(err.message, "NUTRI_READONLY"));
  ck_assert(!is_there(path));
}
END_TEST

START_TEST(open_without_error_struct) {
  nutri *opened = NULL;

  ck_assert_int_eq(nutri_open(temp_path("none.db"), NUTRI_READONLY, &opened, NULL),
                   NUTRI_ENOTFOUND);
  ck_assert_ptr_null(opened);
  nutri_close(NULL);
  ck_assert_ptr_null(nutri_sqlite(NULL));
}
END_TEST

START_TEST(version) {
  int a, b, c;

  ck_assert_str_eq(nutri_version(), NUTRI_VERSION);
  ck_assert_int_eq(sscanf(nutri_version(), "%d.%d.%d", &a, &b, &c), 3);
  ck_assert_int_eq(a * 10000 + b * 100 + c, NUTRI_VERSION_NUMBER);
  ck_assert_int_eq(nutri_schema_version(), sql_int("PRAGMA user_version"));
  ck_assert_int_eq(sql_int("PRAGMA application_id"), 0x6e757472);
}
END_TEST

START_TEST(today) {
  static const char *const wrong[] = {"", "today", "2026-02-30", "2026-11-16 10:00"};

  OK(nutri_today_set(db, "2026-11-16"));
  for (size_t i = 0; i < COUNT(wrong); i++) {
    FAILS(NUTRI_EINVAL, nutri_today_set(db, wrong[i]));
    ck_assert_str_eq(db->today, "2026-11-16");
  }
  OK(nutri_today_set(db, NULL));
  ck_assert_str_eq(db->today, "");
}
END_TEST

/* ---- making -------------------------------------------------------------------------------- */

static const unsigned umasks[] = {0, 0022, 0077, 0277, 0777};

/* Nobody but its owner reads a diary, whatever the umask. */
START_TEST(mode_is_0600) {
  const char *path = temp_path("mode.db");
  nutri *made = NULL;
  mode_t old = umask((mode_t)umasks[_i]);
  int rc = nutri_open(path, CREATE, &made, &err);

  umask(old);
  ck_assert_msg(rc == NUTRI_OK, "%s", err.message);
  ck_assert_uint_eq(mode_of(path), 0600);
  ck_assert_uint_eq(mode_of(temp_path("mode.db-wal")), 0600);
  ck_assert_uint_eq(mode_of(temp_path("mode.db-shm")), 0600);
  nutri_close(made);
  ck_assert_uint_eq(mode_of(path), 0600);
  unlink(path);
}
END_TEST

START_TEST(made_in_a_missing_folder) {
  nutri *made = NULL;

  ck_assert_int_eq(nutri_open(temp_path("missing/nutri.db"), CREATE, &made, &err), NUTRI_ENOTFOUND);
  ck_assert_ptr_null(made);
  ck_assert_ptr_nonnull(strstr(err.message, "missing/nutri.db"));
  ck_assert(!is_there(temp_path("missing")));
}
END_TEST

START_TEST(made_below_a_file) {
  nutri *made = NULL;
  int rc;

  write_file(temp_path("plain"), "x", 1);
  rc = nutri_open(temp_path("plain/nutri.db"), CREATE, &made, &err);
  ck_assert_msg(rc == NUTRI_ENOTFOUND || rc == NUTRI_EIO, "%d", rc);
  ck_assert_ptr_nonnull(strstr(err.message, "plain/nutri.db"));
  ck_assert_ptr_null(made);
  unlink(temp_path("plain"));
}
END_TEST

START_TEST(what_is_there_is_kept) {
  static const uint32_t flags[] = {NUTRI_READWRITE, CREATE, CREATE | NUTRI_BARE};
  char path[1024];
  int starters = starter_count();

  snprintf(path, sizeof path, "%s", db_path());
  add_ann();
  eat_issue_day();
  for (size_t i = 0; i < COUNT(flags); i++) {
    nutri_close(db);
    ck_assert_int_eq(nutri_open(path, flags[i], &db, &err), NUTRI_OK);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 4);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), starters);
    ck_assert_str_eq(sql_text("SELECT name FROM person"), "ann");
  }
}
END_TEST

START_TEST(bare) {
  const char *path = temp_path("bare.db");
  nutri *made = NULL;
  nutri *starters = db;
  nutri_cursor *foods = NULL;

  ck_assert_int_eq(nutri_open(path, CREATE | NUTRI_BARE, &made, &err), NUTRI_OK);
  db = made;
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient"), 0);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM reference_intake WHERE reference = 'magnesium'"),
                   291);
  ck_assert_int_gt(sql_int("SELECT count(*) FROM nutrient"), 65);
  OK(nutri_food_search(db, "spinach", 10, 0, &foods));
  ck_assert_int_eq(count_foods(foods), 0);
  db = starters;
  nutri_close(made);
  unlink(path);
}
END_TEST

START_TEST(journal_is_wal) {
  ck_assert_str_eq(sql_text("PRAGMA journal_mode"), "wal");
  ck_assert_int_eq(sql_int("PRAGMA foreign_keys"), 1);
  ck_assert_int_eq(sql_int("PRAGMA recursive_triggers"), 1);
  ck_assert_int_eq(sql_int("PRAGMA trusted_schema"), 0);
  ck_assert_int_ge(sql_int("PRAGMA busy_timeout"), 1000);
}
END_TEST

/* A full disk while the file is made: an error, and no half-made file. */
static const rlim_t limits[] = {0, 4096, 65536, 400 * 1024, 900 * 1024};

START_TEST(failed_making_leaves_nothing) {
  const char *path = temp_path("full.db");
  struct rlimit old;
  struct rlimit small;
  nutri *made = NULL;
  int rc;

  signal(SIGXFSZ, SIG_IGN);
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
  small = old;
  small.rlim_cur = limits[_i];
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
  rc = nutri_open(path, CREATE, &made, &err);
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
  ck_assert_int_eq(rc, NUTRI_EIO);
  ck_assert_ptr_null(made);
  ck_assert_str_ne(err.message, "");
  ck_assert(!is_there(path));
  ck_assert(!is_there(temp_path("full.db-wal")));
  ck_assert(!is_there(temp_path("full.db-shm")));
  ck_assert(!is_there(temp_path("full.db-journal")));
}
END_TEST

START_TEST(in_memory) {
  nutri *made = NULL;
  nutri *file = db;

  ck_assert_int_eq(nutri_open(":memory:", NUTRI_READWRITE, &made, &err), NUTRI_ENOTADB);
  ck_assert_int_eq(nutri_open(":memory:", NUTRI_READONLY, &made, &err), NUTRI_ENOTADB);
  ck_assert_ptr_null(made);
  ck_assert_int_eq(nutri_open(":memory:", CREATE, &made, &err), NUTRI_OK);
  db = made;
  add_ann();
  eat_issue_day();
  NEAR(total_of("ann").total, 296.8, 0.05);
  db = file;
  nutri_close(made);
  ck_assert(!is_there(":memory:"));
}
END_TEST

/* ---- reading only, and side by side -------------------------------------------------------- */

static nutri_person person = {.size = sizeof(nutri_person), .name = "bob", .age_months = -1};
static nutri_person ann = {.size = sizeof(nutri_person), .name = "ann", .age_months = -1};
static nutri_stage stage = {sizeof stage, "pregnant", "2026-01-01", NULL};
static nutri_observation noted = {
    .size = sizeof noted, .day = "2026-11-16", .what = "pain", .value = 3.0};
static nutri_target goal = {
    .size = sizeof goal, .nutrient_id = NUTRI_MAGNESIUM, .from = "2026-11-16", .amount = 350.0};
static nutri_own_food own_food = {.size = sizeof own_food, .description = "Oat bar, new"};
static int64_t own_id;
static nutri_intake entry = {.size = sizeof entry,
                             .person = "ann",
                             .day = "2026-11-16",
                             .food_id = 1000000001,
                             .amount = 1.0,
                             .measure = "g"};

#define WRITE(name, call)                                                                          \
  static int name(nutri *handle) { return call; }
WRITE(write_person, nutri_person_add(handle, &person))
WRITE(write_change, nutri_person_change(handle, &ann))
WRITE(write_stage, nutri_stage_add(handle, "ann", &stage))
WRITE(write_entry, nutri_intake_add(handle, &entry, NULL))
WRITE(write_entry_change, nutri_intake_change(handle, 1, &entry))
WRITE(write_entry_remove, nutri_intake_remove(handle, 1))
WRITE(write_again, nutri_intake_again(handle, "ann", "2026-11-16", NULL, "2026-11-17", NULL))
WRITE(write_mark, nutri_day_mark(handle, "ann", "2026-11-16", "complete"))
WRITE(write_unmark, nutri_day_mark(handle, "ann", "2026-11-16", NULL))
WRITE(write_observation, nutri_observation_add(handle, "ann", &noted, NULL))
WRITE(write_observation_remove, nutri_observation_remove(handle, 1))
WRITE(write_stage_remove, nutri_stage_remove(handle, "ann", "lactating", "2020-01-01"))
WRITE(write_alias_remove, nutri_alias_remove(handle, "ann", "nibbles"))
WRITE(write_alias_rename, nutri_alias_rename(handle, "ann", "nibbles", "snack"))
WRITE(write_alias_merge, nutri_alias_merge(handle, "ann", "nibbles", "bites"))
WRITE(write_target, nutri_target_add(handle, "ann", &goal, NULL))
WRITE(write_target_remove, nutri_target_remove(handle, 1))
WRITE(write_food, nutri_food_add(handle, &own_food, NULL))
WRITE(write_food_edit, nutri_food_edit(handle, own_id, &own_food, NULL))
WRITE(write_usual, nutri_usual_log(handle, "ann", NULL, "2026-11-20", NULL))
WRITE(write_alias, nutri_alias_set(handle, "ann", "my nuts", 1000000001))

static const struct {
  const char *name;
  int (*write)(nutri *handle);
} writes[] = {
    {"nutri_person_add", write_person},
    {"nutri_person_change", write_change},
    {"nutri_stage_add", write_stage},
    {"nutri_intake_add", write_entry},
    {"nutri_intake_change", write_entry_change},
    {"nutri_intake_remove", write_entry_remove},
    {"nutri_intake_again", write_again},
    {"nutri_day_mark", write_mark},
    {"nutri_day_mark NULL", write_unmark},
    {"nutri_observation_add", write_observation},
    {"nutri_observation_remove", write_observation_remove},
    {"nutri_stage_remove", write_stage_remove},
    {"nutri_alias_set", write_alias},
    {"nutri_alias_remove", write_alias_remove},
    {"nutri_alias_rename", write_alias_rename},
    {"nutri_alias_merge", write_alias_merge},
    {"nutri_target_add", write_target},
    {"nutri_target_remove", write_target_remove},
    {"nutri_food_add", write_food},
    {"nutri_food_edit", write_food_edit},
    {"nutri_usual_log", write_usual},
};

static int64_t all_rows(void) {
  return sql_int("SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM life_stage)"
                 " + (SELECT total(amount) FROM intake) + (SELECT count(*) FROM intake_day)"
                 " + (SELECT count(completeness) FROM intake_day)"
                 " + (SELECT count(*) FROM observation) + (SELECT count(*) FROM food_alias)"
                 " + (SELECT count(*) FROM target) + (SELECT count(*) FROM food)"
                 " + (SELECT total(food_id) FROM food_alias WHERE person_id IS NOT NULL)"
                 " + (SELECT count(*) FROM food_alias WHERE text = 'nibbles')");
}

/* Something of every kind, for the writes to change. */
static void fill(void) {
  nutri_stage past = {sizeof past, "lactating", "2020-01-01", "2020-06-30"};
  nutri_target old_goal = goal;
  nutri_own_food old_food = {.size = sizeof old_food, .description = "Oat bar"};

  add_ann();
  eat_issue_day();
  eat("ann", "2026-11-17", 30.0, "g", starter("almonds")); /* three days make a habit */
  eat("ann", "2026-11-18", 30.0, "g", starter("almonds"));
  old_goal.from = "2020-01-01";
  OK(nutri_target_add(db, "ann", &old_goal, NULL));
  OK(nutri_food_add(db, &old_food, &own_id));
  OK(nutri_alias_set(db, "ann", "bites", starter("walnuts")));
  OK(nutri_stage_add(db, "ann", &past));
  OK(nutri_alias_set(db, "ann", "nibbles", starter("almonds")));
  OK(nutri_observation_add(db, "ann", &noted, NULL));
}

START_TEST(reading_only) {
  nutri *reader = NULL;
  int64_t before;

  fill();
  before = all_rows();
  ck_assert_int_eq(nutri_open(db_path(), NUTRI_READONLY, &reader, &err), NUTRI_OK);
  ck_assert_msg(writes[_i].write(reader) == NUTRI_EREADONLY, "%s: %s", writes[_i].name,
                nutri_errmsg(reader));
  ck_assert_ptr_nonnull(strstr(nutri_errmsg(reader), "reading only"));
  nutri_close(reader);
  ck_assert_int_eq(all_rows(), before);
  ck_assert_int_eq(writes[_i].write(db), NUTRI_OK); /* the call is fine: only the handle is not */
}
END_TEST

/* A second handle sees what the first stored, while both are open. */
START_TEST(two_handles) {
  nutri *reader = NULL;
  nutri_total total = NUTRI_INIT(nutri_total);

  add_ann();
  ck_assert_int_eq(nutri_open(db_path(), NUTRI_READONLY, &reader, &err), NUTRI_OK);
  ck_assert_int_eq(nutri_magnesium_total(reader, "ann", NULL, NULL, &total), NUTRI_OK);
  ck_assert_double_eq(total.total, 0.0);
  eat_issue_day();
  ck_assert_int_eq(nutri_magnesium_total(reader, "ann", NULL, NULL, &total), NUTRI_OK);
  NEAR(total.total, 296.8, 0.05);
  nutri_close(reader);
}
END_TEST

START_TEST(another_program_writes) {
  sqlite3 *other = NULL;
  int64_t before;
  nutri_cursor *foods = NULL;

  fill();
  before = all_rows();
  sqlite3_busy_timeout(nutri_sqlite(db), 0);
  ck_assert_int_eq(sqlite3_open(db_path(), &other), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  FAILS(NUTRI_EBUSY, writes[_i].write(db));
  SAYS("another program is writing");
  ck_assert(sqlite3_get_autocommit(nutri_sqlite(db)));
  ck_assert_int_eq(all_rows(), before);
  OK(nutri_food_search(db, "almonds", 10, 0, &foods)); /* readers go on */
  ck_assert_int_gt(count_foods(foods), 0);
  ck_assert_int_eq(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(other);
  OK(writes[_i].write(db));
}
END_TEST

/* ---- a program that was killed while it wrote ------------------------------------------------ */

/* Leaves the file in pieces with a rollback journal beside it, as an import does that is killed. */
static void write_and_die(const char *path) {
  sqlite3 *raw = NULL;

  if (sqlite3_open(path, &raw) == SQLITE_OK &&
      sqlite3_exec(raw,
                   "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN;"
                   "UPDATE food SET description = 'half of ' || description;"
                   "DELETE FROM food_nutrient",
                   NULL, NULL, NULL) == SQLITE_OK)
    raise(SIGKILL);
  _exit(1);
}

/* Whoever comes next, be it to read alone, sees the file as it was. */
START_TEST(killed_while_writing) {
  const char *path = temp_path("killed.db");
  nutri *opened = NULL;
  nutri_food food = NUTRI_INIT(nutri_food);
  int status = 0;
  int wrong = -1;
  pid_t child;

  OK(nutri_open(path, CREATE, &opened, &err));
  nutri_close(opened);
  child = fork();
  if (child == 0)
    write_and_die(path);
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert(WIFSIGNALED(status));
  ck_assert(is_there(temp_path("killed.db-journal")));
  OK(nutri_open(path, NUTRI_READONLY, &opened, &err));
  OK(nutri_check(opened, &wrong, NULL, NULL));
  ck_assert_int_eq(wrong, 0);
  OK(nutri_food_get(opened, 1000000025, &food));
  ck_assert_ptr_null(strstr(food.description, "half of"));
  ck_assert_double_gt(food.magnesium_mg, 0);
  nutri_close(opened);
  unlink(path);
}
END_TEST

/* ---- errors give the memory back ----------------------------------------------------------- */

START_TEST(refusals_leak_nothing) {
  sqlite3_int64 before = sqlite3_memory_used();
  const char *path = temp_path("leak.db");
  nutri *opened = NULL;

  make_binary(path);
  for (int i = 0; i < 10; i++) {
    ck_assert_int_eq(nutri_open(path, NUTRI_READONLY, &opened, &err), NUTRI_ENOTADB);
    ck_assert_int_eq(nutri_open(path, CREATE, &opened, &err), NUTRI_ENOTADB);
  }
  ck_assert_int_eq(sqlite3_memory_used(), before);
  unlink(path);
}
END_TEST

TESTS("db") {
  ADD_LOOP(stranger_is_refused, strangers);
  tcase_add_test(tc, cut_short);
  tcase_add_test(tc, without_its_schema);
  ADD_LOOP(wrong_flag, wrong_flags);
  tcase_add_test(tc, open_without_error_struct);
  tcase_add_test(tc, version);
  tcase_add_test(tc, today);
  ADD_LOOP(mode_is_0600, umasks);
  tcase_add_test(tc, made_in_a_missing_folder);
  tcase_add_test(tc, made_below_a_file);
  tcase_add_test(tc, what_is_there_is_kept);
  tcase_add_test(tc, bare);
  tcase_add_test(tc, journal_is_wal);
  ADD_LOOP(failed_making_leaves_nothing, limits);
  tcase_add_test(tc, in_memory);
  ADD_LOOP(reading_only, writes);
  tcase_add_test(tc, two_handles);
  ADD_LOOP(another_program_writes, writes);
  tcase_add_test(tc, killed_while_writing);
  tcase_add_test(tc, refusals_leak_nothing);
}
