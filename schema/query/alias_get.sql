-- The food that a person's own word names.
SELECT a.food_id FROM food_alias a WHERE a.text = :text AND coalesce(a.person_id, 0) = :person;
