-- The columns of a table, in order: whether one is the row's own number, and which table's numbers it
-- holds; of a key of several columns, which its columns' table refers to in turn. None for what is no
-- table.
SELECT c.name,
       c.pk = 1 AND c.type = 'INTEGER'
         AND NOT EXISTS (SELECT 1 FROM pragma_table_info(:table) m WHERE m.pk > 1),
       coalesce((SELECT m."table" FROM pragma_foreign_key_list(l."table") m WHERE m."from" = l."to"),
                l."table")
FROM sqlite_schema s
CROSS JOIN pragma_table_info(s.name) c
LEFT JOIN pragma_foreign_key_list(s.name) l ON l."from" = c.name
WHERE s.type = 'table' AND s.name = :table
GROUP BY c.cid
ORDER BY c.cid;
