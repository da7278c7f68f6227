/* SPDX-License-Identifier: MIT */
/* Every public function with every allocation refused, once and from then on. After each: out of
 * memory is said, outputs and the database are as they were, and the same call goes well. The
 * ordinary run tries some of the allocations of a call, NUTRI_TORTURE=1 many more. */
#include "fault.h"
#include "fault_world.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define UNTOUCHED 0xa5
#define TOLD_MAX 60000
#define FEW 2            /* allocations are tried of a call with its statements to prepare */
#define LONG_CALL 100000 /* allocations; of such a call half of that */
#define SECONDS 4.0 /* with NUTRI_TORTURE=1: as many as so long allows, of each way to refuse */

/* What a call said, as text: told once without a fault, and held against that afterwards. */
struct told {
  size_t used;
  bool touched; /* an output, by a call that failed */
  char text[TOLD_MAX];
};

static char ann_path[1024]; /* her own file */

/* ---- outputs as text ----------------------------------------------------------------------- */

static const struct shape {
  const char *type;
  size_t size;
  const char *members;
} shapes[] = {
#define SHAPE(type, members) {#type, sizeof(type), members},
#define GET(...)
#define LIST(...)
#define NUMBER(...)
#define DO(...)
#define OTHER(...)
#define NONE(...)
#include "fault_calls.def"
#undef SHAPE
};

