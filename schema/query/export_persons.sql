-- Everybody.
SELECT p.person_id FROM person p ORDER BY p.person_id;
