/* SPDX-License-Identifier: MIT */
/* What a mapping says of a table: whether it fits, where its columns are, what a cell is worth. */
#include <stdio.h>
#include <string.h>

#include "encode.h"
#include "mapping.h"

#define NUMBER_LONGEST 64 /* of a number that is written with a comma or in groups */

/* ---- texts --------------------------------------------------------------------------------- */

static int lower(char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; }

static bool begins(const char *text, size_t length, const char *with) {
  size_t n = strlen(with);

  return n <= length && memcmp(text, with, n) == 0;
}

/* The bytes of a blank: ASCII's, and the ones that spreadsheets write: U+00A0, U+2009, U+202F. */
static size_t blank(const char *text, size_t length) {
  if (length > 0 && (*text == ' ' || (*text >= '\t' && *text <= '\r')))
    return 1;
  if (begins(text, length, "\xc2\xa0"))
    return 2;
  return begins(text, length, "\xe2\x80\x89") || begins(text, length, "\xe2\x80\xaf") ? 3 : 0;
}

static void trim(const char **text, size_t *length) {
  size_t n;

  while ((n = blank(*text, *length)) > 0) {
    *text += n;
    *length -= n;
  }
  while (*length > 0) {
    for (n = 3; n > 0; n--)
      if (n <= *length && blank(*text + *length - n, n) == n)
        break;
    if (n == 0)
      return;
    *length -= n;
  }
}

/* What a column's name has next, blanks and slashes passed over: a byte, a micro sign as 1; 0 =
 * end. */
static int next_of_name(const char **text, size_t *length) {
  size_t n = 1;
  int c;

  while (*length > 0 && ((n = blank(*text, *length)) > 0 || **text == '/')) {
    *text += n > 0 ? n : 1;
    *length -= n > 0 ? n : 1;
  }
  if (*length == 0)
    return 0;
  c = lower(**text);
  n = 1;
  if (begins(*text, *length, "\xc2\xb5") || begins(*text, *length, "\xce\xbc")) {
    c = 1;
    n = 2;
  }
  *text += n;
  *length -= n;
  return c;
}

bool nutri__mapping_same_name(const char *a, size_t a_length, const char *b, size_t b_length) {
  for (;;) {
    int c = next_of_name(&a, &a_length);

    if (c != next_of_name(&b, &b_length))
      return false;
    if (c == 0)
      return true;
  }
}

bool nutri__mapping_matches(const char *pattern, const char *text, size_t length) {
  const char *star = NULL; /* behind the last '*' ... */
  size_t from = 0;         /* ... and what it has not swallowed */
  size_t at = 0;

  while (at < length || *pattern != '\0') {
    if (*pattern == '*') {
      star = ++pattern;
      from = at;
    } else if (at < length &&
               (*pattern == '?' || (*pattern != '\0' && lower(*pattern) == lower(text[at])))) {
      pattern++;
      at++;
    } else if (star != NULL && from < length) {
      pattern = star;
      at = ++from;
    } else {
      return false;
    }
  }
  return true;
}

static bool is_one_of(const struct nutri__mapping_texts *texts, const char *text, size_t length) {
  for (size_t i = 0; i < texts->count; i++)
    if (strlen(texts->text[i]) == length &&
        sqlite3_strnicmp(texts->text[i], text, (int)length) == 0)
      return true;
  return false;
}

static bool matches_one_of(const struct nutri__mapping_texts *patterns, const char *text,
                           size_t length) {
  trim(&text, &length);
  for (size_t i = 0; i < patterns->count; i++)
    if (nutri__mapping_matches(patterns->text[i], text, length))
      return true;
  return false;
}

/* A column's name for a message, blanks and line ends as one blank. */
static const char *shown(const char *name, char out[80]) {
  char folded[70];
  size_t left = strlen(name);
  size_t to = 0;

  trim(&name, &left);
  while (left > 0 && to + 1 < sizeof folded) {
    size_t n = blank(name, left);

    if (n == 0)
      folded[to++] = *name;
    else if (to > 0 && folded[to - 1] != ' ')
      folded[to++] = ' ';
    name += n > 0 ? n : 1;
    left -= n > 0 ? n : 1;
  }
  folded[to] = '\0';
  return nutri__quote(folded, out);
}

