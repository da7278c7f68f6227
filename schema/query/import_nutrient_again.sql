-- Second rows of a nutrient that give it another unit: its amounts would be ambiguous.
INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c12, 'unit_name', f.c3,
       'a second row for nutrient ' || f.c1 || '; the first, in ' || n.unit || ', was kept'
FROM nutri_feed f
CROSS JOIN nutrient n ON n.nutrient_id = f.c1
WHERE NOT EXISTS (SELECT 1 FROM unit_name u WHERE u.name = trim(f.c3) AND u.unit = n.unit);
