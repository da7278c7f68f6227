/* SPDX-License-Identifier: MIT */
/* The columns of NHANES's dietary files that are read, and what they hold. Source: NHANES, dietary
 * interview, individual foods (DR1IFF) and total nutrient intakes (DR1TOT), documentation and
 * codebook, 2001-2002 to 2021-2023; DEMO likewise. Their nutrients are FNDDS's, in its units. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "nhanes.h"

#define DEMO (1U << NUTRI__NHANES_DEMO)
#define FOODS (1U << NUTRI__NHANES_FOODS)
#define TOTALS (1U << NUTRI__NHANES_TOTALS)
#define RECALLS (FOODS | TOTALS)

const struct nutri__nhanes_column nutri__nhanes_column[NUTRI__NHANES_ROLES] = {
    [NUTRI__NHANES_SEQN] = {"SEQN", NULL, DEMO | RECALLS, DEMO | RECALLS, 1, 1e9, true,
                            "a number of NHANES's, from 1 to 1000000000"},
    [NUTRI__NHANES_SEX] = {"RIAGENDR", NULL, DEMO, DEMO, 1, 2, true, "1 (male) or 2 (female)"},
    [NUTRI__NHANES_YEARS] = {"RIDAGEYR", NULL, DEMO, DEMO, 0, 120, true,
                             "whole years from 0 to 120"},
    [NUTRI__NHANES_MONTHS] = {"RIDAGEMN", NULL, DEMO, 0, 0, 1440, true,
                              "whole months from 0 to 1440"},
    [NUTRI__NHANES_PSU] = {"SDMVPSU", NULL, DEMO, DEMO, 0, 1e6, true, "a whole number"},
    [NUTRI__NHANES_STRATUM] = {"SDMVSTRA", NULL, DEMO, DEMO, 0, 1e6, true, "a whole number"},
    [NUTRI__NHANES_PREGNANT] = {"RIDEXPRG", NULL, DEMO, 0, 1, 3, true,
                                "1 (pregnant), 2 (not) or 3 (not known)"},
    [NUTRI__NHANES_STATUS] = {"DR#DRSTZ", NULL, RECALLS, RECALLS, 1, 5, true,
                              "a status of the recall from 1 to 5"},
    [NUTRI__NHANES_WEIGHT] = {"WTDRD1", "WTDRD1PP", RECALLS, 0, 0, 1e12, false,
                              "a weight of 0 or more"},
    [NUTRI__NHANES_WEIGHT_TWO] = {"WTDR2D", "WTDR2DPP", RECALLS, 0, 0, 1e12, false,
                                  "a weight of 0 or more"},
    [NUTRI__NHANES_CODE] = {"DR#IFDCD", NULL, FOODS, FOODS, 10000000, 99999999, true,
                            "a food code of 8 digits"},
    [NUTRI__NHANES_GRAMS] = {"DR#IGRMS", NULL, FOODS, FOODS, 0, NUTRI__AMOUNT_MAX, false,
                             "grams from 0 to 1000000"},
    [NUTRI__NHANES_MEAL] = {"DR#_030Z", NULL, FOODS, 0, 1, 99, true, "a code from 1 to 99"},
};

const struct nutri__nhanes_nutrient nutri__nhanes_nutrient[] = {
    {"PROT", 1003, "g"},  {"TFAT", 1004, "g"},  {"CARB", 1005, "g"},  {"KCAL", 1008, "kcal"},
    {"ALCO", 1018, "g"},  {"MOIS", 1051, "g"},  {"CAFF", 1057, "mg"}, {"THEO", 1058, "mg"},
    {"FIBE", 1079, "g"},  {"CALC", 1087, "mg"}, {"IRON", 1089, "mg"}, {"MAGN", 1090, "mg"},
    {"PHOS", 1091, "mg"}, {"POTA", 1092, "mg"}, {"SODI", 1093, "mg"}, {"ZINC", 1095, "mg"},
    {"COPP", 1098, "mg"}, {"SELE", 1103, "ug"}, {"RET", 1105, "ug"},  {"VARA", 1106, "ug"},
    {"BCAR", 1107, "ug"}, {"ACAR", 1108, "ug"}, {"ATOC", 1109, "mg"}, {"VD", 1114, "ug"},
    {"CRYP", 1120, "ug"}, {"LYCO", 1122, "ug"}, {"LZ", 1123, "ug"},   {"VC", 1162, "mg"},
    {"VB1", 1165, "mg"},  {"VB2", 1166, "mg"},  {"NIAC", 1167, "mg"}, {"VB6", 1175, "mg"},
    {"FOLA", 1177, "ug"}, {"VB12", 1178, "ug"}, {"CHL", 1180, "mg"},  {"VK", 1185, "ug"},
    {"FA", 1186, "ug"},   {"FF", 1187, "ug"},   {"FDFE", 1190, "ug"}, {"ATOA", 1242, "mg"},
    {"B12A", 1246, "ug"}, {"CHOL", 1253, "mg"}, {"SFAT", 1258, "g"},  {"S040", 1259, "g"},
    {"S060", 1260, "g"},  {"S080", 1261, "g"},  {"S100", 1262, "g"},  {"S120", 1263, "g"},
    {"S140", 1264, "g"},  {"S160", 1265, "g"},  {"S180", 1266, "g"},  {"M181", 1268, "g"},
    {"P182", 1269, "g"},  {"P183", 1270, "g"},  {"P204", 1271, "g"},  {"P226", 1272, "g"},
    {"M161", 1275, "g"},  {"P184", 1276, "g"},  {"M201", 1277, "g"},  {"P205", 1278, "g"},
    {"M221", 1279, "g"},  {"P225", 1280, "g"},  {"MFAT", 1292, "g"},  {"PFAT", 1293, "g"},
    {"SUGR", 2000, "g"},
};
const size_t nutri__nhanes_nutrients =
    sizeof nutri__nhanes_nutrient / sizeof nutri__nhanes_nutrient[0];

const char *nutri__nhanes_meal(int64_t code) {
  static const char *const names[] = {
      NULL,           "breakfast", "lunch",     "dinner",         "supper",
      "brunch",       "snack",     "drink",     "infant feeding", "extended consumption",
      "desayuno",     "almuerzo",  "comida",    "merienda",       "cena",
      "entre comida", "botana",    "bocadillo", "tentempie",      "bebida"};

  if (code == 91)
    return "other";
  if (code < 1 || code >= (int64_t)(sizeof names / sizeof names[0]))
    return NULL;
  return names[code];
}

/* Whether a name is the column's, '#' standing for the day. */
static bool is_named(const char *name, const char *column, int day) {
  if (column == NULL)
    return false;
  for (; *name != '\0' && *column != '\0'; name++, column++) {
    int wanted = *column == '#' ? '0' + day : (unsigned char)*column;

    if (toupper((unsigned char)*name) != wanted)
      return false;
  }
  return *name == *column;
}