/* Adds a name to a list for a message, where it still fits. */
static void list_name(char *list, size_t size, const char *name) {
  size_t length = size > 0 ? strlen(list) : 0;
  char quoted[80];

  shown(name, quoted);
  if (length + strlen(quoted) + 3 <= size)
    snprintf(list + length, size - length, "%s%s", length > 0 ? ", " : "", quoted);
}

/* ---- the header ---------------------------------------------------------------------------- */

/* Which of a column's names this is, -1 = none. */
static int name_of(const struct nutri__mapping_column *column, const char *text, size_t length) {
  for (size_t i = 0; i < column->names.count; i++)
    if (nutri__mapping_same_name(column->names.text[i], strlen(column->names.text[i]), text,
                                 length))
      return (int)i;
  return -1;
}

/* The fields of the header, or the names that the mapping gives where there is none. */
struct names {
  const struct nutri__mapping_texts *given;
  const struct nutri__field *fields;
  size_t count;
};

static struct nutri__field name_at(const struct names *names, size_t i) {
  struct nutri__field name;

  if (names->given == NULL)
    return names->fields[i];
  name.text = names->given->text[i];
  name.length = strlen(name.text);
  return name;
}

/* Finds the place of one column: of several of its names the first that the mapping has. */
static bool find_place(const struct nutri__mapping_column *column, const struct names *names,
                       int *place, bool *mapped) {
  int best = -1;
  bool twice = false;

  *place = -1;
  for (size_t i = 0; i < names->count; i++) {
    struct nutri__field field = name_at(names, i);
    int name = name_of(column, field.text, field.length);

    if (name < 0)
      continue;
    mapped[i] = true;
    twice = name == best || (twice && name > best);
    if (best < 0 || name < best) {
      best = name;
      *place = (int)i;
    }
  }
  return !twice;
}

/* Fills place; returns the first column whose name stands there twice, -1 = none. */
static int find_places(const struct nutri__mapping *mapping, const struct nutri__field *fields,
                       size_t count, int *place, char *unmapped, size_t unmapped_size) {
  bool mapped[NUTRI__FIELDS_MAX] = {false};
  struct names names = {.fields = fields, .count = count};
  int twice = -1;

  if (mapping->header == NUTRI__MAPPING_NONE) {
    names.given = &mapping->names;
    names.count = mapping->names.count;
  }
  if (names.count > NUTRI__FIELDS_MAX)
    names.count = NUTRI__FIELDS_MAX;
  for (size_t i = 0; i < mapping->columns; i++)
    if (!find_place(&mapping->column[i], &names, &place[i], mapped) && twice < 0)
      twice = (int)i;
  for (size_t i = 0; i < names.count; i++) {
    struct nutri__field field = name_at(&names, i);

    if (mapped[i])
      continue;
    trim(&field.text, &field.length);
    if (field.length > 0)
      list_name(unmapped, unmapped_size, field.text);
  }
  return twice;
}

/* The first column that must be there and is not, -1 = none. */
static int missing(const struct nutri__mapping *mapping, const int *place) {
  for (size_t i = 0; i < mapping->columns; i++)
    if (mapping->column[i].required && place[i] < 0)
      return (int)i;
  return -1;
}

/* How many of the columns with values are there. */
static int values_there(const struct nutri__mapping *mapping, const int *place) {
  int there = 0;

  for (size_t i = 0; i < mapping->nutrients; i++)
    there += place[mapping->nutrient[i].column] >= 0;
  for (size_t i = 0; i < mapping->portions && mapping->table == NUTRI__MAPPING_PORTIONS; i++)
    there += place[mapping->portion[i].grams] >= 0;
  return there;
}

