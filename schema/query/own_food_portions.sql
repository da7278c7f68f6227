-- A food's own measures.
SELECT p.measure, p.grams, p.is_usual FROM food_portion p WHERE p.food_id = :food ORDER BY p.portion_no;
