-- What a food of which nothing is known is taken to hold: the same as another (:like) of the same prefix.
INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)
SELECT :food, n.nutrient_id, n.amount, n.mark
FROM food_nutrient n
WHERE n.food_id = :like AND NOT EXISTS (SELECT 1 FROM food_nutrient k WHERE k.food_id = :food);
