-- Nutrients under FoodData Central's id (magnesium 1090). number is USDA's nutrient number
-- (magnesium 304), which some files carry instead; symbol is the short name. unit is the unit of
-- every amount of this nutrient in this file. may_be_negative 1: an amount below 0 can be genuine, as of
-- what is worked out by difference. A user's own nutrients are numbered from 1000000.
CREATE TABLE nutrient (
  nutrient_id INTEGER PRIMARY KEY,
  number      TEXT,
  symbol      TEXT,
  name        TEXT    NOT NULL,
  unit        TEXT    NOT NULL REFERENCES unit (unit),
  rank        INTEGER NOT NULL DEFAULT 999999,
  may_be_negative INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT nutrient_symbol_is_unique UNIQUE (symbol),
  CONSTRAINT nutrient_number_is_unique UNIQUE (number),
  CONSTRAINT nutrient_negative_is_yes_or_no CHECK (may_be_negative = 0 OR may_be_negative = 1)
) STRICT;
