-- What a total does not know: one row per entry, scheduled dose or recorded day without a value for the
-- nutrient, or with a lower bound for one (a dish with unknown ingredients: known_share says how much
-- of it is known, else it is NULL), as nutrient_day counts them (unknown_entries). entry_id is NULL for
-- a dose and for a day known by recorded totals alone, which has no food_id either. amount is in the
-- food's basis (g, ml, unit), whose values are per 100 or per 1 (per). CROSS JOIN keeps the order, so
-- that a filter on person or day reaches the indexes; the CASTs give the parts one type, without
-- which it would not where this is joined.
CREATE VIEW unknown_entry AS
SELECT p.person_id, p.name AS person, v.day, v.intake_id AS entry_id, v.food_id, v.description,
       v.category_id, v.kind, v.amount, v.basis, f.per, v.nutrient_id,
       CAST(v.bound_share AS REAL) AS known_share
FROM person p
CROSS JOIN intake_value v ON v.person_id = p.person_id
CROSS JOIN food f ON f.food_id = v.food_id
WHERE (v.value IS NULL OR v.bound_share IS NOT NULL)
  AND (v.kind <> 'food'
       OR NOT EXISTS (SELECT 1 FROM intake_day_nutrient r
                      WHERE r.person_id = v.person_id AND r.day = v.day
                        AND r.nutrient_id = v.nutrient_id))
UNION ALL
SELECT p.person_id, p.name, d.day, CAST(NULL AS INTEGER), v.food_id, v.description, v.category_id, v.kind, v.amount,
       v.basis, f.per, v.nutrient_id, CAST(v.bound_share AS REAL)
FROM person p
CROSS JOIN schedule_value v ON v.person_id = p.person_id
CROSS JOIN intake_day d
  ON d.person_id = p.person_id AND d.day BETWEEN v.from_day AND v.to_day
CROSS JOIN food f ON f.food_id = v.food_id
WHERE (v.value IS NULL OR v.bound_share IS NOT NULL)
  AND (v.kind <> 'food'
       OR NOT EXISTS (SELECT 1 FROM intake_day_nutrient r
                      WHERE r.person_id = d.person_id AND r.day = d.day
                        AND r.nutrient_id = v.nutrient_id))
UNION ALL
SELECT p.person_id, p.name, x.day, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER),
       CAST('the day as it was recorded' AS TEXT), CAST(NULL AS INTEGER), CAST('food' AS TEXT),
       CAST(NULL AS REAL), CAST('g' AS TEXT), CAST(100.0 AS REAL), n.nutrient_id,
       CAST(NULL AS REAL)
FROM person p
CROSS JOIN intake_day_record x ON x.person_id = p.person_id
CROSS JOIN nutrient n
WHERE NOT EXISTS (SELECT 1 FROM intake_day_nutrient r
                  WHERE r.person_id = x.person_id AND r.day = x.day
                    AND r.nutrient_id = n.nutrient_id);
