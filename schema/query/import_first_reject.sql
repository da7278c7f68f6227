SELECT r.file, r.line, r."column", r.value, r.reason
FROM import_reject r WHERE r.import_id = :import ORDER BY r.reject_id LIMIT 1;
