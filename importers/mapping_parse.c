/* SPDX-License-Identifier: MIT */
/* Mapping files to struct nutri__mapping; mapping/README.md has the language. A line is a setting:
 * words, '=', words. All that a mapping holds is kept in a list of blocks, freed together. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "encode.h"
#include "mapping.h"

#define TOKENS 1024   /* words of a line */
#define LONGEST 2048  /* of a list: a power of two; a row has no more fields (NUTRI__FIELDS_MAX) */
#define RANK_OTHER 80 /* of source `other` */

struct nutri__mapping_memory {
  struct nutri__mapping_memory *next;
};

/* A word: bare, or in quotes, or one of the signs '=' and ','. */
struct token {
  const char *text;
  size_t length;
  bool quoted;
  char sign;
};

struct parser {
  struct nutri__mapping *mapping;
  char *message;
  size_t size;
  int line;
  int rc;
  int first[64]; /* line of each setting; 0 = not seen */
  struct token token[TOKENS];
  size_t tokens;
  size_t at;
};

/* ---- memory and messages ------------------------------------------------------------------- */

/* The first error is the one that is told. */
static void wrong(struct parser *p, const char *format, ...) {
  va_list arguments;
  int length;

  if (p->rc != NUTRI_OK)
    return;
  p->rc = NUTRI_EFORMAT;
  length = p->line > 0 ? snprintf(p->message, p->size, "%s, line %d: ", p->mapping->name, p->line)
                       : snprintf(p->message, p->size, "%s: ", p->mapping->name);
  if (length < 0 || (size_t)length >= p->size)
    return;
  va_start(arguments, format);
  (void)vsnprintf(p->message + length, p->size - (size_t)length, format, arguments);
  va_end(arguments);
}

/* Memory that lives as long as the mapping; NULL sets rc. */
static void *keep(struct parser *p, size_t size) {
  struct nutri__mapping_memory *block = sqlite3_malloc64(sizeof *block + size);

  if (block == NULL) {
    p->rc = NUTRI_ENOMEM;
    return NULL;
  }
  block->next = p->mapping->memory;
  p->mapping->memory = block;
  return block + 1;
}

/* Room for one more of a list; its size is known from its count: 8, then twice as many. */
static void *one_more(struct parser *p, void *list, size_t count, size_t size) {
  void *longer;

  if (count > 0 && (count < 8 || (count & (count - 1)) != 0))
    return list;
  if (count >= LONGEST) {
    wrong(p, "a list is longer than %zu", count);
    return NULL;
  }
  longer = keep(p, size * (count == 0 ? 8 : 2 * count));
  if (longer != NULL && count > 0)
    memcpy(longer, list, size * count);
  return longer;
}

/* A word for a message. */
static const char *shown(const struct token *token, char out[80]) {
  char text[70];
  size_t length = token->length < sizeof text ? token->length : sizeof text - 1;

  memcpy(text, token->text, length);
  text[length] = '\0';
  return nutri__quote(text, out);
}

/* ---- words --------------------------------------------------------------------------------- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static void add_token(struct parser *p, struct token token) {
  if (p->tokens == TOKENS)
    wrong(p, "more than %d words", TOKENS);
  else
    p->token[p->tokens++] = token;
}

/* A word in quotes; a quote in it is doubled. */
static const char *read_quoted(struct parser *p, const char *at, const char *end) {
  struct token token = {.text = at + 1, .quoted = true};

  for (at++; at < end; at++)
    if (*at == '"') {
      if (at + 1 == end || at[1] != '"')
        break;
      at++;
    }
  if (at == end) {
    wrong(p, "a quote that opens here is never closed");
    return end;
  }
  token.length = (size_t)(at - token.text);
  add_token(p, token);
  return at + 1;
}

static void read_words(struct parser *p, const char *at, const char *end) {
  const char *begin = at;

  p->tokens = 0;
  p->at = 0;
  while (at < end && p->rc == NUTRI_OK) {
    if (is_blank(*at)) {
      at++;
    } else if (*at == '#' && (at == begin || is_blank(at[-1]))) {
      return;
    } else if (*at == '=' || *at == ',') {
      add_token(p, (struct token){.text = at, .length = 1, .sign = *at});
      at++;
    } else if (*at == '"') {
      at = read_quoted(p, at, end);
    } else {
      struct token token = {.text = at};

      while (at < end && !is_blank(*at) && *at != '=' && *at != ',' && *at != '"')
        at++;
      token.length = (size_t)(at - token.text);
      add_token(p, token);
    }
  }
}

