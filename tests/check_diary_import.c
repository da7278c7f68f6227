/* SPDX-License-Identifier: MIT */
/* A diary from CSV: each case is a folder of tests/data/diary, with the entries it makes and the
 * rows it loses. */
#include "support_import.h"

#ifndef NUTRI_NO_IMPORTERS

#include "diary_internal.h"

/* ---- an import as the driver does it ------------------------------------------------------- */

struct run {
  struct nutri__diary *diary;
  int64_t import_id;
  int pass;
  int rows;
  char message[600];
};

static struct nutri__diary_counts counts; /* of the last import */
static char ignored[1000];
static char message[600];

static int log_reject(void *user, const struct nutri__diary_reject *reject) {
  const struct run *run = user;

  return nutri__diary_log_reject(db, run->import_id, "diary.csv", reject);
}

static int take_row(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct run *run = user;

  if (run->rows++ == 0)
    return run->pass == 0
               ? nutri__diary_header(run->diary, fields, count, run->message, sizeof run->message)
               : NUTRI_OK;
  if (run->pass > 0)
    return nutri__diary_row(run->diary, fields, count, line);
  nutri__diary_look(run->diary, fields, count);
  return NUTRI_OK;
}

static int read_text(struct run *run, const char *text, size_t length) {
  struct nutri__reader *reader = NULL;
  int rc = nutri__reader_new(take_row, run, &reader);

  run->rows = 0;
  if (rc == NUTRI_OK)
    rc = nutri__reader_block(reader, text, length);
  if (rc == NUTRI_OK)
    rc = nutri__reader_finish(reader);
  if (rc == NUTRI_EFORMAT && run->message[0] == '\0')
    snprintf(run->message, sizeof run->message, "%s", nutri__reader_message(reader));
  nutri__reader_free(reader);
  return rc;
}

/* Imports a file's text; an error leaves nothing, and its sentence in message. */
static int import_text(const char *text, size_t length, const char *person) {
  struct run run = {.message = ""};
  int rc = nutri__begin(db);

  ck_assert_int_eq(rc, NUTRI_OK);
  sql("INSERT INTO import (source_id, format, path, imported_at, running)"
      " VALUES (9, 'diary', 'diary.csv', '2026-11-22', 1)");
  run.import_id = sqlite3_last_insert_rowid(nutri_sqlite(db));
  rc = nutri__diary_new(db, run.import_id, person, log_reject, &run, &run.diary);
  for (run.pass = 0; run.pass < 2 && rc == NUTRI_OK; run.pass++)
    rc = read_text(&run, text, length);
  snprintf(message, sizeof message, "%s", run.message[0] != '\0' ? run.message : nutri_errmsg(db));
  if (run.diary != NULL) {
    nutri__diary_counts(run.diary, &counts);
    snprintf(ignored, sizeof ignored, "%s", counts.ignored);
    ck_assert_int_eq(counts.read, counts.stored + counts.unchanged + counts.rejected);
    sql("UPDATE import SET rows_read = %lld, rows_stored = %lld, rows_unchanged = %lld,"
        " rows_rejected = %lld, running = NULL WHERE import_id = %lld",
        (long long)counts.read, (long long)counts.stored, (long long)counts.unchanged,
        (long long)counts.rejected, (long long)run.import_id);
    ck_assert_int_eq(sql_int("SELECT count(*) FROM import_reject WHERE import_id = %lld",
                             (long long)run.import_id),
                     counts.rejected);
  }
  nutri__diary_free(run.diary);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK)
    ck_assert_str_eq(nutri_errmsg(db), "");
  return rc;
}

static int import_string(const char *text) { return import_text(text, strlen(text), NULL); }

/* The file of a case; free() it. NULL where there is none. */
static char *case_file(const char *name, const char *file, size_t *size) {
  char path[1024];
  FILE *there;

  snprintf(path, sizeof path, "%s/diary/%s/%s", NUTRI_TEST_DATA, name, file);
  there = fopen(path, "rb");
  if (there == NULL)
    return NULL;
  fclose(there);
  return read_file(path, size);
}

static int import_case(const char *name, const char *person) {
  size_t size = 0;
  char *text = case_file(name, "diary.csv", &size);
  int rc;

  ck_assert_msg(text != NULL, "there is no tests/data/diary/%s/diary.csv", name);
  rc = import_text(text, size, person);
  free(text);
  return rc;
}

static void add_ben(void) {
  add_person("ben", "male", "2010-01-31", NULL);
  OK(nutri_alias_set(db, "ben", "my milk", starter("milk-whole")));
}

/* ---- cases --------------------------------------------------------------------------------- */

/* person|day|time|meal|food|as typed|in the food's basis|recorded values|note */
static const char entries_of[] =
    "SELECT p.name || '|' || i.day || '|' || ifnull(i.time, '') || '|' || ifnull(i.meal, '')"
    " || '|' || f.description || '|' || printf('%.6g', i.measure_amount) || ' ' || i.measure"
    " || '|' || printf('%.6g', i.amount) || ' ' || f.basis || '|' || ifnull("
    "(SELECT group_concat(n.nutrient_id || '=' || printf('%.6g', n.amount), ' ')"
    " FROM intake_nutrient n WHERE n.intake_id = i.intake_id), '') || '|' || ifnull(i.note, '')"
    " FROM intake i JOIN person p ON p.person_id = i.person_id"
    " JOIN food f ON f.food_id = i.food_id ORDER BY i.intake_id";
static const char rejects_of[] =
    "SELECT r.line || '|' || ifnull(p.name, '') || '|' || ifnull(r.\"column\", '') || '|'"
    " || ifnull(r.value, '') || '|' || r.reason FROM import_reject r"
    " LEFT JOIN person p ON p.person_id = r.person_id ORDER BY r.reject_id";

/* The rows of a query of one column are the lines of the case's file. */
static void same_lines(const char *name, const char *file, const char *query) {
  size_t size = 0;
  char *wanted = case_file(name, file, &size);
  char *at = wanted;
  sqlite3_stmt *stmt = NULL;

  ck_assert_int_eq(sqlite3_prepare_v2(nutri_sqlite(db), query, -1, &stmt, NULL), SQLITE_OK);
  while (sqlite3_step(stmt) == SQLITE_ROW) {
    const char *line = nutri__text(stmt, 0);
    size_t length = strlen(line);

    ck_assert_msg(at != NULL && strncmp(at, line, length) == 0 && at[length] == '\n',
                  "%s/%s has not: %s", name, file, line);
    at += length + 1;
  }
  ck_assert_msg(at == NULL || *at == '\0', "%s/%s has more: %s", name, file, at);
  sqlite3_finalize(stmt);
  free(wanted);
}

