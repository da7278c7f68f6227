/* SPDX-License-Identifier: MIT */
/* Which of a package's files are tables that a mapping fits, and the format that they make. */
#include <stdio.h>
#include <string.h>

#include "wide.h"

#define MEMBERS_LOOKED_AT 200
#define SHIPPED_MAX 40

enum set {
  FOODS = 1, /* taken by this import */
  FOOD_KEYS, /* their keys; their food_ids */
  ZEROS      /* foods with a magnesium of 0 */
};

/* A file and the mapping that fits it best. */
struct match {
  size_t member;
  const struct nutri__mapping *mapping;
  struct nutri__mapping_sniffed sniffed;
  char reason[300];
};

struct look {
  const struct nutri__package *package;
  const char *path;                            /* the package's */
  struct nutri__mapping *mapping[SHIPPED_MAX]; /* owned */
  size_t mappings;
  bool is_named; /* the user named the mapping: it need not know the file's name */
  struct match match[NUTRI__FILES_MAX];
  size_t matches;
  char *bytes;
  char *message;
  size_t size;
};

/* ---- mappings ------------------------------------------------------------------------------ */

static int parse_mapping(struct look *look, const char *name, const char *text, size_t length) {
  return nutri__mapping_parse(name, text, length, &look->mapping[look->mappings++], look->message,
                              look->size);
}

bool nutri__wide_is_named(const char *file, const char *name) {
  size_t length = strlen(name);

  return strncmp(file, name, length) == 0 &&
         (file[length] == '\0' || strcmp(file + length, ".map") == 0);
}

/* Keeps the mapping of this name, and those of portions that go with it. */
static void keep_named(struct look *look, const char *name) {
  const char *source = "";
  size_t kept = 0;

  for (size_t i = 0; i < look->mappings; i++)
    if (nutri__wide_is_named(look->mapping[i]->name, name))
      source = look->mapping[i]->source;
  for (size_t i = 0; i < look->mappings; i++) {
    struct nutri__mapping *mapping = look->mapping[i];

    if (nutri__wide_is_named(mapping->name, name) ||
        (mapping->table == NUTRI__MAPPING_PORTIONS && strcmp(mapping->source, source) == 0)) {
      look->mapping[i] = look->mapping[kept];
      look->mapping[kept++] = mapping;
    }
  }
  while (look->mappings > kept)
    nutri__mapping_free(look->mapping[--look->mappings]);
}

static int parse_shipped(struct look *look, const char *name) {
  int rc = NUTRI_OK;

  for (size_t i = 0; i < nutri__mapping_shipped_count && rc == NUTRI_OK; i++) {
    const nutri__sql *shipped = &nutri__mapping_shipped[i];

    if (look->mappings < SHIPPED_MAX)
      rc = parse_mapping(look, shipped->name, (const char *)shipped->text, shipped->length);
  }
  if (rc == NUTRI_OK && name != NULL)
    keep_named(look, name);
  return rc;
}

static int parse_file(struct look *look, const char *path) {
  struct nutri__package *package = NULL;
  struct nutri__stream *stream = NULL;
  char why[300] = "";
  size_t got = 0;
  int rc = nutri__package_open(path, &package, look->message, look->size);

  if (rc != NUTRI_OK)
    return rc;
  if (nutri__package_kind(package) != NUTRI__PACKAGE_FOLDER)
    rc = nutri__stream_raw(package, &stream, look->message, look->size);
  if (stream != NULL && (rc = nutri__stream_read(stream, look->bytes, NUTRI__MAPPING_SNIFF, &got,
                                                 why, sizeof why)) != NUTRI_OK)
    snprintf(look->message, look->size, "%s %s", path, why);
  nutri__stream_close(stream);
  if (rc == NUTRI_OK && (stream == NULL || got == NUTRI__MAPPING_SNIFF)) {
    snprintf(look->message, look->size, "%s is no mapping: a text file of some lines was expected",
             path);
    rc = NUTRI_EFORMAT;
  }
  nutri__package_free(package);
  return rc == NUTRI_OK ? parse_mapping(look, path, look->bytes, got) : rc;
}

/* ---- files --------------------------------------------------------------------------------- */

static int too_many(const struct look *look) {
  snprintf(look->message, look->size, "%s holds too many tables for one import: name one of them",
           look->path);
  return NUTRI_EFORMAT;
}

