-- A later import of one of an import's sources: that has to be undone before it.
SELECT s.name, l.import_id
FROM import_source x
JOIN import_source l ON l.source_id = x.source_id AND l.import_id > x.import_id
JOIN source s ON s.source_id = x.source_id
WHERE x.import_id = :import
ORDER BY l.import_id DESC
LIMIT 1;
