/* SPDX-License-Identifier: MIT */
/* From the rows of a diary to its entries. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "diary_internal.h"

#define FOOD_MAX 1000    /* characters of a food's name: as many as the table food takes */
#define VALUE_MAX 1e9    /* of a recorded value, in its nutrient's unit */
#define REJECT_BYTES 200 /* of a rejected value that are kept */
#define OWN_FOODS                                                                                  \
  INT64_C(1000000000) /* foods from here on have other numbers in other databases                  \
                       */

/* A row being taken. */
struct row {
  const struct nutri__field *fields;
  const char *cell[NUTRI__DIARY_ROLES]; /* trimmed; "" where there is none */
  char day_text[11];
  char time_text[6];
  const char *food;
  const char *unit;
  int unit_role; /* the column where the unit stands, or should */
  size_t values;
  struct nutri__entry entry;
};

int nutri__diary_new(nutri *db, int64_t import_id, const char *person,
                     nutri__diary_reject_fn *reject, void *user, struct nutri__diary **out) {
  struct nutri__diary *diary;
  int64_t person_id;
  int rc = person != NULL ? nutri__person_id(db, person, &person_id) : NUTRI_OK;

  if (rc != NUTRI_OK)
    return rc;
  diary = sqlite3_malloc64(sizeof *diary);
  if (diary == NULL)
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  memset(diary, 0, sizeof *diary);
  diary->db = db;
  diary->import_id = import_id;
  diary->reject = reject;
  diary->user = user;
  for (int role = 0; role < NUTRI__DIARY_ROLES; role++)
    diary->column[role].place = -1;
  if (person != NULL && (diary->person = sqlite3_mprintf("%s", person)) == NULL) {
    nutri__diary_free(diary);
    return nutri__fail(db, NUTRI_ENOMEM, "out of memory");
  }
  *out = diary;
  return NUTRI_OK;
}

void nutri__diary_free(struct nutri__diary *diary) {
  if (diary == NULL)
    return;
  for (int role = 0; role < NUTRI__DIARY_ROLES; role++)
    sqlite3_free(diary->column[role].name);
  for (size_t i = 0; i < diary->nutrients; i++)
    sqlite3_free(diary->nutrient[i].column.name);
  nutri__diary_map_free(&diary->persons);
  nutri__diary_map_free(&diary->foods);
  nutri__diary_map_free(&diary->measures);
  nutri__diary_map_free(&diary->twins);
  nutri__diary_map_free(&diary->seen);
  sqlite3_free(diary->nutrient);
  sqlite3_free(diary->value);
  sqlite3_free(diary->person);
  sqlite3_free(diary->text);
  sqlite3_free(diary);
}

void nutri__diary_counts(const struct nutri__diary *diary, struct nutri__diary_counts *out) {
  *out = diary->counts;
  out->ignored = diary->ignored;
}

/* ---- rejects ------------------------------------------------------------------------------- */

int nutri__diary_reject_row(struct nutri__diary *diary, const struct nutri__diary_column *column,
                            struct nutri__field value, const char *format, ...) {
  va_list args;

  diary->bad = column;
  diary->value_text = value;
  va_start(args, format);
  vsnprintf(diary->reason, sizeof diary->reason, format, args);
  va_end(args);
  diary->db->errmsg[0] = '\0';
  return NUTRI__DIARY_REJECTED;
}

/* Rejects for what stands in a column of the row. */
#define REJECT(diary, row, role, ...)                                                              \
  nutri__diary_reject_row((diary), &(diary)->column[role], field_of((diary), (row), (role)),       \
                          __VA_ARGS__)

static struct nutri__field field_of(const struct nutri__diary *diary, const struct row *row,
                                    int role) {
  const struct nutri__field nothing = {"", 0};
  int place = diary->column[role].place;

  return place >= 0 ? nutri__diary_trimmed(row->fields[place]) : nothing;
}

/* The beginning of a value, whole characters; '?' for each byte that is no UTF-8. */
static void cut(struct nutri__field value, char out[REJECT_BYTES + 1]) {
  size_t length = value.length < REJECT_BYTES ? value.length : REJECT_BYTES;
  bool is_text = nutri__utf8_length(value.text, value.length) >= 0;

  while (is_text && length < value.length && length > 0 &&
         ((unsigned char)value.text[length] & 0xc0) == 0x80)
    length--;
  for (size_t i = 0; i < length; i++)
    out[i] = (char)(!is_text && (unsigned char)value.text[i] >= 0x80 ? '?' : value.text[i]);
  out[length] = '\0';
}

