-- Writes, for every table whose rows stand on a food without going with it, the statement that looks for
-- foods of the import in it: food, how many rows, how many such foods. A table that is added to the
-- schema is asked as well.
SELECT t.name,
       printf('SELECT r."%w", count(*), count(*) OVER () FROM "%w" r WHERE r."%w" IN '
              || '(SELECT food_id FROM food WHERE import_id = %d)%s GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1',
              t."from", t.name, t."from", :import, t.but)
FROM (
  SELECT m.name, k."from",
         CASE m.name WHEN 'food' THEN printf(' AND r.import_id IS NOT %d', :import)
                     ELSE '' END AS but
  FROM sqlite_schema m
  JOIN pragma_foreign_key_list(m.name) k
  WHERE m.type = 'table' AND k."table" = 'food' COLLATE NOCASE AND k.on_delete <> 'CASCADE'
    AND coalesce(k."to", 'food_id') = 'food_id' COLLATE NOCASE
  UNION ALL
  SELECT 'food_alias', 'food_id', ' AND r.person_id IS NOT NULL') t
ORDER BY t.name <> 'intake', t.name;
