-- Every column that names foods, whether only rows of a person do, the column of food that it holds, and
-- whether it is of the table's key: such rows of nutri's are the food's own and go along with it.
SELECT s.name, c.name,
       EXISTS (SELECT 1 FROM pragma_table_info(s.name) m WHERE m.name = 'person_id' COLLATE NOCASE),
       coalesce(l."to", 'food_id'), c.pk > 0
FROM sqlite_schema s
CROSS JOIN pragma_table_info(s.name) c
CROSS JOIN pragma_foreign_key_list(s.name) l
  ON l."from" = c.name COLLATE NOCASE AND l."table" = 'food' COLLATE NOCASE
WHERE s.type = 'table' AND s.sql LIKE 'CREATE TABLE%'
ORDER BY s.name, c.name;
