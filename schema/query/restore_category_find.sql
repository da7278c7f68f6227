-- A category of the same name that counts in the same way.
SELECT c.category_id
FROM food_category c
WHERE c.description = :description AND c.code IS :code AND c.is_beverage = :is_beverage
ORDER BY c.category_id <> :category_id, c.category_id
LIMIT 1;
