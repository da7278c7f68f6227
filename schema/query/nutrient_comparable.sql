-- Whether any reference value can be compared with the nutrient, and if not why.
SELECT max(m.factor IS NOT NULL), max(m.reason) FROM reference_nutrient m
WHERE m.nutrient_id = :nutrient AND m.kind IN ('RDA', 'PRI', 'RNI', 'AI');