static const struct {
  const char *name;
  const char *person;
  const char *ignored;
  int foods; /* made */
} cases[] = {
    {"plain", NULL, "", 0},
    {"synonyms", NULL, "Mood", 0},
    {"values", NULL,
     "Vitamin C (without a unit, as in 'Magnesium (mg)'), Iron (IU) (Iron, Fe is kept in mg)", 5},
    {"tracker", "ann", "Net Carbs (g)", 2},
    {"month_first", "ann", "", 0},
    {"day_first", "ann", "", 0},
    {"mixed_dates", "ann", "", 0},
    {"one_person", "ann", "", 0},
    {"rejects", NULL, "", 0},
};

/* What a file brings; and that it brings nothing when it comes again. */
START_TEST(case_and_again) {
  int64_t stored;
  int64_t rejected;
  uint64_t before;

  add_ann();
  add_ben();
  ck_assert_msg(import_case(cases[_i].name, cases[_i].person) == NUTRI_OK, "%s: %s", cases[_i].name,
                message);
  same_lines(cases[_i].name, "entries.txt", entries_of);
  same_lines(cases[_i].name, "rejects.txt", rejects_of);
  ck_assert_str_eq(ignored, cases[_i].ignored);
  ck_assert_int_eq(counts.foods, cases[_i].foods);
  ck_assert_int_eq(counts.unchanged, 0);
  is_sound();
  stored = counts.stored;
  rejected = counts.rejected;
  before = fingerprint();
  ck_assert_int_eq(import_case(cases[_i].name, cases[_i].person), NUTRI_OK);
  ck_assert_int_eq(counts.stored, 0);
  ck_assert_int_eq(counts.unchanged, stored);
  ck_assert_int_eq(counts.rejected, rejected);
  ck_assert_int_eq(counts.foods, 0);
  ck_assert_uint_eq(fingerprint(), before);
  is_sound();
}
END_TEST

/* The other order and names of columns make the same diary. */
START_TEST(synonyms_are_the_same_diary) {
  add_ann();
  add_ben();
  ck_assert_int_eq(import_case("plain", NULL), NUTRI_OK);
  ck_assert_int_eq(counts.stored, 13);
  ck_assert_int_eq(import_case("synonyms", NULL), NUTRI_OK);
  ck_assert_int_eq(counts.stored, 0);
  ck_assert_int_eq(counts.unchanged, 13);
}
END_TEST

/* The case `plain` as one would type it. */
static const struct {
  const char *person;
  const char *day;
  const char *text;
} typed[] = {
    {"eve", "2026-11-16", "1 cup coffee"},
    {"eve", "2026-11-16", "1 cup coffee"},
    {"eve", "2026-11-16", "30 g almonds"},
    {"eve", "2026-11-16", "2 cups Spinach, raw"},
    {"eve", "2026-11-16", "172 g ndb:16015"},
    {"eve", "2026-11-16", "1 1/2 cup 1000000025"},
    {"eve", "2026-11-16", "\xc2\xbd banana"},
    {"eve", "2026-11-17", "10 almonds"},
    {"eve", "2026-11-17", "2 egg"},
    {"eve", "2026-11-17", "2 cups milk"},
    {"eve", "2026-11-17", "0.3 cup milk"},
    {"tom", "2026-11-16", "250 ml my milk"},
    {"tom", "2026-11-18", "1/2 cup Spinach cooked"},
};

static nutri_total total_on(const char *person, int64_t nutrient_id, const char *day) {
  nutri_total total = NUTRI_INIT(nutri_total);

  OK(nutri_nutrient_total(db, person, nutrient_id, day, day, &total));
  return total;
}

START_TEST(totals_are_those_of_the_typed) {
  static const char *const days[] = {"2026-11-16", "2026-11-17", "2026-11-18"};
  static const int64_t nutrients[] = {NUTRI_MAGNESIUM, NUTRI_ENERGY, 1087};

  add_ann();
  add_ben();
  add_person("eve", "female", "1984-05-02", NULL);
  add_person("tom", "male", "2010-01-31", NULL);
  OK(nutri_alias_set(db, "tom", "my milk", starter("milk-whole")));
  ck_assert_int_eq(import_case("plain", NULL), NUTRI_OK);
  for (size_t i = 0; i < COUNT(typed); i++) {
    nutri_intake entry = NUTRI_INIT(nutri_intake);

    OK(nutri_intake_parse(db, typed[i].person, typed[i].text, &entry));
    entry.person = typed[i].person;
    entry.day = typed[i].day;
    OK(nutri_intake_add(db, &entry, NULL));
  }
  for (size_t i = 0; i < COUNT(days); i++)
    for (size_t j = 0; j < COUNT(nutrients); j++)
      for (int k = 0; k < 2; k++) {
        nutri_total file = total_on(k == 0 ? "ann" : "ben", nutrients[j], days[i]);
        nutri_total hand = total_on(k == 0 ? "eve" : "tom", nutrients[j], days[i]);

        ck_assert_int_eq(file.entries, hand.entries);
        ck_assert_int_eq(file.unknown_entries, hand.unknown_entries);
        NEAR(file.total, hand.total, 1e-9);
        NEAR(file.energy_kcal, hand.energy_kcal, 1e-9);
      }
  /* 2 cups of raw spinach are 60 g, of 79 mg in 100 g (SR Legacy, NDB 11457). */
  NEAR(sql_number("SELECT magnesium_mg FROM intake_card WHERE person = 'ann' AND amount = 2"
                  " AND measure = 'cups' AND food_id = %lld",
                  (long long)starter("spinach-raw")),
       47.4, 0.05);
}
END_TEST

/* ---- recorded values ----------------------------------------------------------------------- */

static double recorded(const char *food, int64_t nutrient_id, int from) {
  return sql_number("SELECT sum(v.value) FROM (SELECT v.value FROM intake_value v"
                    " WHERE v.description = %Q AND v.nutrient_id = %lld ORDER BY v.intake_id"
                    " LIMIT 1 OFFSET %d) v",
                    food, (long long)nutrient_id, from);
}

