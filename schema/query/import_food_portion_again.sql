-- Second portions of one number that differ from the first.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c8, 'seq_num', f.c2,
       'a second portion ' || f.c2 || ' for food ' || f.c1 || '; the first, ''' || p.measure
       || ''', was kept'
FROM nutri_feed f
CROSS JOIN food_portion p ON p.food_id = f.c1 AND p.portion_no = f.c2
WHERE p.measure <> f.c4 OR p.grams <> f.c5 / CASE WHEN f.c3 > 0 THEN f.c3 ELSE 1 END;
