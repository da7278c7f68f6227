# library.awk HEADER: writes nutri.3, and a page for each section of the header that names one, into
# the folder `out`. A comment of the header is text; in it Source:, Returns:, Ownership:, Threads: and
# Since: begin what they name, an indented block is an example, and "  1. " begins an item of a list.

function fail(what) {
  print "nutri.h: " what >"/dev/stderr"
  failed = 1
}

# ---------------------------------------------------------------- comments

# Keeps what a paragraph says under its names, and gives what stands before them.
function without_fields(text,    label, before) {
  gsub(/\n/, " ", text)
  before = text
  while (match(text, /(Source|Returns|Ownership|Threads|Since): /)) {
    if (label == "")
      before = substr(text, 1, RSTART - 1)
    else
      field[label] = substr(text, 1, RSTART - 1)
    label = substr(text, RSTART, RLENGTH - 2)
    text = substr(text, RSTART + RLENGTH)
  }
  if (label != "")
    field[label] = text
  return before
}

# A blank line, text or an example ends the paragraph that has been read.
function end_paragraph() {
  paragraph = without_fields(paragraph)
  if (paragraph ~ /[^ \n]/) {
    if (mode == "" && has_text)
      put(".Pp")
    put_text(paragraph)
    has_text = 1
  }
  paragraph = ""
}

function set_mode(new) {
  if (new == mode)
    return
  end_paragraph()
  if (mode != "")
    put(mode == "code" ? ".Ed" : ".El")
  if (new == "code")
    put(".Bd -literal -offset indent")
  if (new == "list")
    put(".Bl -enum -compact")
  mode = new
}

function put_comment(text,    lines, count, i) {
  split("", field)
  mode = paragraph = ""
  has_text = 0
  count = split(text, lines, "\n")
  for (i = 1; i <= count; i++) {
    if (lines[i] ~ /^    +[^ ]/) {
      set_mode("code")
      put_code(substr(lines[i], 5))
    } else if (lines[i] ~ /^  [0-9]\. /) {
      end_paragraph()
      set_mode("list")
      put(".It")
      paragraph = substr(lines[i], 6)
    } else if (lines[i] == "") {
      end_paragraph()
    } else {
      set_mode("")
      paragraph = paragraph "\n" lines[i]
    }
  }
  end_paragraph()
  set_mode("")
}

# ---------------------------------------------------------------- declarations

# `  int a; /* what it is */`, where a comment may stand before or go on in the lines after.
function put_members(code, is_enum,    lines, count, i, line, comment, before, open) {
  sub(/^[^{]*[{]/, "", code)
  sub(/[}][^}]*$/, "", code)
  if (is_enum && code !~ /\n/)
    gsub(/, /, ",\n", code)
  count = split(code, lines, "\n")
  for (i = 1; i <= count; i++) {
    line = lines[i]
    sub(/^ +/, "", line)
    if (open) {
      sub(/^\* ?/, "", line)
    } else if (line == "") {
      continue
    } else if (line ~ /^\/\*/) {
      before = 1
      line = substr(line, 4)
      comment = ""
    } else {
      member = line
      sub(/ *\/\*.*/, "", member)
      if (!before)
        comment = ""
      line = line ~ /\/\*/ ? substr(line, index(line, "/*") + 3) : "*/"
    }
    open = line !~ /\*\//
    sub(/ *\*\/.*/, "", line)
    comment = comment == "" ? line : comment " " line
    if (!open && member != "") {
      put_member(member, comment, is_enum)
      member = comment = ""
      before = 0
    }
  }
}

function put_member(text, comment, is_enum,    type, name) {
  sub(/[,;]$/, "", text)
  if (is_enum) {
    name = text
    sub(/ .*/, "", name)
    sub(/^[^=]*= */, "", text)
    sub(/ +$/, "", text)
    put(".It Dv " name " Pq " text)
  } else {
    match(text, /[A-Za-z_0-9]+(\[[A-Z_0-9]+\])?$/)
    name = substr(text, RSTART)
    type = substr(text, 1, RSTART - 1)
    sub(/ $/, "", type)
    put(".It Vt \"" type "\" " (type ~ /\*$/ ? "Ns " : "") "Va " name)
    if (name == "size")
      comment = "what NUTRI_INIT sets"
  }
  if (comment != "")
    put_text(comment)
}

