/* SPDX-License-Identifier: MIT */
/* export, slim, restore, forget: data out of the database, and back into one. */
#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- where it goes --------------------------------------------------------------------------- */

typedef struct sink {
  FILE *out;
  const char *path; /* NULL = stdout */
} sink;

/* A new file that only its owner can read, whatever the umask says; "-" or nothing is stdout. */
static int sink_open(sink *s, const char *path) {
  *s = (sink){.out = stdout};
  if (path == NULL || strcmp(path, "-") == 0)
    return DONE;
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  if (fd < 0 && errno == EEXIST)
    return failed("%s is there already; nothing was written", path);
  if (fd < 0)
    return failed("%s cannot be made: %s", path, strerror(errno));
  s->path = path;
  s->out = fchmod(fd, 0600) == 0 ? fdopen(fd, "wb") : NULL;
  if (s->out != NULL)
    return DONE;
  failed("%s cannot be written: %s", path, strerror(errno));
  close(fd);
  unlink(path);
  return FAILED;
}

/* A file is whole or gone. */
static int sink_close(sink *s, int status) {
  if (s->path == NULL)
    return status;
  errno = 0;
  int is_bad = fflush(s->out) != 0 || ferror(s->out) || fsync(fileno(s->out)) != 0;
  int why = errno;
  if (fclose(s->out) != 0 && !is_bad) {
    is_bad = 1;
    why = errno;
  }
  if (is_bad && status == DONE)
    status = failed("%s cannot be written: %s", s->path,
                    why == 0 ? "not all of it was taken" : strerror(why));
  if (status != DONE)
    unlink(s->path);
  return status;
}

/* ---- which nutrients ------------------------------------------------------------------------- */

typedef struct nutrient {
  int64_t id;
  char *name;
  char *unit;
  char *key; /* of its column: magnesium_mg, "Calcium, Ca (mg)" */
} nutrient;

typedef struct nutrients {
  nutrient *list;
  size_t count;
} nutrients;

static void nutrients_free(nutrients *n) {
  for (size_t i = 0; i < n->count; i++) {
    free(n->list[i].name);
    free(n->list[i].unit);
    free(n->list[i].key);
  }
  free(n->list);
}

static int nutrient_add(tool *t, const char *text, nutrients *out) {
  nutri_nutrient found = NUTRI_INIT(nutri_nutrient);
  int rc = nutri_nutrient_find(t->db, text, &found);
  if (rc != NUTRI_OK)
    return rc;
  for (size_t i = 0; i < out->count; i++)
    if (out->list[i].id == found.nutrient_id)
      return NUTRI_OK;
  out->list = must(realloc(out->list, (out->count + 1) * sizeof *out->list));
  out->list[out->count++] = (nutrient){
      .id = found.nutrient_id,
      .name = copied(found.name),
      .unit = copied(found.unit),
      .key = found.nutrient_id == NUTRI_MAGNESIUM ? copied("magnesium_mg")
             : found.nutrient_id == NUTRI_ENERGY  ? copied("energy_kcal")
                                                  : printed("%s (%s)", found.name, found.unit),
  };
  return NUTRI_OK;
}

/* The next of words with commas between; *rest NULL = it was the last. */
static char *word_taken(char **rest) {
  char *word = *rest + strspn(*rest, " ");
  *rest = strchr(word, ',');
  if (*rest != NULL)
    *(*rest)++ = '\0';
  return word;
}

