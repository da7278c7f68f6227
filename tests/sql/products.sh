#!/bin/sh
# Supplements, medicines, schedules and recipes in the plain shell: what labels and ingredients make, by
# hand, and what a day then says. science.md 1, 2 and 5.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"
db=$work/products.db
new_db "$db"

# after STATEMENTS EXPECTED QUERY: what the query gives once they have run. Nothing stays.
after() {
  same "$1; $3" "$2" "$(sql "$db" "BEGIN; $1; $3; ROLLBACK;")"
}

same 'the set-up' '' "$(sql "$db" "
  INSERT INTO person (name, sex, born, authority) VALUES ('ann', 'female', '1984-05-02', 'us'), ('eva', 'female', '1984-05-02', 'eu');
  INSERT INTO food (food_id, source_id, source_key, description, kind, basis) VALUES
    (2000000001, 1, 'own:1', 'Mag salt', 'supplement', 'unit'), (2000000002, 1, 'own:2', 'Mag', 'supplement', 'unit'),
    (2000000003, 1, 'own:3', 'Milk of magnesia', 'medicine', 'ml'), (2000000004, 1, 'own:4', 'Multi', 'supplement', 'unit'),
    (2000000011, 1, 'own:11', 'Bean stew', 'food', 'g'), (2000000012, 1, 'own:12', 'Feast', 'food', 'unit'),
    (2000000013, 1, 'own:13', 'Mystery', 'food', 'g');
  INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (2000000013, 1008, 100);
  INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit, compound_id, is_elemental)
    SELECT 2000000001, 1090, 500, 'mg', compound_id, 0 FROM compound WHERE name = 'magnesium oxide';
  INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit, compound) VALUES (2000000002, 1090, 500, 'mg', 'magnesium oxide');
  INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit, label_per, compound_id, is_elemental)
    SELECT 2000000003, 1090, 400, 'mg', 5, compound_id, 0 FROM compound_named WHERE called = 'milk of magnesia';
  INSERT INTO product_label (food_id, nutrient_id, daily_value_percent, daily_value_year) VALUES (2000000004, 1090, 24, 2018);
  INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit) VALUES (2000000004, 1114, 1000, 'IU');")"

# ---- labels ----------------------------------------------------------------------------------

# 500 mg x 60.30 % = 301.5; 400 mg x 41.68 % = 166.72 in 5 ml; 24 % of 420 = 100.8; 1000 IU / 40 = 25 ug.
is "$db" 'Mag salt|301.5|mg|500.0|mg|magnesium oxide|0
Mag|500.0|mg|500.0|mg|magnesium oxide|1
Milk of magnesia|3334.4|mg|400.0|mg|magnesium hydroxide|0
Multi|100.8|mg||||1
Multi|25.0|ug|1000.0|IU||1' \
  "SELECT product, round(amount, 6), unit, label_amount, label_unit, compound, is_elemental FROM product_nutrient
   ORDER BY food_id, nutrient_id"
is "$db" '0' 'SELECT count(*) FROM product_nutrient p LEFT JOIN food_nutrient v USING (food_id, nutrient_id)
              WHERE v.amount IS NOT p.amount'
is "$db" '166.72' "SELECT round(magnesium_mg * 5 / 100, 6) FROM food_magnesium WHERE description = 'Milk of magnesia'"
after "UPDATE product_label SET daily_value_year = 2010 WHERE food_id = 2000000004 AND nutrient_id = 1090" '96.0' \
  "SELECT amount FROM food_nutrient WHERE food_id = 2000000004 AND nutrient_id = 1090"
after "UPDATE product_label SET is_elemental = 1 WHERE food_id = 2000000001" '500.0' \
  "SELECT amount FROM food_nutrient WHERE food_id = 2000000001"
after "DELETE FROM product_label WHERE food_id = 2000000001" '' "SELECT amount FROM food_nutrient WHERE food_id = 2000000001"
after "UPDATE compound SET elemental_percent = 60 WHERE name = 'magnesium oxide'" '300.0' \
  "SELECT amount FROM food_nutrient WHERE food_id = 2000000001"
is "$db" 'basic magnesium carbonate|25.02
magnesium carbonate MgCO3|28.83' \
  "SELECT name, elemental_percent FROM compound_named WHERE called = 'Magnesium carbonate' ORDER BY name"

# ---- schedules and limits --------------------------------------------------------------------

