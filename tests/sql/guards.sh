#!/bin/sh
# What the schema refuses, tried from the plain shell: every guard as it stands, with OR REPLACE and
# with OR IGNORE, with foreign keys and recursive triggers off (the shell's way) and on (the
# library's). After each try every table is as it was.
#
# All tries of a round go through one shell: a line each, so that an error is known by its line.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"
db=$work/guards.db
new_db "$db" --bare # few rows, for all of them are compared after each try

# Ann has a diary, a scheduled dose, goals, notes and a life stage; bob a diary; cleo nothing.
cat >"$work/setup.sql" <<'SQL'
INSERT INTO person (person_id, name, sex, born) VALUES
  (1, 'ann', 'female', '1984-05-02'), (2, 'bob', 'male', '1980-01-01'), (3, 'cleo', 'female', NULL);
INSERT INTO food (food_id, source_id, source_key, description)
  SELECT 1000000000 + n.column1, s.source_id, n.column2, n.column2
  FROM (VALUES (1, 'Almonds'), (25, 'Spinach, raw')) n JOIN source s ON s.name = 'nutri starter';
INSERT INTO food (food_id, source_id, source_key, description)
  SELECT 2000000000 + n.column1, s.source_id, 'own:' || n.column1, 'Stew ' || n.column1
  FROM (VALUES (1), (2)) n JOIN source s ON s.name = 'own';
INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (2000000001, 1090, 40), (2000000001, 1008, 90);
INSERT INTO food_portion (food_id, portion_no, measure, grams) VALUES
  (2000000001, 1, 'bowl', 300), (2000000001, 2, 'cup, hot', 200), (2000000001, 3, 'cup, cold', 250);
INSERT INTO food_alias (text, food_id) VALUES ('stew', 2000000001), ('my dish', 2000000001);
INSERT INTO intake (intake_id, person_id, day, food_id, amount) VALUES
  (1, 1, '2026-11-16', 2000000001, 300), (2, 1, '2026-11-16', 1000000025, 30),
  (3, 2, '2026-11-17', 2000000001, 150);
INSERT INTO intake_nutrient (intake_id, nutrient_id, amount) VALUES (1, 1090, 130);
INSERT INTO intake_day (person_id, day, completeness) VALUES (1, '2026-11-18', 'complete');
UPDATE intake_day SET completeness = 'partial' WHERE person_id = 1 AND day = '2026-11-16';
INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount) VALUES (1, '2026-11-19', 1090, 300);
INSERT INTO schedule (schedule_id, person_id, food_id, from_day, amount) VALUES
  (1, 1, 2000000001, '2026-11-01', 10), (2, 2, 2000000001, '2026-11-01', 20);
INSERT INTO life_stage (life_stage_id, person_id, stage, from_day, to_day) VALUES
  (1, 1, 'pregnant', '2025-01-01', '2025-09-30'), (2, 1, 'lactating', '2025-10-01', NULL);
INSERT INTO target (target_id, person_id, nutrient_id, from_day, amount) VALUES
  (1, 1, 1090, '2026-01-01', 400), (2, 1, 1090, '2026-06-01', 450);
INSERT INTO observation (observation_id, person_id, day, what, value) VALUES (1, 1, '2026-11-16', 'pain', 4);
INSERT INTO import (import_id, format, path, imported_at, rows_read, rows_stored) VALUES
  (1, 'sr', 'x', '2026-11-16T00:00:00Z', 2, 2), (2, 'diary', 'x', '2026-11-16T00:00:00Z', 1, 1);
INSERT INTO import_source (import_id, source_id) SELECT 1, source_id FROM source WHERE name = 'own';
UPDATE food SET import_id = 1 WHERE food_id = 2000000002;
UPDATE intake SET import_id = 2 WHERE intake_id = 3;
INSERT INTO food_label (food_id, serving_size) SELECT min(food_id), 30 FROM food;
INSERT INTO survey (person_id, survey, weight, weight_two_days, stratum, psu) VALUES (1, 'x', 2, 1, 3, 4);
INSERT INTO person_tag (person_id, tag) VALUES (1, 'x');
SQL
# shellcheck source=guards_product.inc
. "$(dirname "$0")/guards_product.inc"
same 'the set-up' '' "$(sql "$db" "$(cat "$work/setup.sql")")"

# Every row of a table as text. A guard that lets something through shows in the table's name.
sql "$db" "
  SELECT 'SELECT ''' || name || ''' AS t, coalesce(group_concat(' ||
    (SELECT group_concat('quote(\"' || c.name || '\")', '||''|''||') FROM pragma_table_xinfo(s.name) c
     WHERE c.hidden = 0) || ', char(10)), '''') AS v FROM main.' || name
  FROM sqlite_schema s WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'food_search%'
    AND name NOT IN ('nutrient', 'reference_intake', 'reference_nutrient', 'unit_name')" |
  awk 'NR > 1 { print "UNION ALL" } { print }' >"$work/state.sql"

# The tries: HOW <TAB> WHAT IS EXPECTED <TAB> STATEMENT. A @ in a statement becomes nothing, OR REPLACE
# and OR IGNORE in turn.
raw=$work/raw
tries=$work/tries
: >"$raw"

# put HOW EXPECTED STATEMENT...
put() {
  how=$1
  expected=$2
  shift 2
  for statement; do
    printf '%s\t%s\t%s\n' "$how" "$expected" "$statement"
  done >>"$raw"
}

# refuse SENTENCE STATEMENT...: a guard that RAISEs, or another refusal that cannot be ignored.
refuse() { put refuse "$@"; }

# violate CONSTRAINT STATEMENT...: a CHECK or NOT NULL. OR IGNORE passes over it without a word, and
# without a row.
violate() { put violate "$@"; }

