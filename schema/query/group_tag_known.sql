SELECT 1 FROM person_tag t WHERE t.tag = :name LIMIT 1;
