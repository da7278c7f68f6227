/* SPDX-License-Identifier: MIT */
/*
 * group: the usual intake of many, as a dietitian prints it; variation: how much a person's days
 * differ. What is said is of a group's intake, of nobody in it.
 */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- the query ------------------------------------------------------------------------------- */

typedef struct asked {
  nutri_group_query query;
  measured nutrient;
  span days;
} asked;

static int years_meant(const tool *t, const args *a, enum option option, int *years) {
  int status = args_whole(t, a, option, -1, years);
  if (status == DONE && a->value[option] != NULL && (*years < 0 || *years > 150))
    return misused(t, "%s wants years from 0 to 150, not '%s'", option_name(option),
                   a->value[option]);
  return status;
}

static int by_meant(const tool *t, const char *by, uint32_t *flags) {
  if (by == NULL)
    return DONE;
  if (strcmp(by, "sex") == 0)
    *flags |= NUTRI_GROUP_BY_SEX;
  else if (strcmp(by, "age") == 0)
    *flags |= NUTRI_GROUP_BY_AGE;
  else if (strcmp(by, "sex,age") == 0 || strcmp(by, "age,sex") == 0)
    *flags |= NUTRI_GROUP_BY_SEX | NUTRI_GROUP_BY_AGE;
  else
    return misused(t, "--by wants sex, age or sex,age, not '%s'", by);
  return DONE;
}

/* Whom and when: what group and variation share. Ends with asked_end(), whatever it returns. */
static int whom_meant(tool *t, const args *a, asked *out) {
  int least = -1;
  int most = -1;
  memset(out, 0, sizeof *out);
  out->query = (nutri_group_query)NUTRI_INIT(nutri_group_query);
  int status = span_meant(t, a, 0, &out->days);
  if (status == DONE)
    status = years_meant(t, a, OPT_MIN_AGE, &least);
  if (status == DONE)
    status = years_meant(t, a, OPT_MAX_AGE, &most);
  if (status == DONE && most >= 0 && most < least)
    status = misused(t, "--min-age %d is above --max-age %d", least, most);
  if (status == DONE)
    status = nutrient_meant(t, a, &out->nutrient);
  out->query.nutrient_id = out->nutrient.id;
  out->query.sex = a->value[OPT_SEX];
  out->query.age_min_months = least > 0 ? 12 * least : 0;
  out->query.age_max_months = most >= 0 ? 12 * most + 11 : 0;
  out->query.stage = a->value[OPT_STAGE];
  out->query.tag = a->value[OPT_TAG];
  out->query.survey = a->value[OPT_SURVEY];
  out->query.from = out->days.from;
  out->query.to = out->days.to;
  return status;
}

static void asked_end(asked *q) { measured_free(&q->nutrient); }

static int query_meant(tool *t, const args *a, asked *out) {
  int seed = 0;
  const char *method = a->value[OPT_METHOD];
  int status = whom_meant(t, a, out);
  if (status == DONE)
    status = by_meant(t, a->value[OPT_BY], &out->query.flags);
  if (status == DONE)
    status = args_whole(t, a, OPT_SEED, 1, &seed);
  if (status == DONE)
    status = args_whole(t, a, OPT_REPLICATES, 0, &out->query.replicates);
  if (status == DONE && seed < 0)
    status = misused(t, "--seed wants a whole number from 0 on, not '%s'", a->value[OPT_SEED]);
  if (status == DONE && method != NULL && strcmp(method, "nci") != 0 && strcmp(method, "nrc") != 0)
    status = misused(t, "--method wants nci or nrc, not '%s'", method);
  out->query.seed = (uint32_t)seed;
  out->query.method = method != NULL && strcmp(method, "nrc") == 0 ? NUTRI_NRC : NUTRI_NCI;
  if (a->value[OPT_SUPPLEMENTS] != NULL)
    out->query.flags |= NUTRI_GROUP_SUPPLEMENTS;
  if (a->value[OPT_NO_SE] != NULL)
    out->query.flags |= NUTRI_GROUP_NO_SE;
  return status;
}

/* ---- for programs ---------------------------------------------------------------------------- */

