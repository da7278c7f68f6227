/* SPDX-License-Identifier: MIT */
/* What the tests of NHANES's import share: small files, and an FNDDS to look their codes up in. */
#ifndef SUPPORT_NHANES_H
#define SUPPORT_NHANES_H

#include "support_import.h"

/* A folder of this test's own, made at first; the paths are good until the eighth call after. */
const char *survey_folder(void);
/* Writes a file of it. */
void put(const char *name, const char *text);
/* Demo_07, Day1_07 and Day2_07: three persons, two of them with a reliable recall. */
void put_small(void);
/* A food of an FNDDS, so much magnesium in 100 g and a kcal a gram; source 5 is FoodData Central's.
 */
int64_t add_coded(int64_t source, const char *code, double magnesium);
/* Five of them; 27214110, which the small files have, is not among them. */
void add_fndds(void);
int import_survey(const char *impute);
/* Persons with their design, then entries, recorded values and totals, as text. */
const char *survey_text(void);
const char *entries_text(void);

#endif