static int look_at(struct look *look, size_t member, size_t got) {
  struct match best = {.member = member};
  const char *name = look->is_named ? NULL : nutri__package_member(look->package, member)->base;

  for (size_t i = 0; i < look->mappings; i++) {
    struct match match = {.member = member, .mapping = look->mapping[i]};
    int rc = nutri__mapping_sniff(match.mapping, name, look->bytes, got, got < NUTRI__MAPPING_SNIFF,
                                  &match.sniffed, match.reason, sizeof match.reason);

    if (rc != NUTRI_OK)
      return rc;
    if (match.sniffed.fits > best.sniffed.fits)
      best = match;
    else if (look->is_named && look->message[0] == '\0')
      snprintf(look->message, look->size, "%s %s",
               nutri__package_member(look->package, member)->base, match.reason);
  }
  if (best.sniffed.fits == 0)
    return NUTRI_OK;
  if (look->matches == NUTRI__FILES_MAX) {
    return too_many(look);
  }
  look->match[look->matches++] = best;
  return NUTRI_OK;
}

/* A member's first bytes; the message becomes a sentence. */
static int read_first(struct look *look, size_t i, size_t *got) {
  struct nutri__stream *stream = NULL;
  char why[300] = "";
  int rc = nutri__stream_open(look->package, i, &stream, why, sizeof why);

  *got = 0;
  if (rc == NUTRI_OK)
    rc = nutri__stream_read(stream, look->bytes, NUTRI__MAPPING_SNIFF, got, why, sizeof why);
  nutri__stream_close(stream);
  if (rc != NUTRI_OK)
    snprintf(look->message, look->size, "%s: %s %s", look->path,
             nutri__package_member(look->package, i)->name, why);
  return rc;
}

static int look_for(struct look *look) {
  size_t count = nutri__package_count(look->package);
  int rc = NUTRI_OK;

  for (size_t i = 0; i < count && i < MEMBERS_LOOKED_AT && rc == NUTRI_OK; i++) {
    size_t got;

    rc = read_first(look, i, &got);
    if (rc == NUTRI_OK && got > 0)
      rc = look_at(look, i, got);
  }
  return rc;
}

/* All tables of one import are of one source; which, the first table of foods says. */
static int settle_source(struct look *look, const struct nutri__mapping **first) {
  *first = look->match[0].mapping;
  for (size_t i = 1; i < look->matches; i++)
    if ((*first)->table != NUTRI__MAPPING_FOODS &&
        look->match[i].mapping->table == NUTRI__MAPPING_FOODS)
      *first = look->match[i].mapping;
  for (size_t i = 0; i < look->matches; i++)
    if (strcmp(look->match[i].mapping->source, (*first)->source) != 0) {
      snprintf(look->message, look->size,
               "%s holds tables of several sources, %s and %s: name the file or the format of one",
               look->path, (*first)->source, look->match[i].mapping->source);
      return NUTRI_EFORMAT;
    }
  return NUTRI_OK;
}

/* ---- the format ---------------------------------------------------------------------------- */

/* What each part's rows become. */
static const struct {
  enum nutri__query store;
  enum nutri__query again;
  const char *name; /* behind the file's in the log */
} parts[] = {
    [NUTRI__WIDE_CATEGORIES] = {NUTRI__Q_IMPORT_CATEGORY_NAMED, NUTRI__Q_COUNT, ", categories"},
    [NUTRI__WIDE_FOODS] = {NUTRI__Q_IMPORT_FOOD_MAPPED, NUTRI__Q_IMPORT_FOOD_KEYED_AGAIN, ""},
    [NUTRI__WIDE_PORTIONS] = {NUTRI__Q_IMPORT_FOOD_PORTION, NUTRI__Q_IMPORT_FOOD_PORTION_AGAIN,
                              ", portions"},
    [NUTRI__WIDE_VALUES] = {NUTRI__Q_IMPORT_FOOD_NUTRIENT, NUTRI__Q_IMPORT_FOOD_NUTRIENT_AGAIN,
                            ", values"},
};

static bool has_part(const struct nutri__mapping *mapping, enum nutri__wide_part part) {
  switch (part) {
  case NUTRI__WIDE_CATEGORIES:
    return mapping->table == NUTRI__MAPPING_FOODS && mapping->category >= 0;
  case NUTRI__WIDE_FOODS:
    return mapping->table == NUTRI__MAPPING_FOODS;
  case NUTRI__WIDE_PORTIONS:
    return mapping->portions > 0;
  default:
    return mapping->table == NUTRI__MAPPING_FOODS && mapping->nutrients > 0;
  }
}

