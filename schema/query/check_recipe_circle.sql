-- Dishes that contain themselves.
WITH RECURSIVE part(food_id, ingredient_id) AS (
  SELECT i.food_id, i.ingredient_id FROM recipe_ingredient i
  WHERE EXISTS (SELECT 1 FROM recipe_ingredient o WHERE o.food_id = i.ingredient_id)
  UNION
  SELECT p.food_id, i.ingredient_id FROM part p
  JOIN recipe_ingredient i ON i.food_id = p.ingredient_id
)
SELECT 'recipe contains itself', f.description || ' (food ' || f.food_id || ')'
FROM part p
JOIN food f ON f.food_id = p.food_id
WHERE p.ingredient_id = p.food_id;