static int hand_over(struct nutri__diary *diary, int64_t line) {
  struct nutri__diary_reject reject = {
      .line = line, .reason = diary->reason, .person_id = diary->person_id};
  char value[REJECT_BYTES + 1];

  diary->counts.rejected++;
  if (diary->bad != NULL && diary->bad->name != NULL) {
    cut(diary->value_text, value);
    reject.column = diary->bad->name;
    reject.value = value;
  }
  return diary->reject != NULL ? diary->reject(diary->user, &reject) : NUTRI_OK;
}

int nutri__diary_log_reject(nutri *db, int64_t import_id, const char *file,
                            const struct nutri__diary_reject *reject) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, NUTRI__Q_IMPORT_REJECT_ONE, &stmt);

  if (rc == NUTRI_OK && (rc = nutri__bind_int(db, stmt, ":import", import_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":file", file)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":line", reject->line)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":column", reject->column)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":value", reject->value)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":reason", reject->reason)) == NUTRI_OK &&
      (reject->person_id == 0 ||
       (rc = nutri__bind_int(db, stmt, ":person", reject->person_id)) == NUTRI_OK))
    rc = nutri__run(db, stmt, "noting a rejected row");
  nutri__done(stmt);
  return rc;
}

/* ---- a row's cells ------------------------------------------------------------------------- */

/* A food's name with single blanks: line breaks and tabs are blanks too. */
static void single_blanks(char *text) {
  char *to = text;

  for (const char *from = text; *from != '\0'; from++) {
    bool is_blank = strchr(" \t\r\n", *from) != NULL;

    if (!is_blank)
      *to++ = *from;
    else if (to > text && to[-1] != ' ')
      *to++ = ' ';
  }
  *to = '\0';
}

/* Copies the cells, trimmed, to texts that end. *is_blank: there is nothing in the whole row. */
static int copy_cells(struct nutri__diary *diary, struct row *row, size_t count, bool *is_blank) {
  size_t size = NUTRI__DIARY_ROLES;
  char *at;

  *is_blank = true;
  for (size_t i = 0; i < count; i++)
    *is_blank &= nutri__diary_trimmed(row->fields[i]).length == 0;
  if (count != diary->width)
    return NUTRI_OK;
  for (int role = 0; role < NUTRI__DIARY_ROLES; role++)
    size += field_of(diary, row, role).length;
  if (size > diary->text_size) {
    at = sqlite3_realloc64(diary->text, 2 * size);
    if (at == NULL)
      return nutri__fail(diary->db, NUTRI_ENOMEM, "out of memory");
    diary->text = at;
    diary->text_size = 2 * size;
  }
  at = diary->text;
  for (int role = 0; role < NUTRI__DIARY_ROLES; role++) {
    struct nutri__field field = field_of(diary, row, role);

    row->cell[role] = memcpy(at, field.text, field.length);
    at[field.length] = '\0';
    if (role == NUTRI__DIARY_FOOD)
      single_blanks(at);
    at += field.length + 1;
  }
  return NUTRI_OK;
}

static int check_text(struct nutri__diary *diary, const struct row *row, int role) {
  struct nutri__field field = field_of(diary, row, role);

  return nutri__utf8_length(field.text, field.length) >= 0
             ? NUTRI_OK
             : REJECT(diary, row, role, "no text in UTF-8");
}

static int check_texts(struct nutri__diary *diary, const struct row *row) {
  int rc = NUTRI_OK;

  for (int role = 0; role < NUTRI__DIARY_ROLES && rc == NUTRI_OK; role++)
    rc = check_text(diary, row, role);
  return rc;
}

static int take_person(struct nutri__diary *diary, struct row *row,
                       const struct nutri__diary_person **person) {
  const char *name = row->cell[NUTRI__DIARY_PERSON];
  char quoted[80];
  int rc = check_text(diary, row, NUTRI__DIARY_PERSON);

  if (diary->column[NUTRI__DIARY_PERSON].place < 0)
    name = diary->person;
  else if (rc == NUTRI_OK && name[0] == '\0')
    rc = REJECT(diary, row, NUTRI__DIARY_PERSON, "whose entry it is, is missing");
  if (rc == NUTRI_OK)
    rc = nutri__diary_find_person(diary, name, person);
  if (rc != NUTRI_OK)
    return rc;
  diary->person_id = row->entry.person_id = (*person)->person_id;
  if (diary->person_id != 0)
    return NUTRI_OK;
  nutri__quote(name, quoted);
  return REJECT(diary, row, NUTRI__DIARY_PERSON,
                "no person is named '%s'; nutri person add '%s' makes one", quoted, quoted);
}

