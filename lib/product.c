/* SPDX-License-Identifier: MIT */
/* Supplements and medicines: their labels. What a label makes is SQL: the view product_nutrient. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nutri_internal.h"

#define MAX_LABELS 1000

/* A line of a label made ready to store. */
struct line {
  nutri_label label;
  nutri_nutrient nutrient;
  char unit[40]; /* as the database spells it; "" = only a percentage */
  bool is_mass;
  int64_t compound_id; /* 0 = none */
  int is_elemental;
};

/* ---- compounds ------------------------------------------------------------------------------ */

/* "magnesium carbonate MgCO3 (28.83 %) or ...", as far as it goes. */
static void list_compound(sqlite3_stmt *stmt, char list[600]) {
  size_t n = strlen(list);
  const char *remark = nutri__text(stmt, 4);

  snprintf(list + n, 600 - n, "%s%s (%.2f %%%s%s)", n > 0 ? " or " : "", nutri__text(stmt, 2),
           sqlite3_column_double(stmt, 3), remark != NULL ? ", " : "",
           remark != NULL ? remark : "");
}

/* The compound that a name means, of the line's nutrient. */
static int find_compound(nutri *db, struct line *line) {
  const char *name = line->label.compound;
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  char list[600] = "";
  int64_t nutrient_id = 0;
  int count = 0;
  int rc = nutri__stmt(db, NUTRI__Q_COMPOUND_FIND, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":compound", name);
  while (rc >= NUTRI_OK && (rc = nutri__step(db, stmt, "looking for a compound")) == NUTRI_ROW) {
    line->compound_id = sqlite3_column_int64(stmt, 0);
    nutrient_id = sqlite3_column_int64(stmt, 1);
    list_compound(stmt, list);
    count++;
  }
  nutri__done(stmt);
  if (rc != NUTRI_OK)
    return rc;
  if (count == 0)
    return nutri__fail(db, NUTRI_ENOTFOUND,
                       "there is no compound '%s' (the table compound has them)",
                       nutri__quote(name, quoted));
  if (count > 1)
    return nutri__fail(db, NUTRI_EAMBIGUOUS, "'%s' can be %s: say which",
                       nutri__quote(name, quoted), list);
  if (nutrient_id != line->nutrient.nutrient_id)
    return nutri__fail(db, NUTRI_EINVAL, "%s is no compound of %s", list, line->nutrient.name);
  return NUTRI_OK;
}

int nutri_compound_list(nutri *db, const char *name, nutri_cursor **out) {
  nutri_cursor *cursor = NULL;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_compound_list: out is NULL");
  rc = nutri__cursor_open(db, NUTRI__Q_COMPOUND_LIST, NUTRI__ROWS_COMPOUND, &cursor);
  if (rc != NUTRI_OK || cursor == NULL)
    return rc;
  return nutri__cursor_give(cursor, nutri__bind_text(db, cursor->stmt, ":compound", name), out);
}

int nutri_compound_next(nutri_cursor *cursor, nutri_compound *out) {
  nutri_compound compound;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_COMPOUND, out);

  if (rc != NUTRI_ROW)
    return rc;
  compound = (nutri_compound){
      .size = sizeof compound,
      .name = nutri__text(cursor->stmt, 0),
      .formula = nutri__text(cursor->stmt, 1),
      .nutrient_id = sqlite3_column_int64(cursor->stmt, 2),
      .nutrient = nutri__text(cursor->stmt, 3),
      .elemental_percent = nutri__double(cursor->stmt, 4),
      .note = nutri__text(cursor->stmt, 5),
      .source = nutri__text(cursor->stmt, 6),
  };
  return nutri__row_out(cursor, out, &compound, sizeof compound);
}

/* ---- a line of a label ---------------------------------------------------------------------- */

/* The unit under the database's spelling, and what it measures. */
static int find_unit(nutri *db, const char *text, char unit[40], char dimension[20]) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int rc = nutri__stmt(db, NUTRI__Q_UNIT_OF, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":unit", text);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for a unit");
  if (rc == NUTRI_ROW) {
    snprintf(unit, 40, "%s", nutri__text(stmt, 0));
    snprintf(dimension, 20, "%s", nutri__text(stmt, 1));
    rc = NUTRI_OK;
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "'%s' is no unit (mg, g, ug, IU, mmol ...)",
                     nutri__quote(text, quoted));
  }
  nutri__done(stmt);
  return rc;
}

