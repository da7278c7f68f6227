#!/bin/sh
# export, restore and forget as a user meets them: the files they write and who can read them, that
# programs can take them in, that what comes back is what went out, and what is refused.
# shellcheck source=../sql/lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/../sql/lib.inc"
out=$work/out
err=$work/err
db=$work/nutri.db
NUTRI_DB=$db
export NUTRI_DB
cd "$work" || exit 1

nutri() { "$NUTRI_BIN" --today 2026-11-20 "$@"; }

# run STATUS ARGUMENTS...
run() {
  want=$1
  shift
  checks=$((checks + 1))
  nutri "$@" >"$out" 2>"$err" </dev/null
  got=$?
  [ "$got" -eq "$want" ] || wrong "nutri $*: exit $got, not $want: $(head -c 500 "$err")"
}

# refuses STATUS TEXT ARGUMENTS...: with one sentence, and nothing on stdout.
refuses() {
  status=$1
  text=$2
  shift 2
  run "$status" "$@"
  head -n 1 "$err" | grep -qF -e "$text" || wrong "nutri $*: does not say '$text' but $(cat "$err")"
  [ ! -s "$out" ] || wrong "nutri $*: refused, and yet something on stdout"
}

# json FILE PATH
json() { "$SQLITE3" :memory: "SELECT json_extract(CAST(readfile('$1') AS TEXT), '$2')"; }

new_db "$db"
run 0 person add ann --sex female --born 1984-05-02
run 0 person add bob --sex male --born 1980-01-01
run 0 log --person ann --day 2026-11-16 30 g almonds
run 0 log --person ann --day 2026-11-16 --meal lunch --time 12:30 --note 'with "love", and oil' 2 cups spinach
run 0 log --person ann --day 2026-11-16 172 g 'Black beans, cooked'
run 0 log --person ann --day 2026-11-17 64 g 'Bread, whole wheat'
run 0 log --person bob --day 2026-11-16 3 eggs
run 0 day mark --person ann 2026-11-16 complete
run 0 note --person ann --day 2026-11-16 pain 4 --note 'left knee'

# ---- entries and totals ------------------------------------------------------------------------

refuses 2 'several persons' export
run 0 export --person ann
same 'CSV ends its lines as RFC 4180 has them' 5 "$(grep -c "$(printf '\r')\$" "$out")"
same 'the heading' \
  'person,day,time,meal,food_id,source,lasting_key,description,amount,measure,basis_amount,basis,note,magnesium_mg,energy_kcal' \
  "$(head -n 1 "$out" | tr -d '\r')"
# The plain shell reads it, and every number is the one that the views have.
cp "$out" entries.csv
cat >import.sql <<'SQL'
.mode csv
.import entries.csv entries
.mode list
SELECT count(*), sum(magnesium_mg), sum(energy_kcal) FROM entries;
SELECT description, amount, measure, basis_amount, basis, note FROM entries WHERE meal = 'lunch';
SQL
shell=$("$SQLITE3" -batch "$db" "SELECT count(*), sum(total_mg), sum(kcal) FROM magnesium_by_day WHERE person = 'ann'")
same 'the entries add up to the days' "4|${shell#*|}" \
  "$("$SQLITE3" -batch :memory: <import.sql | head -n 1)"
same 'an entry in full' 'Spinach, raw|2|cups|60|g|with "love", and oil' \
  "$("$SQLITE3" -batch :memory: <import.sql | tail -n 1)"

run 0 export --person ann --totals --nutrient magnesium,1008,zn
same 'three nutrients on two days' 7 "$(wc -l <"$out" | tr -d ' ')"
same 'a total is the view'\''s' "$(sql "$db" "SELECT total_mg FROM magnesium_by_day WHERE person = 'ann' AND day = '2026-11-16'")" \
  "$(awk -F, '$2 == "2026-11-16" && $3 == 1090 { print $10 }' "$out")"

