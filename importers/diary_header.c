/* SPDX-License-Identifier: MIT */
/* Which column of a diary is what, by the names people and programs give them. */
#include <stdio.h>
#include <string.h>

#include "diary_internal.h"

/* ---- the names ----------------------------------------------------------------------------- */

/* A column's name in the form of the tables below: lower case, words with one blank between. What
 * stands in brackets are words too: "Amount (g)" is "amount g". */
struct spelling {
  const char *name;
  enum nutri__diary_role role;
  const char *extra; /* of an amount its unit, of a key what stands before it */
};

static const struct spelling spellings[] = {
    {"person", NUTRI__DIARY_PERSON, NULL},
    {"user", NUTRI__DIARY_PERSON, NULL},
    {"user name", NUTRI__DIARY_PERSON, NULL},
    {"username", NUTRI__DIARY_PERSON, NULL},
    {"person name", NUTRI__DIARY_PERSON, NULL},
    {"participant", NUTRI__DIARY_PERSON, NULL},
    {"participant id", NUTRI__DIARY_PERSON, NULL},
    {"subject", NUTRI__DIARY_PERSON, NULL},
    {"subject id", NUTRI__DIARY_PERSON, NULL},
    {"patient", NUTRI__DIARY_PERSON, NULL},
    {"who", NUTRI__DIARY_PERSON, NULL},
    {"day", NUTRI__DIARY_DAY, NULL},
    {"date", NUTRI__DIARY_DAY, NULL},
    {"datum", NUTRI__DIARY_DAY, NULL},
    {"eaten on", NUTRI__DIARY_DAY, NULL},
    {"date eaten", NUTRI__DIARY_DAY, NULL},
    {"day eaten", NUTRI__DIARY_DAY, NULL},
    {"consumed on", NUTRI__DIARY_DAY, NULL},
    {"date consumed", NUTRI__DIARY_DAY, NULL},
    {"entry date", NUTRI__DIARY_DAY, NULL},
    {"log date", NUTRI__DIARY_DAY, NULL},
    {"diary date", NUTRI__DIARY_DAY, NULL},
    {"date time", NUTRI__DIARY_DAY, NULL},
    {"datetime", NUTRI__DIARY_DAY, NULL},
    {"timestamp", NUTRI__DIARY_DAY, NULL},
    {"time", NUTRI__DIARY_TIME, NULL},
    {"time of day", NUTRI__DIARY_TIME, NULL},
    {"time eaten", NUTRI__DIARY_TIME, NULL},
    {"eaten at", NUTRI__DIARY_TIME, NULL},
    {"meal", NUTRI__DIARY_MEAL, NULL},
    {"meal name", NUTRI__DIARY_MEAL, NULL},
    {"meal type", NUTRI__DIARY_MEAL, NULL},
    {"occasion", NUTRI__DIARY_MEAL, NULL},
    {"eating occasion", NUTRI__DIARY_MEAL, NULL},
    {"group", NUTRI__DIARY_MEAL, NULL},
    {"food", NUTRI__DIARY_FOOD, NULL},
    {"food name", NUTRI__DIARY_FOOD, NULL},
    {"food item", NUTRI__DIARY_FOOD, NULL},
    {"food description", NUTRI__DIARY_FOOD, NULL},
    {"description", NUTRI__DIARY_FOOD, NULL},
    {"item", NUTRI__DIARY_FOOD, NULL},
    {"item name", NUTRI__DIARY_FOOD, NULL},
    {"product", NUTRI__DIARY_FOOD, NULL},
    {"product name", NUTRI__DIARY_FOOD, NULL},
    {"food id", NUTRI__DIARY_KEY, ""},
    {"fdc id", NUTRI__DIARY_KEY, ""},
    {"food key", NUTRI__DIARY_KEY, ""},
    {"key", NUTRI__DIARY_KEY, ""},
    {"ndb", NUTRI__DIARY_KEY, "ndb:"},
    {"ndb no", NUTRI__DIARY_KEY, "ndb:"},
    {"ndb number", NUTRI__DIARY_KEY, "ndb:"},
    {"food code", NUTRI__DIARY_KEY, "code:"},
    {"gtin", NUTRI__DIARY_KEY, "gtin:"},
    {"gtin upc", NUTRI__DIARY_KEY, "gtin:"},
    {"upc", NUTRI__DIARY_KEY, "gtin:"},
    {"ean", NUTRI__DIARY_KEY, "gtin:"},
    {"barcode", NUTRI__DIARY_KEY, "gtin:"},
    {"amount", NUTRI__DIARY_AMOUNT, NULL},
    {"quantity", NUTRI__DIARY_AMOUNT, NULL},
    {"qty", NUTRI__DIARY_AMOUNT, NULL},
    {"how much", NUTRI__DIARY_AMOUNT, NULL},
    {"number", NUTRI__DIARY_AMOUNT, NULL},
    {"count", NUTRI__DIARY_AMOUNT, NULL},
    {"servings", NUTRI__DIARY_AMOUNT, "serving"},
    {"number of servings", NUTRI__DIARY_AMOUNT, "serving"},
    {"no of servings", NUTRI__DIARY_AMOUNT, "serving"},
    {"portions", NUTRI__DIARY_AMOUNT, "portion"},
    {"grams", NUTRI__DIARY_AMOUNT, "g"},
    {"gram", NUTRI__DIARY_AMOUNT, "g"},
    {"g", NUTRI__DIARY_AMOUNT, "g"},
    {"amount g", NUTRI__DIARY_AMOUNT, "g"},
    {"amount grams", NUTRI__DIARY_AMOUNT, "g"},
    {"amount in g", NUTRI__DIARY_AMOUNT, "g"},
    {"amount in grams", NUTRI__DIARY_AMOUNT, "g"},
    {"quantity g", NUTRI__DIARY_AMOUNT, "g"},
    {"qty g", NUTRI__DIARY_AMOUNT, "g"},
    {"weight g", NUTRI__DIARY_AMOUNT, "g"},
    {"weight grams", NUTRI__DIARY_AMOUNT, "g"},
    {"ml", NUTRI__DIARY_AMOUNT, "ml"},
    {"amount ml", NUTRI__DIARY_AMOUNT, "ml"},
    {"volume ml", NUTRI__DIARY_AMOUNT, "ml"},
    {"unit", NUTRI__DIARY_UNIT, NULL},
    {"units", NUTRI__DIARY_UNIT, NULL},
    {"unit of measure", NUTRI__DIARY_UNIT, NULL},
    {"measure", NUTRI__DIARY_UNIT, NULL},
    {"measurement", NUTRI__DIARY_UNIT, NULL},
    {"serving", NUTRI__DIARY_UNIT, NULL},
    {"serving unit", NUTRI__DIARY_UNIT, NULL},
    {"serving size", NUTRI__DIARY_UNIT, NULL},
    {"portion", NUTRI__DIARY_UNIT, NULL},
    {"portion size", NUTRI__DIARY_UNIT, NULL},
    {"note", NUTRI__DIARY_NOTE, NULL},
    {"notes", NUTRI__DIARY_NOTE, NULL},
    {"comment", NUTRI__DIARY_NOTE, NULL},
    {"comments", NUTRI__DIARY_NOTE, NULL},
    {"remark", NUTRI__DIARY_NOTE, NULL},
    {"remarks", NUTRI__DIARY_NOTE, NULL},
    {"kind", NUTRI__DIARY_KIND, NULL},
    {"category", NUTRI__DIARY_KIND, NULL},
    {"intake id", NUTRI__DIARY_ENTRY, NULL},
    {"entry id", NUTRI__DIARY_ENTRY, NULL},
};

