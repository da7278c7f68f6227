SELECT o.observation_id, o.day, o.what, o.value, o.unit, o.note
FROM observation o
WHERE o.person_id = :person
  AND o.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
ORDER BY o.day, o.observation_id;
