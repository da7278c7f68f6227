#!/bin/sh
# A file that may not grow (ulimit -f, which sends SIGXFSZ): a sentence and exit 1, no death by a
# signal, and the file is as it was.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"

run 0 init
run 0 person add ann --sex female --born 1984-05-02
run 0 log 30 g almonds
before=$(sql "$NUTRI_DB" 'SELECT count(*), sum(amount) FROM intake')

# limited WORDS...: in a shell whose files may have 0 blocks; its own output is a pipe.
limited() {
  status=0
  said=$( (ulimit -f 0; "$NUTRI_BIN" "$@") 2>&1) || status=$?
  [ "$status" -eq 1 ] || wrong "ulimit -f 0, nutri $1: exit $status and not 1"
  case $said in
    nutri:*) ;;
    *) wrong "ulimit -f 0, nutri $1: no sentence, but '$said'" ;;
  esac
}

limited log 40 g almonds
limited --db "$work/new.db" init
[ ! -e "$work/new.db" ] || wrong 'a file that could not be made is there'
after=$(sql "$NUTRI_DB" 'SELECT count(*), sum(amount) FROM intake')
[ "$before" = "$after" ] || wrong "the diary was $before and is $after"
run 0 check
run 0 log 40 g almonds
done_with
