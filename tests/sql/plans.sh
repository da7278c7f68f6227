#!/bin/sh
# The plan of every view by day, and of every query file: what names a person, a day or a food is
# found by an index, however it is named. A scan that is meant is listed here, with its reason.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"
: "${NUTRI_SCHEMA_DIR:?the folder schema}"
db=$work/plans.db
new_db "$db"

# A plan's lines that read all of something: SCAN, or an index made for one statement, which reads all
# of its table first. `SCAN e` and `SCAN (subquery-1)` read what a sub-query found.
plans=$work/plans.sql
: >"$plans"

# plan LABEL ALLOWED STATEMENT: ALLOWED is a pattern of what may be read whole, - is nothing.
plan() {
  printf '.print @@ %s\n.print @allowed %s\nEXPLAIN QUERY PLAN\n%s\n;\n' "$1" "$2" "$3" >>"$plans"
}

# ---- views -----------------------------------------------------------------------------------

# view VIEW ALLOWED FILTER...: a join to person reads person (x) whole where it is filtered by what
# has no index.
view() {
  name=$1
  allowed=$2
  shift 2
  for filter; do
    case $filter in
      *x.sex*) plan "$name, $filter" "$allowed|x" "SELECT * FROM person x JOIN $name v ON v.person = x.name WHERE $filter" ;;
      *x.*) plan "$name, $filter" "$allowed" "SELECT * FROM person x JOIN $name v ON v.person = x.name WHERE $filter" ;;
      *'(SELECT'*) plan "$name, $filter" "$allowed|person" "SELECT * FROM $name v WHERE $filter" ;;
      *person*) plan "$name, $filter" "$allowed" "SELECT * FROM $name v WHERE $filter" ;;
      *) plan "$name, $filter" "$allowed|p" "SELECT * FROM $name v WHERE $filter" ;;
    esac
  done
}

# n is the table nutrient, 477 rows: a day in all nutrients is asked for.
for name in magnesium_by_day magnesium_deficit magnesium_source day_quality \
  nutrient_by_day nutrient_deficit nutrient_source supplement_by_day; do
  case $name in
    magnesium_*) allowed=- also= ;;
    day_quality) allowed=e also= ;; # the energies of a plausible day, three rows
    *) allowed=n also=' AND nutrient_id = 1090' ;;
  esac
  view $name $allowed "person = 'ann'" "person = 'ann' AND day = '2026-11-16'" \
    "person IN ('ann', 'bob')" "person IN ('ann', 'bob') AND day = '2026-11-16'" \
    "person IN (SELECT name FROM person WHERE sex = 'female')" \
    "person = 'ann' AND day IN ('2026-11-16', '2026-11-17')" \
    "person = 'ann' AND day BETWEEN '2026-11-01' AND '2026-11-30'" \
    "person = 'ann' AND day >= '2026-11-01'" \
    "person = 'ann' AND day LIKE '2026-11-%'" \
    "day = '2026-11-16'" "day BETWEEN '2026-11-01' AND '2026-11-30'" \
    "x.name = 'ann'" "x.person_id = 1" "x.person_id = 1 AND v.day = '2026-11-16'" \
    "x.sex = 'female'" "x.sex = 'female' AND v.day = '2026-11-16'" \
    "x.name = 'ann' AND v.day BETWEEN '2026-11-01' AND '2026-11-30'"
  [ -z "$also" ] || view "$name" - "person = 'ann'$also" "person = 'ann' AND day = '2026-11-16'$also"
done

# Its estimates come from all foods (f): of a category there is no index.
view magnesium_unknown 'f|k|s|s .*' "person = 'ann'" "person = 'ann' AND day = '2026-11-16'" \
  "person IN ('ann', 'bob')" "person = 'ann' AND day BETWEEN '2026-11-01' AND '2026-11-30'" \
  "x.name = 'ann'"
view unknown_entry n "person = 'ann'" "person = 'ann' AND day = '2026-11-16'" "x.person_id = 1"

# Its three spans (w) are constants.
view magnesium_mean w "person = 'ann'" "person = 'ann' AND days = 7" "person IN ('ann', 'bob')" \
  "x.name = 'ann'" "x.person_id = 1" "x.sex = 'female'"

