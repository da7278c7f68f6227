-- Units, each under the one spelling this file stores; unit_name.sql has the other spellings.
-- factor turns one unit into the base of its dimension: g, ml, kcal, one piece. Volumes are US
-- customary (NIST Handbook 44, appendix C, rounded to 6 digits), the ounce and the pound are
-- exact, and 1 kcal = 4.184 kJ. A unit that depends on the substance (IU, equivalents) has no
-- factor.
INSERT INTO unit (unit, dimension, factor, title) VALUES
  ('g', 'mass', 1, 'gram'),
  ('kg', 'mass', 1000, 'kilogram'),
  ('mg', 'mass', 0.001, 'milligram'),
  ('ug', 'mass', 1e-6, 'microgram'),
  ('oz', 'mass', 28.349523125, 'ounce (avoirdupois)'),
  ('lb', 'mass', 453.59237, 'pound (avoirdupois)'),
  ('ml', 'volume', 1, 'millilitre'),
  ('cl', 'volume', 10, 'centilitre'),
  ('dl', 'volume', 100, 'decilitre'),
  ('l', 'volume', 1000, 'litre'),
  ('tsp', 'volume', 4.92892, 'teaspoon (US)'),
  ('tbsp', 'volume', 14.7868, 'tablespoon (US)'),
  ('fl oz', 'volume', 29.5735, 'fluid ounce (US)'),
  ('cup', 'volume', 236.588, 'cup (US)'),
  ('pint', 'volume', 473.176, 'liquid pint (US)'),
  ('quart', 'volume', 946.353, 'liquid quart (US)'),
  ('gallon', 'volume', 3785.41, 'gallon (US)'),
  ('kcal', 'energy', 1, 'kilocalorie'),
  ('kJ', 'energy', 1 / 4.184, 'kilojoule'),
  ('unit', 'count', 1, 'one piece of a food counted in pieces: a tablet, a capsule'),
  ('IU', 'activity', NULL, 'international unit'),
  ('ug RE', 'activity', NULL, 'microgram of retinol equivalents'),
  ('mg ATE', 'activity', NULL, 'milligram of alpha-tocopherol equivalents'),
  ('mg GAE', 'other', NULL, 'milligram of gallic acid equivalents'),
  ('umol TE', 'other', NULL, 'micromole of trolox equivalents'),
  ('mmol', 'other', NULL, 'millimole; of one nutrient, see nutrient_unit'),
  ('mEq', 'other', NULL, 'milliequivalent; of one nutrient, see nutrient_unit'),
  ('pH', 'other', NULL, 'pH'),
  ('sp gr', 'other', NULL, 'specific gravity');
