INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)
VALUES (:food, :number, :measure, :grams, :usual);
