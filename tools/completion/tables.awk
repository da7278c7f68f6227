# tables.awk COMMANDS HELP: the tables of a completion, as functions that bash and zsh both read.
#
# What can stand somewhere is a kind: files, days, persons, products, recipes, aliases, foods, imports,
# sets, words to choose from with bars between them, or - for what cannot be listed. Kinds with + between
# them are all offered.

function kind(word, command, option) {
  gsub(/[][]|\.\.\./, "", word)
  if (word == "FILE" || word == "PATH") return "files"
  if (word == "DAY") return "days"
  if (word == "PERSON" || option == "--person") return "persons"
  if (word == "NAME" && command ~ /^person (show|set)$/) return "persons"
  if (word == "NAME" && (command == "variation remove" || option == "--within-sd")) return "sets"
  if (word == "PRODUCT") return "products"
  if (word == "RECIPE") return "recipes"
  if ((word == "WORD" && command != "alias set") || word == "INTO") return "aliases"
  if (word == "FOOD") return "foods"
  if (word == "IMPORT") return "imports"
  if (word == "MEAL") return "breakfast|lunch|dinner|snack"
  if (word == "FORMAT") return formats
  if (word == "sex,age") return "sex|age"
  return word ~ /^[a-z0-9]+[a-z0-9|-]*$/ ? word : "-"
}

# The kinds of a command's words, a place each: where a word may be left out, that of the next too.
function kinds(usage, command,    words, count, i, text, next_kind) {
  count = split(usage, words, " ")
  for (i = count; i >= 1; i--) {
    text = kind(words[i], command, "")
    if (words[i] ~ /^\[.*\]$/ && next_kind != "" && next_kind != "-")
      text = text == "-" ? next_kind : text "+" next_kind
    next_kind = text
    words[i] = text
  }
  text = words[1]
  for (i = 2; i <= count; i++)
    text = text " " words[i]
  return text
}

function quoted(text) {
  gsub(/'/, "'\\''", text)
  return "'" text "'"
}

# "food search [--limit N] WORDS"
function take_usage(usage,    words, command, option, value) {
  split(usage, words, " ")
  command = (words[1] " " words[2]) in does ? words[1] " " words[2] : words[1]
  usage = substr(usage, length(command) + 2)
  while (match(usage, /^\[--[^]]*\] ?/)) {
    option = substr(usage, 2, RLENGTH - 1)
    usage = substr(usage, RLENGTH + 1)
    sub(/\].*/, "", option)
    value = option
    sub(/ .*/, "", option)
    options[command] = options[command] " " option
    value = substr(value, length(option) + 2)
    if (value != "" && !(option in takes)) {
      takes[option] = kind(value, "", option)
      order[++taking] = option
    }
  }
  places[command] = kinds(usage, command)
}

FILENAME == ARGV[1] {
  split($0, part, "\t")
  names[++count] = part[1]
  does[part[1]] = part[2]
  next
}

/^usage: nutri / { usage = substr($0, 14); next }
usage != "" && $0 == "" { take_usage(usage); usage = "" }
usage != "" { sub(/^ +/, " "); usage = usage $0 }

function put_takes(    i, names_of) {
  print "# The kind of an option's value; nothing where it takes none."
  print "_nutri_takes() {\n  case $1 in"
  print "    --db) REPLY=files ;;\n    --today) REPLY=days ;;"
  for (i = 1; i <= taking; i++)
    if (takes[order[i]] == "-")
      names_of = names_of (names_of == "" ? "" : " | ") order[i]
    else
      print "    " order[i] ") REPLY=" quoted(takes[order[i]]) " ;;"
  print "    " names_of ") REPLY=- ;;\n    *) REPLY= ;;\n  esac\n}\n"
}

# What can be typed after `nutri`, and after the first word of commands that have two.
function put_commands(    i, words, first, firsts, list, about) {
  for (i = 1; i <= count; i++) {
    split(names[i], words, " ")
    if (!(words[1] in list))
      firsts[++first] = words[1]
    if (names[i] ~ / /) {
      list[words[1]] = list[words[1]] entry(words[2], does[names[i]])
      about[words[1]] = about[words[1]] (about[words[1]] == "" ? "" : ", ") words[2]
    } else {
      list[words[1]] = list[words[1]] ""
    }
  }
  print "# The second words of a command's name, of '' the first; nothing where it has one word."
  print "_nutri_subs() {\n  case $1 in"
  printf "    '') reply=("
  for (i = 1; i <= first; i++)
    printf "%s", entry(firsts[i], firsts[i] in does ? does[firsts[i]] : about[firsts[i]])
  print " ) ;;"
  for (i = 1; i <= first; i++)
    if (list[firsts[i]] != "")
      print "    " firsts[i] ") reply=(" list[firsts[i]] " ) ;;"
  print "    *) reply=() ;;\n  esac\n}\n"
}

# zsh shows what a command does.
function entry(word, about) {
  return shell == "bash" ? " " word : "\n      " quoted(word ":" about)
}

function put_about(    i) {
  print "# A command's options and the kinds of its words, place by place; fails where there is no such"
  print "# command."
  print "_nutri_about() {\n  options='' places=''\n  case $1 in"
  for (i = 1; i <= count; i++)
    print "    " quoted(names[i]) ")" \
      (options[names[i]] == "" ? "" : " options=" quoted(substr(options[names[i]], 2))) \
      (places[names[i]] == "" ? "" : " places=" quoted(places[names[i]])) " ;;"
  print "    *) return 1 ;;\n  esac\n}"
}

END {
  put_takes()
  put_commands()
  put_about()
}
