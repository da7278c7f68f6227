-- The search index forgets the foods it brought.
INSERT INTO search_dirty (food_id)
SELECT f.food_id FROM food f WHERE f.import_id = :import ON CONFLICT (food_id) DO NOTHING;
