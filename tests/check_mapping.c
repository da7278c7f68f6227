/* SPDX-License-Identifier: MIT */
/* Mapping files: the language, the tables it describes, and each mapping that the library brings
 * along on a table in its published layout (tests/data/wide). */
#include "support.h"

#ifndef NUTRI_NO_IMPORTERS

#include "encode.h"
#include "mapping.h"

/* ---- a table in memory --------------------------------------------------------------------- */

struct table {
  struct nutri__mapping *mapping;
  struct nutri__mapping_sniffed sniffed;
  char reason[400];
  char unmapped[400];
  char absent[400];
  int place[512];
  char *text; /* of the fields, cut in place */
  struct nutri__field *field;
  size_t *first; /* field of each row, and the end */
  size_t rows;   /* of foods: those behind the header */
  size_t fields;
};

static struct table table;

static struct nutri__mapping *parse(const char *name, const char *text, size_t length) {
  struct nutri__mapping *mapping = NULL;
  char message[500] = "";

  ck_assert_msg(nutri__mapping_parse(name, text, length, &mapping, message, sizeof message) ==
                    NUTRI_OK,
                "%s", message);
  return mapping;
}

static struct nutri__mapping *shipped(size_t i) {
  return parse(nutri__mapping_shipped[i].name, (const char *)nutri__mapping_shipped[i].text,
               nutri__mapping_shipped[i].length);
}

static void close_table(void) {
  nutri__mapping_free(table.mapping);
  free(table.text);
  free(table.field);
  free(table.first);
  memset(&table, 0, sizeof table);
}

/* Cuts the text into fields: every record, the ones above the header too. */
static void cut(char *text, size_t length, char delimiter, char quote) {
  char *end = text + length;
  char *at = text;

  table.field = malloc((length + 2) * sizeof *table.field);
  table.first = malloc((length + 2) * sizeof *table.first);
  ck_assert(table.field != NULL && table.first != NULL);
  table.first[0] = 0;
  while (at < end) {
    bool quoted = quote != 0 && *at == quote;
    char *begin = at + quoted;
    char *to = begin;
    char c = '\n';

    for (at = begin; at < end; at++) {
      if (quoted && *at == quote && at[1] == quote)
        *to++ = *at++;
      else if (quoted && *at == quote)
        quoted = false;
      else if (!quoted && (*at == delimiter || *at == '\n'))
        break;
      else if (quoted || *at != '\r')
        *to++ = *at;
    }
    c = at < end ? *at : '\n';
    table.field[table.fields].text = begin;
    table.field[table.fields++].length = (size_t)(to - begin);
    *to = '\0';
    at++;
    if (c == '\n')
      table.first[++table.rows] = table.fields;
  }
}

