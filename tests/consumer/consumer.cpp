// SPDX-License-Identifier: MIT
// nutri.h is a C header that C++ programs include as it is.
#include <cstdio>
#include <nutri.h>

int main(int argc, char **argv) {
  nutri *db = nullptr;
  nutri_error err = NUTRI_INIT(nutri_error);

  if (argc != 2)
    return 2;
  if (nutri_open(argv[1], NUTRI_READWRITE | NUTRI_CREATE, &db, &err) != NUTRI_OK) {
    std::fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  nutri_close(db);
  std::printf("nutri %s\n", nutri_version());
  return 0;
}
