-- What an import changed in the measures of foods that were there before it. old NULL = there was
-- none; new NULL = it was taken away.
CREATE TABLE food_portion_change (
  change_id    INTEGER PRIMARY KEY,
  import_id    INTEGER NOT NULL REFERENCES import (import_id) ON DELETE CASCADE,
  food_id      INTEGER NOT NULL,
  portion_no   INTEGER NOT NULL,
  old_measure  TEXT,
  old_grams    REAL,
  old_is_usual INTEGER,
  new_measure  TEXT,
  new_grams    REAL,
  new_is_usual INTEGER,
  CONSTRAINT food_portion_change_says_something
    CHECK (old_measure IS NOT NULL OR new_measure IS NOT NULL)
) STRICT;
CREATE INDEX food_portion_change_by_import ON food_portion_change (import_id, food_id, portion_no);
