/* SPDX-License-Identifier: MIT */
/* The words and options of a call, and the days and numbers among them. */
#include "tool.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* value: how help names what follows; NULL = nothing does. */
static const struct {
  const char *name;
  const char *value;
} options[OPT_COUNT] = {
    [OPT_DB] = {"--db", "FILE"},
    [OPT_TODAY] = {"--today", "DAY"},
    [OPT_JSON] = {"--json", NULL},
    [OPT_CSV] = {"--csv", NULL},
    [OPT_HELP] = {"--help", NULL},
    [OPT_VERSION] = {"--version", NULL},
    [OPT_AGE] = {"--age", "YEARS"},
    [OPT_ALL] = {"--all", NULL},
    [OPT_ALL_FORMS] = {"--all-forms", NULL},
    [OPT_AMOUNT] = {"--amount", "AMOUNT"},
    [OPT_AS] = {"--as", "NAME"},
    [OPT_AS_OF] = {"--as-of", "IMPORT"},
    [OPT_AUTHORITY] = {"--authority", "us|eu|uk|nordic|dach|anz|who|jp"},
    [OPT_BARE] = {"--bare", NULL},
    [OPT_BORN] = {"--born", "DAY"},
    [OPT_CATEGORY] = {"--category", "CATEGORY"},
    [OPT_CHANGES] = {"--changes", NULL},
    [OPT_CURRENT] = {"--current", NULL},
    [OPT_DAY] = {"--day", "DAY"},
    [OPT_DRY_RUN] = {"--dry-run", NULL},
    [OPT_ESTIMATE] = {"--estimate", NULL},
    [OPT_FOOD] = {"--food", "FOOD"},
    [OPT_FOODS] = {"--foods", "SOURCE"},
    [OPT_FORMAT] = {"--format", "FORMAT"},
    [OPT_FROM] = {"--from", "DAY"},
    [OPT_IMPUTE] = {"--impute", "code"},
    [OPT_KEEP_FOODS] = {"--keep-foods", NULL},
    [OPT_KEY] = {"--key", "KEY"},
    [OPT_KIND] = {"--kind", "supplement|medicine"},
    [OPT_LAST] = {"--last", "DAYS"},
    [OPT_LIMIT] = {"--limit", "N"},
    [OPT_MAPPING] = {"--mapping", "FILE"},
    [OPT_MAX_FOODS] = {"--max-foods", "N"},
    [OPT_MAX_KCAL] = {"--max-kcal", "KCAL"},
    [OPT_MAX_PORTIONS] = {"--max-portions", "N"},
    [OPT_MAX_REJECTS] = {"--max-rejects", "PERCENT"},
    [OPT_MAX_SODIUM] = {"--max-sodium", "MG"},
    [OPT_MEAL] = {"--meal", "MEAL"},
    [OPT_NAME] = {"--name", "NAME"},
    [OPT_NO_PERSONS] = {"--no-persons", NULL},
    [OPT_NOTE] = {"--note", "TEXT"},
    [OPT_NUTRIENT] = {"--nutrient", "NUTRIENT"},
    [OPT_PER] = {"--per", "AMOUNT"},
    [OPT_PERSON] = {"--person", "NAME"},
    [OPT_PORTION] = {"--portion", "MEASURE=AMOUNT"},
    [OPT_REMOVE] = {"--remove", "NUMBERS"},
    [OPT_SAMPLES] = {"--samples", NULL},
    [OPT_SERVINGS] = {"--servings", "N"},
    [OPT_SETS] = {"--sets", "N"},
    [OPT_SEX] = {"--sex", "female|male"},
    [OPT_SOURCE] = {"--source", "NAME"},
    [OPT_TIME] = {"--time", "HH:MM"},
    [OPT_TO] = {"--to", "DAY"},
    [OPT_TOTALS] = {"--totals", NULL},
    [OPT_UNIT] = {"--unit", "UNIT"},
    [OPT_UNKNOWN] = {"--unknown", NULL},
    [OPT_USUAL] = {"--usual", NULL},
    [OPT_WITHOUT] = {"--without", "FOOD"},
    [OPT_WITHOUT_CATEGORY] = {"--without-category", "CATEGORY"},
    [OPT_YES] = {"--yes", NULL},
    [OPT_YIELD] = {"--yield", "AMOUNT"},
    [OPT_BY] = {"--by", "sex,age"},
    [OPT_MAX_AGE] = {"--max-age", "YEARS"},
    [OPT_METHOD] = {"--method", "nci|nrc"},
    [OPT_MIN_AGE] = {"--min-age", "YEARS"},
    [OPT_NO_SE] = {"--no-se", NULL},
    [OPT_PLAN] = {"--plan", NULL},
    [OPT_PSU] = {"--psu", "N"},
    [OPT_REPLICATES] = {"--replicates", "N"},
    [OPT_SEED] = {"--seed", "N"},
    [OPT_STAGE] = {"--stage", "pregnant|lactating|none"},
    [OPT_STRATUM] = {"--stratum", "N"},
    [OPT_SUPPLEMENTS] = {"--supplements", NULL},
    [OPT_SURVEY] = {"--survey", "NAME"},
    [OPT_TAG] = {"--tag", "TAG"},
    [OPT_WEIGHT] = {"--weight", "N"},
    [OPT_WEIGHT_TWO_DAYS] = {"--weight-two-days", "N"},
    [OPT_WITHIN_SD] = {"--within-sd", "NAME"},
};

