#!/bin/sh
# usual.sh NUTRI: usual intake of a group by the NCI model: its bias and the coverage of its interval
# where the truth is known, and its time and NRC's. NUTRI_BENCH_SETS is another number of data sets.
set -eu

build=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The archive, since what is timed is no part of the public interface.
"${CC:-cc}" -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -I "$here/../../lib" \
  -o "$work/usual" "$here/usual.c" "$build/libnutri.a" -lm
"$work/usual" "${NUTRI_BENCH_SETS:-200}" 200
