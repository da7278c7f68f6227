/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share. A target is a file with LLVMFuzzerTestOneInput, which libFuzzer
 * calls with inputs it makes up (./dev fuzz), and replay.c with those of corpus/ (./dev test). */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nutri.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold, in a release build too: a finding otherwise. */
#define HOLDS(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);               \
      abort();                                                                                     \
    }                                                                                              \
  } while (0)

/* A code that nutri.h names, with a sentence for each error. */
void fuzz_told(nutri *db, int rc);
/* A folder of this process alone, removed when it ends. */
const char *fuzz_folder(void);
/* A file in it. Ownership: the caller frees it. */
char *fuzz_path(const char *name);
void fuzz_write(const char *path, const void *bytes, size_t size);
/* The database with something of everything in it (world.sh), in memory once. */
const uint8_t *fuzz_world(size_t *size);
/* It as a file of that name in the folder, opened. Ends the program where that fails. */
nutri *fuzz_open(const char *name, uint32_t flags);
/* The input as text: without what follows a NUL. Ownership: the caller frees it. */
char *fuzz_text(const uint8_t *data, size_t size);

#endif
