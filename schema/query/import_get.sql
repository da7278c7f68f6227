SELECT i.import_id, s.name, i.format, i.path, i.imported_at, i.rows_read, i.rows_stored,
       i.rows_unchanged, i.rows_rejected
FROM import i
JOIN source s ON s.source_id = i.source_id
WHERE i.import_id = :import;
