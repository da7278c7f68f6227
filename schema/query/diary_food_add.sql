-- A food for a name nobody knows, so that an entry with values of its own can stand in the diary. It
-- holds nothing itself. last_seen_import is the import that made it.
INSERT INTO food (food_id, source_id, source_key, description, kind, basis, last_seen_import)
SELECT max(coalesce(max(f.food_id), 0), 1000000000) + 1, 9, 'diary:' || lower(:text), :text, :kind,
       :basis, :import
FROM food f;