/* Lets every shipped mapping look at a file and opens it with the one that fits best. */
static void open_file(const char *path) {
  const char *base = strrchr(path, '/') + 1;
  struct nutri__encoder encoder = {.count = 0};
  size_t size;
  char *bytes = read_file(path, &size);
  char message[400];
  int fit = 0;

  close_table();
  for (size_t i = 0; i < nutri__mapping_shipped_count; i++) {
    struct nutri__mapping *mapping = shipped(i);
    struct nutri__mapping_sniffed sniffed;
    char reason[400] = "";
    size_t sniff = size < NUTRI__MAPPING_SNIFF ? size : NUTRI__MAPPING_SNIFF;

    ck_assert_int_eq(nutri__mapping_sniff(mapping, base, bytes, sniff, sniff == size, &sniffed,
                                          reason, sizeof reason),
                     NUTRI_OK);
    ck_assert_str_ne(reason, "");
    fit += sniffed.fits > 0;
    if (sniffed.fits > table.sniffed.fits) {
      nutri__mapping_free(table.mapping);
      table.mapping = mapping;
      table.sniffed = sniffed;
      strcpy(table.reason, reason);
      mapping = NULL;
    }
    nutri__mapping_free(mapping);
  }
  ck_assert_msg(fit == 1, "%d mappings fit %s", fit, base);
  table.text = malloc(3 * (size + 3));
  ck_assert_ptr_nonnull(table.text);
  size = table.mapping->encoding == NUTRI__MAPPING_1252
             ? nutri__encode_1252(bytes, size, table.text)
             : nutri__encode_mixed(&encoder, bytes, size, true, table.text);
  free(bytes);
  fit = memcmp(table.text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  cut(table.text + fit, size - (size_t)fit, table.sniffed.delimiter, (char)table.mapping->quote);
  fit = table.sniffed.header > 0 ? table.sniffed.header - 1 : 0;
  ck_assert_msg(nutri__mapping_header(table.mapping, &table.field[table.first[fit]],
                                      table.first[fit + 1] - table.first[fit], table.place,
                                      table.unmapped, sizeof table.unmapped, table.absent,
                                      sizeof table.absent, message, sizeof message) == NUTRI_OK,
                "%s: %s", base, message);
  ck_assert_uint_le(table.mapping->columns, COUNT(table.place));
}

static const char *data_file(const char *name) {
  static char path[600];

  snprintf(path, sizeof path, "%s/wide/%s", NUTRI_TEST_DATA, name);
  return path;
}

/* The first row of foods. */
static size_t first_row(void) {
  return (size_t)(table.sniffed.header + (table.sniffed.header > 0 ? table.mapping->skip : 0));
}

static const struct nutri__field *row_at(size_t row, size_t *count) {
  *count = table.first[row + 1] - table.first[row];
  return &table.field[table.first[row]];
}

static const struct nutri__field *row_of(const char *key, size_t *count) {
  for (size_t row = first_row(); row < table.rows; row++) {
    const struct nutri__field *fields = row_at(row, count);

    if (strcmp(fields[table.place[table.mapping->key]].text, key) == 0)
      return fields;
  }
  ck_abort_msg("no food has the key %s", key);
  return NULL;
}

/* What the database makes of a nutrient column: the nutrient, its number and the factor. */
static double resolve(const struct nutri__mapping_nutrient *nutrient, char number[20],
                      char unit[20]) {
  sqlite3_stmt *stmt = NULL;
  const char *what[] = {[NUTRI__MAPPING_BY_NUMBER] = ":number",
                        [NUTRI__MAPPING_BY_ID] = ":id",
                        [NUTRI__MAPPING_BY_SYMBOL] = ":symbol"};
  double factor;

  ck_assert_int_eq(nutri__stmt(db, NUTRI__Q_IMPORT_MAPPING_NUTRIENT, &stmt), NUTRI_OK);
  ck_assert_int_eq(nutri__bind_text(db, stmt, what[nutrient->by], nutrient->nutrient), NUTRI_OK);
  ck_assert_int_eq(nutri__bind_text(db, stmt, ":unit", nutrient->unit), NUTRI_OK);
  ck_assert_msg(sqlite3_step(stmt) == SQLITE_ROW, "line %d: there is no nutrient %s",
                nutrient->line, nutrient->nutrient);
  snprintf(unit, 20, "%s", nutri__text(stmt, 1));
  factor = nutri__double(stmt, 2) * nutrient->factor;
  ck_assert_msg(!isnan(factor), "line %d: the unit %s is not one of %s", nutrient->line,
                nutrient->unit, unit);
  snprintf(number, 20, "%s",
           sql_text("SELECT number FROM nutrient WHERE nutrient_id = %lld",
                    sqlite3_column_int64(stmt, 0)));
  ck_assert_int_eq(sqlite3_step(stmt), SQLITE_DONE);
  nutri__done(stmt);
  return factor;
}

/* ---- the shipped mappings on their tables -------------------------------------------------- */

static const struct {
  const char *file;
  const char *mapping;
  const char *reason; /* part of it */
  int header;
  char delimiter;
  size_t nutrients; /* columns found */
  const char *absent;
} tables[] = {
    {"sr_abbrev/ABBREV.csv", "sr_abbrev.map", "has the columns NDB_No, Shrt_Desc and 46 of 46", 1,
     ',', 46, ""},
    {"sr_abbrev_ascii/ABBREV.txt", "sr_abbrev_ascii.map", "has the name and the 53 columns", 0, '^',
     46, ""},
    {"fndds_at_a_glance/FNDDS Nutrient Values.csv", "fndds_at_a_glance.map",
     "has the columns Food code, Main food description, Energy (kcal) and 65 of 65 nutrients", 2,
     ',', 65, ""},
    {"fndds_at_a_glance/Portions and Weights.csv", "fndds_at_a_glance_portions.map",
     "Portion description", 2, ',', 0, ""},
    {"ciqual_fr/Table Ciqual essai FR.csv", "ciqual.map", "alim_nom_fr", 1, ';', 62,
     "Activité vitaminique A, équivalents rétinol"},
    {"ciqual_fr_1252/Table Ciqual essai FR.csv", "ciqual.map", "alim_code", 1, ';', 62, ""},
    {"ciqual_eng/Table Ciqual trial ENG.csv", "ciqual.map", "alim_code", 1, '\t', 62, ""},
    {"ciqual_2025/Table Ciqual essai 2025.csv", "ciqual.map", "alim_code", 1, '\t', 62, ""},
    {"cofid/1.3 Proximates.csv", "cofid.map", "Main data references and 24 of 56 nutrients", 1, ',',
     24, "Sodium (mg), Potassium (mg)"},
    {"cofid/1.4 Inorganics.csv", "cofid.map", "and 12 of 56 nutrients", 1, ',', 12, "Water (g)"},
    {"afcd/All solids & liquids per 100 g.csv", "afcd.map", "Public Food Key, Food Name", 3, ',',
     41, "Mannitol (g)"},
    {"ausnut/food_nutrient_2011_13_AHS.csv", "ausnut.map", "Survey ID", 1, ',', 48,
     "Copper (Cu) (mg)"},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "openfoodfacts.map", "magnesium_100g", 1,
     '\t', 44, ""},
};

