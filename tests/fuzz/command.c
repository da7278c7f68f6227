/* SPDX-License-Identifier: MIT */
/* The whole command line: a word a line, on a database with something of everything in it. No word
 * names a place outside the folder: one with a slash ends the line. */
#include "fuzz.h"

#include <unistd.h>

#define WORDS 24

int nutri_command_main(int argc, char **argv);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static int runs;
  char *words[WORDS + 4] = {"nutri", "--today", "2026-11-20"};
  int count = 3;
  char *text;

  if (runs == 0) {
    HOLDS(chdir(fuzz_folder()) == 0);
    HOLDS(setenv("NUTRI_DB", "mine.db", 1) == 0 && setenv("HOME", ".", 1) == 0);
    HOLDS(freopen("/dev/null", "r", stdin) != NULL && freopen("/dev/null", "w", stdout) != NULL);
  }
  if (runs++ % 50 == 0)
    nutri_close(fuzz_open("mine.db", NUTRI_READWRITE));
  text = fuzz_text(data, size);
  for (char *word = strtok(text, "\n"); word != NULL && count < WORDS; word = strtok(NULL, "\n")) {
    if (strchr(word, '/') != NULL || strcmp(word, "..") == 0)
      break;
    words[count++] = word;
  }
  words[count] = NULL;
  HOLDS((unsigned)nutri_command_main(count, words) <= 2);
  free(text);
  return 0;
}
