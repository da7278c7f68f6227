-- The food of a source and key.
SELECT f.food_id, f.kind, f.basis
FROM source s
JOIN food f ON f.source_id = s.source_id
WHERE s.name = :source AND f.source_key = :source_key;
