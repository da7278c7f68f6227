-- What a source's foods held before an import.
SELECT f.food_id, n.nutrient_id
FROM food f
LEFT JOIN food_nutrient n ON n.food_id = f.food_id
WHERE f.source_id = :source;
