/* SPDX-License-Identifier: MIT */
/* Archives as lists of members, and what is wrong with them as sentences. Those of the tests are
 * made by support_archive.c, so no tool and no libarchive is needed to write them. */
#include "support_archive.h"

#ifndef NUTRI_NO_IMPORTERS

#include <locale.h>
#include <pthread.h>

#define MEGA (1024 * 1024)

/* Many lines that deflate to a good part of their length: several blocks, and no whole number. */
static char *make_text(size_t length) {
  char *text = malloc(length + 1);
  uint32_t seed = 1;

  ck_assert_ptr_nonnull(text);
  for (size_t i = 0; i < length; i++) {
    seed = seed * 1664525u + 1013904223u;
    text[i] = (seed >> 24) % 9 == 0 ? '\n' : (char)('0' + (seed >> 24) % 10);
  }
  text[length] = '\0';
  return text;
}

/* ---- what is in an archive ------------------------------------------------------------------ */

#define LINE "id,name\n1,spinach\n"

/* The forms a zip's member can have. */
static const struct zipped forms[] = {
    {.name = "stored.csv", .text = LINE, .method = STORED},
    {.name = "deflated.csv", .text = LINE, .method = DEFLATED},
    {.name = "descriptor.csv", .text = LINE, .method = DEFLATED, .has_descriptor = true},
    {.name = "stored_later.csv", .text = LINE, .method = STORED, .has_descriptor = true},
    {.name = "wide.csv", .text = LINE, .method = DEFLATED, .is_zip64 = true},
    {.name = "wide_stored.csv", .text = LINE, .method = STORED, .is_zip64 = true},
    {.name = "wide_later.csv",
     .text = LINE,
     .method = DEFLATED,
     .is_zip64 = true,
     .has_descriptor = true},
    {.name = "empty.csv", .text = "", .method = STORED},
    {.name = "empty_deflated.csv", .text = "", .method = DEFLATED},
    {.name = "folder/", .text = "", .method = STORED}, /* no member */
    {.name = "folder/inner/food.csv", .text = LINE, .method = DEFLATED},
    {.name = "dos\\food.csv", .text = LINE, .method = DEFLATED},
    {.name = "/etc/passwd", .text = LINE, .method = DEFLATED},
    {.name = "../../up.csv", .text = LINE, .method = DEFLATED},
    {.name = "folder/../up.csv", .text = LINE, .method = DEFLATED},
    {.name = "stored.csv", .text = "twice\n", .method = STORED},
};

static const char *const bases[] = {
    "stored.csv",
    "deflated.csv",
    "descriptor.csv",
    "stored_later.csv",
    "wide.csv",
    "wide_stored.csv",
    "wide_later.csv",
    "empty.csv",
    "empty_deflated.csv",
    NULL,
    "food.csv",
    "food.csv",
    "passwd",
    "up.csv",
    "up.csv",
    "stored.csv",
};

START_TEST(forms_of_a_zip) {
  static const size_t lengths[] = {1, 7, sizeof LINE - 1, sizeof LINE, 300000};
  struct bytes zip = {0};
  size_t at = 0;

  if (!has_archives())
    return;
  zip_make(&zip, forms, COUNT(forms));
  OPENS(stored("forms", &zip));
  ck_assert_int_eq(nutri__package_kind(package), NUTRI__PACKAGE_ARCHIVE);
  ck_assert_uint_eq(nutri__package_count(package), COUNT(forms) - 1);
  for (size_t i = 0; i < COUNT(forms); i++) {
    const struct nutri__member *member;
    size_t length = strlen(forms[i].text);

    if (bases[i] == NULL)
      continue;
    member = nutri__package_member(package, at);
    if (strchr(forms[i].name, '\\') == NULL) /* which may become a slash */
      ck_assert_str_eq(member->name, forms[i].name);
    ck_assert_str_eq(member->base, bases[i]);
    ck_assert_int_eq(member->size, (int64_t)length);
    member_is(at, lengths[_i], forms[i].text, length);
    at++;
  }
  close_package();
}
END_TEST

