-- A person's scheduled doses that fall into a span.
SELECT * FROM schedule_card
WHERE person_id = :person AND from_day <= coalesce(:to, '9999-12-31')
  AND coalesce(to_day, '9999-12-31') >= coalesce(:from, '0001-01-01')
ORDER BY from_day, schedule_id;
