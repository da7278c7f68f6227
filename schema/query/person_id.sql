SELECT p.person_id FROM person p WHERE p.name = :name;
