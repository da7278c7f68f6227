-- Puts what has changed into the index again.
INSERT INTO food_search (rowid, description, words)
SELECT f.food_id, f.description,
       (SELECT group_concat(a.text, ' ') FROM food_alias a
        WHERE a.food_id = f.food_id AND a.person_id IS NULL)
FROM food f
WHERE f.food_id IN (SELECT d.food_id FROM search_dirty d)
ORDER BY f.food_id;
