/* SPDX-License-Identifier: MIT */
/* From the fields of a CSV row to typed, checked values, as the format's table says. Columns are
 * found by the names in the header, never by position. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "import_internal.h"

/* ---- texts --------------------------------------------------------------------------------- */

int nutri__batch_text(struct nutri__batch *batch, struct nutri__value *value, const char *text,
                      size_t length) {
  size_t size = batch->text_size > 0 ? batch->text_size : 16384;

  while (size - batch->text_length < length)
    size *= 2;
  if (size != batch->text_size) {
    char *bigger = sqlite3_realloc64(batch->text, size);

    if (bigger == NULL)
      return NUTRI_ENOMEM;
    batch->text = bigger;
    batch->text_size = size;
  }
  memcpy(batch->text + batch->text_length, text, length);
  value->kind = NUTRI__VALUE_TEXT;
  value->length = (uint32_t)length;
  value->as.offset = batch->text_length;
  batch->text_length += length;
  return NUTRI_OK;
}

/* The length of a character of UTF-8 at text, 0 where there is none (RFC 3629). */
static size_t character(const unsigned char *text, size_t left) {
  unsigned char c = text[0];
  size_t length = c < 0x80                ? 1
                  : c >= 0xc2 && c < 0xe0 ? 2
                  : c >= 0xe0 && c < 0xf0 ? 3
                  : c >= 0xf0 && c < 0xf5 ? 4
                                          : 0;

  if (length == 0 || length > left)
    return 0;
  for (size_t i = 1; i < length; i++)
    if ((text[i] & 0xc0) != 0x80)
      return 0;
  if ((c == 0xe0 && text[1] < 0xa0) || (c == 0xed && text[1] > 0x9f) ||
      (c == 0xf0 && text[1] < 0x90) || (c == 0xf4 && text[1] > 0x8f))
    return 0;
  return length;
}

int64_t nutri__utf8_length(const char *text, size_t length) {
  int64_t count = 0;

  for (size_t at = 0, step; at < length; at += step, count++) {
    step = character((const unsigned char *)text + at, length - at);
    if (step == 0)
      return -1;
  }
  return count;
}

struct nutri__field nutri__trimmed(struct nutri__field field) {
  while (field.length > 0 && (field.text[0] == ' ' || field.text[0] == '\t')) {
    field.text++;
    field.length--;
  }
  while (field.length > 0 &&
         (field.text[field.length - 1] == ' ' || field.text[field.length - 1] == '\t'))
    field.length--;
  return field;
}

struct nutri__field nutri__without_zeros(struct nutri__field field) {
  while (field.length > 1 && field.text[0] == '0') {
    field.text++;
    field.length--;
  }
  return field;
}

static bool is_name(const struct nutri__field *field, const char *name) {
  return strlen(name) == field->length && strncasecmp(field->text, name, field->length) == 0;
}

/* ---- the header ---------------------------------------------------------------------------- */

static bool is_of_file(const struct nutri__column *column) {
  return column->type != NUTRI__TYPE_JOIN && column->type != NUTRI__TYPE_CONSTANT;
}

static bool has_name(const struct nutri__column *column, const struct nutri__field *name) {
  for (int i = 0; i < NUTRI__SPELLINGS && column->name[i] != NULL; i++)
    if (is_name(name, column->name[i]))
      return is_of_file(column);
  return false;
}

static bool is_unused(const struct nutri__table *table, const struct nutri__field *name) {
  for (size_t i = 0; table->unused != NULL && table->unused[i] != NULL; i++)
    if (is_name(name, table->unused[i]))
      return true;
  return false;
}

/* Adds a name to a list for a message, where it still fits. */
static void list(char *text, size_t size, const struct nutri__field *name) {
  size_t length = strlen(text);
  char quoted[80];

  nutri__quote(name->text, quoted);
  if (length + strlen(quoted) + 3 <= size)
    snprintf(text + length, size - length, "%s%s", length > 0 ? ", " : "", quoted);
}

