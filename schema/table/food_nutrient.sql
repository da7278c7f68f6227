-- What a food holds of a nutrient, in the nutrient's unit, per 100 g, 100 ml or 1 unit (food.basis).
-- No row = unknown, which is not zero. mark: trace (counts as 0), assumed zero (USDA derivation Z),
-- doubtful (a stored zero that counts as unknown), imputed (filled in from similar foods), lower bound
-- (of a dish, some of whose ingredients are unknown: it counts, and leaves the dish unknown in part).
CREATE TABLE food_nutrient (
  food_id     INTEGER NOT NULL REFERENCES food (food_id) ON DELETE CASCADE,
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  amount      REAL    NOT NULL,
  mark        TEXT,
  CONSTRAINT food_nutrient_is_unique PRIMARY KEY (food_id, nutrient_id),
  CONSTRAINT food_nutrient_amount_is_finite CHECK (amount BETWEEN -1e9 AND 1e9),
  -- Not `mark IN (...)`: of a NULL that costs more than all the rest of an insert, three times.
  CONSTRAINT food_nutrient_mark_is_known
    CHECK (mark IS NULL OR mark = 'trace' OR mark = 'assumed zero' OR mark = 'doubtful'
           OR mark = 'imputed' OR mark = 'lower bound')
) STRICT, WITHOUT ROWID;