static void tell(struct told *told, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void tell(struct told *told, const char *format, ...) {
  va_list args;
  int n;

  va_start(args, format);
  n = vsnprintf(told->text + told->used, TOLD_MAX - told->used, format, args);
  va_end(args);
  told->used += (size_t)n < TOLD_MAX - told->used ? (size_t)n : TOLD_MAX - told->used - 1;
}

/* What a member of each kind takes: as wide and as aligned as this compiler makes it. */
#define KIND(letter, type)                                                                         \
  { letter, sizeof(type), _Alignof(type) }

static const struct kind {
  char letter;
  size_t size, align;
} kinds[] = {
    KIND('i', int),    KIND('l', int64_t),      KIND('z', size_t),
    KIND('d', double), KIND('s', const char *), KIND('p', const void *),
};

static size_t aligned(size_t offset, size_t align) { return (offset + align - 1) / align * align; }

/* Where the next member of this kind is; *end moves behind it. */
static size_t place(char letter, size_t *end) {
  size_t offset = 0;

  for (size_t i = 0; i < COUNT(kinds); i++)
    if (kinds[i].letter == letter) {
      offset = aligned(*end, kinds[i].align);
      *end = offset + kinds[i].size;
    }
  ck_assert_msg(offset > 0, "no kind of member is '%c'", letter);
  return offset;
}

static void tell_member(struct told *told, char kind, const char *from) {
  const char *text;
  int64_t whole;
  size_t count;
  double real;
  int small;

  switch (kind) {
  case 'l':
    memcpy(&whole, from, sizeof whole);
    tell(told, "%lld|", (long long)whole);
    break;
  case 'z':
    memcpy(&count, from, sizeof count);
    tell(told, "%zu|", count);
    break;
  case 'i':
    memcpy(&small, from, sizeof small);
    tell(told, "%d|", small);
    break;
  case 'd':
    memcpy(&real, from, sizeof real);
    tell(told, "%.10g|", real);
    break;
  case 's':
    memcpy(&text, from, sizeof text);
    tell(told, "%s|", text != NULL ? text : "NULL");
    break;
  default:
    break;
  }
}

static const struct shape *shape_of(const char *type) {
  for (size_t i = 0; i < COUNT(shapes); i++)
    if (strcmp(shapes[i].type, type) == 0)
      return &shapes[i];
  ck_abort_msg("%s has no SHAPE in fault_calls.def", type);
  return NULL;
}

static void tell_struct(struct told *told, const char *type, const void *filled) {
  const struct shape *shape = shape_of(type);
  size_t end = sizeof(size_t);

  for (const char *kind = shape->members; *kind != '\0'; kind++)
    tell_member(told, *kind, (const char *)filled + place(*kind, &end));
  tell(told, "\n");
}

/* An output before a call, and whether it is still so. */
static void before(void *out, size_t size, bool is_struct) {
  memset(out, UNTOUCHED, size);
  if (is_struct)
    memcpy(out, &size, sizeof size);
}

static bool is_untouched(const void *out, size_t size, bool is_struct) {
  const unsigned char *bytes = out;

  for (size_t i = is_struct ? sizeof size : 0; i < size; i++)
    if (bytes[i] != UNTOUCHED)
      return false;
  return true;
}

static int tell_number(struct told *told, const void *number, size_t size) {
  int64_t whole;
  int small;

  if (size == sizeof small) {
    memcpy(&small, number, sizeof small);
    tell(told, "%d\n", small);
  } else {
    memcpy(&whole, number, sizeof whole);
    tell(told, "%llx\n", (unsigned long long)whole);
  }
  return NUTRI_OK;
}

/* ---- calls that are no pattern ------------------------------------------------------------- */

static int count_found(void *user, const char *what, const char *detail) {
  tell(user, "%s: %s\n", what, detail);
  return 0;
}

static int count_bytes(void *user, const void *bytes, size_t size) {
  (void)bytes;
  *(size_t *)user += size;
  return 0;
}

static int check(struct told *told) {
  int count = -1;
  int rc = nutri_check(db, &count, count_found, told);

  if (rc == NUTRI_OK)
    tell(told, "%d", count);
  else
    told->touched = count != -1;
  return rc;
}

static int tell_handle(struct told *told, int rc, nutri *handle) {
  nutri_food food = NUTRI_INIT(nutri_food);

  if (rc != NUTRI_OK) {
    told->touched = handle != NULL;
    return rc;
  }
  rc = nutri_food_get(handle, at.almonds, &food);
  if (rc == NUTRI_OK)
    tell_struct(told, "nutri_food", &food);
  nutri_close(handle);
  return rc;
}

/* Of two persons nothing can be told, once all of them are read. */
static int estimate(struct told *told) {
  int rc = nutri_within_person_sd_estimate(db, "ours", NULL, NULL);

  (void)told;
  return rc == NUTRI_EINVAL ? NUTRI_OK : rc;
}

static int attach(struct told *told) {
  nutri *handle = NULL;
  int rc = nutri_attach(nutri_sqlite(db), &handle, NULL);

  return tell_handle(told, rc, handle);
}

static int open_flags(struct told *told, const char *path, uint32_t flags) {
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri *handle = NULL;
  int rc = nutri_open(path, flags, &handle, &err);

  if (rc != NUTRI_OK && err.message[0] == '\0')
    tell(told, "no sentence");
  return tell_handle(told, rc, handle);
}

static int open_to_read(struct told *told) { return open_flags(told, ann_path, NUTRI_READONLY); }
static int open_to_write(struct told *told) { return open_flags(told, ann_path, NUTRI_READWRITE); }

/* Without memory to see that nobody else has filled it, the file may stay, with nothing in it. */
static int open_new(struct told *told) {
  const char *path = temp_path("new.db");
  int rc = open_flags(told, path, NUTRI_READWRITE | NUTRI_CREATE);
  struct stat st;

  told->touched = told->touched || (rc != NUTRI_OK && !stat(path, &st) && st.st_size > 8192);
  remove_database(path);
  return rc;
}

static int open_as_of(struct told *told) {
  nutri_total total = NUTRI_INIT(nutri_total);
  nutri *then = NULL;
  int rc = nutri_open_as_of(db, "ann", 0, &then);

  if (rc != NUTRI_OK) {
    told->touched = then != NULL;
    return rc;
  }
  rc = nutri_magnesium_total(then, "ann", NULL, NULL, &total);
  if (rc == NUTRI_OK)
    tell_struct(told, "nutri_total", &total);
  nutri_close(then);
  return rc;
}

static int person_data(struct told *told, int rc, const nutri_person_data *data, size_t bytes) {
  if (rc == NUTRI_OK) {
    tell_struct(told, "nutri_person_data", data);
    tell(told, "%zu bytes", bytes);
  } else {
    told->touched = bytes != 0 || !is_untouched(data, sizeof *data, true);
  }
  return rc;
}

static int export_ann(struct told *told) {
  nutri_person_data data;
  size_t bytes = 0;

  before(&data, sizeof data, true);
  return person_data(told, nutri_person_export(db, "ann", count_bytes, &bytes, &data), &data,
                     bytes);
}

static int slim(struct told *told) {
  nutri_slim_options options = NUTRI_INIT(nutri_slim_options);
  static const char *const sources[] = {"SR Legacy"};
  nutri_person_data data;
  size_t bytes = 0;

  options.sources = sources;
  options.source_count = 1;
  before(&data, sizeof data, true);
  return person_data(told, nutri_slim(db, &options, count_bytes, &bytes, &data), &data, bytes);
}

static int restore_ann(struct told *told) {
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  nutri_person_data data;

  options.name = "ann again";
  before(&data, sizeof data, true);
  return person_data(told, nutri_person_restore(db, ann_path, &options, &data), &data, 0);
}

static int forget_ann(struct told *told) {
  nutri_forgotten done;
  int rc;

  before(&done, sizeof done, true);
  rc = nutri_person_forget(db, "ann", 0, NULL, NULL, &done);
  if (rc == NUTRI_OK)
    tell_struct(told, "nutri_forgotten", &done);
  else
    told->touched = !is_untouched(&done, sizeof done, true);
  return rc;
}

static int suggest(struct told *told) {
  nutri_suggest_summary summary;
  nutri_cursor *cursor = NULL;
  int rc;

  before(&summary, sizeof summary, true);
  rc = nutri_suggest(db, "ann", NULL, &summary, &cursor);
  if (rc == NUTRI_OK)
    tell_struct(told, "nutri_suggest_summary", &summary);
  else
    told->touched = cursor != NULL || !is_untouched(&summary, sizeof summary, true);
  nutri_cursor_close(cursor);
  return rc;
}

#ifndef NUTRI_NO_IMPORTERS

static int import(struct told *told, const char *path, double max_rejects) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  nutri_import_report done;
  int rc;

  options.max_rejects_percent = max_rejects;
  before(&done, sizeof done, true);
  rc = nutri_import(db, path, &options, &done, NULL);
  if (rc == NUTRI_OK)
    tell_struct(told, "nutri_import_report", &done);
  else
    told->touched = !is_untouched(&done, sizeof done, true);
  return rc;
}

