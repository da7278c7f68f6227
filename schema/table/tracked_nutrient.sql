-- The nutrients whose daily totals are kept (intake_day_total) instead of being added up each time they
-- are asked for. Magnesium always is one. Adding another adds its days up, once; every entry costs a
-- little more from then on.
CREATE TABLE tracked_nutrient (
  nutrient_id INTEGER PRIMARY KEY REFERENCES nutrient (nutrient_id)
) STRICT;