static const column group_columns[] = {
    {.key = "sex"},
    {.key = "age_group"},
    {.key = "age_min_months"},
    {.key = "age_max_months"},
    {.key = "nutrient_id"},
    {.key = "nutrient"},
    {.key = "unit"},
    {.key = "intake"},
    {.key = "persons"},
    {.key = "persons_repeat"},
    {.key = "persons_out"},
    {.key = "persons_no_ear"},
    {.key = "days"},
    {.key = "zero_days"},
    {.key = "entries"},
    {.key = "unknown_entries"},
    {.key = "unknown_nonfood"},
    {.key = "known_share"},
    {.key = "is_lower_bound"},
    {.key = "mean"},
    {.key = "mean_se"},
    {.key = "df"},
    {.key = "first_day_mean"},
    {.key = "first_day_se"},
    {.key = "mean_supplement"},
    {.key = "mean_medicine"},
    {.key = "usual_mean"},
    {.key = "usual_mean_se"},
    {.key = "p5"},
    {.key = "p5_se"},
    {.key = "p10"},
    {.key = "p10_se"},
    {.key = "p25"},
    {.key = "p25_se"},
    {.key = "p50"},
    {.key = "p50_se"},
    {.key = "p75"},
    {.key = "p75_se"},
    {.key = "p90"},
    {.key = "p90_se"},
    {.key = "p95"},
    {.key = "p95_se"},
    {.key = "ear_low"},
    {.key = "ear_high"},
    {.key = "below_ear"},
    {.key = "below_ear_se"},
    {.key = "inadequate"},
    {.key = "inadequate_se"},
    {.key = "above_upper"},
    {.key = "above_upper_se"},
    {.key = "above_ai"},
    {.key = "above_ai_se"},
    {.key = "lambda"},
    {.key = "model_within_sd"},
    {.key = "model_between_sd"},
    {.key = "within_sd"},
    {.key = "between_sd"},
    {.key = "variance_ratio"},
    {.key = "within_cv_percent"},
    {.key = "nrc_p5"},
    {.key = "nrc_p10"},
    {.key = "nrc_p25"},
    {.key = "nrc_p50"},
    {.key = "nrc_p75"},
    {.key = "nrc_p90"},
    {.key = "nrc_p95"},
    {.key = "method"},
    {.key = "is_weighted"},
    {.key = "has_weekend"},
    {.key = "se_method"},
    {.key = "replicates"},
    {.key = "replicates_refused"},
    {.key = "seed"},
    {.key = "reason"},
    {.key = "reason_text"},
    {.key = "se_reason"},
    {.key = "se_text"},
};

static void add_age(table *rows, int months) {
  if (months < 0)
    add_nothing(rows);
  else
    add_whole(rows, months);
}

static void add_group(table *rows, const nutri_group *g) {
  add_text(rows, g->sex);
  add_text(rows, g->age_group);
  add_age(rows, g->age_min_months);
  add_age(rows, g->age_max_months);
  add_whole(rows, g->nutrient_id);
  add_text(rows, g->nutrient);
  add_text(rows, g->unit);
  add_text(rows, g->intake);
  add_whole(rows, g->persons);
  add_whole(rows, g->persons_repeat);
  add_whole(rows, g->persons_out);
  add_whole(rows, g->persons_no_ear);
  add_whole(rows, g->days);
  add_whole(rows, g->zero_days);
  add_whole(rows, g->entries);
  add_whole(rows, g->unknown_entries);
  add_whole(rows, g->unknown_nonfood);
  add_number(rows, g->known_share);
  add_flag(rows, g->unknown_entries > 0);
  add_number(rows, g->mean);
  add_number(rows, g->mean_se);
  add_whole(rows, g->df);
  add_number(rows, g->first_day_mean);
  add_number(rows, g->first_day_se);
  add_number(rows, g->mean_supplement);
  add_number(rows, g->mean_medicine);
  add_number(rows, g->usual_mean);
  add_number(rows, g->usual_mean_se);
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++) {
    add_number(rows, g->percentile[i]);
    add_number(rows, g->percentile_se[i]);
  }
  add_number(rows, g->ear_low);
  add_number(rows, g->ear_high);
  add_number(rows, g->below_ear);
  add_number(rows, g->below_ear_se);
  add_number(rows, g->inadequate);
  add_number(rows, g->inadequate_se);
  add_number(rows, g->above_upper);
  add_number(rows, g->above_upper_se);
  add_number(rows, g->above_ai);
  add_number(rows, g->above_ai_se);
  add_number(rows, g->lambda);
  add_number(rows, g->model_within_sd);
  add_number(rows, g->model_between_sd);
  add_number(rows, g->within_sd);
  add_number(rows, g->between_sd);
  add_number(rows, g->variance_ratio);
  add_number(rows, g->within_cv_percent);
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++)
    add_number(rows, g->nrc_percentile[i]);
  add_text(rows, g->method);
  add_flag(rows, g->is_weighted);
  add_flag(rows, g->has_weekend);
  add_text(rows, g->se_method);
  add_whole(rows, g->replicates);
  add_whole(rows, g->replicates_refused);
  add_whole(rows, g->seed);
  add_whole(rows, g->reason);
  add_text(rows, g->reason_text);
  add_whole(rows, g->se_reason);
  add_text(rows, g->se_text);
}