START_TEST(table_is_known) {
  size_t there = 0;

  open_file(data_file(tables[_i].file));
  ck_assert_str_eq(table.mapping->name, tables[_i].mapping);
  ck_assert_msg(strstr(table.reason, tables[_i].reason) != NULL, "%s", table.reason);
  ck_assert_int_eq(table.sniffed.header, tables[_i].header);
  ck_assert_int_eq(table.sniffed.delimiter, tables[_i].delimiter);
  for (size_t i = 0; i < table.mapping->nutrients; i++)
    there += table.place[table.mapping->nutrient[i].column] >= 0;
  ck_assert_uint_eq(there, tables[_i].nutrients);
  ck_assert_msg(strstr(table.absent, tables[_i].absent) != NULL, "%s", table.absent);
  close_table();
}
END_TEST

/* Sources: SR28, FNDDS 2017-2018 as published (USDA); the other foods are made up for this test. */
static const struct {
  const char *file;
  const char *key;
  const char *number;
  enum nutri__mapping_cell cell;
  double amount; /* in the nutrient's unit */
  const char *mark;
} values[] = {
    {"sr_abbrev/ABBREV.csv", "01001", "304", NUTRI__CELL_NUMBER, 2, NULL},
    {"sr_abbrev/ABBREV.csv", "01001", "255", NUTRI__CELL_NUMBER, 15.87, NULL},
    {"sr_abbrev/ABBREV.csv", "01008", "304", NUTRI__CELL_NUMBER, 22, NULL},
    {"sr_abbrev/ABBREV.csv", "01008", "269", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"sr_abbrev/ABBREV.csv", "01057", "312", NUTRI__CELL_NUMBER, 0.013, NULL},
    {"sr_abbrev/ABBREV.csv", "01057", "410", NUTRI__CELL_NUMBER, 0.417, NULL},
    {"sr_abbrev/ABBREV.csv", "01057", "317", NUTRI__CELL_NUMBER, 4.2, NULL},
    {"sr_abbrev_ascii/ABBREV.txt", "16215", "304", NUTRI__CELL_NUMBER, 16, NULL},
    {"sr_abbrev_ascii/ABBREV.txt", "16215", "305", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"sr_abbrev_ascii/ABBREV.txt", "17226", "601", NUTRI__CELL_NUMBER, 70, NULL},
    {"fndds_at_a_glance/FNDDS Nutrient Values.csv", "11000000", "304", NUTRI__CELL_NUMBER, 3, NULL},
    {"fndds_at_a_glance/FNDDS Nutrient Values.csv", "11000000", "303", NUTRI__CELL_NUMBER, 0.03,
     NULL},
    {"fndds_at_a_glance/FNDDS Nutrient Values.csv", "11000000", "404", NUTRI__CELL_NUMBER, 0.014,
     NULL},
    {"fndds_at_a_glance/FNDDS Nutrient Values.csv", "11000000", "255", NUTRI__CELL_NUMBER, 87.5,
     NULL},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90001", "304", NUTRI__CELL_NUMBER, 78.5, NULL},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90001", "375", NUTRI__CELL_NUMBER, 1150, NULL},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90001", "314", NUTRI__CELL_TRACE, 0, "trace"},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90001", "317", NUTRI__CELL_TRACE, 0, "trace"},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90001", "401", NUTRI__CELL_TRACE, 0, "trace"},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90001", "418", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90003", "304", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90003", "301", NUTRI__CELL_WRONG, 0, NULL},
    {"ciqual_fr_1252/Table Ciqual essai FR.csv", "90002", "304", NUTRI__CELL_NUMBER, 11.9, NULL},
    {"ciqual_eng/Table Ciqual trial ENG.csv", "90002", "304", NUTRI__CELL_NUMBER, 11.9, NULL},
    {"ciqual_eng/Table Ciqual trial ENG.csv", "90002", "203", NUTRI__CELL_TRACE, 0, "trace"},
    {"ciqual_2025/Table Ciqual essai 2025.csv", "90001", "304", NUTRI__CELL_NUMBER, 78.5, NULL},
    {"cofid/1.3 Proximates.csv", "99-001", "208", NUTRI__CELL_NUMBER, 381, NULL},
    {"cofid/1.3 Proximates.csv", "99-001", "291", NUTRI__CELL_NUMBER, 7.8, "imputed"},
    {"cofid/1.3 Proximates.csv", "99-001", "287", NUTRI__CELL_TRACE, 0, "trace"},
    {"cofid/1.3 Proximates.csv", "99-001", "210", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"cofid/1.3 Proximates.csv", "99-003", "601", NUTRI__CELL_TRACE, 0, "trace"},
    {"cofid/1.4 Inorganics.csv", "99-001", "304", NUTRI__CELL_NUMBER, 113, NULL},
    {"cofid/1.4 Inorganics.csv", "99-002", "304", NUTRI__CELL_NUMBER, 8, "imputed"},
    {"cofid/1.4 Inorganics.csv", "99-003", "304", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"cofid/1.4 Inorganics.csv", "99-001", "317", NUTRI__CELL_TRACE, 0, "trace"},
    {"afcd/All solids & liquids per 100 g.csv", "F900001", "304", NUTRI__CELL_NUMBER, 540, NULL},
    {"afcd/All solids & liquids per 100 g.csv", "F900001", "268", NUTRI__CELL_NUMBER, 2510, NULL},
    {"afcd/All solids & liquids per 100 g.csv", "F900001", "208", NUTRI__CELL_NUMBER, 2510 / 4.184,
     NULL},
    {"afcd/All solids & liquids per 100 g.csv", "F900001", "605", NUTRI__CELL_NUMBER, 0.0312, NULL},
    {"afcd/All solids & liquids per 100 g.csv", "F900001", "606", NUTRI__CELL_NUMBER, 8.32, NULL},
    {"afcd/All solids & liquids per 100 g.csv", "F900002", "304", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"ausnut/food_nutrient_2011_13_AHS.csv", "13901001", "304", NUTRI__CELL_NUMBER, 96, NULL},
    {"ausnut/food_nutrient_2011_13_AHS.csv", "13901001", "317", NUTRI__CELL_NUMBER, 11, NULL},
    {"ausnut/food_nutrient_2011_13_AHS.csv", "13901001", "501", NUTRI__CELL_NUMBER, 0.125, NULL},
    {"ausnut/food_nutrient_2011_13_AHS.csv", "13901001", "417", NUTRI__CELL_NUMBER, 44, NULL},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000017", "304", NUTRI__CELL_NUMBER,
     592, NULL},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000017", "317", NUTRI__CELL_NUMBER,
     9.4, NULL},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000017", "307", NUTRI__CELL_NUMBER,
     7, NULL},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000017", "328", NUTRI__CELL_UNKNOWN,
     0, NULL},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000031", "304", NUTRI__CELL_UNKNOWN,
     0, NULL},
};