/* A recorded value wins; where the cell is empty the food's stands, or nothing is known. */
START_TEST(recorded_values_win) {
  static const char pudding[] = "Aunt May's oat pudding";
  nutri_total total;
  double of_30_g;

  add_ann();
  add_ben();
  of_30_g = 0.3 * amount_of(starter("almonds"), NUTRI_MAGNESIUM);
  ck_assert_int_eq(import_case("values", NULL), NUTRI_OK);
  NEAR(recorded("Almonds", NUTRI_MAGNESIUM, 0), 99.5, 1e-12);
  NEAR(recorded("Almonds", NUTRI_MAGNESIUM, 1), of_30_g, 1e-9); /* empty: unknown to the file */
  NEAR(recorded("Almonds", NUTRI_MAGNESIUM, 2), of_30_g, 1e-9);
  NEAR(recorded("Almonds", 1087, 0), 0.3 * amount_of(starter("almonds"), 1087), 1e-9);
  NEAR(recorded("Almonds", 1087, 1), 0.0, 1e-12); /* a zero is known */
  NEAR(recorded(pudding, NUTRI_MAGNESIUM, 0), 41.0, 1e-12);
  NEAR(recorded(pudding, NUTRI_ENERGY, 0), 100.0, 1e-9); /* 418.4 kJ / 4.184 */
  NEAR(recorded(pudding, 1110, 0), 40.0, 1e-12);         /* vitamin D as IU, not as ug */
  NEAR(recorded(pudding, 1095, 0), 1.5, 1e-12);          /* zinc: 1500 ug */
  IS_NAN(recorded(pudding, 1162, 0));
  total = total_on("ann", NUTRI_MAGNESIUM, "2026-11-16");
  NEAR(total.food, 99.5 + 2 * of_30_g + 41 + 82 + 30 + 31 + 60, 1e-9);
  NEAR(total.supplement, 200.0, 1e-12); /* what the file calls one counts for the upper limit */
  ck_assert_int_eq(total.unknown_entries, 1); /* the lemonade */
}
END_TEST

/* A food that was made takes no other's name, is found by its own, and is nobody's guess by words.
 */
START_TEST(made_foods) {
  static const char file[] = "day,food,amount,Magnesium (mg)\n"
                             "2026-11-16,Iced oat brew,1,12\n"
                             "2026-11-16,Oat brew,1,10\n"
                             "2026-11-16,Spinach raw,100 g,70\n"
                             "2026-11-16,Almondz,3 pieces,5\n";
  add_ann();
  ck_assert_int_eq(import_string(file), NUTRI_OK);
  ck_assert_int_eq(counts.foods, 3); /* all the words of spinach, raw are known */
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 9 AND last_seen_import ="
                           " (SELECT max(import_id) FROM import) AND food_id > 1000000000"),
                   3);
  ck_assert_str_eq(sql_text("SELECT group_concat(description, '; ') FROM (SELECT f.description FROM"
                            " intake i JOIN food f ON f.food_id = i.food_id ORDER BY intake_id)"),
                   "Iced oat brew; Oat brew; Spinach, raw; Almondz");
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food_nutrient v JOIN food f"
                           " ON f.food_id = v.food_id WHERE f.source_id = 9"),
                   0);
  /* A file without values may use them from now on. */
  ck_assert_int_eq(import_string("day,food,amount\n2026-11-17,oat brew,2\n2026-11-17,Almondz,"
                                 "1 piece\n2026-11-17,Almondz,1 bag\n"),
                   NUTRI_OK);
  ck_assert_int_eq(counts.stored, 1);
  ck_assert_str_eq(sql_text("SELECT group_concat(reason) FROM import_reject"),
                   "Almondz has no measure 'piece': it has unit, pieces (1.0 unit),"
                   "Almondz has no measure 'bag': it has unit, pieces (1.0 unit)");
  is_sound();
}
END_TEST

/* ---- what is there already ----------------------------------------------------------------- */

#define COFFEES "person,day,food,amount\n"
#define COFFEE "ann,2026-11-16,coffee,1 cup\n"

START_TEST(only_the_surplus_is_added) {
  add_ann();
  eat("ann", "2026-11-16", 1, "cup", starter("coffee-brewed")); /* by hand */
  ck_assert_int_eq(import_string(COFFEES COFFEE COFFEE), NUTRI_OK);
  ck_assert_int_eq(counts.stored, 1);
  ck_assert_int_eq(counts.unchanged, 1);
  ck_assert_int_eq(import_string(COFFEES COFFEE COFFEE COFFEE COFFEE), NUTRI_OK);
  ck_assert_int_eq(counts.stored, 2);
  ck_assert_int_eq(counts.unchanged, 2);
  ck_assert_int_eq(import_string(COFFEES COFFEE), NUTRI_OK); /* a file takes nothing away */
  ck_assert_int_eq(counts.stored, 0);
  ck_assert_int_eq(counts.unchanged, 1);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 4);
  /* An undo finds what each import brought: nothing of it was there before. */
  ck_assert_str_eq(sql_text("SELECT group_concat(quote(import_id)) FROM (SELECT import_id FROM"
                            " intake ORDER BY intake_id)"),
                   "NULL,1,2,2");
}
END_TEST

/* Each of these differs from the first row of the file, and is another entry. */
START_TEST(what_makes_another_entry) {
  static const char *const others[] = {
      "ben,2026-11-16,08:00,lunch,coffee,1,cup",  "ann,2026-11-17,08:00,lunch,coffee,1,cup",
      "ann,2026-11-16,08:01,lunch,coffee,1,cup",  "ann,2026-11-16,,lunch,coffee,1,cup",
      "ann,2026-11-16,08:00,Lunch,coffee,1,cup",  "ann,2026-11-16,08:00,,coffee,1,cup",
      "ann,2026-11-16,08:00,lunch,milk,1,cup",    "ann,2026-11-16,08:00,lunch,coffee,2,cup",
      "ann,2026-11-16,08:00,lunch,coffee,1,cups",
  };
  char file[400];

  add_ann();
  add_ben();
  snprintf(file, sizeof file,
           "person,day,time,meal,food,amount,unit\nann,2026-11-16,08:00,lunch,coffee,1,cup\n");
  ck_assert_int_eq(import_string(file), NUTRI_OK);
  for (size_t i = 0; i < COUNT(others); i++) {
    snprintf(file, sizeof file, "person,day,time,meal,food,amount,unit\n%s\n", others[i]);
    ck_assert_int_eq(import_string(file), NUTRI_OK);
    ck_assert_msg(counts.stored == 1, "%s", others[i]);
  }
}
END_TEST

