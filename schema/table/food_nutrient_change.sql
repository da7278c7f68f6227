-- What an import, or a hand in the shell (import_id NULL), changed in food_nutrient.
-- old NULL = there was none; new NULL = it vanished from the source (the row stays).
CREATE TABLE food_nutrient_change (
  change_id   INTEGER PRIMARY KEY,
  import_id   INTEGER REFERENCES import (import_id),
  food_id     INTEGER NOT NULL,
  nutrient_id INTEGER NOT NULL,
  old_amount  REAL,
  new_amount  REAL,
  CONSTRAINT food_nutrient_change_says_something
    CHECK (old_amount IS NOT NULL OR new_amount IS NOT NULL)
) STRICT;
CREATE INDEX food_nutrient_change_by_import ON food_nutrient_change (import_id);
