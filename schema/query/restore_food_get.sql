-- What tells a food from others.
SELECT s.name, f.source_key, f.description, f.kind, f.basis
FROM food f
JOIN source s ON s.source_id = f.source_id
WHERE f.food_id = :food;