int nutri__mapping_header(const struct nutri__mapping *mapping, const struct nutri__field *fields,
                          size_t count, int *place, char *unmapped, size_t unmapped_size,
                          char *absent, size_t absent_size, char *message, size_t size) {
  char there[300] = "";
  char quoted[80];
  int column;

  if (unmapped_size > 0)
    unmapped[0] = '\0';
  if (absent_size > 0)
    absent[0] = '\0';
  column = find_places(mapping, fields, count, place, unmapped, unmapped_size);
  if (mapping->header == NUTRI__MAPPING_NONE && count != mapping->names.count) {
    snprintf(message, size, "%zu columns were expected (%s), not %zu", mapping->names.count,
             mapping->name, count);
    return NUTRI_EFORMAT;
  }
  if (column >= 0) {
    snprintf(message, size, "the column %s stands in the header twice",
             shown(mapping->column[column].names.text[0], quoted));
    return NUTRI_EFORMAT;
  }
  for (size_t i = 0; i < count && fields != NULL; i++)
    list_name(there, sizeof there, fields[i].text);
  column = missing(mapping, place);
  if (column >= 0) {
    snprintf(message, size, "the column %s is missing (%s); the header has %s",
             shown(mapping->column[column].names.text[0], quoted), mapping->name, there);
    return NUTRI_EFORMAT;
  }
  if (values_there(mapping, place) == 0) {
    snprintf(message, size, "no column that %s knows is a %s; the header has %s", mapping->name,
             mapping->table == NUTRI__MAPPING_FOODS ? "nutrient" : "portion", there);
    return NUTRI_EFORMAT;
  }
  for (size_t i = 0; i < mapping->nutrients; i++)
    if (place[mapping->nutrient[i].column] < 0)
      list_name(absent, absent_size, mapping->column[mapping->nutrient[i].column].names.text[0]);
  return NUTRI_OK;
}

/* Whether the name speaks for it (1), against it (-1), or says nothing (0). */
static int fits_file(const struct nutri__mapping *mapping, const char *base_name) {
  if (mapping->file.count == 0 || base_name == NULL)
    return 0;
  return matches_one_of(&mapping->file, base_name, strlen(base_name)) ? 1 : -1;
}

static bool has_column(const struct nutri__mapping_column *column,
                       const struct nutri__field *fields, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (name_of(column, fields[i].text, fields[i].length) >= 0)
      return true;
  return false;
}

/* The columns of a record, into place; 0 = it is not the header. */
static int fits_columns(const struct nutri__mapping *mapping, const struct nutri__field *fields,
                        size_t count, int *place) {
  bool has_none = mapping->header == NUTRI__MAPPING_NONE;
  int fits = 0;

  if (has_none && count != mapping->names.count)
    return 0;
  /* Most records of most files are told apart here, by a few columns instead of all. */
  for (size_t i = 0; i < mapping->columns && !has_none; i++)
    if (mapping->column[i].required && !has_column(&mapping->column[i], fields, count))
      return 0;
  if (find_places(mapping, fields, count, place, NULL, 0) >= 0 || missing(mapping, place) >= 0 ||
      values_there(mapping, place) == 0)
    return 0;
  for (size_t i = 0; i < mapping->columns; i++)
    fits += place[i] >= 0;
  return fits;
}

static void say_why(const struct nutri__mapping *mapping, bool by_file, const int *place,
                    char *reason, size_t size) {
  char columns[160] = "";
  size_t length;

  for (size_t i = 0; i < mapping->has_count; i++)
    list_name(columns, sizeof columns, mapping->column[mapping->has[i]].names.text[0]);
  if (columns[0] == '\0')
    list_name(columns, sizeof columns, mapping->column[mapping->key].names.text[0]);
  snprintf(reason, size, "%s", by_file ? "has the name" : "");
  length = size > 0 ? strlen(reason) : 0;
  if (mapping->header == NUTRI__MAPPING_NONE)
    snprintf(reason + length, size - length, "%s%zu columns", by_file ? " and the " : "has ",
             mapping->names.count);
  else if (mapping->table == NUTRI__MAPPING_PORTIONS)
    snprintf(reason + length, size - length, "%s%s",
             by_file ? " and the columns " : "has the columns ", columns);
  else
    snprintf(reason + length, size - length, "%s%s and %d of %zu nutrients",
             by_file ? ", the columns " : "has the columns ", columns, values_there(mapping, place),
             mapping->nutrients);
}

int nutri__mapping_fits(const struct nutri__mapping *mapping, const char *base_name,
                        const struct nutri__field *fields, size_t count, char *reason,
                        size_t size) {
  int by_file = fits_file(mapping, base_name);
  int *place;
  int fits;

  /* A mapping that says neither a file's name nor columns of its own is used only by its name. */
  if (by_file < 0 || (by_file == 0 && mapping->has_count == 0 && base_name != NULL))
    return 0;
  place = sqlite3_malloc64(mapping->columns * sizeof *place);
  if (place == NULL)
    return NUTRI_ENOMEM;
  fits = fits_columns(mapping, fields, count, place);
  if (fits > 0)
    say_why(mapping, by_file > 0, place, reason, size);
  sqlite3_free(place);
  return fits;
}

