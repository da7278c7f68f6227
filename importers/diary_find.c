/* SPDX-License-Identifier: MIT */
/* The people, foods and measures that the rows of a diary name, each looked up once, by lib/. */
#include <stdio.h>
#include <string.h>

#include "diary_internal.h"

#define CANDIDATES 5 /* foods named to one whose name was ambiguous */

/* ---- a table of what was looked up --------------------------------------------------------- */

/* FNV-1a, 64 bits. */
uint64_t nutri__diary_hash(uint64_t hash, const void *bytes, size_t length) {
  const unsigned char *p = bytes;

  for (size_t i = 0; i < length; i++)
    hash = (hash ^ p[i]) * UINT64_C(0x100000001b3);
  return hash;
}

static struct nutri__diary_slot *slot_of(struct nutri__diary_slot *slots, size_t size,
                                         uint64_t hash, const char *key, size_t length) {
  size_t at = (size_t)(hash ^ hash >> 32) & (size - 1);

  while (slots[at].hash != 0 &&
         (slots[at].hash != hash ||
          (key != NULL && (slots[at].length != length || memcmp(slots[at].key, key, length) != 0))))
    at = (at + 1) & (size - 1);
  return &slots[at];
}

static bool grow(struct nutri__diary_map *map) {
  size_t size = map->size > 0 ? 2 * map->size : 64;
  struct nutri__diary_slot *slots = sqlite3_malloc64(size * sizeof slots[0]);

  if (slots == NULL)
    return false;
  memset(slots, 0, size * sizeof slots[0]);
  for (size_t i = 0; i < map->size; i++) {
    const struct nutri__diary_slot *old = &map->slots[i];

    if (old->hash != 0)
      *slot_of(slots, size, old->hash, old->key, old->length) = *old;
  }
  sqlite3_free(map->slots);
  map->slots = slots;
  map->size = size;
  return true;
}

struct nutri__diary_slot *nutri__diary_at(struct nutri__diary_map *map, uint64_t hash,
                                          const char *key, size_t length) {
  struct nutri__diary_slot *slot;

  hash += hash == 0;
  if (2 * (map->count + 1) > map->size && !grow(map))
    return NULL;
  slot = slot_of(map->slots, map->size, hash, key, length);
  if (slot->hash != 0)
    return slot;
  if (key != NULL) {
    slot->key = sqlite3_malloc64(length + 1);
    if (slot->key == NULL)
      return NULL;
    memcpy(slot->key, key, length);
  }
  slot->hash = hash;
  slot->length = length;
  map->count++;
  return slot;
}

void nutri__diary_map_free(struct nutri__diary_map *map) {
  for (size_t i = 0; i < map->size; i++) {
    sqlite3_free(map->slots[i].key);
    sqlite3_free(map->slots[i].found);
  }
  sqlite3_free(map->slots);
  memset(map, 0, sizeof *map);
}

static int no_memory(struct nutri__diary *diary) {
  return nutri__fail(diary->db, NUTRI_ENOMEM, "out of memory");
}

/* The place of a number and a text; NULL: out of memory. */
static struct nutri__diary_slot *place_of(struct nutri__diary_map *map, int64_t number,
                                          const char *text) {
  size_t length = strlen(text);
  char *key = sqlite3_malloc64(sizeof number + length + 1);
  struct nutri__diary_slot *slot = NULL;

  if (key != NULL) {
    memcpy(key, &number, sizeof number);
    memcpy(key + sizeof number, text, length + 1);
    length += sizeof number;
    slot = nutri__diary_at(map, nutri__diary_hash(NUTRI__DIARY_HASH, key, length), key, length);
  }
  sqlite3_free(key);
  return slot;
}

/* ---- people -------------------------------------------------------------------------------- */

