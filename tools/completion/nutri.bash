# Completion of nutri for bash. Made by make.sh: change bash.in, or what nutri help says, instead.
# shellcheck shell=bash

# The kind of an option's value; nothing where it takes none.
_nutri_takes() {
  case $1 in
    --db) REPLY=files ;;
    --today) REPLY=days ;;
    --format) REPLY='person|diary|nhanes|fdc|sr|cnf|afcd|ausnut|ciqual|cofid|fndds_at_a_glance|fndds_at_a_glance_portions|openfoodfacts|sr_abbrev|sr_abbrev_ascii' ;;
    --impute) REPLY='code' ;;
    --mapping) REPLY='files' ;;
    --person) REPLY='persons' ;;
    --authority) REPLY='us|eu|uk|nordic|dach|anz|who|jp' ;;
    --born) REPLY='days' ;;
    --sex) REPLY='female|male' ;;
    --from) REPLY='days' ;;
    --to) REPLY='days' ;;
    --day) REPLY='days' ;;
    --meal) REPLY='breakfast|lunch|dinner|snack' ;;
    --food) REPLY='foods' ;;
    --kind) REPLY='supplement|medicine' ;;
    --as-of) REPLY='imports' ;;
    --within-sd) REPLY='sets' ;;
    --by) REPLY='sex|age' ;;
    --method) REPLY='nci|nrc' ;;
    --stage) REPLY='pregnant|lactating|none' ;;
    --without) REPLY='foods' ;;
    --foods | --limit | --max-rejects | --nutrient | --key | --per | --source | --category | --portion | --name | --age | --psu | --stratum | --weight | --weight-two-days | --note | --time | --amount | --last | --unit | --servings | --yield | --remove | --max-age | --min-age | --replicates | --seed | --survey | --tag | --max-foods | --max-kcal | --max-portions | --max-sodium | --sets | --without-category | --as) REPLY=- ;;
    *) REPLY= ;;
  esac
}

# The second words of a command's name, of '' the first; nothing where it has one word.
_nutri_subs() {
  case $1 in
    '') reply=( init import food person stage alias target log edit again unlog day note diary product schedule supplements recipe total deficit group variation sources suggest export slim restore forget check version help ) ;;
    import) reply=( list show days undo ) ;;
    food) reply=( search show rank add edit ) ;;
    person) reply=( add list show set tag untag survey unsurvey ) ;;
    stage) reply=( add list remove ) ;;
    alias) reply=( set list rename merge remove ) ;;
    target) reply=( add list remove ) ;;
    day) reply=( mark list ) ;;
    note) reply=( list remove ) ;;
    product) reply=( add edit show list compounds ) ;;
    schedule) reply=( add list end remove ) ;;
    recipe) reply=( add edit show list cooking ) ;;
    variation) reply=( estimate list remove ) ;;
    *) reply=() ;;
  esac
}

