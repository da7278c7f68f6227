-- What changed in a food that went; its going among it.
DELETE FROM food_nutrient_change WHERE food_id = :id;
