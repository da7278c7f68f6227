#!/bin/sh
# A person's months of logging: own foods and words, goals, entries changed in place, the usual meal,
# days, what a total does not know, several authorities, and what is refused.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"

# all TEXT...: each is in the last output.
all() {
  for text; do
    grep -qF -e "$text" "$out" || wrong "no '$text'"
  done
}

count() { sql "$NUTRI_DB" "SELECT count(*) FROM $1"; }

run 0 init
run 0 person add ann --sex female --born 1984-05-02

# ---------------------------------------------------------------- portions

portions() {
  says 'Cherries, 20 cherries, 164 g' log 20 cherries
  says 'Onion, raw, 1 cup chopped, 160 g' log 1 cup chopped onion
  has '$.measure' 'cups chopped' log 2 cups chopped onion
  has '$[2].measure' 'cups chopped' diary # what was typed is kept
  has '$.basis_amount' 320 edit 3 --note kept
  refuses 1 "'cup' fits several measures of Onion, raw: cup, chopped (160.0 g), cup, sliced" log 1 cup onion
  refuses 1 'Almonds has no measure' log 1 handful almonds
  sql "$NUTRI_DB" 'DELETE FROM intake'
}

# ---------------------------------------------------------------- own foods

own_foods() {
  says 'Oat bar' food add 'Oat bar' --per 100 g magnesium 85 energy 410 --portion 'bar=40 g' --portion bite=10
  all 'bar' 'usual' '85  mg' '410  kcal'
  has '$.nutrients[0].amount' 85 food show oat bar
  has '$.portions[0].measure' bar food show oat bar
  says 'Oat bar, 2 bars, 80 g, 68 mg magnesium' log --day 2026-11-10 2 oat bars
  has '$.nutrients[0].amount' 90 food edit 'oat bar' magnesium 90
  [ "$(json '$.food_id')" -gt 1000000000 ] || wrong 'a version has no number of its own'
  says '80 g, 72 mg magnesium' log --day 2026-11-11 2 oat bars
  has '$[0].magnesium_mg' 68 diary --from 2026-11-10 # what was logged keeps its figures
  has '$[1].magnesium_mg' 72 diary --from 2026-11-10
  says 'what was logged before keeps that one' food edit 'oat bar' --name 'Oat bar, seeded' --per '40 g' \
    magnesium 0.05 g 'vitamin c' 3 energy unknown --portion 'bite=none' --category snacks
  all 'Oat bar, seeded' '125  mg' '7.5  mg' 'Snacks'
  grep -q 'Energy' "$out" && wrong 'an unknown energy is shown'
  grep -q 'bite' "$out" && wrong 'a measure that was taken away is shown'
  refuses 1 "Oat bar, seeded has no measure 'bite'" log 1 bite oat bar
  says 'Oat drink' food add 'Oat drink' --per 250ml magnesium 30 mg energy 418.4 kJ
  has '$.nutrients[0].amount' 12 food show oat drink
  has '$.nutrients[1].amount' 40 food show oat drink
  has '$.basis' ml food show oat drink
  says 'Oat ball' food add 'Oat ball' --per unit magnesium 9
  refuses 2 'food add needs --per' food add 'Nut bar' magnesium 85
  refuses 2 "--per wants an amount such as 100 g" food add 'Nut bar' --per spoon magnesium 85
  refuses 2 'is not above 0' food add 'Nut bar' --per '0 g' magnesium 85
  refuses 2 "'magnesium': a nutrient and its amount" food add 'Nut bar' --per 100g magnesium
  refuses 1 'unobtainium' food add 'Nut bar' --per 100g unobtainium 3
  refuses 2 'Magnesium, Mg: -3 mg' food add 'Nut bar' --per 100g magnesium -3
  refuses 2 'more than the 100 g' food add 'Nut bar' --per 100g magnesium 101 g
  refuses 2 'given twice' food add 'Nut bar' --per 100g mg 3 magnesium 4
  refuses 2 "--portion wants MEASURE=AMOUNT" food add 'Nut bar' --per 100g --portion slice
  refuses 2 '--portion slice: an amount in g was expected' food add 'Nut bar' --per 100g --portion 'slice=2 ml'
  refuses 2 'is not above 0' food add 'Nut bar' --per 100g --portion 'slice=0 g'
  refuses 1 "named 'oat drink' already" food add 'oat drink' --per 100g
  refuses 1 "category 'unheard of'" food add 'Nut bar' --per 100g --category 'unheard of'
  refuses 2 'stay so' food edit 'oat drink' --per '100 g' magnesium 4
  refuses 2 'only a food of your own' food edit spinach magnesium 80
  refuses 2 'nothing of food' food edit 'oat drink'
  [ "$(sql "$NUTRI_DB" "SELECT count(*) FROM food WHERE description = 'Nut bar'")" = 0 ] ||
    wrong 'a refused food was stored'
  sql "$NUTRI_DB" 'DELETE FROM intake'
}

