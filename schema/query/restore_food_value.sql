-- What is known of one nutrient in a food.
SELECT v.amount
FROM food_nutrient v
WHERE v.food_id = :food AND v.nutrient_id = :nutrient AND v.mark IS NOT 'doubtful';
