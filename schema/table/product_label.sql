-- What the label of a supplement or medicine says, a nutrient a row: label_amount in label_unit, or
-- daily_value_percent, in label_per units (tablets, ml) of it. is_elemental 1: the figure is the
-- nutrient itself; 0: it is that of compound_id, of which compound.elemental_percent is the nutrient.
-- NULL reads as 1, and only a supplement may leave it so. compound is what the label calls it. A percentage of the daily value is always of the
-- nutrient itself, by the value that held in daily_value_year (magnesium 420 mg from 2016, 400 before).
-- food_nutrient holds what it makes (view product_nutrient), stored by triggers.
CREATE TABLE product_label (
  food_id             INTEGER NOT NULL REFERENCES food (food_id),
  nutrient_id         INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  label_amount        REAL,
  label_unit          TEXT REFERENCES unit (unit),
  label_per           REAL    NOT NULL DEFAULT 1,
  compound            TEXT,
  compound_id         INTEGER REFERENCES compound (compound_id),
  is_elemental        INTEGER,
  daily_value_percent REAL,
  daily_value_year    INTEGER,
  CONSTRAINT product_label_is_unique PRIMARY KEY (food_id, nutrient_id),
  CONSTRAINT product_label_amount_is_positive CHECK (label_amount >= 0 AND label_amount <= 1e6),
  CONSTRAINT product_label_amount_has_its_unit
    CHECK ((label_amount IS NULL) = (label_unit IS NULL)),
  CONSTRAINT product_label_per_is_positive CHECK (label_per > 0 AND label_per <= 1e6),
  CONSTRAINT product_label_compound_has_text CHECK (length(compound) BETWEEN 1 AND 200),
  CONSTRAINT product_label_elemental_is_yes_or_no CHECK (is_elemental = 0 OR is_elemental = 1),
  CONSTRAINT product_label_percent_is_positive
    CHECK (daily_value_percent >= 0 AND daily_value_percent <= 1e6),
  CONSTRAINT product_label_percent_has_its_year
    CHECK ((daily_value_percent IS NULL) = (daily_value_year IS NULL)),
  CONSTRAINT product_label_year_is_a_year CHECK (daily_value_year BETWEEN 1900 AND 9999)
) STRICT, WITHOUT ROWID;
