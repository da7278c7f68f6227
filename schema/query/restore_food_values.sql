-- What is known of a food; a doubtful zero is not.
SELECT v.nutrient_id, v.amount
FROM food_nutrient v
WHERE v.food_id = :food AND v.mark IS NOT 'doubtful'
ORDER BY v.nutrient_id;
