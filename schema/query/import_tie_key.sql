-- Ties foods of different sources that have one lasting key: to the tie that one of them has already,
-- else to the lowest number among them. Ties once made are kept.
INSERT INTO food_same_as (food_id, tie_id, why)
WITH shared AS (
  SELECT DISTINCT f.lasting_key
  FROM nutri_taken t
  CROSS JOIN food f ON f.food_id = t.food_id
  WHERE EXISTS (SELECT 1 FROM food o
                WHERE o.lasting_key = f.lasting_key AND o.source_id <> f.source_id)
)
SELECT f.food_id,
       coalesce((SELECT min(s.tie_id) FROM food o JOIN food_same_as s ON s.food_id = o.food_id
                 WHERE o.lasting_key = f.lasting_key),
                (SELECT min(o.food_id) FROM food o WHERE o.lasting_key = f.lasting_key)),
       substr(f.lasting_key, 1, instr(f.lasting_key, ':') - 1)
FROM shared k
JOIN food f ON f.lasting_key = k.lasting_key
WHERE substr(f.lasting_key, 1, instr(f.lasting_key, ':') - 1) IN ('ndb', 'code', 'gtin')
  AND NOT EXISTS (SELECT 1 FROM food_same_as s WHERE s.food_id = f.food_id);