/* Gives a column of the file to those of the table that have its name: two may read one. */
static int place_column(struct nutri__taker *taker, const struct nutri__field *name, int at,
                        char *message, size_t size) {
  bool is_known = false;

  for (size_t i = 0; i < taker->columns; i++) {
    if (!has_name(&taker->table->column[i], name))
      continue;
    is_known = true;
    if (taker->place[i] >= 0) {
      snprintf(message, size, "the column %s stands in the header twice",
               taker->table->column[i].name[0]);
      return NUTRI_EFORMAT;
    }
    taker->place[i] = at;
    taker->wanted[at] = true;
  }
  if (!is_known && name->length > 0 && !is_unused(taker->table, name))
    list(taker->counts->ignored, sizeof taker->counts->ignored, name);
  return NUTRI_OK;
}

int nutri__taker_header(struct nutri__taker *taker, const struct nutri__field *fields, size_t count,
                        char *message, size_t size) {
  const struct nutri__table *table = taker->table;
  char there[300] = "";
  int rc = NUTRI_OK;

  taker->width = count;
  memset(taker->wanted, 0, sizeof taker->wanted);
  taker->columns = 0;
  while (taker->columns < NUTRI__COLUMNS_MAX && table->column[taker->columns].type != 0)
    taker->place[taker->columns++] = -1;
  for (size_t i = 0; i < count && rc == NUTRI_OK; i++) {
    struct nutri__field name = nutri__trimmed(fields[i]);

    list(there, sizeof there, &name);
    rc = place_column(taker, &name, (int)i, message, size);
  }
  for (size_t i = 0; i < taker->columns && rc == NUTRI_OK; i++)
    if (taker->place[i] < 0 && !table->column[i].optional && is_of_file(&table->column[i])) {
      snprintf(message, size, "the column %s is missing; the header has %s",
               table->column[i].name[0], there);
      rc = NUTRI_EFORMAT;
    }
  return rc;
}

int nutri__taker_names(struct nutri__taker *taker) {
  struct nutri__field names[NUTRI__FIELDS_MAX];
  char message[200];
  size_t count = 0;

  for (; taker->table->header[count] != NULL; count++)
    names[count] =
        (struct nutri__field){taker->table->header[count], strlen(taker->table->header[count])};
  return nutri__taker_header(taker, names, count, message, sizeof message);
}

/* ---- values -------------------------------------------------------------------------------- */

/* What a column's check came to, beside a value. */
enum checked { CHECKED_VALUE, CHECKED_OTHERWISE, CHECKED_NO_MEMORY };

struct check {
  const struct nutri__column *column;
  const struct nutri__field *field;
  struct nutri__batch *batch;
  struct nutri__value *value;
  enum nutri__otherwise otherwise;
  struct nutri__reason *reason;
};

/* What the row comes to instead; the reason's text is written, or is what. */
static enum checked otherwise(struct check *check, enum nutri__otherwise what, const char *reason) {
  check->otherwise = what;
  if (reason != check->reason->text)
    snprintf(check->reason->text, sizeof check->reason->text, "%s", reason);
  return CHECKED_OTHERWISE;
}

/* A reason that names a bound of the column. */
static enum checked beyond(struct check *check, const char *before, double bound,
                           const char *after) {
  snprintf(check->reason->text, sizeof check->reason->text, "%s%.0f%s", before, bound, after);
  return otherwise(check, NUTRI__REJECT, check->reason->text);
}

static enum checked whole(struct check *check) {
  const struct nutri__column *column = check->column;
  int64_t value = 0;

  if (nutri__whole_read(check->field->text, check->field->length, &value) != NUTRI__NUMBER_OK ||
      (double)value < column->min || (double)value > column->max) {
    snprintf(check->reason->text, sizeof check->reason->text, "no whole number from %.0f to %.0f",
             column->min, column->max);
    return otherwise(check, NUTRI__REJECT, check->reason->text);
  }
  check->value->kind = NUTRI__VALUE_WHOLE;
  check->value->as.whole = value;
  return CHECKED_VALUE;
}