/* ---- for people ------------------------------------------------------------------------------ */

static const column intake_columns[] = {
    {.heading = "sex", .flags = DROP_EMPTY},
    {.heading = "age"},
    {.heading = "persons", .style = AS_COUNT},
    {.heading = "with 2 days", .style = AS_COUNT},
    {.heading = "mean", .flags = RIGHT},
    {.heading = "SE", .style = AS_AMOUNT, .flags = DROP_EMPTY},
    {.heading = "first day", .flags = RIGHT | DROP_EMPTY},
    {.heading = "p5", .style = AS_AMOUNT, .flags = DROP_EMPTY},
    {.heading = "p10", .style = AS_AMOUNT, .flags = DROP_EMPTY},
    {.heading = "p25", .style = AS_AMOUNT, .flags = DROP_EMPTY},
    {.heading = "p50", .style = AS_AMOUNT, .flags = DROP_EMPTY},
    {.heading = "p75", .style = AS_AMOUNT, .flags = DROP_EMPTY},
    {.heading = "p90", .style = AS_AMOUNT, .flags = DROP_EMPTY},
    {.heading = "p95", .style = AS_AMOUNT, .flags = DROP_EMPTY},
};

static const column share_columns[] = {
    {.heading = "sex", .flags = DROP_EMPTY},
    {.heading = "age"},
    {.heading = "EAR", .flags = RIGHT | DROP_EMPTY},
    {.heading = "below EAR", .flags = RIGHT | DROP_EMPTY},
    {.heading = "SE", .flags = RIGHT | DROP_EMPTY},
    {.heading = "full probability", .flags = RIGHT | DROP_EMPTY},
    {.heading = "SE", .flags = RIGHT | DROP_EMPTY},
    {.heading = "at AI or above", .flags = RIGHT | DROP_EMPTY},
    {.heading = "SE", .flags = RIGHT | DROP_EMPTY},
    {.heading = "above UL", .flags = RIGHT | DROP_EMPTY},
};

/* What a table of rows leaves to be said below it. */
typedef struct shown {
  table *intakes;
  table *shares;
  char *note[64];
  size_t notes;
  char *title; /* of the last row, which is everybody */
  int is_empty;
} shown;

static void notes_end(shown *s, size_t from) {
  while (s->notes > from)
    free(s->note[--s->notes]);
}

static void note(shown *s, char *owned) {
  if (s->notes < COUNT_OF(s->note))
    s->note[s->notes++] = owned;
  else
    free(owned);
}

/* "male, 31-50 years" */
static char *name_of(const nutri_group *g) {
  if (g->sex == NULL)
    return copied(g->age_group == NULL ? "all" : g->age_group);
  return g->age_group == NULL ? printed("%s, all ages", g->sex)
                              : printed("%s, %s", g->sex, g->age_group);
}

static void add_owned(table *rows, char *text) {
  add_text(rows, text);
  free(text);
}

/* "56.2 %"; of what is a bound "at most 56.2 %". */
static char *share_text(double share, const char *bound) {
  if (isnan(share))
    return NULL;
  return printed("%s%.1f %%", bound, 100.0 * share);
}

