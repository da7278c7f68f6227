/* SPDX-License-Identifier: MIT */
/* The commands: what each takes, does and looks like. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

#define BIT(option) (UINT64_C(1) << (option))
#define SPAN (BIT(OPT_FROM) | BIT(OPT_TO) | BIT(OPT_LAST))
#define REPORT (SPAN | BIT(OPT_PERSON) | BIT(OPT_NUTRIENT))
#define ABOUT (BIT(OPT_SEX) | BIT(OPT_BORN) | BIT(OPT_AGE) | BIT(OPT_AUTHORITY))

#define PAST_MORE                                                                                  \
  "--as-of IMPORT counts foods as they were after that import; 0 is before the first.\n"
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
     .words = "PATH...",
     .summary = "Import foods from USDA's files and other tables, or a diary from CSV.",
     .more =
         "A folder, a zip or a file: what it is, its names and headers say; --format overrules "
         "them.\n"
         "--mapping describes a table of one's own, --samples takes Foundation's samples too, and\n"
         "--person says whose diary it is, where the file does not.\n"
         "All or nothing; the same input twice changes nothing. A bad row is rejected and kept\n"
         "with its file, line, column and reason; more than --max-rejects percent of them\n"
         "(5 where not given) end the import. Several paths are imports of their own, in order, "
         "up\n"
         "to the first that fails. The report begins with the foods of diaries that changed.\n"
         "--dry-run reads, checks and reports, and stores nothing; --changes reports all "
         "changes.\n",
     .example = "nutri import ~/FoodData_Central_sr_legacy_food_csv_2018-04",
     .options = BIT(OPT_FORMAT) | BIT(OPT_MAX_REJECTS) | BIT(OPT_DRY_RUN) | BIT(OPT_MAPPING) |
                BIT(OPT_SAMPLES) | BIT(OPT_PERSON) | BIT(OPT_CHANGES) | BIT(OPT_LIMIT),
     .least_words = 1,
     .most_words = -1,
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
     .words = "[IMPORT]",
     .summary = "Show an import: its files, and the rows that were rejected.",
     .more =
         "The newest where none is given. --changes adds what it changed in foods that were\n"
         "there before it, foods of diaries first. --limit is how many rows of each are shown,\n"
         "20 where not given; --json has all.\n",
     .example = "nutri import show 1 --changes",
     .options = BIT(OPT_LIMIT) | BIT(OPT_CHANGES),
     .most_words = 1,
     .opens = OPENS_TO_READ,
     .run = cmd_import_show},
    {.name = "import",
     .sub = "days",
     .words = "IMPORT",
     .summary = "List the days whose total an import moved, before and after.",
     .more =
         "Of everybody where --person is not given, in magnesium where --nutrient is not. A day\n"
         "moves when the import changed a food that was eaten; --as-of has totals of then.\n",
     .example = "nutri import days 1",
     .options = BIT(OPT_PERSON) | BIT(OPT_NUTRIENT),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_READ,
     .run = cmd_import_days},
    {.name = "import",
     .sub = "undo",
     .words = "[IMPORT]",
     .summary = "Take an import back: what it brought goes, what it changed is what it was.",
     .more =
         "The newest where none is given; else the latest of its source. Refused while a diary\n"
         "has a food that it brought.\n",
     .example = "nutri import undo",
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_import_undo},
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
     .sub = "add",
     .words = "NAME [NUTRIENT AMOUNT [UNIT]]...",
     .summary = "Add a food of your own, as its label has it.",
     .more =
         "--per is what the figures are per: 100 g, 30 g, 250 ml, 1 unit. A nutrient that is not "
         "given is\n"
         "unknown, not 0. --portion 'slice=30 g' may be given again; the first is the usual one.\n"
         "NAME goes in quotes where it has blanks.\n",
     .example =
         "nutri food add 'Oat bar' --per '100 g' magnesium 85 energy 410 --portion 'bar=40 g'",
     .options = BIT(OPT_PER) | BIT(OPT_PORTION) | BIT(OPT_CATEGORY),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_food_add},
    {.name = "food",
     .sub = "edit",
     .words = "FOOD [NUTRIENT AMOUNT|unknown [UNIT]]...",
     .summary = "Change a food of your own: a new version, old entries keep the old one.",
     .more = "What is not given stays. 'unknown' in place of an amount takes a value away, "
             "--portion slice=none\n"
             "a measure. The figures are per 100 g, 100 ml or 1 unit where --per is not given.\n",
     .example = "nutri food edit 'oat bar' magnesium 90 --portion 'bar=45 g'",
     .options = BIT(OPT_PER) | BIT(OPT_PORTION) | BIT(OPT_CATEGORY) | BIT(OPT_NAME),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_food_edit},
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
    {.name = "alias",
     .sub = "set",
     .words = "WORD FOOD",
     .summary = "Give a food a word of your own; what is chosen from a list is kept so too.",
     .more = "WORD goes in quotes where it has blanks.\n",
     .example = "nutri alias set 'my bread' whole wheat bread --person ann",
     .options = BIT(OPT_PERSON),
     .least_words = 2,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_alias_set},
    {.name = "alias",
     .sub = "list",
     .summary = "List a person's own words for foods.",
     .example = "nutri alias list --person ann",
     .options = BIT(OPT_PERSON),
     .opens = OPENS_TO_READ,
     .run = cmd_alias_list},
    {.name = "alias",
     .sub = "rename",
     .words = "WORD NEW",
     .summary = "Give such a word another text.",
     .example = "nutri alias rename 'my bread' loaf --person ann",
     .options = BIT(OPT_PERSON),
     .least_words = 2,
     .most_words = 2,
     .opens = OPENS_TO_WRITE,
     .run = cmd_alias_rename},
    {.name = "alias",
     .sub = "merge",
     .words = "WORD INTO",
     .summary = "Let a word mean what another one means; entries keep their foods.",
     .example = "nutri alias merge loaf bread --person ann",
     .options = BIT(OPT_PERSON),
     .least_words = 2,
     .most_words = 2,
     .opens = OPENS_TO_WRITE,
     .run = cmd_alias_merge},
    {.name = "alias",
     .sub = "remove",
     .words = "WORD",
     .summary = "Take such a word back.",
     .example = "nutri alias remove loaf --person ann",
     .options = BIT(OPT_PERSON),
     .least_words = 1,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_alias_remove},
    {.name = "target",
     .sub = "add",
     .words = "NUTRIENT AMOUNT [UNIT]",
     .summary =
         "Set a goal of your own for a nutrient, a day; it goes before the reference values.",
     .more =
         "From today on where --from is not given, without end where --to is not. Where several\n"
         "hold, the one that began last does.\n",
     .example = "nutri target add magnesium 350 mg --from 2026-11-01",
     .options = BIT(OPT_PERSON) | BIT(OPT_FROM) | BIT(OPT_TO) | BIT(OPT_NOTE),
     .least_words = 2,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_target_add},
    {.name = "target",
     .sub = "list",
     .summary = "List a person's goals.",
     .example = "nutri target list --person ann",
     .options = BIT(OPT_PERSON),
     .opens = OPENS_TO_READ,
     .run = cmd_target_list},
    {.name = "target",
     .sub = "remove",
     .words = "NUMBER",
     .summary = "Remove a goal, by the number that target list shows.",
     .example = "nutri target remove 1",
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_target_remove},
    {.name = "log",
     .words = "AMOUNT [UNIT] FOOD",
     .summary = "Log what was eaten.",
     .more =
         "AMOUNT may be 2, 1.5, 1/2, 1 1/2 or ½. UNIT is g, oz, or a measure of the food; without\n"
         "it the amount counts things: 2 eggs, 10 almonds. FOOD is a number, a key such as "
         "ndb:12061, or\n"
         "words. Without --day it is today's, without --person the only person's. Where a name\n"
         "fits several foods, a terminal offers them and the choice is kept.\n"
         "--usual [MEAL] logs the usual meal: what was eaten in it on at least half of the last "
         "14\n"
         "days that have it, within 90 days, and on 3 of them at least, in the median amount (of "
         "two\n"
         "in the middle the smaller). Without MEAL it is every meal's. It shows what it takes and\n"
         "asks, unless --yes is given.\n",
     .example = "nutri log --meal lunch 2 cups spinach",
     .options = BIT(OPT_PERSON) | BIT(OPT_DAY) | BIT(OPT_TIME) | BIT(OPT_MEAL) | BIT(OPT_NOTE) |
                BIT(OPT_USUAL) | BIT(OPT_YES),
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_log},
    {.name = "edit",
     .words = "ENTRY",
     .summary = "Change an entry of the diary in place, by the number that log and diary show.",
     .more =
         "--amount 3 keeps the measure, --amount '2 cups' gives another. --meal '', --time '' and\n"
         "--note '' take them away.\n",
     .example = "nutri edit 1 --amount 3 --meal dinner",
     .options = BIT(OPT_AMOUNT) | BIT(OPT_DAY) | BIT(OPT_FOOD) | BIT(OPT_MEAL) | BIT(OPT_NOTE) |
                BIT(OPT_TIME),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_edit},
    {.name = "again",
     .words = "DAY",
     .summary = "Log a day's entries once more, today or on the day --to names.",
     .more = "--meal copies one meal of the day.\n",
     .example = "nutri again today --to 2026-11-20",
     .options = BIT(OPT_TO) | BIT(OPT_MEAL) | BIT(OPT_PERSON),
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
    {.name = "day",
     .sub = "list",
     .summary = "List the days: their energy, how fully they are recorded, whether they count.",
     .more = DAYS_MORE,
     .example = "nutri day list --last 14",
     .options = SPAN | BIT(OPT_PERSON),
     .opens = OPENS_TO_READ,
     .run = cmd_day_list},
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
    {.name = "total",
     .summary = "Add up a nutrient: from food, supplements and medicines.",
     .more =
         "All days where none are given. NUTRIENT is a name, a symbol, an FDC id or a USDA "
         "number.\n"
         "--unknown lists the entries of unknown amount. --estimate guesses at them: the 10th to\n"
         "90th percentile of their category's known foods, 20 at least. That is no "
         "bound.\n" PAST_MORE DAYS_MORE,
     .example = "nutri total --nutrient ca --last 7",
     .options = REPORT | BIT(OPT_UNKNOWN) | BIT(OPT_ESTIMATE) | BIT(OPT_AS_OF),
     .opens = OPENS_TO_READ,
     .run = cmd_total},
    {.name = "deficit",
     .summary = "Hold the mean intake of a nutrient against what the person needs.",
     .more =
         "All days where none are given. The mean counts complete days, and unmarked ones whose\n"
         "energy is that of a whole day; today counts once it is marked complete.\n"
         "--authority eu,us,uk holds it against several, side by side.\n" PAST_MORE DAYS_MORE,
     .example = "nutri deficit --from 2026-11-09 --to 2026-11-15",
     .options = REPORT | BIT(OPT_AUTHORITY) | BIT(OPT_AS_OF),
     .opens = OPENS_TO_READ,
     .run = cmd_deficit},
    {.name = "sources",
     .summary = "List the foods that brought a nutrient, most first.",
     .more = "All days where none are given; 20 foods where --limit is not.\n" PAST_MORE DAYS_MORE,
     .example = "nutri sources --nutrient mg --limit 8",
     .options = REPORT | BIT(OPT_LIMIT) | BIT(OPT_AS_OF),
     .opens = OPENS_TO_READ,
     .run = cmd_sources},
    {.name = "suggest",
     .summary =
         "Find foods whose usual portions would close a shortfall, those eaten before first.",
     .more =
         "Of the last 7 days that count where no days are given. At most --max-foods foods (3),\n"
         "--max-portions portions of each (2), --max-kcal added a day (400; 0 sets no limit) and\n"
         "--max-sodium mg. Among these the best choice there is: most of the shortfall closed,\n"
         "the fewest foods that are not in the diary of the last year, the least energy.\n"
         "--sets asks for more choices, with other foods each. --without leaves out a food by\n"
         "its number, or every food with these words within: almond leaves out almond milk too.\n"
         "It and --without-category may be given several times. This is about intake, no advice\n"
         "to a patient.\n" DAYS_MORE,
     .example = "nutri suggest --without almond --without-category snacks --max-kcal 200",
     .options = REPORT | BIT(OPT_MAX_FOODS) | BIT(OPT_MAX_PORTIONS) | BIT(OPT_MAX_KCAL) |
                BIT(OPT_MAX_SODIUM) | BIT(OPT_SETS) | BIT(OPT_WITHOUT) | BIT(OPT_WITHOUT_CATEGORY),
     .opens = OPENS_TO_READ,
     .run = cmd_suggest},
    {.name = "export",
     .words = "[FILE]",
     .summary = "Write a person's entries and daily totals, or all that is kept of a person.",
     .more =
         "CSV has the entries, an entry a line; with --totals the totals, a day a line. JSON has\n"
         "both: with --json, or where FILE ends in .json. --nutrient may name several, with "
         "commas\n"
         "between; magnesium and energy where none is named.\n"
         "--all writes one small database with the person, the diary, marks, goals, doses, notes,\n"
         "own words, and the foods they name: nutri --db FILE and sqlite3 read it, nutri restore\n"
         "takes it back. Without FILE, or with -, the output goes to a pipe. A new FILE can be "
         "read\n"
         "by its owner alone; one that is there is never written over.\n" DAYS_MORE,
     .example = "nutri export --last 7 --nutrient magnesium,calcium,zinc",
     .options = REPORT | BIT(OPT_ALL) | BIT(OPT_TOTALS),
     .most_words = 1,
     .opens = OPENS_TO_READ,
     .run = cmd_export},
    {.name = "slim",
     .words = "[FILE]",
     .summary =
         "Write a smaller database: everybody, with the foods and nutrients that are chosen.",
     .more =
         "The foods of everybody's diary go along, and all of the sources that --source names, "
         "with\n"
         "commas between; starter foods and own foods where none is named. --nutrient names the\n"
         "nutrients to keep; magnesium and energy are always kept. --no-persons leaves the people\n"
         "out. Foods keep their numbers and keys: a later import merges into the file.\n",
     .example = "nutri slim --source 'nutri starter' --nutrient calcium,zinc small.db",
     .options = BIT(OPT_SOURCE) | BIT(OPT_NUTRIENT) | BIT(OPT_NO_PERSONS),
     .most_words = 1,
     .opens = OPENS_TO_READ,
     .run = cmd_slim},
    {.name = "restore",
     .words = "FILE",
     .summary = "Take a person back out of a file of export --all, or of any nutri database.",
     .more =
         "Foods that are not here come along. Where a food has other values here, those of the\n"
         "file are kept with the entries, so that totals stay what they were; with --current the\n"
         "values here count. --person says whom of several, --as gives another name.\n",
     .example = "nutri restore ann.db",
     .options = BIT(OPT_PERSON) | BIT(OPT_AS) | BIT(OPT_CURRENT),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_restore},
    {.name = "forget",
     .words = "PERSON",
     .summary =
         "Remove a person and every trace: diary, marks, goals, notes, words, imports' paths.",
     .more = "The file is written anew, so that nothing is left in its unused parts. It asks on a\n"
             "terminal; elsewhere it wants --yes. Own foods that only this person's diary has go\n"
             "along, with --keep-foods they stay. No other program may have the database open.\n"
             "Backups and exports are yours to remove.\n",
     .example = "nutri forget ann --yes",
     .options = BIT(OPT_YES) | BIT(OPT_KEEP_FOODS),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_forget},
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
