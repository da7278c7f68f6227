-- Second NDB numbers of a food.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c8, 'NDB_number', f.c2,
       'a second NDB number for food ' || f.c1 || '; the first, ' || d.lasting_key || ', was kept'
FROM nutri_feed f
CROSS JOIN food d ON d.food_id = f.c1
WHERE d.lasting_key IS NOT 'ndb:' || f.c2;