/* ---- a file's first bytes ------------------------------------------------------------------ */

/* Cuts a text into records; fields are copied behind each other, quotes taken off. */
struct cutter {
  const char *at;
  const char *end;
  bool whole; /* the text's end is the file's */
  char delimiter;
  char quote;
  char *to; /* as long as the text, and a NUL a field */
  size_t count;
  struct nutri__field field[NUTRI__FIELDS_MAX];
};

/* One field, and what ended it: the delimiter, '\n', 0 = the text's end. */
static char cut_field(struct cutter *cutter) {
  bool quoted = cutter->quote != 0 && cutter->at < cutter->end && *cutter->at == cutter->quote;
  char *begin = cutter->to;
  char ended_by = 0;

  cutter->at += quoted;
  while (cutter->at < cutter->end && ended_by == 0) {
    char c = *cutter->at++;

    if (quoted && c == cutter->quote) {
      if (cutter->at < cutter->end && *cutter->at == cutter->quote)
        *cutter->to++ = *cutter->at++;
      else
        quoted = false;
    } else if (!quoted && (c == cutter->delimiter || c == '\n' || c == '\r')) {
      ended_by = c;
      if (c == '\r')
        ended_by = '\n';
    } else {
      *cutter->to++ = c;
    }
  }
  if (cutter->count < NUTRI__FIELDS_MAX) {
    cutter->field[cutter->count].text = begin;
    cutter->field[cutter->count++].length = (size_t)(cutter->to - begin);
  }
  *cutter->to++ = '\0';
  return ended_by;
}

/* The next record that is not a blank line; false at the end, or where it is cut off. */
static bool cut_record(struct cutter *cutter) {
  char ended_by;

  do {
    cutter->count = 0;
    if (cutter->at == cutter->end)
      return false;
    while ((ended_by = cut_field(cutter)) == cutter->delimiter)
      continue;
  } while (cutter->count == 1 && cutter->field[0].length == 0);
  return ended_by == '\n' || cutter->whole;
}

/* What the record that comes nearest to a header lacks. */
struct nearest {
  size_t lacks;
  char names[160];
};

static void is_nearer(const struct nutri__mapping *mapping, const struct cutter *cutter,
                      struct nearest *nearest) {
  char names[sizeof nearest->names] = "";
  size_t lacks = 0;

  for (size_t i = 0; i < mapping->columns; i++) {
    if (!mapping->column[i].required ||
        has_column(&mapping->column[i], cutter->field, cutter->count))
      continue;
    lacks++;
    list_name(names, sizeof names, mapping->column[i].names.text[0]);
  }
  if (nearest->names[0] != '\0' && lacks >= nearest->lacks)
    return;
  nearest->lacks = lacks;
  snprintf(nearest->names, sizeof nearest->names, "%s",
           names[0] != '\0' ? names : "columns of values, or names one twice");
}

/* NUTRI_OK, NUTRI_ENOMEM. */
static int look_for_header(const struct nutri__mapping *mapping, const char *base_name,
                           struct cutter *cutter, struct nutri__mapping_sniffed *out,
                           struct nearest *nearest, char *reason, size_t size) {
  for (int record = 1; record <= NUTRI__MAPPING_LOOK && cut_record(cutter); record++) {
    int fits;

    if (mapping->header > 0 && record != mapping->header)
      continue;
    fits = nutri__mapping_fits(mapping, base_name, cutter->field, cutter->count, reason, size);
    if (fits < 0)
      return fits;
    if (fits > out->fits) {
      out->fits = fits;
      out->delimiter = cutter->delimiter;
      out->header = mapping->header == NUTRI__MAPPING_NONE ? 0 : record;
    }
    if (fits > 0)
      return NUTRI_OK;
    is_nearer(mapping, cutter, nearest);
    if (mapping->header != NUTRI__MAPPING_FIRST)
      return NUTRI_OK;
  }
  return NUTRI_OK;
}

