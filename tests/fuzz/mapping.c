/* SPDX-License-Identifier: MIT */
/* A mapping file, and what a table's header is to it. After a line "===" comes the header. */
#include "fuzz.h"

#include "mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct nutri__mapping *mapping = NULL;
  struct nutri__mapping_sniffed sniffed;
  char message[512] = "", reason[512] = "";
  char *text = fuzz_text(data, size);
  char *header = strstr(text, "\n===\n");
  size_t length = header != NULL ? (size_t)(header - text) + 1 : size;
  char *exact = malloc(length > 0 ? length : 1); /* a sanitizer sees a byte too far */
  int rc;

  HOLDS(exact != NULL);
  memcpy(exact, text, length);
  rc = nutri__mapping_parse("fuzzed", exact, length, &mapping, message, sizeof message);
  HOLDS(rc == NUTRI_OK || (rc == NUTRI_EFORMAT && message[0] != '\0'));
  if (rc == NUTRI_OK && header != NULL) {
    header += strlen("\n===\n");
    rc = nutri__mapping_sniff(mapping, "foods.csv", header, strlen(header), true, &sniffed, reason,
                              sizeof reason);
    HOLDS(rc == NUTRI_OK);
  }
  nutri__mapping_free(mapping);
  free(exact);
  free(text);
  return 0;
}