static int check_figures(nutri *db, const nutri_product *product, struct line *line) {
  const nutri_label *label = &line->label;
  const char *name = line->nutrient.name;

  if (isnan(label->amount) && label->daily_value_year == 0)
    return nutri__fail(db, NUTRI_EINVAL,
                       "%s: give an amount, or a percentage of the daily value and the year of the"
                       " label",
                       name);
  if (!isnan(label->amount) && (!(label->amount >= 0.0) || label->amount > 1e6))
    return nutri__fail(db, NUTRI_EINVAL, "%s: %.10g is not between 0 and 1000000", name,
                       label->amount);
  if (label->daily_value_year != 0 &&
      (!(label->daily_value_percent >= 0.0) || label->daily_value_percent > 1e6))
    return nutri__fail(db, NUTRI_EINVAL, "%s: %.10g %% is not between 0 and 1000000", name,
                       label->daily_value_percent);
  if (label->daily_value_year != 0 &&
      (label->daily_value_year < 1900 || label->daily_value_year > 9999))
    return nutri__fail(db, NUTRI_EINVAL, "%s: %d is no year of a label", name,
                       label->daily_value_year);
  if (label->compound != NULL &&
      (label->compound[0] == '\0' || nutri__characters(label->compound) > 200))
    return nutri__fail(db, NUTRI_EINVAL, "%s: a compound has 1 to 200 characters", name);
  if (line->label.per == 0.0 && product->basis == NUTRI_PER_UNIT)
    line->label.per = 1.0;
  if (!(line->label.per > 0.0) || line->label.per > 1e6)
    return nutri__fail(db, NUTRI_EINVAL, "%s: the label's figure is for how many %s? Not %g", name,
                       product->basis == NUTRI_PER_UNIT ? "units"
                                                        : nutri__basis_name(product->basis),
                       line->label.per);
  return NUTRI_OK;
}

/* What the figure is of, by science.md 5: a supplement's is the nutrient itself unless said; a
 * medicine's is what it says, its compound's or the nutrient itself, and never guessed. */
static int judge_reading(nutri *db, const nutri_product *product, struct line *line) {
  const nutri_label *label = &line->label;
  bool is_medicine = product->kind == NUTRI_MEDICINE;
  int reading = label->reading;

  if (reading < NUTRI_READ_AS_KIND || reading > NUTRI_READ_COMPOUND)
    return nutri__fail(db, NUTRI_EMISUSE, "the label's reading %d is not known", reading);
  if (reading == NUTRI_READ_AS_KIND && is_medicine && line->is_mass) {
    if (label->compound == NULL)
      return nutri__fail(
          db, NUTRI_EINVAL,
          "%s: %g %s of what? A medicine's figure is its compound's or elemental: name"
          " the compound (magnesium hydroxide), or say that it is elemental",
          line->nutrient.name, label->amount, line->unit);
    reading = NUTRI_READ_COMPOUND;
  }
  if (reading == NUTRI_READ_COMPOUND && label->compound == NULL)
    return nutri__fail(db, NUTRI_EINVAL, "%s: a compound's figure needs the compound's name",
                       line->nutrient.name);
  if (reading == NUTRI_READ_COMPOUND && !line->is_mass)
    return nutri__fail(db, NUTRI_EINVAL,
                       "%s: only a mass can be a compound's; a daily value, mmol and mEq count the"
                       " nutrient itself",
                       line->nutrient.name);
  line->is_elemental = reading != NUTRI_READ_COMPOUND;
  /* What an elemental figure comes from is only kept: it need not be known. */
  return line->is_elemental ? NUTRI_OK : find_compound(db, line);
}

static int prepare_line(nutri *db, const nutri_product *product, const nutri_label *given,
                        struct line *line) {
  char dimension[20] = "";
  int rc;

  *line = (struct line){.label = {.amount = NAN}};
  memcpy(&line->label, given, given->size < sizeof *given ? given->size : sizeof *given);
  if ((rc = nutri__nutrient_known(db, line->label.nutrient_id, &line->nutrient)) != NUTRI_OK ||
      (rc = check_figures(db, product, line)) != NUTRI_OK)
    return rc;
  if (!isnan(line->label.amount))
    rc = find_unit(db, line->label.unit != NULL ? line->label.unit : line->nutrient.unit,
                   line->unit, dimension);
  line->is_mass = strcmp(dimension, "mass") == 0;
  return rc == NUTRI_OK ? judge_reading(db, product, line) : rc;
}