static int tell_day(void *user, const nutri_moved_day *day) {
  tell(user, "%s %s %g %g\n", day->person, day->day, day->before, day->after);
  return 0;
}

static int import_days(struct told *told) {
  return nutri_import_days(db, at.import, NULL, NUTRI_MAGNESIUM, tell_day, told);
}

#else

static int import(struct told *told, const char *path, double max_rejects) {
  (void)told, (void)path, (void)max_rejects;
  return NUTRI_OK;
}

static int import_days(struct told *told) {
  (void)told;
  return NUTRI_OK;
}

#endif

static int import_fdc(struct told *told) { return import(told, folder_of("undo_3"), 0); }
static int import_first(struct told *told) { return import(told, folder_of("foundation"), 0); }
static int import_diary(struct told *told) { return import(told, data_of("diary/plain"), 0); }
static int import_wide(struct told *told) { return import(told, data_of("wide/ciqual_eng"), 0); }
static int import_sr(struct told *told) { return import(told, data_of("sr/small"), 0); }
static int import_rejects(struct told *told) { return import(told, folder_of("few_rejects"), 50); }

/* ---- all calls ----------------------------------------------------------------------------- */

#define SHAPE(...)
#undef GET
#define GET(function, type, ...)                                                                   \
  static int do_##function(struct told *told) {                                                    \
    type filled;                                                                                   \
    type *out = &filled;                                                                           \
    int rc;                                                                                        \
    before(out, sizeof filled, true);                                                              \
    rc = __VA_ARGS__;                                                                              \
    if (rc == NUTRI_OK)                                                                            \
      tell_struct(told, #type, out);                                                               \
    else                                                                                           \
      told->touched = !is_untouched(out, sizeof filled, true);                                     \
    return rc;                                                                                     \
  }