/* Why an amount of a nutrient below 0 cannot be one; NULL = it can. */
const char *nutri__negative_wrong(const struct nutri__shelf *shelf, int64_t nutrient_id) {
  return nutri__keys_find(&shelf->may_be_negative, nutrient_id) != NUTRI__NO_KEY
             ? NULL
             : "an amount of this nutrient is not below 0";
}

static enum checked real(const struct nutri__taker *taker, struct check *check) {
  const struct nutri__column *column = check->column;
  double value = 0;

  if (nutri__number_read(check->field->text, check->field->length, &value) != NUTRI__NUMBER_OK)
    return otherwise(check, column->null_outside ? NUTRI__NULL : NUTRI__REJECT, "no number");
  for (const double *u = column->unknown_values; u != NULL && !isnan(*u); u++)
    if (value == *u)
      return otherwise(check, NUTRI__UNKNOWN, "not known");
  if ((value < column->min || value > column->max) && !(column->zero_too && value == 0)) {
    snprintf(check->reason->text, sizeof check->reason->text, "outside %g to %g", column->min,
             column->max);
    return otherwise(check, column->null_outside ? NUTRI__NULL : NUTRI__REJECT,
                     column->outside != NULL ? column->outside : check->reason->text);
  }
  if (value < 0 && column->of_nutrient) {
    const char *wrong = nutri__negative_wrong(taker->shelf, check->value[-1].as.whole);

    if (wrong != NULL)
      return otherwise(check, NUTRI__REJECT, wrong);
  }
  check->value->kind = NUTRI__VALUE_REAL;
  check->value->as.real = value;
  return CHECKED_VALUE;
}

static enum checked keep(struct check *check, const char *text, size_t length) {
  return nutri__batch_text(check->batch, check->value, text, length) == NUTRI_OK
             ? CHECKED_VALUE
             : CHECKED_NO_MEMORY;
}

static enum checked text(struct check *check) {
  int64_t count = nutri__utf8_length(check->field->text, check->field->length);

  if (count < 0)
    return otherwise(check, NUTRI__REJECT, "no text in UTF-8");
  if ((double)count > check->column->max)
    return beyond(check, "longer than ", check->column->max, " characters");
  return keep(check, check->field->text, check->field->length);
}

/* A lasting key: "01009" and "1009" are one. */
static enum checked key(struct check *check) {
  struct nutri__field field = nutri__without_zeros(nutri__trimmed(*check->field));

  if (nutri__utf8_length(field.text, field.length) < 0 || (double)field.length > check->column->max)
    return beyond(check, "no key of at most ", check->column->max, " characters");
  return keep(check, field.text, field.length);
}

/* Digits at text[at], as many as most: how many there are, and their value. */
static int digits(const struct nutri__field *field, size_t at, int most, int *value) {
  int count = 0;

  *value = 0;
  while (count < most && at < field->length && field->text[at] >= '0' && field->text[at] <= '9') {
    *value = *value * 10 + (field->text[at++] - '0');
    count++;
  }
  return count;
}

/* The sure part of a date: YYYY-MM-DD of "4/1/2019" and of "2019-04-01T00:00"; of a text cut short
 * the part before: "2019-01-0" is 2019-01, and "2019-1", which may have been 2019-10, is 2019. */
static bool sure_date(const struct nutri__field *field, char out[40]) {
  int year;
  int month;
  int day;
  int n = digits(field, 0, 4, &year);
  size_t at = (size_t)n;

  if (n > 0 && n <= 2 && at < field->length && field->text[at] == '/') {
    month = year;
    n = digits(field, at + 1, 2, &day);
    at += 1 + (size_t)n;
    if (n == 0 || at >= field->length || field->text[at] != '/' ||
        digits(field, at + 1, 4, &year) != 4 || at + 5 != field->length)
      return false;
    snprintf(out, 40, "%04d-%02d-%02d", year, month, day);
    return nutri__is_day(out);
  }
  if (n != 4 || year == 0 || (field->length > 4 && field->text[4] != '-'))
    return false;
  snprintf(out, 40, "%04d", year);
  n = field->length > 4 ? digits(field, 5, 2, &month) : 0;
  if (n < 2)
    return field->length <= 5 + (size_t)n;
  if (month < 1 || month > 12 || (field->length > 7 && field->text[7] != '-'))
    return false;
  snprintf(out, 40, "%04d-%02d", year, month);
  n = field->length > 7 ? digits(field, 8, 2, &day) : 0;
  if (n < 2)
    return field->length <= 8 + (size_t)n;
  snprintf(out, 40, "%04d-%02d-%02d", year, month, day);
  return nutri__is_day(out) &&
         (field->length == 10 || field->text[10] == 'T' || field->text[10] == ' ');
}

