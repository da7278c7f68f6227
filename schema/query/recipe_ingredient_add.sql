INSERT INTO recipe_ingredient (food_id, line_no, ingredient_id, amount, measure_amount, measure,
  retention_id)
VALUES (:dish, :line, :ingredient, :amount, :measure_amount, :measure, :retention);
