INSERT INTO schedule (person_id, food_id, from_day, to_day, amount, measure_amount, measure, note)
VALUES (:person, :food, :from, :to, :amount, :measure_amount, :measure, :note);
