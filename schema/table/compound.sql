-- Compounds of a nutrient as labels name them, and how much of the nutrient is in them by mass:
-- elemental_percent of magnesium oxide is 60.30. molar_mass is of the formula, in g/mol, of which atoms
-- are the nutrient's. A name that labels use for several compounds stands in compound_name once for
-- each.
CREATE TABLE compound (
  compound_id       INTEGER PRIMARY KEY,
  nutrient_id       INTEGER NOT NULL REFERENCES nutrient (nutrient_id),
  name              TEXT    NOT NULL COLLATE NOCASE,
  formula           TEXT,
  molar_mass        REAL,
  atoms             INTEGER,
  elemental_percent REAL    NOT NULL,
  note              TEXT,
  source            TEXT    NOT NULL,
  CONSTRAINT compound_name_is_unique UNIQUE (name),
  CONSTRAINT compound_name_has_text CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT compound_percent_is_a_part CHECK (elemental_percent > 0 AND elemental_percent <= 100),
  CONSTRAINT compound_mass_is_positive CHECK (molar_mass > 0 AND atoms > 0)
) STRICT;