# taken SENTENCE KEY WHAT...: UPDATE WHAT gives a number that another row has. SQLite itself says so
# before a guard that is AFTER UPDATE; with OR REPLACE the guard speaks.
taken() {
  sentence=$1
  key=$2
  shift 2
  for what; do
    refuse "$sentence" "UPDATE OR REPLACE $what"
    violate "$key" "UPDATE $what"
    violate '' "UPDATE OR IGNORE $what"
  done
}

# ---- days ------------------------------------------------------------------------------------

for day in "'2026-02-31'" "'2026-2-3'" "''" "'0000-01-01'" "'10000-01-01'" "'2026-11-16 08:00'" \
  "'2026-11-16T08:00'" "'16.11.2026'" "'20261116'" "'now'" "'2026-13-01'" "'2026-00-10'" "'2026-11-00'" \
  "'2023-02-29'" "'-001-01-01'" "2461361" "'2026-11-1６'"; do
  violate intake_day_is_a_day \
    "INSERT@ INTO intake (person_id, day, food_id, amount) VALUES (3, $day, 1000000001, 10)" \
    "INSERT@ INTO intake (person_id, day, food_id, amount) SELECT 3, $day, 1000000001, 10"
  # Not a day of ann's, who was born: her guard would speak first.
  violate intake_day_is_a_day "UPDATE@ intake SET day = $day, person_id = 3 WHERE intake_id = 1"
  refuse 'diary: day must be a date such as 2026-11-20' \
    "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', $day, 'Almonds', 30, 'g')"
  violate intake_day_day_is_a_day \
    "INSERT@ INTO intake_day (person_id, day, completeness) VALUES (3, $day, 'complete')"
  violate intake_day_nutrient_day_is_a_day \
    "INSERT@ INTO intake_day_nutrient (person_id, day, nutrient_id, amount) VALUES (3, $day, 1090, 5)"
  violate observation_day_is_a_day \
    "INSERT@ INTO observation (person_id, day, what, value) VALUES (3, $day, 'pain', 1)" \
    "UPDATE@ observation SET day = $day"
  violate life_stage_from_is_a_day \
    "INSERT@ INTO life_stage (person_id, stage, from_day, to_day) VALUES (3, 'pregnant', $day, '9999-01-01')"
  violate life_stage_to_is_a_day \
    "INSERT@ INTO life_stage (person_id, stage, from_day, to_day) VALUES (3, 'pregnant', '0001-01-01', $day)"
  violate schedule_from_is_a_day \
    "INSERT@ INTO schedule (person_id, food_id, from_day, amount) VALUES (3, 1000000001, $day, 1)" \
    "UPDATE@ schedule SET from_day = $day WHERE schedule_id = 1"
  violate schedule_to_is_a_day \
    "INSERT@ INTO schedule (person_id, food_id, from_day, to_day, amount) VALUES (3, 1000000001, '0001-01-01', $day, 1)"
  violate target_from_is_a_day \
    "INSERT@ INTO target (person_id, nutrient_id, from_day, amount) VALUES (3, 1090, $day, 1)"
  violate target_to_is_a_day \
    "INSERT@ INTO target (person_id, nutrient_id, from_day, to_day, amount) VALUES (3, 1090, '0001-01-01', $day, 1)"
  violate person_born_is_a_day \
    "INSERT@ INTO person (name, born) VALUES ('dora', $day)" \
    "UPDATE@ person SET born = $day WHERE person_id = 3"
done
violate 'NOT NULL constraint failed: intake.day' \
  "INSERT@ INTO intake (person_id, day, food_id, amount) VALUES (3, NULL, 1000000001, 10)" \
  "UPDATE@ intake SET day = NULL WHERE intake_id = 1"
refuse 'diary: day must be a date such as 2026-11-20' \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', NULL, 'Almonds', 30, 'g')"
violate life_stage_days_are_ordered \
  "INSERT@ INTO life_stage (person_id, stage, from_day, to_day) VALUES (3, 'pregnant', '2026-02-02', '2026-02-01')"
violate schedule_days_are_ordered "UPDATE@ schedule SET to_day = '2026-10-31' WHERE schedule_id = 1"
violate target_days_are_ordered "UPDATE@ target SET to_day = '2025-12-31'"
violate intake_time_is_a_time \
  "INSERT@ INTO intake (person_id, day, time, food_id, amount) VALUES (3, '2026-11-16', '24:00', 1000000001, 10)" \
  "UPDATE@ intake SET time = '8:30' WHERE intake_id = 1"
refuse 'diary: time must be hours and minutes such as 08:30' \
  "INSERT@ INTO diary (person, day, time, food, amount, unit) VALUES ('ann', '2026-11-16', '25:00', 'Almonds', 30, 'g')" \
  "INSERT@ INTO diary (person, day, time, food, amount, unit) VALUES ('ann', '2026-11-16', '', 'Almonds', 30, 'g')"

# ---- amounts ---------------------------------------------------------------------------------

# 9e999 is infinity; 9e999 - 9e999 is no number, which SQLite stores as NULL.
for amount in 0 -1 1000000.1 1e7 9e999 -9e999; do
  violate intake_amount_is_positive \
    "INSERT@ INTO intake (person_id, day, food_id, amount) VALUES (1, '2026-11-16', 1000000001, $amount)" \
    "UPDATE@ intake SET amount = $amount WHERE intake_id = 1"
  violate intake_measure_amount_is_positive "UPDATE@ intake SET measure_amount = $amount WHERE intake_id = 1"
  violate schedule_amount_is_positive \
    "INSERT@ INTO schedule (person_id, food_id, from_day, amount) VALUES (3, 1000000001, '2026-11-16', $amount)" \
    "UPDATE@ schedule SET amount = $amount WHERE schedule_id = 1"
  violate schedule_measure_amount_is_positive "UPDATE@ schedule SET measure_amount = $amount WHERE schedule_id = 1"
  violate target_amount_is_positive "UPDATE@ target SET amount = $amount"
  violate food_portion_grams_is_positive "UPDATE@ food_portion SET grams = $amount WHERE food_id = 2000000001"
