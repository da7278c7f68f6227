# picture.awk: draws tables as cards, a group a column. What refers to a table is joined to it by a line
# of the table's colour: from the row to the left, up or down the track of that table in the gap before
# the column, and, where the table stands in another column, along its rail across the top.
#
# Lines read, parted by tabs: group TITLE; table NAME, of the group before it; column TABLE NAME KEY;
# key TABLE COLUMN TARGET.

$1 == "group" { title[++groups] = $2 }
$1 == "table" { name[++tables] = $2; group[$2] = groups }
$1 == "column" {
  if (!($2 in group)) {
    print "schema/README.md has no line for the table " $2 >"/dev/stderr"
    failed = 1
    exit
  }
  column[$2, ++rows[$2]] = $3
  is_key[$2, $3] = $4 > 0
}
$1 == "key" {
  if (!(($2, $3) in target) && !referred[$4]++)
    targets[++found] = $4
  target[$2, $3] = $4
}

# ---------------------------------------------------------------- where things stand

# The table that most others refer to stands first in its group, the others in the order read.
function arrange(    g, i, first) {
  for (g = 1; g <= groups; g++) {
    first = ""
    for (i = 1; i <= tables; i++)
      if (group[name[i]] == g && (first == "" || referred[name[i]] > referred[first]))
        first = name[i]
    put_card(g, first)
    for (i = 1; i <= tables; i++)
      if (group[name[i]] == g && name[i] != first)
        put_card(g, name[i])
  }
}

function put_card(g, table) {
  card[++cards] = table
  top[table] = depth[g] + 0
  depth[g] += HEAD + rows[table] * ROW + 5 + BETWEEN
}

# Targets in the order of how many refer to them: so they get their colours and rails.
function sort_targets(    i, k, swap) {
  for (i = 2; i <= found; i++)
    for (k = i; k > 1 && referred[targets[k]] > referred[targets[k - 1]]; k--) {
      swap = targets[k]
      targets[k] = targets[k - 1]
      targets[k - 1] = swap
    }
}

# In the gap before column g a target has a track if a row of the column refers to it, or if it stands
# there and has a rail: from `high` to `low`, counted from the cards' top.
function measure(    i, r, g, table, to) {
  for (i = 1; i <= cards; i++) {
    table = card[i]
    for (r = 1; r <= rows[table]; r++)
      if ((table, column[table, r]) in target) {
        to = target[table, column[table, r]]
        stretch(group[table], to, row_y(table, r))
        stretch(group[table], to, group[table] == group[to] ? head_y(to) : -1)
        if (group[table] != group[to]) {
          if (!(to in rail))
            rail[to] = 0
          stretch(group[to], to, head_y(to))
          stretch(group[to], to, -1)
        }
      }
  }
  for (i = 1; i <= found; i++)
    if (targets[i] in rail)
      rail[targets[i]] = MARGIN + RAIL * rails++
}

function head_y(table) { return top[table] + HEAD / 2 }
function row_y(table, r) { return top[table] + HEAD + (r - 0.5) * ROW + 2 }

function stretch(g, to, y) {
  if (!((g, to) in high)) {
    high[g, to] = low[g, to] = y
    return
  }
  if (y < high[g, to]) high[g, to] = y
  if (y > low[g, to]) low[g, to] = y
}

# Tracks that do not meet share a lane; lanes are counted from the cards to the left.
function give_lanes(    g, i, k, lane, to, free) {
  for (g = 1; g <= groups; g++) {
    lanes[g] = 0
    for (i = 1; i <= found; i++) {
      to = targets[i]
      if (!((g, to) in high))
        continue
      for (lane = 1; ; lane++) {
        free = 1
        for (k = 1; k < i; k++)
          if (track[g, targets[k]] == lane && high[g, to] <= low[g, targets[k]] + ROW &&
              high[g, targets[k]] <= low[g, to] + ROW)
            free = 0
        if (free)
          break
      }
      track[g, to] = lane
      if (lane > lanes[g])
        lanes[g] = lane
    }
  }
}

function place_columns(    g, at) {
  at = MARGIN
  for (g = 1; g <= groups; g++) {
    at += lanes[g] * LANE + 10
    left[g] = at
    at += WIDTH
    if (depth[g] > height)
      height = depth[g]
  }
  width = at + MARGIN
  cards_y = MARGIN + RAIL * rails + 40
}

function track_x(g, to) { return left[g] - 4 - track[g, to] * LANE }

# ---------------------------------------------------------------- drawing

function colour(to,    i) {
  for (i = 1; i <= found; i++)
    if (targets[i] == to)
      return colours[(i - 1) % COLOURS + 1]
  return GREY
}

