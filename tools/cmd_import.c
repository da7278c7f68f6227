/* SPDX-License-Identifier: MIT */
/* import: a folder of food data files, and what became of its rows. */
#include "tool.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* ---- the progress bar ------------------------------------------------------------------------ */

typedef struct bar {
  struct timespec start;
  int is_terminal;
  int width; /* of what is shown */
} bar;

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

static void bar_show(bar *b, const nutri_progress *p) {
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

static void bar_clear(const bar *b) {
  if (b->width > 0)
    fprintf(stderr, "\r%*s\r", b->width, "");
}

static int on_progress(void *user, const nutri_progress *progress) {
  bar *b = user;
  if (b->is_terminal && seconds_since(&b->start) > 1)
    bar_show(b, progress);
  return interrupted != 0;
}

/* ---- the report ------------------------------------------------------------------------------ */

static const column import_columns[] = {
    {.key = "import_id", .heading = "import", .style = AS_ID},
    {.key = "imported_at", .heading = "at (UTC)"},
    {.key = "source", .heading = "source"},
    {.key = "format", .heading = "format"},
    {.key = "path"},
    {.key = "rows_read", .heading = "read", .style = AS_COUNT},
    {.key = "rows_stored", .heading = "stored", .style = AS_COUNT},
    {.key = "rows_unchanged", .heading = "unchanged", .style = AS_COUNT},
    {.key = "rows_rejected", .heading = "rejected", .style = AS_COUNT},
};

static const column file_columns[] = {
    {.key = "file", .heading = "file"},
    {.key = "bytes"},
    {.key = "sha256"},
    {.key = "rows_read", .heading = "read", .style = AS_COUNT},
    {.key = "rows_stored", .heading = "stored", .style = AS_COUNT},
    {.key = "rows_unchanged", .heading = "unchanged", .style = AS_COUNT},
    {.key = "rows_rejected", .heading = "rejected", .style = AS_COUNT},
    {.key = "note"},
};

static const column reject_columns[] = {
    {.key = "file", .heading = "file"},
    {.key = "line", .heading = "line", .style = AS_COUNT},
    {.key = "column", .heading = "column", .flags = DROP_EMPTY},
    {.key = "value", .heading = "value", .style = AS_CUT, .flags = DROP_EMPTY},
    {.key = "reason", .heading = "reason", .style = AS_CUT},
};

static void add_import(table *rows, const nutri_import_report *i) {
  add_whole(rows, i->import_id);
  add_text(rows, i->imported_at);
  add_text(rows, i->source);
  add_text(rows, i->format);
  add_text(rows, i->path);
  add_whole(rows, i->rows_read);
  add_whole(rows, i->rows_stored);
  add_whole(rows, i->rows_unchanged);
  add_whole(rows, i->rows_rejected);
}

static int read_files(tool *t, int64_t import_id, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_import_file f = NUTRI_INIT(nutri_import_file);
  int rc = nutri_import_files(t->db, import_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_import_file_next(cursor, &f)) == NUTRI_ROW) {
      add_text(rows, f.file);
      add_whole(rows, f.bytes);
      add_text(rows, f.sha256);
      add_whole(rows, f.rows_read);
      add_whole(rows, f.rows_stored);
      add_whole(rows, f.rows_unchanged);
      add_whole(rows, f.rows_rejected);
      add_text(rows, f.note);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

/* *more: how many beyond the limit there are; a limit of 0 is none. */
static int read_rejects(tool *t, int64_t import_id, size_t limit, table *rows, int64_t *more) {
  nutri_cursor *cursor = NULL;
  nutri_reject r = NUTRI_INIT(nutri_reject);
  int rc = nutri_reject_list(t->db, import_id, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_reject_next(cursor, &r)) == NUTRI_ROW) {
      if (limit > 0 && table_rows(rows) == limit) {
        ++*more;
        continue;
      }
      add_text(rows, r.file);
      add_whole(rows, r.line);
      add_text(rows, r.column);
      add_text(rows, r.value);
      add_text(rows, r.reason);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static void put_notes(const table *files) {
  for (size_t i = 0; i < table_rows(files); i++) {
    const char *note = table_text(files, i, "note");
    if (note == NULL)
      continue;
    char *text = printed("%s: %s", table_text(files, i, "file"), note);
    char *safe = cleaned(text);
    puts(safe);
    free(safe);
    free(text);
  }
}

static void report_for_people(const table *import, const table *files, const table *rejects,
                              int64_t more, int64_t id) {
  char number[NUMBER_SIZE];
  table_for_people(import, stdout);
  putchar('\n');
  table_for_people(files, stdout);
  put_notes(files);
  if (table_rows(rejects) == 0)
    return;
  puts("\nRejected rows");
  table_for_people(rejects, stdout);
  if (more > 0)
    printf("and %s more: nutri import show %lld --limit N\n", people_count(more, number),
           (long long)id);
}

static void import_as_json(const table *import, const table *files, const table *rejects) {
  json j = {.out = stdout};
  json_begin(&j, NULL, '{');
  json_members(&j, import, 0);
  json_rows(&j, "files", files);
  json_rows(&j, "rejects", rejects);
  json_end(&j, '}');
}

/* Prints an import with its files and rejected rows. `import` has its row. */
static int import_printed(tool *t, const table *import, int64_t id, int limit) {
  table *files = table_new(file_columns, COUNT_OF(file_columns));
  table *rejects = table_new(reject_columns, COUNT_OF(reject_columns));
  int64_t more = 0;
  size_t most = t->format == FOR_PEOPLE ? (size_t)limit : 0;
  int status = read_files(t, id, files);
  if (status == DONE)
    status = read_rejects(t, id, most, rejects, &more);
  if (status == DONE && t->format == FOR_PEOPLE)
    report_for_people(import, files, rejects, more, id);
  else if (status == DONE && t->format == AS_CSV)
    table_as_csv(files, stdout);
  else if (status == DONE)
    import_as_json(import, files, rejects);
  table_free(rejects);
  table_free(files);
  return status;
}

/* ---- commands -------------------------------------------------------------------------------- */

enum { SHOWN_REJECTS = 20 };

int cmd_import(tool *t, const args *a) {
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  nutri_import_report done = NUTRI_INIT(nutri_import_report);
  nutri_error err = NUTRI_INIT(nutri_error);
  bar b = {.is_terminal = isatty(STDERR_FILENO)};
  int status = args_number(t, a, OPT_MAX_REJECTS, 0, &options.max_rejects_percent);

  if (status != DONE)
    return status;
  if (a->words[0][0] == '\0')
    return misused(t, "import needs the path of a folder");
  if (a->value[OPT_MAX_REJECTS] != NULL) {
    if (options.max_rejects_percent < 0 || options.max_rejects_percent > 100)
      return misused(t, "--max-rejects wants 0 to 100 percent, not '%s'",
                     a->value[OPT_MAX_REJECTS]);
    if (options.max_rejects_percent == 0)
      options.max_rejects_percent = -1; /* none; 0 would be the library's default */
  }
  options.format = a->value[OPT_FORMAT];
  options.progress = on_progress;
  options.user = &b;
  clock_gettime(CLOCK_MONOTONIC, &b.start);
  signal(SIGINT, on_interrupt);
  int rc = nutri_import(t->db, a->words[0], &options, &done, &err);
  signal(SIGINT, SIG_DFL);
  bar_clear(&b);
  if (rc == NUTRI_ECANCELLED)
    return failed("the import was interrupted; nothing was changed");
  if (rc == NUTRI_EINVAL)
    return misused(t, "%s", err.message);
  if (rc != NUTRI_OK)
    return failed("%s", err.message[0] == '\0' ? nutri_strerror(rc) : err.message);

  table *import = table_new(import_columns, COUNT_OF(import_columns));
  int64_t id = done.import_id;
  add_import(import, &done);
  status = import_printed(t, import, id, SHOWN_REJECTS);
  table_free(import);
  return status;
}

/* Reads all imports, or the one of this number. */
static int read_imports(tool *t, int64_t only, table *rows) {
  nutri_cursor *cursor = NULL;
  nutri_import_report i = NUTRI_INIT(nutri_import_report);
  int rc = nutri_import_list(t->db, &cursor);
  if (rc == NUTRI_OK)
    while ((rc = nutri_import_next(cursor, &i)) == NUTRI_ROW) {
      if (only == 0 || only == i.import_id)
        add_import(rows, &i);
    }
  nutri_cursor_close(cursor);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

int cmd_import_list(tool *t, const args *a) {
  table *rows = table_new(import_columns, COUNT_OF(import_columns));
  (void)a;
  int status = read_imports(t, 0, rows);
  if (status == DONE && table_rows(rows) == 0 && t->format == FOR_PEOPLE)
    puts("Nothing has been imported yet.");
  else if (status == DONE)
    table_print(t, rows);
  table_free(rows);
  return status;
}

int cmd_import_show(tool *t, const args *a) {
  int64_t id = 0;
  int limit = 0;
  int status = word_id(t, a->words[0], &id);
  if (status == DONE)
    status = args_whole(t, a, OPT_LIMIT, SHOWN_REJECTS, &limit);
  if (status == DONE && limit < 1)
    status = misused(t, "--limit wants 1 or more, not '%s'", a->value[OPT_LIMIT]);
  if (status != DONE)
    return status;
  table *import = table_new(import_columns, COUNT_OF(import_columns));
  status = read_imports(t, id, import);
  if (status == DONE && (id == 0 || table_rows(import) == 0))
    status = failed("there is no import %lld; nutri import list shows them", (long long)id);
  if (status == DONE)
    status = import_printed(t, import, id, limit);
  table_free(import);
  return status;
}
