DELETE FROM food WHERE food_id = :id;
