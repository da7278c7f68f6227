-- A food that is suggested, with its usual portion.
SELECT f.food_id, f.description, c.description AS category, s.name AS source, f.basis,
       u.measure, u.grams, u.how
FROM food f
JOIN source s ON s.source_id = f.source_id
JOIN food_usual_portion u ON u.food_id = f.food_id
LEFT JOIN food_category c ON c.category_id = f.category_id
WHERE f.food_id = :food;
