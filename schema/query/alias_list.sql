-- A person's own words for foods.
SELECT a.text, a.food_id, f.description, s.name
FROM food_alias a
JOIN food f ON f.food_id = a.food_id
JOIN source s ON s.source_id = f.source_id
WHERE a.person_id = :person
ORDER BY a.text;