run 0 export --person ann --json --nutrient 'Vitamin C, total ascorbic acid'
cp "$out" both.json
same 'one JSON document' 1 "$("$SQLITE3" :memory: "SELECT json_valid(CAST(readfile('both.json') AS TEXT))")"
same 'a nutrient with a comma in its name' 16.86 \
  "$("$SQLITE3" :memory: "SELECT json_extract(value, '\$.\"Vitamin C, total ascorbic acid (mg)\"') FROM
    json_each(CAST(readfile('both.json') AS TEXT), '\$.entries') WHERE json_extract(value, '\$.meal') = 'lunch'")"
same 'the totals beside the entries' 2 "$("$SQLITE3" :memory: "SELECT json_array_length(CAST(readfile('both.json') AS TEXT), '\$.totals')")"
same 'whose need' 75 "$(json both.json '$.totals[0].target')"
run 0 export --person ann --from 2026-11-17 --json
same 'a span' 1 "$("$SQLITE3" :memory: "SELECT json_array_length(CAST(readfile('$out') AS TEXT), '\$.entries')")"
refuses 1 "'moonlight'" export --person ann --nutrient moonlight
refuses 1 "'moonlight'" export --person ann --nutrient zinc,moonlight
refuses 1 'nobody' export --person nobody

# ---- files -------------------------------------------------------------------------------------

(
  umask 000
  run 0 export --person ann ann.csv
  run 0 export --person ann ann.json
  run 0 export --person ann --all ann.db
  [ "$failed" -eq 0 ]
) || failed=$((failed + 1))
for file in ann.csv ann.json ann.db; do
  same "$file can be read by its owner alone" "$file" "$(find "$file" -perm 600)"
done
run 0 export --person ann
same 'a file has what a pipe has' "$(cksum <"$out")" "$(cksum <ann.csv)"
same 'a name in .json is JSON' ann "$(json ann.json '$.person')"
before=$(cat ann.csv ann.json ann.db | cksum)
for file in ann.csv ann.json; do refuses 1 "$file is there already" export --person ann "$file"; done
refuses 1 'ann.db is there already' export --person ann --all ann.db
ln -s "$work/elsewhere" link.csv
refuses 1 'link.csv' export --person ann link.csv
same 'no link is followed' '' "$(ls elsewhere 2>/dev/null)"
refuses 1 'no/such/folder.csv' export --person ann no/such/folder.csv
same 'files that are there stay' "$before" "$(cat ann.csv ann.json ann.db | cksum)"
refuses 2 '--json does not go with it' export --person ann --all --json x.db
refuses 2 '--totals does not go with it' export --person ann --all --totals x.db
same 'nothing is made by a refusal' '' "$(ls x.db 2>/dev/null)"
nutri export --person ann --all | cat >piped.db
nutri export --person ann --all - | cat >dashed.db
same 'a pipe gets the database too' 4 "$(sql piped.db 'SELECT count(*) FROM intake')"
same '... and by the name -' 4 "$(sql dashed.db 'SELECT count(*) FROM intake')"
if [ -w /dev/full ]; then
  nutri export --person ann >/dev/full 2>"$err" && wrong 'a full disk is not noticed'
  nutri export --person ann --all >/dev/full 2>"$err" && wrong 'a full disk is not noticed by --all'
fi

# ---- a person goes out and comes back ----------------------------------------------------------

figures() { nutri --db "$1" deficit --person ann --json; nutri --db "$1" total --person ann --nutrient zn --json; }
figures "$db" >report
figures ann.db >report.file
same 'the file itself is a database with the same figures' '' "$(diff report report.file)"
same 'nobody else is in it' ann "$(sql ann.db 'SELECT group_concat(name) FROM person')"

new_db there.db --bare
run 0 --db there.db restore ann.db
grep -q 'restored ann: 4 entries, 4 foods, of which 4 came along' "$out" || wrong "restore says $(cat "$out")"
figures there.db >report.there
same 'restored: the same figures' '' "$(diff report report.there)"
refuses 1 "there is a person 'ann' already" --db there.db restore ann.db

