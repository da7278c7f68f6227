/* SPDX-License-Identifier: MIT */
/* What the files of libnutri share. Nothing in here is public. */
#ifndef NUTRI_INTERNAL_H
#define NUTRI_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "nutri.h"
#include "query_sql.h" /* generated from schema/query: enum nutri__query, nutri__query_sql[] */

#define NUTRI__APPLICATION_ID 0x6e757472 /* "nutr" */
#define NUTRI__SCHEMA 1
#define NUTRI__MAX_DAYS 28 /* n of the confidence: days in a row are not independent */
#define NUTRI__RANK_MAX 10000
#define NUTRI__SEARCH_MAX 1000

/* What a cursor's rows are; each `next` function takes its own. */
enum nutri__rows {
  NUTRI__ROWS_FOOD,
  NUTRI__ROWS_ALIAS,
  NUTRI__ROWS_NUTRIENT,
  NUTRI__ROWS_PORTION,
  NUTRI__ROWS_RANK,
  NUTRI__ROWS_PERSON,
  NUTRI__ROWS_STAGE,
  NUTRI__ROWS_TARGET,
  NUTRI__ROWS_INTAKE,
  NUTRI__ROWS_USUAL,
  NUTRI__ROWS_OBSERVATION,
  NUTRI__ROWS_DAY,
  NUTRI__ROWS_SOURCE,
  NUTRI__ROWS_UNKNOWN,
  NUTRI__ROWS_SUGGESTION,
  NUTRI__ROWS_IMPORT,
  NUTRI__ROWS_IMPORT_FILE,
  NUTRI__ROWS_REJECT,
  NUTRI__ROWS_COMPOUND,
  NUTRI__ROWS_PRODUCT,
  NUTRI__ROWS_LABEL,
  NUTRI__ROWS_SCHEDULE,
  NUTRI__ROWS_SUPPLEMENT,
  NUTRI__ROWS_RECIPE,
  NUTRI__ROWS_INGREDIENT,
  NUTRI__ROWS_RETENTION,
  NUTRI__ROWS_COOKING,
  NUTRI__ROWS_CHANGE,
  NUTRI__ROWS_TAG,
  NUTRI__ROWS_GROUP,
  NUTRI__ROWS_WITHIN_SD
};

struct nutri_cursor {
  nutri *db;
  sqlite3_stmt *stmt;
  enum nutri__query query; /* its */
  enum nutri__rows rows;
  bool has_row; /* stepped already: the next step gives this row */
  bool ended;
  void *memory;                      /* of rows that are no statement's */
  void (*free_memory)(void *memory); /* NULL = sqlite3_free */
  char *text;                        /* of such a row */
  nutri_cursor *next;                /* of the handle's list */
};

/* How a write is taken back: all of it, or what a savepoint of a caller's transaction holds. */
enum nutri__undo { NUTRI__UNDO_ALL, NUTRI__UNDO_SAVEPOINT, NUTRI__UNDO_RELEASE, NUTRI__UNDO_COUNT };

struct nutri {
  sqlite3 *sql;
  bool attached; /* the connection is the caller's */
  bool readonly;
  int writes;                       /* begun and not ended: they nest */
  bool in_savepoint;                /* the outermost of them is one of the caller's transaction */
  bool has_fts;                     /* the search index is there and this SQLite can read it */
  const struct nutri__steps *steps; /* while a file is opened that may be of an older schema */
  char today[11];
  char *sd_set; /* whose within-person SDs; NULL = the default ones */
  char errmsg[1024];
  /* Prepared before a write begins: when they are needed memory may be out. */
  sqlite3_stmt *undo[NUTRI__UNDO_COUNT];
  bool undo_pending;          /* it was: the next call takes the write back first */
  char settings_pending[120]; /* SQL likewise: settings that could not be put back; "" = none */
  sqlite3_stmt *stmt[NUTRI__Q_COUNT]; /* prepared at first use */
  nutri_cursor *cursors;
  void *kept;        /* list of texts lent out by this call, see nutri__keep */
  void *kept_before; /* ... and by the call before */
};

/* error.c */

