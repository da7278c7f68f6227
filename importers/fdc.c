/* SPDX-License-Identifier: MIT */
/* FoodData Central's CSV files as tables of constants, every data type. What each column means
 * stands in USDA's field descriptions; what goes wrong with them, beside the line it concerns. */
#include <math.h>

#include "import_internal.h"

#define FDC_ID_MAX 999999999 /* from 1000000000 the numbers are nutri's own */

enum source {
  SR_LEGACY = 3,
  FOUNDATION = 4,
  FNDDS = 5,
  BRANDED = 7,
  EXPERIMENTAL = 8,
  SAMPLES = 10
};

enum set {
  FOODS = 1,   /* taken by this import */
  OTHER_FOODS, /* in food.csv, of another data type */
  NUTRIENTS,
  NUMBERS, /* of nutrients; their ids */
  CATEGORIES,
  UNITS,
  ASSUMED_ZERO, /* ids of the derivation code Z */
  ZEROS         /* foods with a magnesium of 0 */
};

enum map { NDB_NUMBER = 1, FOOD_CODE, WWEIA_CATEGORY, MEASURE_UNIT };

enum table {
  CATEGORY,
  WWEIA,
  NUTRIENT,
  DERIVATION,
  UNIT,
  SR_LEGACY_FOOD,
  FOUNDATION_FOOD,
  SURVEY_FOOD,
  FOOD,
  LABEL,
  PORTION,
  FOOD_NUTRIENT,
  COUNTS
};

/* Ids are looked up through the file: 68 is Z today, but the code is what means "assumed zero". */
static const struct nutri__choice derivation_codes[] = {{"Z", 1, false}, {NULL, 0, false}};

/* The rest of Foundation's food.csv are samples and acquisitions: 68,488 of 68,875 rows. */
static const struct nutri__choice data_types[] = {{"branded_food", BRANDED, false},
                                                  {"sr_legacy_food", SR_LEGACY, false},
                                                  {"survey_fndds_food", FNDDS, false},
                                                  {"foundation_food", FOUNDATION, false},
                                                  {"experimental_food", EXPERIMENTAL, false},
                                                  {"sample_food", SAMPLES, true},
                                                  {"sub_sample_food", SAMPLES, true},
                                                  {"market_acquisition", SAMPLES, true},
                                                  {"market_acquistion", SAMPLES, true},
                                                  {"agricultural_acquisition", SAMPLES, true},
                                                  {NULL, 0, false}};

static const char *const derivation_unused[] = {"description", "source_id", NULL};

static const char *const survey_unused[] = {"start_date", "end_date", NULL};

static const char *const foundation_unused[] = {"footnote", NULL};

static const char *const label_unused[] = {"subbrand_name",
                                           "not_a_significant_source_of",
                                           "data_source",
                                           "package_weight",
                                           "modified_date",
                                           "available_date",
                                           "market_country",
                                           "discontinued_date",
                                           "preparation_state_code",
                                           "trade_channel",
                                           "short_description",
                                           "material_code",
                                           NULL};

static const double not_weighed[] = {0, -9, NAN};

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

static const char *const portion_unused[] = {"data_points", "footnote", "min_year_acqured",
                                             "min_year_acquired", NULL};

#define OF_OTHER_FOODS "of foods that were left out"

#define FOOD_COLUMN                                                                                \
  {                                                                                                \
    .name = {"fdc_id"}, .type = NUTRI__TYPE_ID, .min = 1, .max = FDC_ID_MAX, .set = FOODS,         \
    .passed_over = OTHER_FOODS, .what = "food in food.csv"                                         \
  }

/* A column of text that a file may lack and a row may leave empty. */
#define TEXT_COLUMN(column_name, longest)                                                          \
  {                                                                                                \
    .name = {column_name}, .type = NUTRI__TYPE_TEXT, .max = (longest), .optional = true,           \
    .empty = NUTRI__NULL                                                                           \
  }

#define ID_COLUMN(column_name, most)                                                               \
  { .name = {column_name}, .type = NUTRI__TYPE_ID, .min = 1, .max = (most) }

#define KEY_COLUMN(column_name)                                                                    \
  { .name = {column_name}, .type = NUTRI__TYPE_KEY, .max = 20 }

