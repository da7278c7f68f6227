-- What an import changed in rows it did not bring itself, a column a row; of food the view food_change
-- shows it. "column" NULL: the import added the row, of a table other than food (food.import_id says
-- who brought a food).
CREATE TABLE row_change (
  change_id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (import_id) ON DELETE CASCADE,
  "table"   TEXT    NOT NULL,
  row_id    INTEGER NOT NULL,
  "column"  TEXT,
  old       ANY,
  new       ANY,
  CONSTRAINT row_change_table_is_known
    CHECK ("table" IN ('food', 'food_category', 'food_label', 'food_same_as', 'nutrient', 'source')),
  CONSTRAINT row_change_says_something CHECK ("column" IS NULL OR old IS NOT new)
) STRICT;
CREATE INDEX row_change_by_import ON row_change (import_id, "table", "column", row_id);