#undef LIST
#define LIST(function, next, type, ...)                                                            \
  static int list_##function(struct told *told) {                                                  \
    nutri_cursor *cursor = NULL;                                                                   \
    nutri_cursor **out = &cursor;                                                                  \
    type row;                                                                                      \
    int rc = __VA_ARGS__;                                                                          \
    if (rc != NUTRI_OK) {                                                                          \
      told->touched = cursor != NULL;                                                              \
      return rc;                                                                                   \
    }                                                                                              \
    do {                                                                                           \
      before(&row, sizeof row, true);                                                              \
      rc = next(cursor, &row);                                                                     \
      if (rc == NUTRI_ROW)                                                                         \
        tell_struct(told, #type, &row);                                                            \
      else                                                                                         \
        told->touched = !is_untouched(&row, sizeof row, true);                                     \
    } while (rc == NUTRI_ROW);                                                                     \
    nutri_cursor_close(cursor);                                                                    \
    return rc;                                                                                     \
  }
#undef NUMBER
#define NUMBER(function, type, ...)                                                                \
  static int do_##function(struct told *told) {                                                    \
    type number;                                                                                   \
    type *out = &number;                                                                           \
    int rc;                                                                                        \
    before(out, sizeof number, false);                                                             \
    rc = __VA_ARGS__;                                                                              \
    if (rc == NUTRI_OK)                                                                            \
      return tell_number(told, out, sizeof number);                                                \
    told->touched = !is_untouched(out, sizeof number, false);                                      \
    return rc;                                                                                     \
  }
#undef DO
#define DO(function, ...)                                                                          \
  static int do_##function(struct told *told) {                                                    \
    (void)told;                                                                                    \
    return __VA_ARGS__;                                                                            \
  }
#include "fault_calls.def"

static const struct call {
  const char *function;
  const char *next;
  int (*run)(struct told *told); /* NULL: has nothing that could fail */
} calls[] = {
#undef GET
#undef LIST
#undef NUMBER
#undef DO
#undef OTHER
#undef NONE
#define GET(function, ...) {#function, NULL, do_##function},
#define LIST(function, next, ...) {#function, #next, list_##function},
#define NUMBER(function, ...) {#function, NULL, do_##function},
#define DO(function, ...) {#function, NULL, do_##function},
#define OTHER(function, run) {#function, NULL, run},
#define NONE(function) {#function, NULL, NULL},
#include "fault_calls.def"
};

/* ---- the database in memory ---------------------------------------------------------------- */

static struct image {
  unsigned char *bytes;
  sqlite3_int64 size;
} image;

static sqlite3_file *memory_file(void) {
  sqlite3_file *file = NULL;

  ck_assert_int_eq(sqlite3_file_control(nutri_sqlite(db), "main", SQLITE_FCNTL_FILE_POINTER, &file),
                   SQLITE_OK);
  return file;
}

/* Puts the database back to what it was, under the connection's feet: it sees another change
 * counter. */
static void put_back(void) {
  sqlite3_file *file = memory_file();

  ck_assert_int_eq(file->pMethods->xWrite(file, image.bytes, (int)image.size, 0), SQLITE_OK);
  ck_assert_int_eq(file->pMethods->xTruncate(file, image.size), SQLITE_OK);
}

static bool is_as_it_was(void) {
  sqlite3_int64 size = 0;
  unsigned char *bytes =
      sqlite3_serialize(nutri_sqlite(db), "main", &size, SQLITE_SERIALIZE_NOCOPY);

  return bytes != NULL && size == image.size && memcmp(bytes, image.bytes, (size_t)size) == 0;
}

/* A handle as nutri_open() makes it, whose file is the image. */
static void open_image(void) {
  unsigned char *copy = sqlite3_malloc64((sqlite3_uint64)image.size);

  ck_assert_ptr_nonnull(copy);
  memcpy(copy, image.bytes, (size_t)image.size);
  ck_assert_int_eq(nutri_open(ann_path, NUTRI_READWRITE, &db, NULL), NUTRI_OK);
  ck_assert_int_eq(
      sqlite3_deserialize(nutri_sqlite(db), "main", copy, image.size, image.size,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE),
      SQLITE_OK);
}

/* As after opening: no statement is prepared. */
static void drop_statements(void) {
  for (size_t i = 0; i < NUTRI__Q_COUNT; i++) {
    sqlite3_finalize(db->stmt[i]);
    db->stmt[i] = NULL;
  }
}

/* ---- every allocation ---------------------------------------------------------------------- */

