#!/bin/sh
# What triggers keep, kept through anything: intake_day under a thousand inserts, moves, deletions and
# marks, against what it should be by its definition; food_nutrient_change under updates and
# deletions, which must lead back to where the values were.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"
db=$work/mutation.db
new_db "$db" --bare
same 'the set-up' '' "$(sql "$db" "
  INSERT INTO person (person_id, name) VALUES (1, 'ann'), (2, 'bob'), (3, 'cleo');
  INSERT INTO food (food_id, source_id, source_key, description)
    SELECT 2000000000 + n.column1, s.source_id, 'own:' || n.column1, 'Stew ' || n.column1
    FROM (VALUES (1), (2), (3)) n JOIN source s ON s.name = 'own';")"

# ---- intake_day ------------------------------------------------------------------------------

# mark keeps by hand what the statements below marked; a day of the diary is one with an entry, a mark
# or a recorded total, and nothing else.
cat >"$work/mutation.sql" <<'SQL'
CREATE TEMP TABLE mark (person_id INTEGER, day TEXT, completeness TEXT, PRIMARY KEY (person_id, day));
CREATE TEMP VIEW wanted AS
  SELECT d.person_id, d.day, m.completeness
  FROM (SELECT person_id, day FROM intake UNION SELECT person_id, day FROM intake_day_nutrient
        UNION SELECT person_id, day FROM mark WHERE completeness IS NOT NULL) d
  LEFT JOIN mark m USING (person_id, day);
CREATE TEMP VIEW difference AS
  SELECT 'missing ' || person_id || ' ' || day || ' ' || coalesce(completeness, '-') AS what
  FROM (SELECT * FROM wanted EXCEPT SELECT person_id, day, completeness FROM intake_day)
  UNION ALL
  SELECT 'too many ' || person_id || ' ' || day || ' ' || coalesce(completeness, '-')
  FROM (SELECT person_id, day, completeness FROM intake_day EXCEPT SELECT * FROM wanted);
SQL

# A fixed sequence (Park and Miller's generator): the same statements on every machine.
awk -v steps=1000 '
  function next_of(n) { seed = (seed * 16807) % 2147483647; return int(seed / 7) % n }
  function person() { return 1 + next_of(3) }
  function day() { return sprintf("'\''2026-11-%02d'\''", 1 + next_of(6)) }
  function food() { return 2000000001 + next_of(3) }
  function clause(n) { n = next_of(4); return n == 0 ? " OR REPLACE" : n == 1 ? " OR IGNORE" : "" }
  function marked(p, d, c) {
    return "INSERT OR REPLACE INTO mark VALUES (" p ", " d ", " c ");"
  }
  BEGIN {
    seed = 20261116
    split("complete partial not~tracked", words, " ")
    for (step = 1; step <= steps; step++) {
      kind = next_of(16)
      p = person(); d = day()
      if (kind < 4)
        s = "INSERT" clause() " INTO intake (person_id, day, food_id, amount) VALUES (" p ", " d ", " food() ", " 1 + next_of(300) ");"
      else if (kind == 4)
        s = "INSERT INTO diary (person, day, food, amount, unit) VALUES (" \
            "(SELECT name FROM person WHERE person_id = " p "), " d ", '\''Stew 1'\'', 10, '\''g'\'');"
      else if (kind < 7)
        s = "DELETE FROM intake WHERE intake_id = (SELECT min(intake_id) FROM intake WHERE person_id = " p " AND day = " d ");"
      else if (kind == 7)
        s = "DELETE FROM diary WHERE day = " d " AND person = (SELECT name FROM person WHERE person_id = " p ");"
      else if (kind == 8)
        s = "UPDATE" clause() " intake SET day = " day() " WHERE person_id = " p " AND day = " d ";"
      else if (kind == 9)
        s = "UPDATE" clause() " intake SET person_id = " person() ", day = date(day, '\''+1 days'\'') WHERE intake_id % 7 = " next_of(7) " AND day < '\''2026-11-06'\'';"
      else if (kind == 10)
        s = "UPDATE" clause() " intake SET amount = amount + 1, note = '\''x'\'' WHERE day = " d ";"
      else if (kind == 11) {
        word = "'\''" words[1 + next_of(3)] "'\''"
        sub(/~/, " ", word)
        s = "INSERT INTO intake_day (person_id, day, completeness) VALUES (" p ", " d ", " word ")" \
            " ON CONFLICT (person_id, day) DO UPDATE SET completeness = excluded.completeness;" marked(p, d, word)
      } else if (kind == 12)
        s = "UPDATE intake_day SET completeness = NULL WHERE person_id = " p " AND day = " d ";" marked(p, d, "NULL")
      else if (kind == 13)
        s = "INSERT OR REPLACE INTO intake_day_nutrient (person_id, day, nutrient_id, amount) VALUES (" p ", " d ", " 1089 + next_of(2) ", 5);"
      else if (kind == 14)
        s = "DELETE FROM intake_day_nutrient WHERE person_id = " p " AND day = " d ";"
      else
        s = "UPDATE OR REPLACE intake_day_nutrient SET day = " day() " WHERE person_id = " p " AND day = " d ";"
      print s
      printf "SELECT '\''after step %d, %s: '\'' || group_concat(what, '\'', '\'') FROM difference HAVING count(*) > 0;\n", step, kind
    }
  }' >>"$work/mutation.sql"
