-- Supplements and medicines as ingredients: no upper limit would count them.
SELECT 'ingredient is no food', f.description || ' in food ' || i.food_id
FROM recipe_ingredient i
JOIN food f ON f.food_id = i.ingredient_id
WHERE f.kind <> 'food';
