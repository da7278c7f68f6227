SELECT ltrim(f.source_key, '0'), f.food_id FROM food f WHERE f.source_id = :source;
