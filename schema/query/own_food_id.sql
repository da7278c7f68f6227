-- The number of the next food of one's own: above all there are, and above FoodData Central's.
SELECT max(1000000000, coalesce((SELECT max(f.food_id) FROM food f), 0)) + 1;
