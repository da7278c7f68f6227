SELECT max(1000000000, coalesce(max(f.food_id), 0)) + 1 FROM food f;
