-- How many foods there are to choose among, with and without a usual portion; what is one food in
-- several sources counts once.
SELECT count(*) - (count(t.tie_id) - count(DISTINCT t.tie_id))
FROM food f
JOIN source s ON s.source_id = f.source_id
LEFT JOIN food_same_as t ON t.food_id = f.food_id
WHERE f.kind = 'food' AND f.replaced_by IS NULL AND s.name <> 'Branded';