static int take_day(struct nutri__diary *diary, struct row *row,
                    const struct nutri__diary_person *person) {
  const char *text = row->cell[NUTRI__DIARY_DAY];
  const char *time = row->cell[NUTRI__DIARY_TIME];

  if (text[0] == '\0')
    return REJECT(diary, row, NUTRI__DIARY_DAY, "the day is missing: such as 2026-11-20");
  row->time_text[0] = '\0';
  switch (nutri__diary_read_day(text, &diary->order, row->day_text, row->time_text)) {
  case NUTRI__DIARY_DAY_IS:
    break;
  case NUTRI__DIARY_DAY_EITHER:
    return REJECT(diary, row, NUTRI__DIARY_DAY,
                  "the day or the month first? No date of the file tells: write it as in"
                  " 2026-11-20");
  case NUTRI__DIARY_DAY_MIXED:
    return REJECT(diary, row, NUTRI__DIARY_DAY,
                  "the file has dates with the day first and dates with the month first: write"
                  " them as in 2026-11-20");
  default:
    return REJECT(diary, row, NUTRI__DIARY_DAY, "no day such as 2026-11-20");
  }
  row->entry.day = row->day_text;
  if (person->born[0] != '\0' && strcmp(row->day_text, person->born) < 0)
    return REJECT(diary, row, NUTRI__DIARY_DAY, "before the person was born (%s)", person->born);
  if (time[0] != '\0' && !nutri__diary_read_time(time, row->time_text))
    return REJECT(diary, row, NUTRI__DIARY_TIME, "no time such as 08:30");
  row->entry.time = row->time_text[0] != '\0' ? row->time_text : NULL;
  return NUTRI_OK;
}

static int take_text(struct nutri__diary *diary, struct row *row, int role, size_t most,
                     const char **out) {
  const char *text = row->cell[role];

  if (strlen(text) > most && nutri__characters(text) > most)
    return REJECT(diary, row, role, "longer than %d characters", (int)most);
  *out = text[0] != '\0' ? text : NULL;
  return NUTRI_OK;
}

/* The amount, and the unit beside it, behind it, or in the header. */
static int take_amount(struct nutri__diary *diary, struct row *row) {
  int role = NUTRI__DIARY_AMOUNT;
  const char *unit = row->cell[NUTRI__DIARY_UNIT];
  const char *extra = diary->column[NUTRI__DIARY_AMOUNT].extra;
  const char *text = row->cell[NUTRI__DIARY_AMOUNT];
  const char *rest = "";
  double amount = 0.0;

  if (text[0] == '\0' && nutri__diary_read_amount(unit, strlen(unit), &amount, &rest)) {
    role = NUTRI__DIARY_UNIT; /* "2 cups" in a column of its own */
    text = unit;
    unit = "";
  }
  if (text[0] == '\0')
    return REJECT(diary, row, role, "how much is missing: an amount such as 2, 0.5 or 1 1/2");
  if (!nutri__diary_read_amount(text, strlen(text), &amount, &rest))
    return REJECT(diary, row, role, "no amount such as 2, 0.5, 1/2 or 1 1/2");
  if (!(amount > 0.0) || amount > NUTRI__AMOUNT_MAX)
    return REJECT(diary, row, role, "not above 0 and at most 1000000");
  if (rest[0] != '\0' && unit[0] != '\0' && sqlite3_stricmp(rest, unit) != 0)
    return REJECT(diary, row, role, "the unit beside it is another one");
  row->unit = unit[0] != '\0' ? unit : rest[0] != '\0' ? rest : extra != NULL ? extra : "";
  row->unit_role =
      rest[0] == '\0' && diary->column[NUTRI__DIARY_UNIT].place >= 0 ? NUTRI__DIARY_UNIT : role;
  if (nutri__characters(row->unit) > NUTRI__MEASURE_MAX)
    return REJECT(diary, row, row->unit_role, "a measure has at most 300 characters");
  row->entry.measure_amount = amount;
  return NUTRI_OK;
}