static enum checked date(struct check *check) {
  struct nutri__field field = nutri__trimmed(*check->field);
  char out[40];

  if (!sure_date(&field, out))
    return otherwise(check, NUTRI__NULL, "no date");
  return keep(check, out, strlen(out));
}

static enum checked choice(const struct nutri__taker *taker, struct check *check) {
  struct nutri__field field = nutri__trimmed(*check->field);

  for (const struct nutri__choice *c = check->column->choices; c->text != NULL; c++)
    if (is_name(&field, c->text) && (!c->is_sample || taker->shelf->samples)) {
      check->value->kind = NUTRI__VALUE_WHOLE;
      check->value->as.whole = c->value;
      return CHECKED_VALUE;
    }
  return otherwise(check, check->column->other, "unknown here");
}

static enum checked no_such(struct check *check) {
  snprintf(check->reason->text, sizeof check->reason->text, "no such %s", check->column->what);
  return otherwise(check, check->column->missing, check->reason->text);
}

/* The value that a set has for a key. */
static enum checked mapped(struct nutri__taker *taker, struct check *check, int set, int64_t key) {
  const struct nutri__keys *keys = &taker->shelf->set[set];
  uint32_t number = nutri__keys_find(keys, key);

  if (number == NUTRI__NO_KEY)
    return no_such(check);
  check->value->kind = NUTRI__VALUE_WHOLE;
  check->value->as.whole = keys->values[number];
  return CHECKED_VALUE;
}

/* The food of a key: the one its source has by it, else, where this is the file that brings foods,
 * a new one. */
static enum checked food_key(struct nutri__taker *taker, struct check *check) {
  struct nutri__keys *keys = &taker->shelf->set[taker->format->food_keys];
  struct nutri__field field = nutri__without_zeros(nutri__trimmed(*check->field));
  int64_t key = nutri__keys_of_text(field.text, field.length);
  uint32_t number = nutri__keys_find(keys, key);

  if (number == NUTRI__NO_KEY && taker->table->adds_to == 0)
    return no_such(check);
  if (number == NUTRI__NO_KEY) {
    if (nutri__keys_give(keys, key, taker->shelf->next_food++) != NUTRI_OK)
      return CHECKED_NO_MEMORY;
    number = nutri__keys_find(keys, key);
  }
  check->value->kind = NUTRI__VALUE_WHOLE;
  check->value->as.whole = keys->values[number];
  return CHECKED_VALUE;
}

static enum checked code(struct nutri__taker *taker, struct check *check, int set) {
  struct nutri__field field = nutri__trimmed(*check->field);

  return mapped(taker, check, set, nutri__keys_of_text(field.text, field.length));
}

static bool after_zero(const struct check *check) {
  return check->value[-1].kind == NUTRI__VALUE_REAL && check->value[-1].as.real == 0;
}

static enum checked set_flag(struct check *check, bool on) {
  check->value->kind = on ? NUTRI__VALUE_CONSTANT : NUTRI__VALUE_NULL;
  check->value->as.constant = check->column->flag;
  return CHECKED_VALUE;
}