# Refusals do not happen here: no statement takes a day with entries away.
for settings in '0 0' '1 1'; do
  # shellcheck disable=SC2086 # two words
  set -- $settings
  cp "$db" "$work/run.db"
  { printf 'PRAGMA foreign_keys = %s; PRAGMA recursive_triggers = %s;\n' "$1" "$2"; cat "$work/mutation.sql"; } |
    "$SQLITE3" -batch "$work/run.db" >"$work/out" 2>&1
  checks=$((checks + 1000))
  same "intake_day is what it should be after every step (foreign_keys $1)" '' "$(head -n 5 "$work/out")"
  is "$work/run.db" ok 'PRAGMA integrity_check'
  is "$work/run.db" '' 'PRAGMA foreign_key_check'
  # The sequence did something, on both sides.
  is "$work/run.db" '1 1 1' "SELECT (SELECT count(*) > 20 FROM intake) || ' ' ||
    (SELECT count(*) > 10 FROM intake_day) || ' ' || (SELECT count(*) > 0 FROM intake_day_nutrient)"
done

# An entry that goes takes the values recorded with it along.
is "$db" 0 "BEGIN; INSERT INTO intake (intake_id, person_id, day, food_id, amount) VALUES (1, 1, '2026-11-16', 2000000001, 1);
INSERT INTO intake_nutrient VALUES (1, 1090, 5); DELETE FROM intake; SELECT count(*) FROM intake_nutrient; ROLLBACK;"

# ---- food_nutrient_change --------------------------------------------------------------------

cat >"$work/change.sql" <<'SQL'
INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)
  SELECT f.food_id, n.nutrient_id, n.nutrient_id % 100, NULL
  FROM food f JOIN nutrient n ON n.nutrient_id BETWEEN 1087 AND 1106;
SELECT 'after INSERT: ' || count(*) FROM food_nutrient_change;
CREATE TEMP TABLE old AS SELECT * FROM food_nutrient;
UPDATE food_nutrient SET mark = 'imputed' WHERE nutrient_id = 1090;
UPDATE food_nutrient SET amount = amount, mark = NULL WHERE nutrient_id = 1090;
INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (2000000001, 1090, 90)
  ON CONFLICT (food_id, nutrient_id) DO UPDATE SET amount = excluded.amount;
SELECT 'after what changes nothing: ' || count(*) FROM food_nutrient_change;
UPDATE food_nutrient SET amount = 1.5 WHERE nutrient_id = 1090;
INSERT INTO food_nutrient (food_id, nutrient_id, amount) VALUES (2000000001, 1091, 2.5)
  ON CONFLICT (food_id, nutrient_id) DO UPDATE SET amount = excluded.amount;
SELECT 'by hand: ' || group_concat(coalesce(import_id, 'hand') || ' ' || food_id || ' ' || nutrient_id || ' ' || old_amount || ' ' || new_amount, ', ')
FROM food_nutrient_change;
INSERT INTO import (import_id, format, path, imported_at, running)
  VALUES (7, 'sr', 'x', '2026-11-16T00:00:00Z', 1);
