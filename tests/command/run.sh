#!/bin/sh
# The nutri command as a user meets it: what it prints, what it refuses, how it exits.
# Wants NUTRI_BIN and SQLITE3; NUTRI_SHARED_DATA for the figures of SR Legacy.
# shellcheck source=lib.inc
# shellcheck disable=SC2030,SC2031,SC2154 # what a subshell sets is its own; work is of lib.inc
. "$(dirname "$0")/lib.inc"

# ---------------------------------------------------------------- calls

calls() {
  run 2
  grep -q '^usage: nutri' "$err" || wrong 'no words: no usage'
  refuses 2 "there is no command 'fodo'" fodo
  refuses 2 'food wants one of: search, show, rank' food
  refuses 2 'food wants one of' food fry
  refuses 2 "unknown option '--speed'" diary --speed
  refuses 2 "unknown option '-x'" diary -x
  refuses 2 'diary has no option --meal' diary --meal lunch
  refuses 2 '--from needs a value' diary --from
  refuses 2 '--from is given twice' diary --from today --from today
  refuses 2 '--json takes no value' diary --json=yes
  refuses 2 '--json and --csv' diary --json --csv
  refuses 2 'version has a word too many' version now
  refuses 2 'person add wants NAME' person add
  refuses 2 '--today is given twice' diary --today yesterday
  for today in 2026-02-30 2026-2-3 someday; do
    refuses 2 "--today: '$today'" diary
  done
  today=2026-11-16
  says 'nutri 0.' version
  says 'nutri 0.' --version
  has '$.schema' 1 version
  refuses 1 'nutri init makes a database' diary
  refuses 1 "$work/none.db" --db "$work/none.db" diary
}

# Every command has help with an example, by help and by --help, and every example works: they are
# run in the order of the list, on one database.
help_pages() {
  run 0 help
  sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' "$out" | sed 's/  .*//' >"$work/names"
  [ "$(wc -l <"$work/names")" -ge 25 ] || wrong 'help lists few commands'
  : >"$work/examples"
  while read -r name; do
    # shellcheck disable=SC2086 # a name may be two words
    says 'Example:' help $name
    cp "$out" "$work/page"
    sed -n '/^Example:/,$s/^  //p' "$out" | head -n 1 >>"$work/examples"
    # shellcheck disable=SC2086
    says 'usage: nutri' $name --help
    [ "$(wc -l <"$out")" -ge "$(wc -l <"$work/page")" ] || wrong "$name --help is not its help"
  done <"$work/names"
  refuses 2 "there is no command 'fodo'" help fodo
  refuses 2 "there is no command 'food fry'" help food fry
  refuses 2 "there is no command 'fodo'" fodo --help
  says 'Search foods' food search --help --limit x
}

examples() {
  while read -r line; do
    case $line in 'nutri import /'* | 'nutri import ~'* | 'nutri import show'* | 'nutri import days'* | \
      'nutri import undo' | 'nutri alias merge'* | 'nutri restore'* | 'nutri forget'* | \
      'nutri variation estimate'* | 'nutri variation remove'*) continue ;; esac
    if ! (cd "$work" && NUTRI_DB=$work/examples.db && eval "$line") >"$out" 2>"$err" </dev/null; then
      wrong "the example does not work: $line"
    fi
  done <"$work/examples"
}

# ---------------------------------------------------------------- the file

