-- Every text that names a food exactly, compared without case. step orders them: 1 an own food, 2 a
-- person's own word, then 10 and up by the rank of the source: the source's description of the food
-- and the words that come with it. person_id: whose word it is, NULL = everybody's.
CREATE VIEW food_name AS
SELECT f.description AS name, f.food_id, f.description, s.name AS source,
       CASE s.name WHEN 'own' THEN 1 ELSE 10 + s.rank END AS step, NULL AS person_id
FROM food f
JOIN source s ON s.source_id = f.source_id
WHERE f.replaced_by IS NULL
UNION ALL
SELECT a.text, f.food_id, f.description, s.name,
       CASE WHEN a.person_id IS NULL THEN 10 + s.rank ELSE 2 END, a.person_id
FROM food_alias a
JOIN food f ON f.food_id = a.food_id
JOIN source s ON s.source_id = f.source_id;
