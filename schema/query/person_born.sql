SELECT p.born FROM person p WHERE p.person_id = :person AND p.born > :day;
