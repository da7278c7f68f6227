-- A food's values.
SELECT v.nutrient_id, v.amount, v.mark FROM food_nutrient v WHERE v.food_id = :food;
