-- Nutrients the database lacks; those it knows are left as they are. Two nutrients never share a
-- number: the second one goes without.
INSERT INTO nutrient (nutrient_id, name, unit, number, rank)
SELECT f.c1, f.c2, u.unit,
       CASE WHEN f.place = 1
             AND NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.number = f.c4) THEN f.c4 END,
       coalesce(CAST(f.c5 AS INTEGER), 999999)
FROM (SELECT c1, c2, c3, c4, c5, row_number() OVER (PARTITION BY c4 ORDER BY c1) AS place
      FROM nutri_feed) f
CROSS JOIN unit_name u ON u.name = trim(f.c3)
WHERE true
ON CONFLICT (nutrient_id) DO NOTHING;