static const struct token *peek(const struct parser *p) {
  return p->at < p->tokens ? &p->token[p->at] : NULL;
}

/* Takes a bare word or a sign where it is the next. */
static bool take(struct parser *p, const char *word) {
  const struct token *token = peek(p);

  if (token == NULL || token->quoted || token->length != strlen(word) ||
      sqlite3_strnicmp(token->text, word, (int)token->length) != 0)
    return false;
  p->at++;
  return true;
}

/* The next word, whatever it is; NULL after an error. */
static const struct token *word(struct parser *p, const char *what) {
  const struct token *token = peek(p);

  if (p->rc != NUTRI_OK)
    return NULL;
  if (token == NULL || token->sign != 0) {
    wrong(p, "expected %s", what);
    return NULL;
  }
  p->at++;
  return token;
}

/* A word as a text of the mapping's. */
static const char *text_of(struct parser *p, const struct token *token) {
  char *copy;
  char *to;

  if (token == NULL || (copy = keep(p, token->length + 1)) == NULL)
    return NULL;
  to = copy;
  for (size_t i = 0; i < token->length; i++) {
    *to++ = token->text[i];
    if (token->quoted && token->text[i] == '"')
      i++;
  }
  *to = '\0';
  return copy;
}

static void add_text(struct parser *p, struct nutri__mapping_texts *texts, const char *text) {
  const char **list = text != NULL ? one_more(p, texts->text, texts->count, sizeof *list) : NULL;

  if (list == NULL)
    return;
  texts->text = list;
  texts->text[texts->count++] = text;
}

static void add_int(struct parser *p, int **list, size_t *count, int value) {
  int *longer = p->rc == NUTRI_OK ? one_more(p, *list, *count, sizeof *longer) : NULL;

  if (longer == NULL)
    return;
  *list = longer;
  longer[(*count)++] = value;
}

static bool has_name(const struct nutri__mapping_column *column, const char *name) {
  for (size_t i = 0; i < column->names.count; i++)
    if (nutri__mapping_same_name(column->names.text[i], strlen(column->names.text[i]), name,
                                 strlen(name)))
      return true;
  return false;
}

/* The number of the column that has this name, a new one where none has; -1 after an error. */
static int column_named(struct parser *p, const char *name) {
  struct nutri__mapping *m = p->mapping;
  struct nutri__mapping_column *list;

  for (size_t i = 0; i < m->columns; i++)
    if (has_name(&m->column[i], name))
      return (int)i;
  list = one_more(p, m->column, m->columns, sizeof *list);
  if (list == NULL)
    return -1;
  m->column = list;
  list[m->columns] = (struct nutri__mapping_column){.required = false};
  add_text(p, &list[m->columns].names, name);
  return (int)m->columns++;
}

/* NAME or NAME or ...: one column. -1 after an error. */
static int read_column(struct parser *p) {
  const char *name = text_of(p, word(p, "the name of a column"));
  int column = name != NULL ? column_named(p, name) : -1;

  if (name != NULL && name[strspn(name, " /")] == '\0')
    wrong(p, "a column's name is empty");
  while (column >= 0 && p->rc == NUTRI_OK && take(p, "or")) {
    name = text_of(p, word(p, "another name of the column"));
    if (name != NULL && !has_name(&p->mapping->column[column], name))
      add_text(p, &p->mapping->column[column].names, name);
  }
  return p->rc == NUTRI_OK ? column : -1;
}

/* ---- what stands right of the '=' ---------------------------------------------------------- */

/* A choice: a word and what it stands for. */
struct choice {
  const char *word;
  int value;
};

static const struct choice delimiters[] = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'},
                                           {"bar", '|'},   {"caret", '^'},     {NULL, 0}};
