#!/bin/sh
# The loadable extension in the plain shell: the same numbers as the command, for every argument what
# the manual says, nothing written, and no way in for a database that somebody else made.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"
if [ ! -f "${NUTRI_EXTENSION:=}" ]; then
  echo 'skipped: built without the extension'
  exit 77
fi
db=$work/extension.db
sh "$NUTRI_SOURCE_DIR/tools/demo.sh" "$NUTRI_BIN" "$db" > "$work/demo.log"
load=".load '${NUTRI_EXTENSION%.so}'" # without suffix, as the manual has it

# loaded FILE STATEMENTS ARGUMENTS...: what the shell prints with the extension loaded.
loaded() {
  file=$1
  statements=$2
  shift 2
  printf '%s\n' "$load" "$statements" | "$SQLITE3" -batch "$@" "$file" 2>&1
}
# gives EXPECTED STATEMENTS
gives() { same "$2" "$1" "$(loaded "$db" "$2")"; }
# refuses WORDS STATEMENTS: an error that has the words.
refuses() {
  case $(loaded "$db" "$2") in
    *rror*"$1"*) same "$2" x x ;;
    *) same "$2" "an error with: $1" "$(loaded "$db" "$2")" ;;
  esac
}
# json KEY ARGUMENTS...: a number of the command's answer, the last of that name.
json() {
  key=$1
  shift
  "$NUTRI_BIN" --db "$db" "$@" --json |
    awk -v key="\"$key\":" '$1 == key { value = $2 } END { sub(/,$/, "", value); printf "%.9g\n", value }'
}

# ---- arithmetic ------------------------------------------------------------------------------

# science.md 3: woman of 40, mean 320 over 3 days, EAR 265, s_w 85.9; men 31-50; 5: 1 mmol = 24.305 mg.
gives '0.836|0.71|0.19|0.95' "SELECT round(nutri_adequacy(320, 3, 265, 85.9), 3),
  round(nutri_adequacy(420, 1, 350, 122), 2), round(nutri_adequacy(280, 3, 350, 122), 2),
  round(nutri_adequacy(420, 28, 350, 122), 2);"
gives '1|1' "SELECT nutri_adequacy(420, 28, 350, 122) = nutri_adequacy(420, 300, 350, 122),
  nutri_adequacy(420, 7, 350, 122) = nutri_adequacy(420, 7, 350, 122, 0.10);"
gives '0.5|1|1.0|0.0' \
  "SELECT nutri_normal_cdf(0), abs(nutri_normal_cdf(1.959963985) - 0.975) < 1e-9, nutri_normal_cdf(9e999), nutri_normal_cdf(-9e999);"
gives '1.0|12.1525|1' "SELECT nutri_mg_to_mmol(24.305), 24.305 / 2 * nutri_mg_to_mmol(24.305),
  (SELECT nutri_mg_to_mmol(factor) = 1.0 FROM nutrient_unit WHERE nutrient_id = 1090 AND unit = 'mmol');"
gives 'null|null|null|null' "SELECT ifnull(nutri_mg_to_mmol(NULL), 'null'), ifnull(nutri_normal_cdf(NULL), 'null'),
  ifnull(nutri_adequacy(320, NULL, 265, 85.9), 'null'), ifnull(nutri_grams(1000000026, NULL), 'null');"
gives "$("$NUTRI_BIN" --version | awk '{ sub(/,$/, "", $2); print $2 }')" 'SELECT nutri_version();'
refuses 'nutri_adequacy: argument 1 is no number' "SELECT nutri_adequacy('much', 3, 265, 85.9);"
refuses 'n is a whole number' 'SELECT nutri_adequacy(320, 0, 265, 85.9);'
refuses 'n is a whole number' 'SELECT nutri_adequacy(320, 1.5, 265, 85.9);'
refuses 'ear is above 0' 'SELECT nutri_adequacy(320, 3, 0, 85.9);'
refuses 'nothing varies' 'SELECT nutri_adequacy(320, 3, 265, 0, 0);'
refuses 'wrong number of arguments' 'SELECT nutri_adequacy(320);'