# The diary begins at an entry's number as well as at a person, so nothing fixes its order: all of a
# day or of many people reads intake (i) whole, as does whole-file work. No contract.
view diary - "person = 'ann'" "person = 'ann' AND day = '2026-11-16'" "person IN ('ann', 'bob')" \
  "person = 'ann' AND day IN ('2026-11-16', '2026-11-17')" \
  "person = 'ann' AND day BETWEEN '2026-11-01' AND '2026-11-30'" \
  "x.name = 'ann'" "x.person_id = 1"
view diary 'i' "x.sex = 'female'" "day = '2026-11-16'"
plan 'diary, entry_id' - 'SELECT * FROM diary WHERE entry_id = 1'
# `SCAN diary`: the entries that were found, before they go.
plan 'diary, DELETE entry_id' diary 'DELETE FROM diary WHERE entry_id = 1'
plan 'diary, DELETE of a day' diary "DELETE FROM diary WHERE person = 'ann' AND day = '2026-11-16'"

# r is the table recipe: all dishes are asked for.
plan 'recipe_nutrient, food_id' - 'SELECT * FROM recipe_nutrient WHERE food_id = 2000000001'
plan 'recipe_nutrient, food_id and nutrient' - \
  'SELECT * FROM recipe_nutrient WHERE food_id = 2000000001 AND nutrient_id = 1090'
plan 'recipe_nutrient, recipe' r "SELECT * FROM recipe_nutrient WHERE recipe = 'Stew' AND nutrient_id = 1090"
plan 'recipe_card' r 'SELECT * FROM recipe_card ORDER BY description'
plan 'product_nutrient, food_id' - 'SELECT * FROM product_nutrient WHERE food_id = 2000000001'
plan 'product_card' s 'SELECT * FROM product_card ORDER BY description'
plan 'schedule_card, person_id' - 'SELECT * FROM schedule_card WHERE person_id = 1'
plan 'food_magnesium, food_id' - 'SELECT * FROM food_magnesium WHERE food_id = 1000000025'
plan 'food_magnesium, description' - "SELECT * FROM food_magnesium WHERE description = 'Spinach, raw'"
plan 'food_measure, food_id' - 'SELECT * FROM food_measure WHERE food_id = 1000000025'
plan 'food_usual_portion, food_id' - 'SELECT * FROM food_usual_portion WHERE food_id = 1000000025'
plan 'food_card, food_id' - 'SELECT * FROM food_card WHERE food_id = 1000000025'
plan 'food_tied, food_id' - 'SELECT * FROM food_tied WHERE food_id = 1000000025'
# n: the foods that the name was found to mean.
plan 'diary_name, food' n "SELECT * FROM diary_name WHERE food = 'spinach'"
plan 'intake_card, person_id and day' - "SELECT * FROM intake_card WHERE person_id = 1 AND day = '2026-11-16'"
plan 'nutrient_need, person and day' - \
  "SELECT * FROM nutrient_need WHERE person = 'ann' AND day = '2026-11-16' AND nutrient_id = 1090"

# An import is found by its number. What import_change reads whole is what it found, and the entries
# of all diaries (i).
for name in food_change import_value_change import_card; do
  plan "$name, import_id" '[co]' "SELECT * FROM $name WHERE import_id = :import"
done
plan 'import_change, import_id' 'c|p|x|d|i|i USING .*' 'SELECT * FROM import_change WHERE import_id = :import'

# ---- queries ---------------------------------------------------------------------------------

