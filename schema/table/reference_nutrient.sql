-- Which nutrient a reference value of a kind is compared with. amount of the reference times factor
-- = amount in the nutrient's unit (copper: ug to mg, 0.001). factor NULL = not comparable, and
-- reason says why: the food data hold another form.
CREATE TABLE reference_nutrient (
  reference   TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  unit        TEXT    NOT NULL,
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  factor      REAL,
  reason      TEXT,
  CONSTRAINT reference_nutrient_is_unique PRIMARY KEY (reference, kind, unit),
  CONSTRAINT reference_nutrient_factor_is_positive CHECK (factor > 0),
  CONSTRAINT reference_nutrient_says_why CHECK ((factor IS NULL) = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_nutrient_by_nutrient ON reference_nutrient (nutrient_id, kind);
