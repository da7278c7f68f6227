#!/bin/sh
# The figures of the schema's views, as the plain sqlite3 shell gives them: first on the starter
# foods, then, where USDA's SR Legacy is at hand, on that. Sources: SR Legacy (April 2018) for foods,
# IOM 1997 (DRI for Ca, P, Mg, Vit D and F) for the US/Canada magnesium values, EFSA 2015 and COMA 1991
# for the others; the arithmetic stands beside each figure.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"
db=$work/figures.db
new_db "$db"

# after STATEMENTS EXPECTED QUERY: what the query gives once they have run. Nothing stays.
after() {
  same "$1; $3" "$2" "$(sql "$db" "BEGIN; $1; $3; ROLLBACK;")"
}

same 'the set-up' '' "$(sql "$db" "
  INSERT INTO person (name, sex, born) VALUES ('ann', 'female', '1984-05-02');
  INSERT INTO diary (person, day, food, amount, unit) VALUES
    ('ann', '2026-11-16', 'Almonds', 30, 'g'),
    ('ann', '2026-11-16', 'Spinach, raw', 2, 'cup'),
    ('ann', '2026-11-16', 'ndb:16015', 172, 'g'),
    ('ann', '2026-11-16', 'Bread, whole wheat', 2, 'slice');")"

# ---- a day -----------------------------------------------------------------------------------

# 30 g x 270 + 60 g x 79 + 172 g x 70 + 64 g x 75, per 100 g: 81 + 47.4 + 120.4 + 48 = 296.8 mg.
is "$db" 'ann|2026-11-16|296.8|320.0|RDA|265.0|us|-23.2|23.2|92.75|0' \
  "SELECT person, day, round(total_mg, 6), target_mg, target_kind, ear_mg, authority, round(balance_mg, 6),
     round(deficit_mg, 6), round(percent, 6), unknown_entries
   FROM magnesium_deficit WHERE person = 'ann' AND day = '2026-11-16'"
# 30 x 5.79 + 60 x 0.23 + 172 x 1.32 + 64 x 2.52 = 173.7 + 13.8 + 227.04 + 161.28 = 575.82 kcal.
is "$db" 'ann|2026-11-16|296.8|0.0|0.0|296.8|575.82|4|0|1.0||1' \
  "SELECT person, day, round(food_mg, 6), supplement_mg, medicine_mg, round(total_mg, 6), round(kcal, 6),
     entries, unknown_entries, known_share, completeness, dated
   FROM magnesium_by_day WHERE person = 'ann' AND day = '2026-11-16'"
is "$db" 'Almonds|30.0|g|81.0|0.272911
Black beans, cooked|172.0|g|120.4|0.40566
Bread, whole wheat|64.0|g|48.0|0.161725
Spinach, raw|60.0|g|47.4|0.159704' \
  "SELECT description, amount, basis, round(magnesium_mg, 6), round(share, 6) FROM magnesium_source
   WHERE person = 'ann' AND day = '2026-11-16' ORDER BY description"
is "$db" '1.0' "SELECT round(sum(share), 12) FROM magnesium_source WHERE person = 'ann' AND day = '2026-11-16'"
# The general views say the same of nutrient 1090, and of each other nutrient.
is "$db" 'Magnesium, Mg|mg|296.8|296.8|0' \
  "SELECT nutrient, unit, round(food, 6), round(total, 6), unknown_entries FROM nutrient_by_day
   WHERE person = 'ann' AND day = '2026-11-16' AND nutrient_id = 1090"
is "$db" 'RDA|320.0|265.0|23.2' \
  "SELECT target_kind, target, average_requirement, round(deficit, 6) FROM nutrient_deficit
   WHERE person = 'ann' AND day = '2026-11-16' AND nutrient_id = 1090"
is "$db" 'RDA|1000.0|800.0' \
  "SELECT target_kind, target, average_requirement FROM nutrient_deficit
   WHERE person = 'ann' AND day = '2026-11-16' AND nutrient_id = 1087"

# ---- the diary -------------------------------------------------------------------------------