# ---------------------------------------------------------------- own words

own_words() {
  says "'my bread' of ann is now Bread, whole wheat" alias set 'my bread' whole wheat bread
  has '$.food_id' 1000000001 alias set nibbles 1000000001
  says 'Bread, whole wheat, 1 slice' log 1 slice my bread
  says "'loaf' of ann is now Bread, whole wheat" alias rename 'my bread' loaf
  says "'loaf' of ann is now Almonds" alias merge loaf nibbles
  has '$[0].text' loaf alias list
  has '$[0].description' Almonds alias list
  says 'Bread, whole wheat' diary # entries keep their foods
  refuses 1 "ann has a word 'nibbles' already" alias rename loaf nibbles
  refuses 1 "ann has no word 'cake'" alias merge cake loaf
  refuses 1 'qqqq' alias set nothing qqqq
  says "'loaf' is no longer a word of ann" alias remove loaf
  refuses 1 "no word 'loaf'" alias remove loaf
  run 0 alias remove nibbles
  says 'has no words of their own' alias list
  sql "$NUTRI_DB" 'DELETE FROM intake'
}

# ---------------------------------------------------------------- goals

goals() {
  says '#1 Magnesium, Mg: 350 mg a day from 2026-11-16' target add magnesium 350 mg
  has '$.from' 2026-11-01 target add vitamin c 100 --from 2026-11-01 --to 2026-11-30 --note why
  has '$[0].nutrient' 'Magnesium, Mg' target list
  has '$[1].note' why target list
  run 0 day mark 2026-11-15 complete
  run 0 day mark 2026-11-16 complete
  says 'Reference: own goal 350 mg, EAR 265 mg (IOM/NASEM, US-Canada, 1997).' deficit --from today
  says 'Of single days it is 320 to 350 mg' deficit
  has '$.days[0].target_kind' RDA deficit
  has '$.days[1].target_kind' own deficit
  has '$.days[0].target_year' 1997 deficit
  has '$.days[1].target_year' '' deficit
  says '350 goal' deficit --authority eu --from today
  refuses 1 'from 2026-11-16 already' target add magnesium 340
  refuses 2 'in mg a day, not in g' target add magnesium 3 g
  refuses 2 'target add wants NUTRIENT AMOUNT' target add magnesium much
  refuses 2 'above 0' target add zinc 0
  refuses 2 'above 0' target add zinc -5
  refuses 2 '2026-02-31' target add zinc 9 --from 2026-02-31
  says 'removed goal 1' target remove 1
  refuses 1 'no goal 1' target remove 1
  run 0 target remove 2
  says 'has no goals of their own' target list
  run 0 day mark 2026-11-15 none
  run 0 day mark 2026-11-16 none
}

# ---------------------------------------------------------------- entries changed in place

