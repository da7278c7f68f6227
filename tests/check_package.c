/* SPDX-License-Identifier: MIT */
/* Files and folders as lists of members, and what is wrong with them as sentences. */
#include "support_archive.h"

#ifndef NUTRI_NO_IMPORTERS

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE "id,name\n1,spinach\n"

/* ---- what a file is ------------------------------------------------------------------------- */

/* Text is a file of one member, whatever its name says. */
static const struct {
  const char *name;
  const char *text;
} plain[] = {
    {"food.csv", LINE},  {"food.zip", LINE},  {"food.tar.gz", LINE},
    {"nothing.csv", ""}, {"p.csv", "PK,a\n"}, {"b.csv", "B"},
};

START_TEST(a_plain_file) {
  size_t length = strlen(plain[_i].text);
  const char *path = temp_path(plain[_i].name);

  write_file(path, plain[_i].text, length);
  OPENS(path);
  ck_assert_int_eq(nutri__package_kind(package), NUTRI__PACKAGE_FILE);
  ck_assert_uint_eq(nutri__package_count(package), 1);
  ck_assert_str_eq(nutri__package_member(package, 0)->name, plain[_i].name);
  ck_assert_str_eq(nutri__package_member(package, 0)->base, plain[_i].name);
  ck_assert_int_eq(nutri__package_member(package, 0)->size, (int64_t)length);
  member_is(0, 5, plain[_i].text, length);
  close_package();
}
END_TEST

START_TEST(no_file) {
  const char *path = temp_path("pipe");

  ck_assert_int_eq(open_package(temp_path("absent")), NUTRI_ENOTFOUND);
  SAYS_IN_MESSAGE(temp_path("absent"));
  ck_assert_int_eq(mkfifo(path, 0600), 0);
  ck_assert_int_eq(open_package(path), NUTRI_EFORMAT); /* and it does not wait for a writer */
  SAYS_IN_MESSAGE("neither a file nor a folder");
  nutri__package_free(NULL);
  nutri__stream_close(NULL);
}
END_TEST

/* ---- folders -------------------------------------------------------------------------------- */

static void make_file(const char *name, const char *text) {
  write_file(temp_path(name), text, strlen(text));
}

static void make_folder(const char *name) {
  ck_assert_msg(mkdir(temp_path(name), 0700) == 0, "%s: error %d", name, errno);
}

START_TEST(a_folder) {
  static const char *const names[] = {"a/b/c/deep.csv", "b.csv", "link.csv", "z.csv"};
  static const char *const texts[] = {"deep\n", "b\n", "z\n", "z\n"};

  make_folder("tree");
  make_folder("tree/a");
  make_folder("tree/a/b");
  make_folder("tree/a/b/c");
  make_folder("tree/a/b/c/d");
  make_file("tree/z.csv", "z\n");
  make_file("tree/b.csv", "b\n");
  make_file("tree/a/b/c/deep.csv", "deep\n");
  make_file("tree/a/b/c/d/deeper.csv", "too deep\n");
  ck_assert_int_eq(symlink("z.csv", temp_path("tree/link.csv")), 0);
  ck_assert_int_eq(symlink("nowhere", temp_path("tree/broken.csv")), 0);
  ck_assert_int_eq(symlink("..", temp_path("tree/loop")), 0);
  ck_assert_int_eq(mkfifo(temp_path("tree/pipe.csv"), 0600), 0);
  OPENS(temp_path("tree"));
  ck_assert_int_eq(nutri__package_kind(package), NUTRI__PACKAGE_FOLDER);
  ck_assert_uint_eq(nutri__package_count(package), COUNT(names));
  for (size_t i = 0; i < COUNT(names); i++) {
    ck_assert_str_eq(nutri__package_member(package, i)->name, names[i]);
    ck_assert_int_eq(nutri__package_member(package, i)->size, (int64_t)strlen(texts[i]));
    member_is(i, 3, texts[i], strlen(texts[i]));
  }
  close_package();
}
END_TEST

START_TEST(a_folder_that_cannot_be_read) {
  make_folder("locked");
  make_folder("locked/inner");
  if (geteuid() == 0) {
    skipped("to root every folder is open");
    return;
  }
  ck_assert_int_eq(chmod(temp_path("locked/inner"), 0), 0);
  ck_assert_int_eq(open_package(temp_path("locked")), NUTRI_EIO);
  SAYS_IN_MESSAGE(temp_path("locked/inner"));
  ck_assert_int_eq(chmod(temp_path("locked/inner"), 0700), 0);
}
END_TEST

/* A file of Linux that is there, may be opened, and cannot be read. */
START_TEST(reading_that_fails) {
  static const char unread[] = "/proc/self/mem";
  struct bytes got = {0};

  if (access(unread, R_OK) != 0) {
    skipped("no /proc/self/mem");
    return;
  }
  ck_assert_int_eq(open_package(unread), NUTRI_EIO);
  SAYS_IN_MESSAGE("/proc/self/mem cannot be read: ");
  make_folder("unread");
  ck_assert_int_eq(symlink(unread, temp_path("unread/a.csv")), 0);
  OPENS(temp_path("unread"));
  ck_assert_int_eq(read_member(0, 64, &got), NUTRI_EIO);
  SAYS_IN_MESSAGE("cannot be read: ");
  close_package();
}
END_TEST

START_TEST(a_member_that_went) {
  struct bytes got = {0};

  make_folder("gone");
  make_file("gone/a.csv", "a\n");
  OPENS(temp_path("gone"));
  ck_assert_int_eq(unlink(temp_path("gone/a.csv")), 0);
  ck_assert_int_eq(read_member(0, 64, &got), NUTRI_EIO);
  close_package();
}
END_TEST

START_TEST(members_of_a_folder) {
  char name[40];

  make_folder("many");
  for (int i = 0; i <= NUTRI__MEMBERS_MAX; i++) {
    snprintf(name, sizeof name, "many/%d.csv", i);
    make_file(name, "");
  }
  ck_assert_int_eq(open_package(temp_path("many")), NUTRI_EFORMAT);
  SAYS_IN_MESSAGE(temp_path("many"));
  SAYS_IN_MESSAGE("more than 10000 files");
  ck_assert_int_eq(unlink(temp_path("many/7.csv")), 0);
  OPENS(temp_path("many"));
  ck_assert_uint_eq(nutri__package_count(package), NUTRI__MEMBERS_MAX);
  close_package();
}
END_TEST

TESTS("package") {
  ADD_LOOP(a_plain_file, plain);
  tcase_add_test(tc, no_file);
  tcase_add_test(tc, a_folder);
  tcase_add_test(tc, a_folder_that_cannot_be_read);
  tcase_add_test(tc, reading_that_fails);
  tcase_add_test(tc, a_member_that_went);
  tcase_add_test(tc, members_of_a_folder);
}

#else

TESTS("package") { (void)tc; }

#endif