/* An entry with other values may be another, or be corrected: nothing is guessed. */
START_TEST(other_values_are_not_guessed) {
  add_ann();
  ck_assert_int_eq(import_string("day,food,amount,Magnesium (mg)\n2026-11-16,coffee,1 cup,7\n"
                                 "2026-11-16,coffee,1 cup,9\n"),
                   NUTRI_OK);
  ck_assert_int_eq(counts.stored, 2);
  /* In any order they are the same two. */
  ck_assert_int_eq(import_string("day,food,amount,Magnesium (mg)\n2026-11-16,coffee,1 cup,9\n"
                                 "2026-11-16,coffee,1 cup,7\n"),
                   NUTRI_OK);
  ck_assert_int_eq(counts.unchanged, 2);
  /* A third is added, behind the two; one that takes the place of one of them is not. */
  ck_assert_int_eq(import_string("day,food,amount,Magnesium (mg)\n2026-11-16,coffee,1 cup,9\n"
                                 "2026-11-16,coffee,1 cup,7\n2026-11-16,coffee,1 cup,8\n"),
                   NUTRI_OK);
  ck_assert_int_eq(counts.stored, 1);
  ck_assert_int_eq(import_string("day,food,amount,Magnesium (mg)\n2026-11-16,coffee,1 cup,9.5\n"),
                   NUTRI_OK);
  ck_assert_int_eq(counts.rejected, 1);
  ck_assert_ptr_nonnull(strstr(sql_text("SELECT reason FROM import_reject"), "other values"));
  /* A file without values says nothing of them. */
  ck_assert_int_eq(import_string(COFFEES COFFEE COFFEE COFFEE), NUTRI_OK);
  ck_assert_int_eq(counts.unchanged, 3);
}
END_TEST

/* An entry changed by hand is no longer the import's. */
START_TEST(changed_by_hand) {
  nutri_intake entry = NUTRI_INIT(nutri_intake);

  add_ann();
  ck_assert_int_eq(import_string(COFFEES COFFEE), NUTRI_OK);
  ck_assert_int_eq(sql_int("SELECT import_id FROM intake"), 1);
  OK(nutri_intake_get(db, 1, &entry));
  entry.amount = 2;
  OK(nutri_intake_change(db, 1, &entry));
  ck_assert_str_eq(sql_text("SELECT quote(import_id) FROM intake"), "NULL");
}
END_TEST

/* ---- rejects ------------------------------------------------------------------------------- */

#define HEADER "person,day,time,meal,food,amount,unit,Magnesium (mg),note\n"

static const struct {
  const char *row;
  const char *column;
  const char *value;
  const char *reason; /* a part of it */
} bad_rows[] = {
    {"ann,,,,egg,1,,,", "day", "", "the day is missing"},
    {"ann,2026-02-31,,,egg,1,,,", "day", "2026-02-31", "no day such as 2026-11-20"},
    {"ann,2026-2-3,,,egg,1,,,", "day", "2026-2-3", "no day"},
    {"ann,2026-11-2,,,egg,1,,,", "day", "2026-11-2", "no day"},
    {"ann,26-11-20,,,egg,1,,,", "day", "26-11-20", "no day"},
    {"ann,11/20/26,,,egg,1,,,", "day", "11/20/26", "no day"},
    {"ann,13/13/2026,,,egg,1,,,", "day", "13/13/2026", "no day"},
    {"ann,4/5/2026,,,egg,1,,,", "day", "4/5/2026", "the day or the month first?"},
    {"ann,2026-11-20T08:30Z,,,egg,1,,,", "day", "2026-11-20T08:30Z", "no day"},
    {"ann,yesterday,,,egg,1,,,", "day", "yesterday", "no day"},
    {"ann,1984-05-01,,,egg,1,,,", "day", "1984-05-01", "before the person was born (1984-05-02)"},
    {"ann,2026-11-16,24:00,,egg,1,,,", "time", "24:00", "no time such as 08:30"},
    {"ann,2026-11-16,noon,,egg,1,,,", "time", "noon", "no time"},
    {"ann,2026-11-16,13:00 pm,,egg,1,,,", "time", "13:00 pm", "no time"},
    {",2026-11-16,,,egg,1,,,", "person", "", "is missing"},
    {"Ann,2026-11-16,,,egg,1,,,", "person", "Ann", "no person is named 'Ann'"},
    {"zoe,2026-11-16,,,egg,1,,,", "person", "zoe", "nutri person add 'zoe' makes one"},
    {"ann,2026-11-16,,,,1,,,", "food", "", "the food is missing"},
    {"ann,2026-11-16,,,unobtainium,1,g,,", "food", "unobtainium",
     "no food has the words 'unobtainium'"},
    {"ann,2026-11-16,,,spinac,1,g,,", "food", "spinac", "did you mean"},
    {"ann,2026-11-16,,,raw,1,g,,", "food", "raw", "'raw' fits several foods: "},
    {"ann,2026-11-16,,,raw,1,g,40,", "food", "raw", "'raw' fits several foods: "},
    {"ann,2026-11-16,,,ndb:99999,1,g,40,", "food", "ndb:99999", "no food with the key ndb:99999"},
    {"ann,2026-11-16,,,4711,1,g,40,", "food", "4711", "there is no food 4711"},
    {"ann,2026-11-16,,,?!,1,g,40,", "food", "?!", "no word to search for"},
    {"ann,2026-11-16,,,egg,,,,", "amount", "", "how much is missing"},
    {"ann,2026-11-16,,,egg,0,,,", "amount", "0", "not above 0 and at most 1000000"},
    {"ann,2026-11-16,,,egg,-1,,,", "amount", "-1", "not above 0"},
    {"ann,2026-11-16,,,egg,nan,,,", "amount", "nan", "no amount such as 2, 0.5, 1/2 or 1 1/2"},
    {"ann,2026-11-16,,,egg,inf,,,", "amount", "inf", "no amount"},
    {"ann,2026-11-16,,,egg,1e308,,,", "amount", "1e308", "not above 0"},
    {"ann,2026-11-16,,,egg,1e400,,,", "amount", "1e400", "no amount"},
    {"ann,2026-11-16,,,egg,1 1/0,,,", "amount", "1 1/0", "no amount"},
    {"ann,2026-11-16,,,egg,\"1,5\",g,,", "amount", "1,5", "no amount"},
    {"ann,2026-11-16,,,egg,1000001,g,,", "amount", "1000001", "not above 0"},
    {"ann,2026-11-16,,,egg,1001,kg,,", "amount", "1001", "are more than 1000000 g"},
    {"ann,2026-11-16,,,Nobody's cake,1001,kg,3,", "amount", "1001", "are more than 1000000 g"},
    {"ann,2026-11-16,,,egg,2 cups,g,,", "amount", "2 cups", "another one"},
    {"ann,2026-11-16,,,coffee,2,,,", "unit", "", "how much of Coffee, brewed? Give a measure: g"},
    {"ann,2026-11-16,,,egg,1,slice,,", "unit", "slice",
     "Egg, boiled has no measure 'slice': it has g, cup, chopped (136.0 g)"},
    {"ann,2026-11-16,,,egg,2 slices,,,", "amount", "2 slices", "has no measure 'slices'"},
    {"ann,2026-11-16,,,egg,1,slice,12,", "unit", "slice", "has no measure 'slice'"},
    {"ann,2026-11-16,,,egg,1,,ten,", "Magnesium (mg)", "ten", "no number"},
    {"ann,2026-11-16,,,egg,1,,\"1,5\",", "Magnesium (mg)", "1,5", "no number"},
    {"ann,2026-11-16,,,egg,1,,-1,", "Magnesium (mg)", "-1", "not from 0"},
    {"ann,2026-11-16,,,egg,1,,1e308,", "Magnesium (mg)", "1e308", "not from 0"},
    {"ann,2026-11-16,,,egg,1,,inf,", "Magnesium (mg)", "inf", "no number"},
    {"ann,2026-11-16,,,eg\xe9,1,,,", "food", "eg?", "no text in UTF-8"},
    {"\xff,2026-11-16,,,egg,1,,,", "person", "?", "no text in UTF-8"},
    {"ann,2026-11-16,,,egg,1,", NULL, NULL, "7 fields where the header has 9"},
    {"ann,2026-11-16,,,Spinach, raw,1,g,,", NULL, NULL, "10 fields where the header has 9"},
};

