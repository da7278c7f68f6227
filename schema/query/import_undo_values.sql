-- Values that it changed: the oldest old amount and mark of each.
UPDATE food_nutrient SET amount = c.old_amount, mark = c.old_mark
FROM (SELECT o.food_id, o.nutrient_id, o.old_amount, o.old_mark, min(o.change_id)
      FROM food_nutrient_change o
      WHERE o.import_id = :import AND o.old_amount IS NOT NULL AND o.new_amount IS NOT NULL
      GROUP BY o.food_id, o.nutrient_id) c
WHERE food_nutrient.food_id = c.food_id AND food_nutrient.nutrient_id = c.nutrient_id;