int nutri__nhanes_cell_of(enum nutri__nhanes_kind kind, int day, const char *name) {
  const char prefix[] = {'D', 'R', (char)('0' + day), kind == NUTRI__NHANES_FOODS ? 'I' : 'T', 0};

  for (int role = 0; role < NUTRI__NHANES_ROLES; role++)
    if ((nutri__nhanes_column[role].files & (1U << kind)) != 0 &&
        (is_named(name, nutri__nhanes_column[role].name, day) ||
         is_named(name, nutri__nhanes_column[role].other, day)))
      return role;
  if (kind == NUTRI__NHANES_DEMO || strncasecmp(name, prefix, 4) != 0)
    return -1;
  for (size_t i = 0; i < nutri__nhanes_nutrients; i++)
    if (strcasecmp(name + 4, nutri__nhanes_nutrient[i].name) == 0)
      return NUTRI__NHANES_ROLES + (int)i;
  return -1;
}

const char *nutri__nhanes_cell_name(enum nutri__nhanes_kind kind, int day, int cell, char out[24]) {
  char *at;

  if (cell >= NUTRI__NHANES_ROLES) {
    snprintf(out, 24, "DR%d%c%s", day, kind == NUTRI__NHANES_FOODS ? 'I' : 'T',
             nutri__nhanes_nutrient[cell - NUTRI__NHANES_ROLES].name);
    return out;
  }
  snprintf(out, 24, "%s", nutri__nhanes_column[cell].name);
  if ((at = strchr(out, '#')) != NULL)
    *at = (char)('0' + day);
  return out;
}
