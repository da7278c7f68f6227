/* SPDX-License-Identifier: MIT */
/* recipe: dishes made of other foods, and ways of cooking. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column recipe_columns[] = {
    {.key = "food_id", .heading = "number", .style = AS_ID},
    {.key = "name", .heading = "recipe", .style = AS_CUT},
    {.key = "yield", .heading = "makes", .style = AS_GIVEN, .flags = DROP_EMPTY},
    {.key = "basis", .heading = ""},
    {.key = "servings", .heading = "servings", .style = AS_GIVEN, .flags = DROP_EMPTY},
    {.key = "ingredients", .heading = "ingredients", .style = AS_COUNT},
    {.key = "input_grams"},
    {.key = "energy_kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "magnesium_mg", .heading = "magnesium mg", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "magnesium_at_least", .heading = "at least", .style = AS_FLAG, .flags = DROP_EMPTY},
    {.heading = "in"},
    {.key = "magnesium_known_share"},
    {.key = "note"},
    {.key = "replaced_by"},
};

static const column ingredient_columns[] = {
    {.key = "line", .heading = "", .style = AS_ID},
    {.key = "amount", .heading = "amount", .style = AS_GIVEN},
    {.key = "measure", .heading = "measure", .style = AS_CUT},
    {.key = "food_id"},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "basis_amount", .heading = "in all", .style = AS_GIVEN},
    {.key = "basis", .heading = ""},
    {.key = "energy_kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "magnesium_mg", .heading = "magnesium mg", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "magnesium_at_least", .heading = "at least", .style = AS_FLAG, .flags = DROP_EMPTY},
    {.key = "retention_code"},
    {.key = "cooking", .heading = "cooked", .style = AS_CUT, .flags = DROP_EMPTY},
    {.key = "replaced_by", .heading = "newer version", .style = AS_ID, .flags = DROP_EMPTY},
};

static const column retention_columns[] = {
    {.key = "line", .heading = "line", .style = AS_ID},
    {.key = "nutrient_id"},
    {.key = "nutrient", .heading = "nutrient"},
    {.key = "factor", .heading = "stays", .style = AS_PART},
};

/* ---- printing -------------------------------------------------------------------------------- */

static void add_id(table *rows, int64_t id) {
  if (id == 0)
    add_nothing(rows);
  else
    add_whole(rows, id);
}

static const char *recipe_per(const nutri_recipe *r) {
  return r->basis == NUTRI_PER_UNIT ? "1 serving" : basis_per(r->basis);
}

static void add_recipe(table *rows, const nutri_recipe *r) {
  int is_weighed = r->basis != NUTRI_PER_UNIT;
  add_whole(rows, r->food_id);
  add_text(rows, r->name);
  add_number(rows, is_weighed ? r->yield : (double)NAN);
  add_text(rows, is_weighed ? basis_unit(r->basis) : NULL);
  add_number(rows, r->servings == 0 ? (double)NAN : r->servings);
  add_whole(rows, r->ingredients);
  add_number(rows, r->input_grams);
  add_number(rows, r->energy_kcal);
  add_number(rows, r->magnesium_mg);
  add_flag(rows, r->magnesium_at_least);
  add_text(rows, recipe_per(r));
  add_number(rows, r->magnesium_known_share);
  add_text(rows, r->note);
  add_id(rows, r->replaced_by);
}

