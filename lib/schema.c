/* SPDX-License-Identifier: MIT */
/* Whether the schema of a file is nutri's. Somebody else may have made the file: a table of a right
 * name and another shape, or a trigger more, would work with what the owner reads and writes. */
#include <string.h>

#include "nutri_internal.h"

#define NAME_SIZE 200 /* nutri's own names are shorter */
#define SEARCH "food_search"

/* A table, view, index or trigger that must be there, as schema/ has it. */
struct object {
  const char *sql;
  bool is_there;
};

struct inspection {
  nutri *db;
  const char *path;
  struct object *object;
  size_t count;
  size_t next; /* the one after the last that was found: they mostly come in their order */
};

/* ---- words of a statement ------------------------------------------------------------------ */

/* Behind blanks, among which a byte-order mark is, and comments. */
static const char *skip(const char *p) {
  static const char mark[] = "\xEF\xBB\xBF";

  for (;;) {
    const char *end;

    p += strspn(p, " \t\n\f\r");
    if (strncmp(p, mark, sizeof mark - 1) == 0) {
      p += sizeof mark - 1;
      continue;
    }
    if (p[0] == '-' && p[1] == '-')
      p += strcspn(p, "\n");
    else if (p[0] == '/' && p[1] == '*')
      p = (end = strstr(p + 2, "*/")) != NULL ? end + 2 : p + strlen(p);
    else
      return p;
  }
}

static bool is_name_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '$' || (unsigned char)c >= 0x80;
}

/* The word at p, without its quotes, "" where it is too long; what is no
 * word is passed over. False at the end. */
static bool next_word(const char **at, char word[NAME_SIZE], bool *quoted) {
  const char *p = skip(*at);
  size_t n = 0;
  char quote;

  while (*p != '\0' && strchr("\"`['", *p) == NULL && !is_name_byte(*p))
    p = skip(p + 1);
  if (*p == '\0')
    return false;
  *quoted = strchr("\"`['", *p) != NULL;
  quote = *p;
  if (quote == '[')
    quote = ']';
  for (p += *quoted; *p != '\0'; p++) {
    if (*quoted ? *p == quote : !is_name_byte(*p)) {
      if (!*quoted || quote == ']' || p[1] != quote)
        break;
      p++; /* two quotes are one */
    }
    if (n < NAME_SIZE)
      word[n++] = *p;
  }
  *at = p + (*quoted && *p != '\0');
  word[n < NAME_SIZE ? n : 0] = '\0';
  return true;
}

/* What a statement makes (table, view, trigger, index) and its name; *at is behind that. False
 * where it makes none of them. */
static bool read_head(const char **at, const char **kind, char name[NAME_SIZE]) {
  static const char *const kinds[] = {"table", "view", "trigger", "index"};
  bool quoted;

  *kind = NULL;
  for (int i = 0; i < 3 && *kind == NULL && next_word(at, name, &quoted); i++)
    for (size_t k = 0; i > 0 && !quoted && k < sizeof kinds / sizeof kinds[0]; k++)
      if (sqlite3_stricmp(name, kinds[k]) == 0)
        *kind = kinds[k];
  if (*kind == NULL || !next_word(at, name, &quoted))
    return false;
  if (!quoted && sqlite3_stricmp(name, "if") == 0) /* NOT EXISTS */
    for (int i = 0; i < 3; i++)
      if (!next_word(at, name, &quoted))
        return false;
  if (*skip(*at) == '.') /* that was the schema */
    (void)next_word(at, name, &quoted);
  return true;
}

/* What a trigger is on, and what runs it. */
struct trigger {
  char on[NAME_SIZE];
  bool inserts; /* INSERT runs it, which no foreign key does */
  bool deletes;
};

/* at is behind the trigger's name. */
static bool read_trigger(const char *at, struct trigger *trigger) {
  char *word = trigger->on;
  bool quoted;

  trigger->inserts = trigger->deletes = false;
  do { /* ON, INSERT and DELETE without quotes are no names: the first ON is the keyword */
    if (!next_word(&at, word, &quoted))
      return false;
    trigger->inserts = trigger->inserts || (!quoted && sqlite3_stricmp(word, "insert") == 0);
    trigger->deletes = trigger->deletes || (!quoted && sqlite3_stricmp(word, "delete") == 0);
  } while (quoted || sqlite3_stricmp(word, "on") != 0);
  if (!next_word(&at, word, &quoted))
    return false;
  if (*skip(at) == '.')
    (void)next_word(&at, word, &quoted);
  return word[0] != '\0';
}

/* ---- what must be there -------------------------------------------------------------------- */

/* The next statement of a file that begins with CREATE. Each begins a line, which no line within
 * one does. */