/* Names that programs and labels give to nutrients, where the names in the table nutrient are
 * others: FoodData Central's ids. Vitamin A and E are the forms that labels state. unit is what the
 * name says itself; NULL = nothing. */
static const struct {
  const char *name;
  const char *nutrient;
  const char *unit;
} nutrient_names[] = {
    {"calories", "1008", "kcal"},
    {"kcal", "1008", "kcal"},
    {"kj", "1008", "kJ"},
    {"total fat", "1004", NULL},
    {"fats", "1004", NULL},
    {"carbs", "1005", NULL},
    {"carbohydrates", "1005", NULL},
    {"total carbohydrate", "1005", NULL},
    {"total carbohydrates", "1005", NULL},
    {"fibre", "1079", NULL},
    {"dietary fiber", "1079", NULL},
    {"dietary fibre", "1079", NULL},
    {"sugars", "2000", NULL},
    {"total sugars", "2000", NULL},
    {"added sugar", "1235", NULL},
    {"added sugars", "1235", NULL},
    {"saturated", "1258", NULL},
    {"saturated fat", "1258", NULL},
    {"monounsaturated", "1292", NULL},
    {"monounsaturated fat", "1292", NULL},
    {"polyunsaturated", "1293", NULL},
    {"polyunsaturated fat", "1293", NULL},
    {"trans fat", "1257", NULL},
    {"trans fats", "1257", NULL},
    {"vitamin a", "1106", NULL},
    {"vitamin e", "1109", NULL},
    {"vitamin b1", "1165", NULL},
    {"thiamine", "1165", NULL},
    {"b1 thiamine", "1165", NULL},
    {"vitamin b2", "1166", NULL},
    {"b2 riboflavin", "1166", NULL},
    {"vitamin b3", "1167", NULL},
    {"b3 niacin", "1167", NULL},
    {"vitamin b5", "1170", NULL},
    {"b5 pantothenic acid", "1170", NULL},
    {"vitamin b6", "1175", NULL},
    {"b6 pyridoxine", "1175", NULL},
    {"vitamin b12", "1178", NULL},
    {"b12 cobalamin", "1178", NULL},
};

