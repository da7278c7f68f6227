-- What is known of a food's nutrients, in USDA's order.
SELECT n.nutrient_id, n.number, n.symbol, n.name, n.unit, v.amount, v.mark
FROM food_nutrient v
JOIN nutrient n ON n.nutrient_id = v.nutrient_id
WHERE v.food_id = :food
ORDER BY n.rank, n.nutrient_id;
