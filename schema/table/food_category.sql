-- Categories of foods: FoodData Central's ids (1 to 28), WWEIA's numbers for survey foods, from
-- 100000 for categories known only by a name. usual_grams is the median usual portion of the
-- category's foods that have one; it picks a portion for those that have none. eaten_cooked: raw is
-- not how one eats it (grains, pulses, meat); eaten_dry: dried is (nuts, dried fruit).
CREATE TABLE food_category (
  category_id  INTEGER PRIMARY KEY,
  code         TEXT,
  description  TEXT    NOT NULL,
  is_beverage  INTEGER NOT NULL DEFAULT 0,
  eaten_cooked INTEGER NOT NULL DEFAULT 0,
  eaten_dry    INTEGER NOT NULL DEFAULT 0,
  usual_grams  REAL,
  CONSTRAINT food_category_beverage_is_yes_or_no CHECK (is_beverage IN (0, 1)),
  CONSTRAINT food_category_eaten_is_yes_or_no
    CHECK (eaten_cooked IN (0, 1) AND eaten_dry IN (0, 1)),
  CONSTRAINT food_category_usual_grams_is_positive CHECK (usual_grams > 0)
) STRICT;
