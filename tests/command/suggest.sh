#!/bin/sh
# nutri suggest as a user meets it: the foods and their reasons, what is left out, what cannot be
# closed, what is refused, and that no word of it tells anybody to take anything.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # today, out and err are of lib.inc
. "$(dirname "$0")/lib.inc"

# A week of ann: 280 mg a day of recorded magnesium, 40 below her RDA of 320.
week() {
  run 0 init
  run 0 person add ann --sex female --born 1984-05-02
  for day in 09 10 11 12 13 14 15; do
    run 0 day mark "2026-11-$day" complete
    sql "$NUTRI_DB" "INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)
      VALUES (1, '2026-11-$day', 1090, 280)"
  done
  run 0 log --day 2026-11-10 1 oz almonds
  run 0 log --day 2026-11-12 1 oz almonds
  run 0 log --day 2026-11-12 1 banana
}

# What is printed, word for word.
printed() {
  run 0 suggest
  cat >"$work/expected" <<'END'
Magnesium of ann, 2026-11-09 to 2026-11-15, mg a day
Recorded magnesium over 7 days averaged 280 mg a day.
Reference: RDA 320 mg, IOM/NASEM (US-Canada) 1997.
Shortfall against the RDA: 40 mg a day.

food
Almonds  1 oz (28.35 g) adds 77 mg, 164 kcal; eaten on 2 of the last 30 days

With these the same days would have averaged 357 mg a day, with 164 kcal and 0.28 mg sodium more.
That closes the shortfall (at most 3 foods, 2 portions of each, 400 kcal).
Chosen among 224 foods.
This is about intake; it does not measure body magnesium or explain symptoms.
Talk to a doctor before supplementing; with kidney disease do not supplement without medical advice.
END
  diff "$work/expected" "$out" || wrong 'nutri suggest prints something else'
  tidy suggest
}

# The same figures for programs, and the ones that the shell has.
for_programs() {
  has '$.foods[0].food_id' "$(sql "$NUTRI_DB" "SELECT food_id FROM food WHERE description = 'Almonds'")" suggest
  has '$.gap_before_mg' 40 suggest
  has '$.gap_after_mg' 0 suggest
  has '$.closed' 1 suggest
  has '$.proven_optimal' 1 suggest
  has '$.foods[0].familiarity' eaten suggest
  has '$.foods[0].eaten_days' 2 suggest
  has '$.foods[0].portions' 1 suggest
  has '$.statement[2]' 'Shortfall against the RDA: 40 mg a day.' suggest
  run 0 suggest --json
  same '$.foods[0].magnesium_mg' "SELECT magnesium_mg * 28.35 / 100 FROM food_magnesium WHERE description = 'Almonds'"
  same '$.gap_before_mg' "SELECT shortfall_mg FROM magnesium_mean WHERE person = 'ann' AND days = 7"
  run 0 suggest --sets 3 --csv
  [ "$(head -n 1 "$out" | tr -d '\r')" = 'set,food_id,description,category,source,measure,portion_from,portions,amount,basis,magnesium_mg,unit,energy_kcal,sodium_mg,familiarity,eaten_days,last_eaten,reason' ] ||
    wrong 'the heading of the CSV'
  [ "$(cut -d, -f1 "$out" | sort -u | tr '\n' ' ')" = '1 2 3 set ' ] || wrong 'three sets, and each by its number'
}

# Limits, what is left out, and what then remains.
limits() {
  says 'Reference: AI 300 mg, EFSA 2015.' suggest --authority eu
  says 'Shortfall against the AI: 20 mg a day.' suggest --authority eu
  refuses 2 "authority: 'moon' is none of us, eu, uk" suggest --authority moon
  says 'Banana' suggest --without almonds
  says 'not in the diary of the last year, but others of its category' suggest --without almonds --without banana
  grep -qE 'Almonds|Banana' "$out" && wrong 'almonds and bananas were to be left out'
  says 'left out: ' suggest --without almond
  has '$.left_out_asked' 3 suggest --without almond
  run 0 suggest --without almonds --without banana --without-category Nut --without-category fruit --json
  [ "$(json '$.foods[0].familiarity')" = 'not eaten' ] || wrong 'nothing that was eaten is left, and yet it is there'
  has '$.foods[0].portions' 2 suggest --max-kcal 0 --without almonds --without-category Nut --max-foods 1 --max-portions 2
  # A limit that cannot be kept: what comes nearest, and what remains.
  says 'No choice within the limits closes it (at most 1 food, 1 portion of each, 1 kcal): ' \
    suggest --max-foods 1 --max-portions 1 --max-kcal 1
  says 'remain with the one that comes nearest.' suggest --max-foods 1 --max-portions 1 --max-kcal 1
  run 0 suggest --max-foods 1 --max-portions 1 --max-kcal 1 --json
  rest=$(sql :memory: "SELECT round($(json '$.gap_before_mg') - $(json '$.foods[0].magnesium_mg') - $(json '$.gap_after_mg'), 9)")
  [ "$rest" = 0.0 ] || wrong "what remains is off by $rest"
  says 'No choice within the limits closes it (at most 3 foods, 2 portions of each, 0.001 kcal, 0.001 mg sodium): 40 mg a day remain.' \
    suggest --max-kcal 0.001 --max-sodium 0.001
}

# Where there is nothing to close, or no way to say.
nothing() {
  run 0 person add big --sex female --born 1984-05-02
  run 0 person add nobody --born 1984-05-02
  run 0 person add tot --sex female --born 2023-11-01
  for id in 2 3 4; do
    sql "$NUTRI_DB" "INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)
      VALUES ($id, '2026-11-10', 1090, CASE $id WHEN 2 THEN 500 ELSE 10 END);
      UPDATE intake_day SET completeness = 'complete' WHERE person_id = $id"
  done
  says 'Shortfall against the RDA: none, so nothing is suggested.' suggest --person big
  says 'Nothing is suggested: no reference value: sex not given.' suggest --person nobody
  says 'Nothing is suggested: the method is not for children under 4 years.' suggest --person tot
}

refusals() {
  refuses 2 '--max-kcal wants a number' suggest --max-kcal lots --person ann
  refuses 2 'max_energy_kcal is 0 for no limit' suggest --max-kcal -5 --person ann
  refuses 2 'max_foods is 1 to 5, not 6' suggest --max-foods 6 --person ann
  refuses 2 'max_portions is 1 to 5' suggest --max-portions 99 --person ann
  refuses 2 'sets is 1 to 10' suggest --sets 11 --person ann
  refuses 1 "no food has the words 'unobtainium'" suggest --without unobtainium --person ann
  refuses 1 "no category of foods has 'unobtainium'" suggest --without-category unobtainium --person ann
  refuses 1 "there is no person 'zoe'" suggest --person zoe
  refuses 1 'no nutrient' suggest --nutrient zork --person ann
  refuses 2 'suggest has a word too many' suggest almonds
  refuses 2 'diary has no option --without' diary --without almonds
}

# science.md: nothing tells anybody to take something, or says what ails them.
words() {
  for call in '' '--sets 5' '--max-kcal 1' '--nutrient calcium' '--nutrient iron'; do
    # shellcheck disable=SC2086 # several words
    run 0 suggest --person ann $call
    grep -v '^Talk to a doctor before supplementing' "$out" |
      grep -iqE 'supplement|tablet|pill|you |should|deficien|take |risk|cure|caused' &&
      wrong "suggest $call says what it may not"
    grep -q '^This is about intake; it does not measure body' "$out" || wrong "suggest $call does not say what it is about"
  done
}

week
printed
for_programs
limits
nothing
refusals
words
done_with