database_file() {
  says "made $NUTRI_DB" init
  [ "$(find "$NUTRI_DB" -perm 600)" = "$NUTRI_DB" ] || wrong 'the database is not of mode 0600'
  says 'already; nothing was done' init
  says 'nothing wrong was found' check
  has '$' '[]' check
  has '$.created' 1 init --db "$work/bare.db" --bare
  has '$' '[]' --db "$work/bare.db" food search spinach
  (
    unset NUTRI_DB
    XDG_DATA_HOME=$work/data
    export XDG_DATA_HOME
    says 'made' init
    [ "$(find "$work/data/nutri" -prune -perm 700)" = "$work/data/nutri" ] ||
      wrong 'the folder is not of mode 0700'
    # A link at the default place leads nobody's diary elsewhere, whether its end is there or not.
    rm -rf "$work/data/nutri/nutri.db"*
    ln -s "$work/elsewhere.db" "$work/data/nutri/nutri.db"
    refuses 1 'a link to a file that is not there' init
    : >"$work/elsewhere.db"
    refuses 1 'is empty' init
    [ ! -s "$work/elsewhere.db" ] || wrong 'a database was made behind a link'
    rm -rf "$work/data/nutri" "$work/elsewhere.db"
    # Nor does a link in the place of its folder, but to a database that is there.
    mkdir "$work/elsewhere"
    ln -s "$work/elsewhere" "$work/data/nutri"
    refuses 1 'is a link: no database is made behind it' init
    [ -z "$(ls "$work/elsewhere")" ] || wrong 'something was made behind a link'
    says 'made' init --db "$work/elsewhere/nutri.db"
    says 'already; nothing was done' init
    says 'nothing wrong was found' check
    rm -rf "$work/data" "$work/elsewhere"
    (umask 0777 && nutri init >"$out" 2>"$err") || wrong "init with umask 0777: $(cat "$err")"
    [ "$(find "$work/data/nutri" -prune -perm 700)" = "$work/data/nutri" ] ||
      wrong 'the folder is not of mode 0700 after umask 0777'
    [ "$(find "$work/data/nutri/nutri.db" -perm 600)" = "$work/data/nutri/nutri.db" ] ||
      wrong 'the database is not of mode 0600 after umask 0777'
    HOME=$work/home
    export HOME
    unset XDG_DATA_HOME
    says "made $work/home/.local/share/nutri/nutri.db" init
    unset HOME
    refuses 2 'give --db FILE' diary
    [ "$bad" -eq 0 ]
  ) || bad=$((bad + 1))
  printf 'no database, but text\n' >"$work/text.db"
  refuses 1 "$work/text.db" --db "$work/text.db" diary
  refuses 1 "$work/text.db" --db "$work/text.db" init
  [ "$(cat "$work/text.db")" = 'no database, but text' ] || wrong 'a text file was changed'
  sql "$work/other.db" 'CREATE TABLE other(x)'
  refuses 1 "$work/other.db" --db "$work/other.db" diary
  refuses 1 "$work" --db "$work" diary
  refuses 2 '--db names no file' --db '' diary
}

# ---------------------------------------------------------------- people

people() {
  refuses 1 'nutri person add NAME' log 1 banana
  refuses 1 'nutri person add NAME' deficit
  says 'nutri person add NAME' person list
  has '$' '[]' person list
  says 'ann, female, born 1984-05-02' person add ann --sex female --born 1984-05-02
  refuses 1 "'ann' already" person add ann
  refuses 2 'purple' person add bob --sex purple
  refuses 2 '1984-02-30' person add bob --born 1984-02-30
  refuses 2 '--age and --born' person add bob --born 1984-02-03 --age 4
  refuses 2 '--age wants' person add bob --age -4
  refuses 2 "--age wants a whole number, not 'old'" person add bob --age old
  refuses 2 'mars' person add bob --authority mars
  says 'reference values: eu' person set ann --authority eu
  has '$.sex' female person show
  has '$.authority' us person set ANN --authority us
  has '$.born' 1984-05-02 person show Ann
  refuses 1 "'bob'" person show bob
  says 'age 3 years' person add 'zoë' --age 3
  has '$.age_months' 36 person show 'ZOË'
  has '$[1].name' 'zoë' person list
  refuses 2 'say which with --person: ann, zoë' log 1 banana
  refuses 1 "'carl'" log --person carl 1 banana
  run 0 person add ANN
  has '$.name' ANN person show ANN
  refuses 1 "'Ann' fits several persons" person show Ann # ann or ANN: no guess
  sql "$NUTRI_DB" "DELETE FROM person WHERE name IN ('zoë', 'ANN')"
}

