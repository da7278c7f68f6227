-- Own foods of a name, kind and basis.
SELECT f.food_id
FROM food f
JOIN source s ON s.source_id = f.source_id
WHERE f.description = :description AND f.description = :description COLLATE BINARY
  AND f.kind = :kind AND f.basis = :basis AND s.name = 'own'
ORDER BY f.food_id;
