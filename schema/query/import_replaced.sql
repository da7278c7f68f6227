-- Of the versions of one lasting key within one source only the newest stands: the one published
-- last, else with the highest number; the others say which it is.
UPDATE food SET replaced_by = v.newest
FROM (
  SELECT o.food_id, first_value(o.food_id) OVER (
           PARTITION BY o.source_id, o.lasting_key
           ORDER BY o.published DESC, o.food_id DESC) AS newest
  FROM (SELECT DISTINCT f.source_id, f.lasting_key
        FROM nutri_taken t
        CROSS JOIN food f ON f.food_id = t.food_id
        WHERE EXISTS (SELECT 1 FROM food e
                      WHERE e.lasting_key = f.lasting_key AND e.source_id = f.source_id
                        AND e.food_id <> f.food_id)) k
  CROSS JOIN food o ON o.lasting_key = k.lasting_key AND o.source_id = k.source_id
) v
WHERE food.food_id = v.food_id
  AND food.replaced_by IS NOT nullif(v.newest, v.food_id);
