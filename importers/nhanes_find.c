/* SPDX-License-Identifier: MIT */
/* Which files of a package are NHANES's: told by their names alone, Demo_07.csv and Day1_07.csv by
 * the year, DEMO_J.XPT, DR1IFF_J.XPT and DR1TOT_J.XPT by the letter that CDC gives a cycle. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "nhanes.h"

#define TO_MARCH_2020 2020 /* stands for 2017 to March 2020, whose files begin with P_ */

const char *nutri__nhanes_survey(int cycle, char out[40]) {
  if (cycle == TO_MARCH_2020)
    snprintf(out, 40, "NHANES 2017-2020");
  else
    snprintf(out, 40, "NHANES %d-%d", cycle, cycle < 2021 ? cycle + 1 : cycle + 2);
  return out;
}

/* ---- names --------------------------------------------------------------------------------- */

/* "07": the first year of a cycle. */
static bool read_year(const char *text, int *cycle) {
  int year;

  if (!isdigit((unsigned char)text[0]) || !isdigit((unsigned char)text[1]) || text[2] != '\0')
    return false;
  year = (text[0] - '0') * 10 + text[1] - '0';
  *cycle = year + (year >= 99 ? 1900 : 2000);
  return *cycle % 2 == 1;
}

/* "J": B is 2001-2002; K was never released on its own; L is August 2021 to August 2023. */
static bool read_letter(const char *text, int *cycle) {
  int letter = toupper((unsigned char)text[0]);

  if (text[0] == '\0' || text[1] != '\0' || letter < 'B' || letter > 'L' || letter == 'K')
    return false;
  *cycle = 2001 + 2 * (letter - 'B'); /* of L, which is the tenth after B, 2021 */
  return true;
}

/* What stands before the cycle, and what it says. */
static const struct stem {
  const char *name;
  enum nutri__nhanes_kind kind;
  int day;
  bool by_year;
} stems[] = {
    {"Demo", NUTRI__NHANES_DEMO, 0, true},      {"Day1", NUTRI__NHANES_FOODS, 1, true},
    {"Day2", NUTRI__NHANES_FOODS, 2, true},     {"DEMO", NUTRI__NHANES_DEMO, 0, false},
    {"DR1IFF", NUTRI__NHANES_FOODS, 1, false},  {"DR2IFF", NUTRI__NHANES_FOODS, 2, false},
    {"DR1TOT", NUTRI__NHANES_TOTALS, 1, false}, {"DR2TOT", NUTRI__NHANES_TOTALS, 2, false},
};

/* Whether the text without its ending is a stem, '_' and a cycle, or "P_" and a stem. */
static bool is_stem(const char *text, const struct stem *stem, int *cycle) {
  size_t length = strlen(stem->name);

  if (!stem->by_year && strncasecmp(text, "P_", 2) == 0 && strcasecmp(text + 2, stem->name) == 0) {
    *cycle = TO_MARCH_2020;
    return true;
  }
  if (strncasecmp(text, stem->name, length) != 0 || text[length] != '_')
    return false;
  return stem->by_year ? read_year(text + length + 1, cycle)
                       : read_letter(text + length + 1, cycle);
}

bool nutri__nhanes_name(const char *base, struct nutri__nhanes_file *out) {
  const char *dot = strrchr(base, '.');
  char text[20] = "";
  bool is_xpt;

  if (dot == NULL || (size_t)(dot - base) >= sizeof text)
    return false;
  is_xpt = strcasecmp(dot, ".xpt") == 0;
  if (!is_xpt && strcasecmp(dot, ".csv") != 0)
    return false;
  memcpy(text, base, (size_t)(dot - base));
  for (size_t i = 0; i < sizeof stems / sizeof stems[0]; i++) {
    int cycle = 0;

    if (!is_stem(text, &stems[i], &cycle))
      continue;
    *out = (struct nutri__nhanes_file){
        .kind = stems[i].kind, .day = stems[i].day, .cycle = cycle, .is_xpt = is_xpt};
    return true;
  }
  return false;
}

/* ---- a package ----------------------------------------------------------------------------- */

static int rank_of(const struct nutri__nhanes_file *file) {
  return file->cycle * 8 + (int)file->kind * 3 + file->day;
}

/* Puts a file in its place: by cycle, Demo first. */
static int add_file(struct run *run, const struct nutri__nhanes_file *file) {
  struct nutri__nhanes *nhanes = run->nhanes;
  int at = nhanes->files;

  if (nhanes->files == NUTRI__FILES_MAX)
    return nutri__fail(run->db, NUTRI_EFORMAT,
                       "%s holds more than %d files of NHANES: import some of its cycles at a time",
                       run->path, NUTRI__FILES_MAX);
  while (at > 0 && rank_of(&nhanes->file[at - 1]) > rank_of(file)) {
    nhanes->file[at] = nhanes->file[at - 1];
    at--;
  }
  if (at > 0 && rank_of(&nhanes->file[at - 1]) == rank_of(file))
    return nutri__fail(run->db, NUTRI_EFORMAT,
                       "%s holds one file of NHANES twice, %s and %s: take one of them away",
                       run->path,
                       nutri__package_member(run->package, nhanes->file[at - 1].member)->name,
                       nutri__package_member(run->package, file->member)->name);
  nhanes->file[at] = *file;
  nhanes->files++;
  return NUTRI_OK;
}

