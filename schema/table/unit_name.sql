-- Every way a unit is written, by people and by files: ounces, MCG, µg, UG.
CREATE TABLE unit_name (
  name TEXT NOT NULL COLLATE NOCASE,
  unit TEXT NOT NULL REFERENCES unit (unit),
  CONSTRAINT unit_name_is_unique PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
