#!/bin/sh
# The completion of bash and zsh: made again it is what is committed (./dev docs makes it), it knows every
# command and every option, and pressing the key behind a line offers what it should.
# shellcheck source=tests/command/lib.inc
. "$(dirname -- "$0")/lib.inc"
completion=$NUTRI_SOURCE_DIR/tools/completion

made_again() {
  mkdir "$work/made"
  sh "$completion/make.sh" "$NUTRI_BIN" "$work/made" >"$out" 2>"$err" || wrong 'it cannot be made'
  for file in nutri.bash _nutri; do
    diff -u "$completion/$file" "$work/made/$file" >"$out" ||
      wrong "tools/completion/$file is not what is made now: ./dev docs"
  done
}

# Every command with all of its options, as its help calls it.
commands() {
  nutri help | awk 'NR > 2 && $0 == "" { exit } NR > 2' | sed 's/^  //;s/  *[A-Z].*//' |
    while read -r name; do
      # shellcheck disable=SC2086 # a name may be two words
      nutri help $name | awk -v name="$name" '
        /^usage: / { on = $0 ~ ("^usage: nutri " name "( [^a-z]|$)") }
        /^$/ { on = 0 }
        on { line = line $0 }
        END { printf "%s:", name
              while (match(line, /--[a-z-]+/)) { printf " %s", substr(line, RSTART, RLENGTH)
                                                 line = substr(line, RSTART + RLENGTH) }
              print "" }'
    done >"$work/commands"
  [ "$(wc -l <"$work/commands")" -ge 70 ] || wrong 'help lists few commands'
}

# offered EXPECTED WORD...: the key behind these words, in both shells; the last is being typed.
offered() {
  expected=$1
  shift
  for shell in $shells; do
    press "$shell" "$@" >"$out" 2>"$err"
    [ ! -s "$err" ] || wrong "$shell, nutri $*: something on stderr"
    [ "$(cat "$out")" = "$expected" ] || wrong "$shell, nutri $*: not '$expected'"
  done
}

# press SHELL WORD...: what the key offers, in its order, with blanks between; FILES stands for the
# shell's own offer. What a shell does itself is made up around the function.
press() {
  with=$1
  shift
  case $with in
    bash) mkdir -p "$work/files" && bash --norc -u "$work/press.bash" "$completion/nutri.bash" "$NUTRI_BIN" "$@" ;;
    zsh) zsh -f "$work/press.zsh" "$completion" "$NUTRI_BIN" "$@" ;;
  esac | tr '\n' ' ' | sed 's/ $//'
}

# bash breaks words at = and :, and says so in COMP_WORDS.
cat >"$work/press.bash" <<'BASH'
source "$1"
shift
compopt() { [[ $2 != default ]] || COMPREPLY+=(FILES); }
cd "${0%/*}/files" || exit
COMP_WORDS=("$1")
shift
for word in "$@"; do
  if [[ $word == --*=* ]]; then
    COMP_WORDS+=("${word%%=*}" =)
    [[ -z ${word#*=} ]] || COMP_WORDS+=("${word#*=}")
  else
    COMP_WORDS+=("$word")
  fi
done
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_nutri
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
BASH

cat >"$work/press.zsh" <<'ZSH'
fpath=($1 $fpath)
shift
words=("$@") CURRENT=$# PREFIX=${(Q)@[-1]} before=
offer() { local one; for one; do [[ $one != $PREFIX* ]] || print -r -- ${before}${(q)one}; done }
compadd() { [[ $1 == -a ]] && offer ${(P)2} || offer ${@:2} }
_describe() { offer ${${(P)4}%%:*} }
_files() { print FILES }
compset() { [[ $PREFIX == ${~2}* ]] || return 1
            [[ $2 != '*,' ]] || before=${PREFIX%${PREFIX##${~2}}}; PREFIX=${PREFIX##${~2}} }
autoload -Uz _nutri
_nutri
ZSH

lines() {
  offered 'food forget' fo
  offered 'search show rank add edit' food ''
  offered 'search show' food s
  offered 'list' note l
  offered 'female male' group --sex ''
  offered 'female' group --sex=f
  offered 'eu,us eu,uk' deficit --authority eu,u
  offered 'sex,age' group --by sex,a
  offered 'today yesterday' --db "$NUTRI_DB" log --day ''
  offered 'supplement medicine' product add Mag --kind ''
  offered 'nci nrc' group --method n
  offered 'today yesterday complete partial not-tracked none' day mark ''
  offered 'complete' day mark today c
  offered 'pregnant lactating' stage add ann ''
  offered 'FILES' --db ''
  offered 'FILES' restore ''
  offered 'list show days undo FILES' import ''
  offered 'food forget' help fo
  offered 'search show' help food s
  offered '' unlog ''
  offered '' food fry ''
  offered '--csv --db --help --json --today --version' --
  offered 'sr_abbrev sr_abbrev_ascii' import --format sr_
  offered 'breakfast' log --meal b
}

# What the database has: names with blanks come quoted, and one that cannot be read offers nothing.
asked() {
  run 0 init
  offered '' person show ''
  run 0 person add ann --sex female --born 1984-05-02
  run 0 alias set 'my bread' whole wheat bread
  run 0 product add 'Mag 500' --kind supplement --unit tablet magnesium 500 mg
  run 0 recipe add 'Bean stew' --servings 4 '400 g black beans'
  run 0 product add 'Mag, 200' --kind supplement --unit tablet magnesium 200 mg
  offered 'my\ bread' alias remove ''
  offered 'my\ bread' log 2 my
  offered 'Mag\ 500' log 1 'Mag\ 5'
  offered 'Bean\ stew' recipe show B
  offered 'ann' log --person ''
  run 0 person add 'Bob Ray' --sex male --age 40
  offered 'Bob\ Ray ann' forget ''
  offered 'Bob\ Ray' total --person B
  offered '' alias remove --person 'Bob\ Ray' ''
  offered 'my\ bread' alias remove --person ann ''
  offered 'IOM' deficit --within-sd ''
  offered '' --db "$work/none.db" person show ''
  [ ! -e "$work/none.db" ] || wrong 'the completion made a database'
}

# Of every command all options, and what one takes that has values to choose from.
options() {
  while IFS=: read -r name own; do
    # shellcheck disable=SC2086 # names
    offered "${own# }${own:+ }--csv --db --help --json --today" $name --
  done <"$work/commands"
}

shells=
for shell in bash zsh; do
  if command -v "$shell" >/dev/null; then
    shells="$shells $shell"
  else
    echo "no $shell here: its completion is not tried"
  fi
done
case $shells in *zsh*) zsh -n "$completion/_nutri" || wrong 'zsh cannot read it' ;; esac
if has_importers; then
  made_again
fi
commands
lines
asked
options
: >"$work/files/diary.csv"
[ "$(press bash import d)" = 'days FILES diary.csv' ] || wrong 'bash, nutri import d: no file beside the subcommand'
[ "$(press bash deficit --authority eu,e)" = '' ] || wrong 'bash, nutri deficit --authority eu,e: eu twice'
done_with
