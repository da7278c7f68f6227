#!/bin/sh
# What nutri may say of health: figures of intake against references, and never a diagnosis, a cause, a
# dose to take or an all-clear. Every text that a user reads is looked through, and each report that
# holds an intake against a need ends with what it is not.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0
cd "$NUTRI_SOURCE_DIR"

# Comments and texts of the sources, the pages, the schema. SECURITY.md and this folder speak of other things.
never='(you|she|he|they|person) (is|are|may be|might be) (magnesium[- ])?deficient|(you|people) are deficient'
never="$never|(pain|cramps?|migraine|symptoms?) (is|are|may be) caused|caused by (a )?(low|lack|too little)"
never="$never|you (should|must|need to) (take|supplement)|we recommend|no risk|risk[- ]free|(cures?|treats?|prevents?) [a-z]"
if grep -rniE -e "$never" README.md CONTRIBUTING.md CHANGES.md man include lib importers tools schema/table schema/view \
  tests/examples/README.md tests/examples/queries; then
  echo 'that is a claim nobody can make from a diary'
  failed=1
fi

sh tools/demo.sh "$NUTRI_BIN" "$work/demo.db" > "$work/demo.txt"
# ends COMMAND...
ends() {
  "$NUTRI_BIN" --db "$work/demo.db" --today 2026-11-16 "$@" > "$work/out"
  for sentence in 'This is about intake; it does not measure body magnesium or explain symptoms.' \
    'Talk to a doctor before supplementing; with kidney disease do not supplement without medical advice.'; do
    if ! grep -qxF "$sentence" "$work/out"; then
      echo "nutri $* does not say: $sentence"
      failed=1
    fi
  done
}
ends deficit --from 2026-11-09 --to 2026-11-15
ends deficit --day 2026-11-12
ends deficit --plan
ends deficit --authority eu,us
ends suggest

[ $failed -eq 0 ] && echo 'no claim but of intake'
exit $failed