stages() {
  says 'pregnant' stage add ann pregnant --from 2025-01-10 --to 2025-10-02
  refuses 1 'already' stage add ann pregnant --from 2025-10-01
  refuses 2 'stage add needs --from' stage add ann lactating
  refuses 2 'tired' stage add ann tired --from 2025-10-01
  refuses 2 '2025-13-01' stage add ann lactating --from 2025-13-01
  has '$[0].to' 2025-10-02 stage list ann
  has '$.stages[0].stage' pregnant person show
  says 'pregnant' stage list
}

# ---------------------------------------------------------------- foods

foods() {
  has '$[0].description' 'Spinach, raw' food search spinach
  has '$[0].magnesium_mg' 79 food search spinach --limit 1
  has '$[1]' '' food search spinach --limit 1
  has '$' '[]' food search qqqq
  says 'No food' food search qqqq
  run 0 food search '"black* -beans NEAR('
  refuses 2 '--limit wants a whole number' food search spinach --limit many
  run 2 food search spinach --limit 0
  tidy food search
  has '$.key' ndb:11457 food show --key ndb:11457
  has '$.portions[0].measure' cup food show spinach
  says 'Nutrients in 100 g' food show spinach
  sed -n '/^Nutrients/{n;n;p;}' "$out" | grep -q 'Magnesium' || wrong 'magnesium is not first'
  tidy food show
  refuses 2 'food show wants a food' food show
  refuses 2 'food show wants a food' food show spinach --key ndb:11457
  refuses 1 '999999999' food show 999999999
  run 1 food show --key ndb:99999999
  run 2 food show --key colour:blue
  refuses 1 'qqqq' food show qqqq
  has '$[0].place' 1 food rank --limit 3 --per 100g
  has '$[0].measure' '100 kcal' food rank --limit 3 --per '100 kcal'
  has '$[0].unit' ug food rank --limit 3 --nutrient 'vitamin b-12'
  says 'Pumpkin seeds' food rank --source 'nutri starter' --all-forms
  tidy food rank
  refuses 2 '--per wants' food rank --per spoon
  refuses 1 'unobtainium' food rank --nutrient unobtainium
  refuses 1 'nowhere' food rank --source nowhere
}

# ---------------------------------------------------------------- the diary

