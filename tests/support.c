/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <dirent.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

nutri *db;

static char folder[512];
static pid_t owner;

/* ---- files --------------------------------------------------------------------------------- */

const char *temp_path(const char *name) {
  static char paths[8][1024];
  static int next;
  char *path = paths[next++ % 8];

  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

const char *db_path(void) { return sqlite3_db_filename(nutri_sqlite(db), "main"); }

char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  struct stat st;
  char *bytes;

  ck_assert_msg(file != NULL && stat(path, &st) == 0, "%s cannot be read", path);
  bytes = malloc((size_t)st.st_size + 1);
  ck_assert_ptr_nonnull(bytes);
  *size = fread(bytes, 1, (size_t)st.st_size, file);
  bytes[*size] = '\0';
  fclose(file);
  return bytes;
}

void write_file(const char *path, const void *bytes, size_t size) {
  FILE *file = fopen(path, "wb");

  ck_assert_msg(file != NULL, "%s cannot be written", path);
  ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
  ck_assert_int_eq(fclose(file), 0);
}

const char *copy_database(const char *name) {
  const char *path = temp_path(name);
  size_t size;
  char *bytes = read_file(temp_path("template.db"), &size);

  write_file(path, bytes, size);
  free(bytes);
  return path;
}

void remove_database(const char *path) {
  static const char *const suffixes[] = {"-wal", "-shm", "-journal", ""};
  char name[1200];

  for (size_t i = 0; i < COUNT(suffixes); i++) {
    snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
    (void)unlink(name);
  }
}

const char *shared_file(const char *name) {
  static char path[1024];
  const char *shared = getenv("NUTRI_SHARED_DATA");

  if (shared == NULL)
    return NULL;
  snprintf(path, sizeof path, "%s/%s", shared, name);
  return access(path, R_OK) == 0 ? path : NULL;
}

void skipped(const char *why) {
  printf("skipped: %s\n", why);
  fflush(stdout);
}

/* A folder with all in it. */
static void remove_all(const char *path) {
  DIR *dir = opendir(path);
  struct dirent *entry;
  char within[1024];

  while (dir != NULL && (entry = readdir(dir)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    snprintf(within, sizeof within, "%s/%s", path, entry->d_name);
    if (unlink(within) != 0)
      remove_all(within);
  }
  if (dir != NULL)
    closedir(dir);
  rmdir(path);
}

/* ---- the program --------------------------------------------------------------------------- */

/* Once, before the tests fork: a database to copy, so that a test does not make its own. */
static void make_template(void) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri *made = NULL;
  int rc = nutri_open(temp_path("template.db"), NUTRI_READWRITE | NUTRI_CREATE, &made, &err);

  if (rc != NUTRI_OK) {
    fprintf(stderr, "no database for the tests: %s\n", err.message);
    remove_all(folder);
    exit(1);
  }
  nutri_close(made);
}

static void open_fresh(void) {
  nutri_error err = NUTRI_INIT(nutri_error);
  char name[40];

  snprintf(name, sizeof name, "fresh-%ld.db", (long)getpid());
  ck_assert_msg(nutri_open(copy_database(name), NUTRI_READWRITE, &db, &err) == NUTRI_OK, "%s",
                err.message);
  /* Nothing here outlives the test: no waiting for the disk. */
  sql("PRAGMA synchronous=OFF");
}

static void close_fresh(void) {
  char path[1024];

  snprintf(path, sizeof path, "%s", db_path());
  nutri_close(db);
  db = NULL;
  unlink(path);
}

int run_tests(const char *name, void (*add)(TCase *tc)) {
  const char *base = getenv("TMPDIR");
  Suite *suite = suite_create(name);
  TCase *tc = tcase_create(name);
  SRunner *runner;
  int failed;

  snprintf(folder, sizeof folder, "%s/nutri-%s-XXXXXX", base != NULL ? base : "/tmp", name);
  if (mkdtemp(folder) == NULL) {
    fprintf(stderr, "no folder for the tests: %s\n", folder);
    return 1;
  }
  owner = getpid();
  make_template();
  tcase_add_checked_fixture(tc, open_fresh, close_fresh);
  tcase_set_timeout(tc, 300);
  add(tc);
  suite_add_tcase(suite, tc);
  runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  if (getpid() == owner)
    remove_all(folder);
  return failed == 0 ? 0 : 1;
}

/* ---- SQL ----------------------------------------------------------------------------------- */

static char *format_sql(const char *format, va_list args) {
  char *text = sqlite3_vmprintf(format, args);

  ck_assert_ptr_nonnull(text);
  return text;
}

void sql(const char *format, ...) {
  va_list args;
  char *text;
  char *message = NULL;

  va_start(args, format);
  text = format_sql(format, args);
  va_end(args);
  ck_assert_msg(sqlite3_exec(nutri_sqlite(db), text, NULL, NULL, &message) == SQLITE_OK, "%s: %s",
                text, message);
  sqlite3_free(text);
}

