/* SPDX-License-Identifier: MIT */
/* The commands: what each takes, does and looks like. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

#define BIT(option) (UINT64_C(1) << (option))
#define SPAN (BIT(OPT_FROM) | BIT(OPT_TO) | BIT(OPT_LAST))
#define REPORT (SPAN | BIT(OPT_PERSON) | BIT(OPT_NUTRIENT))
#define ABOUT (BIT(OPT_SEX) | BIT(OPT_BORN) | BIT(OPT_AGE) | BIT(OPT_AUTHORITY))

#define DAYS_MORE                                                                                  \
  "A DAY is 2026-11-16, today or yesterday. --last 7 is the seven days up to today.\n"

static const command commands[] = {
    {.name = "init",
     .summary = "Make a database: starter foods and reference values are inside.",
     .more = "--bare leaves the starter foods out. A database that is there stays as it is.\n",
     .example = "nutri init",
     .options = BIT(OPT_BARE),
     .run = cmd_init},
    {.name = "import",
     .words = "PATH",
     .summary = "Import a folder of USDA FoodData Central CSV files (SR Legacy).",
     .more =
         "All or nothing; the same input twice changes nothing. A bad row is rejected and kept\n"
         "with its file, line, column and reason; more than --max-rejects percent of them\n"
         "(5 where not given) end the import.\n",
     .example = "nutri import ~/FoodData_Central_sr_legacy_food_csv_2018-04",
     .options = BIT(OPT_FORMAT) | BIT(OPT_MAX_REJECTS),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_import},
    {.name = "import",
     .sub = "list",
     .summary = "List the imports, the newest first.",
     .example = "nutri import list",
     .opens = OPENS_TO_READ,
     .run = cmd_import_list},
    {.name = "import",
     .sub = "show",
     .words = "IMPORT",
     .summary = "Show an import: its files, and the rows that were rejected.",
     .more = "--limit is how many rejected rows are shown, 20 where not given; --json has all.\n",
     .example = "nutri import show 1",
     .options = BIT(OPT_LIMIT),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_READ,
     .run = cmd_import_show},
    {.name = "food",
     .sub = "search",
     .words = "WORDS",
     .summary = "Search foods by words, the plain food first.",
     .example = "nutri food search black beans --limit 5",
     .options = BIT(OPT_LIMIT),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_READ,
     .run = cmd_food_search},
    {.name = "food",
     .sub = "show",
     .words = "FOOD",
     .summary = "Show a food: source, measures, and nutrients with magnesium first.",
     .more = "FOOD is a number, a key such as ndb:12061, or words. What has no line is unknown.\n",
     .example = "nutri food show spinach",
     .options = BIT(OPT_KEY),
     .most_words = -1,
     .opens = OPENS_TO_READ,
     .run = cmd_food_show},
    {.name = "food",
     .sub = "rank",
     .summary = "Rank foods by a nutrient, the richest first.",
     .more =
         "Per usual portion where --per is not given. Dry and powdered forms, herbs and spices\n"
         "are left out unless --all-forms is given.\n",
     .example = "nutri food rank --nutrient magnesium --per portion --limit 10",
     .options =
         BIT(OPT_NUTRIENT) | BIT(OPT_PER) | BIT(OPT_LIMIT) | BIT(OPT_SOURCE) | BIT(OPT_ALL_FORMS),
     .opens = OPENS_TO_READ,
     .run = cmd_food_rank},
    {.name = "food",
     .sub = "forget",
     .words = "WORDS",
     .summary = "Take back a person's own word for a food, kept when a list was offered.",
     .example = "nutri food forget candies --person ann",
     .options = BIT(OPT_PERSON),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_food_forget},
    {.name = "person",
     .sub = "add",
     .words = "NAME",
     .summary = "Add a person.",
     .more = "Sex and age decide what a person needs; --authority says whose values, us where not\n"
             "given.\n",
     .example = "nutri person add ann --sex female --born 1984-05-02",
     .options = ABOUT,
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_person_add},
    {.name = "person",
     .sub = "list",
     .summary = "List the persons.",
     .example = "nutri person list",
     .opens = OPENS_TO_READ,
     .run = cmd_person_list},
    {.name = "person",
     .sub = "show",
     .words = "[NAME]",
     .summary = "Show a person with the life stages.",
     .example = "nutri person show ann",
     .most_words = 1,
     .opens = OPENS_TO_READ,
     .run = cmd_person_show},
    {.name = "person",
     .sub = "set",
     .words = "NAME",
     .summary = "Change what is known of a person.",
     .example = "nutri person set ann --authority us",
     .options = ABOUT,
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_person_set},
    {.name = "stage",
     .sub = "add",
     .words = "PERSON pregnant|lactating",
     .summary = "Say that a person is pregnant or lactating from a day on.",
     .more = "Without --to the stage is open.\n",
     .example = "nutri stage add ann pregnant --from 2025-01-10 --to 2025-10-02",
     .options = BIT(OPT_FROM) | BIT(OPT_TO),
     .least_words = 2,
     .most_words = 2,
     .opens = OPENS_TO_WRITE,
     .run = cmd_stage_add},
    {.name = "stage",
     .sub = "list",
     .words = "[PERSON]",
     .summary = "List a person's life stages.",
     .example = "nutri stage list ann",
     .most_words = 1,
     .opens = OPENS_TO_READ,
     .run = cmd_stage_list},
    {.name = "stage",
     .sub = "remove",
     .words = "PERSON pregnant|lactating",
     .summary = "Take back a life stage that was added, by the day it begins.",
     .example = "nutri stage remove ann pregnant --from 2025-01-10",
     .options = BIT(OPT_FROM),
     .least_words = 2,
     .most_words = 2,
     .opens = OPENS_TO_WRITE,
     .run = cmd_stage_remove},
    {.name = "log",
     .words = "AMOUNT [UNIT] FOOD",
     .summary = "Log what was eaten.",
     .more =
         "AMOUNT may be 2, 1.5, 1/2, 1 1/2 or ½. UNIT is g, oz, or a measure of the food; without\n"
         "it the amount counts things: 2 eggs, 10 almonds. FOOD is a number, a key such as "
         "ndb:12061, or\n"
         "words. Without --day it is today's, without --person the only person's. Where a name\n"
         "fits several foods, a terminal offers them and the choice is kept.\n",
     .example = "nutri log --meal lunch 2 cups spinach",
     .options = BIT(OPT_PERSON) | BIT(OPT_DAY) | BIT(OPT_TIME) | BIT(OPT_MEAL) | BIT(OPT_NOTE),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_log},
    {.name = "again",
     .words = "DAY",
     .summary = "Log a day's entries once more, today or on the day --to names.",
     .example = "nutri again today --to 2026-11-20",
     .options = BIT(OPT_TO) | BIT(OPT_PERSON),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_again},
    {.name = "unlog",
     .words = "ENTRY",
     .summary = "Remove an entry of the diary, by the number that log and diary show.",
     .example = "nutri unlog 1",
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_unlog},
    {.name = "day",
     .sub = "mark",
     .words = "[DAY] complete|partial|not-tracked|none",
     .summary = "Say how fully a day is recorded; none takes the mark back.",
     .more =
         "A complete day enters means whatever its energy. A day without a mark enters them where\n"
         "its energy is that of a whole day.\n",
     .example = "nutri day mark yesterday complete",
     .options = BIT(OPT_PERSON),
     .least_words = 1,
     .most_words = 2,
     .opens = OPENS_TO_WRITE,
     .run = cmd_day_mark},
    {.name = "note",
     .words = "WHAT [VALUE [UNIT]]",
     .summary = "Note a day's pain (0 to 10), sleep or a lab value. Kept, not analysed.",
     .more = "A name of several words goes in quotes.\n",
     .example = "nutri note sleep 7 h --note 'woke once'",
     .options = BIT(OPT_PERSON) | BIT(OPT_DAY) | BIT(OPT_NOTE),
     .least_words = 1,
     .most_words = 3,
     .opens = OPENS_TO_WRITE,
     .run = cmd_note},
    {.name = "note",
     .sub = "list",
     .summary = "List the notes.",
     .more = DAYS_MORE,
     .example = "nutri note list --last 30",
     .options = SPAN | BIT(OPT_PERSON),
     .opens = OPENS_TO_READ,
     .run = cmd_note_list},
    {.name = "note",
     .sub = "remove",
     .words = "NUMBER",
     .summary = "Remove a note, by the number that note list shows.",
     .example = "nutri note remove 1",
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_note_remove},
    {.name = "diary",
     .summary = "List the entries, of the last 7 days where no days are given.",
     .more = DAYS_MORE,
     .example = "nutri diary --from 2026-11-09 --to 2026-11-15",
     .options = SPAN | BIT(OPT_PERSON),
     .opens = OPENS_TO_READ,
     .run = cmd_diary},
    {.name = "product",
     .sub = "add",
     .words = "NAME [NUTRIENT AMOUNT UNIT [of|as COMPOUND | elemental]]...",
     .summary = "Add a supplement or medicine of your own, as its label has it.",
     .more =
         "'500 mg of magnesium oxide' is the compound's figure and is converted; '500 mg as\n"
         "magnesium oxide' and '500 mg elemental' are magnesium itself. A supplement's figure is\n"
         "magnesium itself where nothing is said; a medicine's must say what it is of. '24 % "
         "2018'\n"
         "is a percentage of the daily value and the year of the label. --unit is what one counts\n"
         "(tablet, sachet) or ml; --per what the figures are for, such as '2 tablets' or '5 ml'.\n",
     .example = "nutri product add 'Mag 500' --kind supplement --unit tablet magnesium 500 mg of "
                "magnesium oxide",
     .options = BIT(OPT_KIND) | BIT(OPT_UNIT) | BIT(OPT_PER),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_product_add},
    {.name = "product",
     .sub = "edit",
     .words = "PRODUCT [NUTRIENT AMOUNT UNIT [of|as COMPOUND | elemental]]...",
     .summary = "Give a product another label: a new version, old entries keep the old one.",
     .more = "All of the label is given anew; name, kind and unit stay where no option says "
             "otherwise.\nScheduled doses keep the version they have.\n",
     .example = "nutri product edit 'Mag 500' magnesium 500 mg of magnesium oxide zinc 5 mg",
     .options = BIT(OPT_KIND) | BIT(OPT_UNIT) | BIT(OPT_PER) | BIT(OPT_NAME),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_product_edit},
    {.name = "product",
     .sub = "show",
     .words = "PRODUCT",
     .summary = "Show a product's label, and what it makes of each nutrient.",
     .example = "nutri product show Mag 500",
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_READ,
     .run = cmd_product_show},
    {.name = "product",
     .sub = "list",
     .summary = "List your supplements and medicines.",
     .example = "nutri product list",
     .opens = OPENS_TO_READ,
     .run = cmd_product_list},
    {.name = "product",
     .sub = "compounds",
     .words = "[NAME]",
     .summary = "List the compounds that labels name, and how much of each is magnesium.",
     .more = "NAME is what the label says; without it all are listed.\n",
     .example = "nutri product compounds magnesium carbonate",
     .most_words = -1,
     .opens = OPENS_TO_READ,
     .run = cmd_product_compounds},
    {.name = "schedule",
     .sub = "add",
     .words = "AMOUNT [UNIT] PRODUCT",
     .summary = "Take something daily without typing it: it counts on every day of the diary.",
     .more = "From today on where --from is not given, without end where --to is not.\n",
     .example = "nutri schedule add 1 tablet Mag 500 --from 2026-11-01",
     .options = BIT(OPT_PERSON) | BIT(OPT_FROM) | BIT(OPT_TO) | BIT(OPT_NOTE),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_schedule_add},
    {.name = "schedule",
     .sub = "list",
     .summary = "List the scheduled doses.",
     .more = DAYS_MORE,
     .example = "nutri schedule list",
     .options = SPAN | BIT(OPT_PERSON),
     .opens = OPENS_TO_READ,
     .run = cmd_schedule_list},
    {.name = "schedule",
     .sub = "end",
     .words = "DOSE",
     .summary = "Say that a dose was last taken today, or on --day.",
     .more = "DOSE is the number that schedule list shows.\n",
     .example = "nutri schedule end 1 --day 2026-11-30",
     .options = BIT(OPT_DAY),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_schedule_end},
    {.name = "schedule",
     .sub = "remove",
     .words = "DOSE",
     .summary = "Remove a dose as if it had never been taken.",
     .example = "nutri schedule remove 1",
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_schedule_remove},
    {.name = "supplements",
     .summary = "List what supplements and medicines brought of a nutrient, by day.",
     .more = "Typed and scheduled ones. Days without any entry or mark are listed where days are "
             "asked for;\nno total counts them.\n" DAYS_MORE,
     .example = "nutri supplements --last 7",
     .options = REPORT,
     .opens = OPENS_TO_READ,
     .run = cmd_supplements},
    {.name = "recipe",
     .sub = "add",
     .words = "NAME INGREDIENT...",
     .summary = "Add a dish made of other foods; it is logged like a food.",
     .more =
         "An INGREDIENT is an amount, a unit and a food in quotes: '400 g black beans'. --yield "
         "is\n"
         "what the dish weighs when done ('1100 g', '1.2 l'), --servings how many it makes; one "
         "of\n"
         "them must be given. What cooking takes goes in brackets: '200 g spinach [magnesium 75 "
         "%]',\n"
         "or a code of recipe cooking: '[3004]'. No loss is assumed.\n",
     .example = "nutri recipe add 'Bean stew' --servings 4 '400 g black beans' '2 cups spinach'",
     .options = BIT(OPT_YIELD) | BIT(OPT_SERVINGS) | BIT(OPT_NOTE),
     .least_words = 2,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_recipe_add},
    {.name = "recipe",
     .sub = "edit",
     .words = "RECIPE [INGREDIENT]...",
     .summary = "Change a dish: a new version, old entries keep the old one.",
     .more = "Ingredients are added, --remove 2,3 takes lines out, what is not given stays. Dishes "
             "that are\nmade with this one keep the version they have.\n",
     .example = "nutri recipe edit 'Bean stew' --remove 2 '3 cups spinach'",
     .options =
         BIT(OPT_YIELD) | BIT(OPT_SERVINGS) | BIT(OPT_NOTE) | BIT(OPT_NAME) | BIT(OPT_REMOVE),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_recipe_edit},
    {.name = "recipe",
     .sub = "show",
     .words = "RECIPE",
     .summary = "Show a dish: what it makes, its ingredients, and what each puts in.",
     .more = "nutri food show has all its nutrients.\n",
     .example = "nutri recipe show Bean stew",
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_READ,
     .run = cmd_recipe_show},
    {.name = "recipe",
     .sub = "list",
     .summary = "List the dishes.",
     .example = "nutri recipe list",
     .opens = OPENS_TO_READ,
     .run = cmd_recipe_list},
    {.name = "recipe",
     .sub = "cooking",
     .words = "[WORDS]",
     .summary = "List the ways of cooking, and how much of a nutrient each leaves.",
     .more = "They come with USDA's retention table. Where nothing is known none is assumed "
             "lost.\n",
     .example = "nutri recipe cooking greens --nutrient magnesium",
     .options = BIT(OPT_NUTRIENT),
     .most_words = -1,
     .opens = OPENS_TO_READ,
     .run = cmd_recipe_cooking},
    {.name = "total",
     .summary = "Add up a nutrient: from food, supplements and medicines.",
     .more = "All days where none are given. NUTRIENT is a name, a symbol, an FDC id or a USDA "
             "number.\n" DAYS_MORE,
     .example = "nutri total --nutrient ca --last 7",
     .options = REPORT,
     .opens = OPENS_TO_READ,
     .run = cmd_total},
    {.name = "deficit",
     .summary = "Hold the mean intake of a nutrient against what the person needs.",
     .more =
         "All days where none are given. The mean counts complete days, and unmarked ones whose\n"
         "energy is that of a whole day; today counts once it is marked complete.\n" DAYS_MORE,
     .example = "nutri deficit --from 2026-11-09 --to 2026-11-15",
     .options = REPORT,
     .opens = OPENS_TO_READ,
     .run = cmd_deficit},
    {.name = "sources",
     .summary = "List the foods that brought a nutrient, most first.",
     .more = "All days where none are given; 20 foods where --limit is not.\n" DAYS_MORE,
     .example = "nutri sources --nutrient mg --limit 8",
     .options = REPORT | BIT(OPT_LIMIT),
     .opens = OPENS_TO_READ,
     .run = cmd_sources},
    {.name = "check",
     .summary = "Look the database over: damage, dangling ids, broken rules.",
     .example = "nutri check",
     .opens = OPENS_TO_READ,
     .run = cmd_check},
    {.name = "version",
     .summary = "Print the version of the library and of the schema.",
     .example = "nutri version --json",
     .run = cmd_version},
    {.name = "help",
     .words = "[COMMAND]",
     .summary = "Explain a command.",
     .example = "nutri help log",
     .most_words = 2,
     .run = cmd_help},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

/* ---- finding --------------------------------------------------------------------------------- */

