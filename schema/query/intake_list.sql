SELECT * FROM intake_card
WHERE person_id = :person AND day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
ORDER BY day, time IS NULL, time, intake_id;