diary() {
  says '#1 2026-11-16 Spinach, raw, 2 cup' log 2 cups spinach
  grep -qF '60 g, 47 mg magnesium' "$out" || wrong 'log does not echo what it took'
  has '$.day' 2026-11-15 log --day yesterday --meal lunch --time 12:30 30 g almonds
  has '$.basis_amount' 258 log 1 1/2 cups black beans
  has '$.amount' 0.5 log ½ avocado --note 'ripe, "soft"'
  has '$.measure' g log 10 g ndb:11457
  refuses 2 'amount' log spinach
  refuses 2 'amount' log 0 g spinach
  refuses 2 'amount: 1000001 is not above 0 and at most 1000000' log 1000001 g spinach
  refuses 1 'qqqq' log 1 cup qqqq
  refuses 2 '2026-02-30' log --day 2026-02-30 1 banana
  refuses 2 '12:99' log --time 12:99 1 banana
  refuses 2 'born' log --day 1983-01-01 1 banana
  refuses 1 'several foods' log 1 bean
  grep -qF 'Black beans, cooked' "$err" || wrong 'no candidates on stderr'
  run 0 diary
  [ "$(grep -c . "$out")" -eq 6 ] || wrong 'the diary is not a heading and 5 entries'
  tidy diary
  has '$[0].meal' lunch diary
  has '$[0].food_id' 1000000001 diary --to yesterday
  today=0001-01-03
  says '0001-01-01 to 0001-01-03' diary # a week before that would be before all days
  today=2026-11-16
  has '$' '[]' diary --from 2026-11-01 --to 2026-11-02
  says 'No entries of ann, 2026-11-01 to 2026-11-02' diary --from 2026-11-01 --to 2026-11-02
  refuses 2 'is after' diary --from 2026-11-03 --to 2026-11-02
  refuses 2 '2026-11-31' diary --from 2026-11-31
  refuses 2 '--last goes without' diary --last 3 --from today
  run 0 diary --from yesterday --to yesterday
  one=$(cat "$out")
  run 0 diary --day yesterday
  [ "$(cat "$out")" = "$one" ] || wrong 'a --day is not that day from beginning to end'
  refuses 2 '--day goes without' diary --day today --last 3
  refuses 2 '--day goes without' diary --day today --to today
  refuses 2 '--last wants' diary --last 0
  run 0 diary --csv
  [ "$(head -n 1 "$out" | tr -d '\r')" = \
    'intake_id,person,day,time,meal,food_id,description,amount,measure,basis_amount,basis,energy_kcal,magnesium_mg,magnesium_at_least,note' ] ||
    wrong 'the CSV heading'
  grep -qF '"ripe, ""soft"""' "$out" || wrong 'CSV does not quote'
  has '$[3].note' 'ripe, "soft"' diary
  has '$.count' 4 again today --to 2026-11-17
  says '1 entry of 2026-11-15 logged again on 2026-11-16' again yesterday
  refuses 1 '2026-11-01' again 2026-11-01
  refuses 2 'noday' again noday
  says 'removed #1 ' unlog 1
  refuses 1 '1' unlog 1
  refuses 2 "'one' is no number" unlog one
  sql "$NUTRI_DB" "DELETE FROM diary WHERE day = '2026-11-17'"
}

odd_text() {
  odd=$(printf 'tab\there, "quoted" \\ slash\nand \033[31mred')
  has '$.note' "$odd" log 1 banana --note "$odd"
  run 0 diary
  LC_ALL=C grep -q "$(printf '\033')" "$out" && wrong 'a control character reaches the terminal'
  sql "$NUTRI_DB" "DELETE FROM intake WHERE note LIKE 'tab%'"
}

marks_and_notes() {
  says '2026-11-15 is marked complete' day mark yesterday complete
  has '$.completeness' 'not tracked' day mark 2026-11-14 not-tracked
  has '$.day' 2026-11-16 day mark partial
  says 'has no mark' day mark today none
  has '$.completeness' '' day mark 2026-11-14 none
  refuses 2 "not 'full'" day mark 2026-11-16 full
  refuses 2 '2026-11-99' day mark 2026-11-99 complete
  says '2026-11-16 pain 4' note pain 4
  says '2026-11-15 sleep 7.5 h: woke' note --day yesterday sleep 7.5 h --note woke
  refuses 2 "'bad' is no number" note sleep bad
  refuses 2 'pain' note pain 11
  run 2 note sleep
  run 0 note weather --note rain
  has '$[0].what' sleep note list
  has '$[1].value' 4 note list --last 3
  has '$[2].value' '' note list
  says 'No notes' note list --to 2020-01-01
  sql "$NUTRI_DB" 'DELETE FROM observation'
}

# On a terminal an ambiguous name is asked for, once: the choice is kept.
terminal() {
  command -v script >/dev/null || return 0
  script -qec true /dev/null </dev/null >/dev/null 2>&1 || return 0 # another system's script
  printf '0\n2\n' | script -qec "'$NUTRI_BIN' --today $today log 1 cup bean" /dev/null >"$out" 2>&1
  grep -q 'Which one?' "$out" || wrong 'a terminal is not asked'
  grep -q '#[0-9]* 2026-11-16' "$out" || wrong 'what was chosen is not logged'
  run 0 log 1 cup bean
  script -qec "stty cols 72 2>/dev/null; '$NUTRI_BIN' food rank" /dev/null >"$out" 2>&1 </dev/null
  tr -d '\r' <"$out" | sed 's/…/./g' | awk 'length($0) > 72 { exit 1 }' || wrong 'a line is wider than the terminal'
  sql "$NUTRI_DB" "DELETE FROM intake WHERE intake_id > (SELECT max(intake_id) - 2 FROM intake)"
}

