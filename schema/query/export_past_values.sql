-- What values were before each change after one, the latest change first.
SELECT c.food_id, c.nutrient_id, c.old_amount, c.old_mark
FROM food_nutrient_change c
WHERE c.change_id > :change
ORDER BY c.change_id DESC;
