-- A food for a name nobody knows, so that an entry with values of its own can stand in the diary. It
-- holds nothing itself. What tells it from other foods of the source is its key.
INSERT INTO food (food_id, source_id, source_key, description, kind, basis, import_id)
SELECT max(coalesce(max(f.food_id), 0), 1000000000) + 1, 9, 'diary:' || lower(:text), :text, :kind,
       :basis, (SELECT i.import_id FROM import i WHERE i.running = 1)
FROM food f;
