-- The newer version of a food.
SELECT f.replaced_by FROM food f WHERE f.food_id = :food AND f.replaced_by IS NOT NULL;
