-- A category under its number where that is free, else under one of those known only by a name.
INSERT INTO food_category
  (category_id, code, description, is_beverage, eaten_cooked, eaten_dry, usual_grams)
SELECT CASE WHEN EXISTS (SELECT 1 FROM food_category c WHERE c.category_id = :category_id)
            THEN 1 + max(100000, (SELECT max(c.category_id) FROM food_category c))
            ELSE :category_id END,
       :code, :description, :is_beverage, :eaten_cooked, :eaten_dry, :usual_grams;