static const struct choice quotes[] = {
    {"double", '"'}, {"single", '\''}, {"tilde", '~'}, {"none", 0}, {NULL, 0}};
static const struct choice encodings[] = {{"utf-8", NUTRI__MAPPING_UTF8},
                                          {"windows-1252", NUTRI__MAPPING_1252},
                                          {"iso-8859-1", NUTRI__MAPPING_1252},
                                          {NULL, 0}};
static const struct choice decimals[] = {{"point", '.'}, {"comma", ','}, {"any", '*'}, {NULL, 0}};
static const struct choice separators[] = {{"none", 0},    {"blank", ' '},       {"point", '.'},
                                           {"comma", ','}, {"apostrophe", '\''}, {NULL, 0}};
static const struct choice kinds[] = {{"own", NUTRI__MAPPING_OWN},
                                      {"ndb", NUTRI__MAPPING_NDB},
                                      {"code", NUTRI__MAPPING_CODE},
                                      {"gtin", NUTRI__MAPPING_GTIN},
                                      {NULL, 0}};
static const struct choice brackets[] = {{"wrong", NUTRI__MAPPING_WRONG},
                                         {"plain", NUTRI__MAPPING_PLAIN},
                                         {"doubtful", NUTRI__MAPPING_DOUBTFUL},
                                         {"imputed", NUTRI__MAPPING_IMPUTED},
                                         {NULL, 0}};
static const struct choice tables[] = {
    {"foods", NUTRI__MAPPING_FOODS}, {"portions", NUTRI__MAPPING_PORTIONS}, {NULL, 0}};

static int choose(struct parser *p, const struct choice *choices) {
  char all[200] = "";
  char text[80];

  for (size_t i = 0; choices[i].word != NULL; i++) {
    size_t length = strlen(all);

    if (take(p, choices[i].word))
      return choices[i].value;
    snprintf(all + length, sizeof all - length, "%s%s", length > 0 ? ", " : "", choices[i].word);
  }
  if (peek(p) != NULL)
    wrong(p, "expected one of %s, not '%s'", all, shown(peek(p), text));
  else
    wrong(p, "expected one of %s", all);
  return 0;
}

static int read_whole(struct parser *p, const char *what, int most) {
  const struct token *token = word(p, what);
  int64_t value = 0;
  char text[80];

  if (token != NULL &&
      (nutri__whole_read(token->text, token->length, &value) != NUTRI__NUMBER_OK || value > most)) {
    wrong(p, "expected %s up to %d, not '%s'", what, most, shown(token, text));
    return 0;
  }
  return (int)value;
}

/* All that is left of the line as one text: bare words with one blank between, or one in quotes. */
static const char *read_text(struct parser *p) {
  size_t length = 0;
  char *text;

  if (peek(p) != NULL && peek(p)->quoted)
    return text_of(p, word(p, "a text"));
  for (size_t i = p->at; i < p->tokens; i++)
    length += p->token[i].length + 1;
  if (length == 0) {
    wrong(p, "expected a text");
    return NULL;
  }
  text = keep(p, length + 1);
  length = 0;
  for (; text != NULL && p->at < p->tokens; p->at++) {
    const struct token *token = &p->token[p->at];

    if (length > 0 && token->sign != ',')
      text[length++] = ' ';
    memcpy(text + length, token->text, token->length);
    length += token->length;
    text[length] = '\0';
  }
  return text;
}

static void read_texts(struct parser *p, struct nutri__mapping_texts *texts) {
  do
    add_text(p, texts, text_of(p, word(p, "a word, or a text in quotes")));
  while (p->rc == NUTRI_OK && take(p, ","));
}

/* COLUMN is VALUE, VALUE ... */
static void read_where(struct parser *p, struct nutri__mapping_where **list, size_t *count,
                       int basis) {
  struct nutri__mapping_where *longer;
  struct nutri__mapping_where where = {.basis = basis};

  where.column = read_column(p);
  if (p->rc == NUTRI_OK && !take(p, "is"))
    wrong(p, "expected 'is' and the values after the name of the column");
  if (p->rc == NUTRI_OK)
    read_texts(p, &where.values);
  longer = p->rc == NUTRI_OK ? one_more(p, *list, *count, sizeof *longer) : NULL;
  if (longer == NULL)
    return;
  *list = longer;
  longer[(*count)++] = where;
}

