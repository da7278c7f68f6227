-- How much of a nutrient stays in a food cooked so (0 to 1). No row = nothing is known of a loss, and
-- none is assumed.
CREATE TABLE retention_nutrient (
  retention_id INTEGER NOT NULL REFERENCES retention_factor (retention_id) ON DELETE CASCADE,
  nutrient_id  INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  factor       REAL    NOT NULL,
  CONSTRAINT retention_nutrient_is_unique PRIMARY KEY (retention_id, nutrient_id),
  CONSTRAINT retention_nutrient_factor_is_a_part CHECK (factor >= 0 AND factor <= 1)
) STRICT, WITHOUT ROWID;
