/* SPDX-License-Identifier: MIT */
/* food search, show and rank, and which food a text means. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column food_columns[] = {
    {.key = "food_id", .heading = "number", .style = AS_ID},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "category"},
    {.key = "source", .heading = "source"},
    {.key = "key"},
    {.key = "state", .heading = "state", .flags = DROP_EMPTY},
    {.key = "kind"},
    {.key = "basis"},
    {.key = "magnesium_mg", .heading = "magnesium mg", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "energy_kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.heading = "in"}, /* what the figures are per */
};

static void add_food(table *rows, const nutri_food *f) {
  add_whole(rows, f->food_id);
  add_text(rows, f->description);
  add_text(rows, f->category);
  add_text(rows, f->source);
  add_text(rows, f->key);
  add_text(rows, f->state);
  add_text(rows, kind_name(f->kind));
  add_text(rows, basis_unit(f->basis));
  add_number(rows, f->magnesium_mg);
  add_number(rows, f->energy_kcal);
  add_text(rows, basis_per(f->basis));
}

const char *kind_name(int kind) {
  return kind == NUTRI_SUPPLEMENT ? "supplement" : kind == NUTRI_MEDICINE ? "medicine" : "food";
}

const char *basis_unit(int basis) {
  return basis == NUTRI_PER_100_ML ? "ml" : basis == NUTRI_PER_UNIT ? "unit" : "g";
}

const char *basis_per(int basis) {
  return basis == NUTRI_PER_100_ML ? "100 ml" : basis == NUTRI_PER_UNIT ? "1 unit" : "100 g";
}

int is_terminal(void) { return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO); }

/* Reads a cursor of foods to its end and closes it. */
static int read_foods(nutri_cursor *cursor, table *rows) {
  nutri_food f = NUTRI_INIT(nutri_food);
  int rc = NUTRI_OK;
  while ((rc = nutri_food_next(cursor, &f)) == NUTRI_ROW)
    add_food(rows, &f);
  nutri_cursor_close(cursor);
  return rc;
}

/* ---- which food is meant --------------------------------------------------------------------- */

enum { CANDIDATES = 15 };

static int64_t food_id_at(const table *rows, size_t row) {
  return (int64_t)strtoll(table_text(rows, row, "id"), NULL, 10);
}

/* Candidates for a choice: a number, the food, its source. */
static table *candidates(tool *t, const char *person, const char *text, int *rc) {
  static const column columns[] = {
      {.key = "no", .heading = "", .style = AS_ID},
      {.key = "description", .heading = "food", .style = AS_CUT},
      {.key = "state", .heading = "state", .flags = DROP_EMPTY},
      {.key = "source", .heading = "source"},
      {.key = "id", .heading = "number", .flags = RIGHT},
  };
  nutri_cursor *cursor = NULL;
  nutri_food f = NUTRI_INIT(nutri_food);
  table *rows = table_new(columns, COUNT_OF(columns));

  *rc = nutri_food_candidates(t->db, person, text, CANDIDATES, &cursor);
  if (*rc == NUTRI_OK)
    while ((*rc = nutri_food_next(cursor, &f)) == NUTRI_ROW) {
      char *id = printed("%lld", (long long)f.food_id);
      add_whole(rows, (int64_t)table_rows(rows) + 1);
      add_text(rows, f.description);
      add_text(rows, f.state);
      add_text(rows, f.source);
      add_text(rows, id);
      free(id);
    }
  nutri_cursor_close(cursor);
  return rows;
}

int is_agreed(const char *question) {
  char line[64];
  fprintf(stderr, "%s [y/N] ", question);
  fflush(stderr);
  if (fgets(line, sizeof line, stdin) == NULL)
    return 0;
  return line[0] == 'y' || line[0] == 'Y';
}