static const char *next_create(const char *text, bool is_start) {
  static const char create[] = "\nCREATE ";

  if (is_start && strncmp(text, create + 1, sizeof create - 2) == 0)
    return text;
  text = strstr(text, create);
  return text != NULL ? text + 1 : NULL;
}

static size_t list_objects(struct object *list) {
  size_t count = 0;

  for (size_t i = 0; i < nutri__schema_count; i++) {
    const char *text = (const char *)nutri__schema[i].text;

    if (strncmp(nutri__schema[i].name, "seed/", 5) == 0)
      continue;
    for (text = next_create(text, true); text != NULL; text = next_create(text, false))
      if (list != NULL)
        list[count++] = (struct object){text, false};
      else
        count++;
  }
  return count;
}

/* Whether the text in the file is that of a statement in schema/, to its end. */
static bool is_same(const char *wanted, const char *sql, size_t length) {
  if (strncmp(wanted, sql, length) != 0 || wanted[length] != ';')
    return false;
  wanted += length + 1;
  wanted += strspn(wanted, "\n");
  return *wanted == '\0' || strchr("CI-", *wanted) != NULL;
}

/* Whether a table or view of this name is nutri's, the tables of the search index among them. */
static bool is_ours(const struct inspection *in, const char *name) {
  char ours[NAME_SIZE];

  if (sqlite3_strnicmp(name, SEARCH, (int)strlen(SEARCH)) == 0)
    return true;
  for (size_t i = 0; i < in->count; i++) {
    const char *at = in->object[i].sql;
    const char *kind;

    if (read_head(&at, &kind, ours) && (strcmp(kind, "table") == 0 || strcmp(kind, "view") == 0) &&
        sqlite3_stricmp(name, ours) == 0)
      return true;
  }
  return false;
}

int nutri__schema_has(nutri *db, const char *table, bool *has) {
  struct inspection in = {.db = db, .count = list_objects(NULL)};

  *has = false;
  in.object = sqlite3_malloc64(in.count * sizeof *in.object);
  if (in.object == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  (void)list_objects(in.object);
  *has = is_ours(&in, table);
  sqlite3_free(in.object);
  return NUTRI_OK;
}

/* A table of such a name would be read in the place of what SQLite answers, or of an import's rows.
 */
static bool is_reserved(const char *name) {
  static const char *const modules[] = {"nutri_feed", "nutri_taken", "nutri_deficit",
                                        "nutri_prevalence", "nutri_suggest"};

  for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++)
    if (sqlite3_stricmp(name, modules[i]) == 0)
      return true;
  return sqlite3_strnicmp(name, "pragma_", 7) == 0;
}

/* ---- what is there ------------------------------------------------------------------------- */

static bool is_wanted(struct inspection *in, const char *sql) {
  size_t length = strlen(sql);

  for (size_t i = 0; i < in->count; i++) {
    struct object *object = &in->object[(in->next + i) % in->count];

    if (!object->is_there && is_same(object->sql, sql, length)) {
      object->is_there = true;
      in->next = (in->next + i + 1) % in->count;
      return true;
    }
  }
  return false;
}

/* Whether the search index is made as nutri makes it. */
static bool is_search(const char *sql) {
  static const char makes[] = "CREATE VIRTUAL TABLE ";
  const char *wanted = strstr((const char *)nutri__query_sql[NUTRI__Q_SEARCH_CREATE].text, SEARCH);
  size_t length = strlen(sql);

  return wanted != NULL && length >= sizeof makes && strncmp(sql, makes, sizeof makes - 1) == 0 &&
         is_same(wanted, sql + sizeof makes - 1, length - (sizeof makes - 1));
}

/* A trigger on somebody's own table runs when nutri writes to one of its own where rows of the
 * first go, or change, with rows of the second. */
static int check_own_trigger(struct inspection *in, const char *name,
                             const struct trigger *trigger) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int rc = nutri__stmt(in->db, NUTRI__Q_SCHEMA_REACHED, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(in->db, stmt, ":table", trigger->on);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(in->db, stmt, ":deletes", trigger->deletes);
  while (rc == NUTRI_OK && (rc = nutri__step(in->db, stmt, in->path)) == NUTRI_ROW) {
    const char *reached = nutri__text(stmt, 0);

    rc = NUTRI_OK;
    if (reached == NULL && sqlite3_errcode(in->db->sql) == SQLITE_NOMEM)
      rc = nutri__fail(in->db, NUTRI_ENOMEM, "out of memory");
    else if (reached != NULL && is_ours(in, reached))
      rc = nutri__fail(in->db, NUTRI_ESCHEMA,
                       "%s has a trigger '%s' on the table %s, whose rows go or change with those"
                       " of nutri's %s: it would run when nutri writes there; to use the file, drop"
                       " the trigger",
                       in->path, nutri__quote(name, quoted), trigger->on, reached);
  }
  nutri__done(stmt);
  return rc;
}

