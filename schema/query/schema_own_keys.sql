-- Every table with a foreign key, and the table that it names.
SELECT DISTINCT s.name, l."table"
FROM main.sqlite_schema s
CROSS JOIN pragma_foreign_key_list(s.name, 'main') l
WHERE s.type = 'table';
