#!/bin/sh
# The man pages say what the command, the header and the schema say: made again they are the same (./dev
# docs makes them), nothing is left out of them, and mandoc, where there is one, has nothing to complain
# about.
set -eu
man=$NUTRI_SOURCE_DIR/man
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

sh "$man/make_pages.sh" "$NUTRI_BIN" "$work"
for page in "$man"/*.[1-6] "$work"/*.[1-6]; do # section 7 is written by hand
  page=${page##*/}
  if ! diff -u "$man/$page" "$work/$page" > "$work/diff" 2>&1; then
    head -40 "$work/diff"
    echo "man/$page is not what is made now: ./dev docs"
    failed=1
  fi
done
if command -v mandoc > /dev/null; then
  mandoc -Tlint -Wwarning "$man"/*.[1-9] || failed=1
else
  echo 'no mandoc here: the pages are not checked for form'
fi

# Every function, type and constant of nutri.h stands in exactly one page of section 3.
tr '\n' ' ' < "$NUTRI_SOURCE_DIR/include/nutri.h" |
  sed 's,/\*[^*]*\*\**\([^/*][^*]*\*\**\)*/, ,g' | tr -c 'A-Za-z0-9_' '\n' |
  grep -E '^(nutri_|NUTRI_)' | grep -vE '^(NUTRI_H|NUTRI_API|nutri_init)$' | sort -u > "$work/names"
for page in "$work"/*.3; do
  sed -nE 's/^\.(It Fn|It Dv|Ss struct|Ss enum|Ss) (nutri_|NUTRI_)([A-Za-z0-9_]*).*/\2\3/p' "$page" | sort -u
done | sort > "$work/said"
if ! diff "$work/names" "$work/said"; then
  echo 'left: names of nutri.h; right: what section 3 has of them'
  failed=1
fi

# The installed copy has a page under each of these names that are no constants, and none leads nowhere.
grep '^nutri_' "$work/names" > "$work/linked"
while read -r name; do
  file=$NUTRI_PREFIX/share/man/man3/$name.3
  case $(head -n 1 "$file") in
    '.so '*)
      if ! grep -q -w "$name" "$NUTRI_PREFIX/share/man/$(sed 's/^.so //' "$file")"; then
        echo "man $name leads nowhere"
        failed=1
      fi ;;
    '.\"'*) ;;
    *)
      echo "there is no page $name(3)"
      failed=1 ;;
  esac
done < "$work/linked"

# The examples of section 3 compile: nutri(3) opens a database, the others have one.
{
  echo '#include <nutri.h>'
  echo '#include <stdio.h>'
  for page in "$man"/*.3; do
    argument='nutri *db'
    [ "${page##*/}" != nutri.3 ] || argument=void
    awk -v page="$(basename "$page" .3)" -v argument="$argument" '
      /^\.Ed/ && on { print "}"; on = 0 }
      on { gsub(/\\e/, "\\"); sub(/^\\&/, ""); print }
      /^\.Bd -literal/ { on = 1; print "void example_" page "_" ++count "(" argument ");"
                         print "void example_" page "_" count "(" argument ") {" }' "$page"
  done
} > "$work/examples.c"
[ "$(grep -c '^}' "$work/examples.c")" -ge 4 ] || { echo 'the pages of section 3 have few examples'; failed=1; }
"${CC:-cc}" -std=c99 -Wall -Wextra -Werror -I "$NUTRI_SOURCE_DIR/include" -c -o "$work/examples.o" \
  "$work/examples.c" || failed=1

# differ WHAT: the two lists that were made must be one.
differ() {
  sort -u "$work/left" > "$work/left.sorted"
  sort -u "$work/right" > "$work/right.sorted"
  [ -s "$work/left.sorted" ] || { echo "$1: nothing to compare"; failed=1; }
  if ! diff "$work/left.sorted" "$work/right.sorted"; then
    echo "$1"
    failed=1
  fi
}

# Every command with its options is in nutri(1), and every option of the command is one of a command.
"$NUTRI_BIN" help | sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' | sed 's/  .*//' > "$work/commands"
while read -r name; do
  # shellcheck disable=SC2086 # a name may be two words
  "$NUTRI_BIN" help $name | awk -v name="$name" '
    /^usage: / { on = $0 ~ ("^usage: nutri " name "( [^a-z]|$)") }
    /^$/ { on = 0 }
    on { while (match($0, /--[a-z-]+/)) { print name, substr($0, RSTART, RLENGTH)
                                           $0 = substr($0, RSTART + RLENGTH) } }'
  echo "$name"
done < "$work/commands" > "$work/left"
sed 's/\\-/-/g' "$man/nutri.1" | awk '
  /^\.Ss nutri / { name = substr($0, 11); print name; on = 1 }
  /^\.Ed/ { on = 0 }
  on { while (match($0, /--[a-z-]+/)) { print name, substr($0, RSTART, RLENGTH)
                                         $0 = substr($0, RSTART + RLENGTH) } }' > "$work/right"
differ 'left: nutri help; right: nutri(1)'
{ sed -n 's/.* \(--.*\)/\1/p' "$work/right"; printf '%s\n' --db --today --json --csv --help --version; } \
  > "$work/given"
mv "$work/given" "$work/right"
sed -n 's/.*{"\(--[a-z-]*\)", .*/\1/p' "$NUTRI_SOURCE_DIR/tools/args.c" > "$work/left"
differ 'left: options of tools/args.c; right: those that a command takes'

# Every table and view of a database is in nutri(5), column by column. Of the search index, which is
# FTS5's, it says so much.
"$NUTRI_BIN" --db "$work/nutri.db" init > "$work/made"
"$SQLITE3" -readonly -separator ' ' "$work/nutri.db" "
  SELECT t.name, c.name FROM pragma_table_list t, pragma_table_xinfo(t.name) c
  WHERE t.schema = 'main' AND t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite%'" > "$work/left"
awk '/^\.Ss / { name = $2 } /^\.It Va / { print name, $3 }' "$man/nutri.5" > "$work/right"
differ 'left: columns of a database; right: nutri(5)'

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

[ $failed -eq 0 ] && echo 'the man pages are what is made now'
exit $failed
