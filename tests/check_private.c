/* SPDX-License-Identifier: MIT */
/* What is personal: who may read the files, and what a sentence of an error tells of whom. */
#include "support.h"

#include <sys/stat.h>
#include <unistd.h>

#define CREATE (NUTRI_READWRITE | NUTRI_CREATE | NUTRI_BARE)
#define DAY "2026-11-16"

static nutri_error err = NUTRI_INIT(nutri_error);

static unsigned mode_of(const char *path) {
  struct stat st;

  ck_assert_msg(stat(path, &st) == 0, "%s is not there", path);
  return (unsigned)st.st_mode & 0777u;
}

/* ---- files --------------------------------------------------------------------------------- */

/* An empty file that anybody could read is closed before a diary comes into it. */
START_TEST(empty_file) {
  char path[1024];
  nutri *made = NULL;

  snprintf(path, sizeof path, "%s", temp_path("empty.db"));
  write_file(path, "", 0);
  ck_assert_int_eq(chmod(path, 0666), 0);
  ck_assert_msg(nutri_open(path, CREATE, &made, &err) == NUTRI_OK, "%s", err.message);
  ck_assert_uint_eq(mode_of(path), 0600);
  ck_assert_uint_eq(mode_of(temp_path("empty.db-wal")), 0600);
  nutri_close(made);
  unlink(path);
}
END_TEST

START_TEST(links) {
  char path[1024];
  char end[1024];
  nutri *made = NULL;

  snprintf(path, sizeof path, "%s", temp_path("link.db"));
  snprintf(end, sizeof end, "%s", temp_path("end.db"));
  ck_assert_int_eq(symlink(end, path), 0);
  ck_assert_int_eq(nutri_open(path, CREATE, &made, &err), NUTRI_ENOTFOUND);
  ck_assert_ptr_nonnull(strstr(err.message, "is a link to a file that is not there"));
  ck_assert_int_ne(access(end, F_OK), 0);
  write_file(end, "", 0);
  ck_assert_int_eq(nutri_open(path, CREATE, &made, &err), NUTRI_EIO);
  ck_assert_ptr_nonnull(strstr(err.message, "is a link to an empty file"));
  ck_assert_ptr_null(made);
  {
    struct stat st;

    ck_assert(stat(end, &st) == 0 && st.st_size == 0);
  }
  unlink(end);
  /* A database that is there may be reached by a link: that is no creation. */
  ck_assert_int_eq(nutri_open(end, CREATE, &made, &err), NUTRI_OK);
  nutri_close(made);
  ck_assert_msg(nutri_open(path, NUTRI_READWRITE, &made, &err) == NUTRI_OK, "%s", err.message);
  nutri_close(made);
  unlink(path);
  unlink(end);
}
END_TEST

/* SQLite's files beside a database are of its mode, the journal of other modes too. */
START_TEST(journal) {
  nutri *made = NULL;
  mode_t old = umask(0);
  char path[1024];

  snprintf(path, sizeof path, "%s", temp_path("journal.db"));
  ck_assert_int_eq(nutri_open(path, CREATE, &made, &err), NUTRI_OK);
  ck_assert_int_eq(sqlite3_exec(nutri_sqlite(made),
                                "PRAGMA journal_mode=DELETE; BEGIN;"
                                "INSERT INTO person (name) VALUES ('ann')",
                                NULL, NULL, NULL),
                   SQLITE_OK);
  ck_assert_uint_eq(mode_of(temp_path("journal.db-journal")), 0600);
  nutri_close(made);
  umask(old);
  unlink(path);
}
END_TEST

/* ---- sentences ----------------------------------------------------------------------------- */

/* What is ann's alone; each stands in one place. */
static const char *const secrets[] = {
    "Annemarie",  "notethatishers", "mealofhers", "wordofhers",   "painofhers",
    "goalofhers", "doseofhers",     "tagofhers",  "surveyofhers",
};

