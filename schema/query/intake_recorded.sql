-- The values recorded with an entry.
SELECT n.nutrient_id, n.amount FROM intake_nutrient n
WHERE n.intake_id = :intake ORDER BY n.nutrient_id;
