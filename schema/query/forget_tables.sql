-- Every table that has a column of persons, and the column. Entries go before the days they keep.
SELECT s.name, c.name
FROM sqlite_schema s
CROSS JOIN pragma_table_info(s.name) c
WHERE s.type = 'table' AND s.sql LIKE 'CREATE TABLE%' AND s.name <> 'person'
  AND (c.name = 'person_id'
       OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(s.name) l
                  WHERE l."from" = c.name AND l."table" = 'person'))
ORDER BY s.name = 'intake' DESC, s.name = 'intake_day_nutrient' DESC, s.name;
