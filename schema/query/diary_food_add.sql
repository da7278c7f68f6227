-- A food for a name nobody knows, so that an entry with values of its own can stand in the diary. It
-- holds nothing itself. What tells it from other foods of the source is its key.
INSERT INTO food (food_id, source_id, source_key, description, kind, basis)
SELECT max(coalesce(max(f.food_id), 0), 1000000000) + 1, 9, 'diary:' || lower(:text), :text, :kind,
       :basis
FROM food f;
