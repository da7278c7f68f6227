-- A product's label, and what it makes per 100 g, 100 ml or 1 unit, in USDA's order.
SELECT l.nutrient_id, l.nutrient, l.label_amount, l.label_unit, l.label_per, l.compound,
       l.is_elemental, l.daily_value_percent, l.daily_value_year, l.amount, l.unit
FROM product_nutrient l
JOIN nutrient n ON n.nutrient_id = l.nutrient_id
WHERE l.food_id = :food
ORDER BY n.nutrient_id <> 1090, n.rank, n.nutrient_id;
