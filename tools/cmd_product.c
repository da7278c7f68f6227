/* SPDX-License-Identifier: MIT */
/* product: supplements and medicines with what their labels say. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column product_columns[] = {
    {.key = "food_id", .heading = "number", .style = AS_ID},
    {.key = "name", .heading = "product", .style = AS_CUT},
    {.key = "kind", .heading = "kind"},
    {.key = "unit"},
    {.key = "basis"},
    {.key = "magnesium_mg", .heading = "magnesium mg", .style = AS_GIVEN, .flags = SAY_UNKNOWN},
    {.heading = "in"},
    {.key = "replaced_by"},
};

static const column label_columns[] = {
    {.key = "nutrient_id"},
    {.key = "nutrient", .heading = "nutrient", .style = AS_CUT},
    {.heading = "on the label"},
    {.heading = "for"},
    {.key = "label_amount"},
    {.key = "label_unit"},
    {.key = "label_per"},
    {.key = "compound"},
    {.key = "is_elemental"},
    {.key = "daily_value_percent"},
    {.key = "daily_value_year"},
    {.heading = "makes", .style = AS_GIVEN}, /* in what the label's figure is for */
    {.key = "value"},
    {.key = "unit", .heading = ""},
};

/* ---- printing -------------------------------------------------------------------------------- */

static void add_product(table *rows, const nutri_product *p) {
  add_whole(rows, p->food_id);
  add_text(rows, p->name);
  add_text(rows, kind_name(p->kind));
  add_text(rows, p->unit);
  add_text(rows, basis_unit(p->basis));
  add_number(rows, p->magnesium_mg);
  char *in = p->basis == NUTRI_PER_UNIT ? printed("1 %s", p->unit) : copied(basis_per(p->basis));
  add_text(rows, in);
  free(in);
  if (p->replaced_by == 0)
    add_nothing(rows);
  else
    add_whole(rows, p->replaced_by);
}

/* "500 mg of magnesium oxide", "100 mg as magnesium citrate", "24 % of the daily value (2018)" */
static char *figure_text(const nutri_label *l) {
  int is_compound = l->reading == NUTRI_READ_COMPOUND;
  char *amount = isnan(l->amount) ? copied("") : printed("%.6g %s", l->amount, l->unit);
  char *of =
      l->compound == NULL ? copied("") : printed(" %s %s", is_compound ? "of" : "as", l->compound);
  char *percent = isnan(l->daily_value_percent)
                      ? copied("")
                      : printed("%s%.6g %% of the daily value (%d)", isnan(l->amount) ? "" : ", ",
                                l->daily_value_percent, l->daily_value_year);
  char *text = printed("%s%s%s", amount, of, percent);
  free(percent);
  free(of);
  free(amount);
  return text;
}

/* The label of a product of this basis, counted in unit. */
static int read_labels(tool *t, const nutri_product *p, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_label l = NUTRI_INIT(nutri_label);
  int basis = p->basis;
  char *unit = copied(p->unit);
  int rc = nutri_product_labels(t->db, p->food_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_label_next(cursor, &l)) == NUTRI_ROW) {
      char *figure = figure_text(&l);
      int is_counted = basis == NUTRI_PER_UNIT;
      char *per = printed("%.6g %s%s", l.per, is_counted ? unit : basis_unit(basis),
                          is_counted && l.per != 1 ? "s" : "");
      add_whole(rows, l.nutrient_id);
      add_text(rows, l.nutrient);
      add_text(rows, figure);
      add_text(rows, per);
      add_number(rows, l.amount);
      add_text(rows, l.unit);
      add_number(rows, l.per);
      add_text(rows, l.compound);
      add_flag(rows, l.reading == NUTRI_READ_ELEMENTAL);
      add_number(rows, l.daily_value_percent);
      if (l.daily_value_year == 0)
        add_nothing(rows);
      else
        add_whole(rows, l.daily_value_year);
      add_number(rows, l.value * l.per / (basis == NUTRI_PER_UNIT ? 1 : 100));
      add_number(rows, l.value);
      add_text(rows, l.value_unit);
      free(per);
      free(figure);
    }
  nutri_cursor_close(cursor);
  free(unit);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static void product_printed(const tool *t, const table *record, const table *labels) {
  json j = {.out = stdout};
  if (t->format == AS_JSON) {
    json_begin(&j, NULL, '{');
    json_members(&j, record, 0);
    json_rows(&j, "label", labels);
    json_end(&j, '}');
  } else if (t->format == AS_CSV) {
    table_as_csv(labels, stdout);
  } else {
    char *name = cleaned(table_text(record, 0, "name"));
    printf("%s, %s\n", name, table_text(record, 0, "kind"));
    table_for_people(labels, stdout);
    free(name);
  }
}

