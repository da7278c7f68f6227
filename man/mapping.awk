# mapping.awk README: prints nutri-mapping(5), made of importers/mapping/README.md, with text.awk before it.
# Of Markdown it knows what stands in there: headings, paragraphs, lists, tables, and blocks of code.

# Ends the paragraph that has been read.
function end_text() {
  if (paragraph != "" && mode == "" && has_text)
    put(".Pp")
  if (paragraph != "")
    put_text(paragraph)
  has_text = has_text || paragraph != ""
  paragraph = ""
}

# What comes next is text (""), a list, a table, or code.
function set_mode(new) {
  end_text()
  if (mode == new)
    return
  if (mode != "")
    put(mode == "code" ? ".Ed" : ".El")
  if (new == "code")
    put(".Bd -literal -offset indent")
  else if (new != "")
    put(new == "list" ? ".Bl -bullet" : ".Bl -tag -width Ds")
  mode = new
  has_text = 1
}

# | first | second | third, under a heading |
function table_row(line,    cells) {
  gsub(/^[|] *| *[|]$/, "", line)
  split(line, cells, / *[|] */)
  if (mode != "table") {
    heading = cells[3]
    set_mode("table")
  } else if (line !~ /^-/) {
    put(".It \"" plain(cells[1]) "\"")
    put_text(cells[2])
    if (cells[3] != "") {
      put(".br")
      put_text(heading ": " cells[3])
    }
  }
}

/^```/ { set_mode(mode == "code" ? "" : "code"); next }
mode == "code" { put_code($0); next }
/^# / { next }

/^## / {
  set_mode("")
  put(".Sh " toupper(substr($0, 4)))
  has_text = 0
  next
}

/^[|]/ { table_row($0); next }
/^- / { end_text(); set_mode("list"); put(".It"); paragraph = substr($0, 3); next }
/^$/ { end_text(); next }
/^[^ ]/ && (mode == "table" || (mode == "list" && paragraph == "")) { set_mode("") }
{ paragraph = paragraph " " $0 }

END {
  set_mode("")
  printf "%s", body
}