const char *option_name(enum option option) { return options[option].name; }

const char *option_value_name(enum option option) { return options[option].value; }

/* ---- parsing --------------------------------------------------------------------------------- */

static int option_found(const char *text, size_t length, enum option *out) {
  if (strcmp(text, "-h") == 0) {
    *out = OPT_HELP;
    return 1;
  }
  for (int i = 0; i < OPT_COUNT; i++) {
    if (strlen(options[i].name) == length && strncmp(options[i].name, text, length) == 0) {
      *out = (enum option)i;
      return 1;
    }
  }
  return 0;
}

static int goes_several_times(enum option option) {
  return option == OPT_PORTION || option == OPT_WITHOUT || option == OPT_WITHOUT_CATEGORY;
}

/* "-" and "-3" are words. */
static int is_option(const char *text) {
  return text[0] == '-' && text[1] != '\0' && text[1] != '.' && (text[1] < '0' || text[1] > '9');
}

/* Takes an option and its value from argv[*i]. */
static int take_option(int argc, char **argv, int *i, args *out) {
  const char *text = argv[*i];
  const char *equals = strchr(text, '=');
  size_t length = equals == NULL ? strlen(text) : (size_t)(equals - text);
  enum option option = OPT_COUNT;

  if (!option_found(text, length, &option))
    return misused(NULL, "unknown option '%.*s'", length > 60 ? 60 : (int)length, text);
  const char *name = options[option].name;
  if (out->value[option] != NULL && options[option].value != NULL && !goes_several_times(option))
    return misused(NULL, "%s is given twice", name);
  if (options[option].value == NULL) {
    if (equals != NULL)
      return misused(NULL, "%s takes no value", name);
    out->value[option] = "";
  } else if (equals != NULL) {
    out->value[option] = equals + 1;
  } else if (*i + 1 < argc) {
    out->value[option] = argv[++*i];
  } else {
    return misused(NULL, "%s needs a value: %s %s", name, name, options[option].value);
  }
  out->given[out->given_count++] = (given){option, out->value[option]};
  return DONE;
}

int args_parse(int argc, char **argv, args *out) {
  int only_words = 0;
  memset(out, 0, sizeof *out);
  out->words = must(calloc((size_t)argc + 1, sizeof *out->words));
  out->given = must(calloc((size_t)argc + 1, sizeof *out->given));
  for (int i = 1; i < argc; i++) {
    if (!only_words && strcmp(argv[i], "--") == 0) {
      only_words = 1;
    } else if (!only_words && is_option(argv[i])) {
      int status = take_option(argc, argv, &i, out);
      if (status != DONE)
        return status;
    } else {
      out->words[out->count++] = argv[i];
    }
  }
  if (out->value[OPT_JSON] != NULL && out->value[OPT_CSV] != NULL)
    return misused(NULL, "--json and --csv exclude each other");
  return DONE;
}

void args_free(args *a) {
  free(a->words);
  free(a->given);
}

const char **args_values(const args *a, enum option option, int *count) {
  const char **values = must(calloc((size_t)a->given_count + 1, sizeof *values));
  *count = 0;
  for (int i = 0; i < a->given_count; i++) {
    if (a->given[i].option == option)
      values[(*count)++] = a->given[i].value;
  }
  return values;
}

char *args_joined(const args *a, int first) {
  size_t size = 1;
  size_t used = 0;
  for (int i = first; i < a->count; i++)
    size += strlen(a->words[i]) + 1;
  char *text = must(malloc(size));
  for (int i = first; i < a->count; i++) {
    size_t length = strlen(a->words[i]);
    if (i > first)
      text[used++] = ' ';
    memcpy(text + used, a->words[i], length);
    used += length;
  }
  text[used] = '\0';
  return text;
}

/* ---- numbers --------------------------------------------------------------------------------- */

int args_whole(const tool *t, const args *a, enum option option, int otherwise, int *out) {
  const char *text = a->value[option];
  *out = otherwise;
  if (text == NULL)
    return DONE;
  char *end = NULL;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (end == text || *end != '\0' || errno != 0 || value > INT_MAX || value < INT_MIN)
    return misused(t, "%s wants a whole number, not '%s'", options[option].name, text);
  *out = (int)value;
  return DONE;
}

int word_number(const char *text, double *out) {
  char *end = NULL;
  if (strspn(text, "+-.0123456789eE") != strlen(text)) /* no nan, inf or hexadecimal */
    return 0;
  *out = strtod(text, &end);
  return end != text && *end == '\0' && isfinite(*out);
}

