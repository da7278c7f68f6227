INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)
SELECT f.c1, f.c2, f.c3, f.c4 FROM nutri_feed f;
