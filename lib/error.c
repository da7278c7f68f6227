/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "nutri_internal.h"

const char *nutri_strerror(int code) {
  switch (code) {
  case NUTRI_ROW:
    return "a row";
  case NUTRI_OK:
    return "done";
  case NUTRI_ENOMEM:
    return "out of memory";
  case NUTRI_EIO:
    return "the file cannot be read or written";
  case NUTRI_EBUSY:
    return "another program holds the file";
  case NUTRI_ECORRUPT:
    return "the file is damaged";
  case NUTRI_ENOTADB:
    return "no nutri database";
  case NUTRI_ESCHEMA:
    return "a database of another schema";
  case NUTRI_EREADONLY:
    return "cannot be written";
  case NUTRI_EMISUSE:
    return "wrong call";
  case NUTRI_EINVAL:
    return "wrong value";
  case NUTRI_ENOTFOUND:
    return "not found";
  case NUTRI_EAMBIGUOUS:
    return "fits several";
  case NUTRI_EEXISTS:
    return "is there already";
  case NUTRI_EFORMAT:
    return "not the expected format";
  case NUTRI_EREJECTED:
    return "too many rows rejected";
  case NUTRI_ECANCELLED:
    return "cancelled";
  case NUTRI_EINUSE:
    return "in use";
  default:
    return "unknown code";
  }
}

const char *nutri_reason_text(int reason) {
  switch (reason) {
  case NUTRI_REASON_NONE:
    return "none";
  case NUTRI_REASON_NO_DAY:
    return "no counted day in the span";
  case NUTRI_REASON_NO_REFERENCE:
    return "no reference value";
  case NUTRI_REASON_NO_SEX:
    return "no reference value: sex not given";
  case NUTRI_REASON_NO_AGE:
    return "no reference value: age not given";
  case NUTRI_REASON_NOT_COMPARABLE:
    return "not comparable: the food data hold another form of the nutrient";
  case NUTRI_REASON_NO_EAR:
    return "no average requirement (EAR) from this authority";
  case NUTRI_REASON_LOW_COVERAGE:
    return "less than 90 % of the diet is known";
  case NUTRI_REASON_UNDER_4:
    return "the method is not for children under 4 years";
  case NUTRI_REASON_NO_WITHIN_SD:
    return "no within-person SD of this nutrient for this sex and age";
  case NUTRI_REASON_EAR_HELD_BACK:
    return "the average requirement is not one to test with (provisional, skewed, or by body "
           "weight)";
  case NUTRI_REASON_FEW_REPEATS:
    return "fewer than 50 persons have a second day";
  case NUTRI_REASON_NO_BETWEEN:
    return "persons differ by no more than their days do";
  case NUTRI_REASON_NO_WITHIN:
    return "nobody's days differ";
  case NUTRI_REASON_ALL_EQUAL:
    return "all intakes are equal";
  case NUTRI_REASON_ONE_PERSON:
    return "one person is no group";
  case NUTRI_REASON_NO_WEIGHT:
    return "nobody has a weight above 0";
  case NUTRI_REASON_ONE_PSU:
    return "a stratum has a single sampling unit";
  case NUTRI_REASON_NRC:
    return "the NRC method is a check: it tells no prevalence";
  case NUTRI_REASON_BAD_VALUE:
    return "an amount or weight that no group can have";
  case NUTRI_REASON_ONE_DAY:
    return "one day does not tell how much days differ";
  case NUTRI_REASON_UNKNOWN_AMOUNT:
    return "nothing is known of any entry";
  default:
    return "unknown reason";
  }
}

const char *nutri_errmsg(nutri *db) {
  return db != NULL ? db->errmsg : "no database handle (NULL)";
}

int nutri__fail(nutri *db, int code, const char *format, ...) {
  va_list args;

  va_start(args, format);
  vsnprintf(db->errmsg, sizeof db->errmsg, format, args);
  va_end(args);
  return code;
}

int nutri__code(int sqlite_rc) {
  if (sqlite_rc == SQLITE_IOERR_NOMEM)
    return NUTRI_ENOMEM;
  switch (sqlite_rc & 0xff) {
  case SQLITE_OK:
  case SQLITE_ROW:
  case SQLITE_DONE:
    return NUTRI_OK;
  case SQLITE_NOMEM:
    return NUTRI_ENOMEM;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return NUTRI_EBUSY;
  case SQLITE_CORRUPT:
    return NUTRI_ECORRUPT;
  case SQLITE_NOTADB:
    return NUTRI_ENOTADB;
  case SQLITE_READONLY:
    return NUTRI_EREADONLY;
  case SQLITE_CONSTRAINT:
  case SQLITE_TOOBIG:
  case SQLITE_RANGE:
    return NUTRI_EINVAL;
  case SQLITE_MISUSE:
    return NUTRI_EMISUSE;
  case SQLITE_ABORT:
  case SQLITE_INTERRUPT:
    return NUTRI_ECANCELLED;
  case SQLITE_ERROR:
    return NUTRI_ECORRUPT; /* our SQL is tested: the file's schema is not ours */
  default:
    return NUTRI_EIO;
  }
}

int nutri__fail_sql(nutri *db, const char *doing) {
  int rc = sqlite3_extended_errcode(db->sql);
  int code = nutri__code(rc);

  if (code == NUTRI_OK)
    code = NUTRI_EIO;
  if (rc == SQLITE_CONSTRAINT_TRIGGER) /* a guard of the schema: its sentence says all */
    return nutri__fail(db, code, "%s", sqlite3_errmsg(db->sql));
  if (code == NUTRI_EBUSY)
    return nutri__fail(db, code,
                       "%s: another program is writing to the database (an import may"
                       " be running); nothing was changed, try again",
                       doing);
  return nutri__fail(db, code, "%s: %s", doing, sqlite3_errmsg(db->sql));
}

void nutri__error_set(nutri_error *err, int code, const char *message) {
  if (err == NULL || err->size < sizeof *err)
    return;
  err->code = code;
  snprintf(err->message, sizeof err->message, "%s", message);
}
