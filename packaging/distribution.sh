#!/bin/sh
# distribution.sh FOLDER [JOBS]: builds what is shipped as a distribution does it: for /usr, with debug
# information (stripped from packages; abidiff reads it) and the system's hardening. No path of this
# machine gets into the files.
set -eu
source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=$1
jobs=${2:-1}
cmake=${CMAKE:-cmake}
mkdir -p "$build"
build=$(CDPATH='' cd -- "$build" && pwd)

flags() { DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get "$1"; }
if command -v dpkg-buildflags >/dev/null; then
  compile="$(flags CPPFLAGS) $(flags CFLAGS)"
  link=$(flags LDFLAGS)
else
  compile='-g -O2'
  link=
fi
compile="$compile -ffile-prefix-map=$build=. -ffile-prefix-map=$source=."

"$cmake" -S "$source" -B "$build" ${CC:+-DCMAKE_C_COMPILER="$CC"} \
  -DCMAKE_BUILD_TYPE=None -DCMAKE_INSTALL_PREFIX=/usr -DCMAKE_SKIP_INSTALL_RPATH=ON \
  -DNUTRI_ZSH_DIR=share/zsh/vendor-completions \
  -DCMAKE_C_FLAGS="$compile" -DCMAKE_SHARED_LINKER_FLAGS="$link" \
  -DCMAKE_EXE_LINKER_FLAGS="$link" -DCMAKE_MODULE_LINKER_FLAGS="$link" -DNUTRI_TESTS=OFF
"$cmake" --build "$build" --parallel "$jobs"