static int add_table(struct nutri__wide_format *made, const struct look *look,
                     const struct match *match, enum nutri__wide_part part) {
  const struct nutri__member *member = nutri__package_member(look->package, match->member);
  const struct nutri__mapping *mapping = match->mapping;
  int number = made->format.tables;
  struct nutri__table *table = &made->table[number];

  if (number == NUTRI__FILES_MAX)
    return too_many(look);
  made->format.tables++;
  made->member[number] = match->member;
  made->part[number] = sqlite3_mprintf("%s%s", member->base, parts[part].name);
  made->wide[number] =
      (struct nutri__wide){.mapping = mapping, .part = part, .header = match->sniffed.header};
  *table = (struct nutri__table){.file = made->part[number],
                                 .store = parts[part].store,
                                 .again = parts[part].again,
                                 .wide = &made->wide[number],
                                 .left_out = "the mapping does not take them",
                                 .feeds_search = part == NUTRI__WIDE_FOODS,
                                 .orders_by_food = part == NUTRI__WIDE_VALUES};
  table->dialect = (struct nutri__dialect){.delimiter = match->sniffed.delimiter,
                                           .quote = (char)mapping->quote,
                                           .no_quotes = mapping->quote == 0,
                                           .encoding = (enum nutri__encoding)mapping->encoding};
  if (part == NUTRI__WIDE_VALUES && made->format.values == 0)
    made->format.values = number;
  return made->part[number] != NULL ? NUTRI_OK : NUTRI_ENOMEM;
}

static const struct nutri__after after[] = {{NUTRI__Q_IMPORT_USUAL_PORTION, {-1, -1}, false},
                                            {NUTRI__Q_IMPORT_DOUBTFUL, {-1, -1}, true},
                                            {NUTRI__Q_IMPORT_TIE_KEY, {-1, -1}, false},
                                            {NUTRI__Q_IMPORT_USUAL_GRAMS, {-1, -1}, false},
                                            {NUTRI__Q_COUNT, {-1, -1}, false}};

/* The mapping file's name without its folder and ending. */
static const char *name_format(struct nutri__wide_format *made, const char *file) {
  const char *slash = strrchr(file, '/');

  file = slash != NULL ? slash + 1 : file;
  snprintf(made->name, sizeof made->name, "%.*s", (int)strcspn(file, "."), file);
  return made->name[0] != '\0' ? made->name : "mapping";
}

static int make_format(const struct look *look, const struct nutri__mapping *first,
                       struct nutri__wide_format *made) {
  int rc = NUTRI_OK;

  made->format = (struct nutri__format){
      .name = name_format(made, first->name),
      .title = first->title,
      .source_name = first->source,
      .source_title = first->title,
      .source_release = first->release,
      .source_rank = first->rank,
      .set = {[FOODS] = {NUTRI__Q_COUNT, false},
              [FOOD_KEYS] = {NUTRI__Q_IMPORT_SET_FOOD_KEY, true},
              [ZEROS] = {NUTRI__Q_COUNT, false}},
      .sets = ZEROS,
      .foods = FOODS,
      .food_keys = FOOD_KEYS,
      .zeros = ZEROS,
      .zeros_of = NUTRI_MAGNESIUM,
      .table = made->table,
      .after = after,
  };
  for (int part = 0; part <= NUTRI__WIDE_VALUES && rc == NUTRI_OK; part++)
    for (size_t i = 0; i < look->matches && rc == NUTRI_OK; i++)
      if (has_part(look->match[i].mapping, (enum nutri__wide_part)part))
        rc = add_table(made, look, &look->match[i], (enum nutri__wide_part)part);
  return rc;
}

static void say_what_was_found(const struct look *look, struct nutri__wide_format *made) {
  size_t length = (size_t)snprintf(made->found, sizeof made->found, "%s", made->format.title);

  for (size_t i = 0; i < look->matches && length < sizeof made->found; i++)
    length += (size_t)snprintf(
        made->found + length, sizeof made->found - length, "%s %s %s", i == 0 ? ":" : ";",
        nutri__package_member(look->package, look->match[i].member)->base, look->match[i].reason);
}

void nutri__wide_free(struct nutri__wide_format *made) {
  if (made == NULL)
    return;
  for (int i = 0; i < NUTRI__FILES_MAX; i++) {
    sqlite3_free(made->part[i]);
    sqlite3_free(made->wide[i].nutrient);
  }
  for (size_t i = 0; i < made->mappings; i++)
    nutri__mapping_free(made->mapping[i]);
  sqlite3_free(made->mapping);
  sqlite3_free(made);
}

static int make(struct look *look, struct nutri__wide_format **out) {
  const struct nutri__mapping *first;
  struct nutri__wide_format *made;
  int rc = settle_source(look, &first);

  if (rc != NUTRI_OK)
    return rc;
  made = sqlite3_malloc64(sizeof *made);
  if (made == NULL)
    return NUTRI_ENOMEM;
  memset(made, 0, sizeof *made);
  rc = make_format(look, first, made);
  if (rc == NUTRI_OK) {
    made->mapping = sqlite3_malloc64(sizeof look->mapping);
    rc = made->mapping != NULL ? NUTRI_OK : NUTRI_ENOMEM;
  }
  if (rc != NUTRI_OK) {
    nutri__wide_free(made);
    return rc;
  }
  say_what_was_found(look, made);
  memcpy(made->mapping, look->mapping, sizeof look->mapping);
  made->mappings = look->mappings;
  look->mappings = 0;
  *out = made;
  return NUTRI_OK;
}

