/* SPDX-License-Identifier: MIT */
/* deficit --plan: days and intake that a sure answer takes, and how AI and UL compare. */
#include "report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const column plan_columns[] = {
    {.key = "days_counted"},
    {.key = "mean", .mg_key = "mean_mg"},
    {.key = "at_least"},
    {.key = "within_person_sd", .mg_key = "within_person_sd_mg"},
    {.key = "within_person_source"},
    {.key = "precision"},
    {.key = "level"},
    {.key = "half_width", .mg_key = "half_width_mg"},
    {.key = "days_needed"},
    {.key = "precision_now"},
    {.key = "reason"},
    {.key = "reason_text"},
    {.key = "average_requirement", .mg_key = "ear_mg"},
    {.key = "requirement_sd", .mg_key = "requirement_sd_mg"},
    {.key = "confidence"},
    {.key = "days"},
    {.key = "intake_needed", .mg_key = "intake_needed_mg"},
    {.key = "intake_reason"},
    {.key = "intake_reason_text"},
    {.key = "ai", .mg_key = "ai_mg"},
    {.key = "ai_z"},
    {.key = "ai_confidence"},
    {.key = "ai_reason"},
    {.key = "ai_reason_text"},
    {.key = "upper_limit", .mg_key = "upper_limit_mg"},
    {.key = "upper_scope"},
    {.key = "upper_counted", .mg_key = "upper_counted_mg"},
    {.key = "upper_at_least"},
    {.key = "upper_sd", .mg_key = "upper_sd_mg"},
    {.key = "upper_z"},
    {.key = "upper_confidence"},
    {.key = "upper_reason"},
    {.key = "upper_reason_text"},
};

static void add_reason(table *rows, int reason) {
  add_whole(rows, reason);
  add_text(rows, reason == NUTRI_REASON_NONE ? NULL : nutri_reason_text(reason));
}

static void add_plan(table *rows, const nutri_plan *p) {
  add_whole(rows, p->days_counted);
  add_number(rows, p->mean);
  add_flag(rows, p->at_least);
  add_number(rows, p->within_person_sd);
  add_text(rows, p->within_person_source);
  add_number(rows, p->precision);
  add_number(rows, p->level);
  add_number(rows, p->half_width);
  if (p->days_needed > 0)
    add_whole(rows, p->days_needed);
  else
    add_nothing(rows);
  add_number(rows, p->precision_now);
  add_reason(rows, p->reason);
  add_number(rows, p->average_requirement);
  add_number(rows, p->requirement_sd);
  add_number(rows, p->confidence);
  add_whole(rows, p->days);
  add_number(rows, p->intake_needed);
  add_reason(rows, p->intake_reason);
  add_number(rows, p->ai);
  add_number(rows, p->ai_z);
  add_number(rows, p->ai_confidence);
  add_reason(rows, p->ai_reason);
  add_number(rows, p->upper_limit);
  add_text(rows, p->upper_scope);
  add_number(rows, p->upper_counted);
  add_flag(rows, p->upper_at_least);
  add_number(rows, p->upper_sd);
  add_number(rows, p->upper_z);
  add_number(rows, p->upper_confidence);
  add_reason(rows, p->upper_reason);
}

/* ---- for people ------------------------------------------------------------------------------ */

typedef struct words {
  char text[96];
} words;

static words amount(double value, const nutri_plan *p) {
  char number[NUMBER_SIZE];
  words w;
  snprintf(w.text, sizeof w.text, "%s %.40s", people_amount(value, number), p->unit);
  return w;
}

/* Infinite where a fixed dose is compared. */
static words z_of(double z) {
  words w;
  if (isinf(z))
    snprintf(w.text, sizeof w.text, "a dose that is the same every day");
  else
    snprintf(w.text, sizeof w.text, "z %.2f", z);
  return w;
}