# nutri import knows the file by itself, and does the same.
new_db imported.db --bare
run 0 --db imported.db import --dry-run ann.db
grep -q 'ann, with 4 entries and 4 foods, of which 4 came along' "$out" || wrong "import says $(cat "$out")"
grep -q 'dry run: nothing was stored' "$out" || wrong "import says $(cat "$out")"
same 'a dry run stores nobody' 0 "$(sql imported.db 'SELECT count(*) FROM person')"
run 0 --db imported.db import ann.db
figures imported.db >report.imported
same 'imported: the same figures' '' "$(diff report report.imported)"
refuses 1 "there is a person 'ann' already" --db imported.db import ann.db
refuses 1 'a nutri database was expected' --db imported.db import --format person "$work"
run 0 --db there.db restore ann.db --as Anna --json
same 'under another name' Anna "$(json "$out" '$.person')"

new_db changed.db
sql changed.db "UPDATE food_nutrient SET amount = 300 WHERE nutrient_id = 1090
  AND food_id = (SELECT food_id FROM food WHERE description = 'Almonds')" >/dev/null
cp changed.db current.db
run 0 --db changed.db restore ann.db
grep -q 'Almonds.*1 value differs, magnesium 270 in the file, 300 here' "$out" || wrong "restore says $(cat "$out")"
grep -q '^1 value of the file is kept with the entries' "$out" || wrong "restore says $(cat "$out")"
figures changed.db >report.changed
same 'other values here: the same figures' '' "$(diff report report.changed)"
run 0 --db current.db restore ann.db --current --json
same '--current: the values here' 1 "$(json "$out" '$.values_moved')"
same '... are told' 'Almonds' "$(json "$out" '$.differences[0].food')"
same '... and count' 9.0 "$("$SQLITE3" current.db "ATTACH 'ann.db' AS f; SELECT round(
  (SELECT total_mg FROM magnesium_by_day WHERE day = '2026-11-16')
  - (SELECT sum(v.value) FROM f.intake_value v WHERE v.day = '2026-11-16' AND v.nutrient_id = 1090), 6)")"
same 'both are whole' 'ok ok' "$(sql changed.db 'PRAGMA integrity_check') $(sql there.db 'PRAGMA integrity_check')"

refuses 1 'none.db' restore none.db
refuses 1 'entries.csv' restore entries.csv
refuses 1 'several persons' --db there.db restore "$db"

# ---- the past ----------------------------------------------------------------------------------

# current.db had its almonds changed by hand: before the first import they were what they are elsewhere.
run 0 --db current.db total --as-of 0 --json
same '--as-of: foods as they were' "$(sql ann.db "SELECT sum(total_mg) FROM magnesium_by_day")" \
  "$("$SQLITE3" :memory: "SELECT json_extract(CAST(readfile('$out') AS TEXT), '\$.total_mg')")"
run 0 --db current.db deficit --as-of 0
grep -q 'foods as import 0 left them' "$out" || wrong "a deficit of then does not say so: $(head -n 1 "$out")"
run 0 --db current.db sources --as-of 0 --csv
same '... and where it came from' 81 "$(tr -d '\r' <"$out" | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "magnesium_mg") n = i } /Almonds/ { print $n }')"
refuses 1 'no import 7' --db current.db total --as-of 7
refuses 2 '--estimate goes without --as-of' --db current.db total --as-of 0 --estimate
refuses 1 'no import 1' --db current.db import days 1

# ---- entries as a diary ------------------------------------------------------------------------

if nutri import "$work/none" 2>&1 | grep -q 'built without its importers'; then
  echo 'the library has no importers: entries are not taken back as a diary'
