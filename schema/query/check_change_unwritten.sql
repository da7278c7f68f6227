-- Values that are not what their last recorded change left: something passed by the records, and what
-- a total was at an earlier import can no longer be told.
SELECT 'value changed past its records',
       'food ' || c.food_id || ', nutrient ' || c.nutrient_id || ': ' || c.new_amount || ', now '
       || coalesce(v.amount, 'none')
FROM (SELECT l.food_id, l.nutrient_id, l.new_amount, max(l.change_id) FROM food_nutrient_change l
      GROUP BY l.food_id, l.nutrient_id) c
LEFT JOIN food_nutrient v ON v.food_id = c.food_id AND v.nutrient_id = c.nutrient_id
WHERE c.new_amount IS NOT NULL AND v.amount IS NOT c.new_amount;
