-- The age groups of the Dietary Reference Intakes, in completed months, both ends included; 9999 = no
-- upper end. Groups of persons are shown by them.
CREATE TABLE age_group (
  age_min_months INTEGER PRIMARY KEY,
  age_max_months INTEGER NOT NULL,
  name           TEXT    NOT NULL,
  CONSTRAINT age_group_is_a_span CHECK (age_min_months BETWEEN 0 AND age_max_months),
  CONSTRAINT age_group_name_has_text CHECK (length(name) > 0)
) STRICT;