START_TEST(value_is_right) {
  const struct nutri__field *fields;
  bool found = false;
  size_t count;

  open_file(data_file(values[_i].file));
  fields = row_of(values[_i].key, &count);
  for (size_t i = 0; i < table.mapping->nutrients; i++) {
    const struct nutri__mapping_nutrient *nutrient = &table.mapping->nutrient[i];
    const struct nutri__field *field = &fields[table.place[nutrient->column]];
    const char *mark = "untouched";
    double amount = -1;
    char number[20];
    char unit[20];
    double factor;

    if (strcmp(nutrient->nutrient, values[_i].number) != 0)
      continue;
    found = true;
    factor = resolve(nutrient, number, unit);
    ck_assert_int_eq(
        nutri__mapping_value(table.mapping, field->text, field->length, &amount, &mark),
        values[_i].cell);
    if (amount >= 0)
      NEAR(amount * factor, values[_i].amount, 1e-9 * (1 + values[_i].amount));
    ck_assert_pstr_eq(mark, values[_i].mark);
  }
  ck_assert(found);
  close_table();
}
END_TEST

static const struct {
  const char *file;
  const char *key;
  const char *name;
  const char *category;
  const char *basis;
  const char *prefix;
} foods[] = {
    {"sr_abbrev/ABBREV.csv", "01001", "BUTTER,WITH SALT", "", "g", "ndb:"},
    {"sr_abbrev_ascii/ABBREV.txt", "17226", "LAMB,DOM,COMP OF RTL CUTS,LN&FAT,1/8\"FAT,CHOIC,RAW",
     "", "g", "ndb:"},
    {"fndds_at_a_glance/FNDDS Nutrient Values.csv", "11000000", "Milk, human", "Human milk", "g",
     "code:"},
    {"ciqual_fr/Table Ciqual essai FR.csv", "90003", "Épinard d’essai, cru", "légumes", "g", NULL},
    {"ciqual_fr_1252/Table Ciqual essai FR.csv", "90003", "Épinard d’essai, cru", "légumes", "g",
     NULL},
    {"cofid/1.3 Proximates.csv", "99-001", "Trial oats, rolled", "", "g", NULL},
    {"cofid/1.3 Proximates.csv", "99-002", "Trial stout", "", "ml", NULL},
    {"cofid/1.4 Inorganics.csv", "99-003", "Trial crème fraîche", "", "g", NULL},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000017",
     "Trial pumpkin seeds \"raw\", Own", "Seeds", "g", "gtin:"},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000024",
     "Trial mineral water, Own,Other", "", "ml", "gtin:"},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000031", "Trial biscuits", "", "g",
     "gtin:"},
};

