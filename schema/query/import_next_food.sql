SELECT max(1000000000, max(f.food_id)) + 1 FROM food f;