static struct told wanted, got;
static uint64_t hash_before, hash_after;
static bool writes;
static int64_t secure_delete;
static long tried;
static double seconds_each; /* of a call and of looking at what it did */

static bool torture(void) { return getenv("NUTRI_TORTURE") != NULL; }

/* Where the call failed nothing is there, where it went well all of it is. */
static void is_whole(const struct call *call, long nth, int rc) {
  uint64_t hash;
  int count = -1;

  if (is_as_it_was() && (rc != NUTRI_OK || !writes))
    return;
  hash = fingerprint();
  /* NUTRI_EIO: removed, and the file could not be written anew; the sentence says so. */
  ck_assert_msg(hash == (rc == NUTRI_OK || rc == NUTRI_EIO ? hash_after : hash_before),
                "%s, allocation %ld: is %d, and the database is %s", call->function, nth, rc,
                hash == hash_after    ? "changed"
                : hash == hash_before ? "unchanged"
                                      : "neither the old nor the new");
  ck_assert_int_eq(nutri_check(db, &count, NULL, NULL), NUTRI_OK);
  ck_assert_msg(count == 0, "%s, allocation %ld: nutri_check finds %d things", call->function, nth,
                count);
}

static void is_idle(const struct call *call, long nth) {
  nutri_person ben = NUTRI_INIT(nutri_person);
  int triggers = 0;

  /* No memory for a ROLLBACK or a PRAGMA: the next call of any kind does it. */
  if (db->undo_pending || db->settings_pending[0] != '\0')
    ck_assert_int_eq(nutri_person_get(db, "ben", &ben), NUTRI_OK);
  ck_assert_msg(sqlite3_get_autocommit(nutri_sqlite(db)) && db->writes == 0,
                "%s, allocation %ld: a transaction stays open", call->function, nth);
  ck_assert_msg(db->cursors == NULL, "%s, allocation %ld: a cursor stays", call->function, nth);
  for (sqlite3_stmt *s = sqlite3_next_stmt(nutri_sqlite(db), NULL); s != NULL;
       s = sqlite3_next_stmt(nutri_sqlite(db), s))
    ck_assert_msg(!sqlite3_stmt_busy(s), "%s, allocation %ld: a statement stays at its row: %s",
                  call->function, nth, sqlite3_sql(s));
  ck_assert_int_eq(sql_int("PRAGMA foreign_keys"), 1);
  ck_assert_int_eq(sql_int("PRAGMA ignore_check_constraints"), 0);
  ck_assert_int_eq(sql_int("PRAGMA recursive_triggers"), 1);
  ck_assert_int_eq(sql_int("PRAGMA secure_delete"), secure_delete);
  ck_assert_str_eq(sql_text("PRAGMA locking_mode"), "normal");
  ck_assert_int_eq(
      sqlite3_db_config(nutri_sqlite(db), SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &triggers),
      SQLITE_OK);
  ck_assert_int_eq(triggers, 1);
}

static int run(const struct call *call, struct told *told) {
  told->used = 0;
  told->text[0] = '\0';
  told->touched = false;
  return call->run(told);
}

/* One allocation refused; false where the call has none of this number. */
static bool refuse(const struct call *call, long nth, bool from_then_on) {
  bool hit;
  int rc;

  fault_memory(nth, from_then_on);
  rc = run(call, &got);
  fault_memory_end(&hit);
  tried += hit;
  ck_assert_msg(from_then_on || !db->undo_pending, "%s, allocation %ld: a transaction stays open",
                call->function, nth);
  ck_assert_msg(rc == NUTRI_OK ||
                    (hit && (rc == NUTRI_ENOMEM || (rc == NUTRI_EIO && call->run == forget_ann))),
                "%s, allocation %ld%s: is %d: %s", call->function, nth,
                from_then_on ? " and on" : "", rc, nutri_errmsg(db));
  ck_assert_msg(rc != NUTRI_OK || strcmp(got.text, wanted.text) == 0,
                "%s, allocation %ld%s: goes well with\n%s\ninstead of\n%s", call->function, nth,
                from_then_on ? " and on" : "", got.text, wanted.text);
  ck_assert_msg(!got.touched, "%s, allocation %ld: an output was touched (%s)", call->function, nth,
                nutri_errmsg(db));
  is_idle(call, nth);
  is_whole(call, nth, rc);
  if (rc != NUTRI_ENOMEM && writes)
    put_back();
  rc = run(call, &got);
  ck_assert_msg(rc == NUTRI_OK && strcmp(got.text, wanted.text) == 0,
                "%s, after allocation %ld: is %d: %s\n%s", call->function, nth, rc,
                nutri_errmsg(db), got.text);
  if (writes)
    put_back();
  return hit;
}

