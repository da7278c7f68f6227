-- Notes the values that a food of an earlier import was given, so that an undo takes them back.
INSERT INTO food_nutrient_change (import_id, food_id, nutrient_id, new_amount, new_mark)
SELECT :import, n.food_id, n.nutrient_id, n.amount, n.mark
FROM food_nutrient n
WHERE n.food_id = :food
  AND EXISTS (SELECT 1 FROM food f WHERE f.food_id = :food AND f.import_id IS NOT :import);