/* The statement at its first row. */
static sqlite3_stmt *first_row(const char *format, va_list args) {
  char *text = format_sql(format, args);
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2(nutri_sqlite(db), text, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step(stmt);
  ck_assert_msg(rc == SQLITE_ROW, "%s: %s", text,
                rc == SQLITE_DONE ? "no row" : sqlite3_errmsg(nutri_sqlite(db)));
  sqlite3_free(text);
  return stmt;
}

double sql_number(const char *format, ...) {
  va_list args;
  sqlite3_stmt *stmt;
  double value;

  va_start(args, format);
  stmt = first_row(format, args);
  va_end(args);
  value = nutri__double(stmt, 0);
  sqlite3_finalize(stmt);
  return value;
}

int64_t sql_int(const char *format, ...) {
  va_list args;
  sqlite3_stmt *stmt;
  int64_t value;

  va_start(args, format);
  stmt = first_row(format, args);
  va_end(args);
  value = sqlite3_column_int64(stmt, 0);
  sqlite3_finalize(stmt);
  return value;
}

const char *sql_text(const char *format, ...) {
  static char text[4096];
  va_list args;
  sqlite3_stmt *stmt;
  const char *value;

  va_start(args, format);
  stmt = first_row(format, args);
  va_end(args);
  value = nutri__text(stmt, 0);
  snprintf(text, sizeof text, "%s", value != NULL ? value : "");
  sqlite3_finalize(stmt);
  return text;
}

/* ---- people and foods ---------------------------------------------------------------------- */

void add_person(const char *name, const char *sex, const char *born, const char *authority) {
  nutri_person person = NUTRI_INIT(nutri_person);

  person.name = name;
  person.sex = sex;
  person.born = born;
  person.age_months = -1;
  person.authority = authority;
  OK(nutri_person_add(db, &person));
}

void add_ann(void) { add_person("ann", "female", "1984-05-02", NULL); }

int64_t add_food(const char *description, const char *kind, const char *basis) {
  sql("INSERT INTO food (food_id, source_id, source_key, description, kind, basis)"
      " SELECT 1000100000 + count(*), 1, 'test-' || count(*), %Q, %Q, %Q"
      " FROM food WHERE source_id = 1",
      description, kind, basis);
  return sqlite3_last_insert_rowid(nutri_sqlite(db));
}

void add_nutrient(int64_t food_id, int64_t nutrient_id, double amount, const char *mark) {
  sql("INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)"
      " VALUES (%lld, %lld, %.17g, %Q)",
      (long long)food_id, (long long)nutrient_id, amount, mark);
}

int64_t add_plain_food(const char *description) {
  int64_t food = add_food(description, "food", "g");

  add_nutrient(food, NUTRI_MAGNESIUM, 100.0, NULL);
  add_nutrient(food, NUTRI_ENERGY, 100.0, NULL);
  return food;
}

int64_t starter(const char *key) {
  return sql_int("SELECT food_id FROM food WHERE source_id = 2 AND source_key = %Q", key);
}

int starter_count(void) { return (int)sql_int("SELECT count(*) FROM food WHERE source_id = 2"); }

int64_t eat(const char *person, const char *day, double amount, const char *measure,
            int64_t food_id) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  int64_t id = 0;

  entry.person = person;
  entry.day = day;
  entry.food_id = food_id;
  entry.amount = amount;
  entry.measure = measure;
  OK(nutri_intake_add(db, &entry, &id));
  return id;
}

void eat_issue_day(void) {
  eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  eat("ann", "2026-11-16", 2.0, "cups", starter("spinach-raw"));
  eat("ann", "2026-11-16", 172.0, "g", starter("black-beans-cooked"));
  eat("ann", "2026-11-16", 64.0, "g", starter("bread-whole-wheat"));
}

void mark(const char *person, const char *day, const char *completeness) {
  OK(nutri_day_mark(db, person, day, completeness));
}

const char *day_at(int i) {
  static char day[11];

  snprintf(day, sizeof day, "%s", sql_text("SELECT date('2026-01-01', '%d days')", i));
  return day;
}

void record_days(const char *person, int n, double mg) {
  for (int i = 0; i < n; i++) {
    sql("INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)"
        " SELECT person_id, %Q, 1090, %.17g FROM person WHERE name = %Q",
        day_at(i), mg, person);
    mark(person, day_at(i), "complete");
  }
}

nutri_deficit deficit_of(const char *person) {
  nutri_deficit d = NUTRI_INIT(nutri_deficit);

  OK(nutri_magnesium_deficit(db, person, NULL, NULL, &d));
  return d;
}

nutri_total total_of(const char *person) {
  nutri_total t = NUTRI_INIT(nutri_total);

  OK(nutri_magnesium_total(db, person, NULL, NULL, &t));
  return t;
}

int count_foods(nutri_cursor *foods) {
  nutri_food food = NUTRI_INIT(nutri_food);
  int n = 0;
  int rc;

  while ((rc = nutri_food_next(foods, &food)) == NUTRI_ROW)
    n++;
  ck_assert_int_eq(rc, NUTRI_OK);
  nutri_cursor_close(foods);
  return n;
}

int csv_fields(char *line, char **fields, int max) {
  char *p = line;
  char *out;
  int n = 0;

  while (n < max) {
    bool quoted = *p == '"';

    fields[n++] = out = p;
    p += quoted;
    for (; *p != '\0' && *p != '\n' && *p != '\r'; p++) {
      if (quoted && *p == '"') {
        if (p[1] != '"') {
          p++;
          break;
        }
        p++;
      } else if (!quoted && *p == ',') {
        break;
      }
      *out++ = *p;
    }
    if (*p != ',') {
      *out = '\0';
      break;
    }
    p++;
    *out = '\0';
  }
  return n;
}
