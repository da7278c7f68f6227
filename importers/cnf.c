/* SPDX-License-Identifier: MIT */
/* The Canadian Nutrient File, 2015: CSV with a header, Windows-1252, one value a row. Its nutrient
 * codes are USDA's numbers; ConversionFactorValue is the share of 100 g that one measure weighs. */
#include <math.h>

#include "import_internal.h"

enum set {
  FOODS = 1, /* taken by this import */
  FOOD_KEYS, /* FoodIDs; their food_ids */
  NUMBERS,   /* of nutrients; their ids */
  NUTRIENTS, /* NutrientIDs; their ids */
  CODES,     /* of food groups; their categories */
  GROUPS,    /* FoodGroupIDs; their categories */
  ZEROS      /* foods with a magnesium of 0 */
};

enum map { MEASURES = 1 };

enum table { NUTRIENT, MEASURE, GROUP, FOOD, CONVERSION, VALUE };

static const char *const nutrient_unused[] = {"NutrientSymbol",
                                              "NutrientUnit",
                                              "NutrientName",
                                              "NutrientNameF",
                                              "Tagname",
                                              "NutrientDecimals",
                                              NULL};

static const char *const measure_unused[] = {"MeasureDescriptionF", "MeasureName", "MeasureNameF",
                                             NULL};

static const char *const group_unused[] = {"FoodGroupName", "FoodGroupNameF", NULL};

static const char *const food_unused[] = {"FoodCode",
                                          "FoodSourceID",
                                          "FoodDescriptionF",
                                          "FoodDateOfEntry",
                                          "FoodDateOfPublication",
                                          "CountryCode",
                                          "ScientificName",
                                          NULL};

static const char *const conversion_unused[] = {"ConvFactorDateOfEntry", NULL};

static const char *const value_unused[] = {"StandardError",        "NumberofObservations",
                                           "NumberOfObservations", "NutrientSourceID",
                                           "NutrientDateOfEntry",  NULL};

static const double no_factor[] = {0, NAN};

#define FOOD_COLUMN                                                                                \
  {                                                                                                \
    .name = {"FoodID"}, .type = NUTRI__TYPE_FOOD_KEY, .set = FOODS,                                \
    .what = "food in FOOD NAME.csv"                                                                \
  }

