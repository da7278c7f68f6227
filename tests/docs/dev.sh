#!/bin/sh
# `./dev help` has every command of ./dev, each in one line that fits a terminal.
set -eu
dev=$NUTRI_SOURCE_DIR/dev
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

"$dev" help > "$work/help"
if grep -nvE '^(usage: \./dev COMMAND|  [a-z]+( [^ ]+)*  +[a-z].*)$' "$work/help" || grep -nE '.{101}' "$work/help"; then
  echo './dev help: a line that is not one command in at most 100 characters'
  failed=1
fi
sed -n 's/^  \([a-z][a-z]*\).*/\1/p' "$work/help" | sort > "$work/listed"
# shellcheck disable=SC2016 # $command is dev's
sed -n '/^case \$command in/,/^esac/s/^  \([a-z][a-z]*\)\( |.*\)*).*/\1/p' "$dev" | sort > "$work/taken"
if ! diff "$work/listed" "$work/taken"; then
  echo 'left: commands in ./dev help; right: those that ./dev takes'
  failed=1
fi
[ $failed -eq 0 ] && echo './dev help has every command'
exit $failed