done
for amount in 0 -1 1000000.1 9e999 '9e999 - 9e999' NULL "'much'" "'30'" "x'30'"; do
  refuse 'diary: amount must be a number above 0 and at most 1000000' \
    "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-16', 'Almonds', $amount, 'g')"
done
violate 'NOT NULL constraint failed: intake.amount' \
  "INSERT@ INTO intake (person_id, day, food_id, amount) VALUES (1, '2026-11-16', 1000000001, 9e999 - 9e999)" \
  "UPDATE@ intake SET amount = NULL WHERE intake_id = 1"
# STRICT is no CHECK: OR IGNORE does not pass over it.
refuse 'cannot store TEXT value in REAL column intake.amount' \
  "INSERT@ INTO intake (person_id, day, food_id, amount) VALUES (1, '2026-11-16', 1000000001, 'much')" \
  "UPDATE@ intake SET amount = 'much' WHERE intake_id = 1"
refuse 'diary: the amount is more than 1000000 g' \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-16', 'Almonds', 1001, 'kg')"
violate intake_nutrient_amount_is_finite "UPDATE@ intake_nutrient SET amount = 9e999"
violate intake_day_nutrient_amount_is_finite \
  "UPDATE@ intake_day_nutrient SET amount = -1" "UPDATE@ intake_day_nutrient SET amount = 9e999"
violate food_nutrient_amount_is_finite "UPDATE@ food_nutrient SET amount = 9e999 WHERE food_id = 2000000001"
violate observation_unit_has_text "UPDATE@ observation SET unit = ''" \
  "UPDATE@ observation SET unit = printf('%101s', 'x')"
for table in target schedule observation; do
  violate ${table}_note_is_not_endless "UPDATE@ $table SET note = printf('%10001s', 'x')"
done
violate schedule_measure_has_text "UPDATE@ schedule SET measure = ''"
refuse 'intake: the day has 1000 entries, and a day cannot have more' \
  "INSERT@ INTO intake (person_id, day, food_id, amount) WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT 3, '2026-11-16', 1000000001, 1 FROM n"
violate observation_value_is_finite "UPDATE@ observation SET what = 'weight', value = 9e999"
violate observation_pain_is_0_to_10 "UPDATE@ observation SET value = 11" "UPDATE@ observation SET value = -1"

# ---- surveys and groups ---------------------------------------------------------------------------

# shellcheck source=guards_survey.inc
. "$(dirname "$0")/guards_survey.inc"

# ---- who and what ----------------------------------------------------------------------------

refuse 'diary: no person of this name (ask the table person)' \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('zoe', '2026-11-16', 'Almonds', 30, 'g')" \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('Ann', '2026-11-16', 'Almonds', 30, 'g')" \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES (NULL, '2026-11-16', 'Almonds', 30, 'g')"
for food in "'Unobtainium'" "''" "' '" NULL 5 "'5'" "'ndb:0'" "'Spinach%'" 1.5 "x'00'"; do
  refuse 'diary: food is no number, key or name of one food (ask diary_name)' \
    "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-16', $food, 30, 'g')"
done
refuse 'diary: unit is no measure of the food (ask food_measure)' \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-16', 'Stew 1', 1, 'bucket')" \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-16', 'Stew 1', 1, '')"
refuse 'diary: unit fits several measures of the food (ask food_measure)' \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-16', 'Stew 1', 1, 'cup')"
refuse 'diary: give a unit, the food has no usual portion (ask food_measure)' \
  "INSERT@ INTO diary (person, day, food, amount) VALUES ('ann', '2026-11-16', 'Stew 1', 1)"
refuse 'diary: meal must be 1 to 100 characters, note at most 10000' \
  "INSERT@ INTO diary (person, day, meal, food, amount, unit) VALUES ('ann', '2026-11-16', '', 'Almonds', 30, 'g')" \
  "INSERT@ INTO diary (person, day, food, amount, unit, note) VALUES ('ann', '2026-11-16', 'Almonds', 30, 'g', printf('%10001s', 'x'))"
refuse 'diary: leave entry_id out, it is given' \
  "INSERT@ INTO diary (entry_id, person, day, food, amount, unit) VALUES (1, 'ann', '2026-11-16', 'Almonds', 30, 'g')"
refuse 'cannot modify diary because it is a view' "UPDATE@ diary SET amount = 1"