/* ---- settings ------------------------------------------------------------------------------ */

static void set_title(struct parser *p) { p->mapping->title = read_text(p); }
static void set_source(struct parser *p) { p->mapping->source = read_text(p); }
static void set_release(struct parser *p) { p->mapping->release = read_text(p); }
static void set_rank(struct parser *p) { p->mapping->rank = read_whole(p, "a whole number", 1000); }
static void set_table(struct parser *p) { p->mapping->table = choose(p, tables); }
static void set_file(struct parser *p) { read_texts(p, &p->mapping->file); }
static void set_quote(struct parser *p) { p->mapping->quote = choose(p, quotes); }
static void set_columns(struct parser *p) { read_texts(p, &p->mapping->names); }
static void set_skip(struct parser *p) { p->mapping->skip = read_whole(p, "a whole number", 1000); }
static void set_decimal(struct parser *p) { p->mapping->decimal = choose(p, decimals); }
static void set_thousands(struct parser *p) { p->mapping->thousands = choose(p, separators); }
static void set_unknown(struct parser *p) { read_texts(p, &p->mapping->unknown); }
static void set_trace(struct parser *p) { read_texts(p, &p->mapping->trace); }
static void set_below(struct parser *p) { read_texts(p, &p->mapping->below); }
static void set_brackets(struct parser *p) { p->mapping->brackets = choose(p, brackets); }
static void set_usual(struct parser *p) { read_texts(p, &p->mapping->usual); }

static void set_only(struct parser *p) {
  struct nutri__mapping *m = p->mapping;

  read_where(p, &m->only, &m->onlys, 0);
  if (p->rc == NUTRI_OK)
    m->column[m->only[m->onlys - 1].column].required = true;
}

static void set_has(struct parser *p) {
  struct nutri__mapping *m = p->mapping;

  do {
    int column = read_column(p);

    if (column >= 0)
      m->column[column].required = true;
    add_int(p, &m->has, &m->has_count, column);
  } while (p->rc == NUTRI_OK && take(p, ","));
}

static void set_delimiter(struct parser *p) {
  struct nutri__mapping *m = p->mapping;

  do {
    char *list = p->rc == NUTRI_OK ? one_more(p, m->delimiter, m->delimiters, 1) : NULL;

    if (list == NULL)
      return;
    m->delimiter = list;
    m->delimiter[m->delimiters++] = (char)choose(p, delimiters);
  } while (p->rc == NUTRI_OK && take(p, ","));
}

static void set_encoding(struct parser *p) {
  p->mapping->encoding = choose(p, encodings);
  if (p->rc == NUTRI_OK && take(p, ",")) {
    int other = choose(p, encodings);

    if (p->mapping->encoding != NUTRI__MAPPING_UTF8 || other != NUTRI__MAPPING_1252)
      wrong(p, "expected utf-8 before the encoding of what is no UTF-8");
    p->mapping->encoding = NUTRI__MAPPING_MIXED;
  }
}

static void set_header(struct parser *p) {
  struct nutri__mapping *m = p->mapping;

  if (take(p, "none"))
    m->header = NUTRI__MAPPING_NONE;
  else if (take(p, "first"))
    m->header = NUTRI__MAPPING_FIRST;
  else if ((m->header =
                read_whole(p, "first, none, or the number of a record", NUTRI__MAPPING_LOOK)) == 0)
    wrong(p, "records are counted from 1; a table without a header has header = none");
}

static void set_key(struct parser *p) {
  struct nutri__mapping *m = p->mapping;

  m->key = read_column(p);
  if (m->key >= 0)
    m->column[m->key].required = true;
  if (p->rc == NUTRI_OK && take(p, "as"))
    m->key_kind = choose(p, kinds);
}

/* The first column must be there, the others may be. */
static void set_name(struct parser *p) {
  struct nutri__mapping *m = p->mapping;

  do {
    int column = read_column(p);

    if (column >= 0 && m->descriptions == 0)
      m->column[column].required = true;
    add_int(p, &m->description, &m->descriptions, column);
  } while (p->rc == NUTRI_OK && take(p, ","));
}

