#!/bin/sh
# world.sh NUTRI DATA FILE: a small database with something of everything in it, for the fuzz targets.
set -eu
nutri=$1
data=$2
file=$3
rm -f "$file"
n() { "$nutri" --db "$file" --today 2026-11-20 "$@" > /dev/null; }
n init
n person add ann --sex female --born 1984-05-02
n person add ben --sex male --born 1990-01-31
n import "$data/fdc/good" --max-rejects 100
n import "$data/fdc/rejects" --max-rejects 100
n import "$data/fdc/fndds" --max-rejects 100
n log --person ann --day 2026-11-16 2 cups spinach
n log --person ann --day 2026-11-16 --meal lunch 30 g almonds
n log --person ann --day 2026-11-17 1 1/2 cups black beans cooked
n log --person ben --day 2026-11-17 2 slices whole wheat bread
n day mark --person ann 2026-11-16 complete
n product add 'Mag 500' --kind supplement --unit tablet magnesium 500 mg of magnesium oxide
n schedule add --person ann 1 tablet Mag 500 --from 2026-11-01
n recipe add 'Bean stew' --servings 4 '400 g black beans' '2 cups spinach'
n stage add ann pregnant --from 2025-01-10 --to 2025-10-02
n target add --person ann magnesium 350 mg --from 2026-11-01
n note --person ann sleep 7 h --note 'woke once'
n alias set 'my bread' whole wheat bread --person ann
n person tag ann clinic
