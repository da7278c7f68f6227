-- Every column that names foods and keeps them from being removed: all but the keys of a food's own rows,
-- which go along with it. The third column: only rows of a person do.
SELECT s.name, c.name, EXISTS (SELECT 1 FROM pragma_table_info(s.name) m WHERE m.name = 'person_id')
FROM sqlite_schema s
CROSS JOIN pragma_table_info(s.name) c
WHERE s.type = 'table' AND s.sql LIKE 'CREATE TABLE%' AND c.pk = 0
  AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(s.name) l
              WHERE l."from" = c.name AND l."table" = 'food')
ORDER BY s.name, c.name;
