-- Every food into an empty index; by number: out of order FTS5 would write its index out at every row.
INSERT INTO food_search (rowid, description, words)
SELECT f.food_id, f.description,
       (SELECT group_concat(a.text, ' ') FROM food_alias a
        WHERE a.food_id = f.food_id AND a.person_id IS NULL)
FROM food f
ORDER BY f.food_id;
