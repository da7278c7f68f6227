-- Writes the statements that delete what goes with the foods it brought: rows of every table that
-- refers to food ON DELETE CASCADE, and what was written down of these foods since; and the tables.
SELECT printf('DELETE FROM "%w" WHERE "%w" IN (SELECT food_id FROM food WHERE import_id = %d)%s',
              t.name, t."from", :import, t.but),
       t.name
FROM (
  SELECT m.name, k."from", '' AS but
  FROM sqlite_schema m
  JOIN pragma_foreign_key_list(m.name) k
  WHERE m.type = 'table' AND k."table" = 'food' COLLATE NOCASE AND k.on_delete = 'CASCADE'
  UNION ALL VALUES ('food_nutrient_change', 'food_id', ''), ('food_portion_change', 'food_id', ''),
                   ('row_change', 'row_id', ' AND "table" IN (''food'', ''food_label'', ''food_same_as'')')) t;
