/* SPDX-License-Identifier: MIT */
/*
 * What the files of the nutri command share. The command prints what the library returns: it knows
 * nutri.h and nothing of SQLite or of the schema.
 */
#ifndef TOOL_H
#define TOOL_H

#include <nutri.h>

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#else
#define PRINTF_LIKE(text, first)
#endif

/* What main returns. */
enum { DONE = 0, FAILED = 1, MISUSED = 2 };

enum format { FOR_PEOPLE, AS_JSON, AS_CSV };

/* ---- args.c: the words and options of a call ------------------------------------------------ */

enum option {
  OPT_DB,
  OPT_TODAY,
  OPT_JSON,
  OPT_CSV,
  OPT_HELP,
  OPT_VERSION,
  OPT_COMMON, /* not an option: those before it go with every command */
  OPT_AGE = OPT_COMMON,
  OPT_ALL,
  OPT_ALL_FORMS,
  OPT_AMOUNT,
  OPT_AS,
  OPT_AS_OF,
  OPT_AUTHORITY,
  OPT_BARE,
  OPT_BORN,
  OPT_CATEGORY,
  OPT_CHANGES,
  OPT_CURRENT,
  OPT_DAY,
  OPT_DRY_RUN,
  OPT_ESTIMATE,
  OPT_FOOD,
  OPT_FOODS,
  OPT_FORMAT,
  OPT_FROM,
  OPT_IMPUTE,
  OPT_KEEP_FOODS,
  OPT_KEY,
  OPT_KIND,
  OPT_LAST,
  OPT_LIMIT,
  OPT_MAPPING,
  OPT_MAX_FOODS,
  OPT_MAX_KCAL,
  OPT_MAX_PORTIONS,
  OPT_MAX_REJECTS,
  OPT_MAX_SODIUM,
  OPT_MEAL,
  OPT_NAME,
  OPT_NO_PERSONS,
  OPT_NOTE,
  OPT_NUTRIENT,
  OPT_PER,
  OPT_PERSON,
  OPT_PORTION,
  OPT_REMOVE,
  OPT_SAMPLES,
  OPT_SERVINGS,
  OPT_SETS,
  OPT_SEX,
  OPT_SOURCE,
  OPT_TIME,
  OPT_TO,
  OPT_TOTALS,
  OPT_UNIT,
  OPT_UNKNOWN,
  OPT_USUAL,
  OPT_WITHOUT,
  OPT_WITHOUT_CATEGORY,
  OPT_YES,
  OPT_YIELD,
  OPT_LISTED, /* not an option: those from here on stand in a command's list, not in its bits */
  OPT_BY = OPT_LISTED,
  OPT_MAX_AGE,
  OPT_METHOD,
  OPT_MIN_AGE,
  OPT_NO_SE,
  OPT_PLAN,
  OPT_PSU,
  OPT_REPLICATES,
  OPT_SEED,
  OPT_STAGE,
  OPT_STRATUM,
  OPT_SUPPLEMENTS,
  OPT_SURVEY,
  OPT_TAG,
  OPT_WEIGHT,
  OPT_WEIGHT_TWO_DAYS,
  OPT_WITHIN_SD,
  OPT_COUNT
};

/* An option as it was given. */
typedef struct given {
  enum option option;
  const char *value;
} given;

typedef struct args {
  const char *value[OPT_COUNT]; /* NULL = not given; "" = a flag that was; the last of several */
  given *given;                 /* all of them, in their order */
  int given_count;
  const char **words; /* the command first, later without it */
  int count;
} args;

enum { DAY_SIZE = 11 }; /* "YYYY-MM-DD" and its end */

struct command;

/* One run of the command. */
typedef struct tool {
  nutri *db;
  char *path; /* of the database */
  char today[DAY_SIZE];
  enum format format;
  const struct command *command;
} tool;

/* Days that a report is asked for; NULL = open. The days may lie within: do not copy it. */
typedef struct span {
  const char *from;
  const char *to;
  char from_day[DAY_SIZE];
  char to_day[DAY_SIZE];
} span;