#define NAME_SIZE 80

/* A name as the tables have it; "" where it is longer than any of them. */
static void plain_name(const char *text, size_t length, char out[NAME_SIZE]) {
  size_t n = 0;

  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    bool is_blank = strchr(" \t\r\n_-()[]*:.", c) != NULL;

    if (is_blank && (n == 0 || out[n - 1] == ' '))
      continue;
    if (n + 1 >= NAME_SIZE) {
      n = 0;
      break;
    }
    if (is_blank)
      c = ' ';
    else if (c >= 'A' && c <= 'Z')
      c = (char)(c - 'A' + 'a');
    out[n++] = c;
  }
  if (n > 0 && out[n - 1] == ' ')
    n--;
  out[n] = '\0';
}

struct nutri__field nutri__diary_trimmed(struct nutri__field field) {
  static const char nbsp[] = "\xc2\xa0";

  for (;;) {
    if (field.length > 0 && strchr(" \t\r\n", field.text[0]) != NULL) {
      field.text++;
      field.length--;
    } else if (field.length > 1 && memcmp(field.text, nbsp, 2) == 0) {
      field.text += 2;
      field.length -= 2;
    } else if (field.length > 0 && strchr(" \t\r\n", field.text[field.length - 1]) != NULL) {
      field.length--;
    } else if (field.length > 1 && memcmp(field.text + field.length - 2, nbsp, 2) == 0) {
      field.length -= 2;
    } else {
      return field;
    }
  }
}

static const struct spelling *spelling_of(const char *name) {
  for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
    if (strcmp(name, spellings[i].name) == 0)
      return &spellings[i];
  return NULL;
}

/* ---- which column is what ------------------------------------------------------------------ */

/* Where the columns stand, by role; -1 = nowhere. *twice is one that stands there twice. */
static void find_roles(const struct nutri__field *fields, size_t count,
                       int place[NUTRI__DIARY_ROLES], const char *extra[NUTRI__DIARY_ROLES],
                       int twice[2]) {
  int name_at = -1;

  for (int role = 0; role < NUTRI__DIARY_ROLES; role++) {
    place[role] = -1;
    extra[role] = NULL;
  }
  twice[0] = twice[1] = -1;
  for (size_t i = 0; i < count; i++) {
    struct nutri__field field = nutri__diary_trimmed(fields[i]);
    const struct spelling *spelling;
    char name[NAME_SIZE];

    plain_name(field.text, field.length, name);
    spelling = spelling_of(name);
    if (strcmp(name, "name") == 0 && name_at < 0)
      name_at = (int)i;
    if (spelling == NULL)
      continue;
    if (place[spelling->role] >= 0 && twice[0] < 0) {
      twice[0] = place[spelling->role];
      twice[1] = (int)i;
    }
    place[spelling->role] = (int)i;
    extra[spelling->role] = spelling->extra;
  }
  /* "name" is the food's where nothing else is, and else the person's. */
  if (name_at >= 0 && place[NUTRI__DIARY_FOOD] < 0)
    place[NUTRI__DIARY_FOOD] = name_at;
  else if (name_at >= 0 && place[NUTRI__DIARY_PERSON] < 0)
    place[NUTRI__DIARY_PERSON] = name_at;
}

