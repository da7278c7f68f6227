-- How many entries and days a person has.
SELECT (SELECT count(*) FROM intake i WHERE i.person_id = :person),
       (SELECT count(*) FROM intake_day d WHERE d.person_id = :person);