edits() {
  run 0 log --day 2026-11-12 --meal lunch --time 12:30 --note warm 2 cups oatmeal
  id=$(sql "$NUTRI_DB" 'SELECT max(intake_id) FROM intake')
  says "changed #$id 2026-11-12 Oatmeal, cooked with water, 1.5 cups, 351 g" edit "$id" --amount '1 1/2'
  has '$.basis_amount' 234 edit "$id" --amount '1 cup'
  has '$.meal' dinner edit "$id" --meal dinner
  has '$.time' '' edit "$id" --time ''
  has '$.day' 2026-11-13 edit "$id" --day 2026-11-13
  has '$.description' 'Milk, whole' edit "$id" --food milk
  has '$.note' warm edit "#$id" --amount '200 g'
  has '$[0].basis_amount' 200 diary
  refuses 1 "has no measure 'slice'" edit "$id" --amount '1 slice'
  refuses 2 '--amount wants' edit "$id" --amount some
  refuses 2 'above 0' edit "$id" --amount 0
  refuses 2 '2026-02-31' edit "$id" --day 2026-02-31
  refuses 1 'several foods' edit "$id" --food bean
  refuses 2 'edit wants something to change' edit "$id"
  refuses 1 'no entry 4711' edit 4711 --amount 1
  refuses 2 'is no number' edit x --amount 1
  has '$[0].basis_amount' 200 diary
  sql "$NUTRI_DB" 'DELETE FROM intake'
}

# ---------------------------------------------------------------- the usual meal, a meal again

usual() {
  for day in 2026-11-10 2026-11-12 2026-11-13; do
    run 0 log --day $day --meal breakfast 1 cup oatmeal
    run 0 log --day $day --meal lunch 1 cup black beans
  done
  run 0 log --day 2026-11-13 --meal breakfast 1 banana
  refuses 1 'give --yes' log --usual breakfast
  [ "$(count intake)" = 7 ] || wrong 'it was logged without being asked for'
  says '1 entry logged on 2026-11-16' log --usual breakfast --yes
  all 'Oatmeal, cooked with water' 'on days' '3'
  has '$[0].of_days' 4 log --usual --meal BREAKFAST --day 2026-11-17 --yes
  has '$[1].description' 'Black beans, cooked' log --usual --day 2026-11-18 --yes
  [ "$(json '$[0].meal')" = breakfast ] || wrong 'the usual day has no breakfast'
  refuses 1 'ann has no usual dinner before 2026-11-16' log --usual dinner --yes
  refuses 2 'the meal is given twice' log --usual dinner --meal lunch --yes
  refuses 2 '--usual goes without --time' log --usual dinner --time 12:00 --yes
  refuses 2 '--yes goes with --usual' log --yes 1 banana
  refuses 2 'log wants AMOUNT' log
  says '2 entries of breakfast of 2026-11-13 logged again on 2026-11-20' \
    again 2026-11-13 --meal breakfast --to 2026-11-20
  has '$.count' 1 again 2026-11-13 --meal lunch --to 2026-11-21
  refuses 1 "no entry of the meal 'tea' on 2026-11-13" again 2026-11-13 --meal tea
  terminal_usual
  sql "$NUTRI_DB" 'DELETE FROM intake'
}

# On a terminal it shows what it takes, and asks.
terminal_usual() {
  command -v script >/dev/null || return 0
  script -qec true /dev/null </dev/null >/dev/null 2>&1 || return 0 # another system's script
  before=$(count intake)
  printf 'n\n' | script -qec "'$NUTRI_BIN' --today $today log --usual breakfast" /dev/null >"$out" 2>&1
  all 'The usual breakfast of ann' '2026-11-16 has 1 entry of breakfast already' 'nothing was logged'
  [ "$(count intake)" = "$before" ] || wrong 'a no was taken for a yes'
  printf 'y\n' | script -qec "'$NUTRI_BIN' --today $today log --usual breakfast" /dev/null >"$out" 2>&1
  [ "$(count intake)" = $((before + 1)) ] || wrong 'a yes was not taken'
}

# ---------------------------------------------------------------- days

