/* SPDX-License-Identifier: MIT */
/* clang-format off */
/**
 * nutri.h - foods, nutrients, what people ate, and what that adds up to against what they need.
 *
 * One handle (`nutri`) is one open SQLite file. This header is the whole API and its manual; nutri(3)
 * and the pages that its sections name are made from it.
 *
 * Results    Every function returns an int: NUTRI_OK (0) or a negative error code that is never
 *            renumbered; `next` functions of a cursor return NUTRI_ROW (1), NUTRI_OK at the end, or
 *            an error. nutri_errmsg() has a sentence that names the thing that was wrong. On an
 *            error outputs are untouched and nothing is stored, unless said otherwise.
 * Structs    Begin with `size`, which NUTRI_INIT sets. They grow at the end only; a library newer
 *            than your header fills what you have.
 * Flags      uint32_t; an unknown bit is NUTRI_EMISUSE.
 * Text       UTF-8, NUL-terminated. Days are "YYYY-MM-DD", the eater's own day; in a span NULL means
 *            open on that side, both ends are included.
 * Unknown    Not zero. A double that cannot be known or computed is NaN; a text is NULL.
 * NULL       Only where it is said that a pointer may be NULL, or what NULL means; else it is
 *            NUTRI_EMISUSE.
 * Masses     mg of magnesium are mg of elemental magnesium. Units stand in names or in `unit`.
 * Ownership  owned: you close or free it. borrowed: it belongs to its parent; text in a struct filled
 *            from a handle lives through the next call on that handle, to which it may be passed,
 *            and no longer; text from a cursor until its next step or close. copied: the function
 *            keeps a copy. Arguments are only read or copied. static: it is always there. Where
 *            nothing is kept, nothing is allocated either.
 * Threads    One handle, one thread at a time; many handles on one file are fine.
 * Silence    The library never prints, exits, reads the environment or changes the locale, and it
 *            has no clock: tell it the eater's today (nutri_today_set).
 * Sentences  An error's sentence repeats what the call was given, and names foods. Of other people it
 *            tells nothing, but for the numbers of a survey's persons. For a log of your own
 *            nutri_strerror() has words of the code alone.
 * Limits     What is past one is refused with a sentence, and the tables hold to those of what people
 *            type, for the plain shell too: 200 characters of UTF-8 in the name of a person, 1000 of
 *            a food, 10000 in a note; days from 0001-01-01 to 9999-12-31; amounts above 0, up to
 *            1000000; 1000 entries of a person's day. SECURITY.md has the table of all.
 *
 *     nutri *db = NULL;
 *     nutri_error err = NUTRI_INIT(nutri_error);
 *     nutri_deficit d = NUTRI_INIT(nutri_deficit);
 *
 *     if (nutri_open("nutri.db", NUTRI_READONLY, &db, &err) != NUTRI_OK)
 *         fprintf(stderr, "%s\n", err.message);
 *     else if (nutri_magnesium_deficit(db, "ann", NULL, NULL, &d) != NUTRI_OK)
 *         fprintf(stderr, "%s\n", nutri_errmsg(db));
 *     else
 *         printf("%d days, mean %.0f mg, target %.0f mg\n", d.days_counted, d.mean_total, d.target);
 *     nutri_close(db);
 */
/* clang-format on */
#ifndef NUTRI_H
#define NUTRI_H

#include <stddef.h>
#include <stdint.h>

