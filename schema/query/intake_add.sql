INSERT INTO intake
  (person_id, day, time, meal, food_id, amount, measure_amount, measure, note, import_id)
VALUES
  (:person, :day, :time, :meal, :food, :amount, :measure_amount, :measure, :note, :import);