static void say_why_not(const struct nutri__mapping *mapping, const char *base_name,
                        const struct nearest *nearest, char *reason, size_t size) {
  if (fits_file(mapping, base_name) < 0)
    snprintf(reason, size, "has another name than %s", mapping->file.text[0]);
  else if (mapping->header == NUTRI__MAPPING_NONE)
    snprintf(reason, size, "has not the %zu columns that %s names", mapping->names.count,
             mapping->name);
  else if (mapping->header > 0)
    snprintf(reason, size, "has not the header of %s as record %d: it lacks %s", mapping->name,
             mapping->header, nearest->names);
  else
    snprintf(reason, size,
             "has not the header of %s among its first %d records: the nearest lacks %s",
             mapping->name, NUTRI__MAPPING_LOOK, nearest->names);
}

int nutri__mapping_sniff(const struct nutri__mapping *mapping, const char *base_name,
                         const char *bytes, size_t length, bool whole,
                         struct nutri__mapping_sniffed *out, char *reason, size_t size) {
  struct nutri__encoder encoder = {.count = 0};
  struct nearest nearest = {.lacks = 0};
  struct cutter *cutter = sqlite3_malloc64(sizeof *cutter);
  char *text = sqlite3_malloc64(3 * (length + 3));
  char *fields = sqlite3_malloc64(6 * (length + 3));
  int rc = NUTRI_ENOMEM;

  memset(out, 0, sizeof *out);
  if (cutter == NULL || text == NULL || fields == NULL)
    goto out;
  rc = NUTRI_OK;
  if (mapping->encoding == NUTRI__MAPPING_1252)
    length = nutri__encode_1252(bytes, length, text);
  else
    length = nutri__encode_mixed(&encoder, bytes, length, whole, text);
  for (size_t i = 0; i < mapping->delimiters && rc == NUTRI_OK; i++) {
    cutter->at = text + (begins(text, length, "\xef\xbb\xbf") ? 3 : 0);
    cutter->end = text + length;
    cutter->whole = whole;
    cutter->delimiter = mapping->delimiter[i];
    cutter->quote = (char)mapping->quote;
    cutter->to = fields;
    rc = look_for_header(mapping, base_name, cutter, out, &nearest, reason, size);
  }
  if (out->fits == 0)
    say_why_not(mapping, base_name, &nearest, reason, size);
out:
  sqlite3_free(cutter);
  sqlite3_free(text);
  sqlite3_free(fields);
  return rc;
}

/* ---- cells --------------------------------------------------------------------------------- */

/* The bytes of the mark between thousands at text; 0 = there is none. */
static size_t separator(const struct nutri__mapping *mapping, const char *text, size_t length) {
  if (mapping->thousands == 0 || length == 0)
    return 0;
  if (mapping->thousands == ' ')
    return blank(text, length);
  return *text == (char)mapping->thousands;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Thousands stand in groups of three digits: anything else is no mark between them. */
static bool is_group(const char *text, size_t length) {
  return length >= 3 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) &&
         (length == 3 || !is_digit(text[3]));
}

/* A number as the mapping writes it: to what nutri__number_read reads. */
static bool read_number(const struct nutri__mapping *mapping, const char *text, size_t length,
                        double *out) {
  char plain[NUMBER_LONGEST];
  size_t to = 0;
  bool decimals = false;

  if (mapping->decimal == '.' && mapping->thousands == 0)
    return nutri__number_read(text, length, out) == NUTRI__NUMBER_OK;
  for (size_t i = 0; i < length;) {
    size_t n = separator(mapping, text + i, length - i);
    char c = text[i];

    if (n > 0) {
      if (decimals || i == 0 || !is_digit(text[i - 1]) || !is_group(text + i + n, length - i - n))
        return false;
      i += n;
      continue;
    }
    if (c == '.' || c == ',') {
      if (mapping->decimal != '*' && c != (char)mapping->decimal)
        return false;
      decimals = true;
      c = '.';
    }
    if (to == sizeof plain)
      return false;
    plain[to++] = c;
    i++;
  }
  return nutri__number_read(plain, to, out) == NUTRI__NUMBER_OK;
}

/* The bytes of what stands before a limit of detection; 0 = nothing does. */
static size_t below(const struct nutri__mapping *mapping, const char *text, size_t length) {
  for (size_t i = 0; i < mapping->below.count; i++)
    if (begins(text, length, mapping->below.text[i]))
      return strlen(mapping->below.text[i]);
  return 0;
}