static void set_category(struct parser *p) {
  p->mapping->category = read_column(p);
  if (p->rc == NUTRI_OK && take(p, "number"))
    p->mapping->category_number = read_column(p);
}

static void set_basis(struct parser *p) {
  struct nutri__mapping *m = p->mapping;
  int basis = NUTRI__MAPPING_PER_UNIT;

  if (take(p, "100")) {
    if (take(p, "g"))
      basis = NUTRI__MAPPING_PER_100_G;
    else if (take(p, "ml"))
      basis = NUTRI__MAPPING_PER_100_ML;
    else
      wrong(p, "expected 100 g, 100 ml or unit");
  } else if (!take(p, "unit")) {
    wrong(p, "expected 100 g, 100 ml or unit");
  }
  if (p->rc != NUTRI_OK)
    return;
  if (take(p, "where"))
    read_where(p, &m->basis_where, &m->basis_wheres, basis);
  else
    m->basis = basis;
}

static bool is_symbol(const struct token *token) {
  for (size_t i = 0; i < token->length; i++) {
    char c = token->text[i];

    if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '_' && (i == 0 || c < '0' || c > '9'))
      return false;
  }
  return token->length > 0;
}

/* 304, id 1090, MG; then * 1000, / 10, unit g. */
static void read_nutrient(struct parser *p, struct nutri__mapping_nutrient *nutrient) {
  const struct token *token;
  char text[80];
  double number = 0;
  bool divides;

  nutrient->by = NUTRI__MAPPING_BY_SYMBOL;
  if (take(p, "id"))
    nutrient->by = NUTRI__MAPPING_BY_ID;
  token = word(p, "a nutrient: its number (304), id (id 1090) or symbol (MG)");
  if (token == NULL)
    return;
  if (nutri__number_read(token->text, token->length, &number) == NUTRI__NUMBER_OK) {
    if (nutrient->by == NUTRI__MAPPING_BY_SYMBOL)
      nutrient->by = NUTRI__MAPPING_BY_NUMBER;
  } else if (nutrient->by == NUTRI__MAPPING_BY_ID) {
    wrong(p, "expected a number after id, not '%s'", shown(token, text));
  } else if (!is_symbol(token)) {
    wrong(p, "'%s' is no nutrient: expected its number (304), id (id 1090) or symbol (MG)",
          shown(token, text));
  }
  nutrient->nutrient = text_of(p, token);
  nutrient->factor = 1;
  divides = take(p, "/");
  if (p->rc == NUTRI_OK && (divides || take(p, "*"))) {
    token = word(p, "the factor");
    if (token != NULL &&
        (nutri__number_read(token->text, token->length, &number) != NUTRI__NUMBER_OK ||
         number <= 0))
      wrong(p, "expected a factor above 0, not '%s'", shown(token, text));
    nutrient->factor = divides && number > 0 ? 1 / number : number;
  }
  if (p->rc == NUTRI_OK && take(p, "unit"))
    nutrient->unit = text_of(p, word(p, "the unit of the column"));
}

static void add_nutrient(struct parser *p, int column) {
  struct nutri__mapping *m = p->mapping;
  struct nutri__mapping_nutrient *list;
  struct nutri__mapping_nutrient nutrient = {.column = column, .line = p->line};

  read_nutrient(p, &nutrient);
  for (size_t i = 0; i < m->nutrients && p->rc == NUTRI_OK; i++)
    if (m->nutrient[i].by == nutrient.by &&
        sqlite3_stricmp(m->nutrient[i].nutrient, nutrient.nutrient) == 0)
      wrong(p, "the nutrient %s is in line %d already; a food has one value of it",
            nutrient.nutrient, m->nutrient[i].line);
  list = p->rc == NUTRI_OK ? one_more(p, m->nutrient, m->nutrients, sizeof *list) : NULL;
  if (list == NULL)
    return;
  m->nutrient = list;
  list[m->nutrients++] = nutrient;
}

