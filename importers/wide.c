/* SPDX-License-Identifier: MIT */
/* Rows of wide tables: from one record to categories, foods, household measures or values. */
#include "wide.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DESCRIPTION_MAX 1000
#define AMOUNT_MAX 1e9
#define GRAMS_MAX 100000

static const struct nutri__field no_field = {"", 0};

static struct nutri__field cell(const struct nutri__wide_reading *reading,
                                const struct nutri__field *fields, size_t count, int column) {
  int place = column >= 0 ? reading->place[column] : -1;

  return place >= 0 && (size_t)place < count ? nutri__trimmed(fields[place]) : no_field;
}

static const char *name_of(const struct nutri__wide_reading *reading, int column) {
  return column >= 0 ? reading->wide->mapping->column[column].names.text[0] : NULL;
}

/* ---- values of a row ----------------------------------------------------------------------- */

static void set_null(struct nutri__value *value) { value->kind = NUTRI__VALUE_NULL; }

static void set_whole(struct nutri__value *value, int64_t whole) {
  value->kind = NUTRI__VALUE_WHOLE;
  value->as.whole = whole;
}

static void set_real(struct nutri__value *value, double real) {
  value->kind = NUTRI__VALUE_REAL;
  value->as.real = real;
}

static void set_constant(struct nutri__value *value, const char *text) {
  value->kind = text != NULL ? NUTRI__VALUE_CONSTANT : NUTRI__VALUE_NULL;
  value->as.constant = text;
}

static int set_text(struct nutri__batch *batch, struct nutri__value *value,
                    struct nutri__field field) {
  if (field.length > 0)
    return nutri__batch_text(batch, value, field.text, field.length);
  set_null(value);
  return NUTRI_OK;
}

/* Room for the next row, all of it NULL. */
static struct nutri__value *new_row(struct nutri__wide_reading *reading,
                                    struct nutri__batch **batch) {
  struct nutri__value *row;

  *batch = reading->sink.batch(reading->sink.user);
  if (*batch == NULL)
    return NULL;
  row = &(*batch)->value[(*batch)->rows * (*batch)->columns];
  for (size_t i = 0; i < (*batch)->columns; i++)
    set_null(&row[i]);
  return row;
}

static int reject(struct nutri__wide_reading *reading, int64_t line, int column,
                  struct nutri__field value, const char *why) {
  struct nutri__reason reason = {.column = column, .value = value};

  snprintf(reason.text, sizeof reason.text, "%s", why);
  reading->taker->counts->rejected++;
  return reading->sink.reject(reading->sink.user, line, name_of(reading, column), &reason);
}

/* ---- which food ---------------------------------------------------------------------------- */

/* The key as it is stored: NDB numbers and food codes without leading zeros. */
static struct nutri__field key_of(const struct nutri__wide_reading *reading,
                                  const struct nutri__field *fields, size_t count) {
  const struct nutri__mapping *mapping = reading->wide->mapping;
  struct nutri__field key = cell(reading, fields, count, mapping->key);

  if (mapping->key_kind == NUTRI__MAPPING_NDB || mapping->key_kind == NUTRI__MAPPING_CODE)
    key = nutri__without_zeros(key);
  return key;
}

/* The food of a key, 0 where there is none. */
static int64_t food_of(const struct nutri__wide_reading *reading, struct nutri__field key) {
  const struct nutri__taker *taker = reading->taker;
  const struct nutri__keys *keys = &taker->shelf->set[taker->format->food_keys];
  uint32_t number = nutri__keys_find(keys, nutri__keys_of_text(key.text, key.length));

  return number != NUTRI__NO_KEY ? keys->values[number] : 0;
}

/* Likewise; a new one where its source has none. */
static int64_t new_food_of(struct nutri__wide_reading *reading, struct nutri__field key) {
  struct nutri__taker *taker = reading->taker;
  int64_t food = food_of(reading, key);

  if (food == 0 && nutri__keys_give(&taker->shelf->set[taker->format->food_keys],
                                    nutri__keys_of_text(key.text, key.length),
                                    taker->shelf->next_food) == NUTRI_OK)
    food = taker->shelf->next_food++;
  return food;
}

/* ---- foods --------------------------------------------------------------------------------- */

