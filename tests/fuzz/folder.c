/* SPDX-License-Identifier: MIT */
/* Every importer. The input is a folder: files one after another, each behind a line
 *   === NAME
 * and what stands before the first is options: d = a dry run, p = whose diary it is is said, s =
 * the samples too, i = impute. An archive is a folder of one file. What is stored is taken back. */
#include "fuzz.h"

#include <sys/stat.h>
#include <unistd.h>

#include "nutri_internal.h"

#define FILES 24

static nutri *db;

static nutri *reopened(nutri *old) {
  nutri_close(old);
  return fuzz_open("folder.db", NUTRI_READWRITE);
}

/* A base name that leads nowhere else. */
static bool is_name(const char *name, size_t length) {
  if (length == 0 || length > 60 || name[0] == '.')
    return false;
  for (size_t i = 0; i < length; i++)
    if (name[i] == '/' || name[i] == '\0' || (unsigned char)name[i] < ' ')
      return false;
  return true;
}

static const uint8_t *next_file(const uint8_t *from, const uint8_t *end) {
  for (; end - from >= 5; from++) {
    from = memchr(from, '\n', (size_t)(end - from));
    if (from == NULL || end - from < 5)
      return NULL;
    if (memcmp(from, "\n=== ", 5) == 0)
      return from;
  }
  return NULL;
}

/* Writes the files; their paths are in paths, to be removed. */
static int write_files(const char *folder, const uint8_t *at, const uint8_t *end,
                       char paths[FILES][400]) {
  int count = 0;

  while (at != NULL && count < FILES) {
    const uint8_t *name = at + 5;
    const uint8_t *line = memchr(name, '\n', (size_t)(end - name));
    const uint8_t *next;

    if (line == NULL)
      break;
    next = next_file(line, end);
    if (is_name((const char *)name, (size_t)(line - name))) {
      snprintf(paths[count], sizeof paths[count], "%s/%.*s", folder, (int)(line - name), name);
      fuzz_write(paths[count++], line + 1, (size_t)((next != NULL ? next + 1 : end) - line - 1));
    }
    at = next;
  }
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static char *folder;
  nutri_import_options options = NUTRI_INIT(nutri_import_options);
  nutri_import_report report = NUTRI_INIT(nutri_import_report);
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri_undo_report undone = NUTRI_INIT(nutri_undo_report);
  char paths[FILES][400];
  const uint8_t *first = next_file(data, data + size);
  size_t said = first != NULL ? (size_t)(first - data) : 0;
  int count;
  int rc;

  if (first == NULL)
    return 0;
  if (db == NULL) {
    db = reopened(NULL);
    folder = fuzz_path("in");
    HOLDS(mkdir(folder, 0700) == 0);
  }
  count = write_files(folder, first, data + size, paths);
  options.dry_run = memchr(data, 'd', said) != NULL;
  options.person = memchr(data, 'p', said) != NULL ? "ann" : NULL;
  options.samples = memchr(data, 's', said) != NULL;
  options.impute = memchr(data, 'i', said) != NULL ? "code" : NULL;
  options.max_rejects_percent = memchr(data, 'r', said) != NULL ? 100.0 : 0.0;
  rc = nutri_import(db, count == 1 ? paths[0] : folder, &options, &report, &err);
  HOLDS(rc <= NUTRI_OK && (rc == NUTRI_OK || err.message[0] != '\0'));
  HOLDS(rc != NUTRI_ENOMEM && rc != NUTRI_ECORRUPT && rc != NUTRI_EMISUSE);
  HOLDS(sqlite3_get_autocommit(db->sql));
  if (rc == NUTRI_OK && !options.dry_run &&
      (report.import_id == 0 || nutri_import_undo(db, report.import_id, &undone) != NUTRI_OK))
    db = reopened(db);
  for (int i = 0; i < count; i++)
    unlink(paths[i]);
  return 0;
}
