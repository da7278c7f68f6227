/* SPDX-License-Identifier: MIT */
/* What total, sources and deficit start from. */
#ifndef REPORT_H
#define REPORT_H

#include "tool.h"

typedef struct report {
  measured nutrient;
  span days; /* points into itself: a report is not copied */
  char *person;
  char *when; /* the days in words */
} report;

/* report_end() goes with it, whatever it returns. */
int report_start(tool *t, const args *a, report *out);
void report_end(report *r);

void put_title(const report *r, const char *end); /* "Magnesium of ann, all days" */
void put_span(json *j, const report *r);

/* plan.c: what --plan adds to a deficit. */
int plan_for_people(tool *t, const report *r);
int plan_as_json(tool *t, const report *r, json *j);

#endif