days() {
  run 0 log --day 2026-11-12 500 g oatmeal
  run 0 day mark 2026-11-13 not-tracked
  run 0 day mark 2026-11-14 complete
  has '$[0].status' unconfirmed day list
  has '$[1].completeness' 'not tracked' day list
  has '$[2].is_counted' 1 day list
  run 0 day list --json
  same '$[0].kcal' "SELECT quote(kcal) FROM day_quality WHERE day = '2026-11-12'"
  shell=$(sql "$NUTRI_DB" "SELECT group_concat(day || ' ' || status || ' ' || is_counted) FROM day_quality WHERE person = 'ann'")
  [ "$shell" = '2026-11-12 unconfirmed 0,2026-11-13 not tracked 0,2026-11-14 complete 1' ] ||
    wrong "day_quality says $shell"
  says 'averaged 0 mg' deficit # a complete day without entries counts as 0
  all 'over 1 day ' '1 day is unconfirmed' '1 day is left out'
  says 'No days' day list --from 2027-01-01
  sql "$NUTRI_DB" 'DELETE FROM intake; UPDATE intake_day SET completeness = NULL'
}

# The day is the eater's own: no time zone moves it, wherever it is read.
time_zones() {
  for zone in UTC Pacific/Kiritimati Pacific/Pago_Pago America/New_York Asia/Kathmandu; do
    TZ=$zone "$NUTRI_BIN" log --day 2026-11-12 --time 23:59 1 banana >"$out" 2>"$err" || wrong "log in $zone"
    TZ=$zone "$NUTRI_BIN" diary --from 2026-11-12 --to 2026-11-12 --csv >"$work/$(echo $zone | tr / _)"
  done
  TZ=America/New_York "$NUTRI_BIN" diary --from 2026-11-12 --to 2026-11-12 --csv >"$work/last"
  [ "$(grep -c '2026-11-12,23:59' "$work/last")" = 5 ] || wrong 'a time zone moved a day'
  cmp -s "$work/last" "$work/Asia_Kathmandu" || wrong 'two time zones read two diaries'
  # Today is the eater's clock's, and no other.
  TZ=Pacific/Kiritimati "$NUTRI_BIN" log 1 banana --json >"$out" 2>"$err"
  [ "$(json '$.day')" = "$(TZ=Pacific/Kiritimati date +%Y-%m-%d)" ] || wrong 'today is not local'
  sql "$NUTRI_DB" 'DELETE FROM intake'
}

# ---------------------------------------------------------------- what a total does not know

coverage() {
  run 0 food add 'Village stew' --per 100g energy 252 --category 'vegetables and vegetable products'
  run 0 log --day 2026-11-12 30 g almonds
  run 0 log --day 2026-11-12 2 cups spinach
  run 0 log --day 2026-11-12 172 g black beans
  run 0 log --day 2026-11-12 64 g village stew
  run 0 day mark 2026-11-12 complete
  says 'Of 1 entry the amount is unknown, or in part (71 % known): the sums are lower bounds.' total
  all 'nutri total --unknown lists them'
  says 'Village stew' total --unknown
  grep -qi 'estimate' "$out" && wrong 'an estimate nobody asked for'
  has '$.unknown[0].description' 'Village stew' total --unknown
  has '$.unknown[0].estimate_low_mg' '' total --unknown
  has '$.unknown_entries' 1 total
  says 'the 10th to 90th percentile' total --estimate
  all 'An estimate, no bound' 'known foods each'
  run 0 total --estimate --unknown --json
  same '$.estimate.low_mg' "SELECT quote(sum(low_mg)) FROM magnesium_unknown WHERE person = 'ann'"
  same '$.unknown[0].estimate_high_mg' "SELECT quote(high_mg) FROM magnesium_unknown WHERE person = 'ann'"
  same '$.estimate.foods' "SELECT foods FROM magnesium_unknown WHERE person = 'ann'"
  same '$.total_mg' "SELECT quote(total_mg) FROM magnesium_by_day WHERE person = 'ann'" # it is no part of it
  [ "$(json '$.estimate.is_bound')" = 0 ] || wrong 'an estimate is called a bound'
  run 0 total --unknown --csv
  [ "$(grep -c . "$out")" = 2 ] || wrong 'total --unknown --csv is not a heading and one entry'
  says 'averaged at least 249 mg (coverage 71 %)' deficit
  all 'Shortfall against the RDA: at most 71 mg a day (at least 77.7 % of it recorded).' \
    'none (less than 90 % of the diet is known)' 'Of 1 entry the amount is unknown'
  sql "$NUTRI_DB" "DELETE FROM intake WHERE food_id NOT IN (SELECT food_id FROM food WHERE description = 'Village stew')"
  sql "$NUTRI_DB" "UPDATE food SET category_id = NULL WHERE description = 'Village stew'"
  says 'No estimate for them: it takes a category with 20 known foods.' total --estimate
  tidy total
  sql "$NUTRI_DB" 'DELETE FROM intake; UPDATE intake_day SET completeness = NULL'
}

