-- Second rows of a category that say something else than the first.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c12, 'description', substr(f.c3, 1, 200),
       'a second row for category ' || f.c1 || '; the first, ''' || c.description || ''', was kept'
FROM nutri_feed f
CROSS JOIN food_category c ON c.category_id = f.c1
WHERE c.code IS NOT f.c2 OR c.description IS NOT f.c3;