static int product_shown(tool *t, int64_t food_id) {
  nutri_product p = NUTRI_INIT(nutri_product);
  int rc = nutri_product_get(t->db, food_id, &p);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  table *record = table_new(product_columns, COUNT_OF(product_columns));
  table *labels = table_new(label_columns, COUNT_OF(label_columns));
  add_product(record, &p);
  int status = read_labels(t, &p, labels);
  if (status == DONE)
    product_printed(t, record, labels);
  table_free(labels);
  table_free(record);
  return status;
}

/* ---- what a label says ----------------------------------------------------------------------- */

/* The lines of a label, read from words; compounds and units are owned. */
typedef struct label_list {
  nutri_label *lines;
  size_t count;
} label_list;

static void labels_free(label_list *list) {
  for (size_t i = 0; i < list->count; i++) {
    free((char *)list->lines[i].compound);
    free((char *)list->lines[i].unit);
  }
  free(list->lines);
}

/* "500", "500mg": the number, and what is glued to it. */
static int begins_number(const char *text, double *value, const char **rest) {
  char digits[NUMBER_SIZE];
  size_t n = text == NULL ? 0 : strspn(text, "0123456789.");
  if (n == 0 || n >= sizeof digits)
    return 0;
  memcpy(digits, text, n);
  digits[n] = '\0';
  *rest = text + n;
  return word_number(digits, value);
}

/* "%", "%DV" */
static int is_percent(const char *text) { return text != NULL && text[0] == '%'; }

static const char *word_at(const args *a, int at) { return at < a->count ? a->words[at] : NULL; }

/* Reads figures behind a nutrient: "500 mg", "24 % 2018", or both. *at is moved past them. */
static int read_figures(const tool *t, const args *a, int *at, nutri_label *line) {
  const char *nutrient = a->words[*at - 1];
  double value = 0;
  const char *unit = NULL;
  int figures = 0;
  line->amount = (double)NAN;
  line->daily_value_percent = (double)NAN;
  while (begins_number(word_at(a, *at), &value, &unit)) {
    ++*at;
    if (unit[0] == '\0')
      unit = word_at(a, (*at)++);
    if (unit == NULL)
      return misused(t, "%s: a unit goes behind %g, such as mg or %%", nutrient, value);
    if (is_percent(unit)) {
      double year = 0;
      if (word_at(a, *at) == NULL || !word_number(word_at(a, *at), &year))
        return misused(t,
                       "%s: the year of the label goes behind its percentage, such as 24 %% 2018",
                       nutrient);
      ++*at;
      line->daily_value_percent = value;
      line->daily_value_year = year >= 1 && year <= 9999 ? (int)year : -1;
    } else if (!isnan(line->amount)) {
      return misused(t, "%s has two amounts: %g %s and %g %s", nutrient, line->amount, line->unit,
                     value, unit);
    } else {
      line->amount = value;
      line->unit = copied(unit);
    }
    figures++;
  }
  if (figures == 0)
    return misused(t, "%s: an amount goes behind it, such as 500 mg", nutrient);
  return DONE;
}

