#!/bin/sh
# Supplements, medicines, scheduled doses and recipes at the terminal: what is shown, what is refused, and
# that the shell has the same numbers. Figures by hand; science.md 1, 2 and 5.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"

count() { sql "$NUTRI_DB" "SELECT count(*) FROM $1"; }

run 0 init
run 0 person add ann --sex female --born 1984-05-02

# ---------------------------------------------------------------- products

products() {
  says 'No supplement or medicine yet' product list
  # 500 mg of the oxide, 60.30 % magnesium.
  says '500 mg of magnesium oxide  1 tablet  301.5  mg' \
    product add 'Mag 500' --kind supplement --unit tablet magnesium 500 mg of magnesium oxide
  has '$.label[0].value' 301.5 product show mag 500
  has '$.magnesium_mg' 301.5 product show 'Mag 500'
  same '$.magnesium_mg' "SELECT magnesium_mg FROM food_magnesium WHERE description = 'Mag 500'"
  has '$.label[0].is_elemental' 0 product show 'Mag 500'
  says '500 mg as magnesium oxide' product add Elemental --kind supplement --unit tablet magnesium 500mg as magnesium oxide
  has '$.magnesium_mg' 500 product show elemental
  # Drug Facts: 400 mg per 5 mL are 166.7 mg.
  says '166.72  mg' product add 'Milk of magnesia' --kind medicine --unit ml --per '5 ml' \
    magnesium 400 mg of 'magnesium hydroxide'
  # Two capsules; the compound ends where the next nutrient begins.
  has '$.label[1].value' 5 product add Multi --kind supplement --unit capsule --per '2 capsules' \
    magnesium 100 mg as magnesium citrate zinc 10 mg 'vitamin d' 1000 IU
  has '$.label[2].value' 12.5 product show multi
  has '$.label[0].compound' 'magnesium citrate' product show multi
  says '24 % of the daily value (2018)' product add Percent --kind supplement magnesium 24 % 2018
  has '$.magnesium_mg' 100.8 product show percent
  has '$.magnesium_mg' 243.05 product add Millimole --kind medicine --unit sachet magnesium 10 mmol
  run 0 product list
  tidy product list
  [ "$(wc -l <"$out")" = 7 ] || wrong 'product list has not six products'
  has '$[1].name' 'Mag 500' product list
  run 0 product list --csv
  [ "$(head -n 1 "$out" | tr -d '\r')" = 'food_id,name,kind,unit,basis,magnesium_mg,replaced_by' ] || wrong 'the CSV heading'
  says 'basic magnesium carbonate' product compounds magnesium carbonate
  has '$[0].elemental_percent' 60.3 product compounds
  says 'No compound has this name' product compounds unobtainium

  foods=$(count food)
  refuses 2 '400 mg of what?' product add M --kind medicine --unit tablet magnesium 400 mg
  refuses 1 'magnesium carbonate MgCO3 (28.83 %' product add M --kind medicine magnesium 400 mg of magnesium carbonate
  refuses 1 "'unobtainium'" product add M --kind supplement magnesium 400 mg of unobtainium
  refuses 1 "named 'mag 500' already" product add 'mag 500' --kind supplement magnesium 4 mg
  refuses 2 '--kind supplement or --kind medicine' product add M magnesium 4 mg
  refuses 2 '--kind wants' product add M --kind food magnesium 4 mg
  refuses 2 '--per wants' product add M --kind supplement --per two magnesium 4 mg
  refuses 2 'an amount goes behind it' product add M --kind supplement magnesium
  refuses 2 'a unit goes behind 4' product add M --kind supplement magnesium 4
  refuses 2 'the year of the label' product add M --kind supplement magnesium 24 %
  refuses 2 'a compound goes behind' product add M --kind supplement magnesium 4 mg of
  refuses 2 'two amounts' product add M --kind supplement magnesium 4 mg 5 g
  refuses 1 "no nutrient 'magnesia'" product add M --kind supplement magnesia 4 mg
  refuses 2 'for how many ml' product add M --kind supplement --unit ml magnesium 4 mg
  refuses 2 '1 to 1000 nutrients' product add M --kind supplement
  refuses 1 'no supplement or medicine of your own' product show almonds
  [ "$(count food)" = "$foods" ] || wrong 'a refused product was stored'
}

# ---------------------------------------------------------------- doses

