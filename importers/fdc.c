/* SPDX-License-Identifier: MIT */
/* FoodData Central's CSV files as tables of constants: SR Legacy. What each column means stands in
 * USDA's field descriptions; what goes wrong with them, beside the line it concerns. */
#include "import_internal.h"

#define FDC_ID_MAX 999999999 /* from 1000000000 the numbers are nutri's own */
#define SOURCE_SR_LEGACY 3

enum set {
  FOODS = 1,   /* taken by this import */
  OTHER_FOODS, /* in food.csv, of another data type */
  NUTRIENTS,
  CATEGORIES,
  UNITS,
  ASSUMED_ZERO, /* ids of the derivation code Z */
  ZEROS         /* foods with a magnesium of 0 */
};

enum table { CATEGORY, NUTRIENT, DERIVATION, SR_LEGACY_FOOD, FOOD, PORTION, FOOD_NUTRIENT, COUNTS };

/* Ids are looked up through the file: 68 is Z today, but the code is what means "assumed zero". */
static const struct nutri__choice derivation_codes[] = {{"Z", 1}, {NULL, 0}};

static const struct nutri__choice data_types[] = {{"sr_legacy_food", SOURCE_SR_LEGACY}, {NULL, 0}};

static const char *const derivation_unused[] = {"description", "source_id", NULL};

/* The loq column comes before footnote in branded files; one year column has two spellings. */
static const char *const food_nutrient_unused[] = {"id",
                                                   "data_points",
                                                   "min",
                                                   "max",
                                                   "median",
                                                   "footnote",
                                                   "min_year_acqured",
                                                   "min_year_acquired",
                                                   "loq",
                                                   "percent_daily_value",
                                                   NULL};

static const char *const portion_unused[] = {
    "id",       "measure_unit_id",  "portion_description", "data_points",
    "footnote", "min_year_acqured", "min_year_acquired",   NULL};

#define FOOD_COLUMN                                                                                \
  {                                                                                                \
    .name = {"fdc_id"}, .type = NUTRI__TYPE_ID, .min = 1, .max = FDC_ID_MAX, .set = FOODS,         \
    .passed_over = OTHER_FOODS, .what = "food in food.csv"                                         \
  }

