#!/bin/sh
# CHANGES.md says of each release when it was and its three numbers: the API (what a program is written
# against: major.minor of the version), the ABI (what it is linked with: the SOVERSION) and the schema
# (what a file holds). Of the newest release the header, the library, the command and a new database
# say the same.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

# agree WHAT IS SHOULD_BE
agree() {
  if [ "$2" != "$3" ]; then
    echo "$1 is '$2' and should be '$3'"
    failed=1
  fi
}
# matches LINE PATTERN
matches() {
  if ! echo "$1" | grep -qE "^$2\$"; then
    echo "CHANGES.md: '$1' does not match '$2'"
    failed=1
  fi
}

# "heading|numbers" of each release; the line of numbers stands before the list of what is new.
awk '/^## / { release = $0; next }
     release != "" && /^(API |- )/ { print release "|" $0; release = "" }' \
  "$NUTRI_SOURCE_DIR/CHANGES.md" > "$work/releases"
while IFS='|' read -r heading numbers; do
  matches "$heading" '## [0-9]+\.[0-9]+\.[0-9]+, [0-9]{4}-[0-9]{2}-[0-9]{2}'
  matches "$numbers" 'API [0-9]+\.[0-9]+, ABI [0-9]+ \(libnutri\.so\.[0-9]+\), schema [0-9]+\.'
done < "$work/releases"

IFS='|' read -r heading numbers < "$work/releases"
day=${heading##*, }
agree 'the day of the release' "$day" "$("$SQLITE3" :memory: "SELECT date('$day', '+0 days')")"

"$NUTRI_BIN" --db "$work/new.db" init > /dev/null
version=$(sed -n 's/^#define NUTRI_VERSION "\(.*\)"/\1/p' "$NUTRI_PREFIX/include/nutri.h")
schema=$("$SQLITE3" "$work/new.db" 'PRAGMA user_version')
library=$(find "$NUTRI_PREFIX/" -name 'libnutri.so.*' ! -name 'libnutri.so.*.*')
abi=${library##*.so.}
if [ -z "$library" ]; then # a system with another kind of libraries
  abi=$(echo "$numbers" | sed 's/.*ABI \([0-9]*\).*/\1/')
fi
agree 'the newest release in CHANGES.md' "$heading" "## $version, $day"
agree 'its line of numbers' "$numbers" \
  "API ${version%.*}, ABI $abi (libnutri.so.$abi), schema $schema."
agree 'nutri --version' "$("$NUTRI_BIN" --version)" "nutri $version, schema $schema"
agree 'the version in nutri.pc' \
  "$(sed -n 's/^Version: //p' "$(find "$NUTRI_PREFIX/" -name nutri.pc)")" "$version"

[ $failed -eq 0 ] && echo "$heading: $numbers"
exit $failed
