-- What the label of a packaged food says beside its nutrients, as the source has it. serving_size is
-- in serving_unit, which sources write in several ways (label_unit reads them); gtin is the number
-- under the bar code, with its leading zeros.
CREATE TABLE food_label (
  food_id           INTEGER PRIMARY KEY REFERENCES food (food_id) ON DELETE CASCADE,
  brand_owner       TEXT,
  brand_name        TEXT,
  gtin              TEXT,
  ingredients       TEXT,
  serving_size      REAL,
  serving_unit      TEXT,
  household_serving TEXT,
  category          TEXT,
  CONSTRAINT food_label_serving_is_positive CHECK (serving_size > 0 AND serving_size <= 1e6)
) STRICT;
