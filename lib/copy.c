/* SPDX-License-Identifier: MIT */
/* Copying a person's rows: table by table, with the numbers that rows have in the other database.
 */
#include <string.h>

#include "copy.h"

#define FOOD "food_id = :food"
#define PERSON "person_id = :person"

/* In this order: what a row refers to stands before it. A day without a mark or recall is not here:
 * its entries open it; nor is what triggers keep of a dish (recipe_share). What labels and dishes
 * make is stored by triggers over what came as it was. A test holds this list against the foreign
 * keys of the schema; a table that a database lacks is passed over. */
const struct nutri__part nutri__parts[] = {
    {"source", "source_id = :id", "name"},
    {"compound", "compound_id = :id", "name"},
    {"retention_factor", "retention_id = :id", "code"},
    {"retention_nutrient", "retention_id = :id", NULL},
    {"food", FOOD, NULL},
    {"food_nutrient", FOOD, NULL},
    {"food_portion", FOOD, NULL},
    /* Ties of FoodData Central's numbers, which mean the same everywhere. */
    {"food_same_as", FOOD " AND tie_id < 1000000000", NULL},
    {"food_label", FOOD, NULL},
    {"food_alias", FOOD " AND person_id IS NULL", NULL}, /* into a fresh database only */
    {"product_label", FOOD, NULL},
    {"recipe_ingredient", FOOD, NULL},
    {"recipe_retention", FOOD, NULL},
    {"recipe", FOOD, NULL},
    {"person", PERSON, NULL},
    {"life_stage", PERSON, NULL},
    {"target", PERSON, NULL},
    {"intake_day", PERSON " AND (completeness IS NOT NULL OR recall_no IS NOT NULL)", NULL},
    {"intake", PERSON, NULL},
    {"intake_nutrient", "intake_id IN (SELECT i.intake_id FROM intake i WHERE i." PERSON ")", NULL},
    {"intake_day_nutrient", PERSON, NULL},
    {"schedule", PERSON, NULL},
    {"observation", PERSON, NULL},
    {"food_alias", PERSON, NULL},
    {"survey", PERSON, NULL},
    {"person_tag", PERSON, NULL},
};
const size_t nutri__part_count = sizeof nutri__parts / sizeof nutri__parts[0];
_Static_assert(sizeof nutri__parts / sizeof nutri__parts[0] <= NUTRI__PARTS_MAX, "room for parts");

/* ---- numbers ------------------------------------------------------------------------------- */