/* A mean; of what is in part unknown "at least" so much. */
static void add_mean(table *rows, double mean, const nutri_group *g) {
  char number[NUMBER_SIZE];
  if (isnan(mean))
    add_nothing(rows);
  else
    add_owned(rows, printed("%s%s", g->unknown_entries > 0 ? "at least " : "",
                            people_amount(mean, number)));
}

static void add_intake(table *rows, const nutri_group *g) {
  add_text(rows, g->sex == NULL ? "all" : g->sex);
  add_text(rows, g->age_group == NULL ? "all ages" : g->age_group);
  add_whole(rows, g->persons);
  add_whole(rows, g->persons_repeat);
  add_mean(rows, g->mean, g);
  add_number(rows, g->mean_se);
  add_mean(rows, g->has_recalls && g->persons_repeat > 0 ? g->first_day_mean : (double)NAN, g);
  for (int i = 0; i < NUTRI_GROUP_PERCENTILES; i++)
    add_number(rows, g->percentile[i]);
}

static void add_shares(table *rows, const nutri_group *g) {
  const char *most = g->unknown_entries > 0 ? "at most " : "";
  const char *least = g->unknown_entries > 0 ? "at least " : "";
  char low[NUMBER_SIZE];
  char high[NUMBER_SIZE];
  add_text(rows, g->sex == NULL ? "all" : g->sex);
  add_text(rows, g->age_group == NULL ? "all ages" : g->age_group);
  if (isnan(g->ear_low))
    add_nothing(rows);
  else if (g->ear_low < g->ear_high)
    add_owned(rows,
              printed("%s-%s", people_amount(g->ear_low, low), people_amount(g->ear_high, high)));
  else
    add_text(rows, people_amount(g->ear_low, low));
  add_owned(rows, share_text(g->below_ear, most));
  add_owned(rows, share_text(g->below_ear_se, ""));
  add_owned(rows, share_text(g->inadequate, most));
  add_owned(rows, share_text(g->inadequate_se, ""));
  add_owned(rows, share_text(g->above_ai, least));
  add_owned(rows, share_text(g->above_ai_se, ""));
  add_owned(rows, share_text(g->above_upper, g->unknown_nonfood > 0 ? least : ""));
}

/* A reason that rows share is said once. */
static void note_reason(shown *s, const char *what, const char *name, const char *text) {
  char *line = printed(": no %s: %s.", what, text);
  size_t length = strlen(line);
  for (size_t i = 0; i < s->notes; i++) {
    size_t old = strlen(s->note[i]);
    if (old > length && strcmp(s->note[i] + old - length, line) == 0) {
      char *longer = printed("%.*s; %s%s", (int)(old - length), s->note[i], name, line);
      free(s->note[i]);
      free(line);
      s->note[i] = longer;
      return;
    }
  }
  note(s, printed("%s%s", name, line));
  free(line);
}

static void note_row(shown *s, const nutri_group *g) {
  char *name = name_of(g);
  const char *what = isnan(g->usual_mean) ? "usual intake" : "share below the EAR";
  if (g->reason_text != NULL)
    note_reason(s, what, name, g->reason_text);
  if (g->se_text != NULL)
    note_reason(s, "standard error", name, g->se_text);
  if (g->persons_out > 0 && g->sex == NULL && g->age_group == NULL)
    note(s, printed("%d person%s left out: without a weight, or of weight 0.", g->persons_out,
                    g->persons_out == 1 ? " is" : "s are"));
  if (g->persons_no_ear > 0 && g->persons_no_ear < g->persons && !isnan(g->below_ear))
    note(s, printed("%s: of %d persons there is no EAR; the share below it is of the others.", name,
                    g->persons_no_ear));
  free(name);
}

/* The NRC method stands beside the model, as a check. */
static void note_variance(shown *s, const nutri_group *g) {
  char within[NUMBER_SIZE];
  char median[NUMBER_SIZE];
  if (isnan(g->within_sd) || isnan(g->nrc_percentile[3]) || isnan(g->variance_ratio))
    return;
  note(s,
       printed("As a check, by the NRC method: median %s; within-person SD %s %s (%.0f %% of the "
               "mean), its variance %.1f times that between persons.",
               people_amount(g->nrc_percentile[3], median), people_amount(g->within_sd, within),
               g->unit, g->within_cv_percent, g->variance_ratio));
}

