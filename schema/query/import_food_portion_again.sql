-- Second portions of one number that differ from the first.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c12, 'seq_num', coalesce(f.c2, f.c8),
       'a second portion ' || coalesce(f.c2, f.c8) || ' for food ' || f.c1 || '; the first, '''
       || p.measure || ''', was kept'
FROM nutri_feed f
CROSS JOIN food_portion p ON p.food_id = f.c1 AND p.portion_no = coalesce(f.c2, f.c8)
WHERE p.grams <> f.c5 / CASE WHEN f.c3 > 0 THEN f.c3 ELSE 1 END
   OR (f.c4 GLOB '*[^0-9]*' AND instr(p.measure, f.c4) = 0);
