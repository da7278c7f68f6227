-- A tag that the person has already stays as it is.
INSERT INTO person_tag (person_id, tag)
SELECT :person, :tag
WHERE NOT EXISTS (SELECT 1 FROM person_tag o WHERE o.person_id = :person AND o.tag = :tag);