START_TEST(food_is_right) {
  const struct nutri__mapping *m;
  const struct nutri__field *fields;
  char name[300] = "";
  size_t count;

  open_file(data_file(foods[_i].file));
  m = table.mapping;
  fields = row_of(foods[_i].key, &count);
  for (size_t i = 0; i < m->descriptions; i++) {
    const char *part = fields[table.place[m->description[i]]].text;

    if (part[0] != '\0')
      snprintf(name + strlen(name), sizeof name - strlen(name), "%s%s", i > 0 ? ", " : "", part);
  }
  ck_assert_str_eq(name, foods[_i].name);
  ck_assert_str_eq(m->category < 0 ? "" : fields[table.place[m->category]].text,
                   foods[_i].category);
  ck_assert_str_eq(nutri__mapping_basis(m, fields, count, table.place), foods[_i].basis);
  ck_assert_pstr_eq(nutri__mapping_prefix(m), foods[_i].prefix);
  ck_assert(nutri__mapping_takes(m, fields, count, table.place));
  close_table();
}
END_TEST

static const struct {
  const char *file;
  const char *key;
  size_t portion;
  const char *measure;
  double grams; /* of one */
} portions[] = {
    {"sr_abbrev/ABBREV.csv", "01001", 0, "pat,  (1\" sq, 1/3\" high)", 5},
    {"sr_abbrev/ABBREV.csv", "01001", 1, "tbsp", 14.2},
    {"sr_abbrev/ABBREV.csv", "01036", 0, "cup", 248},
    {"sr_abbrev/ABBREV.csv", "01038", 1, "package,  (5 oz)", 28.4},
    {"sr_abbrev_ascii/ABBREV.txt", "14054", 0, "fl oz", 30},
    {"fndds_at_a_glance/Portions and Weights.csv", "11100000", 0, "cup", 244},
    {"openfoodfacts/en.openfoodfacts.org.products.csv", "0900000000017", 0, "serving", 30},
};

