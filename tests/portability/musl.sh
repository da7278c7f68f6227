#!/bin/sh
# The library without importers is C11, POSIX and SQLite alone: with musl's headers it compiles
# without a warning. It is not linked: no SQLite for musl is here.
set -eu
command -v musl-gcc >/dev/null || {
  echo 'skipped: no musl-gcc here'
  exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# SQLite's header alone: beside it are those of another C library.
mkdir "$work/include"
cp "$(pkg-config --variable=includedir sqlite3)"/sqlite3*.h "$work/include"
{
  "${CMAKE:-cmake}" -S "$NUTRI_SOURCE_DIR" -B "$work/build" -DCMAKE_C_COMPILER=musl-gcc \
    -DCMAKE_BUILD_TYPE=Debug -DNUTRI_WERROR=ON -DNUTRI_IMPORTERS=OFF -DNUTRI_TOOLS=OFF \
    -DNUTRI_TESTS=OFF -DSQLite3_INCLUDE_DIR="$work/include" \
    -DSQLite3_LIBRARY="$(pkg-config --variable=libdir sqlite3)/libsqlite3.a" &&
    "${CMAKE:-cmake}" --build "$work/build" --target nutri_static
} >"$work/log" 2>&1 || {
  cat "$work/log"
  exit 1
}
echo 'compiles with musl'
