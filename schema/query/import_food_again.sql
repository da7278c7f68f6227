-- Second rows of a food that say something else than the first.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c12, 'description', substr(f.c3, 1, 200),
       'a second row for food ' || f.c1 || '; the first, ''' || d.description || ''', was kept'
FROM nutri_feed f
CROSS JOIN food d ON d.food_id = f.c1
WHERE d.description <> f.c3 COLLATE BINARY
   OR d.category_id IS NOT coalesce(f.c4, d.category_id)
   OR d.published IS NOT f.c5;
