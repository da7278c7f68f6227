/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include <dirent.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];
static pid_t owner;

static void remove_files(const char *path, int depth) {
  DIR *list = opendir(path);
  struct dirent *entry;
  char name[1024];

  if (list == NULL)
    return;
  while ((entry = readdir(list)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
    if (unlink(name) != 0 && depth < 3)
      remove_files(name, depth + 1);
  }
  closedir(list);
  rmdir(path);
}

static void remove_folder(void) {
  if (getpid() == owner)
    remove_files(folder, 0);
}

const char *fuzz_folder(void) {
  const char *base = getenv("TMPDIR");

  if (folder[0] == '\0') {
    snprintf(folder, sizeof folder, "%s/nutri-fuzz-XXXXXX", base != NULL ? base : "/tmp");
    HOLDS(mkdtemp(folder) != NULL);
    owner = getpid();
    atexit(remove_folder);
  }
  return folder;
}

char *fuzz_path(const char *name) {
  size_t size = strlen(fuzz_folder()) + strlen(name) + 2;
  char *path = malloc(size);

  HOLDS(path != NULL);
  snprintf(path, size, "%s/%s", fuzz_folder(), name);
  return path;
}

void fuzz_write(const char *path, const void *bytes, size_t size) {
  FILE *file = fopen(path, "wb");

  HOLDS(file != NULL);
  HOLDS(size == 0 || fwrite(bytes, 1, size, file) == size);
  HOLDS(fclose(file) == 0);
}

const uint8_t *fuzz_world(size_t *size) {
  static uint8_t *bytes;
  static size_t length;
  const char *path = getenv("NUTRI_FUZZ_WORLD");
  struct stat about;
  FILE *file;

  if (bytes == NULL) {
    if (path == NULL)
      path = NUTRI_FUZZ_WORLD;
    HOLDS(stat(path, &about) == 0);
    length = (size_t)about.st_size;
    bytes = malloc(length);
    HOLDS(bytes != NULL);
    file = fopen(path, "rb");
    HOLDS(file != NULL);
    HOLDS(fread(bytes, 1, length, file) == length);
    fclose(file);
  }
  *size = length;
  return bytes;
}

nutri *fuzz_open(const char *name, uint32_t flags) {
  nutri_error err = NUTRI_INIT(nutri_error);
  char *path = fuzz_path(name);
  nutri *db = NULL;
  size_t size;
  const uint8_t *world = fuzz_world(&size);

  fuzz_write(path, world, size);
  if (nutri_open(path, flags, &db, &err) != NUTRI_OK) {
    fprintf(stderr, "%s\n", err.message);
    abort();
  }
  HOLDS(sqlite3_exec(nutri_sqlite(db), "PRAGMA synchronous=OFF", NULL, NULL, NULL) == SQLITE_OK);
  free(path);
  return db;
}

char *fuzz_text(const uint8_t *data, size_t size) {
  char *text = malloc(size + 1);

  HOLDS(text != NULL);
  if (size > 0)
    memcpy(text, data, size);
  text[size] = '\0';
  return text;
}

void fuzz_told(nutri *db, int rc) {
  HOLDS(rc == NUTRI_ROW || rc == NUTRI_OK || nutri_strerror(rc) != nutri_strerror(-9999));
  if (rc < NUTRI_OK)
    HOLDS(nutri_errmsg(db)[0] != '\0');
}
