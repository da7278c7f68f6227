#!/bin/sh
# A sample week of one person and what it adds up to: demo.sh NUTRI DATABASE
# The database is made afresh. The days are fixed, so that what this prints can be quoted.
set -eu
bin=$1
db=$2

nutri() { "$bin" --db "$db" --today 2026-11-16 "$@"; }
ate() { nutri log --day "$day" --meal "$@" >/dev/null; }
heading() { printf '\n== %s\n' "$*"; }

monday() {
  day=2026-11-09
  ate breakfast 1 cup oatmeal
  ate breakfast 1 cup milk
  ate breakfast 1 banana
  ate breakfast 1 cup coffee
  ate lunch 2 slices whole wheat bread
  ate lunch 2 tbsp peanut butter
  ate lunch 1 apple
  ate dinner 150 g salmon
  ate dinner 1 1/2 cups rice
  ate dinner 1 cup cooked broccoli
  ate dinner 1 tbsp olive oil
  ate evening 1 oz dark chocolate
}

tuesday() {
  day=2026-11-10
  ate breakfast 2 scrambled eggs
  ate breakfast 2 slices white bread
  ate breakfast 1 tbsp butter
  ate breakfast 1 cup orange juice
  ate breakfast 2 cups coffee
  ate lunch 5 oz chicken
  ate lunch 1 1/2 cups rice
  ate lunch 1 tomato
  ate snack 1 apple
  ate dinner 2 cups pasta
  ate dinner 130 g marinara sauce
  ate dinner 1 oz cheese
  ate evening 1 serving ice cream
}

wednesday() {
  day=2026-11-11
  ate breakfast 1 container greek yogurt
  ate breakfast 1 cup corn flakes
  ate breakfast 1 cup coffee
  ate lunch 1 cup black beans
  ate lunch 1 cup rice
  ate lunch 1/2 avocado
  ate snack 1 oz almonds
  ate snack 1 orange
  ate dinner 5 oz pork
  ate dinner 1 baked potato
  ate dinner 2 cups spinach
  ate dinner 1 tbsp olive oil
}

# Logged until noon: the report shows the day and does not count it.
thursday() {
  day=2026-11-12
  ate breakfast 1 cup oatmeal
  ate breakfast 1 banana
  ate breakfast 1 cup coffee
  ate snack 1 container yogurt
  ate snack 1 apple
}

friday() {
  day=2026-11-13
  ate breakfast 1 bagel
  ate breakfast 2 tbsp cream cheese
  ate breakfast 2 cups coffee
  ate lunch 2 slices whole wheat bread
  ate lunch 1 can tuna
  ate lunch 1 tbsp mayonnaise
  ate lunch 2 carrots
  ate snack 1 granola bar
  ate dinner 2 cups pasta
  ate dinner 3 oz ground beef
  ate dinner 130 g marinara sauce
  ate dinner 2 tbsp parmesan
}

saturday() {
  day=2026-11-14
  ate breakfast 2 servings pancakes
  ate breakfast 1 tbsp butter
  ate breakfast 1 cup blueberries
  ate breakfast 1 cup coffee
  ate lunch 2 slices white bread
  ate lunch 2 slices ham
  ate lunch 1 oz cheese
  ate snack 1 oz potato chips
  ate dinner 5 oz chicken
  ate dinner 1 medium serving french fries
  ate dinner 80 g romaine lettuce
  ate dinner 2 tbsp ranch dressing
}

# All that was eaten, and marked so.
sunday() {
  day=2026-11-15
  ate breakfast 2 eggs
  ate breakfast 2 slices white bread
  ate breakfast 1 tbsp butter
  ate breakfast 1 cup coffee
  ate lunch 1 cup lentils
  ate lunch 1 cup spinach
  ate lunch 1 tbsp olive oil
  ate snack 1 orange
  ate dinner 5 oz chicken
  ate dinner 1 baked potato
  ate dinner 1 tbsp butter
  ate evening 1 cup hot chocolate
  nutri day mark "$day" complete >/dev/null
}

rm -f "$db" "$db-wal" "$db-shm"
nutri init >/dev/null
nutri person add ann --sex female --born 1984-05-02 >/dev/null
for log in monday tuesday wednesday thursday friday saturday sunday; do
  "$log"
done

nutri deficit --from 2026-11-09 --to 2026-11-15
heading 'Foods that brought most of it'
nutri sources --from 2026-11-09 --to 2026-11-15 --limit 8
heading 'The richest starter foods, a usual portion each'
nutri food rank --per portion --source 'nutri starter' --limit 12