is "$db" 'ann|2026-11-16|Almonds|30.0|g
ann|2026-11-16|Spinach, raw|2.0|cup
ann|2026-11-16|Black beans, cooked|172.0|g
ann|2026-11-16|Bread, whole wheat|2.0|slice' \
  'SELECT person, day, food, amount, unit FROM diary ORDER BY entry_id'
# One of a food, however it is named: 1 cup of raw spinach is 30 g, 23.7 mg.
for food in "'Spinach, raw'" "'SPINACH, raw'" "' spinach '" 1000000025 "'1000000025'" "'ndb:11457'" "'NDB:11457'"; do
  for unit in "'cup'" "'Cup'" "' cups '"; do
    after "INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-20', $food, 1, $unit)" \
      'Spinach, raw|30.0|23.7' \
      "SELECT description, amount, round(magnesium_mg, 6) FROM magnesium_source WHERE person = 'ann' AND day = '2026-11-20'"
  done
done
after "INSERT INTO diary (person, day, time, meal, food, amount, unit, note) VALUES ('ann', '2026-11-20', '08:30', 'breakfast', 'banana', 2, NULL, 'ripe')" \
  'ann|2026-11-20|08:30|breakfast|Banana|2.0|medium|ripe|236.0' \
  "SELECT d.person, d.day, d.time, d.meal, d.food, d.amount, d.unit, d.note, i.amount
   FROM diary d JOIN intake i ON i.intake_id = d.entry_id WHERE d.day = '2026-11-20'"
# 2 oz = 56.69905 g (1 oz = 28.349523125 g), but a measure of the food goes first: almonds have an oz
# of 28.35 g.
after "INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-20', 'Spinach, raw', 2, 'oz'), ('ann', '2026-11-20', 'Almonds', 2, 'oz'), ('ann', '2026-11-20', 'Almonds', 0.1, 'kg')" \
  '56.69905
56.7
100.0' "SELECT round(amount, 5) FROM intake WHERE day = '2026-11-20' ORDER BY intake_id"
after "DELETE FROM diary WHERE person = 'ann' AND food = 'Almonds'" '3|215.8' \
  "SELECT entries, round(total_mg, 6) FROM magnesium_by_day WHERE person = 'ann' AND day = '2026-11-16'"
after "DELETE FROM diary WHERE entry_id = (SELECT min(entry_id) FROM diary)" '3' 'SELECT count(*) FROM diary'
after "DELETE FROM diary WHERE person = 'ann' AND day = '2026-11-16'" '0' \
  "SELECT count(*) FROM magnesium_by_day WHERE person = 'ann'"
# A person's own word goes before everybody's, and only for that person.
after "INSERT INTO person (name) VALUES ('bob');
  INSERT INTO food_alias (person_id, text, food_id) VALUES (1, 'spinach', 1000000026);
  INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-20', 'spinach', 10, 'g'), ('bob', '2026-11-20', 'spinach', 10, 'g')" \
  'ann|Spinach, cooked
bob|Spinach, raw' "SELECT person, food FROM diary WHERE day = '2026-11-20' ORDER BY person"

is "$db" 'spinach|1000000025|Spinach, raw|nutri starter
Spinach, raw|1000000025|Spinach, raw|nutri starter' \
  "SELECT food, food_id, description, source FROM diary_name
   WHERE food IN ('spinach', 'Spinach, raw') ORDER BY food COLLATE NOCASE"
is "$db" 'bunch|340.0|0
cup|30.0|1
leaf|10.0|0
package (10 oz)|284.0|0' \
  'SELECT measure, grams, is_usual FROM food_measure WHERE food_id = 1000000025 ORDER BY measure'

# ---- which days count ------------------------------------------------------------------------

mean="SELECT days, days_counted, days_unconfirmed, round(food_mg, 4), round(total_mg, 4), target_mg, target_kind,
  authority, round(shortfall_mg, 4), round(percent, 4), known_share FROM magnesium_mean WHERE person = 'ann'"