int nutri__wide_find(const struct nutri__package *package, const char *path,
                     const char *mapping_path, const char *name, struct nutri__wide_format **out,
                     char *message, size_t size) {
  struct look *look = sqlite3_malloc64(sizeof *look);
  int rc = NUTRI_ENOMEM;

  *out = NULL;
  if (look == NULL)
    return rc;
  memset(look, 0, sizeof *look);
  look->package = package;
  look->path = path;
  look->is_named = mapping_path != NULL || name != NULL;
  look->message = message;
  look->size = size;
  look->bytes = sqlite3_malloc64(NUTRI__MAPPING_SNIFF);
  if (look->bytes != NULL)
    rc = mapping_path != NULL ? parse_file(look, mapping_path) : parse_shipped(look, name);
  if (rc == NUTRI_OK && look->mappings > 0)
    rc = look_for(look);
  if (rc == NUTRI_OK && look->matches > 0)
    rc = make(look, out);
  for (size_t i = 0; i < look->mappings; i++)
    nutri__mapping_free(look->mapping[i]);
  sqlite3_free(look->bytes);
  sqlite3_free(look);
  return rc;
}

/* ---- nutrients ----------------------------------------------------------------------------- */

static int resolve(nutri *db, sqlite3_stmt *stmt, const struct nutri__mapping *mapping, size_t i,
                   struct nutri__wide_nutrient *out) {
  static const char *const names[] = {":number", ":id", ":symbol"};
  const struct nutri__mapping_nutrient *nutrient = &mapping->nutrient[i];
  const char *column = mapping->column[nutrient->column].names.text[0];
  int rc = NUTRI_OK;

  for (int j = 0; j < 3 && rc == NUTRI_OK; j++)
    rc = nutri__bind_text(db, stmt, names[j], j == nutrient->by ? nutrient->nutrient : NULL);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":unit", nutrient->unit);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for a nutrient");
  if (rc == NUTRI_OK)
    return nutri__fail(db, NUTRI_EFORMAT, "%s, line %d: '%s' is no nutrient of this database",
                       mapping->name, nutrient->line, nutrient->nutrient);
  if (rc != NUTRI_ROW)
    return rc;
  if (sqlite3_column_type(stmt, 2) == SQLITE_NULL)
    return nutri__fail(db, NUTRI_EFORMAT,
                       "%s, line %d: %s is kept in %s, which %s cannot be turned into",
                       mapping->name, nutrient->line, column, nutri__text(stmt, 1), nutrient->unit);
  out->nutrient_id = sqlite3_column_int64(stmt, 0);
  out->factor = nutrient->factor * sqlite3_column_double(stmt, 2);
  return sqlite3_reset(stmt) == SQLITE_OK ? NUTRI_OK : nutri__fail_sql(db, mapping->name);
}

static int resolve_table(nutri *db, sqlite3_stmt *stmt, struct nutri__wide *wide) {
  const struct nutri__mapping *mapping = wide->mapping;
  int rc = NUTRI_OK;

  wide->nutrient = sqlite3_malloc64(mapping->nutrients * sizeof *wide->nutrient);
  if (wide->nutrient == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  for (size_t i = 0; i < mapping->nutrients && rc == NUTRI_OK; i++) {
    rc = resolve(db, stmt, mapping, i, &wide->nutrient[i]);
    for (size_t j = 0; j < i && rc == NUTRI_OK; j++)
      if (wide->nutrient[j].nutrient_id == wide->nutrient[i].nutrient_id)
        rc = nutri__fail(db, NUTRI_EFORMAT, "%s, line %d: line %d has a column for '%s' already",
                         mapping->name, mapping->nutrient[i].line, mapping->nutrient[j].line,
                         mapping->nutrient[i].nutrient);
  }
  return rc;
}

int nutri__wide_resolve(nutri *db, struct nutri__wide_format *format) {
  const nutri__sql *sql = &nutri__query_sql[NUTRI__Q_IMPORT_MAPPING_NUTRIENT];
  sqlite3_stmt *stmt = NULL;
  int rc = NUTRI_OK;

  if (sqlite3_prepare_v2(db->sql, (const char *)sql->text, (int)sql->length + 1, &stmt, NULL) !=
      SQLITE_OK)
    return nutri__fail_sql(db, sql->name);
  for (int i = 0; i < format->format.tables && rc == NUTRI_OK; i++)
    if (format->wide[i].part == NUTRI__WIDE_VALUES)
      rc = resolve_table(db, stmt, &format->wide[i]);
  sqlite3_finalize(stmt);
  return rc;
}
