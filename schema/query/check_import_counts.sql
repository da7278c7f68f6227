-- Imports whose rows do not add up, by themselves or over their files, or that never ended.
SELECT 'import does not add up', 'import ' || i.import_id || ': ' || i.rows_read || ' rows read'
FROM import i
LEFT JOIN (SELECT f.import_id, sum(f.rows_read) AS rows_read, sum(f.rows_stored) AS rows_stored,
                  sum(f.rows_rejected) AS rows_rejected
           FROM import_file f GROUP BY f.import_id) f ON f.import_id = i.import_id
WHERE i.rows_read <> i.rows_stored + i.rows_unchanged + i.rows_rejected OR i.running IS NOT NULL
   OR i.rows_read <> f.rows_read OR i.rows_stored <> f.rows_stored
   OR i.rows_rejected <> f.rows_rejected;