UPDATE food_nutrient SET amount = amount + 1 WHERE food_id = 2000000001 AND nutrient_id IN (1090, 1092);
DELETE FROM food_nutrient WHERE food_id = 2000000002 AND nutrient_id IN (1090, 1093);
UPDATE import SET running = NULL;
SELECT 'by import 7: ' || group_concat(food_id || ' ' || nutrient_id || ' ' || old_amount || ' ' || coalesce(new_amount, 'gone'), ', ')
FROM (SELECT * FROM food_nutrient_change WHERE import_id = 7 ORDER BY change_id);
DELETE FROM food WHERE food_id = 2000000003;
SELECT 'a food that went: ' || count(*) || ' ' || sum(new_amount IS NULL) FROM food_nutrient_change WHERE food_id = 2000000003;
-- Back, the newest change first: the oldest old amount of each value is where it began.
CREATE TEMP TABLE back AS
  SELECT food_id, nutrient_id, old_amount AS amount FROM food_nutrient_change c
  WHERE change_id = (SELECT min(change_id) FROM food_nutrient_change x
                     WHERE x.food_id = c.food_id AND x.nutrient_id = c.nutrient_id)
  UNION ALL
  SELECT food_id, nutrient_id, amount FROM food_nutrient v
  WHERE NOT EXISTS (SELECT 1 FROM food_nutrient_change x
                    WHERE x.food_id = v.food_id AND x.nutrient_id = v.nutrient_id);
SELECT 'undone: ' || (SELECT count(*) FROM back) || ' ' ||
  (SELECT count(*) FROM (SELECT food_id, nutrient_id, amount FROM old EXCEPT SELECT * FROM back));
SQL
expected='after INSERT: 0
after what changes nothing: 0
by hand: hand 2000000001 1090 90.0 1.5, hand 2000000002 1090 90.0 1.5, hand 2000000003 1090 90.0 1.5, hand 2000000001 1091 91.0 2.5
by import 7: 2000000001 1090 1.5 2.5, 2000000001 1092 92.0 93.0, 2000000002 1090 1.5 gone, 2000000002 1093 93.0 gone'
for settings in '0 0' '1 1'; do
  # shellcheck disable=SC2086 # two words
  set -- $settings
  cp "$db" "$work/run.db"
  { printf 'PRAGMA foreign_keys = %s; PRAGMA recursive_triggers = %s;\n' "$1" "$2"; cat "$work/change.sql"; } |
    "$SQLITE3" -batch "$work/run.db" >"$work/out" 2>&1
  n=$("$SQLITE3" -batch "$db" 'SELECT count(*) FROM nutrient WHERE nutrient_id BETWEEN 1087 AND 1106')
  same "food_nutrient_change (foreign_keys $1)" "$expected
a food that went: $((n + 1)) $n
undone: $((3 * n)) 0" "$(cat "$work/out")"
done

# ---- search_dirty ----------------------------------------------------------------------------

# What the search index has to learn: foods that came, went or changed their words, and no others.
is "$db" '2000000001 2000000002 2000000004
2000000003
2000000001 2000000003
2000000001' "
  BEGIN; DELETE FROM search_dirty;
  UPDATE food SET description = 'Soup' WHERE food_id = 2000000001;
  UPDATE food SET description = 'Soup 1' WHERE food_id = 2000000001;
  UPDATE food SET published = '2026' WHERE food_id = 2000000003;
  DELETE FROM food WHERE food_id = 2000000002;
  INSERT INTO food (food_id, source_id, source_key, description)
    SELECT 2000000004, source_id, 'own:4', 'Pie' FROM source WHERE name = 'own';
  SELECT group_concat(food_id, ' ') FROM (SELECT food_id FROM search_dirty ORDER BY food_id);
  DELETE FROM search_dirty;
  INSERT INTO food_alias (text, food_id) VALUES ('mash', 2000000003);
  INSERT INTO food_alias (text, food_id, person_id) VALUES ('mine', 2000000004, 1);
  SELECT group_concat(food_id, ' ') FROM search_dirty;
  DELETE FROM search_dirty;
  UPDATE food_alias SET food_id = 2000000001 WHERE text = 'mash';
  UPDATE food_alias SET food_id = 2000000001 WHERE text = 'mine';
  SELECT group_concat(food_id, ' ') FROM (SELECT food_id FROM search_dirty ORDER BY food_id);
  DELETE FROM search_dirty;
  DELETE FROM food_alias WHERE text = 'mash';
  SELECT group_concat(food_id, ' ') FROM search_dirty;
  ROLLBACK;"

done_with mutation
