-- Ingredients of a dish without a yield, and dishes without ingredients: nothing is made of them.
SELECT 'recipe is not finished', f.description || ' (food ' || f.food_id || ')'
FROM food f
WHERE EXISTS (SELECT 1 FROM recipe_ingredient i WHERE i.food_id = f.food_id)
   <> EXISTS (SELECT 1 FROM recipe r WHERE r.food_id = f.food_id);
