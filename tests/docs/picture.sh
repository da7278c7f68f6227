#!/bin/sh
# The picture of the schema is what is drawn now (./dev docs draws it), and has every table, every column and
# every reference once.
set -eu
schema=$NUTRI_SCHEMA_DIR
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

sh "$schema/make_picture.sh" "$work"
if ! cmp "$schema/schema.svg" "$work/schema.svg"; then
  echo 'schema/schema.svg is not what is drawn now: ./dev docs'
  failed=1
fi

"$NUTRI_BIN" --db "$work/nutri.db" init > "$work/made"
# count SQL: of the database; drawn PATTERN: of the picture.
count() { "$SQLITE3" -readonly "$work/nutri.db" "$1"; }
drawn() { grep -c "$1" "$work/schema.svg"; }
agree() { # WHAT IN_DATABASE IN_PICTURE
  if [ "$2" -ne "$3" ]; then
    echo "$1: $2 in a database, $3 in the picture"
    failed=1
  fi
}
tables="sqlite_schema t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'food_search%'"
agree tables "$(count "SELECT count(*) FROM $tables")" "$(drawn '<rect ')"
agree columns "$(count "SELECT sum((SELECT count(*) FROM pragma_table_info(t.name))) FROM $tables")" \
  "$(drawn '<text .* fill="#24292f"')"
agree references "$(count "SELECT sum((SELECT count(DISTINCT \"from\") FROM pragma_foreign_key_list(t.name)))
  FROM $tables")" "$(drawn '<text .* class="e"')"
[ "$(sed -n 's/^<svg .* width="\([0-9]*\)".*/\1/p' "$work/schema.svg")" -le 1012 ] || {
  echo 'the picture is wider than a page'
  failed=1
}
if command -v rsvg-convert > /dev/null; then
  rsvg-convert -o "$work/schema.png" "$work/schema.svg" || failed=1
fi

[ $failed -eq 0 ] && echo 'the picture of the schema is what is drawn now'
exit $failed
