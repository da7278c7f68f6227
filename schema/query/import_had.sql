-- What a food held before the import that is running.
SELECT n.nutrient_id
FROM food f
LEFT JOIN food_nutrient n ON n.food_id = f.food_id
WHERE f.food_id = :food AND f.import_id IS NOT :import;
