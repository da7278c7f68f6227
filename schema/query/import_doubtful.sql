-- A magnesium of 0 in a food with at least 2 g of protein per 100 g, not marked as an assumed zero, is
-- a gap in the source rather than a zero: plant and animal tissue with protein holds magnesium. It
-- counts as unknown. A food that no longer fits loses the mark. nutri_taken names the foods of which
-- the import read a 0: looking for them among all values would take longer than all else here.
UPDATE food_nutrient SET mark = CASE WHEN mark IS NULL THEN 'doubtful' END
WHERE food_id IN (SELECT t.food_id FROM nutri_taken t WHERE t.zero)
  AND nutrient_id = 1090
  AND amount = 0
  AND (mark IS NULL OR mark = 'doubtful')
  AND (mark IS NOT NULL) <> EXISTS (
    SELECT 1 FROM food_nutrient p
    WHERE p.food_id = food_nutrient.food_id AND p.nutrient_id = 1003 AND p.amount >= 2);