/* The words of a cell that say what a food is that the row makes. */
static const char *kind_of(const char *text) {
  static const struct {
    const char *text;
    const char *kind;
  } kinds[] = {
      {"supplement", "supplement"},
      {"supplements", "supplement"},
      {"dietary supplement", "supplement"},
      {"dietary supplements", "supplement"},
      {"medicine", "medicine"},
      {"medicines", "medicine"},
      {"medication", "medicine"},
      {"medications", "medicine"},
  };

  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (sqlite3_stricmp(text, kinds[i].text) == 0)
      return kinds[i].kind;
  return "food";
}

/* What a cell says where the value is not known. */
static bool is_unknown(const char *text, size_t length) {
  static const char *const words[] = {"", "-", "\xe2\x80\x93", "n/a", "na", "null", "?"};

  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strlen(words[i]) == length && sqlite3_strnicmp(text, words[i], (int)length) == 0)
      return true;
  return false;
}

/* The values that the row brings of nutrients. */
static int take_values(struct nutri__diary *diary, struct row *row) {
  for (size_t i = 0; i < diary->nutrients; i++) {
    const struct nutri__diary_nutrient *nutrient = &diary->nutrient[i];
    struct nutri__field field = nutri__diary_trimmed(row->fields[nutrient->column.place]);
    double value = 0.0;

    diary->value[i] = (double)NAN;
    if (is_unknown(field.text, field.length))
      continue;
    if (nutri__number_read(field.text, field.length, &value) != NUTRI__NUMBER_OK)
      return nutri__diary_reject_row(diary, &nutrient->column, field,
                                     "no number; leave it empty where it is not known");
    value *= nutrient->factor;
    if (!(value >= 0.0) || value > VALUE_MAX)
      return nutri__diary_reject_row(diary, &nutrient->column, field, "not from 0 to 1000000000");
    diary->value[i] = value;
    row->values++;
  }
  return NUTRI_OK;
}

/* ---- the food and its measure -------------------------------------------------------------- */

/* "ndb:", 11457: the key as it is looked for. */
static bool key_text(const struct nutri__diary *diary, const struct row *row, char out[120]) {
  const char *text = row->cell[NUTRI__DIARY_KEY];
  const char *before = diary->column[NUTRI__DIARY_KEY].extra;
  size_t length = before != NULL ? strlen(before) : 0;

  if (text[0] == '\0' || strlen(text) > 100)
    return false;
  if (sqlite3_strnicmp(text, before, (int)length) == 0)
    length = 0;
  snprintf(out, 120, "%.*s%s", (int)length, before != NULL ? before : "", text);
  return true;
}

/* Whether a text is the number of a food that only this database knows by it. */
static bool is_own_number(const char *text) {
  int64_t number = 0;

  return nutri__whole_read(text, strlen(text), &number) == NUTRI__NUMBER_OK && number >= OWN_FOODS;
}

/* A food by its name; one is made for a name nobody has heard of, where the row brings values. */
static int find_named(struct nutri__diary *diary, struct row *row, const char *text,
                      const struct nutri__diary_food **food) {
  int rc = nutri__diary_find_food(diary, row->entry.person_id, text, food);

  if (rc != NUTRI_OK || row->values == 0)
    return rc;
  /* All the words of the name may be those of a food that was made: it is another one. */
  if ((*food)->unheard || ((*food)->is_made && !(*food)->is_exact))
    rc = nutri__diary_make_food(diary, row->entry.person_id, text, row->entry.measure_amount,
                                row->unit, food);
  return rc == NUTRI_EINVAL ? REJECT(diary, row, NUTRI__DIARY_AMOUNT, "%s", diary->db->errmsg) : rc;
}

/* The food by its key, else by its name. */
static int find_food(struct nutri__diary *diary, struct row *row,
                     const struct nutri__diary_food **food) {
  char key[120];
  int rc;

  row->food = row->cell[NUTRI__DIARY_FOOD];
  if (key_text(diary, row, key) && (row->food[0] == '\0' || !is_own_number(key))) {
    rc = nutri__diary_find_food(diary, row->entry.person_id, key, food);
    if (rc != NUTRI_OK || (*food)->rc == NUTRI_OK)
      return rc;
    if (row->food[0] == '\0')
      return REJECT(diary, row, NUTRI__DIARY_KEY, "%s", (*food)->text);
  }
  if (row->food[0] == '\0')
    return REJECT(diary, row, NUTRI__DIARY_FOOD, "the food is missing");
  if (nutri__characters(row->food) > FOOD_MAX)
    return REJECT(diary, row, NUTRI__DIARY_FOOD, "longer than %d characters", FOOD_MAX);
  rc = find_named(diary, row, row->food, food);
  if (rc == NUTRI_OK && (*food)->rc != NUTRI_OK)
    rc = REJECT(diary, row, NUTRI__DIARY_FOOD, "%s", (*food)->text);
  return rc;
}

