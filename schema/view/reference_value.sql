-- The reference values that hold today, in the unit of the nutrient that food data carry, and only
-- those that can be compared with it. For a printed value as it stands: reference_intake. CROSS JOIN
-- keeps the order: from the nutrient, never through all values of an authority.
CREATE VIEW reference_value AS
SELECT r.reference_id, m.nutrient_id, r.authority, r.body, r.year, r.kind, r.sex, r.age_min_months,
       r.age_max_months, r.life_stage, r.variant, r.amount * m.factor AS amount, n.unit,
       r.ul_scope, r.provisional, r.no_increment, r.reference, r.note, r.source, r.confidence
FROM reference_nutrient m
CROSS JOIN reference_intake r ON r.reference = m.reference AND r.kind = m.kind AND r.unit = m.unit
CROSS JOIN nutrient n ON n.nutrient_id = m.nutrient_id
WHERE m.factor IS NOT NULL AND r.superseded_by IS NULL;
