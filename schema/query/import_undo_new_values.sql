-- Values that it brought to foods that were there before. One that an earlier import had noted as
-- vanished had stayed all the while: it stays.
DELETE FROM food_nutrient WHERE (food_id, nutrient_id) IN (
  SELECT c.food_id, c.nutrient_id FROM food_nutrient_change c
  WHERE c.import_id = :import AND c.old_amount IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM food_nutrient_change g
      WHERE g.change_id = (SELECT max(b.change_id) FROM food_nutrient_change b
                           WHERE b.food_id = c.food_id AND b.nutrient_id = c.nutrient_id
                             AND b.change_id < c.change_id AND b.import_id IS NOT :import
                             AND b.old_amount IS NOT b.new_amount)
        AND g.import_id IS NOT NULL AND g.new_amount IS NULL));