/* A food that was made, in a unit that it is not measured in: "Oatmeal (bowl)". */
static int find_in_unit(struct nutri__diary *diary, struct row *row,
                        const struct nutri__diary_food **food,
                        const struct nutri__diary_measure **measure) {
  char *text = sqlite3_mprintf("%s (%s)", (*food)->text, row->unit[0] != '\0' ? row->unit : "unit");
  const struct nutri__diary_food *other = NULL;
  int rc = text != NULL ? NUTRI_OK : nutri__fail(diary->db, NUTRI_ENOMEM, "out of memory");

  if (rc == NUTRI_OK && nutri__characters(text) > FOOD_MAX)
    rc = REJECT(diary, row, NUTRI__DIARY_FOOD, "longer than %d characters", FOOD_MAX);
  if (rc == NUTRI_OK)
    rc = find_named(diary, row, text, &other);
  if (rc == NUTRI_OK && other->rc == NUTRI_OK) {
    *food = other;
    rc = nutri__diary_find_measure(diary, other, text, row->unit, measure);
  }
  sqlite3_free(text);
  return rc;
}

static int take_food(struct nutri__diary *diary, struct row *row) {
  const struct nutri__diary_food *food = NULL;
  const struct nutri__diary_measure *measure = NULL;
  int rc = find_food(diary, row, &food);

  if (rc != NUTRI_OK || food == NULL)
    return rc;
  rc = nutri__diary_find_measure(diary, food, row->food, row->unit, &measure);
  if (rc == NUTRI_OK && measure->rc != NUTRI_OK && row->values > 0 && food->is_made)
    rc = find_in_unit(diary, row, &food, &measure);
  if (rc != NUTRI_OK)
    return rc;
  if (measure->rc != NUTRI_OK)
    return REJECT(diary, row, row->unit_role, "%s", measure->text);
  row->entry.food_id = food->food_id;
  row->entry.measure = measure->text;
  row->entry.amount = row->entry.measure_amount * measure->one;
  if (row->entry.amount > NUTRI__AMOUNT_MAX)
    return REJECT(diary, row, NUTRI__DIARY_AMOUNT, "%g %s of %s are more than 1000000 g",
                  row->entry.measure_amount, measure->text, food->text);
  return NUTRI_OK;
}

/* ---- entries that are there ---------------------------------------------------------------- */

static uint64_t hash_text(uint64_t hash, const char *text) {
  return text != NULL ? nutri__diary_hash(hash, text, strlen(text) + 1)
                      : nutri__diary_hash(hash, "\1", 1);
}

/* What a row says, without its values and note, as a number. */
static uint64_t hash_entry(const struct nutri__entry *entry) {
  uint64_t hash = NUTRI__DIARY_HASH;

  hash = nutri__diary_hash(hash, &entry->person_id, sizeof entry->person_id);
  hash = nutri__diary_hash(hash, &entry->food_id, sizeof entry->food_id);
  hash = nutri__diary_hash(hash, &entry->amount, sizeof entry->amount);
  hash = nutri__diary_hash(hash, &entry->measure_amount, sizeof entry->measure_amount);
  hash = hash_text(hash, entry->day);
  hash = hash_text(hash, entry->time);
  hash = hash_text(hash, entry->meal);
  return hash_text(hash, entry->measure);
}

