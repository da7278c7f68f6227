/* SPDX-License-Identifier: MIT */
/* Text of older encodings as UTF-8. */
#include <stdint.h>
#include <string.h>

#include "encode.h"

/* 0x80 to 0x9f of Windows-1252 (the WHATWG Encoding Standard has them too); 0 = undefined. */
static const uint16_t upper[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                   0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                   0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                   0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

/* Writes a byte of Windows-1252 that is no ASCII: 2 or 3 bytes. */
static char *put(unsigned char byte, char *out) {
  unsigned code = byte;

  if (byte < 0xa0)
    code = upper[byte - 0x80] != 0 ? upper[byte - 0x80] : 0xfffd;
  if (code < 0x800) {
    *out++ = (char)(0xc0 | code >> 6);
  } else {
    *out++ = (char)(0xe0 | code >> 12);
    *out++ = (char)(0x80 | (code >> 6 & 0x3f));
  }
  *out++ = (char)(0x80 | (code & 0x3f));
  return out;
}

size_t nutri__encode_1252(const char *in, size_t length, char *out) {
  char *at = out;

  for (size_t i = 0; i < length; i++)
    if ((unsigned char)in[i] < 0x80)
      *at++ = in[i];
    else
      at = put((unsigned char)in[i], at);
  return (size_t)(at - out);
}

int nutri__utf8_at(const char *text, size_t length) {
  const unsigned char *at = (const unsigned char *)text;
  unsigned char low = 0x80;
  unsigned char high = 0xbf;
  size_t size;

  if (at[0] < 0x80)
    return 1;
  if (at[0] < 0xc2 || at[0] > 0xf4)
    return 0;
  size = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
  /* Neither longer than need be, nor surrogates, nor beyond U+10FFFF (RFC 3629). */
  if (at[0] == 0xe0)
    low = 0xa0;
  else if (at[0] == 0xed)
    high = 0x9f;
  else if (at[0] == 0xf0)
    low = 0x90;
  else if (at[0] == 0xf4)
    high = 0x8f;
  for (size_t i = 1; i < size; i++, low = 0x80, high = 0xbf) {
    if (i == length)
      return -1;
    if (at[i] < low || at[i] > high)
      return 0;
  }
  return (int)size;
}

size_t nutri__encode_mixed(struct nutri__encoder *encoder, const char *in, size_t length, bool last,
                           char *out) {
  char *to = out;
  size_t at = 0;

  /* A character that began in the block before. */
  while (encoder->count > 0 && (at < length || last)) {
    int size = nutri__utf8_at(encoder->held, encoder->count);

    if (size < 0 && at < length) {
      encoder->held[encoder->count++] = in[at++];
      continue;
    }
    if (size <= 0) {
      to = put((unsigned char)encoder->held[0], to);
      size = 1;
    } else {
      memcpy(to, encoder->held, (size_t)size);
      to += size;
    }
    encoder->count -= (size_t)size;
    memmove(encoder->held, encoder->held + size, encoder->count);
  }
  while (at < length) {
    int size = nutri__utf8_at(in + at, length - at);

    if (size < 0 && !last) {
      encoder->count = length - at;
      memcpy(encoder->held, in + at, encoder->count);
      break;
    }
    if (size <= 0) {
      to = put((unsigned char)in[at++], to);
    } else {
      memcpy(to, in + at, (size_t)size);
      to += size;
      at += (size_t)size;
    }
  }
  return (size_t)(to - out);
}
