-- The energy of a day, in kcal, that counts as fully recorded without a mark. Sources: Willett
-- 2013, Nutritional Epidemiology (women 500 to 3,500, men 800 to 4,000); the lower bound for women
-- is raised to the 600 of NCI, Reviewing and Cleaning ASA24 Data. Where the sex is not given: the
-- range both sexes share.
INSERT INTO plausible_energy (sex, kcal_low, kcal_high, source) VALUES
  ('female', 600, 3500, 'Upper bound: Willett 2013, Nutritional Epidemiology (500 to 3,500 kcal); lower bound raised to 600: NCI, Reviewing and Cleaning ASA24 Data'),
  ('male', 800, 4000, 'Both bounds: Willett 2013, Nutritional Epidemiology (800 to 4,000 kcal)'),
  (NULL, 800, 3500, 'The range both sexes share: Willett 2013, Nutritional Epidemiology');
