SELECT t.tag FROM person_tag t WHERE t.person_id = :person ORDER BY t.tag;
