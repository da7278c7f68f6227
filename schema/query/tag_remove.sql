DELETE FROM person_tag WHERE person_id = :person AND tag = :tag;
