/* SPDX-License-Identifier: MIT */
/* Checks and small parsers of text. No SQLite in here. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nutri_internal.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool nutri__is_day(const char *text) {
  static const int days_of[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int year;
  int month;
  int day;

  if (text == NULL || strlen(text) != 10)
    return false;
  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i]))
      return false;
  year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
  month = (text[5] - '0') * 10 + text[6] - '0';
  day = (text[8] - '0') * 10 + text[9] - '0';
  if (year < 1 || month < 1 || month > 12 || day < 1)
    return false;
  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return day <= 29;
  return day <= days_of[month - 1];
}

static const char *skip_blanks(const char *text) {
  while (*text == ' ' || *text == '\t')
    text++;
  return text;
}

/* Digits with an optional point: "2", "0.5", ".5". False where there is no digit. */
static bool parse_decimal(const char **text, double *value) {
  const char *p = *text;
  double number = 0.0;
  double scale = 1.0;
  int digits = 0;

  for (; is_digit(*p); p++, digits++)
    number = number * 10.0 + (*p - '0');
  if (*p == '.' && (is_digit(p[1]) || digits > 0))
    for (p++; is_digit(*p); p++, digits++) {
      number = number * 10.0 + (*p - '0');
      scale *= 10.0;
    }
  if (digits == 0 || digits > 15)
    return false;
  *text = p;
  *value = number / scale;
  return true;
}

/* A fraction as one character: "½". */
static bool parse_vulgar(const char **text, double *value) {
  static const struct {
    const char *sign;
    double value;
  } vulgar[] = {
      {"\xC2\xBC", 1.0 / 4.0},     {"\xC2\xBD", 1.0 / 2.0},     {"\xC2\xBE", 3.0 / 4.0},
      {"\xE2\x85\x93", 1.0 / 3.0}, {"\xE2\x85\x94", 2.0 / 3.0}, {"\xE2\x85\x95", 1.0 / 5.0},
      {"\xE2\x85\x96", 2.0 / 5.0}, {"\xE2\x85\x97", 3.0 / 5.0}, {"\xE2\x85\x98", 4.0 / 5.0},
      {"\xE2\x85\x99", 1.0 / 6.0}, {"\xE2\x85\x9A", 5.0 / 6.0}, {"\xE2\x85\x9B", 1.0 / 8.0},
      {"\xE2\x85\x9C", 3.0 / 8.0}, {"\xE2\x85\x9D", 5.0 / 8.0}, {"\xE2\x85\x9E", 7.0 / 8.0},
  };

  for (size_t i = 0; i < sizeof vulgar / sizeof vulgar[0]; i++)
    if (strncmp(*text, vulgar[i].sign, strlen(vulgar[i].sign)) == 0) {
      *text += strlen(vulgar[i].sign);
      *value = vulgar[i].value;
      return true;
    }
  return false;
}

/* "1/", whatever follows. */
static bool begins_fraction(const char *text) {
  double above;

  return parse_decimal(&text, &above) && *text == '/';
}

/* "1/2" */
static bool parse_fraction(const char **text, double *value) {
  const char *p = *text;
  double above;
  double below;

  if (!parse_decimal(&p, &above) || *p != '/')
    return false;
  p++;
  if (!parse_decimal(&p, &below) || below <= 0.0 || *p == '/' || *p == '.')
    return false;
  *text = p;
  *value = above / below;
  return true;
}

bool nutri__parse_amount(const char *text, double *amount, const char **rest) {
  const char *p = skip_blanks(text);
  const char *after;
  double whole = 0.0;
  double part = 0.0;

  if (!parse_fraction(&p, &whole) && !parse_vulgar(&p, &whole)) {
    if (!parse_decimal(&p, &whole))
      return false;
    after = skip_blanks(p);
    if ((after > p && parse_fraction(&after, &part)) || parse_vulgar(&after, &part)) {
      whole += part;
      p = after;
    } else if (after > p && begins_fraction(after)) {
      return false; /* "1 1/0" */
    }
  }
  /* "1,5", "1.2.3", "1e5" and "1/2/3" are no amounts, and no amount with a word behind them. */
  if (*p == ',' || *p == '.' || *p == '/' ||
      ((*p == 'e' || *p == 'E') && (is_digit(p[1]) || p[1] == '-' || p[1] == '+')))
    return false;
  *amount = whole;
  *rest = skip_blanks(p);
  return isfinite(whole);
}

int nutri_amount_parse(const char *text, double *amount, const char **rest) {
  double value;
  const char *behind;

  if (text == NULL || amount == NULL || rest == NULL)
    return NUTRI_EMISUSE;
  if (!nutri__parse_amount(text, &value, &behind))
    return NUTRI_EINVAL;
  *amount = value;
  *rest = behind;
  return NUTRI_OK;
}

size_t nutri__characters(const char *text) {
  size_t n = 0;

  for (; *text != '\0'; text++)
    n += ((unsigned char)*text & 0xC0) != 0x80;
  return n;
}

const char *nutri__quote(const char *text, char out[80]) {
  size_t n = 0;

  for (; n < 60 && text[n] != '\0'; n++)
    out[n] = (char)((unsigned char)text[n] < 0x20 || text[n] == 0x7f ? '?' : text[n]);
  if (text[n] == '\0') {
    out[n] = '\0';
    return out;
  }
  /* Cut at the beginning of a character, not in its middle. */
  while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
    n--;
  snprintf(out + n, 80 - n, "...");
  return out;
}
