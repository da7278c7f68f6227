-- The nutrients for which an authority prints an average requirement (EAR, AR) that is not one to test
-- intakes with: provisional, skewed, or by body weight.
CREATE VIEW reference_held_back AS
SELECT i.authority, m.nutrient_id
FROM reference_nutrient m
CROSS JOIN reference_intake i
  ON i.reference = m.reference AND i.kind = m.kind AND i.unit = m.unit
WHERE m.kind IN ('EAR', 'AR') AND i.superseded_by IS NULL AND (m.factor IS NULL OR i.provisional);
