-- What was said to stay of nutrients in the lines of a dish.
SELECT o.line_no, o.nutrient_id, n.name, o.factor
FROM recipe_retention o
JOIN nutrient n ON n.nutrient_id = o.nutrient_id
WHERE o.food_id = :food
ORDER BY o.line_no, n.rank, n.nutrient_id;
