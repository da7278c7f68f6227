-- Every column that names foods and keeps them from being removed: all but those of a food's own rows,
-- which go along with it. The third column: only rows of a person do.
SELECT s.name, l."from", EXISTS (SELECT 1 FROM pragma_table_info(s.name) c WHERE c.name = 'person_id')
FROM sqlite_schema s
CROSS JOIN pragma_foreign_key_list(s.name) l
WHERE s.type = 'table' AND s.sql LIKE 'CREATE TABLE%' AND l."table" = 'food'
  AND (l.on_delete <> 'CASCADE'
       OR EXISTS (SELECT 1 FROM pragma_table_info(s.name) c WHERE c.name = 'person_id'))
ORDER BY s.name, l."from";