int args_parse(int argc, char **argv, args *out);
void args_free(args *a);
const char *option_name(enum option option);
const char *option_value_name(enum option option);
char *args_joined(const args *a, int first);
void args_free(args *a);
/* The values of an option that may be given several times: the array is owned. */
const char **args_values(const args *a, enum option option, int *count);

/* Numbers of an option, or `otherwise` where it is not given. */
int args_whole(const tool *t, const args *a, enum option option, int otherwise, int *out);
int args_number(const tool *t, const args *a, enum option option, double otherwise, double *out);
int word_id(const tool *t, const char *text, int64_t *out);
int word_number(const char *text, double *out);

/* Copies today, yesterday or the text itself, which the library then judges. */
const char *day_meant(const tool *t, const char *text, char out[DAY_SIZE]);
int day_is_valid(const char *text);

/* last_days: how many days up to today where none are asked for; 0 = all. */
int span_meant(const tool *t, const args *a, int last_days, span *out);
/* "2026-11-09 to 2026-11-15", "all days": owned by the caller. */
char *span_text(const span *days);

/* ---- text.c: characters, numbers, memory ---------------------------------------------------- */

void *must(void *memory);       /* ends the command where memory is NULL */
char *copied(const char *text); /* NULL stays NULL */
char *printed(const char *format, ...) PRINTF_LIKE(1, 2);

/* The character at text and its length in bytes; one byte of bad UTF-8 is U+FFFD. */
size_t utf8_next(const char *text, uint32_t *character);
size_t utf8_width(const char *text);
int same_without_case(const char *a, const char *b);
/* A copy that is safe on a terminal: control characters become blanks, bad UTF-8 U+FFFD. */
char *cleaned(const char *text);

enum { NUMBER_SIZE = 48 };
const char *exact_number(double value, char out[NUMBER_SIZE]);  /* the shortest that reads back */
const char *people_amount(double value, char out[NUMBER_SIZE]); /* 412, 6.3, 0.19 */
const char *people_share(double share, char out[NUMBER_SIZE]);  /* 0 to 1; 0.997 is "99 %" */
const char *people_count(int64_t value, char out[NUMBER_SIZE]); /* 641,060 */

/* Each prints "nutri: SENTENCE" and returns the exit code. */
int failed(const char *format, ...) PRINTF_LIKE(1, 2);
int misused(const tool *t, const char *format, ...) PRINTF_LIKE(2, 3);
int refused(tool *t, int rc); /* the handle's last error */

/* ---- table.c: rows for people, JSON and CSV ------------------------------------------------- */

enum style {
  AS_TEXT,
  AS_CUT,    /* text that may be cut to the terminal's width */
  AS_ID,     /* a whole number */
  AS_COUNT,  /* a whole number with thousands apart */
  AS_AMOUNT, /* people_amount */
  AS_GIVEN,  /* a number as it was typed: 1.5 */
  AS_SHARE,  /* 0 to 1, shown in percent: what is known, rounded down */
  AS_PART,   /* likewise, a part of a sum: rounded */
  AS_FLAG    /* the column's heading where it is set */
};

enum column_flag {
  DROP_EMPTY = 1,  /* people do not see it where no row has anything */
  DROP_ZERO = 2,   /* nor where all is 0 */
  SAY_UNKNOWN = 4, /* people read "unknown" for NaN */
  RIGHT = 8        /* text to the right */
};

typedef struct column {
  const char *key;     /* in JSON and CSV; NULL = only people see it */
  const char *heading; /* for people; NULL = only programs see it */
  enum style style;
  unsigned flags;
  const char *mg_key; /* the key where the nutrient is magnesium; NULL = the same */
} column;

typedef struct table table;

table *table_new(const column *columns, size_t count);
/* nutrient_id chooses among key and mg_key. */
table *table_new_for(const column *columns, size_t count, int64_t nutrient_id);
void table_free(table *rows);
void table_heading(table *rows, size_t at, const char *heading);

