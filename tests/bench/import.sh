#!/bin/sh
# import.sh NUTRI: times the import of SR Legacy against the sqlite3 shell's .import of the same
# food_nutrient.csv into a bare table, by turns, and prints the median of five. Each writes a new
# file. nutri's time is the whole import: every file, checks, history, search index, commit.
set -eu

nutri=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${NUTRI_SHARED_DATA:-$here/../../../shared/data}/fdc_sr_legacy_2018-04
shell=${SQLITE3:-sqlite3}
runs=5

if [ ! -r "$data/food_nutrient.csv" ]; then
  echo "skipped: no SR Legacy in $data"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

"${CC:-cc}" -std=c11 -D_DEFAULT_SOURCE -O2 -o "$work/measure" "$here/measure.c"
# shellcheck disable=SC2046 # a list of flags
"${CC:-cc}" -std=c11 -D_DEFAULT_SOURCE -O2 -o "$work/floor" "$here/floor.c" \
  $(pkg-config --cflags --libs sqlite3)

# time_shell FILE, time_nutri FILE: a line "seconds kB" each
time_shell() {
  rm -f "$1"
  "$work/measure" "$shell" -csv "$1" 'CREATE TABLE t (a, b, c, d, e, f, g, h, i, j, k)' \
    ".import --skip 1 $data/food_nutrient.csv t"
}

time_nutri() {
  rm -f "$1" "$1-wal" "$1-shm"
  "$nutri" --db "$1" init >/dev/null
  "$work/measure" "$nutri" --db "$1" import "$data"
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
highest() { sort -k 2 -n -r "$1" | awk 'NR == 1 { print $2 }'; }

cat "$data"/*.csv >/dev/null # read once: the disk is not what is measured
run=0
while [ "$run" -lt "$runs" ]; do
  time_shell "$work/shell.db" >>"$work/shell"
  time_nutri "$work/nutri.db" >>"$work/nutri"
  rm -f "$work/floor.db"
  "$work/floor" "$work/floor.db" 7793 82 >>"$work/floors" # as many values, about
  run=$((run + 1))
done

rows=$("$shell" -readonly "$work/nutri.db" 'SELECT rows_read FROM import')
values=$("$shell" -readonly "$work/nutri.db" \
  "SELECT rows_read FROM import_file WHERE file = 'food_nutrient.csv'")
awk -v shell="$(median "$work/shell")" -v nutri="$(median "$work/nutri")" \
  -v memory="$(highest "$work/nutri")" -v floor="$(median "$work/floors")" -v rows="$rows" -v values="$values" -v runs="$runs" 'BEGIN {
    printf "SR Legacy, median of %d runs\n", runs
    printf "  sqlite3 .import, food_nutrient.csv alone  %8.3f s  %10.0f rows/s\n", shell, values / shell
    printf "  nutri import, the whole folder            %8.3f s  %10.0f rows/s\n", nutri, rows / nutri
    printf "  of it SQLite alone, storing the values    %8.3f s\n", floor
    printf "  times as fast   %.2f (at least 4)\n", shell / nutri
    printf "  peak memory     %.1f MB (at most 32)\n", memory / 1024
  }'
