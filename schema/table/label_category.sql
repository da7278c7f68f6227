-- The categories of packaged foods that are no food but a supplement; all others are food, meal
-- replacements and sports drinks too.
CREATE TABLE label_category (
  category TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
  kind     TEXT NOT NULL,
  CONSTRAINT label_category_kind_is_known CHECK (kind IN ('food', 'supplement', 'medicine'))
) STRICT;
