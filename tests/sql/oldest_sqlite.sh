#!/bin/sh
# SQLite 3.37 is enough: its functions and syntax alone in schema/, without JSON, mathematics or FTS5
# but in the search's own statements, and its interface alone in the C files.
# shellcheck source=lib.inc
# shellcheck disable=SC2154 # work is of lib.inc
. "$(dirname "$0")/lib.inc"
: "${NUTRI_SCHEMA_DIR:?the folder schema}" "${NUTRI_SOURCE_DIR:?the folder of the project}"

# name() in SQL; what a WITH names so are tables.
functions='abs avg cast coalesce count date dense_rank first_value group_concat hex iif instr length lower
max min nullif pragma_foreign_key_list pragma_table_info printf raise randomblob rank replace round
row_number rtrim strftime substr sum total trim typeof upper'
tables='split part nutri_had nutri_seen'

# sql_words FILE...: without comments and texts.
sql_words() {
  cat "$@" | sed "s/--.*//; s/'[^']*'//g" | tr '[:upper:]' '[:lower:]'
}

# only WHAT LIST FILE...
only() {
  what=$1
  printf '%s\n' "$2" | tr ' ' '\n' | sort -u >"$work/known"
  shift 2
  sql_words "$@" | grep -oE '\b[a-z_0-9]+\(' | tr -d '(' | sort -u >"$work/used"
  [ -s "$work/used" ] || wrong "$what: no function was found"
  same "$what: functions that are not known to be in every SQLite from 3.37 on" '' \
    "$(comm -13 "$work/known" "$work/used")"
}

find "$NUTRI_SCHEMA_DIR" -name '*.sql' >"$work/all"
grep '/query/search_' "$work/all" >"$work/search"
grep -v '/query/search_' "$work/all" >"$work/rest"
# shellcheck disable=SC2046 # paths without blanks
only 'schema/' "$functions $tables" $(cat "$work/rest")
# shellcheck disable=SC2046
only 'schema/query/search_*' "$functions $tables fts5" $(cat "$work/search")

# shellcheck disable=SC2046
sql_words $(cat "$work/all") >"$work/words"
same 'syntax after 3.37' '' "$(grep -nE -e '->' -e 'is (not )?distinct' -e '(right|full) (outer )?join' \
  -e 'fts[345]?_' -e '\bjson' "$work/words")"
# shellcheck disable=SC2046
same "modifiers of dates after 3.37" '' \
  "$(grep -nE "'(subsec|subsecond|auto|ceiling|floor)'" $(cat "$work/rest"))"

# An UPDATE that has a BEFORE trigger tests types twice, and 3.37 and 3.38 take a whole number that
# they have made a REAL once for none: guards of such tables are AFTER UPDATE, or of keys alone.
db=$work/new.db
new_db "$db"
is "$db" '' "
  SELECT group_concat(s.name) FROM sqlite_schema s
  WHERE s.type = 'trigger' AND s.sql LIKE '%BEFORE UPDATE ON%'
    AND EXISTS (SELECT 1 FROM pragma_table_info(s.tbl_name) c WHERE c.type = 'REAL')"
is "$db" '' "
  SELECT group_concat(s.name) FROM sqlite_schema s
  WHERE s.type = 'trigger' AND s.sql LIKE '%BEFORE UPDATE OF%'
    AND EXISTS (SELECT 1 FROM pragma_table_info(s.tbl_name) c
                WHERE c.type = 'REAL' AND substr(s.sql, 1, instr(s.sql, ' ON ')) LIKE '%' || c.name || '%')"

# What sqlite3.h has gained since (its list of functions by version).
newer='sqlite3_(error_offset|vtab_distinct|vtab_rhs_value|vtab_in|vtab_in_first|vtab_in_next|db_name|value_encoding'
newer=$newer'|is_interrupted|stmt_explain|get_clientdata|set_clientdata|setlk_timeout|db_status64|set_errmsg)\('
newer=$newer'|SQLITE_(DBCONFIG_(STMT_SCANSTATUS|REVERSE_SCANORDER|ENABLE_ATTACH_CREATE|ENABLE_ATTACH_WRITE'
newer=$newer'|ENABLE_COMMENTS|FP_DIGITS)|RESULT_SUBTYPE|SELFORDER1|PREPARE_DONT_LOG|VTAB_USES_ALL_SCHEMAS)\b'
same 'names in C after 3.37' '' \
  "$(cd "$NUTRI_SOURCE_DIR" && grep -rnE "$newer" lib importers tools include)"
done_with 'oldest SQLite'