/* Cycles without a recall are left out; one without Demo is an error, but Day1_07.csv may be
 * anything where the format is not *forced. NUTRI_OK with no files left: it is no NHANES. */
static int drop_parts(struct run *run, bool forced) {
  struct nutri__nhanes *nhanes = run->nhanes;
  char survey[40];
  int kept = 0;

  for (int i = 0, next; i < nhanes->files; i = next) {
    bool has_demo = nhanes->file[i].kind == NUTRI__NHANES_DEMO;
    const char *base = nutri__package_member(run->package, nhanes->file[i].member)->base;

    for (next = i + 1; next < nhanes->files && nhanes->file[next].cycle == nhanes->file[i].cycle;)
      next++;
    if (!has_demo && (forced || toupper((unsigned char)base[1]) != 'A'))
      return nutri__fail(run->db, NUTRI_EFORMAT,
                         "%s has %s and no Demo file of %s (DEMO_J.XPT, Demo_07.csv): who ate it is"
                         " not known",
                         run->path, base, nutri__nhanes_survey(nhanes->file[i].cycle, survey));
    if (has_demo && next > i + 1)
      while (i < next)
        nhanes->file[kept++] = nhanes->file[i++];
  }
  nhanes->files = kept;
  return NUTRI_OK;
}

static void describe(struct run *run) {
  struct nutri__nhanes *nhanes = run->nhanes;
  char survey[40];
  size_t length = (size_t)snprintf(run->found, sizeof run->found, "NHANES, What We Eat in America");

  for (int i = 0; i < nhanes->files && length < sizeof run->found; i++) {
    bool is_first = i == 0 || nhanes->file[i].cycle != nhanes->file[i - 1].cycle;

    length += (size_t)snprintf(run->found + length, sizeof run->found - length, "%s%s%s%s",
                               is_first ? "; " : "",
                               is_first ? nutri__nhanes_survey(nhanes->file[i].cycle, survey) : "",
                               is_first ? ": " : ", ", nhanes->table[i].file);
  }
  if (length < sizeof run->found && nhanes->foods.source_id != 0)
    snprintf(run->found + length, sizeof run->found - length, "; foods by their codes from %s",
             nhanes->foods.source);
}

/* Makes the files a format's, for what is the same for all formats. */
static int take_files(struct run *run) {
  static const struct nutri__after nothing_after[] = {{NUTRI__Q_COUNT, {-1, -1}, false}};
  struct nutri__nhanes *nhanes = run->nhanes;
  bool has_foods = false;
  int rc = NUTRI_OK;

  for (int i = 0; i < nhanes->files; i++) {
    struct nutri__nhanes_file *file = &nhanes->file[i];
    const struct nutri__member *member = nutri__package_member(run->package, file->member);

    file->number = i;
    nhanes->table[i] =
        (struct nutri__table){.file = member->base, .store = NUTRI__Q_IMPORT_NHANES_ENTRY_ADD};
    run->input[i].package = run->package;
    run->input[i].member = file->member;
    run->input[i].size = member->size;
    run->bytes_total += member->size > 0 ? member->size : 0;
    has_foods |= file->kind == NUTRI__NHANES_FOODS;
  }
  nhanes->format = (struct nutri__format){.name = "nhanes",
                                          .title = "NHANES",
                                          .table = nhanes->table,
                                          .tables = nhanes->files,
                                          .after = nothing_after};
  if (has_foods) {
    nhanes->format.source_name = "NHANES";
    nhanes->format.source_title = "NHANES, survey food codes without a food";
    nhanes->format.source_rank = 85;
    rc = nutri__nhanes_foods_pick(run, &nhanes->foods);
  }
  run->format = &nhanes->format;
  describe(run);
  return rc;
}

int nutri__run_find_nhanes(struct run *run, bool forced) {
  size_t count = nutri__package_count(run->package);
  int rc = NUTRI_OK;

  run->nhanes = sqlite3_malloc64(sizeof *run->nhanes);
  if (run->nhanes == NULL)
    return nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");
  memset(run->nhanes, 0, sizeof *run->nhanes);
  for (size_t i = 0; i < count && rc == NUTRI_OK; i++) {
    struct nutri__nhanes_file file;

    if (!nutri__nhanes_name(nutri__package_member(run->package, i)->base, &file))
      continue;
    file.member = i;
    rc = add_file(run, &file);
  }
  if (rc == NUTRI_OK)
    rc = drop_parts(run, forced);
  if (rc == NUTRI_OK && run->nhanes->files > 0)
    return take_files(run);
  sqlite3_free(run->nhanes);
  run->nhanes = NULL;
  if (rc == NUTRI_OK && forced)
    rc = nutri__fail(run->db, NUTRI_EFORMAT,
                     "%s has nothing of the format nhanes: looked for a Demo file (DEMO_J.XPT,"
                     " Demo_07.csv) and recalls of its cycle (DR1IFF_J.XPT, DR1TOT_J.XPT,"
                     " Day1_07.csv)",
                     run->path);
  return rc;
}