/* What a diary cannot be without, as a name for messages; NULL = it is all there. */
static const char *lacking(const int place[NUTRI__DIARY_ROLES]) {
  if (place[NUTRI__DIARY_DAY] < 0)
    return "day";
  if (place[NUTRI__DIARY_FOOD] < 0 && place[NUTRI__DIARY_KEY] < 0)
    return "food";
  return place[NUTRI__DIARY_AMOUNT] < 0 && place[NUTRI__DIARY_UNIT] < 0 ? "amount" : NULL;
}

bool nutri__diary_fits(const struct nutri__field *fields, size_t count, const char **why) {
  int place[NUTRI__DIARY_ROLES];
  const char *extra[NUTRI__DIARY_ROLES];
  int twice[2];
  const char *lack;

  find_roles(fields, count, place, extra, twice);
  lack = lacking(place);
  if (lack == NULL)
    *why = "its header has a day, a food and an amount";
  else if (strcmp(lack, "day") == 0)
    *why = "its header has no day (day, date, eaten on)";
  else if (strcmp(lack, "food") == 0)
    *why = "its header has no food (food, food name, item, description)";
  else
    *why = "its header has no amount (amount, quantity, servings, unit)";
  return lack == NULL;
}

/* A field of the header as a text of its own; NULL: out of memory. */
static char *copied(nutri *db, struct nutri__field field) {
  char *copy = sqlite3_malloc64(field.length + 1);

  if (copy == NULL) {
    (void)nutri__fail(db, NUTRI_ENOMEM, "out of memory");
    return NULL;
  }
  memcpy(copy, field.text, field.length);
  copy[field.length] = '\0';
  return copy;
}

/* Adds a column to those that are not used, with the reason ("" = nobody knows it). */
static void ignore(struct nutri__diary *diary, const char *name, const char *reason) {
  static const char more[] = ", ...";
  size_t length = strlen(diary->ignored);
  size_t left = sizeof diary->ignored - length;
  char quoted[80];

  nutri__quote(name, quoted);
  if (strlen(quoted) + strlen(reason) + 5 + sizeof more < left)
    snprintf(diary->ignored + length, left, "%s%s%s%s%s", length > 0 ? ", " : "", quoted,
             reason[0] != '\0' ? " (" : "", reason, reason[0] != '\0' ? ")" : "");
  else if (length < sizeof more || strcmp(diary->ignored + length - strlen(more), more) != 0)
    snprintf(diary->ignored + length, left, "%s", more);
}

/* ---- nutrients ----------------------------------------------------------------------------- */

/* Splits "Magnesium (mg)", "Magnesium [mg]" and "magnesium_mg" into a name and a unit; unit is ""
 * where there is none. False where it is too long to be either. */
static bool split_unit(const char *text, char name[200], char unit[40]) {
  size_t length = strlen(text);
  const char *begin = NULL;
  size_t units = 0;

  if (length == 0 || length >= 200)
    return false;
  if (text[length - 1] == ')' || text[length - 1] == ']') {
    begin = strrchr(text, text[length - 1] == ')' ? '(' : '[');
    units = begin != NULL ? length - (size_t)(begin - text) - 2 : 0;
  } else if ((begin = strrchr(text, '_')) != NULL) {
    units = length - (size_t)(begin - text) - 1;
    if (units == 1 && begin[1] != 'g') /* vitamin_c */
      begin = NULL;
  }
  if (begin == NULL)
    units = 0;
  if (units >= 40)
    return false;
  memcpy(unit, begin != NULL ? begin + 1 : "", units);
  unit[units] = '\0';
  length = begin != NULL ? (size_t)(begin - text) : length;
  while (length > 0 && strchr(" _", text[length - 1]) != NULL)
    length--;
  for (size_t i = 0; i < length; i++)
    name[i] = (char)(text[i] == '_' ? ' ' : text[i]);
  name[length] = '\0';
  return length > 0;
}

/* The nutrient that a column's name and unit mean: NUTRI_OK, NUTRI_ENOTFOUND (the name is none's),
 * NUTRI_EINVAL (not in this unit, or without one), NUTRI_EAMBIGUOUS. */