/* The next cell of the row; a row ends by itself. */
void add_text(table *rows, const char *text); /* NULL = nothing */
void add_whole(table *rows, int64_t value);
void add_number(table *rows, double value);
void add_flag(table *rows, int value);
void add_nothing(table *rows);

size_t table_rows(const table *rows);
const char *table_text(const table *rows, size_t row, const char *key);
double table_number(const table *rows, size_t row, const char *key);

void table_for_people(const table *rows, FILE *out);
void table_as_csv(const table *rows, FILE *out);
/* Prints it as the user asked: in JSON an array. */
void table_print(const tool *t, const table *rows);
/* The same for one thing: in JSON an object. People get the text. */
void record_print(const tool *t, const table *record, const char *text);

/* ---- json.c ---------------------------------------------------------------------------------- */

typedef struct json {
  FILE *out;
  int depth;
  int is_empty;
} json;

void json_begin(json *j, const char *key, char bracket); /* '{' or '[' */
void json_end(json *j, char bracket);
void json_text(json *j, const char *key, const char *value);
void json_whole(json *j, const char *key, int64_t value);
void json_number(json *j, const char *key, double value);
void json_flag(json *j, const char *key, int value);
void json_members(json *j, const table *rows, size_t row);
void json_rows(json *j, const char *key, const table *rows);
/* In table.c, which knows the cells. */
size_t table_columns(const table *rows);
void json_cell(json *j, const table *rows, size_t row, size_t at);

/* ---- help.c: the commands -------------------------------------------------------------------- */

enum opens { OPENS_NOTHING, OPENS_TO_READ, OPENS_TO_WRITE };

typedef struct command {
  const char *name;
  const char *sub; /* the second word; NULL = none */
  const char *words;
  const char *summary;
  const char *more; /* NULL = the summary says it */
  const char *example;
  uint64_t options;          /* of its own: bits by enum option, of those below OPT_LISTED */
  const enum option *listed; /* of its own, of the others; OPT_COUNT ends them; NULL = none */
  int least_words;
  int most_words; /* -1 = any number */
  enum opens opens;
  int (*run)(tool *t, const args *a);
} command;

/* commands.c */
extern const command commands[];
extern const size_t command_count;

/* Finds the command and takes its words off; NULL = said why, *status set. */
const command *command_meant(args *a, int *status);
int help_run(const args *a);
int help_of(const args *a);
int usage_for_nothing(void);
void usage_hint(FILE *out, const command *which);

/* ---- what the commands share ----------------------------------------------------------------- */

/* A nutrient that was asked for; name and unit are owned. */
typedef struct measured {
  int64_t id;
  char *name; /* "magnesium", "vitamin C, total ascorbic acid" */
  char *unit;
} measured;

/* "Magnesium, Mg" as it stands in a sentence: "magnesium", owned. Other capitals stay: "vitamin C".
 */
char *plain_name(const char *name);
int nutrient_meant(tool *t, const args *a, measured *out);
int nutrient_named(tool *t, const char *text, measured *out);
void measured_free(measured *m);

/* --as-of: from now on the command asks the person's data as that import left them (cmd_past.c). */
int past_meant(tool *t, const args *a, const char *person);

/* The person of --person (or name), or the only one: owned. NULL = said why, *status set. */
char *person_meant(tool *t, const char *name, int *status);
/* The only person's name: owned; NULL = none or several. */
char *only_person(tool *t);

const char *basis_unit(int basis); /* "g", "ml", "unit" */
const char *basis_per(int basis);  /* "100 g", "100 ml", "1 unit" */
const char *kind_name(int kind);   /* "food", "supplement", "medicine" */

/*
 * The food that a text names. Ambiguous: on a terminal the user chooses (NUTRI_OK, the choice kept
 * as an alias of person unless that is NULL), else the candidates go to stderr.
 */