/* Asks for a line of the list; 0 = none was chosen. */
static size_t ask(size_t most) {
  char line[64];
  for (;;) {
    fprintf(stderr, "Which one? 1 to %zu, or nothing to leave it: ", most);
    fflush(stderr);
    if (fgets(line, sizeof line, stdin) == NULL || line[strspn(line, " \t\r\n")] == '\0')
      return 0;
    char *end = NULL;
    long chosen = strtol(line, &end, 10);
    if (end[strspn(end, " \t\r\n")] == '\0' && chosen >= 1 && (size_t)chosen <= most)
      return (size_t)chosen;
  }
}

static int food_chosen(tool *t, const char *person, const char *text, const table *rows,
                       int64_t *food_id) {
  size_t chosen = ask(table_rows(rows));
  if (chosen == 0)
    return failed("no food was chosen");
  *food_id = food_id_at(rows, chosen - 1);
  if (person == NULL)
    return DONE;
  int rc = nutri_alias_set(t->db, person, text, *food_id);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int food_choose(tool *t, const char *person, const char *text, int64_t *food_id) {
  char *why = copied(nutri_errmsg(t->db));
  int rc = NUTRI_OK;
  int status = FAILED;
  table *rows = candidates(t, person, text, &rc);

  if (rc != NUTRI_OK) {
    status = refused(t, rc);
  } else {
    status = failed("%s", why);
    table_for_people(rows, stderr);
    if (is_terminal() && table_rows(rows) > 0)
      status =
          food_chosen(t, t->command->opens == OPENS_TO_WRITE ? person : NULL, text, rows, food_id);
  }
  table_free(rows);
  free(why);
  return status;
}

int food_meant(tool *t, const char *person, const char *text, int64_t *food_id) {
  nutri_food f = NUTRI_INIT(nutri_food);
  int rc = nutri_food_find(t->db, person, text, &f);
  *food_id = f.food_id;
  if (rc == NUTRI_EAMBIGUOUS)
    return food_choose(t, person, text, food_id);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* ---- food search ----------------------------------------------------------------------------- */

int cmd_food_search(tool *t, const args *a) {
  nutri_cursor *cursor = NULL;
  int limit = 0;
  int status = args_whole(t, a, OPT_LIMIT, 20, &limit);
  if (status != DONE)
    return status;
  char *text = args_joined(a, 0);
  table *rows = table_new(food_columns, COUNT_OF(food_columns));

  int rc = nutri_food_search(t->db, text, limit, 0, &cursor);
  if (rc == NUTRI_OK)
    rc = read_foods(cursor, rows);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    record_print(t, rows, "No food has these words.");
  else
    table_print(t, rows);
  table_free(rows);
  free(text);
  return status;
}

/* ---- food show ------------------------------------------------------------------------------- */

static const column portion_columns[] = {
    {.key = "measure", .heading = "measure"},
    {.key = "grams", .heading = "g", .style = AS_AMOUNT},
    {.key = "is_usual", .heading = "usual", .style = AS_FLAG},
    {.key = "borrowed_from", .heading = "taken from", .flags = DROP_EMPTY},
};

static const column nutrient_columns[] = {
    {.key = "nutrient_id"},
    {.key = "number", .heading = "number", .flags = RIGHT},
    {.key = "symbol"},
    {.key = "name", .heading = "nutrient"},
    {.key = "amount", .heading = "amount", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "unit", .heading = "unit"},
    {.key = "mark", .heading = "mark", .flags = DROP_EMPTY},
};

/* The food of --key or of the words, as a number. */
static int food_named(tool *t, const args *a, int64_t *food_id) {
  nutri_food f = NUTRI_INIT(nutri_food);
  const char *key = a->value[OPT_KEY];
  if ((key == NULL) == (a->count == 0))
    return misused(t, "food show wants a food: its number, its key, or words");
  if (key != NULL) {
    int rc = nutri_food_by_key(t->db, key, &f);
    *food_id = f.food_id;
    return rc == NUTRI_OK ? DONE : refused(t, rc);
  }
  char *person = only_person(t); /* whose own words count */
  char *text = args_joined(a, 0);
  int status = food_meant(t, person, text, food_id);
  free(text);
  free(person);
  return status;
}

static int read_portions(tool *t, int64_t food_id, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_portion p = NUTRI_INIT(nutri_portion);
  int rc = nutri_food_portions(t->db, food_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_portion_next(cursor, &p)) == NUTRI_ROW) {
      add_text(rows, p.measure);
      add_number(rows, p.grams);
      add_flag(rows, p.is_usual);
      add_text(rows, p.borrowed_from);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* Magnesium, or all the others: two passes put it first. */
static int read_nutrients(tool *t, int64_t food_id, int is_magnesium, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_nutrient n = NUTRI_INIT(nutri_nutrient);
  int is_there = 0;
  int rc = nutri_food_nutrients(t->db, food_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_nutrient_next(cursor, &n)) == NUTRI_ROW) {
      if ((n.nutrient_id == NUTRI_MAGNESIUM) != is_magnesium)
        continue;
      is_there = 1;
      add_whole(rows, n.nutrient_id);
      add_text(rows, n.number);
      add_text(rows, n.symbol);
      add_text(rows, n.name);
      add_number(rows, n.amount);
      add_text(rows, n.unit);
      add_text(rows, n.mark);
    }
  nutri_cursor_close(cursor);
  if (rc == NUTRI_OK && is_magnesium && !is_there && t->format == FOR_PEOPLE) {
    const char *unknown[] = {"304", "MG", "Magnesium, Mg"};
    add_whole(rows, NUTRI_MAGNESIUM);
    for (size_t i = 0; i < COUNT_OF(unknown); i++)
      add_text(rows, unknown[i]);
    add_number(rows, (double)NAN);
    add_text(rows, "mg");
    add_nothing(rows);
  }
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static void put_fact(const char *name, const char *text) {
  if (text != NULL) {
    char *safe = cleaned(text);
    printf("  %-9s %s\n", name, safe);
    free(safe);
  }
}

static void food_for_people(const table *food, table *portions, const table *nutrients) {
  char *safe = cleaned(table_text(food, 0, "description"));
  char *per = strcmp(table_text(food, 0, "basis"), "unit") == 0
                  ? copied("1 unit")
                  : printed("100 %s", table_text(food, 0, "basis"));
  puts(safe);
  put_fact("source", table_text(food, 0, "source"));
  put_fact("key", table_text(food, 0, "key"));
  put_fact("category", table_text(food, 0, "category"));
  put_fact("state", table_text(food, 0, "state"));
  if (strcmp(table_text(food, 0, "kind"), "food") != 0)
    put_fact("kind", table_text(food, 0, "kind"));
  if (table_rows(portions) > 0) {
    puts("\nMeasures");
    table_heading(portions, 1, table_text(food, 0, "basis"));
    table_for_people(portions, stdout);
  }
  printf("\nNutrients in %s\n", per);
  table_for_people(nutrients, stdout);
  free(per);
  free(safe);
}

static void food_printed(const tool *t, int64_t food_id, const table *food, table *portions,
                         const table *nutrients) {
  json j = {.out = stdout};
  if (t->format == AS_CSV) {
    table_as_csv(nutrients, stdout);
  } else if (t->format == FOR_PEOPLE) {
    printf("%lld  ", (long long)food_id);
    food_for_people(food, portions, nutrients);
  } else {
    json_begin(&j, NULL, '{');
    json_members(&j, food, 0);
    json_rows(&j, "portions", portions);
    json_rows(&j, "nutrients", nutrients);
    json_end(&j, '}');
  }
}

int food_shown(tool *t, int64_t food_id) {
  nutri_food f = NUTRI_INIT(nutri_food);
  int rc = nutri_food_get(t->db, food_id, &f);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  table *food = table_new(food_columns, COUNT_OF(food_columns));
  table *portions = table_new(portion_columns, COUNT_OF(portion_columns));
  table *nutrients = table_new(nutrient_columns, COUNT_OF(nutrient_columns));
  add_food(food, &f);
  int status = read_portions(t, food_id, portions);
  if (status == DONE)
    status = read_nutrients(t, food_id, 1, nutrients);
  if (status == DONE)
    status = read_nutrients(t, food_id, 0, nutrients);
  if (status == DONE)
    food_printed(t, food_id, food, portions, nutrients);
  table_free(nutrients);
  table_free(portions);
  table_free(food);
  return status;
}

int cmd_food_show(tool *t, const args *a) {
  int64_t food_id = 0;
  int status = food_named(t, a, &food_id);
  return status == DONE ? food_shown(t, food_id) : status;
}

/* ---- food rank ------------------------------------------------------------------------------- */

enum { RANK_VALUE = 3, RANK_SOURCE = 8 };

static const column rank_columns[] = {
    {.key = "place", .heading = "", .style = AS_ID},
    {.key = "food_id"},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "value", .heading = "", .style = AS_AMOUNT, .mg_key = "magnesium_mg"},
    {.key = "unit"},
    {.key = "energy_kcal", .heading = "kcal", .style = AS_AMOUNT, .flags = SAY_UNKNOWN},
    {.key = "measure", .heading = "in", .style = AS_CUT},
    {.key = "grams", .heading = "g", .style = AS_AMOUNT},
    {.key = "source", .heading = "source", .style = AS_CUT},
    {.key = "state"},
};

static int rank_by(const tool *t, const args *a, int *out) {
  static const struct {
    const char *name;
    int by;
  } ways[] = {{"100g", NUTRI_BY_100_G},
              {"100 g", NUTRI_BY_100_G},
              {"100kcal", NUTRI_BY_100_KCAL},
              {"100 kcal", NUTRI_BY_100_KCAL},
              {"portion", NUTRI_BY_PORTION}};
  const char *text = a->value[OPT_PER];
  *out = NUTRI_BY_PORTION;
  for (size_t i = 0; text != NULL && i < COUNT_OF(ways); i++) {
    if (strcmp(ways[i].name, text) == 0) {
      *out = ways[i].by;
      return DONE;
    }
  }
  return text == NULL ? DONE : misused(t, "--per wants 100g, 100kcal or portion, not '%s'", text);
}

static int read_ranks(nutri_cursor *cursor, table *rows) {
  nutri_rank r = NUTRI_INIT(nutri_rank);
  int rc = NUTRI_OK;
  while ((rc = nutri_rank_next(cursor, &r)) == NUTRI_ROW) {
    add_whole(rows, (int64_t)table_rows(rows) + 1);
    add_whole(rows, r.food_id);
    add_text(rows, r.description);
    add_number(rows, r.value);
    add_text(rows, r.unit);
    add_number(rows, r.energy_kcal);
    add_text(rows, r.measure);
    add_number(rows, r.grams);
    add_text(rows, r.source);
    add_text(rows, r.state);
  }
  nutri_cursor_close(cursor);
  return rc;
}

int cmd_food_rank(tool *t, const args *a) {
  nutri_cursor *cursor = NULL;
  measured m = {.id = 0};
  int by = 0;
  int limit = 0;
  int status = rank_by(t, a, &by);
  if (status == DONE)
    status = args_whole(t, a, OPT_LIMIT, 20, &limit);
  if (status == DONE)
    status = nutrient_meant(t, a, &m);
  if (status != DONE)
    return status;

  table *rows = table_new_for(rank_columns, COUNT_OF(rank_columns), m.id);
  char *heading = printed("%s %s", m.name, m.unit);
  table_heading(rows, RANK_VALUE, heading);
  if (a->value[OPT_SOURCE] != NULL) /* they asked for it: all rows say the same */
    table_heading(rows, RANK_SOURCE, NULL);
  uint32_t flags = a->value[OPT_ALL_FORMS] != NULL ? NUTRI_ALL_FORMS : 0;
  int rc = nutri_food_rank(t->db, m.id, by, a->value[OPT_SOURCE], limit, flags, &cursor);
  if (rc == NUTRI_OK)
    rc = read_ranks(cursor, rows);
  if (rc != NUTRI_OK)
    status = refused(t, rc);
  else if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    printf("No food has a place in this ranking.\n");
  else
    table_print(t, rows);
  free(heading);
  table_free(rows);
  measured_free(&m);
  return status;
}
