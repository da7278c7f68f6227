/* SPDX-License-Identifier: MIT */
/* Characters, numbers and memory, and the three ways to say that something went wrong. */
#include "tool.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void *must(void *memory) {
  if (memory == NULL) {
    fputs("nutri: out of memory\n", stderr);
    exit(FAILED);
  }
  return memory;
}

char *copied(const char *text) {
  if (text == NULL)
    return NULL;
  size_t size = strlen(text) + 1;
  return memcpy(must(malloc(size)), text, size);
}

static char *printed_list(const char *format, va_list list) {
  va_list again;
  va_copy(again, list);
  int length = vsnprintf(NULL, 0, format, list);
  char *text = must(length < 0 ? NULL : malloc((size_t)length + 1));
  vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  return text;
}

char *printed(const char *format, ...) {
  va_list list;
  va_start(list, format);
  char *text = printed_list(format, list);
  va_end(list);
  return text;
}

/* ---- characters ------------------------------------------------------------------------------ */

static int is_continuation(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

size_t utf8_next(const char *text, uint32_t *character) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  unsigned char first = (unsigned char)text[0];
  size_t length = first < 0x80   ? 1
                  : first < 0xC2 ? 0
                  : first < 0xE0 ? 2
                  : first < 0xF0 ? 3
                  : first < 0xF5 ? 4
                                 : 0;
  uint32_t c = length == 1   ? first
               : length == 2 ? first & 0x1FU
               : length == 3 ? first & 0x0FU
                             : first & 0x07U;

  for (size_t i = 1; i < length; i++) {
    if (!is_continuation(text[i]))
      length = 0;
    else
      c = c << 6 | ((unsigned char)text[i] & 0x3FU);
  }
  if (length == 0 || c < least[length] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
    *character = 0xFFFD;
    return 1;
  }
  *character = c;
  return length;
}

/* Combining marks and joiners take no column; East Asian width is not looked at. */
static int has_width(uint32_t c) {
  return !((c >= 0x300 && c < 0x370) || (c >= 0x200B && c < 0x2010) || (c >= 0xFE00 && c < 0xFE10));
}

size_t utf8_width(const char *text) {
  size_t width = 0;
  uint32_t c = 0;
  while (*text != '\0') {
    text += utf8_next(text, &c);
    width += has_width(c) ? 1 : 0;
  }
  return width;
}

/* Capitals of Latin, Greek and Cyrillic names; the command has no locale to ask. */
static uint32_t small_letter(uint32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
      (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
    return c + 32;
  if (c >= 0x400 && c <= 0x40F)
    return c + 80;
  if ((c >= 0x100 && c <= 0x12F) || (c >= 0x132 && c <= 0x137) || (c >= 0x14A && c <= 0x177))
    return c | 1U;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
    return c + (c & 1U);
  return c;
}

int same_without_case(const char *a, const char *b) {
  uint32_t c = 0;
  uint32_t d = 0;
  while (*a != '\0' && *b != '\0') {
    a += utf8_next(a, &c);
    b += utf8_next(b, &d);
    if (small_letter(c) != small_letter(d))
      return 0;
  }
  return *a == *b;
}

char *cleaned(const char *text) {
  char *out = must(malloc(3 * strlen(text) + 1)); /* U+FFFD is three bytes */
  size_t used = 0;
  uint32_t c = 0;
  while (*text != '\0') {
    size_t length = utf8_next(text, &c);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      out[used++] = ' ';
    } else if (c == 0xFFFD) {
      memcpy(out + used, "\xEF\xBF\xBD", 3);
      used += 3;
    } else {
      memcpy(out + used, text, length);
      used += length;
    }
    text += length;
  }
  out[used] = '\0';
  return out;
}

/* ---- numbers --------------------------------------------------------------------------------- */

const char *exact_number(double value, char out[NUMBER_SIZE]) {
  for (int digits = 15; digits <= 17; digits++) {
    snprintf(out, NUMBER_SIZE, "%.*g", digits, value);
    if (strtod(out, NULL) == value)
      break;
  }
  return out;
}

const char *people_amount(double value, char out[NUMBER_SIZE]) {
  double size = fabs(value);
  if (isnan(value)) {
    snprintf(out, NUMBER_SIZE, "unknown");
  } else if (size >= 9.95 || size == 0) {
    snprintf(out, NUMBER_SIZE, "%.0f", value);
  } else if (size >= 0.95) {
    snprintf(out, NUMBER_SIZE, "%.1f", value);
  } else { /* two digits that count */
    int decimals = 1 - (int)floor(log10(size));
    snprintf(out, NUMBER_SIZE, "%.*f", decimals > 9 ? 9 : decimals, value);
    for (size_t end = strlen(out); end > 1 && out[end - 1] == '0' && out[end - 2] != '.'; end--)
      out[end - 1] = '\0';
  }
  return out;
}

const char *people_share(double share, char out[NUMBER_SIZE]) {
  /* Down, so that a part that is missing never reads 100 %. The last digit is rounding's. */
  snprintf(out, NUMBER_SIZE, "%.0f %%", floor(share * 100 + 1e-9));
  return out;
}

const char *people_count(int64_t value, char out[NUMBER_SIZE]) {
  char digits[NUMBER_SIZE];
  int length = snprintf(digits, sizeof digits, "%lld", (long long)value);
  size_t used = 0;
  for (int i = 0; i < length; i++) {
    if (i > 0 && digits[i - 1] != '-' && (length - i) % 3 == 0)
      out[used++] = ',';
    out[used++] = digits[i];
  }
  out[used] = '\0';
  return out;
}

/* ---- what went wrong ------------------------------------------------------------------------- */

static void say(const char *format, va_list list) {
  char *text = printed_list(format, list);
  char *safe = cleaned(text);
  fflush(stdout); /* in the order things happened */
  fprintf(stderr, "nutri: %s\n", safe);
  free(safe);
  free(text);
}

int failed(const char *format, ...) {
  va_list list;
  va_start(list, format);
  say(format, list);
  va_end(list);
  return FAILED;
}

int misused(const tool *t, const char *format, ...) {
  va_list list;
  va_start(list, format);
  say(format, list);
  va_end(list);
  usage_hint(stderr, t == NULL ? NULL : t->command);
  return MISUSED;
}

int refused(tool *t, int rc) {
  const char *why = nutri_errmsg(t->db);
  if (why[0] == '\0')
    why = nutri_strerror(rc);
  if (rc == NUTRI_EINVAL || rc == NUTRI_EMISUSE)
    return misused(t, "%s", why);
  return failed("%s", why);
}
