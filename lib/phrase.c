/* SPDX-License-Identifier: MIT */
/* "2 cups spinach": an amount, a measure and a food in one line. */
#include <stdio.h>
#include <string.h>

#include "nutri_internal.h"

#define MAX_MEASURE_WORDS 4
#define MAX_MEASURE 200

/* One way to read the words behind the amount. */
struct reading {
  nutri_food food;
  double one;
  const char *measure;   /* kept; as typed, or the usual portion's */
  const char *food_text; /* kept */
};

/* What is to be said if no reading holds: the one that came nearest. */
struct failure {
  int nearness; /* 0 none, 1 no such food, 2 no such measure, 3 ambiguous food, 4 measure */
  int code;
  char message[sizeof((nutri *)0)->errmsg];
  const char *food_text;
  bool behind_unit; /* a unit stood first: the words are no food's name as a whole */
};

static void note(struct failure *failure, nutri *db, int nearness, int code,
                 const char *food_text) {
  if (nearness <= failure->nearness)
    return;
  failure->nearness = nearness;
  failure->code = code;
  failure->food_text = food_text;
  snprintf(failure->message, sizeof failure->message, "%s", db->errmsg);
}

/* The end of the first n words of text; NULL where it has no more than n. */
static const char *after_words(const char *text, int n) {
  for (; n > 0; n--) {
    text += strcspn(text, " \t");
    text += strspn(text, " \t");
    if (*text == '\0')
      return NULL;
  }
  return text;
}

/* Tries one reading. NUTRI_OK: it holds; NUTRI_ENOTFOUND: it does not (noted); else an error. */
static int try_reading(nutri *db, int64_t person_id, const char *measure, const char *food_text,
                       bool exact, struct reading *reading, struct failure *failure) {
  bool is_unit = measure == NULL;
  int rc;

  if (measure != NULL && (rc = nutri__unit_known(db, measure, &is_unit)) != NUTRI_OK)
    return rc;
  failure->behind_unit |= measure != NULL && is_unit;
  rc = exact ? nutri__food_exact(db, person_id, food_text, &reading->food)
             : nutri__food_named(db, person_id, food_text, &reading->food);
  if (rc == NUTRI_OK) {
    reading->food_text = food_text;
    rc = measure != NULL
             ? nutri__measure(db, &reading->food, measure, &reading->one, &reading->measure)
             : nutri__measure_counted(db, &reading->food, food_text, &reading->one,
                                      &reading->measure);
    if (rc == NUTRI_ENOTFOUND)
      note(failure, db, is_unit ? 3 : 2, rc, NULL);
    else if (rc == NUTRI_EAMBIGUOUS)
      note(failure, db, 4, rc, NULL);
  } else if (rc == NUTRI_EAMBIGUOUS) {
    note(failure, db, is_unit ? 3 : 2, rc, food_text);
  } else if (rc == NUTRI_ENOTFOUND || rc == NUTRI_EINVAL) {
    /* Behind a unit stands the food that was meant: "30 g unobtainium". */
    note(failure, db, is_unit && measure != NULL ? 2 : 1, NUTRI_ENOTFOUND, NULL);
  }
  return rc == NUTRI_EAMBIGUOUS || rc == NUTRI_EINVAL ? NUTRI_ENOTFOUND : rc;
}

/* "cups of spinach" is about spinach. */
static const char *skip_of(const char *text) {
  return sqlite3_strnicmp(text, "of ", 3) == 0 && text[3] != '\0' ? text + 3 : text;
}

/* "onion, chopped" behind "cup": onion, in a measure that is a cup, chopped. */
static int try_qualified(nutri *db, int64_t person_id, const char *measure, const char *food,
                         struct reading *reading, struct failure *failure) {
  const char *comma = strchr(food, ',');
  char qualified[MAX_MEASURE];
  char *name;
  int rc = NUTRI_OK;

  if (comma == NULL || comma == food ||
      (size_t)snprintf(qualified, sizeof qualified, "%s%s", measure, comma) >= sizeof qualified)
    return NUTRI_ENOTFOUND;
  name = (char *)nutri__keep(db, food, &rc);
  if (name == NULL)
    return rc;
  name[comma - food] = '\0';
  return try_reading(db, person_id, qualified, name, true, reading, failure);
}