START_TEST(portion_is_right) {
  const struct nutri__mapping_portion *portion;
  const struct nutri__field *fields;
  const struct nutri__field *grams;
  const char *measure;
  double value = 0;
  double amount;
  size_t count;

  open_file(data_file(portions[_i].file));
  portion = &table.mapping->portion[portions[_i].portion];
  fields = row_of(portions[_i].key, &count);
  grams = &fields[table.place[portion->grams]];
  ck_assert_int_eq(nutri__mapping_value(table.mapping, grams->text, grams->length, &value, NULL),
                   NUTRI__CELL_NUMBER);
  amount = nutri__mapping_measure(
      portion->measure < 0 ? portion->text : fields[table.place[portion->measure]].text, &measure);
  ck_assert_str_eq(measure, portions[_i].measure);
  NEAR(value / amount, portions[_i].grams, 1e-9);
  close_table();
}
END_TEST

/* Of the rows that are taken, how many name the usual portion and how many have no weight. */
static void count_portions(int wanted, int wanted_usual, int wanted_unknown) {
  const struct nutri__mapping *m = table.mapping;
  int taken = 0;
  int usual = 0;
  int unknown = 0;

  for (size_t row = first_row(); row < table.rows; row++) {
    size_t count;
    const struct nutri__field *fields = row_at(row, &count);
    const struct nutri__field *measure = &fields[table.place[m->portion[0].measure]];
    const struct nutri__field *grams = &fields[table.place[m->portion[0].grams]];
    double value;

    if (!nutri__mapping_takes(m, fields, count, table.place))
      continue;
    taken++;
    usual += nutri__mapping_is_usual(m, measure->text, measure->length);
    unknown +=
        nutri__mapping_value(m, grams->text, grams->length, &value, NULL) == NUTRI__CELL_UNKNOWN;
  }
  ck_assert_int_eq(taken, wanted);
  ck_assert_int_eq(usual, wanted_usual);
  ck_assert_int_eq(unknown, wanted_unknown);
}

/* Rows of a brand are left out, the usual portion is known by its name, -9 and 0 are no weights. */
START_TEST(portions_of_fndds) {
  open_file(data_file("fndds_at_a_glance/Portions and Weights.csv"));
  count_portions(24, 5, 2);
  close_table();
}
END_TEST

/* "(mg/100 g)" of "Magnesium (mg/100 g)"; false where the name says no unit. */
static bool unit_in_name(const char *name, char unit[20]) {
  const char *open = strrchr(name, '(');
  size_t n;

  if (strstr(name, "_100g") != NULL) {
    strcpy(unit, strncmp(name, "energy-kcal", 11) == 0 ? "kcal"
                 : strncmp(name, "energy", 6) == 0     ? "kJ"
                                                       : "g");
    return true;
  }
  if (open == NULL || (n = strcspn(open + 1, ")/ ")) == 0 || n >= 20)
    return false;
  snprintf(unit, 20, "%.*s", (int)n, open + 1);
  return true;
}

/* Every nutrient of a shipped mapping is in the database, once, and the unit in the column's name
 * and the one the amounts are stored in differ by the mapping's factor. */
