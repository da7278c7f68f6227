-- Dishes that hold something else than their ingredients make.
SELECT 'recipe is not what its ingredients make', s.recipe || ' (food ' || s.food_id || ')'
FROM recipe_stale s;
