/* SPDX-License-Identifier: MIT */
/* Numbers as they stand in data files: decimal point, whatever the caller's locale says. */
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"

#define DIGITS_BY_HAND 15 /* below 2^53, so the digits are exact in a double */
#define POWERS 23         /* 10^22 is the last power of ten a double holds exactly */
#define LONGEST 400       /* of any number: what a file writes is far shorter */

static const double power_of_ten[POWERS] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static void trim(const char **text, size_t *length) {
  while (*length > 0 && is_blank(**text)) {
    ++*text;
    --*length;
  }
  while (*length > 0 && is_blank((*text)[*length - 1]))
    --*length;
}

/* The digits, the decimal point and the exponent of a number, as read by hand. */
struct decimal {
  uint64_t digits; /* of the first 19; what follows is left to strtod */
  int count;       /* of significant digits */
  int exponent;    /* of ten */
  bool negative;
};

static bool exponent(const char *at, const char *end, int *out) {
  bool negative = false;
  int value = 0;

  if (at < end && (*at == '+' || *at == '-'))
    negative = *at++ == '-';
  if (at == end)
    return false;
  for (; at < end; at++) {
    if (!is_digit(*at))
      return false;
    if (value < 100000)
      value = value * 10 + (*at - '0');
  }
  *out = negative ? -value : value;
  return true;
}

/* Takes a number apart; false where it is none. Hexadecimal, "inf" and "nan" are none. */
static bool take_apart(const char *text, size_t length, struct decimal *out) {
  const char *at = text;
  const char *end = text + length;
  bool any = false;
  bool point = false;
  int places = 0;
  int e = 0;

  if (*at == '+' || *at == '-')
    out->negative = *at++ == '-';
  for (; at < end; at++) {
    if (is_digit(*at)) {
      any = true;
      places += point;
      if (out->count > 0 || *at != '0') {
        if (out->count < 19)
          out->digits = out->digits * 10 + (uint64_t)(*at - '0');
        out->count++;
      }
    } else if (*at == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (!any)
    return false;
  if (at < end && ((*at != 'e' && *at != 'E') || !exponent(at + 1, end, &e)))
    return false;
  out->exponent = e - places;
  return true;
}

/* strtod knows the decimal point of the thread's locale: the thread is in "C" while it works, and
 * goes back to what it was. */
static enum nutri__number by_strtod(const char *text, size_t length, double *out) {
  enum nutri__number result = NUTRI__NUMBER_WRONG;
  char copy[LONGEST + 1];
  locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  locale_t before;
  char *end;
  double value;

  if (c == (locale_t)0)
    return NUTRI__NUMBER_WRONG;
  memcpy(copy, text, length);
  copy[length] = '\0';
  before = uselocale(c);
  value = strtod(copy, &end);
  (void)uselocale(before);
  freelocale(c);
  if (*end == '\0' && isfinite(value)) {
    *out = value;
    result = NUTRI__NUMBER_OK;
  }
  return result;
}

enum nutri__number nutri__number_read(const char *text, size_t length, double *out) {
  struct decimal d = {0};
  double value;

  trim(&text, &length);
  if (length == 0)
    return NUTRI__NUMBER_ABSENT;
  if (length > LONGEST || !take_apart(text, length, &d))
    return NUTRI__NUMBER_WRONG;
  /* Both operands are exact, so the one operation rounds once, as strtod does (W. D. Clinger,
   * How to Read Floating Point Numbers Accurately, PLDI 1990). */
  if (d.count > DIGITS_BY_HAND || d.exponent <= -POWERS || d.exponent >= POWERS)
    return by_strtod(text, length, out);
  value = (double)d.digits;
  if (d.exponent < 0)
    value /= power_of_ten[-d.exponent];
  else
    value *= power_of_ten[d.exponent];
  *out = d.negative ? -value : value;
  return NUTRI__NUMBER_OK;
}

enum nutri__number nutri__whole_read(const char *text, size_t length, int64_t *out) {
  int64_t value = 0;

  trim(&text, &length);
  if (length == 0)
    return NUTRI__NUMBER_ABSENT;
  for (size_t i = 0; i < length; i++) {
    if (!is_digit(text[i]) || value > (INT64_MAX - 9) / 10)
      return NUTRI__NUMBER_WRONG;
    value = value * 10 + (text[i] - '0');
  }
  *out = value;
  return NUTRI__NUMBER_OK;
}
