/* SPDX-License-Identifier: MIT */
/* A diary from CSV: each case is a folder of tests/data/diary, with the entries it makes and the
 * rows it loses. Single rows, headers and cells: check_diary_row.c. */
#include "support_diary.h"

#ifndef NUTRI_NO_IMPORTERS

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
                diary_said);
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
  ck_assert_int_eq(sql_int("SELECT count(*) FROM food WHERE source_id = 9 AND source_key ="
                           " 'diary:' || lower(description) AND food_id > 1000000000"),
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

/* ---- whole files ---------------------------------------------------------------------------- */

/* Whose diary it is, where the file does not say. */
START_TEST(whose_diary) {
  static const char file[] = "day,food,amount\n2026-11-16,egg,1\n";

  ck_assert_int_eq(import_string(file), NUTRI_ENOTFOUND);
  ck_assert_ptr_nonnull(strstr(diary_said, "add a person first"));
  ck_assert_int_eq(import_text(file, strlen(file), "ann"), NUTRI_ENOTFOUND);
  ck_assert_ptr_nonnull(strstr(diary_said, "there is no person 'ann'"));
  add_ann();
  ck_assert_int_eq(import_string(file), NUTRI_OK);
  add_ben();
  ck_assert_int_eq(import_string(file), NUTRI_EINVAL);
  ck_assert_ptr_nonnull(strstr(diary_said, "say whose diary it is"));
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

/* 20,000 rows of 1,000 days: each is an entry, and each of them is there the second time. */
START_TEST(many_rows) {
  static const char *const foods[] = {"almonds,30 g", "coffee,1 cup", "egg,2", "milk,2 cups"};
  sqlite3_str *file = sqlite3_str_new(NULL);
  char *text;
  int length;

  add_ann();
  sqlite3_str_appendall(file, "day,food,amount\n");
  for (int i = 0; i < 20000; i++)
    sqlite3_str_appendf(file, "%s,%s\n", day_at(i / 20), foods[i % 4]);
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

/* Whatever allocation fails: an error, nothing stored, and nothing left behind in memory. */
START_TEST(short_of_memory) {
  int failed = 0;
  uint64_t before;

  add_ann();
  add_ben();
  before = fingerprint();
  for (heap_room = 1000;; heap_room += 4000) {
    sqlite3_int64 used = sqlite3_memory_used();
    int rc = import_case("values", NULL);

    if (rc == NUTRI_OK)
      break;
    failed++;
    ck_assert_msg(rc == NUTRI_ENOMEM, "%lld bytes: %d %s", (long long)heap_room, rc, diary_said);
    ck_assert_str_ne(diary_said, "");
    ck_assert_uint_eq(fingerprint(), before);
    /* SQLite keeps pages, statements and the schema; not what an import had looked up. */
    ck_assert_int_le(sqlite3_memory_used() - used, 3000000);
  }
  heap_room = 0;
  ck_assert_int_gt(failed, 3);
  ck_assert_int_eq(counts.stored, 10);
  is_sound();
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
  tcase_add_test(tc, whose_diary);
  tcase_add_test(tc, listing_of_its_own);
  tcase_add_test(tc, many_rows);
  tcase_add_test(tc, short_of_memory);
}

#else

TESTS("diary_import") { (void)tc; }

#endif
