/* SPDX-License-Identifier: MIT */
/* import: food data files, what became of their rows, and taking it all back. */
#include "import_report.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* One run of import: options.user. */
typedef struct importing {
  import_output output;
  struct timespec start;
  int is_terminal;
  int width;  /* of the progress bar that is shown */
  int status; /* of printing a dry run, which is done from within */
} importing;

/* ---- the progress bar ------------------------------------------------------------------------ */

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number) {
  (void)number;
  interrupted = 1;
}

static double seconds_since(const struct timespec *start) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void bar_show(importing *b, const nutri_progress *p) {
  enum { CELLS = 30 };
  static const char full[] = "##############################";
  char rows[NUMBER_SIZE];
  double part = p->bytes_total > 0 ? (double)p->bytes_done / (double)p->bytes_total : 0;
  int filled = part >= 1 ? CELLS : (int)(part * CELLS);
  char *file = cleaned(p->file == NULL ? "" : p->file);
  int width = fprintf(stderr, "\r[%.*s%*s] %3.0f %%  %s rows  %.24s", filled, full, CELLS - filled,
                      "", 100 * (part > 1 ? 1 : part), people_count(p->rows, rows), file);
  if (width < b->width)
    fprintf(stderr, "%*s", b->width - width, "");
  b->width = width > b->width ? width : b->width;
  fflush(stderr);
  free(file);
}

static void bar_clear(importing *b) {
  if (b->width > 0)
    fprintf(stderr, "\r%*s\r", b->width, "");
  b->width = 0;
}

static int on_progress(void *user, const nutri_progress *progress) {
  importing *b = user;
  if (b->is_terminal && seconds_since(&b->start) > 1)
    bar_show(b, progress);
  return interrupted != 0;
}

/* ---- import ---------------------------------------------------------------------------------- */

/* A dry run is printed from within the import: there is nothing to print when it is over. */
static int on_report(void *user, nutri *db, int64_t import_id) {
  importing *b = user;
  (void)db; /* the command's own */
  bar_clear(b);
  b->status = import_printed(&b->output, import_id);
  return b->status != DONE;
}

/* Runs an import with Ctrl-C and SIGTERM as ways to cancel it; one that was ignored stays so. The
 * second time they end the program, as ever: what is stored is taken back by whoever opens the file
 * next. */
static int import_cancellable(tool *t, const char *path, const nutri_import_options *options,
                              nutri_import_report *done, nutri_error *err) {
  static const int signals[] = {SIGINT, SIGTERM};
  struct sigaction before[COUNT_OF(signals)];
  struct sigaction ours;
  memset(&ours, 0, sizeof ours);
  ours.sa_handler = on_interrupt;
  ours.sa_flags = SA_RESTART | (int)SA_RESETHAND;
  sigemptyset(&ours.sa_mask);
  for (size_t i = 0; i < COUNT_OF(signals); i++)
    if (sigaction(signals[i], NULL, &before[i]) == 0 && before[i].sa_handler != SIG_IGN)
      sigaction(signals[i], &ours, NULL);
  int rc = nutri_import(t->db, path, options, done, err);
  for (size_t i = 0; i < COUNT_OF(signals); i++)
    sigaction(signals[i], &before[i], NULL);
  return rc;
}

static int import_one(importing *b, const char *path, const nutri_import_options *options) {
  nutri_import_report done = NUTRI_INIT(nutri_import_report);
  nutri_error err = NUTRI_INIT(nutri_error);
  tool *t = b->output.t;
  clock_gettime(CLOCK_MONOTONIC, &b->start);
  int rc = interrupted ? NUTRI_ECANCELLED : import_cancellable(t, path, options, &done, &err);
  bar_clear(b);
  if (b->status != DONE)
    return b->status;
  if (rc == NUTRI_ECANCELLED)
    return failed("the import of %s was interrupted; nothing of it was stored", path);
  if (rc == NUTRI_EINVAL)
    return misused(t, "%s", err.message);
  if (rc != NUTRI_OK)
    return failed("%s", err.message[0] == '\0' ? nutri_strerror(rc) : err.message);
  if (done.import_id == 0 && done.format != NULL) /* of a person nothing is kept in the log */
    return person_printed(&b->output, &done);
  return options->dry_run ? DONE : import_printed(&b->output, done.import_id);
}

/* How --limit and --changes want an import printed. */
static int output_meant(tool *t, const args *a, import_output *out) {
  int limit = 0;
  int status = args_whole(t, a, OPT_LIMIT, SHOWN_ROWS, &limit);
  if (status == DONE && limit < 1)
    status = misused(t, "--limit wants 1 or more, not '%s'", a->value[OPT_LIMIT]);
  *out =
      (import_output){.t = t, .limit = (size_t)limit, .has_changes = a->value[OPT_CHANGES] != NULL};
  return status;
}