static enum checked typed(struct nutri__taker *taker, struct check *check) {
  switch (check->column->type) {
  case NUTRI__TYPE_ID:
    return whole(check);
  case NUTRI__TYPE_REAL:
    return real(taker, check);
  case NUTRI__TYPE_TEXT:
    return text(check);
  case NUTRI__TYPE_KEY:
    return key(check);
  case NUTRI__TYPE_DATE:
    return date(check);
  case NUTRI__TYPE_CODE:
    return code(taker, check, check->column->set);
  case NUTRI__TYPE_MAPPED: {
    enum checked checked = whole(check);

    return checked == CHECKED_VALUE
               ? mapped(taker, check, check->column->set, check->value->as.whole)
               : checked;
  }
  case NUTRI__TYPE_FOOD_KEY:
    return food_key(taker, check);
  case NUTRI__TYPE_FLAG: {
    struct nutri__field field = nutri__trimmed(*check->field);

    return set_flag(check, is_name(&field, check->column->flag_text) && after_zero(check));
  }
  default:
    return choice(taker, check);
  }
}

/* Looks a value up in the column's sets. *number is its number in the set. */
static enum checked look_up(struct nutri__taker *taker, struct check *check, uint32_t *number) {
  const struct nutri__column *column = check->column;
  const struct nutri__keys *set = &taker->shelf->set[column->set];
  int64_t sought = check->value->as.whole;
  bool is_first = column == taker->table->column;

  if (is_first && sought == taker->last_key && taker->last_found != NUTRI__NO_KEY) {
    *number = taker->last_found; /* most rows are of the food of the row before */
    return CHECKED_VALUE;
  }
  if (taker->format->set[column->set].is_text) {
    struct nutri__field field = nutri__trimmed(*check->field);

    sought = nutri__keys_of_text(field.text, field.length);
  }
  *number = nutri__keys_find(set, sought);
  if (column->missing == NUTRI__FLAG)
    return set_flag(check, *number != NUTRI__NO_KEY && after_zero(check));
  if (*number == NUTRI__NO_KEY)
    return column->passed_over != 0 && nutri__keys_find(&taker->shelf->set[column->passed_over],
                                                        sought) != NUTRI__NO_KEY
               ? otherwise(check, NUTRI__LEFT_OUT, "not of this import")
               : no_such(check);
  if (is_first) {
    taker->last_key = sought;
    taker->last_found = *number;
  }
  return CHECKED_VALUE;
}

static bool is_empty(const struct nutri__field *field) {
  for (size_t i = 0; i < field->length; i++)
    if (field->text[i] != ' ' && field->text[i] != '\t')
      return false;
  return true;
}

/* What another file said of a key of this row; NULL where it said nothing. */
static enum checked joined(const struct nutri__taker *taker, struct check *check,
                           const struct nutri__value *key) {
  size_t length;
  const char *found = NULL;

  check->value->kind = NUTRI__VALUE_NULL;
  if (key->kind == NUTRI__VALUE_WHOLE)
    found = nutri__map_find(&taker->shelf->map[check->column->map], key->as.whole, &length);
  return found != NULL ? keep(check, found, length) : CHECKED_VALUE;
}

static enum checked check_column(struct nutri__taker *taker, struct check *check,
                                 const struct nutri__value *row, uint32_t *number) {
  const struct nutri__column *column = check->column;
  enum checked checked;

  *number = NUTRI__NO_KEY;
  if (column->type == NUTRI__TYPE_JOIN)
    return joined(taker, check, &row[column->of]);
  if (column->type == NUTRI__TYPE_CONSTANT)
    return set_flag(check, column->flag != NULL);
  if (is_empty(check->field)) {
    if (column->empty == NUTRI__NULL) {
      check->value->kind = NUTRI__VALUE_NULL;
      return CHECKED_VALUE;
    }
    return otherwise(check, column->empty, "is empty");
  }
  if (column->codes != 0 && taker->by_code)
    return code(taker, check, column->codes);
  checked = typed(taker, check);
  if (checked == CHECKED_VALUE && column->set != 0 && column->type != NUTRI__TYPE_CODE &&
      column->type != NUTRI__TYPE_MAPPED)
    checked = look_up(taker, check, number);
  return checked;
}

/* ---- rows ---------------------------------------------------------------------------------- */

/* Keeps where the first value stood that was not usable; the row goes on without it. */
static void note_nulled(struct nutri__taker *taker, const struct check *check) {
  char quoted[80];

  if (taker->counts->nulled++ == 0)
    snprintf(taker->counts->nulled_first, sizeof taker->counts->nulled_first, "%s '%s': %.40s",
             check->column->name[0], nutri__quote(check->field->text, quoted), check->reason->text);
  check->value->kind = NUTRI__VALUE_NULL;
}

