/* SPDX-License-Identifier: MIT */
/* "1 1/2 cups spinach": amounts, measures and foods as people type them. */
#include "fuzz.h"

#include <math.h>

#include "nutri_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static nutri *db;
  static int64_t spinach;
  nutri_food food = NUTRI_INIT(nutri_food);
  nutri_intake entry = NUTRI_INIT(nutri_intake);
  struct nutri__weighed weighed;
  const char *rest = NULL;
  double amount = -7.0;
  char *text;
  int rc;

  if (db == NULL) {
    db = fuzz_open("amounts.db", NUTRI_READONLY);
    HOLDS(nutri_food_find(db, NULL, "Spinach, raw", &food) == NUTRI_OK);
    spinach = food.food_id;
  }
  text = fuzz_text(data, size);
  if (nutri__parse_amount(text, &amount, &rest)) {
    HOLDS(isfinite(amount) && amount >= 0.0);
    HOLDS(rest > text && rest <= text + strlen(text));
    HOLDS(nutri__enter(db) == NUTRI_OK);
    rc = nutri__weigh(db, spinach, amount, rest, &weighed);
    HOLDS(rc != NUTRI_OK || (weighed.amount > 0.0 && weighed.amount <= 1e6));
    fuzz_told(db, rc);
  }
  rc = nutri_intake_parse(db, "ann", text, &entry);
  HOLDS(rc != NUTRI_OK || (entry.basis_amount > 0.0 && entry.food_id > 0));
  fuzz_told(db, rc);
  free(text);
  return 0;
}
