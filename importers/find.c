/* SPDX-License-Identifier: MIT */
/* What a path holds: which format's files, told by their names and headers. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "import_run.h"

static const struct nutri__format *const formats[] = {&nutri__fdc, &nutri__sr, &nutri__cnf, NULL};

#define NO_MEMBER SIZE_MAX

/* ---- a folder of a package ----------------------------------------------------------------- */

static size_t folder_length(const struct nutri__member *member) {
  return (size_t)(member->base - member->name);
}

static bool is_in_folder(const struct nutri__member *member, const struct nutri__member *other) {
  size_t length = folder_length(other);

  return folder_length(member) == length && memcmp(member->name, other->name, length) == 0;
}

/* The file of a table in the folder of a member, or NO_MEMBER. */
static size_t find_member(const struct run *run, const struct nutri__member *folder,
                          const char *file) {
  for (size_t i = 0; i < nutri__package_count(run->package); i++) {
    const struct nutri__member *member = nutri__package_member(run->package, i);

    if (is_in_folder(member, folder) && strcasecmp(member->base, file) == 0)
      return i;
  }
  return NO_MEMBER;
}

/* Whether a folder has all files that the format must have; *missing is the first that it has not,
 * *known how many of any kind it has. */
static bool is_complete(const struct run *run, const struct nutri__format *format,
                        const struct nutri__member *folder, int *known, const char **missing) {
  *known = 0;
  *missing = NULL;
  for (int i = 0; i < format->tables; i++) {
    bool is_there = find_member(run, folder, format->table[i].file) != NO_MEMBER;

    *known += is_there && !format->table[i].counts;
    if (!is_there && format->table[i].required && *missing == NULL)
      *missing = format->table[i].file;
  }
  return *known > 0 && *missing == NULL;
}

static bool is_first_of_folder(const struct run *run, size_t number) {
  const struct nutri__member *member = nutri__package_member(run->package, number);

  for (size_t i = 0; i < number; i++)
    if (is_in_folder(nutri__package_member(run->package, i), member))
      return false;
  return true;
}

/* ---- by the names of files ----------------------------------------------------------------- */

static void take_folder(struct run *run, const struct nutri__format *format,
                        const struct nutri__member *folder) {
  size_t length = 0;
  const char *between = "";

  run->format = format;
  run->bytes_total = 0;
  length = (size_t)snprintf(run->found, sizeof run->found, "%s, for ", format->title);
  if (folder_length(folder) > 0 && length < sizeof run->found)
    length += (size_t)snprintf(run->found + length, sizeof run->found - length, "%.*s has ",
                               (int)folder_length(folder), folder->name);
  else if (length < sizeof run->found)
    length += (size_t)snprintf(run->found + length, sizeof run->found - length, "it has ");
  for (int i = 0; i < format->tables; i++) {
    size_t member = find_member(run, folder, format->table[i].file);
    struct nutri__input *input = &run->input[i];

    if (member == NO_MEMBER)
      continue;
    input->package = run->package;
    input->member = member;
    input->size = nutri__package_member(run->package, member)->size;
    if (input->size > 0)
      run->bytes_total += input->size;
    if (length < sizeof run->found)
      length += (size_t)snprintf(run->found + length, sizeof run->found - length, "%s%s", between,
                                 format->table[i].file);
    between = ", ";
  }
}

struct search {
  const struct nutri__member *folder; /* the first that is complete */
  const struct nutri__format *format;
  const struct nutri__member *second; /* another one */
  const struct nutri__format *second_format;
  const struct nutri__format *partly; /* a format of which some files are there ... */
  const char *missing;                /* ... and the first that is not */
};

static void look_for(const struct run *run, const struct nutri__format *format,
                     struct search *search) {
  for (size_t i = 0; i < nutri__package_count(run->package); i++) {
    const struct nutri__member *folder = nutri__package_member(run->package, i);
    const char *missing;
    int known;

    if (!is_first_of_folder(run, i))
      continue;
    if (is_complete(run, format, folder, &known, &missing)) {
      if (search->folder != NULL) {
        search->second = folder;
        search->second_format = format;
      } else {
        search->folder = folder;
        search->format = format;
      }
    } else if (known > 0 && search->partly == NULL) {
      search->partly = format;
      search->missing = missing;
    }
  }
}

/* The names of the mappings that nutri brings along. */
static const char *shipped_names(char *names, size_t size) {
  size_t length = 0;

  for (size_t i = 0; i < nutri__mapping_shipped_count && length < size; i++) {
    const char *name = nutri__mapping_shipped[i].name;

    length += (size_t)snprintf(names + length, size - length, "%s%.*s", i > 0 ? ", " : "",
                               (int)strcspn(name, "."), name);
  }
  return names;
}

/* Says what was looked for in a path that has none of it: everything, or what the caller named. */
static int nothing_known(struct run *run, const char *name) {
  char files[400] = "";
  char names[300] = "";
  size_t length = 0;

  for (size_t i = 0; formats[i] != NULL; i++) {
    const struct nutri__format *format = formats[i];
    const char *between = length > 0 ? "; " : "";

    if (name != NULL && strcmp(name, format->name) != 0)
      continue;
    for (int j = 0; j < format->tables && length < sizeof files; j++)
      if (format->table[j].required) {
        length += (size_t)snprintf(files + length, sizeof files - length, "%s%s", between,
                                   format->table[j].file);
        between = ", ";
      }
    if (length < sizeof files)
      length += (size_t)snprintf(files + length, sizeof files - length, " (%s)", format->title);
  }
  if (name != NULL)
    return nutri__fail(run->db, NUTRI_EFORMAT, "%s has nothing of the format %s: looked for %s",
                       run->path, name,
                       files[0] != '\0' ? files : "a CSV file with the columns day and food");
  return nutri__fail(
      run->db, NUTRI_EFORMAT,
      "%s: nothing known in it; looked for %s; tables that a mapping fits (%s); a"
      " diary (a CSV file with the columns day and food); NHANES (a folder with DEMO_J and"
      " DR1IFF_J or DR1TOT_J); a nutri database",
      run->path, files, shipped_names(names, sizeof names));
}

