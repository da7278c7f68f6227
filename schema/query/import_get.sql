SELECT i.import_id,
       (SELECT group_concat(o.name, ', ')
        FROM (SELECT s.name FROM import_source x JOIN source s ON s.source_id = x.source_id
              WHERE x.import_id = i.import_id ORDER BY s.rank) o),
       i.format, i.path, i.imported_at, i.rows_read, i.rows_stored,
       i.rows_unchanged, i.rows_rejected
FROM import i
WHERE i.import_id = :import;