/* Blocks of the read-ahead and reads of the caller never fall together by chance. */
START_TEST(longer_than_its_blocks) {
  static const size_t lengths[] = {256 * 1024, 5 * 256 * 1024 + 4711, 3 * 256 * 1024 - 1};
  static const size_t reads[] = {1000, 256 * 1024, 256 * 1024 + 1, 3 * MEGA};
  size_t length = lengths[(size_t)_i % COUNT(lengths)];
  char *text = make_text(length);
  struct zipped members[] = {
      {.name = "a.csv", .text = text, .length = length, .method = DEFLATED},
      {.name = "b.csv", .text = text, .length = length, .method = STORED},
  };
  struct bytes zip = {0};

  if (has_archives()) {
    zip_make(&zip, members, 2);
    OPENS(stored("long", &zip));
    for (size_t i = 0; i < 2; i++)
      member_is(i, reads[(size_t)_i / COUNT(lengths)], text, length);
    close_package();
  }
  free(text);
}
END_TEST

START_TEST(an_archive_in_an_archive) {
  struct zipped inner = {.name = "food.csv", .text = LINE, .method = STORED};
  struct bytes small = {0};
  struct bytes zip = {0};
  struct zipped outer = {.name = "inner.zip", .method = STORED};

  if (!has_archives())
    return;
  zip_make(&small, &inner, 1);
  outer.text = (const char *)small.data;
  outer.length = small.length;
  zip_make(&zip, &outer, 1);
  OPENS(stored("outer", &zip));
  ck_assert_uint_eq(nutri__package_count(package), 1);
  ck_assert_str_eq(nutri__package_member(package, 0)->name, "inner.zip");
  member_is(0, 64, small.data, small.length);
  close_package();
  bytes_free(&small);
}
END_TEST

/* Not every libarchive takes it; then it says so. */
START_TEST(an_empty_zip) {
  struct bytes zip = {0};
  const char *path;

  if (!has_archives())
    return;
  zip_make(&zip, NULL, 0);
  path = stored("empty", &zip);
  if (open_package(path) == NUTRI_OK)
    ck_assert_uint_eq(nutri__package_count(package), 0);
  else
    SAYS_IN_MESSAGE(path);
  close_package();
}
END_TEST

static void make_tar(struct bytes *tar) {
  tar_add(tar, "data/", '5', "", 0);
  tar_add(tar, "data/link.csv", '2', "", 0);
  tar_add(tar, "data/food.csv", '0', LINE, strlen(LINE));
  tar_add(tar, "data/more.csv", '0', "x\n", 2);
  tar_end(tar);
}

/* Folders and links are no members: a link of an archive leads nowhere. */
START_TEST(tar_and_tar_gz) {
  struct bytes tar = {0};
  struct bytes gzip = {0};

  if (!has_archives())
    return;
  make_tar(&tar);
  if (_i == 1) {
    gzip_make(&gzip, tar.data, tar.length);
    bytes_free(&tar);
    tar = gzip;
  }
  OPENS(stored("tar", &tar));
  ck_assert_int_eq(nutri__package_kind(package), NUTRI__PACKAGE_ARCHIVE);
  ck_assert_uint_eq(nutri__package_count(package), 2);
  ck_assert_str_eq(nutri__package_member(package, 0)->name, "data/food.csv");
  ck_assert_int_eq(nutri__package_member(package, 0)->size, strlen(LINE));
  member_is(0, 64, LINE, strlen(LINE));
  member_is(1, 64, "x\n", 2);
  close_package();
}
END_TEST

#define FOLDER                                                                                     \
  "donn\xc3\xa9"                                                                                   \
  "es/food.csv"

