#!/bin/sh
# The binary interface of the library, held against what packaging/abi says it is:
#   libnutri.abi   functions and the structs they take, by abidw (abigail-tools), of amd64
#   constants.txt  flags, codes and other numbers of nutri.h, which programs have inside them
#
# abi.sh check LIBRARY WORK   the same, or a sentence and exit 1; exit 77 where it cannot be told
# abi.sh renew LIBRARY WORK   writes down what was added; refuses what breaks programs unless
#                             NUTRI_SOVERSION has risen
#
# LIBRARY is a libnutri.so with debug information (packaging/distribution.sh), WORK a folder for files.
set -eu
command=$1
library=$2
work=$3
source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
kept=$source/packaging/abi
mkdir -p "$work"

say() { printf '%s\n' "$*"; }
command -v abidiff >/dev/null || { say 'skipped: no abidiff here (abigail-tools)'; exit 77; }

# What is public abidw knows by the folder of headers; paths and lines of this build are left out.
abidw --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed --no-parameter-names \
  --no-write-default-sizes --drop-undefined-syms --drop-private-types --exported-interfaces-only \
  --type-id-style hash --headers-dir "$source/include" "$library" |
  sed 's/^ *//' >"$work/libnutri.abi"
grep -q '<data-member' "$work/libnutri.abi" ||
  { say "skipped: $library has no debug information that abidw reads"; exit 77; }

# A list of "name value"; the version is meant to change.
printf '#include "nutri.h"\n' | ${CC:-cc} -I "$source/include" -E -dD - |
  sed -n 's/^#define \(NUTRI_[A-Z_]*\) \([^ "].*\)$/\1 \2/p
          s/^ *\(NUTRI_[A-Z_]*\) = \([-0-9]*\),*$/\1 \2/p' |
  grep -vE '^NUTRI_(API|VERSION_NUMBER) ' | sort >"$work/constants.txt"

write_down() {
  cp "$work/libnutri.abi" "$work/constants.txt" "$kept/"
  say 'packaging/abi is what the library is now'
}

of_baseline() { sed -n "1s/.* $1='\([^']*\)'.*/\1/p" "$kept/libnutri.abi"; }
of_library() { sed -n "1s/.* $1='\([^']*\)'.*/\1/p" "$work/libnutri.abi"; }

if [ ! -e "$kept/libnutri.abi" ] && [ "$command" = renew ]; then
  write_down
  exit
fi
if [ "$(of_baseline architecture)" != "$(of_library architecture)" ]; then
  say "skipped: packaging/abi is of $(of_baseline architecture), this is $(of_library architecture)"
  exit 77
fi

# differs REPORT OPTIONS...: abidiff's status is 4 or 12 where it found a difference.
differs() {
  report=$1
  shift
  status=0
  abidiff "$@" "$kept/libnutri.abi" "$work/libnutri.abi" >"$report" 2>&1 || status=$?
  case $status in
    0) return 1 ;;
    4 | 12) return 0 ;;
    *) cat "$report"; say "abidiff failed: status $status"; exit 1 ;;
  esac
}

# What a program built against the old can live with: new functions, structs that grow at their end,
# new constants.
cat >"$work/growth" <<'EOF'
[suppress_type]
type_kind = struct
has_data_member_inserted_at = end
EOF
same=yes
! differs "$work/report" || same=no
diff "$kept/constants.txt" "$work/constants.txt" >>"$work/report" || same=no
if [ $same = yes ]; then
  say "the binary interface is that of packaging/abi, $(of_library soname)"
  exit
fi
breaks=no
! differs "$work/breaks" --no-added-syms --suppressions "$work/growth" || breaks=yes
comm -23 "$kept/constants.txt" "$work/constants.txt" >"$work/constants_gone"
[ ! -s "$work/constants_gone" ] || breaks=yes

if [ $breaks = no ]; then
  if [ "$command" = renew ]; then
    write_down
    exit
  fi
  head -60 "$work/report"
  say 'The binary interface has grown; no program breaks. ./dev abi writes it down.'
  exit 1
fi
if [ "$command" = renew ] && [ "$(of_baseline soname)" != "$(of_library soname)" ]; then
  write_down
  exit
fi
cat "$work/breaks" "$work/constants_gone"
say "This breaks programs built against $(of_baseline soname). Keep the old, or raise NUTRI_SOVERSION" \
  'in CMakeLists.txt and run ./dev abi. Where no release had it: delete packaging/abi/libnutri.abi,' \
  'then ./dev abi.'
exit 1