for table in intake schedule; do
  case $table in
    intake) day=day own=intake_id new='intake: an entry of this number exists; leave intake_id out for a new one' \
      fixed='intake: the number of an entry cannot be changed' ;;
    *) day=from_day own=schedule_id new='schedule: a dose of this number exists; leave schedule_id out for a new one' \
      fixed='schedule: the number of a dose cannot be changed' ;;
  esac
  for person in 99 NULL 0; do
    refuse "$table: no person of this number (ask the table person)" \
      "INSERT@ INTO $table (person_id, $day, food_id, amount) VALUES ($person, '2026-11-16', 1000000001, 1)"
    [ "$person" = NULL ] || refuse "$table: no person of this number (ask the table person)" \
      "UPDATE@ $table SET person_id = $person WHERE $own = 1"
  done
  for food in 99 NULL 2000000003; do
    refuse "$table: no food of this number (ask the table food)" \
      "INSERT@ INTO $table (person_id, $day, food_id, amount) VALUES (1, '2026-11-16', $food, 1)"
    [ "$food" = NULL ] || refuse "$table: no food of this number (ask the table food)" \
      "UPDATE@ $table SET food_id = $food WHERE $own = 1"
  done
  # SQLite itself is asked before a guard that is AFTER UPDATE.
  violate "$table.person_id" "UPDATE@ $table SET person_id = NULL WHERE $own = 1"
  violate "$table.food_id" "UPDATE@ $table SET food_id = NULL WHERE $own = 1"
  for key in "$own" rowid _rowid_ oid; do
    refuse "$new" "INSERT@ INTO $table ($key, person_id, $day, food_id, amount) VALUES (1, 2, '2026-11-20', 1000000001, 1)"
    refuse "$fixed" "UPDATE@ $table SET $key = 99 WHERE $own = 2"
    taken "$fixed" "$table.$own" "$table SET $key = 1 WHERE $own = 2"
  done
done
refuse 'intake: an entry of this number exists' \
  "INSERT@ INTO intake SELECT * FROM intake" "REPLACE INTO intake SELECT * FROM intake"

# A row that hangs in the air.
for table in life_stage target observation; do
  refuse "$table: no person of this number (ask the table person)" "UPDATE@ $table SET person_id = 99"
done
refuse 'life_stage: no person of this number' \
  "INSERT@ INTO life_stage (person_id, stage, from_day) VALUES (99, 'pregnant', '2026-01-01')"
refuse 'target: no person of this number' \
  "INSERT@ INTO target (person_id, nutrient_id, from_day, amount) VALUES (99, 1090, '2026-01-01', 400)"
refuse 'observation: no person of this number' \
  "INSERT@ INTO observation (person_id, day, what, value) VALUES (99, '2026-01-01', 'pain', 1)"
refuse 'food_alias: no person of this number (ask the table person)' \
  "INSERT@ INTO food_alias (person_id, text, food_id) VALUES (99, 'leaves', 1000000025)" \
  "UPDATE@ food_alias SET person_id = 99 WHERE text = 'stew'"
refuse 'food_alias: no food of this number (ask the table food)' \
  "INSERT@ INTO food_alias (text, food_id) VALUES ('leaves', 99)" \
  "UPDATE@ food_alias SET food_id = 99 WHERE text = 'stew'"
refuse 'intake_day: no person of this number (ask the table person)' \
  "INSERT@ INTO intake_day (person_id, day, completeness) VALUES (99, '2026-01-01', 'complete')"
refuse 'intake_day_nutrient: no person of this number (ask the table person)' \
  "INSERT@ INTO intake_day_nutrient (person_id, day, nutrient_id, amount) VALUES (99, '2026-01-01', 1090, 5)" \
  "UPDATE@ intake_day_nutrient SET person_id = 99"
refuse 'intake_nutrient: no entry of this number (ask the table intake)' \
  "INSERT@ INTO intake_nutrient (intake_id, nutrient_id, amount) VALUES (99, 1090, 5)" \
  "UPDATE@ intake_nutrient SET intake_id = 99"

# ---- people ----------------------------------------------------------------------------------

refuse 'person: a person of this name or number exists' \
  "INSERT@ INTO person (name) VALUES ('ann')" "INSERT@ INTO person (person_id, name) VALUES (1, 'dora')" \
  "INSERT@ INTO person (rowid, name) VALUES (2, 'dora')" \
  "INSERT@ INTO person (name) VALUES ('ann') ON CONFLICT DO NOTHING" \
  "INSERT@ INTO person (name) VALUES ('ann') ON CONFLICT (name) DO UPDATE SET sex = 'male'"
refuse 'person: another person has this name, or the number was to change' \
  "UPDATE@ person SET name = 'ann' WHERE name = 'bob'" "UPDATE@ person SET person_id = 1 WHERE name = 'bob'" \
  "UPDATE@ person SET rowid = 1 WHERE name = 'bob'" "UPDATE@ person SET oid = 9 WHERE name = 'cleo'"
refuse 'person: the person has a diary; delete its entries first' \
  "DELETE FROM person WHERE name = 'ann'" "DELETE FROM person WHERE name = 'bob'" "DELETE FROM person"
violate person_has_one_age "INSERT@ INTO person (name, born, age_months) VALUES ('dora', '2000-01-01', 300)" \
  "UPDATE@ person SET age_months = 400 WHERE name = 'ann'"
violate person_age_is_possible "UPDATE@ person SET age_months = -1 WHERE name = 'cleo'"
violate person_sex_is_known "UPDATE@ person SET sex = 'f' WHERE name = 'cleo'"
violate person_feeding_is_known "UPDATE@ person SET feeding = 'well' WHERE name = 'cleo'"
violate person_name_has_text "INSERT@ INTO person (name) VALUES ('')"

refuse 'intake: the day is before the person was born (person.born)' \
  "INSERT@ INTO intake (person_id, day, food_id, amount) VALUES (1, '1984-05-01', 1000000001, 10)" \
  "UPDATE@ intake SET day = '1984-05-01' WHERE intake_id = 1" \
  "UPDATE@ intake SET day = '1983-01-01', person_id = 1 WHERE intake_id = 3" \
  "INSERT@ INTO diary (person, day, food, amount, unit) VALUES ('ann', '1984-05-01', 'Almonds', 30, 'g')"
refuse 'intake_day: the day is before the person was born (person.born)' \
  "INSERT@ INTO intake_day (person_id, day, completeness) VALUES (1, '1984-05-01', 'complete')" \
  "INSERT@ INTO intake_day_nutrient (person_id, day, nutrient_id, amount) VALUES (1, '1984-05-01', 1090, 5)"
