-- Whether a food is a recipe's dish, in any of its versions, or is made with it.
WITH RECURSIVE part(food_id) AS (
  SELECT :food
  UNION
  SELECT i.ingredient_id FROM part p JOIN recipe_ingredient i ON i.food_id = p.food_id
)
SELECT 1 FROM part p
CROSS JOIN food f ON f.food_id = p.food_id
WHERE f.food_id = :old OR f.replaced_by = :old
LIMIT 1;
