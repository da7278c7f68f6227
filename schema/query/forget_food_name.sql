SELECT f.description FROM food f WHERE f.food_id = :id;