static int not_unique(struct run *run, const struct search *search) {
  return nutri__fail(run->db, NUTRI_EFORMAT,
                     "%s holds several sets of files, %s in '%.*s' and %s in '%.*s': name the path"
                     " or the format of one of them",
                     run->path, search->format->title, (int)folder_length(search->folder),
                     search->folder->name, search->second_format->title,
                     (int)folder_length(search->second), search->second->name);
}

/* Tables that a mapping fits. NUTRI_OK with run->format NULL: there are none. */
static int find_tables(struct run *run, const char *name) {
  char message[600] = "";
  int rc = nutri__wide_find(run->package, run->path, run->options->mapping, name, &run->wide,
                            message, sizeof message);

  if (rc == NUTRI_ENOMEM)
    return nutri__fail(run->db, rc, "out of memory");
  if (rc != NUTRI_OK)
    return nutri__fail(run->db, rc, "%s", message);
  if (run->wide == NULL && (run->options->mapping != NULL || name != NULL))
    return nutri__fail(run->db, NUTRI_EFORMAT, "%s: the mapping %s fits no table in it: %s",
                       run->path, name != NULL ? name : run->options->mapping, message);
  if (run->wide == NULL)
    return NUTRI_OK;
  run->format = &run->wide->format;
  snprintf(run->found, sizeof run->found, "%s", run->wide->found);
  for (int i = 0; i < run->format->tables; i++) {
    struct nutri__input *input = &run->input[i];

    input->package = run->package;
    input->member = run->wide->member[i];
    input->size = nutri__package_member(run->package, input->member)->size;
    run->bytes_total += input->size > 0 ? input->size : 0;
  }
  return NUTRI_OK;
}

static bool is_shipped_mapping(const char *name) {
  for (size_t i = 0; i < nutri__mapping_shipped_count; i++)
    if (nutri__wide_is_named(nutri__mapping_shipped[i].name, name))
      return true;
  return false;
}

static int unknown_format(struct run *run, const char *name) {
  char names[100] = "";
  char shipped[300] = "";
  size_t length = 0;

  for (size_t i = 0; formats[i] != NULL && length < sizeof names; i++)
    length += (size_t)snprintf(names + length, sizeof names - length, "%s, ", formats[i]->name);
  return nutri__fail(run->db, NUTRI_EINVAL,
                     "the format '%s' is unknown; there are person, diary, nhanes, %s%s", name,
                     names, shipped_names(shipped, sizeof shipped));
}

static int find_format(struct run *run, const char *name) {
  struct search search = {0};
  bool is_known = name == NULL || strcmp(name, "diary") == 0 || strcmp(name, "nhanes") == 0 ||
                  is_shipped_mapping(name);
  int rc;

  if (name != NULL && run->options->mapping != NULL)
    return nutri__fail(run->db, NUTRI_EINVAL,
                       "a mapping is a format of its own: without '%s' was expected", name);
  for (size_t i = 0; formats[i] != NULL && run->options->mapping == NULL; i++) {
    if (name != NULL && strcmp(name, formats[i]->name) != 0)
      continue;
    is_known = true;
    look_for(run, formats[i], &search);
  }
  if (!is_known)
    return unknown_format(run, name);
  if (search.second != NULL)
    return not_unique(run, &search);
  if (search.folder != NULL) {
    take_folder(run, search.format, search.folder);
    return NUTRI_OK;
  }
  if ((name == NULL && run->options->mapping == NULL) ||
      (name != NULL && strcmp(name, "nhanes") == 0)) {
    rc = nutri__run_find_nhanes(run, name != NULL);
    if (rc != NUTRI_OK || run->nhanes != NULL)
      return rc;
  }
  if (name == NULL || is_shipped_mapping(name)) {
    rc = find_tables(run, name);
    if (rc != NUTRI_OK || run->format != NULL)
      return rc;
  }
  if ((name == NULL || strcmp(name, "diary") == 0) && search.partly == NULL &&
      run->options->mapping == NULL) {
    rc = nutri__run_find_diary(run);
    if (rc != NUTRI_OK || run->is_diary)
      return rc;
  }
  if (search.partly == NULL)
    return nothing_known(run, name);
  return nutri__fail(run->db, NUTRI_EFORMAT, "%s: the file %s is missing (%s)", run->path,
                     search.missing, search.partly->title);
}

int nutri__run_find(struct run *run) {
  char message[600] = "";
  int rc = nutri__package_open(run->path, &run->package, message, sizeof message);

  if (rc == NUTRI_OK)
    rc = nutri__package_without(run->package, run->db->sql, message, sizeof message);
  if (rc != NUTRI_OK)
    return nutri__fail(run->db, rc, "%s", message);
  rc = find_format(run, run->options->format);
  if (rc == NUTRI_OK && run->nhanes == NULL &&
      (run->options->foods != NULL || run->options->impute != NULL))
    rc = nutri__fail(run->db, NUTRI_EINVAL,
                     "%s: foods and imputing are said of the recalls of a survey (nhanes); this is"
                     " %s",
                     run->path, run->format->name);
  return rc;
}
