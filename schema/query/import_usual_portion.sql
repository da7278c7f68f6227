-- The portion that a survey takes where nobody said how much is the food's usual one.
UPDATE food_portion SET is_usual = 1
FROM (
  SELECT p.food_id, min(p.portion_no) AS portion_no
  FROM nutri_taken t
  CROSS JOIN food_portion p ON p.food_id = t.food_id
  WHERE p.measure = 'usual portion'
  GROUP BY p.food_id
) u
WHERE food_portion.food_id = u.food_id AND food_portion.portion_no = u.portion_no
  AND NOT EXISTS (SELECT 1 FROM food_portion o WHERE o.food_id = u.food_id AND o.is_usual = 1);
