INSERT INTO target (person_id, nutrient_id, from_day, to_day, amount, note)
VALUES (:person, :nutrient, :from, :to, :amount, :note);
