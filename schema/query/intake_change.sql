UPDATE intake
SET day = :day, time = :time, meal = :meal, food_id = :food, amount = :amount,
    measure_amount = :measure_amount, measure = :measure, note = :note, import_id = NULL
WHERE intake_id = :intake;
