#!/bin/sh
# The man pages say what the command and the schema say: made again they are the same (./dev docs makes
# them), every column has its meaning, and mandoc, where there is one, has nothing to complain about.
set -eu
man=$NUTRI_SOURCE_DIR/man
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

sh "$man/make_pages.sh" "$NUTRI_BIN" "$work"
for page in nutri.1 nutri.5; do
  if ! diff -u "$man/$page" "$work/$page" > "$work/diff"; then
    head -40 "$work/diff"
    echo "man/$page is not what is made now: ./dev docs"
    failed=1
  fi
  if command -v mandoc > /dev/null && ! mandoc -Tlint -Wwarning "$man/$page"; then
    failed=1
  fi
done

# A meaning without a column is one of a column that is gone.
awk '/^\.Ss / { table = $2 } /^\.It Va / { print $3; print table "." $3 }' "$work/nutri.5" |
  sort -u > "$work/columns"
sed -n 's/^\([^#: ]*\): .*/\1/p' "$man/columns.txt" | sort > "$work/meanings"
uniq -d "$work/meanings" > "$work/twice"
comm -13 "$work/columns" "$work/meanings" > "$work/unused"
for list in twice unused; do
  if [ -s "$work/$list" ]; then
    echo "columns.txt, $list: $(tr '\n' ' ' < "$work/$list")"
    failed=1
  fi
done

[ $failed -eq 0 ] && echo 'nutri(1) and nutri(5) are what is made now'
exit $failed