/* The texts of the description's columns with ", " between. */
static struct nutri__field describe(const struct nutri__wide_reading *reading,
                                    const struct nutri__field *fields, size_t count,
                                    char text[DESCRIPTION_MAX + 1]) {
  const struct nutri__mapping *mapping = reading->wide->mapping;
  size_t length = 0;

  for (size_t i = 0; i < mapping->descriptions; i++) {
    struct nutri__field part = cell(reading, fields, count, mapping->description[i]);
    size_t between = length > 0 && part.length > 0 ? 2 : 0;

    if (length + between + part.length > DESCRIPTION_MAX)
      break;
    memcpy(text + length, ", ", between);
    memcpy(text + length + between, part.text, part.length);
    length += between + part.length;
  }
  text[length] = '\0';
  return (struct nutri__field){text, length};
}

static int take_food(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                     size_t count, int64_t line) {
  const struct nutri__mapping *mapping = reading->wide->mapping;
  struct nutri__taker *taker = reading->taker;
  struct nutri__field key = key_of(reading, fields, count);
  char text[DESCRIPTION_MAX + 1];
  struct nutri__field description = describe(reading, fields, count, text);
  struct nutri__batch *batch;
  struct nutri__value *row;
  uint32_t number;
  int64_t food;

  if (key.length == 0 || key.length > 100)
    return reject(reading, line, mapping->key, key, "no key of 1 to 100 characters");
  if (description.length == 0)
    return reject(reading, line, mapping->description[0], no_field, "is empty");
  if (nutri__utf8_length(key.text, key.length) < 0)
    return reject(reading, line, mapping->key, key, "no text in UTF-8");
  if (nutri__utf8_length(description.text, description.length) < 0)
    return reject(reading, line, mapping->description[0], description, "no text in UTF-8");
  row = new_row(reading, &batch);
  food = row != NULL ? new_food_of(reading, key) : 0;
  if (food == 0)
    return NUTRI_ENOMEM;
  set_whole(&row[0], food);
  set_constant(&row[5], nutri__mapping_prefix(mapping));
  set_constant(&row[6], nutri__mapping_basis(mapping, fields, count, reading->place));
  if (set_text(batch, &row[1], key) != NUTRI_OK ||
      set_text(batch, &row[2], description) != NUTRI_OK ||
      set_text(batch, &row[3], cell(reading, fields, count, mapping->category)) != NUTRI_OK ||
      nutri__keys_add(&taker->shelf->set[taker->format->foods], food, &number) != NUTRI_OK)
    return NUTRI_ENOMEM;
  switch (nutri__pairs_add(taker->seen, number, 0)) {
  case NUTRI_OK:
    return reading->sink.row(reading->sink.user);
  case NUTRI_EEXISTS:
    return reading->sink.again(reading->sink.user, line);
  default:
    return NUTRI_ENOMEM;
  }
}

static int take_category(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                         size_t count) {
  const struct nutri__mapping *mapping = reading->wide->mapping;
  struct nutri__field name = cell(reading, fields, count, mapping->category);
  struct nutri__field text = cell(reading, fields, count, mapping->category_number);
  struct nutri__batch *batch;
  struct nutri__value *row;
  int64_t number;
  uint32_t at;

  if (name.length == 0 || nutri__utf8_length(name.text, name.length) < 0 ||
      nutri__utf8_length(name.text, name.length) > 300)
    return NUTRI_OK;
  if (nutri__keys_add(&reading->last, nutri__keys_of_text(name.text, name.length), &at) != NUTRI_OK)
    return NUTRI_ENOMEM;
  if (at + 1 < reading->last.count) /* it came before */
    return NUTRI_OK;
  row = new_row(reading, &batch);
  if (row == NULL)
    return NUTRI_ENOMEM;
  if (text.length > 0 && nutri__whole_read(text.text, text.length, &number) == NUTRI__NUMBER_OK &&
      number >= 1000 && number < 100000)
    set_whole(&row[0], number);
  if (set_text(batch, &row[1], name) != NUTRI_OK)
    return NUTRI_ENOMEM;
  return reading->sink.row(reading->sink.user);
}

/* ---- household measures -------------------------------------------------------------------- */

/* How many portions of a food there are with this one. 0 = no memory. */
static int64_t count_portion(struct nutri__wide_reading *reading, int64_t food) {
  if (nutri__keys_give(&reading->last, food, 0) == NUTRI_ENOMEM)
    return 0;
  return ++reading->last.values[nutri__keys_find(&reading->last, food)];
}

