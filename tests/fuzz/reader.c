/* SPDX-License-Identifier: MIT */
/* The CSV reader: the same rows whatever the blocks. Byte 0: the dialect; byte 1: the blocks. */
#include "fuzz.h"

#include "import_internal.h"

struct rows {
  uint64_t hash;
  int count;
  int fields;
};

static void add(struct rows *rows, const void *bytes, size_t size) {
  for (size_t i = 0; i < size; i++)
    rows->hash = (rows->hash ^ ((const uint8_t *)bytes)[i]) * 1099511628211u;
}

static int take(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct rows *rows = user;

  rows->count++;
  add(rows, &line, sizeof line);
  for (size_t i = 0; i < count; i++) {
    HOLDS(strlen(fields[i].text) == fields[i].length);
    add(rows, fields[i].text, fields[i].length + 1);
    rows->fields++;
  }
  return NUTRI_OK;
}

/* block 0: blocks of lengths that follow from seed. */
static int read_all(const struct nutri__dialect *dialect, const uint8_t *data, size_t size,
                    size_t block, uint32_t seed, struct rows *rows, char message[256]) {
  struct nutri__reader *reader = NULL;
  int rc = nutri__reader_new(dialect, take, rows, &reader);

  HOLDS(rc == NUTRI_OK);
  for (size_t at = 0; at < size && rc == NUTRI_OK;) {
    size_t length = block;
    char *copy;

    if (block == 0) {
      seed = seed * 1664525u + 1013904223u;
      length = 1 + (seed >> 16) % ((seed >> 28) < 12 ? 9 : 400);
    }
    if (length > size - at)
      length = size - at;
    copy = malloc(length);
    HOLDS(copy != NULL);
    memcpy(copy, data + at, length);
    rc = nutri__reader_block(reader, copy, length);
    free(copy);
    at += length;
  }
  if (rc == NUTRI_OK)
    rc = nutri__reader_finish(reader);
  snprintf(message, 256, "%s", nutri__reader_message(reader));
  HOLDS(rc == NUTRI_OK || (rc == NUTRI_EFORMAT && message[0] != '\0'));
  nutri__reader_free(reader);
  return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char delimiters[] = {0, ';', '\t', '^', '|'};
  static const char quotes[] = {0, '\'', '~', '"'};
  struct nutri__dialect dialect = {0};
  struct rows whole = {.hash = 1}, pieces = {.hash = 1};
  char said_whole[256], said_pieces[256];
  int rc;

  if (size < 2)
    return 0;
  dialect.delimiter = delimiters[data[0] % 5];
  dialect.quote = quotes[data[0] / 5 % 4];
  dialect.no_quotes = data[0] / 20 % 4 == 3;
  dialect.encoding = (enum nutri__encoding)(data[0] / 80 % 3);
  rc = read_all(&dialect, data + 2, size - 2, size, 0, &whole, said_whole);
  HOLDS(read_all(&dialect, data + 2, size - 2, data[1] % 8, data[1], &pieces, said_pieces) == rc);
  if (memchr(data + 2, '\0', size - 2) != NULL)
    return 0; /* refused with its whole block, before anything is made of what stands before it */
  HOLDS(whole.hash == pieces.hash && whole.count == pieces.count);
  HOLDS(strcmp(said_whole, said_pieces) == 0);
  return 0;
}
