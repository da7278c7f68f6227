-- All foods of a source.
SELECT f.food_id
FROM source s
JOIN food f ON f.source_id = s.source_id
WHERE s.name = :source;