int args_number(const tool *t, const args *a, enum option option, double otherwise, double *out) {
  const char *text = a->value[option];
  *out = otherwise;
  if (text != NULL && !word_number(text, out))
    return misused(t, "%s wants a number, not '%s'", options[option].name, text);
  return DONE;
}

int word_id(const tool *t, const char *text, int64_t *out) {
  char *end = NULL;
  const char *digits = text[0] == '#' ? text + 1 : text; /* as log shows it */
  errno = 0;
  long long value = strtoll(digits, &end, 10);
  if (end == digits || *end != '\0' || errno != 0)
    return misused(t, "'%s' is no number", text);
  *out = value;
  return DONE;
}

/* ---- days ------------------------------------------------------------------------------------ */

#define FIRST_DAY "0001-01-01"

/* Days since 0000-03-01 in the Gregorian calendar; a year begins in March, leap days end it.
 * Counted in 64 bits: the way back multiplies by 10,000, which a long of 32 bits does not hold. */
static int64_t day_number(int year, int month, int day) {
  int64_t y = month > 2 ? year : year - 1;
  int64_t m = month > 2 ? month - 3 : month + 9;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
}

static void day_written(int64_t number, char out[DAY_SIZE]) {
  if (number < 0) { /* no day of ours: the library refuses it */
    memcpy(out, "0000-00-00", DAY_SIZE);
    return;
  }
  int64_t y = (10000 * number + 14780) / 3652425;
  int64_t rest = number - (365 * y + y / 4 - y / 100 + y / 400);
  if (rest < 0) {
    y--;
    rest = number - (365 * y + y / 4 - y / 100 + y / 400);
  }
  int64_t m = (100 * rest + 52) / 3060;
  int64_t day = rest - (m * 306 + 5) / 10 + 1;
  int64_t month = m < 10 ? m + 3 : m - 9;
  int64_t year = y + (month <= 2 ? 1 : 0);
  char text[64];
  snprintf(text, sizeof text, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, year, month, day);
  memcpy(out, text, DAY_SIZE - 1);
  out[DAY_SIZE - 1] = '\0';
}

static int64_t day_read(const char *text) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (strlen(text) != DAY_SIZE - 1 || sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return -1;
  return month < 1 || month > 12 ? -1 : day_number(year, month, day);
}

int day_is_valid(const char *text) {
  char again[DAY_SIZE];
  int64_t number = day_read(text);
  if (number < 0)
    return 0;
  day_written(number, again);
  return strcmp(text, again) == 0;
}

static void days_before_today(const tool *t, int days, char out[DAY_SIZE]) {
  day_written(day_read(t->today) - days, out);
}

const char *day_meant(const tool *t, const char *text, char out[DAY_SIZE]) {
  if (text == NULL)
    return NULL;
  if (strcmp(text, "today") == 0)
    return t->today;
  if (strcmp(text, "yesterday") != 0)
    return text;
  days_before_today(t, 1, out);
  return out;
}

int span_meant(const tool *t, const args *a, int last_days, span *out) {
  const char *day = a->value[OPT_DAY];
  const char *from = day != NULL ? day : a->value[OPT_FROM];
  const char *to = day != NULL ? day : a->value[OPT_TO];
  int days = 0;
  int status = args_whole(t, a, OPT_LAST, from == NULL && to == NULL ? last_days : 0, &days);

  if (status != DONE)
    return status;
  if (day != NULL &&
      (a->value[OPT_LAST] != NULL || a->value[OPT_FROM] != NULL || a->value[OPT_TO] != NULL))
    return misused(t, "--day goes without --from, --to and --last");
  if (a->value[OPT_LAST] != NULL && (from != NULL || to != NULL))
    return misused(t, "--last goes without --from and --to");
  if (a->value[OPT_LAST] != NULL && (days < 1 || days > 100000))
    return misused(t, "--last wants 1 day or more, not '%s'", a->value[OPT_LAST]);
  out->from = day_meant(t, from, out->from_day);
  out->to = day_meant(t, to, out->to_day);
  if (days > 0) {
    days_before_today(t, days - 1, out->from_day);
    if (strcmp(out->from_day, FIRST_DAY) < 0)
      memcpy(out->from_day, FIRST_DAY, DAY_SIZE);
    out->from = out->from_day;
    out->to = t->today;
  }
  if (out->from != NULL && out->to != NULL && day_is_valid(out->from) && day_is_valid(out->to) &&
      strcmp(out->from, out->to) > 0)
    return misused(t, "the first day, %s, is after the last, %s", out->from, out->to);
  return DONE;
}

char *span_text(const span *days) {
  if (days->from == NULL && days->to == NULL)
    return copied("all days");
  if (days->from == NULL)
    return printed("up to %s", days->to);
  if (days->to == NULL)
    return printed("from %s", days->from);
  if (strcmp(days->from, days->to) == 0)
    return copied(days->from);
  return printed("%s to %s", days->from, days->to);
}