doses() {
  says 'Mag 500, 1 tablet, 1 unit, 302 mg magnesium' log 1 tablet 'Mag 500'
  says 'Milk of magnesia, 5 ml, 167 mg magnesium' log 5 ml milk of magnesia
  says 'No dose is scheduled' schedule list
  says '#1 1 tablet Mag 500 daily from 2026-11-01, 301.5 mg magnesium a day' schedule add 1 tablet Mag 500 --from 2026-11-01
  has '$.schedule_id' 2 schedule add 2 elemental --to 2026-11-20 --note dinner
  has '$[1].basis_amount' 2 schedule list
  has '$[1].note' dinner schedule list
  has '$[0].from' 2026-11-01 schedule list --last 3
  has '$' '[]' schedule list --to 2026-10-31
  says 'to 2026-11-18' schedule end 1 --day 2026-11-18
  has '$.to' 2026-11-16 schedule end 2
  says 'removed #2 2 tablet' schedule remove 2
  refuses 1 'no scheduled dose 2' schedule remove 2
  refuses 1 'no scheduled dose 2' schedule end 2
  refuses 2 'is before the dose begins' schedule end 1 --day 2026-10-01
  refuses 2 "'x' is no number" schedule end x
  refuses 1 "has no measure 'spoon'" schedule add 1 spoon 'Mag 500'
  refuses 2 '2026-11-31' schedule add 1 tablet 'Mag 500' --from 2026-11-31
  # Typed and scheduled, on the diary's day and, where days are asked for, on others.
  run 0 supplements --last 2
  tidy supplements
  [ "$(wc -l <"$out")" = 5 ] || wrong 'supplements has not four lines and a heading'
  has '$[0].in_diary' 0 supplements --last 2
  has '$[1].day' 2026-11-16 supplements --last 2
  has '$[1].scheduled' 0 supplements
  has '$' '[]' supplements --nutrient zinc
  has '$.supplement_mg' 603 total
  same '$.medicine_mg' "SELECT medicine_mg FROM magnesium_by_day WHERE person = 'ann'"
}

# ---------------------------------------------------------------- upper limits

# 301.5 mg of the oxide are under the US limit and over the EU's; 500 mg elemental are over both.
limits() {
  sql "$NUTRI_DB" 'DELETE FROM intake; DELETE FROM schedule'
  run 0 log 600 g 'black beans'
  run 0 day mark complete
  run 0 deficit
  grep -qF 'Upper limit' "$out" && wrong 'food alone is held against the limit'
  has '$.mean.upper_counted_mg' 0 deficit
  run 0 schedule add 1 tablet 'Mag 500'
  says 'Upper limit (UL): 350 mg a day (IOM/NASEM, US-Canada, 1997) from supplements and medicines; recorded 302 mg.' deficit
  has '$.mean.upper_excess_mg' 0 deficit
  run 0 person set ann --authority eu
  has '$.mean.upper_excess_mg' 51.5 deficit
  sql "$NUTRI_DB" 'DELETE FROM schedule'
  run 0 schedule add 1 tablet Elemental
  has '$.mean.upper_excess_mg' 250 deficit
  run 0 person set ann --authority us
  has '$.mean.upper_excess_mg' 150 deficit
  grep -qiE 'you should|take more|deficien' "$out" && wrong 'a sentence tells what to take'
  sql "$NUTRI_DB" 'DELETE FROM schedule; DELETE FROM intake; DELETE FROM intake_day'
}

# ---------------------------------------------------------------- recipes