static enum nutri__taken left_out(struct nutri__taker *taker, const struct nutri__batch *batch) {
  const struct nutri__value *first = &batch->value[batch->rows * taker->columns];
  uint32_t number;

  taker->counts->left_out++;
  if (taker->table->leaves_out != 0 && first->kind == NUTRI__VALUE_WHOLE &&
      nutri__keys_add(&taker->shelf->set[taker->table->leaves_out], first->as.whole, &number) !=
          NUTRI_OK)
    return NUTRI__TAKEN_NO_MEMORY;
  return NUTRI__TAKEN_NOTHING;
}

/* Keeps what the row says of its key for another file's rows. */
static enum nutri__taken join(struct nutri__taker *taker, const struct nutri__batch *batch,
                              const struct nutri__value *row, struct nutri__reason *reason) {
  struct nutri__map *map = &taker->shelf->map[taker->table->joins];
  const char *text = batch->text + row[1].as.offset;
  const char *first;
  size_t length;

  if (taker->table->joins_third != 0 && row[2].kind == NUTRI__VALUE_TEXT &&
      nutri__map_add(&taker->shelf->map[taker->table->joins_third], row[0].as.whole,
                     batch->text + row[2].as.offset, row[2].length) == NUTRI_ENOMEM)
    return NUTRI__TAKEN_NO_MEMORY;
  switch (nutri__map_add(map, row[0].as.whole, text, row[1].length)) {
  case NUTRI_OK:
    return NUTRI__TAKEN_NOTHING;
  case NUTRI_EEXISTS:
    break;
  default:
    return NUTRI__TAKEN_NO_MEMORY;
  }
  first = nutri__map_find(map, row[0].as.whole, &length);
  if (length == row[1].length && memcmp(first, text, length) == 0)
    return NUTRI__TAKEN_NOTHING;
  reason->column = 1;
  snprintf(reason->text, sizeof reason->text, "a second one for %s %lld; the first, %.*s, was kept",
           taker->table->column[0].name[0], (long long)row[0].as.whole,
           (int)(length < 40 ? length : 40), first);
  return NUTRI__TAKEN_REJECT;
}

/* Keeps the second value under the first; a first one that is there already is kept. */
static enum nutri__taken give(struct nutri__taker *taker, const struct nutri__value *row) {
  struct nutri__keys *set = &taker->shelf->set[taker->table->gives];

  return nutri__keys_give(set, row[0].as.whole, row[1].as.whole) == NUTRI_ENOMEM
             ? NUTRI__TAKEN_NO_MEMORY
             : NUTRI__TAKEN_NOTHING;
}

/* Gives a nutrient that this import brings its number, for files with numbers where others have
 * ids. What the database calls by the number keeps it. */
static int number_key(struct nutri__taker *taker, const struct nutri__batch *batch,
                      const struct nutri__value *row) {
  const struct nutri__value *number = &row[taker->table->number];
  struct nutri__field field;
  int rc;

  if (taker->table->numbers == 0 || number->kind != NUTRI__VALUE_TEXT)
    return NUTRI_OK;
  field = nutri__trimmed((struct nutri__field){batch->text + number->as.offset, number->length});
  rc = nutri__keys_give(&taker->shelf->set[taker->table->numbers],
                        nutri__keys_of_text(field.text, field.length), row[0].as.whole);
  return rc == NUTRI_EEXISTS ? NUTRI_OK : rc;
}

