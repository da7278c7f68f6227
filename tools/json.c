/* SPDX-License-Identifier: MIT */
/* One JSON document, a member a line. */
#include "tool.h"

#include <math.h>
#include <string.h>

static void quoted(FILE *out, const char *text) {
  uint32_t c = 0;
  putc('"', out);
  while (*text != '\0') {
    size_t length = utf8_next(text, &c);
    if (c == '"' || c == '\\')
      fprintf(out, "\\%c", (char)c);
    else if (c == '\n')
      fputs("\\n", out);
    else if (c < 0x20 || c == 0x7F || c == 0xFFFD) /* bad UTF-8 too */
      fprintf(out, "\\u%04x", (unsigned)c);
    else
      fwrite(text, 1, length, out);
    text += length;
  }
  putc('"', out);
}

static void new_line(json *j) {
  putc('\n', j->out);
  for (int i = 0; i < j->depth; i++)
    fputs("  ", j->out);
}

/* What stands before a value: the comma, the line and the name of a member. */
static void start(json *j, const char *key) {
  if (!j->is_empty)
    putc(',', j->out);
  if (j->depth > 0)
    new_line(j);
  if (key != NULL) {
    quoted(j->out, key);
    fputs(": ", j->out);
  }
  j->is_empty = 0;
}

void json_begin(json *j, const char *key, char bracket) {
  if (j->depth == 0)
    j->is_empty = 1;
  start(j, key);
  putc(bracket, j->out);
  j->depth++;
  j->is_empty = 1;
}

void json_end(json *j, char bracket) {
  j->depth--;
  if (!j->is_empty)
    new_line(j);
  putc(bracket, j->out);
  j->is_empty = 0;
  if (j->depth == 0)
    putc('\n', j->out);
}

void json_text(json *j, const char *key, const char *value) {
  start(j, key);
  if (value == NULL)
    fputs("null", j->out);
  else
    quoted(j->out, value);
}

void json_whole(json *j, const char *key, int64_t value) {
  start(j, key);
  fprintf(j->out, "%lld", (long long)value);
}

void json_number(json *j, const char *key, double value) {
  char number[NUMBER_SIZE];
  start(j, key);
  fputs(isfinite(value) ? exact_number(value, number) : "null", j->out);
}

void json_flag(json *j, const char *key, int value) {
  start(j, key);
  fputs(value ? "true" : "false", j->out);
}

void json_members(json *j, const table *rows, size_t row) {
  for (size_t i = 0; i < table_columns(rows); i++)
    json_cell(j, rows, row, i);
}

void json_rows(json *j, const char *key, const table *rows) {
  json_begin(j, key, '[');
  for (size_t i = 0; i < table_rows(rows); i++) {
    json_begin(j, NULL, '{');
    json_members(j, rows, i);
    json_end(j, '}');
  }
  json_end(j, ']');
}
