#!/bin/sh
# What a user of the plain sqlite3 shell may rely on: the views by name and column, that they work
# with no extension and nothing trusted, and that schema/ is whole and says of every file what it is.
# shellcheck source=lib.inc
# shellcheck disable=SC2154,SC2016 # work is of lib.inc; backticks are Markdown
. "$(dirname "$0")/lib.inc"
: "${NUTRI_SCHEMA_DIR:?the folder schema}"
db=$work/contract.db
new_db "$db"
sql "$db" "
  INSERT INTO person (name, sex, born) VALUES ('ann', 'female', '1984-05-02');
  INSERT INTO diary (person, day, food, amount, unit) VALUES
    ('ann', '2026-11-16', 'Almonds', 30, 'g');
  INSERT INTO food (food_id, source_id, source_key, description, kind, basis) VALUES
    (2000000001, 1, 'own:1', 'Mag', 'supplement', 'unit'), (2000000002, 1, 'own:2', 'Stew', 'food', 'g');
  INSERT INTO product_label (food_id, nutrient_id, label_amount, label_unit) VALUES (2000000001, 1090, 100, 'mg');
  INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount) VALUES (2000000002, 1, 1000000001, 100);
  INSERT INTO recipe (food_id, yield) VALUES (2000000002, 100);
  INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-16', 'Mag', 1, 'tablet');
  INSERT INTO import (format, path, imported_at, running) VALUES ('fdc', 'x', '2026-11-16T00:00:00Z', 1);
  UPDATE food SET published = '2026' WHERE description = 'Almonds';
  UPDATE import SET running = NULL;" >"$work/log"
[ -s "$work/log" ] && wrong "filling the diary: $(cat "$work/log")"

# ---- the contract ----------------------------------------------------------------------------

# columns VIEW EXPECTED: once as the schema has them, once as a result names them.
columns() {
  is "$db" "$2" "SELECT group_concat(name, ' ') FROM pragma_table_info('$1')"
  got=$(untrusted "$db" "SELECT * FROM $1 LIMIT 1;" -header -separator ' ' | head -n 1)
  same "the columns of SELECT * FROM $1, nothing trusted" "$2" "$got"
}

columns food_magnesium 'food_id description category source kind basis magnesium_mg mark'
columns magnesium_by_day 'person day food_mg supplement_mg medicine_mg total_mg kcal entries unknown_entries known_share completeness dated'
columns magnesium_deficit 'person day total_mg target_mg target_kind ear_mg authority balance_mg deficit_mg percent unknown_entries'
columns magnesium_mean 'person days days_counted days_unconfirmed food_mg total_mg target_mg target_kind authority shortfall_mg percent known_share'
columns nutrient_by_day 'person day nutrient_id nutrient unit food supplement medicine total kcal entries unknown_entries known_share completeness dated'
columns nutrient_deficit 'person day nutrient_id nutrient unit total target target_kind average_requirement authority balance deficit percent unknown_entries'
columns magnesium_source 'person day food_id description amount basis magnesium_mg share'
columns diary 'entry_id person day time meal food amount unit note'
columns diary_name 'food food_id description source step'
columns supplement_by_day 'person day food_id description kind amount basis nutrient_id nutrient value unit scheduled'
columns recipe_nutrient 'food_id recipe nutrient_id nutrient amount unit mark ingredients unknown_ingredients known_share'
columns product_nutrient 'food_id product kind basis nutrient_id nutrient amount unit label_amount label_unit label_per compound is_elemental daily_value_percent daily_value_year'
columns food_measure 'food_id measure grams is_usual'
columns day_quality 'person day completeness status is_counted kcal kcal_low kcal_high entries entries_without_energy dated'
is "$db" 'person day entry_id food_id description category kind amount basis foods low_mg high_mg' \
  "SELECT group_concat(name, ' ') FROM pragma_table_info('magnesium_unknown')"
columns import_change 'import_id food_id description nutrient unit old_amount new_amount what entries property old_text new_text nutrient_id'
columns food_change 'change_id import_id food_id column old new'

# ---- nothing but core SQL --------------------------------------------------------------------

# Every view is read, and the diary written and emptied, by a shell that trusts no schema.
sql "$db" "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name" >"$work/views"
while read -r view; do
  got=$(untrusted "$db" "SELECT 'rows ' || (count(*) >= 0) FROM (SELECT * FROM $view LIMIT 5);")
  same "reading $view, nothing trusted" 'rows 1' "$got"