# A command's options and the kinds of its words, place by place; fails where there is no such
# command.
_nutri_about() {
  options='' places=''
  case $1 in
    'init') options='--bare' ;;
    'import') options='--changes --dry-run --foods --format --impute --limit --mapping --max-rejects --person --samples' places='files' ;;
    'import list') ;;
    'import show') options='--changes --limit' places='imports' ;;
    'import days') options='--nutrient --person' places='imports' ;;
    'import undo') places='imports' ;;
    'food search') options='--limit' places='-' ;;
    'food show') options='--key' places='foods' ;;
    'food rank') options='--all-forms --limit --nutrient --per --source' ;;
    'food add') options='--category --per --portion' places='- - - -' ;;
    'food edit') options='--category --name --per --portion' places='foods - - -' ;;
    'person add') options='--age --authority --born --sex' places='-' ;;
    'person list') ;;
    'person show') places='persons' ;;
    'person set') options='--age --authority --born --sex' places='persons' ;;
    'person tag') places='persons -' ;;
    'person untag') places='persons -' ;;
    'person survey') options='--psu --stratum --weight --weight-two-days' places='persons -' ;;
    'person unsurvey') places='persons' ;;
    'stage add') options='--from --to' places='persons pregnant|lactating' ;;
    'stage list') places='persons' ;;
    'stage remove') options='--from' places='persons pregnant|lactating' ;;
    'alias set') options='--person' places='- foods' ;;
    'alias list') options='--person' ;;
    'alias rename') options='--person' places='aliases -' ;;
    'alias merge') options='--person' places='aliases aliases' ;;
    'alias remove') options='--person' places='aliases' ;;
    'target add') options='--from --note --person --to' places='- - -' ;;
    'target list') options='--person' ;;
    'target remove') places='-' ;;
    'log') options='--day --meal --note --person --time --usual --yes' places='- foods foods' ;;
    'edit') options='--amount --day --food --meal --note --time' places='-' ;;
    'again') options='--meal --person --to' places='days' ;;
    'unlog') places='-' ;;
    'day mark') options='--person' places='days+complete|partial|not-tracked|none complete|partial|not-tracked|none' ;;
    'day list') options='--day --from --last --person --to' ;;
    'note') options='--day --note --person' places='- - -' ;;
    'note list') options='--day --from --last --person --to' ;;
    'note remove') places='-' ;;
    'diary') options='--day --from --last --person --to' ;;
    'product add') options='--kind --per --unit' places='- - - - of|as - - elemental' ;;
    'product edit') options='--kind --name --per --unit' places='products - - - of|as - - elemental' ;;
    'product show') places='products' ;;
    'product list') ;;
    'product compounds') places='-' ;;
    'schedule add') options='--from --note --person --to' places='- products products' ;;
    'schedule list') options='--day --from --last --person --to' ;;
    'schedule end') options='--day' places='-' ;;
    'schedule remove') places='-' ;;
    'supplements') options='--day --from --last --nutrient --person --to' ;;
    'recipe add') options='--note --servings --yield' places='- -' ;;
    'recipe edit') options='--name --note --remove --servings --yield' places='recipes -' ;;
    'recipe show') places='recipes' ;;
    'recipe list') ;;
    'recipe cooking') options='--nutrient' places='-' ;;
    'total') options='--as-of --day --estimate --from --last --nutrient --person --to --unknown' ;;
    'deficit') options='--as-of --authority --day --from --last --nutrient --person --to --plan --within-sd' ;;
    'group') options='--day --from --last --nutrient --sex --to --by --max-age --method --min-age --no-se --replicates --seed --stage --supplements --survey --tag' ;;
    'variation estimate') options='--day --from --last --nutrient --sex --to --max-age --min-age --stage --survey --tag' places='-' ;;
    'variation list') ;;
    'variation remove') places='sets' ;;
    'sources') options='--as-of --day --from --last --limit --nutrient --person --to' ;;
    'suggest') options='--authority --day --from --last --max-foods --max-kcal --max-portions --max-sodium --nutrient --person --sets --to --without --without-category' ;;
    'export') options='--all --day --from --last --nutrient --person --to --totals' places='files' ;;
    'slim') options='--no-persons --nutrient --source' places='files' ;;
    'restore') options='--as --current --person' places='files' ;;
    'forget') options='--keep-foods --yes' places='persons' ;;
    'check') ;;
    'version') ;;
    'help') places='-' ;;
    *) return 1 ;;
  esac
}

# _nutri_ask COLUMN COMMAND...: the first or second column of what the command lists, from the database
# that the line names.
_nutri_ask() {
  local column=$1
  shift
  "${nutri[@]}" "$@" --csv 2>/dev/null </dev/null | tr -d '\r' | sed 1d | cut -d, -f"$column"- |
    sed -e 's/^"\([^"]*\)".*/\1/' -e t -e 's/,.*//'
}

# What a kind can be, a line each.
_nutri_list() {
  case $1 in
    - | files) ;;
    days) printf '%s\n' today yesterday ;;
    persons) _nutri_ask 1 person list ;;
    aliases) _nutri_ask 1 alias list ${person[@]+"${person[@]}"} ;;
    products) _nutri_ask 2 product list ;;
    recipes) _nutri_ask 2 recipe list ;;
    foods)
      _nutri_list aliases
      _nutri_list products
      _nutri_list recipes ;;
    imports) _nutri_ask 1 import list ;;
    sets) _nutri_ask 1 variation list | uniq ;;
    *) printf '%s\n' "$1" | tr '|' '\n' ;;
  esac
}