refuse 'person: the diary has days before this birth date' \
  "UPDATE@ person SET born = '2026-11-18' WHERE name = 'bob'"
refuse 'person: a life stage begins before this birth date (ask life_stage)' \
  "UPDATE@ person SET born = '2025-01-02' WHERE name = 'ann'"
refuse 'person: the person has been pregnant or lactating (ask life_stage)' \
  "UPDATE@ person SET sex = 'male' WHERE name = 'ann'"

# ---- life stages -----------------------------------------------------------------------------

refuse 'life_stage: the person has this stage already on some of these days' \
  "INSERT@ INTO life_stage (person_id, stage, from_day, to_day) VALUES (1, 'pregnant', '2025-09-30', '2025-12-01')" \
  "INSERT@ INTO life_stage (person_id, stage, from_day, to_day) VALUES (1, 'pregnant', '2024-09-30', '2025-01-01')" \
  "INSERT@ INTO life_stage (person_id, stage, from_day, to_day) VALUES (1, 'pregnant', '2025-03-01', '2025-04-01')" \
  "INSERT@ INTO life_stage (person_id, stage, from_day) VALUES (1, 'pregnant', '2024-03-01')" \
  "INSERT@ INTO life_stage (person_id, stage, from_day, to_day) VALUES (1, 'lactating', '2030-01-01', '2030-02-01')" \
  "UPDATE@ life_stage SET stage = 'lactating', to_day = NULL WHERE life_stage_id = 1"
refuse 'life_stage: a stage of this number exists; leave life_stage_id out for a new one' \
  "INSERT@ INTO life_stage (life_stage_id, person_id, stage, from_day) VALUES (1, 1, 'lactating', '2024-01-01')"
refuse 'life_stage: the number of a stage cannot be changed' \
  "UPDATE@ life_stage SET life_stage_id = 1 WHERE life_stage_id = 2" \
  "UPDATE@ life_stage SET rowid = 9 WHERE life_stage_id = 2"
refuse 'target: a goal of this number exists; leave target_id out for a new one' \
  "INSERT@ INTO target (target_id, person_id, nutrient_id, from_day, amount) VALUES (1, 1, 1090, '2026-02-01', 500)"
refuse 'target: the person has a goal for this nutrient from this day already' \
  "INSERT@ INTO target (person_id, nutrient_id, from_day, amount) VALUES (1, 1090, '2026-01-01', 500)" \
  "UPDATE@ target SET from_day = '2026-01-01' WHERE target_id = 2"
refuse 'target: no nutrient of this number (ask the table nutrient)' \
  "INSERT@ INTO target (person_id, nutrient_id, from_day, amount) VALUES (1, 4711, '2026-02-01', 500)" \
  "UPDATE@ target SET nutrient_id = 4711"
taken 'target: the number of a goal cannot be changed' target.target_id \
  'target SET target_id = 2' 'target SET rowid = 2'
refuse 'target: the number of a goal cannot be changed' \
  "UPDATE@ target SET target_id = 9 WHERE target_id = 2" "UPDATE@ target SET rowid = 9 WHERE target_id = 2"
refuse 'observation: an observation of this number exists; leave observation_id out for a new one' \
  "INSERT@ INTO observation (observation_id, person_id, day, what, value) VALUES (1, 1, '2026-11-16', 'pain', 5)"
refuse 'observation: the number of an observation cannot be changed' \
  "UPDATE@ observation SET observation_id = 2" "UPDATE@ observation SET rowid = 2"
refuse 'intake_day: the day has no entry; give it a completeness or a recall_no' \
  "INSERT@ INTO intake_day (person_id, day) VALUES (1, '2026-12-24')"
refuse 'life_stage: the person is male (person.sex)' \
  "INSERT@ INTO life_stage (person_id, stage, from_day) VALUES (2, 'pregnant', '2025-01-01')" \
  "UPDATE@ life_stage SET person_id = 2"
refuse 'life_stage: the stage begins before the person was born (person.born)' \
  "INSERT@ INTO life_stage (person_id, stage, from_day, to_day) VALUES (1, 'pregnant', '1984-05-01', '1984-06-01')" \
  "UPDATE@ life_stage SET from_day = '1984-05-01' WHERE life_stage_id = 1"
violate life_stage_is_known "INSERT@ INTO life_stage (person_id, stage, from_day) VALUES (3, 'male', '2025-01-01')"

# ---- the days of the diary -------------------------------------------------------------------

refuse 'intake_day: the day has entries; set completeness to NULL to take a mark back' \
  "DELETE FROM intake_day" "DELETE FROM intake_day WHERE day = '2026-11-16'" \
  "DELETE FROM intake_day WHERE day = '2026-11-19'"
refuse 'intake_day: move the entries (table intake), the day follows them' \
  "UPDATE@ intake_day SET day = '2026-11-20' WHERE day = '2026-11-16'" \
  "UPDATE@ intake_day SET day = '2026-11-18' WHERE day = '2026-11-16'" \
  "UPDATE@ intake_day SET person_id = 2 WHERE day = '2026-11-16'"
violate intake_day_completeness_is_known "UPDATE@ intake_day SET completeness = 'done'"
violate intake_day_recall_is_counted "UPDATE@ intake_day SET recall_no = 0"

# ---- foods -----------------------------------------------------------------------------------

refuse 'food: the food stands in a diary (ask the table intake)' \
  "DELETE FROM food WHERE food_id = 2000000001" "DELETE FROM food WHERE food_id = 1000000025" "DELETE FROM food"
