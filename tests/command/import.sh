#!/bin/sh
# Imports as the command reports them: what changed in foods of diaries, dry runs, several paths,
# taking an import back, and signals.
# Wants NUTRI_BIN, SQLITE3 and NUTRI_TEST_DATA; NUTRI_SHARED_DATA for SR Legacy.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"

fdc=${NUTRI_TEST_DATA:?the folder tests/data}/fdc

# What .dump prints, but for the search index, which an undo brings up to date (check_import_undo.c
# compares what is in it).
dumped() {
  sql "$NUTRI_DB" .dump | grep -v '^INSERT INTO \(food_search_[a-z]*\|search_dirty\) ' >"$1"
}

# unchanged WHAT: .dump prints what it printed into $work/before.
unchanged() {
  dumped "$work/after"
  cmp -s "$work/before" "$work/after" || {
    diff "$work/before" "$work/after" >"$out"
    wrong "$1: the database is not what it was"
  }
}

# ---------------------------------------------------------------- foods of diaries first

changes() {
  run 0 import "$fdc/undo_1"
  if grep -q 'diaries' "$out"; then wrong 'an import of new foods changes none of a diary'; fi
  run 0 log 100 g 200001
  run 0 log 50 g 200001
  run 0 log 50 g 200002
  run 0 log 10 g 200004
  dumped "$work/before"
  says '3 foods in diaries changed:' import "$fdc/undo_2"
  head -n 1 "$out" | grep -q '^3 foods' || wrong 'what changed in diaries does not come first'
  grep -qF '  Four renamed (1 entry): magnesium 9.0 -> 9.5 mg, and 1 more' "$out" || wrong 'Four is not told'
  grep -qF '  One (2 entries): magnesium 0 mg, now doubtful, and 8 more' "$out" || wrong 'One is not told'
  grep -qF '  Two (1 entry): no longer listed by the source' "$out" || wrong 'Two is not told'
  grep -qF 'Values of foods that were there before: 2 new, 6 changed, 2 vanished.' "$out" ||
    wrong 'the values are not counted'
  tidy import
  run 0 import "$fdc/undo_2"
  if grep -q 'diaries' "$out"; then wrong 'the same files twice change a diary'; fi
  run 0 import undo
}

# ---------------------------------------------------------------- show and list

shown() {
  says 'SR Legacy' import show
  grep -q '^ *2  ' "$out" || wrong 'the newest is not the one that is shown'
  if grep -q '^Changes' "$out"; then wrong 'all changes show unasked'; fi
  says 'Changes' import show 2 --changes
  grep -qE '^200001 +One +2 +new +Iron, Fe +2.0 mg$' "$out" || wrong 'a new value is not told'
  grep -qE '^200001 +One +2 +changed +measure +slice, 20 g +thick slice, 20 g$' "$out" || wrong 'a measure is not told'
  says 'and 1 more: nutri import show 2 --changes --limit N' import show 2 --changes
  says 'and 20 more' import show 2 --changes --limit 1
  tidy import show --changes
  refuses 2 '--limit wants 1 or more' import show --limit 0
  refuses 2 'a word too many' import show 1 2
  refuses 1 'there is no import 7' import show 7
  refuses 1 'there is no import 0' import show 0
  has '$.import_id' 2 import show
  has '$.foods_new' 1 import show 2
  has '$.foods_changed' 3 import show 2
  has '$.foods_vanished' 1 import show 2
  has '$.values_new' 2 import show 2
  has '$.values_vanished' 2 import show 2
  has '$.partial' 0 import show 2
  has '$.dry_run' 0 import show 2
  count=$(sql "$NUTRI_DB" 'SELECT count(*) FROM import_change WHERE import_id = 2')
  [ "$(sql :memory: "SELECT json_array_length(CAST(readfile('$out') AS TEXT), '\$.changes')")" = "$count" ] ||
    wrong 'JSON has not all changes'
  has '$.changes[0].entries' 2 import show 2
  has '$.changes[0].nutrient_id' 1090 import show 2
  has '$.changes[0].new_text' doubtful import show 2
  has '$.changes[1].property' amount import show 2
  has '$[0].foods_changed' 3 import list
  has '$[1].foods_new' 4 import list
  run 0 import show 2 --changes --csv
  head -n 1 "$out" | tr -d '\r' >"$work/head"
  [ "$(cat "$work/head")" = 'import_id,food_id,description,entries,what,property,nutrient_id,nutrient,unit,old_amount,new_amount,old_text,new_text' ] ||
    wrong 'the heading of the changes'
  [ "$(wc -l <"$out")" -eq $((count + 1)) ] || wrong 'CSV has not all changes'
  run 0 import show 2 --csv
  [ "$(wc -l <"$out")" -eq 7 ] || wrong 'CSV has not the six files'
}

