-- Sources that have foods by survey food codes (FNDDS), the one imported last first; :name NULL = any.
SELECT s.source_id, s.name
FROM source s
WHERE s.source_id IN (SELECT f.source_id FROM food f
                      WHERE f.lasting_key >= 'code:' AND f.lasting_key < 'code;')
  AND s.name <> 'NHANES' AND (:name IS NULL OR s.name = :name COLLATE NOCASE)
ORDER BY coalesce((SELECT max(x.import_id) FROM import_source x WHERE x.source_id = s.source_id), 0) DESC,
         s.rank;
