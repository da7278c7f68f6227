-- A person's own daily goal for a nutrient, in the nutrient's unit; it goes before every reference.
-- from_day to to_day, both included; to_day NULL = open. Where several hold the one that began last does.
CREATE TABLE target (
  target_id   INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
  nutrient_id INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  from_day    TEXT    NOT NULL,
  to_day      TEXT,
  amount      REAL    NOT NULL,
  note        TEXT,
  CONSTRAINT target_from_is_a_day
    CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND from_day >= '0001-01-01'
           AND date(from_day, '+0 days') IS from_day),
  CONSTRAINT target_to_is_a_day
    CHECK (to_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_day >= '0001-01-01'
           AND date(to_day, '+0 days') IS to_day),
  CONSTRAINT target_days_are_ordered CHECK (from_day <= to_day),
  CONSTRAINT target_amount_is_positive CHECK (amount > 0 AND amount <= 1e6),
  CONSTRAINT target_note_is_not_endless CHECK (length(note) <= 10000)
) STRICT;
CREATE UNIQUE INDEX target_by_person ON target (person_id, nutrient_id, from_day);
