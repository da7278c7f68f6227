/* SPDX-License-Identifier: MIT */
/* People, their life stages, and what they note of a day. */
#include <string.h>

#include "nutri_internal.h"

int nutri__person_id(nutri *db, const char *name, int64_t *person_id) {
  sqlite3_stmt *stmt = NULL;
  char quoted[80];
  int rc;

  if (name == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "the person's name is NULL");
  rc = nutri__stmt(db, NUTRI__Q_PERSON_ID, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":name", name);
  if (rc == NUTRI_OK)
    rc = nutri__step(db, stmt, "looking for a person");
  if (rc == NUTRI_ROW) {
    *person_id = sqlite3_column_int64(stmt, 0);
    rc = NUTRI_OK;
  } else if (rc == NUTRI_OK) {
    rc = nutri__fail(db, NUTRI_ENOTFOUND, "there is no person '%s'", nutri__quote(name, quoted));
  }
  nutri__done(stmt);
  return rc;
}

int nutri__check_day(nutri *db, const char *name, const char *day) {
  char quoted[80];

  if (day == NULL)
    return nutri__fail(db, NUTRI_EINVAL, "%s is missing: a day such as 2026-11-20", name);
  if (!nutri__is_day(day))
    return nutri__fail(db, NUTRI_EINVAL, "%s: '%s' is no day such as 2026-11-20", name,
                       nutri__quote(day, quoted));
  return NUTRI_OK;
}

int nutri__check_span(nutri *db, const char *from, const char *to) {
  int rc = from != NULL ? nutri__check_day(db, "from", from) : NUTRI_OK;

  if (rc == NUTRI_OK && to != NULL)
    rc = nutri__check_day(db, "to", to);
  if (rc == NUTRI_OK && from != NULL && to != NULL && strcmp(from, to) > 0)
    rc = nutri__fail(db, NUTRI_EINVAL, "the span ends (%s) before it begins (%s)", to, from);
  return rc;
}

int nutri__bind_span(nutri *db, sqlite3_stmt *stmt, int64_t person_id, const char *from,
                     const char *to) {
  int rc = nutri__bind_int(db, stmt, ":person", person_id);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":from", from);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":to", to);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":today", db->today[0] != '\0' ? db->today : NULL);
  return rc;
}

int nutri__check_authority(nutri *db, const char *authority) {
  char quoted[80];
  bool known;
  int rc = nutri__exists(db, NUTRI__Q_AUTHORITY_KNOWN, ":authority", authority, &known);

  if (rc == NUTRI_OK && !known)
    rc = nutri__fail(db, NUTRI_EINVAL,
                     "authority: '%s' is none of us, eu, uk, nordic, dach, anz, who, jp",
                     nutri__quote(authority, quoted));
  return rc;
}

static int check_person(nutri *db, const nutri_person *person) {
  char quoted[80];
  int rc;

  if (person->size < sizeof person->size + sizeof person->name)
    return nutri__fail(db, NUTRI_EMISUSE, "the size of the person is not set (use NUTRI_INIT)");
  if (person->name == NULL || person->name[0] == '\0' || nutri__characters(person->name) > 200)
    return nutri__fail(db, NUTRI_EINVAL, "a person's name has 1 to 200 characters");
  if (person->sex != NULL && strcmp(person->sex, "female") != 0 && strcmp(person->sex, "male") != 0)
    return nutri__fail(db, NUTRI_EINVAL, "sex: '%s' is neither female nor male",
                       nutri__quote(person->sex, quoted));
  if (person->born != NULL && (rc = nutri__check_day(db, "born", person->born)) != NUTRI_OK)
    return rc;
  if (person->age_months < -1 || person->age_months > 1800)
    return nutri__fail(db, NUTRI_EINVAL, "age: %d months is not between 0 and 1800",
                       person->age_months);
  if (person->born != NULL && person->age_months > 0)
    return nutri__fail(db, NUTRI_EINVAL, "give a birth date or an age, not both");
  return person->authority != NULL ? nutri__check_authority(db, person->authority) : NUTRI_OK;
}

