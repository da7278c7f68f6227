/* SPDX-License-Identifier: MIT */
/* person and stage: who eats, and when pregnant or lactating. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column person_columns[] = {
    {.key = "name", .heading = "name"},
    {.key = "sex", .heading = "sex", .flags = DROP_EMPTY},
    {.key = "born", .heading = "born", .flags = DROP_EMPTY},
    {.key = "age_months", .heading = "age in months", .style = AS_ID, .flags = DROP_EMPTY},
    {.key = "authority", .heading = "reference values"},
};

static const column stage_columns[] = {
    {.key = "stage", .heading = "stage"},
    {.key = "from", .heading = "from"},
    {.key = "to", .heading = "to"},
};

static const column survey_columns[] = {
    {.key = "survey", .heading = "survey"},
    {.key = "weight", .heading = "weight", .style = AS_GIVEN},
    {.key = "weight_two_days",
     .heading = "weight of two days",
     .style = AS_GIVEN,
     .flags = DROP_EMPTY},
    {.key = "stratum", .heading = "stratum", .style = AS_ID, .flags = DROP_EMPTY},
    {.key = "psu", .heading = "PSU", .style = AS_ID, .flags = DROP_EMPTY},
};

static void add_person(table *rows, const nutri_person *p) {
  add_text(rows, p->name);
  add_text(rows, p->sex);
  add_text(rows, p->born);
  if (p->age_months < 0)
    add_nothing(rows);
  else
    add_whole(rows, p->age_months);
  add_text(rows, p->authority);
}

/* All persons, or NULL with the reason said and *status set. */
static table *persons(tool *t, int *status) {
  nutri_cursor *cursor = NULL;
  nutri_person p = NUTRI_INIT(nutri_person);
  table *rows = table_new(person_columns, COUNT_OF(person_columns));

  int rc = nutri_person_list(t->db, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_person_next(cursor, &p)) == NUTRI_ROW)
      add_person(rows, &p);
  if (rc != NUTRI_OK) {
    *status = refused(t, rc);
    table_free(rows);
    rows = NULL;
  }
  nutri_cursor_close(cursor);
  return rows;
}

/* ---- who is meant ---------------------------------------------------------------------------- */

static const char *person_at(const table *rows, size_t row) {
  return table_text(rows, row, "name");
}

/* "ann, bob and 3 more" */
static char *names_listed(const table *rows) {
  size_t count = table_rows(rows);
  char *text = copied(person_at(rows, 0));
  for (size_t i = 1; i < count; i++) {
    int ends = i == 5 && count > 6;
    char *longer = ends ? printed("%s and %zu more", text, count - i)
                        : printed("%s, %s", text, person_at(rows, i));
    free(text);
    text = longer;
    if (ends)
      break;
  }
  return text;
}

char *only_person(tool *t) {
  int status = DONE;
  char *name = NULL;
  table *rows = persons(t, &status);
  if (rows != NULL && table_rows(rows) == 1)
    name = copied(person_at(rows, 0));
  table_free(rows);
  return name;
}

/* The one name that differs by case alone; *other is a second one. */
static char *name_without_case(const table *rows, const char *name, const char **other) {
  const char *found = NULL;
  for (size_t i = 0; i < table_rows(rows); i++) {
    if (same_without_case(person_at(rows, i), name)) {
      if (found != NULL)
        *other = person_at(rows, i);
      else
        found = person_at(rows, i);
    }
  }
  return copied(found);
}

static char *person_named(tool *t, const char *name, int *status) {
  nutri_person p = NUTRI_INIT(nutri_person);
  int rc = nutri_person_get(t->db, name, &p);
  if (rc == NUTRI_OK)
    return copied(name);
  if (rc == NUTRI_ENOTFOUND) {
    table *rows = persons(t, status);
    const char *other = NULL;
    char *found = rows == NULL ? NULL : name_without_case(rows, name, &other);
    int is_known = rows == NULL || found != NULL;
    if (other != NULL) {
      *status =
          failed("'%s' fits several persons, such as %s and %s: write the name as one of them",
                 name, found, other);
      free(found);
      found = NULL;
    }
    table_free(rows);
    if (is_known)
      return found;
    rc = nutri_person_get(t->db, name, &p); /* for its sentence */
  }
  *status = refused(t, rc);
  return NULL;
}

