-- Every table whose rows tell of a person and of an import, and the column of imports.
SELECT s.name, l."from"
FROM sqlite_schema s
CROSS JOIN pragma_foreign_key_list(s.name) l
WHERE s.type = 'table' AND s.sql LIKE 'CREATE TABLE%' AND l."table" = 'import' COLLATE NOCASE
  AND EXISTS (SELECT 1 FROM pragma_table_info(s.name) c WHERE c.name = 'person_id' COLLATE NOCASE)
ORDER BY s.name;