static int read_ingredients(tool *t, int64_t food_id, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_ingredient i = NUTRI_INIT(nutri_ingredient);
  int rc = nutri_recipe_ingredients(t->db, food_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_ingredient_next(cursor, &i)) == NUTRI_ROW) {
      add_whole(rows, i.line);
      add_number(rows, i.amount);
      add_text(rows, i.measure);
      add_whole(rows, i.food_id);
      add_text(rows, i.description);
      add_number(rows, i.basis_amount);
      add_text(rows, basis_unit(i.basis));
      add_number(rows, i.energy_kcal);
      add_number(rows, i.magnesium_mg);
      add_flag(rows, i.magnesium_at_least);
      add_text(rows, i.retention_code);
      add_text(rows, i.cooking);
      add_id(rows, i.replaced_by);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static int read_retentions(tool *t, int64_t food_id, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_retention n = NUTRI_INIT(nutri_retention);
  int rc = nutri_recipe_retentions(t->db, food_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_retention_next(cursor, &n)) == NUTRI_ROW) {
      add_whole(rows, n.line);
      add_whole(rows, n.nutrient_id);
      add_text(rows, n.nutrient);
      add_number(rows, n.factor);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* "makes 500 g, 4 servings of 125 g" */
static char *yield_text(const nutri_recipe *r) {
  if (r->basis == NUTRI_PER_UNIT)
    return printed("makes %.6g serving%s", r->servings, r->servings == 1 ? "" : "s");
  if (r->servings == 0)
    return printed("makes %.6g %s", r->yield, basis_unit(r->basis));
  return printed("makes %.6g %s, %.6g serving%s of %.6g %s", r->yield, basis_unit(r->basis),
                 r->servings, r->servings == 1 ? "" : "s", r->yield / r->servings,
                 basis_unit(r->basis));
}

/* "magnesium in 1 serving: at least 82 mg (96 % of the dish is known)" */
static char *magnesium_text(const nutri_recipe *r) {
  char number[NUMBER_SIZE];
  char share[NUMBER_SIZE];
  double portion = r->basis == NUTRI_PER_UNIT ? 1 : r->servings == 0 ? 100 : r->yield / r->servings;
  double per = r->basis == NUTRI_PER_UNIT ? 1 : 100;
  const char *in = r->servings == 0 ? recipe_per(r) : "1 serving";
  if (isnan(r->magnesium_mg))
    return printed("magnesium in %s: unknown", in);
  people_amount(r->magnesium_mg * portion / per, number);
  if (!r->magnesium_at_least)
    return printed("magnesium in %s: %s mg", in, number);
  return printed(
      "magnesium in %s: at least %s mg, for ingredients are unknown (%s of the dish is known)", in,
      number, people_share(r->magnesium_known_share, share));
}

static void recipe_for_people(const nutri_recipe *r, const table *ingredients,
                              const table *retentions) {
  char *name = cleaned(r->name);
  char *makes = yield_text(r);
  char *magnesium = magnesium_text(r);
  printf("%lld  %s\n  %s, of %.6g g put in\n  %s\n", (long long)r->food_id, name, makes,
         r->input_grams, magnesium);
  if (r->note != NULL) {
    char *note = cleaned(r->note);
    printf("  %s\n", note);
    free(note);
  }
  putchar('\n');
  table_for_people(ingredients, stdout);
  if (table_rows(retentions) > 0) {
    puts("\nWhat cooking leaves");
    table_for_people(retentions, stdout);
  }
  free(magnesium);
  free(makes);
  free(name);
}

static void recipe_printed(const tool *t, const nutri_recipe *r, const table *ingredients,
                           const table *retentions) {
  json j = {.out = stdout};
  if (t->format == AS_CSV) {
    table_as_csv(ingredients, stdout);
  } else if (t->format == FOR_PEOPLE) {
    recipe_for_people(r, ingredients, retentions);
  } else {
    table *record = table_new(recipe_columns, COUNT_OF(recipe_columns));
    add_recipe(record, r);
    json_begin(&j, NULL, '{');
    json_members(&j, record, 0);
    json_rows(&j, "lines", ingredients);
    json_rows(&j, "retentions", retentions);
    json_end(&j, '}');
    table_free(record);
  }
}

static int recipe_shown(tool *t, int64_t food_id) {
  nutri_recipe r = NUTRI_INIT(nutri_recipe);
  table *ingredients = table_new(ingredient_columns, COUNT_OF(ingredient_columns));
  table *retentions = table_new(retention_columns, COUNT_OF(retention_columns));
  int status = read_ingredients(t, food_id, ingredients);
  if (status == DONE)
    status = read_retentions(t, food_id, retentions);
  if (status == DONE) { /* last: its text is the handle's */
    int rc = nutri_recipe_get(t->db, food_id, &r);
    if (rc == NUTRI_OK)
      recipe_printed(t, &r, ingredients, retentions);
    else
      status = refused(t, rc);
  }
  table_free(retentions);
  table_free(ingredients);
  return status;
}

/* ---- what goes in ---------------------------------------------------------------------------- */

/* Ingredients; texts and retentions are owned. */
typedef struct ingredient_list {
  nutri_ingredient *lines;
  size_t count;
  size_t room;
} ingredient_list;

static nutri_ingredient *ingredient_new(ingredient_list *list) {
  if (list->count == list->room) {
    list->room = list->room == 0 ? 8 : 2 * list->room;
    list->lines = must(realloc(list->lines, list->room * sizeof *list->lines));
  }
  nutri_ingredient *line = &list->lines[list->count++];
  *line = (nutri_ingredient)NUTRI_INIT(nutri_ingredient);
  return line;
}

static void retention_new(nutri_ingredient *line, int64_t nutrient_id, double factor) {
  nutri_retention *all = (nutri_retention *)line->retentions;
  all = must(realloc(all, (line->retention_count + 1) * sizeof *all));
  all[line->retention_count] = (nutri_retention)NUTRI_INIT(nutri_retention);
  all[line->retention_count].nutrient_id = nutrient_id;
  all[line->retention_count].factor = factor;
  line->retentions = all;
  line->retention_count++;
}

static void ingredient_free(nutri_ingredient *line) {
  free((char *)line->measure);
  free((char *)line->retention_code);
  free((nutri_retention *)line->retentions);
}

static void ingredients_free(ingredient_list *list) {
  for (size_t i = 0; i < list->count; i++)
    ingredient_free(&list->lines[i]);
  free(list->lines);
}

/* "3004": a way of cooking; "magnesium 75 %": what stays of a nutrient. text is cut up. */
static int read_cooked(tool *t, char *text, nutri_ingredient *line) {
  nutri_nutrient n = NUTRI_INIT(nutri_nutrient);
  char *end = text + strlen(text);
  double percent = 0;
  while (end > text && strchr(" \t%", end[-1]) != NULL)
    *--end = '\0';
  text += strspn(text, " \t");
  char *number = strrchr(text, ' ');
  if (text[0] == '\0')
    return misused(t, "[]: a code such as 3004, or what stays, such as magnesium 75 %%");
  if (number == NULL) {
    free((char *)line->retention_code);
    line->retention_code = copied(text);
    return DONE;
  }
  if (!word_number(number + 1, &percent))
    return misused(t, "[%s]: how much stays? Such as magnesium 75 %%", text);
  *number = '\0';
  int rc = nutri_nutrient_find(t->db, text, &n);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  retention_new(line, n.nutrient_id, percent / 100);
  return DONE;
}

/* "200 g spinach [3004, magnesium 75 %]" */
static int read_ingredient(tool *t, const char *person, const char *words, ingredient_list *list) {
  nutri_intake parsed;
  nutri_ingredient *line = ingredient_new(list);
  char *text = copied(words);
  size_t length = strlen(text);
  char *cooked = length > 0 && text[length - 1] == ']' ? strrchr(text, '[') : NULL;
  int status = DONE;
  if (cooked != NULL) {
    text[length - 1] = '\0';
    *cooked++ = '\0';
    for (char *next = cooked; status == DONE && next != NULL;) {
      char *at = next;
      next = strchr(at, ',');
      if (next != NULL)
        *next++ = '\0';
      status = read_cooked(t, at, line);
    }
  }
  if (status == DONE)
    status = parse_entry(t, person, text, &parsed);
  if (status == DONE) {
    line->food_id = parsed.food_id;
    line->amount = parsed.amount;
    line->measure = copied(parsed.measure);
  }
  free(text);
  return status;
}

static int read_words(tool *t, const args *a, ingredient_list *list) {
  int status = DONE;
  char *person = only_person(t); /* whose own words count */
  for (int i = 1; status == DONE && i < a->count; i++)
    status = read_ingredient(t, person, a->words[i], list);
  free(person);
  return status;
}

/* "1100 g", "1.1kg", "900 ml", "1 l" */
static int yield_meant(const tool *t, const char *text, nutri_recipe *r) {
  static const struct {
    const char *unit;
    double factor;
    int basis;
  } units[] = {{"g", 1, NUTRI_PER_100_G},
               {"", 1, NUTRI_PER_100_G},
               {"kg", 1000, NUTRI_PER_100_G},
               {"ml", 1, NUTRI_PER_100_ML},
               {"l", 1000, NUTRI_PER_100_ML}};
  char digits[NUMBER_SIZE];
  size_t n = strspn(text, "0123456789.");
  const char *unit = text + n + strspn(text + n, " ");
  if (n > 0 && n < sizeof digits) {
    memcpy(digits, text, n);
    digits[n] = '\0';
    for (size_t i = 0; i < COUNT_OF(units); i++) {
      if (same_without_case(unit, units[i].unit) && word_number(digits, &r->yield)) {
        r->yield *= units[i].factor;
        r->basis = units[i].basis;
        return r->yield > 0 ? DONE : misused(t, "--yield: '%s' is nothing", text);
      }
    }
  }
  return misused(t, "--yield wants what the dish weighs when done, such as '1100 g' or '1.2 l'");
}

static int recipe_options(const tool *t, const args *a, nutri_recipe *r) {
  int status = DONE;
  if (a->value[OPT_YIELD] != NULL)
    status = yield_meant(t, a->value[OPT_YIELD], r);
  if (status == DONE && a->value[OPT_SERVINGS] != NULL)
    status = args_number(t, a, OPT_SERVINGS, 0, &r->servings);
  if (a->value[OPT_NOTE] != NULL)
    r->note = a->value[OPT_NOTE][0] == '\0' ? NULL : a->value[OPT_NOTE];
  if (a->value[OPT_NAME] != NULL)
    r->name = a->value[OPT_NAME];
  return status;
}

int cmd_recipe_add(tool *t, const args *a) {
  nutri_recipe r = NUTRI_INIT(nutri_recipe);
  ingredient_list list = {.count = 0};
  int64_t food_id = 0;
  r.name = a->words[0];
  int status = recipe_options(t, a, &r);
  if (status == DONE)
    status = read_words(t, a, &list);
  if (status == DONE) {
    int rc = nutri_recipe_add(t->db, &r, list.lines, list.count, &food_id);
    status = rc == NUTRI_OK ? recipe_shown(t, food_id) : refused(t, rc);
  }
  ingredients_free(&list);
  return status;
}

/* ---- edit ------------------------------------------------------------------------------------ */

/* The recipe that a text names. */
static int recipe_meant(tool *t, const char *text, int64_t *food_id) {
  char *person = only_person(t); /* whose own words count */
  int status = food_meant(t, person, text, food_id);
  free(person);
  return status;
}

/* The ingredients that are there, with what was said to stay of them. */
static int read_there(tool *t, int64_t food_id, ingredient_list *list) {
  nutri_cursor *cursor = NULL;
  nutri_ingredient i = NUTRI_INIT(nutri_ingredient);
  nutri_retention n = NUTRI_INIT(nutri_retention);
  int rc = nutri_recipe_ingredients(t->db, food_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_ingredient_next(cursor, &i)) == NUTRI_ROW) {
      nutri_ingredient *line = ingredient_new(list);
      line->line = i.line;
      line->food_id = i.food_id;
      line->amount = i.amount;
      line->measure = copied(i.measure);
      line->retention_code = copied(i.retention_code);
    }
  nutri_cursor_close(cursor);
  cursor = NULL;
  if (rc == NUTRI_OK)
    rc = nutri_recipe_retentions(t->db, food_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_retention_next(cursor, &n)) == NUTRI_ROW)
      for (size_t at = 0; at < list->count; at++)
        if (list->lines[at].line == n.line)
          retention_new(&list->lines[at], n.nutrient_id, n.factor);
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static int remove_line(const tool *t, int line, ingredient_list *list) {
  for (size_t i = 0; i < list->count; i++) {
    if (list->lines[i].line != line)
      continue;
    ingredient_free(&list->lines[i]);
    memmove(&list->lines[i], &list->lines[i + 1], (list->count - i - 1) * sizeof *list->lines);
    list->count--;
    return DONE;
  }
  return misused(t, "--remove: there is no ingredient %d", line);
}

/* --remove 2,3 */
static int remove_lines(const tool *t, const args *a, ingredient_list *list) {
  const char *text = a->value[OPT_REMOVE];
  int status = DONE;
  while (status == DONE && text != NULL && text[0] != '\0') {
    char *end = NULL;
    long line = strtol(text, &end, 10);
    if (end == text || (*end != ',' && *end != '\0') || line < 1 || line > 1000000)
      return misused(t, "--remove wants numbers of ingredients such as 2 or 2,3, not '%s'",
                     a->value[OPT_REMOVE]);
    status = remove_line(t, (int)line, list);
    text = *end == ',' ? end + 1 : end;
  }
  return status;
}

static int edit_recipe(tool *t, const args *a, const nutri_recipe *old) {
  nutri_recipe r = NUTRI_INIT(nutri_recipe);
  ingredient_list list = {.count = 0};
  int64_t food_id = 0;
  char *name = copied(old->name); /* the handle's end at the next call but one */
  char *note = copied(old->note);
  r.name = name;
  r.note = note;
  r.yield = old->yield;
  r.basis = old->basis;
  r.servings = old->servings;
  int status = recipe_options(t, a, &r);
  if (status == DONE)
    status = read_there(t, old->food_id, &list);
  if (status == DONE)
    status = remove_lines(t, a, &list);
  if (status == DONE)
    status = read_words(t, a, &list);
  if (status == DONE) {
    int rc = nutri_recipe_change(t->db, old->food_id, &r, list.lines, list.count, &food_id);
    status = rc == NUTRI_OK ? recipe_shown(t, food_id) : refused(t, rc);
  }
  ingredients_free(&list);
  free(note);
  free(name);
  return status;
}

int cmd_recipe_edit(tool *t, const args *a) {
  static const enum option changes[] = {OPT_YIELD, OPT_SERVINGS, OPT_NOTE, OPT_NAME, OPT_REMOVE};
  nutri_recipe old = NUTRI_INIT(nutri_recipe);
  int64_t food_id = 0;
  int is_asked = a->count > 1;
  for (size_t i = 0; i < COUNT_OF(changes); i++)
    is_asked |= a->value[changes[i]] != NULL;
  if (!is_asked)
    return misused(t,
                   "recipe edit wants something to change: an ingredient to add, --remove 2 ...");
  int status = recipe_meant(t, a->words[0], &food_id);
  if (status != DONE)
    return status;
  int rc = nutri_recipe_get(t->db, food_id, &old);
  return rc == NUTRI_OK ? edit_recipe(t, a, &old) : refused(t, rc);
}

/* ---- show, list, cooking --------------------------------------------------------------------- */

int cmd_recipe_show(tool *t, const args *a) {
  int64_t food_id = 0;
  char *text = args_joined(a, 0);
  int status = recipe_meant(t, text, &food_id);
  if (status == DONE)
    status = recipe_shown(t, food_id);
  free(text);
  return status;
}

int cmd_recipe_list(tool *t, const args *a) {
  nutri_cursor *cursor = NULL;
  nutri_recipe r = NUTRI_INIT(nutri_recipe);
  int status = DONE;
  (void)a;
  table *rows = table_new(recipe_columns, COUNT_OF(recipe_columns));
  int rc = nutri_recipe_list(t->db, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_recipe_next(cursor, &r)) == NUTRI_ROW)
      add_recipe(rows, &r);
  nutri_cursor_close(cursor);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    puts("No recipe yet; add one: nutri recipe add NAME INGREDIENT...");
  else
    table_print(t, rows);
  table_free(rows);
  return status;
}

