-- Writes the statements that delete the persons it brought with all that refers to them: first what was
-- eaten, then the days, last the design and the person; and the tables. A table that is added to the schema goes along.
SELECT printf('DELETE FROM "%w" WHERE "%w" IN (SELECT %s FROM %s WHERE import_id = %d)',
              t.name, t."from", t.id, t.brought, :import),
       t.name
FROM (
  SELECT m.name, k."from", 'person_id' AS id, 'survey' AS brought,
         CASE m.name WHEN 'intake' THEN 1 WHEN 'intake_day_nutrient' THEN 2 WHEN 'intake_day' THEN 3
                     WHEN 'survey' THEN 6 ELSE 4 END AS step
  FROM sqlite_schema m
  JOIN pragma_foreign_key_list(m.name) k
  WHERE m.type = 'table' AND k."table" = 'person' COLLATE NOCASE AND m.name <> 'survey'
  UNION ALL VALUES ('intake_nutrient', 'intake_id', 'intake_id', 'intake', 0),
                   ('intake_day_total', 'person_id', 'person_id', 'survey', 2),
                   ('person', 'person_id', 'person_id', 'survey', 5)) t
ORDER BY t.step, t.name;
