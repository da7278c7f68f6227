-- Household measures: grams (ml for a food of basis ml) of ONE measure. is_usual marks the portion
-- the source itself, or nutri's own list, names as the usual one: at most one a food.
CREATE TABLE food_portion (
  food_id    INTEGER NOT NULL REFERENCES food (food_id) ON DELETE CASCADE,
  portion_no INTEGER NOT NULL,
  measure    TEXT    NOT NULL,
  grams      REAL    NOT NULL,
  is_usual   INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT food_portion_is_unique PRIMARY KEY (food_id, portion_no),
  CONSTRAINT food_portion_measure_has_text CHECK (length(measure) BETWEEN 1 AND 300),
  CONSTRAINT food_portion_grams_is_positive CHECK (grams > 0 AND grams <= 1e6),
  CONSTRAINT food_portion_usual_is_yes_or_no CHECK (is_usual IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX food_portion_has_one_usual ON food_portion (food_id) WHERE is_usual = 1;
