-- Empties the index.
DELETE FROM food_search;
