-- A person's own word for a food; a newer choice takes the place of an older.
INSERT INTO food_alias (person_id, text, food_id) VALUES (:person, :text, :food)
ON CONFLICT (text, coalesce(person_id, 0)) DO UPDATE SET food_id = excluded.food_id;