/* A trigger that nutri does not make. */
static int check_trigger(struct inspection *in, const char *name, const char *at, const char *of) {
  struct trigger trigger;
  char quoted[80];

  if (!read_trigger(at, &trigger))
    return nutri__fail(in->db, NUTRI_ESCHEMA,
                       "%s has a trigger '%s' on a table whose name cannot be read, or has over %d"
                       " bytes; to use the file, drop the trigger",
                       in->path, nutri__quote(name, quoted), NAME_SIZE - 1);
  if (is_ours(in, trigger.on) || is_ours(in, of))
    return nutri__fail(in->db, NUTRI_ESCHEMA,
                       "%s has a trigger '%s' on nutri's %s, which nutri does not make: it could"
                       " change what is stored there; to use the file, drop the trigger",
                       in->path, nutri__quote(name, quoted), trigger.on);
  return trigger.inserts ? NUTRI_OK : check_own_trigger(in, name, &trigger);
}

static int check_name(struct inspection *in, const char *name) {
  char quoted[80];

  if (!is_reserved(name))
    return NUTRI_OK;
  return nutri__fail(in->db, NUTRI_ESCHEMA,
                     "%s: '%s' is a name that SQLite or nutri needs for itself; to use the file,"
                     " rename or drop it",
                     in->path, nutri__quote(name, quoted));
}

/* Something beside what must be there: people's own tables, views and indexes may be. called and
 * of: its name and its table as sqlite_schema has them. */
static int check_other(struct inspection *in, const char *sql, const char *called, const char *of) {
  char name[NAME_SIZE];
  const char *at = sql;
  const char *kind;
  int rc = check_name(in, called);

  if (rc != NUTRI_OK || !read_head(&at, &kind, name))
    return rc;
  if ((rc = check_name(in, name)) != NUTRI_OK)
    return rc;
  if (sqlite3_stricmp(name, SEARCH) == 0 && !is_search(sql))
    return nutri__fail(in->db, NUTRI_ESCHEMA, "%s: its %s %s is not as nutri %s makes it", in->path,
                       kind, SEARCH, NUTRI_VERSION);
  return strcmp(kind, "trigger") == 0 ? check_trigger(in, name, at, of) : NUTRI_OK;
}

static int inspect(struct inspection *in) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(in->db, NUTRI__Q_SCHEMA_OBJECTS, &stmt);

  while (rc == NUTRI_OK && (rc = nutri__step(in->db, stmt, in->path)) == NUTRI_ROW) {
    const char *sql = nutri__text(stmt, 0);
    const char *called = nutri__text(stmt, 1);
    const char *of = nutri__text(stmt, 2);

    rc = NUTRI_OK;
    if ((sql == NULL || called == NULL || of == NULL) &&
        sqlite3_errcode(in->db->sql) == SQLITE_NOMEM)
      rc = nutri__fail(in->db, NUTRI_ENOMEM, "out of memory");
    else if (sql != NULL && !is_wanted(in, sql)) /* NULL: a blob of no bytes */
      rc = check_other(in, sql, called != NULL ? called : "", of != NULL ? of : "");
  }
  nutri__done(stmt);
  return rc;
}

static int check_pages(nutri *db, const char *path) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int rc = nutri__stmt(db, NUTRI__Q_SCHEMA_SHARED_PAGES, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, path)) == NUTRI_ROW)
    rc = nutri__fail(db, NUTRI_ECORRUPT, "%s: '%s' begins on no page of its own", path,
                     nutri__quote(nutri__text(stmt, 0), quoted));
  nutri__done(stmt);
  return rc;
}

int nutri__schema_check(nutri *db, const char *path) {
  struct inspection in = {.db = db, .path = path, .count = list_objects(NULL)};
  int rc = check_pages(db, path);

  if (rc != NUTRI_OK)
    return rc;

  in.object = sqlite3_malloc64(in.count * sizeof *in.object);
  if (in.object == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  (void)list_objects(in.object);
  rc = inspect(&in);
  for (size_t i = 0; i < in.count && rc == NUTRI_OK; i++)
    if (!in.object[i].is_there) {
      const char *at = in.object[i].sql;
      const char *kind;
      char name[NAME_SIZE];

      (void)read_head(&at, &kind, name);
      rc = nutri__fail(db, NUTRI_ESCHEMA,
                       "%s: the %s %s is missing, or is not as nutri %s makes it: the database was"
                       " changed, or is of another build of nutri",
                       path, kind, name, NUTRI_VERSION);
    }
  sqlite3_free(in.object);
  return rc;
}
