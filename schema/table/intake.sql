-- What was eaten. day is the eater's own. amount is in the food's basis (g, ml, units);
-- measure_amount and measure keep what was typed (2 cup). import_id: the import that brought the entry;
-- NULL = typed, or changed by hand since.
CREATE TABLE intake (
  intake_id      INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL REFERENCES person (person_id),
  day            TEXT    NOT NULL,
  time           TEXT,
  meal           TEXT,
  food_id        INTEGER NOT NULL REFERENCES food (food_id),
  amount         REAL    NOT NULL,
  measure_amount REAL,
  measure        TEXT,
  note           TEXT,
  import_id      INTEGER REFERENCES import (import_id),
  CONSTRAINT intake_day_is_a_day
    CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day >= '0001-01-01'
           AND date(day, '+0 days') IS day),
  CONSTRAINT intake_time_is_a_time CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]' AND time < '24:00'),
  CONSTRAINT intake_meal_has_text CHECK (length(meal) BETWEEN 1 AND 100),
  CONSTRAINT intake_amount_is_positive CHECK (amount > 0 AND amount <= 1e6),
  CONSTRAINT intake_measure_amount_is_positive CHECK (measure_amount > 0 AND measure_amount <= 1e6),
  CONSTRAINT intake_measure_has_text CHECK (length(measure) BETWEEN 1 AND 300),
  CONSTRAINT intake_note_is_not_endless CHECK (length(note) <= 10000)
) STRICT;
-- Carries a day's foods and amounts: a day is totalled without touching the table.
CREATE INDEX intake_by_day ON intake (person_id, day, food_id, amount);
CREATE INDEX intake_by_import ON intake (import_id) WHERE import_id IS NOT NULL;
-- Who ate a food: what changes in a food is found in their days.
CREATE INDEX intake_by_food ON intake (food_id);
