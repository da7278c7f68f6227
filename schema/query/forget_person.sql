DELETE FROM person WHERE person_id = :id;