char *person_meant(tool *t, const char *name, int *status) {
  if (name != NULL)
    return person_named(t, name, status);
  char *found = NULL;
  table *rows = persons(t, status);
  if (rows == NULL)
    return NULL;
  if (table_rows(rows) == 0) {
    *status = failed("nobody is in %s yet; add somebody: nutri person add NAME", t->path);
  } else if (table_rows(rows) == 1) {
    found = copied(person_at(rows, 0));
  } else {
    char *names = names_listed(rows);
    *status = misused(t, "there are several persons, say which with --person: %s", names);
    free(names);
  }
  table_free(rows);
  return found;
}

/* ---- person ---------------------------------------------------------------------------------- */

static int refused_as(tool *t, int rc) { return rc == NUTRI_OK ? DONE : refused(t, rc); }

/* One line: "ann, female, born 1984-05-02, reference values us". */
static char *person_line(const table *record) {
  const char *sex = table_text(record, 0, "sex");
  const char *born = table_text(record, 0, "born");
  return printed("%s%s%s%s%s, reference values: %s", person_at(record, 0), sex == NULL ? "" : ", ",
                 sex == NULL ? "" : sex, born == NULL ? "" : ", born ", born == NULL ? "" : born,
                 table_text(record, 0, "authority"));
}

static char *person_text(const table *record, int age_months) {
  char *line = person_line(record);
  if (age_months < 0)
    return line;
  char *text = age_months % 12 == 0 ? printed("%s, age %d years", line, age_months / 12)
                                    : printed("%s, age %d months", line, age_months);
  free(line);
  return text;
}

static table *stages_of(tool *t, const char *name, int *status) {
  nutri_cursor *cursor = NULL;
  nutri_stage s = NUTRI_INIT(nutri_stage);
  table *rows = table_new(stage_columns, COUNT_OF(stage_columns));

  int rc = nutri_stage_list(t->db, name, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_stage_next(cursor, &s)) == NUTRI_ROW) {
      add_text(rows, s.stage);
      add_text(rows, s.from);
      add_text(rows, s.to);
    }
  *status = refused_as(t, rc);
  nutri_cursor_close(cursor);
  return rows;
}

static void person_printed(const tool *t, const table *record, const table *stages,
                           const table *survey, const char *tags, const char *text) {
  json j = {.out = stdout};
  if (t->format == AS_JSON) {
    json_begin(&j, NULL, '{');
    json_members(&j, record, 0);
    json_rows(&j, "stages", stages);
    json_text(&j, "tags", tags);
    json_rows(&j, "surveys", survey);
    json_end(&j, '}');
    return;
  }
  record_print(t, record, text);
  if (t->format == FOR_PEOPLE && table_rows(stages) > 0) {
    putchar('\n');
    table_for_people(stages, stdout);
  }
  if (t->format == FOR_PEOPLE && tags != NULL) {
    char *safe = cleaned(tags);
    printf("tags: %s\n", safe);
    free(safe);
  }
  if (t->format == FOR_PEOPLE && table_rows(survey) > 0) {
    putchar('\n');
    table_for_people(survey, stdout);
  }
}

/* "clinic, study" of a person: owned, NULL = none; *status says how it went. */
static char *tags_of(tool *t, const char *name, int *status) {
  nutri_cursor *cursor = NULL;
  nutri_person_tag tag = NUTRI_INIT(nutri_person_tag);
  char *all = NULL;
  int rc = nutri_person_tag_list(t->db, name, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_person_tag_next(cursor, &tag)) == NUTRI_ROW) {
      char *longer = all == NULL ? copied(tag.tag) : printed("%s, %s", all, tag.tag);
      free(all);
      all = longer;
    }
  nutri_cursor_close(cursor);
  *status = refused_as(t, rc);
  return all;
}

/* The survey of a person into a row of survey_columns; of none all is empty. */
static int add_survey(tool *t, const char *name, table *rows) {
  nutri_survey s = NUTRI_INIT(nutri_survey);
  int rc = nutri_person_survey_get(t->db, name, &s);
  if (rc != NUTRI_OK && rc != NUTRI_ENOTFOUND)
    return refused(t, rc);
  if (rc == NUTRI_ENOTFOUND)
    return DONE;
  add_text(rows, s.survey);
  add_number(rows, s.weight);
  add_number(rows, s.weight_two_days);
  if (s.has_design) {
    add_whole(rows, s.stratum);
    add_whole(rows, s.psu);
  } else {
    add_nothing(rows);
    add_nothing(rows);
  }
  return DONE;
}