/* How it was done; of the last row, which is everybody. */
static void note_method(shown *s, const nutri_group *g) {
  char share[NUMBER_SIZE];
  if (g->persons == 0)
    return;
  note(s, printed("%s; %d day%s of %d person%s%s%s.", g->is_weighted ? "Weighted" : "Unweighted",
                  g->days, g->days == 1 ? "" : "s", g->persons, g->persons == 1 ? "" : "s",
                  isnan(g->usual_mean)            ? ""
                  : strcmp(g->method, "NCI") == 0 ? ", usual intake by the NCI amount-only model"
                                                  : ", person means shrunk by the NRC method",
                  g->unknown_entries > 0 ? "" : ", all of it known"));
  note_variance(s, g);
  if (g->unknown_entries > 0)
    note(s,
         printed("Of %lld of %lld entries the amount is unknown (coverage %s): intakes are lower "
                 "bounds.",
                 (long long)g->unknown_entries, (long long)g->entries,
                 people_share(g->known_share, share)));
  if (g->se_method != NULL && strcmp(g->se_method, "jackknife") == 0)
    note(s,
         printed("Standard errors: the mean's by Taylor's linearisation (%d degrees of freedom), "
                 "the others by a jackknife over %d sampling units.",
                 g->df, g->replicates));
  else if (g->se_method != NULL)
    note(s,
         printed("Standard errors: of percentiles and shares by a bootstrap of %d samples of "
                 "persons, seed %u%s.",
                 g->replicates, (unsigned)g->seed,
                 g->replicates_refused > 0 ? "; some samples had no answer and are left out" : ""));
  if (!g->has_weekend && !isnan(g->lambda) && strcmp(g->method, "NCI") == 0)
    note(s, copied("Weekends are not in the model: the days have no date, or are all alike."));
  if (g->zero_days > 0)
    note(s, printed("%d day%s had none of it and enter%s as half the least amount.", g->zero_days,
                    g->zero_days == 1 ? "" : "s", g->zero_days == 1 ? "s" : ""));
  if (strcmp(g->intake, "food") == 0 && g->mean_supplement > 0)
    note(s, copied("Supplements were taken and are not in it: --supplements adds them."));
}

/* "Magnesium from food, all days, mg a day" */
static char *title_of(const asked *q, const nutri_group *g) {
  char *name = cleaned(q->nutrient.name);
  char *when = span_text(&q->days);
  if (name[0] >= 'a' && name[0] <= 'z')
    name[0] = (char)(name[0] - 'a' + 'A');
  char *title = printed("%s from %s, %s, %s a day", name, g->intake, when, g->unit);
  free(when);
  free(name);
  return title;
}

static void shown_printed(const shown *s, const asked *q) {
  puts(s->title);
  table_for_people(s->intakes, stdout);
  if (!s->is_empty) {
    printf("\nAgainst the reference values of the persons\n");
    table_for_people(s->shares, stdout);
  }
  putchar('\n');
  for (size_t i = 0; i < s->notes; i++)
    puts(s->note[i]);
  printf("This is about the intake of a group; it says nothing of a single person, and does not\n"
         "measure body %s.\n",
         q->nutrient.name);
}

