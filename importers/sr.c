/* SPDX-License-Identifier: MIT */
/* The Standard Reference in ASCII, releases 25 to 28: no header, '^' between fields, '~' as quote,
 * Windows-1252. The columns stand in the order of USDA's documentation (sr28_doc.pdf, file
 * formats).
 */
#include "import_internal.h"

#define SOURCE_SR 6

enum set {
  FOODS = 1, /* taken by this import */
  FOOD_KEYS, /* NDB numbers; their food_ids */
  NUMBERS,   /* of nutrients; their ids */
  GROUPS,    /* codes of food groups; their category_ids */
  ZEROS      /* foods with a magnesium of 0 */
};

enum table { FOOD, WEIGHT, VALUE };

static const char *const food_header[] = {"NDB_No",     "FdGrp_Cd",    "Long_Desc", "Shrt_Desc",
                                          "ComName",    "ManufacName", "Survey",    "Ref_desc",
                                          "Refuse",     "SciName",     "N_Factor",  "Pro_Factor",
                                          "Fat_Factor", "CHO_Factor",  NULL};

static const char *const weight_header[] = {"NDB_No", "Seq",          "Amount",  "Msre_Desc",
                                            "Gm_Wgt", "Num_Data_Pts", "Std_Dev", NULL};

static const char *const value_header[] = {
    "NDB_No",     "Nutr_No",       "Nutr_Val",    "Num_Data_Pts", "Std_Error", "Src_Cd", "Deriv_Cd",
    "Ref_NDB_No", "Add_Nutr_Mark", "Num_Studies", "Min",          "Max",       "DF",     "Low_EB",
    "Up_EB",      "Stat_cmt",      "AddMod_Date", "CC",           NULL};

/* A file's columns are all known: those not read are not worth a note. */
#define FOOD_COLUMN                                                                                \
  { .name = {"NDB_No"}, .type = NUTRI__TYPE_FOOD_KEY, .set = FOODS, .what = "food in FOOD_DES.txt" }

static const struct nutri__table tables[] =
    {
        /* Inch marks stand inside the texts: '"' is no quote here. */
        [FOOD] =
            {
                .file = "FOOD_DES.txt",
                .required = true,
                .header = food_header,
                .unused = food_header,
                .column = {{.name = {"NDB_No"}, .type = NUTRI__TYPE_FOOD_KEY},
                           {.name = {"NDB_No"}, .type = NUTRI__TYPE_KEY, .max = 20},
                           {.name = {"Long_Desc"}, .type = NUTRI__TYPE_TEXT, .max = 1000},
                           {.name = {"FdGrp_Cd"},
                            .type = NUTRI__TYPE_CODE,
                            .empty = NUTRI__NULL,
                            .set = GROUPS,
                            .missing = NUTRI__NULL,
                            .what = "food group"},
                           {.type = NUTRI__TYPE_CONSTANT},
                           {.type = NUTRI__TYPE_CONSTANT, .flag = "ndb"}},
                .keys = 1,
                .adds_to = FOODS,
                .feeds_search = true,
                .store = NUTRI__Q_IMPORT_FOOD_KEYED,
                .again = NUTRI__Q_IMPORT_FOOD_KEYED_AGAIN,
            },
        [WEIGHT] =
            {
                .file = "WEIGHT.txt",
                .header = weight_header,
                .unused = weight_header,
                .column = {FOOD_COLUMN,
                           {.name = {"Seq"}, .type = NUTRI__TYPE_ID, .max = 9999},
                           {.name = {"Amount"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 0.001,
                            .max = 100000,
                            .zero_too = true,
                            .empty = NUTRI__NULL},
                           {.name = {"Msre_Desc"}, .type = NUTRI__TYPE_TEXT, .max = 300},
                           {.name = {"Gm_Wgt"},
                            .type = NUTRI__TYPE_REAL,
                            .min = 1e-6,
                            .max = 100000,
                            .empty = NUTRI__UNKNOWN,
                            .outside = "a portion weighs more than 0 and at most 100000 g"}},
                .keys = 2,
                .store = NUTRI__Q_IMPORT_FOOD_PORTION,
                .again = NUTRI__Q_IMPORT_FOOD_PORTION_AGAIN,
            },
        /* Deriv_Cd Z: an assumed zero. */
        [VALUE] =
            {
                .file = "NUT_DATA.txt",
                .required = true,
                .header = value_header,
                .unused = value_header,
                .column = {FOOD_COLUMN,
                           {.name = {"Nutr_No"},
                            .type = NUTRI__TYPE_CODE,
                            .set = NUMBERS,
                            .what = "number of a nutrient in the database"},
                           {.name = {"Nutr_Val"},
                            .type = NUTRI__TYPE_REAL,
                            .min = -1e9,
                            .max = 1e9,
                            .of_nutrient = true,
                            .empty = NUTRI__UNKNOWN},
                           {.name = {"Deriv_Cd"},
                            .type = NUTRI__TYPE_FLAG,
                            .empty = NUTRI__NULL,
                            .flag_text = "Z",
                            .flag = "assumed zero"}},
                .keys = 2,
                .orders_by_food = true,
                .store = NUTRI__Q_IMPORT_FOOD_NUTRIENT,
                .again = NUTRI__Q_IMPORT_FOOD_NUTRIENT_AGAIN,
            },
};

static const struct nutri__after after[] = {{NUTRI__Q_IMPORT_DOUBTFUL, {-1, -1}, true},
                                            {NUTRI__Q_IMPORT_TIE_KEY, {-1, -1}, false},
                                            {NUTRI__Q_COUNT, {-1, -1}, false}};

const struct nutri__format nutri__sr = {
    .name = "sr",
    .title = "Standard Reference in ASCII, SR25 to SR28",
    .dialect = {.delimiter = '^', .quote = '~', .encoding = NUTRI__1252},
    .source_id = SOURCE_SR,
    .set = {[FOODS] = {NUTRI__Q_COUNT, false},
            [FOOD_KEYS] = {NUTRI__Q_IMPORT_SET_FOOD_KEY, true},
            [NUMBERS] = {NUTRI__Q_IMPORT_SET_NUMBER, true},
            [GROUPS] = {NUTRI__Q_IMPORT_SET_CATEGORY_CODE, true},
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
