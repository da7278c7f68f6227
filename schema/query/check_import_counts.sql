-- Imports whose rows do not add up, or that never ended.
SELECT 'import does not add up', 'import ' || i.import_id || ': ' || i.rows_read || ' rows read'
FROM import i
WHERE i.rows_read <> i.rows_stored + i.rows_unchanged + i.rows_rejected OR i.running IS NOT NULL;
