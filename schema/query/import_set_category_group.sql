SELECT CAST(c.code AS INTEGER) / 100, c.category_id FROM food_category c
WHERE c.code GLOB '[0-9][0-9]00';
