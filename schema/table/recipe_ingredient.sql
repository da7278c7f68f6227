-- What goes into a dish, a line an ingredient: amount in the ingredient's basis (g, ml, units),
-- measure_amount and measure as typed (2 cup). retention_id: how it is cooked, which says how much of
-- each nutrient stays (retention_nutrient); NULL = all of it, nothing is assumed.
CREATE TABLE recipe_ingredient (
  food_id        INTEGER NOT NULL REFERENCES food (food_id),
  line_no        INTEGER NOT NULL,
  ingredient_id  INTEGER NOT NULL REFERENCES food (food_id),
  amount         REAL    NOT NULL,
  measure_amount REAL,
  measure        TEXT,
  retention_id   INTEGER REFERENCES retention_factor (retention_id),
  CONSTRAINT recipe_ingredient_is_unique PRIMARY KEY (food_id, line_no),
  CONSTRAINT recipe_ingredient_amount_is_positive CHECK (amount > 0 AND amount <= 1e6),
  CONSTRAINT recipe_ingredient_measure_amount_is_positive
    CHECK (measure_amount > 0 AND measure_amount <= 1e6),
  CONSTRAINT recipe_ingredient_measure_has_text CHECK (length(measure) BETWEEN 1 AND 300)
) STRICT, WITHOUT ROWID;
CREATE INDEX recipe_ingredient_by_ingredient ON recipe_ingredient (ingredient_id);