int cmd_import(tool *t, const args *a) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  importing b = {.is_terminal = isatty(STDERR_FILENO)};
  int status = args_number(t, a, OPT_MAX_REJECTS, 0, &options.max_rejects_percent);

  if (status == DONE)
    status = output_meant(t, a, &b.output);
  if (status != DONE)
    return status;
  for (int i = 0; i < a->count; i++)
    if (a->words[i][0] == '\0')
      return misused(t, "import needs the path of a file or folder");
  if (a->value[OPT_MAX_REJECTS] != NULL) {
    if (options.max_rejects_percent < 0 || options.max_rejects_percent > 100)
      return misused(t, "--max-rejects wants 0 to 100 percent, not '%s'",
                     a->value[OPT_MAX_REJECTS]);
    if (options.max_rejects_percent == 0)
      options.max_rejects_percent = -1; /* none; 0 would be the library's default */
  }
  options.format = a->value[OPT_FORMAT];
  options.mapping = a->value[OPT_MAPPING];
  options.person = a->value[OPT_PERSON];
  options.foods = a->value[OPT_FOODS];
  options.impute = a->value[OPT_IMPUTE];
  options.samples = a->value[OPT_SAMPLES] != NULL;
  options.dry_run = a->value[OPT_DRY_RUN] != NULL;
  options.report = options.dry_run ? on_report : NULL;
  options.progress = on_progress;
  options.user = &b;
  b.output.is_dry = options.dry_run;
  b.output.is_many = a->count > 1;
  for (int i = 0; i < a->count && status == DONE; i++)
    status = import_one(&b, a->words[i], &options);
  import_output_end(&b.output);
  return status;
}

/* ---- list, show, undo ------------------------------------------------------------------------ */

int cmd_import_list(tool *t, const args *a) {
  nutri_cursor *cursor = NULL;
  nutri_import_report i = NUTRI_INIT(nutri_import_report);
  table *rows = import_table();
  (void)a;
  int rc = nutri_import_list(t->db, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_import_next(cursor, &i)) == NUTRI_ROW)
      add_import(rows, &i);
  nutri_cursor_close(cursor);
  int status = rc == NUTRI_OK ? DONE : refused(t, rc);
  if (status == DONE && table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    puts("Nothing has been imported yet.");
  else if (status == DONE)
    table_print(t, rows);
  table_free(rows);
  return status;
}

/* The import that a command names; 0 = the newest, where it names none. */
static int import_meant(tool *t, const args *a, int64_t *import_id) {
  *import_id = 0;
  if (a->count == 0)
    return DONE;
  int status = word_id(t, a->words[0], import_id);
  if (status == DONE && *import_id < 1)
    return failed("there is no import %lld; nutri import list shows them", (long long)*import_id);
  return status;
}

int cmd_import_show(tool *t, const args *a) {
  import_output output;
  int64_t id = 0;
  int status = import_meant(t, a, &id);
  if (status == DONE)
    status = output_meant(t, a, &output);
  if (status != DONE)
    return status;
  status = import_printed(&output, id);
  import_output_end(&output);
  return status;
}

static const column undo_columns[] = {
    {.key = "import_id"},       {.key = "source"},          {.key = "path"},
    {.key = "foods_removed"},   {.key = "foods_restored"},  {.key = "foods_listed"},
    {.key = "values_removed"},  {.key = "values_restored"}, {.key = "entries_removed"},
    {.key = "persons_removed"},
};

/* "import 2 (SR Legacy, sr28) is undone; foods removed: 1; diary entries removed: 3": owned. */
static char *undo_told(const nutri_undo_report *u) {
  const struct {
    const char *what;
    int64_t count;
  } parts[] = {
      {"foods removed", u->foods_removed},
      {"foods restored", u->foods_restored},
      {"foods listed again", u->foods_listed},
      {"values restored", u->values_removed + u->values_restored},
      {"diary entries removed", u->entries_removed},
      {"persons removed", u->persons_removed},
  };
  char *text = printed("import %lld (%s%s%s) is undone", (long long)u->import_id,
                       u->source == NULL ? "" : u->source, u->source == NULL ? "" : ", ", u->path);
  for (size_t i = 0; i < COUNT_OF(parts); i++) {
    char number[NUMBER_SIZE];
    if (parts[i].count == 0)
      continue;
    char *longer = printed("%s; %s: %s", text, parts[i].what, people_count(parts[i].count, number));
    free(text);
    text = longer;
  }
  return text;
}

int cmd_import_undo(tool *t, const args *a) {
  nutri_undo_report u = NUTRI_INIT(nutri_undo_report);
  int64_t id = 0;
  int status = import_meant(t, a, &id);
  if (status != DONE)
    return status;
  int rc = nutri_import_undo(t->db, id, &u);
  if (rc != NUTRI_OK)
    return refused(t, rc);
  table *record = table_new(undo_columns, COUNT_OF(undo_columns));
  add_whole(record, u.import_id);
  add_text(record, u.source);
  add_text(record, u.path);
  add_whole(record, u.foods_removed);
  add_whole(record, u.foods_restored);
  add_whole(record, u.foods_listed);
  add_whole(record, u.values_removed);
  add_whole(record, u.values_restored);
  add_whole(record, u.entries_removed);
  add_whole(record, u.persons_removed);
  char *text = undo_told(&u);
  record_print(t, record, text);
  free(text);
  table_free(record);
  return DONE;
}
