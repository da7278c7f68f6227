/* SPDX-License-Identifier: MIT */
/* A target without libFuzzer: each file of the folders named, and each file named, once. */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

static int replay_file(const char *path, size_t size) {
  FILE *file = fopen(path, "rb");
  uint8_t *bytes = malloc(size > 0 ? size : 1); /* so long, that a sanitizer sees a byte too far */

  HOLDS(file != NULL && bytes != NULL);
  HOLDS(fread(bytes, 1, size, file) == size);
  fclose(file);
  fprintf(stderr, "%s\n", path); /* the last one, should it crash */
  LLVMFuzzerTestOneInput(bytes, size);
  free(bytes);
  return 1;
}

static int replay(const char *path) {
  struct stat about;
  struct dirent **entries;
  char name[4096];
  int replayed = 0;
  int count;

  HOLDS(stat(path, &about) == 0);
  if (!S_ISDIR(about.st_mode))
    return replay_file(path, (size_t)about.st_size);
  count = scandir(path, &entries, NULL, alphasort);
  HOLDS(count >= 0);
  for (int i = 0; i < count; i++) {
    if (entries[i]->d_name[0] != '.') {
      snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
      replayed += replay(name);
    }
    free(entries[i]);
  }
  free(entries);
  return replayed;
}

int main(int argc, char **argv) {
  int replayed = 0;

  for (int i = 1; i < argc; i++)
    replayed += replay(argv[i]);
  printf("%d inputs\n", replayed);
  return replayed > 0 ? 0 : 1;
}