static int nutrient_of(nutri *db, const char *name, const char *unit, nutri_nutrient *nutrient,
                       double *factor) {
  char plain[NAME_SIZE];
  int of_table = NUTRI_ENOTFOUND;
  int of_name;

  plain_name(name, strlen(name), plain);
  for (size_t i = 0; i < sizeof nutrient_names / sizeof nutrient_names[0]; i++)
    if (strcmp(plain, nutrient_names[i].name) == 0) {
      const char *said = nutrient_names[i].unit;

      of_table =
          nutri__nutrient_in_unit(db, nutrient_names[i].nutrient,
                                  unit[0] == '\0' && said != NULL ? said : unit, nutrient, factor);
      if (of_table != NUTRI_ENOTFOUND && of_table != NUTRI_EINVAL)
        return of_table;
    }
  of_name = nutri__nutrient_in_unit(db, name, unit, nutrient, factor);
  return of_name == NUTRI_ENOTFOUND ? of_table : of_name;
}

/* Of two columns of one nutrient the one in its own unit counts: "Energy (kcal)", not "(kJ)". What
 * is left in *column is the caller's to free. */
static int add_nutrient(struct nutri__diary *diary, struct nutri__diary_nutrient *column,
                        char *message, size_t size) {
  const struct nutri__diary_nutrient none = {0};
  struct nutri__diary_nutrient other;
  size_t at = 0;

  while (at < diary->nutrients && diary->nutrient[at].nutrient_id < column->nutrient_id)
    at++;
  if (at == diary->nutrients || diary->nutrient[at].nutrient_id != column->nutrient_id) {
    memmove(diary->nutrient + at + 1, diary->nutrient + at,
            (diary->nutrients - at) * sizeof diary->nutrient[0]);
    diary->nutrient[at] = *column;
    diary->nutrients++;
    *column = none;
    return NUTRI_OK;
  }
  other = diary->nutrient[at];
  if ((column->factor == 1.0) == (other.factor == 1.0)) {
    snprintf(message, size, "the columns '%s' and '%s' say the same: leave one out",
             other.column.name, column->column.name);
    return NUTRI_EFORMAT;
  }
  if (column->factor == 1.0) {
    diary->nutrient[at] = *column;
    *column = other;
  }
  ignore(diary, column->column.name, "another column has it");
  return NUTRI_OK;
}

/* A column that has no role: a nutrient's, or nobody's. */
static int take_other(struct nutri__diary *diary, struct nutri__field field, int place,
                      char *message, size_t size) {
  struct nutri__diary_nutrient column = {.column.place = place, .factor = 1.0};
  nutri_nutrient nutrient = {0};
  char name[200] = "";
  char unit[40] = "";
  const void *mark = diary->db->kept;
  int rc;

  column.column.name = copied(diary->db, field);
  if (column.column.name == NULL)
    return NUTRI_ENOMEM;
  rc = split_unit(column.column.name, name, unit)
           ? nutrient_of(diary->db, name, unit, &nutrient, &column.factor)
           : NUTRI_ENOTFOUND;
  column.nutrient_id = nutrient.nutrient_id;
  if (rc == NUTRI_OK && diary->column[NUTRI__DIARY_ENTRY].place >= 0)
    ignore(diary, column.column.name, "computed, not recorded");
  else if (rc == NUTRI_OK)
    rc = add_nutrient(diary, &column, message, size);
  else if (rc == NUTRI_EINVAL && unit[0] == '\0')
    ignore(diary, column.column.name, "without a unit, as in 'Magnesium (mg)'");
  else if (rc == NUTRI_EINVAL || rc == NUTRI_EAMBIGUOUS)
    ignore(diary, column.column.name, diary->db->errmsg);
  else if (rc == NUTRI_ENOTFOUND)
    ignore(diary, column.column.name, "");
  if (rc == NUTRI_ENOTFOUND || rc == NUTRI_EINVAL || rc == NUTRI_EAMBIGUOUS) {
    diary->db->errmsg[0] = '\0';
    rc = NUTRI_OK;
  }
  nutri__forget_kept_since(diary->db, mark);
  sqlite3_free(column.column.name);
  return rc;
}

/* ---- the header ---------------------------------------------------------------------------- */

