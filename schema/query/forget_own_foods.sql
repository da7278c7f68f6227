-- The foods that people made, also those that stand for a name in an imported diary; whether there is
-- but one person; and the newer version.
SELECT f.food_id, f.description, (SELECT count(*) FROM (SELECT 1 FROM person p LIMIT 2)) = 1,
       f.replaced_by
FROM source s
JOIN food f ON f.source_id = s.source_id
WHERE s.name = 'own' OR (s.name = 'other' AND f.source_key GLOB 'diary:*')
ORDER BY f.food_id;