static void add_portion(struct parser *p, struct nutri__mapping_portion portion) {
  struct nutri__mapping *m = p->mapping;
  struct nutri__mapping_portion *list;

  portion.grams = read_column(p);
  list = p->rc == NUTRI_OK ? one_more(p, m->portion, m->portions, sizeof *list) : NULL;
  if (list == NULL)
    return;
  m->portion = list;
  list[m->portions++] = portion;
}

/* What stands left of the '=' of the two settings that have more there than their name. */
static void left_of_nutrient(struct parser *p) {
  int column = read_column(p);

  if (p->rc == NUTRI_OK && !take(p, "="))
    wrong(p, "expected = and a nutrient after the column");
  if (p->rc == NUTRI_OK)
    add_nutrient(p, column);
}

static void left_of_portion(struct parser *p) {
  struct nutri__mapping_portion portion = {.measure = -1};

  if (take(p, "one"))
    portion.text = text_of(p, word(p, "a measure"));
  else
    portion.measure = read_column(p);
  if (p->rc == NUTRI_OK && !take(p, "="))
    wrong(p, "expected = and the column of grams after the measure");
  if (p->rc == NUTRI_OK)
    add_portion(p, portion);
}

static const struct setting {
  const char *name;
  void (*set)(struct parser *p); /* with the '=' taken, but for has_left */
  bool again;                    /* may stand in several lines */
  bool has_left;
} settings[] = {
    {.name = "title", .set = set_title},
    {.name = "source", .set = set_source},
    {.name = "release", .set = set_release},
    {.name = "rank", .set = set_rank},
    {.name = "table", .set = set_table},
    {.name = "file", .set = set_file, .again = true},
    {.name = "has", .set = set_has, .again = true},
    {.name = "delimiter", .set = set_delimiter},
    {.name = "quote", .set = set_quote},
    {.name = "encoding", .set = set_encoding},
    {.name = "header", .set = set_header},
    {.name = "columns", .set = set_columns, .again = true},
    {.name = "skip", .set = set_skip},
    {.name = "key", .set = set_key},
    {.name = "name", .set = set_name},
    {.name = "category", .set = set_category},
    {.name = "basis", .set = set_basis, .again = true},
    {.name = "decimal", .set = set_decimal},
    {.name = "thousands", .set = set_thousands},
    {.name = "unknown", .set = set_unknown, .again = true},
    {.name = "trace", .set = set_trace, .again = true},
    {.name = "below", .set = set_below, .again = true},
    {.name = "brackets", .set = set_brackets},
    {.name = "only", .set = set_only, .again = true},
    {.name = "nutrient", .set = left_of_nutrient, .again = true, .has_left = true},
    {.name = "portion", .set = left_of_portion, .again = true, .has_left = true},
    {.name = "usual", .set = set_usual, .again = true},
};
#define SETTINGS (sizeof settings / sizeof settings[0])

static void no_such_setting(struct parser *p, const struct token *name) {
  char all[400] = "";
  char text[80];

  for (size_t i = 0; i < SETTINGS; i++) {
    size_t length = strlen(all);

    snprintf(all + length, sizeof all - length, "%s%s", length > 0 ? ", " : "", settings[i].name);
  }
  wrong(p, "'%s' is no setting; expected one of %s", shown(name, text), all);
}

static void read_line(struct parser *p) {
  const struct token *name = peek(p);
  char text[80];

  for (size_t i = 0; i < SETTINGS; i++)
    if (take(p, settings[i].name)) {
      if (p->first[i] > 0 && !settings[i].again)
        wrong(p, "%s stands in line %d already", settings[i].name, p->first[i]);
      else if (!settings[i].has_left && !take(p, "="))
        wrong(p, "expected = after %s", settings[i].name);
      else
        settings[i].set(p);
      p->first[i] = p->line;
      if (p->rc == NUTRI_OK && peek(p) != NULL)
        wrong(p, "'%s' was not expected here", shown(peek(p), text));
      return;
    }
  if (name != NULL) /* a line without a token is not read */
    no_such_setting(p, name);
}

/* ---- the whole ----------------------------------------------------------------------------- */

