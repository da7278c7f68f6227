-- Values recorded with an entry itself, in the nutrient's unit for the whole entry: they win over
-- the food's.
CREATE TABLE intake_nutrient (
  intake_id   INTEGER NOT NULL REFERENCES intake (intake_id) ON DELETE CASCADE,
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  amount      REAL    NOT NULL,
  CONSTRAINT intake_nutrient_is_unique PRIMARY KEY (intake_id, nutrient_id),
  CONSTRAINT intake_nutrient_amount_is_finite CHECK (amount BETWEEN -1e9 AND 1e9)
) STRICT, WITHOUT ROWID;
