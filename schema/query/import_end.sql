UPDATE import SET
  (rows_read, rows_stored, rows_unchanged, rows_rejected) = (
    SELECT sum(f.rows_read), sum(f.rows_stored), sum(f.rows_unchanged), sum(f.rows_rejected)
    FROM import_file f WHERE f.import_id = :import),
  partial = :partial, running = NULL
WHERE import_id = :import;
