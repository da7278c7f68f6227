-- Words of everybody's that are a food's description of the same source: one would hide the other.
SELECT 'word names two foods', a.text || ' (foods ' || a.food_id || ' and ' || f.food_id || ')'
FROM food_alias a
JOIN food g ON g.food_id = a.food_id
JOIN food f ON f.description = a.text AND f.source_id = g.source_id AND f.food_id <> a.food_id
WHERE a.person_id IS NULL;