int food_choose(tool *t, const char *person, const char *text, int64_t *food_id);
/* Understands "AMOUNT [UNIT] FOOD"; an ambiguous food is asked for. Text is the handle's. */
int parse_entry(tool *t, const char *person, const char *text, nutri_intake *out);
/* The one food of a text, by food_choose() where it is ambiguous. */
int food_meant(tool *t, const char *person, const char *text, int64_t *food_id);
int food_shown(tool *t, int64_t food_id); /* as food show */
int is_terminal(void);                    /* both ends: a question can be asked */
/* Reads a yes from the terminal after asking on stderr. */
int is_agreed(const char *question);

int cmd_init(tool *t, const args *a);
int cmd_check(tool *t, const args *a);
int cmd_version(tool *t, const args *a);
int cmd_help(tool *t, const args *a);
int cmd_import(tool *t, const args *a);
int cmd_import_days(tool *t, const args *a);
int cmd_import_list(tool *t, const args *a);
int cmd_import_show(tool *t, const args *a);
int cmd_import_undo(tool *t, const args *a);
int cmd_food_search(tool *t, const args *a);
int cmd_food_show(tool *t, const args *a);
int cmd_food_rank(tool *t, const args *a);
int cmd_food_add(tool *t, const args *a);
int cmd_food_edit(tool *t, const args *a);
int cmd_alias_list(tool *t, const args *a);
int cmd_alias_set(tool *t, const args *a);
int cmd_alias_remove(tool *t, const args *a);
int cmd_alias_rename(tool *t, const args *a);
int cmd_alias_merge(tool *t, const args *a);
int cmd_person_add(tool *t, const args *a);
int cmd_person_list(tool *t, const args *a);
int cmd_person_show(tool *t, const args *a);
int cmd_person_set(tool *t, const args *a);
int cmd_person_tag(tool *t, const args *a);
int cmd_person_untag(tool *t, const args *a);
int cmd_person_survey(tool *t, const args *a);
int cmd_person_unsurvey(tool *t, const args *a);
int cmd_group(tool *t, const args *a);
int cmd_variation_estimate(tool *t, const args *a);
int cmd_variation_list(tool *t, const args *a);
int cmd_variation_remove(tool *t, const args *a);
int cmd_stage_add(tool *t, const args *a);
int cmd_stage_list(tool *t, const args *a);
int cmd_stage_remove(tool *t, const args *a);
int cmd_target_add(tool *t, const args *a);
int cmd_target_list(tool *t, const args *a);
int cmd_target_remove(tool *t, const args *a);
int cmd_log(tool *t, const args *a);
int cmd_usual(tool *t, const args *a); /* log --usual */
int cmd_edit(tool *t, const args *a);
int cmd_again(tool *t, const args *a);
int cmd_unlog(tool *t, const args *a);
int cmd_diary(tool *t, const args *a);
int cmd_day_list(tool *t, const args *a);
int cmd_day_mark(tool *t, const args *a);
int cmd_note(tool *t, const args *a);
int cmd_note_list(tool *t, const args *a);
int cmd_note_remove(tool *t, const args *a);
int cmd_product_add(tool *t, const args *a);
int cmd_product_edit(tool *t, const args *a);
int cmd_product_show(tool *t, const args *a);
int cmd_product_list(tool *t, const args *a);
int cmd_product_compounds(tool *t, const args *a);
int cmd_schedule_add(tool *t, const args *a);
int cmd_schedule_list(tool *t, const args *a);
int cmd_schedule_end(tool *t, const args *a);
int cmd_schedule_remove(tool *t, const args *a);
int cmd_supplements(tool *t, const args *a);
int cmd_recipe_add(tool *t, const args *a);
int cmd_recipe_edit(tool *t, const args *a);
int cmd_recipe_show(tool *t, const args *a);
int cmd_recipe_list(tool *t, const args *a);
int cmd_recipe_cooking(tool *t, const args *a);
int cmd_total(tool *t, const args *a);
int cmd_deficit(tool *t, const args *a);
int cmd_sources(tool *t, const args *a);
int cmd_export(tool *t, const args *a);
int cmd_slim(tool *t, const args *a);
int cmd_restore(tool *t, const args *a);
int cmd_forget(tool *t, const args *a);
int cmd_suggest(tool *t, const args *a);

#endif