START_TEST(bad_row_is_rejected) {
  uint64_t before;
  char file[600];

  add_ann();
  add_ben();
  before = fingerprint();
  snprintf(file, sizeof file, HEADER "%s\n", bad_rows[_i].row);
  ck_assert_msg(import_string(file) == NUTRI_OK, "%s: %s", bad_rows[_i].row, message);
  ck_assert_msg(counts.rejected == 1, "%s was taken", bad_rows[_i].row);
  ck_assert_uint_eq(fingerprint(), before); /* nothing of it is stored */
  ck_assert_int_eq(sql_int("SELECT line FROM import_reject"), 2);
  ck_assert_str_eq(sql_text("SELECT ifnull(\"column\", 'NULL') FROM import_reject"),
                   bad_rows[_i].column != NULL ? bad_rows[_i].column : "NULL");
  ck_assert_str_eq(sql_text("SELECT ifnull(value, 'NULL') FROM import_reject"),
                   bad_rows[_i].value != NULL ? bad_rows[_i].value : "NULL");
  ck_assert_msg(strstr(sql_text("SELECT reason FROM import_reject"), bad_rows[_i].reason) != NULL,
                "%s: %s", bad_rows[_i].row, sql_text("SELECT reason FROM import_reject"));
}
END_TEST

/* A row with one field of this many letters. */
static char *with_long(const char *before, size_t letters, const char *after, size_t *size) {
  char *file = malloc(strlen(before) + letters + strlen(after) + 1);

  ck_assert_ptr_nonnull(file);
  *size = strlen(before) + letters + strlen(after);
  memcpy(file, before, strlen(before));
  memset(file + strlen(before), 'x', letters);
  memcpy(file + strlen(before) + letters, after, strlen(after) + 1);
  return file;
}

static const struct {
  const char *before;
  const char *after;
  size_t most; /* letters that are taken, and one more that is not */
  const char *column;
  const char *reason;
} lengths[] = {
    {HEADER "ann,2026-11-16,,", ",egg,1,,,\n", 100, "meal", "longer than 100 characters"},
    {HEADER "ann,2026-11-16,,,egg,1,,,", "\n", 10000, "note", "longer than 10000 characters"},
    {HEADER "ann,2026-11-16,,,", ",1,g,40,\n", 1000, "food", "longer than 1000 characters"},
    {HEADER "ann,2026-11-16,,,Nobody's pie,1,", ",4,\n", 300, "unit", "at most 300 characters"},
};

START_TEST(long_texts) {
  size_t size;
  char *file = with_long(lengths[_i].before, lengths[_i].most, lengths[_i].after, &size);

  add_ann();
  ck_assert_int_eq(import_text(file, size, NULL), NUTRI_OK);
  ck_assert_int_eq(counts.stored, 1);
  free(file);
  for (size_t letters = lengths[_i].most + 1; letters < 900000; letters *= 30) {
    file = with_long(lengths[_i].before, letters, lengths[_i].after, &size);
    ck_assert_int_eq(import_text(file, size, NULL), NUTRI_OK);
    ck_assert_int_eq(counts.rejected, 1);
    ck_assert_str_eq(sql_text("SELECT \"column\" FROM import_reject"), lengths[_i].column);
    ck_assert_int_eq(sql_int("SELECT length(value) FROM import_reject"),
                     letters < 200 ? (int64_t)letters : 200);
    ck_assert_ptr_nonnull(strstr(sql_text("SELECT reason FROM import_reject"), lengths[_i].reason));
    sql("DELETE FROM import_reject");
    free(file);
  }
}
END_TEST

/* A name of 10 MB is none of a CSV file that the reader takes. */
START_TEST(endless_name) {
  size_t size;
  char *file = with_long(HEADER "ann,2026-11-16,,,", 10000000, ",1,g,,\n", &size);
  uint64_t before;

  add_ann();
  before = fingerprint();
  ck_assert_int_eq(import_text(file, size, NULL), NUTRI_EFORMAT);
  ck_assert_str_ne(message, "");
  ck_assert_uint_eq(fingerprint(), before);
  free(file);
}
END_TEST

