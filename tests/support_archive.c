/* SPDX-License-Identifier: MIT */
#include "support_archive.h"

#ifndef NUTRI_NO_IMPORTERS
char message[600];
struct nutri__package *package;
#endif

/* ---- bytes ---------------------------------------------------------------------------------- */

void bytes_add(struct bytes *bytes, const void *data, size_t length) {
  if (bytes->length + length > bytes->size) {
    bytes->size = 2 * (bytes->length + length);
    bytes->data = realloc(bytes->data, bytes->size);
    ck_assert_ptr_nonnull(bytes->data);
  }
  if (length > 0)
    memcpy(bytes->data + bytes->length, data, length);
  bytes->length += length;
}

void bytes_free(struct bytes *bytes) {
  free(bytes->data);
  *bytes = (struct bytes){0};
}

/* A number of this many bytes, the lowest first. */
static void add_number(struct bytes *bytes, uint64_t number, int width) {
  for (int i = 0; i < width; i++) {
    unsigned char byte = (unsigned char)(number >> (8 * i));

    bytes_add(bytes, &byte, 1);
  }
}

static uint32_t crc32_of(const void *data, size_t length) {
  const unsigned char *byte = data;
  uint32_t crc = 0xFFFFFFFFu;

  for (size_t i = 0; i < length; i++) {
    crc ^= byte[i];
    for (int bit = 0; bit < 8; bit++)
      crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
  }
  return ~crc;
}

/* ---- deflate (RFC 1951), one block of the fixed code ---------------------------------------- */

struct bits {
  struct bytes *out;
  uint32_t held;
  int count;
};

static void put_bits(struct bits *bits, uint32_t value, int width) {
  bits->held |= value << bits->count;
  bits->count += width;
  while (bits->count >= 8) {
    add_number(bits->out, bits->held & 0xFF, 1);
    bits->held >>= 8;
    bits->count -= 8;
  }
}

/* A Huffman code goes out with its highest bit first. */
static void put_code(struct bits *bits, uint32_t code, int width) {
  while (width-- > 0)
    put_bits(bits, (code >> width) & 1, 1);
}

static void put_literal(struct bits *bits, unsigned char byte) {
  if (byte < 144)
    put_code(bits, 0x30u + byte, 8);
  else
    put_code(bits, 0x190u + byte - 144u, 9);
}

/* Runs of one byte become matches of 258 bytes, so that a bomb is small. */
static void deflate(struct bytes *out, const unsigned char *data, size_t length) {
  struct bits bits = {out, 0, 0};

  put_bits(&bits, 1, 1); /* the last block ... */
  put_bits(&bits, 1, 2); /* ... in the fixed code */
  for (size_t i = 0; i < length;) {
    size_t run = 0;

    while (i > 0 && run < 258 && i + run < length && data[i + run] == data[i - 1])
      run++;
    if (run == 258) {
      put_code(&bits, 0xC5, 8); /* 285: length 258 */
      put_code(&bits, 0, 5);    /* distance 1 */
      i += run;
    } else {
      put_literal(&bits, data[i++]);
    }
  }
  put_code(&bits, 0, 7); /* the end of the block */
  put_bits(&bits, 0, 7); /* up to a whole byte */
}

/* ---- zip (APPNOTE 6.3) ---------------------------------------------------------------------- */

struct packed {
  const struct zipped *member;
  uint32_t crc;
  uint64_t length;
  uint64_t packed;
  uint64_t offset;
};

/* From "version needed" to the lengths of name and extra field: alike in both headers. */
static void add_common(struct bytes *zip, const struct packed *packed, bool is_local) {
  const struct zipped *member = packed->member;
  bool later = is_local && member->has_descriptor;
  bool wide = member->is_zip64;
  uint64_t flags = (member->is_encrypted ? 1u : 0u) | (member->has_descriptor ? 8u : 0u) |
                   (member->is_utf8 ? 0x800u : 0u);

  add_number(zip, wide ? 45 : 20, 2);
  add_number(zip, flags, 2);
  add_number(zip, (uint64_t)member->method, 2);
  add_number(zip, 0x58210000u, 4); /* 2024-01-01 */
  add_number(zip, later ? 0 : packed->crc, 4);
  add_number(zip, wide ? 0xFFFFFFFFu : later ? 0 : packed->packed, 4);
  add_number(zip, wide ? 0xFFFFFFFFu : later ? 0 : packed->length, 4);
  add_number(zip, strlen(member->name), 2);
  add_number(zip, wide ? 20 : 0, 2);
}

static void add_name(struct bytes *zip, const struct packed *packed) {
  bytes_add(zip, packed->member->name, strlen(packed->member->name));
  if (!packed->member->is_zip64)
    return;
  add_number(zip, 1, 2);
  add_number(zip, 16, 2);
  add_number(zip, packed->length, 8);
  add_number(zip, packed->packed, 8);
}

static void add_local(struct bytes *zip, struct packed *packed) {
  const struct zipped *member = packed->member;
  size_t length = member->length > 0 ? member->length : strlen(member->text);
  struct bytes data = {0};

  if (member->method == DEFLATED)
    deflate(&data, (const unsigned char *)member->text, length);
  else
    bytes_add(&data, member->text, length);
  packed->crc = crc32_of(member->text, length) + member->crc_off;
  packed->length = member->says > 0 ? member->says : length;
  packed->packed = data.length;
  packed->offset = zip->length;
  bytes_add(zip, "PK\003\004", 4);
  add_common(zip, packed, true);
  add_name(zip, packed);
  bytes_add(zip, data.data, data.length);
  if (member->has_descriptor) {
    bytes_add(zip, "PK\007\010", 4);
    add_number(zip, packed->crc, 4);
    add_number(zip, packed->packed, member->is_zip64 ? 8 : 4);
    add_number(zip, packed->length, member->is_zip64 ? 8 : 4);
  }
  bytes_free(&data);
}

