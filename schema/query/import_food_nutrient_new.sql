-- Nutrient values where no food of the import was there before: nothing can be in their place.
INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)
SELECT f.c1, f.c2, f.c3, f.c4
FROM nutri_feed f
ORDER BY f.c12;
