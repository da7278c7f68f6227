#!/bin/sh
# daily.sh NUTRI: what the daily totals of everybody cost in a diary of 2,000,000 entries, 66,667 persons
# with two days of 15 entries: by a join with the foods, and from the totals that are kept
# (magnesium_by_day); what keeping them costs an entry; and what adding all of them up anew takes.
# NUTRI_BENCH_PERSONS is another number of persons.
set -eu

nutri=$1
build=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${NUTRI_SHARED_DATA:-$here/../../../shared/data}/fdc_sr_legacy_2018-04
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# shellcheck disable=SC2046 # flags are words
"${CC:-cc}" -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -I "$here/../../include" \
  $(pkg-config --cflags sqlite3) -o "$work/daily" "$here/daily.c" "$here/support.c" \
  -L "$build" -lnutri $(pkg-config --libs sqlite3) "-Wl,-rpath,$build"

"$nutri" --db "$work/daily.db" init >/dev/null
foods='the starter foods'
if [ -r "$data/food_nutrient.csv" ]; then
  "$nutri" --db "$work/daily.db" import "$data" >/dev/null
  foods='SR Legacy'
fi
"$work/daily" "$work/daily.db" "${NUTRI_BENCH_PERSONS:-66667}" >"$work/out"
awk -v foods="$foods" '{
  printf "Magnesium by day of everybody, %d entries of %s, median of 5 runs, warm\n", $1, foods
  printf "  join of intake and food_nutrient, GROUP BY  %8.3f s\n", $2
  printf "  magnesium_by_day                            %8.3f s\n", $3
  printf "  times as fast                               %8.1f   (at least 20)\n", $2 / $3
  printf "  the same to the mg                          %8s\n", ($4 - $5) ^ 2 < 1 ? "yes" : "NO"
  printf "  an entry, its day not kept                  %8.1f us\n", $6
  printf "  an entry, its day kept                      %8.1f us, %.1f more (20 to 50)\n", $7, $7 - $6
  printf "  all totals added up anew                    %8.1f s\n", $8
}' "$work/out"