static int read_born(nutri *db, const char *name, struct nutri__diary_person *person) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_PERSON_GET, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":name", name);
  if (rc == NUTRI_OK && (rc = nutri__step(db, stmt, "reading a person")) == NUTRI_ROW) {
    const char *born = nutri__text(stmt, 2);

    snprintf(person->born, sizeof person->born, "%s", born != NULL ? born : "");
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

int nutri__diary_find_person(struct nutri__diary *diary, const char *name,
                             const struct nutri__diary_person **out) {
  struct nutri__diary_slot *slot = place_of(&diary->persons, 0, name);
  struct nutri__diary_person *person;
  int rc;

  if (slot == NULL)
    return no_memory(diary);
  if (slot->found == NULL) {
    person = slot->found = sqlite3_malloc64(sizeof *person);
    if (person == NULL)
      return no_memory(diary);
    memset(person, 0, sizeof *person);
    rc = nutri__person_id(diary->db, name, &person->person_id);
    if (rc == NUTRI_OK)
      rc = read_born(diary->db, name, person);
    if (rc != NUTRI_OK && rc != NUTRI_ENOTFOUND)
      return rc;
    diary->db->errmsg[0] = '\0';
  }
  *out = slot->found;
  return NUTRI_OK;
}

/* ---- foods --------------------------------------------------------------------------------- */

/* Whether an import of a diary made this food; a food_id of 0 is any of that name. */
static int find_made(struct nutri__diary *diary, const char *text, int64_t food_id, bool *is_made) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(diary->db, NUTRI__Q_DIARY_FOOD, &stmt);

  *is_made = false;
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(diary->db, stmt, ":text", text);
  if (rc == NUTRI_OK && (rc = nutri__step(diary->db, stmt, "looking for a food")) == NUTRI_ROW) {
    *is_made = food_id == 0 || sqlite3_column_int64(stmt, 0) == food_id;
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

/* What an ambiguous name might mean, behind the handle's sentence. *all_made: those are only foods
 * that were made for other names. */
static int name_candidates(struct nutri__diary *diary, int64_t person_id, const char *text,
                           bool *all_made) {
  nutri *db = diary->db;
  nutri_cursor *foods = NULL;
  nutri_food food = NUTRI_INIT(nutri_food);
  char why[sizeof db->errmsg];
  char quoted[80];
  size_t length;
  int count = 0;
  int rc;

  snprintf(why, sizeof why, "%s", db->errmsg);
  length = strlen(why);
  *all_made = true;
  rc = nutri__food_choice(db, person_id, text, CANDIDATES + 1, &foods);
  while (rc == NUTRI_OK && (rc = nutri__search_step(foods, &food)) == NUTRI_ROW) {
    bool is_made = false;

    rc = NUTRI_OK;
    if (*all_made && strcmp(food.source, "other") == 0)
      rc = find_made(diary, food.description, food.food_id, &is_made);
    *all_made &= is_made;
    if (count++ < CANDIDATES)
      length += (size_t)snprintf(why + length, sizeof why - length, "%s%s (%lld)",
                                 count > 1 ? ", " : ": ", nutri__quote(food.description, quoted),
                                 (long long)food.food_id);
  }
  if (count > CANDIDATES)
    snprintf(why + length, sizeof why - length, " ...");
  nutri_cursor_close(foods);
  return rc < 0 ? rc : nutri__fail(db, NUTRI_EAMBIGUOUS, "%s", why);
}

/* A found thing of `head` zero bytes, and behind them the text it says. */
static void *with_text(struct nutri__diary *diary, size_t head, const char *text) {
  char *found = sqlite3_malloc64(head + strlen(text) + 1);

  if (found == NULL) {
    (void)no_memory(diary);
    return NULL;
  }
  memset(found, 0, head);
  memcpy(found + head, text, strlen(text) + 1);
  return found;
}

static int look_food_up(struct nutri__diary *diary, int64_t person_id, const char *text,
                        struct nutri__diary_food **out) {
  nutri_food food = NUTRI_INIT(nutri_food);
  struct nutri__diary_food *found;
  bool unheard = false;
  int rc = nutri__food_heard_of(diary->db, person_id, text, &food, &unheard);

  if (rc == NUTRI_EAMBIGUOUS && !unheard)
    rc = name_candidates(diary, person_id, text, &unheard);
  if (rc != NUTRI_OK && rc != NUTRI_ENOTFOUND && rc != NUTRI_EAMBIGUOUS && rc != NUTRI_EINVAL)
    return rc;
  found = with_text(diary, offsetof(struct nutri__diary_food, text),
                    rc == NUTRI_OK ? food.description : diary->db->errmsg);
  if (found == NULL)
    return NUTRI_ENOMEM;
  found->rc = rc;
  found->unheard = unheard;
  found->food_id = food.food_id;
  found->basis = food.basis;
  found->is_exact = sqlite3_stricmp(found->text, text) == 0;
  diary->db->errmsg[0] = '\0';
  *out = found;
  return rc == NUTRI_OK && strcmp(food.source, "other") == 0
             ? find_made(diary, found->text, food.food_id, &found->is_made)
             : NUTRI_OK;
}

int nutri__diary_find_food(struct nutri__diary *diary, int64_t person_id, const char *text,
                           const struct nutri__diary_food **out) {
  struct nutri__diary_slot *slot = place_of(&diary->foods, person_id, text);
  const void *mark = diary->db->kept;
  struct nutri__diary_food *found = NULL;

  if (slot == NULL)
    return no_memory(diary);
  if (slot->found == NULL) {
    int rc = look_food_up(diary, person_id, text, &found);

    nutri__forget_kept_since(diary->db, mark);
    slot->found = found;
    if (rc != NUTRI_OK)
      return rc;
  }
  *out = slot->found;
  return NUTRI_OK;
}

/* ---- measures ------------------------------------------------------------------------------ */

static int look_measure_up(struct nutri__diary *diary, const struct nutri__diary_food *of,
                           const char *text, const char *unit, struct nutri__diary_measure **out) {
  nutri_food food = {.food_id = of->food_id, .description = of->text, .basis = of->basis};
  struct nutri__diary_measure *found;
  const char *name = "";
  double one = 0.0;
  int rc = unit[0] != '\0' ? nutri__measure(diary->db, &food, unit, &one, &name)
                           : nutri__measure_counted(diary->db, &food, text, &one, &name);

  if (rc != NUTRI_OK && rc != NUTRI_ENOTFOUND && rc != NUTRI_EAMBIGUOUS)
    return rc;
  found = with_text(diary, offsetof(struct nutri__diary_measure, text),
                    rc == NUTRI_OK ? name : diary->db->errmsg);
  if (found == NULL)
    return NUTRI_ENOMEM;
  found->rc = rc;
  found->one = one;
  diary->db->errmsg[0] = '\0';
  *out = found;
  return NUTRI_OK;
}

int nutri__diary_find_measure(struct nutri__diary *diary, const struct nutri__diary_food *food,
                              const char *text, const char *unit,
                              const struct nutri__diary_measure **out) {
  /* What a food is counted in without a unit depends on what it was called. */
  char *words = sqlite3_mprintf("%s\n%s", unit, unit[0] == '\0' ? text : "");
  struct nutri__diary_slot *slot =
      words != NULL ? place_of(&diary->measures, food->food_id, words) : NULL;
  const void *mark = diary->db->kept;
  struct nutri__diary_measure *found = NULL;

  sqlite3_free(words);
  if (slot == NULL)
    return no_memory(diary);
  if (slot->found == NULL) {
    int rc = look_measure_up(diary, food, text, unit, &found);

    nutri__forget_kept_since(diary->db, mark);
    if (rc != NUTRI_OK)
      return rc;
    slot->found = found;
  }
  *out = slot->found;
  return NUTRI_OK;
}

/* ---- foods for names nobody has heard of --------------------------------------------------- */

/* In what a food is measured that comes in this unit, and how much one is. *is_unit: the unit is
 * one of mass, volume or number, so no measure has to say what it is. */
static int basis_of(struct nutri__diary *diary, const char *unit, char basis[8], double *one,
                    bool *is_unit) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(diary->db, NUTRI__Q_UNIT_BASIS, &stmt);

  snprintf(basis, 8, "unit");
  *is_unit = unit[0] == '\0';
  *one = 1.0;
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(diary->db, stmt, ":measure", unit);
  if (rc == NUTRI_OK && (rc = nutri__step(diary->db, stmt, "looking for a unit")) == NUTRI_ROW) {
    snprintf(basis, 8, "%s", nutri__text(stmt, 0));
    if ((*is_unit = sqlite3_column_int(stmt, 2) != 0))
      *one = sqlite3_column_double(stmt, 1);
    rc = NUTRI_OK;
  }
  nutri__done(stmt);
  return rc;
}

static int add_food(struct nutri__diary *diary, const char *text, const char *basis) {
  nutri *db = diary->db;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_DIARY_FOOD_ADD, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__bind_text(db, stmt, ":text", text)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":kind", diary->kind)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":basis", basis)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "adding a food");
  nutri__done(stmt);
  return rc;
}

