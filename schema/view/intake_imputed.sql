-- Entries whose value of a nutrient is imputed: filled in from similar foods, for the food's own is not
-- known. value: what the entry brought by it, in the nutrient's unit. Not where a value was recorded with
-- the entry, or a total with the day: those win.
CREATE VIEW intake_imputed AS
SELECT p.person_id, p.name AS person, i.day, i.intake_id, i.food_id, f.description, n.nutrient_id,
       i.amount * n.amount / f.per AS value
FROM person p
CROSS JOIN intake i ON i.person_id = p.person_id
CROSS JOIN food f ON f.food_id = i.food_id
CROSS JOIN food_nutrient n ON n.food_id = i.food_id
WHERE n.mark = 'imputed'
  AND NOT EXISTS (SELECT 1 FROM intake_nutrient r
                  WHERE r.intake_id = i.intake_id AND r.nutrient_id = n.nutrient_id)
  AND (f.kind <> 'food'
       OR NOT EXISTS (SELECT 1 FROM intake_day_nutrient d
                      WHERE d.person_id = i.person_id AND d.day = i.day
                        AND d.nutrient_id = n.nutrient_id));