# ---- measures --------------------------------------------------------------------------------

gives '30.0|60.0|15.0|45.0|30.0' "SELECT nutri_grams(food_id, '1 cup'), nutri_grams(food_id, '2 cups'),
  nutri_grams(food_id, '1/2 cup'), nutri_grams(food_id, '1 1/2 cups'), nutri_grams(food_id, 'cup')
  FROM food WHERE description = 'Spinach, raw';"
gives '0' "SELECT count(*) FROM food f JOIN food_portion p USING (food_id)
  WHERE CASE WHEN p.is_usual THEN abs(nutri_grams(f.food_id, '3 ' || p.measure) - 3 * p.grams) > 1e-6 * p.grams END;"
gives 'NULL|NULL|NULL' "SELECT coalesce(nutri_grams(1, '1 cup'), 'NULL'), coalesce(nutri_grams(food_id, 'bucket'), 'NULL'),
  (SELECT coalesce(nutri_grams(food_id, 'cup'), 'NULL') FROM food WHERE description = 'Almonds')
  FROM food WHERE description = 'Spinach, raw';"
gives '1|1' "SELECT count(nutri_grams(food_id, '1 cup')) > 50, count(*) > count(nutri_grams(food_id, '1 cup')) FROM food;"
refuses "'2' names no measure" "SELECT nutri_grams(1000000026, '2');"
refuses 'argument 1 is a food_id' "SELECT nutri_grams('spinach', '1 cup');"
refuses 'holds a NUL' "SELECT nutri_grams(1000000026, CAST(x'31206375700078' AS TEXT));"

# ---- a person --------------------------------------------------------------------------------