/* What the call does without a fault; how many allocations it asks for. */
static long learn(const struct call *call) {
  clock_t began = clock();
  long count;
  int rc;

  drop_statements();
  secure_delete = sql_int("PRAGMA secure_delete");
  fault_memory(-1, false);
  rc = run(call, &wanted);
  count = fault_memory_end(NULL);
  ck_assert_msg(rc == NUTRI_OK, "%s is %d: %s", call->function, rc, nutri_errmsg(db));
  writes = !is_as_it_was();
  hash_after = writes ? fingerprint() : hash_before;
  if (writes)
    put_back();
  seconds_each = 1e-5 + (double)(clock() - began) / CLOCKS_PER_SEC;
  return count;
}

/* How many allocations of a call are refused. */
static long tries(long few, bool is_long) {
  return torture() ? 1 + (long)(SECONDS / seconds_each) : few / (is_long ? 2 : 1);
}

/* With statements to prepare: the first allocations, and others all over the call. */
static void refuse_cold(const struct call *call, long count, bool from_then_on) {
  long most = tries(FEW, count > LONG_CALL);
  uint32_t random = 1;

  for (long i = 0; i < most && i < count; i++) {
    long nth = i;

    if (count > most && i >= most / 3) {
      random = random * UINT32_C(1664525) + UINT32_C(1013904223);
      nth = (long)((random >> 8) % (uint32_t)count);
    }
    drop_statements();
    refuse(call, nth, from_then_on);
  }
}

/* With statements at hand: each, until the call goes well. */
static void refuse_warm(const struct call *call, long count, bool from_then_on) {
  long step = 1 + count / tries(2L * FEW, count > LONG_CALL);

  for (long nth = 0; refuse(call, nth, from_then_on); nth += step)
    continue;
}

START_TEST(every_allocation) {
  const struct call *call = &calls[_i];
  sqlite3_int64 used;
  long count;
  long warm;

  if (call->run == NULL)
    return;
  nutri_close(db);
  used = sqlite3_memory_used();
  open_image();
  count = learn(call);
  for (int from_then_on = 0; from_then_on < 2; from_then_on++) {
    refuse_cold(call, count, from_then_on);
    run(call, &got); /* prepares */
    if (writes)
      put_back();
    fault_memory(-1, false);
    run(call, &got);
    warm = fault_memory_end(NULL);
    if (writes)
      put_back();
    refuse_warm(call, warm, from_then_on);
  }
  nutri_close(db);
  ck_assert_msg(sqlite3_memory_used() == used, "%s leaks %lld bytes", call->function,
                (long long)(sqlite3_memory_used() - used));
  printf("%s: %ld allocations, %ld refused, %.2f s\n", call->function, count, tried,
         (double)clock() / CLOCKS_PER_SEC);
  fflush(stdout);
  ck_assert_int_eq(nutri_open(copy_database("after.db"), NUTRI_READWRITE, &db, NULL), NUTRI_OK);
}
END_TEST

/* ---- in a transaction of the caller's ------------------------------------------------------ */

/* What failed is taken back, what the caller did before stays; or SQLite, as it says it may where
 * memory is out, ended the transaction as a whole. */