# Offers what begins with $current of these words, behind what stands before them.
_nutri_match() {
  local word
  for word in "${@:2}"; do
    [[ $1$word != "$current"* ]] || COMPREPLY+=("$1$word")
  done
}

# Files: bash offers them itself where nothing else is to be offered.
_nutri_files() {
  local file others=${#COMPREPLY[@]}
  compopt -o default 2>/dev/null
  ((others > 0)) || return 0
  compopt -o filenames 2>/dev/null
  while IFS= read -r file; do
    COMPREPLY+=("$file")
  done < <(compgen -f -- "$current")
}

# Offers what these kinds can be. Names are quoted for the line, and choices may follow a comma.
_nutri_offer() {
  local kind kinds word before
  IFS=+ read -r -a kinds <<<"$1"
  for kind in "${kinds[@]}"; do
    before=
    [[ $kind != files ]] || _nutri_files
    [[ $kind != *'|'* || $current != *,* ]] || before=${current%,*},
    while IFS= read -r word; do
      [[ $kind == *'|'* ]] || printf -v word %q "$word"
      [[ -z $before || ,$before != *,$word,* ]] || continue
      _nutri_match "$before" "$word"
    done < <(_nutri_list "$kind")
  done
}

# bash takes = and : for words of their own: joins them to what they stand between, in `typed`.
_nutri_join() {
  local i
  for ((i = 1; i <= COMP_CWORD; i++)); do
    if ((i > 1)) && [[ ${COMP_WORDS[i]} == [=:] || ${COMP_WORDS[i - 1]} == [=:] ]]; then
      typed[${#typed[@]} - 1]+=${COMP_WORDS[i]}
    else
      typed+=("${COMP_WORDS[i]}")
    fi
  done
  current=${typed[${#typed[@]} - 1]}
  unset "typed[${#typed[@]} - 1]"
}

# Parts what stands before the cursor into words and options; `taker` is an option that waits.
_nutri_read() {
  local word
  for word in "${typed[@]}"; do
    if [[ -z $taker && $word == --*=* ]]; then
      taker=${word%%=*}
      word=${word#*=}
    elif [[ -z $taker && $word == -* ]]; then
      _nutri_takes "$word"
      taker=${REPLY:+$word}
      continue
    fi
    case $taker in
      '') words+=("$word") ;;
      --db) nutri+=(--db "${word/#\~\//$HOME/}") ;;
      --person) person=(--person "$word") ;;
    esac
    taker=
  done
}

_nutri() {
  local -a typed=() words=() person=() nutri=("${COMP_WORDS[0]/#\~\//$HOME/}") reply=() place=()
  local taker='' current='' options='' places='' at=0 REPLY=''
  COMPREPLY=()
  _nutri_join
  _nutri_read
  if [[ -z $taker && $current == --*=* ]]; then
    taker=${current%%=*}
    current=${current#*=}
  fi
  if [[ -n $taker ]]; then
    _nutri_takes "$taker"
    _nutri_offer "$REPLY"
    return
  fi

  [[ ${words[0]-} != help ]] || at=1 # what it explains is a command again
  if ((${#words[@]} <= at + 1)); then
    _nutri_subs "${words[at]-}"
    _nutri_match '' "${reply[@]}"
  fi
  at=2
  if ! _nutri_about "${words[0]-} ${words[1]-}"; then
    at=1
    _nutri_about "${words[0]-}"
  fi
  if [[ $current == -* ]]; then
    # shellcheck disable=SC2086 # a list of names
    _nutri_match '' $options --csv --db --help --json --today
    ((${#words[@]} > 0)) || _nutri_match '' --version
  elif [[ -n $places ]]; then
    read -r -a place <<<"$places"
    at=$((${#words[@]} - at))
    _nutri_offer "${place[at < ${#place[@]} ? at : ${#place[@]} - 1]}"
  fi
}

complete -F _nutri nutri
