-- The nutrients whose daily totals are kept.
INSERT INTO tracked_nutrient (nutrient_id) VALUES (1090);
