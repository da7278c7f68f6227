-- The dishes, without older versions.
SELECT * FROM recipe_card WHERE replaced_by IS NULL ORDER BY description, food_id;
