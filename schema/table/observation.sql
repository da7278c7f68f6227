-- What a person notes of a day: pain 0 to 10, sleep, a lab value with its unit. Kept, not analysed.
CREATE TABLE observation (
  observation_id INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
  day            TEXT    NOT NULL,
  what           TEXT    NOT NULL,
  value          REAL,
  unit           TEXT,
  note           TEXT,
  CONSTRAINT observation_day_is_a_day
    CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day >= '0001-01-01'
           AND date(day, '+0 days') IS day),
  CONSTRAINT observation_what_has_text CHECK (length(what) BETWEEN 1 AND 100),
  CONSTRAINT observation_value_is_finite CHECK (value BETWEEN -1e12 AND 1e12),
  CONSTRAINT observation_pain_is_0_to_10 CHECK (what <> 'pain' OR value BETWEEN 0 AND 10),
  CONSTRAINT observation_unit_has_text CHECK (length(unit) BETWEEN 1 AND 100),
  CONSTRAINT observation_note_is_not_endless CHECK (length(note) <= 10000),
  CONSTRAINT observation_says_something CHECK (value IS NOT NULL OR note IS NOT NULL)
) STRICT;
CREATE INDEX observation_by_day ON observation (person_id, day);
