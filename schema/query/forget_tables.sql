-- Every table that has a column of persons, the column, and the column of person that it holds. Entries go
-- before the days they keep.
SELECT s.name, c.name, coalesce(max(l."to"), 'person_id')
FROM sqlite_schema s
CROSS JOIN pragma_table_info(s.name) c
LEFT JOIN pragma_foreign_key_list(s.name) l
  ON l."from" = c.name COLLATE NOCASE AND l."table" = 'person' COLLATE NOCASE
WHERE s.type = 'table' AND s.sql LIKE 'CREATE TABLE%' AND s.name <> 'person'
  AND (c.name = 'person_id' COLLATE NOCASE OR l."table" IS NOT NULL)
GROUP BY s.name, c.cid
ORDER BY s.name = 'intake' DESC, s.name = 'intake_day_nutrient' DESC, s.name;