span='--from 2026-11-09 --to 2026-11-15'
for pair in mean_total:total_mg mean_food:food_mg shortfall:shortfall_mg percent:percent \
  known_share:known_share confidence:confidence target:target_mg ear:ear_mg within_person_sd:within_person_sd_mg \
  mean_kcal:mean_kcal; do
  # shellcheck disable=SC2086 # two options
  same "${pair%:*} of nutri_deficit and of the command" "$(json "${pair#*:}" deficit $span)" \
    "$(loaded "$db" "SELECT ${pair%:*} FROM nutri_deficit('ann', '2026-11-09', '2026-11-15');" | awk '{ printf "%.9g\n", $1 }')"
done
gives '1|7' "SELECT confidence = nutri_adequacy(mean_food + mean_supplement, confidence_days, ear, within_person_sd),
  days_counted + days_unconfirmed FROM nutri_deficit('ann', '2026-11-09', '2026-11-15');"
gives 'ann|6' "SELECT name, days_counted FROM person, nutri_deficit(name);"
gives '1' "SELECT (SELECT mean_total FROM nutri_deficit('ann', '2026-11-09', '2026-11-15')) =
  (SELECT sum(total_mg) / 6 FROM magnesium_by_day WHERE person = 'ann' AND day BETWEEN '2026-11-09' AND '2026-11-15' AND day <> '2026-11-12');"
gives 'Calcium, Ca|1' "SELECT nutrient, mean_total > 0 FROM nutri_deficit('ann', NULL, NULL, 'calcium');"
gives '1' "SELECT (SELECT mean_total FROM nutri_deficit('ann', NULL, NULL, 1087)) = (SELECT mean_total FROM nutri_deficit('ann', NULL, NULL, '301'));"
gives 'eu|no average requirement (EAR) from this authority|1' \
  "SELECT authority, reason, ear IS NULL FROM nutri_deficit('ann', NULL, NULL, NULL, 'eu');"
gives '5' "SELECT days_counted FROM nutri_deficit('ann', '2026-11-09', '2026-11-15', NULL, NULL, '2026-11-14');"
refuses 'no person is given' 'SELECT * FROM nutri_deficit;'
refuses 'person: a name was expected' 'SELECT * FROM nutri_deficit(NULL);'
refuses "there is no person 'eve'" "SELECT * FROM nutri_deficit('eve');"
refuses "'yesterday' is no day" "SELECT * FROM nutri_deficit('ann', 'yesterday');"
refuses "'mars'" "SELECT * FROM nutri_deficit('ann', NULL, NULL, NULL, 'mars');"
refuses "unobtainium" "SELECT * FROM nutri_deficit('ann', NULL, NULL, 'unobtainium');"

# ---- suggestions and groups ------------------------------------------------------------------

# shellcheck disable=SC2086
same 'gap_before of nutri_suggest and of the command' "$(json gap_before_mg suggest $span)" \
  "$(loaded "$db" "SELECT max(gap_before) FROM nutri_suggest('ann', '2026-11-09', '2026-11-15');" | awk '{ printf "%.9g\n", $1 }')"
# shellcheck disable=SC2086
same 'the foods of nutri_suggest and of the command' \
  "$("$NUTRI_BIN" --db "$db" suggest $span --sets 3 --max-foods 2 --json | awk '$1 == "\"food_id\":" { sub(/,$/, "", $2); print $2 }')" \
  "$(loaded "$db" "SELECT food_id FROM nutri_suggest('ann', '2026-11-09', '2026-11-15', NULL, NULL, NULL, NULL, 2, 3);")"
gives '0' "SELECT count(*) FROM nutri_suggest('ann', '2026-11-09', '2026-11-15', 'MG', 5) WHERE kcal > 5;"
refuses 'max_kcal: a number above 0' "SELECT * FROM nutri_suggest('ann', NULL, NULL, NULL, -1);"
refuses 'sets: a whole number from 1 to 10' "SELECT * FROM nutri_suggest('ann', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 11);"
gives '|31-50 years|1|one person is no group
female|all|1|one person is no group' "SELECT sex, age_group, persons, reason FROM nutri_prevalence('MG', 'age') WHERE age_group IS NOT NULL;
  SELECT sex, ifnull(age_group, 'all'), persons, reason FROM nutri_prevalence('MG', 'sex') WHERE sex IS NOT NULL;"
refuses 'split: sex, age or sex,age was expected' "SELECT * FROM nutri_prevalence('MG', 'day');"
refuses 'min_age: a whole number from 0 to 150' "SELECT * FROM nutri_prevalence('MG', '', -1);"
refuses 'of_method: nci or nrc' "SELECT * FROM nutri_prevalence('MG', '', 20, 70, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'guess');"

# 60 women with two days each, from the views alone: a group that has an answer.
group=$work/group.db
new_db "$group"
same 'a group of 60' '' "$(sql "$group" "
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
  INSERT INTO person (name, sex, born) SELECT 'p' || i, 'female', '1980-01-01' FROM n;
  INSERT INTO intake (person_id, day, food_id, amount)
    SELECT person_id, '2026-11-0' || d.n, food_id, 300 + 40 * (person_id % 13) + 25 * ((person_id * 7 + d.n * 5) % 11)
    FROM person, (SELECT 1 AS n UNION ALL SELECT 2) d, food WHERE description = 'Black beans, cooked';
  UPDATE intake_day SET completeness = 'complete';")"
db=$group
for pair in mean:mean below_ear:below_ear inadequate:inadequate usual_mean:usual_mean within_sd:within_sd; do
  same "${pair%:*} of nutri_prevalence and of the command" "$(json "${pair#*:}" group)" \
    "$(loaded "$db" "SELECT ${pair%:*} FROM nutri_prevalence('MG');" | awk '{ printf "%.9g\n", $1 }')"
done
gives '60|60|1' "SELECT persons, persons_repeat, below_ear BETWEEN 0 AND 1 FROM nutri_prevalence('magnesium', '', 19, 60, 'female', NULL, NULL, NULL, NULL, NULL, 0, 0);"

# ---- safe, and written nowhere ---------------------------------------------------------------

db=$work/extension.db
gives '0.5' "CREATE TEMP VIEW half AS SELECT nutri_normal_cdf(0) AS p; SELECT p FROM half;"
sql "$db" "CREATE VIEW sly AS SELECT nutri_grams(food_id, '1 g') FROM food; CREATE VIEW slier AS SELECT * FROM person, nutri_deficit(name);
  CREATE VIEW plain AS SELECT nutri_mg_to_mmol(24.305) AS mmol;"
refuses 'unsafe use' 'SELECT * FROM sly;'
refuses 'unsafe use' 'SELECT * FROM slier;'
same 'arithmetic in a view of a file nobody trusts' '1.0' \
  "$(printf '%s\n' "$load" '.output /dev/null' '.dbconfig trusted_schema off' '.output' 'SELECT mmol FROM plain;' | "$SQLITE3" -batch "$db" 2>&1)"
sql "$db" 'DROP VIEW sly; DROP VIEW slier; DROP VIEW plain;'

before=$(cksum < "$db")
same 'read-only' 'ann|6' "$(loaded "$db" 'SELECT name, days_counted FROM person, nutri_deficit(name);' -readonly)"
gives "ann|6
ann|6
1" "$load
$load
  SELECT name, days_counted FROM person, nutri_deficit(name);
  BEGIN; SELECT name, days_counted FROM person, nutri_deficit(name); ROLLBACK;
  SELECT count(*) > 0 FROM nutri_suggest('ann', '2026-11-09', '2026-11-15', NULL, NULL, NULL, NULL, NULL, 3);"
same 'the file as it was' "$before" "$(cksum < "$db")"
gives '3' "CREATE TEMP TABLE seen AS SELECT d.* FROM (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3), nutri_deficit('ann') d;
  SELECT count(*) FROM seen;"
gives '0|30.0' "BEGIN; INSERT INTO person (name) VALUES ('zoe'); SELECT days_counted, (SELECT nutri_grams(food_id, 'cup')
  FROM food WHERE description = 'Spinach, raw') FROM nutri_deficit('zoe'); ROLLBACK;"
for other in ':memory:' "$work/other.db"; do
  [ "$other" = ':memory:' ] || sql "$other" 'CREATE TABLE bird (name); PRAGMA application_id = 7;'
  case $(loaded "$other" "SELECT * FROM nutri_deficit('ann');") in
    *'a nutri database was expected'* | *'no nutri database'* | *'not a nutri database'*) same "$other" x x ;;
    *) same "nutri_deficit on $other" 'a refusal' "$(loaded "$other" "SELECT * FROM nutri_deficit('ann');")" ;;
  esac
  same "arithmetic on $other" '1.0' "$(loaded "$other" 'SELECT nutri_mg_to_mmol(24.305);')"
done

# ---- the file itself -------------------------------------------------------------------------

same 'what it exports' 'sqlite3_nutriext_init' "$(nm -D --defined-only "$NUTRI_EXTENSION" | awk '{ print $3 }')"
same 'it links no SQLite' '' "$(readelf -d "$NUTRI_EXTENSION" | grep -i 'NEEDED.*sqlite')"

# The page names every function, and every column of the tables.
for name in $(loaded "$db" "SELECT DISTINCT name FROM pragma_function_list WHERE name LIKE 'nutri%' UNION SELECT name
  FROM pragma_module_list WHERE name LIKE 'nutri%' UNION SELECT c.name FROM pragma_module_list m, pragma_table_xinfo(m.name) c
  WHERE m.name LIKE 'nutri%' AND NOT c.hidden;"); do
  grep -qw -- "$name" "$NUTRI_SOURCE_DIR/man/nutri_ext.7" || wrong "nutri_ext(7) lacks $name"
done
done_with extension
