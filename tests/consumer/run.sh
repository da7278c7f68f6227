#!/bin/sh
# Programs from outside, built against an installed copy that was moved after the install, so that
# no path of the build or of the first prefix may matter.
#
# run.sh CASE, with NUTRI_BUILD_DIR (what to install), NUTRI_CONSUMER_DIR (a folder to work in),
# NUTRI_SOURCE_DIR, CMAKE, CC and, for C++, CXX. `install` comes first; the others read its result.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$NUTRI_CONSUMER_DIR
prefix=$work/moved        # the installed copy
static=$work/static_only  # the same without libnutri.so: -lnutri can only mean libnutri.a
cmake=${CMAKE:-cmake}
cc=${CC:-cc}
cxx=${CXX:-c++}
strict='-Wall -Wextra -Wpedantic -Wconversion -Werror'

fail() { printf '%s\n' "$*" >&2; exit 1; }
skip() { printf 'skipped: %s\n' "$*"; exit 77; }
need() { command -v "$1" >/dev/null || skip "no $1 here"; }
libdir() { dirname "$(dirname "$(find "$1" -name nutri.pc)")"; }

# pc PREFIX ARGUMENTS
pc() {
  PKG_CONFIG_PATH=$(libdir "$1")/pkgconfig
  export PKG_CONFIG_PATH
  shift
  pkg-config "$@" nutri
}

# expect_run PROGRAM...: it makes a database, reads from it and prints the version it runs with.
expect_run() {
  db=$(mktemp -d "$work/db.XXXXXX")/consumer.db # cases may run side by side
  said=$("$@" "$db") || fail "$* failed: $said"
  version=$(pc "$prefix" --modversion)
  [ "$said" = "nutri $version" ] || fail "$* says '$said', nutri.pc says $version"
}

# with_library PREFIX COMMAND...
with_library() {
  LD_LIBRARY_PATH=$(libdir "$1")
  DYLD_LIBRARY_PATH=$LD_LIBRARY_PATH
  export LD_LIBRARY_PATH DYLD_LIBRARY_PATH
  shift
  "$@"
}

case_install() {
  rm -rf "$work"
  mkdir -p "$work"
  "$cmake" --install "$NUTRI_BUILD_DIR" --prefix "$work/stage" >"$work/install.log"
  mv "$work/stage" "$prefix"
  cp -R "$prefix" "$static"
  rm -f "$static"/lib*/libnutri.so* "$static"/lib*/*/libnutri.so* "$static"/lib*/libnutri.*dylib
  # A path begins where no other goes on: the tree may well stand in /nutri.
  source=$(printf '%s' "$NUTRI_SOURCE_DIR" | sed 's/[][\.*^$+?(){}|]/\\&/g')
  found=$(grep -rIlE -e "(^|[^[:alnum:]_.}/-])$source(/|$)" "$prefix") ||
    found=$(grep -rIlF -e "$work/stage" "$prefix") || found=
  [ -z "$found" ] || fail "installed files name a folder of this build: $found"
}

# compile COMPILER STANDARD SOURCE OUTPUT FLAGS: what pkg-config prints is shell text, a blank in a
# path escaped, so it is evaluated.
compile() {
  eval "\"\$1\" -std=$2 $strict \"\$3\" -o \"\$4\" $5"
}

case_pkgconfig_shared() {
  need pkg-config
  compile "$cc" c99 "$here/consumer.c" "$work/pc_shared" "$(pc "$prefix" --cflags --libs)"
  expect_run with_library "$prefix" "$work/pc_shared"
}

case_pkgconfig_static() {
  need pkg-config
  compile "$cc" c99 "$here/consumer.c" "$work/pc_static" "$(pc "$static" --static --cflags --libs)"
  expect_run "$work/pc_static"
}

case_cxx() {
  need pkg-config
  need "$cxx"
  compile "$cxx" c++11 "$here/consumer.cpp" "$work/cxx" "$(pc "$prefix" --cflags --libs)"
  expect_run with_library "$prefix" "$work/cxx"
}

# configure FOLDER PREFIX COMPONENT [OPTION...]
configure() {
  folder=$work/$1
  found=$2
  component=$3
  shift 3
  "$cmake" -S "$here" -B "$folder" -DCMAKE_PREFIX_PATH="$found" -DCOMPONENT="$component" \
    -DLANGUAGE=C -DCMAKE_C_COMPILER="$cc" "$@" >"$folder.log" 2>&1
}
find_package_case() {
  configure "$@" || fail "$(cat "$work/$1.log")"
  "$cmake" --build "$work/$1" >>"$work/$1.log" 2>&1 || fail "$(cat "$work/$1.log")"
  expect_run "$work/$1/consumer"
}
case_cmake_shared() { find_package_case cmake_shared "$prefix" shared; }
case_cmake_static() { find_package_case cmake_static "$prefix" static; }
case_cmake_cxx() {
  need "$cxx"
  find_package_case cmake_cxx "$prefix" static -DLANGUAGE=CXX -DCMAKE_CXX_COMPILER="$cxx"
}

