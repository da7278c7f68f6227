INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark) VALUES (:food, :nutrient, :amount, :mark);
