/* SPDX-License-Identifier: MIT */
/* make_set FOLDER FOODS FIRST [shuffled]: a set of foods in FoodData Central's layout, header and
 * quoting, FOODS foods from the number FIRST on with 60 values each; shuffled = its values in no
 * order. make_set FOLDER.zip FOLDER: the folder's files as a zip. */
#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VALUES 60

static const int nutrients[VALUES] = {
    1002, 1003, 1004, 1005, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1018, 1050, 1051,
    1057, 1058, 1062, 1063, 1075, 1079, 1087, 1089, 1090, 1091, 1092, 1093, 1095, 1098, 1099,
    1101, 1103, 1104, 1105, 1106, 1107, 1108, 1109, 1110, 1114, 1162, 1165, 1166, 1167, 1170,
    1175, 1177, 1178, 1180, 1185, 1186, 1187, 1190, 1253, 1257, 1258, 1292, 1293, 2047, 2048};

static uint64_t state = 1;

/* xorshift64* (Vigna 2016): the same numbers on every machine. */
static uint64_t next_random(void) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return state * UINT64_C(2685821657736338717);
}

static FILE *create(const char *folder, const char *name) {
  char path[1200];
  FILE *file;

  snprintf(path, sizeof path, "%s/%s", folder, name);
  file = fopen(path, "w");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  return file;
}

static void write_amount(FILE *file, uint64_t r) {
  switch (r % 5) {
  case 0:
    fprintf(file, "%u", (unsigned)(r >> 8) % 900);
    break;
  case 1:
    fprintf(file, "%u.%u", (unsigned)(r >> 8) % 90, (unsigned)(r >> 40) % 10);
    break;
  default:
    fprintf(file, "%u.%03u", (unsigned)(r >> 8) % 30, (unsigned)(r >> 40) % 1000);
  }
}

static void write_foods(const char *folder, long foods, long first) {
  FILE *file = create(folder, "food.csv");

  fputs("\"fdc_id\",\"data_type\",\"description\",\"food_category_id\",\"publication_date\"\n",
        file);
  for (long i = 0; i < foods; i++)
    fprintf(file, "\"%ld\",\"%s\",\"GENERATED FOOD %ld, NO. %u\",\"\",\"2024-10-31\"\n", first + i,
            i % 20 == 0 ? "sr_legacy_food" : "branded_food", i,
            (unsigned)(next_random() >> 40) % 1000);
  fclose(file);
}

static void write_values(const char *folder, long foods, long first, const uint32_t *order) {
  FILE *file = create(folder, "food_nutrient.csv");

  fputs("\"id\",\"fdc_id\",\"nutrient_id\",\"amount\",\"data_points\",\"derivation_id\",\"min\","
        "\"max\",\"median\",\"footnote\",\"min_year_acquired\"\n",
        file);
  for (long i = 0; i < foods * VALUES; i++) {
    long row = order != NULL ? (long)order[i] : i;

    fprintf(file, "\"%ld\",\"%ld\",\"%d\",\"", 10000000 + row, first + row / VALUES,
            nutrients[row % VALUES]);
    write_amount(file, next_random());
    fputs("\",\"\",\"71\",\"\",\"\",\"\",\"\",\"\"\n", file);
  }
  fclose(file);
}

static uint32_t *make_order(long rows) {
  uint32_t *order = malloc((size_t)rows * sizeof *order);

  if (order == NULL)
    exit(1);
  for (long i = 0; i < rows; i++)
    order[i] = (uint32_t)i;
  for (long i = rows - 1; i > 0; i--) {
    long j = (long)(next_random() % (uint64_t)(i + 1));
    uint32_t kept = order[i];

    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}

static int add_file(struct archive *zip, const char *folder, const char *name) {
  static char block[1 << 18];
  struct archive_entry *entry = archive_entry_new();
  char path[1200];
  size_t got;
  FILE *file;

  snprintf(path, sizeof path, "%s/%s", folder, name);
  file = fopen(path, "r");
  if (file == NULL || entry == NULL)
    return 1;
  archive_entry_set_pathname(entry, name);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_write_header(zip, entry);
  while ((got = fread(block, 1, sizeof block, file)) > 0)
    archive_write_data(zip, block, got);
  fclose(file);
  archive_entry_free(entry);
  return 0;
}

static int make_zip(const char *path, const char *folder) {
  struct archive *zip = archive_write_new();
  int failed = archive_write_set_format_zip(zip) != ARCHIVE_OK ||
               archive_write_open_filename(zip, path) != ARCHIVE_OK ||
               add_file(zip, folder, "food.csv") != 0 ||
               add_file(zip, folder, "food_nutrient.csv") != 0;

  failed |= archive_write_close(zip) != ARCHIVE_OK;
  archive_write_free(zip);
  return failed;
}

int main(int argc, char **argv) {
  uint32_t *order = NULL;
  long foods;
  long first;

  if (argc == 3)
    return make_zip(argv[1], argv[2]);
  if (argc < 4)
    return 2;
  foods = atol(argv[2]);
  first = atol(argv[3]);
  if (argc > 4)
    order = make_order(foods * VALUES);
  write_foods(argv[1], foods, first);
  write_values(argv[1], foods, first, order);
  free(order);
  return 0;
}
