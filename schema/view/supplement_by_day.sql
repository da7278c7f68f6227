-- What each supplement and medicine brought on a day of the diary, typed or scheduled (scheduled 1), one
-- row per dose and nutrient, in the nutrient's unit. amount is in the basis. Nutrients that the product
-- does not name have no row, but magnesium (1090): NULL = unknown.
-- CROSS JOIN keeps the order, so that a filter on person or day reaches the indexes.
CREATE VIEW supplement_by_day AS
SELECT p.name AS person, v.day, v.food_id, v.description, v.kind, v.amount, v.basis, n.nutrient_id,
       n.name AS nutrient, v.value, n.unit, 0 AS scheduled
FROM person p
CROSS JOIN intake_value v ON v.person_id = p.person_id
JOIN nutrient n ON n.nutrient_id = v.nutrient_id
WHERE v.kind <> 'food' AND (v.value IS NOT NULL OR n.nutrient_id = 1090)
UNION ALL
SELECT p.name, d.day, v.food_id, v.description, v.kind, v.amount, v.basis, n.nutrient_id, n.name,
       v.value, n.unit, 1
FROM person p
CROSS JOIN schedule_value v ON v.person_id = p.person_id
CROSS JOIN intake_day d
  ON d.person_id = p.person_id AND d.day BETWEEN v.from_day AND v.to_day
JOIN nutrient n ON n.nutrient_id = v.nutrient_id
WHERE v.kind <> 'food' AND (v.value IS NOT NULL OR n.nutrient_id = 1090);
