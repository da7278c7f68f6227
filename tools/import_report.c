/* SPDX-License-Identifier: MIT */
/* An import as import and import show print it: what it changed in foods of diaries first, then
 * what became of its rows. */
#include "import_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column import_columns[] = {
    {.key = "import_id", .heading = "import", .style = AS_ID},
    {.key = "imported_at", .heading = "at (UTC)"},
    {.key = "source", .heading = "source", .style = AS_CUT},
    {.key = "format", .heading = "format"},
    {.key = "path"},
    {.key = "found"},
    {.key = "rows_read", .heading = "read", .style = AS_COUNT},
    {.key = "rows_stored", .heading = "stored", .style = AS_COUNT},
    {.key = "rows_unchanged", .heading = "unchanged", .style = AS_COUNT},
    {.key = "rows_rejected", .heading = "rejected", .style = AS_COUNT},
    {.key = "foods_new", .heading = "foods new", .style = AS_COUNT},
    {.key = "foods_changed", .heading = "changed", .style = AS_COUNT},
    {.key = "foods_vanished", .heading = "vanished", .style = AS_COUNT},
    {.key = "values_new"},
    {.key = "values_changed"},
    {.key = "values_vanished"},
    {.key = "partial", .heading = "partial", .style = AS_FLAG, .flags = DROP_EMPTY},
};

static const column file_columns[] = {
    {.key = "import_id"},
    {.key = "file", .heading = "file"},
    {.key = "bytes"},
    {.key = "sha256"},
    {.key = "rows_read", .heading = "read", .style = AS_COUNT},
    {.key = "rows_stored", .heading = "stored", .style = AS_COUNT},
    {.key = "rows_unchanged", .heading = "unchanged", .style = AS_COUNT},
    {.key = "rows_rejected", .heading = "rejected", .style = AS_COUNT},
    {.key = "note"},
};

static const column reject_columns[] = {
    {.key = "file", .heading = "file"},
    {.key = "line", .heading = "line", .style = AS_COUNT},
    {.key = "column", .heading = "column", .flags = DROP_EMPTY},
    {.key = "value", .heading = "value", .style = AS_CUT, .flags = DROP_EMPTY},
    {.key = "reason", .heading = "reason", .style = AS_CUT},
};

static const column change_columns[] = {
    {.key = "import_id"},
    {.key = "food_id", .heading = "number", .style = AS_ID},
    {.key = "description", .heading = "food", .style = AS_CUT},
    {.key = "entries", .heading = "entries", .style = AS_COUNT, .flags = DROP_ZERO},
    {.key = "what", .heading = "what"},
    {.heading = "of", .style = AS_CUT},
    {.heading = "before", .flags = RIGHT},
    {.heading = "now", .flags = RIGHT},
    {.key = "property"},
    {.key = "nutrient_id"},
    {.key = "nutrient"},
    {.key = "unit"},
    {.key = "old_amount"},
    {.key = "new_amount"},
    {.key = "old_text"},
    {.key = "new_text"},
};

table *import_table(void) { return table_new(import_columns, COUNT_OF(import_columns)); }

void add_import(table *rows, const nutri_import_report *i) {
  add_whole(rows, i->import_id);
  add_text(rows, i->imported_at);
  add_text(rows, i->source);
  add_text(rows, i->format);
  add_text(rows, i->path);
  add_text(rows, i->found);
  add_whole(rows, i->rows_read);
  add_whole(rows, i->rows_stored);
  add_whole(rows, i->rows_unchanged);
  add_whole(rows, i->rows_rejected);
  add_whole(rows, i->foods_new);
  add_whole(rows, i->foods_changed);
  add_whole(rows, i->foods_vanished);
  add_whole(rows, i->values_new);
  add_whole(rows, i->values_changed);
  add_whole(rows, i->values_vanished);
  add_flag(rows, i->partial);
}

/* ---- reading --------------------------------------------------------------------------------- */

