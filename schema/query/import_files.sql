SELECT f.file, f.sha256, f.bytes, f.rows_read, f.rows_stored, f.rows_unchanged, f.rows_rejected, f.note
FROM import_file f WHERE f.import_id = :import ORDER BY f.file;
