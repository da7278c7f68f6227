SELECT c.category_id, c.code, c.description, c.is_beverage, c.eaten_cooked, c.eaten_dry, c.usual_grams
FROM food_category c
WHERE c.category_id = :id;