static int add_portion(struct nutri__diary *diary, int64_t food_id, const char *measure) {
  nutri *db = diary->db;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_DIARY_PORTION_ADD, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__bind_int(db, stmt, ":food", food_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":measure", measure)) == NUTRI_OK)
    rc = nutri__run(db, stmt, "adding a measure");
  nutri__done(stmt);
  return rc;
}

int nutri__diary_make_food(struct nutri__diary *diary, int64_t person_id, const char *text,
                           double amount, const char *unit, const struct nutri__diary_food **out) {
  struct nutri__diary_slot *slot = place_of(&diary->foods, person_id, text);
  bool is_unit = false;
  bool is_there = false;
  double one = 1.0;
  char basis[8];
  int rc;

  if (slot == NULL)
    return no_memory(diary);
  rc = basis_of(diary, unit, basis, &one, &is_unit);
  if (rc == NUTRI_OK && amount * one > NUTRI__AMOUNT_MAX)
    return nutri__fail(diary->db, NUTRI_EINVAL, "%g %s are more than 1000000 %s", amount, unit,
                       basis);
  /* Another person's row may have made it. */
  if (rc == NUTRI_OK)
    rc = find_made(diary, text, 0, &is_there);
  if (rc == NUTRI_OK && !is_there) {
    rc = add_food(diary, text, basis);
    if (rc == NUTRI_OK && !is_unit)
      rc = add_portion(diary, sqlite3_last_insert_rowid(diary->db->sql), unit);
    diary->counts.foods += rc == NUTRI_OK;
  }
  if (rc != NUTRI_OK)
    return rc;
  sqlite3_free(slot->found); /* that it was unheard of */
  slot->found = NULL;
  return nutri__diary_find_food(diary, person_id, text, out);
}
