-- Second labels of a food that say something else than the first.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c12, 'gtin_upc', f.c2,
       'a second label for food ' || f.c1 || '; the first was kept'
FROM nutri_feed f
CROSS JOIN food_label l ON l.food_id = f.c1
WHERE (l.gtin, l.ingredients, l.serving_size, l.serving_unit) IS NOT (f.c2, f.c5, f.c6, f.c7);