/* The words of a compound reach to the next nutrient, which has a number behind it. */
static char *compound_words(const args *a, int *at) {
  char *text = copied("");
  double value = 0;
  const char *rest = NULL;
  while (*at < a->count &&
         (text[0] == '\0' || !begins_number(word_at(a, *at + 1), &value, &rest))) {
    char *longer = printed("%s%s%s", text, text[0] == '\0' ? "" : " ", a->words[(*at)++]);
    free(text);
    text = longer;
  }
  return text;
}

/* "of magnesium oxide", "as magnesium citrate", "elemental", or nothing. */
static int read_compound(const tool *t, const args *a, int *at, nutri_label *line) {
  const char *word = word_at(a, *at);
  if (word == NULL)
    return DONE;
  if (strcmp(word, "elemental") == 0) {
    ++*at;
    line->reading = NUTRI_READ_ELEMENTAL;
    return DONE;
  }
  int is_of = strcmp(word, "of") == 0;
  if (!is_of && strcmp(word, "as") != 0)
    return DONE;
  ++*at;
  line->reading = is_of ? NUTRI_READ_COMPOUND : NUTRI_READ_ELEMENTAL;
  line->compound = compound_words(a, at);
  return line->compound[0] != '\0' ? DONE : misused(t, "a compound goes behind '%s'", word);
}

/* NUTRIENT AMOUNT UNIT [of COMPOUND | as COMPOUND | elemental], as often as there are words. */
static int read_label_words(tool *t, const args *a, double per, label_list *list) {
  list->lines = must(calloc((size_t)a->count, sizeof *list->lines));
  for (int at = 1; at < a->count;) {
    nutri_nutrient n = NUTRI_INIT(nutri_nutrient);
    nutri_label *line = &list->lines[list->count++];
    line->size = sizeof *line;
    line->per = per;
    int rc = nutri_nutrient_find(t->db, a->words[at++], &n);
    if (rc != NUTRI_OK)
      return refused(t, rc);
    line->nutrient_id = n.nutrient_id;
    int status = read_figures(t, a, &at, line);
    if (status == DONE)
      status = read_compound(t, a, &at, line);
    if (status != DONE)
      return status;
  }
  return DONE;
}

/* --per "2 tablets", "5 ml": the number. 0 = not given. */
static int per_meant(const tool *t, const args *a, double *per) {
  const char *rest = NULL;
  *per = 0;
  if (a->value[OPT_PER] != NULL && (!begins_number(a->value[OPT_PER], per, &rest) || *per <= 0))
    return misused(t,
                   "--per wants what the label's figures are for, such as '2 tablets' or '5 ml'");
  return DONE;
}

static int kind_meant(const tool *t, const args *a, int *kind) {
  const char *text = a->value[OPT_KIND];
  *kind = NUTRI_SUPPLEMENT;
  if (text == NULL)
    return misused(t, "say what it is: --kind supplement or --kind medicine");
  if (strcmp(text, "medicine") == 0)
    *kind = NUTRI_MEDICINE;
  else if (strcmp(text, "supplement") != 0)
    return misused(t, "--kind wants supplement or medicine, not '%s'", text);
  return DONE;
}

/* ---- commands -------------------------------------------------------------------------------- */

int cmd_product_add(tool *t, const args *a) {
  nutri_product p = NUTRI_INIT(nutri_product);
  label_list list = {.count = 0};
  double per = 0;
  int64_t food_id = 0;
  int status = kind_meant(t, a, &p.kind);
  if (status == DONE)
    status = per_meant(t, a, &per);
  if (status == DONE)
    status = read_label_words(t, a, per, &list);
  if (status == DONE) {
    p.name = a->words[0];
    p.unit = a->value[OPT_UNIT];
    int rc = nutri_product_add(t->db, &p, list.lines, list.count, &food_id);
    status = rc == NUTRI_OK ? product_shown(t, food_id) : refused(t, rc);
  }
  labels_free(&list);
  return status;
}

