-- Pregnancies and times of breast-feeding, from_day to to_day, both included; to_day NULL = open.
CREATE TABLE life_stage (
  life_stage_id INTEGER PRIMARY KEY,
  person_id     INTEGER NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
  stage         TEXT    NOT NULL,
  from_day      TEXT    NOT NULL,
  to_day        TEXT,
  CONSTRAINT life_stage_is_known CHECK (stage IN ('pregnant', 'lactating')),
  CONSTRAINT life_stage_from_is_a_day
    CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND from_day >= '0001-01-01'
           AND date(from_day, '+0 days') IS from_day),
  CONSTRAINT life_stage_to_is_a_day
    CHECK (to_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_day >= '0001-01-01'
           AND date(to_day, '+0 days') IS to_day),
  CONSTRAINT life_stage_days_are_ordered CHECK (from_day <= to_day)
) STRICT;
CREATE INDEX life_stage_by_person ON life_stage (person_id, from_day);
