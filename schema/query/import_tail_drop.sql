DELETE FROM food_nutrient WHERE food_id >= :from;