/* Names of every spelling are listed, and the locale stays what it was. */
static const struct {
  const char *locale;
  const char *name;
  bool is_utf8;
  const char *listed;
} names[] = {
    {"C.UTF-8", FOLDER, true, FOLDER},
    {"C.UTF-8", FOLDER, false, FOLDER},
    {"C", FOLDER, true, FOLDER},
    {"C", FOLDER, false, FOLDER},
    {"C",
     "donn\x82"
     "es/food.csv",
     false, "donn?es/food.csv"}, /* code page 437 */
    {"C",
     "donn\x82"
     "es/food.csv",
     true, "donn?es/food.csv"},
};

START_TEST(names_in_any_locale) {
  struct zipped member = {.name = names[_i].name, .text = LINE, .is_utf8 = names[_i].is_utf8};
  struct bytes zip = {0};
  char before[200];

  if (setlocale(LC_ALL, names[_i].locale) == NULL) {
    skipped("no such locale");
    return;
  }
  if (!has_archives())
    return;
  snprintf(before, sizeof before, "%s", setlocale(LC_ALL, NULL));
  zip_make(&zip, &member, 1);
  OPENS(stored("names", &zip));
  ck_assert_str_eq(nutri__package_member(package, 0)->name, names[_i].listed);
  ck_assert_str_eq(nutri__package_member(package, 0)->base, "food.csv");
  member_is(0, 64, LINE, strlen(LINE));
  close_package();
  ck_assert_str_eq(setlocale(LC_ALL, NULL), before);
}
END_TEST

/* ---- what is wrong with an archive ---------------------------------------------------------- */

static const struct {
  const char *label;
  struct zipped member;
  const char *says;
  bool at_once; /* when it is opened; else when the member is read */
} bad_members[] = {
    {"encrypted",
     {.name = "a.csv", .text = "0123456789abcdef" LINE, .is_encrypted = true},
     "is encrypted",
     true},
    {"wrong checksum, stored", {.name = "a.csv", .text = LINE, .crc_off = 1}, "damaged", false},
    {"wrong checksum",
     {.name = "a.csv", .text = LINE, .method = DEFLATED, .crc_off = 1},
     "damaged",
     false},
    {"wrong checksum of a descriptor",
     {.name = "a.csv", .text = LINE, .method = DEFLATED, .crc_off = 1, .has_descriptor = true},
     "damaged",
     false},
    {"shorter than it says",
     {.name = "a.csv", .text = LINE, .method = DEFLATED, .says = 1000},
     "damaged",
     false},
    {"longer than it says",
     {.name = "a.csv", .text = LINE, .method = DEFLATED, .says = 3},
     "damaged",
     false},
    {"no such method", {.name = "a.csv", .text = LINE, .method = 77}, "cannot be unpacked", false},
    {"a workbook", {.name = "[Content_Types].xml", .text = LINE}, "save its sheet as CSV", true},
};

START_TEST(bad_member) {
  struct bytes zip = {0};
  struct bytes got = {0};
  const char *path;
  int rc;

  if (!has_archives())
    return;
  zip_make(&zip, &bad_members[_i].member, 1);
  path = stored("bad.csv", &zip);
  rc = open_package(path);
  if (rc == NUTRI_OK) {
    ck_assert_msg(!bad_members[_i].at_once, "%s is opened", bad_members[_i].label);
    rc = read_member(0, 64, &got);
    close_package();
  } else {
    SAYS_IN_MESSAGE(path);
  }
  ck_assert_msg(rc == NUTRI_EFORMAT, "%s is %d", bad_members[_i].label, rc);
  SAYS_IN_MESSAGE(bad_members[_i].says);
  bytes_free(&got);
}
END_TEST

/* A table that is only compressed is not taken, and not said to be damaged. */
START_TEST(gzip_of_a_table) {
  struct bytes gzip = {0};

  if (!has_archives())
    return;
  gzip_make(&gzip, LINE, strlen(LINE));
  ck_assert_int_eq(open_package(stored("food.csv.gz", &gzip)), NUTRI_EFORMAT);
  SAYS_IN_MESSAGE(temp_path("food.csv.gz"));
  SAYS_IN_MESSAGE("is compressed, but no archive is in it");
}
END_TEST