/* "food show" */
static const char *full_name(const command *c, char out[64]) {
  snprintf(out, 64, "%s%s%s", c->name, c->sub == NULL ? "" : " ", c->sub == NULL ? "" : c->sub);
  return out;
}

/* The command of these words: a second word decides where it is known; NULL = none. */
static const command *find(const char *name, const char *sub) {
  const command *found = NULL;
  for (size_t i = 0; i < COMMANDS; i++) {
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
  for (size_t i = 0; i < COMMANDS; i++) {
    if (strcmp(commands[i].name, name) == 0)
      return 1;
  }
  return 0;
}

/* "search, show or rank" */
static void subs_listed(const char *name, char *out, size_t size) {
  out[0] = '\0';
  for (size_t i = 0; i < COMMANDS; i++) {
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

/* Whether words and options are what the command takes. */
static int fits(const command *c, const args *a) {
  const tool t = {.command = c};
  char name[64];
  full_name(c, name);
  for (int i = OPT_COMMON; i < OPT_COUNT; i++) {
    if (a->value[i] != NULL && !(c->options & BIT(i)))
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
    if (!(c->options & BIT(i)))
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
  fputs("usage: nutri [--db FILE] [--today DAY] [--json | --csv] COMMAND ...\n\n", out);
  for (size_t i = 0; i < COMMANDS; i++)
    fprintf(out, "  %-13s %s\n", full_name(&commands[i], name), commands[i].summary);
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
  for (size_t i = 0; i < COMMANDS; i++) {
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
