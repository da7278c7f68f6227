-- Foundation foods that foundation_food.csv no longer lists have no NDB number: older versions. Each
-- is replaced by the one current food of its description; where there is none, or are several, it
-- stays without.
UPDATE food SET replaced_by = c.food_id
FROM (
  SELECT n.description, min(n.food_id) AS food_id
  FROM nutri_taken t
  CROSS JOIN food n ON n.food_id = t.food_id
  WHERE n.source_id = 4 AND n.lasting_key IS NOT NULL AND n.replaced_by IS NULL
  GROUP BY n.description
  HAVING count(*) = 1
) c
WHERE food.source_id = 4 AND food.lasting_key IS NULL AND food.description = c.description
  AND food.replaced_by IS NOT c.food_id;