# 576 kcal and no mark: shown, counted beside, left out.
is "$db" '7|0|1|||||us|||
14|0|1|||||us|||
28|0|1|||||us|||' "$mean ORDER BY days"
after "UPDATE intake_day SET completeness = 'complete'" '7|1|0|296.8|296.8|320.0|RDA|us|23.2|92.75|1.0' "$mean AND days = 7"
after "UPDATE intake_day SET completeness = 'partial'" '7|0|0|||||us|||' "$mean AND days = 7"
# A day marked complete without entries counts as 0: (296.8 + 0) / 2.
after "UPDATE intake_day SET completeness = 'complete'; INSERT INTO intake_day (person_id, day, completeness) VALUES (1, '2026-11-15', 'complete')" \
  '7|2|0|148.4|148.4|320.0|RDA|us|171.6|46.375|1.0' "$mean AND days = 7"
# 200 g of almonds are 1158 kcal and 540 mg: an unmarked day that counts, as one of 600 to 3,500 kcal
# does for a woman. 7 days back from the 16th begin on the 10th.
day="INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-10', 'Almonds', 200, 'g'), ('ann', '2026-11-09', 'Almonds', 300, 'g')"
after "$day" '7|1|1|540.0|540.0|320.0|RDA|us|0.0|168.75|1.0
14|2|1|675.0|675.0|320.0|RDA|us|0.0|210.9375|1.0' "$mean AND days < 28 ORDER BY days"
for kcal in '599.9 0' '600 1' '3500 1' '3500.1 0'; do
  after "INSERT INTO intake_day_nutrient VALUES (1, '2026-11-16', 1008, ${kcal% *})" "${kcal#* }" \
    "SELECT days_counted FROM magnesium_mean WHERE person = 'ann' AND days = 7"
done
# Undated recalls stand on the first days of the calendar.
after "INSERT INTO person (name, age_months) VALUES ('x', 500);
  INSERT INTO intake (person_id, day, food_id, amount) VALUES (2, '0001-01-02', 1000000001, 100)" '0001-01-02|0|270.0' \
  "SELECT day, dated, total_mg FROM magnesium_by_day WHERE person = 'x'"

# ---- what is not known -----------------------------------------------------------------------

own="INSERT INTO food (food_id, source_id, source_key, description, kind, basis)
  SELECT v.column1, s.source_id, v.column2, v.column2, v.column3, v.column4
  FROM (VALUES (2000000001, 'Mystery', 'food', 'g'), (2000000002, 'Magnesium pill', 'supplement', 'unit'),
               (2000000003, 'Milk of magnesia', 'medicine', 'ml')) v JOIN source s ON s.name = 'own';
INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (2000000001, 1008, 100), (2000000002, 1090, 100), (2000000003, 1090, 3334)"
# Almonds 100 g: 270 mg, 579 kcal. The mystery adds 100 kcal and no known magnesium: a lower bound, of
# which 579 / 679 is known.
eaten="INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-20', 'Almonds', 100, 'g'), ('ann', '2026-11-20', 'Mystery', 100, 'g')"
day20="SELECT food_mg, supplement_mg, medicine_mg, total_mg, entries, unknown_entries, round(known_share, 6)
  FROM magnesium_by_day WHERE person = 'ann' AND day = '2026-11-20'"
after "$own; $eaten" '270.0|0.0|0.0|270.0|2|1|0.852725' "$day20"
# Alone it is unknown, never 0.
after "$own; $eaten; DELETE FROM diary WHERE food = 'Almonds'" '|0.0|0.0||1|1|0.0' "$day20"
after "$own; $eaten; DELETE FROM diary WHERE food = 'Almonds'" '||1' \
  "SELECT total_mg, deficit_mg, unknown_entries FROM magnesium_deficit WHERE person = 'ann' AND day = '2026-11-20'"
# A doubtful zero is unknown too; an assumed zero is a zero.
after "$own; $eaten; INSERT INTO food_nutrient VALUES (2000000001, 1090, 0, 'doubtful')" '270.0|0.0|0.0|270.0|2|1|0.852725' "$day20"
after "$own; $eaten; INSERT INTO food_nutrient VALUES (2000000001, 1090, 0, 'assumed zero')" '270.0|0.0|0.0|270.0|2|0|1.0' "$day20"
# Without its energy the share is by grams: 100 of 200.
after "$own; $eaten; DELETE FROM food_nutrient WHERE food_id = 2000000001" '270.0|0.0|0.0|270.0|2|1|0.5' "$day20"
# A value recorded with the entry, and one recorded for the day, win.
after "$own; $eaten; INSERT INTO intake_nutrient SELECT intake_id, 1090, 30 FROM intake WHERE food_id = 2000000001" \
  '300.0|0.0|0.0|300.0|2|0|1.0' "$day20"
