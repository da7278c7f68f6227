-- Writes the statements that delete the categories, nutrients, sources and ties it added. What anything
-- refers to by now stays.
SELECT printf('DELETE FROM "%w" WHERE rowid IN (SELECT row_id FROM row_change WHERE import_id = %d '
              || 'AND "table" = %Q AND "column" IS NULL)', d."table", :import, d."table")
       || coalesce((
         SELECT group_concat(printf(' AND rowid NOT IN (SELECT "%w" FROM "%w" WHERE "%w" IS NOT NULL)',
                                    k."from", m.name, k."from"), '')
         FROM sqlite_schema m
         JOIN pragma_foreign_key_list(m.name) k
         WHERE m.type = 'table' AND k."table" = d."table" COLLATE NOCASE), '')
FROM (SELECT DISTINCT c."table" FROM row_change c
      WHERE c.import_id = :import AND c."column" IS NULL) d;
