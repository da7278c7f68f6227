-- An import as it is shown, with its sources by rank; NULL = none, a diary.
CREATE VIEW import_card AS
SELECT i.import_id,
       (SELECT group_concat(o.name, ', ')
        FROM (SELECT s.name FROM import_source z
              JOIN source s ON s.source_id = z.source_id
              WHERE z.import_id = i.import_id
              ORDER BY s.rank, s.source_id) o) AS source,
       i.format, i.path, i.imported_at, i.rows_read, i.rows_stored, i.rows_unchanged, i.rows_rejected,
       i.foods_new, i.foods_changed, i.foods_vanished, i.values_new, i.values_changed,
       i.values_vanished, i.partial, i.found
FROM import i;