# ---------------------------------------------------------------- undo

undo() {
  refuses 1 'import 1 is not the latest of SR Legacy: undo import 2 before it' import undo 1
  refuses 1 'there is no import 7' import undo 7
  refuses 2 "'x' is no number" import undo x
  says 'is undone; foods removed: 1; foods restored: 3; foods listed again: 1; values restored: 8' import undo 2
  unchanged 'undo of the second import'
  refuses 1 'import 1 brought food 200001, One, which stands in 2 diary entries, and 2 more of its foods do' import undo
  grep -q 'nutri unlog' "$err" || wrong 'how to take an entry out is not told'
  unchanged 'a refused undo'
  for entry in 1 2 3 4; do run 0 unlog $entry; done
  has '$.foods_removed' 4 import undo
  cp "$work/fresh" "$work/before"
  unchanged 'undo of the first import'
  refuses 1 'nothing has been imported yet' import undo
  refuses 1 'nothing has been imported yet' import show
  says 'nothing wrong was found' check
}

# ---------------------------------------------------------------- dry runs and several paths

dry() {
  dumped "$work/before"
  says 'dry run: nothing was stored' import "$fdc/undo_1" --dry-run
  grep -q '^ *1  .*SR Legacy' "$out" || wrong 'a dry run does not report'
  tidy import --dry-run
  unchanged 'a dry run'
  cp "$NUTRI_DB" "$work/bytes"
  run 0 import "$fdc/undo_1" --dry-run
  cmp -s "$NUTRI_DB" "$work/bytes" || wrong 'a dry run writes to the file'
  has '$.dry_run' 1 import "$fdc/undo_1" --dry-run
  has '$.foods_new' 4 import "$fdc/undo_1" --dry-run
  refuses 1 'rejected' import "$fdc/rejects" --dry-run
  unchanged 'a refused dry run'
  has '$[1].foods_new' 5 import "$fdc/undo_1" "$fdc/undo_3" --max-rejects 50 --dry-run
  unchanged 'two dry runs'
}

several() {
  has '$[1].import_id' 2 import "$fdc/undo_1" "$fdc/undo_2"
  [ "$(json '$[0].foods_new')" = 4 ] || wrong 'the first of two imports'
  run 0 import undo
  run 0 import undo
  unchanged 'two imports undone'
  # Up to the first that fails; what was done stays and is told.
  run 1 import "$fdc/undo_1" "$fdc/nothing" "$fdc/undo_2"
  grep -q 'SR Legacy' "$out" || wrong 'the import that was done is not told'
  grep -q '^nutri: .*nothing: nothing known in it' "$err" || wrong 'the one that failed is not told'
  [ "$(sql "$NUTRI_DB" 'SELECT count(*) FROM import')" = 1 ] || wrong 'an import after the failure'
  run 1 import "$fdc/undo_2" "$fdc/nothing" --json
  [ "$(json '$[0].import_id')" = 2 ] || wrong 'JSON of an import before a failure'
  run 0 import undo
  run 0 import undo
  run 0 import "$fdc/undo_1" "$fdc/undo_2" --csv
  [ "$(grep -c '^import_id,file' "$out")" = 1 ] || wrong 'two headings in one CSV'
  [ "$(wc -l <"$out")" -eq 13 ] || wrong 'CSV has not the files of both'
  run 0 import undo
  run 0 import undo
  unchanged 'all undone'
}

# ---------------------------------------------------------------- signals