START_TEST(in_a_transaction) {
  const struct call *call = &calls[_i];
  bool hit = true;
  long count;

  if (call->run == NULL)
    return;
  nutri_close(db);
  open_image();
  count = learn(call);
  for (long nth = 0; writes && hit; nth += torture() ? 1 + count / tries(0, false) : 1 + 3 * nth) {
    int rc;

    sql("BEGIN; UPDATE person SET sex = NULL WHERE name = 'ben'");
    drop_statements();
    fault_memory(nth, true);
    rc = run(call, &got);
    fault_memory_end(&hit);
    if (rc == NUTRI_EMISUSE) /* not in a transaction, it says */
      break;
    ck_assert_msg(rc == NUTRI_OK || rc == NUTRI_ENOMEM, "%s, allocation %ld: is %d: %s",
                  call->function, nth, rc, nutri_errmsg(db));
    ck_assert_int_eq(db->writes, 0);
    if (rc != NUTRI_OK && !sqlite3_get_autocommit(nutri_sqlite(db))) {
      ck_assert_str_eq(sql_text("SELECT ifnull(sex, 'none') FROM person WHERE name = 'ben'"),
                       "none");
      sql("UPDATE person SET sex = 'male' WHERE name = 'ben'");
      ck_assert_msg(fingerprint() == hash_before, "%s, allocation %ld: part of it is there",
                    call->function, nth);
    }
    if (!sqlite3_get_autocommit(nutri_sqlite(db)))
      sql("ROLLBACK");
    ck_assert(is_as_it_was());
  }
  if (!sqlite3_get_autocommit(nutri_sqlite(db)))
    sql("ROLLBACK");
  nutri_close(db);
  ck_assert_int_eq(nutri_open(copy_database("after.db"), NUTRI_READWRITE, &db, NULL), NUTRI_OK);
}
END_TEST

/* ---- no function is forgotten -------------------------------------------------------------- */

START_TEST(the_table_is_whole) {
  char path[1024];
  size_t size;
  char *map;
  int functions = 0;

  snprintf(path, sizeof path, "%s/lib/nutri.map", getenv("NUTRI_SOURCE_DIR"));
  map = read_file(path, &size);
  for (char *name = strtok(strstr(map, "global:"), " \n;"); name != NULL;
       name = strtok(NULL, " \n;")) {
    bool found = false;

    if (strncmp(name, "nutri_", 6) != 0)
      continue;
    functions++;
    for (size_t i = 0; i < COUNT(calls) && !found; i++)
      found = strcmp(calls[i].function, name) == 0 ||
              (calls[i].next != NULL && strcmp(calls[i].next, name) == 0);
    ck_assert_msg(found, "%s has no line in fault_calls.def", name);
  }
  ck_assert_int_gt(functions, 100);
  free(map);
}
END_TEST

START_TEST(the_shapes_are_whole) {
  size_t at_end = sizeof(size_t), align = sizeof(size_t);

  for (const char *kind = shapes[_i].members; *kind != '\0'; kind++) {
    (void)place(*kind, &at_end);
    for (size_t i = 0; i < COUNT(kinds); i++)
      if (kinds[i].letter == *kind && kinds[i].align > align)
        align = kinds[i].align;
  }
  at_end = aligned(at_end, align);
  ck_assert_msg(at_end == shapes[_i].size, "SHAPE(%s): %zu bytes, has %zu", shapes[_i].type, at_end,
                shapes[_i].size);
}
END_TEST

/* ---- once, before the tests fork ----------------------------------------------------------- */

static void make_image(void) {
  unsigned char *bytes;

  ck_assert_int_eq(nutri_open(copy_database("world.db"), NUTRI_READWRITE, &db, NULL), NUTRI_OK);
  sql("PRAGMA synchronous=OFF");
  fill_world();
  snprintf(ann_path, sizeof ann_path, "%s", temp_path("ann.db"));
  exported("ann", ann_path);
  sql("PRAGMA journal_mode=DELETE");
  hash_before = fingerprint();
  bytes = sqlite3_serialize(nutri_sqlite(db), "main", &image.size, 0);
  ck_assert_ptr_nonnull(bytes);
  image.bytes = malloc((size_t)image.size);
  ck_assert_ptr_nonnull(image.bytes);
  memcpy(image.bytes, bytes, (size_t)image.size);
  sqlite3_free(bytes);
  nutri_close(db);
  db = NULL;
}

TESTS("fault_memory") {
  fault_install();
  tcase_set_timeout(tc, 0);
  tcase_add_unchecked_fixture(tc, make_image, NULL);
  tcase_add_test(tc, the_table_is_whole);
  ADD_LOOP(the_shapes_are_whole, shapes);
  ADD_LOOP(every_allocation, calls);
  ADD_LOOP(in_a_transaction, calls);
}
