-- Recorded totals: c1 the person, c2 the day, c3 the nutrient, c4 the amount.
INSERT INTO intake_day_nutrient (person_id, day, nutrient_id, amount)
SELECT f.c1, f.c2, f.c3, f.c4 FROM nutri_feed f;
