-- A value that was not known.
DELETE FROM food_nutrient WHERE food_id = :food AND nutrient_id = :nutrient;