/* Rejects hold what a person ate: they go when the person does. */
START_TEST(rejects_go_with_their_person) {
  add_ann();
  add_ben();
  ck_assert_int_eq(import_string(HEADER "ann,2026-02-31,,,egg,1,,,\nben,2026-11-16,,,secret,1,,,\n"
                                        "zoe,2026-11-16,,,egg,1,,,\n"),
                   NUTRI_OK);
  ck_assert_int_eq(counts.rejected, 3);
  sql("DELETE FROM person WHERE name = 'ben'");
  ck_assert_str_eq(sql_text("SELECT group_concat(line) FROM import_reject"), "2,4");
  sql("PRAGMA foreign_keys=OFF"); /* as in the plain shell */
  sql("DELETE FROM person WHERE name = 'ann'");
  ck_assert_str_eq(sql_text("SELECT group_concat(line) FROM import_reject"), "4");
  sql("PRAGMA foreign_keys=ON");
}
END_TEST

static int refuse(void *user, const struct nutri__diary_reject *reject) {
  ck_assert_str_eq(reject->column, "day");
  ++*(int *)user;
  return NUTRI_ECANCELLED;
}

START_TEST(reject_function_ends_it) {
  static const struct nutri__field header[] = {{"day", 3}, {"food", 4}, {"amount", 6}};
  static const struct nutri__field row[] = {{"x", 1}, {"egg", 3}, {"1", 1}};
  struct nutri__diary *diary = NULL;
  int called = 0;

  add_ann();
  OK(nutri__diary_new(db, 0, "ann", refuse, &called, &diary));
  OK(nutri__diary_header(diary, header, 3, message, sizeof message));
  ck_assert_int_eq(nutri__diary_row(diary, row, 3, 2), NUTRI_ECANCELLED);
  ck_assert_int_eq(called, 1);
  nutri__diary_free(diary);
}
END_TEST

/* ---- headers ------------------------------------------------------------------------------- */

static const struct {
  const char *header;
  int rc;
  const char *message; /* a part of it */
} headers[] = {
    {"person,food,amount", NUTRI_EFORMAT,
     "the column day is missing; the header has person, food, amount"},
    {"person,day,amount", NUTRI_EFORMAT, "the column food is missing"},
    {"person,day,food,note", NUTRI_EFORMAT, "the column amount is missing"},
    {"", NUTRI_EFORMAT, "is missing"},
    {"person,day,Date,food,amount", NUTRI_EFORMAT, "the columns 'day' and 'Date' say the same"},
    {"person,day,food,amount,grams", NUTRI_EFORMAT, "the columns 'amount' and 'grams' say"},
    {"person,day,food,amount,Magnesium (mg),Mg [g]", NUTRI_OK, ""},
    {"person,day,food,amount,Magnesium (mg),magnesium_mg", NUTRI_EFORMAT,
     "the columns 'Magnesium (mg)' and 'magnesium_mg' say the same"},
    {"person,day,f\xe4ood,amount", NUTRI_EFORMAT, "no text in UTF-8"},
    {"day,food,amount", NUTRI_EINVAL, "several persons"},
    {"PERSON,DAY,FOOD,AMOUNT", NUTRI_OK, ""},
    {"  person ,\"\nday\",food*,Amount (g)", NUTRI_OK, ""},
    {"User Name,log_date,item-name,No. of servings", NUTRI_OK, ""},
    {"person,day,fdc_id,portion", NUTRI_OK, ""},
};

START_TEST(header_is_read) {
  char file[400];
  uint64_t before;

  add_ann();
  add_ben();
  before = fingerprint();
  snprintf(file, sizeof file, "%s\n", headers[_i].header[0] != '\0' ? headers[_i].header : "\"\"");
  ck_assert_msg(import_string(file) == headers[_i].rc, "%s: %s", headers[_i].header, message);
  ck_assert_msg(strstr(message, headers[_i].message) != NULL, "%s: %s", headers[_i].header,
                message);
  ck_assert_uint_eq(fingerprint(), before);
}
END_TEST

/* What a column's name comes to: the nutrient and its value of 12, or why it is none. */
static const struct {
  const char *column;
  int64_t nutrient_id; /* 0 = none */
  double value;
  const char *ignored;
} nutrient_columns[] = {
    {"Magnesium (mg)", 1090, 12, ""},
    {"Magnesium (g)", 1090, 12000, ""},
    {"MAGNESIUM [\xc2\xb5g]", 1090, 0.012, ""},
    {"Magnesium, Mg (mg)", 1090, 12, ""},
    {"magnesium_mg", 1090, 12, ""},
    {"MG (mg)", 1090, 12, ""},
    {"304 (mg)", 1090, 12, ""},
    {"1090 (mg)", 1090, 12, ""},
    {"Calcium, Ca (mg)", 1087, 12, ""},
    {"Energy (kcal)", 1008, 12, ""},
    {"Energy (kJ)", 1008, 12 / 4.184, ""},
    {"Calories", 1008, 12, ""},
    {"kcal", 1008, 12, ""},
    {"Vitamin D (IU)", 1110, 12, ""},
    {"Vitamin D (\xc2\xb5g)", 1114, 12, ""},
    {"Vitamin D (mcg)", 1114, 12, ""},
    {"Vitamin A (\xc2\xb5g)", 1106, 12, ""},
    {"Vitamin A (IU)", 1104, 12, ""},
    {"Vitamin E (mg)", 1109, 12, ""},
    {"vitamin_c_mg", 1162, 12, ""},
    {"B12 (Cobalamin) (\xc2\xb5g)", 1178, 12, ""},
    {"Vitamin B6 (mg)", 1175, 12, ""},
    {"Saturated Fat (g)", 1258, 12, ""},
    {"Dietary Fibre (g)", 1079, 12, ""},
    {"Added Sugars (g)", 1235, 12, ""},
    {"Protein (g)", 1003, 12, ""},
    {"Magnesium", 0, 0, "Magnesium (without a unit, as in 'Magnesium (mg)')"},
    {"Magnesium (IU)", 0, 0, "Magnesium (IU) (Magnesium, Mg is kept in mg)"},
    {"Magnesium (% RDA)", 0, 0, "Magnesium (% RDA) (Magnesium, Mg is kept in mg)"},
    {"vitamin_c", 0, 0, "vitamin_c (without a unit, as in 'Magnesium (mg)')"},
    {"Net Carbs (g)", 0, 0, "Net Carbs (g)"},
    {"Mood", 0, 0, "Mood"},
    {"", 0, 0, ""},
};