/* The names in the header, for a message. */
static void list_header(const struct nutri__field *fields, size_t count, char out[400]) {
  size_t length = 0;
  char quoted[80];

  out[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    nutri__quote(fields[i].text, quoted);
    if (length + strlen(quoted) + 3 > 400)
      break;
    length += (size_t)snprintf(out + length, 400 - length, "%s%s", i > 0 ? ", " : "", quoted);
  }
}

static int check_header(const struct nutri__field *fields, size_t count,
                        const int place[NUTRI__DIARY_ROLES], const int twice[2], char *message,
                        size_t size) {
  const char *lack = lacking(place);
  char header[400];
  char one[80];
  char other[80];

  for (size_t i = 0; i < count; i++)
    if (nutri__utf8_length(fields[i].text, fields[i].length) < 0) {
      snprintf(message, size, "the header is no text in UTF-8");
      return NUTRI_EFORMAT;
    }
  if (twice[0] >= 0) {
    snprintf(message, size, "the columns '%s' and '%s' say the same: leave one out",
             nutri__quote(fields[twice[0]].text, one), nutri__quote(fields[twice[1]].text, other));
    return NUTRI_EFORMAT;
  }
  if (lack == NULL)
    return NUTRI_OK;
  list_header(fields, count, header);
  snprintf(message, size, "the column %s is missing; the header has %s", lack, header);
  return NUTRI_EFORMAT;
}

/* The person of rows that name none, where nobody said who it is. */
static int find_only_person(struct nutri__diary *diary) {
  nutri *db = diary->db;
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_PERSON_LIST, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for a person");
  if (rc == NUTRI_OK)
    rc = nutri__fail(db, NUTRI_ENOTFOUND,
                     "the file has no column person, and the database nobody: add a person first");
  if (rc == NUTRI_ROW) {
    diary->person = sqlite3_mprintf("%s", nutri__text(stmt, 0));
    rc = diary->person != NULL ? nutri__step(db, stmt, "looking for a person")
                               : nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  }
  if (rc == NUTRI_ROW)
    rc = nutri__fail(db, NUTRI_EINVAL,
                     "the file has no column person, and there are several persons: say whose"
                     " diary it is");
  nutri__done(stmt);
  return rc;
}

static int take_columns(struct nutri__diary *diary, const struct nutri__field *fields, size_t count,
                        char *message, size_t size) {
  int place[NUTRI__DIARY_ROLES];
  const char *extra[NUTRI__DIARY_ROLES];
  int twice[2];
  int rc;

  find_roles(fields, count, place, extra, twice);
  rc = check_header(fields, count, place, twice, message, size);
  for (int role = 0; role < NUTRI__DIARY_ROLES && rc == NUTRI_OK; role++) {
    diary->column[role].place = place[role];
    diary->column[role].extra = extra[role];
    if (place[role] >= 0 && (diary->column[role].name = copied(
                                 diary->db, nutri__diary_trimmed(fields[place[role]]))) == NULL)
      rc = NUTRI_ENOMEM;
  }
  for (size_t i = 0; i < count && rc == NUTRI_OK; i++) {
    struct nutri__field field = nutri__diary_trimmed(fields[i]);
    bool has_role = field.length == 0; /* a column without a name is nobody's */

    for (int role = 0; role < NUTRI__DIARY_ROLES; role++)
      has_role |= place[role] == (int)i;
    if (!has_role)
      rc = take_other(diary, field, (int)i, message, size);
  }
  return rc;
}

int nutri__diary_header(struct nutri__diary *diary, const struct nutri__field *fields, size_t count,
                        char *message, size_t size) {
  int rc = NUTRI_OK;

  message[0] = '\0';
  diary->width = count;
  diary->nutrient = sqlite3_malloc64((count + 1) * sizeof diary->nutrient[0]);
  diary->value = sqlite3_malloc64((count + 1) * sizeof diary->value[0]);
  if (diary->nutrient == NULL || diary->value == NULL)
    rc = nutri__fail(diary->db, NUTRI_ENOMEM, "out of memory");
  if (rc == NUTRI_OK)
    rc = take_columns(diary, fields, count, message, size);
  if (rc == NUTRI_OK && diary->column[NUTRI__DIARY_PERSON].place < 0 && diary->person == NULL)
    rc = find_only_person(diary);
  if (rc != NUTRI_OK && message[0] == '\0')
    snprintf(message, size, "%s", diary->db->errmsg);
  return rc;
}
