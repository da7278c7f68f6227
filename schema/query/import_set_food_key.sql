SELECT f.source_key, f.food_id FROM food f WHERE f.source_id = :source;