static int store_portion(struct nutri__wide_reading *reading, int64_t food,
                         struct nutri__field measure, double weight) {
  const char *rest = measure.text;
  double amount = nutri__mapping_measure(measure.text, &rest);
  struct nutri__batch *batch;
  struct nutri__value *row = new_row(reading, &batch);
  int64_t number = row != NULL ? count_portion(reading, food) : 0;

  if (number == 0)
    return NUTRI_ENOMEM;
  set_whole(&row[0], food);
  set_whole(&row[1], number);
  set_real(&row[2], amount);
  set_real(&row[4], weight);
  if (nutri__mapping_is_usual(reading->wide->mapping, measure.text, measure.length)) {
    set_constant(&row[3], "90000"); /* as surveys number it: import_food_portion.sql */
    set_real(&row[2], 1);
  } else {
    size_t length = measure.length - (size_t)(rest - measure.text);

    if (set_text(batch, &row[3], (struct nutri__field){rest, length < 300 ? length : 299}) !=
        NUTRI_OK)
      return NUTRI_ENOMEM;
  }
  return reading->sink.row(reading->sink.user);
}

/* Without a weight a measure says nothing. */
static int take_portion(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                        size_t count, int64_t line, int64_t food,
                        const struct nutri__mapping_portion *portion) {
  struct nutri__counts *counts = reading->taker->counts;
  struct nutri__field grams = cell(reading, fields, count, portion->grams);
  struct nutri__field measure = portion->text != NULL
                                    ? (struct nutri__field){portion->text, strlen(portion->text)}
                                    : cell(reading, fields, count, portion->measure);
  double weight = 0;
  enum nutri__mapping_cell is =
      nutri__mapping_value(reading->wide->mapping, grams.text, grams.length, &weight, NULL);

  counts->read++;
  if (measure.length == 0 || is == NUTRI__CELL_UNKNOWN || is == NUTRI__CELL_TRACE ||
      (is == NUTRI__CELL_NUMBER && weight == 0)) {
    counts->unknown++;
    return NUTRI_OK;
  }
  if (nutri__utf8_length(measure.text, measure.length) < 0)
    return reject(reading, line, portion->measure, measure, "no text in UTF-8");
  if (is != NUTRI__CELL_NUMBER || weight < 0 || weight > GRAMS_MAX)
    return reject(reading, line, portion->grams, grams,
                  "a measure weighs more than 0 and at most 100000 g");
  return store_portion(reading, food, measure, weight);
}

/* Each measure counts as a row that was read. */
static int take_portions(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                         size_t count, int64_t line) {
  const struct nutri__mapping *mapping = reading->wide->mapping;
  struct nutri__field key = key_of(reading, fields, count);
  int64_t food = food_of(reading, key);
  int rc = NUTRI_OK;

  if (food == 0 && mapping->table == NUTRI__MAPPING_PORTIONS) {
    reading->taker->counts->read++;
    return reject(reading, line, mapping->key, key, "no such food");
  }
  for (size_t i = 0; i < mapping->portions && rc == NUTRI_OK && food != 0; i++)
    if (reading->place[mapping->portion[i].grams] >= 0)
      rc = take_portion(reading, fields, count, line, food, &mapping->portion[i]);
  return rc;
}

/* ---- amounts ------------------------------------------------------------------------------- */

static int store_value(struct nutri__wide_reading *reading, int64_t line, int64_t food,
                       uint32_t food_number, int64_t nutrient_id, double amount, const char *mark) {
  struct nutri__taker *taker = reading->taker;
  struct nutri__batch *batch;
  struct nutri__value *row = new_row(reading, &batch);
  uint32_t number;

  if (row == NULL)
    return NUTRI_ENOMEM;
  set_whole(&row[0], food);
  set_whole(&row[1], nutrient_id);
  set_real(&row[2], amount);
  set_constant(&row[3], mark);
  switch (nutri__pairs_add(taker->seen, food_number, nutrient_id)) {
  case NUTRI_OK:
    break;
  case NUTRI_EEXISTS:
    return reading->sink.again(reading->sink.user, line);
  default:
    return NUTRI_ENOMEM;
  }
  if (amount == 0 && nutrient_id == taker->format->zeros_of &&
      nutri__keys_add(&taker->shelf->set[taker->format->zeros], food, &number) != NUTRI_OK)
    return NUTRI_ENOMEM;
  return reading->sink.row(reading->sink.user);
}