void zip_make(struct bytes *zip, const struct zipped *members, size_t count) {
  struct packed *packed = calloc(count + 1, sizeof *packed);
  uint64_t start;
  uint64_t length;

  ck_assert_ptr_nonnull(packed);
  for (size_t i = 0; i < count; i++) {
    packed[i].member = &members[i];
    add_local(zip, &packed[i]);
  }
  start = zip->length;
  for (size_t i = 0; i < count; i++) {
    bytes_add(zip, "PK\001\002", 4);
    add_number(zip, 20, 2); /* made by, on no system in particular */
    add_common(zip, &packed[i], false);
    add_number(zip, 0, 2); /* no comment, first disk, no attributes */
    add_number(zip, 0, 2);
    add_number(zip, 0, 2);
    add_number(zip, 0, 4);
    add_number(zip, packed[i].offset, 4);
    add_name(zip, &packed[i]);
  }
  length = zip->length - start;
  bytes_add(zip, "PK\005\006", 4);
  add_number(zip, 0, 4);
  add_number(zip, count, 2);
  add_number(zip, count, 2);
  add_number(zip, length, 4);
  add_number(zip, start, 4);
  add_number(zip, 0, 2);
  free(packed);
}

/* ---- tar and gzip --------------------------------------------------------------------------- */

void tar_sum(void *header) {
  unsigned char *head = header;
  unsigned sum = 0;

  memset(head + 148, ' ', 8);
  for (int i = 0; i < 512; i++)
    sum += head[i];
  snprintf((char *)head + 148, 8, "%06o", sum);
}

void tar_add(struct bytes *tar, const char *name, char type, const char *text, size_t length) {
  static const char zeros[512];
  char head[512] = "";

  snprintf(head, 100, "%s", name);
  snprintf(head + 100, 8, "%07o", 0644u);
  snprintf(head + 124, 12, "%011lo", (unsigned long)length);
  snprintf(head + 136, 12, "%011o", 0u);
  head[156] = type;
  if (type == '2')
    snprintf(head + 157, 100, "/etc/passwd");
  memcpy(head + 257, "ustar\00000", 8);
  tar_sum(head);
  bytes_add(tar, head, sizeof head);
  bytes_add(tar, text, length);
  bytes_add(tar, zeros, (512 - length % 512) % 512);
}

void tar_end(struct bytes *tar) {
  static const char zeros[1024];

  bytes_add(tar, zeros, sizeof zeros);
}

void gzip_make(struct bytes *gzip, const void *data, size_t length) {
  bytes_add(gzip, "\037\213\010\0\0\0\0\0\0\003", 10);
  deflate(gzip, data, length);
  add_number(gzip, crc32_of(data, length), 4);
  add_number(gzip, length, 4);
}

#ifndef NUTRI_NO_IMPORTERS

/* ---- packages ------------------------------------------------------------------------------- */

int open_package(const char *path) {
  int rc;

  message[0] = '\0';
  package = NULL;
  rc = nutri__package_open(path, &package, message, sizeof message);
  ck_assert_msg((rc == NUTRI_OK) == (package != NULL), "%s: %d and a package at once", path, rc);
  ck_assert_msg((rc == NUTRI_OK) == (message[0] == '\0'), "%s: %d with '%s'", path, rc, message);
  return rc;
}

void close_package(void) {
  nutri__package_free(package);
  package = NULL;
}

const char *stored(const char *name, struct bytes *bytes) {
  const char *path = temp_path(name);

  write_file(path, bytes->data, bytes->length);
  bytes_free(bytes);
  return path;
}

int read_stream(struct nutri__stream *stream, size_t length, struct bytes *out, char *why,
                size_t size) {
  char *data = malloc(length); /* so that a sanitizer sees a byte too far */
  size_t got = length;
  int rc = NUTRI_OK;

  if (data == NULL)
    return NUTRI_ENOMEM;
  while (rc == NUTRI_OK && got == length) {
    rc = nutri__stream_read(stream, data, length, &got, why, size);
    if (rc == NUTRI_OK)
      bytes_add(out, data, got);
  }
  free(data);
  return rc;
}

int read_member(size_t i, size_t length, struct bytes *out) {
  struct nutri__stream *stream = NULL;
  int rc;

  message[0] = '\0';
  rc = nutri__stream_open(package, i, &stream, message, sizeof message);
  ck_assert_int_eq(rc == NUTRI_OK, stream != NULL);
  if (rc == NUTRI_OK)
    rc = read_stream(stream, length, out, message, sizeof message);
  nutri__stream_close(stream);
  ck_assert_msg((rc == NUTRI_OK) == (message[0] == '\0'), "%d with '%s'", rc, message);
  return rc;
}

void member_is(size_t i, size_t length, const void *text, size_t text_length) {
  struct bytes got = {0};

  ck_assert_msg(read_member(i, length, &got) == NUTRI_OK, "%s", message);
  ck_assert_uint_eq(got.length, text_length);
  ck_assert_msg(text_length == 0 || memcmp(got.data, text, text_length) == 0, "member %zu differs",
                i);
  bytes_free(&got);
}

bool has_archives(void) {
  struct zipped member = {.name = "a.csv", .text = "a\n"};
  struct bytes zip = {0};
  bool can;

  zip_make(&zip, &member, 1);
  can = open_package(stored("probe", &zip)) == NUTRI_OK;
  if (!can) {
    SAYS_IN_MESSAGE("built without libarchive");
    SAYS_IN_MESSAGE("unpack it");
    skipped("built without libarchive");
  }
  close_package();
  return can;
}

#endif
