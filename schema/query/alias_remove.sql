DELETE FROM food_alias WHERE text = :text AND coalesce(person_id, 0) = :person;