/* Notes the sentence on the handle and returns code. */
int nutri__fail(nutri *db, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The code and sentence for the connection's last SQLite error; doing = "adding the person". */
int nutri__fail_sql(nutri *db, const char *doing);
/* SQLite's result code as ours. */
int nutri__code(int sqlite_rc);
/* Fills a caller's error struct (NULL is fine). */
void nutri__error_set(nutri_error *err, int code, const char *message);

/* db.c */

/* Every public function begins with it: NUTRI_EMISUSE without a handle; clears the last error and
 * frees the texts lent out. */
int nutri__enter(nutri *db);
/* As nutri__enter, for functions that write: NUTRI_EREADONLY where that cannot be. */
int nutri__enter_write(nutri *db);
/* A write transaction: BEGIN IMMEDIATE, or a savepoint inside another or the caller's. */
int nutri__begin(nutri *db);
/* Ends it: commit where rc is NUTRI_OK, else roll back. Returns rc, or why the commit failed. */
int nutri__end(nutri *db, int rc);
/* Puts settings of the connection back by SQL; where memory is out the next call does, before
 * anything else: a guard must not stay off. */
void nutri__settings_back(nutri *db, const char *sql);

/* file.c */

/* Makes an empty file that only its owner can read, so that SQLite's files beside it get the same
 * rights; none behind a link. *made: it was not there before. */
int nutri__file_make(nutri *db, const char *path, bool *made);
/* Removes a file that was made and has nothing in it, but where somebody uses it. */
void nutri__file_unmake(const char *path);
/* Whether an empty file may become a database, or is none. */
int nutri__file_check_empty(nutri *db, const char *path, bool creates);
/* An empty file that was there becomes a database only where it is no link to elsewhere, and ours
 * to close to others: what is written into it is a diary. */
int nutri__file_take_empty(nutri *db, const char *path);
/* Whether it is a file, and nothing that would wait for a writer. */
int nutri__file_check(nutri *db, const char *path);
/* The file that path leads to by links, to be freed with sqlite3_free(): path itself, mostly. */
int nutri__file_end(nutri *db, const char *path, char **end);
/* Whether what stands beside a file can be left to SQLite. path is no link. */
int nutri__file_check_beside(nutri *db, const char *path);
/* Whether a path leads to the file of a connection, or to what is beside it. Such a file must not
 * be opened but by SQLite: closing it takes SQLite's locks away
 * (sqlite.org/howtocorrupt.html, 2.2). */
bool nutri__file_is_open(sqlite3 *sql, const char *path);
/* Whether a file with something in it stands beside the database. */
bool nutri__file_is_beside(const char *path, const char *suffix);

/* migrate.c */

/* From one schema to the next: step[0] takes a file of schema `first` to first + 1. */
struct nutri__steps {
  int first;
  const nutri__sql *step;
  size_t count;
};
bool nutri__can_migrate(const struct nutri__steps *steps, int schema);
/* Runs the steps that the file lacks, each in a transaction of its own with its number. */
int nutri__migrate(nutri *db, const struct nutri__steps *steps);
/* nutri_open() of a file that may be of an older schema. Steps are files of schema/migrate; until
 * there is one, only tests have some. */
int nutri__open_migrating(const char *path, uint32_t flags, const struct nutri__steps *steps,
                          nutri **out, nutri_error *err);

/* stmt.c */

/* The handle's statement of a query, ready to bind. Give it back with nutri__done. */
int nutri__stmt(nutri *db, enum nutri__query query, sqlite3_stmt **out);
/* Resets a statement and clears its bindings; NULL is fine. */
void nutri__done(sqlite3_stmt *stmt);
/* Binding by name (":person"). A NULL text and a NaN bind NULL; a name that the statement lacks is
 * passed over, so that queries of one family share their binding. NUTRI_OK or an error. */
int nutri__bind_text(nutri *db, sqlite3_stmt *stmt, const char *name, const char *text);
int nutri__bind_int(nutri *db, sqlite3_stmt *stmt, const char *name, int64_t value);
int nutri__bind_double(nutri *db, sqlite3_stmt *stmt, const char *name, double value);
/* One step: NUTRI_ROW, NUTRI_OK (done), or an error noted with doing. */
int nutri__step(nutri *db, sqlite3_stmt *stmt, const char *doing);
/* Steps a statement that returns no rows to its end. */
int nutri__run(nutri *db, sqlite3_stmt *stmt, const char *doing);
/* Runs a query without parameters to its end. */
int nutri__run_query(nutri *db, enum nutri__query query, const char *doing);
/* Whether a query has a row; name NULL = it has no parameter. */
int nutri__exists(nutri *db, enum nutri__query query, const char *name, const char *text,
                  bool *exists);
/* Runs several statements of SQL text as they stand. */
int nutri__exec(nutri *db, const char *sql, const char *doing);
/* A column as text (borrowed until the next step), double (NULL = NaN) or int. */
const char *nutri__text(sqlite3_stmt *stmt, int column);
double nutri__double(sqlite3_stmt *stmt, int column);
/* A column's text kept on the handle until the next public call; NULL for NULL, *rc set on ENOMEM.
 */
const char *nutri__keep(nutri *db, const char *text, int *rc);
/* ... without blanks around it, and with single ones within. */
const char *nutri__keep_words(nutri *db, const char *text, int *rc);
void nutri__forget_kept(nutri *db);
/* Frees what was kept since db->kept was mark, in calls that keep a text for each of many rows. */
void nutri__forget_kept_since(nutri *db, const void *mark);
/* Copies a filled struct out, as much as the caller's size says. */
int nutri__out(nutri *db, void *out, const void *filled, size_t size);
/* Whether a caller's struct can be filled: it is there and its size is set. */
int nutri__check_out(nutri *db, const void *out);

/* cursor.c */

int nutri__cursor_open(nutri *db, enum nutri__query query, enum nutri__rows rows,
                       nutri_cursor **out);
/* Steps a cursor of these rows: NUTRI_ROW, NUTRI_OK, an error. */
int nutri__cursor_step(nutri_cursor *cursor, enum nutri__rows rows, void *out);
/* Hands a cursor to the caller where rc is NUTRI_OK, else closes it. Returns rc. */
int nutri__cursor_give(nutri_cursor *cursor, int rc, nutri_cursor **out);
/* A filled row to the caller: NUTRI_ROW, or what was wrong with out. */
int nutri__row_out(nutri_cursor *cursor, void *out, const void *filled, size_t size);
/* A cursor over a query with :food, after looking whether there is such a food. */
int nutri__food_cursor(nutri *db, int64_t food_id, enum nutri__query query, enum nutri__rows rows,
                       nutri_cursor **out);
/* A cursor over a query with :person, :from and :to where it has them, after checking them. */
int nutri__person_cursor(nutri *db, const char *person, const char *from, const char *to,
                         enum nutri__query query, enum nutri__rows rows, nutri_cursor **out);

/* text.c: checks and small parsers, no SQLite. */

bool nutri__is_day(const char *text);
/* "1 1/2", "½", "0.5", "1,5" is no number. *rest is what follows, blanks skipped. */
bool nutri__parse_amount(const char *text, double *amount, const char **rest);
/* How many characters a text has. */
size_t nutri__characters(const char *text);
/* A value for a message: at most 60 bytes, cut at a character, control characters as '?'. */
const char *nutri__quote(const char *text, char out[80]);

/* person.c */
int nutri__person_id(nutri *db, const char *name, int64_t *person_id);
/* Checks a span's ends; NULL is open. */
int nutri__check_span(nutri *db, const char *from, const char *to);
/* Binds :person, :from, :to and :today, those that the statement has. */
int nutri__bind_span(nutri *db, sqlite3_stmt *stmt, int64_t person_id, const char *from,
                     const char *to);
/* NUTRI_EINVAL where there is no such authority. */
int nutri__check_authority(nutri *db, const char *authority);
/* Whether a text is a day, else a sentence: name says which ("day", "from"). */
int nutri__check_day(nutri *db, const char *name, const char *day);

/* intake.c */
#define NUTRI__AMOUNT_MAX 1e6 /* of an entry, as typed and in the food's basis */
#define NUTRI__MEAL_MAX 100   /* characters */
#define NUTRI__MEASURE_MAX 300
#define NUTRI__NOTE_MAX 10000

/* An entry as it is stored: all of it looked up and checked. */
struct nutri__entry {
  int64_t person_id;
  const char *day;
  const char *time;
  const char *meal;
  int64_t food_id;
  double amount;         /* in the food's basis */
  double measure_amount; /* as typed */
  const char *measure;
  const char *note;
  int64_t import_id; /* 0 = typed */
};
/* Stores an entry inside the caller's transaction. */
int nutri__intake_store(nutri *db, const struct nutri__entry *entry, int64_t *intake_id);
/* NUTRI_EINVAL where the day is before the person was born. */
int nutri__check_birth(nutri *db, int64_t person_id, const char *day);

/* NUTRI_EINVAL for a meal's name that is none; NULL is fine. */
int nutri__check_meal(nutri *db, const char *meal);
/* NUTRI_EINVAL for a note without end, of whatever has one; NULL is fine. */
int nutri__check_note(nutri *db, const char *note);

/* total.c: the columns of schema/query/span.sql. */
enum nutri__span {
  NUTRI__SPAN_DAYS,
  NUTRI__SPAN_DAYS_COUNTED,
  NUTRI__SPAN_DAYS_UNCONFIRMED,
  NUTRI__SPAN_DAYS_CHOSEN,
  NUTRI__SPAN_ENTRIES,
  NUTRI__SPAN_UNKNOWN_ENTRIES,
  NUTRI__SPAN_KNOWN_SHARE,
  NUTRI__SPAN_KCAL,
  NUTRI__SPAN_FOOD,
  NUTRI__SPAN_SUPPLEMENT,
  NUTRI__SPAN_MEDICINE,
  NUTRI__SPAN_TOTAL,
  NUTRI__SPAN_TARGET,
  NUTRI__SPAN_AVERAGE_REQUIREMENT,
  NUTRI__SPAN_TARGET_KIND,
  NUTRI__SPAN_TARGET_BODY,
  NUTRI__SPAN_TARGET_YEAR,
  NUTRI__SPAN_TARGET_CONFIDENCE,
  NUTRI__SPAN_SEPARATE_VALUE,
  NUTRI__SPAN_UPPER_LIMIT,
  NUTRI__SPAN_UPPER_SCOPE,
  NUTRI__SPAN_AGE_MONTHS,
  NUTRI__SPAN_SEX,
  NUTRI__SPAN_CV,
  NUTRI__SPAN_WITHIN_SD,
  NUTRI__SPAN_WITHIN_SOURCE,
  NUTRI__SPAN_AUTHORITY,
  NUTRI__SPAN_STAGE,
  NUTRI__SPAN_AVERAGE_KIND,
  NUTRI__SPAN_AVERAGE_CONFIDENCE,
  NUTRI__SPAN_UPPER_BODY,
  NUTRI__SPAN_UPPER_YEAR,
  NUTRI__SPAN_UPPER_CONFIDENCE,
  NUTRI__SPAN_UNKNOWN_NONFOOD,
  NUTRI__SPAN_AVERAGE_HELD_BACK,
  NUTRI__SPAN_UPPER_SEPARATE,
  NUTRI__SPAN_AVERAGE_BODY,
  NUTRI__SPAN_AVERAGE_YEAR,
  NUTRI__SPAN_TARGET_LOW,
  NUTRI__SPAN_TARGET_HIGH,
  NUTRI__SPAN_TARGET_KINDS,
  NUTRI__SPAN_DIARY_DAYS,
  NUTRI__SPAN_NONFOOD_SQUARES
};
/* Which span is added up. */
struct nutri__span_of {
  const char *person;
  const char *authority; /* whose reference values; NULL = the person's, own goals first */
  int64_t nutrient_id;
  const char *from;
  const char *to;
  bool counted_only;
  bool with_need; /* also what the person needs */
};
/* The row of span.sql for a person's span: NUTRI_ROW and the statement, for nutri__done. */
int nutri__span(nutri *db, const struct nutri__span_of *of, nutri_nutrient *nutrient,
                sqlite3_stmt **out);

/* deficit.c: nutri_nutrient_deficit() inside another call. */
#define NUTRI__COVERAGE 0.90 /* below this share of the diet known, no confidence is given */
/* *nonfood_squares (may be NULL) = the sum over the counted days of what supplements and medicines
 * brought, squared. */
int nutri__deficit(nutri *db, const struct nutri__span_of *of, nutri_deficit *out,
                   double *nonfood_squares);

/* nutrient.c */
/* A nutrient by id, its texts kept on the handle; NUTRI_ENOTFOUND. */
int nutri__nutrient_known(nutri *db, int64_t nutrient_id, nutri_nutrient *nutrient);
/* The nutrient that a name and a unit mean in a table's header, "Vitamin D" in IU or in ug;
 * *factor turns an amount in that unit into one in the nutrient's. Text as in nutri_nutrient_find.
 * NUTRI_ENOTFOUND (no such name), NUTRI_EINVAL (the unit cannot be turned into the nutrient's),
 * NUTRI_EAMBIGUOUS. */
int nutri__nutrient_in_unit(nutri *db, const char *text, const char *unit, nutri_nutrient *nutrient,
                            double *factor);

/* food.c */
int nutri__basis_of(const char *basis);
int nutri__kind_of(const char *kind);
/* A row of food_card. Text is the statement's; nutri__food_keep makes it the handle's. */
void nutri__food_row(sqlite3_stmt *stmt, nutri_food *food);
int nutri__food_keep(nutri *db, nutri_food *food);
int nutri__food_by_id(nutri *db, int64_t food_id, nutri_food *food);
/* A number, key or exact name; person_id 0 = nobody's own words. */
int nutri__food_exact(nutri *db, int64_t person_id, const char *text, nutri_food *food);
/* The one food of the first source whose description has all the words. NUTRI_EAMBIGUOUS also
 * where only other words or beginnings fit: those are offered, never taken. *source_rank (may be
 * NULL): that source's, -1 for none. */
int nutri__food_words(nutri *db, const char *text, nutri_food *food, int64_t *source_rank);
/* Exact, else by words. */
int nutri__food_named(nutri *db, int64_t person_id, const char *text, nutri_food *food);
/* The same; *unheard says that the text is a name, and no food has it, or all its words. */
int nutri__food_heard_of(nutri *db, int64_t person_id, const char *text, nutri_food *food,
                         bool *unheard);
/* The foods among which nutri__food_named() could not choose, best first. */
int nutri__food_choice(nutri *db, int64_t person_id, const char *text, int limit,
                       nutri_cursor **out);

/* measure.c */

/* One of a measure in the food's basis. measure NULL = the usual portion; *name (may be NULL) is
 * the measure's text, kept on the handle. */
int nutri__measure(nutri *db, const nutri_food *food, const char *measure, double *amount,
                   const char **name);
/* An amount of a food in its basis. */
struct nutri__weighed {
  nutri_food food;
  double amount;       /* g, ml or units */
  const char *measure; /* as typed, or the usual portion's; kept on the handle */
};
/* Looks food and measure up and checks that the amount is one, also in the basis. */
int nutri__weigh(nutri *db, int64_t food_id, double amount, const char *measure,
                 struct nutri__weighed *out);
/* One of a food that was named without a measure: "10 almonds" are ten of its measure "almond";
 * else its usual portion, if that is a thing one counts. */
int nutri__measure_counted(nutri *db, const nutri_food *food, const char *food_text, double *amount,
                           const char **name);
/* Whether the text is a unit's name. */
int nutri__unit_known(nutri *db, const char *text, bool *known);

/* own.c: foods of one's own in versions, inside the caller's transaction. */

const char *nutri__basis_name(int basis); /* as the database has it: g, ml, unit */
const char *nutri__kind_name(int kind);
/* A name as it is stored, kept on the handle; NUTRI_EEXISTS where an own food other than old_id (0
 * = none) has it now. */
int nutri__own_name(nutri *db, const char *text, int64_t old_id, const char **name);
int nutri__own_add(nutri *db, const char *name, int kind, int basis, int64_t category_id,
                   int64_t *food_id);
int nutri__own_portion(nutri *db, int64_t food_id, int number, const char *measure, double grams,
                       bool is_usual);
/* What an edit starts from. */
struct nutri__own {
  int kind;
  int basis;
  const char *description; /* kept on the handle */
  int64_t category_id;     /* 0 = none */
  bool is_dish;
};
/* NUTRI_EINVAL where the food is not one's own, or an older version. */
int nutri__own_newest(nutri *db, int64_t food_id, struct nutri__own *out);
/* From now on old_id's names and words mean food_id; entries keep it. */
int nutri__own_replace(nutri *db, int64_t old_id, int64_t food_id);

/* retention.c */

/* Stores anew what changed ingredients make of dishes: after an import or an undo, inside its
 * transaction. About 10 ms a recipe. */
int nutri__recipe_refresh(nutri *db);

/* rollup.c */

/* Which of the triggers that keep totals of days step aside: those that see foods, or all. */
enum nutri__rollup { NUTRI__ROLLUP_FOODS, NUTRI__ROLLUP_ALL };
/* Around a bulk load, inside its transaction: from begin to end nothing keeps intake_day_total. end
 * puts the triggers back and adds up the days whose totals are not there: those of new days, and
 * those that were taken away meanwhile because something moved them. rc is how the load went, and
 * comes back where it failed: the transaction is then to be rolled back, which brings the triggers
 * back. *triggers is for end to free. */
int nutri__rollup_begin(nutri *db, enum nutri__rollup which, char **triggers);
int nutri__rollup_end(nutri *db, char *triggers, int rc);
/* Takes the totals away of days that an import moved: by its entries or by what it changed in
 * foods, as far as both are written down now. */
int nutri__rollup_stale(nutri *db, int64_t import_id);
/* Takes all totals away. */
int nutri__rollup_clear(nutri *db);

/* schema.c */

/* NUTRI_ESCHEMA where a table, view, index or trigger of nutri's is missing or is another one, or
 * something that nutri does not make is fired by what it writes. path is for the sentence. */
int nutri__schema_check(nutri *db, const char *path);
/* Whether a table or view of this name is nutri's own. */
int nutri__schema_has(nutri *db, const char *table, bool *has);

/* search.c */

/* Where a search's words must stand: in the description; there or in the everyday words, and if no
 * food has them, as beginnings of words; only that. */
enum nutri__match { NUTRI__MATCH_NAMES, NUTRI__MATCH_WORDS, NUTRI__MATCH_BEGINNINGS };
/* Columns after food_card's: 10 the source's rank, 11 the tie, 12 whether it is replaced.
 * source_rank -1 = all sources. */
int nutri__search_open(nutri *db, const char *text, enum nutri__match how, int limit,
                       int64_t source_rank, nutri_cursor **out);
int nutri__search_step(nutri_cursor *cursor, nutri_food *food);

/* Whether the index is there and this SQLite can read it: sets has_fts. */
int nutri__search_probe(nutri *db);
int nutri__search_build(nutri *db);   /* the index anew, inside the caller's transaction */
int nutri__search_refresh(nutri *db); /* what search_dirty names; nothing on a read-only handle */

/* import_log.c */

/* An import by its number, 0 = the newest; its texts kept on the handle. NUTRI_ENOTFOUND. */
int nutri__import_get(nutri *db, int64_t import_id, nutri_import_report *report);
/* A cursor over a query with :import, after looking whether there is such an import. */
int nutri__import_cursor(nutri *db, int64_t import_id, enum nutri__query query,
                         enum nutri__rows rows, nutri_cursor **out);

/* restore.c: a person's file as one of the formats of nutri_import(). */

/* Whether the file is a nutri database. */
bool nutri__restore_fits(const char *path);
/* Restores a person of it, NULL = its only one; is_dry: and takes it back. The report has no
 * import: nothing is written down of the file. */
int nutri__restore_run(nutri *db, const char *path, const char *person, bool is_dry,
                       nutri_import_report *out);

#endif
