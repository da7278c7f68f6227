-- Another text for a person's own word.
UPDATE food_alias SET text = :to WHERE text = :text AND coalesce(person_id, 0) = :person;