int cmd_recipe_cooking(tool *t, const args *a) {
  static const column columns[] = {
      {.key = "code", .heading = "code"},
      {.key = "food_group"},
      {.key = "description", .heading = "way of cooking", .style = AS_CUT},
      {.key = "factor", .heading = "", .style = AS_PART, .flags = SAY_UNKNOWN},
  };
  nutri_cursor *cursor = NULL;
  nutri_cooking c = NUTRI_INIT(nutri_cooking);
  measured m = {.id = 0};
  int status = nutrient_meant(t, a, &m);
  if (status != DONE)
    return status;
  char *text = a->count > 0 ? args_joined(a, 0) : NULL;
  char *heading = printed("%s that stays", m.name);
  table *rows = table_new(columns, COUNT_OF(columns));
  table_heading(rows, COUNT_OF(columns) - 1, heading);
  int rc = nutri_cooking_list(t->db, text, m.id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_cooking_next(cursor, &c)) == NUTRI_ROW) {
      add_text(rows, c.code);
      add_id(rows, c.food_group);
      add_text(rows, c.description);
      add_number(rows, c.factor);
    }
  nutri_cursor_close(cursor);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    puts("No way of cooking is known by these words.");
  else
    table_print(t, rows);
  table_free(rows);
  free(heading);
  free(text);
  measured_free(&m);
  return status;
}