/* What must be there, and what contradicts itself. */
static void check(struct parser *p) {
  const struct nutri__mapping *m = p->mapping;

  p->line = 0;
  if (m->source == NULL)
    wrong(p, "the source is missing: expected a line such as source = My table");
  if (m->key < 0)
    wrong(p, "the key is missing: expected a line such as key = \"Food code\"");
  if (m->table == NUTRI__MAPPING_FOODS && m->descriptions == 0)
    wrong(p, "the name is missing: expected a line such as name = \"Food name\"");
  if (m->table == NUTRI__MAPPING_FOODS && m->nutrients == 0)
    wrong(p, "no column is a nutrient: expected a line such as nutrient \"Magnesium (mg)\" = 304");
  if (m->table == NUTRI__MAPPING_PORTIONS && (m->nutrients > 0 || m->portions == 0))
    wrong(p, "a table of portions has no nutrients and a line such as portion Measure = Grams");
  if (m->header == NUTRI__MAPPING_NONE && m->names.count == 0)
    wrong(p, "header = none needs the names of the columns: expected columns = Code, Name, ...");
  if (m->header != NUTRI__MAPPING_NONE && m->names.count > 0)
    wrong(p, "columns are named in the header; columns = is for a table with header = none");
  if (m->thousands != 0 && (m->decimal == '*' || m->decimal == m->thousands))
    wrong(p, "thousands are divided by what may be the decimal sign: expected decimal = point or"
             " decimal = comma, and another sign for thousands");
}

static void read_all(struct parser *p, const char *text, size_t length) {
  const char *end = text + length;

  if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  while (text < end && p->rc == NUTRI_OK) {
    const char *line_end = memchr(text, '\n', (size_t)(end - text));

    if (line_end == NULL)
      line_end = end;
    p->line++;
    for (const char *at = text; at < line_end && p->rc == NUTRI_OK;) {
      int size = *at == '\0' ? 0 : nutri__utf8_at(at, (size_t)(line_end - at));

      if (size <= 0)
        wrong(p, "expected text in UTF-8");
      at += size > 0 ? size : 1;
    }
    read_words(p, text, line_end);
    if (p->rc == NUTRI_OK && p->tokens > 0)
      read_line(p);
    text = line_end < end ? line_end + 1 : end;
  }
  if (p->rc == NUTRI_OK)
    check(p);
}

static void set_defaults(struct parser *p, const char *name) {
  struct nutri__mapping *m = p->mapping;
  size_t size = strlen(name) + 1;
  char *copy = keep(p, size);

  m->name = copy != NULL ? memcpy(copy, name, size) : NULL;
  m->rank = RANK_OTHER;
  m->quote = '"';
  m->header = NUTRI__MAPPING_FIRST;
  m->key = -1;
  m->category = -1;
  m->category_number = -1;
  m->decimal = '.';
}

int nutri__mapping_parse(const char *name, const char *text, size_t length,
                         struct nutri__mapping **out, char *message, size_t size) {
  struct parser *p = sqlite3_malloc64(sizeof *p);
  struct nutri__mapping *m = sqlite3_malloc64(sizeof *m);
  int rc = NUTRI_ENOMEM;

  if (size > 0)
    message[0] = '\0';
  if (m != NULL)
    memset(m, 0, sizeof *m);
  if (p == NULL || m == NULL)
    goto out;
  memset(p, 0, sizeof *p);
  p->mapping = m;
  p->message = message;
  p->size = size;
  set_defaults(p, name);
  if (p->rc == NUTRI_OK)
    read_all(p, text, length);
  if (p->rc == NUTRI_OK && m->delimiters == 0 && (m->delimiter = keep(p, 1)) != NULL)
    m->delimiter[m->delimiters++] = ',';
  if (p->rc == NUTRI_OK && m->title == NULL)
    m->title = m->source;
  rc = p->rc;
  if (rc == NUTRI_OK) {
    *out = m;
    m = NULL;
  }
out:
  nutri__mapping_free(m);
  sqlite3_free(p);
  return rc;
}

void nutri__mapping_free(struct nutri__mapping *mapping) {
  if (mapping == NULL)
    return;
  while (mapping->memory != NULL) {
    struct nutri__mapping_memory *next = mapping->memory->next;

    sqlite3_free(mapping->memory);
    mapping->memory = next;
  }
  sqlite3_free(mapping);
}