refuse 'food: the source has another food under this key (ask the table food)' \
  "INSERT@ INTO food (food_id, source_id, source_key, description) SELECT 7, source_id, source_key, 'x' FROM food WHERE food_id = 2000000001" \
  "INSERT@ INTO food (source_id, source_key, description) SELECT source_id, source_key, 'x' FROM food WHERE food_id = 2000000001" \
  "INSERT@ INTO food (food_id, source_id, source_key, description) SELECT food_id, source_id, 'own:1', 'x' FROM food WHERE food_id = 2000000002" \
  "UPDATE@ food SET source_key = 'own:1' WHERE food_id = 2000000002" \
  "UPDATE@ food SET (source_id, source_key) = (SELECT source_id, source_key FROM food WHERE food_id = 2000000001) WHERE food_id = 1000000001"
refuse 'food: the number of a food cannot be changed' "UPDATE@ food SET oid = 7 WHERE food_id = 1000000001"
taken 'food: the number of a food cannot be changed' food.food_id \
  'food SET food_id = 2000000002 WHERE food_id = 2000000001' 'food SET rowid = 2000000002 WHERE food_id = 2000000001'
refuse 'food_nutrient: delete the value and insert it where it belongs' \
  "UPDATE@ food_nutrient SET nutrient_id = 1090 WHERE food_id = 2000000001 AND nutrient_id = 1008" \
  "UPDATE@ food_nutrient SET food_id = 1000000001 WHERE food_id = 2000000001 AND nutrient_id = 1090"
violate food_kind_is_known "UPDATE@ food SET kind = 'drink' WHERE food_id = 2000000001"
violate food_basis_is_known "UPDATE@ food SET basis = 'kg' WHERE food_id = 2000000001"
violate food_description_has_text "UPDATE@ food SET description = '' WHERE food_id = 2000000001"
violate food_is_not_replaced_by_itself "UPDATE@ food SET replaced_by = food_id WHERE food_id = 2000000001"
violate food_nutrient_mark_is_known "UPDATE@ food_nutrient SET mark = 'guess' WHERE food_id = 2000000001"
violate food_portion_measure_has_text "UPDATE@ food_portion SET measure = '' WHERE food_id = 2000000001"
violate food_portion_usual_is_yes_or_no "UPDATE@ food_portion SET is_usual = 2 WHERE food_id = 2000000001"
violate food_alias_text_has_text "INSERT@ INTO food_alias (text, food_id) VALUES ('', 1000000001)"
violate food_same_as_why_is_known "INSERT@ INTO food_same_as (food_id, tie_id, why) VALUES (2000000001, 1, 'like')"
violate nutrient_negative_is_yes_or_no "UPDATE@ nutrient SET may_be_negative = 2 WHERE nutrient_id = 1090"
violate food_category_beverage_is_yes_or_no "UPDATE@ food_category SET is_beverage = 2"
violate food_category_eaten_is_yes_or_no "UPDATE@ food_category SET eaten_dry = 2"
violate food_category_usual_grams_is_positive "UPDATE@ food_category SET usual_grams = 0"
violate source_name_has_text "INSERT@ INTO source (name, title, rank) VALUES ('', 'x', 1)"
violate food_nutrient_change_says_something \
  "INSERT@ INTO food_nutrient_change (food_id, nutrient_id) VALUES (2000000001, 1090)"

# ---- the rest of the CHECKs ------------------------------------------------------------------

violate intake_meal_has_text "UPDATE@ intake SET meal = ''"
violate intake_measure_has_text "UPDATE@ intake SET measure = ''"
violate intake_note_is_not_endless "UPDATE@ intake SET note = printf('%10001s', 'x')"
violate observation_what_has_text "UPDATE@ observation SET what = ''"
violate observation_says_something "UPDATE@ observation SET value = NULL"
violate unit_dimension_is_known "UPDATE@ unit SET dimension = 'length'"
violate unit_factor_is_positive "UPDATE@ unit SET factor = 0"
violate within_person_sd_is_positive "UPDATE@ within_person_sd SET sd = 0"
violate within_person_sd_sex_is_known "UPDATE@ within_person_sd SET sex = 'both'"
violate within_person_sd_set_has_text "UPDATE@ within_person_sd SET sd_set = ''"
violate age_group_is_a_span "UPDATE@ age_group SET age_max_months = age_min_months - 1"
violate age_group_name_has_text "UPDATE@ age_group SET name = ''"
violate requirement_cv_is_a_share "UPDATE@ requirement_cv SET cv = 1"
violate plausible_energy_is_ordered "UPDATE@ plausible_energy SET kcal_low = kcal_high"
violate plausible_energy_sex_is_known "UPDATE@ plausible_energy SET sex = 'both' WHERE sex IS NULL"
violate depletion_factor_direction_is_known "UPDATE@ depletion_factor SET direction = 'raises'"
violate depletion_factor_evidence_is_known "UPDATE@ depletion_factor SET evidence = 'none'"
violate reference_intake_kind_is_known "UPDATE@ reference_intake SET kind = 'RDI'"
violate reference_intake_sex_is_known "UPDATE@ reference_intake SET sex = 'both'"
violate reference_intake_stage_is_known "UPDATE@ reference_intake SET life_stage = 'old'"
violate reference_intake_variant_is_known "UPDATE@ reference_intake SET variant = 'x'"
violate reference_intake_ages_are_ordered "UPDATE@ reference_intake SET age_max_months = -1"
violate reference_intake_amount_is_positive "UPDATE@ reference_intake SET amount = 0"
violate reference_intake_scope_is_known "UPDATE@ reference_intake SET ul_scope = 'x' WHERE kind = 'UL'"
violate reference_intake_scope_is_of_a_ul "UPDATE@ reference_intake SET ul_scope = NULL"
violate reference_intake_flags_are_yes_or_no "UPDATE@ reference_intake SET provisional = 2"
violate reference_intake_confidence_is_known "UPDATE@ reference_intake SET confidence = 'sure'"
violate reference_nutrient_factor_is_positive "UPDATE@ reference_nutrient SET factor = 0 WHERE factor = 1"
violate reference_nutrient_says_why "UPDATE@ reference_nutrient SET reason = 'x'"
violate food_label_serving_is_positive "UPDATE@ food_label SET serving_size = 0"
violate label_unit_basis_is_known "UPDATE@ label_unit SET basis = 'kg'"
violate label_unit_factor_is_positive "UPDATE@ label_unit SET factor = 0"
violate label_category_kind_is_known "UPDATE@ label_category SET kind = 'drink'"
violate import_running_is_known "UPDATE@ import SET running = 3 WHERE import_id = 1"
violate import_partial_is_yes_or_no "UPDATE@ import SET partial = 2"
refuse 'import: what it brought is still there; nutri import undo takes it back' \
  'DELETE FROM import' 'DELETE FROM import WHERE import_id = 1' 'DELETE FROM import WHERE import_id = 2'
