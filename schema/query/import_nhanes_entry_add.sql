-- What was eaten: c1 the entry's number, c2 the person, c3 the day, c4 the meal, c5 the food, c6 grams.
INSERT INTO intake (intake_id, person_id, day, meal, food_id, amount, import_id)
SELECT f.c1, f.c2, f.c3, f.c4, f.c5, f.c6, :import FROM nutri_feed f;
