SELECT c.code, c.category_id FROM food_category c WHERE c.code IS NOT NULL;
