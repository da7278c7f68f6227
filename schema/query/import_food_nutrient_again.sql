-- Second values for one food and nutrient that differ from the first. Equal ones are repeats.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c12, 'amount', f.c3,
       'a second value for food ' || f.c1 || ' and nutrient ' || f.c2 || '; the first, '
       || n.amount || ', was kept'
FROM nutri_feed f
CROSS JOIN food_nutrient n ON n.food_id = f.c1 AND n.nutrient_id = f.c2
WHERE n.amount <> f.c3;
