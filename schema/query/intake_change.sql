UPDATE intake
SET day = :day, time = :time, meal = :meal, food_id = :food, amount = :amount,
    measure_amount = :measure_amount, measure = :measure, note = :note
WHERE intake_id = :intake;