static int read_files(tool *t, int64_t import_id, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_import_file f = NUTRI_INIT(nutri_import_file);
  int rc = nutri_import_files(t->db, import_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_import_file_next(cursor, &f)) == NUTRI_ROW) {
      add_whole(rows, import_id);
      add_text(rows, f.file);
      add_whole(rows, f.bytes);
      add_text(rows, f.sha256);
      add_whole(rows, f.rows_read);
      add_whole(rows, f.rows_stored);
      add_whole(rows, f.rows_unchanged);
      add_whole(rows, f.rows_rejected);
      add_text(rows, f.note);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* *more: how many beyond the limit there are; a limit of 0 is none. */
static int read_rejects(tool *t, int64_t import_id, size_t limit, table *rows, int64_t *more) {
  nutri_cursor *cursor = NULL;
  nutri_reject r = NUTRI_INIT(nutri_reject);
  int rc = nutri_reject_list(t->db, import_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_reject_next(cursor, &r)) == NUTRI_ROW) {
      if (limit > 0 && table_rows(rows) == limit) {
        ++*more;
        continue;
      }
      add_text(rows, r.file);
      add_whole(rows, r.line);
      add_text(rows, r.column);
      add_text(rows, r.value);
      add_text(rows, r.reason);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* What people read of a change: "Magnesium, Mg" */
static char *change_of(const nutri_change *c) {
  static const struct {
    const char *property;
    const char *words;
  } words[] = {{"portion", "measure"},          {"listed", "listed by the source"},
               {"category_id", "category"},     {"lasting_key", "key"},
               {"source_id", "source"},         {"source_key", "key in the source"},
               {"replaced_by", "newer version"}};
  if (c->nutrient != NULL)
    return copied(c->nutrient);
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (strcmp(words[i].property, c->property) == 0)
      return copied(words[i].words);
  return copied(c->property);
}

/* ... and what it was or is: "79 mg", "0 mg, doubtful", "slice, 20 g", a text. */
static char *change_side(const nutri_change *c, double amount, const char *text) {
  char number[NUMBER_SIZE];
  const char *unit = c->unit == NULL ? "" : c->unit;
  if (isnan(amount))
    return copied(text == NULL ? "" : text);
  people_amount(amount, number);
  if (text == NULL)
    return printed("%s %s", number, unit);
  if (c->nutrient_id == 0)
    return printed("%s, %s %s", text, number, unit);
  return printed("%s %s, %s", number, unit, text);
}

static void add_change(table *rows, int64_t import_id, const nutri_change *c) {
  char *texts[] = {change_of(c), change_side(c, c->old_amount, c->old_text),
                   change_side(c, c->new_amount, c->new_text)};
  add_whole(rows, import_id);
  add_whole(rows, c->food_id);
  add_text(rows, c->description);
  add_whole(rows, c->entries);
  add_text(rows, c->what);
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    add_text(rows, texts[i]);
    free(texts[i]);
  }
  add_text(rows, c->property);
  if (c->nutrient_id == 0)
    add_nothing(rows);
  else
    add_whole(rows, c->nutrient_id);
  add_text(rows, c->nutrient);
  add_text(rows, c->unit);
  add_number(rows, c->old_amount);
  add_number(rows, c->new_amount);
  add_text(rows, c->old_text);
  add_text(rows, c->new_text);
}

/* ---- foods of diaries ------------------------------------------------------------------------ */

enum { SHOWN_FOODS = 10 };

typedef struct food_change {
  int64_t food_id;
  int64_t changes; /* besides the one that is told */
  char *line;      /* owned: "Spinach, raw (3 entries): magnesium 79 -> 87 mg" */
} food_change;

/* The changes come by food, what matters most of it first. */
typedef struct eaten_changes {
  food_change shown[SHOWN_FOODS];
  int64_t foods;
} eaten_changes;

static char *told(const nutri_change *c) {
  char entries[NUMBER_SIZE];
  char before[NUMBER_SIZE];
  char now[NUMBER_SIZE];
  char *name = NULL;
  char *change = NULL;
  char *line = NULL;
  if (strcmp(c->property, "listed") == 0) {
    change = copied(strcmp(c->what, "new") == 0 ? "listed by the source again"
                                                : "no longer listed by the source");
  } else if (c->nutrient != NULL) {
    name = plain_name(c->nutrient);
    const char *unit = c->unit == NULL ? "" : c->unit;
    if (isnan(c->old_amount))
      change = printed("%s new, %s %s", name, people_amount(c->new_amount, now), unit);
    else if (isnan(c->new_amount))
      change = printed("%s no longer listed, %s %s stays", name,
                       people_amount(c->old_amount, before), unit);
    else if (c->old_amount == c->new_amount)
      change = printed("%s %s %s, %s %s", name, people_amount(c->new_amount, now), unit,
                       c->new_text != NULL ? "now" : "no longer",
                       c->new_text != NULL ? c->new_text : c->old_text);
    else
      change = printed("%s %s -> %s %s", name, people_amount(c->old_amount, before),
                       people_amount(c->new_amount, now), unit);
  } else {
    name = change_of(c);
    change = printed("%s %s", name, c->what);
  }
  line = printed("%s (%s %s): %s", c->description == NULL ? "?" : c->description,
                 people_count(c->entries, entries), c->entries == 1 ? "entry" : "entries", change);
  free(change);
  free(name);
  return line;
}

/* Whether a diary reads or adds up otherwise for it. */
static int moves_diary(const nutri_change *c) {
  static const char *const silent[] = {"published", "source_key", "lasting_key", "category_id"};
  for (size_t i = 0; i < COUNT_OF(silent); i++)
    if (strcmp(silent[i], c->property) == 0)
      return 0;
  return c->entries > 0;
}

static void add_eaten(eaten_changes *e, int64_t *last, const nutri_change *c) {
  if (!moves_diary(c))
    return;
  if (c->food_id == *last) {
    if (e->foods <= SHOWN_FOODS)
      e->shown[e->foods - 1].changes++;
    return;
  }
  *last = c->food_id;
  if (e->foods++ < SHOWN_FOODS)
    e->shown[e->foods - 1] = (food_change){.food_id = c->food_id, .line = told(c)};
}

static void put_eaten(const eaten_changes *e, int64_t import_id, int is_dry) {
  char number[NUMBER_SIZE];
  if (e->foods == 0)
    return;
  printf("%s %s in diaries changed:\n", people_count(e->foods, number),
         e->foods == 1 ? "food" : "foods");
  for (int64_t i = 0; i < e->foods && i < SHOWN_FOODS; i++) {
    char *safe = cleaned(e->shown[i].line);
    printf("  %s", safe);
    free(safe);
    if (e->shown[i].changes > 0)
      printf(", and %s more", people_count(e->shown[i].changes, number));
    putchar('\n');
  }
  if (e->foods > SHOWN_FOODS)
    printf("  and %s more", people_count(e->foods - SHOWN_FOODS, number));
  if (e->foods > SHOWN_FOODS && !is_dry)
    printf(": nutri import show %lld --changes", (long long)import_id);
  puts(e->foods > SHOWN_FOODS ? "\n" : "");
}

static void eaten_free(eaten_changes *e) {
  for (size_t i = 0; i < SHOWN_FOODS; i++)
    free(e->shown[i].line);
}

/* ---- printing -------------------------------------------------------------------------------- */

/* All of one import that is printed. */
typedef struct import_parts {
  int64_t id;
  nutri_import_report report; /* its texts are the handle's: not after the first list */
  table *import;
  table *files;
  table *rejects;
  table *changes;
  int64_t more_rejects;
  int64_t more_changes;
  eaten_changes eaten;
} import_parts;

static int read_changes(const import_output *o, import_parts *p) {
  nutri_cursor *cursor = NULL;
  nutri_change c = NUTRI_INIT(nutri_change);
  int is_for_people = o->t->format == FOR_PEOPLE;
  int64_t last = 0;
  int rc = nutri_import_change_list(o->t->db, p->id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_change_next(cursor, &c)) == NUTRI_ROW) {
      add_eaten(&p->eaten, &last, &c);
      if (c.entries == 0 && is_for_people && !o->has_changes)
        break;
      if (is_for_people && (!o->has_changes || table_rows(p->changes) == o->limit))
        p->more_changes++;
      else
        add_change(p->changes, p->id, &c);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK || rc == NUTRI_ROW ? DONE : refused(o->t, rc);
}

static void put_notes(const table *files) {
  for (size_t i = 0; i < table_rows(files); i++) {
    const char *note = table_text(files, i, "note");
    if (note == NULL)
      continue;
    char *text = printed("%s: %s", table_text(files, i, "file"), note);
    char *safe = cleaned(text);
    puts(safe);
    free(safe);
    free(text);
  }
}

static void put_values(const nutri_import_report *r) {
  char added[NUMBER_SIZE];
  char changed[NUMBER_SIZE];
  char vanished[NUMBER_SIZE];
  if (r->values_new + r->values_changed + r->values_vanished > 0)
    printf("Values of foods that were there before: %s new, %s changed, %s vanished.\n",
           people_count(r->values_new, added), people_count(r->values_changed, changed),
           people_count(r->values_vanished, vanished));
  if (r->partial)
    puts("The files hold under half of the foods the source had: none was marked as vanished.");
}

static void put_rows(const char *title, const table *rows, int64_t more, const import_output *o,
                     const import_parts *p, const char *option) {
  char number[NUMBER_SIZE];
  if (table_rows(rows) == 0)
    return;
  printf("\n%s\n", title);
  table_for_people(rows, stdout);
  if (more == 0)
    return;
  printf("and %s more", people_count(more, number));
  if (o->is_dry)
    puts(" (--json has all)");
  else
    printf(": nutri import show %lld%s --limit N\n", (long long)p->id, option);
}

static void print_for_people(const import_output *o, const import_parts *p) {
  const char *found = table_text(p->import, 0, "found");
  if (o->printed > 0)
    putchar('\n');
  put_eaten(&p->eaten, p->id, o->is_dry);
  if (found != NULL) {
    char *safe = cleaned(found);
    puts(safe);
    free(safe);
  }
  table_for_people(p->import, stdout);
  put_values(&p->report);
  putchar('\n');
  table_for_people(p->files, stdout);
  put_notes(p->files);
  put_rows("Changes", p->changes, p->more_changes, o, p, " --changes");
  put_rows("Rejected rows", p->rejects, p->more_rejects, o, p, "");
  if (o->is_dry)
    puts("\ndry run: nothing was stored");
}

static void print_as_json(import_output *o, const import_parts *p) {
  if (o->printed == 0) {
    o->j.out = stdout;
    if (o->is_many)
      json_begin(&o->j, NULL, '[');
  }
  json_begin(&o->j, NULL, '{');
  json_members(&o->j, p->import, 0);
  json_flag(&o->j, "dry_run", o->is_dry);
  json_rows(&o->j, "files", p->files);
  json_rows(&o->j, "rejects", p->rejects);
  json_rows(&o->j, "changes", p->changes);
  json_end(&o->j, '}');
}

/* The lines of CSV go on from one import to the next. */
static void parts_start(import_output *o, import_parts *p) {
  p->id = p->report.import_id;
  p->import = import_table();
  add_import(p->import, &p->report);
  if (o->lines != NULL && o->has_changes)
    p->changes = o->lines;
  else
    p->changes = table_new(change_columns, COUNT_OF(change_columns));
  if (o->lines != NULL && !o->has_changes)
    p->files = o->lines;
  else
    p->files = table_new(file_columns, COUNT_OF(file_columns));
  p->rejects = table_new(reject_columns, COUNT_OF(reject_columns));
  if (o->t->format == AS_CSV)
    o->lines = o->has_changes ? p->changes : p->files;
}

static void parts_end(const import_output *o, import_parts *p) {
  eaten_free(&p->eaten);
  if (p->changes != o->lines)
    table_free(p->changes);
  if (p->files != o->lines)
    table_free(p->files);
  table_free(p->rejects);
  table_free(p->import);
}

int import_printed(import_output *o, int64_t import_id) {
  import_parts p = {.report = NUTRI_INIT(nutri_import_report)};
  tool *t = o->t;
  int rc = nutri_import_get(t->db, import_id, &p.report);
  int status = DONE;
  if (rc != NUTRI_OK)
    return refused(t, rc);
  parts_start(o, &p);
  status = read_files(t, p.id, p.files);
  if (status == DONE)
    status =
        read_rejects(t, p.id, t->format == FOR_PEOPLE ? o->limit : 0, p.rejects, &p.more_rejects);
  if (status == DONE)
    status = read_changes(o, &p);
  if (status == DONE && t->format == FOR_PEOPLE)
    print_for_people(o, &p);
  else if (status == DONE && t->format == AS_JSON)
    print_as_json(o, &p);
  o->printed += status == DONE;
  parts_end(o, &p);
  return status;
}

/* Of a person nothing is kept in the log: there is what was found, and one line of rows. */
int person_printed(import_output *o, const nutri_import_report *r) {
  import_parts p = {.report = *r};
  parts_start(o, &p);
  add_whole(p.files, r->import_id);
  add_text(p.files, r->path);
  add_number(p.files, (double)NAN);
  add_text(p.files, NULL);
  add_whole(p.files, r->rows_read);
  add_whole(p.files, r->rows_stored);
  add_whole(p.files, r->rows_unchanged);
  add_whole(p.files, r->rows_rejected);
  add_text(p.files, NULL);
  if (o->t->format == FOR_PEOPLE) {
    char *safe = cleaned(r->found);
    puts(safe);
    free(safe);
    if (o->is_dry)
      puts("dry run: nothing was stored");
  } else if (o->t->format == AS_JSON) {
    print_as_json(o, &p);
  }
  o->printed++;
  parts_end(o, &p);
  return DONE;
}

void import_output_end(import_output *o) {
  if (o->printed > 0 && o->t->format == AS_JSON && o->is_many)
    json_end(&o->j, ']');
  if (o->printed > 0 && o->t->format == AS_CSV)
    table_as_csv(o->lines, stdout);
  table_free(o->lines);
}
