-- The authorities whose reference values a person can choose; each groups the printed sources
-- named in reference_intake.body.
INSERT INTO authority (authority, title) VALUES
  ('us', 'United States and Canada: IOM/NASEM Dietary Reference Intakes; FDA Daily Values'),
  ('eu', 'European Union: EFSA; SCF upper level; Regulation (EU) 1169/2011 label values'),
  ('uk', 'United Kingdom: COMA Dietary Reference Values; EVM guidance levels'),
  ('nordic', 'Nordic countries: Nordic Nutrition Recommendations (NNR)'),
  ('dach', 'Germany, Austria, Switzerland: D-A-CH reference values (DGE, OEGE, SGE)'),
  ('anz', 'Australia and New Zealand: NHMRC Nutrient Reference Values'),
  ('who', 'WHO/FAO: Vitamin and mineral requirements in human nutrition'),
  ('jp', 'Japan: MHLW Dietary Reference Intakes for Japanese');