static int group_for_people(tool *t, const asked *q, nutri_cursor *cursor) {
  shown s = {.intakes = table_new(intake_columns, COUNT_OF(intake_columns)),
             .shares = table_new(share_columns, COUNT_OF(share_columns))};
  nutri_group g = NUTRI_INIT(nutri_group);
  size_t of_rows = 0;
  int rc;
  while ((rc = nutri_group_next(cursor, &g)) == NUTRI_ROW) {
    notes_end(&s, of_rows);
    free(s.title);
    add_intake(s.intakes, &g);
    add_shares(s.shares, &g);
    note_row(&s, &g);
    of_rows = s.notes;
    note_method(&s, &g);
    s.title = title_of(q, &g);
    s.is_empty = g.persons == 0;
  }
  if (rc == NUTRI_OK)
    shown_printed(&s, q);
  notes_end(&s, 0);
  free(s.title);
  table_free(s.intakes);
  table_free(s.shares);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static int group_for_programs(tool *t, nutri_cursor *cursor) {
  table *rows = table_new(group_columns, COUNT_OF(group_columns));
  nutri_group g = NUTRI_INIT(nutri_group);
  int rc;
  while ((rc = nutri_group_next(cursor, &g)) == NUTRI_ROW)
    add_group(rows, &g);
  if (rc == NUTRI_OK)
    table_print(t, rows);
  table_free(rows);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int cmd_group(tool *t, const args *a) {
  asked q;
  nutri_cursor *cursor = NULL;
  int status = query_meant(t, a, &q);
  if (status == DONE) {
    int rc = nutri_group_list(t->db, &q.query, &cursor);
    if (rc != NUTRI_OK)
      status = refused(t, rc);
    else
      status =
          t->format == FOR_PEOPLE ? group_for_people(t, &q, cursor) : group_for_programs(t, cursor);
  }
  nutri_cursor_close(cursor);
  asked_end(&q);
  return status;
}

/* ---- variation ------------------------------------------------------------------------------- */

static const column sd_columns[] = {
    {.key = "set", .heading = "set"},
    {.key = "nutrient_id"},
    {.key = "nutrient", .heading = "nutrient"},
    {.key = "sex", .heading = "sex"},
    {.key = "age_min_months", .heading = "from month", .style = AS_ID},
    {.key = "age_max_months", .heading = "to month", .style = AS_ID},
    {.key = "sd", .heading = "SD", .style = AS_AMOUNT},
    {.key = "unit", .heading = "unit"},
    {.key = "cv_percent", .heading = "CV %", .style = AS_AMOUNT},
    {.key = "persons", .heading = "persons", .style = AS_COUNT, .flags = DROP_ZERO},
    {.key = "days", .heading = "days", .style = AS_COUNT, .flags = DROP_ZERO},
    {.key = "source", .heading = "from", .style = AS_CUT},
};

int cmd_variation_list(tool *t, const args *a) {
  table *rows = table_new(sd_columns, COUNT_OF(sd_columns));
  nutri_within_person_sd sd = NUTRI_INIT(nutri_within_person_sd);
  nutri_cursor *cursor = NULL;
  (void)a;
  int rc = nutri_within_person_sd_list(t->db, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_within_person_sd_next(cursor, &sd)) == NUTRI_ROW) {
      add_text(rows, sd.set);
      add_whole(rows, sd.nutrient_id);
      add_text(rows, sd.nutrient);
      add_text(rows, sd.sex);
      add_whole(rows, sd.age_min_months);
      add_whole(rows, sd.age_max_months);
      add_number(rows, sd.sd);
      add_text(rows, sd.unit);
      add_number(rows, sd.cv_percent);
      add_whole(rows, sd.persons);
      add_whole(rows, sd.days);
      add_text(rows, sd.source);
    }
  if (rc == NUTRI_OK)
    table_print(t, rows);
  nutri_cursor_close(cursor);
  table_free(rows);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int cmd_variation_estimate(tool *t, const args *a) {
  asked q;
  int stored = 0;
  int status = whom_meant(t, a, &q);
  if (status == DONE) {
    int rc = nutri_within_person_sd_estimate(t->db, a->words[0], &q.query, &stored);
    status = rc == NUTRI_OK ? DONE : refused(t, rc);
  }
  asked_end(&q);
  if (status == DONE && t->format == FOR_PEOPLE)
    printf("%d sex and age group%s stored as %s: nutri deficit --within-sd %s takes %s.\n", stored,
           stored == 1 ? " is" : "s are", a->words[0], a->words[0], stored == 1 ? "it" : "them");
  else if (status == DONE)
    status = cmd_variation_list(t, a);
  return status;
}

int cmd_variation_remove(tool *t, const args *a) {
  int rc = nutri_within_person_sd_remove(t->db, a->words[0]);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  if (t->format == FOR_PEOPLE)
    printf("%s is removed.\n", a->words[0]);
  else
    return cmd_variation_list(t, a);
  return DONE;
}