static const struct nutri__table tables[] =
    {
        [CATEGORY] =
            {
                .file = "food_category.csv",
                .column = {ID_COLUMN("id", 99999),
                           TEXT_COLUMN("code", 50),
                           {.name = {"description"}, .type = NUTRI__TYPE_TEXT, .max = 300}},
                .keys = 1,
                .adds_to = CATEGORIES,
                .store = NUTRI__Q_IMPORT_FOOD_CATEGORY,
                .again = NUTRI__Q_IMPORT_FOOD_CATEGORY_AGAIN,
            },
        /* The survey's categories have numbers of their own, from 1002 on. */
        [WWEIA] =
            {
                .file = "wweia_food_category.csv",
                .column = {{.name = {"wweia_food_category", "wweia_food_category_code"},
                            .type = NUTRI__TYPE_ID,
                            .min = 1000,
                            .max = 99999},
                           TEXT_COLUMN("code", 50),
                           {.name = {"wweia_food_category_description"},
                            .type = NUTRI__TYPE_TEXT,
                            .max = 300}},
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
                .column = {ID_COLUMN("id", 999999),
                           {.name = {"name"}, .type = NUTRI__TYPE_TEXT, .max = 300},
                           {.name = {"unit_name"},
                            .type = NUTRI__TYPE_TEXT,
                            .max = 50,
                            .set = UNITS,
                            .what = "unit"},
                           TEXT_COLUMN("nutrient_nbr", 50),
                           {.name = {"rank"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 0,
                            .max = 999999999,
                            .optional = true,
                            .empty = NUTRI__NULL}},
                .keys = 1,
                .adds_to = NUTRIENTS,
                .numbers = NUMBERS,
                .number = 3,
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
        [UNIT] =
            {
                .file = "measure_unit.csv",
                .column = {ID_COLUMN("id", 99999),
                           {.name = {"name"}, .type = NUTRI__TYPE_TEXT, .max = 100}},
                .joins = MEASURE_UNIT,
                .store = NUTRI__Q_COUNT,
            },
        /* What says a food's lasting key is read before the foods: each is then written once. NDB
         * numbers have five digits in older releases, and no leading zeros here. */
        [SR_LEGACY_FOOD] =
            {
                .file = "sr_legacy_food.csv",
                .column = {ID_COLUMN("fdc_id", FDC_ID_MAX), KEY_COLUMN("NDB_number")},
                .joins = NDB_NUMBER,
                .store = NUTRI__Q_COUNT,
            },
        [FOUNDATION_FOOD] =
            {
                .file = "foundation_food.csv",
                .column = {ID_COLUMN("fdc_id", FDC_ID_MAX), KEY_COLUMN("NDB_number")},
                .unused = foundation_unused,
                .joins = NDB_NUMBER,
                .store = NUTRI__Q_COUNT,
            },
        [SURVEY_FOOD] =
            {
                .file = "survey_fndds_food.csv",
                .column = {ID_COLUMN("fdc_id", FDC_ID_MAX),
                           KEY_COLUMN("food_code"),
                           {.name = {"wweia_category_code", "wweia_category_number"},
                            .type = NUTRI__TYPE_TEXT,
                            .max = 20,
                            .optional = true,
                            .empty = NUTRI__NULL}},
                .unused = survey_unused,
                .joins = FOOD_CODE,
                .joins_third = WWEIA_CATEGORY,
                .store = NUTRI__Q_COUNT,
            },
        /* A food whose category nobody knows is worth keeping; dates come cut short. */
        [FOOD] =
            {
                .file = "food.csv",
                .required = true,
                .column = {ID_COLUMN("fdc_id", FDC_ID_MAX),
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
                           {.type = NUTRI__TYPE_JOIN, .map = NDB_NUMBER},
                           {.type = NUTRI__TYPE_JOIN, .map = FOOD_CODE},
                           {.type = NUTRI__TYPE_JOIN, .map = WWEIA_CATEGORY}},
                .keys = 1,
                .adds_to = FOODS,
                .leaves_out = OTHER_FOODS,
                .left_out = "samples, acquisitions, other data types",
                .feeds_search = true,
                .store = NUTRI__Q_IMPORT_FOOD,
                .again = NUTRI__Q_IMPORT_FOOD_AGAIN,
            },
        /* A GTIN keeps its leading zeros: it is text. A serving that cannot be is none. */
        [LABEL] =
            {
                .file = "branded_food.csv",
                .column = {FOOD_COLUMN,
                           TEXT_COLUMN("gtin_upc", 20),
                           TEXT_COLUMN("brand_owner", 300),
                           TEXT_COLUMN("brand_name", 300),
                           TEXT_COLUMN("ingredients", 100000),
                           {.name = {"serving_size"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 1e-6,
                            .max = 1e6,
                            .optional = true,
                            .empty = NUTRI__NULL,
                            .null_outside = true},
                           TEXT_COLUMN("serving_size_unit", 20),
                           TEXT_COLUMN("household_serving_fulltext", 1000),
                           TEXT_COLUMN("branded_food_category", 300)},
                .unused = label_unused,
                .keys = 1,
                .left_out = OF_OTHER_FOODS,
                .store = NUTRI__Q_IMPORT_LABEL,
                .again = NUTRI__Q_IMPORT_LABEL_AGAIN,
            },
        /* Which column has the measure depends on the data type: see import_food_portion.sql. An
         * amount of 0 or none means one; at 0.01 and 10,000 g a single measure still stays below
         * 1,000 kg. A weight of 0, of none or of -9 says that it is not known. */
        [PORTION] =
            {
                .file = "food_portion.csv",
                .column = {FOOD_COLUMN,
                           {.name = {"seq_num"},
                            .type = NUTRI__TYPE_ID,
                            .max = 9999,
                            .optional = true,
                            .empty = NUTRI__NULL},
                           {.name = {"amount"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 0.01,
                            .max = 100000,
                            .zero_too = true,
                            .optional = true,
                            .empty = NUTRI__NULL,
                            .outside = "neither 0 nor from 0.01 to 100000"},
                           TEXT_COLUMN("modifier", 300),
                           {.name = {"gram_weight"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 1e-6,
                            .max = 10000,
                            .empty = NUTRI__UNKNOWN,
                            .unknown_values = not_weighed,
                            .outside = "a portion weighs more than 0 and at most 10000 g"},
                           {.name = {"measure_unit_id"},
                            .type = NUTRI__TYPE_ID,
                            .max = 99999,
                            .optional = true,
                            .empty = NUTRI__NULL},
                           TEXT_COLUMN("portion_description", 300),
                           {.name = {"id"},
                            .type = NUTRI__TYPE_ID,
                            .max = 1e15,
                            .optional = true,
                            .empty = NUTRI__NULL},
                           {.type = NUTRI__TYPE_JOIN, .map = MEASURE_UNIT, .of = 5}},
                .unused = portion_unused,
                .keys = 2,
                .key_instead = 7,
                .left_out = OF_OTHER_FOODS,
                .store = NUTRI__Q_IMPORT_FOOD_PORTION,
                .again = NUTRI__Q_IMPORT_FOOD_PORTION_AGAIN,
            },
        /* Some releases have the nutrient's number where others have its id. */
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
                            .codes = NUMBERS,
                            .what = "nutrient in nutrient.csv or the database"},
                           {.name = {"amount"},
                            .type = NUTRI__TYPE_REAL,
                            .min = -1e9,
                            .max = 1e9,
                            .of_nutrient = true,
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
                .left_out = OF_OTHER_FOODS,
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

static const struct nutri__after after[] = {
    {NUTRI__Q_IMPORT_LABEL_CATEGORY, {LABEL, LABEL}, false},
    {NUTRI__Q_IMPORT_LABEL_FOOD, {LABEL, LABEL}, false},
    {NUTRI__Q_IMPORT_LABEL_PORTION, {LABEL, LABEL}, false},
    {NUTRI__Q_IMPORT_USUAL_PORTION, {PORTION, PORTION}, false},
    {NUTRI__Q_IMPORT_REPLACED, {-1, -1}, false},
    {NUTRI__Q_IMPORT_REPLACED_UNLISTED, {FOUNDATION_FOOD, FOUNDATION_FOOD}, false},
    {NUTRI__Q_IMPORT_DOUBTFUL, {-1, -1}, true},
    {NUTRI__Q_IMPORT_TIE_FDC, {-1, -1}, false},
    {NUTRI__Q_IMPORT_TIE_KEY, {-1, -1}, false},
    {NUTRI__Q_IMPORT_USUAL_GRAMS, {PORTION, LABEL}, false},
    {NUTRI__Q_COUNT, {-1, -1}, false}};

const struct nutri__format nutri__fdc = {
    .name = "fdc",
    .title = "FoodData Central CSV",
    .set = {[FOODS] = {NUTRI__Q_COUNT, false},
            [OTHER_FOODS] = {NUTRI__Q_COUNT, false},
            [NUTRIENTS] = {NUTRI__Q_IMPORT_SET_NUTRIENT, false},
            [NUMBERS] = {NUTRI__Q_IMPORT_SET_NUMBER, true},
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
};