# ---------------------------------------------------------------- whose reference values

authorities() {
  run 0 log --day 2026-11-12 100 g almonds
  run 0 day mark 2026-11-12 complete
  says '300 AI 2015' deficit --authority eu,us,uk
  all '320 RDA 1997' '265 EAR 1997' '350 UL 1997' '270 RNI 1991' '200 EAR 1991 [medium]' '250 UL 2001' \
    'eu: no confidence, no average requirement (EAR) from this authority.' \
    'EFSA' 'UK COMA' 'IOM/NASEM (US-Canada)' 'how surely the value was read' \
    'This is about intake; it does not measure body magnesium or explain symptoms.'
  tidy deficit --authority
  has '$.authorities[2].authority' uk deficit --authority eu,us,uk
  has '$.authorities[0].target_mg' 300 deficit --authority eu,us,uk
  has '$.authorities[0].shortfall_mg' 30 deficit --authority eu,us,uk
  has '$.authorities[1].target_body' 'IOM/NASEM (US-Canada)' deficit --authority eu,us,uk
  has '$.authorities[7].target_kind' RDA deficit --authority us,eu,uk,nordic,dach,anz,who,jp
  run 0 deficit --authority eu,us,uk --csv
  [ "$(grep -c . "$out")" = 4 ] || wrong 'deficit --authority --csv is not a heading and three lines'
  refuses 2 "'mars' is none of us, eu" deficit --authority eu,mars
  refuses 2 "'' is none of us" deficit --authority eu,
  has '$.authority' us person show # it stays what it was
  run 0 deficit --authority eu --nutrient ca
  sql "$NUTRI_DB" 'DELETE FROM intake; UPDATE intake_day SET completeness = NULL'
}

# What the issue names: a birthday, life stages, each by the day.
by_day() {
  run 0 person add girl --sex female --born 2007-11-14
  run 0 day mark 2026-11-13 complete --person girl
  run 0 day mark 2026-11-14 complete --person girl
  has '$.days[0].target_mg' 360 deficit --person girl
  has '$.days[1].target_mg' 310 deficit --person girl
  says 'Of single days it is 310 to 360 mg' deficit --person girl
  run 0 person add mum --sex female --born 1996-01-01
  run 0 stage add mum pregnant --from 2026-01-01 --to 2026-09-30
  run 0 stage add mum lactating --from 2026-10-01
  run 0 day mark 2026-09-30 complete --person mum
  run 0 day mark 2026-10-01 complete --person mum
  has '$.days[0].target_mg' 350 deficit --person mum
  has '$.days[1].target_mg' 310 deficit --person mum
  run 0 person add child --sex female --born 2013-01-01
  run 0 stage add child pregnant --from 2026-10-01
  run 0 day mark 2026-11-01 complete --person child
  says 'Reference: none (no reference value).' deficit --person child
  has '$.mean.target_mg' '' deficit --person child
  says 'none' deficit --person child --authority us
  all 'us: no reference value.'
  sql "$NUTRI_DB" "UPDATE intake_day SET completeness = NULL; DELETE FROM person WHERE name <> 'ann'"
}

