-- The newest food of a lasting key; the publisher's own rather than the starter food made of it.
SELECT c.*
FROM food f
JOIN source s ON s.source_id = f.source_id
JOIN food_card c ON c.food_id = f.food_id
WHERE f.lasting_key = :key
ORDER BY f.replaced_by IS NOT NULL, s.name = 'nutri starter', s.rank, f.food_id DESC
LIMIT 1;
