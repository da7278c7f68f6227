-- How many nutrients are known of a food.
SELECT count(*) FROM food_nutrient v WHERE v.food_id = :food AND v.mark IS NOT 'doubtful';