# ---------------------------------------------------------------- reports

# Shell, command and JSON give the same numbers.
reports() {
  has '$.unit' mg total
  same '$.total_mg' "SELECT sum(total_mg) FROM magnesium_by_day WHERE person = 'ann'"
  has '$.nutrient_id' 1087 total --nutrient ca
  has '$.nutrient_id' 1090 total --nutrient mg
  has '$.nutrient_id' 1090 total --nutrient 304
  has '$.nutrient_id' 1090 total --nutrient 1090
  says 'Magnesium of ann' total --last 2
  refuses 1 'unobtainium' total --nutrient unobtainium
  has '$[0].unit' mg sources
  shares=$(sql :memory: "SELECT abs(sum(json_extract(value, '\$.share')) - 1) < 1e-9
    FROM json_each(CAST(readfile('$out') AS TEXT))")
  [ "$shares" = 1 ] || wrong 'the shares of the sources are not 1 in all'
  says '(--limit)' sources --limit 1
  refuses 2 '--limit wants 1 or more' sources --limit 0
  tidy sources
  run 0 deficit --json
  for n in 0 1; do
    day=$(json "\$.days[$n].day")
    for key in total_mg target_mg balance_mg deficit_mg percent unknown_entries; do
      same "\$.days[$n].$key" \
        "SELECT quote($key) FROM magnesium_deficit WHERE person = 'ann' AND day = '$day'"
    done
    for key in food_mg supplement_mg medicine_mg kcal known_share; do
      same "\$.days[$n].$key" \
        "SELECT quote($key) FROM magnesium_by_day WHERE person = 'ann' AND day = '$day'"
    done
  done
  run 0 deficit --to yesterday --json # the view knows no today
  sql "$NUTRI_DB" ".backup '$work/past.db'"
  sql "$work/past.db" "DELETE FROM intake WHERE day > '2026-11-15'"
  nutri --db "$work/past.db" deficit --json >"$out" 2>"$err"
  for key in days_counted days_unconfirmed food_mg total_mg target_mg shortfall_mg percent known_share; do
    shell=$(sql "$work/past.db" "SELECT quote($key) FROM magnesium_mean WHERE person = 'ann' AND days = 7")
    ours=$(sql :memory: "SELECT quote(json_extract(CAST(readfile('$out') AS TEXT), '\$.mean.$key'))")
    [ "$(sql :memory: "SELECT $ours = $shell")" = 1 ] || wrong "mean.$key: $ours, the shell $shell"
  done
  run 0 deficit --csv
  [ "$(grep -c . "$out")" -eq 3 ] || wrong 'deficit --csv is not a heading and 2 days'
}

# science.md 6: what may be said, and what never.
# A pill of unknown content is no pill of 0 mg, a day recorded without magnesium no day of 0 mg, and a
# limit on all sources is said of food too.
unknown_pills() {
  NUTRI_DB=$work/pills.db
  run 0 init
  run 0 person add kim --sex female --age 40
  sql "$NUTRI_DB" "INSERT INTO food (source_id, source_key, description, kind, basis)
                   VALUES (1, 'x', 'Mystery pill', 'supplement', 'unit')"
  says 'Mystery pill, 1 unit' log --day 2026-11-02 1 mystery pill
  run 0 log --day 2026-11-02 200 g almonds
  run 0 day mark 2026-11-02 complete
  says 'recorded an unknown amount' deficit
  grep -qF 'together at least 540 mg' "$out" || wrong 'the total is no lower bound'
  has '$.mean.upper_counted_mg' '' deficit
  has '$.mean.upper_at_least' 1 deficit
  run 0 person set kim --authority who
  says 'from all sources; recorded at least 540 mg, 190 mg above it' deficit
  sql "$NUTRI_DB" "INSERT INTO intake_day_nutrient VALUES (1, '2026-11-01', 1008, 2000)"
  has '$.days[0].total_mg' '' deficit --to 2026-11-01
  has '$.days[0].known_share' 0 deficit --to 2026-11-01
  says 'averaged an unknown amount' deficit --to 2026-11-01
  NUTRI_DB=$work/nutri.db
}

# A word somebody kept at the prompt is theirs until they take it back.
own_words() {
  sql "$NUTRI_DB" "INSERT INTO food_alias (person_id, text, food_id)
                   SELECT person_id, 'sweet stuff', 1000000191 FROM person WHERE name = 'ann'"
  says 'Milk chocolate' log --person ann 10 g sweet stuff
  says "no longer a word of ann" alias remove sweet stuff --person ann
  refuses 1 "no word 'sweet stuff'" alias remove sweet stuff --person ann
  refuses 1 'sweet stuff' log --person ann 10 g sweet stuff
}

words() {
  run 0 deficit
  tidy deficit
  for text in 'Recorded food magnesium over 1 day averaged ' '(coverage 100 %)' \
    'Reference: RDA 320 mg, EAR 265 mg (IOM/NASEM, US-Canada, 1997)' 'Shortfall against the RDA: ' \
    'Confidence that usual intake meets the requirement: ' 'n = 1 day' \
    'This is about intake; it does not measure body magnesium or explain symptoms.' \
    'Talk to a doctor before supplementing; with kidney disease do not supplement without medical advice.'; do
    grep -qF "$text" "$out" || wrong "deficit does not say '$text'"
  done
  nutri help >>"$out"
  grep -qiE 'you are|deficient|caused by|no risk|you should|take [0-9]' "$out" &&
    wrong 'something is said that must not be'
  run 0 person set ann --authority eu
  says 'Shortfall against the AI: ' deficit
  grep -q RDA "$out" && wrong 'an AI is called RDA'
  says 'meets the requirement: none (' deficit
  run 0 person set ann --authority us
  says 'No day counts' deficit --from 2026-11-16
  says 'not over yet' deficit --from 2026-11-16
}

# 320 mg on 3 complete days, and an entry of unknown magnesium.
known_and_unknown() {
  sql "$NUTRI_DB" "DELETE FROM intake; DELETE FROM intake_day;
    INSERT INTO food (food_id, source_id, source_key, description, kind, basis)
      SELECT 1900000001, source_id, 'test:1', 'Stew of unknown content', 'food', 'g'
      FROM source WHERE name = 'own';
    INSERT INTO food (food_id, source_id, source_key, description, kind, basis)
      SELECT 1900000002, source_id, 'test:2', 'Plain 320', 'food', 'g'
      FROM source WHERE name = 'own';
    INSERT INTO food_nutrient (food_id, nutrient_id, amount)
      VALUES (1900000002, 1090, 320), (1900000002, 1008, 1800), (1900000001, 1008, 100);"
  for day in 2026-11-13 2026-11-14 2026-11-15; do
    run 0 log --day "$day" 100 g plain 320
    run 0 day mark "$day" complete
  done
  run 0 deficit --json
  near=$(sql :memory: "SELECT abs($(json '$.mean.confidence_food') - 0.836) < 0.003")
  [ "$near" = 1 ] || wrong 'the confidence of 320 mg on 3 days is not 0.836'
  says 'magnesium unknown' log --day 2026-11-15 100 g stew of unknown content
  says 'averaged at least 320 mg (coverage 98 %)' deficit
  grep -qF 'requirement: at least 84 %' "$out" || wrong 'the confidence is no bound'
  run 0 log --day 2026-11-14 100 g plain 320
  run 0 log --day 2026-11-15 2000 g stew of unknown content
  has '$.mean.confidence' '' deficit
}

# A tablet of 400 mg each day: it is no food, and the UL counts it.
supplements() {
  sql "$NUTRI_DB" "DELETE FROM intake; DELETE FROM intake_day;
    INSERT INTO food (food_id, source_id, source_key, description, kind, basis)
      SELECT 1900000003, source_id, 'test:3', 'Magnesium tablet', 'supplement', 'unit'
      FROM source WHERE name = 'own';
    INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (1900000003, 1090, 400);"
  run 0 log 50 g plain 320
  says 'Magnesium tablet, 1 unit, 400 mg magnesium' log 1 unit magnesium tablet
  run 0 day mark complete
  says 'averaged 160 mg (coverage 100 %)' deficit
  grep -qF 'Supplements averaged 400 mg, medicines 0 mg, all together 560 mg.' "$out" ||
    wrong 'the supplement is not told apart'
  grep -qF 'from food, ' "$out" || wrong 'no confidence from food alone'
  grep -qF 'Upper limit (UL): 350 mg a day (IOM/NASEM, US-Canada, 1997) from supplements and medicines; recorded 400 mg, 50 mg above it.' \
    "$out" || wrong 'the UL does not show'
  has '$.supplement_mg' 400 total
  has '$.food_mg' 160 total
}

# ---------------------------------------------------------------- output

output() {
  if [ -w /dev/full ]; then
    nutri food search a --limit 1000 >/dev/full 2>"$err"
    [ $? -eq 1 ] || wrong 'a full disk is not noticed'
    grep -q 'cannot write the output' "$err" || wrong 'a full disk is not told'
  fi
  nutri food rank >&- 2>"$err"
  [ $? -eq 1 ] || wrong 'a closed output is not noticed'
  { sleep 1; nutri food rank --json 2>"$err"; echo $? >"$work/status"; } | true
  sleep 1
  while [ ! -s "$work/status" ]; do sleep 1; done
  [ "$(cat "$work/status")" = 1 ] || wrong 'a closed pipe is not noticed'
  [ ! -s "$err" ] || wrong 'a closed pipe is complained of'
  run 0 diary # the database is whole
}

# ---------------------------------------------------------------- import

# A folder too small to be SR Legacy is refused, and what is no folder; the database stays.
bad_imports() {
  before=$(sql "$NUTRI_DB" 'SELECT count(*) FROM food')
  says 'Nothing has been imported' import list
  has '$' '[]' import list
  refuses 1 "$work/nowhere" import "$work/nowhere"
  mkdir "$work/empty"
  refuses 1 "$work/empty" import "$work/empty"
  run 2 import
  refuses 2 '--max-rejects wants' import "$work/empty" --max-rejects 101
  refuses 2 '--max-rejects wants a number' import "$work/empty" --max-rejects few
  run 1 import "$work/empty" --format fdc
  run 2 import "$work/empty" --format klingon
  refuses 1 'there is no import 7' import show 7
  refuses 2 "'seven' is no number" import show seven
  [ "$(sql "$NUTRI_DB" 'SELECT count(*) FROM food')" = "$before" ] || wrong 'a bad import left foods'
}

# Two foods, and 25 amounts that are none: 20 are shown, and how to see the others.
rejects() {
  mkdir "$work/small"
  cat >"$work/small/food.csv" <<'END'
"fdc_id","data_type","description","food_category_id","publication_date"
"167512","sr_legacy_food","Biscuits, ""golden""","18","2019-04-01"
"167513","sr_legacy_food","Biscuits, plain","18","2019-04-01"
END
  printf '"fdc_id","NDB_number"\n"167512","18634"\n"167513","18635"\n' >"$work/small/sr_legacy_food.csv"
  {
    echo '"id","fdc_id","nutrient_id","amount","data_points","derivation_id"'
    echo '"1","167512","1090","12.5","1",""'
    n=0
    while [ $n -lt 25 ]; do
      n=$((n + 1))
      echo "\"$((n + 1))\",\"167513\",\"$((1100 + n))\",\"many, \"\"$n\"\"\",\"1\",\"\""
    done
  } >"$work/small/food_nutrient.csv"
  cat >"$work/small/nutrient.csv" <<'END'
"id","name","unit_name","nutrient_nbr","rank"
"1090","Magnesium, Mg","MG","304","5500"
END
  cat >"$work/small/food_category.csv" <<'END'
"id","code","description"
"18","1800","Baked Products"
END
  printf '"id","fdc_id","seq_num","amount","measure_unit_id","portion_description","modifier","gram_weight","data_points","footnote","min_year_acquired"\n' \
    >"$work/small/food_portion.csv"
  refuses 1 'rejected' import "$work/small"
  refuses 1 'rejected' import "$work/small" --max-rejects 0
  says 'and 5 more: nutri import show 1 --limit N' import "$work/small" --max-rejects 90
  grep -q 'food_nutrient.csv  *3  amount  *many, "1" ' "$out" || wrong 'a reject is not told'
  tidy import
  has '$.rejects[24].value' 'many, "25"' import show 1
  has '$.rejects[0].line' 3 import show 1
  has '$.rows_rejected' 25 import show 1
  says 'many, "25"' import show 1 --limit 100
  has '$.magnesium_mg' 12.5 food show 167512
  has '$.magnesium_mg' '' food show 167513
  says 'unknown' food show 167513
}

# The figures of SR Legacy, and the worked day.
sr_legacy() {
  folder=${NUTRI_SHARED_DATA:-}/fdc_sr_legacy_2018-04
  if [ ! -f "$folder/food_nutrient.csv" ]; then
    echo 'SR Legacy is not here: its figures are skipped'
    return
  fi
  NUTRI_DB=$work/sr.db
  run 0 init
  run 0 import "$folder" --json
  [ ! -s "$err" ] || wrong 'the import draws on a pipe'
  [ "$(json '$.source')" = 'SR Legacy' ] || wrong 'the import is not SR Legacy'
  foods_now=$(sql "$NUTRI_DB" "SELECT count(*), count(magnesium_mg), sum(magnesium_mg IS NULL)
    FROM food_magnesium WHERE source = 'SR Legacy'")
  [ "$foods_now" = '7793|7398|395' ] || wrong "SR Legacy has $foods_now foods"
  has '$.rows_stored' 0 import "$folder"
  has '$[1].import_id' 1 import list
  says 'food_nutrient.csv' import show 1
  grep -qF '641,060' "$out" || wrong 'the import does not show its 641,060 values'
  has '$.magnesium_mg' 79 food show 168462
  has '$.magnesium_mg' 592 food show 170556
  run 0 person add ann --sex female --born 1984-05-02
  run 0 log --person ann --day 2026-11-16 30 g 170567
  run 0 log 2 cups 168462
  run 0 log 172 g 173735
  run 0 log 64 g 172688
  today=2026-11-20
  has '$.days[0].status' unconfirmed deficit
  has '$.mean.days_counted' 0 deficit
  says 'nutri day mark 2026-11-16 complete' deficit
  run 0 day mark 2026-11-16 complete
  run 0 deficit --json
  same '$.mean.total_mg' "SELECT total_mg FROM magnesium_deficit WHERE person = 'ann'"
  worked=$(sql :memory: "SELECT round($(json '$.mean.total_mg'), 4),
    round($(json '$.mean.shortfall_mg'), 4), round($(json '$.mean.percent'), 4)")
  [ "$worked" = '296.8|23.2|92.75' ] || wrong "the worked day is $worked"
  says 'nothing wrong was found' check
}

calls
help_pages
database_file
people
stages
foods
diary
odd_text
marks_and_notes
terminal
reports
words
own_words
known_and_unknown
supplements
unknown_pills
output
examples
if has_importers; then
  bad_imports
  rejects
  sr_legacy
fi
done_with