static int store_line(nutri *db, int64_t food_id, const struct line *line) {
  const nutri_label *label = &line->label;
  sqlite3_stmt *stmt = NULL;
  int rc;

  if ((rc = nutri__stmt(db, NUTRI__Q_PRODUCT_LABEL_ADD, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", food_id)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":nutrient", label->nutrient_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":amount", label->amount)) == NUTRI_OK &&
      (line->unit[0] == '\0' ||
       (rc = nutri__bind_text(db, stmt, ":unit", line->unit)) == NUTRI_OK) &&
      (rc = nutri__bind_double(db, stmt, ":per", label->per)) == NUTRI_OK &&
      (line->compound_id == 0 ||
       (rc = nutri__bind_int(db, stmt, ":compound_id", line->compound_id)) == NUTRI_OK) &&
      (rc = nutri__bind_text(db, stmt, ":compound", label->compound)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":elemental", line->is_elemental)) == NUTRI_OK &&
      (label->daily_value_year == 0 ||
       ((rc = nutri__bind_double(db, stmt, ":percent", label->daily_value_percent)) == NUTRI_OK &&
        (rc = nutri__bind_int(db, stmt, ":year", label->daily_value_year)) == NUTRI_OK)))
    rc = nutri__run(db, stmt, "storing a label");
  nutri__done(stmt);
  /* The schema's sentences are constant: what they are about is said here. */
  if (rc == NUTRI_EINVAL && strstr(db->errmsg, "label_unit cannot") != NULL)
    nutri__fail(db, rc, "%s: %g %s cannot be turned into %s", line->nutrient.name, label->amount,
                line->unit, line->nutrient.unit);
  else if (rc == NUTRI_EINVAL && strstr(db->errmsg, "no daily value") != NULL)
    nutri__fail(db, rc, "%s: no daily value is known that labels of %d count by",
                line->nutrient.name, label->daily_value_year);
  else if (rc == NUTRI_EINVAL && strstr(db->errmsg, "has a line") != NULL)
    nutri__fail(db, rc, "%s is given twice", line->nutrient.name);
  return rc;
}

/* ---- products ------------------------------------------------------------------------------- */

/* The basis of what is counted in `unit`, and the measure to keep where that is no unit of mass or
 * volume: a tablet, a sachet. */
static int judge_unit(nutri *db, nutri_product *product, const char **measure) {
  char unit[40];
  char dimension[20] = "";
  int rc = NUTRI_OK;

  product->basis = NUTRI_PER_UNIT;
  *measure = NULL;
  if (product->unit == NULL)
    return NUTRI_OK;
  *measure = nutri__keep_words(db, product->unit, &rc);
  if (rc != NUTRI_OK)
    return rc;
  if ((*measure)[0] == '\0' || nutri__characters(*measure) > 300)
    return nutri__fail(db, NUTRI_EINVAL, "a unit has 1 to 300 characters");
  rc = find_unit(db, *measure, unit, dimension);
  if (rc == NUTRI_ENOTFOUND) { /* a sachet: it is a unit of its own */
    db->errmsg[0] = '\0';
    return NUTRI_OK;
  }
  if (strcmp(dimension, "mass") == 0)
    product->basis = NUTRI_PER_100_G;
  else if (strcmp(dimension, "volume") == 0)
    product->basis = NUTRI_PER_100_ML;
  if (product->basis != NUTRI_PER_UNIT || strcmp(unit, *measure) == 0)
    *measure = NULL;
  return rc;
}

static int check_product(nutri *db, const nutri_product *given, const nutri_label *labels,
                         size_t count, nutri_product *product) {
  if (given == NULL || given->size < offsetof(nutri_product, basis))
    return nutri__fail(db, NUTRI_EMISUSE, "the product is NULL or its size is not set");
  memcpy(product, given, given->size < sizeof *given ? given->size : sizeof *given);
  if (count > 0 && (labels == NULL || labels->size < 2 * sizeof labels->size))
    return nutri__fail(db, NUTRI_EMISUSE, "the labels are NULL or their size is not set");
  if (product->kind != NUTRI_SUPPLEMENT && product->kind != NUTRI_MEDICINE)
    return nutri__fail(db, NUTRI_EINVAL, "a product is a supplement or a medicine");
  if (count == 0 || count > MAX_LABELS)
    return nutri__fail(db, NUTRI_EINVAL, "a label names 1 to %d nutrients", MAX_LABELS);
  return NUTRI_OK;
}

/* Stores a product; old_id 0 = a new one, else it takes that one's place. */
static int store_product(nutri *db, int64_t old_id, const nutri_product *given,
                         const nutri_label *labels, size_t count, int64_t *food_id) {
  nutri_product product = {0};
  struct nutri__own old;
  const char *name;
  const char *measure;
  int64_t added = 0;
  int rc;

  if ((rc = check_product(db, given, labels, count, &product)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  if ((old_id == 0 || (rc = nutri__own_newest(db, old_id, &old)) == NUTRI_OK) &&
      (rc = nutri__own_name(db, product.name, old_id, &name)) == NUTRI_OK &&
      (rc = judge_unit(db, &product, &measure)) == NUTRI_OK &&
      (rc = nutri__own_add(db, name, product.kind, product.basis, 0, &added)) == NUTRI_OK &&
      measure != NULL)
    rc = nutri__own_portion(db, added, 1, measure, 1.0, true);
  for (size_t i = 0; i < count && rc == NUTRI_OK; i++) {
    const void *at = (const char *)labels + i * labels->size; /* each is as long as the first */
    struct line line;

    rc = prepare_line(db, &product, at, &line);
    if (rc == NUTRI_OK)
      rc = store_line(db, added, &line);
  }
  if (rc == NUTRI_OK && old_id != 0)
    rc = nutri__own_replace(db, old_id, added);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK && food_id != NULL)
    *food_id = added;
  return rc;
}

int nutri_product_add(nutri *db, const nutri_product *product, const nutri_label *labels,
                      size_t count, int64_t *food_id) {
  int rc = nutri__enter_write(db);

  return rc == NUTRI_OK ? store_product(db, 0, product, labels, count, food_id) : rc;
}

/* A product's row, its text the statement's. */
static void product_row(sqlite3_stmt *stmt, nutri_product *product) {
  *product = (nutri_product){
      .size = sizeof *product,
      .food_id = sqlite3_column_int64(stmt, 0),
      .name = nutri__text(stmt, 1),
      .kind = nutri__kind_of(nutri__text(stmt, 2)),
      .unit = nutri__text(stmt, 4),
      .basis = nutri__basis_of(nutri__text(stmt, 3)),
      .magnesium_mg = nutri__double(stmt, 5),
      .replaced_by = sqlite3_column_int64(stmt, 6),
  };
}

static int find_product(nutri *db, int64_t food_id, nutri_product *product) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_PRODUCT_GET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":food", food_id);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "reading a product");
  if (rc == NUTRI_ROW) {
    rc = NUTRI_OK;
    product_row(stmt, product);
    product->name = nutri__keep(db, product->name, &rc);
    product->unit = nutri__keep(db, product->unit, &rc);
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no supplement or medicine of your own %lld",
                     (long long)food_id);
  }
  nutri__done(stmt);
  return rc;
}

