-- Whether there was an import.
SELECT 1 FROM import i LIMIT 1;
