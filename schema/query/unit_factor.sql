-- How much one of a unit, by any of its names, is in another: a g is 1000 mg. No row: the two have
-- nothing in common. Whether they are one unit decides between nutrients of one name.
SELECT CASE WHEN a.unit = b.unit THEN 1.0
            WHEN a.factor > b.factor THEN 1.0 / (b.factor / a.factor)
            ELSE a.factor / b.factor END,
       a.unit = b.unit
FROM unit_name n
JOIN unit a ON a.unit = n.unit
JOIN unit b ON b.unit = :to
WHERE n.name = trim(:from)
  AND (a.unit = b.unit
       OR (a.dimension = b.dimension AND a.factor IS NOT NULL AND b.factor IS NOT NULL));
