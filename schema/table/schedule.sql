-- Doses taken daily without being typed each day, from_day to to_day, both included; to_day NULL =
-- open. amount is a day's, in the food's basis.
CREATE TABLE schedule (
  schedule_id    INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL REFERENCES person (person_id),
  food_id        INTEGER NOT NULL REFERENCES food (food_id),
  from_day       TEXT    NOT NULL,
  to_day         TEXT,
  amount         REAL    NOT NULL,
  measure_amount REAL,
  measure        TEXT,
  note           TEXT,
  CONSTRAINT schedule_from_is_a_day
    CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND from_day >= '0001-01-01'
           AND date(from_day, '+0 days') IS from_day),
  CONSTRAINT schedule_to_is_a_day
    CHECK (to_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_day >= '0001-01-01'
           AND date(to_day, '+0 days') IS to_day),
  CONSTRAINT schedule_days_are_ordered CHECK (from_day <= to_day),
  CONSTRAINT schedule_amount_is_positive CHECK (amount > 0 AND amount <= 1e6),
  CONSTRAINT schedule_measure_amount_is_positive
    CHECK (measure_amount > 0 AND measure_amount <= 1e6),
  CONSTRAINT schedule_measure_has_text CHECK (length(measure) BETWEEN 1 AND 300),
  CONSTRAINT schedule_note_is_not_endless CHECK (length(note) <= 10000)
) STRICT;
CREATE INDEX schedule_by_person ON schedule (person_id, from_day);
CREATE INDEX schedule_by_food ON schedule (food_id);
