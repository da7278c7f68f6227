/* SPDX-License-Identifier: MIT */
/* A database in which every public function has something to do, and what the calls are given. */
#ifndef FAULT_WORLD_H
#define FAULT_WORLD_H

#include "support_import.h"
#include "support_person.h"

/* Numbers of what is in it. */
extern struct at {
  int64_t almonds;
  int64_t beans;
  int64_t bar;
  int64_t entry;
  int64_t observation;
  int64_t product;
  int64_t recipe;
  int64_t schedule;
  int64_t target;
  int64_t import; /* the newest */
  int64_t rejecting_import;
} at;

/* Fills db. */
void fill_world(void);
/* ... with a person and a day alone: no import was there, so that one has the file to itself. */
void fill_young_world(void);

const nutri_own_food *own_food(const char *description);
const nutri_intake *entry(void);
const nutri_observation *noted(void);
const nutri_person *person(const char *name, const char *sex);
const nutri_product *product(const char *name);
const nutri_label *label(void);
const nutri_recipe *recipe(const char *name);
const nutri_ingredient *ingredients(void); /* two */
const nutri_schedule *dose(void);
const nutri_stage *stage(const char *from);
const nutri_target *target(void);
const nutri_survey *of_survey(void);

#endif