static const struct nutri__table tables[] =
    {
        [CATEGORY] =
            {
                .file = "food_category.csv",
                .column = {{.name = {"id"}, .type = NUTRI__TYPE_ID, .min = 1, .max = 99999},
                           {.name = {"code"},
                            .type = NUTRI__TYPE_TEXT,
                            .max = 50,
                            .optional = true,
                            .empty = NUTRI__NULL},
                           {.name = {"description"}, .type = NUTRI__TYPE_TEXT, .max = 300}},
                .keys = 1,
                .adds_to = CATEGORIES,
                .store = NUTRI__Q_IMPORT_FOOD_CATEGORY,
                .again = NUTRI__Q_IMPORT_FOOD_CATEGORY_AGAIN,
            },
        /* Magnesium is id 1090 and number 304: the id is the key, numbers can be decimal or empty,
         * and names are not unique ("Energy" in kcal and in kJ). */
        [NUTRIENT] =
            {
                .file = "nutrient.csv",
                .column = {{.name = {"id"}, .type = NUTRI__TYPE_ID, .min = 1, .max = 999999},
                           {.name = {"name"}, .type = NUTRI__TYPE_TEXT, .max = 300},
                           {.name = {"unit_name"},
                            .type = NUTRI__TYPE_TEXT,
                            .max = 50,
                            .set = UNITS,
                            .what = "unit"},
                           {.name = {"nutrient_nbr"},
                            .type = NUTRI__TYPE_TEXT,
                            .max = 50,
                            .optional = true,
                            .empty = NUTRI__NULL},
                           {.name = {"rank"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 0,
                            .max = 999999999,
                            .optional = true,
                            .empty = NUTRI__NULL}},
                .keys = 1,
                .adds_to = NUTRIENTS,
                .store = NUTRI__Q_IMPORT_NUTRIENT,
                .again = NUTRI__Q_IMPORT_NUTRIENT_AGAIN,
            },
        [DERIVATION] =
            {
                .file = "food_nutrient_derivation.csv",
                .column = {{.name = {"id"}, .type = NUTRI__TYPE_ID, .min = 0, .max = FDC_ID_MAX},
                           {.name = {"code"},
                            .type = NUTRI__TYPE_CHOICE,
                            .choices = derivation_codes,
                            .empty = NUTRI__LEFT_OUT,
                            .other = NUTRI__LEFT_OUT}},
                .unused = derivation_unused,
                .keys = 1,
                .adds_to = ASSUMED_ZERO,
                .store = NUTRI__Q_COUNT,
            },
        /* NDB numbers have five digits in older releases, and no leading zeros here. Read before
         * the foods they belong to, so that each food is written once. */
        [SR_LEGACY_FOOD] =
            {
                .file = "sr_legacy_food.csv",
                .required = true,
                .column =
                    {{.name = {"fdc_id"}, .type = NUTRI__TYPE_ID, .min = 1, .max = FDC_ID_MAX},
                     {.name = {"NDB_number"}, .type = NUTRI__TYPE_KEY, .max = 20}},
                .joins = true,
                .store = NUTRI__Q_COUNT,
            },
        /* A food whose category nobody knows is worth keeping; dates come cut short. */
        [FOOD] =
            {
                .file = "food.csv",
                .required = true,
                .column =
                    {{.name = {"fdc_id"}, .type = NUTRI__TYPE_ID, .min = 1, .max = FDC_ID_MAX},
                     {.name = {"data_type"},
                      .type = NUTRI__TYPE_CHOICE,
                      .choices = data_types,
                      .other = NUTRI__LEFT_OUT},
                     {.name = {"description"}, .type = NUTRI__TYPE_TEXT, .max = 1000},
                     {.name = {"food_category_id"},
                      .type = NUTRI__TYPE_ID,
                      .max = FDC_ID_MAX,
                      .optional = true,
                      .empty = NUTRI__NULL,
                      .set = CATEGORIES,
                      .missing = NUTRI__NULL,
                      .what = "category"},
                     {.name = {"publication_date"},
                      .type = NUTRI__TYPE_DATE,
                      .optional = true,
                      .empty = NUTRI__NULL},
                     {.name = {"NDB_number"}, .type = NUTRI__TYPE_JOIN}},
                .keys = 1,
                .adds_to = FOODS,
                .leaves_out = OTHER_FOODS,
                .feeds_search = true,
                .store = NUTRI__Q_IMPORT_FOOD,
                .again = NUTRI__Q_IMPORT_FOOD_AGAIN,
            },
        /* SR Legacy has the measure in modifier (measure_unit_id is 9999, "undetermined"). An
         * amount of 0 or none means one; at 0.01 and 10,000 g a single measure still stays below
         * 1,000 kg. */
        [PORTION] =
            {
                .file = "food_portion.csv",
                .column = {FOOD_COLUMN,
                           {.name = {"seq_num"}, .type = NUTRI__TYPE_ID, .max = 9999},
                           {.name = {"amount"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 0.01,
                            .max = 100000,
                            .zero_too = true,
                            .optional = true,
                            .empty = NUTRI__NULL,
                            .outside = "neither 0 nor from 0.01 to 100000"},
                           {.name = {"modifier"}, .type = NUTRI__TYPE_TEXT, .max = 300},
                           {.name = {"gram_weight"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 1e-6,
                            .max = 10000,
                            .outside = "a portion weighs more than 0 and at most 10000 g"}},
                .unused = portion_unused,
                .keys = 2,
                .store = NUTRI__Q_IMPORT_FOOD_PORTION,
                .again = NUTRI__Q_IMPORT_FOOD_PORTION_AGAIN,
            },
        [FOOD_NUTRIENT] =
            {
                .file = "food_nutrient.csv",
                .required = true,
                .column = {FOOD_COLUMN,
                           {.name = {"nutrient_id"},
                            .type = NUTRI__TYPE_ID,
                            .min = 1,
                            .max = FDC_ID_MAX,
                            .set = NUTRIENTS,
                            .what = "nutrient in nutrient.csv or the database"},
                           {.name = {"amount"},
                            .type = NUTRI__TYPE_REAL,
                            .min = -1e9,
                            .max = 1e9,
                            .empty = NUTRI__UNKNOWN},
                           {.name = {"derivation_id"},
                            .type = NUTRI__TYPE_ID,
                            .max = FDC_ID_MAX,
                            .optional = true,
                            .empty = NUTRI__NULL,
                            .set = ASSUMED_ZERO,
                            .missing = NUTRI__FLAG,
                            .flag = "assumed zero"}},
                .unused = food_nutrient_unused,
                .keys = 2,
                .orders_by_food = true,
                .store = NUTRI__Q_IMPORT_FOOD_NUTRIENT,
                .again = NUTRI__Q_IMPORT_FOOD_NUTRIENT_AGAIN,
            },
        [COUNTS] =
            {
                .file = "all_downloaded_table_record_counts.csv",
                .column = {{.name = {"Table"},
                            .type = NUTRI__TYPE_TEXT,
                            .max = 200,
                            .optional = true,
                            .empty = NUTRI__LEFT_OUT},
                           {.name = {"Number of Records"},
                            .type = NUTRI__TYPE_ID,
                            .max = 1e12,
                            .optional = true,
                            .empty = NUTRI__LEFT_OUT}},
                .counts = true,
                .store = NUTRI__Q_COUNT,
            },
};

static const enum nutri__query after[] = {NUTRI__Q_IMPORT_DOUBTFUL, NUTRI__Q_IMPORT_TIE_FDC,
                                          NUTRI__Q_IMPORT_TIE_KEY, NUTRI__Q_IMPORT_USUAL_GRAMS,
                                          NUTRI__Q_COUNT};
static const enum nutri__query after_again[] = {NUTRI__Q_IMPORT_HISTORY, NUTRI__Q_IMPORT_LAST_SEEN,
                                                NUTRI__Q_COUNT};

const struct nutri__format nutri__fdc_sr_legacy = {
    .name = "fdc",
    .title = "FoodData Central CSV, SR Legacy",
    .source_id = SOURCE_SR_LEGACY,
    .set = {[FOODS] = {NUTRI__Q_COUNT, false},
            [OTHER_FOODS] = {NUTRI__Q_COUNT, false},
            [NUTRIENTS] = {NUTRI__Q_IMPORT_SET_NUTRIENT, false},
            [CATEGORIES] = {NUTRI__Q_IMPORT_SET_CATEGORY, false},
            [UNITS] = {NUTRI__Q_IMPORT_SET_UNIT, true},
            [ASSUMED_ZERO] = {NUTRI__Q_COUNT, false},
            [ZEROS] = {NUTRI__Q_COUNT, false}},
    .sets = ZEROS,
    .foods = FOODS,
    .ids_end = FDC_ID_MAX + 1,
    .zeros = ZEROS,
    .zeros_of = NUTRI_MAGNESIUM,
    .values = FOOD_NUTRIENT,
    .table = tables,
    .tables = (int)(sizeof tables / sizeof tables[0]),
    .after = after,
    .after_again = after_again,
};