static void fill(void) {
  nutri_intake entry = {.size = sizeof entry,
                        .person = "Annemarie",
                        .day = DAY,
                        .meal = "mealofhers",
                        .food_id = starter("almonds"),
                        .amount = 30.0,
                        .measure = "g",
                        .note = "notethatishers"};
  nutri_target goal = {.size = sizeof goal,
                       .nutrient_id = NUTRI_MAGNESIUM,
                       .from = DAY,
                       .amount = 300,
                       .note = "goalofhers"};
  nutri_observation pain = {.size = sizeof pain, .day = DAY, .what = "painofhers", .value = 4.0};
  nutri_schedule dose = {.size = sizeof dose,
                         .person = "Annemarie",
                         .food_id = starter("almonds"),
                         .amount = 1.0,
                         .measure = "g",
                         .from = DAY,
                         .note = "doseofhers"};
  nutri_survey survey = {.size = sizeof survey, .survey = "surveyofhers", .weight = 1.0};

  add_person("Annemarie", "female", "1984-05-02", "us");
  add_person("bob", "male", "1990-01-01", "us");
  OK(nutri_intake_add(db, &entry, NULL));
  OK(nutri_target_add(db, "Annemarie", &goal, NULL));
  OK(nutri_observation_add(db, "Annemarie", &pain, NULL));
  OK(nutri_schedule_add(db, &dose, NULL));
  OK(nutri_person_tag_add(db, "Annemarie", "tagofhers"));
  OK(nutri_person_survey_set(db, "Annemarie", &survey));
  OK(nutri_alias_set(db, "Annemarie", "wordofhers", starter("almonds")));
}

static void tells_nothing(int rc, const char *call) {
  ck_assert_msg(rc < 0, "%s went well", call);
  ck_assert_msg(nutri_errmsg(db)[0] != '\0', "%s says nothing", call);
  for (size_t i = 0; i < COUNT(secrets); i++)
    ck_assert_msg(strstr(nutri_errmsg(db), secrets[i]) == NULL, "%s tells '%s': %s", call,
                  secrets[i], nutri_errmsg(db));
}

#define TELLS_NOTHING(call) tells_nothing(call, #call)

/* A sentence may end up in a log: it has what the call was given, and nothing of another person. */
START_TEST(sentences) {
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri_intake given = {.size = sizeof given,
                        .person = "bob",
                        .day = DAY,
                        .food_id = starter("almonds"),
                        .amount = 30.0,
                        .measure = "bucket"};
  nutri_survey survey = NUTRI_INIT(nutri_survey);
  nutri_deficit deficit = NUTRI_INIT(nutri_deficit);
  nutri_cursor *cursor = NULL;

  fill();
  TELLS_NOTHING(nutri_intake_add(db, &given, NULL));
  given.measure = "g";
  given.day = "1980-01-01";
  TELLS_NOTHING(nutri_intake_change(db, 1, &given));
  given.amount = -1.0;
  TELLS_NOTHING(nutri_intake_change(db, 1, &given));
  TELLS_NOTHING(nutri_intake_remove(db, 99));
  TELLS_NOTHING(nutri_food_find(db, "bob", "wordofher", &food));
  TELLS_NOTHING(nutri_alias_remove(db, "bob", "word"));
  TELLS_NOTHING(nutri_alias_rename(db, "bob", "word", "other"));
  TELLS_NOTHING(nutri_person_tag_remove(db, "bob", "x"));
  TELLS_NOTHING(nutri_person_survey_get(db, "bob", &survey));
  TELLS_NOTHING(nutri_target_remove(db, 99));
  TELLS_NOTHING(nutri_schedule_end(db, 1, "2000-01-01"));
  TELLS_NOTHING(nutri_observation_remove(db, 99));
  TELLS_NOTHING(nutri_magnesium_deficit(db, "annemarie", NULL, NULL, &deficit));
  TELLS_NOTHING(nutri_person_forget(db, "Anne", 0, NULL, NULL, NULL));
  TELLS_NOTHING(nutri_person_restore(db, db_path(), NULL, NULL)); /* several persons: which? */
  TELLS_NOTHING(nutri_food_candidates(db, "nobody", "x", 10, &cursor));
  TELLS_NOTHING(nutri_import_undo(db, 0, NULL));
  /* Nor does what SQLite says of the shell's tries. */
  ck_assert_int_ne(sqlite3_exec(db->sql, "UPDATE person SET name = 'Annemarie'", NULL, NULL, NULL),
                   SQLITE_OK);
  ck_assert_ptr_null(strstr(sqlite3_errmsg(db->sql), "Annemarie"));
  ck_assert_int_ne(sqlite3_exec(db->sql, "DELETE FROM person", NULL, NULL, NULL), SQLITE_OK);
  ck_assert_ptr_null(strstr(sqlite3_errmsg(db->sql), "Annemarie"));
}
END_TEST

/* What a code is in words is fit for every log. */
START_TEST(words_of_codes) {
  for (int code = NUTRI_ROW; code >= NUTRI_EINUSE; code--)
    ck_assert_ptr_null(strchr(nutri_strerror(code), '\''));
}
END_TEST

TESTS("private") {
  tcase_add_test(tc, empty_file);
  tcase_add_test(tc, links);
  tcase_add_test(tc, journal);
  tcase_add_test(tc, sentences);
  tcase_add_test(tc, words_of_codes);
}
