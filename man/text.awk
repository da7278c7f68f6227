# What the pages that are made by awk have in common: lines of mdoc, collected in `body`.

# Text that mdoc takes as it stands; what stands in `these`, and names of the library, in bold.
function plain(text) {
  gsub(/\\/, "\\e", text)
  gsub(/--/, "\\-\\-", text)
  while (match(text, /`[^`]+`/))
    text = substr(text, 1, RSTART - 1) "\\fB" substr(text, RSTART + 1, RLENGTH - 2) "\\fR" \
      substr(text, RSTART + RLENGTH)
  gsub(/nutri_[a-z_0-9]+\(\)/, "\\fB&\\fR", text)
  gsub(/NUTRI_[A-Z_0-9]+/, "\\fB&\\fR", text)
  return text
}

function put(line) { body = body line "\n" }

function put_words(line) { put((line ~ /^[.']/ ? "\\&" : "") line) }

# A sentence a line, and none longer than 76.
function put_text(text,    words, count, i, line) {
  gsub(/[ \n]+/, " ", text)
  sub(/^ /, "", text)
  sub(/ $/, "", text)
  count = split(plain(text), words, " ")
  line = ""
  for (i = 1; i <= count; i++) {
    if (line != "" && length(line) + 1 + length(words[i]) > 76) {
      put_words(line)
      line = ""
    }
    line = line == "" ? words[i] : line " " words[i]
    if (words[i] ~ /[A-Za-z0-9)"][.:?][)"]?$/ && words[i + 1] ~ /^[A-Z"\\-]/) {
      put_words(line)
      line = ""
    }
  }
  if (line != "")
    put_words(line)
}

function put_code(line) {
  gsub(/\\/, "\\e", line)
  put_words(line)
}