int nutri_product_change(nutri *db, int64_t food_id, const nutri_product *product,
                         const nutri_label *labels, size_t count, int64_t *new_id) {
  nutri_product old;
  int rc = nutri__enter_write(db);

  if (rc == NUTRI_OK)
    rc = find_product(db, food_id, &old);
  return rc == NUTRI_OK ? store_product(db, food_id, product, labels, count, new_id) : rc;
}

int nutri_product_get(nutri *db, int64_t food_id, nutri_product *out) {
  nutri_product product;
  int rc = nutri__enter(db);

  if (rc == NUTRI_OK)
    rc = find_product(db, food_id, &product);
  return rc == NUTRI_OK ? nutri__out(db, out, &product, sizeof product) : rc;
}

int nutri_product_list(nutri *db, nutri_cursor **out) {
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_product_list: out is NULL");
  return nutri__cursor_open(db, NUTRI__Q_PRODUCT_LIST, NUTRI__ROWS_PRODUCT, out);
}

int nutri_product_next(nutri_cursor *cursor, nutri_product *out) {
  nutri_product product;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_PRODUCT, out);

  if (rc != NUTRI_ROW)
    return rc;
  product_row(cursor->stmt, &product);
  return nutri__row_out(cursor, out, &product, sizeof product);
}

int nutri_product_labels(nutri *db, int64_t food_id, nutri_cursor **out) {
  int rc = nutri__enter(db);

  return rc == NUTRI_OK
             ? nutri__food_cursor(db, food_id, NUTRI__Q_PRODUCT_LABELS, NUTRI__ROWS_LABEL, out)
             : rc;
}

int nutri_label_next(nutri_cursor *cursor, nutri_label *out) {
  nutri_label label;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_LABEL, out);

  if (rc != NUTRI_ROW)
    return rc;
  label = (nutri_label){
      .size = sizeof label,
      .nutrient_id = sqlite3_column_int64(cursor->stmt, 0),
      .nutrient = nutri__text(cursor->stmt, 1),
      .amount = nutri__double(cursor->stmt, 2),
      .unit = nutri__text(cursor->stmt, 3),
      .per = nutri__double(cursor->stmt, 4),
      .compound = nutri__text(cursor->stmt, 5),
      .reading = sqlite3_column_int(cursor->stmt, 6) ? NUTRI_READ_ELEMENTAL : NUTRI_READ_COMPOUND,
      .daily_value_percent = nutri__double(cursor->stmt, 7),
      .daily_value_year = sqlite3_column_int(cursor->stmt, 8),
      .value = nutri__double(cursor->stmt, 9),
      .value_unit = nutri__text(cursor->stmt, 10),
  };
  return nutri__row_out(cursor, out, &label, sizeof label);
}