/* The product that a text names. */
static int product_meant(tool *t, const char *text, nutri_product *out) {
  int64_t food_id = 0;
  char *person = only_person(t); /* whose own words count */
  int status = food_meant(t, person, text, &food_id);
  free(person);
  if (status != DONE)
    return status;
  int rc = nutri_product_get(t->db, food_id, out);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int cmd_product_edit(tool *t, const args *a) {
  nutri_product old = NUTRI_INIT(nutri_product);
  nutri_product p = NUTRI_INIT(nutri_product);
  label_list list = {.count = 0};
  double per = 0;
  int64_t food_id = 0;
  int status = product_meant(t, a->words[0], &old);
  if (status != DONE)
    return status;
  char *name = copied(a->value[OPT_NAME] == NULL ? old.name : a->value[OPT_NAME]);
  char *unit = copied(a->value[OPT_UNIT] == NULL ? old.unit : a->value[OPT_UNIT]);
  p.kind = old.kind;
  p.name = name;
  p.unit = unit;
  if (a->value[OPT_KIND] != NULL)
    status = kind_meant(t, a, &p.kind);
  if (status == DONE)
    status = per_meant(t, a, &per);
  if (status == DONE)
    status = read_label_words(t, a, per, &list);
  if (status == DONE) {
    int rc = nutri_product_change(t->db, old.food_id, &p, list.lines, list.count, &food_id);
    status = rc == NUTRI_OK ? product_shown(t, food_id) : refused(t, rc);
  }
  labels_free(&list);
  free(unit);
  free(name);
  return status;
}

int cmd_product_show(tool *t, const args *a) {
  nutri_product p = NUTRI_INIT(nutri_product);
  char *text = args_joined(a, 0);
  int status = product_meant(t, text, &p);
  if (status == DONE)
    status = product_shown(t, p.food_id);
  free(text);
  return status;
}

int cmd_product_list(tool *t, const args *a) {
  nutri_cursor *cursor = NULL;
  nutri_product p = NUTRI_INIT(nutri_product);
  int status = DONE;
  (void)a;
  table *rows = table_new(product_columns, COUNT_OF(product_columns));
  int rc = nutri_product_list(t->db, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_product_next(cursor, &p)) == NUTRI_ROW)
      add_product(rows, &p);
  nutri_cursor_close(cursor);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    puts("No supplement or medicine yet; add one: nutri product add NAME ...");
  else
    table_print(t, rows);
  table_free(rows);
  return status;
}

int cmd_product_compounds(tool *t, const args *a) {
  static const column columns[] = {
      {.key = "name", .heading = "compound", .style = AS_CUT},
      {.key = "formula", .heading = "formula"},
      {.key = "nutrient_id"},
      {.key = "nutrient", .heading = "nutrient"},
      {.key = "elemental_percent", .heading = "% by mass", .style = AS_GIVEN},
      {.key = "note", .heading = "note", .style = AS_CUT, .flags = DROP_EMPTY},
      {.key = "source"},
  };
  nutri_cursor *cursor = NULL;
  nutri_compound c = NUTRI_INIT(nutri_compound);
  int status = DONE;
  char *name = a->count > 0 ? args_joined(a, 0) : NULL;
  table *rows = table_new(columns, COUNT_OF(columns));
  int rc = nutri_compound_list(t->db, name, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_compound_next(cursor, &c)) == NUTRI_ROW) {
      add_text(rows, c.name);
      add_text(rows, c.formula);
      add_whole(rows, c.nutrient_id);
      add_text(rows, c.nutrient);
      add_number(rows, c.elemental_percent);
      add_text(rows, c.note);
      add_text(rows, c.source);
    }
  nutri_cursor_close(cursor);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    puts("No compound has this name; without a name all are listed.");
  else
    table_print(t, rows);
  table_free(rows);
  free(name);
  return status;
}
