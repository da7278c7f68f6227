/* SPDX-License-Identifier: MIT */
/* Finding the command that is meant, and explaining it. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

/* ---- finding --------------------------------------------------------------------------------- */

/* "food show" */
static const char *full_name(const command *c, char out[64]) {
  snprintf(out, 64, "%s%s%s", c->name, c->sub == NULL ? "" : " ", c->sub == NULL ? "" : c->sub);
  return out;
}

/* The command of these words: a second word decides where it is known; NULL = none. */
static const command *find(const char *name, const char *sub) {
  const command *found = NULL;
  for (size_t i = 0; i < command_count; i++) {
    const command *c = &commands[i];
    if (strcmp(c->name, name) != 0)
      continue;
    if (c->sub != NULL && sub != NULL && strcmp(c->sub, sub) == 0)
      return c;
    if (c->sub == NULL)
      found = c;
  }
  return found;
}

static int is_group(const char *name) {
  for (size_t i = 0; i < command_count; i++) {
    if (strcmp(commands[i].name, name) == 0)
      return 1;
  }
  return 0;
}

/* "search, show or rank" */
static void subs_listed(const char *name, char *out, size_t size) {
  out[0] = '\0';
  for (size_t i = 0; i < command_count; i++) {
    if (strcmp(commands[i].name, name) == 0 && commands[i].sub != NULL) {
      size_t used = strlen(out);
      snprintf(out + used, size - used, "%s%s", used == 0 ? "" : ", ", commands[i].sub);
    }
  }
}

static int no_command(const args *a) {
  char subs[128];
  if (!is_group(a->words[0]))
    return misused(NULL, "there is no command '%s'", a->words[0]);
  subs_listed(a->words[0], subs, sizeof subs);
  return misused(NULL, "%s wants one of: %s", a->words[0], subs);
}

static int takes(const command *c, enum option option) {
  if (option < OPT_LISTED)
    return (c->options & (UINT64_C(1) << option)) != 0;
  for (const enum option *o = c->listed; o != NULL && *o != OPT_COUNT; o++)
    if (*o == option)
      return 1;
  return 0;
}

/* Whether words and options are what the command takes. */
static int fits(const command *c, const args *a) {
  const tool t = {.command = c};
  char name[64];
  full_name(c, name);
  for (int i = OPT_COMMON; i < OPT_COUNT; i++) {
    if (a->value[i] != NULL && !takes(c, (enum option)i))
      return misused(&t, "%s has no option %s", name, option_name((enum option)i));
  }
  if (a->count < c->least_words)
    return misused(&t, "%s wants %s", name, c->words);
  if (c->most_words >= 0 && a->count > c->most_words)
    return misused(&t, "%s has a word too many: '%s'", name, a->words[c->most_words]);
  return DONE;
}

const command *command_meant(args *a, int *status) {
  const command *c = find(a->words[0], a->count > 1 ? a->words[1] : NULL);
  if (c == NULL) {
    *status = no_command(a);
    return NULL;
  }
  int taken = c->sub == NULL ? 1 : 2;
  for (int i = taken; i <= a->count; i++)
    a->words[i - taken] = a->words[i];
  a->count -= taken;
  *status = fits(c, a);
  return *status == DONE ? c : NULL;
}

/* ---- printing -------------------------------------------------------------------------------- */

static void put_usage(FILE *out, const command *c) {
  char name[64];
  size_t width = 0;
  width = (size_t)fprintf(out, "usage: nutri %s", full_name(c, name));
  for (int i = OPT_COMMON; i < OPT_COUNT; i++) {
    if (!takes(c, (enum option)i))
      continue;
    const char *option = option_name((enum option)i);
    const char *value = option_value_name((enum option)i);
    size_t length = strlen(option) + (value == NULL ? 0 : strlen(value) + 1) + 3;
    if (width + length > 88) {
      width = (size_t)fprintf(out, "\n      ") - 1;
    }
    width += length;
    fprintf(out, " [%s%s%s]", option, value == NULL ? "" : " ", value == NULL ? "" : value);
  }
  fprintf(out, "%s%s\n", c->words == NULL ? "" : " ", c->words == NULL ? "" : c->words);
}

static void put_help(const command *c) {
  put_usage(stdout, c);
  printf("\n%s\n", c->summary);
  if (c->more != NULL)
    fputs(c->more, stdout);
  printf("\nExample:\n  %s\n", c->example);
}

static void put_list(FILE *out) {
  char name[64];
  int width = 0;
  for (size_t i = 0; i < command_count; i++) {
    int length = (int)strlen(full_name(&commands[i], name));
    width = length > width ? length : width;
  }
  fputs("usage: nutri [--db FILE] [--today DAY] [--json | --csv] COMMAND ...\n\n", out);
  for (size_t i = 0; i < command_count; i++)
    fprintf(out, "  %-*s  %s\n", width, full_name(&commands[i], name), commands[i].summary);
  fputs("\n--db FILE    the database; else $NUTRI_DB, else nutri/nutri.db under $XDG_DATA_HOME or\n"
        "             ~/.local/share\n"
        "--today DAY  the eater's today; else the local date\n"
        "--json       one JSON document, in full precision; null is unknown\n"
        "--csv        lines for a spreadsheet, with a heading\n"
        "\nExample: a database, a person, a meal, and what it adds up to\n"
        "  nutri init\n"
        "  nutri person add ann --sex female --born 1984-05-02\n"
        "  nutri log 2 cups spinach\n"
        "  nutri deficit\n"
        "\nnutri help COMMAND says more.\n",
        out);
}

int help_run(const args *a) {
  int found = 0;
  if (a->count == 0) {
    put_list(stdout);
    return DONE;
  }
  for (size_t i = 0; i < command_count; i++) {
    const command *c = &commands[i];
    if (strcmp(c->name, a->words[0]) != 0 ||
        (a->count > 1 && (c->sub == NULL || strcmp(c->sub, a->words[1]) != 0)))
      continue;
    if (found++ > 0)
      putchar('\n');
    put_help(c);
  }
  if (found > 0)
    return DONE;
  return misused(NULL, "there is no command '%s%s%s'", a->words[0], a->count > 1 ? " " : "",
                 a->count > 1 ? a->words[1] : "");
}

/* --help behind a command: its further words need not be right. */
int help_of(const args *a) {
  args asked = *a;
  if (asked.count > 0 && find(a->words[0], NULL) == NULL && !is_group(a->words[0]))
    return no_command(a);
  if (asked.count > 1) {
    const command *c = find(a->words[0], a->words[1]);
    asked.count = c != NULL && c->sub != NULL ? 2 : 1;
  }
  return help_run(&asked);
}

int usage_for_nothing(void) {
  put_list(stderr);
  return MISUSED;
}

void usage_hint(FILE *out, const command *which) {
  char name[64];
  if (which == NULL)
    fputs("nutri help lists the commands\n", out);
  else
    fprintf(out, "nutri help %s says how it is called\n", full_name(which, name));
}