# Without libcsv the static library cannot be linked: asking for it is an error that names libcsv, and
# a program that asks for nothing of the kind has the shared one.
case_cmake_without() {
  grep -q -e -lcsv "$(libdir "$prefix")/pkgconfig/nutri.pc" || skip 'built without libcsv'
  without=-DCMAKE_DISABLE_FIND_PACKAGE_LibCsv=ON
  ! configure without_static "$prefix" static "$without" ||
    fail 'find_package(nutri COMPONENTS static) does without libcsv'
  grep -q LibCsv "$work/without_static.log" ||
    fail "what is missing is not named: $(cat "$work/without_static.log")"
  find_package_case without_any "$prefix" '' "$without"
}

# nutri's own folder inside another project, as a submodule stands there.
case_add_subdirectory() {
  "$cmake" -S "$here/subdirectory" -B "$work/subdirectory" -DNUTRI_SOURCE_DIR="$NUTRI_SOURCE_DIR" \
    -DCMAKE_C_COMPILER="$cc" >"$work/subdirectory.log"
  "$cmake" --build "$work/subdirectory" >>"$work/subdirectory.log"
  expect_run "$work/subdirectory/consumer"
  expect_run "$work/subdirectory/consumer_static"
}

# What a packager does: the prefix of the build, under a folder that is no part of any path. The copy
# is complete, and it is used where it lies.
case_destdir() {
  need pkg-config
  rm -rf "$work/dest"
  DESTDIR=$work/dest "$cmake" --install "$NUTRI_BUILD_DIR" >"$work/destdir.log"
  there=$(dirname "$(libdir "$work/dest")")
  while [ ! -d "$there/include" ]; do there=$(dirname "$there"); done
  (cd "$there" && find . ! -type d | sort) >"$work/destdir.files"
  (cd "$prefix" && find . ! -type d | sort) >"$work/prefix.files"
  diff "$work/prefix.files" "$work/destdir.files" ||
    fail 'cmake --install --prefix (<) and DESTDIR (>) install other files'
  found=$(grep -rIlF -e "$work/dest" "$work/dest") || found=
  [ -z "$found" ] || fail "installed files name DESTDIR: $found"
  compile "$cc" c99 "$here/consumer.c" "$work/destdir" "$(pc "$work/dest" --cflags --libs)"
  expect_run with_library "$work/dest" "$work/destdir"
}

# The command of the moved copy finds its library by itself and works with nothing else around.
case_command() {
  rm -f "$work/moved.db"
  (cd / && env -u LD_LIBRARY_PATH "$prefix/bin/nutri" --db "$work/moved.db" init >/dev/null)
  [ -s "$work/moved.db" ] || fail 'nutri init made no database'
  for file in bash-completion/completions/nutri zsh/site-functions/_nutri; do
    [ -s "$prefix/share/$file" ] || fail "there is no share/$file"
  done
}

# The installed .sql files are whole: the plain shell makes a database of them.
case_schema() {
  eval "set -- $(pc "$prefix" --variable=schemadir)"
  schema=$*
  rm -f "$work/schema.db"
  {
    echo 'BEGIN;'
    grep -v -e '^#' -e '^ *$' "$schema/create.list" | while read -r file; do
      cat "$schema/$file"
    done
    echo 'COMMIT;'
  } | "${SQLITE3:-sqlite3}" -bail "$work/schema.db" >/dev/null
  tables=$("${SQLITE3:-sqlite3}" "$work/schema.db" 'SELECT count(*) FROM food_nutrient')
  [ "$tables" = 0 ] || fail "food_nutrient of a new database holds $tables rows"
}

# nutri.h, nutri.map and the library name the same functions.
case_symbols() {
  need nm
  library=$(find "$prefix" -name libnutri.so)
  [ -n "$library" ] || skip 'no libnutri.so here'
  tr '\n' ' ' <"$prefix/include/nutri.h" | grep -oE 'NUTRI_API [^;(]*\(' |
    grep -oE 'nutri_[a-z0-9_]+\($' | tr -d '(' | sort >"$work/header.names"
  sed 's,/\*.*\*/,,' "$NUTRI_SOURCE_DIR/lib/nutri.map" | grep -oE 'nutri_[a-z0-9_*]+' |
    sort >"$work/map.names"
  nm -D --defined-only "$library" | awk '$2 == "T" { sub(/@.*/, "", $3); print $3 }' |
    sort >"$work/library.names"
  diff "$work/header.names" "$work/map.names" ||
    fail 'nutri.h (<) and lib/nutri.map (>) differ'
  diff "$work/header.names" "$work/library.names" ||
    fail 'nutri.h (<) and the exports of libnutri.so (>) differ'
}

"case_$1"
