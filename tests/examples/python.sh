#!/bin/sh
# The examples in Python, where there is one: its own sqlite3 module on the views, and ctypes.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work, examples are of lib.inc
. "$(dirname "$0")/lib.inc"
python3 -c 'import ctypes, sqlite3' 2>/dev/null || {
  echo 'skipped: no python3 with ctypes and sqlite3 here'
  exit 77
}
db=$work/demo.db
demo "$db"
unset PYTHONPATH
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

reads() {
  gives 0 '2026-11-11 counted     417 mg
2026-11-12 unconfirmed 132 mg
2026-11-13 counted     259 mg
mean of 2 counted days: 338 mg' python3 "$examples/with_sqlite3.py" "$db" ann 2026-11-11 2026-11-13
  gives 1 "$db has no day of 'ann' from 2025-11-11 to 2025-11-13 (days such as 2026-11-09)" \
    python3 "$examples/with_sqlite3.py" "$db" ann 2025-11-11 2025-11-13
  python3 "$examples/with_sqlite3.py" "$work/none.db" ann 2025-11-11 2025-11-13 2>/dev/null &&
    wrong 'a file that is not there was read'
  [ ! -e "$work/none.db" ] || wrong 'a file that was not there was made'
}

calls() {
  library=$(find "$NUTRI_PREFIX/" -name 'libnutri.so.0' -o -name 'libnutri.0.dylib')
  gives 0 '6 days, mean 300 mg, RDA 320 mg
confidence that usual intake meets the need: 79 %' \
    python3 "$examples/with_ctypes.py" "$library" "$db" ann 2026-11-09 2026-11-15
  gives 0 '0 days, mean nan mg, no target nan mg
no confidence: no counted day in the span' \
    python3 "$examples/with_ctypes.py" "$library" "$db" ann 2025-11-09 2025-11-15
  gives 1 "there is no person 'joe'" \
    python3 "$examples/with_ctypes.py" "$library" "$db" joe 2026-11-09 2026-11-15
  gives 1 "$work/none.db cannot be opened: No such file or directory" \
    python3 "$examples/with_ctypes.py" "$library" "$work/none.db" ann 2026-11-09 2026-11-15
}

# What it says of the struct is what the header says: every member's name, place and size.
layout() {
  cat >"$work/layout.c" <<'C'
#include <nutri.h>
#include <stdio.h>
#define MEMBER(name) printf("%s %zu %zu\n", #name, offsetof(nutri_deficit, name), sizeof((nutri_deficit *)0)->name)
int main(void) {
#include "members.inc"
  return 0;
}
C
  python3 -c "import sys; sys.path.insert(0, sys.argv[1]); import with_ctypes as w
for f in w.Deficit._fields_: m = getattr(w.Deficit, f[0]); print(f[0], m.offset, m.size)" \
    "$examples" >"$work/python"
  sed 's/^\([a-z_]*\) .*/MEMBER(\1);/' "$work/python" >"$work/members.inc"
  # shellcheck disable=SC2046 # words, as a shell would take them
  "${CC:-cc}" -std=c11 "$work/layout.c" -o "$work/layout" $(pkg-config --cflags nutri) ||
    wrong 'layout.c does not compile'
  same 'nutri_deficit in with_ctypes.py' "$("$work/layout")" "$(cat "$work/python")"
}

if python3 -c 'import sqlite3; raise SystemExit(sqlite3.sqlite_version_info < (3, 37))'; then
  reads
else
  echo "python3's SQLite is older than 3.37: with_sqlite3.py is skipped"
fi
calls
layout
done_with 'the examples in Python'
