-- The food of one's own that has a name now, other than :old.
SELECT f.food_id FROM food f
JOIN source s ON s.source_id = f.source_id AND s.name = 'own'
WHERE f.description = :description AND f.replaced_by IS NULL AND f.food_id IS NOT :old;
