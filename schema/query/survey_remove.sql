DELETE FROM survey WHERE person_id = :person;
