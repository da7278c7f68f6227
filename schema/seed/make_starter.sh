#!/bin/sh
# make_starter.sh FOLDER > starter.sql
# Makes the starter foods from starter_list.csv beside this script and FOLDER, which holds USDA's
# SR Legacy (April 2018) CSV files as unzipped. Needs the sqlite3 shell, 3.37 or newer.
set -eu

if [ $# -ne 1 ]; then
  echo "usage: make_starter.sh FOLDER > starter.sql (FOLDER: USDA's SR Legacy CSV files)" >&2
  exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
NUTRI_SR=$1
NUTRI_LIST=$here/starter_list.csv
export NUTRI_LIST NUTRI_SR

for file in "$NUTRI_LIST" "$NUTRI_SR/food.csv" "$NUTRI_SR/sr_legacy_food.csv" \
  "$NUTRI_SR/food_nutrient.csv" "$NUTRI_SR/food_portion.csv" "$here/make_starter.sql"; do
  if [ ! -r "$file" ]; then
    echo "make_starter.sh: $file is missing or cannot be read." >&2
    exit 1
  fi
done

# Nothing is printed until all of it is made: a refusal leaves no half of a file.
if ! made=$(sqlite3 -batch -init /dev/null :memory: < "$here/make_starter.sql"); then
  printf '%s\n' "$made" >&2
  exit 1
fi
printf '%s\n' "$made"
