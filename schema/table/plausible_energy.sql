-- The energy of a day that may count as fully recorded without being marked so, in kcal.
-- sex NULL: a person whose sex is not given.
CREATE TABLE plausible_energy (
  sex       TEXT,
  kcal_low  REAL NOT NULL,
  kcal_high REAL NOT NULL,
  source    TEXT NOT NULL,
  CONSTRAINT plausible_energy_is_unique UNIQUE (sex),
  CONSTRAINT plausible_energy_sex_is_known CHECK (sex IN ('female', 'male')),
  CONSTRAINT plausible_energy_is_ordered CHECK (0 < kcal_low AND kcal_low < kcal_high)
) STRICT;
