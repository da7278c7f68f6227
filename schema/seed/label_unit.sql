-- Units of serving sizes in FoodData Central's branded_food.csv. factor: g (or ml) of one unit; NULL
-- = the unit is not to be believed: MG and IU stand at ice cream (90 MG, 1/2 cup) and cookies (30 IU,
-- 6 pieces), where g or ml was meant. GRM, MLT, ONZ and OZA are UN/CEFACT Recommendation 20 codes.
INSERT INTO label_unit (unit, basis, factor) VALUES
  ('g', 'g', 1), ('GRM', 'g', 1), ('GM', 'g', 1),
  ('ml', 'ml', 1), ('MLT', 'ml', 1),
  ('ONZ', 'g', 28.349523125), ('OZA', 'ml', 29.5735295625),
  ('MG', 'g', NULL), ('MC', 'g', NULL), ('IU', 'g', NULL);
