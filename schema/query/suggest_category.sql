-- The categories whose name has a text within, or whose number it is.
SELECT c.category_id FROM food_category c
WHERE c.description LIKE '%' || :category || '%' OR CAST(c.category_id AS TEXT) = :category
ORDER BY 1;
