-- What was recorded with entries: c1 the entry, c2 the nutrient, c3 the amount.
INSERT INTO intake_nutrient (intake_id, nutrient_id, amount)
SELECT f.c1, f.c2, f.c3 FROM nutri_feed f;