done <"$work/views"
got=$(untrusted "$db" "
  INSERT INTO diary (person, day, food, amount, unit) VALUES ('ann', '2026-11-17', 'spinach', 1, 'cup');
  SELECT 'entries ' || count(*) FROM diary;
  DELETE FROM diary WHERE day = '2026-11-17';
  SELECT 'entries ' || count(*) FROM diary;" | tr '\n' ' ')
same 'writing to the diary, nothing trusted' 'entries 3 entries 2 ' "$got"

# Every function that a view or trigger calls is one of SQLite's core.
core='abs|avg|cast|char|coalesce|count|date|glob|group_concat|ifnull|iif|instr|julianday|length|like|lower|ltrim|max|min|nullif|quote|raise|rank|replace|round|row_number|rtrim|strftime|substr|sum|total|trim|typeof|upper'
sql "$db" "SELECT type || ' ' || name || char(10) || sql || char(10) FROM sqlite_schema
           WHERE type IN ('view', 'trigger')" >"$work/texts"
sed "s/--.*//; s/'[^']*'//g" "$work/texts" | tr '[:upper:]' '[:lower:]' |
  grep -oE '[a-z_0-9]+ *\(' | tr -d ' (' | sort -u |
  grep -vxE "$core|and|or|not|in|on|as|values|when|then|else|from|join|exists|over|select|where|by|between|is|distinct|using" >"$work/odd"
# A table or view before a bracket is the target of an INSERT.
sql "$db" "SELECT lower(name) FROM sqlite_schema" >"$work/names"
same 'functions in views and triggers that are not SQLite core' '' \
  "$(grep -vxF -f "$work/names" "$work/odd" | tr '\n' ' ')"
# No clock, no module: neither as a function nor as a word.
same 'words in views and triggers that ask a clock or an extension' '' "$(
  sed 's/--.*//' "$work/texts" | tr '[:upper:]' '[:lower:]' | grep -oE \
    "'now'|'localtime'|'utc'|current_(date|time|timestamp)|json_?[a-z]*|->|fts[0-9]|match|random[a-z]*|sqlite_[a-z]*|pragma_[a-z]*|food_search|regexp|load_extension" |
    sort -u | tr '\n' ' ')"

# ---- tables ----------------------------------------------------------------------------------

# FTS5's own tables are the exception: it makes them.
is "$db" '' "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' AND NOT strict"
# A constraint without a name says nothing when it refuses.
is "$db" '' "SELECT name FROM sqlite_schema
             WHERE type = 'table' AND name NOT LIKE 'food_search%'
               AND (length(sql) - length(replace(sql, 'CHECK (', ''))) / 7
                 > (length(sql) - length(replace(sql, 'CONSTRAINT ', ''))) / 11"
is "$db" 'ok' 'PRAGMA integrity_check'
is "$db" '' 'PRAGMA foreign_key_check'

# ---- the folder ------------------------------------------------------------------------------

cd "$NUTRI_SCHEMA_DIR" || exit 1
grep -v -e '^#' -e '^ *$' create.list | sort >"$work/listed"
find . -name '*.sql' | sed 's,^\./,,' | sort >"$work/found"
# Queries are run one by one, and these two seeds by nutri init and by make_starter.sh.
same 'files of schema/ that nothing runs (<) or that are not there (>)' '' "$(
  grep -v -e '^query/' -e '^migrate/' -e '^seed/starter.sql$' -e '^seed/make_starter.sql$' "$work/found" |
    diff - "$work/listed")"
grep -e '^table/' -e '^view/' -e '^trigger/' -e '^seed/' "$work/found" >"$work/commented"
while read -r file; do
  first=$(head -n 1 "$file")
  case $first in
    '-- '?*) ;;
    *) same "schema/$file begins with a comment that says what it is" '-- ...' "$first" ;;
  esac
done <"$work/commented"
checks=$((checks + 1))

# README.md: a table row a file, the file's name in the first cell.

find . -type f ! -path './README.md' | sed 's,^\./,,' | sort >"$work/files"
sed -n 's/^| `\([^`]*\)` |.*/\1/p' README.md | sort >"$work/described"
same 'files (<) and rows (>) of schema/README.md that have no counterpart' '' \
  "$(diff "$work/files" "$work/described" | grep '^[<>]')"

same 'rows of schema/README.md that say nothing' '' "$(grep -n '^| `[^`]*` | *|' README.md)"

done_with contract