# What a query may read whole, beside the tables of tens or hundreds of rows that are no concern.
# Aliases are the file's own.
small='n|n USING COVERING INDEX .*|b|m|w|w USING .*|u|c|s|day|chosen|last|l|t|x|a|need|need USING AUTOMATIC .*'
whole() {
  case $1 in
    # Every food is a candidate; the index is filled from all.
    food_rank) echo 'f|value' ;;
    search_fts) echo 'food_search.*|split|hit|exact|h|d|e' ;;
    search_like) echo 'f|split|hit|exact|h|e' ;;
    schema_objects | schema_shared_pages) echo 'main.sqlite_schema|s' ;;
    schema_reached) echo '[lr]' ;;
    schema_own_keys) echo '[ls]' ;;
    search_fill | search_drop_dirty | search_fill_dirty | search_clear | search_probe) echo 'f|food_search.*' ;;
    search_module) echo 'pragma_module_list.*' ;;
    search_clean | search_is_dirty) echo 'search_dirty' ;;
    # The consistency of the whole file.
    check_*) echo '[a-z]|[a-z] USING .*' ;;
    # All of an import's rows, or of its source.
    import_*) echo '[a-z_]+|[a-z] .*' ;;
    # A person goes with every trace: all paths and all rejected rows are looked at.
    forget_*) echo 'i|import|import_file|import_reject|food_nutrient_change|p.*' ;;
    usual_grams) echo 'f|p|m|food_category' ;; # all foods with a usual portion
    # A group may be everybody: each person once, each day by its index.
    group_day) echo p ;;
    group_age) echo g ;;          # ten rows
    group_age_bound) echo r ;;    # what references are compared with
    group_psu | group_survey_known | group_tag_known | within_person_sd_list) echo 's|t|n|w' ;;
    person_list | export_persons | export_past_persons) echo 'p.*' ;;
    unknown_list | unknown_estimate) echo 'calendar|f|k|spread|spread USING AUTOMATIC .*' ;; # a category's foods
    usual_list) echo 'entry|recent|recent USING .*|slot|slot USING .*|portion|placed|placed USING .*' ;;
    source_list) echo 'f|food_sum|s' ;;
    recipe_contains) echo 'p' ;; # the ingredients that were found
    recipe_any) echo 'recipe' ;; # whether there is one
    recipe_list) echo 'r' ;; # all dishes
    # Whole-file work: what an import changed (f), every day (d), every kept total.
    rollup_*) echo 'f|d|intake_day_total' ;;
    recipe_refresh) echo 'r' ;;
    supplement_list) echo 'calendar' ;; # the days between two ends
    span) echo 'calendar|d' ;; # and those of them with a dose
    # Every food is a candidate; y: what was eaten, a row a food.
    suggest_candidate) echo 'f|y.*' ;;
    suggest_count | suggest_without) echo 'f' ;;
    measure_find) echo 'v|o' ;; # the forms of a measure's name; what was found
    *) echo - ;;
  esac
}

# What only the library has: the feed that an import reads from is a table here, and its functions
# are another.
echo 'CREATE TEMP TABLE nutri_feed (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12);
CREATE TEMP TABLE nutri_taken (food_id, had, zero);' >"$work/before.sql"
fts5=1
case $(sql "$db" 'SELECT 1 FROM food_search LIMIT 1') in *[Ee]rror*) fts5=0 ;; esac
for file in "$NUTRI_SCHEMA_DIR"/query/*.sql; do
  name=$(basename "$file" .sql)
  case $name in search_*) [ $fts5 = 1 ] || continue ;; esac
  statement=$(sed -e 's/--.*//' -e 's/nutri_[a-z]*(/coalesce(0, /g' "$file")
  plan "schema/query/$name.sql" "$(whole "$name")|$small" "${statement%;}"
done

"$SQLITE3" -batch -bail -init "$work/before.sql" "$db" <"$plans" >"$work/out" 2>"$work/err"
same 'every statement prepares' '' "$(grep -v '^-- Loading resources' "$work/err")"

awk '
  /^@@ / { label = substr($0, 4); count++; next }
  /^@allowed / { allowed = "^(e|.subquery-[0-9]+.|SUBQUERY [0-9]+|[0-9]+ CONSTANT ROWS?|CONSTANT ROW|" substr($0, 10) ")$"; next }
  {
    read = ""
    if (match($0, /SCAN (TABLE )?/)) read = substr($0, RSTART + RLENGTH)
    else if ($0 ~ /AUTOMATIC/) { read = $0; sub(/^.*SEARCH (TABLE )?/, "", read) }
    if (read == "") next
    sub(/ AS .*/, "", read)
    name = read
    sub(/ .*/, "", name)
    if (read !~ allowed && name !~ allowed)
      printf "%s\t%s\n", label, $0
  }
  END { print count > "/dev/stderr" }' "$work/out" 2>"$work/count" | sort -u >"$work/bad"
n=$(grep -c '^\.print @@' "$plans")
same 'plans seen' "$n" "$(cat "$work/count")"
checks=$((checks + n))
while IFS='	' read -r label line; do
  wrong "$label
  expected: an index for every table of any size
  came:    $(printf '%s' "$line" | sed 's/^[^A-Z]*/ /')"
done <"$work/bad"

done_with plans
