#!/bin/sh
# README.md cannot rot: every block with a `check:` mark is run or compared as it stands there.
#   run          what `./dev run` prints: tools/demo.sh on a fresh database
#   NAME.sh      typed in a copy of the tree's surroundings; its output must be NAME.out
# shellcheck disable=SC2094 # block reads README.md; the names are those of its blocks
set -eu
readme=$NUTRI_SOURCE_DIR/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

# The text of the block marked `check: $1`.
block() {
  awk -v mark="<!-- check: $1 -->" '
    $0 == mark { found = 1; next }
    found && /^```/ { if (inside) exit; inside = 1; next }
    inside { print }' "$readme"
}

# compare NAME FILE: the README's block NAME against what a program printed.
compare() {
  block "$1" > "$work/expected"
  if [ ! -s "$work/expected" ]; then
    echo "README.md has no block marked check: $1"
    failed=1
  elif ! diff -u "$work/expected" "$2"; then
    echo "README.md, block $1: the right side is what is printed now"
    failed=1
  fi
}

cd "$work"
mkdir build
ln -s "$NUTRI_BIN" build/nutri

sh "$NUTRI_SOURCE_DIR/tools/demo.sh" "$NUTRI_BIN" "$work/build/demo.db" > run.txt
compare run run.txt

# One shell for the tour, as a reader has one: what a block exports holds for the next.
tour='log ask find more'
for part in $tour; do
  block "tour_$part.sh" > "tour_$part.sh"
  echo ". ./tour_$part.sh > tour_$part.txt 2>&1" >> tour.sh
done
sh -eu tour.sh || failed=1
for part in $tour; do
  compare "tour_$part.out" "tour_$part.txt"
done

block shell.sh | sed "s|sqlite3 |\"$SQLITE3\" |" > shell.sh
sh -eu shell.sh > shell.txt 2>&1 || failed=1
compare shell.out shell.txt

# The installed copy comes ready made and stands elsewhere than a reader's, who installs it first.
block program.c > program.c
block program.sh | grep -v 'cmake --install' | sed "s|^cc |${CC:-cc} |" > program.sh
PKG_CONFIG_PATH=$(dirname "$(find "$NUTRI_PREFIX/" -name nutri.pc)")
LD_LIBRARY_PATH=$(dirname "$PKG_CONFIG_PATH")
export PKG_CONFIG_PATH LD_LIBRARY_PATH
sh -eu program.sh > program.txt 2>&1 || failed=1
compare program.out program.txt

if [ -n "$(pkg-config --variable=extension nutri)" ]; then
  block extension.sh | sed "s|sqlite3 |\"$SQLITE3\" |" > extension.sh
  sh -eu extension.sh > extension.txt 2>&1 || failed=1
  compare extension.out extension.txt
fi

[ $failed -eq 0 ] && echo "README.md: every block does what it says"
exit $failed
