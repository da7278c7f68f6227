/* SPDX-License-Identifier: MIT */
/* Sets of numbers: which foods, nutrients and values an import has seen. */
#include <string.h>

#include "import_internal.h"

#define FIRST_SLOTS 64
#define PLANE_BITS 64

static size_t slot_of(int64_t key, size_t size) {
  uint64_t h = (uint64_t)key * UINT64_C(0x9e3779b97f4a7c15); /* 2^64 / golden ratio */

  return (size_t)(h ^ (h >> 32)) & (size - 1);
}

/* The slot that has the key, or the free one where it belongs. */
static uint32_t *look_up(const struct nutri__keys *keys, int64_t key) {
  size_t at = slot_of(key, keys->size);

  while (keys->slots[at] != 0 && keys->keys[keys->slots[at] - 1] != key)
    at = (at + 1) & (keys->size - 1);
  return &keys->slots[at];
}

/* Makes the table twice as large, and the list of keys as long as it will be filled. */
static int grow(struct nutri__keys *keys) {
  size_t size = keys->size > 0 ? 2 * keys->size : FIRST_SLOTS;
  uint32_t *slots = sqlite3_malloc64(size * sizeof *slots);
  int64_t *list = sqlite3_realloc64(keys->keys, size / 4 * 3 * sizeof *list);

  if (list != NULL)
    keys->keys = list;
  if (slots == NULL || list == NULL) {
    sqlite3_free(slots);
    return NUTRI_ENOMEM;
  }
  memset(slots, 0, size * sizeof *slots);
  sqlite3_free(keys->slots);
  keys->slots = slots;
  keys->size = size;
  for (size_t i = 0; i < keys->count; i++)
    *look_up(keys, keys->keys[i]) = (uint32_t)i + 1;
  return NUTRI_OK;
}

void nutri__keys_free(struct nutri__keys *keys) {
  sqlite3_free(keys->slots);
  sqlite3_free(keys->keys);
  sqlite3_free(keys->small);
  sqlite3_free(keys->values);
  *keys = (struct nutri__keys){0};
}

static bool is_small(int64_t key) { return key >= 0 && key < NUTRI__SMALL_KEYS; }

uint32_t nutri__keys_find(const struct nutri__keys *keys, int64_t key) {
  if (is_small(key)) /* nutrients: most of all look-ups */
    return keys->small != NULL ? keys->small[key] - 1 : NUTRI__NO_KEY;
  return keys->size > 0 ? *look_up(keys, key) - 1 : NUTRI__NO_KEY;
}

static int make_small(struct nutri__keys *keys) {
  size_t size = NUTRI__SMALL_KEYS * sizeof *keys->small;

  keys->small = sqlite3_malloc64(size);
  if (keys->small == NULL)
    return NUTRI_ENOMEM;
  memset(keys->small, 0, size);
  return NUTRI_OK;
}

int nutri__keys_add(struct nutri__keys *keys, int64_t key, uint32_t *number) {
  uint32_t *slot;

  if (4 * (keys->count + 1) > 3 * keys->size && grow(keys) != NUTRI_OK)
    return NUTRI_ENOMEM;
  if (is_small(key) && keys->small == NULL && make_small(keys) != NUTRI_OK)
    return NUTRI_ENOMEM;
  slot = look_up(keys, key);
  if (*slot == 0) {
    keys->keys[keys->count] = key;
    *slot = (uint32_t)++keys->count;
    if (is_small(key))
      keys->small[key] = *slot;
  }
  *number = *slot - 1;
  return NUTRI_OK;
}

int nutri__keys_give(struct nutri__keys *keys, int64_t key, int64_t value) {
  size_t size = keys->values_size > 0 ? keys->values_size : FIRST_SLOTS;
  size_t before = keys->count;
  uint32_t number;

  if (nutri__keys_add(keys, key, &number) != NUTRI_OK)
    return NUTRI_ENOMEM;
  if (keys->count == before)
    return NUTRI_EEXISTS;
  while (size < keys->count)
    size *= 2;
  if (size != keys->values_size) {
    int64_t *values = sqlite3_realloc64(keys->values, size * sizeof *values);

    if (values == NULL)
      return NUTRI_ENOMEM;
    keys->values = values;
    keys->values_size = size;
  }
  keys->values[number] = value;
  return NUTRI_OK;
}

int64_t nutri__keys_of_text(const char *text, size_t length) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a, 64 bits: no two units collide */

  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];

    hash ^= c >= 'A' && c <= 'Z' ? (uint64_t)c + 32 : c;
    hash *= UINT64_C(0x100000001b3);
  }
  return (int64_t)hash;
}

void nutri__pairs_free(struct nutri__pairs *pairs) {
  nutri__keys_free(&pairs->second);
  for (size_t i = 0; i < NUTRI__PLANES; i++)
    sqlite3_free(pairs->plane[i]);
  *pairs = (struct nutri__pairs){0};
}

