-- Values that came to foods that were there before (old NULL), and values that the source no longer
-- lists for a food it still has (new NULL; the row stays). A value that vanished in an earlier import
-- is not noted again while it stays away. Changed amounts are noted by a trigger.
INSERT INTO food_nutrient_change (import_id, food_id, nutrient_id, old_amount, new_amount)
WITH gone AS (
  SELECT l.food_id, l.nutrient_id
  FROM (SELECT c.food_id, c.nutrient_id, c.new_amount, max(c.change_id)
        FROM food_nutrient_change c
        WHERE c.old_amount IS NOT c.new_amount GROUP BY c.food_id, c.nutrient_id) l
  WHERE l.new_amount IS NULL
)
SELECT :import, n.food_id, n.nutrient_id,
       CASE WHEN nutri_seen(n.food_id, n.nutrient_id) THEN NULL ELSE n.amount END,
       CASE WHEN nutri_seen(n.food_id, n.nutrient_id) THEN n.amount END
FROM nutri_taken t
CROSS JOIN food_nutrient n ON n.food_id = t.food_id
WHERE t.had
  AND nutri_seen(n.food_id, n.nutrient_id)
      <> (nutri_had(n.food_id, n.nutrient_id)
          AND (n.food_id, n.nutrient_id) NOT IN (SELECT g.food_id, g.nutrient_id FROM gone g));
