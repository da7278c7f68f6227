-- How the unit of a label's serving is read: the basis that it gives the food's amounts, and whether
-- the serving's size is of use. A unit that is not here gives g and no serving.
CREATE TABLE label_unit (
  unit       TEXT    NOT NULL COLLATE NOCASE PRIMARY KEY,
  basis      TEXT    NOT NULL,
  factor     REAL,
  CONSTRAINT label_unit_basis_is_known CHECK (basis IN ('g', 'ml')),
  CONSTRAINT label_unit_factor_is_positive CHECK (factor > 0)
) STRICT;
