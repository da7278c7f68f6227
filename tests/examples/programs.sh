#!/bin/sh
# The examples in C: compiled as their README says and run, the search box on a pipe and on a terminal.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work, examples are of lib.inc
. "$(dirname "$0")/lib.inc"
here=$(dirname "$0")
db=$work/demo.db
demo "$db"

# ---------------------------------------------------------------- deficit.c

deficit() {
  compile deficit
  [ "$(wc -l <"$examples/deficit.c")" -le 40 ] || wrong 'deficit.c is longer than 40 lines'
  week='2026-11-09 2026-11-15'
  # Into a new file, from the demo's own diary: the same mean as the demo's.
  {
    "$NUTRI_BIN" --db "$work/new.db" init
    "$NUTRI_BIN" --db "$work/new.db" person add ann --sex female --born 1984-05-02
  } >"$work/log" || wrong "a new file: $(cat "$work/log")"
  "$NUTRI_BIN" --db "$db" export >"$work/week.csv" || wrong 'nutri export'
  rows=$(($(wc -l <"$work/week.csv") - 1))
  # shellcheck disable=SC2086 # two words
  gives 0 "read $rows rows, rejected 0
6 days, mean 300 mg, RDA 320 mg, shortfall 20 mg
confidence that usual intake meets the need: 79 %" "$work/deficit" "$work/new.db" "$work/week.csv" ann $week
  # Foods, into the demo.
  # shellcheck disable=SC2086
  gives 0 'read 44 rows, rejected 0
6 days, mean 300 mg, RDA 320 mg, shortfall 20 mg
confidence that usual intake meets the need: 79 %' "$work/deficit" "$db" "$NUTRI_TEST_DATA/fdc/good" ann $week
  gives 0 'read 44 rows, rejected 0
no confidence: no counted day in the span' \
    "$work/deficit" "$db" "$NUTRI_TEST_DATA/fdc/good" ann 2025-01-01 2025-01-07
  # shellcheck disable=SC2086
  gives 1 "joe: there is no person 'joe'" "$work/deficit" "$db" "$NUTRI_TEST_DATA/fdc/good" joe $week
  gives 1 "$work/deficit: wants DATABASE FILES PERSON FROM TO" "$work/deficit" "$db"
}

if "$NUTRI_BIN" --db "$db" import "$work" 2>&1 | grep -qF 'built without its importers'; then
  echo 'the library has no importers: deficit.c is skipped'
else
  deficit
fi

# ---------------------------------------------------------------- search_box.c

compile search_box
box=$work/search_box
demo "$db"

printf '%s\n' 'black be' 'xyzzy' '"NEAR(*' >"$work/typed"
same 'a search a line' 'black be: 1 found
1000000066       70 mg per 100 g   Black beans, cooked (nutri starter)
xyzzy: 0 found
"NEAR(*: 0 found' "$("$box" "$db" <"$work/typed")"
"$NUTRI_BIN" --db "$db" food add Zorkberry --per '100 g' energy 40 >"$work/log" || wrong "$(cat "$work/log")"
same 'unknown is not zero' 'zork: 1 found
2000000001     unknown per 100 g   Zorkberry (own)' "$(echo zork | "$box" "$db" | sed 's/^[0-9]* /2000000001 /')"
gives 2 'search_box: wants DATABASE' "$box"
gives 1 "search_box: $work/none.db cannot be opened: No such file or directory" "$box" "$work/none.db"

if ! "${CC:-cc}" -std=c11 -Wall -Wextra -Werror "$here/on_terminal.c" -o "$work/on_terminal"; then
  wrong 'on_terminal.c does not compile'
fi
esc=$(printf '\033')
enter=$(printf '\r')
rub=$(printf '\177')

# typed STATUS LAST WAIT KEYS...: what is left on the screen after the last redraw.
typed() {
  want=$1
  last=$2
  shift 2
  "$work/on_terminal" "$@" -- "$box" "$db" >"$work/screen"
  same "exit code after $*" "$want" $?
  tr -d '\r' <"$work/screen" >"$work/plain"
  same "after $*" "$last" "$(awk -v cut="$esc\\\\[J" '
    { n = split($0, part, cut); if (n > 1) kept = part[n]; else kept = kept "\n" $0 }
    END { print kept }' "$work/plain")"
}

almonds='1000000001 Almonds
  oz                          28.4 g     77 mg magnesium
  cup, whole                 143.0 g    386 mg magnesium
  cup, sliced                 92.0 g    248 mg magnesium
  cup, slivered              108.0 g    292 mg magnesium
  cup, ground                 95.0 g    256 mg magnesium
  oz (23 whole kernels)       28.4 g     77 mg magnesium
  almond                       1.2 g      3 mg magnesium'
typed 0 "$almonds" 'food: ' almon 'food: almon' "$enter"
typed 0 "$almonds" 'food: ' almondx 'food: almondx' "$rub$rub" 'food: almon' "$enter"
typed 0 "$almonds" 'food: ' nothing 'food: nothing' "$(printf '\025')" 'food: ' almon 'food: almon' "$enter"
typed 0 '1000000013 Almond butter
  serving (2 tbsp)            32.0 g     89 mg magnesium
  tbsp                        16.0 g     45 mg magnesium
  cup                        250.0 g    698 mg magnesium' \
  'food: ' almon 'food: almon' "${esc}[B" 'food: almon' "$enter"
# Leaving takes nothing, and a terminal is given back as it was, to a signal too.
typed 1 '' 'food: ' almon 'food: almon' "$esc"
typed 1 '' 'food: ' almon 'food: almon' "$(printf '\003')"
typed 143 'food: ' 'food: ' '@TERM'

done_with 'the examples in C'
