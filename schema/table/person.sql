-- The people who eat. born, or age_months where only an age is known. sex NULL: only references for
-- both sexes apply. authority: whose reference values. feeding: of an infant under 6 months.
CREATE TABLE person (
  person_id  INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  sex        TEXT,
  born       TEXT,
  age_months INTEGER,
  authority  TEXT    NOT NULL DEFAULT 'us' REFERENCES authority (authority),
  feeding    TEXT,
  CONSTRAINT person_name_is_unique UNIQUE (name),
  CONSTRAINT person_name_has_text CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT person_sex_is_known CHECK (sex IN ('female', 'male')),
  CONSTRAINT person_born_is_a_day
    CHECK (born GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND born >= '0001-01-01'
           AND date(born, '+0 days') IS born),
  CONSTRAINT person_age_is_possible CHECK (age_months BETWEEN 0 AND 1800),
  CONSTRAINT person_has_one_age CHECK (born IS NULL OR age_months IS NULL),
  CONSTRAINT person_feeding_is_known CHECK (feeding IN ('breast-fed', 'formula-fed'))
) STRICT;