/* An error stays: a caller who asks again gets no shorter file. */
START_TEST(an_error_stays) {
  struct zipped member = {.name = "a.csv", .text = LINE, .method = DEFLATED, .crc_off = 1};
  struct bytes zip = {0};
  struct nutri__stream *stream = NULL;
  char data[64];
  size_t got;

  if (!has_archives())
    return;
  zip_make(&zip, &member, 1);
  OPENS(stored("again", &zip));
  ck_assert_int_eq(nutri__stream_open(package, 0, &stream, message, sizeof message), NUTRI_OK);
  for (int i = 0; i < 3; i++)
    ck_assert_int_eq(nutri__stream_read(stream, data, sizeof data, &got, message, sizeof message),
                     NUTRI_EFORMAT);
  nutri__stream_close(stream);
  close_package();
}
END_TEST

static const struct zipped two[] = {
    {.name = "food.csv", .text = LINE LINE LINE LINE, .method = DEFLATED},
    {.name = "more.csv", .text = "x,y\n1,2\n", .method = STORED},
};

/* What can be read of an archive is what was put into it, however it is damaged. */
static void is_whole_or_refused(const char *path) {
  struct bytes got = {0};

  if (open_package(path) != NUTRI_OK) {
    SAYS_IN_MESSAGE(path);
    return;
  }
  for (size_t i = 0; i < nutri__package_count(package); i++) {
    bool is_known = false;

    if (read_member(i, 50, &got) == NUTRI_OK) {
      for (size_t j = 0; j < COUNT(two); j++)
        is_known |=
            got.length == strlen(two[j].text) && memcmp(got.data, two[j].text, got.length) == 0;
      ck_assert_msg(is_known, "a damaged zip gives %zu bytes", got.length);
    }
    got.length = 0;
  }
  bytes_free(&got);
  close_package();
}

START_TEST(cut_at_every_length) {
  struct bytes zip = {0};
  const char *path = temp_path("cut.zip");

  if (!has_archives())
    return;
  zip_make(&zip, two, COUNT(two));
  for (size_t length = 4; length < zip.length; length++) {
    write_file(path, zip.data, length);
    ck_assert_msg(open_package(path) == NUTRI_EFORMAT, "opened at %zu of %zu", length, zip.length);
    SAYS_IN_MESSAGE(path);
    SAYS_IN_MESSAGE("cut short");
  }
  bytes_free(&zip);
}
END_TEST

START_TEST(tar_cut_at_every_length) {
  struct bytes tar = {0};
  const char *path = temp_path("cut.tar");
  struct bytes got = {0};

  if (!has_archives())
    return;
  tar_add(&tar, "food.csv", '0', LINE, strlen(LINE));
  for (size_t length = 264; length < 512 + strlen(LINE); length += 3) {
    write_file(path, tar.data, length);
    if (open_package(path) == NUTRI_OK) {
      ck_assert_int_eq(read_member(0, 64, &got), NUTRI_EFORMAT);
      close_package();
    }
    SAYS_IN_MESSAGE("cut short");
  }
  bytes_free(&got);
  bytes_free(&tar);
}
END_TEST

START_TEST(every_byte_flipped) {
  static const unsigned char masks[] = {0x01, 0x80, 0xFF};
  struct bytes zip = {0};
  const char *path = temp_path("flipped.zip");

  if (!has_archives())
    return;
  zip_make(&zip, two, COUNT(two));
  for (size_t i = 4; i < zip.length; i++) {
    zip.data[i] ^= masks[_i];
    write_file(path, zip.data, zip.length);
    is_whole_or_refused(path);
    zip.data[i] ^= masks[_i];
  }
  bytes_free(&zip);
}
END_TEST