function line(x1, y1, x2, y2, to) {
  printf "<path d=\"M%g %gL%g %g\" stroke=\"%s\"/>\n", x1, y1, x2, y2, colour(to)
}

function dot(x, y, to) { printf "<circle cx=\"%g\" cy=\"%g\" r=\"2\" fill=\"%s\"/>\n", x, y, colour(to) }

function text(x, y, class, fill, words) {
  printf "<text x=\"%g\" y=\"%g\"%s fill=\"%s\">%s</text>\n", x, y,
    class == "" ? "" : " class=\"" class "\"", fill, words
}

function draw_rails(    i, g, to, first, last) {
  for (i = 1; i <= found; i++) {
    to = targets[i]
    if (!(to in rail))
      continue
    first = last = ""
    for (g = 1; g <= groups; g++)
      if ((g, to) in high) {
        if (first == "")
          first = track_x(g, to)
        last = track_x(g, to)
        dot(last, rail[to], to)
      }
    line(first, rail[to], last, rail[to], to)
  }
}

function draw_tracks(    i, g, to) {
  for (i = 1; i <= found; i++) {
    to = targets[i]
    for (g = 1; g <= groups; g++)
      if ((g, to) in high)
        line(track_x(g, to), high[g, to] < 0 ? rail[to] : cards_y + high[g, to],
             track_x(g, to), cards_y + low[g, to], to)
    if ((group[to], to) in high) {
      line(track_x(group[to], to), cards_y + head_y(to), left[group[to]] - 5, cards_y + head_y(to), to)
      printf "<path d=\"M%g %gl-7 -4v8z\" fill=\"%s\"/>\n", left[group[to]], cards_y + head_y(to), colour(to)
    }
  }
}

# In two lines where it is long.
function draw_title(g,    words, count, i, line_of, row) {
  count = split(title[g], words, " ")
  line_of[2] = words[count]
  for (i = count - 1; i >= 1; i--) {
    row = row || length(line_of[2]) + length(words[i]) > 21
    line_of[2 - row] = line_of[2 - row] == "" ? words[i] : words[i] " " line_of[2 - row]
  }
  for (i = 1; i <= 2; i++)
    if (line_of[i] != "")
      text(left[g], cards_y - 36 + 14 * i, "t", GREY, line_of[i])
}

function draw_card(table,    x, y, r, named, to, tall) {
  x = left[group[table]]
  y = cards_y + top[table]
  tall = HEAD + rows[table] * ROW + 5
  printf "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" rx=\"4\" fill=\"#fff\" stroke=\"%s\"/>\n",
    x, y, WIDTH, tall, colour(table)
  printf "<path d=\"M%g %gv-%gq0 -4 4 -4h%gq4 0 4 4v%gz\" fill=\"%s\"/>\n",
    x, y + HEAD, HEAD - 4, WIDTH - 8, HEAD - 4, colour(table)
  text(x + 7, y + HEAD - 5, "b", "#fff", table)
  for (r = 1; r <= rows[table]; r++) {
    named = column[table, r]
    y = cards_y + row_y(table, r)
    text(x + 7, y + 3.5, is_key[table, named] ? "b" : "", "#24292f", named)
    if ((table, named) in target) {
      to = target[table, named]
      text(x + WIDTH - 6, y + 3.5, "e", colour(to), to)
      line(track_x(group[table], to), y, x, y, to)
      dot(track_x(group[table], to), y, to)
    }
  }
}

END {
  if (failed)
    exit 1
  MARGIN = 8; HEAD = 18; ROW = 13; BETWEEN = 10; WIDTH = 160; LANE = 6; RAIL = 6; GREY = "#718096"
  COLOURS = split("#2f9460 #dd6b20 #3182ce #805ad5 #d53f8c #319795 #e53e3e #a0683a #b7791f #667eea " \
    "#0e9bb5 #c026d3 #7c9a1f #be5a6b", colours, " ")
  arrange()
  sort_targets()
  measure()
  give_lanes()
  place_columns()
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" " \
    "role=\"img\">\n", width, cards_y + height + 16, width, cards_y + height + 16
  print "<title>The tables of a nutri database, their columns and what refers to what</title>"
  print "<style>text{font:10px -apple-system,\"Segoe UI\",\"DejaVu Sans\",Helvetica,Arial,sans-serif}" \
    ".b{font-weight:bold}.e{text-anchor:end;font-size:9px}.t{font-size:12px;font-weight:bold}</style>"
  draw_rails()
  draw_tracks()
  for (i = 1; i <= groups; i++)
    draw_title(i)
  for (i = 1; i <= cards; i++)
    draw_card(card[i])
  text(left[1], cards_y + height + 6, "", GREY, "Bold is the key. What stands on the right is the table " \
    "referred to, and its colour that of the line to it.")
  print "</svg>"
}