# ---------------------------------------------------------------- bad input

# refuses STATUS TEXT ARGUMENTS..., and not a row more in any table.
nothing_stored() {
  before=$(sql "$NUTRI_DB" 'SELECT (SELECT count(*) FROM intake) + (SELECT count(*) FROM person)
    + (SELECT count(*) FROM target) + (SELECT count(*) FROM food) + (SELECT count(*) FROM food_alias)
    + (SELECT count(*) FROM intake_day) + (SELECT count(*) FROM life_stage)')
  refuses "$@"
  after=$(sql "$NUTRI_DB" 'SELECT (SELECT count(*) FROM intake) + (SELECT count(*) FROM person)
    + (SELECT count(*) FROM target) + (SELECT count(*) FROM food) + (SELECT count(*) FROM food_alias)
    + (SELECT count(*) FROM intake_day) + (SELECT count(*) FROM life_stage)')
  [ "$before" = "$after" ] || wrong "$*: refused, and yet something was stored"
}

bad_input() {
  for amount in 0 -1 -0.5 nan inf -inf 1e308 1e9 1000001 '1,5' 1/0 x ''; do
    nothing_stored 2 '' log "$amount" g spinach
    nothing_stored 2 '' target add zinc "$amount" mg
    nothing_stored 2 '' food add Something --per "$amount g" magnesium 3
    nothing_stored 2 '' food add Something --per 100g --portion "slice=$amount g"
  done
  for amount in -1 -0.5 nan inf 1e308 1e10 x; do
    nothing_stored 2 '' food add Something --per 100g magnesium "$amount"
  done
  for day in 2026-02-31 2026-02-29 2026-13-01 20261116 2026-11-16T08:00 0000-01-01 ''; do
    nothing_stored 2 "$day" log --day "$day" 1 banana
    nothing_stored 2 "$day" day mark "$day" complete
    nothing_stored 2 "$day" person add eve --born "$day"
    nothing_stored 2 "$day" stage add ann pregnant --from "$day"
    nothing_stored 2 "$day" target add zinc 9 --from "$day"
    nothing_stored 2 "$day" again "$day"
    nothing_stored 2 "$day" log --usual breakfast --day "$day" --yes
    nothing_stored 2 "$day" deficit --from "$day"
    nothing_stored 2 "$day" total --unknown --to "$day"
  done
  # As long as an argument can be.
  long=$(awk 'BEGIN { for (i = 0; i < 12000; i++) printf "xxxxxxxxxx" }')
  nothing_stored 2 '1 to 200' person add "$long"
  nothing_stored 1 'xxx...' log 1 "$long"
  nothing_stored 2 '1 to 1000' food add "$long" --per 100g
  nothing_stored 2 '1 to 200' alias set "$long" almonds
  nothing_stored 1 'xxx...' log --person "$long" 1 banana
  nothing_stored 2 '1 to 100' log --meal "$long" 1 banana
  nothing_stored 2 'xxx...' deficit --authority "$long"
  for command in 'log 1 banana' 'diary' 'total' 'total --unknown' 'deficit' 'deficit --authority eu' \
    'sources' 'target list' 'target add zinc 9' 'alias list' 'alias set x almonds' 'day list' \
    'day mark complete' 'log --usual breakfast --yes' 'again yesterday' 'note pain 3'; do
    # shellcheck disable=SC2086 # a command of several words
    nothing_stored 1 "there is no person 'eve'" $command --person eve
  done
  nothing_stored 1 "'ann' already" person add ann --sex male
}

portions
own_foods
own_words
goals
edits
usual
days
time_zones
coverage
authorities
by_day
bad_input
says 'nothing wrong was found' check
done_with
