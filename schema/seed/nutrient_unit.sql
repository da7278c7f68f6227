-- Units of one nutrient alone. Magnesium: 1 mmol = 24.305 mg (IUPAC standard atomic weight) = 2 mEq, as
-- its ion is divalent. Vitamin D: 40 IU = 1 ug (IOM 2011).
INSERT INTO nutrient_unit (nutrient_id, unit, factor, source) VALUES
  (1090, 'mmol', 24.305, 'IUPAC standard atomic weight of magnesium'),
  (1090, 'mEq', 12.1525, 'IUPAC standard atomic weight of magnesium; 2 mEq = 1 mmol'),
  (1114, 'IU', 0.025, 'IOM 2011, Dietary Reference Intakes for Calcium and Vitamin D: 40 IU = 1 ug'),
  (1110, 'ug', 40, 'IOM 2011, Dietary Reference Intakes for Calcium and Vitamin D: 40 IU = 1 ug');