START_TEST(shipped_is_sound) {
  struct nutri__mapping *m = shipped((size_t)_i);
  int checked = 0;

  ck_assert_str_eq(m->name, nutri__mapping_shipped[_i].name);
  ck_assert_msg(m->file.count > 0 || m->has_count > 0, "%s fits no file", m->name);
  ck_assert_int_gt(m->rank, 40);
  for (size_t i = 0; i < m->nutrients; i++) {
    const char *name = m->column[m->nutrient[i].column].names.text[0];
    char number[20];
    char other[20];
    char unit[20];
    double factor = resolve(&m->nutrient[i], number, unit);
    double wanted;

    for (size_t j = 0; j < i; j++) {
      char stored[20];

      (void)resolve(&m->nutrient[j], other, stored);
      ck_assert_str_ne(number, other);
    }
    if (!unit_in_name(name, other))
      continue;
    checked++;
    unit[strcspn(unit, " ")] = '\0'; /* "mg ATE" is counted in mg */
    wanted =
        sql_number("SELECT o.factor / u.factor FROM unit_name n JOIN unit o USING (unit), unit u"
                   " WHERE n.name = %Q AND u.unit = %Q",
                   other, unit);
    if (isnan(wanted)) /* without a factor: the units are one */
      wanted =
          sql_number("SELECT count(*) FROM unit_name WHERE name = %Q AND unit = %Q", other, unit);
    ck_assert_msg(fabs(factor / wanted - 1) < 1e-12, "%s, line %d: %s is in %s, stored in %s; %g",
                  m->name, m->nutrient[i].line, name, other, unit, factor);
  }
  ck_assert_msg(m->table == NUTRI__MAPPING_PORTIONS || strstr(m->name, "ascii") != NULL ||
                    checked > 40,
                "%s: the unit of %d columns is known", m->name, checked);
  nutri__mapping_free(m);
}
END_TEST

/* Both whole tables of FNDDS 2017-2018 at a glance: 7,083 foods, 65 nutrients, no value missing. */
START_TEST(whole_fndds) {
  const char *path =
      shared_file("fndds_2017-2018_at_a_glance/2017-2018 FNDDS At A Glance - FNDDS Nutrient "
                  "Values.csv");
  size_t numbers = 0;
  size_t count;
  double value;

  if (path == NULL) {
    skipped("the shared data are not there");
    return;
  }
  open_file(path);
  ck_assert_str_eq(table.mapping->name, "fndds_at_a_glance.map");
  ck_assert_int_eq(table.sniffed.header, 2);
  ck_assert_str_eq(table.absent, "");
  ck_assert_str_eq(table.unmapped, "");
  ck_assert_uint_eq(table.rows - first_row(), 7083);
  for (size_t row = first_row(); row < table.rows; row++) {
    const struct nutri__field *fields = row_at(row, &count);

    ck_assert_uint_eq(count, 69);
    for (size_t i = 0; i < table.mapping->nutrients; i++) {
      const struct nutri__field *field = &fields[table.place[table.mapping->nutrient[i].column]];

      numbers += nutri__mapping_value(table.mapping, field->text, field->length, &value, NULL) ==
                 NUTRI__CELL_NUMBER;
    }
  }
  ck_assert_uint_eq(numbers, 7083 * 65);
  close_table();
}
END_TEST

/* ... and its portions: 32,614, of which 848 are those of a brand and 174 have no weight. */
START_TEST(whole_fndds_portions) {
  const char *path =
      shared_file("fndds_2017-2018_at_a_glance/2017-2018 FNDDS At A Glance - Portions and "
                  "Weights.csv");

  if (path == NULL) {
    skipped("the shared data are not there");
    return;
  }
  open_file(path);
  ck_assert_uint_eq(table.rows - first_row(), 32614);
  count_portions(31766, 7056, 174);
  close_table();
}
END_TEST

/* ---- the page ------------------------------------------------------------------------------ */

static char *page(void) {
  char path[600];
  size_t size;

  snprintf(path, sizeof path, "%s/../../importers/mapping/README.md", NUTRI_TEST_DATA);
  return read_file(path, &size);
}

