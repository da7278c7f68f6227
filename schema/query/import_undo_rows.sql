-- Writes the statements that give rows back what stood in them: the oldest old value of each column.
SELECT printf('UPDATE "%w" SET "%w" = c.old FROM (SELECT row_id, old, min(change_id) FROM row_change '
              || 'WHERE import_id = %d AND "table" = %Q AND "column" = %Q GROUP BY row_id) c '
              || 'WHERE "%w".rowid = c.row_id',
              d."table", d."column", :import, d."table", d."column", d."table")
FROM (SELECT DISTINCT c."table", c."column" FROM row_change c
      WHERE c.import_id = :import AND c."column" IS NOT NULL) d;
