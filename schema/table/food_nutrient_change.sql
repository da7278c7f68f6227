-- What an import, or a hand in the shell (import_id NULL), changed in food_nutrient.
-- old_amount NULL = there was none; new_amount NULL = it vanished from the source (the row stays), or
-- by hand: it was deleted. Amounts that are equal: an import changed the mark alone.
CREATE TABLE food_nutrient_change (
  change_id   INTEGER PRIMARY KEY,
  import_id   INTEGER REFERENCES import (import_id) ON DELETE CASCADE,
  food_id     INTEGER NOT NULL,
  nutrient_id INTEGER NOT NULL,
  old_amount  REAL,
  new_amount  REAL,
  old_mark    TEXT,
  new_mark    TEXT,
  CONSTRAINT food_nutrient_change_says_something
    CHECK (old_amount IS NOT NULL OR new_amount IS NOT NULL)
) STRICT;
CREATE INDEX food_nutrient_change_by_import
  ON food_nutrient_change (import_id, food_id, nutrient_id);
CREATE INDEX food_nutrient_change_by_value ON food_nutrient_change (food_id, nutrient_id);
