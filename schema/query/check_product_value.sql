-- Products that hold something else than their label makes.
SELECT 'product is not what its label says',
       p.product || ', ' || p.nutrient || ': ' || coalesce(v.amount, 'nothing') || ' for ' || coalesce(p.amount, 'nothing')
FROM product_nutrient p
LEFT JOIN food_nutrient v ON v.food_id = p.food_id AND v.nutrient_id = p.nutrient_id
WHERE NOT coalesce(abs(v.amount - p.amount) <= 1e-9 * abs(p.amount), 0);