static const struct nutri__table tables[] =
    {
        /* Nutrients that no USDA table numbers are left out, with their values. */
        [NUTRIENT] =
            {
                .file = "NUTRIENT NAME.csv",
                .required = true,
                .unused = nutrient_unused,
                .column = {{.name = {"NutrientID", "NutrientNameID"},
                            .type = NUTRI__TYPE_ID,
                            .max = 999999},
                           {.name = {"NutrientCode"},
                            .type = NUTRI__TYPE_CODE,
                            .set = NUMBERS,
                            .missing = NUTRI__LEFT_OUT}},
                .gives = NUTRIENTS,
                .left_out = "nutrients that USDA numbers otherwise, or not at all",
                .store = NUTRI__Q_COUNT,
            },
        [MEASURE] =
            {
                .file = "MEASURE NAME.csv",
                .unused = measure_unused,
                .column = {{.name = {"MeasureID"}, .type = NUTRI__TYPE_ID, .max = 999999},
                           {.name = {"MeasureDescription"}, .type = NUTRI__TYPE_TEXT, .max = 300}},
                .joins = MEASURES,
                .store = NUTRI__Q_COUNT,
            },
        /* The groups' codes are the hundreds of USDA's: 11 is 1100, vegetables. */
        [GROUP] =
            {
                .file = "FOOD GROUP.csv",
                .unused = group_unused,
                .column = {{.name = {"FoodGroupID"}, .type = NUTRI__TYPE_ID, .max = 999},
                           {.name = {"FoodGroupCode"},
                            .type = NUTRI__TYPE_MAPPED,
                            .max = 999,
                            .set = CODES,
                            .missing = NUTRI__LEFT_OUT}},
                .gives = GROUPS,
                .left_out = "groups that USDA does not have",
                .store = NUTRI__Q_COUNT,
            },
        [FOOD] =
            {
                .file = "FOOD NAME.csv",
                .required = true,
                .unused = food_unused,
                .column = {{.name = {"FoodID"}, .type = NUTRI__TYPE_FOOD_KEY},
                           {.name = {"FoodID"}, .type = NUTRI__TYPE_KEY, .max = 20},
                           {.name = {"FoodDescription"}, .type = NUTRI__TYPE_TEXT, .max = 1000},
                           {.name = {"FoodGroupID"},
                            .type = NUTRI__TYPE_MAPPED,
                            .max = 999,
                            .optional = true,
                            .empty = NUTRI__NULL,
                            .set = GROUPS,
                            .missing = NUTRI__NULL,
                            .what = "food group"}},
                .keys = 1,
                .adds_to = FOODS,
                .feeds_search = true,
                .store = NUTRI__Q_IMPORT_FOOD_KEYED,
                .again = NUTRI__Q_IMPORT_FOOD_KEYED_AGAIN,
            },
        [CONVERSION] =
            {
                .file = "CONVERSION FACTOR.csv",
                .unused = conversion_unused,
                .column = {FOOD_COLUMN,
                           {.name = {"MeasureID"}, .type = NUTRI__TYPE_ID, .max = 999999},
                           {.name = {"ConversionFactorValue"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 1e-6,
                            .max = 1000,
                            .empty = NUTRI__UNKNOWN,
                            .unknown_values = no_factor,
                            .outside = "a measure weighs more than 0 and at most 100000 g"},
                           {.type = NUTRI__TYPE_JOIN, .map = MEASURES, .of = 1}},
                .keys = 2,
                .store = NUTRI__Q_IMPORT_FACTOR,
                .again = NUTRI__Q_IMPORT_FACTOR_AGAIN,
            },
        [VALUE] =
            {
                .file = "NUTRIENT AMOUNT.csv",
                .required = true,
                .unused = value_unused,
                .column = {FOOD_COLUMN,
                           {.name = {"NutrientID", "NutrientNameID"},
                            .type = NUTRI__TYPE_MAPPED,
                            .max = 999999,
                            .set = NUTRIENTS,
                            .missing = NUTRI__LEFT_OUT,
                            .what = "nutrient in NUTRIENT NAME.csv"},
                           {.name = {"NutrientValue"},
                            .type = NUTRI__TYPE_REAL,
                            .min = -1e9,
                            .max = 1e9,
                            .of_nutrient = true,
                            .empty = NUTRI__UNKNOWN},
                           {.type = NUTRI__TYPE_CONSTANT}},
                .keys = 2,
                .orders_by_food = true,
                .left_out = "of nutrients that were left out",
                .store = NUTRI__Q_IMPORT_FOOD_NUTRIENT,
                .again = NUTRI__Q_IMPORT_FOOD_NUTRIENT_AGAIN,
            },
};

static const struct nutri__after after[] = {{NUTRI__Q_IMPORT_DOUBTFUL, {-1, -1}, true},
                                            {NUTRI__Q_COUNT, {-1, -1}, false}};

const struct nutri__format nutri__cnf = {
    .name = "cnf",
    .title = "Canadian Nutrient File",
    .dialect = {.encoding = NUTRI__1252},
    .source_name = "CNF",
    .source_title = "Canadian Nutrient File, Health Canada",
    .source_rank = 75,
    .set = {[FOODS] = {NUTRI__Q_COUNT, false},
            [FOOD_KEYS] = {NUTRI__Q_IMPORT_SET_FOOD_KEY, true},
            [NUMBERS] = {NUTRI__Q_IMPORT_SET_NUMBER, true},
            [NUTRIENTS] = {NUTRI__Q_COUNT, false},
            [CODES] = {NUTRI__Q_IMPORT_SET_CATEGORY_GROUP, false},
            [GROUPS] = {NUTRI__Q_COUNT, false},
            [ZEROS] = {NUTRI__Q_COUNT, false}},
    .sets = ZEROS,
    .foods = FOODS,
    .food_keys = FOOD_KEYS,
    .zeros = ZEROS,
    .zeros_of = NUTRI_MAGNESIUM,
    .values = VALUE,
    .table = tables,
    .tables = (int)(sizeof tables / sizeof tables[0]),
    .after = after,
};
