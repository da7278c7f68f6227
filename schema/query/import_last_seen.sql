-- Foods that the source no longer lists: the last import that had them.
UPDATE food SET last_seen_import = coalesce(
  (SELECT max(i.import_id) FROM import_source i
   WHERE i.source_id = :source AND i.import_id < :import), food.import_id)
WHERE source_id = :source AND last_seen_import IS NULL AND NOT nutri_seen(food_id);