/* Prints a person with the stages. */
static int person_shown(tool *t, const char *name) {
  nutri_person p = NUTRI_INIT(nutri_person);
  int status = DONE;
  int rc = nutri_person_get(t->db, name, &p);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  table *record = table_new(person_columns, COUNT_OF(person_columns));
  add_person(record, &p);
  char *text = person_text(record, p.age_months);
  table *stages = stages_of(t, name, &status);
  table *survey = table_new(survey_columns, COUNT_OF(survey_columns));
  char *tags = status == DONE ? tags_of(t, name, &status) : NULL;
  if (status == DONE)
    status = add_survey(t, name, survey);
  if (status == DONE)
    person_printed(t, record, stages, survey, tags, text);
  free(tags);
  table_free(survey);
  table_free(stages);
  free(text);
  table_free(record);
  return status;
}

/* Takes sex, birth and authority from the options into p, where they are given. */
static int person_options(const tool *t, const args *a, nutri_person *p, char born[DAY_SIZE]) {
  int years = -1;
  int status = args_whole(t, a, OPT_AGE, -1, &years);
  if (status != DONE)
    return status;
  if (a->value[OPT_AGE] != NULL && (years < 0 || years > 150))
    return misused(t, "--age wants years from 0 to 150, not '%s'", a->value[OPT_AGE]);
  if (a->value[OPT_AGE] != NULL && a->value[OPT_BORN] != NULL)
    return misused(t, "--age and --born exclude each other");
  if (a->value[OPT_SEX] != NULL)
    p->sex = a->value[OPT_SEX];
  if (a->value[OPT_AUTHORITY] != NULL)
    p->authority = a->value[OPT_AUTHORITY];
  if (a->value[OPT_BORN] != NULL) {
    p->born = day_meant(t, a->value[OPT_BORN], born);
    p->age_months = -1;
  }
  if (years >= 0) {
    p->born = NULL;
    p->age_months = 12 * years;
  }
  return DONE;
}

int cmd_person_add(tool *t, const args *a) {
  nutri_person p = NUTRI_INIT(nutri_person);
  char born[DAY_SIZE];
  p.name = a->words[0];
  p.age_months = -1;
  int status = person_options(t, a, &p, born);
  if (status != DONE)
    return status;
  int rc = nutri_person_add(t->db, &p);
  return rc == NUTRI_OK ? person_shown(t, p.name) : refused(t, rc);
}

int cmd_person_set(tool *t, const args *a) {
  nutri_person p = NUTRI_INIT(nutri_person);
  char born[DAY_SIZE];
  int status = DONE;
  char *name = person_meant(t, a->words[0], &status);
  if (name == NULL)
    return status;
  int rc = nutri_person_get(t->db, name, &p);
  if (rc != NUTRI_OK) {
    free(name);
    return refused(t, rc);
  }
  char *owned[] = {copied(p.sex), copied(p.born), copied(p.authority)}; /* the handle's end here */
  p.name = name;
  p.sex = owned[0];
  p.born = owned[1];
  p.authority = owned[2];
  status = person_options(t, a, &p, born);
  if (status == DONE)
    status = refused_as(t, nutri_person_change(t->db, &p));
  if (status == DONE)
    status = person_shown(t, name);
  for (size_t i = 0; i < COUNT_OF(owned); i++)
    free(owned[i]);
  free(name);
  return status;
}

