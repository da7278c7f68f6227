#!/bin/sh
# The Debian packages as they are shipped: built as a distribution builds, looked into, and installed
# into an empty root, where README.md's commands run. Nothing here needs the network.
#
# run.sh CASE, with NUTRI_PACKAGE_DIR (a folder to work in), NUTRI_SOURCE_DIR, CMAKE, CC and what
# docs/readme.sh and consumer/run.sh take. `build` comes first, then `pack`; the others read their
# results.
set -eu

work=$NUTRI_PACKAGE_DIR
build=$work/build
tree=$work/tree # every package unpacked
root=$work/root # ... and installed
cmake=${CMAKE:-cmake}
tests=$NUTRI_SOURCE_DIR/tests

fail() { printf '%s\n' "$*" >&2; exit 1; }
skip() { printf 'skipped: %s\n' "$*"; exit 77; }
need() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null || skip "no $tool here"
  done
}
packed() { [ -d "$tree" ] || skip 'no packages were made here'; }
field() { dpkg-deb -f "$build/$1"_*.deb "$2"; }
multiarch() { dpkg-architecture -qDEB_HOST_MULTIARCH; }

case_build() {
  command -v abidiff >/dev/null || need dpkg-deb dpkg-shlibdeps file
  rm -rf "$work"
  mkdir -p "$work"
  sh "$NUTRI_SOURCE_DIR/packaging/distribution.sh" "$build" >"$work/build.log" 2>&1 ||
    { tail -40 "$work/build.log"; fail 'could not build'; }
}

case_abi() {
  [ -d "$build" ] || skip 'nothing was built here'
  sh "$NUTRI_SOURCE_DIR/packaging/abi.sh" check "$build/libnutri.so" "$work/abi"
}

case_pack() {
  need dpkg-deb dpkg-shlibdeps file
  (cd "$build" && "${cmake%cmake}cpack") >"$work/pack.log" 2>&1 ||
    { tail -40 "$work/pack.log"; fail 'could not pack'; }
  for package in "$build"/*.deb; do
    name=$(basename "$package")
    mkdir -p "$tree/${name%%_*}"
    dpkg-deb -x "$package" "$tree/${name%%_*}"
  done
}

# has PACKAGE FIELD TEXT...: the field of the control file names them all
has() {
  package=$1
  name=$2
  shift 2
  for text in "$@"; do
    case ", $(field "$package" "$name")," in
      *", $text"[,\ ]*) ;;
      *) fail "$package: $name: '$(field "$package" "$name")' lacks $text" ;;
    esac
  done
}

# What the packages say of themselves.
case_control() {
  packed
  version=$(field nutri Version)
  so=$(readelf -d "$build/libnutri.so" | sed -n 's/.*SONAME.*libnutri\.so\.\([0-9]*\)\].*/\1/p')
  [ "$(cd "$tree" && echo *)" = "libnutri-dev libnutri$so nutri" ] ||
    fail "the packages are $(cd "$tree" && echo *)"
  for package in libnutri-dev "libnutri$so" nutri; do
    [ "$(field "$package" Version)" = "$version" ] || fail "$package is of another version"
    [ "$(field "$package" Description | wc -l)" -gt 4 ] || fail "$package is not described"
    for file in copyright changelog.gz changelog.Debian.gz; do
      [ -s "$tree/$package/usr/share/doc/$package/$file" ] || fail "$package has no $file"
    done
  done
  [ ! -e "$tree/nutri/usr/share/man/man3" ] || fail 'nutri(3) is in nutri, not in libnutri-dev'
  has "libnutri$so" Depends libsqlite3-0 libc6
  has nutri Depends "libnutri$so (= $version)" libc6
  has libnutri-dev Depends "libnutri$so (= $version)" libsqlite3-dev
  dpkg-deb -e "$build/libnutri$so"_*.deb "$work/control"
  grep -qx "libnutri $so libnutri$so (>= [0-9.]*)" "$work/control/shlibs" || fail 'no shlibs'
  grep -q ldconfig "$work/control/triggers" || fail 'no trigger of ldconfig'
  zcat "$tree/nutri/usr/share/doc/nutri/changelog.Debian.gz" | head -1 |
    grep -qxF "nutri ($version) unstable; urgency=medium" || fail 'changelog.Debian is of another version'
}

# libnutri-dev brings what `pkg-config --static` names.
case_static() {
  packed
  need pkg-config
  PKG_CONFIG_PATH=$tree/libnutri-dev/usr/lib/$(multiarch)/pkgconfig
  export PKG_CONFIG_PATH
  depends=", $(field libnutri-dev Depends),"
  libraries=$(pkg-config --static --libs-only-l nutri | tr ' ' '\n' | sed -n 's/^-l//p' | sort -u)
  # One question for all: it reads every list of dpkg's.
  folder=/usr/lib/$(multiarch)
  for library in $libraries; do
    printf '%s\n' "$folder/lib$library.so" "$folder/lib$library.a"
  done | xargs dpkg-query -S >"$work/owners" 2>/dev/null || :
  for library in $libraries; do
    [ "$library" != nutri ] || continue
    owner=$(sed -n "s,^\([^:]*\):.*/lib$library\.\(so\|a\)\$,\1,p" "$work/owners" | head -1)
    case $owner in
      '') fail "no package here has -l$library" ;;
      libc6-dev) ;;
      *) case $depends in
        *", $owner"[,\ ]*) ;;
        *) fail "libnutri-dev does not depend on $owner, which has -l$library" ;;
      esac ;;
    esac
  done
}