bool nutri__pairs_has(const struct nutri__pairs *pairs, uint32_t first, int64_t second) {
  uint32_t number = nutri__keys_find(&pairs->second, second);

  return number != NUTRI__NO_KEY && first < pairs->rows &&
         (pairs->plane[number / PLANE_BITS][first] >> (number % PLANE_BITS) & 1) != 0;
}

/* Every plane has the same number of rows: a plane more, or all of them longer. */
static int make_plane(struct nutri__pairs *pairs, size_t plane, size_t rows) {
  uint64_t *bits = sqlite3_realloc64(pairs->plane[plane], rows * sizeof *bits);
  size_t old = pairs->plane[plane] != NULL ? pairs->rows : 0;

  if (bits == NULL)
    return NUTRI_ENOMEM;
  memset(bits + old, 0, (rows - old) * sizeof *bits);
  pairs->plane[plane] = bits;
  return NUTRI_OK;
}

static int make_rows(struct nutri__pairs *pairs, size_t rows) {
  size_t more = pairs->rows > 0 ? 2 * pairs->rows : 1024;

  if (more < rows)
    more = rows;
  for (size_t i = 0; i < NUTRI__PLANES; i++)
    if (pairs->plane[i] != NULL && make_plane(pairs, i, more) != NUTRI_OK)
      return NUTRI_ENOMEM; /* some are longer than rows says, which does no harm */
  pairs->rows = more;
  return NUTRI_OK;
}

int nutri__pairs_add(struct nutri__pairs *pairs, uint32_t first, int64_t second) {
  uint32_t number = nutri__keys_find(&pairs->second, second);
  uint64_t *bits;
  uint64_t bit;

  if (number == NUTRI__NO_KEY) {
    if (pairs->second.count >= (size_t)NUTRI__PLANES * PLANE_BITS)
      return NUTRI_EINVAL;
    if (nutri__keys_add(&pairs->second, second, &number) != NUTRI_OK)
      return NUTRI_ENOMEM;
  }
  if (first >= pairs->rows && make_rows(pairs, (size_t)first + 1) != NUTRI_OK)
    return NUTRI_ENOMEM;
  if (pairs->plane[number / PLANE_BITS] == NULL &&
      make_plane(pairs, number / PLANE_BITS, pairs->rows) != NUTRI_OK)
    return NUTRI_ENOMEM;
  bits = &pairs->plane[number / PLANE_BITS][first];
  bit = UINT64_C(1) << (number % PLANE_BITS);
  if ((*bits & bit) != 0)
    return NUTRI_EEXISTS;
  *bits |= bit;
  return NUTRI_OK;
}

struct nutri__map_text {
  size_t offset;
  size_t length;
};

void nutri__map_free(struct nutri__map *map) {
  nutri__keys_free(&map->keys);
  sqlite3_free(map->texts);
  sqlite3_free(map->text);
  *map = (struct nutri__map){0};
}

static int reserve(struct nutri__map *map, size_t texts, size_t bytes) {
  size_t size = map->size > 0 ? map->size : 1024;
  size_t text_size = map->text_size > 0 ? map->text_size : 16384;
  void *bigger;

  while (size < texts)
    size *= 2;
  while (text_size < bytes)
    text_size *= 2;
  if (size != map->size) {
    bigger = sqlite3_realloc64(map->texts, size * sizeof *map->texts);
    if (bigger == NULL)
      return NUTRI_ENOMEM;
    map->texts = bigger;
    map->size = size;
  }
  if (text_size != map->text_size) {
    bigger = sqlite3_realloc64(map->text, text_size);
    if (bigger == NULL)
      return NUTRI_ENOMEM;
    map->text = bigger;
    map->text_size = text_size;
  }
  return NUTRI_OK;
}

int nutri__map_add(struct nutri__map *map, int64_t key, const char *text, size_t length) {
  uint32_t number;

  if (nutri__keys_find(&map->keys, key) != NUTRI__NO_KEY)
    return NUTRI_EEXISTS;
  if (reserve(map, map->keys.count + 1, map->text_length + length) != NUTRI_OK ||
      nutri__keys_add(&map->keys, key, &number) != NUTRI_OK)
    return NUTRI_ENOMEM;
  map->texts[number] = (struct nutri__map_text){map->text_length, length};
  memcpy(map->text + map->text_length, text, length);
  map->text_length += length;
  return NUTRI_OK;
}

const char *nutri__map_find(const struct nutri__map *map, int64_t key, size_t *length) {
  uint32_t number = nutri__keys_find(&map->keys, key);

  if (number == NUTRI__NO_KEY)
    return NULL;
  *length = map->texts[number].length;
  return map->text + map->texts[number].offset;
}
