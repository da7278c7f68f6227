#!/bin/sh
# make.sh NUTRI FOLDER: writes nutri.bash and _nutri, the completion of bash and of zsh, into the folder,
# from bash.in and zsh.in beside this file: @TABLES@ is where the commands, options and words go that
# `nutri help` tells of, and lists.in. Both are committed; a test makes them again.
set -eu

nutri=$1
out=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The formats of an import are no part of the help: the refusal of one that is none lists them.
"$nutri" --db "$work/nutri.db" init >/dev/null
formats=$("$nutri" --db "$work/nutri.db" import --format none "$work" 2>&1 |
  sed -n 's/, /|/g;s/.*there are //p')
[ -n "$formats" ] || { echo 'this nutri was built without importers' >&2; exit 1; }

# A line a command: its name, a tab, what it does.
"$nutri" help | awk '
  NR > 2 && $0 == "" { exit }
  NR > 2 {
    at = match($0, / +[A-Z]/)
    print substr($0, 3, at - 3) "\t" substr($0, at + RLENGTH - 1)
  }' >"$work/commands"

# What help says of all of them: a group at a time, since `help food` has all of its commands.
sed 's/[ 	].*//' "$work/commands" | uniq | while read -r name; do
  "$nutri" help "$name"
done >"$work/help"

for shell in bash zsh; do
  awk -v shell="$shell" -v formats="$formats" -f "$here/tables.awk" "$work/commands" "$work/help" \
    >"$work/tables"
  cat "$here/lists.in" >>"$work/tables"
  file=nutri.bash
  [ "$shell" = bash ] || file=_nutri
  sed -e "/^@TABLES@$/r $work/tables" -e '/^@TABLES@$/d' "$here/$shell.in" >"$out/$file"
done
