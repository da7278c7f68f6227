-- What stands on persons it brought and did not come with it: whose, how many entries and doses.
SELECT p.name,
       (SELECT count(*) FROM intake i
        WHERE i.person_id = p.person_id AND i.import_id IS NOT :import) AS entries,
       (SELECT count(*) FROM schedule d WHERE d.person_id = p.person_id) AS doses
FROM survey v
JOIN person p ON p.person_id = v.person_id
WHERE v.import_id = :import
  AND (EXISTS (SELECT 1 FROM intake i
               WHERE i.person_id = p.person_id AND i.import_id IS NOT :import)
       OR EXISTS (SELECT 1 FROM schedule d WHERE d.person_id = p.person_id))
LIMIT 1;