# int nutri_x(nutri *db, int a) as .Ft and .Fn
function put_prototype(code,    type, name, rest, args, count, i) {
  gsub(/[ \n]+/, " ", code)
  sub(/^(NUTRI_API|typedef) /, "", code)
  sub(/;$/, "", code)
  name = code
  sub(/\(.*/, "", name)
  type = name
  sub(/[a-z_0-9]+$/, "", type)
  name = substr(name, length(type) + 1)
  sub(/ $/, "", type)
  rest = code
  sub(/^[^(]*\(/, "", rest)
  sub(/\)$/, "", rest)
  count = split(rest, args, ", ")
  put(".Ft " (type ~ / / ? "\"" type "\"" : type))
  rest = ".Fn " name
  for (i = 1; i <= count; i++)
    rest = rest " \"" args[i] "\""
  put(rest)
}

function put_fields(i,    names, count, k) {
  count = split("Source Ownership Threads Since", names, " ")
  if (kind[i] == "function") {
    put(".Bl -tag -width Ownership -compact")
    for (k = 1; k <= count; k++)
      if (names[k] in field) {
        put(".It " names[k])
        put_text(field[names[k]])
      } else if (names[k] != "Source") {
        fail(name[i] " says nothing after " names[k] ":")
      }
    put(".El")
    if (!("Returns" in field))
      fail(name[i] " says nothing after Returns:")
    returns[i] = field["Returns"]
  }
}

function put_item(i) {
  if (kind[i] == "macro") {
    if (text[i] != "")
      put_comment(text[i])
    return
  }
  put(".Ss " (kind[i] == "struct" || kind[i] == "enum" ? kind[i] " " : "") name[i])
  put_comment(text[i])
  put_fields(i)
  if (kind[i] == "struct" || kind[i] == "enum") {
    put(".Bl -tag -width Ds -compact")
    put_members(code[i], kind[i] == "enum")
    put(".El")
  } else if (kind[i] == "callback") {
    put(".Bd -ragged -offset indent")
    put_prototype(code[i])
    put(".Ed")
  }
}

# `#define NUTRI_X value /* what it is */`: its own comment may stand before it.
function put_macro(i,    value, comment) {
  value = code[i]
  sub(/^#define [^ ]+ */, "", value)
  if (value ~ /\/\*/) {
    comment = value
    sub(/^.*\/\* */, "", comment)
    sub(/ *\*\/.*/, "", comment)
    sub(/ *\/\*.*/, "", value)
  }
  put(".It Dv " name[i] (name[i] ~ /\(/ ? "" : " Pq " value))
  if (text[i] != "")
    put_comment(text[i])
  else if (comment != "")
    put_text(comment)
}

# ---------------------------------------------------------------- pages

function begin_page(title, about,    i, names, count) {
  body = ""
  put(".\\\" Made by library.awk: change the comments of include/nutri.h instead.")
  put(".Dd " date)
  put(".Dt " toupper(title) " 3")
  put(".Os")
  put(".Sh NAME")
  for (i = 1; i <= items; i++)
    if (page[i] == title && kind[i] == "function")
      names[++count] = name[i]
  if (title == "nutri")
    names[++count] = title
  for (i = 1; i <= count; i++)
    put(".Nm " names[i] (i < count ? " ," : ""))
  put(".Nd " about)
  put(".Sh SYNOPSIS")
  put(".In nutri.h")
}

function end_page(title) {
  printf "%s", body >(out "/" title ".3")
  close(out "/" title ".3")
}

# Constants first, then everything in the header's order.
function put_description(title,    i, has_macro) {
  for (i = 1; i <= items; i++)
    if (page[i] == title && kind[i] == "macro") {
      if (!has_macro++) {
        put(".Ss Constants")
        put(".Bl -tag -width Ds -compact")
      }
      put_macro(i)
    }
  if (has_macro)
    put(".El")
  for (i = 1; i <= items; i++)
    if (page[i] == title && kind[i] != "macro")
      put_item(i)
}

function put_see_also(title) {
  put(".Sh SEE ALSO")
  put(".Xr nutri 1 ,")
  if (title != "nutri")
    put(".Xr nutri 3 ,")
  put(".Xr nutri 5 ,")
  put(".Xr nutri_ext 7")
}

function group_page(title, about,    i) {
  begin_page(title, about)
  for (i = 1; i <= items; i++)
    if (page[i] == title && kind[i] == "function")
      put_prototype(code[i])
  put(".Sh DESCRIPTION")
  put_text("Units, NULL, NaN, ownership and threads are explained in nutri(3).")
  put_description(title)
  put(".Sh RETURN VALUES")
  put(".Bl -tag -width Ds -compact")
  for (i = 1; i <= items; i++)
    if (page[i] == title && kind[i] == "function") {
      put(".It Fn " name[i])
      put_text(returns[i])
    }
  put(".El")
  put_see_also(title)
  end_page(title)
}

# The comment at the head: text, then `Word    what it means`, then an example.
function put_conventions(text,    lines, count, i, line, has_word, width) {
  count = split(text, lines, "\n")
  for (i = 3; i <= count; i++) { # the first line is what NAME says
    if (example != "" || (lines[i - 1] == "" && lines[i] ~ /^    /)) {
      example = example lines[i] "\n"
    } else if (match(lines[i], /^[A-Z][A-Za-z]+  +/)) {
      width = RLENGTH # put_text matches too
      put_text(line)
      if (!has_word++)
        put(".Bl -tag -width Ownership")
      put(".It " substr(lines[i], 1, index(lines[i], " ") - 1))
      line = substr(lines[i], width + 1)
    } else {
      line = line " " lines[i]
    }
  }
  put_text(line)
  put(".El")
}

# The other pages, each with its functions.
function put_pages(    i, k) {
  put(".Ss Pages")
  put(".Bl -tag -width Ds")
  for (k = 1; k <= sections; k++) {
    put(".It Xr " section[k] " 3")
    put_words(about[k] ":")
    put(".Pp")
    for (i = 1; i <= items; i++)
      if (page[i] == section[k] && kind[i] == "function")
        put(".Fn " name[i])
  }
  put(".El")
}

function overview_page(    lines, count, i) {
  begin_page("nutri", "foods, nutrients, what people ate, and what that adds up to")
  put(".Pp")
  put(".Dl cc program.c $(pkg-config \\-\\-cflags \\-\\-libs nutri)")
  put(".Sh DESCRIPTION")
  put_conventions(head)
  put_pages()
  put_description("nutri")
  put(".Sh RETURN VALUES")
  for (i = 1; i <= items; i++)
    if (page[i] == "nutri results")
      put_item(i)
  put(".Sh EXAMPLES")
  put(".Bd -literal -offset indent")
  count = split(example, lines, "\n")
  for (i = 1; i < count; i++)
    put_code(substr(lines[i], 5))
  put(".Ed")
  put_see_also("nutri")
  end_page("nutri")
}

# ---------------------------------------------------------------- the header

# The lines up to the one that ends a thing, without a comment's stars.
function rest_of(line, ending,    more) {
  while (line !~ ending && (getline more) > 0)
    line = line "\n" more
  return line
}

function comment_text(text) {
  sub(/^\/\*\*[ \n]?/, "", text)
  sub(/[ \n]*\*\/$/, "", text)
  gsub(/\n \*/, "\n", text)
  gsub(/\n /, "\n", text)
  sub(/^ \* /, "", text)
  return text
}

function keep(what, called, declared) {
  items++
  kind[items] = what
  name[items] = called
  code[items] = declared
  text[items] = comment
  page[items] = called == "nutri_result" ? "nutri results" : sections == 0 ? "nutri" : section[sections]
  comment = ""
}

BEGIN { sections = items = failed = 0 }

/^\/\*\*/ {
  comment = comment_text(rest_of($0, "[*]/$"))
  if (head == "") {
    head = comment
    comment = ""
  }
  next
}

/^\/\* ---- .*\(3\) -*/ {
  line = $0
  sub(/^\/\* ---- /, "", line)
  sub(/\(3\).*/, "", line)
  sections++
  section[sections] = line
  sub(/^.*: /, "", section[sections])
  about[sections] = line
  sub(/: [^:]*$/, "", about[sections])
  about[sections] = tolower(substr(line, 1, 1)) substr(about[sections], 2)
  next
}

/^\/\* ---- / { fail("a section without a page: " $0) }

# Two of them, for two languages.
/^#define NUTRI_INIT/ && comment != "" { keep("macro", $2, "") }

/^#define NUTRI_(H|API|INIT)/ { next }

/^#define NUTRI_/ {
  line = rest_of($0, "[^\\\\]$")
  keep("macro", $2, line)
  next
}

/^typedef struct [a-z_]+ [a-z_]+;/ { keep("type", $3, $0); next }

/^typedef struct [a-z_]+ [{]/ { keep("struct", $3, rest_of($0, "\n[}].*;$")); next }

/^typedef int / {
  line = $3
  sub(/\(.*/, "", line)
  keep("callback", line, rest_of($0, ";$"))
  next
}

/^enum / { keep("enum", $2, rest_of($0, "[}];$")); next }

/^NUTRI_API / {
  line = rest_of($0, ";$")
  match(line, /nutri_[a-z_0-9]+\(/)
  keep("function", substr(line, RSTART, RLENGTH - 1), line)
  next
}

END {
  overview_page()
  for (k = 1; k <= sections; k++)
    group_page(section[k], about[k])
  exit failed
}