static int store_person(nutri *db, enum nutri__query query, const nutri_person *person) {
  sqlite3_stmt *stmt = NULL;
  int rc = nutri__stmt(db, query, &stmt);

  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":name", person->name);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":sex", person->sex);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":born", person->born);
  if (rc == NUTRI_OK && person->born == NULL && person->age_months > 0)
    rc = nutri__bind_int(db, stmt, ":age_months", person->age_months);
  if (rc == NUTRI_OK)
    rc = nutri__bind_text(db, stmt, ":authority", person->authority);
  if (rc == NUTRI_OK)
    rc = nutri__run(db, stmt, "storing a person");
  nutri__done(stmt);
  return rc;
}

/* person, filled from as much as the caller's struct has. */
static int read_person(nutri *db, const nutri_person *given, nutri_person *person) {
  if (given == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "the person is NULL");
  *person = (nutri_person){.age_months = -1};
  memcpy(person, given, given->size < sizeof *person ? given->size : sizeof *person);
  return check_person(db, person);
}

int nutri_person_add(nutri *db, const nutri_person *given) {
  nutri_person person = {0};
  int64_t person_id;
  char quoted[80];
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = read_person(db, given, &person)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = nutri__person_id(db, person.name, &person_id);
  if (rc == NUTRI_OK)
    rc = nutri__fail(db, NUTRI_EEXISTS, "there is a person '%s' already",
                     nutri__quote(person.name, quoted));
  else if (rc == NUTRI_ENOTFOUND)
    rc = store_person(db, NUTRI__Q_PERSON_ADD, &person);
  rc = nutri__end(db, rc);
  if (rc == NUTRI_OK)
    db->errmsg[0] = '\0';
  return rc;
}

int nutri_person_change(nutri *db, const nutri_person *given) {
  nutri_person person = {0};
  int64_t person_id;
  int rc = nutri__enter_write(db);

  if (rc != NUTRI_OK || (rc = read_person(db, given, &person)) != NUTRI_OK ||
      (rc = nutri__begin(db)) != NUTRI_OK)
    return rc;
  rc = nutri__person_id(db, person.name, &person_id);
  if (rc == NUTRI_OK)
    rc = store_person(db, NUTRI__Q_PERSON_CHANGE, &person);
  return nutri__end(db, rc);
}

static void person_row(sqlite3_stmt *stmt, nutri_person *person) {
  *person = (nutri_person){
      .size = sizeof *person,
      .name = nutri__text(stmt, 0),
      .sex = nutri__text(stmt, 1),
      .born = nutri__text(stmt, 2),
      .age_months = sqlite3_column_type(stmt, 3) == SQLITE_NULL ? -1 : sqlite3_column_int(stmt, 3),
      .authority = nutri__text(stmt, 4),
  };
}

int nutri_person_get(nutri *db, const char *name, nutri_person *out) {
  sqlite3_stmt *stmt = NULL;
  nutri_person person = {0};
  int64_t person_id;
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK || (rc = nutri__person_id(db, name, &person_id)) != NUTRI_OK)
    return rc;
  if ((rc = nutri__stmt(db, NUTRI__Q_PERSON_GET, &stmt)) == NUTRI_OK &&
      (rc = nutri__bind_text(db, stmt, ":name", name)) == NUTRI_OK &&
      (rc = nutri__step(db, stmt, "reading a person")) == NUTRI_ROW) {
    person_row(stmt, &person);
    rc = NUTRI_OK;
    person.name = nutri__keep(db, person.name, &rc);
    person.sex = nutri__keep(db, person.sex, &rc);
    person.born = nutri__keep(db, person.born, &rc);
    person.authority = nutri__keep(db, person.authority, &rc);
    if (rc == NUTRI_OK)
      rc = nutri__out(db, out, &person, sizeof person);
  }
  nutri__done(stmt);
  return rc;
}

int nutri_person_list(nutri *db, nutri_cursor **out) {
  int rc = nutri__enter(db);

  if (rc != NUTRI_OK)
    return rc;
  if (out == NULL)
    return nutri__fail(db, NUTRI_EMISUSE, "nutri_person_list: out is NULL");
  return nutri__cursor_open(db, NUTRI__Q_PERSON_LIST, NUTRI__ROWS_PERSON, out);
}

int nutri_person_next(nutri_cursor *cursor, nutri_person *out) {
  nutri_person person;
  int rc = nutri__cursor_step(cursor, NUTRI__ROWS_PERSON, out);

  if (rc != NUTRI_ROW)
    return rc;
  person_row(cursor->stmt, &person);
  return nutri__row_out(cursor, out, &person, sizeof person);
}