else
  new_db diary.db
  run 0 --db diary.db person add ann --sex female --born 1984-05-02
  run 0 --db diary.db import entries.csv
  same 'the CSV of entries is a diary that can be imported' "$(sql ann.db "SELECT day, total_mg, kcal FROM magnesium_by_day")" \
    "$(sql diary.db "SELECT day, total_mg, kcal FROM magnesium_by_day")"

  # Foods that came along with a person, or stand in a small file, are those of a later import.
  new_db usda.db
  run 0 --db usda.db import "${NUTRI_TEST_DATA:?}/fdc/good"
  run 0 --db usda.db person add ann
  run 0 --db usda.db log --day 2026-11-16 100 g "$(sql usda.db 'SELECT min(food_id) FROM food')"
  run 0 --db usda.db export --all usda-ann.db
  new_db later.db --bare
  run 0 --db later.db restore usda-ann.db
  run 0 --db usda.db slim usda-small.db
  for file in later.db usda-small.db; do
    run 0 --db $file import "$NUTRI_TEST_DATA/fdc/good"
    same "$file: the import adds what it lacked" "$(sql usda.db "SELECT count(*) FROM food_magnesium WHERE source = 'SR Legacy'")" \
      "$(sql $file "SELECT count(*) FROM food_magnesium WHERE source = 'SR Legacy'")"
    same "$file: totals stay" "$(sql usda.db 'SELECT total_mg FROM magnesium_by_day')" \
      "$(sql $file 'SELECT total_mg FROM magnesium_by_day')"
  done
fi

# ---- smaller -----------------------------------------------------------------------------------

run 0 slim small.db --nutrient calcium,zn
grep -q '^small.db: 229 foods and 5 entries$' "$out" || wrong "slim says $(cat "$out")"
same 'small.db can be read by its owner alone' small.db "$(find small.db -perm 600)"
figures small.db >report.small
same 'small.db has the same figures' '' "$(diff report report.small)"
same '... and is smaller' 1 "$(sql small.db "ATTACH '$db' AS w; SELECT (SELECT count(*) FROM food_nutrient) * 4 < (SELECT count(*) FROM w.food_nutrient)")"
refuses 1 'small.db is there already' slim small.db
refuses 1 "'nowhere'" slim x.db --source 'nutri starter,nowhere'
same 'nothing is made by a refusal of slim' '' "$(ls x.db 2>/dev/null)"
nutri slim --no-persons --source 'nutri starter' | cat >foods.db
same 'foods alone' '229|0' "$(sql foods.db 'SELECT (SELECT count(*) FROM food), (SELECT count(*) FROM person)')"

# ---- forgotten ---------------------------------------------------------------------------------

refuses 2 'wants --yes' forget ann
refuses 1 "'Nobody'" forget Nobody --yes
same 'nothing was removed' 4 "$(sql "$db" "SELECT count(*) FROM diary WHERE person = 'ann'")"
# A shell that reads keeps the file from being written anew.
mkfifo hold
"$SQLITE3" -batch "$db" 'BEGIN; SELECT count(*) FROM person;' '.system touch reading; cat hold' >"$err" &
reader=$!
while [ ! -e reading ] && kill -0 "$reader"; do sleep 0.05; done
refuses 1 'nothing was changed' forget ann --yes
echo >hold
wait "$reader"
same 'a reader is there: nothing was removed' 4 "$(sql "$db" "SELECT count(*) FROM diary WHERE person = 'ann'")"

run 0 forget ann --yes
grep -q 'forgot ann: 4 entries, 2 days; the file was written anew' "$out" || wrong "forget says $(cat "$out")"
for trace in 'left knee' 'with "love"' 2026-11-17; do
  same "'$trace' is gone from the file" '' "$(cat "$db" "$db"-* 2>/dev/null | LC_ALL=C grep -c -a -F "$trace" | grep -v '^0$')"
done
same 'bob is still there' 1 "$(sql "$db" 'SELECT count(*) FROM diary')"
same 'the database is well' "$db: nothing wrong was found" "$(nutri check)"
run 0 restore ann.db --json
figures "$db" >report.back
same 'and back again: the same figures' '' "$(diff report report.back)"
run 0 forget bob --yes --json
same 'forget tells programs' 1 "$(json "$out" '$.entries')"

done_with export