# One tablet a day: 301.5 mg are under the US limit of 350 and over the EU's 250; 500 mg over both.
# Food, 600 mg on the day, counts for neither.
eaten="INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount) SELECT person_id, '2026-11-16', 1090, 600 FROM person"
dose="INSERT INTO schedule (person_id, food_id, from_day, amount) SELECT person_id, 2000000001, '2026-11-01', 1 FROM person"
limit="SELECT person, supplement + medicine, upper_limit, upper_scope, max(0.0, supplement + medicine - upper_limit)
  FROM nutrient_day_need WHERE nutrient_id = 1090 ORDER BY person"
after "$eaten" 'ann|0.0|350.0|nonfood|0.0
eva|0.0|250.0|added + nonfood|0.0' "$limit"
after "$eaten; $dose" 'ann|301.5|350.0|nonfood|0.0
eva|301.5|250.0|added + nonfood|51.5' "$limit"
after "$eaten; $dose; UPDATE schedule SET food_id = 2000000002" 'ann|500.0|350.0|nonfood|150.0
eva|500.0|250.0|added + nonfood|250.0' "$limit"
after "$eaten; $dose; UPDATE schedule SET to_day = '2026-11-15'" 'ann|0.0|350.0|nonfood|0.0
eva|0.0|250.0|added + nonfood|0.0' "$limit"
taken="INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-16', 'Milk of magnesia', 10, 'ml'), ('ann', '2026-11-16', 'Multi', 1, 'capsule')"
after "$eaten; $dose; $taken" 'ann|2026-11-16|Mag salt|supplement|1.0|unit|Magnesium, Mg|301.5|mg|1
ann|2026-11-16|Milk of magnesia|medicine|10.0|ml|Magnesium, Mg|333.44|mg|0
ann|2026-11-16|Multi|supplement|1.0|unit|Magnesium, Mg|100.8|mg|0
ann|2026-11-16|Multi|supplement|1.0|unit|Vitamin D (D2 + D3)|25.0|ug|0' \
  "SELECT person, day, description, kind, amount, basis, nutrient, round(value, 6), unit, scheduled FROM supplement_by_day
   WHERE person = 'ann' ORDER BY description, nutrient_id"
after "$eaten; $dose; $taken" '600.0|402.3|333.44|1335.74|4' \
  "SELECT food_mg, round(supplement_mg, 6), round(medicine_mg, 6), round(total_mg, 6), entries FROM magnesium_by_day WHERE person = 'ann'"

# ---- recipes ---------------------------------------------------------------------------------

# 400 g x 70 + 60 g x 79 per 100 g = 327.4 mg, in 500 g and 4 servings.
lines="INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount)
  SELECT 2000000011, n.column1, f.food_id, n.column3 FROM (VALUES (1, 'Black beans, cooked', 400), (2, 'Spinach, raw', 60)) n
  JOIN food f ON f.description = n.column2 AND f.source_id = 2"
stew="$lines; INSERT INTO recipe (food_id, yield, servings) VALUES (2000000011, 500, 4)"
after "$lines" '' 'SELECT * FROM food_nutrient WHERE food_id = 2000000011'
after "$stew" '65.48|mg||2|0|1.0' \
  'SELECT round(amount, 6), unit, mark, ingredients, unknown_ingredients, known_share FROM recipe_nutrient WHERE food_id = 2000000011 AND nutrient_id = 1090'
after "$stew" '65.48|' 'SELECT round(magnesium_mg, 6), mark FROM food_magnesium WHERE food_id = 2000000011'
after "$stew" 'serving|125.0|1' 'SELECT * FROM (SELECT measure, grams, is_usual FROM food_measure WHERE food_id = 2000000011)'
after "$stew" '460.0' 'SELECT input_grams FROM recipe'
logged="INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-17', 'bean stew', 2, 'servings')"
after "$stew; $logged" '163.7|1|0|1.0' \
  "SELECT round(total_mg, 6), entries, unknown_entries, known_share FROM magnesium_by_day WHERE day = '2026-11-17'"
# Servings alone: a serving is a unit.
after "$lines; UPDATE food SET description = 'Old' WHERE food_id = 2000000011; UPDATE recipe_ingredient SET amount = 2 * amount; INSERT INTO recipe (food_id, yield) VALUES (2000000011, 1000); INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount) VALUES (2000000012, 1, 2000000011, 500); INSERT INTO recipe (food_id, yield) VALUES (2000000012, 4)" \
  '81.85|serving|1.0' 'SELECT round(v.amount, 6), p.measure, p.grams FROM food_nutrient v JOIN food_portion p USING (food_id) WHERE v.food_id = 2000000012 AND v.nutrient_id = 1090'
