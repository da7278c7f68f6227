#!/bin/sh
# intake.sh NUTRI: what 30 days of one person's magnesium cost in a diary of 10,000 and of 10,000,000
# entries, of which 300 are totalled, warm. NUTRI_BENCH_ROWS is another number for the larger.
set -eu

build=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
large=${NUTRI_BENCH_ROWS:-10000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# shellcheck disable=SC2046 # flags are words
"${CC:-cc}" -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -I "$here/../../include" \
  $(pkg-config --cflags sqlite3) -o "$work/intake" "$here/intake.c" "$here/support.c" \
  -L "$build" -lnutri $(pkg-config --libs sqlite3) "-Wl,-rpath,$build"

# time_of ROWS: a line "microseconds total"
time_of() {
  rm -f "$work"/diary.db*
  "$work/intake" "$work/diary.db" "$1"
}

small_took=$(time_of 10000)
large_took=$(time_of "$large")
echo "$small_took $large_took" | awk -v large="$large" '{
  printf "Magnesium of one person over 30 days, 300 entries, median of 101 runs\n"
  printf "  in a diary of %10d entries  %8.2f ms\n", 10000, $1 / 1000
  printf "  in a diary of %10d entries  %8.2f ms\n", large, $3 / 1000
  printf "  times as long   %.2f (at most 1.5)\n", $3 / $1
}'
