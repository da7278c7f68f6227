-- Ties the foods that starter foods take their figures from to those starter foods.
INSERT INTO food_same_as (food_id, tie_id, why)
SELECT DISTINCT t.food_id, t.food_id, 'fdc'
FROM nutri_taken t
CROSS JOIN food_same_as s ON s.tie_id = t.food_id
WHERE s.why = 'fdc' AND NOT EXISTS (SELECT 1 FROM food_same_as o WHERE o.food_id = t.food_id);