# What cooking leaves, by hand and by code.
after "$stew; INSERT INTO recipe_retention (food_id, line_no, nutrient_id, factor) VALUES (2000000011, 1, 1090, 0.5)" '187.4' \
  'SELECT round(amount * 5, 6) FROM food_nutrient WHERE food_id = 2000000011 AND nutrient_id = 1090'
codes="INSERT INTO retention_factor (retention_id, code, description) VALUES (1, '3004', 'Greens'); INSERT INTO retention_nutrient VALUES (1, 1090, 0.5)"
after "$stew; $codes; UPDATE recipe_ingredient SET retention_id = 1 WHERE line_no = 2" '303.7' \
  'SELECT round(amount * 5, 6) FROM food_nutrient WHERE food_id = 2000000011 AND nutrient_id = 1090'
after "$stew; $codes; UPDATE recipe_ingredient SET retention_id = 1 WHERE line_no = 2; INSERT INTO recipe_retention VALUES (2000000011, 2, 1090, 1)" \
  '327.4' 'SELECT round(amount * 5, 6) FROM food_nutrient WHERE food_id = 2000000011 AND nutrient_id = 1090'
# An ingredient of unknown magnesium: a lower bound, of a dish known by energy: 541.8 of 591.8 kcal.
mystery="INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount) VALUES (2000000011, 3, 2000000013, 50)"
after "$stew; $mystery" '65.48|lower bound|1|0.915512' \
  'SELECT round(amount, 6), mark, unknown_ingredients, round(known_share, 6) FROM recipe_nutrient WHERE food_id = 2000000011 AND nutrient_id = 1090'
after "$stew; $mystery; $logged" '163.7|1|1|0.915512' \
  "SELECT round(total_mg, 6), entries, unknown_entries, round(known_share, 6) FROM magnesium_by_day WHERE day = '2026-11-17'"
after "$stew; $mystery; UPDATE recipe SET yield = 1000; DELETE FROM recipe_ingredient WHERE line_no = 3" '32.74|' \
  'SELECT round(magnesium_mg, 6), mark FROM food_magnesium WHERE food_id = 2000000011'
after "$stew; $mystery; DELETE FROM recipe" '0 0 0' \
  "SELECT (SELECT count(*) FROM food_nutrient WHERE food_id = 2000000011) || ' ' || (SELECT count(*) FROM recipe_share) || ' ' ||
     (SELECT count(*) FROM food_portion WHERE food_id = 2000000011)"
# A changed ingredient: recipe_stale says so, and storing anew is an INSERT.
after "$stew; UPDATE food_nutrient SET amount = 79 WHERE nutrient_id = 1090 AND food_id = (SELECT ingredient_id FROM recipe_ingredient WHERE line_no = 1)" \
  'Bean stew' 'SELECT recipe FROM recipe_stale'
after "$stew; UPDATE food_nutrient SET amount = 79 WHERE nutrient_id = 1090 AND food_id = (SELECT ingredient_id FROM recipe_ingredient WHERE line_no = 1); INSERT INTO recipe_nutrient (food_id) SELECT food_id FROM recipe_stale" \
  '72.68|0' 'SELECT round(magnesium_mg, 6), (SELECT count(*) FROM recipe_stale) FROM food_magnesium WHERE food_id = 2000000011'

# ---- USDA's retention table ------------------------------------------------------------------

file=${NUTRI_SHARED_DATA:-/nowhere}/fdc_sr_legacy_2018-04/retention_factor.csv
if [ -r "$file" ]; then
  same 'the codes of retention_factor.csv' '270|VEG, GREENS, BOILD, LITTLE WATER DRAIN|11' "$(
    printf '%s\n' 'CREATE TEMP TABLE r (id, code, food_group_id, description);' \
      ".import --csv --skip 1 --schema temp '$file' r" \
      'INSERT INTO retention_factor (code, food_group_id, description) SELECT code, food_group_id, description FROM temp.r;' \
      "SELECT count(*), max(CASE code WHEN '3004' THEN description END), max(CASE code WHEN '3004' THEN food_group_id END) FROM retention_factor;" |
      "$SQLITE3" -batch "$db" 2>&1)"
else
  echo 'retention_factor.csv is not here: skipped'
fi

is "$db" ok 'PRAGMA integrity_check'
is "$db" '' 'PRAGMA foreign_key_check'
same 'nutri check' 0 "$("$NUTRI_BIN" --db "$db" check >"$work/check" 2>&1 || cat "$work/check"; echo $?)"

done_with products
