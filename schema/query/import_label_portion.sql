-- The label's serving as the food's usual portion: number 1, under its household name where the label
-- gives one.
INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)
SELECT l.food_id, 1, substr(coalesce(l.household_serving, 'serving'), 1, 300),
       l.serving_size * u.factor,
       NOT EXISTS (SELECT 1 FROM food_portion o
                   WHERE o.food_id = l.food_id AND o.portion_no <> 1 AND o.is_usual = 1)
FROM nutri_taken t
CROSS JOIN food_label l ON l.food_id = t.food_id
CROSS JOIN label_unit u ON u.unit = l.serving_unit AND u.factor IS NOT NULL
WHERE l.serving_size * u.factor <= 1e6
ON CONFLICT (food_id, portion_no) DO UPDATE SET measure = excluded.measure, grams = excluded.grams
WHERE food_portion.measure <> excluded.measure OR food_portion.grams <> excluded.grams;