START_TEST(gzip_flipped_or_cut) {
  struct bytes tar = {0};
  struct bytes gzip = {0};
  const char *path = temp_path("bad.tar.gz");
  struct bytes got = {0};

  if (!has_archives())
    return;
  make_tar(&tar);
  gzip_make(&gzip, tar.data, tar.length);
  for (size_t i = 12; i < gzip.length; i += 5) {
    if (_i == 0)
      gzip.data[i] ^= 0x55;
    write_file(path, gzip.data, _i == 0 ? gzip.length : i);
    if (open_package(path) == NUTRI_OK) {
      for (size_t j = 0; j < nutri__package_count(package); j++)
        (void)read_member(j, 50, &got);
      close_package();
    } else {
      SAYS_IN_MESSAGE(path);
    }
    if (_i == 0)
      gzip.data[i] ^= 0x55;
  }
  bytes_free(&got);
  bytes_free(&gzip);
  bytes_free(&tar);
}
END_TEST

/* ---- members that are too long -------------------------------------------------------------- */

/* One that says so is refused at once; a bomb that lies, as soon as it has given too much. */
START_TEST(over_the_limit) {
  static const uint64_t claims[] = {0, 1000};
  size_t length = 8 * MEGA;
  char *text = calloc(1, length);
  struct zipped bomb = {.name = "bomb.csv", .length = length, .method = DEFLATED};
  struct bytes zip = {0};
  struct bytes got = {0};

  ck_assert_ptr_nonnull(text);
  memset(text, 'a', length);
  bomb.text = text;
  bomb.says = claims[_i];
  if (has_archives()) {
    zip_make(&zip, &bomb, 1);
    ck_assert_uint_lt(zip.length, 100000);
    OPENS(stored("bomb", &zip));
    nutri__package_limit(package, 3 * MEGA);
    ck_assert_int_eq(read_member(0, 256 * 1024, &got), NUTRI_EFORMAT);
    ck_assert_uint_le(got.length, 3 * MEGA);
    if (claims[_i] == 0)
      SAYS_IN_MESSAGE("unpacked: no table of foods is that long");
    bytes_free(&got);
    close_package();
  }
  free(text);
}
END_TEST

/* 64 GiB and a byte, as a zip64 says, alone or in two members. */
START_TEST(says_to_be_over_64_gib) {
  struct zipped members[] = {{.name = "a.csv", .text = LINE, .is_zip64 = true, .method = DEFLATED},
                             {.name = "b.csv", .text = LINE, .is_zip64 = true, .method = DEFLATED}};
  struct bytes zip = {0};

  if (!has_archives())
    return;
  members[0].says = (UINT64_C(64) << 30) - (_i == 0 ? 0 : 7);
  members[1].says = 8 + (uint64_t)_i;
  zip_make(&zip, members, 2);
  ck_assert_int_eq(open_package(stored("huge", &zip)), NUTRI_EFORMAT);
  SAYS_IN_MESSAGE("is over 64 GiB unpacked");
}
END_TEST

/* What says to be a TiB is not passed over: a few bytes, packed twice, can say so for hours. */
START_TEST(passes_over_no_end) {
  struct bytes tar = {0};
  struct bytes once = {0};
  struct bytes twice = {0};

  if (!has_archives())
    return;
  tar_add(&tar, "data/junk.bin", '0', "", 0);
  memcpy(tar.data + 124, "\x80\0\0\0\0\0\1\0\0\0\0\0", 12); /* its size, in base 256 */
  tar_sum(tar.data);
  tar_end(&tar);
  gzip_make(&once, tar.data, tar.length);
  bytes_free(&tar);
  ck_assert_int_eq(open_package(stored("endless", &once)), NUTRI_EFORMAT);
  SAYS_IN_MESSAGE("is over 64 GiB unpacked");
  make_tar(&tar);
  gzip_make(&once, tar.data, tar.length);
  bytes_free(&tar);
  gzip_make(&twice, once.data, once.length);
  bytes_free(&once);
  ck_assert_int_eq(open_package(stored("twice", &twice)), NUTRI_EFORMAT);
  SAYS_IN_MESSAGE("is compressed more than once");
}
END_TEST