/* --nutrient names one, or several with commas between; a name may have commas itself. */
static int nutrients_meant(tool *t, const args *a, nutrients *out) {
  const char *text = a->value[OPT_NUTRIENT];
  int rc = NUTRI_OK;
  if (text == NULL) {
    rc = nutrient_add(t, "1090", out);
    if (rc == NUTRI_OK && a->value[OPT_TOTALS] == NULL)
      rc = nutrient_add(t, "1008", out);
    return rc == NUTRI_OK ? DONE : refused(t, rc);
  }
  rc = nutrient_add(t, text, out);
  if (rc != NUTRI_ENOTFOUND || strchr(text, ',') == NULL)
    return rc == NUTRI_OK ? DONE : refused(t, rc);
  char *words = copied(text);
  char *rest = words;
  rc = NUTRI_OK;
  while (rest != NULL && rc == NUTRI_OK)
    rc = nutrient_add(t, word_taken(&rest), out);
  free(words);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* ---- entries --------------------------------------------------------------------------------- */

/* What an entry's food is called elsewhere, looked up once a food. */
typedef struct food_names {
  int64_t food_id;
  char *source;
  char *key;
} food_names;

typedef struct known_foods {
  food_names *list;
  size_t count;
} known_foods;

static const food_names *names_of(tool *t, known_foods *known, int64_t food_id) {
  nutri_food f = NUTRI_INIT(nutri_food);
  for (size_t i = 0; i < known->count; i++)
    if (known->list[i].food_id == food_id)
      return &known->list[i];
  if (nutri_food_get(t->db, food_id, &f) != NUTRI_OK)
    return NULL;
  known->list = must(realloc(known->list, (known->count + 1) * sizeof *known->list));
  known->list[known->count++] =
      (food_names){.food_id = food_id, .source = copied(f.source), .key = copied(f.key)};
  return &known->list[known->count - 1];
}

static void known_foods_free(known_foods *known) {
  for (size_t i = 0; i < known->count; i++) {
    free(known->list[i].source);
    free(known->list[i].key);
  }
  free(known->list);
}

static const column entry_columns[] = {
    {.key = "person"},  {.key = "day"},     {.key = "time"},         {.key = "meal"},
    {.key = "food_id"}, {.key = "source"},  {.key = "lasting_key"},  {.key = "description"},
    {.key = "amount"},  {.key = "measure"}, {.key = "basis_amount"}, {.key = "basis"},
    {.key = "note"},
};

/* The columns of every entry, and one for each nutrient. */
static table *entries_table(const nutrients *n) {
  size_t fixed = COUNT_OF(entry_columns);
  column *columns = must(calloc(fixed + n->count, sizeof *columns));
  memcpy(columns, entry_columns, sizeof entry_columns);
  for (size_t i = 0; i < n->count; i++)
    columns[fixed + i].key = n->list[i].key;
  table *rows = table_new(columns, fixed + n->count);
  free(columns);
  return rows;
}

static int add_entry(tool *t, const nutri_intake *e, const nutrients *n, known_foods *known,
                     table *rows) {
  const food_names *food = names_of(t, known, e->food_id);
  int rc = NUTRI_OK;
  add_text(rows, e->person);
  add_text(rows, e->day);
  add_text(rows, e->time);
  add_text(rows, e->meal);
  add_whole(rows, e->food_id);
  add_text(rows, food == NULL ? NULL : food->source);
  add_text(rows, food == NULL ? NULL : food->key);
  add_text(rows, e->description);
  add_number(rows, e->amount);
  add_text(rows, e->measure);
  add_number(rows, e->basis_amount);
  add_text(rows, basis_unit(e->basis));
  add_text(rows, e->note);
  for (size_t i = 0; i < n->count; i++) {
    double value = (double)NAN;
    if (rc == NUTRI_OK)
      rc = nutri_intake_nutrient(t->db, e->intake_id, n->list[i].id, &value);
    add_number(rows, value);
  }
  return rc;
}

static int read_entries(tool *t, const char *person, const span *days, const nutrients *n,
                        table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_intake e = NUTRI_INIT(nutri_intake);
  known_foods known = {NULL, 0};
  int rc = nutri_intake_list(t->db, person, days->from, days->to, &cursor);
  while (rc == NUTRI_OK && (rc = nutri_intake_next(cursor, &e)) == NUTRI_ROW)
    rc = add_entry(t, &e, n, &known, rows);
  nutri_cursor_close(cursor);
  known_foods_free(&known);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* ---- totals ---------------------------------------------------------------------------------- */

static const column total_columns[] = {
    {.key = "person"},      {.key = "day"},
    {.key = "nutrient_id"}, {.key = "nutrient"},
    {.key = "unit"},        {.key = "food"},
    {.key = "supplement"},  {.key = "medicine"},
    {.key = "total"},       {.key = "energy_kcal"},
    {.key = "entries"},     {.key = "unknown_entries"},
    {.key = "known_share"}, {.key = "completeness"},
    {.key = "status"},      {.key = "is_counted"},
    {.key = "dated"},       {.key = "target"},
    {.key = "target_kind"}, {.key = "average_requirement"},
};

static void add_day(table *rows, const char *person, const nutrient *n, const nutri_day *d) {
  add_text(rows, person);
  add_text(rows, d->day);
  add_whole(rows, n->id);
  add_text(rows, n->name);
  add_text(rows, n->unit);
  add_number(rows, d->food);
  add_number(rows, d->supplement);
  add_number(rows, d->medicine);
  add_number(rows, d->total);
  add_number(rows, d->energy_kcal);
  add_whole(rows, d->entries);
  add_whole(rows, d->unknown_entries);
  add_number(rows, d->known_share);
  add_text(rows, d->completeness);
  add_text(rows, d->status);
  add_flag(rows, d->is_counted);
  add_flag(rows, d->dated);
  add_number(rows, d->target);
  add_text(rows, d->target_kind);
  add_number(rows, d->average_requirement);
}

static int read_totals(tool *t, const char *person, const span *days, const nutrients *n,
                       table *rows) {
  nutri_day d = NUTRI_INIT(nutri_day);
  int rc = NUTRI_OK;
  for (size_t i = 0; i < n->count && rc == NUTRI_OK; i++) {
    nutri_cursor *cursor = NULL;
    rc = nutri_day_list(t->db, person, n->list[i].id, days->from, days->to, &cursor);
    while (rc == NUTRI_OK && (rc = nutri_day_next(cursor, &d)) == NUTRI_ROW) {
      add_day(rows, person, &n->list[i], &d);
      rc = NUTRI_OK;
    }
    nutri_cursor_close(cursor);
  }
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* ---- export ---------------------------------------------------------------------------------- */

static int ends_in(const char *path, const char *end) {
  size_t length = path == NULL ? 0 : strlen(path);
  return length > strlen(end) && same_without_case(path + length - strlen(end), end);
}

/* What export was asked for. */
typedef struct request {
  char *person;
  span days;
  nutrients nutrients;
  const char *path;
  int as_json;
  int only_totals;
} request;

static void put_json(const request *r, const table *entries, const table *totals, FILE *out) {
  json j = {.out = out};
  json_begin(&j, NULL, '{');
  json_text(&j, "person", r->person);
  json_text(&j, "from", r->days.from);
  json_text(&j, "to", r->days.to);
  if (!r->only_totals)
    json_rows(&j, "entries", entries);
  json_rows(&j, "totals", totals);
  json_end(&j, '}');
}

static void said_written(const sink *s, size_t count, const char *what) {
  char *safe = s->path == NULL ? NULL : cleaned(s->path);
  if (safe != NULL)
    printf("%s: %zu %s\n", safe, count, what);
  free(safe);
}

/* CSV is one table: the entries, or the totals. JSON has both. */
static int export_tables(tool *t, const request *r) {
  table *entries = entries_table(&r->nutrients);
  table *totals = table_new(total_columns, COUNT_OF(total_columns));
  sink s = {NULL, NULL};
  int status = DONE;
  if (!r->only_totals)
    status = read_entries(t, r->person, &r->days, &r->nutrients, entries);
  if (status == DONE && (r->only_totals || r->as_json))
    status = read_totals(t, r->person, &r->days, &r->nutrients, totals);
  if (status == DONE)
    status = sink_open(&s, r->path);
  if (status == DONE) {
    if (r->as_json)
      put_json(r, entries, totals, s.out);
    else
      table_as_csv(r->only_totals ? totals : entries, s.out);
    status = sink_close(&s, DONE);
    if (status == DONE)
      said_written(&s, table_rows(r->only_totals ? totals : entries),
                   r->only_totals ? "totals of a day" : "entries");
  }
  table_free(totals);
  table_free(entries);
  return status;
}

static int write_bytes(void *user, const void *bytes, size_t size) {
  return fwrite(bytes, 1, size, user) == size ? 0 : 1;
}

static int export_all(tool *t, const args *a, const request *r) {
  static const enum option others[] = {OPT_JSON, OPT_CSV, OPT_FROM,   OPT_TO,
                                       OPT_LAST, OPT_DAY, OPT_TOTALS, OPT_NUTRIENT};
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  sink s;
  for (size_t i = 0; i < COUNT_OF(others); i++)
    if (a->value[others[i]] != NULL)
      return misused(t,
                     "--all is everything of a person, as a small database: %s does not go with it",
                     option_name(others[i]));
  if ((r->path == NULL || strcmp(r->path, "-") == 0) && isatty(STDOUT_FILENO))
    return misused(t, "--all writes a database, which is nothing for a terminal: name a FILE");
  int status = sink_open(&s, r->path);
  if (status != DONE)
    return status;
  int rc = nutri_person_export(t->db, r->person, write_bytes, s.out, &data);
  if (rc != NUTRI_OK && rc != NUTRI_ECANCELLED) /* that one is the file's, told by sink_close */
    status = refused(t, rc);
  status = sink_close(&s, status);
  if (status == DONE && s.path != NULL) {
    char *path = cleaned(s.path);
    char *person = cleaned(r->person);
    printf("%s: all of %s, %lld entries, and the %lld foods they name\n", path, person,
           (long long)data.entries, (long long)data.foods);
    free(person);
    free(path);
  }
  return status;
}

int cmd_export(tool *t, const args *a) {
  request r = {.path = a->count > 0 ? a->words[0] : NULL,
               .only_totals = a->value[OPT_TOTALS] != NULL};
  int status = DONE;
  r.as_json = t->format == AS_JSON || (t->format == FOR_PEOPLE && ends_in(r.path, ".json"));
  r.person = person_meant(t, a->value[OPT_PERSON], &status);
  if (r.person == NULL)
    return status;
  if (a->value[OPT_ALL] != NULL) {
    status = export_all(t, a, &r);
  } else {
    status = span_meant(t, a, 0, &r.days);
    if (status == DONE)
      status = nutrients_meant(t, a, &r.nutrients);
    if (status == DONE)
      status = export_tables(t, &r);
  }
  nutrients_free(&r.nutrients);
  free(r.person);
  return status;
}

/* ---- slim ------------------------------------------------------------------------------------ */

static int slim_written(tool *t, const args *a, const nutri_slim_options *options) {
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  const char *path = a->count > 0 ? a->words[0] : NULL;
  sink s;
  if ((path == NULL || strcmp(path, "-") == 0) && isatty(STDOUT_FILENO))
    return misused(t, "slim writes a database, which is nothing for a terminal: name a FILE");
  int status = sink_open(&s, path);
  if (status != DONE)
    return status;
  int rc = nutri_slim(t->db, options, write_bytes, s.out, &data);
  if (rc != NUTRI_OK && rc != NUTRI_ECANCELLED)
    status = refused(t, rc);
  status = sink_close(&s, status);
  if (status == DONE && s.path != NULL) {
    char *safe = cleaned(s.path);
    printf("%s: %lld foods and %lld entries\n", safe, (long long)data.foods,
           (long long)data.entries);
    free(safe);
  }
  return status;
}

enum { SOURCES_MOST = 100 };

int cmd_slim(tool *t, const args *a) {
  nutri_slim_options options = NUTRI_INIT(nutri_slim_options);
  nutrients chosen = {NULL, 0};
  const char *sources[SOURCES_MOST];
  int64_t *ids = NULL;
  const char *named = a->value[OPT_SOURCE] != NULL ? a->value[OPT_SOURCE] : "nutri starter,own";
  char *words = copied(named);
  char *rest = words;
  int status = a->value[OPT_NUTRIENT] == NULL ? DONE : nutrients_meant(t, a, &chosen);
  while (rest != NULL && options.source_count < SOURCES_MOST)
    sources[options.source_count++] = word_taken(&rest);
  if (status == DONE) {
    ids = must(calloc(chosen.count + 1, sizeof *ids));
    for (size_t i = 0; i < chosen.count; i++)
      ids[i] = chosen.list[i].id;
    options.sources = sources;
    options.nutrients = ids;
    options.nutrient_count = chosen.count;
    options.flags = a->value[OPT_NO_PERSONS] != NULL ? NUTRI_SLIM_NO_PERSONS : 0;
    status = slim_written(t, a, &options);
  }
  free(ids);
  nutrients_free(&chosen);
  free(words);
  return status;
}

/* ---- restore --------------------------------------------------------------------------------- */

static int keep_found(void *user, const char *what, const char *detail) {
  add_text(user, what);
  add_text(user, detail);
  return 0;
}

static const char *plural(int64_t count) { return count == 1 ? "" : "s"; }

static void restored_for_people(const nutri_person_data *d, const table *foods) {
  char *person = cleaned(d->person);
  printf("restored %s: %lld entr%s, %lld food%s, of which %lld came along\n", person,
         (long long)d->entries, d->entries == 1 ? "y" : "ies", (long long)d->foods,
         plural(d->foods), (long long)d->foods_added);
  free(person);
  if (d->foods_differ == 0)
    return;
  printf("\n%lld food%s other values here than in the file:\n", (long long)d->foods_differ,
         d->foods_differ == 1 ? " has" : "s have");
  table_for_people(foods, stdout);
  if (d->values_recorded > 0)
    printf("%lld value%s of the file %s kept with the entries.\n", (long long)d->values_recorded,
           plural(d->values_recorded), d->values_recorded == 1 ? "is" : "are");
  if (d->values_moved > 0)
    printf("%lld value%s of entries and doses %s not what the file has: totals of these nutrients"
           " moved.\n",
           (long long)d->values_moved, plural(d->values_moved),
           d->values_moved == 1 ? "is" : "are");
}

static void restored_shown(const tool *t, const nutri_person_data *d, const table *foods) {
  static const column columns[] = {
      {.key = "person"},          {.key = "rows"},         {.key = "entries"},
      {.key = "foods"},           {.key = "foods_added"},  {.key = "foods_differ"},
      {.key = "values_recorded"}, {.key = "values_moved"},
  };
  if (t->format == FOR_PEOPLE) {
    restored_for_people(d, foods);
    return;
  }
  table *record = table_new(columns, COUNT_OF(columns));
  add_text(record, d->person);
  add_whole(record, d->rows);
  add_whole(record, d->entries);
  add_whole(record, d->foods);
  add_whole(record, d->foods_added);
  add_whole(record, d->foods_differ);
  add_whole(record, d->values_recorded);
  add_whole(record, d->values_moved);
  if (t->format == AS_CSV) {
    table_as_csv(record, stdout);
  } else {
    json j = {.out = stdout};
    json_begin(&j, NULL, '{');
    json_members(&j, record, 0);
    json_rows(&j, "differences", foods);
    json_end(&j, '}');
  }
  table_free(record);
}

int cmd_restore(tool *t, const args *a) {
  static const column columns[] = {{.key = "food", .heading = "food", .style = AS_CUT},
                                   {.key = "difference", .heading = "difference"}};
  nutri_restore_options options = NUTRI_INIT(nutri_restore_options);
  nutri_person_data data = NUTRI_INIT(nutri_person_data);
  table *foods = table_new(columns, COUNT_OF(columns));
  options.person = a->value[OPT_PERSON];
  options.name = a->value[OPT_AS];
  options.flags = a->value[OPT_CURRENT] != NULL ? NUTRI_RESTORE_CURRENT : 0;
  options.found = keep_found;
  options.user = foods;
  int rc = nutri_person_restore(t->db, a->words[0], &options, &data);
  int status = rc == NUTRI_OK ? DONE : refused(t, rc);
  if (status == DONE)
    restored_shown(t, &data, foods);
  table_free(foods);
  return status;
}

/* ---- forget ---------------------------------------------------------------------------------- */

/* Whether it is meant: --yes, or the name typed once more. */
static int confirmed(const tool *t, const args *a, const char *person) {
  char line[1024];
  if (a->value[OPT_YES] != NULL)
    return DONE;
  if (!is_terminal())
    return misused(t, "forget asks on a terminal; elsewhere it wants --yes");
  char *safe = cleaned(person);
  printf("All that is kept of %s will be removed, and cannot be had back.\n"
         "Type the name once more to go on: ",
         safe);
  free(safe);
  fflush(stdout);
  if (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\r\n")] = '\0';
    if (strcmp(line, person) == 0)
      return DONE;
  }
  return failed("nothing was removed");
}

static void forgotten_for_people(const char *person, const nutri_forgotten *f, const table *foods) {
  char *safe = cleaned(person);
  printf("forgot %s: %lld entr%s, %lld day%s", safe, (long long)f->entries,
         f->entries == 1 ? "y" : "ies", (long long)f->days, plural(f->days));
  if (f->imports > 0)
    printf(", where %lld import%s came from", (long long)f->imports, plural(f->imports));
  puts("; the file was written anew");
  free(safe);
  for (size_t i = 0; i < table_rows(foods); i++) {
    char *food = cleaned(table_text(foods, i, "food"));
    if (strcmp(table_text(foods, i, "what"), "removed") == 0)
      printf("  own food removed: %s\n", food);
    else
      printf("  own food left, nobody's diary has it: %s\n", food);
    free(food);
  }
}

static void forgotten_shown(const tool *t, const char *person, const nutri_forgotten *f,
                            const table *foods) {
  static const column columns[] = {{.key = "person"}, {.key = "entries"},    {.key = "days"},
                                   {.key = "foods"},  {.key = "foods_left"}, {.key = "imports"}};
  if (t->format == FOR_PEOPLE) {
    forgotten_for_people(person, f, foods);
    return;
  }
  table *record = table_new(columns, COUNT_OF(columns));
  add_text(record, person);
  add_whole(record, f->entries);
  add_whole(record, f->days);
  add_whole(record, f->foods);
  add_whole(record, f->foods_left);
  add_whole(record, f->imports);
  if (t->format == AS_CSV) {
    table_as_csv(record, stdout);
  } else {
    json j = {.out = stdout};
    json_begin(&j, NULL, '{');
    json_members(&j, record, 0);
    json_rows(&j, "own_foods", foods);
    json_end(&j, '}');
  }
  table_free(record);
}

int cmd_forget(tool *t, const args *a) {
  static const column columns[] = {{.key = "what"}, {.key = "food"}};
  nutri_forgotten forgotten = NUTRI_INIT(nutri_forgotten);
  int status = DONE;
  char *person = person_meant(t, a->words[0], &status);
  if (person == NULL)
    return status;
  table *foods = table_new(columns, COUNT_OF(columns));
  status = confirmed(t, a, person);
  if (status == DONE) {
    uint32_t flags = a->value[OPT_KEEP_FOODS] != NULL ? NUTRI_FORGET_NO_FOODS : 0;
    int rc = nutri_person_forget(t->db, person, flags, keep_found, foods, &forgotten);
    if (rc == NUTRI_OK)
      forgotten_shown(t, person, &forgotten, foods);
    else
      status = refused(t, rc);
  }
  table_free(foods);
  free(person);
  return status;
}