# Three million rows without an amount: time enough to send a signal. The journal shows that the
# import is at work.
signals() {
  mkdir "$work/long"
  cp "$fdc"/undo_1/* "$work/long"
  awk 'BEGIN { print "id,fdc_id,nutrient_id,amount"; for (i = 1; i <= 3000000; i++) print i ",200001,1090," }' \
    >"$work/long/food_nutrient.csv"
  names=TERM
  # A shell has what runs in the background ignore INT, which then cancels nothing.
  if env --default-signal=INT true 2>"$err"; then names='TERM INT'; fi
  for name in $names; do
    if [ "$name" = INT ]; then
      env --default-signal=INT "$NUTRI_BIN" import "$work/long" >"$out" 2>"$err" </dev/null &
    else
      "$NUTRI_BIN" import "$work/long" >"$out" 2>"$err" </dev/null &
    fi
    pid=$!
    tries=0
    while [ ! -e "$NUTRI_DB-journal" ] && [ $tries -lt 500 ]; do
      sleep 0.01
      tries=$((tries + 1))
    done
    kill -s "$name" $pid
    wait $pid
    got=$?
    [ $got -eq 1 ] || wrong "SIG$name: exit $got"
    grep -q 'was interrupted; nothing of it was stored' "$err" || wrong "SIG$name: no sentence"
    [ ! -s "$out" ] || wrong "SIG$name: something on stdout"
    unchanged "SIG$name"
  done
}

# ---------------------------------------------------------------- every kind of import

# One on top of the other, and back: after each undo .dump prints what it printed before that import.
# What is not here is passed over.
stack() {
  shared=${NUTRI_SHARED_DATA:-/none}
  n=0
  for path in "$shared/FoodData_Central_foundation_food_csv_2024-10-31.zip" "$fdc/undo_1" \
    "$shared/fdc_branded_sample" "$fdc/../cnf/small" "$fdc/../wide/ciqual_eng" \
    "$fdc/../diary/values/diary.csv" "$fdc/undo_2" "$shared/fdc_sr_legacy_2018-04" \
    "$shared/fdc_sr_legacy_2018-04"; do
    if [ ! -e "$path" ]; then
      echo "$path is not here: its undo is skipped"
      continue
    fi
    dumped "$work/dump.$n"
    run 0 import "$path" --max-rejects 100 --person ann
    n=$((n + 1))
  done
  says 'nothing wrong was found' check
  while [ "$n" -gt 0 ]; do
    run 0 import undo
    n=$((n - 1))
    cp "$work/dump.$n" "$work/before"
    unchanged "undo of import $((n + 1))"
  done
}

# ---------------------------------------------------------------- a survey

survey() {
  folder=$work/survey
  mkdir "$folder"
  printf 'SEQN,RIAGENDR,RIDAGEYR,SDMVPSU,SDMVSTRA\n1,2,30,1,60\n' >"$folder/Demo_07.csv"
  printf 'SEQN,WTDR2D,DR1IFDCD,DR1IGRMS,DR1DRSTZ\n1,5,11111000,200,1\n1,5,11112222,50,1\n' \
    >"$folder/Day1_07.csv"
  sql "$NUTRI_DB" "INSERT INTO food (food_id, source_id, source_key, lasting_key, description, import_id)
      VALUES (2000000001, 5, '11111000', 'code:11111000', 'Milk of a survey', NULL);
    INSERT INTO food_nutrient VALUES (2000000001, 1090, 10, NULL);"
  dumped "$work/before"
  refuses 2 'no foods with survey food codes are of' import --foods nowhere "$folder"
  says 'NHANES 2007-2008: Demo_07.csv, Day1_07.csv; foods by their codes from FNDDS' \
    import --impute code "$folder"
  grep -qF '1 entry (50.0 %, by grams 20.0 %) of foods whose code it lacks: imputed' "$out" ||
    wrong 'what is imputed is not told'
  says 'Of 1 entry the amount is imputed, from similar foods: 5.0 mg of the total.' \
    total --person 'NHANES 1' --from 0001-01-01 --to 0001-01-01
  says 'diary entries removed: 2; persons removed: 1' import undo
  unchanged 'undo of a survey'
}

# ---------------------------------------------------------------- killed in the middle

# What a kill leaves: pages already in the file, the old ones in the journal beside it. Reading alone
# has to find the file as it was before.
killed() {
  half=$work/half.db
  sql "$NUTRI_DB" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
  sql "$NUTRI_DB" .dump >"$work/before"
  cp "$NUTRI_DB" "$work/live.db"
  sql "$work/live.db" >/dev/null <<END
PRAGMA journal_mode=DELETE;
PRAGMA cache_size=2;
BEGIN IMMEDIATE;
UPDATE food SET description = description || ' half written';
CREATE TABLE half AS SELECT * FROM food_nutrient;
.shell cp '$work/live.db' '$half' && cp '$work/live.db-journal' '$half-journal'
ROLLBACK;
END
  [ -s "$half-journal" ] || wrong 'no journal was left: the test tests nothing'
  says 'nothing wrong was found' --db "$half" check
  sql "$half" .dump >"$work/after"
  cmp -s "$work/before" "$work/after" || wrong 'a killed import: the database is not what it was'
}

# ---------------------------------------------------------------- into a database without a food

bare() {
  run 0 --db "$work/bare.db" init --bare
  says 'CIQUAL' --db "$work/bare.db" import "$NUTRI_TEST_DATA/wide/ciqual_fr"
  first=$(sql "$work/bare.db" 'SELECT min(food_id) FROM food')
  [ "$first" = 1000000001 ] || wrong "the first food is $first"
}

run 0 init
has_importers || exit 77
run 0 person add ann
dumped "$work/fresh"
changes
shown
undo
dry
several
signals
stack
survey
killed
bare
done_with