/* What stands in the page's code block number n, from 0. */
static const char *block(const char *text, int n, size_t *length) {
  const char *end;

  for (; (text = strstr(text, "```")) != NULL; text = end + 4) {
    text += 4;
    end = strstr(text, "```");
    ck_assert_ptr_nonnull(end);
    if (n-- == 0)
      break;
  }
  ck_assert_ptr_nonnull(text);
  *length = (size_t)(end - text);
  return text;
}

/* The page's example does what it says. */
START_TEST(page_example) {
  static const enum nutri__mapping_cell wanted[2][2] = {{NUTRI__CELL_NUMBER, NUTRI__CELL_NUMBER},
                                                        {NUTRI__CELL_UNKNOWN, NUTRI__CELL_TRACE}};
  char *text = page();
  size_t length;
  const char *mapping = block(text, 1, &length);
  char message[300] = "";

  close_table();
  table.mapping = parse("README.md", mapping, length);
  mapping = block(text, 0, &length);
  ck_assert_int_eq(nutri__mapping_sniff(table.mapping, "lab.csv", mapping, length, true,
                                        &table.sniffed, table.reason, sizeof table.reason),
                   NUTRI_OK);
  ck_assert_msg(table.sniffed.header == 2, "%s", table.reason);
  table.text = malloc(length + 1);
  ck_assert_ptr_nonnull(table.text);
  memcpy(table.text, mapping, length);
  table.text[length] = '\0';
  cut(table.text, length, table.sniffed.delimiter, '"');
  ck_assert_int_eq(nutri__mapping_header(table.mapping, &table.field[table.first[1]], 5,
                                         table.place, NULL, 0, NULL, 0, message, sizeof message),
                   NUTRI_OK);
  for (size_t row = 0; row < 2; row++)
    for (size_t i = 0; i < 2; i++) {
      size_t count;
      const struct nutri__field *fields = row_at(row + 2, &count);
      const struct nutri__field *field = &fields[table.place[table.mapping->nutrient[i].column]];
      double value = -1;

      ck_assert_int_eq(
          nutri__mapping_value(table.mapping, field->text, field->length, &value, NULL),
          wanted[row][i]);
      if (row == 0)
        NEAR(value, i == 0 ? 592 : 46, 1e-12);
    }
  free(text);
  close_table();
}
END_TEST

/* Every setting and every shipped file stands on the page. */
START_TEST(page_is_whole) {
  struct nutri__mapping *m = NULL;
  char *text = page();
  char message[600];
  char name[80];
  char code[80];
  int settings = 0;

  ck_assert_int_eq(nutri__mapping_parse("x", "?", 1, &m, message, sizeof message), NUTRI_EFORMAT);
  for (char *at = strstr(message, "one of ") + 7; at != NULL; settings++) {
    char *next = strstr(at, ", ");

    if (next != NULL)
      *next = '\0';
    snprintf(name, sizeof name, "`%s ", at);  /* in the table of settings ... */
    snprintf(code, sizeof code, "\n%s ", at); /* ... or in an example */
    ck_assert_msg(strstr(text, name) != NULL || strstr(text, code) != NULL,
                  "the page says nothing of %s", at);
    at = next != NULL ? next + 2 : NULL;
  }
  ck_assert_int_eq(settings, 27);
  for (size_t i = 0; i < nutri__mapping_shipped_count; i++) {
    snprintf(name, sizeof name, "`%s`", nutri__mapping_shipped[i].name);
    ck_assert_msg(strstr(text, name) != NULL, "the page says nothing of %s", name);
  }
  free(text);
}
END_TEST

TESTS("mapping") {
  tcase_set_timeout(tc, 60);
  ADD_LOOP(table_is_known, tables);
  ADD_LOOP(value_is_right, values);
  ADD_LOOP(food_is_right, foods);
  ADD_LOOP(portion_is_right, portions);
  tcase_add_test(tc, portions_of_fndds);
  tcase_add_loop_test(tc, shipped_is_sound, 0, (int)nutri__mapping_shipped_count);
  tcase_add_test(tc, whole_fndds);
  tcase_add_test(tc, whole_fndds_portions);
  tcase_add_test(tc, page_example);
  tcase_add_test(tc, page_is_whole);
}

#else

TESTS("mapping") { (void)tc; }

#endif
