-- Ways of cooking a kind of food, under the codes of USDA's retention table (3004: greens, boiled in little water).
-- How much of each nutrient stays is in retention_nutrient: FoodData Central publishes the codes alone.
CREATE TABLE retention_factor (
  retention_id  INTEGER PRIMARY KEY,
  code          TEXT    NOT NULL,
  food_group_id INTEGER,
  description   TEXT    NOT NULL COLLATE NOCASE,
  CONSTRAINT retention_factor_code_is_unique UNIQUE (code),
  CONSTRAINT retention_factor_code_has_text CHECK (length(code) BETWEEN 1 AND 20),
  CONSTRAINT retention_factor_has_text CHECK (length(description) BETWEEN 1 AND 300)
) STRICT;
