-- Dishes made of other foods (recipe_ingredient). yield is what they make, in the food's basis: grams
-- (ml) of the finished dish, or servings where it was not weighed (basis unit, one serving a unit).
-- servings: how many servings a weighed yield is. The row is written last: it stores in food_nutrient
-- what the ingredients make (view recipe_nutrient), by trigger. input_grams is kept by triggers: what
-- the ingredients weigh as they go in, ml taken as g.
CREATE TABLE recipe (
  food_id     INTEGER PRIMARY KEY REFERENCES food (food_id),
  yield       REAL    NOT NULL,
  servings    REAL,
  input_grams REAL    NOT NULL DEFAULT 0,
  note        TEXT,
  CONSTRAINT recipe_yield_is_positive CHECK (yield > 0 AND yield <= 1e6),
  CONSTRAINT recipe_servings_is_positive CHECK (servings > 0 AND servings <= 1e6),
  CONSTRAINT recipe_note_is_not_endless CHECK (length(note) <= 10000)
) STRICT;