/* Whether an entry's recorded values are the row's. A file without any says nothing of them. */
static int has_values(struct nutri__diary *diary, int64_t intake_id, bool *same) {
  sqlite3_stmt *stmt = NULL;
  size_t i = 0;
  int rc = NUTRI_OK;

  *same = true;
  if (diary->nutrients == 0)
    return NUTRI_OK;
  rc = nutri__stmt(diary->db, NUTRI__Q_INTAKE_RECORDED, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_int(diary->db, stmt, ":intake", intake_id);
  while (rc == NUTRI_OK && *same &&
         (rc = nutri__step(diary->db, stmt, "reading recorded values")) == NUTRI_ROW) {
    while (i < diary->nutrients && isnan(diary->value[i]))
      i++;
    *same = i < diary->nutrients &&
            diary->nutrient[i].nutrient_id == sqlite3_column_int64(stmt, 0) &&
            diary->value[i] == sqlite3_column_double(stmt, 1);
    i++;
    rc = NUTRI_OK;
  }
  while (*same && i < diary->nutrients)
    *same = isnan(diary->value[i++]);
  nutri__done(stmt);
  return rc;
}

/* Goes through the entries from before this import that say what the row says, those behind after.
 * *twin is the first with the row's values, 0 = none; *count is how many were gone through. */
static int go_through(struct nutri__diary *diary, const struct nutri__entry *entry, int64_t after,
                      bool to_the_end, int64_t *twin, int64_t *count) {
  nutri *db = diary->db;
  sqlite3_stmt *stmt = NULL;
  bool same = false;
  int rc = nutri__stmt(db, NUTRI__Q_DIARY_TWIN, &stmt);

  *twin = *count = 0;
  if (rc == NUTRI_OK && (rc = nutri__bind_int(db, stmt, ":person", entry->person_id)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":day", entry->day)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":food", entry->food_id)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":amount", entry->amount)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":time", entry->time)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":meal", entry->meal)) == NUTRI_OK &&
      (rc = nutri__bind_double(db, stmt, ":measure_amount", entry->measure_amount)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":measure", entry->measure)) == NUTRI_OK &&
      (rc = nutri__bind_int(db, stmt, ":import", entry->import_id)) == NUTRI_OK)
    rc = nutri__bind_int(db, stmt, ":after", after);
  while (rc == NUTRI_OK && *twin == 0 &&
         (rc = nutri__step(db, stmt, "looking for an entry")) == NUTRI_ROW) {
    ++*count;
    rc = to_the_end ? NUTRI_OK : has_values(diary, sqlite3_column_int64(stmt, 0), &same);
    if (rc == NUTRI_OK && same)
      *twin = sqlite3_column_int64(stmt, 0);
  }
  nutri__done(stmt);
  return rc;
}

/* Whether the diary had the row's entry before this import; or one like it, with other values. */
static int find_twin(struct nutri__diary *diary, const struct row *row, bool *is_there) {
  uint64_t hash = hash_entry(&row->entry);
  uint64_t whole = diary->nutrients > 0
                       ? nutri__diary_hash(hash, diary->value, diary->nutrients * sizeof(double))
                       : hash;
  struct nutri__diary_slot *slot;
  int64_t after = 0;
  int64_t twin;
  int64_t count;
  int rc;

  /* Most rows have none: nothing is kept of them. */
  rc = go_through(diary, &row->entry, 0, false, &twin, &count);
  *is_there = false;
  if (rc != NUTRI_OK || count == 0)
    return rc;
  slot = nutri__diary_at(&diary->twins, whole, NULL, 0);
  if (slot == NULL)
    return nutri__fail(diary->db, NUTRI_ENOMEM, "out of memory");
  if ((after = slot->number) > 0)
    rc = go_through(diary, &row->entry, after, false, &twin, &count);
  if (rc != NUTRI_OK)
    return rc;
  if (twin != 0)
    slot->number = twin;
  *is_there = twin != 0;
  if (diary->nutrients == 0)
    return NUTRI_OK;
  slot = nutri__diary_at(&diary->seen, hash, NULL, 0);
  if (slot == NULL)
    return nutri__fail(diary->db, NUTRI_ENOMEM, "out of memory");
  slot->number++;
  if (twin != 0)
    return NUTRI_OK;
  rc = go_through(diary, &row->entry, 0, true, &twin, &count);
  if (rc == NUTRI_OK && slot->number <= count)
    rc =
        nutri__diary_reject_row(diary, NULL, (struct nutri__field){"", 0},
                                "the diary has this entry with other values recorded: remove it, or"
                                " undo its import, before the row can be taken");
  return rc;
}

/* ---- storing ------------------------------------------------------------------------------- */