violate food_portion_change_says_something \
  "INSERT@ INTO food_portion_change (import_id, food_id, portion_no) VALUES (1, 2000000001, 1)"
violate row_change_table_is_known \
  "INSERT@ INTO row_change (import_id, \"table\", row_id) VALUES (1, 'intake', 1)"
violate row_change_says_something \
  "INSERT@ INTO row_change (import_id, \"table\", row_id, \"column\", old, new) VALUES (1, 'food', 2000000001, 'kind', 'food', 'food')"
violate import_file_sha256_is_hex \
  "INSERT@ INTO import_file (import_id, file, sha256, bytes, rows_read, rows_stored, rows_unchanged, rows_rejected) VALUES (1, 'x', 'ff', 1, 1, 1, 0, 0)"
violate import_file_rows_add_up \
  "INSERT@ INTO import_file (import_id, file, sha256, bytes, rows_read, rows_stored, rows_unchanged, rows_rejected) VALUES (1, 'x', hex(zeroblob(32)), 1, 2, 1, 0, 0)"

product_tries

# The check itself is checked: what changes a table is seen to.
put change intake 'UPDATE intake SET amount = 301 WHERE intake_id = 1'
put change food_nutrient 'DELETE FROM food_nutrient WHERE food_id = 2000000001'

awk -F '\t' -v OFS='\t' '
  function with(clause, statement) { statement = $3; sub(/@/, clause, statement); return statement }
  $3 !~ /@/ { print; next }
  {
    print $1, $2, with("")
    print $1, $2, with(" OR REPLACE")
    print $1, $1 == "violate" ? "" : $2, with(" OR IGNORE")
  }' "$raw" >"$tries"

# ---- two rounds ------------------------------------------------------------------------------

# round FOREIGN_KEYS RECURSIVE_TRIGGERS
round() {
  {
    printf '.output %s\n' "$work/head"
    echo "PRAGMA foreign_keys = $1;"
    echo "PRAGMA recursive_triggers = $2;"
    printf 'CREATE TEMP VIEW state AS '
    tr '\n' ' ' <"$work/state.sql"
    echo ';'
    echo 'CREATE TEMP TABLE before AS SELECT * FROM state;'
    printf '.output %s\n' "$work/changed"
  } >"$work/round.sql"
  first=$(($(wc -l <"$work/round.sql") + 1))
  # A try is one line. It is undone whatever it did, so that the next finds the same database.
  cut -f 3 "$tries" | awk '{
    printf "SAVEPOINT t; %s; SELECT %d || char(9) || s.t FROM state s JOIN before b ON b.t = s.t WHERE b.v <> s.v; ROLLBACK TO t; RELEASE t;\n", $0, NR }' \
    >>"$work/round.sql"
  "$SQLITE3" -batch "$db" <"$work/round.sql" >"$work/out" 2>"$work/err"
  # "Runtime error near line 12: sentence (19)", "Error: near line 12: sentence", with or without a
  # line of context after it.
  sed -n "s/^[^:]*\(: \)\{0,1\}.*near line \([0-9][0-9]*\): \(.*\)/\2	\3/p" "$work/err" |
    awk -F '\t' -v first="$first" '{ print $1 - first + 1 "\t" $2 }' >"$work/said"
  awk -F '\t' -v settings="foreign_keys $1, recursive_triggers $2" '
    FILENAME ~ /said$/    { said[$1] = said[$1] $2; next }
    FILENAME ~ /changed$/ { changed[$1] = changed[$1] " " $2; next }
    {
      wanted = $1 == "change" ? "" : $2
      if (wanted == "" ? said[FNR] != "" : index(said[FNR], wanted) == 0)
        printf "%s (%s)\n  expected: %s\n  came:     %s\n", $3, settings, wanted, said[FNR]
      wanted = $1 == "change" ? " " $2 : ""
      if (wanted == "" ? changed[FNR] != "" : index(changed[FNR], wanted) == 0)
        printf "%s (%s)\n  expected: changed tables:%s\n  came:     changed tables:%s\n", $3, settings, wanted, changed[FNR]
    }' "$work/said" "$work/changed" "$tries" >"$work/bad"
  n=$(wc -l <"$tries")
  checks=$((checks + n))
  n=$(grep -c '^  expected' "$work/bad")
  failed=$((failed + n))
  sed 's/^\([^ ]\)/WRONG: \1/' "$work/bad" | head -n 60
  same "what the shell says before the tries (foreign_keys $1)" '' "$(cat "$work/head" "$work/out")"
  cat "$work/said" >>"$work/heard"
}