/** Starts a struct of this API: `nutri_food f = NUTRI_INIT(nutri_food);` */
#ifdef __cplusplus
template <typename Struct> static inline Struct nutri_init(void) {
  Struct made = Struct();
  made.size = sizeof made;
  return made;
}
#define NUTRI_INIT(type) nutri_init<type>()
extern "C" {
#else
#define NUTRI_INIT(type)                                                                           \
  { .size = sizeof(type) }
#endif

#ifndef NUTRI_API
#if defined(__GNUC__)
#define NUTRI_API __attribute__((visibility("default")))
#else
#define NUTRI_API
#endif
#endif

#define NUTRI_VERSION "0.1.0"
#define NUTRI_VERSION_NUMBER 100 /* major * 10000 + minor * 100 + patch */

/** FoodData Central's id of magnesium (its nutrient number, another thing, is 304). */
#define NUTRI_MAGNESIUM INT64_C(1090)
/** FoodData Central's id of energy in kcal. */
#define NUTRI_ENERGY INT64_C(1008)

/** One open database. */
typedef struct nutri nutri;
/** The rows of one answer, read one by one. */
typedef struct nutri_cursor nutri_cursor;
struct sqlite3; /* from sqlite3.h */

/** What functions return. */
enum nutri_result {
  NUTRI_ROW = 1,          /* a cursor has a row */
  NUTRI_OK = 0,           /* done; for a cursor: no more rows */
  NUTRI_ENOMEM = -1,      /* out of memory */
  NUTRI_EIO = -2,         /* the file cannot be read or written, or the disk is full */
  NUTRI_EBUSY = -3,       /* another program holds the file; try again */
  NUTRI_ECORRUPT = -4,    /* the file is damaged */
  NUTRI_ENOTADB = -5,     /* the file is no nutri database */
  NUTRI_ESCHEMA = -6,     /* the database is of a newer or older schema, or it was changed */
  NUTRI_EREADONLY = -7,   /* the handle or the file cannot be written */
  NUTRI_EMISUSE = -8,     /* the call itself is wrong: a NULL, an unknown flag, a wrong cursor */
  NUTRI_EINVAL = -9,      /* a value is wrong: a day that is no date, an amount below 0 */
  NUTRI_ENOTFOUND = -10,  /* no such file, food, person, measure, entry */
  NUTRI_EAMBIGUOUS = -11, /* a name or measure fits several */
  NUTRI_EEXISTS = -12,    /* it is there already */
  NUTRI_EFORMAT = -13,    /* an input file is not what it should be */
  NUTRI_EREJECTED = -14,  /* more rows of an import were rejected than allowed */
  NUTRI_ECANCELLED = -15, /* the caller's progress function ended it */
  NUTRI_EINUSE = -16      /* something else stands on it: it cannot be taken away */
};

/** The sentence of an error where there is no handle to ask. message is always terminated. */
typedef struct nutri_error {
  size_t size;
  int code;
  char message[1024];
} nutri_error;

/* ---- Opening and closing: nutri_open(3) ---------------------------------------------------- */

#define NUTRI_READONLY 0x01u  /* read; the file is not changed */
#define NUTRI_READWRITE 0x02u /* read and write a database that is there */
#define NUTRI_CREATE 0x04u    /* with NUTRI_READWRITE: make it where there is none */
#define NUTRI_BARE 0x08u      /* with NUTRI_CREATE: without the starter foods */

/**
 * Opens a nutri database, or makes one (mode 0600, WAL, starter foods and reference values inside).
 *
 * Exactly one of NUTRI_READONLY and NUTRI_READWRITE. err may be NULL. Where another program has the
 * file, calls wait: 10 s, with NUTRI_READONLY 60 s, then they are NUTRI_EBUSY. Who reads need not
 * wait but for a first import and for forgetting, which have the file to themselves. What a program
 * left that was killed while it wrote is put back first, for reading alone too: a file that may not
 * be written is then NUTRI_EREADONLY.
 *
 * The file may be anybody's: every table, view, index and trigger of nutri's must be there as nutri
 * makes it, and no other trigger may be on one of its tables or views. Tables, views and indexes of
 * one's own, and triggers on such tables, may be there, but for triggers that a foreign key to
 * nutri's tables would run (DELETE with ON DELETE CASCADE, UPDATE with SET NULL and the like). The
 * connection trusts nothing that stands in the file (SQLite's trusted_schema off, defensive,
 * cell_size_check), extensions cannot be loaded, and it has limits: a value 10,000,000 bytes, an
 * SQL text 1,000,000, 200 columns, expressions 100 deep, 2 attached databases and more;
 * sqlite3_limit() on nutri_sqlite() lifts those. Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such file),
 * NUTRI_ENOTADB (no database, or another program's), NUTRI_ESCHEMA (a newer, older or changed one),
 * NUTRI_EEXISTS (to be made, and another one's log or journal stands there), NUTRI_ECORRUPT,
 * NUTRI_EIO, NUTRI_EMISUSE. Ownership: *out is owned, close it.   Threads: any.   Since: 0.1. */
NUTRI_API int nutri_open(const char *path, uint32_t flags, nutri **out, nutri_error *err);

/** Uses a connection of the caller's, whose main file is a nutri database: for an SQLite that
 * encrypts, or a transaction shared with other tables. No setting of the connection is changed and
 * nutri_close() leaves it open. Writes are savepoints; nutri_import() refuses inside a transaction.
 * The schema is looked at as nutri_open() does; what else may be trusted is the caller's to set.
 *
 * Link libnutri.a against the same SQLite that made the connection.
 * Returns: NUTRI_OK, NUTRI_ENOTADB, NUTRI_ESCHEMA, NUTRI_ECORRUPT, NUTRI_EMISUSE.
 * Ownership: *out is owned; the connection stays the caller's and must outlive it.
 * Threads: the connection's.   Since: 0.1. */
NUTRI_API int nutri_attach(struct sqlite3 *connection, nutri **out, nutri_error *err);

/** Closes a handle and its remaining cursors; NULL is fine. Returns: nothing.
 * Ownership: takes db back, and all that was borrowed from it.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API void nutri_close(nutri *db);

/** The SQLite connection inside a handle, for queries of one's own on the tables and views.
 * Returns: the connection; NULL where db is NULL.
 * Ownership: borrowed from the handle; do not close it.   Threads: the handle's.   Since: 0.1. */
NUTRI_API struct sqlite3 *nutri_sqlite(nutri *db);

/** What was wrong with the last call on this handle that failed.
 * Returns: a sentence; "" after a call that did not fail, and never NULL.
 * Ownership: borrowed until the next call on the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API const char *nutri_errmsg(nutri *db);

/** A code of enum nutri_result in words. Returns: "no such thing" and the like, for any number.
 * Ownership: static.   Threads: any.   Since: 0.1. */
NUTRI_API const char *nutri_strerror(int code);

/** The version of the library that runs. Returns: a text like NUTRI_VERSION.   Ownership: static.
 * Threads: any.   Since: 0.1. */
NUTRI_API const char *nutri_version(void);

/** The number of the schema that this library reads and writes. Returns: 1 or more.
 * Ownership: nothing is kept.   Threads: any.   Since: 0.1. */
NUTRI_API int nutri_schema_version(void);

/** Tells the handle the eater's today. A day not before it enters no mean unless marked complete.
 * NULL (the start) = no day is today; then a day counts by its mark and energy alone.
 * Returns: NUTRI_OK, NUTRI_EINVAL.   Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_today_set(nutri *db, const char *day);

/** Called by nutri_check() for each thing found; return 0 to go on, anything else to end. */
typedef int nutri_found_fn(void *user, const char *what, const char *detail);

/** Looks the whole file over: SQLite's integrity check, foreign keys, and the schema's own rules
 * (schema/query/check_*.sql). *count is how many things were found; found may be NULL.
 *
 * Returns: NUTRI_OK (also when things were found), NUTRI_ECANCELLED (found ended it), NUTRI_EIO,
 * NUTRI_ECORRUPT.   Ownership: the texts are found's while it runs.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_check(nutri *db, int *count, nutri_found_fn *found, void *user);

/** Closes a cursor before or after its end; NULL is fine. Returns: nothing.
 * Ownership: takes cursor back, and the text that was borrowed from it.   Threads: its handle's.
 * Since: 0.1. */
NUTRI_API void nutri_cursor_close(nutri_cursor *cursor);

/* ---- Foods: nutri_food(3) ------------------------------------------------------------------ */

/** What is eaten: an upper limit may count supplements and medicines alone. */
enum nutri_kind { NUTRI_FOOD = 0, NUTRI_SUPPLEMENT = 1, NUTRI_MEDICINE = 2 };
/** What amounts of a food are in, and what its nutrients are per: 100 g, 100 ml or 1 unit. */
enum nutri_basis { NUTRI_PER_100_G = 0, NUTRI_PER_100_ML = 1, NUTRI_PER_UNIT = 2 };

/** A food. food_id is FoodData Central's fdc_id for its foods, from 1000000000 for others. */
typedef struct nutri_food {
  size_t size;
  int64_t food_id;
  const char *description;
  const char *category; /* NULL = none given */
  const char *source;   /* "SR Legacy", "nutri starter", "own" ... */
  const char *key;      /* the lasting key, such as ndb:11457; NULL = none */
  const char *state;    /* raw, cooked, dry ...; NULL = the description does not say */
  int kind;             /* enum nutri_kind */
  int basis;            /* enum nutri_basis */
  double magnesium_mg;  /* per 100 g, 100 ml or 1 unit; NaN = unknown */
  double energy_kcal;   /* likewise */
} nutri_food;

/** A food by its number.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: text is borrowed from the handle.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_food_get(nutri *db, int64_t food_id, nutri_food *out);

/** A food by a lasting key (ndb:11457, code:11100000, gtin:0041570054161; an NDB number with or
 * without leading zeros), the newest version of it; or by fdc:NUMBER.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EINVAL (no such kind of key).
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_food_by_key(nutri *db, const char *key, nutri_food *out);

/** The one food that a text names: its number, a key, or a name. A name is looked for in steps: own
 * foods, the person's own words (person may be NULL), then source by source (starter, SR Legacy,
 * Foundation, FNDDS, older, branded), in each the exact description or everyday word before all the
 * words. Two foods in one step are ambiguous, unless they are the same food.
 *
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EAMBIGUOUS (nutri_food_candidates lists them).
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_food_find(nutri *db, const char *person, const char *text, nutri_food *out);

/** The foods among which nutri_food_find() could not choose, best first.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such person).   Ownership: *out is owned; read it with
 * nutri_food_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_food_candidates(nutri *db, const char *person, const char *text, int limit,
                                    nutri_cursor **out);

/** Keeps a person's choice: from now on text names this food for this person.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person or food), NUTRI_EINVAL, NUTRI_EREADONLY.
 * Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_alias_set(nutri *db, const char *person, const char *text, int64_t food_id);

/** Takes such a word back. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, or no such word of theirs),
 * NUTRI_EREADONLY.   Ownership: nothing is kept.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_alias_remove(nutri *db, const char *person, const char *text);

/** Gives such a word another text; it names the same food as before.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EEXISTS (to is a word of theirs already),
 * NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_alias_rename(nutri *db, const char *person, const char *text, const char *to);

/** Makes two of a person's words one: from now on text names the food that into names. Entries of
 * the diary keep their foods. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, or either word),
 * NUTRI_EREADONLY. Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_alias_merge(nutri *db, const char *person, const char *text, const char *into);

/** A word of a person's own for a food. */
typedef struct nutri_alias {
  size_t size;
  const char *text;
  int64_t food_id;
  const char *description; /* the food's */
  const char *source;      /* the food's */
} nutri_alias;

/** A person's own words. Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: *out is owned; read it
 * with nutri_alias_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_alias_list(nutri *db, const char *person, nutri_cursor **out);

/** Next word. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_alias_next(nutri_cursor *cursor, nutri_alias *out);

/** Searches foods by words, the plain food first: everyday words and exact descriptions, then the
 * food itself before dishes made of it, as eaten (cooked) before raw for grains, pulses, pasta and
 * meat, and by source. The text is words and nothing else: quotes, *, -, NEAR are no syntax; at
 * most 64 words of at most 60 bytes. Foods that are one food in several sources come once. Without
 * SQLite's FTS5 the search is by LIKE.
 *
 * limit: at most so many foods, 1 to 1000. flags: 0.
 * Returns: NUTRI_OK (also when nothing is found), NUTRI_EINVAL.
 * Ownership: *out is owned; read it with nutri_food_next().   Threads: the handle's.   Since: 0.1.
 *
 *     nutri_cursor *foods = NULL;
 *     nutri_food f = NUTRI_INIT(nutri_food);
 *     int rc = nutri_food_search(db, "black beans", 10, 0, &foods);
 *     if (rc == NUTRI_OK)
 *         while ((rc = nutri_food_next(foods, &f)) == NUTRI_ROW)
 *             printf("%lld %s\n", (long long)f.food_id, f.description);
 *     if (rc != NUTRI_OK)
 *         fprintf(stderr, "%s\n", nutri_errmsg(db));
 *     nutri_cursor_close(foods); */
NUTRI_API int nutri_food_search(nutri *db, const char *text, int limit, uint32_t flags,
                                nutri_cursor **out);

/** Next food of a search. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE (another cursor).
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_food_next(nutri_cursor *cursor, nutri_food *out);

/** A food of one's own, as a label has it. Amounts and grams are in the order of their nutrients
 * and measures; what is not given is unknown. */
typedef struct nutri_own_food {
  size_t size;
  const char *description; /* 1 to 1000 characters; no other own food has it now */
  const char *category;    /* "Snacks": a category of the database; NULL = none */
  int basis;               /* enum nutri_basis: what amounts are per */
  size_t nutrient_count;
  const int64_t *nutrients; /* FDC ids */
  const double *amounts;    /* 0 or more, in the nutrient's unit, per 100 g, 100 ml or 1 unit */
  size_t portion_count;
  const char *const *measures; /* "slice" */
  const double *grams;         /* of ONE measure: g, ml or units, as basis says */
  int usual_portion;           /* which is the usual portion, counted from 1; 0 = none */
} nutri_own_food;

/** Adds a food of one's own; *food_id (may be NULL) is its number. Own foods are everybody's in the
 * database, and a name means them first.
 * Returns: NUTRI_OK, NUTRI_EEXISTS (an own food has this name), NUTRI_ENOTFOUND (nutrient,
 * category), NUTRI_EINVAL (an amount below 0 or heavier than the food, a name twice),
 * NUTRI_EREADONLY, NUTRI_EBUSY.   Ownership: copied.   Threads: the handle's.   Since: 0.1.
 *
 *     const int64_t nutrients[] = {NUTRI_MAGNESIUM, NUTRI_ENERGY};
 *     const double amounts[] = {85.0, 410.0};
 *     nutri_own_food bar = NUTRI_INIT(nutri_own_food);
 *     int64_t id = 0;
 *     bar.description = "Oat bar";
 *     bar.nutrient_count = 2;
 *     bar.nutrients = nutrients;
 *     bar.amounts = amounts;
 *     if (nutri_food_add(db, &bar, &id) != NUTRI_OK)
 *         fprintf(stderr, "%s\n", nutri_errmsg(db)); */
NUTRI_API int nutri_food_add(nutri *db, const nutri_own_food *food, int64_t *food_id);

/** Makes a new version of an own food: *new_id (may be NULL) is its number, which names and words
 * mean from now on; entries of the diary keep the food_id they have, and their figures. What food
 * leaves out stays: description or category NULL, nutrients and measures that are not listed. An
 * amount or grams of NaN take the value or measure away. The basis stays, whatever food says.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (food, nutrient, category), NUTRI_EINVAL (not one's own, an
 * older version, nothing to change, or as nutri_food_add), NUTRI_EEXISTS (the new name),
 * NUTRI_EREADONLY, NUTRI_EBUSY.   Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_food_edit(nutri *db, int64_t food_id, const nutri_own_food *food,
                              int64_t *new_id);

/** A nutrient, or what a food holds of it. */
typedef struct nutri_nutrient {
  size_t size;
  int64_t nutrient_id; /* FoodData Central's id: magnesium 1090 */
  const char *number;  /* USDA's nutrient number: magnesium 304; NULL = none */
  const char *symbol;  /* MG; NULL = none */
  const char *name;
  const char *unit;
  double amount;    /* per 100 g, 100 ml or 1 unit of the food; NaN = unknown, or no food asked */
  const char *mark; /* trace, assumed zero, doubtful, imputed, lower bound; NULL = none */
} nutri_nutrient;

/** A nutrient by its FDC id (1000 and up), USDA number (below 1000), symbol or name, without case.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EAMBIGUOUS.   Ownership: text is borrowed from the
 * handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_nutrient_find(nutri *db, const char *text, nutri_nutrient *out);

/** All that is known of a food's nutrients, in USDA's order. What has no row is unknown.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such food).   Ownership: *out is owned; read it with
 * nutri_nutrient_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_food_nutrients(nutri *db, int64_t food_id, nutri_cursor **out);

/** Next nutrient. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_nutrient_next(nutri_cursor *cursor, nutri_nutrient *out);

/** A household measure: grams (ml for a food of that basis) of ONE measure. */
typedef struct nutri_portion {
  size_t size;
  const char *measure;
  double grams;
  int is_usual;              /* 1 = the usual portion, as the food's source names it */
  const char *borrowed_from; /* source of the same food that it is taken from; NULL = its own */
} nutri_portion;

/** The measures of a food, its own or else those of the same food in another source.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such food).   Ownership: *out is owned; read it with
 * nutri_portion_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_food_portions(nutri *db, int64_t food_id, nutri_cursor **out);

/** Next measure. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_portion_next(nutri_cursor *cursor, nutri_portion *out);

/** What a ranking's values are per. */
enum nutri_rank_by { NUTRI_BY_100_G = 0, NUTRI_BY_100_KCAL = 1, NUTRI_BY_PORTION = 2 };

#define NUTRI_ALL_FORMS 0x01u /* also dry, powder, flour and raw-grain forms, herbs and spices */

/** A place in a ranking: value is the nutrient in measure (grams) of the food. */
typedef struct nutri_rank {
  size_t size;
  int64_t food_id;
  const char *description;
  const char *source;
  const char *state;
  double value; /* in unit, per 100 g, per 100 kcal, or in the usual portion */
  const char *unit;
  const char *measure; /* "100 g", "100 kcal", or the usual portion's measure */
  double grams;        /* of the measure */
  double energy_kcal;  /* of the measure; NaN = unknown */
  /* Where a usual portion comes from: own (its source names it), same food (another source's), or
   * category (a guess: its measure nearest to what is usual in its category); else NULL. */
  const char *portion_from;
} nutri_rank;

/** The foods that hold most of a nutrient per 100 g, per 100 kcal or per usual portion, richest
 * first. A food without a usual portion is left out of the last (portion_from says how sure it is);
 * supplements are left out; foods of unknown content have no place. One place for a food that
 * stands in several sources.
 *
 * source: only foods of this source; NULL = all. limit: 1 to 10000.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (nutrient or source), NUTRI_EINVAL.
 * Ownership: *out is owned; read it with nutri_rank_next().   Threads: the handle's.   Since: 0.1.
 */
NUTRI_API int nutri_food_rank(nutri *db, int64_t nutrient_id, int by, const char *source, int limit,
                              uint32_t flags, nutri_cursor **out);

/** Next place. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_rank_next(nutri_cursor *cursor, nutri_rank *out);

/* ---- People: nutri_person(3) --------------------------------------------------------------- */

/** A person. Give born, or age_months where only an age is known; of a baby under a month born. */
typedef struct nutri_person {
  size_t size;
  const char *name;      /* 1 to 200 characters, unique, told apart by case */
  const char *sex;       /* "female", "male"; NULL = not given */
  const char *born;      /* a day; NULL = not given */
  int age_months;        /* completed months; 0 or less = not given (-1 in answers) */
  const char *authority; /* us, eu, uk, nordic, dach, anz, who, jp; NULL = us */
} nutri_person;

/** Adds a person.
 * Returns: NUTRI_OK, NUTRI_EEXISTS, NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: copied.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_add(nutri *db, const nutri_person *person);

/** Changes sex, birth date, age and authority of the person of this name to what is given.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: copied.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_change(nutri *db, const nutri_person *person);

/** A person by name. Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: text is borrowed from the
 * handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_get(nutri *db, const char *name, nutri_person *out);

/** All persons by name. Returns: NUTRI_OK.   Ownership: *out is owned; read it with
 * nutri_person_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_list(nutri *db, nutri_cursor **out);

/** Next person. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_person_next(nutri_cursor *cursor, nutri_person *out);

/** A word by which persons are picked for a group: a clinic, a family, an arm of a study. */
typedef struct nutri_person_tag {
  size_t size;
  const char *tag; /* 1 to 100 characters, told apart by case */
} nutri_person_tag;

/** Gives a person a tag; one that the person has already stays.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person), NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: copied.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_tag_add(nutri *db, const char *person, const char *tag);

/** Takes a tag back. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, or no such tag of theirs),
 * NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: nothing is kept.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_person_tag_remove(nutri *db, const char *person, const char *tag);

/** A person's tags. Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: *out is owned; read it with
 * nutri_person_tag_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_tag_list(nutri *db, const char *person, nutri_cursor **out);

/** Next tag. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_person_tag_next(nutri_cursor *cursor, nutri_person_tag *out);

/** Whom a person of a survey stands for, and how the person was drawn. */
typedef struct nutri_survey {
  size_t size;
  const char *survey;     /* name and cycle: NHANES 2017-2018; 1 to 200 characters */
  double weight;          /* persons of the population, in an analysis of first days; NaN = none */
  double weight_two_days; /* likewise of persons with a second day, 0 = has none; NaN = none */
  int has_design;         /* 1 = stratum and psu are given */
  int64_t stratum;        /* of the survey's own numbering */
  int64_t psu;            /* primary sampling unit within the stratum */
} nutri_survey;

/** Says of which survey a person is, in place of what was said before.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person), NUTRI_EINVAL (a weight below 0), NUTRI_EREADONLY.
 * Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_survey_set(nutri *db, const char *person, const nutri_survey *survey);

/** Takes that back: the person counts once. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, or of no
 * survey), NUTRI_EREADONLY.   Ownership: nothing is kept.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_survey_remove(nutri *db, const char *person);

/** Of which survey a person is. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, or of no survey).
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_survey_get(nutri *db, const char *person, nutri_survey *out);

/** A life stage: from and to are days, both included; to NULL = open. */
typedef struct nutri_stage {
  size_t size;
  const char *stage; /* "pregnant", "lactating" */
  const char *from;
  const char *to;
} nutri_stage;

/** Adds a life stage to a person; it may not overlap the same stage.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person), NUTRI_EINVAL, NUTRI_EEXISTS (overlaps),
 * NUTRI_EREADONLY.   Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_stage_add(nutri *db, const char *person, const nutri_stage *stage);

/** Removes the stage of a person that begins on a day. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person
 * or stage), NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: nothing is kept.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_stage_remove(nutri *db, const char *person, const char *stage,
                                 const char *from);

/** A person's stages by day. Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: *out is owned; read
 * it with nutri_stage_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_stage_list(nutri *db, const char *person, nutri_cursor **out);

/** Next stage. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_stage_next(nutri_cursor *cursor, nutri_stage *out);

/** A person's own goal for a nutrient, a day: it goes before every authority's value. Where several
 * hold on a day the one that began last does. */
typedef struct nutri_target {
  size_t size;
  int64_t target_id; /* in answers */
  int64_t nutrient_id;
  const char *from; /* days, both included; to NULL = open */
  const char *to;
  double amount;        /* above 0, at most 1000000, in the nutrient's unit */
  const char *note;     /* NULL = none; at most 10000 characters */
  const char *nutrient; /* in answers, as unit */
  const char *unit;
} nutri_target;

/** Adds a goal; *target_id (may be NULL) is its number.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, nutrient), NUTRI_EEXISTS (one for this nutrient
 * begins on this day), NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: copied.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_target_add(nutri *db, const char *person, const nutri_target *target,
                               int64_t *target_id);

/** Removes a goal. Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EREADONLY.
 * Ownership: nothing is kept.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_target_remove(nutri *db, int64_t target_id);

/** A person's goals by nutrient and day. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person).
 * Ownership: *out is owned; read it with nutri_target_next().   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_target_list(nutri *db, const char *person, nutri_cursor **out);

/** Next goal. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_target_next(nutri_cursor *cursor, nutri_target *out);

/* ---- The diary: nutri_intake(3) ------------------------------------------------------------ */

/** An entry of the diary: `amount` of `measure` of a food. The fields up to note are input to
 * nutri_intake_add(); the rest is filled in answers. */
typedef struct nutri_intake {
  size_t size;
  int64_t intake_id;
  const char *person;
  const char *day;
  const char *time; /* "HH:MM"; NULL = not given */
  const char *meal; /* NULL = not given */
  int64_t food_id;
  double amount;       /* above 0, at most 1000000, counted in measure */
  const char *measure; /* "g", "oz", or a measure of the food; NULL = what one counts of it */
  const char *note;
  const char *description; /* the food's */
  const char *food_text;   /* nutri_intake_parse: the words taken as the food's name */
  double basis_amount;     /* g, ml or units, as basis says */
  int basis;               /* enum nutri_basis */
  double magnesium_mg;     /* of the entry; NaN = unknown */
  double energy_kcal;      /* likewise */
  int magnesium_at_least;  /* 1 = a lower bound: a dish with unknown ingredients */
} nutri_intake;

/** Reads an amount as people write it: "2", "0.5", "1/2", "1 1/2", also with a fraction of one
 * character. *rest is what follows it in text, blanks skipped. Whether it is an amount one can eat
 * is nutri_intake_add()'s to say. Returns: NUTRI_OK, NUTRI_EINVAL (text begins with none),
 * NUTRI_EMISUSE (NULL). Ownership: *rest points into text.   Threads: any.   Since: 0.1. */
NUTRI_API int nutri_amount_parse(const char *text, double *amount, const char **rest);

/** Understands "AMOUNT [MEASURE] FOOD": "2 cups spinach", "1 1/2 cup black beans", "30 g 170567",
 * "1/2 avocado", "2 eggs", "10 almonds". The food is found as nutri_food_find() does, the measure
 * among the food's: "cup" answers to "cup, chopped" when that is the only cup. Without a measure
 * the food is counted where it has a measure of its name (almond) or a usual portion that one
 * counts (egg, slice, medium); a cup or an ounce is never assumed. Fills food_id, amount, measure,
 * description, food_text, basis_amount, basis, magnesium_mg and energy_kcal and stores nothing.
 *
 * Returns: NUTRI_OK, NUTRI_EINVAL (no amount), NUTRI_ENOTFOUND (food or measure),
 * NUTRI_EAMBIGUOUS (food_text is set where it is the food; the message lists measures).
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_intake_parse(nutri *db, const char *person, const char *text,
                                 nutri_intake *out);

/** Adds an entry. *intake_id (may be NULL) is its number.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, food, measure), NUTRI_EAMBIGUOUS (measure),
 * NUTRI_EINVAL (day, time, amount, a day before birth), NUTRI_EREADONLY, NUTRI_EBUSY.
 * Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_intake_add(nutri *db, const nutri_intake *entry, int64_t *intake_id);

/** Makes the entry intake_id what entry says, all of it (the person stays: entry->person may be
 * NULL). While food and measure stay, ONE measure weighs what it weighed when it was logged. Values
 * that were recorded with the entry go when its food or amount changes. Returns: as
 * nutri_intake_add; NUTRI_ENOTFOUND also for the entry.   Ownership: copied. Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_intake_change(nutri *db, int64_t intake_id, const nutri_intake *entry);

/** Removes an entry. Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EREADONLY, NUTRI_EBUSY.
 * Ownership: nothing is kept.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_intake_remove(nutri *db, int64_t intake_id);

/** Copies a day's entries (not its mark) to another day: all of them, or those of one meal (told
 * without case; NULL = all). An own food that was edited since is logged in its newest version.
 * *count (may be NULL) is how many.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, or no such entry on that day), NUTRI_EINVAL,
 * NUTRI_EREADONLY.   Ownership: nothing is kept.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_intake_again(nutri *db, const char *person, const char *from_day,
                                 const char *meal, const char *to_day, int *count);

/** A food of a person's usual meal, in the amount of an entry that was eaten. */
typedef struct nutri_usual {
  size_t size;
  int64_t intake_id; /* the entry it is taken from */
  const char *meal;  /* NULL = entries without a meal */
  int64_t food_id;   /* of own foods the newest version */
  const char *description;
  double amount; /* of measure, as typed then */
  const char *measure;
  double basis_amount; /* g, ml or units, as basis says */
  int basis;           /* enum nutri_basis */
  double magnesium_mg; /* NaN = unknown */
  double energy_kcal;  /* likewise */
  int days;            /* on how many days of of_days the food was part of the meal */
  int of_days;         /* the last days with the meal, 14 at most */
} nutri_usual;

/** What a person usually has for a meal (told without case; NULL = each meal's), as of a day: the
 * foods eaten in it on at least half of the last 14 days that have the meal, within the 90 days
 * before the day; with less than 3 such days nothing is usual. Amounts are those of the day on
 * which the food's was the median (of an even number of days the smaller of the middle two), so one
 * that was eaten. Returns: NUTRI_OK (also when nothing is usual), NUTRI_ENOTFOUND (person),
 * NUTRI_EINVAL. Ownership: *out is owned; read it with nutri_usual_next().   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_usual_list(nutri *db, const char *person, const char *meal, const char *day,
                               nutri_cursor **out);

/** Next food. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_usual_next(nutri_cursor *cursor, nutri_usual *out);

/** Logs what nutri_usual_list() lists on the day, without times and notes. *count (may be NULL) is
 * how many entries. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, or nothing is usual), NUTRI_EINVAL,
 * NUTRI_EREADONLY, NUTRI_EBUSY.   Ownership: nothing is kept.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_usual_log(nutri *db, const char *person, const char *meal, const char *day,
                              int *count);

/** One entry. Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: text is borrowed from the handle.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_intake_get(nutri *db, int64_t intake_id, nutri_intake *out);

/** A person's entries by day, time and number. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person),
 * NUTRI_EINVAL.   Ownership: *out is owned; read it with nutri_intake_next().
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_intake_list(nutri *db, const char *person, const char *from, const char *to,
                                nutri_cursor **out);

/** Next entry. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_intake_next(nutri_cursor *cursor, nutri_intake *out);

/**
 * Marks how fully a day is recorded: "complete", "partial", "not tracked", or NULL to take the mark
 * back. A complete day counts in means whatever its energy, also without entries (then as 0).
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person), NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: copied.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_day_mark(nutri *db, const char *person, const char *day,
                             const char *completeness);

/** What a person notes of a day: pain 0 to 10, hours of sleep, a lab value. Kept, not analysed. */
typedef struct nutri_observation {
  size_t size;
  int64_t observation_id;
  const char *day;
  const char *what; /* "pain", "sleep", "serum magnesium" ... 1 to 100 characters */
  double value;     /* NaN = none; pain is 0 to 10 */
  const char *unit; /* 1 to 100 characters; NULL = none */
  const char *note; /* a value or a note must be there */
} nutri_observation;

/** Adds an observation; *observation_id (may be NULL) is its number. Returns: NUTRI_OK,
 * NUTRI_ENOTFOUND (person), NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: copied.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_observation_add(nutri *db, const char *person,
                                    const nutri_observation *observation, int64_t *observation_id);

/** Removes an observation. Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EREADONLY.
 * Ownership: nothing is kept.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_observation_remove(nutri *db, int64_t observation_id);

/** A person's observations by day. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person), NUTRI_EINVAL.
 * Ownership: *out is owned; read it with nutri_observation_next().   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_observation_list(nutri *db, const char *person, const char *from,
                                     const char *to, nutri_cursor **out);

/** Next observation. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_observation_next(nutri_cursor *cursor, nutri_observation *out);

/* ---- Supplements and medicines: nutri_product(3) ------------------------------------------- */

/** What the figure on a label is of. US Supplement Facts state the nutrient itself (elemental),
 * Drug Facts and some front labels the compound. */
enum nutri_reading {
  NUTRI_READ_AS_KIND = 0,   /* a supplement's: elemental; a medicine's: its compound's, which must
                               then be named */
  NUTRI_READ_ELEMENTAL = 1, /* the nutrient itself */
  NUTRI_READ_COMPOUND = 2   /* the compound's: converted, once */
};

/** A line of a label: `amount` `unit` of a nutrient, or a percentage of the daily value, in `per`
 * units, ml or g of the product. The fields up to daily_value_year are input; a line in an array
 * begins where the one before ends by its first line's size. */
typedef struct nutri_label {
  size_t size;
  int64_t nutrient_id;
  double amount;              /* as printed, 0 or more; NaN = the label has only a percentage */
  const char *unit;           /* mg, g, ug, IU, mmol, mEq ...; NULL = the nutrient's */
  double per;                 /* how many tablets, ml or g the figure is for; 0 = 1 unit */
  const char *compound;       /* "magnesium oxide"; NULL = not named */
  int reading;                /* enum nutri_reading; in answers one of the last two */
  double daily_value_percent; /* counts where amount is NaN, else is kept beside it */
  int daily_value_year; /* of the label: magnesium is 420 mg from 2016, 400 before; 0 = none */
  const char *nutrient; /* in answers, as the rest */
  double value;         /* of the nutrient itself, per 100 g, 100 ml or 1 unit of the product */
  const char *value_unit;
} nutri_label;

/** A supplement or medicine of one's own. The fields up to unit are input. */
typedef struct nutri_product {
  size_t size;
  int64_t food_id;     /* in answers: a product is a food */
  const char *name;    /* 1 to 1000 characters; no other own food has it now */
  int kind;            /* NUTRI_SUPPLEMENT, NUTRI_MEDICINE */
  const char *unit;    /* what one counts (tablet, sachet), or ml or g; NULL = unit */
  int basis;           /* enum nutri_basis */
  double magnesium_mg; /* elemental, per 100 g, 100 ml or 1 unit; NaN = unknown */
  int64_t replaced_by; /* the newest version; 0 = this is it */
} nutri_product;

/** Adds a product with its label; *food_id (may be NULL) is its number, with which it is logged and
 * scheduled like a food. Nutrients that the label does not name are unknown. What the label said is
 * kept beside what it makes (nutri_product_labels).
 *
 * Source: elemental shares of the compounds by formula mass; daily values 81 FR 33742 and before.
 * Returns: NUTRI_OK, NUTRI_EEXISTS (an own food has this name), NUTRI_ENOTFOUND (nutrient, unit,
 * compound), NUTRI_EAMBIGUOUS (compound: "magnesium carbonate" is two), NUTRI_EINVAL (a medicine
 * that says neither compound nor elemental, a unit that does not fit, no daily value),
 * NUTRI_EREADONLY, NUTRI_EBUSY.   Ownership: copied.   Threads: the handle's.   Since: 0.1.
 *
 *     nutri_product mag = NUTRI_INIT(nutri_product);
 *     nutri_label label = NUTRI_INIT(nutri_label);
 *     int64_t id = 0;
 *     mag.name = "Mag 500";
 *     mag.kind = NUTRI_SUPPLEMENT;
 *     mag.unit = "tablet";
 *     label.nutrient_id = NUTRI_MAGNESIUM;
 *     label.amount = 500;
 *     label.compound = "magnesium oxide";
 *     label.reading = NUTRI_READ_COMPOUND;
 *     if (nutri_product_add(db, &mag, &label, 1, &id) != NUTRI_OK)
 *         fprintf(stderr, "%s\n", nutri_errmsg(db)); */
NUTRI_API int nutri_product_add(nutri *db, const nutri_product *product, const nutri_label *labels,
                                size_t count, int64_t *food_id);

/** Makes a new version of a product, all of it as given; *new_id (may be NULL) is its number.
 * Entries and scheduled doses keep the version they have. Returns: as nutri_product_add;
 * NUTRI_ENOTFOUND also for the product, NUTRI_EINVAL for an older version.   Ownership: copied.
 * Threads: the handle's. Since: 0.1. */
NUTRI_API int nutri_product_change(nutri *db, int64_t food_id, const nutri_product *product,
                                   const nutri_label *labels, size_t count, int64_t *new_id);

/** A product by its number. Returns: NUTRI_OK, NUTRI_ENOTFOUND (also for supplements that are not
 * one's own).   Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1.
 */
NUTRI_API int nutri_product_get(nutri *db, int64_t food_id, nutri_product *out);

/** The products of one's own by name, without older versions. Returns: NUTRI_OK.   Ownership: *out
 * is owned; read it with nutri_product_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_product_list(nutri *db, nutri_cursor **out);

/** Next product. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_product_next(nutri_cursor *cursor, nutri_product *out);

/** A product's label, magnesium first. Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such food).
 * Ownership: *out is owned; read it with nutri_label_next().   Threads: the handle's. Since: 0.1.
 */
NUTRI_API int nutri_product_labels(nutri *db, int64_t food_id, nutri_cursor **out);

/** Next line. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_label_next(nutri_cursor *cursor, nutri_label *out);

/** A compound that labels name, and how much of it is the nutrient. */
typedef struct nutri_compound {
  size_t size;
  const char *name;
  const char *formula; /* NULL = not given */
  int64_t nutrient_id;
  const char *nutrient;
  double elemental_percent; /* by mass: magnesium oxide 60.30 */
  const char *note;         /* NULL = none */
  const char *source;
} nutri_compound;

/** The compounds that a name on a label can mean; NULL = all, the richest first.
 * Returns: NUTRI_OK (also when there is none).   Ownership: *out is owned; read it with
 * nutri_compound_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_compound_list(nutri *db, const char *name, nutri_cursor **out);

/** Next compound. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_compound_next(nutri_cursor *cursor, nutri_compound *out);

/** A dose taken every day from `from` to `to`, both included, without being typed: it counts on
 * each day of the diary between them. The fields up to note are input. */
typedef struct nutri_schedule {
  size_t size;
  int64_t schedule_id; /* in answers */
  const char *person;
  int64_t food_id;
  const char *from;
  const char *to;      /* NULL = open */
  double amount;       /* a day's, above 0, at most 1000000, counted in measure */
  const char *measure; /* as in nutri_intake */
  const char *note;
  const char *description; /* the food's; in answers, as the rest */
  int kind;                /* enum nutri_kind */
  double basis_amount;     /* g, ml or units, as basis says */
  int basis;               /* enum nutri_basis */
  double magnesium_mg;     /* of a day's dose; NaN = unknown */
} nutri_schedule;

/** Adds a dose; *schedule_id (may be NULL) is its number. nutri_intake_parse() understands "1
 * tablet Mag 500". Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, food, measure), NUTRI_EAMBIGUOUS
 * (measure), NUTRI_EINVAL (a day, the amount, a day before birth), NUTRI_EREADONLY, NUTRI_EBUSY.
 * Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_schedule_add(nutri *db, const nutri_schedule *dose, int64_t *schedule_id);

/** A dose by its number. Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: text is borrowed from the
 * handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_schedule_get(nutri *db, int64_t schedule_id, nutri_schedule *out);

/** Says on which day a dose was last taken. Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EINVAL (no
 * date, or before its first day), NUTRI_EREADONLY.   Ownership: copied.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_schedule_end(nutri *db, int64_t schedule_id, const char *last_day);

/** Removes a dose as if it had never been taken. Returns: NUTRI_OK, NUTRI_ENOTFOUND,
 * NUTRI_EREADONLY.   Ownership: nothing is kept.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_schedule_remove(nutri *db, int64_t schedule_id);

/** A person's doses that fall into a span, by first day. Returns: NUTRI_OK, NUTRI_ENOTFOUND
 * (person), NUTRI_EINVAL.   Ownership: *out is owned; read it with nutri_schedule_next(). Threads:
 * the handle's.   Since: 0.1. */
NUTRI_API int nutri_schedule_list(nutri *db, const char *person, const char *from, const char *to,
                                  nutri_cursor **out);

/** Next dose. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_schedule_next(nutri_cursor *cursor, nutri_schedule *out);

/** What a supplement or medicine brought of a nutrient on a day. */
typedef struct nutri_supplement {
  size_t size;
  const char *day;
  int64_t food_id;
  const char *description;
  int kind;      /* NUTRI_SUPPLEMENT, NUTRI_MEDICINE */
  double amount; /* g, ml or units, as basis says */
  int basis;     /* enum nutri_basis */
  double value;  /* of the nutrient; NaN = unknown */
  const char *unit;
  int is_scheduled; /* 0 = it was typed */
  int in_diary;     /* 0 = the day has no entry and no mark: in a total, in no mean */
} nutri_supplement;

/** What supplements and medicines brought of a nutrient, by day, typed or scheduled: scheduled
 * doses on days without an entry or mark too, up to today (nutri_today_set()); an open end of the
 * span is the first or last day of the diary. A product whose label does not name the nutrient is
 * listed for magnesium alone, as unknown. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, nutrient),
 * NUTRI_EINVAL. Ownership: *out is owned; read it with nutri_supplement_next().   Threads: the
 * handle's. Since: 0.1. */
NUTRI_API int nutri_supplement_list(nutri *db, const char *person, int64_t nutrient_id,
                                    const char *from, const char *to, nutri_cursor **out);

/** Next dose. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_supplement_next(nutri_cursor *cursor, nutri_supplement *out);

/* ---- Recipes: nutri_recipe(3) -------------------------------------------------------------- */

/** How much of a nutrient stays in an ingredient when it is cooked. */
typedef struct nutri_retention {
  size_t size;
  int64_t nutrient_id;
  double factor;        /* 0 (all is lost) to 1 */
  int line;             /* of which ingredient; in answers, as the rest */
  const char *nutrient; /* its name */
} nutri_retention;

/** An ingredient: `amount` of `measure` of a food. The fields up to retention_count are input; one
 * in an array begins where the one before ends by its first one's size. */
typedef struct nutri_ingredient {
  size_t size;
  int64_t food_id;
  double amount;                     /* above 0, at most 1000000, counted in measure */
  const char *measure;               /* as in nutri_intake */
  const char *retention_code;        /* a way of cooking (nutri_cooking_list); NULL = none said */
  const nutri_retention *retentions; /* go before the code's; what neither says is all kept */
  size_t retention_count;            /* in answers too: nutri_recipe_retentions has them */
  int line;                          /* from 1; in answers, as the rest */
  const char *description;
  double basis_amount;    /* g, ml or units, as basis says */
  int basis;              /* enum nutri_basis */
  const char *cooking;    /* the code in words; NULL = none */
  double magnesium_mg;    /* put into the whole dish; NaN = unknown */
  int magnesium_at_least; /* 1 = a lower bound: the ingredient is a dish with unknown ones */
  double energy_kcal;
  int64_t replaced_by; /* the ingredient's newest version, where this is an older one; else 0 */
} nutri_ingredient;

/** A dish. The fields up to note are input. Give its weight (or volume) when done, or its servings,
 * or both; weighed it is per 100 g (ml), else per serving (basis NUTRI_PER_UNIT). */
typedef struct nutri_recipe {
  size_t size;
  int64_t food_id;  /* in answers: a dish is a food */
  const char *name; /* 1 to 1000 characters; no other own food has it now */
  double yield;     /* g or ml, as basis says; 0 = not weighed */
  int basis;        /* NUTRI_PER_100_G, NUTRI_PER_100_ML; without a yield not looked at */
  double servings;  /* 0 = not said */
  const char *note;
  double input_grams; /* what the ingredients weigh, ml as g; in answers, as the rest */
  int ingredients;
  double magnesium_mg; /* per 100 g, 100 ml or 1 serving; NaN = unknown */
  double energy_kcal;
  int magnesium_at_least;       /* 1 = a lower bound: an ingredient is unknown */
  double magnesium_known_share; /* 0 to 1: how much of the dish is known in magnesium */
  int64_t replaced_by;          /* the newest version; 0 = this is it */
} nutri_recipe;

/** Adds a dish; *food_id (may be NULL) is its number, with which it is logged like a food: "1
 * serving Bean stew". What it holds is what its ingredients put in, less what cooking is said to
 * take: no loss is assumed. A nutrient that is unknown in an ingredient is a lower bound in the
 * dish (mark "lower bound"), and entries of it count as unknown in part. Water is left out, for
 * cooking changes it. An ingredient may be a dish; supplements and medicines may not, for upper
 * limits count them.
 *
 * Returns: NUTRI_OK, NUTRI_EEXISTS (an own food has this name), NUTRI_ENOTFOUND (food, measure,
 * nutrient, code), NUTRI_EAMBIGUOUS (measure), NUTRI_EINVAL (yield, amount, factor, a supplement),
 * NUTRI_EREADONLY, NUTRI_EBUSY.   Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_recipe_add(nutri *db, const nutri_recipe *recipe,
                               const nutri_ingredient *ingredients, size_t count, int64_t *food_id);

/** Makes a new version of a dish, all of it as given; *new_id (may be NULL) is its number. Entries
 * of the diary, and dishes made with it, keep the version they have. Returns: as nutri_recipe_add;
 * NUTRI_ENOTFOUND also for the dish, NUTRI_EINVAL also for an older version, and for a dish that
 * would contain itself.   Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_recipe_change(nutri *db, int64_t food_id, const nutri_recipe *recipe,
                                  const nutri_ingredient *ingredients, size_t count,
                                  int64_t *new_id);

/** A dish by its number. Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: text is borrowed from the
 * handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_recipe_get(nutri *db, int64_t food_id, nutri_recipe *out);

/** The dishes by name, without older versions. Returns: NUTRI_OK.   Ownership: *out is owned; read
 * it with nutri_recipe_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_recipe_list(nutri *db, nutri_cursor **out);

/** Next dish. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_recipe_next(nutri_cursor *cursor, nutri_recipe *out);

/** A dish's ingredients in their order. Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such food).
 * Ownership: *out is owned; read it with nutri_ingredient_next().   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_recipe_ingredients(nutri *db, int64_t food_id, nutri_cursor **out);

/** Next ingredient; retentions is NULL. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_ingredient_next(nutri_cursor *cursor, nutri_ingredient *out);

/** What was said to stay in a dish's ingredients, by line. Returns: NUTRI_OK, NUTRI_ENOTFOUND (no
 * such food).   Ownership: *out is owned; read it with nutri_retention_next().   Threads: the
 * handle's. Since: 0.1. */
NUTRI_API int nutri_recipe_retentions(nutri *db, int64_t food_id, nutri_cursor **out);

/** Next retention. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_retention_next(nutri_cursor *cursor, nutri_retention *out);

/** A way of cooking a kind of food, under a code of USDA's retention table. */
typedef struct nutri_cooking {
  size_t size;
  const char *code;
  int food_group; /* USDA's; 0 = none */
  const char *description;
  double
      factor; /* of the nutrient asked for, how much stays; NaN = not known, none counts as lost */
} nutri_cooking;

/** Adds a way of cooking, or changes the words of the one with this code. food_group 0 = none.
 * Returns: NUTRI_OK, NUTRI_EINVAL, NUTRI_EREADONLY.   Ownership: copied.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_cooking_add(nutri *db, const char *code, int food_group,
                                const char *description);

/** Says how much of a nutrient a way of cooking leaves, 0 to 1. Dishes cooked so follow.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (code, nutrient), NUTRI_EINVAL, NUTRI_EREADONLY.
 * Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_cooking_set(nutri *db, const char *code, int64_t nutrient_id, double factor);

/** The ways of cooking whose words have text in them, or whose code it is; NULL = all; with what
 * each leaves of a nutrient. Returns: NUTRI_OK, NUTRI_ENOTFOUND (nutrient).   Ownership: *out is
 * owned; read it with nutri_cooking_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_cooking_list(nutri *db, const char *text, int64_t nutrient_id,
                                 nutri_cursor **out);

/** Next way of cooking. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_cooking_next(nutri_cursor *cursor, nutri_cooking *out);

/* ---- What it adds up to: nutri_deficit(3) -------------------------------------------------- */

/** What a person's entries of a span add up to in one nutrient, in its unit. With unknown entries,
 * or such as are unknown in part (dishes with unknown ingredients), the sums are lower bounds;
 * known_share (0 to 1, by energy) says how much of the diet is known. */
typedef struct nutri_total {
  size_t size;
  int64_t nutrient_id;
  const char *nutrient;
  const char *unit;
  int days; /* with an entry, a mark or a scheduled dose */
  int days_counted;
  int days_unconfirmed;
  int entries;
  int unknown_entries;
  double known_share;
  double food; /* with drink; NaN = there are entries and all are unknown */
  double supplement;
  double medicine;
  double total;
  double energy_kcal;
  int imputed_entries; /* whose value was filled in from similar foods ... */
  double imputed;      /* ... and what they bring: a part of the sums above */
} nutri_total;

/** Totals of a nutrient over a span, every day in it, whatever its mark. Scheduled doses count on
 * every day of it up to today; a day with nothing else is unconfirmed: what was eaten is not known
 * of, so that its dose is in a total and the day in no mean. NULL is the first or last day of the
 * diary. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, nutrient), NUTRI_EINVAL (a day that is no
 * date). Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_nutrient_total(nutri *db, const char *person, int64_t nutrient_id,
                                   const char *from, const char *to, nutri_total *out);

/** nutri_nutrient_total() of magnesium, mg. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person),
 * NUTRI_EINVAL (a day that is no date).   Ownership: text is borrowed from the handle.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_magnesium_total(nutri *db, const char *person, const char *from, const char *to,
                                    nutri_total *out);

#define NUTRI_ESTIMATE 0x01u    /* also what the category lets one guess */
#define NUTRI_ESTIMATE_FOODS 20 /* known foods that an estimate rests on at least */

/** An entry of which a total knows nothing. low and high, on request: the 10th and the 90th
 * percentile of the nutrient in the foods of its category, for the amount that was eaten. They are
 * an estimate, never a bound: a fifth of the category's foods lies outside. */
typedef struct nutri_unknown {
  size_t size;
  const char *day;
  int64_t intake_id;       /* 0 = a scheduled dose, or a day known by recorded totals alone */
  int64_t food_id;         /* 0 = such a day */
  const char *description; /* the food's */
  const char *category;    /* NULL = none: no estimate */
  int kind;                /* enum nutri_kind; an estimate is made for NUTRI_FOOD alone */
  double amount;           /* g, ml or units, as basis says; NaN = such a day */
  int basis;               /* enum nutri_basis */
  double energy_kcal;      /* of the entry; NaN = unknown */
  int foods;  /* known foods of the category; under NUTRI_ESTIMATE_FOODS: no estimate */
  double low; /* in the nutrient's unit; NaN = no estimate */
  double high;
  double known_share; /* 0 to 1: a dish with unknown ingredients, known to this; NaN = not at all */
} nutri_unknown;

/** What a total of a span does not know, by day: as many rows as its unknown_entries.
 * flags: 0 or NUTRI_ESTIMATE.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, nutrient), NUTRI_EINVAL (a day that is no date).
 * Ownership: *out is owned; read it with nutri_unknown_next().   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_unknown_list(nutri *db, const char *person, int64_t nutrient_id,
                                 const char *from, const char *to, uint32_t flags,
                                 nutri_cursor **out);

/** Next unknown. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_unknown_next(nutri_cursor *cursor, nutri_unknown *out);

/** The estimates for what a total does not know, added up. No bound: neither of the unknown, nor,
 * added to the known, of the total. */
typedef struct nutri_estimate {
  size_t size;
  int64_t nutrient_id;
  const char *nutrient;
  const char *unit;
  int unknown_entries;
  int entries; /* of them, those with an estimate */
  double low;  /* the sum of their 10th percentiles; NaN = there is none */
  double high; /* ... of their 90th */
  int foods;   /* the least count of known foods that one of them rests on */
} nutri_estimate;

/** An estimate for the unknown entries of a span, every day in it, see nutri_unknown_list().
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, nutrient), NUTRI_EINVAL (a day that is no date).
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_nutrient_estimate(nutri *db, const char *person, int64_t nutrient_id,
                                      const char *from, const char *to, nutri_estimate *out);

/** A day of a person in one nutrient, in its unit, beside what the person needs. */
typedef struct nutri_day {
  size_t size;
  const char *day;
  double food; /* NaN = there are entries and all are unknown */
  double supplement;
  double medicine;
  double total;
  double energy_kcal;
  int entries;
  int unknown_entries;
  double known_share;
  const char *completeness; /* NULL = not marked */
  const char *status;       /* complete, counted, unconfirmed, today, future, ... */
  int is_counted;           /* 1 = enters the mean */
  int dated;                /* 0 = an undated recall */
  double target;            /* NaN = no reference value */
  const char *target_kind;
  double average_requirement;    /* EAR or AR; NaN = none */
  const char *authority;         /* the person's */
  const char *target_body;       /* the printed source of the target; NULL = none, or an own goal */
  int target_year;               /* 0 = none, or an own goal */
  const char *target_confidence; /* how surely the printed value was read; NULL likewise */
} nutri_day;

/** The days of a person with an entry or a mark, in one nutrient.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, nutrient), NUTRI_EINVAL.
 * Ownership: *out is owned; read it with nutri_day_next().   Threads: the handle's.   Since: 0.1.
 */
NUTRI_API int nutri_day_list(nutri *db, const char *person, int64_t nutrient_id, const char *from,
                             const char *to, nutri_cursor **out);

/** Next day. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_day_next(nutri_cursor *cursor, nutri_day *out);

/** Why a confidence, a target or a mean could not be had. Never renumbered. */
enum nutri_reason {
  NUTRI_REASON_NONE = 0,
  NUTRI_REASON_NO_DAY = 1,          /* no counted day in the span */
  NUTRI_REASON_NO_REFERENCE = 2,    /* no reference value for this sex, age and life stage */
  NUTRI_REASON_NO_SEX = 3,          /* the person's sex is not given */
  NUTRI_REASON_NO_AGE = 4,          /* neither birth date nor age is given */
  NUTRI_REASON_NOT_COMPARABLE = 5,  /* the food data hold another form than the reference */
  NUTRI_REASON_NO_EAR = 6,          /* the authority has no average requirement to test with */
  NUTRI_REASON_LOW_COVERAGE = 7,    /* less than 90 % of the diet is known */
  NUTRI_REASON_UNDER_4 = 8,         /* the method is not for children under 4 years */
  NUTRI_REASON_NO_WITHIN_SD = 9,    /* no within-person SD of this nutrient and life stage */
  NUTRI_REASON_UNKNOWN_AMOUNT = 10, /* nothing is known of any entry */
  NUTRI_REASON_EAR_HELD_BACK = 11,  /* the EAR is provisional, skewed or by body weight */
  NUTRI_REASON_FEW_REPEATS = 12,    /* fewer than 50 persons have a second day */
  NUTRI_REASON_NO_BETWEEN = 13,     /* persons differ by no more than their days do */
  NUTRI_REASON_NO_WITHIN = 14,      /* nobody's days differ */
  NUTRI_REASON_ALL_EQUAL = 15,      /* all intakes are equal, or all 0 */
  NUTRI_REASON_ONE_PERSON = 16,     /* one person is no group */
  NUTRI_REASON_NO_WEIGHT = 17,      /* nobody has a weight above 0 */
  NUTRI_REASON_ONE_PSU = 18,        /* a stratum has a single primary sampling unit */
  NUTRI_REASON_NRC = 19,            /* the NRC method is a check: it tells no prevalence */
  NUTRI_REASON_BAD_VALUE = 20,      /* an amount or weight that no group can have */
  NUTRI_REASON_ONE_DAY = 21         /* one day tells nothing of how much days differ */
};

/** A number of enum nutri_reason in words. Returns: "no average requirement (EAR) from this
 * authority" and the like, for any number.   Ownership: static.   Threads: any.   Since: 0.1. */
NUTRI_API const char *nutri_reason_text(int reason);

/** A person's mean intake of a nutrient over the counted days of a span against what the person
 * needs, a day, in the nutrient's unit. Below the RDA is not "deficient": this is about intake. */
typedef struct nutri_deficit {
  size_t size;
  int64_t nutrient_id;
  const char *nutrient;
  const char *unit;

  int days_counted;     /* the mean's denominator: complete, or unmarked of plausible energy */
  int days_unconfirmed; /* unmarked, of implausible energy or of doses alone: left out */
  int days_left_out;    /* partial, not tracked, or not over yet */
  int entries;          /* of the counted days */
  int unknown_entries;  /* above 0: means are lower bounds, the shortfall is "at most" */
  double known_share;   /* 0 to 1 */
  double mean_kcal;

  double mean_food; /* NaN = no counted day, or nothing known */
  double mean_supplement;
  double mean_medicine;
  double mean_total;

  double target;                 /* mean over the counted days; NaN = none, see target_reason */
  const char *target_kind;       /* own, RDA, PRI, RNI, AI (of the last counted day) */
  const char *authority;         /* the person's code: us, eu ... */
  const char *target_body;       /* the printed source: IOM/NASEM (US-Canada) ...; NULL for own */
  int target_year;               /* 0 = own */
  const char *target_confidence; /* how surely the printed value was read; NULL for own */
  int separate_value;            /* 0 = none for the life stage, the age's stands in */
  int target_reason;             /* enum nutri_reason */

  double shortfall; /* max(0, target - mean_total); NaN = cannot be computed */
  double percent;   /* 100 mean_total / target */

  double average_requirement; /* EAR; NaN = none */
  double requirement_sd;      /* CV of the requirement times EAR */
  double within_person_sd;    /* day-to-day SD of the life stage, from food; NaN = none */
  const char *within_person_source;
  int confidence_days;     /* n of the formula: days_counted, held at 28 */
  double confidence_food;  /* 0 to 1: that usual intake from food meets the person's own need */
  double confidence;       /* likewise with supplements (medicines never) */
  int confidence_at_least; /* 1 = unknown entries: the confidence is at least this */
  int reason;              /* enum nutri_reason: why there is no confidence */

  double upper_limit;      /* UL; NaN = none */
  const char *upper_scope; /* what it counts: nonfood, added + nonfood, all */
  double upper_counted;    /* the part of the mean that it counts */
  double upper_excess;     /* max(0, upper_counted - upper_limit) */

  const char *stage;              /* life stage on the last counted day; NULL = none */
  const char *average_kind;       /* EAR, AR; NULL = none */
  const char *average_confidence; /* how surely the printed value was read; NULL = none */
  const char *upper_body;         /* the printed source of the UL; NULL = none */
  int upper_year;
  const char *upper_confidence;
  int unknown_nonfood;      /* of unknown_entries, those of supplements and medicines */
  int upper_separate_value; /* as separate_value, of the UL */
  int upper_at_least;       /* 1 = of what the UL counts some is unknown */
  double confidence_all;    /* as confidence, with medicines too: only on request */
  const char *average_body; /* the printed source of the EAR; NULL = none */
  int average_year;
  /* The least and the greatest target of the counted days: a birthday, a life stage or a goal in
   * the span tells them apart; NaN = none. */
  double target_low;
  double target_high;
  int target_kinds; /* above 1: of some days the target is of another kind than target_kind */
} nutri_deficit;

/** A person's mean intake of a nutrient over a span against what the person needs.
 *
 * The target of each counted day is the person's own goal, else the RDA, PRI or RNI, else the AI of
 * the person's authority, for sex, age and life stage on that day. The confidence that usual intake
 * is adequate is Phi(D / SD_D), D = mean - EAR, SD_D = sqrt((CV EAR)^2 + s_w^2 / n).
 *
 * Source: IOM 2000, Dietary Reference Intakes: Applications in Dietary Assessment, ch. 3.
 * Returns: NUTRI_OK (also without a counted day: see days_counted and the reasons),
 * NUTRI_ENOTFOUND (person, nutrient), NUTRI_EINVAL (a day that is no date).
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_nutrient_deficit(nutri *db, const char *person, int64_t nutrient_id,
                                     const char *from, const char *to, nutri_deficit *out);

/** nutri_nutrient_deficit() by the values of another authority than the person's, for several side
 * by side. The person's own goals stay out of it: they are no authority's. Returns: as
 * nutri_nutrient_deficit; NUTRI_EINVAL also for an authority that is none of us, eu, uk, nordic,
 * dach, anz, who, jp.   Ownership: text is borrowed from the handle. Threads: the handle's. Since:
 * 0.1. */
NUTRI_API int nutri_nutrient_deficit_by(nutri *db, const char *person, const char *authority,
                                        int64_t nutrient_id, const char *from, const char *to,
                                        nutri_deficit *out);

/** nutri_nutrient_deficit() of magnesium, mg. Returns: NUTRI_OK (also without a counted day),
 * NUTRI_ENOTFOUND (person), NUTRI_EINVAL (a day that is no date).
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_magnesium_deficit(nutri *db, const char *person, const char *from,
                                      const char *to, nutri_deficit *out);

/** What a person's mean is to be told to. Shares, 0 = as said. */
typedef struct nutri_plan_query {
  size_t size;
  double precision;  /* half of the interval wanted, as a share of the mean; 0 = 0.10 */
  double level;      /* how surely the usual intake is within it; 0 = 0.95 */
  double confidence; /* of adequacy that is wanted; 0 = 0.975 */
  int days;          /* over which intake is to be averaged; 0 = those counted; held at 28 */
} nutri_plan_query;

/** What it takes, each with what it is made of; in unit a day. NaN and 0 days = see the reason. */
typedef struct nutri_plan {
  size_t size;
  int64_t nutrient_id;
  const char *nutrient;
  const char *unit;
  double mean; /* from food and supplements; NaN = none */
  int days_counted;
  int at_least;            /* 1 = of some entries the amount is unknown: a lower bound */
  double within_person_sd; /* day-to-day SD of the life stage */
  const char *within_person_source;

  double precision;     /* as asked */
  double level;         /* as asked */
  double half_width;    /* precision times mean */
  double precision_now; /* of the days counted so far, as a share of the mean */
  int days_needed;      /* the least n with z within_person_sd / sqrt(n) <= half_width; 0 = none */
  int reason;           /* enum nutri_reason: why there are no days_needed */

  double average_requirement; /* EAR */
  double requirement_sd;
  double confidence;    /* as asked */
  double intake_needed; /* the mean of `days` days at which adequacy has that confidence */
  int days;             /* n of the formula */
  int intake_reason;

  double ai;   /* Adequate Intake of the person's authority; NaN = none (there is an EAR) */
  double ai_z; /* (mean - AI) / (within_person_sd / sqrt(n)), n = days_counted, up to 28 */
  double ai_confidence; /* that usual intake is at the AI or above; a low one says nothing */

  double upper_limit; /* UL */
  const char *upper_scope;
  double upper_counted;    /* the mean of what it counts */
  double upper_sd;         /* its day-to-day SD: of doses the person's own, 0 = a fixed dose */
  double upper_z;          /* (upper_counted - UL) / (upper_sd / sqrt(n)) */
  double upper_confidence; /* that usual intake is above the UL; of a fixed dose 0 or 1 */
  int upper_at_least;      /* 1 = of what it counts some is unknown */
  int upper_reason;
  int ai_reason;
} nutri_plan;

/** How many days tell a person's mean to a precision, what mean would make adequacy sure to a
 * confidence, and how sure it is that usual intake is at the AI or above the UL. Numbers about
 * intake, and no advice to take anything.
 *
 * query may be NULL. Source: IOM 2000, Applications in Dietary Assessment, ch. 3 (EAR, AI, UL);
 * Basiotis et al. 1987 (days). Returns: NUTRI_OK (see the reasons), NUTRI_ENOTFOUND (person,
 * nutrient), NUTRI_EINVAL (a day, a share). Ownership: text is borrowed from the handle.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_nutrient_plan(nutri *db, const char *person, int64_t nutrient_id,
                                  const char *from, const char *to, const nutri_plan_query *query,
                                  nutri_plan *out);

/** What one food brought of a nutrient over a span. */
typedef struct nutri_source {
  size_t size;
  int64_t food_id;
  const char *description;
  int entries;
  double amount; /* eaten in all, g, ml or units */
  int basis;     /* enum nutri_basis */
  double value;  /* of the nutrient, in unit; NaN = unknown */
  const char *unit;
  double share; /* 0 to 1, of the span's known total; NaN = unknown */
  int at_least; /* 1 = a lower bound: a dish with unknown ingredients, or one of the entries is */
} nutri_source;

/** Which foods brought a nutrient, most first, unknown ones last. All days of the span.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person, nutrient), NUTRI_EINVAL.
 * Ownership: *out is owned; read it with nutri_source_next().   Threads: the handle's. Since: 0.1.
 */
NUTRI_API int nutri_source_list(nutri *db, const char *person, int64_t nutrient_id,
                                const char *from, const char *to, nutri_cursor **out);

/** Next source. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_source_next(nutri_cursor *cursor, nutri_source *out);

/* ---- A person as a whole: nutri_person_export(3) ------------------------------------------- */

/** What an entry brought of a nutrient, in its unit: recorded with it, or by its food; NaN =
 * unknown. Returns: NUTRI_OK, NUTRI_ENOTFOUND (entry or nutrient).   Ownership: nothing is kept.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_intake_nutrient(nutri *db, int64_t intake_id, int64_t nutrient_id,
                                    double *amount);

/** Called with bytes to write; return 0 when they are written, anything else to end. */
typedef int nutri_write_fn(void *user, const void *bytes, size_t size);

/** What nutri_person_export() wrote or nutri_person_restore() stored. */
typedef struct nutri_person_data {
  size_t size;
  const char *person;
  int64_t rows; /* in all, with those of the foods that came along */
  int64_t entries;
  int64_t foods;        /* that the person's data name */
  int64_t foods_added;  /* of these: were not there and came along with all their values */
  int64_t foods_differ; /* of these: were there, with other values */
  /* Values of such foods kept with the entries (as recorded values), so that they bring what they
   * brought. */
  int64_t values_recorded;
  /* Values of entries and doses that are others than in the file: unknown there and known here, of
   * a scheduled dose, or all by NUTRI_RESTORE_CURRENT. */
  int64_t values_moved;
} nutri_person_data;

/** Writes all that is kept of a person as one small nutri database: the person, life stages, goals,
 * entries with recorded values, day marks, recorded totals, scheduled doses, notes, own words, and
 * every food they name, with its nutrients and measures. nutri_open(), the command and the sqlite3
 * shell read the file as any other, and nutri_person_restore() takes it back. Of other people there
 * is nothing in it. It is made in memory and handed to write in one piece.
 *
 * out may be NULL. Returns: NUTRI_OK, NUTRI_ENOTFOUND (person), NUTRI_ECANCELLED (write ended it),
 * NUTRI_ENOMEM.   Ownership: text is borrowed from the handle.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_person_export(nutri *db, const char *person, nutri_write_fn *write, void *user,
                                  nutri_person_data *out);

#define NUTRI_RESTORE_CURRENT 0x01u /* foods that are here count by their values here */

/** Whom to take out of a file, and how. All zero is its only person, under the same name. */
typedef struct nutri_restore_options {
  size_t size;
  const char *person; /* whom of the file; NULL = its only one */
  const char *name;   /* what to call the person here; NULL = the same */
  uint32_t flags;
  nutri_found_fn *found; /* called for each food that is here with other values; may be NULL */
  void *user;
} nutri_restore_options;

/** Takes a person out of another nutri database (of nutri_person_export(), or a copy of any) into
 * this one, all or nothing. Foods are known again by source and key, own foods by name and content;
 * those that are not here come along. Where a food has other values here the file's are recorded
 * with the entries, so that totals and deficits are what they were; see nutri_person_data.
 *
 * options and out may be NULL. Returns: NUTRI_OK, NUTRI_EEXISTS (a person of this name is here),
 * NUTRI_ENOTFOUND (file, or person in it), NUTRI_EAMBIGUOUS (several persons in it),
 * NUTRI_ENOTADB, NUTRI_ESCHEMA, NUTRI_EFORMAT (its rows name what is not there), NUTRI_EINVAL,
 * NUTRI_EREADONLY, NUTRI_EBUSY, NUTRI_ECANCELLED.
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_restore(nutri *db, const char *path,
                                   const nutri_restore_options *options, nutri_person_data *out);

#define NUTRI_SLIM_NO_PERSONS 0x01u /* foods alone */

/** What goes into a small database. All zero, as NUTRI_INIT leaves it, is everybody with the foods
 * that their data name. */
typedef struct nutri_slim_options {
  size_t size;
  const char *const *sources; /* beside these: all foods of these sources */
  size_t source_count;
  const int64_t *nutrients; /* of foods; magnesium and energy are always kept; 0 = all */
  size_t nutrient_count;
  uint32_t flags;
} nutri_slim_options;

/** Writes a complete nutri database that is smaller than this one: for a device, or a file per
 * user. Foods keep their numbers, sources and keys, so that a later import merges into it. It is
 * made in memory and handed to write in one piece.
 *
 * options and out may be NULL (out->person is NULL). Returns: NUTRI_OK, NUTRI_ENOTFOUND (source or
 * nutrient), NUTRI_ECANCELLED (write ended it), NUTRI_ENOMEM.   Ownership: copied.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_slim(nutri *db, const nutri_slim_options *options, nutri_write_fn *write,
                         void *user, nutri_person_data *out);

/** A person's data in a database in memory where foods have the values that they had after an
 * import (0 = before the first one), whatever was changed since, by later imports or by hand:
 * totals, deficits and sources of then. What was recorded with entries stays. Today is db's.
 *
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (person or import), NUTRI_ENOMEM.   Ownership: *out is owned,
 * close it; nothing of it reaches the file of db.   Threads: each handle's own.   Since: 0.1. */
NUTRI_API int nutri_open_as_of(nutri *db, const char *person, int64_t import_id, nutri **out);

/** A day whose total an import moved, in unit. NaN = nothing known. */
typedef struct nutri_moved_day {
  size_t size;
  const char *person;
  const char *day;
  const char *unit;
  double before;      /* as it was when the import came */
  double after;       /* as the import left it */
  int unknown_before; /* entries of unknown content */
  int unknown_after;
} nutri_moved_day;

/** Called for each such day; return 0 to go on, anything else to end. */
typedef int nutri_moved_fn(void *user, const nutri_moved_day *day);

/** The days whose total of a nutrient an import moved, by person and day: it changed a food that
 * was eaten, or is taken daily. person NULL = of everybody. Later imports do not matter.
 *
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (import, person, nutrient), NUTRI_ECANCELLED (found ended it),
 * NUTRI_ENOMEM.   Ownership: text is the callback's.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_import_days(nutri *db, int64_t import_id, const char *person,
                                int64_t nutrient_id, nutri_moved_fn *found, void *user);

#define NUTRI_FORGET_NO_FOODS 0x01u /* own foods stay, whoever used them */

/** What nutri_person_forget() removed, and what it left. */
typedef struct nutri_forgotten {
  size_t size;
  int64_t entries;
  int64_t days;
  int64_t foods;      /* own foods that went along */
  int64_t foods_left; /* own foods that nobody's data name, and that stayed */
  int64_t imports;    /* imports whose path, files and rejected rows were blotted out */
} nutri_forgotten;

/** Removes a person with every trace: entries, recorded values, days, life stages, goals, doses,
 * notes, own words, what imports kept of them (rejected rows, paths), and own foods that only this
 * person's data name (with NUTRI_FORGET_NO_FOODS they stay; where nobody is left all own foods go).
 * The file is then written anew, so that nothing is left in its unused parts or its log.
 *
 * It needs the file for itself: every other connection to it, idle ones too, must be closed, and so
 * must this handle's cursors. found (may be NULL) is called, before anything is stored, for each
 * own food: "removed" or "left", and its name; not 0 ends it all. Not in its reach: copies,
 * backups, and what the disk keeps of files that were deleted.
 *
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EBUSY (another connection; nothing was changed),
 * NUTRI_EMISUSE (inside a transaction, an open cursor), NUTRI_EREADONLY, NUTRI_ECANCELLED;
 * NUTRI_EIO also where the person was removed and the file could not be written anew: the sentence
 * says so.   Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_person_forget(nutri *db, const char *person, uint32_t flags,
                                  nutri_found_fn *found, void *user, nutri_forgotten *out);

/* ---- Closing a gap: nutri_suggest(3) ------------------------------------------------------- */

/** What may be suggested. All zero, as NUTRI_INIT leaves it, is: magnesium, the last 7 days that
 * count, at most 3 foods, at most 2 portions of each, no limit on energy and sodium, one set. */
typedef struct nutri_suggest_options {
  size_t size;
  int64_t nutrient_id; /* 0 = magnesium */
  const char *from;    /* from and to both NULL: the last 7 days that count, up to today */
  const char *to;
  double max_energy_kcal; /* added energy a day; 0 = no limit */
  double max_sodium_mg;   /* added sodium a day; 0 = no limit */
  int max_portions;       /* of one food, 1 to 5; 0 = 2 */
  int max_foods;          /* of a set, 1 to 5; 0 = 3 */
  /* Foods that are left out: a number or key names one, with those that are the same food; other
   * text all whose description, or everyday word, has its words (at most 4) somewhere within:
   * "almond" leaves out almonds and almond milk. */
  const char *const *without;
  int without_count;
  const char *const *without_categories; /* numbers, or text within the names of categories */
  int without_categories_count;
  int sets; /* 1 to 10: so many sets, no food in two of them; 0 = 1 */
  /* Whose values the gap and the upper limit are of, own goals left out, as with
   * nutri_nutrient_deficit_by(); NULL = the person's, own goals first. */
  const char *authority;
} nutri_suggest_options;

/** The gap, and what the first set does about it; in unit, a day. */
typedef struct nutri_suggest_summary {
  size_t size;
  int64_t nutrient_id;
  const char *nutrient;
  const char *unit;
  const char *from; /* the days whose mean has the gap, as nutri_nutrient_deficit() takes them */
  const char *to;
  int days_counted;
  int unknown_entries; /* above 0: the gap is at most so much */
  double mean;         /* of the counted days, from everything; NaN = no such day, or all unknown */
  double target;       /* NaN = none, see reason */
  const char *target_kind;
  double gap_before;      /* max(0, target - mean); NaN = cannot be computed, see reason */
  double gap_after;       /* what remains of it with the first set */
  int closed;             /* 1 = nothing remains */
  int proven_optimal;     /* 1 = no other choice is better; 0 = the search was ended, see below */
  int sets;               /* how many sets there are; 0 = no food helps, or there is no gap */
  double adds;            /* what the first set brings */
  double added_kcal;      /* of its foods of known energy */
  double added_sodium_mg; /* of its foods of known sodium */
  int energy_unknown;     /* how many of its foods have no known energy */
  int sodium_unknown;
  int candidates;       /* foods the sets were chosen among */
  int left_out_asked;   /* foods left out because they, or their category, were asked not to be */
  int left_out_portion; /* ... that have no usual portion */
  int left_out_unknown; /* ... of which it is unknown what they hold of the nutrient */
  int left_out_energy;  /* ... of unknown energy, with a limit on it */
  int left_out_sodium;  /* ... of unknown sodium, with a limit on it */
  int left_out_upper;   /* ... a portion of which could bring the mean above the upper limit (UL) */
  int reason;           /* enum nutri_reason: why there is no gap to close */
} nutri_suggest_summary;

/** How well a person knows a food, by the diary of the year up to the last day of the span. */
enum nutri_familiarity {
  NUTRI_EATEN = 0,          /* has eaten it */
  NUTRI_CATEGORY_EATEN = 1, /* has eaten others of its category */
  NUTRI_NOT_EATEN = 2       /* neither */
};

/** A food of a set: so many usual portions of it, and what they bring. */
typedef struct nutri_suggestion {
  size_t size;
  int set; /* 1 is the best */
  int64_t food_id;
  const char *description;
  const char *category; /* NULL = none given */
  const char *source;
  const char *measure;      /* the usual portion */
  const char *portion_from; /* as in nutri_rank: own, same food, category */
  int portions;
  double grams; /* of all portions; ml or units as basis says */
  int basis;    /* enum nutri_basis */
  double adds;  /* in unit */
  const char *unit;
  double energy_kcal;     /* NaN = unknown */
  double sodium_mg;       /* NaN = unknown */
  int familiarity;        /* enum nutri_familiarity */
  int eaten_days;         /* of the last 30 days up to the span's last */
  const char *last_eaten; /* the day; NULL = not in the year up to it */
  /* "1 oz (28.35 g) adds 77 mg, 164 kcal; eaten on 3 of the last 30 days", or, of given days, "...
   * eaten on 3 of the 30 days up to 2026-11-16" */
  const char *reason;
} nutri_suggestion;

/** Foods that would close the gap between a person's mean intake and the target, in whole usual
 * portions a day: what nutri_nutrient_deficit() calls the shortfall.
 *
 * Offered are foods, never supplements or medicines, in a form one eats (as in nutri_food_rank),
 * with a usual portion; no baby food, nothing with alcohol (over 0.5 g per 100 g); branded foods
 * only where the person has eaten them. What a food holds must be known, and so must its energy or
 * sodium where there is a limit on it. Where an upper limit (UL) counts food too, no set brings the
 * mean above it.
 *
 * A set is the best choice there is in this order, within the limits:
 *   1. most of the gap is closed;
 *   2. the fewest portions of foods that the person has not eaten in the last year;
 *   3. of these, the fewest of a category that the person has eaten nothing of;
 *   4. the fewest portions of unknown energy;
 *   5. the least added energy (counted in 0.01 kcal a portion);
 *   6. the fewest portions.
 * It is found by branch and bound, so proven_optimal is 1, unless a million steps did not do.
 * A later set is the best one without the foods of those before.
 *
 * This is about intake. It is no advice to take anything, and none for a person with a disease.
 *
 * options may be NULL; so may summary.
 * Returns: NUTRI_OK (also without a gap, a reference or a food: see summary->reason and sets),
 * NUTRI_ENOTFOUND (person, nutrient; a text of without or without_categories that names nothing),
 * NUTRI_EINVAL (a day, a limit or a number out of range).
 * Ownership: *out is owned; read it with nutri_suggest_next(). Text of *summary is borrowed from
 * the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_suggest(nutri *db, const char *person, const nutri_suggest_options *options,
                            nutri_suggest_summary *summary, nutri_cursor **out);

/** Next food, set by set, in a set the one that adds most first. Returns: NUTRI_ROW, NUTRI_OK
 * (end), NUTRI_EMISUSE.   Ownership: text is borrowed from the cursor.   Threads: its handle's.
 * Since: 0.1. */
NUTRI_API int nutri_suggest_next(nutri_cursor *cursor, nutri_suggestion *out);

/* ---- Groups: nutri_group(3) ---------------------------------------------------------------- */

/** How usual intake is told from a day or two of each person. */
enum nutri_group_method {
  NUTRI_NCI = 0, /* the amount-only model of the National Cancer Institute */
  NUTRI_NRC = 1  /* shrinkage of person means; for means and as a check, never for prevalence */
};

#define NUTRI_GROUP_BY_SEX 0x01u      /* rows of each sex */
#define NUTRI_GROUP_BY_AGE 0x02u      /* rows of each age group of the DRI */
#define NUTRI_GROUP_SUPPLEMENTS 0x04u /* usual intake from food and supplements, not food alone */
#define NUTRI_GROUP_NO_SE 0x08u       /* no standard errors but the mean's: they take long */

/** Whose days, and what is asked of them. All zero, as NUTRI_INIT leaves it, is everybody's
 * magnesium from food in one row. */
typedef struct nutri_group_query {
  size_t size;
  int64_t nutrient_id; /* 0 = magnesium */
  const char *sex;     /* female, male; NULL = all */
  int age_min_months;  /* completed, on the day; 0 = open */
  int age_max_months;  /* completed, on the day; 0 = open */
  const char *stage;   /* on the day: pregnant, lactating, none; NULL = all */
  const char *tag;     /* persons with this tag; NULL = all */
  const char *survey;  /* persons of this survey; NULL = all */
  const char *from;    /* undated recalls are in it only where this is NULL */
  const char *to;
  uint32_t flags;
  int method;     /* enum nutri_group_method */
  uint32_t seed;  /* of the bootstrap */
  int replicates; /* samples of the bootstrap, 2 to 10000; 0 = 200 */
} nutri_group_query;

#define NUTRI_GROUP_PERCENTILES 7 /* 5, 10, 25, 50, 75, 90, 95 */

/** A group, or a part of one: its intake of a nutrient, in unit a day. NaN = no answer, see reason
 * and se_reason. Shares are 0 to 1. A standard error is of the number before it. */
typedef struct nutri_group {
  size_t size;
  const char *sex;       /* female, male, not given; NULL = all of them */
  const char *age_group; /* of the DRI: 31-50 years; age not given; NULL = all of them */
  int age_min_months;    /* of age_group; -1 = all of them */
  int age_max_months;
  int64_t nutrient_id;
  const char *nutrient;
  const char *unit;

  int persons;        /* that have a counted day and a weight above 0 */
  int persons_repeat; /* of these, with a second day */
  int persons_out; /* left out: they stand for nobody (weight 0, or none where others have one) */
  int persons_no_ear; /* of persons, those without an average requirement: in no share below it */
  int days;           /* counted, of persons */
  int zero_days; /* of these, without any of the nutrient; the model takes half the least amount */
  int64_t entries;
  int64_t unknown_entries; /* above 0: means are lower bounds, shares below a value are "at most" */
  int64_t unknown_nonfood; /* of these, those of supplements and medicines */
  double known_share;
  int has_recalls; /* 1 = recalls of a survey, numbered */

  double mean; /* weighted mean of the persons' mean days, from what `intake` says */
  double mean_se;
  /* Likewise of first days alone, as surveys print it: on a repeated recall people tell of less. */
  double first_day_mean;
  double first_day_se;
  double mean_supplement; /* whether it is in mean or not */
  double mean_medicine;   /* in no mean */
  const char *intake;     /* food, food + supplements */

  double usual_mean; /* of the usual intakes below */
  double usual_mean_se;
  double percentile[NUTRI_GROUP_PERCENTILES]; /* of usual intake */
  double percentile_se[NUTRI_GROUP_PERCENTILES];

  double ear_low; /* the least and the greatest average requirement of the persons; NaN = none */
  double ear_high;
  double below_ear; /* EAR cut-point: share of usual intakes below the person's own EAR */
  double below_ear_se;
  double inadequate; /* full probability: mean probability that the need is above usual intake */
  double inadequate_se;
  double above_upper; /* share above the UL: of mean doses where it counts supplements and medicines
                         alone, of usual intakes where it counts all */
  double above_upper_se;
  double above_ai; /* share at the AI or above; NaN = no AI. A share below an AI says nothing */
  double above_ai_se;

  double lambda;          /* Box-Cox; NaN where several fits went in */
  double model_within_sd; /* s_e and s_u, on the scale of lambda */
  double model_between_sd;
  double within_sd;                               /* ANOVA: sqrt(V_w), in unit */
  double between_sd;                              /* sqrt(V_b) */
  double variance_ratio;                          /* V_w / V_b */
  double within_cv_percent;                       /* within_sd / mean, in percent */
  double nrc_percentile[NUTRI_GROUP_PERCENTILES]; /* of adjusted person means, as a check */

  const char *method; /* NCI, NRC */
  int is_weighted;
  int has_weekend; /* 1 = the model knows Friday to Sunday; 0 = days without a date, or alike */
  const char *se_method;  /* jackknife, bootstrap; NULL = none */
  int replicates;         /* of it */
  int replicates_refused; /* samples that had no answer and are left out */
  uint32_t seed;          /* of a bootstrap */
  int df;                 /* of mean_se: sampling units less strata */

  int reason; /* enum nutri_reason: why there is no usual intake or share below the EAR */
  const char *reason_text; /* with its figures; NULL = none */
  int se_reason;           /* why standard errors are missing */
  const char *se_text;
} nutri_group;

/** The usual intake of a group, and how much of the group is below the average requirement.
 *
 * Only days that count enter (see nutri_deficit), of persons with a counted day in the query's
 * bounds; sex, age group and requirement are those of the person's last such day. Rows: by sex and
 * age, the age groups of a sex and then all of that sex, last everybody; without flags everybody
 * alone. One model is fitted for each sex, with the age groups as covariates. Persons of a survey
 * count by their weight, the two-day one where second days are used, divided by the number of
 * surveys; others count once.
 *
 * There is no usual intake from fewer than 50 persons with a second day, none where persons differ
 * by no more than their days do, and no share below the EAR where less than 90 % of the diet is
 * known: see reason. The mean's standard error is by Taylor's linearisation over strata and
 * sampling units; the others are by the delete-one-PSU jackknife, or, where a person has no design,
 * by a bootstrap of persons.
 *
 * Source: Tooze et al. 2006 and 2010 (NCI); National Research Council 1986 (NRC); IOM 2000,
 * Applications in Dietary Assessment, ch. 4 (EAR cut-point and full probability); Korn and Graubard
 * 1999 (JKn).
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (nutrient, tag, survey), NUTRI_EINVAL (a value of the query).
 * Ownership: *out is owned; read it with nutri_group_next().   Threads: the handle's. Since: 0.1.
 */
NUTRI_API int nutri_group_list(nutri *db, const nutri_group_query *query, nutri_cursor **out);

/** Next row. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_group_next(nutri_cursor *cursor, nutri_group *out);

/** How much one person's intake of a nutrient differs from day to day. */
typedef struct nutri_within_person_sd {
  size_t size;
  const char *set; /* IOM, or the name of a set estimated from a group */
  int64_t nutrient_id;
  const char *nutrient;
  const char *unit;
  const char *sex;
  int age_min_months;
  int age_max_months;
  double sd;         /* pooled within-person SD, in unit, from food */
  double cv_percent; /* of the mean; NaN = not given */
  int persons;       /* with a second day; 0 = not given */
  int days;          /* theirs */
  const char *source;
} nutri_within_person_sd;

/** Estimates the within-person SDs of a group, sex by sex and age group by age group (the pooled
 * within-person mean square of the analysis of variance), and stores them as a set of this name, in
 * place of an earlier one's of the nutrient. An age group with fewer than 50 persons with a second
 * day gets none. *stored (may be NULL) is how many it has.
 *
 * name: 1 to 100 characters, not IOM. Of the query: whom, when and which nutrient.
 * Source: IOM 2000, Applications in Dietary Assessment, app. B and E.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EINVAL (also where no age group has enough: nothing is
 * stored), NUTRI_EREADONLY.   Ownership: copied.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_within_person_sd_estimate(nutri *db, const char *name,
                                              const nutri_group_query *query, int *stored);

/** From now on this handle's confidences take within-person SDs from this set; NULL = IOM's, as at
 * the start. Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: copied.   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_within_person_sd_use(nutri *db, const char *name);

/** Removes a set that was estimated. Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EINVAL (IOM's),
 * NUTRI_EREADONLY.   Ownership: nothing is kept.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_within_person_sd_remove(nutri *db, const char *name);

/** All within-person SDs, set by set, IOM's first. Returns: NUTRI_OK.   Ownership: *out is owned;
 * read it with nutri_within_person_sd_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_within_person_sd_list(nutri *db, nutri_cursor **out);

/** Next one. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_within_person_sd_next(nutri_cursor *cursor, nutri_within_person_sd *out);

/* ---- Import: nutri_import(3) --------------------------------------------------------------- */

/** How far an import is. bytes_total is 0 while it is not known. */
typedef struct nutri_progress {
  size_t size;
  int64_t bytes_done;
  int64_t bytes_total;
  int64_t rows;
  const char *file; /* the file being read */
} nutri_progress;

/** Called at least every 100 ms during an import, on the thread of the call; not 0 cancels it. */
typedef int nutri_progress_fn(void *user, const nutri_progress *progress);

/** Called once, when all is read, checked and logged and nothing is final yet: before the commit,
 * or, with dry_run, before everything is rolled back. It may ask db whatever reads,
 * nutri_import_get() and the lists of the import among it; writing and importing are refused or
 * lost. Not 0 cancels. */
typedef int nutri_import_report_fn(void *user, nutri *db, int64_t import_id);

/** How to import. All zero, as NUTRI_INIT leaves it, takes the files for what they seem to be. */
typedef struct nutri_import_options {
  size_t size;
  /* NULL = found from names and headers; fdc, sr, cnf, diary, nhanes, person, or a mapping of
   * nutri's own: ciqual, cofid, afcd, ausnut, fndds_at_a_glance, sr_abbrev, openfoodfacts ... */
  const char *format;
  double max_rejects_percent; /* of the rows read; 0 = the default of 5, below 0 = none */
  nutri_progress_fn *progress;
  void *user;         /* for progress and report */
  int samples;        /* 1 = the samples behind Foundation Foods too */
  const char *person; /* whose diary it is, where the file does not say; whom of a nutri database to
                       * take; NULL = the only one */
  const char *mapping; /* a file that says what a wide table's columns hold; NULL = none */
  int dry_run;         /* 1 = reads, checks and reports, stores nothing */
  nutri_import_report_fn *report; /* NULL = none */
  /* Of a survey's recalls (NHANES): the source of their foods, FNDDS at a glance; NULL = the FNDDS
   * imported last. */
  const char *foods;
  /* "code": a food code that the source lacks gets the median of the foods with the most digits in
   * common, marked as imputed; NULL = such a food is unknown. */
  const char *impute;
} nutri_import_options;

/** What became of the rows of an import or of one of its files. read = stored + unchanged +
 * rejected. */
typedef struct nutri_import_report {
  size_t size;
  int64_t import_id;
  const char *source; /* SR Legacy ...; several by commas; NULL = none, a diary */
  const char *format;
  const char *path;
  const char *imported_at; /* UTC */
  int64_t rows_read;
  int64_t rows_stored; /* new or changed */
  int64_t rows_unchanged;
  int64_t rows_rejected;
  int64_t foods_new;      /* the foods it brought */
  int64_t foods_changed;  /* of those that were there before: a value, a measure or a text */
  int64_t foods_vanished; /* no longer listed by the source; they stay */
  int64_t values_new;     /* nutrient values of foods that were there before */
  int64_t values_changed;
  int64_t values_vanished;
  int partial;       /* 1 = under half of the foods the source had: none marked as vanished */
  const char *found; /* what the files were taken for, and why; NULL = nobody noted it */
} nutri_import_report;

/** Imports what a folder, an archive (zip, tar, 7z; nothing is unpacked to disk) or a file holds:
 * USDA's FoodData Central in CSV, every data type; the Standard Reference in ASCII (SR25 to SR28);
 * the Canadian Nutrient File; any table with a food a row and a nutrient a column, by a mapping; a
 * diary from CSV; the recalls of NHANES with their persons, in CSV or SAS transport files; or a
 * person out of another nutri database, as nutri_person_restore() takes one: of that nothing is
 * noted, out->import_id is 0 and options->report is not called. All or nothing, in one transaction:
 * a failed, cancelled or killed import leaves the file as it was. The same input twice changes
 * nothing. A bad row is rejected, kept with file, line, column and reason, and ends the import only
 * where more are rejected than allowed.
 *
 * options and err may be NULL; so may out.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND (path), NUTRI_EFORMAT (nothing known in it, a column is
 * missing, no CSV), NUTRI_EREJECTED, NUTRI_ECANCELLED, NUTRI_EREADONLY, NUTRI_EBUSY,
 * NUTRI_EMISUSE (inside a transaction; or a library built without importers), NUTRI_EIO; of a
 * person those of nutri_person_restore(). Ownership: text is borrowed from the handle.   Threads:
 * the handle's; it reads files on threads of its own.   Since: 0.1. */
NUTRI_API int nutri_import(nutri *db, const char *path, const nutri_import_options *options,
                           nutri_import_report *out, nutri_error *err);

/** One import by its number; 0 = the newest.
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND.   Ownership: text is borrowed from the handle.
 * Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_import_get(nutri *db, int64_t import_id, nutri_import_report *out);

/** All imports, newest first. Returns: NUTRI_OK.   Ownership: *out is owned; read it with
 * nutri_import_next().   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_import_list(nutri *db, nutri_cursor **out);

/** Next import. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_import_next(nutri_cursor *cursor, nutri_import_report *out);

/** A file of an import. */
typedef struct nutri_import_file {
  size_t size;
  const char *file;
  const char *sha256; /* 64 hexadecimal digits */
  int64_t bytes;
  int64_t rows_read;
  int64_t rows_stored;
  int64_t rows_unchanged;
  int64_t rows_rejected;
  const char *note; /* ignored columns, counts that differ from the publisher's; NULL = none */
} nutri_import_file;

/** The files of an import. Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such import).
 * Ownership: *out is owned; read it with nutri_import_file_next().   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_import_files(nutri *db, int64_t import_id, nutri_cursor **out);

/** Next file. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_import_file_next(nutri_cursor *cursor, nutri_import_file *out);

/** A row an import could not take. */
typedef struct nutri_reject {
  size_t size;
  const char *file;
  int64_t line;       /* where the row begins, from 1 */
  const char *column; /* NULL = the row as a whole */
  const char *value;  /* what stood there */
  const char *reason;
} nutri_reject;

/** The rejected rows of an import. Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such import).
 * Ownership: *out is owned; read it with nutri_reject_next().   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_reject_list(nutri *db, int64_t import_id, nutri_cursor **out);

/** Next reject. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_reject_next(nutri_cursor *cursor, nutri_reject *out);

/** What an import changed in a food that was there before it. property says of what: amount (of the
 * nutrient, per 100 g, 100 ml or 1 unit; the texts are its marks), portion (grams or ml of one
 * measure; the texts are the measures), listed (the source lists the food), else a column of the
 * table food (the texts are what stood there). */
typedef struct nutri_change {
  size_t size;
  int64_t food_id;
  const char *description; /* as it is now */
  int64_t entries;         /* of diaries that have the food */
  const char *property;
  int64_t nutrient_id; /* 0 = property is not amount */
  const char *nutrient;
  const char *unit;
  double old_amount; /* NaN = there was none */
  double new_amount; /* NaN = it vanished from the source; the food keeps the old value */
  const char *old_text;
  const char *new_text;
  const char *what; /* new, changed, vanished */
} nutri_change;

/** What an import changed, foods that stand in diaries first, the most eaten before. The foods it
 * brought are no changes. Returns: NUTRI_OK, NUTRI_ENOTFOUND (no such import).
 * Ownership: *out is owned; read it with nutri_change_next().   Threads: the handle's.
 * Since: 0.1. */
NUTRI_API int nutri_import_change_list(nutri *db, int64_t import_id, nutri_cursor **out);

/** Next change. Returns: NUTRI_ROW, NUTRI_OK (end), NUTRI_EMISUSE.
 * Ownership: text is borrowed from the cursor.   Threads: its handle's.   Since: 0.1. */
NUTRI_API int nutri_change_next(nutri_cursor *cursor, nutri_change *out);

/** What an undo took back. */
typedef struct nutri_undo_report {
  size_t size;
  int64_t import_id;
  const char *source; /* as in nutri_import_report */
  const char *path;
  int64_t foods_removed;   /* the import had brought them */
  int64_t foods_restored;  /* it had changed them */
  int64_t foods_listed;    /* it had marked them as vanished */
  int64_t values_removed;  /* of foods that stay */
  int64_t values_restored; /* of foods that stay */
  int64_t entries_removed; /* of diaries, that it had brought */
  int64_t persons_removed; /* of a survey, with all that was kept of them */
} nutri_undo_report;

/** Takes an import back, in one transaction: the foods, diary entries and persons (of a survey) it
 * brought go, with all that was kept of them; values, marks, measures and texts that it changed are
 * what they were, foods that it marked as vanished are listed again, and the import leaves the log.
 * import_id 0 = the newest; out may be NULL.
 *
 * Only the latest import of each of its sources, and only while nothing else stands on a food that
 * it brought: an entry of a diary, a dose, a person's own word; nor an entry or a dose on a person
 * that it brought. Changes made by hand since, to what
 * it had changed or brought, are lost. A category, nutrient or source that it added stays where
 * something else refers to it by now. The search index is brought up to date.
 *
 * Returns: NUTRI_OK, NUTRI_ENOTFOUND, NUTRI_EINUSE (the sentence names what stands on it),
 * NUTRI_EREADONLY, NUTRI_EBUSY, NUTRI_EMISUSE (inside an import's report function).
 * Ownership: text is borrowed from the handle.   Threads: the handle's.   Since: 0.1. */
NUTRI_API int nutri_import_undo(nutri *db, int64_t import_id, nutri_undo_report *out);

#ifdef __cplusplus
}
#endif

#endif /* NUTRI_H */
