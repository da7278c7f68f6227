-- The measure in which such a food is counted.
INSERT INTO food_portion (food_id, portion_no, measure, grams) VALUES (:food, 1, :measure, 1.0);
