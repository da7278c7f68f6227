-- What a name means exactly: the foods of the lowest step that has it, with their tie.
SELECT c.*, coalesce(t.tie_id, -n.food_id) AS tie
FROM food_name n
JOIN food_card c ON c.food_id = n.food_id
LEFT JOIN food_same_as t ON t.food_id = n.food_id
WHERE n.name = :name AND (n.person_id IS NULL OR n.person_id = :person)
  AND n.step = (SELECT min(m.step) FROM food_name m
                WHERE m.name = :name AND (m.person_id IS NULL OR m.person_id = :person))
ORDER BY n.food_id;
