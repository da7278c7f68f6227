-- The category of a name.
SELECT c.category_id FROM food_category c WHERE c.description = :category COLLATE NOCASE
ORDER BY c.category_id;
