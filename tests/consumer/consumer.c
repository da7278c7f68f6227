/* SPDX-License-Identifier: MIT */
/* What a first program does with the library: make a database, ask it something, close it. */
#include <nutri.h>
#include <stdio.h>
#include <string.h>

static int ask(nutri *db) {
  nutri_nutrient magnesium = NUTRI_INIT(nutri_nutrient);

  if (nutri_nutrient_find(db, "MG", &magnesium) != NUTRI_OK) {
    fprintf(stderr, "%s\n", nutri_errmsg(db));
    return 1;
  }
  return magnesium.nutrient_id == NUTRI_MAGNESIUM ? 0 : 1;
}

int main(int argc, char **argv) {
  nutri *db = NULL;
  nutri_error err = NUTRI_INIT(nutri_error);
  int status;

  if (argc != 2 || strcmp(nutri_version(), NUTRI_VERSION) != 0)
    return 2;
  if (nutri_open(argv[1], NUTRI_READWRITE | NUTRI_CREATE, &db, &err) != NUTRI_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  status = ask(db);
  nutri_close(db);
  printf("nutri %s\n", nutri_version());
  return status;
}
