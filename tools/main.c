/* SPDX-License-Identifier: MIT */
/* nutri: foods, and what people ate, at the terminal. */
#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A descriptor 0 to 2 that the caller closed would be given to the database, and printed into. */
static void fill_standard_files(void) {
  int fd = 0;
  do
    fd = open("/dev/null", O_RDONLY);
  while (fd >= 0 && fd <= 2);
  if (fd > 2)
    close(fd);
}

static const char *set_in_environment(const char *name) {
  const char *value = getenv(name);
  return value != NULL && value[0] != '\0' ? value : NULL;
}

/* Makes the folders above a file that are missing. Where the last is a link, a file that is there
 * may be reached by it, and none is made. */
static int make_folders(const char *file) {
  struct stat about;
  char *path = copied(file);
  int ok = 1;
  for (char *slash = strchr(path + 1, '/'); ok && slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    ok = mkdir(path, 0700) == 0 ? chmod(path, 0700) == 0 /* whatever the umask took away */
                                : errno == EEXIST || errno == EISDIR || access(path, X_OK) == 0;
    if (!ok)
      failed("cannot make the folder %s: %s", path, strerror(errno));
    if (ok && strchr(slash + 1, '/') == NULL && access(file, F_OK) != 0 &&
        lstat(path, &about) == 0 && S_ISLNK(about.st_mode)) {
      failed("%s is a link: no database is made behind it; --db FILE names another place", path);
      ok = 0;
    }
    *slash = '/';
  }
  free(path);
  return ok;
}

/* The file of --db, $NUTRI_DB, or the one under the data home; NULL = none can be named. */
static char *database_path(const args *a, int makes_folders) {
  const char *data = set_in_environment("XDG_DATA_HOME");
  const char *home = set_in_environment("HOME");
  char *path = NULL;

  if (a->value[OPT_DB] != NULL)
    return copied(a->value[OPT_DB]);
  if (set_in_environment("NUTRI_DB") != NULL)
    return copied(getenv("NUTRI_DB"));
  if (data != NULL && data[0] == '/') /* the standard: others are to be ignored */
    path = printed("%s/nutri/nutri.db", data);
  else if (home != NULL)
    path = printed("%s/.local/share/nutri/nutri.db", home);
  if (path != NULL && makes_folders && !make_folders(path)) {
    free(path);
    return copied("");
  }
  return path;
}

static int set_today(tool *t, const args *a) {
  const char *text = a->value[OPT_TODAY];
  time_t now = time(NULL);
  struct tm local;

  tzset();
  if (text == NULL) {
    if (localtime_r(&now, &local) == NULL || strftime(t->today, DAY_SIZE, "%Y-%m-%d", &local) == 0)
      return failed("the clock shows no date: give --today DAY");
  } else if (!day_is_valid(text)) {
    return misused(t, "--today: '%s' is no day like 2026-11-20", text);
  } else {
    memcpy(t->today, text, DAY_SIZE);
  }
  return DONE;
}

static int open_database(tool *t, enum opens opens) {
  nutri_error err = NUTRI_INIT(nutri_error);
  int rc =
      nutri_open(t->path, opens == OPENS_TO_WRITE ? NUTRI_READWRITE : NUTRI_READONLY, &t->db, &err);
  if (rc == NUTRI_ENOTFOUND)
    return failed("%s; nutri init makes a database", err.message);
  if (rc != NUTRI_OK)
    return failed("%s", err.message);
  rc = nutri_today_set(t->db, t->today);
  return rc == NUTRI_OK ? DONE : refused(t, rc);
}

static int run(tool *t, const args *a) {
  int status = set_today(t, a);
  if (status != DONE)
    return status;
  t->format = a->value[OPT_JSON] != NULL  ? AS_JSON
              : a->value[OPT_CSV] != NULL ? AS_CSV
                                          : FOR_PEOPLE;
  t->path = database_path(a, t->command->run == cmd_init);
  if (t->path == NULL)
    return misused(t, "no database is named and there is no home folder: give --db FILE");
  if (t->path[0] == '\0')
    return a->value[OPT_DB] != NULL ? misused(t, "--db names no file") : FAILED;
  if (t->command->opens != OPENS_NOTHING)
    status = open_database(t, t->command->opens);
  if (status == DONE)
    status = t->command->run(t, a);
  return status;
}

/* A pipe whose reader has gone needs no sentence, a full disk does. */
static int finish(int status) {
  errno = 0;
  int is_bad = fflush(stdout) != 0 || ferror(stdout);
  if (!is_bad)
    return status;
  if (errno != EPIPE)
    failed("cannot write the output: %s", errno == 0 ? "not all of it was taken" : strerror(errno));
  return status == DONE ? FAILED : status;
}

int main(int argc, char **argv) {
  args a;
  tool t = {.db = NULL};
  int status = DONE;

  fill_standard_files();
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN); /* a file past `ulimit -f` is a full disk: a sentence, no death */
  status = args_parse(argc, argv, &a);
  if (status == DONE && a.value[OPT_HELP] != NULL) {
    status = help_of(&a);
  } else if (status == DONE && a.count == 0 && a.value[OPT_VERSION] == NULL) {
    status = usage_for_nothing();
  } else if (status == DONE) {
    if (a.value[OPT_VERSION] != NULL) {
      a.words[0] = "version";
      a.count = 1;
    }
    t.command = command_meant(&a, &status);
    if (t.command != NULL)
      status = run(&t, &a);
  }
  nutri_close(t.db);
  free(t.path);
  args_free(&a);
  return finish(status);
}
