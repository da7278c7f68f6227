-- A value as it was, of a food and nutrient that are there.
INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)
SELECT f.food_id, n.nutrient_id, :amount, :mark
FROM food f
CROSS JOIN nutrient n
WHERE f.food_id = :food AND n.nutrient_id = :nutrient
ON CONFLICT (food_id, nutrient_id) DO UPDATE SET amount = excluded.amount, mark = excluded.mark;
