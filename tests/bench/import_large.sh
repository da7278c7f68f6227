#!/bin/sh
# import_large.sh NUTRI: a set of the size of USDA's full download, against the sqlite3 shell's .import
# of the same files into bare tables; the same with its rows shuffled; from a zip; memory at 1 and at 6
# million rows; and a small import into a large database.
set -eu

nutri=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
shell=${SQLITE3:-sqlite3}
runs=3

if ! pkg-config --exists libarchive; then
  echo "skipped: no libarchive to make the zip with"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
"${CC:-cc}" -std=c11 -D_DEFAULT_SOURCE -O2 -o "$work/measure" "$here/measure.c"
# shellcheck disable=SC2046 # a list of flags
"${CC:-cc}" -std=c11 -D_DEFAULT_SOURCE -O2 -o "$work/floor" "$here/floor.c" \
  $(pkg-config --cflags --libs sqlite3)
# shellcheck disable=SC2046 # a list of flags
"${CC:-cc}" -std=c11 -O2 -o "$work/make_set" "$here/make_set.c" $(pkg-config --cflags --libs libarchive)

make() { # FOLDER FOODS FIRST [shuffled]
  folder=$work/$1
  shift
  mkdir "$folder"
  "$work/make_set" "$folder" "$@"
}

by_shell() { # FOLDER: "seconds kB"
  rm -f "$work/shell.db"
  "$work/measure" "$shell" -csv "$work/shell.db" \
    'CREATE TABLE f (a, b, c, d, e); CREATE TABLE t (a, b, c, d, e, f, g, h, i, j, k)' \
    ".import --skip 1 $work/$1/food.csv f" ".import --skip 1 $work/$1/food_nutrient.csv t"
}

new() { # FILE
  rm -f "$1" "$1-wal" "$1-shm"
  "$nutri" --db "$1" init >/dev/null
}

by_nutri() { # PATH
  new "$work/nutri.db"
  "$work/measure" "$nutri" --db "$work/nutri.db" import "$work/$1"
}

by_sqlite() { # what of nutri's time is SQLite's own, storing the values
  rm -f "$work/floor.db"
  "$work/floor" "$work/floor.db" 100000 60
}

# repeat NAME COMMAND...: the lines of all runs in the file NAME
repeat() {
  name=$1
  shift
  run=0
  while [ "$run" -lt "$runs" ]; do
    "$@" >>"$work/$name.times"
    run=$((run + 1))
  done
}

median() { sort -n "$work/$1.times" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
highest() { sort -k 2 -n -r "$work/$1.times" | awk 'NR == 1 { print $2 / 1024 }'; }
line() { awk "BEGIN { printf \"  %-52s %8.2f  %s\\n\", \"$1\", $2, \"$3\" }"; }

make sorted 100000 2000000
make million 16667 2000000
make small 17 500000
make shuffled 100000 2000000 shuffled
"$work/make_set" "$work/sorted.zip" "$work/sorted"

repeat shell by_shell sorted
repeat nutri by_nutri sorted
repeat floor by_sqlite
repeat million by_nutri million
repeat zip by_nutri sorted.zip
runs=1
repeat shell_shuffled by_shell shuffled
repeat shuffled by_nutri shuffled

runs=5
new "$work/empty.db"
by_nutri sorted >/dev/null
into() { # DATABASE: a small import into a copy of it
  cp "$1" "$work/copy.db"
  rm -f "$work/copy.db-wal" "$work/copy.db-shm"
  cat "$work/copy.db" >/dev/null
  "$work/measure" "$nutri" --db "$work/copy.db" import "$work/small"
}
repeat into_empty into "$work/empty.db"
repeat into_large into "$work/nutri.db"

ratio() { awk "BEGIN { print $1 / $2 }"; }
echo "100,000 foods, 6,000,000 values, medians"
line 'sqlite3 .import, seconds' "$(median shell)" ''
line 'nutri import, seconds' "$(median nutri)" ''
line 'of it SQLite alone, storing the values' "$(median floor)" ''
line 'million rows/s, shell' "$(ratio 6.1 "$(median shell)")" ''
line 'million rows/s, nutri' "$(ratio 6.1 "$(median nutri)")" '(3 where the shell reaches 0.5)'
line 'times as fast' "$(ratio "$(median shell)" "$(median nutri)")" '(at least 6)'
line 'times as fast, rows shuffled' "$(ratio "$(median shell_shuffled)" "$(median shuffled)")" '(at least 2)'
line 'time from the zip by that from files' "$(ratio "$(median zip)" "$(median nutri)")" '(at most 1.6)'
line 'peak memory at 1 million rows, MB' "$(highest million)" '(at most 32)'
line 'peak memory at 6 million rows, MB' "$(highest nutri)" '(at most 32)'
line 'peak memory, rows shuffled, MB' "$(highest shuffled)" ''
line '1,000 rows into 6 million by into none' "$(ratio "$(median into_large)" "$(median into_empty)")" '(at most 1.5)'