/* 10,000 members are taken, one more is not. */
START_TEST(members_of_an_archive) {
  size_t count = NUTRI__MEMBERS_MAX + (size_t)_i;
  struct zipped *members = calloc(count, sizeof *members);
  struct bytes zip = {0};
  const char *path;
  int rc;

  ck_assert_ptr_nonnull(members);
  for (size_t i = 0; i < count; i++)
    members[i] = (struct zipped){.name = "a.csv", .text = ""};
  if (has_archives()) {
    zip_make(&zip, members, count);
    path = stored("many.zip", &zip);
    rc = open_package(path);
    ck_assert_int_eq(rc, _i == 0 ? NUTRI_OK : NUTRI_EFORMAT);
    if (rc == NUTRI_OK) {
      ck_assert_uint_eq(nutri__package_count(package), count);
      member_is(count - 1, 64, "", 0);
    } else {
      SAYS_IN_MESSAGE(path);
      SAYS_IN_MESSAGE("holds more than 10000 files");
    }
    close_package();
  }
  free(members);
}
END_TEST

START_TEST(the_archive_itself) {
  struct bytes zip = {0};
  struct bytes got = {0};
  struct nutri__stream *stream = NULL;

  if (!has_archives())
    return;
  zip_make(&zip, two, COUNT(two));
  write_file(temp_path("raw.csv"), zip.data, zip.length); /* an archive, by its bytes */
  OPENS(temp_path("raw.csv"));
  ck_assert_int_eq(nutri__package_kind(package), NUTRI__PACKAGE_ARCHIVE);
  ck_assert_int_eq(nutri__stream_raw(package, &stream, message, sizeof message), NUTRI_OK);
  ck_assert_int_eq(read_stream(stream, 100, &got, message, sizeof message), NUTRI_OK);
  nutri__stream_close(stream);
  ck_assert_uint_eq(got.length, zip.length);
  ck_assert_mem_eq(got.data, zip.data, zip.length);
  bytes_free(&got);
  bytes_free(&zip);
  close_package();
}
END_TEST

/* ---- threads and memory --------------------------------------------------------------------- */

struct reading {
  size_t member;
  size_t length;
  struct bytes got;
  int rc;
};

static void *read_on_thread(void *argument) {
  struct reading *reading = argument;
  struct nutri__stream *stream = NULL;
  char why[300];

  reading->rc = nutri__stream_open(package, reading->member, &stream, why, sizeof why);
  if (reading->rc == NUTRI_OK)
    reading->rc = read_stream(stream, reading->length, &reading->got, why, sizeof why);
  nutri__stream_close(stream);
  return NULL;
}

START_TEST(two_streams_at_once) {
  size_t length = 2 * MEGA + 99;
  char *text = make_text(length);
  struct zipped members[] = {
      {.name = "a.csv", .text = text, .length = length, .method = DEFLATED},
      {.name = "b.csv", .text = text + 1, .length = length - 1, .method = DEFLATED},
  };
  struct reading reading[2] = {{.member = 0, .length = 4096}, {.member = 1, .length = 300000}};
  pthread_t thread[2];
  struct bytes zip = {0};

  if (has_archives()) {
    zip_make(&zip, members, 2);
    OPENS(stored("threads", &zip));
    for (int i = 0; i < 2; i++)
      ck_assert_int_eq(pthread_create(&thread[i], NULL, read_on_thread, &reading[i]), 0);
    for (int i = 0; i < 2; i++) {
      ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
      ck_assert_int_eq(reading[i].rc, NUTRI_OK);
      ck_assert_uint_eq(reading[i].got.length, members[i].length);
      ck_assert_mem_eq(reading[i].got.data, members[i].text, members[i].length);
      bytes_free(&reading[i].got);
    }
    close_package();
  }
  free(text);
}
END_TEST

/* Closed with nothing read, in the middle and at the end, the thread ahead goes and the memory
 * with it. */
