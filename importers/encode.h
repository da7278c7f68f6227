/* SPDX-License-Identifier: MIT */
/* Text of older encodings as UTF-8. */
#ifndef NUTRI_ENCODE_H
#define NUTRI_ENCODE_H

#include <stdbool.h>
#include <stddef.h>

/* Windows-1252 as UTF-8; returns the bytes written. out holds 3 * length. The five bytes that mean
 * nothing become U+FFFD. ISO 8859-1 is read the same way: it differs in control characters alone.
 */
size_t nutri__encode_1252(const char *in, size_t length, char *out);

/* The length of the UTF-8 character that text begins with: 1 to 4; 0 = it is none; -1 = it may
 * become one, there are too few bytes. length is not 0. */
int nutri__utf8_at(const char *text, size_t length);

/* Bytes at the end of a block that may be the beginning of a character. All zero to begin with. */
struct nutri__encoder {
  char held[4];
  size_t count;
};

/* UTF-8 as it is, and what is no UTF-8 as Windows-1252: what a table is that was saved now by one
 * program, now by another. last = no more comes. Returns the bytes written; out holds
 * 3 * (length + 3). */
size_t nutri__encode_mixed(struct nutri__encoder *encoder, const char *in, size_t length, bool last,
                           char *out);

#endif
