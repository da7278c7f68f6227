-- Foods that the source no longer lists: the last import that had them. NULL for those it lists.
UPDATE food SET last_seen_import = CASE WHEN NOT nutri_seen(food_id) THEN (
  SELECT max(i.import_id) FROM import_source i WHERE i.source_id = :source AND i.import_id < :import) END
WHERE source_id = :source
  AND (last_seen_import IS NULL) <> nutri_seen(food_id)
  AND (nutri_seen(food_id)
       OR EXISTS (SELECT 1 FROM import_source i WHERE i.source_id = :source AND i.import_id < :import));
