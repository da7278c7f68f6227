/* SPDX-License-Identifier: MIT */
/* Archives made by the tests themselves, byte by byte, so that they can be wrong on purpose. */
#ifndef SUPPORT_ARCHIVE_H
#define SUPPORT_ARCHIVE_H

#include "support.h"

struct bytes {
  unsigned char *data;
  size_t length;
  size_t size;
};

void bytes_add(struct bytes *bytes, const void *data, size_t length);
void bytes_free(struct bytes *bytes);

enum { STORED = 0, DEFLATED = 8 };

/* One member of a zip. */
struct zipped {
  const char *name;
  const char *text;
  size_t length;       /* 0 = that of the text */
  int method;          /* STORED, DEFLATED, or one that no reader knows */
  bool has_descriptor; /* sizes and checksum follow the data, as in a zip written to a pipe */
  bool is_zip64;       /* sizes in the extra field */
  bool is_encrypted;   /* says so; its bytes are as they are */
  bool is_utf8;        /* the name is flagged as UTF-8 */
  uint32_t crc_off;    /* added to the right checksum */
  uint64_t says;       /* the unpacked size it claims; 0 = the right one */
};

/* A zip of these members, with its central directory. */
void zip_make(struct bytes *zip, const struct zipped *members, size_t count);
/* One file in a tar (without the two blocks of zeros at its end); type '0' file, '5' folder,
 * '2' symbolic link. */
void tar_add(struct bytes *tar, const char *name, char type, const char *text, size_t length);
void tar_end(struct bytes *tar);
/* Puts the right checksum into a header of 512 bytes that was changed. */
void tar_sum(void *header);
/* A gzip of these bytes. */
void gzip_make(struct bytes *gzip, const void *data, size_t length);

#ifndef NUTRI_NO_IMPORTERS

#include "package.h"

extern struct nutri__package *package; /* of the last open_package() */
extern char message[600];              /* of the last call, "" where it went well */

#define OPENS(path) ck_assert_msg(open_package(path) == NUTRI_OK, "%s", message)
#define SAYS_IN_MESSAGE(part)                                                                      \
  ck_assert_msg(strstr(message, part) != NULL, "'%s' does not say '%s'", message, part)

/* False, said to be skipped, where the library was built without archives. */
bool has_archives(void);
/* Writes the bytes to a file, frees them, gives its path. */
const char *stored(const char *name, struct bytes *bytes);
int open_package(const char *path);
void close_package(void);
/* What is left of a stream by reads of this length, added to out. */
int read_stream(struct nutri__stream *stream, size_t length, struct bytes *out, char *why,
                size_t size);
/* A whole member of the package. */
int read_member(size_t i, size_t length, struct bytes *out);
void member_is(size_t i, size_t length, const void *text, size_t text_length);

#endif
#endif