static int record_values(struct nutri__diary *diary, int64_t intake_id) {
  sqlite3_stmt *stmt = NULL;
  int rc = NUTRI_OK;

  for (size_t i = 0; i < diary->nutrients && rc == NUTRI_OK; i++) {
    if (isnan(diary->value[i]))
      continue;
    rc = nutri__stmt(diary->db, NUTRI__Q_INTAKE_RECORD, &stmt);
    if (rc == NUTRI_OK)
      rc = nutri__bind_int(diary->db, stmt, ":intake", intake_id);
    if (rc == NUTRI_OK)
      rc = nutri__bind_int(diary->db, stmt, ":nutrient", diary->nutrient[i].nutrient_id);
    if (rc == NUTRI_OK)
      rc = nutri__bind_double(diary->db, stmt, ":amount", diary->value[i]);
    if (rc == NUTRI_OK)
      rc = nutri__run(diary->db, stmt, "recording a value");
    nutri__done(stmt);
  }
  return rc;
}

static int take_cells(struct nutri__diary *diary, struct row *row) {
  const struct nutri__diary_person *person = NULL;
  int rc;

  if ((rc = take_person(diary, row, &person)) != NUTRI_OK ||
      (rc = check_texts(diary, row)) != NUTRI_OK ||
      (rc = take_day(diary, row, person)) != NUTRI_OK ||
      (rc = take_text(diary, row, NUTRI__DIARY_MEAL, NUTRI__MEAL_MAX, &row->entry.meal)) !=
          NUTRI_OK ||
      (rc = take_text(diary, row, NUTRI__DIARY_NOTE, NUTRI__NOTE_MAX, &row->entry.note)) !=
          NUTRI_OK ||
      (rc = take_amount(diary, row)) != NUTRI_OK)
    return rc;
  diary->kind = kind_of(row->cell[NUTRI__DIARY_KIND]);
  rc = take_values(diary, row);
  return rc == NUTRI_OK ? take_food(diary, row) : rc; /* last: it may make one */
}

static int store_row(struct nutri__diary *diary, struct row *row) {
  bool is_there = false;
  int64_t intake_id = 0;
  int rc = take_cells(diary, row);

  if (rc == NUTRI_OK)
    rc = find_twin(diary, row, &is_there);
  if (rc != NUTRI_OK)
    return rc;
  diary->counts.unchanged += is_there;
  if (is_there)
    return NUTRI_OK;
  rc = nutri__intake_store(diary->db, &row->entry, &intake_id);
  if (rc == NUTRI_EINVAL) /* a guard of the table: the day is full */
    return REJECT(diary, row, NUTRI__DIARY_DAY, "%s", nutri_errmsg(diary->db));
  if (rc == NUTRI_OK)
    rc = record_values(diary, intake_id);
  diary->counts.stored += rc == NUTRI_OK;
  return rc;
}

/* Which column is which is not sure: only where all rows are one person's it is known whose this
 * is.
 */
static int reject_width(struct nutri__diary *diary, size_t count) {
  const struct nutri__diary_person *person = NULL;
  int rc = NUTRI_OK;

  if (diary->column[NUTRI__DIARY_PERSON].place < 0)
    rc = nutri__diary_find_person(diary, diary->person, &person);
  if (rc != NUTRI_OK)
    return rc;
  diary->person_id = person != NULL ? person->person_id : 0;
  return nutri__diary_reject_row(diary, NULL, (struct nutri__field){"", 0},
                                 "%zu fields where the header has %zu", count, diary->width);
}

int nutri__diary_row(struct nutri__diary *diary, const struct nutri__field *fields, size_t count,
                     int64_t line) {
  struct row row = {.fields = fields, .entry.import_id = diary->import_id};
  bool is_blank = false;
  int rc = copy_cells(diary, &row, count, &is_blank);

  if (rc != NUTRI_OK || is_blank)
    return rc;
  diary->counts.read++;
  diary->person_id = 0;
  rc = count == diary->width ? store_row(diary, &row) : reject_width(diary, count);
  return rc == NUTRI__DIARY_REJECTED ? hand_over(diary, line) : rc;
}

void nutri__diary_look(struct nutri__diary *diary, const struct nutri__field *fields,
                       size_t count) {
  int place = diary->column[NUTRI__DIARY_DAY].place;
  struct nutri__field field;
  char text[40];

  if (count != diary->width || place < 0)
    return;
  field = nutri__diary_trimmed(fields[place]);
  if (field.length >= sizeof text)
    return;
  memcpy(text, field.text, field.length);
  text[field.length] = '\0';
  nutri__diary_see_day(text, &diary->order);
}
