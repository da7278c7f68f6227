-- Second rows of a key that say something else than the first.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c12, 'description', substr(f.c3, 1, 200),
       'a second row for food ' || f.c2 || '; the first, ''' || d.description || ''', was kept'
FROM nutri_feed f
CROSS JOIN food d ON d.food_id = f.c1
WHERE d.description <> substr(f.c3 || coalesce(', ' || f.c5, ''), 1, 1000) COLLATE BINARY;