# What is in them: each installed file in exactly one, nothing of the machine that built them.
case_files() {
  packed
  DESTDIR=$work/all "$cmake" --install "$build" >"$work/install.log"
  (cd "$work/all" && find . ! -type d ! -path './usr/share/doc/*') | sort >"$work/installed"
  for package in "$tree"/*; do
    (cd "$package" && find . ! -type d ! -path './usr/share/doc/*')
  done | sed '/\/man\//s/\.gz$//' | sort >"$work/packed"
  diff "$work/installed" "$work/packed" || fail 'installed (<) and in a package (>) differ'

  for binary in "$tree"/libnutri[0-9]*/usr/lib/*/libnutri.so.*.* "$tree/nutri/usr/bin/nutri"; do
    readelf -dW "$binary" >"$work/dynamic"
    ! grep -E 'RPATH|RUNPATH' "$work/dynamic" || fail "$binary has a run path"
    grep -q 'BIND_NOW\|NOW' "$work/dynamic" || fail "$binary is not hardened (-z now)"
    ! readelf -SW "$binary" | grep -E '\.(debug_|symtab)' || fail "$binary is not stripped"
  done
  readelf -hW "$tree/nutri/usr/bin/nutri" | grep -q 'DYN' || fail 'the command is not a PIE'
  for path in "$NUTRI_SOURCE_DIR" "$work"; do
    found=$(grep -rlF -e "$path/" "$tree") || continue
    fail "packaged files name $path: $found"
  done
}

case_lintian() {
  packed
  need lintian
  lintian --allow-root --fail-on error "$build"/*.deb
}

# dpkg installs into a root that is empty, but for the list of what this machine has: so what the
# packages depend on is asked of it. What they need at run time is this machine's.
install_root() {
  mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
  cp /var/lib/dpkg/status "$root/var/lib/dpkg/"
  [ ! -e /var/lib/dpkg/arch ] || cp /var/lib/dpkg/arch "$root/var/lib/dpkg/"
  dpkg_root --install "$build"/*.deb
}
# Others than root are root to dpkg by fakeroot.
dpkg_root() {
  as=
  if [ "$(id -u)" -ne 0 ]; then
    as=fakeroot
  fi
  PATH=$PATH:/usr/sbin:/sbin $as dpkg --root="$root" --force-not-root "$@" >"$work/dpkg.log" 2>&1 ||
    { grep -v 'files list file for package' "$work/dpkg.log"; fail "dpkg $1 failed"; }
}

case_root() {
  packed
  need dpkg pkg-config
  [ "$(id -u)" -eq 0 ] || need fakeroot
  rm -rf "$root" "$work/consumer"
  install_root

  NUTRI_BIN=$root/usr/bin/nutri
  NUTRI_PREFIX=$root/usr
  LD_LIBRARY_PATH=$root/usr/lib/$(multiarch)
  export NUTRI_BIN NUTRI_PREFIX LD_LIBRARY_PATH
  sh "$tests/docs/readme.sh"

  # Where it is built, nutri.pc says where the plain shell finds the extension.
  if extension=$(PKG_CONFIG_PATH=$LD_LIBRARY_PATH/pkgconfig pkg-config --variable=extension nutri) &&
    [ -n "$extension" ]; then
    [ "$("$SQLITE3" :memory: ".load $extension" 'SELECT nutri_mg_to_mmol(24.305)')" = 1.0 ] ||
      fail "sqlite3 does not load $extension"
  fi

  # The programs of consumer/, which find an installed copy under this name.
  mkdir "$work/consumer"
  cp -R "$NUTRI_PREFIX" "$work/consumer/moved"
  NUTRI_CONSUMER_DIR=$work/consumer
  export NUTRI_CONSUMER_DIR
  for case in pkgconfig_shared cxx cmake_shared cmake_static cmake_cxx schema symbols; do
    status=0
    sh "$tests/consumer/run.sh" $case || status=$?
    [ $status -eq 0 ] || [ $status -eq 77 ] || fail "consumer/run.sh $case failed with the packages"
  done
  unset LD_LIBRARY_PATH

  dpkg_root --purge libnutri-dev nutri "$(cd "$tree" && echo libnutri[0-9]*)"
  [ ! -e "$root/usr" ] || fail "left behind by the packages: $(find "$root/usr")"
}

"case_$1"
