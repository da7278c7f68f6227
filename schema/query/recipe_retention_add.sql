INSERT INTO recipe_retention (food_id, line_no, nutrient_id, factor)
VALUES (:dish, :line, :nutrient, :factor);
