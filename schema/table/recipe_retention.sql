-- How much of a nutrient stays in one line of one dish (0 to 1), where somebody said so: it goes
-- before the line's retention_id.
CREATE TABLE recipe_retention (
  food_id     INTEGER NOT NULL,
  line_no     INTEGER NOT NULL,
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  factor      REAL    NOT NULL,
  CONSTRAINT recipe_retention_is_unique PRIMARY KEY (food_id, line_no, nutrient_id),
  CONSTRAINT recipe_retention_factor_is_a_part CHECK (factor >= 0 AND factor <= 1),
  FOREIGN KEY (food_id, line_no) REFERENCES recipe_ingredient (food_id, line_no)
) STRICT, WITHOUT ROWID;
