INSERT INTO recipe (food_id, yield, servings, note) VALUES (:food, :yield, :servings, :note);