START_TEST(closed_early) {
  size_t length = 4 * MEGA;
  char *text = make_text(length);
  struct zipped member = {.name = "a.csv", .text = text, .length = length, .method = DEFLATED};
  struct bytes zip = {0};
  sqlite3_int64 before = sqlite3_memory_used();
  char data[4096];

  if (has_archives()) {
    zip_make(&zip, &member, 1);
    OPENS(stored("early", &zip));
    for (int reads = 0; reads <= 1024; reads = reads * 4 + 1) {
      struct nutri__stream *stream = NULL;
      size_t got;

      ck_assert_int_eq(nutri__stream_open(package, 0, &stream, message, sizeof message), NUTRI_OK);
      for (int i = 0; i < reads; i++)
        ck_assert_int_eq(
            nutri__stream_read(stream, data, sizeof data, &got, message, sizeof message), NUTRI_OK);
      nutri__stream_close(stream);
    }
    close_package();
    ck_assert_int_eq(sqlite3_memory_used(), before);
  }
  free(text);
}
END_TEST

/* ---- the zip as USDA publishes it ----------------------------------------------------------- */

#define FOUNDATION "FoodData_Central_foundation_food_csv_2024-10-31"

START_TEST(foundation) {
  static const struct {
    const char *base;
    size_t size;
    size_t lines;
  } known[] = {
      {"food.csv", 5730243, 68877}, /* 68,875 foods, the header, and a break within a field */
      {"food_nutrient.csv", 8828421, 149616},
      {"food_portion.csv", 700843, 10679},
      {"foundation_food.csv", 15554, 317},
  };
  const char *path = shared_file(FOUNDATION ".zip");
  size_t found = 0;

  if (path == NULL) {
    skipped(FOUNDATION ".zip is absent");
    return;
  }
  if (!has_archives())
    return;
  OPENS(path);
  ck_assert_uint_eq(nutri__package_count(package), 25);
  for (size_t i = 0; i < 25; i++) {
    const struct nutri__member *member = nutri__package_member(package, i);

    ck_assert_int_eq(strncmp(member->name, FOUNDATION "/", strlen(FOUNDATION) + 1), 0);
    ck_assert_int_gt(member->size, 0);
    for (size_t j = 0; j < COUNT(known); j++)
      if (strcmp(member->base, known[j].base) == 0) {
        struct bytes got = {0};
        size_t lines = 0;

        ck_assert_int_eq(member->size, (int64_t)known[j].size);
        ck_assert_msg(read_member(i, 256 * 1024, &got) == NUTRI_OK, "%s", message);
        ck_assert_uint_eq(got.length, known[j].size);
        for (size_t k = 0; k < got.length; k++)
          lines += got.data[k] == '\n';
        ck_assert_uint_eq(lines, known[j].lines);
        bytes_free(&got);
        found++;
      }
  }
  ck_assert_uint_eq(found, COUNT(known));
  close_package();
}
END_TEST

TESTS("archive") {
  tcase_add_loop_test(tc, forms_of_a_zip, 0, 5);
  tcase_add_loop_test(tc, longer_than_its_blocks, 0, 12);
  tcase_add_test(tc, an_archive_in_an_archive);
  tcase_add_test(tc, an_empty_zip);
  tcase_add_loop_test(tc, tar_and_tar_gz, 0, 2);
  ADD_LOOP(names_in_any_locale, names);
  ADD_LOOP(bad_member, bad_members);
  tcase_add_test(tc, gzip_of_a_table);
  tcase_add_test(tc, an_error_stays);
  tcase_add_test(tc, cut_at_every_length);
  tcase_add_test(tc, tar_cut_at_every_length);
  tcase_add_loop_test(tc, every_byte_flipped, 0, 3);
  tcase_add_loop_test(tc, gzip_flipped_or_cut, 0, 2);
  tcase_add_loop_test(tc, over_the_limit, 0, 2);
  tcase_add_loop_test(tc, says_to_be_over_64_gib, 0, 2);
  tcase_add_test(tc, passes_over_no_end);
  tcase_add_loop_test(tc, members_of_an_archive, 0, 2);
  tcase_add_test(tc, the_archive_itself);
  tcase_add_test(tc, two_streams_at_once);
  tcase_add_test(tc, closed_early);
  tcase_add_test(tc, foundation);
}

#else

TESTS("archive") { (void)tc; }

#endif
