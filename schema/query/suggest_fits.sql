-- Whether a food is one to offer: in a form that one eats, no baby food, and without alcohol (at most
-- 0.5 g per 100 g, which is what counts as free of it).
SELECT g.eaten < 2 AND f.category_id IS NOT 3
       AND coalesce((SELECT v.amount FROM food_nutrient v
                     WHERE v.food_id = f.food_id AND v.nutrient_id = 1018), 0.0) <= 0.5
FROM food f
JOIN food_form g ON g.food_id = f.food_id
WHERE f.food_id = :food;
