-- Units that measure one nutrient alone: how much ONE is in the nutrient's unit (1 mmol of magnesium
-- is 24.305 mg). Units of mass need no row, see unit.
CREATE TABLE nutrient_unit (
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  unit        TEXT    NOT NULL REFERENCES unit (unit),
  factor      REAL    NOT NULL,
  source      TEXT    NOT NULL,
  CONSTRAINT nutrient_unit_is_unique PRIMARY KEY (nutrient_id, unit),
  CONSTRAINT nutrient_unit_factor_is_positive CHECK (factor > 0)
) STRICT, WITHOUT ROWID;
