#!/bin/sh
# The queries: each prints what stands beside it, says what it answers and its trap, and finds person and
# day by an index. NUTRI_EXAMPLES_WRITE=1 writes the outputs anew, to be read before they are committed.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work, examples are of lib.inc
. "$(dirname "$0")/lib.inc"
db=$work/demo.db
demo "$db"
sql() { "$SQLITE3" -batch "$@"; }
sql "$db" <"$examples/queries/more.sql" 2>&1 || wrong more.sql
[ -z "${NUTRI_EXAMPLES_WRITE-}" ] || examples=$(dirname "$0")

# What a plan may read whole: what a sub-query found (day, counted: days of a person; s: estimates by
# category), tables of a few rows (e: plausible energy, w: three spans, n: the nutrients, where all are
# asked for), and in two files every food (f, m), because every food is a candidate there.
whole() {
  case $1 in
    03_*) echo 'f|k' ;;
    10_*) echo 'f|m' ;;
    11_*) echo 'n' ;;
    *) echo '-' ;;
  esac
}

count=0
for query in "$examples"/queries/[0-9]*.sql; do
  name=$(basename "$query" .sql)
  count=$((count + 1))
  sql -box "$db" <"$query" >"$work/out" 2>&1 || wrong "$name fails"
  [ -z "${NUTRI_EXAMPLES_WRITE-}" ] || cp "$work/out" "${query%.sql}.txt"
  diff -u "${query%.sql}.txt" "$work/out" || wrong "$name: the second is what is printed now"
  head -n 1 "$query" | grep -q '^-- .*[?]$' || wrong "$name does not begin with its question"
  grep -q '^-- Trap: ' "$query" || wrong "$name has no trap"
  { echo 'EXPLAIN QUERY PLAN'; cat "$query"; } | sql "$db" >"$work/plan"
  grep -E 'SCAN' "$work/plan" | sed 's/^[ |`-]*//' | sort -u |
    grep -vE "^SCAN (e|s|w|day|counted|\(.*\)|$(whole "$name"))( USING .*)?$|^SCAN CONSTANT ROW$" >"$work/read" &&
    wrong "$name reads all of: $(cat "$work/read")"
  grep -qE 'SEARCH .*\(name=\?|SEARCH .*\(person_id=\?' "$work/plan" || wrong "$name finds no person by an index"
done
same 'how many queries there are' 12 "$count"

# What they are held against: the numbers of the views that a test of their own guards, by another way.
same '02 and the days of magnesium_deficit' 3 "$(sql "$db" "SELECT count(*) FROM magnesium_deficit d
  WHERE person = 'ann' AND total_mg < ear_mg AND day <> '2026-11-12'")"
same '05 adds up to the mean of 12' 1 "$(sql "$db" "SELECT abs(300.41 - 98.6 - 97.7 - 56.6 - 25.6 - 21.9) < 0.2
  AND abs(total_mg - 300.41) < 0.01 FROM magnesium_mean WHERE person = 'ann' AND days = 28")"

done_with "$count queries"