int cmd_person_list(tool *t, const args *a) {
  int status = DONE;
  table *rows = persons(t, &status);
  (void)a;
  if (rows == NULL)
    return status;
  if (table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    puts("Nobody yet; add somebody: nutri person add NAME");
  else
    table_print(t, rows);
  table_free(rows);
  return DONE;
}

int cmd_person_show(tool *t, const args *a) {
  int status = DONE;
  char *name = person_meant(t, a->count > 0 ? a->words[0] : NULL, &status);
  if (name != NULL)
    status = person_shown(t, name);
  free(name);
  return status;
}

/* ---- groups ---------------------------------------------------------------------------------- */

int cmd_person_tag(tool *t, const args *a) {
  int status = DONE;
  char *name = person_meant(t, a->words[0], &status);
  for (int i = 1; name != NULL && status == DONE && i < a->count; i++)
    status = refused_as(t, nutri_person_tag_add(t->db, name, a->words[i]));
  if (name != NULL && status == DONE)
    status = person_shown(t, name);
  free(name);
  return status;
}

int cmd_person_untag(tool *t, const args *a) {
  int status = DONE;
  char *name = person_meant(t, a->words[0], &status);
  if (name != NULL)
    status = refused_as(t, nutri_person_tag_remove(t->db, name, a->words[1]));
  if (name != NULL && status == DONE)
    status = person_shown(t, name);
  free(name);
  return status;
}

int cmd_person_survey(tool *t, const args *a) {
  nutri_survey s = NUTRI_INIT(nutri_survey);
  int stratum = 0;
  int psu = 0;
  int status = args_number(t, a, OPT_WEIGHT, (double)NAN, &s.weight);
  if (status == DONE)
    status = args_number(t, a, OPT_WEIGHT_TWO_DAYS, (double)NAN, &s.weight_two_days);
  if (status == DONE)
    status = args_whole(t, a, OPT_STRATUM, 0, &stratum);
  if (status == DONE)
    status = args_whole(t, a, OPT_PSU, 0, &psu);
  if (status == DONE && (a->value[OPT_STRATUM] == NULL) != (a->value[OPT_PSU] == NULL))
    status = misused(t, "--stratum and --psu go together");
  if (status != DONE)
    return status;
  char *name = person_meant(t, a->words[0], &status);
  s.survey = a->words[1];
  s.has_design = a->value[OPT_STRATUM] != NULL;
  s.stratum = stratum;
  s.psu = psu;
  if (name != NULL)
    status = refused_as(t, nutri_person_survey_set(t->db, name, &s));
  if (name != NULL && status == DONE)
    status = person_shown(t, name);
  free(name);
  return status;
}

int cmd_person_unsurvey(tool *t, const args *a) {
  int status = DONE;
  char *name = person_meant(t, a->words[0], &status);
  if (name != NULL)
    status = refused_as(t, nutri_person_survey_remove(t->db, name));
  if (name != NULL && status == DONE)
    status = person_shown(t, name);
  free(name);
  return status;
}

/* ---- stage ----------------------------------------------------------------------------------- */

int cmd_stage_add(tool *t, const args *a) {
  nutri_stage s = NUTRI_INIT(nutri_stage);
  char from[DAY_SIZE];
  char to[DAY_SIZE];
  int status = DONE;

  if (a->value[OPT_FROM] == NULL)
    return misused(t, "stage add needs --from DAY");
  char *name = person_meant(t, a->words[0], &status);
  if (name == NULL)
    return status;
  s.stage = a->words[1];
  s.from = day_meant(t, a->value[OPT_FROM], from);
  s.to = day_meant(t, a->value[OPT_TO], to);
  status = refused_as(t, nutri_stage_add(t->db, name, &s));
  if (status == DONE)
    status = person_shown(t, name);
  free(name);
  return status;
}

int cmd_stage_remove(tool *t, const args *a) {
  char from[DAY_SIZE];
  int status = DONE;

  if (a->value[OPT_FROM] == NULL)
    return misused(t, "stage remove needs --from DAY");
  char *name = person_meant(t, a->words[0], &status);
  if (name == NULL)
    return status;
  status = refused_as(
      t, nutri_stage_remove(t->db, name, a->words[1], day_meant(t, a->value[OPT_FROM], from)));
  if (status == DONE)
    status = person_shown(t, name);
  free(name);
  return status;
}

int cmd_stage_list(tool *t, const args *a) {
  int status = DONE;
  char *name = person_meant(t, a->count > 0 ? a->words[0] : NULL, &status);
  if (name == NULL)
    return status;
  table *rows = stages_of(t, name, &status);
  if (status == DONE && table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    printf("No life stage of %s is recorded.\n", name);
  else if (status == DONE)
    table_print(t, rows);
  table_free(rows);
  free(name);
  return status;
}
