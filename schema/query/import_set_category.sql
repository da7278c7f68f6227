SELECT c.category_id FROM food_category c;
