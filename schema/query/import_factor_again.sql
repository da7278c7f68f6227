-- Second shares for one food and measure that differ from the first.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c12, 'MeasureID', f.c2,
       'a second factor for food ' || f.c1 || '; the first, ' || p.grams / 100 || ', was kept'
FROM nutri_feed f
CROSS JOIN food_portion p ON p.food_id = f.c1 AND p.portion_no = f.c2
WHERE p.grams <> f.c3 * 100;