/* Each cell counts as a row that was read. */
static int take_values(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                       size_t count, int64_t line) {
  const struct nutri__mapping *mapping = reading->wide->mapping;
  struct nutri__taker *taker = reading->taker;
  int64_t food = food_of(reading, key_of(reading, fields, count));
  uint32_t number = nutri__keys_find(&taker->shelf->set[taker->format->foods], food);
  int rc = NUTRI_OK;

  for (size_t i = 0; i < mapping->nutrients && rc == NUTRI_OK; i++) {
    const struct nutri__wide_nutrient *nutrient = &reading->wide->nutrient[i];
    int column = mapping->nutrient[i].column;
    struct nutri__field field = cell(reading, fields, count, column);
    const char *mark = NULL;
    const char *wrong;
    double value = 0;
    enum nutri__mapping_cell is;

    if (reading->place[column] < 0 || number == NUTRI__NO_KEY)
      continue;
    taker->counts->read++;
    is = nutri__mapping_value(mapping, field.text, field.length, &value, &mark);
    if (is == NUTRI__CELL_UNKNOWN)
      taker->counts->unknown++;
    else if (is == NUTRI__CELL_WRONG || !(fabs(value * nutrient->factor) <= AMOUNT_MAX))
      rc = reject(reading, line, column, field, "no amount");
    else if (value < 0 &&
             (wrong = nutri__negative_wrong(taker->shelf, nutrient->nutrient_id)) != NULL)
      rc = reject(reading, line, column, field, wrong);
    else
      rc = store_value(reading, line, food, number, nutrient->nutrient_id, value * nutrient->factor,
                       mark);
  }
  return rc;
}

/* ---- records ------------------------------------------------------------------------------- */

int nutri__wide_begin(struct nutri__wide_reading *reading) {
  size_t columns = reading->wide->mapping->columns;

  reading->place = sqlite3_malloc64((columns > 0 ? columns : 1) * sizeof *reading->place);
  return reading->place != NULL ? NUTRI_OK : NUTRI_ENOMEM;
}

void nutri__wide_end(struct nutri__wide_reading *reading) {
  sqlite3_free(reading->place);
  nutri__keys_free(&reading->last);
}

static int take_header(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                       size_t count, char *message, size_t size) {
  const struct nutri__mapping *mapping = reading->wide->mapping;
  struct nutri__taker *taker = reading->taker;
  bool is_noted = reading->wide->part == NUTRI__WIDE_FOODS; /* once is enough */
  char absent[200] = "";
  char ignored[sizeof taker->counts->ignored] = "";
  int rc = nutri__mapping_header(mapping, fields, count, reading->place, ignored, sizeof ignored,
                                 absent, sizeof absent, message, size);

  if (is_noted)
    memcpy(taker->counts->ignored, ignored, sizeof ignored);
  memset(taker->wanted, 0, sizeof taker->wanted);
  taker->width = count;
  for (size_t i = 0; i < mapping->columns && rc == NUTRI_OK; i++)
    if (reading->place[i] >= 0)
      taker->wanted[reading->place[i]] = true;
  return rc;
}

static int take(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                size_t count, int64_t line) {
  struct nutri__counts *counts = reading->taker->counts;
  enum nutri__wide_part part = reading->wide->part;
  bool counts_rows = part == NUTRI__WIDE_CATEGORIES || part == NUTRI__WIDE_FOODS;

  if (!nutri__mapping_takes(reading->wide->mapping, fields, count, reading->place)) {
    if (counts_rows || reading->wide->mapping->table == NUTRI__MAPPING_PORTIONS) {
      counts->read++;
      counts->left_out++;
    }
    return NUTRI_OK;
  }
  counts->read += counts_rows;
  switch (part) {
  case NUTRI__WIDE_CATEGORIES:
    return take_category(reading, fields, count);
  case NUTRI__WIDE_FOODS:
    return take_food(reading, fields, count, line);
  case NUTRI__WIDE_PORTIONS:
    return take_portions(reading, fields, count, line);
  default:
    return take_values(reading, fields, count, line);
  }
}

int nutri__wide_record(struct nutri__wide_reading *reading, const struct nutri__field *fields,
                       size_t count, int64_t line, bool *has_header, char *message, size_t size) {
  const struct nutri__wide *wide = reading->wide;
  int record = ++reading->records;
  int rc = NUTRI_OK;

  if (record == wide->header || (wide->header == 0 && record == 1)) {
    rc = take_header(reading, fields, count, message, size);
    *has_header = rc == NUTRI_OK;
  }
  if (rc != NUTRI_OK || record <= wide->header + wide->mapping->skip)
    return rc;
  return take(reading, fields, count, line);
}