round 0 0
round 1 1

# ---- nothing is left untried -----------------------------------------------------------------

sql "$db" "SELECT sql FROM sqlite_schema WHERE type = 'trigger'" | tr '\n' ' ' |
  grep -oE "RAISE\(ABORT, *'[^']*'" | sed "s/^[^']*'//; s/'\$//" | sort -u >"$work/sentences"
while read -r sentence; do
  checks=$((checks + 1))
  grep -qF "$sentence" "$work/heard" || wrong "no try met the guard: $sentence"
done <"$work/sentences"
sql "$db" "SELECT sql FROM sqlite_schema WHERE type = 'table'" | tr '\n' ' ' |
  grep -oE 'CONSTRAINT [a-z0-9_]+ +CHECK' | cut -d ' ' -f 2 | sort >"$work/constraints"
while read -r constraint; do
  checks=$((checks + 1))
  grep -qw "$constraint" "$work/heard" || wrong "no try met the constraint $constraint"
done <"$work/constraints"

# ---- what must stay possible -----------------------------------------------------------------

# Guards that refuse too much are as wrong: each of these passes and leaves a sound database.
cat >"$work/passes" <<'SQL'
UPDATE intake SET amount = 1000000 WHERE intake_id = 1
UPDATE intake SET day = '1984-05-02' WHERE intake_id = 1
UPDATE intake SET intake_id = intake_id, person_id = 2 WHERE intake_id = 1
INSERT OR REPLACE INTO intake (person_id, day, food_id, amount) VALUES (1, '2026-11-16', 1000000001, 10)
INSERT INTO intake (intake_id, person_id, day, food_id, amount) VALUES (77, 1, '9999-12-31', 1000000001, 1e-6)
INSERT INTO person (name) VALUES ('Ann'), ('ann ')
UPDATE person SET born = '2025-01-01', authority = 'eu' WHERE name = 'ann'
UPDATE person SET sex = 'male' WHERE name = 'cleo'
UPDATE person SET name = name, person_id = person_id
DELETE FROM person WHERE name = 'cleo'
DELETE FROM intake WHERE person_id = 2; DELETE FROM schedule WHERE person_id = 2; DELETE FROM person WHERE person_id = 2
INSERT INTO life_stage (person_id, stage, from_day, to_day) VALUES (1, 'pregnant', '2025-10-01', '2025-10-01')
INSERT INTO life_stage (person_id, stage, from_day) VALUES (1, 'pregnant', '2026-10-01')
UPDATE life_stage SET to_day = '2026-01-01' WHERE life_stage_id = 2
DELETE FROM food WHERE food_id = 2000000002
DELETE FROM intake WHERE food_id = 1000000025; DELETE FROM food WHERE food_id = 1000000025
INSERT INTO food (food_id, source_id, source_key, description) SELECT 2000000002, source_id, 'own:2', 'New' FROM source WHERE name = 'own' ON CONFLICT (food_id) DO UPDATE SET description = excluded.description
UPDATE food SET source_key = 'own:9', food_id = food_id WHERE food_id = 2000000002
UPDATE intake_day SET completeness = 'complete' WHERE day = '2026-11-16'
DELETE FROM intake_day WHERE day = '2026-11-18'
UPDATE intake_day_nutrient SET day = '2026-11-20'
DELETE FROM diary
SQL
product_passes >>"$work/passes"
while read -r statement; do
  case $statement in '' | '--'*) continue ;; esac
  same "$statement" 'ok 0 0' "$(sql "$db" "BEGIN; $statement;
    SELECT (SELECT group_concat(integrity_check) FROM pragma_integrity_check), (SELECT count(*) FROM pragma_foreign_key_check),
      (SELECT count(*) FROM intake i WHERE NOT EXISTS (
         SELECT 1 FROM intake_day d WHERE d.person_id = i.person_id AND d.day = i.day)); ROLLBACK;" | tr '|' ' ')"
done <"$work/passes"

# A mark on a day outlives OR REPLACE of an entry and the entry itself.
is "$db" 'partial
partial' "BEGIN; INSERT OR REPLACE INTO intake (person_id, day, food_id, amount) VALUES (1, '2026-11-16', 1000000001, 10);
SELECT completeness FROM intake_day WHERE day = '2026-11-16'; DELETE FROM intake;
SELECT completeness FROM intake_day WHERE day = '2026-11-16'; ROLLBACK;"

# A person takes along what is the person's, a food what is the food's.
is "$db" '0 0 0 0' "BEGIN; DELETE FROM intake; DELETE FROM schedule; DELETE FROM intake_day_nutrient;
UPDATE intake_day SET completeness = NULL; DELETE FROM person;
SELECT (SELECT count(*) FROM life_stage) || ' ' || (SELECT count(*) FROM target) || ' ' ||
  (SELECT count(*) FROM observation) || ' ' || (SELECT count(*) FROM intake_day); ROLLBACK;"
is "$db" '0 0 0' "BEGIN; DELETE FROM intake; DELETE FROM schedule; DELETE FROM food WHERE food_id = 2000000001;
SELECT (SELECT count(*) FROM food_nutrient WHERE food_id = 2000000001) || ' ' ||
  (SELECT count(*) FROM food_portion WHERE food_id = 2000000001) || ' ' ||
  (SELECT count(*) FROM food_alias WHERE food_id = 2000000001); ROLLBACK;"

is "$db" ok 'PRAGMA integrity_check'
is "$db" '' 'PRAGMA foreign_key_check'
same 'nutri check' 0 "$("$NUTRI_BIN" --db "$db" check >"$work/check" 2>&1 || cat "$work/check"; echo $?)"

done_with guards
