-- Nutrient values; c4 is the mark. c12 is where a row belongs, by food and nutrient; the ORDER BY
-- costs nothing where the file is in order: the feed says so. A zero that was found doubtful stays
-- so until its amount changes (import_doubtful.sql).
INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)
SELECT f.c1, f.c2, f.c3, f.c4
FROM nutri_feed f WHERE true
ORDER BY f.c12
ON CONFLICT (food_id, nutrient_id) DO UPDATE SET amount = excluded.amount, mark = excluded.mark
WHERE food_nutrient.amount <> excluded.amount
   OR nullif(food_nutrient.mark, 'doubtful') IS NOT excluded.mark;