START_TEST(nutrient_column) {
  char file[400];

  add_ann();
  snprintf(file, sizeof file, "day,food,amount,\"%s\"\n2026-11-16,almonds,30 g,12\n",
           nutrient_columns[_i].column);
  ck_assert_msg(import_string(file) == NUTRI_OK, "%s", message);
  ck_assert_str_eq(ignored, nutrient_columns[_i].ignored);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_nutrient"),
                   nutrient_columns[_i].nutrient_id != 0);
  if (nutrient_columns[_i].nutrient_id == 0)
    return;
  ck_assert_int_eq(sql_int("SELECT nutrient_id FROM intake_nutrient"),
                   nutrient_columns[_i].nutrient_id);
  NEAR(sql_number("SELECT amount FROM intake_nutrient"), nutrient_columns[_i].value, 1e-9);
}
END_TEST

/* Of two columns of one nutrient the one in the nutrient's own unit is taken, in either order. */
START_TEST(two_units_of_a_nutrient) {
  add_ann();
  ck_assert_int_eq(import_string("day,food,amount,Energy (kJ),Energy (kcal)\n"
                                 "2026-11-16,almonds,30 g,1,2\n"),
                   NUTRI_OK);
  ck_assert_str_eq(ignored, "Energy (kJ) (another column has it)");
  ck_assert_int_eq(import_string("day,food,amount,Energy (kcal),Energy (kJ)\n"
                                 "2026-11-16,almonds,31 g,2,1\n"),
                   NUTRI_OK);
  ck_assert_str_eq(ignored, "Energy (kJ) (another column has it)");
  ck_assert_str_eq(sql_text("SELECT group_concat(nutrient_id || '=' || amount) FROM"
                            " intake_nutrient"),
                   "1008=2.0,1008=2.0");
}
END_TEST

/* A listing of nutri's own comes back unchanged, and its computed values are not recorded. */
START_TEST(listing_of_its_own) {
  static const char file[] =
      "intake_id,person,day,time,meal,food_id,description,amount,measure,basis_amount,basis,"
      "energy_kcal,magnesium_mg,note\n"
      "1,ann,2026-11-16,,,1000000001,Almonds,30,g,30,g,173.7,81,\n"
      "2,ann,2026-11-16,,,1000000002,\"Spinach, raw\",2,cups,60,g,13.8,47.4,\n";

  add_ann();
  eat("ann", "2026-11-16", 30.0, "g", starter("almonds"));
  eat("ann", "2026-11-16", 2.0, "cups", starter("spinach-raw"));
  ck_assert_int_eq(import_string(file), NUTRI_OK);
  ck_assert_int_eq(counts.unchanged, 2); /* a name before another database's number */
  ck_assert_str_eq(ignored, "basis_amount, basis, energy_kcal (computed, not recorded),"
                            " magnesium_mg (computed, not recorded)");
}
END_TEST

static const struct {
  const char *header;
  bool fits;
  const char *why; /* a part of it */
} detected[] = {
    {"person,day,food,amount", true, "has a day, a food and an amount"},
    {"Date,Meal,Item,Qty,Unit", true, ""},
    {"Name,Date,Grams", true, ""},
    {"fdc_id,data_type,description,food_category_id,publication_date", false, "no day"},
    {"id,fdc_id,nutrient_id,amount,data_points", false, "no day"},
    {"day,amount", false, "no food"},
    {"day,food,Magnesium (mg)", false, "no amount"},
};

START_TEST(header_is_detected) {
  struct nutri__field fields[20];
  char header[200];
  char *texts[20];
  const char *why = NULL;
  int count;

  snprintf(header, sizeof header, "%s", detected[_i].header);
  count = csv_fields(header, texts, 20);
  for (int i = 0; i < count; i++)
    fields[i] = (struct nutri__field){texts[i], strlen(texts[i])};
  ck_assert_int_eq(nutri__diary_fits(fields, (size_t)count, &why), detected[_i].fits);
  ck_assert_msg(strstr(why, detected[_i].why) != NULL, "%s: %s", detected[_i].header, why);
}
END_TEST

/* Whose diary it is, where the file does not say. */
START_TEST(whose_diary) {
  static const char file[] = "day,food,amount\n2026-11-16,egg,1\n";

  ck_assert_int_eq(import_string(file), NUTRI_ENOTFOUND);
  ck_assert_ptr_nonnull(strstr(message, "add a person first"));
  ck_assert_int_eq(import_text(file, strlen(file), "ann"), NUTRI_ENOTFOUND);
  ck_assert_ptr_nonnull(strstr(message, "there is no person 'ann'"));
  add_ann();
  ck_assert_int_eq(import_string(file), NUTRI_OK);
  add_ben();
  ck_assert_int_eq(import_string(file), NUTRI_EINVAL);
  ck_assert_ptr_nonnull(strstr(message, "say whose diary it is"));
  ck_assert_int_eq(import_text(file, strlen(file), "ben"), NUTRI_OK);
  ck_assert_str_eq(sql_text("SELECT group_concat(person_id || day) FROM intake"),
                   "12026-11-16,22026-11-16");
  /* A column of its own says it row by row. */
  ck_assert_int_eq(import_text("person,day,food,amount\nann,2026-11-17,egg,1\n", 44, "ben"),
                   NUTRI_OK);
  ck_assert_int_eq(sql_int("SELECT person_id FROM intake WHERE day = '2026-11-17'"), 1);
  /* A row that cannot be told apart is the one person's, for the log. */
  ck_assert_int_eq(import_text("day,food,amount\n2026-11-17,egg\n", 31, "ben"), NUTRI_OK);
  ck_assert_int_eq(sql_int("SELECT person_id FROM import_reject"), 2);
}
END_TEST

/* ---- cells --------------------------------------------------------------------------------- */

#define MONTH_FIRST                                                                                \
  { true, false, true }
#define DAY_FIRST                                                                                  \
  { true, true, false }
#define EITHER                                                                                     \
  { true, false, false }
#define MIXED                                                                                      \
  { true, true, true }

