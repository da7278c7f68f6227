-- A dish as it is shown.
SELECT * FROM recipe_card WHERE food_id = :food;
