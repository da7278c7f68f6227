#!/bin/sh
# make_picture.sh FOLDER: draws the tables, their columns and what refers to what into FOLDER/schema.svg:
# from a database that the plain shell makes of create.list, in the groups of README.md. The picture is
# committed; a test draws it again.
set -eu

out=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
shell=${SQLITE3:-sqlite3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

grep '^table/' "$here/create.list" | while read -r file; do
  cat "$here/$file"
done | "$shell" -bail "$work/schema.db"

{
  awk '
    /^## / { on = $2 == "Tables"; next }
    on && /^[A-Z]/ { print "group\t" $0 }
    on && /^\| `table\// { name = $2; sub(/^`table\//, "", name); sub(/\.sql`$/, "", name)
                           print "table\t" name }' "$here/README.md"
  "$shell" -readonly -separator '	' "$work/schema.db" "
    SELECT 'column', s.name, c.name, c.pk
    FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type = 'table' ORDER BY s.rowid, c.cid;
    SELECT 'key', s.name, f.\"from\", f.\"table\"
    FROM sqlite_schema s, pragma_foreign_key_list(s.name) f
    WHERE s.type = 'table' ORDER BY s.rowid, f.id DESC, f.seq"
} | awk -F '\t' -f "$here/picture.awk" >"$out/schema.svg"