recipes() {
  says 'No recipe yet' recipe list
  # 400 g x 70 + 60 g x 79 per 100 g = 327.4 mg in 4 servings.
  says 'magnesium in 1 serving: 82 mg' recipe add 'Bean stew' --servings 4 '400 g black beans' '2 cups spinach'
  has '$.magnesium_mg' 81.85 recipe show bean stew
  same '$.magnesium_mg' "SELECT magnesium_mg FROM food_magnesium WHERE description = 'Bean stew'"
  has '$.lines[1].measure' cups recipe show bean stew
  says 'Bean stew, 1 serving, 1 unit, 82 mg magnesium' log 1 serving Bean stew
  says 'makes 500 g, 4 servings of 125 g, of 460 g put in' \
    recipe add Weighed --yield '0.5 kg' --servings 4 '400 g black beans' '2 cups spinach' --note slowly
  has '$.magnesium_mg' 65.48 recipe show weighed
  has '$.basis' ml recipe add Drink --yield '1 l' '30 g almonds'
  # What cooking leaves.
  has '$.magnesium_mg' 187.4 recipe add Boiled --servings 1 '400 g black beans [magnesium 50 %]' '2 cups spinach'
  has '$.retentions[0].factor' 0.5 recipe show boiled
  sql "$NUTRI_DB" "INSERT INTO retention_factor (retention_id, code, description) VALUES (1, '3004', 'Greens, boiled');
    INSERT INTO retention_nutrient VALUES (1, 1090, 0.5)"
  has '$.magnesium_mg' 303.7 recipe add Coded --servings 1 '400 g black beans' '2 cups spinach [3004]'
  has '$.lines[1].cooking' 'Greens, boiled' recipe show coded
  has '$[0].factor' 0.5 recipe cooking greens
  says 'unknown' recipe cooking --nutrient calcium
  # Unknown in an ingredient: a lower bound, and said to be.
  sql "$NUTRI_DB" "INSERT INTO food (food_id, source_id, source_key, description) VALUES (2100000000, 1, 'own:m', 'Mystery')"
  says 'at least 82 mg' recipe edit 'bean stew' '10 g mystery'
  says 'of the dish is known' recipe show bean stew
  has '$.magnesium_at_least' 1 recipe show bean stew
  has '$.replaced_by' "$(sql "$NUTRI_DB" "SELECT food_id FROM food WHERE description = 'Bean stew' AND replaced_by IS NULL")" \
    recipe show "$(sql "$NUTRI_DB" "SELECT min(food_id) FROM food WHERE description = 'Bean stew'")"
  says 'Bean stew, 1 serving, 1 unit, at least 82 mg magnesium' log 1 serving Bean stew
  has '$[1].magnesium_at_least' 1 diary
  says 'unknown, or in part' total
  has '$.total_mg' 163.7 total
  has '$.unknown_entries' 1 total
  says 'lower bound' food show bean stew
  # Lines are taken out, the rest stays.
  has '$.magnesium_mg' 70 recipe edit 'bean stew' --remove 2,3
  has '$.ingredients' 1 recipe show bean stew
  has '$.name' 'Bean soup' recipe edit 'bean stew' --name 'Bean soup' --yield 800g
  has '$.servings' 4 recipe show bean soup
  has '$.retentions[0].factor' 0.5 recipe edit boiled --servings 2
  has '$.magnesium_mg' 93.7 recipe show boiled
  has '$.lines[1].retention_code' 3004 recipe edit coded --note ''
  # A dish of a dish; none of itself.
  run 0 recipe add Feast --servings 1 '200 g bean soup' '30 g almonds'
  refuses 2 'a dish cannot contain itself' recipe edit 'bean soup' '1 serving feast'
  run 0 recipe list
  tidy recipe list
  run 0 recipe list --csv
  [ "$(head -n 1 "$out" | tr -d '\r')" = \
    'food_id,name,yield,basis,servings,ingredients,input_grams,energy_kcal,magnesium_mg,magnesium_at_least,magnesium_known_share,note,replaced_by' ] ||
    wrong 'the CSV heading of recipe list'

  foods=$(count food)
  refuses 2 'how much does the recipe make?' recipe add X '1 g almonds'
  refuses 2 '--yield wants' recipe add X --yield 'a pot' '1 g almonds'
  refuses 2 'is nothing' recipe add X --yield 0 '1 g almonds'
  refuses 2 'servings: -1' recipe add X --servings=-1 '1 g almonds'
  refuses 2 '--servings wants a number' recipe add X --servings four '1 g almonds'
  refuses 2 'does not begin with an amount' recipe add X --servings 1 almonds
  refuses 1 'no food' recipe add X --servings 1 '1 g unobtainium'
  refuses 1 "no measure 'bucket'" recipe add X --servings 1 '1 bucket of almonds'
  refuses 2 'is a supplement and no ingredient' recipe add X --servings 1 '1 tablet Mag 500'
  refuses 2 'a code such as 3004' recipe add X --servings 1 '1 g almonds []'
  refuses 2 'how much stays?' recipe add X --servings 1 '1 g almonds [magnesium much]'
  refuses 2 'stays? Between 0 and 1' recipe add X --servings 1 '1 g almonds [magnesium 150 %]'
  refuses 1 "the code '9'" recipe add X --servings 1 '1 g almonds [9]'
  refuses 1 "no nutrient 'magnesia'" recipe add X --servings 1 '1 g almonds [magnesia 5 %]'
  refuses 2 'something to change' recipe edit feast
  refuses 2 'there is no ingredient 9' recipe edit feast --remove 9
  refuses 2 '--remove wants' recipe edit feast --remove x
  refuses 2 '1 to 1000 ingredients' recipe edit feast --remove 1,2
  refuses 1 'no recipe' recipe edit almonds --note x
  [ "$(count food)" = "$foods" ] || wrong 'a refused recipe was stored'
}

products
doses
limits
recipes
says 'nothing wrong was found' check
done_with
