-- IOM 1997-2005, Dietary Reference Intakes: the life stage groups without pregnancy and lactation.
INSERT INTO age_group (age_min_months, age_max_months, name) VALUES
  (0, 5, '0-5 months'),
  (6, 11, '6-11 months'),
  (12, 47, '1-3 years'),
  (48, 107, '4-8 years'),
  (108, 167, '9-13 years'),
  (168, 227, '14-18 years'),
  (228, 371, '19-30 years'),
  (372, 611, '31-50 years'),
  (612, 851, '51-70 years'),
  (852, 9999, '71 years and over');
