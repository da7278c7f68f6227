-- Pooled within-person standard deviations of magnesium intake from food, mg a day: IOM 2000,
-- Dietary Reference Intakes: Applications in Dietary Assessment, appendix B (CSFII 1994-96).
INSERT INTO within_person_sd (nutrient_id, sex, age_min_months, age_max_months, sd, cv_percent,
  source, confidence, note) VALUES
  (1090, 'female', 228, 611, 86, 38, 'IOM 2000 Table B-2, US survey 1994-96', 'high', 'worked example p.54 implies 85.9 (2460 = SD^2/3); table value 86 not re-checked against the printed page'),
  (1090, 'male', 228, 611, 122, 38, 'IOM 2000 Table B-2, US survey 1994-96', 'medium-high', '(not re-checked against the printed page)'),
  (1090, 'female', 612, 9999, 74, 33, 'IOM 2000 Table B-2, US survey 1994-96', 'medium', '(not re-checked against the printed page)'),
  (1090, 'male', 612, 9999, 94, 32, 'IOM 2000 Table B-2, US survey 1994-96', 'medium', '(not re-checked against the printed page)'),
  (1090, 'female', 108, 227, 86, 41, 'IOM 2000 Table B-3, US survey 1994-96', 'medium-low', '(not re-checked against the printed page)'),
  (1090, 'male', 108, 227, 109, 39, 'IOM 2000 Table B-3, US survey 1994-96', 'medium-low', '(not re-checked against the printed page)'),
  (1090, 'female', 48, 107, 61, 31, 'IOM 2000 Table B-3, US survey 1994-96', 'medium-low', '(not re-checked against the printed page)'),
  (1090, 'male', 48, 107, 71, 33, 'IOM 2000 Table B-3, US survey 1994-96', 'medium-low', '(not re-checked against the printed page)');