after "$own; $eaten; INSERT INTO intake_day_nutrient VALUES (1, '2026-11-20', 1090, 500)" '500.0|0.0|0.0|500.0|2|0|1.0' "$day20"

# ---- supplements, medicines, scheduled doses -------------------------------------------------

# 2 pills of 100 mg; 5 ml of 33.34 mg per ml: three sums are kept apart.
pills="INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-20', 'Magnesium pill', 2, 'unit'), ('ann', '2026-11-20', 'Milk of magnesia', 5, 'ml')"
after "$own; $eaten; $pills" '270.0|200.0|166.7|636.7|4|1|0.852725' "$day20"
# A dose of a schedule is taken on its days of the diary, both ends included, and opens none.
after "$own; INSERT INTO schedule (person_id, food_id, from_day, to_day, amount) VALUES (1, 2000000002, '2026-11-16', '2026-11-20', 3)" \
  '2026-11-16|300.0|596.8|5' "SELECT day, supplement_mg, round(total_mg, 6), entries FROM magnesium_by_day WHERE person = 'ann' ORDER BY day"
after "$own; $eaten; INSERT INTO schedule (person_id, food_id, from_day, to_day, amount) VALUES (1, 2000000002, '2026-11-17', '2026-11-20', 3)" \
  '2026-11-16|0.0|296.8|4
2026-11-20|300.0|570.0|3' "SELECT day, supplement_mg, round(total_mg, 6), entries FROM magnesium_by_day WHERE person = 'ann' ORDER BY day"

# ---- what a person needs ---------------------------------------------------------------------

# need CHANGE EXPECTED: target, kind, EAR and authority of ann on 2026-11-16, at 42 years.
need() {
  after "$1" "$2" "SELECT target_mg, target_kind, ear_mg, authority FROM magnesium_deficit WHERE person = 'ann' AND day = '2026-11-16'"
}
need 'SELECT 1 WHERE 0' '320.0|RDA|265.0|us'
need "UPDATE person SET sex = 'male'" '420.0|RDA|350.0|us'
need "UPDATE person SET sex = NULL" '|||us'
need "UPDATE person SET born = NULL" '|||us'
need "UPDATE person SET born = '1995-11-16'" '320.0|RDA|265.0|us' # 31 years on that day
need "UPDATE person SET born = '1995-11-17'" '310.0|RDA|255.0|us' # 30 until the next
need "UPDATE person SET born = NULL, age_months = 371" '310.0|RDA|255.0|us'
need "UPDATE person SET born = NULL, age_months = 372" '320.0|RDA|265.0|us'
need "INSERT INTO life_stage (person_id, stage, from_day, to_day) VALUES (1, 'pregnant', '2026-03-01', '2026-11-16')" '360.0|RDA|300.0|us'
need "INSERT INTO life_stage (person_id, stage, from_day, to_day) VALUES (1, 'pregnant', '2026-03-01', '2026-11-15')" '320.0|RDA|265.0|us'
need "INSERT INTO life_stage (person_id, stage, from_day) VALUES (1, 'lactating', '2026-11-16')" '320.0|RDA|265.0|us'
# Over 50 there is no US value in pregnancy: none, never a guess.
need "UPDATE person SET born = '1970-01-01'; INSERT INTO life_stage (person_id, stage, from_day) VALUES (1, 'pregnant', '2026-03-01')" '|||us'
need "UPDATE person SET authority = 'eu'" '300.0|AI||eu'   # no EAR is known
need "UPDATE person SET authority = 'uk'" '270.0|RNI|200.0|uk'
need "INSERT INTO target (person_id, nutrient_id, from_day, amount) VALUES (1, 1090, '2026-11-16', 400)" '400.0|own|265.0|us'
need "INSERT INTO target (person_id, nutrient_id, from_day, to_day, amount) VALUES (1, 1090, '2026-01-01', '2026-11-15', 400)" '320.0|RDA|265.0|us'

# ---- SR Legacy -------------------------------------------------------------------------------

