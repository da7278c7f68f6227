-- A food's usual portion, if it is a thing one counts and no guess from the category.
SELECT u.measure, u.grams FROM food_usual_portion u
WHERE u.food_id = :food AND u.how <> 'category' AND u.is_countable
UNION ALL
SELECT 'unit', 1.0 FROM food f WHERE f.food_id = :food AND f.basis = 'unit'
LIMIT 1;
