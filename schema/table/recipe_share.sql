-- Of a dish's nutrients that are lower bounds (food_nutrient.mark), how much of the dish is known: by
-- energy, else by weight without beverages, as in nutrient_day. Kept by triggers.
CREATE TABLE recipe_share (
  food_id     INTEGER NOT NULL REFERENCES food (food_id),
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  known_share REAL    NOT NULL,
  CONSTRAINT recipe_share_is_unique PRIMARY KEY (food_id, nutrient_id),
  CONSTRAINT recipe_share_is_a_part CHECK (known_share BETWEEN 0 AND 1)
) STRICT, WITHOUT ROWID;