/* A measure of one word or more, then a food: each split in turn until one holds. */
static int try_splits(nutri *db, int64_t person_id, const char *whole, bool exact,
                      struct reading *reading, struct failure *failure) {
  int rc = NUTRI_ENOTFOUND;

  for (int n = 1; n <= MAX_MEASURE_WORDS && rc == NUTRI_ENOTFOUND; n++) {
    const char *food = after_words(whole, n);
    char measure[MAX_MEASURE];
    size_t length;

    if (food == NULL)
      break;
    length = (size_t)(food - whole);
    while (length > 0 && (whole[length - 1] == ' ' || whole[length - 1] == '\t'))
      length--;
    if (length >= sizeof measure)
      break;
    memcpy(measure, whole, length);
    measure[length] = '\0';
    food = skip_of(food);
    rc = try_reading(db, person_id, measure, food, exact, reading, failure);
    if (rc == NUTRI_ENOTFOUND && exact)
      rc = try_qualified(db, person_id, measure, food, reading, failure);
  }
  return rc;
}

/* Reads the words behind an amount: all of them a food's exact name; or a measure, then a food by
 * its exact name ("cup chopped" and "onion"), then by words; or all of them words of a food. */
static int read_words(nutri *db, int64_t person_id, const char *words, struct reading *reading,
                      struct failure *failure) {
  struct failure unsaid = {0}; /* what fails exactly is tried again, and said then */
  int rc = NUTRI_OK;
  const char *whole = nutri__keep_words(db, words, &rc);

  if (rc == NUTRI_OK)
    rc = try_reading(db, person_id, NULL, whole, true, reading, failure);
  if (rc == NUTRI_ENOTFOUND)
    rc = try_splits(db, person_id, whole, true, reading, &unsaid);
  if (rc == NUTRI_ENOTFOUND)
    rc = try_splits(db, person_id, whole, false, reading, failure);
  /* "100 g bar" is a weight of a bar, whatever else has a g and a bar in its name. */
  if (rc == NUTRI_ENOTFOUND && !failure->behind_unit)
    rc = try_reading(db, person_id, NULL, whole, false, reading, failure);
  return rc;
}

static int values_of(nutri *db, int64_t food_id, double amount, nutri_intake *entry) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_INTAKE_VALUE_OF, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food_id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_double(db, stmt, ":amount", amount);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a food")) == NUTRI_ROW) {
    entry->magnesium_mg = nutri__double(stmt, 0);
    entry->energy_kcal = nutri__double(stmt, 1);
    entry->magnesium_at_least = sqlite3_column_int(stmt, 2);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

static int read_amount(nutri *db, const char *text, double *amount, const char **words) {
  char quoted[80];
  bool is_unit = false;
  int rc = NUTRI_OK;

  if (!nutri__parse_amount(text, amount, words))
    return nutri__fail(db, NUTRI_EINVAL,
                       "'%s' does not begin with an amount such as 2, 0.5, 1/2 or 1 1/2",
                       nutri__quote(text, quoted));
  if (!(*amount > 0.0) || *amount > 1e6)
    return nutri__fail(db, NUTRI_EINVAL, "amount: %.10g is not above 0 and at most 1000000",
                       *amount);
  if (**words == '\0' || (rc = nutri__unit_known(db, *words, &is_unit)) != NUTRI_OK || is_unit)
    return rc != NUTRI_OK ? rc
                          : nutri__fail(db, NUTRI_EINVAL, "'%s' names no food behind the amount",
                                        nutri__quote(text, quoted));
  return NUTRI_OK;
}

int nutri_intake_parse(nutri *db, const char *person, const char *text, nutri_intake *out) {
  struct reading reading = {0};
  struct failure failure = {0};
  nutri_intake entry = {.size = sizeof entry};
  const char *words;
  int64_t person_id = 0;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (text == NULL || out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_intake_parse: text or out is NULL");
  if ((person != NULL && (rc = nutri__person_id(db, person, &person_id)) != NUTRI_OK) ||
      (rc = read_amount(db, text, &entry.amount, &words)) != NUTRI_OK)
    return rc;
  rc = read_words(db, person_id, words, &reading, &failure);
  if (rc == NUTRI_ENOTFOUND) {
    if (failure.code == NUTRI_EAMBIGUOUS && failure.food_text != NULL && out->size >= sizeof entry)
      out->food_text = failure.food_text;
    return nutri__fail(db, failure.code, "%s", failure.message);
  }
  if (rc != NUTRI_OK)
    return rc;
  db->errmsg[0] = '\0';
  entry.food_id = reading.food.food_id;
  entry.measure = reading.measure;
  entry.description = reading.food.description;
  entry.food_text = reading.food_text;
  entry.basis_amount = entry.amount * reading.one;
  entry.basis = reading.food.basis;
  rc = values_of(db, entry.food_id, entry.basis_amount, &entry);
  return rc == NUTRI_OK ? nutri__out(db, out, &entry, sizeof entry) : rc;
}
