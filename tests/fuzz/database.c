/* SPDX-License-Identifier: MIT */
/* A mangled database, and every function that reads. The input is edits of the one world.sh makes:
 * four bytes each, where (24 bits, as a share of the file) and what; the first byte says how it is
 * opened, and in a fuzzer which eighth of the functions is called, for all of them take a while. An
 * edit whose byte is above 250 writes a run of 64. */
#include "fuzz.h"

#include "nutri_internal.h"

static struct { int64_t almonds, entry, product, recipe, schedule, import, rejecting_import; } at;

static void add_numbers(void) {
  nutri *db = fuzz_open("ids.db", NUTRI_READONLY);
  static const struct {
    const char *sql;
    int64_t *id;
  } ids[] = {
      {"SELECT food_id FROM food WHERE description = 'Almonds'", &at.almonds},
      {"SELECT max(intake_id) FROM intake", &at.entry},
      {"SELECT max(food_id) FROM product_label", &at.product},
      {"SELECT max(food_id) FROM recipe", &at.recipe},
      {"SELECT max(schedule_id) FROM schedule", &at.schedule},
      {"SELECT max(import_id) FROM import", &at.import},
      {"SELECT max(import_id) FROM import_reject", &at.rejecting_import},
  };

  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
    sqlite3_stmt *stmt = NULL;

    HOLDS(sqlite3_prepare_v2(db->sql, ids[i].sql, -1, &stmt, NULL) == SQLITE_OK);
    HOLDS(sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int64(stmt, 0) > 0);
    *ids[i].id = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
  }
  nutri_close(db);
}

static unsigned turn;
static unsigned part; /* of TURNS */

#ifdef NUTRI_FUZZING
#define TURNS 8
#else
#define TURNS 1
#endif

static bool is_turn(void) { return turn++ % TURNS == part % TURNS; }

/* As check_fault_memory.c has them: what fills a struct and what makes a list is a reader. */
#define GET(function, type, call)                                                                  \
  if (is_turn()) {                                                                                 \
    type row = NUTRI_INIT(type);                                                                   \
    type *out = &row;                                                                              \
    fuzz_told(db, call);                                                                           \
  }
#define LIST(function, next, type, call)                                                           \
  if (is_turn()) {                                                                                 \
    nutri_cursor *list = NULL;                                                                     \
    nutri_cursor **out = &list;                                                                    \
    type row = NUTRI_INIT(type);                                                                   \
    int rc = call;                                                                                 \
    fuzz_told(db, rc);                                                                             \
    for (int i = 0; rc == NUTRI_OK && i < 20000 && (rc = next(list, &row)) == NUTRI_ROW; i++)      \
      rc = NUTRI_OK;                                                                               \
    nutri_cursor_close(list);                                                                      \
  }
#define NUMBER(function, type, call)
#define DO(function, call)
#define OTHER(function, static_function)
#define NONE(function)
#define SHAPE(type, members)

static void read_all(nutri *db) {
#include "../fault_calls.def"
}

static int ignore(void *user, const char *what, const char *text) {
  (void)user;
  (void)what;
  (void)text;
  return 0;
}

static int swallow(void *user, const void *bytes, size_t size) {
  (void)user;
  (void)bytes;
  (void)size;
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static char *path;
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri_person_data person = NUTRI_INIT(nutri_person_data);
  nutri *db = NULL;
  size_t length;
  const uint8_t *world = fuzz_world(&length);
  uint8_t *bytes;
  int count = 0;

  if (size < 1)
    return 0;
  if (path == NULL) {
    add_numbers();
    path = fuzz_path("mangled.db");
  }
  turn = 0;
  part = data[0] >> 2;
  bytes = malloc(length);
  HOLDS(bytes != NULL);
  memcpy(bytes, world, length);
  for (size_t i = 1; i + 4 <= size; i += 4) {
    size_t where = (size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2];
    size_t run = data[i + 3] > 250 ? 64 : 1;

    /* The first bytes of a page say most: the low values of `where` are the file's head. */
    where = where < 0x10000 ? where % 4096 : where % length;
    for (size_t k = where; k < length && k < where + run; k++)
      bytes[k] = data[i + 3];
  }
  fuzz_write(path, bytes, data[0] & 2 ? length - (size_t)(data[0] >> 2) * 512 % length : length);
  free(bytes);
  if (nutri_open(path, data[0] & 1 ? NUTRI_READWRITE : NUTRI_READONLY, &db, &err) != NUTRI_OK) {
    HOLDS(err.message[0] != '\0' && db == NULL);
    return 0;
  }
  if (data[0] & 1)
    fuzz_told(db, nutri_import_undo(db, at.import, NULL));
  else
    read_all(db);
  if (is_turn())
    fuzz_told(db, nutri_check(db, &count, ignore, NULL));
  if (is_turn())
    fuzz_told(db, nutri_person_export(db, "ann", swallow, NULL, &person));
  nutri_close(db);
  return 0;
}
