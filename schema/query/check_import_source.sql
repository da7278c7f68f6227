-- Imports that brought foods and name no source: none would be the latest of its source. A diary has
-- none.
SELECT 'import without a source', 'import ' || i.import_id || ': ' || i.path
FROM import i
WHERE i.format <> 'diary'
  AND EXISTS (SELECT 1 FROM food f WHERE f.import_id = i.import_id)
  AND NOT EXISTS (SELECT 1 FROM import_source s WHERE s.import_id = i.import_id);
