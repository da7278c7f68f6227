/* SPDX-License-Identifier: MIT */
/* The import of a survey, NHANES: cycle by cycle its files are read, and what they say of persons,
 * recalls and foods is stored. */
#include <math.h>
#include <string.h>

#include "nhanes.h"

/* The files of a cycle, read. */
static int read_files(struct nutri__nhanes_cycle *cycle, struct nutri__hasher *hasher) {
  const struct nutri__nhanes_taker taker = {nutri__nhanes_take_header, nutri__nhanes_take_row,
                                            cycle};
  int rc = NUTRI_OK;

  for (size_t i = 0; i < cycle->files && rc == NUTRI_OK; i++) {
    cycle->now = cycle->file[i];
    cycle->now_at = (uint8_t)i;
    cycle->run->table = cycle->now->number; /* for progress */
    rc = nutri__nhanes_read(cycle->run, cycle->now, hasher, &taker);
  }
  return rc;
}

static int import_cycle(struct run *run, int first, int last, struct nutri__hasher *hasher) {
  struct nutri__nhanes *nhanes = run->nhanes;
  char survey[40];
  struct nutri__nhanes_cycle cycle = {.run = run,
                                      .cycle = nhanes->file[first].cycle,
                                      .survey = survey,
                                      .files = (size_t)(last - first)};
  int rc = NUTRI_OK;

  (void)nutri__nhanes_survey(cycle.cycle, survey);
  cycle.file = sqlite3_malloc64(cycle.files * sizeof(void *));
  if (cycle.file == NULL)
    return nutri__fail(run->db, NUTRI_ENOMEM, "out of memory");
  for (int i = first; i < last; i++)
    cycle.file[i - first] = &nhanes->file[i];
  rc = read_files(&cycle, hasher);
  if (rc == NUTRI_OK) {
    nutri__nhanes_sort(&cycle);
    rc = nutri__nhanes_sift(&cycle);
  }
  if (rc == NUTRI_OK)
    rc = nutri__nhanes_foods_place(&cycle, &nhanes->foods);
  if (rc == NUTRI_OK)
    rc = nutri__nhanes_store(&cycle);
  nutri__nhanes_cycle_free(&cycle);
  return rc;
}

static void name_left_out(struct run *run) {
  for (int i = 0; i < run->nhanes->files; i++)
    run->nhanes->table[i].left_out = run->nhanes->file[i].kind == NUTRI__NHANES_DEMO
                                         ? "persons without a reliable recall"
                                         : "of recalls that are not reliable";
}

/* An import that made foods for codes is one of their source: a later one may stand on them. */
static int note_source(struct run *run) {
  sqlite3_stmt *stmt = NULL;
  int rc;

  if (!run->nhanes->foods.is_changed)
    return NUTRI_OK;
  rc = nutri__run_prepare(run, NUTRI__Q_IMPORT_SOURCE_ADD, NULL, &stmt);
  if (rc == NUTRI_OK)
    rc = nutri__run(run->db, stmt, "noting the source");
  sqlite3_finalize(stmt);
  return rc;
}

int nutri__run_nhanes(struct run *run) {
  struct nutri__nhanes *nhanes = run->nhanes;
  struct nutri__hasher *hasher = NULL;
  int rc = nutri__hasher_start(&hasher);

  if (rc != NUTRI_OK)
    return nutri__fail(run->db, rc, "out of memory, or of threads");
  name_left_out(run);
  if (nhanes->format.source_name != NULL)
    rc = nutri__nhanes_foods_open(run, &nhanes->foods);
  for (int first = 0, last; first < nhanes->files && rc == NUTRI_OK; first = last) {
    for (last = first + 1;
         last < nhanes->files && nhanes->file[last].cycle == nhanes->file[first].cycle;)
      last++;
    rc = import_cycle(run, first, last, hasher);
  }
  if (nutri__hasher_finish(hasher) != NUTRI_OK && rc == NUTRI_OK)
    rc = nutri__fail(run->db, NUTRI_EIO, "the files' SHA-256 cannot be computed");
  for (int i = 0; i < nhanes->files; i++)
    run->stored[i] = nhanes->file[i].stored;
  if (rc == NUTRI_OK)
    rc = note_source(run);
  return rc == NUTRI_OK ? nutri__search_refresh(run->db) : rc;
}

void nutri__nhanes_note(const struct run *run, int number, sqlite3_str *note) {
  const struct nutri__nhanes *nhanes = run->nhanes;
  const struct nutri__nhanes_file *file = &nhanes->file[number];

  if (file->kind != NUTRI__NHANES_FOODS || file->stored == 0)
    return;
  if (nhanes->foods.source_id != 0)
    sqlite3_str_appendf(note, "; foods by their codes from %s", nhanes->foods.source);
  if (file->has_values)
    sqlite3_str_appendall(note, "; nutrients as recorded with the entries");
  if (file->without_code > 0)
    sqlite3_str_appendf(
        note, "; %lld entr%s (%.1f %%, by grams %.1f %%) of foods whose code it lacks%s",
        file->without_code, file->without_code == 1 ? "y" : "ies",
        100.0 * (double)file->without_code / (double)file->stored,
        100 * file->grams_without / file->grams,
        file->has_values            ? ""
        : nhanes->foods.is_imputing ? ": imputed, the median of the foods with the most digits in"
                                      " common"
                                    : ": unknown");
}

void nutri__nhanes_free(struct nutri__nhanes *nhanes) {
  if (nhanes == NULL)
    return;
  nutri__nhanes_foods_free(&nhanes->foods);
  sqlite3_free(nhanes);
}