static const struct {
  const char *text;
  struct nutri__diary_order order;
  enum nutri__diary_day is;
  const char *day;
  const char *time;
} days[] = {
    {"2026-11-20", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", ""},
    {"2026/11/20", MIXED, NUTRI__DIARY_DAY_IS, "2026-11-20", ""},
    {"2024-02-29", EITHER, NUTRI__DIARY_DAY_IS, "2024-02-29", ""},
    {"2026-02-29", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2026-11/20", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2026.11.20", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2026-11-20 08:30", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", "08:30"},
    {"2026-11-20T08:30:59.5", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", "08:30"},
    {"2026-11-20, 8:30 PM", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", "20:30"},
    {"2026-11-20 00:00:00", EITHER, NUTRI__DIARY_DAY_IS, "2026-11-20", ""},
    {"2026-11-20T08:30+01:00", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2026-11-201", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"20261120", EITHER, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/5/2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS, "2026-04-05", ""},
    {"4/5/2026", DAY_FIRST, NUTRI__DIARY_DAY_IS, "2026-05-04", ""},
    {"4.5.2026", DAY_FIRST, NUTRI__DIARY_DAY_IS, "2026-05-04", ""},
    {"04-05-2026 8:30", DAY_FIRST, NUTRI__DIARY_DAY_IS, "2026-05-04", "08:30"},
    {"4/5/2026", EITHER, NUTRI__DIARY_DAY_EITHER, NULL, NULL},
    {"4/5/2026", MIXED, NUTRI__DIARY_DAY_MIXED, NULL, NULL},
    {"5/5/2026", EITHER, NUTRI__DIARY_DAY_IS, "2026-05-05", ""},
    {"5/5/2026", MIXED, NUTRI__DIARY_DAY_IS, "2026-05-05", ""},
    {"11/20/2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS, "2026-11-20", ""},
    {"11/20/2026 08:30", MONTH_FIRST, NUTRI__DIARY_DAY_IS, "2026-11-20", "08:30"},
    {"11/2/2026 08:30", MONTH_FIRST, NUTRI__DIARY_DAY_IS, "2026-11-02", "08:30"},
    {"13/13/2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"2/30/2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/5-2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/5/26", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/5/20266", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4/", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"4", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
    {"Nov 20, 2026", MONTH_FIRST, NUTRI__DIARY_DAY_IS_NOT, NULL, NULL},
};

START_TEST(day_is_read) {
  char day[11] = "";
  char time[6] = "";

  ck_assert_msg(nutri__diary_read_day(days[_i].text, &days[_i].order, day, time) == days[_i].is,
                "%s", days[_i].text);
  if (days[_i].is != NUTRI__DIARY_DAY_IS)
    return;
  ck_assert_str_eq(day, days[_i].day);
  ck_assert_str_eq(time, days[_i].time);
}
END_TEST

static const struct {
  const char *text;
  const char *time; /* NULL = none */
} times[] = {
    {"08:30", "08:30"},
    {"8:30", "08:30"},
    {"00:00", "00:00"},
    {"23:59:59", "23:59"},
    {"12:05 am", "00:05"},
    {"12:05 PM", "12:05"},
    {"1:05 p.m.", "13:05"},
    {"11:59pm", "23:59"},
    {"24:00", NULL},
    {"8:60", NULL},
    {"8", NULL},
    {"0:30 am", NULL},
    {"13:00 pm", NULL},
    {"8:3", NULL},
    {"8:30 x", NULL},
    {"8:30:60", NULL},
    {"8:30:1", NULL},
    {"-8:30", NULL},
    {"", NULL},
    {"08:30Z", NULL},
};

START_TEST(time_is_read) {
  char time[6] = "";

  ck_assert_msg(nutri__diary_read_time(times[_i].text, time) == (times[_i].time != NULL), "%s",
                times[_i].text);
  if (times[_i].time != NULL)
    ck_assert_str_eq(time, times[_i].time);
}
END_TEST

/* ---- many rows ----------------------------------------------------------------------------- */

/* 20,000 rows of 1,000 days: each is an entry, and each of them is there the second time. */
START_TEST(many_rows) {
  static const char *const foods[] = {"almonds,30 g", "coffee,1 cup", "egg,2", "milk,2 cups"};
  sqlite3_str *file = sqlite3_str_new(NULL);
  char *text;
  int length;

  add_ann();
  sqlite3_str_appendall(file, "day,food,amount\n");
  for (int i = 0; i < 20000; i++)
    sqlite3_str_appendf(file, "%s,%s\n", i % 20 == 0 || i == 0 ? day_at(i / 20) : day_at(i / 20),
                        foods[i % 4]);
  length = sqlite3_str_length(file);
  text = sqlite3_str_finish(file);
  ck_assert_ptr_nonnull(text);
  ck_assert_int_eq(import_text(text, (size_t)length, NULL), NUTRI_OK);
  ck_assert_int_eq(counts.stored, 20000);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake_day"), 1000);
  ck_assert_int_eq(import_text(text, (size_t)length, NULL), NUTRI_OK);
  ck_assert_int_eq(counts.unchanged, 20000);
  ck_assert_int_eq(sql_int("SELECT count(*) FROM intake"), 20000);
  sqlite3_free(text);
}
END_TEST

TESTS("diary_import") {
  ADD_LOOP(case_and_again, cases);
  tcase_add_test(tc, synonyms_are_the_same_diary);
  tcase_add_test(tc, totals_are_those_of_the_typed);
  tcase_add_test(tc, recorded_values_win);
  tcase_add_test(tc, made_foods);
  tcase_add_test(tc, only_the_surplus_is_added);
  tcase_add_test(tc, what_makes_another_entry);
  tcase_add_test(tc, other_values_are_not_guessed);
  tcase_add_test(tc, changed_by_hand);
  ADD_LOOP(bad_row_is_rejected, bad_rows);
  ADD_LOOP(long_texts, lengths);
  tcase_add_test(tc, endless_name);
  tcase_add_test(tc, rejects_go_with_their_person);
  tcase_add_test(tc, reject_function_ends_it);
  ADD_LOOP(header_is_read, headers);
  ADD_LOOP(nutrient_column, nutrient_columns);
  tcase_add_test(tc, two_units_of_a_nutrient);
  tcase_add_test(tc, listing_of_its_own);
  ADD_LOOP(header_is_detected, detected);
  tcase_add_test(tc, whose_diary);
  ADD_LOOP(day_is_read, days);
  ADD_LOOP(time_is_read, times);
  tcase_add_test(tc, many_rows);
}

#else

TESTS("diary_import") { (void)tc; }

#endif