static words chance(double share) {
  words w;
  if (share < 0.005)
    snprintf(w.text, sizeof w.text, "under 1 %%");
  else if (share > 0.995)
    snprintf(w.text, sizeof w.text, "over 99 %%");
  else
    snprintf(w.text, sizeof w.text, "%.0f %%", 100 * share);
  return w;
}

static void put_days(const nutri_plan *p) {
  if (p->days_needed == 0) {
    printf("Days that tell the usual intake: not to be said (%s).\n", nutri_reason_text(p->reason));
    return;
  }
  printf("To tell the usual intake to %.0f %% (%s), %.0f %% surely, takes %d days; the %d counted "
         "tell it to %.0f %%.\n",
         100 * p->precision, amount(p->half_width, p).text, 100 * p->level, p->days_needed,
         p->days_counted, 100 * p->precision_now);
  printf("From mean %s and within-person SD %s (%s).\n", amount(p->mean, p).text,
         amount(p->within_person_sd, p).text, p->within_person_source);
}

static void put_intake(const nutri_plan *p) {
  if (isnan(p->intake_needed)) {
    printf("Mean at which adequacy would be sure: not to be said (%s).\n",
           nutri_reason_text(p->intake_reason));
    return;
  }
  printf("A mean from food and supplements over %d day%s has a confidence of %.1f %% from %s on.\n",
         p->days, p->days == 1 ? "" : "s", 100 * p->confidence, amount(p->intake_needed, p).text);
  printf("From EAR %s, SD of the requirement %s, within-person SD %s. It is no goal: most people\n"
         "need less.\n",
         amount(p->average_requirement, p).text, amount(p->requirement_sd, p).text,
         amount(p->within_person_sd, p).text);
}

static void put_ai(const nutri_plan *p) {
  if (isnan(p->ai))
    return;
  if (isnan(p->ai_confidence)) {
    printf("Confidence that usual intake is at the AI, %s, or above: none (%s).\n",
           amount(p->ai, p).text, nutri_reason_text(p->ai_reason));
    return;
  }
  printf("Confidence that usual intake is at the AI, %s, or above: %s%s (%s). A low one says "
         "nothing.\n",
         amount(p->ai, p).text, p->at_least ? "at least " : "", chance(p->ai_confidence).text,
         z_of(p->ai_z).text);
}

static void put_upper(const nutri_plan *p) {
  if (isnan(p->upper_limit) || p->upper_counted == 0)
    return;
  if (isnan(p->upper_confidence)) {
    printf("Confidence that usual intake is above the upper limit: none (%s).\n",
           nutri_reason_text(p->upper_reason));
    return;
  }
  printf("Confidence that what the upper limit, %s, counts is usually above it: %s%s (mean %s, SD "
         "%s, %s).\n",
         amount(p->upper_limit, p).text, p->upper_at_least ? "at least " : "",
         chance(p->upper_confidence).text, amount(p->upper_counted, p).text,
         amount(p->upper_sd, p).text, z_of(p->upper_z).text);
}

static int plan_read(tool *t, const report *r, nutri_plan *p) {
  int rc = nutri_nutrient_plan(t->db, r->person, r->nutrient.id, r->days.from, r->days.to, NULL, p);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int plan_for_people(tool *t, const report *r) {
  nutri_plan p = NUTRI_INIT(nutri_plan);
  int status = plan_read(t, r, &p);
  if (status != DONE)
    return status;
  putchar('\n');
  put_days(&p);
  put_intake(&p);
  put_ai(&p);
  put_upper(&p);
  return DONE;
}

int plan_as_json(tool *t, const report *r, json *j) {
  nutri_plan p = NUTRI_INIT(nutri_plan);
  int status = plan_read(t, r, &p);
  if (status != DONE)
    return status;
  table *rows = table_new_for(plan_columns, COUNT_OF(plan_columns), r->nutrient.id);
  add_plan(rows, &p);
  json_begin(j, "plan", '{');
  json_members(j, rows, 0);
  json_end(j, '}');
  table_free(rows);
  return DONE;
}
