/* SPDX-License-Identifier: MIT */
/* The commands: what each takes, does and looks like. help.c finds and explains them. */
#include "tool.h"

#define BIT(option) (UINT64_C(1) << (option))
_Static_assert(OPT_LISTED <= 64, "a command's options are bits of a uint64_t");
#define LISTED(...)                                                                                \
  (const enum option[]) { __VA_ARGS__, OPT_COUNT }
#define SPAN (BIT(OPT_FROM) | BIT(OPT_TO) | BIT(OPT_LAST) | BIT(OPT_DAY))
#define REPORT (SPAN | BIT(OPT_PERSON) | BIT(OPT_NUTRIENT))
#define ABOUT (BIT(OPT_SEX) | BIT(OPT_BORN) | BIT(OPT_AGE) | BIT(OPT_AUTHORITY))

#define GROUP OPT_MIN_AGE, OPT_MAX_AGE, OPT_STAGE, OPT_TAG, OPT_SURVEY

#define PAST_MORE                                                                                  \
  "--as-of IMPORT counts foods as they were after that import; 0 is before the first.\n"
#define DAYS_MORE                                                                                  \
  "A DAY is 2026-11-16, today or yesterday. --day is one day, --last 7 the seven up to today.\n"

const command commands[] = {
    {.name = "init",
     .summary = "Make a database: starter foods and reference values are inside.",
     .more = "--bare leaves the starter foods out. A database that is there stays as it is.\n",
     .example = "nutri init",
     .options = BIT(OPT_BARE),
     .run = cmd_init},
    {.name = "import",
     .words = "PATH...",
     .summary = "Import foods from USDA's files and other tables, a diary, NHANES, or a person.",
     .more =
         "A folder, a zip or a file: what it is, its names and headers say; --format overrules "
         "them.\n"
         "--mapping describes a table of one's own: nutri-mapping(5) says how. --samples takes\n"
         "Foundation's samples too, and --person says whose diary it is, where the file does not.\n"
         "A person comes from what export --all wrote, or any nutri database, as with nutri "
         "restore.\n"
         "Of NHANES a folder with Demo and the recalls of its cycles, CSV or XPT: persons with "
         "their\n"
         "survey design, reliable recalls as day 1 and 2. Foods without recorded values are those\n"
         "of the FNDDS imported last, or of --foods; a code that it lacks is unknown, or with\n"
         "--impute code the median of the foods with the most digits in common.\n"
         "All or nothing; the same input twice changes nothing. A bad row is rejected and kept\n"
         "with its file, line, column and reason; more than --max-rejects percent of them\n"
         "(5 where not given) end the import. Several paths are imports of their own, in order, "
         "up\n"
         "to the first that fails. The report begins with the foods of diaries that changed.\n"
         "--dry-run reads, checks and reports, and stores nothing; --changes reports all "
         "changes.\n",
     .example = "nutri import ~/FoodData_Central_sr_legacy_food_csv_2018-04",
     .options = BIT(OPT_FORMAT) | BIT(OPT_MAX_REJECTS) | BIT(OPT_DRY_RUN) | BIT(OPT_MAPPING) |
                BIT(OPT_SAMPLES) | BIT(OPT_PERSON) | BIT(OPT_CHANGES) | BIT(OPT_LIMIT) |
                BIT(OPT_FOODS) | BIT(OPT_IMPUTE),
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
     .more = "--per is 100g, 100kcal or portion: the usual portion, also where it is not given. "
             "Dry and\n"
             "powdered forms, herbs and spices are left out unless --all-forms is given.\n",
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
    {.name = "person",
     .sub = "tag",
     .words = "PERSON TAG...",
     .summary = "Give a person tags, by which persons are picked for a group.",
     .more = "A clinic, a family, an arm of a study. person show lists them.\n",
     .example = "nutri person tag ann clinic",
     .least_words = 2,
     .most_words = -1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_person_tag},
    {.name = "person",
     .sub = "untag",
     .words = "PERSON TAG",
     .summary = "Take a tag back.",
     .example = "nutri person untag ann clinic",
     .least_words = 2,
     .most_words = 2,
     .opens = OPENS_TO_WRITE,
     .run = cmd_person_untag},
    {.name = "person",
     .sub = "survey",
     .words = "PERSON SURVEY",
     .summary = "Say of which survey a person is, and whom the person stands for.",
     .more = "--weight is how many persons of the population, --weight-two-days how many in an\n"
             "analysis of persons with a second day; --stratum and --psu say how the person was "
             "drawn.\n"
             "What is not given is not known. A person of no survey counts once.\n",
     .example = "nutri person survey ann 'Clinic 2026' --weight 120.5 --stratum 1 --psu 2",
     .listed = LISTED(OPT_WEIGHT, OPT_WEIGHT_TWO_DAYS, OPT_STRATUM, OPT_PSU),
     .least_words = 2,
     .most_words = 2,
     .opens = OPENS_TO_WRITE,
     .run = cmd_person_survey},
    {.name = "person",
     .sub = "unsurvey",
     .words = "PERSON",
     .summary = "Take that back: the person counts once.",
     .example = "nutri person unsurvey ann",
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_person_unsurvey},
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
     .summary = "Take something daily without typing it: it counts on every day.",
     .more =
         "From today on where --from is not given, without end where --to is not. A day with a\n"
         "dose and nothing else is in totals; a mean has it once it is marked complete.\n",
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
         "--authority eu,us,uk holds it against several, side by side. --plan adds how many days "
         "tell\n"
         "the mean to 10 percent, and how high it would have to be for a sure yes. --within-sd "
         "takes\n"
         "day-to-day SDs that were estimated from a group (nutri variation).\n" PAST_MORE DAYS_MORE,
     .example = "nutri deficit --from 2026-11-09 --to 2026-11-15",
     .options = REPORT | BIT(OPT_AUTHORITY) | BIT(OPT_AS_OF),
     .listed = LISTED(OPT_PLAN, OPT_WITHIN_SD),
     .opens = OPENS_TO_READ,
     .run = cmd_deficit},
    {.name = "group",
     .summary = "Tell the usual intake of a group, and how much of it is below the requirement.",
     .more =
         "Whom: by --sex, --min-age and --max-age (years, on the day), --stage, --tag, --survey, "
         "and\n"
         "the days that count within --from and --to. --by sex, --by age or --by sex,age is a row "
         "each.\n"
         "Usual intake is from food; --supplements adds them. It comes from the NCI model, which "
         "wants\n"
         "50 persons with a second day, of each sex; --method nrc is a check. Standard errors are "
         "by\n"
         "jackknife where the survey's strata are known, else by a bootstrap of persons "
         "(--replicates,\n"
         "200 where not given, from --seed); --no-se leaves them out and is faster.\n" DAYS_MORE,
     .example = "nutri group --nutrient magnesium --min-age 19 --by sex,age",
     .options = SPAN | BIT(OPT_NUTRIENT) | BIT(OPT_SEX),
     .listed =
         LISTED(GROUP, OPT_SUPPLEMENTS, OPT_BY, OPT_METHOD, OPT_NO_SE, OPT_SEED, OPT_REPLICATES),
     .opens = OPENS_TO_READ,
     .run = cmd_group},
    {.name = "variation",
     .sub = "estimate",
     .words = "NAME",
     .summary = "Estimate from a group how much a person's intake differs from day to day.",
     .more =
         "Stored under NAME, for each sex and age group with 50 persons with a second day; nutri\n"
         "deficit --within-sd NAME takes them in place of those of the IOM. Whom: as for nutri "
         "group.\n",
     .example = "nutri variation estimate clinic --tag clinic",
     .options = SPAN | BIT(OPT_NUTRIENT) | BIT(OPT_SEX),
     .listed = LISTED(GROUP),
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_variation_estimate},
    {.name = "variation",
     .sub = "list",
     .summary = "List the day-to-day SDs that confidences are made of, and whose they are.",
     .example = "nutri variation list",
     .opens = OPENS_TO_READ,
     .run = cmd_variation_list},
    {.name = "variation",
     .sub = "remove",
     .words = "NAME",
     .summary = "Remove those that were estimated under a name.",
     .example = "nutri variation remove clinic",
     .least_words = 1,
     .most_words = 1,
     .opens = OPENS_TO_WRITE,
     .run = cmd_variation_remove},
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
         "It and --without-category may be given several times. --authority takes another one's\n"
         "value than the person's, and no own goal. This is about intake, no advice to a "
         "patient.\n" DAYS_MORE,
     .example = "nutri suggest --without almond --without-category snacks --max-kcal 200",
     .options = REPORT | BIT(OPT_MAX_FOODS) | BIT(OPT_MAX_PORTIONS) | BIT(OPT_MAX_KCAL) |
                BIT(OPT_MAX_SODIUM) | BIT(OPT_SETS) | BIT(OPT_WITHOUT) | BIT(OPT_WITHOUT_CATEGORY) |
                BIT(OPT_AUTHORITY),
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
     .summary = "Write a smaller database, of chosen foods and nutrients.",
     .more =
         "Everybody goes along with the foods of their diaries, and all foods of the sources that\n"
         "--source names, with commas between; starter foods and own foods where none is named.\n"
         "--nutrient names the nutrients to keep; magnesium and energy are always kept.\n"
         "--no-persons leaves the people out. A later import merges into the file. Without FILE "
         "it\n"
         "goes to standard output, which is then to be no terminal.\n",
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

const size_t command_count = sizeof commands / sizeof commands[0];
