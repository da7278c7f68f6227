/* SPDX-License-Identifier: MIT */
/* What people type to find a food, by the index and without it. */
#include "fuzz.h"

#include "nutri_internal.h"

static void list(nutri *db, int rc, nutri_cursor *foods) {
  nutri_food food = NUTRI_INIT(nutri_food);
  int count = 0;

  fuzz_told(db, rc);
  if (rc != NUTRI_OK)
    return;
  while ((rc = nutri_food_next(foods, &food)) == NUTRI_ROW) {
    HOLDS(food.food_id > 0 && food.description != NULL);
    HOLDS(++count <= 20);
  }
  fuzz_told(db, rc);
  nutri_cursor_close(foods);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static nutri *db;
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri_nutrient nutrient = NUTRI_INIT(nutri_nutrient);
  nutri_cursor *foods = NULL;
  bool has_fts;
  char *text;
  int rc;

  if (db == NULL)
    db = fuzz_open("search.db", NUTRI_READONLY);
  text = fuzz_text(data, size);
  has_fts = db->has_fts;
  HOLDS(has_fts);
  for (int i = 0; i < 2; i++) {
    db->has_fts = i == 0;
    rc = nutri_food_search(db, text, 20, 0, &foods);
    list(db, rc, foods);
  }
  db->has_fts = has_fts;
  rc = nutri_food_candidates(db, "ann", text, 20, &foods);
  list(db, rc, foods);
  fuzz_told(db, nutri_food_find(db, "ann", text, &food));
  fuzz_told(db, nutri_food_by_key(db, text, &food));
  fuzz_told(db, nutri_nutrient_find(db, text, &nutrient));
  free(text);
  return 0;
}
