#!/bin/sh
# make_pages.sh NUTRI FOLDER: writes nutri.1, from what `nutri help` says, nutri.3 and the pages beside
# it, from the comments of nutri.h, and nutri.5, from those of the schema's files and columns.txt, into
# the folder; and nutri-mapping.5, from what stands beside the mappings. All are committed; a test makes
# them again.
set -eu

nutri=$1
out=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
schema=$here/../schema
shell=${SQLITE3:-sqlite3}
date='November 23, 2026'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# A sentence a line, and none longer than mdoc likes them.
sentences() {
  sed 's/\([A-Za-z0-9).]\)\([.:?]\) \([A-Z-]\)/\1\2\n\3/g' | fold -s -w 76 | sed 's/ *$//'
}

# Text that mdoc takes as it stands: no escapes, no control lines.
plain() { sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/" -e 's/--/\\-\\-/g'; }

# ---------------------------------------------------------------- nutri(1)

# The part of a command's help: usage, text or example.
part() { # WHICH
  awk -v which="$1" '
    /^usage: / { now = "usage" }
    /^Example:$/ { now = "example"; next }
    $0 == "" { if (now == "usage") now = "text"; next }
    now == which { sub(/^usage: /, ""); if (now == "example") sub(/^  /, ""); print }' "$work/help"
}

# Usage and example as they are, the text between them filled.
command_page() { # NAME
  printf '.Ss nutri %s\n.Bd -literal\n' "$1"
  part usage | plain
  printf '.Ed\n.Pp\n'
  part text | tr '\n' ' ' | sentences | plain
  printf '\n.Pp\nExample:\n.Bd -literal -offset indent\n'
  part example | plain
  printf '.Ed\n'
}

{
  printf '.\\" Made by make_pages.sh: change what nutri help says instead.\n'
  printf '.Dd %s\n.Dt NUTRI 1\n.Os\n' "$date"
  cat <<'EOF'
.Sh NAME
.Nm nutri
.Nd what people ate, and what it adds up to against what they need
.Sh SYNOPSIS
.Nm
.Op Fl Fl db Ar FILE
.Op Fl Fl today Ar DAY
.Op Fl Fl json | Fl Fl csv
.Ar COMMAND ...
.Sh DESCRIPTION
.Nm
keeps foods, nutrients and a diary in one SQLite database, and reports totals
and shortfalls, of magnesium where no other nutrient is named.
What is unknown is not zero: a total with unknown entries is printed as a lower
bound.
Figures are about intake; they do not measure the body or explain symptoms.
.Sh OPTIONS
.Bd -literal
EOF
  "$nutri" help | awk '/^--db/ { on = 1 } on && $0 == "" { exit } on' | plain
  printf '.Ed\n.Sh COMMANDS\n'
  "$nutri" help | awk '/^  / && NR > 2 { print } $0 == "" && NR > 2 { exit }' |
    sed 's/^  //' | awk '
      { name = $1; if ($2 ~ /^[a-z]+$/) name = name " " $2; print name }' >"$work/commands"
  while read -r name; do
    # shellcheck disable=SC2086 # a command and its second word
    "$nutri" help $name | awk -v name="$name" '
      /^usage: nutri / { rest = substr($0, 14); on = rest == name || index(rest, name " ") == 1
                         if (name !~ / /) { on = on && !seen; seen = 1 } }
      on' >"$work/help"
    command_page "$name"
  done <"$work/commands"
  cat <<'EOF'
.Sh ENVIRONMENT
.Bl -tag -width Ds
.It Ev NUTRI_DB
the database, where
.Fl Fl db
is not given
.It Ev XDG_DATA_HOME
else the folder that holds
.Pa nutri/nutri.db ,
.Pa ~/.local/share
where it is not set
.El
.Sh EXIT STATUS
0 done, 1 the data or the file is the problem, 2 the call is.
.Sh EXAMPLES
EOF
  printf '.Bd -literal -offset indent\n'
  "$nutri" help | awk '/^Example:/ { on = 1; next } on && $0 == "" { exit } on' | sed 's/^  //' | plain
  cat <<'EOF'
.Ed
.Sh SEE ALSO
.Xr sqlite3 1 ,
.Xr nutri 3 ,
.Xr nutri 5 ,
.Xr nutri-mapping 5 ,
.Xr nutri_ext 7
EOF
} >"$out/nutri.1"

# ---------------------------------------------------------------- nutri(3)

awk -v date="$date" -v out="$out" -f "$here/text.awk" -f "$here/library.awk" "$here/../include/nutri.h"

# ---------------------------------------------------------------- nutri(5)

"$nutri" --db "$work/nutri.db" init >/dev/null
"$shell" -readonly -separator '	' "$work/nutri.db" "
  SELECT s.type, s.name, c.name, lower(c.type)
  FROM sqlite_schema s, pragma_table_xinfo(s.name) c
  WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite%' AND s.name NOT LIKE 'food_search%'
  ORDER BY s.rowid, c.cid" >"$work/columns"

# object TYPE NAME: its comment, then its columns
object() {
  printf '.Ss %s\n' "$2"
  awk '/^-- / { print substr($0, 4); next } /^--$/ { next } { exit }' "$schema/$1/$2.sql" | tr '\n' ' ' |
    sentences | plain
  printf '\n.Bl -tag -width Ds -compact\n'
  awk -F '\t' -v type="$1" -v name="$2" -v list="$here/columns.txt" '
    BEGIN {
      while ((getline line <list) > 0) {
        at = index(line, ": ")
        if (line !~ /^#/ && at > 0) meaning[substr(line, 1, at - 1)] = substr(line, at + 2)
      }
    }
    $1 == type && $2 == name {
      key = ($2 "." $3) in meaning ? $2 "." $3 : $3
      if (!(key in meaning)) {
        print "columns.txt says nothing of " $2 "." $3 >"/dev/stderr"
        failed = 1
      }
      printf ".It Va %s%s\n%s\n", $3, $4 == "" ? "" : " Pq " $4, meaning[key]
    }
    END { exit failed }' "$work/columns" | sentences | sed "s/^'/\\\\\&'/"
  printf '.El\n'
}

section() { # TYPE
  cut -f 1,2 "$work/columns" | awk -F '\t' -v type="$1" '$1 == type && !seen[$2]++ { print $2 }' \
    >"$work/names"
  while read -r name; do
    object "$1" "$name"
  done <"$work/names"
}

{
  printf '.\\" Made by make_pages.sh: change the comments of schema/ or columns.txt instead.\n'
  printf '.Dd %s\n.Dt NUTRI 5\n.Os\n' "$date"
  cat <<'EOF'
.Sh NAME
.Nm nutri
.Nd tables and views of a nutri database
.Sh DESCRIPTION
A nutri database is an SQLite file that any
.Xr sqlite3 1
opens: no extension is needed to read it or to write into its diary.
Days are texts,
.Dq YYYY-MM-DD ,
the eater's own.
NULL is unknown, which is not zero.
Where SQLite has FTS5 the library keeps a search index beside them,
.Va food_search ,
whose columns are
.Va description
and
.Va words .
To begin with, ask
.Va magnesium_deficit ,
.Va magnesium_by_day ,
.Va magnesium_mean ,
.Va magnesium_source ,
.Va food_magnesium
and
.Va diary .
.Sh TABLES
EOF
  section table
  printf '.Sh VIEWS\n'
  section view
  cat <<'EOF'
.Sh SEE ALSO
.Xr nutri 1 ,
.Xr sqlite3 1 ,
.Xr nutri 3 ,
.Xr nutri_ext 7
EOF
} >"$out/nutri.5"

# ---------------------------------------------------------------- nutri-mapping(5)

{
  printf '.\\" Made by mapping.awk: change importers/mapping/README.md instead.\n'
  printf '.Dd %s\n.Dt NUTRI-MAPPING 5\n.Os\n' "$date"
  cat <<'EOF'
.Sh NAME
.Nm nutri-mapping
.Nd what the columns of a table of foods hold, for nutri import
.Sh DESCRIPTION
EOF
  awk -f "$here/text.awk" -f "$here/mapping.awk" "$here/../importers/mapping/README.md"
  cat <<'EOF'
.Sh SEE ALSO
.Xr nutri 1 ,
.Xr nutri 5
EOF
} >"$out/nutri-mapping.5"
