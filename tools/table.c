/* SPDX-License-Identifier: MIT */
/*
 * Rows of an answer. They are collected first and printed once: for people, whose columns need
 * widths, and for programs, who want a whole document or an error.
 */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum cell_kind { NOTHING, TEXT, WHOLE, NUMBER, FLAG };

typedef struct cell {
  enum cell_kind kind;
  char *text;
  int64_t whole;
  double number;
} cell;

struct table {
  column *columns;
  size_t column_count;
  cell *cells;
  size_t used;
  size_t room;
};

/* ---- collecting ------------------------------------------------------------------------------ */

table *table_new(const column *columns, size_t count) {
  table *rows = must(calloc(1, sizeof *rows));
  rows->columns = must(malloc(count * sizeof *columns));
  memcpy(rows->columns, columns, count * sizeof *columns);
  rows->column_count = count;
  return rows;
}

table *table_new_for(const column *columns, size_t count, int64_t nutrient_id) {
  table *rows = table_new(columns, count);
  for (size_t i = 0; i < count; i++) {
    column *c = &rows->columns[i];
    if (nutrient_id == NUTRI_MAGNESIUM && c->mg_key != NULL)
      c->key = c->mg_key;
  }
  return rows;
}

void table_free(table *rows) {
  if (rows == NULL)
    return;
  for (size_t i = 0; i < rows->used; i++)
    free(rows->cells[i].text);
  free(rows->cells);
  free(rows->columns);
  free(rows);
}

void table_heading(table *rows, size_t at, const char *heading) {
  rows->columns[at].heading = heading;
}

static cell *next_cell(table *rows, enum cell_kind kind) {
  if (rows->used == rows->room) {
    rows->room = rows->room == 0 ? 64 : 2 * rows->room;
    rows->cells = must(realloc(rows->cells, rows->room * sizeof *rows->cells));
  }
  cell *c = &rows->cells[rows->used++];
  *c = (cell){.kind = kind};
  return c;
}

void add_nothing(table *rows) { next_cell(rows, NOTHING); }

void add_text(table *rows, const char *text) {
  next_cell(rows, text == NULL ? NOTHING : TEXT)->text = copied(text);
}

void add_whole(table *rows, int64_t value) { next_cell(rows, WHOLE)->whole = value; }

void add_flag(table *rows, int value) { next_cell(rows, FLAG)->whole = value; }

void add_number(table *rows, double value) { next_cell(rows, NUMBER)->number = value; }

size_t table_rows(const table *rows) { return rows->used / rows->column_count; }

size_t table_columns(const table *rows) { return rows->column_count; }

static const cell *cell_at(const table *rows, size_t row, size_t at) {
  return &rows->cells[row * rows->column_count + at];
}

static const cell *cell_of(const table *rows, size_t row, const char *key) {
  for (size_t i = 0; i < rows->column_count; i++) {
    if (rows->columns[i].key != NULL && strcmp(rows->columns[i].key, key) == 0)
      return cell_at(rows, row, i);
  }
  return NULL;
}

const char *table_text(const table *rows, size_t row, const char *key) {
  const cell *c = cell_of(rows, row, key);
  return c == NULL ? NULL : c->text;
}

double table_number(const table *rows, size_t row, const char *key) {
  const cell *c = cell_of(rows, row, key);
  return c == NULL || c->kind != NUMBER ? (double)NAN : c->number;
}

/* ---- for people ------------------------------------------------------------------------------ */

static char *number_shown(const column *c, double value) {
  char out[NUMBER_SIZE];
  if (isnan(value))
    return copied(c->flags & SAY_UNKNOWN ? "unknown" : "");
  if (c->style == AS_SHARE)
    return copied(people_share(value, out));
  if (c->style == AS_PART)
    return printed("%.0f %%", 100 * value);
  if (c->style == AS_GIVEN)
    return printed("%.6g", value);
  return copied(people_amount(value, out));
}

static char *cell_shown(const column *c, const cell *value) {
  char out[NUMBER_SIZE];
  switch (value->kind) {
  case TEXT:
    return cleaned(value->text);
  case WHOLE:
    return c->style == AS_COUNT ? copied(people_count(value->whole, out))
                                : printed("%lld", (long long)value->whole);
  case FLAG:
    return copied(value->whole ? c->heading : "");
  case NUMBER:
    return number_shown(c, value->number);
  case NOTHING:
    break;
  }
  return copied("");
}

static int is_dropped(const table *rows, size_t at) {
  const column *c = &rows->columns[at];
  if (c->heading == NULL)
    return 1;
  if (!(c->flags & (DROP_EMPTY | DROP_ZERO)))
    return 0;
  for (size_t i = 0; i < table_rows(rows); i++) {
    const cell *v = cell_at(rows, i, at);
    int is_zero = (v->kind == WHOLE && v->whole == 0) || (v->kind == NUMBER && v->number == 0);
    int is_empty = v->kind == NOTHING || (v->kind == NUMBER && isnan(v->number)) ||
                   (v->kind == TEXT && v->text[0] == '\0') || (v->kind == FLAG && v->whole == 0);
    if (!is_empty && !(is_zero && c->flags & DROP_ZERO))
      return 0;
  }
  return 1;
}

static int is_right(const column *c) {
  return (c->style != AS_TEXT && c->style != AS_CUT && c->style != AS_FLAG) || c->flags & RIGHT;
}

/* The columns of the terminal that stdout is; 0 = it is none, nothing is cut. */
static size_t terminal_width(void) {
  if (!isatty(STDOUT_FILENO))
    return 0;
#ifdef TIOCGWINSZ
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
#endif
  return 80;
}

enum { LEAST_CUT = 12 };

