-- Recorded totals of a day from food and drink, in the nutrient's unit: they win over the sum of the
-- day's food entries. Supplements and medicines logged that day are still added.
CREATE TABLE intake_day_nutrient (
  person_id   INTEGER NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
  day         TEXT    NOT NULL,
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  amount      REAL    NOT NULL,
  CONSTRAINT intake_day_nutrient_is_unique PRIMARY KEY (person_id, day, nutrient_id),
  CONSTRAINT intake_day_nutrient_day_is_a_day
    CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day >= '0001-01-01'
           AND date(day, '+0 days') IS day),
  CONSTRAINT intake_day_nutrient_amount_is_finite CHECK (amount BETWEEN 0 AND 1e9)
) STRICT, WITHOUT ROWID;
