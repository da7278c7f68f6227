-- Ties the foods that starter foods take their figures from to those starter foods.
INSERT INTO food_same_as (food_id, tie_id, why)
SELECT DISTINCT f.food_id, f.food_id, 'fdc'
FROM food_same_as s
CROSS JOIN food f ON f.food_id = s.tie_id
WHERE s.why = 'fdc' AND f.source_id = :source
  AND NOT EXISTS (SELECT 1 FROM food_same_as o WHERE o.food_id = f.food_id);