/* Notes the row's key. The first row of a key is stored; what comes after is compared with it. */
static enum nutri__taken take_key(struct nutri__taker *taker, const struct nutri__batch *batch,
                                  struct nutri__reason *reason) {
  const struct nutri__table *table = taker->table;
  const struct nutri__value *row = &batch->value[batch->rows * taker->columns];

  if (table->joins != 0)
    return join(taker, batch, row, reason);
  if (table->gives != 0)
    return give(taker, row);
  if (table->keys == 0)
    return NUTRI__TAKEN_ROW;
  if (table->keys > 1 && row[1].kind == NUTRI__VALUE_NULL) {
    reason->column = 1;
    snprintf(reason->text, sizeof reason->text, "is empty");
    return row[table->key_instead].kind == NUTRI__VALUE_WHOLE && table->key_instead > 0
               ? NUTRI__TAKEN_ROW
               : NUTRI__TAKEN_REJECT;
  }
  if (table->adds_to != 0 && nutri__keys_add(&taker->shelf->set[table->adds_to], row[0].as.whole,
                                             &taker->first) != NUTRI_OK)
    return NUTRI__TAKEN_NO_MEMORY;
  if (number_key(taker, batch, row) != NUTRI_OK)
    return NUTRI__TAKEN_NO_MEMORY;
  switch (nutri__pairs_add(taker->seen, taker->first, table->keys > 1 ? row[1].as.whole : 0)) {
  case NUTRI_OK:
    return NUTRI__TAKEN_ROW;
  case NUTRI_EEXISTS:
    return NUTRI__TAKEN_AGAIN;
  case NUTRI_EINVAL:
    reason->column = 1;
    snprintf(reason->text, sizeof reason->text, "more than %d different ones in a file",
             NUTRI__PLANES * 64);
    return NUTRI__TAKEN_REJECT;
  default:
    return NUTRI__TAKEN_NO_MEMORY;
  }
}

/* Whether a value is a 0 of the nutrient that the format watches (import_doubtful.sql). */
static bool is_watched_zero(const struct nutri__taker *taker, const struct nutri__value *row) {
  return taker->table == &taker->format->table[taker->format->values] &&
         row[1].as.whole == taker->format->zeros_of && row[2].as.real == 0;
}

static enum nutri__taken reject(struct nutri__taker *taker) {
  taker->counts->rejected++;
  return NUTRI__TAKEN_REJECT;
}

enum nutri__taken nutri__taker_row(struct nutri__taker *taker, const struct nutri__field *fields,
                                   size_t count, struct nutri__batch *batch,
                                   struct nutri__reason *reason) {
  static const struct nutri__field nothing = {"", 0};
  struct nutri__value *row = &batch->value[batch->rows * taker->columns];
  struct check check = {.batch = batch, .reason = reason};
  enum nutri__taken taken;

  taker->counts->read++;
  reason->column = -1;
  reason->value = nothing;
  if (count != taker->width) {
    snprintf(reason->text, sizeof reason->text, "%zu fields where the header has %zu", count,
             taker->width);
    return reject(taker);
  }
  for (size_t i = 0; i < taker->columns; i++) {
    uint32_t number;
    enum checked checked;

    check.column = &taker->table->column[i];
    check.field = taker->place[i] < 0 ? &nothing : &fields[taker->place[i]];
    check.value = &row[i];
    checked = check_column(taker, &check, row, &number);

    if (i == 0)
      taker->first = number;
    if (checked == CHECKED_VALUE)
      continue;
    if (checked == CHECKED_NO_MEMORY)
      return NUTRI__TAKEN_NO_MEMORY;
    switch (check.otherwise) {
    case NUTRI__NULL:
      note_nulled(taker, &check);
      break;
    case NUTRI__UNKNOWN:
      taker->counts->unknown++;
      return NUTRI__TAKEN_NOTHING;
    case NUTRI__LEFT_OUT:
      return left_out(taker, batch);
    default:
      reason->column = (int)i;
      reason->value = *check.field;
      return reject(taker);
    }
  }
  taken = take_key(taker, batch, reason);
  if (taken == NUTRI__TAKEN_ROW && is_watched_zero(taker, row)) {
    uint32_t number;

    if (nutri__keys_add(&taker->shelf->set[taker->format->zeros], row[0].as.whole, &number) !=
        NUTRI_OK)
      return NUTRI__TAKEN_NO_MEMORY;
  }
  if (taken == NUTRI__TAKEN_REJECT) {
    if (taker->place[1] >= 0)
      reason->value = fields[taker->place[1]];
    return reject(taker);
  }
  return taken;
}