sr=${NUTRI_SHARED_DATA:-}/fdc_sr_legacy_2018-04
if [ ! -d "$sr" ]; then
  echo 'SR Legacy is not here: its figures were not tried'
  done_with figures
fi
if ! "$NUTRI_BIN" --db "$db" import "$sr" >"$work/import" 2>&1; then
  if grep -q 'built without its importers' "$work/import"; then
    echo 'this nutri has no importers: the figures of SR Legacy were not tried'
    done_with figures
  fi
  wrong "nutri import $sr: $(cat "$work/import")"
  done_with figures
fi

is "$db" '7793|7398|395|13' \
  "SELECT count(*), count(magnesium_mg), sum(magnesium_mg IS NULL), sum(mark IS 'doubtful')
   FROM food_magnesium WHERE source = 'SR Legacy'"
is "$db" '641060' "SELECT count(*) FROM food_nutrient v JOIN food f ON f.food_id = v.food_id
                   JOIN source s ON s.source_id = f.source_id WHERE s.name = 'SR Legacy'"
is "$db" '168462|Spinach, raw|Vegetables and Vegetable Products|SR Legacy|food|g|79.0|' \
  'SELECT * FROM food_magnesium WHERE food_id = 168462'
is "$db" '592.0' 'SELECT magnesium_mg FROM food_magnesium WHERE food_id = 170556'
is "$db" '0' 'SELECT count(*) FROM food_magnesium WHERE magnesium_mg IS NULL AND mark IS NOT NULL'
is "$db" 'cup|30.0' "SELECT measure, grams FROM food_measure WHERE food_id = 168462 AND measure = 'cup'"
# A starter food and the food its figures come from are one.
is "$db" '0' "SELECT count(*) FROM food_same_as a JOIN food f ON f.food_id = a.food_id
              JOIN food_same_as b ON b.tie_id = a.tie_id AND b.food_id <> a.food_id
              JOIN food g ON g.food_id = b.food_id
              WHERE f.food_id BETWEEN 1000000001 AND 1000099999 AND g.lasting_key <> f.lasting_key"
# The issue's day, by FDC ids and portions.
same 'a day by FDC ids' '' "$(sql "$db" "
  INSERT INTO person (name, sex, born) VALUES ('eve', 'female', '1984-05-02');
  INSERT INTO diary (person, day, food, amount, unit) VALUES
    ('eve', '2026-11-16', 170567, 30, 'g'), ('eve', '2026-11-16', '168462', 2, 'cup'),
    ('eve', '2026-11-16', 173735, 172, 'g'), ('eve', '2026-11-16', 172688, 64, 'g');")"
is "$db" '296.8|320.0|265.0|23.2|92.75' \
  "SELECT round(total_mg, 6), target_mg, ear_mg, round(deficit_mg, 6), round(percent, 6)
   FROM magnesium_deficit WHERE person = 'eve' AND day = '2026-11-16'"
is "$db" '168462 47.4
170567 81.0
172688 48.0
173735 120.4' \
  "SELECT food_id || ' ' || round(magnesium_mg, 6) FROM magnesium_source
   WHERE person = 'eve' AND day = '2026-11-16' ORDER BY food_id"
is "$db" '576' "SELECT CAST(round(kcal) AS INTEGER) FROM magnesium_by_day WHERE person = 'eve' AND day = '2026-11-16'"
# One name in two sources is one food when they are tied: the starter food goes first.
after "INSERT INTO diary (person, day, food, amount, unit) VALUES ('eve', '2026-11-20', 'Spinach, raw', 1, 'cup')" \
  'Spinach, raw|23.7' "SELECT description, round(magnesium_mg, 6) FROM magnesium_source WHERE person = 'eve' AND day = '2026-11-20'"
# No name of SR Legacy is kept from the diary by another food of its source.
is "$db" '0' "SELECT count(*) FROM (SELECT 1 FROM food f JOIN source s ON s.source_id = f.source_id
              WHERE s.name = 'SR Legacy' GROUP BY f.description HAVING count(*) > 1)"
is "$db" ok 'PRAGMA integrity_check'
is "$db" '' 'PRAGMA foreign_key_check'

done_with figures
