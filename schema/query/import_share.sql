-- The sources of the import: how many foods of each it has, and how many foods the source had before,
-- counted as far as matters: to over twice as many.
WITH taken AS (
  SELECT f.source_id, count(*) AS foods
  FROM nutri_taken t
  CROSS JOIN food f ON f.food_id = t.food_id
  GROUP BY f.source_id
)
SELECT k.source_id, k.foods,
       (SELECT count(*) FROM (SELECT 1 FROM food o
                              WHERE o.source_id = k.source_id AND o.import_id IS NOT :import
                              LIMIT (SELECT 2 * sum(x.foods) + 1 FROM taken x)))
FROM taken k;