static enum nutri__mapping_cell read_cell(const struct nutri__mapping *mapping, const char *text,
                                          size_t length, double *out) {
  size_t n;

  trim(&text, &length);
  if (length == 0 || is_one_of(&mapping->unknown, text, length))
    return NUTRI__CELL_UNKNOWN;
  if (is_one_of(&mapping->trace, text, length)) {
    *out = 0;
    return NUTRI__CELL_TRACE;
  }
  n = below(mapping, text, length);
  if (n > 0) {
    text += n;
    length -= n;
    trim(&text, &length);
  }
  if (!read_number(mapping, text, length, out))
    return NUTRI__CELL_WRONG;
  if (n == 0)
    return NUTRI__CELL_NUMBER;
  *out = 0;
  return NUTRI__CELL_TRACE;
}

enum nutri__mapping_cell nutri__mapping_value(const struct nutri__mapping *mapping,
                                              const char *text, size_t length, double *out,
                                              const char **mark) {
  static const char *const marks[] = {[NUTRI__MAPPING_WRONG] = NULL,
                                      [NUTRI__MAPPING_PLAIN] = NULL,
                                      [NUTRI__MAPPING_DOUBTFUL] = "doubtful",
                                      [NUTRI__MAPPING_IMPUTED] = "imputed"};
  const char *says = NULL;
  double value = 0;
  enum nutri__mapping_cell cell;

  trim(&text, &length);
  if (mapping->brackets != NUTRI__MAPPING_WRONG && length >= 2 && text[0] == '(' &&
      text[length - 1] == ')') {
    text++;
    length -= 2;
    says = marks[mapping->brackets];
  }
  cell = read_cell(mapping, text, length, &value);
  if (cell == NUTRI__CELL_TRACE)
    says = "trace";
  if (mark != NULL)
    *mark = cell == NUTRI__CELL_TRACE || cell == NUTRI__CELL_NUMBER ? says : NULL;
  if (cell == NUTRI__CELL_TRACE || cell == NUTRI__CELL_NUMBER)
    *out = value;
  return cell;
}

/* ---- rows ---------------------------------------------------------------------------------- */

/* A column that the file or the row lacks is empty. */
static bool is_where(const struct nutri__mapping_where *where, const struct nutri__field *fields,
                     size_t count, const int *place) {
  int at = place[where->column];

  if (at < 0 || (size_t)at >= count)
    return matches_one_of(&where->values, "", 0);
  return matches_one_of(&where->values, fields[at].text, fields[at].length);
}

bool nutri__mapping_takes(const struct nutri__mapping *mapping, const struct nutri__field *fields,
                          size_t count, const int *place) {
  for (size_t i = 0; i < mapping->onlys; i++)
    if (!is_where(&mapping->only[i], fields, count, place))
      return false;
  return true;
}

const char *nutri__mapping_basis(const struct nutri__mapping *mapping,
                                 const struct nutri__field *fields, size_t count,
                                 const int *place) {
  static const char *const names[] = {[NUTRI__MAPPING_PER_100_G] = "g",
                                      [NUTRI__MAPPING_PER_100_ML] = "ml",
                                      [NUTRI__MAPPING_PER_UNIT] = "unit"};

  for (size_t i = 0; i < mapping->basis_wheres; i++)
    if (is_where(&mapping->basis_where[i], fields, count, place))
      return names[mapping->basis_where[i].basis];
  return names[mapping->basis];
}

const char *nutri__mapping_prefix(const struct nutri__mapping *mapping) {
  static const char *const prefixes[] = {[NUTRI__MAPPING_OWN] = NULL,
                                         [NUTRI__MAPPING_NDB] = "ndb:",
                                         [NUTRI__MAPPING_CODE] = "code:",
                                         [NUTRI__MAPPING_GTIN] = "gtin:"};

  return prefixes[mapping->key_kind];
}

double nutri__mapping_measure(const char *text, const char **rest) {
  double amount;

  if (nutri__parse_amount(text, &amount, rest) && amount > 0 && **rest != '\0')
    return amount;
  *rest = text;
  return 1;
}

bool nutri__mapping_is_usual(const struct nutri__mapping *mapping, const char *text,
                             size_t length) {
  trim(&text, &length);
  return is_one_of(&mapping->usual, text, length);
}