/* Where a number is, or would be. */
static size_t place_of(const struct nutri__numbers *numbers, int64_t from) {
  size_t low = 0;
  size_t high = numbers->count;

  if (high > 0 && numbers->row[high - 1].from < from) /* they mostly come in order */
    return high;
  while (low < high) {
    size_t middle = (low + high) / 2;

    if (numbers->row[middle].from < from)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

struct nutri__number *nutri__numbers_find(const struct nutri__numbers *numbers, int64_t from) {
  size_t at = place_of(numbers, from);

  return at < numbers->count && numbers->row[at].from == from ? &numbers->row[at] : NULL;
}

int nutri__numbers_add(nutri *db, struct nutri__numbers *numbers, int64_t from, int64_t to,
                       bool *added) {
  size_t at = place_of(numbers, from);
  bool is_new = at == numbers->count || numbers->row[at].from != from;

  if (added != NULL)
    *added = is_new;
  if (!is_new)
    return NUTRI_OK;
  if (numbers->count == numbers->room) {
    size_t room = numbers->room == 0 ? 64 : 2 * numbers->room;
    void *grown = sqlite3_realloc64(numbers->row, room * sizeof *numbers->row);

    if (grown == NULL)
      return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
    numbers->row = grown;
    numbers->room = room;
  }
  memmove(numbers->row + at + 1, numbers->row + at, (numbers->count - at) * sizeof *numbers->row);
  numbers->row[at] = (struct nutri__number){.from = from, .to = to};
  numbers->count++;
  return NUTRI_OK;
}

void nutri__numbers_free(struct nutri__numbers *numbers) {
  sqlite3_free(numbers->row);
  *numbers = (struct nutri__numbers){0};
}

/* ---- tables -------------------------------------------------------------------------------- */

static size_t part_at(const char *table) {
  size_t at = 0;

  while (at < nutri__part_count && sqlite3_stricmp(nutri__parts[at].table, table) != 0)
    at++;
  return at;
}

struct nutri__copied *nutri__copy_part(struct nutri__copy *copy, const char *table) {
  return &copy->part[part_at(table)];
}

/* Whose numbers a column that refers to this table holds. Of one of the list: only where its rows
 * have numbers. */
static int refers_to(const struct nutri__copy *copy, const char *parent) {
  static const struct {
    const char *table;
    int refers;
  } known[] = {{"food", NUTRI__OF_FOOD},
               {"food_category", NUTRI__OF_CATEGORY},
               {"nutrient", NUTRI__OF_NUTRIENT},
               {"import", NUTRI__OF_IMPORT}};
  size_t at;

  if (parent == NULL)
    return NUTRI__OF_NOBODY;
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (sqlite3_stricmp(known[i].table, parent) == 0)
      return known[i].refers;
  at = part_at(parent);
  for (int i = 0; at < nutri__part_count && i < copy->part[at].columns; i++)
    if (copy->part[at].refers[i] == NUTRI__OF_ITSELF)
      return NUTRI__OF_PART + (int)at;
  return NUTRI__OF_NOBODY;
}

/* The columns that a table has here. */
static int read_columns(struct nutri__copy *copy, const char *table, struct nutri__copied *part) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(copy->to, NUTRI__Q_EXPORT_COLUMNS, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->to, stmt, ":table", table);
  while (rc == NUTRI_OK && part->columns < NUTRI__COLUMNS_MAX &&
         (rc = nutri__step(copy->to, stmt, table)) == NUTRI_ROW) {
    const char *name = nutri__text(stmt, 0);
    int refers = refers_to(copy, nutri__text(stmt, 2));

    rc = NUTRI_OK;
    if (name == NULL)
      continue;
    if (refers == NUTRI__OF_NOBODY && sqlite3_column_int(stmt, 1))
      refers = NUTRI__OF_ITSELF;
    sqlite3_snprintf(sizeof part->name[0], part->name[part->columns], "%s", name);
    part->refers[part->columns++] = refers;
  }
  nutri__done(stmt);
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

/* Leaves out what the other database does not have. */
static int keep_common(struct nutri__copy *copy, const char *table, struct nutri__copied *part) {
  bool common[NUTRI__COLUMNS_MAX] = {false};
  sqlite3_stmt *stmt = NULL;
  int kept = 0;
  int rc = nutri__stmt(copy->from, NUTRI__Q_EXPORT_COLUMNS, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(copy->from, stmt, ":table", table);
  while (rc == NUTRI_OK && (rc = nutri__step(copy->from, stmt, table)) == NUTRI_ROW) {
    const char *name = nutri__text(stmt, 0);

    for (int i = 0; name != NULL && i < part->columns; i++)
      common[i] = common[i] || sqlite3_stricmp(part->name[i], name) == 0;
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  for (int i = 0; i < part->columns; i++)
    if (common[i]) {
      memmove(part->name[kept], part->name[i], sizeof part->name[0]);
      part->refers[kept++] = part->refers[i];
    }
  part->columns = kept;
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}

int nutri__copy_prepare(nutri *db, char *text, sqlite3_stmt **out) {
  int rc = NUTRI_OK;

  if (text == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  if (sqlite3_prepare_v2(db->sql, text, -1, out, NULL) != SQLITE_OK)
    rc = nutri__fail_sql(db, "preparing to copy");
  sqlite3_free(text);
  return rc;
}

static int prepare_part(struct nutri__copy *copy, const struct nutri__part *what,
                        struct nutri__copied *part) {
  sqlite3_str *read = sqlite3_str_new(NULL);
  sqlite3_str *write = sqlite3_str_new(NULL);
  char *read_text;
  char *write_text;
  int rc;

  sqlite3_str_appendall(read, "SELECT ");
  sqlite3_str_appendf(write, "INSERT INTO \"%w\" (", what->table);
  for (int i = 0; i < part->columns; i++) {
    sqlite3_str_appendf(read, "%s\"%w\"", i > 0 ? ", " : "", part->name[i]);
    sqlite3_str_appendf(write, "%s\"%w\"", i > 0 ? ", " : "", part->name[i]);
  }
  sqlite3_str_appendf(read, " FROM \"%w\" WHERE %s", what->table, what->rows);
  if (copy->only != NULL && strcmp(what->table, "food_nutrient") == 0)
    sqlite3_str_appendf(read, " AND nutrient_id IN (%s)", copy->only);
  sqlite3_str_appendall(read, " ORDER BY 1, 2");
  sqlite3_str_appendall(write, ") VALUES (?");
  for (int i = 1; i < part->columns; i++)
    sqlite3_str_appendall(write, ", ?");
  sqlite3_str_appendall(write, ")");
  read_text = sqlite3_str_finish(read);
  write_text = sqlite3_str_finish(write);
  rc = nutri__copy_prepare(copy->from, read_text, &part->read);
  if (rc == NUTRI_OK)
    rc = nutri__copy_prepare(copy->to, write_text, &part->write);
  else
    sqlite3_free(write_text);
  return rc;
}

/* The highest number in use of a table that has numbers of its own. */
static int read_last(struct nutri__copy *copy, const char *table, const char *column,
                     int64_t *last) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__copy_prepare(
      copy->to, sqlite3_mprintf("SELECT max(\"%w\") FROM \"%w\"", column, table), &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(copy->to, stmt, table)) == NUTRI_ROW) {
    *last = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  }
  sqlite3_finalize(stmt); /* repeats a step's error, which has been noted */
  return rc;
}

int nutri__copy_open(struct nutri__copy *copy) {
  int rc = NUTRI_OK;

  for (size_t i = 0; i < nutri__part_count && rc == NUTRI_OK; i++) {
    const struct nutri__part *what = &nutri__parts[i];
    struct nutri__copied *part = &copy->part[i];

    rc = read_columns(copy, what->table, part);
    if (rc == NUTRI_OK)
      rc = keep_common(copy, what->table, part);
    if (rc == NUTRI_OK && part->columns > 1)
      rc = prepare_part(copy, what, part);
    else
      part->columns = 0;
    for (int k = 0; k < part->columns && rc == NUTRI_OK; k++)
      if (part->refers[k] == NUTRI__OF_ITSELF)
        rc = read_last(copy, what->table, part->name[k], &part->last);
  }
  return rc;
}

void nutri__copy_free(struct nutri__copy *copy) {
  for (size_t i = 0; i < nutri__part_count; i++) {
    sqlite3_finalize(copy->part[i].read); /* repeat the errors of steps, which have been noted */
    sqlite3_finalize(copy->part[i].write);
    nutri__numbers_free(&copy->part[i].numbers);
  }
  for (int i = 0; i < copy->needs_count; i++)
    sqlite3_finalize(copy->needs[i]);
  nutri__numbers_free(&copy->foods);
  nutri__numbers_free(&copy->categories);
  nutri__numbers_free(&copy->nutrients);
}

/* ---- rows ---------------------------------------------------------------------------------- */

/* What a number there is here. */
static int number_here(struct nutri__copy *copy, int refers, int64_t from, int64_t *to) {
  const struct nutri__numbers *numbers;
  const struct nutri__number *found;

  if (refers == NUTRI__OF_CATEGORY || refers == NUTRI__OF_NUTRIENT ||
      (refers >= NUTRI__OF_PART && nutri__parts[refers - NUTRI__OF_PART].key != NULL))
    return nutri__copy_resolve(copy, refers, from, to);
  numbers = refers == NUTRI__OF_FOOD ? &copy->foods : &copy->part[refers - NUTRI__OF_PART].numbers;
  found = nutri__numbers_find(numbers, from);
  if (found == NULL)
    return nutri__fail(copy->from, NUTRI_EFORMAT, "a row names a %s %lld that is not there",
                       refers == NUTRI__OF_FOOD ? "food"
                                                : nutri__parts[refers - NUTRI__OF_PART].table,
                       (long long)from);
  *to = found->to;
  return NUTRI_OK;
}

/* A new row's number: its old one where rows keep their order by it, else the next. A food's is its
 * old one where that is free: FoodData Central's numbers mean the same everywhere. */
static int own_number(struct nutri__copy *copy, size_t at, int64_t from, int64_t *to) {
  struct nutri__copied *part = &copy->part[at];
  sqlite3_stmt *stmt = NULL;
  int rc = NUTRI_OK;

  if (copy->fresh) {
    *to = from;
    return NUTRI_OK;
  }
  if (at != part_at("food")) {
    *to = part->last = from > part->last ? from : part->last + 1;
    return NUTRI_OK;
  }
  if ((rc = nutri__stmt(copy->to, NUTRI__Q_RESTORE_FOOD_NUMBER, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_int(copy->to, stmt, ":food", from)) == NUTRI_OK &&
      (rc = nutri__step(copy->to, stmt, "numbering a food")) == NUTRI_ROW) {
    *to = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* Binds a person's other name, a food's other source and key, and no newer version of a food: that
 * is set afterwards, when all are there. false = the column is none of these. */
static bool bind_other(struct nutri__copy *copy, size_t at, int column, int *sqlite_rc) {
  const struct nutri__copied *part = &copy->part[at];
  const char *name = part->name[column];
  bool of_food = strcmp(nutri__parts[at].table, "food") == 0;
  bool newer = of_food && part->refers[column] == NUTRI__OF_FOOD;
  bool lasting = of_food && copy->other_key != NULL && strcmp(name, "lasting_key") == 0;
  const char *text = NULL;

  if (strcmp(nutri__parts[at].table, "person") == 0 && strcmp(name, "name") == 0)
    text = copy->name;
  else if (of_food && strcmp(name, "source_key") == 0)
    text = copy->other_key;
  if (text != NULL)
    *sqlite_rc = sqlite3_bind_text(part->write, column + 1, text, -1, SQLITE_TRANSIENT);
  else if (of_food && copy->other_key != NULL && strcmp(name, "source_id") == 0)
    *sqlite_rc = sqlite3_bind_int64(part->write, column + 1, copy->other_source);
  else if (newer || lasting)
    *sqlite_rc = sqlite3_bind_null(part->write, column + 1);
  else
    return false;
  return true;
}

/* *number is set where the column is the row's own number. */
static int bind_column(struct nutri__copy *copy, size_t at, int column, int64_t *number) {
  struct nutri__copied *part = &copy->part[at];
  int refers = part->refers[column];
  int sqlite_rc = SQLITE_OK;
  int64_t from = sqlite3_column_int64(part->read, column);
  int64_t to = 0;
  int rc = NUTRI_OK;

  if (bind_other(copy, at, column, &sqlite_rc)) {
    /* done */
  } else if (refers == NUTRI__OF_NOBODY) {
    sqlite_rc =
        sqlite3_bind_value(part->write, column + 1, sqlite3_column_value(part->read, column));
  } else if (refers == NUTRI__OF_IMPORT || sqlite3_column_type(part->read, column) == SQLITE_NULL) {
    sqlite_rc = sqlite3_bind_null(part->write, column + 1);
  } else {
    rc = refers == NUTRI__OF_ITSELF ? own_number(copy, at, from, &to)
                                    : number_here(copy, refers, from, &to);
    if (rc == NUTRI_OK)
      sqlite_rc = sqlite3_bind_int64(part->write, column + 1, to);
    if (refers == NUTRI__OF_ITSELF)
      *number = to;
  }
  if (rc == NUTRI_OK && sqlite_rc != SQLITE_OK)
    rc = nutri__fail_sql(copy->to, "copying a value");
  return rc;
}

static int copy_row(struct nutri__copy *copy, size_t at) {
  struct nutri__copied *part = &copy->part[at];
  int64_t number = 0;
  int rc = NUTRI_OK;

  for (int i = 0; i < part->columns && rc == NUTRI_OK; i++)
    rc = bind_column(copy, at, i, &number);
  if (rc == NUTRI_OK)
    rc = nutri__run(copy->to, part->write, nutri__parts[at].table);
  nutri__done(part->write);
  for (int i = 0; i < part->columns && rc == NUTRI_OK; i++)
    if (part->refers[i] == NUTRI__OF_ITSELF)
      rc = nutri__numbers_add(copy->to, &part->numbers, sqlite3_column_int64(part->read, i), number,
                              NULL);
  part->rows++;
  return rc;
}

int nutri__copy_rows(struct nutri__copy *copy, size_t at, int64_t id) {
  struct nutri__copied *part = &copy->part[at];
  int rc;

  if (part->columns == 0 || (!copy->fresh && strstr(nutri__parts[at].rows, "person_id IS NULL")))
    return NUTRI_OK;
  rc = nutri__bind_int(copy->from, part->read, ":person", id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, part->read, ":food", id);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(copy->from, part->read, ":id", id);
  while (rc == NUTRI_OK &&
         (rc = nutri__step(copy->from, part->read, nutri__parts[at].table)) == NUTRI_ROW)
    rc = copy_row(copy, at);
  nutri__done(part->read);
  return rc;
}

int nutri__copy_persons_rows(struct nutri__copy *copy) {
  int rc = NUTRI_OK;

  for (size_t i = 0; i < nutri__part_count && rc == NUTRI_OK; i++)
    if (strstr(nutri__parts[i].rows, ":person") != NULL)
      rc = nutri__copy_rows(copy, i, copy->person_id);
  return rc;
}

int nutri__copy_person(struct nutri__copy *copy) {
  int rc = nutri__copy_open(copy);

  if (rc == NUTRI_OK)
    rc = nutri__copy_person_foods(copy);
  if (rc == NUTRI_OK)
    rc = nutri__copy_needed_foods(copy);
  if (rc == NUTRI_OK)
    rc = nutri__copy_place_foods(copy);
  return rc == NUTRI_OK ? nutri__copy_persons_rows(copy) : rc;
}

int nutri__copy_report(struct nutri__copy *copy, nutri *db, const char *person,
                       nutri_person_data *out) {
  int rc = NUTRI_OK;

  *out = (nutri_person_data){
      .size = sizeof *out,
      .person = nutri__keep(db, person, &rc),
      .entries = nutri__copy_part(copy, "intake")->rows,
      .foods = (int64_t)copy->foods.count,
  };
  for (size_t i = 0; i < nutri__part_count; i++)
    out->rows += copy->part[i].rows;
  for (size_t i = 0; i < copy->foods.count; i++)
    out->foods_added += copy->foods.row[i].how == NUTRI__FOOD_CARRIED;
  return rc;
}

int nutri__read_begin(nutri *db, sqlite3_stmt **hold) {
  int rc = nutri__copy_prepare(db, sqlite3_mprintf("SELECT 1 FROM sqlite_schema"), hold);

  if (rc == NUTRI_OK)
    rc = nutri__step(db, *hold, "beginning to read");
  return rc == NUTRI_ROW ? NUTRI_OK : rc;
}
