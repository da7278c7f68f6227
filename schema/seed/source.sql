-- Where foods come from. rank orders the sources when one name stands in several: the person's own
-- foods first, then the starter foods, then USDA's data types in the order of nutri's name search.
-- Titles: USDA Agricultural Research Service, FoodData Central and its predecessors (public
-- domain).
INSERT INTO source (source_id, name, title, release, rank) VALUES
  (1, 'own', 'Own foods', NULL, 0),
  (2, 'nutri starter', 'nutri starter foods, from USDA FoodData Central, SR Legacy', 'SR Legacy, April 2018', 10),
  (3, 'SR Legacy', 'USDA FoodData Central, SR Legacy', NULL, 20),
  (4, 'Foundation', 'USDA FoodData Central, Foundation Foods', NULL, 30),
  (5, 'FNDDS', 'USDA FoodData Central, Survey Foods (FNDDS)', NULL, 40),
  (6, 'SR28', 'USDA National Nutrient Database for Standard Reference, release 28 and older (ASCII)', NULL, 50),
  (7, 'Branded', 'USDA FoodData Central, Branded Foods', NULL, 60),
  (8, 'Experimental', 'USDA FoodData Central, Experimental Foods', NULL, 70),
  (9, 'other', 'Other sources', NULL, 80),
  (10, 'Foundation samples', 'USDA FoodData Central, samples and acquisitions behind Foundation Foods', NULL, 90);