/* Takes what is too wide off the columns that may be cut, the widest first. */
static void fit(const table *rows, size_t *width, const int *dropped) {
  size_t most = terminal_width();
  size_t sum = 0;
  for (size_t i = 0; i < rows->column_count; i++)
    sum += dropped[i] ? 0 : width[i] + 2;
  sum -= sum > 0 ? 2 : 0;
  while (most > 0 && sum > most) {
    size_t widest = rows->column_count;
    for (size_t i = 0; i < rows->column_count; i++) {
      if (!dropped[i] && rows->columns[i].style == AS_CUT && width[i] > LEAST_CUT &&
          (widest == rows->column_count || width[i] > width[widest]))
        widest = i;
    }
    if (widest == rows->column_count)
      return;
    width[widest]--;
    sum--;
  }
}

/* Text in a column; what does not fit ends in an ellipsis. Returns the blanks that are missing. */
static size_t put_cut(FILE *out, const char *text, size_t width) {
  size_t whole = utf8_width(text);
  if (whole <= width) {
    fputs(text, out);
    return width - whole;
  }
  uint32_t c = 0;
  for (size_t used = 0; used + 1 < width; used++) {
    size_t length = utf8_next(text, &c);
    fwrite(text, 1, length, out);
    text += length;
  }
  fputs("\xE2\x80\xA6", out);
  return 0;
}

/* Blanks are owed until something follows them: no line ends in one. */
static void put_line(const table *rows, FILE *out, char *const *texts, const size_t *width,
                     const int *dropped) {
  size_t owed = 0;
  for (size_t i = 0; i < rows->column_count; i++) {
    if (dropped[i])
      continue;
    const column *c = &rows->columns[i];
    size_t length = utf8_width(texts[i]);
    if (is_right(c) && length < width[i])
      owed += width[i] - length;
    if (length > 0) {
      fprintf(out, "%*s", (int)owed, "");
      owed = put_cut(out, texts[i], is_right(c) ? length : width[i]);
    } else {
      owed += is_right(c) ? 0 : width[i];
    }
    owed += 2;
  }
  putc('\n', out);
}

void table_for_people(const table *rows, FILE *out) {
  size_t columns = rows->column_count;
  size_t count = table_rows(rows);
  int *dropped = must(calloc(columns, sizeof *dropped));
  size_t *width = must(calloc(columns, sizeof *width));
  char **texts = must(calloc((count + 1) * columns, sizeof *texts));

  for (size_t i = 0; i < columns; i++) {
    dropped[i] = is_dropped(rows, i);
    texts[i] =
        copied(dropped[i] || rows->columns[i].style == AS_FLAG ? "" : rows->columns[i].heading);
    width[i] = utf8_width(texts[i]);
    for (size_t row = 0; !dropped[i] && row < count; row++) {
      char *text = cell_shown(&rows->columns[i], cell_at(rows, row, i));
      texts[(row + 1) * columns + i] = text;
      if (utf8_width(text) > width[i])
        width[i] = utf8_width(text);
    }
  }
  fit(rows, width, dropped);
  for (size_t row = 0; row <= count; row++)
    put_line(rows, out, texts + row * columns, width, dropped);
  for (size_t i = 0; i < (count + 1) * columns; i++)
    free(texts[i]);
  free(texts);
  free(width);
  free(dropped);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void put_field(FILE *out, const char *text) {
  if (strpbrk(text, ",\"\r\n") == NULL) {
    fputs(text, out);
    return;
  }
  putc('"', out);
  for (; *text != '\0'; text++) {
    if (*text == '"')
      putc('"', out);
    putc(*text, out);
  }
  putc('"', out);
}

static void put_value(FILE *out, const cell *c) {
  char number[NUMBER_SIZE];
  if (c->kind == TEXT)
    put_field(out, c->text);
  else if (c->kind == WHOLE || c->kind == FLAG)
    fprintf(out, "%lld", (long long)c->whole);
  else if (c->kind == NUMBER && isfinite(c->number))
    fputs(exact_number(c->number, number), out);
}

/* RFC 4180: lines end in CR LF. */
void table_as_csv(const table *rows, FILE *out) {
  for (size_t row = 0; row <= table_rows(rows); row++) {
    int is_first = 1;
    for (size_t i = 0; i < rows->column_count; i++) {
      if (rows->columns[i].key == NULL)
        continue;
      if (!is_first)
        putc(',', out);
      is_first = 0;
      if (row == 0)
        put_field(out, rows->columns[i].key);
      else
        put_value(out, cell_at(rows, row - 1, i));
    }
    fputs("\r\n", out);
  }
}

void json_cell(json *j, const table *rows, size_t row, size_t at) {
  const char *key = rows->columns[at].key;
  const cell *c = cell_at(rows, row, at);
  if (key == NULL)
    return;
  if (c->kind == WHOLE)
    json_whole(j, key, c->whole);
  else if (c->kind == NUMBER)
    json_number(j, key, c->number);
  else if (c->kind == FLAG)
    json_flag(j, key, (int)c->whole);
  else
    json_text(j, key, c->text);
}

void table_print(const tool *t, const table *rows) {
  json j = {.out = stdout};
  if (t->format == AS_JSON)
    json_rows(&j, NULL, rows);
  else if (t->format == AS_CSV)
    table_as_csv(rows, stdout);
  else
    table_for_people(rows, stdout);
}

void record_print(const tool *t, const table *record, const char *text) {
  json j = {.out = stdout};
  if (t->format == AS_CSV) {
    table_as_csv(record, stdout);
  } else if (t->format == FOR_PEOPLE) {
    char *safe = cleaned(text);
    puts(safe);
    free(safe);
  } else {
    json_begin(&j, NULL, '{');
    json_members(&j, record, 0);
    json_end(&j, '}');
  }
}
